"""What the charts of series share that notebooks take up: the panels of ``charts.trends``, under their own title."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pandas as pd

from analysis.display.charts.marks import WHOLE, Nothing
from analysis.display.charts.trends import trends
from analysis.display.theme import Language
from analysis.display.wording import say
from analysis.questions import trends as question

#: Columns that often say the same of all points; and what a datum is identified by.
_FLAGS = ("aim", "hollow", "open", "break_at", "flow", "line", "variant", "note", "last")
_NAMES = ("series_id", "figure_id")
_NO_AIMS = pd.DataFrame(columns=question.AIMS)


def taken_up(
    rows: pd.DataFrame, title: str, language: Language, height: int | None = None
) -> alt.FacetChart | Nothing:  # fmt: skip
    """Draw the points of ``questions.trends.taken_up`` as ``charts.trends`` does, in the order in which they stand.

    The subtitle names the marks that are there, and no others. Each datum has the ``series_id`` that it is of, or the
    ``figure_id`` of the document that prints it. ``height`` is that of a panel in pixels, where it is to be another.
    """
    if rows.empty:
        return Nothing(say(language, "No number of these series lies in this period.",
                           "In deze periode ligt geen getal van deze reeksen."))  # fmt: skip
    chart = trends(rows, _NO_AIMS, None, language)
    if isinstance(chart, Nothing):
        return chart
    described = str(chart.description).removeprefix(str(chart.title.text))
    chart.title = alt.TitleParams(title, subtitle=_legend(rows, language), frame="bounds")
    chart.description = f"{title}{described}"
    chart.config = WHOLE
    if height:
        # The reasons of breaks, the last layer, stand below the panel.
        reasons = chart.spec.layer[-1].encoding
        reasons.y = alt.YValue(reasons.y["value"] + height - chart.spec.height)
        chart.spec.height = height
    drawn: Any = chart.data
    _lean(chart, _identified(drawn, rows))
    return chart


def _identified(data: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Add to the rows of a chart the series or the figure that each is: a panel is a series, or a line of figures."""
    of_document = rows[rows["figure_id"].notna()]
    days = (of_document["period_end"] + pd.Timedelta(days=1)).dt.strftime("%Y-%m-%d")
    figures = dict(zip(zip(of_document["trend_id"], days, strict=True), of_document["figure_id"], strict=True))
    named = pd.Series([figures.get(key) for key in zip(data["panel"], data["ends"], strict=True)], index=data.index)
    of_series = data["panel"].where(data["panel"].isin(rows["series_id"].dropna()))
    return data.assign(series_id=of_series, figure_id=named)


def _lean(chart: alt.FacetChart, data: pd.DataFrame) -> None:
    """Leave out of a chart the layers of marks that it has none of, and say once what is the same in every row."""
    there = {
        "datum.aim": data["aim"].any(), "datum.hollow": data["hollow"].any(), "datum.open": data["open"].any(),
        "isValid(datum.break_at)": data["break_at"].notna().any(),
        "!datum.aim && !datum.line": not data["line"].all(),
        "datum.note != ''": data["note"].any(), "datum.last != ''": data["last"].any(),
    }  # fmt: skip
    nothing = {condition for condition, found in there.items() if not found}
    layers: Any = chart.spec.layer
    chart.spec.layer = [layer for layer in layers if nothing.isdisjoint(_conditions(layer))]
    alike = {name: data[name].iloc[0] for name in _FLAGS if len(set(data[name])) == 1}
    said = [{"calculate": json.dumps(value.item() if hasattr(value, "item") else value), "as": name}
            for name, value in alike.items()]  # fmt: skip
    chart.transform = [alt.CalculateTransform.from_dict(each) for each in said]
    chart.data = data.drop(columns=[*alike, *(name for name in _NAMES if data[name].isna().all())])


def _conditions(layer: Any) -> list[str]:
    """Return on which conditions a layer draws a row."""
    transforms = layer.transform if isinstance(layer.transform, list) else []
    return [str(transform.filter) for transform in transforms if hasattr(transform, "filter")]


def _legend(rows: pd.DataFrame, language: Language) -> list[str]:
    """Say what the marks mean that the rows lead to, in lines that fit the width."""
    priced = rows[rows["priced"] & rows["lower"].notna()]
    marks = [
        (priced["provisional"].any(), say(language, "hollow: provisional", "open: voorlopig")),
        ((~priced["in_line"]).any(), say(language, "diamond: a window of another length",
                                         "ruit: een periode van een andere duur")),
        ((priced["upper"] - priced["lower"] > 0.01 * priced["upper"]).any(),
         say(language, "upright line: what rounding or a hedge leaves open",
             "staande streep: wat afronding of een slag om de arm openlaat")),
        (priced["upper"].isna().any(), say(language, "arrow: no upper limit", "pijl: geen bovengrens")),
        (priced["break_at"].notna().any(), say(language, "dashed: a break, across which nothing is compared",
                                               "stippellijn: een breuk, waaroverheen niets is vergeleken")),
    ]  # fmt: skip
    told = [text for there, text in marks if there]
    if len(set(rows["series_id"].fillna(rows["trend_id"]))) > 1:
        told.insert(0, say(language, "Each panel has its own scale", "Elk paneel heeft een eigen schaal"))
    half = (len(told) + 1) // 2
    parts = [told] if len(told) < 3 else [told[:half], told[half:]]
    return [f"{'; '.join(part)}{';' if part is not parts[-1] else ''}" for part in parts]
