"""What a scan knows of Dutch reports and laws: what in them is probably no data.

Each pattern has a name, so that a measurement can leave out what only the held-out document could have taught; see
``tests/ledger/held_out.py``. What the nouns after a number count is data: ``unit_words.csv``.
"""

from __future__ import annotations

import re

from analysis.figures.english import ORDINALS
from analysis.ledger.windows import MONTH

_YEAR = r"(?:19|20)\d\d"
_CAPITAL = r"(?=[A-Z“‘\"(])"
_MORE = r"(?:\s*(?:,|,?\s(?:en|of|and|tot\sen\smet|t/m|tot)\s|-|–)\s*\d[\d.:]*[a-z]?)*"
_CHAPTER = (
    "hoofdstuk(?:ken)?|pagina(?:’s)?|paragra(?:af|fen)|par\\.|pijler|spoor|fase|bijlagen?|annex|tabel(?:len)?|figu(?:ur|ren)|grafiek|"
    "kader|box|prioriteit(?:en)?|\\w*prioriteit(?:en)?|\\w*criteri(?:um|a)|onderdelen|onderdeel|punt(?:en)?|vraag|vragen|antwoord|"
    "stap|noot|voetnoot|deel|versie|blz\\.?|bladzijden?|chapters?|pages?|paragraphs?|sections?|tables?|figures?|annexe?s?|question|"
    "phase|note|footnote"
)
#: Not after what a cross-reference begins with.
_NUMBERED = "".join(
    rf"(?<!{word}\s)"
    for word in ("tabel", "figuur", "grafiek", "kader", "box", "bijlage", "paragraaf", "hoofdstuk", "table", "figure")
)
#: Who may take something for what, and what for.
_JUDGES = (
    r"(?:(?:het|de|deze|dit|onze|mijn)\s+)?(?:kabinet|regering|minister(?:ie)?|staatssecretaris|kamer|commissie|raad|"
    r"ik|men|wij|nederland|unhcr|iom)"
)
_JUDGED = (
    r"(?:on)?(?:nodig|noodzakelijk|wenselijk|gewenst|haalbaar|mogelijk|belangrijk|zinvol|passend|verantwoord|geschikt|"
    r"toereikend|voldoende|verstandig|aannemelijk|waarschijnlijk|rechtmatig|doelmatig|effectief|kansrijk|geslaagd|"
    r"essentieel|cruciaal|onmisbaar|geboden|raadzaam|urgent)|van\s+(?:(?:groot|wezenlijk|essentieel)\s+)?belang"
)
_SCALES = r"duizenden|miljoenen|thousands|millions"
_CURRENCY = r"(?:€|eur\b|euro(?:[’']?s)?\b|us\$|usd\b)"
_STREET = r"(?:straat|laan|weg|kade|plein|gracht|singel|dijk|dreef|steeg|markt|hof|boulevard)"
_FEW = (
    r"(?i:[2-9]|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve)"
)
#: Who is named one by one elsewhere, and then only counted: "in de drie landen".
_NAMED_ONES = (
    rf"(?i:de|deze|die|onze|alle|the|these|those|our|all)\s+{_FEW}\s+(?:[\w-]+\s+)?"
    r"(?:\w*landen|\w*partners|\w*partijen|ministers|ministeries|bewindspersonen|countries|parties|ministries)\b"
)
#: What they then have done is a result of as many; and "elk" says that what follows holds for as many.
_HAVE_DONE = r"(?!\s+(?:hebben|kregen|ontvingen|ondertekenden|sloten|namen|openden|have|received|signed|opened)\b)"
_EACH = r"(?![^.;:]*\b(?:elk|ieder|each)\b)"

#: Why a number is probably no data: the reason, and what it looks like in one way or another. Numbers inside are meant.
WAYS: dict[str, tuple[str, ...]] = {
    "web address": (r"(?:https?://|www\.)\S+", r"\b[\w.-]+@[\w.-]+\.\w+"),
    "time of the day": (
        r"(?<![\d.,])\d{1,2}[.:]\d\d(?:\s*(?:tot|en|-|–)\s*\d{1,2}[.:]\d\d)?\s?(?:uur|u\b|h\b)",
        r"(?<![\d.,:])\d{1,2}:\d\d(?![\d:])",
    ),
    "date": (
        rf"(?<![\d.,])\d{{1,2}}\.?(?:\s*(?:en|tot|t/m|/|-|–)\s*\d{{1,2}})?\s+{MONTH}\b(?:\s+\d{{4}}(?!\d))?",
        rf"\b(?i:{MONTH})\s+\d{{1,2}},\s+\d{{4}}",
    ),
    "date in digits": (rf"(?<!\d)\d{{1,2}}[-–/.]\d{{1,2}}[-–/.]{_YEAR}(?!\d)",),
    "span of years": (rf"(?<!\d){_YEAR}\s?[-–/]\s?(?:\d\d|{_YEAR})(?!\d)",),
    "year": (rf"(?<![\d.,]){_YEAR}(?!\d|[.,]\d)",),
    "year with a footnote marker": (rf"\b\d{{1,2}}\s+{MONTH}\s+{_YEAR}\d{{1,2}}\b",),
    "parliamentary paper": (
        (
            r"(?:[Vv]ergaderjaar|[Kk]amerst(?:uk(?:ken|nummers?)?|\.)?|\bTK)[\s,]*(?:I{1,2}[\s,]+)?(?:TK\s)?"
            r"[\d\s/,–-]*\d(?:[\s,-]*[IVXLC]+\b)?(?:[\s,]*[Kk]amerstuk\s[\d\s]+)?(?:,?\s*nrs?\.?\s*\d+)?"
        ),
        r"(?<![\d.,])(?:1[5-9]|2\d|3[0-9])\s?\d{3}(?=[\s-]*(?:[IVXLC]{1,6}\b|,?\s*\(?[Nn]rs?\b))",
        r"^[ \t]*(?:1[5-9]|2\d|3[0-9])\s\d{3}(?=\s+[A-Z][a-z])",
        r"\b(?:dossier(?:nummer)?s?|zaaknummer|kenmerk|wetsvoorstel)\s+[\d/. ]*\d",
    ),
    "number of a document": (
        r"\b(?:[Nn]rs?|[Nn]o|[Nn]ummer)\.?\s?\d[\d/.-]*",
        r"\b(?!EUR|USD)[A-Z]{3,}\s+\d+(?:/\d+)?(?![\d.,]*\d{3})",
        r"\b\d+/\d+(?:/\w+)?\s(?=[A-Z]{2,})",
        rf"(?<![\d/])\d{{1,4}}/{_YEAR}(?!\d)",
        r"\((?:EU|EG|EC)\)\s(?:[Nn]r?o?\.?\s)?\d+/\d+",
        r"\b(?=[\w./-]*[A-Z])(?!EUR|USD)[A-Za-z][\w.]*(?:[/-][\w.]+)*[/-]\w*\d[\w./-]*",
        r"\b[A-Z]{2,}\w*\d{3,}\b",
        r"\b(?:Stb|Stcrt|PbEU|Pb|OJ)\.?\s?(?:[LC]\s)?\d[\d\s,./-]*",
    ),
    "law article": (
        r"\b\w*[Aa]rt(?:ikel(?:en)?|\.|icles?)\s+\d[\d.]*(?::\s?\d+)?(?:bis|o|[a-z]\b)?" + _MORE,
        r"\b(?:lid|leden|onder)\s+\d+" + _MORE,
        r"\b(?:tweede|derde|vierde|vijfde|zesde|zevende)\s+lid\b",
    ),
    "cross-reference": (rf"(?i:(?<![\w-])(?:{_CHAPTER}))\s*\(?\d[\d.]*" + _MORE + r"\)?(?![\d%])",),
    "announcement of the unit of a table": (
        r"(?i:\bx\s*(?:€|eur|euro)?\s*1[. ,]000(?:[. ,]000)?|\b(?:in|x)\s+(?:€|eur|euro)\s*1[. ,]000(?:[. ,]000)?)",
        r"(?i:(?<=bedragen in )|(?<=bedragen x )|(?<=\(x )|(?<=\(in ))(?:duizenden|miljoenen|miljoen|duizend)\b",
        # "Uitgaven in miljoenen euro's", "In € miljoenen", "(€ miljoenen)": nothing else has its currency so.
        rf"(?i:\b(?:in|x)\s+(?:{_SCALES})\s+(?:of\s+)?{_CURRENCY})",
        rf"(?i:(?:\b(?:in|x)\s+|\(\s*(?:in\s+|x\s*)?){_CURRENCY}\s*(?:x\s*)?(?:{_SCALES}|miljoen|duizend|million|thousand)\b)",
    ),
    "pages of a publication": (
        r"\b[Pp]{1,2}\.\s?\d+(?:\s?[-–]\s?\d+)?(?:(?:,\s\d+)*\sen\s\d+(?:[-–]\d+)?)?",
        r"\b\d+\(\d+\)(?:,\s\d+-\d+)?",
    ),
    "page after a title": (
        r"(?:(?<=[^\W\d_],)|(?<=[)?’],))\s\d{2,3}(?:-\d{2,3})?(?:,\s\d{2,3})*(?=[;.]\s)",
        r"\b(?:report|Paper)\s+\d+",
    ),
    "count of what is named elsewhere": (
        rf"\b(?i:in|uit|van|voor|met|aan|tussen|naar|from|of|for|with|to|between)\s+{_NAMED_ONES}{_EACH}",
        rf"\b{_NAMED_ONES}{_HAVE_DONE}{_EACH}",
    ),
    "length of a publication": (r"\b(?:\d+|[^\W\d_]+)\s+(?:pagina['’]s|bladzijden|pages)\b",),
    "SDG": (r"\bSDG(?:’?s)?\s+\d+(?:\.\d+)?(?:,\s\d+)*(?:\sen\s\d+)?",),
    "target of the Sustainable Development Goals": (r"Sustainable Development Goals \(2030\) \d+\.\d+",),
    "footnote marker": (
        r"(?:(?<=[^\W\d_])|(?<=[^\W\d_][.,)’”»])|(?<=[)’”»]\.))\d{1,2}(?![\w]|[.,]\d)",
        rf"(?<={_YEAR}\.)\d{{1,2}}(?!\w)",
        r"(?<![mM])[\u00b9\u00b2\u00b3\u2070-\u2079]+",
    ),
    "number of a note or heading": (
        r"^[ '\"\f#]*\d{1,2}[ \t]+(?=[A-Z“‘\"«]|https?://)",
        r"\[\s*noot\s*\d+",
        r"^[ \t]*(?:\d|#+[ \t]*\d+)[ \t]*$",
        r"^[ \t\f]*#*[ \t]*\d(?:\.\d{1,2}){1,2}\.?[a-d]?\s+(?=[A-Z])",
    ),
    "number of a list item": (
        r"^[^\w\n]*\d{1,2}\s?[.)](?!\d)",
        # "Tabel 1. Uitgaven" is none, nor "staan in tabel 1." before the next paragraph.
        rf"(?<=\s)(?i:{_NUMBERED})\d{{1,2}}[.)](?!\s*\n\s*\n)\s+{_CAPITAL}",
        r"(?<=\s)\d\)\s(?=[^\W\d_])",
    ),
    "page number": (
        r"^[ \t]*\[\d{1,3}\][ \t]*$",
        r"^[ \t]*\d{1,3}\s*(?=\f)",
        r"^[ \t]*(?:Pagina|Page)\s\d+(?:\s(?:van|of)\s\d+)?[ \t]*$",
    ),
    "third countries": (r"\bderde\s+land(?:en)?\b", r"\bderdeland\w+", r"\bthird\s+countr\w+"),
    "ordinal": (r"\b\d{1,2}(?:e|de|ste|st|nd|rd|th)\b(?![-’])",),
    "ordinal that numbers": (
        (
            r"(?<!een op de )(?<!1 op de )(?<!twee )(?<!een )(?<![^\W\d_])(?:[Tt]weede|[Dd]erde|[Vv]ierde|"
            r"[Vv]ijfde|[Zz]esde|[Zz]evende|[Aa]chtste|[Nn]egende|[Tt]iende)\s+(?!plaats|plek|positie)(?:en\s+\w+\s+)?(?=[^\W\d_])"
        ),
        (
            r"(?<=\been )(?:tweede|derde|vierde|vijfde|zesde)\s+(?!(?:van|via|uit|in|op|door|deel|minder|meer|hoger|"
            r"lager|kwam|komt|is|was|werd|wordt|worden|heeft|had|te|voor|bij|naar|hiervan|daarvan|kreeg|krijgt|plaats)\b)(?=[^\W\d_])"
        ),
        r"\b(?i:the|a|its|their|in|on)\s+(?:" + "|".join(ORDINALS) + r")\s+(?!largest|biggest|place|of\b)(?=[^\W\d_])",
    ),
    "idiom": (
        r"[Éé]én op één",
        r"\b(?:in|te)\s+acht(?=\s+(?:te\s+)?(?:neem|nem|nam|genomen)|\s*[.,;])",
        # "Het kabinet acht de resultaten …": a number has no article after it, unless several did something before it.
        r"(?<!en )(?<!\ber )(?<!\bde )\b[Aa]cht(?=\s+(?:de|het|een|dit|dat|deze|zich|hen|hem|men|ik|wij|zij|hij)\b)",
        (
            r"(?:(?<=\b[Ii]k )|(?<=\bmen )|(?<=\bkabinet )|(?<=\bregering )|(?<=\bminister ))acht(?!\s+[\w-]+"
            r"(?:en|s|jaar)\b)"
        ),
        # "Het kabinet acht maatregelen nodig": what it takes for what is said at the end of the clause.
        (
            rf"(?:^|(?<=[.;:]\s)|\b(?:en|maar|ook)\s+)(?i:{_JUDGES})\s+acht\b(?=[^.;:,]{{0,90}}?\s(?:{_JUDGED})\b"
            r"(?!\s+(?:heeft|hebben|had|hadden)\b))"
        ),
        # "vierde" is also what was celebrated.
        r"\bvierde(?=\s+(?:de|het|een|dit|zijn|haar|hun|in|op|met)\b)",
        r"\b24/7\b",
        r"\b[Éé]én of meer",
        r"\b(?i:one\s+(?:of|another|by\s+one)|no\s+one|at\s+one)\b",
        r"\btweede\s+(?:helft|half\s?jaar|kamer)\b",
        r"\b(?:tweede|derde|vierde|second|third|fourth)\s+(?:kwartaal|half|quarter)\b",
    ),
    "postcode, street or telephone": (
        r"\b[1-9]\d{3}\s[A-Z]{2}\b(?=\s+[A-Z])",
        r"\b[Pp]ostbus\s+\d+",
        rf"\b[A-Z]\w*{_STREET}\s+\d+[a-z]?\b",
        r"\b0\d{1,3}[-\s]\d[\d\s]{5,}",
        r"\+31[\d\s-]+",
    ),
}
#: The same, one pattern for each reason.
NOT_DATA: dict[str, re.Pattern[str]] = {
    reason: re.compile("|".join(ways), re.MULTILINE) for reason, ways in WAYS.items()
}
