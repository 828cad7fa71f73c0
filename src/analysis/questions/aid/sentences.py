"""Sentences on Dutch aid as published: how much, when, to whom, where, and for which programme."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import _, dates, ngettext, numbers, translated
from analysis.questions.aid import words
from analysis.show import wording
from analysis.show.wording import listed

#: So many countries are named one by one.
_THREE = 3


def aid(basis: pd.DataFrame, totals: pd.DataFrame) -> str:
    """Say how much was published, of what kind and by whom, and what that leaves out; Markdown.

    The frames are ``basis`` and ``totals`` of :mod:`analysis.questions.aid.answers`.
    """
    row: Any = basis.iloc[0]
    years = _years(row)
    if totals.empty:
        return _(
            "**Of money for use in {years} the files hold nothing.** {elsewhere}",
            years=years,
            elsewhere=_elsewhere(row),
        )
    sums = listed([_sum(line) for line in _rows(totals)])
    many = ngettext("{shown} transaction", "{shown} transactions", row.shown, shown=row.shown)
    parts = [_("**For use in {years}: {sums}, in {many}.**", years=years, sums=sums, many=many)]
    if len(totals) > 1:
        parts.append(
            _(
                "Currencies, kinds of transaction and what giver and receiver each publish are never added to one total.",
            )
        )
    if (totals["lower"] < totals["upper"]).any():
        parts.append(
            _(
                "Where a span is given, an activity and its parts both carry money of one activity of the giver, which may be the same money.",
            )
        )
    if row.unnamed:
        parts.append(
            _(
                "In {unnamed} of them the giver has a name but no identifier: whoever searches for the identifier of the ministry alone misses them.",
                unnamed=row.unnamed,
            )
        )
    return " ".join([*parts, _elsewhere(row)]).strip()


def aid_years(basis: pd.DataFrame) -> str:
    """Say how far promises lie before their use; Markdown."""
    row: Any = basis.iloc[0]
    if not row.shown:
        return _("No transaction has its first use in these years.")
    ends = dates.told(row.first_date), dates.told(row.last_date)
    return ngettext(
        "**{early} of the {shown} transactions are dated in a year before the one in which their money can first be used.** The first is of {first}, the last of {last}. By the year of a transaction and by the year of use, the same money gives two different series.",
        "**{early} of the {shown} transactions are dated in a year before the one in which their money can first be used.** The first is of {first}, the last of {last}. By the year of a transaction and by the year of use, the same money gives two different series.",
        row.early,
        early=row.early,
        shown=row.shown,
        first=ends[0],
        last=ends[1],
    )


def aid_contributions(table: pd.DataFrame) -> str:
    """Say how Dutch contributions to UNHCR went through the years, and how editions differ; Markdown.

    ``table`` is :func:`analysis.questions.aid.answers.contributions`.
    """
    rows = table.dropna(subset="all_usd")
    first, last = rows.iloc[0], rows.iloc[-1]
    most = rows.sort_values("all_usd", kind="stable").iloc[-1]
    parts = [
        _(
            "**Of Dutch money UNHCR had {first} for use in {first_year} and {last} for {last_year}; the most was {most}, for {most_year}.**",
            first=_dollars(first),
            first_year=first["year"],
            last=_dollars(last),
            last_year=last["year"],
            most=_dollars(most),
            most_year=most["year"],
        )
    ]
    plain = table.dropna(subset=["unearmarked_eur", "budget_eur"])
    same = plain[plain["unearmarked_eur"] == plain["budget_eur"]]
    if len(plain):
        parts.append(
            _(
                "What was pledged without earmark equals the budget line for UNHCR in {same} of the {plain} years that have both.",
                same=len(same),
                plain=len(plain),
            )
        )
    both = table.dropna(subset=["edition_usd", "all_usd"])
    for row in _rows(both):
        apart = round(row.all_usd - row.edition_usd)
        more = _("more") if apart >= 0 else _("less")
        by = numbers.interval(abs(apart), abs(apart), "USD")
        there = numbers.interval(row.edition_usd, row.edition_usd, "USD")
        many = ngettext(
            "{edition_transactions} transaction",
            "{edition_transactions} transactions",
            row.edition_transactions,
            edition_transactions=row.edition_transactions,
        )
        if not apart:
            parts.append(
                _(
                    "The files used below have the same for {year}: {there} ({many}).",
                    year=row.year,
                    there=there,
                    many=many,
                )
            )
            continue
        parts.append(
            _(
                "The files used below have {there} for {year} ({many}), the series {by} {more}: another edition.",
                there=there,
                year=row.year,
                many=many,
                by=by,
                more=more,
            )
        )
    return " ".join(parts)


def aid_places(table: pd.DataFrame) -> str:
    """Name the countries with the most money by kind, and what has no single country; Markdown."""
    if table.empty:
        return _("No place is published for these years.")
    parts = []
    for kind, currency, rows in _kinds(table):
        lands = rows[rows["iso3"] != ""].sort_values("upper", ascending=False, kind="stable")
        rest = rows.loc[rows["iso3"] == "", "upper"].sum() / whole if (whole := rows["upper"].sum()) > 0 else 0.0
        share = numbers.close_share(rest, rest)
        said = f"{currency}, {words.flow(kind)}"
        if lands.empty:
            parts.append(_("**{said}:** none of it is for a single country.", said=said))
            continue
        named = [
            wording.in_sentence(row.iso3, getattr(row, translated("label")))
            + f" ({numbers.interval(row.lower, row.upper, currency)})"
            for row in _rows(lands.head(_THREE))
        ]
        most = listed(named)
        parts.append(
            _(
                "**{said}:** the most is for {most}; {share} is for no single country.",
                said=said,
                most=most,
                share=share,
            )
        )
    off = sorted({getattr(row, translated("label")) for row in _rows(table[(table["iso3"] != "") & ~table["on_list"]])})
    if off:
        parts.append(_("On no list of countries in the documents: {off}.", off=listed(off)))
    else:
        parts.append(_("Every country is on a list of countries in the documents."))
    return " ".join(parts)


def aid_programmes(table: pd.DataFrame) -> str:
    """Say what share of the money matches a programme of the documents, and what share cannot be matched; Markdown."""
    if table.empty:
        return _("There is nothing to match.")
    parts = [_("**The matches are ours: no file names a programme of the documents unless its title does.**")]
    for kind, currency, rows in _kinds(table):
        shares = rows.groupby("certainty")["share"].sum()
        matched = rows[rows["programme_id"] != ""]
        sure = {code: matched.loc[matched["certainty"] == code, "share"].sum() for code in ("likely", "possible")}
        rest = float(shares.sum() - sum(sure.values()))
        texts = [numbers.close_share(part, part) for part in (sure["likely"], sure["possible"], rest)]
        said = f"{currency}, {words.flow(kind)}"
        if matched.empty:
            parts.append(_("{said}: none of it can be matched.", said=said))
            continue
        parts.append(
            _(
                "{said}: {likely} is likely of a programme, {possible} possibly, {unmatched} cannot be matched.",
                said=said,
                likely=texts[0],
                possible=texts[1],
                unmatched=texts[2],
            )
        )
    return "\n".join([parts[0], "", *[f"- {part}" for part in parts[1:]]])


def aid_beside(table: pd.DataFrame) -> str:
    """Say what the documents print beside it, and why no difference is taken; Markdown.

    ``table`` is :func:`analysis.questions.aid.answers.beside`.
    """
    programmes = table[table["programme_id"].notna()]
    silent = list(programmes.loc[programmes["figure_id"].isna(), translated("label")])
    spoken = sorted(set(programmes.loc[programmes["figure_id"].notna(), translated("label")]))
    parts = []
    if silent:
        parts.append(_("**The documents print no amount of {silent}.**", silent=listed(silent)))
    if spoken:
        parts.append(_("**They print amounts of {spoken}.**", spoken=listed(spoken)))
    if not len(programmes):
        parts.append(_("**Nothing matches a programme, so that no printed amount stands beside it.**"))
    parts.append(
        _(
            "Nothing is subtracted: the budgets are for all receivers together and in euros, a published transaction is of one receiver.",
        )
    )
    return " ".join(parts)


def aid_source(basis: pd.DataFrame) -> str:
    """Name the source of the transactions, who publishes them, and what was left out; Markdown."""
    row: Any = basis.iloc[0]
    if row.imported:
        source = _("the imported files {files}, imported {day}", files=row.files, day=row.day)
    else:
        source = _("the reference table of the dataset: {source}, CC BY 4.0", source=row.source)
    many = ngettext(
        "{transactions} transaction",
        "{transactions} transactions",
        row.transactions,
        transactions=row.transactions,
    )
    publishers = ngettext(
        "{publishers} publisher", "{publishers} publishers", row.publishers, publishers=row.publishers
    )
    activities = ngettext("{activities} activity", "{activities} activities", row.activities, activities=row.activities)
    parts = [
        _(
            "Transactions under IATI: {source}. There are {many} of Dutch money for refugees and migration in it, in {activities}, of {publishers}.",
            source=source,
            many=many,
            activities=activities,
            publishers=publishers,
        )
    ]
    if row.out_of_scope:
        one = row.out_of_scope == 1
        parts.append(
            _(
                "{out_of_scope} other Dutch transaction concerns neither refugees nor migration by receiver, sector or title, or refugees in the Netherlands itself.",
                out_of_scope=row.out_of_scope,
            )
            if one
            else _(
                "{out_of_scope} other Dutch transactions concern neither refugees nor migration by receiver, sector or title, or refugees in the Netherlands itself.",
                out_of_scope=row.out_of_scope,
            )
        )
    if row.undated:
        parts.append(_("{undated} without a date, an amount or a currency are left out.", undated=row.undated))
    if row.uncounted:
        parts.append(_("Not counted, though the country is in their name: {uncounted}.", uncounted=row.uncounted))
    return " ".join(parts)


def _kinds(table: pd.DataFrame) -> list[tuple[str, str, pd.DataFrame]]:
    """Return type, currency and rows of each kind of money, in the order of the table."""
    groups = table.groupby(["side", "type", "currency"], sort=False)
    return [(str(rows["type"].iloc[0]), str(rows["currency"].iloc[0]), rows) for _, rows in groups]


def _rows(frame: pd.DataFrame) -> list[Any]:
    return list(rows_of(frame))


def _years(row: Any) -> str:
    return wording.years([row.first_year, row.last_year])


def _sum(row: Any) -> str:
    return f"{numbers.interval(row.lower, row.upper, row.currency)} ({words.flow(row.type)})"


def _dollars(row: Any) -> str:
    return numbers.interval(row["all_usd"], row["all_usd"], "USD")


def _elsewhere(row: Any) -> str:
    """Say how many transactions are for other years."""
    parts = []
    for many, which in (
        (row.earlier, _("earlier")),
        (row.later, _("later")),
    ):
        if many:
            parts.append(
                ngettext(
                    "{many} more is for {which} years.",
                    "{many} more are for {which} years.",
                    many,
                    many=many,
                    which=which,
                )
            )
    return " ".join(parts)
