"""What a report shows: the sentences, tables, charts and figures that were computed for it, and how two of them differ.

Plain values that JSON can hold, the same for the same content, so that what has not changed is kept once.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from analysis.dataset.languages import SOURCE
from analysis.errors import counted
from analysis.rendering.pages import markup
from analysis.rendering.pages.content import CONTROLS, title_of
from analysis.show.mime import VEGA_LITE
from analysis.show.packing import unpacked

#: ``language``, texts by section under ``sentences``, and rows by caption under ``tables``, ``charts`` and ``figures``;
#: a row is its name and its cells by column.
Shown = Mapping[str, Any]
Row = tuple[str, Mapping[str, str]]
#: Kind, section or caption, row and column there, old value, new value: what came or went has an empty one.
Change = tuple[str, str, str, str, str]
KINDS = {"sentences": "sentence", "tables": "table", "charts": "chart", "figures": "figure"}

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_PARAMETERS = frozenset({"parameters", "injected-parameters"})
_LANGUAGE = re.compile(r"^language\b[^=\n]*=\s*[\"'](\w+)[\"']", re.MULTILINE)
#: Columns of a chart that only say where on the canvas a mark stands, or how it looks.
_DRAWN = frozenset(
    """begin dark end heavy hollow middle opens reach roof run row stripe state_y text_x text_y top until wide x x2
    y y2 zero""".split()
)
#: The columns of a chart that name a row, in the order in which they are said.
_NAMING = ("head", "panel", "label", "row", "column", "part", "variant", "group", "window")
#: A row of which so much is as it was is the same row under another name, one that keeps an identifier with less; and
#: so is a table by its caption.
_ALIKE, _IDENTIFIED = 0.5, 0.3
_LIKE = 0.6
#: More rows than this without a namesake are compared with no others.
_MANY = 400


def of(notebook: Any) -> dict[str, Any]:
    """Return what an executed notebook shows beside its prose: computed texts, tables, and the rows of its charts."""
    return _Reader().notebook(notebook)


def read(path: Path) -> dict[str, Any]:
    """Return what the executed notebook in a file shows. Raises ``OSError`` or ``ValueError`` for what is none."""
    try:
        return of(json.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no notebook: {type(error).__name__}: {error}") from error


def of_index(page: str, language: str) -> dict[str, Any]:
    """Return what an index shows of the whole: its findings."""
    found = lxml_html.fromstring(page).xpath("//ul[@class='findings']/li/p")
    return {"language": language, "sentences": {"findings": [_text(paragraph) for paragraph in found]}}


def of_programmes(page: str, language: str) -> dict[str, Any]:
    """Return what the list of all programmes shows of each."""
    rows: list[Row] = []
    for entry in lxml_html.fromstring(page).xpath("//li[contains(@class, 'entry')]"):
        cells = {_text(fact.find("dt")): _text(fact.find("dd")) for fact in entry.iterfind("dl/div")}
        cells |= {f"line {number}": _text(line) for number, line in enumerate(entry.iterfind("details/ul/li"), start=1)}
        rows.append((_text(entry.find("h2")), cells))
    return {"language": language, "tables": {"programmes": rows}}


def of_figures(files: Mapping[str, str]) -> dict[str, Any]:
    """Return what the pages of the figures rest on, from their JSON files by name; what is made of it is left out."""
    rows: list[Row] = []
    for name, text in sorted(files.items()):
        facts = json.loads(text)
        rows.append((name.removesuffix(".json"), {key: _plain(fact) for key, fact in facts.items() if _is_own(fact)}))
    return {"language": SOURCE, "figures": {"figures": rows}}


def _is_own(fact: Any) -> bool:
    return not isinstance(fact, dict) and not (isinstance(fact, list) and any(isinstance(item, dict) for item in fact))


def _plain(cell: Any) -> str:
    """Return a cell as text: a whole number without its point, a list as its items."""
    if isinstance(cell, list):
        return " ".join(map(_plain, cell))
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell).lower()
    return f"{cell:.12g}" if isinstance(cell, float) else " ".join(str(cell).split())


def _text(element: Any) -> str:
    return "" if element is None else " ".join(" ".join(element.itertext()).split())


class _Reader:
    """Reads one notebook: texts by section, tables by caption, charts by title."""

    def __init__(self) -> None:
        self.section = ""
        self.language = SOURCE
        self.sentences: dict[str, list[str]] = {}
        self.tables: dict[str, list[Row]] = {}
        self.charts: dict[str, list[Row]] = {}

    def notebook(self, notebook: Any) -> dict[str, Any]:
        for cell in notebook["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                titles = [line.lstrip("# ") for line in source.splitlines() if line.startswith("#")]
                self.section = titles[-1] if titles else self.section
            tags = cell["metadata"].get("tags", ())
            if (said := _LANGUAGE.search(source)) and _PARAMETERS.intersection(tags):
                self.language = said[1]
            for output in cell.get("outputs", ()) if CONTROLS not in tags else ():
                self._output(output)
        parts = {"sentences": self.sentences, "tables": self.tables, "charts": self.charts}
        return {"language": self.language, **{key: part for key, part in parts.items() if part}}

    def _output(self, output: Any) -> None:
        data = output.get("data", {})
        if VEGA_LITE in data:
            self._chart(unpacked(data[VEGA_LITE]))
        elif html := "".join(data.get("text/html", "")):
            self._html(html)
        else:
            text = "".join(data.get("text/markdown", "")) or "".join(data.get("text/plain", ""))
            if not any(kind.startswith("image/") for kind in data):
                self._lines(text or _ANSI.sub("", "".join(output.get("text", ""))))

    def _lines(self, text: str) -> None:
        lines = [line.strip().replace("*", "") for line in text.splitlines() if line.strip()]
        if lines:
            self.sentences.setdefault(self.section, []).extend(lines)

    def _html(self, html: str) -> None:
        parsed = lxml_html.fromstring(f"<div>{html}</div>")
        for element in list(parsed.iter("table", "style", "script")):
            if element.tag == "table":
                self._table(element)
            element.drop_tree()
        self._lines(" ".join(parsed.text_content().split()))

    def _table(self, table: Any) -> None:
        caption = table.find("caption")
        name = _text(caption) if caption is not None else self.section
        head = [_text(cell) for cell in table.iterfind("thead/tr/*")]
        rows = self.tables.setdefault(name, [])
        for _row, found in markup.rows_of(table):
            cells = [_text(cell) for cell in found]
            rows.append((cells[0] if cells else "", dict(zip(head[1:], cells[1:], strict=False))))

    def _chart(self, spec: Mapping[str, Any]) -> None:
        name = title_of(spec) or self.section
        rows = self.charts.setdefault(name, [])
        for row in _drawn(spec):
            named = [_plain(row[column]) for column in _NAMING if isinstance(row.get(column), str)]
            cells = {column: _plain(cell) for column, cell in row.items() if column not in _DRAWN}
            called = " · ".join(dict.fromkeys(filter(None, named))) or cells.get("figure_id", "")
            rows.append((called, cells))


def _drawn(part: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every row that a specification draws, each set of rows once."""
    seen: set[str] = set()
    pending = [part]
    while pending:
        view = pending.pop(0)
        if isinstance(view, list):
            pending += view
        elif isinstance(view, dict):
            data = view.get("data")
            rows = data.get("values") if isinstance(data, dict) else None
            if isinstance(rows, list) and (key := repr(rows)) not in seen:
                seen.add(key)
                yield from (row for row in rows if isinstance(row, dict))
            pending += [inner for name, inner in view.items() if name != "data"]


# -- what differs ----------------------------------------------------------------------------------------------------


def compare(old: Shown, new: Shown) -> Iterator[Change]:
    """Yield what differs between what was shown and what is: sentences, then tables, charts and figures.

    A table with a new caption is the old one where they are alike. That rows stand in another order is no change.
    """
    one, other = old.get("sentences", {}), new.get("sentences", {})
    for place in dict.fromkeys([*one, *other]):
        for before, after in _texts(one.get(place, []), other.get(place, [])):
            yield "sentence", place, "", before, after
    for part, kind in KINDS.items():
        if part == "sentences":
            continue
        one, other = old.get(part, {}), new.get(part, {})
        for before, after in _captions(one, other):
            place = after or before
            if before != after:
                yield kind, place, "", _called(before, one), _called(after, other)
            if before and after:
                yield from ((kind, place, *found) for found in _rows(one[before], other[after]))


def _called(caption: str, rows: Mapping[str, Sequence[Row]]) -> str:
    return f"{caption} ({counted(len(rows[caption]), 'row')})" if caption else ""


def _texts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    for what, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        gone, come = old[i1:i2], new[j1:j2]
        for number in range(max(len(gone), len(come))):
            yield tuple(texts[number] if number < len(texts) else "" for texts in (gone, come))  # type: ignore[misc]


def _captions(old: Collection[str], new: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pair captions that are the same, then those that are alike; one without another has an empty one beside it."""
    come = [caption for caption in new if caption not in old]
    for caption in old:
        found = [caption] if caption in new else difflib.get_close_matches(caption, come, n=1, cutoff=_LIKE)
        if found and found[0] in come:
            come.remove(found[0])
        yield caption, found[0] if found else ""
    yield from (("", caption) for caption in come)


def _rows(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    """Yield where in two tables a column, a row or a cell differs, with its old and its new value."""
    columns = [list(dict.fromkeys(column for _, cells in rows for column in cells)) for rows in (old, new)]
    both = [column for column in columns[0] if column in columns[1]]
    for column in dict.fromkeys([*columns[0], *columns[1]]) if old and new else ():
        if column not in both:
            was, now = ("; ".join(filter(None, (cells.get(column, "") for _, cells in rows))) for rows in (old, new))
            yield column, was, now
    for before, after in _pairs(old, new, both):
        if before is None or after is None:
            name, texts = before or after or ("", {})
            told = "; ".join(filter(None, texts.values())) or name
            yield name, told if before else "", told if after else ""
            continue
        cells = {column: (before[1].get(column, ""), after[1].get(column, "")) for column in both}
        differing = {column: values for column, values in cells.items() if values[0] != values[1]}
        if before[0] != after[0] and (before[0], after[0]) not in differing.values():
            yield after[0], before[0], after[0]
        yield from ((f"{after[0]}, {column}", *values) for column, values in differing.items())


def _pairs(old: Sequence[Row], new: Sequence[Row], columns: Sequence[str]) -> Iterator[tuple[Row | None, Row | None]]:
    """Pair the rows that are not the same in both: by name, else by what is left of them."""
    gone, come = _without(old, new, columns), _without(new, old, columns)
    paired: list[tuple[Row, Row | None]] = []
    for row in gone:
        match = next((other for other in come if other[0] == row[0]), None)
        if match is not None:
            come.remove(match)
        paired.append((row, match))
    for row, match in paired:
        found = match or _likest(row, come if len(gone) <= _MANY else [], columns)
        if match is None and found is not None:
            come.remove(found)
        yield row, found
    yield from ((None, row) for row in come)


def _without(rows: Sequence[Row], others: Iterable[Row], columns: Sequence[str]) -> list[Row]:
    """Return the rows that are not among others, as often as they are not."""
    there = Counter(_key(row, columns) for row in others)
    left = []
    for row in rows:
        if there[key := _key(row, columns)]:
            there[key] -= 1
        else:
            left.append(row)
    return left


def _key(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    return row[0], *(row[1].get(column, "") for column in columns)


def _likest(row: Row, others: Sequence[Row], columns: Sequence[str]) -> Row | None:
    """Return the row that shares most cells with a row, if it shares enough of those that say something."""
    said = [column for column in columns if row[1].get(column)]

    def alike(other: Row) -> list[str]:
        return [column for column in said if row[1][column] == other[1].get(column)]

    found = max(others, key=lambda other: len(alike(other)), default=None)
    shared = alike(found) if found else []
    needed = _IDENTIFIED if any(column.endswith("_id") for column in shared) else _ALIKE
    return found if shared and len(shared) >= len(said) * needed else None
