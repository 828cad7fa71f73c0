"""Cells of a workbook: a text stays a text, whatever it begins with."""

from __future__ import annotations

from typing import Any

#: What a spreadsheet takes for the beginning of a formula.
FORMULA = "=+-@\t\r"


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
