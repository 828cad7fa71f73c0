"""The page that offers the data of a site to take away, in each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from analysis.dataset.languages import LANGUAGES
from analysis.language import messages
from analysis.rendering.plan import collection

#: The folder of the exports beside the page.
FOLDER = "data"


@dataclass(frozen=True)
class Offer:
    """Everything that the template shows; ``files`` are address, what it holds, and size in bytes."""

    language: str
    paragraphs: Sequence[str]
    files: Sequence[tuple[str, str, int]]
    version: str
    collection: str

    @property
    def say(self) -> Callable[[str], str]:
        """What a message is in the language of the page."""
        return messages.translations(self.language).gettext

    @property
    def twins(self) -> Mapping[str, str]:
        """The addresses of the page in other languages."""
        return {other: address(other) for other in LANGUAGES if other != self.language}

    @property
    def index(self) -> str:
        """The address of the index in the language of the page."""
        return collection.index(self.language)


def address(language: str) -> str:
    """Return the file name of the page in a language."""
    return collection.page("data", language)


def page(paragraphs: Sequence[str], files: Sequence[tuple[str, str, int]], language: str) -> str:
    """Return the page: ``paragraphs`` say what the data are; ``files`` are address, what it holds, size in bytes."""
    from analysis.rendering.pages.templating import plain_environment

    title = messages.text(collection.TITLE, language)
    offer = Offer(language, paragraphs, files, collection.version(), title)
    return plain_environment().get_template("data/data.html.j2").render(offer=offer)
