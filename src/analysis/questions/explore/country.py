"""The page of a country in the explorer: the panel of the notebook on a country, opened where it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as ipw

from analysis.language import _, current
from analysis.questions.country.panel import panel as country_panel
from analysis.show.panel import Panel, Screen, bundle

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset


class CountryPage:
    """The page on the screen; until a country is asked for, it says how to ask for one."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        self._note = Screen()
        self.panel: Panel | None = None
        self.widget = ipw.VBox([self._note.widget])
        self.speak()

    def show(self, place: str) -> None:
        """Open the page of a country."""
        if self.panel is None:
            self.panel = country_panel(self._data, place)
            self.widget.children = [self._note.widget, self.panel.widget]
            self.panel.fields["language"].widget.layout.display = "none"  # it is chosen for all of the explorer
        else:
            self.panel.set(country=place, language=current())
        self.speak()

    def speak(self) -> None:
        """Change the language."""
        if self.panel is None:
            text = _("Choose a country under *place*, or a figure with a country, and open its page from there.")
        else:
            self.panel.set(language=current())
            text = _("The whole page of a country is [06-country](06-country.ipynb); its parameters stand below.")
        self._note.show([bundle(text)])
