"""What the series from outside must keep beyond their schema: rules of :mod:`analysis.dataset.check`.

Rows are those of the check: texts by column, with their line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.dataset.languages import DOCUMENTS
from analysis.errors import AnalysisError
from analysis.figures import Interval, bounds, read_figure, reading_of_value

#: Printings that stand in a line, one for each period and part.
IN_LINE = frozenset({"as_published", "revised"})
#: Printings that need one beside them that stands in the line.
_BESIDE = frozenset({"first", "repeated", "differing"})
_READ = frozenset({DOCUMENTS, "en"})  # the languages whose print can be read

Rows = Mapping[str, list[Any]]
Finding = tuple[str, int, str, str]


def printed(rows: Rows, _: object) -> Iterator[Finding]:
    """Hold each number against its print: the same digits, and in Dutch and English the same hedge."""
    languages = {row["source_id"]: row["language"] for row in rows["sources"]}
    for row in rows["series"]:
        text, value = row["as_printed"], _number(row["value"])
        if bool(text) != (row["basis"] == "printed"):
            yield "series", row.line, "as_printed", f"does not go with a number that is {row['basis']}"
        if not text or value is None:
            continue
        if _digits(text) != _digits(f"{value:.10f}".rstrip("0")):
            yield "series", row.line, "value", f"is {row['value']}, which has other digits than {text!r}"
        elif (language := languages.get(row["source_id"], "")) in _READ:
            try:
                reading = read_figure(text, language)
            except AnalysisError as error:
                yield "series", row.line, "as_printed", str(error)
                continue
            if reading.qualifier != row["qualifier"]:
                message = f"is {row['qualifier']}, but {text!r} reads as {reading.qualifier}"
                yield "series", row.line, "qualifier", message


def vintages(rows: Rows, _: object) -> Iterator[Finding]:
    """Refuse two printings of one period in a line, and a superseded one without the one in its place."""
    lines: dict[tuple[str, ...], Any] = {}
    for row in rows["series"]:
        if row["vintage"] not in IN_LINE:
            continue
        if _period(row) in lines:
            line = lines[_period(row)].line
            message = f"the period has another number in the line, on line {line}: mark one as superseded"
            yield "series", row.line, "vintage", message
        lines.setdefault(_period(row), row)
    for row in rows["series"]:
        if row["vintage"] not in _BESIDE:
            continue
        if _period(row) not in lines:
            yield "series", row.line, "vintage", f"is {row['vintage']}, but no other number of the period is in a line"
            continue
        beside = lines[_period(row)]
        if row["vintage"] == "first" and beside["vintage"] != "revised":
            yield "series", row.line, "vintage", f"is first, but the number on line {beside.line} is not called revised"


def relations(rows: Rows, _: object) -> Iterator[Finding]:
    """Refuse a relation, a missing document or a section that names a series and a measure at once, or neither."""
    for row in rows["series_relations"]:
        if bool(row["other_series_id"]) == bool(row["measure_id"]):
            yield "series_relations", row.line, "other_series_id", "name either the other series or a measure"
        if row["series_id"] == row["other_series_id"]:
            yield "series_relations", row.line, "other_series_id", "a series does not relate to itself"
        if (row["relation"] == "checks") != bool(row["tolerance"]):
            yield (
                "series_relations",
                row.line,
                "tolerance",
                "a check says how far the two may differ, nothing else does",
            )
    for name in ("series_missing", "series_sections"):
        for row in rows[name]:
            if bool(row["series_id"]) == bool(row["measure_id"]):
                yield name, row.line, "series_id", "name either a series or a measure"


def sums(rows: Rows, _: object) -> Iterator[Finding]:
    """Add the parts of a series up to its total, in each period that has all of them."""
    lines = _lines(rows)
    parts: dict[str, list[str]] = defaultdict(list)
    for row in rows["series_relations"]:
        if row["relation"] == "part_of":
            parts[row["other_series_id"]].append(row["series_id"])
    for whole, names in parts.items():
        for period, row in lines[whole].items():
            found = [lines[name].get(period) for name in names]
            present = [part for part in found if part is not None]
            if len(present) < len(names):
                continue
            added = bounds.total(_interval(part) for part in present)
            if bounds.compare(_interval(row), added) in {"below", "above"}:
                message = f"is {row['value']}, but its parts add up to [{added.lower}, {added.upper}]"
                yield "series", row.line, "value", message


def checks(rows: Rows, _: object) -> Iterator[Finding]:
    """Hold a series that counts nearly the same against the other, its periods added up to the other's."""
    lines = _lines(rows)
    for relation in rows["series_relations"]:
        tolerance = _number(relation["tolerance"])
        if relation["relation"] != "checks" or tolerance is None:
            continue
        for (start, end), row in lines[relation["other_series_id"]].items():
            within = {
                key: part for key, part in lines[relation["series_id"]].items() if start <= key[0] and key[1] <= end
            }
            if not within or min(within)[0] != start or max(within)[1] != end:
                continue
            difference = abs(
                sum(_number(part["value"]) or 0 for part in within.values()) - (_number(row["value"]) or 0)
            )
            if difference > tolerance:
                message = f"differs by {difference:g} from {relation['series_id']}, more than {tolerance:g}"
                yield "series", row.line, "value", message


def populations(rows: Rows, _: object) -> Iterator[Finding]:
    """Refuse a population without a name."""
    named = {row["code"] for row in rows["codes"] if row["code_list"] == "population"}
    for row in rows["series_definitions"]:
        if row["population"] and row["population"] not in named:
            message = f"{row['population']!r} has no name in codes.csv; add a row there"
            yield "series_definitions", row.line, "population", message


def _lines(rows: Rows) -> dict[str, dict[tuple[str, str], Any]]:
    """Return the rows that stand in a line and are whole, by series and window."""
    found: dict[str, dict[tuple[str, str], Any]] = defaultdict(dict)
    for row in rows["series"]:
        if row["vintage"] in IN_LINE and not row["part"] and row["period_start"] and row["period_end"]:
            found[row["series_id"]][row["period_start"], row["period_end"]] = row
    return found


def _period(row: Any) -> tuple[str, ...]:
    return row["series_id"], row["period_start"], row["period_end"], row["part"]


def _interval(row: Any) -> Interval:
    value = _number(row["value"])
    if value is None:
        return Interval(None, None)
    try:
        return reading_of_value(value, row["qualifier"], "actual", _number(row["rounded_to"])).interval
    except AnalysisError:
        return Interval(None, None)


def _digits(text: str) -> str:
    """Return the digits of a number without the noughts before and after them: "EUR 4.2 billion" is 42."""
    return re.sub(r"\D", "", text).strip("0")


def _number(cell: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        return None
