"""The columns of results as readers see them: each described once, for tables, tooltips and downloads alike.

A result's frame has columns for computing (``lower``, ``period_start``, ``label_en``); a field says which of them a
reader sees, under which heading, and how a row of them is printed in the language that is spoken. What several
questions show stands here; what one question alone shows, beside its table. No heading is written twice: where the same
is shown otherwise, or something else under the same word, the field is taken and changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import N_, _, dates, numbers
from analysis.show import wording

#: How a row of a frame becomes the text of a cell.
Printer = Callable[[Any], str]
#: A message, or what says the heading: a name of the dataset, a message with a place or one that needs a context.
Heading = str | Callable[[], str]


@dataclass(frozen=True)
class Field:
    """A column to show: the ``name`` of its text in charts, its heading, and how a row is printed.

    ``figures`` holds identifiers that lead to their sources, ``address`` web addresses.
    """

    name: str
    heading: Heading
    text: Callable[[Any], Any]
    numeric: bool = False
    figures: bool = False
    address: bool = False

    @property
    def title(self) -> str:
        """The heading in the language that is spoken."""
        return _(self.heading) if isinstance(self.heading, str) else self.heading()

    def cell(self, row: Any) -> str:
        """Return the text of a row's cell."""
        return present(self.text(row))

    def headed(self, heading: Heading) -> Field:
        """Return the field under another heading, for where the same is shown as something else."""
        return replace(self, heading=heading)

    def printed(self, text: Callable[[Any], Any], numeric: bool | None = None) -> Field:
        """Return the field printed otherwise, for where the same, or its like, stands in other columns."""
        return replace(self, text=text, numeric=self.numeric if numeric is None else numeric)

    def of(self, prefix: str) -> Field:
        """Return the field of the columns that begin with a prefix: of the other figure of a pair."""
        return replace(self, name=f"{prefix}{self.name}", text=lambda row: self.text(_Prefixed(row, prefix)))


class _Prefixed:
    """A row whose columns with a prefix are read as if they had none."""

    def __init__(self, row: Any, prefix: str) -> None:
        self._row, self._prefix = row, prefix

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, f"{self._prefix}{name}")


def crossed(cells: Mapping[Any, str], name: Any, heading: str, by: str = "year", otherwise: str = "") -> Field:
    """Return a column of a table that crosses two things: ``cells`` has its text by ``name`` and the row's ``by``."""
    return Field(str(name), lambda: heading, lambda row: cells.get((name, getattr(row, by)), otherwise), numeric=True)


# -- how cells are printed --------------------------------------------------------------------------------------------


def present(cell: Any) -> str:
    """Return the text of a cell, nothing for a missing one."""
    return "" if pd.isna(cell) else str(cell)


def cell(column: str) -> Printer:
    """Print a column as it is, nothing where it is empty."""
    return lambda row: present(getattr(row, column))


def first(*columns: str) -> Printer:
    """Print the first of some columns that is not empty."""
    return lambda row: next((text for column in columns if (text := present(getattr(row, column)))), "")


def joined(*columns: str) -> Printer:
    """Print the cells of some columns, those that are not empty, with a space between them."""
    return lambda row: " ".join(text for column in columns if (text := present(getattr(row, column))))


def items(column: str) -> Printer:
    """Print the codes of a column, which are separated by a space, with commas."""
    return lambda row: present(getattr(row, column)).replace(" ", ", ")


def prose(column: str) -> Printer:
    """Print a column of prose in the language that is spoken, nothing where it is empty."""
    return lambda row: wording.prose(row, column)


def few(column: str, most: int = 4) -> Printer:
    """Print names that a column of prose joins by commas: the first of them, and how many more there are."""

    def printed(row: Any) -> str:
        parts = wording.prose(row, column).split(", ")
        if len(parts) <= most:
            return ", ".join(parts)
        more = _("and {rest} more", rest=len(parts) - most + 1)
        return f"{', '.join(parts[: most - 1])} {more}"

    return printed


def quoted(column: str) -> Printer:
    """Print between quotes what a document prints, nothing where it prints nothing."""
    return lambda row: f"“{text}”" if (text := present(getattr(row, column))) else ""


def code(column: str, words: Callable[[Any], str]) -> Printer:
    """Print a code by the words for it, nothing where it is empty."""
    return lambda row: "" if pd.isna(value := getattr(row, column)) or value == "" else words(value)


def one_of(column: str, messages: dict[Any, str]) -> Printer:
    """Print a code by a message for each, nothing where there is none for it."""
    return lambda row: _(found) if (found := messages.get(getattr(row, column))) else ""


def number(column: str, decimals: int | None = None) -> Printer:
    """Print a number, nothing where it is empty."""
    return lambda row: "" if pd.isna(value := getattr(row, column)) else numbers.number(value, decimals)


def interval(prefix: str = "", unit: str = "") -> Printer:
    """Print the interval of the columns ``PREFIXlower`` and ``PREFIXupper``, nothing where both are empty."""
    return lambda row: "" if _empty(row, prefix) else numbers.allowed(row, unit, prefix=prefix)


def in_unit(prefix: str = "", decimals: int = 0) -> Printer:
    """Print an interval in its row's unit, where that has a sign; a percentage with so many ``decimals``."""

    def printed(row: Any) -> str:
        shown = decimals if row.unit == "percent" else 0
        return "" if _empty(row, prefix) else numbers.allowed(row, row.unit, shown, prefix)

    return printed


def aimed(printer: Printer) -> Printer:
    """Print what was aimed at with the side on which it limits: "at least 33%"."""

    def printed(row: Any) -> str:
        return f"{wording.hedge(row.goal_limit)} {printer(row)}" if present(row.goal_limit) else printer(row)

    return printed


def share(prefix: str = "share_") -> Printer:
    """Print an interval of fractions as per cent, nothing where both ends are empty."""

    def printed(row: Any) -> str:
        if _empty(row, prefix):
            return ""
        lower, upper = getattr(row, f"{prefix}lower"), getattr(row, f"{prefix}upper")
        return numbers.share(lower, upper, numbers.opened(row, prefix))

    return printed


def close_share(prefix: str = "share_") -> Printer:
    """Print an interval of fractions as one share where both ends round to it, nothing where both are empty."""

    def printed(row: Any) -> str:
        if _empty(row, prefix):
            return ""
        return numbers.close_share(getattr(row, f"{prefix}lower"), getattr(row, f"{prefix}upper"))

    return printed


def percent(column: str) -> Printer:
    """Print a fraction as per cent, nothing where it is empty."""
    return lambda row: "" if pd.isna(value := getattr(row, column)) else numbers.share(value, value)


def yes_or_no(column: str) -> Printer:
    """Print whether something holds."""
    return lambda row: _("yes") if getattr(row, column) else _("no")


def window(row: Any) -> str:
    """Print the window of a row and what it rests on, nothing for a row that has none."""
    if pd.isna(row.period_start) and pd.isna(row.period_end) and pd.isna(row.period_basis):
        return ""
    return wording.window(row.period_start, row.period_end, row.period_basis)


def days(row: Any) -> str:
    """Print the window of a row alone, without what it rests on."""
    return wording.window(row.period_start, row.period_end)


def _empty(row: Any, prefix: str) -> bool:
    return bool(pd.isna(getattr(row, f"{prefix}lower")) and pd.isna(getattr(row, f"{prefix}upper")))


# -- what several questions show --------------------------------------------------------------------------------------

WHAT = Field("label", N_("what"), prose("label"))
AS_PRINTED = Field("as_printed", N_("as printed"), quoted("as_printed"))
READ_AS = Field("read_as", N_("read as"), wording.quantity, numeric=True)
HEDGE = Field("hedge", N_("hedge"), code("qualifier", wording.hedge))
WINDOW = Field("window", N_("window"), window)
KIND = Field("kind", N_("kind"), code("kind", wording.kind))
PAYER = Field("payer", N_("who pays"), code("funding", wording.payer))
CREDIT = Field("credit", N_("whose result"), code("credit", wording.payer))
PEOPLE = Field("people", N_("who"), code("population", wording.population))
WHERE = Field("where", N_("where"), lambda row: wording.where(row.where))
FIGURE = Field("figure_id", N_("figure"), cell("figure_id"), figures=True)
FIGURES = FIGURE.headed(N_("figures"))
PAIR = FIGURES.printed(joined("figure_id", "other_figure_id"))
#: Figures of documents, or publications from outside where no document prints it.
CITED = Field("cited", N_("figures or sources"), first("figure_id", "source_id"), figures=True)
SOURCE = Field("source_id", N_("source"), cell("source_id"), figures=True)
SOURCES = SOURCE.headed(N_("sources"))
DOCUMENT = Field("document", N_("document"), cell("title"))
WHY = Field("reason", N_("why"), prose("reason"))
NOTE = Field("note", N_("note"), prose("note"))
SAYS = Field("says", N_("what it says"), prose("says"))
VERDICT = Field("verdict", N_("verdict"), code("verdict", wording.verdict))
YEAR = Field("year", N_("year"), cell("year"), numeric=True)
END_OF = Field("year", N_("end of"), cell("year"))
STAGE = Field("stage", N_("stage"), code("stage", wording.stage))
LEVEL = Field("level", N_("level"), code("result_level", wording.level))
THEME = Field("theme", N_("theme"), code("theme", wording.theme))
PROGRAMME = Field("programme", N_("programme"), prose("programme"))
COUNTRY = Field("country", N_("country"), prose("label"))
PLACE = Field("place", N_("place"), prose("place"))
FROM = Field("from", N_("from"), days)
WHEN = Field("when", N_("when"), days)
COUNTED = Field("counted", N_("what is counted"), prose("counted"))
COUNT = Field("count", N_("people"), number("people"), numeric=True)
RESULT = Field("result", N_("result"), prose("label"))
TARGET = Field("target", N_("target"), prose("label"))
CHANGE = Field("change", N_("change"), interval("change_"), numeric=True)
AMOUNT = Field("amount", N_("amount"), wording.reading, numeric=True)
GOAL = Field("goal", N_("aimed at"), aimed(in_unit("goal_")), numeric=True)
ACTUAL = Field("actual", N_("achieved"), in_unit("actual_"), numeric=True)
CLAIMS = Field("claims", N_("what the document claims"), cell("claims_as_printed"))
#: Which way a piece of evidence points.
POINTS = Field("points", N_("points"), code("direction", wording.direction))
#: What others publish of a printed figure, and the day of it.
AS_OF = Field("as_of", N_("as of"), lambda row: dates.told(row.as_of))
OUTSIDE = Field("reference", N_("from outside"), in_unit("reference_", decimals=1), numeric=True)
OUTCOME = Field("outcome", N_("what came of it"), code("outcome", wording.outcome))
STATUS = Field("status", N_("status, computed"), code("status_computed", wording.status))
STATUS_PRINTED = Field("status_as_printed", N_("status, printed"), quoted("status_as_printed"))
#: Of a discrepancy.
RELATION = KIND.printed(code("relation", wording.relation))
SEVERITY = Field("severity", N_("how grave"), code("severity", wording.severity))
DISAGREES = Field("what", N_("what disagrees"), prose("what"))
RESOLUTION = Field("resolution", N_("what is done about it"), prose("resolution"))


# -- the same in a chart ----------------------------------------------------------------------------------------------


def told(frame: pd.DataFrame, *fields: Field, keep: Iterable[str] = ("figure_id",)) -> pd.DataFrame:
    """Return what a chart draws of a frame: a column of text for each field, and the columns to ``keep`` as they are."""
    rows = list(rows_of(frame))
    kept = frame[[column for column in keep if column in frame]].reset_index(drop=True)
    return kept.assign(**{field.name: [field.cell(row) for row in rows] for field in fields})


def tooltip(*fields: Field) -> list[alt.Tooltip]:
    """Return the tooltip of a mark of :func:`told`: each field under its heading."""
    return [alt.Tooltip(f"{field.name}:N", title=field.title) for field in fields]
