"""Charts of what was spent and budgeted."""

from __future__ import annotations

from dataclasses import replace

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import N_, _, numbers
from analysis.questions.series_panels import taken_up
from analysis.show import wording
from analysis.show.fields import (
    AMOUNT,
    AS_PRINTED,
    FIGURE,
    FIGURES,
    KIND,
    PAYER,
    WHAT,
    WHERE,
    WINDOW,
    Field,
    cell,
    interval,
    told,
    tooltip,
)
from analysis.show.forms.bars import bars
from analysis.show.forms.text_beside import Drawn, Role, Titles
from analysis.show.forms.windows import windows
from analysis.show.marks import Chart, Nothing
from analysis.show.theme import BLUE, COLOURS, INK, MUTED, ORANGE

#: The order of the kinds of money in a legend: from what is limited to what left the treasury.
KINDS = ("budget", "reserved", "ceiling", "envelope", "announced", "made_available", "commitment", "paid", "spent")
_SHADES = (*COLOURS, MUTED, INK)
_AMOUNT, _KIND = (Field(name, of.heading, of.text) for name, of in (("beside", AMOUNT), ("role", KIND)))
_EURO = Field("text", N_("read as"), interval(unit="EUR"))
_MONEY_AND_SHARE = replace(_EURO, text=lambda row: _of_all(row.value, row.share))
_ITEM = Field("label", N_("what"), lambda row: wording.available()[row.item])
_USED = Field("used", N_("used"), lambda row: numbers.interval(row.used, row.used, "EUR"))
_AVAILABLE = Field(
    "available", N_("budget or reserve"), lambda row: numbers.interval(row.available, row.available, "EUR")
)
_OF_IT = Field("text", N_("read as"), lambda row: _of_all(row.used, row.share))
_DATED = replace(WHAT, text=lambda row: f"{wording.prose(row, 'label')}, {row.year}")
_PRICES = Field("part", N_("prices"), cell("prices"))


def spending_priorities(priorities: pd.DataFrame) -> Chart:
    """Draw the spending by priority (:func:`analysis.questions.spending.answers.priorities`) as bars from zero."""
    year = priorities["year"].iloc[0]
    rows = told(priorities, WHAT, _MONEY_AND_SHARE, AS_PRINTED, WHERE, keep=("figure_id", "value"))
    title = _("Spending on migration and development by policy priority, {year}, EUR", year=year)
    return bars(rows, title, tooltip(WHAT, _MONEY_AND_SHARE, AS_PRINTED, WHERE), counted=_("EUR in {year}", year=year))


def against_available(table: pd.DataFrame) -> Chart:
    """Draw what was used (bar) beside the budget or reserve (tick), see ``answers.against_available``."""
    fields = (_ITEM, _USED, _AVAILABLE, FIGURES)
    used, available = _("used"), _("budget or reserve")
    rows = told(table.assign(value=table["used"], mark=table["available"]), *fields, _OF_IT, keep=("value", "mark"))
    title = _(
        "Used beside the budget and the reserve, migration and development, {year}, EUR", year=table["year"].iloc[0]
    )
    return bars(
        rows.assign(group=used),
        title,
        tooltip(*fields),
        counted="EUR",
        shades={used: BLUE},
        mark=(available, ORANGE),
    )


def field_budgets(table: pd.DataFrame) -> Chart:
    """Draw the budgets of the policy fields as bars from zero with their intervals, see ``answers.field_budgets``.

    Where there are several years, each bar names its own.
    """
    years = sorted(set(table["year"]))
    what = WHAT if len(years) == 1 else _DATED
    rows = told(table, what, _EURO, AS_PRINTED, WHERE, keep=("figure_id", "value", "lower", "upper"))
    title = _(
        "Budgets for reception in the region and migration cooperation, {years}, EUR",
        years=wording.years(years),
    )
    return bars(rows, title, tooltip(what, _EURO, AS_PRINTED, WHERE), counted="EUR", shades=ORANGE)


def real(table: pd.DataFrame) -> Chart:
    """Draw amounts as printed and in the prices of one year as bars from zero, see ``answers.real``."""
    base = int(table["base_year"].iloc[0])
    printed, then = _("as printed"), _("in prices of {base}", base=base)
    both = [
        table.assign(prices=printed),
        table.assign(prices=then, lower=table["real_lower"], upper=table["real_upper"]),
    ]
    amounts = pd.concat(both, ignore_index=True)
    amounts["value"] = (amounts["lower"] + amounts["upper"]) / 2
    fields = (_DATED, _PRICES, _EURO, FIGURES)
    rows = told(amounts, *fields, keep=("value", "lower", "upper"))
    index = wording.deflator(table["deflator"].iloc[0])
    title = _("Amounts as printed and in the prices of {base} ({index}), EUR", base=base, index=index)
    return bars(rows, title, tooltip(*fields), counted="EUR", shades={printed: MUTED, then: BLUE})


def commitments(table: pd.DataFrame) -> Drawn:
    """Draw amounts over their windows, by what kind of promise they are, see ``answers.commitments``.

    An amount without a printed window is not drawn; an arrow is a window without a printed end, drawn up to the year
    in which the document appeared, or without a printed beginning, drawn from the years that it speaks of.
    """
    title = _("Amounts over their windows, by kind of promise")
    subtitle = _("EUR unless said otherwise; amounts whose window is not printed are in the table only")
    return _over_windows(table, title, subtitle)


def fund(table: pd.DataFrame) -> Drawn:
    """Draw what was to be had of the fund, and what was spent, over time, kept apart, see ``answers.fund``."""
    ends = pd.concat([table["period_start"], table["known_from"], table["period_end"]]).dropna().dt.year
    title = _("Subsidies and the fund for migration and development, {years}, EUR", years=wording.years(ends))
    subtitle = _("Each amount over its own window; nothing adds up. Arrow: no beginning is printed")
    return _over_windows(table, title, subtitle)


def _over_windows(table: pd.DataFrame, title: str, subtitle: str) -> Drawn:
    dated = table[table["period_start"].notna() | table["known_from"].notna()]
    fields = (WHAT, _AMOUNT, _KIND, PAYER, WINDOW, AS_PRINTED, WHERE, FIGURE)
    days = {"begins": "period_start", "ends": "period_end", "drawn_from": "known_from", "drawn_until": "known_until"}
    rows = told(dated, *fields, keep=days.values()).rename(columns={column: name for name, column in days.items()})
    roles = [Role(wording.kind(code), shade) for code, shade in zip(KINDS, _SHADES, strict=True)]
    return windows(rows, Titles(title, [subtitle], told=("beside", "role", "window")), roles, tooltip(*fields))


def budget_lines(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw budget lines by year and stage, as printed or in prices of one year, see ``trends.answers.taken_up``."""
    years = wording.years(rows["year"])
    real = rows[rows["base_year"].notna()]
    prices = _("as printed")
    if len(real):
        prices = wording.in_prices(next(rows_of(real)))
    title = _("Budget lines by stage, {prices}, {years}", prices=prices, years=years)
    return taken_up(rows, title, height=130)


def asylum_budget(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw what was spent on asylum and return in the Netherlands by year, see ``trends.answers.taken_up``."""
    years = wording.years(rows["year"])
    title = _("Asylum and return in the Netherlands, outturn of the budget article, {years}", years=years)
    return taken_up(rows, title, height=110)


def in_donor_costs(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the aid spent on refugees in the Netherlands, share and amount, see ``trends.answers.taken_up``."""
    years = wording.years(rows["year"])
    title = _("Dutch aid spent on refugees in the Netherlands, current prices, {years}", years=years)
    return taken_up(rows, title, height=110)


def _of_all(value: float, share: float) -> str:
    amount = numbers.interval(value, value, "EUR")
    return amount if pd.isna(share) else f"{amount} · {numbers.share(share, share)}"
