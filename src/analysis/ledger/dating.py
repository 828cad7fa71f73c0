"""Which of the windows of a text holds for a figure.

In this order: the window that stands with the figure itself ("A (2018)", "A in 2018", "van A in 2018 naar B in 2019"),
that of its row or column in a table, the last one before it in its sentence that is not only compared with, the first
one after it, and the one that the figure before it had in the same paragraph or under the same heading.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from analysis.ledger.events import scope
from analysis.ledger.grids import Grids
from analysis.ledger.kinds import AIM_BEFORE
from analysis.ledger.passages import Passages
from analysis.ledger.windows import Window, is_compared, is_of_a_name

#: What may stand between a figure and a window that is its own: a few words, and then a preposition.
_OWN_AFTER = re.compile(
    r"(?!\s*(?:en|and|maar|but|terwijl|of)\b)(?:\s+(?!en\b|and\b|maar\b|terwijl\b|dan\b|than\b|ten\b|opzichte\b|vergeleken\b|"
    r"tegenover\b|tegen\b|naar\b)[^\W\d_][\w’'-]*){0,3}?\s+"
    r"(?:in|op|over|per|rond|voor|as\s+of|at|on|for)\s+(?:het\s+jaar\s+|de\s+periode\s+|the\s+year\s+|the\s+|de\s+|het\s+)?"
)
_OWN_ENDED = re.compile(r"(?:\s+[^\W\d_][\w’'-]*){0,2}\s+$")
#: Windows that say with their own first word how they stand to the figure before them.
_STANDING = frozenset(
    {"end_of_year", "end_of_month", "since", "since_month", "until_end_of_year", "until_month", "until_whole_day"}
)
#: What begins a part of a sentence whose windows are its own: "€ 18 miljoen beschikbaar, waarvan tot en met 2020 …".
_OF_A_PART = re.compile(
    r"[,;]\s+(?:waarvan|waarbij|waarin|terwijl|maar|of\s+which|while|but)\b"
    r"|\s(?:en|and)\s+(?:zou|zal|zullen|moet|moeten|wil|willen|is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|kan|kunnen)\b",
    re.IGNORECASE,
)
#: What ends a clause: a window after it is that of the next figure, where there is one.
_ENDED = re.compile(r"[;:]\s|\s[–—-]\s")
_HELD_AGAINST = re.compile(
    r"\b(?:tegen(?:over)?|ten\s+opzichte\s+van|vergeleken\s+met|compared\s+(?:to|with)|up\s+from|down\s+from)\s+$",
    re.IGNORECASE,
)
_OWN_BRACKET = re.compile(r"%?(?:\s+[^\W\d_][\w’'-]*){0,3}\s*[(\[]\s*(?:in\s+|over\s+|per\s+|eind\s+)?")
_IN_BRACKET = re.compile(r"[^\d.;:()]{0,70}\(\s*(?:[^\W\d_][\w’'.-]*\s+){0,2}[-+−–€]?\s*")
_WHEN = re.compile(r",?\s+(?:toen|waarin|waarop|when)\b[^.;]{0,30}")
_CHANGED_TO = re.compile(r"\b(?:naar|tot|to)\s+(?:[^\W\d_]+\s+){0,2}$")
#: Windows that a sentence after them goes on with only if it refers back.
_SENTENCE_LONG = frozenset(
    {
        "since",
        "since_month",
        "since_day",
        "since_part",
        "since_then",
        "after_year",
        "until_now",
        "before_year",
        "until_year",
    }
    | {"until_end_of_year", "until_month", "until_whole_day"}
)
_REFERS = re.compile(
    r"\W*(?:hier|daar|dit\b|dat\b|deze\b|die\b|van\s+(?:hen|deze)|of\s+these|this|these)", re.IGNORECASE
)
#: Windows that look back from another, which goes on to hold after them.
_PASSING = frozenset({"shift_year", "shift_quarter"})
_STRETCH = 300  # characters over which a window of a paragraph above still holds under the same heading
_INTRODUCES = re.compile(r"\b(?:in|over|gedurende|tussen|during|between)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
Span = tuple[int, int]


class Dating:
    """The windows of a text, and which of them holds for each of its figures."""

    def __init__(self, text: str, passages: Passages, grids: Grids, windows: Sequence[Window]) -> None:
        self._text = text
        self._passages = passages
        self._grids = grids
        self._windows = list(windows)
        self._starts = [window.start for window in self._windows]
        self._compared = [is_compared(text, window) for window in self._windows]
        self._scopes = [scope(text, window) for window in self._windows]
        self._named = [is_of_a_name(text, window) or self._alone_in_brackets(window) for window in self._windows]

    def windows_of(
        self, figures: Sequence[Span], lasting: Collection[int] = (), shares: Collection[int] = ()
    ) -> list[Window | None]:
        """Return the window of each figure; figures stand in the order of the text.

        That of a figure which is due by some day is the deadline (``pattern``), which has no days.
        Those in ``lasting`` (by number) are durations and ages: they have a window only if their sentence says one.
        Those in ``shares`` are percentages: in brackets after what is compared with, they are the change since.
        """
        found: list[Window | None] = []
        own: dict[int, int] = {}  # windows (by number) that stand with one figure alone
        heir: tuple[int, int, Window] | None = None  # the paragraph, the place and the window of the figure before
        ends = [end for _, end in figures]
        for number, (start, end) in enumerate(figures):
            sentence = self._passages.sentence(start)
            paragraph = self._passages.paragraph(sentence)
            in_table = self._grids.at(start)
            following = figures[number + 1][0] if number + 1 < len(figures) else len(self._text)
            previous = ends[number - 1] if number else 0
            place = self._own(start, end, following, previous, changes=number in shares)
            if place is not None:
                own[place] = number
                beside = self._windows[place]
                window: Window | None = beside
                if not self._compared[place] and beside.pattern not in _PASSING and not self._aims(sentence):
                    heir = paragraph, start, beside
            elif in_table and in_table[2] is not None:
                window = self._of_table(start, in_table)
            else:
                window = self._of_sentence(start, end, sentence, following, own)
                if window is not None and window.pattern not in _PASSING | {"deadline"} and not self._aims(sentence):
                    heir = paragraph, start, window
                elif window is None and number not in lasting and not self._tells_of_an_event(sentence):
                    window = self._inherited(start, sentence, paragraph, heir)
            found.append(window)
        return found

    def _own(self, start: int, end: int, following: int, previous: int, *, changes: bool) -> int | None:
        text = self._text
        place = bisect_left(self._starts, end)
        if place < len(self._windows) and self._windows[place].end <= following + 1 and self._together(start, place):
            window = self._windows[place]
            between = text[end : window.start]
            closes = text[window.end : window.end + 1] in {")", "]", ";", ","}
            if len(between) < 80 and not self._outside(place, start):
                if _OWN_BRACKET.fullmatch(between) and closes:
                    return place
                held_against = _HELD_AGAINST.search(text, max(0, start - 40), start) is not None
                loose = {"vague", "vague_day", "vague_part"} | (set() if held_against else {"shift_year"})
                if window.pattern not in loose and _OWN_AFTER.fullmatch(between):
                    return place
                if held_against and window.pattern == "shift_year" and _OWN_ENDED.fullmatch(between):
                    return place
                if window.pattern in _STANDING and _OWN_ENDED.fullmatch(between):
                    return place
        # In brackets after a window, or after "toen": also what another figure is compared with.
        place = bisect_right(self._starts, start) - 1
        if changes and place >= 0 and self._compared[place]:
            return None
        if place >= 0 and previous <= self._windows[place].end <= start and self._together(start, place):
            between = text[self._windows[place].end : start]
            if len(between) < 90 and (_IN_BRACKET.fullmatch(between) or _WHEN.fullmatch(between)):
                return place
        return None

    def _together(self, start: int, place: int) -> bool:
        """Whether a figure and a window stand in one paragraph; a row of a table is one of its own."""
        return self._paragraph_at(start) == self._paragraph_at(self._windows[place].start)

    def _paragraph_at(self, offset: int) -> int:
        return self._passages.paragraph(self._passages.sentence(offset))

    def _of_table(self, start: int, place: tuple) -> Window | None:  # type: ignore[type-arg]
        grid, row, cell = place
        label = [window for window in self._between(row.start, start) if not _is_cell(window, cell)]
        if label:
            return label[-1]
        above = grid.above(cell, row)
        for heading in above:
            inside = self._between(heading.start, heading.end)
            if inside:
                return inside[-1]
        for heading_row in reversed(grid.headings):
            left = [
                window
                for head in heading_row.cells
                if head.left <= cell.right
                for window in self._between(head.start, head.end)
            ]
            if left:
                return left[-1]
        caption = self._between(*grid.caption)
        if caption:
            return caption[-1]
        return None

    def _between(self, start: int, end: int) -> list[Window]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._windows[first:last]

    def _of_sentence(self, start: int, end: int, sentence: int, following: int, own: dict[int, int]) -> Window | None:
        first, last = self._passages.span(sentence)
        low, high = bisect_left(self._starts, first), bisect_left(self._starts, last)
        middle = bisect_left(self._starts, start, low, high)
        changed = _CHANGED_TO.search(self._text, max(first, start - 40), start) is not None
        for place in range(middle - 1, low - 1, -1):
            if self._compared[place] or self._named[place] or (changed and place in own) or self._outside(place, start):
                continue
            return self._windows[place]
        for place in range(bisect_left(self._starts, end, low, high), high):
            if self._compared[place] or self._named[place] or self._windows[place].start > following:
                break
            if self._windows[place].pattern.startswith("vague") or _OF_A_PART.search(
                self._text, end, self._windows[place].start
            ):
                break
            if self._outside(place, start):
                continue
            if following < last and _ENDED.search(self._text, end, self._windows[place].start):
                break
            return self._windows[place]
        return None

    def _outside(self, place: int, start: int) -> bool:
        """Whether a window is that of an event or of another noun, and a figure stands outside what is said of it."""
        confined = self._scopes[place]
        return confined is not None and not confined[0] <= start < confined[1]

    def _aims(self, sentence: int) -> bool:
        """Whether a sentence says what is aimed at, so that its window is not that of what follows."""
        return AIM_BEFORE.search(self._text, *self._passages.span(sentence)) is not None

    def _tells_of_an_event(self, sentence: int) -> bool:
        """Whether a sentence has the window of an event, so that no window from elsewhere is likely to hold in it."""
        first, last = self._passages.span(sentence)
        return any(
            self._scopes[place] for place in range(bisect_left(self._starts, first), bisect_left(self._starts, last))
        )

    def _inherited(
        self, start: int, sentence: int, paragraph: int, heir: tuple[int, int, Window] | None
    ) -> Window | None:
        heading = self._passages.heading(start)
        above = self._introduced(sentence, paragraph)
        if above and (heir is None or heir[0] != paragraph or heir[1] < above.start):
            return above
        if (
            heir
            and heir[2].pattern in _SENTENCE_LONG
            and not _REFERS.match(self._text, self._passages.span(sentence)[0])
        ):
            heir = None
        if heir and (heir[0] == paragraph or (self._near(heir, start) and (heading is None or heading[0] < heir[1]))):
            return heir[2]
        if heading and start - heading[1] < _STRETCH:
            inside = [window for window in self._between(*heading) if window.pattern != "worded_day"]
            if inside:
                return inside[-1]
        return None

    def _near(self, heir: tuple[int, int, Window], start: int) -> bool:
        return (
            start - heir[1] < _STRETCH
            and heir[2].pattern not in {"vague", "vague_day", "vague_part", "worded_day"} | _SENTENCE_LONG
        )

    def _introduced(self, sentence: int, paragraph: int) -> Window | None:
        """Return the window that an earlier sentence of the paragraph begins with."""
        for earlier in range(sentence - 1, max(-1, sentence - 6), -1):
            if self._passages.paragraph(earlier) != paragraph:
                break
            first, last = self._passages.span(earlier)
            for window in reversed(self._between(first, last)):
                place = bisect_left(self._starts, window.start)
                if (
                    window.pattern in {"vague", "vague_day", "vague_part", "worded_day"}
                    or self._compared[place]
                    or self._named[place]
                    or self._scopes[place]
                ):
                    continue
                if _INTRODUCES.search(self._text, max(0, first - 2), window.start):
                    return window
        return None

    def _alone_in_brackets(self, window: Window) -> bool:
        """Whether a window stands alone in brackets after a word, as the year of a publication does."""
        text = self._text
        # The year of a publication follows a name; after a common noun it is a window.
        alone = text[window.start - 1 : window.start] == "(" and text[window.end : window.end + 1] == ")"
        word = re.search(r"([^\W\d_])[\w’'.-]*\s*\($", text[max(0, window.start - 40) : window.start])
        return alone and word is not None and word.group(1).isupper()


def _is_cell(window: Window, cell: object) -> bool:
    return getattr(cell, "start", -1) <= window.start < getattr(cell, "end", -1)
