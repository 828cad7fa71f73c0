"""Which place the row or the column of a table is of, by the names that the dataset has."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from analysis.dataset import schema
from analysis.dataset.languages import in_all
from analysis.ledger.grids import Grids

_MARKED = re.compile(r"^\s*(?:\d{1,2}[.)]?\s+)?|[\s*¹²³⁴-⁹\d:]*$")  # the number before a name, and a footnote after it


@cache
def names(folder: Path) -> Mapping[str, str]:
    """Return the identifier of each place of a dataset by its label in any language, in small letters."""
    with schema.read(folder)["places"].path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row[label].lower(): row["place_id"] for label in in_all("label") for row in rows if row[label]}


def of_cell(grids: Grids, offset: int, known: Mapping[str, str]) -> str:
    """Return the place that labels the row of a cell, else the one that heads its column; empty for neither."""
    for words in reversed(grids.heads_of(offset)):
        found = known.get(_MARKED.sub("", words).lower())
        if found:
            return found
    return ""
