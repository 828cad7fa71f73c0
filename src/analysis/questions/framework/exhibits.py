"""What 08-framework shows, section by section."""

from __future__ import annotations

import pandas as pd

from analysis.dataset.tables import Dataset
from analysis.language import _
from analysis.questions.framework import answers, charts, sentences, tables
from analysis.show.exhibit import Exhibit, Headline, part_of


def outcomes(whole: pd.DataFrame, chosen: pd.DataFrame) -> Exhibit:
    """Show the outcomes that were chosen within the whole framework, see ``answers.outcomes``."""
    return Exhibit(
        chosen,
        text=lambda: sentences.framework(chosen),
        chart=lambda: charts.theory_of_change(whole, chosen),
    )


def coverage(reports: pd.DataFrame, coverage: pd.DataFrame) -> Exhibit:
    """Show which outcomes have results in which report, see ``answers.reports`` and ``answers.coverage``."""
    return Exhibit(
        coverage,
        text=lambda: sentences.framework_reports(reports, coverage),
        chart=lambda: charts.framework_coverage(coverage),
    )


def results(results: pd.DataFrame) -> Exhibit:
    """Show the results behind outcomes, see ``answers.results``."""
    return Exhibit.of(results, table=tables.framework_results)


def aims(aims: pd.DataFrame) -> Exhibit:
    """Show the targets behind outcomes, see ``answers.aims``."""
    return Exhibit.of(aims, table=tables.framework_aims)


def gaps(gaps: pd.DataFrame) -> Exhibit:
    """Show what outcomes lack, see ``answers.gaps``."""
    return Exhibit.of(gaps, table=tables.framework_gaps)


def evidence(pieces: pd.DataFrame, named: pd.DataFrame, column: str) -> Exhibit:
    """Show the evidence on what ``named`` names in ``column``, see ``answers.evidence``."""
    return Exhibit(
        pieces,
        text=lambda: sentences.evidence(pieces),
        chart=lambda: charts.evidence(pieces, named, column),
        table=lambda: tables.evidence(pieces, named, column),
    )


def beside_evidence(pieces: pd.DataFrame, named: pd.DataFrame, column: str) -> Exhibit:
    """Show what is said beside the evidence, see ``answers.evidence``."""
    return Exhibit(pieces, table=lambda: tables.beside_evidence(pieces, named, column))


def assumptions(assumptions: pd.DataFrame) -> Exhibit:
    """Show the assumptions under outcomes, see ``answers.assumptions``."""
    return Exhibit.of(assumptions, text=sentences.assumptions, table=tables.assumptions)


# -- on the index -----------------------------------------------------------------------------------------------------


def shown_directly(data: Dataset) -> Headline:
    """Say how many outcomes are shown directly: the number, and the sentence around it."""
    outcomes = answers.outcomes(data)
    shown = int((outcomes["best"] == "direct").sum())
    sentence = _("outcomes of the theory of change are measured by something that shows the outcome itself.")
    return Headline(part_of(shown, len(outcomes)), sentence)


#: What the index says of it.
FINDINGS = (shown_directly,)
