"""Tables of one programme, and of who carries programmes out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, _, ngettext, translated
from analysis.show import fields, wording
from analysis.show.fields import Field, code, few, number, one_of, percent, present, prose, quoted
from analysis.show.table import Table

_PLACES = fields.PLACE.printed(few("place"))
#: Of what is said without a number.
STATEMENTS = [
    fields.KIND.printed(code("statement_kind", wording.statement_kind)),
    fields.AS_PRINTED,
    fields.SAYS,
    fields.WHERE,
]


def _when(row: Any) -> str:
    return _("no date printed") if row.basis == "unknown" else wording.window(row.start, row.end, row.basis)


#: Of what happened.
EVENTS = [
    fields.WHEN.printed(_when),
    fields.AS_PRINTED.printed(quoted("date_as_printed")),
    fields.KIND.printed(code("event_kind", wording.event_kind)),
    fields.WHAT.printed(prose("what")),
    fields.WHERE,
]


def programme_organisations(frame: pd.DataFrame) -> Table:
    """Show who pays, carries out and joins in, see ``answers.organisations``."""
    columns = [
        _ORGANISATION,
        _ROLE.printed(code("role", wording.organisation_role)),
        Field("programmes", N_("in that role in"), _programmes),
        fields.WHERE,
    ]
    return Table(frame, columns, _("Who pays, who carries out, who takes part"))


def programme_places(frame: pd.DataFrame) -> Table:
    """Show where a programme works, see ``answers.places``."""
    kinds = {"country": N_("country"), "region": N_("region, no single country"), "area": N_("part of a country")}
    columns = [
        fields.PLACE.printed(prose("label")),
        fields.KIND.printed(one_of("place_kind", kinds)),
        _ROLE,
        fields.WHERE,
    ]
    return Table(wording.by_name(frame, "place_kind", "role"), columns, _("Where it works"))


def programme_facts(frame: pd.DataFrame) -> Table:
    """Show the facts of a programme, one printing each, see ``answers.facts``."""
    return Table(frame, facts(fields.WHAT.printed(_what)), _("Every figure that is printed of the programme"))


def facts(what: Field, place: Field = _PLACES) -> list[Field]:
    """Return the fields of facts of ``answers.facts``, the first two of them as given."""
    return [
        what,
        place,
        fields.KIND,
        fields.AS_PRINTED,
        fields.READ_AS.printed(wording.reading),
        fields.WINDOW,
        Field("whose", N_("whose"), _whose),
        fields.FIGURE,
    ]


def programme_promises(frame: pd.DataFrame) -> Table:
    """Show what was promised and what came of it, see ``answers.promises``."""
    columns = [
        fields.WHAT.headed(N_("promised, planned or expected")),
        fields.GOAL,
        fields.ACTUAL,
        fields.OUTCOME,
        Field("words", N_("in the document's words"), _words),
        fields.NOTE,
        fields.FIGURES,
    ]
    return Table(frame, columns, _("What was promised, and what came of it"))


def programme_statements(frame: pd.DataFrame) -> Table:
    """Show what is said of a programme without a number, see ``answers.statements``."""
    return Table(frame, STATEMENTS, _("What is said of it without a number"))


def programme_events(frame: pd.DataFrame) -> Table:
    """Show what happened with a programme, in order of time, see ``answers.events``."""
    return Table(frame, EVENTS, _("Agreements, visits and other events"))


def executors(frame: pd.DataFrame, most: int = 12) -> Table:
    """Show the largest executors and the programme's own, see ``answers.executors``."""
    columns = [
        _ORGANISATION,
        Field("programmes", N_("programmes"), number("programmes"), numeric=True),
        Field("share", N_("of those that name an executor"), percent("share"), numeric=True),
        Field("dutch", N_("with the Dutch state as a payer"), number("dutch"), numeric=True),
        Field("own", N_("this programme"), one_of("own", {True: N_("yes")})),
    ]
    return Table(frame[(frame.index < most) | frame["own"]], columns, _("Programmes by executor"))


def _named(row: Any) -> str:
    return str(getattr(row, translated("label")))


def _programmes(row: Any) -> str:
    return ngettext("{count} programme", "{count} programmes", row.programmes, count=row.programmes)


def _what(row: Any) -> str:
    label = wording.prose(row, "label")
    if not present(row.link):
        return label
    return f"{label} ({wording.figure_link(row.link)}: {wording.prose(row, 'beside')})"


def _whose(row: Any) -> str:
    paid, claimed = (wording.payer(code) for code in (row.funding, row.credit))
    if row.group != "result" or paid == claimed:
        return paid
    return _(
        "paid by: {paid}; result of: {claimed}", paid=wording.whose(row.funding), claimed=wording.whose(row.credit)
    )


def _words(row: Any) -> str:
    status = quoted("status_as_printed")(row)
    return ", ".join(text for text in (status, present(row.claims_as_printed)) if text)


_ORGANISATION = Field("organisation", N_("organisation"), _named)
_ROLE = Field("role", N_("role"), code("role", wording.place_role))
