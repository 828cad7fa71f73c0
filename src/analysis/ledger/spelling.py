"""How people and their spreadsheets spell what the dataset writes in one way: numbers, days, yes and no, names.

Each function returns the text as the dataset writes it. What could be meant in two ways is refused with both; what
cannot be read at all is returned as it is, for the check of the dataset to name.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher

from analysis.errors import AnalysisError
from analysis.ledger.layout import MARK

_YES = {"true", "waar", "yes", "ja", "y", "j", "1"}
_NO = {"false", "onwaar", "no", "nee", "n", "0"}
_POINTED = re.compile(r"([-−–]?)(\d+)\.(\d+)")
_COMMA = re.compile(r"([-−–]?)(\d+),(\d+)")
_GROUPED = re.compile(r"([-−–]?)(\d{1,3}(?:([.,\s])\d{3})(?:\3\d{3})*)(?:([.,])(\d+))?")
_POWER = re.compile(r"([-−–]?\d+)(?:[.,](\d+))?[eE]([+-]?\d+)")
_LIKENESS = 0.8  # of two words, from which they may be one that is misspelt
_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")


class AmbiguousError(AnalysisError):
    """A spelling that could be meant in two ways; the message holds both."""


def number(text: str, pointed: bool) -> str:
    """Return a number with a decimal point; ``pointed`` says that the file writes decimals so, as the dataset does.

    "6,4", "1.234,5" and "1.234.567" can only be meant in one way; "2,800" cannot, nor "2.800" unless ``pointed``.
    Raises :class:`AmbiguousError` with both readings.
    """
    power = _POWER.fullmatch(text)
    if power:
        return f"{float(f'{power[1]}.{power[2] or 0}e{power[3]}'):.12g}"
    single = _POINTED.fullmatch(text) or _COMMA.fullmatch(text)
    if single:
        sign, whole, part = single.groups()
        if len(part) == 3 and len(whole) <= 3 and whole[0] != "0" and not (pointed and "." in text):
            raise AmbiguousError(
                f"{text!r} could be {_signed(sign)}{whole}{part} or {_signed(sign)}{whole}.{part}; write it as the one "
                "or the other, without a separator of thousands"
            )
        return f"{_signed(sign)}{whole}.{part}"
    grouped = _GROUPED.fullmatch(text)
    if grouped and grouped[4] != grouped[3]:
        sign, digits, _, _, part = grouped.groups()
        return _signed(sign) + re.sub(r"\D", "", digits) + (f".{part}" if part else "")
    return text


def whole_number(text: str) -> str:
    """Return a whole number; a point or comma in it can only separate thousands, or come before noughts."""
    grouped = _GROUPED.fullmatch(text)
    if grouped and not grouped[4]:
        return _signed(grouped[1]) + re.sub(r"\D", "", grouped[2])
    return re.sub(r"(?<=\d)[.,]0+$", "", text)


def day(text: str, column: str) -> str:
    """Return a day as 2018-06-30; a year or a month alone begins or ends a window, by the name of the column.

    Hyphens and points are written between day, month and year, in that order; slashes also between month, day and
    year. Raises :class:`AmbiguousError` with both readings.
    """
    if re.fullmatch(r"\d{4}", text) and column.endswith("start"):
        return f"{text}-01-01"
    if re.fullmatch(r"\d{4}", text) and column.endswith("end"):
        return f"{text}-12-31"
    month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if month and column.endswith("start"):
        return f"{text}-01"
    if month and column.endswith("end"):
        return f"{text}-{monthrange(int(month[1]), int(month[2]))[1]}"
    found = _DAY.fullmatch(text)
    if not found:
        return text
    first, separator, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    readings = {(first, second)} | ({(second, first)} if separator == "/" else set())
    days = sorted(_written(year, month, number) for number, month in readings if _exists(year, month, number))
    if len(days) > 1:
        raise AmbiguousError(f"{text!r} could be {days[0]} or {days[1]}; write it as the one or the other")
    return days[0] if days else text


def truth(text: str) -> str:
    """Return ``true`` or ``false`` for the words that people and spreadsheets use, in English and Dutch."""
    lowered = text.lower()
    return "true" if lowered in _YES else "false" if lowered in _NO else text


def chosen(text: str) -> str:
    """Return the identifier of an entry of a drop-down list, which may be followed by its label."""
    return text.partition(MARK)[0].strip()


def nearest(text: str, names: Iterable[str]) -> str:
    """Return the name of which a text is most likely a misspelling, in its own case; empty where there is none.

    Both have the same number of words, and each word of one is much like that of the other: names of one construction,
    as "Government of Mali" and "Government of Iran", are not.
    """
    likeness, name = max(((_likeness(text, name), name) for name in names), default=(0.0, ""))
    return name if likeness >= _LIKENESS else ""


def _likeness(one: str, other: str) -> float:
    """Return how alike two texts are in the word in which they differ most, from 0 to 1."""
    words = [re.findall(r"\w+", text.lower()) for text in (one, other)]
    if len(words[0]) != len(words[1]) or not words[0]:
        return 0.0
    return min(SequenceMatcher(None, *pair).ratio() for pair in zip(*words, strict=True))


def slug(text: str) -> str:
    """Return a text as an identifier: lower case, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _signed(sign: str) -> str:
    return "-" if sign else ""


def _written(year: int, month: int, number: int) -> str:
    return date(year, month, number).isoformat()


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True
