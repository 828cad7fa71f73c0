"""The controls of 11-trends: a theme, a period, an index year, and the prices of amounts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dataset import provenance
from analysis.language import N_, _
from analysis.questions.cited import sources
from analysis.questions.trends import answers as question
from analysis.questions.trends import exhibits
from analysis.show import wording
from analysis.show.controls import LANGUAGE, Options, Pick, first, from_and_up_to, worded
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

#: All that can be followed, in some prices and set against some year; and what cannot be.
Followed = Callable[[str, int | None], pd.DataFrame]
Unfollowed = Callable[[], pd.DataFrame]


def panel(
    data: Dataset,
    theme: str,
    first_year: int | None,
    last_year: int | None,
    index_year: int | None,
    prices: str,
) -> Panel:
    """Return the controls of the notebook, set to its parameters."""
    followed, unfollowed = _followed(data), _unfollowed(data)
    years = _years(followed(question.NOMINAL, None), first_year, last_year, index_year)
    controls = [
        Pick(
            "theme",
            "str",
            N_("theme"),
            first(worded(question.themes(data), wording.theme), question.ALL, N_("all")),
            comment="a theme of the dataset, such as return or money; all for every one",
        ),
        *from_and_up_to(years),
        Pick(
            "index_year",
            "int or None",
            N_("index year"),
            first(years, None, N_("no index")),
            comment="year that is 100 in the panels; None for numbers in their own unit",
        ),
        Pick(
            "prices",
            "str",
            N_("prices"),
            worded(question.price_choices(data), _prices),
            comment="nominal, or a price index with the year of its prices: cpi 2023, gdp_oecd 2015",
        ),
        LANGUAGE,
    ]
    values = {
        "theme": theme,
        "first_year": first_year,
        "last_year": last_year,
        "index_year": index_year,
        "prices": prices,
    }
    parts = [
        partial(_lines, data, followed),
        partial(_obstacles, unfollowed),
        partial(_sources, data, followed, unfollowed),
    ]
    return Panel("11-trends", parts, controls, values)


def view(
    data: Dataset,
    theme: str,
    first_year: int | None,
    last_year: int | None,
    index_year: int | None,
    prices: str,
) -> Sequence[Shown]:
    """Return the series that can be followed, those that cannot, and the sources of both."""
    followed, unfollowed = _followed(data), _unfollowed(data)
    return [
        *_lines(data, followed, theme, first_year, last_year, index_year, prices),
        *_obstacles(unfollowed, theme),
        *_sources(data, followed, unfollowed, theme, first_year, last_year),
    ]


def _followed(data: Dataset) -> Followed:
    def followed(prices: str, index_year: int | None) -> pd.DataFrame:
        price_year, deflator = question.price_choice(data, prices)
        return question.followed(data, index_year=index_year, price_year=price_year, deflator=deflator)

    return followed


def _unfollowed(data: Dataset) -> Unfollowed:
    return partial(question.unfollowed, data)


def _lines(
    data: Dataset,
    followed: Followed,
    theme: str,
    first_year: int | None,
    last_year: int | None,
    index_year: int | None,
    prices: str,
) -> Sequence[Shown]:
    rows = question.within(data, followed(prices, index_year), theme, first_year, last_year)
    stretches, aims = question.stretches(rows), question.aims(data, rows)
    years = exhibits.years(rows, stretches, aims, provenance.publications(data, rows))
    series = exhibits.series(rows, stretches, aims, index_year)
    heights = [series.text] if len(rows) else []
    return [years.text, *heights, series.chart, years.table, series.table]


def _obstacles(unfollowed: Unfollowed, theme: str) -> Sequence[Shown]:
    rows = _of_theme(unfollowed, theme)
    shown = exhibits.unfollowed(rows)
    return [shown.text, shown.table]


def _sources(
    data: Dataset,
    followed: Followed,
    unfollowed: Unfollowed,
    theme: str,
    first_year: int | None,
    last_year: int | None,
) -> Sequence[Shown]:
    rows = question.within(data, followed(question.NOMINAL, None), theme, first_year, last_year)
    obstacles = _of_theme(unfollowed, theme)
    return [exhibits.listed(rows), sources(data, rows, obstacles)]


def _of_theme(unfollowed: Unfollowed, theme: str) -> pd.DataFrame:
    rows = unfollowed()
    return rows if theme == question.ALL else rows[rows["theme"] == theme].reset_index(drop=True)


def _years(rows: pd.DataFrame, *chosen: int | None) -> Options:
    """Return every year from the first to the last that a line has a number of, and those that were chosen."""
    years = {*range(int(rows["year"].min()), int(rows["year"].max()) + 1), *(year for year in chosen if year)}
    return worded(sorted(years), str)


def _prices(prices: str) -> str:
    if prices == question.NOMINAL:
        return _("of each year")
    index, _key, year = prices.partition(" ")
    return f"{year}, {wording.deflator(index)}"
