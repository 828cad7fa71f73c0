"""What the scan only guesses of a figure: its measure, its programme, and who pays an amount.

A guess is marked, and no guess goes into the dataset before a person has seen it. How often guesses are right on
documents that they were not made for, ``tests/ledger/guessed.py`` measures.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.dataset.countries import HOME
from analysis.dataset.languages import in_all
from analysis.ledger.documents import Document
from analysis.ledger.grids import Grids
from analysis.ledger.layout import FIGURES, GUESS, MARK
from analysis.ledger.naming import Named, Names
from analysis.ledger.passages import Passages
from analysis.ledger.scan import YES
from analysis.ledger.uptake import OF_MONEY

Row = Mapping[str, str]
Rows = Mapping[str, list[dict[str, str]]]

_STEM = 6  # letters of a word that tell what it is of, whatever its ending
#: How much a word weighs: in the label of a measure, in its definition, in what is said of it without a number; in the
#: sentence of a figure, right after the figure, in its heading.
_LABEL, _DEFINITION, _SAID = 3.0, 1.0, 0.3
_SENTENCE, _AFTER, _HEADING = 1.0, 1.0, 0.4
_REACH = 45  # characters right after a figure, where what it counts stands
#: What the kind of a figure adds: a measure with figures of that kind, or of other kinds only.
_SAME_KIND, _OTHER_KIND = 0.05, -0.03
#: How like a measure must be, and how much more so than the next, to be guessed rather than offered first.
_LIKE, _APART = 0.3, 0.15
_FIRST = 5  # measures that are offered before all others

#: Kinds of figures that are no money and that somebody pays for.
_PAID_FOR = frozenset({"actual", "target", "plan", "expectation"})
_EU = re.compile(r"\b(?:EU|Europese\s+(?:Unie|Commissie)|EU-\w+|European\s+(?:Union|Commission))\b")


class Measures:
    """The measures of a dataset, by the words that tell them apart."""

    def __init__(self, present: Rows, language: str) -> None:
        self._measures = {row["measure_id"]: row for row in present["measures"]}
        self._words: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for name, row in self._measures.items():
            self._learn(name, row.get(f"label_{language}", ""), _LABEL)
            self._learn(name, row.get(f"definition_{language}", ""), _DEFINITION)
        for row in present["statements"]:
            if row["measure_id"] in self._measures:
                self._learn(row["measure_id"], row.get(f"says_{language}", ""), _SAID)
        counts = Counter(word for words in self._words.values() for word in words)
        self._rarity = {word: math.log((len(self._words) + 1) / (count + 0.5)) for word, count in counts.items()}
        self._kinds: dict[str, set[str]] = defaultdict(set)
        for row in present[FIGURES]:
            self._kinds[row["measure_id"]].add(row["kind"])

    def _learn(self, name: str, text: str, weight: float) -> None:
        for word in _words(text):
            self._words[name][word] = min(self._words[name][word] + weight, _LABEL)

    def like(self, row: Row, sentence: str) -> list[tuple[float, str]]:
        """Return how much each measure in the unit of a figure is like it, the likeliest first."""
        asked: dict[str, float] = defaultdict(float)
        after = sentence.partition("]")[2][:_REACH]
        for text, weight in ((sentence, _SENTENCE), (after, _AFTER), (row["section"], _HEADING)):
            for word in set(_words(text)) & self._rarity.keys():
                asked[word] += weight
        fitting = [name for name, measure in self._measures.items() if row["unit"] in {"", measure["unit"]}]
        return sorted(((self._likeness(name, asked, row["kind"]), name) for name in fitting), reverse=True)

    def theme(self, name: str) -> str:
        """Return the theme of a measure."""
        return self._measures[name]["theme"]

    def _likeness(self, name: str, asked: Mapping[str, float], kind: str) -> float:
        words, kinds = self._words[name], self._kinds[name]
        shared = sum(weight * words[word] * self._rarity[word] ** 2 for word, weight in asked.items() if word in words)
        lengths = self._length(words) * self._length(asked)
        known = (_SAME_KIND if kind in kinds else _OTHER_KIND) if kind and kinds else 0.0
        return (shared / lengths if lengths else 0.0) + known

    def _length(self, words: Mapping[str, float]) -> float:
        return math.sqrt(sum((weight * self._rarity[word]) ** 2 for word, weight in words.items()))


class Passage:
    """Where the figures of a document stand: their sentences, and the programmes that these are about."""

    def __init__(self, document: Document, present: Rows, new: Iterable[Named] = ()) -> None:
        self._text = document.text
        self._grids = Grids(document.text)
        self._passages = Passages(document.text, self._grids.lines())
        self._rows = {row["programme_id"]: row for row in present["programmes"]}
        places = (row[label] for row in present["places"] for label in in_all("label"))
        known = Names(self._rows.values(), "programme_id", places).of(document.text)
        self._named = sorted([*known, *new], key=lambda named: named.start)

    def sentence(self, offset: int, printed: str) -> str:
        """Return the sentence of a figure with brackets around the figure, and the heads of its cell in a table."""
        start, end = self._passages.span(self._passages.sentence(offset))
        close = offset + len(printed)
        words = f"{self._text[start:offset]}[{self._text[offset:close]}]{self._text[close:end]}"
        return " ".join([*words.split(), *self._grids.heads_of(offset)])

    def programme(self, offset: int, first: str = "", last: str = "") -> str:
        """Return the programme that the paragraph of a sentence has named last, in the phase of some days.

        Nothing where it names none, or a phase cannot be told.
        """
        sentence = self._passages.sentence(offset)
        paragraph, end = self._passages.paragraph(sentence), self._passages.span(sentence)[1]
        before = [named for named in self._named if named.start < end and self._paragraph(named.start) == paragraph]
        keys = before[-1].keys if before else ()
        fitting = [key for key in keys if len(keys) == 1 or self._runs(key, first, last)]
        return fitting[0] if len(fitting) == 1 else ""

    def sentences(self) -> list[tuple[int, int]]:
        """Return the characters of each sentence outside of tables and headings."""
        headings = {start for start, _ in self._passages.headings}
        spans = (self._passages.span(number) for number in range(len(self._passages)))
        return [span for span in spans if span[0] not in headings and self._grids.at(span[0]) is None]

    def span(self, offset: int) -> tuple[int, int]:
        """Return the characters of the sentence at a character."""
        return self._passages.span(self._passages.sentence(offset))

    def paragraph_end(self, offset: int) -> int:
        """Return where the paragraph of a character ends."""
        paragraph, sentence = self._paragraph(offset), self._passages.sentence(offset)
        while sentence + 1 < len(self._passages) and self._passages.paragraph(sentence + 1) == paragraph:
            sentence += 1
        return self._passages.span(sentence)[1]

    def section(self, offset: int) -> str:
        """Return the heading above a character; empty without one."""
        heading = self._passages.heading(offset)
        return " ".join(self._text[slice(*heading)].split()).lstrip("# ") if heading else ""

    def _paragraph(self, offset: int) -> int:
        return self._passages.paragraph(self._passages.sentence(offset))

    def _runs(self, key: str, first: str, last: str) -> bool:
        row = self._rows[key]
        return not ((row["start"] and last and last < row["start"]) or (row["end"] and first and first > row["end"]))


def guess(
    document: Document,
    proposals: pd.DataFrame,
    present: Rows,
    new: Iterable[Named] = (),
    payers: Mapping[str, str] | None = None,
) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Return the proposals of a scan with guesses, and the likeliest measures of each figure by its ``figure_id``.

    Only cells that are empty are guessed, of rows that are probable figures; a guess begins with ``layout.GUESS``.
    ``new`` are programmes that only the document names, by their labels, and ``payers`` who pays for these.
    """
    measures, passage = Measures(present, document.language), Passage(document, present, new)
    labels = {row["measure_id"]: row.get(f"label_{document.language}", "") for row in present["measures"]}
    likely: dict[str, list[str]] = {}
    dutch = _paid_by_the_state(present, payers or {})
    rows = texts(proposals)
    for row in rows:
        place = next((start for start, _ in document.occurrences(row["as_printed"], int(row["line"]))), None)
        if row["keep"] != YES or place is None:
            continue
        sentence = passage.sentence(place, row["as_printed"])
        ranked = measures.like(row, sentence)
        likely[row["figure_id"]] = [name for _, name in ranked[:_FIRST]]
        programme = passage.programme(place, row["period_start"], row["period_end"])
        cells = {"measure_id": _sure(ranked, labels), "programme_id": programme} | _payer(row, sentence)
        if programme in dutch and row["kind"] in _PAID_FOR:
            cells["funding"] = "netherlands"
        row.update({name: f"{GUESS}{text}" for name, text in cells.items() if text and not row[name]})
    return pd.DataFrame(rows, columns=proposals.columns, dtype="str"), likely


def texts(proposals: pd.DataFrame) -> list[dict[str, str]]:
    """Return the rows of a scan's proposals, of which every cell is a text."""
    return [{str(name): str(cell) for name, cell in row.items()} for row in proposals.to_dict("records")]


def _paid_by_the_state(present: Rows, new: Mapping[str, str]) -> set[str]:
    """Return the programmes of which every payer that is named is the Dutch state or one of its bodies."""
    state = {
        row["organisation_id"]
        for row in present["organisations"]
        if (row["organisation_kind"], row["place_id"]) == ("government", HOME)
    }
    payers: dict[str, set[str]] = defaultdict(set)
    for row in present["programme_organisations"]:
        if row["role"] == "payer":
            payers[row["programme_id"]].add(row["organisation_id"])
    for programme, payer in new.items():
        payers[programme].add(payer)
    return {programme for programme, named in payers.items() if named <= state}


def _sure(ranked: list[tuple[float, str]], labels: Mapping[str, str]) -> str:
    """Return the likeliest measure with its label, where it stands out."""
    (best, name), (second, _) = [*ranked, (0.0, ""), (0.0, "")][:2]
    return f"{name}{MARK}{labels[name]}" if name and best >= _LIKE and best - second >= _APART else ""


def _payer(row: Row, sentence: str) -> dict[str, str]:
    """Return who pays an amount; whose result a number of people is, no word of its sentence tells well enough."""
    if row["kind"] not in OF_MONEY:
        return {}
    return dict.fromkeys(("funding", "credit"), "eu" if _EU.search(sentence) else "netherlands")


def _words(text: str) -> Iterable[str]:
    return (word[:_STEM] for word in re.findall(r"[^\W\d_]{4,}", text.lower()))
