"""Charts of one programme: what is printed of it and for when, its money, its pace, and who carries programmes out."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.language import N_, _, current, numbers, pgettext, translated
from analysis.show import wording
from analysis.show.fields import AS_PRINTED, FIGURE, WHERE, WINDOW, Field, told, tooltip
from analysis.show.forms.placing import Drawn, Role, Titles
from analysis.show.forms.windows import windows
from analysis.show.marks import BAR, Chart, Nothing, cited, rows_of
from analysis.show.theme import BLUE, COLOURS, GREEN, INK, MUTED, ORANGE, WIDTH

#: Between the label of a row and what keeps rows of one label apart.
_APART = "§"
_LABEL_WIDTH = 40
#: Labels of one or two lines, the two on either side of the middle of their row.
_AXIS: dict[str, Any] = {
    "labelExpr": f"split(split(datum.label, '{_APART}')[0], '\\n')",
    "labelLimit": 280,
    "labelBaseline": {
        "condition": {"test": "indexof(datum.value, '\\n') > 0", "value": "line-bottom"},
        "value": "middle",
    },
}


def _label(row: Any) -> str:
    label = getattr(row, translated("label"))
    place = getattr(row, translated("place"))
    narrower = [] if pd.isna(place) or place.count(",") > 1 else [place]
    if not pd.isna(row.sex):
        women = row.sex == "female"
        narrower.append(_("women") if women else _("men"))
    return f"{label} ({', '.join(narrower)})" if narrower else str(label)


def _window(row: Any) -> str:
    return wording.window(
        row.period_start, row.period_end, "printed" if row.period_basis == "unknown" else row.period_basis
    )


_WHAT = Field("label", N_("what"), _label)
_ALLOWED = Field("beside", N_("means"), lambda row: f"{wording.quantity(row)} · {wording.kind(row.kind)}")
_HOLDS = Field("window", WINDOW.heading, _window)


def programme_timeline(profile: pd.DataFrame, facts: pd.DataFrame) -> Drawn | Nothing:
    """Draw what is printed of a programme on a time axis: its term, its money, its promises and its results.

    ``profile`` and ``facts`` are those of :mod:`analysis.questions.programme.answers`. A figure whose window is not printed is
    a dotted line over the whole axis; context and durations are left to the table.
    """
    programme: Any = profile.iloc[0]
    drawn = facts[(facts["group"] != "context") & facts["link"].isna() & ~facts["unit"].isin(["year", "month", "day"])]
    dates = pd.concat([profile["start"], profile["end"], drawn["period_start"], drawn["period_end"]]).dropna()
    if dates.empty:
        return Nothing(_("*No date or window is printed of it: there is no time line to draw.*"))
    roles = {
        "term": Role(_("term"), MUTED),
        "money": Role(_("money"), ORANGE),
        "promise": Role(_("promise"), GREEN),
        "result": Role(_("result"), BLUE),
    }
    fields = (_WHAT, _ALLOWED, AS_PRINTED, _HOLDS, WHERE, FIGURE)
    figures = told(drawn, *fields, keep=("period_start", "period_end"))
    figures = figures.rename(columns={"period_start": "begins", "period_end": "ends"})
    figures["role"] = [roles[group].name for group in drawn["group"]]
    rows = pd.concat([pd.DataFrame([_term(programme)]), figures], ignore_index=True)
    name = programme[translated("label")]
    subtitle = _("Printed figures by window. Arrow: no start or end is printed. Dotted: no window")
    return windows(
        rows.astype({"begins": "datetime64[s]", "ends": "datetime64[s]"}),
        Titles(name, [subtitle], told=("beside", "window")),
        list(roles.values()),
        tooltip(*fields),
        span=(dates.min().year, dates.max().year),
    )


def programme_money(money: pd.DataFrame) -> Chart | Nothing:
    """Draw the amounts of a programme as bars from zero, by what each is and whose (``questions.programme.money``).

    An amount in dollars is named without a bar: it is not converted. One that pays for others too is not the
    programme's own, and is left to the text.
    """
    money = money[money["link"].isna()]
    if money.empty:
        return Nothing(_("*No amount is printed of it: there is no chart of its money.*"))
    euro, unsaid = money["unit"] == "EUR", wording.payer("unknown")
    rows = pd.DataFrame(
        {
            "label": [_wrapped(_money_label(row)) for row in rows_of(money)],
            "title": [_money_label(row) for row in rows_of(money)],
            "printed": [wording.quantity(row) for row in rows_of(money)],
            "kind": [wording.kind(row.kind) for row in rows_of(money)],
            "payer": [wording.payer(row.funding) or unsaid for row in rows_of(money)],
            "low": money["total_lower"].where(euro),
            "high": money["total_upper"].where(euro),
            "as_printed": money["as_printed"],
            "where": cited(money),
            "figure_id": money["figure_id"],
        }
    )
    rows["label"] = _kept_apart(rows)
    rows["value"] = rows["high"].fillna(rows["low"])
    rows["hedged"] = rows["low"].ne(rows["high"]) & rows["low"].notna()
    rows["text"] = rows["printed"] + " · " + rows["kind"]
    rows["end_at"] = rows["value"].fillna(0)
    highest = float(rows["value"].max()) if rows["value"].notna().any() else 1.0
    y = alt.Y("label:N", sort=rows["label"].tolist(), title=None, axis=alt.Axis(**_AXIS))
    x = alt.X(
        "low:Q",
        title="EUR",
        axis=alt.Axis(format=",.0f", tickCount=3),
        scale=alt.Scale(domain=[0, highest * 1.9], nice=False),
    )
    payers = [
        wording.payer(code)
        for code in ("netherlands", "netherlands_with_others", "eu", "international", "other", "unknown")
    ]
    shades = [shade for name, shade in zip(payers, COLOURS, strict=False) if name in set(rows["payer"])]
    present = [name for name in payers if name in set(rows["payer"])]
    colour = alt.Color(
        "payer:N",
        title=_("whose"),
        legend=alt.Legend(orient="bottom"),
        scale=alt.Scale(domain=present, range=shades),
    )
    tooltip = [
        alt.Tooltip("title:N", title=_("what")),
        alt.Tooltip("kind:N", title=_("kind")),
        alt.Tooltip("payer:N", title=_("whose")),
        alt.Tooltip("printed:N", title=_("means")),
        alt.Tooltip("as_printed:N", title=_("as printed")),
        alt.Tooltip("where:N", title=_("source")),
    ]
    base = alt.Chart()
    bars = base.mark_bar(height=BAR * 0.6).encode(x=x, x2=alt.X2Datum(0), y=y, color=colour, tooltip=tooltip)
    hedge = (
        base.transform_filter("datum.hedged")
        .mark_rule(strokeWidth=2)
        .encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y)
    )
    text = base.mark_text(align="left", dx=8).encode(x=alt.X("end_at:Q"), y=y, text=alt.Text("text:N"), tooltip=tooltip)
    title = alt.TitleParams(
        _("Amounts printed of the programme, by what each is, EUR"),
        subtitle=_("Different kinds are never added up; a black line is what a hedge leaves open"),
    )
    described = "; ".join(f"{r.title}: {r.text}, {r.payer}" for r in rows_of(rows))
    return alt.LayerChart(
        data=rows,
        layer=[bars, hedge, text],
        title=title,
        description=f"{described}.",
        width=WIDTH * 0.9,
        height=alt.Step(BAR * 1.4),
    )


def pace(table: pd.DataFrame) -> Chart | alt.VConcatChart | Nothing:
    """Draw the pace needed and the pace so far of each target that has a deadline still ahead of its result.

    ``table`` is ``questions.targets.pace``. Results between start and date are not known: the lines are even.
    """
    if table.empty:
        return Nothing(_("*There is no pace to draw.*"))
    drawn = [_one_pace(row) for row in rows_of(table)]
    return drawn[0] if len(drawn) == 1 else alt.vconcat(*drawn)


def executors(table: pd.DataFrame, most: int = 12) -> Chart | Nothing:
    """Draw how many programmes the largest executors carry out, and those of the programme looked at.

    ``table`` is ``questions.programme.executors``; ``most`` is the number shown beside the programme's own.
    """
    if table.empty:
        return Nothing(_("*No executor is named.*"))
    shown = table[(table.index < most) | table["own"]]
    dutch, others = (
        _("the Dutch state is named as a payer"),
        _("it is not"),
    )
    named = shown["label_en"] if current() == "en" else shown["name"]
    label = pd.Series([_short(text) for text in named], index=shown.index)
    rows = shown.assign(label=label.mask(shown["own"], "► " + label), what=named)
    parts = pd.concat(
        [
            rows.assign(part=rows["dutch"], payer=dutch, start=0, stop=rows["dutch"]),
            rows.assign(
                part=rows["programmes"] - rows["dutch"], payer=others, start=rows["dutch"], stop=rows["programmes"]
            ),
        ]
    )
    columns = ["label", "what", "payer", "part", "start", "stop", "programmes"]
    order = rows["label"].tolist()
    y = alt.Y("label:N", sort=order, title=None)
    tooltip = [
        alt.Tooltip("what:N", title=_("organisation")),
        alt.Tooltip("programmes:Q", title=_("programmes")),
        alt.Tooltip("payer:N", title=_("of which")),
        alt.Tooltip("part:Q", title=pgettext("of things", "number")),
    ]
    colour = alt.Color(
        "payer:N",
        title=None,
        scale=alt.Scale(domain=[dutch, others], range=[BLUE, COLOURS[5]]),
        legend=alt.Legend(orient="bottom", labelLimit=320),
    )
    bars = (
        alt.Chart(parts[columns])
        .mark_bar(height=BAR * 0.6)
        .encode(
            x=alt.X(
                "start:Q",
                title=_("programmes"),
                axis=alt.Axis(tickMinStep=1, format="d"),
                scale=alt.Scale(domain=[0, float(rows["programmes"].max()) * 1.15], nice=False),
            ),
            x2=alt.X2("stop:Q"),
            y=y,
            color=colour,
            tooltip=tooltip,
        )
    )
    ends = rows.assign(text=rows["programmes"].astype("str"))[["label", "programmes", "text"]]
    text = alt.Chart(ends).mark_text(align="left", dx=6).encode(x=alt.X("programmes:Q"), y=y, text=alt.Text("text:N"))
    title = alt.TitleParams(
        _("Programmes by executor, in the documents of {span}", span=wording.span()),
        subtitle=_("► carries out this programme; a programme with several executors counts for each"),
    )
    described = "; ".join(f"{r.what}: {r.programmes}" for r in rows_of(rows))
    return alt.LayerChart(
        layer=[bars, text], title=title, description=f"{described}.", width=WIDTH * 0.85, height=alt.Step(BAR * 0.9)
    )


def _term(programme: Any) -> dict[str, object]:
    return {
        "programme_id": programme["programme_id"],
        "label": _("Term of the programme"),
        "role": _("term"),
        "as_printed": "",
        "where": wording.where(programme["where"]),
        "beside": wording.programme_status(programme["status"]),
        "window": wording.window(programme["start"], programme["end"]),
        "begins": programme["start"],
        "ends": programme["end"],
    }


def _money_label(row: Any) -> str:
    return f"{_label(row)}, {wording.window(row.period_start, row.period_end, row.period_basis)}"


def _wrapped(text: str) -> str:
    return "\n".join(wrap(text, _LABEL_WIDTH, max_lines=2, placeholder=" …"))


def _short(text: str) -> str:
    inside = text[text.rfind("(") + 1 : -1] if text.endswith(")") else ""
    return inside or text


def _kept_apart(rows: pd.DataFrame) -> list[str]:
    """Return labels that give every row its own place; what follows :data:`_APART` is not shown."""
    return [f"{label}{_APART}{number}" for number, label in enumerate(rows["label"])]


def _one_pace(row: Any) -> Chart:
    needed, so_far, ahead = lines = (
        _("pace needed"),
        _("pace so far"),
        _("if that pace went on (illustrative)"),
    )
    aim, done = (wording.unit(code) for code in (row.goal_unit, row.actual_unit))
    target, actual = row.target_figure_id, row.actual_figure_id
    low = float(row.actual_lower)
    segments = pd.DataFrame(
        [
            (target, needed, row.start, 0.0),
            (target, needed, row.deadline, float(row.goal)),
            (actual, so_far, row.start, 0.0),
            (actual, so_far, row.as_of, low),
            (actual, ahead, row.as_of, low),
            (actual, ahead, row.deadline, float(row.projected_lower)),
        ],
        columns=["figure_id", "line", "day", "value"],
    )
    goal = f"{numbers.number(row.goal)} {aim}"
    reached = f"{numbers.interval(row.actual_lower, row.actual_upper)} {done}"
    coming = numbers.interval(row.projected_lower, row.projected_upper)
    points = pd.DataFrame(
        [
            (target, row.deadline, float(row.goal), _("target: {goal}", goal=goal)),
            (actual, row.as_of, low, _("result: {reached}", reached=reached)),
            (actual, row.deadline, float(row.projected_lower), f"{coming} {done}"),
        ],
        columns=["figure_id", "day", "value", "text"],
    ).assign(later=[True, False, True])
    where = wording.where(f"{row.source_id}:{row.line}")
    first, last = pd.Timestamp(row.start.year, row.start.month, 1), row.deadline + pd.Timedelta(days=31)
    x = alt.X(
        "day:T",
        title=None,
        axis=alt.Axis(format="%Y-%m", tickCount=7),
        scale=alt.Scale(domain=[_iso(first), _iso(last)], nice=False),
    )
    highest = max(float(row.goal), float(row.projected_lower))
    y = alt.Y(
        "value:Q",
        title=_("{done} (target: {aim})", done=done, aim=aim) if aim != done else done,
        axis=alt.Axis(format=",.0f", tickCount=5),
        scale=alt.Scale(domain=[0, highest * 1.12], nice=False),
    )
    colour = alt.Color(
        "line:N",
        title=None,
        scale=alt.Scale(domain=list(lines), range=[INK, BLUE, ORANGE]),
        legend=alt.Legend(orient="bottom", labelLimit=260),
    )
    dash = alt.StrokeDash("line:N", title=None, scale=alt.Scale(domain=list(lines), range=[[6, 4], [1, 0], [2, 3]]))
    tooltip = [
        alt.Tooltip("line:N", title=_("line")),
        alt.Tooltip("value:Q", title=pgettext("of things", "number"), format=",.0f"),
        alt.Tooltip("day:T", title=_("day"), format="%Y-%m-%d"),
        alt.Tooltip("where:N", title=_("source")),
    ]
    drawn = alt.Chart(segments.assign(where=where)).mark_line(strokeWidth=2.5)
    drawn = drawn.encode(x=x, y=y, color=colour, strokeDash=dash, tooltip=tooltip)
    dots = alt.Chart().mark_point(size=70, opacity=1, color=INK).encode(x=alt.X("day:T"), y=alt.Y("value:Q"))
    written = alt.Chart().encode(x=alt.X("day:T"), y=alt.Y("value:Q"), text=alt.Text("text:N"))
    above = written.transform_filter("datum.later").mark_text(align="right", dx=-8, dy=-10)
    under = written.transform_filter("!datum.later").mark_text(align="left", dx=8, dy=14)
    what = getattr(row, translated("label"))
    term = wording.window(row.start, row.deadline)
    differ = _("A proxy: the target counts {aim}, the result {done}", aim=aim, done=done)
    even = _("Between the dates nothing is printed: the lines are even")
    title = alt.TitleParams(
        _("{what}, running total, {term}", what=what, term=term),
        subtitle=f"{differ}. {even}" if row.unit_match == "proxy" else even,
    )
    described = _(
        "Needed {goal} in {months_total:g} months; {reached} after {months_elapsed:g} months.",
        goal=goal,
        months_total=row.months_total,
        reached=reached,
        months_elapsed=row.months_elapsed,
    )
    return alt.LayerChart(
        data=points,
        layer=[drawn, dots, above, under],
        title=title,
        description=f"{what}. {described}",
        width=WIDTH * 1.15,
        height=260,
    )


def _iso(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%dT00:00:00}"
