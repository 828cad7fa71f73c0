"""The controls of 03-targets: a target, and another goal for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.language import N_, _, numbers
from analysis.questions.cited import sources
from analysis.questions.targets import answers as question
from analysis.questions.targets import exhibits
from analysis.show import wording
from analysis.show.controls import LANGUAGE, Amount, Pick, named
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset


def panel(data: Dataset, target_id: str, goal: float | None) -> Panel:
    """Return the controls of the notebook, set to its parameters."""
    controls = [
        Pick(
            "target_id",
            "str",
            N_("target"),
            named(data.targets, "target_id"),
            wide=True,
            comment="a target, see the table of all targets below",
        ),
        Amount(
            "goal",
            "float or None",
            N_("another goal to try"),
            0,
            None,
            N_("the printed goal"),
            above=True,
            note=partial(_note, data),
            of="target_id",
            comment="another goal to try, in the unit of the target; None for the printed one",
        ),
        LANGUAGE,
    ]
    values = {"target_id": target_id, "goal": goal}
    return Panel("03-targets", partial(view, data), controls, values)


def view(data: Dataset, target_id: str, goal: float | None) -> Sequence[Shown]:
    """Return the answer, every printing of the result, what other definitions would give if any, and the sources."""
    result = question.attainment(data, target_id, goal)
    printings = question.readings(data, target_id, goal)
    definitions = question.definitions(data, target_id, goal)
    others = [exhibits.definitions(definitions)] if len(definitions) else []
    return [exhibits.attainment(result, printings), *others, sources(data, result, printings, definitions)]


def _note(data: Dataset, values: Mapping[str, Any]) -> str:
    """Say in what the goal is counted, and which one is printed."""
    row: Any = question.attainment(data, values["target_id"]).iloc[0]
    unit = "" if pd.isna(row["unit"]) else wording.unit(row["unit"])
    counted = _("In {unit}. ", unit=unit) if unit else ""
    if pd.isna(row["goal"]):
        return counted + _("No goal is printed.")
    goal = numbers.number(row["goal"])
    return counted + _("Empty: the printed goal, {goal}.", goal=goal)
