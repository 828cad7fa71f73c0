"""The controls of 04-returns: a period, and what follows if some had both kinds of support."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.language import N_, _
from analysis.questions.cited import sources
from analysis.questions.indicators import answers as indicators
from analysis.questions.returns import answers as question
from analysis.questions.returns import exhibits
from analysis.show.controls import LANGUAGE, Amount, Options, from_and_up_to, worded
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

#: All years, given a share with both kinds of support; and all that does not depend on what moves.
Years = Callable[[float | None], pd.DataFrame]
Rows = Callable[[], pd.DataFrame]


def panel(data: Dataset, first_year: int | None, last_year: int | None, both: float | None) -> Panel:
    """Return the controls of the notebook, set to its parameters."""
    years = _years(data, first_year, last_year)
    controls = [
        LANGUAGE,
        *from_and_up_to(years),
        Amount(
            "both",
            "float or None",
            N_("share with both kinds of support"),
            0,
            1,
            N_("not known"),
            note=_note,
            comment="assumed share, 0 to 1, of those with support in kind who had money too; None: not known",
        ),
    ]
    values = {"first_year": first_year, "last_year": last_year, "both": both}
    by_year, elsewhere, changes = _by_year(data), _elsewhere(data), _changes(data)
    parts = [
        partial(_asylum, by_year),
        partial(_others, elsewhere, changes),
        partial(_sources, data, by_year, elsewhere),
    ]
    return Panel("04-returns", parts, controls, values)


def view(data: Dataset, first_year: int | None, last_year: int | None, both: float | None) -> Sequence[Shown]:
    """Return the returns of former asylum seekers by year, those of other populations, and the sources."""
    by_year, elsewhere = _by_year(data), _elsewhere(data)
    return [
        *_asylum(by_year, first_year, last_year, both),
        *_others(elsewhere, _changes(data), first_year, last_year),
        *_sources(data, by_year, elsewhere, first_year, last_year),
    ]


def _by_year(data: Dataset) -> Years:
    return lambda both: question.by_year(data, both=both)


def _elsewhere(data: Dataset) -> Rows:
    return partial(question.elsewhere, data)


def _changes(data: Dataset) -> Rows:
    return partial(indicators.changes, data, question.THEME)


def _asylum(by_year: Years, first_year: int | None, last_year: int | None, both: float | None) -> Sequence[Shown]:
    years = question.within(by_year(both), first_year, last_year).reset_index(drop=True)
    return [exhibits.returnees(years, both)]


def _others(elsewhere: Rows, changes: Rows, first_year: int | None, last_year: int | None) -> Sequence[Shown]:
    others = question.within(elsewhere(), first_year, last_year).reset_index(drop=True)
    shown = exhibits.elsewhere(others, changes())
    return [shown.text, shown.chart]


def _sources(
    data: Dataset, by_year: Years, elsewhere: Rows, first_year: int | None, last_year: int | None
) -> Sequence[Shown]:
    years, others = (question.within(rows, first_year, last_year) for rows in (by_year(None), elsewhere()))
    return [sources(data, years, others)]


def _years(data: Dataset, *chosen: int | None) -> Options:
    """Return every year from the first to the last that a return is counted in, and those that were chosen."""
    windows = [question.by_year(data), question.elsewhere(data)]
    dated = {year for rows in windows for end in ("period_start", "period_end") for year in rows[end].dt.year.dropna()}
    years = {*range(int(min(dated)), int(max(dated)) + 1), *(year for year in chosen if year is not None)}
    return worded(sorted(years), str)


def _note(values: Mapping[str, Any]) -> str:
    return _("Of those with support in kind, how many had money too: 0 to 1. Empty: not known.")
