"""Stacks: a row for each thing, of parts that add up, as numbers or as shares of the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import _, numbers, pgettext
from analysis.show.forms import text_at_end
from analysis.show.marks import BAR, Chart, Layer, legend_picks
from analysis.show.theme import INK, MUTED, WIDTH

#: A part that is narrower than this, as a share of the longest row, bears no number; the tooltip has it.
_NARROW = 0.035
#: The axis of shares.
_SHARES: dict[str, Any] = {"format": "%", "values": [0, 0.25, 0.5, 0.75, 1], "tickCount": 5}


def stacks(
    told: pd.DataFrame,
    title: str | alt.TitleParams,
    tooltip: Sequence[alt.Tooltip],
    shades: Mapping[str, str],
    *,
    counted: str | None = None,
    columns: int = 3,
    width: float = WIDTH,
) -> Chart:
    """Stack the parts of each row from nought, in the order in which they come, with the sum of several at the end.

    ``told`` has ``label``, ``part`` (what ``shades`` gives a colour) and ``count``, a row for each part that there is,
    and ``key`` where two things may have one label. ``counted`` is what is counted; without it, parts are shares of
    their row. How many of how many a part is, is added to the tooltip. A click on the legend, of so many ``columns``,
    picks a part.
    """
    rows = _laid_out(told, shades, shares=counted is None)
    y = text_at_end.names(rows)
    axis = _SHARES if counted is None else {"tickMinStep": 1}
    x = text_at_end.amounts("begin", counted, rows["total"], (0.0, float(rows["end"].max())), **axis)
    tips = [*tooltip, alt.Tooltip("share:N", title=_("how many"))]
    base = Layer().encode(y=y, tooltip=tips)
    parts = base.mark_bar(height={"band": 0.64}, stroke="white", strokeWidth=1)
    parts = parts.encode(x=x, x2=alt.X2("end:Q"), color=text_at_end.colours("part:N", shades, rows["part"], columns))
    inside = alt.ColorValue(INK, condition={"test": "datum.dark", "value": "white"})
    written = base.transform_filter("datum.wide").transform_calculate(middle="(datum.begin + datum.end) / 2")
    written = written.mark_text().encode(x=alt.X("middle:Q"), text=alt.Text("text:N"), color=inside)
    layers = [*legend_picks([parts, written], "part"), _sums(rows, y)]
    said = [f"{row.label}, {row.part}: {row.share}" for row in rows_of(rows)]
    drawn = rows.drop(columns=["key", "count", "total"], errors="ignore")
    return text_at_end.assembled(drawn, layers, title, said, width=width, height=text_at_end.step(rows, BAR * 1.4))


def _laid_out(told: pd.DataFrame, shades: Mapping[str, str], *, shares: bool) -> pd.DataFrame:
    """Return the parts with where they begin and end, what is written on them, and what they are of the whole."""
    place = pd.Series(pd.factorize(told["key" if "key" in told else "label"])[0], index=told.index)
    totals = told["count"].groupby(place).transform("sum")
    width = told["count"] / totals if shares else told["count"].astype("float64")
    end = width.groupby(place).cumsum()
    whole = pgettext("several", "of")
    return told.assign(
        row=place,
        begin=end - width,
        end=end,
        text=[numbers.number(count) for count in told["count"]],
        total=[numbers.number(total) for total in totals],
        wide=width / end.max() > _NARROW,
        dark=[text_at_end.dark(shades[part]) for part in told["part"]],
        share=[
            f"{count} {whole} {total} ({numbers.share(count / total, count / total)})"
            for count, total in zip(told["count"], totals, strict=True)
        ],
    )


def _sums(rows: pd.DataFrame, y: alt.Y) -> alt.Chart:
    """Return the sum at the end of each row, but for those of one part that says it."""
    last = (rows["row"] != rows["row"].shift(-1)) & ((rows["text"] != rows["total"]) | ~rows["wide"])
    sums = Layer(rows[last][["row", "end", "total"]])
    text = sums.mark_text(align="left", dx=text_at_end.GAP - 2, color=MUTED)
    return text.encode(y=y, x=alt.X("end:Q"), text=alt.Text("total:N"))
