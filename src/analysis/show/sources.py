"""The table of sources under every result."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import _
from analysis.show import wording
from analysis.show.table import Column, Table, present


def sources(frame: pd.DataFrame) -> Table:
    """Show the sources of a result, see :func:`analysis.dataset.provenance.sources`."""
    columns = [
        Column(_("figure"), lambda row: row.figure_id, figures=True),
        Column(_("as printed"), lambda row: row.as_printed),
        Column(_("where"), _where),
        Column(
            _("window"),
            lambda row: wording.window(row.period_start, row.period_end, row.period_basis),
        ),
        Column(_("kind"), lambda row: wording.kind(row.kind)),
        Column(_("contested"), lambda row: row.contested),
        Column(_("note"), lambda row: wording.prose(row, "note")),
    ]
    caption = _("Sources: every figure used above")
    return Table(frame, columns, caption, anchor="figure_id")


def _where(row: Any) -> str:
    section = f", “{row.section}”" if present(row.section) not in {"", row.document} else ""
    return _("{place}, line {line}", place=f"{row.document}{section}", line=row.line)


def _window(row: Any) -> str:
    return wording.window(row.period_start, row.period_end, row.period_basis)
