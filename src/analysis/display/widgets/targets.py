"""The controls of 03-targets: a target, and another goal for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from analysis.dataset import provenance
from analysis.display import charts, narrative, tables
from analysis.display.theme import Language
from analysis.display.widgets.controls import LANGUAGE, Amount, Pick
from analysis.display.widgets.panel import Panel, Shown
from analysis.questions import targets as question

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset


def targets(data: Dataset, target_id: str, goal: float | None, language: Language) -> Panel:
    """Return the controls of the notebook, set to its parameters."""
    known = data.targets
    options: dict[Language, list[tuple[str, Any]]] = {
        code: sorted((f"{row[f'label_{code}']}", row["target_id"]) for _, row in known.iterrows())
        for code in ("en", "nl")
    }
    controls = [
        Pick("target_id", "str", "target", "doel", options),
        Amount("goal", "float | None", "another goal to try", "een ander doel om te proberen", 0, 1e12, 100,
               "the printed goal", "het gedrukte doel"),
        LANGUAGE,
    ]  # fmt: skip
    values = {"target_id": target_id, "goal": goal, "language": language}
    return Panel("03-targets", lambda **chosen: view(data, **chosen), controls, values)


def view(data: Dataset, target_id: str, goal: float | None, language: Language) -> Sequence[Shown]:
    """Return the answer, every printing of the result, and the sources."""
    result = question.attainment(data, target_id, goal)
    printings = question.readings(data, target_id, goal)
    return [
        narrative.attainment(result, printings, language),
        charts.attainment(printings, result, language),
        tables.readings(printings, language),
        tables.sources(provenance.sources(data, result, printings), language),
    ]
