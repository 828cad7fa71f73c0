"""Sentences on one programme: what it is, its money, its promises, and how few carry programmes out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import _, dates, ngettext, numbers, pgettext, translated
from analysis.show import wording
from analysis.show.wording import listed

_MANY = 6


def programme(profile: pd.DataFrame, organisations: pd.DataFrame, places: pd.DataFrame) -> str:
    """Say what a programme is, who pays, who carries it out, where, and how it ended; Markdown.

    The frames are those of :mod:`analysis.questions.programme.answers`.
    """
    row: Any = profile.iloc[0]
    theme, state = wording.theme(row["theme"]), wording.programme_status(row["status"])
    term = _term(row)
    known = wording.as_of(row["known_until"])
    parts = [
        _(
            "**{value}** (theme: {theme}). Status in the last document that names it, {known}: {state}; {term}.",
            value=row[translated("label")],
            theme=theme,
            known=known,
            state=state,
            term=term,
        ),
        _who(organisations),
        _where(places),
    ]
    if row["overdue"]:
        parts.insert(1, _("Its printed end has passed since, and no later document names it."))
    if not pd.isna(row["priority_en"]):
        parts.append(_priority(row))
    if not pd.isna(row["end_reason_en"]):
        parts.append(_ended(row))
    if row["figures"] + row["statements"] + row["shared"] == 0:
        parts.append(_("**Nothing more is said of it: no figure, no result, no assessment.**"))
    else:
        facts, said = int(row["figures"]), int(row["statements"])
        printed = ngettext("{facts} fact", "{facts} facts", facts, facts=facts) if facts else _("no fact")
        things = ngettext("{said} thing", "{said} things", said, said=said) if said else _("nothing")
        parts.append(
            _(
                "The documents print {facts} in figures of it and say {things} without a number.",
                facts=printed,
                things=things,
            )
        )
        if shared := int(row["shared"]):
            parts.append(
                ngettext(
                    "{shared} more figure concerns it together with others.",
                    "{shared} more figures concern it together with others.",
                    shared,
                    shared=shared,
                )
            )
    if not pd.isna(row["note_en"]):
        parts.append(_("Note: {value}", value=row[translated("note")]))
    return " ".join(parts)


def programme_money(money: pd.DataFrame) -> str:
    """Say which amounts are printed of a programme, by what each is and whose (``answers.money``)."""
    if money.empty:
        return _("**No amount is printed of it:** neither a budget nor a commitment nor a payment.")
    shared = [_shared(row) for row in _records(money[money["link"].notna()])]
    money = money[money["link"].isna()]
    if money.empty:
        return " ".join([_("**No amount is printed of it alone.**"), *shared])
    items = [f"{wording.quantity(row)} ({_about(row)})" for row in _records(money)]
    count = len(items)
    opening = ngettext("**One amount is printed of it**", "**{count} amounts are printed of it**", count, count=count)
    closing = []
    if count > 1:
        closing.append(_("They are not added up: they differ in kind, payer or window, or may overlap."))
    if not money["kind"].isin(["paid", "spent"]).any():
        closing.append(_("What was paid or spent is not printed."))
    return " ".join([f"{opening}: {'; '.join(items)}.", *closing, *shared])


def programme_promises(promises: pd.DataFrame, silent: pd.DataFrame) -> str:
    """Say what was promised and never reported; ``silent`` is ``answers.never_reported``; Markdown."""
    promised = promises[~promises["outcome"].isin(["no_target", "design", "not_due", "under_way"])]
    counts = promises["outcome"].value_counts()
    without_goal, later, early = (int(counts.get(code, 0)) for code in ("no_target", "not_due", "under_way"))
    parts = []
    if promised.empty and not without_goal and not later and not early:
        return _("**The documents print no target, plan or promise for it,** so that no result can be missing.")
    if len(promised):
        named = listed([f"“{text}”" for text in silent[translated("label")].str.strip("“”.")])
        told = _answered_of_those_due if later or early else _answered
        parts.append(told(len(promised), len(silent), named))
    if later:
        parts.append(
            ngettext(
                "{later} target or plan is for a time after {day}, up to when these documents print results.",
                "{later} targets and plans are for a time after {day}, up to when these documents print results.",
                later,
                later=later,
                day=dates.told(promises["last_result"].iloc[0]),
            )
        )
    if early:
        parts.append(
            ngettext(
                "{early} target was not due by the day of its result, which is below it.",
                "{early} targets were not due by the day of their results, which are below them.",
                early,
                early=early,
            )
        )
        parts += _passed(promises[promises["outcome"] == "under_way"])
    if without_goal:
        parts.append(
            _(
                "{without_goal_ones} printed without a numeric target.",
                without_goal_ones=ngettext(
                    "{without_goal} result or claim is",
                    "{without_goal} results or claims are",
                    without_goal,
                    without_goal=without_goal,
                ),
            )
        )
    return " ".join(parts)


def _passed(early: pd.DataFrame) -> list[str]:
    """Say of targets with a result from before their deadline that documents which report up to it print no other."""
    passed = early[early["deadline"] <= early["last_result"]]
    if passed.empty:
        return []
    return [
        ngettext(
            "The deadline of {named} has passed by {day}, up to when these documents print results, and no later result is printed.",
            "The deadlines of {named} have passed by {day}, up to when these documents print results, and no later result is printed.",
            len(passed),
            named=listed([f"“{text}”" for text in passed[translated("label")]]),
            day=dates.told(early["last_result"].iloc[0]),
        )
    ]


def dependence(table: pd.DataFrame, executors: pd.DataFrame, partners: pd.DataFrame | None = None) -> str:
    """Say how far the programmes rest on a few executors, and where this one's own stand; Markdown.

    ``partners`` is ``answers.partners``, whom the documents call their partners.
    """
    row: Any = table.iloc[0]
    share = numbers.share(row["share"], row["share"])
    first = executors.head(int(row["leading"]))
    names = listed([_named(item) for item in first.to_dict("records")])
    parts = [
        ngettext(
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
    parts += _partners(partners)
    own = executors[executors["own"]]
    if own.empty:
        parts.append(_("For this programme none is named."))
    elif (own["programmes"] == 1).all():
        parts.append(_("Those of this programme appear with no other."))
    else:
        told = listed([f"{_named(item)} ({item['programmes']})" for item in own.to_dict("records")[:_MANY]])
        parts.append(_("Of this programme, with the number of programmes of each: {told}.", told=told))
    return " ".join(parts)


def _partners(partners: pd.DataFrame | None) -> list[str]:
    """Say whom a document calls its main partners, the newest document that names any."""
    if partners is None or not (partners["standing"] != "example").any():
        return []
    leading = partners[partners["standing"] != "example"]
    leading = leading[leading["source_id"] == leading["source_id"].iloc[0]].drop_duplicates("organisation_id")
    names = listed([_named(item) for item in leading.to_dict("records")])
    title, year = wording.document(leading["source_id"].iloc[0])
    return [
        _(
            "The document “{title}” ({year}) itself names as main partners {names}.",
            title=title,
            year=year,
            names=names,
        )
    ]


def _about(row: Any) -> str:
    """Say what an amount is: its kind, its payer, its window, and the places that it is for where it is for some."""
    window = wording.window(row.period_start, row.period_end, row.period_basis)
    place = wording.prose(row, "place")
    return ", ".join(
        [
            wording.kind(row.kind),
            wording.whose(row.funding),
            window,
            *([_("for: {place}", place=place)] if place else []),
        ]
    )


def _shared(row: Any) -> str:
    """Say which amount pays for the programme and others; no part of it is the programme's own."""
    amount, kind = wording.quantity(row), wording.kind(row.kind)
    window = wording.window(row.period_start, row.period_end, row.period_basis)
    return _(
        "It is paid from {amount} ({kind}, {window}), together with {beside}; what part of that is its own is not printed.",
        amount=amount,
        kind=kind,
        window=window,
        beside=getattr(row, translated("beside")),
    )


def _priority(row: Any) -> str:
    """Say under which policy priority the report tells of the programme, and what was spent on that in all."""
    told = _("Reported under the policy priority “{value}”", value=row[translated("priority")])
    if row["paid_elsewhere"]:
        return _("{told}, but paid from another budget.", told=told)
    if not row["dutch"] or pd.isna(row["priority_lower"]):
        return f"{told}."
    spent = numbers.interval(row["priority_lower"], row["priority_upper"], "EUR")
    return _(
        "{told}, on which {spent} was spent in all; whether it was paid from that, and with how much, is not printed.",
        told=told,
        spent=spent,
    )


def _term(row: Any) -> str:
    if pd.isna(row["start"]) and pd.isna(row["end"]):
        return _("neither start nor end is printed")
    window = wording.window(row["start"], row["end"])
    missing = ""
    if pd.isna(row["end"]):
        missing = _(", no end is printed")
    elif pd.isna(row["start"]):
        missing = _(", no start is printed")
    return f"{window}{missing}"


def _answered(total: int, silent: int, named: str) -> str:
    if not silent:
        return ngettext(
            "**Its one promise, plan or target has an answer in the documents**, in figures or in words.",
            "**All {total} promises, plans and targets have an answer in the documents**, in figures or in words.",
            total,
            total=total,
        )
    if total == 1:
        return _(
            "**Its one promise, plan or target is not answered by a result that counts the same:** {named}.",
            named=named,
        )
    return ngettext(
        "**Of {total} promises, plans and targets, {silent} is not answered by a result that counts the same:** {named}.",
        "**Of {total} promises, plans and targets, {silent} are not answered by a result that counts the same:** {named}.",
        silent,
        total=total,
        silent=silent,
        named=named,
    )


def _answered_of_those_due(total: int, silent: int, named: str) -> str:
    """Say the same where others are not due by the documents, so that those counted here are not all that there are."""
    if not silent:
        return ngettext(
            "**The one promise, plan or target that was due has an answer in the documents**, in figures or in words.",
            "**All {total} promises, plans and targets that were due have an answer in the documents**, in figures or in words.",
            total,
            total=total,
        )
    if total == 1:
        return _(
            "**The one promise, plan or target that was due is not answered by a result that counts the same:** {named}.",
            named=named,
        )
    return ngettext(
        "**Of {total} promises, plans and targets that were due, {silent} is not answered by a result that counts the same:** {named}.",
        "**Of {total} promises, plans and targets that were due, {silent} are not answered by a result that counts the same:** {named}.",
        silent,
        total=total,
        silent=silent,
        named=named,
    )


def _who(organisations: pd.DataFrame) -> str:
    names = {
        role: [_named(item) for item in rows.to_dict("records")]
        for role, rows in organisations.groupby("role", sort=False)
    }
    paid, done, joined = (listed(names.get(role, [])) for role in ("payer", "executor", "partner"))
    parts = [
        (_("Paid for by {paid}", paid=paid) if paid else _("No payer is named")),
        (_("carried out by {done}", done=done) if done else _("no executor is named")),
    ]
    if joined:
        parts.append(_("with {joined}", joined=joined))
    return "; ".join(parts) + "."


def _where(places: pd.DataFrame) -> str:
    if places.empty:
        return _("No country or region is named.")
    places = wording.by_name(places, "place_kind")
    active = places[places["role"].isin(["in", "to"])]
    countries = active.loc[active["place_kind"] == "country", translated("label")].drop_duplicates().tolist()
    wider, parts_of = (
        active.loc[active["place_kind"] == kind, translated("label")].drop_duplicates().tolist()
        for kind in ("region", "area")
    )
    parts = []
    if countries:
        counted = ngettext("{count} country", "{count} countries", len(countries), count=len(countries))
        parts.append(_("{counted} named: {countries}", counted=counted, countries=listed(countries)))
    if wider:
        parts.append(_("named as a region, not as single countries: {wider}", wider=listed(wider)))
    if parts_of:
        parts.append(_("named as a part of a country: {parts_of}", parts_of=listed(parts_of)))
    for role, what in (
        ("from", pgettext("a place", "from")),
        ("origin", _("where people come from")),
    ):
        names = places.loc[places["role"] == role, translated("label")].drop_duplicates().tolist()
        if names:
            parts.append(f"{what}: {listed(names)}")
    return wording.capitalised("; ".join(parts)) + "."


def _ended(row: Any) -> str:
    over = row["status"] in {"completed", "stopped", "not_started"}
    how = _("How it ended") if over else _("What happened to it")
    return f"{how}: {row[translated('end_reason')]}"


def _named(item: Any) -> str:
    return str(item[translated("label")])


def _records(frame: pd.DataFrame) -> Iterable[Any]:
    return rows_of(frame)
