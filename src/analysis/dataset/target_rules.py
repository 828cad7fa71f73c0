"""What a target, its result and its definitions must keep beyond their schema: rules of :mod:`analysis.dataset.check`.

Rows are those of the check: texts by column, with their line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.dataset.languages import in_all
from analysis.errors import PeriodError, counted
from analysis.figures import Period

Rows = Mapping[str, list[Any]]
Finding = tuple[str, int, str, str]

#: What ``gives`` says of a definition: the document's own result, a series from outside, or no source at all.
RESULT, SERIES = "result", "series"
_NAME = "target_definitions"
#: Months of what a rate is per.
_RATES = {"year": 12, "month": 1}


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


def windows(rows: Rows, _: object) -> Iterator[Finding]:
    """Refuse a result that counts as its target does and is measured over another time, unless it is of a part of it.

    A result of the first part of the time is one so far, and needs the day by which the rest was due.
    """
    figures = {row["figure_id"]: row for row in rows["figures"]}
    for row in rows["targets"]:
        target, actual = (figures.get(row[column]) for column in ("target_figure_id", "actual_figure_id"))
        if not (target and actual) or row["unit_match"] != "same":
            continue
        aimed, measured = _months(target), _months(actual)
        if _is_so_far(target, actual):
            if not row["deadline"]:
                ends = f"is of {actual['period_end']}, before the end of the target ({target['period_end']})"
                yield "targets", row.line, "deadline", f"is empty, and the result {ends}; say by when it was due"
        elif aimed and measured and aimed != measured:
            message = f"the target is for {counted(aimed, 'month')} and the result for {counted(measured, 'month')}"
            remedy = "say proxy, or name a result over the same time"
            yield "targets", row.line, "unit_match", f"is same, but {message}; {remedy}"


def ended_early(rows: Rows) -> Iterator[Finding]:
    """Ask about a target of which the programme ended before it was due, and nothing says why.

    Without a deadline it is due by the end of the printed window of the figure aimed at.
    """
    programmes = {row["programme_id"]: row for row in rows["programmes"]}
    figures = {row["figure_id"]: row for row in rows["figures"]}
    for row in rows["targets"]:
        programme = programmes.get(row["programme_id"])
        aimed = figures.get(row["target_figure_id"])
        due = row["deadline"] or (aimed["period_end"] if aimed and aimed["period_basis"] == "printed" else "")
        if programme and not programme["end_reason_en"] and "" < programme["end"] < due:
            said = f"is {due}" if row["deadline"] else f"is empty, and the figure aimed at is of {due}"
            ended = f"{said}, and the programme {row['programme_id']} ended on {programme['end']}"
            reason = " and ".join(in_all("end_reason"))
            remedy = f"mend one of the days, or say in {reason} of the programme why it ended early"
            yield "targets", row.line, "deadline", f"{ended}; {remedy}"


def undated(rows: Rows) -> Iterator[Finding]:
    """Ask about a target without a deadline whose figure counts until a day after its result, or after its document.

    Such a target is not due, says nowhere by when it is, and its result would count as what came of it in the end.
    """
    figures = {row["figure_id"]: row for row in rows["figures"]}
    published = {row["source_id"]: row["published"] for row in rows["sources"]}
    for row in rows["targets"]:
        aimed, until = figures.get(row["target_figure_id"]), row["as_of"] or published.get(row["source_id"], "")
        if row["deadline"] or not row["actual_figure_id"] or aimed is None or aimed["per"] or not until:
            continue
        if aimed["period_end"][: len(until)] > until:
            said = f"is empty, and the figure aimed at is of {aimed['period_end']}, after {until}"
            yield "targets", row.line, "deadline", f"{said}; say by when it was due, so that it counts as under way"


def _months(figure: Any) -> int:
    """Return for how many months a figure counts, that of a rate for those of its unit of time; 0 if not known."""
    window = _window(figure)
    if figure["per"] in _RATES:
        return _RATES[figure["per"]]
    return round(window.months) if window.known and figure["period_kind"] != "instant" else 0


def _is_so_far(target: Any, actual: Any) -> bool:
    """Whether a result is that of the first part of the time of its target."""
    whole, part = _window(target), _window(actual)
    if not (whole.start and whole.end and part.end) or target["per"] in _RATES:
        return False
    return whole.start == part.start and part.end < whole.end


def _window(figure: Any) -> Period:
    try:
        return Period.parse(figure["period_start"], figure["period_end"])
    except PeriodError:
        return Period(None, None)  # what is wrong with it is said of the figure
