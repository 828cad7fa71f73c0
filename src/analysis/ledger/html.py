"""The text of a saved web page, block by block, so that a page can be scanned like any text edition."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section table tbody td tfoot th thead title tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "head"})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        self._break(tag, opens=True)

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._break(tag, opens=False)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _break(self, tag: str, *, opens: bool) -> None:
        if tag not in _BLOCKS or self._silent:
            return
        if tag in _CELLS:
            # The cells of a row stay on one line, with a bar between them: an empty one keeps its place.
            self._cells = max(0, self._cells + (1 if opens else -1))
            self.parts.append("" if opens else " | ")
        elif tag in {"tr", "table"}:
            self._cells = 0
            self.parts.append("\n| " if tag == "tr" and opens else "\n")
        elif self._cells:
            self.parts.append(" ")  # a paragraph inside a cell
        else:
            self.parts.append("\n" if tag in {"br", "li"} else "\n\n")


def is_html(raw: bytes) -> bool:
    """Whether bytes begin as a web page does."""
    return re.match(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", raw, re.IGNORECASE | re.DOTALL) is not None


def charset(raw: bytes) -> str:
    """Return the encoding that a web page declares; UTF-8 where it declares none."""
    declared = re.search(rb"<meta[^>]+charset=[\"']?([\w-]+)", raw[:4096], re.IGNORECASE)
    return declared.group(1).decode("ascii") if declared else "utf-8"


def text_of(page: str) -> str:
    """Return the text of a page; scripts, styles and the head are left out."""
    parser = _Text()
    parser.feed(page)
    parser.close()
    text = "".join(parser.parts)
    lines = [re.sub(r" {2,}", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
