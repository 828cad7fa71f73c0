"""The one look of every chart, and the renderer that shows it offline, with or without a kernel."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Any

import altair as alt
import vl_convert
from altair.utils import schemapi

from analysis import language as spoken
from analysis.dataset.languages import SOURCE
from analysis.language import current
from analysis.language.numbers import locale
from analysis.show import drawing, packing, pictures, refusals, schema
from analysis.show.mime import SVG, VEGA_LITE

Bundle = dict[str, Any]

#: Bundled with vl-convert, so that a picture has the same bytes on every machine.
FONT = "Liberation Sans"
WIDTH = 540

#: Colour-blind safe and apart in greyscale (Okabe and Ito, ordered by lightness).
COLOURS = ("#0b4f8a", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6b4c9a")
INK = "#1f2933"
MUTED = "#5f6b76"
GRID = "#dfe4e8"
BLUE, ORANGE, GREEN, PINK, AMBER, SKY, PURPLE = COLOURS
#: Blue that stands back: what is beside the point.
PALE = "#b9cfe3"

_DATA: dict[str, Any] = {"consolidate_datasets": False}
#: Names the rows of a chart while it is specified.
_APART = "analysis-apart"
#: What a cell is that stands in JSON as it is.
_PLAIN = frozenset({str, int, float, bool})
#: Decimals of a number in a specification: what binary arithmetic leaves after them is no more precise.
_DECIMALS = 6


#: A day in a tooltip, in the words of the language.
DAY = "%-d %B %Y"


def enable(language: str = SOURCE) -> None:
    """Speak a language from now on, in the one look of all charts; refuse a language that is not there.

    In a notebook, refuse a parameter that it does not know, too, and tell in a line what is wrong with one.
    """
    # Who has not imported IPython is in no shell of it.
    python = sys.modules.get("IPython")
    shell = python and python.get_ipython()
    if shell:
        refusals.install(shell)
    spoken.use(language)
    alt.theme.enable(_registered())
    alt.renderers.register("analysis", _bundle)
    alt.renderers.enable("analysis")
    alt.data_transformers.register("analysis", _lean)
    alt.data_transformers.enable("analysis", **_DATA)
    schemapi.disable_debug_mode()  # which checks each part of a chart as it is made: what is displayed is checked whole
    if shell:
        refusals.check_parameters(shell.user_ns.get("In", []))
        shell.display_formatter.mimebundle_formatter.for_type(alt.TopLevelMixin, _displayed)


def _displayed(chart: Any) -> Any:
    """Return what a cell shows of a chart; Altair does, where it has more to say: of a mistake, or in another way."""
    if alt.renderers.active == "analysis" and schema.knows(spec := _specified(chart)):
        return _bundle(spec)
    return chart._repr_mimebundle_()


def specification(chart: Any) -> dict[str, Any]:
    """Return the Vega-Lite specification of a chart in the language that is spoken, whatever theme is switched on."""
    alt.data_transformers.register("analysis", _lean)
    with alt.theme.enable(_registered()), alt.data_transformers.enable("analysis", **_DATA):
        return _specified(chart)


def _specified(chart: Any) -> dict[str, Any]:
    """Return what altair specifies of a chart, unchecked: the tests check, which takes longest.

    Rows are kept apart from it meanwhile: altair asks of each cell what it is, in ten ways.
    """
    if alt.data_transformers.active != "analysis":  # whoever chose another way has reasons
        chosen: dict[str, Any] = chart.to_dict(validate=False)
        return chosen
    apart: dict[str, Any] = {}

    def by_name(data: Any) -> Any:
        lean = _lean(data)
        rows = lean.get("values")
        if not isinstance(rows, list) or any(type(cell) not in _PLAIN for row in rows for cell in row.values()):
            return lean  # altair knows how such a cell is written
        name = f"{_APART}{len(apart)}"
        apart[name] = lean
        return {"name": name}

    alt.data_transformers.register(_APART, by_name)
    with alt.data_transformers.enable(_APART, **_DATA):
        specified: dict[str, Any] = _with_rows(chart.to_dict(validate=False), apart)
    return specified


def _with_rows(part: Any, apart: dict[str, Any]) -> Any:
    """Put rows where their name stands in a specification."""
    if isinstance(part, list):
        return [_with_rows(item, apart) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: apart[inner["name"]]
        if key == "data" and isinstance(inner, dict) and inner.get("name") in apart
        else _with_rows(inner, apart)
        for key, inner in part.items()
    }


def _registered() -> str:
    name, configured = f"analysis-{current()}", config()
    alt.theme.register(name, enable=False)(lambda: {"config": configured})  # type: ignore[typeddict-item]
    return name


def config() -> dict[str, Any]:
    """Return the Vega-Lite configuration: type, colours, axes, and the number format of the language spoken."""
    label = {"labelColor": INK, "titleColor": MUTED}
    return {
        **_formats(current()),
        "font": FONT,
        "background": "white",
        "view": {"stroke": None, "continuousWidth": WIDTH, "discreteWidth": WIDTH},
        "range": {"category": list(COLOURS)},
        "title": {
            "fontSize": 15,
            "fontWeight": "bold",
            "color": INK,
            "anchor": "start",
            "offset": 12,
            "subtitleFontSize": 12,
            "subtitleColor": MUTED,
            "subtitlePadding": 4,
            "frame": "group",
        },
        "axis": {
            **label,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "gridColor": GRID,
            "domainColor": MUTED,
            "tickColor": MUTED,
            "labelLimit": 320,
            "titlePadding": 8,
        },
        "legend": {**label, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "symbolSize": 110},
        "header": {**label, "labelFontSize": 12, "titleFontSize": 12},
        "text": {"fontSize": 12, "color": INK},
        "bar": {"color": BLUE},
        "point": {"color": BLUE, "filled": True, "size": 80},
        "rule": {"color": INK},
    }


def picture(spec: dict[str, Any]) -> str:
    """Draw a Vega-Lite specification as SVG text; the same bytes for the same specification everywhere."""
    return pictures.slim(drawing.svg(spec))


def named(spec: dict[str, Any]) -> str:
    """Return the title of a specification, else its description, which the specification itself has anyway."""
    return str(_title(spec) or spec.get("description") or "Chart")


def _lean(data: Any) -> Any:
    """Return the rows of a frame for a specification: what is missing is left out, and no number is spelled too far."""
    rows = alt.to_values(data)
    if isinstance(rows.get("values"), list):
        rows["values"] = [
            {name: _short(cell) for name, cell in row.items() if cell is not None} for row in rows["values"]
        ]
    return rows


def _short(cell: Any) -> Any:
    return round(cell, _DECIMALS) if isinstance(cell, float) else cell


def _bundle(spec: dict[str, Any], **_options: Any) -> Bundle:
    kept = packing.packed(spec)
    bundle: Bundle = {VEGA_LITE: kept, "text/plain": named(spec)}
    if os.environ.get("ANALYSIS_STATIC", "1") != "0":
        bundle[SVG] = picture(kept)
    return bundle


def _title(spec: dict[str, Any]) -> str:
    title = spec.get("title", "")
    text = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(text) if isinstance(text, list) else str(text)


@cache
def _formats(language: str) -> dict[str, Any]:
    """Return how numbers and dates are written in a language; nothing for English, or one that Vega does not know."""
    if language == "en":  # which Vega speaks by itself
        return {}
    known: Any = locale(language).replace("_", "-")  # whether Vega knows it, it says itself
    try:
        formats = {
            "number": dict(vl_convert.get_format_locale(known)),
            "time": dict(vl_convert.get_time_format_locale(known)),
        }
    except ValueError:
        return {}
    return {"locale": formats}
