"""What a row of a table, or of a result, allows."""

from __future__ import annotations

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
