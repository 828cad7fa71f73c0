"""The card of one figure in the explorer: what it means and why, what it is held against, and what else is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import ipywidgets as ipw
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import _, current, pgettext, translated
from analysis.questions.explore import answers as question
from analysis.questions.explore import saving, sentences, tables
from analysis.questions.explore.view import unlinked
from analysis.questions.targets import exhibits as targets_exhibits
from analysis.questions.targets.answers import attainment, readings
from analysis.questions.targets.panel import panel as target_panel
from analysis.show import mime
from analysis.show.panel import Bundle, Panel, Screen, Shown, bundle

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

Attempt = Callable[[Callable[[], None]], None]


def facts(card: question.Card) -> list[Shown]:
    """Return what is known of a figure: the reading of it, its facts, and the tables of whatever else there is."""
    row = next(rows_of(card.figure))
    beside = (
        (tables.figure_printings, card.printings),
        (tables.figure_discrepancies, card.discrepancies),
        (tables.figure_relations, card.relations),
        (tables.figure_comparisons, card.comparisons),
    )
    shown = [show(rows) for show, rows in beside if len(rows)]
    return [sentences.figure(row), tables.figure(row), *shown]


def places(data: Dataset, card: question.Card) -> list[str]:
    """Return the countries that are named with a figure, by their codes; regions are none."""
    countries = data.places.loc[data.places["place_kind"] == "country", "place_id"]
    return [place for place in card.figure["places"].iloc[0].split() if place in set(countries)]


def held(data: Dataset, target_id: str, goal: float | None) -> list[Shown]:
    """Return how far a target was met and why it is an interval; every printing stands in a table of the card."""
    shown = targets_exhibits.attainment(attainment(data, target_id, goal), readings(data, target_id, goal))
    return [shown.text, shown.chart]


class FigureCard:
    """The card on the screen. ``country`` opens the page of a country, ``attempt`` shows what goes wrong."""

    def __init__(self, data: Dataset, register: pd.DataFrame, country: Callable[[str], None], attempt: Attempt) -> None:
        self._data, self._register = data, register
        self._country, self._attempt = country, attempt
        self.figure: str | None = None
        self.language = current()
        self.reading, self.facts = Screen(), Screen()
        self.facts.widget.add_class("analysis-card")
        self.citation = ipw.Textarea(rows=2)
        self.citation.add_class("analysis-cite")
        self.countries = ipw.HBox(layout={"flex_flow": "row wrap"})
        self.panels: list[Panel] = []
        self._savers: list[saving.Saver] = []
        self._opened: dict[str, Panel] = {}  # kept, with the goal that was tried
        self.widget = ipw.VBox()

    @property
    def bundles(self) -> list[Bundle]:
        """What is shown now, of the figure and of what it is held against."""
        held = [part for panel in self.panels for part in panel.screen.bundles]
        return [*self.reading.bundles, *held, *self.facts.bundles]

    def show(self, figure: str | None) -> None:
        """Open the card of a figure, or none."""
        self.figure, self.language = figure, current()
        for saver in self._savers:
            saver.clear()
        if figure is None:
            self.panels, self._savers = [], []
            hint = _("Choose a figure from the list above.")
            self.reading.show([bundle(hint)])
            self.facts.show([])
            self.widget.children = [self.reading.widget]
            return
        card = question.card(self._data, self._register, figure)
        first, *rest = [unlinked(part) for part in facts(card)]
        self.reading.show([first])
        self.facts.show(rest)
        self.citation.description = _("To cite it")
        self.citation.value = card.citation
        self._offer(places(self._data, card))
        held = self._hold(list(card.targets["target_id"]))
        self.widget.children = [self.reading.widget, self.countries, *held, self.facts.widget, self.citation]

    def _offer(self, codes: list[str]) -> None:
        names = self._data.places.set_index("place_id")[translated("label")]
        buttons = []
        for code in codes:
            text = _("Country page: {names}", names=names[code])
            button = ipw.Button(description=text, icon="globe", layout={"width": "auto"})
            button.on_click(lambda _button, code=code: self._attempt(lambda: self._country(code)))
            buttons.append(button)
        self.countries.children = buttons

    def _hold(self, codes: list[str]) -> list[ipw.Widget]:
        """Return, for each target that the figure is held against, the panel of the notebook on targets."""
        self.panels = [self._panel(code) for code in codes]
        self._savers, parts = [], []
        for code, panel in zip(codes, self.panels, strict=True):
            saver = self._saver(code, panel)
            title = ipw.HTML(_("<strong>Held against a target</strong>"))
            buttons = ipw.HBox(list(saver.buttons.values()), layout={"flex_flow": "row wrap"})
            parts += [title, panel.widget, buttons, saver.saved, self._link(code)]
            self._savers.append(saver)
        return parts

    def _panel(self, code: str) -> Panel:
        if code in self._opened:
            self._opened[code].set(language=current())
            return self._opened[code]
        whole = target_panel(self._data, code, None)
        panel = Panel(whole.notebook, partial(held, self._data), whole.controls, whole.values)
        self._opened[code] = panel
        panel.widget.add_class("analysis-held")
        for name in ("target_id", "language"):  # both are chosen elsewhere
            panel.fields[name].widget.layout.display = "none"
        return panel

    def _saver(self, code: str, panel: Panel) -> saving.Saver:
        def picture(form: str) -> tuple[str, bytes]:
            spec = next(part[mime.VEGA_LITE] for part in panel.screen.bundles if mime.VEGA_LITE in part)
            goal = panel.values["goal"]
            name = saving.slug("target", code, *([f"goal-{goal:g}"] if goal is not None else []))
            source = self._source(code)
            return f"{name}.{form}", saving.picture(spec, form, source)

        forms = (saving.PNG, saving.SVG)
        saver = saving.Saver({form: lambda form=form: picture(form) for form in forms}, self._attempt)  # type: ignore[misc]
        save = _("Save this chart")
        saver.speak({form: f"{save} ({form.upper()})" for form in forms})
        return saver

    def _source(self, code: str) -> str:
        """Name the documents and lines of all that the chart of a target draws."""
        drawn = self._register[self._register["figure_id"].isin(readings(self._data, code)["figure_id"])]
        named = []
        for title, mine in drawn.groupby("title", sort=False):
            lines = [str(line) for line in sorted(set(mine["line"]))]
            several = len(lines) > 1
            word = pgettext("of a text", "lines") if several else pgettext("of a text", "line")
            named.append(f"{title}, {word} {', '.join(lines)}")
        return _("Source: {sources}", sources="; ".join(named))

    def _link(self, code: str) -> ipw.Widget:
        output = ipw.Output()
        text = _(
            "All targets are in [03-targets](03-targets.ipynb); this one is its `target_id` `{code}`.",
            code=code,
        )
        output.outputs = ({"output_type": "display_data", "data": bundle(text), "metadata": {}},)
        return output
