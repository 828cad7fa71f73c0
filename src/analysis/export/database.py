"""The dataset as one SQLite file, strict about types and keys, with its descriptions inside; and as Datasette shows it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from textwrap import dedent
from typing import Any

from analysis.dataset.schema import Column, Table
from analysis.errors import DataError, ExportError
from analysis.export import about
from analysis.export.content import Cell, Content, Part
from analysis.export.views import VIEWS, View
from analysis.language import _

_TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
#: The first version of SQLite whose tables can be strict about types.
_OLDEST = (3, 37, 0)
#: How the errors begin that are the disk's and not the data's.
_DISK = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"


def write(path: Path, content: Content) -> None:
    """Write the database: a table for each part, and :data:`VIEWS`; the same content gives the same bytes.

    Dates are ISO texts, booleans 0 and 1. Raises :class:`DataError` for a row that breaks a key, :class:`ExportError`
    where this Python's SQLite is too old.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        raise ExportError(
            f"SQLite {sqlite3.sqlite_version} of this Python has no strict tables; 3.37 or newer has: use another "
            f"Python, or leave sqlite out with --only"
        )
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        try:
            broken = _filled(database, content)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith(_DISK):
                raise OSError(None, str(error)) from error
            raise
    if broken:
        rows = [
            f"{table}: row {row} refers to a row of {other} that is not there" for table, row, other, _key in broken
        ]
        raise DataError([*rows, "run `analysis check` for a list of every problem"])


def metadata(content: Content) -> dict[str, Any]:
    """Return what Datasette says of the database, its tables, columns and views, in the language that is spoken."""
    tables: dict[str, Any] = {
        part.name: {
            "description": about.entitled(part),
            "columns": {column.name: _(column.description) for column in part.table.columns},
        }
        for part in content.parts
    }
    tables |= {view.name: {"description": _(view.title)} for view in VIEWS}
    return {
        "title": _(content.title),
        "description": _(content.description),
        "databases": {content.name: {"tables": tables}},
    }


def _filled(database: sqlite3.Connection, content: Content) -> list[tuple[Any, ...]]:
    """Fill a database, and return the rows that refer to one that is not there."""
    database.execute("PRAGMA journal_mode = OFF")  # a file that fails is thrown away whole
    database.execute("BEGIN")
    tables = {part.name: part.table for part in content.parts}
    for part in content.parts:
        _fill(database, part, tables, content.folder)
    for view in VIEWS:
        database.execute(_view(view))
    database.execute("COMMIT")
    return database.execute("PRAGMA foreign_key_check").fetchall()


def _fill(database: sqlite3.Connection, part: Part, tables: dict[str, Table], folder: Path) -> None:
    for statement in _created(part, tables):
        database.execute(statement)
    places = ", ".join("?" for _column in part.table.columns)
    rows = ([_stored(cell) for cell in row] for row in part.rows())
    try:
        database.executemany(f"INSERT INTO {_quoted(part.name)} VALUES ({places})", rows)  # noqa: S608 - names of the schema
    except sqlite3.IntegrityError as error:
        file = folder / part.file
        raise DataError([f"{file}: {error}; run `analysis check` for a list of every problem"]) from error


def _created(part: Part, tables: dict[str, Table]) -> Iterator[str]:
    """Yield the statements that make a table; what it holds stands in it as comments, which SQLite keeps."""
    table = part.table
    lines = [(_column(column), column.description) for column in table.columns]
    keyed = all(column.required for column in table.columns if column.name in table.key)
    if keyed:
        lines.append((f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})", ""))
    for name, other in table.references.items():
        target = f"{_quoted(other)} ({_quoted(tables[other].key[0])})"
        lines.append((f"FOREIGN KEY ({_quoted(name)}) REFERENCES {target}", ""))
    body = "\n".join(
        f"  {line}{',' if number < len(lines) else ''}{f'  -- {comment}' if comment else ''}"
        for number, (line, comment) in enumerate(lines, 1)
    )
    yield f"CREATE TABLE {_quoted(part.name)} (  -- {about.entitled(part)}\n{body}\n) STRICT"
    if not keyed:  # a primary key has no empty cells
        cells = ", ".join(f"coalesce({_quoted(name)}, '')" for name in table.key)
        yield f"CREATE UNIQUE INDEX {_quoted(f'{part.name}_key')} ON {_quoted(part.name)} ({cells})"


def _column(column: Column) -> str:
    name = _quoted(column.name)
    checks = {"boolean": f" CHECK ({name} IN (0, 1))", "date": f" CHECK ({name} GLOB '{_DAY}')"}
    check = checks.get(column.type, "")
    if column.enum:
        check = f" CHECK ({name} IN ({', '.join(_text(code) for code in column.enum)}))"
    return f"{name} {_TYPES[column.type]}{' NOT NULL' if column.required else ''}{check}"


def _view(view: View) -> str:
    title = _(view.title)
    return f"CREATE VIEW {_quoted(view.name)} AS  -- {title}\n{dedent(view.query).strip()}"


def _stored(cell: Cell) -> Cell:
    return cell.isoformat() if hasattr(cell, "isoformat") else int(cell) if isinstance(cell, bool) else cell


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
