"""Tables of one country."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, _, numbers
from analysis.questions.country import words
from analysis.questions.programme.tables import EVENTS, STATEMENTS, facts
from analysis.show import fields, wording
from analysis.show.fields import Field, cell, code, few, interval, number, prose, yes_or_no
from analysis.show.table import Table


def country_lists(frame: pd.DataFrame) -> Table:
    """Show the lists of policy and those that name a country, see ``answers.lists``."""
    columns = [
        Field("list", N_("list"), prose("label")),
        _SAYS.printed(code("says", words.list_says)),
        Field("exhaustive", N_("list complete"), yes_or_no("exhaustive")),
        Field("criterion", N_("criterion"), prose("criterion")),
        fields.WHERE,
    ]
    return _table(frame[frame["policy"] | (frame["says"] == "named")], columns, _("Lists of countries"))


def country_activities(frame: pd.DataFrame) -> Table:
    """Show both cells of the tables of activities, see ``answers.activities``."""
    columns = [
        Field("table", N_("table"), wording.of_its_year),
        _SAYS,
        Field("activities", N_("activities"), _activities),
        fields.AS_PRINTED,
        Field("countries", N_("countries in the table"), cell("countries"), numeric=True),
        fields.WHERE,
        fields.FIGURE,
    ]
    return Table(frame, columns, _("Activities by country"))


def country_programmes(frame: pd.DataFrame) -> Table:
    """Show the programmes of a country and of its regions, see ``answers.programmes``."""
    columns = [
        fields.PROGRAMME.printed(prose("label")),
        Field("roles", N_("role of the country"), _roles),
        Field("status", N_("last printed status"), lambda row: wording.status_then(row.status, row.known_until)),
        Field("term", N_("term"), lambda row: wording.term(row.start, row.end)),
        Field("payers", lambda: wording.organisation_role("payer"), few("payers")),
        Field("executors", lambda: wording.organisation_role("executor"), few("executors")),
        Field("end_reason", N_("how it ended, or what happened"), prose("end_reason")),
        fields.WHERE,
    ]
    return _table(frame, columns, _("Programmes"))


def country_events(frame: pd.DataFrame) -> Table:
    """Show what happened in or with a country, in order of time, see ``answers.events``."""
    return _table(frame, EVENTS, _("Agreements, visits and other events"))


def country_own(frame: pd.DataFrame) -> Table:
    """Show the figures that are a country's own, see ``answers.own``."""
    return _table(frame, facts(_WHAT), _("Figures of this country alone"))


def country_wider(frame: pd.DataFrame) -> Table:
    """Show the figures that count more than a country, see ``answers.wider``."""
    caption = _("Figures of several countries or a region, this one among them: not to be divided")
    return _table(frame, facts(_WHAT, fields.COUNTED.printed(_scope)), caption)


def country_statements(frame: pd.DataFrame) -> Table:
    """Show what is said without a number of programmes in one country, see ``answers.statements``."""
    caption = _("Said without a number of programmes in no other country")
    return _table(frame, [fields.PROGRAMME, *STATEMENTS], caption)


def country_refugees(frame: pd.DataFrame) -> Table:
    """Show what the documents print of refugees, see ``answers.refugee_figures``."""
    columns = [
        Field("role", N_("refugees"), code("role", wording.refugee_role)),
        Field("other", N_("the other country"), prose("other")),
        fields.AS_PRINTED,
        fields.READ_AS.printed(interval()),
        fields.PEOPLE,
        fields.WINDOW,
        fields.FIGURE,
    ]
    return _table(frame, columns, _("Refugees, as the documents print them"))


def country_stocks(frame: pd.DataFrame) -> Table:
    """Show the stocks of refugees of the reference table by year, see ``answers.refugee_stocks``."""
    rows = frame.pivot_table(index="year", columns=["role", "category"], values="people", aggfunc="first")
    rows.columns = ["_".join(names) for names in rows.columns]
    stocks = {f"{role}_{category}": (role, category) for role in ("host", "origin") for category in _CATEGORIES}
    rows = rows.reindex(columns=list(stocks)).reset_index()
    columns = [_stock(name, *of) for name, of in stocks.items() if rows[name].notna().any()]
    return _table(rows, [fields.END_OF, *columns], _("Refugees at the end of each year, UNHCR, people"))


_CATEGORIES = {"refugees": "refugees", "oip": "others-in-need-of-protection"}


def _stock(name: str, role: str, category: str) -> Field:
    heading = f"{wording.population(_CATEGORIES[category])}, {wording.refugee_role(role)}"
    return Field(name, lambda: heading, number(name), numeric=True)


def _table(frame: pd.DataFrame, columns: list[Field], caption: str) -> Table:
    return Table(frame, columns, caption + (_(": none") if frame.empty else ""))


def _what(row: Any) -> str:
    return " · ".join(text for name in ("label", "programme") if (text := wording.prose(row, name)))


def _in_table(row: Any) -> str:
    return _("in the table") if row.says == "named" else _("not in it; the table is not complete")


def _activities(row: Any) -> str:
    if row.says == "named" and row.legibility != "legible":
        return wording.legibility(row.legibility)
    return "" if row.says != "named" else numbers.interval(row.lower, row.upper)


def _roles(row: Any) -> str:
    if via := wording.prose(row, "via"):
        region = _("region")
        return f"{region}: {via}"
    return ", ".join(wording.place_role(role) for role in row.roles.split())


def _scope(row: Any) -> str:
    names = few("place" if pd.isna(row.via_en) else "via")
    return f"{words.scope(row.scope)}: {names(row)}"


_SAYS = Field("says", N_("the country"), _in_table)
_WHAT = Field("label", N_("what · programme"), _what)
