"""Every printed refugee figure of 2023 against UNHCR's own, recomputed by other means than the code's."""

import csv
from pathlib import Path

import pytest

from analysis.dataset import tables
from analysis.questions import external, refugees

DATA = Path(__file__).parents[2] / "data"

# Read off by eye: figure, measure, year, what the printed form allows, and whether UNHCR's number lies within.
EXPECTED = {
    ("mr23-0065-2", "internally_displaced_share", 2023): "differs",  # a half, against 58 %
    ("mr23-0069-1", "five_named_origins_share", 2023): "differs",
    ("mr23-0105-1", "five_named_origins_share", 2023): "differs",
    ("mr23-0099-1", "refugees", 2023): "differs",  # Colombia: 1,382 refugees
    ("mr23-0115-1", "refugees", 2023): "differs",  # Venezuela: 0.35 million refugees
    ("mr23-0737-1", "refugees", 2023): "differs",  # Iran: 3.4 is the end of 2022
    ("mr23-0903-1", "refugees", 2022): "differs",  # Turkey: 3.4 is neither 3.6 nor 3.3
    ("mr23-0903-1", "refugees", 2023): "differs",
}


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def data():
    return tables.load()


@pytest.fixture(scope="module")
def examined(data):
    return external.examine(data)


def test_every_refugee_figure_of_the_report_is_held_against_unhcr(data, examined):
    printed = refugees.printed(data)
    assert set(printed["figure_id"]) == set(examined["figure_id"])


def test_every_verdict_is_the_one_read_off_by_eye(examined):
    found = {
        (row.figure_id, row.measure, row.year): row.verdict for row in examined.itertuples() if row.verdict != "agrees"
    }
    assert found == EXPECTED


def test_every_verdict_follows_from_the_numbers_of_the_files(examined):
    people = {(row["role"], row["iso3"], row["year"]): row for row in rows("reference/unhcr-population.csv")}
    for row in examined.itertuples():
        if row.role == "world":
            continue
        reference = people[row.role, row.iso3, str(row.year)]
        number = int(reference["refugees"])
        if row.measure == "refugees_and_oip":
            number += int(reference["oip"] or 0)
        upper = float("inf") if row.upper != row.upper else row.upper
        assert (row.lower <= number <= upper) == (row.verdict == "agrees"), row


def test_no_figure_disagrees_with_what_unhcr_counts_under_its_name(examined):
    counts = examined[examined["reading"] == "as_unhcr_counts"]
    assert set(counts["verdict"]) == {"agrees"}


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
    totals = {(row["population"], row["source_id"]): float(row["people_million"])
              for row in rows("reference/unhcr-totals.csv") if row["year"] == "2023"}  # fmt: skip
    database = [value for (_, source), value in totals.items() if source == "unhcr-population-2024-06"]
    assert sum(database) == pytest.approx(118.465, abs=0.005)
    assert totals["displaced", "unhcr-global-trends"] == 117.3


def test_every_figure_has_one_row_beside_unhcr(data):
    overview = external.overview(data).set_index("figure_id")
    assert overview.index.tolist() == refugees.printed(data)["figure_id"].tolist()
    assert overview["outcome"].value_counts().to_dict() == {"agrees": 18, "other_count": 4, "differs": 2}
    assert overview.loc["mr23-0115-1", ["refugees", "with_oip"]].tolist() == [347_695, 6_103_058]
    # Undated: 3.4 million fits Iran at the end of 2022, and Turkey at neither.
    assert overview.loc["mr23-0737-1", ["year", "refugees", "outcome"]].tolist() == [2022, 3_425_091, "agrees"]
    assert overview.loc["mr23-0903-1", ["year", "outcome"]].tolist() == [2023, "differs"]


def test_the_printed_share_is_reached_with_one_base_and_one_choice_only(data):
    shares = external.shares(data).set_index(["with_oip", "choice"])
    found = {key: (round(row["lower"], 1), row["verdict"]) for key, row in shares.iterrows()}
    # Refugees alone: 20,563,912 and 22,508,699 of 31.637 million.
    assert found == {
        (True, "named"): (70.4, "differs"), (True, "largest"): (72.5, "agrees"),
        (False, "named"): (65.0, "differs"), (False, "largest"): (71.1, "differs"),
    }  # fmt: skip
    assert shares["base_as_printed"].nunique() == 2
