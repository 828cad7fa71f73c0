"""The environment in which pages are made: their templates, style sheets and scripts, and the policy that guards them.

The index needs no more than this, and nothing here imports nbconvert, which takes its time.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from functools import cache
from pathlib import Path

from babel import Locale
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from analysis import show
from analysis.rendering.pages import vega

NONE = "'none'"
TEMPLATES = Path(__file__).parent / "templates"
#: Where style sheets and scripts are: a script of the kit serves panels and pages alike.
_FOLDERS = TEMPLATES, *map(Path, show.__path__)
_FOR_AUTHORS = re.compile("^ *//.*\n|^ +|  //.*$", re.MULTILINE)


def prepared(environment: Environment) -> Environment:
    """Make an environment safe and complete: everything is escaped that is not known to be markup."""
    environment.autoescape = True
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters["language_name"] = _language_name
    environment.filters["size_of"] = _size
    environment.globals.update(asset=asset, policy=policy, library=library, library_source=vega.script)
    environment.filters["packed"] = packed
    return environment


def _language_name(language: str) -> str:
    """Return what a language calls itself."""
    return str(Locale(language).get_language_name(language)).capitalize()


def _size(number: int, language: str) -> str:
    """Return a number of bytes as a reader has it: "12 kB", "1.4 MB", "1,4 MB"."""
    small = number < 1_000_000
    size = max(1, round(number / 1e3)) if small else round(number / 1e6, 1)
    return f"{format_decimal(size, locale=language)} {'kB' if small else 'MB'}"


@cache
def plain_environment() -> Environment:
    """Return the environment of pages that are made of no notebook."""
    return prepared(Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True))


@cache
def asset(name: str) -> Markup:
    """Return a style sheet or script of the pages, to stand inside its element.

    Without indentation and comments, which are a fourth of a script and would stand in every page.
    """
    file = next(folder / name for folder in _FOLDERS if (folder / name).is_file())
    return Markup(_FOR_AUTHORS.sub("", file.read_text(encoding="utf-8")))  # noqa: S704 - our own file


def policy(styles: list[str], scripts: list[str], pictures: bool = False, beside: str = "") -> str:
    """Return a content policy that allows exactly these texts as style and script, and no request to anywhere else.

    ``pictures`` allows those that lie beside the page, ``beside`` a script there, by its digest. A browser checks no
    digest of a file on a disk: there, and only there, a page may load what the disk has (``file:``).
    """
    allowed_styles, allowed_scripts = ([f"'{digest(text)}'" for text in texts] for texts in (styles, scripts))
    if beside:
        allowed_scripts += [f"'{beside}'", "file:"]
    sources = {
        "default-src": [],
        "script-src": allowed_scripts,
        "style-src": allowed_styles,
        "img-src": ["data:", *(["'self'", "file:"] if pictures else [])],
        "base-uri": [],
        "form-action": [],
    }
    return "; ".join(f"{what} {' '.join(allowed) or NONE}" for what, allowed in sources.items())


@cache
def digest(text: str) -> str:
    """Return the digest of a text as policies and the attribute ``integrity`` write it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def library() -> Markup:
    """Return the drawing library, packed; the page's script unpacks it, and the policy knows what must come out."""
    return _packed_script(vega.script())


@cache
def _packed_script(script: str) -> Markup:
    return packed(script)


def packed(text: str) -> Markup:
    """Return a text that only a script reads, packed: what draws a chart is a tenth as long as it was."""
    return Markup(base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode())  # noqa: S704 - base64
