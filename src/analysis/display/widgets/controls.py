"""The controls of a panel: each sets one parameter of a notebook, and knows how the notebook declares it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets as ipw

from analysis.display.theme import Language
from analysis.display.wording import say

#: Values with the words for them: the same parameters in either language.
Options = Mapping[Language, Sequence[tuple[str, Any]]]
_WIDTH = "22em"


@dataclass(frozen=True)
class Control(ABC):
    """A control of the parameter ``name``, declared as ``annotation``; ``en`` and ``nl`` label it."""

    name: str
    annotation: str
    en: str
    nl: str

    def label(self, language: Language) -> str:
        """Return the label."""
        return say(language, self.en, self.nl)

    def shown(self, value: Any, language: Language) -> str:
        """Return a value as a reader sees it."""
        return say(language, "not set", "niet ingesteld") if value is None else str(value)

    @abstractmethod
    def field(self, value: Any, language: Language) -> Field:
        """Return a field that holds a value."""


class Field:
    """A control on the screen: ``widget`` is what is displayed, ``value`` what it is set to."""

    def __init__(self, widget: ipw.Widget, holder: ipw.Widget | None = None) -> None:
        self.widget = widget
        self._holder = holder or widget

    @property
    def value(self) -> Any:
        """What the parameter is set to."""
        return self._holder.value

    @value.setter
    def value(self, value: Any) -> None:
        self._holder.value = value

    def observe(self, moved: Callable[[], None]) -> None:
        """Call a function whenever the value changes."""
        self._holder.observe(lambda _change: moved(), names="value")


@dataclass(frozen=True)
class Pick(Control):
    """One value out of a list."""

    options: Options

    def shown(self, value: Any, language: Language) -> str:
        """Return the words for a value."""
        return next((words for words, other in self.options[language] if other == value), str(value))

    def field(self, value: Any, language: Language) -> Field:
        """Return a dropdown list."""
        return Field(ipw.Dropdown(options=list(self.options[language]), value=value, **_described(self, language)))


@dataclass(frozen=True)
class Words(Control):
    """A text; it counts when it is entered, or left."""

    def shown(self, value: Any, language: Language) -> str:
        """Return the text between quotes."""
        return f"“{value}”" if value else say(language, "none", "geen")

    def field(self, value: Any, language: Language) -> Field:
        """Return a line to write on."""
        return Field(ipw.Text(value=value, continuous_update=False, **_described(self, language)))


@dataclass(frozen=True)
class Yes(Control):
    """Yes or no."""

    def shown(self, value: Any, language: Language) -> str:
        """Return the word."""
        return say(language, "yes", "ja") if value else say(language, "no", "nee")

    def field(self, value: Any, language: Language) -> Field:
        """Return a box to tick."""
        return Field(ipw.Checkbox(value=value, indent=False, **_described(self, language)))


@dataclass(frozen=True)
class Amount(Control):
    """A number from ``lower`` to ``upper``, or none; ``absent_en`` and ``absent_nl`` say what none means."""

    lower: float
    upper: float
    step: float
    absent_en: str
    absent_nl: str

    def shown(self, value: Any, language: Language) -> str:
        """Return the number, or what none means."""
        return say(language, self.absent_en, self.absent_nl) if value is None else f"{value:g}"

    def field(self, value: Any, language: Language) -> Field:
        """Return a box for none, and a number that counts where it is not ticked."""
        return _OptionalNumber(self, value, language)


class _OptionalNumber(Field):
    """A number beside a box that sets it aside."""

    def __init__(self, control: Amount, value: float | None, language: Language) -> None:
        start = control.lower if value is None else value
        self.number = ipw.BoundedFloatText(
            value=start, min=control.lower, max=control.upper, step=control.step, disabled=value is None,
            **_described(control, language),
        )  # fmt: skip
        absent = say(language, control.absent_en, control.absent_nl)
        self.absent = ipw.Checkbox(value=value is None, description=absent, indent=False, layout={"width": "auto"})
        super().__init__(ipw.HBox([self.number, self.absent], layout={"flex_flow": "row wrap"}))
        self.absent.observe(lambda change: setattr(self.number, "disabled", change["new"]), names="value")

    @property
    def value(self) -> float | None:
        return None if self.absent.value else float(self.number.value)

    @value.setter
    def value(self, value: float | None) -> None:
        if value is not None:
            self.number.value = value
        self.absent.value = value is None

    def observe(self, moved: Callable[[], None]) -> None:
        for widget in (self.number, self.absent):
            widget.observe(lambda _change: moved(), names="value")


def _described(control: Control, language: Language) -> dict[str, Any]:
    return {
        "description": control.label(language),
        "style": {"description_width": "initial"},
        "layout": {"width": "auto", "min_width": _WIDTH, "max_width": "100%"},
    }


LANGUAGE = Pick(
    "language", "str", "language", "taal",
    {"en": [("English", "en"), ("Dutch", "nl")], "nl": [("Engels", "en"), ("Nederlands", "nl")]},
)  # fmt: skip
