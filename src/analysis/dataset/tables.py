"""The dataset as typed pandas frames."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

import pandas as pd

from analysis.dataset import described, labels, schema
from analysis.dataset.languages import DOCUMENTS, lacking
from analysis.dataset.once import Answers
from analysis.errors import AnalysisError, DataError, DataNotFoundError, UnknownTableError, counted
from analysis.figures import reading_of, reading_of_value

#: What was loaded last from a folder, how its files stood on disk, and what was answered of them.
_loaded: dict[Path, tuple[dict[str, tuple[int, int, int]], dict[str, pd.DataFrame], Answers]] = {}

_REMEDY = "run `analysis check` for a list of every problem"


class Dataset(Mapping[str, pd.DataFrame]):
    """The tables by name, as ``data["figures"]`` or ``data.figures``; treat the frames as read-only.

    A cell that ends in ``data`` shows which tables there are, :meth:`describe` what the columns of one hold.

    Columns of words are there in every language, see :mod:`analysis.dataset.languages`. ``figures`` and ``series``
    carry computed columns beside those of the file: ``lower`` and ``upper`` (what the
    printed form allows, in ``unit``; missing for no limit), ``lower_open`` and ``upper_open`` (the end itself is not
    allowed: "meer dan") and ``conventional`` (an end is our reading of a hedge). :func:`interval` makes an interval of
    them. ``answers`` is what was asked of the tables before, see :mod:`analysis.dataset.once`.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame], folder: Path, answers: Answers | None = None) -> None:
        self._frames = dict(frames)
        self.folder = folder
        self.answers = Answers() if answers is None else answers

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table by its name. Raises :class:`UnknownTableError`, which is a ``KeyError``."""
        if name not in self._frames:
            raise UnknownTableError("table", name, self._frames)
        return self._frames[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return a table as an attribute. Raises :class:`UnknownTableError`, which is an ``AttributeError``."""
        # What Python and Jupyter look for in any object, such as `__deepcopy__`, is no table.
        if name.startswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return self[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the tables."""
        return iter(self._frames)

    def __len__(self) -> int:
        """Return the number of tables."""
        return len(self._frames)

    def __dir__(self) -> list[str]:
        """Return what ``data.`` completes: the tables among the rest."""
        return sorted({*super().__dir__(), *self._frames})

    def _ipython_key_completions_(self) -> list[str]:
        """Return what ``data["`` completes."""
        return list(self._frames)

    def __repr__(self) -> str:
        """Name the tables, their sizes and what they hold."""
        return f"{self._heading()}\n{self.describe()!r}"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self._heading())}</p>{self.describe()._repr_html_()}"

    def _heading(self) -> str:
        number = counted(len(self), "table")
        return f'Dataset of {number}, such as data.figures; data.describe("figures") says what its columns hold'

    def describe(self, name: str | None = None) -> described.Reading:
        """Return what there is to read of a table, as a frame that a cell shows whole.

        Without a name, all tables: ``rows, holds``, by ``table``. With one, its columns: ``type, holds, unit, codes,
        key_of``, by ``column``: see :func:`analysis.dataset.described.columns`. Raises :class:`UnknownTableError`.
        """
        known = schema.read(self.folder) if (self.folder / schema.DESCRIPTOR).is_file() else {}
        if name is None:
            return described.tables(self._frames, known)
        if name not in known:
            raise UnknownTableError("table with a description", name, known)
        return described.columns(self[name], known[name])


def load(path: str | Path | None = None) -> Dataset:
    """Load the dataset as typed frames.

    Texts are ``str`` with missing for an empty cell, integers ``Int64``, numbers ``float64``, dates
    ``datetime64[s]``, booleans ``bool``. Raises :class:`DataNotFoundError` when there is no dataset or a table is
    missing, :class:`DataError` with file, line and column when a cell does not fit the schema. Files are read again
    when the disk shows a change of one of them, and only then.
    """
    folder = schema.find(path)
    state = _state(folder)
    if folder not in _loaded or _loaded[folder][0] != state:
        frames = {name: _frame(table) for name, table in schema.read(folder).items()}
        frames["figures"] = _with_bounds(frames["figures"], _languages(frames), folder)
        if "series" in frames:
            frames["series"] = _with_bounds_of_series(frames["series"], frames["series_definitions"], folder)
        _loaded[folder] = state, frames, Answers(sorted(state.items()))
    labels.use(folder)
    _state_of_files, frames, answers = _loaded[folder]
    # pandas copies on write: whoever changes a frame changes this copy of it alone.
    return Dataset({name: frame.copy(deep=False) for name, frame in frames.items()}, folder, answers)


def _state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return how the files of a dataset stand on disk, without reading them."""
    status = {str(file): file.stat() for file in [folder / schema.DESCRIPTOR, *folder.glob("**/*.csv")]}
    return {name: (found.st_ino, found.st_size, found.st_mtime_ns) for name, found in status.items()}


def _frame(table: schema.Table) -> pd.DataFrame:
    if not table.path.is_file():
        raise DataNotFoundError(f"the table {table.name} is missing: no file {table.path}; {_REMEDY}")
    try:
        with table.path.open(encoding="utf-8", newline="") as lines:
            header, *rows = list(csv.reader(lines)) or [[]]
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError([f"{table.path}: is no CSV in UTF-8: {error}; {_REMEDY}"]) from error
    if header != table.names:
        raise DataError([f"{table.path}:1: columns are {header}, expected {table.names}; {_REMEDY}"])
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise DataError([f"{table.path}:{number}: {counted(len(row), 'field')}, expected {len(header)}; {_REMEDY}"])
    raw = pd.DataFrame(rows, columns=header, dtype="str")
    frame = pd.DataFrame({column.name: _typed(raw[column.name], column, table) for column in table.columns})
    return frame.assign(**{name: frame[other] for name, other in lacking(table.names).items()})


def _typed(cells: pd.Series, column: schema.Column, table: schema.Table) -> pd.Series:
    cells = cells.mask(cells == "")
    if column.required and cells.isna().any():
        line = cells.index[cells.isna()][0] + 2
        raise DataError([f"{table.path}:{line}: {column.name}: is empty, and must not be; {_REMEDY}"])
    try:
        match column.type:
            case "integer":
                return pd.to_numeric(cells).astype("Int64")
            case "number":
                return pd.to_numeric(cells).astype("float64")
            case "date":
                return pd.to_datetime(cells, format="%Y-%m-%d").astype("datetime64[s]")
            case "boolean":
                # pandas has no strict reader of booleans: a category that is neither would silently be missing.
                return cells.map({"true": True, "false": False}.__getitem__).astype("bool")
            case _:
                return cells
    except (ValueError, TypeError, KeyError) as error:
        if len(cells) > 1:
            for row in range(len(cells)):
                _typed(cells.iloc[[row]], column, table)  # raises for the cell to blame
        where = f"{table.path}:{cells.index[0] + 2}: {column.name}"
        cell = "an empty cell" if cells.isna().iloc[0] else repr(cells.iloc[0])
        raise DataError([f"{where}: {cell} is no {column.type}; {_REMEDY}"]) from error


def _languages(frames: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Return the language of each document: its figures are read the way it writes numbers."""
    sources = frames.get("sources")
    if sources is None:
        return {}
    return dict(zip(sources["source_id"], sources["language"], strict=True))


def _with_bounds(figures: pd.DataFrame, languages: dict[str, str], folder: Path) -> pd.DataFrame:
    readings: list[tuple[float | None, float | None, bool, bool, bool]] = []
    printed = figures["read_as"].fillna(figures["as_printed"])
    spoken = [DOCUMENTS] * len(figures)
    if languages:
        spoken = [languages.get(source, DOCUMENTS) for source in figures["source_id"]]
    rows = zip(printed, figures["kind"], figures["step"], figures["qualifier"], spoken, strict=True)
    for line, (text, kind, step, qualifier, language) in enumerate(rows, 2):
        if qualifier == "illegible":
            readings.append((None, None, False, False, False))
            continue
        try:
            reading = reading_of(text, kind, None if pd.isna(step) else step, language)
        except AnalysisError as error:
            raise DataError([f"{folder / 'figures.csv'}:{line}: as_printed: {error}; {_REMEDY}"]) from error
        readings.append((reading.lower, reading.upper, reading.lower_open, reading.upper_open, reading.conventional))
    return _beside(figures, readings)


def _with_bounds_of_series(series: pd.DataFrame, definitions: pd.DataFrame, folder: Path) -> pd.DataFrame:
    kinds = definitions.set_index("series_id")["kind"]
    readings: list[tuple[float | None, float | None, bool, bool, bool]] = []
    rows = zip(series["series_id"], series["value"], series["qualifier"], series["rounded_to"], strict=True)
    for line, (name, value, qualifier, rounded_to) in enumerate(rows, 2):
        place = None if pd.isna(rounded_to) else rounded_to
        try:
            reading = reading_of_value(value, qualifier, kinds.get(name, "actual"), place)
        except AnalysisError as error:
            raise DataError([f"{folder / 'reference/series.csv'}:{line}: value: {error}; {_REMEDY}"]) from error
        readings.append((reading.lower, reading.upper, reading.lower_open, reading.upper_open, reading.conventional))
    return _beside(series, readings)


def _beside(rows: pd.DataFrame, readings: list[tuple[float | None, float | None, bool, bool, bool]]) -> pd.DataFrame:
    types = {column.name: "float64" if column.type == "number" else "bool" for column in described.BOUNDS}
    bounds = pd.DataFrame(readings, columns=list(types), index=rows.index)
    return pd.concat([rows, bounds.astype(types)], axis=1)
