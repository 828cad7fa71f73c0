"""Charts of refugees: printed figures beside UNHCR's, one country over the decade, and the countries of Dutch lists."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset import labels as labels_of
from analysis.dataset.rows import rows_of
from analysis.language import N_, _, current, dates, ngettext, numbers, pgettext, translated
from analysis.questions.refugees import words
from analysis.questions.series_panels import taken_up
from analysis.show import wording
from analysis.show.fields import AS_PRINTED, FIGURE, READ_AS, VERDICT, WHERE, Field, cell, code, prose, told, tooltip
from analysis.show.forms.bars import bars
from analysis.show.forms.intervals import from_nought, intervals
from analysis.show.forms.matrix import Look, Matrix
from analysis.show.forms.series import Series
from analysis.show.forms.text_beside import Drawn, Role, Titles
from analysis.show.marks import BAR, Chart, Layer, Nothing
from analysis.show.theme import BLUE, DAY, INK, MUTED, ORANGE, PALE, WIDTH

_DATED = re.compile(r"(?:19|20)\d\d$")  # a label that ends in its year
_MILLION, _THOUSAND = 1_000_000, 1_000
_RANKED = Field("label", N_("country of origin"), lambda row: f"{row.rank}. {wording.prose(row, 'label')}")
_PEOPLE_AND_SHARE = Field(
    "text",
    N_("people · share"),
    lambda row: f"{numbers.number(row.people)} · {numbers.close_share(row.share_lower, row.share_upper)}",
)
_IN_REPORT = Field("group", N_("in the report"), cell("group"))
#: What the tooltip of a stock says.
_OF_PEOPLE = (
    Field("window", N_("on"), cell("window")),
    Field("means", N_("people"), cell("means")),
    Field("variant", N_("who is counted"), cell("variant")),
    Field("source_id", N_("source"), cell("source_id")),
)


def refugee_checks(overview: pd.DataFrame) -> Drawn:
    """Draw what the printed numbers of hosts and origins allow, with UNHCR's own beside them.

    ``overview`` is :func:`analysis.questions.external.overview`; undated figures, second printings and figures of the
    world are left to the table.
    """
    shown = overview[overview["role"].ne("world") & overview["preferred"] & overview["period_end"].notna()]
    shown = shown.sort_values("role", key=lambda role: role != "host", kind="stable")
    year = int(shown["year"].max())
    printed, alone, both = roles = (
        Role(_("what the printed form allows"), PALE, "square", thick=16),
        Role(_("UNHCR: refugees alone"), INK, size=170),
        Role(_("UNHCR: with others in need of protection"), ORANGE, "diamond", size=60),
    )
    rows = told(shown, *_CHECKED, keep=("lower", "upper", "refugees", "with_oip"))
    panels = {
        "host": _("Hosted by, end of {year}", year=year),
        "origin": _("Originating from, end of {year}", year=year),
    }
    rows = rows.assign(panel=shown["role"].map(panels).to_list(), key=rows["label"], role=printed.name)
    counts = [
        rows.assign(role=role.name, lower=rows[column], upper=rows[column], value=_counts(rows[column]))
        for role, column in ((alone, "refugees"), (both, "with_oip"))
    ]
    every = pd.concat([rows, *counts], ignore_index=True).drop(columns=["refugees", "with_oip"])
    return intervals(
        every,
        Titles(
            _("Refugees by host and by origin, end of {year}, people: printed and UNHCR", year=year),
            [_("Bars are what the report prints, with its rounding; marks are UNHCR's numbers")],
            told=("as_printed", "value"),
        ),
        from_nought(wording.unit("person"), [*every["lower"], *every["upper"]]),
        roles,
        [*tooltip(*_CHECKED), alt.Tooltip("role:N", title=_("mark")), alt.Tooltip("value:N", title="UNHCR")],
        wide=WIDTH,
    )


def _counts(people: pd.Series) -> list[str]:
    return [numbers.number(count) for count in people]


_CHECKED = (
    Field("label", N_("country"), prose("place")),
    AS_PRINTED,
    Field("allows", READ_AS.heading, numbers.allowed),
    Field("outcome", VERDICT.heading, code("outcome", words.held)),
    WHERE,
    FIGURE,
)


def refugee_origins(origins: pd.DataFrame, year: int) -> Chart:
    """Draw the countries of origin that the report names, and the largest ones, as bars from zero.

    ``origins`` is :func:`analysis.questions.external.origins`.
    """
    both, named, largest = (
        _("named, and among the largest"),
        _("named, but not among the largest"),
        _("among the largest, but not named"),
    )
    group = [both if row.named and row.largest else named if row.named else largest for row in rows_of(origins)]
    rows = told(origins.assign(group=group), _RANKED, _PEOPLE_AND_SHARE, _IN_REPORT)
    title = alt.TitleParams(
        _("Largest countries of origin, end of {year}: people, and share of the world's", year=year),
        subtitle=_counted(with_oip=True),
        frame="bounds",
    )
    return bars(
        rows.assign(value=origins["people"].astype("float64").to_numpy()),
        title,
        tooltip(_RANKED, _PEOPLE_AND_SHARE, _IN_REPORT),
        counted=wording.unit("person"),
        shades={both: PALE, named: ORANGE, largest: BLUE},
    )


def refugee_decade(decade: pd.DataFrame, basis: pd.DataFrame) -> alt.VConcatChart | Nothing:
    """Draw the stock of one country at the end of each year, and its change from year to year.

    ``decade`` and ``basis`` are those of :mod:`analysis.questions.refugees.answers`. Where a category is added, a rule
    marks the break: neither a line nor a change goes across it.
    """
    there = wording.there(str(decade["role"].iloc[0]), _place(decade))
    if decade["people"].isna().all():
        return Nothing(_("*There is no number of refugees {there}: nothing to draw.*", there=there))
    source = str(basis["source"].item())
    title = _("Refugees {there}, at the end of {span}", there=there, span=wording.years(decade["year"]))
    among = words.counterparts(decade.iloc[0])
    told = [wording.capitalised(among)] if among else []
    stocks = Series(_stocks(decade, source, with_oip=bool(basis["with_oip"].item())), _OF_PEOPLE, height=220)
    panels: list[Any] = [stocks.chart(title, told)]
    if decade["change"].notna().any():
        panels.append(_changes(decade, source, there))
    missing = _("no number")
    described = "; ".join(
        f"{row.year}: {missing if pd.isna(row.people) else numbers.number(row.people)}" for row in rows_of(decade)
    )
    return alt.vconcat(*panels, spacing=24, description=f"{title}. {described}.")


def _stocks(decade: pd.DataFrame, source: str, *, with_oip: bool) -> pd.DataFrame:
    """Return the points of both counts: refugees alone, and with other people in need of protection."""
    also = decade["people"].where(decade["oip"].fillna(0).gt(0) & with_oip)
    counts = {_("refugees under UNHCR's mandate"): decade["refugees"], _("with others in need of protection"): also}
    parts = [
        pd.DataFrame(
            {
                "panel": wording.unit("person"),
                "variant": name,
                **_at_end_of(decade["year"]),
                "value": people.astype("float64"),
                "means": ["" if pd.isna(number) else numbers.number(number) for number in people],
                "run": f"{name} " + decade["segment"].astype("str"),
                "break_at": _cut(decade["year"].where(decade["category_added"])),
                "why": _("from here on with others in need of protection") if decade["category_added"].any() else None,
                "source_id": source,
            }
        )
        for name, people in counts.items()
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(why=rows["why"].where(rows["break_at"].notna())).dropna(subset="value").reset_index(drop=True)


def refugee_focus(shares: pd.DataFrame, basis: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the share of the world's refugees in the countries of each list, year by year.

    ``shares`` and ``basis`` are ``focus_shares`` and ``basis`` of :mod:`analysis.questions.refugees.answers`.
    """
    if shares.empty:
        return Nothing(_("*There is no share of the world: nothing to draw.*"))
    labels = {row.list_id: _list_label(row) for row in rows_of(shares.drop_duplicates("list_id"))}
    breaks = (shares["segment"] > 0) & ~shares.duplicated(["list_id", "segment"]) & (shares["segment"].min() == 0)
    points = pd.DataFrame(
        {
            "panel": _("% of the world's refugees"),
            "variant": shares["list_id"].map(labels),
            **_at_end_of(shares["year"]),
            "value": shares[["share_lower", "share_upper"]].mean(axis=1) * 100,
            "means": [numbers.close_share(row.share_lower, row.share_upper) for row in rows_of(shares)],
            "people": [numbers.number(row.people) for row in rows_of(shares)],
            "counted": [f"{row.counted} / {row.countries}" for row in rows_of(shares)],
            "heavy": shares["chosen"],
            "run": shares["list_id"] + " " + shares["segment"].astype("str"),
            "break_at": _cut(shares["year"].where(breaks)),
            "why": pd.Series(_("from here on with others in need of protection"), shares.index).where(breaks),
            "source_id": basis["source"].item(),
        }
    )
    fields = (
        Field("variant", N_("list"), cell("variant")),
        *_OF_PEOPLE[:1],
        Field("means", N_("share"), cell("means")),
        Field("people", N_("people"), cell("people")),
        Field("counted", N_("countries with a number"), cell("counted")),
        _OF_PEOPLE[-1],
    )
    title = _("Refugees hosted in countries of Dutch lists, % of the world's, end of each year")
    lead = [_counted(with_oip=bool(basis["with_oip"].item()))]
    return Series(points, fields, height=300).chart(title, lead)


def _list_label(row: Any) -> str:
    """Name a list, with its year unless it is named with that, and how many countries it has."""
    label = str(getattr(row, translated("label")))
    count = ngettext("{count} country", "{count} countries", row.countries, count=row.countries)
    if not _DATED.search(label):
        label += f", {wording.list_years(row)}"
    return f"{label}: {count}" + (_same(row.same) if row.same else "")


def refugee_hosts(hosts: pd.DataFrame, basis: pd.DataFrame) -> alt.HConcatChart | Nothing:
    """Draw where refugees are, and beside it what the documents say is done there.

    ``hosts`` and ``basis`` are those of :mod:`analysis.questions.refugees.answers`. An empty cell of a list means that
    the list does not name the country; of the activities it says nothing, because those tables are not complete.
    """
    if hosts.empty:
        return Nothing(_("*There are no hosts: nothing to draw.*"))
    year, selection = int(basis["year"].item()), bool(basis["imported"].item() and not basis["complete"].item())
    labels = hosts[translated("label")].tolist()
    among = _("hosts of the world") if basis["complete"].item() else _("hosts that the documents name")
    title = _("Largest {among}, end of {year}, and where the Netherlands says it works", among=among, year=year)
    if selection:
        title = _("Hosts in the imported table, end of {year}, and where the Netherlands says it works", year=year)
    subtitle = [
        _counted(with_oip=bool(basis["with_oip"].item())),
        _(
            "Dots: on that list; numbers: activities (?: cannot be read), and programmes of all documents that the state pays for",
        ),
    ]
    if selection and basis["origins"].item():
        origins = basis[translated("origins")].item() or numbers.number(basis["origins"].item())
        subtitle.insert(1, _("From the countries of origin in the imported table: {origins}", origins=origins))
    on, off = _("on the chosen list"), _("not on it")
    described = "; ".join(
        f"{label}: {_people_and_share(row)}, {on if row.on_list else off}"
        for label, row in zip(labels, rows_of(hosts), strict=True)
    )
    return alt.hconcat(
        _host_bars(hosts, labels, str(basis["source"].item())),
        _marks(hosts, labels),
        spacing=4,
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(y="shared")),
        title=alt.TitleParams(wrap(title, 78), subtitle=[part for line in subtitle for part in wrap(line, 112)]),
        description=f"{title}. {described}.",
    )


def _host_bars(hosts: pd.DataFrame, labels: list[str], source: str) -> Chart:
    """Draw how many refugees each host has, and whether it is on the chosen list."""
    on, off = _("on the chosen list"), _("not on it")
    rows = pd.DataFrame(
        {
            "label": labels,
            "people": hosts["people"].astype("float64"),
            "on": hosts["on_list"].map({True: on, False: off}),
            "text": [_people_and_share(row) for row in rows_of(hosts)],
            "source": source,
        }
    )
    axis = alt.Axis(labelLimit=190, labelFontSize=11, domain=False, ticks=False)
    y = alt.Y("label:N", sort=labels, title=None, axis=axis)
    x = alt.X(
        "people:Q",
        title=wording.unit("person"),
        axis=alt.Axis(format=",.0f", tickCount=3),
        scale=alt.Scale(domain=[0, float(rows["people"].max()) * 1.62], nice=False),
    )
    legend = alt.Legend(orient="bottom", title=None, labelLimit=260)
    colour = alt.Color("on:N", legend=legend, scale=alt.Scale(domain=[on, off], range=[BLUE, PALE]))
    tooltip = [
        alt.Tooltip("label:N", title=_("host")),
        alt.Tooltip("text:N", title=_("people · share")),
        alt.Tooltip("on:N", title=_("list")),
        alt.Tooltip("source:N", title=_("source")),
    ]
    bars = Layer().mark_bar(height=BAR * 0.62).encode(x=x, y=y, color=colour, tooltip=tooltip)
    text = Layer().mark_text(align="left", dx=5, fontSize=11)
    text = text.encode(x=alt.X("people:Q"), y=y, text=alt.Text("text:N"))
    return alt.LayerChart(data=rows, layer=[bars, text], width=212, height=alt.Step(BAR))


def _people_and_share(row: Any) -> str:
    people = numbers.number(row.people)
    if pd.isna(row.share_lower):
        return people
    return f"{people} · {numbers.close_share(row.share_lower, row.share_upper)}"


def displacement(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw who was displaced at the end of each year, a panel for each count, see ``trends.answers.taken_up``."""
    points = pd.DataFrame(
        {
            "panel": rows[translated("label")],
            **_at_end_of(rows["year"]),
            "value": rows["value"] / _MILLION,
            "means": [numbers.number(value) for value in rows["value"]],
            "run": rows["run"].astype("int64"),
            "break_at": _cut(rows["year"].where(rows["break_at"].notna())),
            "why": rows[translated("break")],
            "source_id": rows["source_id"],
            "series_id": rows["series_id"],
        }
    )
    lead = [_("Million people, at 31 December of each year")]
    for variant, lines in rows.groupby(translated("variant"), sort=False):
        names = lines[translated("label")].drop_duplicates()
        named = names.item() if len(names) == 1 else _("the others")
        lead.append(f"{named}: {variant}")
    title = _("Displaced people worldwide by group, {span}", span=wording.years(rows["year"]))
    return Series(points, _OF_PEOPLE, across=2, height=80).chart(title, lead)


def asylum_inflow(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the asylum applications in the Netherlands by year, no stock, see ``trends.answers.taken_up``."""
    years = wording.years(rows["year"])
    title = _("Another thing: asylum in the Netherlands, applications and arrivals by year, {years}", years=years)
    return taken_up(rows, title)


def programme_countries(frame: pd.DataFrame, basis: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the refugees in each country of a programme, see ``answers.programme_countries``.

    ``basis`` is :func:`analysis.questions.refugees.answers.basis`.
    """
    rows = frame[frame["people"].notna()]
    points = pd.DataFrame(
        {
            "panel": rows[translated("label")],
            **_at_end_of(rows["year"]),
            "value": rows["people"].astype("float64") / _THOUSAND,
            "means": [numbers.number(people) for people in rows["people"]],
            "run": rows["segment"].astype("int64"),
            "break_at": _cut(rows["year"].where(rows["category_added"])),
            "source_id": basis["source"].item(),
            "list_id": rows["list_id"],
            "place_id": rows["iso3"],
        }
    )
    name, years = str(frame[translated("list_short")].iloc[0]), wording.years(frame["year"])
    told = [_counted(with_oip=bool(basis["with_oip"].item()))]
    told.append(_("Thousands of people, at 31 December of each year, each panel with its own scale"))
    if points["break_at"].notna().any():
        told.append(_("Dashed: a break, from where on the others are counted too"))
    title = _("Refugees in the countries of {name}, {years}", name=name, years=years)
    return Series(points, _OF_PEOPLE, across=2, height=80).chart(title, subtitle=told)


def _changes(decade: pd.DataFrame, source: str, there: str) -> Chart:
    """Draw the change from each end of year to the next over the time between them, nothing across a break."""
    known = decade.dropna(subset="change")
    rows = pd.DataFrame(
        {
            "day": _day(known["year"] - 1),
            "ends": _day(known["year"]),
            "zero": 0.0,
            "change": known["change"].astype("float64"),
            "value": [numbers.signed(float(change), float(change)) for change in known["change"]],
            "source": source,
        }
    )
    title = _("Change over each year of the number of refugees {there}, people", there=there)
    tooltip = [
        alt.Tooltip("day:T", title=_("from"), format=DAY),
        alt.Tooltip("ends:T", title=_("to"), format=DAY),
        alt.Tooltip("value:N", title=_("change")),
        alt.Tooltip("source:N", title=_("source")),
    ]
    y = alt.Y(
        "change:Q",
        title=wording.unit("person"),
        axis=alt.Axis(format="+,.0f", tickCount=5, labelExpr="datum.value == 0 ? '0' : datum.label"),
    )
    bars = (
        Layer(rows)
        .mark_bar(color=MUTED, stroke="white", strokeWidth=2)
        .encode(x=_time_axis(decade["year"]), x2=alt.X2("ends:T"), y=y, y2=alt.Y2("zero:Q"), tooltip=tooltip)
    )
    zero = Layer(rows.head(1)).mark_rule(color=INK, strokeWidth=1).encode(y=alt.Y("zero:Q"))
    return alt.LayerChart(layer=[bars, zero], title=title, width=WIDTH, height=130)


def _marks(hosts: pd.DataFrame, labels: list[str]) -> Chart:
    """Draw on which list each host is, as a dot or its number of activities, and how many programmes name it."""
    heads = {name: labels_of.country_list(name, current()).replace(", ", "\n") for name in words.lists(hosts)}
    programmes, on_list = _("programmes|of the state").replace("|", "\n"), _("on that list")
    cells: list[dict[str, Any]] = []
    for label, row in zip(labels, hosts.to_dict("records"), strict=True):
        for name in [name for name in heads if row[name]]:
            counted = row.get(f"printed_{name}", "")
            of_list = {"list_id": name, "figure_id": row.get(f"{name}_figure_id"), "row": label, "column": heads[name]}
            cells.append(
                of_list
                | {"text": "?" if pd.isna(counted) else counted, "mark": "" if f"printed_{name}" in row else on_list}
            )
        if row["programmes"]:
            cells.append({"row": label, "column": programmes, "text": str(row["programmes"]), "mark": ""})
    frame = pd.DataFrame(cells, columns=["figure_id", "list_id", "row", "column", "text", "mark"])
    fields = (
        Field("row", N_("country"), cell("row")),
        Field("column", N_("list"), cell("column")),
        Field("text", lambda: pgettext("of things", "number"), cell("text")),
    )
    looks = {on_list: Look(BLUE, "circle")}
    columns = [*heads.values(), programmes]
    drawn = Matrix(frame, columns, looks, fields, rows=labels, column_width=67, labels=False)
    return drawn.part()


def _time_axis(years: pd.Series) -> alt.X:
    """Return the axis of the ends of years."""
    first, last = int(years.min()), int(years.max())
    ends = [f"{year}-12-31T00:00:00" for year in range(first, last + 1)]
    return alt.X(
        "day:T",
        title=_("31 December of each year"),
        scale=alt.Scale(domain=[f"{first}-07-01T00:00:00", f"{last + 1}-07-01T00:00:00"], nice=False),
        axis=alt.Axis(format="%Y", values=ends, grid=False),
    )


def _at_end_of(years: pd.Series) -> dict[str, pd.Series]:
    """Return where a stock at the end of a year stands, and how that is said."""
    days = years.astype("str") + "-12-31"
    return {"middle": days, "window": days.map(dates.written)}


def _cut(years: pd.Series) -> pd.Series:
    """Return a day in the middle of each year in which a category is added: between the ends that a break separates."""
    return (years.astype("Int64").astype("str") + "-06-30").where(years.notna())


def _day(years: pd.Series) -> pd.Series:
    return pd.to_datetime(years.astype("str") + "-12-31", format="%Y-%m-%d")


def _counted(*, with_oip: bool) -> str:
    if with_oip:
        return _("Counted: refugees under UNHCR's mandate and others in need of international protection")
    return _("Counted: refugees under UNHCR's mandate alone")


def _same(many: int) -> str:
    return ngettext(
        " (and {many} more list of the same countries)",
        " (and {many} more lists of the same countries)",
        many,
        many=many,
    )


def _place(decade: pd.DataFrame) -> str:
    row = decade.iloc[0]
    return wording.in_sentence(row["iso3"], row[translated("label")])
