"""What 04-returns shows, section by section."""

from __future__ import annotations

import pandas as pd

from analysis.dataset.tables import Dataset
from analysis.questions.returns import charts, sentences, tables
from analysis.questions.trends import answers as series
from analysis.questions.trends import exhibits as series_exhibits
from analysis.questions.trends import tables as series_tables
from analysis.show.exhibit import Exhibit


def returnees(years: pd.DataFrame, both: float | None) -> Exhibit:
    """Show the returns of former asylum seekers, see ``answers.by_year``; ``both`` is the share assumed there."""
    return Exhibit(
        years,
        text=lambda: sentences.returnees(years, both),
        chart=lambda: charts.returnees(years),
        table=lambda: tables.returnees(years),
    )


def share_in_kind(years: pd.DataFrame) -> Exhibit:
    """Draw how many had support in kind, see ``answers.by_year``."""
    return Exhibit(years, chart=lambda: charts.share_in_kind(years))


def claims(claims: pd.DataFrame, elsewhere: pd.DataFrame, trends: pd.DataFrame) -> Exhibit:
    """Show whether returns rose or fell, see ``answers.claims``, ``answers.claims_elsewhere``, ``answers.trends``."""
    return Exhibit(
        trends,
        text=lambda: sentences.return_claims(claims, elsewhere),
        table=lambda: tables.return_trends(trends),
    )


def elsewhere(others: pd.DataFrame, changes: pd.DataFrame) -> Exhibit:
    """Show the returns of others, see ``answers.elsewhere`` and ``indicators.answers.changes``."""
    return Exhibit(
        others,
        text=lambda: sentences.returns_elsewhere(others, changes),
        chart=lambda: charts.returns_elsewhere(others),
        table=lambda: tables.returns_elsewhere(others),
    )


def unnumbered(unnumbered: pd.DataFrame) -> Exhibit:
    """Say which returns have no number, see ``answers.unnumbered``."""
    return Exhibit(unnumbered, text=lambda: sentences.returns_unnumbered(unnumbered))


def departures(data: Dataset, rows: pd.DataFrame) -> Exhibit:
    """Show departures through the years with texts to cite, then every point, see ``trends.answers.taken_up``."""
    return series_exhibits.taken_up(
        data,
        rows,
        charts.departures,
        lambda rows: series_tables.trend_citations(rows, series.in_order(rows), series.publications(data, rows)),
        more=[Exhibit(rows, table=lambda: series_tables.trend_points(rows, None))],
    )


def support(kinds: pd.DataFrame, providers: pd.DataFrame, countries: pd.DataFrame) -> Exhibit:
    """Show who supports whom, see ``answers.support``, ``answers.providers``, ``answers.forced_countries``."""
    return Exhibit(
        kinds,
        text=lambda: sentences.support(kinds, providers, countries),
        chart=lambda: charts.support_providers(providers),
        table=lambda: tables.support(kinds),
    )


def conditions(conditions: pd.DataFrame, group: pd.DataFrame) -> Exhibit:
    """Show on what conditions, and for whom, see ``answers.conditions`` and ``answers.target_group``."""
    return Exhibit(
        conditions,
        text=lambda: sentences.return_conditions(conditions, group),
        table=lambda: tables.return_conditions(conditions),
        more=[Exhibit(group, table=lambda: tables.return_target_group(group))],
    )
