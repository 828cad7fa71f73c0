"""Charts of one country: which lists name it, which programmes, and how many refugees are in it and from it."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset import labels
from analysis.dataset.rows import rows_of
from analysis.language import N_, _, dates, numbers, pgettext, translated
from analysis.questions.country import words
from analysis.show import wording
from analysis.show.fields import AS_PRINTED, PROGRAMME, WHERE, Field, cell, code, prose, told, tooltip
from analysis.show.forms.matrix import Look, Matrix
from analysis.show.forms.series import Series
from analysis.show.forms.text_beside import Drawn, Role, Titles
from analysis.show.forms.windows import windows
from analysis.show.marks import Chart, Nothing, cited
from analysis.show.theme import BLUE, MUTED, ORANGE, SKY

_MARKS = {
    "named": Look(BLUE, "circle"),
    "unread": Look(ORANGE, "triangle-up"),
    "absent": Look(MUTED, "square", hollow=True),
    "silent": Look(MUTED, "cross"),
    "unprinted": Look(MUTED, "diamond", hollow=True),
}


def country_presence(profile: pd.DataFrame, lists: pd.DataFrame, activities: pd.DataFrame) -> Chart:
    """Draw which list of which document names a country, and what it means where one does not.

    The frames are those of :mod:`analysis.questions.country.answers`; the lists drawn are those of policy and those
    that name the country.
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
        Field("text", lambda: pgettext("of things", "number"), lambda row: _beside(row, counted)),
        Field("criterion", N_("criterion"), prose("criterion")),
        WHERE,
    )
    cells = told(shown, *fields, keep=("list_id", "figure_id")).assign(
        key=shown["list_id"], column=["\n".join(wording.document(source)) for source in shown["source_id"]]
    )
    head = _(
        "{country}: the lists of countries in the documents, {span}",
        country=wording.capitalised(country),
        span=wording.span(),
    )
    title = alt.TitleParams(wrap(head, 62), subtitle=_("Lists of policy, and every other list that names the country"))
    return Matrix(cells, list(dict.fromkeys(cells["column"])), looks, fields).chart(title, legend=1)


def _payers() -> tuple[str, str, str]:
    return (
        _("the Dutch state is named as a payer"),
        _("the Dutch state is not named"),
        _("in a region that the country belongs to"),
    )


def _paid(row: Any) -> str:
    dutch, others, region = _payers()
    return region if not pd.isna(row.via_en) else dutch if row.dutch else others


def country_programmes(profile: pd.DataFrame, programmes: pd.DataFrame) -> Drawn | Nothing:
    """Draw the programmes of a country (``answers.programmes``) on a time axis.

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
        [Role(group, shade, "diamond") for group, shade in zip(_payers(), (BLUE, ORANGE, SKY), strict=True)],
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


def country_refugees(profile: pd.DataFrame, stocks: pd.DataFrame, printed: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the stocks of refugees in and from a country, and what the documents print of them.

    ``stocks`` and ``printed`` are ``refugee_stocks`` and ``refugee_figures`` of
    :mod:`analysis.questions.country.answers`. A printed figure without a date, or of refugees of one other country
    only, is left to the table.
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
    return Series(points, fields, height=180).chart(wording.capitalised(title))


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
            "window": days.map(dates.written),
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
            "window": days.map(dates.written),
            "value": printed[["lower", "upper"]].mean(axis=1),
            "lower": printed["lower"],
            "upper": printed["upper"].fillna(printed["lower"]),
            "open": printed["upper"].isna(),
            "means": [numbers.allowed(row) for row in rows_of(printed)],
            "as_printed": printed["as_printed"],
            "where": cited(printed),
        }
    )


def _state(code: str) -> str:
    if code == "unread":
        return _("on it; its number is illegible or lost")
    return words.list_says(code)


def _beside(row: Any, counted: pd.DataFrame) -> str:
    """Return what is written beside the mark of a list: the number of activities, or the rank."""
    if not pd.isna(row.figure_id) and row.legibility == "legible" and row.figure_id in counted.index:
        cell = counted.loc[row.figure_id]
        return numbers.interval(cell["lower"], cell["upper"])
    return "" if pd.isna(row.rank) else _("no. {rank}", rank=row.rank)


def _programme_label(row: Any) -> str:
    via = getattr(row, translated("via"))
    label = str(getattr(row, translated("label")))
    return label if pd.isna(via) else f"{label} ({via})"


def _role_of(role: str) -> Callable[[Any], str]:
    return lambda row: prose(role)(row) or wording.payer("unknown")


def _status(row: Any) -> str:
    status = wording.programme_status(row.status)
    if row.named or not (pd.isna(row.start) and pd.isna(row.end)):
        return status
    return _("{status} (undated document)", status=status)


_PROGRAMME = Field("label", PROGRAMME.heading, _programme_label)
_PAID = Field("role", N_("who pays"), _paid)
_LAST = Field("beside", N_("status"), _status)
_TERM = Field("window", N_("term as printed"), lambda row: wording.term(row.start, row.end))
_PAYERS, _EXECUTORS = (Field(name, "", _role_of(name)) for name in ("payers", "executors"))


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
    begin = _span()[0]
    return start.fillna(opened).fillna(begin), end.fillna(closed).fillna(begin)


def _from_documents() -> str:
    return _("printed in the documents")


def _name(profile: pd.DataFrame) -> str:
    return wording.in_sentence(profile["place_id"].item(), profile[translated("label")].item())


def _category(code: str) -> str:
    if code == "refugees":
        return _("refugees under UNHCR's mandate")
    return wording.population("others-in-need-of-protection")
