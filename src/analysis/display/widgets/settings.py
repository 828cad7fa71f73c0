"""What a panel is set to, in the forms in which it can be used again: a cell to paste, and commands."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.display.widgets.controls import Control


def cell(controls: Sequence[Control], values: Mapping[str, Any]) -> str:
    """Return the parameters cell of a notebook with these values."""
    return "\n".join(
        f"{control.name}: {control.annotation} = {values[control.name]!r}  # {control.en}" for control in controls
    )


def papermill(notebook: str, controls: Sequence[Control], values: Mapping[str, Any]) -> str:
    """Return the command with which Papermill executes a notebook with these values, from the project's folder.

    Texts go in by ``-r``, for ``-p`` reads them as YAML, to which the country code NO is false.
    """
    words = ["papermill", f"notebooks/{notebook}.ipynb", f"{notebook}-changed.ipynb"]
    for control in controls:
        value = values[control.name]
        words += ["-r" if isinstance(value, str) else "-p", control.name, str(value)]
    return shlex.join(words)


def render(notebook: str, controls: Sequence[Control], values: Mapping[str, Any]) -> str:
    """Return the command that renders a report with these values, from the project's folder."""
    words = ["analysis", "render", notebook]
    for control in controls:
        value = values[control.name]
        words += ["-p", f"{control.name}={'' if value is None else value}"]
    return shlex.join(words)
