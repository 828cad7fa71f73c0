"""The controls of 02-indicators: a theme, a level, and two figures to compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.dataset.languages import in_all
from analysis.language import N_, remembered, translated
from analysis.questions.cited import sources
from analysis.questions.indicators import answers as question
from analysis.questions.indicators import exhibits
from analysis.show import wording
from analysis.show.controls import LANGUAGE, Options, Pick, first, folded, in_each_language, worded
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

#: All results, of which a theme and level are part; and the verdict on two figures.
Results = Callable[[], pd.DataFrame]
Verdict = Callable[[str, str], pd.DataFrame]


def panel(data: Dataset, theme: str, level: str, figure: str, other_figure: str) -> Panel:
    """Return the controls of the notebook, set to its parameters."""
    figures = _figures(data, figure, other_figure)
    controls = [
        LANGUAGE,
        Pick(
            "theme",
            "str",
            N_("theme"),
            first(worded(question.themes(data), wording.theme), question.ALL, N_("all")),
            comment="a theme with results, such as return, reception, protection or awareness; all for every theme",
        ),
        Pick(
            "level",
            "str",
            N_("level"),
            first(worded(question.LEVELS, wording.level), question.ALL, N_("both")),
            comment="output, outcome, or all for both",
        ),
        Pick(
            "figure",
            "str",
            N_("a figure to compare"),
            figures,
            wide=True,
            comment="a figure to compare, by its figure_id",
        ),
        Pick(
            "other_figure",
            "str",
            N_("the figure to compare it with"),
            figures,
            wide=True,
            comment="the figure to compare it with, by its figure_id",
        ),
    ]
    values = {"theme": theme, "level": level, "figure": figure, "other_figure": other_figure}
    printed, verdict = partial(question.printed, data), remembered(partial(question.verdict, data), 1)
    parts = [
        partial(_tried, verdict),
        partial(_results, data, printed),
        partial(_sources, data, printed, verdict),
    ]
    return Panel("02-indicators", parts, controls, values)


def view(data: Dataset, theme: str, level: str, figure: str, other_figure: str) -> Sequence[Shown]:
    """Return whether two figures may be compared, every result of a theme and level, and the sources."""
    printed, verdict = partial(question.printed, data), partial(question.verdict, data)
    return [
        *_tried(verdict, figure, other_figure),
        *_results(data, printed, theme, level),
        *_sources(data, printed, verdict, theme, level, figure, other_figure),
    ]


def _tried(verdict: Verdict, figure: str, other_figure: str) -> Sequence[Shown]:
    return [exhibits.change(verdict(figure, other_figure))]


def _results(data: Dataset, printed: Results, theme: str, level: str) -> Sequence[Shown]:
    results = question.chosen(data, printed(), theme, level).reset_index(drop=True)
    return [exhibits.results(results)]


def _sources(
    data: Dataset,
    printed: Results,
    verdict: Verdict,
    theme: str,
    level: str,
    figure: str,
    other_figure: str,
) -> Sequence[Shown]:
    results, tried = question.chosen(data, printed(), theme, level), verdict(figure, other_figure)
    return [sources(data, results, tried)]


def _figures(data: Dataset, *chosen: str) -> Options:
    """Return the results of all reports, and the figures that were chosen whatever they are, by what they count."""
    known = data.figures[data.figures["figure_id"].isin({*question.results(data)["figure_id"], *chosen})]
    rows: list[Any] = known.merge(data.measures[["measure_id", *in_all("label")]], on="measure_id").to_dict("records")

    def named() -> list[tuple[str, str]]:
        return sorted(((_words(row), row["figure_id"]) for row in rows), key=lambda pair: (folded(pair[0]), pair[1]))

    return in_each_language(named)


def _words(row: Any) -> str:
    where = wording.where(f"{row['source_id']}:{row['line']}")
    return f"{row[translated('label')]}: “{row['as_printed']}” ({where})"
