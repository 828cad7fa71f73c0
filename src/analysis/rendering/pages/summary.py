"""What the index shows of a report: its question, the marks of a chart as a small picture, and what changed in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from analysis.rendering.pages import markup, shown
from analysis.rendering.pages.content import Page
from analysis.rendering.pages.shown import Shown
from analysis.show.mime import SVG

_LARGEST = 20_000
_WORDS_OF_A_PICTURE = frozenset({"text", "tspan", "title", "desc"})
_USUAL = frozenset({("opacity", "1"), ("fill-opacity", "1"), ("stroke-opacity", "1"), ("stroke-width", "1")})
_NUMBER = re.compile(r"-?\d+\.\d+")
_SHIFT = re.compile(r"translate\(([\d.]+), ?([\d.]+)\)")
_ASIDE = re.compile(r"\brole-(?:legend|title)")
_SHOWN = 30
_LONGEST = 400


def of(page: Page, now: Shown, before: Shown | None = None) -> dict[str, Any]:
    """Summarise a report, as plain values that JSON can hold.

    ``now`` is what it shows, ``before`` what the last render showed, if there was one: ``changes`` are the sentences
    and the cells of tables that differ, each with where it stands, what it was and what it is; ``changed`` is their
    number.
    """
    differing = shown.compare(before, now) if before else ()
    found = [
        [f"{place}: {where}" if where else place, old[:_LONGEST], new[:_LONGEST]]
        for kind, place, where, old, new in differing
        if kind in {"sentence", "table"}
    ]
    return {
        "question": page.question,
        "lead": markup.plain(page.lead).split(". ")[0].rstrip(".") + "." if page.lead else "",
        "language": page.about.language,
        "figures": list(page.figures),
        "changes": found[:_SHOWN],
        "changed": len(found),
    }


def carried(new: Mapping[str, Any], last: Mapping[str, Any], rendered: str, since: str) -> dict[str, Any]:
    """Date the changes of a summary; where there are none, the last ones there were stay, with their date."""
    if new.get("changes"):
        return {**new, "changed_on": rendered, "changed_since": since}
    kept = {key: last[key] for key in ("changes", "changed", "changed_on", "changed_since") if key in last}
    return {**new, **kept}


def write_thumbnail(notebook: Any, file: Path) -> None:
    """Write the small picture of an executed notebook, where it has a chart that is not too large for one."""
    picture = thumbnail(notebook)
    if picture:
        file.parent.mkdir(exist_ok=True)
        file.write_text(picture, encoding="utf-8")


def thumbnail(notebook: Any) -> str:
    """Return the chart that stands for a notebook as a small SVG, its marks without its words; "" if there is none."""
    return _standing(map(_small, _drawn(notebook)))


def card(notebook: Any) -> str:
    """Return the chart that stands for a notebook as it is drawn there, an SVG; "" if there is none."""
    return _standing(_drawn(notebook))


def _drawn(notebook: Any) -> Iterator[str]:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            yield "".join(output.get("data", {}).get(SVG, ""))


def _standing(pictures: Iterable[str]) -> str:
    """Return the first of the pictures that is not upright, else the first."""
    found = []
    for picture in filter(None, pictures):
        if _lies(picture):
            return picture
        found.append(picture)
    return next(iter(found), "")


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
