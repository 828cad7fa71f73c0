"""The table of sources under every result."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import say
from analysis.show import wording
from analysis.show.table import Column, Table, present
from analysis.show.theme import Language


def sources(frame: pd.DataFrame, language: Language) -> Table:
    """Show the sources of a result, see :func:`analysis.dataset.provenance.sources`."""
    columns = [
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
        Column(say(language, "as printed"), lambda row: row.as_printed),
        Column(say(language, "where"), lambda row: _where(row, language)),
        Column(
            say(language, "window"),
            lambda row: wording.window(row.period_start, row.period_end, language, row.period_basis),
        ),
        Column(say(language, "kind"), lambda row: wording.kind(row.kind, language)),
        Column(say(language, "contested"), lambda row: row.contested),
        Column(say(language, "note"), lambda row: wording.prose(row, "note", language)),
    ]
    caption = say(language, "Sources: every figure used above")
    return Table(frame, columns, caption, anchor="figure_id")


def _where(row: Any, language: Language) -> str:
    section = f", “{row.section}”" if present(row.section) not in {"", row.document} else ""
    return say(language, "{place}, line {line}", place=f"{row.document}{section}", line=row.line)


def _window(row: Any, language: Language) -> str:
    return wording.window(row.period_start, row.period_end, language, row.period_basis)
