"""Words that several charts, tables and sentences share; the one place where each stands in both languages."""

from __future__ import annotations

from collections.abc import Sequence
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
    "month": ("months", "maanden"),
    "year": ("years", "jaar"),
    "day": ("days", "dagen"),
    "law": ("laws", "wetten"),
    "case": ("cases", "zaken"),
    "grant": ("grants", "beurzen"),
    "meeting": ("meetings", "bijeenkomsten"),
    "programme": ("programmes", "programma's"),
    "continent": ("continents", "continenten"),
    "theme": ("themes", "thema's"),
    "priority": ("priorities", "prioriteiten"),
    "document": ("documents", "documenten"),
    "usd_per_usd": ("dollars for each dollar", "dollar per ingelegde dollar"),
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
_SINGLE = {
    "person": ("person", "persoon"),
    "activity": ("activity", "activiteit"),
    "country": ("country", "land"),
    "job": ("job", "baan"),
    "enterprise": ("enterprise", "onderneming"),
    "organisation": ("organisation", "organisatie"),
    "placement": ("placement", "uitzending"),
    "project": ("project", "project"),
    "year": ("year", "jaar"),
    "month": ("month", "maand"),
    "day": ("day", "dag"),
}
_PROGRAMME_STATUS = {
    "planned": ("planned", "gepland"),
    "not_started": ("not started", "niet begonnen"),
    "running": ("running", "lopend"),
    "extended": ("extended", "verlengd"),
    "completed": ("completed", "afgerond"),
    "stopped": ("stopped", "gestopt"),
    "unknown": ("not said", "niet vermeld"),
}
_THEMES = {
    "money": ("money", "geld"),
    "reception": ("reception in the region", "opvang in de regio"),
    "migration_cooperation": ("migration cooperation", "migratiesamenwerking"),
    "return": ("return", "terugkeer"),
    "awareness": ("awareness", "bewustwording"),
    "protection": ("protection", "bescherming"),
    "refugees": ("refugees", "vluchtelingen"),
    "diaspora": ("diaspora", "diaspora"),
    "remittances": ("remittances", "geldovermakingen"),
    "dialogue": ("dialogue", "dialoog"),
    "policy_design": ("policy design", "beleidsontwikkeling"),
    "context": ("context", "context"),
}
_ORGANISATION_ROLES = {
    "payer": ("pays", "betaalt"),
    "executor": ("carries out", "voert uit"),
    "partner": ("takes part", "doet mee"),
}
_PLACE_ROLES = {"in": ("in", "in"), "from": ("from", "vanuit"), "to": ("to", "naar"), "origin": ("origin", "herkomst")}
_SAID = {
    "status": ("status", "status"),
    "assessment": ("assessment", "oordeel"),
    "trend": ("trend", "trend"),
    "obstacle": ("obstacle", "belemmering"),
    "promise": ("promise", "belofte"),
    "explanation": ("explanation", "uitleg"),
    "event": ("event", "gebeurtenis"),
}
_OUTCOMES = {
    "unreported": ("no result is printed", "er is geen resultaat vermeld"),
    "design": ("describes the set-up", "beschrijft de opzet"),
    "kept_yes": ("promise kept", "belofte nagekomen"),
    "kept_no": ("promise not kept in these documents", "belofte niet nagekomen in deze documenten"),
    "kept_partly": ("promise partly kept", "belofte deels nagekomen"),
    "kept_not_in_documents": ("these documents do not come back to it", "deze documenten komen er niet op terug"),
}
_FITS = {
    "direct": ("measures it", "meet het"),
    "partial": ("measures part of it", "meet een deel ervan"),
    "output_only": ("counts only what was delivered", "telt alleen wat is geleverd"),
    "words": ("words without a measure", "woorden zonder maat"),
    "none": ("nothing", "niets"),
}
_DIRECTIONS = {"for": ("for", "voor"), "mixed": ("mixed", "gemengd"), "against": ("against", "tegen")}
_BASES = {
    "printed": ("printed", "gedrukt"),
    "footnote": ("from a footnote", "uit een voetnoot"),
    "inferred": ("inferred", "afgeleid"),
    "unknown": ("unknown", "onbekend"),
}
_LEVELS = {"output": ("output", "output"), "outcome": ("outcome", "outcome")}
_POPULATIONS = {
    "asylum-seekers": ("asylum seekers", "asielzoekers"),
    "conference-participants": ("conference participants", "conferentiedeelnemers"),
    "diaspora-experts": ("diaspora experts", "diasporadeskundigen"),
    "diaspora-members": ("members of the diaspora", "leden van de diaspora"),
    "displaced-people": ("displaced people", "ontheemden"),
    "former-asylum-seekers": ("former asylum seekers", "ex-asielzoekers"),
    "fugitives": ("fugitives", "voortvluchtigen"),
    "internally-displaced-people": ("internally displaced people", "binnenlands ontheemden"),
    "international-migrants": ("international migrants", "internationale migranten"),
    "labour-migrants": ("labour migrants", "arbeidsmigranten"),
    "men": ("men", "mannen"),
    "migrant-entrepreneurs": ("migrant entrepreneurs", "migrantenondernemers"),
    "migrants": ("migrants", "migranten"),
    "officials": ("officials", "ambtenaren"),
    "others-in-need-of-protection": ("others in need of protection", "anderen die bescherming behoeven"),
    "phd-candidates": ("doctoral candidates", "promovendi"),
    "potential-migrants": ("potential migrants", "potentiële migranten"),
    "refugee-children": ("refugee children", "vluchtelingenkinderen"),
    "refugees": ("refugees", "vluchtelingen"),
    "refugees-and-host-communities": ("refugees and host communities", "vluchtelingen en gastgemeenschappen"),
    "refugees-and-others-in-need-of-protection": (
        "refugees and others in need of protection",
        "vluchtelingen en anderen die bescherming behoeven",
    ),
    "returnees-from-netherlands": ("returnees from the Netherlands", "terugkeerders uit Nederland"),
    "returnees-from-transit-countries": ("returnees from transit countries", "terugkeerders uit doorreislanden"),
    "stranded-migrants": ("stranded migrants", "gestrande migranten"),
    "vulnerable-people": ("vulnerable people", "kwetsbare mensen"),
    "women": ("women", "vrouwen"),
    "world-population": ("world population", "wereldbevolking"),
}
_HEDGES = {
    "exact": ("none", "geen"),
    "just_over": ("just over", "ruim"),
    "more_than": ("more than", "meer dan"),
    "almost": ("almost", "bijna"),
    "about": ("about", "ongeveer"),
    "at_least": ("at least", "ten minste"),
    "at_most": ("at most", "ten hoogste"),
    "range": ("a range", "een bereik"),
    "magnitude": ("magnitude only", "alleen orde van grootte"),
    "illegible": ("illegible", "onleesbaar"),
}
_PERIOD_KINDS = {
    "instant": ("one day", "één dag"),
    "calendar_year": ("calendar year", "kalenderjaar"),
    "reporting_year": ("reporting year", "rapportagejaar"),
    "mid_year": ("mid-year to mid-year", "medio jaar tot medio jaar"),
    "multi_year": ("several years", "meerdere jaren"),
    "cumulative": ("since a start", "sinds een begin"),
    "span": ("another span", "andere duur"),
    "unknown": ("not known", "onbekend"),
}
_VERDICTS = {
    "comparable": ("comparable", "vergelijkbaar"),
    "with_care": ("with care", "met voorbehoud"),
    "not_comparable": ("not comparable", "niet vergelijkbaar"),
}
_AGREEMENT = {
    "yes": ("same", "gelijk"),
    "no": ("different", "anders"),
    "partly": ("partly", "deels"),
    "unknown": ("not known", "onbekend"),
}
_FATES = {
    "kept": ("printed again", "opnieuw vermeld"),
    "like": ("only something like it", "alleen iets wat erop lijkt"),
    "vanished": ("not printed again", "niet meer vermeld"),
    "new_like": ("new, like an earlier one", "nieuw, lijkt op een eerdere"),
    "new": ("new", "nieuw"),
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


def quantity(row: Any, language: Language) -> str:
    """Print what a figure allows with its unit: "117 placements", "at least 100,000 people", "EUR 10 million"."""
    if row.unit in {"EUR", "USD"}:
        return amount(row, language)
    text = numbers.interval(row.lower, row.upper, language, row.unit)
    if row.unit == "percent" or (pd.isna(row.lower) and pd.isna(row.upper)):
        return text
    named = _SINGLE.get(row.unit) if row.lower == row.upper == 1 else None
    return f"{text} {say(language, *named) if named else unit(row.unit, language)}"


def programme_status(code: str, language: Language) -> str:
    """Say whether a programme runs."""
    return say(language, *_PROGRAMME_STATUS[code])


def theme(code: str, language: Language) -> str:
    """Name a theme of the dataset."""
    return say(language, *_THEMES[code])


def organisation_role(code: str, language: Language) -> str:
    """Say what an organisation is to a programme."""
    return say(language, *_ORGANISATION_ROLES[code])


def place_role(code: str, language: Language) -> str:
    """Say what a place is to a programme or figure."""
    return say(language, *_PLACE_ROLES[code])


def statement_kind(code: str, language: Language) -> str:
    """Say what kind of thing a document says without a number."""
    return say(language, *_SAID[code])


def outcome(code: str, language: Language) -> str:
    """Say what came of a promise: a computed status of ``questions.targets``, or one of ``questions.programme``."""
    return say(language, *(_OUTCOMES.get(code) or _STATUS[code]))


def fit(code: str, language: Language) -> str:
    """Say how well a measure shows an outcome of the theory of change."""
    return say(language, *_FITS[code])


def direction(code: str, language: Language) -> str:
    """Say which way a piece of evidence points."""
    return say(language, *_DIRECTIONS[code])


def listed(items: Sequence[str], language: Language) -> str:
    """Join items to an enumeration: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say(language, 'and', 'en')} {items[-1]}"


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


def level(code: Any, language: Language) -> str:
    """Say whether an indicator counts what was delivered (output) or what changed (outcome)."""
    return "" if pd.isna(code) else say(language, *_LEVELS[code])


def population(code: Any, language: Language) -> str:
    """Say who is counted; nothing where not people."""
    return "" if pd.isna(code) else say(language, *_POPULATIONS.get(code, (code, code)))


def hedge(code: str, language: Language) -> str:
    """Say how a figure is hedged."""
    return say(language, *_HEDGES[code])


def period_kind(code: str, language: Language) -> str:
    """Name a kind of window."""
    return say(language, *_PERIOD_KINDS[code])


def verdict(code: str, language: Language) -> str:
    """Say whether a pair of figures may be compared."""
    return say(language, *_VERDICTS[code])


def agreement(code: Any, language: Language) -> str:
    """Say whether two figures agree in something; nothing where it was not judged."""
    return "" if pd.isna(code) else say(language, *_AGREEMENT[code])


def counted(number: int, one: str, many: str) -> str:
    """Print a number with its noun, singular or plural."""
    return f"{number} {one if number == 1 else many}"


def fate(code: str, language: Language) -> str:
    """Say what became of an indicator."""
    return say(language, *_FATES[code])
