"""The table of sources under every result."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, _
from analysis.show.fields import AS_PRINTED, FIGURE, KIND, NOTE, WHERE, WINDOW, Field, cell, present
from analysis.show.table import Table


def sources(frame: pd.DataFrame) -> Table:
    """Show the sources of a result, see :func:`analysis.dataset.provenance.sources`."""
    contested = Field("contested", N_("contested"), cell("contested"))
    fields = [FIGURE, AS_PRINTED, WHERE.printed(_where), WINDOW, KIND, contested, NOTE]
    return Table(frame, fields, _("Sources: every figure used above"), anchor="figure_id")


def _where(row: Any) -> str:
    section = f", “{row.section}”" if present(row.section) not in {"", row.document} else ""
    return _("{place}, line {line}", place=f"{row.document}{section}", line=row.line)
