"""Numbers and intervals as people read them, in English and in Dutch."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import cache

from babel import Locale
from babel.numbers import NumberPattern, format_decimal, parse_pattern

from analysis.display.theme import Language

_LOCALES: dict[Language, Locale] = {"en": Locale("en", "GB"), "nl": Locale("nl", "NL")}
_WORDS: dict[Language, dict[str, str]] = {
    "en": {"to": "to", "at_least": "at least", "at_most": "at most", "unknown": "not known", "million": "million"},
    "nl": {
        "to": "tot",
        "at_least": "ten minste",
        "at_most": "ten hoogste",
        "unknown": "onbekend",
        "million": "miljoen",
    },
}
_SPACE = "\N{NO-BREAK SPACE}"
_ROUND_MONEY = 100_000
#: Below it, an end of an interval keeps a decimal: half a year is not nought years.
_SMALL = 10
#: The smallest share that is printed as such, in per cent.
_SMALLEST = 0.01


def number(value: float, language: Language, decimals: int | None = None) -> str:
    """Print a number with the separators of the language; with all its decimals, unless their number is fixed."""
    exact = Decimal(repr(round(float(value), 6))).normalize()
    if decimals is None:
        decimals = max(0, -int(exact.as_tuple().exponent))
    exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    printed: str = format_decimal(exact, format=_pattern(decimals), locale=_LOCALES[language])
    return printed


@cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


def interval(lower: float | None, upper: float | None, language: Language, unit: str = "", decimals: int = 0) -> str:
    """Print an interval in a unit: "93 to 97 %", "at least 2,800", "EUR 195 to 205 million".

    Ends are rounded outwards, so that the printed interval holds the true one; a point is rounded to the nearest.
    ``unit`` is ``EUR``, ``USD``, ``percent`` or empty; a missing end is no limit.
    """
    low, high = _end(lower), _end(upper)
    scale, suffix = _scale(low, high, unit, language)
    if low is None and high is None:
        return _WORDS[language]["unknown"]
    low, high = (None if end is None else end / scale for end in (low, high))
    broken = [end for end in (low, high) if end is not None and end % 1]
    if broken and (suffix or (unit != "percent" and min(map(abs, broken)) < _SMALL)):
        decimals = max(decimals, 1)
    prefix = f"{unit}{_SPACE}" if unit in {"EUR", "USD"} else ""
    if low is not None and low == high:
        body = prefix + _printed(low, language, decimals, ROUND_HALF_EVEN)
    else:
        ends = (
            None if low is None else _printed(low, language, decimals, ROUND_FLOOR),
            None if high is None else _printed(high, language, decimals, ROUND_CEILING),
        )
        body = _joined(*ends, language, prefix)
    return f"{body}{suffix}{_SPACE + '%' if unit == 'percent' else ''}"


def share(lower: float | None, upper: float | None, language: Language) -> str:
    """Print an interval of fractions as per cent, with a decimal only where the interval is narrower than a point."""
    low, high = (None if (end := _end(bound)) is None else end * 100 for bound in (lower, upper))
    narrow = low is not None and high is not None and high - low < 1 and not low == high == round(low)
    return interval(low, high, language, "percent", decimals=1 if narrow else 0)


def close_share(lower: float | None, upper: float | None, language: Language) -> str:
    """Print an interval of fractions as one share, "72.5 %", where both ends round to it; else like :func:`share`.

    One decimal, or two where it would be nought or where the ends happen to lie on either side of half of one.
    """
    low, high = _end(lower), _end(upper)
    if low is None or high is None:
        return share(low, high, language)
    for decimals in (1, 2):
        rounded = round(low * 100, decimals)
        if rounded == round(high * 100, decimals) and (rounded or low == 0):
            return f"{number(rounded, language, decimals)}{_SPACE}%"
    if 0 < high * 100 < _SMALLEST:
        return f"<{_SPACE}{number(_SMALLEST, language)}{_SPACE}%"
    return share(low, high, language)


def signed(lower: float | None, upper: float | None, language: Language, unit: str = "") -> str:
    """Print a difference with its sign: "+137 to +139", "−570", "at least +5", "−38.8 %"; ends are rounded outwards."""
    low, high = _end(lower), _end(upper)
    if low is None and high is None:
        return _WORDS[language]["unknown"]
    narrow = unit == "percent" and low is not None and high is not None and high - low < 1 and low != round(low)
    ends = [
        None if end is None else _marked(_printed(end, language, int(narrow), ROUND_HALF_EVEN if low == high else how))
        for end, how in ((low, ROUND_FLOOR), (high, ROUND_CEILING))
    ]
    return _joined(ends[0], ends[1], language, "") + (f"{_SPACE}%" if unit == "percent" else "")


def _marked(text: str) -> str:
    if text.startswith("-"):
        return text.replace("-", "\N{MINUS SIGN}")
    return f"+{text}" if text.strip("0,.") else text


def _end(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _scale(low: float | None, high: float | None, unit: str, language: Language) -> tuple[float, str]:
    ends = [end for end in (low, high) if end]
    if unit in {"EUR", "USD"} and ends and all(end >= 1e6 and end % _ROUND_MONEY == 0 for end in ends):
        return 1e6, f"{_SPACE}{_WORDS[language]['million']}"
    return 1, ""


def _printed(value: float, language: Language, decimals: int, rounding: str) -> str:
    # Float noise must not push an end outwards by a whole unit.
    exact = Decimal(repr(round(value, decimals + 6)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
    if decimals == 0 and exact != rounded and abs(exact) < 100 and rounding == ROUND_HALF_EVEN:
        return number(float(exact), language, 1)
    return number(float(rounded), language, decimals)


def _joined(low: str | None, high: str | None, language: Language, prefix: str) -> str:
    words = _WORDS[language]
    if low is None:
        return f"{words['at_most']} {prefix}{high}"
    if high is None:
        return f"{words['at_least']} {prefix}{low}"
    return prefix + (low if low == high else f"{low} {words['to']} {high}")
