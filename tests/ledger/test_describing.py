"""What a text says of itself stands in the template, for a person to compare; what it does not say stays empty."""

import hashlib

import pandas as pd
import pytest

from analysis.dataset import schema
from analysis.ledger import describing, scan
from analysis.ledger.documents import Document

LETTER = """\
Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Datum 14 maart 2025
Betreft Voortgang van de
opvang

Geachte voorzitter,

In 2024 kregen 500 mensen hulp. Eind 2026 moeten dat er 3.000 zijn.
"""
REPORT = "Jaarverslag\n\nHet programma hielp in 2023 in totaal 500 mensen met geld van de minister.\n"
CODES = [{"code_list": "document_kind", "code": "letter", "label_en": "letter", "label_nl": "brief"}]


def row(kind, start, end, keep="yes", basis="printed"):
    return {"keep": keep, "kind": kind, "period_start": start, "period_end": end, "period_basis": basis}


FOUND = pd.DataFrame(
    [
        row("actual", "2023-07-01", "2024-06-30"),
        row("actual", "2026-12-31", "2026-12-31"),  # read wrongly: a letter reports nothing of later than its day
        row("target", "2027-01-01", "2027-12-31"),
        row("actual", "2011-01-01", "2011-12-31", keep="no"),
        row("spent", "", ""),
    ]
)


def described(text, name="letter-2024", found=FOUND, known=()):
    return describing.cells(Document(name, text, hashlib.sha256(text.encode()).hexdigest()), found, known, CODES)


def test_a_letter_says_its_title_its_day_and_the_years_of_its_results():
    assert described(LETTER) == {
        "language": "nl",
        "abbreviation": "le24",
        "title": "Voortgang van de",
        "published": "2025-03-14",
        "document_kind": "letter",
        "reports_results": "partial",
        "short_en": "Letter",
        "short_nl": "Brief",
        "first_year": "2023",
        "last_year": "2024",
        "covers_en": "2023-2024",
        "covers_nl": "2023-2024",
    }
    assert described(LETTER, found=FOUND[FOUND["kind"] == "target"])["reports_results"] == "false"


def test_what_a_report_does_not_say_of_itself_stays_empty():
    found = described(REPORT, "report-aid-2023", FOUND.head(0))
    assert found == {"language": "nl", "abbreviation": "ra23"}


@pytest.mark.parametrize(
    ("name", "known", "short"),
    [
        ("results-2019", [], "re19"),
        ("results-2019", [{"source_id": "review-2019", "abbreviation": "re19"}], ""),
        ("results-2019", [{"source_id": "results-2019", "abbreviation": "re19"}], "re19"),
        ("leaflet", [], ""),
    ],
)
def test_identifiers_begin_with_what_no_other_document_has(name, known, short):
    assert described(LETTER, name, known=known)["abbreviation"] == short


def test_a_publisher_that_the_head_names_is_guessed_with_the_terms_of_most_of_its_documents():
    def published(licence: str, results: str = "true") -> dict[str, str]:
        words = {"publisher_en": "Ministry of Bread", "publisher_nl": "Ministerie van Brood", "licence_en": licence}
        return words | {"licence_nl": f"{licence} (nl)", "reports_results": results}

    known = [published("free"), published("free"), published("other"), *(published("law", "false") for _ in range(4))]
    found = described(f"Ministerie van Brood\n\n{LETTER}", known=known)
    assert {name: text for name, text in found.items() if text.startswith("? ")} == {
        "publisher_en": "? Ministry of Bread",
        "publisher_nl": "? Ministerie van Brood",
        "licence_en": "? free",
        "licence_nl": "? free (nl)",
    }
    assert "publisher_en" not in described(LETTER, known=known)


def test_the_year_of_a_plan_beside_a_result_is_none_of_those_reported_on():
    plan = "In 2022 is EUR 21 miljoen begroot voor hulp. De uitgaven in drie landen staan hieronder."
    text = LETTER.replace("Eind 2026 moeten dat er 3.000 zijn.", plan).replace("14 maart 2025", "14 december 2022")
    text = text.replace("In 2024 kregen", "In 2021 kregen")
    found = scan.propose(Document("letter-2022", text, ""), scan.columns_of(schema.find()))
    beside = found.set_index("as_printed").loc["drie"]
    assert (beside["kind"], beside["period_start"], beside["period_basis"]) == ("actual", "2022-01-01", "inferred")
    assert {name: described(text, found=found)[name] for name in ("first_year", "last_year", "covers_en")} == {
        "first_year": "2021",
        "last_year": "2021",
        "covers_en": "2021",
    }
    alone = pd.DataFrame([row("actual", "2022-01-01", "2022-12-31", basis="inferred")])
    assert described(text, found=alone)["last_year"] == "2022"


PLAIN = """\
Resultaten van de
opvang in 2021

Den Haag, 14 oktober 2022

Geachte voorzitter,

In 2021 kregen 500 mensen hulp.

De minister {of}
"""


def ministry(of: str) -> dict[str, str]:
    return {f"publisher_{language}": f"Ministerie van {of}" for language in ("en", "nl")} | {"reports_results": "true"}


@pytest.mark.parametrize(
    ("signed", "publisher"),
    [
        ("van Vrede", "? Ministerie van Vrede"),
        ("voor Brood en Spelen,", "? Ministerie van Arbeid"),  # a part of a ministry: the usual one is guessed
    ],
)
def test_a_letter_without_fields_has_its_first_heading_its_day_behind_the_place_and_the_ministry_that_signs(
    signed, publisher
):
    known = [ministry("Arbeid"), ministry("Vrede"), ministry("Arbeid")]
    found = described(PLAIN.format(of=signed), known=known)
    expected = ("? Resultaten van de opvang in 2021", "2022-10-14", publisher)
    assert (found["title"], found["published"], found["publisher_nl"]) == expected


def test_the_head_of_a_letter_is_not_its_title_and_a_day_in_its_text_is_not_its_own():
    text = """\
Ministerie van Vrede

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Datum:
14 oktober 2022

Geachte voorzitter,

Amersfoort, 3 mei 2021

De minister van Vrede is tevreden.
"""
    found = described(text, known=[ministry("Arbeid")])
    assert (found["published"], "title" in found, "publisher_nl" in found) == ("2022-10-14", False, False)
    assert "published" not in described(text.replace("Datum:\n14 oktober 2022", ""))
