"""Days as a language writes them: "1 juli 2017", "July 2017", "2017"."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date


def written(day: str, language: str) -> str:
    """Return a day, month or year (``2017-07-01``, ``2017-07``, ``2017``) in a language; another text as it is."""
    patterns = {4: "y", 7: "MMMM y", 10: "d MMMM y"}
    try:
        known = dt.date.fromisoformat(f"{day}-01-01"[:10])
    except ValueError:
        return day
    return format_date(known, patterns[len(day)], locale=language) if len(day) in patterns else day
