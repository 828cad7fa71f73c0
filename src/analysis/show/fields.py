"""The columns of results as readers see them: each described once, for tables, tooltips and downloads alike.

A result's frame has columns for computing (``lower``, ``period_start``, ``label_en``); a field says which of them a
reader sees, under which heading, and how a row of them is printed in the language that is spoken. What several
questions show stands here; what one question alone shows, in its own ``fields.py`` or beside its table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import pandas as pd

from analysis.language import N_, _, numbers, pgettext
from analysis.show import wording

#: How a row of a frame becomes the text of a cell.
Printer = Callable[[Any], object]


@dataclass(frozen=True)
class Field:
    """A column to show: the ``name`` of its text in charts and downloads, its heading, and how a row is printed.

    ``heading`` is a message; ``context`` tells it from the same word elsewhere. ``figures`` holds identifiers that lead
    to their sources, ``address`` web addresses.
    """

    name: str
    heading: str
    text: Printer
    numeric: bool = False
    figures: bool = False
    address: bool = False
    context: str = ""

    @property
    def title(self) -> str:
        """The heading in the language that is spoken."""
        return pgettext(self.context, self.heading) if self.context else _(self.heading)

    def headed(self, heading: str, context: str = "") -> Field:
        """Return the field under another heading, for where the same is shown as something else."""
        return replace(self, heading=heading, context=context)

    def of(self, prefix: str) -> Field:
        """Return the field of the columns that begin with a prefix: of the other figure of a pair."""
        return replace(self, name=f"{prefix}{self.name}", text=lambda row: self.text(_Prefixed(row, prefix)))


class _Prefixed:
    """A row whose columns with a prefix are read as if they had none."""

    def __init__(self, row: Any, prefix: str) -> None:
        self._row, self._prefix = row, prefix

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, f"{self._prefix}{name}")


# -- how cells are printed --------------------------------------------------------------------------------------------


def cell(column: str) -> Printer:
    """Print a column as it is, nothing where it is empty."""
    return lambda row: "" if pd.isna(value := getattr(row, column)) else str(value)


def prose(column: str) -> Printer:
    """Print a column of prose in the language that is spoken, nothing where it is empty."""
    return lambda row: wording.prose(row, column)


def quoted(column: str) -> Printer:
    """Print between quotes what a document prints, nothing where it prints nothing."""
    return lambda row: "" if pd.isna(value := getattr(row, column)) else f"“{value}”"


def code(column: str, words: Callable[[Any], str]) -> Printer:
    """Print a code by the words for it, nothing where it is empty."""
    return lambda row: "" if pd.isna(value := getattr(row, column)) or value == "" else words(value)


def number(column: str, decimals: int | None = None) -> Printer:
    """Print a number, nothing where it is empty."""
    return lambda row: "" if pd.isna(value := getattr(row, column)) else numbers.number(value, decimals)


def interval(prefix: str = "", unit: str = "") -> Printer:
    """Print the interval of the columns ``PREFIXlower`` and ``PREFIXupper``, nothing where both are empty."""

    def printed(row: Any) -> str:
        lower, upper = getattr(row, f"{prefix}lower"), getattr(row, f"{prefix}upper")
        if pd.isna(lower) and pd.isna(upper):
            return ""
        return numbers.interval(lower, upper, unit, opened=numbers.opened(row, prefix))

    return printed


def share(prefix: str = "share_") -> Printer:
    """Print an interval of fractions as per cent, nothing where both ends are empty."""

    def printed(row: Any) -> str:
        lower, upper = getattr(row, f"{prefix}lower"), getattr(row, f"{prefix}upper")
        return "" if pd.isna(lower) and pd.isna(upper) else numbers.share(lower, upper, numbers.opened(row, prefix))

    return printed


def yes_or_no(column: str) -> Printer:
    """Print whether something holds."""
    return lambda row: _("yes") if getattr(row, column) else _("no")


def window(row: Any) -> str:
    """Print the window of a row and what it rests on, nothing for a row that has none."""
    if pd.isna(row.period_start) and pd.isna(row.period_end) and pd.isna(row.period_basis):
        return ""
    return wording.window(row.period_start, row.period_end, row.period_basis)


def both_figures(row: Any) -> str:
    """Print the identifiers of the two figures of a pair."""
    return f"{row.figure_id} {row.other_figure_id}"


# -- what several questions show --------------------------------------------------------------------------------------

WHAT = Field("label", N_("what"), prose("label"))
AS_PRINTED = Field("as_printed", N_("as printed"), quoted("as_printed"))
READ_AS = Field("read_as", N_("read as"), wording.quantity, numeric=True)
WINDOW = Field("window", N_("window"), window)
KIND = Field("kind", N_("kind"), code("kind", wording.kind))
PAYER = Field("payer", N_("who pays"), code("funding", wording.payer))
CREDIT = Field("credit", N_("whose result"), code("credit", wording.payer))
PEOPLE = Field("people", N_("who"), code("population", wording.population))
WHERE = Field("where", N_("where"), lambda row: wording.where(row.where))
FIGURE = Field("figure_id", N_("figure"), cell("figure_id"), figures=True)
FIGURES = FIGURE.headed(N_("figures"))
PAIR = Field("figure_id", N_("figures"), both_figures, figures=True)
WHY = Field("reason", N_("why"), prose("reason"))
NOTE = Field("note", N_("note"), prose("note"))
SAYS = Field("says", N_("what it says"), prose("says"))
VERDICT = Field("verdict", N_("verdict"), code("verdict", wording.verdict))
YEAR = Field("year", N_("year"), cell("year"), numeric=True)
STAGE = Field("stage", N_("stage"), code("stage", wording.stage))
LEVEL = Field("level", N_("level"), code("result_level", wording.level))
THEME = Field("theme", N_("theme"), code("theme", wording.theme))
PROGRAMME = Field("programme", N_("programme"), prose("programme"))
AMOUNT = Field("amount", N_("amount"), wording.amount, numeric=True)


# -- the same in a chart ----------------------------------------------------------------------------------------------


def told(frame: pd.DataFrame, *fields: Field, keep: Iterable[str] = ("figure_id",)) -> pd.DataFrame:
    """Return what a chart draws of a frame: a column of text for each field, and the columns to ``keep`` as they are."""
    rows = list(frame.itertuples(index=False))
    kept = frame[[column for column in keep if column in frame]].reset_index(drop=True)
    return kept.assign(**{field.name: [str(field.text(row)) for row in rows] for field in fields})


def tooltip(*fields: Field) -> list[alt.Tooltip]:
    """Return the tooltip of a mark of :func:`told`: each field under its heading."""
    return [alt.Tooltip(f"{field.name}:N", title=field.title) for field in fields]
