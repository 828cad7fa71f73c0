"""Charts of who returned, with what support, and who provides it."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import N_, _, numbers
from analysis.questions.series_panels import taken_up
from analysis.show import wording
from analysis.show.fields import (
    AS_PRINTED,
    FIGURE,
    FIGURES,
    WHAT,
    WHERE,
    WINDOW,
    Field,
    cell,
    code,
    interval,
    prose,
    share,
    told,
    tooltip,
)
from analysis.show.forms.columns import Look as ColumnLook
from analysis.show.forms.columns import columns
from analysis.show.forms.matrix import Look, Matrix
from analysis.show.forms.text_beside import Drawn, Role, Titles
from analysis.show.forms.windows import windows
from analysis.show.marks import Chart, Nothing
from analysis.show.theme import BLUE, ORANGE


def returnees(frame: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the former asylum seekers who returned with support, by year, see ``answers.by_year``.

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
    return columns(rows, title, _tips(_MEANS), ColumnLook(height=110, counted=_("people")))


def share_in_kind(frame: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw which part of the people who returned had support in kind, see ``answers.by_year``."""
    if frame.empty:
        return Nothing(_("There is no share to draw."))
    label = _("Support in kind, share of people with support")
    rows = _panel(frame, "share", label)
    title = alt.TitleParams(
        text=_("Share of returned former asylum seekers with support in kind, {span}", span=_span(frame)),
        subtitle=_("Per cent of people with support, by calendar year; light: what the columns leave open"),
        frame="bounds",
    )
    return columns(rows, title, _tips(_SHARE), ColumnLook(height=130, axis=".0%", counted="%"))


def returns_elsewhere(frame: pd.DataFrame) -> Drawn | Nothing:
    """Draw the returns that the later reports print, over their windows, see ``answers.elsewhere``.

    Undated ones are left to the table.
    """
    dated = frame.dropna(subset=["period_start", "period_end", "lower"])
    if dated.empty:
        return Nothing(_("The later reports print no dated return in this period."))
    fields = (WHAT, WINDOW, _READ, AS_PRINTED, WHERE, FIGURE)
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

    ``rows`` is ``trends.answers.taken_up``.
    """
    years = wording.years(rows["year"])
    title = _("Departures and supported returns from the Netherlands, by who counts, {years}", years=years)
    return taken_up(rows, title)


def support_providers(frame: pd.DataFrame) -> Chart | Nothing:
    """Draw which organisation provides or pays for which kind of support, see ``answers.providers``."""
    if frame.empty:
        return Nothing(_("No provider of support is known."))
    kinds = [kind for kind in wording.support_kinds() if kind in set(frame["kind"])]
    apart = {False: _("voluntary return"), True: _("after forced return")}
    roles = {code: wording.organisation_role(code) for code in ("executor", "payer")}
    looks = {
        f"{when}: {what}": Look(colour, shape)
        for when, colour in zip(apart.values(), (BLUE, ORANGE), strict=True)
        for what, shape in zip(roles.values(), ("circle", "diamond"), strict=True)
    }
    fields = (
        Field("row", N_("organisation"), prose("name")),
        Field("role", N_("role"), code("role", wording.organisation_role)),
        Field("programme", N_("support"), prose("label")),
        WHERE,
    )
    cells = told(frame, *fields, keep=("organisation_id", "programme_id")).assign(
        column=[_broken(wording.support_kind(kind)) for kind in frame["kind"]],
        mark=[f"{apart[row.forced]}: {roles[row.role]}" for row in rows_of(frame)],
        text="",
    )
    columns = [_broken(wording.support_kind(kind)) for kind in kinds]
    order = cells["row"].value_counts(sort=True).index.to_list()
    title = _("Support for return from the Netherlands: who provides it and who pays, undated leaflet")
    drawn = Matrix(cells, columns, looks, fields, rows=order, column_width=125)
    return drawn.chart(alt.TitleParams(title, frame="bounds"), legend=2)


def _broken(kind: str) -> str:
    """Return a kind of support as a heading of two lines, where it has two names."""
    return kind.replace(" / ", "\n")


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
    return wording.years(frame["period_end"].dt.year)


_PANEL = Field("panel", N_("what"), cell("panel"))
_BEGINS = Field("begins", N_("from"), lambda row: f"{row.period_start:%Y-%m-%d}")
_ENDS = Field("ends", N_("to"), lambda row: f"{row.period_end + pd.Timedelta(days=1):%Y-%m-%d}")
_WINDOW = Field(
    "window",
    N_("window"),
    lambda row: wording.window(row.period_start, row.period_end, getattr(row, "period_basis", "printed")),
)
_READ = Field("beside", N_("read as"), numbers.allowed)
_MEANS = Field("text", N_("read as"), interval())
_SHARE = Field("text", N_("read as"), share(""))
#: What all columns have: their panel and their window.
_SHOWN = (_PANEL, _BEGINS, _ENDS, _WINDOW)
