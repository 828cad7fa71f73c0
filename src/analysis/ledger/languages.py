"""Which language a text is in: Dutch and English are read; any other is refused by its name."""

from __future__ import annotations

import re
from collections import Counter

from analysis.errors import AnalysisError

#: Common small words that tell a language from the others here.
_WORDS = {
    "nl": "de het een en van in op voor met zijn niet aan dat die te bij naar om uit ook als worden wordt werd door",
    "en": "the of and to in that for with is was were are by from this which have has been their on as at it not than",
    "de": "der die das und von zu mit den dem des ist nicht auf für im eine ein sich auch werden wurde als bei nach",
    "fr": "le la les des et du en une un pour dans que qui sur par au aux est ont avec pas plus ce cette été",
    "es": "el la los las de y en que del por para con una un se su al como más fue han no es",
    "it": "il lo la gli le di e che del della per con una un non nel dei sono è alla più anche",
    "pt": "o os as de e que do da em para com uma um não por dos das no na ao mais foi são",
}
_NAMES = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese"}
#: The languages whose numbers and words the scan knows.
READ = ("nl", "en")
_ENOUGH = 3  # words; a text with fewer is a table or a heading, and taken to be Dutch


class LanguageError(AnalysisError):
    """A text in a language that is not read."""


def recognise(text: str) -> str:
    """Return the code of the language of a text."""
    counts: Counter[str] = Counter()
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    for language, known in _WORDS.items():
        counts[language] = sum(words[word] for word in known.split())
    language, hits = counts.most_common(1)[0]
    return language if hits >= _ENOUGH and hits > counts["nl"] else "nl"


def of(name: str, text: str) -> str:
    """Return the language of a document; raises :class:`LanguageError`, which names it, unless it is read."""
    language = recognise(text)
    if language not in READ:
        raise LanguageError(
            f"{name}: is in {_NAMES[language]}, and only Dutch and English are read; enter its figures by hand, or "
            "scan a translation and check each against the original"
        )
    return language
