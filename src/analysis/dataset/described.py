"""What a dataset holds, as frames to read: its tables, and the columns of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill

import pandas as pd

from analysis.dataset import labels, schema
from analysis.dataset.languages import SOURCE

#: The columns that a loaded table of printings has beside those of its file.
BOUNDS = (
    schema.Column(
        "lower",
        "number",
        "The least that the printed form allows, in the unit of the row; "
        "empty for no limit, and where it cannot be read.",
        False,
        (),
        "that of the row",
    ),
    schema.Column(
        "upper",
        "number",
        "The most that the printed form allows, in the unit of the row; "
        "empty for no limit, and where it cannot be read.",
        False,
        (),
        "that of the row",
    ),
    schema.Column("lower_open", "boolean", "Whether the lower end itself is not possible.", True, ()),
    schema.Column("upper_open", "boolean", "Whether the upper end itself is not possible.", True, ()),
    schema.Column("conventional", "boolean", "Whether an end is not in the text but our reading of a hedge.", True, ()),
)


class Reading(pd.DataFrame):
    """A frame of words: a cell and a terminal show it whole."""

    @property
    def _constructor(self) -> type[Reading]:
        return Reading

    def __repr__(self) -> str:
        """Return a paragraph for each row: its name, then what its cells say."""
        rows = ((name, "; ".join(str(cell) for cell in cells if cell != "")) for name, *cells in self.itertuples())
        return "\n".join(fill(f"{name}: {said}", 100, subsequent_indent="    ") for name, said in rows)

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            return self.to_html().replace("<td>", '<td style="text-align: left; white-space: normal">')


def tables(frames: Mapping[str, pd.DataFrame], described: Mapping[str, schema.Table]) -> Reading:
    """Return a row for each table, by its name: ``rows`` and ``holds``, empty for a table that the schema lacks."""
    titles = {name: described[name].title if name in described else "" for name in frames}
    found = Reading({"rows": [len(frame) for frame in frames.values()], "holds": titles.values()}, index=list(frames))
    return found.rename_axis("table")


def columns(frame: pd.DataFrame, table: schema.Table) -> Reading:
    """Return a row for each column of a loaded table, by its name: ``type, holds, unit, codes, key_of``.

    ``codes`` are those that a cell can have, with what they are called, ``key_of`` is the table that has a row for each
    value; empty where there is none. Columns of words that the file lacks and another language stands in for are left
    out.
    """
    known = {column.name: column for column in (*table.columns, *BOUNDS) if column.name in frame.columns}
    rows = [
        {
            "type": column.type,
            "holds": column.description,
            "unit": column.unit,
            "codes": _codes(column),
            "key_of": table.references.get(name, ""),
        }
        for name, column in known.items()
    ]
    return Reading(rows, index=list(known)).rename_axis("column")


def _codes(column: schema.Column) -> str:
    called = labels.of_column(column, SOURCE)
    return ", ".join(f"{code} ({called[code]})" if code in called else code for code in column.enum or called)
