"""Dutch number words: spelling a whole number and reading one back, and fractions."""

from __future__ import annotations

import re
import unicodedata

_UNITS = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
).split()
_TENS = "_ _ twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_ORDINALS = {
    "eerste": 1,
    "tweede": 2,
    "derde": 3,
    "vierde": 4,
    "vijfde": 5,
    "zesde": 6,
    "zevende": 7,
    "achtste": 8,
    "negende": 9,
    "tiende": 10,
    "elfde": 11,
    "twaalfde": 12,
}
LARGEST = 999_999


def spell(number: int) -> str:
    """Return the Dutch word for a whole number from 0 to 999 999, as one word without spaces."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is outside 0..{LARGEST}")
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        if not unit:
            return _TENS[tens]
        joint = "ën" if _UNITS[unit].endswith("e") else "en"
        return _UNITS[unit] + joint + _TENS[tens]
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return (_UNITS[hundreds] if hundreds > 1 else "") + "honderd" + (spell(rest) if rest else "")
    thousands, rest = divmod(number, 1000)
    return (spell(thousands) if thousands > 1 else "") + "duizend" + (spell(rest) if rest else "")


def plain(word: str) -> str:
    """Lower-case a word and drop its diacritics and hyphens, so that ``Eén`` and ``een`` are the same."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).replace("-", "")


_BELOW_THOUSAND = {plain(spell(number)): number for number in range(1000)}


def read_word(word: str) -> int | None:
    """Read a cardinal number word ("twaalf", "drieëntwintig", "achttienhonderd"); ``None`` when it is not one."""
    letters = plain(word)
    if letters in _BELOW_THOUSAND:
        return _BELOW_THOUSAND[letters]
    for scale, factor, heads in (("duizend", 1000, range(2, 1000)), ("honderd", 100, range(11, 100))):
        head, found, tail = letters.partition(scale)
        if not found:
            continue
        multiple = _BELOW_THOUSAND.get(head) if head else 1
        # "tweeduizend driehonderd" has a space after "duizend", "honderdenvijf" an "en".
        rest = _BELOW_THOUSAND.get(tail.removeprefix(" ").removeprefix("en")) if tail else 0
        if multiple is None or rest is None or (head and multiple not in heads) or rest >= factor:
            return None
        return multiple * factor + rest
    return None


def read_ordinal(word: str) -> int | None:
    """Read an ordinal word up to twelve, or "op een na" for second and so on; ``None`` when it is not one."""
    after = re.fullmatch(r"op (\w+) na(?: \w+)?", plain(word))
    if after:
        rank = read_word(after.group(1))
        return None if rank is None else rank + 1
    return _ORDINALS.get(plain(word))


_PARTS = {
    "kwart": 4,
    "derde": 3,
    "vierde": 4,
    "vijfde": 5,
    "zesde": 6,
    "zevende": 7,
    "achtste": 8,
    "negende": 9,
    "tiende": 10,
}


def read_fraction(text: str) -> tuple[int, int] | None:
    """Read a fraction: "een derde", "twee derde", "driekwart", "1 op de 8"; ``None`` when it is not a part of one."""
    words = plain(text)
    in_so_many = re.fullmatch(r"(\w+) op de (\w+)", words)
    glued = re.fullmatch(r"(een|twee|drie|vier|vijf|zes|zeven|acht|negen) ?(\w+?)n?", words)
    if in_so_many:
        part, whole = (int(word) if word.isdecimal() else read_word(word) for word in in_so_many.groups())
    elif words == "kwart":
        part, whole = 1, 4
    elif glued:
        part, whole = read_word(glued.group(1)), _PARTS.get(glued.group(2))
    else:
        return None
    return (part, whole) if part and whole and part < whole else None
