"""What the collection is called, and which version of it this is."""

from __future__ import annotations

from functools import cache

from analysis.dataset.languages import SOURCE
from analysis.language.messages import N_

TITLE = N_("Dutch migration and refugee-reception policy: figures, targets, results")


def index(language: str) -> str:
    """Return the file name of the index in a language."""
    return "index.html" if language == SOURCE else f"index-{language}.html"


@cache
def version() -> str:
    """Return the version of the collection."""
    from importlib.metadata import version as installed

    return installed("migration-analysis")
