"""Words that several charts, tables and sentences share; the one place where each stands in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from analysis.dataset import labels
from analysis.display import numbers
from analysis.display.theme import Language
from analysis.figures import DECIDED

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
    "earmark": (
        "the amount is an earmark, neither a goal nor a limit",
        "het bedrag is een reservering, geen doel en geen grens",
    ),
    "other_unit": ("target and result count different things", "doel en resultaat tellen verschillende dingen"),
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
_FATES = {
    "kept": ("printed again", "opnieuw vermeld"),
    "like": ("only something like it", "alleen iets wat erop lijkt"),
    "vanished": ("not printed again", "niet meer vermeld"),
    "new_like": ("new, like an earlier one", "nieuw, lijkt op een eerdere"),
    "new": ("new", "nieuw"),
}
_HIGHLIGHTS = {
    "higher": ("printed higher", "hoger vermeld"),
    "lower": ("printed lower", "lager vermeld"),
    "same": ("the same number", "hetzelfde getal"),
    "vanished": ("no highlight any more", "geen hoofdpunt meer"),
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
    "earmark": ("an earmark", "een reservering"),
    "other_population": ("two populations", "twee populaties"),
    "other_programme": ("two programmes", "twee programma's"),
    "other_place": ("two places", "twee plaatsen"),
    "other_window": ("two kinds of window", "twee soorten periodes"),
    "break": ("the series breaks between them", "de reeks breekt ertussen"),
}
#: Several of a severity, and what it means.
_SEVERITIES = {
    "contradiction": ("contradictions", "tegenstrijdigheden", "no reading makes both true",
                      "geen lezing maakt beide waar"),
    "unexplained": ("unexplained", "onverklaarde", "what would settle it is not printed",
                    "wat het zou oplossen, staat er niet"),
    "definition": ("differences of definition", "verschillen in definitie",
                   "other things, people, periods or payers are counted",
                   "er worden andere dingen, mensen, periodes of financiers geteld"),
    "wording": ("differences of wording", "verschillen in bewoording", "a hedge, a rounding or a slip of the pen",
                "een slag om de arm, een afronding of een verschrijving"),
}  # fmt: skip
_CERTAINTIES = {
    "exact": ("in full", "voluit"),
    "decided": ("decided", "besloten"),
    "rounded": ("rounded", "afgerond"),
    "hedged": ("hedged", "met een slag om de arm"),
    "open": ("open-ended", "open"),
    "illegible": ("illegible", "onleesbaar"),
}
_TRENDLESS = {
    "too_few_years": ("too few years", "te weinig jaren"),
    "events": ("single events", "afzonderlijke gebeurtenissen"),
    "undated": ("no date", "geen datum"),
    "break": ("a break", "een breuk"),
    "not_comparable": ("two different counts", "twee verschillende tellingen"),
    "missing": ("a missing document", "een ontbrekend stuk"),
}
_LINKS = {
    "programme": ("the same programme", "hetzelfde programma"),
    "phase": ("another phase of the programme", "een andere fase van het programma"),
    "line": ("told under that policy in the same report", "in hetzelfde rapport onder dat beleid verteld"),
}
_ANSWERED = {
    "confirmed": ("the figures confirm it", "de cijfers bevestigen het"),
    "contradicted": ("the figures contradict it", "de cijfers spreken het tegen"),
    "undecided": ("the figures cannot tell", "de cijfers laten het open"),
}

_HELD = {
    "agrees": ("agrees", "klopt"),
    "other_count": ("only as its source counts it", "alleen zoals de bron het telt"),
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
_SCOPES = {
    "own": ("its own", "van het land zelf"),
    "several": ("several places together", "meerdere plaatsen samen"),
    "end": ("counted elsewhere, from or to it", "elders geteld, van of naar dit land"),
    "region": ("a whole region", "een hele regio"),
}
_FLOWS = {
    "incoming_commitment": ("pledged, as the receiver publishes it", "toegezegd, volgens de ontvanger"),
    "incoming_funds": ("received, as the receiver publishes it", "ontvangen, volgens de ontvanger"),
    "outgoing_commitment": ("committed, as the giver publishes it", "toegezegd, volgens de gever"),
    "disbursement": ("paid out, as the giver publishes it", "uitbetaald, volgens de gever"),
    "expenditure": ("spent, as the giver publishes it", "uitgegeven, volgens de gever"),
}
_MATCHES = {
    "likely": ("match is likely", "waarschijnlijk dit programma"),
    "possible": ("match is possible", "mogelijk dit programma"),
    "none": ("looked at, no match", "bekeken, geen programma"),
    "unknown": ("no match known", "geen koppeling bekend"),
}
_FACT_GROUPS = {
    "money": (("amount", "amounts"), ("bedrag", "bedragen")),
    "promise": (("target, plan or expectation", "targets, plans or expectations"),
                ("doel, plan of verwachting", "doelen, plannen of verwachtingen")),
    "result": (("result", "results"), ("resultaat", "resultaten")),
    "context": (("figure of context", "figures of context"), ("cijfer als context", "cijfers als context")),
}  # fmt: skip
#: Countries whose name takes an article in a sentence.


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


def counted_as(row: Any, language: Language) -> str:
    """Say after a share what it counts: "; counted are …", where the same could be counted otherwise, else nothing.

    ``row`` is one of ``questions.targets.attainment``: no share of a target that depends on what counts stands without.
    """
    if not row["definitions"]:
        return ""
    return say(language, f"; counted are {row['counted_en']}", f"; geteld zijn {row['counted_nl']}")


def kind(code: str, language: Language) -> str:
    """Say what a figure claims to be."""
    return labels.label("kind", code, language)


def unit(code: str, language: Language) -> str:
    """Name a unit, in the plural; a unit without a name of its own is returned as it is."""
    return labels.unit(code, language)


def payer(code: Any, language: Language) -> str:
    """Say who pays, or whose result it is claimed to be; nothing where the question makes no sense."""
    return "" if pd.isna(code) else labels.label("payer", code, language)


def amount(row: Any, language: Language) -> str:
    """Print an amount of money with what it is per and how many payers it holds for; an interval where it is one."""
    text = numbers.allowed(row, language, row.unit)
    if not pd.isna(row.per):
        text = f"{text} {labels.label('per', row.per, language)}"
    return text if row.multiplicity == 1 else f"{row.multiplicity} × {text}"


def quantity(row: Any, language: Language) -> str:
    """Print what a figure allows with its unit: "117 placements", "at least 100,000 people", "EUR 10 million"."""
    if row.unit in {"EUR", "USD"}:
        return amount(row, language)
    text = numbers.allowed(row, language, row.unit)
    if row.unit == "percent" or (pd.isna(row.lower) and pd.isna(row.upper)):
        return text
    return f"{text} {labels.unit(row.unit, language, one=row.lower == row.upper == 1)}"


def reading(row: Any, language: Language) -> str:
    """Print what a figure is read as, see :func:`quantity`; one that was decided with the side on which it limits."""
    return f"{side(row, language)}{quantity(row, language)}"


def side(row: Any, language: Language) -> str:
    """Say on which side a number that was decided limits, with a space behind: "at most "; else nothing."""
    limits = row.kind in DECIDED and row.qualifier in {"at_most", "at_least"} and row.lower == row.upper
    return f"{hedge(row.qualifier, language)} " if limits else ""


def limit(row: Any, language: Language) -> str:
    """Print a number that was decided, with the side on which it limits: "at most EUR 1,500 a person"."""
    point = row._replace(lower=row.value, upper=row.value)
    text = quantity(point, language)
    return text if row.qualifier == "exact" else f"{hedge(row.qualifier, language)} {text}"


def trend(row: Any, language: Language) -> str:
    """Name a line of ``questions.trends``: its series, and which of its lines it is where there are several."""
    variant = getattr(row, f"variant_{language}")
    return f"{getattr(row, f'label_{language}')}{f', {variant}' if variant else ''}"


def measured(row: Any, language: Language, *, millions: bool = False, brief: bool = False) -> str:
    """Say in what a line of ``questions.trends`` is counted: "million people", "EUR million in prices of 2023 (index)".

    In ``brief`` the price index is not named.
    """
    name = "%" if row.unit == "percent" else unit(row.unit, language)
    if millions:
        million = say(language, "million", "miljoen")
        before = row.unit in {"EUR", "USD"} and language == "en"
        name = f"{name} {million}" if before else f"{million} {name}"
    if pd.isna(row.base_year):
        return name
    of_year = say(language, f"in prices of {row.base_year}", f"in prijzen van {row.base_year}")
    return f"{name} {of_year if brief else in_prices(row, language)}"


def in_prices(row: Any, language: Language) -> str:
    """Say in the prices of which year an amount is, and by which index."""
    index = deflator(row.deflator, language)
    return say(language, f"in prices of {row.base_year} ({index})", f"in prijzen van {row.base_year} ({index})")


def point(row: Any, language: Language) -> str:
    """Print what a point of ``questions.trends`` allows, in its unit; that it has no value in the prices asked for."""
    if pd.isna(row.lower) and pd.isna(row.upper):
        return say(language, "no price for this year", "geen prijs voor dit jaar")
    decimals = 1 if row.unit == "percent" else 0
    return numbers.interval(row.lower, row.upper, language, row.unit, decimals)


def programme_status(code: str, language: Language) -> str:
    """Say whether a programme runs."""
    return labels.label("programme_status", code, language)


def theme(code: str, language: Language) -> str:
    """Name a theme of the dataset."""
    return labels.label("theme", code, language)


def organisation_role(code: str, language: Language) -> str:
    """Say what an organisation is to a programme."""
    return labels.label("organisation_role", code, language)


def place_role(code: str, language: Language) -> str:
    """Say what a place is to a programme or figure."""
    return labels.label("place_role", code, language)


def statement_kind(code: str, language: Language) -> str:
    """Say what kind of thing a document says without a number."""
    return labels.label("statement_kind", code, language)


def event_kind(code: str, language: Language) -> str:
    """Say what kind of event it was."""
    return labels.label("event_kind", code, language)


def figure_link(code: str, language: Language) -> str:
    """Say how a figure concerns a programme beside others."""
    return labels.label("figure_link", code, language)


def outcome(code: str, language: Language) -> str:
    """Say what came of a promise: a computed status of ``questions.targets``, or one of ``questions.programme``."""
    return say(language, *(_OUTCOMES.get(code) or _STATUS[code]))


def fit(code: str, language: Language) -> str:
    """Say how well a measure shows an outcome of the theory of change."""
    return labels.label("fit", code, language)


def direction(code: str, language: Language) -> str:
    """Say which way a piece of evidence points."""
    return labels.label("direction", code, language)


def listed(items: Sequence[str], language: Language) -> str:
    """Join items to an enumeration: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say(language, 'and', 'en')} {items[-1]}"


def deflator(code: str, language: Language) -> str:
    """Name a price index."""
    return labels.label("deflator", code, language)


def stage(code: str, language: Language) -> str:
    """Name a stage of the budget."""
    return labels.label("stage", code, language)


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
    return text if basis == "printed" else f"{text} ({labels.label('period_basis', basis, language)})"


def _finest(*, year: bool, month: bool) -> str:
    return "%Y" if year else "%Y-%m" if month else "%Y-%m-%d"


def month(day: Any, language: Language) -> str:
    """Name the month of a day: "June 2024", "juni 2024"."""
    from babel.dates import format_date

    return format_date(day, "MMMM y", locale=language)


def years(found: Iterable[int]) -> str:
    """Name one year, or the first and the last of several: "2023", "2023-2024"."""
    ends = sorted({min(known := sorted(found)), max(known)})
    return "-".join(str(year) for year in ends)


def available(language: Language) -> dict[str, str]:
    """Name the two rows of ``questions.spending.against_available``."""
    return {
        "all": say(language, "All six priorities, against the budget", "Alle zes prioriteiten, tegenover het budget"),
        "return": say(
            language, "Return, beside what was reserved for it", "Terugkeer, naast wat ervoor was gereserveerd"
        ),
    }


def level(code: Any, language: Language) -> str:
    """Say whether an indicator counts what was delivered (output) or what changed (outcome)."""
    return "" if pd.isna(code) else labels.label("result_level", code, language)


def population(code: Any, language: Language) -> str:
    """Say who is counted; nothing where not people."""
    return "" if pd.isna(code) else labels.labels("population", language).get(code, code)


def hedge(code: str, language: Language) -> str:
    """Say how a figure is hedged."""
    return labels.label("qualifier", code, language)


def period_kind(code: str, language: Language) -> str:
    """Name a kind of window."""
    return labels.label("period_kind", code, language)


def verdict(code: str, language: Language) -> str:
    """Say whether a pair of figures may be compared."""
    return labels.label("verdict", code, language)


def agreement(code: Any, language: Language) -> str:
    """Say whether two figures agree in something; nothing where it was not judged."""
    return "" if pd.isna(code) else labels.label("agreement", code, language)


def counted(number: int, one: str, many: str) -> str:
    """Print a number with its noun, singular or plural."""
    return f"{number} {one if number == 1 else many}"


def fate(code: str, language: Language) -> str:
    """Say what became of an indicator."""
    return say(language, *_FATES[code])


def highlight(code: str, language: Language) -> str:
    """Say how a highlight stands beside the result before it."""
    return say(language, *_HIGHLIGHTS[code])


def obstacle(code: str, language: Language) -> str:
    """Say what keeps a change between two figures from meaning anything."""
    return say(language, *_OBSTACLES[code])


def trendless(code: str, language: Language) -> str:
    """Say what keeps something from being followed through the years, see ``questions.trends.unfollowed``."""
    return say(language, *_TRENDLESS[code])


def relation(code: str, language: Language) -> str:
    """Say how figures disagree."""
    return labels.label("discrepancy_relation", code, language)


def severity(code: str, language: Language, count: int = 1) -> str:
    """Say how grave a discrepancy is, of one or of several."""
    return labels.label("severity", code, language) if count == 1 else say(language, *_SEVERITIES[code][:2])


def severity_meaning(code: str, language: Language) -> str:
    """Say what a severity means."""
    return say(language, *_SEVERITIES[code][2:])


def account(code: str, language: Language) -> str:
    """Say what accounts for a printed number."""
    return labels.label("accounted_by", code, language)


def certainties(language: Language) -> dict[str, str]:
    """Say how far a printed form pins its figure down, by code, the firmest first."""
    return {code: say(language, *words) for code, words in _CERTAINTIES.items()}


def bases(language: Language) -> dict[str, str]:
    """Say how a window is known, by code, the firmest first."""
    return labels.labels("period_basis", language)


def link(code: str, language: Language) -> str:
    """Say why an amount might be thought to have paid for a result."""
    return say(language, *_LINKS[code])


def support_kinds() -> list[str]:
    """Return the kinds of support for return, those for voluntary return first."""
    return list(labels.labels("support_kind", "en"))


def support_kind(code: str, language: Language) -> str:
    """Name a kind of support for return."""
    return labels.label("support_kind", code, language)


def answered(code: str, language: Language) -> str:
    """Say what the figures make of a claim."""
    return say(language, *_ANSWERED[code])


def list_says(code: str, language: Language) -> str:
    """Say what a list of countries says of one."""
    return say(language, *_SAYS[code])


def legibility(code: Any, language: Language) -> str:
    """Say whether a cell can be read; nothing where there is no cell."""
    return "" if pd.isna(code) else labels.label("legibility", code, language)


def scope(code: str, language: Language) -> str:
    """Say how a figure belongs to a country."""
    return say(language, *_SCOPES[code])


def fact_groups(count: int, code: str, language: Language) -> str:
    """Count the figures of a group: money, promises, results, context."""
    one, many = _FACT_GROUPS[code][1 if language == "nl" else 0]
    return counted(count, one, many) if count else f"{say(language, 'no', 'geen')} {one}"


def in_sentence(place_id: str, label: str, language: Language) -> str:
    """Return the name of a country as it stands within a sentence: with its article, if it has one."""
    return f"{labels.article(place_id, language)} {label}".strip()


def lists(hosts: pd.DataFrame) -> list[str]:
    """Return the lists of countries that ``questions.refugees.hosts`` has a column for, in their order."""
    known = labels.country_lists()
    return [name for name in hosts.columns if name in known]


def refugee_role(code: str, language: Language) -> str:
    """Say whether refugees are in a country or from it."""
    return labels.label("refugee_role", code, language)


def there(role: str, name: str, language: Language) -> str:
    """Say where refugees are, or where they are from, as it stands within a sentence."""
    return f"in {name}" if role == "host" else say(language, f"from {name}", f"uit {name}")


def counterparts(row: Any, language: Language) -> str:
    """Say from, or in, which countries of an imported selection people are counted; nothing where all are there.

    ``row`` is one of ``questions.refugees.decade``.
    """
    if pd.isna(row["counterparts"]):
        return ""
    many, names = int(row["counterparts"]), row[f"counterparts_{language}"]
    number = say(language, "one", "ene") if many == 1 else str(many)
    article = "het" if many == 1 else "de"
    if row["role"] == "host":
        english, dutch = ("country", "herkomstland") if many == 1 else ("countries", "herkomstlanden")
        said = say(language, f"from the {number} {english} of origin", f"uit {article} {number} {dutch}")
    else:
        english, dutch = ("country", "opvangland") if many == 1 else ("countries", "opvanglanden")
        said = say(language, f"in the {number} {english} of asylum", f"in {article} {number} {dutch}")
    table = say(language, "in the imported table", "in de ingelezen tabel")
    return f"{said} {table}{f' ({names})' if names else ''}"


def counted_people(with_oip: bool, language: Language) -> str:
    """Name whom UNHCR counts: refugees, with or without other people in need of international protection."""
    return population("refugees-and-others-in-need-of-protection" if with_oip else "refugees", language)


def printed_people(code: Any, language: Language) -> str:
    """Name whom a document says that it counts; people, where it does not say."""
    return say(language, "people", "mensen") if pd.isna(code) else population(code, language)


def relative(change_share: float, language: Language) -> str:
    """Say how much a change is of what there was: per cent, or how many times as many from twice on."""
    if change_share < 1:
        return numbers.signed(change_share * 100, change_share * 100, language, "percent")
    times = numbers.number(change_share + 1, language, 1)
    return say(language, f"{times} times as many", f"{times} keer zoveel")


def held(outcome: str, language: Language) -> str:
    """Say what comes of a figure that is held against numbers from outside."""
    return say(language, *_HELD[outcome])


def term(start: Any, end: Any, language: Language) -> str:
    """Name the term of a programme as printed."""
    if pd.isna(start) and pd.isna(end):
        return say(language, "not printed", "niet vermeld")
    return window(start, end, language)


def as_of(year: Any, language: Language) -> str:
    """Say of which year a document tells: "on 2013", or that it bears no date."""
    if pd.isna(year):
        return say(language, "undated", "ongedateerd")
    return say(language, f"on {year}", f"over {year}")


def status_then(code: str, year: Any, language: Language) -> str:
    """Say whether a programme ran, with the year of the last document that names it: "running (on 2018)"."""
    return f"{programme_status(code, language)} ({as_of(year, language)})"


def span(language: Language) -> str:
    """Name the years that the documents speak of: "2013 to 2023"."""
    first, last = labels.span()
    return say(language, f"{first} to {last}", f"{first} t/m {last}")


def document(source_id: str, language: Language) -> tuple[str, str]:
    """Name a document as short as it can be, and its year."""
    return labels.document(source_id, language)


def flow(code: str, language: Language) -> str:
    """Say what kind of transaction it is, and who publishes it."""
    return say(language, *_FLOWS[code])


def match_certainty(code: str, language: Language) -> str:
    """Say how sure it is that a published activity is a programme of the documents."""
    return say(language, *_MATCHES[code])


def aid_place(row: Any, language: Language) -> str:
    """Name the country of a sum, or the region as published; ``row`` is one of ``questions.aid.places``."""
    if row.iso3:
        return str(getattr(row, f"label_{language}"))
    if not row.region:
        return say(language, "no one country", "niet één land")
    return say(language, f"region “{row.region}”", f"regio “{row.region}”")


def aid_programme(row: Any, language: Language) -> str:
    """Name the programme of a sum; ``row`` is one of ``questions.aid.programmes``."""
    return str(getattr(row, f"label_{language}")) or say(language, "no programme", "geen programma")


def where(addresses: Any, language: Language) -> str:
    """Write where something is printed: "Results 2018, lines 5 and 37; Progress report 2013, line 12".

    ``addresses`` is a cell of a column ``where``, see :func:`analysis.dataset.provenance.located`; nothing for an
    empty one. Raises :class:`analysis.errors.UnknownNameError` for a document that the dataset does not have.
    """
    documents = _addressed(addresses)
    return "; ".join(f"{' '.join(document(name, language))}, {_lines(at, language)}" for name, at in documents.items())


def lines(addresses: Any, language: Language) -> str:
    """Write on which lines something is printed, where the document is named beside it: "line 12"."""
    return _lines([line for at in _addressed(addresses).values() for line in at], language)


def _addressed(addresses: Any) -> dict[str, list[str]]:
    """Return the lines of each document that addresses name, both in the order in which they come, each once."""
    found: dict[str, list[str]] = {}
    for address in [] if pd.isna(addresses) else str(addresses).split():
        source_id, _, line = address.rpartition(":")
        known = found.setdefault(source_id, [])
        if line not in known:
            known.append(line)
    return found


def _lines(at: Sequence[str], language: Language) -> str:
    one = len(at) == 1
    return f"{say(language, 'line' if one else 'lines', 'regel' if one else 'regels')} {listed(at, language)}"
