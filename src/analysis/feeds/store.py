"""Typed frames as bytes and back, faster than text and without pickles: the format of the cache.

A column is one or two arrays of an uncompressed ``npz``: texts are codes into a list of distinct texts, integers with
gaps are numbers and a mask. The same frames give the same bytes.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.errors import CacheError

#: Changes when the layout does; another number in a file means that it must be fetched or imported again.
FORMAT = 1
_HEADER = "header"


def pack(frames: Mapping[str, pd.DataFrame]) -> bytes:
    """Return frames as bytes.

    Columns are ``str``, ``category`` (of texts), ``Int64``, ``int64``, ``float64``, ``bool`` or ``datetime64[s]``.
    """
    columns: list[list[str]] = []
    arrays: dict[str, np.ndarray] = {}
    for table, frame in frames.items():
        for name in frame.columns:
            column = frame[name]
            kind = str(column.dtype)
            place = f"{len(columns)}"
            columns.append([table, str(name), kind])
            arrays.update({f"{place}.{part}": array for part, array in _split(column, kind, str(name)).items()})
    header = json.dumps({"format": FORMAT, "tables": list(frames), "columns": columns})
    arrays[_HEADER] = np.frombuffer(header.encode(), dtype=np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def unpack(raw: bytes) -> dict[str, pd.DataFrame]:
    """Return the frames that :func:`pack` packed. Raises :class:`CacheError` for anything else."""
    try:
        with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
            header = json.loads(arrays[_HEADER].tobytes())
            if header["format"] != FORMAT:
                raise CacheError(f"the cache has format {header['format']}, and this version reads {FORMAT}")
            columns: dict[str, dict[str, pd.Series]] = {table: {} for table in header["tables"]}
            for place, (table, name, kind) in enumerate(header["columns"]):
                columns[table][name] = _join(arrays, str(place), kind)
    except (KeyError, IndexError, ValueError, EOFError, OSError, zipfile.BadZipFile) as error:
        raise CacheError(f"the cache cannot be read: {error}") from error
    return {table: pd.DataFrame(found) for table, found in columns.items()}


def _split(column: pd.Series, kind: str, name: str) -> dict[str, np.ndarray]:
    match kind:
        case "str":
            codes, texts = pd.factorize(column, use_na_sentinel=True)
            return {"codes": _small(codes), "texts": _listed(texts)}
        case "category":
            return {"codes": _small(column.cat.codes.to_numpy()), "texts": _listed(column.cat.categories)}
        case "Int64":
            missing = column.isna().to_numpy()
            parts = {"values": _small(column.fillna(0).to_numpy(dtype="int64"))}
            return parts | ({"missing": np.packbits(missing)} if missing.any() else {})
        case "int64" | "float64" | "bool":
            return {"values": column.to_numpy()}
        case "datetime64[s]":
            return {"values": column.to_numpy().view("int64")}
        case _:
            raise CacheError(f"a column of a cache cannot be {kind}: {name}")


def _join(arrays: Mapping[str, np.ndarray], place: str, kind: str) -> pd.Series:
    if kind in {"str", "category"}:
        texts, codes = json.loads(arrays[f"{place}.texts"].tobytes()), arrays[f"{place}.codes"]
        if kind == "category":
            return pd.Series(pd.Categorical.from_codes(codes, categories=pd.Index(texts, dtype="str")))
        return pd.Series(pd.array(np.array([*texts, np.nan], dtype=object)[codes], dtype="str"))
    values = arrays[f"{place}.values"]
    if kind == "Int64":
        mask = np.zeros(len(values), dtype=bool)
        if f"{place}.missing" in arrays:
            mask = np.unpackbits(arrays[f"{place}.missing"], count=len(values)).astype(bool)
        return pd.Series(pd.arrays.IntegerArray(values.astype("int64"), mask))
    if kind == "datetime64[s]":
        return pd.Series(values.view("datetime64[s]"))
    return pd.Series(values)


def _listed(texts: Iterable[str]) -> np.ndarray:
    return np.frombuffer(json.dumps([str(text) for text in texts], ensure_ascii=False).encode(), dtype=np.uint8)


def _small(values: np.ndarray) -> np.ndarray:
    """Return whole numbers in the narrowest type that holds them: a third of the bytes to read and to check."""
    if not len(values):
        return values.astype("int8")
    least, most = int(values.min()), int(values.max())
    for kind in ("int8", "int16", "int32"):
        limits = np.iinfo(kind)
        if limits.min <= least and most <= limits.max:
            return values.astype(kind)
    return values.astype("int64")
