"""What the collection is called, and which version of it this is."""

from __future__ import annotations

from functools import cache

from analysis.language.messages import N_

TITLE = N_("Dutch migration and refugee-reception policy: figures, targets, results")


@cache
def version() -> str:
    """Return the version of the collection."""
    from importlib.metadata import version as installed

    return installed("migration-analysis")
