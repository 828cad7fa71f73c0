"""Charts of what can be followed through the years: which years there are, line by line, and what cannot be."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset import labels
from analysis.language import _, current, translated
from analysis.questions.series_panels import begin, day, only, points, printed_in, window
from analysis.show import wording
from analysis.show.forms.series import Series
from analysis.show.marks import Nothing, rows_of
from analysis.show.theme import BLUE, MUTED, ORANGE, WIDTH

_PALE = "#b9cfe3"
#: A window ends where its last day does.
_A_DAY = pd.Timedelta(days=1)
#: From so many years on, every other one is named on the axis.
_MANY_YEARS = 9
#: Height of a row, in pixels; characters of a line of its label.
_ROW, _LABEL = 26, 50
#: A label of two lines is raised by half a line, to stand beside its row.
_RAISED: Any = {"condition": {"test": "indexof(datum.label, '|') > 0", "value": -6}, "value": 0}
_HEADER = alt.Header(labelOrient="top", labelAnchor="start", labelFontWeight="bold", labelFontSize=13, labelPadding=4)


def trend_years(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the years that each line has, see ``questions.trends.followed``: windows, breaks, gaps, no heights."""
    if rows.empty:
        return _nothing()
    drawn = _by_theme(rows)
    data = pd.DataFrame(
        {
            "panel": wording.theme(row.theme),
            "label": _wrapped(wording.trend(row)),
            "apart": only(not row.in_line),
            "hollow": only(row.provisional),
            "begins": day(begin(row)),
            "ends": day(row.period_end + _A_DAY) if row.concept == "flow" else None,
            "window": window(row),
            "means": wording.point(row),
            **printed_in(row),
            "break_at": None if pd.isna(row.break_at) else day(row.break_at),
            "why": None if pd.isna(row.break_at) else wording.prose(row, "break"),
        }
        for row in drawn
    )
    tooltip = [
        alt.Tooltip("label:N", title=_("series")),
        alt.Tooltip("window:N", title=_("window")),
        alt.Tooltip("means:N", title=_("means")),
        alt.Tooltip("source_id:N", title=_("source")),
    ]
    fill = alt.FillValue(
        BLUE, condition=[{"test": "datum.hollow", "value": "white"}, {"test": "datum.apart", "value": _PALE}]
    )
    stroke = alt.StrokeValue(BLUE, condition=[{"test": "datum.apart", "value": MUTED}])
    base = alt.Chart()
    y = alt.Y("label:N", title=None, sort=None, axis=_label_axis())
    x = alt.X("begins:T", title=None, axis=_year_axis(drawn))
    # The scale belongs to the dots alone: beside a second end Vega-Lite reads its domain twice, and warns.
    bars = (
        base.transform_filter("isValid(datum.ends)")
        .mark_bar(height=9, strokeWidth=1.2)
        .encode(x=x, x2=alt.X2("ends:T"), y=y, fill=fill, stroke=stroke, tooltip=tooltip)
    )
    dots = (
        base.transform_filter("!isValid(datum.ends)")
        .mark_point(size=55, opacity=1, strokeWidth=1.2)
        .encode(x=x.scale(_time_scale(drawn)), y=y, fill=fill, stroke=stroke, tooltip=tooltip)
    )
    broken = base.transform_filter("isValid(datum.break_at)")
    where = alt.X("break_at:T")
    gap = broken.transform_filter("isValid(datum.ends)").mark_tick(color="white", thickness=7, size=12)
    gap = gap.encode(x=where, y=y)
    cut = broken.mark_tick(color=ORANGE, thickness=2, size=22).encode(
        x=where,
        y=y,
        tooltip=[
            alt.Tooltip("label:N", title=_("series")),
            alt.Tooltip("why:N", title=_("break")),
        ],
    )
    title = alt.TitleParams(
        _("Series that can be followed for three years or more, by theme, {span}", span=_span(drawn)),
        subtitle=[
            _("Bar: the window of a number, grey if of another length; dot: counted on a day;"),
            _("hollow: provisional; orange: a break, across which nothing is compared"),
        ],
        frame="bounds",
    )
    told = [
        f"{label}: {', '.join(str(row.year) for row in points)}" for label, points in groupby(drawn, key=wording.trend)
    ]
    return alt.FacetChart(
        data=data,
        spec=alt.LayerChart(layer=[bars, gap, cut, dots], width=WIDTH - 70, height=alt.Step(_ROW)),
        facet=alt.FacetMapping(row=alt.Row("panel:N", title=None, header=_HEADER, sort=_order(data["panel"]))),
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(y="independent"), axis=alt.AxisResolveMap(x="independent")),
        spacing=26,
        title=title,
        description=f"{title.text}. {'; '.join(told)}.",
    )


def trends(rows: pd.DataFrame, aims: pd.DataFrame, index_year: int | None) -> alt.FacetChart | Nothing:
    """Draw every series in a panel of its own, on one time axis, see ``questions.trends.followed`` and ``aims``.

    Lines join windows that adjoin, and stop at gaps and breaks; the reason of a break stands below its panel. With an
    ``index_year`` the heights are per cent of that year, and what cannot be set against it is left out.
    """
    if rows.empty:
        return _nothing()
    indexed = index_year is not None
    shown = rows[rows["indexed"]] if indexed else rows[rows["priced"] & rows["lower"].notna()]
    if shown.empty:
        said = _(
            "No series has a number of {index_year} to be set against, or a value in these prices.",
            index_year=index_year,
        )
        return Nothing(said)
    drawn = _by_theme(shown)
    period = _("each in its own unit, {span}", span=_span(drawn))
    if indexed:
        period = _("{index_year} = 100, {span}", index_year=index_year, span=_span(drawn))
    title = _("Series that can be followed: {period}", period=period)
    chart: alt.FacetChart = Series(points(drawn, list(rows_of(aims)), index_year)).chart(title)
    return chart


def unfollowed(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the few years that there are of what cannot be followed, see ``questions.trends.unfollowed``.

    What is followed all the same elsewhere than at its obstacle, and pairs of two counts, are left to the table.
    """
    shown = rows[~rows["followed"].astype("bool") & (rows["obstacle"] != "not_comparable")]
    points: list[dict[str, Any]] = []
    gaps: list[dict[str, Any]] = []
    breaks: list[dict[str, Any]] = []
    for row in _by_theme(shown):
        cells = {"panel": wording.theme(row.theme), "label": _wrapped(getattr(row, translated("label")))}
        cells |= printed_in(row) | {"measure_id": row.measure_id}
        years = [] if pd.isna(row.years) else str(row.years).split()
        points += [cells | {"day": f"{year}-07-01", "year": year} for year in years]
        if pd.notna(row.at):
            breaks.append(cells | {"at": day(row.at), "why": wording.prose(row, "reason")})
        if pd.notna(row.period_start) and pd.notna(row.period_end):
            end = day(row.period_end + _A_DAY)
            gaps.append(cells | {"from": day(row.period_start), "to": end, "why": str(row.title)})
    if not (points or gaps):
        return Nothing(_("In this theme nothing with a date stands outside the series above."))
    data = pd.DataFrame([*points, *gaps, *breaks]).drop_duplicates(ignore_index=True)
    data = data.reindex(columns=list(dict.fromkeys([*data.columns, "day", "year", "at", "from"])))
    themes = [name for name in labels.labels("theme", current()).values() if name in set(data["panel"])]
    what = alt.Tooltip("label:N", title=_("what"))
    base = alt.Chart()
    y = alt.Y("label:N", title=None, sort=None, axis=_label_axis())
    every_year = alt.Axis(format="%Y", tickCount="year", grid=True, labelOverlap=True)
    missing = base.transform_filter("isValid(datum.from)").mark_bar(
        height=9, color=MUTED, fillOpacity=0.12, strokeDash=[3, 2], strokeWidth=1.2, stroke=MUTED
    )
    missing = missing.encode(
        x=alt.X("from:T", title=None, axis=every_year),
        x2=alt.X2("to:T"),
        y=y,
        tooltip=[what, alt.Tooltip("why:N", title=_("missing"))],
    )
    dots = (
        base.transform_filter("isValid(datum.day)")
        .mark_point(size=60, opacity=1, color=BLUE)
        .encode(
            x=alt.X("day:T"),
            y=y,
            tooltip=[what, alt.Tooltip("year:N", title=_("year"))],
        )
    )
    cuts = (
        base.transform_filter("isValid(datum.at)")
        .mark_tick(color=ORANGE, thickness=2, size=22)
        .encode(
            x=alt.X("at:T"),
            y=y,
            tooltip=[what, alt.Tooltip("why:N", title=_("break"))],
        )
    )
    title = alt.TitleParams(
        _("What cannot be followed: the years that there are, by theme"),
        subtitle=[
            _("Dot: a number whose window ends in this year; orange: a break;"),
            _("dashed box: a document that would fill the gap was not found or not read"),
        ],
        frame="bounds",
    )
    told = [
        f"{str(label).replace('|', ' ')}: {', '.join(years)}"
        for label, group in data.groupby("label", sort=False)
        if (years := list(group["year"].dropna()))
    ]
    return alt.FacetChart(
        data=data,
        spec=alt.LayerChart(layer=[missing, cuts, dots], width=WIDTH - 70, height=alt.Step(_ROW)),
        facet=alt.FacetMapping(row=alt.Row("panel:N", title=None, header=_HEADER, sort=themes)),
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(y="independent"), axis=alt.AxisResolveMap(x="independent")),
        spacing=26,
        title=title,
        description=f"{title.text}. {'; '.join(told)}.",
    )


# -- axes and words ------------------------------------------------------------------------------------------------


def _nothing() -> Nothing:
    return Nothing(_("No series of this theme and period can be followed for three years or more."))


def _wrapped(text: str) -> str:
    return "|".join(wrap(text, _LABEL))


def _label_axis() -> alt.Axis:
    return alt.Axis(
        labelLimit=330,
        labelExpr="split(datum.label, '|')",
        labelFontSize=11,
        labelLineHeight=12,
        labelOffset=_RAISED,
        grid=True,
        ticks=False,
        domain=False,
    )


def _year_axis(points: list[Any]) -> alt.Axis:
    years = max(row.year for row in points) - min(begin(row).year for row in points)
    step = {"interval": "year", "step": 1 if years < _MANY_YEARS else 2}
    return alt.Axis(format="%Y", tickCount=step, grid=True, labelFontSize=11, ticks=False, labelPadding=5)


def _time_scale(points: list[Any]) -> alt.Scale:
    first, last = min(begin(row).year for row in points), max(row.year for row in points)
    return alt.Scale(domain=[f"{first}-01-01", f"{last + 1}-01-01"], nice=False)


def _by_theme(rows: pd.DataFrame) -> list[Any]:
    """Return the rows of a frame by theme, and within it in their order."""
    rank = {theme: place for place, theme in enumerate(labels.labels("theme", "en"))}
    return sorted(rows_of(rows), key=lambda row: rank[row.theme])


def _order(names: pd.Series) -> list[str]:
    return list(names.drop_duplicates())


def _span(points: list[Any]) -> str:
    first, last = min(row.year for row in points), max(row.year for row in points)
    return str(first) if first == last else f"{first}-{last}"
