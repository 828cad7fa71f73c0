"""What leads to the reports: the indexes with what they search and list, all programmes, the pages of a basket."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.dataset.languages import LANGUAGES
from analysis.rendering.pages import basket, figures, findings, index, programmes
from analysis.rendering.pages import data as offers
from analysis.rendering.pages import shown as values
from analysis.rendering.pages.lookup import Lookup
from analysis.rendering.shelf import Record
from analysis.show import collection


def pages(
    data: Path,
    cache: Path,
    fingerprint: str,
    records: Collection[Record],
    site: str = "",
    offered: Sequence[str] = (),
) -> dict[str, str]:
    """Return the pages and what stands beside them, by file name, in every language.

    ``cache`` keeps what was put together of the same inputs. ``site`` is the address at which they are published, where
    it is known; ``offered`` are the addresses of the files beside them in which the data can be taken away.
    """
    names = Lookup(data)
    found: dict[str, str] = {}
    for language in LANGUAGES:
        said = findings.kept(data, cache, fingerprint, language)
        beside = offers.address(language) if offered else ""
        found |= index.pages(records, said, names, language, site, beside, offered)
        entries = programmes.kept(data, cache, fingerprint, language)
        if entries:
            found[programmes.address(language)] = programmes.page(entries, records, language)
        found |= basket.pages(data, cache, fingerprint, language)
    return found


def shown(found: Mapping[str, str], facts: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return what is shown beside the reports, by the name of the page without its ending, and by a folder's name.

    ``found`` are :func:`pages`, ``facts`` those of the figures, of which the JSON files count.
    """
    readers = {collection.index: values.of_index, programmes.address: values.of_programmes}
    said = {
        address(language).removesuffix(".html"): read(found[address(language)], language)
        for language in LANGUAGES
        for address, read in readers.items()
        if address(language) in found
    }
    files = {name: text for name, text in facts.items() if name.endswith(".json")}
    return {**said, f"{figures.FOLDER}/": values.of_figures(files)} if files else said
