"""The schema of the dataset, read from ``datapackage.yaml``, and where the dataset is found."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import DataNotFoundError

DESCRIPTOR = "datapackage.yaml"
VARIABLE = "ANALYSIS_DATA"
#: The safe loader, in C where PyYAML has it: a tenth of the time.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Column:
    """A column: its name, its type, what it holds, whether a cell has to be filled, which codes there are, its unit."""

    name: str
    type: str
    description: str
    required: bool
    enum: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """A table: its file, its columns, its key, and which column holds the key of which other table."""

    name: str
    title: str
    path: Path
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The names of the columns, in their order."""
        return [column.name for column in self.columns]


def home() -> Path:
    """Return the folder that has ``data`` and ``notebooks``: the checkout of this package, else what it brought along.

    That is the second where the package was installed from a wheel.
    """
    package = Path(__file__).resolve().parents[1]
    checkout, brought = package.parents[1], package / "collection"
    return brought if brought.is_dir() else checkout


def find(path: str | Path | None = None) -> Path:
    """Find the folder of the dataset: the argument, else ``ANALYSIS_DATA``, else the checkout, else the package.

    Raises :class:`DataNotFoundError`, which says where it looked, when there is no ``datapackage.yaml`` there.
    """
    chosen = path or os.environ.get(VARIABLE)
    folder = Path(chosen) if chosen else home() / "data"
    if not (folder / DESCRIPTOR).is_file():
        how = "the argument" if path else VARIABLE if chosen else "the package"
        raise DataNotFoundError(
            f"no dataset in {folder} (from {how}): it has no {DESCRIPTOR}. "
            f"Pass the folder of the dataset, or set {VARIABLE} to it."
        )
    return folder


def read(folder: Path) -> dict[str, Table]:
    """Read the schema of the dataset in a folder: the tables by name."""
    return {resource["name"]: _table(folder, resource) for resource in descriptor(folder)["resources"]}


def abbreviations(folder: Path) -> dict[str, str]:
    """Return how identifiers abbreviate each document, by ``source_id``; one that stands there in full is left out."""
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["source_id"]: row["abbreviation"] for row in rows if row.get("abbreviation")}


def descriptor(folder: Path) -> Any:
    """Return the description of the dataset in a folder, as it stands in its file: shared, and not to be changed."""
    return _parsed((folder / DESCRIPTOR).read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def _parsed(text: str) -> Any:
    return yaml.load(text, LOADER)  # noqa: S506 - LOADER is a safe one


def _table(folder: Path, resource: dict) -> Table:  # type: ignore[type-arg]
    schema = resource["schema"]
    columns = tuple(
        Column(
            field["name"],
            field["type"],
            field["description"],
            bool(field.get("constraints", {}).get("required")),
            tuple(field.get("constraints", {}).get("enum", ())),
            field.get("unit", ""),
        )
        for field in schema["fields"]
    )
    references = {
        key["fields"][0]: key["reference"]["resource"] or resource["name"] for key in schema.get("foreignKeys", ())
    }
    path = folder / resource["path"]
    return Table(resource["name"], resource["title"], path, columns, tuple(schema["primaryKey"]), references)
