"""Tables of the theory of change: results behind outcomes, gaps, assumptions, evidence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import _, numbers, pgettext, translated
from analysis.questions.framework import answers as question
from analysis.show import wording
from analysis.show.table import Column, Table, present


def framework_results(frame: pd.DataFrame) -> Table:
    """Show the results behind each outcome, report by report, see ``questions.framework.results``."""
    columns = [
        Column(_("outcome: measure"), lambda row: f"{present(row.code)}: {getattr(row, translated('label'))}"),
        Column(
            _("how it fits, and why"),
            lambda row: f"{wording.fit(row.fit)}: {wording.prose(row, 'reason')}",
        ),
        Column(_("report and window"), _window),
        Column(
            _("as printed, and read as"),
            lambda row: f"“{row.as_printed}”: {wording.quantity(row)}",
        ),
        Column(_("result of"), lambda row: wording.payer(row.credit)),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, _("Results behind each outcome, by report"))


def framework_aims(frame: pd.DataFrame) -> Table:
    """Show the numbers that were aimed at under the outcomes, see ``questions.framework.aims``."""
    columns = [
        Column(_("outcome"), lambda row: present(row.code)),
        Column(_("target"), lambda row: getattr(row, translated("label"))),
        Column(_("aimed at"), lambda row: _bounds(row, "goal"), numeric=True),
        Column(_("achieved"), lambda row: _bounds(row, "actual"), numeric=True),
        Column(_("status, computed"), lambda row: wording.status(row.status_computed)),
        Column(_("status, printed"), lambda row: present(row.status_as_printed)),
        Column(_("figures"), _figures, figures=True),
    ]
    return Table(frame, columns, _("Numbers aimed at, under these outcomes"))


def framework_gaps(frame: pd.DataFrame) -> Table:
    """Show what is missing behind each outcome, see ``questions.framework.gaps``."""
    columns = [
        Column(_("outcome"), lambda row: f"{present(row.code)} {getattr(row, translated('label'))}".strip()),
        Column(_("best that there is"), lambda row: wording.fit(row.best)),
        Column(pgettext("heading", "missing"), lambda row: _missing(row.missing)),
    ]
    return Table(frame, columns, _("Gaps"))


def assumptions(frame: pd.DataFrame) -> Table:
    """Show the assumptions with the evidence counted, see ``questions.framework.assumptions``."""
    columns = [
        Column(_("outcome"), lambda row: present(row.code)),
        Column(
            _("assumption"),
            lambda row: ("– " if present(row.parent_id) else "") + getattr(row, translated("label")),
        ),
        Column(wording.direction("for"), lambda row: row.evidence_for, numeric=True),
        Column(wording.direction("mixed"), lambda row: row.evidence_mixed, numeric=True),
        Column(wording.direction("against"), lambda row: row.evidence_against, numeric=True),
        Column(_("resting on a figure"), lambda row: row.by_figure, numeric=True),
        Column(_("where"), lambda row: wording.where(row.where)),
    ]
    return Table(frame, columns, _("Assumptions, with the findings on each"))


def evidence(frame: pd.DataFrame, named: pd.DataFrame, column: str) -> Table:
    """Show every finding, see ``questions.framework.evidence``; ``named`` holds the labels."""
    points = Column(_("points"), lambda row: wording.direction(row.direction))
    caption = _("The findings, one by one")
    return Table(question.findings(frame), _pieces(named, column, points), caption)


def beside_evidence(frame: pd.DataFrame, named: pd.DataFrame, column: str) -> Table:
    """Show what is no evidence: baselines and the framework's own words, see ``questions.framework.evidence``."""
    points = Column(_("what it is"), _own)
    caption = _("No evidence: starting points, and what the framework says of itself")
    others = frame[frame["kind"] != "finding"].reset_index(drop=True)
    return Table(others, _pieces(named, column, points), caption)


def _pieces(named: pd.DataFrame, column: str, points: Column) -> list[Column]:
    labels = dict(zip(named[column], named[translated("label")], strict=True))
    older = _(", older than the framework")
    return [
        Column(pgettext("a year", "on"), lambda row: labels[getattr(row, column)]),
        points,
        Column(_("what it says"), lambda row: wording.prose(row, "says")),
        Column(_("as printed"), lambda row: f"“{row.as_printed}”"),
        Column(
            _("where"),
            lambda row: wording.where(row.where) + (older if row.older else ""),
        ),
        Column(_("figure"), lambda row: present(row.figure_id), figures=True),
    ]


def _own(row: Any) -> str:
    if row.kind == "baseline":
        return _("starting point")
    way = wording.direction(row.direction)
    return _("framework on itself: {way}", way=way)


def _window(row: Any) -> str:
    older = _(", older than the framework") if row.older else ""
    window = wording.window(row.period_start, row.period_end, row.period_basis)
    return f"{row.report}{older}: {window}"


def _bounds(row: Any, which: str) -> str:
    unit = row.unit if row.unit in {"EUR", "USD", "percent"} else ""
    return numbers.allowed(row, unit, prefix=f"{which}_")


def _figures(row: Any) -> str:
    return " ".join(present(cell) for cell in (row.target_figure_id, row.actual_figure_id)).strip()


def _missing(codes: str) -> str:
    words = {
        "no_measure": _("any measure with a result"),
        "no_direct": _("a measure of the outcome itself"),
        "no_target": _("a number to aim at"),
    }
    report = _("a result in the report of")
    named = [words.get(code) or f"{report} {code.removeprefix('report_')}" for code in codes.split()]
    return ", ".join(named) if named else _("nothing")
