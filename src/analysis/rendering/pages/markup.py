"""HTML and SVG from notebooks, rebuilt from what is allowed: nothing that comes from data can become script or style.

What is not known to be harmless is left out. The page's content policy is the second wall, not the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Protocol

from lxml import etree
from lxml import html as lxml_html
from markupsafe import Markup

_VOID = frozenset({"br", "hr", "img", "col"})
_TAGS = frozenset(
    """a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption h1 h2 h3 h4 h5 h6 hr i
    img li ol p pre s small span strong sub summary sup table tbody td tfoot th thead tr ul var""".split()
)
_DROPPED = frozenset(
    """applet audio base button canvas embed form frame frameset iframe input link map math meta noembed noframes
    noscript object option plaintext portal script select source style svg template textarea title
    track video xmp""".split()
)
_ATTRIBUTES = frozenset({"class", "colspan", "headers", "lang", "rowspan", "scope", "start", "title"})
_SVG_TAGS = frozenset(
    """circle clipPath defs desc ellipse g line linearGradient marker path pattern polygon polyline radialGradient rect
    stop svg text title tspan""".split()
)
_SVG_ATTRIBUTES = frozenset(
    """clip-path clip-rule cx cy d display dx dy dominant-baseline fill fill-opacity fill-rule font-family font-size
    font-style font-weight fx fy gradientTransform gradientUnits height id letter-spacing marker-end marker-mid
    marker-start markerHeight markerUnits markerWidth offset opacity orient points preserveAspectRatio r refX refY rx ry
    stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-anchor transform version viewBox visibility width x x1 x2 y y1 y2""".split()
)
_SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_LOCAL = re.compile(r"url\(\s*['\"]?#([\w-]+)['\"]?\s*\)")
_LINK = re.compile(r"(?:https?:|mailto:|#|[\w.-]+(?:[#?/][^:]*)?$)", re.IGNORECASE)
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+")
_IDENTIFIER = re.compile(r"(?:source-|row-|fn-|fnref-)[\w.:-]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_JUMP = re.compile(r'<a href="#([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
#: What stands between names in a cell of several.
_BETWEEN = re.compile(r"(, | · )")
#: From more rows on a table is long; a cell of more letters is prose, and its column gets room for it. A table of so
#: many columns is printed on pages that lie on their side: one of prose counts for three, one of some words for
#: two. A table of few rows stays where it is.
_LONG, _PROSE, _WORDS, _WIDE, _FEW = 25, 60, 25, 13, 6
_SOURCE = "source-"
_ROW = f"#{_SOURCE}"


class Leads(Protocol):
    """What knows which report tells more of what a table names."""

    def link(self, heading: str, cell: str) -> str:
        """Return the address of what a cell under a heading names, nothing where there is none."""

    def figure(self, name: str) -> str:
        """Return the address of the page of a figure, nothing where it has none."""

    def anchor(self, heading: str, cell: str) -> str:
        """Return the identifier of the row that a cell under a heading begins, nothing where it has none."""


@dataclass(frozen=True)
class Heading:
    """A heading of the page, for its contents list."""

    level: int
    anchor: str
    text: str


@dataclass
class Cleaner:
    """Cleans the pieces of one page, and keeps what concerns them all: headings, identifiers, tables.

    ``disputes`` says of figures what they disagree on, in the column ``contested`` of their table of sources;
    ``table_word`` names a table without a caption; ``leads`` knows which report tells more of what a cell names, by the
    heading of its column.
    """

    disputes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    contested: str = "discrepancies"
    table_word: str = "Table"
    leads: Leads | None = None
    headings: list[Heading] = field(default_factory=list)
    identifiers: set[str] = field(default_factory=set)
    tables: int = 0
    pictures: int = 0

    @property
    def sources(self) -> list[str]:
        """The figures that have a row in a table of sources on this page, in its order."""
        return [name.removeprefix(_SOURCE) for name in self._sources]

    def __post_init__(self) -> None:
        self._sources: list[str] = []
        self._numbers: Counter[str] = Counter()
        self._columns: list[str] = []  # the headings of the table that is being cleaned

    # -- HTML ------------------------------------------------------------------------------------------------------

    def html(self, text: str) -> Markup:
        """Return HTML with only harmless elements and attributes; tables stand in a box that scrolls."""
        parts = []
        for piece in lxml_html.fragments_fromstring(_CONTROL.sub("", text)) if text.strip() else []:
            if isinstance(piece, str):
                parts.append(escape(piece, quote=False))
            else:
                parts.append(self._element(piece))
                parts.append(escape(piece.tail or "", quote=False))
        return Markup("".join(parts))  # noqa: S704 - built from escaped text and known tags

    def without_dangling(self, text: str) -> Markup:
        """Return markup of this class in which links to nowhere on this page are plain text."""

        def keep(match: re.Match[str]) -> str:
            return match[0] if match[1] in self.identifiers else match[2]

        return Markup(_JUMP.sub(keep, text))  # noqa: S704 - its own output

    def _element(self, element: Any) -> str:
        tag = element.tag
        if not isinstance(tag, str) or tag in _DROPPED:
            return ""
        if tag not in _TAGS:
            return self._inner(element)
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            return self._heading(element)
        if tag == "table":
            return self._table(element)
        if tag == "img":
            return self._image(element)
        if tag == "td" and (texts := self._disputes(element)):
            return f"<td>{texts}</td>"
        start = f"<{tag}{self._attributes(element)}>"
        return start if tag in _VOID else f"{start}{self._inner(element)}</{tag}>"

    def _inner(self, element: Any) -> str:
        parts = [escape(element.text or "", quote=False)]
        for child in element:
            parts += [self._element(child), escape(child.tail or "", quote=False)]
        return "".join(parts)

    def _attributes(self, element: Any) -> str:
        found = []
        if element.tag == "a" and _LINK.match(target := self._target(element)):
            away = ' rel="noopener noreferrer"' if target.lower().startswith("http") else ""
            found.append(f' href="{escape(target)}"{away}')
        if element.tag == "th" and element.get("scope") is None and element.iterancestors("thead"):
            in_head = next(element.iterancestors("thead"), None) is not None
            found.append(f' scope="{"col" if in_head else "row"}"')
        name = element.get("id") or ""
        if _IDENTIFIER.fullmatch(name) and name not in self.identifiers:
            self.identifiers.add(name)
            if element.tag == "tr" and name.startswith(_SOURCE):
                self._sources.append(name)
            found.append(f' id="{escape(name)}"')
        found += [f' {key}="{escape(value)}"' for key, value in element.attrib.items() if key in _ATTRIBUTES]
        return "".join(found)

    def _target(self, link: Any) -> str:
        """Return where a link leads: to the page of a figure, rather than to its row on this page."""
        target = (link.get("href") or "").strip()
        own = self.leads.figure(target.removeprefix(_ROW)) if self.leads and target.startswith(_ROW) else ""
        return own or target

    def _heading(self, element: Any) -> str:
        text = " ".join(element.text_content().split())
        level = int(element.tag[1])
        if level == 1 and any(heading.level == 1 for heading in self.headings):
            level = 2
        anchor = base = "section-" + (re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "untitled")
        while anchor in self.identifiers:
            self._numbers[base] += 1
            anchor = f"{base}-{self._numbers[base] + 1}"
        self.identifiers.add(anchor)
        self.headings.append(Heading(level, anchor, text))
        return f'<h{level} id="{anchor}">{self._inner(element)}</h{level}>'

    def _image(self, element: Any) -> str:
        address = element.get("src") or ""
        if not _IMAGE.fullmatch(address):
            return escape(element.get("alt") or "", quote=False)
        return f'<img alt="{escape(element.get("alt") or "")}" src="{"".join(address.split())}">'

    def _table(self, element: Any) -> str:
        self.tables += 1
        caption = element.find("caption")
        label = " ".join(caption.text_content().split()) if caption is not None else ""
        label = label or f"{self.table_word} {self.tables}"
        before = len(self._sources)
        if self.leads:
            _linked(element, self.leads)
        weight = _give_prose_room(element)
        self._columns = _headings(element)
        inner = f"<table{self._attributes(element)}>{self._inner(element)}</table>"
        rows = sum(1 for _ in rows_of(element))
        sources = len(self._sources) > before
        wide = weight >= _WIDE and rows > _FEW
        kind = " sources" if sources else (" long" if rows >= _LONG else "") + (" wide" if wide else "")
        table = f'<div class="scroll{kind}" role="group" tabindex="0" aria-label="{escape(label)}">{inner}</div>'
        if not sources:
            return table
        return f'<details class="folded"><summary>{escape(label)} ({rows})</summary>{table}</details>'

    def _disputes(self, element: Any) -> str:
        """Say what is contested, where a table of sources only says in how many discrepancies a figure stands."""
        row = element.getparent()
        known = self.disputes.get((row.get("id") or "").removeprefix(_SOURCE)) if row is not None else None
        if not known or row is None:
            return ""
        place = row.index(element)
        if self._columns[place : place + 1] != [self.contested]:
            return ""
        return " ".join(f'<span class="dispute">{escape(text, quote=False)}</span>' for text in known)

    # -- SVG -------------------------------------------------------------------------------------------------------

    def svg(self, text: str) -> Markup:
        """Return a picture with only harmless elements and attributes, decoration for a figure that is described.

        Nothing where it is no SVG. Identifiers are made unique on the page.
        """
        self.pictures += 1
        root = parsed(text)
        if root is None or _local(root) != "svg":
            return Markup("")
        prefix = f"p{self.pictures}-"
        return Markup("".join(_drawn(root, prefix, top=True)))  # noqa: S704 - built from escaped text and known tags


def _headings(table: Any) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in table.iterfind("thead/tr/*")]


def _give_prose_room(table: Any) -> int:
    """Mark the headings of the columns that hold prose; return how many columns a table has, by their weight."""
    headings = table.findall("thead/tr/*")
    rows = [cells for _, cells in rows_of(table)]
    weight = 0
    for number, heading in enumerate(headings):
        longest = max((len(cells[number].text_content()) for cells in rows if number < len(cells)), default=0)
        weight += 1 + (longest > _WORDS) + (longest > _PROSE)
        if longest > _PROSE:
            heading.set("class", f"{heading.get('class') or ''} prose".strip())
    return weight


def rows_of(table: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Go through the rows of a table's body with their cells, without the headings of groups.

    A cell that reaches over several rows is in each of them.
    """
    above: dict[int, tuple[Any, int]] = {}
    for row in table.iterfind("tbody/tr"):
        own: list[Any] = list(row)
        cells: list[Any] = []
        if own and own[0].get("scope") == "rowgroup":
            continue
        while own or len(cells) in above:
            cell, reach = above.pop(len(cells)) if len(cells) in above else _reaching(own.pop(0))
            if reach > 1:
                above[len(cells)] = cell, reach - 1
            cells.append(cell)
        yield row, cells


def _reaching(cell: Any) -> tuple[Any, int]:
    rows = cell.get("rowspan") or ""
    return cell, int(rows) if rows.isdecimal() else 1


def _linked(table: Any, leads: Leads) -> None:
    """Make links of the names in a table's cells that stand alone, or between the signs that part names."""
    headings = _headings(table)
    for row, cells in rows_of(table):
        for heading, cell in zip(headings, cells, strict=False):
            text = cell.text or ""
            if len(cell) or not text:
                continue
            if cell.tag == "th" and (page := leads.figure(row.get("id", "").removeprefix(_SOURCE))):
                _write(cell, [text], {text: page})
                continue
            if not row.get("id") and (anchor := leads.anchor(heading, text)):
                row.set("id", anchor)
            whole = leads.link(heading, text)
            parts = [text] if whole else _BETWEEN.split(text)
            found = {part: leads.link(heading, part) for part in parts}
            if any(found.values()):
                _write(cell, parts, found)


def _write(cell: Any, parts: Sequence[str], links: Mapping[str, str]) -> None:
    cell.text, last = "", None
    for part in parts:
        if links.get(part):
            last = etree.SubElement(cell, "a", href=links[part])
            last.text = part
        elif last is None:
            cell.text += part
        else:
            last.tail = (last.tail or "") + part


def parsed(text: str) -> Any:
    """Return the root of an XML text, read without entities or requests; ``None`` where it is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _drawn(element: Any, prefix: str, *, top: bool = False) -> Iterator[str]:
    tag = _local(element)
    if tag not in _SVG_TAGS or (tag == "svg" and not top):
        return
    yield f"<{tag}"
    if top:
        yield f' xmlns="{_SVG_NAMESPACE}" aria-hidden="true" focusable="false"'
    for key, value in element.attrib.items():
        if key in _SVG_ATTRIBUTES and (safe := _svg_value(key, value, prefix)) is not None:
            yield f' {key}="{escape(safe)}"'
    if not (len(element) or element.text):
        yield "/>"
        return
    yield ">"
    yield escape(element.text or "", quote=False)
    for child in element:
        yield from _drawn(child, prefix)
        yield escape(child.tail or "", quote=False)
    yield f"</{tag}>"


def _svg_value(key: str, value: str, prefix: str) -> str | None:
    if key == "id":
        return prefix + value
    if "url(" in value.lower():
        match = _LOCAL.fullmatch(value.strip())
        return f"url(#{prefix}{match[1]})" if match else None
    return value


def plain(html: str) -> str:
    """Return the text of HTML, without its markup."""
    return " ".join(lxml_html.fromstring(f"<div>{_CONTROL.sub('', html)}</div>").text_content().split())


@dataclass(frozen=True)
class Markdown:
    """Turns Markdown into HTML in which any markup that was in the text is shown, not obeyed."""

    convert: Callable[[str], Any]

    @classmethod
    def make(cls) -> Markdown:
        """Make one; it can be used for any number of texts."""
        import mistune

        return cls(mistune.create_markdown(escape=True, plugins=["table", "footnotes", "strikethrough"]))

    def __call__(self, text: str) -> str:
        """Return the HTML of a text."""
        return str(self.convert(text))
