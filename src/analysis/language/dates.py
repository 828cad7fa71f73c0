"""Days as a language writes them: "1 July 2017", "juli 2017", "2017"."""

from __future__ import annotations

import datetime as dt
from typing import Any

from babel.dates import format_date

from analysis.language.messages import _, current

#: How fine a day is told, by the length of its ISO form: a year, a month, the day itself.
_PATTERNS = {4: "y", 7: "MMMM y", 10: "d MMMM y"}
YEAR, MONTH, DAY = _PATTERNS


def between(start: dt.date, end: dt.date, finest: int = DAY) -> str:
    """Return a span with what both ends share said once: "1 to 5 March 2018", "July to September 2017".

    ``start`` is the earlier one; both are as fine as :func:`told` has them.
    """
    shared = YEAR if (start.year, start.month) != (end.year, end.month) else MONTH
    same = shared < finest and start.year == end.year
    pattern = _PATTERNS[finest].removesuffix(f" {_PATTERNS[shared]}") if same else _PATTERNS[finest]
    first = str(format_date(start, pattern, locale=current()))
    return _("{first} to {last}", first=first, last=told(end, finest))


def told(moment: Any, finest: int = DAY) -> str:
    """Return a day in the language that is spoken, as fine as :data:`YEAR`, :data:`MONTH` or :data:`DAY`."""
    return str(format_date(moment, _PATTERNS[finest], locale=current()))


def written(day: Any, language: str = "") -> str:
    """Return a day, month or year (``2017-07-01``, ``2017-07``, ``2017``) in a language; another text as it is.

    In the language that is spoken, unless another is named; nothing for a missing one.
    """
    if not isinstance(day, str):
        return ""
    try:
        known = dt.date.fromisoformat(f"{day}-01-01"[:DAY])
    except ValueError:
        return day
    return str(format_date(known, _PATTERNS[len(day)], locale=language or current())) if len(day) in _PATTERNS else day
