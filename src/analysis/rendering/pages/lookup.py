"""What pages need to know of the dataset beside the notebook: names of documents, places, programmes, discrepancies.

Read as text with the standard library, as the plan reads its tables: frames would cost every worker a second. A
dataset that lacks a table lacks what it would say, and nothing else; whether data are sound is for ``analysis check``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from analysis.dataset.languages import whole

#: The tables whose rows a parameter may identify, by the first column of each.
_LABELLED = ("places", "programmes", "targets", "outcomes", "lists", "measures")


@dataclass(frozen=True)
class Lookup:
    """The names in one dataset."""

    folder: Path | None = None
    _tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def table(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a table, none where it is not there."""
        if name not in self._tables:
            path = self.folder / f"{name}.csv" if self.folder else None
            rows: list[dict[str, str]] = []
            if path is not None and path.is_file():
                with path.open(encoding="utf-8", newline="") as lines:
                    read = csv.DictReader(lines)
                    rows = [whole({key: value or "" for key, value in row.items() if key}) for row in read]
            self._tables[name] = rows
        return self._tables[name]

    @cached_property
    def figures(self) -> Mapping[str, Mapping[str, str]]:
        """The figures by their identifier."""
        return {row.get("figure_id", ""): row for row in self.table("figures")}

    def disputes(self, language: str) -> Mapping[str, Sequence[str]]:
        """Return what the discrepancies are about in which a figure stands, by its identifier."""
        about = {row["discrepancy_id"]: row[f"what_{language}"] for row in self.table("discrepancies")}
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for row in self.table("discrepancy_figures"):
            if row["discrepancy_id"] in about:
                found[row["figure_id"]][about[row["discrepancy_id"]]] = None
        return {figure: list(texts) for figure, texts in found.items()}

    @cached_property
    def _places(self) -> Mapping[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.table("figure_places"):
            found[row.get("figure_id", "")].add(row.get("place_id", ""))
        return found

    def documents(self, figure_ids: Iterable[str]) -> list[Mapping[str, str]]:
        """Return the rows of the documents in which figures are printed, in the table's order."""
        used = {row["source_id"] for figure_id in figure_ids if (row := self.figures.get(figure_id))}
        return [row for row in self.table("sources") if row.get("source_id") in used]

    def all_countries(self, language: str) -> Mapping[str, str]:
        """Return the names of all countries in a language, by code."""
        rows = [row for row in self.table("places") if row.get("place_kind") == "country"]
        return {row["place_id"]: label for row in rows if (label := row.get(f"label_{language}"))}

    def all_programmes(self, language: str) -> Mapping[str, str]:
        """Return the names of all programmes in a language, by identifier."""
        rows = self.table("programmes")
        return {row["programme_id"]: label for row in rows if (label := row.get(f"label_{language}"))}

    def called(self, parameter: str, value: object, language: str) -> str:
        """Return what the value of a parameter is called in a language, nothing where the dataset has no name for it.

        A value identifies a row of a table that has labels, or a figure, which is called as it is printed; or it is a
        code of the list that is named like the parameter (`role`: `refugee_role`).
        """
        for rows in map(self.table, _LABELLED):
            for row in rows:
                if value == next(iter(row.values())):
                    return row.get(f"label_{language}", "")
        if figure := self.figures.get(str(value)):
            return f"“{figure.get('as_printed', '')}”"
        codes = [row for row in self.table("codes") if row.get("code") == value]
        of_it = {row["code_list"]: row for row in codes if f"_{row['code_list']}".endswith(f"_{parameter}")}
        code = of_it.get(parameter) or next(iter(of_it.values()), {})
        return code.get(f"label_{language}", "")

    def places(self, figure_ids: Iterable[str]) -> set[str]:
        """Return the codes of the places, regions among them, that figures are about."""
        return {place for figure_id in figure_ids for place in self._places.get(figure_id, ())}

    def programmes(self, figure_ids: Iterable[str]) -> set[str]:
        """Return the identifiers of the programmes that figures are about."""
        return {row["programme_id"] for figure_id in figure_ids if (row := self.figures.get(figure_id))} - {""}


def known(folder: Path | None) -> Lookup:
    """Return the names in a dataset, which the reports of a render share; read again where a table of it changed."""
    found = sorted(folder.glob("*.csv")) if folder else []
    return _known(folder, tuple((file.name, (told := file.stat()).st_mtime_ns, told.st_size) for file in found))


@lru_cache(maxsize=1)
def _known(folder: Path | None, _state: tuple[tuple[str, int, int], ...]) -> Lookup:
    return Lookup(folder)
