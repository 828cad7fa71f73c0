"""The dataset as CSV files with a Frictionless description: the stored files as they are, the computed ones beside."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import yaml

from analysis.dataset import schema
from analysis.export.content import COMPUTED, Cell, Content, Part

#: The name by which Frictionless tools look for a description.
DESCRIPTOR = "datapackage.json"


def write(folder: Path, content: Content) -> None:
    """Write the stored files, their description as YAML and JSON, and the computed tables as a package of their own.

    The dialect is that of the dataset: UTF-8, comma, LF, an empty cell for what is missing.
    """
    for part in content.stored:
        target = folder / part.file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(content.folder / part.file, target)
    _describe(folder, content.descriptor)
    (folder / COMPUTED).mkdir()
    for part in content.computed:
        table(folder / part.file, part)
    _describe(folder / COMPUTED, _computed(content))


def table(file: Path, part: Part) -> None:
    """Write the rows of one table."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(part.table.names)
        writer.writerows([_text(cell) for cell in row] for row in part.rows())


def _describe(folder: Path, descriptor: dict[str, Any]) -> None:
    text = json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")
    # Without the aliases of the dataset's own: Frictionless stumbles over objects that are shared.
    plain = yaml.safe_dump(json.loads(text), allow_unicode=True, sort_keys=False, width=120)
    (folder / schema.DESCRIPTOR).write_text(plain, encoding="utf-8", newline="\n")


def _computed(content: Content) -> dict[str, Any]:
    """Return the description of the computed tables. What they refer to is a table of the other package."""
    resources = [
        {
            "name": part.name,
            "title": part.table.title,
            "path": part.table.path.name,
            "type": "table",
            "schema": {"fields": [_field(column) for column in part.table.columns], "primaryKey": list(part.table.key)},
        }
        for part in content.computed
    ]
    return {
        "name": f"{content.name}-{COMPUTED}",
        "title": f"{content.title}: what is computed of them, and not stored",
        "version": content.version,
        "resources": resources,
    }


def _field(column: schema.Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    return field | ({"constraints": {"required": True}} if column.required else {})


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)
