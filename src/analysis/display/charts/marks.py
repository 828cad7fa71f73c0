"""What the charts share: the height of a bar, the rows of a frame, the tooltip that cites a figure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from analysis.display.theme import Language
from analysis.display.wording import say

#: What a chart is: something altair draws.
Chart = alt.LayerChart
#: Height of a row of a bar chart, in pixels.
BAR = 26


class Nothing:
    """What stands in place of a chart where there is nothing to draw: a sentence that says so."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def _repr_markdown_(self) -> str:
        return self.sentence

    def __repr__(self) -> str:
        """Print the sentence."""
        return self.sentence


def rows_of(frame: pd.DataFrame) -> Iterable[Any]:
    """Iterate over the rows of a frame, cells as attributes."""
    return frame.itertuples(index=False)


def tooltips(language: Language) -> list[alt.Tooltip]:
    """Return the tooltip of a mark with label, meaning, printed form and source."""
    return [
        alt.Tooltip("label:N", title=say(language, "what", "wat")),
        alt.Tooltip("printed:N", title=say(language, "means", "betekent")),
        alt.Tooltip("as_printed:N", title=say(language, "as printed", "zoals gedrukt")),
        alt.Tooltip("where:N", title=say(language, "source", "bron")),
    ]
