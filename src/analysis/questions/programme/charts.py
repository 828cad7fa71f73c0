"""Charts of one programme: what is printed of it and for when, its money, its pace, and who carries programmes out."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import N_, _, dates, numbers, translated
from analysis.show import wording
from analysis.show.fields import (
    AS_PRINTED,
    FIGURE,
    KIND,
    READ_AS,
    WHAT,
    WHERE,
    WINDOW,
    Field,
    cell,
    code,
    prose,
    told,
    tooltip,
)
from analysis.show.forms.bars import bars
from analysis.show.forms.bullet import bullet
from analysis.show.forms.stacks import stacks
from analysis.show.forms.text_at_end import panel
from analysis.show.forms.text_beside import Drawn, Role, Titles
from analysis.show.forms.windows import windows
from analysis.show.marks import Chart, Nothing
from analysis.show.theme import BLUE, COLOURS, GREEN, MUTED, ORANGE, PALE, SKY


def programme_timeline(profile: pd.DataFrame, facts: pd.DataFrame) -> Drawn | Nothing:
    """Draw what is printed of a programme on a time axis: its term, its money, its promises and its results.

    ``profile`` and ``facts`` are those of :mod:`analysis.questions.programme.answers`. A figure whose window is not
    printed is a dotted line over the whole axis; context and durations are left to the table.
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
    """Draw the amounts of a programme as bars from zero, by what each is and whose (``answers.money``).

    An amount in dollars is named without a bar: it is not converted. One that pays for others too is not the
    programme's own, and is left to the text.
    """
    money = money[money["link"].isna()]
    if money.empty:
        return Nothing(_("*No amount is printed of it: there is no chart of its money.*"))
    euro = money["unit"] == "EUR"
    ends = {f"{end}": money[f"total_{end}"].where(euro) for end in ("lower", "upper")}
    rows = told(money, _OF_MONEY, _WHOSE, _AMOUNT_AND_KIND, KIND, READ_AS, AS_PRINTED, WHERE)
    rows = rows.assign(**{end: amounts.to_numpy() for end, amounts in ends.items()})
    title = alt.TitleParams(
        _("Amounts printed of the programme, by what each is, EUR"),
        subtitle=_("Different kinds are never added up; a black line is what a hedge leaves open"),
        frame="bounds",
    )
    return bars(
        rows.assign(value=rows["lower"].fillna(rows["upper"])),
        title,
        tooltip(_OF_MONEY, KIND, _WHOSE, READ_AS, AS_PRINTED, WHERE),
        counted="EUR",
        shades=dict(zip((wording.payer(code) for code in _PAYERS), COLOURS, strict=False)),
    )


def pace(table: pd.DataFrame) -> Chart | alt.VConcatChart | Nothing:
    """Draw what was reached by its date and what was needed by then, and both at the deadline at the same pace.

    ``table`` is ``targets.answers.pace``; a target of which something is missing is not drawn. What the pace so far
    would come to is arithmetic and no forecast: it has a colour of its own.
    """
    table = table[table["missing"] == ""]
    if table.empty:
        return Nothing(_("*There is no pace to draw.*"))
    drawn = [_one_pace(row, joined=len(table) > 1) for row in rows_of(table)]
    return drawn[0] if len(drawn) == 1 else alt.vconcat(*drawn)


def programme_promises(table: pd.DataFrame) -> Chart | alt.VConcatChart | Nothing:
    """Draw the results of a programme against what was aimed at, see ``answers.promises``.

    A panel for each unit. A promise without a result that can be held against it is left to the table, and so is
    money, of which what is printed is a limit; a result without a target stands without a line.
    """
    held = table[table["actual_lower"].notna() & table["unit"].ne("EUR") & table["outcome"].ne("other_unit")]
    if held.empty:
        return Nothing(_("*No result is printed that could be held against a promise.*"))
    ends = {"lower": "actual_lower", "upper": "actual_upper", "target": "goal_lower"}
    rows = told(held, WHAT, _REACHED, _OUTCOME, WHERE, keep=["figure_id", "unit", *ends.values()])
    rows = rows.rename(columns={column: end for end, column in ends.items()}).assign(group=_("result"))
    title = _("Results, and what was aimed at")
    units = [(str(unit), of_unit) for unit, of_unit in rows.groupby("unit", sort=False)]
    if len(units) == 1:
        return _against_aims(rows, f"{title}, {wording.unit(units[0][0])}", joined=False)
    panels = [_against_aims(of_unit, panel(wording.unit(unit)), joined=True) for unit, of_unit in units]
    return alt.vconcat(*panels, title=title, description=" ".join(each.description for each in panels))


def executors(table: pd.DataFrame, most: int = 12) -> Chart | Nothing:
    """Draw how many programmes the largest executors carry out, and those of the programme looked at.

    ``table`` is ``answers.executors``; ``most`` is the number shown beside the programme's own.
    """
    if table.empty:
        return Nothing(_("*No executor is named.*"))
    shown = table[(table.index < most) | table["own"]]
    parts = {
        _("the Dutch state is named as a payer"): (shown["dutch"], BLUE),
        _("the Dutch state is not named"): (shown["programmes"] - shown["dutch"], SKY),
    }
    rows = told(shown, _EXECUTOR, _ORGANISATION, keep=())
    of_each = [rows.assign(part=part, count=count.to_numpy()) for part, (count, _shade) in parts.items()]
    rows = pd.concat(of_each).sort_index(kind="stable")
    title = alt.TitleParams(
        _("Programmes by executor, in the documents of {span}", span=wording.span()),
        subtitle=_("► carries out this programme; a programme with several executors counts for each"),
        frame="bounds",
    )
    return stacks(
        rows[rows["count"] > 0].reset_index(drop=True),
        title,
        tooltip(_ORGANISATION, _PART),
        {part: shade for part, (_count, shade) in parts.items()},
        counted=_("programmes"),
    )


def _against_aims(rows: pd.DataFrame, title: str | alt.TitleParams, *, joined: bool) -> Chart:
    fields, shades = (WHAT, _REACHED, _OUTCOME, WHERE), {_("result"): BLUE}
    rows = rows.drop(columns="unit")
    return bullet(rows, title, tooltip(*fields), aimed=_("target"), shades=shades, joined=joined)


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
_ALLOWED = Field("beside", READ_AS.heading, lambda row: f"{wording.quantity(row)} · {wording.kind(row.kind)}")
_HOLDS = Field("window", WINDOW.heading, _window)


def _money_label(row: Any) -> str:
    return f"{_label(row)}, {wording.window(row.period_start, row.period_end, row.period_basis)}"


def _short(text: str) -> str:
    inside = text[text.rfind("(") + 1 : -1] if text.endswith(")") else ""
    return inside or text


def _one_pace(row: Any, *, joined: bool) -> Chart:
    """Draw a target at two dates: that of its result, and its deadline."""
    aim, done = (wording.unit(code) for code in (row.goal_unit, row.actual_unit))
    result, ahead, needed = _("result"), _("if that pace went on (illustrative)"), _("needed")
    goal = f"{numbers.number(row.goal)} {aim}"
    at_date, at_deadline = (
        _(
            "{date}, after {elapsed} of {total} months",
            date=dates.told(day),
            elapsed=numbers.number(round(months, 1)),
            total=numbers.number(round(row.months_total, 1)),
        )
        for day, months in ((row.as_of, row.months_elapsed), (row.deadline, row.months_total))
    )
    due = round(row.needed * row.months_elapsed, 1)
    ids = [row.actual_figure_id, row.target_figure_id]
    rows = pd.DataFrame(
        [
            (at_date, result, row.actual_lower, row.actual_upper, due, _("needed: {goal}", goal=numbers.number(due))),
            (at_deadline, ahead, row.projected_lower, row.projected_upper, row.goal, _("target: {goal}", goal=goal)),
        ],
        columns=["label", "group", "lower", "upper", "target", "text"],
    ).assign(figure_id=[" ".join(ids), " ".join(ids[::-1])], where=wording.where(f"{row.source_id}:{row.line}"))
    rows["text"] = [f"{numbers.interval(r.lower, r.upper)} {done} · {r.text}" for r in rows_of(rows)]
    what, term = getattr(row, translated("label")), wording.window(row.start, row.deadline)
    title = alt.TitleParams(_("{what}, running total, {term}", what=what, term=term), frame="bounds")
    if row.unit_match == "proxy":
        title.subtitle = _("A proxy: the target counts {aim}, the result {done}", aim=aim, done=done)
    shades = {result: BLUE, ahead: PALE}
    tips = tooltip(_AT, _SO_FAR, _REACHED, WHERE)
    return bullet(rows, title, tips, aimed=needed, shades=shades, counted=done, joined=joined)


def _reached(row: Any) -> str:
    """Say what was reached, and of how much it is which share."""
    reached = numbers.allowed(row, row.unit, prefix="actual_")
    if pd.isna(row.goal_lower):
        return f"{reached} · {wording.outcome(row.outcome)}"
    goal = _("target: {goal}", goal=numbers.interval(row.goal_lower, row.goal_upper))
    return f"{reached} · {goal} · {numbers.share(row.share_lower, row.share_upper, numbers.opened(row, 'share_'))}"


#: In the order of a legend.
_PAYERS = ("netherlands", "netherlands_with_others", "eu", "international", "other", "unknown")
_OF_MONEY = Field("label", N_("what"), _money_label)
_WHOSE = Field("group", N_("whose"), lambda row: wording.whose(row.funding))
_AMOUNT_AND_KIND = Field("text", N_("read as"), lambda row: f"{wording.quantity(row)} · {wording.kind(row.kind)}")
_REACHED = Field("text", N_("read as"), _reached)
_AT = Field("label", N_("day"), cell("label"))
_SO_FAR = Field("group", N_("line"), cell("group"))
_OUTCOME = Field("outcome", N_("what came of it"), code("outcome", wording.outcome))
_ORGANISATION = Field("what", N_("organisation"), prose("label"))
_EXECUTOR = Field(
    "label", N_("organisation"), lambda row: ("► " if row.own else "") + _short(str(_ORGANISATION.text(row)))
)
_PART = Field("part", N_("of which"), cell("part"))
