"""What did the Netherlands publish of its aid to refugees and migration, to whom and where?

Transactions under IATI: from the reference table of the dataset (what UNHCR published in 2023 of Dutch money) or from
imported files. Both have the same form, :data:`TRANSACTIONS`, so that each function answers for either.

Nothing is added up that may not be. A pledge is no payment, what the giver publishes is what the receiver publishes
seen from the other side, and amounts in two currencies stay apart: a sum is always of one side, type and currency. A
programme and its parts may carry the same money: a sum over several levels is an interval, from the level that has the
most to all of them together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.dataset import countries as nations
from analysis.dataset import roles
from analysis.dataset.languages import LANGUAGES, in_all
from analysis.dataset.once import once
from analysis.dataset.provenance import located
from analysis.dataset.tables import Dataset
from analysis.errors import N_, CacheError, DataError, UnknownNameError
from analysis.feeds import cache
from analysis.feeds.cache import Feed
from analysis.figures import periods
from analysis.figures.currencies import CURRENCIES
from analysis.language import dates
from analysis.questions import country_lists
from analysis.questions.programme import answers as programme
from analysis.questions.spending import answers as spending

#: Where transactions come from: the dataset, or imported files.
REFERENCE, FEED = AID_DATA = ("reference", "iati")
#: Who publishes: the receiver of Dutch money, or the Dutch giver itself.
RECEIVED, GIVEN = SIDES = ("received", "given")
#: The types of transactions that count on each side, a promise before what came of it.
TYPES = {
    RECEIVED: ("incoming_commitment", "incoming_funds"),
    GIVEN: ("outgoing_commitment", "disbursement", "expenditure"),
}
#: How sure a match with a programme is, and ``unknown``: nobody looked at it.
LIKELY, POSSIBLE, NONE, UNKNOWN = CERTAINTIES = ("likely", "possible", "none", "unknown")
#: The parts in ``roles.csv`` of the series and the budget line that are shown beside what is published.
ALL_TO_UNHCR, UNEARMARKED, BUDGET = "contributions_unhcr", "contributions_unhcr_unearmarked", "budget_line_unhcr"

#: Columns of a transaction: ``side`` and ``type`` (see :data:`TYPES`); ``date`` (of a pledge, when it was made);
#: ``amount`` in ``currency``, and ``amount_usd`` where the publisher converts it; ``use_year``, the first year in which
#: the money can be used, and ``use_basis`` (``stated`` by the transaction; ``activity_start``, the year in which the
#: activity began; ``transaction``, its own year where that is later); the giver as published (``provider_ref,
#: provider, provider_activity``) and ``giver_id``, the receiver; ``iso3`` where the activity has one country, else the
#: ``region`` it names, or neither; ``earmarking`` (1 to 4); ``level`` and ``family_id``, the activity at the top.
TRANSACTIONS = [
    "transaction_id",
    "activity_id",
    "title",
    "side",
    "type",
    "date",
    "currency",
    "amount",
    "amount_usd",
    "use_year",
    "use_basis",
    "giver_id",
    "provider_ref",
    "provider",
    "provider_activity",
    "receiver_ref",
    "receiver",
    "iso3",
    "region",
    "earmarking",
    "level",
    "family_id",
    "publisher_ref",
]
_MONEY = ["side", "type", "currency"]
#: What an import made by an earlier version lacks.
_NEEDED = ("provider_activity", "earmarking", "for_year", "amount_usd")


@dataclass(frozen=True)
class Published:
    """Dutch transactions in one form (:data:`TRANSACTIONS`), and what they rest on.

    ``source`` says to a reader where they are from, ``files`` and ``day`` of the import are empty for the reference.
    ``out_of_scope`` counts Dutch transactions that do not concern refugees or migration, ``undated`` those without a
    date or an amount; ``uncounted`` are the other givers whose name has the country in it: ``provider, transactions,
    reason_*`` (the reasons missing where nobody looked at them).
    """

    transactions: pd.DataFrame
    source: str
    imported: bool
    files: str = ""
    day: str = ""
    out_of_scope: int = 0
    undated: int = 0
    uncounted: pd.DataFrame | None = None


def published(data: Dataset, aid_data: str = REFERENCE) -> Published:
    """Return Dutch transactions from the reference table, or from what was imported into the cache (``iati``).

    Raises :class:`CacheError`, which says how to import, where the cache has none, and :class:`UnknownNameError` for
    anything else.
    """
    if aid_data not in AID_DATA:
        raise UnknownNameError("aid_data", aid_data, AID_DATA)
    return from_reference(data) if aid_data == REFERENCE else from_feed(data, cache.load(FEED))


def from_reference(data: Dataset) -> Published:
    """Return the reference table of the dataset."""
    rows = data.iati_transactions
    rows = rows.assign(side=RECEIVED, giver_id=_givers(data, rows), publisher_ref=rows["receiver_ref"])
    source = data.sources.set_index("source_id").loc[rows["source_id"].iloc[0]]
    rows = rows.astype({"earmarking": "Int64"})[TRANSACTIONS].sort_values(["use_year", "date", "transaction_id"])
    return Published(
        rows.reset_index(drop=True), f"{source['title']}, {dates.written(source['published'])}", imported=False
    )


def from_feed(data: Dataset, feed: Feed) -> Published:
    """Return the Dutch transactions of imported files that concern refugees and migration.

    Those of receivers whose giver is Dutch, and those of the Dutch state as a publisher (``iati_givers``); in scope is
    what a rule of ``iati_scope`` or a match of ``iati_matches`` names. Raises :class:`DataError` where there is none,
    :class:`CacheError` for an import of an earlier version, which did not keep all that is needed.
    """
    known = feed.provenance
    files = ", ".join(dict.fromkeys(origin.file for origin in known.origins))
    lacking = [name for name in _NEEDED if name not in feed.tables["transactions"]]
    if lacking:
        raise CacheError(
            N_("the IATI files were imported by an earlier version, without {lacking}; run `{command}` again"),
            lacking=", ".join(lacking),
            command=f"analysis import iati {files.replace(', ', ' ')}",
        )
    rows = _told(feed)
    rows["giver_id"] = _givers(data, rows)
    counted = set(data.iati_givers.loc[data.iati_givers["counted"], "giver_id"])
    own = rows["side"] == GIVEN
    if own.any():
        # Who publishes is the giver, whatever the transaction says of it.
        publisher = rows.assign(provider_ref=rows["publisher_ref"], provider=rows["publisher"])
        rows["giver_id"] = rows["giver_id"].mask(own, _givers(data, publisher))
        rows["provider_ref"] = rows["provider_ref"].mask(own, rows["publisher_ref"])
        rows["provider"] = rows["provider"].mask(own, rows["publisher"])
    uncounted = _uncounted(data, rows[(rows["side"] == RECEIVED) & ~rows["giver_id"].isin(counted)])
    rows = rows[rows["giver_id"].isin(counted)]
    concerns = _in_scope(data, rows) | rows["transaction_id"].isin(_matched(data, rows)["transaction_id"])
    undated = rows["date"].isna() | rows["amount"].isna() | rows["currency"].isna()
    kept = rows[concerns & ~undated]
    if kept.empty:
        problem = N_(
            "the imported IATI files ({files}) hold no Dutch money for refugees or migration: import the files of a "
            "receiver such as UNHCR, or those of the Ministry of Foreign Affairs"
        )
        raise DataError([problem], files=files)
    kept = kept.sort_values(["use_year", "date", "transaction_id"], ignore_index=True)
    return Published(
        kept[TRANSACTIONS],
        ", ".join(part for part in (known.publisher, files) if part),
        imported=True,
        files=files,
        day=known.taken_at[:10],
        out_of_scope=int((~concerns).sum()),
        undated=int((concerns & undated).sum()),
        uncounted=uncounted,
    )


def between(found: Published, first_year: int | None = None, last_year: int | None = None) -> pd.DataFrame:
    """Return the transactions whose money can first be used in these years: :data:`TRANSACTIONS`.

    Without a year, those up to, or from, the other.
    Raises :class:`ParameterError` for a period that ends before it begins.
    """
    periods.in_order(first_year, last_year)
    rows = found.transactions
    if first_year is not None:
        rows = rows[rows["use_year"] >= first_year]
    if last_year is not None:
        rows = rows[rows["use_year"] <= last_year]
    return rows.reset_index(drop=True)


@once
def years_of_use(data: Dataset) -> tuple[int, int]:
    """Return the first and the last year of use that the dataset knows, of its series and its transactions."""
    ends = data.series.loc[data.series["series_id"] == roles.player(data, ALL_TO_UNHCR), "period_end"].dt.year
    known = [*ends, *data.iati_transactions["use_year"]]
    return int(min(known)), int(max(known))


def basis(data: Dataset, found: Published, first_year: int, last_year: int) -> pd.DataFrame:
    """Say what an answer rests on: one row.

    Columns ``source, imported, files, day``; ``transactions, publishers, activities`` (numbers, of all years);
    ``shown`` (transactions of the years asked for, ``first_year`` to ``last_year``), ``earlier, later`` (before and
    after them); ``first_date, last_date`` (of those shown); ``early`` (of those shown, dated in a year before that of
    their use); ``unnamed`` (shown, without an identifier of the giver); ``out_of_scope, undated`` (see
    :class:`Published`); ``levels`` (how many levels of activities carry money); ``uncounted_*``: other
    givers with the country in their name, with their transactions, as text.
    """
    rows, shown = found.transactions, between(found, first_year, last_year)
    others = found.uncounted if found.uncounted is not None else pd.DataFrame(columns=["provider", "transactions"])
    names = "; ".join(f"{row['provider']} ({row['transactions']})" for row in others.to_dict("records"))
    return pd.DataFrame(
        [
            {
                "source": found.source,
                "imported": found.imported,
                "files": found.files,
                "day": found.day,
                "transactions": len(rows),
                "publishers": rows["publisher_ref"].nunique(),
                "activities": rows["activity_id"].nunique(),
                "shown": len(shown),
                "first_year": first_year,
                "last_year": last_year,
                "earlier": int((rows["use_year"] < first_year).sum()),
                "later": int((rows["use_year"] > last_year).sum()),
                "first_date": shown["date"].min(),
                "last_date": shown["date"].max(),
                "early": int((shown["date"].dt.year < shown["use_year"]).sum()),
                "unnamed": int(shown["provider_ref"].isna().sum()),
                "out_of_scope": found.out_of_scope,
                "undated": found.undated,
                "levels": rows["level"].nunique(),
                "uncounted": names,
                **{f"home_{language}": nations.label(data, nations.HOME, language) for language in LANGUAGES},
            }
        ]
    )


# -- sums ------------------------------------------------------------------------------------------------------------


def totals(rows: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Add up transactions: ``by``, ``side, type, currency``, ``lower, upper``, ``transactions``.

    Of one family of activities and one activity of the giver, the parts may carry the money of what they are part of:
    ``lower`` then counts the level that has the most, ``upper`` all of them. Rows are in the order of ``by``, then of
    :data:`TYPES`.
    """
    keys = [*by, *_MONEY]
    family = ["family_id", "provider_activity"]
    facts = rows.assign(provider_activity=rows["provider_activity"].fillna("")).fillna(dict.fromkeys(by, ""))
    levels = facts.groupby([*keys, *family, "level"])["amount"].agg(["sum", "size"]).reset_index()
    families = levels.groupby([*keys, *family]).agg(most=("sum", "max"), all=("sum", "sum"), size=("size", "sum"))
    # With corrections below nought all levels together may be less than one of them.
    families["lower"] = families[["most", "all"]].min(axis=1)
    families["upper"] = families[["most", "all"]].max(axis=1)
    sums = families.groupby(keys).agg(lower=("lower", "sum"), upper=("upper", "sum"), transactions=("size", "sum"))
    sums = sums.round({"lower": 2, "upper": 2}).reset_index()
    order = {kind: place for place, kind in enumerate(kind for side in SIDES for kind in TYPES[side])}
    sums = sums.assign(order=sums["type"].map(order)).sort_values([*by, "side", "order", "currency"], ignore_index=True)
    return sums.drop(columns="order").astype({"transactions": "Int64"})


def years(rows: pd.DataFrame) -> pd.DataFrame:
    """Return sums by the year of the transaction and that of the use of the money: :func:`totals` and the two years."""
    return totals(rows.assign(date_year=rows["date"].dt.year.astype("Int64")), ["date_year", "use_year"])


def receivers(rows: pd.DataFrame) -> pd.DataFrame:
    """Return sums by receiver and giver as published: :func:`totals`, ``receiver, provider``, ``identified``.

    ``identified`` says whether the giver has an identifier.
    """
    named = rows.assign(identified=rows["provider_ref"].notna())
    return totals(named, ["receiver", "provider", "identified"])


def places(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Return sums by country: :func:`totals`, ``iso3``, ``label_*``, ``on_list``; the largest come first.

    Money of no single country is a row with an empty ``iso3``: by its ``region`` as published, empty where it names
    none. ``on_list`` says whether the country is on a list of focus countries of the documents.
    """
    sums = totals(rows.assign(region=rows["region"].where(rows["iso3"].isna())), ["iso3", "region"])
    for language in LANGUAGES:
        sums[f"label_{language}"] = [nations.label(data, iso3, language) if iso3 else "" for iso3 in sums["iso3"]]
    sums["on_list"] = sums["iso3"].isin(country_lists.on_any_list(data))
    most = sums.groupby(["iso3", "region"])["upper"].transform("max")
    sums = sums.assign(most=most, none=sums["iso3"] == "")
    return sums.sort_values(
        ["none", "most", "label_en", "region"], ascending=[True, False, True, True], kind="stable", ignore_index=True
    ).drop(columns=["most", "none"])


# -- programmes ------------------------------------------------------------------------------------------------------


def matches(data: Dataset, rows: pd.DataFrame, *, include_possible: bool = True) -> pd.DataFrame:
    """Return the transactions with the programme that each is: ``programme_id, certainty, match_id`` beside them.

    ``programme_id`` is missing where nothing matches: ``certainty`` is then ``none`` (looked at, no match), ``unknown``
    (nobody looked at it), or ``possible`` where those are not wanted.
    """
    found = _matched(data, rows).drop_duplicates("transaction_id").set_index("transaction_id")
    told = {name: rows["transaction_id"].map(found[name]) for name in ("programme_id", "certainty", "match_id")}
    table = rows.assign(**{name: column.astype("str") for name, column in told.items()})
    table["certainty"] = table["certainty"].fillna(UNKNOWN)
    if not include_possible:
        table["programme_id"] = table["programme_id"].mask(table["certainty"] == POSSIBLE)
    return table


def programmes(data: Dataset, rows: pd.DataFrame, *, include_possible: bool = True) -> pd.DataFrame:
    """Return sums by programme and certainty of its match, those without a programme last.

    Columns of :func:`totals`, ``programme_id`` (empty where there is none), ``certainty, label_*`` and
    ``share``: what part it is of all money of that side, type and currency as published.
    """
    matched = matches(data, rows, include_possible=include_possible)
    sums = totals(matched, ["programme_id", "certainty"])
    whole = totals(rows).set_index(_MONEY)["upper"]
    all_of_it = pd.Series([whole[tuple(row)] for row in sums[_MONEY].to_numpy()], index=sums.index)
    # As published: what parts may repeat is in both, so that parts of a whole add up to it.
    sums["share"] = sums["upper"] / all_of_it.where(all_of_it > 0)
    labels = data.programmes.set_index("programme_id")[in_all("label")]
    for language in LANGUAGES:
        sums[f"label_{language}"] = sums["programme_id"].map(labels[f"label_{language}"]).fillna("")
    rank = sums["certainty"].map({name: place for place, name in enumerate(CERTAINTIES)})
    sums = sums.assign(rank=rank, none=sums["programme_id"] == "")
    order = ["none", "rank", "label_en", "side", "type", "currency"]
    return sums.sort_values(order, ignore_index=True).drop(columns=["rank", "none"])


def reviewed(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the matches that the transactions hit, with their sums and reasons.

    Columns of :func:`totals`, ``match_id, value, certainty, programme_id, label_*, reason_*``.
    """
    matched = matches(data, rows)
    sums = totals(matched[matched["match_id"].notna()], ["match_id"])
    table = sums.merge(data.iati_matches.drop(columns=["field", "publisher_ref", "since", "until"]), on="match_id")
    labels = data.programmes.set_index("programme_id")
    for language in LANGUAGES:
        table[f"label_{language}"] = table["programme_id"].map(labels[f"label_{language}"])
    rank = table["certainty"].map({name: place for place, name in enumerate(CERTAINTIES)})
    return table.assign(rank=rank).sort_values(["rank", "match_id", "currency"], ignore_index=True).drop(columns="rank")


def beside(data: Dataset, rows: pd.DataFrame, *, include_possible: bool = True) -> pd.DataFrame:
    """Return what the documents print of money for the programmes that match, and their budgets of the policy.

    Columns ``programme_id`` (missing for a budget), ``label_*, figure_id, as_printed, kind, period_start,
    period_end, period_basis, where``. A programme of which no amount is printed is a row without a figure. Nothing is
    subtracted: a ceiling, a budget and a pledge to one receiver are different things.
    """
    matched = matches(data, rows, include_possible=include_possible)
    labels = data.programmes.set_index("programme_id")[in_all("label")]
    figure = ["figure_id", "as_printed", "kind", "period_start", "period_end", "period_basis", "where"]
    found: list[dict[Any, Any]] = []
    for name in dict.fromkeys(matched["programme_id"].dropna()):
        printed = programme.money(data, str(name))
        printed = printed[printed["unit"].isin(CURRENCIES)]
        about = {"programme_id": name} | labels.loc[name].to_dict()
        found += [about | dict(row) for row in printed[figure].to_dict("records")] or [about]
    budgets = located(spending.of_fields(data))
    budgets = budgets.merge(data.measures[["measure_id", *in_all("label")]], on="measure_id", how="left")
    found += budgets[[*in_all("label"), *figure]].to_dict("records")
    return pd.DataFrame(found, columns=["programme_id", *in_all("label"), *figure])


# -- the years ---------------------------------------------------------------------------------------------------------


def contributions(data: Dataset, found: Published) -> pd.DataFrame:
    """Return Dutch contributions to UNHCR by the year in which it uses them, from the series of reference.

    Columns ``year``; ``all_usd`` (all of them, as UNHCR converts them) and ``note_*``; ``unearmarked_eur``
    and ``pledges`` (how many it is the sum of); ``budget_eur`` (line 4.1 of the budget, the last stage that is known)
    and ``stage``; ``edition_usd, edition_transactions``: what ``found`` has for that year where the publisher converts
    it, missing elsewhere; ``all_series_id``, ``unearmarked_series_id``, ``budget_series_id`` (of ``questions.trends``)
    and ``source_id``. Dollars hold the euros: never added.
    """
    rows = data.series.assign(year=data.series["period_end"].dt.year)
    everything = rows[rows["series_id"] == roles.player(data, ALL_TO_UNHCR)].set_index("year")
    plain = rows[rows["series_id"] == roles.player(data, UNEARMARKED)].groupby("year")["value"].agg(["sum", "size"])
    stages = {
        stage: place
        for place, stage in enumerate(("draft", "adopted", "first_supplementary", "second_supplementary", "later"))
    }
    budget = data.budget_article_4
    budget = budget[budget["budget_line"] == roles.player(data, BUDGET)]
    budget = budget.assign(order=budget["stage"].map(stages)).sort_values(["year", "order"])
    last = budget.drop_duplicates("year", keep="last").set_index("year")
    dollars = _edition(found)
    table = pd.DataFrame({"year": pd.array(sorted({*everything.index, *plain.index}), dtype="Int64")})
    return table.assign(
        all_usd=table["year"].map(everything["value"]),
        **{note: table["year"].map(everything[note]) for note in in_all("note")},
        unearmarked_eur=table["year"].map(plain["sum"]),
        pledges=table["year"].map(plain["size"]).astype("Int64"),
        budget_eur=table["year"].map(last["amount_eur_thousand"]).astype("float64") * 1000,
        stage=table["year"].map(last["stage"]),
        edition_usd=table["year"].map(dollars["sum"]),
        edition_transactions=table["year"].map(dollars["size"]).astype("Int64"),
        all_series_id=roles.player(data, ALL_TO_UNHCR),
        unearmarked_series_id=roles.player(data, UNEARMARKED),
        budget_series_id=f"budget-xvii-{roles.player(data, BUDGET)}",
        source_id=str(everything["source_id"].iloc[0]),
    )


def _edition(found: Published) -> pd.DataFrame:
    """Return the dollars of UNHCR's own edition by year of use, up to that of its last pledge, if it has dollars."""
    rows = found.transactions
    rows = rows[(rows["side"] == RECEIVED) & (rows["type"] == TYPES[RECEIVED][0])]
    rows = rows[rows["publisher_ref"].isin(_unhcr(rows))]
    # A later year is one for which pledges still come in.
    rows = rows[rows["use_year"] <= rows["date"].dt.year.max()]
    if rows.empty or rows["amount_usd"].isna().any():
        return pd.DataFrame({"sum": pd.Series(dtype="float64"), "size": pd.Series(dtype="Int64")})
    return rows.groupby("use_year")["amount_usd"].agg(["sum", "size"]).round({"sum": 2})


def _unhcr(rows: pd.DataFrame) -> list[str]:
    """Return the publishers that convert every amount to dollars, as only UNHCR does."""
    converted = rows.assign(known=rows["amount_usd"].notna()).groupby("publisher_ref")["known"].all()
    return [str(name) for name in converted[converted].index]


# -- reading imported files ------------------------------------------------------------------------------------------


def _told(feed: Feed) -> pd.DataFrame:
    """Return the transactions of a feed that are of a side, with what their activities say: plain texts."""
    activities, rows = feed.tables["activities"], feed.tables["transactions"]
    rows = rows[rows["type"].isin([kind for side in SIDES for kind in TYPES[side]])]
    text = {name: "str" for name in rows.columns if isinstance(rows[name].dtype, pd.CategoricalDtype)}
    rows = rows.astype(text)
    told = activities[["activity_id", "reporter_ref", "reporter", "title", "start", "level"]]
    told = told.astype(dict.fromkeys(("activity_id", "reporter_ref", "reporter", "title"), "str"))
    rows = rows.merge(told, on="activity_id", how="left", validate="many_to_one")
    side = {kind: side for side in SIDES for kind in TYPES[side]}
    received = rows["type"].map(side) == RECEIVED
    stated, begun = rows["for_year"], rows["start"].dt.year
    day = rows["date"].dt.year
    later = day.where(begun.isna() | (day > begun))
    return rows.assign(
        side=rows["type"].map(side),
        iso3=rows["country_iso3"],
        region=pd.Series(None, index=rows.index, dtype="str"),
        transaction_id=rows["activity_id"] + "/" + rows["transaction"].astype("str"),
        publisher_ref=rows["reporter_ref"],
        publisher=rows["reporter"],
        receiver_ref=rows["receiver_ref"].mask(received, rows["reporter_ref"]),
        receiver=rows["receiver"].mask(received, rows["reporter"]),
        use_year=stated.fillna(later).fillna(begun).astype("Int64"),
        use_basis=pd.Series("activity_start", index=rows.index, dtype="str")
        .mask(later.notna(), "transaction")
        .mask(stated.notna(), "stated"),
        earmarking=pd.to_numeric(rows["earmarking"], errors="coerce").astype("Int64"),
        family_id=rows["activity_id"].map(_families(feed)),
    )


def _families(feed: Feed) -> dict[str, str]:
    """Return the activity at the top of each one, by the parents and children that activities name."""
    names = [str(name) for name in feed.tables["activities"]["activity_id"]]
    parents: dict[str, str] = {}
    for row in feed.tables["related"].astype("str").to_dict("records"):
        pair = (row["activity_id"], row["other_id"])
        if row["relation"] == "parent":
            parents.setdefault(*pair)
        elif row["relation"] == "child":
            parents.setdefault(*reversed(pair))
    known = set(names)

    def top(name: str) -> str:
        seen = {name}
        while (above := parents.get(name)) in known and above not in seen:
            name = str(above)
            seen.add(name)
        return name

    return {name: top(name) for name in names}


def _givers(data: Dataset, rows: pd.DataFrame) -> pd.Series:
    """Return the giver that each row names: by its identifier, else, where it has none, by its name."""
    by_ref = data.iati_givers.dropna(subset="iati_ref").set_index("iati_ref")["giver_id"]
    unnamed = data.iati_givers[data.iati_givers["iati_ref"].isna()]
    by_name = pd.Series(unnamed["giver_id"].array, index=unnamed["name"].str.casefold())
    names = rows["provider"].str.casefold().map(by_name)
    # An identifier that says nothing ("-") is none.
    said = rows["provider_ref"].fillna("").str.contains(r"\w")
    return rows["provider_ref"].map(by_ref).where(said, names).astype("str")


def _uncounted(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the givers that are not counted and have the country in their name, with what is known of them."""
    words = [re.escape(nations.label(data, nations.HOME, language)) for language in LANGUAGES]
    rows = rows[rows["provider"].fillna("").str.contains("|".join(words), case=False)]
    found = rows.groupby(["provider", rows["giver_id"].fillna("")]).size().reset_index(name="transactions")
    reasons = data.iati_givers[["giver_id", *in_all("reason")]]
    return found.merge(reasons, on="giver_id", how="left")


def _in_scope(data: Dataset, rows: pd.DataFrame) -> pd.Series:
    """Say of each transaction whether a rule of ``iati_scope`` names it, and none that leaves it out."""
    verdict = {True: pd.Series(data=False, index=rows.index), False: pd.Series(data=False, index=rows.index)}
    for rule in data.iati_scope.to_dict("records"):
        if rule["field"] == "organisation":
            hit = (rows["publisher_ref"] == rule["value"]) | (rows["receiver_ref"] == rule["value"])
        elif rule["field"] == "sector":
            hit = rows["sector"] == rule["value"]
        else:
            words = rf"\b{re.escape(rule['value'])}\b"
            hit = rows["title"].fillna("").str.contains(words, case=False)
        verdict[bool(rule["counted"])] |= hit.fillna(value=False).astype("bool")
    return verdict[True] & ~verdict[False]


def _matched(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Return ``transaction_id`` with ``match_id, programme_id, certainty`` of each match, the surest first.

    A match by the giver's own activity comes before one by a name or a title: it was looked at itself.
    """
    parts = [_hits(rule, rows) for rule in data.iati_matches.to_dict("records")]
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["transaction_id", "rank"])
    return found.sort_values(["rank", "match_id"], kind="stable", ignore_index=True)


def _hits(rule: dict[Any, Any], rows: pd.DataFrame) -> pd.DataFrame:
    field = rule["field"]
    if field == "title":
        hit = rows["title"].fillna("").str.contains(rf"\b{re.escape(rule['value'])}\b")
    else:
        hit = (rows[field] == rule["value"]).fillna(value=False).astype("bool")
    if field == "provider":
        hit &= rows["provider_ref"].isna()
    if pd.notna(rule["publisher_ref"]):
        hit &= (rows["publisher_ref"] == rule["publisher_ref"]).fillna(value=False).astype("bool")
    if pd.notna(rule["since"]):
        hit &= rows["date"] >= rule["since"]
    if pd.notna(rule["until"]):
        hit &= rows["date"] <= rule["until"]
    rank = 10 * (field != "provider_activity") + CERTAINTIES.index(rule["certainty"])
    return rows.loc[hit, ["transaction_id"]].assign(
        match_id=rule["match_id"], programme_id=rule["programme_id"], certainty=rule["certainty"], rank=rank
    )
