"""Which notes on what the documents do not print are to be read again, because new rows print it.

Our own words say of silence what nothing recomputes ("start not printed"). A note is touched where a new row
is about the same thing and brings what the note misses: an amount where no amount was, a place where no place was. What
a note says of its own document alone stays true whatever others print. A break, and why a measure fits an outcome, speak
of all figures of the measure, so that each new result touches them. A note that names the document of a row was written
with it, and is not asked again.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.dataset import schema
from analysis.figures.currencies import CURRENCIES
from analysis.ledger.naming import without_phase
from analysis.ledger.rereading import Note, rows_of
from analysis.ledger.uptake import OF_MONEY

Row = dict[str, str]
Rows = Mapping[str, Mapping[str, Row]]
#: The keys of rows, by table.
Keys = Mapping[str, set[str]]

#: What rows can be about, by the column that names it.
_THINGS = ("programme_id", "measure_id", "target_id", "list_id")
#: Columns of prose, without their language, that say what the documents lack as well as what they say.
_NOTES = ("note", "kept_note", "end_reason", "definition", "criterion", "says", "what", "reason", "resolution")
_SAID = r"print|given|nam(?:ed?|es)|mention|said|says?|know|told|record|document|state|report|dated"
_LACKING = r"starts?|ends?|dates?|years?|terms?|results?|targets?|numbers?|amounts?|totals?|shares?|payers?"
#: A sentence that speaks of something as absent: "End not printed", "No amount of the first phase".
_ABSENCE = re.compile(
    r"[^.;]*\b(?:no|not|none|nothing|nowhere|never|neither|nor|without)\b"
    rf"(?:[^.;]*\b(?:{_SAID})\w*|\s+(?:[\w’'-]+\s+){{0,3}}(?:{_LACKING}))\b[^.;]*",
    re.IGNORECASE,
)
#: What a sentence can miss, by the words for it; what names none of these misses words.
_MISSED = {
    "time": r"starts?|begins?|began|ends?|ended|dates?|dated|years?|terms?|when|how long",
    "amount": r"amounts?|totals?|budgets?|costs?|paid|pays|payments?|spent|spending|contribut\w+|money",
    "result": r"results?|numbers?|shares?|reached|how many|achieved",
    "target": r"targets?|aims?|goals?",
    "place": r"countr(?:y|ies)|places?|regions?|where",
    "who": r"payers?|executors?|partners?|organisations?|who",
}
#: What another row does not make good in a note of these tables: how a sentence dates, places or words its own figure or
#: event, and anything that a list lacks, which is that of one document.
_ITS_OWN = {name: {"time", "words"} for name in ("figures", "events", "iati_matches")} | {
    "statements": {"place"},
    "lists": {*_MISSED, "words"},
}
#: A sentence on what one document does not print.
_OF_ONE_DOCUMENT = re.compile(
    r"\W*(?:the|this)\s+(?:[\w’'-]+\s+)?(?:report|page|letter|document|framework|leaflet|decision|table|list)\b",
    re.IGNORECASE,
)
#: A sentence that looks back from one phase of a programme to the phases before it.
_LOOKS_BACK = re.compile(r"\b(?:earlier|before|previous(?:ly)?|formerly|until then)\b", re.IGNORECASE)
#: Kinds of events with which something begins.
_BEGINNINGS = {"agreement", "campaign", "decision", "opening"}
_OF_A_YEAR = re.compile(rf"\b(?:{_SAID})\w*\s+(?:for|of|in)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
#: In which order tables are told: what a page says first.
_FIRST = ("targets", "programmes", "lists", "statements", "figures")
#: Tables whose reasons stand beside all results of a measure.
_OF_ALL = frozenset({"breaks", "outcome_measures"})
_MOST = 3  # rows that are named for a note
_LONGEST = 160  # characters of a reason that is quoted whole


@dataclass(frozen=True)
class _Brought:
    """A row of a document: its identifier, what it is about, what it brings, its years, its unit and its document."""

    name: str
    things: frozenset[tuple[str, str]]
    brings: frozenset[str]
    years: frozenset[int]
    unit: str
    source: str


def asked(before: Path, after: Path, entered: Keys) -> list[Note]:
    """Return which notes on an absence the rows that were entered touch, those on targets and programmes first.

    ``before`` and ``after`` are the folders of a dataset without and with new rows. The rows of ``entered``, keys by
    table, count whether they are new or not, so that the answer is the same before and after they went in; so do all
    others that are new. A note that differs between the folders was settled with the rows.
    """
    described = {name: table for name, table in schema.read(after).items() if table.path.parent.name != "reference"}
    rows = {name: rows_of(table) for name, table in described.items()}
    was = {name: rows_of(table) for name, table in schema.read(before).items() if name in described}
    theirs = {
        name: entered.get(name, set()) | (keyed.keys() - was.get(name, {}).keys()) for name, keyed in rows.items()
    }
    offered = (_brought(rows, name, key) for name in theirs for key in sorted(theirs[name] & rows[name].keys()))
    brought = [row for row in offered if row]
    found = []
    for name in sorted(rows, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)):
        for key, said in rows[name].items():
            if key not in theirs[name] and said == was.get(name, {}).get(key):
                found += list((_of_all if name in _OF_ALL else _touched)(rows, name, key, brought))
    return found


def _of_all(rows: Rows, name: str, key: str, brought: list[_Brought]) -> Iterator[Note]:
    """Name a reason that stands beside every result of a measure which has a new one.

    A break says how the numbers before it and after it were counted; why a measure fits an outcome is told beside each
    of its results, and is asked only where it speaks of what they lack: "over one year, the countries are not named".
    """
    row = rows[name][key]
    if name != "breaks" and not _ABSENCE.search(row["reason_en"]):
        return
    measured = {key for key, figure in rows["figures"].items() if figure["measure_id"] == row["measure_id"]}
    of = [other for other in brought if "result" in other.brings and other.name in measured]
    of = [other for other in of if not _names(row["reason_en"], rows["sources"].get(other.source, {}))]
    if of:
        yield _note(name, key, "reason", textwrap.shorten(row["reason_en"], _LONGEST, placeholder=" …"), of)


def _touched(rows: Rows, name: str, key: str, brought: list[_Brought]) -> Iterator[Note]:
    row = rows[name][key]
    things, years, unit = _about(rows, name, row)
    fitting = [other for other in brought if not (unit and other.unit and unit != other.unit)]
    near = [o for o in fitting if things & o.things and not (years and o.years and not years & o.years)]
    phase = _phases(rows, things)
    earlier = [
        other
        for other in fitting
        if phase & _phases(rows, other.things) and not things & other.things and _is_before(other.years, years)
    ]
    for note in _NOTES if near or earlier else ():
        text = row.get(f"{note}_en", "")
        for found in _ABSENCE.finditer(text):
            said = found[0]
            if _OF_ONE_DOCUMENT.match(said):
                continue
            named = {int(year) for year in _OF_A_YEAR.findall(said)}
            sentence = text[text.rfind(".", 0, found.start()) + 1 : found.end()]
            missed = _missed(said, sentence) - _ITS_OWN.get(name, set())
            others = [*near, *(earlier if _LOOKS_BACK.search(said) else [])]
            of = [other for other in others if other.brings & missed and (not named or named & other.years)]
            of = [other for other in of if not _names(text, rows["sources"].get(other.source, {}))]
            if of:
                yield _note(name, key, note, said.strip(), of)


def _note(name: str, key: str, note: str, said: str, of: list[_Brought]) -> Note:
    more = f" and {len(of) - _MOST} more" if len(of) > _MOST else ""
    listed = ", ".join(other.name for other in of[:_MOST])
    return Note(name, key, note, f"“{said}” (now {listed}{more})")


def _missed(said: str, sentence: str) -> set[str]:
    """Return what a part of a sentence misses; words, where it names nothing that a row could bring.

    Of "No result: announced for four years" it is what stands before the colon; "what it was before" takes up what the
    sentence is about.
    """
    lead = said.partition(":")[0]
    parts = [lead if _ABSENCE.search(lead) else said, *([sentence] if _LOOKS_BACK.search(said) else [])]
    for part in parts:
        found = {what for what, words in _MISSED.items() if re.search(rf"\b(?:{words})\b", part, re.IGNORECASE)}
        if found:
            return found
    return {"words"}


def _phases(rows: Rows, things: frozenset[tuple[str, str]]) -> set[str]:
    """Return the names of the programmes of some things without their phase: that of "Prospects, second phase"."""
    programmes = (rows["programmes"].get(name, {}) for column, name in things if column == "programme_id")
    return {without_phase(row.get("label_en", "")) for row in programmes} - {""}


def _is_before(years: frozenset[int], others: frozenset[int]) -> bool:
    return not (years and others) or min(years) < min(others)


def _names(text: str, source: Row) -> bool:
    """Whether a note names a document, by its short name or its kind and one of its years: "the letter on 2021"."""
    words = {source.get("short_en", ""), source.get("document_kind", "")} - {""}
    years = {source.get(column, "")[:4] for column in ("published", "first_year", "last_year")} - {""}
    called, dated = ("|".join(map(re.escape, sorted(names))) for names in (words, years))
    pattern = rf"\b(?:{called})\s+(?:of|on)\s+(?:{dated})\b"
    return bool(words and years) and re.search(pattern, text, re.IGNORECASE) is not None


def _brought(rows: Rows, name: str, key: str) -> _Brought | None:
    """Return what a row brings, if it is of a table that can bring something."""
    row = rows[name][key]
    figure = rows["figures"].get(row.get("figure_id", ""), {})
    of = row if name == "figures" else figure
    brings = {
        "figures": _kind(row),
        "targets": {"target", *(["time"] if row.get("start") else [])},
        "events": {"time"} if row.get("event_kind") in _BEGINNINGS else set(),
        "statements": {"words"},
        "figure_places": {"place"},
        "figure_programmes": _kind(figure),
        "presence": {"place"},
        "programme_places": {"place"},
        "programme_organisations": {"who"},
    }.get(name)
    if not brings:
        return None
    things, years, _ = _about(rows, name, row)
    if figure and name == "figure_places":
        things = _about(rows, "figures", figure)[0]
    # A row of a table that says more of a figure is that figure for whoever reads.
    shown = row.get("figure_id") or key
    years = years or _years(figure)
    unit = of.get("unit", "") if name == "figures" else ""
    return _Brought(shown, things, frozenset(brings), years, unit, of.get("source_id") or row.get("source_id", ""))


def _kind(figure: Row) -> set[str]:
    kind = figure.get("kind", "")
    if kind in OF_MONEY and figure.get("unit") in CURRENCIES:
        return {"amount", "result"}
    return {"target"} if kind in {"target", "plan", "expectation"} else {"result"} if kind == "actual" else set()


def _about(rows: Rows, name: str, row: Row) -> tuple[frozenset[tuple[str, str]], frozenset[int], str]:
    """Return what a row is about, in which years where it is of some, and in which unit where that decides.

    What is told of a programme is about it, and not about all that is measured so. A discrepancy is about the measures
    of its figures and statements, in their years; a target is in the unit of its figures, and of the time that it has.
    """
    if name == "discrepancies":
        members = [
            rows[table][other[column]]
            for other in rows["discrepancy_figures"].values()
            if other["discrepancy_id"] == row["discrepancy_id"]
            for table, column in (("figures", "figure_id"), ("statements", "statement_id"))
            if other[column] in rows[table]
        ]
        measures = {("measure_id", member["measure_id"]) for member in members if member["measure_id"]}
        return frozenset(measures), frozenset().union(*(_years(member) for member in members)), ""
    named = {(column, row[column]) for column in _THINGS if row.get(column)}
    if row.get("programme_id"):
        named = {thing for thing in named if thing[0] != "measure_id"}
    unit = ""
    if name == "targets":
        figure = rows["figures"].get(row["target_figure_id"]) or rows["figures"].get(row["actual_figure_id"]) or {}
        unit = figure.get("unit", "")
    return frozenset(named), _years(row), unit


def _years(row: Row) -> frozenset[int]:
    """Return the years of the window of a figure, or those that a target is given."""
    ends = [row.get(column, "")[:4] for column in ("period_start", "period_end", "deadline")]
    ends += [row.get("start", "")[:4], row.get("as_of", "")[:4]] if "deadline" in row and row.get("start") else []
    known = [int(end) for end in ends if end.isdigit()]
    return frozenset(range(min(known), max(known) + 1)) if known else frozenset()
