"""What a scan knows of Dutch reports: what is probably no data, and what the nouns after a number count.

Each pattern and noun has a name, so that a measurement can leave out what only the held-out document could have
taught; see ``tests/ledger/held_out.py``.
"""

from __future__ import annotations

import re

from analysis.ledger.windows import MONTH

_YEAR = r"(?:19|20)\d\d"
_CAPITAL = r"(?=[A-Z“‘\"(])"
_CHAPTER = "hoofdstuk(?:ken)?|pagina|paragraaf|par\\.|pijler|prioriteit|bijlage|tabel|figuur|fase|spoor|\\bblz\\."

#: Why a number is probably no data: the reason, and what it looks like in one way or another. Numbers inside are meant.
NOT_DATA: dict[str, re.Pattern[str]] = {
    reason: re.compile("|".join(ways), re.MULTILINE)
    for reason, ways in {
        "web address": (r"(?:https?://|www\.)\S+",),
        "date": (rf"(?<![\d.,])\d{{1,2}}(?:\s*(?:en|tot|/|-)\s*\d{{1,2}})?\s+{MONTH}(?:\s+\d{{4}})?",),
        "date in digits": (rf"(?<!\d)\d{{1,2}}[-/]\d{{1,2}}[-/]{_YEAR}(?!\d)",),
        "span of years": (rf"(?<!\d){_YEAR}\s?[-–/]\s?(?:\d\d|{_YEAR})(?!\d)",),
        "year": (rf"(?<![\d.,]){_YEAR}(?!\d|[.,]\d{{3}})",),
        "parliamentary paper": (
            (
                r"(?:[Vv]ergaderjaar|[Kk]amerstuk(?:ken)?|\bTK)\s(?:II\s)?[\d\s/,-]+[IVX]*"
                r"(?:[\s,]*[Kk]amerstuk\s[\d\s]+)?"
            ),
        ),
        "number of a document": (
            r"\b(?:[Nn]rs?|[Nn]o|[Nn]ummer)\.?\s?\d+",
            r"\b(?!EUR|USD)[A-Z]{3,}\s+\d+(?:/\d+)?",
            r"\b\d+/\d+(?:/\w+)?\s(?=[A-Z]{2,})",
        ),
        "law article": (r"\b[Aa]rt(?:ikel(?:en)?|\.)\s+\d+(?:bis|o)?", r"\blid\s+\d+"),
        "cross-reference": (rf"(?i:{_CHAPTER})\s+\d[\d.]*(?:(?:,|\s+en)\s+\d+)*(?![\d%])",),
        "pages of a publication": (
            r"\b[Pp]{1,2}\.\s?\d+(?:\s?[-–]\s?\d+)?(?:(?:,\s\d+)*\sen\s\d+(?:[-–]\d+)?)?",
            r"\b\d+\(\d+\)(?:,\s\d+-\d+)?",
        ),
        "page after a title": (
            r"(?:(?<=[^\W\d_],)|(?<=[)?’],))\s\d{2,3}(?:-\d{2,3})?(?:,\s\d{2,3})*(?=[;.]\s)",
            r"\b(?:report|Paper)\s+\d+",
        ),
        "SDG": (r"\bSDG(?:’?s)?\s+\d+(?:\.\d+)?(?:,\s\d+)*(?:\sen\s\d+)?",),
        "target of the Sustainable Development Goals": (r"Sustainable Development Goals \(2030\) \d+\.\d+",),
        "footnote marker": (r"(?:(?<=[^\W\d_])|(?<=[^\W\d_][.,)’”])|(?<=[)’”]\.))\d{1,2}(?![\w]|[.,]\d)",),
        "footnote marker after a year": (rf"(?<={_YEAR}\.)\d{{1,2}}(?!\w)",),
        "number of a note or heading": (r"^[ '\"\f]*\d{1,2}[ \t]+(?=[A-Z“‘\"]|https?://)",),
        "number of a list item": (
            r"^[^\w\n]*\d{1,2}\s?[.)](?!\d)",
            rf"(?<=\s)\d{{1,2}}[.)]\s+{_CAPITAL}",
            r"(?<=\s)\d\)\s(?=[^\W\d_])",
            r"^[ \t]*\d[ \t]*$",
        ),
        "section number": (r"^\s*\d(?:\.\d){1,2}\.?[a-d]?\s+(?=[A-Z])",),
        "page number": (
            r"^[ \t]*\[\d{1,3}\][ \t]*$",
            r"^[ \t]*\d{1,3}\s*(?=\f)",
            r"^[ \t]*(?:Pagina|Page)\s\d+(?:\s(?:van|of)\s\d+)?[ \t]*$",
        ),
        "third countries": (r"\bderde\s+land(?:en)?\b", r"\bderdeland\w+"),
        "ordinal that numbers": (
            (
                r"\b(?:[Tt]weede|[Dd]erde|[Vv]ierde|[Vv]ijfde|[Zz]esde|[Zz]evende|[Aa]chtste)\s+"
                r"(?!plaats|plek|positie)(?=[^\W\d_])"
            ),
        ),
        "idiom": (r"één op één", r"\b(?:in|te)\s+acht\b"),
        "postcode or telephone": (
            r"\b[1-9]\d{3}\s[A-Z]{2}\b(?=\s+[A-Z][a-z])",
            r"\b0\d{1,3}[-\s]\d[\d\s]{5,}",
            r"\+31[\d\s-]+",
        ),
    }.items()
}

#: The unit that a noun counts, by the end of the noun: "ontwikkelingspartners" are organisations.
UNITS: dict[str, str] = {
    word: unit
    for unit, words in {
        "person": "personen mensen vluchtelingen migranten terugkeerders kinderen vrouwen mannen meisjes jongens "
        "jongeren ontheemden asielzoekers deelnemers studenten leerlingen slachtoffers ambtenaren medewerkers "
        "statushouders "
        "deskundigen experts aanwezigen voortvluchtigen verdachten inwoners leden gezinsleden werknemers cursisten "
        "ondernemers boeren leraren docenten trainers vrijwilligers artsen jarige amv’s familieleden beneficianten "
        "asielaanvragen nederlanders afghanen syriërs kandidaten professionals functionarissen migrantenondernemers",
        "country": "landen lidstaten opvanglanden staten",
        "organisation": "organisaties partners partijen donoren instellingen ngo’s agentschappen consortia",
        "enterprise": "bedrijven ondernemingen bedrijfjes mkb’s",
        "job": "banen arbeidsplaatsen werkplekken",
        "placement": "uitzendingen plaatsingen",
        "programme": "programma’s",
        "project": "projecten",
        "activity": "activiteiten activiteit",
        "case": "zaken rechtszaken onderzoeken strafzaken",
        "law": "wetten wetsvoorstellen",
        "permit": "vergunningen werkvergunningen",
        "document": "rapporten documenten publicaties verklaringen",
        "meeting": "bijeenkomsten workshops vergaderingen trainingen dialogen conferenties",
        "location": "locaties dorpen steden centra gemeenten scholen regio’s kampen",
        "family": "families gezinnen huishoudens",
        "priority": "prioriteiten beleidsprioriteiten doelstellingen",
        "theme": "thema’s pijlers sporen elementen dimensies hoofddimensies niveaus onderdelen categorieën",
        "continent": "continenten",
        "grant": "beurzen subsidies",
        "facility": "faciliteiten klinieken opvangcentra",
        "year": "jaar jaren jarig",
        "month": "maanden maand",
        "week": "weken week",
        "day": "dagen dag",
    }.items()
    for word in words.split()
}  # fmt: skip
