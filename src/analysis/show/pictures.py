"""A drawn chart as SVG without what no one sees: words for a screen reader, defaults spelled out, empty groups.

The words of a chart stand in its specification and in the figure around it. In a picture they would be said again for
every mark, and an image is never read mark by mark.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from lxml import etree

#: For scripts and screen readers, or for the pointer: nothing of it is drawn.
_UNSEEN = {"class", "role", "pointer-events"}
#: What SVG assumes where nothing is said, and no group of Vega's says otherwise.
_ASSUMED = {
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke-dasharray": "1,0",
    "stroke-width": "1",
    "text-anchor": "start",
    "transform": "translate(0,0)",
    "x2": "0",
    "y2": "0",
}
_MEASURES = {"d", "transform", "x", "y", "x1", "x2", "y1", "y2"}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
#: What the marks of a group have from it where all are alike; a group within it has its own.
_INHERITED = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "font-size",
    "font-weight",
    "font-style",
    "text-anchor",
    "stroke-opacity",
    "fill-opacity",
)
#: A point as Vega draws it: a whole circle around its place.
_CIRCLE = re.compile(r"M(?P<r>[\d.]+),0A(?P=r),(?P=r),0,1,1,-(?P=r),0A(?P=r),(?P=r),0,1,1,(?P=r),0")
_PLACE = re.compile(r"translate\((?P<x>-?[\d.]+),(?P<y>-?[\d.]+)\)")
#: A straight line as this module writes it.
_STRAIGHT = re.compile(r"M[-\d.,]+[hvl][-\d.,]+")
_GROUP, _PATH, _LINE, _ROUND, _TEXT, _CLIP = (
    f"{{http://www.w3.org/2000/svg}}{name}" for name in ("g", "path", "line", "circle", "text", "clipPath")
)
_CLIPPED = re.compile(r"(?<=url\(#)[^)]+")
_FAMILY = "font-family"
#: What no text of the picture is part of: lxml escapes its signs.
_TAG = re.compile(r"<[^>]+>")
#: From so many marks on it is shorter to say it of their group.
_WORTH = 3


def slim(picture: str) -> str:
    """Return a picture that looks the same, with measures to a hundredth of a pixel."""
    root = etree.fromstring(picture.encode())
    for element in list(root.iter(etree.Element)):
        _trim(element)
    seen = root.iterdescendants(_PATH, _ROUND, _TEXT, _GROUP)
    for element in reversed(list(seen)):  # what is within a group before the group
        if element.getparent().tag.endswith("clipPath"):
            continue
        if element.tag == _GROUP:
            _share(element)
            _join(element)
            if not element.attrib or not len(element):
                _unwrap(element)
        elif _is_blank(element):
            element.getparent().remove(element)
    families = {text.get(_FAMILY) for text in root.iter(_TEXT)}
    if len(families) == 1 and (family := families.pop()):
        for text in root.iter(_TEXT):
            del text.attrib[_FAMILY]
        root.set(_FAMILY, family)
    _name_clips(root)
    etree.cleanup_namespaces(root)
    # In a notebook, which is JSON, the other quotes would be written as two characters each.
    return _TAG.sub(
        lambda tag: tag[0] if "'" in tag[0] else tag[0].replace('"', "'"), etree.tostring(root, encoding="unicode")
    )


def _name_clips(root: Any) -> None:
    """Number the clips of a picture from one on: Vega goes on counting from the picture before."""
    names = {clip.get("id"): f"clip{number}" for number, clip in enumerate(root.iter(_CLIP), 1)}
    for clip in root.iter(_CLIP):
        clip.set("id", names[clip.get("id")])
    for element in root.iterfind(".//*[@clip-path]"):
        element.set("clip-path", _CLIPPED.sub(lambda found: names[found[0]], element.get("clip-path")))


def _is_blank(element: Any) -> bool:
    """Whether nothing of a mark is drawn."""
    if element.tag == _TEXT:
        return not len(element) and not (element.text or "").strip()
    return not (element.get("fill") or element.get("stroke")) or element.get("opacity") == "0"


def _trim(element: Any) -> None:
    for name, value in element.attrib.items():
        if name in _UNSEEN or name.startswith("aria-"):
            del element.attrib[name]
        elif name in _MEASURES and "scale" not in value:
            element.set(name, _NUMBER.sub(_rounded, value))
        if name in element.attrib and _ASSUMED.get(name) == element.get(name):
            del element.attrib[name]
    place = _PLACE.fullmatch(element.get("transform", "translate(0,0)"))
    if place is None:
        return
    if element.tag == _PATH and (circle := _CIRCLE.fullmatch(element.get("d", ""))):
        _become(element, _ROUND, cx=place["x"], cy=place["y"], r=circle["r"])
    elif element.tag == _LINE:
        _become(element, _PATH, d=f"M{place['x']},{place['y']}{_drawn(element.get('x2', '0'), element.get('y2', '0'))}")
        if "opacity" in element.attrib:  # which a group can say of its lines
            element.set("stroke-opacity", element.attrib.pop("opacity"))
    elif element.tag == _TEXT and not len(element) and "transform" in element.attrib:
        _become(element, _TEXT, x=place["x"], y=place["y"])


def _become(element: Any, tag: str, **where: str) -> None:
    """Say a mark by what it is, where it stands: a circle or a line is a third as long as its outline and its place."""
    for name in ("d", "transform", "x2", "y2"):
        element.attrib.pop(name, None)
    element.tag = tag
    for name, value in where.items():
        element.set(name, value)


def _drawn(across: str, down: str) -> str:
    if across == "0":
        return f"v{down}"
    return f"h{across}" if down == "0" else f"l{across},{down}"


def _rounded(number: re.Match[str]) -> str:
    text = number[0]
    if "." not in text and "e" not in text:
        return text
    text = f"{float(text):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _share(group: Any) -> None:
    """Say once, of a group, what is said of all that it holds; and of each run of marks that are alike."""
    if len(group) < _WORTH:
        return
    for name in _INHERITED:
        values = {child.get(name) for child in group}
        if len(values) == 1 and (value := values.pop()) is not None and name not in group.attrib:
            for child in group:
                del child.attrib[name]
            group.set(name, value)
    for look, run in [(look, list(run)) for look, run in groupby(group, _look)]:
        if look and _WORTH <= len(run) < len(group):
            alike = etree.Element(_GROUP)
            run[0].addprevious(alike)
            alike.extend(run)
            _share(alike)
            _join(alike)


def _look(mark: Any) -> tuple[tuple[str, str], ...]:
    """Return what a mark could have from a group of its like; nothing of a group, which is drawn apart."""
    return () if mark.tag == _GROUP else tuple((name, mark.get(name)) for name in _INHERITED if name in mark.attrib)


def _join(group: Any) -> None:
    """Draw lines that follow one another in one go; not those that are seen through, or that lie on one another."""
    if "stroke-opacity" in group.attrib:
        return
    for straight, run in [(straight, list(run)) for straight, run in groupby(group, _is_straight)]:
        if straight and len({line.get("d") for line in run}) == len(run):
            run[0].set("d", "".join(line.get("d") for line in run))
            for line in run[1:]:
                group.remove(line)


def _is_straight(mark: Any) -> bool:
    return mark.tag == _PATH and list(mark.attrib) == ["d"] and bool(_STRAIGHT.fullmatch(mark.get("d")))


def _unwrap(group: Any) -> None:
    """Put what a group holds in its place; nothing where it is empty."""
    parent, place = group.getparent(), group.getparent().index(group)
    parent[place : place + 1] = list(group)
