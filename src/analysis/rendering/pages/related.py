"""Where a report leads to beside itself: the reports of the countries, programmes and targets that it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from analysis.language import N_, messages
from analysis.rendering.pages import figures, programmes
from analysis.rendering.pages.lookup import Lookup
from analysis.show import collection

#: Headings of columns whose cells are names of programmes, of places and of targets, as the tables write them.
_PROGRAMMES = (
    N_("programme"),
    N_("what · programme"),
    N_("programme of the documents"),
    N_("programme or budget"),
)
_PLACES = (N_("place"), N_("country"), N_("host"), N_("the other country"))
_TARGETS = (N_("target"), N_("promised, planned or expected"))
_TARGETS_REPORT = "03-targets"


class Planned(Protocol):
    """A report of the plan."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def notebook(self) -> str:
        """The name of its notebook."""

    @property
    def language(self) -> str:
        """Its language."""

    @property
    def parameters(self) -> Mapping[str, object]:
        """The values given to its notebook."""


def addresses(reports: Iterable[Planned], language: str) -> dict[str, str]:
    """Return the pages of a language by what they are about: ``country=NER``, ``programme_id=hrt``, ``03-targets``.

    A report of which two parameters are given is about neither of them alone.
    """
    found = {}
    for report in reports:
        values = [f"{name}={value}" for name, value in report.parameters.items() if name != "language"]
        if report.language == language and len(values) < 2:
            found["".join(values) or report.notebook] = f"{report.name}.html"
    return found


@dataclass(frozen=True)
class Related:
    """The links of one page; ``reports`` are the :func:`addresses` of its language, and none without a plan."""

    name: str
    notebook: str
    language: str
    reports: Mapping[str, str]
    names: Lookup

    def link(self, heading: str, cell: str) -> str:
        """Return the address of what a cell under a heading names in full, nothing where there is none."""
        address = self._named.get(heading, {}).get(cell, "")
        return "" if address == f"{self.name}.html" else address

    def figure(self, name: str) -> str:
        """Return the address of the page of a figure, nothing for what is none, or where the dataset is not known."""
        return figures.address(name, self.language) if name in self.names.figures else ""

    def anchor(self, heading: str, cell: str) -> str:
        """Return the identifier of the row of a target, in the report on targets."""
        if self.notebook != _TARGETS_REPORT or heading != self._say(_TARGETS[0]):
            return ""
        return next((f"row-{row['target_id']}" for row in self._targets if row[self._label] == cell), "")

    @cached_property
    def see_also(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What the report of a country or of a programme belongs with: headings, each with names and addresses."""
        subject = next((key for key, page in self.reports.items() if page == f"{self.name}.html"), "")
        what, _, value = subject.partition("=")
        listed: list[tuple[str, list[tuple[str, str]]]] = []
        if what == "country":
            listed = [(N_("Programmes that name the country"), self._of_country(value))]
        elif what == "programme_id":
            targets = [(row[self._label], self._target(row)) for row in self._targets if row["programme_id"] == value]
            own = [(self._say(N_("what is known of it, in short")), f"{programmes.address(self.language)}#{value}")]
            listed = [
                (N_("Countries"), self._of_programme(value)),
                (N_("Targets"), targets),
                (N_("In the list of all programmes"), own),
            ]
        if self.reports:
            title = self._say(N_("this report among all, with its changes"))
            listed.append((N_("In the index"), [(title, f"{collection.index(self.language)}#{self.name}")]))
        return [(self._say(heading), [link for link in links if link[1]]) for heading, links in listed if links]

    def _of_country(self, place_id: str) -> list[tuple[str, str]]:
        there = {row["programme_id"] for row in self.names.table("programme_places") if row["place_id"] == place_id}
        labels = self.names.all_programmes(self.language)
        links = [(labels[name], self._programme(name)) for name in there]
        return sorted(links, key=lambda link: link[0].lower())

    def _of_programme(self, programme_id: str) -> list[tuple[str, str]]:
        rows = self.names.table("programme_places")
        there = {row["place_id"] for row in rows if row["programme_id"] == programme_id}
        labels = self.names.all_countries(self.language)
        return sorted((label, self._country(code)) for code, label in labels.items() if code in there)

    def _programme(self, programme_id: str) -> str:
        listed = f"{programmes.address(self.language)}#{programme_id}" if self.reports else ""
        return self.reports.get(f"programme_id={programme_id}", listed)

    def _country(self, place_id: str) -> str:
        return self.reports.get(f"country={place_id}", "")

    def _target(self, row: Mapping[str, str]) -> str:
        """Return the row of a target; in the report on targets itself, what is said of its programme."""
        if self.notebook == _TARGETS_REPORT:
            return self._programme(row["programme_id"]) if row["programme_id"] else ""
        page = self.reports.get(_TARGETS_REPORT)
        return f"{page}#row-{row['target_id']}" if page else ""

    @property
    def _label(self) -> str:
        return f"label_{self.language}"

    @property
    def _targets(self) -> list[dict[str, str]]:
        return self.names.table("targets")

    def _say(self, message: str) -> str:
        return messages.text(message, self.language)

    @cached_property
    def _named(self) -> Mapping[str, Mapping[str, str]]:
        """The addresses of all names, by heading and name; a name that two things have leads nowhere."""
        if not self.reports:
            return {}
        of = {
            _PROGRAMMES: [(label, self._programme(code)) for code, label in self._programmes.items()],
            _PLACES: [(label, self._country(code)) for code, label in self._countries.items()],
            _TARGETS: [(row[self._label], self._target(row)) for row in self._targets],
        }
        found: dict[str, dict[str, str]] = {}
        for headings, pairs in of.items():
            every = [name for name, _ in pairs]
            unique = {name: address for name, address in pairs if address and every.count(name) == 1}
            found |= {self._say(heading): unique for heading in headings}
        return found

    @property
    def _programmes(self) -> Mapping[str, str]:
        return self.names.all_programmes(self.language) if self.names.table("programmes") else {}

    @property
    def _countries(self) -> Mapping[str, str]:
        return self.names.all_countries(self.language) if self.names.table("places") else {}
