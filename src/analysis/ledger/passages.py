"""Where the paragraphs, sentences and headings of a text are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

_ENDS = tuple('.:;!?”"')
_WRAPPED = range(70, 131)  # characters of a line that an even setting broke
_SPLIT = re.compile(
    r"(?<=[.!?])[”’\"»)\]]*\s+(?=[A-Z•+“‘\"«(€])"
    r"|(?<=[^\W\d_]{5}[.!?])\s+(?=\d)"
    r"|\n(?=[ \t\f]*[•+–*«-]\s)"
)
_ABBREVIATED = re.compile(
    r"\b(?:nrs?|no|art|mr|dr|drs|ir|ing|dhr|mevr|prof|bijv|resp|Stb|Stcrt|Kamerst|blz|p|St|[A-Z])\.\s*$"
)
_LONGEST = 2000  # characters of a sentence: what has no full stop for longer is cut at a line
_HEADING = re.compile(r"(?:#+\s*)?(?:\d[\d.]*\s+)?[A-Z‘“«][^!?;]{2,88}[^.!?;,:\s]")
#: A heading that is nothing but a window: "2019", "2020 (t/m 30 juni)".
_DATED = re.compile(r"(?:#+\s*)?(?:[^\W\d_]+\s+){0,2}(?:19|20)\d\d(?:\s*\([^()\n]{3,30}\))?")
#: What a letter begins and ends with by form looks like a heading: whom it is to, from where, and who signs it.
_LETTER = re.compile(
    r"(?:Aan\s+(?:de|het)\s+(?:leden\s+van\s+)?(?:(?:Eerste|Tweede)\s+Kamer|[Vv]oorzitter|[Mm]inister|[Ss]taatssecretaris|[Cc]ollege|[Rr]aad)"
    r"|To\s+the\s+(?:President|Speaker|Chair\w*|Minister|Members)|Postbus\s|P\.?O\.?\s+Box\s|[1-9]\d{3}\s[A-Z]{2}\s+[A-Z]"
    r"|Geachte\s|Dear\s|Hoogachtend|Datum\b|(?:Ons|Uw)\s+kenmerk|Kenmerk\b|Date:|Our\s+reference"
    r"|De\s+(?:minister|staatssecretaris)(?:-president)?\s+(?:voor|van)\s|The\s+Minister\s+(?:for|of)\s).*"
)
_LIST = re.compile(r"\s*[•+–*«-]\s")
#: Whom a letter addresses, at the end of its head, which has no headings.
ADDRESSED = re.compile(r"^[ \t]*(?:Geachte|Dear)\b", re.MULTILINE)
_HEAD = 4000  # characters that the head of a letter may take
#: The title of a table or a picture, which heads nothing else.
_CAPTION = re.compile(r"(?:Tabel|Figuur|Grafiek|Table|Figure|Chart)\s+\d")
_PROSE = 60  # characters of a line below a heading that goes straight on


class Passages:
    """The sentences of a text with the paragraph of each; a row of a table is a sentence and a paragraph of its own."""

    def __init__(self, text: str, rows: Iterable[tuple[int, int]] = ()) -> None:
        self.text = text
        rows = sorted(rows)
        row_starts = {start for start, _ in rows}
        self._sentences: list[int] = []
        self._paragraphs: list[int] = []
        self.headings: list[tuple[int, int]] = []
        self._of_rows: set[int] = set()
        addressed = ADDRESSED.search(text, 0, _HEAD)
        for number, (start, end) in enumerate(_paragraphs(text, row_starts)):
            if start in row_starts:
                self._of_rows.add(number)
            elif is_heading(text[start:end].strip()) and not (addressed and start < addressed.start()):
                self.headings.append((start, end))
            for place in _sentences(text, start, end):
                self._sentences.append(place)
                self._paragraphs.append(number)
        self._heading_starts = [start for start, _ in self.headings]

    def __len__(self) -> int:
        """How many sentences there are."""
        return len(self._sentences)

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence in which a character stands."""
        return max(0, bisect_right(self._sentences, offset) - 1)

    def span(self, sentence: int) -> tuple[int, int]:
        """Return the characters of a sentence."""
        if not self._sentences:
            return 0, len(self.text)
        end = self._sentences[sentence + 1] if sentence + 1 < len(self._sentences) else len(self.text)
        return self._sentences[sentence], end

    def paragraph(self, sentence: int) -> int:
        """Return the number of the paragraph of a sentence."""
        return self._paragraphs[sentence] if self._paragraphs else 0

    def heading(self, offset: int) -> tuple[int, int] | None:
        """Return the characters of the nearest heading above; the title of a table heads nothing but its rows."""
        in_table = self.paragraph(self.sentence(offset)) in self._of_rows
        for place in range(bisect_right(self._heading_starts, offset) - 1, -1, -1):
            start, end = self.headings[place]
            if in_table or offset < end or not _CAPTION.match(self.text[start:end].strip()):
                return start, end
        return None


def is_heading(line: str) -> bool:
    """Whether a paragraph is a heading: one short line without a full stop."""
    if "\n" in line or line.count(" ") >= 14:
        return False
    if _LETTER.fullmatch(line):
        return False
    return _HEADING.fullmatch(line) is not None or _DATED.fullmatch(line) is not None


def _paragraphs(text: str, rows: set[int]) -> Iterator[tuple[int, int]]:
    start = begin = 0
    last, blank = "", True
    own = False
    lines = text.split("\n")
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        here = begin
        begin += len(line) + 1
        words = line.strip()
        if not words:
            blank = True
            continue
        row = here in rows
        joined = last and not row and not own and not (blank and not _runs_on(last, words))
        if not joined and here > start:
            yield start, here
            start = here
        own = row or (not joined and blank and _goes_straight_on(words, below.strip()))
        last, blank = words, False
    if start < len(text):
        yield start, len(text)


def _goes_straight_on(words: str, below: str) -> bool:
    """Whether a line after an empty one is a heading with its text right below: it ends long before it had to."""
    broken = len(words) + 1 + len(below.partition(" ")[0]) <= len(below)
    return len(below) >= _PROSE and broken and below[0].isupper() and is_heading(words)


def _runs_on(last: str, words: str) -> bool:
    """Whether a sentence goes on after an empty line: the setting of some texts puts one after every line."""
    if last.endswith(_ENDS) or _LIST.match(words):
        return False
    return words[0].islower() or len(last) in _WRAPPED


def _sentences(text: str, start: int, end: int) -> Iterator[int]:
    yield start
    reached = start
    for match in _SPLIT.finditer(text, start, end):
        if _ABBREVIATED.search(text, max(start, match.start() - 12), match.start() + 1):
            continue
        yield from _cut(text, reached, match.end())
        reached = match.end()
        if reached < end:
            yield reached
    yield from _cut(text, reached, end)


def _cut(text: str, start: int, end: int) -> Iterator[int]:
    while end - start > _LONGEST:
        place = text.find("\n", start + _LONGEST // 2, start + _LONGEST)
        start = place + 1 if place >= 0 else start + _LONGEST
        yield start
