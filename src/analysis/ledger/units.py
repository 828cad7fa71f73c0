"""What a figure counts: by its own sign, the table it stands in, the nouns around it, or the figure before it."""

from __future__ import annotations

import csv
import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from analysis.dataset import schema
from analysis.figures import Reading
from analysis.figures.currencies import CURRENCIES
from analysis.figures.numerals import plain, read_ordinal
from analysis.ledger.grids import Cell, Grid, Grids, Row
from analysis.ledger.passages import Passages

TIMES = frozenset({"year", "month", "week", "day", "hour", "occasion"})
#: What says where something is, rather than how much of it: never aimed at, and of no place itself.
WHERE = frozenset({"country", "continent"})
_ENDING, _HEAD = 4, 4  # letters that the ending and the beginning of a compound have at least
_WORD = r"[^\W\d_]+(?:[’'-][^\W\d_]+)*"
_AFTER = re.compile(rf"{_WORD}|\d+|[.;:()]")
_SCALE = re.compile(r"\b(?:miljoen|miljard|mln|mld|million|billion)\b", re.IGNORECASE)
_ABOUT_MONEY = re.compile(
    r"\b(?:extra|budget\w*|bijdrage\w*|beschikbaar|gereserveerd|uitgaven|subsidie\w*|kosten|financiering|euro|eur|€|bedrag\w*|"
    r"bijgedragen|uitgetrokken|begroting|begroot|kasschuif|verplichtingen|funding|budget|contribution|costs?)\b",
    re.IGNORECASE,
)
#: What is never counted in larger numbers: such a noun before a larger one is what its parts belong to.
_MOST = {"continent": 7, "country": 250} | dict.fromkeys(
    "organisation programme project law meeting theme priority indicator document location assumption".split(), 10_000
)
#: What a list or a table without columns says above it: "Het aantal activiteiten per land:".
_NUMBER_OF = re.compile(
    r"\b(?:aantal(?:len)?|number\s+of)\s+(?:\w+\s+)?([^\W\d_][\w’'-]*)(?:\s+(?:per|by)\s+\w+)?\s*:", re.IGNORECASE
)
_HOW_MANY = re.compile(rf"\b(?:aantal|number\s+of)\s+({_WORD})(?:\s+({_WORD}))?", re.IGNORECASE)
_RATE = re.compile(r"\b(?:per|elke?|iedere?)\s+\w+|/\s*\w+", re.IGNORECASE)
_COST = re.compile(r"€|\b(?:kosten|bedrag(?:en)?|bijdragen?|uitgaven|budget|costs?|amounts?)\b", re.IGNORECASE)
_UNDER = 900  # characters under such words
#: The announcement of a table that all its amounts are in euros, or in so many thousands or millions.
ANNOUNCED = re.compile(
    r"(?:\bx\s*|\bin\s+|\bbedragen\s+(?:x\s*|in\s+)?|[(]\s*x?\s*)(?P<money>€|eur|euro(?:’s|'s)?|us\$|usd)?\s*"
    r"(?:(?P<figure>1[. ,]000(?:[. ,]000)?)|(?P<word>duizenden|miljoenen|duizend|miljoen|mln\.?|thousands?|millions?))"
    r"(?:\s+(?P<later>€|eur|euro(?:’s|'s)?|us\$|usd|of\s+euros?)\b)?"
    r"|\((?:in\s+)?(?P<plain>eur|euro(?:’s|'s)?|€)\)|\bbedragen\s+in\s+(?P<amounts>eur|euro(?:’s|'s)?|€)",
    re.IGNORECASE,
)
_THOUSANDS, _MILLIONS = 3, 6


@cache
def nouns(folder: Path, language: str) -> Mapping[str, str]:
    """Return the unit of each noun that a dataset knows in a language."""
    with schema.read(folder)["unit_words"].path.open(encoding="utf-8", newline="") as lines:
        return {row["word"]: row["unit"] for row in csv.DictReader(lines) if row["language"] == language}


def unit_of(word: str, known: Mapping[str, str]) -> str:
    """Return the unit that a noun counts, by its longest known ending; empty when none is known."""
    lowered = word.lower().replace("'", "’")
    if lowered in known:
        return known[lowered]
    for start in range(_HEAD, len(lowered) - _ENDING + 1):
        if lowered[start:] in known and known[lowered[start:]] not in TIMES:
            return known[lowered[start:]]
    return ""


class Scale:
    """What a table says of all its amounts: the currency, if any, and the power of ten to multiply by."""

    def __init__(self, unit: str, exponent: int) -> None:
        self.unit = unit
        self.exponent = exponent


def announced(text: str) -> Scale | None:
    """Return what a caption or a heading says of the amounts under it; ``None`` where it says nothing."""
    found = ANNOUNCED.search(text)
    if not found:
        return None
    money = next((found[name] for name in ("money", "later", "plain", "amounts") if found[name]), "").lower()
    unit = "USD" if money.startswith("us") else "EUR" if money else ""
    figure = re.sub(r"\D", "", found["figure"] or "")
    word = (found["word"] or "").lower()
    exponent = len(figure) - 1 if figure else _MILLIONS if word.startswith("m") else _THOUSANDS if word else 0
    return Scale(unit, exponent)


class Counting:
    """The units of the figures of a text."""

    def __init__(self, text: str, passages: Passages, grids: Grids, known: Mapping[str, str]) -> None:
        self._text = text
        self._passages = passages
        self._grids = grids
        self._known = known
        self._lists = [
            (match.end(), unit) for match in _NUMBER_OF.finditer(text) if (unit := unit_of(match.group(1), known))
        ]

    def scale(self, start: int) -> Scale | None:
        """Return what the table of a figure says of its amounts."""
        place = self._grids.at(start)
        if place is None:
            return None
        grid, row, cell = place
        if cell is None:
            return None
        for heading in grid.above(cell, row):
            said = announced(heading.text)
            if said:
                return said
        said = announced(self._text[slice(*grid.caption)])
        if said:
            return said
        for heading_row in grid.headings:
            said = announced(heading_row.cells[0].text)
            if said and said.unit and heading_row.cells[0].left < row.cells[0].right:
                return said
        return None

    def units_of(self, figures: Sequence[tuple[int, int, Reading]]) -> list[str]:
        """Return the unit of each figure; empty where nothing says it."""
        found: list[str] = []
        sentence_before, paragraph_before = -1, -1
        money = counted = ""
        for number, (start, end, reading) in enumerate(figures):
            sentence = self._passages.sentence(start)
            paragraph = self._passages.paragraph(sentence)
            if sentence != sentence_before:
                money = ""
            if paragraph != paragraph_before:
                counted = ""
            following = figures[number + 1][0] if number + 1 < len(figures) else len(self._text)
            unit = self._unit(start, end, reading, sentence, following, money, counted)
            if unit in CURRENCIES:
                money = unit
            elif unit and unit not in {"percent", *TIMES, "rank"}:
                counted = unit
            sentence_before, paragraph_before = sentence, paragraph
            found.append(unit)
        return found

    def _unit(
        self, start: int, end: int, reading: Reading, sentence: int, following: int, money: str, counted: str
    ) -> str:
        if reading.unit:
            return reading.unit
        if read_ordinal(plain(self._text[start:end])):
            return "rank"
        table = self._grids.at(start)
        if table and table[2] is not None:
            return self._of_table(table, start)
        first, last = self._passages.span(sentence)
        scaled = _SCALE.search(self._text, start, min(len(self._text), end + 12)) is not None
        # "21 van de 23 jaren", "van zes naar negen maanden"
        of_many = re.match(r"\s+(?:van\s+de\s+\d|(?:naar|to)\s)", self._text[end : end + 12])
        after = self._after(end, min(last, end + 160) if of_many else min(last, following, end + 160))
        if after in TIMES:
            return after
        if after and not (scaled and after not in {"person", "EUR", "USD", "hectare"} and money):
            return after
        if scaled and (money or self._about_money(first, last)):
            return money or "EUR"
        if money and self._elliptic(start, end):
            return money
        before = self._before(first, start)
        if before and not (abs(reading.value) > _MOST.get(before, math.inf)):
            return before
        if counted and not scaled and not (abs(reading.value) > _MOST.get(counted, math.inf)):
            return counted
        return "person" if abs(reading.value) >= 100 else counted or self._listed(start)

    def _listed(self, start: int) -> str:
        place = bisect_left(self._lists, (start, "")) - 1
        return self._lists[place][1] if place >= 0 and start - self._lists[place][0] < _UNDER else ""

    def _of_table(self, table: tuple[Grid, Row, Cell | None], start: int) -> str:
        cell = table[2]
        said = self.scale(start)
        if said and said.unit:
            return said.unit
        for text in self._grids.texts_of(start):
            words = re.findall(_WORD, _RATE.sub(" ", text))
            unit = next((u for u in map(self._noun, words) if u and u not in TIMES), "")
            if unit:
                return unit
        if any(map(_COST.search, self._grids.heads_of(start))):
            return "EUR"
        listed = self._listed(start)
        return listed or ("person" if cell and len(re.sub(r"\D", "", cell.text)) > 2 else "")

    def _noun(self, word: str) -> str:
        return unit_of(word, self._known)

    def _after(self, end: int, last: int) -> str:
        """Return the unit of the nearest known noun after a figure; a time only if nothing stands between."""
        per = False
        before: list[str] = []
        for place, word in enumerate(_AFTER.findall(self._text[end:last])[:9]):
            if word[0].isdigit() and (before[-2:] == ["van", "de"] or before in (["naar"], ["to"])):
                continue
            if word in {".", ";", ":", ")", "("} or word[0].isdigit():
                break
            before.append(word.lower())
            if word.lower() in {"per", "elke", "ieder", "each"}:
                per = True
                continue
            unit = self._noun(word)
            other = before[:2] == ["van", "de"] or before[0] in {"naar", "to"}
            if unit and not per and (unit not in TIMES or place == 0 or other):
                return unit
            per = False
        return ""

    def _before(self, first: int, start: int) -> str:
        numbered = list(_HOW_MANY.finditer(self._text, max(first, start - 250), start))
        unit = self._noun(numbered[-1][1]) or self._noun(numbered[-1][2] or "") if numbered else ""
        if unit and unit not in TIMES:
            return unit
        words = re.findall(_WORD, self._text[max(first, start - 250) : start])
        units = (self._noun(word) for word in reversed(words))
        return next((unit for unit in units if unit and unit not in TIMES and unit not in CURRENCIES), "")

    def _about_money(self, first: int, last: int) -> bool:
        return _ABOUT_MONEY.search(self._text, first, last) is not None

    def _elliptic(self, start: int, end: int) -> bool:
        """Whether a number follows an amount as one of its parts: "€ 20 miljoen, waarvan 7,5 voor Somalië"."""
        return re.match(r"\s+(?:voor|aan|for|to)\b", self._text[end : end + 8]) is not None
