"""Windows that are those of an event or of another noun, and so date only what is said of these.

"Het programma, dat in 2019 begon, bereikte 1.200 mensen" says when the programme began; the people have no window.
"""

from __future__ import annotations

import re

from analysis.ledger.windows import BEFORE, WHOSE, Window

#: Windows that are one moment, and so may be that of an event rather than of what is counted.
_MOMENTS = frozenset({"year", "month", "worded_day", "end_of_year", "end_of_month", "part_of"})
_DATED_NOUN = (
    r"(?:\w*(?:akkoord|verklaring|verdrag|overeenkomst|convenant|wet|wetsvoorstel|besluit|regeling|brief|nota|notitie|motie|plan|"
    r"strategie|agenda|(?<!im)pact|afspra(?:ak|ken)|resolutie|conventie|verordening|richtlijn|protocol|memorandum|beschikking|"
    r"arrest)|agreement|declaration|treaty|act|resolution|deal|letter|directive)"
)
#: What has the year after it as its own: "de overeenkomst met Niger uit 2016", "na de lancering in 2019".
_OF_ANOTHER_NOUN = re.compile(
    rf"(?:\b{_DATED_NOUN}(?:\s+(?!over\b|wordt\b|worden\b|werden\b|werd\b|is\b|zijn\b)[\w’'-]+){{0,4}}?\s+(?:van|uit|of|from|gesloten\s+in)"
    rf"|\b(?:na|after|following|op\s+(?:grond|basis)\s+van|krachtens|conform|sinds|voorafgaand\s+aan)\s+{WHOSE}\s+[^.,;:()\d]{{1,60}}?\s"
    r"(?:in|van|uit|of)|\b(?:prijspeil|prijzen\s+van|(?:peil|prices)\s+(?:van|of))|\b(?:geboren|born)\s+(?:in|na|voor|vóór|after|before))\s+$",
    re.IGNORECASE,
)
_WORDS = r"(?:[^\W\d_][\w’'&-]*\s+)"
_BEGUN = (
    r"(?:(?:op|in)?gericht|gestart|begonnen|van\s+start(?:\s+gegaan)?|gelanceerd|ingegaan|in\s+werking\s+(?:getreden|trad(?:en)?)|"
    r"ingevoerd|ingesteld|opgezet|aangenomen|gesloten|ondertekend|vastgesteld|tot\s+stand\s+(?:kwam(?:en)?|gekomen)|"
    r"ontstaan|ontstond(?:en)?|begon(?:nen)?|startte(?:n)?|inging(?:en)?|sloot|sloten|ondertekenden?|lanceerden?|"
    rf"(?:ging(?:en)?\s+{_WORDS}{{0,6}}?van\s+start|trad(?:en)?\s+{_WORDS}{{0,6}}?in\s+werking|"
    rf"nam(?:en)?\s+{_WORDS}{{1,6}}?aan|richtten?\s+{_WORDS}{{1,6}}?op)|"
    r"began|started|founded|established|launched|adopted|signed|set\s+up|entered\s+into\s+force)"
)
_IN = r"(?:in|op|eind|begin|medio|sinds|per|on|at)"
_BEGINS_AFTER = re.compile(rf"\s+{_WORDS}{{0,4}}?{_BEGUN}\b", re.IGNORECASE)
_BEGUN_BEFORE = re.compile(rf"\b{_BEGUN}\s+{_WORDS}{{0,4}}?{_IN}\s+$", re.IGNORECASE)
_BEGUN_BESIDE = re.compile(rf"[,(]\s*{_WORDS}{{0,2}}{_BEGUN}\s+{_IN}\s+$", re.IGNORECASE)
_LASTS = re.compile(
    rf"\s+{_WORDS}{{0,3}}?(?:loopt|lopen|liep|liepen|bestaat|bestaan|bestond|geldt|gelden|werkt|werken|(?:actief|werkzaam|van\s+kracht)\s+(?:is|zijn))\b",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(rf"\b(?:de|het|een|deze|haar|hun)\s+(?P<at>{_IN}\s+)?$", re.IGNORECASE)
#: The participle of "de in 2018 gestarte programma's", "het in 2016 met Turkije gesloten akkoord".
_PARTICIPLE = re.compile(
    rf"\s+{_WORDS}{{0,5}}?(?:[^\W\d_]{{3,}}(?:[dt]e|ende)|(?:[^\W\d_]{{2,4}})?ge[^\W\d_]+en|[^\W\d_]{{4,}}en)\s+\w"
)
_RELATIVE_CLAUSE = re.compile(
    r"(?P<comma>,)?\s(?:dat|die|waar(?:in|van|mee|voor|aan|op|bij|door)|which|that|who|whose)\s[^,.;:()]{0,80}$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[^,.;:()]{0,80},")
_NEW_CLAUSE = re.compile(
    r"[;:.(]|(?:,|\s(?:en|maar|and|but|dat|die|waar\w+|which|that))\s(?!(?:ruim|bijna|circa|ongeveer|about|some)?\s?\d)",
    re.IGNORECASE,
)
_ATTRIBUTED = 25  # characters after a year in which what it is said of may stand: "de in 2019 opgeleide 640 artsen"


def scope(text: str, window: Window) -> tuple[int, int] | None:
    """Return the characters within which a window may date a figure; ``None`` where nothing confines it.

    The year of an event or of another noun dates no figure outside its own clause: "het programma, dat in 2019 begon,
    bereikte 1.200 mensen", "de in 2016 gesloten overeenkomst", "op grond van de wet van 2018".
    """
    low = max(0, window.start - BEFORE)
    clause = _RELATIVE_CLAUSE.search(text, low, window.start)
    if window.pattern in {"since", "since_month", "since_day"}:
        lasts = _LASTS.match(text, window.end) if clause else None
        if clause and lasts:
            return clause.start(), lasts.end()
        attribute = _ATTRIBUTE.search(text, low, window.start) and _PARTICIPLE.match(text, window.end)
        return (window.start, window.end + _ATTRIBUTED) if attribute else None
    if window.pattern not in _MOMENTS:
        return None
    if _OF_ANOTHER_NOUN.search(text, low, window.start) or _BEGUN_BESIDE.search(text, low, window.start):
        return window.start, window.end
    article = _ATTRIBUTE.search(text, low, window.start)
    if article and article["at"] and _PARTICIPLE.match(text, window.end):
        return window.start, window.end + _ATTRIBUTED
    begins = _BEGINS_AFTER.match(text, window.end)
    if begins and clause:
        return clause.start(), begins.end()
    if begins or _BEGUN_BEFORE.search(text, low, window.start):
        further = _NEW_CLAUSE.search(text, begins.end() if begins else window.end)
        return 0, further.start() if further else len(text)
    closed = _CLAUSE_END.match(text, window.end) if clause and clause["comma"] else None
    return (clause.start() - _ATTRIBUTED, closed.end()) if clause and closed else None
