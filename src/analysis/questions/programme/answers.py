"""One programme: what was promised, what came of it, what was never reported? And how few carry most of them out.

Whatever takes a ``programme_id`` raises :class:`UnknownNameError` for one that ``programmes.csv`` does not have.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset import countries
from analysis.dataset.languages import LANGUAGES, in_all, taken
from analysis.dataset.once import once
from analysis.dataset.provenance import documents, located
from analysis.dataset.rows import rows_of
from analysis.dataset.tables import Dataset
from analysis.errors import UnknownNameError
from analysis.figures import limiting
from analysis.figures.currencies import CURRENCIES
from analysis.questions.targets import answers as targets

#: Kinds of money: what may be spent, what was promised, what was paid.
MONEY = (
    "budget",
    "reserved",
    "ceiling",
    "envelope",
    "announced",
    "made_available",
    "commitment",
    "paid",
    "spent",
)
#: Kinds of figures that say what was to come.
PROMISES = frozenset({"target", "plan", "expectation", "potential", "criterion"})
#: Kinds of money that have been handed over; a figure of these kinds that is no amount says what was done.
_DONE = frozenset({"paid", "spent"})
#: Claims that say nothing yet of how it ended.
_WAITING = frozenset({"unmeasured", "delayed"})
#: States of a programme that a later document could have ended.
OPEN = frozenset({"running", "extended", "planned"})
#: What the documents must say of a programme in figures for a report of its own: this many facts.
ENOUGH = 2

#: Columns of :func:`facts`.
FACTS = [
    "figure_id",
    "group",
    "kind",
    "measure_id",
    *in_all("label", "place"),
    "sex",
    "unit",
    "per",
    "multiplicity",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "conventional",
    "as_printed",
    "qualifier",
    "printings",
    "period_start",
    "period_end",
    "period_basis",
    "funding",
    "credit",
    "concept",
    "result_level",
    "where",
    *in_all("note"),
    "link",
    *in_all("beside"),
]
#: Columns of :func:`promises`.
PROMISE = [
    "item",
    "basis",
    *in_all("label"),
    "unit",
    "goal_lower",
    "goal_upper",
    "goal_lower_open",
    "goal_upper_open",
    "goal_limit",
    "actual_lower",
    "actual_upper",
    "actual_lower_open",
    "actual_upper_open",
    "share_lower",
    "share_upper",
    "share_lower_open",
    "share_upper_open",
    "outcome",
    "deadline",
    "last_result",
    "status_as_printed",
    "claims_as_printed",
    "claims_mean",
    "figure_id",
    "where",
    *in_all("note"),
]
#: Columns of :func:`events`.
EVENTS = [
    "event_id",
    "event_kind",
    "start",
    "end",
    "date_as_printed",
    "basis",
    *in_all("what"),
    "where",
]


@once
def profile(data: Dataset, programme_id: str) -> pd.DataFrame:
    """Return what a programme is: one row, the columns of ``programmes.csv`` with ``where`` and counts.

    ``figures``, ``printings``, ``statements`` and ``promises`` count what the documents say of it alone, ``shared`` the
    figures that concern it and others. ``named`` holds the years of the documents that name it, ``known_until`` the
    last of them, both missing where only an undated one does; ``overdue`` says that it was open by then and that its
    printed end has passed since; ``paid_elsewhere`` that an amount is printed from which it and others are paid.
    ``priority_*`` are the policy priority under which a report tells of it, ``priority_lower`` and ``priority_upper``
    what was spent on that priority, in EUR and for all that is paid from it, missing unless the documents that name
    the programme print one such amount; ``dutch`` says that the Dutch state is named as a payer. Raises
    :class:`UnknownNameError`.
    """
    found = _of(data, "programmes", programme_id)
    figures = _of(data, "figures", programme_id)
    row = located(found).assign(
        figures=int(figures["fact_id"].nunique()),
        printings=len(figures),
        statements=int((data.statements["programme_id"] == programme_id).sum()),
        promises=int((data.targets["programme_id"] == programme_id).sum()),
        shared=int((data.figure_programmes["programme_id"] == programme_id).sum()),
        dutch=programme_id in paid_by_the_state(data),
    )
    row["named"] = row["programme_id"].map(years_named(data, found["programme_id"]))
    row["known_until"], row["overdue"] = last_of(row["named"]), overdue(data, row)
    links = _of(data, "figure_programmes", programme_id)
    row["paid_elsewhere"] = bool((links["link"] == "paid_from").any())
    priority = data.measures.set_index("measure_id").reindex(found["reported_under"])
    for language in LANGUAGES:
        row[f"priority_{language}"] = priority[f"label_{language}"].to_numpy()
    spent = _spent_on_priority(data, found)
    for end in ("lower", "upper"):
        row[f"priority_{end}"] = spent[end].iloc[0] if len(spent) == 1 else float("nan")
    return row


def _spent_on_priority(data: Dataset, found: pd.DataFrame) -> pd.DataFrame:
    """Return what the documents that name a programme say was spent on its priority, amounts of countries apart."""
    figures = data.figures[data.figures["preferred"] & (data.figures["kind"] == "spent")]
    figures = figures[figures["measure_id"].isin(found["reported_under"].dropna())]
    return countries.whole(data, figures[figures["source_id"].isin(_naming(data, found["programme_id"])["source_id"])])


def _naming(data: Dataset, programmes: pd.Series) -> pd.DataFrame:
    """Return which documents name programmes: ``programme_id, source_id``, as often as they do."""
    tables = (data.programmes, data.programme_places, data.programme_organisations, data.figures, data.statements)
    return pd.concat(
        [table.loc[table["programme_id"].isin(programmes), ["programme_id", "source_id"]] for table in tables]
    )


def years_named(data: Dataset, programmes: pd.Series) -> pd.Series:
    """Return the last year of each document that names a programme, separated by a space, by ``programme_id``."""
    named = _naming(data, programmes)
    rows = documents(data).set_index("source_id")
    years = rows["last_year"].astype("str").where(rows["last_year"].notna())
    dated = named.assign(year=named["source_id"].map(years)).dropna(subset="year")
    dated = dated.drop_duplicates(["programme_id", "year"]).sort_values("year")
    return joined(dated, "programme_id", "year").str.replace(", ", " ")


def last_of(years: pd.Series) -> pd.Series:
    """Return the last of the years in each cell of :func:`years_named`, missing where there is none."""
    return pd.Series([None if pd.isna(cell) else cell.split()[-1] for cell in years], index=years.index, dtype="str")


def overdue(data: Dataset, programmes: pd.DataFrame) -> pd.Series:
    """Say of rows of ``programmes`` whether they were open, with an end before the last year of any document."""
    last = documents(data)["last_year"].max()
    return programmes["status"].isin(OPEN) & (programmes["end"].dt.year < last).fillna(False)


@once
def organisations(data: Dataset, programme_id: str) -> pd.DataFrame:
    """Return who pays for, carries out and joins in a programme: one row an organisation and role.

    Columns: ``organisation_id, name, label_*, organisation_kind, role, where, programmes``, the last being the number
    of programmes in which the organisation has that role.
    """
    rows = together(_of(data, "programme_organisations", programme_id), ["organisation_id", "role"])
    known = data.programme_organisations
    many = known[known["organisation_id"].isin(rows["organisation_id"])]
    many = many.drop_duplicates(["programme_id", "organisation_id", "role"])
    many = many.groupby(["organisation_id", "role"], as_index=False).size().rename(columns={"size": "programmes"})
    rows = rows.merge(data.organisations, on="organisation_id", how="left")
    rows = rows.merge(many, on=["organisation_id", "role"], how="left")
    rows = ordered(rows, "role", ["payer", "executor", "partner"], ["organisation_id"])
    return rows[["organisation_id", "name", *in_all("label"), "organisation_kind", "role", "where", "programmes"]]


@once
def places(data: Dataset, programme_id: str) -> pd.DataFrame:
    """Return where a programme works: one row a place and role, countries before regions.

    Columns: ``place_id, place_kind, label_*, role, where``; ``role`` is in, from, to or origin.
    """
    rows = together(_of(data, "programme_places", programme_id), ["place_id", "role"])
    rows = rows.merge(data.places, on="place_id", how="left")
    rows = ordered(rows, "place_kind", ["country", "region", "area"], ["role", "label_en"])
    return rows[["place_id", "place_kind", *in_all("label"), "role", "where"]]


@once
def facts(data: Dataset, programme_id: str) -> pd.DataFrame:
    """Return every fact that the documents print of a programme, one preferred printing each: :data:`FACTS`.

    ``group`` is ``money`` (an amount in EUR or USD that was budgeted, promised or paid), ``promise``, ``result`` or
    ``context``; ``lower`` and ``upper`` are in ``unit``, for one payer where ``multiplicity`` counts several;
    ``place_*`` name the places of the figure, ``printings`` counts how often the fact is printed.
    ``link`` is missing for a figure of this programme alone; one that concerns others too (``figure_programmes.csv``)
    stands last, is never divided, and names them in ``beside_*``.
    """
    own = described(data, _of(data, "figures", programme_id))
    links = data.figure_programmes
    mine = _of(data, "figure_programmes", programme_id)
    if mine.empty:
        return own
    facts = data.figures.loc[data.figures["figure_id"].isin(mine["figure_id"]), ["figure_id", "fact_id"]]
    shared = described(data, data.figures[data.figures["fact_id"].isin(facts["fact_id"])])
    shared["link"] = shared["figure_id"].map(mine.set_index("figure_id")["link"]).astype("str")
    others = links[links["figure_id"].isin(mine["figure_id"]) & (links["programme_id"] != programme_id)]
    others = others.merge(data.programmes[["programme_id", *in_all("label")]], on="programme_id")
    for language in LANGUAGES:
        shared[f"beside_{language}"] = shared["figure_id"].map(joined(others, "figure_id", f"label_{language}"))
    return pd.concat([own, shared], ignore_index=True) if len(own) else shared


def described(data: Dataset, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the facts of some rows of ``figures``, one preferred printing each: see :func:`facts`."""
    printings = figures.groupby("fact_id").size()
    rows = located(figures[figures["preferred"]])
    rows = rows.merge(
        data.measures[["measure_id", *in_all("label"), "concept", "result_level"]], on="measure_id", how="left"
    )
    rows["printings"] = rows["fact_id"].map(printings)
    rows["group"] = [_group(row.kind, row.unit) for row in rows_of(rows)]
    named = data.figure_places[data.figure_places["figure_id"].isin(rows["figure_id"])]
    named = named.drop_duplicates(["figure_id", "place_id"]).merge(data.places, on="place_id")
    for label in in_all("label"):
        by_name = named.sort_values(label, kind="stable")
        rows[label.replace("label", "place")] = rows["figure_id"].map(joined(by_name, "figure_id", label))
    rows[["link", *in_all("beside")]] = pd.NA
    return ordered(rows, "group", ["money", "promise", "result", "context"], ["source_id", "line", "figure_id"])[FACTS]


@once
def money(data: Dataset, programme_id: str) -> pd.DataFrame:
    """Return the amounts of a programme by kind: the money rows of :func:`facts`, with ``total_lower, total_upper``.

    The total is that of all payers of one figure (``multiplicity``), in ``unit``. Amounts of different kinds, windows
    or payers are never added up. ``overlaps`` names the figures of which it is not said whether they overlap. An amount
    that pays for other programmes too has a ``link``; what part of it is this one's is not printed. ``place_*`` are the
    places that an amount is for, missing where it is for all of the programme.
    """
    rows = facts(data, programme_id)
    rows = rows[rows["group"] == "money"]
    named = countries.parts_named(data, rows.assign(programme_id=programme_id))
    rows = rows.assign(**{f"place_{code}": rows["figure_id"].map(named[f"label_{code}"]) for code in LANGUAGES})
    for end in ("lower", "upper"):
        rows = rows.assign(**{f"total_{end}": rows[end] * rows["multiplicity"].astype("float64")})
    relations = data.figure_relations[data.figure_relations["relation"] == "overlap_unknown"]
    unknown = relations.dropna(subset="other_figure_id").groupby("figure_id")["other_figure_id"].agg(" ".join)
    rows = rows.assign(overlaps=rows["figure_id"].map(unknown))
    return ordered(rows, "kind", list(MONEY), ["period_start", "figure_id"])


@once
def promises(data: Dataset, programme_id: str, printed: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return what was promised, planned or expected, and what came of it: :data:`PROMISE`, one row a promise.

    ``basis`` is ``target`` (a row of ``targets.csv``), ``figure`` (a plan that no result is held against) or
    ``statement`` (a promise without a number; ``note`` says what was found). ``outcome`` is the computed status of
    ``questions.targets``, ``not_due`` where it is for a time after the last result of any report of all results; for a
    figure ``design`` (it describes the set-up, such as a duration), ``not_due`` or ``unreported``; for a statement
    ``kept_yes``, ``kept_no``, ``kept_partly``, ``kept_not_in_documents``. What is due goes by the documents and not by
    the day on which somebody looks: ``last_result`` is the day up to which they report. ``printed`` is :func:`facts`,
    where they are at hand.
    """
    last = targets.last_result(data)
    held = [_target(data, target) for target in _of(data, "targets", programme_id)["target_id"]]
    rows = pd.DataFrame(held, columns=PROMISE)
    named = {figure for cell in rows["figure_id"].dropna() for figure in cell.split()}
    printed = facts(data, programme_id) if printed is None else printed
    printed = printed[(printed["group"] == "promise") & printed["link"].isna() & ~printed["figure_id"].isin(named)]
    plans = printed.assign(
        item=printed["figure_id"],
        basis="figure",
        **{f"goal_{end}": printed[end] for end in ("lower", "upper", "lower_open", "upper_open")},
        goal_limit=[limiting(row.kind, row.qualifier, row.lower, row.upper) for row in rows_of(printed)],
        outcome=[_plan(row.concept, row.period_end, last) for row in rows_of(printed)],
    )
    said = _of(data, "statements", programme_id)
    said = located(said[said["statement_kind"] == "promise"])
    said = said.assign(
        item=said["statement_id"],
        basis="statement",
        **taken(said, "says", "label"),
        outcome="kept_" + said["kept"].fillna("not_in_documents"),
        **taken(said, "kept_note", "note"),
    )
    frames = [frame.reindex(columns=PROMISE).astype("object") for frame in (rows, plans, said) if len(frame)]
    table = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=PROMISE)
    numbers = [column for column in PROMISE if column.endswith(("lower", "upper"))]
    days = dict.fromkeys(("deadline", "last_result"), "datetime64[s]")
    return table.assign(last_result=last).astype(dict.fromkeys(numbers, "float64") | days)


@once
def results(data: Dataset, programme_id: str) -> pd.DataFrame:
    """Return the results of a programme: the rows of :func:`facts` that say what was done or reached."""
    rows = facts(data, programme_id)
    return rows[rows["group"] == "result"].reset_index(drop=True)


def never_reported(promised: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of :func:`promises` on which no later figure or word in these documents answers.

    Targets without a result or with one that counts something else, plans without a result, promises of reporting that
    were not kept or are not in these documents. A result without a target is not among them, nor is a promise of
    which the document itself says how it ended; that it is late or not known yet is no answer.
    """
    silent = {"no_result", "other_unit", "unreported", "kept_no", "kept_not_in_documents"}
    codes = [frozenset(cell.split()) for cell in promised["claims_mean"].fillna("")]
    waiting = pd.Series([bool(means) and means <= _WAITING for means in codes], index=promised.index, dtype="bool")
    answered = (promised["outcome"] == "no_target") | (promised["claims_as_printed"].notna() & ~waiting)
    told = answered & (promised["outcome"] != "other_unit")
    return promised[promised["outcome"].isin(silent) & ~told].reset_index(drop=True)


@once
def statements(data: Dataset, programme_id: str) -> pd.DataFrame:
    """Return what the documents say of a programme without a number, promises apart, in order of document and line.

    Columns: ``statement_id, statement_kind, says_*, as_printed, where``.
    """
    rows = _of(data, "statements", programme_id)
    rows = rows[rows["statement_kind"] != "promise"].sort_values(["source_id", "line", "statement_id"])
    return located(rows)[["statement_id", "statement_kind", *in_all("says"), "as_printed", "where"]]


@once
def events(data: Dataset, programme_id: str) -> pd.DataFrame:
    """Return what happened with a programme on a day, in a month or in a year, in order of time, undated ones last.

    Columns: :data:`EVENTS`; ``start`` and ``end`` are days, a month or a year is its first and last; ``basis`` is
    ``printed``, ``inferred`` or ``unknown``.
    """
    rows = located(_of(data, "events", programme_id))
    return rows.sort_values(["start", "end", "event_id"], ignore_index=True)[EVENTS]


@once
def pace(data: Dataset, programme_id: str) -> pd.DataFrame:
    """Return the pace needed and so far of a programme's targets that allow it, see ``targets.answers.pace``."""
    return targets.pace(Dataset({**data, "targets": _of(data, "targets", programme_id)}, data.folder))


@once
def executors(data: Dataset, programme_id: str | None = None) -> pd.DataFrame:
    """Count the programmes that each organisation carries out, most first.

    Columns: ``organisation_id, name, label_*, programmes, dutch`` (of these, how many name the Dutch state as a
    payer), ``share`` (of all programmes that name an executor), ``own`` (carries out the programme named). A programme
    with several executors counts for each of them.
    """
    known = data.programme_organisations.drop_duplicates(["programme_id", "organisation_id", "role"])
    doing = known[known["role"] == "executor"]
    paid = paid_by_the_state(data)
    counted = doing.assign(dutch=doing["programme_id"].isin(paid)).groupby("organisation_id", as_index=False)
    rows = counted.agg(programmes=("programme_id", "nunique"), dutch=("dutch", "sum"))
    rows["share"] = rows["programmes"] / max(doing["programme_id"].nunique(), 1)
    own = doing.iloc[:0] if programme_id is None else _of(data, "programme_organisations", programme_id)
    rows["own"] = rows["organisation_id"].isin(own.loc[own["role"] == "executor", "organisation_id"])
    rows = rows.merge(
        data.organisations[["organisation_id", "name", *in_all("label")]], on="organisation_id", how="left"
    )
    rows = rows.sort_values(["programmes", "dutch", "organisation_id"], ascending=[False, False, True])
    columns = ["organisation_id", "name", *in_all("label"), "programmes", "dutch", "share", "own"]
    return rows.reset_index(drop=True)[columns]


@once
def paid_by_the_state(data: Dataset) -> list[str]:
    """Return the programmes that name the Dutch state, as a whole or one of its bodies, as a payer, sorted."""
    payers = data.programme_organisations[data.programme_organisations["role"] == "payer"]
    return sorted(set(payers.loc[payers["organisation_id"].isin(dutch_state(data)), "programme_id"]))


def dutch_state(data: Dataset) -> list[str]:
    """Return the organisations that are the Dutch state, under whatever name: the government and its bodies."""
    known = data.organisations
    ours = (known["organisation_kind"] == "government") & (known["place_id"] == countries.HOME)
    return known.loc[ours, "organisation_id"].to_list()


@once
def partners(data: Dataset) -> pd.DataFrame:
    """Return whom the documents themselves name as partners, by theme: a row each, newest document first.

    Columns: ``source_id, theme, organisation_id, name, label_*, standing, where, executes`` (in how many programmes
    the organisation is named as executor). ``standing`` is ``main``, ``leading`` or ``example``.
    """
    rows = located(data.partners).merge(data.organisations[["organisation_id", "name", *in_all("label")]])
    counts = executors(data).set_index("organisation_id")["programmes"]
    rows["executes"] = rows["organisation_id"].map(counts).fillna(0).astype("int64")
    order = documents(data)["source_id"].to_list()[::-1]
    rows = ordered(rows, "source_id", order, ["theme", "organisation_id"])
    columns = ["source_id", "theme", "organisation_id", "name", *in_all("label"), "standing", "where", "executes"]
    return rows[columns]


@once
def dependence(data: Dataset, leading: int = 3) -> pd.DataFrame:
    """Say how far the programmes rest on few executors: one row.

    ``programmes`` in all, ``with_executor`` those that name one, ``executors`` how many there are, ``leading`` the
    number of largest executors looked at, ``names`` theirs, ``reached`` how many programmes have at least one of them,
    ``share`` of those that name an executor, ``once`` executors with a single programme.
    """
    rows = executors(data)
    doing = data.programme_organisations[data.programme_organisations["role"] == "executor"]
    first = rows.head(leading)
    reached = doing[doing["organisation_id"].isin(first["organisation_id"])]["programme_id"].nunique()
    with_executor = doing["programme_id"].nunique()
    row = {
        "programmes": len(data.programmes),
        "with_executor": with_executor,
        "executors": len(rows),
        "leading": len(first),
        "names": ", ".join(first["name"]),
        "reached": reached,
        "share": reached / max(with_executor, 1),
        "once": int((rows["programmes"] == 1).sum()),
    }
    return pd.DataFrame([row])


def worth_a_report(data: Dataset) -> list[str]:
    """Return the programmes of which there is enough to read for a report, in the order of their identifiers.

    At least :data:`ENOUGH` facts in figures (all printings of one count once, and those that concern others too), and
    among them an amount, a result or a promise of the programme's own. What is only named, only described or only
    context is read in the list of all programmes, see :func:`every`, where nothing of it is missing.
    """
    printed = data.figures[data.figures["preferred"]]
    telling = [_group(row.kind, row.unit) != "context" for row in rows_of(printed[["kind", "unit"]])]
    rows = _concerned(data).assign(telling=lambda rows: rows["fact_id"].isin(printed.loc[telling, "fact_id"]))
    enough = rows.groupby("programme_id")["fact_id"].nunique() >= ENOUGH
    told = set(rows.loc[rows["telling"] & rows["link"].isna(), "programme_id"])
    return [name for name in data.programmes["programme_id"] if name in told and enough[name]]


def every(data: Dataset) -> pd.DataFrame:
    """Return all programmes, a row each: what ``programmes.csv`` says, who, where, since when it is known.

    Columns: those of ``programmes.csv``; ``payers`` and ``executors`` (identifiers), ``countries`` (codes of the places
    it names, regions apart), all separated by a space and empty where none is named; the same in words as
    ``payers_*``, ``executors_*`` and ``places_*``; ``priority_*`` (the priority under
    which a report tells of it); ``known_until`` and ``overdue`` as in :func:`profile`; ``dutch``; ``report`` (it has
    one of its own); ``where``.
    """
    rows = located(data.programmes)
    who = data.programme_organisations.drop_duplicates(["programme_id", "organisation_id", "role"])
    who = who.merge(data.organisations, on="organisation_id")
    there = data.programme_places.drop_duplicates(["programme_id", "place_id"]).merge(data.places, on="place_id")
    parts = {
        "payers": (who[who["role"] == "payer"], "organisation_id"),
        "executors": (who[who["role"] == "executor"], "organisation_id"),
        "places": (there, "place_id"),
    }
    for column, (named, identifier) in parts.items():
        for name, label in (
            (column, identifier),
            *((f"{column}_{code}", f"label_{code}") for code in LANGUAGES),
        ):
            # Places are in the order of each language.
            kinds = ["country", "region", "area"]
            those = ordered(named, "place_kind", kinds, [label]) if column == "places" else named
            rows[name] = rows["programme_id"].map(joined(those, "programme_id", label)).fillna("").astype("str")
    nations = joined(there[there["place_kind"] == "country"], "programme_id", "place_id")
    rows["countries"] = rows["programme_id"].map(nations).fillna("").astype("str")
    for column in ("payers", "executors", "places", "countries"):
        rows[column] = rows[column].str.replace(", ", " ")
    priorities = data.measures.set_index("measure_id")
    for language in LANGUAGES:
        rows[f"priority_{language}"] = rows["reported_under"].map(priorities[f"label_{language}"])
    rows["known_until"] = last_of(rows["programme_id"].map(years_named(data, rows["programme_id"])))
    rows["overdue"], rows["dutch"] = overdue(data, rows), rows["programme_id"].isin(paid_by_the_state(data))
    return rows.assign(report=rows["programme_id"].isin(worth_a_report(data)))


def every_fact(data: Dataset) -> pd.DataFrame:
    """Return the facts of all programmes: :data:`FACTS` with ``programme_id``, ``link`` where it concerns others too."""
    rows = _concerned(data)
    named = data.figures[data.figures["fact_id"].isin(rows["fact_id"])]
    told = described(data, named).drop(columns=["link", *in_all("beside")])
    told["fact_id"] = told["figure_id"].map(named.set_index("figure_id")["fact_id"])
    shared = rows[rows["link"].notna()].merge(data.programmes, on="programme_id")
    for language in LANGUAGES:
        beside = {
            (row.programme_id, row.fact_id): ", ".join(
                shared.loc[
                    (shared["fact_id"] == row.fact_id) & (shared["programme_id"] != row.programme_id),
                    f"label_{language}",
                ]
            )
            for row in rows_of(shared)
        }
        keys = zip(rows["programme_id"], rows["fact_id"], strict=True)
        rows[f"beside_{language}"] = [beside.get(key) for key in keys]
    rows = rows.merge(told, on="fact_id")
    return ordered(rows, "group", ["money", "promise", "result", "context"], ["programme_id"])[["programme_id", *FACTS]]


def _concerned(data: Dataset) -> pd.DataFrame:
    """Return which fact concerns which programme: ``programme_id, fact_id, link``, the last missing for its own."""
    figures = data.figures[["figure_id", "fact_id", "programme_id"]]
    own = figures.dropna(subset="programme_id").assign(link=None)
    others = data.figure_programmes[["figure_id", "programme_id", "link"]].merge(figures[["figure_id", "fact_id"]])
    rows = pd.concat([own[["programme_id", "fact_id", "link"]], others[["programme_id", "fact_id", "link"]]])
    return rows.drop_duplicates(["programme_id", "fact_id"], ignore_index=True)


def _group(kind: Any, unit: Any) -> str:
    if kind in MONEY:
        if unit in CURRENCIES:
            return "money"
        return "result" if kind in _DONE else "promise"
    if kind in PROMISES:
        return "promise"
    return "context" if kind == "context" else "result"


def _plan(concept: Any, until: Any, last: Any) -> str:
    if concept == "neither":
        return "design"
    return "not_due" if until > last else "unreported"


def _target(data: Dataset, target_id: str) -> dict[str, object]:
    row: Any = located(targets.attainment(data, target_id)).iloc[0]
    figures = [figure for figure in (row["target_figure_id"], row["actual_figure_id"]) if not pd.isna(figure)]
    taken = {column: row[column] for column in PROMISE if column in row.index}
    return taken | {
        "item": target_id,
        "basis": "target",
        "outcome": row["status_computed"],
        "figure_id": " ".join(figures) or None,
    }


def _of(data: Dataset, table: str, programme_id: str) -> pd.DataFrame:
    """Return the rows of a table that are of a programme. Raises :class:`UnknownNameError`."""
    known = data.programmes["programme_id"]
    if programme_id not in set(known):
        raise UnknownNameError("programme", programme_id, known)
    return data[table][data[table]["programme_id"] == programme_id]


def together(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return one row for each key of rows that cite a line, ``where`` naming all lines that say it."""
    found = located(rows.sort_values([*keys, "source_id", "line"]))
    return found.groupby(keys, as_index=False, sort=False).agg(where=("where", " ".join))


def joined(rows: pd.DataFrame, key: str, column: str) -> pd.Series:
    """Return the texts of a column by key, those of one key one after the other with commas between."""
    found: dict[Any, list[str]] = {}
    for name, text in zip(rows[key], rows[column], strict=True):
        found.setdefault(name, []).append(text)
    return pd.Series({name: ", ".join(texts) for name, texts in found.items()}, dtype="str")


def ordered(rows: pd.DataFrame, column: str, order: list[str], then: list[str]) -> pd.DataFrame:
    """Return rows sorted by the place that the value of a column has in an order, then by other columns.

    Rows that are alike in all of these keep the order in which they came.
    """
    ranks = {name: rank for rank, name in enumerate(order)}
    ranked = rows.assign(_rank=rows[column].map(ranks).fillna(len(order)))
    return ranked.sort_values(["_rank", *then], ignore_index=True, kind="stable").drop(columns="_rank")
