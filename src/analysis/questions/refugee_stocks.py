"""Stocks of refugees by country, of UNHCR: what every question on where refugees are rests on.

Stocks at the end of a year come from the reference table of the dataset (the decade between the documents, for the
countries that they name) or from an imported feed (every country and year). Both have the same form, so that each
function answers for either. ``with_oip`` adds other people in need of international protection, whom UNHCR's own lists
of the largest hosts and origins count too; that category is younger than the others.

An imported table may be of a few countries only. Such a selection has no number of the world, so that no share and no
rank comes of it, and a stock that it adds up is said to be of the countries at the other end that it holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from analysis.dataset import countries as nations
from analysis.dataset.languages import LANGUAGES, in_all
from analysis.dataset.once import once
from analysis.dataset.provenance import located
from analysis.dataset.tables import Dataset
from analysis.errors import N_, DataError, UnknownNameError
from analysis.feeds import cache, unhcr
from analysis.feeds.cache import Feed
from analysis.figures import Interval, bounds
from analysis.language import dates

HOST, ORIGIN = ROLES = ("host", "origin")
#: The role of a place in ``figure_places`` by that of the country in UNHCR's figures.
PLACE_ROLES = {HOST: "in", ORIGIN: "origin"}
#: Where numbers come from: the dataset, or an imported feed.
REFERENCE, FEED = REFUGEE_DATA = ("reference", "unhcr")
#: Who is counted: refugees under the mandate, and other people in need of international protection.
CATEGORIES = ("refugees", "oip")
#: A host or origin of this part of the world's refugees is in every table of the whole world.
_LARGE = 0.01


@dataclass(frozen=True)
class Imported:
    """What an imported table is, and what part of the world it has.

    ``files``, ``day`` (of the import) and ``updated`` (the day that the table names) are texts, empty where unknown;
    ``coverage`` is that of :func:`analysis.feeds.unhcr.coverage` for the years of the reference, where a year that
    lacks a country of ``lacking`` is none of the whole world; ``lacking`` are codes of such countries;
    ``unfinished`` the years that are left out, since they had not ended; ``at_home`` the refugees counted in their own
    country in the last year; ``differences`` is that of :func:`differences`.
    """

    files: str
    day: str
    updated: str
    coverage: pd.DataFrame
    lacking: list[str]
    unfinished: list[int]
    at_home: int
    differences: pd.DataFrame
    labels: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Statistics:
    """UNHCR's figures in one form.

    ``countries``: ``role`` (host, origin), ``iso3``, ``year``, ``refugees``, ``oip``, ``asylum_seekers``; missing is
    not counted. ``world``: ``year`` and the ends of what the world's number can be, ``refugees_lower``,
    ``refugees_upper``, ``oip_lower``, ``oip_upper`` (the reference rounds to thousands), for the years that have one.
    ``source_id`` names where they are from, and ``source`` says it to a reader; ``complete`` says whether every country

    is there in the last year; ``first`` is the first year that answers begin with; ``imported`` is what is known of an
    imported table; ``released`` is the day of the release that printed figures are held against, and
    ``days_between`` the days, other than ends of years, of what else UNHCR published that undated ones are held
    against.
    """

    countries: pd.DataFrame
    world: pd.DataFrame
    source_id: str
    complete: bool
    first: int
    source: str = ""
    imported: Imported | None = None
    released: pd.Timestamp | None = None
    days_between: tuple[pd.Timestamp, ...] = ()

    @property
    def last(self) -> int:
        """The last year with numbers."""
        return int(self.countries["year"].max())

    @property
    def oip_since(self) -> int | None:
        """The first year in which other people in need of international protection were counted, if ever."""
        counted = self.world.loc[self.world["oip_upper"].notna() & (self.world["oip_lower"] > 0), "year"]
        return int(counted.min()) if len(counted) else None


def statistics(data: Dataset, refugee_data: str = REFERENCE) -> Statistics:
    """Return UNHCR's figures from the reference tables, or from what was imported into the cache (``unhcr``).

    Raises :class:`CacheError`, which says how to import, where the cache has none, and :class:`UnknownNameError` for
    anything else.
    """
    if refugee_data not in REFUGEE_DATA:
        raise UnknownNameError("refugee_data", refugee_data, REFUGEE_DATA)
    return from_reference(data) if refugee_data == REFERENCE else from_feed(data, cache.load(FEED))


def release(data: Dataset) -> str:
    """Return the release of UNHCR's database that the reference tables are taken from, as a ``source_id``."""
    return str(data.unhcr_population["source_id"].iloc[-1])


def from_reference(data: Dataset) -> Statistics:
    """Return the reference tables of the dataset as statistics."""
    published = data.sources.set_index("source_id").loc[release(data)]
    source = f"{published['title']}, {dates.written(published['published'])}"
    return replace(reference(data), source=source)


@once
def reference(data: Dataset) -> Statistics:
    """Return :func:`from_reference` without the words for its source, which are those of a language."""
    totals = data.unhcr_totals
    totals = totals[(totals["source_id"] == release(data)) & totals["population"].isin(CATEGORIES)]
    world = pd.DataFrame({"year": totals["year"].drop_duplicates().sort_values(ignore_index=True)})
    for name in CATEGORIES:
        # The reference prints millions to three decimals.
        millions = totals[totals["population"] == name].set_index("year")["people_million"]
        people = (world["year"].map(millions) * 1e6).round()
        world[f"{name}_lower"], world[f"{name}_upper"] = people - 500, people + 500
    countries = data.unhcr_population.drop(columns="source_id")
    return Statistics(
        countries,
        world,
        release(data),
        complete=False,
        first=int(countries["year"].min()),
        source="",
        **_held_against(data),
    )


def _held_against(data: Dataset) -> dict[str, Any]:
    """Return what printed figures are held against, see :class:`Statistics`."""
    published = data.sources.set_index("source_id")["published"]
    days = sorted(set(data.unhcr_published["as_of"]))
    return {"released": pd.Timestamp(str(published[release(data)])), "days_between": tuple(map(pd.Timestamp, days))}


def from_feed(data: Dataset, feed: Feed) -> Statistics:
    """Return an imported feed of UNHCR as statistics; the world is the sum over all countries, where all are there.

    Years that had not ended when the table was made are left out. Raises :class:`DataError` when nothing is left since
    the first year of the reference, or when the import names no country.
    """
    table, known = feed.tables[unhcr.TABLE], feed.provenance
    dates = [known.release.get("updated", ""), known.release.get("extracted", ""), known.taken_at[:10]]
    early = unhcr.unfinished(table["year"].unique(), *dates)
    table = table[~table["year"].isin(early)] if early else table
    reference = from_reference(data)
    first = reference.first
    if table.empty or int(table["year"].max()) < first:
        raise DataError(
            [N_("the imported UNHCR table has no end of a year since {first}; import one that has")], first=first
        )
    countries = unhcr.by_country(table)
    if countries.empty:
        raise DataError(
            [N_("the imported UNHCR table names no country; download it with countries of asylum or origin")]
        )
    coverage, missing = _covered(table[table["year"] >= first], countries, reference)
    world = _summed(countries, coverage)
    differing = differences(countries, world, coverage, reference)
    files = ", ".join(dict.fromkeys(origin.file for origin in known.origins))
    updated = known.release.get("updated", "")
    labels = {language: nations.names(data, language) for language in LANGUAGES}
    home = unhcr.own_country(table)
    imported = Imported(
        files=files,
        day=known.taken_at[:10],
        updated=updated,
        coverage=coverage,
        lacking=missing,
        unfinished=early,
        at_home=int(home.loc[home["year"] == home["year"].max(), "refugees"].sum()) if len(home) else 0,
        differences=differing,
        labels=labels,
    )
    return Statistics(
        countries,
        world,
        FEED,
        complete=int(countries["year"].max()) in set(world["year"]),
        first=first,
        source=", ".join(part for part in (known.publisher, updated, files) if part),
        imported=imported,
        **_held_against(data),
    )


def differences(
    countries: pd.DataFrame, world: pd.DataFrame, coverage: pd.DataFrame, reference: Statistics
) -> pd.DataFrame:
    """Return every number that an import and the reference release both have: ``imported``, ``reference``, ``differs``.

    ``contradicts`` leaves out those that are lower in a table without all countries at the other end, which may lack
    just the rest. Contradictions come first, the largest difference of either kind before smaller ones. Beside them
    ``role`` (host, origin, world), ``iso3``, ``year``, ``category`` (refugees, oip). Compared is the end of which the
    table has fewer countries, unless it has all of the other: the rest are sums over a selection by design.
    ``frames`` are those of :class:`Statistics` and of :func:`analysis.feeds.unhcr.coverage`.
    """
    parts = coverage.set_index("year")
    both = countries.merge(reference.countries, on=["role", "iso3", "year"], suffixes=("_imported", "_reference"))
    sizes = both["year"].map(parts["hosts"]), both["year"].map(parts["origins"])
    host = both["role"] == HOST
    other_whole = both["year"].map(parts["all_origins"]).where(host, both["year"].map(parts["all_hosts"]))
    fewer = (sizes[0] < sizes[1]).where(host, sizes[1] < sizes[0])
    both = both.assign(whole=other_whole.astype("bool"))[other_whole.astype("bool") | fewer]
    rows = []
    for name in CATEGORIES:
        pair = both[["role", "iso3", "year", "whole"]].assign(
            category=name, imported=both[f"{name}_imported"], reference=both[f"{name}_reference"]
        )
        rows.append(pair.dropna(subset=["imported", "reference"]).assign(tolerance=0.0))
        sums = world.merge(reference.world, on="year", suffixes=("", "_reference"))
        middle = sums[[f"{name}_lower_reference", f"{name}_upper_reference"]].mean(axis=1)
        rows.append(
            pd.DataFrame(
                {
                    "role": "world",
                    "iso3": "",
                    "year": sums["year"],
                    "category": name,
                    "imported": sums[f"{name}_lower"],
                    "reference": middle,
                    "tolerance": 500.0,
                    "whole": True,
                }
            ).dropna(subset=["imported", "reference"])
        )
    found = pd.concat([row.astype({"imported": "float64", "reference": "float64"}) for row in rows], ignore_index=True)
    more = found["imported"] - found["reference"]
    found["differs"] = more.abs() > found.pop("tolerance")
    found["contradicts"] = found["differs"] & (found.pop("whole").astype("bool") | (more > 0))
    order = found.assign(apart=more.abs()).sort_values(["contradicts", "apart"], ascending=False, kind="stable").index
    return found.loc[order].reset_index(drop=True)


def countries(statistics: Statistics, role: str) -> list[str]:
    """Return the codes of the countries that the statistics have in a role, sorted."""
    known_role(role)
    rows = statistics.countries[statistics.countries["role"] == role]
    return sorted(set(rows["iso3"]) - unhcr.NO_COUNTRIES)


def series(
    statistics: Statistics,
    iso3: str,
    role: str = HOST,
    *,
    with_oip: bool = True,
    first: int | None = None,
    last: int | None = None,
) -> pd.DataFrame:
    """Return the stock of one country year by year, and its change since the year before.

    Columns ``role, iso3, year, people, change, change_share`` (0.5 is half as much again), ``category_added``: the
    year from which ``people`` counts a category more, which therefore has no change. A year without a number is a row
    with missing cells. ``iso3`` is a code, or the name of a country in English or Dutch. Raises
    :class:`UnknownNameError` for a country that is not there.
    """
    iso3 = nations.iso(iso3) or iso3
    rows = statistics.countries[statistics.countries["iso3"] == iso3]
    rows = rows[rows["role"] == known_role(role)]
    if rows.empty or iso3 in unhcr.NO_COUNTRIES:
        raise UnknownNameError(f"country ({role})", iso3, countries(statistics, role))
    years = range(first or statistics.first, (last or statistics.last) + 1)
    people = pd.Series(stock(rows, with_oip=with_oip).array, index=rows["year"].astype("int64")).reindex(years)
    oip = pd.Series(rows["oip"].array, index=rows["year"].astype("int64")).reindex(years)
    added = oip.notna() & oip.shift().isna() & (oip.fillna(0) > 0) & with_oip
    added.iloc[:1] = False
    before = people.shift().mask(added)
    share = (people - before).astype("float64") / before.astype("float64").where(before.astype("float64") > 0)
    return pd.DataFrame(
        {
            "role": role,
            "iso3": iso3,
            "year": pd.array(years, dtype="Int64"),
            "people": people.array,
            "change": (people - before).array,
            "change_share": share.array,
            "category_added": added.astype(bool).array,
        }
    ).astype({"role": "str", "iso3": "str"})


def change(
    statistics: Statistics, role: str, *, start: int | None = None, end: int | None = None, with_oip: bool = True
) -> pd.DataFrame:
    """Return both ends of a span for every country, and the change between them; the largest change first.

    Columns ``role, iso3, before, after, change, change_share, category_added``. A country without a number at one end
    has no change; one that had nobody has no share.
    """
    start, end = start or statistics.first, end or statistics.last
    _years(statistics, start, end)
    rows = statistics.countries[statistics.countries["year"].isin([start, end])]
    rows = rows[(rows["role"] == known_role(role)) & ~rows["iso3"].isin(unhcr.NO_COUNTRIES)]
    rows = rows.assign(people=stock(rows, with_oip=with_oip))
    first, second = (rows[rows["year"] == year].set_index("iso3") for year in (start, end))
    named = first.index.union(second.index)
    before, after = (ends["people"].reindex(named) for ends in (first, second))
    whole = before.astype("float64").where(before.fillna(0) > 0)
    added = first["oip"].reindex(named).isna() & (second["oip"].reindex(named).fillna(0) > 0)
    added &= before.notna() & with_oip
    result = pd.DataFrame(
        {
            "role": role,
            "iso3": named,
            "before": before,
            "after": after,
            "change": after - before,
            "change_share": (after - before).astype("float64") / whole,
            "category_added": added.astype("bool"),
        }
    ).astype({"role": "str", "iso3": "str"})
    return result.sort_values("change", key=lambda column: -column.abs(), ignore_index=True, kind="stable")


def ranking(
    statistics: Statistics, role: str, year: int, *, with_oip: bool = True, top: int | None = None
) -> pd.DataFrame:
    """Return the countries of a role by their stock at the end of a year, largest first.

    Columns ``rank, role, iso3, people, share_lower, share_upper`` (of all the world's, as fractions; missing where its
    number is not known). From the reference table, or from a selection, these are ranks among the countries there.
    """
    _years(statistics, year)
    rows = statistics.countries[statistics.countries["year"] == year]
    rows = rows[(rows["role"] == known_role(role)) & ~rows["iso3"].isin(unhcr.NO_COUNTRIES)]
    rows = rows.assign(people=stock(rows, with_oip=with_oip)).dropna(subset="people")
    rows = rows.sort_values(["people", "iso3"], ascending=[False, True], ignore_index=True).head(top or len(rows))
    world = of_world(statistics, with_oip).reindex([year]).iloc[0]
    return pd.DataFrame(
        {
            "rank": range(1, len(rows) + 1),
            "role": rows["role"],
            "iso3": rows["iso3"],
            "people": rows["people"],
            "share_lower": rows["people"].astype("float64") / world["upper"],
            "share_upper": rows["people"].astype("float64") / world["lower"],
        }
    )


def share_of(statistics: Statistics, chosen: list[str], role: str, year: int, *, with_oip: bool = True) -> Interval:
    """Return the share of the world's refugees in, or from, some countries together, as a fraction.

    ``chosen`` are codes, or names of countries in English or Dutch.

    Raises :class:`UnknownNameError` for a country without a number in that year, and :class:`DataError` where the
    statistics are a selection, which has no number of the world.
    """
    ranked = ranking(statistics, role, year, with_oip=with_oip).set_index("iso3")
    chosen = [nations.iso(name) or name for name in chosen]
    for iso3 in chosen:
        if iso3 not in ranked.index:
            raise UnknownNameError(f"country ({role}, {year})", iso3, sorted(ranked.index))
    world = of_world(statistics, with_oip)
    if year not in world.index:
        raise DataError(
            [N_("no share of the world in {year}: {source} does not have all countries")],
            year=year,
            source=statistics.source,
        )
    whole = Interval(world.loc[[year], "lower"].item(), world.loc[[year], "upper"].item())
    return bounds.share(Interval.point(float(ranked.loc[chosen, "people"].sum())), whole)


@once
def printed(data: Dataset) -> pd.DataFrame:
    """Return what the documents print of refugees worldwide: hosts, origins and totals, in the order of the text.

    Columns ``figure_id, measure_id, label_*, role`` (host, origin, world), ``iso3, value, lower, upper,
    unit, as_printed, period_end, preferred, where, note``.
    """
    measures = data.measures.dropna(subset="unhcr_role")[["measure_id", *in_all("label"), "unhcr_role"]]
    rows = located(data.figures[data.figures["measure_id"].isin(measures["measure_id"])])
    rows = rows.merge(measures, on="measure_id", how="left")
    places = data.figure_places
    found: list[tuple[str, str | None]] = []
    for figure_id, role in zip(rows["figure_id"], rows["unhcr_role"], strict=True):
        place_role = PLACE_ROLES.get(role, "")
        iso3 = places.loc[(places["figure_id"] == figure_id) & (places["role"] == place_role), "place_id"]
        found.append((role, iso3.iloc[0] if len(iso3) else None))
    rows["role"] = pd.Series([role for role, _ in found], dtype="str")
    rows["iso3"] = pd.Series([iso3 for _, iso3 in found], dtype="str")
    columns = [
        "figure_id",
        "measure_id",
        *in_all("label"),
        "role",
        "iso3",
        "value",
        "lower",
        "upper",
        "lower_open",
        "upper_open",
        "unit",
        "as_printed",
        "population",
        "period_end",
        "preferred",
        "where",
        *in_all("note"),
    ]
    return rows.sort_values(["source_id", "line", "figure_id"], ignore_index=True)[columns]


def labelled(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``label_*`` of ``iso3``; see :func:`analysis.dataset.countries.label`."""
    names = {
        f"label_{language}": {iso3: nations.label(data, iso3, language) for iso3 in rows["iso3"].unique()}
        for language in LANGUAGES
    }
    return rows.assign(**{column: rows["iso3"].map(labels).astype("str") for column, labels in names.items()})


def stock(rows: pd.DataFrame, *, with_oip: bool) -> pd.Series:
    """Add both categories: a country for which the second was not counted has the first alone."""
    if not with_oip:
        return rows["refugees"]
    return rows["refugees"].add(rows["oip"], fill_value=0)


def _covered(table: pd.DataFrame, countries: pd.DataFrame, reference: Statistics) -> tuple[pd.DataFrame, list[str]]:
    """Return the coverage of a table, and the large countries of the reference that it lacks."""
    coverage = unhcr.coverage(table).set_index("year")
    world = reference.world.set_index("year")["refugees_lower"] * _LARGE
    known = reference.countries
    known = known[known["refugees"].fillna(0) >= known["year"].map(world)]
    lacking: dict[str, None] = {}
    for role, name in ((HOST, "hosts"), (ORIGIN, "origins")):
        whole = coverage.index[(coverage[name] > 0) & coverage[f"all_{name}"]]
        large, there = (
            rows[rows["role"] == role].astype({"year": "int64"}).groupby("year")["iso3"].agg(set)
            for rows in (known, countries)
        )
        for year in whole:
            gone = large[min(max(year, large.index.min()), large.index.max())] - there[year]
            if gone:
                coverage.loc[year, f"all_{name}"] = False
                lacking |= dict.fromkeys(sorted(gone))
    return coverage.reset_index(), list(lacking)


def _summed(countries: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the world's number of each year that has all countries: the sum over its hosts, or over its origins."""
    whole = coverage[coverage["all_hosts"] & coverage["all_origins"]].set_index("year")
    role = pd.Series(HOST, index=whole.index).where(whole["hosts"] > 0, ORIGIN)
    rows = countries[countries["role"] == countries["year"].map(role)]
    sums = rows.groupby("year")[list(CATEGORIES)].sum(min_count=1).reset_index()
    world = pd.DataFrame({"year": sums["year"].astype("Int64")})
    for name in CATEGORIES:
        people = sums[name].astype("float64")
        world[f"{name}_lower"], world[f"{name}_upper"] = people, people
    return world


def of_world(statistics: Statistics, with_oip: bool) -> pd.DataFrame:
    """Return the ends of what the world's number can be, by year: ``lower, upper``."""
    world = statistics.world.set_index("year")
    ends = {}
    for end in ("lower", "upper"):
        ends[end] = world[f"refugees_{end}"]
        if with_oip:
            ends[end] = ends[end] + world[f"oip_{end}"].fillna(0)
    return pd.DataFrame(ends).astype(np.float64)


def known_role(role: str) -> str:
    """Return the role. Raises :class:`UnknownNameError` for another than host or origin."""
    if role not in ROLES:
        raise UnknownNameError("role", role, ROLES)
    return role


def _years(statistics: Statistics, *years: int) -> None:
    known = sorted(statistics.countries["year"].dropna().unique())
    for year in years:
        if year not in known:
            raise UnknownNameError("year", year, known)
