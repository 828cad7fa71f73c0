"""The data dictionary, ``data/README.md``, made from the schema: ``python -m analysis.dataset.dictionary``."""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.dataset import schema

_HEAD = """# Data dictionary

Made from `datapackage.yaml` by `make dictionary`; change it there. UTF-8, comma, decimal point, ISO dates, an empty
cell for what is missing. A column that is never empty is marked †; the key of a table is **bold**.
"""


def dictionary(folder: Path) -> str:
    """Return the data dictionary of a dataset as Markdown: a section a table, a row a column."""
    sections = [_section(table, table.path.relative_to(folder).as_posix()) for table in schema.read(folder).values()]
    return "\n".join([_HEAD, *sections])


def _section(table: schema.Table, file: str) -> str:
    rows = [_row(column, table) for column in table.columns]
    head = ["| column | type | what it holds |", "|---|---|---|"]
    return "\n".join([f"## {table.title}", "", f"`{file}`", "", *head, *rows, ""])


def _row(column: schema.Column, table: schema.Table) -> str:
    name = f"**{column.name}**" if column.name in table.key else column.name
    allowed = f" One of `{'`, `'.join(column.enum)}`." if column.enum else ""
    text = (column.description + allowed).replace("|", "\\|")
    return f"| {name}{' †' if column.required else ''} | {column.type} | {text} |"


def main() -> int:
    """Write ``README.md`` beside the schema."""
    folder = schema.find()
    (folder / "README.md").write_text(dictionary(folder), encoding="utf-8")
    sys.stdout.write("data/README.md: written\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
