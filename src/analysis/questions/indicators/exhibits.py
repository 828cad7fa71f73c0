"""What 02-indicators shows, section by section."""

from __future__ import annotations

import pandas as pd

from analysis.dataset.tables import Dataset
from analysis.language import _
from analysis.questions.indicators import answers, charts, sentences, tables
from analysis.show.exhibit import Exhibit, Headline, part_of


def results(results: pd.DataFrame) -> Exhibit:
    """Show every result, see ``answers.printed``."""
    return Exhibit.of(results, text=sentences.results, chart=charts.results, table=tables.results)


def names(named: pd.DataFrame) -> Exhibit:
    """Show what the indicators are called, see ``answers.named``."""
    return Exhibit.of(named, table=tables.indicator_names)


def windows(windows: pd.DataFrame) -> Exhibit:
    """Show over which windows results were counted, see ``answers.windows``."""
    return Exhibit.of(windows, text=sentences.result_windows, chart=charts.result_windows)


def continuity(fates: pd.DataFrame) -> Exhibit:
    """Show what became of the indicators, see ``answers.continuity``."""
    return Exhibit.of(fates, text=sentences.continuity, chart=charts.continuity, table=tables.continuity)


def highlights(later: pd.DataFrame) -> Exhibit:
    """Show results beside the highlights of the next page, see ``answers.highlights``."""
    return Exhibit.of(later, text=sentences.highlights, chart=charts.highlights, table=tables.highlights)


def change(tried: pd.DataFrame) -> Exhibit:
    """Say whether two figures may be compared, see ``answers.verdict``."""
    return Exhibit.of(tried, text=sentences.change)


def comparisons(pairs: pd.DataFrame, changes: pd.DataFrame) -> Exhibit:
    """Show what may be compared, see ``answers.comparisons`` and ``answers.changes``."""
    return Exhibit(
        pairs,
        text=lambda: sentences.comparisons(pairs, changes),
        chart=lambda: charts.changes(changes),
        table=lambda: tables.comparisons(pairs),
    )


# -- on the index -----------------------------------------------------------------------------------------------------


def compared(data: Dataset) -> Headline:
    """Say how many pairs allow a change: the number, and the sentence around it."""
    pairs = answers.comparisons(data)
    allowed = int(pairs["allowed"].sum())
    sentence = _(
        "pairs of figures that ask to be compared over time allow a change to be computed; the rest is refused, with "
        "the reason.",
    )
    return Headline(part_of(allowed, len(pairs)), sentence)


#: What the index says of it.
FINDINGS = (compared,)
