"""What 04-returns shows, section by section."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset import provenance
from analysis.dataset.tables import Dataset
from analysis.language import _, numbers
from analysis.questions.returns import answers, charts, sentences, tables
from analysis.questions.trends import answers as series
from analysis.questions.trends import exhibits as series_exhibits
from analysis.questions.trends import tables as series_tables
from analysis.show.exhibit import Exhibit, Headline


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
    return Exhibit.of(years, chart=charts.share_in_kind)


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
    return Exhibit.of(unnumbered, text=sentences.returns_unnumbered)


def departures(data: Dataset, rows: pd.DataFrame) -> Exhibit:
    """Show departures through the years with texts to cite, then every point, see ``trends.answers.taken_up``."""
    return series_exhibits.taken_up(
        data,
        rows,
        charts.departures,
        lambda rows: series_tables.trend_citations(rows, series.in_order(rows), provenance.publications(data, rows)),
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


# -- on the index -----------------------------------------------------------------------------------------------------


def last_year(data: Dataset) -> Headline:
    """Say how many returned in the last year there is: the number, and the sentence around it."""
    row: Any = answers.by_year(data).iloc[-1]
    printed = numbers.interval(row["total_lower"], row["total_upper"])
    sentence = _(
        "former asylum seekers returned with support in {year}. The total that is printed, {printed}, is the column of "
        "support in money alone; it could be combined with support in kind, and how often it was is not printed.",
        year=row["period_end"].year,
        printed=printed,
    )
    return Headline(numbers.interval(row["people_lower"], row["people_upper"]), sentence)


#: What the index says of it.
FINDINGS = (last_year,)
