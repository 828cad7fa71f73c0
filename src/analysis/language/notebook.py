"""A notebook in a language: its own text and what its parameters mean, put in the place of the English."""

from __future__ import annotations

import re
from typing import Any

from analysis.language import messages

_PARAMETERS = {"parameters", "injected-parameters"}
_SET = re.compile(r'^(language\b[^=\n]*= *)"\w+"', re.MULTILINE)


def spoken(notebook: Any, language: str) -> None:
    """Put a notebook's Markdown and the comments of its parameters into a language, in place."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = messages.markdown(cell.source, language)
        elif _PARAMETERS.intersection(cell.metadata.get("tags", ())):
            cell.source = messages.code(cell.source, language)


def opened(notebook: Any, language: str) -> None:
    """Put a notebook into a language for someone who works in it, in place: it computes in that language, too.

    Its outputs are left out, for they are in the language of the parameter as it was.
    """
    spoken(notebook, language)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source = _SET.sub(rf'\g<1>"{language}"', cell.source)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
