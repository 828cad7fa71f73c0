"""Tables of one programme, and of who carries programmes out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import numbers, say
from analysis.show import wording
from analysis.show.table import Column, Table, present, share
from analysis.show.theme import Language


def programme_organisations(frame: pd.DataFrame, language: Language) -> Table:
    """Show who pays, carries out and joins in, see ``questions.programme.organisations``."""
    columns = [
        Column(say(language, "organisation"), lambda row: _named(row, language)),
        Column(say(language, "role"), lambda row: wording.organisation_role(row.role, language)),
        Column(say(language, "in that role in"), lambda row: _programmes(row.programmes, language)),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
    ]
    return Table(frame, columns, say(language, "Who pays, who carries out, who takes part"))


def programme_places(frame: pd.DataFrame, language: Language) -> Table:
    """Show where a programme works, see ``questions.programme.places``."""
    kinds = {
        "country": say(language, "country"),
        "region": say(language, "region, no one country"),
        "area": say(language, "part of a country"),
    }
    columns = [
        Column(say(language, "place"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "kind"), lambda row: kinds[row.place_kind]),
        Column(say(language, "role"), lambda row: wording.place_role(row.role, language)),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
    ]
    return Table(frame, columns, say(language, "Where it works"))


def programme_facts(frame: pd.DataFrame, language: Language) -> Table:
    """Show the facts of a programme, one printing each, see ``questions.programme.facts``."""
    return Table(frame, fact_columns(language), say(language, "Every figure that is printed of the programme"))


def fact_columns(language: Language, what: Column | None = None, place: Column | None = None) -> list[Column]:
    """Return the columns that show facts of ``questions.programme.facts``; the first two may be others."""
    return [
        what or Column(say(language, "what"), lambda row: _what(row, language)),
        place or Column(say(language, "place"), lambda row: few(getattr(row, f"place_{language}"), language)),
        Column(say(language, "claims to be"), lambda row: wording.kind(row.kind, language)),
        Column(say(language, "as printed"), lambda row: row.as_printed),
        Column(say(language, "read as"), lambda row: wording.reading(row, language)),
        Column(
            say(language, "window"),
            lambda row: wording.window(row.period_start, row.period_end, language, row.period_basis),
        ),
        Column(say(language, "whose"), lambda row: _whose(row, language)),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]


def _what(row: Any, language: Language) -> str:
    label = str(getattr(row, f"label_{language}"))
    if not present(row.link):
        return label
    return f"{label} ({wording.figure_link(row.link, language)}: {getattr(row, f'beside_{language}')})"


def programme_promises(frame: pd.DataFrame, language: Language) -> Table:
    """Show what was promised and what came of it, see ``questions.programme.promises``."""
    columns = [
        Column(say(language, "promised, planned or expected"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "aimed at"), lambda row: _bounds(row, "goal", language), numeric=True),
        Column(say(language, "printed result"), lambda row: _bounds(row, "actual", language), numeric=True),
        Column(say(language, "what came of it"), lambda row: wording.outcome(row.outcome, language)),
        Column(say(language, "in the document's words"), _words),
        Column(say(language, "note"), lambda row: wording.prose(row, "note", language)),
        Column(say(language, "figures"), lambda row: present(row.figure_id), figures=True),
    ]
    return Table(frame, columns, say(language, "What was promised, and what came of it"))


def programme_statements(frame: pd.DataFrame, language: Language) -> Table:
    """Show what is said of a programme without a number, see ``questions.programme.statements``."""
    columns = [
        Column(say(language, "kind"), lambda row: wording.statement_kind(row.statement_kind, language)),
        Column(say(language, "as printed"), lambda row: f"“{row.as_printed}”"),
        Column(say(language, "what it says"), lambda row: wording.prose(row, "says", language)),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
    ]
    return Table(frame, columns, say(language, "What is said of it without a number"))


def executors(frame: pd.DataFrame, language: Language, most: int = 12) -> Table:
    """Show the largest executors and the programme's own, see ``questions.programme.executors``."""
    shown = frame[(frame.index < most) | frame["own"]]
    columns = [
        Column(say(language, "organisation"), lambda row: _named(row, language)),
        Column(say(language, "programmes"), lambda row: numbers.number(row.programmes, language), True),
        Column(say(language, "of those that name an executor"), lambda row: share(row.share, language), numeric=True),
        Column(
            say(language, "with the Dutch state as a payer"),
            lambda row: numbers.number(row.dutch, language),
            numeric=True,
        ),
        Column(say(language, "this programme"), lambda row: say(language, "yes") if row.own else ""),
    ]
    return Table(shown, columns, say(language, "Programmes by executor"))


def _named(row: Any, language: Language) -> str:
    return str(row.label_en if language == "en" else row.name)


def _programmes(count: int, language: Language) -> str:
    if count == 1:
        return say(language, "1 programme")
    return say(language, "{count} programmes", count=count)


def few(names: Any, language: Language, most: int = 4) -> str:
    """Shorten names that are joined by a comma: the first of them, and how many more there are."""
    parts = present(names).split(", ")
    if len(parts) <= most:
        return ", ".join(parts)
    rest = len(parts) - most + 1
    more = say(language, "and {rest} more", rest=rest)
    return f"{', '.join(parts[: most - 1])} {more}"


def _whose(row: Any, language: Language) -> str:
    paid, claimed = (wording.payer(code, language) for code in (row.funding, row.credit))
    if row.group == "result" and paid != claimed:
        return say(language, "paid by: {paid}; result of: {claimed}", paid=paid, claimed=claimed)
    return paid


def _bounds(row: Any, which: str, language: Language) -> str:
    lower, upper = getattr(row, f"{which}_lower"), getattr(row, f"{which}_upper")
    if pd.isna(lower) and pd.isna(upper):
        return ""
    unit = row.unit if row.unit in {"EUR", "USD", "percent"} else ""
    return numbers.interval(lower, upper, language, unit)


def _words(row: Any) -> str:
    status = f"“{row.status_as_printed}”" if present(row.status_as_printed) else ""
    return ", ".join(text for text in (status, present(row.claims_as_printed)) if text)
