"""Tables of the theory of change: results behind outcomes, gaps, assumptions, evidence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.tables.grid import Column, Table, present
from analysis.display.theme import Language
from analysis.display.wording import say
from analysis.questions import framework as question


def framework_results(frame: pd.DataFrame, language: Language) -> Table:
    """Show the results behind each outcome, report by report, see ``questions.framework.results``."""
    columns = [
        Column(say(language, "outcome: measure", "uitkomst: maat"),
               lambda row: f"{present(row.code)}: {getattr(row, f'label_{language}')}"),
        Column(say(language, "how it fits, and why", "hoe het past, en waarom"),
               lambda row: f"{wording.fit(row.fit, language)}: {wording.prose(row, 'reason', language)}"),
        Column(say(language, "report and window", "rapport en periode"), lambda row: _window(row, language)),
        Column(say(language, "as printed, and read as", "zoals gedrukt, en gelezen als"),
               lambda row: f"“{row.as_printed}”: {wording.quantity(row, language)}"),
        Column(say(language, "result of", "resultaat van"), lambda row: wording.payer(row.credit, language)),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]  # fmt: skip
    return Table(frame, columns, say(language, "Results behind each outcome, by report",
                                     "Resultaten achter elke uitkomst, per rapport"))  # fmt: skip


def framework_aims(frame: pd.DataFrame, language: Language) -> Table:
    """Show the numbers that were aimed at under the outcomes, see ``questions.framework.aims``."""
    columns = [
        Column(say(language, "outcome", "uitkomst"), lambda row: present(row.code)),
        Column(say(language, "target", "doel"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "aimed at", "beoogd"), lambda row: _bounds(row, "goal", language), numeric=True),
        Column(say(language, "achieved", "bereikt"), lambda row: _bounds(row, "actual", language), numeric=True),
        Column(say(language, "status, computed", "status, berekend"),
               lambda row: wording.status(row.status_computed, language)),
        Column(say(language, "status, printed", "status, gedrukt"), lambda row: present(row.status_as_printed)),
        Column(say(language, "figures", "cijfers"), _figures, figures=True),
    ]  # fmt: skip
    return Table(frame, columns, say(language, "Numbers aimed at, under these outcomes",
                                     "Doelgetallen bij deze uitkomsten"))  # fmt: skip


def framework_gaps(frame: pd.DataFrame, language: Language) -> Table:
    """Show what is missing behind each outcome, see ``questions.framework.gaps``."""
    columns = [
        Column(say(language, "outcome", "uitkomst"),
               lambda row: f"{present(row.code)} {getattr(row, f'label_{language}')}".strip()),
        Column(say(language, "best that there is", "het beste wat er is"), lambda row: wording.fit(row.best, language)),
        Column(say(language, "missing", "wat ontbreekt"), lambda row: _missing(row.missing, language)),
    ]  # fmt: skip
    return Table(frame, columns, say(language, "Gaps", "Leemten"))


def assumptions(frame: pd.DataFrame, language: Language) -> Table:
    """Show the assumptions with the evidence counted, see ``questions.framework.assumptions``."""
    columns = [
        Column(say(language, "outcome", "uitkomst"), lambda row: present(row.code)),
        Column(say(language, "assumption", "aanname"),
               lambda row: ("– " if present(row.parent_id) else "") + getattr(row, f"label_{language}")),
        Column(wording.direction("for", language), lambda row: row.evidence_for, numeric=True),
        Column(wording.direction("mixed", language), lambda row: row.evidence_mixed, numeric=True),
        Column(wording.direction("against", language), lambda row: row.evidence_against, numeric=True),
        Column(say(language, "resting on a figure", "berust op een cijfer"), lambda row: row.by_figure, numeric=True),
        Column(say(language, "where", "waar"), lambda row: wording.where(row.where, language)),
    ]  # fmt: skip
    return Table(frame, columns, say(language, "Assumptions, with the findings on each",
                                     "Aannamen, met de bevindingen over elk"))  # fmt: skip


def evidence(frame: pd.DataFrame, named: pd.DataFrame, column: str, language: Language) -> Table:
    """Show every finding, see ``questions.framework.evidence``; ``named`` holds the labels."""
    points = Column(say(language, "points", "wijst"), lambda row: wording.direction(row.direction, language))
    caption = say(language, "The findings, one by one", "De bevindingen, een voor een")
    return Table(question.findings(frame), _pieces(named, column, points, language), caption)


def beside_evidence(frame: pd.DataFrame, named: pd.DataFrame, column: str, language: Language) -> Table:
    """Show what is no evidence: baselines and the framework's own words, see ``questions.framework.evidence``."""
    points = Column(say(language, "what it is", "wat het is"), lambda row: _own(row, language))
    caption = say(language, "No evidence: starting points, and what the framework says of itself",
                  "Geen bewijs: beginsituaties, en wat de Theory of Change over zichzelf zegt")  # fmt: skip
    others = frame[frame["kind"] != "finding"].reset_index(drop=True)
    return Table(others, _pieces(named, column, points, language), caption)


def _pieces(named: pd.DataFrame, column: str, points: Column, language: Language) -> list[Column]:
    labels = dict(zip(named[column], named[f"label_{language}"], strict=True))
    older = say(language, ", older than the framework", ", ouder dan de Theory of Change")
    return [
        Column(say(language, "on", "over"), lambda row: labels[getattr(row, column)]),
        points,
        Column(say(language, "what it says", "wat er staat"), lambda row: wording.prose(row, "says", language)),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: f"“{row.as_printed}”"),
        Column(
            say(language, "where", "waar"),
            lambda row: wording.where(row.where, language) + (older if row.older else ""),
        ),
        Column(say(language, "figure", "cijfer"), lambda row: present(row.figure_id), figures=True),
    ]


def _own(row: Any, language: Language) -> str:
    if row.kind == "baseline":
        return say(language, "starting point", "beginsituatie")
    way = wording.direction(row.direction, language)
    return say(language, f"framework on itself: {way}", f"Theory of Change over zichzelf: {way}")


def _window(row: Any, language: Language) -> str:
    older = say(language, ", older than the framework", ", ouder dan het raamwerk") if row.older else ""
    window = wording.window(row.period_start, row.period_end, language, row.period_basis)
    return f"{row.report}{older}: {window}"


def _bounds(row: Any, which: str, language: Language) -> str:
    unit = row.unit if row.unit in {"EUR", "USD", "percent"} else ""
    return numbers.interval(getattr(row, f"{which}_lower"), getattr(row, f"{which}_upper"), language, unit)


def _figures(row: Any) -> str:
    return " ".join(present(cell) for cell in (row.target_figure_id, row.actual_figure_id)).strip()


def _missing(codes: str, language: Language) -> str:
    words = {
        "no_measure": say(language, "any measure with a result", "elke maat met een resultaat"),
        "no_direct": say(language, "a measure of the outcome itself", "een maat van de uitkomst zelf"),
        "no_target": say(language, "a number to aim at", "een doelgetal"),
    }
    report = say(language, "a result in the report of", "een resultaat in het rapport van")
    named = [words.get(code) or f"{report} {code.removeprefix('report_')}" for code in codes.split()]
    return ", ".join(named) if named else say(language, "nothing", "niets")
