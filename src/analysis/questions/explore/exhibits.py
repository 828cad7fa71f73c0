"""What 00-explore shows of a choice."""

from __future__ import annotations

import pandas as pd

from analysis.questions.explore import charts, sentences, tables
from analysis.show.exhibit import Exhibit


def figures(rows: pd.DataFrame, undated: pd.DataFrame, regional: pd.DataFrame) -> Exhibit:
    """Show the figures of a choice, see ``answers.select``, ``answers.undated``, ``answers.regional``."""
    return Exhibit(
        rows,
        text=lambda: sentences.explore(rows, undated, regional),
        chart=lambda: charts.explore(rows),
        table=lambda: tables.explore(rows),
    )
