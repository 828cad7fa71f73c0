"""An exhibit: what a section shows of a result, a sentence, a chart and a table of the same frames.

In a cell it displays itself, each part that it has; ``frame``, ``chart``, ``table`` and ``text`` are there for whoever
goes on with it. Each part is made when it is asked for, and once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

import pandas as pd

from analysis.language import _
from analysis.show.table import Table

#: A chart (which has no type that a checker could know), a table, or a sentence.
Part = Any


class Text(str):
    """Sentences in Markdown, which a cell displays as such."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        """Name what it is: the sentences stand beside it."""
        return "<text>"


class Headline(NamedTuple):
    """What the index says of an answer: a number with its bounds, and the sentence around it."""

    number: str
    sentence: str


def part_of(part: int, whole: int) -> str:
    """Return the number of a headline that counts some of all there are."""
    return _("{part} of {whole}", part=part, whole=whole)


class Exhibit:
    """What a section shows of a frame; a part that is not given is not shown.

    ``text``, ``chart`` and ``table`` are functions without arguments that make the part; ``more`` are exhibits that
    are shown under it, of further charts and tables.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        text: Callable[[], str] | None = None,
        chart: Callable[[], Any] | None = None,
        table: Callable[[], Table] | None = None,
        more: Sequence[Exhibit] = (),
    ) -> None:
        self.frame = frame
        self.more = tuple(more)
        self._text, self._chart, self._table = text, chart, table

    @classmethod
    def of(
        cls,
        frame: pd.DataFrame,
        text: Callable[[pd.DataFrame], str] | None = None,
        chart: Callable[[pd.DataFrame], Any] | None = None,
        table: Callable[[pd.DataFrame], Table] | None = None,
    ) -> Exhibit:
        """Return the exhibit of which each part is made of the frame alone."""
        return cls(
            frame,
            text=text and partial(text, frame),
            chart=chart and partial(chart, frame),
            table=table and partial(table, frame),
        )

    @cached_property
    def text(self) -> Text | None:
        """The sentences, in Markdown."""
        return Text(self._text()) if self._text else None

    @cached_property
    def chart(self) -> Any:
        """The chart, as Altair has it; a sentence that says so where there is nothing to draw."""
        return self._chart() if self._chart else None

    @cached_property
    def table(self) -> Table | None:
        """The table, accessible and with links to the sources."""
        return self._table() if self._table else None

    def __iter__(self) -> Iterator[Part]:
        """Go through the parts that it has, in the order in which they are shown."""
        yield from (part for part in (self.text, self.chart, self.table) if part is not None)
        for exhibit in self.more:
            yield from exhibit

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for part in self:
            display(part)  # type: ignore[no-untyped-call]

    def __repr__(self) -> str:
        """Name the parts that it has."""
        given = {"text": self._text, "chart": self._chart, "table": self._table}
        return f"Exhibit({', '.join(name for name, made in given.items() if made)}; {len(self.frame)} rows)"
