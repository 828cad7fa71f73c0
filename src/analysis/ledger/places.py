"""Which places a figure is of, by the names that the dataset has: of its row or column, or said of it in a sentence."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.dataset import schema
from analysis.dataset.languages import in_all
from analysis.figures.numerals import read_word
from analysis.ledger.grids import Grids
from analysis.ledger.naming import Named, Names, adjectives, runs

_MARKED = re.compile(r"^\s*(?:\d{1,2}[.)]?\s+)?|[\s*¹²³⁴-⁹\d:]*$")  # the number before a name, and a footnote after it

_NEAR = 12  # characters that such words take
#: What stands before countries in which something is, or for which an amount is.
_IN = re.compile(r"(?:\b(?:in|within|binnen)|(?<![^.:;\s]\s)\bIn)\s+(?:(?:heel|the|het|de)\s+)?$")
_FOR = re.compile(r"\b(?:[Vv]oor|[Ff]or)\s+$")
#: As many countries as are named elsewhere: "in de drie landen".
_THOSE = re.compile(
    r"\b[Ii]n\s+(?:de|deze|die|alle|the|these|those|all)\s+([^\W\d_]+|\d)\s+(?:[\w-]+\s+)?(?:\w*landen|countries)\b"
)
#: What ends the reach of a figure over the words after it.
_ENDS = re.compile(
    r"[;:.!?]\d{0,2}(?=\s|$)|\b(?:terwijl|maar|whereas|while|but)\b"
    r"|\b(?:en|and)\s+(?:een|a|an|is|zijn|was|waren|werd(?:en)?|wordt|worden|heeft|hebben|had(?:den)?|kreeg|kregen|are|were|has|have)\b"
)


@cache
def names(folder: Path) -> Mapping[str, str]:
    """Return the identifier of each place of a dataset by its label in any language, in small letters."""
    with schema.read(folder)["places"].path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row[label].lower(): row["place_id"] for label in in_all("label") for row in rows if row[label]}


def of_cell(grids: Grids, offset: int, known: Mapping[str, str]) -> str:
    """Return the place that labels the row of a cell, else the one that heads its column; empty for neither."""
    for words in reversed(grids.heads_of(offset)):
        found = known.get(_MARKED.sub("", words).lower())
        if found:
            return found
    return ""


def _keys(run: Iterable[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for named in run for key in named.keys))


@dataclass(frozen=True)
class _Where:
    """Places that a text names one after the other: where they begin, and whether an amount alone may be for them."""

    start: int
    keys: tuple[str, ...]
    of_money: bool


class Mentions:
    """Where a text says in which places something is: "in Ethiopië en Oeganda", "in het Keniaanse Kakuma"."""

    def __init__(self, text: str, rows: Iterable[Mapping[str, str]]) -> None:
        self._text = text
        rows = list(rows)
        labelled = list(runs(text, list(Names(rows, "place_id").of(text))))
        found = [*labelled, *runs(text, list(adjectives(rows, "place_id").of(text)))]
        self._all = sorted([*self._located(found), *self._referred(labelled)], key=lambda where: where.start)

    def of(
        self, figures: Sequence[tuple[int, int]], figure: int, sentence: tuple[int, int], *, money: bool
    ) -> list[str]:
        """Return the countries that a sentence surely says a figure is of: those after it, else those before all.

        ``figures`` are the characters of the figures of the text, in order, and ``figure`` is the position of one.
        """
        start, end = figures[figure]
        following = figures[figure + 1][0] if figure + 1 < len(figures) else sentence[1]
        first = next(low for low, _ in figures[bisect_left(figures, (sentence[0], 0)) :])
        ended = _ENDS.search(self._text, end, min(following, sentence[1]))
        after = self._between(end, ended.start() if ended else min(following, sentence[1]), money=money)
        if after:
            return list(after[0].keys)
        before, since = (self._between(sentence[0], place, money=money) for place in (first, start))
        return list(before[-1].keys) if before and before == since else []

    def _located(self, found: Iterable[list[Named]]) -> Iterator[_Where]:
        for run in found:
            start = run[0].start
            inside = _IN.search(self._text, max(0, start - _NEAR), start) is not None
            if inside or _FOR.search(self._text, max(0, start - _NEAR), start):
                yield _Where(start, _keys(run), not inside)

    def _referred(self, labelled: Iterable[list[Named]]) -> Iterator[_Where]:
        """Yield what refers to the only countries that the text names before, one after the other, as many of them."""
        lists = [(run[-1].end, _keys(run)) for run in labelled if len(run) > 1]
        for match in _THOSE.finditer(self._text):
            number = int(match[1]) if match[1].isdigit() else read_word(match[1])
            meant = {keys for end, keys in lists if end <= match.start() and len(keys) == number}
            if len(meant) == 1:
                yield _Where(match.start(), meant.pop(), of_money=False)

    def _between(self, start: int, end: int, *, money: bool) -> list[_Where]:
        return [where for where in self._all if start <= where.start < end and (money or not where.of_money)]
