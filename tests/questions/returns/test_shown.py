"""What is said and drawn of returns stays true for one year, for none, and under an assumption."""

import pandas as pd
import pytest

from analysis.language import speaking
from analysis.questions.indicators import answers as indicators
from analysis.questions.returns import answers as returns
from analysis.questions.returns import charts, sentences, tables
from analysis.show.marks import Nothing

LANGUAGES = ["en", "nl"]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def year(number: int, *, combined: bool, people: tuple[float, float], share: tuple[float, float]) -> dict:
    cells = {
        "period_start": pd.Timestamp(number, 1, 1),
        "period_end": pd.Timestamp(number, 12, 31),
        "combined": combined,
        "assumed": False,
        "figure_id": "a b",
        "where": "results-2018:1",
    }
    ends = {"money": (6, 6), "in_kind": (4, 4), "total": (6, 6), "sum": (10, 10), "people": people, "share": share}
    for name, (low, high) in ends.items():
        cells |= {f"{name}_lower": float(low), f"{name}_upper": float(high)}
    return cells


BEFORE = year(2011, combined=False, people=(10, 10), share=(0.4, 0.4))
AFTER = year(2012, combined=True, people=(6, 10), share=(0.4, 0.667))


def claim(answer: str, same: str, series: str = "people", start: int = 2011) -> dict:
    return {
        "statement_id": series,
        "as_printed": "gedaald",
        "series": series,
        "answer": answer,
        "answer_same_share": same,
        "period_start": pd.Timestamp(start, 1, 1),
        "period_end": pd.Timestamp(start + 1, 12, 31),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_report_is_said_and_not_drawn(language):
    years = pd.DataFrame(columns=returns.BY_YEAR)
    others = pd.DataFrame(columns=returns.ELSEWHERE)
    for chart in (
        speaking(language)(charts.returnees)(years),
        speaking(language)(charts.share_in_kind)(years),
        speaking(language)(charts.returns_elsewhere)(others),
        speaking(language)(charts.support_providers)(pd.DataFrame(columns=returns.PROVIDERS)),
    ):
        assert isinstance(chart, Nothing)
    said = (
        speaking(language)(sentences.returnees)(years, None),
        speaking(language)(sentences.returns_elsewhere)(others, pd.DataFrame(columns=indicators.VERDICT)),
    )
    assert all(" no " in text or " geen " in text for text in said)
    cannot = {"en": "cannot be held", "nl": "niet aan cijfers te toetsen"}[language]
    assert cannot in speaking(language)(sentences.return_claims)(pd.DataFrame(columns=returns.CLAIMED))
    assert "<table" in speaking(language)(tables.returnees)(years)._repr_html_()


def test_a_year_without_both_kinds_says_that_the_total_is_the_sum():
    text = plain(sentences.returnees(pd.DataFrame([BEFORE]), None))
    assert text.startswith("**In 2011, 10 former asylum seekers returned with support, 40% of them")
    assert text.endswith("the printed total is the sum.")


def test_a_year_with_both_kinds_gives_both_readings():
    text = plain(sentences.returnees(pd.DataFrame([BEFORE, AFTER]), None))
    assert text.startswith("**In 2012, 6 to 10 former asylum seekers")
    assert "the printed total is 6, the column of money; both columns add up to 10." in text
    assert text.endswith("How many people had both is not printed.")


def test_an_assumption_is_called_one():
    text = plain(speaking("nl")(sentences.returnees)(pd.DataFrame([AFTER]), 0.5))
    assert text.endswith(
        "Hier aangenomen, en nergens vermeld: 50% van wie ondersteuning in natura kreeg, kreeg ook geld."
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([claim("confirmed", "confirmed")], "from 2011 to 2012 the figures confirm it.**"),
        (
            [claim("undecided", "undecided"), claim("undecided", "undecided", start=2012)],
            "from 2011 to 2012 and from 2012 to 2013 the figures cannot tell.**",
        ),
        (
            [claim("contradicted", "contradicted"), claim("confirmed", "confirmed", start=2012)],
            "from 2011 to 2012 the figures contradict it and from 2012 to 2013 the figures confirm it.**",
        ),
    ],
)
def test_a_claim_is_held_against_each_pair_of_years(rows, said):
    text = sentences.return_claims(pd.DataFrame(rows))
    assert text.endswith(said)


ELSEWHERE = {
    "source_id": "migration-report-2023",
    "as_printed": "gestegen",
    "label_en": "Returns",
    "label_nl": "Terugkeer",
    "answer": "contradicted",
    "obstacles": None,
    "printed": "below",
    "period_start": pd.Timestamp("2018-01-01"),
    "other_period_end": pd.Timestamp("2018-12-31"),
    "other_period_start": pd.Timestamp("2023-01-01"),
    "period_end": pd.Timestamp("2023-12-31"),
    "before_lower": 2149.0,
    "before_upper": None,
    "before_lower_open": True,
    "before_upper_open": False,
    "after_lower": 1859.0,
    "after_upper": 1859.0,
    "after_lower_open": False,
    "after_upper_open": False,
    "figure_id": "a b",
}


@pytest.mark.parametrize(
    ("cells", "english", "dutch"),
    [
        (
            {},
            "“gestegen”: from more than 2,149 (2018) to 1,859 (2023) the figures contradict it.**",
            "“gestegen”: van meer dan 2.149 (2018) naar 1.859 (2023): de cijfers spreken het tegen.**",
        ),
        (
            {"answer": "undecided", "obstacles": "break"},
            "the figures may not be compared (the series breaks between them); as printed, the later one is lower.**",
            "; het latere cijfer is volgens de documenten lager.**",
        ),
        ({"figure_id": None}, "no two figures are printed to hold it against.**", "geen twee cijfers vermeld"),
    ],
)
def test_what_another_document_claims_is_said_with_what_the_figures_make_of_it(cells, english, dutch):
    frame, none = pd.DataFrame([ELSEWHERE | cells]), pd.DataFrame(columns=returns.CLAIMED)
    text = sentences.return_claims(none, frame)
    assert "Of “Returns” the document Migration report 2023 says" in text
    assert english in text
    assert dutch in speaking("nl")(sentences.return_claims)(none, frame)


def test_what_an_equal_share_would_decide_is_said():
    text = sentences.return_claims(pd.DataFrame([claim("undecided", "confirmed", start=2012)]))
    assert text.endswith("in 2012 and 2013, whatever that share, the figures confirm it.")


@pytest.mark.parametrize(("rows", "marked"), [([BEFORE, AFTER], True), ([BEFORE], False), ([AFTER], False)])
def test_a_break_is_drawn_only_between_years(rows, marked, rows_of):
    chart = charts.returnees(pd.DataFrame(rows))
    assert {row["break_at"] for row in rows_of(chart) if row.get("break_at")} == ({"2012-01-01"} if marked else set())


def test_one_kind_of_support_and_one_provider_are_singular():
    kind = {"programme_id": "p", "label_en": "Basic", "label_nl": "Basis", "kind": "basic", "source_id": "s"}
    provider = {"forced": False, "role": "executor", "organisation_id": "o", "name_en": "O", "name_nl": "O"}
    kinds, providers = pd.DataFrame([kind]), pd.DataFrame([kind | provider])
    text = sentences.support(kinds, providers, pd.DataFrame(columns=returns.COUNTRIES))
    assert text.startswith(
        "**For voluntary return the leaflet names 1 kind of support (basic) and 1 provider; O provides"
    )
    assert "forced" not in text
    assert "other documents" not in text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Schemes and projects that other documents name: 2 (Progress report 2013)."),
        ("nl", "Regelingen en projecten die andere documenten noemen: 2 (Voortgangsrapportage 2013)."),
    ],
)
def test_schemes_are_counted_by_the_document_that_names_them(language, told):
    kind = {"programme_id": "p", "label_en": "Basic", "label_nl": "Basis", "kind": "basic", "source_id": "s"}
    scheme = kind | {"programme_id": "q", "kind": "in_kind", "source_id": "progress-report-2013"}
    provider = {"forced": False, "role": "executor", "organisation_id": "o", "name_en": "O", "name_nl": "O"}
    kinds = pd.DataFrame([kind, scheme, scheme | {"programme_id": "r", "kind": "money"}])
    text = speaking(language)(sentences.support)(
        kinds, pd.DataFrame([kind | provider]), pd.DataFrame(columns=returns.COUNTRIES)
    )
    assert told in text
