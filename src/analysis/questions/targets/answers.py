"""Which targets were met? Results held against what was promised, as intervals.

Without a ``target_id`` the target is that of the headline (``roles.csv``).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset import roles
from analysis.dataset.languages import in_all, taken
from analysis.dataset.once import once
from analysis.dataset.provenance import located, whole_reports
from analysis.dataset.rows import interval
from analysis.dataset.series_rules import IN_LINE
from analysis.dataset.tables import Dataset
from analysis.dataset.target_rules import RESULT, SERIES
from analysis.errors import N_, ParameterError, UnknownNameError
from analysis.figures import Interval, Period, bounds, limiting
from analysis.questions.indicators import answers as indicators

#: Kinds of money that are a limit to stay within, not a goal to reach.
LIMITS = frozenset({"budget", "ceiling", "envelope"})

#: Kinds of money that are neither: what is set aside for a purpose need not be spent, and more may be.
EARMARKS = frozenset({"reserved"})

#: Kinds of money that was promised or set apart at once, which no result comes nearer to.
_GIVEN = frozenset({"announced", "made_available", "commitment"})

#: The status of what is below its target before the deadline: neither met nor missed.
UNDER_WAY = "under_way"

#: The status of what has no result and is for a time after the last result that any document prints.
NOT_DUE = "not_due"

#: Columns of :func:`attainment`, beside those of ``targets.csv``.
RESULTS = [
    "unit",
    "goal",
    "goal_lower",
    "goal_upper",
    "goal_lower_open",
    "goal_upper_open",
    "goal_limit",
    "goal_is_printed",
    "goal_far_off",
    "actual_lower",
    "actual_upper",
    "actual_lower_open",
    "actual_upper_open",
    "conventional",
    "share_lower",
    "share_upper",
    "share_lower_open",
    "share_upper_open",
    "status_computed",
    "status_text_only",
    "claims_as_printed",
    "claims_mean",
    "below_as_printed",
    "claims_disagree",
    *in_all("counted"),
    "definitions",
]

#: A goal so many times the printed one, or such a part of it, is more likely a slip than a try.
FAR_OFF = 1000

#: The statuses that say why there is no answer.
NO_ANSWER = ("no_target", "no_result", NOT_DUE, "earmark", "other_unit")

#: Columns of :func:`readings`.
READINGS = [
    "figure_id",
    "as_printed",
    "where",
    "preferred",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "share_lower",
    "share_upper",
    "share_lower_open",
    "share_upper_open",
    *in_all("counted"),
]

#: What a definition gives where its series holds single events, which are never a total.
EVENTS = "events"

#: Columns of :func:`definitions`, a row a number, or a definition without one:
#:
#: * ``definition_id, target_id``, ``target_label_*``;
#: * ``gives``: ``result`` (what the document prints beside the target), ``series`` (a count from outside),
#:   :data:`EVENTS` or ``nothing``; ``label_*`` (the measure or series, short), ``counts_*``
#:   (what is counted, within a sentence);
#: * ``credit`` (whose result it is claimed to be; ``credited_*`` in words) and ``funding`` (who pays,
#:   where the number says so);
#: * ``period_start, period_end, period_basis``: the window, missing where nothing gives a number;
#: * ``as_printed, unit, lower, upper, lower_open, upper_open, conventional``: the number and what its print allows;
#: * ``goal, goal_is_printed, target_figure_id``: the printed target, or the one tried, which has no figure;
#:   ``share_lower, share_upper`` (fractions of it) and ``…_open``, missing for single events and where nothing gives a
#:   number;
#: * ``against_target``: whether the share is an attainment: of the document's own result alone. Any other is what that
#:   definition would give. ``reason_*``: why, or why not;
#: * ``series_id, observation_id`` or ``figure_id``, ``where`` (of a figure); ``source_id, short_*, url``,
#:   ``read_by`` (``secondary`` where another text quotes it), ``note_*``.
DEFINITIONS = [
    "definition_id",
    "target_id",
    *in_all("target_label"),
    "gives",
    *in_all("label", "counts"),
    "credit",
    *in_all("credited"),
    "funding",
    "period_start",
    "period_end",
    "period_basis",
    "as_printed",
    "unit",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "conventional",
    "goal",
    "goal_is_printed",
    "share_lower",
    "share_upper",
    "share_lower_open",
    "share_upper_open",
    "against_target",
    *in_all("reason"),
    "series_id",
    "observation_id",
    "figure_id",
    "target_figure_id",
    "where",
    "source_id",
    *in_all("short"),
    "url",
    "read_by",
    *in_all("note"),
]

#: What a pace needs beside a number aimed at: when it began, its result, the day of that, and by when it is due.
NEEDED = ("start", "result", "as_of", "deadline")
#: Columns of :func:`pace`.
PACE = [
    "target_id",
    *in_all("label"),
    "missing",
    "unit_match",
    "start",
    "as_of",
    "deadline",
    "months_elapsed",
    "months_total",
    "goal",
    "goal_unit",
    "actual_lower",
    "actual_upper",
    "actual_unit",
    "needed",
    "so_far_lower",
    "so_far_upper",
    "rest_lower",
    "rest_upper",
    "projected_lower",
    "projected_upper",
    "target_figure_id",
    "actual_figure_id",
    "source_id",
    "line",
]


@once
def overview(data: Dataset) -> pd.DataFrame:
    """Return every target with its attainment: one row a target, columns of ``targets.csv`` and :data:`RESULTS`.

    Where there is no number to hold against another, the shares are missing and the status is one of
    :data:`NO_ANSWER`; ``note`` says why.
    """
    return pd.concat([attainment(data, target) for target in data.targets["target_id"]], ignore_index=True)


@once
def attainment(data: Dataset, target_id: str | None = None, goal: float | None = None) -> pd.DataFrame:
    """Hold one result against its target: one row, columns of ``targets.csv`` and :data:`RESULTS`.

    ``goal`` replaces the printed target, in its unit; it must be above zero. ``share_lower`` and ``share_upper`` are
    fractions of the goal; ``…_open`` says that an end itself is not possible, ``goal_limit`` on which side a goal limits
    that was decided ("at_least"), else missing. ``goal_far_off`` is the printed target
    where the goal is :data:`FAR_OFF` from it, else missing. ``status_computed`` follows the conventions for hedges;
    ``status_text_only`` drops the ends that are our convention and keeps what the text itself excludes. Both are
    ``reached``, ``not_reached``, ``undecided``, :data:`UNDER_WAY` where the result is of a time before the deadline
    (without one, before the end of the target's own window) and still below, ``within`` or ``beyond`` for money that is
    a limit, or one of :data:`NO_ANSWER`: an ``earmark`` is neither a goal nor a limit. ``claims_as_printed`` quotes
    what the document claims, ``claims_mean`` holds the codes, see :func:`claims`; ``below_as_printed`` is the claim
    that sets a limit, and ``claims_disagree`` says that another claim says otherwise. ``counted_*`` say what the result
    counts, and ``definitions`` by how many others the same could be counted, see :func:`definitions`. Raises
    :class:`UnknownNameError`, :class:`ParameterError`.
    """
    row = _target(data, target_id)
    target_id = str(row["target_id"])
    if goal is not None and not goal > 0:
        raise ParameterError(N_("goal is {goal}; a goal is above zero, or None for the printed target"), goal=goal)
    target, actual = (_figure(data, row[column]) for column in ("target_figure_id", "actual_figure_id"))
    aim = Interval.point(goal) if goal is not None else _interval(target)
    result = row.to_dict() | dict.fromkeys(RESULTS) | _claimed(data, target_id)
    result |= _counted(data, target_id, actual)
    result |= {"goal_is_printed": goal is None, "conventional": bool(actual is not None and actual["conventional"])}
    counted = actual if actual is not None else target
    result["unit"] = None if counted is None else counted["unit"]
    if aim is not None:
        printed = None if target is None else target["value"]
        result |= {"goal": goal or printed} | _ends(aim, "goal_")
        if goal is None and target is not None:
            result |= {"goal_limit": limiting(*(target[name] for name in ("kind", "qualifier", "lower", "upper")))}
        if goal is not None and printed and not 1 / FAR_OFF < goal / printed < FAR_OFF:
            result |= {"goal_far_off": printed}
    measured = _interval(actual)
    if measured is not None:
        result |= _ends(measured, "actual_")
    missing = _missing(row, target, aim, measured)
    if missing == "no_result" and row["deadline"] > last_result(data):
        missing = NOT_DUE
    if missing or aim is None or actual is None or measured is None:
        result |= {"status_computed": missing, "status_text_only": missing}
        return _frame(result)
    result |= _ends(bounds.ratio(measured, aim), "share_")
    if target is not None and target["kind"] in LIMITS:
        status = {"reached": "beyond", "not_reached": "within"}.get(_status(measured, aim), "undecided")
        within = "within" if measured.high <= aim.low else status
        result |= {"status_computed": within, "status_text_only": within}
        return _frame(result)
    only = text_only(actual, result, target)
    result |= {"status_computed": _status(measured, aim), "status_text_only": _status(only, aim)}
    if row["as_of"] < _due(row, target):
        early = {name: UNDER_WAY for name in ("status_computed", "status_text_only") if result[name] == "not_reached"}
        result |= early
    return _frame(result)


def _due(row: Any, target: Any) -> Any:
    """Return by when a target is due, without a deadline by the end of its own window; missing where neither is said.

    The window of a rate is only how long that holds.
    """
    without = target is None or not pd.isna(row["deadline"]) or not pd.isna(target.get("per"))
    return row["deadline"] if without else target["period_end"]


@once
def last_result(data: Dataset) -> Any:
    """Return the last day of the last result that a report of all results prints, missing where none prints one."""
    reached = (data.figures["kind"] == "actual") & data.figures["source_id"].isin(whole_reports(data))
    return data.figures.loc[reached, "period_end"].max()


@once
def claims(data: Dataset, target_id: str | None = None) -> pd.DataFrame:
    """Return what the documents claim of a target, in order of print: the rows of ``target_claims.csv``, located."""
    rows = data.target_claims[data.target_claims["target_id"] == _target(data, target_id)["target_id"]]
    return located(rows).sort_values(["source_id", "line", "claim_id"], ignore_index=True)


@once
def readings(data: Dataset, target_id: str | None = None, goal: float | None = None) -> pd.DataFrame:
    """Return every printing of a result and what each allows, in order of the document; empty without a result.

    One row a printing, columns :data:`READINGS`; a last row with ``as_printed`` empty and ``preferred`` true is what
    the text alone says, claim included, without convention. The shares are missing where there is no goal in the
    unit of the result. What was counted is the same in all rows, and missing where nothing else could be.
    """
    row: Any = attainment(data, target_id, goal).iloc[0]
    target, actual = (_figure(data, row[column]) for column in ("target_figure_id", "actual_figure_id"))
    if actual is None:
        return pd.DataFrame(columns=READINGS)
    printings = data.figures[data.figures["fact_id"] == actual["fact_id"]]
    columns = ["figure_id", "as_printed", "where", "preferred", "lower", "upper", "lower_open", "upper_open"]
    table = located(printings)[columns]
    claim = {"figure_id": actual["figure_id"], "as_printed": None, "where": None, "preferred": True}
    claim |= _ends(text_only(actual, row, target))
    table = pd.concat([table, pd.DataFrame([claim])], ignore_index=True)
    goal = float("nan") if row["status_computed"] in NO_ANSWER else row["goal"]
    for end in ("lower", "upper"):
        table[end] = table[end].astype("float64")
        table[f"share_{end}"] = table[end] / goal
        table[f"share_{end}_open"] = table[f"{end}_open"]
    for column in in_all("counted"):
        table[column] = row[column] if row["definitions"] else None
    return table[READINGS]


@once
def definitions(data: Dataset, target_id: str | None = None, goal: float | None = None) -> pd.DataFrame:
    """Return what could count towards a target, and what each definition gives: see :data:`DEFINITIONS`.

    In the order of ``target_definitions.csv``, the numbers of a series by window. Empty for a target of which the
    dataset knows one definition only. ``goal`` replaces the printed target. Raises :class:`UnknownNameError`,
    :class:`ParameterError`.
    """
    result: Any = attainment(data, target_id, goal).iloc[0]
    sources = data.sources.set_index("source_id")
    known: list[Any] = _definitions(data, str(result["target_id"])).to_dict("records")
    found = []
    for definition in known:
        for number in _numbers(data, definition, result):
            row: dict[str, Any] = definition | number | {"goal": result["goal"], "goal_is_printed": goal is None}
            row |= taken(result, "label", "target_label")
            row["target_figure_id"] = result["target_figure_id"] if goal is None else None
            if number["gives"] in (RESULT, SERIES) and result["status_computed"] not in NO_ANSWER:
                row |= _ends(bounds.ratio(interval(number), Interval.point(float(result["goal"]))), "share_")
            row["against_target"] = number["gives"] == RESULT
            if "source_id" in number:
                row |= {column: sources.loc[number["source_id"], column] for column in (*in_all("short"), "url")}
            found.append(row)
    table = pd.DataFrame(found, columns=DEFINITIONS)
    numbers = ["lower", "upper", "goal", "share_lower", "share_upper"]
    flags = ["lower_open", "upper_open", "share_lower_open", "share_upper_open", "conventional", "against_target"]
    days = ["period_start", "period_end"]
    table[flags] = table[flags].eq(True)
    return table.astype(
        dict.fromkeys(numbers, "float64") | dict.fromkeys(flags, "bool") | dict.fromkeys(days, "datetime64[s]")
    )


@once
def pace(data: Dataset) -> pd.DataFrame:
    """Return, for every target with a deadline still ahead of its result, the pace needed and the pace so far.

    One row a target, :data:`PACE`. Months are calendar months; paces are per month, in ``goal_unit`` (needed) and
    ``actual_unit`` (so far), which differ where ``unit_match`` is ``proxy``. ``rest`` is the pace needed after
    ``as_of`` to end at the goal, and ``projected`` what the pace so far would come to at the deadline: arithmetic, no
    forecast, and across units only for want of better. A target with a number of which something is not printed
    that a pace needs, and whose result is not of all its time, has a row without one: ``missing`` names it, of
    :data:`NEEDED`, separated by a space, and is empty in every other row. Money that is a limit or was promised,
    and what describes a set-up, have no pace. Empty without a number aimed at.
    """
    rows = []
    for target_id in data.targets["target_id"]:
        row: Any = attainment(data, target_id).iloc[0]
        target, actual = (_figure(data, row[column]) for column in ("target_figure_id", "actual_figure_id"))
        if target is None or target["kind"] in LIMITS | EARMARKS | _GIVEN or _describes(data, target):
            continue
        if row["as_of"] >= target["period_end"]:  # the result is of all the time that was given: nothing is ahead
            continue
        missing = _missing_of_pace(row, actual)
        result = {column: row[column] for column in PACE if column in row.index}
        result |= {"goal_unit": target["unit"], "missing": " ".join(missing)}
        if not missing and row["start"] <= row["as_of"] < row["deadline"]:
            rows.append(result | _pace(row, actual))
        elif missing:
            rows.append(result)
    numbers = [column for column in PACE if column.endswith(("lower", "upper")) or column in {"goal", "needed"}]
    return pd.DataFrame(rows, columns=PACE).astype(dict.fromkeys(numbers, "float64"))


def _describes(data: Dataset, target: Any) -> bool:
    """Whether what was aimed at is no quantity that grows, such as how long something is to take."""
    concept = data.measures.set_index("measure_id")["concept"]
    return bool(concept[target["measure_id"]] == "neither")


def _missing_of_pace(row: Any, actual: Any) -> list[str]:
    """Return what of :data:`NEEDED` is not printed; the day of a result only where there is one."""
    lacking = {column for column in ("start", "as_of", "deadline") if pd.isna(row[column])}
    if actual is None or row["unit_match"] == "none":
        lacking = lacking - {"as_of"} | {"result"}
    return [name for name in NEEDED if name in lacking]


def _pace(row: Any, actual: Any) -> dict[str, Any]:
    """Return what is computed of a pace, see :func:`pace`."""
    elapsed, total = (Period(row["start"].date(), row[end].date()).months for end in ("as_of", "deadline"))
    aim, done = Interval.point(float(row["goal"])), interval(actual)
    so_far, needed = (bounds.ratio(done, Interval.point(elapsed)), bounds.ratio(aim, Interval.point(total)))
    rest = bounds.ratio(bounds.difference(aim, done), Interval.point(total - elapsed))
    result = {
        "actual_unit": actual["unit"],
        "needed": needed.lower,
        "months_elapsed": elapsed,
        "months_total": total,
    }
    for end in ("lower", "upper"):
        ahead = getattr(so_far, end)
        result |= {f"so_far_{end}": ahead, f"rest_{end}": getattr(rest, end)}
        result[f"projected_{end}"] = None if ahead is None else ahead * total
    return result


def counts(overview: pd.DataFrame) -> pd.DataFrame:
    """Count what became of the targets of :func:`overview`: one row.

    ``rows`` in all; ``answered`` can be held against a result, the others have ``no_target`` (no number to aim at is
    printed), ``no_result`` (a numeric target, and no result, due or not) or ``other_unit`` (both, but they count
    different things); ``with_number`` are those with a numeric target.
    """
    status = overview["status_computed"].replace(NOT_DUE, "no_result")
    row = {code: int((status == code).sum()) for code in NO_ANSWER if code != NOT_DUE}
    total = len(overview)
    return pd.DataFrame(
        [{"rows": total, "answered": total - sum(row.values()), "with_number": total - row["no_target"]} | row]
    )


@once
def coverage(data: Dataset) -> pd.DataFrame:
    """Count, for each document, the results with a target in print: how many could be held against anything at all.

    One row a document that reports results, oldest first: ``source_id, title, report, results`` (as
    ``indicators.answers.counts`` counts them), ``with_status`` (a status is printed for it), ``with_target`` (a number
    to aim at is printed), ``figure_id`` (the results counted, separated by a space).
    """
    facts = data.figures.set_index("figure_id")["fact_id"]
    held = data.targets.assign(fact_id=data.targets["actual_figure_id"].map(facts)).dropna(subset="fact_id")
    results = indicators.results(data)
    table = indicators.counts(data)
    for column, needed in (("with_status", "status_as_printed"), ("with_target", "target_figure_id")):
        found = results[results["fact_id"].isin(held.loc[held[needed].notna(), "fact_id"])]
        table[column] = table["source_id"].map(found.groupby("source_id").size()).fillna(0).astype("int64")
    return table[["source_id", "title", "report", "results", "with_status", "with_target", "figure_id"]]


def text_only(actual: Any, row: Any, target: Any | None) -> Interval:
    """Return what the text itself says of a result: the end that its hedge sets, and the limit that its claim sets.

    "Ruim" sets the lower end, "bijna" the upper, "circa" none; a claim to be below the target sets an upper one. What
    is below a number does not reach it: that end is open.
    """
    measured = interval(actual)
    if not actual["conventional"]:
        return measured
    said = Interval(None, None)
    if actual["qualifier"] == "just_over":
        said = Interval(measured.lower, None, lower_open=measured.lower_open)
    elif actual["qualifier"] == "almost":
        said = Interval(None, measured.upper, upper_open=measured.upper_open)
    if target is not None and _below(row):
        below = Interval(None, float(target["value"]), upper_open=True)
        # A claim that the figure contradicts sets no limit.
        return bounds.overlap(said, below) or said
    return said


def _definitions(data: Dataset, target_id: str) -> pd.DataFrame:
    rows = data.target_definitions
    return rows[rows["target_id"] == target_id].sort_values("definition_id", ignore_index=True)


def _numbers(data: Dataset, definition: Any, result: Any) -> list[dict[str, Any]]:
    """Return the numbers that a definition gives, as far as they are its own; one row without any for nothing."""
    of_figure = [
        "funding",
        "credit",
        "period_start",
        "period_end",
        "period_basis",
        "as_printed",
        "unit",
        "lower",
        "upper",
        "lower_open",
        "upper_open",
        "conventional",
        "source_id",
        *in_all("note"),
    ]
    if definition["gives"] == RESULT:
        figure: Any = _figure(data, result["actual_figure_id"])
        measure = data.measures.set_index("measure_id").loc[figure["measure_id"]]
        where = f"{figure['source_id']}:{figure['line']}"
        own = {column: figure[column] for column in of_figure} | {"figure_id": figure["figure_id"], "where": where}
        return [own | {"gives": RESULT, "read_by": "self"} | taken(measure, "label")]
    if definition["gives"] != SERIES:
        return [{"gives": definition["gives"]} | taken(definition, "counts", "label")]
    series = data.series_definitions.set_index("series_id").loc[definition["series_id"]]
    kind = EVENTS if series["concept"] == "event" else SERIES
    shared = {name: series[name] for name in (*in_all("label"), "unit")} | {"gives": kind}
    rows = data.series[(data.series["series_id"] == definition["series_id"]) & data.series["vintage"].isin(IN_LINE)]
    kept = [column for column in of_figure if column not in ("unit", "credit")]
    return [
        {column: row[column] for column in kept}
        | shared
        | {"observation_id": row["observation_id"], "read_by": row["read_by"]}
        for row in rows.sort_values(["period_end", "period_start"]).to_dict("records")
    ]


def _counted(data: Dataset, target_id: str, actual: Any | None) -> dict[str, object]:
    """Return what the result of a target counts: by its definition where others are known, else its measure."""
    known = _definitions(data, target_id)
    own = known[known["gives"] == RESULT]
    if not own.empty:
        others = int((known["gives"] == SERIES).sum())
        return taken(own.iloc[0], "counts", "counted") | {"definitions": others}
    if actual is None:
        return dict.fromkeys(in_all("counted")) | {"definitions": 0}
    measure = data.measures.set_index("measure_id").loc[actual["measure_id"]]
    return taken(measure, "label", "counted") | {"definitions": 0}


@once
def _claimed(data: Dataset, target_id: str) -> dict[str, object]:
    """Return the claims of a target in one row: quoted, and the codes of what they mean, separated by a space.

    Words that are printed twice are quoted once, and those of the status not again, unless claims disagree.
    """
    said = claims(data, target_id)
    means = set(said["claim_means"].dropna())
    below = said.loc[said["claim_means"] == "below", "claim_as_printed"]
    disagree = not below.empty and bool(means & {"reached", "above", "as_expected"})
    quoted = {words.casefold(): words for words in reversed(said["claim_as_printed"].to_list())}
    if not disagree:
        quoted.pop(str(_target(data, target_id)["status_as_printed"]).casefold(), None)
    return {
        "claims_as_printed": ", ".join(f"“{words}”" for words in reversed(quoted.values())) or None,
        "claims_mean": " ".join(sorted(means)),
        "below_as_printed": None if below.empty else below.iloc[0],
        "claims_disagree": disagree,
    }


def _below(row: Any) -> bool:
    return "below" in row["claims_mean"].split()


def _status(measured: Interval, aim: Interval) -> str:
    if measured.low >= aim.high:
        return "reached"
    return "not_reached" if bounds.compare(measured, aim) == "below" else "undecided"


def _missing(row: Any, target: Any | None, aim: Interval | None, measured: Interval | None) -> str | None:
    if aim is None:
        return "no_target"
    if measured is None:
        return "no_result"
    if target is not None and target["kind"] in EARMARKS:
        return "earmark"
    # A goal that is tried where no target is printed is in the unit of the result.
    return "other_unit" if target is not None and row["unit_match"] != "same" else None


def _target(data: Dataset, target_id: str | None) -> Any:
    if target_id is None:
        target_id = roles.player(data, "headline_target")
    found = data.targets[data.targets["target_id"] == target_id]
    if found.empty:
        raise UnknownNameError("target", target_id, data.targets["target_id"])
    return found.iloc[0]


def _figure(data: Dataset, figure_id: Any) -> Any | None:
    if pd.isna(figure_id):
        return None
    return data.figures[data.figures["figure_id"] == figure_id].iloc[0]


def _ends(ends: Interval, prefix: str = "") -> dict[str, Any]:
    return {
        f"{prefix}lower": ends.lower,
        f"{prefix}upper": ends.upper,
        f"{prefix}lower_open": ends.lower_open,
        f"{prefix}upper_open": ends.upper_open,
    }


def _interval(figure: Any | None) -> Interval | None:
    return None if figure is None or pd.isna(figure["value"]) else interval(figure)


def _frame(result: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame([result])
    numbers = [
        column for column in RESULTS if column.endswith(("lower", "upper")) or column in {"goal", "goal_far_off"}
    ]
    opened = {column: frame[column].eq(True).astype("bool") for column in RESULTS if column.endswith("_open")}
    return frame.astype(dict.fromkeys(numbers, "float64")).assign(**opened)
