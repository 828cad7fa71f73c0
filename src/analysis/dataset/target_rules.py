"""What the definitions of a target must keep beyond their schema: a rule of :mod:`analysis.dataset.check`.

Rows are those of the check: texts by column, with their line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

Rows = Mapping[str, list[Any]]
Finding = tuple[str, int, str, str]

#: What ``gives`` says of a definition: the document's own result, a series from outside, or no source at all.
RESULT, SERIES = "result", "series"
_NAME = "target_definitions"


def definitions(rows: Rows, _: object) -> Iterator[Finding]:
    """Refuse a definition that names no number or the wrong one."""
    units = {row["series_id"]: row["unit"] for row in rows["series_definitions"]}
    numbered = {row["series_id"] for row in rows["series"]}
    figures = {row["figure_id"]: row["unit"] for row in rows["figures"]}
    aims = {row["target_id"]: figures.get(row["target_figure_id"], "") for row in rows["targets"]}
    seen: set[tuple[str, str]] = set()
    for row in rows[_NAME]:
        outside, name, series = row["gives"] == SERIES, row["target_id"], row["series_id"]
        for column in ("series_id", "credit"):
            if bool(row[column]) != outside:
                yield _NAME, row.line, column, f"goes with what a series gives, and {row['gives']} is given here"
        if bool(row["credited_en"]) != (row["gives"] in (RESULT, SERIES)):
            yield _NAME, row.line, "credited_en", f"goes with a number, and {row['gives']} is given here"
        if not outside or series not in units:
            continue  # a series that is not there is reported by frictionless
        if series not in numbered:
            yield _NAME, row.line, "series_id", f"{series} has no number, so that it gives none"
        if aims.get(name) and units[series] != aims[name]:
            yield _NAME, row.line, "series_id", f"{series} is in {units[series]}, but the target in {aims[name]}"
        if (name, series) in seen:
            yield _NAME, row.line, "series_id", f"{series} is named twice for {name}"
        seen.add((name, series))


def results(rows: Rows, _: object) -> Iterator[Finding]:
    """Refuse a target with definitions but without one result of its own, in the unit of the target."""
    matches = {row["target_id"]: row["unit_match"] for row in rows["targets"]}
    of_target: dict[str, list[Any]] = defaultdict(list)
    for row in rows[_NAME]:
        of_target[row["target_id"]].append(row)
    for name, definitions_of_it in of_target.items():
        own = [row for row in definitions_of_it if row["gives"] == RESULT]
        if not own:
            message = f"{name} needs the result that its document prints among its definitions"
            yield _NAME, definitions_of_it[0].line, "gives", message
        for row in own[1:]:
            message = f"{name} has its own result already, on line {own[0].line}: another count is a series"
            yield _NAME, row.line, "gives", message
        if own and matches.get(name, "same") != "same":
            yield _NAME, own[0].line, "gives", f"{name} prints no result that counts the same as the target"
