"""Tables of what was spent and budgeted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import _, numbers, translated
from analysis.show import wording
from analysis.show.table import Column, Table, present, share


def priorities(frame: pd.DataFrame) -> Table:
    """Show the spending by priority, see ``questions.spending.priorities``."""
    year = frame["year"].iloc[0]
    columns = [
        Column(_("priority"), lambda row: getattr(row, translated("label"))),
        Column("EUR", lambda row: numbers.number(row.value), numeric=True),
        Column(_("of the total"), lambda row: share(row.share), True),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, _("Spending by policy priority, {year}", year=year))


def against_available(frame: pd.DataFrame) -> Table:
    """Show what was used beside the budget and the reserve, see ``questions.spending.against_available``."""
    names, year = wording.available(), frame["year"].iloc[0]
    columns = [
        Column(_("what"), lambda row: names[row.item]),
        Column(_("used, EUR"), lambda row: numbers.number(row.used), numeric=True),
        Column(
            _("budget or reserve, EUR"),
            lambda row: numbers.number(row.available),
            numeric=True,
        ),
        Column(
            _("used of the budget"),
            lambda row: "" if pd.isna(row.share) else share(row.share),
            numeric=True,
        ),
        Column(
            _("difference, EUR"),
            lambda row: numbers.number(row.left),
            numeric=True,
        ),
        Column(_("figures"), lambda row: row.figure_id, figures=True),
    ]
    caption = _("Used, budgeted and reserved, {year}", year=year)
    return Table(frame, columns, caption)


def field_budgets(frame: pd.DataFrame) -> Table:
    """Show the budgets of the policy fields, see ``questions.spending.field_budgets``; several years in a column."""
    years = sorted(set(frame["year"]))
    columns = [
        Column(_("budget"), lambda row: getattr(row, translated("label"))),
        *([Column(_("year"), lambda row: row.year, numeric=True)] if len(years) > 1 else []),
        Column(_("as printed"), lambda row: row.as_printed),
        Column(
            _("read as"),
            lambda row: numbers.interval(row.lower, row.upper, "EUR"),
            numeric=True,
        ),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    shown = wording.years(years)
    return Table(frame, columns, _("Budgets, {shown}", shown=shown))


def commitments(frame: pd.DataFrame) -> Table:
    """Show every other amount with its kind, payer and window, see ``questions.spending.commitments``."""
    caption = _("Other amounts in the documents")
    return _amounts(frame, caption)


def fund(frame: pd.DataFrame) -> Table:
    """Show what was to be had of the fund and what was spent, by kind, see ``questions.spending.fund``."""
    caption = _("Budget, reserves, ceilings and spending")
    return _amounts(frame, caption)


def _amounts(frame: pd.DataFrame, caption: str) -> Table:
    columns = [
        Column(_("what"), lambda row: getattr(row, translated("label"))),
        Column(_("amount"), wording.amount, numeric=True),
        Column(_("kind"), lambda row: wording.kind(row.kind)),
        Column(_("who pays"), lambda row: wording.payer(row.funding)),
        Column(
            _("window"),
            lambda row: wording.window(row.period_start, row.period_end, row.period_basis),
        ),
        Column(_("as printed"), lambda row: row.as_printed),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, caption)


def crosswalk(frame: pd.DataFrame) -> Table:
    """Show how the priorities of the fund and the budgets after it correspond, see ``questions.spending.crosswalk``."""
    nothing = _("nothing")
    first, later = frame["from_year"].iloc[0], frame["to_year"].iloc[0]
    degrees = {
        "part": _("in part"),
        "none": _("not"),
    }
    columns = [
        Column(
            _("priority of {first}", first=first),
            lambda row: present(getattr(row, translated("from"))) or nothing,
        ),
        Column(
            _("budget of {later}", later=later),
            lambda row: present(getattr(row, translated("to"))) or nothing,
        ),
        Column(_("corresponds"), lambda row: degrees[row.correspondence]),
        Column(_("why"), lambda row: wording.prose(row, "reason")),
    ]
    return Table(frame, columns, _("What became of the priorities"))


def real(frame: pd.DataFrame) -> Table:
    """Show amounts as printed and in the prices of one year, see ``questions.spending.real``."""
    base = frame["base_year"].iloc[0]
    columns = [
        Column(_("what"), lambda row: getattr(row, translated("label"))),
        Column(_("year"), lambda row: row.year, numeric=True),
        Column(
            _("as printed"),
            lambda row: numbers.interval(row.lower, row.upper, "EUR"),
            numeric=True,
        ),
        Column(
            _("in prices of {base}", base=base),
            lambda row: numbers.interval(row.real_lower, row.real_upper, "EUR"),
            numeric=True,
        ),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    index = wording.deflator(frame["deflator"].iloc[0])
    caption = _("In the prices of {base} ({index})", base=base, index=index)
    return Table(frame, columns, caption)


def beside_report(frame: pd.DataFrame) -> Table:
    """Show the budget line beside the two budgets of the report, see ``context.budget_beside_report``."""
    year, line = frame["year"].iloc[0], frame["budget_line"].iloc[0]
    names = {
        "budget_line": _("budget line {line}", line=line),
        "report": _("the two budgets in the report"),
        "difference": _("budget line less report"),
    }
    columns = [
        Column(_("what"), lambda row: names[row.item]),
        Column(_("stage"), lambda row: wording.stage(row.stage) if row.stage else ""),
        Column(
            _("amount"),
            lambda row: numbers.interval(row.lower, row.upper, "EUR"),
            numeric=True,
        ),
        Column(_("figures"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, _("Budget and report, {year}", year=year))


def budget_lines(nominal: pd.DataFrame, real: pd.DataFrame) -> Table:
    """Show budgets by year and stage, as printed and in the prices of one year, see ``questions.trends.taken_up``."""
    worth = real.set_index(["trend_id", "year"])
    base = worth["base_year"].dropna().iloc[0]

    def in_prices(row: Any) -> str:
        return wording.point(next(worth.loc[[(row.trend_id, row.year)]].itertuples()))

    columns = [
        Column(_("budget line"), lambda row: getattr(row, translated("label"))),
        Column(_("year"), lambda row: row.year, numeric=True),
        Column(_("stage"), lambda row: getattr(row, translated("variant"))),
        Column(_("as printed"), wording.point, numeric=True),
        Column(_("in prices of {base}", base=base), in_prices, numeric=True),
        Column(_("source"), lambda row: row.source_id, figures=True),
    ]
    order = nominal.assign(place=nominal.groupby("series_id", sort=False).ngroup())
    frame = order.sort_values(["place", "year"], kind="stable")
    index = wording.deflator(worth["deflator"].dropna().iloc[0])
    caption = _("Budgets by year and stage; prices by {index}", index=index)
    return Table(frame, columns, caption)
