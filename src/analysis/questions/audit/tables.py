"""Tables of how far the figures can be trusted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import _, numbers, pgettext, translated
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, number, present


def audit_documents(frame: pd.DataFrame) -> Table:
    """Show what the audit found in each document, see ``questions.audit.documents``."""
    counts = {
        "numbers": _("numbers"),
        "in_figures": wording.account("figure"),
        "in_windows": wording.account("window"),
        "by_rules": wording.account("rule"),
        "unaccounted": wording.account("nothing"),
        "printings": _("figures"),
        "without_number": _("without number"),
    }
    columns = [
        Column("document", lambda row: row.title),
        *(Column(heading, _count(name), numeric=True) for name, heading in counts.items()),
    ]
    return Table(frame, columns, _("What the audit of printed numbers found"))


def audit_texts(frame: pd.DataFrame) -> Table:
    """Show which text of each document was audited, by its hash, see ``questions.audit.documents``."""
    columns = [
        Column("document", lambda row: row.title),
        Column(pgettext("of a text", "lines"), _count("text_lines"), numeric=True),
        Column(_("SHA-256 of the text edition"), lambda row: row.text_sha256),
    ]
    return Table(frame, columns, _("The texts that were audited"))


def audit_rules(frame: pd.DataFrame) -> Table:
    """Show why numbers are no data, see ``questions.audit.rules``."""
    columns = [
        Column(_("why it is no data"), lambda row: wording.prose(row, "reason")),
        Column(_("numbers"), _count("numbers"), numeric=True),
        Column(_("documents"), _count("documents"), numeric=True),
        Column(_("such as"), lambda row: row.examples),
    ]
    return Table(frame, columns, _("Rules for numbers that are no data"))


def audit_certainty(spread: pd.DataFrame) -> Table:
    """Show how firm the figures of each document are, ``questions.audit.spread`` by certainty."""
    caption = _("How firmly the figures are printed")
    return _pivot(spread, wording.certainties(), caption)


def audit_calibration(frame: pd.DataFrame) -> Table:
    """Show each hedge with the exact number of the same fact, see ``questions.audit.calibration``."""
    columns = [
        Column(_("hedge"), lambda row: wording.hedge(row.qualifier)),
        Column(_("as printed"), lambda row: f"“{row.as_printed}”"),
        Column(_("read as"), lambda row: numbers.allowed(row, row.unit), numeric=True),
        Column(
            _("exactly"),
            lambda row: bounds(row.exact_lower, row.exact_upper, row.unit),
            numeric=True,
        ),
        Column(_("holds it?"), lambda row: _("yes") if row.holds else _("no")),
        Column(
            _("how far in"),
            lambda row: "" if pd.isna(row.position) else numbers.share(row.position, row.position),
            numeric=True,
        ),
        Column(_("exact number from"), lambda row: wording.where(row.exact_where) or row.exact_source),
        Column(
            _("figures"),
            lambda row: " ".join(name for name in (row.figure_id, row.exact_figure_id) if pd.notna(name)),
            figures=True,
        ),
    ]
    return Table(frame, columns, _("Facts printed with a hedge and exactly"))


def audit_windows(spread: pd.DataFrame) -> Table:
    """Show how the windows of the figures are known, ``questions.audit.spread`` by basis."""
    caption = _("How the window of the figures is known")
    return _pivot(spread, wording.bases(), caption)


def audit_discrepancies(frame: pd.DataFrame) -> Table:
    """Show every discrepancy with its arithmetic, see ``questions.audit.disagreements``."""
    columns = [
        Column(_("how grave"), lambda row: wording.severity(row.severity)),
        Column(_("kind"), lambda row: wording.relation(row.relation)),
        Column(_("what disagrees"), lambda row: wording.prose(row, "what")),
        Column(_("recomputed"), lambda row: row.arithmetic),
        Column(_("what is done about it"), lambda row: wording.prose(row, "resolution")),
        Column(_("figures"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, _("Discrepancies, recomputed from the data"))


def audit_external(frame: pd.DataFrame) -> Table:
    """Show the checks of the figures that do not agree as labelled, see ``questions.audit.checked``."""
    readings = {
        "as_labelled": _("what the document says it counts"),
        "as_source_counts": _("what its source counts there"),
    }
    columns = [
        Column(_("as printed"), lambda row: f"“{row.as_printed}”"),
        Column(_("country"), lambda row: present(row.iso3)),
        Column(_("held against"), lambda row: readings[row.reading]),
        Column(_("as of"), lambda row: f"{row.as_of:%Y-%m-%d}"),
        Column(_("the form allows"), lambda row: _ends(row, ""), numeric=True),
        Column(_("from outside"), lambda row: _ends(row, "reference_"), numeric=True),
        Column(_("source"), lambda row: row.source_id),
        Column(_("verdict"), lambda row: _verdicts()[row.verdict]),
        Column(_("note"), lambda row: wording.prose(row, "note")),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = _("Figures that do not agree with numbers from outside as they are labelled")
    return Table(frame[frame["outcome"] != "agrees"], columns, caption)


def audit_promises(frame: pd.DataFrame) -> Table:
    """Show what was promised without a number and what came of it, see ``questions.audit.promises``."""
    columns = [
        Column(_("promised"), lambda row: wording.prose(row, "says")),
        Column(_("as printed"), lambda row: f"“{row.as_printed}”"),
        Column(_("kept?"), lambda row: wording.outcome(f"kept_{row.kept}")),
        Column(_("what was found"), lambda row: wording.prose(row, "kept_note")),
        Column(_("where"), lambda row: wording.where(row.where)),
    ]
    return Table(frame, columns, _("Promises without a number"))


def audit_money(frame: pd.DataFrame) -> Table:
    """Show amounts beside results and why they are not divided, see ``questions.audit.money_beside_results``."""
    columns = [
        Column(_("amount"), lambda row: f"{getattr(row, translated('label'))}: “{row.as_printed}”"),
        Column(_("result"), lambda row: f"{getattr(row, translated('result'))}: “{row.result_as_printed}”"),
        Column(_("why beside it"), lambda row: wording.link(row.link)),
        Column(_("why not divided"), _refusal),
        Column(
            _("for each"),
            lambda row: bounds(row.per_lower, row.per_upper, row.unit),
            numeric=True,
        ),
        Column(_("figures"), lambda row: f"{row.figure_id} {row.result_figure_id}", figures=True),
    ]
    return Table(frame, columns, _("Amounts and the results that stand beside them"))


def _count(name: str) -> Any:
    return lambda row: number(getattr(row, name))


def _pivot(spread: pd.DataFrame, headings: dict[str, str], caption: str) -> Table:
    records: list[Any] = list(spread.rename(columns={"count": "size"}).itertuples(index=False))
    cells = {
        (row.source_id, row.code): f"{number(row.size)} ({numbers.share(row.share, row.share)})" for row in records
    }
    found = set(spread["code"])
    documents = spread[["source_id", "title"]].drop_duplicates()
    columns = [
        Column("document", lambda row: row.title),
        *(Column(heading, _cell(cells, code), numeric=True) for code, heading in headings.items() if code in found),
    ]
    return Table(documents, columns, caption)


def _cell(cells: dict[tuple[str, str], str], code: str) -> Any:
    return lambda row: cells.get((row.source_id, code), "0")


def _verdicts() -> dict[str, str]:
    return {
        "agrees": _("agrees"),
        "differs": _("differs"),
        "undecided": _("cannot be decided"),
    }


def _ends(row: Any, prefix: str) -> str:
    low, high = getattr(row, f"{prefix}lower"), getattr(row, f"{prefix}upper")
    if row.unit == "percent":
        return numbers.interval(low, high, "percent", decimals=1)
    money = row.unit if row.unit in {"EUR", "USD"} else ""
    return bounds(low, high, money, numbers.opened(row, prefix))


def _refusal(row: Any) -> str:
    reasons = []
    if row.is_spent != "yes":
        kind = wording.kind(row.kind)
        reasons.append(_("{kind}, not spending", kind=kind))
    if row.same_window != "yes":
        paid = wording.window(row.period_start, row.period_end, row.period_basis)
        reached = wording.window(row.result_start, row.result_end, row.result_basis)
        reasons.append(_("window {paid} against {reached}", paid=paid, reached=reached))
    if row.same_portfolio == "no":
        reasons.append(_("another phase of the programme"))
    elif row.same_portfolio != "yes":
        reasons.append(_("the amount is for more than this result, which may have other payers too"))
    if row.same_payer != "yes":
        paid, reached = (wording.payer(code) for code in (row.funding, row.result_funding))
        reasons.append(_("paid by {paid} against {reached}", paid=paid, reached=reached))
    return "; ".join(reasons)
