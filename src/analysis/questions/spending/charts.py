"""Charts of what was spent and budgeted."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.language import _, numbers, translated
from analysis.questions.trends.taken_up import taken_up
from analysis.show import wording
from analysis.show.fields import AMOUNT, AS_PRINTED, FIGURE, KIND, PAYER, WHAT, WHERE, WINDOW, Field, told, tooltip
from analysis.show.forms.placing import Drawn, Role, Titles
from analysis.show.forms.windows import windows
from analysis.show.marks import BAR, Chart, Nothing, cited, rows_of, tooltips
from analysis.show.theme import BLUE, COLOURS, INK, MUTED, ORANGE, WIDTH

#: The order of the kinds of money in a legend: from what is limited to what left the treasury.
KINDS = ("budget", "reserved", "ceiling", "envelope", "announced", "made_available", "commitment", "paid", "spent")
_SHADES = (*COLOURS, MUTED, INK)
_AMOUNT, _KIND = (Field(name, of.heading, of.text) for name, of in (("beside", AMOUNT), ("role", KIND)))


def spending_priorities(priorities: pd.DataFrame) -> Chart:
    """Draw the spending by priority (:func:`analysis.questions.spending.answers.priorities`) as bars from zero."""
    label = translated("label")
    year = priorities["year"].iloc[0]
    rows = priorities.assign(
        label=priorities[label],
        printed=[_money_and_share(row) for row in rows_of(priorities)],
        where=cited(priorities),
    )
    rows = rows[["figure_id", "label", "value", "printed", "as_printed", "where"]]
    order = rows["label"].tolist()
    y = alt.Y("label:N", sort=order, title=None)
    bars = (
        alt.Chart(rows)
        .mark_bar(height=BAR * 0.7)
        .encode(
            x=alt.X(
                "value:Q",
                title=f"EUR in {year}",
                axis=alt.Axis(format=",.0f", tickCount=5),
                scale=alt.Scale(domainMax=float(rows["value"].max()) * 1.3),
            ),
            y=y,
            tooltip=tooltips(),
        )
    )
    text = alt.Chart(rows).mark_text(align="left", dx=6).encode(x=alt.X("value:Q"), y=y, text=alt.Text("printed:N"))
    title = _("Spending on migration and development by policy priority, {year}, EUR", year=year)
    described = "; ".join(f"{row.label}: {row.printed}" for row in rows_of(rows))
    return (bars + text).properties(
        title=title, description=f"{title}. {described}.", width=WIDTH, height=alt.Step(BAR)
    )


def against_available(table: pd.DataFrame) -> Chart:
    """Draw what was used (bar) beside the budget or reserve (tick), see ``spending.against_available``."""
    names, year = wording.available(), table["year"].iloc[0]
    used, available = _("used"), _("budget or reserve")
    rows = table.assign(
        label=table["item"].map(names),
        printed=[
            numbers.interval(row.used, row.used, "EUR")
            + ("" if pd.isna(row.share) else f" · {numbers.share(row.share, row.share)}")
            for row in rows_of(table)
        ],
    )
    order = list(names.values())
    y = alt.Y("label:N", sort=order, title=None)
    tooltip = [
        alt.Tooltip("label:N", title=_("what")),
        alt.Tooltip("used:Q", title=used, format=",.0f"),
        alt.Tooltip("available:Q", title=available, format=",.0f"),
        alt.Tooltip("figure_id:N", title=_("figures")),
    ]
    highest = float(rows[["used", "available"]].max().max())
    x = alt.X(
        "used:Q", title="EUR", axis=alt.Axis(format=",.0f", tickCount=5), scale=alt.Scale(domainMax=highest * 1.45)
    )
    scale = alt.Scale(domain=[used, available], range=[BLUE, ORANGE])
    colour = alt.Color("role:N", title=None, scale=scale, legend=alt.Legend(orient="bottom"))
    columns = ["figure_id", "label", "used", "available", "printed", "role"]
    bars = alt.Chart(rows.assign(role=used)[columns]).mark_bar(height=BAR * 0.6)
    bars = bars.encode(x=x, y=y, color=colour, tooltip=tooltip)
    ticks = alt.Chart(rows.assign(role=available)[columns]).mark_tick(thickness=4, size=BAR)
    ticks = ticks.encode(x=alt.X("available:Q"), y=y, color=colour, tooltip=tooltip)
    ends = rows.assign(end=rows[["used", "available"]].max(axis=1))[["figure_id", "label", "end", "printed"]]
    text = alt.Chart(ends).mark_text(align="left", dx=8).encode(x=alt.X("end:Q"), y=y, text=alt.Text("printed:N"))
    title = _("Used beside the budget and the reserve, migration and development, {year}, EUR", year=year)
    described = "; ".join(f"{row.label}: {row.printed}" for row in rows_of(rows))
    return (bars + ticks + text).properties(
        title=title, description=f"{title}. {described}.", width=WIDTH, height=alt.Step(BAR * 1.4)
    )


def field_budgets(table: pd.DataFrame) -> Chart:
    """Draw the budgets of the policy fields as bars from zero with their intervals, see ``spending.field_budgets``.

    Where there are several years, each bar names its own.
    """
    years = sorted(set(table["year"]))
    label = table[translated("label")]
    rows = table.assign(
        label=label if len(years) == 1 else label + ", " + table["year"].astype("str"),
        printed=[numbers.interval(row.lower, row.upper, "EUR") for row in rows_of(table)],
        where=cited(table),
    )[["figure_id", "label", "value", "lower", "upper", "printed", "as_printed", "where"]]
    y = alt.Y("label:N", sort=rows["label"].tolist(), title=None)
    base = alt.Chart(rows)
    bars = base.mark_bar(height=BAR * 0.7, color=ORANGE).encode(
        x=alt.X(
            "value:Q",
            title="EUR",
            axis=alt.Axis(format=",.0f", tickCount=5),
            scale=alt.Scale(domainMax=float(rows["upper"].max()) * 1.35),
        ),
        y=y,
        tooltip=tooltips(),
    )
    rules = base.mark_rule(strokeWidth=2).encode(x=alt.X("lower:Q"), x2=alt.X2("upper:Q"), y=y)
    text = base.mark_text(align="left", dx=8).encode(x=alt.X("upper:Q"), y=y, text=alt.Text("printed:N"))
    title = _(
        "Budgets for reception in the region and migration cooperation, {years}, EUR",
        years=wording.years(years),
    )
    described = "; ".join(f"{row.label}: {row.printed}" for row in rows_of(rows))
    return (bars + rules + text).properties(
        title=title, description=f"{title}. {described}.", width=WIDTH, height=alt.Step(BAR)
    )


def real(table: pd.DataFrame) -> Chart:
    """Draw amounts as printed and in the prices of one year as bars from zero, see ``spending.real``."""
    base = int(table["base_year"].iloc[0])
    printed = _("as printed")
    then = _("in prices of {base}", base=base)
    rows = pd.concat(
        [
            table.assign(role=printed),
            table.assign(role=then, lower=table["real_lower"], upper=table["real_upper"]),
        ],
        ignore_index=True,
    )
    rows = rows.assign(
        label=rows[translated("label")] + ", " + rows["year"].astype("str"),
        amount=[numbers.interval(row.lower, row.upper, "EUR") for row in rows_of(rows)],
        middle=(rows["lower"] + rows["upper"]) / 2,
    )[["figure_id", "label", "role", "lower", "upper", "middle", "amount"]]
    order = list(dict.fromkeys(rows["label"]))
    y = alt.Y("label:N", sort=order, title=None)
    offset = alt.YOffset("role:N", sort=[printed, then])
    scale = alt.Scale(domain=[printed, then], range=[MUTED, BLUE])
    colour = alt.Color("role:N", title=None, scale=scale, legend=alt.Legend(orient="bottom"))
    tooltip = [
        alt.Tooltip("label:N", title=_("what")),
        alt.Tooltip("role:N", title=_("prices")),
        alt.Tooltip("amount:N", title=_("amount")),
        alt.Tooltip("figure_id:N", title=_("figures")),
    ]
    marks = alt.Chart(rows)
    bars = marks.mark_bar(height=BAR * 0.5).encode(
        x=alt.X(
            "middle:Q",
            title="EUR",
            axis=alt.Axis(format=",.0f", tickCount=5),
            scale=alt.Scale(domainMax=float(rows["upper"].max()) * 1.35),
        ),
        y=y,
        yOffset=offset,
        color=colour,
        tooltip=tooltip,
    )
    rules = (
        marks.transform_filter("datum.lower < datum.upper")
        .mark_rule(strokeWidth=2)
        .encode(x=alt.X("lower:Q"), x2=alt.X2("upper:Q"), y=y, yOffset=offset, tooltip=tooltip)
    )
    text = marks.mark_text(align="left", dx=8).encode(
        x=alt.X("upper:Q"), y=y, yOffset=offset, text=alt.Text("amount:N")
    )
    index = wording.deflator(table["deflator"].iloc[0])
    title = _("Amounts as printed and in the prices of {base} ({index}), EUR", base=base, index=index)
    described = "; ".join(f"{row.label}, {row.role}: {row.amount}" for row in rows_of(rows))
    return (bars + rules + text).properties(
        title=title, description=f"{title}. {described}.", width=WIDTH, height=alt.Step(BAR * 0.7)
    )


def commitments(table: pd.DataFrame) -> Drawn:
    """Draw amounts over their windows, by what kind of promise they are, see ``spending.commitments``.

    An amount without a printed window is not drawn; an arrow is a window without a printed end, drawn up to the year
    in which the document appeared, or without a printed beginning, drawn from the years that it speaks of.
    """
    title = _("Amounts over their windows, by kind of promise")
    subtitle = _("EUR unless said otherwise; amounts whose window is not printed are in the table only")
    return _over_windows(table, title, subtitle)


def fund(table: pd.DataFrame) -> Drawn:
    """Draw what was to be had of the fund, and what was spent, over time, kept apart, see ``spending.fund``."""
    ends = pd.concat([table["period_start"], table["known_from"], table["period_end"]]).dropna().dt.year
    years = f"{ends.min()}-{ends.max()}" if len(ends) else ""
    title = _("Subsidies and the fund for migration and development, {years}, EUR", years=years)
    subtitle = _("Each amount over its own window; nothing adds up. Arrow: no beginning is printed")
    return _over_windows(table, title, subtitle)


def _over_windows(table: pd.DataFrame, title: str, subtitle: str) -> Drawn:
    dated = table[table["period_start"].notna() | table["known_from"].notna()]
    fields = (WHAT, _AMOUNT, _KIND, PAYER, WINDOW, AS_PRINTED, WHERE, FIGURE)
    days = {"begins": "period_start", "ends": "period_end", "drawn_from": "known_from", "drawn_until": "known_until"}
    rows = told(dated, *fields, keep=days.values()).rename(columns={column: name for name, column in days.items()})
    roles = [Role(wording.kind(code), shade) for code, shade in zip(KINDS, _SHADES, strict=True)]
    return windows(rows, Titles(title, [subtitle], told=("beside", "role", "window")), roles, tooltip(*fields))


def _money_and_share(row: Any) -> str:
    value, share = row.value, row.share
    return f"{numbers.interval(value, value, 'EUR')} · {numbers.share(share, share)}"


def budget_lines(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw budget lines by year and stage, as printed or in prices of one year, see ``questions.trends.taken_up``."""
    years = _years(rows)
    real = rows[rows["base_year"].notna()]
    prices = _("as printed")
    if len(real):
        prices = wording.in_prices(next(real.itertuples()))
    title = _("Budget lines by stage, {prices}, {years}", prices=prices, years=years)
    return taken_up(rows, title, height=130)


def asylum_budget(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw what was spent on asylum and return in the Netherlands by year, see ``questions.trends.taken_up``."""
    title = _("Asylum and return in the Netherlands, outturn of the budget article, {years}", years=_years(rows))
    return taken_up(rows, title, height=110)


def in_donor_costs(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the aid spent on refugees in the Netherlands, share and amount, see ``questions.trends.taken_up``."""
    years = _years(rows)
    title = _("Dutch aid spent on refugees in the Netherlands, current prices, {years}", years=years)
    return taken_up(rows, title, height=110)


def _years(rows: pd.DataFrame) -> str:
    return f"{rows['year'].min()}-{rows['year'].max()}"
