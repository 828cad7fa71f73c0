"""Where a fact is printed with a hedge and exactly, the hedge as we read it holds the exact number.

Recomputed from the files, and against hedges of other Dutch publishers, which no rule was made for.
"""

import csv
from pathlib import Path

import pytest

from analysis.dataset import tables
from analysis.figures import read_figure
from analysis.questions.audit import answers as audit

DATA = Path(__file__).parents[2] / "data"
HEDGED = {"just_over", "almost", "about", "more_than", "less_than", "at_least", "at_most", "magnitude"}

# Read off the documents: a hedged printing, an exact one of the same fact.
PAIRS = {
    ("rs18-0007-1", "rs18-0199-1"),
    ("rs18-0157-2", "rs18-0199-1"),
    ("rs18-0215-2", "rs18-0199-1"),
    ("rs18-0009-1", "rs18-0267-1"),
    ("rs18-0255-1", "rs18-0267-1"),
    ("rs18-0011-1", "rs18-0283-1"),
    ("rs18-0257-1", "rs18-0283-1"),
    ("rs18-0271-1", "rs18-0283-1"),
}

# The Immigration Service, the Repatriation Service, IOM and Statistics Netherlands: title or text, and their own table.
ELSEWHERE = [
    ("Ruim 4600", 4_635),  # left with support of IOM, 2016
    ("Bijna 25.000", 24_900),
    ("ruim 25.000", 25_600),  # departures of the whole chain, 2016 and 2019
    ("Bijna 6.200", 6_190),  # first requests, first half of 2013
    ("Ruim 52.000", 52_145),  # requests and family members, January to November 2015
    ("ongeveer 13.800", 13_845),
    ("ongeveer 1.700", 1_657),  # family members 2015, repeated requests 2016
]


@pytest.fixture(scope="module")
def calibration():
    return audit.calibration(tables.load(DATA))


def test_every_exact_number_lies_in_the_interval_of_its_hedge(calibration):
    assert len(calibration) >= len(PAIRS)
    assert calibration["holds"].all()


def test_the_pairs_are_those_that_stand_in_the_documents(calibration):
    found = calibration.dropna(subset="exact_figure_id")
    assert set(zip(found["figure_id"], found["exact_figure_id"], strict=True)) == PAIRS


def test_the_world_s_displaced_are_held_against_what_unhcr_published(calibration):
    row = calibration[calibration["exact_figure_id"].isna()].iloc[0]
    assert row[["figure_id", "exact_source", "exact_lower", "exact_upper"]].tolist() == [
        "mr23-0065-1",
        "unhcr-global-trends",
        117_250_000,
        117_350_000,
    ]


def test_each_verdict_follows_from_the_two_printed_forms():
    with (DATA / "figures.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["figure_id"]: row for row in csv.DictReader(lines)}
    for hedged, exact in PAIRS:
        assert rows[hedged]["fact_id"] == rows[exact]["fact_id"]
        assert rows[hedged]["qualifier"] in HEDGED
        assert float(rows[exact]["value"]) in read_figure(rows[hedged]["as_printed"]).interval


def test_a_number_that_only_lost_its_hedge_calibrates_nothing(calibration):
    assert "rs18-0037-1" not in set(calibration["exact_figure_id"])  # "2.800", elsewhere "ruim 2.800"


@pytest.mark.parametrize(("text", "exact"), ELSEWHERE)
def test_the_hedges_of_other_dutch_publishers_hold_their_own_numbers(text, exact):
    assert exact in read_figure(text).interval


def test_one_document_calibrates_its_own_hedges():
    data = tables.load(DATA)
    assert set(audit.calibration(data, "migration-report-2023")["figure_id"]) == {"mr23-0065-1"}
    assert audit.calibration(data, "return-support-leaflet").empty
