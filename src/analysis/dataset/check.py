"""Validation of the dataset: every rule it must keep, every place where it does not.

Types, keys and allowed values are frictionless's work, from ``datapackage.yaml``; what only this dataset knows
(readings, windows, sums, printings of a fact) is checked here, and so is what refers to another table, for which
frictionless reads that table once for each column that does.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from analysis.dataset import records, roles, schema, series_rules, target_rules
from analysis.dataset.languages import DOCUMENTS
from analysis.errors import AnalysisError, counted
from analysis.figures import REPORTED, Interval, Period, bounds, reading_of
from analysis.figures.currencies import CURRENCIES, SIGNED
from analysis.figures.periods import KINDS


@dataclass(frozen=True, order=True)
class Problem:
    """A broken rule: the file, the physical line (the header is 1), the column to blame, if any, and what is wrong."""

    file: Path
    line: int
    column: str
    message: str
    warning: bool = False

    def __str__(self) -> str:
        """Print as ``file:line: column: problem``, a warning as ``file:line: warning: column: problem``."""
        severity = "warning: " if self.warning else ""
        return f"{self.file}:{self.line}: {severity}{self.column + ': ' if self.column else ''}{self.message}"


@dataclass(frozen=True)
class Row:
    """A row as it stands in its file: texts only."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the text of a cell; a column that is not there is empty."""
        return self.cells.get(column, "")


@dataclass
class _Damage:
    """What of a table could not be read, so that no other rule blames it on the rows that refer to it."""

    columns: set[str] = field(default_factory=set)
    cells: set[str] = field(default_factory=set)
    #: Whether a row is missing, so that nothing can be concluded from what is not there.
    incomplete: bool = False


@dataclass(frozen=True)
class Examination:
    """What is wrong with a dataset, and what is only unfinished: a warning is right while a document is entered."""

    problems: list[Problem]
    warnings: list[Problem]


Rows = dict[str, list[Row]]
Finding = tuple[str, int, str, str]


def check(path: str | Path | None = None) -> list[Problem]:
    """Check the dataset in a folder and return every problem, sorted; an empty list when all is well.

    Raises :class:`analysis.errors.DataNotFoundError` when there is no dataset at all.
    """
    return examine(path).problems


def examine(path: str | Path | None = None) -> Examination:
    """Check the dataset in a folder and return every problem and every warning, each sorted.

    Raises :class:`analysis.errors.DataNotFoundError` when there is no dataset at all.
    """
    folder = schema.find(path)
    tables = schema.read(folder)
    found: list[Finding] = []
    damage = {name: _Damage() for name in tables}
    rows = {name: list(_read(table, found, damage[name])) for name, table in tables.items()}
    found.extend(_frictionless(folder, rows, damage))
    found.extend(_foreign_keys(tables, rows, damage))
    incomplete = {name for name, lost in damage.items() if lost.incomplete}
    for rule, whole in _RULES.items():
        if not incomplete.intersection(whole):
            found.extend(rule(rows, tables))
    unused = [] if incomplete.intersection(_UNUSED) else list(_unused_measures(rows))
    unfinished = _unfinished(rows)
    if not unfinished:
        found.extend(unused)
    known = {table.path for table in tables.values()}
    problems = {
        Problem(_shown(tables[name].path), line, column, message)
        for name, line, column, message in found
        # A column that is missing is said once, on the header's line, and not again for every row.
        if line == 1 or column not in damage[name].columns
    }
    for stray in sorted(folder.rglob("*.csv")):
        if stray not in known:
            message = f"is not in {schema.DESCRIPTOR}: describe it there or remove it"
            problems.add(Problem(_shown(stray), 1, "", message))
    until = f"; right as long as {', '.join(unfinished)} may still bring one"
    warnings = [
        Problem(_shown(tables[name].path), line, column, message + until, warning=True)
        for name, line, column, message in (unused if unfinished else ())
        if column not in damage[name].columns
    ]
    warnings += [
        Problem(_shown(tables[name].path), line, column, message, warning=True)
        for rule in (_endless, target_rules.ended_early, target_rules.undated)
        for name, line, column, message in rule(rows)
        if column not in damage[name].columns
    ]
    return Examination(sorted(problems), sorted(warnings))


def prefix_of(source: Mapping[str, str]) -> str:
    """Return what the identifiers of the figures and statements of a document begin with; a row of ``sources.csv``."""
    return source.get("abbreviation") or source["source_id"]


def summary(path: str | Path | None = None) -> str:
    """Say in one line what a dataset without problems holds."""
    tables = schema.read(schema.find(path))
    sizes = {name: table.path.read_bytes().count(b"\n") - 1 for name, table in tables.items()}
    rows, figures = counted(sum(sizes.values()), "row"), counted(sizes["figures"], "figure")
    return f"{counted(len(sizes), 'table')}, {rows}, {figures}: no problems"


def _shown(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


# -- the files themselves ------------------------------------------------------------------------------------------


def _read(table: schema.Table, found: list[Finding], damage: _Damage) -> Iterator[Row]:
    name = table.name
    if not table.path.is_file():
        found.append((name, 1, "", "the file is missing"))
        damage.columns.update(table.names)
        damage.incomplete = True
        return
    # Only a line feed ends a line; str.splitlines would also break at a form feed inside a cell.
    lines = _text(table, found).removesuffix("\n").split("\n")
    header, mismatch = records.cells_of(lines[0])
    if mismatch:
        found.append((name, 1, "", mismatch))
        damage.columns.update(table.names)
        damage.incomplete = True
        return
    found.extend(_header(table, header))
    damage.columns.update(set(table.names) - set(header))
    for line, cells, mismatch in records.below_header(lines, len(header)):
        if mismatch:
            # The last cell that could be begun is the one whose quote is to blame.
            found.append((name, line, header[min(len(cells), len(header)) - 1], mismatch))
        elif len(cells) != len(header):
            more = len(cells) > len(header)
            remedy = "; put quotes around a text that holds a comma" if more else ""
            said = f"has too {'many' if more else 'few'} fields: {len(cells)}, expected {len(header)}{remedy}"
            found.append((name, line, "", said))
        else:
            row = Row(line, dict(zip(header, cells, strict=True)))
            for column, cell in row.cells.items():
                if "\n" in cell:
                    found.append((name, line, column, "holds a line break; a cell is one line"))
                elif cell != cell.strip():
                    found.append((name, line, column, f"begins or ends with white space: {cell!r}"))
            yield row
            continue
        damage.cells.update(cells)
        damage.incomplete = True


def _text(table: schema.Table, found: list[Finding]) -> str:
    raw = table.path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found.append((table.name, line, "", f"is not UTF-8: byte {raw[error.start]:#04x}; save the file as UTF-8"))
        text = raw.decode("utf-8", errors="replace")
    if text.startswith("\ufeff"):
        found.append((table.name, 1, "", "begins with a byte order mark; save the file as UTF-8 without one"))
        text = text.removeprefix("\ufeff")
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        found.append((table.name, line, "", "has a carriage return; lines end in LF alone"))
        text = text.replace("\r\n", "\n")
    if not text.endswith("\n"):
        found.append((table.name, text.count("\n") + 1, "", "the last line does not end in a line feed"))
    return text


def _header(table: schema.Table, header: list[str]) -> Iterator[Finding]:
    expected = table.names
    yield from ((table.name, 1, column, "unknown column") for column in header if column not in expected)
    yield from ((table.name, 1, column, "missing column") for column in expected if column not in header)
    yield from ((table.name, 1, c, "appears twice in the header") for c, n in Counter(header).items() if n > 1)
    if sorted(header) == sorted(expected) and header != expected:
        yield table.name, 1, "", f"columns are out of order; expected {', '.join(expected)}"


def _readable(folder: Path, rows: Rows, damage: dict[str, _Damage]) -> list[dict[str, Any]]:
    """Describe each table that could be read, with its rows in it: a broken row does not hide other problems.

    A table without rows breaks no rule, and would cost as much as one of many.
    """
    # Through JSON, because YAML aliases are shared objects, and frictionless changes what it is given.
    descriptor = json.loads(json.dumps(schema.descriptor(folder)))
    resources = []
    for resource in descriptor["resources"]:
        name, parts = resource["name"], resource["schema"]
        lost = damage[name].columns
        parts["fields"] = [column for column in parts["fields"] if column["name"] not in lost]
        if not parts["fields"] or not rows[name]:
            continue
        if lost.intersection(parts["primaryKey"]):
            del parts["primaryKey"]
        parts.pop("foreignKeys", None)
        header = [column["name"] for column in parts["fields"]]
        del resource["path"]
        resource["data"] = [header, *([row[column] for column in header] for row in rows[name])]
        resources.append(resource)
    return resources


def _frictionless(folder: Path, rows: Rows, damage: dict[str, _Damage]) -> Iterator[Finding]:
    from frictionless import Resource  # slow to import, and only this command needs it

    # Table by table: as a package, the description of all would be written out and read again before it begins.
    reports = [Resource.from_descriptor(resource).validate() for resource in _readable(folder, rows, damage)]
    for task in itertools.chain.from_iterable(report.tasks for report in reports):
        for error in task.errors:
            number = getattr(error, "row_number", None) or 1  # among the rows that were handed over; the header is 1
            line = rows[task.name][number - 2].line if number > 1 else 1
            column = getattr(error, "field_name", "") or ""
            cell = getattr(error, "cell", "")
            match error.type:
                case "type-error":
                    kind = re.sub(r"type is \"(\w+)/.*", r"\1", error.note)
                    what = _TYPES.get(kind, f"no {kind}")
                    message = f"{cell!r} is {what}"
                case "constraint-error":
                    message = _constraint(cell, error.note)
                case "primary-key":
                    message = _primary_key(error.note, rows[task.name])
                case _:
                    message = error.message
            yield task.name, line, column, message


def _foreign_keys(tables: Mapping[str, schema.Table], rows: Rows, damage: Mapping[str, _Damage]) -> Iterator[Finding]:
    for name, table in tables.items():
        for column, other in table.references.items():
            (key,), lost = tables[other].key, damage[other]
            if column in damage[name].columns or key in lost.columns:
                continue
            known = {row[key] for row in rows[other]} | lost.cells | {""}
            where = "this table" if other == name else other
            for row in rows[name]:
                if row[column] not in known:
                    yield name, row.line, column, f"{row[column]!r} is no {key} of {where}"


_CLOSE = 0.75  # how like a code a cell must be for that code to be meant
#: What a cell is not, by the type of its column.
_TYPES = {
    "date": "no date that exists, written as 2018-06-30",
    "boolean": "no boolean; true or false",
    "integer": "no whole number",
}


def _primary_key(note: str, rows: list[Row]) -> str:
    match = re.search(r"at position (\d+)$", note)
    return f"has the same key as line {rows[int(match[1]) - 2].line}" if match else "has an empty key"


def _constraint(cell: object, note: str) -> str:
    name, _, limit = note.removeprefix("constraint ").partition(" is ")
    limit = limit.strip('"')
    match name.strip('"'):
        case "required":
            return "is empty, and must not be"
        case "enum":
            allowed = re.findall(r"'([^']*)'", limit)
            near = get_close_matches(str(cell).lower(), allowed, n=1, cutoff=_CLOSE)
            hint = f" (did you mean {near[0]}?)" if near else ""
            return f"{cell!r} is not allowed{hint}; one of {', '.join(allowed)}"
        case "minimum":
            return f"{cell} is below {limit}"
        case "pattern":
            lower = str(cell).lower()
            hint = f" (did you mean {lower}?)" if re.fullmatch(limit, lower) else ""
            return f"{cell!r} is not written as it must be{hint}; it has the form {limit}"
        case other:
            return f"{cell!r} breaks the rule {other} {limit}"


# -- what only this dataset knows ----------------------------------------------------------------------------------


def _sorted(rows: Rows, tables: dict[str, schema.Table]) -> Iterator[Finding]:
    for name, table in tables.items():
        keys = [(row.line, tuple(row[column] for column in table.key)) for row in rows[name]]
        for (_, before), (line, after) in itertools.pairwise(keys):
            if after < before:
                yield name, line, table.key[0], f"rows are sorted by key, and {after[0]!r} comes after {before[0]!r}"


def _readings(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    languages = _languages(rows)
    for row in rows["figures"]:
        text, qualifier = row["read_as"] or row["as_printed"], row["qualifier"]
        if qualifier == "illegible":
            for column in ("value", "value_high"):
                if row[column]:
                    yield "figures", row.line, column, f"an illegible figure has no value, not {row[column]}"
            continue
        column = "read_as" if row["read_as"] else "as_printed"
        step = _number(row["step"])
        if step is not None and not 0 <= step < math.inf:
            yield "figures", row.line, "step", f"is {row['step']}; a step is a width, zero or more"
            step = None
        try:
            reading = reading_of(text, row["kind"], step, languages.get(row["source_id"], DOCUMENTS))
        except AnalysisError as error:
            yield "figures", row.line, column, str(error)
            continue
        if reading.qualifier != qualifier:
            yield "figures", row.line, "qualifier", f"is {qualifier}, but {text!r} reads as {reading.qualifier}"
        for cell, read in (("value", reading.value), ("value_high", reading.value_high)):
            if _number(row[cell]) != read:
                shown = "nothing" if read is None else f"{read:.12g}"
                yield "figures", row.line, cell, f"is {row[cell] or 'empty'}, but {text!r} reads as {shown}"
        if reading.unit in SIGNED and row["unit"] in SIGNED and reading.unit != row["unit"]:
            yield "figures", row.line, "unit", f"is {row['unit']}, but {text!r} is in {reading.unit}"
        if bool(row["step"]) != bool(row["step_reason_en"]):
            yield "figures", row.line, "step_reason_en", "a step needs its reason, and a reason its step"


#: Kinds of windows that are twelve months: how their first and their last day end.
_DAYS_OF_LONGEST_YEAR = 366
_YEARS = {"calendar_year": ("-01-01", "-12-31"), "mid_year": ("-07-01", "-06-30")}


def _is_year(start: date, end: date, first: str, last: str) -> bool:
    return str(start).endswith(first) and str(end).endswith(last) and (end - start).days < _DAYS_OF_LONGEST_YEAR


def _windows(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    for name, first, last, kind in (
        ("figures", "period_start", "period_end", "period_kind"),
        ("programmes", "start", "end", ""),
        ("targets", "start", "deadline", ""),
        ("series", "period_start", "period_end", "period_kind"),
        ("series_missing", "period_start", "period_end", ""),
    ):
        for row in rows.get(name, []):
            try:
                start, end = (Period.parse(row[column], "").start for column in (first, last))
            except AnalysisError:
                continue  # reported by _frictionless, with the column to blame
            try:
                Period(start, end, row[kind] if row[kind] in KINDS else "unknown")
            except AnalysisError as error:
                yield name, row.line, last, str(error)
                continue
            if start and end and row[kind] in _YEARS and not _is_year(start, end, *_YEARS[row[kind]]):
                yield name, row.line, kind, f"is {row[kind]}, but the window is from {start} to {end}"
    for row in rows["figures"]:
        printed = bool(row["period_as_printed"])
        if printed != bool(row["period_line"]):
            yield "figures", row.line, "period_line", "a printed window has its line, and a line its printed window"
        if printed != (row["period_basis"] in {"printed", "footnote"}):
            yield "figures", row.line, "period_as_printed", f"does not go with a window that is {row['period_basis']}"
        yield from _ends(row)


def _foretold(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    """Refuse what is reported of a time that had not begun on the day of its document, or in its month or year."""
    published = {row["source_id"]: row["published"] for row in rows["sources"]}
    for row in rows["figures"]:
        day, start = published.get(row["source_id"], ""), row["period_start"]
        if day and row["kind"] in REPORTED and start[: len(day)] > day:
            remedy = "give the window that is printed of it, or the kind of what is planned, such as target or budget"
            message = f"is {start}, after {row['source_id']} was published ({day}), and the figure is {row['kind']}"
            yield "figures", row.line, "period_start", f"{message}; {remedy}"


def _ends(row: Row) -> Iterator[Finding]:
    """Check the words that the end of a window rests on, where they are others than those of its start."""
    basis, printed = row["period_end_basis"], bool(row["period_end_as_printed"])
    if printed != bool(row["period_end_line"]):
        message = "a printed end has its line, and a line its printed end"
        yield "figures", row.line, "period_end_line", message
    if printed != (basis in {"printed", "footnote"}):
        message = f"does not go with an end that is {basis or 'known as the start is'}"
        yield "figures", row.line, "period_end_as_printed", message
    alike = all(row[f"period_end_{name}"] == row[f"period_{name}"] for name in ("basis", "as_printed", "line"))
    if basis and alike:
        message = "rests on the words of the start; leave it empty"
        yield "figures", row.line, "period_end_basis", message


def _sources(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    for row in rows["sources"]:
        published = row["published"]
        if published and not _is_date(published):
            message = f"{published!r} is no year, month or day that exists, written as 2018, 2018-06 or 2018-06-30"
            yield "sources", row.line, "published", message


def _is_date(text: str) -> bool:
    """Whether a text is a day, or a month or a year of which no day is known."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return True


def _measures(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    units = {row["measure_id"]: row["unit"] for row in rows["measures"]}
    for row in rows["figures"]:
        expected = units.get(row["measure_id"])
        if expected and row["unit"] != expected:
            yield "figures", row.line, "unit", f"is {row['unit']}, but {row['measure_id']} is counted in {expected}"


#: What must be whole before a measure can be said to be unused, or a document to be complete.
_UNUSED = ("figures", "statements", "sources", "audit")


def _unused_measures(rows: Rows) -> Iterator[Finding]:
    used = {row["measure_id"] for name in ("figures", "statements") for row in rows[name]}
    for row in rows["measures"]:
        if used and row["measure_id"] not in used:
            yield "measures", row.line, "measure_id", f"no figure or statement has the measure {row['measure_id']}"


def _unfinished(rows: Rows) -> list[str]:
    """Return the documents of whose text edition the audit has not yet accounted for every number."""
    complete = {(row["source_id"], row["text_sha256"]) for row in rows["audit"] if row["unaccounted"] == "0"}
    documents = [(row["source_id"], row["text_sha256"]) for row in rows["sources"] if row["text_sha256"]]
    return [source_id for source_id, text in documents if (source_id, text) not in complete]


#: Kinds of events that go on, so that one may have a beginning and no end yet; the others are over once they are told.
LASTING = frozenset({"negotiation", "consultation", "campaign", "evaluation"})


def _endless(rows: Rows) -> Iterator[Finding]:
    for row in rows["events"]:
        kind = row["event_kind"]
        if row["start"] and not row["end"] and kind not in LASTING:
            remedy = f"give its last day, {row['start']} again where it was on that day alone"
            yield "events", row.line, "end", f"is empty, so that the {kind} would go on since its start; {remedy}"


def _facts(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    facts: dict[str, list[Row]] = defaultdict(list)
    for row in rows["figures"]:
        facts[row["fact_id"]].append(row)
    for fact, printings in facts.items():
        chosen = [row for row in printings if row["preferred"] == "true"]
        if not chosen:
            yield "figures", printings[0].line, "preferred", f"no printing of {fact} is preferred"
        for row in chosen[1:]:
            yield (
                "figures",
                row.line,
                "preferred",
                f"{fact} has two preferred printings; the other is on line {chosen[0].line}",
            )
        for row in printings[1:]:
            for column in ("measure_id", "programme_id"):
                if row[column] != printings[0][column]:
                    other = printings[0]
                    yield (
                        "figures",
                        row.line,
                        column,
                        f"is {row[column] or 'empty'}, but {other[column] or 'empty'} for {fact} on line {other.line}",
                    )


def _identifiers(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    lengths = {row["source_id"]: row["text_lines"] for row in rows["sources"]}
    short = {row["source_id"]: prefix_of(row.cells) for row in rows["sources"]}
    for name, key, pattern in (("figures", "figure_id", r"-\d+"), ("statements", "statement_id", r"-s\d+")):
        for row in rows[name]:
            if row["source_id"] not in short:
                continue  # reported by _frictionless, or its row could not be read
            start = f"{short[row['source_id']]}-{row['line'].zfill(4)}"
            if not re.fullmatch(re.escape(start) + pattern, row[key]):
                yield name, row.line, key, f"{row[key]!r} does not say document and line; expected {start}-…"
    for name, found in rows.items():
        for row in found:
            for column in ("line", "period_line", "period_end_line"):
                last, own = lengths.get(row["source_id"], ""), row[column]
                if last.isdigit() and own.isdigit() and int(own) > int(last):
                    yield name, row.line, column, f"{own} is beyond the last line ({last}) of {row['source_id']}"


def _sums(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    figures = {row["figure_id"]: row for row in rows["figures"]}
    languages = _languages(rows)
    contested = _contested(rows, "sum_differs", "total")
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in rows["figure_relations"]:
        if row["relation"] == "sum_of":
            parts[row["figure_id"]].append(row)
    for whole, relations in parts.items():
        names = [row["other_figure_id"] for row in relations]
        if whole in contested or not {whole, *names} <= figures.keys():
            continue  # a figure that is not there is reported by _frictionless
        added = bounds.total(_interval(figures[name], languages) for name in names)
        if bounds.compare(_interval(figures[whole], languages), added) in {"below", "above"}:
            message = f"{whole} is {figures[whole]['value']}, but its parts add up to {added}"
            yield "figure_relations", relations[0].line, "figure_id", f"{message}; correct it, or record a discrepancy"


def _contested(rows: Rows, relation: str, role: str) -> set[str]:
    chosen = {row["discrepancy_id"] for row in rows["discrepancies"] if row["relation"] == relation}
    return {r["figure_id"] for r in rows["discrepancy_figures"] if r["discrepancy_id"] in chosen and r["role"] == role}


def _relations(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    for row in rows["figure_relations"]:
        if bool(row["other_figure_id"]) == bool(row["base_as_printed"]):
            yield "figure_relations", row.line, "other_figure_id", "name either the other figure or its base as printed"
        if row["figure_id"] == row["other_figure_id"]:
            yield "figure_relations", row.line, "other_figure_id", "a figure does not relate to itself"
    percentages = {row["figure_id"] for row in rows["figures"] if row["unit"] == "percent"}
    for row in rows["figure_relations"]:
        counted, of = row["figure_id"] not in percentages, row["other_figure_id"] in percentages
        if row["relation"] == "numerator_of" and not (counted and of):
            yield "figure_relations", row.line, "relation", "numerator_of is of what is counted, and of a percentage"
        if row["relation"] == "part_of" and counted and of:
            message = "what is counted is no part of a percentage; see numerator_of"
            yield "figure_relations", row.line, "relation", message
    yield from _payments(rows)
    based = {row["figure_id"] for row in rows["figure_relations"] if row["relation"] == "share_of"}
    for row in rows["figures"]:
        if row["unit"] == "percent" and row["figure_id"] not in based:
            yield "figures", row.line, "unit", "a percentage needs its base: a share_of row in figure_relations.csv"


def _payments(rows: Rows) -> Iterator[Finding]:
    amounts = {row["figure_id"] for row in rows["figures"] if row["unit"] in CURRENCIES}
    results = {row["figure_id"] for row in rows["figures"] if row["kind"] == "actual"}
    paid: set[str] = set()
    for row in (row for row in rows["figure_relations"] if row["relation"] == "pays_for"):
        if row["figure_id"] not in amounts or row["other_figure_id"] not in results:
            yield "figure_relations", row.line, "relation", "pays_for is of an amount of money, and of a result"
        if row["basis"] != "printed":
            yield "figure_relations", row.line, "basis", "pays_for holds only where the document says it: printed"
        if row["figure_id"] in paid:
            message = "the amount pays for another result too, so it is for neither alone; leave both rows out"
            yield "figure_relations", row.line, "relation", message
        paid.add(row["figure_id"])


def _targets(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    figures = {row["figure_id"]: row for row in rows["figures"]}
    for row in rows["targets"]:
        target, actual = (figures.get(row[column]) for column in ("target_figure_id", "actual_figure_id"))
        if (target and actual) and row["unit_match"] == "same" and target["unit"] != actual["unit"]:
            message = (
                f"is {row['unit_match']}, but the target is in {target['unit']} and the result in {actual['unit']}"
            )
            yield "targets", row.line, "unit_match", message
        lacks = not (row["target_figure_id"] and row["actual_figure_id"])
        if lacks and row["unit_match"] != "none":
            yield "targets", row.line, "unit_match", "is none where there is no target or no result to compare"
        if lacks and not row["note_en"]:
            yield "targets", row.line, "note_en", "say why there is no target or no result"


def _evidence(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    for row in rows["evidence"]:
        if bool(row["outcome_id"]) == bool(row["assumption_id"]):
            yield "evidence", row.line, "outcome_id", "evidence is about one outcome or one assumption"
        if (row["kind"] == "baseline") != (row["direction"] == "neither"):
            yield "evidence", row.line, "direction", "a baseline speaks neither for nor against, and nothing else does"


def _discrepancies(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    members = Counter(row["discrepancy_id"] for row in rows["discrepancy_figures"])
    for row in rows["discrepancies"]:
        if not members[row["discrepancy_id"]]:
            yield "discrepancies", row.line, "discrepancy_id", "no figure or statement belongs to it"
    for row in rows["discrepancy_figures"]:
        if bool(row["figure_id"]) == bool(row["statement_id"]):
            yield "discrepancy_figures", row.line, "figure_id", "name either a figure or a statement"


def _promises(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    for row in rows["statements"]:
        if (row["statement_kind"] == "promise") != bool(row["kept"]):
            yield "statements", row.line, "kept", "a promise says whether it was kept, and nothing else does"


def _populations(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    named = {row["code"] for row in rows["codes"] if row["code_list"] == "population"}
    for row in rows["figures"]:
        if row["population"] and row["population"] not in named:
            yield "figures", row.line, "population", f"{row['population']!r} has no name in codes.csv; add a row there"


def _externals(rows: Rows, tables: dict[str, schema.Table]) -> Iterator[Finding]:
    name, figures = "external_check_references", {row["check_id"] for row in rows["external_check_figures"]}
    parts: dict[str, set[str]] = defaultdict(set)
    days = {row["check_id"]: row["as_of"] for row in rows["external_checks"]}
    for row in rows[name]:
        parts[row["check_id"]].add(row["part"])
        table = tables.get(row["reference_table"])
        if table is None or table.path.parent.name != "reference":
            yield name, row.line, "reference_table", f"{row['reference_table']!r} is no table under reference/"
            continue
        if not rows[table.name]:
            continue  # said of the file itself
        keyed = {" ".join(found[column] for column in table.key): found for found in rows[table.name]}
        if row["reference_key"] not in keyed:
            columns = " ".join(table.key)
            message = f"{row['reference_key']!r} is no row of {table.name}; its key is {columns}"
            yield name, row.line, "reference_key", message
            continue
        found = keyed[row["reference_key"]]
        if _number(found[row["reference_column"]]) is None:
            yield name, row.line, "reference_column", f"{row['reference_column']!r} of that row is no number"
        day = days.get(row["check_id"], "")
        if (found["as_of"] or f"{found['year']}-12-31") != day and (found["as_of"] or found["year"]):
            yield name, row.line, "reference_key", f"is of {found['as_of'] or found['year']}, and the check as of {day}"
    for row in rows["external_checks"]:
        if row["check_id"] not in figures:
            yield "external_checks", row.line, "check_id", "no figure is held against anything"
        if parts[row["check_id"]] not in ({"term"}, {"part", "whole"}):
            message = "its reference is a sum of terms, or a part and a whole"
            yield "external_checks", row.line, "check_id", message


def _presence(rows: Rows, _: dict[str, schema.Table]) -> Iterator[Finding]:
    figures = {row["figure_id"]: row for row in rows["figures"]}
    for row in rows["presence"]:
        figure = figures.get(row["figure_id"])
        if figure and (figure["qualifier"] == "illegible") != (row["legibility"] == "illegible"):
            yield "presence", row.line, "legibility", f"is {row['legibility']}, but the figure is {figure['qualifier']}"
        if not figure and row["legibility"] == "illegible" and not row["rank"]:
            yield (
                "presence",
                row.line,
                "figure_id",
                "an illegible cell has its figure; a cell without any print is lost",
            )


def _roles(rows: Rows, tables: dict[str, schema.Table]) -> Iterator[Finding]:
    played = Counter(row["role"] for row in rows["roles"])
    for name in roles.ROLES:
        if not played[name]:
            yield "roles", 1, "role", f"nothing plays {name}, which a notebook asks for; add a row"
    for row in rows["roles"]:
        wanted = roles.ROLES.get(row["role"])
        if wanted is None:
            continue  # no allowed value, which is said already
        if played[row["role"]] > 1 and not wanted.many:
            yield "roles", row.line, "role", f"{row['role']} is played by one alone, and here by {played[row['role']]}"
        known = {found[wanted.column] for found in rows[wanted.table]} - {""}
        if known and row["value"] not in known:
            where = tables[wanted.table].path.name
            message = f"{row['value']!r} is no {wanted.column} of {where}, which {row['role']} needs"
            yield "roles", row.line, "value", message


def _languages(rows: Rows) -> dict[str, str]:
    return {row["source_id"]: row["language"] for row in rows.get("sources", [])}


def _interval(row: Row, languages: dict[str, str]) -> Interval:
    if row["qualifier"] == "illegible":
        return Interval(None, None)
    try:
        language = languages.get(row["source_id"], DOCUMENTS)
        return reading_of(row["read_as"] or row["as_printed"], row["kind"], _number(row["step"]), language).interval
    except AnalysisError:
        return Interval(None, None)  # reported by _readings


def _number(cell: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        return None


#: The rules, and the tables that must be whole for each: nothing follows from the absence of a row that is unreadable.
_RULES: dict[Callable[[Rows, dict[str, schema.Table]], Iterator[Finding]], tuple[str, ...]] = {
    _sorted: (),
    _readings: (),
    _windows: (),
    _foretold: (),
    _sources: (),
    _measures: (),
    _facts: ("figures",),
    _identifiers: (),
    _sums: ("figure_relations", "discrepancies", "discrepancy_figures"),
    _relations: ("figure_relations", "figures"),
    _targets: ("figures",),
    _evidence: (),
    _discrepancies: ("discrepancy_figures",),
    _promises: (),
    _populations: (),
    _externals: ("external_check_figures", "external_check_references"),
    _presence: ("figures",),
    _roles: ("roles",),
    series_rules.printed: ("sources",),
    series_rules.vintages: ("series",),
    series_rules.relations: (),
    series_rules.sums: ("series", "series_relations"),
    series_rules.checks: ("series", "series_relations"),
    series_rules.populations: ("codes",),
    target_rules.definitions: ("targets", "figures", "series", "series_definitions", "target_definitions"),
    target_rules.results: ("targets", "target_definitions"),
    target_rules.windows: ("targets", "figures"),
}
