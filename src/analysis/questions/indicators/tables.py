"""Tables of what was achieved, what became of the indicators, and what may be compared."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import numbers, say, say_as
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, present
from analysis.show.theme import Language


def results(frame: pd.DataFrame, language: Language) -> Table:
    """Show every result with its window, population, hedge and level, see ``questions.indicators.printed``."""
    columns = [
        Column("indicator", lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "report"), lambda row: row.report),
        Column(say(language, "level"), lambda row: wording.level(row.result_level, language)),
        Column(say(language, "who"), lambda row: wording.population(row.population, language)),
        Column(say(language, "as printed"), lambda row: _printed(row, language)),
        Column(say(language, "hedge"), lambda row: wording.hedge(row.qualifier, language)),
        Column(say(language, "means"), lambda row: wording.quantity(row, language)),
        Column(say(language, "window"), lambda row: _window(row, language)),
        Column(say(language, "whose result"), lambda row: wording.payer(row.credit, language)),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "Every result of the result reports"))


def indicator_names(frame: pd.DataFrame, language: Language) -> Table:
    """Show what a report calls an indicator, under its own name and result area, see ``questions.indicators.named``."""
    columns = [
        Column("indicator", lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "name as printed"), lambda row: f"“{row.name_as_printed}”"),
        Column(say(language, "result area"), lambda row: getattr(row, f"result_area_{language}")),
        Column(say(language, "status"), lambda row: present(row.status_as_printed)),
        Column(say(language, "report"), lambda row: row.report),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
    ]
    none = say(language, ": none") if frame.empty else ""
    caption = say(language, "What the reports themselves call an indicator")
    return Table(frame, columns, caption + none)


def continuity(frame: pd.DataFrame, language: Language) -> Table:
    """Show what became of each indicator and what stands beside it, see ``questions.indicators.continuity``."""
    columns = [
        Column("indicator", lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "theme"), lambda row: wording.theme(row.theme, language)),
        Column(say(language, "level"), lambda row: wording.level(row.result_level, language)),
        Column(say(language, "reports"), lambda row: row.reports.replace(" ", ", ")),
        Column(say(language, "what became of it"), lambda row: wording.fate(row.fate, language)),
        Column(say(language, "beside it"), lambda row: present(getattr(row, f"counterpart_{language}"))),
        Column(say(language, "from earlier to later"), lambda row: _change(row, language)),
        Column(say(language, "status"), lambda row: present(row.status_as_printed)),
        Column(say(language, "figures"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "What became of each indicator"))


def comparisons(frame: pd.DataFrame, language: Language) -> Table:
    """Show pairs of figures with their verdict and, where allowed, the change, see ``indicators.comparisons``."""
    columns = [
        Column(say_as(language, "heading", "earlier"), lambda row: _side(row, "", language)),
        Column(say_as(language, "heading", "later"), lambda row: _side(row, "other_", language)),
        Column(say(language, "definition"), lambda row: wording.agreement(row.same_definition, language)),
        Column(say(language, "population"), lambda row: wording.agreement(row.same_population, language)),
        Column(say(language, "portfolio"), lambda row: wording.agreement(row.same_portfolio, language)),
        Column(say(language, "window"), lambda row: wording.agreement(row.same_window, language)),
        Column(say(language, "verdict"), lambda row: wording.verdict(row.verdict, language)),
        Column(say(language, "change"), lambda row: change_of(row, language), numeric=True),
        Column(say(language, "why"), lambda row: wording.prose(row, "reason", language)),
        Column(say(language, "figures"), lambda row: f"{row.figure_id} {row.other_figure_id}", figures=True),
    ]
    caption = say(language, "Pairs of figures, and whether a change between them means anything")
    return Table(frame, columns, caption)


def change_of(row: Any, language: Language) -> str:
    """Print the change between two figures, or what keeps it from being computed."""
    if not row.allowed:
        return "; ".join(wording.obstacle(code, language) for code in row.obstacles.split())
    if row.unit in {"EUR", "USD"}:
        return bounds(row.change_lower, row.change_upper, language, row.unit)
    return numbers.signed(row.change_lower, row.change_upper, language)


def _side(row: Any, prefix: str, language: Language) -> str:
    label, printed, start, end = (
        getattr(row, f"{prefix}{name}") for name in (f"label_{language}", "as_printed", "period_start", "period_end")
    )
    return f"{label}: “{printed}” ({wording.window(start, end, language)})"


def _window(row: Any, language: Language) -> str:
    return wording.window(row.period_start, row.period_end, language, row.period_basis)


def _printed(row: Any, language: Language) -> str:
    if pd.isna(row.other_as_printed):
        return f"“{row.as_printed}”"
    others = ", ".join(f"“{text}”" for text in row.other_as_printed.split(" · "))
    return say(language, "“{as_printed}”; also {others}", as_printed=row.as_printed, others=others)


def _change(row: Any, language: Language) -> str:
    if pd.isna(row.level_change):
        return ""
    return " → ".join(wording.level(code, language) for code in row.level_change.split("_to_"))


def highlights(frame: pd.DataFrame, language: Language) -> Table:
    """Show results beside the highlights of the next page, see ``questions.indicators.highlights``.

    Results that never were a highlight are left to the sentence.
    """
    none = say(language, "none")
    columns = [
        Column(say(language, "result"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "in the report"), lambda row: f"“{row.as_printed}”", numeric=True),
        Column(say(language, "window"), lambda row: wording.window(row.period_start, row.period_end, language)),
        Column(
            say(language, "highlight of the page after it"),
            lambda row: none if pd.isna(row.other_as_printed) else f"“{row.other_as_printed}”",
            numeric=True,
        ),
        Column(say(language, "window"), lambda row: _other_window(row, language)),
        Column(say(language, "beside the other"), lambda row: wording.highlight(row.fate, language)),
        Column(say(language, "why not comparable"), lambda row: wording.prose(row, "reason", language)),
        Column(
            say(language, "figure and source"),
            lambda row: f"{row.figure_id} {present(row.other_source_id)}".strip(),
            figures=True,
        ),
    ]
    caption = say(language, "Results, and the highlights of the page after them")
    return Table(frame[frame["series_id"].notna()], columns, caption)


def _other_window(row: Any, language: Language) -> str:
    if pd.isna(row.other_period_end):
        return ""
    return wording.window(row.other_period_start, row.other_period_end, language, row.other_period_basis)
