"""What leads to the reports: the indexes with what they search and list, and the lists of all programmes."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from analysis.dataset.languages import LANGUAGES
from analysis.rendering.pages import data as offers
from analysis.rendering.pages import findings, index, programmes
from analysis.rendering.pages.lookup import Lookup
from analysis.rendering.shelf import Record


def pages(
    data: Path,
    cache: Path,
    fingerprint: str,
    records: Collection[Record],
    site: str = "",
    cover: str = "",
    offered: bool = False,
) -> dict[str, str]:
    """Return the pages and what stands beside them, by file name, in every language.

    ``cache`` keeps what was put together of the same inputs. ``site`` is the address at which they are published and
    ``cover`` that of a picture, where they are known; ``offered`` says that the data can be taken away beside them.
    """
    names = Lookup(data)
    found: dict[str, str] = {}
    for language in LANGUAGES:
        said = findings.kept(data, cache, fingerprint, language)
        beside = offers.address(language) if offered else ""
        found |= index.pages(records, said, names, language, site, cover, beside)
        entries = programmes.kept(data, cache, fingerprint, language)
        if entries:
            found[programmes.address(language)] = programmes.page(entries, records, language)
    return found
