"""The catalogues: what a message of the code, of a page or of a notebook is in another language.

English is what stands in the code and in the notebooks; ``locale/nl.po`` has the Dutch of every message. A language is
one such file: :mod:`analysis.dataset.languages` finds them. ``make words`` writes new messages into each, see
:mod:`analysis.language.extraction`.

One language is spoken at a time: :func:`use` sets it, :func:`speaking` for a while. It belongs to the process and not
to a context: each cell of a notebook runs in a context of its own, and what one cell sets holds for the next.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from typing import Any, TypeVar

from analysis.dataset.languages import LANGUAGES, LOCALE, SOURCE
from analysis.errors import UnknownNameError
from analysis.language import prose

T = TypeVar("T")

_spoken = SOURCE


@cache
def translations(language: str) -> NullTranslations:
    """Return a language's catalogue, which gives back what it does not know; refuse a language that is not there."""
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    if language == SOURCE:
        return NullTranslations()
    from babel.messages import mofile, pofile  # which a command that says nothing in another language can do without

    with (LOCALE / f"{language}.po").open("rb") as file:
        catalogue = pofile.read_po(file, locale=language)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def current() -> str:
    """Return the code of the language that is spoken."""
    return _spoken


def use(language: str) -> None:
    """Speak a language from now on. Raises :class:`UnknownNameError` for one that is not there."""
    global _spoken  # noqa: PLW0603 - the one place that remembers it
    translations(language)
    _spoken = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language within a block, or as a decorator within a function, and then again the one before."""
    before = current()
    use(language)
    try:
        yield
    finally:
        use(before)


def remembered(function: Callable[..., T], most: int | None = None) -> Callable[..., T]:
    """Return a function that computes an answer once for its arguments, in each language: answers may hold words."""
    known = lru_cache(most)(lambda _language, *values, **named: function(*values, **named))
    return lambda *values, **named: known(current(), *values, **named)


def translated(column: str) -> str:
    """Return the name of a column of prose in the language that is spoken: ``label`` is ``label_en`` in English."""
    return f"{column}_{current()}"


def _(message: str, /, **values: Any) -> str:
    """Return a message in the language that is spoken, with ``values`` in its places."""
    said = translations(current()).gettext(message)
    return said.format(**values) if values else said


def pgettext(context: str, message: str, /, **values: Any) -> str:
    """Return a message whose words mean one thing here and another elsewhere; ``context`` tells them apart."""
    said = translations(current()).pgettext(context, message)
    return said.format(**values) if values else said


def ngettext(singular: str, plural: str, number: int, /, **values: Any) -> str:
    """Return a message in the form that a number asks for."""
    said = translations(current()).ngettext(singular, plural, int(number))
    return said.format(**values) if values else said


def text(message: str, language: str) -> str:
    """Return a message in a language."""
    return translations(language).gettext(message) if message else ""


def markdown(source: str, language: str) -> str:
    """Return the Markdown of a notebook's cell in a language: each of its passages is a message."""
    if language == SOURCE:
        return source
    return "".join(part.text if part.kept else text(part.text, language) for part in prose.parts(source))


def code(source: str, language: str) -> str:
    """Return a cell of code with its parameters' comments in a language; the code itself stays as it is."""
    if language == SOURCE:
        return source
    return "".join(part.text if part.kept else text(part.text, language) for part in prose.comments(source))
