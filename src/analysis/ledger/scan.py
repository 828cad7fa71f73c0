"""Proposals for a document that the project has never seen: which of its numbers are figures, and what they mean.

A proposal is for a person to complete. Whatever is probably no data comes last and says why. The patterns are
knowledge of how Dutch reports are written; how well they do on a document that they were not written for stands in
``tests/ledger/held_out.csv``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.dataset import schema
from analysis.errors import UnreadableFigureError
from analysis.figures import Reading, read_figure
from analysis.ledger import places, populations, redating, units, windows
from analysis.ledger.dating import Dating
from analysis.ledger.documents import Document
from analysis.ledger.grids import Grids
from analysis.ledger.kinds import Kinds
from analysis.ledger.numbers import Number
from analysis.ledger.passages import Passages
from analysis.ledger.rates import Rates
from analysis.ledger.units import Counting
from analysis.ledger.vocabulary import NOT_DATA
from analysis.ledger.windows import Window

#: Columns before and after those of ``figures.csv``.
FIRST, LAST = ["keep", "why"], ["place_1", "base_as_printed", "share_of", "context"]
YES, NO = "yes", "no"

_SIGNS = "-‐‑‒–—−+"
#: What makes a percentage a share of the figure before it.
_OF_WHICH = re.compile(r"\b(?:waarvan|van wie|onder wie|of (?:which|whom))\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_JOINT = re.compile(
    r"\s*[-–]\s*|\s+(?:tot(?:\s+en\s+met)?|t/m|à|en|to|and)\s+"
    r"|\s+(?:jaar|maanden|weken|dagen)\s+tot\s+(?:een\s+)?|\s+(?P<share>op\s+de|in|out\s+of|of)\s+",
    re.IGNORECASE,
)
_TIME = re.compile(r"\s+(?:jaar|jaren|maand|maanden|weken|week|dagen|dag|years?|months?|weeks?|days?)$", re.IGNORECASE)
#: What goes before "tot" when it says where something ended and not how much it was at most: "nam toe tot 1.040".
_CHANGED = re.compile(
    r"\b(?:nam(?:en)?|neemt|nemen|toe|af|ste(?:eg|gen)|stijg\w*|gestegen|daal\w*|gedaald|groei\w*|gegroeid|lie?p\w*|"
    r"opgelopen|oplo\w+|toegenomen|afgenomen|toename|afname|verho\w+|verla\w+|beperk\w*|terug(?:ge)?bra?(?:cht|eng\w*)|uit(?:ge)?brei\w+|bij(?:ge)?stel\w*|verleng\w*|verruim\w*|verminder\w*|leid\w*|geleid|"
    r"van\s+\S+(?:\s+\S+)?)\b[^.;()]{0,40}$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile(
    r"(?:\b(?:ruim|bijna|circa|ca\.|ongeveer|zo['’]n|meer\s+dan|minder\s+dan|almost|nearly|about|some|more\s+than)|[€$]|EUR)\s*$",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"(?:\b(?:in|sinds|vanaf|eind|begin|medio|since|jaar|jaren|van|uit|over|t/m|tot|{windows.MONTH}|kwartaal|helft|en|tussen|"
    r"during|of|for|from)|[-–/(])\s*$",
    re.IGNORECASE,
)
_COUNTED_NOUN = re.compile(
    r"\s+(?:(?!(?:voor|van|in|op|met|de|het|een|en|zijn|waren|werden|worden|heeft|hebben|had|kregen|om|aan|bij|door|uit|of|to|"
    r"the|and|for|were|have|had|with)\b)[^\W\d_]+\s+)?([^\W\d_][\w’'-]*)"
)
_NAMED = re.compile(r"[^\W\d_a-z][\w’'&-]*\s+$")
#: Windows in which a number may be a figure all the same: "de afgelopen tien jaar".
_LOOSE = frozenset({"vague", "vague_day", "same"})
_GAPS = " \u00a0\u2009\u202f"  # what may stand between groups of three digits


@dataclass(frozen=True)
class Candidate:
    """A number or a range of them that may be a figure: its place, its reading, and why it is probably no data."""

    start: int
    end: int
    reading: Reading | None
    digits: bool
    why: str
    read_as: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """What a scan may use: patterns and windows by name, the unit of each noun, places and populations by their names.

    A measurement leaves some out.
    """

    not_data: frozenset[str] = frozenset(NOT_DATA)
    windows: frozenset[str] = frozenset(windows.PATTERNS)
    units: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    populations: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, language: str, data: str | Path | None = None) -> Vocabulary:
        """Everything that is known in a language, with the nouns and the places of a dataset."""
        folder = schema.find(data)
        return cls(
            units=units.nouns(folder, language),
            places=places.names(folder),
            populations=populations.names(folder, language),
        )


class _Read:
    """A document taken apart once: its tables, its sentences, and the numbers that only look like years."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document = document
        self.text = document.text
        self.language = document.language
        self.vocabulary = vocabulary
        self.grids = Grids(document.text)
        self.passages = Passages(document.text, self.grids.lines())
        self.counts = {
            number.start
            for number in document.numbers
            if _YEAR.fullmatch(number.text) and _is_count(self, number.start, number.end)
        }
        without = frozenset(windows.PATTERNS) - vocabulary.windows
        self.windows = list(windows.find(document.text, without, self.counts))
        self.kinds = Kinds(self.text, self.passages, self.grids)
        self.counting = Counting(self.text, self.passages, self.grids, vocabulary.units)
        self.rates = Rates(self.text, self.passages, self.grids, vocabulary.units)
        self.dating = Dating(self.text, self.passages, self.grids, self.windows)


def propose(
    document: Document,
    columns: list[str],
    vocabulary: Vocabulary | None = None,
    short: str | None = None,
    data: str | Path | None = None,
) -> pd.DataFrame:
    """Propose a row for each number of a document: probable figures in the order of the text, then the rest.

    ``columns`` are those of ``figures.csv``, ``short`` how identifiers abbreviate the document; beside the columns
    stand ``keep`` (yes or no), ``why`` (why it is probably no data), ``place_1`` (what its row or column in a table is
    of), ``base_as_printed`` (for percentages) and ``context`` (the text around it). All cells are texts. The nouns that
    say what is counted, and the places, are those of ``vocabulary``, else of the dataset in ``data``. Raises
    :class:`analysis.ledger.languages.LanguageError` for a text that is neither Dutch nor English.
    """
    read = _Read(document, vocabulary or Vocabulary.of(document.language, data))
    prefix = short or document.name
    pages = [place for place, sign in enumerate(document.text) if sign == "\f"]
    found = list(_candidates(read))
    figures = [candidate for candidate in found if candidate.reading]
    named = read.counting.units_of([(c.start, c.end, c.reading) for c in figures if c.reading])
    lasting = {place for place, unit in enumerate(named) if unit in units.TIMES}
    shares = {place for place, unit in enumerate(named) if unit == "percent"}
    rates = iter(read.rates.of([(c.start, c.end, unit) for c, unit in zip(figures, named, strict=True)]))
    counted, dated = iter(named), iter(read.dating.windows_of([(c.start, c.end) for c in figures], lasting, shares))
    seen: Counter[int] = Counter()
    rows: list[dict[str, str]] = []
    before: tuple[Candidate, dict[str, str]] | None = None
    for candidate in found:
        line = document.line_at(candidate.start)
        seen[line] += 1
        heading = read.passages.heading(candidate.start)
        row = dict.fromkeys([*FIRST, *columns, *LAST], "")
        row |= {
            "keep": NO if candidate.why else YES,
            "why": candidate.why,
            "figure_id": f"{prefix}-{line:04d}-{seen[line]}",
            "fact_id": f"{prefix}-{line:04d}-{seen[line]}",
            "preferred": "true",
            "source_id": document.name,
            "line": str(line),
            "section": " ".join(document.text[slice(*heading)].split()).lstrip("# ") if heading else "",
            "page": str(bisect_left(pages, candidate.start) + 1) if pages else "",
            "as_printed": " ".join(document.text[candidate.start : candidate.end].split()),
            "multiplicity": "1",
            "period_kind": "unknown",
            "period_basis": "unknown",
            "place_1": places.of_cell(read.grids, candidate.start, read.vocabulary.places),
            "context": document.around(candidate.start, candidate.end, 70),
        }
        if candidate.reading:
            unit, window, rate = next(counted), next(dated), next(rates)
            row |= {"per": rate.per, "multiplicity": str(rate.times)}
            due = window is not None and window.pattern == "deadline"
            row |= _meaning(read, candidate, candidate.reading, unit, due=due)
            row |= {} if due else _dated(read, candidate, window)
            row |= _share(read, candidate, unit, before)
            row |= _counted(read, candidate, unit)
            before = (candidate, row) if unit != "percent" else before
        rows.append(row)
    rows.sort(key=lambda row: row["keep"] == NO)
    return pd.DataFrame(rows, columns=[*FIRST, *columns, *LAST], dtype="str")


def candidates(document: Document, vocabulary: Vocabulary | None = None) -> Iterator[Candidate]:
    """Yield each number of a document with its hedge, currency and unit, and a range as one; every number is in one."""
    yield from _candidates(_Read(document, vocabulary or Vocabulary.of(document.language)))


def columns_of(folder: Path) -> list[str]:
    """Return the columns of ``figures.csv`` in a dataset."""
    return schema.read(folder)["figures"].names


# -- one number ----------------------------------------------------------------------------------------------------


def _candidates(read: _Read) -> Iterator[Candidate]:
    numbers, reasons = _grouped(read.document, _reasons(read))
    position = 0
    reached = 0
    while position < len(numbers):
        number = numbers[position]
        why = reasons.get(number.start, "")
        if not why and position + 1 < len(numbers) and numbers[position + 1].start not in reasons:
            both = _pair(read, number, numbers[position + 1], reached)
            if both:
                yield both
                position, reached = position + 2, both.end
                continue
        candidate = _extended(read, number, reached, why)
        yield candidate
        position, reached = position + 1, candidate.end
        while position < len(numbers) and numbers[position].start < reached:  # "twee derde"
            position += 1


def _reasons(read: _Read) -> dict[int, str]:
    """Return why the number at an offset is probably no data."""
    numbers = read.document.numbers
    starts = [number.start for number in numbers]
    found: dict[int, str] = {}
    for reason, pattern in NOT_DATA.items():
        if reason not in read.vocabulary.not_data:
            continue
        for match in pattern.finditer(read.text):
            for position in range(bisect_left(starts, match.start()), bisect_left(starts, match.end())):
                number = numbers[position]
                counted = number.start in read.counts and reason in {"year", "span of years"}
                if number.end <= match.end() and not counted:
                    found.setdefault(number.start, reason)
    for window in read.windows:
        if window.pattern not in _LOOSE:
            for position in range(bisect_left(starts, window.start), bisect_left(starts, window.end)):
                found.setdefault(starts[position], "part of a window")
    return found


def _grouped(document: Document, reasons: dict[int, str]) -> tuple[list[Number], dict[int, str]]:
    """Join what is one number in groups of three digits, "6 910", unless one of them is no data."""
    joined: list[Number] = []
    for number in document.numbers:
        last = joined[-1] if joined else None
        if (
            last
            and number.start - last.end == 1
            and document.text[last.end] in _GAPS
            and re.fullmatch(r"\d{3}(?:,\d+)?", document.text[number.start : number.end].split()[0])
            and re.fullmatch(r"[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})*", document.text[last.start : last.end])
            and last.start not in reasons
            and number.start not in reasons
        ):
            text = document.text[last.start : number.end]
            joined[-1] = Number(last.start, number.end, " ".join(text.split()), digits=True)
        else:
            joined.append(number)
    return joined, reasons


def _is_count(read: _Read, start: int, end: int) -> bool:
    """Whether a number that could be a year counts something: "1990 mensen", "ruim 2000"."""
    before = read.text[max(0, start - 24) : start]
    if _COUNTED.search(before):
        return True
    place = read.grids.at(start)
    if place:
        _, row, cell = place
        others = [other for other in row.values if other is not cell and not _YEAR.fullmatch(other.text)]
        return cell is not None and cell is not row.cells[0] and cell.is_value and bool(others)
    noun = _COUNTED_NOUN.match(read.text, end)
    if noun and units.unit_of(read.text[end : noun.end()].split()[0], read.vocabulary.units) == "EUR":
        return True
    if not noun or _DATED.search(before) or _NAMED.search(before):
        return False
    first = read.text[end : noun.end()].split()[0]
    counted = (units.unit_of(word, read.vocabulary.units) for word in (first, noun.group(1)))
    return any(unit not in {"", "year", "month", "week", "day", "document", "programme"} for unit in counted)


def _extended(read: _Read, number: Number, reached: int, why: str) -> Candidate:
    """Take a hedge, a currency and a unit into a number, as far as :func:`read_figure` reads them."""
    if why:
        return Candidate(number.start, number.end, None, number.digits, why)
    text = read.text
    cell = _cell(read, number)
    for start in _starts(text, number.start, reached, cell[0] if cell else None):
        for end in _ends(text, number.end):
            reading = _reading(read, start, end, signed=cell is not None and start == cell[0])
            if reading is None:
                continue
            # A unit of time is read, but does not belong to the printed form.
            time = _TIME.search(text[number.start : end])
            printed_end = number.start + time.start() if time and number.start + time.start() >= number.end else end
            return _scaled(read, Candidate(start, printed_end, reading, number.digits, ""))
    return Candidate(number.start, number.end, None, number.digits, "cannot be read as a figure")


def _cell(read: _Read, number: Number) -> tuple[int, int] | None:
    """Return the characters of the cell that is this number and nothing else."""
    place = read.grids.at(number.start)
    if place is None or place[2] is None or not place[2].is_value:
        return None
    return place[2].start, place[2].end


def _scaled(read: _Read, candidate: Candidate) -> Candidate:
    """Multiply an amount by what its table says of all: "x € 1.000"."""
    scale = read.counting.scale(candidate.start)
    reading = candidate.reading
    if scale is None or not scale.exponent or reading is None or reading.unit or not candidate.digits:
        return candidate
    word = {3: "duizend", 6: "miljoen"} if read.language == "nl" else {3: "thousand", 6: "million"}
    if scale.exponent not in word or reading.value == 0:
        return candidate
    money = f"{scale.unit} " if scale.unit else ""
    printed = " ".join(read.text[candidate.start : candidate.end].split()).strip("()")
    said = f"{money}{re.sub(rf'^([{_SIGNS}]) ', r'-', printed)} {word[scale.exponent]}"
    scaled = _read(said, read.language)
    return candidate if scaled is None else Candidate(candidate.start, candidate.end, scaled, True, "", said)


def _pair(read: _Read, first: Number, second: Number, reached: int) -> Candidate | None:
    """Read two numbers as one figure: a range, or a share ("1 op de 8")."""
    text = read.text
    joint = _JOINT.fullmatch(text[first.end : second.start])
    cell = _cell(read, first)
    if not joint or (cell and cell[1] < second.end):  # the next cell of a table may begin with a minus
        return None
    if joint["share"] and joint["share"].lower() in {"in", "of"} and read.language != "en":
        return None
    for start in _starts(text, first.start, reached, None):
        between = text[start : first.start].lower().startswith(("tussen", "between"))
        if (joint.group().strip().lower() in {"en", "and"}) != between:
            continue
        for end in _ends(text, second.end) if not joint["share"] else [second.end]:
            reading = _reading(read, start, end)
            fits = reading and (
                reading.unit == "percent" or reading.qualifier == "magnitude"
                if joint["share"]
                else reading.qualifier == "range"
            )
            if reading and fits:
                return Candidate(start, end, reading, first.digits, "")
    return None


def _starts(text: str, start: int, reached: int, cell: int | None) -> list[int]:
    """Return where a printed form may begin: up to four words before the number, the farthest first."""
    before = re.search(r"(?:[^\s()\[\]/|]+[^\S\n]*\n?[^\S\n]*){0,4}$", text[max(reached, start - 40) : start])
    head = before.group() if before else ""
    words = [start - len(head) + match.start() for match in re.finditer(r"\S+|(?<=\S)(?=$)", head)]
    glued = [start - 1] if start > reached and text[start - 1] in "€$<>≥≤±" else []
    own = [cell] if cell is not None and reached <= cell <= start else []
    return sorted({*words, *glued, *own, start})


def _ends(text: str, end: int) -> list[int]:
    """Return where a printed form may end: up to two words after the number, the farthest first."""
    after = re.match(
        r"(?:\s?%|,\s?[-–]|-(?:jarige?|daagse?|maandse?|delige?)\b|\s+[^\s.,;:()\d|]+(?:\s+[^\s.,;:()\d|]+)?)?",
        text[end : end + 40],
    )
    tail = after.group() if after else ""
    words = [end + match.end() for match in re.finditer(r"\s*\S+", tail)]
    return sorted({*words, end}, reverse=True)


def _reading(read: _Read, start: int, end: int, *, signed: bool = False) -> Reading | None:
    """Read some characters as a figure, unless what stands before them makes them mean something else."""
    text = read.text[start:end]
    glued = re.match(rf"[{_SIGNS}][€$]?\d", text) and read.text[start - 1 : start] in {" ", "(", "\n", "", "\t"}
    if text[:1] and text[:1] in _SIGNS and not signed and not glued:
        return None  # a dash before a space, or after a word, is no minus
    if text[:4].lower() == "tot " and _CHANGED.search(read.text[max(0, start - 70) : start]):
        return None
    return _read(text, read.language)


def _read(text: str, language: str) -> Reading | None:
    if text[:1].isspace() or text[-1:].isspace() or not text:
        return None
    try:
        return read_figure(text, language)
    except UnreadableFigureError:
        return None


# -- what it means -------------------------------------------------------------------------------------------------


def _meaning(read: _Read, candidate: Candidate, reading: Reading, unit: str, *, due: bool) -> dict[str, str]:
    # A duration in a sentence of an aim is how long that aim is given.
    lasts = unit in units.TIMES
    return {
        "value": f"{reading.value:.12g}",
        "value_high": "" if reading.value_high is None else f"{reading.value_high:.12g}",
        "unit": unit,
        "qualifier": reading.qualifier,
        "kind": read.kinds.kind(candidate.start, candidate.end, unit, reading.qualifier, lasts=lasts, due=due),
        "read_as": candidate.read_as,
    }


def _share(
    read: _Read, candidate: Candidate, unit: str, before: tuple[Candidate, dict[str, str]] | None
) -> dict[str, str]:
    """Return what a percentage is a share of where it takes up the figure before: "500 mensen, waarvan 51%"."""
    if unit != "percent" or before is None or not _OF_WHICH.search(read.text[before[0].end : candidate.start]):
        return {}
    apart = read.passages.sentence(before[0].start) != read.passages.sentence(candidate.start)
    return {} if apart else {"share_of": before[1]["figure_id"]}


def _counted(read: _Read, candidate: Candidate, unit: str) -> dict[str, str]:
    """Return whom a number of people, or a percentage, is of, and their sex where they are of one."""
    if unit not in {"person", "percent"}:
        return {}
    population = populations.of(read.text, candidate.end, read.vocabulary.populations)
    return {"population": population, "sex": populations.SEXES.get(population, "")}


def _dated(read: _Read, candidate: Candidate, window: Window | None) -> dict[str, str]:
    """Return the window of a figure: printed of it in its sentence, heading or table, else inferred from elsewhere."""
    if window is None:
        return {}
    first, last = (day.isoformat() if day else "" for day in (window.first, window.last))
    words = " ".join(read.text[window.start : window.end].split())
    line = read.document.line_at(window.start)
    cells = {"period_start": first, "period_end": last, "period_kind": window.kind}
    if _is_printed_of(read, candidate, window):
        return cells | {"period_basis": "printed", "period_as_printed": words, "period_line": str(line)}
    if not (first or last):
        return {}  # what is said elsewhere, and of no days, says nothing of this figure
    return cells | {"period_basis": "inferred"} | redating.notes(words, line)


def _is_printed_of(read: _Read, candidate: Candidate, window: Window) -> bool:
    if read.passages.sentence(window.start) == read.passages.sentence(candidate.start):
        return True
    heading = read.passages.heading(candidate.start)
    return read.grids.at(candidate.start) is not None or (
        heading is not None and heading[0] <= window.start < heading[1]
    )
