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
    "not_due": ("for a time after the last printed result", "voor een tijd na het laatste vermelde resultaat"),
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
_DEFLATORS = {
    "cpi": ("consumer price index", "consumentenprijsindex"),
    "gdp_worldbank": ("GDP deflator, World Bank", "bbp-deflator, Wereldbank"),
    "gdp_oecd": ("GDP deflator, OECD", "bbp-deflator, OESO"),
}
_STAGES = {
    "draft": ("draft", "ontwerpbegroting"),
    "adopted": ("adopted", "vastgesteld"),
    "first_supplementary": ("first supplementary", "eerste suppletoire"),
}
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
_OBSTACLES = {
    "same_fact": ("two printings of one fact", "twee vermeldingen van één feit"),
    "undated": ("a window is not known", "een periode is onbekend"),
    "same_window": ("the same window twice", "tweemaal dezelfde periode"),
    "overlap": ("the windows overlap", "de periodes overlappen"),
    "not_comparable": ("not comparable", "niet vergelijkbaar"),
    "other_measure": ("two measures", "twee maten"),
    "other_kind": ("two kinds of figure", "twee soorten cijfers"),
    "other_unit": ("two units", "twee eenheden"),
    "other_population": ("two populations", "twee populaties"),
    "other_programme": ("two programmes", "twee programma's"),
    "other_place": ("two places", "twee plaatsen"),
    "other_window": ("two kinds of window", "twee soorten periodes"),
    "break": ("the series breaks between them", "de reeks breekt ertussen"),
}
_RELATIONS = {
    "values_differ": ("values differ", "waarden verschillen"),
    "sum_differs": ("a sum does not come out", "een som komt niet uit"),
    "ratio_differs": ("a ratio does not come out", "een verhouding komt niet uit"),
    "status_differs": ("words and numbers differ", "woorden en cijfers verschillen"),
    "windows_differ": ("windows differ", "periodes verschillen"),
    "definitions_differ": ("definitions differ", "definities verschillen"),
    "credit_differs": ("credit differs", "toeschrijving verschilt"),
    "external_differs": ("numbers from outside differ", "cijfers van buiten verschillen"),
    "words_differ": ("passages differ", "passages verschillen"),
}
#: One of them, several, and what is meant.
_SEVERITIES = {
    "contradiction": ("contradiction", "tegenspraak", "contradictions", "tegenspraken",
                      "no reading makes both true", "geen lezing maakt beide waar"),
    "unexplained": ("unexplained", "onverklaard", "unexplained", "onverklaarde",
                    "what would settle it is not printed", "wat het zou oplossen, staat er niet"),
    "definition": ("difference of definition", "verschil in definitie", "differences of definition",
                   "verschillen in definitie", "other things, people, periods or payers are counted",
                   "er worden andere dingen, mensen, periodes of betalers geteld"),
    "wording": ("difference of wording", "verschil in bewoording", "differences of wording",
                "verschillen in bewoording", "a hedge, a rounding or a slip of the pen",
                "een voorbehoud, een afronding of een verschrijving"),
}  # fmt: skip
_ACCOUNTS = {
    "figure": ("in a figure", "in een cijfer"),
    "window": ("in a window", "in een periode"),
    "rule": ("no data", "geen gegeven"),
    "nothing": ("left over", "over"),
}
_CERTAINTIES = {
    "exact": ("in full", "voluit"),
    "decided": ("decided", "besloten"),
    "rounded": ("rounded", "afgerond"),
    "hedged": ("hedged", "met voorbehoud"),
    "open": ("open-ended", "open"),
    "illegible": ("illegible", "onleesbaar"),
}
_LINKS = {
    "programme": ("the same programme", "hetzelfde programma"),
    "phase": ("another phase of the programme", "een andere fase van het programma"),
    "line": ("told under that policy in the same report", "in hetzelfde rapport onder dat beleid verteld"),
}
#: Kinds of support for return, those for voluntary return first.
SUPPORT_KINDS = ("money", "in_kind", "basic", "reintegration", "additional", "forced")
_SUPPORT_KINDS = {
    "money": ("money", "geld"),
    "in_kind": ("in kind", "in natura"),
    "basic": ("basic departure", "basisvertrek"),
    "reintegration": ("reintegration", "herintegratie"),
    "additional": ("additional", "aanvullend"),
    "forced": ("after forced return", "na gedwongen terugkeer"),
}
_ANSWERED = {
    "confirmed": ("the figures confirm it", "de cijfers bevestigen het"),
    "contradicted": ("the figures contradict it", "de cijfers spreken het tegen"),
    "undecided": ("the figures cannot tell", "de cijfers laten het open"),
}

_HELD = {
    "agrees": ("agrees", "klopt"),
    "other_count": ("only as UNHCR counts it", "alleen zoals UNHCR het telt"),
    "undecided": ("cannot be decided", "niet te bepalen"),
    "differs": ("does not agree", "klopt niet"),
}
_SAYS = {
    "named": ("on it", "staat erop"),
    "absent": ("not on it; the list is complete", "staat er niet op; de lijst is volledig"),
    "silent": ("not on it; the list is not complete, which says nothing",
               "staat er niet op; de lijst is niet volledig en dat zegt dus niets"),
    "unprinted": ("mentioned without its names", "genoemd zonder de namen"),
}  # fmt: skip
_LEGIBILITY = {
    "legible": ("can be read", "leesbaar"),
    "illegible": ("the number cannot be read", "het aantal is niet te lezen"),
    "lost": ("the number is lost", "het aantal ontbreekt"),
}
_SCOPES = {
    "own": ("its own", "van het land zelf"),
    "several": ("several places together", "meerdere plaatsen samen"),
    "end": ("counted elsewhere, from or to it", "elders geteld, van of naar dit land"),
    "region": ("a whole region", "een hele regio"),
}
_FACT_GROUPS = {
    "money": (("amount", "amounts"), ("bedrag", "bedragen")),
    "promise": (("target, plan or expectation", "targets, plans or expectations"),
                ("doel, plan of verwachting", "doelen, plannen of verwachtingen")),
    "result": (("result", "results"), ("resultaat", "resultaten")),
    "context": (("figure of context", "figures of context"), ("cijfer als context", "cijfers als context")),
}  # fmt: skip
#: Countries whose name takes an article in a sentence.
_ARTICLES = {
    "ARE": ("the", "de"), "CAF": ("the", "de"), "COD": ("the", "de"), "GBR": ("the", "het"), "NLD": ("the", ""),
    "PHL": ("the", "de"), "USA": ("the", "de"),
}  # fmt: skip
_REFUGEE_ROLES = {"host": ("hosted there", "daar opgevangen"), "origin": ("from there", "daarvandaan")}
_DOCUMENTS = {
    "progress-report-2013": (("Progress report", "2013"), ("Voortgangsrapport", "2013")),
    "results-2018": (("Results", "2018"), ("Resultaten", "2018")),
    "theory-of-change-2018": (("Theory of change", "2018"), ("Theory of Change", "2018")),
    "migration-report-2023": (("Migration report", "2023"), ("Migratierapportage", "2023")),
    "return-support-leaflet": (("Return leaflet", "undated"), ("Terugkeerfolder", "ongedateerd")),
}


def say(language: Language, english: str, dutch: str) -> str:
    """Return the text in the language asked for."""
    return dutch if language == "nl" else english


def prose(row: Any, column: str, language: Language) -> str:
    """Return what a column of prose says in the language; nothing where its cell is empty."""
    cell = getattr(row, f"{column}_{language}")
    return "" if pd.isna(cell) else str(cell)


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


def deflator(code: str, language: Language) -> str:
    """Name a price index."""
    return say(language, *_DEFLATORS[code])


def stage(code: str, language: Language) -> str:
    """Name a stage of the budget."""
    return say(language, *_STAGES[code])


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


def obstacle(code: str, language: Language) -> str:
    """Say what keeps a change between two figures from meaning anything."""
    return say(language, *_OBSTACLES[code])


def relation(code: str, language: Language) -> str:
    """Say how figures disagree."""
    return say(language, *_RELATIONS[code])


def severity(code: str, language: Language, count: int = 1) -> str:
    """Say how grave a discrepancy is, of one or of several."""
    one, een, many, meer, *_ = _SEVERITIES[code]
    return say(language, one, een) if count == 1 else say(language, many, meer)


def severity_meaning(code: str, language: Language) -> str:
    """Say what a severity means."""
    return say(language, *_SEVERITIES[code][4:])


def account(code: str, language: Language) -> str:
    """Say what accounts for a printed number."""
    return say(language, *_ACCOUNTS[code])


def certainties(language: Language) -> dict[str, str]:
    """Say how far a printed form pins its figure down, by code, the firmest first."""
    return {code: say(language, *words) for code, words in _CERTAINTIES.items()}


def bases(language: Language) -> dict[str, str]:
    """Say how a window is known, by code, the firmest first."""
    return {code: say(language, *words) for code, words in _BASES.items()}


def link(code: str, language: Language) -> str:
    """Say why an amount might be thought to have paid for a result."""
    return say(language, *_LINKS[code])


def support_kind(code: str, language: Language) -> str:
    """Name a kind of support for return."""
    return say(language, *_SUPPORT_KINDS[code])


def answered(code: str, language: Language) -> str:
    """Say what the figures make of a claim."""
    return say(language, *_ANSWERED[code])


def list_says(code: str, language: Language) -> str:
    """Say what a list of countries says of one."""
    return say(language, *_SAYS[code])


def legibility(code: Any, language: Language) -> str:
    """Say whether a cell can be read; nothing where there is no cell."""
    return "" if pd.isna(code) else say(language, *_LEGIBILITY[code])


def scope(code: str, language: Language) -> str:
    """Say how a figure belongs to a country."""
    return say(language, *_SCOPES[code])


def fact_groups(count: int, code: str, language: Language) -> str:
    """Count the figures of a group: money, promises, results, context."""
    one, many = _FACT_GROUPS[code][1 if language == "nl" else 0]
    return counted(count, one, many) if count else f"{say(language, 'no', 'geen')} {one}"


def in_sentence(place_id: str, label: str, language: Language) -> str:
    """Return the name of a country as it stands within a sentence: with its article, if it has one."""
    return f"{say(language, *_ARTICLES.get(place_id, ('', '')))} {label}".strip()


def refugee_role(code: str, language: Language) -> str:
    """Say whether refugees are in a country or from it."""
    return say(language, *_REFUGEE_ROLES[code])


def there(role: str, name: str, language: Language) -> str:
    """Say where refugees are, or where they are from, as it stands within a sentence."""
    return f"in {name}" if role == "host" else say(language, f"from {name}", f"uit {name}")


def counted_people(with_oip: bool, language: Language) -> str:
    """Name whom UNHCR counts: refugees, with or without other people in need of international protection."""
    return population("refugees-and-others-in-need-of-protection" if with_oip else "refugees", language)


def relative(change_share: float, language: Language) -> str:
    """Say how much a change is of what there was: per cent, or how many times as many from twice on."""
    if change_share < 1:
        return numbers.signed(change_share * 100, change_share * 100, language, "percent")
    times = numbers.number(change_share + 1, language, 1)
    return say(language, f"{times} times as many", f"{times} keer zoveel")


def held(outcome: str, language: Language) -> str:
    """Say what comes of a figure that is held against UNHCR's own."""
    return say(language, *_HELD[outcome])


def term(start: Any, end: Any, language: Language) -> str:
    """Name the term of a programme as printed."""
    if pd.isna(start) and pd.isna(end):
        return say(language, "not printed", "niet vermeld")
    return window(start, end, language)


def document(source_id: str, language: Language) -> tuple[str, str]:
    """Name a document as short as it can be, and its year."""
    english, dutch = _DOCUMENTS[source_id]
    return dutch if language == "nl" else english
