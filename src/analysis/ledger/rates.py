"""What a figure is per, and for how many it holds: "€ 9 miljoen per jaar", "droegen ieder € 15.000 bij"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.figures.currencies import CURRENCIES
from analysis.figures.numerals import plain, read_word
from analysis.ledger.grids import Grids
from analysis.ledger.passages import Passages
from analysis.ledger.units import TIMES, unit_of

#: What a rate may be per (``per`` of ``figures.csv``), by the unit of the noun after "per".
_CODES = {"year": "year", "month": "month", "person": "person"} | dict.fromkeys(
    ("organisation", "enterprise"), "organisation"
)
_WORD = r"[^\W\d_][\w’'-]*"
_PER = rf"(?:per|voor\s+(?:elke?|iedere?)|elke?|iedere?|each|every)\s+(?P<noun>{_WORD})(?:\s+(?P<later>{_WORD}))?"
#: "EUR 500 a year": of a noun that is time or a person, and behind the figure; "for a company" is no rate.
_A = r"a\s+(?P<of>year|month|person)\b"
_ADVERB = r"(?P<yearly>jaarlijks|annually|yearly|per\s+annum)|(?P<monthly>maandelijks|monthly)"
_AFTER = re.compile(rf"(?:\s+(?!en\b|and\b){_WORD}){{0,3}}?,?\s+(?:{_PER}|{_A}|{_ADVERB})(?!\w)", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<!\w)(?:{_PER}|{_ADVERB})(?!\w)", re.IGNORECASE)
#: "het jaarlijkse budget van € 4 miljoen": of money alone, as an annual conference has no rate.
_YEARLY = re.compile(r"\b(?:(?P<yearly>jaarlijkse|annual)|(?P<monthly>maandelijkse|monthly))\b", re.IGNORECASE)
_PLURALS = ("", "en", "s", "n")  # the nouns that are known are mostly plurals: "per leerling"
_GOES_ON = re.compile(r"[^,;:.]*\b(?:en|and)\b[^,;:.]*")
_REACH = 90  # characters before a figure in which its rate may stand
_EACH = r"\b(?:elk|ieder|each)"
_EACH_OF = rf"{_EACH}\s+(?:van|of)\s+(?:de|deze|die|the|these)"
_EACH_BEFORE = re.compile(rf"(?:{_EACH}|{_EACH_OF}\s+\w+\s+{_WORD})(?:\s+{_WORD}){{0,3}}\s+$", re.IGNORECASE)
_NUMBER_OF_EACH = re.compile(rf"{_EACH_OF}\s+$", re.IGNORECASE)
_EACH_AFTER = re.compile(rf"\s+{_EACH}\b", re.IGNORECASE)
_NOUN_OF_EACH = re.compile(rf"\s*{_EACH}\s+({_WORD})", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:beide|allebei|both)\b", re.IGNORECASE)
_NAME = (
    r"(?:(?:[Dd]e|[Hh]et|[Tt]he)\s+)?[A-Z][\w’'&.-]*(?:\s+(?:\([^()]*\)|van|voor|der|den|de|of|for|[A-Z][\w’'&.-]*))*"
)
_NAMES = re.compile(rf"(?P<first>(?:{_NAME},\s+)*{_NAME})\s+(?:en|and)\s+{_NAME}")


@dataclass(frozen=True)
class Rate:
    """What a figure is per (empty where it is no rate), and how many times it applies."""

    per: str = ""
    times: int = 1


class Rates:
    """The rates of the figures of a text."""

    def __init__(self, text: str, passages: Passages, grids: Grids, known: Mapping[str, str]) -> None:
        self._text = text
        self._passages = passages
        self._grids = grids
        self._known = known

    def of(self, figures: Sequence[tuple[int, int, str]]) -> list[Rate]:
        """Return the rate of each figure, given with its unit; figures stand in the order of the text."""
        found: list[Rate] = []
        reached, carried = 0, ""  # the end of the figure before with its rate, and the rate of all that it adds up
        for number, (start, end, unit) in enumerate(figures):
            first, last = self._passages.span(self._passages.sentence(start))
            following = figures[number + 1][0] if number + 1 < len(figures) else len(self._text)
            low, high = max(first, reached, start - _REACH), min(last, following)
            carried = carried if first < reached and _GOES_ON.fullmatch(self._text, reached, start) else ""
            reached = end
            if self._grids.heads_of(start):
                found.append(Rate(self._of_table(start)))
                continue
            if (unit in TIMES and unit != "occasion") or _NUMBER_OF_EACH.search(self._text, first, start):
                found.append(Rate())
                continue
            each = self._each(first, start, end, high)
            if each is not None:
                found.append(self._shared(each, first, start, figures[:number][-3:]))
                continue
            own, reached = self._after(end, high, following)
            said = "" if own else self._before(low, start, unit)
            carried = said if said in {"year", "month"} else carried
            found.append(Rate(own or said or carried))
        return found

    def _after(self, end: int, high: int, following: int) -> tuple[str, int]:
        """Return the rate that stands after a figure, and where its words end."""
        match = _AFTER.match(self._text, end, high)
        # "de 40 medewerkers helpen maandelijks 20 gezinnen"
        if not match or (match["noun"] is None and not self._text[match.end() : following].strip()):
            return "", end
        per = self._per(match)
        return per, match.end() if per else end

    def _before(self, low: int, start: int, unit: str) -> str:
        clause = max(low, *(self._text.rfind(sign, low, start) + 1 for sign in ";:("))
        said = [per for match in _BEFORE.finditer(self._text, clause, start) if (per := self._per(match))]
        if said:
            return said[-1]
        yearly = _YEARLY.search(self._text, clause, start) if unit in CURRENCIES else None
        return self._per(yearly) if yearly else ""

    def _per(self, match: re.Match[str]) -> str:
        words = match.groupdict()
        if words.get("yearly"):
            return "year"
        if words.get("monthly"):
            return "month"
        units = (self._unit(words[name]) for name in ("noun", "later", "of") if words.get(name))
        return next((_CODES[unit] for unit in units if unit in _CODES), "")

    def _unit(self, noun: str) -> str:
        units = (unit_of(noun + ending, self._known) for ending in _PLURALS)
        return next(filter(None, units), "")

    def _of_table(self, start: int) -> str:
        """Return the rate that the head of a column or row says."""
        for text in self._grids.heads_of(start):
            for match in _BEFORE.finditer(text):
                if per := self._per(match):
                    return per
        return ""

    def _each(self, first: int, start: int, end: int, high: int) -> int | None:
        """Return where "each" stands that is said of a figure."""
        found = _EACH_BEFORE.search(self._text, max(first, start - _REACH), start) or _EACH_AFTER.match(
            self._text, end, high
        )
        noun = _NOUN_OF_EACH.match(self._text, found.start()) if found else None
        return None if found is None or (noun and self._unit(noun[1])) else found.start()

    def _shared(self, each: int, first: int, start: int, before: Sequence[tuple[int, int, str]]) -> Rate:
        """Return whom a figure is said of that holds for each of several, and how many they are."""
        for begin, end, unit in reversed(before):
            times = self._count(begin, end)
            if first <= begin and unit not in {*TIMES, *CURRENCIES, "percent"} and times > 1:
                return Rate("" if unit == "country" else _CODES.get(unit, "organisation"), times)
        if _BOTH.search(self._text, first, start):
            return Rate("organisation", 2)
        names = _NAMES.search(self._text, first, each)
        return Rate("organisation", names["first"].count(",") + 2) if names else Rate("organisation")

    def _count(self, start: int, end: int) -> int:
        digits = re.sub(r"\D", "", self._text[start:end])
        return int(digits) if digits else int(read_word(plain(self._text[start:end].lower())) or 0)
