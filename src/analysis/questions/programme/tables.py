"""Tables of one programme, and of who carries programmes out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import _, current, numbers, translated
from analysis.show import wording
from analysis.show.table import Column, Table, present, share


def programme_organisations(frame: pd.DataFrame) -> Table:
    """Show who pays, carries out and joins in, see ``questions.programme.organisations``."""
    columns = [
        Column(_("organisation"), _named),
        Column(_("role"), lambda row: wording.organisation_role(row.role)),
        Column(_("in that role in"), lambda row: _programmes(row.programmes)),
        Column(_("where"), lambda row: wording.where(row.where)),
    ]
    return Table(frame, columns, _("Who pays, who carries out, who takes part"))


def programme_places(frame: pd.DataFrame) -> Table:
    """Show where a programme works, see ``questions.programme.places``."""
    kinds = {
        "country": _("country"),
        "region": _("region, no one country"),
        "area": _("part of a country"),
    }
    columns = [
        Column(_("place"), lambda row: getattr(row, translated("label"))),
        Column(_("kind"), lambda row: kinds[row.place_kind]),
        Column(_("role"), lambda row: wording.place_role(row.role)),
        Column(_("where"), lambda row: wording.where(row.where)),
    ]
    return Table(frame, columns, _("Where it works"))


def programme_facts(frame: pd.DataFrame) -> Table:
    """Show the facts of a programme, one printing each, see ``questions.programme.facts``."""
    return Table(frame, fact_columns(), _("Every figure that is printed of the programme"))


def fact_columns(what: Column | None = None, place: Column | None = None) -> list[Column]:
    """Return the columns that show facts of ``questions.programme.facts``; the first two may be others."""
    return [
        what or Column(_("what"), _what),
        place or Column(_("place"), lambda row: few(getattr(row, translated("place")))),
        Column(_("claims to be"), lambda row: wording.kind(row.kind)),
        Column(_("as printed"), lambda row: row.as_printed),
        Column(_("read as"), wording.reading),
        Column(
            _("window"),
            lambda row: wording.window(row.period_start, row.period_end, row.period_basis),
        ),
        Column(_("whose"), _whose),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]


def _what(row: Any) -> str:
    label = str(getattr(row, translated("label")))
    if not present(row.link):
        return label
    return f"{label} ({wording.figure_link(row.link)}: {getattr(row, translated('beside'))})"


def programme_promises(frame: pd.DataFrame) -> Table:
    """Show what was promised and what came of it, see ``questions.programme.promises``."""
    columns = [
        Column(_("promised, planned or expected"), lambda row: getattr(row, translated("label"))),
        Column(_("aimed at"), lambda row: _bounds(row, "goal"), numeric=True),
        Column(_("printed result"), lambda row: _bounds(row, "actual"), numeric=True),
        Column(_("what came of it"), lambda row: wording.outcome(row.outcome)),
        Column(_("in the document's words"), _words),
        Column(_("note"), lambda row: wording.prose(row, "note")),
        Column(_("figures"), lambda row: present(row.figure_id), figures=True),
    ]
    return Table(frame, columns, _("What was promised, and what came of it"))


def programme_statements(frame: pd.DataFrame) -> Table:
    """Show what is said of a programme without a number, see ``questions.programme.statements``."""
    columns = [
        Column(_("kind"), lambda row: wording.statement_kind(row.statement_kind)),
        Column(_("as printed"), lambda row: f"“{row.as_printed}”"),
        Column(_("what it says"), lambda row: wording.prose(row, "says")),
        Column(_("where"), lambda row: wording.where(row.where)),
    ]
    return Table(frame, columns, _("What is said of it without a number"))


def executors(frame: pd.DataFrame, most: int = 12) -> Table:
    """Show the largest executors and the programme's own, see ``questions.programme.executors``."""
    shown = frame[(frame.index < most) | frame["own"]]
    columns = [
        Column(_("organisation"), _named),
        Column(_("programmes"), lambda row: numbers.number(row.programmes), True),
        Column(_("of those that name an executor"), lambda row: share(row.share), numeric=True),
        Column(
            _("with the Dutch state as a payer"),
            lambda row: numbers.number(row.dutch),
            numeric=True,
        ),
        Column(_("this programme"), lambda row: _("yes") if row.own else ""),
    ]
    return Table(shown, columns, _("Programmes by executor"))


def _named(row: Any) -> str:
    return str(row.label_en if current() == "en" else row.name)


def _programmes(count: int) -> str:
    if count == 1:
        return _("1 programme")
    return _("{count} programmes", count=count)


def few(names: Any, most: int = 4) -> str:
    """Shorten names that are joined by a comma: the first of them, and how many more there are."""
    parts = present(names).split(", ")
    if len(parts) <= most:
        return ", ".join(parts)
    rest = len(parts) - most + 1
    more = _("and {rest} more", rest=rest)
    return f"{', '.join(parts[: most - 1])} {more}"


def _whose(row: Any) -> str:
    paid, claimed = (wording.payer(code) for code in (row.funding, row.credit))
    if row.group == "result" and paid != claimed:
        return _("paid by: {paid}; result of: {claimed}", paid=paid, claimed=claimed)
    return paid


def _bounds(row: Any, which: str) -> str:
    lower, upper = getattr(row, f"{which}_lower"), getattr(row, f"{which}_upper")
    if pd.isna(lower) and pd.isna(upper):
        return ""
    unit = row.unit if row.unit in {"EUR", "USD", "percent"} else ""
    return numbers.interval(lower, upper, unit)


def _words(row: Any) -> str:
    status = f"“{row.status_as_printed}”" if present(row.status_as_printed) else ""
    return ", ".join(text for text in (status, present(row.claims_as_printed)) if text)
