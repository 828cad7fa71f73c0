"""What a figure claims to be: by the head of its column, or by the nearest word of its sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.figures.currencies import CURRENCIES
from analysis.ledger.grids import Grids
from analysis.ledger.passages import Passages
from analysis.ledger.units import WHERE

_BETWEEN = r"(?:[^.;:]|(?<=\d)\.(?=\d)){0,120}?"  # between a verb and the part of it that stands apart


def _apart(verb: str, part: str) -> str:
    """A verb that the sentence takes apart: "stelde € 5 miljoen beschikbaar"."""
    return rf"\b(?:{verb})\b{_BETWEEN}\b{part}\b"


#: A past year: a contribution that is reported of one was paid, as is one in the past tense ("droeg bij"); without
#: either it is what somebody took upon themselves.
_OF_A_YEAR = r"\b(?:in|over|during)\s+(?:het\s+jaar\s+|the\s+year\s+)?(?:19|20)\d\d\b"
#: Of two that are equally near the first one counts.
_OF_MONEY: Mapping[str, re.Pattern[str]] = {
    kind: re.compile("|".join(ways), re.IGNORECASE)
    for kind, ways in {
        "ceiling": (r"plafond", r"\bceiling"),
        "reserved": (
            r"\b(?:ge)?reserve(?:er|ring)\w*",
            r"\bopzij\s*(?:gezet|gelegd)",
            _apart("(?:zet(?:te(?:n)?)?|leg(?:t|den?))", "opzij"),
            r"\bearmark\w*",
            r"\bset\s+aside",
        ),
        "made_available": (
            r"\bbeschikbaar(?:\s+(?:gesteld|gemaakt|gekomen|stellen|te\s+stellen)|stelling)?\b",
            _apart("stel(?:t|len|den?)", "beschikbaar"),
            _apart("ko(?:mt|men)|kwam(?:en)?", "beschikbaar"),
            r"\bvrij\s?(?:gemaakt|te\s+maken|maken)\b",
            _apart("maa?k(?:t|en|ten?)", "vrij"),
            r"\buit(?:ge|\s+te\s+)trokken\b|\buit\s+te\s+trekken\b",
            _apart("(?:tre?k(?:t|ken)|trok(?:ken)?)", "uit"),
            r"\b(?:onder)?steun(?:t|den?)\b|\bondersteund\b",
            r"\b(?:made|makes|making)\s+available|\b(?:is|are)\s+available",
        ),
        "paid": (
            r"\bovergemaakt|\b(?:uit|terug)?betaal(?:d|de|den|t)?\b|\b(?:uit|terug)?betalen\b|\buitgekeerd|\bontving(?:en)?\b|\bontvangen\b",
            r"\bgedoneerd|\bdone(?:ert|erde|erden|ren)\b",
            _apart("keer(?:t|den?)", "uit"),
            _apart("maakten?", "over"),
            _apart("droeg(?:en)?", "bij"),
            rf"{_OF_A_YEAR}{_BETWEEN}\b(?:bijgedragen|contributed)\b",
            rf"\b(?:bijgedragen|contributed)\b{_BETWEEN}{_OF_A_YEAR}",
            r"\bpaid\b|\bdisbursed\b|\bdonated\b",
        ),
        "spent": (
            r"\b\w*uitgaven?\b|\buitgegeven|\bbested(?:ing|ingen|en)\b|\bbestee(?:d|dde|dden|dt)\b|\brealisatie|\buitgeput|\buitputting",
            _apart("(?:gaf|gaven|geeft|geven)", "uit"),
            r"\bspent\b|\bexpenditure|\boutturn",
        ),
        "commitment": (
            r"\btoegezegd|\btoezegging\w*|\b\w*committ?e(?:er|ring)\w*|\bgecommitteerd\w*|\bverplichting\w*|\bverplicht\b(?!\s+(?:om|te|tot)\b)",
            _apart("(?:zeg(?:t|de|den)|zeiden?)", "toe"),
            r"\b\w*bijdragen?\b|\bbijgedragen\b",
            _apart("dra(?:agt|gen)", "bij"),
            r"\bpledged|\bcommit(?:ted|ment\w*)|\bcontribut\w+",
        ),
        "announced": (r"\baangekondigd", _apart("kondig(?:t|den?)", "aan"), r"\bannounced"),
        "envelope": (r"\b\w*pakket\b|\benvelop\w*",),
        "actual": (
            r"\bkost(?:te|ten)?\b|\bverdien\w*|\bomzet\w*|\binkomens?\b|\bleningen\b|\bgeldovermakingen\b|\b(?:costs|earn\w*)\b",
        ),
        "budget": (r"\b\w*budget\w*|\b\w*begro(?:ot|te|ting\w*)\b",),
    }.items()
}
_EXPECTATION = re.compile(
    r"naar verwachting|\bverwacht|\b(?:ging(?:en)?|gaat|gaan)\s+uit\s+van\b|\buitgegaan\s+van\b|"
    r"\bexpected|\bgeraamd|\braming\w*|\bprognose\w*",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"[;:]|,\s|\b(?:waarvan|terwijl|maar|en(?!\s+met\b)|of\s+which|while|but|and)\b", re.IGNORECASE
)
_APART = 60  # characters that the beginning of another clause counts for
#: What an applicant has to ask for or to stay under, rather than what there is.
_TO_BE_SPENT = frozenset({"", "budget", "made_available", "commitment"})
_REFERS = re.compile(
    r"\b(?:(?:dat|dit|that|this)\s+(?:was|waren|is|bedrag)|(?:was|waren|is)\s+(?:dat|dit)|hiervan|daarvan|of\s+this)\b",
    re.IGNORECASE,
)
_OF_AN_APPLICANT = re.compile(
    r"\b(?:subsidies?|subsidiebedrag|aanvra(?:ag|gen)|subsidiabele|in\s+natura)\b", re.IGNORECASE
)
#: Words that say what was aimed at; "doelgroep" and "voorbijgestreefd" do not.
_AIM = (
    r"(?:\b(?:eind)?doel(?:en|stelling(?:en)?|waarden?|cijfers?)?\b|\b(?:na)?stre(?:ef|v)\w*|"
    r"\b(?<!voorbij\s)(?:na)?gestreefd\b|\bbeoog\w*|\bbeogen\b|\btarget|\baim(?:s|ed|ing)?\b|\bobjectives?\b)"
)
#: "Eind 2026 moeten dat er 3.000 zijn": what has to be by a day is aimed at.
_BY_THEN = r"\b(?:in|eind|medio|begin|tegen|per|uiterlijk)\s+(?:in\s+|eind\s+)?20\d\d\s+moet(?:en)?\b"
#: Words that say before a figure that it was aimed at.
AIM_BEFORE = re.compile(rf"{_AIM}|{_BY_THEN}", re.IGNORECASE)
#: An aim that is said of the figure before it: not "twee doelen", and not what a result was for ("met als doel").
_AIM_AFTER = re.compile(
    rf"(?!\s+{_AIM})[^.;:,\d]{{0,60}}?(?<!\bmet\sals\s)(?<!\bmet\shet\s)(?<!\btot\s)(?<!\bmet\s){_AIM}(?!\s+(?:om|te)\b)",
    re.IGNORECASE,
)
#: Words before a figure that say how far what the text has just told of has come: "Eind 2022 stond de teller op 4.100".
REACHED = re.compile(
    r"\b(?:was|waren|is|zijn|werd(?:en)?)\s+(?:dat|dit|het)\s+er\b|\b(?:dat|dit|het)\s+(?:was|waren|is|zijn)\s+er\b"
    r"|\b(?:stond(?:en)?|staat|kwam(?:en)?|komt)\s+(?:de\s+teller|(?:dat|dit|het)\s+(?:aantal|cijfer))\s+(?:\w+\s+){0,2}?op\b"
    r"|\b(?:de\s+teller|(?:dat|dit)\s+(?:aantal|cijfer))\s+(?:stond|staat|kwam|komt)\b"
    r"|\b(?:the\s+count|that\s+number)\s+(?:was|is|stood|stands)\b|\b(?:this|that|it)\s+(?:was|had\s+reached)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(r"verwacht|expect", re.IGNORECASE)


class Kinds:
    """What the figures of a text claim to be."""

    def __init__(self, text: str, passages: Passages, grids: Grids) -> None:
        self._text = text
        self._passages = passages
        self._grids = grids
        self._said: dict[int, list[tuple[int, int, str]]] = {}  # words of each sentence that say a kind of amount
        self._before = -1, ""  # the paragraph and the kind of the amount before

    def kind(self, start: int, end: int, unit: str, qualifier: str, *, lasts: bool, due: bool = False) -> str:
        """Return the kind of a figure; ask in the order of the text.

        What an aim is given (``lasts``) is no target itself, and where it is to be reached is a plan; what has a
        deadline (``due``) is a target.
        """
        sentence = self._passages.sentence(start)
        first, last = self._passages.span(sentence)
        column = self._grids.texts_of(start)
        aimed = self._is_aim(first, last, start, end) or any(map(AIM_BEFORE.search, column))
        if not lasts and (aimed or (due and unit not in CURRENCIES)):
            return "plan" if unit in WHERE else "target"
        if unit not in CURRENCIES:
            expected = any(map(_EXPECTATION.search, (self._text[first:last], *column)))
            return "expectation" if expected else "actual"
        said = next(filter(None, map(_kind, column)), "") or self._nearest(sentence, start, end)
        paragraph = self._passages.paragraph(sentence)
        if not said and self._before[0] == paragraph and _REFERS.search(self._text, first, start):
            said = self._before[1]
        self._before = paragraph, said
        return self._limited(said, qualifier, (first, last))

    def _limited(self, said: str, qualifier: str, sentence: tuple[int, int]) -> str:
        """Take the hedge of an amount into account: what is at most available is a ceiling."""
        applied = _OF_AN_APPLICANT.search(self._text, *sentence) is not None
        if applied and qualifier in {"at_least", "at_most", "less_than"} and said in {"", "budget"}:
            return "criterion"
        if qualifier == "at_most" and said in _TO_BE_SPENT:
            return "ceiling"
        if not said and _EXPECTATION.search(self._text, *sentence):
            return "expectation"
        return said or "budget"

    def _nearest(self, sentence: int, start: int, end: int) -> str:
        """Return the kind that the nearest words of a sentence say of an amount; of those around it the first."""
        if sentence not in self._said:
            span = self._passages.span(sentence)
            self._said[sentence] = [
                (*match.span(), kind)
                for kind, pattern in _OF_MONEY.items()
                for match in pattern.finditer(self._text, *span)
            ]
        distances = [
            (self._distance(first, last, start, end) + (_APART if kind == "announced" else 0), kind)
            for first, last, kind in self._said[sentence]
        ]
        return min(distances, key=lambda found: found[0], default=(0, ""))[1]

    def _distance(self, first: int, last: int, start: int, end: int) -> int:
        low, high = (last, start) if last <= start else (end, first)
        if low >= high:
            return 0
        return high - low + _APART * len(_NEXT_CLAUSE.findall(self._text, low, high))

    def _is_aim(self, first: int, last: int, start: int, end: int) -> bool:
        """Whether a sentence says of a figure that it was aimed at."""
        before = list(AIM_BEFORE.finditer(self._text, first, start))
        if before:
            since = before[-1].end(), start
            return not (_EXPECTED.search(self._text, *since) or REACHED.search(self._text, *since))
        return _AIM_AFTER.match(self._text, end, last) is not None


def _kind(words: str) -> str:
    found = (kind for kind, pattern in _OF_MONEY.items() if pattern.search(words))
    return next((kind for kind in found if kind != "actual"), "")
