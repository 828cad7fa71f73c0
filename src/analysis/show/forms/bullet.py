"""Bullets: a result as a bar from nought, what it leaves open in a lighter shade, and across it what was aimed at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.show.forms import text_at_end
from analysis.show.marks import BAR, Chart, Layer
from analysis.show.theme import INK, WIDTH

#: What a result leaves open is its colour, so far see-through.
_OPEN = 0.35


def bullet(
    told: pd.DataFrame,
    title: str | alt.TitleParams,
    tooltip: Sequence[alt.Tooltip],
    *,
    aimed: str,
    shades: Mapping[str, str],
    counted: str | None = None,
    width: float = WIDTH,
    joined: bool = False,
) -> Chart:
    """Draw each result against its target: a bar up to ``lower``, lighter up to ``upper``, a line at ``target``.

    ``told`` has ``label``, ``group`` (what ``shades`` gives a colour), ``lower``, ``upper`` (none: an arrow),
    ``target`` (none: no line) and ``text``, which stands at the end. ``aimed`` names the line in the legend,
    ``counted`` is what the axis counts; the chart may be ``joined`` to others.
    """
    rows = told.assign(row=range(len(told)), reach=told["upper"].fillna(told["lower"]))
    rows = rows.assign(end=rows[["reach", "target"]].max(axis=1).fillna(0.0))
    ends = (0.0, float(rows["end"].max()))
    x = text_at_end.amounts("lower", counted, rows["text"], ends, width if joined else None)
    base = Layer().encode(y=text_at_end.names(rows), tooltip=list(tooltip))
    aims = [aimed] if rows["target"].notna().any() else []
    colour = text_at_end.colours(
        "group:N", {**shades, **dict.fromkeys(aims, INK)}, [*rows["group"], *aims], joined=joined
    )
    layers = [base.mark_bar(height={"band": 0.5}).encode(x=x, color=colour)]
    if (rows["lower"] < rows["reach"]).any():
        left_open = base.transform_filter("datum.lower < datum.reach").mark_bar(height={"band": 0.5}, opacity=_OPEN)
        layers.append(left_open.encode(x=x, x2=alt.X2("reach:Q"), color=colour))
    line = base.transform_filter("isValid(datum.target)").mark_tick(thickness=3, height={"band": 0.9}, opacity=1)
    layers += [line.encode(x=alt.X("target:Q"), color=alt.ColorDatum(name)) for name in aims]
    layers += [*text_at_end.arrows(base, rows, "reach"), text_at_end.written(base, "end")]
    said = [f"{row.label}, {row.group}: {row.text}" for row in rows_of(rows)]
    return text_at_end.assembled(rows, layers, title, said, width=width, height=text_at_end.step(rows, BAR * 1.4))
