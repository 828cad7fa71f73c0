"""Numbers and intervals as people read them, in the language that is spoken."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.numbers import NumberPattern, format_decimal, parse_pattern

from analysis.dataset.rows import interval as interval_of
from analysis.figures.currencies import CURRENCIES
from analysis.language.messages import _, current

#: The region whose way of writing numbers a language takes, where it is not the one that Babel finds likeliest.
_REGIONS = {"en": "GB"}
_SPACE = "\N{NO-BREAK SPACE}"
#: As long as the plus sign: what Babel prints in most languages is a hyphen.
_MINUS = "\N{MINUS SIGN}"
#: Against the number in both languages, as the documents print it.
_PERCENT = "%"
_ROUND_MONEY = 100_000
#: Below it, an end of an interval keeps a decimal: half a year is not nought years.
_SMALL = 10
#: The smallest share that is printed as such, in per cent.
_SMALLEST = 0.01
#: Whether the lower and the upper end of an interval are open.
Opened = tuple[bool, bool]
_CLOSED: Opened = (False, False)


@cache
def locale(language: str) -> str:
    """Return the locale of a language, with its region: ``en_GB``, ``nl_NL``."""
    region = _REGIONS.get(language) or get_global("likely_subtags")[language].split("_")[-1]
    return f"{language}_{region}"


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(locale(language))


def number(value: float, decimals: int | None = None) -> str:
    """Print a number with the separators of the language; with all its decimals, unless their number is fixed."""
    exact = Decimal(repr(round(float(value), 6))).normalize()
    if decimals is None:
        decimals = max(0, -int(exact.as_tuple().exponent))
    exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0  # no minus before nought
    printed: str = format_decimal(exact, format=_pattern(decimals), locale=_locale(current()))
    return printed.replace("-", _MINUS)


@cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


def opened(row: Any, prefix: str = "") -> Opened:
    """Return which ends of a row are open, from its columns ``PREFIXlower_open`` and ``PREFIXupper_open`` if any."""
    ends = interval_of(row, prefix)
    return ends.lower_open, ends.upper_open


def allowed(row: Any, unit: str = "", decimals: int = 0, prefix: str = "") -> str:
    """Print what a row with the columns ``PREFIXlower`` and ``PREFIXupper`` allows, see :func:`interval`."""
    ends = interval_of(row, prefix)
    return interval(ends.lower, ends.upper, unit, decimals, (ends.lower_open, ends.upper_open))


def interval(
    lower: float | None,
    upper: float | None,
    unit: str = "",
    decimals: int = 0,
    opened: Opened = _CLOSED,
) -> str:
    """Print an interval in a unit: "93 to 97%", "at least 2,800", "more than 4,000", "EUR 180 to 220 million".

    Ends are rounded outwards, so that the printed interval holds the true one; a point is rounded to the nearest, and
    up from the middle. ``unit`` is ``EUR``, ``USD``, ``percent`` or empty; a missing end is no limit. An end that is
    ``opened`` is itself not allowed, and is said not to be: "more than 4,000", "93 to under 100%", "more than 3,200
    and less than 4,000".
    """
    low, high = _end(lower), _end(upper)
    scale, suffix = _scale(low, high, unit)
    if low is None and high is None:
        return _("not known")
    low, high = (None if end is None else end / scale for end in (low, high))
    broken = [end for end in (low, high) if end is not None and end % 1]
    if broken and (suffix or (unit != "percent" and min(map(abs, broken)) < _SMALL)):
        decimals = max(decimals, 1)
    prefix = f"{unit}{_SPACE}" if unit in CURRENCIES else ""
    suffix += _PERCENT if unit == "percent" else ""
    if low is not None and low == high:
        body = prefix + _printed(low, decimals, ROUND_HALF_UP) + suffix
    else:
        ends = (
            None if low is None else _printed(low, decimals, ROUND_FLOOR),
            None if high is None else _printed(high, decimals, ROUND_CEILING),
        )
        # Rounded outwards, an end is no longer the one that is left out.
        exact = tuple(open_ and _whole(end, decimals) for open_, end in zip(opened, (low, high), strict=True))
        body = joined(*ends, prefix, (exact[0], exact[1]), suffix)
    return body


def share(lower: float | None, upper: float | None, opened: Opened = _CLOSED) -> str:
    """Print an interval of fractions as per cent, with a decimal only where the interval is narrower than a point."""
    # Float noise must not give a whole share a decimal.
    low, high = (None if (end := _end(bound)) is None else round(end * 100, 9) for bound in (lower, upper))
    narrow = low is not None and high is not None and high - low < 1 and not low == high == round(low)
    return interval(low, high, "percent", 1 if narrow else 0, opened)


def close_share(lower: float | None, upper: float | None) -> str:
    """Print an interval of fractions as one share, "72.5%", where both ends round to it; else like :func:`share`.

    One decimal, or two where it would be nought or where the ends happen to lie on either side of half of one.
    """
    low, high = _end(lower), _end(upper)
    if low is None or high is None:
        return share(low, high)
    for decimals in (1, 2):
        rounded = round(low * 100, decimals)
        if rounded == round(high * 100, decimals) and (rounded or low == 0):
            return f"{number(rounded, decimals)}{_PERCENT}"
    if 0 < high * 100 < _SMALLEST:
        return f"<{_SPACE}{number(_SMALLEST)}{_PERCENT}"
    return share(low, high)


def signed(lower: float | None, upper: float | None, unit: str = "") -> str:
    """Print a difference with its sign: "+137 to +139", "−570", "at least +5", "−38.8%"; ends are rounded outwards."""
    low, high = _end(lower), _end(upper)
    if low is None and high is None:
        return _("not known")
    narrow = unit == "percent" and low is not None and high is not None and high - low < 1 and low != round(low)
    ends = [
        None if end is None else _marked(_printed(end, int(narrow), ROUND_HALF_UP if low == high else how))
        for end, how in ((low, ROUND_FLOOR), (high, ROUND_CEILING))
    ]
    return joined(ends[0], ends[1], suffix=_PERCENT if unit == "percent" else "")


def _marked(text: str) -> str:
    return text if text.startswith(_MINUS) or not text.strip("0,.") else f"+{text}"


def _end(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _whole(end: float | None, decimals: int) -> bool:
    """Whether an end is printed as it is, and not rounded."""
    return end is not None and round(end, decimals) == round(end, decimals + 6)


def _scale(low: float | None, high: float | None, unit: str) -> tuple[float, str]:
    ends = [end for end in (low, high) if end]
    if unit in CURRENCIES and ends and all(abs(end) >= 1e6 and end % _ROUND_MONEY == 0 for end in ends):
        return 1e6, _SPACE + _("million")
    return 1, ""


def _printed(value: float, decimals: int, rounding: str) -> str:
    # Float noise must not push an end outwards by a whole unit.
    exact = Decimal(repr(round(value, decimals + 6)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
    if decimals == 0 and exact != rounded and abs(exact) < 100 and rounding == ROUND_HALF_UP:
        return number(float(exact), 1)
    return number(float(rounded), decimals)


def joined(low: str | None, high: str | None, prefix: str = "", opened: Opened = _CLOSED, suffix: str = "") -> str:
    """Join the printed ends of an interval, of which one at least is there.

    ``prefix`` is the currency before it, ``suffix`` the scale or sign behind it; two ends that stand apart ("more than
    EUR 800 million and less than EUR 1,000 million") have them each.
    """
    if low is None:
        end = f"{prefix}{high}{suffix}"
        return _("less than {end}", end=end) if opened[1] else _("at most {end}", end=end)
    if high is None:
        end = f"{prefix}{low}{suffix}"
        return _("more than {end}", end=end) if opened[0] else _("at least {end}", end=end)
    if low == high:
        return prefix + low + suffix
    low, high = prefix + low, high + suffix
    if opened[0]:
        low, high = low + suffix, prefix + high
    if opened == (True, True):
        return _("more than {low} and less than {high}", low=low, high=high)
    if opened[0]:
        return _("more than {low} and at most {high}", low=low, high=high)
    return _("{low} to under {high}", low=low, high=high) if opened[1] else _("{low} to {high}", low=low, high=high)
