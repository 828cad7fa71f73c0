"""The notebooks as JupyterLab is given them and as it saves them: to read one, run it and save it leaves no trace.

JupyterLab writes into each notebook what it drew itself, what it knows of the kernel, and widgets that end with it. A
notebook that has all of that counts as unchanged when it is opened; so it is put in on the way to JupyterLab, and taken
out on the way back.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from analysis.show.mime import HTML, PNG, SVG, VEGA_LITE, WIDGET

Content = dict[str, Any]

#: What a notebook has of its language in git: which Python ran it is of no interest.
_LANGUAGE = {"name": "python"}
#: An empty picture: JupyterLab draws none where there is one.
_DRAWN = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="


class Contents(AsyncLargeFileManager):
    """JupyterLab's files, with notebooks completed when they are opened and tidied when they are saved."""

    async def get(self, path: str, *given: Any, **options: Any) -> dict[str, Any]:
        """Return a file or folder as JupyterLab asks for it."""
        model: dict[str, Any] = await super().get(path, *given, **options)  # type: ignore[no-untyped-call]
        if _holds_notebook(model):
            complete(model["content"])
        return model

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Save a file, and return what it is now."""
        if _holds_notebook(model):
            tidy(model["content"])
        saved: dict[str, Any] = await super().save(model, path)  # type: ignore[no-untyped-call]
        return saved


def complete(notebook: Content) -> None:
    """Put into a notebook what JupyterLab would write into it by opening it."""
    if notebook["metadata"].get("language_info", {}) == _LANGUAGE:
        notebook["metadata"]["language_info"] = _spoken()
    for data in _shown(notebook):
        if VEGA_LITE in data:
            data.setdefault(PNG, _DRAWN)


def tidy(notebook: Content) -> None:
    """Take out of a notebook what JupyterLab and the kernel wrote into it, and nothing that a reader would miss.

    That are pictures of charts that have a drawing, widgets that say in HTML what they show, and the version of Python.
    A run from top to bottom counts its cells from one.
    """
    if notebook["metadata"].get("language_info", {}).get("name") == _LANGUAGE["name"]:
        notebook["metadata"]["language_info"] = dict(_LANGUAGE)
    for data in _shown(notebook):
        if VEGA_LITE in data and (SVG in data or data.get(PNG) == _DRAWN):
            data.pop(PNG, None)
        if HTML in data:
            data.pop(WIDGET, None)
    _count_from_one(notebook)


def _holds_notebook(model: dict[str, Any]) -> bool:
    return model.get("type") == "notebook" and isinstance(model.get("content"), dict)


def _shown(notebook: Content) -> Iterator[dict[str, Any]]:
    """Go through what the code of a notebook shows, each by its MIME types."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if "data" in output:
                yield output["data"]


def _count_from_one(notebook: Content) -> None:
    """Number the cells of a run from the first one on, where all of them ran once, one after the other."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]
    counts = [cell.get("execution_count") or 0 for cell in cells]
    if 0 in counts or any(later != earlier + 1 for earlier, later in pairwise(counts)):
        return
    for number, cell in enumerate(cells, 1):
        cell["execution_count"] = number
        for output in cell["outputs"]:
            if output["output_type"] == "execute_result":
                output["execution_count"] = number


@cache
def _spoken() -> dict[str, Any]:
    """Return what a kernel of this Python says of its language."""
    from ipykernel.ipkernel import IPythonKernel

    return dict(IPythonKernel.language_info)
