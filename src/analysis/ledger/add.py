"""Completed proposals into the dataset: all of them or none.

The new rows are checked in a copy of the dataset by the same rules as ``analysis check``; only when that copy has no
problem are the files of the dataset replaced.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from analysis.dataset import check, schema
from analysis.dataset.check import Problem
from analysis.errors import AnalysisError, DataError
from analysis.ledger.scan import FIRST, LAST, NO, YES

_FIGURES, _RELATIONS, _SOURCES, _MEASURES = "figures", "figure_relations", "sources", "measures"


class AddError(AnalysisError):
    """A file of completed proposals that cannot be taken in."""


@dataclass(frozen=True)
class Added:
    """What went into the dataset."""

    figures: int
    left_out: int
    facts: int
    kinds: dict[str, int]
    new_measures: list[str]
    total: int

    def __str__(self) -> str:
        """Say it in a few lines."""
        kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(self.kinds.items()))
        first = f"{self.figures} figures added ({kinds}), {self.facts} new facts; the dataset now has {self.total}"
        lines = [first, f"{self.left_out} proposals left out"]
        if self.new_measures:
            lines.append("measures with their first figures: " + ", ".join(self.new_measures))
        return "\n".join(lines)


def add(path: Path, data: str | Path | None = None) -> Added:
    """Add the rows of a completed scan that say ``keep`` = yes to ``figures.csv``.

    Their document must have its row in ``sources.csv`` and their measures in ``measures.csv``. A percentage brings its
    base along in ``base_as_printed``, which becomes a row of ``figure_relations.csv``. Raises :class:`AddError` or
    :class:`analysis.errors.DataError` with every problem, and then nothing has changed.
    """
    folder = schema.find(data)
    tables = schema.read(folder)
    rows = _completed(path, tables[_FIGURES].names)
    kept = [row for row in rows if row["keep"] == YES]
    if not kept:
        raise AddError(f"{path}: no row says keep = {YES}, so there is nothing to add")
    before = _read(tables[_FIGURES])
    relations = _read(tables[_RELATIONS])
    _unknown(path, kept, tables, {row["figure_id"] for row in before})
    for row in kept:
        if row["base_as_printed"]:
            base = dict.fromkeys(tables[_RELATIONS].names, "")
            base |= {"figure_id": row["figure_id"], "relation": "share_of", "basis": "printed",
                     "base_as_printed": row["base_as_printed"]}  # fmt: skip
            relations.append(base)
    changed = {_FIGURES: [*before, *kept], _RELATIONS: relations}
    _replace(path, folder, tables, changed, {row["figure_id"]: row["_line"] for row in kept})
    measured = {row["measure_id"] for row in before}
    return Added(
        figures=len(kept),
        left_out=len(rows) - len(kept),
        facts=len({row["fact_id"] for row in kept} - {row["fact_id"] for row in before}),
        kinds=dict(Counter(row["kind"] for row in kept)),
        new_measures=sorted({row["measure_id"] for row in kept} - measured),
        total=len(before) + len(kept),
    )


def _completed(path: Path, columns: list[str]) -> list[dict[str, str]]:
    """Read a completed scan; ``_line`` remembers where each row stands in its file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise AddError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise AddError(f"{path}: is not UTF-8; save it as CSV in UTF-8, with commas") from error
    reader = csv.DictReader(text.splitlines(keepends=True))
    header = list(reader.fieldnames or [])
    missing = [column for column in [FIRST[0], *columns] if column not in header]
    strange = [column for column in header if column not in {*FIRST, *columns, *LAST}]
    if missing or strange:
        problem = f"columns that are missing: {', '.join(missing)}" if missing else f"unknown: {', '.join(strange)}"
        raise AddError(f"{path}:1: {problem}. Begin with what `analysis scan` writes, and save it with commas")
    rows = []
    for cells in reader:
        if None in cells or None in cells.values():
            raise AddError(f"{path}:{reader.line_num}: has another number of cells than the header ({len(header)})")
        row = {column: " ".join(cell.split()) for column, cell in cells.items()} | {"_line": str(reader.line_num)}
        row["keep"] = row["keep"].lower()
        if row["keep"] not in {YES, NO}:
            raise AddError(f"{path}:{reader.line_num}: keep is {row['keep']!r}; say {YES} or {NO}")
        rows.append(dict.fromkeys(LAST, "") | row)
    return rows


def _unknown(path: Path, kept: list[dict[str, str]], tables: dict[str, schema.Table], present: set[str]) -> None:
    """Refuse rows whose document or measure the dataset does not describe yet, and rows that are there already."""
    known = {name: {row[f"{name[:-1]}_id"] for row in _read(tables[name])} for name in (_SOURCES, _MEASURES)}
    problems = []
    for row in kept:
        where = f"{path}:{row['_line']}"
        if row["figure_id"] in present:
            problems.append(f"{where}: figure_id: {row['figure_id']} is in the dataset already; say keep = {NO}")
        for name in (_SOURCES, _MEASURES):
            column = f"{name[:-1]}_id"
            if row[column] not in known[name]:
                problems.append(f"{where}: {column}: {row[column]!r} is not in {name}.csv; describe it there first")
    if problems:
        raise DataError(problems)


def _replace(
    path: Path, folder: Path, tables: dict[str, schema.Table], changed: dict[str, list[dict[str, str]]],
    origins: dict[str, str],
) -> None:  # fmt: skip
    """Write the changed tables into a copy of the dataset, check it, and only then put them in their places."""
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".add-") as name:
        copy = Path(name) / folder.name
        shutil.copytree(folder, copy)
        for table, rows in changed.items():
            _write(copy / tables[table].path.relative_to(folder), rows, tables[table])
        problems = check.check(copy)
        if problems:
            raise DataError(_shown(path, copy, problem, origins) for problem in problems)
        for table in changed:
            target = tables[table].path
            (copy / target.relative_to(folder)).replace(target)


def _shown(path: Path, copy: Path, problem: Problem, origins: dict[str, str]) -> str:
    """Say a problem where the person can mend it: in the completed file, if its row came from there."""
    file = problem.file if problem.file.is_absolute() else Path.cwd() / problem.file
    text = file.read_text(encoding="utf-8").split("\n") if file.is_file() else []
    identifier = text[problem.line - 1].partition(",")[0] if 0 < problem.line <= len(text) else ""
    column = f"{problem.column}: " if problem.column else ""
    where = f"{path}:{origins[identifier]}" if identifier in origins else f"{file.relative_to(copy)}:{problem.line}"
    return f"{where}: {column}{problem.message}"


def _read(table: schema.Table) -> list[dict[str, str]]:
    with table.path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(path: Path, rows: list[dict[str, str]], table: schema.Table) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, table.names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: tuple(row[column] for column in table.key)))
