"""Which targets were met? Results held against what was promised, as intervals."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.provenance import located
from analysis.dataset.tables import Dataset
from analysis.errors import ParameterError, UnknownNameError
from analysis.figures import Interval, Period, bounds

#: Kinds of money that are a limit to stay within, not a goal to reach.
LIMITS = frozenset({"budget", "reserved", "ceiling", "envelope"})

#: Columns of :func:`attainment`, beside those of ``targets.csv``.
RESULTS = [
    "unit", "goal", "goal_lower", "goal_upper", "goal_is_printed", "goal_far_off", "actual_lower", "actual_upper",
    "conventional", "share_lower", "share_upper", "status_computed", "status_text_only",
]  # fmt: skip

#: A goal so many times the printed one, or such a part of it, is more likely a slip than a try.
FAR_OFF = 1000

#: The statuses that say why there is no answer.
NO_ANSWER = ("no_target", "no_result", "other_unit")

#: Columns of :func:`readings`.
READINGS = ["figure_id", "as_printed", "where", "preferred", "lower", "upper", "share_lower", "share_upper"]

#: Columns of :func:`pace`.
PACE = [
    "target_id", "label_en", "label_nl", "unit_match", "start", "as_of", "deadline", "months_elapsed", "months_total",
    "goal", "goal_unit", "actual_lower", "actual_upper", "actual_unit", "needed", "so_far_lower", "so_far_upper",
    "rest_lower", "rest_upper", "projected_lower", "projected_upper", "figure_id", "source_id", "line",
]  # fmt: skip


def overview(data: Dataset) -> pd.DataFrame:
    """Return every target with its attainment: one row a target, columns of ``targets.csv`` and :data:`RESULTS`.

    Where there is no number to hold against another, the numbers are missing and the status is ``no_target``,
    ``no_result`` or ``other_unit``; ``note`` says why.
    """
    return pd.concat([attainment(data, target) for target in data.targets["target_id"]], ignore_index=True)


def attainment(data: Dataset, target_id: str, goal: float | None = None) -> pd.DataFrame:
    """Hold one result against its target: one row, columns of ``targets.csv`` and :data:`RESULTS`.

    ``goal`` replaces the printed target, in its unit; it must be above zero. ``share_lower`` and ``share_upper`` are
    fractions of the goal. ``goal_far_off`` is the printed target where the goal is :data:`FAR_OFF` from it, else
    missing. ``status_computed`` follows the conventions for hedges; ``status_text_only`` drops the ends that are our
    convention and keeps what the text itself excludes. Both are ``reached``, ``not_reached``, ``undecided``, ``within``
    or ``beyond`` for money that is a limit, or one of :data:`NO_ANSWER`. Raises :class:`UnknownNameError`,
    :class:`ParameterError`.
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
        if goal is not None and printed and not 1 / FAR_OFF < goal / printed < FAR_OFF:
            result |= {"goal_far_off": printed}
    measured = _interval(actual)
    if measured is not None:
        result |= {"actual_lower": measured.lower, "actual_upper": measured.upper}
    missing = _missing(row, target, aim, measured)
    if missing or aim is None or actual is None or measured is None:
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
    only = text_only(actual, row, target)
    # "A little below 3,000" and "bijna 3.000" are below it: a limit that the text sets is not itself reached.
    below = (row["claim_means"] == "below" or actual["qualifier"] == "almost") and only.high <= aim.low
    below = result["conventional"] and below
    result["status_text_only"] = "not_reached" if below else _status(only, aim)
    return _frame(result)


def readings(data: Dataset, target_id: str, goal: float | None = None) -> pd.DataFrame:
    """Return every printing of a result and what each allows, in order of the document; empty without a result.

    One row a printing, columns :data:`READINGS`; a last row with ``as_printed`` empty and ``preferred`` true is what
    the text alone says, claim included, without convention. The shares are missing where there is no goal in the
    unit of the result.
    """
    row: Any = attainment(data, target_id, goal).iloc[0]
    target, actual = (_figure(data, row[column]) for column in ("target_figure_id", "actual_figure_id"))
    if actual is None:
        return pd.DataFrame(columns=READINGS)
    printings = data.figures[data.figures["fact_id"] == actual["fact_id"]]
    table = located(printings)[["figure_id", "as_printed", "where", "preferred", "lower", "upper"]]
    only = text_only(actual, row, target)
    claim = {"figure_id": actual["figure_id"], "as_printed": None, "where": None, "preferred": True,
             "lower": only.lower, "upper": only.upper}  # fmt: skip
    table = pd.concat([table, pd.DataFrame([claim])], ignore_index=True)
    for end in ("lower", "upper"):
        table[end] = table[end].astype("float64")
        table[f"share_{end}"] = table[end] / (float("nan") if row["status_computed"] in NO_ANSWER else row["goal"])
    return table[READINGS]


def pace(data: Dataset) -> pd.DataFrame:
    """Return, for every target with a deadline still ahead of its result, the pace needed and the pace so far.

    One row a target, :data:`PACE`. Months are calendar months; paces are per month, in ``goal_unit`` (needed) and
    ``actual_unit`` (so far), which differ where ``unit_match`` is ``proxy``. ``rest`` is the pace needed after
    ``as_of`` to end at the goal, and ``projected`` what the pace so far would come to at the deadline: arithmetic, no
    forecast, and across units only for want of better. Money that is a limit has no pace. Empty without such a target.
    """
    rows = []
    for target_id in data.targets["target_id"]:
        row: Any = attainment(data, target_id).iloc[0]
        target, actual = (_figure(data, row[column]) for column in ("target_figure_id", "actual_figure_id"))
        dates = [row["start"], row["as_of"], row["deadline"]]
        if target is None or actual is None or any(pd.isna(day) for day in dates) or target["kind"] in LIMITS:
            continue
        if row["unit_match"] == "none" or not row["start"] <= row["as_of"] < row["deadline"]:
            continue
        elapsed, total = (Period(row["start"].date(), row[end].date()).months for end in ("as_of", "deadline"))
        aim, done = Interval.point(float(row["goal"])), Interval(*_ends(actual))
        so_far, needed = (bounds.ratio(done, Interval.point(elapsed)), bounds.ratio(aim, Interval.point(total)))
        rest = bounds.ratio(bounds.difference(aim, done), Interval.point(total - elapsed))
        result = {column: row[column] for column in PACE if column in row.index}
        result |= {"goal_unit": target["unit"], "actual_unit": actual["unit"], "needed": needed.lower,
                   "months_elapsed": elapsed, "months_total": total,
                   "figure_id": f"{target['figure_id']} {actual['figure_id']}"}  # fmt: skip
        for end in ("lower", "upper"):
            ahead = getattr(so_far, end)
            result |= {f"so_far_{end}": ahead, f"rest_{end}": getattr(rest, end)}
            result[f"projected_{end}"] = None if ahead is None else ahead * total
        rows.append(result)
    numbers = [column for column in PACE if column.endswith(("lower", "upper")) or column in {"goal", "needed"}]
    return pd.DataFrame(rows, columns=PACE).astype(dict.fromkeys(numbers, "float64"))


def coverage(data: Dataset) -> pd.DataFrame:
    """Count, for each document, the results with a target in print: how many could be held against anything at all.

    One row a document that reports results: ``source_id, title, results, with_status`` (a status is printed for it),
    ``with_target`` (a number to aim at is printed), ``figure_id`` (the figures counted, separated by a space).
    """
    results = data.targets[data.targets["actual_figure_id"].notna() | data.targets["status_as_printed"].notna()]
    money = data.figures.loc[data.figures["unit"].isin(["EUR", "USD"]), "figure_id"]
    results = results[~results["actual_figure_id"].isin(money)]
    named = results[["target_figure_id", "actual_figure_id"]].apply(lambda row: " ".join(row.dropna()), axis=1)
    counted = results.assign(figures=named).groupby("source_id", as_index=False).agg(
        results=("target_id", "size"),
        with_status=("status_as_printed", "count"),
        with_target=("target_figure_id", "count"),
        figure_id=("figures", lambda names: " ".join(sorted(set(" ".join(names).split())))),
    )  # fmt: skip
    return counted.merge(data.sources[["source_id", "title"]], on="source_id")


def text_only(actual: Any, row: Any, target: Any | None) -> Interval:
    """Return what the text itself says of a result: the end that its hedge sets, and the limit that its claim sets.

    "Ruim" sets the lower end, "bijna" the upper, "circa" none; a claim to be below the target sets an upper one.
    """
    measured = Interval(*_ends(actual))
    if not actual["conventional"]:
        return measured
    lower = measured.lower if actual["qualifier"] == "just_over" else None
    upper = measured.upper if actual["qualifier"] == "almost" else None
    if target is not None and row["claim_means"] == "below":
        limit = float(target["value"])
        if (lower is None or lower < limit) and (upper is None or limit < upper):
            upper = limit
    return Interval(lower, upper)


def _status(measured: Interval, aim: Interval) -> str:
    if measured.low >= aim.high:
        return "reached"
    return "not_reached" if measured.high < aim.low else "undecided"


def _missing(row: Any, target: Any | None, aim: Interval | None, measured: Interval | None) -> str | None:
    if aim is None:
        return "no_target"
    if measured is None:
        return "no_result"
    # A goal that is tried where no target is printed is in the unit of the result.
    return "other_unit" if target is not None and row["unit_match"] != "same" else None


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
    numbers = [
        column for column in RESULTS if column.endswith(("lower", "upper")) or column in {"goal", "goal_far_off"}
    ]
    return frame.astype(dict.fromkeys(numbers, "float64"))
