"""Cells of a workbook: a text stays a text, whatever it begins with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

#: What a spreadsheet takes for the beginning of a formula.
FORMULA = "=+-@\t\r"
#: The widest that a column is made, in characters.
_WIDEST = 60


def fill(page: Any, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table into an empty sheet of openpyxl, under headings that stay in view and filter.

    A cell that is ``None`` stays empty, a date is shown as ISO writes it; columns are as wide as their cells.
    """
    from openpyxl.utils import get_column_letter  # slow to import, and only workbooks need it

    table = [list(head), *map(list, rows)]
    for number, row in enumerate(table, 1):
        for position, value in enumerate(row, 1):
            if value is not None:
                _put(page.cell(number, position), value)
    for position, cells in enumerate(zip(*table, strict=True), 1):
        page.cell(1, position).font = bold()
        widest = max(len(str(cell)) for cell in cells if cell is not None)
        page.column_dimensions[get_column_letter(position)].width = min(_WIDEST, widest + 2)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(table)}"


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value
        if hasattr(value, "isoformat"):
            cell.number_format = "yyyy-mm-dd"


def write_text(cell: Any, text: str) -> None:
    """Write a text into a cell of openpyxl as a text, never as a formula, also once somebody edits it."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # slow to import, and only workbooks need it

    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    cell.data_type = "s"  # a text that begins with an equals sign stays one
    cell.number_format = "@"
    if text.startswith(tuple(FORMULA)):
        cell.quotePrefix = True


def bold() -> Any:
    """Return the type of a heading."""
    from openpyxl.styles import Font

    return Font(bold=True)


def wrapped() -> Any:
    """Return the setting of a text that is longer than its cell is wide."""
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")
