"""Which rows of a dataset a text names, by the names that their tables have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.dataset.languages import in_all

Row = Mapping[str, str]

_SHORTEST = 3  # letters of a name
#: What is no part of a name where documents use it: the phase, and what a colon explains.
_BESIDE = re.compile(r"(?:\s+(?:I{1,3}|IV|V|\d))?(?:\s*:.*|,\s*(?:\w+\s+)?(?i:fase|phase)\b.*)?$")
_SHORT = re.compile(r"\(([A-Z][\w&’'-]+)\)")
_CLOSED = re.compile(r"ees$")  # has one letter less before an ending
#: What stands between the names of a list.
_BETWEEN = re.compile(r"\s*(?:,|;|\ben\b|\band\b|\n\s*[-•*–]?)*\s*(?:(?:de|het|the|en|and)\s+)*", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """A name in a text: its characters, and the rows that it may be of."""

    start: int
    end: int
    keys: tuple[str, ...]


def without_phase(label: str) -> str:
    """Return the name of a programme without its phase, and without what a colon explains."""
    return _BESIDE.sub("", label)


def runs(text: str, names: Sequence[Named]) -> Iterator[list[Named]]:
    """Yield the names of a text that stand one after the other, with nothing but commas and conjunctions between."""
    run: list[Named] = []
    for named, following in pairwise([*names, None]):
        if named is None:
            continue
        run.append(named)
        if following is None or not _BETWEEN.fullmatch(text, named.end, following.start):
            yield run
            run = []


def adjectives(rows: Iterable[Row], key: str) -> Names:
    """Return what is called by an adjective of a row, with its Dutch endings: "Keniaanse" and "Libanese" too."""
    forms = ((row[key], row[column]) for row in rows for column in in_all("adjective") if row.get(column))
    named = ((identifier, form) for identifier, word in forms for form in (word, f"{_CLOSED.sub('es', word)}e"))
    return Names(({key: identifier, "name": form} for identifier, form in named), key)


class Names:
    """The names of the rows of a table; what is called as one of ``others`` has no name."""

    def __init__(self, rows: Iterable[Row], key: str, others: Iterable[str] = ()) -> None:
        taken = {name.casefold() for name in others}
        found: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for label in filter(None, (row.get(column, "") for column in (*in_all("label"), "name"))):
                for name in {label, without_phase(label), *_SHORT.findall(label)}:
                    if len(name) >= _SHORTEST and name[:1].isupper() and name.casefold() not in taken:
                        found[name.casefold()].add(row[key])
        self._keys = {name: tuple(sorted(keys)) for name, keys in found.items()}
        longest_first = sorted(self._keys, key=len, reverse=True)
        any_of_them = rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b" if found else r"(?!)"
        self._pattern = re.compile(any_of_them, re.IGNORECASE)

    def of(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Named]:
        """Yield the names in some characters of a text; one in small letters is a common word."""
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            if match[0][:1].isupper():
                yield Named(*match.span(), self._keys[match[0].casefold()])
