"""Where are the world's refugees, and are Dutch programmes where they are?

Stocks at the end of a year, of UNHCR: from the reference table of the dataset (the decade between the documents, for
the countries that they name) or from an imported feed (every country and year). Both have the same form, so that each
function answers for either. ``with_oip`` adds other people in need of international protection, whom UNHCR's own lists
of the largest hosts and origins count too; that category is younger than the others.

An imported table may be of a few countries only. Such a selection has no number of the world, so that no share and no
rank comes of it, and a stock that it adds up is said to be of the countries at the other end that it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.dataset import countries as nations
from analysis.dataset.provenance import documents, located
from analysis.dataset.tables import Dataset
from analysis.errors import DataError, UnknownNameError
from analysis.feeds import cache, unhcr
from analysis.feeds.cache import Feed
from analysis.figures import Interval, bounds
from analysis.questions.programme import answers as programme

HOST, ORIGIN = ROLES = ("host", "origin")
#: The role of a place in ``figure_places`` by that of the country in UNHCR's figures.
PLACE_ROLES = {HOST: "in", ORIGIN: "origin"}
#: Kinds of lists, as in ``lists.list_kind``.
FOCUS, ACTIVITIES, POLICY, DONORS = "focus", "activities", "policy", "donors"
#: Where numbers come from: the dataset, or an imported feed.
REFERENCE, FEED = REFUGEE_DATA = ("reference", "unhcr")
#: The country whose policy these documents are about.
HOME = nations.HOME
_WORLD = ("refugees", "oip")
#: A host or origin of this part of the world's refugees is in every table of the whole world.
_LARGE = 0.01
#: So many countries are named, of more only the number is told.
_FEW = 4


@dataclass(frozen=True)
class Imported:
    """What an imported table is, and what part of the world it has.

    ``files``, ``day`` (of the import) and ``updated`` (the day that the table names) are texts, empty where unknown;
    ``coverage`` is that of :func:`analysis.feeds.unhcr.coverage` for the years of the reference, where a year that
    lacks a country of :func:`lacking` is none of the whole world; ``lacking`` are codes of such countries;
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
    totals = data.unhcr_totals
    totals = totals[(totals["source_id"] == release(data)) & totals["population"].isin(_WORLD)]
    world = pd.DataFrame({"year": totals["year"].drop_duplicates().sort_values(ignore_index=True)})
    for name in _WORLD:
        # The reference prints millions to three decimals.
        millions = totals[totals["population"] == name].set_index("year")["people_million"]
        people = (world["year"].map(millions) * 1e6).round()
        world[f"{name}_lower"], world[f"{name}_upper"] = people - 500, people + 500
    countries = data.unhcr_population.drop(columns="source_id")
    published = data.sources.set_index("source_id").loc[release(data)]
    return Statistics(
        countries,
        world,
        release(data),
        complete=False,
        first=int(countries["year"].min()),
        source=f"{published['title']}, {published['published']}",
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
        raise DataError([f"the imported UNHCR table has no end of a year since {first}; import one that has"])
    countries = unhcr.by_country(table)
    if countries.empty:
        raise DataError(["the imported UNHCR table names no country; download it with countries of asylum or origin"])
    coverage, missing = _covered(table[table["year"] >= first], countries, reference)
    world = _summed(countries, coverage)
    differing = differences(countries, world, coverage, reference)
    files = ", ".join(dict.fromkeys(origin.file for origin in known.origins))
    updated = known.release.get("updated", "")
    labels = {language: nations.names(data, language) for language in nations.LANGUAGES}
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
    for name in _WORLD:
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


def basis(statistics: Statistics, *, with_oip: bool = True) -> pd.DataFrame:
    """Say what an answer rests on: one row.

    Columns ``source``, ``complete``, ``with_oip``, ``first, year`` (the years with numbers since ``statistics.first``),
    ``countries`` (hosts with a number at the end of ``year``), ``share_lower, share_upper`` (the part of the world's
    refugees that they host, as fractions; missing where the world's number is not known), ``released, days_between`` of
    :class:`Statistics`.

    Of an imported table also ``imported``, ``files, updated, day`` (texts); ``hosts, origins`` (how many it has since
    ``first``; 0 where it adds them together) with their names where they are few (``hosts_en, hosts_nl``, …);
    ``lacking_en, lacking_nl`` (large countries that it has not); ``unfinished`` (years left out); ``at_home``; and of
    the numbers that the reference release has too: ``compared, differing``, ``contradicting`` (see
    :func:`differences`), ``differing_years`` (of the latter, if there are any), and the largest difference as
    ``place_en, place_nl, place_role, place_year, place_category, place_imported, place_reference``.
    """
    known = statistics.countries[(statistics.countries["year"] >= statistics.first)]
    ranked = ranking(statistics, HOST, statistics.last, with_oip=with_oip)
    row: dict[str, Any] = {
        "source": statistics.source,
        "complete": statistics.complete,
        "with_oip": with_oip,
        "first": int(known["year"].min()),
        "year": statistics.last,
        "countries": len(ranked),
        "share_lower": ranked["share_lower"].sum(min_count=1),
        "share_upper": min(1.0, ranked["share_upper"].sum()) if ranked["share_upper"].notna().any() else float("nan"),
        "imported": statistics.imported is not None,
        "released": statistics.released,
        "days_between": statistics.days_between,
    }
    return pd.DataFrame([row | (_described(statistics) if statistics.imported else {})])


def countries(statistics: Statistics, role: str) -> list[str]:
    """Return the codes of the countries that the statistics have in a role, sorted."""
    _role(role)
    rows = statistics.countries[statistics.countries["role"] == role]
    return sorted(set(rows["iso3"]) - unhcr.NO_COUNTRIES)


def series(
    statistics: Statistics,
    iso3: str,
    role: str,
    *,
    with_oip: bool = True,
    first: int | None = None,
    last: int | None = None,
) -> pd.DataFrame:
    """Return the stock of one country year by year, and its change since the year before.

    Columns ``role, iso3, year, people, change, change_share`` (0.5 is half as much again), ``category_added``: the
    year from which ``people`` counts a category more, which therefore has no change. A year without a number is a row
    with missing cells. Raises :class:`UnknownNameError` for a country that is not there.
    """
    rows = statistics.countries[statistics.countries["iso3"] == iso3]
    rows = rows[rows["role"] == _role(role)]
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


def decade(data: Dataset, statistics: Statistics, country: str, role: str, *, with_oip: bool = True) -> pd.DataFrame:
    """Return the stock of any country year by year, with both categories: :func:`series`, empty numbers if need be.

    ``country`` is a code or a name in English or Dutch. Columns of :func:`series` and ``refugees, oip`` (what
    ``people`` adds), ``segment`` (a number for each stretch of years in which the same is counted), ``label_en,
    label_nl``, and ``counterparts``: from, or in, how many countries the people counted are, missing where from or in
    all, with their names where they are few (``counterparts_en, counterparts_nl``). A country that the statistics do
    not have is a row for each year with missing cells. Raises :class:`UnknownNameError` for what is no country.
    """
    iso3 = nations.code(data, country)
    known = iso3 in countries(statistics, role)
    years = range(statistics.first, statistics.last + 1)
    if known:
        found = series(statistics, iso3, role, with_oip=with_oip)
    else:
        none = pd.array([None] * len(years), dtype="Int64")
        found = pd.DataFrame({"role": role, "iso3": iso3, "year": pd.array(years, dtype="Int64"), "people": none})
        found = found.assign(change=none, change_share=float("nan"), category_added=False)
    own = statistics.countries
    own = own[(own["iso3"] == iso3) & (own["role"] == role)].set_index("year")[list(_WORLD)].reindex(years)
    world = _world(statistics, with_oip).reindex(years)
    people = found["people"].astype("float64")
    found = found.assign(
        refugees=own["refugees"].array,
        oip=own["oip"].array,
        segment=found["category_added"].cumsum(),
        share_lower=people / world["upper"].array,
        share_upper=people / world["lower"].array,
        **_counterparts(statistics, role),
    )
    return labelled(data, found)


def programme_countries(data: Dataset, statistics: Statistics, *, with_oip: bool = True) -> pd.DataFrame:
    """Return the refugees in each country of a programme's focus, year by year: :func:`decade`, country after country.

    The list is the last one that says where a programme is. Columns of :func:`decade` and ``list_id, list_en, list_nl,
    list_short_en, list_short_nl``, ``world_lower, world_upper`` (the share of all of them together in the world's
    refugees, as fractions, missing where that is not known), ``row_id`` (of the reference table; missing for an
    import).
    """
    lists = data.lists.set_index("list_id")
    of_programme = [
        name for name in focus_ids(data) if lists["list_kind"][name] == FOCUS and pd.notna(lists["programme_id"][name])
    ]
    if not of_programme:
        raise DataError(["lists.csv has no list of kind focus that belongs to a programme: there is nothing to follow"])
    name = of_programme[0]
    parts = [decade(data, statistics, iso3, HOST, with_oip=with_oip) for iso3 in listed(data, name)]
    rows = pd.concat(parts, ignore_index=True)
    shares = focus(data, statistics, name, with_oip=with_oip).set_index("year")
    row_ids = "unhcr_population " + HOST + " " + rows["iso3"] + " " + rows["year"].astype("str")
    return rows.assign(
        list_id=name,
        **{f"list_{language}": lists[f"label_{language}"][name] for language in nations.LANGUAGES},
        **{f"list_short_{language}": lists[f"short_{language}"][name] for language in nations.LANGUAGES},
        world_lower=rows["year"].map(shares["share_lower"]),
        world_upper=rows["year"].map(shares["share_upper"]),
        row_id=None if statistics.imported else row_ids.where(rows["people"].notna()),
    )


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
    rows = rows[(rows["role"] == _role(role)) & ~rows["iso3"].isin(unhcr.NO_COUNTRIES)]
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
    rows = rows[(rows["role"] == _role(role)) & ~rows["iso3"].isin(unhcr.NO_COUNTRIES)]
    rows = rows.assign(people=stock(rows, with_oip=with_oip)).dropna(subset="people")
    rows = rows.sort_values(["people", "iso3"], ascending=[False, True], ignore_index=True).head(top or len(rows))
    world = _world(statistics, with_oip).reindex([year]).iloc[0]
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

    Raises :class:`UnknownNameError` for a country without a number in that year, and :class:`DataError` where the
    statistics are a selection, which has no number of the world.
    """
    ranked = ranking(statistics, role, year, with_oip=with_oip).set_index("iso3")
    for iso3 in chosen:
        if iso3 not in ranked.index:
            raise UnknownNameError(f"country ({role}, {year})", iso3, sorted(ranked.index))
    world = _world(statistics, with_oip)
    if year not in world.index:
        raise DataError([f"no share of the world in {year}: {statistics.source} does not have all countries"])
    whole = Interval(world.loc[[year], "lower"].item(), world.loc[[year], "upper"].item())
    return bounds.share(Interval.point(float(ranked.loc[chosen, "people"].sum())), whole)


def focus_lists(data: Dataset) -> pd.DataFrame:
    """Return the lists that say where Dutch policy or programmes are: ``list_id, label_en, label_nl, countries``, ….

    Those of kind ``focus`` or ``activities``, of the last document first, in the order of the text.

    ``as_of``, ``exhaustive``, ``source_id``, ``line`` and ``note`` are those of the list.
    """
    lists = data.lists.set_index("list_id").loc[focus_ids(data)].reset_index()
    sizes = _listed(data).groupby("list_id").size()
    columns = [
        "list_id",
        "label_en",
        "label_nl",
        "as_of",
        "exhaustive",
        "countries",
        "source_id",
        "line",
        "note_en",
        "note_nl",
    ]
    return lists.assign(countries=lists["list_id"].map(sizes))[columns].reset_index(drop=True)


def focus(
    data: Dataset,
    statistics: Statistics,
    list_id: str,
    *,
    role: str = HOST,
    with_oip: bool = True,
    first: int | None = None,
) -> pd.DataFrame:
    """Return the share of the world's refugees in the countries of a list, year by year.

    The list is that of its own date throughout: what changes is where refugees are. Columns ``list_id, year, people,
    share_lower, share_upper, countries`` (on the list), ``counted`` (with a number in that year).
    """
    return _focus(statistics, {list_id: listed(data, list_id)}, _role(role), with_oip, first or statistics.first)


def focus_shares(data: Dataset, statistics: Statistics, list_id: str, *, with_oip: bool = True) -> pd.DataFrame:
    """Return :func:`focus` of every list, lists of the same countries together, the one that is asked for first.

    Columns of :func:`focus` and ``label_en, label_nl, source_id`` of the list, ``same`` (how many more lists have its
    countries), ``chosen``, ``segment``: the years from ``statistics.oip_since`` on are another one where people in need
    of protection count, since the world's number then has a category more. A year without a number for the world has no
    row.
    """
    everything = _members(data)
    members = {name: everything[name] for name in (_focus_list(data, list_id), *focus_ids(data))}
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, countries_of in members.items():
        groups.setdefault(tuple(countries_of), []).append(name)
    shown = {together[0]: list(countries_of) for countries_of, together in groups.items()}
    rows = _focus(statistics, shown, HOST, with_oip, statistics.first).dropna(subset="share_lower")
    names = data.lists.set_index("list_id")
    same = {together[0]: len(together) - 1 for together in groups.values()}
    return rows.assign(
        **{column: rows["list_id"].map(names[column]) for column in ("label_en", "label_nl", "source_id")},
        same=rows["list_id"].map(same),
        chosen=rows["list_id"] == list_id,
        segment=((rows["year"] >= (statistics.oip_since or statistics.last + 1)) & with_oip).astype("int64"),
    ).reset_index(drop=True)


def reach(
    data: Dataset,
    statistics: Statistics,
    list_id: str,
    year: int | None = None,
    *,
    with_oip: bool = True,
    top: int | None = None,
) -> pd.DataFrame:
    """Return the hosts of a year, largest first, with ``on_list``: whether the list names them; see :func:`ranking`."""
    hosts = ranking(statistics, HOST, year or statistics.last, with_oip=with_oip)
    chosen = listed(data, list_id)
    hosts["on_list"] = hosts["iso3"].isin(chosen)
    return hosts.head(top or len(hosts))


def hosts(data: Dataset, statistics: Statistics, list_id: str, *, with_oip: bool = True, top: int = 20) -> pd.DataFrame:
    """Return the largest hosts of the last year, and all countries of a list, with the last lists that name each.

    Columns of :func:`reach` and ``label_en, label_nl``; ``lists``: every list on policy, of whichever document, that
    names the country, the last document first, separated by a space; a column for each of :func:`last_lists` (whether
    it names the country), and for a table of activities two more, ``LIST_figure_id`` and ``printed_LIST``: the
    activities as printed, missing where the country is not in the table or they cannot be read; ``programmes``: how
    many that the Dutch state pays for name the country; ``figure_id``. A programme that names only a region is none
    of the country's.
    """
    rows = reach(data, statistics, list_id, statistics.last, with_oip=with_oip)
    rows = labelled(data, rows[(rows["rank"] <= top) | rows["on_list"]].reset_index(drop=True))
    presence = data.presence.dropna(subset="figure_id").merge(data.figures[["figure_id", "as_printed", "value"]])
    tables = data.lists.loc[data.lists["list_kind"] == ACTIVITIES, "list_id"]
    shown = last_lists(data)
    order = {name: rank for rank, name in enumerate(_ids(data, FOCUS, ACTIVITIES, POLICY))}
    naming = data.presence[data.presence["list_id"].isin(order)]
    naming = naming.assign(order=naming["list_id"].map(order)).sort_values("order", kind="stable")
    rows["lists"] = rows["iso3"].map(naming.groupby("place_id")["list_id"].agg(" ".join)).astype("str").fillna("")
    for name in shown:
        rows[name] = rows["iso3"].isin(listed(data, name))
    for name in [name for name in shown if name in set(tables)]:
        counted = presence[(presence["list_id"] == name) & presence["value"].notna()].set_index("place_id")
        rows[f"printed_{name}"] = rows["iso3"].map(counted["as_printed"]).astype("str")
        of_list = presence[presence["list_id"] == name].set_index("place_id")["figure_id"]
        rows[f"{name}_figure_id"] = rows["iso3"].map(of_list).astype("str")
    cells = presence[presence["list_id"].isin(set(tables) & set(shown))].sort_values("figure_id")
    figures = cells.groupby("place_id")["figure_id"].agg(" ".join)
    paid = programme.paid_by_the_state(data)
    places = data.programme_places[data.programme_places["programme_id"].isin(paid)]
    many = places.groupby("place_id")["programme_id"].nunique()
    return rows.assign(
        programmes=rows["iso3"].map(many).fillna(0).astype("int64"),
        figure_id=rows["iso3"].map(figures).astype("str"),
    )


def amounts(data: Dataset) -> pd.DataFrame:
    """Return for how many printed amounts of money a country is named: one row.

    Columns ``amounts`` (facts in EUR or USD), ``with_country`` (a country other than the Netherlands is named with
    it), ``one_country`` (only one, and no region), ``figure_id`` (of these).
    """
    money = data.figures[data.figures["preferred"] & data.figures["unit"].isin(["EUR", "USD"])]
    places = data.figure_places[data.figure_places["figure_id"].isin(money["figure_id"])]
    places = places.merge(data.places[["place_id", "place_kind"]], on="place_id")
    places = places[places["place_id"] != HOME]
    kinds = places.groupby("figure_id")["place_kind"].agg(["nunique", "first", "count"])
    named = places.loc[places["place_kind"] == "country", "figure_id"].unique()
    alone = kinds[(kinds["first"] == "country") & (kinds["count"] == 1)].index
    return pd.DataFrame(
        {
            "amounts": [len(money)],
            "with_country": [len(named)],
            "one_country": [len(alone)],
            "figure_id": [" ".join(sorted(alone))],
        }
    )


def listed(data: Dataset, list_id: str) -> list[str]:
    """Return the countries of a list. Raises :class:`UnknownNameError` for another list than :func:`focus_ids`."""
    return _members(data)[_focus_list(data, list_id)]


def on_any_list(data: Dataset) -> set[str]:
    """Return the countries of all lists of :func:`focus_ids` together."""
    return set(_listed(data)["place_id"])


def printed(data: Dataset) -> pd.DataFrame:
    """Return what the documents print of refugees worldwide: hosts, origins and totals, in the order of the text.

    Columns ``figure_id, measure_id, label_en, label_nl, role`` (host, origin, world), ``iso3, value, lower, upper,
    unit, as_printed, period_end, preferred, where, note``.
    """
    measures = data.measures.dropna(subset="unhcr_role")[["measure_id", "label_en", "label_nl", "unhcr_role"]]
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
        "label_en",
        "label_nl",
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
        "note_en",
        "note_nl",
    ]
    return rows.sort_values(["source_id", "line", "figure_id"], ignore_index=True)[columns]


def labelled(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``label_en`` and ``label_nl`` of ``iso3``; see :func:`analysis.dataset.countries.label`."""
    names = {
        f"label_{language}": {iso3: nations.label(data, iso3, language) for iso3 in rows["iso3"].unique()}
        for language in nations.LANGUAGES
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
    sums = rows.groupby("year")[list(_WORLD)].sum(min_count=1).reset_index()
    world = pd.DataFrame({"year": sums["year"].astype("Int64")})
    for name in _WORLD:
        people = sums[name].astype("float64")
        world[f"{name}_lower"], world[f"{name}_upper"] = people, people
    return world


def _described(statistics: Statistics) -> dict[str, Any]:
    """Return what :func:`basis` says of an imported table."""
    imported = statistics.imported
    if imported is None:
        raise TypeError("only an imported table is described")
    row: dict[str, Any] = {
        "files": imported.files,
        "updated": imported.updated,
        "day": imported.day,
        "at_home": imported.at_home,
        "unfinished": ", ".join(str(year) for year in imported.unfinished),
    }
    for role, name in ((HOST, "hosts"), (ORIGIN, "origins")):
        row[name] = len(_held(statistics, role))
        row |= {f"{name}_{language}": text for language, text in _few(imported, _held(statistics, role)).items()}
    for language, names in imported.labels.items():
        row[f"lacking_{language}"] = ", ".join(names.get(iso3, iso3) for iso3 in imported.lacking)
    found = imported.differences
    against = found[found["contradicts"]]
    wrong = against if len(against) else found[found["differs"]]
    row |= {
        "compared": len(found),
        "differing": int(found["differs"].sum()),
        "contradicting": len(against),
        "differing_years": unhcr.spans(wrong["year"]),
    }
    if len(wrong):
        largest = wrong.iloc[0]
        row |= {
            f"place_{language}": names.get(largest["iso3"], largest["iso3"])
            for language, names in imported.labels.items()
        }
        row |= {
            f"place_{name}": largest[name] for name in ("role", "year", "category", "imported", "reference", "iso3")
        }
    return row


def _counterparts(statistics: Statistics, role: str) -> dict[str, Any]:
    """Return the columns of :func:`decade` on the other end, for one role."""
    none: dict[str, Any] = {"counterparts": pd.NA} | {f"counterparts_{language}": "" for language in nations.LANGUAGES}
    other, name = (ORIGIN, "origins") if role == HOST else (HOST, "hosts")
    imported = statistics.imported
    if imported is None or imported.coverage[f"all_{name}"].all():
        return none
    held = _held(statistics, other)
    return {"counterparts": len(held)} | {f"counterparts_{key}": text for key, text in _few(imported, held).items()}


def _held(statistics: Statistics, role: str) -> list[str]:
    """Return the codes that an import has in a role since its ``first`` year, those that are no countries too."""
    rows = statistics.countries
    return sorted(set(rows.loc[(rows["role"] == role) & (rows["year"] >= statistics.first), "iso3"]))


def _few(imported: Imported, codes: list[str]) -> dict[str, str]:
    """Return the names of a few codes in each language, nothing for many."""
    shown = codes if len(codes) <= _FEW else []
    return {key: ", ".join(names.get(iso3, iso3) for iso3 in shown) for key, names in imported.labels.items()}


def _world(statistics: Statistics, with_oip: bool) -> pd.DataFrame:
    world = statistics.world.set_index("year")
    ends = {}
    for end in ("lower", "upper"):
        ends[end] = world[f"refugees_{end}"]
        if with_oip:
            ends[end] = ends[end] + world[f"oip_{end}"].fillna(0)
    return pd.DataFrame(ends).astype(np.float64)


def _focus(
    statistics: Statistics, members: dict[str, list[str]], role: str, with_oip: bool, first: int
) -> pd.DataFrame:
    """Return :func:`focus` of several lists, in the order in which they are given with their countries."""
    pairs = pd.DataFrame(
        [(place, iso3) for place, named in enumerate(members.values()) for iso3 in named], columns=["list", "iso3"]
    )
    rows = statistics.countries
    rows = rows[(rows["role"] == role) & (rows["year"] >= first)]
    rows = rows.assign(people=stock(rows, with_oip=with_oip))[["iso3", "year", "people"]]
    sums = pairs.merge(rows, on="iso3").groupby(["list", "year"])["people"].agg(["sum", "count"]).reset_index()
    world = _world(statistics, with_oip).reindex(sums["year"])
    people = sums["sum"].astype("float64")
    names, sizes = list(members), [len(named) for named in members.values()]
    return pd.DataFrame(
        {
            "list_id": [names[place] for place in sums["list"]],
            "year": sums["year"].astype("Int64"),
            "people": sums["sum"],
            "share_lower": people / world["upper"].array,
            "share_upper": people / world["lower"].array,
            "countries": [sizes[place] for place in sums["list"]],
            "counted": sums["count"],
        }
    ).astype({"list_id": "str", "countries": "int64"})


def focus_ids(data: Dataset) -> list[str]:
    """Return the identifiers of :func:`focus_lists`."""
    return _ids(data, FOCUS, ACTIVITIES)


def _ids(data: Dataset, *kinds: str) -> list[str]:
    """Return the lists of some kinds, of the last document first, in the order of the text."""
    lists = data.lists[data.lists["list_kind"].isin(kinds)]
    order = {source: rank for rank, source in enumerate(documents(data)["source_id"])}
    rank = -lists["source_id"].map(order)
    return lists.assign(rank=rank).sort_values(["rank", "line", "list_id"])["list_id"].to_list()


def last_lists(data: Dataset) -> list[str]:
    """Return the lists of the last document that has any: those on focus, and the tables of activities."""
    lists = data.lists.set_index("list_id")
    shown: list[str] = []
    for kind in (FOCUS, ACTIVITIES):
        ids = [name for name in focus_ids(data) if lists.loc[name, "list_kind"] == kind]
        shown += [name for name in ids if str(lists.loc[name, "source_id"]) == str(lists.loc[ids[0], "source_id"])]
    return shown


def _focus_list(data: Dataset, list_id: str) -> str:
    if list_id not in (allowed := focus_ids(data)):
        raise UnknownNameError("list", list_id, allowed)
    return list_id


def _members(data: Dataset) -> dict[str, list[str]]:
    """Return the countries of each of :func:`focus_lists`, sorted."""
    members: dict[str, list[str]] = {name: [] for name in focus_ids(data)}
    rows = _listed(data)
    for name, iso3 in sorted(zip(rows["list_id"], rows["place_id"], strict=True)):
        members[name].append(iso3)
    return members


def _listed(data: Dataset) -> pd.DataFrame:
    rows = data.presence[data.presence["list_id"].isin(focus_ids(data))]
    nations = data.places.loc[data.places["place_kind"] == "country", "place_id"]
    return rows[rows["place_id"].isin(nations)]


def _role(role: str) -> str:
    if role not in ROLES:
        raise UnknownNameError("role", role, ROLES)
    return role


def _years(statistics: Statistics, *years: int) -> None:
    known = sorted(statistics.countries["year"].dropna().unique())
    for year in years:
        if year not in known:
            raise UnknownNameError("year", year, known)
