"""What 01-spending shows, section by section."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.tables import Dataset
from analysis.language import _, numbers, translated
from analysis.questions.spending import answers, charts, sentences, tables
from analysis.questions.trends import answers as trends
from analysis.questions.trends import tables as trends_tables
from analysis.show.exhibit import Exhibit, Headline


def priorities(priorities: pd.DataFrame) -> Exhibit:
    """Show what was spent on each priority, see ``answers.priorities``."""
    return Exhibit.of(priorities, chart=charts.spending_priorities, table=tables.priorities)


def against_available(available: pd.DataFrame, printed_share: pd.DataFrame) -> Exhibit:
    """Show spending against what was available, see ``answers.against_available`` and ``answers.printed_share``."""
    return Exhibit(
        available,
        text=lambda: sentences.spending(available, printed_share),
        chart=lambda: charts.against_available(available),
        table=lambda: tables.against_available(available),
    )


def underspending(reasons: pd.DataFrame) -> Exhibit:
    """Say why money was left, see ``answers.reasons``."""
    return Exhibit.of(reasons, text=sentences.underspending)


def earmark(available: pd.DataFrame) -> Exhibit:
    """Say what became of the money reserved for return, see ``answers.against_available``."""
    return Exhibit.of(available, text=sentences.earmark)


def fund(fund: pd.DataFrame) -> Exhibit:
    """Show the ceilings of the fund, see ``answers.fund``."""
    return Exhibit.of(fund, text=sentences.fund, chart=charts.fund, table=tables.fund)


def field_budgets(budgets: pd.DataFrame) -> Exhibit:
    """Show the budgets of two fields, see ``answers.field_budgets``."""
    return Exhibit.of(budgets, chart=charts.field_budgets, table=tables.field_budgets)


def commitments(commitments: pd.DataFrame) -> Exhibit:
    """Show the other amounts, see ``answers.commitments``."""
    return Exhibit.of(commitments, chart=charts.commitments, table=tables.commitments)


def crosswalk(crosswalk: pd.DataFrame) -> Exhibit:
    """Show what corresponds between the two ends, see ``answers.crosswalk``."""
    return Exhibit.of(crosswalk, table=tables.crosswalk)


def real(real: pd.DataFrame, price_basis: pd.DataFrame) -> Exhibit:
    """Show amounts in the prices of one year, see ``answers.real`` and ``context.price_basis``."""
    return Exhibit(
        real,
        text=lambda: f"{sentences.real(real, price_basis)} {sentences.price_source(price_basis)}",
        chart=lambda: charts.real(real),
        table=lambda: tables.real(real),
    )


def budget_lines(nominal: pd.DataFrame, worth: pd.DataFrame) -> Exhibit:
    """Show two lines of the budget as printed, then in prices of one year, see ``trends.answers.taken_up``."""
    return Exhibit(
        nominal,
        text=lambda: sentences.budget_lines(trends.in_order(nominal), trends.in_order(worth)),
        chart=lambda: charts.budget_lines(nominal),
        more=[
            Exhibit(worth, chart=lambda: charts.budget_lines(worth), table=lambda: tables.budget_lines(nominal, worth))
        ],
    )


def beside_report(beside: pd.DataFrame) -> Exhibit:
    """Show budget and report side by side, see ``context.budget_beside_report``."""
    return Exhibit.of(beside, text=sentences.beside_report, table=tables.beside_report)


def asylum_budget(rows: pd.DataFrame) -> Exhibit:
    """Show what was spent on asylum, see ``trends.answers.taken_up``."""
    return Exhibit(
        rows,
        text=lambda: sentences.asylum_budget(rows, trends.in_order(rows)),
        chart=lambda: charts.asylum_budget(rows),
        table=lambda: trends_tables.trend_points(rows, None),
    )


def aid_at_home(rows: pd.DataFrame) -> Exhibit:
    """Show what was spent on refugees at home, see ``trends.answers.taken_up``."""
    return Exhibit.of(rows, text=sentences.aid_at_home, chart=charts.in_donor_costs, table=trends_tables.trend_years)


# -- on the index -----------------------------------------------------------------------------------------------------


def spent_in_all(data: Dataset) -> Headline:
    """Say what was spent of the budget and of the reserve: the number, and the sentence around it."""
    rows = answers.against_available(data).set_index("item")
    whole: Any = rows.loc["all"]
    on_return: Any = rows.loc["return"]
    spent, left, reserved, gap = (
        numbers.interval(amount, amount, "EUR")
        for amount in (whole["used"], whole["left"], on_return["available"], on_return["left"])
    )
    share = numbers.share(whole["share"], whole["share"])
    # In our own words, as the table of statements has them, and so without quotation marks.
    told = [
        _(
            " The report's first reason for the {left} that was left: {why}",
            left=left,
            why=text[:1].lower() + text[1:],
        )
        for text in answers.reasons(data)[translated("says")].head(1)
    ]
    sentence = _(
        "was spent in {year}, {share} of the budget.{told} What was spent on return is {gap} less than the {reserved} "
        "reserved for it, an earmark and no goal",
        year=whole["year"],
        share=share,
        told="".join(told),
        gap=gap,
        reserved=reserved,
    )
    more = on_return["left"] > whole["left"]
    ends = _("; that is more than was left in all, and the report does not explain it.")
    sentence += ends if more else "."
    return Headline(spent, sentence)


#: What the index says of it.
FINDINGS = (spent_in_all,)
