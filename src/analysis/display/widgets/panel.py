"""A panel: controls above a view that follows them; without a kernel, the words for what the controls are set to.

A view is a plain function of the parameters that returns what is shown: charts, tables, and sentences in Markdown.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from html import escape
from typing import Any

import ipywidgets as ipw

from analysis.display import theme
from analysis.display.tables.grid import Table
from analysis.display.theme import Language
from analysis.display.widgets import settings
from analysis.display.widgets.controls import Control, Field
from analysis.display.wording import say
from analysis.errors import AnalysisError

#: A chart (which has no type that a checker could know), a table, or a text in Markdown.
Shown = Any
View = Callable[..., Sequence[Shown]]
Bundle = dict[str, Any]


def bundle(shown: Shown, language: Language) -> Bundle:
    """Return what is displayed of a part of a view, by MIME type: a chart is drawn by JupyterLab, offline."""
    if isinstance(shown, str):
        return {"text/markdown": shown, "text/plain": shown}
    if isinstance(shown, Table):
        return {"text/html": shown._repr_html_(), "text/plain": repr(shown)}
    spec = theme.specification(shown, language)
    return {theme.VEGA_LITE: spec, "text/plain": theme.described(spec)}


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
        if tuple(outputs) != self.widget.children:
            self.widget.children = outputs


class Panel:
    """Controls of a notebook's parameters, and a view that is computed anew when one of them moves.

    ``values`` holds the value of each parameter that the notebook starts from; each control sets the parameter of its
    name, and ``view`` takes them all, by name. One of them is ``language``. What goes wrong in a view stands in the
    panel, in place of the view.
    """

    def __init__(self, notebook: str, view: View, controls: Sequence[Control], values: Mapping[str, Any]) -> None:
        self.notebook = notebook
        self.view = view
        self.controls = list(controls)
        self.values = {control.name: values[control.name] for control in self.controls}
        self.fields: dict[str, Field] = {}
        self.screen = Screen()
        self._quiet = False

    # -- without a kernel ------------------------------------------------------------------------------------------

    def _repr_mimebundle_(self, **_options: Any) -> Bundle:
        language = self.values["language"]
        words = [
            (control.label(language), control.shown(self.values[control.name], language)) for control in self.controls
        ]
        head = say(language, "Set to", "Ingesteld op")
        hint = say(
            language,
            "In JupyterLab, once the cells have been run, controls for other values stand here.",
            "In JupyterLab staan hier, na het uitvoeren van de cellen, bedieningselementen voor andere waarden.",
        )
        items = ", ".join(f"{escape(label)}: <strong>{escape(value)}</strong>" for label, value in words)
        static = {
            "text/html": f"<p>{head} {items}. {hint}</p>",
            "text/plain": f"{head} {', '.join(f'{label}: {value}' for label, value in words)}.",
        }
        if os.environ.get("ANALYSIS_STATIC", "1") == "0":  # a render: nobody will ever move anything
            return static
        return {**self.widget._repr_mimebundle_(), **static}

    # -- with one --------------------------------------------------------------------------------------------------

    @cached_property
    def widget(self) -> ipw.Widget:
        """The panel on the screen."""
        self._controls = ipw.VBox()
        self._problem = ipw.HTML()
        self._cell, self._command, self._report = (ipw.Textarea(disabled=True, layout={"width": "100%"}) for _ in "123")
        self._settings = ipw.Accordion([ipw.VBox([self._cell, self._command, self._report])], selected_index=None)
        self._lay_out()
        self.refresh()
        return ipw.VBox([self._controls, self._problem, self.screen.widget, self._settings])

    def refresh(self) -> None:
        """Compute the view of what the controls are set to, and show it, or what went wrong."""
        language = self.values["language"]
        try:
            bundles = [bundle(shown, language) for shown in self.view(**self.values)]
        except Exception as error:  # noqa: BLE001 - whatever it is has to be seen
            self._problem.value = problem(error, language)
            self.screen.show([])
        else:
            self._problem.value = ""
            self.screen.show(bundles)
        self._cell.value = settings.cell(self.controls, self.values)
        self._command.value = settings.papermill(self.notebook, self.controls, self.values)
        self._report.value = settings.render(self.notebook, self.controls, self.values)

    def moved(self) -> None:
        """Take over what the controls are set to."""
        if self._quiet:
            return
        before = self.values
        self.values = {name: field.value for name, field in self.fields.items()}
        if self.values["language"] != before["language"]:
            self._lay_out()
        if self.values != before:
            self.refresh()

    def set(self, **values: Any) -> None:
        """Move several controls at once."""
        self._quiet = True
        try:
            for name, value in values.items():
                self.fields[name].value = value
        finally:
            self._quiet = False
        self.moved()

    def _lay_out(self) -> None:
        language = self.values["language"]
        self.fields = {control.name: control.field(self.values[control.name], language) for control in self.controls}
        for field in self.fields.values():
            field.observe(self.moved)
        self._controls.children = [field.widget for field in self.fields.values()]
        self._settings.titles = [say(language, "These settings, to use again", "Deze instellingen, om te hergebruiken")]


def problem(error: Exception, language: Language) -> str:
    """Return what went wrong as HTML: the message alone where it says what to do, else all that is known."""
    head = say(language, "This cannot be shown", "Dit kan niet worden getoond")
    if isinstance(error, AnalysisError):
        return f'<p role="alert"><strong>{head}:</strong> {escape(str(error))}</p>'
    trace = escape("".join(traceback.format_exception(error)))
    name = escape(f"{type(error).__name__}: {error}")
    return f'<div role="alert"><p><strong>{head}:</strong> {name}</p><details><pre>{trace}</pre></details></div>'
