"""Charts of what can be followed through the years: which years there are, line by line, and what cannot be."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset import labels
from analysis.language import N_, _, current, numbers, translated
from analysis.show import wording
from analysis.show.fields import FIGURE, Field, cell, told, tooltip
from analysis.show.forms.placing import Drawn, Role, Titles
from analysis.show.forms.windows import windows
from analysis.show.marks import Nothing, rows_of
from analysis.show.theme import BLUE, COLOURS, INK, MUTED, ORANGE, WIDTH

_GREY = "#c3c9cf"
_COLOURS = (*COLOURS[1:4], COLOURS[6], COLOURS[5], COLOURS[4])
_SHAPES = ("square", "triangle-up", "diamond", "cross", "triangle-down", "circle")
_DASHES = ([6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3], [1, 0])
_MILLION = 1e6
#: A window ends where its last day does.
_A_DAY = pd.Timedelta(days=1)
#: Two ends that differ by less than this part are one number beside a point; from this size on it is a whole one.
_CLOSE, _WHOLE = 0.01, 100
#: The highest point of a panel leaves this much above it.
_HEADROOM = 1.12
#: From so many years on, every other one is named on the axis.
_MANY_YEARS = 9
#: Height of a panel, in pixels; characters of a line of text there.
_PANEL, _LINE = 62, 92
#: The ends of a point that is known exactly, which are where it stands.
_NO_SPREAD = {"lower": None, "upper": None}


def _begin(row: Any) -> pd.Timestamp:
    """Return the day from which a point is drawn: a stock or a running total stands at the day of its count."""
    begin: pd.Timestamp = row.period_start if row.concept == "flow" else row.period_end
    return begin


def _window(row: Any) -> str:
    return wording.window(_begin(row), row.period_end)


def _break(row: Any) -> str:
    return "" if pd.isna(row.break_at) else wording.prose(row, "break")


def _length(row: Any) -> str:
    return _("of the usual length") if row.in_line else _("of another length")


_SERIES = Field("label", N_("series"), wording.trend)
_OVER = Field("window", N_("window"), _window)
_MEANS = Field("means", N_("means"), wording.point)
_LENGTH = Field("role", N_("window"), _length)
_WHY = Field("why", N_("break"), _break)
_SOURCE = Field("source_id", N_("source"), cell("source_id"))


def trend_years(rows: pd.DataFrame) -> Drawn | Nothing:
    """Draw the years that each line has, see ``questions.trends.followed``: windows, breaks, gaps, no heights."""
    if rows.empty:
        return _nothing()
    drawn = _by_theme(rows)
    frame = pd.DataFrame(drawn)
    data = told(frame, _SERIES, _LENGTH, _OVER, _MEANS, _WHY, _SOURCE, FIGURE, keep=("series_id",))
    data = data.assign(
        panel=[wording.theme(row.theme) for row in drawn],
        key=data["label"],
        begins=[_begin(row) for row in drawn],
        ends=frame["period_end"].to_numpy(),
        hollow=frame["provisional"].to_numpy(dtype="bool"),
        break_at=frame["break_at"].to_numpy(),
    )
    return windows(
        data,
        Titles(
            _("Series that can be followed for three years or more, by theme, {span}", span=_span(drawn)),
            [
                _("Bar: the window of a number; dot: counted on a day; hollow: provisional;"),
                _("orange line: a break, across which nothing is compared"),
            ],
            told=("window",),
        ),
        [Role(_("of the usual length"), BLUE), Role(_("of another length"), MUTED)],
        tooltip(_SERIES, _OVER, _MEANS, _SOURCE, FIGURE),
        wide=WIDTH - 70,
    )


def trends(rows: pd.DataFrame, aims: pd.DataFrame, index_year: int | None) -> alt.FacetChart | Nothing:
    """Draw every series in a panel of its own, on one time axis, see ``questions.trends.followed`` and ``aims``.

    Lines join windows that adjoin, and stop at gaps and breaks; the reason of a break stands above its panel. With an
    ``index_year`` the heights are per cent of that year, and what cannot be set against it is left out.
    """
    indexed = index_year is not None
    shown = rows[rows["indexed"]] if indexed else rows[rows["priced"] & rows["lower"].notna()]
    if shown.empty:
        return (
            _nothing()
            if rows.empty
            else Nothing(
                _(
                    "No series has a number of {index_year} to be set against, or a value in these prices.",
                    index_year=index_year,
                )
            )
        )
    drawn = _by_theme(shown)
    targets = list(rows_of(aims))
    panels = [_panel(list(points), targets, index_year) for _, points in groupby(drawn, key=_panel_of)]
    data = pd.DataFrame([record for panel in panels for record in panel])
    marks = _marks(data, drawn)
    period = (
        _("{index_year} = 100, {span}", index_year=index_year, span=_span(drawn))
        if indexed
        else _("each in its own unit, {span}", span=_span(drawn))
    )
    title = alt.TitleParams(
        _("Series that can be followed: {period}", period=period),
        subtitle=[
            _("Hollow: provisional; diamond: a window of another length; upright line: what rounding"),
            _("or a hedge leaves open; arrow: no upper limit; dashed: a break; orange: a printed target"),
        ],
        frame="bounds",
    )
    told = [
        f"{panel[0]['head']}: "
        + ", ".join(f"{record['window']} {record['means']}" for record in panel)
        + (f" ({panel[0]['note']})".replace("\n", " ") if panel[0]["note"] else "")
        for panel in panels
    ]
    order = [_panel_of(row) for row in drawn]
    return alt.FacetChart(
        data=data,
        spec=alt.LayerChart(layer=marks, width=WIDTH, height=_PANEL),
        transform=[alt.CalculateTransform(calculate="datum.series_id || datum.trend_id", **{"as": "panel"})],
        facet=alt.FacetMapping(
            row=alt.Row(
                "panel:N", title=None, sort=list(dict.fromkeys(order)), header=alt.Header(labels=False, title=None)
            )
        ),
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(y="independent"), axis=alt.AxisResolveMap(x="independent")),
        spacing=14,
        title=title,
        description=f"{title.text}. {'; '.join(told)}.",
    )


def unfollowed(rows: pd.DataFrame) -> Drawn | Nothing:
    """Draw the few years that there are of what cannot be followed, see ``questions.trends.unfollowed``.

    What is followed all the same elsewhere than at its obstacle, and pairs of two counts, are left to the table.
    """
    shown = rows[~rows["followed"].astype("bool") & (rows["obstacle"] != "not_comparable")]
    records = [record for row in _by_theme(shown) for record in _left(row)]
    data = pd.DataFrame(records).drop_duplicates(ignore_index=True) if records else pd.DataFrame()
    if "begins" not in data:
        return Nothing(_("In this theme nothing with a date stands outside the series above."))
    data = data.reindex(columns=list(dict.fromkeys([*data.columns, "break_at"])))
    themes = list(labels.labels("theme", current()).values())
    years, gap = _unfollowed_roles()
    return windows(
        data.sort_values("panel", key=lambda names: names.map(themes.index), kind="stable", ignore_index=True),
        Titles(
            _("What cannot be followed: the years that there are, by theme"),
            [
                _("Dot: a number whose window ends in this year; orange: a break;"),
                _("hollow bar: a document that would fill the gap was not found or not read"),
            ],
            told=("year",),
        ),
        [Role(years, BLUE), Role(gap, MUTED, "square")],
        [
            alt.Tooltip("label:N", title=_("what")),
            alt.Tooltip("year:N", title=_("year")),
            alt.Tooltip("why:N", title=_("missing")),
            *tooltip(_SOURCE, FIGURE),
        ],
        wide=WIDTH - 70,
    )


def _unfollowed_roles() -> tuple[str, str]:
    return _("a number"), _("a document that is missing")


def _left(row: Any) -> list[dict[str, Any]]:
    """Return the years that there are of a thing, the break that keeps it from being followed, and what is missing."""
    label = getattr(row, translated("label"))
    cells = {"panel": wording.theme(row.theme), "label": label, "key": label, "measure_id": row.measure_id}
    number, missing = _unfollowed_roles()
    cells |= _printed_in(row) | {"hollow": False, "role": number}
    years = [] if pd.isna(row.years) else str(row.years).split()
    days = [pd.Timestamp(int(year), 7, 1) for year in years]
    records = [cells | {"begins": day, "ends": day, "year": year} for day, year in zip(days, years, strict=True)]
    if pd.notna(row.at):
        records.append(cells | {"break_at": row.at, "why": wording.prose(row, "reason")})
    if pd.notna(row.period_start) and pd.notna(row.period_end):
        window = {"begins": row.period_start, "ends": row.period_end, "why": str(row.title)}
        records.append(cells | window | {"role": missing, "hollow": True})
    return records


# -- panels --------------------------------------------------------------------------------------------------------


def _panel_of(row: Any) -> str:
    """Return what shares a panel: the lines of one series."""
    return str(row.trend_id if pd.isna(row.series_id) else row.series_id)


def _panel(points: list[Any], aims: list[Any], index_year: int | None) -> list[dict[str, Any]]:
    """Return the rows of one panel: points in its unit, scaled to millions where they are large, and its targets."""
    indexed = index_year is not None
    low, high = ("index_lower", "index_upper") if indexed else ("lower", "upper")
    first = points[0]
    several = len({row.trend_id for row in points}) > 1
    top = max(end for row in points for end in (getattr(row, low), getattr(row, high)) if pd.notna(end))
    scale = _MILLION if top >= _MILLION and not indexed else 1.0
    label = getattr(first, translated("label")) if several else wording.trend(first)
    unit = wording.measured(first, millions=scale > 1, brief=True)
    reasons = {f"{row.break_at:%Y-%m}: {wording.prose(row, 'break')}" for row in points if pd.notna(row.break_at)}
    cut = _("Break")
    notes = [wrap(f"{cut} {reason}", _LINE) for reason in sorted(reasons)]
    records = [_drawn(row, getattr(row, low), getattr(row, high), scale, indexed=indexed) for row in points]
    for record, row in zip(records, points, strict=True):
        record["variant"] = getattr(row, translated("variant")) if several else ""
    if not (several or records[-1]["apart"]):
        records[-1] |= {
            "last": _short(records[-1], numbers.opened(points[-1])),
            "ends": _day(points[-1].period_end + _A_DAY),
        }
    if not indexed:
        spanned = (min(row.period_start for row in points), max(row.period_end for row in points))
        lines = {row.trend_id for row in points}
        panel = {"series_id": first.series_id, "trend_id": None if pd.notna(first.series_id) else first.trend_id}
        records += [panel | _aim(row, *spanned, scale) for row in aims if row.trend_id in lines]
    head = {
        "head": f"{label}, {unit}",
        "note": "\n".join(line for note in notes for line in note) or None,
        "roof": _precise(_HEADROOM * max(record["upper"] for record in records)),
    }
    records = [record | (_NO_SPREAD if record["upper"] <= record["lower"] else {}) for record in records]
    return [records[0] | head, *records[1:]]


def _short(record: dict[str, Any], opened: numbers.Opened) -> str:
    """Return what stands beside the last point: one number where rounding leaves hardly anything open."""
    lower, upper = record["lower"], record["upper"]
    if record["open"] or upper - lower > _CLOSE * upper:
        return numbers.interval(lower, None if record["open"] else upper, opened=opened)
    middle = (lower + upper) / 2
    return numbers.number(middle, 0 if middle >= _WHOLE or middle % 1 == 0 else 1)


def _drawn(row: Any, low: float, high: Any, scale: float, *, indexed: bool) -> dict[str, Any]:
    begin, end = _begin(row), row.period_end + _A_DAY
    window = {"begins": _day(begin), "ends": _day(end)} if row.concept == "flow" else {}
    # A point stands at the number as printed; of an index there is none, so that it stands between the ends.
    value = low if pd.isna(high) else (low + high) / 2 if indexed or pd.isna(row.value) else row.value
    return {
        **_printed_in(row),
        "trend_id": row.trend_id if pd.isna(row.series_id) else None,
        "run": row.run,
        **window,
        "middle": _day(begin + (end - begin) / 2),
        "value": _precise(value / scale),
        "lower": _precise(low / scale),
        "upper": _precise((low if pd.isna(high) else high) / scale),
        "open": _only(pd.isna(high)),
        "apart": _only(not row.in_line),
        "hollow": _only(row.provisional),
        "window": _window(row),
        "means": numbers.interval(low, high, "percent") if indexed else wording.point(row),
        "as_printed": "" if pd.isna(row.as_printed) else row.as_printed,
        "break_at": None if pd.isna(row.break_at) else _day(row.break_at),
    }


def _aim(row: Any, begin: Any, end: Any, scale: float) -> dict[str, Any]:
    """Return a target, over the time that it is for, or all of the panel where that is not printed."""
    begin, end = (begin if pd.isna(row.start) else row.start), (end if pd.isna(row.deadline) else row.deadline)
    return {
        "figure_id": row.figure_id,
        "source_id": row.source_id,
        "begins": _day(begin),
        "ends": _day(end),
        "middle": _day(begin),
        **dict.fromkeys(("value", "lower", "upper"), _precise(row.value / scale)),
        "window": getattr(row, translated("label")),
        "means": numbers.allowed(row),
        "as_printed": row.as_printed,
        "aim": True,
        "variant": "",
    }


def _printed_in(row: Any) -> dict[str, Any]:
    """Return by what a point leads to its source: its figure, or its series and the publication."""
    return {"figure_id": row.figure_id, "series_id": row.series_id, "source_id": row.source_id}


def _only(holds: Any) -> bool | None:
    """Return what is said of few points and left out for the others."""
    return True if holds else None


def _precise(value: float) -> float:
    """Return a height, more exact than can be drawn."""
    return float(f"{value:.7g}")


def _marks(data: pd.DataFrame, drawn: list[Any]) -> list[alt.Chart]:
    variants = [name for name in data["variant"].drop_duplicates() if name]
    domain = ["", *variants]
    legend = (
        None
        if not variants
        else alt.Legend(
            orient="top", title=None, values=variants, labelLimit=260, symbolDash=[1, 0], symbolStrokeWidth=1
        )
    )
    several = len(variants)
    colours = [BLUE, *(_COLOURS * 3)[:several]]
    colour = alt.Color("variant:N", scale=alt.Scale(domain=domain, range=colours), legend=legend)
    fill = alt.Fill("variant:N", scale=alt.Scale(domain=domain, range=colours), legend=legend)
    dash = alt.StrokeDash(
        "variant:N", scale=alt.Scale(domain=domain, range=[[1, 0], *(_DASHES * 3)[:several]]), legend=None
    )
    shape = alt.Shape(
        "variant:N", scale=alt.Scale(domain=domain, range=["circle", *(_SHAPES * 3)[:several]]), legend=legend
    )
    tooltip = [
        alt.Tooltip("window:N", title=_("window")),
        alt.Tooltip("means:N", title=_("means")),
        alt.Tooltip("as_printed:N", title=_("as printed")),
        alt.Tooltip("variant:N", title=_("line")),
        alt.Tooltip("source_id:N", title=_("source")),
    ]
    x = alt.X("middle:T", title=None, axis=_year_axis(drawn), scale=_time_scale(drawn))
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(format=",~f", tickCount=3))
    base = alt.Chart()
    of_line = base.transform_filter("!datum.aim && !datum.apart")
    windows = base.transform_filter("!datum.aim && isValid(datum.begins)").mark_rule(
        strokeWidth=1, opacity=0.55, color=MUTED, aria=False
    )
    windows = windows.encode(x=alt.X("begins:T"), x2=alt.X2("ends:T"), y=y)
    line = of_line.mark_line(strokeWidth=1.6, aria=False).encode(
        x=x, y=y, color=colour, strokeDash=dash, detail=[alt.Detail("run:N")]
    )
    spread = base.transform_filter("!datum.aim && datum.upper > datum.lower").mark_rule(
        strokeWidth=2.2, color=INK, aria=False
    )
    spread = spread.encode(x=x, y=alt.Y("lower:Q"), y2=alt.Y2("upper:Q"))
    arrow = base.transform_filter("datum.open").mark_point(
        shape="triangle-up", size=42, yOffset=-9, filled=True, opacity=1, color=INK, aria=False
    )
    arrow = arrow.encode(x=x, y=y)
    full = of_line.transform_filter("!datum.hollow").mark_point(size=42, opacity=1, strokeWidth=1)
    full = full.encode(x=x, y=y, color=colour, fill=fill, shape=shape, tooltip=tooltip)
    hollow = of_line.transform_filter("datum.hollow")
    hollow = hollow.mark_point(size=50, opacity=1, filled=False, fill="white", strokeWidth=1.8)
    hollow = hollow.encode(x=x, y=y, color=colour, shape=shape, tooltip=tooltip)
    apart = base.transform_filter("!datum.aim && datum.apart").mark_point(
        shape="diamond", size=48, opacity=1, stroke=MUTED, strokeWidth=1.4
    )
    pale = alt.FillValue(_GREY, condition=[{"test": "datum.hollow", "value": "white"}])
    apart = apart.encode(x=x, y=y, fill=pale, tooltip=tooltip)
    aimed = base.transform_filter("datum.aim").mark_rule(color=ORANGE, strokeWidth=2, strokeDash=[5, 2])
    aimed = aimed.encode(x=alt.X("begins:T"), x2=alt.X2("ends:T"), y=y, tooltip=tooltip)
    broken = base.transform_filter("isValid(datum.break_at)")
    cut = broken.mark_rule(color=INK, strokeDash=[4, 3], strokeWidth=1.2, aria=False).encode(x=alt.X("break_at:T"))
    named = base.transform_filter("isValid(datum.head)")
    above = named.mark_point(opacity=0, aria=False).encode(x=x, y=alt.Y("roof:Q"))
    last = base.transform_filter("isValid(datum.last)").mark_text(align="left", dx=6, fontSize=11)
    last = last.encode(x=alt.X("ends:T"), y=y, text=alt.Text("last:N"))
    head = named.mark_text(align="left", fontWeight="bold", fontSize=12)
    head = head.encode(x=alt.XValue(0), text=alt.Text("head:N"), y=alt.YValue(-12))
    note = named.transform_filter("isValid(datum.note)").mark_text(
        align="left", baseline="top", fontSize=11, lineBreak="\n", color=MUTED
    )
    note = note.encode(x=alt.XValue(0), text=alt.Text("note:N"), y=alt.YValue(_PANEL + 24))
    return [windows, cut, line, spread, arrow, full, hollow, apart, aimed, above, last, head, note]


# -- axes and words ------------------------------------------------------------------------------------------------


def _nothing() -> Nothing:
    return Nothing(_("No series of this theme and period can be followed for three years or more."))


def _day(day: Any) -> str:
    return f"{day:%Y-%m-%d}"


def _year_axis(points: list[Any]) -> alt.Axis:
    years = max(row.year for row in points) - min(_begin(row).year for row in points)
    step = {"interval": "year", "step": 1 if years < _MANY_YEARS else 2}
    return alt.Axis(format="%Y", tickCount=step, grid=True, labelFontSize=11, ticks=False, labelPadding=5)


def _time_scale(points: list[Any]) -> alt.Scale:
    begin, end = min(_begin(row).year for row in points), max(row.year for row in points)
    return alt.Scale(domain=[f"{begin}-01-01", f"{end + 1}-01-01"], nice=False)


def _by_theme(rows: pd.DataFrame) -> list[Any]:
    """Return the rows of a frame by theme, and within it in their order."""
    rank = {theme: place for place, theme in enumerate(labels.labels("theme", "en"))}
    return sorted(rows_of(rows), key=lambda row: rank[row.theme])


def _span(points: list[Any]) -> str:
    first, last = min(row.year for row in points), max(row.year for row in points)
    return str(first) if first == last else f"{first}-{last}"
