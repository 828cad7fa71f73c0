"""How a figure is cited: as a line of text, for BibTeX, and for whatever reads CSL-JSON.

What is cited is the government's document, with the line of its text edition; where it was read, the collection, is
said beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from analysis.language import dates, messages
from analysis.show import collection

#: The kinds of documents as CSL names them; what it has no name for is a document.
_CSL = {"results_report": "report", "framework": "report", "leaflet": "pamphlet", "decision": "legislation"}
_SPECIAL = re.compile(r"([&%$#_{}])")
#: Endings of addresses that are no web page, whose text a browser can find.
_FILES = (".pdf", ".doc", ".docx", ".xlsx", ".xls", ".odt", ".zip")


@dataclass(frozen=True)
class Citation:
    """A figure, cited in three forms; ``csl`` is one item of CSL-JSON."""

    text: str
    bibtex: str
    csl: Mapping[str, Any]


def published(document: Mapping[str, str], as_printed: str) -> str:
    """Return the address at which a document can be read, nothing where none is known.

    Of a web page it is that of the printed form: browsers that know text fragments scroll to it and mark it.
    """
    address = document.get("url", "")
    if not address or address.lower().split("?")[0].endswith(_FILES) or "#" in address:
        return address
    words = quote(" ".join(as_printed.split()), safe="").replace(
        "-", "%2D"
    )  # a bare hyphen would part a prefix from it
    return f"{address}#:~:text={words}"


def cited(figure: Mapping[str, str], document: Mapping[str, str], language: str) -> Citation:
    """Cite a figure of a document, rows of ``figures.csv`` and ``sources.csv`` as text, in a language."""
    _ = messages.translations(language).gettext
    day, publisher = document.get("published", ""), document.get(f"publisher_{language}", "")
    place = _("line {line} of the text edition").format(line=figure["line"])
    when = f" ({dates.written(day, language)})" if day else ""
    text = _("{publisher}, {title}{when}, {place}: “{printed}”. Figure {figure} of {collection}, version {version}.")
    return Citation(
        text.format(
            publisher=publisher,
            title=document["title"],
            when=when,
            place=place,
            printed=figure["as_printed"],
            figure=figure["figure_id"],
            collection=_(collection.TITLE),
            version=collection.version(),
        ),
        _bibtex(figure, document, publisher, place),
        _csl(figure, document, publisher),
    )


def _bibtex(figure: Mapping[str, str], document: Mapping[str, str], publisher: str, place: str) -> str:
    fields = {
        "author": f"{{{_escaped(publisher)}}}",
        "title": f"{{{_escaped(document['title'])}}}",
        "year": document.get("published", "")[:4],
        "url": document.get("url", ""),
        "note": _escaped(f"{place}: “{figure['as_printed']}”; {figure['figure_id']}"),
    }
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text.strip("{}")]
    return "\n".join((f"@misc{{{figure['figure_id']},", ",\n".join(lines), "}"))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _csl(figure: Mapping[str, str], document: Mapping[str, str], publisher: str) -> dict[str, Any]:
    parts = [int(part) for part in document.get("published", "").split("-") if part.isdigit()]
    item = {
        "id": figure["figure_id"],
        "type": _CSL.get(document.get("document_kind", ""), "document"),
        "title": document["title"],
        "author": [{"literal": publisher}] if publisher else [],
        "issued": {"date-parts": [parts]} if parts else {},
        "language": document.get("language", ""),
        "URL": document.get("url", ""),
        "locator": figure["line"],
        "label": "line",
        "note": f"“{figure['as_printed']}”",
    }
    return {name: value for name, value in item.items() if value}
