"""Charts of refugees: printed figures beside UNHCR's, one country over the decade, and the countries of Dutch lists."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset import labels as labels_of
from analysis.language import N_, _, current, ngettext, numbers, pgettext, translated
from analysis.questions.trends.taken_up import taken_up
from analysis.show import wording
from analysis.show.fields import AS_PRINTED, FIGURE, VERDICT, WHERE, Field, code, prose, told, tooltip
from analysis.show.forms.intervals import from_nought, intervals
from analysis.show.forms.placing import Drawn, Role, Titles
from analysis.show.marks import BAR, Chart, Nothing, legend_picks, rows_of
from analysis.show.theme import BLUE, COLOURS, INK, MUTED, ORANGE, WIDTH

_PALE = "#b9cfe3"
_MILLION, _THOUSAND = 1_000_000, 1_000
#: Characters of a line above a small panel, and of a subtitle.
_PANEL_LINE, _SUBTITLE = 40, 92
_SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down", "stroke")


def refugee_checks(overview: pd.DataFrame) -> Drawn:
    """Draw what the printed numbers of hosts and origins allow, with UNHCR's own beside them.

    ``overview`` is :func:`analysis.questions.external.overview`; undated figures, second printings and figures of the
    world are left to the table.
    """
    shown = overview[overview["role"].ne("world") & overview["preferred"] & overview["period_end"].notna()]
    shown = shown.sort_values("role", key=lambda role: role != "host", kind="stable")
    year = int(shown["year"].max())
    printed, alone, both = roles = (
        Role(_("what the printed form allows"), _PALE, "square", thick=16),
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
    Field("allows", N_("allows"), numbers.allowed),
    Field("outcome", VERDICT.heading, code("outcome", wording.held)),
    WHERE,
    FIGURE,
)


def refugee_origins(origins: pd.DataFrame, year: int) -> Chart:
    """Draw the countries of origin that the report names, and the largest ones, as bars from zero.

    ``origins`` is :func:`analysis.questions.external.origins`.
    """
    both, named, largest = groups = (
        _("named, and among the largest"),
        _("named, but not among the largest"),
        _("among the largest, but not named"),
    )
    rows = pd.DataFrame(
        {
            "label": [f"{row.rank}. {getattr(row, translated('label'))}" for row in rows_of(origins)],
            "figure_id": origins["figure_id"],
            "people": origins["people"].astype("float64"),
            "group": [
                both if row.named and row.largest else named if row.named else largest for row in rows_of(origins)
            ],
            "text": [
                f"{numbers.number(row.people)} · {numbers.close_share(row.share_lower, row.share_upper)}"
                for row in rows_of(origins)
            ],
        }
    )
    y = alt.Y("label:N", sort=rows["label"].tolist(), title=None)
    x = alt.X(
        "people:Q",
        title=wording.unit("person"),
        axis=alt.Axis(format=",.0f", tickCount=5),
        scale=alt.Scale(domain=[0, float(rows["people"].max()) * 1.32], nice=False),
    )
    kept = [name for name in groups if name in set(rows["group"])]
    looks = dict(zip(groups, (_PALE, ORANGE, BLUE), strict=True))
    colour = alt.Color(
        "group:N",
        title=None,
        legend=alt.Legend(orient="bottom", labelLimit=300, columns=2),
        scale=alt.Scale(domain=kept, range=[looks[name] for name in kept]),
    )
    tooltip = [
        alt.Tooltip("label:N", title=_("country of origin")),
        alt.Tooltip("text:N", title=_("people · share")),
        alt.Tooltip("group:N", title=_("in the report")),
    ]
    bars = (
        alt.Chart()
        .mark_bar(height=BAR * 0.7, stroke=INK, strokeWidth=0.6)
        .encode(x=x, y=y, color=colour, tooltip=tooltip)
    )
    text = alt.Chart().mark_text(align="left", dx=6).encode(x=alt.X("people:Q"), y=y, text=alt.Text("text:N"))
    title = _("Largest countries of origin, end of {year}: people, and share of the world's", year=year)
    described = "; ".join(f"{row.label}: {row.text}, {row.group}" for row in rows_of(rows))
    return alt.LayerChart(
        data=rows,
        layer=[bars, text],
        title=alt.TitleParams(title, subtitle=_counted(with_oip=True)),
        description=f"{title}. {described}.",
        width=WIDTH,
        height=alt.Step(BAR),
    )


def refugee_decade(decade: pd.DataFrame, basis: pd.DataFrame) -> alt.VConcatChart | Nothing:
    """Draw the stock of one country at the end of each year, and its change from year to year.

    ``decade`` and ``basis`` are those of :mod:`analysis.questions.refugees.answers`. Where a category is added, a rule marks
    the break: neither a line nor a change goes across it.
    """
    place, role = _place(decade), str(decade["role"].iloc[0])
    if decade["people"].isna().all():
        return Nothing(
            _(
                "*There is no number of refugees {there}: nothing to draw.*",
                there=wording.there(role, place),
            )
        )
    source = basis["source"].item()
    alone, both = names = (
        _("refugees under UNHCR's mandate"),
        _("with others in need of protection"),
    )
    counted = decade["people"].astype("float64").where(decade["oip"].fillna(0).gt(0) & basis["with_oip"].item())
    stocks = pd.concat(
        [
            pd.DataFrame({"year": decade["year"], "what": alone, "people": decade["refugees"].astype("float64")}),
            pd.DataFrame({"year": decade["year"], "what": both, "people": counted}),
        ],
        ignore_index=True,
    )
    stocks = stocks[stocks["what"].isin([alone, *([both] if counted.notna().any() else [])])]
    stocks = stocks.assign(
        day=_day(stocks["year"]),
        source=source,
        value=["" if pd.isna(people) else numbers.number(people) for people in stocks["people"]],
    ).drop(columns="year")
    kept = [name for name in names if name in set(stocks["what"])]
    x = _time_axis(decade["year"])
    y = alt.Y(
        "people:Q",
        title=wording.unit("person"),
        axis=alt.Axis(format=",.0f", tickCount=5),
        scale=alt.Scale(domain=[0, float(stocks["people"].max() or 1) * 1.1], nice=True),
    )
    legend = alt.Legend(orient="bottom", title=None, labelLimit=320, columns=2)
    colour, shape = (
        channel("what:N", scale=alt.Scale(domain=kept, range=list(looks)[: len(kept)]), legend=legend)
        for channel, looks in ((alt.Color, (BLUE, ORANGE)), (alt.Shape, ("circle", "diamond")))
    )
    tooltip = [
        alt.Tooltip("day:T", title=_("day"), format="%Y-%m-%d"),
        alt.Tooltip("what:N", title=_("who is counted")),
        alt.Tooltip("value:N", title=wording.unit("person")),
        alt.Tooltip("source:N", title=_("source")),
    ]
    base = alt.Chart()
    line = base.mark_line(strokeWidth=1.6).encode(x=x, y=y, color=colour)
    points = base.transform_filter("isValid(datum.people)").mark_point(size=75, opacity=1)
    points = points.encode(x=x, y=y, color=colour, shape=shape, tooltip=tooltip)
    breaks = decade.loc[decade["category_added"], "year"]
    first, last = int(decade["year"].min()), int(decade["year"].max())
    there = wording.there(role, place)
    title = _("Refugees {there}, people, at the end of {first}-{last}", there=there, first=first, last=last)
    among = wording.counterparts(decade.iloc[0])
    named = alt.TitleParams(title, subtitle=f"{among[:1].upper()}{among[1:]}") if among else title
    top: Chart = alt.LayerChart(
        data=stocks, layer=[line, points, *_break(breaks)], title=named, width=WIDTH, height=220
    )
    panels = [top]
    if decade["change"].notna().any():
        panels.append(_changes(decade, source, there))
    missing = _("no number")
    described = "; ".join(
        f"{row.year}: {missing if pd.isna(row.people) else numbers.number(row.people)}" for row in rows_of(decade)
    )
    return alt.vconcat(*panels, spacing=24, description=f"{title}. {described}.")


def refugee_focus(shares: pd.DataFrame, basis: pd.DataFrame) -> Chart | Nothing:
    """Draw the share of the world's refugees in the countries of each list, year by year.

    ``shares`` and ``basis`` are ``focus_shares`` and ``basis`` of :mod:`analysis.questions.refugees.answers`.
    """
    with_oip = bool(basis["with_oip"].item())
    if shares.empty:
        return Nothing(_("*There is no share of the world: nothing to draw.*"))
    labels = {
        row.list_id: f"{getattr(row, translated('label'))}, {' '.join(wording.document(row.source_id)[1:])}: "
        + ngettext("{count} country", "{count} countries", row.countries, count=row.countries)
        + (_same(row.same) if row.same else "")
        for row in rows_of(shares.drop_duplicates("list_id"))
    }
    rows = pd.DataFrame(
        {
            "day": _day(shares["year"]),
            "label": shares["list_id"].map(labels),
            "share": shares[["share_lower", "share_upper"]].mean(axis=1),
            "printed": [numbers.close_share(row.share_lower, row.share_upper) for row in rows_of(shares)],
            "people": [numbers.number(row.people) for row in rows_of(shares)],
            "counted": [f"{row.counted} / {row.countries}" for row in rows_of(shares)],
            "chosen": shares["chosen"],
            "segment": shares["segment"],
            "source": basis["source"].item(),
        }
    )
    names = list(labels.values())
    legend = alt.Legend(orient="bottom", title=None, labelLimit=640, columns=1)
    colour = alt.Color("label:N", legend=legend, scale=alt.Scale(domain=names, range=list(COLOURS)[: len(names)]))
    shape = alt.Shape("label:N", legend=legend, scale=alt.Scale(domain=names, range=list(_SHAPES)[: len(names)]))
    x = _time_axis(pd.Series(range(int(shares["year"].min()), int(shares["year"].max()) + 1)))
    y = alt.Y(
        "share:Q",
        title=_("% of the world's refugees"),
        axis=alt.Axis(format=".0%", tickCount=6),
        scale=alt.Scale(domain=[0, float(rows["share"].max()) * 1.15], nice=True),
    )
    tooltip = [
        alt.Tooltip("label:N", title=_("list")),
        alt.Tooltip("day:T", title=_("day"), format="%Y-%m-%d"),
        alt.Tooltip("printed:N", title=_("share")),
        alt.Tooltip("people:N", title=wording.unit("person")),
        alt.Tooltip("counted:N", title=_("countries with a number")),
        alt.Tooltip("source:N", title=_("source")),
    ]
    base = alt.Chart()
    width = alt.StrokeWidthValue(1.3, condition={"test": "datum.chosen", "value": 3.2})
    line = base.mark_line().encode(x=x, y=y, color=colour, detail=["segment:N"], strokeWidth=width)
    points = base.mark_point(size=60, opacity=1).encode(x=x, y=y, color=colour, shape=shape, tooltip=tooltip)
    first = shares.loc[shares["segment"] > 0, "year"].head(int((shares["segment"] == 0).any()))
    title = _("Refugees hosted in countries of Dutch lists, % of the world's, end of each year")
    described = "; ".join(f"{label}: {_ends(shares[shares['list_id'] == name])}" for name, label in labels.items())
    return alt.LayerChart(
        data=rows,
        layer=[*legend_picks([line, points], "label"), *_break(first)],
        title=alt.TitleParams(title, subtitle=_counted(with_oip=with_oip)),
        description=f"{title}. {described}.",
        width=WIDTH,
        height=300,
    )


def refugee_hosts(hosts: pd.DataFrame, basis: pd.DataFrame) -> alt.HConcatChart | Nothing:
    """Draw where refugees are, and beside it what the documents say is done there.

    ``hosts`` and ``basis`` are those of :mod:`analysis.questions.refugees.answers`. An empty cell of a list means that the list
    does not name the country; of the activities it says nothing, because those tables are not complete.
    """
    year, with_oip = int(basis["year"].item()), bool(basis["with_oip"].item())
    if hosts.empty:
        return Nothing(_("*There are no hosts: nothing to draw.*"))
    labels = hosts[translated("label")].tolist()
    on, off = _("on the chosen list"), _("not on it")
    rows = pd.DataFrame(
        {
            "label": labels,
            "people": hosts["people"].astype("float64"),
            "on": hosts["on_list"].map({True: on, False: off}),
            "text": [_people_and_share(row) for row in rows_of(hosts)],
            "source": basis["source"].item(),
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
    colour = alt.Color("on:N", legend=legend, scale=alt.Scale(domain=[on, off], range=[BLUE, _PALE]))
    tooltip = [
        alt.Tooltip("label:N", title=_("host")),
        alt.Tooltip("text:N", title=_("people · share")),
        alt.Tooltip("on:N", title=_("list")),
        alt.Tooltip("source:N", title=_("source")),
    ]
    bars = alt.Chart().mark_bar(height=BAR * 0.62).encode(x=x, y=y, color=colour, tooltip=tooltip)
    text = alt.Chart().mark_text(align="left", dx=5, fontSize=11)
    text = text.encode(x=alt.X("people:Q"), y=y, text=alt.Text("text:N"))
    left = alt.LayerChart(data=rows, layer=[bars, text], width=212, height=alt.Step(BAR))
    among = _("hosts of the world") if basis["complete"].item() else _("hosts that the documents name")
    title = _("Largest {among}, end of {year}, and where the Netherlands says it works", among=among, year=year)
    if basis["imported"].item() and not basis["complete"].item():
        title = _("Hosts in the imported table, end of {year}, and where the Netherlands says it works", year=year)
    subtitle = [
        _counted(with_oip=with_oip),
        _(
            "Dots: on that list; numbers: activities (?: cannot be read), and programmes of all documents that the state pays for",
        ),
    ]
    if basis["imported"].item() and not basis["complete"].item() and basis["origins"].item():
        origins = basis[translated("origins")].item() or numbers.number(basis["origins"].item())
        subtitle.insert(1, _("From the countries of origin in the imported table: {origins}", origins=origins))
    described = "; ".join(f"{row.label}: {row.text}, {row.on}" for row in rows_of(rows))
    right = _marks(hosts, labels)
    return alt.hconcat(
        left,
        right,
        spacing=4,
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(y="shared")),
        title=alt.TitleParams(wrap(title, 78), subtitle=[part for line in subtitle for part in wrap(line, 112)]),
        description=f"{title}. {described}.",
    )


def _people_and_share(row: Any) -> str:
    people = numbers.number(row.people)
    if pd.isna(row.share_lower):
        return people
    return f"{people} · {numbers.close_share(row.share_lower, row.share_upper)}"


def displacement(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw who was displaced at the end of each year, a panel for each count, see ``questions.trends.taken_up``.

    A break is a gap in the line, with a rule in it; its reason stands in the subtitle.
    """
    points = pd.DataFrame(
        {
            "panel": rows[translated("label")],
            "day": rows["period_end"].dt.strftime("%Y-%m-%d"),
            "value": rows["value"],
            "run": rows["run"].astype("int64"),
            "cut": rows["break_at"].notna(),
            "source": rows["source_id"],
            "series_id": rows["series_id"],
        }
    )
    told = [_("Million people, each panel with its own scale")]
    for variant, lines in rows.groupby(translated("variant"), sort=False):
        names = lines[translated("label")].drop_duplicates()
        others = _("the others")
        told.append(f"{names.item() if len(names) == 1 else others}: {variant}")
    cut = _("Break")
    told += [
        f"{cut} {row.break_at:%Y-%m} ({getattr(row, translated('label'))}): {wording.prose(row, 'break')}"
        for row in rows_of(rows[rows["break_at"].notna()])
    ]
    subtitle = [line for text in told for line in wrap(text, _SUBTITLE)]
    title = _("Displaced people worldwide by group, {span}", span=_span(rows["year"]))
    return _grid(points, title, subtitle, rows["year"], _MILLION)


def asylum_inflow(rows: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the asylum applications in the Netherlands by year, no stock, see ``questions.trends.taken_up``."""
    years = _span(rows["year"])
    title = _("Another thing: asylum in the Netherlands, applications and arrivals by year, {years}", years=years)
    return taken_up(rows, title)


def programme_countries(frame: pd.DataFrame, basis: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw the refugees in each country of a programme, see ``questions.refugees.programme_countries``.

    ``basis`` is :func:`analysis.questions.refugees.answers.basis`.
    """
    rows = frame[frame["people"].notna()]
    points = pd.DataFrame(
        {
            "panel": rows[translated("label")],
            "day": _day(rows["year"]).dt.strftime("%Y-%m-%d"),
            "value": rows["people"].astype("int64"),
            "run": rows["segment"].astype("int64"),
            "cut": rows["category_added"],
            "source": basis["source"].item(),
            "list_id": rows["list_id"],
            "place_id": rows["iso3"],
        }
    )
    name = str(frame[translated("list_short")].iloc[0])
    years = _span(frame["year"])
    title = _("Refugees in the countries of {name}, {years}", name=name, years=years)
    with_oip = bool(basis["with_oip"].item())
    lines = [
        _counted(with_oip=with_oip),
        _("Thousands of people, each panel with its own scale"),
    ]
    if points["cut"].any():
        lines.append(_("Dashed: a break, from where on the others are counted too"))
    return _grid(points, title, lines, frame["year"], _THOUSAND)


def _grid(
    points: pd.DataFrame, title: str, subtitle: list[str], years: pd.Series, scale: int
) -> alt.FacetChart | Nothing:
    """Draw stocks at the end of years in small panels side by side, each with its own scale from nought.

    ``points``: ``panel, day, value, run`` (a line joins what has the same), ``cut`` (a break lies before it),
    ``source``, and what it is identified by. Axes are in ``scale`` people, as the subtitle is to say.
    """
    if points.empty:
        return Nothing(_("There is no number to draw."))
    wrapped = {name: wrap(name, _PANEL_LINE) for name in points["panel"].unique()}
    most = max(map(len, wrapped.values()))
    heads = {name: "|".join([" "] * (most - len(lines)) + lines) for name, lines in wrapped.items()}
    before = (points["day"].str[:4].astype("int64") - 1).astype("str") + "-12-31"
    told = [
        f"{name}: " + ", ".join(f"{row.day[:4]} {numbers.number(row.value)}" for row in rows_of(group))
        for name, group in points.groupby("panel", sort=False)
    ]
    points = points.assign(panel=points["panel"].map(heads), cut=before.where(points["cut"]))
    # What is the same of all points is said once.
    alike = {name: str(points[name].iloc[0]) for name in ("source", "run") if len(set(points[name])) == 1}
    points = points.drop(columns=[*alike, *([] if points["cut"].notna().any() else ["cut"])])
    tooltip = [
        alt.Tooltip("panel:N", title=_("who")),
        alt.Tooltip("day:T", title=_("on"), format="%Y-%m-%d"),
        alt.Tooltip("value:Q", title=_("people"), format=",.0f"),
        alt.Tooltip("source:N", title=_("source")),
    ]
    axis = _time_axis(years, small=True)
    axis_y = alt.Axis(
        labelExpr=f"format(datum.value / {scale}, ',~f')", tickCount=3, minExtent=36, ticks=False, domain=False
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True, nice=True), axis=axis_y)
    base = alt.Chart().transform_calculate(**{name: f"'{text}'" for name, text in alike.items()})
    line = base.mark_line(strokeWidth=1.6, color=BLUE).encode(x=axis, y=y, detail=[alt.Detail("run:N")])
    dots = base.mark_point(shape="square", size=20, opacity=1, color=BLUE).encode(x=axis, y=y, tooltip=tooltip)
    # In the middle of the year between the two ends that the break separates.
    cut = base.transform_filter("isValid(datum.cut)").transform_calculate(
        at="timeOffset('month', toDate(datum.cut), 6)"
    )
    cut = cut.mark_rule(color=INK, strokeDash=[4, 3], strokeWidth=1.2).encode(x=alt.X("at:T"))
    header = alt.Header(
        labelOrient="top",
        labelAnchor="start",
        labelFontWeight="bold",
        labelPadding=3,
        labelLimit=400,
        labelExpr="split(datum.value, '|')",
        title=None,
    )
    noted = _("31 December of each year")
    return alt.FacetChart(
        data=points,
        columns=2,
        spacing={"row": 14, "column": 26},
        spec=alt.LayerChart(layer=[cut, line, dots], width=(WIDTH - 30) // 2, height=80),
        facet=alt.Facet("panel:N", sort=list(points["panel"].drop_duplicates()), header=header),
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(y="independent")),
        title=alt.TitleParams(title, subtitle=[*subtitle, noted], frame="bounds"),
        description=f"{title}. {'; '.join(told)}.",
    )


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
        alt.Tooltip("day:T", title=_("from"), format="%Y-%m-%d"),
        alt.Tooltip("ends:T", title=_("to"), format="%Y-%m-%d"),
        alt.Tooltip("value:N", title=_("change")),
        alt.Tooltip("source:N", title=_("source")),
    ]
    y = alt.Y(
        "change:Q",
        title=wording.unit("person"),
        axis=alt.Axis(format="+,.0f", tickCount=5, labelExpr="datum.value == 0 ? '0' : datum.label"),
    )
    bars = (
        alt.Chart(rows)
        .mark_bar(color=MUTED, stroke="white", strokeWidth=2)
        .encode(x=_time_axis(decade["year"]), x2=alt.X2("ends:T"), y=y, y2=alt.Y2("zero:Q"), tooltip=tooltip)
    )
    zero = alt.Chart(rows.head(1)).mark_rule(color=INK, strokeWidth=1).encode(y=alt.Y("zero:Q"))
    breaks = _break(decade.loc[decade["category_added"], "year"])[:1]
    return alt.LayerChart(layer=[bars, zero, *breaks], title=title, width=WIDTH, height=130)


def _marks(hosts: pd.DataFrame, labels: list[str]) -> Chart:
    heads = {name: labels_of.country_list(name, current()).replace(", ", "|") for name in wording.lists(hosts)}
    programmes = _("programmes|of the state")
    cells: list[dict[str, Any]] = []
    for label, row in zip(labels, hosts.to_dict("records"), strict=True):
        for name in [name for name in heads if row[name]]:
            counted = f"printed_{name}" in row
            text = "" if not counted else "?" if pd.isna(row[f"printed_{name}"]) else str(row[f"printed_{name}"])
            cell = {"list_id": name, "figure_id": row.get(f"{name}_figure_id")}
            cells.append(cell | {"label": label, "column": heads[name], "text": text, "dot": not counted})
        if row["programmes"]:
            cells.append({"label": label, "column": programmes, "text": str(row["programmes"]), "dot": False})
    order = [*heads.values(), programmes]
    frame = pd.DataFrame(cells, columns=["figure_id", "list_id", "label", "column", "text", "dot"])
    x = alt.X(
        "column:N",
        title=None,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(
            orient="top",
            labelAngle=0,
            labelExpr="split(datum.label, '|')",
            labelFontSize=10,
            domain=False,
            ticks=False,
            grid=False,
            labelLimit=90,
            labelPadding=14,
        ),
    )
    y = alt.Y(
        "label:N",
        sort=labels,
        title=None,
        scale=alt.Scale(domain=labels),
        axis=alt.Axis(labels=False, ticks=False, domain=False, grid=True),
    )
    tooltip = [
        alt.Tooltip("label:N", title=_("country")),
        alt.Tooltip("column:N", title=_("list")),
        alt.Tooltip("text:N", title=pgettext("of things", "number")),
    ]
    base = alt.Chart()
    dots = (
        base.transform_filter("datum.dot").mark_point(size=90, opacity=1, color=BLUE).encode(x=x, y=y, tooltip=tooltip)
    )
    counts = base.transform_filter("!datum.dot")
    space = counts.mark_point(size=330, opacity=1, color="white").encode(x=x, y=y)
    text = counts.mark_text(fontWeight="bold").encode(x=x, y=y, text=alt.Text("text:N"), tooltip=tooltip)
    return alt.LayerChart(data=frame, layer=[dots, space, text], width=67 * len(order), height=alt.Step(BAR))


def _break(years: pd.Series) -> list[alt.Chart]:
    """Return a rule in the middle of each year in which a category is added, with its name."""
    if years.empty:
        return []
    rows = pd.DataFrame({"day": [f"{year}-06-30T00:00:00" for year in years], "y": 0})
    rows["text"] = _("break: from here on with\nothers in need of protection")
    base = alt.Chart(rows)
    rule = base.mark_rule(strokeDash=[5, 3], color=MUTED, strokeWidth=1.4).encode(x=alt.X("day:T"))
    text = base.mark_text(align="right", dx=-6, color=MUTED, fontSize=11, lineBreak="\n").encode(
        x=alt.X("day:T"), y=alt.YValue(8), text=alt.Text("text:N")
    )
    return [rule, text]


def _time_axis(years: pd.Series, *, small: bool = False) -> alt.X:
    """Return the axis of the ends of years; in ``small`` panels only those of odd years have a name."""
    first, last = int(years.min()), int(years.max())
    ends = [f"{year}-12-31T00:00:00" for year in range(first, last + 1)]
    axis = alt.Axis(format="%Y", values=ends, grid=False)
    if small:
        odd = "year(datum.value) % 2 ? timeFormat(datum.value, '%Y') : ''"
        axis = alt.Axis(values=ends, grid=False, labelExpr=odd, labelFontSize=11)
    title = _("31 December of each year")
    return alt.X(
        "day:T",
        title=None if small else title,
        scale=alt.Scale(domain=[f"{first}-07-01T00:00:00", f"{last + 1}-07-01T00:00:00"], nice=False),
        axis=axis,
    )


def _day(years: pd.Series) -> pd.Series:
    return pd.to_datetime(years.astype("str") + "-12-31", format="%Y-%m-%d")


def _counted(*, with_oip: bool) -> str:
    if with_oip:
        return _("Counted: refugees under UNHCR's mandate and others in need of international protection")
    return _("Counted: refugees under UNHCR's mandate alone")


def _same(many: int) -> str:
    return ngettext(
        " (and {many} more list with the same ones)",
        " (and {many} more lists with the same ones)",
        many,
        many=many,
    )


def _ends(rows: pd.DataFrame) -> str:
    first, last = rows.iloc[0], rows.iloc[-1]
    return _(" to ").join(
        f"{numbers.close_share(row['share_lower'], row['share_upper'])} ({row['year']})" for row in (first, last)
    )


def _place(decade: pd.DataFrame) -> str:
    row = decade.iloc[0]
    return wording.in_sentence(row["iso3"], row[translated("label")])


def _span(years: pd.Series) -> str:
    return f"{years.min()}-{years.max()}"
