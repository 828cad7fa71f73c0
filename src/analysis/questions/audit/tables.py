"""Tables of how far the figures can be trusted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import N_, _, numbers, pgettext
from analysis.questions.audit import words
from analysis.show import fields, wording
from analysis.show.fields import Field, Printer, cell, code, in_unit, joined, number, one_of, percent, prose, yes_or_no
from analysis.show.table import Table

_NUMBERS = Field("numbers", N_("numbers"), number("numbers"), numeric=True)
_READINGS = {
    "as_labelled": N_("what the document says it counts"),
    "as_source_counts": N_("what its source counts there"),
}
_VERDICTS = {"agrees": N_("agrees"), "differs": N_("differs"), "undecided": N_("cannot be decided")}
#: What came of a check against what others publish.
CHECKED = fields.VERDICT.printed(one_of("verdict", _VERDICTS))


def audit_documents(frame: pd.DataFrame) -> Table:
    """Show what the audit found in each document, see ``answers.documents``."""
    accounts = {"in_figures": "figure", "in_windows": "window", "by_rules": "rule", "unaccounted": "nothing"}
    columns = [
        fields.DOCUMENT,
        _NUMBERS,
        *(_counted(name, wording.account(code)) for name, code in accounts.items()),
        Field("printings", N_("printings"), number("printings"), numeric=True),
        Field("without_number", N_("without number"), number("without_number"), numeric=True),
    ]
    return Table(frame, columns, _("What the audit of printed numbers found"))


def audit_texts(frame: pd.DataFrame) -> Table:
    """Show which text of each document was audited, by its hash, see ``answers.documents``."""
    columns = [
        fields.DOCUMENT,
        _counted("text_lines", pgettext("of a text", "lines")),
        Field("text_sha256", N_("SHA-256 of the text edition"), cell("text_sha256")),
    ]
    return Table(frame, columns, _("The texts that were audited"))


def audit_rules(frame: pd.DataFrame) -> Table:
    """Show why numbers are no data, see ``answers.rules``."""
    columns = [
        fields.WHY.headed(N_("why it is no data")),
        _NUMBERS,
        Field("documents", N_("documents"), number("documents"), numeric=True),
        Field("examples", N_("such as"), cell("examples")),
    ]
    return Table(frame, columns, _("Rules for numbers that are no data"))


def audit_certainty(spread: pd.DataFrame) -> Table:
    """Show how firm the figures of each document are, ``answers.spread`` by certainty."""
    return _pivot(spread, words.certainties(), _("How firmly the figures are printed"))


def audit_calibration(frame: pd.DataFrame) -> Table:
    """Show each hedge with the exact number of the same fact, see ``answers.calibration``."""
    columns = [
        fields.HEDGE,
        fields.AS_PRINTED,
        fields.READ_AS.printed(in_unit()),
        Field("exact", N_("exactly"), in_unit("exact_"), numeric=True),
        Field("holds", N_("exact number inside?"), yes_or_no("holds")),
        Field("position", N_("how far in"), percent("position"), numeric=True),
        Field("from", N_("exact number from"), lambda row: wording.where(row.exact_where) or row.exact_source),
        fields.FIGURES.printed(joined("figure_id", "exact_figure_id")),
    ]
    return Table(frame, columns, _("Facts printed with a hedge and exactly"))


def audit_windows(spread: pd.DataFrame) -> Table:
    """Show how the windows of the figures are known, ``answers.spread`` by basis."""
    return _pivot(spread, wording.bases(), _("How the window of the figures is known"))


def audit_discrepancies(frame: pd.DataFrame) -> Table:
    """Show every discrepancy with its arithmetic, see ``answers.disagreements``."""
    columns = [
        fields.SEVERITY,
        fields.RELATION,
        fields.DISAGREES,
        Field("arithmetic", N_("recomputed"), cell("arithmetic")),
        fields.RESOLUTION,
        fields.FIGURES,
    ]
    return Table(frame, columns, _("Discrepancies, recomputed from the data"))


def audit_external(frame: pd.DataFrame) -> Table:
    """Show the checks of the figures that do not agree as labelled, see ``answers.checked``."""
    columns = [
        fields.AS_PRINTED,
        fields.COUNTRY,
        Field("reading", N_("held against"), one_of("reading", _READINGS)),
        fields.AS_OF,
        fields.READ_AS.printed(in_unit(decimals=1)),
        fields.OUTSIDE,
        replace(fields.SOURCE, figures=False),
        CHECKED,
        fields.NOTE,
        fields.FIGURE,
    ]
    caption = _("Figures that do not agree with numbers from outside as they are labelled")
    return Table(frame[frame["outcome"] != "agrees"], columns, caption)


def audit_promises(frame: pd.DataFrame) -> Table:
    """Show what was promised without a number and what came of it, see ``answers.promises``."""
    columns = [
        fields.SAYS.headed(N_("promised")),
        fields.AS_PRINTED,
        Field("kept", N_("kept?"), lambda row: wording.outcome(f"kept_{row.kept}")),
        Field("kept_note", N_("what was found"), prose("kept_note")),
        fields.WHERE,
    ]
    return Table(frame, columns, _("Promises without a number"))


def audit_money(frame: pd.DataFrame) -> Table:
    """Show amounts beside results and why they are not divided, see ``answers.money_beside_results``."""
    columns = [
        fields.AMOUNT.printed(_both("label", "as_printed"), numeric=False),
        fields.RESULT.printed(_both("result", "result_as_printed")),
        Field("link", N_("why beside it"), code("link", words.link)),
        Field("refusal", N_("why not divided"), _refusal),
        Field("per", N_("for each"), in_unit("per_"), numeric=True),
        fields.FIGURES.printed(joined("figure_id", "result_figure_id")),
    ]
    return Table(frame, columns, _("Amounts and the results that stand beside them"))


def _counted(name: str, heading: str) -> Field:
    return Field(name, lambda: heading, number(name), numeric=True)


def _both(label: str, as_printed: str) -> Printer:
    """Print what something is, and behind it how it is printed."""
    return lambda row: f"{wording.prose(row, label)}: “{getattr(row, as_printed)}”"


def _pivot(spread: pd.DataFrame, headings: dict[str, str], caption: str) -> Table:
    records: list[Any] = list(rows_of(spread.rename(columns={"count": "size"})))
    cells = {
        (row.code, row.source_id): f"{numbers.number(row.size)} ({numbers.share(row.share, row.share)})"
        for row in records
    }
    found = {code: heading for code, heading in headings.items() if code in set(spread["code"])}
    columns = [fields.crossed(cells, code, heading, "source_id", "0") for code, heading in found.items()]
    return Table(spread[["source_id", "title"]].drop_duplicates(), [fields.DOCUMENT, *columns], caption)


def _refusal(row: Any) -> str:
    reasons = []
    if row.is_spent != "yes":
        kind = wording.kind(row.kind)
        reasons.append(_("{kind}, not spending", kind=kind))
    if row.same_window != "yes":
        paid = wording.window(row.period_start, row.period_end, row.period_basis)
        reached = wording.window(row.result_start, row.result_end, row.result_basis)
        reasons.append(_("window {paid} against {reached}", paid=paid, reached=reached))
    if row.link == "phase":
        reasons.append(_("another phase of the programme"))
    elif row.same_portfolio == "no":
        reasons.append(_("other places"))
    elif row.same_portfolio != "yes" and row.link == "programme":
        reasons.append(_("nowhere is it said that the amount is for this result alone, in the same places"))
    elif row.same_portfolio != "yes":
        reasons.append(_("the amount is for more than this result, which may have other payers too"))
    if row.same_payer != "yes":
        paid, reached = wording.whose(row.funding), wording.whose(row.result_funding)
        reasons.append(_("payer of the amount: {paid}; of the result: {reached}", paid=paid, reached=reached))
    return "; ".join(reasons)
