"""Intervals against a line: what each printed form allows, on one axis; an arrow is an end that nothing sets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log2, log10
from typing import Any

import altair as alt
import pandas as pd

from analysis.language import _, numbers
from analysis.show.forms.text_beside import (
    BROAD,
    PLOT,
    Drawn,
    Role,
    Titles,
    apart,
    assembled,
    by_role,
    head,
    label_axis,
    step,
    texts,
)
from analysis.show.marks import Layer
from analysis.show.theme import INK

#: What an axis that begins at nought leaves free at its end.
_ROOM = 1.12
#: Length of an arrow that stands against no line, in pixels: it shows that there is no limit, not where one is.
_ARROW = 18


@dataclass(frozen=True)
class Line:
    """The line that intervals are held against, with its ``name`` and the figure that it is."""

    at: float
    name: str = ""
    figure_id: str | None = None


@dataclass(frozen=True)
class Axis:
    """From where to where an axis runs; logarithmic with a ``base``, and then without a nought."""

    title: str
    low: float
    high: float
    base: int | None = None
    values: Sequence[float] | None = None
    form: str = ",.0f"
    expression: str | None = None
    hidden: bool = False

    @property
    def x(self) -> alt.X:
        """The channel of the axis."""
        given: dict[str, Any] = {"values": list(self.values)} if self.values is not None else {"tickCount": 6}
        if self.expression:
            given["labelExpr"] = self.expression
        kind: dict[str, Any] = {"type": "log", "base": self.base} if self.base else {"zero": False}
        scale = alt.Scale(domain=[self.low, self.high], nice=False, **kind)
        axis = alt.Axis(format=self.form, labelOverlap=True, labelFlush=False, **given)
        if self.hidden:
            bare = alt.Axis(labels=False, ticks=False, domain=False, grid=False)
            return alt.X("begins:Q", title="", scale=scale, axis=bare)
        return alt.X("begins:Q", title=self.title, scale=scale, axis=axis)


def from_nought(title: str, ends: Iterable[Any], form: str = ",.0f") -> Axis:
    """Return an axis from nought."""
    return Axis(title, 0.0, max((end for end in ends if pd.notna(end)), default=1.0) * _ROOM, form=form)


def where_it_lies(title: str, ends: Iterable[Any]) -> Axis:
    """Return an axis from nought, or, of ends that lie close together far from it, from just below them.

    Then it is as far on either side as they are apart, so that the answer fills a third of the picture.
    """
    known = [end for end in ends if pd.notna(end)]
    distance = max(known) - min(known)
    if not 0 < 2 * distance < min(known):
        return from_nought(title, known)
    unit = 10.0 ** floor(log10(distance))
    low, high = floor((min(known) - distance) / unit) * unit, ceil((max(known) + distance) / unit) * unit
    return Axis(title, low, high)


def decades(title: str, ends: Iterable[Any]) -> Axis:
    """Return a logarithmic axis of powers of ten, from the one below the lowest end above nought."""
    above = [end for end in ends if pd.notna(end) and end > 0] or [1.0]
    first, last = floor(log10(min(above))), ceil(log10(max(above)))
    last += first == last
    powers = [10.0**power for power in range(first, last + 1)]
    return Axis(_("{title}, each step ten times the one before", title=title), powers[0], powers[-1], 10, powers)


def doublings(title: str, ends: Iterable[Any], line: float) -> Axis:
    """Return a logarithmic axis on which each step is twice the one before, told as times the line too."""
    above = [end for end in ends if pd.notna(end) and end > 0]
    low, high = min(-1, floor(log2(min(above) / line))), max(1, ceil(log2(max(above) / line)))
    expression = (
        f"[format(datum.value, ',.6~r'), (datum.value < {line} ? '1/' + round({line} / datum.value) : "
        f"round(datum.value / {line})) + '×']"
    )
    steps = [line * 2.0**power for power in range(low, high + 1)]
    return Axis(title, steps[0], steps[-1], 2, steps, expression=expression)


def intervals(
    rows: pd.DataFrame,
    titles: Titles,
    axis: Axis,
    roles: Sequence[Role],
    tooltip: Sequence[alt.Tooltip],
    *,
    line: Line | None = None,
    stems: bool = False,
    tall: int = 25,
    heading: str = "",
    wide: float = PLOT,
) -> Drawn:
    """Draw rows as intervals.

    ``rows`` is a frame that was told its fields, with ``label, lower, upper, role`` (``role`` names one of ``roles``),
    and, where wanted, ``beside`` (a text, under a ``heading``), ``bold``, ``panel`` and ``key``, see
    :mod:`analysis.show.forms.text_beside`. A missing end is open; a row without both has no mark. Against a line an
    open end reaches the edge of the plot, elsewhere its arrow has one length. ``stems`` lead from the line to each row,
    which is ``tall`` at least, in pixels.
    """
    drawn = _ends(apart(rows), axis, reaching=line is not None)
    y = label_axis(drawn)
    layers = _marks(drawn, {"y": y, "tooltip": list(tooltip)}, axis.x, roles, line)
    if line and stems:
        stem = _drawn().mark_rule(strokeWidth=2.5).encode(x=axis.x, x2=alt.X2Datum(line.at))
        layers.append(stem.encode(y=y, color=by_role(drawn, roles)["color"]))
    behind, before = _line(line)
    return assembled(
        drawn,
        [*layers, *texts(drawn, y)],
        (behind, [*before, *head(heading)]),
        titles.params(*_begins(axis)),
        titles.description(drawn, *([line.name] if line and line.name else [])),
        width=wide,
        height=step(drawn, tall),
    )


def _drawn() -> alt.Chart:
    return Layer().transform_filter("isValid(datum.begins)")


def _marks(
    rows: pd.DataFrame, look: dict[str, Any], x: alt.X, roles: Sequence[Role], line: Line | None
) -> list[alt.Chart]:
    """Return what is drawn of the rows: their intervals, the points where they begin, the arrows of open ends."""
    by = by_role(rows, roles)
    look, thick = look | {"color": by["color"]}, {"strokeWidth": by["strokeWidth"]}
    rule = _drawn().transform_filter("!datum.open").mark_rule().encode(x=x, x2=alt.X2("until:Q"), **look, **thick)
    point = _drawn().transform_filter(_pointed(roles)).mark_point(opacity=1)
    point = point.encode(x=x, shape=by["shape"], size=by["size"], **look)
    return [rule, point, *_arrows(rows, x, 0 if line else _ARROW, look, thick)]


def _pointed(roles: Sequence[Role]) -> str:
    """Return which rows have a point where they begin: all but broad bars."""
    broad = json.dumps([role.name for role in roles if role.thick >= BROAD], ensure_ascii=False)
    return f"!datum.opens && (datum.begins == datum.until || indexof({broad}, datum.role) < 0)"


def _ends(rows: pd.DataFrame, axis: Axis, *, reaching: bool) -> pd.DataFrame:
    """Return from where to where each row is drawn, and which of its ends are open, or beyond the axis."""
    known = rows["lower"].notna() | rows["upper"].notna()
    opens = known & ~(rows["lower"] >= axis.low)
    open_ = known & ~(rows["upper"] <= axis.high)
    begins = rows["lower"].where(~opens, axis.low).where(known)
    until = rows["upper"].where(~open_, axis.high if reaching else begins).where(known)
    # An end that is where the row is drawn is not said twice.
    beyond = rows["lower"].where(opens)
    return rows.assign(lower=beyond, begins=begins, until=until, open=open_, opens=opens)


def _arrows(rows: pd.DataFrame, x: alt.X, reach: int, look: dict[str, Any], thick: dict[str, Any]) -> list[alt.Chart]:
    """Return an arrow at each end that is open, ``reach`` pixels long where it does not reach the edge by itself."""
    layers: list[alt.Chart] = []
    until = alt.X("until:Q")
    if rows["open"].any():
        base = Layer().transform_filter("datum.open")
        tip = base.mark_point(shape="triangle-right", size=120, xOffset=reach, opacity=1)
        tail = base.mark_rule(x2Offset=reach).encode(x=x, x2=alt.X2("until:Q"), **look, **thick)
        layers += [tail, tip.encode(x=until, **look)]
    if rows["opens"].any():
        tip = Layer().transform_filter("datum.opens").mark_point(shape="triangle-left", size=120, opacity=1)
        layers.append(tip.encode(x=x, **look))
    return layers


def _begins(axis: Axis) -> list[str]:
    """Say where the axis begins, if that is neither at nought nor told by its steps."""
    if axis.base or axis.low <= 0:
        return []
    return [_("The axis does not begin at nought but at {begin}", begin=numbers.number(axis.low))]


def _line(line: Line | None) -> tuple[list[alt.Chart], list[alt.Chart]]:
    """Return the line, and its name over the plot."""
    if line is None:
        return [], []
    data = Layer(pd.DataFrame([{"figure_id": line.figure_id, "line": line.at}]))
    at: Any = alt.X("line:Q")
    rule = data.mark_rule(strokeDash=[5, 3] if line.name else [1, 0], strokeWidth=1.5, color=INK).encode(x=at)
    name = data.mark_text(dy=-9, fontWeight="bold").encode(x=at, y=alt.YValue(0), text=alt.TextValue(line.name))
    return [rule], [name] if line.name else []
