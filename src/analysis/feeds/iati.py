"""IATI activity files of version 2.0x: activities, their countries and sectors, and transactions.

Read as a stream: a transaction is taken and forgotten as soon as it ends, and texts are kept once however often they
occur, so that memory does not grow with the file, only slowly with the number of transactions. Nothing is guessed:
what a file leaves out or writes wrongly is missing in the tables and counted in the notes.
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

from analysis.errors import FeedError
from analysis.feeds import files
from analysis.feeds.cache import Taken

PUBLISHER = "the organisations that report to the International Aid Transparency Initiative (IATI)"
LICENCE = "open, as each publisher states it"

#: Transaction types of IATI 2.0x.
TYPES = {
    "1": "incoming_funds", "2": "outgoing_commitment", "3": "disbursement", "4": "expenditure",
    "5": "interest_payment", "6": "loan_repayment", "7": "reimbursement", "8": "purchase_of_equity",
    "9": "sale_of_equity", "10": "credit_guarantee", "11": "incoming_commitment", "12": "outgoing_pledge",
    "13": "incoming_pledge",
}  # fmt: skip
_STATUS = {"1": "pipeline", "2": "implementation", "3": "finalisation", "4": "closed", "5": "cancelled",
           "6": "suspended"}  # fmt: skip
#: Start and end, as far as they came about, else as planned.
_DATES = {"1": "start_planned", "2": "start", "3": "end_planned", "4": "end"}
_DAC_SECTORS = frozenset({"", "1", "DAC"})
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?")
_AMOUNT = re.compile(r"[+-]?\d+(?:\.\d*)?|[+-]?\.\d+")
_XML = "{http://www.w3.org/XML/1998/namespace}lang"
_BATCH = 4096
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
        "activity_id": _Texts, "reporter_ref": _Texts, "reporter": _Texts, "title": _Texts, "status": _Texts,
        "hierarchy": _Texts, "humanitarian": _Texts, "start": _Days, "end": _Days, "default_currency": _Texts,
    },
    "allocations": {
        "activity_id": _Texts, "kind": _Texts, "vocabulary": _Texts, "code": _Texts, "iso3": _Texts,
        "percentage": _Numbers,
    },
    "transactions": {
        "activity_id": _Texts, "transaction": _Whole, "type": _Texts, "date": _Days, "amount": _Numbers,
        "currency": _Texts, "value_date": _Days, "provider_ref": _Texts, "provider": _Texts, "receiver_ref": _Texts,
        "receiver": _Texts, "country_iso3": _Texts, "country_basis": _Texts, "sector": _Texts, "sector_basis": _Texts,
    },
}  # fmt: skip


def read(paths: Sequence[Path], progress: Callable[[int, int], None] | None = None) -> Taken:
    """Read activity files into the tables ``activities``, ``allocations`` and ``transactions``.

    - ``activities``: a row each; ``start`` and ``end`` are the actual dates, the planned ones where there are none.
    - ``allocations``: the countries, regions and sectors of an activity, with their ``percentage`` where it is given.
    - ``transactions``: a row each, numbered within its activity; ``amount`` in ``currency`` (that of the activity where
      the transaction has none) on ``value_date``. ``country_iso3`` and ``sector`` (DAC) are the transaction's own
      (``basis`` is transaction), or those of its activity if that names one only (activity), else missing: an activity
      in several countries is never one country's.

    Texts are categories, so that a repeated name costs a number.

    Raises :class:`FeedError` for a file that is not whole, not IATI, or of a version before 2.01, and where two files
    have the same activity.
    """
    reader = _Reader()
    for path in paths:
        with files.opened(path, (".xml",), ("__macosx",)) as stream:
            reader.take(path, _Counted(stream, path.stat().st_size, progress))
    tables = reader.tables()
    transactions = tables["transactions"]
    dates = transactions["date"].dropna()
    totals: dict[str, int | float] = {}
    sums = transactions.groupby(["type", "currency"])["amount"].sum()
    for (kind, currency), amount in zip(sums.index.tolist(), sums.tolist(), strict=True):
        totals[f"{kind}, {currency}"] = round(float(amount), 2)
    years = (int(dates.min().year), int(dates.max().year)) if len(dates) else None
    return Taken(tables, years, totals, reader.notes())


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
        self._files: dict[str, Path] = {}
        self._seen: set[str] = set()
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
        begun = False
        try:
            events = etree.iterparse(
                stream, events=("end",), tag=_WATCHED, resolve_entities=False, no_network=True, load_dtd=False,
                huge_tree=False, recover=False, remove_comments=True, remove_pis=True, chunk_size=1 << 16,
            )  # fmt: skip
            for _, element in events:
                if not begun:
                    _check_root(path, element)
                    begun = True
                tag = element.tag
                if tag == "transaction":
                    # Not the one of a planned result or another place: only an activity's own.
                    if element.getparent().tag == "iati-activity":
                        self._pending.append(self._transaction(element))
                    _forget(element)
                elif tag == "result":
                    _forget(element)
                elif tag == "iati-activity":
                    self._activity(path, element)
                    _forget(element)
        except etree.XMLSyntaxError as error:
            files.refuse_page(path, stream.head)
            raise FeedError(f"{path}: is no whole XML: {error.msg}; download it again") from error
        if not begun:
            raise FeedError(f"{path}: is XML, but no IATI: no element iati-activities")

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return what was taken."""
        for table in _COLUMNS:
            self._flush(table)
        return {
            table: pd.DataFrame({name: column.series() for name, column in columns.items()})
            for table, columns in self._columns.items()
        }

    def notes(self) -> list[str]:
        """Say how often something was left out or could not be read, most often first."""
        odd = sorted((-count, what) for what, count in self._odd.items() if count)
        return [f"{-count:,} {what}" for count, what in odd]

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
            kind, day, amount, currency, value_date,
            *parties.get("provider-org", (None, None)), *parties.get("receiver-org", (None, None)),
            country if places == 1 else None, places, sector if sectors == 1 else None, sectors,
        )  # fmt: skip

    def _activity(self, path: Path, element: Any) -> None:
        facts: dict[str, str | None] = {}
        allocations: list[tuple[str, str | None, str | None, str | None, float | None]] = []
        reporter_ref = reporter = None
        for child in element:
            match child.tag:
                case "iati-identifier":
                    facts["id"] = _clean(child.text)
                case "reporting-org":
                    reporter_ref, reporter = self._tidy[child.get("ref")], self._tidy[_narrative(child)]
                case "title":
                    facts["title"] = _clean(_narrative(child))
                case "activity-status":
                    facts["status"] = _STATUS.get(self._tidy[child.get("code")] or "")
                case "activity-date":
                    name = _DATES.get(child.get("type") or "")
                    if name:
                        facts[name] = self._day(child.get("iso-date"), "activity dates that are none")
                case "recipient-country" | "recipient-region" | "sector":
                    allocations.append(self._allocation(child))
        identifier = facts.get("id")
        if not identifier:
            raise FeedError(f"{path}: activity {len(self._files) + 1} has no iati-identifier")
        self._known(path, identifier)
        currency = self._currency(element.get("default-currency"))
        self._add(
            "activities", identifier, reporter_ref, reporter, facts.get("title"), facts.get("status"),
            _clean(element.get("hierarchy")), _clean(element.get("humanitarian")),
            facts.get("start") or facts.get("start_planned"), facts.get("end") or facts.get("end_planned"), currency,
        )  # fmt: skip
        for allocation in allocations:
            self._add("allocations", identifier, *allocation)
        places = [(iso3, share) for kind, _, _, iso3, share in allocations if kind != "sector"]
        sectors = [
            (code, share)
            for kind, vocabulary, code, _, share in allocations
            if kind == "sector" and (vocabulary or "") in _DAC_SECTORS
        ]
        country, sector = _sole(places), _sole(sectors)
        for number, row in enumerate(self._pending, 1):
            self._settle(identifier, number, row, currency, country, sector)
        self._pending = []

    def _settle(
        self, identifier: str, number: int, row: tuple[Any, ...], default: str | None, only: str | None,
        sole: str | None,
    ) -> None:  # fmt: skip
        kind, day, amount, currency, value_date, *organisations, country, places, sector, sectors = row
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
            "transactions", identifier, number, kind, day, amount, currency, value_date, *organisations, country,
            basis if country else None, sector, sector_basis if sector else None,
        )  # fmt: skip

    def _allocation(self, child: Any) -> tuple[str, str | None, str | None, str | None, float | None]:
        kind = child.tag.removeprefix("recipient-")
        text = child.get("percentage")
        share = self._shares[text]
        if share is None and text:
            self._odd["percentages that are no decimal numbers"] += 1
        code = self._tidy[child.get("code")]
        return kind, self._tidy[child.get("vocabulary")], code, self._iso3(code) if kind == "country" else None, share

    def _known(self, path: Path, identifier: str) -> None:
        before = self._files.setdefault(identifier, path)
        if before is not path:
            raise FeedError(f"{path}: the activity {identifier} is in {before} too: two editions of one file?")
        if identifier in self._seen:
            self._odd["activities that stand twice in their file"] += 1
        self._seen.add(identifier)

    def _add(self, table: str, *values: Any) -> None:
        rows = self._rows[table]
        rows.append(values)
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
            self._odd["transactions whose amount is no decimal number"] += 1
        return amount

    def _currency(self, code: str | None) -> str | None:
        tidy: str | None = self._tidy[code]
        return tidy.upper() if tidy else None

    def _iso3(self, code: str | None) -> str | None:
        iso3: str | None = self._countries[code]
        if iso3 is None:
            self._odd[f"countries with the code {code!r}, which ISO 3166 does not know"] += 1
        return iso3


def _check_root(path: Path, element: Any) -> None:
    root = element.getroottree().getroot()
    info = root.getroottree().docinfo
    tag = root.tag.lower() if isinstance(root.tag, str) else ""
    if tag == "html" or (info.doctype or "").lower().startswith("<!doctype html"):
        raise FeedError(f"{path} is a web page, not data: open the address in a browser and see what it says")
    if info.doctype:
        raise FeedError(f"{path}: declares a document type, which no IATI file does and which can do harm; not read")
    if tag == "iati-organisations":
        raise FeedError(f"{path}: is an IATI organisation file; activities stand in another file of the publisher")
    if tag != "iati-activities":
        raise FeedError(f"{path}: is XML, but no IATI: its root is {root.tag}, expected iati-activities")
    version = (root.get("version") or "").strip()
    if not version.startswith("2."):
        shown = f"version {version}" if version else "no version"
        raise FeedError(
            f"{path}: is IATI of {shown}; only 2.01 and later can be read, since earlier ones name and code the same "
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


def _decimal(text: str) -> float | None:
    text = text.strip()
    return float(text) if _AMOUNT.fullmatch(text) else None


def _iso3(code: str) -> str | None:
    code = code.strip()
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
