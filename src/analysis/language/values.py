"""The parameters of a report in the reader's words: "goal: the printed one" and not ``goal None``."""

from __future__ import annotations

import re
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

from analysis.dataset.languages import LANGUAGES
from analysis.errors import N_
from analysis.language import messages

# what a parameter's comment says of the value that is not given: "…; None for the printed one"
_NONE = re.compile(r"None(?: for|:| voor)? (?P<meaning>[^;]+)$")
_WORDS = {
    True: N_("yes"),
    False: N_("no"),
    None: N_("not set"),
    "all": N_("all"),
    "reference": N_("the tables of the dataset"),
    "nominal": N_("of each year"),
}


def label(name: str, language: str) -> str:
    """Return the name of a parameter as words of a language."""
    return messages.text(words(name), language)


def words(name: str) -> str:
    """Return the name of a parameter as English words, of an identifier what it identifies."""
    return name.removesuffix("_id").replace("_", " ")


def shown(value: Any, comment: str, language: str) -> str:
    """Return a parameter's value in words; ``comment`` is what the notebook says of the parameter, in that language."""
    if value is None and (told := _NONE.search(comment)):
        return told["meaning"]
    if value is None or (isinstance(value, bool | str) and value in _WORDS):
        return messages.text(_WORDS[value], language)
    if value in LANGUAGES:
        return str(Locale(str(value)).get_language_name(language))
    if isinstance(value, float):
        return str(format_decimal(value, locale=language))
    if isinstance(value, list | tuple):
        return ", ".join(shown(item, comment, language) for item in value)
    return str(value)
