"""Charts of results held against targets."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.target_rules import RESULT, SERIES
from analysis.language import N_, _, numbers, translated
from analysis.show import wording
from analysis.show.fields import (
    AS_PRINTED,
    FIGURE,
    READ_AS,
    STATUS_PRINTED,
    WHERE,
    WINDOW,
    Field,
    cell,
    prose,
    share,
    told,
    tooltip,
)
from analysis.show.forms.intervals import Line, doublings, from_nought, intervals, where_it_lies
from analysis.show.forms.text_beside import Drawn, Role, Titles
from analysis.show.marks import Chart, Layer, Nothing
from analysis.show.theme import BLUE, GREEN, MUTED, ORANGE, PINK, SKY, WIDTH

_ENDS = ("lower", "upper")
_ALLOWS = Field("beside", READ_AS.heading, numbers.allowed)
_OF_GOAL = Field("share", N_("of the goal"), share())
_TARGET = Field("label", N_("target"), prose("label"))
_ATTAINED = Field("beside", N_("attained"), share())
_COUNTED = Field("counted", N_("what was counted"), prose("counted"))
_COMPUTED = Field("role", N_("computed"), lambda row: wording.status(row.status_computed))
_STATUS = Field("printed", STATUS_PRINTED.heading, lambda row: cell("status_as_printed")(row) or "–")
_AT = Field("where", WHERE.heading, lambda row: wording.where(f"{row.source_id}:{row.line}"))
_BOTH = Field("figure_id", N_("figures"), lambda row: f"{row.target_figure_id} {row.actual_figure_id}")


def _printing(row: Any) -> str:
    if pd.isna(row.as_printed):
        return _("what the text alone says")
    return f"“{row.as_printed}” ({wording.lines(row.where)})"


_PRINTING = Field("label", N_("as printed"), _printing)


def attainment(readings: pd.DataFrame, result: pd.DataFrame) -> Chart | Drawn:
    """Draw each printing of a result as an interval against the goal.

    ``readings`` and ``result`` are those of :mod:`analysis.questions.targets.answers`. An arrow is an interval without
    an end. The line of the goal is left out where there is none in the unit of the result; without a printed result,
    the chart says so.
    """
    row: Any = result.iloc[0]
    what = row[translated("label")]
    if readings["lower"].isna().all():
        return _nothing(what, wording.status(row["status_computed"]))
    counted = wording.counted_as(row).removeprefix("; ")
    has_goal = row["status_computed"] in wording.ANSWERS
    roles = (
        Role(_("used for sums and charts"), BLUE, "square"),
        Role(_("another printing"), MUTED),
        Role(_("what the text alone says"), ORANGE, "diamond"),
    )
    used, other, text_only = (role.name for role in roles)
    fields = (_PRINTING, _ALLOWS, _OF_GOAL, WHERE, FIGURE)
    rows = told(readings, *fields, keep=_ENDS)
    rows["role"] = [
        text_only if pd.isna(text) else used if preferred else other
        for text, preferred in zip(readings["as_printed"], readings["preferred"], strict=True)
    ]
    # "bijna" alone sets no lower end, and nothing here is below nought.
    ends = [*readings["lower"].fillna(0), *readings["upper"], *([float(row["goal"])] if has_goal else [])]
    below = [_("Bars end where the printed form sets a limit; an arrow sets none"), wording.capitalised(counted)]
    aside = [*([] if has_goal else [wording.status(row["status_computed"])]), *([counted] if counted else [])]
    return intervals(
        rows,
        Titles(_("{what}: what each printing allows", what=what), below, aside=aside),
        where_it_lies(wording.unit(row["unit"]), ends),
        roles,
        tooltip(*fields),
        line=_goal(row) if has_goal else None,
    )


def _definition(row: Any) -> str:
    """Name a definition: what it is of, and below that its window and whose result it is."""
    label = getattr(row, translated("label"))
    if row.gives == RESULT:
        label = f"{label} ({' '.join(wording.document(row.source_id))})"
    window = wording.window(row.period_start, row.period_end, row.period_basis)
    return f"{label}\n{window}; {wording.prose(row, 'credited')}"


def _would_be(row: Any) -> str:
    given = _OF_GOAL.text(row)
    return str(given) if row.against_target else _("would be {share}", share=given)


def _given(row: Any) -> str:
    if row.gives == RESULT:
        return wording.where(row.where)
    address = _("no address") if pd.isna(row.url) else row.url
    return f"{getattr(row, translated('short'))}: {address}"


_DEFINITION = (
    Field("label", "", _definition),
    Field("counts", N_("counted"), prose("counts")),
    WINDOW,
    AS_PRINTED,
    Field("allows", READ_AS.heading, numbers.allowed),
    Field("beside", N_("of the goal"), _would_be),
    Field("credit", N_("credited to"), prose("credited")),
    Field("reason", N_("against the target?"), prose("reason")),
    Field("where", WHERE.heading, _given),
    FIGURE,
)


def target_definitions(definitions: pd.DataFrame) -> Drawn | Nothing:
    """Draw what each definition of what counts would give, as intervals around the line of the goal.

    ``definitions`` is :func:`analysis.questions.targets.answers.definitions`. Each step of the axis doubles, so that a
    fifth of the goal and six times the goal can both be read. The document's own result alone is drawn as an
    attainment; single events and what no source gives are left to the table.
    """
    drawn = definitions[definitions["gives"].isin([RESULT, SERIES])].dropna(
        subset=["share_lower", "share_upper"], how="all"
    )
    if (drawn["gives"] == RESULT).all():
        return Nothing(_("*No other count of it is in the dataset: there is nothing to draw.*"))
    first: Any = drawn.iloc[0]
    what, unit = getattr(first, translated("target_label")), wording.unit(first.unit)
    roles = (
        Role(_("may be set against the target"), BLUE, "square", thick=16),
        Role(_("what this definition would give"), ORANGE),
    )
    own = drawn["against_target"].astype("bool").reset_index(drop=True)
    rows = told(drawn, *_DEFINITION, keep=(*_ENDS, "observation_id"))
    rows = rows.assign(bold=own, role=own.map({True: roles[0].name, False: roles[1].name}))
    title = _("{unit}, and {times}; each step is twice the one before", unit=unit, times=_("times the goal"))
    return intervals(
        rows,
        Titles(
            _("{what}: what each definition would give, {unit}", what=what, unit=unit),
            [_("Bars run over what the print allows; an arrow: no upper limit is printed")],
        ),
        doublings(title, [*rows["lower"], *rows["upper"], first.goal], float(first.goal)),
        roles,
        tooltip(*_DEFINITION[1:]),
        line=_goal(first),
        heading=_("of the goal"),
        wide=WIDTH * 0.7,
    )


def targets(overview: pd.DataFrame) -> Drawn:
    """Draw how far every target with an answer was met, as intervals around the line at 100%.

    ``overview`` is :func:`analysis.questions.targets.answers.overview`. Targets without an answer are left to the
    table.
    """
    answered = overview.dropna(subset="share_lower").sort_values(
        "share_lower", ascending=False, ignore_index=True, kind="stable"
    )
    shades = (BLUE, ORANGE, MUTED, SKY, GREEN, PINK)
    shapes = ("square", "diamond", "circle", "triangle-down", "triangle-up", "cross")
    looks = zip(wording.ANSWERS, shades, shapes, strict=True)
    roles = [Role(wording.status(code), shade, shape) for code, shade, shape in looks]
    years = {day.year for column in ("start", "as_of", "deadline") for day in answered[column].dropna()}
    fields = (_TARGET, _ATTAINED, _COUNTED, _COMPUTED, _STATUS, _AT, _BOTH)
    rows = told(answered, *fields, keep=("share_lower", "share_upper"))
    rows = rows.rename(columns={"share_lower": "lower", "share_upper": "upper"})
    return intervals(
        rows,
        Titles(
            _("Targets of {span} with a printed result, % attained", span=wording.span(years)),
            told=("beside", "role", "counted"),
        ),
        from_nought(_("attained, % of the target"), [*rows["lower"], *rows["upper"], 1.0], "%"),
        roles,
        tooltip(*fields),
        line=Line(1.0, "100%"),
    )


def _goal(row: Any) -> Line:
    goal = float(row.goal)
    number = numbers.number(goal)
    if row.goal_is_printed:
        return Line(goal, _("printed target: {goal}", goal=number), row.target_figure_id)
    return Line(goal, _("goal tried: {goal}", goal=number))


def _nothing(what: str, reason: str) -> Chart:
    text = Layer(pd.DataFrame({"reason": [reason]})).mark_text(color=MUTED).encode(text=alt.Text("reason:N"))
    return alt.LayerChart(layer=[text], title=what, description=f"{what}: {reason}.", width=WIDTH, height=30)
