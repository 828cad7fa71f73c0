"""What figures.csv and its tables say around the number: read off the documents, for each kind of judgement."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"


def read(name):
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


FIGURES = {row["figure_id"]: row for row in read("figures.csv")}
RELATIONS = {(row["figure_id"], row["relation"], row["other_figure_id"]) for row in read("figure_relations.csv")}
PLACES = {}
for place in read("figure_places.csv"):
    PLACES.setdefault(place["figure_id"], set()).add((place["place_id"], place["role"]))


# -- who is counted -------------------------------------------------------------------------------------------------

POPULATIONS = {
    # "Top 5 opvanglanden": no word for whom.
    "mr23-0095-1": "",
    "mr23-0097-1": "",
    "mr23-0099-1": "",
    "mr23-0100-1": "",
    "mr23-0102-1": "",
    # "van de vluchtelingen onder UNHCR-mandaat", and the list that this sentence introduces.
    "mr23-0105-1": "refugees",
    "mr23-0111-1": "refugees",
    "mr23-0115-1": "refugees",
    "mr23-0121-1": "refugees",
    # "Van alle vluchtelingen en andere personen die wereldwijd internationale bescherming behoeven"
    "mr23-0069-1": "refugees-and-others-in-need-of-protection",
    "mr23-0069-5": "refugees-and-others-in-need-of-protection",
    # "tienduizenden vluchtelingen en mensen uit de gastgemeenschappen", then twice "mensen"
    "mr23-0668-1": "refugees-and-host-communities",
    "mr23-0670-1": "",
    "mr23-0671-1": "",
    "mr23-0955-1": "",
    "mr23-0968-1": "",
    # "Meer dan 100.000 vluchtelingen" and "Meer dan 100.000 mensen"; "migranten" and "mensen"
    "rs18-0003-1": "refugees",
    "rs18-0065-1": "",
    "rs18-0005-1": "migrants",
    "rs18-0157-1": "",
    # "uitgesplitst naar man/vrouw en vluchteling/gastgemeenschap/binnenlands ontheemden"
    "rs18-0091-1": "refugees-displaced-and-host-communities",
    "rs18-0113-1": "refugees-displaced-and-host-communities",
}


@pytest.mark.parametrize("figure_id", POPULATIONS)
def test_a_population_is_one_that_is_printed(figure_id):
    assert FIGURES[figure_id]["population"] == POPULATIONS[figure_id]


# -- over which time ------------------------------------------------------------------------------------------------

BASES = {
    "rs18-0211-1": ("printed", ""),  # "In de periode mid-2017 tot mid-2018 heeft IOM ... ruim 2.800 migranten gered."
    "rs18-0211-2": ("inferred", ""),  # "Dit aantal is iets lager dan de beoogde 3.000": the next sentence
    "mr23-0836-1": ("printed", ""),
    "mr23-0842-1": ("inferred", ""),
    "mr23-0843-1": ("inferred", ""),
    "rs18-0289-1": ("inferred", ""),  # five sentences after the window
    "rs18-0129-2": ("printed", ""),  # "57% van de banen": those of the sentence before
    "mr23-0687-1": ("inferred", "printed"),  # "1 januari 2024" of the phase; "voor vier jaar" of the amount
    "pr13-0812-1": ("inferred", "printed"),
    "pr13-0824-1": ("inferred", "printed"),  # 16 months; three years
    "mr23-1168-1": ("inferred", "printed"),  # "loopt tot eind 2027", in force since an earlier sentence
    "pr13-0565-1": ("inferred", "printed"),
    "pr13-0980-1": ("inferred", "printed"),  # "Inmiddels"
    "pr13-1039-1": ("inferred", ""),  # the project's window, in a later sentence
    "pr13-0711-1": ("printed", ""),  # "dit project, dat loopt van december 2012 tot december 2014"
}


@pytest.mark.parametrize("figure_id", BASES)
def test_a_window_is_printed_only_where_it_is_printed_for_this_figure(figure_id):
    row = FIGURES[figure_id]
    assert (row["period_basis"], row["period_end_basis"]) == BASES[figure_id]


def test_an_end_on_other_words_names_them_and_their_line():
    ends = {row["period_end_as_printed"]: row["period_end_line"] for row in FIGURES.values() if row["period_end_line"]}
    assert ends == {
        "vier jaar": "687",
        "2023": "1093",
        "tot eind 2027": "1168",
        "Inmiddels": ends["Inmiddels"],
        "de eerste 16 maanden": "810",
        "drie jaar": "824",
    }


def test_the_project_on_diaspora_ministries_runs_as_long_as_its_training():
    row, training = FIGURES["pr13-0874-1"], FIGURES["pr13-0876-1"]
    for end in ("period_start", "period_end"):
        assert row[end] == training[end]
    assert (row["period_start"], row["period_end"]) == ("2012-01-01", "2015-12-31")


def test_a_study_that_was_finished_is_a_result():
    assert FIGURES["pr13-1071-1"]["kind"] == "actual"


def test_the_durations_of_2013_have_their_rows():
    printed = {
        row["line"]: row["as_printed"]
        for row in FIGURES.values()
        if row["line"] in {"749", "1185", "1285"} and row["source_id"] == "progress-report-2013"
    }
    assert printed == {"749": "Een", "1185": "een half jaar tot een jaar", "1285": "een half jaar"}


# -- whose result, where, and of what -------------------------------------------------------------------------------

CREDITS = {
    "rs18-0051-1": "netherlands",  # "hebben met Nederlandse hulp ... gekregen"
    "rs18-0129-1": "netherlands",  # "Door een bijdrage aan de ... ILO zijn ... gecreëerd"
    "rs18-0257-1": "netherlands",
    "rs18-0271-1": "netherlands",  # "met Nederlandse steun", "met ondersteuning van"
    "rs18-0141-1": "netherlands_with_others",  # "financiert Nederland een project van ..."
    "rs18-0077-1": "netherlands_with_others",  # "een project van Warchild gefinancierd, dat ..."
    "rs18-0211-1": "netherlands_with_others",  # "heeft IOM met Nederlandse steun ... gered"
    "mr23-0668-1": "netherlands_with_others",  # "Dankzij Prospects", a partnership
    "mr23-1305-1": "netherlands",  # "via COMPASS", a channel
    "rs18-0055-1": "other",
    "rs18-0079-1": "other",  # "Het Refugee Law Project heeft ... verleend"
    "rs18-0255-1": "other",  # "Zo hielp IOM"
    "rs18-0305-1": "eu",  # under the heading of the EU trust fund
}


@pytest.mark.parametrize("figure_id", CREDITS)
def test_like_constructions_have_like_credit(figure_id):
    assert FIGURES[figure_id]["credit"] == CREDITS[figure_id]


def test_asylum_is_counted_where_it_is_asked():
    ranks = [figure for figure, row in FIGURES.items() if row["measure_id"] == "asylum-origin-rank"]
    roles = {role for figure in ranks for place, role in PLACES[figure] if place in {"NLD", "europe"}}
    assert (len(ranks), roles) == (2, {"in"})


def test_europe_is_where_people_mean_to_go_or_where_something_is():
    going = {figure for figure, places in PLACES.items() if ("europe", "to") in places}
    assert {FIGURES[figure]["programme_id"] for figure in going} == {"seefar-campaign"}


def test_people_are_counted_in_a_percentage_and_are_no_part_of_it():
    assert ("rs18-0199-1", "numerator_of", "rs18-0199-2") in RELATIONS
    for share, people in {
        "mr23-0105-1": ("0111-1", "0113-1", "0115-1", "0119-1", "0121-1"),
        "mr23-0069-1": ("0069-3", "0069-4", "0069-5", "0070-1", "0070-2"),
    }.items():
        found = {figure for figure, relation, other in RELATIONS if (relation, other) == ("numerator_of", share)}
        assert found == {f"mr23-{name}" for name in people}
    percentages = {figure for figure, row in FIGURES.items() if row["unit"] == "percent"}
    assert not [row for row in RELATIONS if row[1] == "part_of" and row[2] in percentages and row[0] not in percentages]


# -- how exactly ----------------------------------------------------------------------------------------------------


def test_a_step_is_typed_only_where_the_convention_would_mislead():
    typed = {figure: (row["as_printed"], row["step"]) for figure, row in FIGURES.items() if row["step"]}
    assert typed == {
        "mr23-0375-1": ("ca. EUR 200 miljoen", "10000000"),
        "pr13-1285-1": ("een half jaar", "0"),
    }
    assert all(FIGURES[figure][f"step_reason_{language}"] for figure in typed for language in ("en", "nl"))
