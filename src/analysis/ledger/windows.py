"""Reporting windows as Dutch and English reports print them, with their dates.

Some windows say their days themselves ("de eerste helft van 2019"); some only by another one before them ("een jaar
eerder", "in het derde kwartaal"); some not at all ("dit jaar"): these have no days, and say that no other window holds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

MONTHS = ("januari februari maart april mei juni juli augustus september oktober november december").split()
_ENGLISH_MONTHS = ("january february march april may june july august september october november december").split()
_MONTH_NUMBERS = {name: number for names in (MONTHS, _ENGLISH_MONTHS) for number, name in enumerate(names, 1)}
_YEAR = r"(?:19|20)\d\d"
_WHOLE_YEAR = rf"(?<![\d.,/])(?<!\d[-–]){_YEAR}(?![\d%/]|[.,]\d)"
#: A month, as a pattern.
MONTH = "(?:" + "|".join(dict.fromkeys([*MONTHS, *_ENGLISH_MONTHS])) + ")"
_TO = r"(?:\s*[-–—]\s*|\s+(?:tot\s+en\s+met|tot\s+eind|tot|t/m|until|to|through|and|en)\s+)"
_FROM = r"(?:\s*[-–—]\s*|\s+(?:tot\s+en\s+met|tot\s+eind|tot|t/m|until|to|through)\s+)"
_DAY = r"(?<![\d.,])\d{1,2}"
_START = rf"(?:{_DAY}\s+|\b){MONTH}\s+{_YEAR}{_FROM}"  # of a window whose end is a year
_NO_END = r"(?!\s+(?:tot|t/m|until|to|through)\b)"  # "vanaf 1 januari 2015 tot en met …" has an end
#: What goes before a noun, as a pattern.
WHOSE = r"(?:de|het|een|zijn|haar|hun|the|its|their)"
_SEASON = r"(?:voorjaar|zomer|najaar|herfst|winter|lente|spring|summer|autumn)"
_PARTS = r"(?:begin|medio|eind|einde|halverwege|mid|early|late)"
_UP_TO = r"(?:tot\s+en\s+met|t/m|up\s+to\s+and\s+including)"
_LATEST = r"(?:uiterlijk|op\s+zijn\s+laatst|niet\s+later\s+dan|no\s+later\s+than|voor\s+eind|vóór\s+eind)"
_NTH = {
    "eerste": 1,
    "1e": 1,
    "1ste": 1,
    "first": 1,
    "tweede": 2,
    "2e": 2,
    "2de": 2,
    "second": 2,
    "derde": 3,
    "3e": 3,
    "3de": 3,
    "third": 3,
    "vierde": 4,
    "4e": 4,
    "4de": 4,
    "fourth": 4,
    "laatste": 0,
    "last": 0,
}
_NTHS = "(?:" + "|".join(_NTH) + ")"
_OF = r"(?:\s+(?:van|in|of)(?:\s+(?:het\s+jaar|the\s+year))?)?\s+"
_HALF = rf"{_NTHS}\s+(?:helft|half\s?jaar|halfjaar|zes\s+maanden|6\s+maanden|half(?:\s+year)?|six\s+months|half-year)"
_QUARTER = rf"(?:{_NTHS}\s+(?:kwartaal|quarter|drie\s+maanden|3\s+maanden|three\s+months))"
_SHIFT_YEAR = (
    r"\b(?:(?:de)?zelfde\s+(?:periode|maanden|kwartaal|halfjaar)(?:\s+(?:van|in))?\s+"
    r"(?:(?:een|het)\s+)?(?:jaar\s+eerder|vorige?\s+jaar|voorgaande?\s+jaar|voorafgaande?\s+jaar)"
    rf"|{_HALF}\s+van\s+(?:het\s+)?(?:vorig|voorgaand|voorafgaand)e?\s+jaar"
    r"|een\s+jaar\s+(?:eerder|daarvoor|ervoor|tevoren)|(?:het|in\s+het)\s+jaar\s+(?:ervoor|daarvoor|eerder)"
    r"|(?:het|in\s+het)\s+(?:voorgaande|voorafgaande|vorige)\s+jaar"
    r"|(?:the\s+same\s+period\s+)?(?:a|one)\s+year\s+earlier|the\s+year\s+before|the\s+previous\s+year)\b"
)
_SHIFT_QUARTER = (
    r"\b(?:het\s+kwartaal\s+(?:ervoor|daarvoor|eerder)|(?:het\s+)?(?:vorige?|voorgaande|voorafgaande)\s+kwartaal"
    r"|the\s+previous\s+quarter|the\s+quarter\s+before)\b"
)
_SAME = (
    r"\b(?:diezelfde|dezelfde|die|deze|dat\s+zelfde|datzelfde)\s+(?:periode|maanden?|kwartaal|halfjaar)\b"
    r"|\bin\s+dat\s+jaar\b|\bin\s+(?:the\s+same|that)\s+(?:period|year)\b"
)
_SAME += r"|\bgenoemde\s+(?:periode|tijdvak)\b|\bperiode\s+genoemd\s+in\b"
_VAGUE = (
    r"\b(?:(?:in|over|van|voor)?\s*dit\s+(?:jaar|kwartaal|halfjaar)|(?:het\s+)?afgelopen\s+(?:jaar|kwartaal|halfjaar)|"
    r"vorig\s+jaar|(?:de\s+)?(?:afgelopen|laatste|komende)\s+(?:\w+\s+)?(?:jaren|maanden|jaar|periode)|volgend\s+jaar|"
    r"komend\s+jaar|momenteel|op\s+dit\s+moment|thans|this\s+year|last\s+year|next\s+year|in\s+recent\s+years|"
    r"een\s+jaar\s+geleden|currently)\b"
)


@dataclass(frozen=True)
class Window:
    """A printed window: where it stands, its days where they are known, its kind, and the pattern that found it."""

    start: int
    end: int
    first: date | None
    last: date | None
    kind: str
    pattern: str


_Days = tuple[date | None, date | None, str]
_UNKNOWN: _Days = (None, None, "unknown")


def _year(text: str) -> _Days:
    year = int(re.findall(_YEAR, text)[-1])
    return date(year, 1, 1), date(year, 12, 31), "calendar_year"


def _years(text: str) -> _Days:
    first, last = re.findall(_YEAR, text)
    return date(int(first), 1, 1), date(int(last), 12, 31), "multi_year"


def _mid_years(text: str) -> _Days:
    first, last = (int(year) for year in re.findall(_YEAR, text))
    return date(first, 7, 1), date(last, 6, 30), "mid_year" if last == first + 1 else "multi_year"


def _days(text: str) -> _Days:
    found = [date(int(y), int(m), int(d)) for d, m, y in re.findall(rf"(\d{{1,2}})-(\d{{1,2}})-({_YEAR})", text)]
    return found[0], found[-1], _length(found[0], found[-1])


def _worded_days(text: str) -> _Days:
    year = int(re.findall(_YEAR, text)[-1])
    found = [
        date(int(own) if own else year, _MONTH_NUMBERS[month], int(day))
        for day, month, own in re.findall(rf"(\d{{1,2}})\s+({MONTH})(?:\s+({_YEAR}))?", text)
    ]
    if not found:
        month, day = re.findall(rf"({MONTH})\s+(\d{{1,2}})", text)[0]
        found = [date(year, _MONTH_NUMBERS[month], int(day))]
    return found[0], found[-1], "instant" if len(found) == 1 else _length(found[0], found[-1])


def _months(text: str) -> _Days:
    year = int(re.findall(_YEAR, text)[-1])
    found = [
        (int(own) if own else year, _MONTH_NUMBERS[month])
        for month, own in re.findall(rf"\b({MONTH})\b(?:\s+({_YEAR}))?", text)
    ]
    (first_year, first_month), (last_year, month) = found[0], found[-1]
    first, last = date(first_year, first_month, 1), date(last_year, month, monthrange(last_year, month)[1])
    return first, last, "span" if first_year == last_year else "multi_year"


def _mixed(text: str) -> _Days:
    """Return the days of a window of which one end is a year and the other one a month or a day."""
    dates = [
        (int(day) if day else 0, _MONTH_NUMBERS.get(month, 0), int(year))
        for day, month, year in re.findall(rf"(?:(\d{{1,2}})\s+)?(?:({MONTH})\s+)?({_YEAR})", text)
    ]
    (day, month, year), (last_day, last_month, last_year) = dates
    last = date(last_year, last_month, last_day) if last_day else _month_end(last_year, last_month or 12)
    first = date(year, month or 1, day or 1)
    return first, last, _length(first, last)


def _part_of_year(text: str) -> _Days:
    year = int(re.findall(_YEAR, text)[-1])
    return _part(text, year)


def _part(text: str, year: int) -> _Days:
    """Return the half or the quarter that a text names, of a year."""
    nth = next((_NTH[word] for word in re.findall(_NTHS, text)), 1)
    half = re.search(_HALF, text) is not None
    months = 6 if half else 3
    nth = nth or 12 // months
    if nth > 12 // months:
        raise ValueError(text)
    return date(year, months * (nth - 1) + 1, 1), _month_end(year, months * nth), "span"


def _numbered_quarter(text: str) -> _Days:
    year = int(re.findall(_YEAR, text)[-1])
    nth = int(re.findall(r"q([1-4])", text)[0])
    return date(year, 3 * nth - 2, 1), _month_end(year, 3 * nth), "span"


def _end_of_month(text: str) -> _Days:
    year = int(re.findall(_YEAR, text)[-1])
    day = _month_end(year, _MONTH_NUMBERS[re.findall(MONTH, text)[0]])
    return day, day, "instant"


def _end_of_year(text: str) -> _Days:
    day = date(int(text[-4:]), 12, 31)
    return day, day, "instant"


def _since(text: str) -> _Days:
    return date(int(text[-4:]), 1, 1), None, "cumulative"


def _from_year(text: str) -> _Days:
    return date(int(text[:4]), 1, 1), None, "cumulative"


def _since_month(text: str) -> _Days:
    days = re.findall(r"\d+", text)
    return date(int(days[-1]), _MONTH_NUMBERS[re.findall(MONTH, text)[0]], 1), None, "cumulative"


def _since_day(text: str) -> _Days:
    return _worded_days(text)[0], None, "cumulative"


def _until_day(text: str) -> _Days:
    return None, _worded_days(text)[0], "span"


def _until_whole_day(text: str) -> _Days:
    return None, _worded_days(text)[0], "cumulative"


def _until_year(text: str) -> _Days:
    return None, date(int(text[-4:]), 12, 31), "cumulative"


def _until_month(text: str) -> _Days:
    return None, _months(text)[1], "cumulative"


def _before_year(text: str) -> _Days:
    return None, date(int(text[-4:]) - 1, 12, 31), "cumulative"


def _after_year(text: str) -> _Days:
    return date(int(text[-4:]) + 1, 1, 1), None, "cumulative"


def _open(_: str) -> _Days:
    return None, None, "cumulative"


def _unknown(_: str) -> _Days:
    return _UNKNOWN


def _length(first: date, last: date) -> str:
    days = (last - first).days
    return "reporting_year" if 363 <= days <= 366 else "multi_year" if days > 366 else "span"


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


#: The patterns by name; of two that begin at the same place the first one wins.
PATTERNS: dict[str, tuple[re.Pattern[str], Callable[[str], _Days]]] = {
    name: (re.compile(pattern, re.IGNORECASE), days)
    for name, pattern, days in (
        ("mid_years", rf"mid-\s?{_YEAR}{_TO}mid-\s?{_YEAR}", _mid_years),
        ("days", rf"\d{{1,2}}-\d{{1,2}}-{_YEAR}{_FROM}\d{{1,2}}-\d{{1,2}}-{_YEAR}", _days),
        ("worded_days", rf"{_DAY}\s+{MONTH}(?:\s+{_YEAR})?{_TO}\d{{1,2}}\s+{MONTH}\s+{_YEAR}", _worded_days),
        (
            "mixed_span",
            (
                rf"{_START}(?:eind\s+)?{_YEAR}(?![\d/])"
                rf"|(?<![\d.,/-]){_YEAR}{_FROM}(?:\d{{1,2}}\s+)?{MONTH}\s+{_YEAR}(?!\d)"
            ),
            _mixed,
        ),
        (
            "until_today",
            rf"(?<![\d.,/-]){_YEAR}(?:\s*[-–]\s*|\s+tot\s+(?:en\s+met\s+)?)(?:heden|nu|vandaag)\b",
            _from_year,
        ),
        (
            "until_day",
            (
                rf"\bvanaf\s+(?:de\s+)?inwerkingtreding[^.;,\d]{{0,40}}\s(?:tot\s+en\s+met|t/m|tot)\s+"
                rf"\d{{1,2}}\s+{MONTH}\s+{_YEAR}"
            ),
            _until_day,
        ),
        ("since_day", rf"\b(?:sinds|vanaf|since)\s+\d{{1,2}}\s+{MONTH}\s+{_YEAR}{_NO_END}", _since_day),
        ("worded_day", rf"{_DAY}\s+{MONTH}\s+{_YEAR}|\b{MONTH}\s+\d{{1,2}},\s+{_YEAR}", _worded_days),
        ("months", rf"\b{MONTH}(?:\s+{_YEAR})?{_TO}{MONTH}\s+{_YEAR}", _months),
        ("end_of_month", rf"\b(?:eind|ultimo|end\s+(?:of\s+)?)\s*{MONTH}\s+{_YEAR}", _end_of_month),
        ("since_month", rf"\b(?:sinds|vanaf|since)\s+{MONTH}\s+{_YEAR}{_NO_END}", _since_month),
        ("month", rf"\b{MONTH}\s+{_YEAR}", _months),
        ("half_year", rf"\b{_HALF}{_OF}{_YEAR}(?!\d)", _part_of_year),
        ("quarter", rf"\b{_QUARTER}{_OF}{_YEAR}(?!\d)", _part_of_year),
        ("numbered_quarter", rf"\bq[1-4]\s+{_YEAR}(?!\d)|(?<!\d){_YEAR}[\s-]?q[1-4]\b", _numbered_quarter),
        ("row_of_quarters", rf"(?<!\d){_YEAR}\s*\|\s*{_QUARTER}", _part_of_year),
        ("end_of_year", rf"\b(?:einde?(?:\s+van)?|ultimo|(?:the\s+)?end\s+of)\s+{_YEAR}(?!\d)", _end_of_year),
        (
            "since",
            (
                # of a year, or of what happened in it
                rf"\b(?:sinds|vanaf|since)\s+(?:het\s+jaar\s+|{WHOSE}\s+(?!{_SEASON}|{_NTHS}\b|{_PARTS}\s+(?:van\s+)?\d)"
                rf"[^.,;:()\d]{{1,80}}?\s(?:in|van|uit|of)\s+)?{_YEAR}(?!\d){_NO_END}"
            ),
            _since,
        ),
        ("since_part", rf"\b(?:sinds|vanaf|since)\s+{_PARTS}\s?{_YEAR}(?!\d)", _open),
        ("after_year", rf"\b(?:na|after)\s+{_YEAR}(?!\d)", _after_year),
        ("deadline", rf"\b{_LATEST}\s+(?:[^\W\d_]+\s+){{0,5}}?(?:\d{{1,2}}\s+)?(?:{MONTH}\s+)?{_YEAR}(?!\d)", _unknown),
        ("until_whole_day", rf"\b{_UP_TO}\s+\d{{1,2}}\s+{MONTH}\s+{_YEAR}(?!\d)", _until_whole_day),
        ("until_month", rf"\b(?:{_UP_TO}|tot\s+eind)\s+{MONTH}\s+{_YEAR}(?!\d)", _until_month),
        (
            "until_end_of_year",
            rf"\b(?:{_UP_TO}(?:\s+(?:het\s+jaar|eind|einde|ultimo))?|tot\s+(?:eind|ultimo))\s+{_YEAR}(?![\d/-])",
            _until_year,
        ),
        ("before_year", rf"\b(?:v[óòö]+r|before|prior\s+to)\s+(?:het\s+jaar\s+)?{_YEAR}(?!\d)", _before_year),
        (
            "part_of",
            rf"\b(?:begin|medio|mid-?|halverwege|early|late|{_SEASON}(?:\s+van)?)\s?{_YEAR}(?!\d)",
            _unknown,
        ),
        # It may mean the beginning or the end of that year.
        ("until_year", rf"\b(?:tot|until)\s+(?:{_PARTS}\s+)?{_YEAR}(?![\d/-])", _open),
        ("years", rf"(?<![\d/]){_YEAR}{_FROM}{_YEAR}(?![\d/])", _years),
        ("between_years", rf"(?<=tussen\s){_YEAR}\s+en\s+{_YEAR}|(?<=between\s){_YEAR}\s+and\s+{_YEAR}", _years),
        ("two_years", rf"(?<![\d/,])(?<!\d,\s){_YEAR}\s+(?:en|and)\s+{_YEAR}(?![\d/])", _years),
        ("season", rf"(?<!\d){_YEAR}\s?/\s?(?:{_YEAR}|\d\d)(?!\d)", _unknown),
        ("since_then", r"\b(?:sindsdien|since\s+then)\b", _open),
        ("until_now", r"\b(?:tot\s+nu\s+toe|to\s+date|so\s+far)\b", _open),
        ("shift_year", _SHIFT_YEAR, _unknown),
        ("shift_quarter", _SHIFT_QUARTER, _unknown),
        ("same", _SAME, _unknown),
        ("vague_day", rf"{_DAY}\s+{MONTH}(?!\s+\d|\s*\))", _unknown),
        (
            "vague_part",
            rf"\b(?:{_HALF}|{_QUARTER})\s+(?:van|of)\s+(?:dit|vorig|afgelopen|this|last)\s+(?:jaar|year)",
            _unknown,
        ),
        ("vague", _VAGUE, _unknown),
        ("part", rf"\b(?:{_HALF}|{_QUARTER})(?!\s+(?:van|of|in)?\s*{_YEAR})\b(?:\s+van\s+d[ai]t\s+jaar)?", _unknown),
        ("up_to_day", rf"(?:(?<=\(t/m\s)|(?<=\(tot\sen\smet\s))\d{{1,2}}\s+{MONTH}(?=\))", _unknown),
        ("by_year", rf"\bby\s+{_YEAR}(?!\d)", _unknown),
        ("for_year", rf"(?<=\bvoor\s){_WHOLE_YEAR}", _year),
        ("year", _WHOLE_YEAR, _year),
    )
}
_RELATIVE = frozenset({"shift_year", "shift_quarter", "same", "part", "up_to_day", "since_then"})
#: Windows without days that what refers back may refer to: it then has none either.
_DAYLESS = frozenset({"until_year", "part_of", "since_part", "deadline", "for_year", "by_year"})
_COMPARED = re.compile(
    r"(?:\bten\s+opzichte\s+van|\bt\.o\.v\.|\bvergeleken\s+met|\bverschil\s+met|\bin\s+vergelijking\s+(?:met|tot)|\btegenover|\bcompared\s+(?:to|with)"
    r"|\bup\s+from|\bdown\s+from|\btegen(?=\s+(?:\w+\s+)?\d)"
    r"|\bdan(?=\s*$)|\bthan(?=\s*$)"
    r"|\bdan(?=\s+(?:in|op|over|het\s+jaar|het\s+kwartaal|in\s+het|dezelfde|een\s+jaar|de\s+\d|\d{4}\b)|\s+eind)"
    r"|\bthan(?=\s+(?:in|on|at|the\s+(?:year|previous|same))))"
    r"(?:\s+[^\s;:]*[^\s;:.]){0,7}?\s*$",
    re.IGNORECASE,
)
_OF_A_DOCUMENT = re.compile(
    r"(?:\b(?:brief|nota|notitie|besluit|motie|regeling|beschikking|verordening|richtlijn|advies|kamerbrief|rapport|wet|letter|"
    r"decision|overleg|debat|wijziging|circulaire|verdrag)\b[^.;:,]{0,90}?\s(?:van|d\.d\.|of)\s+(?:de\s+)?|\bd\.d\.\s*)$",
    re.IGNORECASE,
)
#: Between the words of a name: a line may end there, a paragraph may not.
_GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*(?!\n))"
_OF_A_NAME = re.compile(
    r"(?:(?:regeling|wet|\bVw|besluit|rapportage|verordening|richtlijn|notitie|nota|agenda|actieplan|fonds|convenant|verdrag|pact|"
    r"monitor|jaarverslag|conventie|decreet|act|regulation|directive|convention|report|onderzoek|evaluatie)"
    rf"(?:{_GAP}[A-Z][\w’'-]*){{0,6}}{_GAP}|"
    r"\bStb\.\s?|\bStcrt\.\s?|\bPb\w*\.?\s?|\)\s)$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:tot\s+en\s+met|uiterlijk|v[óo]+r|t/m|ingang\s+van|until|before|by|no\s+later\s+than|Haag,|Vastgesteld|Ontvangen|"
    r"Update:?)\s*(?:op\s+)?(?:maandag|dinsdag|woensdag|donderdag|vrijdag)?\s*(?:de\s+datum\s+van\s+)?$",
    re.IGNORECASE,
)
_MUST = r"(?:moet(?:en)?|dien(?:t|en)|wil(?:len)?|zou(?:den)?|must|should|shall|is\s+to|are\s+to)"
#: Words by which "voor 2020" means before that year, and words by which it means the year all the same.
_CLAUSES = r"[.,;]\s|\s(?:en|and)\s"
_DUE = re.compile(rf"\b{_MUST}\b", re.IGNORECASE)
_EARLIER = re.compile(
    rf"\b(?:(?:nog|al|reeds|van|ruim|vlak|lang|kort|ver)(?=\s*$)|{_MUST}|afgerond|voltooid|gereed|klaar|"
    r"beëindigd|gestart|begonnen|geboren|gevlucht|gearriveerd|kwam(?:en)?|(?:aan|binnen|terug)gekomen|vertrokken|ingediend)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"€|\b(?:eur|euro|usd|budget\w*|\w*begro\w+|bedrag\w*|beschikbaar|\w*plafond|subsidie\w*|uitgaven|kosten|middelen|\w*reserv\w+|"
    r"verwacht\w*|geraamd|raming\w*|prognose\w*|gepland|planning|quotum)\b",
    re.IGNORECASE,
)
BEFORE = 110  # characters before a window that say what it is of


def find(text: str, without: frozenset[str] = frozenset(), counts: Collection[int] = ()) -> Iterator[Window]:
    """Find the windows in a text, in order and without overlap; ``without`` names patterns to leave out.

    ``counts`` are the offsets of numbers that look like years and are none. A window that says its days by another one
    gets them from the last one before it that says its own.
    """
    found = [
        (match.start(), order, match.end(), name)
        for order, (name, (pattern, _)) in enumerate(PATTERNS.items())
        if name not in without
        for match in pattern.finditer(text)
        if not (name in {"year", "for_year"} and match.start() in counts)
        # "14 oktober 20195": a footnote glued to the year; no printed window can end inside a number
        if not text[match.end() - 1 : match.end() + 1].isdecimal() or match.end() == len(text)
    ]
    reached = 0
    anchor: Window | None = None
    parts: dict[str, int] = {}  # the year in which a half or a quarter was last named
    for start, _, end, name in sorted(found):
        if start < reached:
            continue
        try:
            first, last, kind = PATTERNS[name][1](" ".join(text[start:end].lower().split()))
        except ValueError:  # a day that no calendar has
            continue
        if first and last and first > last:
            continue
        window = _qualified(text, Window(start, end, first, last, kind, name))
        if name in _RELATIVE:
            window = _resolved(window, " ".join(text[start:end].lower().split()), anchor, parts)
        elif (
            window.last
            and (window.first or window.pattern == "until_day")
            and not is_compared(text, window)
            and not is_of_a_name(text, window)
        ):
            anchor = window
        elif window.pattern in _DAYLESS:
            anchor = None
        if name in {"half_year", "quarter"} and last and not is_compared(text, window):
            parts[_named_part(text[start:end])] = last.year
        if name in {"part", "same"} and window.first and not is_compared(text, window):
            anchor = window
        yield window
        reached = end


def due(text: str) -> Iterator[tuple[int, date]]:
    """Yield where a text says by when something is due, and the last day for it: "uiterlijk eind 2024"."""
    for match in PATTERNS["deadline"][0].finditer(text):
        named = [window.last for window in find(match[0], without=frozenset({"deadline"})) if window.last]
        if len(named) == 1:
            yield match.start(), named[0]


def _qualified(text: str, window: Window) -> Window:
    """Take the days from a window that its sentence makes a deadline, or something before the year that it names."""
    if window.pattern not in {"for_year", "before_year", "by_year"}:
        return window
    start = window.start - (len("voor ") if window.pattern == "for_year" else 0)
    before = re.split(_CLAUSES, text[max(0, start - BEFORE) : start])[-1]
    after = re.split(_CLAUSES, text[window.end : window.end + BEFORE], maxsplit=1)[0]
    due, earlier, meant = (any(map(pattern.search, (before, after))) for pattern in (_DUE, _EARLIER, _FOR))
    if window.pattern == "for_year" and (meant or not earlier):
        return window
    if window.pattern == "for_year" or due:
        name = "deadline" if due else window.pattern
        return replace(window, start=start, first=None, last=None, kind="unknown", pattern=name)
    return window


def _named_part(text: str) -> str:
    """Return the words that name a half or a quarter, without its year."""
    found = re.search(rf"{_HALF}|{_QUARTER}", text, re.IGNORECASE)
    return " ".join(found.group().lower().split()) if found else ""


def _resolved(window: Window, words: str, anchor: Window | None, parts: dict[str, int]) -> Window:
    if anchor is None or anchor.last is None:
        return window
    if window.pattern == "same" and not words.endswith("jaar"):
        return replace(window, first=anchor.first, last=anchor.last, kind=anchor.kind)
    if anchor.first is None:
        return window
    days: _Days = _UNKNOWN
    try:
        if window.pattern == "since_then":
            days = anchor.first, None, "cumulative"
        elif window.pattern == "same":
            days = _year(str(anchor.last.year))
        elif window.pattern == "shift_year" and re.search(_HALF, words):
            days = _part(words, anchor.last.year - 1)
        elif window.pattern == "shift_year":
            days = _back(anchor.first, 12), _back(anchor.last, 12), anchor.kind
        elif window.pattern == "shift_quarter" and (anchor.last - anchor.first).days < 93:
            days = _back(anchor.first, 3), _back(anchor.last, 3), anchor.kind
        elif window.pattern == "part":
            days = _part(words, parts.get(_named_part(words), anchor.last.year))
        elif window.pattern == "up_to_day":
            days = anchor.first, _worded_days(f"{words} {anchor.last.year}")[0], "span"
    except ValueError:
        return window
    first, last, kind = days
    return replace(window, first=first, last=last, kind=kind)


def _back(day: date, months: int) -> date:
    """Return the day so many months before; the last day of a month stays the last."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    length = monthrange(year, month + 1)[1]
    ends = (day + timedelta(days=1)).month != day.month
    return date(year, month + 1, length if ends else min(day.day, length))


def is_compared(text: str, window: Window) -> bool:
    """Whether a window is what something is held against: "ten opzichte van 2017", "dan een jaar eerder"."""
    before = text[max(0, window.start - BEFORE) : window.start]
    return _COMPARED.search(before) is not None


def is_of_a_name(text: str, window: Window) -> bool:
    """Whether a window dates a document or a deadline, or belongs to a name, and so dates no figure."""
    before = text[max(0, window.start - BEFORE) : window.start]
    if window.pattern == "worded_day":
        return _OF_A_DOCUMENT.search(before) is not None or _DEADLINE.search(before) is not None
    return window.pattern == "year" and _OF_A_NAME.search(before) is not None
