"""Series through time: stocks at their day and flows over their window, in small panels on one time axis.

Lines join what adjoins and stop at gaps and breaks; what is provisional is hollow, what a number leaves open an upright
line, and a target a line of its own. The subtitle names the marks that are there, and no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.language import N_, _, dates
from analysis.show import wording
from analysis.show.fields import AS_PRINTED, READ_AS, SOURCE, WINDOW, Field, cell, tooltip
from analysis.show.forms import telling
from analysis.show.forms.text_beside import sentences
from analysis.show.marks import Layer, Nothing, legend_picks
from analysis.show.theme import AMBER, BLUE, GREEN, INK, MUTED, ORANGE, PINK, PURPLE, SKY, WIDTH

#: What the tooltip of a point says; columns of its frame.
FIELDS = (
    WINDOW,
    Field("means", READ_AS.heading, cell("means")),
    AS_PRINTED,
    Field("variant", N_("line"), cell("variant")),
    SOURCE,
)
#: Columns that few points have something in; a layer is drawn where one has.
_FEW = ("aim", "apart", "hollow", "open", "break_at", "note", "last", "begins", "heavy")
_GREY = "#c3c9cf"
_COLOURS = (ORANGE, GREEN, PINK, PURPLE, SKY, AMBER)
_SHAPES = ("square", "triangle-up", "diamond", "cross", "triangle-down", "circle")
_DASHES = ([6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3], [1, 0])
#: Two ends that differ by less than this part are drawn as one.
_CLOSE = 0.01
#: The highest point of a panel leaves this much above it.
_HEADROOM = 1.12
#: From so many years on, every other one is named on the axis; a panel of so many pixels is large.
_MANY_YEARS, _LARGE = 9, 150
#: From more panels on the legend stands above them.
_MANY_PANELS = 3
#: Pixels of a letter of a note, of a heading, and between panels abreast.
_LETTER, _BOLD, _APART = 5.9, 7.0, 56
_LAST_DAY = "12-31"
#: Characters of a line of a title.
_TITLE = 88


@dataclass(frozen=True)
class Series:
    """Points of series; :meth:`chart` draws them.

    ``points`` has a row a point: ``panel`` (its heading), ``middle`` (the day where it stands), ``value``, ``window``
    and ``means`` in words, and what leads to a source. Where there is more to say: ``variant`` (the line, where a panel
    has several), ``run`` (a line joins what has the same), ``begins, ends`` (the window of a flow), ``lower, upper``
    and ``open`` (no upper limit), ``apart`` (a window of another length), ``hollow`` (provisional), ``heavy``,
    ``break_at`` and ``why`` (a break lies before it), ``last`` (what stands beside it) and ``aim`` (a target). Days are
    texts. ``across`` panels stand abreast.
    """

    points: pd.DataFrame
    fields: Sequence[Field] = FIELDS
    across: int = 1
    height: int = 62

    def chart(
        self, title: str, lead: Sequence[str] = (), subtitle: Sequence[str] | None = None
    ) -> alt.FacetChart | Nothing:
        """Draw the panels under a title; ``lead`` comes before what the marks mean, ``subtitle`` in its place."""
        if self.points.empty:
            return Nothing(_("There is no number to draw."))
        data = self._data()
        told = sentences([*lead, *self._legend()] if subtitle is None else list(subtitle))
        # Of panels abreast the labels cannot be switched off: the headings stand in the panels.
        header = alt.Header(title=None, labelExpr="''", labelFontSize=1, labelPadding=0)
        order = list(data["panel"].drop_duplicates())
        axes = alt.AxisResolveMap(x="independent") if self.across == 1 else alt.AxisResolveMap()
        return alt.FacetChart(
            data=_lean(data),
            spec=alt.LayerChart(layer=self._layers(data), width=self._width(), height=self.height),
            facet=alt.Facet("panel:N", sort=order, header=header),
            columns=self.across,
            resolve=alt.Resolve(scale=alt.ScaleResolveMap(y="independent"), axis=axes),
            spacing={"row": 14, "column": 26},
            title=alt.TitleParams(
                title if len(title) <= _TITLE else wrap(title, _TITLE), subtitle=told, frame="bounds"
            ),
            description=f"{title}. {telling.lines(self.points, self._notes)}.",
        )

    def _width(self) -> int:
        return (WIDTH - _APART * (self.across - 1)) // self.across

    def _data(self) -> pd.DataFrame:
        """Return the points, each panel by its number, with heading, notes and headroom at its first point."""
        points = self.points.reset_index(drop=True)
        if "variant" not in points:
            points = points.assign(variant="")
        if "upper" in points:
            spread = points["upper"] > points["lower"]
            points = points.assign(lower=points["lower"].where(spread), upper=points["upper"].where(spread))
        panels = points.groupby("panel", sort=False)
        most = max(len(self._head(name)) for name in points["panel"])
        first = ~points.duplicated("panel")
        head = points["panel"].map(lambda name: "\n".join([*[" "] * (most - len(self._head(name))), *self._head(name)]))
        tops = points[[name for name in ("value", "upper") if name in points]].max(axis=1)
        roof = tops.groupby(points["panel"], sort=False).transform("max") * _HEADROOM
        notes = points["panel"].map({name: "\n".join(self._notes(group)) for name, group in panels})
        numbered = panels.ngroup().astype("str").str.zfill(2)
        at_first = {"head": head, "note": notes.where(notes != ""), "roof": roof}
        shown = {name: column.where(first) for name, column in at_first.items()}
        return points.assign(**shown, panel=numbered).drop(columns="why", errors="ignore")

    def _head(self, name: str) -> list[str]:
        return wrap(name, int(self._width() / _BOLD)) if self.across > 1 else [name]

    def _notes(self, points: pd.DataFrame) -> list[str]:
        """Return the reasons of the breaks of a panel, in lines that fit its width."""
        if "why" not in points:
            return []
        cut = _("Break")
        broken = points[points["why"].notna()]
        told = sorted(
            {
                f"{cut} {dates.written(day[: 4 if self._at_ends() else 7])}: {why}"
                for day, why in zip(broken["break_at"], broken["why"], strict=True)
            }
        )
        return [line for text in told for line in wrap(text, int(self._width() / _LETTER))]

    def _has(self, name: str) -> bool:
        return name in self.points and any(pd.notna(found) and bool(found) for found in self.points[name])

    def _legend(self) -> list[str]:
        """Say what the marks mean that the points lead to, in lines that fit the width."""
        points = self.points
        wide = "upper" in points and (points["upper"] - points["lower"] > _CLOSE * points["upper"]).any()
        marks = [
            (len(set(points["panel"])) > 1, _("Each panel has its own scale")),
            (self._has("hollow"), _("hollow: provisional")),
            (self._has("apart"), _("diamond: a window of another length")),
            (wide, _("upright line: what rounding or a hedge leaves open")),
            (self._has("open"), _("arrow: no upper limit")),
            (self._has("break_at"), _("dashed: a break, across which nothing is compared")),
            (self._has("aim"), _("orange: a printed target")),
        ]
        told = [text for there, text in marks if there]
        told[:1] = map(wording.capitalised, told[:1])
        half = (len(told) + 1) // 2
        parts = [told] if len(told) < 3 else [told[:half], told[half:]]
        return [f"{'; '.join(part)}{';' if part is not parts[-1] else ''}" for part in parts if part]

    # -- layers -------------------------------------------------------------------------------------------------------

    def _layers(self, data: pd.DataFrame) -> list[alt.Chart]:
        """Return the layers that have something to draw: windows and breaks below, then lines, points and words."""
        x, y = self._x(), self._y()
        base = Layer().encode(x=x, y=y)
        layers = [*self._windows(base), *self._lines(base, data), *self._beside(base), *self._words(base)]
        wanted = {name for name in _FEW if self._has(name) or (name == "note" and data["note"].notna().any())}
        drawn = [layer for name, layer in layers if name is None or name in wanted]
        # Altair looks for the name of the first layer when it puts a chart with a selection beside another.
        drawn[0].name = "panels"
        return drawn

    def _windows(self, base: alt.Chart) -> list[tuple[str | None, alt.Chart]]:
        ends = {"x": alt.X("begins:T"), "x2": alt.X2("ends:T")}
        windows = base.transform_filter("!datum.aim && isValid(datum.begins)")
        windows = windows.mark_rule(strokeWidth=1, opacity=0.55, color=MUTED, aria=False).encode(**ends)
        cut = Layer().transform_filter("isValid(datum.break_at)")
        cut = cut.mark_rule(color=INK, strokeDash=[4, 3], strokeWidth=1.2, aria=False).encode(x=alt.X("break_at:T"))
        aimed = base.transform_filter("datum.aim").mark_rule(color=ORANGE, strokeWidth=2, strokeDash=[5, 2])
        return [("begins", windows), ("break_at", cut), ("aim", aimed.encode(tooltip=tooltip(*self.fields), **ends))]

    def _lines(self, base: alt.Chart, data: pd.DataFrame) -> list[tuple[str | None, alt.Chart]]:
        """Return lines and points; of several lines a click on the legend picks out one."""
        colour, fill, dash, shape = self._channels(data)
        tips = tooltip(*self.fields)
        of_line = base.transform_filter("!datum.aim && !datum.apart").encode(color=colour)
        line = of_line.mark_line(aria=False, strokeWidth=alt.Undefined if self._has("heavy") else 1.6)
        line = line.encode(strokeDash=dash, detail=[alt.Detail("run:N")])
        if self._has("heavy"):
            line = line.encode(strokeWidth=alt.StrokeWidthValue(1.4, condition={"test": "datum.heavy", "value": 3.2}))
        size = 75 if self.height >= _LARGE else 42 if self.across == 1 else 24
        full = of_line.transform_filter("!datum.hollow").mark_point(size=size, opacity=1, strokeWidth=1)
        full = full.encode(fill=fill, shape=shape, tooltip=tips)
        hollow = of_line.transform_filter("datum.hollow")
        hollow = hollow.mark_point(size=size + 8, opacity=1, filled=False, fill="white", strokeWidth=1.8)
        hollow = hollow.encode(shape=shape, tooltip=tips)
        layers = [line, full, *([hollow] if self._has("hollow") else [])]
        several = len(set(data["variant"])) > 1
        return [(None, layer) for layer in (legend_picks(layers, "variant") if several else layers)]

    def _channels(self, data: pd.DataFrame) -> tuple[alt.Color, alt.Fill, alt.StrokeDash, alt.Shape]:
        """Return what tells lines apart: the only line of a panel is blue, round and whole."""
        names = [name for name in data["variant"].drop_duplicates() if name]
        alone = "" in set(data["variant"]) or not names
        domain = ["", *names] if alone else names
        # Below many panels nobody would find it.
        orient: Any = "top" if len(set(data["panel"])) > _MANY_PANELS else "bottom"
        legend = alt.Legend(orient=orient, title=None, values=names, columns=1, labelLimit=640) if names else None
        if legend and max(map(len, names)) < _MANY_YEARS * 4:
            legend.columns = 3
        if legend:
            legend.symbolDash, legend.symbolStrokeWidth = [1, 0], 0

        def ranged(first: Any, others: Sequence[Any]) -> alt.Scale:
            return alt.Scale(domain=domain, range=[first, *(tuple(others) * 3)][: len(domain)])

        colours = ranged(BLUE, _COLOURS)
        return (
            alt.Color("variant:N", scale=colours, legend=legend),
            alt.Fill("variant:N", scale=colours, legend=legend),
            alt.StrokeDash("variant:N", scale=ranged([1, 0], _DASHES), legend=None),
            alt.Shape("variant:N", scale=ranged("circle", _SHAPES), legend=legend),
        )

    def _beside(self, base: alt.Chart) -> list[tuple[str | None, alt.Chart]]:
        """Return what stands at a point: the ends of what it can be, an arrow without one, and points apart."""
        spread = Layer().transform_filter("!datum.aim && datum.upper > datum.lower")
        spread = spread.mark_rule(strokeWidth=2.2, color=INK, aria=False)
        spread = spread.encode(x=self._x(), y=alt.Y("lower:Q"), y2=alt.Y2("upper:Q"))
        arrow = base.transform_filter("datum.open")
        arrow = arrow.mark_point(
            shape="triangle-up", size=42, yOffset=-9, filled=True, opacity=1, color=INK, aria=False
        )
        apart = base.transform_filter("!datum.aim && datum.apart")
        apart = apart.mark_point(shape="diamond", size=48, opacity=1, stroke=MUTED, strokeWidth=1.4)
        pale = alt.FillValue(_GREY, condition=[{"test": "datum.hollow", "value": "white"}])
        apart = apart.encode(fill=pale, tooltip=tooltip(*self.fields))
        there = [(None, spread)] if "upper" in self.points else []
        return [*there, ("open", arrow), ("apart", apart)]

    def _words(self, base: alt.Chart) -> list[tuple[str | None, alt.Chart]]:
        """Return the heading above a panel, the reasons of its breaks below it, and what stands beside a last point."""
        named = Layer().transform_filter("isValid(datum.head)")
        above = named.mark_point(opacity=0, aria=False).encode(x=self._x(), y=alt.Y("roof:Q"))
        last = base.transform_filter("isValid(datum.last)").mark_text(align="left", dx=6, fontSize=11)
        last = last.encode(x=alt.X("ends:T"), text=alt.Text("last:N"))
        head = named.mark_text(align="left", baseline="line-bottom", lineBreak="\n", fontWeight="bold", fontSize=12)
        lines = max(len(self._head(name)) for name in self.points["panel"])
        head = head.encode(x=alt.XValue(0), text=alt.Text("head:N"), y=alt.YValue(-8 - 14 * (lines - 1)))
        note = named.transform_filter("isValid(datum.note)")
        note = note.mark_text(align="left", baseline="top", fontSize=11, lineBreak="\n", color=MUTED)
        note = note.encode(x=alt.XValue(0), text=alt.Text("note:N"), y=alt.YValue(self.height + 24))
        return [(None, above), ("last", last), (None, head), ("note", note)]

    # -- axes ---------------------------------------------------------------------------------------------------------

    def _x(self) -> alt.X:
        """Return the axis of years, or of the ends of years where every point stands at one."""
        days = pd.concat([self.points[name].dropna() for name in ("begins", "middle", "ends") if name in self.points])
        first, last = int(days.min()[:4]), int(self.points["middle"].max()[:4])
        if not self._at_ends():
            step: Any = {"interval": "year", "step": 1 if last - first < _MANY_YEARS else 2}
            axis = alt.Axis(format="%Y", tickCount=step, grid=True, labelFontSize=11, ticks=False, labelPadding=5)
            scale = alt.Scale(domain=[f"{first}-01-01", f"{last + 1}-01-01"], nice=False)
            return alt.X("middle:T", title=None, axis=axis, scale=scale)
        ends = [f"{year}-12-31T00:00:00" for year in range(first, last + 1)]
        axis = alt.Axis(format="%Y", values=ends, grid=False, labelFontSize=11)
        if self.across > 1:
            axis = alt.Axis(values=ends, grid=False, labelFontSize=11, labelExpr=_ODD)
        scale = alt.Scale(domain=[f"{first}-07-01T00:00:00", f"{last + 1}-07-01T00:00:00"], nice=False)
        return alt.X("middle:T", title=None, axis=axis, scale=scale)

    def _at_ends(self) -> bool:
        """Whether every point stands at the end of a year."""
        return bool(self.points["middle"].str.endswith(_LAST_DAY).all())

    def _y(self) -> alt.Y:
        ticks = 5 if self.height >= _LARGE else 3
        axis = alt.Axis(format=",~f", tickCount=ticks, minExtent=44 if self.across > 1 else 36)
        return alt.Y("value:Q", title=None, scale=alt.Scale(zero=True, nice=True), axis=axis)


_ODD = "year(datum.value) % 2 ? timeFormat(datum.value, '%Y') : ''"


def _lean(data: pd.DataFrame) -> pd.DataFrame:
    """Leave out what no point has."""
    return data.drop(
        columns=[name for name in data if not any(pd.notna(cell) and cell is not False for cell in data[name])]
    )
