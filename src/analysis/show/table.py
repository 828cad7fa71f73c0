"""A table that shows itself: accessible HTML with links from every figure to its source; printed, plain text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from analysis.show.fields import Field

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


class Table:
    """A table that shows itself as HTML in a notebook; ``print`` writes it as plain text.

    Cells are escaped; identifiers of figures link to their row in the table of sources of the same page, which is one
    whose ``anchor`` names their column. Of any other table ``key`` names the column by which a point of a chart leads
    to its row.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        fields: Sequence[Field],
        caption: str,
        anchor: str | None = None,
        key: str | None = None,
    ) -> None:
        self.caption = caption
        self.fields = list(fields)
        # Said at once: a table stays in the language in which it was made.
        self.headings = [field.title for field in self.fields]
        records = list(frame.itertuples(index=False))
        self.cells = [[field.cell(row) for field in self.fields] for row in records]
        self.ids = [str(getattr(row, anchor)) for row in records] if anchor else None
        self.keys = [str(getattr(row, key)) for row in records] if key else None

    @property
    def frame(self) -> pd.DataFrame:
        """The cells as they are shown, under their headings; an :class:`Exhibit` keeps the numbers behind them."""
        return pd.DataFrame(self.cells, columns=self.headings)

    def csv(self) -> str:
        """Write the table for a spreadsheet: the headings, and every cell as it is shown."""
        return self.frame.to_csv(index=False, lineterminator="\n")

    def _repr_html_(self) -> str:
        headed = zip(self.fields, self.headings, strict=True)
        head = "".join(f'<th scope="col"{_class(field)}>{escape(heading)}</th>' for field, heading in headed)
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
        for position, (field, cell) in enumerate(zip(self.fields, self.cells[number], strict=True)):
            inner = _links(cell) if field.figures and not self.ids else escape(cell)
            if field.address and cell.startswith(("https://", "http://")):
                inner = f'<a href="{escape(cell, quote=True)}">{inner}</a>'
            tag = 'th scope="row"' if position == 0 else "td"
            parts.append(f"<{tag}{_class(field)}>{inner}</{tag.split(maxsplit=1)[0]}>")
        return f"<tr{anchor}>{''.join(parts)}</tr>"

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
    return next((f' class="{name}"' for name, holds in named.items() if holds), "")


def _links(cell: str) -> str:
    return "<br>".join(f'<a href="#source-{escape(name, quote=True)}">{escape(name)}</a>' for name in cell.split())
