"""Tables of what was spent and budgeted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.tables.grid import Column, Table, present, share
from analysis.display.theme import Language
from analysis.display.wording import say


def priorities(frame: pd.DataFrame, language: Language) -> Table:
    """Show the spending by priority, see ``questions.spending.priorities``."""
    year = frame["year"].iloc[0]
    columns = [
        Column(say(language, "priority", "prioriteit"), lambda row: getattr(row, f"label_{language}")),
        Column("EUR", lambda row: numbers.number(row.value, language), numeric=True),
        Column(say(language, "of the total", "van het totaal"), lambda row: share(row.share, language), True),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    return Table(
        frame, columns, say(language, f"Spending by policy priority, {year}", f"Uitgaven per beleidsprioriteit, {year}")
    )


def against_available(frame: pd.DataFrame, language: Language) -> Table:
    """Show what was used beside the budget and the reserve, see ``questions.spending.against_available``."""
    names, year = wording.available(language), frame["year"].iloc[0]
    columns = [
        Column(say(language, "what", "wat"), lambda row: names[row.item]),
        Column(
            say(language, "used, EUR", "uitgegeven, EUR"), lambda row: numbers.number(row.used, language), numeric=True
        ),
        Column(
            say(language, "budget or reserve, EUR", "budget of reservering, EUR"),
            lambda row: numbers.number(row.available, language),
            numeric=True,
        ),
        Column(
            say(language, "used of the budget", "deel van het budget"),
            lambda row: "" if pd.isna(row.share) else share(row.share, language),
            numeric=True,
        ),
        Column(
            say(language, "difference, EUR", "verschil, EUR"),
            lambda row: numbers.number(row.left, language),
            numeric=True,
        ),
        Column(say(language, "figures", "cijfers"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(
        language, f"Used, budgeted and reserved, {year}", f"Uitgegeven, begroot en gereserveerd, {year}"
    )  # fmt: skip
    return Table(frame, columns, caption)


def field_budgets(frame: pd.DataFrame, language: Language) -> Table:
    """Show the budgets of the policy fields, see ``questions.spending.field_budgets``; several years in a column."""
    years = sorted(set(frame["year"]))
    columns = [
        Column(say(language, "budget", "budget"), lambda row: getattr(row, f"label_{language}")),
        *([Column(say(language, "year", "jaar"), lambda row: row.year, numeric=True)] if len(years) > 1 else []),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: row.as_printed),
        Column(
            say(language, "read as", "gelezen als"),
            lambda row: numbers.interval(row.lower, row.upper, language, "EUR"),
            numeric=True,
        ),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    shown = wording.years(years)
    return Table(frame, columns, say(language, f"Budgets, {shown}", f"Budgetten, {shown}"))


def commitments(frame: pd.DataFrame, language: Language) -> Table:
    """Show every other amount with its kind, payer and window, see ``questions.spending.commitments``."""
    caption = say(language, "Other amounts in the documents", "Andere bedragen in de documenten")
    return _amounts(frame, caption, language)


def fund(frame: pd.DataFrame, language: Language) -> Table:
    """Show what was to be had of the fund and what was spent, by kind, see ``questions.spending.fund``."""
    caption = say(language, "Budget, reserves, ceilings and spending", "Budget, reserveringen, plafonds en uitgaven")
    return _amounts(frame, caption, language)


def _amounts(frame: pd.DataFrame, caption: str, language: Language) -> Table:
    columns = [
        Column(say(language, "what", "wat"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "amount", "bedrag"), lambda row: wording.amount(row, language), numeric=True),
        Column(say(language, "kind", "soort"), lambda row: wording.kind(row.kind, language)),
        Column(say(language, "who pays", "wie betaalt"), lambda row: wording.payer(row.funding, language)),
        Column(
            say(language, "window", "periode"),
            lambda row: wording.window(row.period_start, row.period_end, language, row.period_basis),
        ),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: row.as_printed),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, caption)


def crosswalk(frame: pd.DataFrame, language: Language) -> Table:
    """Show how the priorities of the fund and the budgets after it correspond, see ``questions.spending.crosswalk``."""
    nothing = say(language, "nothing", "niets")
    first, later = frame["from_year"].iloc[0], frame["to_year"].iloc[0]
    degrees = {
        "part": say(language, "in part", "deels"),
        "none": say(language, "not", "niet"),
    }
    columns = [
        Column(say(language, f"priority of {first}", f"prioriteit {first}"),
               lambda row: present(getattr(row, f"from_{language}")) or nothing),
        Column(say(language, f"budget of {later}", f"budget {later}"),
               lambda row: present(getattr(row, f"to_{language}")) or nothing),
        Column(say(language, "corresponds", "komt overeen"), lambda row: degrees[row.correspondence]),
        Column(say(language, "why", "waarom"), lambda row: wording.prose(row, "reason", language)),
    ]  # fmt: skip
    return Table(frame, columns, say(language, "What became of the priorities", "Wat er van de prioriteiten werd"))


def real(frame: pd.DataFrame, language: Language) -> Table:
    """Show amounts as printed and in the prices of one year, see ``questions.spending.real``."""
    base = frame["base_year"].iloc[0]
    columns = [
        Column(say(language, "what", "wat"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "year", "jaar"), lambda row: row.year, numeric=True),
        Column(
            say(language, "as printed", "zoals gedrukt"),
            lambda row: numbers.interval(row.lower, row.upper, language, "EUR"),
            numeric=True,
        ),
        Column(
            say(language, f"in prices of {base}", f"in prijzen van {base}"),
            lambda row: numbers.interval(row.real_lower, row.real_upper, language, "EUR"),
            numeric=True,
        ),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    index = wording.deflator(frame["deflator"].iloc[0], language)
    caption = say(language, f"In the prices of {base} ({index})", f"In prijzen van {base} ({index})")
    return Table(frame, columns, caption)


def beside_report(frame: pd.DataFrame, language: Language) -> Table:
    """Show the budget line beside the two budgets of the report, see ``context.budget_beside_report``."""
    year, line = frame["year"].iloc[0], frame["budget_line"].iloc[0]
    names = {
        "budget_line": say(language, f"budget line {line}", f"begrotingsartikel {line}"),
        "report": say(language, "the two budgets in the report", "de twee budgetten in de rapportage"),
        "difference": say(language, "budget line less report", "artikel min rapportage"),
    }
    columns = [
        Column(say(language, "what", "wat"), lambda row: names[row.item]),
        Column(say(language, "stage", "stand"), lambda row: wording.stage(row.stage, language) if row.stage else ""),
        Column(
            say(language, "amount", "bedrag"),
            lambda row: numbers.interval(row.lower, row.upper, language, "EUR"),
            numeric=True,
        ),
        Column(say(language, "figures", "cijfers"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, f"Budget and report, {year}", f"Begroting en rapportage, {year}"))


def budget_lines(nominal: pd.DataFrame, real: pd.DataFrame, language: Language) -> Table:
    """Show budgets by year and stage, as printed and in the prices of one year, see ``questions.trends.taken_up``."""
    worth = real.set_index(["trend_id", "year"])
    base = worth["base_year"].dropna().iloc[0]

    def in_prices(row: Any) -> str:
        return wording.point(next(worth.loc[[(row.trend_id, row.year)]].itertuples()), language)

    columns = [
        Column(say(language, "budget line", "artikel"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "year", "jaar"), lambda row: row.year, numeric=True),
        Column(say(language, "stage", "stand"), lambda row: getattr(row, f"variant_{language}")),
        Column(say(language, "as printed", "zoals vermeld"), lambda row: wording.point(row, language), numeric=True),
        Column(say(language, f"in prices of {base}", f"in prijzen van {base}"), in_prices, numeric=True),
        Column(say(language, "source", "bron"), lambda row: row.source_id, figures=True),
    ]
    order = nominal.assign(place=nominal.groupby("series_id", sort=False).ngroup())
    frame = order.sort_values(["place", "year"], kind="stable")
    index = wording.deflator(worth["deflator"].dropna().iloc[0], language)
    caption = say(
        language,
        f"Budgets by year and stage; prices by {index}",
        f"Begrotingen per jaar en stand; prijzen volgens {index}",
    )
    return Table(frame, columns, caption)
