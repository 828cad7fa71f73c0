"""The controls of 07-programme: a programme."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from analysis.language import N_
from analysis.questions.cited import sources
from analysis.questions.programme import answers as question
from analysis.questions.programme import exhibits
from analysis.show.controls import LANGUAGE, Pick, named
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset


def panel(data: Dataset, programme_id: str) -> Panel:
    """Return the controls of the notebook, set to its parameters."""
    controls = [
        Pick(
            "programme_id",
            "str",
            N_("programme"),
            named(data.programmes, "programme_id"),
            wide=True,
            comment="a programme_id of the table programmes",
        ),
        LANGUAGE,
    ]
    values = {"programme_id": programme_id}
    return Panel("07-programme", partial(view, data), controls, values)


def view(data: Dataset, programme_id: str) -> Sequence[Shown]:
    """Return what a programme is, everything printed of it, what was promised and what came of it, and the sources."""
    profile = question.profile(data, programme_id)
    organisations, places = question.organisations(data, programme_id), question.places(data, programme_id)
    facts = question.facts(data, programme_id)
    promises = question.promises(data, programme_id, facts)
    return [
        exhibits.profile(profile, organisations, places, facts),
        exhibits.promises(promises),
        sources(data, facts, promises),
    ]
