"""Records of a CSV file: one with a missing quote spoils no other, and one that stays is written as it stood."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from analysis.errors import DataError

_OPEN = "a quote is opened and not closed; close it, and double a quote that belongs to the text"
_MISMATCH = "the quotes do not match; double a quote that belongs to the text"


_REMEDY = "run `analysis check`, and mend the dataset first"


def parsed(path: Path, names: list[str], raw: bytes) -> list[dict[str, str]]:
    """Return the rows of a table as texts; ``raw`` is its file. Raises :class:`DataError` where it cannot be read."""
    try:
        lines = raw.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise DataError([f"{path}: is not UTF-8; {_REMEDY}"]) from error
    header, mismatch = cells_of(lines[0])
    if header != names:
        raise DataError([f"{path}:1: {mismatch or 'has other columns than described'}; {_REMEDY}"])
    rows = []
    for line, cells, mismatch in below_header(lines, len(header)):
        if mismatch or len(cells) != len(header):
            raise DataError([f"{path}:{line}: {mismatch or 'has another number of cells'}; {_REMEDY}"])
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def below_header(lines: list[str], width: int, delimiter: str = ",") -> Iterator[tuple[int, list[str], str]]:
    """Yield the records below the header of a file, whose lines come without their ends: line, cells, mismatch.

    ``line`` counts the header as 1; ``mismatch`` says what is wrong with the quotes of a record, or is empty, and the
    cells are then those that could be begun. A record goes on over the next line only where that line is no record of
    ``width`` cells by itself.
    """
    position = 1
    while position < len(lines):
        cells, mismatch = cells_of(lines[position], delimiter)
        last = position + 1
        joined, still = cells, mismatch
        while still == _OPEN and last < len(lines) and not _whole(lines[last], width, delimiter):
            last += 1
            joined, still = cells_of("\n".join(lines[position:last]), delimiter)
        if mismatch and not still and len(joined) == width:
            cells, mismatch = joined, ""
        else:
            last = position + 1
        yield position + 1, cells, mismatch
        position = last


def cells_of(line: str, delimiter: str = ",") -> tuple[list[str], str]:
    """Return the cells of a record, or of its beginning, and what is wrong with its quotes, or nothing."""
    try:
        return next(csv.reader(io.StringIO(line, newline="\n"), delimiter=delimiter, strict=True), []), ""
    except csv.Error as error:
        begun = line.split(delimiter) if "field limit" in str(error) else _loosely(line, delimiter)
        return begun, _OPEN if "end of data" in str(error) else f"{_MISMATCH}: {error}"


def written(names: list[str], rows: Iterable[Mapping[str, str]], before: str) -> str:
    """Return the text of a table with these rows, in their order; ``before`` is the text that it takes the place of.

    A row that stands there with the same cells keeps its lines to the letter, however they are quoted: what is written
    changes no more of a file than its meaning.
    """
    lines = before.removesuffix("\n").split("\n")
    ends = [line for line, _, _ in below_header(lines, len(names))] + [len(lines) + 1]
    starts = zip(below_header(lines, len(names)), ends[1:], strict=True)
    stood = {tuple(cells): "\n".join(lines[line - 1 : end - 1]) for (line, cells, _), end in starts}
    header = lines[0] if cells_of(lines[0])[0] == names else _line(names)
    found = [tuple(row.get(name, "") for name in names) for row in rows]
    return "".join(f"{text}\n" for text in [header, *(stood.get(cells) or _line(cells) for cells in found)])


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _loosely(line: str, delimiter: str) -> list[str]:
    return next(csv.reader(io.StringIO(line, newline="\n"), delimiter=delimiter), [])


def _whole(line: str, width: int, delimiter: str) -> bool:
    cells, mismatch = cells_of(line, delimiter)
    return not mismatch and len(cells) == width
