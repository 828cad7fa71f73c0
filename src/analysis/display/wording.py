"""Words that several charts, tables and sentences share; the one place where each stands in both languages."""

from __future__ import annotations

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


def available(language: Language) -> dict[str, str]:
    """Name the three rows of ``questions.spending.against_available``."""
    return {
        "all": say(language, "All six priorities, against the budget", "Alle zes prioriteiten, tegen het budget"),
        "return": say(language, "Return, against the reserve for it", "Terugkeer, tegen de reservering daarvoor"),
        "other": say(language, "The other five, against what was left", "De andere vijf, tegen wat overbleef"),
    }
