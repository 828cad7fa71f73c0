"""A text edition: its characters, its lines, its hash, and where a printed form stands in it."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis.errors import AnalysisError
from analysis.ledger import html, languages, numbers
from analysis.ledger.numbers import Number


class DocumentError(AnalysisError):
    """A document that is missing or cannot be read as text."""


@dataclass(frozen=True)
class Document:
    """A text edition. Only a line feed ends a line; a form feed does not."""

    name: str
    text: str
    sha256: str

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line_at(self, offset: int) -> int:
        """Return the line, from 1, on which a character stands."""
        return bisect_right(self.starts, offset)

    def span_of(self, line: int) -> tuple[int, int]:
        """Return where a line begins and ends; an empty span for a line that the text does not have."""
        if not 1 <= line <= len(self.starts):
            return len(self.text), len(self.text)
        return self.starts[line - 1], self.starts[line] if line < len(self.starts) else len(self.text)

    @property
    def lines(self) -> int:
        """How many lines the text has; a line feed at its end begins no new one."""
        return self.text.count("\n") + (not self.text.endswith("\n"))

    @cached_property
    def language(self) -> str:
        """The language of the text; raises :class:`analysis.ledger.languages.LanguageError` unless it is read."""
        return languages.of(self.name, self.text)

    @cached_property
    def numbers(self) -> list[Number]:
        """Every number in the text, in order."""
        return list(numbers.find(self.text, self.language))

    def cuts(self, at: int) -> bool:
        """Whether a position cuts a word or a number in two; between a letter and a digit it does not."""
        if self.text[at - 1 : at].isalpha() and self.text[at : at + 1].isalpha():
            return True
        before = bisect_left(self.numbers, at, key=lambda number: number.start) - 1
        return before >= 0 and at < self.numbers[before].end

    def around(self, start: int, end: int, width: int = 40) -> str:
        """Return what stands around some characters, on one line."""
        before = self.text[max(0, start - width) : start]
        after = self.text[end : end + width]
        return " ".join(f"{before}[{self.text[start:end]}]{after}".split())

    def occurrences(self, printed: str, line: int, after: int = 0) -> Iterator[tuple[int, int]]:
        """Yield where a printed form begins on a line, on token boundaries, apart from white space."""
        start, end = self.span_of(line)
        pattern = re.compile(r"\s+".join(map(re.escape, printed.split())))
        position = max(start, after)
        while (match := pattern.search(self.text, position)) and match.start() < end:
            if not self.cuts(match.start()) and not self.cuts(match.end()):
                yield match.span()
            position = match.start() + 1


def read(path: Path) -> Document:
    """Read a text edition.

    Raises :class:`DocumentError`, which names the file, the line and the remedy, when it is missing or not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: the document cannot be read ({error.strerror}); put its text there") from error
    return Document(path.stem, decode(raw, path), hashlib.sha256(raw).hexdigest())


def decode(raw: bytes, path: Path) -> str:
    """Return bytes as text; raises :class:`DocumentError` unless they are UTF-8 without a byte order mark."""
    remedy = "convert it with `iconv -f ENCODING -t UTF-8`"
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError(f"{path}:1: begins with a byte order mark; save it as UTF-8 without one, or {remedy}")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"{path}:{line}: is not UTF-8: byte {raw[error.start]:#04x}; {remedy}"
        raise DocumentError(message) from error


def read_any(path: Path) -> Document:
    """Read a text, or a saved web page as text; the lines are then those of that text.

    Raises :class:`DocumentError` for anything else, with the remedy.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror})") from error
    if raw.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise DocumentError(
            f"{path}: is no text; make one of a PDF with `pdftotext -layout {path.name} {path.stem}.txt`, "
            "of a word processor's file with its `save as text`"
        )
    if not html.is_html(raw):
        return Document(path.stem, decode(raw, path), hashlib.sha256(raw).hexdigest())
    try:
        page = raw.decode(html.charset(raw))
    except (UnicodeDecodeError, LookupError) as error:
        raise DocumentError(f"{path}: cannot be decoded as {html.charset(raw)}, which it declares: {error}") from error
    text = html.text_of(page)
    return Document(path.stem, text, hashlib.sha256(text.encode()).hexdigest())
