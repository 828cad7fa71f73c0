"""Notes that the rows of a document ask to be read again, in a workbook, for a person to change what is out of date.

Each stands there in every language, side by side. What is changed goes into the dataset by ``add``, see ``add.settle``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

from analysis.dataset import records
from analysis.dataset.cells import bold, wrapped, write_text
from analysis.dataset.languages import LANGUAGES
from analysis.dataset.schema import Table
from analysis.errors import AnalysisError, DataError

SHEET = "read-again"
#: What says which note it is, and why it is asked about.
_FIRST = ("table", "row", "column", "why")
_WIDTHS = {"table": 16, "row": 32, "column": 12, "why": 50}
_WIDE = 60  # characters of a column of text

Row = dict[str, str]


class NotesError(AnalysisError):
    """A workbook of notes that cannot be written or read."""


@dataclass(frozen=True)
class Note:
    """A note of the dataset: its table, the key of its row, its column without the language, and why it is asked."""

    table: str
    row: str
    column: str
    why: str

    def __str__(self) -> str:
        """Say it in a line."""
        return f"read again: {self.table} {self.row}: {self.column}: {self.why}"


@dataclass(frozen=True)
class Read:
    """A note as a workbook has it: where, its texts by column, and those that it was written with."""

    where: str
    table: str
    row: str
    texts: Row
    were: Row


def free(path: Path) -> None:
    """Raise :class:`NotesError` where notes cannot be written: over another file, or into no workbook."""
    if path.suffix.lower() != ".xlsx":
        raise NotesError(f"{path}: notes are written into a workbook; name one that ends in .xlsx")
    if path.exists():
        raise NotesError(f"{path}: is there already; name another file, so that nothing in it is lost")


def write(path: Path, notes: Iterable[Note], tables: Mapping[str, Table]) -> None:
    """Write notes with their texts in the dataset of some tables, one row for each, those they were to the right.

    Raises :class:`NotesError` where it cannot be written.
    """
    from openpyxl import Workbook  # slow to import, and only workbooks need it
    from openpyxl.utils import get_column_letter

    asked: dict[tuple[str, str, str], list[str]] = {}
    for note in notes:
        asked.setdefault((note.table, note.row, note.column), []).append(note.why)
    present = {name: rows_of(tables[name]) for name in {table for table, _, _ in asked}}
    book = Workbook()
    page = book.active
    page.title = SHEET
    heads = [*_FIRST, *LANGUAGES, *(f"was_{language}" for language in LANGUAGES)]
    page.append(heads)
    for (table, key, column), why in asked.items():
        texts = [present[table][key][f"{column}_{language}"] for language in LANGUAGES]
        number = page.max_row + 1
        for position, text in enumerate([table, key, column, "; ".join(why), *texts, *texts], 1):
            cell = page.cell(number, position)
            write_text(cell, text)
            cell.alignment = wrapped()
    for position, head in enumerate(heads, 1):
        page.cell(1, position).font = bold()
        shape = page.column_dimensions[get_column_letter(position)]
        shape.width, shape.hidden = _WIDTHS.get(head, _WIDE), head.startswith("was_")
    page.freeze_panes = "A2"
    try:
        book.save(path)
    except OSError as error:
        raise NotesError(f"{path}: cannot be written ({error.strerror})") from error


def holds(path: Path) -> bool:
    """Whether a file is a workbook of notes."""
    import openpyxl

    if not (path.is_file() and is_zipfile(path)):
        return False
    try:
        return SHEET in openpyxl.load_workbook(path, read_only=True).sheetnames
    except (KeyError, ValueError, OSError):
        return False  # no workbook: whoever reads it as a template says so


def plain(text: object) -> str:
    """Return a text as a cell is compared: without spaces around it, and one between its words."""
    return " ".join(str(text or "").split())


def read(path: Path) -> list[Read]:
    """Return the notes of a workbook. Raises :class:`analysis.errors.DataError` for cells that are no texts."""
    import openpyxl

    (first, *rows) = openpyxl.load_workbook(path)[SHEET].iter_rows()
    heads = [plain(cell.value) for cell in first]
    needed = [*_FIRST[:3], *LANGUAGES, *(f"was_{language}" for language in LANGUAGES)]
    if missing := [name for name in needed if name not in heads]:
        raise DataError([f"{path}, {SHEET}, row 1: has no column {', '.join(missing)}; write the notes anew"])
    found, problems = [], []
    for number, cells in enumerate(rows, 2):
        where = f"{path}, {SHEET}, row {number}"
        problems += [
            f"{where}: {heads[cell.column - 1]}: is a formula; write it as a text"
            for cell in cells
            if _is_formula(cell)
        ]
        row = {head: plain(cell.value) for head, cell in zip(heads, cells, strict=False)}
        if row["table"]:
            texts, were = (
                {f"{row['column']}_{language}": row[f"{before}{language}"] for language in LANGUAGES}
                for before in ("", "was_")
            )
            found.append(Read(where, row["table"], row["row"], texts, were))
    if problems:
        raise DataError(problems)
    return found


def rows_of(table: Table) -> dict[str, Row]:
    """Return the rows of a table as they stand in its file, by their keys."""
    rows = records.parsed(table.path, table.names, table.path.read_bytes())
    return {" ".join(row[column] for column in table.key): row for row in rows}


def _is_formula(cell: Any) -> bool:
    return bool(cell.data_type == "f")
