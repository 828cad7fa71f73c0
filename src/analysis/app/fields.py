"""The fields of a page's form, as its template sees them: a field for each control, set to what was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.app.asked import LONGEST, Asked, written
from analysis.language import _, current
from analysis.show.controls import LANGUAGE, Amount, Control, Pick, Yes


@dataclass(frozen=True)
class Field:
    """A field of a form: a list where there are ``options`` (words and codes), else a line to write on.

    ``default`` is what an address need not say, ``clears`` names a field that belongs to what this one was set to.
    ``refused`` says why what was given is not taken.
    """

    name: str
    label: str
    value: str
    options: Sequence[tuple[str, str]] = ()
    default: str = ""
    note: str = ""
    placeholder: str = ""
    refused: str = ""
    wide: bool = False
    numeric: bool = False
    clears: str = ""
    longest: int = LONGEST


def fields(controls: Sequence[Control], asked: Asked, defaults: Mapping[str, Any]) -> list[Field]:
    """Return the fields of a question's controls, but for the language, which is part of the address."""
    belonging = {control.of: control.name for control in controls if isinstance(control, Amount) and control.of}
    return [
        _field(control, asked, defaults, belonging.get(control.name, ""))
        for control in controls
        if control.name != LANGUAGE.name
    ]


def _field(control: Control, asked: Asked, defaults: Mapping[str, Any], clears: str) -> Field:
    refused = asked.refused.get(control.name, "")
    line = not isinstance(control, Pick | Yes)
    given = asked.given[control.name][:LONGEST] if refused and line else written(control, asked.values[control.name])
    return Field(
        control.name,
        control.label(),
        given,
        _options(control),
        written(control, defaults[control.name]),
        control.note(asked.values) if isinstance(control, Amount) and control.note else "",
        control.absent() if isinstance(control, Amount) else "",
        refused,
        control.wide,
        isinstance(control, Amount),
        clears,
    )


def _options(control: Control) -> list[tuple[str, str]]:
    if isinstance(control, Yes):
        return [(_("yes"), "true"), (_("no"), "false")]
    if isinstance(control, Pick):
        return [(words, written(control, value)) for words, value in control.options[current()]]
    return []
