"""The collection as an index shows it, one in each language: findings, questions, and a card for each report."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.dataset.languages import LANGUAGES, SOURCE
from analysis.language import dates, messages
from analysis.rendering.pages import programmes
from analysis.rendering.pages.findings import Finding
from analysis.rendering.pages.lookup import Lookup
from analysis.rendering.pages.templating import plain_environment
from analysis.rendering.plan import collection
from analysis.rendering.shelf import Record, content_of


@dataclass(frozen=True)
class Card:
    """A report on the index."""

    record: Record
    countries: Mapping[str, str]
    programmes: Mapping[str, str]

    @property
    def language(self) -> str:
        """The language of the report."""
        return str(self.record.parameters.get("language") or self.summary.get("language") or SOURCE)

    @property
    def summary(self) -> Mapping[str, Any]:
        """What the last good version says of itself."""
        return self.record.summary

    @property
    def values(self) -> str:
        """The parameters that differ from the notebook's defaults."""
        return ", ".join(f"{name} {value}" for name, value in self.record.parameters.items() if name != "language")

    @property
    def subject(self) -> str:
        """The country or programme that the report is about, by its parameters."""
        names = {**self.countries, **self.programmes}
        return ", ".join(names[value] for value in map(str, self.record.parameters.values()) if value in names)

    @property
    def picture(self) -> str:
        """The address of the picture, which holds the picture itself."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.summary["picture"].encode()).decode()

    @property
    def searched(self) -> str:
        """The text that the search looks through, in small letters."""
        parts = [
            self.record.title,
            self.record.name,
            self.summary.get("question", ""),
            self.summary.get("lead", ""),
            self.values,
            *self.countries.values(),
            *self.programmes.values(),
        ]
        return " ".join(parts).lower()


@dataclass(frozen=True)
class Found:
    """A finding, and the page that shows how it comes about; none where it is not rendered."""

    finding: Finding
    page: str
    title: str


@dataclass(frozen=True)
class Index:
    """Everything that the template shows; ``twins`` are the addresses of the other languages' indexes, by language."""

    language: str
    twins: Mapping[str, str]
    findings: Sequence[Found]
    cards: Sequence[Card]
    questions: Mapping[str, Card]
    countries: Mapping[str, str]
    programmes: Mapping[str, str]
    version: str
    collection: str

    @property
    def say(self) -> Callable[[str], str]:
        """What a message is in the language of the index."""
        return messages.translations(self.language).gettext

    def day(self, text: str) -> str:
        """Return the day of a time as the language of the index writes it."""
        return dates.written(text[:10], self.language)

    @property
    def count(self) -> Callable[[str, str, int], str]:
        """What a message is for one and for several, in the language of the index."""
        return messages.translations(self.language).ngettext

    @property
    def programmes_page(self) -> str:
        """The address of the list of all programmes."""
        return programmes.address(self.language)

    @property
    def groups(self) -> Mapping[str, Sequence[Card]]:
        """The cards by notebook."""
        found: dict[str, list[Card]] = {}
        for card in self.cards:
            found.setdefault(card.record.notebook, []).append(card)
        return dict(sorted(found.items()))

    @property
    def problems(self) -> Sequence[Card]:
        """The reports that are not fresh."""
        return [card for card in self.cards if card.record.state != "fresh"]


def page(
    records: Iterable[Record],
    findings: Sequence[Finding] = (),
    names: Lookup | None = None,
    language: str = SOURCE,
) -> str:
    """Return an index as a page: what the collection answers and finds, each report with its state and what changed."""
    template = plain_environment().get_template("index/index.html.j2")
    return template.render(index=of(records, findings, names or Lookup(), language))


def of(records: Iterable[Record], findings: Sequence[Finding], names: Lookup, language: str = SOURCE) -> Index:
    """Put the collection together in a language; ``names`` says what places and programmes are called.

    A report that exists in several languages stands on the index of its own; one that does not, on each.
    """
    cards = _spoken([_card(record, names, language) for record in records], language)
    questions: dict[str, Card] = {}
    for card in cards:
        known = questions.get(card.record.notebook)
        better = known is not None and known.language != language == card.language
        if card.record.files and (known is None or better):
            questions[card.record.notebook] = card
    return Index(
        language=language,
        twins={other: collection.index(other) for other in LANGUAGES if other != language},
        findings=[_found(finding, questions.get(finding.notebook)) for finding in findings],
        cards=cards,
        questions=dict(sorted(questions.items())),
        countries=_by_name(cards, "countries"),
        programmes=_by_name(cards, "programmes"),
        version=collection.version(),
        collection=messages.text(collection.TITLE, language),
    )


def _spoken(cards: Sequence[Card], language: str) -> list[Card]:
    """Return the cards of a language, and those of others that have none in it."""
    there = {content_of(card.record) for card in cards if card.language == language}
    return [card for card in cards if card.language == language or content_of(card.record) not in there]


def _card(record: Record, names: Lookup, language: str) -> Card:
    figures = record.summary.get("figures", ())
    countries, programmes = names.countries(figures, language), names.programmes(figures, language)
    for value in map(str, record.parameters.values()):
        every = names.all_countries(language)
        countries |= {code: label for code, label in every.items() if value in {code, label}}
        programmes |= {code: label for code, label in names.all_programmes(language).items() if value == code}
    return Card(record, countries, programmes)


def _found(finding: Finding, card: Card | None) -> Found:
    if card is None:
        return Found(finding, "", "")
    return Found(finding, card.record.page, card.record.title)


def _by_name(cards: Iterable[Card], which: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for card in cards:
        found |= getattr(card, which)
    return dict(sorted(found.items(), key=lambda item: item[1].lower()))
