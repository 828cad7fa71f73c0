"""Charts of how far the figures can be trusted: what was audited, how firm it is, what disagrees, what fits what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from analysis.language import N_, _, translated
from analysis.show import wording
from analysis.show.fields import Field, cell, told, tooltip
from analysis.show.forms.stacks import stacks
from analysis.show.marks import Chart, Nothing, rows_of
from analysis.show.theme import BLUE, INK, MUTED, ORANGE, WIDTH

#: From the firmest to the least firm, apart in greyscale where they stand side by side.
_MIDDLE, _LIGHT, _SAND, _PALE = "#4f93c4", "#cfe3f3", "#eda75f", "#dfe4e8"
#: Columns of the grid of amounts and results, in units of its axis: the printed result, then a tile for each check.
_PRINTED, _TILE = 2.3, 1.0
#: What the tooltip says of an amount and a result, whichever check it is at.
_OF_PAIR = ["amount", "result", "window", "why", "where", "result_where"]

_OF = Field("label", N_("of"), cell("title"))
_PART = Field("part", N_("what"), cell("code"))


def audit_numbers(documents: pd.DataFrame) -> Chart:
    """Draw what accounts for the numbers printed in each document, see ``questions.audit.documents``."""
    columns = {"figure": "in_figures", "window": "in_windows", "rule": "by_rules", "nothing": "unaccounted"}
    long = documents.melt(["source_id", "title"], list(columns.values()), "code", "count")
    long["code"] = long["code"].map({column: code for code, column in columns.items()})
    order = long["code"].map({code: place for place, code in enumerate(columns)})
    rows = long[long["count"] > 0].assign(place=order).sort_values(["source_id", "place"]).astype({"count": "int64"})
    shades = {"figure": BLUE, "window": _MIDDLE, "rule": _PALE, "nothing": ORANGE}
    title = _("Numbers printed in each document, by what accounts for them")
    return _stacked(rows, shades, wording.account, title, _("numbers"))


def audit_certainty(spread: pd.DataFrame) -> Chart:
    """Draw how firm the figures of each document are, ``questions.audit.spread`` by certainty."""
    shades = {"exact": BLUE, "decided": _MIDDLE, "rounded": _LIGHT, "hedged": _SAND, "open": ORANGE, "illegible": INK}
    title = _("Figures by how firmly they are printed, % of each document's figures")
    return _stacked(spread, shades, wording.certainties().__getitem__, title)


def audit_windows(spread: pd.DataFrame) -> Chart:
    """Draw how the windows of the figures are known, ``questions.audit.spread`` by basis."""
    shades = {"printed": BLUE, "footnote": _MIDDLE, "inferred": _SAND, "unknown": _PALE}
    title = _("Figures by how their window is known, % of each document's figures")
    return _stacked(spread, shades, wording.bases().__getitem__, title, legend=4)


def audit_promises(spread: pd.DataFrame) -> Chart | Nothing:
    """Draw what became of the promises of each document, ``questions.audit.spread`` by whether they were kept."""
    if spread.empty:
        return Nothing(_("*There is no promise to draw.*"))
    shades = {"yes": BLUE, "partly": _LIGHT, "no": ORANGE, "not_in_documents": _PALE}
    title = _("Promises without a number, by what these documents show of them")
    return _stacked(spread, shades, lambda code: wording.outcome(f"kept_{code}"), title, _("promises"), legend=2)


def audit_discrepancies(tally: pd.DataFrame) -> Chart | Nothing:
    """Draw the recorded discrepancies by kind and by how grave they are (``questions.audit.tally``)."""
    if tally.empty:
        return Nothing(_("*There is no discrepancy to draw.*"))
    shades = {"contradiction": ORANGE, "unexplained": BLUE, "definition": _LIGHT, "wording": _SAND}
    kinds = [wording.relation(code) for code in tally["relation"]]
    rows = tally.assign(source_id=tally["relation"], title=kinds, code=tally["severity"])
    title = _("Recorded discrepancies by kind, {span}, number", span=wording.span())
    return _stacked(rows, shades, wording.severity, title, _("discrepancies"))


def audit_money(pairs: pd.DataFrame) -> Chart | Nothing:
    """Draw what each amount shares with each result beside it, see ``questions.audit.money_beside_results``."""
    if pairs.empty:
        return Nothing(_("*No amount stands beside a result here: there is nothing to draw.*"))
    heads = checks()
    cells = _cells(pairs.sort_values(["figure_id", "result_figure_id"]))
    shades = {"yes": BLUE, "partly": _LIGHT, "no": _SAND, "unknown": _PALE}
    y = alt.Y(
        "row:N",
        sort=list(dict.fromkeys(cells["row"])),
        title=None,
        axis=alt.Axis(labelExpr="split(datum.label, ' · ')[0]", labelLimit=350, domain=False, ticks=False),
    )
    x = alt.X("begin:Q", axis=None, scale=alt.Scale(domain=[0, _PRINTED + _TILE * len(heads)], nice=False))
    tooltip = [
        alt.Tooltip("amount:N", title=_("amount")),
        alt.Tooltip("result:N", title=_("result")),
        alt.Tooltip("why:N", title=_("why beside it")),
        alt.Tooltip("window:N", title=_("windows")),
        alt.Tooltip("where:N", title=_("source of the amount")),
        alt.Tooltip("result_where:N", title=_("source of the result")),
    ]
    fill = alt.Fill("code:N", legend=None, scale=alt.Scale(domain=list(shades), range=list(shades.values())))
    base = alt.Chart()
    tiles = base.transform_filter("isValid(datum.code)").mark_rect(stroke="white", strokeWidth=2)
    tiles = tiles.encode(x=x, x2=alt.X2("end:Q"), y=y, fill=fill, tooltip=tooltip)
    answers = (
        base.transform_filter("isValid(datum.code)")
        .mark_text(fontSize=11)
        .encode(
            x=alt.X("middle:Q"),
            y=y,
            text=alt.Text("text:N"),
            tooltip=tooltip,
            color=alt.ColorValue(INK, condition={"test": "datum.code == 'yes'", "value": "white"}),
        )
    )
    names = base.transform_filter("datum.part == 'amount'").mark_text(align="left", fontWeight="bold", dx=-300)
    printed = base.transform_filter("datum.part == 'printed'").mark_text(align="left", dx=4)
    top = base.transform_filter("datum.part == 'head'").mark_text(color=MUTED)
    names, printed, top = (
        mark.encode(x=alt.X("middle:Q"), y=y, text=alt.Text("text:N")) for mark in (names, printed, top)
    )
    title = alt.TitleParams(
        _("Amounts and the results beside them, {span}: what they share", span=wording.span()),
        subtitle=_("Only where all four agree could the amount be divided by the result"),
        frame="bounds",
    )
    told = cells.dropna(subset="code").groupby(["amount", "result"], sort=False)["told"].agg(", ".join).reset_index()
    described = "; ".join(f"{row.amount}, {row.result}: {row.told}" for row in rows_of(told))
    # What the tiles of one pair have in common is in the data once.
    pair = cells.dropna(subset="code").drop_duplicates("figure_id")[["figure_id", *_OF_PAIR]]
    return alt.LayerChart(
        data=cells.drop(columns=["told", *_OF_PAIR]),
        layer=[tiles, answers, names, printed, top],
        title=title,
        description=f"{title.text}. {described}.",
        width=WIDTH * 0.8,
        height=alt.Step(25),
    ).transform_lookup("figure_id", from_=alt.LookupData(pair, key="figure_id", fields=_OF_PAIR))


def checks() -> dict[str, str]:
    """Name what an amount and a result must share before one is divided by the other."""
    return {
        "is_spent": _("spent?"),
        "same_window": _("window"),
        "same_portfolio": _("portfolio"),
        "same_payer": _("payers"),
    }


def _cells(pairs: pd.DataFrame) -> pd.DataFrame:
    """Lay amounts and results out as rows of text and tiles: a row of headings, a row an amount, a row a result."""
    heads = checks()
    at = {name: _PRINTED + _TILE * place for place, name in enumerate(heads)}
    cells: list[dict[str, Any]] = [
        {"row": " · head", "part": "head", "text": head, "middle": at[name] + _TILE / 2} for name, head in heads.items()
    ]
    for number, (_key, group) in enumerate(pairs.groupby("figure_id", sort=False)):
        first: Any = next(group.itertuples(index=False))
        kind = wording.kind(first.kind)
        amount = f"{getattr(first, translated('label'))} ({kind}): “{first.as_printed}”"
        at_left = {"row": f" · {number}", "part": "amount", "middle": 0.0}
        cells.append(at_left | {"figure_id": first.figure_id, "text": amount})
        for row in rows_of(group):
            label = f"{getattr(row, translated('result'))} · {number}"
            known = {
                "row": label,
                "amount": amount,
                "result": _result(row),
                "window": _windows(row),
                "why": wording.link(row.link),
                "where": wording.where(row.where),
                "result_where": wording.where(row.result_where),
            }
            printed = f"“{row.result_as_printed}”"
            cells.append(known | {"figure_id": row.result_figure_id, "part": "printed", "text": printed, "middle": 0.0})
            for name, head in heads.items():
                code = getattr(row, name)
                answer, left = _answer(name, code), at[name]
                cells.append(
                    known
                    | {
                        "figure_id": f"{row.figure_id} {row.result_figure_id}",
                        "part": "check",
                        "code": code,
                        "text": answer,
                        "told": f"{head} {answer}",
                    }
                    | {"begin": left, "end": left + _TILE, "middle": left + _TILE / 2}
                )
    return pd.DataFrame(cells)


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


def _result(row: Any) -> str:
    return f"{getattr(row, translated('result'))}: “{row.result_as_printed}”"


def _windows(row: Any) -> str:
    paid = wording.window(row.period_start, row.period_end, row.period_basis)
    reached = wording.window(row.result_start, row.result_end, row.result_basis)
    return f"{paid} · {reached}"
