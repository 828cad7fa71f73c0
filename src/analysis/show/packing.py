"""A Vega-Lite specification in few bytes: rows as CSV, and once for all layers what they share.

Vega-Lite reads both by itself, so that what is kept in a notebook is drawn everywhere. Rows spelled out one by one say
each column's name again, and each layer the whole axis; :func:`unpacked` puts them back for whoever reads the rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Spec = dict[str, Any]
Row = Mapping[str, Any]

#: A day, with or without its hour.
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T[\d:]+)?")
#: How Vega reads the texts of a column that is all of one kind.
_KINDS = {bool: "boolean", int: "number", float: "number", str: "string"}


def packed(spec: Spec) -> Spec:
    """Return a specification that draws the same in fewer bytes; the one that is given stays as it is."""
    found: Spec = _everywhere(spec, lambda view: _with_data(_with_shared(view), _as_csv))
    return found


def unpacked(spec: Spec) -> Spec:
    """Return what :func:`packed` was given: data as rows, without the cells that are missing, and whole layers."""
    found: Spec = _everywhere(spec, lambda view: _with_data(_without_shared(view), _as_rows))
    return found


def _everywhere(part: Any, change: Callable[[Spec], Spec]) -> Any:
    """Change each view of a specification, what is within another one first."""
    if isinstance(part, list):
        return [_everywhere(item, change) for item in part]
    if not isinstance(part, dict):
        return part
    return change({key: inner if key == "data" else _everywhere(inner, change) for key, inner in part.items()})


# -- data -------------------------------------------------------------------------------------------------------------


def _with_data(view: Spec, change: Callable[[Spec], Spec]) -> Spec:
    data = view.get("data")
    return view | {"data": change(data)} if isinstance(data, dict) and "values" in data else view


def _as_csv(data: Spec) -> Spec:
    """Write rows as CSV; as they are where CSV cannot say them."""
    rows = data["values"]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return data
    columns = list(dict.fromkeys(name for row in rows for name in row))
    try:
        kinds = {name: kind for name in columns if (kind := _kind([row.get(name) for row in rows]))}
    except ValueError:
        return data
    if not kinds:  # then Vega would guess
        return data
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_text(row.get(name)) for name in columns] for row in rows)
    return data | {"values": text.getvalue(), "format": {"type": "csv", "parse": kinds}}


def _kind(cells: Sequence[Any]) -> str:
    """Return how Vega reads a column, nothing for texts that stay as they stand.

    An empty cell is a missing one, except in a column of texts that are all there. Raises :class:`ValueError` for a
    column of which CSV cannot say both, or that is not all of one kind.
    """
    there = [cell for cell in cells if cell is not None]
    kinds = {_KINDS.get(type(cell), "") for cell in there}
    if len(kinds) != 1 or kinds == {""}:
        raise ValueError("not all of one kind")
    if kinds != {"string"}:
        return kinds.pop()
    whole = len(there) == len(cells)
    if "" in there:
        if not whole:
            raise ValueError("empty and missing texts")
        return ""
    if all(map(_DAY.fullmatch, there)):
        return "" if whole else "date"  # an axis of time reads days by itself, but takes a missing one for a day
    return "string"


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)


def _as_rows(data: Spec) -> Spec:
    """Read rows from CSV, as Vega does."""
    if not isinstance(data["values"], str):
        return data
    kinds = data["format"]["parse"]
    rows = [
        {name: _cell(text, kinds.get(name, "")) for name, text in row.items() if text or not kinds.get(name)}
        for row in csv.DictReader(io.StringIO(data["values"], newline=""))
    ]
    return {key: inner for key, inner in data.items() if key != "format"} | {"values": rows}


def _cell(text: str, kind: str) -> Any:
    if kind == "number":
        return float(text) if any(sign in text for sign in ".en") else int(text)
    return text == "true" if kind == "boolean" else text


# -- layers -----------------------------------------------------------------------------------------------------------


def _with_shared(view: Spec) -> Spec:
    """Say once what all layers of a view say of a channel."""
    layers = view.get("layer")
    if not layers or len(layers) == 1 or "encoding" in view or any("encoding" not in layer for layer in layers):
        return view
    encodings = [layer["encoding"] for layer in layers]
    shared = {}
    for channel in encodings[0]:
        said = [encoding.get(channel) for encoding in encodings]
        if all(isinstance(each, dict) and "field" in each for each in said):
            alike = {key: inner for key, inner in said[0].items() if all(_has(each, key, inner) for each in said)}
            shared |= {channel: alike} if alike else {}
    if not shared:
        return view
    return view | {"encoding": shared, "layer": [_less(layer, shared) for layer in layers]}


def _has(said: Spec, key: str, inner: Any) -> bool:
    return key in said and said[key] == inner


def _less(layer: Spec, shared: Spec) -> Spec:
    own = {
        channel: _own(said, shared[channel]) if channel in shared else said
        for channel, said in layer["encoding"].items()
    }
    return layer | {"encoding": {channel: said for channel, said in own.items() if said}}


def _own(said: Spec, shared: Spec) -> Spec:
    """Return what a layer says beyond the others: nothing, or also its field, without which it would stand alone."""
    own = {key: inner for key, inner in said.items() if key not in shared}
    return {"field": said["field"]} | own if own else own


def _without_shared(view: Spec) -> Spec:
    """Say of each layer what is said of all of them."""
    if "layer" not in view or "encoding" not in view:
        return view
    shared = view["encoding"]
    layers = [layer | {"encoding": _whole(layer.get("encoding", {}), shared)} for layer in view["layer"]]
    return {key: inner for key, inner in view.items() if key != "encoding"} | {"layer": layers}


def _whole(own: Spec, shared: Spec) -> Spec:
    merged = dict(own)
    for channel, said in shared.items():
        merged[channel] = {**said, **own[channel]} if isinstance(own.get(channel), dict) else own.get(channel, said)
    return merged
