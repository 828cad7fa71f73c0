"""Charts of whatever was chosen: each figure with its bounds and window, or, of many, how many there are of what.

What can be selected in them needs no kernel: a click on the legend, a brush over the years, a list of kinds.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.display import wording
from analysis.display.charts.marks import Nothing, rows_of
from analysis.display.theme import COLOURS, INK, MUTED, WIDTH, Language
from analysis.display.wording import say

#: From how many figures on each is no longer drawn by itself.
MANY = 40
_PLOT = 250
_TEXT = 8
_LABEL = 290
_STEP = 22
_WIDE = 100
_LINES = 12
_NAMES = alt.Axis(labelExpr="split(datum.label, ' · ')[0]", labelLimit=_LABEL)
_SHAPES = ("circle", "square", "diamond", "triangle-up", "cross")

Drawn = alt.VConcatChart | Nothing


def explore(rows: pd.DataFrame, language: Language) -> Drawn:
    """Draw chosen figures, see ``questions.explore.select``: their values, or what there is where they are many."""
    if rows.empty:
        return Nothing(say(language, "There is no figure to draw.", "Er is geen cijfer te tekenen."))
    return explore_overview(rows, language) if len(rows) > MANY else explore_values(rows, language)


def explore_values(rows: pd.DataFrame, language: Language) -> Drawn:
    """Draw each figure as a point or an interval, by unit; an arrow is a figure without an upper limit.

    Beside each stands what is printed, what it claims to be, and its window. A click on the legend picks a document.
    """
    if rows.empty:
        return explore(rows, language)
    table = _described(rows, language)
    documents, _ = _documents(rows, language)
    picked = alt.selection_point(fields=["document"], bind="legend", name="picked")
    units = list(dict.fromkeys(rows["unit"]))
    panels = [_panel(table[table["unit"] == unit], unit, documents, picked, language) for unit in units]
    panels[0] = panels[0].add_params(picked)  # one legend serves all panels
    title = _title(say(language, "Figures as printed, and what each allows",
                       "Cijfers zoals gedrukt, en wat elk toelaat"), rows, language)  # fmt: skip
    described = "; ".join(f"{r.label.split(' · ')[0]}: {r.allows}, {r.window}" for r in rows_of(table))
    return (
        alt.VConcatChart(vconcat=panels, spacing=14)
        .resolve_scale(color="shared", shape="shared", x="independent", y="independent")
        .properties(title=title, description=f"{title.text}. {described}.")
    )


def explore_windows(rows: pd.DataFrame, language: Language) -> Drawn:
    """Draw the window of each figure on a time axis, or, of many, how many figures touch each year.

    A click on the legend picks a document. Figures without a window are said to have none.
    """
    if rows.empty:
        return explore(rows, language)
    if len(rows) > MANY:
        return explore_overview(rows, language)
    table = _described(rows, language)
    documents, colour = _documents(rows, language)
    picked = alt.selection_point(fields=["document"], bind="legend", name="picked")
    faint = alt.condition(picked, alt.value(1), alt.value(0.15))
    y = alt.Y("label:N", sort=table["label"].tolist(), title=None, axis=_NAMES)
    base = alt.Chart(table[["label", "document", "begins", "ends", "open", "quote", "window", "where"]])
    tooltip = _tooltips(language)
    x = alt.X("begins:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", labelOverlap=True))
    known = base.transform_filter("isValid(datum.begins)")
    bars = known.mark_rule(strokeWidth=7).encode(x=x, x2="ends:T", y=y, color=colour, opacity=faint, tooltip=tooltip)
    dots = known.mark_point(size=60).encode(
        x=x, y=y, color=colour, shape=_shape(documents), opacity=faint, tooltip=tooltip
    )
    arrows = base.transform_filter("datum.open").mark_point(shape="triangle-right", size=110).encode(
        x="ends:T", y=y, color=colour, opacity=faint, tooltip=tooltip
    )  # fmt: skip
    text = base.mark_text(align="left", dx=_TEXT).encode(
        x=alt.value(_PLOT * 1.2), y=y, text="quote:N", opacity=faint, tooltip=tooltip
    )
    title = _title(say(language, "When each figure holds", "Wanneer elk cijfer geldt"), rows, language)
    described = "; ".join(f"{r.label.split(' · ')[0]}: {r.window}" for r in rows_of(table))
    # A brush here moves and stretches the time axis.
    zoom = alt.selection_interval(bind="scales", encodings=["x"], name="zoom")
    chart = (bars + dots + arrows + text).add_params(picked, zoom).properties(
        width=_PLOT * 1.2, height=alt.Step(_STEP)
    )  # fmt: skip
    return alt.VConcatChart(vconcat=[chart]).properties(title=title, description=f"{title.text}. {described}.")


def explore_overview(rows: pd.DataFrame, language: Language) -> Drawn:
    """Draw how many figures there are of each theme, and how many windows touch each year, by document.

    A brush over the years, a click on the legend and the list of kinds filter both, without a kernel.
    """
    if rows.empty:
        return explore(rows, language)
    documents, colour = _documents(rows, language)
    table = pd.DataFrame(
        {
            "theme": [wording.theme(code, language) for code in rows["theme"]],
            "kind": [wording.kind(code, language) for code in rows["kind"]],
            "document": [_document(code, language) for code in rows["source_id"]],
            "first": rows["period_start"].fillna(rows["period_end"]).dt.year.to_numpy(),
            "last": rows["period_end"].fillna(rows["period_start"]).dt.year.to_numpy(),
        }
    )
    kinds = sorted(set(table["kind"]))
    every = say(language, "every kind", "elke soort")
    kind = alt.param(
        name="kind", value="", bind=alt.binding_select(
            options=["", *kinds], labels=[every, *kinds], name=say(language, "kind: ", "soort: ")
        ),
    )  # fmt: skip
    picked = alt.selection_point(fields=["document"], bind="legend", name="picked")
    years = alt.selection_interval(encodings=["x"], name="years")
    of_kind = "kind === '' || datum.kind === kind"
    within = "!isValid(years.year) || (datum.first <= years.year[1] && datum.last >= years.year[0])"
    count = say(language, "figures", "cijfers")
    order = table["theme"].value_counts().index.tolist()
    base = alt.Chart(table).transform_filter(of_kind).transform_filter(picked)
    tooltip = [
        alt.Tooltip("document:N", title=say(language, "document", "document")),
        alt.Tooltip("count():Q", title=count),
    ]
    themes = (
        base.transform_filter(within)
        .mark_bar()
        .encode(
            x=alt.X("count():Q", title=count, axis=alt.Axis(tickMinStep=1, format="d")),
            y=alt.Y("theme:N", sort=order, title=None),
            color=colour,
            tooltip=[alt.Tooltip("theme:N", title=say(language, "theme", "thema")), *tooltip],
        )
        .properties(width=WIDTH, height=alt.Step(_STEP))
    )
    panels: list[Any] = [themes.add_params(picked)]
    dated = table.dropna(subset="first")
    if len(dated):
        begin, end = int(dated["first"].min()), int(dated["last"].max())
        touched = (
            base.transform_calculate(year=f"sequence({begin}, {end + 1})")
            .transform_flatten(["year"])
            .transform_filter("datum.first <= datum.year && datum.year <= datum.last")
            .mark_bar()
            .encode(
                x=alt.X("year:Q", title=say(language, "year that the window touches", "jaar dat de periode raakt"),
                        scale=alt.Scale(domain=[begin - 0.5, end + 0.5], nice=False),
                        axis=alt.Axis(format="d", tickMinStep=1)),
                y=alt.Y("count():Q", title=count, axis=alt.Axis(tickMinStep=1, tickCount=4, format="d")),
                color=colour,
                tooltip=[alt.Tooltip("year:Q", title=say(language, "year", "jaar"), format="d"), *tooltip],
                size=alt.value(max(4, WIDTH // (end - begin + 1) - 4)),
            )
            .add_params(years)
            .properties(width=WIDTH, height=90)
        )  # fmt: skip
        panels.append(touched)
    else:
        panels = [themes.add_params(picked, years)]
    head = say(language, f"Figures by theme, and by year of their window: {len(rows)} printings",
               f"Cijfers naar thema, en naar jaar van hun periode: {len(rows)} vermeldingen")  # fmt: skip
    title = _title(head, rows, language)
    counts = "; ".join(f"{name}: {number}" for name, number in table["theme"].value_counts().items())
    return (
        alt.VConcatChart(vconcat=panels, spacing=18)
        .add_params(kind)
        .properties(title=title, description=f"{head}. {counts}. {', '.join(documents)}.")
    )


# -- what they share ----------------------------------------------------------------------------------------------


def _described(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return what is drawn of each figure, as texts and ends."""
    window = [wording.window(r.period_start, r.period_end, language, r.period_basis) for r in rows_of(rows)]
    last = rows["period_end"].max()
    last = rows["period_start"].max() if pd.isna(last) else max(last, rows["period_start"].max())
    begins = rows["period_start"].fillna(rows["period_end"])
    return pd.DataFrame(
        {
            "label": rows[f"label_{language}"] + " · " + rows["figure_id"],
            "document": [_document(code, language) for code in rows["source_id"]],
            "unit": rows["unit"],
            "lower": rows["lower"],
            "upper": rows["upper"],
            "allows": [wording.quantity(r, language) for r in rows_of(rows)],
            "quote": [_quote(r, when, language) for r, when in zip(rows_of(rows), window, strict=True)],
            "window": window,
            "begins": begins.dt.strftime("%Y-%m-%d"),
            "ends": rows["period_end"].fillna(last).where(begins.notna()).dt.strftime("%Y-%m-%d"),
            "open": rows["period_start"].notna() & rows["period_end"].isna(),
            "where": rows["where"],
        }
    )


def _quote(row: Any, window: str, language: Language) -> str:
    parts = [f"“{_short(row.as_printed)}”", wording.kind(row.kind, language)]
    if not pd.isna(row.period_start) or not pd.isna(row.period_end):
        parts.append(window.split(" (", maxsplit=1)[0])
    return " · ".join(parts)


def _short(text: str, most: int = 22) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _panel(table: pd.DataFrame, unit: str, documents: list[str], picked: Any, language: Language) -> Any:
    ends = pd.concat([table["lower"], table["upper"]]).dropna()
    positive = ends[ends > 0]
    highest = float(ends.max()) if len(ends) else 1.0
    wide = len(positive) > 0 and highest / float(positive.min()) > _WIDE
    end = max(highest * (3 if wide else 1.15), 1.0)
    rows = table.assign(
        lower=table["lower"].fillna(table["upper"].mask(table["upper"].notna(), 0)),
        shown=table["upper"].fillna(end).where(table["lower"].notna() | table["upper"].notna()),
        endless=table["upper"].isna() & table["lower"].notna(),
    )[["label", "document", "lower", "shown", "endless", "allows", "quote", "window", "where"]]
    name = wording.unit(unit, language)
    if wide:
        name += say(language, ", logarithmic scale", ", logaritmische schaal")
    scale = alt.Scale(type="symlog", constant=1, domain=[0, end], nice=False) if wide else alt.Scale(
        domain=[0, end], nice=False)  # fmt: skip
    axis = alt.Axis(tickCount=3 if end > 1e5 else 5, labelOverlap=True, labelFlush=True)
    if wide:
        axis = alt.Axis(values=[10**power for power in range(len(str(int(end))))], format=",.0f", labelOverlap=True)
    x = alt.X("lower:Q", title=name, scale=scale, axis=axis)
    y = alt.Y("label:N", sort=rows["label"].tolist(), title=None, axis=_NAMES)
    colour = _colour(documents)
    faint = alt.condition(picked, alt.value(1), alt.value(0.15))
    tooltip = _tooltips(language)
    base = alt.Chart(rows)
    read = base.transform_filter("isValid(datum.shown)")
    bars = read.mark_rule(strokeWidth=5).encode(x=x, x2="shown:Q", y=y, color=colour, opacity=faint, tooltip=tooltip)
    dots = read.mark_point(size=60).encode(
        x=x, y=y, color=colour, shape=_shape(documents), opacity=faint, tooltip=tooltip
    )
    arrows = base.transform_filter("datum.endless").mark_point(shape="triangle-right", size=100).encode(
        x="shown:Q", y=y, color=colour, opacity=faint, tooltip=tooltip
    )  # fmt: skip
    text = base.mark_text(align="left", dx=_TEXT, color=INK).encode(
        x=alt.value(_PLOT), y=y, text="quote:N", opacity=faint, tooltip=tooltip
    )
    return (bars + dots + arrows + text).properties(width=_PLOT, height=alt.Step(_STEP))


def _tooltips(language: Language) -> list[alt.Tooltip]:
    titles = {
        "quote": say(language, "as printed", "zoals gedrukt"), "allows": say(language, "allows", "laat toe"),
        "window": say(language, "window", "periode"), "where": say(language, "source", "bron"),
    }  # fmt: skip
    names = alt.Tooltip("label:N", title=say(language, "figure", "cijfer"))
    return [names, *(alt.Tooltip(f"{name}:N", title=title) for name, title in titles.items() if name != "allows")]


def _document(source_id: str, language: Language) -> str:
    return " ".join(wording.document(source_id, language))


def _documents(rows: pd.DataFrame, language: Language) -> tuple[list[str], alt.Color]:
    names = list(dict.fromkeys(_document(code, language) for code in rows["source_id"]))
    return names, _colour(names)


def _colour(documents: list[str]) -> alt.Color:
    scale = alt.Scale(domain=documents, range=list(COLOURS[: len(documents)]))
    return alt.Color("document:N", title=None, scale=scale, legend=alt.Legend(orient="bottom", columns=3))


def _shape(documents: list[str]) -> alt.Shape:
    scale = alt.Scale(domain=documents, range=list(_SHAPES[: len(documents)]))
    return alt.Shape("document:N", title=None, scale=scale)


def _title(text: str, rows: pd.DataFrame, language: Language) -> alt.TitleParams:
    """Return a title with its sources below, so that a picture that is taken away keeps them."""
    lines = []
    for source, mine in rows.groupby("source_id", sort=False):
        places = sorted(set(mine["line"]))
        named = ", ".join(str(line) for line in places)
        many = say(language, f"{len(places)} lines", f"{len(places)} regels")
        one = say(language, "line" if len(places) == 1 else "lines", "regel" if len(places) == 1 else "regels")
        lines.append(f"{_document(str(source), language)}, {many if len(places) > _LINES else f'{one} {named}'}")
    head = say(language, "Source: ", "Bron: ")
    return alt.TitleParams(text, subtitle=_wrapped(head + "; ".join(lines)), subtitleColor=MUTED, color=INK)


def _wrapped(text: str, width: int = 115) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
