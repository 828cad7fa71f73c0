"""A panel: controls above a view that follows them; without a kernel, the words for what the controls are set to.

A view is a plain function of the parameters that returns what is shown: exhibits, whole or in parts.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, wraps
from html import escape
from inspect import signature
from typing import Any, ParamSpec, TypeVar

import ipywidgets as ipw

from analysis.errors import AnalysisError
from analysis.language import _, current, speaking
from analysis.show import mime, theme
from analysis.show import reuse as settings
from analysis.show.controls import Amount, Control, Field
from analysis.show.exhibit import Exhibit, Part
from analysis.show.frontend import PANEL_IN_VIEW, attended, draws_charts
from analysis.show.marks import Nothing
from analysis.show.refusals import told
from analysis.show.table import Table

#: An exhibit, or a part: a chart (which has no type that a checker could know), a table, or a text in Markdown.
Shown = Any
View = Callable[..., Sequence[Shown]]
Bundle = dict[str, Any]
P = ParamSpec("P")
R = TypeVar("R")

#: Controls in a grid as wide as there is room, each below its label; what can be copied, whole at a click.
STYLE = """<style>
.analysis-controls { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17em), 1fr));
  gap: 8px 20px; align-items: start; overflow: visible; padding: 4px 2px; }
.analysis-controls .analysis-control { display: flex; flex-flow: column nowrap; align-items: stretch; width: auto;
  height: auto; margin: 0; overflow: visible; }
.analysis-controls .analysis-control > label.widget-label { width: auto; max-width: none; height: auto; margin: 0;
  text-align: left; line-height: 1.4; white-space: normal; overflow: visible; font-weight: 600; }
.analysis-controls .analysis-control > select, .analysis-controls .analysis-control > input { flex: none; width: 100%;
  max-width: none; height: 28px; box-sizing: border-box; }
.analysis-controls .widget-checkbox.analysis-control { align-self: end; min-height: 28px; justify-content: end; }
.analysis-controls .widget-checkbox > label { width: auto; white-space: normal; line-height: 1.3; }
.analysis-controls .analysis-wide { grid-column: 1 / -1; }
.analysis-controls .analysis-group { overflow: visible; margin: 0; width: auto; }
.analysis-controls .analysis-note { height: auto; margin: 0; }
.analysis-controls .analysis-note > .widget-html-content { line-height: 1.3; font-size: .9em; opacity: .85;
  white-space: normal; }
.analysis-panel .widget-output, .analysis-panel .jp-OutputArea-output { overflow-x: auto; }
.jp-NotebookPanel .vega-embed { max-width: 100%; box-sizing: border-box; }
.jp-NotebookPanel .vega-embed canvas.marks { max-width: 100%; height: auto !important; }
.analysis-panel .jp-RenderedHTML { max-height: 24em; overflow: auto; }
.analysis-panel .analysis-table thead th { position: sticky; top: 0; background: var(--jp-layout-color0, Canvas); }
.analysis-panel [id] { scroll-margin-top: 3em; }
.analysis-panel [role=alert] { color: #a3260f; opacity: 1; }
[data-jp-theme-light=false] .analysis-panel [role=alert] { color: #ff9d8a; }
.analysis-panel .widget-html, .analysis-panel .widget-html-content { min-width: 0; }
.analysis-copy { line-height: 1.4; }
.analysis-copy p, .analysis-copy dl { margin: 0; }
.analysis-copy dl dt { font-weight: 600; margin-top: .6em; float: none; width: auto; }
.analysis-copy dl dd { margin: .2em 0 0; float: none; width: auto; }
.analysis-copy pre { margin: 0; padding: .5em .7em; overflow-x: auto; user-select: all; white-space: pre;
  border: 1px solid rgba(128, 128, 128, .4); font-family: var(--jp-code-font-family, monospace); line-height: 1.4; }
.analysis-copy pre.command { white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere; }
</style>"""


def in_parts(view: Iterable[Shown]) -> Iterator[Part]:
    """Go through the parts of all that a view shows; an exhibit has several, what is missing has none."""
    for shown in view:
        if isinstance(shown, Exhibit):
            yield from shown
        elif shown is not None:
            yield shown


def bundle(shown: Part) -> Bundle:
    """Return what is displayed of a part of a view, by MIME type: a chart is drawn by JupyterLab, offline."""
    if isinstance(shown, str):
        return {"text/markdown": shown, "text/plain": shown}
    if isinstance(shown, Table):
        return {"text/html": shown._repr_html_(), "text/plain": repr(shown)}
    if isinstance(shown, Nothing):
        return {"text/markdown": shown.sentence, "text/plain": shown.sentence}
    spec = theme.specification(shown)
    picture = {} if draws_charts() else {mime.SVG: theme.picture(spec)}
    return {mime.VEGA_LITE: spec, **picture, "text/plain": theme.named(spec)}


def _apart(shown: Part) -> Bundle:
    """Return a bundle whose links lead to sources of the panel's own: the notebook below has the same figures."""
    made = bundle(shown)
    if "text/html" in made:
        made["text/html"] = _LEADS.sub(r"\1panel-\2", made["text/html"])
    return made


#: An identifier of a row, or what leads to one.
_LEADS = re.compile(r"(<tr id='?|<a href='?#)((?:source|row)-)")


class Screen:
    """A place on the screen for the parts of a view; parts that stay the same are not drawn again."""

    def __init__(self) -> None:
        self.widget = ipw.VBox()

    @property
    def bundles(self) -> list[Bundle]:
        """What is shown now."""
        return [output.outputs[0]["data"] for output in self.widget.children]

    def show(self, bundles: Sequence[Bundle]) -> None:
        """Show these parts and nothing else."""
        outputs = list(self.widget.children[: len(bundles)])
        outputs += [ipw.Output() for _ in bundles[len(outputs) :]]
        for output, data in zip(outputs, bundles, strict=True):
            displayed = ({"output_type": "display_data", "data": data, "metadata": {}},)
            if output.outputs != displayed:
                output.outputs = displayed
        gone = self.widget.children[len(outputs) :]
        if tuple(outputs) != self.widget.children:
            self.widget.children = outputs
        for output in gone:
            output.close()


class _Part:
    """A part of a view, drawn again only when a parameter that it takes has moved."""

    def __init__(self, view: View) -> None:
        self._view, self._takes = view, list(signature(view).parameters)
        self._given: dict[str, Any] = {}
        self._bundles: list[Bundle] = []

    def bundles(self, values: Mapping[str, Any]) -> list[Bundle]:
        """Return what is displayed of the part."""
        given = {name: values[name] for name in [*self._takes, "language"]}
        if given != self._given:
            self._given = {}  # should the view fail, it is tried again
            view = self._view(**{name: given[name] for name in self._takes})
            self._bundles = [_apart(part) for part in in_parts(view)]
            self._given = given
        return self._bundles


class Still:
    """Something that sets its own controls at times, without taking that for a move."""

    _quiet = False

    @contextmanager
    def _still(self) -> Iterator[None]:
        """Set controls without noticing it."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False


def in_its_language(method: Callable[P, R]) -> Callable[P, R]:
    """Have a method of a panel speak the language that the panel is set to."""

    @wraps(method)
    def spoken(*given: P.args, **options: P.kwargs) -> R:
        panel: Any = given[0]
        with speaking(panel.values["language"]):
            return method(*given, **options)

    return spoken


class Panel(Still):
    """Controls of a notebook's parameters, and a view that is computed anew when one of them moves.

    ``values`` holds the value of each parameter that the notebook starts from; each control sets the parameter of its
    name, and ``view`` takes them all, by name, but for the language: that is spoken while it computes, at first the one
    that is spoken where the panel is made. A view may be given in parts, each a function of those parameters on which
    it depends: the others do not make it compute. What goes wrong in a view stands in the panel, in place of the view.
    """

    def __init__(
        self, notebook: str, view: View | Sequence[View], controls: Sequence[Control], values: Mapping[str, Any]
    ) -> None:
        self.notebook = notebook
        self.view = view
        self._parts = None if callable(view) else [_Part(part) for part in view]
        self.controls = list(controls)
        spoken = {"language": current(), **values}
        self.values = {control.name: spoken[control.name] for control in self.controls}
        self.fields: dict[str, Field] = {}

    # -- without a kernel ------------------------------------------------------------------------------------------

    @in_its_language
    def _repr_mimebundle_(self, **_options: Any) -> Bundle:
        words = [(control.label(), control.shown(self.values[control.name])) for control in self.controls]
        head = _("Set to")
        hint = _("In JupyterLab, once the cells have been run, controls for other values stand here.")
        items = "; ".join(f"{escape(label)}: <strong>{escape(value)}</strong>" for label, value in words)
        static = {
            "text/html": f"<p>{head} {items}. {hint}</p>",
            "text/plain": f"{head} {'; '.join(f'{label}: {value}' for label, value in words)}.",
        }
        return {**self.widget._repr_mimebundle_(), **static} if attended() else static

    # -- with one --------------------------------------------------------------------------------------------------

    @cached_property
    def screen(self) -> Screen:
        """Where the view stands."""
        return Screen()

    @cached_property
    @in_its_language
    def widget(self) -> ipw.Widget:
        """The panel on the screen."""
        self.fields = {control.name: control.field(self.values[control.name]) for control in self.controls}
        for field in self.fields.values():
            field.observe(self.moved)
        self._problem, self._copy = ipw.HTML(), ipw.HTML()
        self._settings = ipw.Accordion([self._copy], selected_index=None)
        controls = ipw.Box([field.widget for field in self.fields.values()])
        controls.add_class("analysis-controls")
        panel = ipw.VBox([ipw.HTML(PANEL_IN_VIEW + STYLE), controls, self._problem, self.screen.widget, self._settings])
        panel.add_class("analysis-panel")
        self.refresh()
        return panel

    @property
    def problem(self) -> str:
        """What stands in place of the view, as HTML; empty where nothing went wrong."""
        return str(self._problem.value)

    @property
    def settings(self) -> str:
        """The settings in every form in which they can be used again, as HTML."""
        return str(self._copy.value)

    @in_its_language
    def refresh(self) -> None:
        """Compute the view of what the controls are set to, and show it, or what went wrong."""
        try:
            bundles = self._bundles()
        except Exception as error:  # noqa: BLE001 - whatever it is has to be seen
            self._problem.value = problem(error)
            self.screen.show([])
        else:
            self._problem.value = ""
            self.screen.show(bundles)
        for field in self.fields.values():
            field.follow(self.values)
        self._settings.titles = [_("These settings, to use again")]
        self._copy.value = settings.html(self.notebook, self.controls, self.values)

    def _bundles(self) -> list[Bundle]:
        if self._parts is not None:
            return [shown for part in self._parts for shown in part.bundles(self.values)]
        assert callable(self.view)  # noqa: S101 - it is in parts otherwise
        given = {name: value for name, value in self.values.items() if name != "language"}
        return [_apart(part) for part in in_parts(self.view(**given))]

    def moved(self) -> None:
        """Take over what the controls are set to."""
        if self._quiet:
            return
        before = self.values
        with self._still():
            for control in self.controls:
                if isinstance(control, Amount) and control.of and self._moved_from(before, control.of):
                    self._forget(control, before)
        self.values = {name: field.value for name, field in self.fields.items()}
        if self.values["language"] != before["language"]:
            with self._still(), speaking(self.values["language"]):
                for control in self.controls:
                    self.fields[control.name].speak(control)
        if self.values != before:
            self.refresh()

    def set(self, **values: Any) -> None:
        """Move several controls at once."""
        with self._still():
            for name, value in values.items():
                self.fields[name].value = value
        self.moved()

    def _moved_from(self, before: Mapping[str, Any], name: str) -> bool:
        return bool(self.fields[name].value != before[name])

    def _forget(self, control: Amount, before: Mapping[str, Any]) -> None:
        """Drop a number that belonged to what another control was set to, unless it was set together with that."""
        if not self._moved_from(before, control.name):
            self.fields[control.name].value = None


def problem(error: Exception) -> str:
    """Return what went wrong as HTML: the message alone where it says what to do, else all that is known."""
    head = _("This cannot be shown")
    if isinstance(error, AnalysisError):
        return f'<p role="alert"><strong>{head}:</strong> {escape(told(error))}</p>'
    trace = escape("".join(traceback.format_exception(error)))
    name = escape(f"{type(error).__name__}: {error}")
    return f'<div role="alert"><p><strong>{head}:</strong> {name}</p><details><pre>{trace}</pre></details></div>'
