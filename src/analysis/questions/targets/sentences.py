"""Sentences on results held against targets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.dataset.target_rules import SERIES
from analysis.figures.currencies import SIGNED
from analysis.language import _, ngettext, numbers, translated
from analysis.questions.targets import answers as question
from analysis.show import wording
from analysis.show.wording import ANSWERS, status
from analysis.show.wording import unit as unit_name


def attainment(result: pd.DataFrame, readings: pd.DataFrame) -> str:
    """Say how far a target was met, what of that is convention, and what status was printed; Markdown."""
    row: Any = result.iloc[0]
    what = row[translated("label")]
    if row["status_computed"] in question.NO_ANSWER:
        reason = status(row["status_computed"])
        note = f" {wording.prose(row, 'note')}".rstrip()
        if row["status_computed"] == question.NOT_DUE:
            return _("**{what}: no answer yet, this is {reason}.**{note}", what=what, reason=reason, note=note)
        return _("**{what}: no answer, because {reason}.**{note}", what=what, reason=reason, note=note)
    share = numbers.share(row["share_lower"], row["share_upper"], numbers.opened(row, "share_"))
    goal = _goal(row)
    aim = _("the printed target") if row["goal_is_printed"] else _("the goal tried here")
    used = readings[readings["figure_id"] == row["actual_figure_id"]].iloc[0]
    result_text = numbers.allowed(row, row["unit"], prefix="actual_")
    counted = wording.counted_as(row)
    parts = [
        _(
            "**{what}: {share} of {goal}, {aim}: {status}{counted}.**",
            what=what,
            share=share,
            goal=goal,
            aim=aim,
            status=status(row["status_computed"]),
            counted=counted,
        ),
        _(
            "The result is printed as “{as_printed}”, which we read as {result_text}.",
            as_printed=used.as_printed,
            result_text=result_text,
        ),
    ]
    if not pd.isna(row["goal_far_off"]):
        printed = _goal({"unit": row["unit"], "goal": row["goal_far_off"]})
        parts.append(
            _(
                "**Is that the goal you meant? The printed one is {printed}, at least a thousand times more or less.**",
                printed=printed,
            )
        )
    if row["conventional"]:
        parts.append(_without_convention(row, readings.iloc[-1]))
    quoted = ""
    if row["claims_disagree"]:
        quoted = row["claims_as_printed"]
        parts.append(
            _(
                "The document itself says two things of it that do not agree: {claims_as_printed}.",
                claims_as_printed=quoted,
            )
        )
    if not pd.isna(row["status_as_printed"]) and f"“{row['status_as_printed']}”" not in quoted:
        parts.append(
            _(
                "The document's own status is “{status_as_printed}”.",
                status_as_printed=row["status_as_printed"],
            )
        )
    return " ".join(parts)


def _goal(row: Any) -> str:
    if row["unit"] in SIGNED:
        return numbers.interval(row["goal"], row["goal"], row["unit"])
    return numbers.number(row["goal"])


def _without_convention(row: Any, only: Any) -> str:
    share = _("anything")
    if not (pd.isna(only["share_lower"]) and pd.isna(only["share_upper"])):
        share = numbers.share(only["share_lower"], only["share_upper"], numbers.opened(only, "share_"))
    claim = "" if pd.isna(row["below_as_printed"]) else f" (“{row['below_as_printed']}”)"
    same = row["status_text_only"] == row["status_computed"]
    status_only = status(row["status_text_only"])
    conclusion = (
        _("which leads to the same conclusion")
        if same
        else _("and on that alone: {status_only}", status_only=status_only)
    )
    return _(
        "An end of that interval is our convention for the hedge; the text alone{claim} allows {share}, {conclusion}.",
        claim=claim,
        share=share,
        conclusion=conclusion,
    )


def target_definitions(definitions: pd.DataFrame) -> str:
    """Say what each definition of what counts would give, see ``answers.definitions``; Markdown."""
    own = definitions[definitions["against_target"]]
    others = definitions[definitions["gives"] == SERIES]
    if own.empty or others.empty:
        return _("No other count of what this target is about is in the dataset.")
    if own["share_lower"].isna().all() and own["share_upper"].isna().all():
        return _("There is no goal to hold these counts against.")
    row: Any = next(rows_of(own))
    goal = _goal({"unit": row.unit, "goal": row.goal})
    printed = _("the printed target") if row.goal_is_printed else _("the goal tried here")
    share = numbers.share(row.share_lower, row.share_upper, numbers.opened(row, "share_"))
    lead = _(
        "{moves}The document's own result comes to {share} of {goal}, {printed}; counted are {counts}. That alone may be set against the target. Whoever counts otherwise would get:",
        moves=_moves(row, others),
        share=share,
        goal=goal,
        printed=printed,
        counts=getattr(row, translated("counts")),
    )
    gives = [_gives(list(rows_of(rows))) for _, rows in others.groupby("definition_id")]
    nothing = [getattr(r, translated("counts")) for r in rows_of(definitions[definitions["gives"] == "nothing"])]
    last = "" if not nothing else _("\n\n**What none of them can give:** {join}.", join="; ".join(nothing))
    return "\n".join([f"{lead}\n", *gives]) + last


def _moves(own: Any, others: pd.DataFrame) -> str:
    """Say that the definition moves the answer further than the hedge does, where it does."""
    lowest = [own.share_lower, *others["share_lower"].dropna()]
    if pd.isna(own.share_upper) or max(lowest) - min(lowest) <= own.share_upper - own.share_lower:
        return ""
    return _("**What counts moves the answer further than the hedge does.** ")


def _gives(rows: list[Any]) -> str:
    """Say what one definition gives, window by window; an item of a Markdown list."""
    told = []
    for row in rows:
        share = numbers.share(row.share_lower, row.share_upper, numbers.opened(row, "share_"))
        window = wording.window(row.period_start, row.period_end, row.period_basis)
        told.append(f"{share} ({window}, “{row.as_printed}”)")
    credit = wording.prose(rows[0], "credited")
    text = getattr(rows[0], translated("counts"))
    return _(
        "- {value}, credited to {credit}: {told}",
        value=text,
        credit=credit,
        told=wording.listed(told),
    )


def targets(overview: pd.DataFrame) -> str:
    """Count what became of all targets, see ``answers.overview``; Markdown."""
    counted: Any = question.counts(overview).iloc[0]
    status_counts = overview["status_computed"].value_counts()
    answers = [(code, int(status_counts.get(code, 0))) for code in ANSWERS if status_counts.get(code, 0)]
    listed = ", ".join(f"{count} {status(code)}" for code, count in answers)
    detail = f": {listed}" if listed else ""
    total, numbered, answered = (int(counted[name]) for name in ("rows", "with_number", "answered"))
    no_target, no_result, other = (int(counted[name]) for name in ("no_target", "no_result", "other_unit"))
    few = _("only ") if 0 < answered < numbered / 2 else ""
    named = ngettext(
        "**The documents name {total} targets, plans, expectations and budgets. {no_target} has no numeric target;",
        "**The documents name {total} targets, plans, expectations and budgets. {no_target} have no numeric target;",
        no_target,
        total=total,
        no_target=no_target,
    )
    held = ngettext(
        "of the {numbered} with a number, {few}{answered} can be held against a result{detail}.**",
        "of the {numbered} with a number, {few}{answered} can be held against a result{detail}.**",
        answered,
        numbered=numbered,
        few=few,
        answered=answered,
        detail=detail,
    )
    earmarked = _earmarks(int(counted["earmark"]))
    rest = ngettext(
        "Of the others with a number, {no_result} has no printed result, and for {other} target and result count different things{earmarked}.",
        "Of the others with a number, {no_result} have no printed result, and for {other} target and result count different things{earmarked}.",
        no_result,
        no_result=no_result,
        other=other,
        earmarked=earmarked,
    )
    return f"{named} {held} {rest}"


def _earmarks(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "; {count} is an earmark, neither a goal nor a limit",
        "; {count} are earmarks, neither goals nor limits",
        count,
        count=count,
    )


def pace(table: pd.DataFrame) -> str:
    """Say how fast each result came against its deadline, and of which targets what lacks for a pace; a Markdown list.

    ``table`` is ``answers.pace``.
    """
    if table.empty:
        return _("No target prints a deadline and a result before it.")
    lines = [_pace(row) for row in rows_of(table[table["missing"] == ""])]
    lacking = table[table["missing"] != ""].groupby("missing", sort=False)
    lines += [_paceless(str(missing), rows) for missing, rows in lacking]
    return "\n".join(f"- {line}" for line in lines)


def _paceless(missing: str, rows: pd.DataFrame) -> str:
    """Say what is not printed that a pace of some targets needs."""
    words = {
        "start": _("no start"),
        "result": _("no result"),
        "as_of": _("no day of the result"),
        "deadline": _("no deadline"),
    }
    return _(
        "**No pace, because {lacking} is printed:** {names}.",
        names="; ".join(rows[translated("label")]),
        lacking=wording.listed([words[code] for code in missing.split()]),
    )


def _pace(row: Any) -> str:
    elapsed, total = (numbers.number(round(months, 1)) for months in (row.months_elapsed, row.months_total))
    unit, counted = (unit_name(code) for code in (row.goal_unit, row.actual_unit))
    goal = numbers.number(row.goal)
    needed = numbers.number(row.needed, 1)
    so_far, rest = (
        numbers.interval(low, high, decimals=1)
        for low, high in ((row.so_far_lower, row.so_far_upper), (row.rest_lower, row.rest_upper))
    )
    projected = numbers.interval(row.projected_lower, row.projected_upper)
    proxy = "" if row.unit_match == "same" else _(" Target and result count different things, so this is a proxy.")
    return _(
        "**{label}:** aimed at {goal} {unit} in {total} months, which needs {needed} a month; after {elapsed} months there had been {so_far} {counted} a month, and {rest} a month were needed from then on. At an unchanged pace it would end at {projected} {counted}, which is an illustration and not a forecast.{proxy}",
        label=getattr(row, translated("label")),
        goal=goal,
        unit=unit,
        total=total,
        needed=needed,
        elapsed=elapsed,
        so_far=so_far,
        counted=counted,
        rest=rest,
        projected=projected,
        proxy=proxy,
    )


def coverage(table: pd.DataFrame) -> str:
    """Say for how many results each document prints a target, see ``answers.coverage``; a Markdown list."""
    return "\n".join(f"- {_coverage(row)}" for row in rows_of(table))


def _coverage(row: Any) -> str:
    results = ngettext("{count} result", "{count} results", row.results, count=row.results)
    status_ = "" if not row.with_status else _(", {with_status} with a status", with_status=row.with_status)
    number = (
        _("none with a numeric target")
        if not row.with_target
        else _("{with_target} with a numeric target", with_target=row.with_target)
    )
    return f"*{row.title}*: {results}{status_}, {number}."
