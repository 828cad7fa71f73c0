"""Tables of Dutch aid as published: receivers, years, countries, programmes, and each transaction."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, numbers, say
from analysis.show import wording
from analysis.show.table import Column, Table, present
from analysis.show.theme import Language

#: Of imported files there may be thousands.
_SHOWN = 100


def aid_receivers(frame: pd.DataFrame, language: Language) -> Table:
    """Show sums by receiver and giver as published, see ``questions.aid.receivers``."""
    columns = [
        Column(say(language, "receiver, as published"), lambda row: row.receiver),
        Column(say(language, "giver, as published"), lambda row: row.provider),
        Column(
            say(language, "with an identifier"),
            lambda row: say(language, "yes") if row.identified else say(language, "no"),
        ),
        *_money(language),
    ]
    caption = say(language, "To whom, and under which name of the giver")
    return Table(frame, columns, caption)


def aid_years(frame: pd.DataFrame, language: Language) -> Table:
    """Show sums by the year of the transaction and the first year of use, see ``questions.aid.years``."""
    columns = [
        Column(say(language, "year of the transaction"), lambda row: str(row.date_year)),
        Column(say(language, "first year of use"), lambda row: str(row.use_year)),
        *_money(language),
    ]
    caption = say(language, "When it was promised or paid, and from when it can be used")
    return Table(frame.assign(row_id=wording.aid_rows(frame, "years")), columns, caption, key="row_id")


def aid_contributions(frame: pd.DataFrame, language: Language) -> Table:
    """Show Dutch contributions to UNHCR by year of use, see ``questions.aid.contributions``."""
    columns = [
        Column(say(language, "year of use"), lambda row: str(row.year)),
        Column(say(language, "all, USD"), lambda row: _one(row.all_usd, language), numeric=True),
        Column(say(language, "of which?"), lambda row: present(getattr(row, f"note_{language}"))),
        Column(say(language, "without earmark, EUR"), lambda row: _one(row.unearmarked_eur, language), numeric=True),
        Column(say(language, "budget line 4.1, UNHCR, EUR"), lambda row: _one(row.budget_eur, language), numeric=True),
        Column(say(language, "stage"), lambda row: "" if pd.isna(row.stage) else wording.stage(row.stage, language)),
        Column(say(language, "in the files used here, USD"), lambda row: _one(row.edition_usd, language), numeric=True),
        Column(
            say(language, "transactions there"),
            lambda row: "" if pd.isna(row.edition_transactions) else str(row.edition_transactions),
            numeric=True,
        ),
    ]
    caption = say(language, "Dutch contributions to UNHCR by the year in which it uses them")
    return Table(frame.assign(row_id=wording.aid_rows(frame, "contributions")), columns, caption, key="row_id")


def aid_places(frame: pd.DataFrame, language: Language) -> Table:
    """Show sums by country, see ``questions.aid.places``."""
    columns = [
        Column(say(language, "country"), lambda row: wording.aid_place(row, language)),
        Column(
            say(language, "on a list in the documents"),
            lambda row: "" if not row.iso3 else say(language, "yes") if row.on_list else say(language, "no"),
        ),
        *_money(language),
    ]
    caption = say(language, "By country, and what is of no one country")
    return Table(frame.assign(row_id=wording.aid_rows(frame, "places")), columns, caption, key="row_id")


def aid_programmes(frame: pd.DataFrame, language: Language) -> Table:
    """Show sums by programme of the documents, see ``questions.aid.programmes``."""
    columns = [
        Column(say(language, "programme of the documents"), lambda row: wording.aid_programme(row, language)),
        Column(say(language, "match"), lambda row: wording.match_certainty(row.certainty, language)),
        *_money(language),
        Column(
            say(language, "share of that money"),
            lambda row: numbers.close_share(row.share, row.share, language),
            numeric=True,
        ),
    ]
    caption = say(language, "By programme of the documents, and what cannot be matched")
    return Table(frame.assign(row_id=wording.aid_rows(frame, "programmes")), columns, caption, key="row_id")


def aid_matches(frame: pd.DataFrame, language: Language) -> Table:
    """Show each reviewed match with what it rests on, see ``questions.aid.reviewed``."""
    columns = [
        Column(say(language, "as published"), lambda row: row.value),
        Column(say(language, "programme"), lambda row: present(getattr(row, f"label_{language}"))),
        Column(say(language, "match"), lambda row: wording.match_certainty(row.certainty, language)),
        *_money(language),
        Column(say(language, "why"), lambda row: getattr(row, f"reason_{language}")),
    ]
    caption = say(language, "The matches that were reviewed, and what each rests on")
    return Table(frame, columns, caption)


def aid_beside(frame: pd.DataFrame, language: Language) -> Table:
    """Show what the documents print of money for the same programmes, see ``questions.aid.beside``."""
    columns = [
        Column(say(language, "programme or budget"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "as printed"), lambda row: _printed(row, language)),
        Column(say(language, "kind"), lambda row: "" if pd.isna(row.kind) else wording.kind(row.kind, language)),
        Column(
            say(language, "window"),
            lambda row: (
                ""
                if pd.isna(row.figure_id)
                else wording.window(row.period_start, row.period_end, language, row.period_basis)
            ),
        ),
        Column(say(language, "figure"), lambda row: present(row.figure_id), figures=True),
    ]
    caption = say(language, "What the documents print of money for the same programmes, and their budgets")
    return Table(frame, columns, caption)


def aid_transactions(frame: pd.DataFrame, language: Language) -> Table:
    """Show the transactions themselves, the largest first, see ``questions.aid.between``; a hundred at most."""
    rows = frame.sort_values(["currency", "amount"], ascending=[True, False], kind="stable").head(_SHOWN)
    columns = [
        Column(say(language, "date"), lambda row: f"{row.date:%Y-%m-%d}"),
        Column(say(language, "use from"), lambda row: str(row.use_year)),
        Column(
            say(language, "amount"),
            lambda row: f"{row.currency} {numbers.number(row.amount, language, 2)}",
            numeric=True,
        ),
        Column(say(language, "giver"), lambda row: row.provider),
        Column(say(language, "the giver's activity"), lambda row: present(row.provider_activity)),
        Column(say(language, "activity"), lambda row: row.title),
        Column(say(language, "identifier"), lambda row: row.transaction_id),
        Column(say(language, "level"), lambda row: str(row.level), numeric=True),
        Column(say(language, "earmarked"), lambda row: _earmarking(row.earmarking, language)),
    ]
    caption = say(language, "Each transaction")
    if len(frame) > _SHOWN:
        caption += say(language, ": the {SHOWN} largest of {count}, by currency", SHOWN=_SHOWN, count=len(frame))
    return Table(rows, columns, caption)


def _money(language: Language) -> list[Column]:
    return [
        Column(say(language, "kind"), lambda row: wording.flow(row.type, language)),
        Column(
            say(language, "amount"),
            lambda row: numbers.interval(row.lower, row.upper, language, row.currency),
            numeric=True,
        ),
        Column(say(language, "transactions"), lambda row: str(row.transactions), numeric=True),
    ]


def _one(value: Any, language: Language) -> str:
    return "" if pd.isna(value) else numbers.number(value, language, 0)


def _printed(row: Any, language: Language) -> str:
    if pd.isna(row.figure_id):
        return say(language, "no amount is printed")
    return f"“{row.as_printed}”"


def _earmarking(code: Any, language: Language) -> str:
    words = {1: N_("not"), 2: N_("softly"), 3: N_("yes"), 4: N_("tightly")}
    return "" if pd.isna(code) or int(code) not in words else say(language, words[int(code)])
