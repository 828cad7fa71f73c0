"""What the scan only guesses of a figure: its measure, its programme, and who pays an amount.

A guess is marked, and no guess goes into the dataset before a person has seen it. How often guesses are right on
documents that they were not made for, ``tests/ledger/guessed.py`` measures.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from analysis.dataset.countries import HOME
from analysis.dataset.languages import in_all
from analysis.figures import REPORTED
from analysis.figures.currencies import CURRENCIES
from analysis.ledger import places
from analysis.ledger.documents import Document
from analysis.ledger.grids import Grids
from analysis.ledger.kinds import REACHED
from analysis.ledger.layout import FIGURES, GUESS, MARK, MOST_PLACES
from analysis.ledger.naming import Named, Names, adjectives
from analysis.ledger.passages import Passages
from analysis.ledger.scan import YES
from analysis.ledger.units import TIMES, WHERE
from analysis.ledger.uptake import OF_MONEY

Row = Mapping[str, str]
Rows = Mapping[str, list[dict[str, str]]]

_STEM = 6  # letters of a word that tell what it is of, whatever its ending
#: Letters that tell what a long word is of: "mensenhandel" and "mensensmokkel" begin alike, and not as "mensen" alone.
_LONG = 10
#: A Dutch participle, which has a syllable before the verb: "geregistreerd" is of "registreren".
_PARTICIPLE = re.compile(r"ge(?=[^\W\d_]{5,}(?:[dt]e?n?|en)$)")
#: How much a word weighs: in the label of a measure, in its definition, in what is said of it without a number; in the
#: sentence of a figure, right after the figure, in its heading.
_LABEL, _DEFINITION, _SAID = 3.0, 1.0, 0.3
_SENTENCE, _AFTER, _HEADING = 1.0, 1.0, 0.4
_REACH = 45  # characters right after a figure, where what it counts stands
#: What the kind of a figure adds: a measure with figures of that kind, or of other kinds only.
_SAME_KIND, _OTHER_KIND = 0.05, -0.03
#: How like a measure must be, and how much more so than the next, to be guessed rather than offered first.
_LIKE, _APART = 0.25, 0.15
_FIRST = 5  # measures that are offered before all others

#: What a sentence speaks of that calls a programme by its name, in the languages of documents.
_PROGRAMME = "programma programme"

_SENTENCES = re.compile(r"(?<=[.;])\s+")
_NOT_COUNTED = re.compile(
    r"\bniet\s+(?:mee)?geteld\b|\btel(?:t|len)\s+niet\s+mee\b|\bandere?\s+(?:maatstaf|telling)\b|\bstaa[nt]\s+er(?:\s\w+)?\s+niet\b"
    r"|\berbuiten\b|\bnot\s+counted\b|\banother\s+(?:measure|count)\b|\bis\s+not\s+(?:said|printed)\b|\bleft\s+out\b",
    re.IGNORECASE,
)
#: Kinds of figures that are no money and that somebody pays for.
_PAID_FOR = frozenset({"actual", "target", "plan", "expectation"})
_NO_RESULT = TIMES | WHERE | {"rank"}  # units in which nothing is counted that is paid for
_WHOLE = re.compile(r"\b(?:totaal|totale|samen|total|together)\b", re.IGNORECASE)
_WITH_DUTCH_SUPPORT = re.compile(
    r"\bNederlandse\s+(?:steun|hulp|ondersteuning|financiering|bijdragen?|inzet|middelen)\b|\bsteun\s+van\s+Nederland\b"
    r"|\bNederland\s+(?:steun|financier)\w+|\bgesteund\s+door\s+Nederland\b"
    r"|\bDutch\s+(?:support|help|funding|contributions?|aid)\b|\bsupport\s+(?:of|from)\s+the\s+Netherlands\b",
    re.IGNORECASE,
)
_EU = re.compile(r"\b(?:EU|Europese\s+(?:Unie|Commissie)|EU-\w+|European\s+(?:Union|Commission))\b")


@dataclass(frozen=True)
class Said:
    """What a text names: countries other than the home of the policy, programmes, bodies other than governments.

    And whether it speaks of the European Union, of Dutch support, and of a whole.
    """

    places: frozenset[str]
    programmes: frozenset[str]
    bodies: frozenset[str]
    eu: bool
    dutch: bool
    whole: bool


class Naming:
    """What texts name of a dataset."""

    def __init__(self, present: Rows) -> None:
        abroad = [row for row in present["places"] if row["place_kind"] == "country" and row["place_id"] != HOME]
        labels = (row[label] for row in present["places"] for label in in_all("label"))
        bodies = [row for row in present["organisations"] if row["organisation_kind"] != "government"]
        self._places = (Names(abroad, "place_id"), adjectives(abroad, "place_id"))
        self._programmes = (Names(present["programmes"], "programme_id", labels),)
        self._bodies = (Names(bodies, "organisation_id"),)

    def of(self, text: str) -> Said:
        """Return what a text names."""
        places, programmes, bodies = (
            frozenset(key for names in kind for named in names.of(text) for key in named.keys)
            for kind in (self._places, self._programmes, self._bodies)
        )
        eu, dutch, whole = (words.search(text) is not None for words in (_EU, _WITH_DUTCH_SUPPORT, _WHOLE))
        return Said(places, programmes, bodies, eu, dutch, whole)


class Measures:
    """The measures of a dataset, by the words that tell them apart."""

    def __init__(self, present: Rows, language: str) -> None:
        self._measures = {row["measure_id"]: row for row in present["measures"]}
        self._words: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for name, row in self._measures.items():
            self._learn(name, row.get(f"label_{language}", ""), _LABEL)
            self._learn(name, _counted(row.get(f"definition_{language}", "")), _DEFINITION)
        for row in present["statements"]:
            if row["measure_id"] in self._measures:
                self._learn(row["measure_id"], row.get(f"says_{language}", ""), _SAID)
        counts = Counter(word for words in self._words.values() for word in words)
        self._rarity = {word: math.log((len(self._words) + 1) / (count + 0.5)) for word, count in counts.items()}
        self._kinds: dict[str, set[str]] = defaultdict(set)
        for row in present[FIGURES]:
            self._kinds[row["measure_id"]].add(row["kind"])
        named = Naming(present)
        self._limits = {
            name: named.of(
                f"{row.get(f'label_{language}', '')}. {_SENTENCES.split(row.get(f'definition_{language}', ''))[0]}"
            )
            for name, row in self._measures.items()
        }

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

    def fits(self, name: str, said: Said) -> bool:
        """Whether what a measure counts, by its label and the first sentence of its definition, may be what is said.

        A measure of some countries fits no figure of others, that of a programme or of the Union's money only a figure
        beside which these are named, and that of a whole no figure of one place.
        """
        limit = self._limits[name]
        elsewhere = bool(limit.places and said.places and not limit.places & said.places)
        unnamed = bool(limit.programmes and not limit.programmes & said.programmes)
        return not (elsewhere or unnamed or (limit.eu and not said.eu) or (limit.whole and said.places))

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
        labels = (row[label] for row in present["places"] for label in in_all("label"))
        known = Names(self._rows.values(), "programme_id", labels).of(document.text)
        self._named = sorted([*known, *new], key=lambda named: named.start)

    def sentence(self, offset: int, printed: str) -> str:
        """Return the sentence of a figure with brackets around the figure, and the heads of its cell in a table."""
        start, end = self._passages.span(self._passages.sentence(offset))
        close = offset + len(printed)
        words = f"{self._text[start:offset]}[{self._text[offset:close]}]{self._text[close:end]}"
        return " ".join([*words.split(), *self._grids.heads_of(offset)])

    def takes_up(self, offset: int) -> bool:
        """Whether a figure says how far what its paragraph told of right before has come."""
        number = self._passages.sentence(offset)
        first = not number or self._passages.paragraph(number - 1) != self._passages.paragraph(number)
        return not first and REACHED.search(self._text, self._passages.span(number)[0], offset) is not None

    def programme(self, offset: int, first: str = "", last: str = "") -> str:
        """Return the programme that the paragraph of a sentence has named last, in the phase of some days.

        Nothing where it names none, or a phase cannot be told.
        """
        sentence = self._passages.sentence(offset)
        paragraph, end = self._passages.paragraph(sentence), self._passages.span(sentence)[1]
        before = [named for named in self._named if named.start < end and self.paragraph(named.start) == paragraph]
        keys = before[-1].keys if before else ()
        fitting = [key for key in keys if len(keys) == 1 or self._runs(key, first, last)]
        return fitting[0] if len(fitting) == 1 else ""

    def in_table(self, offset: int) -> bool:
        """Whether a character stands in a table."""
        return self._grids.at(offset) is not None

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
        paragraph, sentence = self.paragraph(offset), self._passages.sentence(offset)
        while sentence + 1 < len(self._passages) and self._passages.paragraph(sentence + 1) == paragraph:
            sentence += 1
        return self._passages.span(sentence)[1]

    def around(self, offset: int) -> str:
        """Return the paragraph of a character with the heading above it, and what a table says of its cell."""
        sentence = self._passages.sentence(offset)
        while sentence and self._passages.paragraph(sentence - 1) == self.paragraph(offset):
            sentence -= 1
        start, end = self._passages.span(sentence)[0], self.paragraph_end(offset)
        return " ".join([self.section(offset), *self._text[start:end].split(), *self._grids.texts_of(offset)])

    def section(self, offset: int) -> str:
        """Return the heading above a character; empty without one."""
        heading = self._passages.heading(offset)
        return " ".join(self._text[slice(*heading)].split()).lstrip("# ") if heading else ""

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph of a character."""
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
    naming = Naming(present)
    ranking = _Ranking(measures, passage, naming)
    labels = {row["measure_id"]: row.get(f"label_{document.language}", "") for row in present["measures"]}
    likely: dict[str, list[str]] = {}
    dutch = _paid_by_the_state(present, payers or {})
    rows = texts(proposals)
    _place(document, rows, passage, present)
    ranked: list[tuple[float, str]] = []
    for row in rows:
        place = place_of(document, row)
        if row["keep"] != YES or place is None:
            continue
        if not (ranked and passage.takes_up(place)):
            ranked = ranking.of(row, place)
        likely[row["figure_id"]] = [name for _, name in ranked[:_FIRST]]
        programme = passage.programme(place, row["period_start"], row["period_end"])
        cells = {"measure_id": _sure(ranked, labels), "programme_id": programme}
        cells |= _payer(row, passage.sentence(place, row["as_printed"]), naming.of(passage.around(place)))
        if programme in dutch and row["kind"] in _PAID_FOR:
            cells["funding"] = "netherlands"
        row.update({name: f"{GUESS}{text}" for name, text in cells.items() if text and not row[name]})
    columns = dict.fromkeys([*proposals.columns, *(f"place_{number + 1}" for number in range(MOST_PLACES))])
    return pd.DataFrame(rows, columns=list(columns), dtype="str").fillna(""), likely


@dataclass(frozen=True)
class _Ranking:
    """The measures of a dataset in the order in which a figure is likely to be of them."""

    measures: Measures
    passage: Passage
    naming: Naming

    def of(self, row: Row, place: int) -> list[tuple[float, str]]:
        """Return the measures, the likeliest first, and last those whose definitions do not fit, which are unlike."""
        sentence = self.passage.sentence(place, row["as_printed"])
        own = self.naming.of(sentence)
        said = replace(self.naming.of(self.passage.around(place)), places=own.places | _placed(row))
        ranked = self.measures.like(row, f"{sentence} {_PROGRAMME}" if own.programmes else sentence)
        fitting = {name for _, name in ranked if self.measures.fits(name, said)}
        unlike = [(0.0, name) for _, name in ranked if name not in fitting]
        return [*(found for found in ranked if found[1] in fitting), *unlike]


def place_of(document: Document, row: Row) -> int | None:
    """Return where the figure of a row begins; nothing where it is not found on its line."""
    return next((start for start, _ in document.occurrences(row["as_printed"], int(row["line"]))), None)


def _placed(row: Row) -> set[str]:
    found = (row.get(f"place_{number + 1}", "").removeprefix(GUESS) for number in range(MOST_PLACES))
    return {key for key in found if key} - {HOME}


def _place(document: Document, rows: list[dict[str, str]], passage: Passage, present: Rows) -> None:
    """Guess the places of the figures outside of tables, as far as their sentences surely say them.

    A share is of those of its base, and what takes a figure up is of those of that.
    """
    mentions = places.Mentions(document.text, present["places"])
    found = ((place_of(document, row), row) for row in rows if row["keep"] == YES)
    placed = sorted(((place, row) for place, row in found if place is not None), key=lambda item: item[0])
    figures = [(place, place + len(row["as_printed"])) for place, row in placed]
    of_figure: dict[str, list[str]] = {}
    for number, (place, row) in enumerate(placed):
        if row["place_1"] or row["unit"] in WHERE or passage.in_table(place):
            continue
        money = row["unit"] in CURRENCIES
        whole = row["share_of"] or (placed[number - 1][1]["figure_id"] if number and passage.takes_up(place) else "")
        keys = mentions.of(figures, number, passage.span(place), money=money) or of_figure.get(whole, [])
        of_figure[row["figure_id"]] = keys
        if len(keys) <= MOST_PLACES:
            row.update({f"place_{position}": f"{GUESS}{key}" for position, key in enumerate(keys, 1)})


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


def _counted(definition: str) -> str:
    """Return the sentences of a definition that say what a measure counts, without those that say what it does not."""
    return " ".join(sentence for sentence in _SENTENCES.split(definition) if not _NOT_COUNTED.search(sentence))


def _sure(ranked: list[tuple[float, str]], labels: Mapping[str, str]) -> str:
    """Return the likeliest measure with its label, where it stands out."""
    (best, name), (second, _) = [*ranked, (0.0, ""), (0.0, "")][:2]
    return f"{name}{MARK}{labels[name]}" if name and best >= _LIKE and best - second >= _APART else ""


def _payer(row: Row, sentence: str, said: Said) -> dict[str, str]:
    """Return who pays an amount, or a result, and whose it is.

    Of a result as far as its paragraph or the heading above says it, and whose only where no other body is named.
    """
    if row["kind"] in OF_MONEY:
        return dict.fromkeys(("funding", "credit"), "eu" if _EU.search(sentence) else "netherlands")
    if row["kind"] not in REPORTED or row["unit"] in _NO_RESULT or said.eu or not said.dutch:
        return {}
    return {"funding": "netherlands"} | ({} if said.bodies else {"credit": "netherlands"})


def _words(text: str) -> Iterator[str]:
    """Yield the stems of the words of a text, of a long word also that of what is told apart by more of its letters."""
    for word in re.findall(r"[^\W\d_]{4,}", text.lower()):
        stem = _PARTICIPLE.sub("", word)
        yield stem[:_STEM]
        if len(stem) >= _LONG:
            yield stem[:_LONG]
