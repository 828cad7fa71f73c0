"""Proposals for a document that the project has never seen: which of its numbers are figures, and what they mean.

A proposal is for a person to complete. Whatever is probably no data comes last and says why. The patterns are
knowledge of how Dutch reports are written; how well they do on a document that they were not written for stands in
``tests/ledger/held_out.csv``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.dataset import schema
from analysis.errors import UnreadableFigureError
from analysis.figures import Reading, read_figure
from analysis.figures.words import plain, read_ordinal
from analysis.ledger import windows
from analysis.ledger.documents import Document
from analysis.ledger.numbers import Number
from analysis.ledger.vocabulary import NOT_DATA, UNITS
from analysis.ledger.windows import Window

#: Columns before and after those of ``figures.csv``.
FIRST, LAST = ["keep", "why"], ["base_as_printed", "context"]
YES, NO = "yes", "no"

#: What a figure claims to be, by words of its sentence; the first that occurs decides.
_KINDS = (
    ("target", re.compile(r"doelstelling was|streef|beoog|doelwaarde", re.IGNORECASE)),
    ("reserved", re.compile(r"gereserveerd", re.IGNORECASE)),
    ("made_available", re.compile(r"beschikbaar (?:gesteld|gemaakt)", re.IGNORECASE)),
    ("paid", re.compile(r"overgemaakt|betaald", re.IGNORECASE)),
    ("spent", re.compile(r"uitgaven|uitgegeven|besteed", re.IGNORECASE)),
    ("commitment", re.compile(r"toegezegd|committering|gecommitteerd", re.IGNORECASE)),
    ("budget", re.compile(r"budget|begroot|begroting", re.IGNORECASE)),
    ("expectation", re.compile(r"naar verwachting|verwacht", re.IGNORECASE)),
)  # fmt: skip
_MONEY = {"EUR", "USD"}
_TIMES = {"year", "month", "week", "day"}
_IN_EURO = re.compile(r"\(in (?:duizenden |miljoenen )?euro(?:’s|'s)?\)|\bbedragen in euro", re.IGNORECASE)
_NEAR = 600  # characters above a figure in which a window may still govern it
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z•+“‘])|\n\s*\n|^\s*[•+–-]\s", re.MULTILINE)
_JOINT = re.compile(
    r"\s*[-–]\s*|\s+(?:tot(?:\s+en\s+met)?|t/m|à|en)\s+|\s+(?:jaar|maanden|weken|dagen)\s+tot\s+(?:een\s+)?"
)
_TIME = re.compile(r"\s+(?:jaar|jaren|maand|maanden|weken|week|dagen|dag)$")


@dataclass(frozen=True)
class Candidate:
    """A number or a range of them that may be a figure: its place, its reading, and why it is probably no data."""

    start: int
    end: int
    reading: Reading | None
    digits: bool
    why: str


@dataclass(frozen=True)
class Vocabulary:
    """What a scan may use: patterns, nouns and windows by name; a measurement leaves some out."""

    not_data: frozenset[str] = frozenset(NOT_DATA)
    units: frozenset[str] = frozenset(UNITS)
    windows: frozenset[str] = frozenset(windows.PATTERNS)


EVERYTHING = Vocabulary()


def propose(
    document: Document, columns: list[str], vocabulary: Vocabulary = EVERYTHING, short: str | None = None
) -> pd.DataFrame:
    """Propose a row for each number of a document: probable figures in the order of the text, then the rest.

    ``columns`` are those of ``figures.csv``, ``short`` how identifiers abbreviate the document; beside the columns
    stand ``keep`` (yes or no), ``why`` (why it is probably no data), ``base_as_printed`` (for percentages) and
    ``context`` (the text around it). All cells are texts.
    """
    places = list(windows.find(document.text, frozenset(windows.PATTERNS) - vocabulary.windows))
    sentences = _sentences(document.text)
    headings = _headings(document)
    paged = "\f" in document.text
    seen: Counter[int] = Counter()
    rows = []
    for candidate in candidates(document, vocabulary):
        line = document.line_at(candidate.start)
        seen[line] += 1
        prefix = short or document.name
        sentence = _around(sentences, candidate.start, len(document.text))
        row = dict.fromkeys([*FIRST, *columns, *LAST], "")
        row |= {
            "keep": NO if candidate.why else YES, "why": candidate.why,
            "figure_id": f"{prefix}-{line:04d}-{seen[line]}", "fact_id": f"{prefix}-{line:04d}-{seen[line]}",
            "preferred": "true", "source_id": document.name, "line": str(line), "section": headings(line),
            "page": str(document.text.count("\f", 0, candidate.start) + 1) if paged else "",
            "as_printed": " ".join(document.text[candidate.start : candidate.end].split()), "multiplicity": "1",
            "period_kind": "unknown", "period_basis": "unknown",
            "context": document.around(candidate.start, candidate.end, 70),
        }  # fmt: skip
        if candidate.reading:
            row |= _meaning(document, candidate, candidate.reading, sentence, vocabulary)
        row |= _window(document, candidate, sentence, places)
        rows.append(row)
    rows.sort(key=lambda row: row["keep"] == NO)
    return pd.DataFrame(rows, columns=[*FIRST, *columns, *LAST], dtype="str")


def candidates(document: Document, vocabulary: Vocabulary = EVERYTHING) -> Iterator[Candidate]:
    """Yield each number of a document with its hedge, currency and unit, and a range as one; every number is in one."""
    reasons = _reasons(document, vocabulary)
    numbers = document.numbers
    position = 0
    reached = 0
    while position < len(numbers):
        number = numbers[position]
        why = reasons.get(position, "")
        if not why and position + 1 < len(numbers) and position + 1 not in reasons:
            both = _range(document.text, number, numbers[position + 1], reached)
            if both:
                yield both
                position, reached = position + 2, both.end
                continue
        candidate = _extended(document.text, number, reached, why)
        yield candidate
        position, reached = position + 1, candidate.end


def columns_of(folder: Path) -> list[str]:
    """Return the columns of ``figures.csv`` in a dataset."""
    return schema.read(folder)["figures"].names


# -- one number ----------------------------------------------------------------------------------------------------


def _reasons(document: Document, vocabulary: Vocabulary) -> dict[int, str]:
    starts = [number.start for number in document.numbers]
    found: dict[int, str] = {}
    for reason, pattern in NOT_DATA.items():
        if reason not in vocabulary.not_data:
            continue
        for match in pattern.finditer(document.text):
            for position in range(bisect_right(starts, match.start() - 1), bisect_right(starts, match.end() - 1)):
                if document.numbers[position].end <= match.end():
                    found.setdefault(position, reason)
    return found


def _extended(text: str, number: Number, reached: int, why: str) -> Candidate:
    """Take a hedge, a currency and a unit into a number, as far as :func:`read_figure` reads them."""
    if why:
        return Candidate(number.start, number.end, None, number.digits, why)
    for start in _starts(text, number.start, reached):
        for end in _ends(text, number.end):
            reading = _read(text[start:end])
            if reading is None:
                continue
            # A unit of time is read, but does not belong to the printed form.
            time = _TIME.search(text[number.start : end])
            printed_end = number.start + time.start() if time and number.start + time.start() >= number.end else end
            return Candidate(start, printed_end, reading, number.digits, "")
    return Candidate(number.start, number.end, None, number.digits, "cannot be read as a figure")


def _range(text: str, first: Number, second: Number, reached: int) -> Candidate | None:
    joint = text[first.end : second.start]
    if not _JOINT.fullmatch(joint):
        return None
    for start in _starts(text, first.start, reached):
        between = text[start : first.start].lower().startswith("tussen")
        if (joint.strip() == "en") != between:
            continue
        for end in _ends(text, second.end):
            reading = _read(text[start:end])
            if reading and reading.qualifier == "range":
                return Candidate(start, end, reading, first.digits, "")
    return None


def _starts(text: str, start: int, reached: int) -> list[int]:
    """Return where a printed form may begin: up to four words before the number, the farthest first."""
    before = re.search(r"(?:[^\s()\[\]/]+[^\S\n]*\n?[^\S\n]*){0,4}$", text[max(reached, start - 40) : start])
    head = before.group() if before else ""
    words = [start - len(head) + match.start() for match in re.finditer(r"\S+|(?<=\S)(?=$)", head)]
    glued = [start - 1] if start > reached and text[start - 1] in "€$<>≥≤±" else []
    return sorted({*words, *glued, start})


def _ends(text: str, end: int) -> list[int]:
    """Return where a printed form may end: up to two words after the number, the farthest first."""
    after = re.match(r"(?:\s?%|,\s?[-–]|\s+[^\s.,;:()]+(?:\s+[^\s.,;:()]+)?)?", text[end : end + 40])
    tail = after.group() if after else ""
    words = [end + match.end() for match in re.finditer(r"\s*\S+", tail)]
    return sorted({*words, end}, reverse=True)


def _read(text: str) -> Reading | None:
    if text[:1].isspace() or text[-1:].isspace() or not text:
        return None
    try:
        return read_figure(text)
    except UnreadableFigureError:
        return None


# -- what it means -------------------------------------------------------------------------------------------------


def _meaning(
    document: Document, candidate: Candidate, reading: Reading, sentence: tuple[int, int], vocabulary: Vocabulary
) -> dict[str, str]:
    unit = reading.unit or _noun(document.text, candidate, reading, sentence, vocabulary)
    return {
        "value": f"{reading.value:.12g}",
        "value_high": "" if reading.value_high is None else f"{reading.value_high:.12g}",
        "unit": unit,
        "qualifier": reading.qualifier,
        "kind": _kind(document.text[slice(*sentence)], unit),
        "base_as_printed": "",
    }


def _noun(text: str, candidate: Candidate, reading: Reading, sentence: tuple[int, int], vocabulary: Vocabulary) -> str:
    """Return the unit of the nearest noun that is known: among the next eight words, else among those before."""
    printed = plain(text[candidate.start : candidate.end])
    if read_ordinal(printed):
        return "rank"
    after = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|[.;:]", text[candidate.end : candidate.end + 160])
    for word in after[:8]:
        if word in {".", ";"}:
            break
        unit = unit_of(word, vocabulary)
        if unit:
            return unit
    if _IN_EURO.search(text[max(0, candidate.start - 600) : candidate.start]):
        return "EUR"
    if reading.value >= 100:
        return "person"
    before = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text[sentence[0] : candidate.start])
    known = (unit_of(word, vocabulary) for word in reversed(before))
    return next((unit for unit in known if unit and unit not in _TIMES), "")


def unit_of(word: str, vocabulary: Vocabulary = EVERYTHING) -> str:
    """Return the unit that a noun counts, by its longest known ending; empty when none is known."""
    lowered = word.lower().replace("'", "’")
    for start in range(len(lowered) - 2):
        if lowered[start:] in vocabulary.units:
            return UNITS[lowered[start:]]
    return ""


def _kind(sentence: str, unit: str) -> str:
    found = next((kind for kind, pattern in _KINDS if pattern.search(sentence)), "")
    if found in {"target", "expectation"} or (found and unit in _MONEY):
        return found
    return "budget" if unit in _MONEY else "actual"


def _window(
    document: Document, candidate: Candidate, sentence: tuple[int, int], places: list[Window]
) -> dict[str, str]:
    """Propose the nearest window: of the sentence, before the figure or after it, else of the lines above."""
    free = [
        place
        for place in places
        if place.end <= candidate.start or candidate.end <= place.start
        if not _parenthesised(document.text, place)
    ]
    inside = [place for place in free if sentence[0] <= place.start < sentence[1]]
    before = [place for place in inside if place.start < candidate.start]
    near = [place for place in free if candidate.start - _NEAR <= place.start < candidate.start]
    chosen = before[-1:] or inside[:1] or near[-1:]
    if not chosen:
        return {}
    place = chosen[0]
    return {
        "period_start": place.first.isoformat() if place.first else "",
        "period_end": place.last.isoformat() if place.last else "",
        "period_kind": place.kind,
        "period_basis": "printed",
        "period_as_printed": " ".join(document.text[place.start : place.end].split()),
        "period_line": str(document.line_at(place.start)),
    }


def _parenthesised(text: str, place: Window) -> bool:
    """Whether a window stands alone in brackets, as the year of a publication does."""
    return text[place.start - 1 : place.start] == "(" and text[place.end : place.end + 1] == ")"


def _sentences(text: str) -> list[int]:
    return [0, *(match.end() for match in _SENTENCE.finditer(text))]


def _around(sentences: list[int], offset: int, length: int) -> tuple[int, int]:
    place = bisect_right(sentences, offset)
    return sentences[place - 1], sentences[place] if place < len(sentences) else length


class _Headings:
    """The nearest heading above a line: a short line between empty ones, without a full stop."""

    def __init__(self, document: Document) -> None:
        lines = document.text.split("\n")
        self._places: list[int] = []
        self._texts: list[str] = []
        for number, line in enumerate(lines, 1):
            text = line.strip()
            alone = number == 1 or not lines[number - 2].strip()
            if (
                alone
                and re.fullmatch(r"(?:\d[\d.]*\s+)?[A-Z‘“][^.!?;]{2,78}[^.!?;,:\d\s]", text)
                and text.count(" ") < 12
            ):
                self._places.append(number)
                self._texts.append(text)

    def __call__(self, line: int) -> str:
        place = bisect_right(self._places, line)
        return self._texts[place - 1] if place else ""


def _headings(document: Document) -> _Headings:
    return _Headings(document)
