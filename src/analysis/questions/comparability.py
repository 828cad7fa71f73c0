"""Whether a change between two figures means anything, and how large it is: the verdict on a pair.

A pair of ``comparisons.csv`` has the verdict and reason that are given there; of any other pair the rows of the figures
decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.dataset.languages import in_all, taken
from analysis.dataset.provenance import located, reports
from analysis.dataset.rows import interval
from analysis.dataset.tables import Dataset
from analysis.errors import UnknownNameError
from analysis.figures import bounds

#: Verdicts of ``comparisons.csv`` that allow a change to be computed.
ALLOWED = frozenset({"comparable", "with_care"})
#: Columns of :func:`verdict`.
VERDICT = [
    "figure_id",
    "other_figure_id",
    "measure_id",
    "other_measure_id",
    *in_all("label", "other_label"),
    "theme",
    "unit",
    "report",
    "other_report",
    "as_printed",
    "other_as_printed",
    "period_start",
    "period_end",
    "other_period_start",
    "other_period_end",
    "comparison_id",
    "same_definition",
    "same_population",
    "same_portfolio",
    "same_window",
    "verdict",
    "allowed",
    "obstacles",
    *in_all("reason"),
    "lower",
    "upper",
    "other_lower",
    "other_upper",
    "change_lower",
    "change_upper",
    "relative_lower",
    "relative_upper",
    "where",
    "other_where",
]
_ENDS = [
    "lower",
    "upper",
    "other_lower",
    "other_upper",
    "change_lower",
    "change_upper",
    "relative_lower",
    "relative_upper",
]
_CHECKS = ["same_definition", "same_population", "same_portfolio", "same_window"]


def verdict(data: Dataset, figure_id: str, other_figure_id: str) -> pd.DataFrame:
    """Say whether a change between two figures means anything, and how large it is: one row, see :data:`VERDICT`.

    The earlier figure comes first. A pair of ``comparisons.csv`` (any printings of its facts) has the verdict and
    reason given there; any other pair must be one measure, population, programme and place, over windows of one kind
    with no break between. ``obstacles`` are codes, separated by a space: ``same_fact``, ``undated``, ``same_window``,
    ``overlap``, ``not_comparable``, ``other_measure``, ``other_kind``, ``other_unit``, ``other_population``,
    ``other_programme``, ``other_place``, ``other_window``, ``break``. ``reason_*`` are in words.
    Where allowed, ``change_lower`` and ``change_upper`` are in the unit, ``relative_lower`` and ``relative_upper``
    fractions of the earlier figure (missing where that can be zero).
    """
    return verdicts(data, [(figure_id, other_figure_id)])


def verdicts(data: Dataset, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Return the verdict on each pair of figures, in the order given: a row each, see :func:`verdict`."""
    book = _Book(data)
    rows = [_judged(book, *pair) for pair in pairs]
    return pd.DataFrame(rows, columns=VERDICT).astype(dict.fromkeys(_ENDS, "float64"))


class _Book:
    """The rows that a verdict needs, by their key."""

    def __init__(self, data: Dataset) -> None:
        self.figures: dict[str, Any] = {row["figure_id"]: row for row in located(data.figures).to_dict("records")}
        self.measures: dict[str, Any] = {row["measure_id"]: row for row in data.measures.to_dict("records")}
        self.reports: dict[Any, str] = reports(data).set_index("source_id")["report"].to_dict()
        self.breaks: list[Any] = data.breaks.to_dict("records")
        self.places: dict[str, set[Any]] = {}
        for row in data.figure_places.to_dict("records"):
            self.places.setdefault(row["figure_id"], set()).add((row["place_id"], row["role"]))
        self.comparisons: dict[frozenset[str], Any] = {
            frozenset(self.figures[row[side]]["fact_id"] for side in ("figure_id", "other_figure_id")): row
            for row in data.comparisons.to_dict("records")
        }

    def figure(self, figure_id: str) -> Any:
        if figure_id not in self.figures:
            raise UnknownNameError("figure", figure_id, self.figures)
        return self.figures[figure_id]


def _judged(book: _Book, figure_id: str, other_figure_id: str) -> dict[str, Any]:
    one, other = _in_order(book.figure(figure_id), book.figure(other_figure_id))
    pair = book.comparisons.get(frozenset((one["fact_id"], other["fact_id"])))
    obstacles, reasons = _of_time(one, other), []
    if pair is not None:
        reasons.append(taken(pair, "reason"))
        if pair["verdict"] not in ALLOWED:
            obstacles.append("not_comparable")
    elif "same_fact" not in obstacles:
        more, why = _of_kind(book, one, other)
        obstacles += more
        reasons += why
    allowed = not obstacles
    result: dict[str, Any] = dict.fromkeys(VERDICT)
    result |= {"verdict": "comparable" if allowed else "not_comparable", "allowed": allowed}
    if pair is not None:
        result |= {name: pair[name] for name in ["comparison_id", "verdict", *_CHECKS]}
    result |= {"obstacles": " ".join(obstacles)}
    for column in in_all("reason"):
        result[column] = " ".join(told[column] for told in reasons if not pd.isna(told[column]))
    result |= _described(book, one, "") | _described(book, other, "other_")
    before, after = interval(one), interval(other)
    result |= {"lower": before.lower, "upper": before.upper, "other_lower": after.lower, "other_upper": after.upper}
    if allowed:
        step = bounds.difference(after, before)
        result |= {"change_lower": step.lower, "change_upper": step.upper}
        if before.low > 0:
            relative = bounds.change(before, after)
            result |= {"relative_lower": relative.lower, "relative_upper": relative.upper}
    return result


def _in_order(one: Any, other: Any) -> tuple[Any, Any]:
    days = [row["period_end"] if pd.notna(row["period_end"]) else row["period_start"] for row in (one, other)]
    swap = pd.notna(days[0]) and pd.notna(days[1]) and days[1] < days[0]
    return (other, one) if swap else (one, other)


def _of_time(one: Any, other: Any) -> list[str]:
    if one["fact_id"] == other["fact_id"]:
        return ["same_fact"]
    days = [row[end] for row in (one, other) for end in ("period_start", "period_end")]
    if any(pd.isna(day) for day in days):
        return ["undated"]
    if days[:2] == days[2:]:
        return ["same_window"]
    return ["overlap"] if days[2] <= days[1] else []


def _of_kind(book: _Book, one: Any, other: Any) -> tuple[list[str], list[dict[str, Any]]]:
    """Return what keeps two figures without a comparison apart, as codes, and why: ``reason_*``."""
    columns = {
        "measure_id": "other_measure",
        "kind": "other_kind",
        "unit": "other_unit",
        "per": "other_unit",
        "population": "other_population",
        "sex": "other_population",
        "programme_id": "other_programme",
        "period_kind": "other_window",
    }
    found = dict.fromkeys(code for column, code in columns.items() if not _same(one[column], other[column]))
    here, there = (book.places.get(row["figure_id"], set()) for row in (one, other))
    if here != there:
        found["other_place"] = None
    between = [
        taken(row, "reason")
        for row in book.breaks
        if row["measure_id"] in {one["measure_id"], other["measure_id"]}
        and one["period_start"] < row["at"] <= other["period_end"]
    ]
    return [*found, *(["break"] if between else [])], between


def _same(one: Any, other: Any) -> bool:
    return bool(pd.isna(one) and pd.isna(other)) or one == other


def _described(book: _Book, figure: Any, prefix: str) -> dict[str, Any]:
    measure = book.measures[figure["measure_id"]]
    columns = ["figure_id", "measure_id", "as_printed", "period_start", "period_end", "where"]
    described = {f"{prefix}{column}": figure[column] for column in columns}
    described |= taken(measure, "label", f"{prefix}label")
    described[f"{prefix}report"] = book.reports.get(figure["source_id"])
    return described if prefix else described | {"theme": measure["theme"], "unit": figure["unit"]}
