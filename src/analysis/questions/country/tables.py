"""Tables of one country."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import numbers, say
from analysis.questions.programme.tables import fact_columns, few
from analysis.show import wording
from analysis.show.table import Column, Table, present
from analysis.show.theme import Language


def country_lists(frame: pd.DataFrame, language: Language) -> Table:
    """Show the lists of policy and those that name a country, see ``questions.country.lists``."""
    shown = frame[frame["policy"] | (frame["says"] == "named")]
    columns = [
        Column(say(language, "list"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "the country"), lambda row: wording.list_says(row.says, language)),
        Column(
            say(language, "list complete"), lambda row: say(language, "yes") if row.exhaustive else say(language, "no")
        ),
        Column(say(language, "criterion"), lambda row: wording.prose(row, "criterion", language)),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
    ]
    return Table(shown, columns, _caption(shown, language, say(language, "Lists of countries")))


def country_activities(frame: pd.DataFrame, language: Language) -> Table:
    """Show both cells of the tables of activities, see ``questions.country.activities``."""
    columns = [
        Column(say(language, "table"), lambda row: f"{getattr(row, f'label_{language}')}, {row.as_of:%Y}"),
        Column(say(language, "the country"), lambda row: _in_table(row, language)),
        Column(say(language, "activities"), lambda row: _cell(row, language)),
        Column(say(language, "as printed"), lambda row: present(row.as_printed)),
        Column(say(language, "countries in the table"), lambda row: str(row.countries), numeric=True),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
        Column(say(language, "figure"), lambda row: present(row.figure_id), figures=True),
    ]
    return Table(frame, columns, say(language, "Activities by country"))


def country_programmes(frame: pd.DataFrame, language: Language) -> Table:
    """Show the programmes of a country and of its regions, see ``questions.country.programmes``."""
    via = say(language, "region")
    columns = [
        Column(say(language, "programme"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "role of the country"), lambda row: _roles(row, via, language)),
        Column(
            say(language, "last printed status"), lambda row: wording.status_then(row.status, row.known_until, language)
        ),
        Column(say(language, "term"), lambda row: wording.term(row.start, row.end, language)),
        Column(
            wording.organisation_role("payer", language), lambda row: few(getattr(row, f"payers_{language}"), language)
        ),
        Column(
            wording.organisation_role("executor", language),
            lambda row: few(getattr(row, f"executors_{language}"), language),
        ),
        Column(say(language, "how it ended, or what happened"), lambda row: wording.prose(row, "end_reason", language)),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
    ]
    return Table(frame, columns, _caption(frame, language, say(language, "Programmes")))


def country_events(frame: pd.DataFrame, language: Language) -> Table:
    """Show what happened in or with a country, in order of time, see ``questions.country.events``."""
    columns = [
        Column(say(language, "when"), lambda row: _when(row, language)),
        Column(say(language, "as printed"), lambda row: present(row.date_as_printed)),
        Column(say(language, "kind"), lambda row: wording.event_kind(row.event_kind, language)),
        Column(say(language, "what"), lambda row: wording.prose(row, "what", language)),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
    ]
    return Table(frame, columns, _caption(frame, language, say(language, "Agreements, visits and other events")))


def country_own(frame: pd.DataFrame, language: Language) -> Table:
    """Show the figures that are a country's own, see ``questions.country.own``."""
    columns = fact_columns(language, what=_what(language))
    caption = _caption(frame, language, say(language, "Figures of this country alone"))
    return Table(frame, columns, caption)


def country_wider(frame: pd.DataFrame, language: Language) -> Table:
    """Show the figures that count more than a country, see ``questions.country.wider``."""
    counted = Column(say(language, "what is counted"), lambda row: _scope(row, language))
    columns = fact_columns(language, what=_what(language), place=counted)
    caption = _caption(
        frame,
        language,
        say(language, "Figures of several countries or a region, this one among them: not to be divided"),
    )
    return Table(frame, columns, caption)


def country_statements(frame: pd.DataFrame, language: Language) -> Table:
    """Show what is said without a number of programmes in one country, see ``questions.country.statements``."""
    columns = [
        Column(say(language, "programme"), lambda row: getattr(row, f"programme_{language}")),
        Column(say(language, "kind"), lambda row: wording.statement_kind(row.statement_kind, language)),
        Column(say(language, "as printed"), lambda row: f"“{row.as_printed}”"),
        Column(say(language, "what it says"), lambda row: wording.prose(row, "says", language)),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
    ]
    caption = _caption(frame, language, say(language, "Said without a number of programmes in no other country"))
    return Table(frame, columns, caption)


def country_refugees(frame: pd.DataFrame, language: Language) -> Table:
    """Show what the documents print of refugees, see ``questions.country.refugee_figures``."""
    columns = [
        Column(say(language, "refugees"), lambda row: wording.refugee_role(row.role, language)),
        Column(say(language, "the other country"), lambda row: present(getattr(row, f"other_{language}"))),
        Column(say(language, "as printed"), lambda row: row.as_printed),
        Column(say(language, "read as"), lambda row: numbers.allowed(row, language), numeric=True),
        Column(say(language, "who is counted"), lambda row: wording.population(row.population, language)),
        Column(
            say(language, "window"),
            lambda row: wording.window(row.period_start, row.period_end, language, row.period_basis),
        ),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, _caption(frame, language, say(language, "Refugees, as the documents print them")))


def country_stocks(frame: pd.DataFrame, language: Language) -> Table:
    """Show the stocks of refugees of the reference table by year, see ``questions.country.refugee_stocks``."""
    rows = frame.pivot_table(index="year", columns=["role", "category"], values="people", aggfunc="first")
    rows.columns = ["_".join(names) for names in rows.columns]
    wanted = ["host_refugees", "host_oip", "origin_refugees", "origin_oip"]
    rows = rows.reindex(columns=wanted).reset_index()
    others = wording.population("others-in-need-of-protection", language)
    refugees = wording.population("refugees", language)
    headings = {
        f"{role}_{category}": f"{who}, {wording.refugee_role(role, language)}"
        for role in ("host", "origin")
        for category, who in (("refugees", refugees), ("oip", others))
    }
    columns = [
        Column(say(language, "end of"), lambda row: str(row.year)),
        *(_people(name, headings[name], language) for name in wanted if rows[name].notna().any()),
    ]
    return Table(
        rows, columns, _caption(rows, language, say(language, "Refugees at the end of each year, UNHCR, people"))
    )


def _people(name: str, heading: str, language: Language) -> Column:
    return Column(
        heading,
        lambda row: "" if pd.isna(getattr(row, name)) else numbers.number(getattr(row, name), language),
        numeric=True,
    )


def _what(language: Language) -> Column:
    def text(row: Any) -> str:
        label, programme = getattr(row, f"label_{language}"), getattr(row, f"programme_{language}")
        return str(label) if pd.isna(programme) else f"{label} · {programme}"

    return Column(say(language, "what · programme"), text)


def _in_table(row: Any, language: Language) -> str:
    if row.says == "named":
        return say(language, "in the table")
    return say(language, "not in it; the table is not complete")


def _cell(row: Any, language: Language) -> str:
    if row.says == "named" and row.legibility != "legible":
        return wording.legibility(row.legibility, language)
    return "" if row.says != "named" else numbers.interval(row.lower, row.upper, language)


def _roles(row: Any, via: str, language: Language) -> str:
    if not pd.isna(row.via_en):
        return f"{via}: {getattr(row, f'via_{language}')}"
    return ", ".join(wording.place_role(role, language) for role in row.roles.split())


def _scope(row: Any, language: Language) -> str:
    named = getattr(row, f"place_{language}" if pd.isna(row.via_en) else f"via_{language}")
    return f"{wording.scope(row.scope, language)}: {few(named, language)}"


def _when(row: Any, language: Language) -> str:
    if row.basis == "unknown":
        return say(language, "no date printed")
    return wording.window(row.start, row.end, language, row.basis)


def _caption(frame: pd.DataFrame, language: Language, caption: str) -> str:
    return caption + (say(language, ": none") if frame.empty else "")
