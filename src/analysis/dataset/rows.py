"""The rows of a table, or of a result: one after the other, and what each allows."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pandas as pd

from analysis.figures import Interval


def interval(row: Any, prefix: str = "") -> Interval:
    """Return what a row of ``figures`` allows, or of a result with the columns ``PREFIXlower`` and ``PREFIXupper``.

    ``row`` is a mapping, a Series or a named tuple; ends without ``…_open`` beside them are closed.
    """

    def cell(name: str, default: Any = None) -> Any:
        found = row.get(prefix + name, default) if hasattr(row, "get") else getattr(row, prefix + name, default)
        return default if pd.isna(found) else found

    lower, upper = (None if (end := cell(name)) is None else float(end) for name in ("lower", "upper"))
    return Interval(lower, upper, bool(cell("lower_open", False)), bool(cell("upper_open", False)))


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Iterate over the rows of a frame, cells as attributes: as ``itertuples(index=False)``, in a fifth of the time.

    That makes a class for each call and a series for each column, and there are many small tables.
    """
    return map(_row(tuple(frame.columns))._make, frame.to_numpy(dtype=object).tolist())


@lru_cache(maxsize=512)
def _row(columns: tuple[Any, ...]) -> Any:
    return namedtuple("Row", columns, rename=True)
