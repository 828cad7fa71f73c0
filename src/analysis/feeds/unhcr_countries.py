"""Countries as UNHCR names and codes them: ISO 3166 in most tables, its own codes or names alone in some.

UNHCR's own codes look like those of ISO and are not: ``AUS`` is Austria. So codes under a heading that does not say
"ISO" are taken only where nothing in the table contradicts them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

import pycountry
from babel import Locale

#: Codes in the ISO columns that are no countries of ISO 3166: unknown, stateless, Tibetan. SRB is Serbia and Kosovo.
NO_COUNTRIES = frozenset({"UNK", "UKN", "XXA", "TIB", "STA"})
#: Codes of countries that were, or that ISO 3166 leaves to its users.
_OTHERS = frozenset({"XKX", "SCG", "YUG", "CSK", "SUN", "DDR", "ANT", "TMP", "ZAR"})

#: UNHCR's names that neither ISO 3166 nor Babel has, older ones among them.
_NAMES = {
    "Bolivia": "BOL",
    "Cape Verde": "CPV",
    "Central African Rep.": "CAF",
    "China, Hong Kong SAR": "HKG",
    "China, Macao SAR": "MAC",
    "Czech Rep.": "CZE",
    "Dem. People's Rep. of Korea": "PRK",
    "Dem. Rep. of the Congo": "COD",
    "Dominican Rep.": "DOM",
    "Holy See": "VAT",
    "Holy See (the)": "VAT",
    "Iran (Islamic Rep. of)": "IRN",
    "Lao People's Dem. Rep.": "LAO",
    "Netherlands (Kingdom of the)": "NLD",
    "Palestinian": "PSE",
    "Palestinians": "PSE",
    "Rep. of Korea": "KOR",
    "Rep. of Moldova": "MDA",
    "Serbia and Kosovo (S/RES/1244 (1999))": "SRB",
    "Serbia and Kosovo: S/RES/1244 (1999)": "SRB",
    "Stateless": "XXA",
    "Swaziland": "SWZ",
    "Syrian Arab Rep.": "SYR",
    "The former Yugoslav Rep. of Macedonia": "MKD",
    "The former Yugoslav Republic of Macedonia": "MKD",
    "Tibetan": "TIB",
    "Tibetans": "TIB",
    "Turkey": "TUR",
    "United Rep. of Tanzania": "TZA",
    "United States": "USA",
    "Unknown": "UNK",
    "Various": "UNK",
    "Various/Unknown": "UNK",
    "Various/unknown": "UNK",
    "Western Sahara": "ESH",
}


@cache
def code(name: str) -> str | None:
    """Return the ISO code of a country by its name in English as UNHCR or ISO 3166 writes it, or nothing."""
    return _known().get(_folded(name))


def label(iso3: str) -> str:
    """Return the English name of a code, or the code itself, for messages."""
    country = pycountry.countries.get(alpha_3=iso3)
    return Locale("en").territories.get(country.alpha_2, country.name) if country else iso3


def contradiction(pairs: Iterable[tuple[str, str]]) -> str:
    """Say what shows that codes are not those of ISO 3166, or nothing where nothing does.

    ``pairs`` are codes with the names that stand beside them; a name may be empty.
    """
    for iso3, name in pairs:
        if iso3 in {"", "-"}:
            continue
        if pycountry.countries.get(alpha_3=iso3) is None and iso3 not in NO_COUNTRIES | _OTHERS:
            return f"{iso3}{f' ({name})' if name else ''} is no code of ISO 3166"
        meant = code(name) if name else None
        if meant and meant != iso3 and iso3 not in _OTHERS and not {meant, iso3} <= NO_COUNTRIES:
            return f"{iso3} stands for {name}, and in ISO 3166 for {label(iso3)}"
    return ""


@cache
def _known() -> dict[str, str]:
    spoken = Locale("en").territories
    found: dict[str, str] = {}
    for country in pycountry.countries:
        texts = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")]
        texts.append(spoken.get(country.alpha_2, ""))
        found |= {_folded(text): country.alpha_3 for text in texts if text}
    return found | {_folded(name): iso3 for name, iso3 in _NAMES.items()}


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
