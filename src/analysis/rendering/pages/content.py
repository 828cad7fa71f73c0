"""An executed notebook as the parts of a page: contents, parameters, prose, charts, tables, folded code."""

from __future__ import annotations

import ast
import json
import re
import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from analysis.dataset.languages import SOURCE
from analysis.errors import AnalysisError
from analysis.language import dates, messages
from analysis.language import values as settings
from analysis.rendering.pages import lookup
from analysis.rendering.pages.markup import Cleaner, Heading, Markdown, plain
from analysis.rendering.pages.related import Related
from analysis.rendering.plan import parameters
from analysis.rendering.plan.parameters import spelled
from analysis.show import collection
from analysis.show.mime import SVG, VEGA_LITE
from analysis.show.packing import unpacked

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_BOLD = re.compile(r"\*\*.+?\*\*", re.DOTALL)
# Where a sentence ends: not after an abbreviation that the documents or the sentences use.
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\b[Cc]a\.)(?<!\b[Nn]o\.)(?<!\b[Nn]r\.)(?<!\bincl\.)(?<!\bmln\.)\s+(?=[\w“\"*])")
_TITLE = re.compile(r"<h1[^>]*>.*?</h1>", re.DOTALL)
#: The tag of the cells whose outputs answer the question: a page opens with them. A sentence of theirs stays in its
#: section as well, a chart does not; a cell of text says what the answer is not.
ANSWER = "answer"
#: The tag of a cell that introduces controls: a page has none, only the line that says what they were set to.
CONTROLS = "controls"


@dataclass(frozen=True)
class About:
    """What a page says about its report.

    ``notebook`` is the name to render it again by; ``edition`` identifies the inputs it was made from; ``data`` is
    the folder of the dataset, for what the notebook itself does not say; ``twins`` names the same report in other
    languages, by language; ``reports`` are the pages of its language by what they are about, see
    :func:`analysis.rendering.pages.related.addresses`.
    """

    name: str
    title: str
    language: str = SOURCE
    notebook: str = ""
    edition: str = ""
    data: Path | None = None
    twins: Mapping[str, str] = field(default_factory=dict)
    reports: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Block:
    """One part of the page: ``kind`` is prose, output, text, error or chart."""

    kind: str
    body: str = ""


@dataclass(frozen=True)
class Chart(Block):
    """A chart: its picture is the body, ``spec`` draws it anew where scripts run."""

    number: int = 0
    described: str = ""
    title: str = ""
    spec: str = ""


@dataclass(frozen=True)
class Setting:
    """A parameter with the value that made this report: as the command takes it, and in the reader's words."""

    name: str
    value: str
    default: str
    meaning: str
    label: str
    shown: str


@dataclass(frozen=True)
class Page:
    """Everything that the template shows; ``say`` gives the page's own words in the language of the report.

    ``question`` is that of the notebook, ``heading`` what stands above this page: the same, unless the report is one
    of several of its notebook and its title says which.
    """

    about: About
    say: Callable[[str], str]
    question: str
    heading: str
    lead: Markup
    answer: Sequence[Block]
    blocks: Sequence[Block]
    code: Sequence[str]
    contents: Sequence[Heading]
    settings: Sequence[Setting]
    command: str
    citation: str
    collection: str
    documents: Sequence[Mapping[str, str]]
    figures: Sequence[str]
    see_also: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()

    @property
    def index(self) -> str:
        """The address of the index in the report's language."""
        return collection.index(self.about.language)

    @property
    def basket(self) -> str:
        """The address of the page of a basket in the report's language."""
        return collection.basket(self.about.language)

    def day(self, text: str) -> str:
        """Return a day as the language of the report writes it."""
        return dates.written(text, self.about.language)

    @property
    def described(self) -> str:
        """What the page says in short, as a link to it is shown with: its answer, else what it is about."""
        said = next((block.body for block in self.answer if block.kind == "output"), self.lead)
        return plain(said) if said else self.heading

    @property
    def has_charts(self) -> bool:
        """Whether a chart has to be drawn."""
        return any(isinstance(block, Chart) for block in (*self.answer, *self.blocks))

    @property
    def for_script(self) -> Markup:
        """What the page's script wants to know, as JSON that can stand in a script element."""
        _ = self.say
        words = {
            "cite": _("Cite"),
            "back": _("Back"),
            "click": _("Click a mark to go to its source."),
            "pick": _("Click a name in the legend to pick it out, double-click for all again."),
            "in": _("in"),
            "source": _("source"),
            "signed": _("Source: {sources}"),
            "chart": _("chart"),
            "series": _("series"),
            "more": _("Show the whole chart"),
            "less": _("Show less of it"),
            "keys": _("Arrow keys go from mark to mark, Enter to its source."),
            "marks": _("Marks of the chart: {chart}"),
            "legend": _("Names in the legend, to pick one out"),
            "standIn": _("The chart has {number} marks. One by one they are in the table:"),
            "search": _("Search"),
            "all": _("all"),
            "rows": _("{shown} of {all} rows"),
            "document": _("document"),
            "copyTable": _("Copy the table"),
            "csv": _("Data (CSV)"),
            "ascending": _("Sorted by “{column}”, lowest first"),
            "descending": _("Sorted by “{column}”, highest first"),
            "unsorted": _("In the order of the report again"),
            # How cells begin that are printed by these messages; the numbers and days of others stand first.
            "million": _("million"),
            "limits": [_("at most {end}"), _("less than {end}")],
            "windows": [_("since {first}"), _("until {last}")],
        }
        content = {"words": words, "citation": self.citation}
        return as_json({**content, "name": self.about.name})


def as_json(content: Any) -> Markup:
    """Return JSON that can stand inside a script element: no text in it can end the element or begin a comment."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - no character is left that HTML gives a meaning


def page(notebook: Any, about: About, related: Related | None = None) -> Page:
    """Take an executed notebook apart; ``related`` knows where tables lead, unless to the reports of ``about``."""
    return _Reader(about, related).page(notebook)


class _Reader:
    """Reads one notebook."""

    def __init__(self, about: About, related: Related | None) -> None:
        self.about = about
        self.say = messages.translations(about.language).gettext
        self.related = related or Related(
            about.name, about.notebook, about.language, about.reports, lookup.known(about.data)
        )
        self.names = self.related.names
        self.cleaner = Cleaner(
            self.names.disputes(about.language), self.say("discrepancies"), self.say("Table"), self.related
        )
        self.charts = 0
        self.lead = Markup("")
        self.answer: list[Block] = []
        self.blocks: list[Block] = []
        self.code: list[str] = []
        self.declared: dict[str, parameters.Parameter] = {}
        self.given: dict[str, Any] = {}

    def page(self, notebook: Any) -> Page:
        for cell in notebook.cells:
            tags = cell.metadata.get("tags", ())
            if cell.cell_type == "code":
                self._cell(cell, tags)
            elif cell.cell_type == "markdown" and CONTROLS not in tags:
                self._prose(cell.source, self.answer if ANSWER in tags else self.blocks)
        headings = self.cleaner.headings
        first = next((heading for heading in headings if heading.level == 1), None)
        question = first.text if first else self.about.title
        figures = self.cleaner.sources
        return Page(
            about=self.about,
            say=self.say,
            question=question,
            heading=self.about.title if self._of_a_subject else question,
            lead=self.lead,
            answer=[self._linked(block) for block in sorted(self.answer, key=_in_the_answer)],
            blocks=[self._linked(block) for block in self.blocks],
            code=self.code,
            contents=[heading for heading in headings if heading.level == 2],
            settings=self._settings(),
            command=self._command(),
            citation=self._citation(),
            collection=self.say(collection.TITLE),
            documents=self.names.documents(figures),
            figures=figures,
            see_also=self.related.see_also,
        )

    @property
    def _of_a_subject(self) -> bool:
        """Whether the report is one of several of its notebook, whose title says of which country or programme."""
        return any(name != "language" for name in self.given)

    # -- cells -----------------------------------------------------------------------------------------------------

    def _prose(self, source: str, blocks: list[Block]) -> None:
        first = not any(heading.level == 1 for heading in self.cleaner.headings)
        text = self.cleaner.html(_markdown()(source))
        if first and _TITLE.search(text):
            self.lead = Markup(_TITLE.sub("", text, count=1).strip())  # noqa: S704 - cleaned above
        elif text.strip():
            blocks.append(Block("prose", text))

    def _cell(self, cell: Any, tags: Collection[str]) -> None:
        if "parameters" in tags and self._declared(cell.source):
            return
        if "injected-parameters" in tags and self.declared:
            self.given = _literals(cell.source)
            return
        shown = [block for output in cell.outputs if (block := self._output(output)) is not None]
        if cell.source.strip():
            self.code.append(cell.source)
        if CONTROLS in tags:
            return
        if ANSWER in tags:
            self.answer += [block for block in shown if isinstance(block, Chart)]
            self.answer += [Block("output", self._brief(output)) for output in cell.outputs if _said(output)]
            shown = [block for block in shown if not isinstance(block, Chart)]
        self.blocks += shown

    def _declared(self, source: str) -> bool:
        try:
            self.declared = parameters.declared(source, self.about.name)
        except AnalysisError:
            return False
        return True

    def _brief(self, output: Any) -> Markup:
        """Return the first two sentences of a computed text: the answer, and what it rests on."""
        return self.cleaner.html(_markdown()(first_sentences(output.data["text/markdown"])))

    def _output(self, output: Any) -> Block | None:
        if output.output_type == "stream":
            return Block("text", _ANSI.sub("", output.text))
        if output.output_type == "error":
            return Block("error", _ANSI.sub("", "\n".join(output.traceback)))
        data = output.data
        if VEGA_LITE in data:
            return self._chart(data[VEGA_LITE], data.get(SVG, ""))
        if "text/html" in data:
            return Block("output", self.cleaner.html(data["text/html"]))
        if SVG in data:
            return Block("output", self.cleaner.svg(data[SVG]))
        for kind in ("image/png", "image/jpeg"):
            if kind in data:
                address = f"data:{kind};base64,{''.join(data[kind].split())}"
                return Block("output", self.cleaner.html(f'<img alt="" src="{escape(address)}">'))
        if "text/markdown" in data:
            return Block("output", self.cleaner.html(_markdown()(data["text/markdown"])))
        return Block("text", data["text/plain"]) if "text/plain" in data else None

    def _chart(self, spec: Mapping[str, Any], picture: str) -> Chart:
        self.charts += 1
        title, number = title_of(spec), f"{self.say('Chart')} {self.charts}"
        return Chart(
            "chart",
            self.cleaner.svg(picture),
            number=self.charts,
            described=str(spec.get("description") or title or number),
            title=title or number,
            spec=as_json(unpacked(spec)),
        )

    def _linked(self, block: Block) -> Block:
        if block.kind not in {"prose", "output"}:
            return block
        return Block(block.kind, self.cleaner.without_dangling(block.body))

    # -- about the report ------------------------------------------------------------------------------------------

    def _settings(self) -> list[Setting]:
        values = {name: self.given.get(name, parameter.default) for name, parameter in self.declared.items()}
        return [
            Setting(
                name,
                spelled(values[name]),
                spelled(parameter.default),
                parameter.comment,
                settings.label(name, self.about.language),
                self.names.called(name, values[name], self.about.language)
                or settings.shown(values[name], parameter.comment, self.about.language),
            )
            for name, parameter in self.declared.items()
        ]

    def _command(self) -> str:
        parts = ["analysis", "render", self.about.notebook or self.about.name]
        for setting in self._settings():
            parts += ["-p", f"{setting.name}={setting.value}"]
        return shlex.join(parts)

    def _citation(self) -> str:
        _ = self.say
        citation = _("migration-analysis contributors, “{title}”, report {name}, in: {collection}, version {version}")
        edition = _("inputs {inputs}").format(inputs=self.about.edition[:12])
        cited = citation.format(
            title=self.about.title, name=self.about.name, collection=_(collection.TITLE), version=collection.version()
        )
        return f"{cited}, {edition}" if self.about.edition else cited


def first_sentences(text: str) -> str:
    """Return the first two sentences of a text in Markdown, of which the first may be printed bold."""
    paragraph = text.split("\n\n", 1)[0]
    bold = _BOLD.match(paragraph)
    opening = bold[0] if bold else ""
    rest = paragraph[len(opening) :].rstrip()
    told = " ".join(_SENTENCE.split(rest.lstrip())[: 1 if opening else 2])
    return opening + (" " if opening and told and rest[0].isspace() else "") + told


def _in_the_answer(block: Block) -> int:
    """Return the place of a block: what is said, what may not be said, what is drawn."""
    return ("output", "prose", "chart").index(block.kind)


def _said(output: Any) -> bool:
    return output.output_type in {"display_data", "execute_result"} and "text/markdown" in output.data


def title_of(spec: Mapping[str, Any]) -> str:
    """Return the title of a chart, of panels without one for all that of the first; nothing where there is none."""
    first: Mapping[str, Any] = next(iter(spec.get("vconcat") or spec.get("hconcat") or ()), {})
    title = spec.get("title") or first.get("title") or ""
    title = title.get("text", "") if isinstance(title, Mapping) else title
    return " ".join(title) if isinstance(title, list) else str(title)


def _literals(source: str) -> dict[str, Any]:
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = ast.literal_eval(node.value)
    return found


@cache
def _markdown() -> Markdown:
    return Markdown.make()
