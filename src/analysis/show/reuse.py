"""What a panel is set to, in the forms in which it can be used again: a cell to paste, and commands."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from analysis.language import _
from analysis.show.controls import Control


def cell(controls: Sequence[Control], values: Mapping[str, Any]) -> str:
    """Return the parameters cell of a notebook with these values, each with its comment in the language spoken."""
    lines = []
    for control in controls:
        meaning = _(control.comment or control.words)
        lines.append(f"{control.name}: {_hint(control.annotation)} = {_literal(values[control.name])}  # {meaning}")
    return "\n".join(lines)


def papermill(notebook: str, controls: Sequence[Control], values: Mapping[str, Any]) -> str:
    """Return the command with which Papermill executes a notebook with these values, from the project's folder.

    Texts go in by ``-r``, for ``-p`` makes a number of 01, and nothing of None.
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


def html(notebook: str, controls: Sequence[Control], values: Mapping[str, Any]) -> str:
    """Return all of them as HTML, each below what it is for, in the language that is spoken."""
    parts = [
        (
            _("The parameters cell of {notebook}, to paste over the one near the top", notebook=notebook),
            "cell",
            cell(controls, values),
        ),
        (
            _("The notebook, executed by Papermill"),
            "command",
            papermill(notebook, controls, values),
        ),
        (
            _("The report, as a page"),
            "command",
            render(notebook, controls, values),
        ),
    ]
    hint = _("A click selects the whole of a text. The commands are for a terminal in the project's folder.")
    items = "".join(
        f'<dt>{escape(title)}</dt><dd><pre class="{kind}" tabindex="0" translate="no">{escape(text)}</pre></dd>'
        for title, kind, text in parts
    )
    return f'<div class="analysis-copy"><p>{hint}</p><dl>{items}</dl></div>'


def _hint(annotation: str) -> str:
    """Return a type hint as code: one that is more than a name between quotes, which Papermill reads so and Python not."""
    return annotation if annotation.isidentifier() else f'"{annotation}"'


def _literal(value: Any) -> str:
    """Return a value as Python code, texts between double quotes like the code of the notebooks."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
