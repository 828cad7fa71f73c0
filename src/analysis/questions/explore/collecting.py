"""The basket in the explorer: figures are put in from their cards; its address and its files are those of any basket."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import ipywidgets as ipw

from analysis.language import _
from analysis.questions.explore import saving
from analysis.questions.explore.basket import Basket
from analysis.questions.explore.view import unlinked
from analysis.show.panel import Screen

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

#: The files that are offered, with their labels.
FILES = {"csv": "CSV", "xlsx": "Excel", "bib": "BibTeX", "json": "CSL-JSON"}


class Collecting:
    """A basket on the screen, and the ``button`` that puts the figure of a card in or takes it out.

    ``address`` shows that of the basket; another one that is pasted there is opened. ``attempt`` shows what goes wrong.
    """

    def __init__(self, data: Dataset, attempt: Callable[[Callable[[], None]], None]) -> None:
        self.basket = Basket(data)
        self.figure: str | None = None
        self.button = ipw.Button(icon="shopping-basket", layout={"width": "auto", "align_self": "flex-start"})
        self.address = ipw.Text(continuous_update=False)
        self.address.add_class("analysis-cite")
        self.screen = Screen()
        self.saver = saving.Saver({form: partial(self._file, form) for form in FILES}, attempt)
        buttons = ipw.HBox(list(self.saver.buttons.values()), layout={"flex_flow": "row wrap"})
        self.widget = ipw.VBox([self.screen.widget, self.address, buttons, self.saver.saved])
        self.button.on_click(lambda _button: attempt(self._turn))
        self.address.observe(lambda change: attempt(lambda: self._open(change["new"])), names="value")
        self.speak()

    def about(self, figure: str | None) -> None:
        """Let the button be about a figure, or about none."""
        self.figure = figure
        self._label()

    def speak(self) -> None:
        """Show the basket, in the language that is spoken."""
        self.screen.show([unlinked(part) for part in self.basket.exhibit] if self.basket.figures else [])
        self.saver.clear()
        self.saver.speak(FILES)
        for button in self.saver.buttons.values():
            button.disabled = not self.basket.figures
        self.address.description = _("The address of the basket; paste another to open it")
        self.address.value = self.basket.address
        self._label()

    def _label(self) -> None:
        inside = self.figure in self.basket.figures
        self.button.description = _("Take out of the basket") if inside else _("Add to basket")
        self.button.layout.display = None if self.figure else "none"

    def _turn(self) -> None:
        if self.figure is not None:
            inside = self.figure in self.basket.figures
            self.basket = (self.basket.without if inside else self.basket.add)(self.figure)
            self.speak()

    def _open(self, address: str) -> None:
        if address != self.basket.address:
            self.basket = Basket(self.basket.data).of(address)
            self.speak()

    def _file(self, form: str) -> tuple[str, bytes]:
        return f"basket.{form}", self.basket.file(form)
