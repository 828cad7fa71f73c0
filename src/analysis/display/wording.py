"""Words that several charts, tables and sentences share; the one place where each stands in both languages."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers
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

_PAYERS = {
    "netherlands": ("the Netherlands", "Nederland"),
    "netherlands_with_others": ("the Netherlands and others", "Nederland en anderen"),
    "eu": ("the EU", "de EU"),
    "international": ("international", "internationaal"),
    "other": ("others", "anderen"),
    "unknown": ("not said", "niet vermeld"),
}
_PER = {
    "year": ("a year", "per jaar"),
    "month": ("a month", "per maand"),
    "organisation": ("an organisation", "per organisatie"),
    "country": ("a country", "per land"),
    "person": ("a person", "per persoon"),
    "placement": ("a placement", "per uitzending"),
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


def payer(code: Any, language: Language) -> str:
    """Say who pays, or whose result it is claimed to be; nothing where the question makes no sense."""
    return "" if pd.isna(code) else say(language, *_PAYERS[code])


def amount(row: Any, language: Language) -> str:
    """Print an amount of money with what it is per and how many payers it holds for; an interval where it is one."""
    text = numbers.interval(row.lower, row.upper, language, row.unit)
    if not pd.isna(row.per):
        text = f"{text} {say(language, *_PER[row.per])}"
    return text if row.multiplicity == 1 else f"{row.multiplicity} × {text}"


def window(start: Any, end: Any, language: Language, basis: str = "printed") -> str:
    """Name a window of days as short as it can be said: "2013", "2013 to 2017", "2017-07 to 2018-06", "since 2016"."""
    opens = None if pd.isna(start) else _finest(year=(start.month, start.day) == (1, 1), month=start.day == 1)
    closes = (
        None if pd.isna(end) else _finest(year=(end.month, end.day) == (12, 31), month=end.day == end.days_in_month)
    )
    finest = max(opens or "", closes or "", key=len)
    if opens is None and closes is None:
        return say(language, "not known", "onbekend")
    if closes is None:
        text = say(language, f"since {start:{finest}}", f"sinds {start:{finest}}")
    elif opens is None:
        text = say(language, f"until {end:{finest}}", f"tot en met {end:{finest}}")
    elif start == end:
        text = f"{start:%Y-%m-%d}"
    elif f"{start:{finest}}" == f"{end:{finest}}":
        text = f"{start:{finest}}"
    else:
        text = say(language, f"{start:{finest}} to {end:{finest}}", f"{start:{finest}} tot en met {end:{finest}}")
    return text if basis == "printed" else f"{text} ({say(language, *_BASES[basis])})"


def _finest(*, year: bool, month: bool) -> str:
    return "%Y" if year else "%Y-%m" if month else "%Y-%m-%d"


def available(language: Language) -> dict[str, str]:
    """Name the three rows of ``questions.spending.against_available``."""
    return {
        "all": say(language, "All six priorities, against the budget", "Alle zes prioriteiten, tegen het budget"),
        "return": say(language, "Return, against the reserve for it", "Terugkeer, tegen de reservering daarvoor"),
        "other": say(language, "The other five, against what was left", "De andere vijf, tegen wat overbleef"),
    }
