"""What 09-audit shows, section by section."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.tables import Dataset
from analysis.language import _
from analysis.questions.audit import answers, charts, sentences, tables, words
from analysis.questions.indicators import tables as indicators_tables
from analysis.show import wording
from analysis.show.exhibit import Exhibit, Headline


def numbers(documents: pd.DataFrame, rules: pd.DataFrame) -> Exhibit:
    """Show how the numbers of documents are accounted for, see ``answers.documents`` and ``answers.rules``."""
    return Exhibit(
        documents,
        text=lambda: sentences.audit_numbers(documents, rules),
        chart=lambda: charts.audit_numbers(documents),
        table=lambda: tables.audit_documents(documents),
        more=[
            Exhibit(rules, table=lambda: tables.audit_rules(rules)),
            Exhibit(documents, table=lambda: tables.audit_texts(documents)),
        ],
    )


def certainty(footing: pd.DataFrame) -> Exhibit:
    """Show how firm the figures are, see ``answers.footing``."""
    spread = answers.spread(footing, "certainty", answers.CERTAINTIES)
    return Exhibit(
        spread,
        text=lambda: sentences.audit_certainty(footing),
        chart=lambda: charts.audit_certainty(spread),
        table=lambda: tables.audit_certainty(spread),
    )


def windows(footing: pd.DataFrame) -> Exhibit:
    """Show on what the windows of figures rest, see ``answers.footing``."""
    spread = answers.spread(footing, "basis", answers.BASES)
    return Exhibit(
        spread,
        text=lambda: sentences.audit_windows(footing),
        chart=lambda: charts.audit_windows(spread),
        table=lambda: tables.audit_windows(spread),
    )


def calibration(calibration: pd.DataFrame) -> Exhibit:
    """Show whether hedges hold what they hedge, see ``answers.calibration``."""
    return Exhibit.of(calibration, text=sentences.audit_calibration, table=tables.audit_calibration)


def discrepancies(disagreements: pd.DataFrame) -> Exhibit:
    """Show where figures disagree, see ``answers.disagreements``."""
    return Exhibit(
        disagreements,
        text=lambda: sentences.audit_discrepancies(disagreements),
        chart=lambda: charts.audit_discrepancies(answers.tally(disagreements)),
        table=lambda: tables.audit_discrepancies(disagreements),
    )


def external(checked: pd.DataFrame) -> Exhibit:
    """Show figures beside numbers from outside, see ``answers.checked``."""
    return Exhibit.of(checked, text=sentences.audit_external, table=tables.audit_external)


def promises(promises: pd.DataFrame) -> Exhibit:
    """Show what was promised and whether it was kept, see ``answers.promises``."""
    return Exhibit(
        promises,
        text=lambda: sentences.audit_promises(promises),
        chart=lambda: charts.audit_promises(answers.spread(promises, "kept", answers.KEPT, "statement_id")),
        table=lambda: tables.audit_promises(promises),
    )


def money(pairs: pd.DataFrame, both: pd.DataFrame) -> Exhibit:
    """Show amounts beside results, see ``answers.money_beside_results`` and ``answers.programmes_with_both``."""
    return Exhibit(
        pairs,
        text=lambda: sentences.audit_money(pairs, both),
        chart=lambda: charts.audit_money(pairs),
        table=lambda: tables.audit_money(pairs),
    )


def refusals(comparable: pd.DataFrame) -> Exhibit:
    """Show which pairs may be compared, see ``answers.comparable``."""
    return Exhibit.of(comparable, text=sentences.audit_refusals, table=indicators_tables.comparisons)


# -- on the index -----------------------------------------------------------------------------------------------------


def contradictions(data: Dataset) -> Headline:
    """Say how many contradictions there are: the number, and the sentence around it."""
    counts: Any = answers.graveness(answers.disagreements(data)).iloc[0]
    grave = int(counts["contradiction"])
    others = [
        f"{counts[code]} {wording.severity(code, counts[code])} ({words.severity_meaning(code)})"
        for code in answers.SEVERITIES[1:]
    ]
    sentence = _(
        "within and between the documents: {meaning}. Recorded beside them: {others}. Each is recomputed from the data "
        "by a test.",
        meaning=words.severity_meaning("contradiction"),
        others=wording.listed(others),
    )
    return Headline(f"{grave} {wording.severity('contradiction', grave)}", sentence)


#: What the index says of it.
FINDINGS = (contradictions,)
