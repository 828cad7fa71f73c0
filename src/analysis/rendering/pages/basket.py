"""The page of a basket beside the index, one in each language: it shows the figures that its address names.

It holds what is known of every figure, and the verdict on every pair that can have one: those of ``comparisons.csv``,
and any two figures of one measure. Of two measures that nobody compared it says so. What it saves is what
:class:`analysis.questions.explore.basket.Basket` writes.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import DataError
from analysis.language import speaking
from analysis.rendering.pages import figures, keeping
from analysis.rendering.pages.framed import Framed
from analysis.show import collection

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

#: A line of a file of comma-separated values; what is quoted may run over several.
_LINE = re.compile(r'(?:"[^"]*"|[^"\n])*\n')


@dataclass(frozen=True)
class Page(Framed):
    """Everything that the template shows; ``known`` is what the script shows of it, see :func:`of`."""

    known: Mapping[str, Any]

    def address(self, language: str) -> str:
        """Return the address of the page in a language."""
        return collection.basket(language)

    @property
    def for_script(self) -> str:
        """What the page's script wants to know, as JSON."""
        return json.dumps(self.known, ensure_ascii=False, separators=(",", ":"))


def pages(data: Path, folder: Path, fingerprint: str, language: str) -> dict[str, str]:
    """Return the page in a language by file name, from ``folder`` if it is of the same inputs as before.

    A dataset without a description, or one that cannot be read, has none: a report says what is wrong.
    """
    from analysis.rendering.pages.templating import plain_environment

    if not (data / "datapackage.yaml").is_file():
        return {}
    try:
        page = Page(language, known(data, folder, fingerprint, language))
    except DataError:
        return {}
    return {page.address(language): plain_environment().get_template("basket/basket.html.j2").render(page=page)}


def known(data: Path, folder: Path, fingerprint: str, language: str) -> dict[str, Any]:
    """Return what :func:`of` says, from ``folder`` if it was put together of the same inputs before."""
    file = folder / f"basket-{language}.json"
    return keeping.kept(file, fingerprint, lambda: of(data, language))  # type: ignore[no-any-return]


# -- what the data say ------------------------------------------------------------------------------------------------


def of(data: Path, language: str) -> dict[str, Any]:
    """Put together what a dataset says of its figures and of pairs of them, in the words of a language; plain values.

    ``figures`` by identifier: ``cells`` under ``headings``, the address of the ``page``, its line of the file, ``csv``,
    and its ``bibtex``; ``head`` is the first line of the file. ``pairs``: two identifiers, the earlier first, and cells
    under ``compared``.
    """
    from analysis.dataset import tables

    dataset = tables.load(data)
    with speaking(language):
        return {**_figures(dataset, language), **_pairs(dataset)}


def _figures(data: Dataset, language: str) -> dict[str, Any]:
    from analysis.questions.explore import saving, tables
    from analysis.questions.explore.basket import Basket

    every = Basket(data, tuple(data.figures["figure_id"]))
    table = tables.basket(every.rows)
    head, *lines = _LINE.findall(saving.csv(every.download).decode())
    rows = zip(every, table.cells, lines, every.citations, strict=True)
    found = {
        name: {"cells": cells, "page": figures.address(name, language), "csv": line, "bibtex": cited.bibtex}
        for name, cells, line, cited in rows
    }
    return {"headings": table.headings, "head": head, "figures": found}


def _pairs(data: Dataset) -> dict[str, Any]:
    from analysis.questions.explore.basket import compared
    from analysis.questions.indicators import tables

    judged = compared(data, _comparable(data))
    table = tables.comparisons(judged)
    names = zip(judged["figure_id"], judged["other_figure_id"], strict=True)
    return {
        "compared": table.headings[:-1],
        "pairs": [[*pair, cells[:-1]] for pair, cells in zip(names, table.cells, strict=True)],
    }


def _comparable(data: Dataset) -> Iterator[tuple[str, str]]:
    """Yield the pairs that a verdict can allow: of one measure, or of facts that ``comparisons.csv`` holds together."""
    rows = {row["figure_id"]: row for row in data.figures.to_dict("records")}
    alike, printings = defaultdict(list), defaultdict(list)
    for name, row in rows.items():
        alike[row["measure_id"]].append(name)
        printings[row["fact_id"]].append(name)
    for names in alike.values():
        yield from combinations(names, 2)
    for pair in data.comparisons.to_dict("records"):
        sides = (printings[rows[pair[side]]["fact_id"]] for side in ("figure_id", "other_figure_id"))
        for one, other in product(*sides):
            if rows[one]["measure_id"] != rows[other]["measure_id"]:
                yield one, other
