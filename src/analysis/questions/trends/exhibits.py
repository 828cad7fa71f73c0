"""What 11-trends shows, section by section, and how other questions show a trend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from analysis.dataset.tables import Dataset
from analysis.questions.trends import answers, charts, sentences, tables
from analysis.show.exhibit import Exhibit
from analysis.show.table import Table


def years(rows: pd.DataFrame, stretches: pd.DataFrame, aims: pd.DataFrame, publications: pd.DataFrame) -> Exhibit:
    """Show which years there are, and texts to cite, see ``answers.followed`` and ``provenance.publications``."""
    return Exhibit(
        rows,
        text=lambda: sentences.trends(rows, stretches, aims),
        chart=lambda: charts.trend_years(rows),
        table=lambda: tables.trend_citations(rows, stretches, publications),
    )


def series(rows: pd.DataFrame, stretches: pd.DataFrame, aims: pd.DataFrame, index_year: int | None) -> Exhibit:
    """Show series by series, see ``answers.followed``, ``answers.stretches``, ``answers.aims``."""
    return Exhibit(
        rows,
        text=lambda: sentences.trend_heights(rows, index_year),
        chart=lambda: charts.trends(rows, aims, index_year),
        table=lambda: tables.trend_stretches(stretches),
    )


def points(rows: pd.DataFrame, index_year: int | None) -> Exhibit:
    """Show every point, see ``answers.followed``."""
    return Exhibit(rows, table=lambda: tables.trend_points(rows, index_year))


def unfollowed(obstacles: pd.DataFrame) -> Exhibit:
    """Show what cannot be followed, and why, see ``answers.unfollowed``."""
    return Exhibit.of(obstacles, text=sentences.unfollowed, chart=charts.unfollowed, table=tables.unfollowed)


def listed(rows: pd.DataFrame) -> Exhibit:
    """Show what each series counts, see ``answers.followed``."""
    return Exhibit(rows, table=lambda: tables.trend_series(answers.series(rows)))


def taken_up(
    data: Dataset,
    rows: pd.DataFrame,
    chart: Callable[[pd.DataFrame], Any],
    table: Callable[[pd.DataFrame], Table],
    more: Sequence[Exhibit] = (),
) -> Exhibit:
    """Show a trend that a question takes up, by a chart and a table of its own, see ``answers.taken_up``."""
    return Exhibit(
        rows,
        text=lambda: sentences.taken_up(rows, answers.in_order(rows), answers.related(data, rows)),
        chart=lambda: chart(rows),
        table=lambda: table(rows),
        more=more,
    )
