"""Charts of Dutch aid as published: through the years, pledged and used, by country and by programme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.languages import in_all
from analysis.dataset.rows import rows_of
from analysis.language import N_, _, numbers
from analysis.questions.aid import words
from analysis.show.fields import NOTE, Field, cell, told, tooltip
from analysis.show.forms.bars import bars
from analysis.show.forms.columns import Look, columns
from analysis.show.forms.text_at_end import panel as small
from analysis.show.marks import Chart, Layer, Nothing
from analysis.show.theme import BLUE, INK, MUTED, ORANGE, PALE, WIDTH

#: So many kinds of money and places are drawn; the tables have them all.
_PANELS, _PLACES = 4, 20
_MILLION = 1_000_000
_CERTAINTIES = {"likely": BLUE, "possible": ORANGE, "none": MUTED, "unknown": PALE}


def aid_contributions(table: pd.DataFrame) -> alt.FacetChart:
    """Draw Dutch contributions to UNHCR by year of use: all in dollars, and below those without earmark in euros.

    ``table`` is :func:`analysis.questions.aid.answers.contributions`. Columns start at nought; the budget is a line.
    """
    table = table.assign(row_id=words.keys(table, "contributions"))
    panels = [
        _contributed(
            table.assign(budget_eur=float("nan")),
            "all",
            "usd",
            _("All contributions, million dollars as UNHCR converts them"),
        ),
        _contributed(
            table.assign(**dict.fromkeys(in_all("note"), "")),
            "unearmarked",
            "eur",
            _("Of these without earmark, million euros"),
        ),
    ]
    first, last = table["year"].iloc[0], table["year"].iloc[-1]
    title = alt.TitleParams(
        _("Dutch contributions to UNHCR by the year of their use, {first}-{last}", first=first, last=last),
        subtitle=_("Two currencies on two scales: the euros are part of the dollars. Line: budget line 4.1, UNHCR"),
        frame="bounds",
    )
    tips = tooltip(_PANEL, _WINDOW, _CONTRIBUTED, _BUDGET, NOTE, _SOURCE)
    look = Look(height=150, axis=",~f", units=_MILLION, own=True)
    return columns(pd.concat(panels, ignore_index=True), title, tips, look)


def aid_years(table: pd.DataFrame) -> alt.VConcatChart | Nothing:
    """Draw money by the year of its transaction and the first year of its use, see ``answers.years``.

    The area of a circle is the amount. What lies below the diagonal was promised in an earlier year.
    """
    early, same = (_("in an earlier year than its use"), _("in the same year"))
    table = table.dropna(subset=["date_year", "use_year"])
    marked = table.assign(
        row_id=words.keys(table, "years"),
        amount=[_amount(row) for row in rows_of(table)],
        short=[_short(row) for row in rows_of(table)],
        early=[early if row.date_year < row.use_year else same for row in rows_of(table)],
    )
    title = _("When it was promised or paid, and from when it can be used")
    described = "; ".join(f"{row.date_year} → {row.use_year}: {row.amount}" for row in rows_of(marked))
    return _panels(marked, lambda rows, name: _by_years(rows, name, [early, same]), title, f"{described}.")


def _by_years(rows: pd.DataFrame, name: str, names: list[str]) -> Chart:
    """Draw a circle for each pair of years; ``names`` are those of the two colours."""
    x, y = _years_of(rows)
    marks = rows.assign(date_year=rows["date_year"].astype("str"), use_year=rows["use_year"].astype("str"))
    drawn = ["date_year", "use_year", "lower", "upper", "amount", "short", "early", "transactions", "row_id"]
    base = Layer(marks[drawn])
    size = alt.Size("upper:Q", legend=None, scale=alt.Scale(range=[30, 1200], zero=True))
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
    text = base.mark_text(baseline="top", dy=21, fontSize=11, lineBreak="\n").encode(x=x, y=y, text=alt.Text("short:N"))
    # A row has room for a circle, and for two lines under it.
    return alt.LayerChart(layer=[circles, text], width=WIDTH, height=alt.Step(100), title=small(name))


def _years_of(rows: pd.DataFrame) -> tuple[alt.X, alt.Y]:
    """Return the axes of the year of a transaction and of the first year of its use, with every year between."""
    every = [*rows["date_year"], *rows["use_year"]]
    span, used = (
        [str(year) for year in range(int(first), int(max(every)) + 1)] for first in (min(every), rows["use_year"].min())
    )
    title = _("year of the transaction")
    x = alt.X("date_year:N", title=title, scale=alt.Scale(domain=span), axis=alt.Axis(labelAngle=0))
    y = alt.Y("use_year:N", title=_("first year of use"), scale=alt.Scale(domain=used), axis=alt.Axis(grid=True))
    return x, y


def aid_places(table: pd.DataFrame) -> alt.VConcatChart | Nothing:
    """Draw money by country as bars from zero, and that of no single country below, see ``answers.places``."""

    def drawn(rows: pd.DataFrame, name: str) -> Chart:
        kept = rows.assign(none=rows["iso3"] == "")
        kept = kept.sort_values(["none", "upper"], ascending=[True, False], kind="stable").head(_PLACES)
        return _bars(kept, name, groups, _PLACE)

    one, other, none = (
        _("on a list of countries in the documents"),
        _("on no such list"),
        _("no single country"),
    )
    groups = {one: BLUE, other: ORANGE, none: PALE}
    marked = table.assign(
        row_id=words.keys(table, "places"),
        group=[none if not row.iso3 else one if row.on_list else other for row in rows_of(table)],
    )
    return _panels(marked, drawn, _("Dutch money for refugees and migration as published, by country"))


def aid_programmes(table: pd.DataFrame) -> alt.VConcatChart | Nothing:
    """Draw money by programme of the documents and how sure the match is, see ``answers.programmes``."""

    def drawn(rows: pd.DataFrame, name: str) -> Chart:
        return _bars(rows, name, groups, _PROGRAMME, under="group")

    groups = {words.certainty(code): colour for code, colour in _CERTAINTIES.items()}
    marked = table.assign(
        row_id=words.keys(table, "programmes"),
        group=[words.certainty(row.certainty) for row in rows_of(table)],
    )
    return _panels(marked, drawn, _("Dutch money as published, by programme of the documents"))


def _bars(rows: pd.DataFrame, name: str, groups: dict[str, str], what: Field, under: str = "") -> Chart:
    """Draw bars from zero to the largest sum; a line from the least to the most, where parts may repeat.

    What ``under`` names stands below the label, so that it is not told by colour alone.
    """
    shown = ("row_id", "programme_id", "lower", "upper", "group", "transactions")
    told_of = told(rows, what, _SUM, keep=shown).assign(value=rows["upper"].to_numpy())
    tips = [*tooltip(what, _SUM, _GROUP), alt.Tooltip("transactions:Q", title=_("transactions"))]
    return bars(told_of, small(name), tips, shades=groups, under=under, width=WIDTH - 60, joined=True)


def _contributed(table: pd.DataFrame, which: str, currency: str, name: str) -> pd.DataFrame:
    """Return the columns of one panel: what was contributed in each year, in one currency."""
    amounts = table[f"{which}_{currency}"].astype("float64")
    rows = table.assign(panel=name, series_id=table[f"{which}_series_id"], value=amounts, currency=currency.upper())
    fields = (_PANEL, _WINDOW, _CONTRIBUTED, _BUDGET, NOTE, _SOURCE, _SHORT_SUM)
    years = table["year"].astype("int64").to_numpy()
    return told(rows, *fields, keep=("row_id", "series_id")).assign(
        lower=amounts.to_numpy(),
        upper=amounts.to_numpy(),
        mark=table["budget_eur"].astype("float64").to_numpy(),
        begins=[f"{year}-01-01" for year in years],
        ends=[f"{year + 1}-01-01" for year in years],
    )


def _panels(
    table: pd.DataFrame, draw: Callable[[pd.DataFrame, str], Chart], title: str, described: str = ""
) -> alt.VConcatChart | Nothing:
    """Draw a panel for each side, type and currency, those with most transactions: amounts of two are never added."""
    if table.empty:
        return Nothing(_("*Nothing was published of these years: nothing to draw.*"))
    groups = list(_groups(table))
    drawn = [draw(rows, f"{key[2]}, {words.flow(key[1])}") for key, rows in groups[:_PANELS]]
    left = len(groups) - len(drawn)
    subtitle = _("One panel for each currency and kind of transaction; they are never added up")
    if left:
        subtitle += _("; {left} more in the table", left=left)
    described = described or " ".join(each.description for each in drawn)
    each = alt.ScaleResolveMap(color="independent", shape="independent", size="independent")
    named = alt.TitleParams(title, subtitle=subtitle)
    return alt.vconcat(
        *drawn, spacing=20, title=named, resolve=alt.Resolve(scale=each), description=f"{title}. {described}"
    )


def _groups(table: pd.DataFrame) -> Iterable[tuple[Any, pd.DataFrame]]:
    keys = ["side", "type", "currency"]
    sizes = table.groupby(keys)["transactions"].sum().sort_values(ascending=False, kind="stable")
    for key in sizes.index:
        yield key, table[(table[keys] == list(key)).all(axis=1)]


def _amount(row: Any) -> str:
    return numbers.interval(row.lower, row.upper, row.currency)


def _amount_and_share(row: Any) -> str:
    """Print a sum, and which share it is where a row says so."""
    share = getattr(row, "share", None)
    return _amount(row) if share is None else f"{_amount(row)} · {numbers.close_share(share, share)}"


def _short(row: Any) -> str:
    """Print an amount in millions, in two lines that are short enough to stand under a mark."""
    millions = [numbers.number(end / 1e6, 1) for end in (row.lower, row.upper)]
    span = millions[0] if millions[0] == millions[1] else _(" to ").join(millions)
    return _("{span} million", span=f"{span}\n")


_PANEL = Field("panel", N_("what"), cell("panel"))
_WINDOW = Field("window", N_("year of use"), cell("year"))
_CONTRIBUTED = Field("amount", N_("amount"), lambda row: numbers.interval(row.value, row.value, row.currency))
_SHORT_SUM = Field("text", N_("amount"), lambda row: numbers.number(row.value / _MILLION, 1))
_BUDGET = Field(
    "budget",
    N_("budget line 4.1, UNHCR"),
    lambda row: "" if pd.isna(row.budget_eur) else numbers.interval(row.budget_eur, row.budget_eur, "EUR"),
)
_SOURCE = Field("source_id", N_("source"), cell("source_id"))
_PLACE = Field("label", N_("country"), words.place)
_PROGRAMME = Field("label", N_("programme"), words.programme)
_GROUP = Field("group", N_("which"), cell("group"))
_SUM = Field("text", N_("amount"), _amount_and_share)
