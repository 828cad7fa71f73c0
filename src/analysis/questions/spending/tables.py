"""Tables of what was spent and budgeted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import numbers, say
from analysis.show import wording
from analysis.show.table import Column, Table, present, share
from analysis.show.theme import Language


def priorities(frame: pd.DataFrame, language: Language) -> Table:
    """Show the spending by priority, see ``questions.spending.priorities``."""
    year = frame["year"].iloc[0]
    columns = [
        Column(say(language, "priority"), lambda row: getattr(row, f"label_{language}")),
        Column("EUR", lambda row: numbers.number(row.value, language), numeric=True),
        Column(say(language, "of the total"), lambda row: share(row.share, language), True),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "Spending by policy priority, {year}", year=year))


def against_available(frame: pd.DataFrame, language: Language) -> Table:
    """Show what was used beside the budget and the reserve, see ``questions.spending.against_available``."""
    names, year = wording.available(language), frame["year"].iloc[0]
    columns = [
        Column(say(language, "what"), lambda row: names[row.item]),
        Column(say(language, "used, EUR"), lambda row: numbers.number(row.used, language), numeric=True),
        Column(
            say(language, "budget or reserve, EUR"),
            lambda row: numbers.number(row.available, language),
            numeric=True,
        ),
        Column(
            say(language, "used of the budget"),
            lambda row: "" if pd.isna(row.share) else share(row.share, language),
            numeric=True,
        ),
        Column(
            say(language, "difference, EUR"),
            lambda row: numbers.number(row.left, language),
            numeric=True,
        ),
        Column(say(language, "figures"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(language, "Used, budgeted and reserved, {year}", year=year)
    return Table(frame, columns, caption)


def field_budgets(frame: pd.DataFrame, language: Language) -> Table:
    """Show the budgets of the policy fields, see ``questions.spending.field_budgets``; several years in a column."""
    years = sorted(set(frame["year"]))
    columns = [
        Column(say(language, "budget"), lambda row: getattr(row, f"label_{language}")),
        *([Column(say(language, "year"), lambda row: row.year, numeric=True)] if len(years) > 1 else []),
        Column(say(language, "as printed"), lambda row: row.as_printed),
        Column(
            say(language, "read as"),
            lambda row: numbers.interval(row.lower, row.upper, language, "EUR"),
            numeric=True,
        ),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    shown = wording.years(years)
    return Table(frame, columns, say(language, "Budgets, {shown}", shown=shown))


def commitments(frame: pd.DataFrame, language: Language) -> Table:
    """Show every other amount with its kind, payer and window, see ``questions.spending.commitments``."""
    caption = say(language, "Other amounts in the documents")
    return _amounts(frame, caption, language)


def fund(frame: pd.DataFrame, language: Language) -> Table:
    """Show what was to be had of the fund and what was spent, by kind, see ``questions.spending.fund``."""
    caption = say(language, "Budget, reserves, ceilings and spending")
    return _amounts(frame, caption, language)


def _amounts(frame: pd.DataFrame, caption: str, language: Language) -> Table:
    columns = [
        Column(say(language, "what"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "amount"), lambda row: wording.amount(row, language), numeric=True),
        Column(say(language, "kind"), lambda row: wording.kind(row.kind, language)),
        Column(say(language, "who pays"), lambda row: wording.payer(row.funding, language)),
        Column(
            say(language, "window"),
            lambda row: wording.window(row.period_start, row.period_end, language, row.period_basis),
        ),
        Column(say(language, "as printed"), lambda row: row.as_printed),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, caption)


def crosswalk(frame: pd.DataFrame, language: Language) -> Table:
    """Show how the priorities of the fund and the budgets after it correspond, see ``questions.spending.crosswalk``."""
    nothing = say(language, "nothing")
    first, later = frame["from_year"].iloc[0], frame["to_year"].iloc[0]
    degrees = {
        "part": say(language, "in part"),
        "none": say(language, "not"),
    }
    columns = [
        Column(
            say(language, "priority of {first}", first=first),
            lambda row: present(getattr(row, f"from_{language}")) or nothing,
        ),
        Column(
            say(language, "budget of {later}", later=later),
            lambda row: present(getattr(row, f"to_{language}")) or nothing,
        ),
        Column(say(language, "corresponds"), lambda row: degrees[row.correspondence]),
        Column(say(language, "why"), lambda row: wording.prose(row, "reason", language)),
    ]
    return Table(frame, columns, say(language, "What became of the priorities"))


def real(frame: pd.DataFrame, language: Language) -> Table:
    """Show amounts as printed and in the prices of one year, see ``questions.spending.real``."""
    base = frame["base_year"].iloc[0]
    columns = [
        Column(say(language, "what"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "year"), lambda row: row.year, numeric=True),
        Column(
            say(language, "as printed"),
            lambda row: numbers.interval(row.lower, row.upper, language, "EUR"),
            numeric=True,
        ),
        Column(
            say(language, "in prices of {base}", base=base),
            lambda row: numbers.interval(row.real_lower, row.real_upper, language, "EUR"),
            numeric=True,
        ),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    index = wording.deflator(frame["deflator"].iloc[0], language)
    caption = say(language, "In the prices of {base} ({index})", base=base, index=index)
    return Table(frame, columns, caption)


def beside_report(frame: pd.DataFrame, language: Language) -> Table:
    """Show the budget line beside the two budgets of the report, see ``context.budget_beside_report``."""
    year, line = frame["year"].iloc[0], frame["budget_line"].iloc[0]
    names = {
        "budget_line": say(language, "budget line {line}", line=line),
        "report": say(language, "the two budgets in the report"),
        "difference": say(language, "budget line less report"),
    }
    columns = [
        Column(say(language, "what"), lambda row: names[row.item]),
        Column(say(language, "stage"), lambda row: wording.stage(row.stage, language) if row.stage else ""),
        Column(
            say(language, "amount"),
            lambda row: numbers.interval(row.lower, row.upper, language, "EUR"),
            numeric=True,
        ),
        Column(say(language, "figures"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "Budget and report, {year}", year=year))


def budget_lines(nominal: pd.DataFrame, real: pd.DataFrame, language: Language) -> Table:
    """Show budgets by year and stage, as printed and in the prices of one year, see ``questions.trends.taken_up``."""
    worth = real.set_index(["trend_id", "year"])
    base = worth["base_year"].dropna().iloc[0]

    def in_prices(row: Any) -> str:
        return wording.point(next(worth.loc[[(row.trend_id, row.year)]].itertuples()), language)

    columns = [
        Column(say(language, "budget line"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "year"), lambda row: row.year, numeric=True),
        Column(say(language, "stage"), lambda row: getattr(row, f"variant_{language}")),
        Column(say(language, "as printed"), lambda row: wording.point(row, language), numeric=True),
        Column(say(language, "in prices of {base}", base=base), in_prices, numeric=True),
        Column(say(language, "source"), lambda row: row.source_id, figures=True),
    ]
    order = nominal.assign(place=nominal.groupby("series_id", sort=False).ngroup())
    frame = order.sort_values(["place", "year"], kind="stable")
    index = wording.deflator(worth["deflator"].dropna().iloc[0], language)
    caption = say(language, "Budgets by year and stage; prices by {index}", index=index)
    return Table(frame, columns, caption)
