"""Sentences on one country: what the documents say of it, and what their silence means."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import _, ngettext, numbers, translated
from analysis.questions.country import words
from analysis.show import wording
from analysis.show.wording import listed

_MANY = 6
_FEW = 2


def country(
    profile: pd.DataFrame,
    lists: pd.DataFrame,
    programmes: pd.DataFrame,
    figures: pd.DataFrame,
    printed: pd.DataFrame,
) -> str:
    """Say how much the documents say of a country, and say so when it is little or nothing; Markdown.

    The frames are those of :mod:`analysis.questions.country.answers`; ``printed`` are its printed figures of refugees.
    """
    row: Any = profile.iloc[0]
    name = _name(profile)
    on = lists[lists["says"] == "named"]
    direct = programmes[programmes["via_en"].isna()]
    own = figures[figures["scope"] == "own"]
    if not row["mentioned"]:
        return _(
            "**There is nothing about {name} in these documents.** None of them names it: not in a list, a programme or a figure.",
            name=name,
        )
    if direct.empty and figures.empty and printed.empty and not on["policy"].any():
        return _only_listed(name, on, programmes)
    parts = [
        _(
            "**{name} stands on {lists}, is named by {count}, and has {grouped} of its own.**",
            name=wording.capitalised(name),
            lists=_lists(len(on)),
            count=_programmes(len(direct)),
            grouped=_grouped(own, ("result", "money")),
        )
    ]
    parts += _money_of_others(own)
    policy = on[on["policy"]]
    names = listed([f"“{label}”" for label in policy[translated("label")]])
    parts.append(
        _(
            "It is on {number} of the lists that say where policy is aimed: {names}.",
            number=_number(len(policy)),
            names=names,
        )
        if len(policy)
        else _("It is on none of the lists that say where policy is aimed.")
    )
    donor = on[on["donor"]]
    if len(donor):
        parts.append(_("It is a donor itself: {names}.", names=_names(donor)))
    if policy.empty and len(direct) <= _FEW and not own["group"].isin(["result", "money"]).any():
        parts.append(_("**That is little.**"))
    return " ".join(parts)


def country_absence(lists: pd.DataFrame) -> str:
    """Say what it means that a country is not on a list of policy, see ``answers.lists``."""
    policy = lists[lists["policy"]]
    absent, silent, hidden = (policy[policy["says"] == code] for code in ("absent", "silent", "unprinted"))
    parts = []
    if len(absent):
        parts.append(
            ngettext(
                "Not on {lists} that is complete, so that the absence means something: {names}.",
                "Not on {lists} that are complete, so that the absence means something: {names}.",
                len(absent),
                lists=_lists(len(absent)),
                names=_names(absent),
            )
        )
    if len(silent):
        parts.append(
            ngettext(
                "Not on {lists} that does not claim to be complete, which says nothing: {names}.",
                "Not on {lists} that do not claim to be complete, which says nothing: {names}.",
                len(silent),
                lists=_lists(len(silent)),
                names=_names(silent),
            )
        )
    if len(hidden):
        parts.append(
            _(
                "Whether it is on {lists} more cannot be known, because the document prints no names: {names}.",
                lists=_lists(len(hidden)),
                names=_names(hidden),
            )
        )
    return " ".join(parts) or _("It is on every list that says where policy is aimed.")


def country_activities(activities: pd.DataFrame, programmes: pd.DataFrame) -> str:
    """Say what each table of activities holds for a country, see ``answers.activities``; a Markdown list."""
    lines = [f"- {_activity(row)}" for row in rows_of(activities)]
    # A programme that was last told of years before the tables says nothing of the time that they are of.
    year = activities["as_of"].dropna().astype("str").str[:4].max()
    told = programmes["known_until"].fillna("").astype("str") >= str(year)
    dutch = programmes[programmes["dutch"] & programmes["via_en"].isna() & told]
    if (activities["says"] != "named").all() and len(dutch):
        many = ngettext("{dutch} programme", "{dutch} programmes", len(dutch), dutch=len(dutch))
        lines.append(
            _(
                "\nThat it is in none of the tables does not mean that nothing was done there: documents on {year} or later name {many} there with the Dutch state as a payer.",
                year=year,
                many=many,
            )
        )
    return "\n".join(lines)


def country_programmes(profile: pd.DataFrame, programmes: pd.DataFrame) -> str:
    """Say how many programmes name a country, their status and payers, and which work in its region; Markdown."""
    name = _name(profile)
    direct, regional = programmes[programmes["via_en"].isna()], programmes[programmes["via_en"].notna()]
    parts = []
    if direct.empty:
        parts.append(_("**No programme names {name}.**", name=name))
    else:
        statuses = direct["status"].value_counts()
        told = listed([_status(int(count), str(code), len(direct)) for code, count in statuses.items()])
        many = len(direct)
        parts.append(
            ngettext(
                "**{count} names {name}:** {told}, by the last document that says anything of each{as_of}.",
                "**{count} name {name}:** {told}, by the last document that says anything of each{as_of}.",
                many,
                count=wording.capitalised(_programmes(many)),
                name=name,
                told=told,
                as_of=_as_of(direct),
            )
        )
        paid = int(direct["dutch"].sum())
        parts.append(_("The Dutch state is named as a payer of {of_}.", of_=_of(paid, many)))
        overdue = int(direct["overdue"].fillna(False).sum())
        if overdue:
            parts.append(
                ngettext(
                    "For {of_} the printed end has passed since, and no document says what came of it.",
                    "For {of_} the printed end has passed since, and no document says what came of them.",
                    overdue,
                    of_=_of(overdue, many),
                )
            )
        undated = int((direct["start"].isna() & direct["end"].isna()).sum())
        if undated:
            parts.append(_("Neither start nor end is printed for {of_}.", of_=_of(undated, many)))
    if len(regional):
        regions = sorted({via for cell in regional[translated("via")] for via in cell.split(", ")})
        parts.append(
            ngettext(
                "{count} names only a region that it is counted to ({regions}): whether anything of it is in {name} is not said.",
                "{count} name only a region that it is counted to ({regions}): whether anything of them is in {name} is not said.",
                len(regional),
                count=wording.capitalised(_programmes(len(regional))),
                regions=listed(regions),
                name=name,
            )
        )
        inferred = regional[regional["via_basis"] == "inferred"]
        if len(inferred):
            regions = sorted({via for cell in inferred[translated("via")] for via in cell.split(", ")})
            parts.append(
                _(
                    "That it belongs to {regions} is our reading: the document names both together and does not say which country lies where.",
                    regions=listed(regions),
                )
            )
    return " ".join(parts)


def country_figures(profile: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Say how many figures are a country's own and how many count it along; see ``answers.figures``."""
    name = _name(profile)
    own = figures[figures["scope"] == "own"]
    wider = figures[figures["scope"] != "own"]
    told = _grouped(own, ("money", "promise", "result", "context"))
    if own.empty:
        parts = [
            _(
                "**No figure is printed of {name} alone**, activities and numbers of refugees apart.",
                name=name,
            )
        ]
    else:
        parts = [_("**Of {name} alone are printed: {told}.**", name=name, told=told)]
        if not (own["group"] == "money").any():
            parts.append(_("No amount of money is among them."))
    parts += _money_of_others(own)
    results = own[own["group"] == "result"]
    others = results[results["credit"].isin(["eu", "international", "other"])]
    if len(others):
        many, are = len(others), _("is") if len(others) == 1 else _("are")
        parts.append(
            _(
                "Of the results {of_} {are} printed as the result of others or of all together, not of the Netherlands.",
                of_=_of(many, len(results)),
                are=are,
            )
        )
    if len(wider):
        many = len(wider)
        parts.append(
            ngettext(
                "{figures} more counts it along with other countries or as part of a region; no part of them is its own.",
                "{figures} more count it along with other countries or as part of a region; no part of them is its own.",
                many,
                figures=_figures(many),
            )
        )
    return " ".join(parts)


def country_refugees(profile: pd.DataFrame, stocks: pd.DataFrame, change: pd.DataFrame, printed: pd.DataFrame) -> str:
    """Say how many refugees a country hosts and how many come from it, and how that changed; Markdown.

    ``stocks``, ``change`` and ``printed`` are those of :mod:`analysis.questions.country.answers`.
    """
    name = _name(profile)
    parts = [_changed(row, name) for row in rows_of(change)]
    for role in ("host", "origin"):
        others = stocks[(stocks["role"] == role) & (stocks["category"] == "oip")]
        if len(others):
            parts.append(_others(others.iloc[-1], name))
    if stocks.empty:
        parts.append(_("**The reference table has no numbers for {name}.**", name=name))
    else:
        source = stocks["source"].iloc[0]
        parts.append(
            _(
                "Source: {source}; small numbers are rounded by UNHCR, and Palestine refugees under UNRWA's mandate are not among them.",
                source=source,
            )
        )
    if printed.empty:
        parts.append(_("The documents print no number of refugees in or from it."))
    else:
        parts += [_printed(printed[printed["role"] == role], str(role)) for role in printed["role"].unique()]
    return "\n".join(f"- {part}" for part in parts)


def _only_listed(name: str, on: pd.DataFrame, programmes: pd.DataFrame) -> str:
    parts = [
        _(
            "**Of what the Netherlands does in {name} these documents say nothing:** no activity, no programme, no figure.",
            name=name,
        )
    ]
    if len(on):
        donor = bool(on["donor"].all())
        where = f"{_lists(len(on))}: {_names(on)}"
        parts.append(
            _("They name it only as a donor, on {where}.", where=where)
            if donor
            else _("They name it only on {where}.", where=where)
        )
    if len(programmes):
        parts.append(
            ngettext(
                "{count} works in a region that a document counts it to.",
                "{count} work in a region that a document counts it to.",
                len(programmes),
                count=wording.capitalised(_programmes(len(programmes))),
            )
        )
    return " ".join(parts)


def _activity(row: Any) -> str:
    dated = (
        wording.of_its_year(row) if pd.notna(row.as_of) else _("{label}, undated", label=wording.prose(row, "label"))
    )
    label = f"**{dated}:**"
    if row.says != "named":
        return _not_on_it(row, label)
    if row.legibility == "legible" and pd.isna(row.as_printed):
        return _("{label} it is on it, without a number of activities.", label=label)
    if row.legibility == "illegible":
        return _(
            "{label} it is in the table, but the number cannot be read: “{as_printed}” stands where a digit was.",
            label=label,
            as_printed=row.as_printed,
        )
    if row.legibility == "lost":
        return _("{label} it is in the table, but its number is lost: the page prints none.", label=label)
    other = int(row.unreadable)
    unread = ngettext(
        "; of the {countries} cells of the table {other} cannot be read",
        "; of the {countries} cells of the table {other} cannot be read",
        other,
        countries=row.countries,
        other=_number(other),
    )
    return f"{label} {wording.quantity(row)}{unread if other else ''}."


def _not_on_it(row: Any, label: str) -> str:
    """Say of a list or table of activities that a country is not on it, and what that means."""
    if row.says == "unprinted":
        return _("{label} the document does not print its countries.", label=label)
    if row.says == "absent":
        return ngettext(
            "{label} not on it; it is complete, and names {countries} country.",
            "{label} not on it; it is complete, and names {countries} countries.",
            row.countries,
            label=label,
            countries=row.countries,
        )
    return ngettext(
        "{label} not on it. It names {countries} country and does not claim to be complete, so that says nothing about whether there were activities.",
        "{label} not on it. It names {countries} countries and does not claim to be complete, so that says nothing about whether there were activities.",
        row.countries,
        label=label,
        countries=row.countries,
    )


def _changed(row: Any, name: str) -> str:
    there = wording.there(row.role, name)
    if pd.isna(row.before) or pd.isna(row.after):
        year, people = (row.start, row.before) if pd.isna(row.after) else (row.end, row.after)
        missing = row.end if year == row.start else row.start
        if pd.isna(people):
            return _(
                "UNHCR has no number of refugees {there} for the end of {start} or {end}.",
                there=there,
                start=row.start,
                end=row.end,
            )
        return _(
            "{counted}; for the end of {missing} it has no number.",
            counted=_counted(year, people, there),
            missing=missing,
        )
    now = f"**{_counted(row.end, row.after, there)}**"
    if row.change == 0:
        return _("{now}, as many as at the end of {start}.", now=now, start=row.start)
    by, before = (numbers.number(float(value)) for value in (abs(row.change), row.before))
    more = row.change > 0
    return (
        _(
            "{now}, {by} more than the {before} at the end of {start}{ratio}.",
            now=now,
            by=by,
            before=before,
            start=row.start,
            ratio=_ratio(row),
        )
        if more
        else _(
            "{now}, {by} fewer than the {before} at the end of {start}{ratio}.",
            now=now,
            by=by,
            before=before,
            start=row.start,
            ratio=_ratio(row),
        )
    )


def _counted(year: int, people: float, there: str) -> str:
    number = numbers.number(float(people))
    one = float(people) == 1
    return (
        _(
            "At the end of {year} UNHCR counted {number} refugee {there}",
            year=year,
            number=number,
            there=there,
        )
        if one
        else _(
            "At the end of {year} UNHCR counted {number} refugees {there}",
            year=year,
            number=number,
            there=there,
        )
    )


def _ratio(row: Any) -> str:
    """Return how much the change is of what there was: per cent, or how many times as many from twice on."""
    if pd.isna(row.change_share):
        return ""
    return f" ({wording.relative(float(row.change_share))})"


def _others(row: Any, name: str) -> str:
    people, there = numbers.number(float(row["people"])), wording.there(row["role"], name)
    who = wording.population("others-in-need-of-protection")
    return _(
        "Beside them UNHCR counted {people} {who} {there} at the end of {year}, whom it counts apart.",
        people=people,
        who=who,
        there=there,
        year=row["year"],
    )


def _printed(rows: pd.DataFrame, role: str) -> str:
    items = []
    for row in rows.to_dict("records"):
        other = row[translated("other")]
        ends = (
            ""
            if pd.isna(other)
            else (
                _(", only those from {other}", other=other)
                if role == "host"
                else _(", only those in {other}", other=other)
            )
        )
        undated = pd.isna(row["period_start"]) and pd.isna(row["period_end"])
        date = _("undated") if undated else wording.window(row["period_start"], row["period_end"], row["period_basis"])
        items.append(f"“{row['as_printed']}”, {date}{ends}")
    there = wording.refugee_role(role)
    apart = ""
    if len(items) > 1 and rows[translated("other")].isna().sum() > 1:
        apart = _(" They stand side by side: they are other counts, or other dates.")
    told = "; ".join(items)
    return _("The documents print of refugees {there}: {told}.{apart}", there=there, told=told, apart=apart)


def _names(rows: pd.DataFrame) -> str:
    names = rows[translated("label")].tolist()
    if len(names) <= _MANY:
        return listed(names)
    rest = len(names) - _MANY
    more = _("and {rest} more", rest=rest)
    return f"{', '.join(names[:_MANY])} {more}"


def _number(count: int) -> str:
    return numbers.number(count)


def _lists(count: int) -> str:
    if count == 0:
        return _("no list")
    return ngettext("{count} list", "{count} lists", count, count=count)


def _programmes(count: int) -> str:
    if count == 0:
        return _("no programme")
    return ngettext("{count} programme", "{count} programmes", count, count=count)


def _figures(count: int) -> str:
    if count == 0:
        return _("no figure")
    return ngettext("{count} figure", "{count} figures", count, count=count)


def _of(part: int, whole: int) -> str:
    if part == whole:
        if whole == 1:
            return _("that one")
        return _("both") if whole == 2 else _("all {whole}", whole=whole)
    if part == 0:
        return _("none of them")
    return _("{part} of {whole}", part=part, whole=whole)


def _grouped(own: pd.DataFrame, groups: tuple[str, ...]) -> str:
    """Count figures by group: those there are; with none at all, say so of each group."""
    counts = {code: int((own["group"] == code).sum()) for code in groups}
    if not any(counts.values()):
        return _(" and ").join(words.fact_groups(0, code) for code in groups)
    return listed([words.fact_groups(count, code) for code, count in counts.items() if count])


def _money_of_others(own: pd.DataFrame) -> list[str]:
    """Say how much of the amounts is not Dutch money; nothing where all of it is."""
    money = own[own["group"] == "money"]
    others = money[money["funding"].isin(["eu", "international", "other"])]
    if others.empty:
        return []
    payers = listed([wording.payer(code) for code in others["funding"].unique()])
    if len(money) == 1:
        return [_("The amount is not Dutch money but that of {payers}.", payers=payers)]
    which = _of(len(others), len(money))
    one = len(others) == 1
    return [
        (
            _("Of the amounts {which} is not Dutch money but that of {payers}.", which=which, payers=payers)
            if one
            else _("Of the amounts {which} are not Dutch money but that of {payers}.", which=which, payers=payers)
        )
    ]


def _status(count: int, code: str, whole: int) -> str:
    status = _("without a status")
    status = status if code == "unknown" else wording.programme_status(code)
    if count < whole:
        return f"{count} {status}"
    return status if whole == 1 else f"{_of(count, whole)} {status}"


def _as_of(rows: pd.DataFrame) -> str:
    """Say as of when the programmes that had not ended are known: the years of the last documents that name them."""
    still = rows[rows["status"].isin(["running", "extended", "planned"])]
    if still.empty:
        return ""
    years = still["known_until"].fillna("").value_counts().sort_index(ascending=False)
    told = [
        (
            _("{count} as of {year}", count=count, year=year)
            if year
            else _("{count} as of an undated document", count=count)
        )
        for year, count in years.items()
    ]
    return _(" (not ended: {told})", told=listed(told))


def country_events(profile: pd.DataFrame, events: pd.DataFrame) -> str:
    """Say how much happened in or with a country by the documents, see ``answers.events``; Markdown."""
    name = _name(profile)
    if events.empty:
        return _("**No agreement, visit or other event with {name} is told of.**", name=name)
    dated = int(events["start"].notna().sum())
    many = ngettext("{events} event", "{events} events", len(events), events=len(events))
    with_date = {0: _("without a date"), len(events): _("with a date")}.get(dated) or _(
        "{dated} with a date", dated=dated
    )
    guessed = int((events["basis"] == "inferred").sum())
    inferred = (
        ngettext(
            "; {guessed} of these dates follows from the text around it",
            "; {guessed} of these dates follow from the text around it",
            guessed,
            guessed=guessed,
        )
        if guessed
        else ""
    )
    return _(
        "**The documents tell of {many} in or with {name}, {with_date}{inferred}.**",
        many=many,
        name=name,
        with_date=with_date,
        inferred=inferred,
    )


def _name(profile: pd.DataFrame) -> str:
    row = profile.iloc[0]
    return wording.in_sentence(row["place_id"], row[translated("label")])
