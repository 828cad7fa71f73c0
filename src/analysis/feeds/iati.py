"""IATI activity files of version 2.0x: activities, their countries and sectors, and transactions.

Read as a stream: a transaction is taken and forgotten as soon as it ends, and texts are kept once however often they
occur, so that memory does not grow with the file, only slowly with the number of transactions. Nothing is guessed:
what a file leaves out or writes wrongly is missing in the tables and counted in the notes.

Money is not added over everything in a file. A publisher may report a programme and its parts (``hierarchy`` and
related activities), with the same money or with other: totals are kept apart by level, and what stands alike in both is
told. An activity that stands in several files, or twice in one, is counted once.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pycountry
from lxml import etree

from analysis.errors import FeedError, counted
from analysis.feeds import files
from analysis.feeds.cache import Taken

PUBLISHER = "the organisations that report to the International Aid Transparency Initiative (IATI)"
LICENCE = "open, as each publisher states it"

#: Transaction types of IATI 2.0x.
TYPES = {
    "1": "incoming_funds",
    "2": "outgoing_commitment",
    "3": "disbursement",
    "4": "expenditure",
    "5": "interest_payment",
    "6": "loan_repayment",
    "7": "reimbursement",
    "8": "purchase_of_equity",
    "9": "sale_of_equity",
    "10": "credit_guarantee",
    "11": "incoming_commitment",
    "12": "outgoing_pledge",
    "13": "incoming_pledge",
}
_STATUS = {
    "1": "pipeline",
    "2": "implementation",
    "3": "finalisation",
    "4": "closed",
    "5": "cancelled",
    "6": "suspended",
}
#: Start and end, as far as they came about, else as planned.
_DATES = {"1": "start_planned", "2": "start", "3": "end_planned", "4": "end"}
_DAC_SECTORS = frozenset({"", "1", "DAC"})
#: Relations of an activity to another.
RELATIONS = {"1": "parent", "2": "child", "3": "sibling", "4": "co_funded", "5": "third_party"}
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?")
#: Separators of thousands that can be nothing else: two of them, or one and a decimal one; a space.
_THOUSANDS = (
    (re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+|[+-]?\d{1,3}(?:,\d{3}){2,}"), ",", "."),
    (re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:\.\d{3}){2,}"), ".", ","),
    (re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:\.\d+)?"), " ", "."),
)
_TWO_WAYS = re.compile(r"[+-]?\d{1,3},\d{3}")
_AMOUNT = re.compile(r"[+-]?\d+(?:\.\d*)?|[+-]?\.\d+")
_FOR_YEAR = re.compile(r"\s*for (20\d\d)\s*", re.IGNORECASE)
#: The vocabulary of aid types that says how far money is earmarked, and UNHCR's own element for dollars.
_EARMARKING = "2"
_DOLLARS = "{http://reporting.unhcr.org/}value-USD"
_ALLOCATED = frozenset({"recipient-country", "recipient-region", "sector"})
_XML = "{http://www.w3.org/XML/1998/namespace}lang"
_BATCH = 4096
#: Of what a note tells, so many are named.
_NAMED = 5
_DEEPEST = 20
#: What a place is called that ISO 3166 has not, and IATI and the World Bank have: Kosovo.
_OWN_CODES = {"XK": "XKX"}
_WATCHED = ("iati-activities", "iati-activity", "iati-organisations", "transaction", "result", "html", "HTML")


class _Memo(dict[str | None, Any]):
    """What a function gives for a text, computed once: a file repeats its codes, dates and names endlessly."""

    def __init__(self, function: Callable[[str], Any]) -> None:
        super().__init__({None: None, "": None})
        self._function = function

    def __missing__(self, text: str) -> Any:
        value = self[text] = self._function(text)
        return value


class _Texts:
    """A column of texts: codes into the distinct ones."""

    def __init__(self) -> None:
        self.codes = array("i")
        self._known: dict[str, int] = {}

    def extend(self, texts: Iterable[str | None]) -> None:
        known = self._known
        self.codes.extend([known.setdefault(text, len(known)) if text else -1 for text in texts])

    def series(self) -> pd.Series:
        return pd.Series(pd.Categorical.from_codes(self._numbers(), categories=pd.Index([*self._known], dtype="str")))

    def _numbers(self) -> np.ndarray:
        return np.array(self.codes, dtype="int32")


class _Numbers:
    """A column of numbers; missing is not a number."""

    def __init__(self) -> None:
        self.values = array("d")

    def extend(self, values: Iterable[float | None]) -> None:
        self.values.extend([math.nan if value is None else value for value in values])

    def series(self) -> pd.Series:
        return pd.Series(np.array(self.values, dtype="float64"))


class _Whole(_Numbers):
    """A column of whole numbers without gaps."""

    def series(self) -> pd.Series:
        return pd.Series(np.array(self.values, dtype="int64")).astype("Int64")


class _Days(_Texts):
    """A column of dates, from texts that are dates."""

    def series(self) -> pd.Series:
        days = np.array([*self._known, "NaT"], dtype="datetime64[s]")
        return pd.Series(days[self._numbers()])


_COLUMNS: dict[str, dict[str, type[_Texts] | type[_Numbers]]] = {
    "activities": {
        "activity_id": _Texts,
        "reporter_ref": _Texts,
        "reporter": _Texts,
        "title": _Texts,
        "status": _Texts,
        "hierarchy": _Texts,
        "humanitarian": _Texts,
        "start": _Days,
        "end": _Days,
        "default_currency": _Texts,
    },
    "related": {"activity_id": _Texts, "relation": _Texts, "other_id": _Texts},
    "allocations": {
        "activity_id": _Texts,
        "kind": _Texts,
        "vocabulary": _Texts,
        "code": _Texts,
        "iso3": _Texts,
        "percentage": _Numbers,
    },
    "transactions": {
        "activity_id": _Texts,
        "transaction": _Whole,
        "type": _Texts,
        "date": _Days,
        "amount": _Numbers,
        "currency": _Texts,
        "value_date": _Days,
        "provider_ref": _Texts,
        "provider": _Texts,
        "receiver_ref": _Texts,
        "receiver": _Texts,
        "country_iso3": _Texts,
        "country_basis": _Texts,
        "sector": _Texts,
        "sector_basis": _Texts,
        "provider_activity": _Texts,
        "earmarking": _Texts,
        "for_year": _Numbers,
        "amount_usd": _Numbers,
    },
}


def read(paths: Sequence[Path], progress: Callable[[int, int], None] | None = None) -> Taken:
    """Read activity files into the tables ``activities``, ``related``, ``allocations`` and ``transactions``.

    - ``activities``: a row each; ``start`` and ``end`` are the actual dates, the planned ones where there are none.
      ``level`` is 1 for a programme, 2 for its parts and so on: ``hierarchy``, or deeper below a parent in the files.
    - ``related``: the activities that an activity names, with their ``relation``.
    - ``allocations``: the countries, regions and sectors of an activity, with their ``percentage`` where it is given.
    - ``transactions``: a row each, numbered within its activity; ``amount`` in ``currency`` (that of the activity where
      the transaction has none) on ``value_date``. ``country_iso3`` and ``sector`` (DAC) are the transaction's own
      (``basis`` is transaction), or those of its activity if that names one only (activity), else missing: an activity
      in several countries is never one country's. ``provider_activity`` is the activity of the giver that it names,
      ``earmarking`` the category of the Grand Bargain (1 for unearmarked to 4 for tightly earmarked), ``for_year`` the
      year that its description names and nothing else ("For 2025"), ``amount_usd`` what UNHCR adds in dollars.

    Texts are categories, so that a repeated name costs a number. An activity that stands more than once is taken once:
    as it was last updated, else as it stands first. Totals of a type that stands on several levels are given by level.

    Raises :class:`FeedError` for a file that is not whole, not IATI, or of a version before 2.01.
    """
    reader = _Reader()
    for path in paths:
        with files.opened(path, (".xml",), ("__macosx",)) as stream:
            reader.take(path, _Counted(stream, path.stat().st_size, progress))
    tables = reader.tables()
    totals, notes = _totals(tables)
    dates = tables["transactions"]["date"].dropna()
    years = (int(dates.min().year), int(dates.max().year)) if len(dates) else None
    return Taken(tables, years, totals, [*notes, *reader.notes()])


def _totals(tables: dict[str, pd.DataFrame]) -> tuple[dict[str, int | float], list[str]]:
    """Add up the transactions by type and currency, and by level where one type stands on several."""
    rows, activities = tables["transactions"], tables["activities"]
    # By number and not by text, since there may be millions.
    places = pd.Index(activities["activity_id"]).get_indexer(rows["activity_id"].cat.categories)
    level = activities["level"].to_numpy(dtype="int8")[places][rows["activity_id"].cat.codes]
    amounts = rows["amount"].groupby([rows["type"], rows["currency"], level], observed=True).sum()
    sums = amounts.rename_axis(["type", "currency", "level"]).reset_index()
    several = sums.duplicated(["type", "currency"], keep=False)
    totals: dict[str, int | float] = {}
    keys = zip(sums["type"], sums["currency"], sums["level"], sums["amount"].tolist(), several, strict=True)
    for kind, currency, place, amount, by_level in keys:
        totals[f"{kind}, {currency}" + (f", level {place}" if by_level else "")] = round(amount, 2)
    if not several.any():
        return totals, []
    note = "programmes and their parts both carry money, which may be the same: totals are by level"
    pairs, alike, of = _alike(tables)
    if pairs:
        shown = [f"{parent} and its part {child}" for parent, child in pairs[:_NAMED]]
        more = "; …" if len(pairs) > _NAMED else ""
        note += (
            f"; {alike:,} of {counted(of, 'transaction')} of parts stand alike in the programme above (type, date, "
            f"amount, provider): do not add levels before you know why ({'; '.join(shown)}{more})"
        )
    return totals, [note]


def _counted(number: int, what: str) -> str:
    """Return a number with what it counts, which begins with its noun in the plural."""
    noun, _, rest = what.partition(" ")
    one = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")
    return f"{counted(number, one, noun)} {rest}"


def _alike(tables: dict[str, pd.DataFrame]) -> tuple[list[tuple[str, str]], int, int]:
    """Return the pairs of a programme and its part with transactions that are alike.

    And how many transactions of parts stand alike in the programme above, of how many there are.
    """
    families = pd.DataFrame(_families(tables["related"]), columns=["parent", "child"], dtype="str")
    rows = tables["transactions"].dropna(subset="amount")
    facts = rows[["type", "date", "amount", "currency", "provider"]]
    money = pd.DataFrame(
        {"activity": rows["activity_id"].astype("str"), "fact": pd.util.hash_pandas_object(facts, index=False)}
    )
    parts = families.merge(money, left_on="child", right_on="activity")
    parts = parts[parts["parent"].isin(money["activity"])]
    both = parts.merge(money.drop_duplicates(), left_on=["parent", "fact"], right_on=["activity", "fact"])
    pairs = both[["parent", "child"]].drop_duplicates()
    return list(zip(pairs["parent"], pairs["child"], strict=True)), len(both), len(parts)


def _families(related: pd.DataFrame) -> list[tuple[str, str]]:
    """Return each pair of a parent and its child that either of them names, once."""
    pairs: dict[tuple[str, str], None] = {}
    names = (related[name].astype("str") for name in ("activity_id", "relation", "other_id"))
    for activity, relation, other in zip(*names, strict=True):
        if relation in {"parent", "child"} and activity != other:
            pairs[(other, activity) if relation == "parent" else (activity, other)] = None
    return list(pairs)


def _levels(activities: pd.DataFrame, related: pd.DataFrame) -> pd.Series:
    """Return the level of each activity: what it says itself, and below any parent that is in the files."""
    said = [int(text) if str(text).isdigit() else 1 for text in activities["hierarchy"]]
    levels = dict(zip(activities["activity_id"].astype("str"), said, strict=True))
    pairs = [pair for pair in _families(related) if pair[0] in levels and pair[1] in levels]
    for _ in range(_DEEPEST):  # a circle of parents ends here too
        before = dict(levels)
        for parent, child in pairs:
            levels[child] = max(levels[child], levels[parent] + 1)
        if levels == before:
            break
    return pd.Series(list(levels.values()), index=activities.index, dtype="Int64")


class _Counted:
    """A stream that says how far it has been read."""

    def __init__(self, stream: files.Readable, size: int, progress: Callable[[int, int], None] | None) -> None:
        self._stream, self._size, self._progress, self._done = stream, size, progress, 0
        self.head = b""

    def read(self, size: int = -1, /) -> bytes:
        block = self._stream.read(size)
        self.head = self.head or block[:1024]
        self._done += len(block)
        if self._progress:
            self._progress(self._done, self._size)
        return block


class _Reader:
    """Takes activities out of files; what is open is the activity that is being read."""

    def __init__(self) -> None:
        self._columns = {table: {name: kind() for name, kind in columns.items()} for table, columns in _COLUMNS.items()}
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _COLUMNS}
        # Each time that an activity stands in the files is an edition of it: its number, and when it was last updated.
        self._editions: dict[str, list[tuple[int, str]]] = {}
        # How many rows of each table each edition has: they follow one another.
        self._sizes = {table: array("i") for table in _COLUMNS}
        self._others: list[str] = []
        self._doubles: list[str] = []
        self._odd: Counter[str] = Counter()
        self._tidy = _Memo(_clean)
        self._days = _Memo(_day)
        self._countries = _Memo(_iso3)
        self._shares = _Memo(_decimal)
        self._currencies = {currency.alpha_3 for currency in pycountry.currencies}
        self._pending: list[tuple[Any, ...]] = []

    def take(self, path: Path, stream: _Counted) -> None:
        """Read one file. What was taken of a broken one is lost with the error: nothing is kept of it."""
        self._pending = []
        unread: str | None = None
        begun = ended = False
        before = len(self._sizes["activities"])
        try:
            events = etree.iterparse(
                stream,
                events=("end",),
                tag=_WATCHED,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                recover=False,
                remove_comments=True,
                remove_pis=True,
                chunk_size=1 << 16,
            )
            for _, element in events:
                if not begun:
                    version = _check_root(path, element)
                    begun = True
                tag = element.tag
                ended = element.getparent() is None
                if tag == "transaction":
                    # Not the one of a planned result or another place: only an activity's own.
                    if element.getparent().tag == "iati-activity":
                        self._pending.append(self._transaction(element))
                    _forget(element)
                elif tag == "result":
                    _forget(element)
                elif tag == "iati-activity":
                    unread = self._of_version(path, element, version) or unread
                    _forget(element)
        except etree.XMLSyntaxError as error:
            files.refuse_page(path, stream.head)
            # The parser says so of a prefix that is not declared, and goes on to the end of the file all the same.
            worst = [entry for entry in events.error_log if entry.type != etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE]
            if worst or not ended:
                said = worst[0].message if worst else error.msg
                raise FeedError(f"{path}: is no whole XML: {said}; download it again") from error
            said = events.error_log[0].message
            self._others.append(f"{path.name} has elements that it does not declare, passed over: {said}")
        if not begun:
            raise FeedError(f"{path}: is XML, but no IATI: no element iati-activities")
        if unread and len(self._sizes["activities"]) == before:
            raise FeedError(_too_old(path, unread))

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return what was taken."""
        for table in _COLUMNS:
            self._flush(table)
        tables = {
            table: pd.DataFrame({name: column.series() for name, column in columns.items()})
            for table, columns in self._columns.items()
        }
        tables = self._once(tables)
        tables["activities"]["level"] = _levels(tables["activities"], tables["related"])
        return tables

    def notes(self) -> list[str]:
        """Say what stands twice, and how often something was left out or could not be read, most often first."""
        odd = sorted((-count, what) for what, count in self._odd.items() if count)
        return [*self._doubles, *self._others, *(_counted(-count, what) for count, what in odd)]

    def _once(self, tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """Keep one edition of each activity, and say of which ones there were more."""
        twice = {name: editions for name, editions in self._editions.items() if len(editions) > 1}
        if not twice:
            return tables
        ends = {table: np.cumsum(self._sizes[table]) for table in tables}

        def rows(table: str, edition: int) -> pd.DataFrame:
            return tables[table].iloc[ends[table][edition] - self._sizes[table][edition] : ends[table][edition]]

        dropped: set[int] = set()
        alike = []
        for name, editions in twice.items():
            # The newest where each says when it was updated, else the first.
            dated = all(updated for _, updated in editions)
            kept = max(editions, key=lambda pair: (pair[1], -pair[0]))[0] if dated else editions[0][0]
            others = {number for number, _ in editions} - {kept}
            dropped |= others
            if all(_same(rows(table, kept), rows(table, other)) for table in tables for other in others):
                alike.append(name)
            else:
                which = "the one last updated" if dated else "the first"
                self._doubles.append(
                    f"{name} stands {len(editions)} times, not alike, and is counted once, as in {which}; "
                    f"left out: {_money(pd.concat([rows('transactions', other) for other in sorted(others)]))}"
                )
        if alike:
            shown = f"{', '.join(alike[:_NAMED])}{', …' if len(alike) > _NAMED else ''}"
            many = counted(len(alike), "activity stands", "activities stand")
            self._doubles.append(f"{many} more than once; each counts once: {shown}")
        left = np.ones(len(self._sizes["activities"]), dtype=bool)
        left[list(dropped)] = False
        return {
            table: frame[np.repeat(left, self._sizes[table])].reset_index(drop=True) for table, frame in tables.items()
        }

    def _transaction(self, element: Any) -> tuple[Any, ...]:
        kind = day = amount = currency = value_date = None
        country = sector = None
        parties: dict[str, tuple[str | None, str | None]] = {}
        places = sectors = 0
        for child in element:
            match child.tag:
                case "transaction-type":
                    kind = self._type(child.get("code"))
                case "transaction-date":
                    day = self._day(child.get("iso-date"), "transactions with a date that is none")
                case "value":
                    amount = self._amount(child.text)
                    currency = self._currency(child.get("currency"))
                    value_date = self._day(child.get("value-date"), "transactions with a value date that is none")
                case "provider-org" | "receiver-org":
                    parties[child.tag] = self._tidy[child.get("ref")], self._tidy[_narrative(child)]
                case "recipient-country":
                    places += 1
                    country = self._iso3(child.get("code"))
                case "recipient-region":
                    places += 1
                case "sector":
                    if (child.get("vocabulary") or "") in _DAC_SECTORS:
                        sectors += 1
                        sector = self._tidy[child.get("code")]
        for value, name in ((kind, "a type"), (day, "a date"), (amount, "an amount")):
            if value is None:
                self._odd[f"transactions without {name}"] += 1
        return (
            kind,
            day,
            amount,
            currency,
            value_date,
            *parties.get("provider-org", (None, None)),
            *parties.get("receiver-org", (None, None)),
            country if places == 1 else None,
            places,
            sector if sectors == 1 else None,
            sectors,
            self._promise(element),
        )

    def _promise(self, element: Any) -> tuple[str | None, str | None, float | None, float | None]:
        """Return what a pledge says beside its amount: the giver's activity, earmarking, year of use, dollars."""
        giver, said, dollars = (element.find(tag) for tag in ("provider-org", "description", _DOLLARS))
        earmarking = next(
            (kind for kind in element.iterfind("aid-type") if kind.get("vocabulary") == _EARMARKING), None
        )
        return (
            None if giver is None else self._tidy[giver.get("provider-activity-id")],
            None if earmarking is None else self._tidy[earmarking.get("code")],
            None if said is None else _named_year(_narrative(said)),
            None if dollars is None else self._amount(dollars.text),
        )

    def _of_version(self, path: Path, element: Any, version: str) -> str | None:
        """Take an activity if its version can be read: that of the file, or where that has none, its own.

        Return what it is called where it cannot.
        """
        version = version or (element.get("version") or "").strip()
        called = None if version.startswith("2.") else _of(version)
        if called:
            self._odd[f"activities left out, {called}; 2.01 and later can be read"] += 1
        else:
            self._activity(path, element)
        self._pending = []
        return called

    def _activity(self, path: Path, element: Any) -> None:
        facts = self._facts(element)
        identifier = facts.get("id")
        if not identifier:
            raise FeedError(f"{path}: activity {len(self._editions) + 1} has no iati-identifier")
        edition = len(self._sizes["activities"])
        for sizes in self._sizes.values():
            sizes.append(0)
        self._editions.setdefault(identifier, []).append((edition, element.get("last-updated-datetime") or ""))
        currency = self._currency(element.get("default-currency"))
        self._add(
            "activities",
            identifier,
            facts.get("reporter_ref"),
            facts.get("reporter"),
            facts.get("title"),
            facts.get("status"),
            _clean(element.get("hierarchy")),
            _clean(element.get("humanitarian")),
            facts.get("start") or facts.get("start_planned"),
            facts.get("end") or facts.get("end_planned"),
            currency,
        )
        for other in element.iterfind("related-activity"):
            relation, ref = RELATIONS.get(other.get("type") or ""), self._tidy[other.get("ref")]
            if relation and ref:
                self._add("related", identifier, relation, ref)
        allocations = [self._allocation(child) for child in element if child.tag in _ALLOCATED]
        for allocation in allocations:
            self._add("allocations", identifier, *allocation)
        places = [(iso3, share) for kind, _, _, iso3, share in allocations if kind != "sector"]
        sectors = [
            (code, share)
            for kind, vocabulary, code, _, share in allocations
            if kind == "sector" and (vocabulary or "") in _DAC_SECTORS
        ]
        country, sector = _sole(places), _sole(sectors)
        if len(places) == 1 and places[0][1] == 0:
            self._odd["activities with one country, and a share of 0 % for it: that money is no country's"] += 1
        for number, row in enumerate(self._pending, 1):
            self._settle(identifier, number, row, currency, country, sector)

    def _facts(self, element: Any) -> dict[str, str | None]:
        """Return what an activity says of itself, by name."""
        facts: dict[str, str | None] = {}
        for child in element:
            match child.tag:
                case "iati-identifier":
                    facts["id"] = _clean(child.text)
                case "reporting-org":
                    facts["reporter_ref"] = self._tidy[child.get("ref")]
                    facts["reporter"] = self._tidy[_narrative(child)]
                case "title":
                    facts["title"] = _clean(_narrative(child))
                case "activity-status":
                    facts["status"] = _STATUS.get(self._tidy[child.get("code")] or "")
                case "activity-date":
                    name = _DATES.get(child.get("type") or "")
                    if name:
                        facts[name] = self._day(child.get("iso-date"), "activity dates that are none")
        return facts

    def _settle(
        self,
        identifier: str,
        number: int,
        row: tuple[Any, ...],
        default: str | None,
        only: str | None,
        sole: str | None,
    ) -> None:
        kind, day, amount, currency, value_date, *organisations, country, places, sector, sectors, more = row
        currency = currency or default
        if currency is None:
            self._odd["transactions without a currency"] += 1
        elif currency not in self._currencies:
            self._odd[f"transactions in {currency}, which is no currency of ISO 4217"] += 1
        basis = "transaction" if places else "activity" if only else None
        sector_basis = "transaction" if sectors else "activity" if sole else None
        country = country if places else only
        sector = sector if sectors else sole
        self._add(
            "transactions",
            identifier,
            number,
            kind,
            day,
            amount,
            currency,
            value_date,
            *organisations,
            country,
            basis if country else None,
            sector,
            sector_basis if sector else None,
            *more,
        )

    def _allocation(self, child: Any) -> tuple[str, str | None, str | None, str | None, float | None]:
        kind = child.tag.removeprefix("recipient-")
        text = child.get("percentage")
        share = self._shares[text]
        if share is None and text:
            self._odd["percentages in another form than a decimal number"] += 1
        code = self._tidy[child.get("code")]
        return kind, self._tidy[child.get("vocabulary")], code, self._iso3(code) if kind == "country" else None, share

    def _add(self, table: str, *values: Any) -> None:
        rows = self._rows[table]
        rows.append(values)
        self._sizes[table][-1] += 1
        if len(rows) == _BATCH:
            self._flush(table)

    def _flush(self, table: str) -> None:
        """Move rows into the columns: many at once, which takes half the time of one by one."""
        rows = self._rows[table]
        for column, values in zip(self._columns[table].values(), zip(*rows, strict=True), strict=bool(rows)):
            column.extend(values)
        rows.clear()

    def _type(self, code: str | None) -> str | None:
        kind = TYPES.get(self._tidy[code] or "")
        if code and not kind:
            self._odd[f"transactions of the unknown type {code!r}"] += 1
        return kind

    def _day(self, text: str | None, odd: str) -> str | None:
        day: str | None = self._days[text]
        if day is None and text:
            self._odd[odd] += 1
        return day

    def _amount(self, text: str | None) -> float | None:
        amount = _decimal(text) if text else None
        if amount is None and text and text.strip():
            amount = _grouped(text.strip())
            what = (
                "written with separators of thousands"
                if amount is not None
                else "in another form than a decimal number"
            )
            if amount is None and _TWO_WAYS.fullmatch(text.strip()):
                what = "that can be read in two ways, such as 1,000"
            self._odd[f"amounts {what}"] += 1
        return amount

    def _currency(self, code: str | None) -> str | None:
        tidy: str | None = self._tidy[code]
        return tidy.upper() if tidy else None

    def _iso3(self, code: str | None) -> str | None:
        iso3: str | None = self._countries[code]
        if iso3 is None:
            self._odd[f"countries with the code {code!r}, which ISO 3166 does not know"] += 1
        return iso3


def _check_root(path: Path, element: Any) -> str:
    """Return the version that a file states, nothing where it leaves that to its activities, as d-portal does."""
    root = element.getroottree().getroot()
    info = root.getroottree().docinfo
    tag = root.tag.lower() if isinstance(root.tag, str) else ""
    if tag == "html" or (info.doctype or "").lower().startswith("<!doctype html"):
        raise FeedError(f"{path} is a web page, not data: open the address in a browser and see what it says")
    if info.doctype:
        raise FeedError(f"{path}: declares a document type, which no IATI file does and which can do harm; not read")
    if tag == "iati-organisations":
        raise FeedError(
            f"{path}: is an IATI organisation file, which has budgets and no transactions; activities stand in another "
            f"file of the publisher: import that one alone"
        )
    if tag != "iati-activities":
        raise FeedError(f"{path}: is XML, but no IATI: its root is {root.tag}, expected iati-activities")
    version = (root.get("version") or "").strip()
    if version and not version.startswith("2."):
        raise FeedError(_too_old(path, _of(version)))
    return version


def _of(version: str) -> str:
    return f"of version {version}" if version else "of no version"


def _too_old(path: Path, called: str) -> str:
    return (
        f"{path}: is IATI {called}; only 2.01 and later can be read, since earlier ones name and code the same "
        f"things differently. Ask the publisher for a file of version 2.0x"
    )


def _forget(element: Any) -> None:
    """Free what is in an element, and its like before it: the tree holds no more than what is open.

    Its tail and what follows stay untouched, since the parser may still be at work there.
    """
    element.clear(keep_tail=True)
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    while before is not None and before.tag == element.tag:
        parent.remove(before)
        before = element.getprevious()


def _day(text: str) -> str | None:
    found = _DATE.fullmatch(text.strip())
    try:
        return str(np.datetime64(found[1], "D")) if found else None
    except ValueError:
        return None


def _named_year(text: str | None) -> float | None:
    """Return the year in which money may be used, where a description names that and nothing else."""
    found = _FOR_YEAR.fullmatch(text or "")
    return float(found[1]) if found else None


def _decimal(text: str) -> float | None:
    text = text.strip()
    return float(text) if _AMOUNT.fullmatch(text) else None


def _grouped(text: str) -> float | None:
    """Return a number that is written with separators of thousands, where they can be nothing else."""
    for pattern, thousands, decimal in _THOUSANDS:
        if pattern.fullmatch(text):
            plain = re.sub(r"\s", "", text) if thousands == " " else text.replace(thousands, "")
            return float(plain.replace(decimal, "."))
    return None


def _same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two editions of an activity have the same rows."""
    return one.reset_index(drop=True).equals(other.reset_index(drop=True))


def _money(transactions: pd.DataFrame) -> str:
    """Say what money some transactions come to, by type and currency."""
    rows = transactions.astype({"type": "str", "currency": "str"})
    sums = rows.groupby(["type", "currency"])["amount"].sum().reset_index()
    said = [f"{row.type} {row.amount:,.2f} {row.currency}" for row in sums.itertuples()]
    return ", ".join(said) or "no money"


def _iso3(code: str) -> str | None:
    code = code.strip()
    if code.upper() in _OWN_CODES:
        return _OWN_CODES[code.upper()]
    found = pycountry.countries.get(alpha_2=code.upper()) if len(code) == 2 else None
    return found.alpha_3 if found else None


def _clean(text: str | None) -> str | None:
    return (" ".join(text.split()) or None) if text else None


def _narrative(element: Any) -> str | None:
    """Return the narrative in English or without language, else the first, as it stands."""
    first = None
    for child in element:
        if child.tag == "narrative":
            text: str | None = child.text
            if text and child.get(_XML, "en") == "en":
                return text
            first = first or text
    return first


def _sole(allocations: list[tuple[str | None, float | None]]) -> str | None:
    """Return what an activity is given to, if that is one thing and the whole of it."""
    if len(allocations) != 1 or allocations[0][1] not in {None, 100.0}:
        return None
    return allocations[0][0]
