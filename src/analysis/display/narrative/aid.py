"""Sentences on Dutch aid as published: how much, when, to whom, where, and for which programme."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.theme import Language
from analysis.display.wording import counted, listed, say

#: So many countries are named one by one.
_THREE = 3


def aid(basis: pd.DataFrame, totals: pd.DataFrame, language: Language) -> str:
    """Say how much was published, of what kind and by whom, and what that leaves out; Markdown.

    The frames are ``basis`` and ``totals`` of :mod:`analysis.questions.aid`.
    """
    row: Any = basis.iloc[0]
    years = _years(row)
    if totals.empty:
        return say(language, f"**Of money for use in {years} the files hold nothing.** {_elsewhere(row, language)}",
                   f"**Over geld voor besteding in {years} bevatten de bestanden niets.** {_elsewhere(row, language)}")  # fmt: skip
    sums = listed([_sum(line, language) for line in _rows(totals)], language)
    many = counted(row.shown, *say(language, "transaction/transactions", "transactie/transacties").split("/"))
    parts = [
        say(
            language,
            f"**For use in {years}: {sums}, in {many}.**",
            f"**Voor besteding in {years}: {sums}, in {many}.**",
        )
    ]
    if len(totals) > 1:
        parts.append(
            say(language, "Currencies, kinds of transaction and what giver and receiver each publish are never added to one total.",
                "Valuta's, soorten transacties en wat gever en ontvanger elk publiceren zijn nergens tot één totaal opgeteld.")
        )  # fmt: skip
    if (totals["lower"] < totals["upper"]).any():
        parts.append(
            say(language, "Where a span is given, an activity and its parts both carry money of one activity of the giver, which may be "
                "the same money.",
                "Waar een bandbreedte staat, dragen een activiteit en haar onderdelen allebei geld van één activiteit van de gever; dat "
                "kan hetzelfde geld zijn.")
        )  # fmt: skip
    if row.unnamed:
        parts.append(
            say(language, f"In {row.unnamed} of them the giver has a name but no identifier: whoever searches for the identifier of the "
                "ministry alone misses them.",
                f"Bij {row.unnamed} daarvan heeft de gever wel een naam maar geen code: wie alleen op de code van het ministerie zoekt, "
                "mist ze.")
        )  # fmt: skip
    return " ".join([*parts, _elsewhere(row, language)]).strip()


def aid_years(basis: pd.DataFrame, language: Language) -> str:
    """Say how far promises lie before their use; Markdown."""
    row: Any = basis.iloc[0]
    if not row.shown:
        return say(language, "No transaction has its first use in these years.",
                   "Geen transactie heeft haar eerste besteding in deze jaren.")  # fmt: skip
    dates = f"{row.first_date:%Y-%m-%d}", f"{row.last_date:%Y-%m-%d}"
    return say(language,
        f"**{row.early} of the {row.shown} transactions are dated in a year before the one in which their money can first be used.** "
        f"The first is of {dates[0]}, the last of {dates[1]}. By the year of a transaction and by the year of use, the same money gives two "
        "different series.",
        f"**Van de {row.shown} transacties {'dateert' if row.early == 1 else 'dateren'} er {row.early} uit een eerder jaar dan waarin het geld "
        f"voor het eerst te besteden is.** De eerste is van {dates[0]}, de laatste van {dates[1]}. Naar het jaar van de transactie en naar het "
        "jaar van besteding geeft hetzelfde geld twee verschillende reeksen.")  # fmt: skip


def aid_contributions(table: pd.DataFrame, language: Language) -> str:
    """Say how Dutch contributions to UNHCR went through the years, and how editions differ; Markdown.

    ``table`` is :func:`analysis.questions.aid.contributions`.
    """
    rows = table.dropna(subset="all_usd")
    first, last = rows.iloc[0], rows.iloc[-1]
    most = rows.sort_values("all_usd").iloc[-1]
    parts = [
        say(language,
            f"**Of Dutch money UNHCR had {_dollars(first, language)} for use in {first['year']} and {_dollars(last, language)} for {last['year']}; "
            f"the most was {_dollars(most, language)}, for {most['year']}.**",
            f"**Aan Nederlands geld had UNHCR {_dollars(first, language)} voor {first['year']} en {_dollars(last, language)} voor {last['year']}; "
            f"het meest was {_dollars(most, language)}, voor {most['year']}.**")
    ]  # fmt: skip
    plain = table.dropna(subset=["unearmarked_eur", "budget_eur"])
    same = plain[plain["unearmarked_eur"] == plain["budget_eur"]]
    if len(plain):
        parts.append(
            say(language, f"What was pledged without earmark equals the budget line for UNHCR in {len(same)} of the {len(plain)} years that have "
                "both.",
                f"Wat ongeoormerkt is toegezegd, is in {len(same)} van de {len(plain)} jaren met beide gelijk aan de begroting voor UNHCR.")
        )  # fmt: skip
    both = table.dropna(subset=["edition_usd", "all_usd"])
    for row in _rows(both):
        apart = round(row.all_usd - row.edition_usd)
        more = say(language, *(("more", "meer") if apart >= 0 else ("less", "minder")))
        by = numbers.interval(abs(apart), abs(apart), language, "USD")
        there = numbers.interval(row.edition_usd, row.edition_usd, language, "USD")
        many = counted(
            row.edition_transactions, *say(language, "transaction/transactions", "transactie/transacties").split("/")
        )
        if not apart:
            parts.append(say(language, f"The files used below have the same for {row.year}: {there} ({many}).",
                             f"De bestanden hieronder hebben hetzelfde voor {row.year}: {there} ({many})."))  # fmt: skip
            continue
        parts.append(
            say(language, f"The files used below have {there} for {row.year} ({many}), the series {by} {more}: another edition.",
                f"De bestanden hieronder hebben {there} voor {row.year} ({many}), de reeks {by} {more}: een andere editie.")
        )  # fmt: skip
    return " ".join(parts)


def aid_places(table: pd.DataFrame, language: Language) -> str:
    """Name the countries with the most money by kind, and what has no one country; Markdown."""
    if table.empty:
        return say(language, "No place is published for these years.", "Voor deze jaren is geen plaats gepubliceerd.")
    parts = []
    for kind, currency, rows in _kinds(table):
        lands = rows[rows["iso3"] != ""].sort_values("upper", ascending=False, kind="stable")
        rest = rows.loc[rows["iso3"] == "", "upper"].sum() / whole if (whole := rows["upper"].sum()) > 0 else 0.0
        share = numbers.close_share(rest, rest, language)
        said = f"{currency}, {wording.flow(kind, language)}"
        if lands.empty:
            parts.append(
                say(
                    language,
                    f"**{said}:** none of it is of one country.",
                    f"**{said}:** niets daarvan is van één land.",
                )
            )
            continue
        named = [wording.in_sentence(row.iso3, getattr(row, f"label_{language}"), language)
                 + f" ({numbers.interval(row.lower, row.upper, language, currency)})" for row in _rows(lands.head(_THREE))]  # fmt: skip
        most = listed(named, language)
        parts.append(
            say(language, f"**{said}:** the most is for {most}; {share} is of no one country.",
                f"**{said}:** het meest gaat naar {most}; {share} is niet van één land.")
        )  # fmt: skip
    off = sorted({getattr(row, f"label_{language}") for row in _rows(table[(table["iso3"] != "") & ~table["on_list"]])})
    if off:
        parts.append(say(language, f"On no list of countries in the documents: {listed(off, language)}.",
                         f"Op geen landenlijst in de documenten: {listed(off, language)}."))  # fmt: skip
    else:
        parts.append(say(language, "Every country is on a list of countries in the documents.",
                         "Elk land staat op een landenlijst in de documenten."))  # fmt: skip
    return " ".join(parts)


def aid_programmes(table: pd.DataFrame, language: Language) -> str:
    """Say what share of the money matches a programme of the documents, and what share cannot be matched; Markdown."""
    if table.empty:
        return say(language, "There is nothing to match.", "Er is niets te koppelen.")
    parts = [say(language, "**The matches are ours: no file names a programme of the documents unless its title does.**",
                 "**De koppelingen zijn van ons: alleen een titel kan een programma uit de documenten noemen.**")]  # fmt: skip
    for kind, currency, rows in _kinds(table):
        shares = rows.groupby("certainty")["share"].sum()
        matched = rows[rows["programme_id"] != ""]
        sure = {code: matched.loc[matched["certainty"] == code, "share"].sum() for code in ("likely", "possible")}
        rest = float(shares.sum() - sum(sure.values()))
        texts = [numbers.close_share(part, part, language) for part in (sure["likely"], sure["possible"], rest)]
        said = f"{currency}, {wording.flow(kind, language)}"
        if matched.empty:
            parts.append(say(language, f"{said}: none of it can be matched.", f"{said}: niets daarvan is te koppelen."))
            continue
        parts.append(
            say(language, f"{said}: {texts[0]} is likely of a programme, {texts[1]} possibly, {texts[2]} cannot be matched.",
                f"{said}: {texts[0]} hoort waarschijnlijk bij een programma, {texts[1]} mogelijk, {texts[2]} is niet te koppelen.")
        )  # fmt: skip
    return "\n".join([parts[0], "", *[f"- {part}" for part in parts[1:]]])


def aid_beside(table: pd.DataFrame, language: Language) -> str:
    """Say what the documents print beside it, and why no difference is taken; Markdown.

    ``table`` is :func:`analysis.questions.aid.beside`.
    """
    programmes = table[table["programme_id"].notna()]
    silent = list(programmes.loc[programmes["figure_id"].isna(), f"label_{language}"])
    spoken = sorted(set(programmes.loc[programmes["figure_id"].notna(), f"label_{language}"]))
    parts = []
    if silent:
        parts.append(say(language, f"**The documents print no amount of {listed(silent, language)}.**",
                         f"**De documenten vermelden geen bedrag van {listed(silent, language)}.**"))  # fmt: skip
    if spoken:
        parts.append(say(language, f"**They print amounts of {listed(spoken, language)}.**",
                         f"**Ze vermelden bedragen van {listed(spoken, language)}.**"))  # fmt: skip
    if not len(programmes):
        parts.append(say(language, "**Nothing matches a programme, so that no printed amount stands beside it.**",
                         "**Niets is aan een programma te koppelen, zodat er geen gedrukt bedrag naast staat.**"))  # fmt: skip
    parts.append(
        say(language, "Nothing is subtracted: the budgets are for all receivers together and in euros, a published transaction is of one receiver.",
            "Er is niets afgetrokken: de budgetten gelden voor alle ontvangers samen en in euro's, een gepubliceerde transactie is van één "
            "ontvanger.")
    )  # fmt: skip
    return " ".join(parts)


def aid_source(basis: pd.DataFrame, language: Language) -> str:
    """Name the source of the transactions, who publishes them, and what was left out; Markdown."""
    row: Any = basis.iloc[0]
    if row.imported:
        source = say(language, f"the imported files {row.files}, imported {row.day}",
                     f"de ingelezen bestanden {row.files}, ingelezen {row.day}")  # fmt: skip
    else:
        source = say(language, f"the reference table of the dataset: {row.source}, CC BY 4.0",
                     f"de referentietabel van de dataset: {row.source}, CC BY 4.0")  # fmt: skip
    many = counted(row.transactions, *say(language, "transaction/transactions", "transactie/transacties").split("/"))
    publishers = counted(row.publishers, *say(language, "publisher/publishers", "uitgever/uitgevers").split("/"))
    activities = counted(row.activities, *say(language, "activity/activities", "activiteiten/activiteiten").split("/"))
    if row.activities == 1:
        activities = say(language, "1 activity", "1 activiteit")
    parts = [
        say(language, f"Transactions under IATI: {source}. It holds {many} of Dutch money for refugees and migration in {activities}, of {publishers}.",
            f"Transacties volgens IATI: {source}. Er staan {many} van Nederlands geld voor vluchtelingen en migratie in, in {activities}, van "
            f"{publishers}.")
    ]  # fmt: skip
    if row.out_of_scope:
        one = row.out_of_scope == 1
        parts.append(
            say(language, f"{row.out_of_scope} other Dutch {'transaction concerns' if one else 'transactions concern'} neither refugees nor "
                "migration by receiver, sector or title, or refugees in the Netherlands itself.",
                f"{row.out_of_scope} andere Nederlandse {'transactie gaat' if one else 'transacties gaan'} volgens ontvanger, sector of titel niet "
                "over vluchtelingen of migratie, of over vluchtelingen in Nederland zelf.")
        )  # fmt: skip
    if row.undated:
        parts.append(say(language, f"{row.undated} without a date, an amount or a currency are left out.",
                         f"{row.undated} zonder datum, bedrag of valuta tellen niet mee."))  # fmt: skip
    if row.uncounted:
        parts.append(say(language, f"Not counted, though the country is in their name: {row.uncounted}.",
                         f"Niet meegeteld, al staat het land in hun naam: {row.uncounted}."))  # fmt: skip
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
    for many, when in ((row.earlier, ("earlier", "eerdere")), (row.later, ("later", "latere"))):
        if many:
            which = say(language, *when)
            parts.append(
                say(language, f"{many} more {'is' if many == 1 else 'are'} for {which} years.",
                    f"Nog {many} {'is' if many == 1 else 'zijn'} voor {which} jaren.")
            )  # fmt: skip
    return " ".join(parts)
