"""What stands under every result: the sources of its figures, and the publications of its series."""

from __future__ import annotations

import pandas as pd

from analysis.dataset import provenance
from analysis.dataset.tables import Dataset
from analysis.show import sources as tables
from analysis.show.exhibit import Exhibit


def sources(data: Dataset, *results: pd.DataFrame) -> Exhibit:
    """Show where the numbers in results are from.

    A table of every figure that a result names (``figure_id``, ``…_figure_id``), with its document and line; under it
    one of the publications behind results that hold a series from outside (``series_id``), where there are any.
    Raises :class:`UnknownNameError` for a figure that the dataset does not have.
    """
    cited = provenance.sources(data, *results)
    published = _publications(data, *(rows for rows in results if "series_id" in rows))
    more = [Exhibit(published, table=lambda: tables.publications(published))] if len(published) else []
    return Exhibit(cited, table=lambda: tables.sources(cited), more=more)


def _publications(data: Dataset, *results: pd.DataFrame) -> pd.DataFrame:
    """Return who published series; where a result sets them beside figures, they are the ``other_`` ones."""
    named = [rows.get("other_source_id", rows["source_id"]).to_frame("source_id") for rows in results]
    return provenance.publications(data, *named)
