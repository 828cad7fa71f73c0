"""Tables of the theory of change: results behind outcomes, gaps, assumptions, evidence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, _, pgettext, translated
from analysis.questions.framework import answers as question
from analysis.show import fields, wording
from analysis.show.fields import Field, cell, code, joined, present
from analysis.show.table import Table

_OUTCOME = Field("code", N_("outcome"), cell("code"))


def framework_results(frame: pd.DataFrame) -> Table:
    """Show the results behind each outcome, report by report, see ``answers.results``."""
    columns = [
        Field("label", N_("outcome: measure"), lambda row: f"{present(row.code)}: {wording.prose(row, 'label')}"),
        Field("fit", N_("how it fits, and why"), _fit),
        Field("report", N_("report and window"), lambda row: f"{row.report}{_older(row)}: {fields.window(row)}"),
        fields.AS_PRINTED,
        fields.READ_AS,
        fields.CREDIT,
        fields.FIGURE,
    ]
    return Table(frame, columns, _("Results behind each outcome, by report"))


def framework_aims(frame: pd.DataFrame) -> Table:
    """Show the numbers that were aimed at under the outcomes, see ``answers.aims``."""
    columns = [
        _OUTCOME,
        fields.TARGET,
        fields.GOAL,
        fields.ACTUAL,
        fields.STATUS,
        fields.STATUS_PRINTED,
        fields.FIGURES.printed(joined("target_figure_id", "actual_figure_id")),
    ]
    return Table(frame, columns, _("Numeric targets under these outcomes"))


def framework_gaps(frame: pd.DataFrame) -> Table:
    """Show what is missing behind each outcome, see ``answers.gaps``."""
    columns = [
        _OUTCOME.printed(lambda row: f"{present(row.code)} {wording.prose(row, 'label')}".strip()),
        Field("best", N_("best that there is"), code("best", wording.fit)),
        Field("missing", lambda: pgettext("heading", "missing"), _missing),
    ]
    return Table(frame, columns, _("Gaps"))


def assumptions(frame: pd.DataFrame) -> Table:
    """Show the assumptions with the evidence counted, see ``answers.assumptions``."""
    columns = [
        _OUTCOME,
        Field("label", N_("assumption"), _assumption),
        *(_pointing(direction) for direction in ("for", "mixed", "against")),
        Field("by_figure", N_("resting on a figure"), cell("by_figure"), numeric=True),
        fields.WHERE,
    ]
    return Table(frame, columns, _("Assumptions, with the findings on each"))


def evidence(frame: pd.DataFrame, named: pd.DataFrame, column: str) -> Table:
    """Show every finding, see ``answers.evidence``; ``named`` holds the labels."""
    return Table(
        question.findings(frame), _pieces(named, column, fields.POINTS), _("The findings, one by one"), grouped=True
    )


def beside_evidence(frame: pd.DataFrame, named: pd.DataFrame, column: str) -> Table:
    """Show what is no evidence: baselines and the framework's own words, see ``answers.evidence``."""
    others = frame[frame["kind"] != "finding"].reset_index(drop=True)
    caption = _("No evidence: starting points, and what the framework says of itself")
    return Table(others, _pieces(named, column, Field("own", N_("what it is"), _own)), caption, grouped=True)


def _pieces(named: pd.DataFrame, column: str, points: Field) -> list[Field]:
    labels = dict(zip(named[column], named[translated("label")], strict=True))
    return [
        Field("on", lambda: pgettext("a year", "on"), lambda row: labels[getattr(row, column)]),
        points,
        fields.SAYS,
        fields.AS_PRINTED,
        fields.WHERE.printed(lambda row: wording.where(row.where) + _older(row)),
        fields.FIGURE,
    ]


def _pointing(direction: str) -> Field:
    name = f"evidence_{direction}"
    return Field(name, lambda: wording.direction(direction), cell(name), numeric=True)


def _fit(row: Any) -> str:
    return f"{wording.fit(row.fit)}: {wording.prose(row, 'reason')}"


def _older(row: Any) -> str:
    return _(", older than the framework") if row.older else ""


def _assumption(row: Any) -> str:
    return ("– " if present(row.parent_id) else "") + wording.prose(row, "label")


def _own(row: Any) -> str:
    if row.kind == "baseline":
        return _("starting point")
    return _("framework on itself: {way}", way=wording.direction(row.direction))


def _missing(row: Any) -> str:
    words = {
        "no_measure": _("any measure with a result"),
        "no_direct": _("a measure of the outcome itself"),
        "no_target": _("a numeric target"),
    }
    report = _("a result in the report of")
    named = [words.get(code) or f"{report} {code.removeprefix('report_')}" for code in row.missing.split()]
    return ", ".join(named) if named else _("nothing")
