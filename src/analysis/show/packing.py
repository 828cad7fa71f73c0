"""A Vega-Lite specification in few bytes: rows as CSV, and once for all layers what they share.

Vega-Lite reads both by itself, so that what is kept in a notebook is drawn everywhere. Rows spelled out one by one say
each column's name again, and each layer the whole axis; :func:`unpacked` puts them back for whoever reads the rows.
"""

from __future__ import annotations

import csv
import io
import re
from ast import literal_eval
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Spec = dict[str, Any]

#: What makes a view of a part of a specification.
_VIEWS = {"mark", "layer", "spec", "concat", "hconcat", "vconcat"}
#: A day, with or without its hour.
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T[\d:]+)?")
#: A column of words by their number, as Vega's expressions and Python's literals both write them.
_SAID = re.compile(r"(?P<words>\[.*\])\[datum\.(?P<name>\w+)\]", re.DOTALL)
#: From so many characters on that it spares, a column has its words beside it, or layers have one around them.
_WORTH = 120
#: How Vega reads the texts of a column that is all of one kind.
_KINDS = {bool: "boolean", int: "number", float: "number", str: "string"}


def packed(spec: Spec) -> Spec:
    """Return a specification that draws the same in fewer bytes; the one that is given stays as it is.

    A whole number is written as one, 2800 and not 2800.0: as JavaScript does, so that JupyterLab saves what it opened.
    """
    found: Spec = _whole_numbers(_everywhere(spec, lambda view: _with_csv(_with_shared(view))))
    return found


def unpacked(spec: Mapping[str, Any]) -> Spec:
    """Return what :func:`packed` was given: data as rows, without the cells that are missing, and whole layers."""
    found: Spec = _everywhere(spec, lambda view: _with_rows(_without_shared(view)))
    return found


def _everywhere(part: Any, change: Callable[[Spec], Spec]) -> Any:
    """Change each view of a specification, what is within another one first."""
    if isinstance(part, list):
        return [_everywhere(item, change) for item in part]
    if not isinstance(part, dict):
        return part
    return change({key: inner if key == "data" else _everywhere(inner, change) for key, inner in part.items()})


def _whole_numbers(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _whole_numbers(inner) for key, inner in part.items()}
    if isinstance(part, list):
        return [_whole_numbers(item) for item in part]
    return int(part) if isinstance(part, float) and part.is_integer() else part


# -- data -------------------------------------------------------------------------------------------------------------


def _with_csv(view: Spec) -> Spec:
    """Write the rows of a view as CSV, and the words that a column repeats once; as they are where CSV cannot say them."""
    rows = (view.get("data") or {}).get("values") if _VIEWS & view.keys() else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return view
    columns = {name: [row.get(name) for row in rows] for name in dict.fromkeys(name for row in rows for name in row)}
    words = {name: said for name, cells in columns.items() if (said := _repeated(name, cells))}
    for name, said in words.items():
        columns[name] = [None if cell is None else said.index(cell) for cell in columns[name]]
    try:
        kinds = {name: kind for name, cells in columns.items() if (kind := _kind(cells))}
    except ValueError:
        return view
    if not kinds:  # then Vega would guess
        return view
    data = view["data"] | {"values": _csv(columns), "format": {"type": "csv", "parse": kinds}}
    said_by_number = [{"calculate": f"{said!r}[datum.{name}]", "as": name} for name, said in words.items()]
    spoken = {"transform": said_by_number + view.get("transform", [])} if words else {}
    return view | {"data": data} | spoken


def _csv(columns: Mapping[str, Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_text(cell) for cell in row] for row in zip(*columns.values(), strict=True))
    return text.getvalue()


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)


def _repeated(name: str, cells: Sequence[Any]) -> list[str]:
    """Return the words of a column that are worth saying once, in their order; nothing of days, or where few repeat."""
    there = [cell for cell in cells if cell is not None]
    if not name.isidentifier() or any(not isinstance(cell, str) or _DAY.fullmatch(cell) for cell in there):
        return []
    words = list(dict.fromkeys(there))
    spared = sum(map(len, there)) - sum(map(len, words)) - len(there) * len(str(len(words)))
    return words if spared > _WORTH else []


def _kind(cells: Sequence[Any]) -> str:
    """Return how Vega reads a column, nothing for texts that are all there and stay as they stand.

    An empty cell of a column that has a kind is a missing one. Raises :class:`ValueError` for a column that has empty
    texts as well, or that is not all of one kind.
    """
    there = [cell for cell in cells if cell is not None]
    kinds = {_KINDS.get(type(cell), "") for cell in there}
    if len(kinds) != 1 or kinds == {""}:
        raise ValueError("not all of one kind")
    if kinds != {"string"}:
        return kinds.pop()
    if len(there) == len(cells):
        return ""
    if "" in there:
        raise ValueError("empty and missing texts")
    # An axis of time reads days by itself, but would take a missing one for a day.
    return "date" if all(map(_DAY.fullmatch, there)) else "string"


def _with_rows(view: Spec) -> Spec:
    """Read the rows of a view from CSV, as Vega does."""
    data = view.get("data")
    if not isinstance(data, dict) or not isinstance(data.get("values"), str):
        return view
    kinds = data["format"]["parse"]
    rows = [
        {name: _cell(text, kinds.get(name, "")) for name, text in row.items() if text or not kinds.get(name)}
        for row in csv.DictReader(io.StringIO(data["values"], newline=""))
    ]
    others = []
    for step in view.get("transform", []):
        if said := _SAID.fullmatch(step.get("calculate", "")):
            name, words = said["name"], literal_eval(said["words"])
            rows = [row | {name: words[row[name]]} if name in row else row for row in rows]
        else:
            others.append(step)
    kept = {key: inner for key, inner in view.items() if key != "transform"} | ({"transform": others} if others else {})
    return kept | {"data": {key: inner for key, inner in data.items() if key != "format"} | {"values": rows}}


def _cell(text: str, kind: str) -> Any:
    if kind == "number":
        return float(text) if any(sign in text for sign in ".en") else int(text)
    return text == "true" if kind == "boolean" else text


# -- layers -----------------------------------------------------------------------------------------------------------


def _with_shared(view: Spec) -> Spec:
    """Say once what all layers of a view say of a channel, and what some of them do that follow one another."""
    layers = view.get("layer", [])
    if len(layers) < 2 or {"encoding", "resolve"} & view.keys() or any("encoding" not in layer for layer in layers):
        return view
    alike = {
        channel: inner
        for channel, said in layers[0]["encoding"].items()
        if (inner := _alike([layer["encoding"].get(channel) for layer in layers]))
    }
    shared = {"encoding": alike} if alike else {}
    return view | shared | {"layer": _in_runs([_less(layer, alike) for layer in layers])}


def _alike(said: Sequence[Any]) -> Any:
    """Return what all say alike of a channel, nothing where one does not say it."""
    if all(each == said[0] for each in said):
        return said[0]
    if not all(isinstance(each, dict) and "field" in each for each in said):
        return None
    return {key: inner for key, inner in said[0].items() if all(key in each and each[key] == inner for each in said)}


def _less(layer: Spec, shared: Spec) -> Spec:
    own = {
        channel: _own(said, shared[channel]) if channel in shared else said
        for channel, said in layer["encoding"].items()
    }
    return layer | {"encoding": {channel: said for channel, said in own.items() if said}}


def _own(said: Any, shared: Any) -> Any:
    """Return what a layer says beyond the others: nothing, or also its field, without which it would stand alone."""
    if said == shared:
        return None
    return {"field": said["field"]} | {key: inner for key, inner in said.items() if key not in shared}


def _in_runs(layers: Sequence[Spec]) -> list[Spec]:
    """Put layers that follow one another and say the same of some channels into a layer of their own."""
    found: list[Spec] = []
    rest = list(layers)
    while rest:
        run = [rest.pop(0)]
        shared: Spec = {}
        while rest and (common := _common(run[0]["encoding"], rest[0]["encoding"])) and shared in ({}, common):
            run, shared = [*run, rest.pop(0)], common
        found += [{"layer": [_less(layer, shared) for layer in run], "encoding": shared}] if shared else run
    return found


def _common(one: Spec, other: Spec) -> Spec:
    """Return the channels of which two layers say the same; nothing where it is not worth a layer around them."""
    alike = {channel: said for channel, said in one.items() if other.get(channel) == said}
    return alike if len(repr(alike)) > _WORTH else {}


def _without_shared(view: Spec) -> Spec:
    """Say of each layer what is said of all of them, and leave none within another."""
    if "layer" not in view:
        return view
    shared = view.get("encoding", {})
    layers = []
    for layer in view["layer"]:
        within = layer["layer"] if layer.keys() == {"layer"} else [layer]
        layers += [each | {"encoding": _whole(each.get("encoding", {}), shared)} for each in within]
    return {key: inner for key, inner in view.items() if key != "encoding"} | {"layer": layers}


def _whole(own: Spec, shared: Spec) -> Spec:
    merged = dict(own)
    for channel, said in shared.items():
        merged[channel] = {**said, **own[channel]} if isinstance(own.get(channel), dict) else own.get(channel, said)
    return merged
