"""The controls of a panel: each sets one parameter of a notebook, and knows how the notebook declares it."""

from __future__ import annotations

import math
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from html import escape
from typing import Any

import ipywidgets as ipw
import pandas as pd
from babel import Locale

from analysis.dataset.languages import LANGUAGES
from analysis.errors import AmbiguousNumberError, UnknownNameError
from analysis.figures import typed
from analysis.language import N_, _, current, numbers, speaking, translated

#: Values with the words for them, by language: the same values in each.
Options = Mapping[str, Sequence[tuple[str, Any]]]


@dataclass(frozen=True)
class Control(ABC):
    """A control of the parameter ``name``, declared as ``annotation``; ``words`` label it.

    ``comment`` is what the notebook's parameters cell says of the parameter; the English label where it is not given.
    A ``wide`` control takes a row of its own.
    """

    name: str
    annotation: str
    words: str
    _: KW_ONLY
    comment: str = ""
    wide: bool = False

    def label(self) -> str:
        """Return the label."""
        return _(self.words)

    def shown(self, value: Any) -> str:
        """Return a value as a reader sees it."""
        return _("not set") if value is None else str(value)

    @abstractmethod
    def field(self, value: Any) -> Field:
        """Return a field that holds a value."""


class Field:
    """A control on the screen: ``widget`` is what is displayed, ``value`` what it is set to."""

    def __init__(self, widget: ipw.Widget, holder: ipw.Widget | None = None) -> None:
        self.widget = widget
        self.holder = holder or widget

    @property
    def value(self) -> Any:
        """What the parameter is set to."""
        return self.holder.value

    @value.setter
    def value(self, value: Any) -> None:
        self.holder.value = value

    def observe(self, moved: Callable[[], None]) -> None:
        """Call a function whenever the value changes."""
        self.holder.observe(lambda _change: moved(), names="value")

    def speak(self, control: Control) -> None:
        """Change the language; the value stays."""
        self.holder.description = control.label()

    def follow(self, values: Mapping[str, Any]) -> None:
        """Take notice of what all controls are set to."""


@dataclass(frozen=True)
class Pick(Control):
    """One value out of a list."""

    options: Options

    def shown(self, value: Any) -> str:
        """Return the words for a value."""
        return next((words for words, other in self.options[current()] if other == value), str(value))

    def field(self, value: Any) -> Field:
        """Return a dropdown list."""
        return _Choice(self, value)


class _Choice(Field):
    """A dropdown list that holds places in the list of options: to ipywidgets, the value None is no choice at all."""

    def __init__(self, control: Pick, value: Any) -> None:
        self._name, self._values = control.name, [option for _, option in control.options[current()]]
        start = self._place(value)
        super().__init__(_labelled(ipw.Dropdown, control, options=_numbered(control), value=start))

    @property
    def value(self) -> Any:
        return self._values[self.holder.value]

    @value.setter
    def value(self, value: Any) -> None:
        self.holder.value = self._place(value)

    def speak(self, control: Control) -> None:
        assert isinstance(control, Pick)  # noqa: S101 - the control that made this field
        super().speak(control)
        value, self._values = self.value, [option for _, option in control.options[current()]]
        self.holder.options = _numbered(control)
        self.value = value

    def _place(self, value: Any) -> int:
        if value not in self._values:
            raise UnknownNameError(self._name, value, self._values)
        return self._values.index(value)


def _numbered(control: Pick) -> list[tuple[str, int]]:
    return [(words, number) for number, (words, _value) in enumerate(control.options[current()])]


@dataclass(frozen=True)
class Words(Control):
    """A text; it counts when it is entered, or left. ``every`` is the one that stands for all."""

    every: str = ""

    def shown(self, value: Any) -> str:
        """Return the text between quotes, or what it stands for."""
        if value and value == self.every:
            return _("all")
        return f"“{value}”" if value else _("none")

    def field(self, value: Any) -> Field:
        """Return a line to write on."""
        return Field(_labelled(ipw.Text, self, value=value, continuous_update=False))


@dataclass(frozen=True)
class Yes(Control):
    """Yes or no."""

    def shown(self, value: Any) -> str:
        """Return the word."""
        return _("yes") if value else _("no")

    def field(self, value: Any) -> Field:
        """Return a box to tick."""
        return Field(_labelled(ipw.Checkbox, self, value=value, indent=False))


@dataclass(frozen=True)
class Amount(Control):
    """A number from ``lower`` to ``upper`` (no limit where missing), or none.

    ``absence`` says what none means. ``above`` leaves ``lower`` itself out. ``note`` says what the
    number is, given what all controls are set to. With ``of``, it belongs to what another control is set to, and is
    forgotten when that control moves.
    """

    lower: float
    upper: float | None
    absence: str
    above: bool = False
    note: Callable[[Mapping[str, Any]], str] | None = None
    of: str | None = None

    def absent(self) -> str:
        """Return what none means."""
        return _(self.absence)

    def shown(self, value: Any) -> str:
        """Return the number, or what none means."""
        return self.absent() if value is None else numbers.number(value)

    def field(self, value: Any) -> Field:
        """Return a line for a number; empty for none."""
        return _Number(self, value)

    def read(self, text: str) -> float | None:
        """Return the number that was written in a language, none for an empty text. Raises ``ValueError``."""
        if not text.strip():
            return None
        number = typed.number(text, current())
        low_enough = number < math.inf if self.upper is None else number <= self.upper
        high_enough = number > self.lower if self.above else number >= self.lower
        if not (low_enough and high_enough):  # nor is what is not a number at all
            raise ValueError(text)
        return number

    def refusal(self, text: str) -> str:
        """Return why a text is no number for this parameter, and what is."""
        lower = numbers.number(self.lower)
        if self.upper is not None:
            upper = numbers.number(self.upper)
            limits = _("a number from {lower} to {upper}", lower=lower, upper=upper)
        elif self.above:
            limits = _("a number above {lower}", lower=lower)
        else:
            limits = _("a number from {lower}", lower=lower)
        try:
            typed.number(text, current())
        except AmbiguousNumberError as error:
            limits = _("{one} or {other}", one=error.readings[0], other=error.readings[1])
            return _(
                "“{value}” is not taken: it can be read in two ways. Write {limits}.",
                value=text,
                limits=limits,
            )
        except ValueError:
            pass
        example = numbers.number(1234.5 if self.upper is None else (self.lower + self.upper) / 2)
        return _(
            "“{value}” is not taken. Write {limits}, as in {example}; empty: {absent}.",
            value=text,
            limits=limits,
            example=example,
            absent=self.absent(),
        )


class _Number(Field):
    """A line for a number that counts as it is typed, with what it means below.

    A text that is none is refused there, and the value stays; a text that is one stays as it was typed.
    """

    def __init__(self, control: Amount, value: float | None) -> None:
        self._control, self._language, self._number = control, current(), value
        self._moved: list[Callable[[], None]] = []
        self.refused = False  # whether the line holds a text that is no number for this parameter
        self._meaning = ""
        line = _labelled(ipw.Text, control, value=self._written())
        line.placeholder = control.absent()
        self.note = ipw.HTML()
        self.note.add_class("analysis-note")
        group = ipw.VBox([line, self.note])
        group.add_class("analysis-group")
        super().__init__(group, line)
        line.observe(lambda change: self._entered(change["new"]), names="value")

    @property
    def value(self) -> float | None:
        return self._number

    @value.setter
    def value(self, value: float | None) -> None:
        self._number = value
        self.holder.value = self._written()

    def observe(self, moved: Callable[[], None]) -> None:
        self._moved.append(moved)

    def speak(self, control: Control) -> None:
        super().speak(control)
        self._language = current()
        self.holder.placeholder = self._control.absent()
        self.holder.value = self._written()

    def follow(self, values: Mapping[str, Any]) -> None:
        self._meaning = escape(self._control.note(values)) if self._control.note else ""
        if not self.refused:
            self.note.value = self._meaning

    def _entered(self, text: str) -> None:
        with speaking(self._language):
            try:
                number = self._number if text == self._written() else self._control.read(text)
                self.refused = False
            except ValueError:
                self.note.value = f'<span role="alert">{escape(self._control.refusal(text))}</span>'
                self.refused = True
                return
        self._number = number
        self.note.value = self._meaning
        for moved in self._moved:
            moved()

    def _written(self) -> str:
        with speaking(self._language):
            return "" if self._number is None else numbers.number(self._number)


def _labelled(kind: type[ipw.Widget], control: Control, **options: Any) -> ipw.Widget:
    """Return a widget with the label of a control, and the classes that a panel's style sheet speaks of."""
    widget = kind(description=control.label(), style={"description_width": "auto"}, **options)
    for name in ("analysis-control", *(["analysis-wide"] if control.wide else [])):
        widget.add_class(name)
    return widget


def in_each_language(offered: Callable[[], Sequence[tuple[str, Any]]]) -> Options:
    """Return what a function offers, once for each language."""
    return {language: speaking(language)(offered)() for language in LANGUAGES}


def named(table: pd.DataFrame, key: str) -> Options:
    """Return the values of a column of a table with their labels, in the order of the labels."""

    def labelled() -> list[tuple[str, Any]]:
        labels = table[translated("label")].astype("str")
        return sorted(zip(labels, table[key], strict=True), key=lambda pair: folded(pair[0]))

    return in_each_language(labelled)


def worded(values: Iterable[Any], words: Callable[[Any], str]) -> Options:
    """Return values with their words, in the order given."""
    listed = list(values)
    return in_each_language(lambda: [(words(value), value) for value in listed])


def first(options: Options, value: Any, words: str) -> Options:
    """Return options with another one before them."""
    return in_each_language(lambda: [(_(words), value), *options[current()]])


def from_and_up_to(years: Options) -> list[Control]:
    """Return the controls of the parameters ``first_year`` and ``last_year``: either end may be left open."""
    earliest, latest = (first(years, None, words) for words in (N_("the earliest"), N_("the latest")))
    comments = "first year to show; None for the earliest", "last year to show; None for the latest"
    return [
        Pick("first_year", "int or None", N_("from the year"), earliest, comment=comments[0]),
        Pick("last_year", "int or None", N_("up to"), latest, comment=comments[1]),
    ]


def offered(values: Mapping[str, Any]) -> Options:
    """Return values by the words for them."""
    return in_each_language(lambda: [(_(words), value) for words, value in values.items()])


def folded(words: str) -> str:
    """Return words as they are sorted by: without case and accents."""
    return unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()


LANGUAGE = Pick(
    "language",
    "str",
    N_("language"),
    worded(LANGUAGES, lambda code: str(Locale(code).get_language_name(current()))),
    comment="language of labels, numbers and computed sentences: en, or the code of another",
)
