"""Rows beside the figures that sentences of a document suggest: programmes, events, statements, lists, targets.

Each comes with its sentence, for a person to complete or to refuse; what has to be said in our own words stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from itertools import pairwise

import pandas as pd

from analysis.dataset.languages import DOCUMENTS, in_all
from analysis.ledger import windows
from analysis.ledger.documents import Document
from analysis.ledger.guessing import Measures, Passage, texts
from analysis.ledger.layout import GUESS, MARK
from analysis.ledger.naming import Named, Names
from analysis.ledger.scan import NO, YES
from analysis.ledger.windows import Window

Row = dict[str, str]
Rows = Mapping[str, list[Row]]


def _compiled(patterns: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


_NAME = re.compile(
    r"\b(?:programma|project|partnerschap|initiatief|programme|partnership|initiative)\s+"
    r"(?P<name>[A-Z][\w’'-]+(?:\s+(?:(?:van|voor|de|het|en|in|of|for|and|the)\s+){0,2}[A-Z][\w’'-]+){0,5})"
)
_CARRIES_OUT = re.compile(r"\buitgevoerd\b|\bvoert\b|\bvoeren\b|\bcarri(?:ed|es)\s+out\b|\bimplement", re.IGNORECASE)
_GIVES = re.compile(
    r"\b(?:beschikbaar|bijgedragen|draagt|droeg|financier\w*|steun\w*|contribut\w+|fund\w*|available)\b", re.IGNORECASE
)
_BEGAN = re.compile(r"\b(?:van\s+start|begon\w*|gestart|startte\w*|gelanceerd|began|started|launched)\b", re.IGNORECASE)
_NEAR = 30  # characters between a window and the word that says what began then
_EVENTS = _compiled(
    {
        "opening": r"\bopen(?:de|den|ing)\b|\bgeopend\b|\bopened\b",
        "agreement": r"\bonderteken\w*|\bgetekend\b|\bsigned\b",
        "visit": r"\bbezo(?:cht|ek)\w*|\bvisit(?:ed)?\b",
        "conference": r"\bconferentie\b|\bconference\b|\bsummit\b",
        "decision": r"\bbeslo(?:ot|ten)\b|\bbesluit\b|\bdecided\b",
        "publication": r"\bgepubliceerd\b|\bverscheen\b|\bpublished\b",
    }
)
_MONTH = timedelta(days=31)  # what happened within it is dated
_REST = r"(?:[^\s.;:,]+\s+){0,9}[^\s.;:,]+"  # of the clause that words begin, as much as is quoted
_STATEMENTS = _compiled(
    {
        "promise": rf"\b(?:zeg|zeggen|zegt)\s+{_REST}|\b(?:zal\s+(?:ik|het\s+kabinet)|ik\s+zal)\s+{_REST}"
        rf"|\bI\s+(?:will|shall)\s+{_REST}",
        "status": r"\b(?:niet\s+|not\s+)?(?:op\s+schema|volgens\s+(?:de\s+)?plan(?:ning)?|"
        r"naar\s+verwachting\s+verlo\w+|on\s+schedule|on\s+track)\b",
        "trend": r"\b(?:(?:is|zijn|verder|sterk|licht|fors|opnieuw)\s+){0,2}(?:verbeterd|verslechterd|toegenomen|"
        r"afgenomen|gestegen|gedaald|improved|deteriorated|increased|decreased)\b",
        "obstacle": r"\bvertrag(?:ing|d)\w*|\bbemoeilijkt\w*|\bbelemmer\w*|\bachter\s+op\s+schema\b|\bdelay(?:s|ed)?\b",
    }
)
_AIMED_AT = re.compile(r"\b(?:voorrang|prioriteit\w*|focus\w*|richt\w*|priorit\w+)\b", re.IGNORECASE)
_GIVING = re.compile(r"\bdono(?:r|ren|rs)\b", re.IGNORECASE)
_COMPLETE = re.compile(
    r"\b(?:de\s+volgende|the\s+following)\b|\blanden(?:\s+zijn)?\s*:|\bcountries(?:\s+are)?\s*:", re.IGNORECASE
)
#: What stands between the names of a list.
_BETWEEN = re.compile(r"\s*(?:,|;|\ben\b|\band\b|\n\s*[-•*–]?)*\s*(?:(?:de|het|the|en|and)\s+)*", re.IGNORECASE)
_FEWEST = 3  # countries that make a list


@dataclass
class Gleaned:
    """The rows that a document suggests, by table, and the programmes that only it names, by their labels."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    programmes: list[Named] = field(default_factory=list)

    def payers(self) -> dict[str, str]:
        """Return who is guessed to pay for each of these programmes, as far as that is said."""
        rows = self.rows.get("programmes", [])
        found = {row[f"label_{DOCUMENTS}"]: row["payer_1"].removeprefix(GUESS) for row in rows}
        return {programme: payer for programme, payer in found.items() if payer}


def glean(document: Document, proposals: pd.DataFrame, present: Rows) -> Gleaned:
    """Return what the sentences of a document suggest beside its figures; ``proposals`` is what the scan proposes.

    A row has the columns of its sheet, see ``layout``; a cell that is a guess begins with ``layout.GUESS``.
    """
    new = list(_new_programmes(document, present))
    text = _Text(document, present, new, [row for row in texts(proposals) if row["keep"] == YES])
    lists = list(_lists(text))
    targets = list(_targets(text))
    of_targets = {row["status_as_printed"] for row in targets}
    rows = {
        "programmes": list(_programmes(text, new)),
        "events": list(_events(text)),
        "statements": [row for row in _statements(text) if f"{GUESS}{row['as_printed']}" not in of_targets],
        "lists": [row for row, _ in lists],
        "presence": [member for row, names in lists for member in _members(text, row, names)],
        "targets": targets,
    }
    return Gleaned(rows, new)


class _Text:
    """A document with its sentences, and with the names in it."""

    def __init__(self, document: Document, present: Rows, new: list[Named], figures: list[Row]) -> None:
        self.document, self.present, self.figures = document, present, figures
        self.passage = Passage(document, present, new)
        countries = [row for row in present["places"] if row["place_kind"] == "country"]
        self.countries = list(Names(countries, "place_id").of(document.text))
        self.organisations = list(Names(present["organisations"], "organisation_id").of(document.text))
        self.states = {
            row["organisation_id"] for row in present["organisations"] if row["organisation_kind"] == "government"
        }
        self.windows = list(windows.find(document.text))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The characters of each sentence outside of tables."""
        return self.passage.sentences()

    @cached_property
    def numbered(self) -> set[int]:
        """The sentences, by their first character, that a probable figure stands in."""
        places = [self.place_of(row) for row in self.figures]
        return {start for place in places for start, end in self.sentences if start <= place < end}

    def place_of(self, figure: Row) -> int:
        """Return where a figure begins; -1 where it is not found on its line."""
        return next(self.document.occurrences(figure["as_printed"], int(figure["line"])), (-1, 0))[0]

    def row(self, span: tuple[int, int], at: int, cells: Row) -> Row:
        """Return a row of a sentence; ``at`` is where what it is about begins."""
        line = self.document.line_at(at)
        context = " ".join(self.document.text[slice(*span)].split())
        return {"keep": YES, "context": context, "line": str(line)} | cells

    def says(self, words: re.Pattern[str], span: tuple[int, int]) -> re.Match[str] | None:
        """Find words in some characters."""
        return words.search(self.document.text, *span)

    def guessed_programme(self, offset: int) -> str:
        """Return what is guessed to be the programme of a sentence, from its paragraph."""
        found = self.passage.programme(offset)
        return f"{GUESS}{found}" if found else ""


# -- programmes ----------------------------------------------------------------------------------------------------


def _new_programmes(document: Document, present: Rows) -> Iterator[Named]:
    """Yield where a document names programmes that the dataset does not know."""
    places = (row[label] for row in present["places"] for label in in_all("label"))
    known = Names(present["programmes"], "programme_id", places)
    named = {" ".join(match["name"].split()) for match in _NAME.finditer(document.text)}
    fresh = sorted(name for name in named if not any(found.start == 0 for found in known.of(name)))
    labelled = [{"programme_id": name, "name": name} for name in fresh]
    yield from Names(labelled, "programme_id").of(document.text) if labelled else ()


def _programmes(text: _Text, new: list[Named]) -> Iterator[Row]:
    seen: set[str] = set()
    measures = Measures(text.present, text.document.language)
    for named in new:
        (name,) = named.keys
        if name in seen:
            continue
        seen.add(name)
        start, end = text.passage.span(named.start)
        last = text.passage.paragraph_end(named.start)
        paragraph = text.document.text[start:last]
        likely = measures.like({"unit": "", "kind": "", "section": ""}, paragraph)
        cells = dict.fromkeys(in_all("label"), name) | {"status": f"{GUESS}running"} | _term(text, start, end)
        if likely:
            cells["theme"] = f"{GUESS}{measures.theme(likely[0][1])}"
        if _CARRIES_OUT.search(text.document.text, start, end):
            cells["executor_1"] = _organisation(text, start, end, text.states)
        giving = (span for span in text.sentences if start <= span[0] < last and text.says(_GIVES, span))
        cells["payer_1"] = next(filter(None, (_organisation(text, *span) for span in giving)), "")
        yield text.row((start, end), named.start, cells)


def _organisation(text: _Text, start: int, end: int, others: Collection[str] = ()) -> str:
    """Return what is guessed to be the organisation of some characters: the first that they name, without others."""
    found = (named.keys for named in text.organisations if start <= named.start < end and named.keys[0] not in others)
    return next((f"{GUESS}{keys[0]}" for keys in found if len(keys) == 1), "")


def _term(text: _Text, start: int, end: int) -> Row:
    """Return when a programme began and ended, as far as its sentence says so."""
    found: Row = {}
    for window in text.windows:
        if start <= window.start < end:
            around = text.document.text[max(start, window.start - _NEAR) : window.end + _NEAR]
            if window.first and (window.last is None or _BEGAN.search(around)):
                found.setdefault("start", str(window.first))
            elif window.last and window.first is None:
                found.setdefault("end", str(window.last))
    return found


# -- what happened, what is said -----------------------------------------------------------------------------------


def _events(text: _Text) -> Iterator[Row]:
    for start, end in text.sentences:
        kind = next((kind for kind, words in _EVENTS.items() if text.says(words, (start, end))), "")
        dated = next((window for window in text.windows if start <= window.start < end and _is_a_day(window)), None)
        if not kind or dated is None or start in text.numbered:
            continue
        printed = " ".join(text.document.text[dated.start : dated.end].split())
        cells = {"event_kind": f"{GUESS}{kind}", "date_as_printed": printed}
        cells["programme_id"] = text.guessed_programme(start)
        places = [named for named in text.countries if start <= named.start < end]
        cells |= {"place_1": f"{GUESS}{places[0].keys[0]}"} if places else {}
        yield text.row((start, end), dated.start, cells)


def _is_a_day(window: Window) -> bool:
    return bool(window.first and window.last and window.last - window.first < _MONTH)


def _statements(text: _Text) -> Iterator[Row]:
    for start, end in text.sentences:
        if start in text.numbered:
            continue
        for kind, words in _STATEMENTS.items():
            match = text.says(words, (start, end))
            if match:
                printed = " ".join(match[0].split())
                cells = {"statement_kind": f"{GUESS}{kind}", "as_printed": printed}
                cells |= {"section": text.passage.section(start), "programme_id": text.guessed_programme(start)}
                cells |= {"kept": f"{GUESS}not_in_documents"} if kind == "promise" else {}
                yield text.row((start, end), match.start(), cells)
                break


# -- lists of countries --------------------------------------------------------------------------------------------


def _lists(text: _Text) -> Iterator[tuple[Row, list[Named]]]:
    """Yield each list of countries with its names: as many, one after the other, as make a list."""
    run: list[Named] = []
    for named, following in pairwise([*text.countries, None]):
        if named is None:
            continue
        run.append(named)
        between = text.document.text[named.end : following.start] if following else "."
        if following is None or not _BETWEEN.fullmatch(between):
            if len({name.keys for name in run}) >= _FEWEST:
                yield _list(text, run), run
            run = []


def _list(text: _Text, names: list[Named]) -> Row:
    start, end = text.passage.span(names[0].start)
    words = text.document.text[start : max(end, names[-1].end)]
    kinds = {"donors": _GIVING, "focus": _AIMED_AT}
    kind = next((kind for kind, said in kinds.items() if said.search(words)), "other")
    complete = _COMPLETE.search(words) is not None
    cells = {"list_kind": f"{GUESS}{kind}", "exhaustive": f"{GUESS}{'true' if complete else 'false'}"}
    cells["programme_id"] = text.guessed_programme(names[0].start)
    # Countries that a sentence only names are proposed too, for whoever takes them for a list.
    keep = YES if complete or kind != "other" else NO
    return text.row((start, max(end, names[-1].end)), names[0].start, cells) | {"keep": keep}


def _members(text: _Text, row: Row, names: list[Named]) -> Iterator[Row]:
    labels = {place["place_id"]: place[f"label_{text.document.language}"] for place in text.present["places"]}
    for key, place in {named.keys[0]: named for named in names}.items():
        printed = text.document.text[place.start : place.end]
        line = str(text.document.line_at(place.start))
        yield {
            "keep": YES,
            "context": printed,
            "list_id": row["line"],
            "place_id": f"{key}{MARK}{labels[key]}",
            "line": line,
        }


# -- targets -------------------------------------------------------------------------------------------------------


def _targets(text: _Text) -> Iterator[Row]:
    """Yield a target for each figure that is one, with the result in its unit that its words are most like."""
    for aimed in (row for row in text.figures if row["kind"] == "target"):
        results = [row for row in text.figures if (row["kind"], row["unit"]) == ("actual", aimed["unit"])]
        alike = max(results, key=lambda row: _alike(aimed, row), default=None)
        place = text.place_of(aimed)
        cells = {"target_figure_id": aimed["figure_id"], "deadline": aimed["period_end"] or _deadline(text, place)}
        cells["status_as_printed"] = _status(text, place)
        if alike and _alike(aimed, alike) > 0:
            cells["actual_figure_id"] = f"{GUESS}{alike['figure_id']}"
        yield {"keep": YES, "context": aimed["context"]} | cells


def _deadline(text: _Text, place: int) -> str:
    """Return by when the sentence of a figure says that something is due, where it names one such day."""
    start, end = text.passage.span(place)
    days = {day for at, day in windows.due(text.document.text) if start <= at < end}
    return str(days.pop()) if len(days) == 1 else ""


def _status(text: _Text, place: int) -> str:
    """Return what is guessed to be the status of a target: that of the sentence right after its own."""
    end = text.passage.span(place)[1]
    following = next((span for span in text.sentences if span[0] >= end), None)
    if following is None or following[0] >= text.passage.paragraph_end(place) or following[0] in text.numbered:
        return ""
    match = text.says(_STATEMENTS["status"], following)
    return f"{GUESS}{' '.join(match[0].split())}" if match else ""


def _alike(one: Row, other: Row) -> float:
    """Return how many words two figures have in common right after them."""
    after = (set(re.findall(r"[^\W\d_]{5,}", row["context"].partition("]")[2].lower())) for row in (one, other))
    return float(len(set.intersection(*after)))
