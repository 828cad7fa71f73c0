"""A table that shows itself: accessible HTML with links from every figure to its source; printed, plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.show.fields import Field

#: Plain text is aligned on columns of this width at most, in characters; what is longer runs over.
_WIDEST = 40
#: The value of an attribute that needs no quotes.
_PLAIN = re.compile(r"[\w.:#-]+")
_STYLE = (
    "<style>.analysis-table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.5em 0;"
    "& caption{text-align:left;font-weight:bold;padding:.3em 0}"
    # Named twice, to weigh more than JupyterLab's own rules, which align every cell to the right.
    "&& :is(th,td){padding:.25em .7em;text-align:left;vertical-align:top;border-bottom:1px solid #80808059}"
    "&& .n{text-align:right}& :is(.n,.f){white-space:nowrap}}</style>"
)


class Table:
    """A table that shows itself as HTML in a notebook; ``print`` writes it as plain text.

    Cells are escaped; identifiers of figures link to their row in the table of sources of the same page, which is one
    whose ``anchor`` names their column. Of any other table ``key`` names the column by which a point of a chart leads
    to its row. Where it is ``grouped``, the first cell of rows that follow one another stands once for all of them, and
    so do the figures or sources that they share. ``under`` says of a row what it stands under: a heading of all rows
    that follow one another, which their cells then do not say again.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        fields: Sequence[Field],
        caption: str,
        anchor: str | None = None,
        key: str | None = None,
        grouped: bool = False,
        under: Callable[[Any], str] | None = None,
    ) -> None:
        self.caption = caption
        self.fields = list(fields)
        # Said at once: a table stays in the language in which it was made.
        self.headings = [field.title for field in self.fields]
        records = list(rows_of(frame))
        self.cells = [[field.cell(row) for field in self.fields] for row in records]
        self.ids = [str(getattr(row, anchor)) for row in records] if anchor else None
        self.keys = [str(getattr(row, key)) for row in records] if key else None
        self.grouped = grouped
        self.above = [under(row) for row in records] if under else None

    @property
    def frame(self) -> pd.DataFrame:
        """The cells as they are shown, under their headings; an :class:`Exhibit` keeps the numbers behind them."""
        return pd.DataFrame(self.cells, columns=self.headings)

    def csv(self) -> str:
        """Write the table for a spreadsheet: the headings, and every cell as it is shown."""
        return self.frame.to_csv(index=False, lineterminator="\n")

    def _repr_html_(self) -> str:
        # Ends of cells and rows, and quotes around plain words, say nothing that HTML does not know: they are left out.
        headed = zip(self.fields, self.headings, strict=True)
        head = "".join(f"<th scope=col{_class(field)}>{_text(heading)}" for field, heading in headed)
        spans = self._spans()
        body = "".join(f"{self._head(number)}{self._row(number, spans[number])}" for number in range(len(self.cells)))
        return (
            f"{_STYLE}<table class=analysis-table><caption>{_text(self.caption)}</caption>"
            f"<thead><tr>{head}{'' if self.above else '<tbody>'}{body}</table>"
        )

    def _head(self, number: int) -> str:
        """Return what stands above a row: the heading of its group, where that begins."""
        if not self.above or (number and self.above[number] == self.above[number - 1]):
            return ""
        return f"<tbody><tr><th colspan={len(self.fields)} scope=rowgroup>{_text(self.above[number])}"

    def _spans(self) -> list[list[int]]:
        """Return over how many rows each cell reaches; nought for one that stands in a row above."""
        spans = [[1] * len(self.fields) for _row in self.cells]
        for position, field in enumerate(self.fields):
            if self.grouped and (position == 0 or field.figures):
                firsts = [(cells[0], cells[position]) for cells in self.cells]
                for (_first, cell), run in groupby(range(len(firsts)), firsts.__getitem__):
                    top, *others = run
                    if cell:
                        spans[top][position] += len(others)
                        for row in others:
                            spans[row][position] = 0
        return spans

    def _row(self, number: int, spans: Sequence[int]) -> str:
        anchor = f" id={_quoted(f'source-{self.ids[number]}')}" if self.ids else ""
        if self.keys:
            anchor = f" id={_quoted(f'row-{self.keys[number]}')}"
        parts = []
        above = f"{self.above[number]}, " if self.above else ""
        cells = [cell.removeprefix(above) for cell in self.cells[number]]
        for position, (field, cell, span) in enumerate(zip(self.fields, cells, spans, strict=True)):
            if not span:
                continue
            inner = _links(cell) if field.figures and not self.ids else _text(cell)
            if field.address and cell.startswith(("https://", "http://")):
                inner = f"<a href={_quoted(cell)}>{inner}</a>"
            tag = "td" if position else "th scope=row"
            over = f" rowspan={span}" if span > 1 else ""
            parts.append(f"<{tag}{_class(field) if cell else ''}{over}>{inner}")
        return f"<tr{anchor}>{''.join(parts)}"

    def __repr__(self) -> str:
        """Say what the table is: its caption and size. A notebook keeps this beside the HTML."""
        return f"{self.caption} ({len(self.cells)} × {len(self.fields)})"

    def __str__(self) -> str:
        """Write the cells as plain text, aligned as far as they are short."""
        rows = [self.headings, *self.cells]
        widths = [min(_WIDEST, max(map(len, column))) for column in zip(*rows, strict=True)]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
        return "\n".join([self.caption, *lines])


def _class(field: Field) -> str:
    named = {"n": field.numeric, "f": field.figures, "address": field.address}
    return next((f" class={name}" for name, holds in named.items() if holds), "")


def _links(cell: str) -> str:
    return "<br>".join(f"<a href={_quoted(f'#source-{name}')}>{_text(name)}</a>" for name in cell.split())


def _text(text: str) -> str:
    return escape(text, quote=False)


def _quoted(value: str) -> str:
    """Return the value of an attribute, between quotes where it needs them: single ones, of which JSON makes no two."""
    return value if _PLAIN.fullmatch(value) else f"'{escape(value)}'"
