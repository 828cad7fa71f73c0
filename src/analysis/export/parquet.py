"""The dataset as Parquet, a file a table, typed. DuckDB writes it, which is an extra.

Not pyarrow: where that is installed, pandas loads it with itself, and keeps all texts in it and a thread besides.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.errors import ExportError
from analysis.export import csvfiles
from analysis.export.content import Content, Part

_TYPES = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "boolean": "BOOLEAN", "number": "DOUBLE"}


def missing() -> str:
    """Return why Parquet cannot be written here and what to do about it, nothing where it can."""
    if importlib.util.find_spec("duckdb"):
        return ""
    return "Parquet needs DuckDB, which is not installed: pip install 'migration-analysis[export]'"


def write(folder: Path, content: Content) -> None:
    """Write a Parquet file a table, named for it; the same content gives the same bytes."""
    if reason := missing():
        raise ExportError(f"{reason}, or leave parquet out with --only")
    import duckdb

    folder.mkdir()
    with TemporaryDirectory() as rows, duckdb.connect(config={"threads": 1}) as database:
        for part in content.parts:
            file = Path(rows) / "rows.csv"
            csvfiles.table(file, part)
            try:
                database.execute(_copied(file, folder / f"{part.name}.parquet", part))
            except duckdb.IOException as error:
                raise OSError(None, str(error).splitlines()[0]) from error


def _copied(file: Path, target: Path, part: Part) -> str:
    columns = ", ".join(f"{_text(column.name)}: {_text(_TYPES[column.type])}" for column in part.table.columns)
    read = f"header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}}"
    said = f"KV_METADATA {{title: {_text(part.table.title)}, computed: {_text(str(part.computed).lower())}}}"
    return (
        f"COPY (SELECT * FROM read_csv({_text(str(file))}, {read})) "  # noqa: S608 - names of the schema, all quoted
        f"TO {_text(str(target))} (FORMAT parquet, COMPRESSION zstd, {said})"
    )


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
