"""Tables of what was achieved, what became of the indicators, and what may be compared."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.tables.grid import Column, Table, bounds, present
from analysis.display.theme import Language
from analysis.display.wording import say


def results(frame: pd.DataFrame, language: Language) -> Table:
    """Show every result with its window, population, hedge and level, see ``questions.indicators.printed``."""
    columns = [
        Column("indicator", lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "report", "rapport"), lambda row: row.report),
        Column(say(language, "level", "niveau"), lambda row: wording.level(row.result_level, language)),
        Column(say(language, "who", "wie"), lambda row: wording.population(row.population, language)),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: _printed(row, language)),
        Column(say(language, "hedge", "voorbehoud"), lambda row: wording.hedge(row.qualifier, language)),
        Column(say(language, "means", "betekent"), lambda row: wording.quantity(row, language)),
        Column(say(language, "window", "periode"), lambda row: _window(row, language)),
        Column(say(language, "whose result", "wiens resultaat"), lambda row: wording.payer(row.credit, language)),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "Every result of the result reports", "Elk resultaat in de rapporten"))


def indicator_names(frame: pd.DataFrame, language: Language) -> Table:
    """Show what a report calls an indicator, under its own name and result area, see ``questions.indicators.named``."""
    columns = [
        Column("indicator", lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "name as printed", "naam zoals gedrukt"), lambda row: f"“{row.name_as_printed}”"),
        Column(say(language, "result area", "resultaatgebied"), lambda row: getattr(row, f"result_area_{language}")),
        Column(say(language, "status", "status"), lambda row: present(row.status_as_printed)),
        Column(say(language, "report", "rapport"), lambda row: row.report),
        Column(say(language, "where", "waar"), lambda row: wording.where(row.where, language)),
    ]
    none = say(language, ": none", ": geen") if frame.empty else ""
    caption = say(
        language, "What the reports themselves call an indicator", "Wat de rapporten zelf een indicator noemen"
    )
    return Table(frame, columns, caption + none)


def continuity(frame: pd.DataFrame, language: Language) -> Table:
    """Show what became of each indicator and what stands beside it, see ``questions.indicators.continuity``."""
    columns = [
        Column("indicator", lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "theme", "thema"), lambda row: wording.theme(row.theme, language)),
        Column(say(language, "level", "niveau"), lambda row: wording.level(row.result_level, language)),
        Column(say(language, "reports", "rapporten"), lambda row: row.reports.replace(" ", ", ")),
        Column(say(language, "what became of it", "wat ervan werd"), lambda row: wording.fate(row.fate, language)),
        Column(say(language, "beside it", "ernaast"), lambda row: present(getattr(row, f"counterpart_{language}"))),
        Column(say(language, "from earlier to later", "van eerder naar later"), lambda row: _change(row, language)),
        Column(say(language, "status", "status"), lambda row: present(row.status_as_printed)),
        Column(say(language, "figures", "cijfers"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "What became of each indicator", "Wat er van elke indicator werd"))


def comparisons(frame: pd.DataFrame, language: Language) -> Table:
    """Show pairs of figures with their verdict and, where allowed, the change, see ``indicators.comparisons``."""
    columns = [
        Column(say(language, "earlier", "eerder"), lambda row: _side(row, "", language)),
        Column(say(language, "later", "later"), lambda row: _side(row, "other_", language)),
        Column(say(language, "definition", "definitie"), lambda row: wording.agreement(row.same_definition, language)),
        Column(say(language, "population", "populatie"), lambda row: wording.agreement(row.same_population, language)),
        Column(say(language, "portfolio", "portefeuille"), lambda row: wording.agreement(row.same_portfolio, language)),
        Column(say(language, "window", "periode"), lambda row: wording.agreement(row.same_window, language)),
        Column(say(language, "verdict", "oordeel"), lambda row: wording.verdict(row.verdict, language)),
        Column(say(language, "change", "verandering"), lambda row: change_of(row, language), numeric=True),
        Column(say(language, "why", "waarom"), lambda row: wording.prose(row, "reason", language)),
        Column(say(language, "figures", "cijfers"), lambda row: f"{row.figure_id} {row.other_figure_id}", figures=True),
    ]
    caption = say(
        language,
        "Pairs of figures, and whether a change between them means anything",
        "Paren van cijfers, en of een verandering ertussen iets betekent",
    )
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
        getattr(row, f"{prefix}{name}")
        for name in (f"label_{language}", "as_printed", "period_start", "period_end")
    )  # fmt: skip
    return f"{label}: “{printed}” ({wording.window(start, end, language)})"


def _window(row: Any, language: Language) -> str:
    return wording.window(row.period_start, row.period_end, language, row.period_basis)


def _printed(row: Any, language: Language) -> str:
    if pd.isna(row.other_as_printed):
        return f"“{row.as_printed}”"
    others = ", ".join(f"“{text}”" for text in row.other_as_printed.split(" · "))
    return f"“{row.as_printed}”; {say(language, 'also', 'ook')} {others}"


def _change(row: Any, language: Language) -> str:
    if pd.isna(row.level_change):
        return ""
    return " → ".join(wording.level(code, language) for code in row.level_change.split("_to_"))


def highlights(frame: pd.DataFrame, language: Language) -> Table:
    """Show results beside the highlights of the next page, see ``questions.indicators.highlights``.

    Results that never were a highlight are left to the sentence.
    """
    none = say(language, "none", "geen")
    columns = [
        Column(say(language, "result", "resultaat"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "in the report", "in het rapport"), lambda row: f"“{row.as_printed}”", numeric=True),
        Column(say(language, "window", "periode"),
               lambda row: wording.window(row.period_start, row.period_end, language)),
        Column(say(language, "highlight of the page after it", "hoofdpunt van de pagina erna"),
               lambda row: none if pd.isna(row.other_as_printed) else f"“{row.other_as_printed}”", numeric=True),
        Column(say(language, "window", "periode"), lambda row: _other_window(row, language)),
        Column(say(language, "beside the other", "naast het andere"),
               lambda row: wording.highlight(row.fate, language)),
        Column(say(language, "why not comparable", "waarom niet vergelijkbaar"),
               lambda row: wording.prose(row, "reason", language)),
        Column(say(language, "figure and source", "cijfer en bron"),
               lambda row: f"{row.figure_id} {present(row.other_source_id)}".strip(), figures=True),
    ]  # fmt: skip
    caption = say(
        language,
        "Results, and the highlights of the page after them",
        "Resultaten, en de hoofdpunten van de pagina erna",
    )
    return Table(frame[frame["series_id"].notna()], columns, caption)


def _other_window(row: Any, language: Language) -> str:
    if pd.isna(row.other_period_end):
        return ""
    return wording.window(row.other_period_start, row.other_period_end, language, row.other_period_basis)
