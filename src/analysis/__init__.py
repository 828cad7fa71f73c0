"""Figures, targets and results of Dutch migration and refugee-reception policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset


def load(path: str | Path | None = None) -> Dataset:
    """Load the dataset as typed frames, see :func:`analysis.dataset.tables.load`."""
    from analysis.dataset import tables  # so that a command that needs no frames starts without pandas

    return tables.load(path)
