"""Sentences on one programme: what it is, its money, its promises, and how few carry programmes out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.language import numbers, say, say_as, say_many
from analysis.show import wording
from analysis.show.theme import Language
from analysis.show.wording import listed

_MANY = 6


def programme(profile: pd.DataFrame, organisations: pd.DataFrame, places: pd.DataFrame, language: Language) -> str:
    """Say what a programme is, who pays, who carries it out, where, and how it ended; Markdown.

    The frames are those of :mod:`analysis.questions.programme.answers`.
    """
    row: Any = profile.iloc[0]
    theme, state = wording.theme(row["theme"], language), wording.programme_status(row["status"], language)
    term = _term(row, language)
    known = wording.as_of(row["known_until"], language)
    parts = [
        say(
            language,
            "**{value}** (theme: {theme}). Status in the last document that names it, {known}: {state}; {term}.",
            value=row[f"label_{language}"],
            theme=theme,
            known=known,
            state=state,
            term=term,
        ),
        _who(organisations, language),
        _where(places, language),
    ]
    if row["overdue"]:
        parts.insert(1, say(language, "Its printed end has passed since, and no later document names it."))
    if not pd.isna(row["priority_en"]):
        parts.append(_priority(row, language))
    if not pd.isna(row["end_reason_en"]):
        parts.append(_ended(row, language))
    if row["figures"] + row["statements"] + row["shared"] == 0:
        parts.append(say(language, "**Nothing more is said of it: no figure, no result, no assessment.**"))
    else:
        facts, said = int(row["figures"]), int(row["statements"])
        parts.append(
            say(
                language,
                "The documents print {say_manylanguagefactsfactfactsfactsfactsfactsfactsiffactselsesaylanguagenofact} in figures of it and say {say_manylanguagesaidthingsaidthingssaidsaidsaidifsaidelsesaylanguagenothing} without a number.",
                say_manylanguagefactsfactfactsfactsfactsfactsfactsiffactselsesaylanguagenofact=(
                    say_many(language, "{facts} fact", "{facts} facts", facts, facts=facts)
                    if facts
                    else say(language, "no fact")
                ),
                say_manylanguagesaidthingsaidthingssaidsaidsaidifsaidelsesaylanguagenothing=(
                    say_many(language, "{said} thing", "{said} things", said, said=said)
                    if said
                    else say(language, "nothing")
                ),
            )
        )
        if shared := int(row["shared"]):
            parts.append(
                say_many(
                    language,
                    "{shared} more figure concerns it together with others.",
                    "{shared} more figures concern it together with others.",
                    shared,
                    shared=shared,
                )
            )
    if not pd.isna(row["note_en"]):
        parts.append(say(language, "Note: {value}", value=row[f"note_{language}"]))
    return " ".join(parts)


def programme_money(money: pd.DataFrame, language: Language) -> str:
    """Say which amounts are printed of a programme, by what each is and whose (``questions.programme.money``)."""
    if money.empty:
        return say(language, "**No amount is printed of it:** neither a budget nor a commitment nor a payment.")
    shared = [_shared(row, language) for row in _records(money[money["link"].notna()])]
    money = money[money["link"].isna()]
    if money.empty:
        return " ".join([say(language, "**No amount is printed of it alone.**"), *shared])
    items = [
        f"{wording.quantity(row, language)} ({wording.kind(row.kind, language)}, "
        f"{wording.payer(row.funding, language) or wording.payer('unknown', language)}, "
        f"{wording.window(row.period_start, row.period_end, language, row.period_basis)})"
        for row in _records(money)
    ]
    count = len(items)
    opening = (
        say(language, "**One amount is printed of it**")
        if count == 1
        else say(language, "**{count} amounts are printed of it**", count=count)
    )
    closing = []
    if count > 1:
        closing.append(say(language, "They are not added up: they differ in kind, payer or window, or may overlap."))
    if not money["kind"].isin(["paid", "spent"]).any():
        closing.append(say(language, "What was paid or spent is not printed."))
    return " ".join([f"{opening}: {'; '.join(items)}.", *closing, *shared])


def programme_promises(promises: pd.DataFrame, silent: pd.DataFrame, language: Language) -> str:
    """Say what was promised and never reported; ``silent`` is ``questions.programme.never_reported``; Markdown."""
    promised = promises[~promises["outcome"].isin(["no_target", "design", "not_due"])]
    counts = promises["outcome"].value_counts()
    without_goal, later = (int(counts.get(code, 0)) for code in ("no_target", "not_due"))
    parts = []
    if promised.empty and not without_goal and not later:
        return say(
            language, "**The documents print no target, plan or promise for it,** so that no result can be missed."
        )
    if len(promised):
        named = listed([f"“{text}”" for text in silent[f"label_{language}"].str.strip("“”.")], language)
        parts.append(_answered(len(promised), len(silent), named, language))
    if later:
        parts.append(
            say(
                language,
                "{say_manylanguagelatertargetorplanislatertargetsandplansarelaterlaterlater} for a time after the last result that these documents print.",
                say_manylanguagelatertargetorplanislatertargetsandplansarelaterlaterlater=say_many(
                    language, "{later} target or plan is", "{later} targets and plans are", later, later=later
                ),
            )
        )
    if without_goal:
        parts.append(
            say(
                language,
                "{say_manylanguagewithout_goalresultorclaimiswithout_goalresultsorclaimsarewithout_goalwithout_goalwithout_goal} printed without a number that was aimed at.",
                say_manylanguagewithout_goalresultorclaimiswithout_goalresultsorclaimsarewithout_goalwithout_goalwithout_goal=say_many(
                    language,
                    "{without_goal} result or claim is",
                    "{without_goal} results or claims are",
                    without_goal,
                    without_goal=without_goal,
                ),
            )
        )
    return " ".join(parts)


def dependence(
    table: pd.DataFrame, executors: pd.DataFrame, language: Language, partners: pd.DataFrame | None = None
) -> str:
    """Say how far the programmes rest on a few executors, and where this one's own stand; Markdown.

    ``partners`` is ``questions.programme.partners``, whom the documents call their partners.
    """
    row: Any = table.iloc[0]
    share = numbers.share(row["share"], row["share"], language)
    first = executors.head(int(row["leading"]))
    names = listed([_named(item, language) for item in first.to_dict("records")], language)
    parts = [
        say_many(
            language,
            "**{names} carries out {reached} of the {with_executor} programmes that name an executor, alone or with others: {share}.** The documents name {executors} executors; {once} of them appear with a single programme. For {value} of {count} programmes no executor is named.",
            "**{names} carry out {reached} of the {with_executor} programmes that name an executor, alone or with others: {share}.** The documents name {executors} executors; {once} of them appear with a single programme. For {value} of {count} programmes no executor is named.",
            len(first),
            names=names,
            reached=row["reached"],
            with_executor=row["with_executor"],
            share=share,
            executors=row["executors"],
            once=row["once"],
            value=row["programmes"] - row["with_executor"],
            count=row["programmes"],
        )
    ]
    parts += _partners(partners, language)
    own = executors[executors["own"]]
    if own.empty:
        parts.append(say(language, "For this programme none is named."))
    elif (own["programmes"] == 1).all():
        parts.append(say(language, "Those of this programme appear with no other."))
    else:
        told = listed(
            [f"{_named(item, language)} ({item['programmes']})" for item in own.to_dict("records")[:_MANY]], language
        )
        parts.append(say(language, "Of this programme, with the number of programmes of each: {told}.", told=told))
    return " ".join(parts)


def _partners(partners: pd.DataFrame | None, language: Language) -> list[str]:
    """Say whom a document calls its main partners, the newest document that names any."""
    if partners is None or not (partners["standing"] != "example").any():
        return []
    leading = partners[partners["standing"] != "example"]
    leading = leading[leading["source_id"] == leading["source_id"].iloc[0]].drop_duplicates("organisation_id")
    names = listed([_named(item, language) for item in leading.to_dict("records")], language)
    title, year = wording.document(leading["source_id"].iloc[0], language)
    return [
        say(
            language,
            "The document “{title}” ({year}) itself names as main partners {names}.",
            title=title,
            year=year,
            names=names,
        )
    ]


def _shared(row: Any, language: Language) -> str:
    """Say which amount pays for the programme and others; no part of it is the programme's own."""
    amount, kind = wording.quantity(row, language), wording.kind(row.kind, language)
    window = wording.window(row.period_start, row.period_end, language, row.period_basis)
    return say(
        language,
        "It is paid from {amount} ({kind}, {window}), together with {beside}; what part of that is its own is not printed.",
        amount=amount,
        kind=kind,
        window=window,
        beside=getattr(row, f"beside_{language}"),
    )


def _priority(row: Any, language: Language) -> str:
    """Say under which policy priority the report tells of the programme, and what was spent on that in all."""
    told = say(language, "Reported under the policy priority “{value}”", value=row[f"priority_{language}"])
    if row["paid_elsewhere"]:
        return say(language, "{told}, but paid from another budget.", told=told)
    if not row["dutch"] or pd.isna(row["priority_lower"]):
        return f"{told}."
    spent = numbers.interval(row["priority_lower"], row["priority_upper"], language, "EUR")
    return say(
        language,
        "{told}, on which {spent} was spent in all; whether it was paid from that, and with how much, is not printed.",
        told=told,
        spent=spent,
    )


def _term(row: Any, language: Language) -> str:
    if pd.isna(row["start"]) and pd.isna(row["end"]):
        return say(language, "neither start nor end is printed")
    window = wording.window(row["start"], row["end"], language)
    missing = ""
    if pd.isna(row["end"]):
        missing = say(language, ", no end is printed")
    elif pd.isna(row["start"]):
        missing = say(language, ", no start is printed")
    return f"{window}{missing}"


def _answered(total: int, silent: int, named: str, language: Language) -> str:
    if not silent:
        return say_many(
            language,
            "**Its one promise, plan or target has an answer in the documents**, in figures or in words.",
            "**All {total} promises, plans and targets have an answer in the documents**, in figures or in words.",
            total,
            total=total,
        )
    if total == 1:
        return say(
            language,
            "**Its one promise, plan or target is not answered by a result that counts the same:** {named}.",
            named=named,
        )
    return say_many(
        language,
        "**Of {total} promises, plans and targets, {silent} is not answered by a result that counts the same:** {named}.",
        "**Of {total} promises, plans and targets, {silent} are not answered by a result that counts the same:** {named}.",
        silent,
        total=total,
        silent=silent,
        named=named,
    )


def _who(organisations: pd.DataFrame, language: Language) -> str:
    names = {
        role: [_named(item, language) for item in rows.to_dict("records")]
        for role, rows in organisations.groupby("role", sort=False)
    }
    paid, done, joined = (listed(names.get(role, []), language) for role in ("payer", "executor", "partner"))
    parts = [
        (say(language, "Paid for by {paid}", paid=paid) if paid else say(language, "No payer is named")),
        (say(language, "carried out by {done}", done=done) if done else say(language, "no executor is named")),
    ]
    if joined:
        parts.append(say(language, "with {joined}", joined=joined))
    return "; ".join(parts) + "."


def _where(places: pd.DataFrame, language: Language) -> str:
    if places.empty:
        return say(language, "No country or region is named.")
    active = places[places["role"].isin(["in", "to"])]
    countries = active.loc[active["place_kind"] == "country", f"label_{language}"].drop_duplicates().tolist()
    wider, parts_of = (
        active.loc[active["place_kind"] == kind, f"label_{language}"].drop_duplicates().tolist()
        for kind in ("region", "area")
    )
    parts = []
    if countries:
        counted = say_many(language, "{count} country", "{count} countries", len(countries), count=len(countries))
        parts.append(
            say(language, "{counted} named: {countries}", counted=counted, countries=listed(countries, language))
        )
    if wider:
        parts.append(
            say(language, "named as a region, not as single countries: {wider}", wider=listed(wider, language))
        )
    if parts_of:
        parts.append(say(language, "named as a part of a country: {parts_of}", parts_of=listed(parts_of, language)))
    for role, what in (
        ("from", say_as(language, "a place", "from")),
        ("origin", say(language, "where people come from")),
    ):
        names = places.loc[places["role"] == role, f"label_{language}"].drop_duplicates().tolist()
        if names:
            parts.append(f"{what}: {listed(names, language)}")
    return _cap("; ".join(parts)) + "."


def _ended(row: Any, language: Language) -> str:
    over = row["status"] in {"completed", "stopped", "not_started"}
    how = say(language, "How it ended") if over else say(language, "What happened to it")
    return f"{how}: {row[f'end_reason_{language}']}"


def _named(item: Any, language: Language) -> str:
    return str(item["label_en"] if language == "en" else item["name"])


def _records(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples(index=False)


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
