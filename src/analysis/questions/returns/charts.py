"""Charts of who returned, with what support, and who provides it."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.language import N_, _, numbers, translated
from analysis.questions.trends.taken_up import taken_up
from analysis.show import wording
from analysis.show.fields import AS_PRINTED, FIGURES, WHERE, Field, cell, interval, share, told, tooltip
from analysis.show.forms.columns import Look, columns
from analysis.show.marks import Chart, Nothing, cited, rows_of
from analysis.show.theme import BLUE, MUTED, ORANGE


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
    return columns(rows, title, _tips(_MEANS), Look(height=110, counted=_("people")))


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
    return columns(rows, title, _tips(_SHARE), Look(height=130, axis=".0%", counted="%"))


def returns_elsewhere(frame: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the returns that the later reports print, over their windows, see ``returns.elsewhere``.

    A panel for each measure; an arrow is a number without an upper limit. Undated ones are left to the table.
    """
    dated = frame.dropna(subset=["period_start", "period_end", "lower"]).reset_index(drop=True)
    if dated.empty:
        return Nothing(_("The later reports print no dated return in this period."))
    fields = (*_SHOWN, _ALLOWS, AS_PRINTED, WHERE)
    rows = told(dated.assign(panel=dated[translated("label")]), *fields, keep=("figure_id", "lower", "upper"))
    title = alt.TitleParams(
        text=_("Return and reintegration in the later reports, by population"),
        subtitle=_("People, over their window; light: what a hedge leaves open; arrow: no upper limit"),
        frame="bounds",
    )
    return columns(rows, title, tooltip(_PANEL, _WINDOW, _ALLOWS, AS_PRINTED, WHERE), Look(height=50, beside=True))


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
    """Return the columns of one panel: the interval of each year, what it means, and where the series breaks."""
    combined = frame.loc[frame["combined"], "period_start"].min()
    breaks = pd.notna(combined) and not frame["combined"].all()
    means = _SHARE if name == "share" else _MEANS
    rows = frame.assign(panel=label, lower=frame[f"{name}_lower"], upper=frame[f"{name}_upper"])
    broken = {
        "break_at": f"{combined:%Y-%m-%d}" if breaks else None,
        "break_label": _("from here on, both can be combined") if breaks and name in {"people", "share"} else "",
    }
    return told(rows, *_SHOWN, means, WHERE, keep=("figure_id", "lower", "upper")).assign(**broken)


def _tips(means: Field) -> list[alt.Tooltip]:
    return tooltip(_PANEL, _WINDOW, means, FIGURES, WHERE)


def _span(frame: pd.DataFrame) -> str:
    years = frame["period_end"].dt.year
    return f"{years.min()}" if years.min() == years.max() else f"{years.min()}-{years.max()}"


_PANEL = Field("panel", N_("what"), cell("panel"))
_BEGINS = Field("begins", N_("from"), lambda row: f"{row.period_start:%Y-%m-%d}")
_ENDS = Field("ends", N_("to"), lambda row: f"{row.period_end + pd.Timedelta(days=1):%Y-%m-%d}")
_WINDOW = Field(
    "window",
    N_("window"),
    lambda row: wording.window(row.period_start, row.period_end, getattr(row, "period_basis", "printed")),
)
_MEANS = Field("text", N_("read as"), interval())
_SHARE = Field("text", N_("read as"), share(""))
_ALLOWS = Field("text", N_("read as"), numbers.allowed)
#: What all columns have: their panel and their window.
_SHOWN = (_PANEL, _BEGINS, _ENDS, _WINDOW)
