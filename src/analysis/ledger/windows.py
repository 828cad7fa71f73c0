"""Reporting windows as Dutch reports print them, with their dates."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()  # fmt: skip
_YEAR = r"(?:19|20)\d\d"
#: A month, as a pattern.
MONTH = "(?:" + "|".join(MONTHS) + ")"
_TO = r"(?:\s*[-–—]\s*|\s+(?:tot\s+en\s+met|tot\s+eind|tot|t/m)\s+)"


@dataclass(frozen=True)
class Window:
    """A printed window: where it stands, its days where they are known, its kind, and the pattern that found it."""

    start: int
    end: int
    first: date | None
    last: date | None
    kind: str
    pattern: str


_Days = tuple[date | None, date | None, str]


def _year(text: str) -> _Days:
    year = int(text[-4:])
    return date(year, 1, 1), date(year, 12, 31), "calendar_year"


def _years(text: str) -> _Days:
    first, last = re.findall(_YEAR, text)
    return date(int(first), 1, 1), date(int(last), 12, 31), "multi_year"


def _mid_years(text: str) -> _Days:
    first, last = (int(year) for year in re.findall(_YEAR, text))
    return date(first, 7, 1), date(last, 6, 30), "mid_year" if last == first + 1 else "multi_year"


def _days(text: str) -> _Days:
    found = [date(int(y), int(m), int(d)) for d, m, y in re.findall(rf"(\d{{1,2}})-(\d{{1,2}})-({_YEAR})", text)]
    return found[0], found[-1], _length(found[0], found[-1])


def _worded_days(text: str) -> _Days:
    found = [
        date(int(year), MONTHS.index(month) + 1, int(day))
        for day, month, year in re.findall(rf"(\d{{1,2}})\s+({MONTH})\s+({_YEAR})", text)
    ]
    return found[0], found[-1], "instant" if len(found) == 1 else _length(found[0], found[-1])


def _months(text: str) -> _Days:
    found = [(int(year), MONTHS.index(month) + 1) for month, year in re.findall(rf"({MONTH})\s+({_YEAR})", text)]
    (first_year, first_month), (year, month) = found[0], found[-1]
    last = date(year, month, monthrange(year, month)[1])
    return date(first_year, first_month, 1), last, "span" if len(found) == 1 else "multi_year"


def _end_of_year(text: str) -> _Days:
    day = date(int(text[-4:]), 12, 31)
    return day, day, "instant"


def _since(text: str) -> _Days:
    return date(int(text[-4:]), 1, 1), None, "cumulative"


def _open(_: str) -> _Days:
    return None, None, "cumulative"


def _length(first: date, last: date) -> str:
    days = (last - first).days
    return "reporting_year" if 363 <= days <= 366 else "multi_year" if days > 366 else "span"


#: The patterns by name; of two that begin at the same place the first one wins.
PATTERNS: dict[str, tuple[re.Pattern[str], Callable[[str], _Days]]] = {
    name: (re.compile(pattern, re.IGNORECASE), days)
    for name, pattern, days in (
        ("mid_years", rf"mid-\s?{_YEAR}{_TO}mid-\s?{_YEAR}", _mid_years),
        ("days", rf"\d{{1,2}}-\d{{1,2}}-{_YEAR}{_TO}\d{{1,2}}-\d{{1,2}}-{_YEAR}", _days),
        ("worded_days", rf"\d{{1,2}}\s+{MONTH}\s+{_YEAR}{_TO}\d{{1,2}}\s+{MONTH}\s+{_YEAR}", _worded_days),
        ("worded_day", rf"\d{{1,2}}\s+{MONTH}\s+{_YEAR}", _worded_days),
        ("months", rf"{MONTH}\s+{_YEAR}{_TO}{MONTH}\s+{_YEAR}", _months),
        ("month", rf"{MONTH}\s+{_YEAR}", _months),
        ("end_of_year", rf"\beind\s+{_YEAR}", _end_of_year),
        ("since", rf"\b(?:sinds|vanaf)\s+(?:(?:de\s+oprichting|het\s+begin)\s+in\s+)?{_YEAR}", _since),
        ("years", rf"(?<!\d){_YEAR}{_TO}{_YEAR}(?!\d)", _years),
        ("until_now", r"\b(?:tot\s+nu\s+toe|inmiddels)\b", _open),
        ("year", rf"(?<![\d.,]){_YEAR}(?![\d%]|[.,]\d{{3}})", _year),
    )
}  # fmt: skip


def find(text: str, without: frozenset[str] = frozenset()) -> Iterator[Window]:
    """Find the windows in a text, in order and without overlap; ``without`` names patterns to leave out."""
    found = [
        (match.start(), order, match.end(), name)
        for order, (name, (pattern, _)) in enumerate(PATTERNS.items())
        if name not in without
        for match in pattern.finditer(text)
    ]
    reached = 0
    for start, _, end, name in sorted(found):
        if start < reached:
            continue
        try:
            first, last, kind = PATTERNS[name][1](" ".join(text[start:end].lower().split()))
        except ValueError:  # a day that no calendar has
            continue
        if first and last and first > last:
            continue
        yield Window(start, end, first, last, kind, name)
        reached = end
