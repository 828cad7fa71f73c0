"""Charts of who returned, with what support, and who provides it."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.language import N_, _, numbers, translated
from analysis.questions.trends.taken_up import taken_up
from analysis.show import wording
from analysis.show.fields import AS_PRINTED, FIGURE, WHAT, WHERE, WINDOW, Field, told, tooltip
from analysis.show.forms.placing import Drawn, Role, Titles
from analysis.show.forms.windows import windows
from analysis.show.marks import Chart, Nothing, cited, rows_of
from analysis.show.theme import BLUE, INK, MUTED, ORANGE, WIDTH

_HEADER = alt.Header(labelOrient="top", labelAnchor="start", labelFontWeight="bold", labelPadding=2, labelLimit=700)
_LIGHT = "#a9c6de"
_MEANS = Field("beside", N_("means"), numbers.allowed)


def returnees(frame: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the former asylum seekers who returned with support, by year, see ``questions.returns.by_year``.

    People, those with money and those with support in kind have a panel each; what the two columns leave open is
    light, and the year from which both kinds could be combined is marked.
    """
    if frame.empty:
        return Nothing(_("No year with returns of former asylum seekers lies in this period."))
    panels = {
        "people": _("People with support"),
        "money": _("With money (HRT)"),
        "in_kind": _("With support in kind"),
    }
    rows = pd.concat([_panel(frame, name, label) for name, label in panels.items()], ignore_index=True)
    title = alt.TitleParams(
        text=_("Former asylum seekers who returned from the Netherlands with support, {span}", span=_span(frame)),
        subtitle=_("People, by calendar year; light: what the printed columns leave open"),
        frame="bounds",
    )
    return _columns(rows, list(panels.values()), title, _("people"), ",.0f", 110)


def share_in_kind(frame: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw which part of the people who returned had support in kind, see ``questions.returns.by_year``."""
    if frame.empty:
        return Nothing(_("There is no share to draw."))
    label = _("Support in kind, share of people with support")
    rows = _panel(frame, "share", label)
    title = alt.TitleParams(
        text=_("Share of returned former asylum seekers with support in kind, {span}", span=_span(frame)),
        subtitle=_("Per cent of people with support, by calendar year; light: what the columns leave open"),
        frame="bounds",
    )
    return _columns(rows, [label], title, "%", ".0%", 130)


def returns_elsewhere(frame: pd.DataFrame) -> Drawn | Nothing:
    """Draw the returns that the later reports print, over their windows, see ``returns.elsewhere``.

    Undated ones are left to the table.
    """
    dated = frame.dropna(subset=["period_start", "period_end", "lower"])
    if dated.empty:
        return Nothing(_("The later reports print no dated return in this period."))
    fields = (WHAT, WINDOW, _MEANS, AS_PRINTED, WHERE, FIGURE)
    rows = told(dated, *fields, keep=("figure_id", "period_start", "period_end"))
    return windows(
        rows.rename(columns={"period_start": "begins", "period_end": "ends"}).assign(role=wording.kind("actual")),
        Titles(
            _("Return and reintegration in the later reports, by population"),
            [_("People, over the window in which they are counted")],
            told=("window", "beside"),
        ),
        [Role(wording.kind("actual"))],
        tooltip(*fields),
    )


def departures(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw departures from the Netherlands through the years, by kind and by who counts, in panels of their own.

    ``rows`` is ``questions.trends.taken_up``.
    """
    years = f"{rows['year'].min()}-{rows['year'].max()}"
    title = _("Departures and supported returns from the Netherlands, by who counts, {years}", years=years)
    return taken_up(rows, title)


def support_providers(frame: pd.DataFrame) -> Chart | Nothing:
    """Draw which organisation provides or pays for which kind of support, see ``questions.returns.providers``."""
    if frame.empty:
        return Nothing(_("No provider of support is known."))
    kinds = [kind for kind in wording.support_kinds() if kind in set(frame["kind"])]
    names = [wording.support_kind(kind) for kind in kinds]
    voluntary = _("voluntary return")
    forced = _("after forced return")
    rows = frame.assign(
        support=[wording.support_kind(kind) for kind in frame["kind"]],
        role=[wording.organisation_role(role) for role in frame["role"]],
        apart=frame["forced"].map({True: forced, False: voluntary}),
        name=frame[translated("name")],
        programme=frame[translated("label")],
        where=cited(frame),
    )[["organisation_id", "programme_id", "name", "support", "role", "apart", "programme", "where"]]
    roles = [wording.organisation_role(role) for role in ("executor", "payer")]
    order = rows["name"].value_counts(sort=True).index.tolist()
    x = alt.X(
        "support:N",
        title=None,
        sort=names,
        scale=alt.Scale(domain=names),
        axis=alt.Axis(
            orient="top",
            labelAngle=0,
            grid=True,
            domain=False,
            ticks=False,
            labelLimit=160,
            labelExpr="split(datum.label, ' / ')",
        ),
    )
    colour = alt.Color(
        "apart:N",
        title=None,
        scale=alt.Scale(domain=[voluntary, forced], range=[BLUE, ORANGE]),
        legend=alt.Legend(orient="bottom"),
    )
    shape = alt.Shape(
        "role:N",
        title=None,
        scale=alt.Scale(domain=roles, range=["circle", "diamond"]),
        legend=alt.Legend(orient="bottom", symbolFillColor=MUTED, symbolStrokeColor=MUTED),
    )
    tooltip = [
        alt.Tooltip("name:N", title=_("organisation")),
        alt.Tooltip("role:N", title=_("role")),
        alt.Tooltip("programme:N", title=_("support")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    points = (
        alt.Chart()
        .mark_point(size=130, opacity=1, filled=True)
        .encode(
            x=x,
            y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(grid=True)),
            color=colour,
            shape=shape,
            tooltip=tooltip,
        )
    )
    title = alt.TitleParams(
        text=_("Support for return from the Netherlands: who provides it and who pays, undated leaflet"),
        frame="bounds",
    )
    described = "; ".join(f"{r.name}: {r.support}, {r.role}" for r in rows_of(rows))
    return alt.LayerChart(
        data=rows,
        layer=[points],
        title=title,
        description=f"{title.text}. {described}.",
        width=125 * len(names),
        height=alt.Step(26),
    )


def _panel(frame: pd.DataFrame, name: str, label: str) -> pd.DataFrame:
    """Return the rows of one panel: its interval a year, what it means, and where the series breaks."""
    combined = frame.loc[frame["combined"], "period_start"].min()
    breaks = pd.notna(combined) and not frame["combined"].all()
    show = numbers.share if name == "share" else numbers.interval
    means = [show(lower, upper) for lower, upper in zip(frame[f"{name}_lower"], frame[f"{name}_upper"], strict=True)]
    return pd.DataFrame(
        {
            "figure_id": frame["figure_id"],
            "panel": label,
            "begins": frame["period_start"].dt.strftime("%Y-%m-%d"),
            "ends": (frame["period_end"] + pd.Timedelta(days=1)).dt.strftime("%Y-%m-%d"),
            "lower": frame[f"{name}_lower"],
            "upper": frame[f"{name}_upper"],
            "open": False,
            "text": means,
            "means": means,
            "window": [wording.window(r.period_start, r.period_end) for r in rows_of(frame)],
            "as_printed": frame["figure_id"],
            "where": cited(frame),
            "break_at": f"{combined:%Y-%m-%d}" if breaks else None,
            "break_label": _("from here on, both can be combined") if breaks and name in {"people", "share"} else "",
        }
    )


def _columns(
    rows: pd.DataFrame,
    order: list[str],
    title: alt.TitleParams,
    unit: str,
    form: str,
    height: int,
    *,
    beside: bool = False,
) -> alt.FacetChart:
    """Draw panels of columns as wide as their windows, solid up to what is certain and light up to what is possible.

    What a column means stands above it, or ``beside`` it where panels are low; a break is a gap with a dashed line.
    """
    top = float(rows["upper"].max()) * 1.32
    tooltip = [
        alt.Tooltip("panel:N", title=_("what")),
        alt.Tooltip("window:N", title=_("window")),
        alt.Tooltip("means:N", title=_("means")),
        alt.Tooltip("as_printed:N", title=_("as printed, or figures")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    x = alt.X("begins:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False))
    y = alt.Y(
        "lower:Q",
        title=unit or None,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(format=form, tickCount=4 if height > 60 else 2),
    )
    base = alt.Chart()
    solid = base.mark_rect(color=BLUE, stroke="white", strokeWidth=0 if beside else 1).encode(
        x=x, x2=alt.X2("ends:T"), y=y, y2=alt.Y2Datum(0), tooltip=tooltip
    )
    light = (
        base.transform_filter("datum.upper > datum.lower")
        .mark_rect(color=_LIGHT, stroke=BLUE, strokeWidth=1, strokeDash=[3, 2])
        .encode(x=x, x2=alt.X2("ends:T"), y=y, y2=alt.Y2("upper:Q"), tooltip=tooltip)
    )
    middle = base.transform_calculate(middle="(+toDate(datum.begins) + +toDate(datum.ends)) / 2")
    arrow = (
        middle.transform_filter("datum.open")
        .mark_point(shape="triangle-up", size=90, color=BLUE, opacity=1, yOffset=-4)
        .encode(x=alt.X("middle:T"), y=alt.Y("upper:Q"), tooltip=tooltip)
    )
    if beside:
        text = base.mark_text(align="left", dx=6).encode(
            x=alt.X("ends:T"), y=alt.YValue(height - 10), text=alt.Text("text:N")
        )
    else:
        text = middle.mark_text(dy=-8).encode(x=alt.X("middle:T"), y=alt.Y("upper:Q"), text=alt.Text("text:N"))
    dated = base.transform_filter("isValid(datum.break_at)")
    gap = dated.mark_rule(color="white", strokeWidth=12).encode(x=alt.X("break_at:T"))
    rule = dated.mark_rule(strokeDash=[4, 3], color=INK, strokeWidth=1.5).encode(x=alt.X("break_at:T"))
    name = dated.transform_aggregate(groupby=["break_at", "break_label"]).mark_text(align="left", dx=6, color=MUTED)
    name = name.encode(x=alt.X("break_at:T"), y=alt.YValue(4), text=alt.Text("break_label:N"))
    described = "; ".join(f"{r.panel}, {r.window}: {r.means}" for r in rows_of(rows))
    return alt.FacetChart(
        data=rows,
        spec=alt.LayerChart(layer=[solid, light, arrow, gap, rule, text, name], width=WIDTH, height=height),
        facet=alt.FacetMapping(row=alt.Row("panel:N", title=None, header=_HEADER, sort=order)),
        spacing=12,
        title=title,
        description=f"{_text(title)}. {described}.",
    )


def _text(title: Any) -> str:
    return str(title.text)


def _span(frame: pd.DataFrame) -> str:
    years = frame["period_end"].dt.year
    return f"{years.min()}" if years.min() == years.max() else f"{years.min()}-{years.max()}"
