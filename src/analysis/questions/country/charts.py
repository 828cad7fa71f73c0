"""Charts of one country: which lists name it, which programmes, and how many refugees are in it and from it."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset import labels
from analysis.language import N_, _, numbers, translated
from analysis.show import wording
from analysis.show.fields import AS_PRINTED, WHERE, Field, cell, code, prose, told
from analysis.show.forms.matrix import Look, Matrix
from analysis.show.forms.series import Series
from analysis.show.marks import Chart, Nothing, cited, legend_picks, rows_of
from analysis.show.theme import BLUE, COLOURS, MUTED, ORANGE

#: Between the label of a row and what keeps rows of one label apart.
_APART = "§"
_LABELS = f"split(split(datum.label, '{_APART}')[0], '\\n')"
_LABEL_WIDTH = 44
_ROW = 34
_MARKS = {
    "named": Look(BLUE, "circle"),
    "unread": Look(ORANGE, "triangle-up"),
    "absent": Look(MUTED, "square", hollow=True),
    "silent": Look(MUTED, "cross"),
    "unprinted": Look(MUTED, "diamond", hollow=True),
}


def country_presence(profile: pd.DataFrame, lists: pd.DataFrame, activities: pd.DataFrame) -> Chart:
    """Draw which list of which document names a country, and what it means where one does not.

    The frames are those of :mod:`analysis.questions.country.answers`; the lists drawn are those of policy and those that name
    the country.
    """
    country = _name(profile)
    shown = lists[lists["policy"] | (lists["says"] == "named")].reset_index(drop=True)
    counted = activities.set_index("figure_id")
    unread = (shown["says"] == "named") & shown["legibility"].ne("legible")
    shown = shown.assign(state=shown["says"].mask(unread, "unread"))
    looks = {_state(code): look for code, look in _MARKS.items()}
    fields = (
        Field("row", N_("list"), prose("label")),
        Field("mark", country, code("state", _state)),
        Field("text", N_("number"), lambda row: _beside(row, counted)),
        Field("criterion", N_("criterion"), prose("criterion")),
        WHERE,
    )
    cells = told(shown, *fields, keep=("list_id", "figure_id")).assign(
        key=shown["list_id"], column=["\n".join(wording.document(source)) for source in shown["source_id"]]
    )
    head = f"{country[:1].upper()}{country[1:]}: " + _("the lists of countries in the documents, ") + wording.span()
    title = alt.TitleParams(wrap(head, 62), subtitle=_("Lists of policy, and every other list that names the country"))
    return Matrix(cells, list(dict.fromkeys(cells["column"])), looks, fields).chart(title, legend=1)


def country_programmes(profile: pd.DataFrame, programmes: pd.DataFrame) -> Chart | Nothing:
    """Draw the programmes of a country (``questions.country.programmes``) on a time axis.

    A bar is the term as printed, an arrow a start or end that is not printed, a diamond the year of a document that
    names the programme: all that is known of the time of those without a term.
    """
    country = _name(profile)
    if programmes.empty:
        return Nothing(_("*No programme names {country}: there is no time line to draw.*", country=country))
    groups = (
        _("the Dutch state is named as a payer"),
        _("it is not"),
        _("in a region that the country belongs to"),
    )
    payer = programmes["dutch"].map({True: groups[0], False: groups[1]})
    labels = [_programme_label(row) for row in programmes.to_dict("records")]
    rows = pd.DataFrame(
        {
            "label": [text + _APART + name for text, name in zip(labels, programmes["programme_id"], strict=True)],
            "what": programmes[translated("label")],
            "group": payer.mask(programmes["via_en"].notna(), groups[2]),
            "status": [_status(row) for row in rows_of(programmes)],
            "payers": programmes[translated("payers")].fillna(wording.payer("unknown")),
            "executors": programmes[translated("executors")].fillna(wording.payer("unknown")),
            "window": [wording.term(row.start, row.end) for row in rows_of(programmes)],
            "named": programmes["named"],
            "where": cited(programmes),
            "programme_id": programmes["programme_id"],
            "start": programmes["start"],
            "end": programmes["end"],
        }
    )
    rows["known"] = rows["start"].notna() | rows["end"].notna()
    rows["open_start"], rows["open_end"] = (rows["known"] & rows[side].isna() for side in ("start", "end"))
    rows["from"], rows["until"] = _drawn(programmes)
    opens, closes = _span()
    first = min(opens, pd.Timestamp(rows["from"].min().year, 1, 1))
    last = max(closes, rows["until"].max())
    rows = rows.drop(columns=["start", "end"])
    named = rows.assign(year=rows["named"].str.split()).explode("year").dropna(subset="year")
    named = named.assign(day=pd.to_datetime(named["year"] + "-07-01", format="%Y-%m-%d"))
    y = alt.Y(
        "label:N",
        sort=rows["label"].tolist(),
        title=None,
        axis=alt.Axis(labelExpr=_LABELS, labelLimit=290, domain=False, ticks=False),
    )
    scale = alt.Scale(domain=[f"{first:%Y-%m-%dT00:00:00}", f"{last:%Y-%m-%dT00:00:00}"], nice=False)
    years = range(first.year, last.year + 1, 1 if last.year - first.year <= _YEARS_ABREAST else 2)
    axis = alt.Axis(format="%Y", values=[f"{year}-01-01T00:00:00" for year in years])
    x = alt.X("from:T", title=None, axis=axis, scale=scale)
    shades = {
        name: shade
        for name, shade in zip(groups, (BLUE, ORANGE, COLOURS[5]), strict=True)
        if name in set(rows["group"])
    }
    colour = alt.Color(
        "group:N",
        title=None,
        legend=alt.Legend(orient="bottom", labelLimit=320, columns=2),
        scale=alt.Scale(domain=list(shades), range=list(shades.values())),
    )
    tooltip = [
        alt.Tooltip("what:N", title=_("programme")),
        alt.Tooltip("status:N", title="status"),
        alt.Tooltip("window:N", title=_("term as printed")),
        alt.Tooltip("payers:N", title=wording.organisation_role("payer")),
        alt.Tooltip("executors:N", title=wording.organisation_role("executor")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    base = alt.Chart()
    known = base.transform_filter("datum.known")
    bars = known.mark_bar(height=8, yOffset=6).encode(x=x, x2=alt.X2("until:T"), y=y, color=colour, tooltip=tooltip)
    arrows = [
        base.transform_filter(f"datum.{field}")
        .mark_point(shape=shape, size=120, opacity=1, yOffset=6)
        .encode(x=alt.X(f"{at}:T"), y=y, color=colour, tooltip=tooltip)
        for field, shape, at in (("open_start", "triangle-left", "from"), ("open_end", "triangle-right", "until"))
    ]
    diamonds = (
        alt.Chart(named.drop(columns=["from", "until"]))
        .mark_point(shape="diamond", size=70, opacity=1, filled=False, strokeWidth=1.6, yOffset=-6)
        .encode(x=alt.X("day:T", scale=scale, axis=axis), y=y, color=colour, tooltip=tooltip)
    )
    text = base.mark_text(align="left", dx=6).encode(
        x=alt.XValue(_WIDE), y=y, text=alt.Text("status:N"), tooltip=tooltip
    )
    title = alt.TitleParams(
        wrap(_("Programmes in, to or from {country} in the documents, with their term", country=country), 62),
        subtitle=_(
            "A bar is the printed term, an arrow a start or end that is not printed; a diamond is the year of\na document that names it; at the right the last printed status",
        ).split("\n"),
    )
    described = "; ".join(f"{r.what}: {r.status}, {r.window}" for r in rows_of(rows))
    return alt.LayerChart(
        data=rows,
        layer=legend_picks([bars, *arrows, diamonds, text], "group"),
        title=title,
        description=f"{country}. {described}.",
        width=_WIDE,
        height=alt.Step(_ROW),
    )


def country_refugees(profile: pd.DataFrame, stocks: pd.DataFrame, printed: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the stocks of refugees in and from a country, and what the documents print of them.

    ``stocks`` and ``printed`` are ``refugee_stocks`` and ``refugee_figures`` of :mod:`analysis.questions.country.answers`. A
    printed figure without a date, or of refugees of one other country only, is left to the table.
    """
    country = _name(profile)
    dated = printed[printed["period_end"].notna() & printed["other_en"].isna() & printed["lower"].notna()]
    panels = {
        "host": _("Refugees hosted by {country}, people", country=country),
        "origin": _("Refugees originating from {country}, people", country=country),
    }
    parts = [part for part in (_series(stocks, panels), _figures(dated, panels)) if len(part)]
    if not parts:
        text = _("*The reference table has no series of refugees in or from {country}: no chart.*", country=country)
        return Nothing(text)
    points = pd.concat(parts, ignore_index=True)
    points = points.sort_values("panel", key=lambda names: names.map(list(panels.values()).index), kind="stable")
    title = _("refugees in and from {country} at the end of each year", country=country)
    fields = (
        Field("variant", N_("what"), cell("variant")),
        Field("window", N_("day"), cell("window")),
        Field("means", N_("people"), cell("means")),
        AS_PRINTED,
        WHERE,
    )
    chart: alt.FacetChart | Nothing = Series(points, fields, height=180).chart(f"{title[:1].upper()}{title[1:]}")
    return chart


def _series(stocks: pd.DataFrame, panels: dict[str, str]) -> pd.DataFrame:
    """Return the points of UNHCR's stocks, by category."""
    names = [_category(code) for code in stocks["category"]]
    days = stocks["day"].dt.strftime("%Y-%m-%d")
    return pd.DataFrame(
        {
            "panel": stocks["role"].map(panels),
            "variant": names,
            "run": names,
            "middle": days,
            "window": days,
            "value": stocks["people"].astype("float64"),
            "means": [numbers.number(people) for people in stocks["people"]],
            "where": stocks["source"],
        }
    )


def _figures(printed: pd.DataFrame, panels: dict[str, str]) -> pd.DataFrame:
    """Return the points of printed figures, with what each can be; no line joins them."""
    days = printed["period_end"].dt.strftime("%Y-%m-%d")
    return pd.DataFrame(
        {
            "figure_id": printed["figure_id"],
            "panel": printed["role"].map(panels),
            "variant": _from_documents(),
            "run": printed["figure_id"],
            "middle": days,
            "window": days,
            "value": printed[["lower", "upper"]].mean(axis=1),
            "lower": printed["lower"],
            "upper": printed["upper"].fillna(printed["lower"]),
            "open": printed["upper"].isna(),
            "means": [numbers.allowed(row) for row in rows_of(printed)],
            "as_printed": printed["as_printed"],
            "where": cited(printed),
        }
    )


_WIDE = 360
_YEARS_ABREAST = 12


def _state(code: str) -> str:
    if code == "unread":
        return _("on it; its number is illegible or lost")
    return wording.list_says(code)


def _beside(row: Any, counted: pd.DataFrame) -> str:
    """Return what is written beside the mark of a list: the number of activities, or the rank."""
    if not pd.isna(row.figure_id) and row.legibility == "legible" and row.figure_id in counted.index:
        cell = counted.loc[row.figure_id]
        return numbers.interval(cell["lower"], cell["upper"])
    return "" if pd.isna(row.rank) else _("no. {rank}", rank=row.rank)


def _programme_label(row: Any) -> str:
    via = row[translated("via")]
    text = row[translated("label")] if pd.isna(via) else f"{row[translated('label')]} ({via})"
    lines = wrap(text, _LABEL_WIDTH)
    return "\n".join(lines if len(lines) < 3 else [lines[0], f"{lines[1][: _LABEL_WIDTH - 1]}…"])


def _status(row: Any) -> str:
    status = wording.programme_status(row.status)
    if row.named or not (pd.isna(row.start) and pd.isna(row.end)):
        return status
    return _("{status} (undated document)", status=status)


def _span() -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first day of the years that the documents speak of, and the first day after them."""
    first, last = labels.span()
    return pd.Timestamp(first, 1, 1), pd.Timestamp(last + 1, 1, 1)


def _drawn(programmes: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return both ends of the bars: the term as printed; an open one as far as the documents that name it."""
    a_year = pd.Timedelta(days=365)
    earliest, latest = (programmes["named"].str.extract(year, expand=False) for year in (r"^(\d+)", r"(\d+)$"))
    opened = pd.to_datetime(earliest + "-01-01", format="%Y-%m-%d")
    closed = pd.to_datetime(latest + "-12-31", format="%Y-%m-%d")
    start, end = programmes["start"], programmes["end"]
    opened = opened.where(opened < end, end - a_year)
    closed = closed.where(closed > start, start + a_year)
    first, _ = _span()
    return start.fillna(opened).fillna(first), end.fillna(closed).fillna(first) + pd.Timedelta(days=1)


def _from_documents() -> str:
    return _("printed in the documents")


def _name(profile: pd.DataFrame) -> str:
    return wording.in_sentence(profile["place_id"].item(), profile[translated("label")].item())


def _category(code: str) -> str:
    if code == "refugees":
        return _("refugees under UNHCR's mandate")
    return wording.population("others-in-need-of-protection")
