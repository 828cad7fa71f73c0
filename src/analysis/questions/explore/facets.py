"""The facets of the explorer: lists of names with what each would leave, a period, and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import ipywidgets as ipw

from analysis.language import N_, _, translated
from analysis.questions.explore.answers import ALL, FACETS, Choice
from analysis.show import wording
from analysis.show.panel import Still

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

Names = Mapping[str, Mapping[str, str]]

_LABELS = {
    "theme": N_("theme"),
    "measure": N_("measure"),
    "kind": N_("kind"),
    "place": N_("place"),
    "source": N_("document"),
    "text": N_("words"),
    "period": N_("period"),
    "any": N_("any period"),
}


def names(data: Dataset) -> dict[str, dict[str, str]]:
    """Return, for each facet, its names by their codes."""
    label = translated("label")
    figures = data.figures
    return {
        "theme": {code: wording.theme(code) for code in set(data.measures["theme"])},
        "measure": dict(zip(data.measures["measure_id"], data.measures[label], strict=True)),
        "kind": {code: wording.kind(code) for code in set(figures["kind"])},
        "place": dict(zip(data.places["place_id"], data.places[label], strict=True)),
        "source": {code: " ".join(wording.document(code)) for code in set(figures["source_id"])},
    }


def label(facet: str) -> str:
    """Return what a facet, or another part of a choice, is called."""
    return _(_LABELS[facet])


def options(counts: Mapping[str, int], named: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what a list offers: each name with the number of figures that it would leave; all first, then by name."""
    every = (_("all ({number})", number=counts[ALL]), ALL)
    rest = [(f"{named[code]} ({count})", code) for code, count in counts.items() if code != ALL]
    return [every, *sorted(rest, key=lambda option: option[0].casefold())]


class Facets(Still):
    """The controls of a choice; ``moved`` is called with the choice that a move makes of the last one shown."""

    def __init__(self, years: tuple[int, int], moved: Callable[[Choice], None]) -> None:
        self._years = years
        self._moved = moved
        self._chosen = Choice()
        self.lists = {facet: ipw.Dropdown() for facet in FACETS}
        self.words = ipw.Text()
        self.years = ipw.IntRangeSlider(value=years, min=years[0], max=years[1], continuous_update=False)
        self.any = ipw.Checkbox(value=True, indent=False)
        period = ipw.VBox([self.years, self.any])
        period.add_class("analysis-period")
        self.controls = [*self.lists.values(), self.words, period]
        for facet, control in self.lists.items():
            control.observe(lambda change, facet=facet: self._move(**{facet: change["new"]}), names="value")
        self.words.observe(lambda change: self._move(text=change["new"]), names="value")
        self.years.observe(lambda change: self._move(first=change["new"][0], last=change["new"][1]), names="value")
        self.any.observe(lambda change: self._any(ticked=change["new"]), names="value")

    def show(self, chosen: Choice, counts: Mapping[str, Mapping[str, int]], named: Names) -> None:
        """Set the controls to a choice, and their lists to what each name would leave."""
        with self._still():
            self._chosen = chosen
            for facet, control in self.lists.items():
                offered = options(counts[facet], named[facet])
                with control.hold_sync():
                    if list(control.options) != offered:
                        control.options = offered
                    control.value = getattr(chosen, facet)
            if self.words.value.split() != chosen.text.split():  # a space that is being typed stays
                self.words.value = chosen.text
            first, last = self._years
            self.any.value = chosen.first is None and chosen.last is None
            ends = chosen.first or first, chosen.last or last
            self.years.value = [min(max(end, first), last) for end in ends]

    def speak(self) -> None:
        """Label the controls."""
        for facet, control in self.lists.items():
            control.description = label(facet)
        for facet, control in {"text": self.words, "period": self.years, "any": self.any}.items():
            control.description = label(facet)
        self.words.placeholder = _("rescue, redding, Niger")

    def _any(self, *, ticked: bool) -> None:
        first, last = (None, None) if ticked else self.years.value
        self._move(first=first, last=last)

    def _move(self, **changed: object) -> None:
        if not self._quiet:
            self._moved(replace(self._chosen, **changed))  # type: ignore[arg-type]
