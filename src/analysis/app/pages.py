"""The pages of the app: what is answered to an address, as a plain function of it and of the dataset."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from analysis.app import assets, explorer
from analysis.app.asked import Asked, address, read
from analysis.app.fields import Field, fields
from analysis.app.questions import EXPLORER, Question, linked, questions
from analysis.dataset import schema, tables
from analysis.dataset.languages import LANGUAGES
from analysis.errors import AnalysisError
from analysis.language import messages, speaking
from analysis.rendering.pages import content
from analysis.rendering.pages.content import About, Page
from analysis.rendering.pages.lookup import Lookup
from analysis.rendering.pages.related import Related
from analysis.rendering.pages.templating import TEMPLATES, prepared
from analysis.show import collection, reuse, theme
from analysis.show.controls import LANGUAGE, Control
from analysis.show.panel import Shown, bundle, in_parts
from analysis.show.refusals import told

_log = logging.getLogger(__name__)
#: The address of the download in a language.
DOWNLOAD = "figures.csv"
HTML, CSV, PLAIN = "text/html; charset=utf-8", "text/csv; charset=utf-8", "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """What is answered: ``file`` is what a download is called."""

    body: bytes
    kind: str = HTML
    status: int = 200
    file: str = ""


class Linked(Related):
    """Where the tables of the app lead: to the page of a country, a programme, a target, and the card of a figure."""

    def figure(self, name: str) -> str:
        """Return the address of the card of a figure."""
        return explorer.figure_address(name) if name in self.names.figures else ""

    def _target(self, row: Mapping[str, str]) -> str:
        return f"03-targets?{urlencode({'target_id': row['target_id']})}"


@dataclass(frozen=True)
class Framed:
    """What stands around every page: words, the questions, and the same page in other languages."""

    site: Site
    language: str
    name: str = ""
    title: str = ""
    twins: Mapping[str, str] = field(default_factory=dict)

    @property
    def say(self) -> Callable[[str], str]:
        """What a message is in the language of the page."""
        return messages.translations(self.language).gettext

    @property
    def collection(self) -> str:
        """What the collection is called."""
        return self.say(collection.TITLE)

    @property
    def questions(self) -> Sequence[tuple[str, str, str]]:
        """Name, question and lead of each question."""
        asked = self.site.questions.values()
        return [(question.name, question.title(self.language), question.lead(self.language)) for question in asked]


@dataclass(frozen=True)
class Told:
    """What a question answers to an address: the form, what is shown or why not, and the settings to use again."""

    fields: Sequence[Field]
    parts: Sequence[Shown]
    problem: str = ""
    status: int = 200
    settings: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    twins: Mapping[str, str] = field(default_factory=dict)


class Site:
    """All pages of the app, of one dataset; computed anew at each call."""

    def __init__(self, data: Path | None = None) -> None:
        theme.enable()  # as a notebook does: what is drawn has been checked by then
        self.folder = schema.find(data)
        self.questions = questions(schema.home() / "notebooks", lambda: self.data)
        self.lookup = Lookup(self.folder)
        self._related: dict[tuple[str, str], Linked] = {}

    @cached_property
    def data(self) -> tables.Dataset:
        """The dataset, read where a page is computed."""
        return tables.load(self.folder)

    @cached_property
    def parameters(self) -> Mapping[str, frozenset[str]]:
        """The names that the query of each page may have."""
        found = {name: frozenset(question.defaults) for name, question in self.questions.items()}
        return {**found, EXPLORER: frozenset({*found[EXPLORER], *explorer.NAMES})}

    def warm(self, names: Iterable[str]) -> None:
        """Read the dataset, and answer questions once in each language: what is computed once then waits for nobody."""
        _log.info("a dataset of %d figures", len(self.data.figures))
        for name in names:
            for language in LANGUAGES:
                self.page(language, name, {})

    def home(self, language: str) -> Answer:
        """Return the list of the questions."""
        twins = {other: f"/{other}/" for other in LANGUAGES if other != language}
        framed = Framed(self, language, title=messages.text(collection.TITLE, language), twins=twins)
        return _rendered("home.html.j2", framed)

    def page(self, language: str, name: str, query: Mapping[str, str]) -> Answer:
        """Return the page of a question for a query."""
        question = self.questions[name]
        with speaking(language):
            try:
                shown = self._explored(query) if name == EXPLORER else self._asked(question, query)
            except AnalysisError as error:
                shown = Told(self._form(question, query), [], told(error), 400)
            page = self._taken_apart(question, language, shown.parts)
        twins = {other: f"/{other}/{shown.twins.get(other, name)}" for other in LANGUAGES if other != language}
        framed = Framed(self, language, name, question.title(language), twins)
        download = _download(language, shown.query) if name == EXPLORER else ""
        return _rendered("question.html.j2", framed, shown.status, page=page, shown=shown, download=download)

    def download(self, language: str, query: Mapping[str, str]) -> Answer:
        """Return the figures that the explorer finds, as CSV."""
        with speaking(language):
            try:
                found = explorer.Explored(self.data, query)
            except AnalysisError as error:
                return Answer(told(error).encode(), PLAIN, 400)
            return Answer(found.download(), CSV, file=found.file)

    def missing(self, language: str, status: int, said: str) -> Answer:
        """Return a page that says why there is none; ``said`` is a message."""
        framed = Framed(self, language, title=messages.text(said, language))
        return _rendered("missing.html.j2", framed, status)

    # -- one question ----------------------------------------------------------------------------------------------

    def _asked(self, question: Question, query: Mapping[str, str]) -> Told:
        asked = read(question.controls, query, question.defaults)
        form = fields(question.controls, asked, question.defaults)
        if asked.refused:
            return Told(form, [], status=400)
        parts = list(in_parts(question.view(asked.values)))
        return Told(form, parts, settings=_settings(question, asked.values), twins=_twins(question, asked))

    def _explored(self, query: Mapping[str, str]) -> Told:
        question = self.questions[EXPLORER]
        found = explorer.Explored(self.data, query)
        asked = found.query()
        twins = dict.fromkeys(LANGUAGES, f"{EXPLORER}?{urlencode(asked)}" if asked else EXPLORER)
        parts = list(in_parts(found.parts()))
        return Told(found.fields(), parts, settings=_settings(question, found.values), query=asked, twins=twins)

    def _form(self, question: Question, query: Mapping[str, str]) -> Sequence[Field]:
        """Return the form of a page whose view could not be computed."""
        if question.name == EXPLORER:
            return explorer.Explored(self.data, {}).fields()
        return fields(question.controls, read(question.controls, query, question.defaults), question.defaults)

    def _taken_apart(self, question: Question, language: str, parts: Sequence[Shown]) -> Page:
        """Return the parts of a view as those of a page, as a report shows them."""
        caution, limits = question.around(language)
        outputs = [SimpleNamespace(output_type="display_data", data=_displayed(part)) for part in parts]
        cells = [
            _cell(f"# {question.title(language)}\n\n{question.lead(language)}"),
            _cell(caution, content.ANSWER),
            SimpleNamespace(cell_type="code", metadata={}, source="", outputs=outputs),
            _cell(limits),
        ]
        about = About(question.name, question.title(language), language, data=self.folder)
        return content.page(SimpleNamespace(cells=cells), about, self._leads(question.name, language))

    def _leads(self, name: str, language: str) -> Linked:
        if (name, language) not in self._related:
            addresses = {
                **{f"country={code}": f"06-country?country={code}" for code in self.lookup.all_countries(language)},
                **{
                    f"programme_id={code}": f"07-programme?programme_id={code}"
                    for code in self.lookup.all_programmes(language)
                },
            }
            self._related[name, language] = Linked(name, name, language, addresses, self.lookup)
        return self._related[name, language]


def _cell(source: str, *tags: str) -> SimpleNamespace:
    """Return Markdown as a cell; one of nbformat's own would be validated each time."""
    return SimpleNamespace(cell_type="markdown", metadata={"tags": tags}, source=source)


def _displayed(part: Shown) -> dict[str, Any]:
    return bundle(linked(part) if isinstance(part, str) else part)


def _settings(question: Question, values: Mapping[str, Any]) -> str:
    controls: list[Control] = [*question.controls, LANGUAGE]
    return reuse.html(question.name, controls, {**values, "language": messages.current()})


def _twins(question: Question, asked: Asked) -> dict[str, str]:
    """Return the same state in the addresses of each language: each writes numbers in its own way."""

    def written(language: str) -> str:
        with speaking(language):
            return address(question.name, question.controls, asked.values, question.defaults)

    return {language: written(language) for language in LANGUAGES}


def _download(language: str, query: Mapping[str, str]) -> str:
    return f"/{language}/{DOWNLOAD}?{urlencode(query)}"


def _rendered(template: str, framed: Framed, status: int = 200, **shown: Any) -> Answer:
    text = environment().get_template(template).render(framed=framed, _=framed.say, **shown)
    return Answer(text.encode(), HTML, status)


@cache
def environment() -> Environment:
    """Return the environment of the app's templates, beside those of the reports."""
    folders = [Path(__file__).parent / "templates", TEMPLATES]
    made = prepared(Environment(loader=FileSystemLoader(folders), autoescape=True))
    made.filters["settings"] = Markup  # which escapes what it holds by itself
    made.globals.update(address=assets.address)
    return made
