"""Charts of how far the figures can be trusted: what was audited, how firm it is, what disagrees, what fits what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from analysis.language import N_, _, numbers, pgettext, translated
from analysis.show import wording
from analysis.show.fields import Field, code, told
from analysis.show.forms.matrix import Look, Matrix
from analysis.show.marks import BAR, Chart, Nothing, rows_of
from analysis.show.theme import BLUE, INK, MUTED, ORANGE, WIDTH

#: From the firmest to the least firm, apart in greyscale where they stand side by side; text on the dark ones is white.
_MIDDLE, _LIGHT, _SAND, _PALE = "#4f93c4", "#cfe3f3", "#eda75f", "#dfe4e8"
_DARK = frozenset({BLUE, MUTED, ORANGE, INK})
#: A label that is longer is broken into two lines.
_LONG = 30
#: A part of a bar that is narrower than this share of the axis bears no number; the table has it.
_NARROW = 0.035
#: Room for the totals to the right of the longest bar, as a factor.
_ROOM = 1.08
#: How far an amount and a result agree.
_AGREEMENTS = {"yes": BLUE, "partly": _LIGHT, "no": _SAND, "unknown": _PALE}


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
    return _stacked(spread, shades, wording.certainties().__getitem__, title, None)


def audit_windows(spread: pd.DataFrame) -> Chart:
    """Draw how the windows of the figures are known, ``questions.audit.spread`` by basis."""
    shades = {"printed": BLUE, "footnote": _MIDDLE, "inferred": _SAND, "unknown": _PALE}
    title = _("Figures by how their window is known, % of each document's figures")
    return _stacked(spread, shades, wording.bases().__getitem__, title, None, columns=4)


def audit_promises(spread: pd.DataFrame) -> Chart | Nothing:
    """Draw what became of the promises of each document, ``questions.audit.spread`` by whether they were kept."""
    if spread.empty:
        return Nothing(_("*There is no promise to draw.*"))
    shades = {"yes": BLUE, "partly": _LIGHT, "no": ORANGE, "not_in_documents": _PALE}
    title = _("Promises without a number, by what these documents show of them")
    return _stacked(
        spread,
        shades,
        lambda code: wording.outcome(f"kept_{code}"),
        title,
        _("promises"),
        columns=2,
    )


def audit_discrepancies(tally: pd.DataFrame) -> Chart | Nothing:
    """Draw the recorded discrepancies by kind and by how grave they are (``questions.audit.tally``)."""
    if tally.empty:
        return Nothing(_("*There is no discrepancy to draw.*"))
    shades = {"contradiction": ORANGE, "unexplained": BLUE, "definition": _LIGHT, "wording": _SAND}
    rows = tally.assign(
        source_id=tally["relation"],
        title=[wording.relation(code) for code in tally["relation"]],
        code=tally["severity"],
    )
    title = _("Recorded discrepancies by kind, {span}, number", span=wording.span())
    return _stacked(rows, shades, wording.severity, title, _("discrepancies"))


def audit_money(pairs: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw what each amount shares with each result beside it, see ``questions.audit.money_beside_results``."""
    if pairs.empty:
        return Nothing(_("*No amount stands beside a result here: there is nothing to draw.*"))
    heads = checks()
    pairs = pairs.sort_values(["figure_id", "result_figure_id"])
    each = pairs.merge(pd.DataFrame({"check": list(heads)}), how="cross")
    looks = {wording.agreement(code): Look(colour) for code, colour in _AGREEMENTS.items()}
    fields = (
        Field("panel", N_("amount"), _amount),
        Field("row", N_("result"), _result),
        Field("why", N_("why beside it"), code("link", wording.link)),
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
    counted: str | None,
    columns: int = 3,
) -> Chart:
    """Stack counts to a bar for each ``source_id``: in numbers, or as shares where no name is given to what is counted.

    ``frame`` has ``source_id, title, code, count``, in the order in which the parts stand.
    """
    totals = frame.groupby("source_id")["count"].transform("sum")
    width = frame["count"] / totals if counted is None else frame["count"].astype("float64")
    end = width.groupby(frame["source_id"]).cumsum()
    longest = float(end.max())
    labels = [_broken(text) for text in frame["title"]]
    whole = pgettext("several", "of")
    rows = pd.DataFrame(
        {
            "label": labels,
            "title": frame["title"],
            "part": [name(code) for code in frame["code"]],
            "begin": end - width,
            "end": end,
            "middle": end - width / 2,
            "text": [
                numbers.number(count) if wide else ""
                for count, wide in zip(frame["count"], width / longest > _NARROW, strict=True)
            ],
            "dark": [shades[code] in _DARK for code in frame["code"]],
            "share": [
                f"{row} {whole} {total} ({numbers.share(row / total, row / total)})"
                for row, total in zip(frame["count"], totals, strict=True)
            ],
        }
    )
    named = ("figure_id", "statement_id", "discrepancy_id")
    rows = rows.assign(**{column: frame[column] for column in named if column in frame.columns})
    present = {name(code): shade for code, shade in shades.items() if code in set(frame["code"])}
    last = frame["source_id"] != frame["source_id"].shift(-1)
    sums = pd.DataFrame(
        {"label": rows["label"], "end": rows["end"], "text": [numbers.number(total) for total in totals]}
    )[last]
    y = alt.Y("label:N", sort=list(dict.fromkeys(labels)), title=None, axis=_axis(labels))
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    if counted is not None:
        axis = alt.Axis(format=",.0f", tickCount=6, tickMinStep=1)
    x = alt.X("begin:Q", title=counted, axis=axis, scale=alt.Scale(domain=[0, longest * _ROOM], nice=False))
    colour = alt.Color(
        "part:N",
        title=None,
        scale=alt.Scale(domain=list(present), range=list(present.values())),
        legend=alt.Legend(orient="bottom", columns=columns, labelLimit=300),
    )
    tooltip = [
        alt.Tooltip("title:N", title=_("of")),
        alt.Tooltip("part:N", title=_("what")),
        alt.Tooltip("share:N", title=_("how many")),
    ]
    base = alt.Chart()
    bars = base.mark_bar(height=BAR, stroke="white", strokeWidth=1).encode(
        x=x, x2=alt.X2("end:Q"), y=y, color=colour, tooltip=tooltip
    )
    text = base.mark_text().encode(
        x=alt.X("middle:Q"),
        y=y,
        text=alt.Text("text:N"),
        tooltip=tooltip,
        color=alt.ColorValue(INK, condition={"test": "datum.dark", "value": "white"}),
    )
    described = "; ".join(f"{row.title}, {row.part}: {row.share}" for row in rows_of(rows))
    total = (
        alt.Chart(sums)
        .mark_text(align="left", dx=6, color=MUTED)
        .encode(x=alt.X("end:Q"), y=y, text=alt.Text("text:N"))
    )
    return alt.LayerChart(
        data=rows,
        layer=[bars, text, total],
        title=alt.TitleParams(title, frame="bounds"),
        description=f"{title}. {described}.",
        width=WIDTH * 0.95,
        height=alt.Step(BAR * 1.6),
    )


def _broken(text: str) -> str:
    """Break a long label into two lines at the space nearest to its middle."""
    if len(text) <= _LONG:
        return text
    spaces = [place for place, sign in enumerate(text) if sign == " "]
    middle = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"


def _axis(labels: Iterable[str]) -> alt.Axis:
    """Return the axis of labels of one line or two; two lines hang from the middle unless they are raised."""
    raised = any("\n" in label for label in labels)
    return alt.Axis(
        labelExpr="split(datum.label, '\\n')", labelLimit=320, labelBaseline="line-bottom" if raised else "middle"
    )


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
