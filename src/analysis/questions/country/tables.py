"""Tables of one country."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import _, numbers, translated
from analysis.questions.programme.tables import fact_columns, few
from analysis.show import wording
from analysis.show.table import Column, Table, present


def country_lists(frame: pd.DataFrame) -> Table:
    """Show the lists of policy and those that name a country, see ``questions.country.lists``."""
    shown = frame[frame["policy"] | (frame["says"] == "named")]
    columns = [
        Column(_("list"), lambda row: getattr(row, translated("label"))),
        Column(_("the country"), lambda row: wording.list_says(row.says)),
        Column(_("list complete"), lambda row: _("yes") if row.exhaustive else _("no")),
        Column(_("criterion"), lambda row: wording.prose(row, "criterion")),
        Column(_("where"), lambda row: wording.where(row.where)),
    ]
    return Table(shown, columns, _caption(shown, _("Lists of countries")))


def country_activities(frame: pd.DataFrame) -> Table:
    """Show both cells of the tables of activities, see ``questions.country.activities``."""
    columns = [
        Column(_("table"), lambda row: f"{getattr(row, translated('label'))}, {row.as_of:%Y}"),
        Column(_("the country"), _in_table),
        Column(_("activities"), _cell),
        Column(_("as printed"), lambda row: present(row.as_printed)),
        Column(_("countries in the table"), lambda row: str(row.countries), numeric=True),
        Column(_("where"), lambda row: wording.where(row.where)),
        Column(_("figure"), lambda row: present(row.figure_id), figures=True),
    ]
    return Table(frame, columns, _("Activities by country"))


def country_programmes(frame: pd.DataFrame) -> Table:
    """Show the programmes of a country and of its regions, see ``questions.country.programmes``."""
    via = _("region")
    columns = [
        Column(_("programme"), lambda row: getattr(row, translated("label"))),
        Column(_("role of the country"), lambda row: _roles(row, via)),
        Column(_("last printed status"), lambda row: wording.status_then(row.status, row.known_until)),
        Column(_("term"), lambda row: wording.term(row.start, row.end)),
        Column(wording.organisation_role("payer"), lambda row: few(getattr(row, translated("payers")))),
        Column(
            wording.organisation_role("executor"),
            lambda row: few(getattr(row, translated("executors"))),
        ),
        Column(_("how it ended, or what happened"), lambda row: wording.prose(row, "end_reason")),
        Column(_("where"), lambda row: wording.where(row.where)),
    ]
    return Table(frame, columns, _caption(frame, _("Programmes")))


def country_events(frame: pd.DataFrame) -> Table:
    """Show what happened in or with a country, in order of time, see ``questions.country.events``."""
    columns = [
        Column(_("when"), _when),
        Column(_("as printed"), lambda row: present(row.date_as_printed)),
        Column(_("kind"), lambda row: wording.event_kind(row.event_kind)),
        Column(_("what"), lambda row: wording.prose(row, "what")),
        Column(_("where"), lambda row: wording.where(row.where)),
    ]
    return Table(frame, columns, _caption(frame, _("Agreements, visits and other events")))


def country_own(frame: pd.DataFrame) -> Table:
    """Show the figures that are a country's own, see ``questions.country.own``."""
    columns = fact_columns(what=_what())
    caption = _caption(frame, _("Figures of this country alone"))
    return Table(frame, columns, caption)


def country_wider(frame: pd.DataFrame) -> Table:
    """Show the figures that count more than a country, see ``questions.country.wider``."""
    counted = Column(_("what is counted"), _scope)
    columns = fact_columns(what=_what(), place=counted)
    caption = _caption(
        frame,
        _("Figures of several countries or a region, this one among them: not to be divided"),
    )
    return Table(frame, columns, caption)


def country_statements(frame: pd.DataFrame) -> Table:
    """Show what is said without a number of programmes in one country, see ``questions.country.statements``."""
    columns = [
        Column(_("programme"), lambda row: getattr(row, translated("programme"))),
        Column(_("kind"), lambda row: wording.statement_kind(row.statement_kind)),
        Column(_("as printed"), lambda row: f"“{row.as_printed}”"),
        Column(_("what it says"), lambda row: wording.prose(row, "says")),
        Column(_("where"), lambda row: wording.where(row.where)),
    ]
    caption = _caption(frame, _("Said without a number of programmes in no other country"))
    return Table(frame, columns, caption)


def country_refugees(frame: pd.DataFrame) -> Table:
    """Show what the documents print of refugees, see ``questions.country.refugee_figures``."""
    columns = [
        Column(_("refugees"), lambda row: wording.refugee_role(row.role)),
        Column(_("the other country"), lambda row: present(getattr(row, translated("other")))),
        Column(_("as printed"), lambda row: row.as_printed),
        Column(_("read as"), numbers.allowed, numeric=True),
        Column(_("who is counted"), lambda row: wording.population(row.population)),
        Column(
            _("window"),
            lambda row: wording.window(row.period_start, row.period_end, row.period_basis),
        ),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, _caption(frame, _("Refugees, as the documents print them")))


def country_stocks(frame: pd.DataFrame) -> Table:
    """Show the stocks of refugees of the reference table by year, see ``questions.country.refugee_stocks``."""
    rows = frame.pivot_table(index="year", columns=["role", "category"], values="people", aggfunc="first")
    rows.columns = ["_".join(names) for names in rows.columns]
    wanted = ["host_refugees", "host_oip", "origin_refugees", "origin_oip"]
    rows = rows.reindex(columns=wanted).reset_index()
    others = wording.population("others-in-need-of-protection")
    refugees = wording.population("refugees")
    headings = {
        f"{role}_{category}": f"{who}, {wording.refugee_role(role)}"
        for role in ("host", "origin")
        for category, who in (("refugees", refugees), ("oip", others))
    }
    columns = [
        Column(_("end of"), lambda row: str(row.year)),
        *(_people(name, headings[name]) for name in wanted if rows[name].notna().any()),
    ]
    return Table(rows, columns, _caption(rows, _("Refugees at the end of each year, UNHCR, people")))


def _people(name: str, heading: str) -> Column:
    return Column(
        heading,
        lambda row: "" if pd.isna(getattr(row, name)) else numbers.number(getattr(row, name)),
        numeric=True,
    )


def _what() -> Column:
    def text(row: Any) -> str:
        label, programme = getattr(row, translated("label")), getattr(row, translated("programme"))
        return str(label) if pd.isna(programme) else f"{label} · {programme}"

    return Column(_("what · programme"), text)


def _in_table(row: Any) -> str:
    if row.says == "named":
        return _("in the table")
    return _("not in it; the table is not complete")


def _cell(row: Any) -> str:
    if row.says == "named" and row.legibility != "legible":
        return wording.legibility(row.legibility)
    return "" if row.says != "named" else numbers.interval(row.lower, row.upper)


def _roles(row: Any, via: str) -> str:
    if not pd.isna(row.via_en):
        return f"{via}: {getattr(row, translated('via'))}"
    return ", ".join(wording.place_role(role) for role in row.roles.split())


def _scope(row: Any) -> str:
    named = getattr(row, translated("place") if pd.isna(row.via_en) else translated("via"))
    return f"{wording.scope(row.scope)}: {few(named)}"


def _when(row: Any) -> str:
    if row.basis == "unknown":
        return _("no date printed")
    return wording.window(row.start, row.end, row.basis)


def _caption(frame: pd.DataFrame, caption: str) -> str:
    return caption + (_(": none") if frame.empty else "")
