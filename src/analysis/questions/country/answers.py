"""One country: what is the Netherlands doing there, as far as these documents say?

A regional or multi-country figure never becomes one country's: it stands apart, whole, with the name of the region.

A ``country`` is an ISO 3166 code or a name in English or Dutch. Whatever takes one raises :class:`UnknownNameError` for
anything else.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analysis.dataset import countries
from analysis.dataset.languages import LANGUAGES, in_all
from analysis.dataset.once import once
from analysis.dataset.provenance import documents, located
from analysis.dataset.rows import rows_of
from analysis.dataset.tables import Dataset
from analysis.questions.country_lists import ACTIVITIES as TABLES
from analysis.questions.country_lists import DONORS, FOCUS, of_kinds
from analysis.questions.country_lists import POLICY as ON_POLICY
from analysis.questions.programme import answers as programme
from analysis.questions.refugee_stocks import HOST, ORIGIN, ROLES, change, from_reference, reference

HOME = countries.HOME
#: Kinds of lists that say where policy is aimed at, of which the absence of a country is worth a word.
POLICY = frozenset({FOCUS, TABLES, ON_POLICY})

#: What a list says of a country.
NAMED, ABSENT, SILENT, UNPRINTED = SAYINGS = ("named", "absent", "silent", "unprinted")
#: How a figure belongs to a country.
OWN, SEVERAL, END, REGION = SCOPES = ("own", "several", "end", "region")

#: Columns of :func:`lists`.
LISTS = [
    "list_id",
    *in_all("label"),
    "list_kind",
    *in_all("criterion"),
    "as_of",
    "says",
    "exhaustive",
    "policy",
    "donor",
    "rank",
    "legibility",
    "figure_id",
    "source_id",
    "where",
    *in_all("note"),
]
#: Columns of :func:`activities`.
ACTIVITIES = [
    "list_id",
    *in_all("label"),
    "as_of",
    "says",
    "legibility",
    "lower",
    "upper",
    "unit",
    "as_printed",
    "countries",
    "unreadable",
    "figure_id",
    "where",
    *in_all("note"),
]
#: Columns of :func:`programmes`.
PROGRAMMES = [
    "programme_id",
    *in_all("label"),
    "theme",
    "roles",
    *in_all("via"),
    "status",
    "start",
    "end",
    *in_all("end_reason", "payers", "executors"),
    "dutch",
    "named",
    "where",
    *in_all("note"),
    "via_basis",
    "known_until",
    "overdue",
]
#: Columns of :func:`events`.
EVENTS = [*programme.EVENTS, "roles"]
#: Columns of :func:`figures`, beside those of ``programme.answers.facts``.
FIGURES = ["scope", *in_all("programme", "via")]
#: Columns of :func:`refugee_figures`.
PRINTED = [
    "figure_id",
    "role",
    *in_all("label", "other"),
    "population",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "unit",
    "as_printed",
    "period_start",
    "period_end",
    "period_basis",
    "where",
    *in_all("note"),
]
#: Columns of :func:`refugee_stocks`.
STOCKS = ["role", "category", "year", "day", "people", "source_id", "source"]

_FIELD_ROLES = frozenset({"in", "from"})


@once
def profile(data: Dataset, country: object) -> pd.DataFrame:
    """Return which country is meant: one row, ``place_id, label_*, mentioned``.

    ``mentioned`` says whether the documents name it anywhere.
    """
    place_id = countries.code(data, country)
    row = {"place_id": place_id, "mentioned": place_id in set(data.places["place_id"])}
    row |= {f"label_{language}": countries.label(data, place_id, language) for language in LANGUAGES}
    return pd.DataFrame([row])[["place_id", *in_all("label"), "mentioned"]]


@once
def lists(data: Dataset, country: object) -> pd.DataFrame:
    """Return every country list of the documents and what it says of a country: :data:`LISTS`.

    ``says`` is ``named``; ``absent`` from a list that is complete; ``silent`` where it is not on a list that is not
    complete, which says nothing; ``unprinted`` where the document mentions the list and prints no name. ``policy``
    marks kinds of :data:`POLICY`, ``donor`` lists of who gives beside the Netherlands. ``where`` is the line of the
    country, else of the list.
    """
    place_id = countries.code(data, country)
    here = data.presence[data.presence["place_id"] == place_id].rename(columns={"line": "at"})
    rows = data.lists.merge(here[["list_id", "rank", "figure_id", "legibility", "at"]], on="list_id", how="left")
    named = rows["list_id"].isin(here["list_id"])
    printed = rows["list_id"].isin(data.presence["list_id"])
    says = rows["exhaustive"].map({True: ABSENT, False: SILENT}).where(printed, UNPRINTED).mask(named, NAMED)
    rows = located(rows.assign(says=says, line=rows["at"].fillna(rows["line"])))
    rows["policy"], rows["donor"] = rows["list_kind"].isin(POLICY), rows["list_kind"] == DONORS
    order = {source: rank for rank, source in enumerate(_sources(data))}
    rows = rows.assign(order=rows["source_id"].map(order))
    return rows.sort_values(["order", "line", "list_id"], ignore_index=True)[LISTS]


@once
def activities(data: Dataset, country: object, on: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return what the tables of activities say of a country: a row each, :data:`ACTIVITIES`.

    ``lower`` and ``upper`` are activities, missing where the cell cannot be read (``legibility`` ``illegible``), where
    it is lost, or where the country is not in the table (``says`` is not ``named``). ``countries`` counts those in the
    table, ``unreadable`` those of them whose cell cannot be read. ``on`` is :func:`lists`, where they are at hand.
    """
    rows = lists(data, country) if on is None else on
    tables = of_kinds(data, TABLES)
    rows = rows[rows["list_id"].isin(tables)]
    numbers = data.figures[["figure_id", "lower", "upper", "unit", "as_printed"]]
    rows = rows.merge(numbers, on="figure_id", how="left")
    cells = data.presence[data.presence["list_id"].isin(tables)]
    counted = cells.groupby("list_id").agg(
        countries=("place_id", "size"), unreadable=("legibility", lambda found: int((found != "legible").sum()))
    )
    rows = rows.merge(counted, left_on="list_id", right_index=True, how="left")
    return programme.ordered(rows, "list_id", tables, [])[ACTIVITIES]


@once
def programmes(data: Dataset, country: object) -> pd.DataFrame:
    """Return the programmes in, to or from a country, and those of a region it belongs to: :data:`PROGRAMMES`.

    A place within the country, such as a camp, is the country. ``via_*`` name the region, and are
    missing where the programme names the country; ``via_basis`` is ``printed`` where a document counts the country to
    one of these regions, ``inferred`` where only we do. ``roles`` are the country's own (in, from, to, origin),
    separated by a space. ``payers`` and ``executors`` are names, missing where none is named; ``dutch`` says that the
    Dutch state is named as a payer; ``named`` holds the years of the documents that name the programme, separated by a
    space, ``known_until`` the last of them, missing where only an undated one does; ``overdue`` says that it was open
    by then and that its printed end lies before the last year that any document speaks of. Regional programmes last.
    """
    place_id = countries.code(data, country)
    places = data.programme_places
    regions = _regions(data, place_id)
    direct = places[places["place_id"].isin(_within(data, place_id))]
    wider = places[places["place_id"].isin(regions) & ~places["programme_id"].isin(direct["programme_id"])]
    found = pd.concat([direct, wider])
    rows = programme.together(found.drop_duplicates(["programme_id", "source_id", "line"]), ["programme_id"])
    rows = rows.merge(data.programmes.drop(columns=["source_id", "line"]), on="programme_id", how="left")
    roles = found.drop_duplicates(["programme_id", "role"]).groupby("programme_id")["role"].agg(" ".join)
    rows["roles"] = rows["programme_id"].map(roles).astype("str")
    names = data.places.set_index("place_id")
    who = data.programme_organisations
    who = who[who["programme_id"].isin(rows["programme_id"])].merge(data.organisations, on="organisation_id")
    who = who.sort_values(["programme_id", "label_en"]).drop_duplicates(["programme_id", "organisation_id", "role"])
    for language in LANGUAGES:
        labels = wider.assign(via=wider["place_id"].map(names[f"label_{language}"]))
        rows[f"via_{language}"] = _joined(labels.drop_duplicates(["programme_id", "via"]), "via", rows)
        for role, column in (("payer", "payers"), ("executor", "executors")):
            rows[f"{column}_{language}"] = _joined(who[who["role"] == role], f"label_{language}", rows)
    rows["dutch"] = rows["programme_id"].isin(programme.paid_by_the_state(data))
    years = rows["programme_id"].map(programme.years_named(data, rows["programme_id"]))
    rows["named"], rows["known_until"] = years.astype("str").fillna(""), programme.last_of(years)
    rows["overdue"] = programme.overdue(data, rows)
    certain = data.place_members[
        data.place_members["member_id"].eq(place_id) & data.place_members["basis"].eq("printed")
    ]
    printed = wider.loc[wider["place_id"].isin(certain["place_id"]), "programme_id"]
    basis = rows["programme_id"].isin(printed).map({True: "printed", False: "inferred"})
    rows["via_basis"] = basis.where(rows["programme_id"].isin(wider["programme_id"]))
    rows = rows.assign(wide=rows["via_en"].notna()).sort_values(["wide", "start", "label_en"], ignore_index=True)
    return rows[PROGRAMMES]


@once
def figures(data: Dataset, country: object) -> pd.DataFrame:
    """Return every fact that concerns a country: columns of ``programme.answers.facts`` and :data:`FIGURES`.

    ``scope`` is ``own`` where the country is the only place in or from which something is counted; ``several`` where
    others are counted with it; ``end`` where it is origin or destination of what is counted elsewhere; ``region``
    where a region is counted that a document says it belongs to (``via_*``). Only ``own`` figures are the
    country's. The Netherlands, where people return from, does not count as another place. Activities and statistics
    of refugees are left to :func:`activities` and :func:`refugee_figures`.
    """
    place_id = countries.code(data, country)
    tables = of_kinds(data, TABLES)
    cells = data.presence.loc[data.presence["list_id"].isin(tables), "figure_id"]
    rows = data.figures[~data.figures["figure_id"].isin(cells) & ~data.figures["measure_id"].isin(_statistics(data))]
    places = _lifted(data, data.figure_places[data.figure_places["figure_id"].isin(rows["figure_id"])])
    if place_id != HOME:
        places = places[places["place_id"] != HOME]
    regions = _regions(data, place_id)
    named_with: dict[str, list[tuple[str, str]]] = {}
    for figure, place, role in rows_of(places[["figure_id", "place_id", "role"]]):
        named_with.setdefault(figure, []).append((place, role))
    scopes = {figure: scope for figure, named in named_with.items() if (scope := _scope(place_id, regions, named))}
    facts = programme.described(data, rows[rows["figure_id"].isin(scopes)])
    facts["scope"] = facts["figure_id"].map(scopes).astype("str")
    named = rows.set_index("figure_id")["programme_id"]
    labels = data.programmes.set_index("programme_id")
    via = places[places["place_id"].isin(regions)].merge(data.places, on="place_id")
    for language in LANGUAGES:
        facts[f"programme_{language}"] = facts["figure_id"].map(named).map(labels[f"label_{language}"])
        joined = programme.joined(via, "figure_id", f"label_{language}")
        facts[f"via_{language}"] = facts["figure_id"].map(joined).where(facts["scope"] == REGION)
    return programme.ordered(facts, "scope", list(SCOPES), [])


@once
def events(data: Dataset, country: object) -> pd.DataFrame:
    """Return what happened in or with a country, as far as a document dates or names it: a row each, :data:`EVENTS`.

    In order of time, undated ones last. ``start`` and ``end`` are days; a month or a year is its first and last;
    ``basis`` is ``printed``, ``inferred`` or ``unknown``. ``roles`` are ``in`` and ``with``, separated by a space.
    """
    place_id = countries.code(data, country)
    here = data.event_places[data.event_places["place_id"].isin(_within(data, place_id))]
    rows = located(data.events[data.events["event_id"].isin(here["event_id"])])
    rows["roles"] = rows["event_id"].map(here.groupby("event_id")["role"].agg(" ".join)).astype("str")
    return rows.sort_values(["start", "end", "event_id"], ignore_index=True)[EVENTS]


def own(facts: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of :func:`figures` that are the country's own."""
    return facts[facts["scope"] == OWN].reset_index(drop=True)


def wider(facts: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of :func:`figures` that count more than the country; they are never divided."""
    return facts[facts["scope"] != OWN].reset_index(drop=True)


@once
def statements(data: Dataset, country: object) -> pd.DataFrame:
    """Return what is said without a number of the programmes that name no other country: one row a statement.

    Columns: ``programme_*, statement_id, statement_kind, says, as_printed, where``. What is said of a
    programme in several countries is not one country's.
    """
    place_id = countries.code(data, country)
    places = data.programme_places[data.programme_places["place_id"] != HOME]
    places = _lifted(data, places)
    alone = places.groupby("programme_id")["place_id"].agg(lambda named: set(named) == {place_id})
    rows = data.statements[data.statements["programme_id"].isin(alone[alone].index)]
    rows = located(rows.sort_values(["source_id", "line", "statement_id"]))
    labels = data.programmes.set_index("programme_id")
    for language in LANGUAGES:
        rows[f"programme_{language}"] = rows["programme_id"].map(labels[f"label_{language}"])
    return rows[[*in_all("programme"), "statement_id", "statement_kind", *in_all("says"), "as_printed", "where"]]


@once
def refugee_figures(data: Dataset, country: object) -> pd.DataFrame:
    """Return what the documents print of refugees in and from a country, one printing a fact: :data:`PRINTED`.

    ``role`` is ``host`` or ``origin``; ``other_*`` name the country at the other end, where the
    figure counts only people from there, or there. Stocks, in persons; figures that disagree stand side by side.
    """
    place_id = countries.code(data, country)
    places = data.figure_places
    rows = data.figures[data.figures["measure_id"].isin(_statistics(data)) & data.figures["preferred"]]
    here = places[(places["place_id"] == place_id) & places["figure_id"].isin(rows["figure_id"])]
    rows = located(rows.merge(here[["figure_id", "role"]], on="figure_id"))
    rows["role"] = rows["role"].map({"in": HOST, "origin": ORIGIN})
    rows = rows.merge(data.measures[["measure_id", *in_all("label")]], on="measure_id", how="left")
    others = places[(places["place_id"] != place_id) & places["figure_id"].isin(rows["figure_id"])]
    others = others.merge(data.places, on="place_id")
    for language in LANGUAGES:
        rows[f"other_{language}"] = rows["figure_id"].map(programme.joined(others, "figure_id", f"label_{language}"))
    rows = rows.sort_values(["role", "source_id", "line"], ignore_index=True)
    return rows[PRINTED]


def refugee_stocks(data: Dataset, country: object) -> pd.DataFrame:
    """Return the stocks of refugees in and from a country at the end of each year, of UNHCR: :data:`STOCKS`.

    ``role`` is host or origin, ``category`` is ``refugees`` (under UNHCR's mandate) or ``oip`` (other people in need of
    international protection); a year without a number has no row. Empty for a country that the
    reference table does not have.
    """
    place_id = countries.code(data, country)
    statistics = from_reference(data)
    rows = statistics.countries[statistics.countries["iso3"] == place_id]
    rows = rows.melt(["role", "year"], ["refugees", "oip"], var_name="category", value_name="people")
    rows = rows.dropna(subset="people")
    rows = rows[(rows["category"] == "refugees") | (rows["people"] > 0)]
    rows = rows.assign(
        day=pd.to_datetime(rows["year"].astype("str") + "-12-31", format="%Y-%m-%d"),
        source_id=statistics.source_id,
        source=statistics.source,
    )
    return rows.sort_values(["role", "category", "year"], ascending=[True, False, True], ignore_index=True)[STOCKS]


@once
def refugee_change(data: Dataset, country: object) -> pd.DataFrame:
    """Return both ends of the decade of :func:`refugee_stocks`, refugees under the mandate alone: a row a role.

    Columns ``role, start, end`` (years), ``before, after, change, change_share`` (a fraction): see
    ``questions.refugee_stocks.change``. Without other people in need of protection, who were not counted at the
    beginning.
    """
    place_id = countries.code(data, country)
    statistics = reference(data)
    found = pd.concat([change(statistics, role, with_oip=False) for role in ROLES])
    found = found[found["iso3"] == place_id].assign(start=statistics.first, end=statistics.last)
    columns = ["role", "start", "end", "before", "after", "change", "change_share"]
    return found[columns].reset_index(drop=True)


def worth_a_report(data: Dataset) -> list[str]:
    """Return the countries that get a report, sorted: where the Netherlands is active, or that the statistics name.

    Active is: in a table of activities or on a focus list; or in a programme that the Dutch state pays for or that
    begins in the Netherlands, donors apart. A country that such a programme leads to from elsewhere is a destination,
    not a field.
    """
    nations = set(data.places.loc[data.places["place_kind"] == "country", "place_id"])
    aimed = of_kinds(data, FOCUS, TABLES)
    on_lists = data.presence.loc[data.presence["list_id"].isin(aimed), "place_id"]
    donors = set(data.presence.loc[data.presence["list_id"].isin(of_kinds(data, DONORS)), "place_id"])
    dutch = programme.paid_by_the_state(data)
    places = _lifted(data, data.programme_places)
    home = places.loc[places["place_id"] == HOME, "programme_id"]
    places = places[places["programme_id"].isin({*dutch, *home})]
    elsewhere = places[(places["role"] == "from") & (places["place_id"] != HOME)]["programme_id"]
    places = places[(places["role"] != "to") | ~places["programme_id"].isin(elsewhere)]
    counted = data.figures.loc[data.figures["measure_id"].isin(_statistics(data)), "figure_id"]
    statistics = data.figure_places.loc[data.figure_places["figure_id"].isin(counted), "place_id"]
    found = {*on_lists, *statistics, *(set(places["place_id"]) - donors)}
    return sorted(found & nations - {HOME})


def _statistics(data: Dataset) -> list[str]:
    """Return the measures that are statistics of refugees in, or from, one country."""
    measures = data.measures
    return measures.loc[measures["unhcr_role"].isin(ROLES), "measure_id"].to_list()


def _scope(place_id: str, regions: Collection[str], places: list[tuple[str, str]]) -> str | None:
    """Return how a figure with these places and roles belongs to the country; nothing where it does not."""
    named = {place for place, _ in places}
    field = {place for place, role in places if role in _FIELD_ROLES}
    if place_id in named:
        if field == {place_id} or named == {place_id}:
            return OWN
        return END if field and place_id not in field else SEVERAL
    return REGION if named & set(regions) else None


def _within(data: Dataset, place_id: str) -> list[str]:
    """Return a country and the places that lie in it, such as a camp or a city."""
    return [place_id, *data.places.loc[data.places["parent_id"] == place_id, "place_id"]]


def _lifted(data: Dataset, places: pd.DataFrame) -> pd.DataFrame:
    """Put the country in the place of whatever lies in it, in rows with a ``place_id``."""
    nations = data.places[data.places["place_kind"] == "area"].set_index("place_id")["parent_id"]
    return places.assign(place_id=places["place_id"].map(nations).fillna(places["place_id"]))


def _regions(data: Dataset, place_id: str) -> list[str]:
    members = data.place_members
    return sorted(set(members.loc[members["member_id"] == place_id, "place_id"]))


def _sources(data: Dataset) -> list[str]:
    """Return the documents in the order of what they cover, undated ones last."""
    return documents(data)["source_id"].to_list()


def _joined(rows: pd.DataFrame, column: str, onto: pd.DataFrame) -> pd.Series:
    return onto["programme_id"].map(programme.joined(rows, "programme_id", column)).astype("str")
