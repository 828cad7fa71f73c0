"""What notebooks take up of the series: the lines that the data name, against numbers read in the publications."""

import pandas as pd
import pytest

from analysis.dataset import tables
from analysis.errors import DataError, UnknownNameError
from analysis.questions import refugee_stocks
from analysis.questions.indicators import answers as indicators
from analysis.questions.refugees import answers as refugees
from analysis.questions.trends import answers as trends

#: Departures from the caseload of the Repatriation and Departure Service in whole years, as its pages print them.
INDEPENDENT = [2550, 3320, 6760, 3400, 3610, 4460, 2630, 2100, 2450]
FORCED = [2100, 1850, 2220, 2700, 2650, 2760, 1650, 1630, 1850]
UNSUPERVISED = [5070, 8100, 9020, 8620, 9660, 6880, 5600, 4310]
#: Drafts of budget chapter XVII, in thousand EUR, and the consumer prices of their years, 2015 = 100.
DRAFT = {
    "4.1": [370_017, 370_017, 375_017, 438_017, 554_017, 520_017],
    "4.2": [172_000, 162_000, 167_000, 162_000, 304_000],
}
CPI = {2019: 106.1592, 2023: 126.0875}
#: Displaced people as first published, in millions, 2009 to 2023.
DISPLACED = [43.3, 43.7, 42.5, 45.2, 51.2, 59.5, 65.3, 65.6, 68.5, 70.8, 79.5, 82.4, 89.3, 108.4, 117.3]


@pytest.fixture(scope="module")
def departures(data):
    return trends.taken_up(data, "departures")


def changed(data, **frames):
    return tables.Dataset({**{name: data[name] for name in data}, **frames}, data.folder)


def line(rows, name):
    return rows[(rows["trend_id"] == name) & rows["in_line"]]


# -- which lines -----------------------------------------------------------------------------------------------------


def test_every_row_of_a_section_leads_to_a_number_in_the_order_given(data):
    for section in trends.sections(data):
        rows = trends.taken_up(data, section)
        chosen = data.series_sections[data.series_sections["section_id"] == section].sort_values("position")
        found = rows["series_id"].fillna(rows["measure_id"]).drop_duplicates()
        assert found.tolist() == chosen["series_id"].fillna(chosen["measure_id"]).tolist()
        assert list(rows.columns) == trends.FOLLOWED


def test_another_row_in_the_data_is_another_line_in_the_section_and_a_wrong_one_is_named(data):
    table = data.series_sections
    more = pd.concat([table, table.head(1).assign(section_id="asylum-budget", position=2, series_id="oda")])
    rows = trends.taken_up(changed(data, series_sections=more), "asylum-budget")
    assert rows["series_id"].drop_duplicates().tolist() == ["budget-vi-37-expenditure", "oda"]
    wrong = table.assign(line=table["line"].mask(table["section_id"] == "displacement", "no-such-release"))
    with pytest.raises(DataError, match=r"displacement 1 has no dated number"):
        trends.taken_up(changed(data, series_sections=wrong), "displacement")
    with pytest.raises(UnknownNameError, match="departures"):
        trends.taken_up(data, "departure")


def test_stretches_and_relations_keep_the_order_of_the_section(data, departures):
    stretches = trends.in_order(departures)
    assert stretches["label_en"].drop_duplicates().tolist() == departures["label_en"].drop_duplicates().tolist()
    related = trends.related(data, departures)
    assert related[["series_id", "relation"]].to_numpy().tolist() == [
        ["dtv-independent", "differs"],
        ["chain-total", "differs"],
        ["iom-nl", "overlaps"],
        ["iom-nl", "overlaps"],
    ]
    assert related["other_measure_id"].dropna().tolist() == ["returnees-supported", "return-from-netherlands"]
    assert related[["note_en", "note_nl"]].notna().all(axis=None)


# -- departures ------------------------------------------------------------------------------------------------------


def test_departures_by_kind_are_those_that_the_service_prints(departures):
    for name, first, values in (
        ("dtv-independent", 2014, INDEPENDENT),
        ("dtv-forced", 2014, FORCED),
        ("dtv-unsupervised", 2015, UNSUPERVISED),
    ):
        rows = line(departures, name)
        assert rows["year"].tolist() == list(range(first, 2023))
        assert rows["value"].tolist() == values
        assert rows["segment"].eq(1).all()
    assert line(departures, "dtv-total")["value"].tolist() == [10240, 17080, 15120, 14880, 16880]


def test_half_a_year_and_ten_months_stand_beside_the_departures_and_the_latter_are_provisional(departures):
    apart = departures[~departures["in_line"]]
    assert apart[["series_id", "value", "provisional"]].to_numpy().tolist() == [
        ["dtv-total", 5280, False],
        ["dtv-independent", 1300, False],
        ["dtv-independent", 2820, True],
        ["dtv-forced", 710, False],
        ["dtv-forced", 1990, True],
        ["dtv-unsupervised", 3270, False],
        ["dtv-unsupervised", 3960, True],
    ]


def test_returns_with_iom_and_those_of_the_documents_stand_beside_them_with_their_breaks(departures, transcribed):
    helped = line(departures, "iom-nl")
    assert helped[["year", "value", "segment"]].to_numpy().tolist() == [
        [2012, 3000, 1],
        [2015, 2900, 1],
        [2016, 4635, 1],
        [2019, 3035, 1],
        [2020, 1800, 2],
    ]
    printed = trends.taken_up(transcribed, "departures")
    printed = printed[printed["origin"] == trends.DOCUMENTS]
    assert printed[["figure_id", "value", "segment"]].to_numpy().tolist() == [
        ["pr13-1250-3", 1028, 1],
        ["pr13-1252-3", 1280, 1],
        ["pr13-1254-3", 1641, 1],
        ["pr13-1256-3", 1468, 2],
        ["pr13-1258-3", 898, 3],
        ["rs18-0267-1", 2149, 1],
        ["mr23-1302-1", 1859, 2],
    ]


def test_a_section_can_be_limited_to_some_years(data):
    rows = trends.taken_up(data, "departures", first_year=2021, last_year=2022)
    assert set(rows["year"]) == {2021, 2022}
    assert trends.taken_up(data, "departures", first_year=2040).empty
    assert trends.in_order(rows.iloc[:0]).empty


# -- money -----------------------------------------------------------------------------------------------------------


def test_budgets_are_those_of_each_stage_and_in_the_prices_of_one_year(data):
    nominal = trends.taken_up(data, "budget-lines")
    real = trends.taken_up(data, "budget-lines", price_year=2023)
    for name, thousands in DRAFT.items():
        assert line(nominal, f"budget-xvii-{name}-draft")["value"].tolist() == [1000 * one for one in thousands]
        assert line(nominal, f"budget-xvii-{name}-draft")["year"].iloc[0] == 2019
    first = line(real, "budget-xvii-4.2-draft").iloc[0]
    assert first["value"] == pytest.approx(172e6 * CPI[2023] / CPI[2019])
    assert (first["base_year"], first["deflator"]) == (2023, "cpi")
    last = line(real, "budget-xvii-4.2-draft").iloc[-1]
    assert (last["year"], last["value"]) == (2023, 304e6)


def test_the_article_on_asylum_breaks_where_people_from_ukraine_come_in(data):
    rows = trends.taken_up(data, "asylum-budget")
    assert rows[["year", "value", "segment"]].to_numpy().tolist() == [
        [2019, 1_277_149_000, 1],
        [2020, 1_455_848_000, 1],
        [2021, 1_442_621_000, 1],
        [2022, 3_328_706_000, 2],
        [2023, 7_170_330_000, 2],
    ]


def test_the_share_of_aid_spent_at_home_is_five_to_eighteen_per_cent_at_its_ends(data):
    rows = trends.taken_up(data, "aid-at-home")
    share = line(rows, "oda-in-donor-share").set_index("year")["value"]
    assert share[2010] == pytest.approx(100 * 256.59 / 4799.77)
    assert share[2023] == pytest.approx(100 * 1199.08 / 6719.81)
    assert share[2015] == share.max() == pytest.approx(100 * 1195.14 / 5161.55)


# -- refugees --------------------------------------------------------------------------------------------------------


def test_displacement_is_as_first_published_and_is_not_joined_across_2019(data):
    rows = trends.taken_up(data, "displacement")
    total = rows[rows["series_id"] == "unhcr-displaced"]
    assert (total["value"] / 1e6).round(1).tolist() == DISPLACED
    assert [group["year"].tolist() for _, group in total.groupby("run")] == [
        list(range(2009, 2019)),
        list(range(2019, 2024)),
    ]
    groups = rows[rows["series_id"] != "unhcr-displaced"]
    assert set(groups["source_id"]) == {refugee_stocks.release(data)}
    at_end = groups[groups["year"] == 2023].set_index("series_id")["value"]
    assert at_end["unhcr-refugees"] == pytest.approx(31.637e6)
    assert at_end["unhcr-internally_displaced"] == pytest.approx(68.279e6)


def test_asylum_inflow_keeps_2014_apart(data):
    total = line(trends.taken_up(data, "asylum-inflow"), "ind-total")
    assert total["value"].tolist() == [
        13170,
        17189,
        29891,
        58880,
        31642,
        31327,
        30380,
        29435,
        19132,
        36620,
        47991,
    ]
    assert [len(group) for _, group in total.groupby("segment")] == [2, 1, 8]


def test_the_countries_of_a_programme_are_those_of_its_last_list(data):
    statistics = refugee_stocks.statistics(data)
    rows = refugees.programme_countries(data, statistics)
    assert rows["iso3"].drop_duplicates().tolist() == ["EGY", "ETH", "IRQ", "JOR", "KEN", "LBN", "SDN", "UGA"]
    people = rows.set_index(["iso3", "year"])["people"]
    assert (people["UGA", 2013], people["UGA", 2023]) == (220_548, 1_577_498)
    assert (people["LBN", 2013], people["LBN", 2023]) == (856_539, 788_472)
    ends = rows.groupby("year")[["world_lower", "world_upper"]].first()
    assert ends.loc[2023, "world_lower"] < 6_018_242 / 37_392_771 < ends.loc[2023, "world_upper"]


def test_without_a_list_of_a_programme_it_says_so(data):
    lists = data.lists.assign(programme_id=data.lists["programme_id"].mask(data.lists["list_kind"] == "focus"))
    with pytest.raises(DataError, match="no list of kind focus"):
        refugees.programme_countries(changed(data, lists=lists), refugee_stocks.statistics(data))


# -- highlights ------------------------------------------------------------------------------------------------------


def test_results_of_2018_stand_beside_the_highlights_of_2019(data):
    rows = indicators.highlights(data)
    shown = rows[rows["series_id"].notna()]
    assert shown[["figure_id", "as_printed", "other_as_printed", "fate", "decided"]].fillna("").to_numpy().tolist() == [
        ["rs18-0091-1", "meer dan 80.000", "More than 240,000", "higher", False],
        ["rs18-0113-1", "bijna 4.000", "Almost 40,000", "higher", True],
        ["rs18-0077-1", "12.869", "20,000", "higher", True],
        ["rs18-0199-1", "5.880", "More than 10,000", "higher", True],
        ["rs18-0283-1", "8658", "More than 2,700", "lower", False],
        ["rs18-0267-1", "2.149", "", "vanished", False],
        ["rs18-0211-1", "ruim 2.800", "", "vanished", False],
        ["rs18-0065-1", "Meer dan 100.000", "", "vanished", False],
    ]
    assert rows[["reason_en", "reason_nl"]].notna().all(axis=None)
    others = rows[rows["series_id"].isna()]
    assert set(others["fate"]) == {"vanished"}
    assert "people-registered" in set(others["measure_id"])


def test_highlights_can_be_of_one_theme_and_of_none(data):
    of_return = indicators.highlights(data, "return")
    assert of_return["measure_id"].tolist()[:2] == ["return-from-north-africa", "return-from-netherlands"]
    assert indicators.highlights(data, "diaspora").empty
    with pytest.raises(UnknownNameError):
        indicators.highlights(data, "weather")
