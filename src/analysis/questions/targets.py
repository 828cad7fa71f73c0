"""Which targets were met? Results held against what was promised, as intervals."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.provenance import located
from analysis.dataset.tables import Dataset
from analysis.errors import ParameterError, UnknownNameError
from analysis.figures import Interval, bounds

#: Kinds of money that are a limit to stay within, not a goal to reach.
LIMITS = frozenset({"budget", "reserved", "ceiling", "envelope"})

#: Columns of :func:`attainment`, beside those of ``targets.csv``.
RESULTS = [
    "unit", "goal", "goal_lower", "goal_upper", "goal_is_printed", "actual_lower", "actual_upper", "conventional",
    "share_lower", "share_upper", "status_computed", "status_text_only",
]  # fmt: skip

#: Columns of :func:`readings`.
READINGS = ["figure_id", "as_printed", "where", "preferred", "lower", "upper", "share_lower", "share_upper"]


def overview(data: Dataset) -> pd.DataFrame:
    """Return every target with its attainment: one row a target, columns of ``targets.csv`` and :data:`RESULTS`.

    Where there is no number to hold against another, the numbers are missing and the status is ``no_target``,
    ``no_result`` or ``other_unit``; ``note`` says why.
    """
    return pd.concat([attainment(data, target) for target in data.targets["target_id"]], ignore_index=True)


def attainment(data: Dataset, target_id: str, goal: float | None = None) -> pd.DataFrame:
    """Hold one result against its target: one row, columns of ``targets.csv`` and :data:`RESULTS`.

    ``goal`` replaces the printed target, in its unit; it must be above zero. ``share_lower`` and ``share_upper`` are
    fractions of the goal. ``status_computed`` follows the conventions for hedges; ``status_text_only`` drops the ends
    that are our convention and keeps what the text itself excludes. Both are ``reached``, ``not_reached``,
    ``undecided``, ``within`` or ``beyond`` for money that is a limit, or why there is no answer. Raises
    :class:`UnknownNameError`, :class:`ParameterError`.
    """
    row = _target(data, target_id)
    if goal is not None and not goal > 0:
        raise ParameterError(f"goal is {goal}; a goal is above zero, or None for the printed target")
    target, actual = (_figure(data, row[column]) for column in ("target_figure_id", "actual_figure_id"))
    aim = Interval.point(goal) if goal is not None else _interval(target)
    result = row.to_dict() | dict.fromkeys(RESULTS)
    result |= {"goal_is_printed": goal is None, "conventional": bool(actual is not None and actual["conventional"])}
    counted = actual if actual is not None else target
    result["unit"] = None if counted is None else counted["unit"]
    if aim is not None:
        printed = None if target is None else target["value"]
        result |= {"goal": goal or printed, "goal_lower": aim.lower, "goal_upper": aim.upper}
    measured = _interval(actual)
    if measured is not None:
        result |= {"actual_lower": measured.lower, "actual_upper": measured.upper}
    missing = _missing(row, aim, measured)
    if missing or aim is None or measured is None:
        result |= {"status_computed": missing, "status_text_only": missing}
        return _frame(result)
    shares = bounds.ratio(measured, aim)
    result |= {"share_lower": shares.lower, "share_upper": shares.upper}
    if target is not None and target["kind"] in LIMITS:
        status = {"reached": "beyond", "not_reached": "within"}.get(_status(measured, aim), "undecided")
        within = "within" if measured.high <= aim.low else status
        result |= {"status_computed": within, "status_text_only": within}
        return _frame(result)
    result["status_computed"] = _status(measured, aim)
    only = text_only(measured, result["conventional"], row, target)
    # "A little below 3,000" is below it: the limit that a claim sets is not itself reached.
    below = result["conventional"] and row["claim_means"] == "below" and only.high <= aim.low
    result["status_text_only"] = "not_reached" if below else _status(only, aim)
    return _frame(result)


def readings(data: Dataset, target_id: str, goal: float | None = None) -> pd.DataFrame:
    """Return every printing of a result and what each allows, in order of the document; empty without a result.

    One row a printing: ``figure_id, as_printed, where, preferred, lower, upper, share_lower, share_upper``; a last row
    with ``as_printed`` empty and ``preferred`` true is what the text alone says, claim included, without convention.
    """
    row: Any = attainment(data, target_id, goal).iloc[0]
    target, actual = (_figure(data, row[column]) for column in ("target_figure_id", "actual_figure_id"))
    if actual is None or pd.isna(row["goal"]) or row["unit_match"] == "none":
        return pd.DataFrame(
            columns=["figure_id", "as_printed", "where", "preferred", "lower", "upper", "share_lower", "share_upper"]
        )
    printings = data.figures[data.figures["fact_id"] == actual["fact_id"]]
    table = located(printings)[["figure_id", "as_printed", "where", "preferred", "lower", "upper"]]
    only = text_only(Interval(*_ends(actual)), bool(actual["conventional"]), row, target)
    claim = {"figure_id": actual["figure_id"], "as_printed": None, "where": None, "preferred": True,
             "lower": only.lower, "upper": only.upper}  # fmt: skip
    table = pd.concat([table, pd.DataFrame([claim])], ignore_index=True)
    for end in ("lower", "upper"):
        table[end] = table[end].astype("float64")
        table[f"share_{end}"] = table[end] / row["goal"]
    return table


def text_only(measured: Interval, conventional: bool, row: Any, target: Any | None) -> Interval:
    """Return what the text itself says of a result: its floor, and the limit that its claim about the target sets."""
    if not conventional:
        return measured
    claim = row["claim_means"]
    limit = None if target is None or claim != "below" else float(target["value"])
    return Interval(measured.lower, limit)


def _status(measured: Interval, aim: Interval) -> str:
    if measured.low >= aim.high:
        return "reached"
    return "not_reached" if measured.high < aim.low else "undecided"


def _missing(row: Any, aim: Interval | None, measured: Interval | None) -> str | None:
    if aim is None:
        return "no_target"
    if measured is None:
        return "no_result"
    return "other_unit" if row["unit_match"] == "proxy" else None


def _target(data: Dataset, target_id: str) -> Any:
    found = data.targets[data.targets["target_id"] == target_id]
    if found.empty:
        raise UnknownNameError("target", target_id, data.targets["target_id"])
    return found.iloc[0]


def _figure(data: Dataset, figure_id: Any) -> Any | None:
    if pd.isna(figure_id):
        return None
    return data.figures[data.figures["figure_id"] == figure_id].iloc[0]


def _ends(figure: Any) -> tuple[float | None, float | None]:
    lower, upper = (None if pd.isna(figure[end]) else float(figure[end]) for end in ("lower", "upper"))
    return lower, upper


def _interval(figure: Any | None) -> Interval | None:
    if figure is None or pd.isna(figure["value"]):
        return None
    return Interval(*_ends(figure))


def _frame(result: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame([result])
    numbers = [column for column in RESULTS if column.endswith(("lower", "upper")) or column == "goal"]
    return frame.astype(dict.fromkeys(numbers, "float64"))
