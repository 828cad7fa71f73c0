"""Where a number comes from: citations of figures, and the table of sources under a result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.dataset.languages import in_all
from analysis.dataset.once import once
from analysis.dataset.rows import rows_of
from analysis.dataset.tables import Dataset
from analysis.errors import UnknownNameError

#: Columns of the table that :func:`sources` returns.
COLUMNS = [
    "figure_id",
    "as_printed",
    "document",
    "section",
    "line",
    "period_start",
    "period_end",
    "period_basis",
    "kind",
    "contested",
    *in_all("note"),
]
#: Columns of :func:`publications`, those of ``sources``: ``published`` is the vintage.
PUBLICATIONS = [
    "source_id",
    "title",
    *in_all("short", "publisher"),
    "published",
    *in_all("covers"),
    "url",
    "url_status",
    *in_all("licence"),
]


def figure_ids(*results: pd.DataFrame) -> list[str]:
    """Collect the figures that results rest on: all columns called ``figure_id`` or ending in ``_figure_id``.

    A cell may name several figures, separated by a space. Sorted, each once.
    """
    found: set[str] = set()
    for result in results:
        for column in result.columns:
            if str(column) == "figure_id" or str(column).endswith("_figure_id"):
                for cell in result[column].dropna():
                    found.update(str(cell).split())
    return sorted(found)


def sources(data: Dataset, *results: pd.DataFrame) -> pd.DataFrame:
    """Return the sources of the figures in results: a row each, see :data:`COLUMNS`, in order of document and line.

    ``contested`` names the discrepancies in which the figure stands, separated by a space. Raises
    :class:`UnknownNameError` for a figure that the dataset does not have.
    """
    return cite(data, figure_ids(*results))


def cite(data: Dataset, figures: Iterable[str]) -> pd.DataFrame:
    """Return the sources of figures named by their identifiers; see :func:`sources`."""
    wanted = set(figures)
    known = data.figures[data.figures["figure_id"].isin(wanted)]
    if unknown := sorted(wanted - set(known["figure_id"])):
        raise UnknownNameError("figure", unknown[0], data.figures["figure_id"])
    table = known.merge(data.sources[["source_id", "title"]], on="source_id", how="left")
    table["document"] = table["title"]
    disputes = data.discrepancy_figures[data.discrepancy_figures["figure_id"].isin(wanted)]
    contested = disputes.groupby("figure_id")["discrepancy_id"].agg(lambda names: " ".join(sorted(set(names))))
    table["contested"] = table["figure_id"].map(lambda figure: contested.get(figure, ""))  # contested may be empty
    return table.sort_values(["source_id", "line", "figure_id"], ignore_index=True)[COLUMNS]


def citation(data: Dataset, figure_id: str) -> str:
    """Return one line to cite a figure by: as printed, document, section, line, identifier."""
    return citations(data, [figure_id])[figure_id]


def citations(data: Dataset, figures: Iterable[str]) -> dict[str, str]:
    """Return the line to cite each figure by, see :func:`citation`, by its identifier."""
    return {str(row.figure_id): _cited(row) for row in rows_of(cite(data, figures))}


def _cited(row: Any) -> str:
    section = "" if pd.isna(row.section) else f", section “{row.section}”"
    return f"“{row.as_printed}”, {row.document}{section}, line {row.line} of the text edition [{row.figure_id}]"


@once
def documents(data: Dataset) -> pd.DataFrame:
    """Return the documents that the figures are printed in, by the last year that they speak of, undated ones last.

    Columns ``source_id, title, short_*, abbreviation, document_kind, reports_results, published``;
    ``first_year, last_year`` (missing for an undated one); ``years`` ("2013", "2015-2016", missing); ``report``, a
    name as short as can be that no other document which reports results has: the years, with the abbreviation where
    two share them; ``since_framework``: no earlier than the policy framework, where there is one.
    """
    columns = [
        "source_id",
        "title",
        *in_all("short"),
        "abbreviation",
        "document_kind",
        "reports_results",
        "published",
        "first_year",
        "last_year",
    ]
    rows = data.sources[data.sources["text_lines"].notna()]
    rows = rows.sort_values(["last_year", "first_year", "source_id"], ignore_index=True)[columns]
    first, last = (rows[column].astype("str") for column in ("first_year", "last_year"))
    rows["years"] = last.where(first == last, first + "-" + last).where(rows["last_year"].notna())
    reporting = rows["reports_results"] != "false"
    shared = rows["years"].where(reporting).duplicated(keep=False) & reporting
    short = rows["abbreviation"].fillna(rows["source_id"])
    rows["report"] = rows["years"].fillna(short).mask(shared, rows["years"] + "-" + short)
    since = rows.loc[rows["document_kind"] == "framework", "first_year"].min()
    rows["since_framework"] = True if pd.isna(since) else (rows["last_year"] >= since).fillna(False).astype("bool")
    return rows


@once
def reports(data: Dataset) -> pd.DataFrame:
    """Return the documents that report results, oldest first: the columns of :func:`documents`."""
    rows = documents(data)
    return rows[rows["reports_results"] != "false"].reset_index(drop=True)


@once
def whole_reports(data: Dataset) -> set[str]:
    """Return the documents that report all results: theirs alone is a silence that means something."""
    rows = data.sources
    return set(rows.loc[rows["text_lines"].notna() & (rows["reports_results"] == "true"), "source_id"])


def located(rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``where`` to rows that cite a line: an address in no language, ``source_id:line``; the order stays.

    A cell with several addresses has spaces between them; ``show.wording.where`` writes them for a reader.
    """
    where = rows["source_id"] + ":" + rows["line"].astype("str")
    return rows.assign(where=where).reset_index(drop=True)


def publications(data: Dataset, *results: pd.DataFrame, column: str = "source_id") -> pd.DataFrame:
    """Return where the numbers in results were published: see :data:`PUBLICATIONS`, by identifier.

    What counts is the ``column`` of each result; a cell may name several.
    """
    named = {name for rows in results for cell in rows[column].dropna() for name in str(cell).split()}
    table = data.sources[data.sources["source_id"].isin(named)]
    return table.sort_values("source_id", ignore_index=True)[PUBLICATIONS]
