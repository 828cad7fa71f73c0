"""What there is to take away: the stored tables, the computed ones, and what is known of them as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.dataset import schema, tables
from analysis.export import computed

#: The folder of the computed tables, within that of the CSV files.
COMPUTED = "computed"

#: What makes a cell of a frame one of Python's own types, which every format knows.
_TYPES: dict[str, Callable[[Any], Any]] = {
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": lambda cell: cell.date(),
}
#: A cell as Python has it: a date is a ``datetime.date``, a missing one ``None``.
Cell = Any


@dataclass(frozen=True)
class Part:
    """A table to take away: its description, its rows, its file from the folder of the CSV files, whose it is."""

    table: schema.Table
    frame: pd.DataFrame
    file: str
    computed: bool = False

    @property
    def name(self) -> str:
        """The name of the table, the same in every format."""
        return self.table.name

    def rows(self) -> Iterator[list[Cell]]:
        """Yield the rows: ``str``, ``int``, ``float``, ``bool``, ``datetime.date``, and ``None`` where a cell is empty."""
        columns = [_cells(self.frame[column.name], column.type) for column in self.table.columns]
        return (list(row) for row in zip(*columns, strict=True))


@dataclass(frozen=True)
class Content:
    """Everything that is exported of a dataset."""

    folder: Path
    descriptor: dict[str, Any]
    parts: Sequence[Part]

    @property
    def name(self) -> str:
        """What the files are called that hold all of it."""
        return str(self.descriptor["name"])

    @property
    def title(self) -> str:
        """The title of the data, a message."""
        return str(self.descriptor["title"])

    @property
    def description(self) -> str:
        """What the data are, a message."""
        return str(self.descriptor["description"])

    @property
    def version(self) -> str:
        """The version of the data."""
        return str(self.descriptor["version"])

    @property
    def stored(self) -> list[Part]:
        """The tables as they are kept."""
        return [part for part in self.parts if not part.computed]

    @property
    def computed(self) -> list[Part]:
        """The tables that are computed of them and stored nowhere."""
        return [part for part in self.parts if part.computed]

    @cached_property
    def published(self) -> str:
        """The day on which the newest source was published, ISO: how new the data are, whenever they are exported."""
        sources = next(part for part in self.parts if part.name == "sources")
        return str(sources.frame["published"].dropna().max())

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of all stored tables, by name and content, whatever the format they are taken away in."""
        digest = hashlib.sha256()
        for file in sorted(part.file for part in self.stored):
            digest.update(f"{file}\0{hashlib.sha256((self.folder / file).read_bytes()).hexdigest()}\n".encode())
        return digest.hexdigest()


def gather(path: str | Path | None = None) -> Content:
    """Read a dataset and compute what goes with it. Raises what ``dataset.tables.load`` raises."""
    data = tables.load(path)
    stored = [
        Part(table, data[name][table.names], table.path.relative_to(data.folder).as_posix())
        for name, table in schema.read(data.folder).items()
    ]
    beside = [
        Part(table, frame[table.names], f"{COMPUTED}/{table.path.name}", computed=True)
        for table, frame in computed.tables(data)
    ]
    return Content(data.folder, schema.descriptor(data.folder), [*stored, *beside])


def _cells(column: pd.Series, kind: str) -> list[Cell]:
    """Return the cells of a column in Python's own types."""
    convert = _TYPES.get(kind, str)
    return [None if pd.isna(cell) else convert(cell) for cell in column]
