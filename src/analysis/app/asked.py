"""What an address asks for: the values of a question's parameters, read by its controls; what is refused, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from babel.numbers import format_decimal

from analysis.language import _, current
from analysis.language.numbers import locale
from analysis.show.controls import Amount, Control, Pick, Yes, folded

#: Longer texts are refused, and so are addresses with more of them.
LONGEST, MOST = 200, 24
_YES = {"true": True, "false": False}


@dataclass(frozen=True)
class Asked:
    """``values`` of all parameters, a refused one as the notebook has it; ``refused`` says why, by parameter."""

    values: Mapping[str, Any]
    refused: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)


def read(controls: Sequence[Control], query: Mapping[str, str], defaults: Mapping[str, Any]) -> Asked:
    """Read the texts of a query in the language that is spoken; what no control is for is passed over."""
    values, refused, given = dict(defaults), {}, {}
    for control in controls:
        if control.name not in query:
            continue
        given[control.name] = query[control.name]
        try:
            values[control.name] = _value(control, query[control.name])
        except ValueError:
            refused[control.name] = refusal(control, query[control.name])
    return Asked(values, refused, given)


def written(control: Control, value: Any) -> str:
    """Return a value as an address has it in the language that is spoken: what :func:`read` reads back."""
    if value is None:
        return ""
    if isinstance(control, Amount):
        return str(format_decimal(value, locale=locale(current()), decimal_quantization=False, group_separator=False))
    return str(value).lower() if isinstance(value, bool) else str(value)


def address(page: str, controls: Sequence[Control], values: Mapping[str, Any], defaults: Mapping[str, Any]) -> str:
    """Return the address of a page with these values; what is as the notebook has it is left out."""
    moved = {
        control.name: written(control, values[control.name])
        for control in controls
        if control.name in values and values[control.name] != defaults.get(control.name)
    }
    return f"{page}?{urlencode(moved)}" if moved else page


def refusal(control: Control, text: str) -> str:
    """Return why a text is no value of a control."""
    if len(text) > LONGEST:
        return _("“{value}” is not taken: it is too long.", value=f"{text[:20]}…")
    if isinstance(control, Amount):
        return control.refusal(text)
    return _("“{value}” is not taken: it is none of the choices.", value=text)


def _value(control: Control, text: str) -> Any:
    """Return the value that a text means to a control. Raises ``ValueError`` where it means none."""
    if len(text) > LONGEST:
        raise ValueError(text)
    if isinstance(control, Amount):
        return control.read(text)
    if isinstance(control, Yes):
        if text not in _YES:
            raise ValueError(text)
        return _YES[text]
    return _picked(control, text) if isinstance(control, Pick) else text


def _picked(control: Pick, text: str) -> Any:
    """Return the option of this code, else the one of this name in any language."""
    for _words, value in control.options[current()]:
        if written(control, value) == text:
            return value
    for options in control.options.values():
        for words, value in options:
            if folded(words) == folded(text):
                return value
    raise ValueError(text)
