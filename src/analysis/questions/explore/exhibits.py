"""What 00-explore shows of a choice."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.questions.explore import charts, sentences, tables
from analysis.questions.explore.dossier import Dossier
from analysis.questions.indicators import tables as indicators
from analysis.questions.targets import tables as targets
from analysis.show.exhibit import Exhibit
from analysis.show.table import Table


def figures(rows: pd.DataFrame, undated: pd.DataFrame, regional: pd.DataFrame) -> Exhibit:
    """Show the figures of a choice, see ``answers.select``, ``answers.undated``, ``answers.regional``."""
    return Exhibit(
        rows,
        text=lambda: sentences.explore(rows, undated, regional),
        chart=lambda: charts.explore(rows),
        table=lambda: tables.explore(rows),
    )


def basket(rows: pd.DataFrame, pairs: pd.DataFrame, address: str) -> Exhibit:
    """Show the figures of a basket and the verdict on each pair of them, see ``basket.Basket``."""
    compared = [Exhibit.of(pairs, table=indicators.comparisons)] if len(pairs) else []
    return Exhibit(
        rows,
        text=lambda: sentences.basket(rows, pairs, address),
        table=lambda: tables.basket(rows),
        more=compared,
    )


def dossier(known: Dossier) -> Exhibit:
    """Show all that is known of one figure: what it means and why, and a table of whatever else there is."""
    row = next(rows_of(known.figure))
    beside: tuple[tuple[Callable[[pd.DataFrame], Table], pd.DataFrame], ...] = (
        (tables.figure_discrepancies, known.discrepancies),
        (tables.figure_printings, known.printings),
        (targets.of_a_figure, known.targets),
        (tables.figure_claims, known.claims),
        (tables.figure_relations, known.relations),
        (tables.figure_comparisons, known.comparisons),
        (tables.figure_references, known.references),
        (tables.figure_evidence, known.evidence),
        (tables.figure_alike, known.alike),
    )
    more = [Exhibit.of(rows, table=shown) for shown, rows in beside if len(rows)]
    return Exhibit(known.figure, text=lambda: sentences.figure(row), table=lambda: tables.figure(row), more=more)
