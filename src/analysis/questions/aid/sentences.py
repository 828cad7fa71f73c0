"""Sentences on Dutch aid as published: how much, when, to whom, where, and for which programme."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import numbers, say, say_many
from analysis.show import wording
from analysis.show.theme import Language
from analysis.show.wording import listed

#: So many countries are named one by one.
_THREE = 3


def aid(basis: pd.DataFrame, totals: pd.DataFrame, language: Language) -> str:
    """Say how much was published, of what kind and by whom, and what that leaves out; Markdown.

    The frames are ``basis`` and ``totals`` of :mod:`analysis.questions.aid.answers`.
    """
    row: Any = basis.iloc[0]
    years = _years(row)
    if totals.empty:
        return say(
            language,
            "**Of money for use in {years} the files hold nothing.** {elsewhere}",
            years=years,
            elsewhere=_elsewhere(row, language),
        )
    sums = listed([_sum(line, language) for line in _rows(totals)], language)
    many = say_many(language, "{shown} transaction", "{shown} transactions", row.shown, shown=row.shown)
    parts = [say(language, "**For use in {years}: {sums}, in {many}.**", years=years, sums=sums, many=many)]
    if len(totals) > 1:
        parts.append(
            say(
                language,
                "Currencies, kinds of transaction and what giver and receiver each publish are never added to one total.",
            )
        )
    if (totals["lower"] < totals["upper"]).any():
        parts.append(
            say(
                language,
                "Where a span is given, an activity and its parts both carry money of one activity of the giver, which may be the same money.",
            )
        )
    if row.unnamed:
        parts.append(
            say(
                language,
                "In {unnamed} of them the giver has a name but no identifier: whoever searches for the identifier of the ministry alone misses them.",
                unnamed=row.unnamed,
            )
        )
    return " ".join([*parts, _elsewhere(row, language)]).strip()


def aid_years(basis: pd.DataFrame, language: Language) -> str:
    """Say how far promises lie before their use; Markdown."""
    row: Any = basis.iloc[0]
    if not row.shown:
        return say(language, "No transaction has its first use in these years.")
    dates = f"{row.first_date:%Y-%m-%d}", f"{row.last_date:%Y-%m-%d}"
    return say_many(
        language,
        "**{early} of the {shown} transactions are dated in a year before the one in which their money can first be used.** The first is of {first}, the last of {last}. By the year of a transaction and by the year of use, the same money gives two different series.",
        "**{early} of the {shown} transactions are dated in a year before the one in which their money can first be used.** The first is of {first}, the last of {last}. By the year of a transaction and by the year of use, the same money gives two different series.",
        row.early,
        early=row.early,
        shown=row.shown,
        first=dates[0],
        last=dates[1],
    )


def aid_contributions(table: pd.DataFrame, language: Language) -> str:
    """Say how Dutch contributions to UNHCR went through the years, and how editions differ; Markdown.

    ``table`` is :func:`analysis.questions.aid.answers.contributions`.
    """
    rows = table.dropna(subset="all_usd")
    first, last = rows.iloc[0], rows.iloc[-1]
    most = rows.sort_values("all_usd", kind="stable").iloc[-1]
    parts = [
        say(
            language,
            "**Of Dutch money UNHCR had {first} for use in {first_year} and {last} for {last_year}; the most was {most}, for {most_year}.**",
            first=_dollars(first, language),
            first_year=first["year"],
            last=_dollars(last, language),
            last_year=last["year"],
            most=_dollars(most, language),
            most_year=most["year"],
        )
    ]
    plain = table.dropna(subset=["unearmarked_eur", "budget_eur"])
    same = plain[plain["unearmarked_eur"] == plain["budget_eur"]]
    if len(plain):
        parts.append(
            say(
                language,
                "What was pledged without earmark equals the budget line for UNHCR in {same} of the {plain} years that have both.",
                same=len(same),
                plain=len(plain),
            )
        )
    both = table.dropna(subset=["edition_usd", "all_usd"])
    for row in _rows(both):
        apart = round(row.all_usd - row.edition_usd)
        more = say(language, "more") if apart >= 0 else say(language, "less")
        by = numbers.interval(abs(apart), abs(apart), language, "USD")
        there = numbers.interval(row.edition_usd, row.edition_usd, language, "USD")
        many = say_many(
            language,
            "{edition_transactions} transaction",
            "{edition_transactions} transactions",
            row.edition_transactions,
            edition_transactions=row.edition_transactions,
        )
        if not apart:
            parts.append(
                say(
                    language,
                    "The files used below have the same for {year}: {there} ({many}).",
                    year=row.year,
                    there=there,
                    many=many,
                )
            )
            continue
        parts.append(
            say(
                language,
                "The files used below have {there} for {year} ({many}), the series {by} {more}: another edition.",
                there=there,
                year=row.year,
                many=many,
                by=by,
                more=more,
            )
        )
    return " ".join(parts)


def aid_places(table: pd.DataFrame, language: Language) -> str:
    """Name the countries with the most money by kind, and what has no one country; Markdown."""
    if table.empty:
        return say(language, "No place is published for these years.")
    parts = []
    for kind, currency, rows in _kinds(table):
        lands = rows[rows["iso3"] != ""].sort_values("upper", ascending=False, kind="stable")
        rest = rows.loc[rows["iso3"] == "", "upper"].sum() / whole if (whole := rows["upper"].sum()) > 0 else 0.0
        share = numbers.close_share(rest, rest, language)
        said = f"{currency}, {wording.flow(kind, language)}"
        if lands.empty:
            parts.append(say(language, "**{said}:** none of it is of one country.", said=said))
            continue
        named = [
            wording.in_sentence(row.iso3, getattr(row, f"label_{language}"), language)
            + f" ({numbers.interval(row.lower, row.upper, language, currency)})"
            for row in _rows(lands.head(_THREE))
        ]
        most = listed(named, language)
        parts.append(
            say(
                language,
                "**{said}:** the most is for {most}; {share} is of no one country.",
                said=said,
                most=most,
                share=share,
            )
        )
    off = sorted({getattr(row, f"label_{language}") for row in _rows(table[(table["iso3"] != "") & ~table["on_list"]])})
    if off:
        parts.append(say(language, "On no list of countries in the documents: {off}.", off=listed(off, language)))
    else:
        parts.append(say(language, "Every country is on a list of countries in the documents."))
    return " ".join(parts)


def aid_programmes(table: pd.DataFrame, language: Language) -> str:
    """Say what share of the money matches a programme of the documents, and what share cannot be matched; Markdown."""
    if table.empty:
        return say(language, "There is nothing to match.")
    parts = [
        say(language, "**The matches are ours: no file names a programme of the documents unless its title does.**")
    ]
    for kind, currency, rows in _kinds(table):
        shares = rows.groupby("certainty")["share"].sum()
        matched = rows[rows["programme_id"] != ""]
        sure = {code: matched.loc[matched["certainty"] == code, "share"].sum() for code in ("likely", "possible")}
        rest = float(shares.sum() - sum(sure.values()))
        texts = [numbers.close_share(part, part, language) for part in (sure["likely"], sure["possible"], rest)]
        said = f"{currency}, {wording.flow(kind, language)}"
        if matched.empty:
            parts.append(say(language, "{said}: none of it can be matched.", said=said))
            continue
        parts.append(
            say(
                language,
                "{said}: {likely} is likely of a programme, {possible} possibly, {unmatched} cannot be matched.",
                said=said,
                likely=texts[0],
                possible=texts[1],
                unmatched=texts[2],
            )
        )
    return "\n".join([parts[0], "", *[f"- {part}" for part in parts[1:]]])


def aid_beside(table: pd.DataFrame, language: Language) -> str:
    """Say what the documents print beside it, and why no difference is taken; Markdown.

    ``table`` is :func:`analysis.questions.aid.answers.beside`.
    """
    programmes = table[table["programme_id"].notna()]
    silent = list(programmes.loc[programmes["figure_id"].isna(), f"label_{language}"])
    spoken = sorted(set(programmes.loc[programmes["figure_id"].notna(), f"label_{language}"]))
    parts = []
    if silent:
        parts.append(say(language, "**The documents print no amount of {silent}.**", silent=listed(silent, language)))
    if spoken:
        parts.append(say(language, "**They print amounts of {spoken}.**", spoken=listed(spoken, language)))
    if not len(programmes):
        parts.append(say(language, "**Nothing matches a programme, so that no printed amount stands beside it.**"))
    parts.append(
        say(
            language,
            "Nothing is subtracted: the budgets are for all receivers together and in euros, a published transaction is of one receiver.",
        )
    )
    return " ".join(parts)


def aid_source(basis: pd.DataFrame, language: Language) -> str:
    """Name the source of the transactions, who publishes them, and what was left out; Markdown."""
    row: Any = basis.iloc[0]
    if row.imported:
        source = say(language, "the imported files {files}, imported {day}", files=row.files, day=row.day)
    else:
        source = say(language, "the reference table of the dataset: {source}, CC BY 4.0", source=row.source)
    many = say_many(
        language,
        "{transactions} transaction",
        "{transactions} transactions",
        row.transactions,
        transactions=row.transactions,
    )
    publishers = say_many(
        language, "{publishers} publisher", "{publishers} publishers", row.publishers, publishers=row.publishers
    )
    activities = say_many(
        language, "{activities} activity", "{activities} activities", row.activities, activities=row.activities
    )
    parts = [
        say(
            language,
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
            say(
                language,
                "{out_of_scope} other Dutch transaction concerns neither refugees nor migration by receiver, sector or title, or refugees in the Netherlands itself.",
                out_of_scope=row.out_of_scope,
            )
            if one
            else say(
                language,
                "{out_of_scope} other Dutch transactions concern neither refugees nor migration by receiver, sector or title, or refugees in the Netherlands itself.",
                out_of_scope=row.out_of_scope,
            )
        )
    if row.undated:
        parts.append(
            say(language, "{undated} without a date, an amount or a currency are left out.", undated=row.undated)
        )
    if row.uncounted:
        parts.append(
            say(language, "Not counted, though the country is in their name: {uncounted}.", uncounted=row.uncounted)
        )
    return " ".join(parts)


def _kinds(table: pd.DataFrame) -> list[tuple[str, str, pd.DataFrame]]:
    """Return type, currency and rows of each kind of money, in the order of the table."""
    groups = table.groupby(["side", "type", "currency"], sort=False)
    return [(str(rows["type"].iloc[0]), str(rows["currency"].iloc[0]), rows) for _, rows in groups]


def _rows(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples(index=False))


def _years(row: Any) -> str:
    return f"{row.first_year}" if row.first_year == row.last_year else f"{row.first_year}-{row.last_year}"


def _sum(row: Any, language: Language) -> str:
    return f"{numbers.interval(row.lower, row.upper, language, row.currency)} ({wording.flow(row.type, language)})"


def _dollars(row: Any, language: Language) -> str:
    return numbers.interval(row["all_usd"], row["all_usd"], language, "USD")


def _elsewhere(row: Any, language: Language) -> str:
    """Say how many transactions are for other years."""
    parts = []
    for many, which in (
        (row.earlier, say(language, "earlier")),
        (row.later, say(language, "later")),
    ):
        if many:
            parts.append(
                say_many(
                    language,
                    "{many} more is for {which} years.",
                    "{many} more are for {which} years.",
                    many,
                    many=many,
                    which=which,
                )
            )
    return " ".join(parts)
