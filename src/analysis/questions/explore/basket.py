"""A basket: figures that somebody collects, shown and compared with one another, kept in a file or sent as an address.

An address is that of the page which shows a basket, with the identifiers of its figures after the ``#``.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO, StringIO
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pandas as pd

from analysis.dataset import cells
from analysis.dataset.tables import Dataset
from analysis.errors import N_, ParameterError, UnknownNameError
from analysis.language import current
from analysis.questions import comparability
from analysis.questions.explore import answers as question
from analysis.questions.explore import exhibits, saving
from analysis.show import citing, collection
from analysis.show.exhibit import Exhibit

#: What stands between identifiers in an address.
BETWEEN = ","
#: The sheets of a workbook.
FIGURES, COMPARISONS = "figures", "comparisons"
_KEY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)


@dataclass(frozen=True, repr=False)
class Basket:
    """Figures of a dataset in the order in which they were put in, each once; a cell displays them, compared.

    ``add``, ``of`` and ``read`` return a basket with more in it, ``without`` one with less. All refuse a figure that
    the dataset does not have, with :class:`UnknownNameError`, which names the nearest.
    """

    data: Dataset = field(compare=False)
    figures: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Count the figures."""
        return len(self.figures)

    def __iter__(self) -> Iterator[str]:
        """Go through the identifiers of the figures."""
        return iter(self.figures)

    def __repr__(self) -> str:
        """Name what can be sent of it."""
        return f"Basket({self.address})"

    # -- what is in it ---------------------------------------------------------------------------------------------

    def add(self, *figures: str) -> Basket:
        """Put figures in, by their identifiers."""
        known = dict.fromkeys(self.data.figures["figure_id"])
        for figure in figures:
            if figure not in known:
                raise UnknownNameError("figure", figure, known)
        return Basket(self.data, tuple(dict.fromkeys((*self.figures, *figures))))

    def without(self, *figures: str) -> Basket:
        """Take figures out; they must be in it."""
        for figure in figures:
            if figure not in self.figures:
                raise UnknownNameError("figure of the basket", figure, self.figures)
        return Basket(self.data, tuple(figure for figure in self.figures if figure not in figures))

    def of(self, address: str) -> Basket:
        """Put in the figures of an address, such as ``basket.html#rs18-0211-1,pr13-0053-1``."""
        _page, found, named = address.partition("#")
        if not found:
            raise ParameterError(
                N_("'{address}' is no address of a basket: '{own}' is one"), address=address, own=self.address
            )
        return self.add(*(unquote(name) for name in named.split(BETWEEN) if name))

    def read(self, path: str | Path) -> Basket:
        """Put in the figures of a file that :meth:`save` or the page of a basket wrote, or any with ``figure_id``.

        Raises :class:`ParameterError` for a file that is none, or that names a figure which the dataset does not have.
        """
        file = Path(path)
        found = self
        for number, name in enumerate(_named(file), 1):
            try:
                found = found.add(name)
            except UnknownNameError as error:
                raise ParameterError(
                    N_("{file}: figure {number} of it: {error}"), file=file, number=number, error=error
                ) from error
        return found

    # -- what is known of it ---------------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> pd.DataFrame:
        """What is known of each figure, in the order of the basket: rows of ``answers.register``."""
        register = question.register(self.data).set_index("figure_id", drop=False)
        return register.loc[list(self.figures)].reset_index(drop=True)

    @cached_property
    def comparisons(self) -> pd.DataFrame:
        """The verdict on each pair, see ``comparability.verdict``: what allows a change first, then what was judged."""
        return compared(self.data, combinations(self.figures, 2))

    @property
    def address(self) -> str:
        """The address of its page, from the folder of the reports, in the language that is spoken."""
        return f"{collection.basket(current())}#{BETWEEN.join(self.figures)}"

    @property
    def exhibit(self) -> Exhibit:
        """What a cell displays: a sentence, the figures, and the comparisons."""
        return exhibits.basket(self.rows, self.comparisons, self.address)

    def _ipython_display_(self) -> None:
        self.exhibit._ipython_display_()

    # -- files -----------------------------------------------------------------------------------------------------

    @property
    def citations(self) -> list[citing.Citation]:
        """How each figure is cited, in the language that is spoken."""
        documents = {row["source_id"]: row for row in _texts(self.data.sources)}
        return [citing.cited(row, documents[row["source_id"]], current()) for row in _texts(self.rows)]

    @property
    def download(self) -> pd.DataFrame:
        """The figures as a file has them: value, ``lower`` and ``upper``, unit, window and all else, with a citation."""
        return question.download(self.data, self.rows).assign(citation=[cited.text for cited in self.citations])

    def file(self, form: str) -> bytes:
        """Return it as a file: ``csv``, ``xlsx`` (with the comparisons), ``bib`` (BibTeX) or ``json`` (CSL-JSON)."""
        if form not in _WRITERS:
            raise UnknownNameError("form of a file", form, _WRITERS)
        return _WRITERS[form](self)

    def save(self, path: str | Path) -> None:
        """Save it in a file of which the ending says what it is, see :meth:`file`; the file is written whole."""
        file = Path(path)
        content = self.file(file.suffix.lower().removeprefix("."))
        staged = file.with_name(f".{file.name}.{os.getpid()}")
        staged.write_bytes(content)
        staged.replace(file)


def compared(data: Dataset, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Return the verdict on each pair, see ``comparability.verdict``: what allows a change first, then what was judged."""
    table = comparability.verdicts(data, pairs)
    keys = pd.DataFrame({"refused": ~table["allowed"].astype("bool"), "unjudged": table["comparison_id"].isna()})
    return table.loc[keys.sort_values(["refused", "unjudged"], kind="stable").index].reset_index(drop=True)


def _texts(rows: pd.DataFrame) -> list[dict[str, str]]:
    """Return rows as their file has them: every cell a text, an empty one where it is missing."""
    texts = rows.astype("object").where(rows.notna(), "").astype("str")
    return [{str(column): cell for column, cell in row.items()} for row in texts.to_dict("records")]


# -- how it is written and read ---------------------------------------------------------------------------------------


def _csv(basket: Basket) -> bytes:
    return saving.csv(basket.download)


def _workbook(basket: Basket) -> bytes:
    from openpyxl import Workbook  # slow to import, and only workbooks need it

    book, raw = Workbook(), BytesIO()
    book.remove(book.active)
    for title, table in ((FIGURES, basket.download), (COMPARISONS, basket.comparisons)):
        rows = table.astype("object").where(table.notna(), None).to_numpy().tolist()
        cells.fill(book.create_sheet(title), [str(column) for column in table], rows)
    book.save(raw)
    return raw.getvalue()


def _bibtex(basket: Basket) -> bytes:
    return "".join(f"{cited.bibtex}\n\n" for cited in basket.citations).encode()


def _csl(basket: Basket) -> bytes:
    return (json.dumps([cited.csl for cited in basket.citations], ensure_ascii=False, indent=1) + "\n").encode()


_WRITERS: dict[str, Callable[[Basket], bytes]] = {"csv": _csv, "xlsx": _workbook, "bib": _bibtex, "json": _csl}


def _named(file: Path) -> list[str]:
    """Return the figures that a file names. Raises :class:`ParameterError` where it is no file of a basket."""
    reader = _READERS.get(file.suffix.lower().removeprefix("."))
    if reader is None:
        raise UnknownNameError("form of a file", file.suffix.removeprefix("."), _READERS)
    try:
        return reader(file.read_bytes())
    except OSError as error:
        raise ParameterError(N_("{file} cannot be read: {error}"), file=file, error=error.strerror) from error
    except Exception as error:
        raise ParameterError(
            N_("{file} is no file of a basket ({error}); one names its figures by figure_id, as Basket.save writes it"),
            file=file,
            error=f"{type(error).__name__}: {error}",
        ) from error


def _of_csv(content: bytes) -> list[str]:
    text = content.decode("utf-8-sig")
    between = ";" if ";" in text.partition("\n")[0] else ","  # so some spreadsheets save it
    return _filled([row["figure_id"] for row in csv.DictReader(StringIO(text), delimiter=between)])


def _of_workbook(content: bytes) -> list[str]:
    return _filled(pd.read_excel(BytesIO(content), dtype="str")["figure_id"].fillna("").tolist())


def _of_bibtex(content: bytes) -> list[str]:
    return _KEY.findall(content.decode())


def _of_csl(content: bytes) -> list[str]:
    found: list[dict[str, Any]] = json.loads(content)
    return [str(item["id"]) for item in found]


def _filled(names: Iterable[str]) -> list[str]:
    return [name.strip() for name in names if name.strip()]


_READERS: dict[str, Callable[[bytes], list[str]]] = {
    "csv": _of_csv,
    "xlsx": _of_workbook,
    "bib": _of_bibtex,
    "json": _of_csl,
}
