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

from analysis.errors import FeedError, counted
from analysis.feeds import fetching, files
from analysis.feeds.cache import Taken

ADDRESS = "https://api.worldbank.org/v2/country/{country}/indicator/{indicator}"
PUBLISHER = "World Bank, World Development Indicators"
LICENCE = "CC BY 4.0"
TABLE = "indicators"

#: The indicators that are indices of prices, and the deflator that each gives.
INDICES = {"FP.CPI.TOTL": "cpi", "NY.GDP.DEFL.ZS": "gdp_worldbank"}
#: The official exchange rate: units of the country's own currency for a US dollar, average of the year.
EXCHANGE_RATE = "PA.NUS.FCRF"
_LIMITS = fetching.Limits(bytes=1 << 24)
_NAMED = 5
_YEAR = re.compile(r"(?:19|20)\d\d")


def read(paths: Sequence[Path]) -> Taken:
    """Read replies of the API (JSON) or downloads of one indicator (CSV, or the zip they come in).

    The table ``indicators`` has ``indicator``, ``iso3``, ``year``, ``value``; years without a value are left out. An
    indicator that is neither a price index (:data:`INDICES`) nor :data:`EXCHANGE_RATE` is kept under its own name
    beside one of those, and told. Raises :class:`FeedError`, which names the file, where there is none of those, so
    that nothing else takes their place, and for anything that is no such file.
    """
    notes: list[str] = []
    release: dict[str, str] = {}
    rows: list[tuple[str, str, int, float]] = []
    for path in paths:
        content = files.text(path, (".csv", ".json"), ("metadata_", "__macosx"))
        if content.lstrip().startswith(("[", "{")):
            rows += _from_reply(path, content, release)
        else:
            rows += _from_csv(path, content, release)
    if not rows:
        raise FeedError(f"{', '.join(path.name for path in paths)}: there are no values in it")
    table = pd.DataFrame(rows, columns=["indicator", "iso3", "year", "value"])
    table = table.astype({"indicator": "str", "iso3": "str", "year": "Int64", "value": "float64"})
    table = table.sort_values(["indicator", "iso3", "year"], ignore_index=True)
    double = table.duplicated(["indicator", "iso3", "year"])
    if double.any():
        row = table[double].iloc[0]
        raise FeedError(f"{row['indicator']} of {row['iso3']} in {row['year']} stands twice: the same download twice?")
    found = list(table["indicator"].unique())
    others = [name for name in found if name not in {*INDICES, EXCHANGE_RATE}]
    if others == found:
        raise FeedError(
            f"{', '.join(path.name for path in paths)}: holds {', '.join(others)}, which is neither an index of prices "
            f"({' or '.join(INDICES)}) nor the exchange rate ({EXCHANGE_RATE})"
        )
    if others:
        notes.append(f"kept under its own name, and neither a price index nor an exchange rate: {', '.join(others)}")
    notes += [f"not in these files: {name}" for name in INDICES if name not in found]
    countries = list(table["iso3"].unique())
    shown = f"{', '.join(countries[:_NAMED])}{', …' if len(countries) > _NAMED else ''}"
    notes.append(f"holds {counted(len(countries), 'country or group', 'countries and groups')}: {shown}")
    if "updated" in release:
        notes.append(f"last updated: {release['updated']}")
    years = int(table["year"].min()), int(table["year"].max())
    counts = table.groupby("indicator").size()
    totals = {f"values of {name}": int(count) for name, count in counts.items()}
    return Taken({TABLE: table}, years, totals, notes, release)


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
        return pd.DataFrame(
            {
                "deflator": pd.Series(dtype="str"),
                "year": pd.Series(dtype="Int64"),
                "price_index": pd.Series(dtype="float64"),
            }
        )
    return pd.concat(parts, ignore_index=True).astype({"deflator": "str"})


def exchange_rates(table: pd.DataFrame, iso3: str = "NLD") -> pd.DataFrame:
    """Return US dollars for a unit of a country's currency as the reference table has them: ``year, usd_per_eur``.

    The mean of each year; of a euro country since 1999 that is the euro. Empty where the indicator is not there.
    """
    rows = table[(table["indicator"] == EXCHANGE_RATE) & (table["iso3"] == iso3) & (table["value"] > 0)]
    return pd.DataFrame({"year": rows["year"], "usd_per_eur": 1 / rows["value"]}).reset_index(drop=True)


def _from_reply(path: Path, content: str, release: dict[str, str]) -> list[tuple[str, str, int, float]]:
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
        release["updated"] = _dates(release, str(heading["lastupdated"]))
    return [row for item in items if (row := _row(path, item)) is not None]


def _dates(release: dict[str, str], updated: str) -> str:
    """Return the dates that the files name, each once."""
    known = [day for day in release.get("updated", "").split(", ") if day]
    return ", ".join(dict.fromkeys([*known, updated]))


def _row(path: Path, item: Any) -> tuple[str, str, int, float] | None:
    try:
        indicator, iso3, year, value = item["indicator"]["id"], item["countryiso3code"], item["date"], item["value"]
    except (KeyError, TypeError) as error:
        raise FeedError(f"{path}: a value has no indicator, countryiso3code, date or value") from error
    if value is None:
        return None
    return str(indicator), str(iso3), _year(path, str(year)), _value(path, value)


def _from_csv(path: Path, content: str, release: dict[str, str]) -> list[tuple[str, str, int, float]]:
    if not content.endswith("\n"):
        raise FeedError(
            f"{path}: the last line does not end, so that the file may be cut off; download it again, or end the line "
            f"if the file is whole"
        )
    reader = csv.reader(io.StringIO(content))
    wanted = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"]
    heading: list[str] = []
    rows = []
    try:
        for cells in reader:
            if not heading:
                if cells[:1] == ["Last Updated Date"]:
                    release["updated"] = _dates(release, cells[1])
                if cells[:4] == wanted:
                    heading = cells
                continue
            if len(cells) != len(heading):
                raise FeedError(
                    f"{path}:{reader.line_num}: has {counted(len(cells), 'field')}, expected {len(heading)}"
                )
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
