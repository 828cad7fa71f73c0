"""What the explorer shows of a choice: a sentence, a chart, a table and the sources, computed without a widget."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.dataset import provenance
from analysis.dataset.rows import rows_of
from analysis.language import _, translated
from analysis.questions.explore import answers as question
from analysis.questions.explore import charts, exhibits, sentences, tables
from analysis.questions.explore.answers import Choice
from analysis.questions.explore.charts import MANY
from analysis.show import wording
from analysis.show.panel import Bundle, Shown, bundle
from analysis.show.sources import sources as source_table

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

#: How many figures the table and the sources show; the download holds all.
MOST = 60
_ANCHOR = re.compile(r" id=source-[\w.:-]*")
_LINK = re.compile(r"<a href=#source-[\w.:-]*>(.*?)</a>")


@dataclass(frozen=True)
class Found:
    """What a choice finds in the register, what it leaves out and why, and what helps where it finds nothing."""

    rows: pd.DataFrame
    undated: pd.DataFrame
    regional: pd.DataFrame
    counts: dict[str, dict[str, int]]
    nearest: str | None
    loosened: dict[str, int]


def find(data: Dataset, register: pd.DataFrame, chosen: Choice) -> Found:
    """Look a choice up in the register."""
    rows = question.select(register, chosen)
    none = rows.empty
    return Found(
        rows=rows,
        undated=question.undated(register, chosen),
        regional=question.regional(data, register, chosen),
        counts=question.facets(register, chosen),
        nearest=question.nearest(register, chosen.text) if none else None,
        loosened=question.loosened(register, chosen) if none else {},
    )


def sentence(found: Found) -> str:
    """Say what was found, and what to do where nothing was; Markdown."""
    said = exhibits.figures(found.rows, found.undated, found.regional).text or ""
    remedy = sentences.explore_remedy(found.nearest, found.loosened) if found.rows.empty else ""
    return f"{said} {remedy}".strip()


def chart(found: Found, *, windows: bool = False) -> Shown:
    """Draw what was found: values, or ``windows``, or, of many, how many there are of what."""
    if len(found.rows) > MANY:
        return charts.explore_overview(found.rows, kinds=False)  # the kind is chosen beside it
    return charts.explore_windows(found.rows) if windows else charts.explore(found.rows)


def table(found: Found) -> Shown:
    """Show the figures that were found, the first :data:`MOST` of them."""
    if found.rows.empty:
        return sentence(found)
    return tables.explore(found.rows, MOST)


def sources(data: Dataset, found: Found) -> list[Shown]:
    """Show the sources of the figures in the table, and say how many there are besides."""
    if found.rows.empty:
        return [sentence(found)]
    cited = provenance.sources(data, found.rows.head(MOST))
    rest = len(found.rows) - len(cited)
    more = _("The sources of the {rest} figures that are not in the table are in the CSV.", rest=rest)
    return [*([more] if rest else []), source_table(cited)]


def unlinked(part: Shown) -> Bundle:
    """Return what is displayed of a part without links to its sources, which stand in a tab that may be hidden."""
    shown = bundle(part)
    if "text/html" in shown:
        shown["text/html"] = _LINK.sub(r"\1", _ANCHOR.sub("", shown["text/html"]))
    return shown


def labels(register: pd.DataFrame) -> dict[str, str]:
    """Return a line for each figure by which it can be picked from a list: what, as printed, kind, window, document."""
    return {str(row.figure_id): _label(row) for row in rows_of(register)}


def _label(row: Any) -> str:
    what, place = getattr(row, translated("label")), getattr(row, translated("place"))
    where = f", {place}" if place and " " not in row.places else ""
    window = wording.window(row.period_start, row.period_end)
    dated = "" if pd.isna(row.period_start) and pd.isna(row.period_end) else f", {window}"
    kind = wording.kind(row.kind)
    return f"{what}{where}: “{row.as_printed}”, {kind}{dated} · {wording.where(row.where)}"
