"""What the search of an index looks through: reports, printed figures, programmes and findings, as a script beside it.

A page that is opened from disk can load no data but a script. What it holds is packed, and grows with the number of
reports; the index, which loads it once something is looked for, does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from analysis.dataset.languages import LANGUAGES
from analysis.rendering.pages import figures
from analysis.rendering.pages.templating import packed

if TYPE_CHECKING:
    from analysis.rendering.pages.index import Card, Index

_Entry = dict[str, Any]


def script(index: Index) -> str:
    """Return the script; it gives ``window.searched`` the packed JSON of :func:`table`."""
    text = json.dumps(table(index), ensure_ascii=False, separators=(",", ":"))
    return f'window.searched = "{packed(text)}";\n'


def table(index: Index) -> dict[str, Any]:
    """Return what is searched, by kind, each as a list of entries: what is shown of it, and what it is found by.

    ``title`` and ``words`` are searched, and so is each name, in any language, of the countries and programmes that an
    entry has by code; ``names`` has these, by code. ``about`` are the codes that count as part of the title,
    ``figures`` the places of a report's figures in the list of all. An entry leaves out what it has not.
    """
    kinds = {
        "reports": _reports(index),
        "figures": _figures(index),
        "programmes": _programmes(index),
        "findings": _findings(index),
    }
    entries = {kind: [_filled(entry) for entry in found] for kind, found in kinds.items()}
    return {"names": _names(index), "states": index.states, **entries}


def _filled(entry: _Entry) -> _Entry:
    return {key: value for key, value in entry.items() if value}


def _reports(index: Index) -> Iterator[_Entry]:
    places = {figure_id: place for place, figure_id in enumerate(index.names.figures)}
    for card in index.cards:
        record = card.record
        yield {
            "name": record.name,
            "title": record.title,
            "address": record.page if record.files else "",
            "executed": record.executed if record.files else "",
            "note": card.note,
            "words": " ".join([record.name, *(card.summary.get(key, "") for key in ("question", "lead")), card.values]),
            "about": card.about,
            "figures": [places[figure_id] for figure_id in card.summary.get("figures", ()) if figure_id in places],
            "country": card.countries,
            "programme": card.programmes,
            "notebook": record.notebook,
            "state": record.state,
            "language": card.language if card.language != index.language else "",
            "picture": card.picture,
            "rendered": index.day(record.rendered) if record.files else "",
            **_trouble(card),
            **_changes(index, card),
        }


def _trouble(card: Card) -> _Entry:
    failure = card.record.failure
    if failure is None:
        return {}
    cell = f" ([{failure.cell}])" if failure.cell else ""
    return {"failure": f"{failure.message}{cell}", "failed": card.record.failed}


def _changes(index: Index, card: Card) -> _Entry:
    if not card.summary.get("changes"):
        return {}
    name = card.record.name
    return {"changed": index.changed(card), "changes": f"{index.details[name]}#{name}-changes"}


def _figures(index: Index) -> Iterator[_Entry]:
    _, names = index.say, index.names
    measures = {row.get("measure_id"): row for row in names.table("measures")}
    documents = {row.get("source_id"): row for row in names.table("sources")}
    countries = names.all_countries(index.language)
    for figure_id, row in names.figures.items():
        measure, document = measures.get(row.get("measure_id"), {}), documents.get(row.get("source_id"), {})
        known = [measure.get(f"label_{language}", "") for language in LANGUAGES]
        short, year = document.get(f"short_{index.language}"), document.get("last_year")
        called = " ".join(filter(None, [short, year])) or document.get("title", "")
        yield {
            "title": f"“{row.get('as_printed', '')}”",
            "address": figures.address(figure_id, index.language),
            "note": _("{measure} ({document}, line {line})").format(
                measure=measure.get(f"label_{index.language}", ""), document=called, line=row.get("line", "")
            ),
            "words": " ".join([figure_id, row.get("read_as", ""), row.get("value", ""), *known, called]),
            "country": sorted(names.places([figure_id]) & countries.keys()),
            "programme": sorted(names.programmes([figure_id])),
        }


def _programmes(index: Index) -> Iterator[_Entry]:
    for code, label in index.names.all_programmes(index.language).items():
        yield {"title": label, "address": f"{index.programmes_page}#{code}", "about": [code], "programme": [code]}


def _findings(index: Index) -> Iterator[_Entry]:
    for found in index.findings:
        if not found.finding.problem:
            text = f"{found.finding.number} {found.finding.sentence}"
            yield {"title": text, "address": found.page, "notebook": found.finding.notebook}


def _names(index: Index) -> Mapping[str, str]:
    """Return all that a country or a programme is called, by its code."""
    from analysis.dataset import countries

    spoken = countries.spellings()
    called: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for code, label in index.names.all_countries(language).items():
            called.setdefault(code, [code, *spoken.get(code, [])]).append(label)
        for code, label in index.names.all_programmes(language).items():
            called.setdefault(code, [code]).append(label)
    return {code: " ".join(dict.fromkeys(texts)) for code, texts in called.items()}
