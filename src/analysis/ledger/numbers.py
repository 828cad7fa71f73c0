"""Every number in a text: runs of digits, and Dutch or English number words.

A boundary between letters and digits is a boundary between tokens, so that the footnote marker in "regio12" is a
number of its own. Articles ("een" without accents), "eerste", "first" and Roman numerals are no numbers here; "één" is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.figures import english
from analysis.figures.numerals import plain, read_ordinal, read_word

_SCALE = r"(?:miljoen|miljard|duizend|honderd|mln\b\.?|mld\b\.?|mrd\b\.?|dzd\b\.?)(?![^\W_])"
_RAISED = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089"  # raised and lowered digits, and fractions, count as digits
_LETTER = rf"(?![{_RAISED}])[^\W\d_]"
_LETTERS = rf"{_LETTER}(?:{_LETTER}|[\u0300-\u036f])*"
_TOKEN = re.compile(
    rf"(?P<digits>(?:[1-9]\d{{0,2}}(?:\.\d{{3}})+(?!\d)|\d+)(?:,\d+)?|[{_RAISED}]+)"
    rf"(?:\s+{_SCALE})?"
    rf"|(?P<word>{_LETTERS})(?:(?P<rest>-\s+{_LETTERS})|(?P<scale>\s+{_SCALE}))?",
    re.IGNORECASE,
)
_ENGLISH_SCALE = r"(?:hundred|thousand|million|billion|bn\b)(?![^\W_])"
_ENGLISH_TOKEN = re.compile(
    rf"(?P<digits>(?:[1-9]\d{{0,2}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|[{_RAISED}]+)"
    rf"(?:\s+{_ENGLISH_SCALE})?"
    rf"|(?P<word>{_LETTERS}(?:-(?:one|two|three|four|five|six|seven|eight|nine)\b)?)(?P<scale>\s+{_ENGLISH_SCALE})?",
    re.IGNORECASE,
)
_ENGLISH_WORDS = frozenset(
    "half third thirds quarter quarters fifths tenths dozens hundreds thousands millions billions hundred thousand "
    "million billion".split()
) | frozenset(english.ORDINALS)
_MAGNITUDES = frozenset(
    "tientallen honderden duizenden tienduizenden honderdduizenden miljoenen miljarden miljoen miljard".split()
)
_PARTS = frozenset("half halve helft anderhalf anderhalve kwart driekwart".split())
_COMPOUND = re.compile(
    r"(?P<head>.+?)(?:jarige?|daagse?|weekse?|maandse?|urige?|jaarlijkse?|maandelijkse?|delige?|ledige?|zijdige?|voudige?|maal|"
    r"tal|tallen|en?half|en?halve|derde|kwart)"
)
_ARTICLE = "een"


@dataclass(frozen=True)
class Number:
    """A number in a text: where it stands, as printed, and whether it is written in digits."""

    start: int
    end: int
    text: str
    digits: bool


def find(text: str, language: str = "nl") -> Iterator[Number]:
    """Find every number in a text, in order; a scale word ("miljoen") belongs to the number before it."""
    if language == "en":
        yield from _find_english(text)
        return
    at = 0
    while match := _TOKEN.search(text, at):
        end = match.end() if match["digits"] else _end_of_words(match)
        if end:
            yield Number(match.start(), end, " ".join(text[match.start() : end].split()), bool(match["digits"]))
        at = end or match.end("word")


def _find_english(text: str) -> Iterator[Number]:
    for match in _ENGLISH_TOKEN.finditer(text):
        word = match["word"]
        counts = word is None or _is_english(word.lower())
        if not counts and not (match["scale"] and word.lower() == "a"):
            continue
        yield Number(match.start(), match.end(), " ".join(match.group().split()), word is None)


@cache
def _is_english(word: str) -> bool:
    return word in _ENGLISH_WORDS or english.read_word(word) is not None


def is_number_word(word: str) -> bool:
    """Whether a word is a number: cardinal, ordinal from second, magnitude, part, or a compound such as "driejarig"."""
    return word.lower() != _ARTICLE and _is_number(plain(word))


def _end_of_words(match: re.Match[str]) -> int:
    """Return where a number in words ends ("een miljoen", or one broken at the end of a line); 0 if they are none."""
    word = match["word"]
    if match["rest"] and is_number_word(word + match["rest"].lstrip("-").strip()):
        return match.end("rest")
    if match["scale"] and (is_number_word(word) or word.lower() == _ARTICLE):
        return match.end()
    return match.end("word") if is_number_word(word) else 0


@cache
def _is_number(letters: str) -> bool:
    if letters in _MAGNITUDES or letters in _PARTS or read_word(letters) is not None:
        return True
    if letters.endswith(("de", "ste")):
        head = letters.removesuffix("de").removesuffix("ste")
        rank = read_ordinal(letters) or (len(head) > 2 and read_word(head)) or 0
        if rank > 1:
            return True
    compound = _COMPOUND.fullmatch(letters)
    return compound is not None and compound["head"] != _ARTICLE and read_word(compound["head"]) is not None
