"""Tables of how far the figures can be trusted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import numbers, say, say_as
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, number, present
from analysis.show.theme import Language


def audit_documents(frame: pd.DataFrame, language: Language) -> Table:
    """Show what the audit found in each document, see ``questions.audit.documents``."""
    counts = {
        "numbers": say(language, "numbers"),
        "in_figures": wording.account("figure", language),
        "in_windows": wording.account("window", language),
        "by_rules": wording.account("rule", language),
        "unaccounted": wording.account("nothing", language),
        "printings": say(language, "figures"),
        "without_number": say(language, "without number"),
    }
    columns = [
        Column("document", lambda row: row.title),
        *(Column(heading, _count(name, language), numeric=True) for name, heading in counts.items()),
    ]
    return Table(frame, columns, say(language, "What the audit of printed numbers found"))


def audit_texts(frame: pd.DataFrame, language: Language) -> Table:
    """Show which text of each document was audited, by its hash, see ``questions.audit.documents``."""
    columns = [
        Column("document", lambda row: row.title),
        Column(say_as(language, "of a text", "lines"), _count("text_lines", language), numeric=True),
        Column(say(language, "SHA-256 of the text edition"), lambda row: row.text_sha256),
    ]
    return Table(frame, columns, say(language, "The texts that were audited"))


def audit_rules(frame: pd.DataFrame, language: Language) -> Table:
    """Show why numbers are no data, see ``questions.audit.rules``."""
    columns = [
        Column(say(language, "why it is no data"), lambda row: wording.prose(row, "reason", language)),
        Column(say(language, "numbers"), _count("numbers", language), numeric=True),
        Column(say(language, "documents"), _count("documents", language), numeric=True),
        Column(say(language, "such as"), lambda row: row.examples),
    ]
    return Table(frame, columns, say(language, "Rules for numbers that are no data"))


def audit_certainty(spread: pd.DataFrame, language: Language) -> Table:
    """Show how firm the figures of each document are, ``questions.audit.spread`` by certainty."""
    caption = say(language, "How firmly the figures are printed")
    return _pivot(spread, wording.certainties(language), caption, language)


def audit_calibration(frame: pd.DataFrame, language: Language) -> Table:
    """Show each hedge with the exact number of the same fact, see ``questions.audit.calibration``."""
    columns = [
        Column(say(language, "hedge"), lambda row: wording.hedge(row.qualifier, language)),
        Column(say(language, "as printed"), lambda row: f"“{row.as_printed}”"),
        Column(say(language, "read as"), lambda row: numbers.allowed(row, language, row.unit), numeric=True),
        Column(
            say(language, "exactly"),
            lambda row: bounds(row.exact_lower, row.exact_upper, language, row.unit),
            numeric=True,
        ),
        Column(say(language, "holds it?"), lambda row: say(language, "yes") if row.holds else say(language, "no")),
        Column(
            say(language, "how far in"),
            lambda row: "" if pd.isna(row.position) else numbers.share(row.position, row.position, language),
            numeric=True,
        ),
        Column(
            say(language, "exact number from"), lambda row: wording.where(row.exact_where, language) or row.exact_source
        ),
        Column(
            say(language, "figures"),
            lambda row: " ".join(name for name in (row.figure_id, row.exact_figure_id) if pd.notna(name)),
            figures=True,
        ),
    ]
    return Table(frame, columns, say(language, "Facts printed with a hedge and exactly"))


def audit_windows(spread: pd.DataFrame, language: Language) -> Table:
    """Show how the windows of the figures are known, ``questions.audit.spread`` by basis."""
    caption = say(language, "How the window of the figures is known")
    return _pivot(spread, wording.bases(language), caption, language)


def audit_discrepancies(frame: pd.DataFrame, language: Language) -> Table:
    """Show every discrepancy with its arithmetic, see ``questions.audit.disagreements``."""
    columns = [
        Column(say(language, "how grave"), lambda row: wording.severity(row.severity, language)),
        Column(say(language, "kind"), lambda row: wording.relation(row.relation, language)),
        Column(say(language, "what disagrees"), lambda row: wording.prose(row, "what", language)),
        Column(say(language, "recomputed"), lambda row: row.arithmetic),
        Column(say(language, "what is done about it"), lambda row: wording.prose(row, "resolution", language)),
        Column(say(language, "figures"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "Discrepancies, recomputed from the data"))


def audit_external(frame: pd.DataFrame, language: Language) -> Table:
    """Show the checks of the figures that do not agree as labelled, see ``questions.audit.checked``."""
    readings = {
        "as_labelled": say(language, "what the document says it counts"),
        "as_source_counts": say(language, "what its source counts there"),
    }
    columns = [
        Column(say(language, "as printed"), lambda row: f"“{row.as_printed}”"),
        Column(say(language, "country"), lambda row: present(row.iso3)),
        Column(say(language, "held against"), lambda row: readings[row.reading]),
        Column(say(language, "as of"), lambda row: f"{row.as_of:%Y-%m-%d}"),
        Column(say(language, "the form allows"), lambda row: _ends(row, "", language), numeric=True),
        Column(say(language, "from outside"), lambda row: _ends(row, "reference_", language), numeric=True),
        Column(say(language, "source"), lambda row: row.source_id),
        Column(say(language, "verdict"), lambda row: _verdicts(language)[row.verdict]),
        Column(say(language, "note"), lambda row: wording.prose(row, "note", language)),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(language, "Figures that do not agree with numbers from outside as they are labelled")
    return Table(frame[frame["outcome"] != "agrees"], columns, caption)


def audit_promises(frame: pd.DataFrame, language: Language) -> Table:
    """Show what was promised without a number and what came of it, see ``questions.audit.promises``."""
    columns = [
        Column(say(language, "promised"), lambda row: wording.prose(row, "says", language)),
        Column(say(language, "as printed"), lambda row: f"“{row.as_printed}”"),
        Column(say(language, "kept?"), lambda row: wording.outcome(f"kept_{row.kept}", language)),
        Column(say(language, "what was found"), lambda row: wording.prose(row, "kept_note", language)),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
    ]
    return Table(frame, columns, say(language, "Promises without a number"))


def audit_money(frame: pd.DataFrame, language: Language) -> Table:
    """Show amounts beside results and why they are not divided, see ``questions.audit.money_beside_results``."""
    columns = [
        Column(say(language, "amount"), lambda row: f"{getattr(row, f'label_{language}')}: “{row.as_printed}”"),
        Column(say(language, "result"), lambda row: f"{getattr(row, f'result_{language}')}: “{row.result_as_printed}”"),
        Column(say(language, "why beside it"), lambda row: wording.link(row.link, language)),
        Column(say(language, "why not divided"), lambda row: _refusal(row, language)),
        Column(
            say(language, "for each"),
            lambda row: bounds(row.per_lower, row.per_upper, language, row.unit),
            numeric=True,
        ),
        Column(say(language, "figures"), lambda row: f"{row.figure_id} {row.result_figure_id}", figures=True),
    ]
    return Table(frame, columns, say(language, "Amounts and the results that stand beside them"))


def _count(name: str, language: Language) -> Any:
    return lambda row: number(getattr(row, name), language)


def _pivot(spread: pd.DataFrame, headings: dict[str, str], caption: str, language: Language) -> Table:
    records: list[Any] = list(spread.rename(columns={"count": "size"}).itertuples(index=False))
    cells = {
        (row.source_id, row.code): f"{number(row.size, language)} ({numbers.share(row.share, row.share, language)})"
        for row in records
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


def _verdicts(language: Language) -> dict[str, str]:
    return {
        "agrees": say(language, "agrees"),
        "differs": say(language, "differs"),
        "undecided": say(language, "cannot be decided"),
    }


def _ends(row: Any, prefix: str, language: Language) -> str:
    low, high = getattr(row, f"{prefix}lower"), getattr(row, f"{prefix}upper")
    if row.unit == "percent":
        return numbers.interval(low, high, language, "percent", decimals=1)
    money = row.unit if row.unit in {"EUR", "USD"} else ""
    return bounds(low, high, language, money, numbers.opened(row, prefix))


def _refusal(row: Any, language: Language) -> str:
    reasons = []
    if row.is_spent != "yes":
        kind = wording.kind(row.kind, language)
        reasons.append(say(language, "{kind}, not spending", kind=kind))
    if row.same_window != "yes":
        paid = wording.window(row.period_start, row.period_end, language, row.period_basis)
        reached = wording.window(row.result_start, row.result_end, language, row.result_basis)
        reasons.append(say(language, "window {paid} against {reached}", paid=paid, reached=reached))
    if row.same_portfolio == "no":
        reasons.append(say(language, "another phase of the programme"))
    elif row.same_portfolio != "yes":
        reasons.append(say(language, "the amount is for more than this result, which may have other payers too"))
    if row.same_payer != "yes":
        paid, reached = (wording.payer(code, language) for code in (row.funding, row.result_funding))
        reasons.append(say(language, "paid by {paid} against {reached}", paid=paid, reached=reached))
    return "; ".join(reasons)
