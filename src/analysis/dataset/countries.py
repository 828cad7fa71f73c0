"""Countries by what people call them: ISO 3166 codes and that of Kosovo, and names in every language that there is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

import pycountry
from babel import Locale

from analysis.dataset.languages import LANGUAGES, SOURCE, in_all
from analysis.dataset.once import once
from analysis.errors import UnknownNameError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.dataset.tables import Dataset

#: The country whose policy the documents are about.
HOME = "NLD"

#: Everywhere: the place of a figure that is of no part of it.
WORLD = "world"

#: Names in use that neither the documents nor Babel nor ISO 3166 have.
_ALIASES = {
    "Burma": "MMR",
    "Birma": "MMR",
    "Congo (DRC)": "COD",
    "DR Congo": "COD",
    "DRC": "COD",
    "Great Britain": "GBR",
    "Groot-Brittannië": "GBR",
    "UK": "GBR",
    "VK": "GBR",
    "VS": "USA",
    "Wit-Rusland": "BLR",
}
#: Codes that ISO 3166 leaves to its users: Kosovo has the one that the EU and UNHCR give it. Alpha-3 to alpha-2.
_USER_ASSIGNED = {"XKX": "XK"}
#: Names that two countries go by: a question back is better than a guess.
_AMBIGUOUS = {"congo": ("Congo-Brazzaville", "Congo-Kinshasa"), "korea": ("North Korea", "South Korea")}


@once
def code(data: Dataset, name: object) -> str:
    """Return the alpha-3 code of a country named by code (alpha-2 or alpha-3) or in any language that there is.

    Case, accents and punctuation do not matter. Any country of ISO 3166 will do, whether the documents name it or not.
    Raises :class:`UnknownNameError`, which names the nearest and the countries of the documents, for anything else: a
    region, a name that two countries go by, or what YAML makes of ``NO`` and ``01``.
    """
    if isinstance(name, bool):
        raise UnknownNameError(
            'country (unquoted, YAML reads NO as false: write "NO", NOR or Norway), got', name, ["NOR"]
        )
    wanted = _folded(str(name))
    if wanted in _AMBIGUOUS:
        raise UnknownNameError("country (two go by that name)", name, _AMBIGUOUS[wanted])
    own = data.places[data.places["place_kind"] == "country"]
    names = {_folded(label): place for label in LANGUAGES for place, label in _labels(own, label)}
    found = _codes().get(wanted) or names.get(wanted) or _names().get(wanted)
    if found is None:
        wider = data.places[data.places["place_kind"] != "country"]
        is_wider = any(_folded(text) == wanted for label in LANGUAGES for _, text in _labels(wider, label))
        what = "country (that is a region or an area, not one country)" if is_wider else "country"
        spoken = {_folded(text): text for text in _spoken()} | {_folded(text): text for _, text in _labels(own, SOURCE)}
        near = [spoken[match] for match in get_close_matches(wanted, spoken, n=3, cutoff=0.6)]
        raise UnknownNameError(
            what, name, dict.fromkeys([*near, *own["label_en"], "or another country of ISO 3166, by code or name"])
        )
    return found


def whole(data: Dataset, figures: pd.DataFrame) -> pd.DataFrame:
    """Return those rows of ``figures`` that are of no single country, region or area but that of the policy.

    A table of amounts by country has a row of the same measure, kind and window for each: parts, never the whole.
    """
    return figures[~figures["figure_id"].isin(parts(data)["figure_id"])]


def parts_named(data: Dataset, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the places, as ``label_*``, of those of some figures that :func:`whole` leaves out, by ``figure_id``.

    A figure (``figure_id, programme_id``) that is of all places of its programme is of no part of it, and left out.
    """
    rows = parts(data)
    rows = rows[rows["figure_id"].isin(figures["figure_id"])].drop_duplicates(["figure_id", "place_id"])
    programmes = figures.set_index("figure_id")["programme_id"].to_dict()
    everywhere = data.programme_places.groupby("programme_id")["place_id"].agg(set).to_dict()
    own = rows.groupby("figure_id")["place_id"].agg(set)
    whole = [name for name, places in own.items() if everywhere.get(programmes[name]) == places]
    rows = rows[~rows["figure_id"].isin(whole)].merge(data.places, on="place_id")
    return rows.groupby("figure_id")[in_all("label")].agg(", ".join)


def parts(data: Dataset) -> pd.DataFrame:
    """Return the rows of ``figure_places`` that name a place other than that of the policy or everywhere."""
    return data.figure_places[~data.figure_places["place_id"].isin([HOME, WORLD])]


def iso(name: str) -> str:
    """Return the alpha-3 code of a country by its name in English or Dutch, or its code; empty for anything else."""
    wanted = _folded(name)
    return "" if wanted in _AMBIGUOUS else _codes().get(wanted) or _names().get(wanted, "")


def label(data: Dataset, place_id: str, language: str) -> str:
    """Return the name of a country as the dataset has it, else as Babel has it, else its code."""
    own = data.places.loc[data.places["place_id"] == place_id, f"label_{language}"]
    if len(own):
        return str(own.iloc[0])
    country = pycountry.countries.get(alpha_3=place_id)
    short = country.alpha_2 if country else _USER_ASSIGNED.get(place_id)
    return str(Locale(language).territories.get(short, place_id))


def names(data: Dataset, language: str) -> dict[str, str]:
    """Return the name of every country, by its code: ISO 3166, Kosovo, and those of the dataset; see :func:`label`."""
    spoken = Locale(language).territories
    found = {country.alpha_3: spoken.get(country.alpha_2, country.name) for country in pycountry.countries}
    found |= {code: spoken[short] for code, short in _USER_ASSIGNED.items()}
    return found | dict(_labels(data.places[data.places["place_kind"] == "country"], language))


def spellings() -> dict[str, list[str]]:
    """Return the names that a country goes by in English and Dutch, by its code; the dataset has its own besides."""
    found: dict[str, list[str]] = {}
    for text, place in _spoken().items():
        found.setdefault(place, []).append(text)
    return found


def _labels(places: pd.DataFrame, language: str) -> Iterable[tuple[str, str]]:
    return zip(places["place_id"], places[f"label_{language}"], strict=True)


@cache
def _codes() -> dict[str, str]:
    pairs = [*((country.alpha_3, country.alpha_2) for country in pycountry.countries), *_USER_ASSIGNED.items()]
    return {code.casefold(): pair[0] for pair in pairs for code in pair}


@cache
def _names() -> dict[str, str]:
    return {_folded(text): place for text, place in _spoken().items()}


@cache
def _spoken() -> dict[str, str]:
    """Every name of every country, with its code."""
    found: dict[str, str] = {}
    for country in pycountry.countries:
        texts = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")]
        texts += [Locale(language).territories.get(country.alpha_2, "") for language in LANGUAGES]
        found |= {text: country.alpha_3 for text in texts if text}
    for code, short in _USER_ASSIGNED.items():
        found |= {Locale(language).territories[short]: code for language in LANGUAGES}
    return found | _ALIASES


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "de"} else words)
