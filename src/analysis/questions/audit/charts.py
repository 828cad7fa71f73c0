"""Charts of how far the figures can be trusted: what was audited, how firm it is, what disagrees, what fits what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import N_, _, translated
from analysis.questions.audit import words
from analysis.show import wording
from analysis.show.fields import Field, cell, code, told, tooltip
from analysis.show.forms.matrix import Look, Matrix
from analysis.show.forms.stacks import stacks
from analysis.show.marks import Chart, Nothing
from analysis.show.theme import BLUE, GRID, INK, ORANGE

#: From the firmest to the least firm, apart in greyscale where they stand side by side.
_MIDDLE, _LIGHT, _SAND = "#4f93c4", "#cfe3f3", "#eda75f"
#: How far an amount and a result agree.
_AGREEMENTS = {"yes": BLUE, "partly": _LIGHT, "no": _SAND, "unknown": GRID}

_OF = Field("label", N_("of"), cell("title"))
_PART = Field("part", N_("what"), cell("code"))


def audit_numbers(documents: pd.DataFrame) -> Chart:
    """Draw what accounts for the numbers printed in each document, see ``answers.documents``."""
    columns = {"figure": "in_figures", "window": "in_windows", "rule": "by_rules", "nothing": "unaccounted"}
    long = documents.melt(["source_id", "title"], list(columns.values()), "code", "count")
    long["code"] = long["code"].map({column: code for code, column in columns.items()})
    order = long["code"].map({code: place for place, code in enumerate(columns)})
    rows = long[long["count"] > 0].assign(place=order).sort_values(["source_id", "place"]).astype({"count": "int64"})
    shades = {"figure": BLUE, "window": _MIDDLE, "rule": GRID, "nothing": ORANGE}
    title = _("Numbers printed in each document, by what accounts for them")
    return _stacked(rows, shades, wording.account, title, _("numbers"))


def audit_certainty(spread: pd.DataFrame) -> Chart:
    """Draw how firm the figures of each document are, ``answers.spread`` by certainty."""
    shades = {"exact": BLUE, "decided": _MIDDLE, "rounded": _LIGHT, "hedged": _SAND, "open": ORANGE, "illegible": INK}
    title = _("Figures by how firmly they are printed, % of each document's figures")
    return _stacked(spread, shades, words.certainties().__getitem__, title)


def audit_windows(spread: pd.DataFrame) -> Chart:
    """Draw how the windows of the figures are known, ``answers.spread`` by basis."""
    shades = {"printed": BLUE, "footnote": _MIDDLE, "inferred": _SAND, "unknown": GRID}
    title = _("Figures by how their window is known, % of each document's figures")
    return _stacked(spread, shades, wording.bases().__getitem__, title, legend=4)


def audit_promises(spread: pd.DataFrame) -> Chart | Nothing:
    """Draw what became of the promises of each document, ``answers.spread`` by whether they were kept."""
    if spread.empty:
        return Nothing(_("*There is no promise to draw.*"))
    shades = {"yes": BLUE, "partly": _LIGHT, "no": ORANGE, "not_in_documents": GRID}
    title = _("Promises without a number, by what these documents show of them")
    return _stacked(spread, shades, lambda code: wording.outcome(f"kept_{code}"), title, _("promises"), legend=2)


def audit_discrepancies(tally: pd.DataFrame) -> Chart | Nothing:
    """Draw the recorded discrepancies by kind and by how grave they are (``answers.tally``)."""
    if tally.empty:
        return Nothing(_("*There is no discrepancy to draw.*"))
    shades = {"contradiction": ORANGE, "unexplained": BLUE, "definition": _LIGHT, "wording": _SAND}
    kinds = [wording.relation(code) for code in tally["relation"]]
    rows = tally.assign(source_id=tally["relation"], title=kinds, code=tally["severity"])
    title = _("Recorded discrepancies by kind, {span}, number", span=wording.span())
    return _stacked(rows, shades, wording.severity, title, _("discrepancies"))


def audit_money(pairs: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw what each amount shares with each result beside it, see ``answers.money_beside_results``."""
    if pairs.empty:
        return Nothing(_("*No amount stands beside a result here: there is nothing to draw.*"))
    heads = checks()
    pairs = pairs.sort_values(["figure_id", "result_figure_id"])
    each = pairs.merge(pd.DataFrame({"check": list(heads)}), how="cross")
    looks = {wording.agreement(code): Look(colour) for code, colour in _AGREEMENTS.items()}
    fields = (
        Field("panel", N_("amount"), _amount),
        Field("row", N_("result"), _result),
        Field("why", N_("why beside it"), code("link", words.link)),
        Field("window", N_("windows"), _windows),
        Field("where", N_("source of the amount"), lambda row: wording.where(row.where)),
        Field("result_where", N_("source of the result"), lambda row: wording.where(row.result_where)),
    )
    cells = told(each, *fields).assign(
        figure_id=each["figure_id"].to_numpy() + " " + each["result_figure_id"].to_numpy(),
        column=[heads[check] for check in each["check"]],
        mark=[wording.agreement(getattr(row, row.check)) for row in rows_of(each)],
        text=[_answer(row.check, getattr(row, row.check)) for row in rows_of(each)],
    )
    title = alt.TitleParams(
        _("Amounts and the results beside them, {span}: what they share", span=wording.span()),
        subtitle=_("Only where all four agree could the amount be divided by the result"),
        frame="bounds",
    )
    return Matrix(cells, list(heads.values()), looks, fields, column_width=90, label_width=72).panels(title)


def checks() -> dict[str, str]:
    """Name what an amount and a result must share before one is divided by the other."""
    return {
        "is_spent": _("spent?"),
        "same_window": _("window"),
        "same_portfolio": _("portfolio"),
        "same_payer": _("payers"),
    }


def _stacked(
    frame: pd.DataFrame,
    shades: Mapping[str, str],
    name: Callable[[str], str],
    title: str,
    counted: str | None = None,
    legend: int = 3,
) -> Chart:
    """Stack the counts of each ``source_id``, in numbers, or as shares where no name is given to what is counted.

    ``frame`` has ``source_id, title, code, count``, in the order in which the parts stand.
    """
    part = replace(_PART, text=lambda row: name(row.code))
    rows = told(frame, _OF, part, keep=("count", "figure_id", "statement_id", "discrepancy_id"))
    rows["key"] = frame["source_id"].to_numpy()
    named = {name(code): shade for code, shade in shades.items()}
    return stacks(rows, title, tooltip(_OF, part), named, counted=counted, columns=legend)


def _answer(check: str, code: str) -> str:
    if check == "is_spent":
        return _("yes") if code == "yes" else _("no")
    return wording.agreement(code)


def _amount(row: Any) -> str:
    return f"{getattr(row, translated('label'))} ({wording.kind(row.kind)}): “{row.as_printed}”"


def _result(row: Any) -> str:
    return f"{getattr(row, translated('result'))}: “{row.result_as_printed}”"


def _windows(row: Any) -> str:
    paid = wording.window(row.period_start, row.period_end, row.period_basis)
    reached = wording.window(row.result_start, row.result_end, row.result_basis)
    return f"{paid} · {reached}"
