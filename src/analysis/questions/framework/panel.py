"""The controls of 08-framework: an outcome of the theory of change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.language import N_, remembered, translated
from analysis.questions.cited import sources
from analysis.questions.framework import answers as question
from analysis.questions.framework import exhibits
from analysis.show.controls import LANGUAGE, Options, Pick, in_each_language
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

#: All outcomes, the results behind them, and the evidence.
Framework = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]


def panel(data: Dataset, outcome_id: str) -> Panel:
    """Return the controls of the notebook, set to its parameters."""
    controls = [
        Pick(
            "outcome_id",
            "str",
            N_("outcome, with those under it"),
            _outcomes(data),
            wide=True,
            comment="an outcome_id of the table outcomes; those under it are looked at too",
        ),
        LANGUAGE,
    ]
    values = {"outcome_id": outcome_id}
    return Panel("08-framework", partial(_shown, data, remembered(partial(_whole, data))), controls, values)


def view(data: Dataset, outcome_id: str) -> Sequence[Shown]:
    """Return what an outcome is measured by, the results and evidence behind it, and the sources."""
    return _shown(data, partial(_whole, data), outcome_id)


def _whole(data: Dataset) -> Framework:
    outcomes = question.outcomes(data)
    evidence = question.evidence(data, "outcome_id", outcomes["outcome_id"])
    return outcomes, question.results(data, outcomes), evidence


def _shown(data: Dataset, everything: Callable[[], Framework], outcome_id: str) -> Sequence[Shown]:
    whole, results, pieces = everything()
    chosen = question.under(whole, outcome_id)
    results, pieces = (
        rows[rows["outcome_id"].isin(chosen["outcome_id"])].reset_index(drop=True) for rows in (results, pieces)
    )
    found = exhibits.evidence(pieces, chosen, "outcome_id")
    return [
        exhibits.outcomes(whole, chosen),
        exhibits.results(results),
        found.text,
        found.table,
        exhibits.beside_evidence(pieces, chosen, "outcome_id"),
        sources(data, results, pieces),
    ]


def _outcomes(data: Dataset) -> Options:
    rows: list[Any] = question.outcomes(data).to_dict("records")

    def named() -> list[tuple[str, str]]:
        return [
            (f"{'' if pd.isna(row['code']) else row['code']} {row[translated('label')]}".strip(), row["outcome_id"])
            for row in rows
        ]

    return in_each_language(named)
