"""The controls of 09-audit: a kind of discrepancy, and a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.language import N_, remembered
from analysis.questions.audit import answers as question
from analysis.questions.audit import exhibits
from analysis.questions.cited import sources
from analysis.show import wording
from analysis.show.controls import LANGUAGE, Pick, first, worded
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset


def panel(data: Dataset, relation: str | None, document: str | None) -> Panel:
    """Return the controls of the notebook, set to its parameters."""
    documents = worded(question.document_ids(data), lambda code: ", ".join(wording.document(code)))
    controls = [
        Pick(
            "relation",
            "str or None",
            N_("kind of discrepancy"),
            first(worded(question.RELATIONS, wording.relation), None, N_("all")),
            comment="one kind of discrepancy, such as values_differ or status_differs; None for all",
        ),
        Pick(
            "document",
            "str or None",
            N_("document"),
            first(documents, None, N_("all")),
            comment="one document, such as results-2018; None for all",
        ),
        LANGUAGE,
    ]
    values = {"relation": relation, "document": document}
    firm, disagreeing = partial(question.footing, data), remembered(partial(question.disagreements, data))
    return Panel("09-audit", [partial(_firm, firm), partial(_disagreements, data, disagreeing)], controls, values)


def view(data: Dataset, relation: str | None, document: str | None) -> Sequence[Shown]:
    """Return how firm the figures are, where they disagree, and the sources of those that do."""
    firm, disagreeing = partial(question.footing, data), partial(question.disagreements, data)
    return [*_firm(firm, document), *_disagreements(data, disagreeing, relation, document)]


def _firm(firm: Callable[[], pd.DataFrame], document: str | None) -> Sequence[Shown]:
    footing = firm() if document is None else firm()[firm()["source_id"] == document]
    shown = exhibits.certainty(footing)
    return [shown.text, shown.chart]


def _disagreements(
    data: Dataset,
    disagreeing: Callable[[], pd.DataFrame],
    relation: str | None,
    document: str | None,
) -> Sequence[Shown]:
    disagreements = question.among(data, disagreeing(), relation, document)
    return [exhibits.discrepancies(disagreements), sources(data, disagreements)]
