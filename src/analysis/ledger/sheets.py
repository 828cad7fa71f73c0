"""A completed template as rows of the dataset's tables: a workbook, a folder of CSV files, or one CSV file of figures.

Cells come out as the dataset writes them, see ``spelling``; nothing is derived here.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from analysis.dataset import records
from analysis.dataset.schema import Column, Table
from analysis.errors import AnalysisError, DataError
from analysis.ledger import layout, spelling
from analysis.ledger.layout import DOCUMENT, FIGURES, SOURCES

#: Sheets of a workbook that hold no rows.
READ_ME, CHOICES = "read me", "choices"
_MOST_BYTES = 100_000_000  # of a workbook, unpacked
_YEAR_OF_YEARS = 1905  # a year such as 2020 that is typed where a spreadsheet expects a day becomes a day of this one
_REMEDY = "in Excel, save it as “CSV UTF-8”, or as a workbook (.xlsx)"
_DELIMITERS = (",", ";", "\t")


class SheetError(AnalysisError):
    """A file that holds no completed template; the message names the remedy."""


@dataclass
class Entry:
    """A row that a person filled in: its table, its cells as texts, and where it stands."""

    table: str
    where: str
    cells: dict[str, str]
    places: dict[str, str] = field(default_factory=dict)
    #: Where it comes among the rows of the template.
    order: int = 0

    def __getitem__(self, column: str) -> str:
        """Return a cell; one that is not there is empty."""
        return self.cells.get(column, "")

    def at(self, column: str) -> str:
        """Say where a cell stands; on an upright sheet each has a row of its own."""
        return f"{self.places.get(column, self.where)}: {column}"


@dataclass(frozen=True)
class _Grid:
    """A sheet before it is understood: rows of cells, each row with its place; ``pointed`` as in ``spelling``."""

    name: str
    rows: list[tuple[str, list[Any]]]
    pointed: bool


def read(path: Path, tables: Mapping[str, Table]) -> list[Entry]:
    """Read a completed template: a workbook ``.xlsx``, a folder of CSV files, or a CSV file with the figures.

    Raises :class:`SheetError` when it is none of them, and :class:`analysis.errors.DataError` with every cell that
    cannot be read, at its place.
    """
    hand = layout.by_hand(tables)
    problems: list[str] = []
    entries: list[Entry] = []
    for grid in _grids(path, hand, problems):
        name = SOURCES if grid.name == DOCUMENT else grid.name
        upright = _upright(grid) if name == SOURCES else None
        table = hand[name]
        entries.extend([_document(table, *upright, problems, grid)] if upright else _rows(table, grid, problems))
    if problems:
        raise DataError(problems)
    for order, entry in enumerate(entries):
        entry.order = order
    return entries


# -- the kinds of files --------------------------------------------------------------------------------------------


def _grids(path: Path, hand: Mapping[str, Table], problems: list[str]) -> list[_Grid]:
    if path.is_dir():
        files = sorted(path.glob("*.csv"))
        if not files:
            raise SheetError(f"{path}: holds no CSV file; `analysis scan DOCUMENT --output {path}` writes them")
        named = [(file, _table_named(file.stem, hand)) for file in files]
        problems.extend(f"{file}: is no sheet of a template; {_names(hand)}" for file, name in named if not name)
        return [_csv(file, file.read_bytes(), name, hand, problems) for file, name in named if name]
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SheetError(f"{path}: cannot be read ({error.strerror})") from error
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(f"{path}: is a workbook of an old kind, or behind a password; {_REMEDY}, without a password")
    if raw.startswith(b"PK\x03\x04"):
        return list(_workbook(path, hand, problems))
    return [_csv(path, raw, FIGURES, hand, problems)]


def _csv(path: Path, raw: bytes, name: str, hand: Mapping[str, Table], problems: list[str]) -> _Grid:
    lines = _decoded(path, raw).replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    skipped = 0
    declared = ""
    if lines[0].strip('"').startswith("sep="):  # Excel's own way to say it
        declared, lines, skipped = lines[0].strip('"')[4:5], lines[1:], 1
    known = {"column", "value"} if name == DOCUMENT else {*hand[name].names, *layout.BESIDE}
    delimiter = declared or max(_DELIMITERS, key=lambda sign: len(known.intersection(_heading(lines[:1], sign))))
    header = _heading(lines[:1], delimiter)
    if not known.intersection(header):
        shown = ", ".join(header[:5])
        raise SheetError(
            f"{path}:1: no heading is known ({shown or 'the file is empty'}); the first line holds the names of the "
            "columns, separated by commas, semicolons or tabs. Begin with what `analysis scan` writes"
        )
    rows: list[tuple[str, list[Any]]] = [(f"{path}:{1 + skipped}", list(header))]
    for line, cells, mismatch in records.below_header(lines, len(header), delimiter):
        where = f"{path}:{line + skipped}"
        if mismatch:
            problems.append(f"{where}: {header[min(len(cells), len(header)) - 1]}: {mismatch}")
        elif len(cells) != len(header) and any(cell.strip() for cell in cells):
            spare = cells[len(header) :]
            if len(cells) < len(header) or any(cell.strip() for cell in spare):
                problems.append(
                    f"{where}: has {len(cells)} cells, and the heading {len(header)}; put quotes around "
                    f"a text that holds {_said(delimiter)}"
                )
                continue
            rows.append((where, list(cells[: len(header)])))
        else:
            rows.append((where, list(cells)))
    return _Grid(name, rows, pointed=delimiter == ",")


def _decoded(path: Path, raw: bytes) -> str:
    try:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return raw.decode("utf-16")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SheetError(f"{path}:{line}: is not UTF-8 (byte {raw[error.start]:#04x}); {_REMEDY}") from error


def _heading(lines: list[str], delimiter: str) -> list[str]:
    cells = records.cells_of(lines[0], delimiter)[0] if lines else []
    return [_name(cell) for cell in cells]


def _workbook(path: Path, hand: Mapping[str, Table], problems: list[str]) -> Iterator[_Grid]:
    import openpyxl  # slow to import, and only workbooks need it
    from lxml.etree import XMLSyntaxError
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > _MOST_BYTES:
            raise SheetError(f"{path}: holds {size:,} bytes, more than a template can; copy its sheets into a new one")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not keep, such as pictures, is not read either
            book = openpyxl.load_workbook(path)
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        XMLSyntaxError,
        KeyError,
        ValueError,
        TypeError,
        OSError,
    ) as error:
        raise SheetError(f"{path}: is no workbook that can be read ({error}); save it as .xlsx in Excel") from error
    sheets = [sheet for sheet in book.worksheets if sheet.title.strip().lower() not in {READ_ME, CHOICES}]
    for sheet in sheets:
        rows = [
            (f"{path}, {sheet.title}, row {number}", [_value(cell) for cell in cells])
            for number, cells in enumerate(sheet.iter_rows(), 1)
        ]
        filled = [(where, cells) for where, cells in rows if any(cell != "" for cell in cells)]
        name = _table_named(sheet.title, hand) or (FIGURES if len(sheets) == 1 else "")
        if name and filled:
            header = [cell if isinstance(cell, _Strange) else _name(str(cell)) for cell in filled[0][1]]
            yield _Grid(name, [(filled[0][0], header), *filled[1:]], pointed=False)
        elif filled:
            problems.append(f"{path}, {sheet.title}: is no sheet of a template; {_names(hand)}, or remove it")


@dataclass(frozen=True)
class _Strange:
    """A cell of a workbook that holds no plain value; ``remedy`` says what, and what to do."""

    remedy: str


def _value(cell: Any) -> Any:
    """Return the content of a workbook's cell: text, number, day, or what is strange about it; empty for nothing."""
    value = cell.value
    match cell.data_type:
        case "f":
            return _Strange(f"is a formula; copy the cell, and paste it as a value: {str(value)[:40]!r}")
        case "e":
            return _Strange(f"shows an error, {value}; write what is meant")
        case "b":
            return "true" if value else "false"
        case "d":
            if isinstance(value, datetime) and value.year == _YEAR_OF_YEARS:
                year = (value - datetime(1899, 12, 30)).days  # noqa: DTZ001 - a spreadsheet's days have no zone
                return _Strange(
                    f"is {value.date()}, which a spreadsheet makes of {year}; write {year}-01-01 or the day"
                )
            if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
                return value.date()
            return _Strange(f"holds a time, {value}; write a day, as 2018-06-30")
        case "n" if value is not None:
            number: int | float = value
            plain = number == int(number) and cell.number_format in {"General", "0", "@"}
            return int(number) if plain else float(number)
    return "" if value is None else " ".join(str(value).split())


def _table_named(title: str, hand: Mapping[str, Table]) -> str:
    name = _name(title)
    return name if name == DOCUMENT or name in hand else ""


def _names(hand: Mapping[str, Table]) -> str:
    return f"its sheets are {', '.join([DOCUMENT, *layout.SHEETS])}, and may be any other table of the dataset"


def _name(heading: str) -> str:
    return " ".join(heading.split()).lower()


def _said(delimiter: str) -> str:
    return {",": "a comma", ";": "a semicolon", "\t": "a tab"}.get(delimiter, delimiter)


# -- the cells -----------------------------------------------------------------------------------------------------


def _rows(table: Table, grid: _Grid, problems: list[str]) -> Iterator[Entry]:
    if not grid.rows:
        return
    (first, header), *rows = grid.rows
    columns = {column.name: column for column in table.columns}
    doubled = sorted({str(name) for name in header if name != "" and header.count(name) > 1})
    problems.extend(f"{first}: {name}: stands twice in the heading" for name in doubled)
    for position, name in enumerate(header):
        known = name in columns or layout.beside(table, str(name)) is not None
        if not known and any(position < len(cells) and cells[position] != "" for _, cells in rows):
            what = repr(str(name)) if name != "" else f"column {position + 1}, without a heading"
            problems.append(f"{first}: {what} is no column of {table.name}; remove it, or mend its name")
    for where, cells in rows:
        if all(cell == "" or str(cell).isspace() for cell in cells):
            continue
        entry = Entry(table.name, where, {})
        wrong: list[str] = []
        for name, cell in zip(header, cells, strict=False):
            known = name in columns or layout.beside(table, str(name)) is not None
            if known:
                entry.cells[name] = _cell(cell, name, columns.get(name), entry, grid.pointed, wrong)
        if table.name != FIGURES or spelling.truth(entry["keep"]) != "false":
            problems.extend(wrong)  # what is left out need not be mended
        yield entry


def _upright(grid: _Grid) -> tuple[int, int] | None:
    """Return where the names and the values stand on a sheet with a row for each column; nothing for any other."""
    header = [str(cell) for cell in grid.rows[0][1]] if grid.rows else []
    return (header.index("column"), header.index("value")) if {"column", "value"} <= {*header} else None


def _document(table: Table, names: int, values: int, problems: list[str], grid: _Grid) -> Entry:
    columns = {column.name: column for column in table.columns}
    entry = Entry(table.name, grid.rows[0][0], {})
    for where, cells in grid.rows[1:]:
        name = _name(str(cells[names])) if len(cells) > names else ""
        value = cells[values] if len(cells) > values else ""
        if name in columns:
            entry.places[name] = where
            entry.cells[name] = _cell(value, name, columns[name], entry, grid.pointed, problems)
        elif value != "":
            problems.append(f"{where}: {name!r} is no column of {table.name}; remove it, or mend its name")
    return entry


def _cell(cell: Any, name: str, column: Column | None, entry: Entry, pointed: bool, problems: list[str]) -> str:
    """Return a cell as the dataset writes it, and note what cannot be read."""
    if isinstance(cell, _Strange):
        if name not in {"why", "context"}:
            problems.append(f"{entry.at(name)}: {cell.remedy}")
        return ""
    kind = column.type if column else "integer" if name == "line" else "string"
    if column and entry.table == SOURCES and name == layout.PUBLISHED:
        kind = "date"  # in the schema a text, because a year or a month alone will do
    if not isinstance(cell, str):
        return _typed(cell, kind, name, entry, problems)
    text = " ".join(cell.split())
    if text.startswith("=") and name not in {"why", "context"}:
        problems.append(
            f"{entry.at(name)}: begins with an equals sign, so that a spreadsheet would compute it: {text!r}"
        )
        return ""
    try:
        match kind:
            case "number":
                return spelling.number(text, pointed)
            case "integer":
                return spelling.whole_number(text)
            case "date":
                return spelling.day(text, name)
            case "boolean":
                return spelling.truth(text)
            case "string" if column and "true" in column.enum:  # yes and no, with something between them
                return spelling.truth(text)
    except spelling.AmbiguousError as error:
        problems.append(f"{entry.at(name)}: {error}")
        return ""
    return text


def _typed(cell: Any, kind: str, name: str, entry: Entry, problems: list[str]) -> str:
    """Return a number or day of a workbook, and note one where a text belongs: its printed form is lost."""
    number = isinstance(cell, int | float)
    if kind == "date" and not number:
        return str(cell)
    if kind == "date" and isinstance(cell, int):
        return spelling.day(str(cell), name)
    if kind in {"number", "integer"} and number:
        return f"{cell:.12g}"
    if isinstance(cell, int):
        return str(cell)
    what = f"a number of it ({cell:.12g})" if number else f"a day of it ({cell})"
    problems.append(
        f"{entry.at(name)}: the spreadsheet has made {what}; write it as text, with an apostrophe before it"
    )
    return ""
