"""The sentences on whatever figures were chosen, and on one of them: what it allows, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.theme import Language
from analysis.display.wording import say
from analysis.figures import DECIDED

_PARTS = {
    "theme": ("the theme", "het thema"),
    "measure": ("the measure", "de maat"),
    "kind": ("the kind", "de soort"),
    "place": ("the place", "de plaats"),
    "source": ("the document", "het document"),
    "period": ("the period", "de periode"),
    "text": ("the words", "de woorden"),
}


def explore(rows: pd.DataFrame, undated: pd.DataFrame, language: Language, regional: pd.DataFrame | None = None) -> str:
    """Count the chosen printings, facts and documents, and what was left out and why; Markdown.

    ``undated`` would fit but has no window, ``regional`` is of a wider region than the place chosen.
    """
    if rows.empty:
        text = say(language, "**No figure fits this choice.**", "**Geen cijfer past bij deze keuze.**")
    else:
        facts, documents = rows["fact_id"].nunique(), rows["source_id"].nunique()
        firm = int((rows["qualifier"].eq("exact") & rows["lower"].eq(rows["upper"])).sum())
        text = say(
            language,
            f"**{_count(len(rows), 'printing', 'printings')} of {_count(facts, 'fact', 'facts')} in "
            f"{_count(documents, 'document', 'documents')}.** {_firm(firm, 'None is', 'is', 'are')} a single number without a hedge.",
            f"**{_count(len(rows), 'vermelding', 'vermeldingen')} van {_count(facts, 'feit', 'feiten')} in "
            f"{_count(documents, 'document', 'documenten')}.** {_firm(firm, 'Geen ervan is', 'is', 'zijn')} één getal zonder slag om de arm.",
        )
    if len(undated):
        text += say(
            language,
            f" {_count(len(undated), 'more would fit but has', 'more would fit but have')} no window that is known.",
            f" {_count(len(undated), 'andere past ook, maar heeft', 'andere passen ook, maar hebben')} geen bekende periode.",
        )
    if regional is not None and len(regional):
        text += say(
            language,
            f" {_count(len(regional), 'figure is', 'figures are')} of a wider region that holds this country, and not counted as its own.",
            f" {_count(len(regional), 'cijfer geldt', 'cijfers gelden')} voor een groter gebied waar dit land bij hoort, en {'telt' if len(regional) == 1 else 'tellen'} hier niet mee.",
        )
    return text


def explore_remedy(nearest: str | None, loosened: Mapping[str, int], language: Language) -> str:
    """Say what to do where nothing fits: another spelling, or one part of the choice less; Markdown, perhaps empty."""
    parts = []
    if nearest:
        parts.append(say(language, f"Perhaps “{nearest}” was meant.", f"Misschien is “{nearest}” bedoeld."))
    if loosened:
        named = [f"{say(language, *_PARTS[part])} ({count})" for part, count in loosened.items()]
        joined = f"{', '.join(named[:-1])}{say(language, ' or ', ' of ')}{named[-1]}" if named[1:] else named[0]
        parts.append(say(language, f"Something fits without {joined}.", f"Er past wel iets zonder {joined}."))
    elif not nearest:
        parts.append(say(language, "Clear the choice to begin again.", "Wis de keuze om opnieuw te beginnen."))
    return " ".join(parts)


def figure(row: Any, language: Language) -> str:
    """Say what one figure is, what it allows and why; Markdown. ``row`` is one of ``questions.explore.register``."""
    what = getattr(row, f"label_{language}")
    return f"**{what}: “{row.as_printed}” {_means(row, language)}.** {reading(row, language)}"


def reading(row: Any, language: Language) -> str:
    """Say by which convention a figure became what it allows, and which of its ends is not in the text."""
    if row.qualifier == "illegible" or (pd.isna(row.lower) and pd.isna(row.upper)):
        return say(language, "What stood there cannot be read, so it has no value.",
                   "Wat er stond is niet te lezen, dus het heeft geen waarde.")  # fmt: skip
    if row.kind in DECIDED and row.lower == row.upper:
        kind = wording.kind(row.kind, language)
        return say(
            language,
            f"It was decided and not measured ({kind}), so it is taken as it stands{_limit(row, language)}.",
            f"Het is besloten en niet gemeten ({kind}), dus het geldt zoals het er staat{_limit(row, language)}.",
        )
    english, dutch = _READINGS[_read_as(row)]
    text = say(language, english, dutch).format(**_ends(row, language))
    if pd.isna(row.step):
        return text
    why = wording.prose(row, "step_reason", language)
    return say(language, f"{text} The step is that of this figure alone, because the convention would mislead. {why}",
               f"{text} De stap is alleen die van dit cijfer, omdat de afspraak zou misleiden. {why}").rstrip()  # fmt: skip


# Which end is in the text and which is ours is the point of each sentence.
_READINGS = {
    "point": (
        "It is written out in full without a hedge, so it is one number.",
        "Het is voluit geschreven zonder slag om de arm, dus het is één getal.",
    ),
    "rounded": (
        "It is printed rounded: half a unit of its last printed place either way, {lower} to {upper}.",
        "Het is afgerond vermeld: een halve eenheid van de laatste vermelde cijfer naar weerszijden, {lower} tot {upper}.",
    ),
    "just_over": (
        "The hedge means a little more than. The lower end, {lower}, is in the text; the upper end, {upper}, is **our convention**: one step of {width} above it, the place of the last digit that is not nought, and a fifth of the number at most.",
        "De slag om de arm betekent iets meer dan. De ondergrens, {lower}, staat in de tekst; de bovengrens, {upper}, is **onze afspraak**: één stap van {width} erboven, de plaats van het laatste cijfer dat geen nul is, en hoogstens een vijfde van het getal.",
    ),
    "almost": (
        "The hedge means a little less than. The upper end, {upper}, is in the text; the lower end, {lower}, is **our convention**: one step of {width} below it, the place of the last digit that is not nought, and a fifth of the number at most. Neither end is itself allowed.",
        "De slag om de arm betekent iets minder dan. De bovengrens, {upper}, staat in de tekst; de ondergrens, {lower}, is **onze afspraak**: één stap van {width} eronder, de plaats van het laatste cijfer dat geen nul is, en hoogstens een vijfde van het getal. Geen van beide grenzen valt er zelf onder.",
    ),
    "about": (
        "The hedge means that it may be more or less. Both ends, {lower} and {upper}, are **our convention**: half a step either way, as if it were rounded, and a tenth of the number at most.",
        "De slag om de arm betekent dat het meer of minder kan zijn. Beide grenzen, {lower} en {upper}, zijn **onze afspraak**: een halve stap naar weerszijden, alsof het afgerond was, en hoogstens een tiende van het getal.",
    ),
    "more_than": (
        "The printed form says more than {lower}, which is itself not allowed. It sets no upper end; none is made up.",
        "De vermelding zegt meer dan {lower}, wat er zelf niet onder valt. Een bovengrens stelt ze niet; die is er niet bij bedacht.",
    ),
    "floor": (
        "The printed form sets a lower end, {lower}, and no upper one; none is made up.",
        "De vermelding stelt een ondergrens, {lower}, en geen bovengrens; die is er niet bij bedacht.",
    ),
    "at_most": (
        "The printed form sets an upper end, {upper}, and no lower one, so it begins at nought.",
        "De vermelding stelt een bovengrens, {upper}, en geen ondergrens, dus het begint bij nul.",
    ),
    "range": (
        "Both ends, {lower} and {upper}, are in the text.",
        "Beide grenzen, {lower} en {upper}, staan in de tekst.",
    ),
}


def _read_as(row: Any) -> str:
    if row.qualifier == "exact":
        return "point" if row.lower == row.upper else "rounded"
    return str(row.qualifier) if row.qualifier in _READINGS else "floor"


def _ends(row: Any, language: Language) -> dict[str, str]:
    unit = row.unit if row.unit in {"EUR", "USD", "percent"} else ""
    ends = {"lower": row.lower, "upper": row.upper, "width": row.upper - row.lower}
    # An end is printed as it is, not rounded outwards: it is the subject of the sentence.
    return {name: "" if pd.isna(end) else _exact(float(end), unit, language) for name, end in ends.items()}


def _exact(value: float, unit: str, language: Language) -> str:
    if unit in {"EUR", "USD"}:
        return numbers.interval(value, value, language, unit)
    text = numbers.number(value, language)
    return f"{text}%" if unit else text


def _limit(row: Any, language: Language) -> str:
    if row.qualifier == "at_most":
        return say(language, "; its words make it an upper limit", "; de woorden maken er een bovengrens van")
    if row.qualifier == "at_least":
        return say(language, "; its words make it a lower limit", "; de woorden maken er een ondergrens van")
    return ""


def _means(row: Any, language: Language) -> str:
    if pd.isna(row.lower) and pd.isna(row.upper):
        return say(language, "cannot be read", "is niet te lezen")
    return say(language, "means ", "betekent ") + wording.reading(row, language)


def _firm(number: int, none: str, one: str, many: str) -> str:
    return _count(number, one, many) if number else none


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
