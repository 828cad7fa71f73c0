"""Rows whose texts stand beside the plot: labels that wrap and keep apart, roles with a legend that picks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.show.marks import Layer, by_panel, legend_picks
from analysis.show.theme import BLUE, MUTED

#: What a form of rows returns where there is something to draw.
Drawn = alt.LayerChart | alt.FacetChart
#: Width of the plot between the labels and the text beside it, and the gap on either side of it, in pixels.
PLOT, GAP = 340, 12
#: Characters on a line of a title, of a subtitle, of a label.
_TITLE, _SUBTITLE, _LABEL = 80, 110, 54
#: Height of a line of a label, and what a row has beside its lines, in pixels.
_LINE, _ROOM = 12, 6
#: Labels keep apart by spaces behind them, which are not shown.
_LINES = "split(trim(datum.label), '\\n')"
_MOST_LINES = 4
BROAD = 12
#: Characters of a legend that stand beside each other.
_ABREAST = 84


@dataclass(frozen=True)
class Role:
    """What a mark is, by colour and shape: ``thick`` is its bar, in pixels, ``size`` its point, in square pixels.

    A bar as thick as :data:`BROAD` needs no point at its beginning.
    """

    name: str
    colour: str = BLUE
    shape: str = "circle"
    thick: int = 6
    size: int = 70


@dataclass(frozen=True)
class Titles:
    """What stands over a chart, wrapped to its width, and what is said to those who do not see it.

    That is the title, what is said ``aside``, and of each row its label and what the columns in ``told`` say.
    """

    title: str
    subtitle: Sequence[str] = ()
    told: Sequence[str] = ("beside",)
    aside: Sequence[str] = ()

    def params(self, *more: str) -> alt.TitleParams:
        """Return title and subtitle, and what the form adds to it."""
        lines = wrap(self.title, _TITLE)
        below = [line for text in sentences([*self.subtitle, *more]) for line in wrap(text, _SUBTITLE)]
        return alt.TitleParams(lines if len(lines) > 1 else self.title, subtitle=below, frame="bounds")

    def description(self, rows: pd.DataFrame, *more: str) -> str:
        """Return the description of the chart, with what the form adds to it."""
        said: dict[str, dict[str, None]] = {}  # rows that share a row of the chart are told together
        name = ""
        for row in rows.to_dict("records"):
            if row["label"].strip():  # one without a label stands under the one before it
                name = " ".join(", ".join(row[column] for column in ("panel", "label") if row.get(column)).split())
            cells = [row[column] for column in self.told if isinstance(row.get(column), str)]
            said.setdefault(name, {}).update(dict.fromkeys(cell for cell in cells if cell not in {"", name}))
        parts = [f"{name}: {', '.join(cells)}" for name, cells in said.items()]
        return f"{'; '.join([self.title, *more, *self.aside])}. {'; '.join(parts)}."


def sentences(texts: Sequence[str]) -> list[str]:
    """Return texts with a full stop between two that have no sign there: on a phone they stand in one paragraph."""
    ended = [text if text[-1:] in ".;:" or not after[:1].isupper() else f"{text}." for text, after in pairwise(texts)]
    return [*ended, *texts[-1:]]


def apart(rows: pd.DataFrame, width: int = _LABEL) -> pd.DataFrame:
    """Return rows whose labels are wrapped, and differ where rows do.

    Rows with the same ``key`` share a row of the chart; without that column each has its own.
    """
    keys = rows["key"] if "key" in rows else pd.Series(range(len(rows)), index=rows.index)
    seen: dict[str, dict[Any, int]] = {}
    labels = []
    for label, key in zip(rows["label"], keys, strict=True):
        lines = "\n".join(line for part in label.split("\n") for line in (_wrapped(part, width) or [""]))
        known = seen.setdefault(lines, {})
        labels.append(lines + " " * known.setdefault(key, len(known)))
    return rows.assign(label=labels).drop(columns="key", errors="ignore")


def _wrapped(label: str, width: int) -> list[str]:
    """Return the lines of a label between whole words, so that whoever reads them as one line has its words."""
    return wrap(label, width, break_long_words=False, break_on_hyphens=False)


def label_axis(rows: pd.DataFrame, *, lead: bool = True) -> alt.Y:
    """Return the axis of labels, in the order of the rows; thin lines ``lead`` from a label to the text beside."""
    raised: Any = {
        "condition": [
            {"test": f"length({_LINES}) == {lines}", "value": -(lines - 1) * _LINE / 2}
            for lines in range(2, _MOST_LINES + 1)
        ],
        "value": 0,
    }
    axis = alt.Axis(
        labelExpr=_LINES,
        labelLimit=340,
        labelLineHeight=_LINE,
        labelOffset=raised,
        ticks=False,
        domain=False,
        grid=lead,
        offset=GAP - 4,
    )
    return alt.Y("label:N", title=None, sort=list(rows["label"].drop_duplicates()), axis=axis)


def step(rows: pd.DataFrame, least: int = 24) -> alt.Step:
    """Return the height of a row: that of its longest label, or the ``least`` that its marks need."""
    most = max((label.count("\n") + 1 for label in rows["label"]), default=1)
    return alt.Step(max(least, most * _LINE + _ROOM))


def by_role(rows: pd.DataFrame, roles: Sequence[Role]) -> dict[str, Any]:
    """Return how the marks of each role look; the legend names those that there are, where there can be several."""
    present = [role for role in roles if role.name in set(rows["role"])]
    names = [role.name for role in present]
    most = max(map(len, names), default=0)
    look: dict[str, Any] = {"symbolSize": 110, "symbolStrokeWidth": 1, "symbolType": "square", "labelLimit": 420}
    shown = alt.Legend(orient="bottom", columns=max(1, _ABREAST // (most + 4)), **look)
    legend = shown if len(roles) > 1 else None

    def scale(of: str) -> alt.Scale:
        return alt.Scale(domain=names, range=[getattr(role, of) for role in present])

    def value(of: str, otherwise: int) -> dict[str, Any]:
        tests = [{"test": str(alt.datum.role == role.name), "value": getattr(role, of)} for role in present]
        return {"value": otherwise, "condition": tests}

    return {
        "color": alt.Color("role:N", title=None, scale=scale("colour"), legend=legend),
        "shape": alt.Shape("role:N", title=None, scale=scale("shape"), legend=legend),
        "strokeWidth": alt.StrokeWidthValue(**value("thick", 6)),
        "size": alt.SizeValue(**value("size", 70)),
    }


def texts(rows: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    """Return the text beside the plot, bold where a row is ``bold``, where no mark and no line can cover it.

    It stands at the edge of the plot, however wide that is drawn.
    """
    if "beside" not in rows:
        return []
    base = Layer()
    drawn = []
    for bold in (True, False) if "bold" in rows else (False,):
        some = base.transform_filter(f"{'' if bold else '!'}datum.bold") if "bold" in rows else base
        mark = some.mark_text(align="left", dx=GAP, fontWeight="bold" if bold else "normal")
        drawn.append(mark.encode(x=alt.XValue("width"), y=y, text=alt.Text("beside:N")))
    return drawn


def head(text: str) -> list[alt.Chart]:
    """Return the heading of the text beside the plot."""
    if not text:
        return []
    mark = Layer(pd.DataFrame({"row": [0]})).mark_text(dx=GAP, dy=-9, align="left", color=MUTED)
    return [mark.encode(x=alt.XValue("width"), y=alt.YValue(0), text=alt.TextValue(text))]


def assembled(
    rows: pd.DataFrame,
    layers: Sequence[alt.Chart],
    around: Sequence[Sequence[alt.Chart]],
    title: alt.TitleParams,
    description: str,
    **size: Any,
) -> Drawn:
    """Return the chart of layers whose legend picks, between those of ``around`` that are behind and before them.

    Rows with a ``panel`` stand in panels of their own, in the order of the rows, on one axis.
    """
    behind, before = around
    layered: list[Any] = [*behind, *(legend_picks(layers, "role") if "role" in rows else layers), *before]
    if "panel" not in rows:
        return alt.LayerChart(data=rows, layer=layered, title=title, description=description, **size)
    return alt.FacetChart(
        data=rows,
        spec=alt.LayerChart(layer=layered, **size),
        facet=by_panel(rows, labelFontSize=13, labelPadding=3),
        spacing=14,
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(y="independent"), axis=alt.AxisResolveMap(x="independent")),
        title=title,
        description=description,
    )
