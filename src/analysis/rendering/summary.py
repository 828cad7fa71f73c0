"""What the index says of a report: its question, its first chart as a small picture, and what changed in it."""

from __future__ import annotations

import base64
import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from analysis.rendering import markup
from analysis.rendering.content import SVG, Page

_WIDTH = 480
_SHOWN = 30
_LONGEST = 400
Change = tuple[str, str, str]


def of(notebook: Any, page: Page, previous: Path | None = None) -> dict[str, Any]:
    """Summarise an executed notebook, as plain values that JSON can hold.

    ``previous`` is the executed notebook of the last render, if there is one: ``changes`` are the values that differ
    from it, each with where it stands, what it was and what it is; ``changed`` is their number.
    """
    found = changes(_read(previous), notebook) if previous else []
    return {
        "question": page.heading,
        "lead": markup.plain(page.lead).split(". ")[0].rstrip(".") + "." if page.lead else "",
        "language": page.about.language,
        "figures": list(page.figures),
        "picture": _thumbnail(notebook),
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


def _cells(caption: str, old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]) -> Iterator[Change]:
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
        for row in table.iterfind("tbody/tr"):
            cells = [_text(cell) for cell in row]
            label = cells[0] if cells else ""
            number = 1
            while (key := label if number == 1 else f"{label} ({number})") in rows:
                number += 1
            rows[key] = dict(zip(head[1:], cells[1:], strict=False))


def _text(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _read(path: Path | None) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path else None
    except (OSError, ValueError):
        return None


def _thumbnail(notebook: Any) -> str:
    """Return the first chart as a small PNG in base64; nothing where there is none."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            picture = "".join(output.get("data", {}).get(SVG, ""))
            if picture:
                return _small(picture)
    return ""


def _small(picture: str) -> str:
    import vl_convert
    from lxml import etree

    cleaned = markup.Cleaner().svg(picture)
    try:
        width = float(etree.fromstring(cleaned).get("width") or _WIDTH)
        drawn = vl_convert.svg_to_png(cleaned, scale=min(1.0, _WIDTH / width))
    except (ValueError, etree.XMLSyntaxError):
        return ""
    return base64.b64encode(drawn).decode()
