"""Tables of Dutch aid as published: receivers, years, countries, programmes, and each transaction."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, _, dates, numbers
from analysis.questions.aid import words
from analysis.show import fields
from analysis.show.fields import Field, cell, code, number, one_of, prose, yes_or_no
from analysis.show.table import Table

#: Of imported files there may be thousands.
_SHOWN = 100

#: Of a sum of transactions: what they are, how much and how many.
_MONEY = [
    fields.KIND.printed(code("type", words.flow)),
    fields.AMOUNT.printed(lambda row: numbers.interval(row.lower, row.upper, row.currency)),
    Field("transactions", N_("transactions"), cell("transactions"), numeric=True),
]
_MATCH = Field("match", N_("match"), code("certainty", words.certainty))


def aid_receivers(frame: pd.DataFrame) -> Table:
    """Show sums by receiver and giver as published, see ``answers.receivers``."""
    columns = [
        Field("receiver", N_("receiver, as published"), cell("receiver")),
        Field("provider", N_("giver, as published"), cell("provider")),
        Field("identified", N_("with an identifier"), yes_or_no("identified")),
        *_MONEY,
    ]
    return Table(frame, columns, _("To whom, and under which name of the giver"))


def aid_years(frame: pd.DataFrame) -> Table:
    """Show sums by the year of the transaction and the first year of use, see ``answers.years``."""
    columns = [
        Field("date_year", N_("year of the transaction"), cell("date_year")),
        Field("use_year", N_("first year of use"), cell("use_year")),
        *_MONEY,
    ]
    return _keyed(frame, "years", columns, _("When it was promised or paid, and from when it can be used"))


def aid_contributions(frame: pd.DataFrame) -> Table:
    """Show Dutch contributions to UNHCR by year of use, see ``answers.contributions``."""
    columns = [
        Field("year", N_("year of use"), cell("year")),
        Field("all_usd", N_("all, USD"), number("all_usd", 0), numeric=True),
        Field("note", N_("of which?"), prose("note")),
        Field("unearmarked_eur", N_("without earmark, EUR"), number("unearmarked_eur", 0), numeric=True),
        Field("budget_eur", N_("budget line 4.1, UNHCR, EUR"), number("budget_eur", 0), numeric=True),
        fields.STAGE,
        Field("edition_usd", N_("in the files used here, USD"), number("edition_usd", 0), numeric=True),
        Field("edition_transactions", N_("transactions there"), cell("edition_transactions"), numeric=True),
    ]
    caption = _("Dutch contributions to UNHCR by the year in which it uses them")
    return _keyed(frame, "contributions", columns, caption)


def aid_places(frame: pd.DataFrame) -> Table:
    """Show sums by country, see ``answers.places``."""
    listed = yes_or_no("on_list")
    columns = [
        fields.COUNTRY.printed(words.place),
        Field("on_list", N_("on a list in the documents"), lambda row: listed(row) if row.iso3 else ""),
        *_MONEY,
    ]
    return _keyed(frame, "places", columns, _("By country, and what is for no single country"))


def aid_programmes(frame: pd.DataFrame) -> Table:
    """Show sums by programme of the documents, see ``answers.programmes``."""
    columns = [
        Field("programme", N_("programme of the documents"), words.programme),
        _MATCH,
        *_MONEY,
        Field("share", N_("share of that money"), lambda row: numbers.close_share(row.share, row.share), numeric=True),
    ]
    return _keyed(frame, "programmes", columns, _("By programme of the documents, and what cannot be matched"))


def aid_matches(frame: pd.DataFrame) -> Table:
    """Show each reviewed match with what it rests on, see ``answers.reviewed``."""
    published = Field("value", N_("as published"), cell("value"))
    columns = [published, fields.PROGRAMME.printed(prose("label")), _MATCH, *_MONEY, fields.WHY]
    return Table(frame, columns, _("The matches that were reviewed, and what each rests on"))


def aid_beside(frame: pd.DataFrame) -> Table:
    """Show what the documents print of money for the same programmes, see ``answers.beside``."""
    columns = [
        fields.WHAT.headed(N_("programme or budget")),
        fields.AS_PRINTED.printed(_printed),
        fields.KIND,
        fields.WINDOW,
        fields.FIGURE,
    ]
    return Table(frame, columns, _("What the documents print of money for the same programmes, and their budgets"))


def aid_transactions(frame: pd.DataFrame) -> Table:
    """Show the transactions themselves, the largest first, see ``answers.between``; a hundred at most."""
    rows = frame.sort_values(["currency", "amount"], ascending=[True, False], kind="stable").head(_SHOWN)
    earmarking = {1: N_("not"), 2: N_("softly"), 3: N_("yes"), 4: N_("tightly")}
    columns = [
        Field("date", N_("date"), lambda row: dates.told(row.date)),
        Field("use_year", N_("use from"), cell("use_year")),
        fields.AMOUNT.printed(lambda row: f"{row.currency} {numbers.number(row.amount, 2)}"),
        Field("provider", N_("giver"), cell("provider")),
        Field("provider_activity", N_("the giver's activity"), cell("provider_activity")),
        Field("title", N_("activity"), cell("title")),
        Field("transaction_id", N_("identifier"), cell("transaction_id")),
        fields.LEVEL.printed(cell("level"), numeric=True),
        Field("earmarking", N_("earmarked"), one_of("earmarking", earmarking)),
    ]
    caption = _("Each transaction")
    if len(frame) > _SHOWN:
        caption += _(": the {SHOWN} largest of {count}, by currency", SHOWN=_SHOWN, count=len(frame))
    return Table(rows, columns, caption)


def _keyed(frame: pd.DataFrame, name: str, columns: list[Field], caption: str) -> Table:
    """Show sums whose rows a point of a chart leads to."""
    return Table(frame.assign(row_id=words.keys(frame, name)), columns, caption, key="row_id")


def _printed(row: Any) -> str:
    return _("no amount is printed") if pd.isna(row.figure_id) else fields.AS_PRINTED.cell(row)
