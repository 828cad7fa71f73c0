"""Sentences on who returned, with what support, and who provides it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import N_, _, ngettext, numbers, translated
from analysis.questions.indicators.sentences import moved
from analysis.show import wording

#: What the figures make of a claim.
_ANSWERED = {
    "confirmed": N_("the figures confirm it"),
    "contradicted": N_("the figures contradict it"),
    "undecided": N_("the figures cannot tell"),
}


def returnees(frame: pd.DataFrame, both: float | None) -> str:
    """Say how many former asylum seekers returned with support, under both readings; Markdown.

    ``frame`` is ``answers.by_year``; ``both`` the share that it assumes to have had both kinds of support.
    """
    if frame.empty:
        return _("**The documents print no returns of former asylum seekers for this period.**")
    last: Any = frame.iloc[-1]
    parts = [f"**{_year(last)}**"]
    if len(frame) > 1:
        parts.append(_year(frame.iloc[0]))
    open_years = frame[frame["combined"]]
    if open_years.empty:
        parts.append(_("In these years nobody could have both kinds of support: the printed total is the sum."))
        return " ".join(parts)
    for row in _records(open_years):
        year = wording.window(row.period_start, row.period_end)
        printed = numbers.interval(row.total_lower, row.total_upper)
        added = numbers.interval(row.sum_lower, row.sum_upper)
        parts.append(
            _(
                "For {year} the printed total is {printed}, the column of money; both columns add up to {added}.",
                year=year,
                printed=printed,
                added=added,
            )
        )
    if both is None:
        parts.append(_("How many people had both is not printed."))
    else:
        share = numbers.share(both, both)
        parts.append(
            _(
                "Assumed here, and printed nowhere: {share} of those with support in kind had money too.",
                share=share,
            )
        )
    return " ".join(parts)


def return_claims(frame: pd.DataFrame, elsewhere: pd.DataFrame | None = None) -> str:
    """Hold what the report says of its last year against the figures, see ``answers.claims``; Markdown.

    ``elsewhere`` is ``answers.claims_elsewhere``: what other documents say comes after it.
    """
    others = [] if elsewhere is None else [_claimed(row) for row in _records(elsewhere)]
    if frame.empty:
        none = _("What the report says of its last year cannot be held against figures in this period.")
        return " ".join([none, *others])
    parts = []
    for _key, group in frame.groupby("statement_id", sort=False):
        rows = _records(group)
        what = _("people with support in kind")
        if rows[0].series == "people":
            what = _("people with support")
        told = [_claim([row for row in rows if row.answer == answer]) for answer in _distinct(rows)]
        parts.append(
            _(
                "**Of the number of {what} the report says “{as_printed}”: {told}.**",
                what=what,
                as_printed=rows[0].as_printed,
                told=wording.listed(told),
            )
        )
    saved = [row for row in _records(frame) if row.answer == "undecided" and row.answer_same_share != "undecided"]
    for row in saved:
        years = wording.listed([f"{day:%Y}" for day in (row.period_start, row.period_end)])
        parts.append(
            _(
                "If the same share of those with support in kind had money too in {years}, whatever that share, {answered}.",
                years=years,
                answered=_(_ANSWERED[row.answer_same_share]),
            )
        )
    return " ".join([*parts, *others])


def _claimed(row: Any) -> str:
    """Say a claim of any document with the two figures that it is held against, and what they make of it."""
    if pd.isna(row.figure_id):
        told = _("no two figures are printed to hold it against")
    else:
        ends = [
            f"{numbers.allowed(row, prefix=side)} ({wording.window(start, end)})"
            for side, start, end in (
                ("before_", row.period_start, row.other_period_end),
                ("after_", row.other_period_start, row.period_end),
            )
        ]
        if pd.isna(row.obstacles):
            answer = _(_ANSWERED[row.answer])
        else:
            why = wording.listed([wording.obstacle(code) for code in row.obstacles.split()])
            answer = _("the figures may not be compared ({why})", why=why)
            answer += {
                "above": _("; as printed, the later one is higher"),
                "below": _("; as printed, the later one is lower"),
            }.get(row.printed, "")
        told = _("from {before} to {after} {answer}", before=ends[0], after=ends[1], answer=answer)
    return _(
        "**Of “{label}” the document {document} says “{as_printed}”: {told}.**",
        label=getattr(row, translated("label")),
        document=" ".join(wording.document(row.source_id)),
        as_printed=row.as_printed,
        told=told,
    )


def returns_elsewhere(frame: pd.DataFrame, changes: pd.DataFrame) -> str:
    """Say what the later reports print on return, and which change may be computed; Markdown.

    ``frame`` is ``answers.elsewhere``, ``changes`` is ``indicators.answers.changes``.
    """
    if frame.empty:
        return _("**The later reports print no returns for this period.**")
    number = ngettext("{count} number", "{count} numbers", len(frame), count=len(frame))
    people = wording.listed(sorted({wording.population(code) for code in frame["population"].dropna()}))
    floors = int(frame["upper"].isna().sum())
    parts = [
        _(
            "**The later reports print {number} on return and reintegration, of {people}; none of them continues the series of former asylum seekers.**",
            number=number,
            people=people,
        )
    ]
    if floors:
        parts.append(
            ngettext(
                "{floors} is printed without an upper limit.",
                "{floors} are printed without an upper limit.",
                floors,
                floors=floors,
            )
        )
    known = set(frame["figure_id"])
    allowed = [row for _, row in changes.iterrows() if {row["figure_id"], row["other_figure_id"]} <= known]
    for row in allowed:
        care = _(", to be read with care") if row["verdict"] == "with_care" else ""
        start, end = (wording.window(row[f"{side}period_start"], row[f"{side}period_end"]) for side in ("", "other_"))
        parts.append(
            _(
                "{value}, {start} to {end}: {moved}{care}.",
                value=row[translated("label")],
                start=start,
                end=end,
                moved=moved(row),
                care=care,
            )
        )
    if not allowed:
        parts.append(_("No change between them may be computed."))
    return " ".join(parts)


def returns_unnumbered(frame: pd.DataFrame) -> str:
    """Say which results on return are stated without their number, see ``answers.unnumbered``; Markdown."""
    if frame.empty:
        return _("No result on return is stated without its number.")
    told = [
        f"- “{row.as_printed}”: {wording.prose(row, 'says')} ({wording.where(row.where)})" for row in _records(frame)
    ]
    opening = _("**Stated without the number:**")
    return "\n".join([opening, "", *told])


def support(kinds: pd.DataFrame, providers: pd.DataFrame, countries: pd.DataFrame) -> str:
    """Say which kinds of support there are, who provides them, and where after forced return; Markdown.

    The frames are ``answers.support``, ``providers`` and ``forced_countries``.
    """
    voluntary = providers[~providers["forced"]]
    names = kinds[kinds["programme_id"].isin(voluntary["programme_id"])][translated("label")].str.lower()
    executors = voluntary[voluntary["role"] == "executor"]
    counts = executors.groupby("organisation_id")["programme_id"].nunique()
    everywhere = executors[executors["organisation_id"].isin(counts[counts == len(names)].index)]
    all_kinds = wording.listed(sorted(everywhere[translated("name")].unique()))
    others = kinds.loc[kinds["kind"].isin(["money", "in_kind"]), "source_id"].value_counts(sort=False)
    named = wording.listed(
        [f"{number} ({' '.join(wording.document(str(source)))})" for source, number in others.items()],
    )
    parts = [
        (
            _(
                "**For voluntary return the leaflet names {kinds} of support ({list}) and {providers}; {all_kinds} provides all of them.**",
                kinds=ngettext("{names} kind", "{names} kinds", len(names), names=len(names)),
                list=wording.listed(list(names)),
                providers=ngettext("{counts} provider", "{counts} providers", len(counts), counts=len(counts)),
                all_kinds=all_kinds,
            )
            if all_kinds
            else _(
                "**For voluntary return the leaflet names {kinds} of support ({list}) and {providers}.**",
                kinds=ngettext("{names} kind", "{names} kinds", len(names), names=len(names)),
                list=wording.listed(list(names)),
                providers=ngettext("{counts} provider", "{counts} providers", len(counts), counts=len(counts)),
            )
        ),
    ]
    if named:
        parts.append(_("Schemes and projects that other documents name: {named}.", named=named))
    if len(countries):
        listed = wording.listed(list(countries[translated("label")].sort_values()))
        parts.append(
            _(
                "After forced return, help is offered in {countries}: {listed}. How many people were forced to return, or had that help, is printed in none of the documents.",
                countries=ngettext(
                    "{countries} country", "{countries} countries", len(countries), countries=len(countries)
                ),
                listed=listed,
            )
        )
    return " ".join(parts)


def return_conditions(conditions: pd.DataFrame, group: pd.DataFrame) -> str:
    """Say what support for one person may come to, and how many other conditions there are; Markdown.

    The frames are ``answers.conditions`` and ``target_group``; the text is empty where both are.
    """
    each = conditions[conditions["per"] == "person"]
    said = []
    for programme, own in each.assign(per=None).groupby(translated("programme"), sort=False):
        parts = []
        for label, rows in own.groupby(translated("label"), sort=False):
            found: list[Any] = list(rows_of(rows))
            amounts = [f"{wording.limit(row)} ({_for_whom(row)})" for row in found]
            parts.append(f"{str(label)[:1].lower()}{str(label)[1:]} {wording.listed(amounts)}")
        said.append(f"**{programme}: {'; '.join(parts)}.**")
    numbered = len(conditions) - len(each)
    if len(conditions) or len(group):
        said.append(
            _(
                "Beside these, {numbers} and {statements} say what a project must keep to and who can be supported.",
                numbers=ngettext("{numbered} number", "{numbered} numbers", numbered, numbered=numbered),
                statements=ngettext("{group} statement", "{group} statements", len(group), group=len(group)),
            )
        )
    return " ".join(said)


def _for_whom(row: Any) -> str:
    return wording.population(row.population) or _("not said for whom")


def _year(row: Any) -> str:
    year = wording.window(row["period_start"], row["period_end"])
    people = numbers.interval(row["people_lower"], row["people_upper"])
    share = numbers.share(row["share_lower"], row["share_upper"])
    return _(
        "In {year}, {people} former asylum seekers returned with support, {share} of them with support in kind.",
        year=year,
        people=people,
        share=share,
    )


def _distinct(rows: list[Any]) -> list[str]:
    return list(dict.fromkeys(row.answer for row in rows))


def _claim(rows: list[Any]) -> str:
    """Say what the figures make of a claim for the years in which they make the same of it."""
    spans = [
        _(
            "from {period_start:%Y} to {period_end:%Y}",
            period_start=row.period_start,
            period_end=row.period_end,
        )
        for row in rows
    ]
    answer = _(_ANSWERED[rows[0].answer])
    listed = wording.listed(spans)
    return _("{listed} {answer}", listed=listed, answer=answer)


def _records(frame: pd.DataFrame) -> list[Any]:
    return list(rows_of(frame))
