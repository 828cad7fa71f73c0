"""A drawn chart as SVG without what no one sees: words for a screen reader, defaults spelled out, empty groups.

The words of a chart stand in its specification and in the figure around it. In a picture they would be said again for
every mark, and an image is never read mark by mark.
"""

from __future__ import annotations

import re
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
_GROUP, _PATH, _ROUND, _TEXT = (f"{{http://www.w3.org/2000/svg}}{name}" for name in ("g", "path", "circle", "text"))
_FAMILY = "font-family"
#: From so many marks on it is shorter to say it of their group.
_WORTH = 3


def slim(picture: str) -> str:
    """Return a picture that looks the same, with measures to a hundredth of a pixel."""
    root = etree.fromstring(picture.encode())
    for element in root.iter(etree.Element):
        _trim(element)
    for element in reversed(
        list(root.iterdescendants(_PATH, _ROUND, _GROUP))
    ):  # what is within a group before the group
        if element.getparent().tag.endswith("clipPath"):
            continue
        if element.tag != _GROUP:
            if not (element.get("fill") or element.get("stroke")) or element.get("opacity") == "0":
                element.getparent().remove(element)
        else:
            _share(element)
            if not element.attrib or not len(element):
                _unwrap(element)
    families = {text.get(_FAMILY) for text in root.iter(_TEXT)}
    if len(families) == 1 and (family := families.pop()):
        for text in root.iter(_TEXT):
            del text.attrib[_FAMILY]
        root.set(_FAMILY, family)
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def _trim(element: Any) -> None:
    for name, value in element.attrib.items():
        if name in _UNSEEN or name.startswith("aria-"):
            del element.attrib[name]
        elif name in _MEASURES and "scale" not in value:
            element.set(name, _NUMBER.sub(_rounded, value))
        if name in element.attrib and _ASSUMED.get(name) == element.get(name):
            del element.attrib[name]
    if element.tag == _PATH and (circle := _CIRCLE.fullmatch(element.get("d", ""))):
        _round(element, circle["r"])


def _round(element: Any, radius: str) -> None:
    """Say a circle as such, where it stands: a third as long as its outline."""
    place = _PLACE.fullmatch(element.get("transform", "translate(0,0)"))
    if place is None:
        return
    for name in ("d", "transform"):
        element.attrib.pop(name, None)
    element.tag = _ROUND
    for name, value in (("cx", place["x"]), ("cy", place["y"]), ("r", radius)):
        element.set(name, value)


def _rounded(number: re.Match[str]) -> str:
    text = number[0]
    if "." not in text and "e" not in text:
        return text
    text = f"{float(text):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _share(group: Any) -> None:
    """Say once, of a group, what is said of all that it holds."""
    if len(group) < _WORTH:
        return
    for name in _INHERITED:
        values = {child.get(name) for child in group}
        if len(values) == 1 and (value := values.pop()) is not None and name not in group.attrib:
            for child in group:
                del child.attrib[name]
            group.set(name, value)


def _unwrap(group: Any) -> None:
    """Put what a group holds in its place; nothing where it is empty."""
    parent, place = group.getparent(), group.getparent().index(group)
    parent[place : place + 1] = list(group)
