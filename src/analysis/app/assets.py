"""What pages of the app load beside themselves: style, scripts and the drawing library, each under its digest."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from analysis.rendering.pages import vega
from analysis.rendering.pages.templating import asset

#: The folder in which they stand, as a browser sees it.
FOLDER = "static"
_TEMPLATES = Path(__file__).parent / "templates"
#: What each consists of: templates of the reports, and the app's own.
_PARTS = {
    "style.css": ("style.css", "app.css"),
    "page.js": (
        "unpack.js",
        "copy.js",
        "pictures.js",
        "report/report.js",
        "report/tables.js",
        "report/keys.js",
        "picking.js",
        "app.js",
    ),
}
_LIBRARY = "vega.js"
_KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


@cache
def text(name: str) -> str:
    """Return the text of one."""
    if name == _LIBRARY:
        return vega.script()
    return "\n".join(map(_part, _PARTS[name]))


def _part(name: str) -> str:
    own = _TEMPLATES / name
    return own.read_text(encoding="utf-8") if own.is_file() else str(asset(name))


@cache
def address(name: str) -> str:
    """Return the address of one: what changes has another, so that a browser may keep it for ever."""
    # a page names the library without making it, which takes seconds
    edition = version("vl-convert-python") if name == _LIBRARY else hashlib.sha256(text(name).encode()).hexdigest()[:16]
    stem, _, ending = name.partition(".")
    return f"/{FOLDER}/{stem}-{edition}.{ending}"


def served() -> dict[str, tuple[bytes, str]]:
    """Return content and type of all by address."""
    return {address(name): (text(name).encode(), _KINDS[name.rpartition(".")[2]]) for name in (*_PARTS, _LIBRARY)}
