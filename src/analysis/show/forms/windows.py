"""Windows on a true time axis: when each thing holds; an arrow is an end that is not printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from analysis.language import _
from analysis.show.forms.text_beside import (
    PLOT,
    Drawn,
    Role,
    Titles,
    apart,
    assembled,
    by_role,
    label_axis,
    step,
    texts,
)
from analysis.show.marks import Layer
from analysis.show.theme import ORANGE

#: A window ends where its last day does.
_A_DAY = pd.Timedelta(days=1)
#: How many years are named side by side at most.
_ABREAST = 10
_BAR = 9
#: How a mark is found: by what is known of its window.
_BARS, _INSTANTS, _UNKNOWN = (f"datum.mark == '{mark}'" for mark in ("bar", "instant", "unknown"))


def windows(
    rows: pd.DataFrame,
    titles: Titles,
    roles: Sequence[Role],
    tooltip: Sequence[alt.Tooltip],
    *,
    wide: float = PLOT,
    span: tuple[int, int] | None = None,
) -> Drawn:
    """Draw rows as bars over their windows, as points where they begin and end on one day.

    ``rows`` is a frame that was told its fields, with ``label, role`` (one of ``roles``), ``begins`` and ``ends`` (the
    first and the last day; a missing one is not known), and, where wanted, ``drawn_from`` and ``drawn_until`` (how far
    an open window is drawn, else to the edge), ``hollow``, ``break_at`` (a day across which nothing is compared) with
    its ``why``, ``beside``, ``bold``, ``panel`` and ``key``, see :mod:`analysis.show.forms.text_beside`. A row without
    any day is dotted over the whole axis. ``span`` are the first and the last year, else those of the rows.
    """
    first, last = span or _years(rows)
    drawn = _placed(apart(rows), first, last)
    y, looks = label_axis(drawn), by_role(drawn, roles)
    colour = {"y": y, "color": looks["color"], "tooltip": list(tooltip)}
    # The scale belongs to the points alone: beside a second end Vega-Lite reads its domain twice, and warns.
    days = alt.Scale(domain=[f"{first}-01-01T00:00:00", f"{last + 1}-01-01T00:00:00"], nice=False)
    x, until = alt.X("from:T", title=None, axis=_axis(first, last)), alt.X2("until:T")
    base, marks, filled = Layer(), set(drawn["mark"]), _filled(drawn, looks)
    shaped = {name: looks[name] for name in ("shape", "size")} if "instant" in marks else {}
    solid = base.transform_filter(_BARS).mark_bar(height=_BAR, strokeWidth=1.2)
    point = base.transform_filter(_INSTANTS).mark_point(opacity=1, strokeWidth=1.4)
    dotted = base.transform_filter(_UNKNOWN).mark_rule(strokeDash=[2, 4], strokeWidth=2.5)
    layers = [
        solid.encode(x=x, x2=until, **colour, **filled),
        *([dotted.encode(x=x, x2=until, **colour)] if "unknown" in marks else []),
        *([point.mark_point(opacity=1, color="white").encode(x=x, y=y, **shaped)] if filled and shaped else []),
        point.encode(x=x.scale(days), **colour, **shaped, **filled),
        *_arrows(drawn, colour),
        *_breaks(drawn, y),
        *texts(drawn, y),
    ]
    title, description = titles.params(), titles.description(drawn)
    return assembled(_lean(drawn), layers, ((), ()), title, description, width=wide, height=step(drawn))


def _lean(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what holds of no row: to a chart, what is missing does not hold."""
    return rows.drop(columns=[name for name in ("hollow", "open", "opens") if name in rows and not rows[name].any()])


def _placed(rows: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return from when to when each row is drawn, as what, and which of its ends are open."""
    begins, ends = (pd.to_datetime(rows[side]) for side in ("begins", "ends"))
    known = begins.notna() | ends.notna()
    opens, edges = pd.Timestamp(first, 1, 1), pd.Timestamp(last + 1, 1, 1)
    from_, until = begins, ends
    if "drawn_from" in rows:
        from_ = from_.fillna(pd.to_datetime(rows["drawn_from"]))
    if "drawn_until" in rows:
        until = until.fillna(pd.to_datetime(rows["drawn_until"]))
    from_, until = from_.fillna(opens), until + _A_DAY
    broken = rows["break_at"].notna() if "break_at" in rows else pd.Series(False, index=rows.index)
    mark = pd.Series("bar", index=rows.index).mask(begins.eq(ends), "instant").mask(~known, "unknown")
    placed = rows.assign(
        **{
            "from": _day(from_.where(known, opens)),
            "until": _day(until.fillna(edges).where(known, edges)).where(~begins.eq(ends)),
        },
        mark=mark.mask(~known & broken, "break"),
        open=known & ends.isna(),
        opens=known & begins.isna(),
    )
    if "break_at" in rows:
        placed["break_at"] = _day(pd.to_datetime(rows["break_at"]))
    return placed.drop(columns=["begins", "ends", "drawn_from", "drawn_until"], errors="ignore")


def _years(rows: pd.DataFrame) -> tuple[int, int]:
    """Return the first and the last year of the days of rows."""
    days = [name for name in ("begins", "ends", "drawn_from", "drawn_until", "break_at") if name in rows]
    known = pd.concat([pd.to_datetime(rows[name]) for name in days]).dropna().dt.year
    return int(known.min()), int(known.max())


def _axis(first: int, last: int) -> alt.Axis:
    """Return the axis of years, of which as many are named as fit."""
    apart_ = next(years for years in (1, 2, 5, 10, 25) if (last + 1 - first) / years <= _ABREAST)
    return alt.Axis(
        format="%Y",
        tickCount={"interval": "year", "step": apart_},
        labelOverlap=True,
        labelSeparation=4,
        labelFlush=False,
    )


def _filled(rows: pd.DataFrame, looks: dict[str, Any]) -> dict[str, Any]:
    """Return how a mark is filled: not at all where it is hollow."""
    if "hollow" not in rows or not rows["hollow"].any():
        return {}
    stroke = alt.Stroke("role:N", title=None, scale=looks["color"]["scale"], legend=None)
    return {"stroke": stroke, "fillOpacity": alt.FillOpacityValue(1, condition=[{"test": "datum.hollow", "value": 0}])}


def _arrows(rows: pd.DataFrame, colour: dict[str, Any]) -> list[alt.Chart]:
    """Return an arrow at each end that is not known, of those windows that have another."""
    sides = (("open", "triangle-right", "until"), ("opens", "triangle-left", "from"))
    return [
        Layer()
        .transform_filter(f"datum.{side}")
        .mark_point(shape=shape, size=120, opacity=1)
        .encode(x=alt.X(f"{at}:T"), **colour)
        for side, shape, at in sides
        if rows[side].any()
    ]


def _breaks(rows: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    """Return a gap and a line at each day across which nothing is compared."""
    if "break_at" not in rows or not rows["break_at"].notna().any():
        return []
    broken, at = Layer().transform_filter("isValid(datum.break_at)"), alt.X("break_at:T")
    why = [alt.Tooltip("label:N", title=_("series")), alt.Tooltip("why:N", title=_("break"))]
    gap = broken.transform_filter(_BARS).mark_tick(color="white", thickness=7, size=_BAR + 3).encode(x=at, y=y)
    return [gap, broken.mark_tick(color=ORANGE, thickness=2, size=22).encode(x=at, y=y, tooltip=why)]


def _day(days: pd.Series) -> pd.Series:
    """Return days as a specification has them."""
    return days.dt.strftime("%Y-%m-%d")
