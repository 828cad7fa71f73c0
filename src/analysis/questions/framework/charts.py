"""Charts of the theory of change: the framework as a diagram, what each report covers, the evidence piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import N_, _, ngettext, pgettext, translated
from analysis.questions.framework import answers as question
from analysis.show import wording
from analysis.show.fields import Field, cell, told
from analysis.show.forms.matrix import Look, Matrix
from analysis.show.marks import Chart, Layer, Nothing, cited
from analysis.show.theme import AMBER, BLUE, GRID, MUTED, ORANGE, SKY

#: The diagram in pixels: its width, the space between boxes, the height of a line, the width of a letter.
_PAGE = 784
_GAP = 12
_LINE = 14.5
_LETTER = 6.1
_MOST_BOXES = 4
_FILLS = {"direct": BLUE, "partial": SKY, "output_only": AMBER, "words": "white", "none": "white"}
_UNIT = 17
_COVERS = {code: _FILLS[code] for code in ("direct", "partial", "output_only")}
#: Labels of one or two lines, the two on either side of the middle of their row.
_LABELS: dict[str, Any] = {
    "labelExpr": "split(datum.label, '\\n')",
    "labelLimit": 330,
    "labelBaseline": {
        "condition": {"test": "indexof(datum.value, '\\n') > 0", "value": "line-bottom"},
        "value": "middle",
    },
    "domain": False,
    "ticks": False,
}


def theory_of_change(outcomes: pd.DataFrame, chosen: pd.DataFrame) -> Chart:
    """Draw the framework as boxes, read from the bottom up, each with what stands behind it.

    ``outcomes`` is the whole of ``answers.outcomes``, ``chosen`` the part looked at: the rest is pale. The
    stripe of a box tells how well a measure with a result shows it, and its last line says so in words.
    """
    boxes, lines, captions, height = _laid_out(outcomes)
    boxes["shade"] = boxes["outcome_id"].isin(chosen["outcome_id"]).map({True: 1.0, False: 0.35})
    boxes["fit"] = boxes["best"].map(wording.fit)
    across, down = alt.Scale(domain=[0, _PAGE], nice=False), alt.Scale(domain=[height, 0], nice=False)
    x, y = alt.X("x:Q", axis=None, scale=across), alt.Y("y:Q", axis=None, scale=down)
    rules = Layer(lines).mark_rule(color=MUTED).encode(x=x, y=y, y2=alt.Y2("y2:Q"))
    pillars = Layer(captions).mark_text(align="left", baseline="top", fontSize=11, fontStyle="italic", color=MUTED)
    pillars = pillars.encode(x=x, y=y, text=alt.Text("caption:N"))
    title = alt.TitleParams(
        _("Theory of change: outcomes, and the results that the reports print behind them"),
        subtitle=_("Read from the bottom up: what stands lower is to add to what stands above it"),
    )
    described = "; ".join(f"{r.title}: {r.state}" for r in rows_of(boxes))
    return alt.LayerChart(
        data=boxes,
        layer=[rules, *_frames(x, y, set(boxes["best"])), *_words(across, down), pillars],
        title=title,
        description=f"{described}.",
        width=_PAGE,
        height=height,
    )


def _frames(x: alt.X, y: alt.Y, used: set[str]) -> list[alt.Chart]:
    """Return the boxes, and in each the stripe that tells how well a measure shows the outcome."""
    tooltip = [
        alt.Tooltip("title:N", title=_("outcome")),
        alt.Tooltip("fit:N", title=_("best measure")),
        alt.Tooltip("state:N", title=_("behind it")),
        alt.Tooltip("evidence:N", title=_("evidence for / mixed / against")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    codes = [code for code in _FILLS if code in used]
    fills = alt.Scale(domain=[wording.fit(code) for code in codes], range=[_FILLS[code] for code in codes])
    legend = alt.Legend(
        orient="bottom", symbolType="square", symbolStrokeColor=MUTED, symbolStrokeWidth=1, labelLimit=300
    )
    opacity = alt.Opacity("shade:Q", scale=None, legend=None)
    base = Layer().encode(x=x, y=y, y2=alt.Y2("y2:Q"), opacity=opacity, tooltip=tooltip)
    return [
        base.mark_rect(fill="white", stroke=MUTED, strokeWidth=1).encode(x2=alt.X2("x2:Q")),
        base.mark_rect(stroke=MUTED, strokeWidth=1).encode(
            x2=alt.X2("stripe:Q"), fill=alt.Fill("fit:N", title=None, scale=fills, legend=legend)
        ),
    ]


def _words(across: alt.Scale, down: alt.Scale) -> list[alt.Chart]:
    """Return the label of each box, and below it in words what stands behind the outcome."""
    opacity = alt.Opacity("shade:Q", scale=None, legend=None)
    base = Layer().encode(x=alt.X("text_x:Q", axis=None, scale=across), opacity=opacity)
    label = base.encode(y=alt.Y("text_y:Q", axis=None, scale=down), text=alt.Text("label:N"))
    look: dict[str, Any] = {"align": "left", "baseline": "top", "lineBreak": "\n", "lineHeight": _LINE}
    state = base.mark_text(align="left", baseline="top", fontSize=11, color=MUTED)
    return [
        label.transform_filter("datum.heavy").mark_text(**look, fontWeight="bold"),
        label.transform_filter("!datum.heavy").mark_text(**look),
        state.encode(y=alt.Y("state_y:Q", axis=None, scale=down), text=alt.Text("state:N")),
    ]


def framework_coverage(coverage: pd.DataFrame) -> Chart | Nothing:
    """Draw which report prints results for which outcome, and how well they show it (``answers.coverage``)."""
    if coverage.empty:
        return Nothing(_("*No report prints a result.*"))
    nothing, older = _("no result"), _("older than the framework")
    looks = {wording.fit(code): Look(colour) for code, colour in _COVERS.items()} | {nothing: Look("#f4f5f6")}
    fields = (
        Field("title", N_("outcome"), _titled),
        Field("mark", N_("best measure"), lambda row: nothing if pd.isna(row.best) else wording.fit(row.best)),
        Field("text", N_("printed"), _printed),
        Field("figures", N_("figures"), cell("figure_id")),
        Field("source", N_("source"), lambda row: " ".join(wording.document(row.source_id))),
    )
    cells = told(coverage, *fields, keep=("figure_id", "source_id")).assign(
        row=[_titled(row) for row in rows_of(coverage)],
        column=[f"{row.report}\n{older}" if row.older else str(row.report) for row in rows_of(coverage)],
    )
    columns = list(dict.fromkeys(cells["column"]))
    title = alt.TitleParams(
        _("Results printed for each outcome, by report, number"),
        subtitle=_("Year of the report; the windows of the results differ, see the table"),
    )
    return Matrix(cells, columns, looks, fields, column_width=150).chart(title, legend=4)


def evidence(pieces: pd.DataFrame, named: pd.DataFrame, column: str) -> Chart | Nothing:
    """Draw every piece of evidence as a mark of its own, against on the left, for on the right.

    ``pieces`` is ``answers.evidence``, ``named`` the outcomes or assumptions with their labels, ``column``
    their identifier. A full mark rests on a figure, a hollow one on words. Only findings are drawn.
    """
    pieces = question.findings(pieces)
    if pieces.empty:
        return Nothing(_("*No finding in the documents speaks for or against it.*"))
    numbered = pieces.assign(number=pieces.groupby([column, "direction"]).cumcount())
    starts, end = _starts(numbered)
    labels = {item[column]: _titled_record(item) for item in named.to_dict("records")}
    rows = _pieces(numbered, numbered[column].map(labels), numbered["direction"].map(starts))
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, end], nice=False))
    heads = pd.DataFrame({"x": list(starts.values()), "head": [wording.direction(item) for item in starts]})
    names = Layer(heads).mark_text(align="left", baseline="bottom", fontWeight="bold", dy=-4, dx=4)
    names = names.encode(x=x, y=alt.YValue(0), text=alt.Text("head:N"))
    walls = Layer(heads.iloc[1:]).mark_rule(color=GRID, strokeWidth=1.5).encode(x=x)
    head = _("Findings on each assumption, {span}", span=wording.span())
    if column == "outcome_id":
        head = _("Findings on each outcome, {span}", span=wording.span())
    title = alt.TitleParams(
        head, subtitle=_("Full mark: rests on a figure; hollow: on words. Marks are counted, not weighed"), offset=26
    )
    order = list(dict.fromkeys(_two_lines(text) for text in labels.values()))
    described = "; ".join(f"{r.title}: {r.way}, {r.says}" for r in rows_of(rows))
    return alt.LayerChart(
        data=rows,
        layer=[walls, *_findings(x, order), names],
        title=title,
        description=described,
        width=end * _UNIT + 30,
        height=alt.Step(34),
    )


def _starts(numbered: pd.DataFrame) -> tuple[dict[str, float], float]:
    """Return where the marks of each direction begin, wide enough for the row that has most, and where all end."""
    starts, end = {}, 0.0
    for direction in ("against", "mixed", "for"):
        starts[direction] = end
        numbers = numbered.loc[numbered["direction"] == direction, "number"]
        end += max(int(numbers.max()) + 1 if len(numbers) else 1, 4) + (0.7 if direction != "for" else 0)
    return starts, end


def _pieces(numbered: pd.DataFrame, titles: pd.Series, starts: pd.Series) -> pd.DataFrame:
    """Return the marks, each in its place, with what the tooltip says."""
    rests = {"figure": _("a figure"), "words": _("words")}
    rows = numbered.assign(
        label=[_two_lines(title) for title in titles],
        title=titles,
        x=starts + numbered["number"] + 0.5,
        way=[wording.direction(item) for item in numbered["direction"]],
        full=numbered["rests_on"] == "figure",
        rests=numbered["rests_on"].map(rests),
        says=numbered[translated("says")].fillna(""),
        where=cited(numbered),
    )
    shown = ["label", "title", "x", "way", "full", "rests", "says", "as_printed", "where"]
    return rows[["figure_id", "statement_id", *shown]]


def _findings(x: alt.X, order: list[str]) -> list[alt.Chart]:
    """Return the marks of findings, full and hollow, in rows of this order."""
    y = alt.Y("label:N", sort=order, title=None, scale=alt.Scale(domain=order), axis=alt.Axis(**_LABELS, grid=True))
    domain = [wording.direction(item) for item in ("against", "mixed", "for")]
    shapes = alt.Scale(domain=domain, range=["triangle-down", "circle", "triangle-up"])
    tooltip = [
        alt.Tooltip("title:N", title=pgettext("a year", "on")),
        alt.Tooltip("way:N", title=_("points")),
        alt.Tooltip("says:N", title=_("says")),
        alt.Tooltip("as_printed:N", title=_("as printed")),
        alt.Tooltip("rests:N", title=_("rests on")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    colour = alt.Color("way:N", title=None, legend=None, scale=alt.Scale(domain=domain, range=[ORANGE, MUTED, BLUE]))
    shape = alt.Shape("way:N", scale=shapes, legend=None)
    base = Layer().encode(x=x, y=y, color=colour, shape=shape, tooltip=tooltip)
    return [
        base.transform_filter("datum.full").mark_point(size=150, opacity=1, filled=True),
        base.transform_filter("!datum.full").mark_point(size=100, opacity=1, filled=False, strokeWidth=1.8),
    ]


def _laid_out(outcomes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, float]:
    """Place every outcome on the page: boxes, connecting lines, captions, and the height of the whole."""
    boxes: list[dict[str, Any]] = []
    lines: list[dict[str, float]] = []
    captions: list[dict[str, Any]] = []
    top = outcomes[outcomes["level"] == "impact"].iloc[0]
    goals = [row for _key, row in outcomes[outcomes["level"] == "long_term"].iterrows()]
    under = {goal["outcome_id"]: list(_columns(outcomes, goal["outcome_id"])) for goal in goals}
    count = sum(len(columns) for columns in under.values())
    column_width = (_PAGE - _GAP * (count - 1)) / count
    bottom = _box(boxes, top, 0, 0, _PAGE)
    widths = [len(under[goal["outcome_id"]]) * (column_width + _GAP) - _GAP for goal in goals]
    goal_top = bottom + 2 * _GAP
    goal_bottom = goal_top + max(_height(goal, width) for goal, width in zip(goals, widths, strict=True))
    lowest, left = goal_bottom, 0.0
    for goal, width in zip(goals, widths, strict=True):
        _box(boxes, goal, left, goal_top, width, goal_bottom - goal_top)
        lines.append({"x": left + width / 2, "y": bottom, "y2": goal_top})
        for number, column in enumerate(under[goal["outcome_id"]]):
            x, y = left + number * (column_width + _GAP), goal_bottom + 2 * _GAP
            lines.append({"x": x + column_width / 2, "y": goal_bottom, "y2": y - 4})
            lowest = max(lowest, _column(boxes, captions, column, x, y, column_width))
        left += width + _GAP
    crossing = [row for _key, row in outcomes[outcomes["level"] == "cross_cutting"].iterrows()]
    if crossing:
        captions.append({"x": 0.0, "y": lowest + 4, "caption": _("In every intervention")})
        width = (_PAGE - _GAP * (len(crossing) - 1)) / len(crossing)
        tall = max(_height(row, width) for row in crossing)
        for number, row in enumerate(crossing):
            _box(boxes, row, number * (width + _GAP), lowest + 22, width, tall)
        lowest += 22 + tall
    return pd.DataFrame(boxes), pd.DataFrame(lines), pd.DataFrame(captions), lowest + 4


def _column(
    boxes: list[dict[str, Any]],
    captions: list[dict[str, Any]],
    column: list[tuple[str, list[Any]]],
    x: float,
    y: float,
    width: float,
) -> float:
    """Add a column of pillars, each with its caption and its boxes, and return where it ends."""
    for pillar, members in column:
        lines = wrap(pillar, int(width / 5.6))
        captions += [{"x": x, "y": y + number * 13, "caption": text} for number, text in enumerate(lines)]
        y += 13 * len(lines) + 3
        for member in members:
            y = _box(boxes, member, x, y, width) + _GAP / 2
        y += _GAP / 2
    return y


def _columns(outcomes: pd.DataFrame, goal: Any) -> Iterator[list[tuple[str, list[Any]]]]:
    """Group the outcomes under a goal by pillar, in two columns where there are many."""
    members = outcomes[outcomes["parent_id"] == goal]
    groups = members.groupby(translated("pillar"), sort=False)
    pillars = [(str(name), [row for _, row in rows.iterrows()]) for name, rows in groups]
    if len(members) <= _MOST_BOXES:
        yield pillars
        return
    sides: tuple[list[tuple[str, list[Any]]], ...] = ([], [])
    for pillar in pillars:
        shorter = min(sides, key=lambda side: sum(len(rows) for _, rows in side))
        shorter.append(pillar)
    yield from sides


def _box(
    boxes: list[dict[str, Any]],
    row: Any,
    x: float,
    y: float,
    width: float,
    height: float | None = None,
) -> float:
    """Add the box of an outcome and return where it ends."""
    height = height or _height(row, width)
    title = _titled(row)
    boxes.append(
        {
            "outcome_id": row["outcome_id"],
            "x": x,
            "x2": x + width,
            "y": y,
            "y2": y + height,
            "stripe": x + 7,
            "text_x": x + 14,
            "text_y": y + 7,
            "state_y": y + height - 18,
            "label": "\n".join(_lines(row, width)),
            "title": title,
            "state": _state(row),
            "best": row["best"],
            "where": wording.where(row["where"]),
            "heavy": row["level"] in {"impact", "long_term"},
            "evidence": f"{row['evidence_for']} / {row['evidence_mixed']} / {row['evidence_against']}",
        }
    )
    return y + height


def _height(row: Any, width: float) -> float:
    return len(_lines(row, width)) * _LINE + 30


def _lines(row: Any, width: float) -> list[str]:
    letter = _LETTER * (1.08 if row["level"] in {"impact", "long_term"} else 1)
    return wrap(_titled(row), max(int((width - 20) / letter), 12))


def _titled(row: Any) -> str:
    code = getattr(row, "code", None)
    label = getattr(row, translated("label"))
    return str(label) if pd.isna(code) else f"{code}  {label}"


def _titled_record(item: dict[Any, Any]) -> str:
    code, label = item.get("code"), item[translated("label")]
    if "assumption_id" in item and not pd.isna(item["parent_id"]):
        label = f"– {label}"
    return str(label) if pd.isna(code) else f"{code}  {label}"


def _short(fit: Any) -> str:
    words = {
        "direct": _("measured"),
        "partial": _("in part"),
        "output_only": _("deliveries"),
        "words": _("words only"),
        "none": _("nothing"),
    }
    return words[fit]


def _state(row: Any) -> str:
    parts = [_short(row["best"])]
    if row["results"]:
        parts.append(_counted(row["results"]))
    if row["targets"]:
        parts.append(ngettext("{count} target", "{count} targets", row["targets"], count=row["targets"]))
    return " · ".join(parts)


def _printed(row: Any) -> str:
    """Return how many results an outcome has in a report, and how well they show it."""
    return f"{_counted(row.results)}, {_short(row.best)}" if row.results else "–"


def _counted(count: int) -> str:
    return ngettext("{count} result", "{count} results", count, count=count)


def _two_lines(text: str) -> str:
    return "\n".join(wrap(text, 50, max_lines=2, placeholder=" …"))
