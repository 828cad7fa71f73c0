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
    return Exhibit.of(
        contributions,
        text=sentences.aid_contributions,
        chart=charts.aid_contributions,
        table=tables.aid_contributions,
    )


def places(places: pd.DataFrame) -> Exhibit:
    """Show where the money goes, see ``answers.places``."""
    return Exhibit.of(places, text=sentences.aid_places, chart=charts.aid_places, table=tables.aid_places)


def programmes(matched: pd.DataFrame) -> Exhibit:
    """Show for which programmes the money is, see ``answers.programmes``."""
    return Exhibit.of(matched, text=sentences.aid_programmes, chart=charts.aid_programmes, table=tables.aid_programmes)


def matches(reviewed: pd.DataFrame) -> Exhibit:
    """Show how transactions were matched, see ``answers.reviewed``."""
    return Exhibit.of(reviewed, table=tables.aid_matches)


def beside(beside: pd.DataFrame) -> Exhibit:
    """Show what is published beside what is printed, see ``answers.beside``."""
    return Exhibit.of(beside, text=sentences.aid_beside, table=tables.aid_beside)


def transactions(rows: pd.DataFrame) -> Exhibit:
    """Show each transaction, see ``answers.between``."""
    return Exhibit.of(rows, table=tables.aid_transactions)


def source(basis: pd.DataFrame) -> Exhibit:
    """Say where the transactions are from, see ``answers.basis``."""
    return Exhibit.of(basis, text=sentences.aid_source)
