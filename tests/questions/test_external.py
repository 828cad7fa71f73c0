"""Printed figures against numbers from outside, recomputed by other means than the code's."""

import csv
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset.tables import Dataset
from analysis.errors import DataError
from analysis.questions import external, refugee_stocks

DATA = Path(__file__).parents[2] / "data"
UNHCR = {"unhcr_population", "unhcr_totals", "unhcr_published"}

# Read off by eye: figures, reading, day, where the printed form does not allow the number from outside.
DIFFERING = {
    ("mr23-0065-2", "as_labelled", "2023-12-31"),  # a half, against 58 %
    ("mr23-0069-1", "as_labelled", "2023-12-31"),  # 70.4 % with Sudan
    ("mr23-0105-1", "as_labelled", "2023-12-31"),  # 65.0 % with Sudan and refugees alone, as line 106 says
    ("mr23-0115-1", "as_labelled", "2023-12-31"),  # Venezuela: 0.35 million refugees
    ("mr23-0375-1 mr23-0375-2", "as_labelled", "2023-12-31"),  # 255 to 265 million, against 304.0
    ("mr23-0737-1", "as_labelled", "2023-12-31"),  # Iran: 3.4 is the end of 2022 and the middle of 2023
    ("mr23-0903-1", "as_labelled", "2022-12-31"),  # Turkey: 3.4 is the middle of 2023, and neither end of a year
    ("mr23-0903-1", "as_labelled", "2023-12-31"),
}


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def examined(data):
    return external.examine(data)


def test_every_refugee_figure_of_the_report_is_held_against_unhcr(data, examined):
    named = data.external_check_references
    against = named.loc[named["reference_table"].isin(UNHCR), "check_id"]
    assert set(refugee_stocks.printed(data)["figure_id"]) == set(
        examined[examined["check_id"].isin(against)]["figure_id"]
    )


def test_every_verdict_is_the_one_read_off_by_eye(examined):
    wrong = examined[examined["verdict"] != "agrees"]
    assert set(wrong["verdict"]) == {"differs"}
    assert {(row.figure_id, row.reading, f"{row.as_of:%Y-%m-%d}") for row in wrong.itertuples()} == DIFFERING


def test_every_verdict_on_a_country_follows_from_the_numbers_of_the_files(examined):
    people = {f"{row['role']} {row['iso3']} {row['year']}": row for row in rows("reference/unhcr-population.csv")}
    added = defaultdict(int)
    for row in rows("external_check_references.csv"):
        if row["reference_table"] == "unhcr_population" and row["part"] == "term":
            added[row["check_id"]] += int(people[row["reference_key"]][row["reference_column"]])
    checks = examined.set_index("check_id")
    assert len(added) > 20
    for check_id, number in added.items():
        row = checks.loc[check_id]
        upper = float("inf") if pd.isna(row["upper"]) else row["upper"]
        assert (row["lower"] <= number <= upper) == (row["verdict"] == "agrees"), check_id
        assert (row["reference_lower"], row["reference_upper"]) == (number, number)


def test_no_figure_disagrees_with_what_its_source_counts(examined):
    assert set(examined.loc[examined["reading"] == "as_source_counts", "verdict"]) == {"agrees"}


def test_a_figure_that_does_not_say_whom_it_counts_is_not_held_to_a_label(data, examined):
    silent = data.figures[data.figures["population"].isna() & (data.figures["measure_id"] == "refugees-hosted")]
    assert set(silent["figure_id"]) == {"mr23-0095-1", "mr23-0097-1", "mr23-0099-1", "mr23-0100-1", "mr23-0102-1"}
    checks = examined[examined["figure_id"].isin(silent["figure_id"])]
    assert set(checks["reading"]) == {"as_source_counts"}
    assert set(external.outcomes(checks)) == {"agrees"}


def test_the_undated_numbers_are_those_of_the_middle_of_2023(examined):
    checks = examined[examined["figure_id"].isin(["mr23-0737-1", "mr23-0903-1"])]
    middle = checks[checks["as_of"] == "2023-06-30"]
    assert middle[["iso3", "verdict", "source_id"]].to_numpy().tolist() == [
        ["IRN", "agrees", "unhcr-mid-year-trends-2023"],
        ["TUR", "agrees", "unhcr-mid-year-trends-2023"],
    ]
    assert middle[["reference_lower", "reference_upper"]].to_numpy().tolist() == [[3.35e6, 3.45e6]] * 2
    assert set(external.outcomes(checks)) == {"agrees"}


def test_the_two_budgets_together_are_held_against_the_line_that_is_named_alike(examined):
    row = examined.set_index("figure_id").loc["mr23-0375-1 mr23-0375-2"]
    assert (row["lower"], row["upper"], row["unit"]) == (255e6, 265e6, "EUR")
    assert (row["reference_lower"], row["reference_upper"]) == (304e6, 304e6)
    assert row[["verdict", "source_id"]].tolist() == ["differs", "budget-xvii-2023-1supp"]


def test_the_countries_of_each_share_are_those_named_or_the_largest(data):
    named, largest = (set(cell.split()) for cell in external.five_origins(data)["iso3"])
    parts = data.external_check_references[data.external_check_references["part"] == "part"]
    countries = parts[parts["reference_table"] == "unhcr_population"].groupby("check_id")["reference_key"]
    found = countries.agg(lambda keys: {key.split()[1] for key in keys})
    assert found.to_dict() == {
        "mr23-0069-1-a": largest,
        "mr23-0069-1-b": named,
        "mr23-0105-1-a": largest,
        "mr23-0105-1-b": named,
    }


@pytest.mark.parametrize(
    ("number", "column", "ends"),
    [
        (6.9, "people_million", (6.85e6, 6.95e6)),
        (6.858, "people_million", (6_857_500, 6_858_500)),
        (304_000, "amount_eur_thousand", (304e6, 304e6)),
        (1_382, "refugees", (1_382, 1_382)),
    ],
)
def test_a_reference_is_as_exact_as_it_is_printed(number, column, ends):
    assert (external._number(number, column).lower, external._number(number, column).upper) == ends


def test_a_check_that_adds_people_to_euros_is_refused(data):
    figures = pd.concat(
        [data.external_check_figures, pd.DataFrame({"check_id": ["mr23-0375-1-a"], "figure_id": ["mr23-0095-1"]})]
    )
    with pytest.raises(DataError, match="mr23-0375-1-a: adds figures in "):
        external.examine(Dataset({**data, "external_check_figures": figures}, data.folder))


def test_a_reference_that_is_not_there_is_named(data):
    named = data.external_check_references.replace("host IRN 2022", "host IRN 1922")
    with pytest.raises(DataError, match="unhcr_population has no row 'host IRN 1922'"):
        external.examine(Dataset({**data, "external_check_references": named}, data.folder))


def test_the_fifth_country_of_origin_is_south_sudan_and_not_sudan(data):
    origins = external.origins(data).set_index("iso3")
    assert origins.loc["SSD", ["rank", "people", "named"]].tolist() == [5, 2_292_482, False]
    assert origins.loc["SDN", ["rank", "people", "named"]].tolist() == [6, 1_496_923, True]


def test_without_south_sudan_73_percent_is_not_reached(data):
    shares = external.five_origins(data).set_index("choice")
    assert shares.loc["named", ["iso3", "people"]].tolist() == ["AFG SYR VEN UKR SDN", 26_319_275]
    assert shares.loc["largest", ["iso3", "people"]].tolist() == ["AFG SYR VEN UKR SSD", 27_114_834]
    for choice, share in {"named": 70.4, "largest": 72.5}.items():
        exact = shares.loc[choice, "people"] / 37_392_771 * 100
        assert shares.loc[choice, "lower"] <= exact <= shares.loc[choice, "upper"]
        assert round(shares.loc[choice, "lower"], 1) == round(shares.loc[choice, "upper"], 1) == share
    assert shares.loc["largest", "lower"] >= 72.5 > shares.loc["named", "upper"]


def test_the_parts_of_2023_add_up_to_more_than_the_published_total():
    totals = {
        (row["population"], row["source_id"]): float(row["people_million"])
        for row in rows("reference/unhcr-totals.csv")
        if row["year"] == "2023"
    }
    database = [value for (_, source), value in totals.items() if source == "unhcr-population-2024-06"]
    assert sum(database) == pytest.approx(118.465, abs=0.005)
    assert totals["displaced", "unhcr-global-trends"] == 117.3


def test_every_figure_has_one_row_beside_unhcr(data):
    overview = external.overview(data).set_index("figure_id")
    assert overview.index.tolist() == refugee_stocks.printed(data)["figure_id"].tolist()
    assert overview["outcome"].value_counts().to_dict() == {"agrees": 20, "other_count": 3, "differs": 1}
    assert overview.loc["mr23-0115-1", ["refugees", "with_oip"]].tolist() == [347_695, 6_103_058]
    # Undated: the last date at which it agrees, which is no end of a year.
    for figure_id in ("mr23-0737-1", "mr23-0903-1"):
        row = overview.loc[figure_id]
        assert (f"{row['as_of']:%Y-%m-%d}", row["outcome"]) == ("2023-06-30", "agrees")
        assert row[["year", "refugees"]].isna().all()


def test_the_printed_share_is_reached_with_one_base_and_one_choice_only(data):
    shares = external.shares(data).set_index(["with_oip", "choice"])
    found = {key: (round(row["lower"], 1), row["verdict"]) for key, row in shares.iterrows()}
    # Refugees alone: 20,563,912 and 22,508,699 of 31.637 million.
    assert found == {
        (True, "named"): (70.4, "differs"),
        (True, "largest"): (72.5, "agrees"),
        (False, "named"): (65.0, "differs"),
        (False, "largest"): (71.1, "differs"),
    }
    assert shares["base_as_printed"].nunique() == 2
