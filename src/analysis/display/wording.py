"""Words that several charts, tables and sentences share; the one place where each stands in both languages."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display.theme import Language

#: The computed statuses that are an answer, in the order in which they are shown.
ANSWERS = ("reached", "not_reached", "undecided", "within", "beyond")
_STATUS = {
    "reached": ("reached", "gehaald"),
    "not_reached": ("not reached", "niet gehaald"),
    "undecided": ("cannot be decided", "niet te bepalen"),
    "within": ("within the limit", "binnen de grens"),
    "beyond": ("beyond the limit", "over de grens"),
    "no_target": ("no target is printed", "er is geen doel vermeld"),
    "no_result": ("no result is printed", "er is geen resultaat vermeld"),
    "other_unit": ("target and result count different things", "doel en resultaat tellen verschillende dingen"),
}
_KINDS = {
    "actual": ("result", "resultaat"),
    "estimate": ("estimate", "schatting"),
    "context": ("context", "context"),
    "target": ("target", "doel"),
    "plan": ("plan", "plan"),
    "expectation": ("expectation", "verwachting"),
    "potential": ("potential", "potentie"),
    "criterion": ("criterion", "criterium"),
    "budget": ("budget", "budget"),
    "reserved": ("reserved", "gereserveerd"),
    "ceiling": ("ceiling", "plafond"),
    "envelope": ("envelope", "totaalbedrag"),
    "announced": ("announced", "aangekondigd"),
    "made_available": ("made available", "beschikbaar gesteld"),
    "commitment": ("commitment", "toezegging"),
    "paid": ("paid", "overgemaakt"),
    "spent": ("spent", "uitgegeven"),
}
_UNITS = {
    "person": ("people", "mensen"),
    "placement": ("placements", "uitzendingen"),
    "enterprise": ("enterprises", "ondernemingen"),
    "job": ("jobs", "banen"),
    "country": ("countries", "landen"),
    "organisation": ("organisations", "organisaties"),
    "percent": ("per cent", "procent"),
    "EUR": ("EUR", "EUR"),
    "USD": ("USD", "USD"),
    "location": ("sites", "locaties"),
    "activity": ("activities", "activiteiten"),
    "project": ("projects", "projecten"),
}

_BASES = {
    "printed": ("printed", "gedrukt"),
    "footnote": ("from a footnote", "uit een voetnoot"),
    "inferred": ("inferred", "afgeleid"),
    "unknown": ("unknown", "onbekend"),
}


def say(language: Language, english: str, dutch: str) -> str:
    """Return the text in the language asked for."""
    return dutch if language == "nl" else english


def status(code: str, language: Language) -> str:
    """Say a computed status in words."""
    return say(language, *_STATUS[code])


def kind(code: str, language: Language) -> str:
    """Say what a figure claims to be."""
    return say(language, *_KINDS[code])


def unit(code: str, language: Language) -> str:
    """Name a unit, in the plural; a unit without a name of its own is returned as it is."""
    return say(language, *_UNITS.get(code, (code, code)))


def window(start: Any, end: Any, language: Language, basis: str = "printed") -> str:
    """Name a window of days as short as it can be said: "2013", "2013 to 2017", "2017-07 to 2018-06", "since 2016"."""
    first, last = _edge(start, begins=True), _edge(end, begins=False)
    if first is None and last is None:
        return say(language, "not known", "onbekend")
    if start == end:
        text = f"{start:%Y-%m-%d}"
    elif last is None:
        text = say(language, f"since {first}", f"sinds {first}")
    elif first is None:
        text = say(language, f"until {last}", f"tot en met {last}")
    elif first == last:
        text = first
    elif len(first) != len(last):
        text = say(language, f"{start:%Y-%m-%d} to {end:%Y-%m-%d}", f"{start:%Y-%m-%d} tot {end:%Y-%m-%d}")
    else:
        text = say(language, f"{first} to {last}", f"{first} tot en met {last}")
    return text if basis == "printed" else f"{text} ({say(language, *_BASES[basis])})"


def _edge(day: Any, *, begins: bool) -> str | None:
    if pd.isna(day):
        return None
    if (day.month, day.day) == ((1, 1) if begins else (12, 31)):
        return f"{day:%Y}"
    return f"{day:%Y-%m}" if day.day == (1 if begins else day.days_in_month) else f"{day:%Y-%m-%d}"


def available(language: Language) -> dict[str, str]:
    """Name the three rows of ``questions.spending.against_available``."""
    return {
        "all": say(language, "All six priorities, against the budget", "Alle zes prioriteiten, tegen het budget"),
        "return": say(language, "Return, against the reserve for it", "Terugkeer, tegen de reservering daarvoor"),
        "other": say(language, "The other five, against what was left", "De andere vijf, tegen wat overbleef"),
    }
