"""Sentences on one programme: what it is, its money, its promises, and how few carry programmes out."""

from __future__ import annotations

from collections.abc import Iterable
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
    known = wording.as_of(row["known_until"], language)
    parts = [
        say(language, f"**{row['label_en']}** (theme: {theme}). Status in the last document that names it, {known}: {state}; {term}.",
            f"**{row['label_nl']}** (thema: {theme}). Status in het laatste document dat het noemt, {known}: {state}; {term}."),
        _who(organisations, language),
        _where(places, language),
    ]  # fmt: skip
    if row["overdue"]:
        parts.insert(1, say(language, "Its printed end has passed since, and no later document names it.",
                            "Het vermelde einde is inmiddels voorbij, en geen later document noemt het."))  # fmt: skip
    if not pd.isna(row["priority_en"]):
        parts.append(_priority(row, language))
    if not pd.isna(row["end_reason_en"]):
        parts.append(_ended(row, language))
    if row["figures"] + row["statements"] + row["shared"] == 0:
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
        if shared := int(row["shared"]):
            parts.append(
                say(language, f"{shared} more {'figure concerns' if shared == 1 else 'figures concern'} it together with others.",
                    f"Nog {_some(shared, 'cijfer betreft', 'cijfers betreffen', '')} het samen met andere.")
            )  # fmt: skip
    if not pd.isna(row["note_en"]):
        parts.append(say(language, f"Note: {row['note_en']}", f"Toelichting: {row['note_nl']}"))
    return " ".join(parts)


def programme_money(money: pd.DataFrame, language: Language) -> str:
    """Say which amounts are printed of a programme, by what each is and whose (``questions.programme.money``)."""
    if money.empty:
        return say(language, "**No amount is printed of it:** neither a budget nor a commitment nor a payment.",
                   "**Er is geen bedrag van vermeld:** geen budget, geen toezegging en geen betaling.")  # fmt: skip
    shared = [_shared(row, language) for row in _records(money[money["link"].notna()])]
    money = money[money["link"].isna()]
    if money.empty:
        return " ".join([say(language, "**No amount is printed of it alone.**",
                             "**Van dit programma alleen is geen bedrag vermeld.**"), *shared])  # fmt: skip
    items = [
        f"{wording.quantity(row, language)} ({wording.kind(row.kind, language)}, "
        f"{wording.payer(row.funding, language) or wording.payer('unknown', language)}, "
        f"{wording.window(row.period_start, row.period_end, language, row.period_basis)})"
        for row in _records(money)
    ]
    count = len(items)
    opening = say(language, "**One amount is printed of it**" if count == 1 else f"**{count} amounts are printed of it**",
                  "**Er is één bedrag van vermeld**" if count == 1 else f"**Er zijn {count} bedragen van vermeld**")  # fmt: skip
    closing = []
    if count > 1:
        closing.append(say(language, "They are not added up: they differ in kind, payer or window, or may overlap.",
                           "Ze worden niet opgeteld: ze verschillen in soort, financier of periode, of overlappen misschien."))  # fmt: skip
    if not money["kind"].isin(["paid", "spent"]).any():
        closing.append(say(language, "What was paid or spent is not printed.",
                           "Wat is overgemaakt of uitgegeven, is niet vermeld."))  # fmt: skip
    return " ".join([f"{opening}: {'; '.join(items)}.", *closing, *shared])


def programme_promises(promises: pd.DataFrame, silent: pd.DataFrame, language: Language) -> str:
    """Say what was promised and never reported; ``silent`` is ``questions.programme.never_reported``; Markdown."""
    promised = promises[~promises["outcome"].isin(["no_target", "design", "not_due"])]
    counts = promises["outcome"].value_counts()
    without_goal, later = (int(counts.get(code, 0)) for code in ("no_target", "not_due"))
    parts = []
    if promised.empty and not without_goal and not later:
        return say(language, "**The documents print no target, plan or promise for it,** so that no result can be missed.",
                   "**De documenten vermelden er geen doel, plan of belofte voor,** zodat er ook geen resultaat kan "
                   "ontbreken.")  # fmt: skip
    if len(promised):
        named = listed([f"“{text}”" for text in silent[f"label_{language}"].str.strip("“”.")], language)
        parts.append(_answered(len(promised), len(silent), named, language))
    if later:
        parts.append(
            say(language, f"{_some(later, 'target or plan is', 'targets and plans are', '')} for a time after the last result that "
                "these documents print.",
                f"{_some(later, 'doel of plan geldt', 'doelen en plannen gelden', '')} voor een tijd na het laatste resultaat dat deze "
                "documenten vermelden.")
        )  # fmt: skip
    if without_goal:
        parts.append(
            say(language, f"{_some(without_goal, 'result or claim is', 'results or claims are', '')} printed without a number "
                "that was aimed at.",
                f"{_some(without_goal, 'resultaat of uitspraak staat', 'resultaten of uitspraken staan', '')} er zonder een "
                "getal dat werd beoogd.")
        )  # fmt: skip
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
        say(language,
            f"**{names} {'carries' if len(first) == 1 else 'carry'} out {row['reached']} of the {row['with_executor']} programmes that name an executor, alone or "
            f"with others: {share}.** The documents name {row['executors']} executors; {row['once']} of them appear with a "
            f"single programme. For {row['programmes'] - row['with_executor']} of {row['programmes']} programmes no executor "
            "is named.",
            f"**{names} {'voert' if len(first) == 1 else 'voeren'}, alleen of met anderen, {row['reached']} van de {row['with_executor']} programma's uit waarvan "
            f"een uitvoerder is genoemd: {share}.** De documenten noemen {row['executors']} uitvoerders; {row['once']} daarvan "
            f"komen bij één programma voor. Van {row['programmes'] - row['with_executor']} van de {row['programmes']} "
            "programma's is geen uitvoerder genoemd.")
    ]  # fmt: skip
    parts += _partners(partners, language)
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


def _partners(partners: pd.DataFrame | None, language: Language) -> list[str]:
    """Say whom a document calls its main partners, the newest document that names any."""
    if partners is None or not (partners["standing"] != "example").any():
        return []
    leading = partners[partners["standing"] != "example"]
    leading = leading[leading["source_id"] == leading["source_id"].iloc[0]].drop_duplicates("organisation_id")
    names = listed([_named(item, language) for item in leading.to_dict("records")], language)
    title, year = wording.document(leading["source_id"].iloc[0], language)
    return [say(language, f"The document “{title}” ({year}) itself names as main partners {names}.",
                f"Het document “{title}” ({year}) noemt zelf als voornaamste partners {names}.")]  # fmt: skip


def _shared(row: Any, language: Language) -> str:
    """Say which amount pays for the programme and others; no part of it is the programme's own."""
    amount, kind = wording.quantity(row, language), wording.kind(row.kind, language)
    window = wording.window(row.period_start, row.period_end, language, row.period_basis)
    return say(language, f"It is paid from {amount} ({kind}, {window}), together with {row.beside_en}; what part of that is its "
               "own is not printed.",
               f"Het wordt betaald uit {amount} ({kind}, {window}), samen met {row.beside_nl}; welk deel daarvan voor dit "
               "programma is, is niet vermeld.")  # fmt: skip


def _priority(row: Any, language: Language) -> str:
    """Say under which policy priority the report tells of the programme, and what was spent on that in all."""
    told = say(language, f"Reported under the policy priority “{row['priority_en']}”",
               f"Gerapporteerd onder de beleidsprioriteit “{row['priority_nl']}”")  # fmt: skip
    if row["paid_elsewhere"]:
        return say(language, f"{told}, but paid from another budget.", f"{told}, maar uit een ander budget betaald.")
    if not row["dutch"] or pd.isna(row["priority_lower"]):
        return f"{told}."
    spent = numbers.interval(row["priority_lower"], row["priority_upper"], language, "EUR")
    return say(language, f"{told}, on which {spent} was spent in all; whether it was paid from that, and with how much, is not printed.",
               f"{told}, waaraan in totaal {spent} is uitgegeven; of het daaruit is betaald, en met hoeveel, is niet vermeld.")  # fmt: skip


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


def _answered(total: int, silent: int, named: str, language: Language) -> str:
    if not silent:
        return say(language,
            "**" + ("Its one promise, plan or target has" if total == 1 else f"All {total} promises, plans and targets have")
            + " an answer in the documents**, in figures or in words.",
            "**" + ("De ene belofte of het ene plan of doel heeft" if total == 1
                    else f"Alle {total} beloften, plannen en doelen hebben")
            + " een antwoord in de documenten**, in cijfers of in woorden.")  # fmt: skip
    if total == 1:
        return say(language, f"**Its one promise, plan or target is not answered by a result that counts the same:** {named}.",
                   f"**De ene belofte of het ene plan of doel is niet beantwoord met een resultaat dat hetzelfde telt:** "
                   f"{named}.")  # fmt: skip
    return say(language,
        f"**Of {total} promises, plans and targets, {silent} {'is' if silent == 1 else 'are'} not answered by a result that "
        f"counts the same:** {named}.",
        f"**Van {total} beloften, plannen en doelen {'is er' if silent == 1 else 'zijn er'} {silent} niet beantwoord met een "
        f"resultaat dat hetzelfde telt:** {named}.")  # fmt: skip


def _who(organisations: pd.DataFrame, language: Language) -> str:
    names = {
        role: [_named(item, language) for item in rows.to_dict("records")]
        for role, rows in organisations.groupby("role", sort=False)
    }
    paid, done, joined = (listed(names.get(role, []), language) for role in ("payer", "executor", "partner"))
    parts = [
        say(language, f"Paid for by {paid}" if paid else "No payer is named",
            f"Betaald door {paid}" if paid else "Er is geen financier genoemd"),
        say(language, f"carried out by {done}" if done else "no executor is named",
            f"uitgevoerd door {done}" if done else "er is geen uitvoerder genoemd"),
    ]  # fmt: skip
    if joined:
        parts.append(say(language, f"with {joined}", f"met {joined}"))
    return "; ".join(parts) + "."


def _where(places: pd.DataFrame, language: Language) -> str:
    if places.empty:
        return say(language, "No country or region is named.", "Er is geen land of regio genoemd.")
    active = places[places["role"].isin(["in", "to"])]
    countries = active.loc[active["place_kind"] == "country", f"label_{language}"].drop_duplicates().tolist()
    wider, parts_of = (
        active.loc[active["place_kind"] == kind, f"label_{language}"].drop_duplicates().tolist()
        for kind in ("region", "area")
    )
    parts = []
    if countries:
        counted = say(
            language, _some(len(countries), "country", "countries", ""), _some(len(countries), "land", "landen", "")
        )
        parts.append(say(language, f"{counted} named: {listed(countries, language)}",
                         f"{counted} genoemd: {listed(countries, language)}"))  # fmt: skip
    if wider:
        parts.append(say(language, f"named as a region, not as single countries: {listed(wider, language)}",
                         f"genoemd als gebied, niet als afzonderlijke landen: {listed(wider, language)}"))  # fmt: skip
    if parts_of:
        parts.append(say(language, f"named as a part of a country: {listed(parts_of, language)}",
                         f"genoemd als deel van een land: {listed(parts_of, language)}"))  # fmt: skip
    for role, english, dutch in (("from", "from", "vanuit"),
                                 ("origin", "where people come from", "waar mensen vandaan komen")):  # fmt: skip
        names = places.loc[places["role"] == role, f"label_{language}"].drop_duplicates().tolist()
        if names:
            parts.append(say(language, f"{english}: {listed(names, language)}", f"{dutch}: {listed(names, language)}"))
    return _cap("; ".join(parts)) + "."


def _ended(row: Any, language: Language) -> str:
    over = row["status"] in {"completed", "stopped", "not_started"}
    if language == "nl":
        return f"{'Hoe het afliep' if over else 'Wat er speelt'}: {row['end_reason_nl']}"
    return f"{'How it ended' if over else 'What happened to it'}: {row['end_reason_en']}"


def _named(item: Any, language: Language) -> str:
    return str(item["label_en"] if language == "en" else item["name"])


def _records(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples(index=False)


def _some(count: int, one: str, many: str, none: str) -> str:
    if count == 0:
        return none
    return f"{count} {one if count == 1 else many}"


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
