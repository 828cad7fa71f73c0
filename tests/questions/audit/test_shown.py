"""Sentences and charts on trust stay right at the edges: one, none, and in Dutch."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import tables as dataset
from analysis.language import speaking
from analysis.questions.audit import answers as audit
from analysis.questions.audit import charts, sentences, tables
from analysis.show.marks import Nothing

DATA = dataset.load(Path(__file__).parents[3] / "data")
LANGUAGES = ("en", "nl")
LEAFLET = "return-support-leaflet"

DOCUMENTS = pd.DataFrame(
    [
        {
            "source_id": "paper",
            "title": "Paper",
            "text_sha256": "0",
            "text_lines": 3,
            "same_text": True,
            "numbers": 3,
            "in_figures": 1,
            "in_windows": 1,
            "by_rules": 1,
            "unaccounted": 0,
            "printings": 1,
            "without_number": 0,
        }
    ]
)
RULES = pd.DataFrame(
    [
        {
            "rule_id": "year",
            "reason_en": "A year",
            "reason_nl": "A year",
            "numbers": 1,
            "documents": 1,
            "examples": "2018",
        }
    ]
)
FOOTING = pd.DataFrame(
    [
        {
            "figure_id": "a",
            "certainty": "exact",
            "conventional": False,
            "round": True,
            "basis": "printed",
            "contested": False,
        }
    ]
)
BOTH = pd.DataFrame([{"with_result": 1, "with_amount": 0, "with_both": 0, "programme_id": ""}])


def test_one_document_is_named_and_counted_in_the_singular():
    told = sentences.audit_numbers(DOCUMENTS, RULES)
    assert told.startswith("***Paper* prints 3 numbers, and each of them is accounted for.**")
    assert "1 stands in a figure" in told
    assert "1 is no data, by 1 rule that says why" in told
    assert "1 staat in een cijfer" in speaking("nl")(sentences.audit_numbers)(DOCUMENTS, RULES)


def test_a_number_left_over_and_another_text_are_said():
    documents = DOCUMENTS.assign(numbers=4, unaccounted=1, same_text=False)
    told = sentences.audit_numbers(documents, RULES)
    assert "of which 1 is not accounted for" in told
    assert "not the edition that the figures cite: Paper" in told
    assert "waarvan 1 niet is verantwoord" in speaking("nl")(sentences.audit_numbers)(documents, RULES)


def test_what_does_not_occur_is_left_out():
    told = sentences.audit_numbers(audit.documents(DATA, LEAFLET), audit.rules(DATA, LEAFLET))
    assert "rule" not in told
    assert "window" not in told


def test_one_figure_is_counted_in_the_singular():
    assert sentences.audit_certainty(FOOTING).startswith("**1 of 1 figure (100%) is")
    assert "1 of those written out in full ends in two zeros" in sentences.audit_certainty(FOOTING)
    assert "No figure stands in a discrepancy" in sentences.audit_windows(FOOTING)
    assert "Geen cijfer staat in een tegenstrijdigheid" in speaking("nl")(sentences.audit_windows)(FOOTING)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_report_is_a_sentence_and_no_chart(language):
    none = audit.disagreements(DATA, "external_differs", LEAFLET)
    pairs = audit.money_beside_results(DATA, LEAFLET)
    promises = audit.promises(DATA).head(0)
    kept = audit.spread(promises, "kept", audit.KEPT, "statement_id")
    for told in (
        speaking(language)(sentences.audit_certainty)(FOOTING.head(0)),
        speaking(language)(sentences.audit_windows)(FOOTING.head(0)),
        speaking(language)(sentences.audit_discrepancies)(none),
        speaking(language)(sentences.audit_promises)(promises),
        speaking(language)(sentences.audit_external)(audit.checked(DATA, LEAFLET)),
        speaking(language)(sentences.audit_refusals)(audit.comparable(DATA, LEAFLET)),
        speaking(language)(sentences.audit_money)(pairs, BOTH),
    ):
        assert told
        assert "nan" not in told
    assert isinstance(speaking(language)(charts.audit_discrepancies)(audit.tally(none)), Nothing)
    assert isinstance(speaking(language)(charts.audit_money)(pairs), Nothing)
    assert isinstance(speaking(language)(charts.audit_promises)(kept), Nothing)
    assert not speaking(language)(tables.audit_discrepancies)(none).cells
    assert not speaking(language)(tables.audit_money)(pairs).cells


def test_only_contradictions_are_counted_as_such_and_the_others_are_named():
    rows = audit.disagreements(DATA, "values_differ")
    counts = rows["severity"].value_counts()
    text = sentences.audit_discrepancies(rows)
    assert text.startswith(f"**{counts['contradiction']} contradiction")
    assert "no reading makes both true" in text
    assert f"{counts['wording']} differences of wording (a hedge, a rounding or a slip of the pen)" in text
    only = speaking("nl")(sentences.audit_discrepancies)(rows[rows["severity"] == "wording"])
    assert only.startswith("**Geen tegenstrijdigheid (in geen enkele lezing kunnen beide kloppen).**")
    assert "niet als tegenstrijdigheid geteld: " in only


def test_a_discrepancy_that_is_gone_is_said():
    rows = audit.disagreements(DATA, "sum_differs")
    assert "each is still there" in sentences.audit_discrepancies(rows)
    gone = rows.assign(holds=[False] + [True] * (len(rows) - 1))
    assert "1 no longer holds" in sentences.audit_discrepancies(gone)
    assert "gaat er 1 niet meer op" in speaking("nl")(sentences.audit_discrepancies)(gone)


def test_a_pair_that_may_be_divided_is_said_and_shown():
    pairs = audit.money_beside_results(DATA).head(1).assign(allowed=True, per_lower=90.0, per_upper=110.0)
    assert "1 pair of an amount and a result might be thought to belong together; 1 allows" in sentences.audit_money(
        pairs, BOTH
    )
    assert tables.audit_money(pairs).cells[0][4] == "EUR\N{NO-BREAK SPACE}90 to 110"
    assert "none of them" in sentences.audit_money(pairs.assign(allowed=False), BOTH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_refusal_gives_its_reason(language):
    pairs = audit.money_beside_results(DATA)
    pairs = pairs[~pairs["allowed"]]
    assert len(pairs)
    assert all(row[3] for row in speaking(language)(tables.audit_money)(pairs).cells)


def test_the_charts_describe_what_they_draw():
    drawn = speaking("nl")(charts.audit_numbers)(DOCUMENTS).to_dict()
    assert "Paper, in een cijfer: 1 van de 3" in drawn["description"]
    assert "not known" in charts.audit_money(audit.money_beside_results(DATA)).to_dict()["description"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "payer of the amount: not said; of the result: the Netherlands"),
        ("nl", "financier van het bedrag: niet vermeld; van het resultaat: Nederland"),
    ],
)
def test_a_payer_that_is_not_entered_is_said_to_be_none_and_leaves_no_half_phrase(language, said):
    pair = audit.money_beside_results(DATA).head(1)
    pair = pair.assign(funding=None, result_funding="netherlands", same_payer="unknown")
    assert said in " ".join(cell for row in speaking(language)(tables.audit_money)(pair).cells for cell in row)
