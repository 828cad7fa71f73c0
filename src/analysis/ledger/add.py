"""A completed template into the dataset: all of its rows or none.

The new rows are checked in a copy of the dataset by the same rules as ``analysis check``; only when that copy has no
problem are the files of the dataset replaced.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.dataset import check, records, schema
from analysis.dataset.check import Problem
from analysis.errors import AnalysisError, DataError, UnknownNameError, counted
from analysis.ledger import layout, replacing, rereading, sheets, uptake
from analysis.ledger.completion import Row, complete, document_of
from analysis.ledger.layout import FIGURES, SOURCES
from analysis.ledger.sheets import Entry, Problems

#: What says, line by line, what a changed dataset (the second folder) makes of what is recorded in the first, and what
#: the rows of a template do, whose keys are given by table.
Consequences = Callable[[Path, Path, Mapping[str, set[str]]], list[str]]


class AddError(AnalysisError):
    """A completed template that cannot be taken in."""


@dataclass(frozen=True)
class Added:
    """What went into the dataset, or would: rows by table, and the notebooks that take them up."""

    rows: dict[str, int]
    kinds: dict[str, int]
    facts: int
    left_out: int
    there: int
    total: int
    new_measures: list[str]
    notebooks: list[tuple[str, str]]
    without_level: list[str]
    without_outcome: list[str]
    warnings: list[str]
    consequences: list[str]
    only_preview: bool
    #: What became of each row that is not as it was, where the rows of a document are replaced.
    replaced: list[str] | None = None
    #: What the scan guessed and nobody has changed.
    guesses: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Say it in a few lines."""
        kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(self.kinds.items()))
        done = "would be added" if self.only_preview else "added"
        has = "would have" if self.only_preview else "has"
        number = counted(self.rows.get(FIGURES, 0), "figure")
        then = "then" if self.only_preview else "now"
        first = f"{number} {done}{f' ({kinds})' if kinds else ''}, {counted(self.facts, 'new fact')}"
        left_out = counted(self.left_out, "proposal")
        lines = [f"{first}; the dataset {then} {has} {self.total}", f"{left_out} left out"]
        if self.replaced is not None:
            verb = "would be otherwise" if self.only_preview else "otherwise than before"
            lines = [
                f"{counted(len(self.replaced), 'row')} {verb}; the dataset {then} {has} {counted(self.total, 'figure')}"
            ]
            lines += [*self.replaced, *(["audit the document anew"] if self.replaced else [])]
            lines.append("the document with all of its rows:")
        if self.there:
            lines.append(_there(self.there))
        lines.append("rows: " + ", ".join(f"{name}.csv {number}" for name, number in sorted(self.rows.items())))
        if self.new_measures:
            lines.append("measures with their first figures: " + ", ".join(self.new_measures))
        lines.extend(f"{name}: {what}" for name, what in self.notebooks)
        if self.without_level:
            names = ", ".join(self.without_level)
            lines.append(f"not counted as results, because their measure has no result_level: {names}")
        if self.without_outcome:
            names = ", ".join(self.without_outcome)
            lines.append(f"not shown in 08-framework, because no row of outcome_measures names it: {names}")
        lines.extend(self.warnings)
        lines.extend(self.consequences)
        if self.guesses:
            lines.append(_guessed(self.guesses))
        if self.only_preview:
            lines.append("nothing has changed; without --preview it will")
        return "\n".join(lines)


def add(
    path: Path,
    data: str | Path | None = None,
    *,
    source: Mapping[str, str] | None = None,
    consequences: Consequences | None = None,
    only_preview: bool = False,
    replace: bool = False,
    accept: bool = False,
) -> Added:
    """Add a completed template to the dataset, or with ``only_preview`` say what that would change.

    ``path`` is a workbook, a folder of CSV files or a CSV file of figures, see ``sheets.read``; ``source`` gives cells
    of the document's row in ``sources.csv``; ``consequences`` says what the new rows make of those that are there,
    which only those who recompute them know. With ``replace`` the rows of the document that the dataset has give way to
    those of the template, see ``replacing``. What the scan guessed is refused unless ``accept`` says that a person has
    seen it. Raises :class:`AddError`, ``sheets.SheetError`` or
    :class:`analysis.errors.DataError` with every problem that can be told, of cells, of references and of the rules of
    the dataset together, and then nothing has changed.
    """
    folder = schema.find(data).absolute()
    tables = schema.read(folder)
    entries, problems = sheets.read(path, tables)
    if source:
        entries = _described(path, entries, source, tables[SOURCES])
    hand = layout.by_hand(tables)
    # What is kept of the audit of a document is of its rows, and goes with them.
    audits = {name: tables[name] for name in ("audit", "audit_numbers")} if replace else {}
    hand |= audits
    files = {name: _raw(table) for name, table in hand.items()}
    present = {name: records.parsed(table.path, table.names, files[name]) for name, table in hand.items()}
    document, filled = document_of(entries, path.stem), {entry.table for entry in entries}
    if replace and not any(row["source_id"] == document for row in present[SOURCES]):
        raise AddError(f"{path}: the dataset has no document {document} to replace; add it without --replace")
    kept = replacing.without(document, filled | audits.keys(), hand, present) if replace else present
    work = complete(entries, path.stem, hand, kept, problems, replacing=replace)
    if work.guesses and not (accept or only_preview):
        raise AddError(f"{path}: {_guessed(work.guesses)}")
    new = {name: rows for name, rows in work.rows.items() if rows}
    if not new and not replace:
        if told := problems.told(hand):
            raise DataError(told)
        nothing = "no row says keep = yes, and no other sheet holds a row"
        said = f"{path}: {_there(work.there) if work.there else nothing}: nothing to add"
        follows = consequences(folder, folder, work.keys) if consequences and only_preview and work.there else []
        raise AddError("\n".join([said, *follows]))
    changed: dict[str, list[tuple[Entry | None, Row]]] = {}
    fewer = [name for name in hand if name not in new and len(kept[name]) < len(present[name])]
    for name in [*new, *fewer]:
        gone = work.superseded.get(name, ())
        everything: list[tuple[Entry | None, Row]] = [(None, row) for row in kept[name] if row not in gone]
        everything += [(entry, entry.cells) for entry in new.get(name, ())]
        changed[name] = sorted(everything, key=lambda item: tuple(item[1].get(cell, "") for cell in hand[name].key))
    replaced = None
    if replace:
        now = {name: [row for _, row in rows] for name, rows in changed.items() if name not in audits}
        replaced = list(replacing.told(present, now, hand))
        changed = {name: rows for name, rows in changed.items() if replaced or name not in audits}
    change = _Change(folder, hand, changed, files, problems)
    told_of = (lambda before, after: consequences(before, after, work.keys)) if consequences else None
    warnings, follows = change.make(told_of, only_preview=only_preview)
    whole = present | {name: [row for _, row in rows] for name, rows in changed.items()}
    added = {name: [entry.cells for entry in rows] for name, rows in new.items()}
    figures = added.get(FIGURES, [])
    measured = {row["measure_id"] for row in present[FIGURES]}
    return Added(
        rows={name: len(rows) for name, rows in added.items()},
        kinds=dict(Counter(row["kind"] for row in figures)),
        facts=len({row["fact_id"] for row in figures} - {row["fact_id"] for row in present[FIGURES]}),
        left_out=work.left_out,
        there=work.there,
        total=len(whole[FIGURES]),
        new_measures=sorted({row["measure_id"] for row in figures} - measured),
        notebooks=uptake.uptake(added, whole),
        without_level=uptake.without_level(added, whole),
        without_outcome=uptake.without_outcome(added, whole),
        warnings=[*work.warnings, *warnings],
        consequences=follows,
        only_preview=only_preview,
        replaced=replaced,
        guesses=work.guesses if only_preview else [],
    )


@dataclass(frozen=True)
class Settled:
    """The notes of a workbook that are otherwise than before, and how many were left as they are."""

    changed: list[str]
    left: int
    halves: list[str]
    only_preview: bool

    def __str__(self) -> str:
        """Say it in a few lines."""
        verb = "would be otherwise" if self.only_preview else "otherwise than before"
        lines = [f"{counted(len(self.changed), 'note')} {verb}, {self.left} left as they are", *self.changed]
        return "\n".join([*lines, *self.halves, *(["nothing has changed"] if self.only_preview else [])])


def settle(path: Path, data: str | Path | None = None, *, only_preview: bool = False) -> Settled:
    """Take up what a workbook of notes says otherwise than the dataset, all of it or nothing; see ``rereading``.

    Raises :class:`analysis.errors.DataError` for a row that the dataset does not have, for a note that has changed
    since the workbook was written, and for what the rules of the dataset refuse.
    """
    folder = schema.find(data).absolute()
    hand = layout.by_hand(schema.read(folder))
    notes = rereading.read(path)
    present = {name: rereading.rows_of(hand[name]) for name in {note.table for note in notes} & hand.keys()}
    was = {name: [dict(row) for row in rows.values()] for name, rows in present.items()}
    problems, halves, left = [], [], 0
    for note in notes:
        row = present.get(note.table, {}).get(note.row, {})
        if not note.texts.keys() <= row.keys():
            problems.append(f"{note.where}: {note.table} {note.row} is no row with such a note; write the notes anew")
            continue
        mine = {column for column, text in note.texts.items() if text != note.were[column]}
        if any(rereading.plain(row[column]) not in {note.texts[column], note.were[column]} for column in mine):
            problems.append(f"{note.where}: {note.table} {note.row} has changed meanwhile; write the notes anew")
        left += not mine
        if mine and mine != note.texts.keys():
            still = ", ".join(sorted(note.texts.keys() - mine))
            halves.append(f"{note.where}: warning: {still}: is as it was, and its other language is not; is it right?")
        row |= {column: note.texts[column] for column in mine}
    if problems:
        raise DataError(problems)
    now = {name: [*rows.values()] for name, rows in present.items() if [*rows.values()] != was[name]}
    if now:
        rows: dict[str, list[tuple[Entry | None, Row]]] = {
            name: [(None, row) for row in table] for name, table in now.items()
        }
        files = {name: _raw(hand[name]) for name in now}
        _Change(folder, hand, rows, files, Problems()).make(None, only_preview=only_preview)
    return Settled(list(replacing.told(was, now, hand)), left, halves, only_preview)


def by_hand(folder: Path) -> tuple[dict[str, schema.Table], dict[str, list[Row]]]:
    """Return the tables of a dataset that people fill in, and their rows as texts.

    Raises :class:`DataError` where one cannot be read.
    """
    tables = layout.by_hand(schema.read(folder))
    return tables, {name: records.parsed(table.path, table.names, _raw(table)) for name, table in tables.items()}


def _described(path: Path, entries: list[Entry], source: Mapping[str, str], table: schema.Table) -> list[Entry]:
    """Put the cells that are given beside a template into the row of its document."""
    for column in source:
        if column not in table.names:
            raise UnknownNameError("column of sources.csv", column, table.names)
    found = [entry for entry in entries if entry.table == SOURCES] or [Entry(SOURCES, "--source", {})]
    if len(found) > 1:
        raise AddError(
            f"{path}: describes {counted(len(found), 'document')}, so that --source does not say which it is for"
        )
    found[0].cells |= source
    found[0].places |= dict.fromkeys(source, "--source")
    return [*(entry for entry in entries if entry.table != SOURCES), *found]


def _guessed(guesses: list[str]) -> str:
    """Say what is left of the guesses of the scan, and what to do about it."""
    rows = counted(len(guesses), "row holds", "rows hold")
    return "\n".join(
        [f"{rows} guesses of the scan; mend what is wrong, and add with --guesses what is right:", *guesses]
    )


def _there(number: int) -> str:
    return (
        f"{counted(number, 'row is', 'rows are')} in the dataset already, as {'it is' if number == 1 else 'they are'}"
    )


@dataclass(frozen=True)
class _Change:
    """The new content of tables: their rows in order, each with the row of the template that it is from, if any.

    ``files`` are the tables as they were read, and ``problems`` what is wrong with the template already.
    """

    folder: Path
    tables: Mapping[str, schema.Table]
    rows: Mapping[str, list[tuple[Entry | None, Row]]]
    files: Mapping[str, bytes]
    problems: Problems

    def make(
        self, consequences: Callable[[Path, Path], list[str]] | None, *, only_preview: bool
    ) -> tuple[list[str], list[str]]:
        """Write the tables into a copy of the dataset, check it, and only then put them in their places.

        Returns the warnings of the check, and the consequences of the change. Raises :class:`DataError` with its
        problems and those of the template, in the order of the template, and :class:`AddError` when a file has changed
        meanwhile or cannot be replaced.
        """
        with tempfile.TemporaryDirectory(dir=self.folder.parent, prefix=".add-") as name:
            copy = Path(name) / self.folder.name
            shutil.copytree(self.folder, copy)
            targets = {table: self.tables[table].path for table in self.rows}
            written = {target: copy / target.relative_to(self.folder) for target in targets.values()}
            for table, rows in self.rows.items():
                text = records.written(self.tables[table].names, (row for _, row in rows), self.files[table].decode())
                written[targets[table]].write_text(text, encoding="utf-8", newline="\n")
            found = check.examine(copy)
            elsewhere = [text for problem in found.problems if (text := self._elsewhere(copy, problem))]
            if told := [*self.problems.told(self.tables), *elsewhere]:
                raise DataError(told)
            follows = consequences(self.folder, copy) if consequences else []
            if not only_preview:
                _exchange(written, {target: self.files[table] for table, target in targets.items()})
            return [self._warning(copy, warning) for warning in found.warnings], follows

    def _entry(self, copy: Path, problem: Problem) -> tuple[Path, str, Entry | None]:
        """Return the file of a problem, its table, and the row of the template that is to blame, if one is."""
        file = (Path.cwd() / problem.file).relative_to(copy)
        name = next((name for name, table in self.tables.items() if table.path == self.folder / file), "")
        rows = self.rows.get(name, [])
        return file, name, rows[problem.line - 2][0] if 2 <= problem.line < len(rows) + 2 else None

    def _elsewhere(self, copy: Path, problem: Problem) -> str:
        """Note a problem where the person can mend it, in the template; return that of a row which is not from there.

        Of a row with a cell that is wrong already, what follows from others is not said: it may follow from that.
        """
        file, name, entry = self._entry(copy, problem)
        column, message = problem.column, problem.message
        if entry is None:
            return f"{file}:{problem.line}: {f'{column}: ' if column else ''}{message}"
        if name == FIGURES and "share_of" in message:
            column = "base_as_printed"
            message = "is empty; say what the percentage is of, or name the figure of it in share_of"
        if not self.problems.touch(entry) or (column and column not in layout.derived(name)):
            self.problems.say(entry, column, message)
        return ""

    def _warning(self, copy: Path, problem: Problem) -> str:
        file, _, entry = self._entry(copy, problem)
        where = entry.places.get(problem.column, entry.where) if entry else f"{file}:{problem.line}"
        return f"{where}: warning: {f'{problem.column}: ' if problem.column else ''}{problem.message}"


def _exchange(files: Mapping[Path, Path], before: Mapping[Path, bytes]) -> None:
    """Put files in the places of others, all or none; ``before`` is what those held when they were read."""
    for target, content in before.items():
        if target.read_bytes() != content:
            raise AddError(f"{target}: has changed meanwhile, so nothing was added; add it again")
    done: list[Path] = []
    try:
        for target, file in files.items():
            file.replace(target)
            done.append(target)
    except OSError as error:
        for target in done:
            target.write_bytes(before[target])
        reason = f"{error.strerror}; close it where it is open, and add again"
        raise AddError(f"{target}: cannot be replaced ({reason}); nothing was added") from error


def _raw(table: schema.Table) -> bytes:
    try:
        return table.path.read_bytes()
    except OSError as error:
        raise DataError([f"{table.path}: cannot be read ({error.strerror}); run `analysis check`"]) from error
