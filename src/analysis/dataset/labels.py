"""What codes and identifiers are called in each language: of documents, units and the codes of ``codes.csv``.

Names belong to the dataset that was loaded last, so that whoever shows a result need not carry the tables along.
Before any was loaded they are those of the dataset that would be.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from analysis.dataset import schema
from analysis.dataset.languages import whole
from analysis.errors import UnknownNameError

_current: Path | None = None


def use(folder: Path) -> None:
    """Take names from the dataset in a folder from now on; they are read again, since its files may have changed."""
    global _current  # noqa: PLW0603 - the one place that remembers which dataset is at work
    _current = folder
    _table.cache_clear()


def label(code_list: str, code: str, language: str) -> str:
    """Return what a code of ``codes.csv`` is called: ``label("kind", "spent", "en")`` is "spent".

    Raises :class:`UnknownNameError` for a code that has no row there.
    """
    names = labels(code_list, language)
    if code not in names:
        raise UnknownNameError(f"code of {code_list}", code, names)
    return names[code]


def labels(code_list: str, language: str) -> dict[str, str]:
    """Return the codes of a list with what they are called, in the order of their rank; none for an unknown list."""
    rows = [row for row in _table("codes") if row["code_list"] == code_list]
    return {row["code"]: row[f"label_{language}"] for row in sorted(rows, key=lambda row: int(row["rank"]))}


def of_column(column: schema.Column, language: str) -> dict[str, str]:
    """Return the codes that a column allows with what they are called, none where no list has them."""
    rows = sorted(_table("codes"), key=lambda row: int(row["rank"]))
    named = rows_of(column.name, column.enum, rows)
    return {code: row[f"label_{language}"] for code, row in named.items()}


def rows_of(column: str, allowed: Iterable[str], rows: Iterable[Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """Return the rows of ``codes.csv`` that name the codes which a column allows, by code; of all where any is allowed.

    They are those of the list that is called as the column is, if it has them all; else of the list that has just
    these; else those that the first has.
    """
    lists: dict[str, dict[str, Mapping[str, str]]] = {}
    for row in rows:
        lists.setdefault(row.get("code_list", ""), {})[row.get("code", "")] = row
    wanted, own = {*allowed}, lists.get(column, {})
    same = None if wanted <= {*own} else next((found for found in lists.values() if {*found} == wanted), None)
    return same or {code: row for code, row in own.items() if not wanted or code in wanted}


def unit(code: str, language: str, *, one: bool = False) -> str:
    """Return what a unit is called, in the plural unless ``one``; a code without a name stands for itself."""
    row = next((row for row in _table("units") if row["unit"] == code), {})
    return (row.get(f"single_{language}") if one else "") or row.get(f"label_{language}") or code


def document(source_id: str, language: str) -> tuple[str, str]:
    """Return the short name of a document and the years that it speaks of: ``("Results", "2018")``.

    The second is empty for a document without a year. Raises :class:`UnknownNameError`.
    """
    rows = {row["source_id"]: row for row in _table("sources")}
    if source_id not in rows:
        raise UnknownNameError("document", source_id, rows)
    row = rows[source_id]
    first, last = row["first_year"], row["last_year"]
    return row[f"short_{language}"], f"{first}-{last}" if first != last else last


def span() -> tuple[int, int]:
    """Return the first and the last year that any document speaks of."""
    years = [int(row[end]) for row in _table("sources") for end in ("first_year", "last_year") if row[end]]
    return min(years), max(years)


def country_lists() -> set[str]:
    """Return the identifiers of the lists of countries."""
    return {row["list_id"] for row in _table("lists")}


def country_list(list_id: str, language: str) -> str:
    """Return what a list of countries is called, as short as can be. Raises :class:`UnknownNameError`."""
    rows = {row["list_id"]: row for row in _table("lists")}
    if list_id not in rows:
        raise UnknownNameError("list", list_id, rows)
    return rows[list_id][f"short_{language}"] or rows[list_id][f"label_{language}"]


def list_of(list_id: str) -> tuple[str, str]:
    """Return which document has a list of countries, and of which day it is, nothing where that is not known.

    Raises :class:`UnknownNameError`.
    """
    rows = {row["list_id"]: row for row in _table("lists")}
    if list_id not in rows:
        raise UnknownNameError("list", list_id, rows)
    return rows[list_id]["source_id"], rows[list_id]["as_of"]


def article(place_id: str, language: str) -> str:
    """Return the article that the name of a place takes within a sentence, nothing where it takes none."""
    rows = {row["place_id"]: row for row in _table("places")}
    return rows[place_id][f"article_{language}"] if place_id in rows else ""


@lru_cache
def _table(name: str) -> list[dict[str, str]]:
    folder = _current or schema.find()
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [whole(row) for row in csv.DictReader(lines)]
