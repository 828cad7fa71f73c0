"""What a person dates otherwise than the scan takes along what the scan said of the window."""

import pytest

from analysis.ledger import redating

YEAR = {"period_start": "2022-01-01", "period_end": "2022-12-31", "period_kind": "calendar_year"}
PRINTED = {"period_as_printed": "2022", "period_line": "7"}
NONE = {"period_start": "", "period_end": ""}
PART = {"period_start": "2022-03-01"}
NO_NOTE = {"note_en": "", "note_nl": ""}
NO_WORDS = {"period_as_printed": "", "period_line": ""}


@pytest.mark.parametrize(
    ("cells", "kind", "changed"),
    [
        (YEAR | redating.notes("2022", 7), "calendar_year", {}),
        (YEAR | redating.notes("een jaar eerder", 7), "calendar_year", {}),
        (YEAR | redating.notes("2022", 7) | PART, "span", NO_NOTE | {"period_kind": "span"}),
        (YEAR | redating.notes("2022", 7) | NONE, "unknown", NO_NOTE | {"period_kind": "unknown"}),
        (YEAR | NONE | PRINTED, "unknown", NO_WORDS | {"period_kind": "unknown"}),
        (YEAR | PART | PRINTED, "span", {"period_kind": "span"}),
        (NONE | {"period_kind": "unknown", "period_as_printed": "dit jaar", "period_line": "7"}, "unknown", {}),
        (YEAR | PART | {"note_en": "The window is that of the decision (line 9)."}, "span", {"period_kind": "span"}),
        (YEAR | PART | {"period_kind": "unknown"}, "span", {"period_kind": "span"}),
        (YEAR | {"period_kind": "reporting_year"}, "calendar_year", {}),
    ],
)
def test_a_note_a_kind_and_words_that_contradict_the_days_are_taken_back(cells, kind, changed):
    assert redating.outdated(cells, kind) == changed
