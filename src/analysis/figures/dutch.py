"""What a printed Dutch figure means: its value, its hedge, and the interval that both allow.

The conventions are those of CONTRIBUTING.md, section "Reading figures". Numbers are handled as decimals until the
last moment, so that "6,4 miljoen" is exactly [6 350 000, 6 450 000].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from babel.numbers import format_decimal

from analysis.errors import UnreadableFigureError
from analysis.figures.bounds import Interval
from analysis.figures.currencies import CURRENCIES
from analysis.figures.english import to_dutch
from analysis.figures.numerals import plain, read_fraction, read_ordinal, read_word

QUALIFIERS = (
    "exact",
    "just_over",
    "more_than",
    "less_than",
    "almost",
    "about",
    "at_least",
    "at_most",
    "range",
    "magnitude",
    "illegible",
)

#: Kinds whose number was decided, not measured: a scale word or a percent sign does not make them rounded.
DECIDED = frozenset(
    {
        "target",
        "plan",
        "criterion",
        "budget",
        "reserved",
        "ceiling",
        "envelope",
        "announced",
        "made_available",
        "commitment",
    }
)
#: The hedges of a decided number that say on which side it limits.
_LIMITS = frozenset({"at_least", "at_most", "less_than"})
#: Kinds of what was done, reached or paid: none of it begins after the day of the document that tells of it.
REPORTED = frozenset({"actual", "paid", "spent"})

_HEDGES = {
    "ruim": "just_over",
    "iets meer dan": "just_over",
    "iets boven": "just_over",
    "meer dan": "more_than",
    "boven de": "more_than",
    "hoger dan": "more_than",
    ">": "more_than",
    "bijna": "almost",
    "iets minder dan": "almost",
    "iets onder": "almost",
    "krap": "almost",
    "circa": "about",
    "ca.": "about",
    "ca": "about",
    "ongeveer": "about",
    "zo'n": "about",
    "om en nabij": "about",
    "naar schatting": "about",
    "rond de": "about",
    "±": "about",
    "ten minste": "at_least",
    "tenminste": "at_least",
    "minstens": "at_least",
    "minimaal": "at_least",
    "op zijn minst": "at_least",
    "≥": "at_least",
    "maximaal": "at_most",
    "max.": "at_most",
    "max": "at_most",
    "hoogstens": "at_most",
    "ten hoogste": "at_most",
    "niet meer dan": "at_most",
    "tot": "at_most",
    "onder de": "less_than",
    "minder dan": "less_than",
    "<": "less_than",
    "≤": "at_most",
    "hooguit": "at_most",
    "binnen": "at_most",
    "maximale waarde van": "at_most",
}
#: Hedges that leave the number itself out although others of their qualifier do not.
_STRICT = frozenset({"iets meer dan", "iets boven"})
#: No step is more than this share of its number: nobody says "bijna 1 miljard" of half of it, or "circa 200" of 150.
_WIDEST = Decimal("0.2")
_SCALES = {
    "duizend": 3,
    "dzd.": 3,
    "miljoen": 6,
    "mln.": 6,
    "mln": 6,
    "miljard": 9,
    "mld.": 9,
    "mld": 9,
    "mrd.": 9,
}
_MAGNITUDES = {
    "tientallen": 1,
    "honderden": 2,
    "duizenden": 3,
    "tienduizenden": 4,
    "honderdduizenden": 5,
    "miljoenen": 6,
    "miljarden": 9,
}
_UNITS = {
    "eur": "EUR",
    "eur.": "EUR",
    "€": "EUR",
    "euro": "EUR",
    "euro's": "EUR",
    "us dollar": "USD",
    "us dollars": "USD",
    "usd": "USD",
    "us$": "USD",
    "$": "USD",
    "dollar": "USD",
    "%": "percent",
    "procent": "percent",
    "jaar": "year",
    "jaren": "year",
    "maand": "month",
    "maanden": "month",
    "week": "week",
    "weken": "week",
    "dag": "day",
    "dagen": "day",
}
_COMPOUND_UNITS = {
    "jarig": "year",
    "jarige": "year",
    "maands": "month",
    "maandse": "month",
    "daags": "day",
    "daagse": "day",
    "delig": "",
    "delige": "",
}
_WORDS_WITH_HALF = {
    "een half": "0.5",
    "een halve": "0.5",
    "half": "0.5",
    "halve": "0.5",
    "anderhalf": "1.5",
    "anderhalve": "1.5",
    "tweeenhalf": "2.5",
    "tweeenhalve": "2.5",
}
_DIGITS = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)|\d+)(?:,(?P<decimals>\d+))?", re.ASCII)
#: A sign before a number: the dashes that tables print for a minus, and a plus, which changes nothing.
_SIGN = re.compile(r"(?P<sign>[-‐‑‒–—−+]) ?(?=[€$\d]|EUR|USD)")
_DASH = re.compile(r"\s*[-–—]\s*")


@dataclass(frozen=True)
class Reading:
    """The meaning of a printed figure.

    ``value`` (and ``value_high`` for a range) is the number in ``unit``; ``lower`` and ``upper`` are the ends of what
    the text allows, ``None`` for no limit, and ``lower_open`` and ``upper_open`` say that the end itself is not
    allowed; ``step`` is the width that the convention used, ``None`` where it used none; ``conventional`` says that an
    end is our reading of a hedge and not in the text.
    """

    text: str
    value: float
    qualifier: str
    lower: float | None
    upper: float | None
    value_high: float | None = None
    unit: str | None = None
    step: float | None = None
    conventional: bool = False
    lower_open: bool = False
    upper_open: bool = False

    @property
    def interval(self) -> Interval:
        """The ends as an interval."""
        return Interval(self.lower, self.upper, self.lower_open, self.upper_open)


@dataclass(frozen=True)
class _Number:
    """A bare number: its value, the place of its last printed digit, and whether it was rounded when printed."""

    value: Decimal
    place: Decimal
    rounded: bool
    unit: str | None = None

    def scaled(self, exponent: int) -> _Number:
        return replace(self, value=self.value.scaleb(exponent), place=self.place.scaleb(exponent), rounded=True)


def read_figure(text: str, language: str = "nl") -> Reading:
    """Read a printed figure with its hedge, currency, scale word and percent sign: Dutch, or English (``en``).

    The bounds are those of a *measured* figure; a budget or a target is decided rather than measured, see
    :func:`reading_of`. Raises :class:`UnreadableFigureError`, which shows the text, for anything the conventions do
    not cover: nothing is guessed, and a Dutch "2.800" is never 2.8, an English "2,800" neither.
    """
    tidy = _tidy(to_dutch(text) if language == "en" else text)
    if not tidy:
        raise UnreadableFigureError(text, "it is empty")
    if plain(tidy) in _MAGNITUDES:
        floor = Decimal(1).scaleb(_MAGNITUDES[plain(tidy)])
        return Reading(text, float(floor), "magnitude", float(floor), None)
    qualifier, strict, rest = _hedge(tidy)
    range_ = _range(rest)
    if range_:
        if qualifier != "exact":
            raise UnreadableFigureError(text, "a hedge before a range has no convention")
        low, high = range_
        if low.value >= high.value:
            raise UnreadableFigureError(text, "the range does not rise")
        ends = float(low.value), float(high.value)
        return Reading(text, ends[0], "range", *ends, value_high=ends[1], unit=high.unit)
    number = _number(rest)
    if number is None:
        raise UnreadableFigureError(text, "no Dutch number, hedge and unit in a form that is known")
    return _bounded(text, number, qualifier, strict=strict)


def reading_of(text: str, kind: str, step: float | None = None, language: str = "nl") -> Reading:
    """Read a figure as a row of the dataset does: with its ``kind`` and, where typed, its own ``step``.

    Figures of the kinds in :data:`DECIDED` are points unless a hedge of size ("ruim", "ca.") says otherwise; "max.",
    "onder de" and "ten minste" then give the direction of a limit, not uncertainty about it.
    """
    reading = read_figure(text, language)
    if kind in DECIDED and reading.qualifier in {"exact", *_LIMITS}:
        return replace(reading, lower=reading.value, upper=reading.value, step=None, upper_open=False)
    if step is not None:
        return _with_step(reading, Decimal(str(step)))
    return reading


def limiting(kind: str, qualifier: str, lower: float, upper: float) -> str:
    """Return the qualifier of a number that was decided, where that says on which side it limits, else nothing."""
    return qualifier if kind in DECIDED and qualifier in _LIMITS and lower == upper else ""


def write_figure(value: float, qualifier: str = "exact", unit: str | None = None) -> str:
    """Print a number as Dutch text that :func:`read_figure` reads back to the same value and qualifier."""
    words = {
        "just_over": "ruim ",
        "more_than": "meer dan ",
        "less_than": "minder dan ",
        "almost": "bijna ",
        "about": "circa ",
        "at_least": "ten minste ",
        "at_most": "maximaal ",
        "exact": "",
    }
    number: str = format_decimal(Decimal(str(value)), format="#,##0.##########", locale="nl")
    money = {"EUR": "€ ", "USD": "USD "}.get(unit or "", "")
    return words[qualifier] + money + number + ("%" if unit == "percent" else "")


def _tidy(text: str) -> str:
    # "€ 53.878, -" and "€ 15.000," end as Dutch prices are printed: the comma and dash stand for no cents. Without a
    # euro sign, a last comma may be all that is left of "12,5".
    tidy = re.sub(r"\s+", " ", text.replace("’", "'")).strip()
    return re.sub(r" ?, ?[-–—]?$" if re.search("€|EUR", tidy) else r" ?, ?[-–—]$", "", tidy)


def _hedge(text: str) -> tuple[str, bool, str]:
    """Split a text into its qualifier, whether the hedge is strict beyond it, and the rest."""
    lowered = text.lower()
    for words in sorted(_HEDGES, key=len, reverse=True):
        if lowered.startswith(words):
            rest = text[len(words) :]
            if not words[-1].isalpha() or rest[:1] == " ":
                return _HEDGES[words], words in _STRICT, rest.strip()
    return "exact", False, text


def _range(text: str) -> tuple[_Number, _Number] | None:
    for low_text, high_text in _range_ends(text):
        high = _number(high_text)
        low = _number(low_text)
        if low is None or high is None:
            continue
        exponent = _scale_of(high_text)
        if exponent and not _scale_of(low_text):
            low = low.scaled(exponent)
        return low, replace(high, unit=high.unit or low.unit)
    return None


def _range_ends(text: str) -> Iterator[tuple[str, str]]:
    between = re.fullmatch(r"tussen (.+) en (.+)", text, re.IGNORECASE)
    if between:
        yield between.group(1), between.group(2)
    for joint in (r" tot en met ", r" t/m ", r" tot ", r" à "):
        parts = re.split(joint, text.removeprefix("van "))
        if len(parts) == 2:
            yield parts[0], parts[1]
    parts = _DASH.split(text)
    if len(parts) == 2:
        yield parts[0], parts[1]


def _scale_of(text: str) -> int | None:
    return next((_SCALES[word] for word in text.lower().split() if word in _SCALES), None)


def _number(text: str) -> _Number | None:
    sign = _SIGN.match(text)
    if sign:
        number = _number(text[sign.end() :])
        minus = number is not None and sign["sign"] != "+"
        return replace(number, value=-number.value) if number and minus else number
    text, unit = _without_unit(text.strip())
    if unit and _SIGN.match(text):
        number = _number(text)
        return number and replace(number, unit=unit)
    for pattern in (r"(?P<number>\d+)-?(?P<unit>[a-z]+)", r"(?P<number>[^\W\d]+?)-?(?P<unit>jarige?|daagse?|maandse?)"):
        compound = re.fullmatch(pattern, text, re.IGNORECASE)
        if compound and compound["unit"].lower() in _COMPOUND_UNITS:
            bare = _bare(compound["number"])
            return bare and replace(bare, unit=_COMPOUND_UNITS[compound["unit"].lower()] or None)
    head, _, scale = text.rpartition(" ")
    if scale.lower() in _SCALES:
        number = _bare(head)
        return number and replace(number.scaled(_SCALES[scale.lower()]), unit=unit)
    if plain(text) in {"de helft", "helft"} and unit is None:
        # "Half" says no more than a tenth: a share printed as 46 % would not be called a half less readily than 54 %.
        return _Number(Decimal(50), 50 * _WIDEST, rounded=True, unit="percent")
    fraction = read_fraction(text)
    if fraction and unit is None:
        # The other fractions say no more, unless they count in smaller parts: "een op de twintig".
        part, whole = fraction
        share = round(Decimal(100 * part) / whole, 10)
        return _Number(share, min(Decimal(10), Decimal(100) / whole), rounded=True, unit="percent")
    number = _bare(text)
    return number and replace(number, unit=unit, rounded=number.rounded or unit == "percent")


def _without_unit(text: str) -> tuple[str, str | None]:
    lowered = text.lower()
    for word in sorted(_UNITS, key=len, reverse=True):
        glued = not word[0].isalpha()
        leads = _UNITS[word] in CURRENCIES  # "jaar 5" and "week 12" are no durations
        if leads and lowered.startswith(word) and (glued or lowered[len(word) : len(word) + 1] == " "):
            return text[len(word) :].strip(), _UNITS[word]
        if lowered.endswith(word) and (glued or lowered[: -len(word)].endswith(" ")):
            return text[: -len(word)].strip(), _UNITS[word]
    return text, None


def _bare(text: str) -> _Number | None:
    """Read a number without hedge, scale or unit: digits or words."""
    match = _DIGITS.fullmatch(text)
    if match:
        decimals = match["decimals"] or ""
        whole = match["whole"]
        if len(whole) > 1 and whole.startswith("0"):
            return None
        value = Decimal(re.sub("[. ]", "", whole) + ("." + decimals if decimals else ""))
        return _Number(value, Decimal(1).scaleb(-len(decimals)), rounded=bool(decimals))
    if plain(text) in _WORDS_WITH_HALF:
        # Words with "half" count in halves, but half a year is not anything from three to nine months.
        value = Decimal(_WORDS_WITH_HALF[plain(text)])
        return _Number(value, min(Decimal("0.5"), value * _WIDEST), rounded=True)
    collective = plain(text).removesuffix("tal")
    if collective != plain(text) and read_word(collective):
        text = collective
    number = 0 if plain(text) in {"niemand", "geen"} else read_word(text)
    if number is None:
        number = read_ordinal(text)
    return None if number is None else _Number(Decimal(number), Decimal(1), rounded=False)


def _bounded(text: str, number: _Number, qualifier: str, *, strict: bool) -> Reading:
    value = number.value
    reading = Reading(text, float(value), qualifier, float(value), float(value), unit=number.unit)
    if qualifier == "exact":
        if not number.rounded:
            return reading
        return _with_step(reading, number.place)
    if value == 0 and qualifier in {"just_over", "less_than", "almost", "about"}:
        raise UnreadableFigureError(text, "a hedge before zero has no convention")
    if qualifier in {"just_over", "almost", "about"}:
        reading = _with_step(reading, _hedge_step(number, qualifier))
        return replace(reading, lower_open=reading.lower_open or strict)
    return _with_step(reading, Decimal(0))


def _hedge_step(number: _Number, qualifier: str) -> Decimal:
    """Return the place of the last digit that is not zero, or a fifth of the number where that is less."""
    digits = number.value.normalize()
    step = Decimal(1).scaleb(_exponent(digits))
    if qualifier == "about" and digits.as_tuple().digits[-1] == 5:
        step *= 5  # round numbers are counted in fives as well as in tens: "ca 705" is not known to the unit
    step = min(max(step, number.place), number.value * _WIDEST)
    # "Circa" never says more than the number without it ("circa 2 miljoen" is not narrower than "2 miljoen"), and no
    # count is off by a fraction. "Bijna" and "ruim" do say more: on which side, and how near.
    return max(step, number.place) if qualifier == "about" or not number.rounded else step


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 - only NaN and infinities have no exponent
    return exponent


def _with_step(reading: Reading, step: Decimal) -> Reading:
    value = Decimal(str(reading.value))
    half = step / 2
    lower: Decimal | None
    upper: Decimal | None
    lower_open = upper_open = False
    match reading.qualifier:
        case "exact":
            lower, upper, conventional = value - half, value + half, False
        case "about":
            lower, upper, conventional = value - half, value + half, True
        case "just_over":
            lower, upper, conventional, upper_open = value, value + step, True, step > 0
        case "almost":
            lower, upper, conventional = max(value - step, value / 2), value, True
            lower_open = upper_open = step > 0
        case "more_than":
            return replace(reading, lower=float(value), upper=None, lower_open=True)
        case "at_least" | "magnitude":
            return replace(reading, lower=float(value), upper=None)
        case "less_than":
            return replace(reading, lower=0.0, upper=float(value), upper_open=True)
        case "at_most":
            return replace(reading, lower=0.0, upper=float(value))
        case _:
            return reading
    return replace(
        reading,
        lower=float(lower),
        upper=float(upper),
        step=float(step) if step else None,
        conventional=conventional,
        lower_open=lower_open,
        upper_open=upper_open,
    )
