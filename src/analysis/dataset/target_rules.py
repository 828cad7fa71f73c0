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
    """Refuse a definition that names no number or the wrong one, and a target without one result of its own."""
    units = {row["series_id"]: row["unit"] for row in rows["series_definitions"]}
    numbered = {row["series_id"] for row in rows["series"]}
    targets = {row["target_id"]: row for row in rows["targets"]}
    aims = {row["figure_id"]: row["unit"] for row in rows["figures"]}
    own: dict[str, Any] = {}
    seen: set[tuple[str, str]] = set()
    for row in rows[_NAME]:
        outside, name, series = row["gives"] == SERIES, row["target_id"], row["series_id"]
        for column in ("series_id", "credit"):
            if bool(row[column]) != outside:
                yield _NAME, row.line, column, f"goes with what a series gives, and {row['gives']} is given here"
        if row["gives"] == RESULT:
            if name in own:
                message = f"{name} has its own result already, on line {own[name].line}: what else counts is a series"
                yield _NAME, row.line, "gives", message
            own.setdefault(name, row)
            if name in targets and targets[name]["unit_match"] != "same":
                yield _NAME, row.line, "gives", f"{name} has no result of the same kind in print to set against it"
        if not outside or series not in units:
            continue  # a series that is not there is reported by frictionless
        if series not in numbered:
            yield _NAME, row.line, "series_id", f"{series} has no number: it gives nothing"
        aimed = aims.get(targets[name]["target_figure_id"]) if name in targets else None
        if aimed and units[series] != aimed:
            yield _NAME, row.line, "series_id", f"{series} is in {units[series]}, but the target in {aimed}"
        if (name, series) in seen:
            yield _NAME, row.line, "series_id", f"{series} is named twice for {name}"
        seen.add((name, series))
    of_target: dict[str, list[Any]] = defaultdict(list)
    for row in rows[_NAME]:
        of_target[row["target_id"]].append(row)
    for name in of_target.keys() - own.keys():
        message = f"{name} needs the result that its document prints among its definitions"
        yield _NAME, of_target[name][0].line, "gives", message
