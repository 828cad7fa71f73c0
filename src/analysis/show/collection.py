"""What the collection is called, and which version of it this is."""

from __future__ import annotations

from functools import cache

from analysis.dataset.languages import SOURCE
from analysis.errors import N_

TITLE = N_("Dutch migration and refugee-reception policy: figures, targets, results")


def index(language: str) -> str:
    """Return the file name of the index in a language."""
    return page("index", language)


def basket(language: str) -> str:
    """Return the file name of the page that shows a basket of figures in a language."""
    return page("basket", language)


def page(name: str, language: str) -> str:
    """Return the address of a page that there is in each language: ``NAME.html``, or ``NAME-nl.html``."""
    return f"{in_language(name, language)}.html"


def in_language(name: str, language: str) -> str:
    """Return a name in a language: the plain one is that of the source."""
    return name if language == SOURCE else f"{name}-{language}"


@cache
def version() -> str:
    """Return the version of the collection."""
    from importlib.metadata import version as installed

    return installed("migration-analysis")
