"""A matrix: rows by columns of tiles or points, each with its text, in panels where the rows fall into groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.show.fields import Field, tooltip
from analysis.show.marks import Layer, by_panel, heading, legend_picks
from analysis.show.theme import BLUE, INK, MUTED

TILE = "tile"
#: Between the label of a row and what keeps rows of one label apart.
_APART = "§"
#: Characters of a line of a label, where nothing else is said, and of what stands in a column of a hundred pixels.
_LABEL, _HEADING = 50, 20
#: Height of a row with labels of one line, and with labels of two; of a line of a heading.
_ROW, _TWO_LINES, _LINE = 26, 34, 13
#: The heading of a column of so many pixels or less is smaller.
_NARROW = 80
#: Text is white on these.
_DARK = frozenset({BLUE, MUTED, INK})
#: Labels of one line or two, the two on either side of the middle of their row.
_TWO: Any = {"condition": {"test": "indexof(datum.label, '\\n') > 0", "value": "line-bottom"}, "value": "middle"}


@dataclass(frozen=True)
class Look:
    """How a cell is marked: by a tile, or by a point of a shape, hollow or full."""

    colour: str
    shape: str = TILE
    hollow: bool = False


@dataclass(frozen=True)
class Matrix:
    """A matrix of cells, a row of ``cells`` each; :meth:`chart` draws it, :meth:`panels` by group.

    ``cells`` has a ``row`` and a ``column`` (line feeds break its heading), ``mark`` (a name in ``looks``, empty for
    text alone), ``text`` (empty for a mark alone), the texts of ``fields`` for the tooltip, and what leads to a source;
    a ``key`` tells rows of one label apart, and a ``panel`` is the group of a row. Labels have two lines of
    ``label_width`` characters at most. ``columns`` and ``rows`` are in their order, those without a cell too; text in
    one of ``told`` begins at its left and may run over. Looks are all tiles, or all points.
    """

    cells: pd.DataFrame
    columns: Sequence[str]
    looks: Mapping[str, Look]
    fields: Sequence[Field]
    rows: Sequence[str] = ()
    told: Sequence[str] = ()
    column_width: int = 96
    label_width: int = _LABEL
    labels: bool = True

    def chart(self, title: alt.TitleParams, *, legend: int = 0) -> alt.LayerChart:
        """Draw all rows below each other; the legend has so many columns, and there is none where cells say it."""
        return self.part(legend=legend).properties(title=title, description=self._described(title))

    def part(self, *, legend: int = 0) -> alt.LayerChart:
        """Draw the same as a part of a chart that has the title, and the labels if there are no ``labels`` here."""
        return alt.LayerChart(data=self._data(), **self._drawn(legend))

    def panels(self, title: alt.TitleParams, *, legend: int = 0) -> alt.FacetChart:
        """Draw the rows of each group in a panel of its own; the legend is as of :meth:`chart`."""
        return alt.FacetChart(
            data=self._data(),
            spec=alt.LayerChart(**self._drawn(legend)),
            facet=by_panel(self.cells, labelPadding=2, labelLimit=700),
            spacing=8,
            resolve=alt.Resolve(scale=alt.ScaleResolveMap(y="independent")),
            title=title,
            description=self._described(title),
        )

    def _drawn(self, legend: int) -> dict[str, Any]:
        layers = [*self._marks(legend), *self._texts()]
        return {
            "layer": layers,
            "width": self.column_width * len(self.columns),
            "height": alt.Step(self._step()),
        }

    def _data(self) -> pd.DataFrame:
        return self.cells.drop(columns="key", errors="ignore").assign(
            row=self._labels(), column=self.cells["column"].map(self._headings())
        )

    def _labels(self) -> list[str]:
        if "key" not in self.cells:
            return [self._label(row) for row in self.cells["row"]]
        pairs = zip(self.cells["row"], self.cells["key"], strict=True)
        return [f"{self._label(row)}{_APART}{key}" for row, key in pairs]

    def _label(self, row: str) -> str:
        """Return the label of a row, as it is where another chart beside it has the labels."""
        return "\n".join(wrap(row, self.label_width, max_lines=2, placeholder=" …")) if self.labels else row

    def _headings(self) -> dict[str, str]:
        width = _HEADING * self.column_width // 100
        return {name: name if name in self.told else _wrapped(name, width) for name in self.columns}

    def _step(self) -> int:
        return _TWO_LINES if self.labels and any("\n" in label for label in self._labels()) else _ROW

    def _x(self) -> alt.X:
        headings = list(self._headings().values())
        lines = max(heading.count("\n") for heading in headings)
        axis = alt.Axis(
            orient="top",
            labelAngle=0,
            **self._headed(),
            labelExpr="split(datum.label, '\\n')",
            labelFontSize=11 if self.column_width > _NARROW else 10,
            labelLineHeight=_LINE,
            labelPadding=(10 if "panel" in self.cells else 4) + _LINE * lines,
            labelLimit=2 * self.column_width,
            domain=False,
            ticks=False,
            grid=not self._tiled(),
        )
        return alt.X("column:N", title=None, scale=alt.Scale(domain=headings), axis=axis)

    def _headed(self) -> dict[str, Any]:
        """Return where headings stand: in the middle of their column, at the left of one that tells, as its texts do."""
        if not self.told:
            return {}
        tells = f"indexof({_listed(self._headings()[name] for name in self.told)}, datum.label) >= 0"
        return {
            "labelAlign": {"condition": {"test": tells, "value": "left"}, "value": "center"},
            "labelOffset": {"condition": {"test": tells, "expr": "4 - bandwidth('x') / 2"}, "value": 0},
        }

    def _y(self) -> alt.Y:
        order = list(dict.fromkeys([self._label(row) for row in self.rows] or self._labels()))
        axis = alt.Axis(
            labels=self.labels,
            labelExpr=f"split(split(datum.label, '{_APART}')[0], '\\n')",
            labelBaseline=_TWO,
            labelLimit=7 * self.label_width,
            domain=False,
            ticks=False,
            grid=not self._tiled(),
        )
        scale = alt.Scale(domain=order) if self.rows else alt.Undefined
        return alt.Y("row:N", title=None, sort=order, scale=scale, axis=axis)

    def _tiled(self) -> bool:
        return all(look.shape == TILE for look in self.looks.values()) and bool(self.looks)

    def _marks(self, columns: int) -> list[alt.Chart]:
        """Return the layer of tiles or points; a click on its legend picks out one kind."""
        used = [name for name in self.looks if name in set(self.cells["mark"])]
        looks = [self.looks[name] for name in used]
        legend = alt.Legend(orient="bottom", title=None, columns=columns, labelLimit=600) if columns else None
        fills = alt.Scale(domain=used, range=["white" if look.hollow else look.colour for look in looks])
        base = Layer().transform_filter("datum.mark").encode(x=self._x(), y=self._y(), tooltip=tooltip(*self.fields))
        if self._tiled():
            if legend:
                legend.symbolType = "square"
            marks = base.mark_rect(stroke="white", strokeWidth=3).encode(
                fill=alt.Fill("mark:N", scale=fills, legend=legend)
            )
        else:
            strokes = alt.Scale(domain=used, range=[look.colour for look in looks])
            shapes = alt.Scale(domain=used, range=[look.shape for look in looks])
            marks = base.mark_point(size=115, strokeWidth=1.8, opacity=1).encode(
                shape=alt.Shape("mark:N", scale=shapes, legend=legend),
                stroke=alt.Stroke("mark:N", scale=strokes, legend=legend),
                fill=alt.Fill("mark:N", scale=fills, legend=legend),
            )
        return legend_picks([marks], "mark") if columns and len(used) > 1 else [marks]

    def _texts(self) -> list[alt.Chart]:
        """Return the texts: in a tile, beside a point, alone in a cell, or at the left of a column that tells."""
        base = Layer().encode(x=self._x(), y=self._y(), text=alt.Text("text:N"), tooltip=tooltip(*self.fields))
        told = f"indexof({_listed(self._headings()[name] for name in self.told)}, datum.column) >= 0"
        marked = base.transform_filter("datum.mark && datum.text")
        alone = base.transform_filter(f"!datum.mark && datum.text && !({told})")
        dark = [name for name, look in self.looks.items() if look.colour in _DARK]
        layers = []
        if self._tiled():
            white = alt.ColorValue(
                INK, condition=[{"test": f"indexof({_listed(dark)}, datum.mark) >= 0", "value": "white"}]
            )
            layers.append(marked.mark_text(fontSize=11).encode(color=white))
        else:
            layers.append(marked.mark_text(align="left", dx=10))
            layers.append(alone.mark_point(size=330, opacity=1, color="white").encode(text=alt.Undefined))
        layers.append(alone.mark_text(fontWeight="bold"))
        if self.told:
            left = base.transform_filter(told).mark_text(align="left", dx=4, fontSize=11)
            layers.append(left.encode(x=alt.X("column:N", bandPosition=0)))
        return layers

    def _described(self, title: alt.TitleParams) -> str:
        rows: dict[tuple[str, str], list[str]] = {}
        for cell in rows_of(self.cells):
            said = ", ".join(dict.fromkeys(part for part in (cell.text, cell.mark) if part))
            head = _flat(cell.column)
            rows.setdefault((getattr(cell, "panel", ""), cell.row), []).append(
                said if said.startswith(head) else f"{head} {said}"
            )
        told = "; ".join(f"{row}: {', '.join(parts)}" for (_, row), parts in rows.items())
        return f"{heading(title)}. {told}."


def _wrapped(heading: str, width: int) -> str:
    return "\n".join(line for part in heading.split("\n") for line in wrap(part, width, break_long_words=False))


def _listed(names: Iterable[str]) -> str:
    """Return names as a Vega expression has a list of them."""
    return "[" + ", ".join("'" + name.replace("'", "\\'").replace("\n", "\\n") + "'" for name in names) + "]"


def _flat(text: str) -> str:
    return " ".join(text.split())
