"""Charts of one country: which lists name it, which programmes, and how many refugees are in it and from it."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset import labels
from analysis.language import N_, _, numbers, pgettext, translated
from analysis.show import wording
from analysis.show.fields import PROGRAMME, WHERE, Field, prose, told, tooltip
from analysis.show.forms.placing import Drawn, Role, Titles
from analysis.show.forms.windows import windows
from analysis.show.marks import Chart, Nothing, cited, rows_of
from analysis.show.theme import BLUE, COLOURS, GREEN, MUTED, ORANGE

#: Between the label of a row and what keeps rows of one label apart.
_APART = "§"
_LABELS = f"split(split(datum.label, '{_APART}')[0], '\\n')"
_LABEL_WIDTH = 44
_HEADING_WIDTH = 20
_COLUMN, _ROW = 96, 34
_MARKS = {
    "named": ("circle", BLUE),
    "unread": ("triangle-up", ORANGE),
    "absent": ("square", MUTED),
    "silent": ("cross", MUTED),
    "unprinted": ("diamond", MUTED),
}
_OPEN = ("absent", "unprinted")


def country_presence(profile: pd.DataFrame, lists: pd.DataFrame, activities: pd.DataFrame) -> Chart:
    """Draw which list of which document names a country, and what it means where one does not.

    The frames are those of :mod:`analysis.questions.country.answers`; the lists drawn are those of policy and those that name
    the country.
    """
    country = _name(profile)
    shown = lists[lists["policy"] | (lists["says"] == "named")].reset_index(drop=True)
    counted = activities.set_index("figure_id")
    unread = (shown["says"] == "named") & shown["legibility"].ne("legible")
    states = {code: _state(code) for code in _MARKS}
    rows = pd.DataFrame(
        {
            "label": [
                "\n".join(wrap(row[translated("label")], _LABEL_WIDTH)) + _APART + row["list_id"]
                for row in shown.to_dict("records")
            ],
            "what": shown[translated("label")],
            "document": [" ".join(wording.document(source)) for source in shown["source_id"]],
            "state": shown["says"].mask(unread, "unread"),
            "text": [_beside(row, counted) for row in rows_of(shown)],
            "criterion": shown[translated("criterion")],
            "where": cited(shown),
            "list_id": shown["list_id"],
            "figure_id": shown["figure_id"],
        }
    )
    rows["meaning"] = rows["state"].map(states)
    present = [code for code in _MARKS if code in set(rows["state"])]
    columns = [wording.document(source) for source in dict.fromkeys(shown["source_id"])]
    documents = [" ".join(name) for name in columns]
    headings = [[*wrap(name, _HEADING_WIDTH), year] for name, year in columns]
    breaks = " : ".join(f"datum.label == '{key}' ? {lines}" for key, lines in zip(documents, headings, strict=True))
    room = 2 + 14 * (max(map(len, headings)) - 1)
    x = alt.X(
        "document:N",
        title=None,
        scale=alt.Scale(domain=documents),
        axis=alt.Axis(
            orient="top",
            labelAngle=0,
            labelExpr=f"{breaks} : datum.label",
            domain=False,
            grid=True,
            ticks=False,
            labelFontSize=11,
            labelPadding=room,
        ),
    )
    y = alt.Y(
        "label:N",
        sort=rows["label"].tolist(),
        title=None,
        axis=alt.Axis(labelExpr=_LABELS, labelLimit=290, domain=False, ticks=False, grid=True),
    )
    scale = {
        "domain": [states[code] for code in present],
        "shape": [_MARKS[code][0] for code in present],
        "colour": [_MARKS[code][1] for code in present],
        "fill": ["white" if code in _OPEN else _MARKS[code][1] for code in present],
    }
    legend = alt.Legend(orient="bottom", columns=1, labelLimit=600, title=None, symbolStrokeWidth=1.8)
    tooltip = [
        alt.Tooltip("what:N", title=_("list")),
        alt.Tooltip("meaning:N", title=country),
        alt.Tooltip("text:N", title=pgettext("of things", "number")),
        alt.Tooltip("criterion:N", title=_("criterion")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    base = alt.Chart()
    points = base.mark_point(size=120, strokeWidth=1.8, opacity=1).encode(
        x=x,
        y=y,
        tooltip=tooltip,
        shape=alt.Shape("meaning:N", scale=alt.Scale(domain=scale["domain"], range=scale["shape"]), legend=legend),
        stroke=alt.Stroke("meaning:N", scale=alt.Scale(domain=scale["domain"], range=scale["colour"]), legend=legend),
        fill=alt.Fill("meaning:N", scale=alt.Scale(domain=scale["domain"], range=scale["fill"]), legend=legend),
    )
    text = base.mark_text(align="left", dx=10).encode(x=x, y=y, text=alt.Text("text:N"))
    title = alt.TitleParams(
        wrap(
            f"{country[:1].upper()}{country[1:]}: " + _("the lists of countries in the documents, ") + wording.span(),
            62,
        ),
        subtitle=_("Lists of policy, and every other list that names the country"),
    )
    described = "; ".join(f"{r.what} ({r.document}): {r.meaning} {r.text}".strip() for r in rows_of(rows))
    return alt.LayerChart(
        data=rows,
        layer=[points, text],
        title=title,
        description=f"{country}. {described}.",
        width=_COLUMN * len(documents),
        height=alt.Step(_ROW),
    )


def _payers() -> tuple[str, str, str]:
    return (
        _("the Dutch state is named as a payer"),
        _("it is not"),
        _("in a region that the country belongs to"),
    )


def _paid(row: Any) -> str:
    dutch, others, region = _payers()
    return region if not pd.isna(row.via_en) else dutch if row.dutch else others


def _status(row: Any) -> str:
    status = wording.programme_status(row.status)
    if row.named or not (pd.isna(row.start) and pd.isna(row.end)):
        return status
    return _("{status} (undated document)", status=status)


def _programme_label(row: Any) -> str:
    via = getattr(row, translated("via"))
    label = str(getattr(row, translated("label")))
    return label if pd.isna(via) else f"{label} ({via})"


def _role_of(role: str) -> Callable[[Any], str]:
    return lambda row: str(prose(role)(row)) or wording.payer("unknown")


_PROGRAMME = Field("label", PROGRAMME.heading, _programme_label)
_PAID = Field("role", N_("who pays"), _paid)
_LAST = Field("beside", N_("status"), _status)
_TERM = Field("window", N_("term as printed"), lambda row: wording.term(row.start, row.end))
_PAYERS, _EXECUTORS = (Field(name, "", _role_of(name)) for name in ("payers", "executors"))


def country_programmes(profile: pd.DataFrame, programmes: pd.DataFrame) -> Drawn | Nothing:
    """Draw the programmes of a country (``questions.country.programmes``) on a time axis.

    A bar is the term as printed, an arrow a start or end that is not printed, a diamond the year of a document that
    names the programme: all that is known of the time of those without a term.
    """
    country = _name(profile)
    if programmes.empty:
        return Nothing(_("*No programme names {country}: there is no time line to draw.*", country=country))
    fields = (_PROGRAMME, _PAID, _LAST, _TERM, _PAYERS, _EXECUTORS, WHERE)
    rows = told(programmes, *fields, keep=("programme_id", "start", "end"))
    rows = rows.rename(columns={"start": "begins", "end": "ends"}).assign(key=rows["programme_id"], hollow=False)
    rows["drawn_from"], rows["drawn_until"] = (ends.to_numpy() for ends in _drawn(programmes))
    termed = set(rows.loc[rows["begins"].notna() | rows["ends"].notna(), "key"])
    every = pd.concat([rows, _named_in(rows, programmes["named"], termed)])
    every = every[every["key"].isin(termed) | every["hollow"] | ~every["key"].duplicated(keep=False)]
    opens, closes = _span()
    known = pd.concat([every[side] for side in ("begins", "ends", "drawn_from", "drawn_until")]).dropna().dt.year
    return windows(
        every.sort_index(kind="stable"),
        Titles(
            _("Programmes in, to or from {country} in the documents, with their term", country=country),
            [
                _(
                    "A bar is the printed term, an arrow a start or end that is not printed; a diamond is the year of\na document that names it; at the right the last printed status",
                )
            ],
            told=("beside", "window"),
        ),
        [Role(group, shade, "diamond") for group, shade in zip(_payers(), (BLUE, ORANGE, COLOURS[5]), strict=True)],
        [
            *tooltip(_PROGRAMME, _LAST, _TERM),
            alt.Tooltip("payers:N", title=wording.organisation_role("payer")),
            alt.Tooltip("executors:N", title=wording.organisation_role("executor")),
            *tooltip(WHERE),
        ],
        span=(min(opens.year, known.min()), max(closes.year - 1, known.max())),
    )


def _named_in(rows: pd.DataFrame, named: pd.Series, termed: set[str]) -> pd.DataFrame:
    """Return a point for each year of a document that names a programme, whose text stands beside its term, if it has one."""
    years = rows.assign(day=named.str.split().to_numpy(), hollow=True).explode("day").dropna(subset="day")
    years["begins"] = years["ends"] = pd.to_datetime(years["day"] + "-07-01", format="%Y-%m-%d")
    said = years["key"].isin(termed) | years["key"].duplicated()
    return years.drop(columns=["day", "drawn_from", "drawn_until"]).assign(beside=years["beside"].mask(said, ""))


def country_refugees(profile: pd.DataFrame, stocks: pd.DataFrame, printed: pd.DataFrame) -> alt.VConcatChart | Nothing:
    """Draw the stocks of refugees in and from a country, and what the documents print of them.

    ``stocks`` and ``printed`` are ``refugee_stocks`` and ``refugee_figures`` of :mod:`analysis.questions.country.answers`. A
    printed figure without a date, or of refugees of one other country only, is left to the table.
    """
    country = _name(profile)
    dated = printed[printed["period_end"].notna() & printed["other_en"].isna() & printed["lower"].notna()]
    names = [_category("refugees"), _category("oip"), _from_documents()]
    there = [*stocks["category"].map({"refugees": names[0], "oip": names[1]}), *([names[2]] if len(dated) else [])]
    kept = [name for name in names if name in there]
    panels = [
        _refugee_panel(country, role, stocks[stocks["role"] == role], dated[dated["role"] == role], kept)
        for role in ("host", "origin")
        if role in {*stocks["role"], *dated["role"]}
    ]
    if not panels:
        return Nothing(
            _(
                "*The reference table has no series of refugees in or from {country}: no chart.*",
                country=country,
            )
        )
    what = _("refugees in and from {country} at the end of each year", country=country)
    described = "; ".join(
        f"{row.year}, {wording.refugee_role(row.role)}, {_category(row.category)}: {numbers.number(row.people)}"
        for row in rows_of(stocks)
    )
    return alt.vconcat(*panels, spacing=28, description=f"{what}. {described}.")


def _refugee_panel(country: str, role: str, stocks: pd.DataFrame, printed: pd.DataFrame, names: list[str]) -> Chart:
    drawn = _from_documents()
    columns = ["figure_id", "label", "day", "people", "value", "lower", "upper", "as_printed", "where"]
    series = stocks.assign(
        label=[_category(code) for code in stocks["category"]],
        value=[numbers.number(people) for people in stocks["people"]],
        people=stocks["people"].astype("float64"),
        lower=float("nan"),
        upper=float("nan"),
        as_printed="",
        where=stocks["source"],
        figure_id="",
    )[columns]
    figures = printed.assign(
        label=drawn,
        day=printed["period_end"],
        people=printed[["lower", "upper"]].mean(axis=1),
        value=[numbers.allowed(row) for row in rows_of(printed)],
        where=cited(printed),
    )[columns]
    every = pd.concat([frame for frame in (series, figures) if len(frame)], ignore_index=True)
    looks = {
        _category("refugees"): ("circle", BLUE),
        _category("oip"): ("square", GREEN),
        drawn: ("diamond", ORANGE),
    }
    shapes, colours = (alt.Scale(domain=names, range=[looks[name][place] for name in names]) for place in (0, 1))
    legend = alt.Legend(orient="bottom", title=None, labelLimit=330, columns=2)
    opens, closes = (every["day"].min(), every["day"].max()) if every["day"].notna().any() else _span()
    years = [f"{year}-12-31T00:00:00" for year in range(opens.year, closes.year + 1)]
    x = alt.X(
        "day:T",
        title=_("31 December of each year"),
        scale=alt.Scale(domain=[f"{opens:%Y}-07-01T00:00:00", f"{closes.year + 1}-07-01T00:00:00"], nice=False),
        axis=alt.Axis(format="%Y", values=years, grid=False),
    )
    top = float(every[["people", "upper"]].max().max()) or 1.0
    y = alt.Y(
        "people:Q",
        title=wording.unit("person"),
        scale=alt.Scale(domain=[0, top * 1.08], nice=True),
        axis=alt.Axis(format=",.0f", tickCount=5),
    )
    tooltip = [
        alt.Tooltip("label:N", title=_("what")),
        alt.Tooltip("day:T", title=_("day"), format="%Y-%m-%d"),
        alt.Tooltip("value:N", title=_("people")),
        alt.Tooltip("as_printed:N", title=_("as printed")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    colour = alt.Color("label:N", scale=colours, legend=legend)
    shape = alt.Shape("label:N", scale=shapes, legend=legend)
    base = alt.Chart()
    line = base.transform_filter(f"datum.label != '{drawn}'").mark_line(strokeWidth=1.5).encode(x=x, y=y, color=colour)
    rules = base.transform_filter("isValid(datum.lower) && isValid(datum.upper)").mark_rule(strokeWidth=3)
    rules = rules.encode(x=x, y=alt.Y("lower:Q"), y2=alt.Y2("upper:Q"), color=colour, tooltip=tooltip)
    points = base.mark_point(size=75, opacity=1).encode(x=x, y=y, color=colour, shape=shape, tooltip=tooltip)
    span = f"{opens:%Y}-{closes:%Y}"
    title = (
        _("Refugees hosted by {country}, people, end of {span}", country=country, span=span)
        if role == "host"
        else _("Refugees originating from {country}, people, end of {span}", country=country, span=span)
    )
    return alt.LayerChart(data=every, layer=[line, rules, points], title=title, width=540, height=210)


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
    return start.fillna(opened).fillna(first), end.fillna(closed).fillna(first)


def _from_documents() -> str:
    return _("printed in the documents")


def _name(profile: pd.DataFrame) -> str:
    return wording.in_sentence(profile["place_id"].item(), profile[translated("label")].item())


def _category(code: str) -> str:
    if code == "refugees":
        return _("refugees under UNHCR's mandate")
    return wording.population("others-in-need-of-protection")
