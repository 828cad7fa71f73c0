"""Rows beside the figures that sentences of a document suggest: programmes, events, statements, lists, targets.

Each comes with its sentence, for a person to complete or to refuse; what has to be said in our own words stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

import pandas as pd

from analysis.dataset.countries import HOME
from analysis.dataset.languages import DOCUMENTS, in_all
from analysis.ledger import windows
from analysis.ledger.documents import Document
from analysis.ledger.guessing import Measures, Passage, place_of, texts
from analysis.ledger.kinds import REACHED
from analysis.ledger.layout import GUESS, MARK
from analysis.ledger.naming import Named, Names, runs
from analysis.ledger.passages import ADDRESSED
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
        "conference": r"\bconferentie\b|\brondetafel\w*|\bbijeenkomst\b|\bseminar\b|\bconference\b|\bsummit\b"
        r"|\bround\s?table\b|\bmeeting\b",
        "decision": r"\bbeslo(?:ot|ten)\b|\bbesluit\b|\bdecided\b",
        "publication": r"\bgepubliceerd\b|\bverscheen\b|\bpublished\b",
    }
)
#: What stands between the beginning of a sentence and the day that it begins with.
_ON_A_DAY = re.compile(r"\W*(?:(?:op|in|begin|medio|eind|on|at)\s+){0,2}", re.IGNORECASE)
#: The verb of the past with which a Dutch sentence goes on after that day, and the one that an English sentence has.
_HAPPENED = re.compile(
    r"\s+(?:hield|vond|kwam|ging|gaf|nam|sprak|begon|sloot|trad|bracht|stond|werd|was|had|kreeg|riep|bood|gold|"
    r"hielden|vonden|kwamen|gingen|gaven|namen|spraken|begonnen|sloten|traden|brachten|stonden|werden|waren|kregen|"
    r"heeft|hebben|is|zijn|[^\W\d_]+[dt]en?)\s"
    r"|[^.;:]*\s(?:held|took|met|came|began|was|were|had|has|gave|signed|[^\W\d_]{3,}ed)\s",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\b[Ii]n\s+$")
_MONTH = timedelta(days=31)  # what happened within it is dated
_REST = r"(?:[^.;:,!?]|(?<=\d)[.,:](?=\d))+"  # of the clause that words begin, up to the next punctuation
_CLAUSE = rf"{_REST[:-1]}*"  # what stands around words in their clause, if anything
_OBSTACLE = (
    r"(?:vertrag(?:ing|d)\w*|bemoeilijkt\w*|belemmer\w*|gebrek\s+aan|tekort\s+aan|moeizaam|"
    r"(?:nog\s+(?:altijd|steeds)|blij(?:ft|ven)|ble(?:ef|ven))\s+(?:moeilijk|lastig|beperkt|onvoldoende|achter)|"
    r"delay(?:s|ed)?|lack\s+of|shortage\s+of|still\s+(?:difficult|hard|limited)|remains?\s+(?:difficult|hard|limited))"
)
_STATE = r"(?:ik|wij|we|Nederland|het\s+kabinet|de\s+(?:regering|minister|staatssecretaris))"
#: Words that only say what is wished, unless they say when.
_WISHES = r"(?:wil|willen|ga|gaat|gaan)"
_TO_COME = r"(?:in\s+20\d\d|(?:komende?|volgende?|dit)\s+\w*jaar)"
_INTENDS = (
    rf"(?:(?:zal|zullen)\s+{_STATE}|{_STATE}\s+(?:zal|zullen)"
    rf"|{_TO_COME}\s+{_WISHES}\s+{_STATE}|{_STATE}\s+{_WISHES}(?=[^.;:]*?\b{_TO_COME}\b))"
)
_STATEMENTS = _compiled(
    {
        "promise": rf"\b(?:zeg|zeggen|zegt)\s+{_REST}|\b{_INTENDS}\s+{_REST}"
        rf"|\b(?:I|we|the\s+(?:Netherlands|government|minister))\s+(?:will|shall)\s+{_REST}",
        "status": r"\b(?:niet\s+|not\s+)?(?:op\s+schema|volgens\s+(?:de\s+)?(?:plan(?:ning)?|verwachting)|"
        r"naar\s+verwachting\s+verlo\w+|on\s+schedule|on\s+track)\b|\bachter\s+op\s+(?:het\s+)?schema\b"
        r"|\b(?:loopt|lopen|liep(?:en)?|ligt|liggen|blijft|blijven)\s+(?:\w+\s+)?achter\b|\b(?:bijna\s+)?in\s+zicht\b"
        r"|\b(?:behind|ahead\s+of)\s+schedule\b",
        "trend": r"\b(?:(?:is|zijn|verder|sterk|licht|fors|opnieuw)\s+){0,2}(?:verbeterd|verslechterd|toegenomen|"
        r"afgenomen|gestegen|gedaald|improved|deteriorated|increased|decreased)\b",
        "obstacle": rf"\b{_CLAUSE}\b{_OBSTACLE}\b{_CLAUSE}",
    }
)
_BEGINS = re.compile(rf"\b\w{_REST}")
#: What a status means for a target, by its words; it goes as expected where none of these is there.
_MEANS = _compiled({"delayed": r"\b(?:niet|not|achter|behind)\b", "as_expected": ""})
_AIMED_AT = re.compile(r"\b(?:voorrang|prioriteit\w*|focus\w*|richt\w*|priorit\w+)\b", re.IGNORECASE)
_GIVING = re.compile(r"\bdono(?:r|ren|rs)\b", re.IGNORECASE)
_COMPLETE = re.compile(
    r"\b(?:de\s+volgende|the\s+following)\b|\blanden(?:\s+zijn)?\s*:|\bcountries(?:\s+are)?\s*:", re.IGNORECASE
)
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
    events = list(_events(text))
    aims = [_Aim(text, row) for row in text.figures if row["kind"] == "target"]
    of_targets = {(said.sentence[0], said.kind) for aim in aims for said in aim.said}
    statements = list(_statements(text, of_targets))
    programmes = list(_programmes(text, new))
    taken = {row["context"] for row in (*programmes, *events, *statements, *(row for row, _ in lists))}
    taken |= {" ".join(document.text[slice(*said.sentence)].split()) for aim in aims for said in aim.said}
    rows = {
        "programmes": programmes,
        "events": events,
        "statements": [*statements, *_dated(text, taken)],
        "lists": [row for row, _ in lists],
        "presence": [member for row, names in lists for member in _members(text, row, names)],
        "targets": [aim.target() for aim in aims],
        "target_claims": [claim for aim in aims for claim in aim.claims()],
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
        place = place_of(self.document, figure)
        return -1 if place is None else place

    def figures_in(self, span: tuple[int, int]) -> list[Row]:
        """Return the probable figures in some characters."""
        return [row for row in self.figures if span[0] <= self.place_of(row) < span[1]]

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
        if dated is None or start in text.numbered or not (kind or _tells_of(text, start, dated)):
            continue
        printed = " ".join(text.document.text[dated.start : dated.end].split())
        cells = {"event_kind": f"{GUESS}{kind}" if kind else "", "date_as_printed": printed}
        cells["programme_id"] = text.guessed_programme(start)
        cells["organisation_1"] = _organisation(text, start, end, text.states)
        cells |= _abroad(text, start, end)
        yield text.row((start, end), dated.start, cells)


def _tells_of(text: _Text, start: int, day: Window) -> bool:
    """Whether a sentence begins with a day and tells what happened then: "Op 9 maart 2022 hield UNHCR"."""
    first = _ON_A_DAY.fullmatch(text.document.text, start, day.start) is not None
    return first and _HAPPENED.match(text.document.text, day.end) is not None


def _dated(text: _Text, taken: Collection[str]) -> Iterator[Row]:
    """Yield what other sentences with a day or a year begin with, for whoever finds that they say something."""
    addressed = ADDRESSED.search(text.document.text)
    body = addressed.start() if addressed else 0
    for start, end in text.sentences:
        days = any(start <= window.start < end and (window.first or window.last) for window in text.windows)
        begins = _BEGINS.search(text.document.text, start, end)
        if not days or start < body or start in text.numbered or begins is None:
            continue
        cells = {"as_printed": " ".join(begins[0].split()), "section": text.passage.section(start)}
        row = text.row((start, end), begins.start(), cells | {"programme_id": text.guessed_programme(start)})
        if row["context"] not in taken:
            yield row | {"keep": NO}


def _abroad(text: _Text, start: int, end: int) -> Row:
    """Return the first country besides the home of the policy that a sentence names: where, or with whom."""
    found = (named for named in text.countries if start <= named.start < end and named.keys != (HOME,))
    first = next(found, None)
    if first is None:
        return {}
    inside = _INSIDE.search(text.document.text, start, first.start) is not None
    return {"place_1": f"{GUESS}{first.keys[0]}"} | ({} if inside else {"role_1": f"{GUESS}with"})


def _is_a_day(window: Window) -> bool:
    return bool(window.first and window.last and window.last - window.first < _MONTH)


def _statements(text: _Text, of_targets: Collection[tuple[int, str]]) -> Iterator[Row]:
    """Yield what sentences without a figure say; what is said of a target is a claim of that."""
    for start, end in text.sentences:
        if start in text.numbered:
            continue
        for kind, words in _STATEMENTS.items():
            match = text.says(words, (start, end))
            if match and (start, kind) not in of_targets:
                printed = " ".join(match[0].split())
                cells = {"statement_kind": f"{GUESS}{kind}", "as_printed": printed}
                cells |= {"section": text.passage.section(start), "programme_id": text.guessed_programme(start)}
                cells |= {"kept": f"{GUESS}not_in_documents"} if kind == "promise" else {}
                yield text.row((start, end), match.start(), cells)
                break


# -- lists of countries --------------------------------------------------------------------------------------------


def _lists(text: _Text) -> Iterator[tuple[Row, list[Named]]]:
    """Yield each list of countries with its names: as many, one after the other, as make a list."""
    for run in runs(text.document.text, text.countries):
        if len({name.keys for name in run}) >= _FEWEST:
            yield _list(text, run), run


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


@dataclass(frozen=True)
class _Saying:
    """Words of a sentence that say how something stands, or what is in its way: where they begin, and their kind."""

    kind: str
    printed: str
    start: int
    sentence: tuple[int, int]


class _Aim:
    """A figure that is aimed at, with its result and with what is said of it."""

    def __init__(self, text: _Text, figure: Row) -> None:
        self._text, self._figure = text, figure
        self._place = text.place_of(figure)
        self._sentence = text.passage.span(self._place)
        self.said = list(self._sayings())

    def target(self) -> Row:
        """Return the row of the target, with what is first said of how it stands."""
        due = self._figure["period_end"] or _deadline(self._text, self._place)
        cells = {"target_figure_id": self._figure["figure_id"], "deadline": due, "actual_figure_id": self._result()}
        cells["status_as_printed"] = f"{GUESS}{self.said[0].printed}" if self._has_status() else ""
        return {"keep": YES, "context": self._figure["context"]} | cells

    def claims(self) -> Iterator[Row]:
        """Yield a claim for each other thing that is said of it."""
        for said in self.said[self._has_status() :]:
            cells = {"target_id": self._figure["figure_id"], "claim_as_printed": said.printed}
            if said.kind == "status":
                means = next(means for means, words in _MEANS.items() if words.search(said.printed))
                cells["claim_means"] = f"{GUESS}{means}"
            yield self._text.row(said.sentence, said.start, cells)

    def _has_status(self) -> bool:
        return bool(self.said) and self.said[0].kind == "status"

    def _sayings(self) -> Iterator[_Saying]:
        """Yield what is said after the figure in its sentence, and in the sentences after that of its paragraph.

        What follows another figure that does not take this one up is said of that.
        """
        last = self._text.passage.paragraph_end(self._place)
        for start, end in (span for span in self._text.sentences if self._sentence[0] <= span[0] < last):
            others = self._text.figures_in((start, end)) if start != self._sentence[0] else []
            if not all(self._takes_up(row, start) for row in others):
                return
            for kind in ("status", "obstacle"):
                match = self._text.says(_STATEMENTS[kind], (max(start, self._place), end))
                if match:
                    yield _Saying(kind, " ".join(match[0].split()), match.start(), (start, end))
                    break

    def _result(self) -> str:
        """Return what is guessed to be the result: a figure of the same paragraph in the same unit.

        First one that takes the target up, then one of its sentence or the next, then one whose words are like its own.
        """
        ranked = []
        for row in self._text.figures:
            place = self._text.place_of(row)
            apart = self._text.passage.paragraph(place) != self._text.passage.paragraph(self._place)
            if apart or (row["kind"], row["unit"]) != ("actual", self._figure["unit"]):
                continue
            start, _ = self._text.passage.span(place)
            near = place > self._place and start in self._sentence
            likeness = _alike(self._figure, row)
            if near or likeness:
                ranked.append((near and self._takes_up(row, start), near, likeness, row["figure_id"]))
        return f"{GUESS}{max(ranked)[-1]}" if ranked else ""

    def _takes_up(self, row: Row, start: int) -> bool:
        """Whether a figure says how far what was told of before it has come: "Eind 2022 stond de teller op 4.100"."""
        place = self._text.place_of(row)
        return row["kind"] == "actual" and REACHED.search(self._text.document.text, start, place) is not None


def _deadline(text: _Text, place: int) -> str:
    """Return by when the sentence of a figure says that something is due, where it names one such day."""
    start, end = text.passage.span(place)
    days = {day for at, day in windows.due(text.document.text) if start <= at < end}
    return str(days.pop()) if len(days) == 1 else ""


def _alike(one: Row, other: Row) -> float:
    """Return how many words two figures have in common right after them."""
    after = (set(re.findall(r"[^\W\d_]{5,}", row["context"].partition("]")[2].lower())) for row in (one, other))
    return float(len(set.intersection(*after)))
