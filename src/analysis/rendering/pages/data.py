"""The page that offers the data of a site to take away, in each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.rendering.pages.framed import Framed
from analysis.show import collection

#: The folder of the exports beside the page.
FOLDER = "data"


@dataclass(frozen=True)
class Offer(Framed):
    """Everything that the template shows; ``files`` are address, what it holds, and size in bytes."""

    paragraphs: Sequence[str]
    files: Sequence[tuple[str, str, int]]

    def address(self, language: str) -> str:
        """Return the address of the page in a language."""
        return address(language)


def address(language: str) -> str:
    """Return the file name of the page in a language."""
    return collection.page("data", language)


def page(paragraphs: Sequence[str], files: Sequence[tuple[str, str, int]], language: str) -> str:
    """Return the page: ``paragraphs`` say what the data are; ``files`` are address, what it holds, size in bytes."""
    from analysis.rendering.pages.templating import plain_environment

    offer = Offer(language, paragraphs, files)
    return plain_environment().get_template("data/data.html.j2").render(offer=offer)
