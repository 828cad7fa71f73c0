"""Words that charts, tables and sentences share."""

import pytest

from analysis.display import wording
from analysis.errors import UnknownNameError


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
    assert wording.where(addresses, "en") == english
    assert wording.where(addresses, "nl") == dutch


def test_beside_the_name_of_a_document_the_lines_are_enough():
    assert wording.lines("results-2018:5", "nl") == "regel 5"


def test_what_is_no_document_of_the_dataset_is_refused():
    with pytest.raises(UnknownNameError, match="paper"):
        wording.where("paper:1", "en")
