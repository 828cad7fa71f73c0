"""The table of whatever figures were chosen."""

from __future__ import annotations

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.tables.grid import Column, Table
from analysis.display.theme import Language
from analysis.display.wording import say


def explore(rows: pd.DataFrame, language: Language) -> Table:
    """Show every chosen printing with what it allows, see ``questions.explore.select``."""
    columns = [
        Column(say(language, "what", "wat"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: row.as_printed),
        Column(
            say(language, "allows", "laat toe"),
            lambda row: numbers.interval(row.lower, row.upper, language, row.unit),
            numeric=True,
        ),
        Column(say(language, "unit", "eenheid"), lambda row: wording.unit(row.unit, language)),
        Column(say(language, "kind", "soort"), lambda row: wording.kind(row.kind, language)),
        Column(
            say(language, "window", "periode"),
            lambda row: wording.window(row.period_start, row.period_end, language, row.period_basis),
        ),
        Column(say(language, "where", "waar"), lambda row: getattr(row, f"place_{language}")),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    return Table(rows, columns, say(language, "The figures chosen", "De gekozen cijfers"))
