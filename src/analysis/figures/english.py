"""English figures: said in Dutch, so that the conventions of reading exist once.

"More than 2,800" becomes "meer dan 2.800", "two thirds" becomes "2 op de 3". What has no Dutch form is left as it is,
and then no figure is read.
"""

from __future__ import annotations

import re

from analysis.errors import UnreadableFigureError

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_BELOW_HUNDRED = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 10 * number for number, word in enumerate(_TENS) if number > 1},
    **{
        f"{ten}{joint}{unit}": 10 * number + more
        for number, ten in enumerate(_TENS)
        if number > 1
        for more, unit in enumerate(_UNITS[:10])
        if more
        for joint in ("-", " ", "")
    },
}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
MAGNITUDES = {
    "hundreds of thousands": "honderdduizenden",
    "tens of thousands": "tienduizenden",
    "dozens": "tientallen",
    "hundreds": "honderden",
    "thousands": "duizenden",
    "millions": "miljoenen",
    "billions": "miljarden",
}
SCALES = {"thousand": "duizend", "million": "miljoen", "billion": "miljard", "bn": "miljard"}
#: Hedges, and the Dutch one that means the same.
HEDGES = {
    "just over": "ruim",
    "slightly over": "ruim",
    "slightly more than": "ruim",
    "a little over": "ruim",
    "more than": "meer dan",
    "over": "meer dan",
    "well over": "meer dan",
    "above": "meer dan",
    "upwards of": "meer dan",
    "almost": "bijna",
    "nearly": "bijna",
    "close to": "bijna",
    "just under": "bijna",
    "about": "circa",
    "around": "circa",
    "approximately": "circa",
    "approx.": "circa",
    "roughly": "circa",
    "some": "circa",
    "an estimated": "circa",
    "estimated": "circa",
    "at least": "ten minste",
    "a minimum of": "ten minste",
    "minimum": "ten minste",
    "no fewer than": "ten minste",
    "not less than": "ten minste",
    "at most": "maximaal",
    "up to": "maximaal",
    "a maximum of": "maximaal",
    "maximum": "maximaal",
    "no more than": "maximaal",
    "not more than": "maximaal",
    "less than": "minder dan",
    "fewer than": "minder dan",
    "under": "minder dan",
    "below": "minder dan",
}
_TIMES = {
    "years": "jaar",
    "year": "jaar",
    "months": "maanden",
    "month": "maand",
    "weeks": "weken",
    "week": "week",
    "days": "dagen",
    "day": "dag",
    "per cent": "procent",
    "percent": "procent",
    "euros": "euro",
    "euro": "euro",
    "us dollars": "dollar",
    "dollars": "dollar",
}
_DIGITS = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\d,]*\d)", re.ASCII)


def read_word(word: str) -> int | None:
    """Read an English cardinal number word below a million ("twelve", "three hundred"); ``None`` for anything else."""
    text = " ".join(word.lower().replace(" and ", " ").split())
    if text in _BELOW_HUNDRED:
        return _BELOW_HUNDRED[text]
    for scale, factor in (("thousand", 1000), ("hundred", 100)):
        head, found, tail = (part.strip() for part in text.partition(scale))
        if found:
            many = 1 if head in {"", "a"} else read_word(head)
            rest = read_word(tail) if tail else 0
            return None if many is None or rest is None or rest >= factor else many * factor + rest
    return None


def read_fraction(text: str) -> tuple[int, int] | None:
    """Read a fraction: "a third", "two thirds", "one in five", "half"; ``None`` when it is not a part of one."""
    words = text.lower().replace("-", " ").split()
    if words in (["half"], ["one", "half"]):
        return 1, 2
    match words:
        case [first, ("in" | "of" | "out"), *between, second] if set(between) <= {"every", "of", "the"}:
            part, whole = (int(word) if word.isdecimal() else read_word(word) for word in (first, second))
            if words[1] == "of" or part is None or whole is None:
                return None
        case [first, second]:
            part = 1 if first in {"a", "one"} else read_word(first)
            whole = _PARTS.get(second.removesuffix("s"))
        case _:
            return None
    return (part, whole) if part and whole and part < whole else None


def to_dutch(text: str) -> str:
    """Say an English figure in Dutch.

    Raises :class:`UnreadableFigureError` for "2,80", which no English number is.
    """
    if re.search(r"\d,(?!\d{3}(?!\d))", text):
        raise UnreadableFigureError(text, "in an English number three digits follow a comma")
    rest = " ".join(text.replace("’", "'").split())
    if rest.lower() in MAGNITUDES:
        return MAGNITUDES[rest.lower()]
    between = re.fullmatch(r"between (.+) and (.+)", rest, re.IGNORECASE)
    if between:
        return f"tussen {to_dutch(between[1])} en {to_dutch(between[2])}"
    lowered = rest.lower()
    hedge = next((words for words in _LONGEST_FIRST if lowered.startswith(words + " ")), "")
    said = _number(rest[len(hedge) :].strip())
    return f"{HEDGES[hedge]} {said}" if hedge else said


_LONGEST_FIRST = sorted(HEDGES, key=len, reverse=True)


def _number(text: str) -> str:
    fraction = read_fraction(text)
    if fraction == (1, 2):
        return "de helft"
    if fraction:
        return "{} op de {}".format(*fraction)
    ends = (
        re.split(r"\s+to\s+|\s*[-–]\s*(?=\d)", text)
        if re.search(r"\d[\w%.,]*(?:\s+to\s+|\s*[-–]\s*)", text)
        else [text]
    )
    if len(ends) == 2 and all(ends):
        return " tot ".join(_number(end) for end in ends)
    unit = next((words for words in _TIMES if text.lower().endswith(" " + words)), "")
    head = text[: len(text) - len(unit)].strip() if unit else text
    head = re.sub(r"(?<=\d)bn$", " bn", head)  # "EUR 1.5bn"
    words = head.split()
    scale = SCALES.get(words[-1].lower(), "") if len(words) > 1 else ""
    number = " ".join(words[:-1]) if scale else head
    plain = read_word(number)
    if plain is None and scale and number.lower() == "a":
        plain = 1
    if plain is None and scale:
        plain = read_word(f"{number} {words[-1]}")
        scale = "" if plain is not None else scale
    said = str(plain) if plain is not None else _DIGITS.sub(_digits, number)
    return " ".join(part for part in (said, scale, _TIMES.get(unit, "")) if part)


def _digits(match: re.Match[str]) -> str:
    """Print an English number in digits with Dutch marks."""
    whole, decimals = match.groups()
    return whole.replace(",", ".") + (decimals or "").replace(".", ",")
