"""How many people returned, from where, with what support?

Until 2011 the printed total of the report on 2013 is the sum of its two columns. Since 2012 one person can have both
kinds of support and the printed total equals the column of financial support, so that the number of people is
somewhere between the larger column and the sum.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.dataset import countries, roles
from analysis.dataset.languages import LANGUAGES, in_all
from analysis.dataset.once import once
from analysis.dataset.provenance import documents, located
from analysis.dataset.rows import interval
from analysis.dataset.tables import Dataset
from analysis.errors import N_, ParameterError
from analysis.figures import Interval, bounds, periods
from analysis.questions import comparability
from analysis.questions.indicators import answers as indicators

#: The parts in ``roles.csv`` of whom support is for, and of the three columns that count who had it.
TARGET_GROUP = "return_target_group"
MONEY, IN_KIND, TOTAL = COLUMNS = "returnees_money", "returnees_in_kind", "returnees_supported"
THEME = "return"
HOME = countries.HOME
#: Kinds of support, as in ``programmes.support_kind``: the last is for those who were forced to return.
FORCED = "forced"
KINDS = ("money", "in_kind", "basic", "reintegration", "additional", FORCED)
#: The series of :func:`by_year` that a statement on the measure of a column speaks of.
SERIES = {MONEY: "money", IN_KIND: "in_kind", TOTAL: "people"}

#: Columns of :func:`by_year`.
BY_YEAR = [
    "period_start",
    "period_end",
    "combined",
    "money_lower",
    "money_upper",
    "in_kind_lower",
    "in_kind_upper",
    "total_lower",
    "total_upper",
    "sum_lower",
    "sum_upper",
    "people_lower",
    "people_upper",
    "share_lower",
    "share_upper",
    "assumed",
    "figure_id",
    "where",
]

#: Columns of :func:`elsewhere`.
ELSEWHERE = [
    "figure_id",
    "measure_id",
    *in_all("label"),
    "population",
    *in_all("from"),
    "funding",
    "credit",
    "unit",
    "as_printed",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "period_start",
    "period_end",
    "period_basis",
    "overlap_figure_id",
    "where",
    *in_all("note"),
]

#: Columns of :func:`unnumbered`.
UNNUMBERED = ["statement_id", "measure_id", *in_all("label"), "as_printed", *in_all("says"), "where"]

#: Columns of :func:`claims`.
CLAIMED = [
    "statement_id",
    "as_printed",
    "series",
    "claim",
    "before_lower",
    "before_upper",
    "after_lower",
    "after_upper",
    "answer",
    "answer_same_share",
    "period_start",
    "period_end",
    "figure_id",
    "where",
]

#: Columns of :func:`claims_elsewhere`: the claim and its document; the two figures that it is held against, with what
#: each allows, missing where there are none; ``answer`` as in :func:`claims`; ``obstacles`` as in
#: ``comparability.verdict``, where the two may not be compared; ``printed``: whether the later is ``above`` or ``below``
#: the earlier as printed, comparable or not, or ``undecided``.
CLAIMED_ELSEWHERE = [
    "statement_id",
    "source_id",
    "as_printed",
    "claim",
    "measure_id",
    *in_all("label"),
    "answer",
    "obstacles",
    "printed",
    "period_start",
    "period_end",
    "other_period_start",
    "other_period_end",
    "before_lower",
    "before_upper",
    "before_lower_open",
    "before_upper_open",
    "after_lower",
    "after_upper",
    "after_lower_open",
    "after_upper_open",
    "figure_id",
    "where",
]

#: Columns of :func:`support`.
SUPPORT = [
    "programme_id",
    *in_all("label"),
    "kind",
    "forced",
    *in_all("payers", "executors", "partners", "note"),
    "source_id",
    "line",
    "where",
]

#: Columns of :func:`conditions`.
CONDITIONS = [
    "figure_id",
    "programme_id",
    *in_all("programme"),
    "measure_id",
    *in_all("label"),
    "population",
    "qualifier",
    "value",
    "unit",
    "per",
    "lower",
    "upper",
    "multiplicity",
    "as_printed",
    "where",
    *in_all("note"),
]

#: Columns of :func:`target_group`.
TARGET = ["statement_id", "programme_id", *in_all("programme", "says"), "as_printed", "where"]

#: Columns of :func:`providers`.
PROVIDERS = [
    "organisation_id",
    *in_all("name"),
    "programme_id",
    *in_all("label"),
    "kind",
    "forced",
    "role",
    "where",
]

#: Columns of :func:`forced_countries`.
COUNTRIES = ["place_id", *in_all("label"), "where"]


@once
def by_year(
    data: Dataset, first_year: int | None = None, last_year: int | None = None, both: float | None = None
) -> pd.DataFrame:
    """Return the former asylum seekers who returned with support, by calendar year: see :data:`BY_YEAR`; people.

    ``combined`` says whether both kinds of support could be combined. Where they could not, ``people`` is the printed
    total; where they could, it runs from the larger column to the sum, or is one number when ``both`` is assumed, the
    share (0 to 1) of those with support in kind who had money too. ``share`` is that of people with support in kind,
    a fraction. Years outside the period are left out; the frame may be empty. Raises :class:`ParameterError`.
    """
    if both is not None and not 0 <= both <= 1:
        raise ParameterError(N_("both is {both}; it is a share from 0 to 1, or None where it is not known"), both=both)
    measures = {roles.player(data, role): role for role in COLUMNS}
    figures = located(within(countries.whole(data, _returns(data)), first_year, last_year))
    figures = figures.assign(column=figures["measure_id"].map(measures)).dropna(subset="column")
    breaks = data.breaks.loc[data.breaks["measure_id"] == roles.player(data, TOTAL), "at"]
    rows = []
    for (start, end), group in figures.groupby(["period_start", "period_end"]):
        one = group.drop_duplicates("column").set_index("column")
        if len(one) < len(COLUMNS):
            continue  # one column alone says nothing of the others
        money, kind, total = (interval(one.loc[name]) for name in (MONEY, IN_KIND, TOTAL))
        combined = bool((breaks <= start).any())
        together = bounds.total([money, kind])
        people = _people(money, kind, both) if combined else total
        share = _share(money, kind, both) if combined else bounds.share(kind, total)
        rows.append(
            {"period_start": start, "period_end": end, "combined": combined, "assumed": combined and both is not None}
            | _named("money", money)
            | _named("in_kind", kind)
            | _named("total", total)
            | _named("sum", together)
            | _named("people", people)
            | _named("share", share)
            | {"figure_id": " ".join(group["figure_id"]), "where": " ".join(group["where"])}
        )
    return pd.DataFrame(rows, columns=BY_YEAR)


@once
def trends(data: Dataset, first_year: int | None = None, last_year: int | None = None) -> pd.DataFrame:
    """Return the changes from year to year of the three columns, refused ones included: ``comparability.VERDICT``.

    A change is there only where ``allowed``; ``obstacles`` and ``reason`` say why not.
    """
    rows = within(countries.whole(data, _returns(data)), first_year, last_year).sort_values(
        "period_start", kind="stable"
    )
    columns = [rows.loc[rows["measure_id"] == roles.player(data, role), "figure_id"] for role in COLUMNS]
    return comparability.verdicts(data, [pair for column in columns for pair in pairwise(column)])


def claims(data: Dataset, years: pd.DataFrame) -> pd.DataFrame:
    """Hold what the report says of its last year ("further") against two changes: see :data:`CLAIMED`.

    ``years`` is :func:`by_year`. ``answer`` is ``confirmed``, ``contradicted`` or ``undecided``;
    ``answer_same_share`` is what it would be if the share with both kinds of support had been the same in both years,
    whatever it was. Only for years that are all there; empty without the last one.
    """
    rows = []
    last = by_year(data)["period_end"].max()
    table = years.sort_values("period_start")
    if table.empty or table["period_end"].iloc[-1] != last:
        return pd.DataFrame(columns=CLAIMED)
    for _, said in located(_claims(data, last.year)).iterrows():
        statement_id, series, claim = said["statement_id"], said["series"], said["means"]
        for before, after in pairwise(row for _, row in table.tail(3).iterrows()):
            old, new = (Interval(row[f"{series}_lower"], row[f"{series}_upper"]) for row in (before, after))
            alike = {_answer(claim, old, new)}
            if series == "people" and before["combined"] and after["combined"]:
                pairs = [[_people(*_columns(row), both) for row in (before, after)] for both in (0.0, 1.0)]
                alike = {_answer(claim, *pair) for pair in pairs}
            rows.append(
                {
                    "statement_id": statement_id,
                    "as_printed": said["as_printed"],
                    "series": series,
                    "claim": claim,
                    "answer": _answer(claim, old, new),
                    "answer_same_share": alike.pop() if len(alike) == 1 else "undecided",
                    "period_start": before["period_start"],
                    "period_end": after["period_end"],
                    "figure_id": f"{before['figure_id']} {after['figure_id']}",
                    "where": said["where"],
                }
                | _named("before", old)
                | _named("after", new)
            )
    return pd.DataFrame(rows, columns=CLAIMED)


@once
def claims_elsewhere(data: Dataset, first_year: int | None = None, last_year: int | None = None) -> pd.DataFrame:
    """Hold every other trend that a document claims of a return against the figures: :data:`CLAIMED_ELSEWHERE`.

    Those that :func:`claims` and :func:`unnumbered` leave out, a row each, in the order of documents and lines. A claim
    is held against the last figure of its measure within the years that its document speaks of, and the one before it,
    whoever printed them. Where there are no two, or they may not be compared, the answer is ``undecided``. With a
    period, only claims whose figures touch it. Raises :class:`ParameterError`.
    """
    figures = _returns(data).dropna(subset="period_end").sort_values(["period_end", "figure_id"])
    taken = {*_claims(data, by_year(data)["period_end"].max().year)["statement_id"], *unnumbered(data)["statement_id"]}
    measures = data.measures[(data.measures["theme"] == THEME) & data.measures["result_level"].notna()]
    said = located(data.statements.merge(measures[["measure_id", *in_all("label")]], on="measure_id"))
    said = said[(said["statement_kind"] == "trend") & said["means"].isin(["above", "below"])]
    spoken_of = documents(data).set_index("source_id")
    order = {source_id: place for place, source_id in enumerate(spoken_of.index)}
    said = said.assign(document=said["source_id"].map(order))
    said = said[~said["statement_id"].isin(taken)]
    rows = []
    for claim in said.sort_values(["document", "line", "statement_id"]).to_dict("records"):
        found = dict.fromkeys(CLAIMED_ELSEWHERE) | {name: claim[name] for name in CLAIMED_ELSEWHERE if name in claim}
        found |= {"claim": claim["means"], "answer": "undecided"}
        document, known = spoken_of.loc[claim["source_id"]], figures[figures["measure_id"] == claim["measure_id"]]
        years = known["period_end"].dt.year
        after = known[(years >= document["first_year"]) & (years <= document["last_year"])].tail(1)
        before = known[known["period_end"] <= after["period_start"].min()].tail(1)
        if len(before) and len(after):
            found |= _held(data, claim["means"], before.iloc[0], after.iloc[0])
        rows.append(found)
    table = pd.DataFrame(rows, columns=CLAIMED_ELSEWHERE)
    table = table.astype(dict.fromkeys(["period_start", "period_end"], "datetime64[s]"))
    return within(table, first_year, last_year).reset_index(drop=True)


def _held(data: Dataset, claim: str, before: pd.Series, after: pd.Series) -> dict[str, Any]:
    """Return what two figures make of a claim, and what they are."""
    pair: Any = comparability.verdict(data, before["figure_id"], after["figure_id"]).iloc[0]
    old, new = interval(before), interval(after)
    found = {
        "answer": _answer(claim, old, new) if pair["allowed"] else "undecided",
        "obstacles": pair["obstacles"] or None,
        "printed": bounds.compare(new, old),
        "period_start": before["period_start"],
        "period_end": after["period_end"],
        "other_period_start": after["period_start"],
        "other_period_end": before["period_end"],
        "figure_id": f"{before['figure_id']} {after['figure_id']}",
    }
    for name, ends in (("before", old), ("after", new)):
        found |= _named(name, ends)
        found |= {f"{name}_lower_open": ends.lower_open, f"{name}_upper_open": ends.upper_open}
    return found


def _claims(data: Dataset, year: int) -> pd.DataFrame:
    """Return what the documents on a year claim as a trend: rows of ``statements`` with their ``series``, in order."""
    measures = {roles.player(data, role): series for role, series in SERIES.items()}
    said = data.statements.assign(series=data.statements["measure_id"].map(measures)).dropna(subset="series")
    trends = (said["statement_kind"] == "trend") & said["means"].isin(["above", "below"])
    # What another document says of a later year is no claim on the last one of the columns.
    of_year = data.sources.loc[data.sources["last_year"] == year, "source_id"]
    return said[trends & said["source_id"].isin(of_year)].sort_values(["source_id", "line", "statement_id"])


@once
def elsewhere(data: Dataset, first_year: int | None = None, last_year: int | None = None) -> pd.DataFrame:
    """Return the returns and reintegration that the later reports print: see :data:`ELSEWHERE`; people.

    Those from the Netherlands come first. They count other populations than :func:`by_year`. ``overlap_figure_id``
    names figures of which the same people may be part. Undated figures are left out when a period is given.
    """
    rows = _returns(data)
    rows = rows[rows["source_id"].isin(indicators.result_reports(data))]
    rows = located(within(rows, first_year, last_year))
    for language in LANGUAGES:
        rows[f"from_{language}"] = rows["figure_id"].map(_places(data, language))
    relations = data.figure_relations[data.figure_relations["relation"].isin(["overlap_unknown", "part_of"])]
    one = relations.groupby("figure_id")["other_figure_id"].agg(lambda names: " ".join(sorted(set(names))))
    rows["overlap_figure_id"] = rows["figure_id"].map(one)
    home = data.figure_places[(data.figure_places["place_id"] == HOME) & (data.figure_places["role"] == "from")]
    rows["abroad"] = ~rows["figure_id"].isin(home["figure_id"])
    order = ["abroad", "period_end", "lower"]
    return rows.sort_values(order, ascending=[True, True, False], ignore_index=True)[ELSEWHERE]


@once
def unnumbered(data: Dataset) -> pd.DataFrame:
    """Return the results on return that a result report states without printing the number: :data:`UNNUMBERED`.

    They are statements on a measure of return that counts people and that no figure of any document is of.
    """
    measures = data.measures[(data.measures["theme"] == THEME) & data.measures["result_level"].notna()]
    said = data.statements[data.statements["source_id"].isin(indicators.result_reports(data))]
    said = said[~said["measure_id"].isin(data.figures["measure_id"])]
    rows = located(said.merge(measures[["measure_id", *in_all("label")]], on="measure_id"))
    return rows.sort_values(["source_id", "line"], ignore_index=True)[UNNUMBERED]


@once
def support(data: Dataset) -> pd.DataFrame:
    """Return the kinds of support for return from the Netherlands, who pays and who provides: see :data:`SUPPORT`.

    ``kind`` is ``money``, ``in_kind``, ``basic``, ``reintegration``, ``additional`` or, apart from these, ``forced``.
    ``note`` holds the conditions, in English; names are separated by "; ", in Dutch as the documents print them.
    """
    places = data.programme_places
    ours = places[(places["place_id"] == HOME) & (places["role"] == "from")]["programme_id"]
    rows = data.programmes[(data.programmes["theme"] == THEME) & data.programmes["programme_id"].isin(ours)]
    rows = located(rows).rename(columns={"status": "programme_status"})
    rows["kind"] = rows["support_kind"].fillna("in_kind")
    rows["forced"] = rows["kind"] == FORCED
    for role in ("payer", "executor", "partner"):
        for language in LANGUAGES:
            names = _organisations(data, role, language)
            rows[f"{role}s_{language}"] = rows["programme_id"].map(names).fillna("")
    rows["rank"] = rows["kind"].map({kind: rank for rank, kind in enumerate(KINDS)})
    return rows.sort_values(["forced", "rank", "label_en"], ignore_index=True)[SUPPORT]


@once
def conditions(data: Dataset) -> pd.DataFrame:
    """Return the numbers that support for return is held to, amounts, ages, terms and shares: see :data:`CONDITIONS`.

    Criteria of the programmes of :func:`support`, one printing a fact; what is asked of the form of an application is
    left out. Nothing of it was measured: ``qualifier`` says on which side of ``value`` it has to be. Amounts for one
    person come first.
    """
    rows = data.figures[data.figures["preferred"] & (data.figures["kind"] == "criterion")]
    rows = located(rows[rows["programme_id"].isin(support(data)["programme_id"])])
    measures = data.measures[data.measures["theme"].isin([THEME, "money"])]
    rows = rows.merge(measures[["measure_id", *in_all("label"), "theme"]], on="measure_id")
    rows = _programmes_named(data, rows)
    rows["order"] = (rows["per"] != "person").astype("int64") + 2 * (rows["theme"] != THEME).astype("int64")
    return rows.sort_values(["document", "order", "line", "figure_id"], ignore_index=True)[CONDITIONS]


@once
def target_group(data: Dataset) -> pd.DataFrame:
    """Return who can be supported in returning and who is excluded, as the documents say it: see :data:`TARGET`."""
    rows = data.statements[data.statements["measure_id"] == roles.player(data, TARGET_GROUP)]
    rows = _programmes_named(data, located(rows))
    return rows.sort_values(["document", "line", "statement_id"], ignore_index=True)[TARGET]


def _programmes_named(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Add the names of the programmes, and ``document``, the place of the document in time."""
    names = data.programmes.set_index("programme_id")
    for language in LANGUAGES:
        rows[f"programme_{language}"] = rows["programme_id"].map(names[f"label_{language}"])
    order = {source_id: place for place, source_id in enumerate(documents(data)["source_id"])}
    return rows.assign(document=rows["source_id"].map(order))


@once
def providers(data: Dataset) -> pd.DataFrame:
    """Return who pays for and provides each kind of support that a leaflet describes: see :data:`PROVIDERS`."""
    leaflets = data.sources.loc[data.sources["document_kind"] == "leaflet", "source_id"]
    kinds = support(data)
    kinds = kinds[kinds["source_id"].isin(leaflets)][["programme_id", *in_all("label"), "kind", "forced"]]
    rows = data.programme_organisations[data.programme_organisations["source_id"].isin(leaflets)]
    rows = located(rows).merge(kinds, on="programme_id")
    rows = rows.merge(_named_organisations(data), on="organisation_id")
    return rows.sort_values(["organisation_id", "programme_id", "role"], ignore_index=True)[PROVIDERS]


def forced_countries(data: Dataset) -> pd.DataFrame:
    """Return the countries in which help is offered after forced return: see :data:`COUNTRIES`."""
    forced = data.programmes.loc[data.programmes["support_kind"] == FORCED, "programme_id"]
    lists = data.lists[data.lists["programme_id"].isin(forced)][["list_id", "source_id"]]
    rows = data.presence.merge(lists, on="list_id").merge(data.places, on="place_id")
    return located(rows).sort_values("label_en", ignore_index=True, kind="stable")[COUNTRIES]


@once
def _returns(data: Dataset) -> pd.DataFrame:
    measures = data.measures[(data.measures["theme"] == THEME) & data.measures["result_level"].notna()]
    rows = data.figures[data.figures["preferred"] & (data.figures["kind"] == "actual")]
    return rows.merge(measures[["measure_id", *in_all("label")]], on="measure_id")


def within(rows: pd.DataFrame, first_year: int | None = None, last_year: int | None = None) -> pd.DataFrame:
    """Keep the rows whose window touches a period of years; undated ones only where no period is given.

    Raises :class:`ParameterError` for a period that ends before it begins.
    """
    periods.in_order(first_year, last_year)
    if first_year is not None:
        rows = rows[rows["period_end"].dt.year >= first_year]
    if last_year is not None:
        rows = rows[rows["period_start"].dt.year <= last_year]
    return rows


def _named(name: str, ends: Interval) -> dict[str, float | None]:
    return {f"{name}_lower": ends.lower, f"{name}_upper": ends.upper}


def _columns(row: Any) -> tuple[Interval, Interval]:
    return Interval(row["money_lower"], row["money_upper"]), Interval(row["in_kind_lower"], row["in_kind_upper"])


def _answer(claim: str, old: Interval, new: Interval) -> str:
    found = bounds.compare(new, old)
    return "undecided" if found == "undecided" else "confirmed" if found == claim else "contradicted"


def _people(money: Interval, kind: Interval, both: float | None) -> Interval:
    """Return how many people stand in two columns that may overlap."""
    if both is None:
        return Interval(max(money.low, kind.low), money.high + kind.high)
    # Nobody stands twice in one column: those with both are at most as many as had money.
    ends = [Interval.point(m + k - min(both * k, m)) for m in (money.low, money.high) for k in (kind.low, kind.high)]
    return Interval(min(end.low for end in ends), max(end.high for end in ends))


def _share(money: Interval, kind: Interval, both: float | None) -> Interval:
    """Return the share of people with support in kind: more in kind raises it, more money lowers it."""
    if both is None:
        return Interval(kind.low / (money.high + kind.low), min(1.0, kind.high / max(money.low, kind.high)))
    low, high = (
        (k / _people(Interval.point(m), Interval.point(k), both).low)
        for m, k in ((money.high, kind.low), (money.low, kind.high))
    )
    return Interval(low, high)


def _places(data: Dataset, language: str) -> pd.Series:
    rows = data.figure_places[data.figure_places["role"] == "from"].merge(data.places, on="place_id")
    return rows.groupby("figure_id")[f"label_{language}"].agg(", ".join)


def _named_organisations(data: Dataset) -> pd.DataFrame:
    names = data.organisations[["organisation_id", *in_all("label")]]
    return names.rename(columns=dict(zip(in_all("label"), in_all("name"), strict=True)))


@once
def _organisations(data: Dataset, role: str, language: str) -> pd.Series:
    rows = data.programme_organisations[data.programme_organisations["role"] == role]
    rows = rows.merge(_named_organisations(data), on="organisation_id")
    rows = rows.drop_duplicates(["programme_id", "organisation_id"])
    return rows.groupby("programme_id")[f"name_{language}"].agg("; ".join)
