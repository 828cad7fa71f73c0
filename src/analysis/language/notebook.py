"""A notebook in a language: its own text and what its parameters mean, put in the place of the English."""

from __future__ import annotations

from typing import Any

from analysis.language import messages

_PARAMETERS = {"parameters", "injected-parameters"}


def spoken(notebook: Any, language: str) -> None:
    """Put a notebook's Markdown and the comments of its parameters into a language, in place."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = messages.markdown(cell.source, language)
        elif _PARAMETERS.intersection(cell.metadata.get("tags", ())):
            cell.source = messages.code(cell.source, language)
