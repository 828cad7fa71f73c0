"""What the index shows of a report: its question, the marks of a chart as a small picture, and what changed in it."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from analysis.rendering.pages import markup
from analysis.rendering.pages.content import SVG, Page

_LARGEST = 20_000
_WORDS_OF_A_PICTURE = frozenset({"text", "tspan", "title", "desc"})
_USUAL = frozenset({("opacity", "1"), ("fill-opacity", "1"), ("stroke-opacity", "1"), ("stroke-width", "1")})
_NUMBER = re.compile(r"-?\d+\.\d+")
_SHIFT = re.compile(r"translate\(([\d.]+), ?([\d.]+)\)")
_ASIDE = re.compile(r"\brole-(?:legend|title)")
_SHOWN = 30
_LONGEST = 400
Change = tuple[str, str, str]
_Table = Mapping[str, Mapping[str, str]]


def of(notebook: Any, page: Page, previous: Path | None = None) -> dict[str, Any]:
    """Summarise an executed notebook, as plain values that JSON can hold.

    ``previous`` is the executed notebook of the last render, if there is one: ``changes`` are the values that differ
    from it, each with where it stands, what it was and what it is; ``changed`` is their number.
    """
    found = changes(_read(previous), notebook) if previous else []
    return {
        "question": page.question,
        "lead": markup.plain(page.lead).split(". ")[0].rstrip(".") + "." if page.lead else "",
        "language": page.about.language,
        "figures": list(page.figures),
        "changes": [list(change) for change in found[:_SHOWN]],
        "changed": len(found),
    }


def carried(new: Mapping[str, Any], last: Mapping[str, Any], rendered: str, since: str) -> dict[str, Any]:
    """Date the changes of a summary; where there are none, the last ones there were stay, with their date."""
    if new.get("changes"):
        return {**new, "changed_on": rendered, "changed_since": since}
    kept = {key: last[key] for key in ("changes", "changed", "changed_on", "changed_since") if key in last}
    return {**new, **kept}


def changes(old: Any, new: Any) -> list[Change]:
    """Compare the computed sentences and the tables of two executed notebooks: where, old value, new value.

    Rows and sentences that came or went have an empty old or new value. Nothing where there is no old notebook.
    """
    if old is None:
        return []
    before, after = _Values(old), _Values(new)
    found: list[Change] = []
    for place in dict.fromkeys([*before.sentences, *after.sentences]):
        found += _texts(place, before.sentences.get(place, []), after.sentences.get(place, []))
    for caption in dict.fromkeys([*before.tables, *after.tables]):
        found += _cells(caption, before.tables.get(caption, {}), after.tables.get(caption, {}))
    return found


def _texts(place: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for what, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        gone, come = list(old[i1:i2]), list(new[j1:j2])
        for number in range(max(len(gone), len(come))):
            one, other = (texts[number] if number < len(texts) else "" for texts in (gone, come))
            yield place, one[:_LONGEST], other[:_LONGEST]


def _cells(caption: str, old: _Table, new: _Table) -> Iterator[Change]:
    for row in dict.fromkeys([*old, *new]):
        if row not in old or row not in new:
            texts = ("" if row not in side else "; ".join(filter(None, side[row].values())) for side in (old, new))
            one, other = texts
            yield f"{caption}: {row}", one[:_LONGEST], other[:_LONGEST]
            continue
        for column in old[row].keys() & new[row].keys():
            if old[row][column] != new[row][column]:
                yield f"{caption}: {row}, {column}", old[row][column][:_LONGEST], new[row][column][:_LONGEST]


class _Values:
    """What a notebook says: computed lines by section, cells of tables by caption, row and column."""

    def __init__(self, notebook: Any) -> None:
        self.sentences: dict[str, list[str]] = {}
        self.tables: dict[str, dict[str, dict[str, str]]] = {}
        self._again: Counter[tuple[str, str]] = Counter()
        section = ""
        for cell in notebook["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                titles = [line.lstrip("# ") for line in source.splitlines() if line.startswith("#")]
                section = titles[-1] if titles else section
            for output in cell.get("outputs", ()):
                self._output(section, output.get("data", {}))

    def _output(self, section: str, data: Mapping[str, Any]) -> None:
        text = "".join(data.get("text/markdown", ""))
        lines = [line.strip().replace("*", "") for line in text.splitlines() if line.strip()]
        if lines:
            self.sentences.setdefault(section, []).extend(lines)
        html = "".join(data.get("text/html", ""))
        if "<table" in html:
            for table in lxml_html.fromstring(f"<div>{html}</div>").iter("table"):
                self._table(section, table)

    def _table(self, section: str, table: Any) -> None:
        caption = table.find("caption")
        name = _text(caption) if caption is not None else section
        head = [_text(cell) for cell in table.iterfind("thead/tr/*")]
        rows = self.tables.setdefault(name, {})
        for _row, found in markup.rows_of(table):
            cells = [_text(cell) for cell in found]
            label = cells[0] if cells else ""
            key = label
            while key in rows:
                self._again[name, label] += 1
                key = f"{label} ({self._again[name, label] + 1})"
            rows[key] = dict(zip(head[1:], cells[1:], strict=False))


def _text(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _read(path: Path | None) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path else None
    except (OSError, ValueError):
        return None


def write_thumbnail(notebook: Any, file: Path) -> None:
    """Write the small picture of an executed notebook, where it has a chart that is not too large for one."""
    picture = thumbnail(notebook)
    if picture:
        file.parent.mkdir(exist_ok=True)
        file.write_text(picture, encoding="utf-8")


def thumbnail(notebook: Any) -> str:
    """Return a chart as a small SVG, its marks without its words; the first one that is not upright, if there is."""
    found = []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            picture = _small("".join(output.get("data", {}).get(SVG, "")))
            if picture and _lies(picture):
                return picture
            found.append(picture)
    return next(filter(None, found), "")


def _lies(picture: str) -> bool:
    box = [float(part) for part in (etree.fromstring(picture).get("viewBox") or "0 0 0 1").split()]
    return len(box) == 4 and box[2] > 1.3 * box[3]


def _small(picture: str) -> str:
    drawn = markup.parsed(picture) if picture else None
    if drawn is None:
        return ""
    for element in list(drawn.iter("{*}g")):
        if _ASIDE.search(element.get("class") or ""):
            element.getparent().remove(element)
    root = etree.fromstring(markup.Cleaner().svg(etree.tostring(drawn, encoding="unicode")))
    for element in list(root.iter()):
        if etree.QName(element).localname in _WORDS_OF_A_PICTURE or element.get("display") == "none":
            element.getparent().remove(element)
            continue
        for key, value in list(element.attrib.items()):
            if key.startswith(("font-", "text-", "stroke-miterlimit")) or (key, value) in _USUAL:
                del element.attrib[key]
            elif element is not root:
                element.set(key, _NUMBER.sub(_rounded, value))
    while empty := [element for element in root.iter("{*}g") if not len(element)]:
        for element in empty:
            element.getparent().remove(element)
    _crop(root)
    for name in ("width", "height", "aria-hidden", "focusable", "version"):
        root.attrib.pop(name, None)
    text = etree.tostring(root, encoding="unicode")
    return text if len(text) <= _LARGEST else ""


def _crop(root: Any) -> None:
    """Leave out the margins where the names of the rows and the title were."""
    box = [float(part) for part in (root.get("viewBox") or "").split()]
    for element in root.iter("{*}g"):
        match = _SHIFT.fullmatch(element.get("transform") or "")
        if match and len(box) == 4:
            left, top = (max(0.0, float(match[part]) - 8) for part in (1, 2))
            if left < box[2] / 2 and top < box[3] / 2:
                root.set("viewBox", f"{left:g} {top:g} {box[2] - left:g} {box[3] - top:g}")
            return


def _rounded(match: re.Match[str]) -> str:
    return f"{round(float(match[0]), 1):g}"
