"""Tables in a text: rows of cells side by side, what stands above each column, and the caption.

A row has its cells apart by two spaces, a tab or a bar, or ends in a number after its label like the rows around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

_MINUS = "-‐‑‒–—−"
_HEDGE = r"(?:(?:ca|circa|ruim|bijna|ongeveer|max)\.?\s+|[<>≤≥±]\s?)?"
#: A cell that is a value and nothing else.
VALUE = re.compile(
    rf"\(?{_HEDGE}[{_MINUS}+]?\s?(?:€|EUR|USD|US\$|\$)?\s?[{_MINUS}]?\s?\d[\d.,]*(?:\s\d{{3}})*"
    r"(?:\s?%|\s?(?:mln|mld|miljoen|miljard|procent|euro)\b\.?)?\)?[*¹²³⁴-⁹]*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d[*¹²³]*")
_APART = re.compile(r"[ \t]*\|[ \t]*|[ ]{2,}|[ ]*\t[ \t]*")
_ENDS_IN_NUMBER = re.compile(rf"\S.*?[^\W\d_)].*?\s(?P<value>(?:€ ?|EUR )?[{_MINUS}]?\d[\d.,]*%?)\s*")
_RULER = re.compile(r"[\s|:\-–—=_+]*")
_ABOVE = 4  # lines above the first row that may be headings or the caption
_FEWEST = 3  # rows that end in a number, one under the other, before they are taken for a table
_LONGEST = 90  # characters of a label in such a row


@dataclass(frozen=True)
class Cell:
    """A cell: its characters in the text, and its place on the line."""

    start: int
    end: int
    left: int
    right: int
    text: str

    @property
    def is_value(self) -> bool:
        """Whether it is a number and nothing else."""
        return VALUE.fullmatch(self.text) is not None


@dataclass
class Row:
    """A line of a table."""

    start: int
    end: int
    cells: list[Cell]
    barred: bool = False

    @property
    def values(self) -> list[Cell]:
        """The cells that are numbers, without a year that labels the row."""
        cells = self.cells[1:] if self.cells and _YEAR.fullmatch(self.cells[0].text) else self.cells
        return [cell for cell in cells if cell.is_value]

    @property
    def heads(self) -> bool:
        """Whether it heads columns: several cells, and no number among them but years."""
        return len(self.cells) > 1 and all(_YEAR.fullmatch(cell.text) for cell in self.cells if cell.is_value)


@dataclass
class Grid:
    """A table: its heading rows, its rows, and the lines above that may be its caption."""

    headings: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    caption: tuple[int, int] = (0, 0)

    def above(self, cell: Cell, row: Row) -> list[Cell]:
        """Return the headings of the column of a cell, the lowest first."""
        found = []
        for heading in reversed(self.headings):
            if heading.barred and row.barred:
                place = row.cells.index(cell)
                if place < len(heading.cells):
                    found.append(heading.cells[place])
                continue
            nearest = min(heading.cells, key=lambda head: _apart(head, cell), default=None)
            if nearest and _apart(nearest, cell)[0] <= _REACH:
                found.append(nearest)
        return found


_REACH = 12  # characters between a cell and what can still be its heading


def _apart(head: Cell, cell: Cell) -> tuple[int, int]:
    gap = max(0, head.left - cell.right, cell.left - head.right)
    return gap, abs(head.right - cell.right)


class Grids:
    """The tables of a text, found in one pass, and what stands in them where."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.all = list(_grids(text))
        places = sorted((row.start, number, row) for number, grid in enumerate(self.all) for row in grid.rows)
        self._starts = [start for start, _, _ in places]
        self._rows = [(self.all[number], row) for _, number, row in places]

    def at(self, offset: int) -> tuple[Grid, Row, Cell | None] | None:
        """Return the table, the row and the cell in which a character stands; ``None`` outside tables."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return None
        grid, row = self._rows[place]
        if offset >= row.end:
            return None
        cell = next((cell for cell in row.cells if cell.start <= offset < cell.end), None)
        return grid, row, cell

    def heads_of(self, offset: int) -> list[str]:
        """Return the heads of the column of a cell, the lowest first, and the label of its row; empty outside cells."""
        grid, row, cell = self.at(offset) or (None, None, None)
        if grid is None or row is None or cell is None:
            return []
        label = [row.cells[0].text] if row.cells[0] is not cell else []
        return [*(head.text for head in grid.above(cell, row)), *label]

    def texts_of(self, offset: int) -> list[str]:
        """Return what a table says of a cell, the nearest first: its heads, and the caption; empty outside cells."""
        place = self.at(offset)
        if place is None or place[2] is None:
            return []
        return [*self.heads_of(offset), self._text[slice(*place[0].caption)]]

    def lines(self) -> Iterator[tuple[int, int]]:
        """Yield the characters of each row and each heading row."""
        for grid in self.all:
            for row in (*grid.headings, *grid.rows):
                yield row.start, row.end


def _grids(text: str) -> Iterator[Grid]:
    lines = list(_lines(text))
    grid, last, upper = Grid(), -1, 0
    for number, row in enumerate(lines):
        if row is None or not (row.values and len(row.cells) > 1 and not row.heads):
            continue
        if grid.rows and (number - last > 3 or not _close(lines, last, number)):
            yield from _finished(grid)
            grid = Grid()
        if not grid.rows:
            grid.headings, grid.caption = _head(text, lines, upper, number)
        elif number - last > 1:
            # Headings may come again between two parts of a table.
            again = [between for between in lines[last + 1 : number] if between and between.heads]
            if again:
                yield from _finished(grid)
                grid = Grid(headings=again, caption=grid.caption)
        grid.rows.append(row)
        last, upper = number, number + 1
    yield from _finished(grid)


def _finished(grid: Grid) -> Iterator[Grid]:
    spaced = [
        row for row in grid.rows if row.barred or len(row.cells) > 2 or row.cells[0].right + 1 < row.cells[1].left
    ]
    # A line of prose may end in a number by chance; several under one another do not.
    if spaced or len(grid.rows) >= _FEWEST:
        yield grid


def _close(lines: list[Row | None], last: int, number: int) -> bool:
    """Whether nothing but empty or short lines stand between two rows."""
    return all(row is None or row.heads or row.end - row.start <= _LONGEST for row in lines[last + 1 : number])


def _head(text: str, lines: list[Row | None], upper: int, first: int) -> tuple[list[Row], tuple[int, int]]:
    headings: list[Row] = []
    start = end = 0
    seen = 0
    for number in range(first - 1, max(upper, first - 3 * _ABOVE) - 1, -1):
        row = lines[number]
        if row is None:
            continue
        if row.heads and not start:
            headings.insert(0, row)
        else:
            line = text[row.start : row.end].strip()
            if line.endswith((".", ";")) and not re.search(r"\)\.?$", line):
                break
            start, end = row.start, end or row.end
        seen += 1
        if seen == _ABOVE:
            break
    return headings, (start, end)


def _lines(text: str) -> Iterator[Row | None]:
    start = 0
    for line in text.split("\n"):
        yield _row(line, start)
        start += len(line) + 1


def _row(line: str, start: int) -> Row | None:
    if not line.strip() or _RULER.fullmatch(line):
        return None
    barred = line.count("|") > 1
    cells, reached = [], 0
    for gap in (*_APART.finditer(line), None):
        end = gap.start() if gap else len(line)
        piece = line[reached:end]
        if piece.strip() or (barred and reached):
            left = reached + len(piece) - len(piece.lstrip())
            right = max(left, end - (len(piece) - len(piece.rstrip())))
            cells.append(Cell(start + left, start + right, left, right, line[left:right]))
        reached = gap.end() if gap else end
    row = Row(start, start + len(line), cells, barred)
    if len(cells) == 1 and len(line) <= _LONGEST:
        found = _ENDS_IN_NUMBER.fullmatch(line)
        if found:
            left, right = found.span("value")
            label = line[:left].rstrip()
            row.cells = [
                Cell(start, start + len(label), 0, len(label), label),
                Cell(start + left, start + right, left, right, found["value"]),
            ]
    return row
