"""The explorer: facets, a list of figures, and what is known of them; all of it follows every move."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import ipywidgets as ipw
from babel import Locale

from analysis.dataset.languages import LANGUAGES
from analysis.language import N_, _, current, speaking
from analysis.questions.explore import answers as question
from analysis.questions.explore import saving
from analysis.questions.explore import view as shown
from analysis.questions.explore.answers import ALL, Choice
from analysis.questions.explore.card import FigureCard
from analysis.questions.explore.charts import MANY
from analysis.questions.explore.collecting import Collecting
from analysis.questions.explore.country import CountryPage
from analysis.questions.explore.facets import Facets, names
from analysis.show import mime
from analysis.show import reuse as settings
from analysis.show.controls import LANGUAGE, Control, Options, Pick, Words, in_each_language
from analysis.show.frontend import PANEL_IN_VIEW
from analysis.show.panel import STYLE, Panel, Screen, Shown, bundle, in_its_language, problem

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

CHART, TABLE, SOURCES, FIGURE, COUNTRY, AGAIN, BASKET = range(7)
_FEW, _ROWS = 3, 7
_PARAMETERS = ("subject", "kind", "period", "place", "search")
_LOOK = """<style>
.analysis-explorer .analysis-facets { display: grid; gap: 4px 14px; align-items: start; overflow: visible;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 12.5em), 1fr)); padding: 0 2px; }
.analysis-explorer .analysis-facets .widget-dropdown, .analysis-explorer .analysis-facets .widget-text {
  display: flex; flex-flow: column nowrap; align-items: stretch; width: auto; height: auto; margin: 0; }
.analysis-explorer .analysis-facets .widget-label { width: auto; height: auto; line-height: 1.4; margin: 0;
  text-align: left; font-weight: 600; }
.analysis-explorer .analysis-facets select, .analysis-explorer .analysis-facets input[type=text] { flex: none;
  width: 100%; max-width: none; height: 28px; box-sizing: border-box; }
.analysis-explorer .analysis-period { overflow: visible; margin: 0; }
.analysis-explorer .analysis-period .widget-slider { display: grid; width: auto; height: auto; margin: 0;
  grid-template-columns: 1fr auto; }
.analysis-explorer .analysis-period .slider-container { grid-row: 2; grid-column: 1 / 3; margin: 4px 8px 8px; }
.analysis-explorer .analysis-period .widget-readout { height: auto; line-height: 1.4; min-width: 0; padding: 0; }
.analysis-explorer .analysis-period .widget-checkbox { width: auto; height: auto; margin: 0; }
.analysis-explorer .analysis-figures, .analysis-explorer .analysis-cite { display: flex; flex-flow: column nowrap;
  width: auto; height: auto; margin: 0 2px; }
.analysis-explorer .analysis-figures .widget-label, .analysis-explorer .analysis-cite .widget-label { width: auto;
  text-align: left; font-weight: 600; margin: 0; }
.analysis-explorer .analysis-figures select { width: 100%; max-width: none; box-sizing: border-box; margin: 0;
  flex: none; height: auto; }
.analysis-explorer .analysis-cite textarea { flex: none; width: 100%; box-sizing: border-box; }
.analysis-explorer .analysis-bar { flex-flow: row wrap; align-items: center; overflow: visible; }
.analysis-explorer .analysis-card .jp-RenderedHTML { max-height: none; }
.analysis-explorer .widget-tab, .analysis-explorer > .widget-vbox { overflow: visible; }
.analysis-explorer .jupyter-widgets.jupyter-widget-tab > .lm-TabBar .lm-TabBar-tab { flex: 0 0 auto; }
.analysis-explorer .jupyter-widgets.jupyter-widget-tab > .lm-TabBar { height: auto; max-height: none; overflow: visible; }
.analysis-explorer .jupyter-widgets.jupyter-widget-tab .lm-TabBar-content { flex-wrap: wrap; }
</style>"""


def panel(data: Dataset, subject: str, kind: str, period: str, place: str, search: str) -> Explorer:
    """Return the explorer, set to the notebook's parameters. Raises what ``answers.choice`` raises."""
    chosen = question.choice(data, subject, kind, period, place, search)
    return Explorer(data, chosen)


def view(data: Dataset, subject: str, kind: str, period: str, place: str, search: str) -> list[Shown]:
    """Return what is shown of a choice: a sentence, a chart, a table, and the sources."""
    chosen = question.choice(data, subject, kind, period, place, search)
    found = shown.find(data, question.register(data), chosen)
    return [
        shown.sentence(found),
        shown.chart(found),
        shown.table(found),
        *shown.sources(data, found),
    ]


def parameters(data: Dataset) -> list[Control]:
    """Return the parameters of the notebook as it declares them."""

    def offered(*facets: str) -> Options:
        def found() -> list[tuple[str, Any]]:
            named = names(data)
            return [(_("all"), ALL), *((words, code) for facet in facets for code, words in named[facet].items())]

        return in_each_language(found)

    return [
        Pick(
            "subject",
            "str",
            N_("subject"),
            offered("theme", "measure"),
            comment="a theme or a measure of the dataset, or all",
        ),
        Pick(
            "kind",
            "str",
            N_("kind"),
            offered("kind"),
            comment="what the figures claim to be: actual, target, budget, ..., or all",
        ),
        Words("period", "str", N_("period"), comment='a year or two: "2013", "2013-2018", "2013-", or all', every=ALL),
        Pick(
            "place",
            "str",
            N_("place"),
            offered("place"),
            comment="a place by its id or by name in English or Dutch, or all",
        ),
        Words("search", "str", N_("words"), comment="words in English or Dutch, or source:results-2018"),
        LANGUAGE,
    ]


class Explorer(Panel):
    """The explorer on the screen: one choice, and everywhere what follows from it.

    ``chosen`` is the truth that the controls show; a move makes another choice of it. ``figure`` is the figure whose
    card is open, if any. ``set`` takes the parameters of the notebook, like any panel.
    """

    def __init__(self, data: Dataset, chosen: Choice) -> None:
        self.data = data
        self.register = question.register(data)
        self.chosen = chosen
        values = {**question.parameters(chosen)}
        super().__init__("00-explore", partial(view, data), parameters(data), values)
        self.chart = self.screen
        self.head, self.table, self.sources = (Screen() for _ in range(3))
        self.found: shown.Found | None = None
        self._names = {code: speaking(code)(names)(data) for code in LANGUAGES}
        self._labels = {code: speaking(code)(shown.labels)(self.register) for code in LANGUAGES}
        self._countries = set(data.places.loc[data.places["place_kind"] == "country", "place_id"])

    # -- what it is made of ----------------------------------------------------------------------------------------

    @cached_property
    @in_its_language
    def widget(self) -> ipw.Widget:
        """The explorer on the screen."""
        self._problem, self._copy = ipw.HTML(), ipw.HTML()
        self.facets = Facets(question.years(self.register), lambda chosen: self.attempt(lambda: self.choose(chosen)))
        self.list = ipw.Select(rows=_ROWS, value=None)
        self.list.add_class("analysis-figures")
        self.card = FigureCard(self.data, self.register, self.open_country, self.attempt)
        self.country = CountryPage(self.data)
        self.collecting = Collecting(self.data, self.attempt)
        itself = [(str(Locale(code).get_language_name()).capitalize(), code) for code in LANGUAGES]
        self.drawn = ipw.ToggleButtons(options=[("values", False), ("windows", True)], style={"button_width": "auto"})
        self.tongue = ipw.Dropdown(options=itself, value=self.values["language"])
        self.clear, self.here, self.spell = (ipw.Button(layout={"width": "auto"}) for _ in range(3))
        self.saver = saving.Saver(
            {
                saving.CSV: self._csv,
                saving.PNG: lambda: self._picture(saving.PNG),
                saving.SVG: lambda: self._picture(saving.SVG),
            },
            self.attempt,
        )
        self.tabs = ipw.Tab(
            [
                ipw.VBox([self.drawn, self.chart.widget]),
                self.table.widget,
                self.sources.widget,
                ipw.VBox([self.collecting.button, self.card.widget]),
                self.country.widget,
                self._copy,
                self.collecting.widget,
            ]
        )
        self.card.show(None)
        self._listen()
        facets = ipw.Box([*self.facets.controls, self.tongue])
        facets.add_class("analysis-facets")
        bar = ipw.HBox([self.clear, self.here, self.spell, *self.saver.buttons.values()])
        bar.add_class("analysis-bar")
        parts = [facets, self._problem, self.head.widget, bar, self.saver.saved, self.list, self.tabs]
        whole = ipw.VBox([ipw.HTML(PANEL_IN_VIEW + STYLE + _LOOK), *parts])
        for name in ("analysis-panel", "analysis-explorer"):
            whole.add_class(name)
        self._speak()
        self.refresh()
        return whole

    def _listen(self) -> None:
        def when(widget: ipw.Widget, move: Callable[[Any], None]) -> None:
            def moved(change: Any) -> None:
                if not self._quiet:
                    self.attempt(lambda: move(change["new"]))

            widget.observe(moved, names="value")

        self.tabs.observe(lambda _change: self.attempt(self._turn), names="selected_index")
        when(self.list, self.open)
        when(self.drawn, lambda _windows: self._draw())
        when(self.tongue, lambda code: self.set(language=code))
        self.clear.on_click(lambda _button: self.attempt(lambda: self.choose(Choice())))
        self.here.on_click(lambda _button: self.attempt(lambda: self.open_country(self.chosen.place)))
        self.spell.on_click(lambda _button: self.attempt(self._respell))

    # -- moves -----------------------------------------------------------------------------------------------------

    def attempt(self, move: Callable[[], None]) -> None:
        """Make a move; what goes wrong stands in the explorer."""
        self._problem.value = ""
        with speaking(self.values["language"]):
            try:
                move()
            except Exception as error:  # noqa: BLE001 - whatever it is has to be seen
                self._problem.value = problem(error)

    def choose(self, chosen: Choice) -> None:
        """Show another choice. Names of facets among the words, such as ``source:results-2018``, count as such."""
        self.set(**question.parameters(chosen))

    def set(self, **values: Any) -> None:
        """Take over parameters of the notebook. Raises what ``answers.choice`` raises."""
        wanted = {**self.values, **values}
        moved = wanted["language"] != self.values["language"]
        self.chosen = question.choice(self.data, **{name: wanted[name] for name in _PARAMETERS})
        self.values = {**question.parameters(self.chosen), "language": wanted["language"]}
        with speaking(wanted["language"]):
            if moved:
                self._speak()
            self.refresh()

    def moved(self) -> None:
        """Take over what the controls are set to; here each of them says so by itself."""

    def open(self, figure: str | None) -> None:
        """Open the card of a figure, or close it."""
        closed = figure is None and self.card.figure is not None
        self.card.show(figure)
        self.collecting.about(figure)
        if figure is not None:
            self.tabs.selected_index = FIGURE
        elif closed and self.tabs.selected_index == FIGURE:
            self.tabs.selected_index = CHART
        self._mark()

    def open_country(self, place: str) -> None:
        """Open the page of a country."""
        self.country.show(place)
        self.tabs.selected_index = COUNTRY

    def _turn(self) -> None:
        """Bring the tab that is turned to into the language of the rest: a page that nobody looks at can wait."""
        self._mark()
        if self.tabs.selected_index == FIGURE and self.card.language != current():
            self.card.show(self.card.figure)
        if self.tabs.selected_index == COUNTRY:
            self.country.speak()

    def _mark(self) -> None:
        """Mark, in the list, the figure whose card is in front, and no other.

        A click on a marked line is no move; so a card that lies behind another tab comes to the front when its figure
        is picked again.
        """
        front = self.card.figure if self.tabs.selected_index == FIGURE else None
        with self._still():
            self.list.value = front if front in {code for _, code in self.list.options} else None

    # -- what follows ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the choice finds, or what went wrong."""
        self.attempt(self._show)
        if self.problem:
            for screen in (self.head, self.chart, self.table, self.sources):
                screen.show([])

    def _show(self) -> None:
        found = self.found = shown.find(self.data, self.register, self.chosen)
        self.facets.show(self.chosen, found.counts, self._names[current()])
        self.head.show([bundle(shown.sentence(found))])
        self._list(found)
        self._draw()
        self.table.show([shown.unlinked(shown.table(found))])
        self.sources.show([shown.unlinked(part) for part in shown.sources(self.data, found)])
        self._copy.value = settings.html(self.notebook, self.controls, self.values)
        self._offer(found)

    def _draw(self) -> None:
        if self.found is not None:
            drawn = shown.chart(self.found, windows=self.drawn.value)
            self.chart.show([bundle(drawn)])
            self.saver.clear()

    def _list(self, found: shown.Found) -> None:
        labels = self._labels[current()]
        offered = [(labels[figure], figure) for figure in found.rows["figure_id"]]
        with self.list.hold_sync():
            if list(self.list.options) != offered:
                with self._still():
                    self.list.options = offered
                self.list.rows = min(max(len(offered), _FEW), _ROWS)
            self._mark()
        if self.card.figure not in set(found.rows["figure_id"]):
            self.open(None)

    def _offer(self, found: shown.Found) -> None:
        """Show the buttons that make sense with what was found."""
        place = self.chosen.place
        named = self._names[current()]["place"].get(place, "")
        self.here.description = _("Country page: {named}", named=named)
        self.here.layout.display = None if place in self._countries else "none"
        self.spell.description = _("Look for “{nearest}”", nearest=found.nearest or "")
        self.spell.layout.display = None if found.nearest else "none"
        self.drawn.layout.display = "none" if found.rows.empty or len(found.rows) > MANY else None
        for button in self.saver.buttons.values():
            button.disabled = found.rows.empty

    def _respell(self) -> None:
        if self.found is not None and self.found.nearest:
            self.set(search=question.parameters(self.chosen)["search"].replace(self.chosen.text, self.found.nearest))

    # -- words -----------------------------------------------------------------------------------------------------

    def _speak(self) -> None:
        with self._still():
            self.tongue.value = current()
            drawn = self.drawn.value
            self.drawn.options = [
                (_("what each says"), False),
                (_("when each holds"), True),
            ]
            self.drawn.value = drawn
        self.facets.speak()
        self.tongue.description = LANGUAGE.label()
        self.list.description = _("figures: pick one for all that is known of it")
        self.clear.description = _("Clear the choice")
        self.tabs.titles = [_(title) for title in _TITLES]
        self.collecting.speak()
        self.saver.speak(
            {
                saving.CSV: _("Save figures (CSV)"),
                saving.PNG: _("Save chart (PNG)"),
                saving.SVG: _("Save chart (SVG)"),
            },
        )
        self._turn()

    # -- files -----------------------------------------------------------------------------------------------------

    def _csv(self) -> tuple[str, bytes]:
        rows = question.select(self.register, self.chosen)
        return f"{saving.stem(self.chosen)}.{saving.CSV}", saving.csv(question.download(self.data, rows))

    def _picture(self, form: str) -> tuple[str, bytes]:
        spec = self.chart.bundles[0][mime.VEGA_LITE]
        return f"{saving.stem(self.chosen)}.{form}", saving.picture(spec, form)


_TITLES = (N_("Chart"), N_("Table"), N_("Sources"), N_("Figure"), N_("Country"), N_("Settings"), N_("Basket"))
