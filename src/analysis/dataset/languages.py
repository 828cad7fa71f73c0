"""The languages that there are: English, and each that has a catalogue; and the columns of words in all of them.

A column of words is called ``NAME_LANGUAGE``, such as ``label_en``, and docstrings write ``label_*`` for it in every
language. Where a dataset has no such column in a language, the English stands in for it, so that a further language
runs with its catalogue alone.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

#: The language of the code, of the notebooks' own text and of the words that every dataset has.
SOURCE = "en"
#: The catalogues, one file for each other language.
LOCALE = Path(__file__).parents[1] / "language" / "locale"
LANGUAGES = (SOURCE, *sorted(path.stem for path in LOCALE.glob("*.po")))
#: The language of the documents: the names of organisations that they print are its words for them.
DOCUMENTS = "nl"


def in_all(*names: str) -> list[str]:
    """Return the columns of words in every language: ``in_all("label")`` is ``label_en`` and so on."""
    return [f"{name}_{language}" for name in names for language in LANGUAGES]


def lacking(columns: Collection[str]) -> dict[str, str]:
    """Return the columns of words that a table lacks, each with the column of it that stands in."""
    found = {
        column: english
        for english in columns
        if english.endswith(f"_{SOURCE}")
        for column in in_all(english.removesuffix(f"_{SOURCE}"))
        if column not in columns
    }
    label = f"label_{DOCUMENTS}"
    return found | {label: "name"} if "name" in columns and label in found else found


def whole(row: dict[str, str]) -> dict[str, str]:
    """Return a row of a table as text with its words in every language."""
    return row | {column: row[other] for column, other in lacking(row).items()}


def taken(row: Any, name: str, to: str = "") -> dict[str, Any]:
    """Return the words of a row in every language, under another name if wanted: ``{"label_en": …, …}``."""
    return {f"{to or name}_{language}": row[f"{name}_{language}"] for language in LANGUAGES}
