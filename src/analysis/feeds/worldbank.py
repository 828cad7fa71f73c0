"""Price indices of the World Bank: its indicator API, and its downloads as CSV.

Source: World Development Indicators, CC BY 4.0. The consumer price index there is rebased to 2010 and revised with
every release; :func:`indices` rebases it.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from analysis.errors import FeedError
from analysis.feeds import fetching, files
from analysis.feeds.cache import Taken

ADDRESS = "https://api.worldbank.org/v2/country/{country}/indicator/{indicator}"
PUBLISHER = "World Bank, World Development Indicators"
LICENCE = "CC BY 4.0"
TABLE = "indicators"

#: The indicators that are indices of prices, and the deflator that each gives.
INDICES = {"FP.CPI.TOTL": "cpi", "NY.GDP.DEFL.ZS": "gdp_worldbank"}
_LIMITS = fetching.Limits(bytes=1 << 24)
_YEAR = re.compile(r"(?:19|20)\d\d")


def read(paths: Sequence[Path]) -> Taken:
    """Read replies of the API (JSON) or downloads of one indicator (CSV, or the zip they come in).

    The table ``indicators`` has ``indicator``, ``iso3``, ``year``, ``value``; years without a value are left out.
    Raises :class:`FeedError`, which names the file, for anything else.
    """
    notes: list[str] = []
    rows: list[tuple[str, str, int, float]] = []
    for path in paths:
        content = files.text(path, (".csv", ".json"), ("metadata_", "__macosx"))
        if content.lstrip().startswith(("[", "{")):
            rows += _from_reply(path, content, notes)
        else:
            rows += _from_csv(path, content, notes)
    if not rows:
        raise FeedError(f"{', '.join(path.name for path in paths)}: there are no values in it")
    table = pd.DataFrame(rows, columns=["indicator", "iso3", "year", "value"])
    table = table.astype({"indicator": "str", "iso3": "str", "year": "Int64", "value": "float64"})
    table = table.sort_values(["indicator", "iso3", "year"], ignore_index=True)
    double = table.duplicated(["indicator", "iso3", "year"])
    if double.any():
        row = table[double].iloc[0]
        raise FeedError(f"{row['indicator']} of {row['iso3']} in {row['year']} stands twice: the same download twice?")
    years = int(table["year"].min()), int(table["year"].max())
    counts = table.groupby("indicator").size()
    return Taken({TABLE: table}, years, {f"values of {name}": int(count) for name, count in counts.items()}, notes)


def fetch(
    folder: Path,
    *,
    address: str = ADDRESS,
    country: str = "NLD",
    indicators: Sequence[str] = tuple(INDICES),
    limits: fetching.Limits = _LIMITS,
    progress: fetching.Progress | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> list[tuple[Path, str]]:
    """Download indicators of a country into a folder; return each file with its address."""
    got = []
    for number, indicator in enumerate(indicators, 1):
        where = (
            address.format(country=country, indicator=indicator) + "?" + urlencode({"format": "json", "per_page": 1000})
        )
        path = folder / f"{country}-{indicator}.json"
        fetching.fetch(where, path, limits=limits, pause=pause)
        got.append((path, where))
        if progress:
            progress(number, len(indicators))
    return got


def indices(table: pd.DataFrame, iso3: str = "NLD", base_year: int = 2015) -> pd.DataFrame:
    """Return price indices of a country as the reference table has them: ``deflator``, ``year``, ``price_index``.

    ``base_year`` is 100. An index without a value in that year is left out.
    """
    parts = []
    for indicator, deflator in INDICES.items():
        rows = table[(table["indicator"] == indicator) & (table["iso3"] == iso3)]
        base = rows.loc[rows["year"] == base_year, "value"]
        if len(base):
            index = rows["value"] / base.iloc[0] * 100
            parts.append(pd.DataFrame({"deflator": deflator, "year": rows["year"], "price_index": index}))
    if not parts:
        return pd.DataFrame({"deflator": pd.Series(dtype="str"), "year": pd.Series(dtype="Int64"),
                             "price_index": pd.Series(dtype="float64")})  # fmt: skip
    return pd.concat(parts, ignore_index=True).astype({"deflator": "str"})


def _from_reply(path: Path, content: str, notes: list[str]) -> list[tuple[str, str, int, float]]:
    try:
        reply = json.loads(content)
    except ValueError as error:
        raise FeedError(f"{path}: is no whole JSON: {error}; download it again") from error
    if isinstance(reply, list) and reply and isinstance(reply[0], dict) and "message" in reply[0]:
        said = "; ".join(str(message.get("value", message)) for message in reply[0]["message"])
        raise FeedError(f"{path}: the World Bank answers: {said}")
    if not (isinstance(reply, list) and len(reply) == 2 and isinstance(reply[0], dict) and isinstance(reply[1], list)):
        raise FeedError(f"{path}: is no reply of the indicator API: expected a list of a heading and of values")
    heading, items = reply
    if heading.get("pages", 1) != 1:
        raise FeedError(f"{path}: is page {heading.get('page')} of {heading['pages']}; ask for all rows on one page")
    if heading.get("lastupdated"):
        notes.append(f"last updated: {heading['lastupdated']}")
    return [row for item in items if (row := _row(path, item)) is not None]


def _row(path: Path, item: Any) -> tuple[str, str, int, float] | None:
    try:
        indicator, iso3, year, value = item["indicator"]["id"], item["countryiso3code"], item["date"], item["value"]
    except (KeyError, TypeError) as error:
        raise FeedError(f"{path}: a value has no indicator, countryiso3code, date or value") from error
    if value is None:
        return None
    return str(indicator), str(iso3), _year(path, str(year)), _value(path, value)


def _from_csv(path: Path, content: str, notes: list[str]) -> list[tuple[str, str, int, float]]:
    if not content.endswith("\n"):
        raise FeedError(f"{path}: the last line does not end, so that the download is cut off; download it again")
    reader = csv.reader(io.StringIO(content))
    wanted = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"]
    heading: list[str] = []
    rows = []
    try:
        for cells in reader:
            if not heading:
                if cells[:1] == ["Last Updated Date"]:
                    notes.append(f"last updated: {cells[1]}")
                if cells[:4] == wanted:
                    heading = cells
                continue
            if len(cells) != len(heading):
                raise FeedError(f"{path}:{reader.line_num}: has {len(cells)} fields, expected {len(heading)}")
            rows += [
                (cells[3], cells[1], _year(path, year), _value(path, cell))
                for year, cell in zip(heading[4:], cells[4:], strict=True)
                if year and cell
            ]
    except csv.Error as error:
        raise FeedError(f"{path}:{reader.line_num}: is no CSV: {error}") from error
    if not heading:
        raise FeedError(f"{path}: no heading {', '.join(wanted)}; expected a download of a World Bank indicator")
    return rows


def _year(path: Path, text: str) -> int:
    if not _YEAR.fullmatch(text.strip()):
        raise FeedError(f"{path}: {text!r} is no year; only yearly series can be read")
    return int(text)


def _value(path: Path, value: Any) -> float:
    try:
        number = float(value) if not isinstance(value, bool) else math.nan
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise FeedError(f"{path}: {value!r} is no number")
    return number
