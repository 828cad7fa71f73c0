"""Charts of what was achieved: every result, its window, what became of the indicators, and the changes allowed."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.language import N_, _, ngettext, numbers, translated
from analysis.show import wording
from analysis.show.fields import Field, cell, code, prose, told
from analysis.show.forms.matrix import Look, Matrix
from analysis.show.marks import Chart, Nothing, cited, legend_picks, rows_of
from analysis.show.theme import BLUE, INK, MUTED, ORANGE, WIDTH

#: How far an arrow reaches on a logarithmic axis, as a factor: it shows that there is no limit, not where one is.
_ARROW = 2.2
#: Room to the right of the largest result for what is printed there, as a factor on a logarithmic axis.
_ROOM = 400
_STEP = 24
_PALE = "#b9cfe3"
_AXIS_YEARS = alt.Axis(format="%Y", tickCount="year", labelOverlap=True)


def results(frame: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw every result that counts people, by report, on a logarithmic scale, see ``questions.indicators.printed``.

    Bars run between the limits that the printed form sets; an arrow is a result without an upper limit.
    """
    people = frame[(frame["unit"] == "person") & frame["lower"].notna()].reset_index(drop=True)
    if people.empty:
        return Nothing(_("There is no result in people to draw."))
    rows = people.assign(
        label=_labels(people) + " · " + people["figure_id"],
        shown=people["upper"].fillna(people["lower"] * _ARROW),
        open=people["upper"].isna(),
        allows=[numbers.allowed(r) for r in rows_of(people)],
        level=[wording.level(r.result_level) for r in rows_of(people)],
        window=[_window(r) for r in rows_of(people)],
        quote="“" + people["as_printed"] + "”",
        report=people["report"].astype("str"),
        where=cited(people),
    )
    shown = ["label", "report", "lower", "shown", "open", "allows", "level", "window", "quote", "as_printed", "where"]
    rows = rows[["figure_id", *shown]]
    end = 10 ** len(str(int(rows["shown"].max())))
    ticks = [0, *(10**power for power in range(1, len(str(end)), 2))]
    x = alt.X(
        "lower:Q",
        title=_("people, logarithmic scale"),
        scale=alt.Scale(type="symlog", constant=1, domain=[0, end * _ROOM], nice=False),
        axis=alt.Axis(format=",.0f", values=ticks),
    )
    y = alt.Y("label:N", sort=rows["label"].tolist(), title=None, axis=_NAMES)
    tooltip = _tooltip()
    base = alt.Chart().transform_calculate(what=_WHAT)
    bars = base.mark_rule(strokeWidth=4).encode(x=x, x2=alt.X2("shown:Q"), y=y, color=_levels(), tooltip=tooltip)
    dots = base.mark_point(size=75, opacity=1).encode(x=x, y=y, color=_levels(), shape=_shapes(), tooltip=tooltip)
    arrows = (
        base.transform_filter("datum.open")
        .mark_point(shape="triangle-right", size=80, opacity=1)
        .encode(x=alt.X("shown:Q"), y=y, color=_levels(), tooltip=tooltip)
    )
    text = base.mark_text(align="left", dx=10).encode(
        x=alt.X("shown:Q"), y=y, text=alt.Text("quote:N"), tooltip=tooltip
    )
    title = alt.TitleParams(
        frame="bounds",
        text=_("Results of the reports of {years}, people", years=_years(frame)),
        subtitle=_("An arrow has no upper limit; from 10 on, each grid line is a hundred times the last"),
    )
    described = "; ".join(f"{r.report}, {r.label.split(' · ')[0]}: {r.allows} ({r.level})" for r in rows_of(rows))
    layers = legend_picks([bars, dots, arrows, text], "level")
    return alt.FacetChart(
        data=rows,
        spec=alt.LayerChart(layer=layers, width=WIDTH * 0.7, height=alt.Step(_STEP)),
        facet=alt.FacetMapping(row=alt.Row("report:N", title=None, header=_HEADER)),
        spacing=14,
        resolve=_APART,
        title=title,
        description=f"{title.text}. {described}.",
    )


def result_windows(frame: pd.DataFrame) -> Chart | Nothing:
    """Draw the windows over which results are counted, with how many results each holds, see ``indicators.windows``."""
    if frame.empty:
        return Nothing(_("There is no window to draw."))
    dated = frame.dropna(subset="period_start")
    last = dated[["period_start", "period_end"]].max().max()
    inferred = _("inferred by us")
    printed = _("printed")
    rows = frame.assign(
        label=[f"{r.report}: {wording.period_kind(r.period_kind)}" for r in rows_of(frame)],
        begins=frame["period_start"].dt.strftime("%Y-%m-%d"),
        ends=frame["period_end"].fillna(last).dt.strftime("%Y-%m-%d"),
        open=frame["period_start"].notna() & frame["period_end"].isna(),
        window=[wording.window(r.period_start, r.period_end) for r in rows_of(frame)],
        basis=frame["basis"].map({"printed": printed, "inferred": inferred, "unknown": inferred}),
        results=[_count(r) for r in rows_of(frame)],
    )
    rows["label"] += " · " + frame.index.astype("str")
    drawn = rows[["label", "begins", "ends", "open", "window", "basis", "results", "figure_id"]]
    y = alt.Y("label:N", sort=drawn["label"].tolist(), title=None, axis=_NAMES)
    x = alt.X("begins:T", title=None, axis=_AXIS_YEARS)
    fill = alt.Fill(
        "basis:N",
        title=None,
        scale=alt.Scale(domain=[printed, inferred], range=[BLUE, "white"]),
        legend=alt.Legend(orient="bottom", symbolStrokeColor=BLUE),
    )
    tooltip = [
        alt.Tooltip("what:N", title=_("report and kind")),
        alt.Tooltip("window:N", title=_("window")),
        alt.Tooltip("basis:N", title=_("known")),
        alt.Tooltip("results:N", title=_("results")),
        alt.Tooltip("figure_id:N", title=_("figures")),
    ]
    base = alt.Chart().transform_calculate(what=_WHAT)
    known = base.transform_filter("isValid(datum.begins)")
    bars = known.mark_bar(height=14, stroke=BLUE, strokeWidth=1.5).encode(
        x=x, x2=alt.X2("ends:T"), y=y, fill=fill, tooltip=tooltip
    )
    arrows = (
        base.transform_filter("datum.open")
        .mark_point(shape="triangle-right", size=420, opacity=1, color=BLUE)
        .encode(x=alt.X("ends:T"), y=y, tooltip=tooltip)
    )
    text = known.mark_text(align="left", dx=14).encode(
        x=alt.X("ends:T"), y=y, text=alt.Text("results:N"), tooltip=tooltip
    )
    none = (
        base.transform_filter("!isValid(datum.begins)")
        .mark_text(align="left", color=MUTED)
        .encode(x=alt.XValue(4), y=y, text=alt.Text("results:N"), tooltip=tooltip)
    )
    title = alt.TitleParams(
        frame="bounds",
        text=_("Windows of the results in the reports of {years}", years=_years(frame)),
        subtitle=_("An arrow has no printed end; it is drawn up to the last day that a result is counted"),
    )
    described = "; ".join(f"{r.label.split(' · ')[0]}, {r.window}, {r.basis}: {r.results}" for r in rows_of(drawn))
    return alt.LayerChart(
        data=drawn,
        layer=[bars, arrows, text, none],
        title=title,
        description=f"{title.text}. {described}.",
        width=WIDTH * 0.72,
        height=alt.Step(26),
    )


def continuity(frame: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw which report prints which indicator, at what level, and what became of it, see ``indicators.continuity``."""
    if frame.empty:
        return Nothing(_("There is no indicator to draw."))
    years = sorted({year for reports in frame["reports"] for year in reports.split()})
    after = _("what became of it")
    printed = pd.Series([[*reports.split(), after] for reports in frame["reports"]], index=frame.index)
    each = frame.assign(year=printed).explode("year")
    fields = (
        Field("what", N_("indicator"), prose("label")),
        Field("year", N_("report"), cell("year")),
        Field("level", N_("level"), code("result_level", wording.level)),
        Field("fate", N_("what became of it"), code("fate", wording.fate)),
        Field("beside", N_("beside it"), prose("counterpart")),
        Field("figures", N_("figures"), cell("figure_id")),
    )
    cells = told(each, *fields)
    ends = cells["year"] == after
    cells = cells.assign(
        row=cells["what"],
        column=cells["year"],
        panel=[wording.theme(code) for code in each["theme"]],
        mark=cells["level"].where(~ends, ""),
        text=cells["level"].where(~ends, [_fate(row) for row in rows_of(each)]),
    )
    title = alt.TitleParams(
        _("Indicators in the reports of {years}, by level", years=wording.listed(years)), frame="bounds"
    )
    looks = {wording.level("output"): Look(BLUE), wording.level("outcome"): Look(ORANGE)}
    return Matrix(cells, [*years, after], looks, fields, told=[after], column_width=86, label_width=60).panels(title)


def changes(frame: pd.DataFrame) -> Chart | Nothing:
    """Draw the changes that may be computed, in people, from zero, see ``questions.indicators.changes``."""
    people = frame[frame["unit"] == "person"].dropna(subset=["change_lower", "change_upper"], how="all")
    people = people.reset_index(drop=True)
    if people.empty:
        return Nothing(_("There is no change that may be computed."))
    rows = people.assign(
        label=people[translated("label")] + " · " + people["figure_id"] + " " + people["other_figure_id"],
        years=[f"{r.period_end:%Y} → {r.other_period_end:%Y}" for r in rows_of(people)],
        middle=people[["change_lower", "change_upper"]].mean(axis=1),
        change_lower=people["change_lower"].fillna(people["change_upper"]),
        change_upper=people["change_upper"].fillna(people["change_lower"]),
        open=people["change_lower"].isna() * -1 + people["change_upper"].isna() * 1,
        verdict=[wording.verdict(code) for code in people["verdict"]],
        text=[_step(r) for r in rows_of(people)],
        printed="“" + people["as_printed"] + "” → “" + people["other_as_printed"] + "”",
        figure_id=people["figure_id"] + " " + people["other_figure_id"],
        where=cited(people.assign(where=people["where"] + " " + people["other_where"])),
    )
    columns = [
        "figure_id",
        "label",
        "years",
        "middle",
        "change_lower",
        "change_upper",
        "open",
        "verdict",
        "text",
        "printed",
        "where",
    ]
    rows = rows[columns]
    order = rows["label"].tolist()
    reach = float(rows[["change_lower", "change_upper"]].abs().max().max())
    low, high = float(rows["change_lower"].min()), float(rows["change_upper"].max())
    domain = [min(low, 0) * 1.05, max(high, 0) + reach * 0.9]
    x = alt.X(
        "middle:Q",
        title=_("change, people"),
        axis=alt.Axis(tickCount=6, labelExpr=_SIGNED),
        scale=alt.Scale(domain=domain, nice=False),
    )
    y = alt.Y("label:N", sort=order, title=None, axis=_NAMES)
    verdicts = [wording.verdict(code) for code in ("comparable", "with_care")]
    colour = alt.Color(
        "verdict:N",
        title=None,
        scale=alt.Scale(domain=verdicts, range=[BLUE, ORANGE]),
        legend=alt.Legend(orient="bottom"),
    )
    tooltip = [
        alt.Tooltip("what:N", title="indicator"),
        alt.Tooltip("years:N", title=_("years")),
        alt.Tooltip("text:N", title=_("change")),
        alt.Tooltip("verdict:N", title=_("comparison")),
        alt.Tooltip("printed:N", title=_("as printed")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    base = alt.Chart().transform_calculate(what=_WHAT, full="datum.years + ': ' + datum.text")
    bars = base.mark_bar(height=14).encode(x=x, y=y, color=colour, tooltip=tooltip)
    rules = base.mark_rule(strokeWidth=2, color=INK).encode(x=alt.X("change_lower:Q"), x2=alt.X2("change_upper:Q"), y=y)
    rise = base.transform_filter("datum.middle >= 0").mark_text(align="left", dx=6)
    fall = base.transform_filter("datum.middle < 0").mark_text(align="left", dx=6)
    arrows = base.transform_filter("datum.open != 0").mark_point(size=110, opacity=1)
    arrows = arrows.encode(
        x=alt.X("middle:Q"),
        y=y,
        color=colour,
        tooltip=tooltip,
        shape=alt.ShapeValue("triangle-left", condition=[{"test": "(datum.open > 0)", "value": "triangle-right"}]),
    )
    rises = rise.encode(x=alt.X("middle:Q"), y=y, text=alt.Text("full:N"))
    falls = fall.encode(x=alt.XDatum(0), y=y, text=alt.Text("full:N"))
    zero = alt.Chart(pd.DataFrame({"x": [0.0]})).mark_rule(color=INK).encode(x=alt.X("x:Q"))
    title = alt.TitleParams(
        frame="bounds",
        text=_("Changes that may be computed, people, from one window to the next"),
    )
    described = "; ".join(f"{r.label.split(' · ')[0]}, {r.years}: {r.text}, {r.verdict}" for r in rows_of(rows))
    return alt.LayerChart(
        data=rows,
        layer=[bars, rules, arrows, rises, falls, zero],
        title=title,
        description=f"{title.text}. {described}.",
        width=WIDTH * 0.85,
        height=alt.Step(_STEP),
    )


def highlights(frame: pd.DataFrame) -> alt.LayerChart | Nothing:
    """Draw the results of a report beside the highlights of the next page, see ``questions.indicators.highlights``.

    The larger of both numbers is as wide as the row; those that never were a highlight are left to the table.
    """
    shown = frame[frame["series_id"].notna()]
    if shown.empty:
        return Nothing(_("No highlight goes with a result of this choice."))
    sides = (_page(shown, ""), _page(shown, "other_"))
    none = _("no highlight")
    records = []
    for row in rows_of(shown):
        most = max(number for number in (row.value, row.other_value) if pd.notna(number))
        what = {"label": getattr(row, translated("label")), "fate": wording.highlight(row.fate)}
        records.append(
            what
            | {
                "figure_id": row.figure_id,
                "page": sides[0],
                "width": row.value / most,
                "text": f"“{row.as_printed}”",
                "open": bool(pd.isna(row.upper)),
                "means": numbers.allowed(row),
                "where": wording.where(row.where),
            }
        )
        there = pd.notna(row.other_value)
        records.append(
            what
            | {
                "figure_id": None if there else row.figure_id,
                "series_id": row.series_id,
                "page": sides[1],
                "width": row.other_value / most if there else 0.0,
                "text": f"“{row.other_as_printed}”" if there else none,
                "open": bool(there and pd.isna(row.other_upper)),
                "means": numbers.allowed(row, prefix="other_") if there else none,
                "where": row.other_source_id if there else "",
            }
        )
    data = pd.DataFrame(records)
    tooltip = [
        alt.Tooltip("label:N", title="indicator"),
        alt.Tooltip("page:N", title=_("report or page")),
        alt.Tooltip("text:N", title=_("as printed")),
        alt.Tooltip("means:N", title=_("means")),
        alt.Tooltip("fate:N", title=_("beside the other")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    y = alt.Y(
        "label:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelLimit=330, labelPadding=6, ticks=False, domain=False, grid=False),
    )
    offset = alt.YOffset("page:N", sort=list(sides))
    x = alt.X("width:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 1.5], nice=False))
    colour = alt.Color(
        "page:N",
        title=None,
        scale=alt.Scale(domain=list(sides), range=[_PALE, BLUE]),
        legend=alt.Legend(orient="top", labelLimit=400, columns=1),
    )
    base = alt.Chart()
    bars = base.mark_bar(height=10, stroke=BLUE, strokeWidth=1)
    bars = bars.transform_filter("datum.width > 0").encode(x=x, y=y, yOffset=offset, color=colour, tooltip=tooltip)
    arrows = base.transform_filter("datum.open").mark_point(shape="triangle-right", size=55, opacity=1, color=INK)
    arrows = arrows.encode(x=x, y=y, yOffset=offset)
    text = base.mark_text(align="left", dx=9, fontSize=11)
    text = text.encode(x=x, y=y, yOffset=offset, text=alt.Text("text:N"))
    title = alt.TitleParams(
        _("Results of the report, and the highlights of the page after it, people"),
        subtitle=[
            _("In each row the larger number fills the width; arrow: no upper limit;"),
            _("no pair counts the same, so that no change is computed"),
        ],
        frame="bounds",
    )
    told = "; ".join(f"{r.label}, {r.page}: {r.text}" for r in rows_of(data))
    return alt.LayerChart(
        data=data,
        layer=[bars, arrows, text],
        title=title,
        description=f"{title.text}. {told}.",
        width=WIDTH * 0.62,
        height=36 * len(shown),
    )


def _page(frame: pd.DataFrame, prefix: str) -> str:
    """Name the report, or the page after it, by the windows of its numbers."""
    dated = frame.dropna(subset=f"{prefix}period_end")
    name = _("page after it") if prefix else _("report")
    if dated.empty:
        return name
    row = dated.loc[dated[f"{prefix}period_end"].value_counts().index[0] == dated[f"{prefix}period_end"]].iloc[0]
    basis = row["other_period_basis"] if prefix else "printed"
    return f"{name}, {wording.window(row[f'{prefix}period_start'], row[f'{prefix}period_end'], basis)}"


#: A label ends in " · " and an identifier, which keeps rows apart and is not shown.
_WHAT = "split(datum.label, ' · ')[0]"
_NAMES = alt.Axis(labelExpr="split(datum.label, ' · ')[0]", labelLimit=350)
_SIGNED = "datum.value == 0 ? '0' : format(datum.value, '+,.0f')"
_HEADER = alt.Header(labelOrient="top", labelAnchor="start", labelFontWeight="bold", labelPadding=2)
#: Each panel has rows of its own.
_APART = alt.Resolve(scale=alt.ScaleResolveMap(y="independent"))


def _levels() -> alt.Color:
    names = [wording.level(code) for code in ("output", "outcome")]
    return alt.Color(
        "level:N", title=None, scale=alt.Scale(domain=names, range=[BLUE, ORANGE]), legend=alt.Legend(orient="bottom")
    )


def _shapes() -> alt.Shape:
    names = [wording.level(code) for code in ("output", "outcome")]
    return alt.Shape("level:N", title=None, scale=alt.Scale(domain=names, range=["circle", "diamond"]))


def _labels(frame: pd.DataFrame) -> pd.Series:
    """Name results, with who is counted where a report prints several of one measure."""
    several = frame.duplicated(["report", "measure_id"], keep=False)
    who = [f": {wording.population(code)}" for code in frame["population"]]
    return frame[translated("label")] + pd.Series(who, index=frame.index).where(several, "")


def _window(row: Any) -> str:
    basis = "printed" if row.period_basis in {"printed", "unknown"} else row.period_basis
    return wording.window(row.period_start, row.period_end, basis)


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("what:N", title="indicator"),
        alt.Tooltip("allows:N", title=_("means")),
        alt.Tooltip("level:N", title=_("level")),
        alt.Tooltip("window:N", title=_("window")),
        alt.Tooltip("as_printed:N", title=_("as printed")),
        alt.Tooltip("where:N", title=_("source")),
    ]


def _years(frame: pd.DataFrame) -> str:
    return wording.listed([str(year) for year in sorted(frame["report"].unique())])


def _count(row: Any) -> str:
    count = ngettext("{count} result", "{count} results", row.count, count=row.count)
    if row.basis == "unknown":
        return _("{count} without a window", count=count)
    return f"{count}, {wording.window(row.period_start, row.period_end)}"


def _fate(row: Any) -> str:
    if row.fate == "like" and not pd.isna(row.level_change):
        old, new = (wording.level(code) for code in row.level_change.split("_to_"))
        return f"{wording.fate(row.fate)} ({old} → {new})"
    return wording.fate(row.fate)


def _step(row: Any) -> str:
    text = numbers.signed(row.change_lower, row.change_upper)
    if pd.isna(row.relative_lower):
        return text
    return f"{text} ({numbers.signed(row.relative_lower * 100, row.relative_upper * 100, 'percent')})"
