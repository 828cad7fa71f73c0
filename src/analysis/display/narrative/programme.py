"""Sentences on one programme: what it is, its money, its promises, its pace, and how few carry programmes out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.theme import Language
from analysis.display.wording import listed, say

_MANY = 6


def programme(
    profile: pd.DataFrame, organisations: pd.DataFrame, places: pd.DataFrame, language: Language
) -> str:  # fmt: skip
    """Say what a programme is, who pays, who carries it out, where, and how it ended; Markdown.

    The frames are those of :mod:`analysis.questions.programme`.
    """
    row: Any = profile.iloc[0]
    theme, state = wording.theme(row["theme"], language), wording.programme_status(row["status"], language)
    term = _term(row, language)
    parts = [
        say(language, f"**{row['label_en']}** (theme: {theme}). Status in the documents: {state}; {term}.",
            f"**{row['label_nl']}** (thema: {theme}). Status volgens de documenten: {state}; {term}."),
        _who(organisations, language),
        _where(places, language),
    ]  # fmt: skip
    if not pd.isna(row["end_reason"]):
        parts.append(_ended(row, language))
    if row["figures"] + row["statements"] == 0:
        parts.append(
            say(language, "**Nothing more is said of it: no figure, no result, no assessment.**",
                "**Meer is er niet over gezegd: geen cijfer, geen resultaat, geen oordeel.**")
        )  # fmt: skip
    else:
        facts, said = int(row["figures"]), int(row["statements"])
        parts.append(
            say(language,
                f"The documents print {_some(facts, 'fact', 'facts', 'no fact')} in figures of it and say "
                f"{_some(said, 'thing', 'things', 'nothing')} without a number.",
                f"De documenten vermelden er {_some(facts, 'feit', 'feiten', 'geen feit')} in cijfers van en zeggen er "
                f"{_some(said, 'ding', 'dingen', 'niets')} zonder getal over.")
        )  # fmt: skip
    if not pd.isna(row["note"]):
        parts.append(say(language, f"Note: {row['note']}", f"Toelichting (Engels): {row['note']}"))
    return " ".join(parts)


def programme_money(money: pd.DataFrame, language: Language) -> str:
    """Say which amounts are printed of a programme, by what each is and whose (``questions.programme.money``)."""
    if money.empty:
        return say(language, "**No amount is printed of it:** neither a budget nor a commitment nor a payment.",
                   "**Er is geen bedrag van vermeld:** geen budget, geen toezegging en geen betaling.")  # fmt: skip
    items = [
        f"{wording.quantity(row, language)} ({wording.kind(row.kind, language)}, "
        f"{wording.payer(row.funding, language) or wording.payer('unknown', language)}, "
        f"{wording.window(row.period_start, row.period_end, language, row.period_basis)})"
        for row in money.itertuples(index=False)
    ]
    count = len(items)
    opening = say(language, "**One amount is printed of it**" if count == 1 else f"**{count} amounts are printed of it**",
                  "**Er is één bedrag van vermeld**" if count == 1 else f"**Er zijn {count} bedragen van vermeld**")  # fmt: skip
    closing = []
    if count > 1:
        closing.append(say(language, "They are not added up: they differ in kind, payer or window, or may overlap.",
                           "Ze worden niet opgeteld: ze verschillen in soort, betaler of periode, of overlappen misschien."))  # fmt: skip
    if not money["kind"].isin(["paid", "spent"]).any():
        closing.append(say(language, "What was paid or spent is not printed.",
                           "Wat is overgemaakt of uitgegeven, is niet vermeld."))  # fmt: skip
    return " ".join([f"{opening}: {'; '.join(items)}.", *closing])


def programme_promises(promises: pd.DataFrame, silent: pd.DataFrame, language: Language) -> str:
    """Say what was promised and never reported; ``silent`` is ``questions.programme.never_reported``; Markdown."""
    promised = promises[~promises["outcome"].isin(["no_target", "design"])]
    without_goal = int((promises["outcome"] == "no_target").sum())
    if promises.empty or (promised.empty and not without_goal):
        return say(language, "**The documents print no target, plan or promise for it,** so that no result can be missed.",
                   "**De documenten vermelden er geen doel, plan of belofte voor,** zodat er ook geen resultaat kan "
                   "ontbreken.")  # fmt: skip
    parts = []
    if len(promised):
        named = listed([f"“{text}”" for text in silent[f"label_{language}"].str.strip("“”.")], language)
        total, quiet = len(promised), len(silent)
        if quiet:
            parts.append(
                say(language,
                    f"**Of {_some(total, 'promise, plan or target', 'promises, plans and targets', '')}, {quiet} "
                    f"{'is' if quiet == 1 else 'are'} not answered by a result that counts the same:** {named}.",
                    f"**Van {_some(total, 'belofte, plan of doel', 'beloften, plannen en doelen', '')} "
                    f"{'is er' if quiet == 1 else 'zijn er'} {quiet} niet beantwoord met een resultaat dat hetzelfde telt:** "
                    f"{named}.")
            )  # fmt: skip
        else:
            parts.append(
                say(language, f"**{_cap(_some(total, 'promise, plan or target has', 'promises, plans and targets have', ''))} an "
                    "answer in the documents**, in figures or in words.",
                    f"**{_cap(_some(total, 'belofte, plan of doel heeft', 'beloften, plannen en doelen hebben', ''))} een "
                    "antwoord in de documenten**, in cijfers of in woorden.")
            )  # fmt: skip
    if without_goal:
        parts.append(
            say(language, f"{_cap(_some(without_goal, 'result or claim is', 'results or claims are', ''))} printed without "
                "a number that was aimed at.",
                f"{_cap(_some(without_goal, 'resultaat of uitspraak staat', 'resultaten of uitspraken staan', ''))} er zonder "
                "een getal dat werd beoogd.")
        )  # fmt: skip
    return " ".join(parts)


def pace(table: pd.DataFrame, language: Language) -> str:
    """Say what pace a target needs and what pace was kept, see ``questions.targets.pace``; nothing without one."""
    return "\n\n".join(_one_pace(row, language) for row in table.to_dict("records"))


def dependence(table: pd.DataFrame, executors: pd.DataFrame, language: Language) -> str:
    """Say how far the programmes rest on a few executors, and where this one's own stand; Markdown."""
    row: Any = table.iloc[0]
    share = numbers.share(row["share"], row["share"], language)
    first = executors.head(int(row["leading"]))
    names = listed([_named(item, language) for item in first.to_dict("records")], language)
    parts = [
        say(language,
            f"**{names} carry out {row['reached']} of the {row['with_executor']} programmes that name an executor, alone or "
            f"with others: {share}.** The documents name {row['executors']} executors; {row['once']} of them appear with a "
            f"single programme. For {row['programmes'] - row['with_executor']} of {row['programmes']} programmes no executor "
            "is named.",
            f"**{names} voeren, alleen of met anderen, {row['reached']} van de {row['with_executor']} programma's uit waarvan "
            f"een uitvoerder is genoemd: {share}.** De documenten noemen {row['executors']} uitvoerders; {row['once']} daarvan "
            f"komen bij één programma voor. Van {row['programmes'] - row['with_executor']} van de {row['programmes']} "
            "programma's is geen uitvoerder genoemd.")
    ]  # fmt: skip
    own = executors[executors["own"]]
    if own.empty:
        parts.append(say(language, "For this programme none is named.", "Van dit programma is er geen genoemd."))
    elif (own["programmes"] == 1).all():
        parts.append(say(language, "Those of this programme appear with no other.",
                         "Die van dit programma komen bij geen ander voor."))  # fmt: skip
    else:
        told = listed([f"{_named(item, language)} ({item['programmes']})" for item in own.to_dict("records")[:_MANY]],
                      language)  # fmt: skip
        parts.append(say(language, f"Of this programme, with the number of programmes of each: {told}.",
                         f"Van dit programma, met het aantal programma's van elk: {told}."))  # fmt: skip
    return " ".join(parts)


def _one_pace(row: Any, language: Language) -> str:
    aim, done = (wording.unit(row[f"{side}_unit"], language) for side in ("goal", "actual"))
    reached = numbers.interval(row["actual_lower"], row["actual_upper"], language)
    goal, needed = numbers.number(row["goal"], language), numbers.number(row["needed"], language, 1)
    so_far, rest, projected = (
        numbers.interval(row[f"{name}_lower"], row[f"{name}_upper"], language, decimals=decimals)
        for name, decimals in (("so_far", 1), ("rest", 1), ("projected", 0))
    )
    elapsed, total = (numbers.number(row[f"months_{name}"], language) for name in ("elapsed", "total"))
    time = numbers.share(*(row["months_elapsed"] / row["months_total"],) * 2, language)
    part = numbers.share(row["actual_lower"] / row["goal"], row["actual_upper"] / row["goal"], language)
    parts = [
        say(language,
            f"**{row['label_en']}: {reached} {done} after {elapsed} of {total} months, with {goal} {aim} aimed at.** That is "
            f"{part} of the number after {time} of the time: {so_far} a month where {needed} a month were needed. The rest "
            f"would take {rest} a month. At the pace so far it would come to {projected} at the deadline: arithmetic, no "
            "forecast.",
            f"**{row['label_nl']}: {reached} {done} na {elapsed} van {total} maanden, bij een doel van {goal} {aim}.** Dat is "
            f"{part} van het aantal na {time} van de tijd: {so_far} per maand waar er {needed} per maand nodig waren. De rest "
            f"zou {rest} per maand vergen. In het tempo tot dan toe kwam het op de einddatum uit op {projected}: een "
            "rekensom, geen voorspelling.")
    ]  # fmt: skip
    if row["unit_match"] == "proxy":
        parts.append(
            say(language, f"All of this is a proxy: the target counts {aim}, the result {done}, and the one is not the other.",
                f"Dit alles is een benadering: het doel telt {aim}, het resultaat {done}, en het een is niet het ander.")
        )  # fmt: skip
    return " ".join(parts)


def _term(row: Any, language: Language) -> str:
    if pd.isna(row["start"]) and pd.isna(row["end"]):
        return say(language, "neither start nor end is printed", "begin noch einde is vermeld")
    window = wording.window(row["start"], row["end"], language)
    missing = ""
    if pd.isna(row["end"]):
        missing = say(language, ", no end is printed", ", geen einde vermeld")
    elif pd.isna(row["start"]):
        missing = say(language, ", no start is printed", ", geen begin vermeld")
    return f"{window}{missing}"


def _who(organisations: pd.DataFrame, language: Language) -> str:
    names = {
        role: [_named(item, language) for item in rows.to_dict("records")]
        for role, rows in organisations.groupby("role", sort=False)
    }
    paid, done, joined = (listed(names.get(role, []), language) for role in ("payer", "executor", "partner"))
    parts = [
        say(language, f"Paid for by {paid}" if paid else "No payer is named",
            f"Betaald door {paid}" if paid else "Er is geen betaler genoemd"),
        say(language, f"carried out by {done}" if done else "no executor is named",
            f"uitgevoerd door {done}" if done else "er is geen uitvoerder genoemd"),
    ]  # fmt: skip
    if joined:
        parts.append(say(language, f"with {joined}", f"met {joined}"))
    return "; ".join(parts) + "."


def _where(places: pd.DataFrame, language: Language) -> str:
    if places.empty:
        return say(language, "No country or region is named.", "Er is geen land of regio genoemd.")
    countries = places[places["place_kind"] == "country"]
    wider = places[places["place_kind"] != "country"]
    shown = countries[f"label_{language}"].drop_duplicates().tolist()
    listed_countries = listed(shown, language)
    regions = listed(wider[f"label_{language}"].drop_duplicates().tolist(), language)
    parts = []
    if shown:
        count = len(shown)
        parts.append(
            say(language, f"{_some(count, 'country', 'countries', '')} named: {listed_countries}",
                f"{_some(count, 'land', 'landen', '')} genoemd: {listed_countries}")
        )  # fmt: skip
    if regions:
        parts.append(
            say(language, f"named as a region, not as single countries: {regions}",
                f"genoemd als gebied, niet als afzonderlijke landen: {regions}")
        )  # fmt: skip
    return _cap("; ".join(parts)) + "."


def _ended(row: Any, language: Language) -> str:
    over = row["status"] in {"completed", "stopped", "not_started"}
    if language == "nl":
        return f"{'Hoe het afliep' if over else 'Wat er speelt'} (Engels): {row['end_reason']}"
    return f"{'How it ended' if over else 'What happened to it'}: {row['end_reason']}"


def _named(item: Any, language: Language) -> str:
    return str(item["label_en"] if language == "en" else item["name"])


def _some(count: int, one: str, many: str, none: str) -> str:
    if count == 0:
        return none
    return f"{count} {one if count == 1 else many}"


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
