"""Tables of the theory of change: results behind outcomes, gaps, assumptions, evidence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import numbers, say, say_as
from analysis.questions.framework import answers as question
from analysis.show import wording
from analysis.show.table import Column, Table, present
from analysis.show.theme import Language


def framework_results(frame: pd.DataFrame, language: Language) -> Table:
    """Show the results behind each outcome, report by report, see ``questions.framework.results``."""
    columns = [
        Column(
            say(language, "outcome: measure"), lambda row: f"{present(row.code)}: {getattr(row, f'label_{language}')}"
        ),
        Column(
            say(language, "how it fits, and why"),
            lambda row: f"{wording.fit(row.fit, language)}: {wording.prose(row, 'reason', language)}",
        ),
        Column(say(language, "report and window"), lambda row: _window(row, language)),
        Column(
            say(language, "as printed, and read as"),
            lambda row: f"“{row.as_printed}”: {wording.quantity(row, language)}",
        ),
        Column(say(language, "result of"), lambda row: wording.payer(row.credit, language)),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "Results behind each outcome, by report"))


def framework_aims(frame: pd.DataFrame, language: Language) -> Table:
    """Show the numbers that were aimed at under the outcomes, see ``questions.framework.aims``."""
    columns = [
        Column(say(language, "outcome"), lambda row: present(row.code)),
        Column(say(language, "target"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "aimed at"), lambda row: _bounds(row, "goal", language), numeric=True),
        Column(say(language, "achieved"), lambda row: _bounds(row, "actual", language), numeric=True),
        Column(say(language, "status, computed"), lambda row: wording.status(row.status_computed, language)),
        Column(say(language, "status, printed"), lambda row: present(row.status_as_printed)),
        Column(say(language, "figures"), _figures, figures=True),
    ]
    return Table(frame, columns, say(language, "Numbers aimed at, under these outcomes"))


def framework_gaps(frame: pd.DataFrame, language: Language) -> Table:
    """Show what is missing behind each outcome, see ``questions.framework.gaps``."""
    columns = [
        Column(
            say(language, "outcome"), lambda row: f"{present(row.code)} {getattr(row, f'label_{language}')}".strip()
        ),
        Column(say(language, "best that there is"), lambda row: wording.fit(row.best, language)),
        Column(say_as(language, "heading", "missing"), lambda row: _missing(row.missing, language)),
    ]
    return Table(frame, columns, say(language, "Gaps"))


def assumptions(frame: pd.DataFrame, language: Language) -> Table:
    """Show the assumptions with the evidence counted, see ``questions.framework.assumptions``."""
    columns = [
        Column(say(language, "outcome"), lambda row: present(row.code)),
        Column(
            say(language, "assumption"),
            lambda row: ("– " if present(row.parent_id) else "") + getattr(row, f"label_{language}"),
        ),
        Column(wording.direction("for", language), lambda row: row.evidence_for, numeric=True),
        Column(wording.direction("mixed", language), lambda row: row.evidence_mixed, numeric=True),
        Column(wording.direction("against", language), lambda row: row.evidence_against, numeric=True),
        Column(say(language, "resting on a figure"), lambda row: row.by_figure, numeric=True),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
    ]
    return Table(frame, columns, say(language, "Assumptions, with the findings on each"))


def evidence(frame: pd.DataFrame, named: pd.DataFrame, column: str, language: Language) -> Table:
    """Show every finding, see ``questions.framework.evidence``; ``named`` holds the labels."""
    points = Column(say(language, "points"), lambda row: wording.direction(row.direction, language))
    caption = say(language, "The findings, one by one")
    return Table(question.findings(frame), _pieces(named, column, points, language), caption)


def beside_evidence(frame: pd.DataFrame, named: pd.DataFrame, column: str, language: Language) -> Table:
    """Show what is no evidence: baselines and the framework's own words, see ``questions.framework.evidence``."""
    points = Column(say(language, "what it is"), lambda row: _own(row, language))
    caption = say(language, "No evidence: starting points, and what the framework says of itself")
    others = frame[frame["kind"] != "finding"].reset_index(drop=True)
    return Table(others, _pieces(named, column, points, language), caption)


def _pieces(named: pd.DataFrame, column: str, points: Column, language: Language) -> list[Column]:
    labels = dict(zip(named[column], named[f"label_{language}"], strict=True))
    older = say(language, ", older than the framework")
    return [
        Column(say_as(language, "a year", "on"), lambda row: labels[getattr(row, column)]),
        points,
        Column(say(language, "what it says"), lambda row: wording.prose(row, "says", language)),
        Column(say(language, "as printed"), lambda row: f"“{row.as_printed}”"),
        Column(
            say(language, "where"),
            lambda row: wording.where(row.where, language) + (older if row.older else ""),
        ),
        Column(say(language, "figure"), lambda row: present(row.figure_id), figures=True),
    ]


def _own(row: Any, language: Language) -> str:
    if row.kind == "baseline":
        return say(language, "starting point")
    way = wording.direction(row.direction, language)
    return say(language, "framework on itself: {way}", way=way)


def _window(row: Any, language: Language) -> str:
    older = say(language, ", older than the framework") if row.older else ""
    window = wording.window(row.period_start, row.period_end, language, row.period_basis)
    return f"{row.report}{older}: {window}"


def _bounds(row: Any, which: str, language: Language) -> str:
    unit = row.unit if row.unit in {"EUR", "USD", "percent"} else ""
    return numbers.allowed(row, language, unit, prefix=f"{which}_")


def _figures(row: Any) -> str:
    return " ".join(present(cell) for cell in (row.target_figure_id, row.actual_figure_id)).strip()


def _missing(codes: str, language: Language) -> str:
    words = {
        "no_measure": say(language, "any measure with a result"),
        "no_direct": say(language, "a measure of the outcome itself"),
        "no_target": say(language, "a number to aim at"),
    }
    report = say(language, "a result in the report of")
    named = [words.get(code) or f"{report} {code.removeprefix('report_')}" for code in codes.split()]
    return ", ".join(named) if named else say(language, "nothing")
