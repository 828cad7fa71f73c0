"""The sentence in which a figure is printed, for whoever has the text edition at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.ledger.documents import Document, DocumentError, read
from analysis.ledger.grids import Grids
from analysis.ledger.passages import Passages

_WIDEST = 400  # characters on either side: what a paragraph of law or a table has more would hide the figure


@dataclass(frozen=True)
class Quotation:
    """A sentence, or a row of a table, to the letter apart from white space: before, as printed, behind."""

    before: str
    printed: str
    after: str


def texts(sources: Iterable[Mapping[str, Any]], folder: Path) -> dict[str, Document]:
    """Return the text editions ``SOURCE_ID.txt`` that a folder has of the documents in rows of ``sources.csv``.

    Raises :class:`DocumentError` for a text that is not the edition whose lines the figures cite, and where the folder
    holds none of them.
    """
    found = {}
    for source in sources:
        path = folder / f"{source['source_id']}.txt"
        if not source.get("text_sha256") or not path.is_file():
            continue
        document = read(path)
        if document.sha256 != source["text_sha256"]:
            raise DocumentError(f"{path}: is another edition than the figures cite; its SHA-256 is {document.sha256}")
        found[document.name] = document
    if not found:
        raise DocumentError(f"{folder}: holds none of the documents; name the folder with their texts, SOURCE_ID.txt")
    return found


def of(figures: Iterable[Mapping[str, Any]], documents: Mapping[str, Document]) -> dict[str, Quotation]:
    """Return the sentences of figures, rows of ``figures.csv``, by identifier; none of a text that is not there."""
    passages = {name: Passages(text.text, Grids(text.text).lines()) for name, text in documents.items()}
    found: dict[str, Quotation] = {}
    used: list[tuple[str, int, int]] = []
    for figure in figures:
        if figure["source_id"] not in documents:
            continue
        document = documents[figure["source_id"]]
        for start, end in document.occurrences(figure["as_printed"], int(figure["line"])):
            # A line may print the same twice, or within the printed form of another figure.
            if not any(name == document.name and start < last and first < end for name, first, last in used):
                used.append((document.name, start, end))
                found[figure["figure_id"]] = _quoted(document, passages[document.name], start, end)
                break
    return found


def _quoted(document: Document, passages: Passages, start: int, end: int) -> Quotation:
    first, _ = passages.span(passages.sentence(start))
    _, last = passages.span(passages.sentence(end - 1))
    before, after = document.text[first:start], document.text[end:last]
    return Quotation(_short(before, end=True), " ".join(document.text[start:end].split()), _short(after, end=False))


def _short(text: str, *, end: bool) -> str:
    """Return a text on one line, of which only the end or the beginning is kept where it is long."""
    line = " ".join(text.split())
    line = (line + " ") if end and text[-1:].isspace() else line
    line = (" " + line) if not end and text[:1].isspace() else line
    if len(line) <= _WIDEST:
        return line
    return "… " + line[-_WIDEST:].split(" ", 1)[-1] if end else line[:_WIDEST].rsplit(" ", 1)[0] + " …"
