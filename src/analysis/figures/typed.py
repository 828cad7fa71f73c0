"""Numbers that a person types, in the language of the person: on the command line and in a control alike."""

from __future__ import annotations

import re

from babel import Locale, UnknownLocaleError

from analysis.errors import AmbiguousNumberError

_PLAIN = re.compile(r"[+-]?(?:\d+|\d*\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)")


def number(text: str, language: str) -> float:
    """Return the number that a text means in a language.

    3.000 is three thousand in Dutch, and 3,000 in English. The same with the language's own decimal separator (3.000 in
    English) may be three, or three thousand by somebody who counts in the other language, and is refused with both
    readings: an :class:`AmbiguousNumberError`. A number that only the other language knows, such as 0.5 in Dutch, is
    taken where it has a point, as programs write it. Raises :class:`ValueError` for what is no number.
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    decimal, thousands = _separators(language)
    grouped = rf"[+-]?[1-9]\d{{0,2}}(?:{thousands}\d{{3}})+(?:{re.escape(decimal)}\d+)?"
    if re.fullmatch(grouped, plain):
        return float(re.sub(thousands, "", plain).replace(decimal, "."))
    if re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}{re.escape(decimal)}\d{{3}}", plain):
        whole, parts = plain.split(decimal)
        short = parts.rstrip("0")
        # Three digits after the separator are what is doubtful: one nought more says that they are decimals.
        small = f"{whole}{decimal}{short if len(short) < len(parts) else f'{parts}0'}" if short else whole
        raise AmbiguousNumberError(text, small, f"{whole}{parts}")
    if re.fullmatch(rf"[+-]?\d*{re.escape(decimal)}\d+", plain):
        return float(plain.replace(decimal, "."))
    if _PLAIN.fullmatch(plain):
        return float(plain)
    raise ValueError(text)


def _separators(language: str) -> tuple[str, str]:
    """Return what separates whole units from their parts, and a pattern for what separates thousands."""
    try:
        symbols = Locale.parse(language).number_symbols["latn"]
    except (UnknownLocaleError, ValueError):  # which is refused where the language itself is looked at
        symbols = {"decimal": ".", "group": ","}
    group = symbols["group"]
    return symbols["decimal"], r"\s" if group.isspace() else re.escape(group)
