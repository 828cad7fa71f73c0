"""The ministerial decisions of 2011 to 2016, against what was transcribed from their texts apart from the rows."""

import pytest

from analysis.dataset import tables
from analysis.questions.country import answers as country

DATA = tables.load()

#: Line, printed form, number, unit, hedge and kind, in the order of the text.
FIGURES = {
    "subsidy-programme-2011": [
        (13, "EUR 4.000.000,–", 4_000_000, "EUR", "exact", "ceiling"),
        (57, "tenminste EUR 100.000,–", 100_000, "EUR", "at_least", "criterion"),
        (57, "EUR. 4.000.000,–", 4_000_000, "EUR", "exact", "made_available"),
    ],
    "subsidy-programme-2014": [
        (24, "EUR 1.000.000", 1_000_000, "EUR", "exact", "ceiling"),
        (25, "EUR 800.000", 800_000, "EUR", "exact", "ceiling"),
        (67, "EUR 1.000.000", 1_000_000, "EUR", "exact", "made_available"),
        (67, "tenminste EUR 100.000,00", 100_000, "EUR", "at_least", "criterion"),
        (83, "twaalf", 12, "month", "exact", "criterion"),
        (85, "twaalf", 12, "month", "exact", "criterion"),
        (87, "zes", 6, "month", "exact", "criterion"),
        (89, "meer dan twaalf", 12, "month", "more_than", "criterion"),
        (91, "meer dan twaalf", 12, "month", "more_than", "criterion"),
        (95, "twee", 2, "week", "exact", "criterion"),
        (95, "binnen 13", 13, "week", "at_most", "criterion"),
        (234, "EUR 800.000", 800_000, "EUR", "exact", "ceiling"),
        (234, "EUR 800.000", 800_000, "EUR", "exact", "reserved"),
        (242, "twaalf", 12, "month", "exact", "criterion"),
        (244, "twaalf", 12, "month", "exact", "criterion"),
        (246, "zes", 6, "month", "exact", "criterion"),
        (248, "meer dan twaalf", 12, "month", "more_than", "criterion"),
        (250, "meer dan twaalf", 12, "month", "more_than", "criterion"),
        (254, "twee", 2, "week", "exact", "criterion"),
    ],
    "subsidy-ceiling-2015": [(9, "€ 0,00", 0, "EUR", "exact", "ceiling")],
    "return-subsidy-2015-2016": [
        (13, "EUR 2.000.000", 2_000_000, "EUR", "exact", "ceiling"),
        (56, "EUR 2.000.000", 2_000_000, "EUR", "exact", "ceiling"),
        (60, "minimaal 60", 60, "point", "at_least", "criterion"),
        (60, "100", 100, "point", "exact", "criterion"),
        (84, "ten minste EUR 100.000", 100_000, "EUR", "at_least", "criterion"),
        (114, "meer dan vijf", 5, "year", "more_than", "criterion"),
        (118, "ten minste 24", 24, "month", "at_least", "criterion"),
        (118, "ten hoogste 48", 48, "month", "at_most", "criterion"),
        (124, "maximale waarde van EUR 1.500", 1_500, "EUR", "at_most", "criterion"),
        (124, "maximaal EUR 2.500", 2_500, "EUR", "at_most", "criterion"),
        (124, "EUR 2.500", 2_500, "EUR", "exact", "criterion"),
        (124, "18", 18, "year", "exact", "criterion"),
        (124, "EUR 2.500", 2_500, "EUR", "exact", "criterion"),
        (126, "Ten minste de helft", 50, "percent", "at_least", "criterion"),
        (130, "binnen een", 1, "year", "at_most", "criterion"),
        (130, "18", 18, "year", "exact", "criterion"),
        (134, "ten minste EUR 200.000", 200_000, "EUR", "at_least", "criterion"),
        (136, "niet meer dan 50%", 50, "percent", "at_most", "criterion"),
        (136, "ten minste 50%", 50, "percent", "at_least", "criterion"),
        (138, "50%", 50, "percent", "exact", "criterion"),
        (138, "minimaal 50%", 50, "percent", "at_least", "criterion"),
        (140, "niet meer dan EUR 8.000", 8_000, "EUR", "at_most", "criterion"),
        (170, "twee", 2, "week", "exact", "criterion"),
    ],
}
#: The names in the footnote to line 79 of the first decision, as codes, in its order.
LIST_2011 = """
    AFG ALB AGO ARM BGD BEN BOL BIH BFA BDI COL COD EGY ERI ETH GEO GHA GTM IDN IRQ YEM CPV KEN XKX MKD MLI MAR MDA MNG
    MOZ NIC PAK PSE RWA SEN SDN LKA SUR TZA UGA VNM ZMB ZAF
"""
#: The names of line 133 of the second.
LIST_2014 = """
    AFG DZA AGO ARM AZE BDI CHN COD ERI ETH GEO GHA GIN IND IRQ IRN CIV YEM JOR CPV LBN LBY MAR MNG NPL NGA UGA PAK PSE
    SLE SDN SOM LKA SYR TGO TUR SSD
"""
RETURN_2015 = "AFG ARM CHN EGY ETH GIN IRQ IRN LBY MAR MNG NGA SLE SDN SOM"


@pytest.mark.parametrize("source_id", FIGURES)
def test_every_quantity_of_a_decision_is_a_figure_with_its_hedge_and_kind(source_id):
    rows = DATA.figures[DATA.figures["source_id"] == source_id].sort_values("figure_id")
    cells = rows[["line", "as_printed", "value", "unit", "qualifier", "kind"]]
    assert list(cells.itertuples(index=False, name=None)) == FIGURES[source_id]


def test_no_printed_form_of_the_decisions_is_corrected_but_one_with_a_stray_full_stop():
    rows = DATA.figures[DATA.figures["source_id"].isin(FIGURES)]
    corrected = rows.dropna(subset="read_as").set_index("figure_id")["read_as"]
    assert corrected.to_dict() == {"sp11-0057-2": "EUR 4.000.000,–"}


@pytest.mark.parametrize(
    ("list_id", "names", "number"),
    [
        ("country-list-2011", LIST_2011, 43),
        ("country-list-2014", LIST_2014, 37),
        ("return-countries-2015-2016", RETURN_2015, 15),
        ("return-priority-countries-2015-2016", "AFG ARM ETH IRQ SOM", 5),
    ],
)
def test_the_lists_of_the_decisions_are_complete(list_id, names, number):
    assert len(set(names.split())) == number
    rows = DATA.presence[DATA.presence["list_id"] == list_id]
    assert sorted(rows["place_id"]) == sorted(names.split())


def test_a_country_does_not_get_a_report_because_its_people_need_no_visa():
    exempt = DATA.presence.loc[DATA.presence["list_id"] == "visa-exempt-2014", "place_id"]
    assert len(exempt) == 42
    elsewhere = DATA.presence.loc[DATA.presence["list_id"] != "visa-exempt-2014", "place_id"]
    only = set(exempt) - set(elsewhere) - set(DATA.figure_places["place_id"]) - set(DATA.programme_places["place_id"])
    assert {"AND", "HRV", "MEX", "NZL", "TWN"} <= only
    assert not only & set(country.worth_a_report(DATA))
    said = country.lists(DATA, "MEX").set_index("list_id")["says"]
    assert said["visa-exempt-2014"] == "named"


def test_a_nought_that_was_decided_is_a_value_and_a_point():
    nought = DATA.figures.set_index("figure_id").loc["sc15-0009-1"]
    assert (nought["value"], nought["lower"], nought["upper"]) == (0, 0, 0)
