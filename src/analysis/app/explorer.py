"""The page of the explorer: its facets with what each choice would leave, what was found, and the card of a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from analysis.app.asked import LONGEST
from analysis.app.fields import Field
from analysis.app.questions import EXPLORER
from analysis.errors import N_, ParameterError
from analysis.language import _, translated
from analysis.questions.explore import answers, card, facets, saving
from analysis.questions.explore import view as shown
from analysis.questions.explore.answers import ALL, FACETS, Choice
from analysis.questions.explore.charts import MANY
from analysis.show.panel import Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

#: The lines of the form, beside the lists of the facets.
LINES = ("search", "period")
FIGURE, SUBJECT, DRAWN, WINDOWS = "figure", "subject", "drawn", "windows"
NAMES = (SUBJECT, *FACETS, *LINES, FIGURE, DRAWN)
#: More figures than this are picked in the table.
_LISTED = 250
_TARGETS, _COUNTRY = "03-targets", "06-country"


def chosen(data: Dataset, query: Mapping[str, str]) -> Choice:
    """Return the choice of a query: of the notebook's parameters, or of facets. Raises :class:`ParameterError`."""
    if any(len(text) > LONGEST for text in query.values()):
        raise ParameterError(N_("An address may say up to {longest} letters of each."), longest=LONGEST)
    theme, measure, source = (query.get(facet, ALL) for facet in ("theme", "measure", "source"))
    subject = query.get(SUBJECT, ALL)
    subject = next((name for name in (measure, theme, subject) if name != ALL), ALL)
    named = {"source": source, "theme": theme if subject == measure else ALL}
    words = [query.get("search", ""), *(f"{facet}:{name}" for facet, name in named.items() if name != ALL)]
    given = {name: query.get(name) or ALL for name in ("kind", "period", "place")}
    return answers.choice(data, subject, search=" ".join(words), **given)


class Explored:
    """What is known of a query of the explorer, in the language that is spoken."""

    def __init__(self, data: Dataset, query: Mapping[str, str]) -> None:
        self.data = data
        self.register = answers.register(data)
        self.chosen = chosen(data, query)
        self.found = shown.find(data, self.register, self.chosen)
        asked = query.get(FIGURE, "")
        self.card = answers.card(data, self.register, asked) if asked else None
        self.windows = query.get(DRAWN) == WINDOWS

    @property
    def values(self) -> Mapping[str, str]:
        """The parameters of the notebook."""
        return answers.parameters(self.chosen)

    def fields(self) -> list[Field]:
        """Return the facets, the lines, and the list of the figures where they are few."""
        named = facets.names(self.data)
        lists = [self._facet(facet, named[facet]) for facet in FACETS]
        period = answers.parameters(self.chosen)["period"]
        lines = [
            Field("search", facets.label("text"), self.chosen.text, placeholder=_("rescue, redding, Niger")),
            Field("period", facets.label("period"), "" if period == ALL else period, placeholder=self._span),
        ]
        return [*lists, *lines, *self._drawn(), *self._figures()]

    def parts(self) -> list[Shown]:
        """Return the card of the figure that is picked, if any, then sentence, chart, table and sources."""
        found = self.found
        listed = [shown.sentence(found)]
        if not found.rows.empty:
            drawn = shown.chart(found, windows=self.windows)
            listed += [drawn, shown.table(found), *shown.sources(self.data, found)]
        return [*self._card(), *listed]

    def download(self) -> bytes:
        """Return the figures that were found as CSV, each with its citation."""
        return saving.csv(answers.download(self.data, self.found.rows))

    @property
    def file(self) -> str:
        """What the download is called."""
        return f"{saving.stem(self.chosen)}.{saving.CSV}"

    def query(self) -> dict[str, str]:
        """Return the choice as an address says it."""
        facets_of = {facet: getattr(self.chosen, facet) for facet in FACETS}
        lines = {"search": self.chosen.text, "period": answers.parameters(self.chosen)["period"]}
        figure = {FIGURE: self.card.figure["figure_id"].iloc[0]} if self.card else {}
        drawn = {DRAWN: WINDOWS if self.windows else ""}
        said = {**facets_of, **lines, **figure, **drawn}
        return {name: text for name, text in said.items() if text not in {ALL, ""}}

    @property
    def _span(self) -> str:
        """The years of all figures, as a period is written."""
        first, last = answers.years(self.register)
        return f"{first}-{last}"

    def _facet(self, facet: str, named: Mapping[str, str]) -> Field:
        options = facets.options(self.found.counts[facet], named)
        return Field(facet, facets.label(facet), getattr(self.chosen, facet), options, ALL)

    def _drawn(self) -> list[Field]:
        """Offer the two ways to draw figures one by one."""
        if self.found.rows.empty or len(self.found.rows) > MANY:
            return []
        ways = [(_("what each says"), ""), (_("when each holds"), WINDOWS)]
        return [Field(DRAWN, _("chart"), WINDOWS if self.windows else "", ways)]

    def _figures(self) -> list[Field]:
        rows = self.found.rows
        if rows.empty or len(rows) > _LISTED:
            return []
        labels = shown.labels(rows)
        picked = str(self.card.figure["figure_id"].iloc[0]) if self.card else ""
        offered = [(_("none"), ""), *((label, figure) for figure, label in labels.items())]
        label = _("figures: pick one for all that is known of it")
        return [Field(FIGURE, label, picked if picked in labels else "", offered, wide=True)]

    def _card(self) -> Sequence[Shown]:
        if self.card is None:
            return []
        reading, *rest = card.facts(self.card)
        held = [part for target in self.card.targets["target_id"] for part in self._held(str(target))]
        cited = _("To cite it: {citation}", citation=_plain(self.card.citation))
        return [reading, *self._countries(), *held, *rest, cited]

    def _countries(self) -> list[str]:
        names: Any = self.data.places.set_index("place_id")[translated("label")]
        codes = card.places(self.data, self.card) if self.card else []
        links = [_link(_("Country page: {names}", names=names[code]), _COUNTRY, country=code) for code in codes]
        return [" · ".join(links)] if links else []

    def _held(self, target: str) -> list[Shown]:
        another = _link(_("Try another goal"), _TARGETS, target_id=target)
        return [*card.held(self.data, target, None), another]


def _link(words: str, page: str, **query: str) -> str:
    return f"[{words}]({page}?{urlencode(query)})"


def _plain(text: str) -> str:
    """Return a text in which Markdown sees no signs of its own."""
    return "".join(f"\\{sign}" if sign in r"\`*_[]<>#" else sign for sign in text)


def figure_address(figure_id: str) -> str:
    """Return the address of the card of a figure."""
    return f"{EXPLORER}?{urlencode({FIGURE: figure_id})}"
