"""Words that charts, tables and sentences share."""

from collections import namedtuple

import pandas as pd
import pytest

from analysis.errors import UnknownNameError
from analysis.language import speaking
from analysis.show import wording


@pytest.mark.parametrize(
    ("addresses", "english", "dutch"),
    [
        ("results-2018:5", "Results 2018, line 5", "Resultaten 2018, regel 5"),
        ("results-2018:5 results-2018:37", "Results 2018, lines 5 and 37", "Resultaten 2018, regels 5 en 37"),
        ("results-2018:5 results-2018:5", "Results 2018, line 5", "Resultaten 2018, regel 5"),
        (
            "results-2018:5 migration-report-2023:12 results-2018:37",
            "Results 2018, lines 5 and 37; Migration report 2023, line 12",
            "Resultaten 2018, regels 5 en 37; Migratierapportage 2023, regel 12",
        ),
        (None, "", ""),
        (float("nan"), "", ""),
    ],
)
def test_an_address_is_written_in_the_language_of_the_reader_by_document(addresses, english, dutch):
    assert wording.where(addresses) == english
    assert speaking("nl")(wording.where)(addresses) == dutch


def test_beside_the_name_of_a_document_the_lines_are_enough():
    assert speaking("nl")(wording.lines)("results-2018:5") == "regel 5"


def test_what_is_no_document_of_the_dataset_is_refused():
    with pytest.raises(UnknownNameError, match="paper"):
        wording.where("paper:1")


Figure = namedtuple("Figure", "kind qualifier value lower upper unit per multiplicity")


@pytest.mark.parametrize(
    ("kind", "qualifier", "english", "dutch"),
    [
        ("criterion", "at_most", "at most EUR 1,500 a person", "ten hoogste EUR 1.500 per persoon"),
        ("criterion", "less_than", "less than EUR 1,500 a person", "minder dan EUR 1.500 per persoon"),
        ("target", "at_least", "at least EUR 1,500 a person", "ten minste EUR 1.500 per persoon"),
        ("criterion", "exact", "EUR 1,500 a person", "EUR 1.500 per persoon"),
    ],
)
def test_what_was_decided_is_read_with_the_side_on_which_it_limits(kind, qualifier, english, dutch):
    row = Figure(kind, qualifier, 1500.0, 1500.0, 1500.0, "EUR", "person", 1)
    assert wording.reading(row).replace("\N{NO-BREAK SPACE}", " ") == english
    assert speaking("nl")(wording.reading)(row).replace("\N{NO-BREAK SPACE}", " ") == dutch


def test_a_measured_figure_has_its_side_in_its_ends_alone():
    assert wording.side(Figure("actual", "at_least", 5.0, 5.0, None, "person", None, 1)) == ""


def test_years_are_named_by_the_first_and_the_last():
    assert (wording.years([2023]), wording.years([2025, 2023, 2024])) == ("2023", "2023-2025")
    assert wording.years([]) == ""


def test_a_text_begins_a_sentence_with_its_other_capitals_as_they_are():
    assert [wording.capitalised(text) for text in ("the UN in Mali", "é", "")] == ["The UN in Mali", "É", ""]


Point = namedtuple("Point", "lower upper lower_open upper_open unit")


@pytest.mark.parametrize(
    ("point", "english", "dutch"),
    [
        (Point(4000.0, None, True, False, "person"), "more than 4,000", "meer dan 4.000"),
        (Point(4000.0, None, False, False, "person"), "at least 4,000", "ten minste 4.000"),
        (
            Point(3200.0, 4000.0, True, True, "person"),
            "more than 3,200 and less than 4,000",
            "meer dan 3.200 en minder dan 4.000",
        ),
    ],
)
def test_a_point_leaves_out_the_end_that_the_document_leaves_out(point, english, dutch):
    assert (wording.point(point), speaking("nl")(wording.point)(point)) == (english, dutch)


def test_a_rank_is_no_quantity_of_ranks():
    Figure = namedtuple("Figure", "unit lower upper")
    assert wording.quantity(Figure("rank", 3, 3)) == "no. 3"
    assert speaking("nl")(wording.quantity)(Figure("rank", 3, 3)) == "nr. 3"


def test_rows_stand_by_their_name_in_the_language_within_their_group():
    rows = pd.DataFrame(
        {
            "kind": ["country", "country", "region"],
            "label_en": ["Chad", "Egypt", "Africa"],
            "label_nl": ["Tsjaad", "Egypte", "Afrika"],
        }
    )
    assert wording.by_name(rows, "kind")["label_en"].tolist() == ["Chad", "Egypt", "Africa"]
    assert speaking("nl")(wording.by_name)(rows, "kind")["label_nl"].tolist() == ["Egypte", "Tsjaad", "Afrika"]
