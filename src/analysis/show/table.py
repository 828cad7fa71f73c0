"""A table that shows itself: accessible HTML with links from every figure to its source; printed, plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from analysis.language import numbers

#: Plain text is aligned on columns of this width at most, in characters; what is longer runs over.
_WIDEST = 40
_STYLE = (
    "<style>.analysis-table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.5em 0}"
    ".analysis-table caption{text-align:left;font-weight:bold;padding:.3em 0}"
    # Named twice, to weigh more than JupyterLab's own rules, which align every cell to the right.
    ".analysis-table.analysis-table th,.analysis-table.analysis-table td{padding:.25em .7em;text-align:left;"
    "vertical-align:top;"
    "border-bottom:1px solid rgba(128,128,128,.35)}"
    ".analysis-table.analysis-table .n{text-align:right}"
    ".analysis-table .n,.analysis-table .f{white-space:nowrap}</style>"
)


@dataclass(frozen=True)
class Column:
    """A column to show: its heading, how a row becomes text, whether it holds numbers, figures or addresses."""

    heading: str
    text: Callable[[Any], object]
    numeric: bool = False
    figures: bool = False
    address: bool = False


class Table:
    """A table that shows itself as HTML in a notebook; ``print`` writes it as plain text.

    Cells are escaped; identifiers of figures link to their row in the table of sources of the same page, which is one
    whose ``anchor`` names their column. Of any other table ``key`` names the column by which a point of a chart leads
    to its row.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        columns: Sequence[Column],
        caption: str,
        anchor: str | None = None,
        key: str | None = None,
    ) -> None:
        self.caption = caption
        self.columns = list(columns)
        records = list(frame.itertuples(index=False))
        self.cells = [
            ["" if (cell := column.text(row)) is None else str(cell) for column in self.columns] for row in records
        ]
        self.ids = [str(getattr(row, anchor)) for row in records] if anchor else None
        self.keys = [str(getattr(row, key)) for row in records] if key else None

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col"{_class(c)}>{escape(c.heading)}</th>' for c in self.columns)
        body = "".join(self._row(number) for number in range(len(self.cells)))
        return (
            f'{_STYLE}<table class="analysis-table"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _row(self, number: int) -> str:
        anchor = f' id="source-{escape(self.ids[number], quote=True)}"' if self.ids else ""
        if self.keys:
            anchor = f' id="row-{escape(self.keys[number], quote=True)}"'
        parts = []
        for position, (column, cell) in enumerate(zip(self.columns, self.cells[number], strict=True)):
            inner = _links(cell) if column.figures and not self.ids else escape(cell)
            if column.address and cell.startswith(("https://", "http://")):
                inner = f'<a href="{escape(cell, quote=True)}">{inner}</a>'
            tag = 'th scope="row"' if position == 0 else "td"
            parts.append(f"<{tag}{_class(column)}>{inner}</{tag.split(maxsplit=1)[0]}>")
        return f"<tr{anchor}>{''.join(parts)}</tr>"

    def __repr__(self) -> str:
        """Say what the table is: its caption and size. A notebook keeps this beside the HTML."""
        return f"{self.caption} ({len(self.cells)} × {len(self.columns)})"

    def __str__(self) -> str:
        """Write the cells as plain text, aligned as far as they are short."""
        rows = [[column.heading for column in self.columns], *self.cells]
        widths = [min(_WIDEST, max(len(row[position]) for row in rows)) for position in range(len(self.columns))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
        return "\n".join([self.caption, *lines])


def _class(column: Column) -> str:
    named = {"n": column.numeric, "f": column.figures, "address": column.address}
    return next((f' class="{name}"' for name, holds in named.items() if holds), "")


def _links(cell: str) -> str:
    return "<br>".join(f'<a href="#source-{escape(name, quote=True)}">{escape(name)}</a>' for name in cell.split())


def present(cell: Any) -> str:
    """Return the text of a cell, nothing for a missing one."""
    return "" if pd.isna(cell) else str(cell)


def number(value: float) -> str:
    """Print a number, nothing for a missing one."""
    return "" if pd.isna(value) else numbers.number(value)


def share(value: float) -> str:
    """Print a fraction as per cent."""
    return numbers.share(value, value)


def bounds(lower: Any, upper: Any, unit: str = "", opened: numbers.Opened = (False, False)) -> str:
    """Print an interval, nothing where both ends are missing."""
    return "" if pd.isna(lower) and pd.isna(upper) else numbers.interval(lower, upper, unit, opened=opened)


def shares(lower: Any, upper: Any) -> str:
    """Print an interval of fractions as per cent, nothing where both ends are missing."""
    return "" if pd.isna(lower) and pd.isna(upper) else numbers.share(lower, upper)
