"""What the amounts are worth, and what stands around them: prices, development aid, refugees at home, the budget.

These are other concepts than the spending of the reports: aid is an outturn of the whole government, article 4 a
budget. They stand beside it and are never added to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.dataset import countries, roles
from analysis.dataset.once import once
from analysis.dataset.provenance import documents, located
from analysis.dataset.tables import Dataset
from analysis.errors import N_, DataError, UnknownNameError
from analysis.feeds import cache, worldbank
from analysis.feeds.cache import Feed
from analysis.figures import Interval, bounds

#: Where prices come from: the dataset, or an imported table of the World Bank.
REFERENCE, FEED = PRICE_DATA = ("reference", "worldbank")
DEFLATORS = ("cpi", "gdp_worldbank", "gdp_oecd")
#: Stages of a budget, in the order in which they come.
STAGES = ("draft", "adopted", "first_supplementary", "second_supplementary", "later")
#: The parts in ``roles.csv`` of the budget line and of the printed budgets of what it pays for.
LINE, REPORTED = "budget_line_by_field", "budget_by_field"


@dataclass(frozen=True)
class Prices:
    """Price indices and exchange rates of one origin, and what they are.

    ``index``: ``deflator, year, price_index, source_id``; ``rates``: ``year, usd_per_eur``. ``files``, ``day`` (of the
    import) and ``updated`` (the day that the table names) are texts, empty for the reference.
    """

    index: pd.DataFrame
    rates: pd.DataFrame
    imported: bool = False
    files: str = ""
    day: str = ""
    updated: str = ""


def prices(data: Dataset, price_data: str = REFERENCE) -> Prices:
    """Return prices and exchange rates from the dataset, or from what was imported into the cache (``worldbank``).

    Raises :class:`CacheError`, which says how to import, where the cache has none, :class:`DataError` where the import
    has no prices of the Netherlands, and :class:`UnknownNameError` for anything else.
    """
    if price_data not in PRICE_DATA:
        raise UnknownNameError("price_data", price_data, PRICE_DATA)
    if price_data == REFERENCE:
        return Prices(data.prices, data.exchange_rates)
    return prices_from_feed(cache.load(FEED))


def prices_from_feed(feed: Feed) -> Prices:
    """Return an imported table of the World Bank as prices. Raises :class:`DataError` where it has none of ours."""
    table, known = feed.tables[worldbank.TABLE], feed.provenance
    files = ", ".join(dict.fromkeys(origin.file for origin in known.origins))
    own = table[(table["iso3"] == countries.HOME) & table["indicator"].isin(worldbank.INDICES)]
    if own.empty:
        raise DataError(
            [N_("the imported World Bank table ({files}) has none of {names} of {country}; import one")],
            files=files,
            names=", ".join(worldbank.INDICES),
            country=countries.HOME,
        )
    # Only ratios count: each index is based on a year that it has.
    parts = [worldbank.indices(rows, countries.HOME, int(rows["year"].min())) for _, rows in own.groupby("indicator")]
    index = pd.concat(parts, ignore_index=True).assign(source_id=FEED)
    return Prices(
        index,
        worldbank.exchange_rates(table, countries.HOME),
        imported=True,
        files=files,
        day=known.taken_at[:10],
        updated=known.release.get("updated", ""),
    )


def price_basis(data: Dataset, found: Prices, start: int, end: int) -> pd.DataFrame:
    """Say what prices rest on: a row for each index of ``found`` that has both years.

    Columns ``deflator, first_year, last_year, change`` (a fraction, from ``start`` to ``end``), ``reference_change``
    (the same by the tables of the dataset, missing where they have not both years), ``imported, files, day, updated``.
    """
    own = price_changes(data, start, end, found.index).drop(columns="source_id")
    reference = {}
    for deflator, rows in data.prices.groupby("deflator"):
        index = rows.set_index("year")["price_index"]
        if {start, end} <= set(index.index):
            reference[str(deflator)] = index[end] / index[start] - 1
    years = found.index.groupby("deflator")["year"]
    return own.assign(
        first_year=own["deflator"].map(years.min()),
        last_year=own["deflator"].map(years.max()),
        reference_change=own["deflator"].map(reference).astype("float64"),
        imported=found.imported,
        files=found.files,
        day=found.day,
        updated=found.updated,
    )


def deflate(
    data: Dataset,
    amounts: pd.DataFrame,
    base_year: int,
    deflator: str = "cpi",
    columns: tuple[str, ...] = ("lower", "upper"),
    prices: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return amounts in the prices of one year: the named columns converted from the prices of ``year``.

    ``amounts`` has ``year`` and amounts in EUR; what comes back is a copy with ``base_year`` and ``deflator`` beside
    them, so that no amount goes without its prices. ``prices`` may be those of an imported feed (``deflator, year,
    price_index``). A missing amount stays missing. Raises :class:`UnknownNameError` for a year without a price.
    """
    index = _index(data.prices if prices is None else prices, deflator)
    for year in [base_year, *amounts["year"].dropna().unique()]:
        if year not in index.index:
            raise UnknownNameError(f"year with a price ({deflator})", year, [int(known) for known in index.index])
    factors = index.loc[base_year] / amounts["year"].map(index)
    real = {column: amounts[column] * factors for column in columns}
    return amounts.assign(**real, base_year=base_year, deflator=deflator)


def price_changes(data: Dataset, start: int, end: int, prices: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return how much prices rose between two years: ``deflator``, ``change`` (a fraction), ``source_id``.

    ``prices`` may be those of an imported feed. An index that ends before one of the years is left out. Raises
    :class:`UnknownNameError` for a year that no index has.
    """
    rows = []
    table = data.prices if prices is None else prices
    for year in (start, end):
        if year not in (known := sorted({int(other) for other in table["year"]})):
            raise UnknownNameError("year with a price", year, known)
    for deflator in [name for name in DEFLATORS if name in set(table["deflator"])]:
        index = _index(table, deflator)
        if not {start, end} <= set(index.index):
            continue
        source = table.loc[table["deflator"] == deflator, "source_id"].iloc[0]
        rows.append({"deflator": deflator, "change": index[end] / index[start] - 1, "source_id": source})
    return pd.DataFrame(rows)


def to_euro(
    data: Dataset,
    amounts: pd.DataFrame,
    columns: tuple[str, ...] = ("lower", "upper"),
    rates: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return amounts in USD of a ``year`` converted to EUR at that year's mean rate, with ``usd_per_eur`` beside them.

    ``rates`` may be those of an imported feed (``year, usd_per_eur``). Raises :class:`UnknownNameError` for a year
    without a rate.
    """
    table = data.exchange_rates if rates is None else rates
    known = table.set_index("year")["usd_per_eur"]
    for year in amounts["year"].dropna().unique():
        if year not in known.index:
            raise UnknownNameError("year with an exchange rate", year, [int(other) for other in known.index])
    rate = amounts["year"].map(known)
    return amounts.assign(**{column: amounts[column] / rate for column in columns}, usd_per_eur=rate)


@once
def aid(data: Dataset) -> pd.DataFrame:
    """Return Dutch aid and its part for refugees in the Netherlands, in EUR, current prices.

    Columns ``year, oda, in_donor_refugee_costs, in_donor_share`` (a fraction), ``source_id``.
    """
    table = data.oda
    return pd.DataFrame(
        {
            "year": table["year"],
            "oda": table["oda_eur_million"] * 1e6,
            "in_donor_refugee_costs": table["in_donor_refugee_costs_eur_million"] * 1e6,
            "in_donor_share": table["in_donor_refugee_costs_eur_million"] / table["oda_eur_million"],
            "source_id": table["source_id"],
        }
    )


@once
def budget_line(data: Dataset, line: str | None = None, stage: str | None = None) -> pd.DataFrame:
    """Return a line of budget article 4 by year and stage, in EUR: budgets, not what was spent.

    ``line`` is that of reception in the region and migration cooperation unless another is named.

    Columns ``year, stage, budget_line, amount, source_id``, every year from the first to the last of the table: one
    without a budget of that line is a row with a missing amount. ``stage`` keeps one stage; else every stage there is.
    """
    table = data.budget_article_4
    line = line or roles.player(data, LINE)
    known = sorted(table["budget_line"].unique())
    if line not in known:
        raise UnknownNameError("budget line", line, known)
    if stage is not None and stage not in STAGES:
        raise UnknownNameError("stage of the budget", stage, STAGES)
    rows = table[table["budget_line"] == line]
    if stage is not None:
        rows = rows[rows["stage"] == stage]
    years = range(int(table["year"].min()), int(table["year"].max()) + 1)
    gaps = pd.DataFrame({"year": [year for year in years if year not in set(rows["year"])]})
    gaps = gaps.assign(budget_line=line).astype({"year": "Int64", "budget_line": "str"})
    rows = pd.concat([rows, gaps], ignore_index=True)
    rows["amount"] = rows["amount_eur_thousand"] * 1000
    order = rows["stage"].map({name: place for place, name in enumerate(STAGES)})
    rows = rows.assign(order=order).sort_values(["year", "order"], ignore_index=True)
    return rows[["year", "stage", "budget_line", "amount", "source_id"]]


@once
def budget_beside_report(data: Dataset, year: int | None = None) -> pd.DataFrame:
    """Return the budget line of a year beside what the report prints as its two budgets, in EUR.

    Rows ``budget_line`` (a point for each stage), ``report`` (both printed budgets added up), ``difference`` (the
    adopted line minus the report). Columns ``budget_line, year, item, stage, lower, upper, figure_id``. Unless one is
    named, the year is the first of which all of these are known; the budgets are those of one document, the first that
    prints each of them once, amounts for single countries or programmes apart. What explains the difference is not
    known: nothing in the sources says that the line and the two budgets of the report cover the same. Raises
    :class:`UnknownNameError` for any other year.
    """
    name, fields = roles.player(data, LINE), roles.players(data, REPORTED)
    every = budget_line(data, name).dropna(subset="amount")
    printed = data.figures[data.figures["measure_id"].isin(fields) & data.figures["preferred"]]
    printed = located(countries.whole(data, printed[printed["programme_id"].isna()]))
    printed = printed.assign(year=printed["period_start"].dt.year.to_numpy())
    once = printed.groupby(["year", "source_id"])["measure_id"].agg(["nunique", "size"]).eq(len(fields)).all(axis=1)
    printed = printed.merge(once[once].reset_index()[["year", "source_id"]])
    known = [int(found) for found in sorted(set(every["year"]) & set(printed["year"]))]
    year = known[0] if year is None and known else year
    if year not in known:
        raise UnknownNameError(f"year of budget line {name}", year, known)
    line, printed = every[every["year"] == year], printed[printed["year"] == year]
    first = next(name for name in documents(data)["source_id"] if name in set(printed["source_id"]))
    printed = printed[printed["source_id"] == first]
    reported = bounds.total(Interval(float(low), float(up)) for low, up in printed[["lower", "upper"]].to_numpy())
    adopted = line.set_index("stage")["amount"]
    chosen = "adopted" if "adopted" in adopted.index else str(adopted.index[-1])
    left = bounds.difference(Interval.point(float(adopted[chosen])), reported)
    figures = " ".join(sorted(printed["figure_id"]))
    rows = [
        {"item": "budget_line", "stage": stage, "lower": float(amount), "upper": float(amount), "figure_id": ""}
        for stage, amount in adopted.items()
    ]
    rows.append({"item": "report", "stage": "", "lower": reported.lower, "upper": reported.upper, "figure_id": figures})
    rows.append({"item": "difference", "stage": chosen, "lower": left.lower, "upper": left.upper, "figure_id": figures})
    return pd.DataFrame(rows).assign(year=year, budget_line=name)


def known_deflator(deflator: str) -> str:
    """Return the price index. Raises :class:`UnknownNameError` for another than :data:`DEFLATORS`."""
    if deflator not in DEFLATORS:
        raise UnknownNameError("deflator", deflator, DEFLATORS)
    return deflator


def _index(table: pd.DataFrame, deflator: str) -> pd.Series:
    known_deflator(deflator)
    known = [name for name in DEFLATORS if name in set(table["deflator"])]
    if deflator not in known:
        raise UnknownNameError("deflator of the imported table", deflator, known)
    return table[table["deflator"] == deflator].set_index("year")["price_index"]
