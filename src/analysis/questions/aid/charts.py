"""Charts of Dutch aid as published: through the years, pledged and used, by country and by programme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import altair as alt
import pandas as pd

from analysis.language import _, numbers, pgettext, translated
from analysis.show import wording
from analysis.show.marks import BAR, Chart, Nothing, rows_of
from analysis.show.theme import BLUE, GREEN, INK, MUTED, ORANGE, WIDTH

#: So many kinds of money and places are drawn; the tables have them all.
_PANELS, _PLACES = 4, 20
_PALE = "#b9cfe3"
_CERTAINTIES = {"likely": BLUE, "possible": ORANGE, "none": MUTED, "unknown": _PALE}


def aid_contributions(table: pd.DataFrame) -> alt.VConcatChart:
    """Draw Dutch contributions to UNHCR by year of use: all in dollars, and below those without earmark in euros.

    ``table`` is :func:`analysis.questions.aid.answers.contributions`. Bars start at nought; the budget is a mark.
    """
    rows = table.assign(
        row_id=wording.aid_rows(table, "contributions"),
        year=table["year"].astype("str"),
        all_text=[numbers.interval(value, value, "USD") for value in table["all_usd"]],
        plain_text=[numbers.interval(value, value, "EUR") for value in table["unearmarked_eur"]],
        budget_text=[numbers.interval(value, value, "EUR") for value in table["budget_eur"]],
        note=table[translated("note")].fillna(""),
    )
    x = alt.X("year:N", title=None, axis=alt.Axis(labelAngle=0))
    axis = alt.Axis(format=",.0f", tickCount=4)
    titles = {"year": _("year of use"), "source": _("source")}

    def tooltip(text: str) -> list[alt.Tooltip]:
        amount = alt.Tooltip(f"{text}:N", title=_("amount"))
        return [alt.Tooltip("year:N", title=titles["year"]), amount, alt.Tooltip("source_id:N", title=titles["source"])]

    dollars = rows.assign(series_id=rows["all_series_id"])
    dollars = dollars[["year", "all_usd", "all_text", "series_id", "source_id", "row_id", "note"]]
    everything = (
        alt.Chart(dollars)
        .mark_bar(width={"band": 0.6}, color=BLUE)
        .encode(
            x=x,
            y=alt.Y("all_usd:Q", title="USD", axis=axis),
            tooltip=[*tooltip("all_text"), alt.Tooltip("note:N", title=_("note"))],
        )
    )
    pledged, budget = names = (
        _("pledged without earmark"),
        _("budget line 4.1, UNHCR"),
    )
    colour = alt.Color(
        "what:N",
        title=None,
        legend=alt.Legend(orient="bottom", labelLimit=260),
        scale=alt.Scale(domain=list(names), range=[GREEN, INK]),
    )
    euros = rows.assign(what=pledged, series_id=rows["unearmarked_series_id"])
    euros = euros[["year", "unearmarked_eur", "plain_text", "series_id", "source_id", "row_id", "what"]]
    bars = (
        alt.Chart(euros)
        .mark_bar(width={"band": 0.6})
        .encode(x=x, y=alt.Y("unearmarked_eur:Q", title="EUR", axis=axis), color=colour, tooltip=tooltip("plain_text"))
    )
    budgets = rows.dropna(subset="budget_eur").assign(what=budget, series_id=rows["budget_series_id"])
    budgets = budgets[["year", "budget_eur", "budget_text", "series_id", "row_id", "what"]]
    ticks = (
        alt.Chart(budgets)
        .mark_tick(thickness=3, width={"band": 0.8}, orient="horizontal")
        .encode(
            x=x,
            y=alt.Y("budget_eur:Q"),
            color=colour,
            tooltip=[
                alt.Tooltip("year:N", title=titles["year"]),
                alt.Tooltip("budget_text:N", title=pgettext("of the state", "budget")),
            ],
        )
    )
    heads = (
        _("All contributions, in dollars as UNHCR converts them"),
        _("Of these without earmark, in euros"),
    )
    top = alt.LayerChart(layer=[everything], width=WIDTH, height=170, title=_small(heads[0]))
    below = alt.LayerChart(layer=[bars, ticks], width=WIDTH, height=130, title=_small(heads[1]))
    first, last = rows["year"].iloc[0], rows["year"].iloc[-1]
    title = _("Dutch contributions to UNHCR by the year of their use, {first}-{last}", first=first, last=last)
    described = "; ".join(f"{row.year}: {row.all_text}, {pledged} {row.plain_text}" for row in rows_of(rows))
    subtitle = _("Two currencies on two scales: the euros are part of the dollars")
    named = alt.TitleParams(title, subtitle=subtitle)
    return alt.vconcat(top, below, spacing=18, title=named, description=f"{title}. {described}.")


def aid_years(table: pd.DataFrame) -> alt.VConcatChart | Nothing:
    """Draw money by the year of its transaction and the first year of its use, see ``questions.aid.years``.

    The area of a circle is the amount. What lies below the diagonal was promised in an earlier year.
    """

    def panel(rows: pd.DataFrame, name: str) -> Chart:
        last = sorted({*rows["date_year"], *rows["use_year"]})
        span = [str(year) for year in range(last[0], last[-1] + 1)]
        x = alt.X(
            "date_year:N",
            title=_("year of the transaction"),
            scale=alt.Scale(domain=span),
            axis=alt.Axis(labelAngle=0),
        )
        used = [str(year) for year in range(int(rows["use_year"].min()), last[-1] + 1)]
        y = alt.Y(
            "use_year:N",
            title=_("first year of use"),
            scale=alt.Scale(domain=used),
            axis=alt.Axis(grid=True),
        )
        marks = rows.assign(date_year=rows["date_year"].astype("str"), use_year=rows["use_year"].astype("str"))
        drawn = ["date_year", "use_year", "upper", "amount", "short", "early", "transactions", "row_id"]
        base = alt.Chart(marks[drawn])
        size = alt.Size("upper:Q", legend=None, scale=alt.Scale(range=[30, 1200], zero=True))
        names = [early, same]
        legend = alt.Legend(orient="bottom", labelLimit=280, title=None)
        colour = alt.Color("early:N", legend=legend, scale=alt.Scale(domain=names, range=[ORANGE, BLUE]))
        shape = alt.Shape("early:N", legend=legend, scale=alt.Scale(domain=names, range=["diamond", "circle"]))
        tooltip = [
            alt.Tooltip("date_year:N", title=_("year of the transaction")),
            alt.Tooltip("use_year:N", title=_("first year of use")),
            alt.Tooltip("amount:N", title=_("amount")),
            alt.Tooltip("transactions:Q", title=_("transactions")),
        ]
        circles = base.mark_point(filled=True, opacity=0.75, stroke=INK, strokeWidth=0.6).encode(
            x=x, y=y, size=size, color=colour, shape=shape, tooltip=tooltip
        )
        text = base.mark_text(baseline="top", dy=21, fontSize=11).encode(x=x, y=y, text=alt.Text("short:N"))
        return alt.LayerChart(layer=[circles, text], width=WIDTH, height=alt.Step(72), title=_small(name))

    early, same = (_("in an earlier year than its use"), _("in the same year"))
    table = table.dropna(subset=["date_year", "use_year"])
    marked = table.assign(
        row_id=wording.aid_rows(table, "years"),
        amount=[_amount(row) for row in rows_of(table)],
        short=[_short(row) for row in rows_of(table)],
        early=[early if row.date_year < row.use_year else same for row in rows_of(table)],
    )
    title = _("When it was promised or paid, and from when it can be used")
    described = "; ".join(f"{row.date_year} → {row.use_year}: {row.amount}" for row in rows_of(marked))
    return _panels(marked, panel, title, described)


def aid_places(table: pd.DataFrame) -> alt.VConcatChart | Nothing:
    """Draw money by country as bars from zero, and that of no one country below, see ``questions.aid.places``."""

    def panel(rows: pd.DataFrame, name: str) -> Chart:
        kept = rows.assign(none=rows["iso3"] == "").sort_values(
            ["none", "upper"], ascending=[True, False], kind="stable"
        )
        kept = kept.head(_PLACES)
        marks = kept[["label", "lower", "upper", "amount", "group", "transactions", "row_id"]]
        return _bars(marks, name, colours, _("country"))

    one, other, none = (
        _("on a list of countries in the documents"),
        _("on no such list"),
        _("no one country"),
    )
    colours = {one: BLUE, other: ORANGE, none: _PALE}
    marked = table.assign(
        row_id=wording.aid_rows(table, "places"),
        label=[wording.aid_place(row) for row in rows_of(table)],
        amount=[_amount(row) for row in rows_of(table)],
        group=[none if not row.iso3 else one if row.on_list else other for row in rows_of(table)],
    )
    title = _("Dutch money for refugees and migration as published, by country")
    described = "; ".join(f"{row.label}: {row.amount}" for row in rows_of(marked))
    return _panels(marked, panel, title, described)


def aid_programmes(table: pd.DataFrame) -> alt.VConcatChart | Nothing:
    """Draw money by programme of the documents and how sure the match is, see ``questions.aid.programmes``."""

    def panel(rows: pd.DataFrame, name: str) -> Chart:
        marks = rows[["label", "lower", "upper", "amount", "group", "transactions", "programme_id", "row_id"]]
        return _bars(marks, name, colours, _("programme"), lines=2)

    colours = {wording.match_certainty(code): colour for code, colour in _CERTAINTIES.items()}
    marked = table.assign(
        row_id=wording.aid_rows(table, "programmes"),
        label=[wording.aid_programme(row) for row in rows_of(table)],
        amount=[f"{_amount(row)} · {numbers.close_share(row.share, row.share)}" for row in rows_of(table)],
        group=[wording.match_certainty(row.certainty) for row in rows_of(table)],
    )
    title = _("Dutch money as published, by programme of the documents")
    described = "; ".join(f"{row.label} ({row.group}): {row.amount}" for row in rows_of(marked))
    return _panels(marked, panel, title, described)


def _bars(rows: pd.DataFrame, name: str, colours: dict[str, str], what: str, *, lines: int = 1) -> Chart:
    """Draw bars from zero to the largest sum; a line from the least to the most, where parts may repeat.

    With two ``lines`` the group stands below the label, so that it is not told by colour alone.
    """
    rows = rows.assign(key=[f"{row.label}¦{row.group}" for row in rows_of(rows)], zero=0.0)
    y = alt.Y(
        "key:N",
        sort=rows["key"].tolist(),
        title=None,
        axis=alt.Axis(labelExpr=f"slice(split(datum.label, '¦'), 0, {lines})", labelLimit=320),
    )
    x = alt.X(
        "upper:Q",
        title=None,
        axis=alt.Axis(format=",.0f", tickCount=4),
        scale=alt.Scale(
            domain=[min(0.0, float(rows["lower"].min())), float(rows["upper"].max()) * 1.75 or 1], nice=False
        ),
    )
    kept = [group for group in colours if group in set(rows["group"])]
    colour = alt.Color(
        "group:N",
        title=None,
        legend=alt.Legend(orient="bottom", labelLimit=300, columns=2),
        scale=alt.Scale(domain=kept, range=[colours[group] for group in kept]),
    )
    tooltip = [
        alt.Tooltip("label:N", title=what),
        alt.Tooltip("amount:N", title=_("amount")),
        alt.Tooltip("group:N", title=_("which")),
        alt.Tooltip("transactions:Q", title=_("transactions")),
    ]
    base = alt.Chart(rows)
    bars = base.mark_bar(height=BAR * 0.62, stroke=INK, strokeWidth=0.5).encode(
        x=x, x2=alt.X2("zero:Q"), y=y, color=colour, tooltip=tooltip
    )
    spread = (
        base.transform_filter("datum.lower < datum.upper")
        .mark_rule(strokeWidth=2.5, color=INK)
        .encode(x=alt.X("lower:Q"), x2=alt.X2("upper:Q"), y=y)
    )
    text = base.mark_text(align="left", dx=6, fontSize=11).encode(x=alt.X("upper:Q"), y=y, text=alt.Text("amount:N"))
    return alt.LayerChart(
        layer=[bars, spread, text], width=WIDTH - 60, height=alt.Step(BAR + 12 * (lines - 1)), title=_small(name)
    )


def _panels(
    table: pd.DataFrame, panel: Callable[[pd.DataFrame, str], Chart], title: str, described: str
) -> alt.VConcatChart | Nothing:
    """Draw a panel for each side, type and currency, those with most transactions: amounts of two are never added."""
    if table.empty:
        return Nothing(_("*Nothing was published of these years: nothing to draw.*"))
    groups = list(_groups(table))
    drawn = [panel(rows, f"{key[2]}, {wording.flow(key[1])}") for key, rows in groups[:_PANELS]]
    left = len(groups) - len(drawn)
    subtitle = _("One panel for each currency and kind of transaction; they are never added up")
    if left:
        subtitle += _("; {left} more in the table", left=left)
    each = alt.ScaleResolveMap(color="independent", shape="independent", size="independent")
    named = alt.TitleParams(title, subtitle=subtitle)
    return alt.vconcat(
        *drawn, spacing=20, title=named, resolve=alt.Resolve(scale=each), description=f"{title}. {described}."
    )


def _groups(table: pd.DataFrame) -> Iterable[tuple[Any, pd.DataFrame]]:
    keys = ["side", "type", "currency"]
    sizes = table.groupby(keys)["transactions"].sum().sort_values(ascending=False, kind="stable")
    for key in sizes.index:
        yield key, table[(table[keys] == list(key)).all(axis=1)]


def _small(text: str) -> alt.TitleParams:
    return alt.TitleParams(text, fontSize=12, offset=6, anchor="start", frame="bounds")


def _amount(row: Any) -> str:
    return numbers.interval(row.lower, row.upper, row.currency)


def _short(row: Any) -> str:
    """Print an amount in millions, short enough to stand beside a mark."""
    millions = [numbers.number(end / 1e6, 1) for end in (row.lower, row.upper)]
    span = millions[0] if millions[0] == millions[1] else _(" to ").join(millions)
    return _("{span} million", span=span)
