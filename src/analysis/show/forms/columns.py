"""Columns from nought on a time axis: as wide as their windows, in panels, light where a hedge leaves something open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.show.forms import text_at_end
from analysis.show.marks import Layer, by_panel
from analysis.show.theme import BLUE, INK, MUTED, WIDTH

#: What is possible, beside blue for what is certain.
_LIGHT = "#a9c6de"
#: A lower panel has room for few names of its axis.
_LOW = 60
#: Characters of a line of what stands at a break.
_BREAK = 22
#: The middle of a window.
_MIDDLE = "(+toDate(datum.begins) + +toDate(datum.ends)) / 2"
#: Where panels are drawn again narrower, the text above a column stands in two lines, of which the last is one word.
_NARROW = "child_width < 320"
_IN_TWO = "replace(datum.text, regexp(' (\\\\S+)$'), '\\n$1')"
_RAISED = f"{_NARROW} && indexof(datum.lines, '\\n') > 0 ? -20 : -8"


@dataclass(frozen=True)
class Look:
    """How the columns of a chart look: the ``height`` of a panel in pixels, and how its axis is numbered.

    The axis is numbered in ``units`` (of a million). ``own`` gives each panel an axis of its own, ``beside`` writes
    what a column means to its right, for low panels.
    """

    height: float
    axis: str = ",.0f"
    counted: str | None = None
    units: float = 1
    own: bool = False
    beside: bool = False


def columns(
    told: pd.DataFrame, title: alt.TitleParams, tooltip: Sequence[alt.Tooltip], look: Look, width: float = WIDTH
) -> alt.FacetChart:
    """Draw a column for each window, solid up to what is certain and light up to what is possible, in panels.

    ``told`` has ``panel``, ``begins`` and ``ends`` (days, ISO), ``lower``, ``upper`` (none: an arrow), ``text``, which
    stands above the column, and ``window``; where a series breaks, ``break_at`` and ``break_label``, which get a gap
    and a dashed line; ``mark`` where a black line is to stand at a column, for what it is to be held against.
    """
    rows = told.assign(top=told["upper"].fillna(told["lower"]))
    if "break_label" in rows:
        rows["break_label"] = ["\n".join(wrap(label, _BREAK)) for label in rows["break_label"]]
    base = Layer().encode(tooltip=list(tooltip))
    layers = [*_drawn(base, rows, look), *_breaks(rows), *_marks(base, rows), _written(base, look)]
    resolve = alt.Resolve(scale=alt.ScaleResolveMap(y="independent")) if look.own else alt.Undefined
    return alt.FacetChart(
        data=rows,
        spec=alt.LayerChart(layer=layers, width=width, height=look.height),
        facet=by_panel(rows, labelPadding=2, labelLimit=700),
        spacing=12,
        resolve=resolve,
        title=title,
        description=text_at_end.told(title, [f"{row.panel}, {row.window}: {row.text}" for row in rows_of(rows)]),
    )


def _drawn(base: alt.Chart, rows: pd.DataFrame, look: Look) -> list[alt.Chart]:
    """Return what is certain, what is left open, and an arrow where there is no upper end."""
    room = 30 if rows.get("break_label", pd.Series("")).ne("").any() else 12 if look.beside else 18
    domain: Any = alt.Undefined if look.own else [0, float(rows["top"].max()) or 1.0]
    y = alt.Y(
        "lower:Q",
        title=look.counted,
        scale=alt.Scale(zero=True, domain=domain, nice=False, rangeMax=room),
        axis=alt.Axis(
            labelExpr=f"format(datum.value / {look.units}, '{look.axis}')",
            grid=False,
            tickCount=4 if look.height > _LOW else 2,
        ),
    )
    x, until = alt.X("begins:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False)), alt.X2("ends:T")
    solid = base.mark_rect(color=BLUE, stroke="white", strokeWidth=0 if look.beside else 1)
    drawn = [solid.encode(x=x, x2=until, y=y, y2=alt.Y2Datum(0))]
    if (rows["lower"] < rows["top"]).any():
        light = base.transform_filter("datum.top > datum.lower")
        light = light.mark_rect(color=_LIGHT, stroke=BLUE, strokeWidth=1, strokeDash=[3, 2])
        drawn.append(light.encode(x=x, x2=until, y=y, y2=alt.Y2("top:Q")))
    if rows["upper"].isna().any():
        arrow = base.transform_filter("!isValid(datum.upper)").transform_calculate(middle=_MIDDLE)
        arrow = arrow.mark_point(shape="triangle-up", size=90, color=BLUE, opacity=1, yOffset=-4)
        drawn.append(arrow.encode(x=alt.X("middle:T"), y=alt.Y("top:Q")))
    return drawn


def _breaks(rows: pd.DataFrame) -> list[alt.Chart]:
    """Return a gap with a dashed line at each break, and its name."""
    if "break_at" not in rows or rows["break_at"].isna().all():
        return []
    dated = Layer().transform_filter("isValid(datum.break_at)")
    gap = dated.mark_rule(color="white", strokeWidth=12).encode(x=alt.X("break_at:T"))
    rule = dated.mark_rule(strokeDash=[4, 3], color=INK, strokeWidth=1.5).encode(x=alt.X("break_at:T"))
    # Its name stands on the side where there is more room.
    first, last = pd.to_datetime(rows["begins"]).min(), pd.to_datetime(rows["ends"]).max()
    late = pd.to_datetime(rows["break_at"]).min() > first + (last - first) / 2
    side: dict[str, Any] = {"align": "right", "dx": -12} if late else {"align": "left", "dx": 12}
    name = dated.transform_aggregate(groupby=["break_at", "break_label"]).mark_text(
        color=MUTED, baseline="top", lineBreak="\n", **side
    )
    return [gap, rule, name.encode(x=alt.X("break_at:T"), y=alt.YValue(0), text=alt.Text("break_label:N"))]


def _marks(base: alt.Chart, rows: pd.DataFrame) -> list[alt.Chart]:
    """Return a line across each column that is held against something."""
    if "mark" not in rows:
        return []
    line = base.transform_filter("isValid(datum.mark)").mark_rule(strokeWidth=3, color=INK)
    return [line.encode(x=alt.X("begins:T"), x2=alt.X2("ends:T"), y=alt.Y("mark:Q"))]


def _written(base: alt.Chart, look: Look) -> alt.Chart:
    """Return what each column means: above it, or beside it where panels are low."""
    if look.beside:
        beside = base.mark_text(align="left", dx=6)
        return beside.encode(x=alt.X("ends:T"), y=alt.YValue(look.height - 10), text=alt.Text("text:N"))
    written = base.transform_calculate(middle=_MIDDLE, lines=_IN_TWO)
    above = written.mark_text(lineBreak=alt.ExprRef(f"{_NARROW} ? '\\n' : ''"), dy=alt.ExprRef(_RAISED))
    return above.encode(x=alt.X("middle:T"), y=alt.Y("top:Q"), text=alt.Text("lines:N"))
