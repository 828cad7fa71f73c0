"""Sentences on who returned, with what support, and who provides it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.narrative.indicators import moved
from analysis.display.theme import Language
from analysis.display.wording import counted, say


def returnees(frame: pd.DataFrame, both: float | None, language: Language) -> str:
    """Say how many former asylum seekers returned with support, under both readings; Markdown.

    ``frame`` is ``questions.returns.by_year``; ``both`` the share that it assumes to have had both kinds of support.
    """
    if frame.empty:
        return say(language, "**The documents print no returns of former asylum seekers for this period.**",
                   "**De documenten vermelden voor deze periode geen terugkeer van ex-asielzoekers.**")  # fmt: skip
    last: Any = frame.iloc[-1]
    parts = [f"**{_year(last, language)}**"]
    if len(frame) > 1:
        parts.append(_year(frame.iloc[0], language))
    open_years = frame[frame["combined"]]
    if open_years.empty:
        parts.append(say(language, "In these years nobody could have both kinds of support: the printed total is the sum.",
                         "In deze jaren kon niemand beide soorten ondersteuning krijgen: het vermelde totaal is de som."))  # fmt: skip
        return " ".join(parts)
    for row in _records(open_years):
        year = wording.window(row.period_start, row.period_end, language)
        printed = numbers.interval(row.total_lower, row.total_upper, language)
        added = numbers.interval(row.sum_lower, row.sum_upper, language)
        parts.append(
            say(language, f"For {year} the printed total is {printed}, the column of money; both columns add up to {added}.",
                f"Voor {year} is het vermelde totaal {printed}, de kolom van geld; beide kolommen zijn opgeteld {added}.")
        )  # fmt: skip
    if both is None:
        parts.append(
            say(language, "How many people had both is not printed.", "Hoeveel mensen beide kregen, staat er niet.")
        )
    else:
        share = numbers.share(both, both, language)
        parts.append(
            say(language, f"Assumed here, and printed nowhere: {share} of those with support in kind had money too.",
                f"Hier aangenomen, en nergens vermeld: {share} van wie ondersteuning in natura kreeg, kreeg ook geld.")
        )  # fmt: skip
    return " ".join(parts)


def return_claims(frame: pd.DataFrame, language: Language) -> str:
    """Hold what the report says of its last year against the figures, see ``questions.returns.claims``; Markdown."""
    if frame.empty:
        return say(language, "What the report says of its last year cannot be held against figures in this period.",
                   "Wat het rapport van zijn laatste jaar zegt, is in deze periode niet aan cijfers te toetsen.")  # fmt: skip
    parts = []
    for _, group in frame.groupby("statement_id", sort=False):
        rows = _records(group)
        what = say(language, "people with support in kind", "mensen met ondersteuning in natura")
        if rows[0].series == "people":
            what = say(language, "people with support", "mensen met ondersteuning")
        told = [_claim([row for row in rows if row.answer == answer], language) for answer in _distinct(rows)]
        parts.append(
            say(language, f"**Of the number of {what} the report says “{rows[0].as_printed}”: {wording.listed(told, language)}.**",
                f"**Van het aantal {what} zegt het rapport “{rows[0].as_printed}”: {wording.listed(told, language)}.**")
        )  # fmt: skip
    saved = [row for row in _records(frame) if row.answer == "undecided" and row.answer_same_share != "undecided"]
    for row in saved:
        years = wording.listed([f"{day:%Y}" for day in (row.period_start, row.period_end)], language)
        parts.append(
            say(language, f"If the same share of those with support in kind had money too in {years}, whatever that share, "
                f"{wording.answered(row.answer_same_share, language)}.",
                f"Als in {years} een gelijk deel van wie ondersteuning in natura kreeg ook geld kreeg, hoe groot ook, geldt: "
                f"{wording.answered(row.answer_same_share, language)}.")
        )  # fmt: skip
    return " ".join(parts)


def returns_elsewhere(frame: pd.DataFrame, changes: pd.DataFrame, language: Language) -> str:
    """Say what the later reports print on return, and which change may be computed; Markdown.

    ``frame`` is ``questions.returns.elsewhere``, ``changes`` is ``questions.indicators.changes``.
    """
    if frame.empty:
        return say(language, "**The later reports print no returns for this period.**",
                   "**De latere rapporten vermelden geen terugkeer voor deze periode.**")  # fmt: skip
    number = counted(len(frame), say(language, "number", "getal"), say(language, "numbers", "getallen"))
    people = wording.listed(
        sorted({wording.population(code, language) for code in frame["population"].dropna()}), language
    )
    floors = int(frame["upper"].isna().sum())
    parts = [
        say(language, f"**The later reports print {number} on return and reintegration, of {people}; none of them "
            f"continues the series of former asylum seekers.**",
            f"**De latere rapporten vermelden {number} over terugkeer en herintegratie, van {people}; geen daarvan "
            f"zet de reeks van ex-asielzoekers voort.**")
    ]  # fmt: skip
    if floors:
        parts.append(
            say(language, f"{floors} {'is' if floors == 1 else 'are'} printed without an upper limit.",
                f"{floors} {'is' if floors == 1 else 'zijn'} vermeld zonder bovengrens.")
        )  # fmt: skip
    known = set(frame["figure_id"])
    allowed = [row for _, row in changes.iterrows() if {row["figure_id"], row["other_figure_id"]} <= known]
    for row in allowed:
        care = (
            say(language, ", to be read with care", ", met de nodige voorzichtigheid te lezen")
            if row["verdict"] == "with_care"
            else ""
        )
        start, end = (
            wording.window(row[f"{side}period_start"], row[f"{side}period_end"], language) for side in ("", "other_")
        )
        parts.append(
            say(language, f"{row['label_en']}, {start} to {end}: {moved(row, language)}{care}.",
                f"{row['label_nl']}, {start} tot {end}: {moved(row, language)}{care}.")
        )  # fmt: skip
    if not allowed:
        parts.append(
            say(language, "No change between them may be computed.", "Geen verandering ertussen mag worden berekend.")
        )
    return " ".join(parts)


def returns_unnumbered(frame: pd.DataFrame, language: Language) -> str:
    """Say which results on return are stated without their number, see ``questions.returns.unnumbered``; Markdown."""
    if frame.empty:
        return say(language, "No result on return is stated without its number.",
                   "Geen resultaat over terugkeer is vermeld zonder het getal.")  # fmt: skip
    told = [
        f"- “{row.as_printed}”: {wording.prose(row, 'says', language)} ({wording.where(row.where, language)})"
        for row in _records(frame)
    ]
    opening = say(language, "**Stated without the number:**", "**Vermeld zonder het getal:**")
    return "\n".join([opening, "", *told])


def support(kinds: pd.DataFrame, providers: pd.DataFrame, countries: pd.DataFrame, language: Language) -> str:
    """Say which kinds of support there are, who provides them, and where after forced return; Markdown.

    The frames are ``questions.returns.support``, ``providers`` and ``forced_countries``.
    """
    voluntary = providers[~providers["forced"]]
    names = kinds[kinds["programme_id"].isin(voluntary["programme_id"])][f"label_{language}"].str.lower()
    executors = voluntary[voluntary["role"] == "executor"]
    counts = executors.groupby("organisation_id")["programme_id"].nunique()
    everywhere = executors[executors["organisation_id"].isin(counts[counts == len(names)].index)]
    all_kinds = wording.listed(sorted(everywhere[f"name_{language}"].unique()), language)
    others = kinds.loc[kinds["kind"].isin(["money", "in_kind"]), "source_id"].value_counts(sort=False)
    named = wording.listed(
        [f"{number} ({' '.join(wording.document(str(source), language))})" for source, number in others.items()],
        language,
    )
    parts = [
        say(language, f"**For voluntary return the leaflet names {counted(len(names), 'kind', 'kinds')} of support "
            f"({wording.listed(list(names), language)}) and {counted(len(counts), 'provider', 'providers')}"
            f"{f'; {all_kinds} provides all of them' if all_kinds else ''}.**",
            f"**Voor vrijwillige terugkeer noemt de folder {counted(len(names), 'soort', 'soorten')} ondersteuning "
            f"({wording.listed(list(names), language)}) en {counted(len(counts), 'aanbieder', 'aanbieders')}"
            f"{f'; {all_kinds} biedt ze alle' if all_kinds else ''}.**"),
    ]  # fmt: skip
    if named:
        parts.append(say(language, f"Schemes and projects that other documents name: {named}.",
                         f"Regelingen en projecten die andere documenten noemen: {named}."))  # fmt: skip
    if len(countries):
        listed = wording.listed(list(countries[f"label_{language}"].sort_values()), language)
        parts.append(
            say(language, f"After forced return, help is offered in {counted(len(countries), 'country', 'countries')}: {listed}. "
                f"How many people were forced to return, or had that help, is printed in none of the documents.",
                f"Na gedwongen terugkeer is er hulp in {counted(len(countries), 'land', 'landen')}: {listed}. "
                f"Hoeveel mensen gedwongen terugkeerden, of die hulp kregen, staat in geen van de documenten.")
        )  # fmt: skip
    return " ".join(parts)


def return_conditions(conditions: pd.DataFrame, group: pd.DataFrame, language: Language) -> str:
    """Say what support for one person may come to, and how many other conditions there are; Markdown.

    The frames are ``questions.returns.conditions`` and ``target_group``; the text is empty where both are.
    """
    each = conditions[conditions["per"] == "person"]
    said = []
    for programme, own in each.assign(per=None).groupby(f"programme_{language}", sort=False):
        parts = []
        for label, rows in own.groupby(f"label_{language}", sort=False):
            found: list[Any] = list(rows.itertuples(index=False))
            amounts = [f"{wording.limit(row, language)} ({_for_whom(row, language)})" for row in found]
            parts.append(f"{str(label)[:1].lower()}{str(label)[1:]} {wording.listed(amounts, language)}")
        said.append(f"**{programme}: {'; '.join(parts)}.**")
    numbered = len(conditions) - len(each)
    if len(conditions) or len(group):
        said.append(
            say(language, f"Beside these, {counted(numbered, 'number', 'numbers')} and {counted(len(group), 'statement', 'statements')} "
                "say what a project must keep to and who can be supported.",
                f"Daarnaast zeggen {counted(numbered, 'getal', 'getallen')} en {counted(len(group), 'uitspraak', 'uitspraken')} "
                "waaraan een project moet voldoen en wie ondersteund kan worden.")
        )  # fmt: skip
    return " ".join(said)


def _for_whom(row: Any, language: Language) -> str:
    return wording.population(row.population, language) or say(language, "not said for whom", "voor wie is niet gezegd")


def _year(row: Any, language: Language) -> str:
    year = wording.window(row["period_start"], row["period_end"], language)
    people = numbers.interval(row["people_lower"], row["people_upper"], language)
    share = numbers.share(row["share_lower"], row["share_upper"], language)
    return say(language, f"In {year}, {people} former asylum seekers returned with support, {share} of them with support in kind.",
               f"In {year} keerden {people} ex-asielzoekers terug met ondersteuning, {share} van hen met ondersteuning in natura.")  # fmt: skip


def _distinct(rows: list[Any]) -> list[str]:
    return list(dict.fromkeys(row.answer for row in rows))


def _claim(rows: list[Any], language: Language) -> str:
    """Say what the figures make of a claim for the years in which they make the same of it."""
    spans = [
        say(
            language,
            f"from {row.period_start:%Y} to {row.period_end:%Y}",
            f"van {row.period_start:%Y} naar {row.period_end:%Y}",
        )
        for row in rows
    ]
    answer = wording.answered(rows[0].answer, language)
    listed = wording.listed(spans, language)
    return say(language, f"{listed} {answer}", f"{listed} geldt: {answer}")


def _records(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples(index=False))
