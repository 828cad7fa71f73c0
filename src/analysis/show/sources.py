"""The tables under every result: the sources of its figures, and the publications of its series."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, _, dates
from analysis.show.fields import AS_PRINTED, FIGURE, KIND, NOTE, SOURCE, WHERE, WINDOW, Field, cell, present, prose
from analysis.show.table import Table


def sources(frame: pd.DataFrame) -> Table:
    """Show the sources of a result, see :func:`analysis.dataset.provenance.sources`."""
    contested = Field("contested", N_("discrepancies"), lambda row: len(row.contested.split()) or "", numeric=True)
    fields = [FIGURE, AS_PRINTED, WHERE.printed(_where), WINDOW, KIND, contested, NOTE]
    return Table(frame, fields, _("Sources: every figure used above"), anchor="figure_id", under=_section)


def _where(row: Any) -> str:
    return _("{place}, line {line}", place=_section(row), line=row.line)


def _section(row: Any) -> str:
    section = f", “{row.section}”" if present(row.section) not in {"", row.document} else ""
    return f"{row.document}{section}"


def publications(table: pd.DataFrame) -> Table:
    """Show who published the numbers, where and when, see ``dataset.provenance.publications``."""
    columns = [
        SOURCE,
        Field("title", N_("title"), cell("title")),
        Field("publisher", N_("publisher"), prose("publisher")),
        Field("published", N_("published"), lambda row: dates.written(row.published)),
        Field("covers", N_("covers"), prose("covers")),
        Field("url", N_("address"), lambda row: present(row.url) or _("address not kept"), address=True),
        Field("licence", N_("licence"), prose("licence")),
    ]
    return Table(table, columns, _("Publications: who printed the numbers, where and when"), anchor="source_id")
