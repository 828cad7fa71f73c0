"""The controls of 04-returns: a period, and what follows if some had both kinds of support."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from analysis.dataset import provenance
from analysis.display import charts, narrative, tables
from analysis.display.theme import Language
from analysis.display.widgets.controls import LANGUAGE, Amount, Options, Pick, first, worded
from analysis.display.widgets.panel import Panel, Shown
from analysis.display.wording import say
from analysis.questions import indicators
from analysis.questions import returns as question

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset


def returns(
    data: Dataset, language: Language, first_year: int | None, last_year: int | None, both: float | None
) -> Panel:  # fmt: skip
    """Return the controls of the notebook, set to its parameters."""
    years = _years(data, first_year, last_year)
    controls = [
        LANGUAGE,
        Pick("first_year", "int | None", "from", "vanaf", first(years, None, "the earliest", "het vroegste jaar"),
             comment="first year to show; None for the earliest"),
        Pick("last_year", "int | None", "up to", "tot en met", first(years, None, "the latest", "het laatste jaar"),
             comment="last year to show; None for the latest"),
        Amount("both", "float | None", "share with both kinds of support", "aandeel met beide soorten ondersteuning",
               0, 1, "not known", "niet bekend", note=_note,
               comment="assumed share, 0 to 1, of those with support in kind who had money too; None: not known"),
    ]  # fmt: skip
    values = {"language": language, "first_year": first_year, "last_year": last_year, "both": both}
    return Panel("04-returns", [partial(part, data) for part in (_asylum, _others, _sources)], controls, values)


def view(
    data: Dataset, language: Language, first_year: int | None, last_year: int | None, both: float | None
) -> Sequence[Shown]:  # fmt: skip
    """Return the returns of former asylum seekers by year, those of other populations, and the sources."""
    return [
        *_asylum(data, language, first_year, last_year, both),
        *_others(data, language, first_year, last_year),
        *_sources(data, language, first_year, last_year),
    ]


def _asylum(
    data: Dataset, language: Language, first_year: int | None, last_year: int | None, both: float | None
) -> Sequence[Shown]:  # fmt: skip
    years = question.by_year(data, first_year, last_year, both)
    return [
        narrative.returnees(years, both, language),
        charts.returnees(years, language),
        tables.returnees(years, language),
    ]


def _others(data: Dataset, language: Language, first_year: int | None, last_year: int | None) -> Sequence[Shown]:
    others = question.elsewhere(data, first_year, last_year)
    changes = indicators.changes(data, question.THEME)
    return [narrative.returns_elsewhere(others, changes, language), charts.returns_elsewhere(others, language)]


def _sources(data: Dataset, language: Language, first_year: int | None, last_year: int | None) -> Sequence[Shown]:
    years, others = question.by_year(data, first_year, last_year), question.elsewhere(data, first_year, last_year)
    return [tables.sources(provenance.sources(data, years, others), language)]


def _years(data: Dataset, *chosen: int | None) -> Options:
    """Return every year from the first to the last that a return is counted in, and those that were chosen."""
    windows = [question.by_year(data), question.elsewhere(data)]
    dated = {year for rows in windows for end in ("period_start", "period_end") for year in rows[end].dt.year.dropna()}
    years = {*range(int(min(dated)), int(max(dated)) + 1), *(year for year in chosen if year is not None)}
    return worded(sorted(years), lambda year, _: str(year))


def _note(values: Mapping[str, Any]) -> str:
    return say(
        values["language"],
        "Of those with support in kind, how many had money too: 0 to 1. Empty: not known.",
        "Hoeveel van wie ondersteuning in natura had, kreeg ook geld: 0 tot en met 1. Leeg: niet bekend.",
    )
