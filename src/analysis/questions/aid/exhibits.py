"""What 10-aid shows, section by section."""

from __future__ import annotations

import pandas as pd

from analysis.questions.aid import answers, charts, sentences, tables
from analysis.show.exhibit import Exhibit


def published(basis: pd.DataFrame, rows: pd.DataFrame) -> Exhibit:
    """Show how much was published and to whom, see ``answers.basis`` and ``answers.between``."""
    return Exhibit(
        rows,
        text=lambda: sentences.aid(basis, answers.totals(rows)),
        table=lambda: tables.aid_receivers(answers.receivers(rows)),
    )


def years(basis: pd.DataFrame, rows: pd.DataFrame) -> Exhibit:
    """Show when money was promised and used, see ``answers.basis`` and ``answers.between``."""
    years = answers.years(rows)
    return Exhibit(
        years,
        text=lambda: sentences.aid_years(basis),
        chart=lambda: charts.aid_years(years),
        table=lambda: tables.aid_years(years),
    )


def contributions(contributions: pd.DataFrame) -> Exhibit:
    """Show the contributions to UNHCR, see ``answers.contributions``."""
    return Exhibit(
        contributions,
        text=lambda: sentences.aid_contributions(contributions),
        chart=lambda: charts.aid_contributions(contributions),
        table=lambda: tables.aid_contributions(contributions),
    )


def places(places: pd.DataFrame) -> Exhibit:
    """Show where the money goes, see ``answers.places``."""
    return Exhibit(
        places,
        text=lambda: sentences.aid_places(places),
        chart=lambda: charts.aid_places(places),
        table=lambda: tables.aid_places(places),
    )


def programmes(matched: pd.DataFrame) -> Exhibit:
    """Show for which programmes the money is, see ``answers.programmes``."""
    return Exhibit(
        matched,
        text=lambda: sentences.aid_programmes(matched),
        chart=lambda: charts.aid_programmes(matched),
        table=lambda: tables.aid_programmes(matched),
    )


def matches(reviewed: pd.DataFrame) -> Exhibit:
    """Show how transactions were matched, see ``answers.reviewed``."""
    return Exhibit(reviewed, table=lambda: tables.aid_matches(reviewed))


def beside(beside: pd.DataFrame) -> Exhibit:
    """Show what is published beside what is printed, see ``answers.beside``."""
    return Exhibit(beside, text=lambda: sentences.aid_beside(beside), table=lambda: tables.aid_beside(beside))


def transactions(rows: pd.DataFrame) -> Exhibit:
    """Show each transaction, see ``answers.between``."""
    return Exhibit(rows, table=lambda: tables.aid_transactions(rows))


def source(basis: pd.DataFrame) -> Exhibit:
    """Say where the transactions are from, see ``answers.basis``."""
    return Exhibit(basis, text=lambda: sentences.aid_source(basis))
