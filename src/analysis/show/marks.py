"""What the charts share: the height of a bar, where a tooltip says it is printed, panels, a legend that picks.

Values of a channel are of its own class (``XValue``, not ``value``): of a plain one altair goes through all classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from analysis.show import wording

#: What a chart is: something altair draws.
Chart = alt.LayerChart


class Layer(alt.Chart):
    """One layer of a chart, as altair has it, of which copies share what is in it.

    Altair copies all that is in a layer three times on its way into a chart, and never changes any of it there: that
    took longer than all else about a chart.
    """

    def __deepcopy__(self, _memo: object) -> Layer:
        """Return a copy of the layer itself."""
        return self.copy(deep=False)


#: Height of a row of a bar chart, in pixels.
BAR = 26
#: How much is left of a mark that was not picked.
_FADED = 0.12


class Nothing:
    """What stands in place of a chart where there is nothing to draw: a sentence that says so."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def _repr_markdown_(self) -> str:
        return self.sentence

    def __repr__(self) -> str:
        """Print the sentence."""
        return self.sentence


def cited(frame: pd.DataFrame, column: str = "where") -> list[str]:
    """Return where each row of a frame is printed, as its tooltip says it."""
    return [wording.where(addresses) for addresses in frame[column]]


def heading(title: str | alt.TitleParams) -> str:
    """Return the text of a title in one line."""
    text = title if isinstance(title, str) else title.text
    return " ".join(text) if isinstance(text, list) else str(text)


def by_panel(rows: pd.DataFrame, **header: Any) -> alt.FacetMapping:
    """Return the panels of rows, in their order below one another, each under its name, the column ``panel``."""
    named = alt.Header(labelOrient="top", labelAnchor="start", labelFontWeight="bold", **header)
    order = list(rows["panel"].drop_duplicates())
    return alt.FacetMapping(row=alt.Row("panel:N", title=None, header=named, sort=order))


def legend_picks(layers: Sequence[alt.Chart], field: str) -> list[alt.Chart]:
    """Return layers of which a click on the legend picks out a group, and a double click everything again.

    ``field`` is what the legend is of; every layer has it. The others fade, so that what was picked is seen in its
    place. No kernel is needed; where scripts are off, nothing fades.
    """
    picked = alt.selection_point(fields=[field], bind="legend", name="picked")
    faded = alt.OpacityValue(_FADED, condition=[{"param": picked.name, "value": 1}])
    first, *others = [layer.encode(opacity=faded) for layer in layers]
    # Without a name, altair makes one up that is not the same everywhere.
    first.name = "marks"
    return [first.add_params(picked), *others]
