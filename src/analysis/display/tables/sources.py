"""The table of sources under every result."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import wording
from analysis.display.tables.grid import Column, Table, present
from analysis.display.theme import Language
from analysis.display.wording import say


def sources(frame: pd.DataFrame, language: Language) -> Table:
    """Show the sources of a result, see :func:`analysis.dataset.provenance.sources`."""
    columns = [
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: row.as_printed),
        Column(say(language, "where", "waar"), lambda row: _where(row, language)),
        Column(
            say(language, "window", "periode"),
            lambda row: wording.window(row.period_start, row.period_end, language, row.period_basis),
        ),
        Column(say(language, "kind", "soort"), lambda row: wording.kind(row.kind, language)),
        Column(say(language, "contested", "betwist"), lambda row: row.contested),
        Column(say(language, "note", "toelichting"), lambda row: wording.prose(row, "note", language)),
    ]
    caption = say(language, "Sources: every figure used above", "Bronnen: elk cijfer dat hierboven is gebruikt")
    return Table(frame, columns, caption, anchor="figure_id")


def _where(row: Any, language: Language) -> str:
    section = f", “{row.section}”" if present(row.section) not in {"", row.document} else ""
    return f"{row.document}{section}, {say(language, 'line', 'regel')} {row.line}"


def _window(row: Any, language: Language) -> str:
    return wording.window(row.period_start, row.period_end, language, row.period_basis)
