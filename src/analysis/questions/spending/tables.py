"""Tables of what was spent and budgeted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import N_, _
from analysis.show import fields, wording
from analysis.show.fields import Field, interval, number, one_of, percent, prose
from analysis.show.table import Table

_EUROS = interval(unit="EUR")


def priorities(frame: pd.DataFrame) -> Table:
    """Show the spending by priority, see ``answers.priorities``."""
    columns = [
        fields.WHAT.headed(N_("priority")),
        Field("value", lambda: "EUR", number("value"), numeric=True),
        Field("share", N_("of the total"), percent("share"), numeric=True),
        fields.FIGURE,
    ]
    return Table(frame, columns, _("Spending by policy priority, {year}", year=frame["year"].iloc[0]))


def against_available(frame: pd.DataFrame) -> Table:
    """Show what was used beside the budget and the reserve, see ``answers.against_available``."""
    names = wording.available()
    columns = [
        fields.WHAT.printed(lambda row: names[row.item]),
        Field("used", N_("used, EUR"), number("used"), numeric=True),
        Field("available", N_("budget or reserve, EUR"), number("available"), numeric=True),
        Field("share", N_("used of the budget"), percent("share"), numeric=True),
        Field("left", N_("difference, EUR"), number("left"), numeric=True),
        fields.FIGURES,
    ]
    return Table(frame, columns, _("Used, budgeted and reserved, {year}", year=frame["year"].iloc[0]))


def field_budgets(frame: pd.DataFrame) -> Table:
    """Show the budgets of the policy fields, see ``answers.field_budgets``; several years in a column."""
    years = sorted(set(frame["year"]))
    columns = [
        fields.WHAT.headed(N_("budget")),
        *([fields.YEAR] if len(years) > 1 else []),
        fields.AS_PRINTED,
        fields.READ_AS.printed(_EUROS),
        fields.FIGURE,
    ]
    return Table(frame, columns, _("Budgets, {shown}", shown=wording.years(years)))


def commitments(frame: pd.DataFrame) -> Table:
    """Show every other amount with its kind, payer and window, see ``answers.commitments``."""
    return Table(frame, _AMOUNTS, _("Other amounts in the documents"))


def fund(frame: pd.DataFrame) -> Table:
    """Show what was to be had of the fund and what was spent, by kind, see ``answers.fund``."""
    return Table(frame, _AMOUNTS, _("Budget, reserves, ceilings and spending"))


def crosswalk(frame: pd.DataFrame) -> Table:
    """Show how the priorities of the fund and the budgets after it correspond, see ``answers.crosswalk``."""
    first, later = wording.years(frame["from_year"]), wording.years(frame["to_year"])
    columns = [
        Field("from", lambda: _("priority of {first}", first=first), _or_nothing("from")),
        Field("to", lambda: _("budget of {later}", later=later), _or_nothing("to")),
        Field("correspondence", N_("corresponds"), one_of("correspondence", _DEGREES)),
        fields.WHY,
    ]
    return Table(frame, columns, _("What became of the priorities"))


def real(frame: pd.DataFrame) -> Table:
    """Show amounts as they were and in the prices of one year, see ``answers.real``."""
    base, index = frame["base_year"].iloc[0], wording.deflator(frame["deflator"].iloc[0])
    columns = [
        fields.WHAT,
        fields.YEAR,
        fields.READ_AS.printed(_EUROS),
        _in_prices(base, interval("real_", "EUR")),
        fields.FIGURE,
    ]
    return Table(frame, columns, _("In the prices of {base} ({index})", base=base, index=index))


def beside_report(frame: pd.DataFrame) -> Table:
    """Show the budget line beside the two budgets of the report, see ``context.budget_beside_report``."""
    names = {
        "budget_line": _("budget line {line}", line=frame["budget_line"].iloc[0]),
        "report": _("the two budgets in the report"),
        "difference": _("budget line less report"),
    }
    columns = [
        fields.WHAT.printed(lambda row: names[row.item]),
        fields.STAGE,
        fields.AMOUNT.printed(_EUROS),
        fields.FIGURES,
    ]
    return Table(frame, columns, _("Budget and report, {year}", year=frame["year"].iloc[0]))


def budget_lines(nominal: pd.DataFrame, real: pd.DataFrame) -> Table:
    """Show budgets by year and stage, as they were and in the prices of one year, see ``trends.answers.taken_up``."""
    worth = real.set_index(["trend_id", "year"])

    def in_prices(row: Any) -> str:
        return wording.point(next(rows_of(worth.loc[[(row.trend_id, row.year)]])))

    columns = [
        Field("label", N_("budget line"), prose("label")),
        fields.YEAR,
        fields.STAGE.printed(prose("variant")),
        fields.READ_AS.printed(wording.point),
        _in_prices(worth["base_year"].dropna().iloc[0], in_prices),
        fields.SOURCE,
    ]
    order = nominal.assign(place=nominal.groupby("series_id", sort=False).ngroup())
    frame = order.sort_values(["place", "year"], kind="stable")
    index = wording.deflator(worth["deflator"].dropna().iloc[0])
    return Table(frame, columns, _("Budgets by year and stage; prices by {index}", index=index), grouped=True)


def _in_prices(base: Any, text: fields.Printer) -> Field:
    return Field("real", lambda: _("in prices of {base}", base=base), text, numeric=True)


def _or_nothing(column: str) -> fields.Printer:
    return lambda row: wording.prose(row, column) or _("nothing")


_DEGREES = {"part": N_("in part"), "none": N_("not")}
_AMOUNTS = [fields.WHAT, fields.AMOUNT, fields.KIND, fields.PAYER, fields.WINDOW, fields.AS_PRINTED, fields.FIGURE]
