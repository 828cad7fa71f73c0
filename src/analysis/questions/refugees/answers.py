"""Where are the world's refugees, and are Dutch programmes where they are?

What is asked of the stocks of :mod:`analysis.questions.refugee_stocks` and the lists of
:mod:`analysis.questions.country_lists` together: each function answers for the reference and for an imported feed.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset import countries as nations
from analysis.dataset.languages import LANGUAGES, in_all
from analysis.dataset.tables import Dataset
from analysis.errors import DataError
from analysis.feeds import unhcr
from analysis.figures.currencies import CURRENCIES
from analysis.questions import refugee_stocks
from analysis.questions.country_lists import (
    ACTIVITIES,
    FOCUS,
    POLICY,
    by_list,
    focus_ids,
    known_list,
    last_lists,
    listed,
    of_kinds,
)
from analysis.questions.country_lists import countries as on_lists
from analysis.questions.programme import answers as programme
from analysis.questions.refugee_stocks import (
    CATEGORIES,
    HOST,
    ORIGIN,
    Imported,
    Statistics,
    countries,
    known_role,
    labelled,
    of_world,
    ranking,
    series,
    stock,
)

#: The numbers that every answer begins with.
statistics = refugee_stocks.statistics
#: So many countries are named, of more only the number is told.
_FEW = 4


def basis(statistics: Statistics, *, with_oip: bool = True) -> pd.DataFrame:
    """Say what an answer rests on: one row.

    Columns ``source``, ``complete``, ``with_oip``, ``first, year`` (the years with numbers since ``Statistics.first``),
    ``countries`` (hosts with a number at the end of ``year``), ``share_lower, share_upper`` (the part of the world's
    refugees that they host, as fractions; missing where the world's number is not known), ``released, days_between`` of
    :class:`Statistics`.

    Of an imported table also ``imported``, ``files, updated, day`` (texts); ``hosts, origins`` (how many it has since
    ``first``; 0 where it adds them together) with their names where they are few (``hosts_*``, …);
    ``lacking_*`` (large countries that it has not); ``unfinished`` (years left out); ``at_home``; and of
    the numbers that the reference release has too: ``compared, differing``, ``contradicting`` (see
    :func:`differences`), ``differing_years`` (of the latter, if there are any), and the largest difference as
    ``place_*, place_role, place_year, place_category, place_imported, place_reference``.
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


def decade(
    data: Dataset, statistics: Statistics, country: object, role: str = HOST, *, with_oip: bool = True
) -> pd.DataFrame:
    """Return the stock of any country year by year, with both categories: :func:`series`, empty numbers if need be.

    ``country`` is a code or a name in English or Dutch. Columns of :func:`series` and ``refugees, oip`` (what
    ``people`` adds), ``segment`` (a number for each stretch of years in which the same is counted), ``label_*``, and
    ``counterparts``: from, or in, how many countries the people counted are, missing where from or in all, with their
    names where they are few (``counterparts_*``). A country that the statistics do not have is a row for each year with
    missing cells. Raises :class:`UnknownNameError` for what is no country.
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
    own = own[(own["iso3"] == iso3) & (own["role"] == role)].set_index("year")[list(CATEGORIES)].reindex(years)
    world = of_world(statistics, with_oip).reindex(years)
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

    The list is the last one that says where a programme is. Columns of :func:`decade` and ``list_id, list_*,
    list_short_*``, ``world_lower, world_upper`` (the share of all of them together in the world's
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
        **{f"list_{language}": lists[f"label_{language}"][name] for language in LANGUAGES},
        **{f"list_short_{language}": lists[f"short_{language}"][name] for language in LANGUAGES},
        world_lower=rows["year"].map(shares["share_lower"]),
        world_upper=rows["year"].map(shares["share_upper"]),
        row_id=None if statistics.imported else row_ids.where(rows["people"].notna()),
    )


def focus_lists(data: Dataset) -> pd.DataFrame:
    """Return the lists that say where Dutch policy or programmes are: ``list_id, label_*, countries``, ….

    Those of kind ``focus`` or ``activities``, of the last document first, in the order of the text.

    ``as_of``, ``exhaustive``, ``source_id``, ``line`` and ``note`` are those of the list.
    """
    lists = data.lists.set_index("list_id").loc[focus_ids(data)].reset_index()
    sizes = on_lists(data).groupby("list_id").size()
    columns = [
        "list_id",
        *in_all("label"),
        "as_of",
        "exhaustive",
        "countries",
        "source_id",
        "line",
        *in_all("note"),
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
    return _focus(statistics, {list_id: listed(data, list_id)}, known_role(role), with_oip, first or statistics.first)


def focus_shares(data: Dataset, statistics: Statistics, list_id: str, *, with_oip: bool = True) -> pd.DataFrame:
    """Return :func:`focus` of every list, lists of the same countries together, the one that is asked for first.

    Columns of :func:`focus` and ``label_*, as_of, source_id`` of the list, ``same`` (how many more lists have its
    countries), ``chosen``, ``segment``: the years from ``Statistics.oip_since`` on are another one where people in need
    of protection count, since the world's number then has a category more. A year without a number for the world has no
    row.
    """
    everything = by_list(data)
    members = {name: everything[name] for name in (known_list(data, list_id), *focus_ids(data))}
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, countries_of in members.items():
        groups.setdefault(tuple(countries_of), []).append(name)
    shown = {together[0]: list(countries_of) for countries_of, together in groups.items()}
    rows = _focus(statistics, shown, HOST, with_oip, statistics.first).dropna(subset="share_lower")
    names = data.lists.set_index("list_id")
    same = {together[0]: len(together) - 1 for together in groups.values()}
    return rows.assign(
        **{column: rows["list_id"].map(names[column]) for column in (*in_all("label"), "as_of", "source_id")},
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

    Columns of :func:`reach` and ``label_*``; ``lists``: every list on policy, of whichever document, that
    names the country, the last document first, separated by a space; a column for each of ``country_lists.last_lists``
    (whether it names the country), and for a table of activities two more, ``LIST_figure_id`` and ``printed_LIST``: the
    activities as printed, missing where the country is not in the table or they cannot be read; ``programmes``: how
    many that the Dutch state pays for name the country; ``figure_id``. A programme that names only a region is none
    of the country's.
    """
    rows = reach(data, statistics, list_id, statistics.last, with_oip=with_oip)
    rows = labelled(data, rows[(rows["rank"] <= top) | rows["on_list"]].reset_index(drop=True))
    presence = data.presence.dropna(subset="figure_id").merge(data.figures[["figure_id", "as_printed", "value"]])
    tables = data.lists.loc[data.lists["list_kind"] == ACTIVITIES, "list_id"]
    shown = last_lists(data)
    order = {name: rank for rank, name in enumerate(of_kinds(data, FOCUS, ACTIVITIES, POLICY))}
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
    money = data.figures[data.figures["preferred"] & data.figures["unit"].isin(CURRENCIES)]
    places = data.figure_places[data.figure_places["figure_id"].isin(money["figure_id"])]
    places = places.merge(data.places[["place_id", "place_kind"]], on="place_id")
    places = places[places["place_id"] != nations.HOME]
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
    none: dict[str, Any] = {"counterparts": pd.NA} | {f"counterparts_{language}": "" for language in LANGUAGES}
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
    world = of_world(statistics, with_oip).reindex(sums["year"])
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
