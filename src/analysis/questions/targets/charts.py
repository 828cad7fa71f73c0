"""Charts of results held against targets."""

from __future__ import annotations

from math import ceil, floor, log2, log10
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.target_rules import RESULT, SERIES
from analysis.language import _, numbers, translated
from analysis.show import wording
from analysis.show.marks import Chart, Nothing, cited, legend_picks, rows_of
from analysis.show.theme import BLUE, COLOURS, GREEN, INK, MUTED, ORANGE, PINK, WIDTH

#: Characters on a line of a subtitle, and of a label.
_SUBTITLE, _LABEL = 110, 60
#: How far an arrow reaches that stands for no upper limit, in doublings.
_ARROW = 0.45
#: Width of the plot beside long labels, in pixels.
_PLOT = 380


def attainment(readings: pd.DataFrame, result: pd.DataFrame) -> Chart:
    """Draw each printing of a result as an interval against the goal.

    ``readings`` and ``result`` are those of :mod:`analysis.questions.targets.answers`. An arrow is an interval without an end.
    The line of the goal is left out where there is none in the unit of the result; without a printed result, the
    chart says so.
    """
    row: Any = result.iloc[0]
    what = row[translated("label")]
    if readings["lower"].isna().all():
        return _nothing(what, wording.status("no_result"))
    counted = wording.counted_as(row).removeprefix("; ")
    has_goal = row["status_computed"] in wording.ANSWERS
    goal = float(row["goal"]) if has_goal else 0.0
    against = _goal_label(row) if has_goal else wording.status(row["status_computed"])
    used, other, text_only = roles = (
        _("used for sums and charts"),
        _("another printing"),
        _("what the text alone says"),
    )
    begin, end = _frame(readings, goal)
    printed = readings["as_printed"].notna()
    rows = readings.assign(
        label=[
            text_only if pd.isna(r.as_printed) else f"“{r.as_printed}” ({wording.lines(r.where)})"
            for r in rows_of(readings)
        ],
        lower=readings["lower"].fillna(0),  # "bijna" alone sets no lower end, and nothing here is below nought
        shown=readings["upper"].fillna(end),
        allows=[numbers.allowed(r) for r in rows_of(readings)],
        share=[numbers.share(r.share_lower, r.share_upper, numbers.opened(r, "share_")) for r in rows_of(readings)],
        role=readings["preferred"].map({True: used, False: other}).where(printed, text_only),
        open=readings["upper"].isna(),
        where=cited(readings),
    )[["figure_id", "label", "lower", "shown", "upper", "allows", "share", "role", "open", "where"]]
    y = alt.Y("label:N", sort=rows["label"].tolist(), title=None)
    x = alt.X(
        "lower:Q",
        title=wording.unit(row["unit"]),
        scale=alt.Scale(domain=[begin, end], nice=False, zero=False),
        axis=alt.Axis(format=",.0f", tickCount=7),
    )
    present = {
        name: shade for name, shade in zip(roles, (BLUE, MUTED, ORANGE), strict=True) if name in set(rows["role"])
    }
    scale = alt.Scale(domain=list(present), range=list(present.values()))
    colour = alt.Color("role:N", title=None, scale=scale, legend=alt.Legend(orient="bottom", labelLimit=400))
    tooltip = [
        alt.Tooltip("label:N", title=_("as printed")),
        alt.Tooltip("allows:N", title=_("allows")),
        alt.Tooltip("share:N", title=_("of the goal")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    base = alt.Chart()
    bars = base.mark_rule(strokeWidth=7).encode(x=x, x2=alt.X2("shown:Q"), y=y, color=colour, tooltip=tooltip)
    dots = base.mark_point(shape="square", size=70, opacity=1).encode(
        x=alt.X("lower:Q"), y=y, color=colour, tooltip=tooltip
    )
    arrows = (
        base.transform_filter("datum.open")
        .mark_point(shape="triangle-right", size=130, opacity=1)
        .encode(x=alt.X("shown:Q"), y=y, color=colour, tooltip=tooltip)
    )
    printed_goal = row["target_figure_id"] if row["goal_is_printed"] else None
    aim = pd.DataFrame({"figure_id": [printed_goal], "goal": [goal], "label": [against]}).head(int(has_goal))
    line = alt.Chart(aim).mark_rule(strokeDash=[5, 3], strokeWidth=1.5, color=INK).encode(x=alt.X("goal:Q"))
    name = (
        alt.Chart(aim)
        .mark_text(align="right", dx=-6, dy=-8, color=INK, fontWeight="bold")
        .encode(x=alt.X("goal:Q"), y=alt.YValue(0), text=alt.Text("label:N"))
    )
    title = alt.TitleParams(
        _("{what}: what each printing allows", what=what),
        subtitle=[
            _("Bars end where the printed form sets a limit; an arrow sets none"),
            *(
                [
                    _(
                        "The axis does not begin at nought but at {begin}",
                        begin=numbers.number(begin),
                    )
                ]
                if begin
                else []
            ),
            *wrap(counted[:1].upper() + counted[1:], _SUBTITLE),
        ],
    )
    described = "; ".join(f"{r.label}: {r.allows}" for r in rows_of(rows))
    told = f"{what}, {against}{f'; {counted}' if counted else ''}. {described}."
    return alt.LayerChart(
        data=rows,
        layer=[bars, dots, arrows, line, name],
        title=title,
        description=told,
        width=WIDTH,
        height=alt.Step(30),
    )


def _frame(readings: pd.DataFrame, goal: float) -> tuple[float, float]:
    """Return where the axis begins and ends: at nought, unless result and goal lie close together far from it.

    Then it is as far on either side as they are apart, so that the answer fills a third of the picture.
    """
    ends = [*readings["lower"].fillna(0), *readings["upper"].dropna(), *([goal] if goal else [])]
    low, high = min(ends), max(ends)
    apart = high - low
    if not 0 < 2 * apart < low:
        return 0.0, high * 1.12
    step = 10.0 ** floor(log10(apart))
    return floor((low - apart) / step) * step, ceil((high + apart) / step) * step


def target_definitions(definitions: pd.DataFrame) -> Chart | Nothing:
    """Draw what each definition of what counts would give, as intervals around the line of the goal.

    ``definitions`` is :func:`analysis.questions.targets.answers.definitions`. Each step of the axis doubles, so that a fifth of
    the goal and six times the goal can both be read. The document's own result alone is drawn as an attainment; single
    events and what no source gives are left to the table.
    """
    drawn = definitions[definitions["gives"].isin([RESULT, SERIES])].dropna(
        subset=["share_lower", "share_upper"], how="all"
    )
    if (drawn["gives"] == RESULT).all():
        return Nothing(_("*No other count of it is in the dataset: there is nothing to draw.*"))
    first: Any = drawn.iloc[0]
    goal, what = float(first.goal), getattr(first, translated("target_label"))
    starts = drawn["lower"].where(drawn["lower"] > 0).dropna()
    low = min(-1, floor(log2(min(starts.min(), goal) / goal))) if len(starts) else -1
    rows = pd.DataFrame([_definition(row, goal * 2**low) for row in rows_of(drawn)])
    high = max(1, ceil(log2(rows["shown"].max() / goal)))
    scale = alt.Scale(type="log", base=2, domain=[goal * 2**low, goal * 2**high], nice=False)
    own, other = roles = (
        _("may be set against the target"),
        _("what this definition would give"),
    )
    rows["role"] = drawn["against_target"].map({True: own, False: other}).to_list()
    unit = wording.unit(first.unit)
    times = _("times the goal")
    axis = alt.Axis(
        title=_("{unit}, and {times}; each step is twice the one before", unit=unit, times=times),
        values=[goal * 2**power for power in range(low, high + 1)],
        grid=True,
        labelFlush=False,
        labelExpr=f"[format(datum.value, ',.6~r'), (datum.value < {goal} ? '1/' + round({goal} / datum.value) : "
        f"round(datum.value / {goal})) + '×']",
    )
    x = alt.X("begins:Q", scale=scale, axis=axis)
    y = alt.Y(
        "label:N",
        sort=rows["label"].tolist(),
        title=None,
        axis=alt.Axis(
            labelExpr="split(datum.label, '|')",
            labelLimit=340,
            labelLineHeight=13,
            labelFontSize=11,
            labelOffset=-6,
            ticks=False,
            domain=False,
            grid=True,
            offset=6,
        ),
    )
    colour = alt.Color(
        "role:N",
        title=None,
        scale=alt.Scale(domain=list(roles), range=[BLUE, ORANGE]),
        legend=alt.Legend(orient="bottom", labelLimit=400),
    )
    shape = alt.Shape("role:N", title=None, scale=alt.Scale(domain=list(roles), range=["square", "circle"]))
    tooltip = [
        alt.Tooltip("counts:N", title=_("counted")),
        alt.Tooltip("window:N", title=_("window")),
        alt.Tooltip("as_printed:N", title=_("as printed")),
        alt.Tooltip("allows:N", title=_("allows")),
        alt.Tooltip("share:N", title=_("of the goal")),
        alt.Tooltip("credit:N", title=_("credited to")),
        alt.Tooltip("reason:N", title=_("against the target?")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    base = alt.Chart()
    bars = [
        base.transform_filter(f"{'' if own_ else '!'}datum.own")
        .mark_rule(strokeWidth=16 if own_ else 7)
        .encode(x=x, x2=alt.X2("shown:Q"), y=y, color=colour, tooltip=tooltip)
        for own_ in (True, False)
    ]
    points = base.transform_filter("datum.point").mark_point(size=70, opacity=1)
    dots = points.encode(x=x, y=y, color=colour, shape=shape, tooltip=tooltip)
    arrows = base.transform_filter("datum.open").mark_point(shape="triangle-right", size=110, opacity=1)
    arrows = arrows.encode(x=alt.X("shown:Q"), y=y, color=colour, tooltip=tooltip)
    beside = {"x": alt.XValue(_PLOT + 12), "y": y, "text": alt.Text("told:N")}
    told = [
        base.transform_filter(f"{'' if bold else '!'}datum.own")
        .mark_text(align="left", fontWeight="bold" if bold else "normal")
        .encode(**beside)
        for bold in (True, False)
    ]
    against = _goal_label({"goal": goal, "goal_is_printed": first.goal_is_printed})
    aim = pd.DataFrame(
        {
            "figure_id": [first.target_figure_id],
            "goal": [goal],
            "label": [against],
            "head": [_("of the goal")],
        }
    )
    line = alt.Chart(aim).mark_rule(strokeDash=[5, 3], strokeWidth=1.5, color=INK).encode(x=alt.X("goal:Q"))
    name = (
        alt.Chart(aim)
        .mark_text(dy=-9, fontWeight="bold")
        .encode(x=alt.X("goal:Q"), y=alt.YValue(0), text=alt.Text("label:N"))
    )
    head = alt.Chart(aim).mark_text(dy=-9, align="left", color=MUTED)
    head = head.encode(x=alt.XValue(_PLOT + 12), y=alt.YValue(0), text=alt.Text("head:N"))
    title = alt.TitleParams(
        wrap(_("{what}: what each definition would give, {unit}", what=what, unit=unit), 68),
        subtitle=_("Bars run over what the print allows; an arrow: no upper limit is printed"),
    )
    described = "; ".join(f"{r.counts}, {r.window}: {r.told}" for r in rows_of(rows))
    return alt.LayerChart(
        data=rows,
        layer=[line, *bars, dots, arrows, *told, name, head],
        title=title,
        description=f"{what}, {against}. {described}.",
        width=_PLOT,
        height=alt.Step(40),
    )


def _definition(row: Any, floor_: float) -> dict[str, object]:
    """Return the row of a definition as it is drawn, from ``floor_`` on where its print sets no lower limit."""
    begins = max(row.lower, floor_) if row.lower > 0 else floor_
    window = wording.window(row.period_start, row.period_end, row.period_basis)
    share = numbers.share(row.share_lower, row.share_upper, numbers.opened(row, "share_"))
    credit = wording.prose(row, "credited")
    would = share if row.against_target else _("would be {share}", share=share)
    label = getattr(row, translated("label"))
    if row.gives == RESULT:
        label = f"{label} ({' '.join(wording.document(row.source_id))})"
    if row.gives == RESULT:
        where = wording.where(row.where)
    else:
        address = _("no address") if pd.isna(row.url) else row.url
        where = f"{getattr(row, translated('short'))}: {address}"
    return {
        "figure_id": row.figure_id if pd.notna(row.figure_id) else None,
        "observation_id": row.observation_id if pd.notna(row.observation_id) else None,
        "label": "|".join([*wrap(label, _LABEL), f"{window}; {credit}"]),
        "counts": getattr(row, translated("counts")),
        "window": window,
        "as_printed": f"“{row.as_printed}”",
        "allows": numbers.allowed(row),
        "share": share,
        "told": would,
        "own": bool(row.against_target),
        "credit": credit,
        "reason": wording.prose(row, "reason"),
        "where": where,
        "begins": begins,
        "shown": row.upper if pd.notna(row.upper) else begins * 2**_ARROW,
        "open": bool(pd.isna(row.upper)),
        "point": bool(pd.isna(row.upper) or row.upper == row.lower),
    }


def targets(overview: pd.DataFrame) -> Chart:
    """Draw how far every target with an answer was met, as intervals around the line at 100%.

    ``overview`` is :func:`analysis.questions.targets.answers.overview`. Targets without an answer are left to the table.
    """
    answered = overview.dropna(subset="share_lower").sort_values(
        "share_lower", ascending=False, ignore_index=True, kind="stable"
    )
    highest = float(answered[["share_lower", "share_upper"]].max().max()) if len(answered) else 1.0
    end = max(highest, 1.0) * 1.15
    rows = answered.assign(
        label=answered[translated("label")],
        shown=answered["share_upper"].fillna(end),
        attained=[numbers.share(r.share_lower, r.share_upper, numbers.opened(r, "share_")) for r in rows_of(answered)],
        status=[wording.status(r.status_computed) for r in rows_of(answered)],
        printed=answered["status_as_printed"].fillna("–"),
        counted=answered[translated("counted")],
        figure_id=answered["target_figure_id"] + " " + answered["actual_figure_id"],
        where=[wording.where(f"{r.source_id}:{r.line}") for r in rows_of(answered)],
    )[["figure_id", "label", "share_lower", "shown", "attained", "counted", "status", "printed", "where"]]
    statuses = [wording.status(code) for code in wording.ANSWERS]
    scale = alt.Scale(domain=statuses, range=[BLUE, ORANGE, MUTED, COLOURS[5], GREEN, PINK])
    colour = alt.Color("status:N", title=None, scale=scale, legend=alt.Legend(orient="bottom"))
    shape = alt.Shape(
        "status:N",
        title=None,
        scale=alt.Scale(
            domain=statuses, range=["square", "diamond", "circle", "triangle-right", "triangle-up", "cross"]
        ),
    )
    tooltip = [
        alt.Tooltip("label:N", title=_("target")),
        alt.Tooltip("attained:N", title=_("attained")),
        alt.Tooltip("counted:N", title=_("what was counted")),
        alt.Tooltip("status:N", title=_("computed")),
        alt.Tooltip("printed:N", title=_("status as printed")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    y = alt.Y("label:N", sort=rows["label"].tolist(), title=None)
    x = alt.X(
        "share_lower:Q",
        title=_("attained, % of the target"),
        axis=alt.Axis(format="%"),
        scale=alt.Scale(domain=[0, end], nice=False),
    )
    base = alt.Chart()
    bars = base.mark_rule(strokeWidth=5).encode(x=x, x2=alt.X2("shown:Q"), y=y, color=colour, tooltip=tooltip)
    dots = base.mark_point(size=90, opacity=1).encode(x=x, y=y, color=colour, shape=shape, tooltip=tooltip)
    line = alt.Chart(pd.DataFrame({"x": [1.0]})).mark_rule(strokeDash=[5, 3], color=INK).encode(x=alt.X("x:Q"))
    title = _("Targets of {span} with a printed result, % attained", span=wording.span())
    counted = _("counted")
    described = "; ".join(f"{r.label}: {r.attained}, {r.status} ({counted}: {r.counted})" for r in rows_of(rows))
    return alt.LayerChart(
        data=rows,
        layer=[*legend_picks([bars, dots], "status"), line],
        title=title,
        description=f"{title}. {described}.",
        width=WIDTH * 0.8,
        height=alt.Step(26),
    )


def _nothing(what: str, reason: str) -> Chart:
    text = alt.Chart(pd.DataFrame({"reason": [reason]})).mark_text(color=MUTED).encode(text=alt.Text("reason:N"))
    return alt.LayerChart(layer=[text], title=what, description=f"{what}: {reason}.", width=WIDTH, height=30)


def _goal_label(row: Any) -> str:
    goal = numbers.number(float(row["goal"]))
    if row["goal_is_printed"]:
        return _("printed target: {goal}", goal=goal)
    return _("goal tried: {goal}", goal=goal)
