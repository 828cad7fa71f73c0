"""Charts of whatever was chosen: each figure with its bounds and window, or, of many, how many there are of what.

What can be selected in them needs no kernel: a click on the legend, a brush over the years, a list of kinds.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import _, ngettext, translated
from analysis.show import wording
from analysis.show.forms.intervals import decades
from analysis.show.marks import Nothing, cited
from analysis.show.theme import COLOURS, INK, MUTED, WIDTH

#: From how many figures on each is no longer drawn by itself.
MANY = 40
# In pixels: the plot, the gap before the text beside it, the longest label, the height of a figure and of a bar.
_PLOT, _TEXT, _LABEL, _STEP, _BAR = 220, 12, 240, 22, 18
_WIDE = 100  # the ratio of the highest to the lowest end above nought from which an axis is logarithmic
_LINES = 12  # how many lines of a document are named one by one
_NAMES = {"labelExpr": "split(datum.label, ' · ')[0]", "labelLimit": _LABEL, "labelPadding": 10}
_SHAPES = ("circle", "square", "diamond", "triangle-up", "cross")
_PICKED = {"name": "picked", "select": {"type": "point", "fields": ["document"]}, "bind": "legend"}
_STACKED = {"field": "rank", "type": "quantitative"}
_OPEN, _OPENS = {"filter": "datum.open"}, {"filter": "datum.opens"}
_RIGHT, _LEFT = ({"type": "point", "shape": f"triangle-{side}", "size": 110} for side in ("right", "left"))
_QUOTED = {"type": "text", "align": "left", "dx": _TEXT, "clip": False}


class Drawing:
    """A chart that is written as Vega-Lite.

    The explorer draws one at every move, and Altair takes half a second to build and validate that of forty figures;
    the tests validate it instead.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        self.spec = spec

    def to_dict(self, **_options: Any) -> dict[str, Any]:
        """Return the specification in the look that is switched on."""
        return {"$schema": alt.SCHEMA_URL, **alt.theme.get()(), **self.spec}  # type: ignore[misc]

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:
        return alt.renderers.get()(self.to_dict())  # type: ignore[misc, return-value]


Drawn = Drawing | Nothing


def explore(rows: pd.DataFrame) -> Drawn:
    """Draw chosen figures, see ``answers.select``: their values, or what there is where they are many."""
    return explore_overview(rows) if len(rows) > MANY else explore_values(rows)


def explore_values(rows: pd.DataFrame) -> Drawn:
    """Draw each figure as a point or an interval, by unit; an arrow is a figure without an upper limit.

    Beside each stands what is printed, what it claims to be, and its window. A click on the legend picks a document.
    """
    if rows.empty:
        return _nothing()
    table = _described(rows)
    documents = _documents(rows)
    units = list(dict.fromkeys(rows["unit"]))
    panels = [_panel(table[table["unit"] == unit], unit, documents) for unit in units]
    panels[0]["layer"][0]["params"] = [_PICKED]  # one legend serves all panels
    title = _title(_("Figures as printed, and what each allows"), rows)
    described = "; ".join(f"{r.label.split(' · ')[0]}: {r.allows}, {r.window}" for r in rows_of(table))
    apart = {"color": "shared", "shape": "shared", "x": "independent", "y": "independent"}
    return Drawing(
        {
            "title": title,
            "description": f"{title['text']}. {described}.",
            "vconcat": panels,
            "spacing": 14,
            "resolve": {"scale": apart},
        }
    )


def explore_windows(rows: pd.DataFrame) -> Drawn:
    """Draw the window of each figure on a time axis, or, of many, how many figures touch each year.

    A click on the legend picks a document; dragging and scrolling move and stretch the time axis. Figures without a
    window are said to have none.
    """
    if rows.empty:
        return _nothing()
    if len(rows) > MANY:
        return explore_overview(rows)
    table = _described(rows)
    title = _title(_("When each figure holds"), rows)
    described = "; ".join(f"{r.label.split(' · ')[0]}: {r.window}" for r in rows_of(table))
    wanted = ["figure_id", "label", "document", "begins", "ends", "open", "opens", "quote", "window", "where"]
    return Drawing(
        {
            "title": title,
            "description": f"{title['text']}. {described}.",
            "width": _PLOT,
            "height": {"step": _STEP},
            "data": {"values": _values(table[wanted])},
            "encoding": _shared(table),
            "layer": _windows(table, _documents(rows)),
        }
    )


def _windows(table: pd.DataFrame, documents: dict[str, int]) -> list[dict[str, Any]]:
    """Return the marks of windows, on a time axis that can be moved and stretched."""
    colour, shape = _colour(documents), _shape(documents)
    axis = {"format": "%Y", "tickCount": "year", "labelOverlap": True}
    known = [day[:4] for column in ("begins", "ends") for day in table[column].dropna()]
    spanned = {"domain": [f"{min(known)}-01-01", f"{int(max(known)) + 1}-01-01"]} if known else {}
    begins = {"field": "begins", "type": "temporal", "title": None, "axis": axis, "scale": {**spanned, "nice": False}}
    ends = {"field": "ends", "type": "temporal"}
    zoom = {"name": "zoom", "select": {"type": "interval", "encodings": ["x"]}, "bind": "scales"}
    dated = {"filter": "isValid(datum.begins)"}
    printed = {"filter": "isValid(datum.begins) && !datum.opens"}
    layers = [
        _layer({"type": "rule", "strokeWidth": 7}, dated, x=begins, x2={"field": "ends"}, color=colour),
        _layer({"type": "point", "size": 60}, printed, x=begins, color=colour, shape=shape),
        _layer(_RIGHT, _OPEN, x=ends, color=colour),
        _layer(_LEFT, _OPENS, x=begins, color=colour),
        _layer(_QUOTED, x={"value": _PLOT}, text={"field": "quote"}),
    ]
    layers[0]["params"] = [_PICKED, zoom]
    return layers


def explore_overview(rows: pd.DataFrame, *, kinds: bool = True) -> Drawn:
    """Draw how many figures there are of each theme, and how many windows touch each year, by document.

    A brush over the years and a click on the legend filter both, without a kernel, and so does a list of kinds, unless
    ``kinds`` is false, because the choice of a kind stands elsewhere.
    """
    if rows.empty:
        return _nothing()
    documents = _documents(rows)
    table = _in_words(rows)
    dated = table.dropna(subset="first")
    spanned = (int(dated["first"].min()), int(dated["last"].max())) if len(dated) else None
    panels = [_by_theme(table, documents, spanned is not None)]
    if spanned:
        panels.append(_by_year(spanned, documents))
    head = _("Figures by theme, and by year of their window: {count} printings", count=len(rows))
    counts = "; ".join(f"{name}: {number}" for name, number in table["theme"].value_counts().items())
    spec: dict[str, Any] = {
        "title": _title(head, rows),
        "description": f"{head}. {counts}. {', '.join(documents)}.",
        "data": {"values": _values(table)},
        "transform": [{"filter": {"param": "picked"}}],
        "vconcat": panels,
        "spacing": 18,
    }
    if kinds:
        names = sorted(set(table["kind"]))
        listed = {
            "input": "select",
            "options": ["", *names],
            "name": _("kind: "),
            "labels": [_("every kind"), *names],
        }
        spec["params"] = [{"name": "kind", "value": "", "bind": listed}]
        spec["transform"].append({"filter": "kind === '' || datum.kind === kind"})
    return Drawing(spec)


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what the overview counts of each printing, in words, with the first and the last year of its window."""
    return pd.DataFrame(
        {
            "theme": [wording.theme(code) for code in rows["theme"]],
            "kind": [wording.kind(code) for code in rows["kind"]],
            "document": [_document(code) for code in rows["source_id"]],
            "figure_id": rows["figure_id"].to_numpy(),
            "rank": rows["rank"].to_numpy(),
            "first": rows["begins"].dt.year.to_numpy(),
            "last": rows["period_end"].fillna(rows["period_start"]).dt.year.to_numpy(),
        }
    )


# -- what they share ----------------------------------------------------------------------------------------------


def _described(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what is drawn of each figure, as texts and ends."""
    window = [wording.window(r.period_start, r.period_end, r.period_basis) for r in rows_of(rows)]
    begins = rows["begins"]
    last = pd.concat([rows["period_start"], rows["period_end"]]).max()  # as far as a window without an end is drawn
    return pd.DataFrame(
        {
            "figure_id": rows["figure_id"],
            "label": rows[translated("label")] + " · " + rows["figure_id"],
            "document": [_document(code) for code in rows["source_id"]],
            "unit": rows["unit"],
            "lower": rows["lower"],
            "upper": rows["upper"],
            "allows": [wording.quantity(r) for r in rows_of(rows)],
            "quote": [_quote(r, when) for r, when in zip(rows_of(rows), window, strict=True)],
            "window": window,
            "begins": begins.dt.strftime("%Y-%m-%d"),
            "ends": rows["period_end"].fillna(last).where(begins.notna()).dt.strftime("%Y-%m-%d"),
            "open": rows["period_start"].notna() & rows["period_end"].isna(),
            "opens": rows["period_start"].isna() & rows["period_end"].notna(),
            "where": cited(rows),
        }
    )


def _quote(row: Any, window: str) -> str:
    parts = [f"“{_short(row.as_printed)}”", wording.kind(row.kind)]
    if row.places and " " not in row.places:
        parts.insert(1, getattr(row, translated("place")))
    if not pd.isna(row.period_start) or not pd.isna(row.period_end):
        parts.append(window.split(" (", maxsplit=1)[0])
    return " · ".join(parts)


def _short(text: str, most: int = 20) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _panel(table: pd.DataFrame, unit: str, documents: dict[str, int]) -> dict[str, Any]:
    """Draw the figures of one unit, on an axis of their own; what has no upper end reaches to the edge of the plot."""
    lower = _measured(table, unit)
    low, end = lower["scale"]["domain"]
    read = table["lower"].notna() | table["upper"].notna()  # what is illegible has neither end
    beyond = read & ~(table["lower"] >= low)
    rows = table.assign(
        lower=table["lower"].where(~beyond, low).where(read),
        shown=table["upper"].fillna(end).clip(lower=low).where(read),
        open=read & table["upper"].isna(),
        opens=beyond & (low > 0),
    )[["figure_id", "label", "document", "lower", "shown", "open", "opens", "allows", "quote", "window", "where"]]
    shown = {"field": "shown", "type": "quantitative"}
    colour, shape = _colour(documents), _shape(documents)
    legible, begun = ({"filter": f"isValid(datum.shown){known}"} for known in ("", " && !datum.opens"))
    return {
        "width": _PLOT,
        "height": {"step": _STEP},
        "data": {"values": _values(rows)},
        "encoding": _shared(rows),
        "layer": [
            _layer({"type": "rule", "strokeWidth": 5}, legible, x=lower, x2={"field": "shown"}, color=colour),
            _layer({"type": "point", "size": 60}, begun, x=lower, color=colour, shape=shape),
            _layer(_RIGHT, _OPEN, x=shown, color=colour),
            _layer(_LEFT, _OPENS, x=lower, color=colour),
            _layer(_QUOTED, x={"value": _PLOT}, text={"field": "quote"}),
        ],
    }


def _measured(table: pd.DataFrame, unit: str) -> dict[str, Any]:
    """Return the axis of a unit: from nought, or, where its figures are of many sizes, logarithmic and without a nought.

    On a logarithmic axis an arrow to the left is a figure that goes down to nought.
    """
    ends = pd.concat([table["lower"], table["upper"]]).dropna()
    highest = float(ends.max()) if len(ends) else 1.0
    axis: dict[str, Any] = {"labelOverlap": True, "labelFlush": True, "labelSeparation": 6}
    measured = {"field": "lower", "type": "quantitative", "title": wording.unit(unit)}
    if (ends > 0).any() and highest / float(ends[ends > 0].min()) > _WIDE:
        steps = decades(measured["title"], ends)
        scale = {"type": "log", "domain": [steps.low, steps.high], "nice": False}
        axis |= {"values": steps.values, "format": ",.0f"}
        return measured | {"title": steps.title, "scale": scale, "axis": axis}
    end = max(highest * 1.15, 1.0)
    axis["tickCount"] = 3 if end > 1e5 else 5
    return measured | {"scale": {"domain": [0, end], "nice": False}, "axis": axis}


def _by_theme(table: pd.DataFrame, documents: dict[str, int], brushed: bool) -> dict[str, Any]:
    count = _count()
    # What the brush over the years, in the panel below, leaves; all where there is none.
    within = "!isValid(years.year) || (datum.first <= years.year[1] && datum.last >= years.year[0])"
    order = table["theme"].value_counts().index.tolist()
    tooltip = [_tip("theme", _("theme")), *_counted()]
    return {
        "width": WIDTH,
        "height": {"step": _BAR},
        "transform": [{"filter": within}] if brushed else [],
        "params": [_PICKED],
        "mark": "bar",
        "encoding": {
            "x": {**count, "axis": {"tickMinStep": 1, "format": "d"}},
            "y": {"field": "theme", "type": "nominal", "sort": order, "title": None},
            "color": _colour(documents),
            "order": _STACKED,
            "tooltip": tooltip,
        },
    }


def _by_year(spanned: tuple[int, int], documents: dict[str, int]) -> dict[str, Any]:
    begin, end = spanned
    year = {
        "field": "year",
        "type": "quantitative",
        "title": _("year that the window touches"),
        "scale": {"domain": [begin - 0.5, end + 0.5], "nice": False},
        "axis": {"format": "d", "tickMinStep": 1},
    }
    tip = {"field": "year", "type": "quantitative", "title": _("year"), "format": "d"}
    return {
        "width": WIDTH,
        "height": 90,
        "transform": [  # a figure is counted in every year that its window touches
            {"calculate": f"sequence({begin}, {end + 1})", "as": "year"},
            {"flatten": ["year"]},
            {"filter": "datum.first <= datum.year && datum.year <= datum.last"},
        ],
        "params": [{"name": "years", "select": {"type": "interval", "encodings": ["x"]}}],
        "mark": "bar",
        "encoding": {
            "x": year,
            "y": {**_count(), "axis": {"tickMinStep": 1, "tickCount": 4, "format": "d"}},
            "color": _colour(documents),
            "order": _STACKED,
            "tooltip": [tip, *_counted()],
            "size": {"value": max(4, WIDTH // (end - begin + 1) - 4)},
        },
    }


def _layer(mark: dict[str, Any], *transform: dict[str, Any], **encoding: dict[str, Any]) -> dict[str, Any]:
    return {"mark": mark, "transform": list(transform), "encoding": encoding}


def _shared(table: pd.DataFrame) -> dict[str, Any]:
    """Return the encodings that all layers of a panel have."""
    titles = {
        "label": _("figure"),
        "quote": _("as printed"),
        "window": _("window"),
        "where": _("source"),
    }
    return {
        "y": {"field": "label", "type": "nominal", "sort": table["label"].tolist(), "title": None, "axis": _NAMES},
        "opacity": {"condition": {"param": "picked", "value": 1}, "value": 0.15},
        "tooltip": [_tip(field, title) for field, title in titles.items()],
    }


def _tip(field: str, title: str) -> dict[str, Any]:
    return {"field": field, "type": "nominal", "title": title}


def _count() -> dict[str, Any]:
    return {"aggregate": "count", "type": "quantitative", "title": _("figures")}


def _counted() -> list[dict[str, Any]]:
    return [_tip("document", _("document")), _count()]


def _values(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as JSON has them, a missing cell as null."""
    cells: Any = table.astype("object").where(table.notna(), None)
    return cells.to_dict("records")


def _nothing() -> Nothing:
    return Nothing(_("There is no figure to draw."))


def _document(source_id: str) -> str:
    return " ".join(wording.document(source_id))


def _documents(rows: pd.DataFrame) -> dict[str, int]:
    """Return the documents of rows by name, with the rank that gives each its colour and shape in every chart."""
    ranks = rows.drop_duplicates("source_id").sort_values("rank").set_index("source_id")["rank"]
    return {_document(str(code)): int(rank) for code, rank in ranks.items()}


def _colour(documents: dict[str, int]) -> dict[str, Any]:
    return {
        "field": "document",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(documents), "range": [COLOURS[rank % len(COLOURS)] for rank in documents.values()]},
        "legend": {"orient": "bottom", "columns": 3},
    }


def _shape(documents: dict[str, int]) -> dict[str, Any]:
    shapes = [_SHAPES[rank % len(_SHAPES)] for rank in documents.values()]
    return {**_colour(documents), "scale": {"domain": list(documents), "range": shapes}}


def _title(text: str, rows: pd.DataFrame) -> dict[str, Any]:
    """Return a title with its sources below, so that a picture that is taken away keeps them."""
    lines = []
    for source, mine in rows.groupby("source_id", sort=False):
        places = sorted(set(mine["line"]))
        named = ", ".join(str(line) for line in places)
        many = _("{places} lines", places=len(places))
        few = ngettext("line {lines}", "lines {lines}", len(places), lines=named)
        lines.append(f"{_document(str(source))}, {many if len(places) > _LINES else few}")
    head = _("Source: ")
    return {"text": text, "subtitle": _wrapped(head + "; ".join(lines)), "subtitleColor": MUTED, "color": INK}


def _wrapped(text: str, width: int = 115) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
