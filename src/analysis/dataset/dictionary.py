"""The data dictionary, ``data/README.md``, made from the schema: ``python -m analysis.dataset.dictionary``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.dataset import labels, schema

_HEAD = """# Data dictionary

Made from `datapackage.yaml` by `make dictionary`; change it there. UTF-8, comma, decimal point, ISO dates, an empty
cell for what is missing. A column that is never empty is marked †; the key of a table is **bold**.
"""


@dataclass(frozen=True)
class Words:
    """The words of a dictionary in a language; ``say`` gives those of the schema in it."""

    language: str = "en"
    column: str = "column"
    type: str = "type"
    holds: str = "what it holds"
    one_of: str = "One of"
    say: Callable[[str], str] = str


def dictionary(folder: Path) -> str:
    """Return the data dictionary of a dataset as Markdown: a section a table, a row a column."""
    labels.use(folder)
    tables = schema.read(folder).values()
    sections = [section(table, table.path.relative_to(folder).as_posix(), Words()) for table in tables]
    return "\n".join([_HEAD, *sections])


def section(table: schema.Table, file: str, words: Words, title: str = "") -> str:
    """Return what a table holds as Markdown, under its title or another, with what its codes are called."""
    rows = [_row(column, table, words) for column in table.columns]
    head = [f"| {words.column} | {words.type} | {words.holds} |", "|---|---|---|"]
    return "\n".join([f"## {title or words.say(table.title)}", "", f"`{file}`", "", *head, *rows, ""])


def _row(column: schema.Column, table: schema.Table, words: Words) -> str:
    name = f"**{column.name}**" if column.name in table.key else column.name
    called = labels.of_column(column, words.language)
    codes = [f"`{code}` ({called[code]})" if code in called else f"`{code}`" for code in column.enum or called]
    allowed = f" {words.one_of} {', '.join(codes)}." if codes else ""
    text = (words.say(column.description) + allowed).replace("|", "\\|")
    return f"| {name}{' †' if column.required else ''} | {column.type} | {text} |"


def main() -> int:
    """Write ``README.md`` beside the schema."""
    folder = schema.find()
    (folder / "README.md").write_text(dictionary(folder), encoding="utf-8")
    sys.stdout.write("data/README.md: written\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
