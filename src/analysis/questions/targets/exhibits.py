"""What 03-targets shows, section by section."""

from __future__ import annotations

import pandas as pd

from analysis.questions.targets import charts, sentences, tables
from analysis.show.exhibit import Exhibit


def attainment(result: pd.DataFrame, printings: pd.DataFrame) -> Exhibit:
    """Show how far a target was met, see ``answers.attainment`` and ``answers.readings``."""
    return Exhibit(
        printings,
        text=lambda: sentences.attainment(result, printings),
        chart=lambda: charts.attainment(printings, result),
        table=lambda: tables.readings(printings),
    )


def definitions(definitions: pd.DataFrame) -> Exhibit:
    """Show what other counts of a result would give, see ``answers.definitions``."""
    return Exhibit(
        definitions,
        text=lambda: sentences.target_definitions(definitions),
        chart=lambda: charts.target_definitions(definitions),
        table=lambda: tables.target_definitions(definitions),
    )


def overview(overview: pd.DataFrame) -> Exhibit:
    """Show every target with its attainment, see ``answers.overview``."""
    return Exhibit(
        overview,
        text=lambda: sentences.targets(overview),
        chart=lambda: charts.targets(overview),
        table=lambda: tables.targets(overview),
    )


def pace(pace: pd.DataFrame) -> Exhibit:
    """Say how targets stand against their deadlines, see ``answers.pace``."""
    return Exhibit(pace, text=lambda: sentences.pace(pace))


def coverage(coverage: pd.DataFrame) -> Exhibit:
    """Say how many results had a target, see ``answers.coverage``."""
    return Exhibit(coverage, text=lambda: sentences.coverage(coverage))
