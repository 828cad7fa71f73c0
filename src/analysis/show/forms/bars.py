"""Bars from nought: a row for each thing, with what a hedge leaves open, a text at the end, and a second mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.show.forms import text_at_end
from analysis.show.marks import BAR, Chart, Layer, legend_picks
from analysis.show.theme import BLUE, INK, WIDTH

Title = str | alt.TitleParams

#: Several bars of one row stand closer together than the rows do.
_CLOSE = alt.Scale(paddingInner=0.15)


def bars(
    told: pd.DataFrame,
    title: Title,
    tooltip: Sequence[alt.Tooltip],
    *,
    counted: str | None = None,
    shades: Mapping[str, str] | str = BLUE,
    mark: tuple[str, str] | None = None,
    under: str = "",
    width: float = WIDTH,
    joined: bool = False,
) -> Chart:
    """Draw a bar for each row, from nought to its ``value``.

    ``told`` has ``label``, ``value`` (missing: no bar) and ``text``, which stands at the end; ``lower`` and ``upper``
    where a line is to show what is left open, or an arrow that there is no upper end; ``group`` where ``shades`` gives
    a colour to each of several; ``part`` where several bars have one row, one below the other; ``mark`` where a second
    mark stands on the same axis (a budget), whose name and colour are given. ``counted`` is what the axis counts,
    ``under`` a column that stands under the label. A click on the legend picks, unless the chart is ``joined`` to
    others.
    """
    rows, tips = _laid_out(told), list(tooltip)
    y = text_at_end.names(rows, under)
    ends = float(rows.filter(["lower", "value"]).min().min()), float(rows["end"].max())
    x = text_at_end.amounts("value", counted, rows["text"], ends, width if joined else None)
    base = Layer().encode(y=y, **_beside(rows))
    thick: Any = alt.Undefined if "part" in rows else {"band": 0.72}
    drawn = base.mark_bar(height=thick).encode(x=x, tooltip=tips, **_filled(shades, mark, rows, joined))
    layers = [drawn, *_left_open(base, rows, tips)]
    if mark:
        tick = base.mark_tick(thickness=4, height={"band": 0.95}, opacity=1)
        layers.append(tick.encode(x=alt.X("mark:Q"), color=alt.ColorDatum(mark[0]), tooltip=tips))
    layers.append(text_at_end.written(base, "end").encode(tooltip=tips))
    if not (joined or isinstance(shades, str)):
        layers = legend_picks(layers, _field(rows))
    height = text_at_end.step(rows, BAR * 0.8 if "part" in rows else BAR, under)
    said = [_said(row) for row in rows_of(rows)]
    return text_at_end.assembled(rows, layers, title, said, width=width, height=height)


def _laid_out(told: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with their places, and in ``end`` where the text stands: behind whatever is drawn."""
    rows = told.assign(row=pd.factorize(told["label"])[0] if "part" in told else range(len(told)))
    drawn = [column for column in ("value", "lower", "upper", "mark") if column in rows]
    return rows.assign(end=rows[drawn].max(axis=1).fillna(0.0).clip(lower=0.0))


def _beside(rows: pd.DataFrame) -> dict[str, Any]:
    """Return where each of several bars of one row stands: in the order in which they come."""
    return {"yOffset": alt.YOffset("part:N", sort=list(rows["part"].unique()), scale=_CLOSE)} if "part" in rows else {}


def _left_open(base: alt.Chart, rows: pd.DataFrame, tips: list[alt.Tooltip]) -> list[alt.Chart]:
    """Return a line over what a hedge leaves open, and an arrow where it leaves the upper end open; none where none is."""
    if "upper" not in rows:
        return []
    layers = []
    if (rows["lower"] < rows["upper"]).any():
        line = base.transform_filter("datum.lower < datum.upper").mark_rule(strokeWidth=2, color=INK)
        layers.append(line.encode(x=alt.X("lower:Q"), x2=alt.X2("upper:Q"), tooltip=tips))
    return [*layers, *(arrow.encode(tooltip=tips) for arrow in text_at_end.arrows(base, rows, "end"))]


def _filled(
    shades: Mapping[str, str] | str, mark: tuple[str, str] | None, rows: pd.DataFrame, joined: bool
) -> dict[str, Any]:
    """Return the colour of the bars: one for all, one for each group, or one beside that of the second mark."""
    if isinstance(shades, str):
        return {"color": alt.ColorValue(shades)}
    both, second = (dict(shades) | dict([mark]), mark[:1]) if mark else (shades, ())
    field = _field(rows)
    return {
        "color": text_at_end.colours(
            f"{field}:N", both, [*rows.loc[rows["value"].notna(), field], *second], joined=joined
        )
    }


def _field(rows: pd.DataFrame) -> str:
    return "group" if "group" in rows else "part"


def _said(row: Any) -> str:
    parts = [getattr(row, name) for name in ("label", "part", "group") if hasattr(row, name)]
    return f"{', '.join(parts)}: {row.text}"
