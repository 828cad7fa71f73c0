"""What 02-indicators shows, section by section."""

from __future__ import annotations

import pandas as pd

from analysis.dataset.tables import Dataset
from analysis.language import _
from analysis.questions.indicators import answers, charts, sentences, tables
from analysis.show.exhibit import Exhibit, Headline, part_of


def results(results: pd.DataFrame) -> Exhibit:
    """Show every result, see ``answers.printed``."""
    return Exhibit(
        results,
        text=lambda: sentences.results(results),
        chart=lambda: charts.results(results),
        table=lambda: tables.results(results),
    )


def names(named: pd.DataFrame) -> Exhibit:
    """Show what the indicators are called, see ``answers.named``."""
    return Exhibit(named, table=lambda: tables.indicator_names(named))


def windows(windows: pd.DataFrame) -> Exhibit:
    """Show over which windows results were counted, see ``answers.windows``."""
    return Exhibit(
        windows,
        text=lambda: sentences.result_windows(windows),
        chart=lambda: charts.result_windows(windows),
    )


def continuity(fates: pd.DataFrame) -> Exhibit:
    """Show what became of the indicators, see ``answers.continuity``."""
    return Exhibit(
        fates,
        text=lambda: sentences.continuity(fates),
        chart=lambda: charts.continuity(fates),
        table=lambda: tables.continuity(fates),
    )


def highlights(later: pd.DataFrame) -> Exhibit:
    """Show results beside the highlights of the next page, see ``answers.highlights``."""
    return Exhibit(
        later,
        text=lambda: sentences.highlights(later),
        chart=lambda: charts.highlights(later),
        table=lambda: tables.highlights(later),
    )


def change(tried: pd.DataFrame) -> Exhibit:
    """Say whether two figures may be compared, see ``answers.verdict``."""
    return Exhibit(tried, text=lambda: sentences.change(tried))


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
