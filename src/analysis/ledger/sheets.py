"""A completed template as rows of the dataset's tables: a workbook, a folder of CSV files, or one CSV file of figures.

Cells come out as the dataset writes them, see ``spelling``; nothing is derived here. What is wrong with a cell is no
reason to stop: :class:`Problems` gathers it, with what later steps find, so that a person mends all of it at once.
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
from analysis.errors import AnalysisError, DataError, counted
from analysis.ledger import layout, spelling
from analysis.ledger.layout import DOCUMENT, FIGURES, GUESS, SOURCES

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
    #: What its columns are called on the sheet, where it is the row of another table than the sheet is of.
    called: dict[str, str] = field(default_factory=dict)
    #: Columns of which the scan guessed what stands there.
    guessed: list[str] = field(default_factory=list)

    def __getitem__(self, column: str) -> str:
        """Return a cell; one that is not there is empty."""
        return self.cells.get(column, "")

    def at(self, column: str) -> str:
        """Say where a cell stands; on an upright sheet each has a row of its own."""
        place, called = self.places.get(column, self.where), self.called.get(column, column)
        return f"{place}: {called}" if called else place


class Problems:
    """What is wrong with a template, cell by cell; of each cell what was found first."""

    def __init__(self) -> None:
        self._said: dict[str, tuple[Entry, str, str]] = {}
        self._silent: set[str] = set()
        self._touched: set[str] = set()

    def say(self, entry: Entry, column: str, problem: str) -> None:
        """Note what is wrong with a cell, or with a row where ``column`` is empty."""
        if entry.where not in self._silent:
            self._said.setdefault(entry.at(column), (entry, column, problem))
            self._touched.add(entry.where)

    def only(self, entry: Entry, column: str, problem: str) -> None:
        """Note what is wrong with a row, and that nothing else of it matters before that is mended."""
        self.say(entry, column, problem)
        self._silent.add(entry.where)

    def excuse(self, entry: Entry) -> None:
        """Note that something is wrong with a row, which is said elsewhere."""
        self._touched.add(entry.where)

    def touch(self, entry: Entry) -> bool:
        """Whether something is wrong with the row that an entry is from."""
        return entry.where in self._touched

    def told(self, tables: Mapping[str, Table]) -> list[str]:
        """Say all of them, in the order of the template and of the columns of its tables."""

        def place(said: tuple[Entry, str, str]) -> tuple[int, int]:
            names = tables[said[0].table].names
            return said[0].order, names.index(said[1]) if said[1] in names else len(names)

        found = sorted(self._said.values(), key=place)
        return [f"{entry.at(column)}: {problem}" for entry, column, problem in found]


@dataclass(frozen=True)
class _Grid:
    """A sheet before it is understood: rows of cells, each row with its place; ``pointed`` as in ``spelling``."""

    name: str
    rows: list[tuple[str, list[Any]]]
    pointed: bool


def read(path: Path, tables: Mapping[str, Table]) -> tuple[list[Entry], Problems]:
    """Read a completed template: a workbook ``.xlsx``, a folder of CSV files, or a CSV file with the figures.

    Returns its rows, and every cell that cannot be read, which is empty in its row. Raises :class:`SheetError` when it
    is no template, and :class:`analysis.errors.DataError` where a sheet, a column or a row cannot be told, so that
    anything else that were said of the rest could be wrong.
    """
    hand = layout.by_hand(tables)
    problems: list[str] = []
    wrong = Problems()
    entries: list[Entry] = []
    for grid in _grids(path, hand, problems):
        name = SOURCES if grid.name == DOCUMENT else grid.name
        upright = _upright(grid) if name == SOURCES else None
        table = hand[name]
        problems.extend(() if upright else _headings(table, grid))
        entries.extend([_document(table, *upright, problems, wrong, grid)] if upright else _rows(table, grid, wrong))
    for order, entry in enumerate(entries):
        entry.order = order
    if problems:
        raise DataError([*problems, *wrong.told(hand)])
    return entries, wrong


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
                    f"{where}: has {counted(len(cells), 'cell')}, and the heading {len(header)}; put quotes around "
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
        shown = {cell.column for cell in sheet[1] if cell.value == layout.DEFINITION}  # in rows that are empty too
        rows = [
            (
                f"{path}, {sheet.title}, row {number}",
                ["" if cell.column in shown else _value(cell) for cell in cells],
            )
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


def _headings(table: Table, grid: _Grid) -> Iterator[str]:
    """Yield what is wrong with the heading of a sheet: columns that stand there twice, or that nobody knows."""
    if not grid.rows:
        return
    (first, header), *rows = grid.rows
    doubled = sorted({str(name) for name in header if name != "" and header.count(name) > 1})
    yield from (f"{first}: {name}: stands twice in the heading" for name in doubled)
    for position, name in enumerate(header):
        known = name in table.names or layout.beside(table, str(name)) is not None
        if not known and any(position < len(cells) and cells[position] != "" for _, cells in rows):
            what = repr(str(name)) if name != "" else f"column {position + 1}, without a heading"
            near = spelling.nearest(str(name), layout.known(table))
            hint = f" (did you mean {near}?)" if near else ""
            yield f"{first}: {what} is no column of {table.name}{hint}; remove it, or mend its name"


def _rows(table: Table, grid: _Grid, problems: Problems) -> Iterator[Entry]:
    header = grid.rows[0][1] if grid.rows else []
    columns = {column.name: column for column in table.columns}
    for where, cells in grid.rows[1:]:
        if all(cell == "" or str(cell).isspace() for cell in cells):
            continue
        entry = Entry(table.name, where, {})
        wrong: dict[str, str] = {}
        for name, cell in zip(header, cells, strict=False):
            if name in columns or layout.beside(table, str(name)) is not None:
                entry.cells[name] = _cell(
                    _unmarked(cell, name, entry), name, columns.get(name), entry, grid.pointed, wrong
                )
        if spelling.truth(entry["keep"]) != "false":  # what is left out need not be mended
            for name, problem in wrong.items():
                problems.say(entry, name, problem)
        yield entry


def _upright(grid: _Grid) -> tuple[int, int] | None:
    """Return where the names and the values stand on a sheet with a row for each column; nothing for any other."""
    header = [str(cell) for cell in grid.rows[0][1]] if grid.rows else []
    return (header.index("column"), header.index("value")) if {"column", "value"} <= {*header} else None


def _document(
    table: Table, names: int, values: int, problems: list[str], cell_problems: Problems, grid: _Grid
) -> Entry:
    columns = {column.name: column for column in table.columns}
    entry = Entry(table.name, grid.rows[0][0], {})
    wrong: dict[str, str] = {}
    for where, cells in grid.rows[1:]:
        name = _name(str(cells[names])) if len(cells) > names else ""
        value = cells[values] if len(cells) > values else ""
        if name in columns:
            entry.places[name] = where
            entry.cells[name] = _cell(_unmarked(value, name, entry), name, columns[name], entry, grid.pointed, wrong)
        elif value != "":
            problems.append(f"{where}: {name!r} is no column of {table.name}; remove it, or mend its name")
    for name, problem in wrong.items():
        cell_problems.say(entry, name, problem)
    return entry


def _unmarked(cell: Any, name: str, entry: Entry) -> Any:
    """Return a cell without the mark of a guess, and note in its row that it is one."""
    if not (isinstance(cell, str) and cell.startswith(GUESS)):
        return cell
    entry.guessed.append(name)
    return cell.removeprefix(GUESS)


def _cell(cell: Any, name: str, column: Column | None, entry: Entry, pointed: bool, wrong: dict[str, str]) -> str:
    """Return a cell as the dataset writes it, and note in ``wrong`` what cannot be read."""
    if isinstance(cell, _Strange):
        if name not in layout.SHOWN:
            wrong[name] = cell.remedy
        return ""
    kind = column.type if column else "integer" if name == "line" else "string"
    if column and entry.table == SOURCES and name == layout.PUBLISHED:
        kind = "date"  # in the schema a text, because a year or a month alone will do
    if not isinstance(cell, str):
        return _typed(cell, kind, name, wrong)
    text = " ".join(cell.split())
    if text.startswith("=") and name not in layout.SHOWN:
        wrong[name] = f"begins with an equals sign, so that a spreadsheet would compute it: {text!r}"
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
        wrong[name] = str(error)
        return ""
    return text


def _typed(cell: Any, kind: str, name: str, wrong: dict[str, str]) -> str:
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
    wrong[name] = f"the spreadsheet has made {what}; write it as text, with an apostrophe before it"
    return ""
