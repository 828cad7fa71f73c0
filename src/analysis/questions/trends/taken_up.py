"""What the charts of series share that notebooks take up: the panels of ``charts.trends``, under their own title."""

from __future__ import annotations

import re
from typing import Any

import altair as alt
import pandas as pd

from analysis.language import _
from analysis.questions.trends import answers as question
from analysis.questions.trends.charts import trends
from analysis.show.marks import Nothing

#: Columns of ``charts.trends`` for marks that most charts have none of, and how a layer asks for one.
_MARKS = ("aim", "hollow", "open", "break_at", "note", "last")
_CONDITION = re.compile(r"datum\.(?P<holds>\w+)|isValid\(datum\.(?P<valid>\w+)\)|datum\.(?P<filled>\w+) != ''")
_NO_AIMS = pd.DataFrame(columns=question.AIMS)


def taken_up(rows: pd.DataFrame, title: str, height: int | None = None) -> alt.FacetChart | Nothing:
    """Draw the points of ``questions.trends.taken_up`` as ``charts.trends`` does, in the order in which they stand.

    The subtitle names the marks that are there, and no others. ``height`` is that of a panel in pixels, where it is to
    be another.
    """
    if rows.empty:
        return Nothing(_("No number of these series lies in this period."))
    chart = trends(rows, _NO_AIMS, None)
    if isinstance(chart, Nothing):
        return chart
    described = str(chart.description).removeprefix(str(chart.title.text))
    chart.title = alt.TitleParams(title, subtitle=_legend(rows), frame="bounds")
    chart.description = f"{title}{described}"
    if height:
        # The reasons of breaks, the last layer, stand below the panel.
        reasons = chart.spec.layer[-1].encoding
        reasons.y = alt.YValue(reasons.y["value"] + height - chart.spec.height)
        chart.spec.height = height
    drawn: Any = chart.data
    _lean(chart, drawn)
    return chart


def _lean(chart: alt.FacetChart, data: pd.DataFrame) -> None:
    """Leave out of a chart the layers of marks that it has none of, and the columns that say so in every row."""
    empty = {name for name in _MARKS if name not in data or not any(pd.notna(cell) and cell for cell in data[name])}
    layers: Any = chart.spec.layer
    chart.spec.layer = [layer for layer in layers if empty.isdisjoint(_drawn_where(layer))]
    chart.data = data.drop(columns=[name for name in empty if name in data])


def _drawn_where(layer: Any) -> set[str]:
    """Return the columns that a layer draws a row for, where they hold or have something."""
    transforms = layer.transform if isinstance(layer.transform, list) else []
    conditions = [_CONDITION.fullmatch(str(one.filter)) for one in transforms if hasattr(one, "filter")]
    return {found["holds"] or found["valid"] or found["filled"] for found in conditions if found}


def _legend(rows: pd.DataFrame) -> list[str]:
    """Say what the marks mean that the rows lead to, in lines that fit the width."""
    priced = rows[rows["priced"] & rows["lower"].notna()]
    marks = [
        (priced["provisional"].any(), _("hollow: provisional")),
        ((~priced["in_line"]).any(), _("diamond: a window of another length")),
        (
            (priced["upper"] - priced["lower"] > 0.01 * priced["upper"]).any(),
            _("upright line: what rounding or a hedge leaves open"),
        ),
        (priced["upper"].isna().any(), _("arrow: no upper limit")),
        (priced["break_at"].notna().any(), _("dashed: a break, across which nothing is compared")),
    ]
    told = [text for there, text in marks if there]
    if len(set(rows["series_id"].fillna(rows["trend_id"]))) > 1:
        told.insert(0, _("Each panel has its own scale"))
    half = (len(told) + 1) // 2
    parts = [told] if len(told) < 3 else [told[:half], told[half:]]
    return [f"{'; '.join(part)}{';' if part is not parts[-1] else ''}" for part in parts]
