"""Rules for ``not-figures.csv`` from what a scan takes to be no data: a pattern for each kind of number, or one place.

A pattern that would also match inside a probable figure, or that nobody could read, is proposed for its single places
instead, with their lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pandas as pd

from analysis.dataset import records, schema
from analysis.ledger import account as audit
from analysis.ledger import layout, scan
from analysis.ledger.documents import Document
from analysis.ledger.scan import Candidate, Vocabulary
from analysis.ledger.vocabulary import WAYS

#: The reasons of a scan in Dutch.
DUTCH = {
    "web address": "webadres",
    "time of the day": "tijdstip",
    "date": "datum",
    "date in digits": "datum in cijfers",
    "span of years": "reeks jaren",
    "year": "jaartal",
    "year with a footnote marker": "jaartal met een nootcijfer",
    "parliamentary paper": "Kamerstuk",
    "number of a document": "nummer van een document",
    "law article": "artikel van een wet of regeling",
    "cross-reference": "verwijzing binnen het document",
    "announcement of the unit of a table": "eenheid van een tabel",
    "pages of a publication": "bladzijden van een publicatie",
    "page after a title": "bladzijde na een titel",
    "count of what is named elsewhere": "aantal van wie elders zijn genoemd",
    "length of a publication": "omvang van een publicatie",
    "SDG": "SDG",
    "target of the Sustainable Development Goals": "doel van de Sustainable Development Goals",
    "footnote marker": "nootcijfer",
    "number of a note or heading": "nummer van een noot of kop",
    "number of a list item": "nummer in een opsomming",
    "page number": "paginanummer",
    "third countries": "derde landen",
    "ordinal": "rangtelwoord",
    "ordinal that numbers": "rangtelwoord dat nummert",
    "idiom": "vaste uitdrukking",
    "postcode, street or telephone": "postcode, straat of telefoonnummer",
}
_LONGEST = 300  # characters of a pattern that a person can still look at
_AROUND = 12  # characters on each side of a number that tell its place from the others of its line


def propose(document: Document, data: str | Path | None = None, proposals: pd.DataFrame | None = None) -> pd.DataFrame:
    """Propose rules for the numbers of a document that are probably no data and that no rule of the dataset explains.

    A number of the printed window of a probable figure needs none: ``proposals`` is what ``scan.propose`` returns, and
    without it there are no such windows.

    The columns are those of the sheet ``not-figures`` of a template, in its order, so that they can be pasted there:
    the document, the line where a rule is for one place, the pattern, the reason, an identifier, and how many numbers
    it explains. All cells are texts.
    """
    folder = schema.find(data)
    table = schema.read(folder)[audit.RULES]
    there = records.parsed(
        table.path, table.names, table.path.read_bytes()
    )  # the rest of the dataset may be unfinished
    found = list(scan.candidates(document, Vocabulary.of(document.language, folder)))
    explained = _Spans(
        (start, end) for rule in audit.read_rules(there, folder) for start, end in rule.matches(document)
    )
    figures = _Spans((candidate.start, candidate.end) for candidate in found if not candidate.why)
    windows = _Spans(_windows(document, proposals))
    known = (explained, windows)
    open_ones = {c.start: c for c in found if c.why in WAYS and not any(spans.hold(c.start, c.end) for spans in known)}
    rows = list(_patterns(document, open_ones, figures))
    rows += _places(document, open_ones)
    first, folded = layout.columns(table)
    return pd.DataFrame(rows, columns=[*first, *folded], dtype="str").sort_values("rule_id", ignore_index=True)


def _windows(document: Document, proposals: pd.DataFrame | None) -> Iterator[tuple[int, int]]:
    """Yield where the windows are printed that the probable figures have."""
    if proposals is None:
        return
    printed = proposals[(proposals["keep"] == scan.YES) & (proposals["period_as_printed"] != "")]
    for words, line in zip(printed["period_as_printed"], printed["period_line"], strict=True):
        yield from islice(document.occurrences(words, int(line)), 1)


class _Spans:
    """Spans of a text, asked whether one of them holds some characters or shares any with them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(set(spans))
        # The farthest end of all spans up to each, so that one look to the left is enough.
        self._reach: list[int] = []
        for _, end in self._spans:
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def hold(self, start: int, end: int) -> bool:
        place = bisect_left(self._spans, (start + 1, 0))
        return place > 0 and self._reach[place - 1] >= end

    def touch(self, start: int, end: int) -> bool:
        place = bisect_left(self._spans, (end, 0))
        return place > 0 and self._reach[place - 1] > start


def _patterns(document: Document, open_ones: dict[int, Candidate], figures: _Spans) -> Iterator[dict[str, str]]:
    """Yield a rule for each way that explains numbers and touches no figure; what it explains is no longer open."""
    starts = sorted(open_ones)
    readable = ((reason, way) for reason, ways in WAYS.items() for way in ways if len(way) <= _LONGEST)
    named: dict[str, int] = defaultdict(int)
    for reason, way in readable:
        matches = [match.span() for match in re.compile(way, re.MULTILINE).finditer(document.text)]
        held = {
            place
            for start, end in matches
            for place in starts[bisect_left(starts, start) : bisect_left(starts, end)]
            if place in open_ones and open_ones[place].end <= end
        }
        if not held or any(figures.touch(*span) for span in matches):
            continue
        named[reason] += 1
        number = f"-{named[reason]}" if named[reason] > 1 else ""
        yield _rule(f"{document.name}-{_slug(reason)}{number}", document.name, "", way, reason, len(held))
        for place in held:
            del open_ones[place]


def _places(document: Document, open_ones: dict[int, Candidate]) -> Iterator[dict[str, str]]:
    """Yield a rule for each number that is left, by the characters around it and its line."""
    for place, candidate in sorted(open_ones.items()):
        line = document.line_at(place)
        first, last = document.span_of(line)
        before = document.text[max(first, place - _AROUND) : place]
        after = document.text[candidate.end : min(last, candidate.end + _AROUND)].rstrip("\n")
        pattern = rf"{f'(?<={re.escape(before)})' if before else '^'}{re.escape(document.text[place : candidate.end])}"
        pattern += f"(?={re.escape(after)})" if after else ""
        identifier = f"{document.name}-{line:04d}-{place - first}"
        yield _rule(identifier, document.name, str(line), pattern, candidate.why, 1)


def _rule(identifier: str, source_id: str, line: str, pattern: str, reason: str, hits: int) -> dict[str, str]:
    return {
        "rule_id": identifier,
        "source_id": source_id,
        "line": line,
        "pattern": pattern,
        "reason_en": _capital(reason),
        "reason_nl": _capital(DUTCH[reason]),
        "hits": str(hits),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _slug(reason: str) -> str:
    return re.sub(r"\W+", "-", reason.lower()).strip("-")
