"""Tables of Dutch aid as published: receivers, years, countries, programmes, and each transaction."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, _, numbers, translated
from analysis.show import wording
from analysis.show.table import Column, Table, present

#: Of imported files there may be thousands.
_SHOWN = 100


def aid_receivers(frame: pd.DataFrame) -> Table:
    """Show sums by receiver and giver as published, see ``questions.aid.receivers``."""
    columns = [
        Column(_("receiver, as published"), lambda row: row.receiver),
        Column(_("giver, as published"), lambda row: row.provider),
        Column(
            _("with an identifier"),
            lambda row: _("yes") if row.identified else _("no"),
        ),
        *_money(),
    ]
    caption = _("To whom, and under which name of the giver")
    return Table(frame, columns, caption)


def aid_years(frame: pd.DataFrame) -> Table:
    """Show sums by the year of the transaction and the first year of use, see ``questions.aid.years``."""
    columns = [
        Column(_("year of the transaction"), lambda row: str(row.date_year)),
        Column(_("first year of use"), lambda row: str(row.use_year)),
        *_money(),
    ]
    caption = _("When it was promised or paid, and from when it can be used")
    return Table(frame.assign(row_id=wording.aid_rows(frame, "years")), columns, caption, key="row_id")


def aid_contributions(frame: pd.DataFrame) -> Table:
    """Show Dutch contributions to UNHCR by year of use, see ``questions.aid.contributions``."""
    columns = [
        Column(_("year of use"), lambda row: str(row.year)),
        Column(_("all, USD"), lambda row: _one(row.all_usd), numeric=True),
        Column(_("of which?"), lambda row: present(getattr(row, translated("note")))),
        Column(_("without earmark, EUR"), lambda row: _one(row.unearmarked_eur), numeric=True),
        Column(_("budget line 4.1, UNHCR, EUR"), lambda row: _one(row.budget_eur), numeric=True),
        Column(_("stage"), lambda row: "" if pd.isna(row.stage) else wording.stage(row.stage)),
        Column(_("in the files used here, USD"), lambda row: _one(row.edition_usd), numeric=True),
        Column(
            _("transactions there"),
            lambda row: "" if pd.isna(row.edition_transactions) else str(row.edition_transactions),
            numeric=True,
        ),
    ]
    caption = _("Dutch contributions to UNHCR by the year in which it uses them")
    return Table(frame.assign(row_id=wording.aid_rows(frame, "contributions")), columns, caption, key="row_id")


def aid_places(frame: pd.DataFrame) -> Table:
    """Show sums by country, see ``questions.aid.places``."""
    columns = [
        Column(_("country"), wording.aid_place),
        Column(
            _("on a list in the documents"),
            lambda row: "" if not row.iso3 else _("yes") if row.on_list else _("no"),
        ),
        *_money(),
    ]
    caption = _("By country, and what is of no one country")
    return Table(frame.assign(row_id=wording.aid_rows(frame, "places")), columns, caption, key="row_id")


def aid_programmes(frame: pd.DataFrame) -> Table:
    """Show sums by programme of the documents, see ``questions.aid.programmes``."""
    columns = [
        Column(_("programme of the documents"), wording.aid_programme),
        Column(_("match"), lambda row: wording.match_certainty(row.certainty)),
        *_money(),
        Column(
            _("share of that money"),
            lambda row: numbers.close_share(row.share, row.share),
            numeric=True,
        ),
    ]
    caption = _("By programme of the documents, and what cannot be matched")
    return Table(frame.assign(row_id=wording.aid_rows(frame, "programmes")), columns, caption, key="row_id")


def aid_matches(frame: pd.DataFrame) -> Table:
    """Show each reviewed match with what it rests on, see ``questions.aid.reviewed``."""
    columns = [
        Column(_("as published"), lambda row: row.value),
        Column(_("programme"), lambda row: present(getattr(row, translated("label")))),
        Column(_("match"), lambda row: wording.match_certainty(row.certainty)),
        *_money(),
        Column(_("why"), lambda row: getattr(row, translated("reason"))),
    ]
    caption = _("The matches that were reviewed, and what each rests on")
    return Table(frame, columns, caption)


def aid_beside(frame: pd.DataFrame) -> Table:
    """Show what the documents print of money for the same programmes, see ``questions.aid.beside``."""
    columns = [
        Column(_("programme or budget"), lambda row: getattr(row, translated("label"))),
        Column(_("as printed"), _printed),
        Column(_("kind"), lambda row: "" if pd.isna(row.kind) else wording.kind(row.kind)),
        Column(
            _("window"),
            lambda row: (
                "" if pd.isna(row.figure_id) else wording.window(row.period_start, row.period_end, row.period_basis)
            ),
        ),
        Column(_("figure"), lambda row: present(row.figure_id), figures=True),
    ]
    caption = _("What the documents print of money for the same programmes, and their budgets")
    return Table(frame, columns, caption)


def aid_transactions(frame: pd.DataFrame) -> Table:
    """Show the transactions themselves, the largest first, see ``questions.aid.between``; a hundred at most."""
    rows = frame.sort_values(["currency", "amount"], ascending=[True, False], kind="stable").head(_SHOWN)
    columns = [
        Column(_("date"), lambda row: f"{row.date:%Y-%m-%d}"),
        Column(_("use from"), lambda row: str(row.use_year)),
        Column(
            _("amount"),
            lambda row: f"{row.currency} {numbers.number(row.amount, 2)}",
            numeric=True,
        ),
        Column(_("giver"), lambda row: row.provider),
        Column(_("the giver's activity"), lambda row: present(row.provider_activity)),
        Column(_("activity"), lambda row: row.title),
        Column(_("identifier"), lambda row: row.transaction_id),
        Column(_("level"), lambda row: str(row.level), numeric=True),
        Column(_("earmarked"), lambda row: _earmarking(row.earmarking)),
    ]
    caption = _("Each transaction")
    if len(frame) > _SHOWN:
        caption += _(": the {SHOWN} largest of {count}, by currency", SHOWN=_SHOWN, count=len(frame))
    return Table(rows, columns, caption)


def _money() -> list[Column]:
    return [
        Column(_("kind"), lambda row: wording.flow(row.type)),
        Column(
            _("amount"),
            lambda row: numbers.interval(row.lower, row.upper, row.currency),
            numeric=True,
        ),
        Column(_("transactions"), lambda row: str(row.transactions), numeric=True),
    ]


def _one(value: Any) -> str:
    return "" if pd.isna(value) else numbers.number(value, 0)


def _printed(row: Any) -> str:
    if pd.isna(row.figure_id):
        return _("no amount is printed")
    return f"“{row.as_printed}”"


def _earmarking(code: Any) -> str:
    words = {1: N_("not"), 2: N_("softly"), 3: N_("yes"), 4: N_("tightly")}
    return "" if pd.isna(code) or int(code) not in words else _(words[int(code)])
