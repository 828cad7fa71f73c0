"""Rows whose texts stand at the ends of their marks: each name in lines, a place of its own, room for the text.

A row is a number, in the order of the frame: two things of one name keep apart, and the data has the name as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.show.marks import Chart, heading
from analysis.show.theme import INK

#: A name that is longer, in letters, stands in two lines, which may be so wide; what is left over is in the tooltip.
LINE, WIDEST = 34, 50
#: Space between the end of a mark and the text at it, in pixels.
GAP = 8
#: The least width of an axis, in pixels, however much room the texts need.
LEAST = 60
#: The least height of a row whose name is two lines, in pixels.
TWO_LINES = 31
#: A chart that is less wide, in pixels, has a legend of one column.
_SLIM = 360
#: Letters that are narrow, and the widths of letters at 12 px: of those, of capitals, of the others.
_NARROW = frozenset(" .,:;'’|·!ijlt()-/\N{NO-BREAK SPACE}")
_THIN, _CAPITAL, _LETTER = 3.7, 8.2, 6.7
#: On a colour of less brightness, of 255, what is written is white.
_DARK = 125


def lines(name: str) -> list[str]:
    """Return a name in one line, or in two that are as short as can be."""
    if len(name) <= LINE:
        return [name]
    halved = (wrap(name, width, break_long_words=False) for width in range(len(name) // 2, WIDEST))
    return next((two for two in halved if len(two) <= 2), wrap(name, WIDEST, max_lines=2, placeholder=" …"))


def names(rows: pd.DataFrame, under: str = "") -> alt.Y:
    """Return the axis of the rows, each named by its ``label`` in one line or two; ``under`` is a column for the second.

    ``rows`` has ``row``, ``label`` and that column.
    """
    shown = rows.drop_duplicates("row").sort_values("row")
    pairs = zip(shown["label"], shown[under or "label"], strict=True)
    written = [[label, second] if under else lines(label) for label, second in pairs]
    double = [row for row, text in enumerate(written) if len(text) > 1]
    # Two lines stand on either side of the middle of their row.
    raised: Any = {"condition": {"test": f"indexof({double}, datum.value) >= 0", "value": "line-bottom"}}
    axis = alt.Axis(
        labelExpr=f"{json.dumps(written, ensure_ascii=False)}[datum.value]",
        labelBaseline=raised | {"value": "middle"},
        labelLimit=320,
        labelPadding=6,
        ticks=False,
        domain=False,
    )
    return alt.Y("row:O", title=None, axis=axis)


def step(rows: pd.DataFrame, single: float, under: str = "") -> alt.Step:
    """Return the height of a row: ``single`` where every name is one line, more where one has two."""
    double = bool(under) or any(len(lines(label)) > 1 for label in rows["label"].drop_duplicates())
    return alt.Step(max(single, TWO_LINES) if double else single)


def amounts(
    field: str,
    title: str | None,
    texts: Iterable[str],
    ends: tuple[float, float],
    width: float | None = None,
    **axis: Any,
) -> alt.X:
    """Return an axis from nought, or from below it, between two ends, that leaves as much room as the texts there need.

    ``width`` is that of the chart where it is one of several; a chart alone may be drawn again narrower.
    """
    room = needed(texts)
    until: Any = alt.ExprRef(f"max(width - {room}, {LEAST})") if width is None else max(width - room, LEAST)
    low, high = ends
    scale = alt.Scale(domain=[min(0.0, low), max(0.0, high) or 1.0], nice=False, rangeMax=until)
    look: dict[str, Any] = {"format": ",.0f", "tickCount": 4, "grid": False, "labelOverlap": True}
    # Of noughts alone there is nothing to measure.
    measured = alt.Axis(**(look | axis)) if high > 0 or low < 0 else None
    return alt.X(f"{field}:Q", title=title, scale=scale, axis=measured)


def needed(texts: Iterable[str]) -> int:
    """Return how much room the texts at the ends of marks need, in pixels."""
    return round(GAP + max(map(pixels, texts), default=0))


def pixels(text: str) -> float:
    """Return about how wide a text is at 12 px."""
    return sum(_THIN if sign in _NARROW else _CAPITAL if sign.isupper() else _LETTER for sign in text)


def colours(
    field: str, shades: Mapping[str, str], present: Iterable[str], columns: int = 3, *, joined: bool = False
) -> alt.Color:
    """Return the colours of groups, with a legend of those that are present in the order of ``shades``.

    The legend has so many ``columns``; one, where a chart that is not ``joined`` to others is drawn again narrower.
    One that is the only one that there could be has no legend.
    """
    found = set(present)
    kept = {name: shade for name, shade in shades.items() if name in found}
    many: Any = columns if joined else alt.ExprRef(f"width < {_SLIM} ? 1 : {columns}")
    legend = alt.Legend(orient="bottom", columns=many, labelLimit=320, symbolType="square", symbolOpacity=1)
    scale = alt.Scale(domain=list(kept), range=list(kept.values()))
    return alt.Color(field, title=None, scale=scale, legend=legend if len(shades) > 1 else None)


def written(base: alt.Chart, at: str) -> alt.Chart:
    """Return the text of each row, behind what ends ``at`` a column."""
    return base.mark_text(align="left", dx=GAP).encode(x=alt.X(f"{at}:Q"), text=alt.Text("text:N"))


def arrows(base: alt.Chart, rows: pd.DataFrame, at: str) -> list[alt.Chart]:
    """Return an arrow ``at`` a column for each row without an upper end; none where each has one."""
    if not (rows["lower"].notna() & rows["upper"].isna()).any():
        return []
    arrow = base.transform_filter("isValid(datum.lower) && !isValid(datum.upper)")
    arrow = arrow.mark_point(shape="triangle-right", size=90, opacity=1, color=INK)
    return [arrow.encode(x=alt.X(f"{at}:Q"))]


def assembled(
    rows: pd.DataFrame,
    layers: Sequence[alt.Chart],
    title: str | alt.TitleParams,
    said: Sequence[str],
    **size: Any,
) -> Chart:
    """Return the chart of layers under its title; ``said`` is each row in words, for those who do not see it."""
    return alt.LayerChart(data=rows, layer=list(layers), title=titled(title), description=told(title, said), **size)


def titled(title: str | alt.TitleParams) -> alt.TitleParams:
    """Return a title that begins where the names begin, not where the marks do."""
    return alt.TitleParams(title, frame="bounds") if isinstance(title, str) else title.copy(deep=False)


def panel(title: str) -> alt.TitleParams:
    """Return the title of one of several charts that are joined."""
    return alt.TitleParams(title, fontSize=12, offset=6, frame="group")


def told(title: str | alt.TitleParams, parts: Sequence[str]) -> str:
    """Return what is read to those who do not see the chart: its title, and each row in words."""
    return f"{heading(title)}. {'; '.join(parts)}."


def dark(shade: str) -> bool:
    """Say whether what is written on a colour is to be white."""
    red, green, blue = (int(shade[place : place + 2], 16) for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < _DARK
