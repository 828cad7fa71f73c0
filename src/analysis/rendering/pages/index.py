"""The collection as an index shows it, one in each language: findings, questions, and the way to every report.

However many reports there are, an index stays small: of a notebook with many reports it names the first, and the lists
beside it have all of them, with what changed in each. What is searched is a script beside it, which
:mod:`analysis.rendering.pages.searched` makes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from mimetypes import guess_type
from typing import Any

from analysis.dataset.languages import LANGUAGES, SOURCE
from analysis.language import dates
from analysis.rendering.pages import programmes, searched
from analysis.rendering.pages.findings import Finding
from analysis.rendering.pages.framed import Framed
from analysis.rendering.pages.lookup import Lookup
from analysis.rendering.pages.templating import digest, plain_environment
from analysis.rendering.shelf import REPORTS, Record, content_of
from analysis.show import collection

#: A notebook with more reports than this has them on a list of its own; the index names so many of them, and shows so
#: many of those that are failed or out of date.
FEW, NAMED, TROUBLED = 6, 60, 12
#: How many reports a page of a list has.
LISTED = 500


@dataclass(frozen=True)
class Card:
    """A report on the index; ``about`` are the countries and programmes that its parameters name, all by code."""

    record: Record
    language: str
    countries: Sequence[str]
    programmes: Sequence[str]
    about: Sequence[str]
    subject: str

    @property
    def summary(self) -> Mapping[str, Any]:
        """What the last good version says of itself."""
        return self.record.summary

    @property
    def values(self) -> str:
        """The parameters that differ from the notebook's defaults."""
        return ", ".join(f"{name} {value}" for name, value in self.record.parameters.items() if name != "language")

    @property
    def note(self) -> str:
        """What the report is about where its title does not say it; else, of no country or programme, its values."""
        if self.subject:
            return "" if self.subject in self.record.title else self.subject
        return self.values

    @property
    def picture(self) -> str:
        """The address of the small picture, nothing where there is none."""
        return self.record.picture if self.record.picture in self.record.files else ""

    @property
    def troubled(self) -> bool:
        """Whether the report is failed or out of date."""
        return self.record.state != "fresh"


@dataclass(frozen=True)
class Group:
    """The reports of a notebook, in the plan's order, or by title where they are many."""

    notebook: str
    language: str
    cards: Sequence[Card]

    @property
    def many(self) -> bool:
        """Whether the index shows some of them only."""
        return len(self.cards) > FEW

    @property
    def shown(self) -> Sequence[Card]:
        """The reports that have a card on the index: all, or those that failed and those out of date, in this order."""
        if not self.many:
            return self.cards
        return sorted((card for card in self.cards if card.troubled), key=lambda card: not card.record.failure)[
            :TROUBLED
        ]

    @property
    def named(self) -> Sequence[Card]:
        """The reports that the index names, where it shows some of them only."""
        return self.cards[:NAMED] if self.many else ()

    @cached_property
    def lists(self) -> Mapping[str, Sequence[Card]]:
        """The pages of the list by their address: none where the index has it all, and nothing changed."""
        if not self.many and not any(card.summary.get("changes") for card in self.cards):
            return {}
        stem = collection.in_language(f"{REPORTS}-{self.notebook}", self.language)
        parts = [self.cards[start : start + LISTED] for start in range(0, len(self.cards), LISTED)]
        return {f"{stem}{f'-{number}' if number > 1 else ''}.html": part for number, part in enumerate(parts, 1)}


@dataclass(frozen=True)
class Found:
    """A finding, and the page that shows how it comes about; none where it is not rendered."""

    finding: Finding
    page: str
    title: str


@dataclass(frozen=True)
class Index(Framed):
    """Everything that the templates show; ``twins`` are the addresses of the other languages' indexes, by language.

    ``site`` is the address at which the folder is published, with its slash, empty where it is not known;
    ``offers`` is the address of the page with the data to take away, and ``taken`` are those of the files there.
    """

    findings: Sequence[Found]
    cards: Sequence[Card]
    questions: Mapping[str, Card]
    names: Lookup
    site: str = ""
    offers: str = ""
    taken: Sequence[str] = ()

    def address(self, language: str) -> str:
        """Return the address of the index in a language."""
        return collection.index(language)

    def day(self, text: str) -> str:
        """Return the day of a time as the language of the index writes it."""
        return _day(text[:10], self.language)

    @property
    def page(self) -> str:
        """The address of the index."""
        return collection.index(self.language)

    @property
    def editions(self) -> Mapping[str, str]:
        """The addresses of the indexes in all languages."""
        return {language: collection.index(language) for language in LANGUAGES}

    @property
    def programmes_page(self) -> str:
        """The address of the list of all programmes."""
        return programmes.address(self.language)

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """The reports by notebook."""
        found: dict[str, list[Card]] = {}
        for card in self.cards:
            found.setdefault(card.record.notebook, []).append(card)
        return {name: Group(name, self.language, _in_order(cards)) for name, cards in sorted(found.items())}

    @cached_property
    def details(self) -> Mapping[str, str]:
        """The page of a list on which a report stands with what changed in it, by the report's name."""
        pages = [(page, cards) for group in self.groups.values() for page, cards in group.lists.items()]
        return {card.record.name: page for page, cards in pages for card in cards}

    def heading(self, notebook: str) -> str:
        """Return the question of a notebook, its name where no report says it."""
        known = self.questions.get(notebook)
        return str(known.summary.get("question") or notebook) if known else notebook

    @property
    def countries(self) -> Mapping[str, str]:
        """The names of the countries that reports are about, by code."""
        used = {code for card in self.cards for code in card.countries}
        return _by_name(self.names.all_countries(self.language), used)

    @property
    def programmes(self) -> Mapping[str, str]:
        """The names of the programmes that reports are about, by identifier."""
        used = {code for card in self.cards for code in card.programmes}
        return _by_name(self.names.all_programmes(self.language), used)

    @property
    def troubled(self) -> int:
        """The number of reports that are failed or out of date."""
        return sum(card.troubled for card in self.cards)

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The words for the states of reports."""
        _ = self.say
        return {"fresh": _("fresh"), "stale": _("out of date"), "failed": _("failed")}

    @property
    def lead(self) -> str:
        """What the collection is, in two sentences."""
        _ = self.say
        return _(
            "Refugee reception in the region and cooperation on migration, from government documents. "
            "Every figure keeps its printed form, its line in the source and its uncertainty; "
            "nothing here claims to know more than the documents do."
        )

    def changed(self, card: Card) -> str:
        """Say how much changed in a report and when."""
        ngettext, number = self.count, card.summary["changed"]
        said = ngettext("{number} value changed on {day}", "{number} values changed on {day}", number)
        return said.format(number=number, day=self.day(card.summary["changed_on"]))

    @property
    def described(self) -> Mapping[str, Any]:
        """The dataset in the words of schema.org, for what looks for datasets."""
        _ = self.say
        printed = list(self.names.figures.values())
        days = [[row[end] for row in printed if row.get(end)] for end in ("period_start", "period_end")]
        found = {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": self.collection,
            "description": self.lead,
            "inLanguage": self.language,
            "version": self.version,
            "isAccessibleForFree": True,
            "conditionsOfAccess": _("The figures are facts from public documents; each names its source."),
            "creator": {"@type": "Organization", "name": "migration-analysis contributors"},
            "dateModified": max((card.record.rendered[:10] for card in self.cards), default=""),
            "temporalCoverage": f"{min(days[0])}/{max(days[1])}" if all(days) else "",
            "isBasedOn": [_work(row) for row in self.names.documents(self.names.figures)],
            "url": self.site and f"{self.site}{self.page}",
            "distribution": [_download(self.site + address) for address in self.taken if self.site],
        }
        return {key: value for key, value in found.items() if value}


def pages(
    records: Iterable[Record],
    findings: Sequence[Finding] = (),
    names: Lookup | None = None,
    language: str = SOURCE,
    site: str = "",
    offers: str = "",
    taken: Sequence[str] = (),
) -> dict[str, str]:
    """Return the index of a language and what stands beside it, by file name: the script that it searches, the lists.

    ``site`` is the address at which the folder is published, where that is known, ``offers`` that of the page with
    the data to take away, where there is one, and ``taken`` those of the files that it offers.
    """
    index = replace(of(records, findings, names or Lookup(), language), site=site, offers=offers, taken=taken)
    table = searched.script(index)
    beside = {"name": f"{collection.in_language(REPORTS, language)}.js", "text": table, "digest": digest(table)}
    environment = plain_environment()
    found = {
        index.page: environment.get_template("index/index.html.j2").render(index=index, beside=beside),
        beside["name"]: table,
    }
    template = environment.get_template("index/list.html.j2")
    for group in index.groups.values():
        for page, cards in group.lists.items():
            found[page] = template.render(index=index, group=group, page=page, cards=cards)
    return found


def of(
    records: Iterable[Record],
    findings: Sequence[Finding],
    names: Lookup,
    language: str = SOURCE,
) -> Index:
    """Put the collection together in a language; ``names`` says what places and programmes are called.

    A report that exists in several languages stands on the index of its own; one that does not, on each.
    """
    subjects = _Subjects(names, language)
    cards = [subjects.card(record) for record in _spoken(list(records), language)]
    questions: dict[str, Card] = {}
    for card in cards:
        known = questions.get(card.record.notebook)
        better = known is not None and known.language != language == card.language
        if card.record.files and (known is None or better):
            questions[card.record.notebook] = card
    return Index(
        language=language,
        findings=[_found(finding, questions.get(finding.notebook)) for finding in findings],
        cards=cards,
        questions=dict(sorted(questions.items())),
        names=names,
    )


class _Subjects:
    """Says what reports are about; the same figures are looked up once."""

    def __init__(self, names: Lookup, language: str) -> None:
        self._names = names
        self._countries = names.all_countries(language)
        self._programmes = names.all_programmes(language)
        self._codes = {code: code for code in (*self._countries, *self._programmes)}
        for spoken in LANGUAGES:
            self._codes |= {label: code for code, label in names.all_countries(spoken).items()}
        self._of_figures = cache(self._looked_up)

    def card(self, record: Record) -> Card:
        values = map(str, record.parameters.values())
        about = [self._codes[value] for value in values if value in self._codes]
        countries, programmes = self._of_figures(tuple(record.summary.get("figures", ())))
        called = {**self._countries, **self._programmes}
        return Card(
            record,
            record.language,
            sorted({*countries, *about} & self._countries.keys()),
            sorted({*programmes, *about} & self._programmes.keys()),
            about,
            ", ".join(called[code] for code in about),
        )

    def _looked_up(self, figures: tuple[str, ...]) -> tuple[set[str], set[str]]:
        return self._names.places(figures), self._names.programmes(figures)


def _spoken(records: Sequence[Record], language: str) -> list[Record]:
    """Return the reports of a language, and those of others that have none in it."""
    there = {content_of(record) for record in records if record.language == language}
    return [record for record in records if record.language == language or content_of(record) not in there]


def _found(finding: Finding, card: Card | None) -> Found:
    if card is None:
        return Found(finding, "", "")
    return Found(finding, card.record.page, card.record.title)


def _in_order(cards: Sequence[Card]) -> Sequence[Card]:
    if len(cards) <= FEW:
        return cards
    return sorted(cards, key=lambda card: (_plain(card.subject or card.record.title), card.record.name))


@cache
def _plain(text: str) -> str:
    """Return a text without accents and capitals, to sort by."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))


@cache
def _day(day: str, language: str) -> str:
    return dates.written(day, language)


def _by_name(names: Mapping[str, str], used: set[str]) -> dict[str, str]:
    return dict(sorted(((code, names[code]) for code in used), key=lambda item: _plain(item[1])))


def _download(address: str) -> dict[str, str]:
    kind, _ = guess_type(address)
    return {"@type": "DataDownload", "contentUrl": address, **({"encodingFormat": kind} if kind else {})}


def _work(row: Mapping[str, str]) -> dict[str, str]:
    work = {"@type": "CreativeWork", "name": row.get("title", ""), "inLanguage": row.get("language", "")}
    return {**work, "url": row.get("url", "")} if row.get("url", "").startswith("http") else work
