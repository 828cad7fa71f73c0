"""The controls of 01-spending: the year in whose prices amounts are compared, and the index."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from analysis.language import N_
from analysis.questions import context
from analysis.questions.cited import sources
from analysis.questions.spending import answers as question
from analysis.questions.spending import exhibits
from analysis.show import wording
from analysis.show.controls import LANGUAGE, Pick, offered, worded
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset


def panel(data: Dataset, price_year: int, deflator: str, price_data: str) -> Panel:
    """Return the controls of the notebook, set to its parameters."""
    years = sorted({int(year) for year in data.prices["year"]})
    controls = [
        Pick(
            "price_year",
            "int",
            N_("prices of the year"),
            worded(years, str),
            comment=f"year in whose prices amounts are compared, {years[0]} to {years[-1]}",
        ),
        Pick(
            "deflator",
            "str",
            N_("price index"),
            worded(context.DEFLATORS, wording.deflator),
            comment="price index: cpi, gdp_worldbank or gdp_oecd",
        ),
        Pick(
            "price_data",
            "str",
            N_("prices from"),
            offered(
                {
                    N_("the tables of the dataset"): context.REFERENCE,
                    N_("an imported table of the World Bank"): context.FEED,
                }
            ),
            comment="reference for the tables of the dataset, worldbank for an imported table",
        ),
        LANGUAGE,
    ]
    values = {"price_year": price_year, "deflator": deflator, "price_data": price_data}
    return Panel("01-spending", partial(view, data), controls, values)


def view(data: Dataset, price_year: int, deflator: str, price_data: str) -> Sequence[Shown]:
    """Return the amounts of both ends of the decade in the prices of one year, and their sources."""
    prices = context.prices(data, price_data)
    real = question.real(data, price_year, deflator, prices.index)
    changes = context.price_basis(data, prices, int(real["year"].min()), price_year)
    return [exhibits.real(real, changes), sources(data, real)]
