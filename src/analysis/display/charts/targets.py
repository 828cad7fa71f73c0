"""Charts of results held against targets."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.display import numbers, wording
from analysis.display.charts.marks import Chart, cited, legend_picks, rows_of
from analysis.display.theme import BLUE, GREEN, INK, MUTED, ORANGE, PINK, WIDTH, Language
from analysis.display.wording import say


def attainment(readings: pd.DataFrame, result: pd.DataFrame, language: Language) -> Chart:
    """Draw each printing of a result as an interval against the goal.

    ``readings`` and ``result`` are those of :mod:`analysis.questions.targets`. An arrow is an interval without an end.
    The line of the goal is left out where there is none in the unit of the result; without a printed result, the
    chart says so.
    """
    row: Any = result.iloc[0]
    what = row[f"label_{language}"]
    if readings["lower"].isna().all():
        return _nothing(what, wording.status("no_result", language))
    has_goal = row["status_computed"] in wording.ANSWERS
    goal = float(row["goal"]) if has_goal else 0.0
    against = _goal_label(row, language) if has_goal else wording.status(row["status_computed"], language)
    used, other, text_only = roles = (
        say(language, "used for sums and charts", "gebruikt in sommen en grafieken"),
        say(language, "another printing", "andere vermelding"),
        say(language, "what the text alone says", "wat de tekst zelf zegt"),
    )
    end = max(float(readings[["lower", "upper"]].max().max()), goal) * 1.12
    printed = readings["as_printed"].notna()
    rows = readings.assign(
        label=[
            text_only if pd.isna(r.as_printed) else f"“{r.as_printed}” ({wording.lines(r.where, language)})"
            for r in rows_of(readings)
        ],
        lower=readings["lower"].fillna(0),  # "bijna" alone sets no lower end, and nothing here is below nought
        shown=readings["upper"].fillna(end),
        allows=[numbers.allowed(r, language) for r in rows_of(readings)],
        share=[
            numbers.share(r.share_lower, r.share_upper, language, numbers.opened(r, "share_"))
            for r in rows_of(readings)
        ],
        role=readings["preferred"].map({True: used, False: other}).where(printed, text_only),
        open=readings["upper"].isna(),
        where=cited(readings, language),
    )[["figure_id", "label", "lower", "shown", "upper", "allows", "share", "role", "open", "where"]]
    y = alt.Y("label:N", sort=rows["label"].tolist(), title=None)
    x = alt.X("lower:Q", title=wording.unit(row["unit"], language), scale=alt.Scale(domain=[0, end], nice=False),
              axis=alt.Axis(format=",.0f", tickCount=7))  # fmt: skip
    present = {
        name: shade for name, shade in zip(roles, (BLUE, MUTED, ORANGE), strict=True) if name in set(rows["role"])
    }
    scale = alt.Scale(domain=list(present), range=list(present.values()))
    colour = alt.Color("role:N", title=None, scale=scale, legend=alt.Legend(orient="bottom", labelLimit=400))
    tooltip = [
        alt.Tooltip("label:N", title=say(language, "as printed", "zoals gedrukt")),
        alt.Tooltip("allows:N", title=say(language, "allows", "laat toe")),
        alt.Tooltip("share:N", title=say(language, "of the goal", "van het doel")),
        alt.Tooltip("where:N", title=say(language, "source", "bron")),
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
        say(language, f"{what}: what each printing allows", f"{what}: wat elke vermelding toelaat"),
        subtitle=say(language, "Bars end where the printed form sets a limit; an arrow sets none",
                     "Balken eindigen waar de gedrukte vorm een grens stelt; een pijl stelt er geen"),
    )  # fmt: skip
    described = "; ".join(f"{r.label}: {r.allows}" for r in rows_of(rows))
    return alt.LayerChart(
        data=rows, layer=[bars, dots, arrows, line, name], title=title, description=f"{what}, {against}. {described}.",
        width=WIDTH, height=alt.Step(30),
    )  # fmt: skip


def targets(overview: pd.DataFrame, language: Language) -> Chart:
    """Draw how far every target with an answer was met, as intervals around the line at 100%.

    ``overview`` is :func:`analysis.questions.targets.overview`. Targets without an answer are left to the table.
    """
    answered = overview.dropna(subset="share_lower").sort_values("share_lower", ascending=False, ignore_index=True)
    highest = float(answered[["share_lower", "share_upper"]].max().max()) if len(answered) else 1.0
    end = max(highest, 1.0) * 1.15
    rows = answered.assign(
        label=answered[f"label_{language}"],
        shown=answered["share_upper"].fillna(end),
        attained=[
            numbers.share(r.share_lower, r.share_upper, language, numbers.opened(r, "share_"))
            for r in rows_of(answered)
        ],
        status=[wording.status(r.status_computed, language) for r in rows_of(answered)],
        printed=answered["status_as_printed"].fillna("–"),
        figure_id=answered["target_figure_id"] + " " + answered["actual_figure_id"],
        where=[wording.where(f"{r.source_id}:{r.line}", language) for r in rows_of(answered)],
    )[["figure_id", "label", "share_lower", "shown", "attained", "status", "printed", "where"]]
    statuses = [wording.status(code, language) for code in wording.ANSWERS]
    scale = alt.Scale(domain=statuses, range=[BLUE, ORANGE, MUTED, GREEN, PINK])
    colour = alt.Color("status:N", title=None, scale=scale, legend=alt.Legend(orient="bottom"))
    shape = alt.Shape(
        "status:N",
        title=None,
        scale=alt.Scale(domain=statuses, range=["square", "diamond", "circle", "triangle-up", "cross"]),
    )
    tooltip = [
        alt.Tooltip("label:N", title=say(language, "target", "doel")),
        alt.Tooltip("attained:N", title=say(language, "attained", "behaald")),
        alt.Tooltip("status:N", title=say(language, "computed", "berekend")),
        alt.Tooltip("printed:N", title=say(language, "status as printed", "status zoals gedrukt")),
        alt.Tooltip("where:N", title=say(language, "source", "bron")),
    ]
    y = alt.Y("label:N", sort=rows["label"].tolist(), title=None)
    x = alt.X(
        "share_lower:Q",
        title=say(language, "attained, % of the target", "behaald, % van het doel"),
        axis=alt.Axis(format="%"),
        scale=alt.Scale(domain=[0, end], nice=False),
    )
    base = alt.Chart()
    bars = base.mark_rule(strokeWidth=5).encode(x=x, x2=alt.X2("shown:Q"), y=y, color=colour, tooltip=tooltip)
    dots = base.mark_point(size=90, opacity=1).encode(x=x, y=y, color=colour, shape=shape, tooltip=tooltip)
    line = alt.Chart(pd.DataFrame({"x": [1.0]})).mark_rule(strokeDash=[5, 3], color=INK).encode(x=alt.X("x:Q"))
    title = say(
        language,
        f"Targets of {wording.span(language)} with a printed result, % attained",
        f"Doelen van {wording.span(language)} met een vermeld resultaat, % behaald",
    )
    described = "; ".join(f"{r.label}: {r.attained}, {r.status}" for r in rows_of(rows))
    return alt.LayerChart(
        data=rows, layer=[*legend_picks([bars, dots], "status"), line], title=title,
        description=f"{title}. {described}.", width=WIDTH * 0.8, height=alt.Step(26),
    )  # fmt: skip


def _nothing(what: str, reason: str) -> Chart:
    text = alt.Chart(pd.DataFrame({"reason": [reason]})).mark_text(color=MUTED).encode(text=alt.Text("reason:N"))
    return alt.LayerChart(layer=[text], title=what, description=f"{what}: {reason}.", width=WIDTH, height=30)


def _goal_label(row: Any, language: Language) -> str:
    goal = numbers.number(float(row["goal"]), language)
    if row["goal_is_printed"]:
        return say(language, f"printed target: {goal}", f"gedrukt doel: {goal}")
    return say(language, f"goal tried: {goal}", f"geprobeerd doel: {goal}")
