"""A notebook's text as messages: passages of Markdown without their signs, and the comments of its parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Blank lines, and what begins a heading or an item of a list, belong to the layout and not to the text.
_LAYOUT = re.compile(r"(\n\s*\n|^#{1,6} +|^[-*] +|\n[-*] +|^\d+\. +|\n\d+\. +|\n#{1,6} +)", re.MULTILINE)
_COMMENT = re.compile(r"(?<=\S)(  # )(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """A stretch of a source: ``kept`` as it is in every language, or a message."""

    text: str
    kept: bool


def parts(source: str) -> Iterator[Part]:
    """Cut Markdown into layout and messages; together they are the source to the letter."""
    for piece in _LAYOUT.split(source):
        if piece:
            yield Part(piece, not piece.strip() or _LAYOUT.fullmatch(piece) is not None)


def comments(source: str) -> Iterator[Part]:
    """Cut code into what is kept and the comments at the ends of its lines, which say what a parameter means."""
    end = 0
    for match in _COMMENT.finditer(source):
        yield Part(source[end : match.start(2)], True)
        yield Part(match[2], False)
        end = match.end()
    yield Part(source[end:], True)
