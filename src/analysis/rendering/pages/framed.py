"""What stands around the content of every page that is made of no notebook: words, the collection, the other pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analysis.dataset.languages import LANGUAGES
from analysis.language import messages
from analysis.show import collection


@dataclass(frozen=True)
class Framed:
    """A page in a language, as its template sees it."""

    language: str

    def address(self, language: str) -> str:
        """Return the address of the page in a language."""
        raise NotImplementedError

    @property
    def say(self) -> Callable[[str], str]:
        """What a message is in the language of the page."""
        return messages.translations(self.language).gettext

    @property
    def count(self) -> Callable[[str, str, int], str]:
        """What a message is for one and for several, in the language of the page."""
        return messages.translations(self.language).ngettext

    @property
    def twins(self) -> Mapping[str, str]:
        """The addresses of the page in other languages."""
        return {other: self.address(other) for other in LANGUAGES if other != self.language}

    @property
    def index(self) -> str:
        """The address of the index in the language of the page."""
        return collection.index(self.language)

    @property
    def basket(self) -> str:
        """The address of the page of a basket in the language of the page."""
        return collection.basket(self.language)

    @property
    def collection(self) -> str:
        """What the collection is called."""
        return messages.text(collection.TITLE, self.language)

    @property
    def version(self) -> str:
        """The version of the collection."""
        return collection.version()
