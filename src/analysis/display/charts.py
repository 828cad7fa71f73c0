"""The charts: each takes a result frame and a language, and cites its figures in the tooltips."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from analysis.display import numbers, wording
from analysis.display.theme import BLUE, INK, MUTED, ORANGE, WIDTH, Language
from analysis.display.wording import say

#: What a chart is: something altair draws.
Chart = alt.LayerChart
_BAR = 26


def spending_priorities(priorities: pd.DataFrame, language: Language) -> Chart:
    """Draw the spending by priority (:func:`analysis.questions.spending.priorities`) as bars from zero."""
    label = f"label_{language}"
    rows = priorities.assign(
        label=priorities[label],
        printed=[_money_and_share(row, language) for row in _rows(priorities)],
    )
    rows = rows[["label", "value", "printed", "as_printed", "where"]]
    order = rows["label"].tolist()
    y = alt.Y("label:N", sort=order, title=None)
    bars = alt.Chart(rows).mark_bar(height=_BAR * 0.7).encode(
        x=alt.X("value:Q", title=say(language, "EUR in 2013", "EUR in 2013"), axis=alt.Axis(format=",.0f", tickCount=5),
                scale=alt.Scale(domainMax=float(rows["value"].max()) * 1.3)),
        y=y,
        tooltip=_tooltips(language),
    )  # fmt: skip
    text = alt.Chart(rows).mark_text(align="left", dx=6).encode(x="value:Q", y=y, text="printed:N")
    title = say(
        language,
        "Spending on migration and development by policy priority, 2013, EUR",
        "Uitgaven voor migratie en ontwikkeling per beleidsprioriteit, 2013, EUR",
    )
    described = "; ".join(f"{row.label}: {row.printed}" for row in _rows(rows))
    return (bars + text).properties(
        title=title, description=f"{title}. {described}.", width=WIDTH, height=alt.Step(_BAR)
    )


def against_available(table: pd.DataFrame, language: Language) -> Chart:
    """Draw what was used (bar) against what was available (tick) in 2013, see ``spending.against_available``."""
    names = wording.available(language)
    used, available = say(language, "used", "uitgegeven"), say(language, "available", "beschikbaar")
    rows = table.assign(
        label=table["item"].map(names),
        printed=[
            f"{numbers.interval(row.used, row.used, language, 'EUR')} · {numbers.share(row.share, row.share, language)}"
            for row in _rows(table)
        ],
        figures=table["figure_id"],
    )
    order = list(names.values())
    y = alt.Y("label:N", sort=order, title=None)
    tooltip = [
        alt.Tooltip("label:N", title=say(language, "what", "wat")),
        alt.Tooltip("used:Q", title=used, format=",.0f"),
        alt.Tooltip("available:Q", title=available, format=",.0f"),
        alt.Tooltip("figures:N", title=say(language, "figures", "cijfers")),
    ]
    x = alt.X("used:Q", title="EUR", axis=alt.Axis(format=",.0f", tickCount=5), scale=alt.Scale(domain=[0, 13_000_000]))
    scale = alt.Scale(domain=[used, available], range=[BLUE, ORANGE])
    colour = alt.Color("role:N", title=None, scale=scale, legend=alt.Legend(orient="bottom"))
    columns = ["label", "used", "available", "printed", "figures", "role"]
    bars = alt.Chart(rows.assign(role=used)[columns]).mark_bar(height=_BAR * 0.6)
    bars = bars.encode(x=x, y=y, color=colour, tooltip=tooltip)
    ticks = alt.Chart(rows.assign(role=available)[columns]).mark_tick(thickness=4, size=_BAR)
    ticks = ticks.encode(x="available:Q", y=y, color=colour, tooltip=tooltip)
    ends = rows.assign(end=rows[["used", "available"]].max(axis=1))[["label", "end", "printed"]]
    text = alt.Chart(ends).mark_text(align="left", dx=8).encode(x="end:Q", y=y, text="printed:N")
    title = say(
        language,
        "Used and available, migration and development, 2013, EUR",
        "Uitgegeven en beschikbaar, migratie en ontwikkeling, 2013, EUR",
    )
    described = "; ".join(f"{row.label}: {row.printed}" for row in _rows(rows))
    return (bars + ticks + text).properties(
        title=title, description=f"{title}. {described}.", width=WIDTH, height=alt.Step(_BAR * 1.4)
    )


def budgets_2023(table: pd.DataFrame, language: Language) -> Chart:
    """Draw the two budgets of 2023 as bars from zero with their intervals, see ``spending.budgets_2023``."""
    rows = table.assign(
        label=table[f"label_{language}"],
        printed=[numbers.interval(row.lower, row.upper, language, "EUR") for row in _rows(table)],
    )[["label", "value", "lower", "upper", "printed", "as_printed", "where"]]
    y = alt.Y("label:N", sort=rows["label"].tolist(), title=None)
    base = alt.Chart(rows)
    bars = base.mark_bar(height=_BAR * 0.7, color=ORANGE).encode(
        x=alt.X("value:Q", title="EUR", axis=alt.Axis(format=",.0f", tickCount=5),
                scale=alt.Scale(domainMax=float(rows["upper"].max()) * 1.35)),
        y=y, tooltip=_tooltips(language),
    )  # fmt: skip
    rules = base.mark_rule(strokeWidth=2).encode(x="lower:Q", x2="upper:Q", y=y)
    text = base.mark_text(align="left", dx=8).encode(x="upper:Q", y=y, text="printed:N")
    title = say(
        language,
        "Budgets for reception in the region and migration cooperation, 2023, EUR",
        "Budgetten voor opvang in de regio en migratiesamenwerking, 2023, EUR",
    )
    described = "; ".join(f"{row.label}: {row.printed}" for row in _rows(rows))
    return (bars + rules + text).properties(
        title=title, description=f"{title}. {described}.", width=WIDTH, height=alt.Step(_BAR)
    )


def attainment(readings: pd.DataFrame, result: pd.DataFrame, language: Language) -> Chart:
    """Draw each printing of a result as an interval against the goal.

    ``readings`` and ``result`` are those of :mod:`analysis.questions.targets`. An arrow is an interval without an end.
    """
    row: Any = result.iloc[0]
    goal = float(row["goal"])
    used, other, text_only = roles = (
        say(language, "used for sums and charts", "gebruikt in sommen en grafieken"),
        say(language, "another printing", "andere vermelding"),
        say(language, "what the text alone says", "wat de tekst zelf zegt"),
    )
    end = max(float(readings[["lower", "upper"]].max().max()), goal) * 1.12
    printed = readings["as_printed"].notna()
    rows = readings.assign(
        label=("“" + readings["as_printed"] + "” (" + readings["where"].str.rpartition(", ")[2] + ")").fillna(
            text_only
        ),
        shown=readings["upper"].fillna(end),
        allows=[numbers.interval(r.lower, r.upper, language) for r in _rows(readings)],
        share=[numbers.share(r.share_lower, r.share_upper, language) for r in _rows(readings)],
        role=readings["preferred"].map({True: used, False: other}).where(printed, text_only),
        open=readings["upper"].isna(),
        where=readings["where"].fillna(""),
    )[["label", "lower", "shown", "upper", "allows", "share", "role", "open", "where"]]
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
    base = alt.Chart(rows)
    bars = base.mark_rule(strokeWidth=7).encode(x=x, x2="shown:Q", y=y, color=colour, tooltip=tooltip)
    dots = base.mark_point(shape="square", size=70, opacity=1).encode(x="lower:Q", y=y, color=colour, tooltip=tooltip)
    arrows = (
        base.transform_filter("datum.open")
        .mark_point(shape="triangle-right", size=130, opacity=1)
        .encode(x="shown:Q", y=y, color=colour, tooltip=tooltip)
    )
    aim = alt.Chart(pd.DataFrame({"goal": [goal], "label": [_goal_label(row, language)]}))
    line = aim.mark_rule(strokeDash=[5, 3], strokeWidth=1.5, color=INK).encode(x="goal:Q")
    name = aim.mark_text(align="right", dx=-6, dy=-8, color=INK, fontWeight="bold").encode(
        x="goal:Q", y=alt.value(0), text="label:N"
    )
    what = row[f"label_{language}"]
    title = alt.TitleParams(
        say(language, f"{what}: what each printing allows", f"{what}: wat elke vermelding toelaat"),
        subtitle=say(language, "Bars end where the printed form sets a limit; an arrow sets none",
                     "Balken eindigen waar de gedrukte vorm een grens stelt; een pijl stelt er geen"),
    )  # fmt: skip
    described = "; ".join(f"{r.label}: {r.allows}" for r in _rows(rows))
    return (bars + dots + arrows + line + name).properties(
        title=title, description=f"{what}, {_goal_label(row, language)}. {described}.", width=WIDTH, height=alt.Step(30)
    )


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples(index=False)


def _goal_label(row: Any, language: Language) -> str:
    goal = numbers.number(float(row["goal"]), language)
    if row["goal_is_printed"]:
        return say(language, f"printed target: {goal}", f"gedrukt doel: {goal}")
    return say(language, f"goal tried: {goal}", f"geprobeerd doel: {goal}")


def _money_and_share(row: Any, language: Language) -> str:
    value, share = row.value, row.share
    return f"{numbers.interval(value, value, language, 'EUR')} · {numbers.share(share, share, language)}"


def _tooltips(language: Language) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title=say(language, "what", "wat")),
        alt.Tooltip("printed:N", title=say(language, "means", "betekent")),
        alt.Tooltip("as_printed:N", title=say(language, "as printed", "zoals gedrukt")),
        alt.Tooltip("where:N", title=say(language, "source", "bron")),
    ]
