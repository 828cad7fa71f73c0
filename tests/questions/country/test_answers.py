"""What the documents say of one country, against what was read in them by hand."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import tables
from analysis.errors import UnknownNameError
from analysis.questions.country import answers as country
from analysis.questions.country_lists import of_kinds
from analysis.rendering import inputs
from analysis.rendering.plan import planfile

ROOT = Path(__file__).parents[3]
DATA = tables.load(ROOT / "data")
NATIONS = set(DATA.places.loc[DATA.places["place_kind"] == "country", "place_id"])

# Transcribed from migration-report-2023, lines 601-606 and 1032-1036: None is a number that cannot be read or is lost.
RECEPTION = {
    "COL": 2,
    "EGY": 5,
    "ETH": 2,
    "IRQ": None,
    "JOR": 5,
    "KEN": None,
    "LBN": None,
    "MDA": 2,
    "PAK": 7,
    "SDN": 3,
    "TUR": 1,
    "UGA": 5,
}
COOPERATION = {
    "AFG": 1,
    "DZA": 3,
    "BFA": 1,
    "TCD": 1,
    "EGY": 2,
    "ETH": 1,
    "IRQ": 3,
    "CIV": 1,
    "LBN": 1,
    "LBY": 3,
    "MLI": 1,
    "MRT": 1,
    "MAR": None,
    "NGA": 7,
    "SEN": 1,
    "SOM": 1,
    "SDN": None,
    "GMB": None,
    "TUN": None,
    "TUR": None,
}
LOST = {"SDN", "GMB", "TUN", "TUR"}


def says(place: str, data: tables.Dataset = DATA) -> dict[str, str]:
    return country.lists(data, place).set_index("list_id")["says"].to_dict()


def test_the_default_country_is_found_by_name_or_code():
    assert country.profile(DATA, "Niger").equals(country.profile(DATA, "NER"))
    norway, mexico, cuba = (country.profile(DATA, name) for name in ("NO", "Mexico", "Cuba"))
    assert norway[["place_id", "label_nl", "mentioned"]].values.tolist() == [["NOR", "Noorwegen", True]]
    # Mexico is named as a country to which return is not supported, and nowhere else.
    assert mexico[["place_id", "label_en", "mentioned"]].values.tolist() == [["MEX", "Mexico", True]]
    assert cuba[["place_id", "label_en", "mentioned"]].values.tolist() == [["CUB", "Cuba", False]]
    with pytest.raises(UnknownNameError, match="did you mean 'Niger'"):
        country.profile(DATA, "Nigr")


def test_a_list_names_a_country_or_says_why_its_silence_means_something_or_nothing(transcribed):
    niger = says("NER", transcribed)
    assert [name for name, said in niger.items() if said == "named"] == [
        "amedip-countries",
        "embassy-focus-cooperation",
        "compass-countries",
    ]
    assert niger["embassy-focus-reception"] == niger["prospects-countries-2023"] == "absent"
    assert niger["activities-cooperation-2023"] == niger["leading-role-2018"] == "silent"
    assert niger["country-list-2013"] == niger["bilateral-partners-2013"] == "unprinted"
    rows = country.lists(DATA, "NER").set_index("list_id")
    assert rows.loc["embassy-focus-cooperation", "rank"] == 7
    assert rows.loc["embassy-focus-cooperation", "where"] == "migration-report-2023:359"


def test_every_list_is_there_for_every_country_with_one_row():
    for place in ("NER", "NOR", "BRA", "KEN"):
        rows = country.lists(DATA, place)
        assert sorted(rows["list_id"]) == sorted(DATA.lists["list_id"])
        assert set(rows["says"]) <= set(country.SAYINGS)
        assert rows.loc[rows["policy"], "list_id"].isin(of_kinds(DATA, *country.POLICY)).all()


@pytest.mark.parametrize("place", sorted({*RECEPTION, *COOPERATION, "NER", "NOR"}))
def test_both_tables_of_activities_say_what_is_printed_unreadable_lost_or_not_there(place):
    rows = country.activities(DATA, place)
    assert rows["list_id"].tolist() == list(of_kinds(DATA, "activities"))
    for row, printed in zip(rows.itertuples(), (RECEPTION, COOPERATION), strict=True):
        assert row.countries == len(printed)
        assert row.unreadable == sum(value is None for value in printed.values())
        if place not in printed:
            assert row.says == "silent"
            assert pd.isna(row.lower)
        elif printed[place] is None:
            lost = printed is COOPERATION and place in LOST
            assert row.legibility == ("lost" if lost else "illegible")
            assert pd.isna(row.lower)
            assert pd.isna(row.upper)
        else:
            assert (row.lower, row.upper, row.legibility) == (printed[place], printed[place], "legible")


def test_programmes_of_niger_have_role_status_payers_and_executors(transcribed):
    rows = country.programmes(transcribed, "NER").set_index("programme_id")
    rows = rows[rows["via_en"].isna()]
    assert sorted(rows.index) == ["amedip", "compass-1", "miraa-2", "promis"]
    assert rows["roles"].to_dict() == {"amedip": "in", "compass-1": "in", "miraa-2": "in", "promis": "from"}
    assert rows.loc["amedip", "status"] == "completed"
    assert "Migration" in rows.loc["miraa-2", "executors_en"]
    assert rows["dutch"].all()
    assert rows.loc["miraa-2", "named"] == rows.loc["miraa-2", "known_until"] == "2018"


def test_a_regional_programme_stands_apart_last_and_names_its_region():
    rows = country.programmes(DATA, "KEN")
    regional = rows["via_en"].notna()
    assert regional.is_monotonic_increasing
    assert set(rows.loc[regional, "via_en"]) == {"Africa", "East Africa", "Horn of Africa"}
    assert "rdpp" in set(rows.loc[regional, "programme_id"])
    assert rows["programme_id"].is_unique


def test_own_figures_of_niger_are_the_target_the_result_and_three_of_context(transcribed):
    facts = country.own(country.figures(transcribed, "NER")).set_index("figure_id")
    assert facts.loc["rs18-0211-1", ["as_printed", "group"]].tolist() == ["ruim 2.800", "result"]
    assert facts.loc["rs18-0211-2", ["as_printed", "group"]].tolist() == ["3.000", "promise"]
    assert facts["group"].value_counts().to_dict() == {"context": 3, "promise": 1, "result": 1}


def test_a_figure_of_several_places_or_a_region_is_never_one_countrys_own():
    places = DATA.figure_places[DATA.figure_places["place_id"] != country.HOME]
    for place in ("NER", "KEN", "JOR", "IRQ", "MAR", "ETH", "AFG"):
        rows = country.figures(DATA, place)
        for figure in country.own(rows)["figure_id"]:
            here = places[places["figure_id"] == figure]
            field = set(here.loc[here["role"].isin(["in", "from"]), "place_id"])
            assert field == {place} or set(here["place_id"]) == {place}
        assert not set(country.own(rows)["figure_id"]) & set(country.wider(rows)["figure_id"])
    kenya = country.wider(country.figures(DATA, "KEN")).set_index("figure_id")
    assert kenya.loc["mr23-0968-1", ["as_printed", "scope", "via_en"]].tolist() == [
        "696.651",
        "region",
        "Horn of Africa",
    ]


def test_a_figure_of_people_from_the_netherlands_belongs_to_where_they_went_and_not_to_the_netherlands():
    morocco = country.own(country.figures(DATA, "MAR")).set_index("figure_id")
    assert morocco.loc["pr13-0852-1", "as_printed"] == "niemand"
    assert "pr13-0852-1" not in set(country.own(country.figures(DATA, "AFG"))["figure_id"])


def test_the_permits_in_jordan_keep_that_they_are_an_international_result():
    jordan = country.own(country.figures(DATA, "JOR")).set_index("figure_id")
    assert jordan.loc["rs18-0119-1", "lower"] == 46717
    assert jordan.loc["rs18-0119-1", "credit"] == "international"


def test_no_figure_is_own_to_two_countries():
    owners: dict[str, str] = {}
    for place in sorted(NATIONS - {country.HOME}):
        for figure in country.own(country.figures(DATA, place))["figure_id"]:
            assert owners.setdefault(figure, place) == place


def test_printed_refugees_stand_by_role_with_what_disagrees_side_by_side():
    iran = country.refugee_figures(DATA, "IRN")
    assert iran["as_printed"].tolist() == ["3,8 miljoen", "3,4 miljoen"]
    assert iran["role"].tolist() == ["host", "host"]
    afghans = country.refugee_figures(DATA, "AFG")
    assert afghans["role"].tolist() == ["origin", "origin"]
    assert afghans.set_index("as_printed")["other_en"].to_dict()["miljoenen"] == "Pakistan"
    assert country.refugee_figures(DATA, "NER").empty


def test_stocks_are_dated_by_the_last_day_of_the_year_and_keep_categories_apart():
    niger = country.refugee_stocks(DATA, "NER")
    assert set(niger["category"]) == {"refugees"}
    assert niger["day"].dt.strftime("%m-%d").eq("12-31").all()
    assert sorted(niger.loc[niger["role"] == "host", "year"]) == list(range(2013, 2024))
    venezuela = country.refugee_stocks(DATA, "VEN")
    others = venezuela[venezuela["category"] == "oip"]
    assert others["year"].min() >= 2018
    assert country.refugee_stocks(DATA, "NOR").empty
    assert country.refugee_change(DATA, "NOR").empty


def test_the_change_of_a_decade_counts_refugees_under_the_mandate_alone():
    change = country.refugee_change(DATA, "VEN").set_index("role")
    stocks = country.refugee_stocks(DATA, "VEN").set_index(["role", "category", "year"])["people"]
    for role in ("host", "origin"):
        ends = stocks[(role, "refugees", 2023)], stocks[(role, "refugees", 2013)]
        assert change.loc[role, "change"] == ends[0] - ends[1]


def test_a_country_with_nothing_has_empty_results_and_no_error():
    for place in ("NOR", "CUB", "MEX"):
        assert country.programmes(DATA, place).empty
        assert country.figures(DATA, place).empty
        assert country.statements(DATA, place).empty
        assert (country.activities(DATA, place)["says"] == "silent").all()
    assert not (country.lists(DATA, "CUB")["says"] == "named").any()


def test_statements_are_of_programmes_in_this_country_alone(transcribed):
    niger = country.statements(transcribed, "NER")
    assert set(niger["programme_en"]) == {"MIRAA II: rescue of migrants in the desert of Niger"}
    assert "Op schema" in set(niger["as_printed"])


def test_reports_are_for_the_countries_where_the_netherlands_is_active_or_the_statistics_name_donors_apart():
    worth = country.worth_a_report(DATA)
    assert worth == sorted(set(worth))
    assert set(RECEPTION) | set(COOPERATION) <= set(worth)
    assert {"NER", "IRN", "TUR", "COL", "DEU", "PAK", "AFG", "SYR", "VEN", "SDN", "UKR"} <= set(worth)
    assert not {"NLD", "NOR", "SWE", "CHE", "USA", "JPN", "DNK", "BEL", "FRA", "GBR", "HUN", "BGR"} & set(worth)
    assert not {"ITA", "ESP", "PHL", "RUS", "BLR"} & set(worth)


def test_every_country_that_is_left_out_has_no_activity_no_focus_and_no_dutch_programme_of_its_own():
    left_out = NATIONS - set(country.worth_a_report(DATA)) - {country.HOME}
    for place in left_out:
        lists = country.lists(DATA, place)
        named = lists[lists["policy"] & (lists["says"] == "named")]
        assert set(named["list_kind"]) <= {"policy"}  # countries that grants may go to; where they went is not said
        assert country.refugee_figures(DATA, place).empty
        donor = bool((lists["donor"] & (lists["says"] == "named")).any())
        programmes = country.programmes(DATA, place)
        direct = programmes[programmes["via_en"].isna() & programmes["dutch"]]
        assert donor or direct["roles"].isin(["to"]).all()


def test_the_plan_renders_a_report_for_each_country_that_is_worth_one():
    reports = [report for report in planfile.load(inputs.find(ROOT)).reports if report.notebook == "06-country"]
    for language in ("en", "nl"):
        named = [report.parameters["country"] for report in reports if report.language == language]
        assert named == country.worth_a_report(DATA)


# progress-report-2013, lines 217-221: the first four bear no date.
def test_the_mobility_partnerships_are_dated_events_of_their_countries():
    signed = {
        "MAR": "2013-06-07",
        "AZE": "2013-12-05",
        "TUN": "2014-03-03",
        "MDA": None,
        "CPV": None,
        "GEO": None,
        "ARM": None,
    }
    for place, day in signed.items():
        rows = country.events(DATA, place)
        said = rows[rows["event_id"].str.startswith("pr13-0217") | rows["event_id"].str.startswith("pr13-0221")]
        assert said["event_kind"].tolist() == ["agreement"]
        assert said["start"].item() == pd.Timestamp(day) if day else pd.isna(said["start"].item())


# migration-report-2023, lines 1076-1128: months of visits; the year of some is that of the sentence before.
def test_visits_and_consultations_stand_in_order_of_time_with_what_is_inferred():
    morocco = country.events(DATA, "MAR")
    assert morocco["start"].is_monotonic_increasing
    visits = morocco[morocco["event_kind"] == "visit"]
    assert [f"{day:%Y-%m}" for day in visits["start"]] == ["2023-02", "2023-06", "2023-10"]
    assert visits["basis"].tolist() == ["printed", "inferred", "inferred"]
    nigeria = country.events(DATA, "NGA")
    assert nigeria.loc[nigeria["event_kind"] == "consultation", "date_as_printed"].tolist() == ["mei 2023"]
    assert nigeria["basis"].iloc[-1] == "unknown"
    assert country.events(DATA, "BRA").empty


# progress-report-2013, lines 1006-1014: Puntland, without the word Somalia.
def test_a_programme_in_a_place_within_a_country_is_the_countrys():
    rows = country.programmes(DATA, "SOM").set_index("programme_id")
    assert rows.loc["kaalo-fisheries", "roles"] == "in"
    assert pd.isna(rows.loc["kaalo-fisheries", "via_en"])
    assert not (
        (DATA.programme_places["programme_id"] == "kaalo-fisheries") & (DATA.programme_places["place_id"] == "SOM")
    ).any()


def test_a_region_by_our_reading_alone_is_told_apart_from_one_that_is_printed():
    rows = country.programmes(DATA, "IRN").set_index("programme_id")
    assert rows.loc["afghan-region", "via_basis"] == "printed"
    rows = country.programmes(DATA, "TUR").set_index("programme_id")
    assert rows.loc["madad", "via_basis"] == "inferred"
    assert rows.loc[rows["via_en"].isna(), "via_basis"].isna().all()


def test_a_programme_is_known_until_the_last_document_that_names_it_and_overdue_once_its_end_has_passed():
    rows = country.programmes(DATA, "GHA").set_index("programme_id")
    assert rows.loc["adpc-ministries", ["status", "known_until", "overdue"]].tolist() == ["running", "2013", True]
    assert rows.loc["amedip", ["status", "overdue"]].tolist() == ["completed", False]
    assert rows.loc["trqn-3", ["status", "overdue"]].tolist() == ["running", False]
    assert pd.isna(country.programmes(DATA, "NGA").set_index("programme_id").loc["erin", "known_until"])
