"""What is said and drawn of the theory of change stays true for one outcome, for many and with nothing behind them."""

import pandas as pd
import pytest

from analysis.language import speaking
from analysis.questions.framework import answers as framework
from analysis.questions.framework import charts, sentences, tables
from analysis.show.marks import Nothing

LANGUAGES = ["en", "nl"]


def drawn(chart, number: int) -> pd.DataFrame:
    """The rows of a layer, which altair keeps once where all layers share them."""
    own = chart.layer[number].data
    return own if isinstance(own, pd.DataFrame) else chart.data


def outcome(name: str, level: str = "medium_term", parent: str | None = "goal", best: str = "partial", **given) -> dict:
    row = {
        "outcome_id": name,
        "code": name[-3:],
        "level": level,
        "parent_id": parent,
        "pillar_en": "Return",
        "pillar_nl": "Return",
        "label_en": f"Outcome {name}",
        "label_nl": f"Uitkomst {name}",
        "best": best,
        "results": 2,
        "targets": 0,
        "evidence_for": 1,
        "evidence_mixed": 0,
        "evidence_against": 1,
        "where": "results-2018:1",
    }
    return row | given


TOP = outcome("top", "impact", None, "words", code=None, results=0)
GOAL = outcome("goal", "long_term", "top", "output_only", results=1)


def piece(direction: str, figure: str | None = None, *, older: bool = False, kind: str = "finding") -> dict:
    return {
        "evidence_id": "e",
        "outcome_id": "goal",
        "assumption_id": None,
        "kind": kind,
        "direction": direction,
        "says_en": "so",
        "says_nl": "zo",
        "as_printed": "zo",
        "rests_on": "figure" if figure else "words",
        "figure_id": figure,
        "statement_id": None,
        "report": "2018",
        "older": older,
        "where": "results-2018:1",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_behind_an_outcome_is_said_and_not_drawn(language):
    nothing = pd.DataFrame(columns=framework.EVIDENCE)
    named = pd.DataFrame([GOAL])
    assert isinstance(speaking(language)(charts.evidence)(nothing, named, "outcome_id"), Nothing)
    assert isinstance(speaking(language)(charts.framework_coverage)(pd.DataFrame()), Nothing)
    assert {"en": "No finding", "nl": "Geen bevinding"}[language] in speaking(language)(sentences.evidence)(nothing)
    assert {"en": "No assumption", "nl": "geen aanname"}[language] in speaking(language)(sentences.assumptions)(
        pd.DataFrame()
    )


def test_one_outcome_is_told_by_itself():
    text = sentences.framework(pd.DataFrame([outcome("a", best="words", results=0)]))
    assert text == "**Outcome a: there is no result, only words.** The documents print no result for it."
    assert "1 resultaat voor" not in text
    assert "vermelden er 1 resultaat voor." in speaking("nl")(sentences.framework)(pd.DataFrame([GOAL]))


def test_many_outcomes_are_counted_by_their_best_measure():
    table = pd.DataFrame([TOP, GOAL, outcome("3.1", best="direct", targets=1), outcome("3.2")])
    text = sentences.framework(table)
    assert "Of 4 outcomes, 1 is measured by something that shows the outcome itself (3.1)." in text
    assert "only words (the impact)" in text
    assert "printed for 1 outcome." in text
    none = speaking("nl")(sentences.framework)(table.assign(targets=0))
    assert "Voor geen ervan is een streefwaarde vermeld." in none


def test_an_older_report_is_marked_wherever_it_is_named():
    reports = pd.DataFrame(
        [("progress-report-2013", "Old", "2013", 1, True), ("results-2018", "New", "2018", 2, False)],
        columns=["source_id", "title", "report", "results", "older"],
    )
    cells = [("goal", "progress-report-2013", 0, None), ("goal", "results-2018", 1, "x")]
    coverage = pd.DataFrame(cells, columns=["outcome_id", "source_id", "results", "figure_id"])
    coverage = coverage.assign(
        code="3", label_en="Goal", label_nl="Doel", report=["2013", "2018"], older=[True, False], best=[None, "partial"]
    )
    lines = sentences.framework_reports(reports, coverage).splitlines()
    assert "1 result, none of them behind this outcome. It is older than the framework" in lines[0]
    assert "2 results, 1 of them behind 1 of the 1 outcomes" in lines[1]
    assert "older" not in lines[1]
    rows = drawn(speaking("nl")(charts.framework_coverage)(coverage), 0)
    assert rows["column"].tolist() == ["2013\nouder dan het kader", "2018"]
    assert rows["text"].tolist() == ["–", "1 resultaat, deels"]
    assert rows["source"].tolist() == ["Voortgangsrapportage 2013", "Resultaten 2018"]
    described = speaking("nl")(charts.framework_coverage)(coverage).to_dict()["description"]
    assert "2013 ouder dan het kader –, geen resultaat" in described
    assert "results-2018" not in described


def test_evidence_is_counted_by_what_it_rests_on():
    pieces = pd.DataFrame([piece("for", "a"), piece("for"), piece("against", older=True)])
    text = sentences.evidence(pieces)
    assert "A figure stands behind 1 of 2 findings for and 0 of 1 finding against" in text
    assert "1 finding is from before the framework." in text
    chart = charts.evidence(pieces, pd.DataFrame([GOAL]), "outcome_id")
    rows = drawn(chart, 1)
    against, one, two = (rows.iloc[n]["x"] for n in (2, 0, 1))
    assert against < one < two
    assert rows["full"].tolist() == [True, False, False]


def test_what_is_no_finding_is_told_and_shown_apart():
    pieces = pd.DataFrame([piece("for"), piece("against", kind="framework"), piece("neither", kind="baseline")])
    named = pd.DataFrame([GOAL])
    text = sentences.evidence(pieces)
    assert "A figure stands behind 0 of 1 finding for; " in text
    assert text.endswith(
        "1 passage in which the framework speaks of itself and 1 on how things stood, which show no "
        "change: no evidence for or against."
    )
    assert len(drawn(charts.evidence(pieces, named, "outcome_id"), 1)) == 1
    assert len(tables.evidence(pieces, named, "outcome_id").cells) == 1
    apart = tables.beside_evidence(pieces, named, "outcome_id").cells
    assert [cells[1] for cells in apart] == ["framework on itself: against", "starting point"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_boxes_of_the_diagram_hold_their_text_and_do_not_overlap(language):
    many = [outcome(f"3.{n}", label_en="Refugees and their hosts live much better lives " * 2) for n in range(1, 7)]
    cross = [outcome("(i)", "cross_cutting", None, "none", code="(i)", results=0, pillar_en=None, pillar_nl=None)]
    table = pd.DataFrame([TOP, GOAL, *many, *cross])
    chart = speaking(language)(charts.theory_of_change)(table, table.iloc[[1]])
    boxes = drawn(chart, 1)
    assert len(boxes) == len(table)
    assert (boxes["x2"] <= chart.width).all()
    assert (boxes["y2"] <= chart.height).all()
    for _, box in boxes.iterrows():
        assert box["text_y"] + box["label"].count("\n") * 14.5 + 14.5 <= box["state_y"] + 1
    for one in range(len(boxes)):
        for other in range(one):
            a, b = boxes.iloc[one], boxes.iloc[other]
            assert a["x2"] <= b["x"] or b["x2"] <= a["x"] or a["y2"] <= b["y"] or b["y2"] <= a["y"]
    assert boxes["shade"].tolist() == [0.35, 1.0, *[0.35] * (len(table) - 2)]
