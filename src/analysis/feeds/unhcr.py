"""UNHCR's population statistics: downloads of the Refugee Data Finder in all their layouts, and its API.

Source: UNHCR Refugee Population Statistics Database, CC BY 4.0. Small numbers are rounded by UNHCR, so that totals are
approximate, and every release revises earlier years.
"""

from __future__ import annotations

import csv
import itertools
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from analysis.errors import FeedError, FetchError
from analysis.feeds import fetching, files
from analysis.feeds.cache import Taken

ADDRESS = "https://api.unhcr.org/population/v1/population/"
PUBLISHER = "UNHCR, Refugee Population Statistics Database"
LICENCE = "CC BY 4.0"
TABLE = "population"

#: Columns of people, in the order of the table.
PEOPLE = (
    "refugees", "oip", "asylum_seekers", "idps", "stateless", "others_of_concern", "host_community",
    "returned_refugees", "returned_idps",
)  # fmt: skip
#: Codes in the ISO columns that are no countries of ISO 3166: unknown, stateless, Tibetan. SRB is Serbia and Kosovo.
NO_COUNTRIES = frozenset({"UNK", "UKN", "XXA", "TIB", "STA"})

FIRST_YEAR = 1951
#: Rows on a page of the API, and how many pages can be true: the whole table had 139,000 rows in 2026.
PAGE_ROWS = 10_000
MOST_PAGES = 200
_FRESH_S = 6 * 3600.0
_PAGE_LIMITS = fetching.Limits(bytes=1 << 26)

_CODES = {
    "year": "year",
    "country of origin (iso)": "origin_iso3",
    "country of asylum (iso)": "asylum_iso3",
    "country of origin": "origin",
    "country of asylum": "asylum",
}
_HEADINGS = {
    "refugees under unhcr's mandate": "refugees",
    "other people in need of international protection": "oip",
    "asylum-seekers": "asylum_seekers",
    "idps of concern to unhcr": "idps",
    "stateless persons": "stateless",
    "others of concern": "others_of_concern",
    "host community": "host_community",
    "returned refugees": "returned_refugees",
    "returned idps": "returned_idps",
    "returned idpss": "returned_idps",  # so it is spelled in downloads of the API
}
_KEYS = {
    "year": "year", "coo_iso": "origin_iso3", "coa_iso": "asylum_iso3", "coo_name": "origin", "coa_name": "asylum",
    "refugees": "refugees", "oip": "oip", "asylum_seekers": "asylum_seekers", "idps": "idps", "stateless": "stateless",
    "ooc": "others_of_concern", "hst": "host_community", "returned_refugees": "returned_refugees",
    "returned_idps": "returned_idps",
}  # fmt: skip
_PASSED_OVER = {"coo", "coa", "coo_id", "coa_id"}
_PREAMBLE_LINES = 60


def read(paths: Sequence[Path]) -> Taken:
    """Read downloads: CSV with or without preamble, pages of the API as JSON, or zip archives of either.

    The table ``population`` has ``year``, ``origin_iso3`` and ``asylum_iso3`` (categories; missing where it adds all
    countries together) and the columns of :data:`PEOPLE`, missing where UNHCR prints a dash, nothing, or no such
    column. Raises :class:`FeedError`, which names file and line, for anything that is not such a download.
    """
    notes: list[str] = []
    pages: dict[str, tuple[int, int]] = {}
    frames = []
    for path in paths:
        content = files.text(path, (".csv", ".json"), ("footnote", "__macosx"))
        numbers: list[int] = []
        if content.lstrip().startswith(("{", "[")):
            raw = _read_page(path, content, pages)
        else:
            raw, numbers = _read_csv(path, content, notes)
        frames.append(_typed(path, raw, numbers))
    _whole(pages)
    population = pd.concat(frames, ignore_index=True)
    if population.empty:
        raise FeedError(f"{', '.join(path.name for path in paths)}: there are no rows in it")
    _consistent(population)
    population = population.sort_values(["year", "asylum_iso3", "origin_iso3"], ignore_index=True)
    # Codes by number: the table is large, and every question of it groups or picks by country.
    population = population.astype({"origin_iso3": "category", "asylum_iso3": "category"})
    absent = [name for name in PEOPLE if population[name].isna().all()]
    if absent:
        notes.append(f"not in this download: {', '.join(absent)}")
    last = int(population["year"].max())
    sums = population.loc[population["year"] == last, ["refugees", "oip", "asylum_seekers"]].sum(min_count=1)
    return Taken(
        tables={TABLE: population},
        years=(int(population["year"].min()), last),
        totals={f"{name} at the end of {last}": int(value) for name, value in sums.dropna().items()},
        notes=list(dict.fromkeys(notes)),
    )


def fetch(
    folder: Path,
    *,
    address: str = ADDRESS,
    first_year: int = FIRST_YEAR,
    limits: fetching.Limits = _PAGE_LIMITS,
    page_rows: int = PAGE_ROWS,
    progress: fetching.Progress | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> list[tuple[Path, str]]:
    """Download every page of the API into a folder; return each file with its address.

    ``progress`` counts pages. A page that an earlier call fetched within six hours is not fetched again. Raises
    :class:`FetchError` when the pages contradict each other or do not end.
    """
    got: list[tuple[Path, str]] = []
    seen: dict[str, int] = {}
    last = 1
    for number in itertools.count(1):
        if number > last:
            break
        query = {
            "limit": page_rows, "page": number, "yearFrom": first_year, "yearTo": date.today().year,  # noqa: DTZ011
            "coo_all": "true", "coa_all": "true",
        }  # fmt: skip
        where = f"{address}?{urlencode(query)}"
        path = folder / f"{first_year}-{page_rows}-page-{number:04}.json"
        digest = "" if _fresh(path) else fetching.fetch(where, path, limits=limits, pause=pause)
        try:
            page = _page(path, files.text(path, (".json",)))
            if page["page"] != number:
                raise FetchError(f"{where}: the server sends page {page['page']} for page {number}")
            if number > 1 and page["maxPages"] != last:
                raise FetchError(f"{where}: the number of pages changed from {last} to {page['maxPages']}; try again")
            if page["maxPages"] > MOST_PAGES:
                raise FetchError(f"{where}: {page['maxPages']:,} pages are announced, more than can be true")
            if digest and seen.setdefault(digest, number) != number:
                raise FetchError(f"{where}: page {number} is the same as page {seen[digest]}; try again later")
        except FeedError:
            path.unlink(missing_ok=True)
            raise
        last = page["maxPages"]
        got.append((path, where))
        if progress:
            progress(number, last)
    return got


def by_country(population: pd.DataFrame) -> pd.DataFrame:
    """Add the table up by host and by origin, as the reference table of the dataset has it.

    Columns ``role`` (host, origin), ``iso3``, ``year``, ``refugees``, ``oip``, ``asylum_seekers``; a sum is missing
    where nothing was counted. Codes that are no countries are kept, so that the sum over all is the world.
    """
    people = ["refugees", "oip", "asylum_seekers"]
    parts = []
    for role, column in (("host", "asylum_iso3"), ("origin", "origin_iso3")):
        known = population[population[column].notna()]
        codes = known[column].cat.codes.to_numpy(dtype="int64")
        names = known[column].cat.categories.to_numpy(dtype=object)
        years = known["year"].to_numpy(dtype="int64")
        if not len(known):
            continue
        first = int(years.min())
        width = int(years.max()) - first + 1
        cells = codes * width + (years - first)
        present = np.unique(cells)
        frame = pd.DataFrame({"role": role, "iso3": names[present // width], "year": present % width + first})
        for name in people:
            values = known[name].to_numpy(dtype="float64", na_value=np.nan)
            counted = ~np.isnan(values)
            size = len(names) * width
            sums = np.bincount(cells, weights=np.where(counted, values, 0), minlength=size)[present]
            some = np.bincount(cells, weights=counted, minlength=size)[present] > 0
            frame[name] = pd.arrays.IntegerArray(sums.astype("int64"), ~some)
        parts.append(frame)
    if not parts:
        return pd.DataFrame(columns=["role", "iso3", "year", *people])
    return pd.concat(parts, ignore_index=True).astype({"role": "str", "iso3": "str", "year": "Int64"})


# -- pages of the API ----------------------------------------------------------------------------------------------


def _fresh(path: Path) -> bool:
    return path.is_file() and time.time() - path.stat().st_mtime < _FRESH_S


def _page(path: Path, content: str) -> dict[str, Any]:
    try:
        page = json.loads(content)
    except ValueError as error:
        raise FeedError(f"{path}: is no whole JSON: {error}; download it again") from error
    wanted = {"page": int, "maxPages": int, "items": list}
    if not isinstance(page, dict) or any(not isinstance(page.get(key), kind) for key, kind in wanted.items()):
        raise FeedError(f"{path}: is no reply of the population API: expected page, maxPages and items")
    return page


def _read_page(path: Path, content: str, pages: dict[str, tuple[int, int]]) -> pd.DataFrame:
    page = _page(path, content)
    pages[path.name] = (page["page"], page["maxPages"])
    items = page["items"]
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or not {"year", "coa_iso", "coo_iso", "refugees"} <= item.keys():
            raise FeedError(f"{path}: item {number} has no year, coo_iso, coa_iso or refugees")
    columns = {}
    for key, name in _KEYS.items():
        columns[name] = ["" if item.get(key) is None else str(item[key]) for item in items]
    return pd.DataFrame(columns, dtype="str")


def _whole(pages: dict[str, tuple[int, int]]) -> None:
    if not pages:
        return
    numbers = sorted(number for number, _ in pages.values())
    totals = {total for _, total in pages.values()}
    if len(totals) > 1 or numbers != list(range(1, max(totals) + 1)):
        shown = ", ".join(f"{number} of {total}" for number, total in sorted(pages.values()))
        raise FeedError(f"these are not all pages of one reply ({shown}): name each page once")


# -- downloads -----------------------------------------------------------------------------------------------------


def _read_csv(path: Path, content: str, notes: list[str]) -> tuple[pd.DataFrame, list[int]]:
    if not content.endswith("\n"):
        raise FeedError(f"{path}: the last line does not end, so that the download is cut off; download it again")
    lines = content.splitlines(keepends=True)
    place, heading = _heading(path, lines, notes)
    names = []
    for title in heading:
        plain = _plain(title)
        names.append(_CODES.get(plain) or _HEADINGS.get(plain) or f"?{title}")
    unknown = [name[1:] for name in names if name.startswith("?")]
    if unknown:
        notes.append(f"passed over, unknown columns: {', '.join(unknown)}")
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise FeedError(f"{path}:{place + 1}: the heading names {', '.join(sorted(twice))} twice")
    nameless = {"asylum": "asylum_iso3", "origin": "origin_iso3"}
    if any(name in names and code not in names for name, code in nameless.items()) or any(
        _plain(title) in {"country of asylum code", "country of origin code"} for title in heading
    ):
        raise FeedError(
            f"{path}:{place + 1}: has no columns of ISO codes; UNHCR's own codes are not ISO (AUS is Austria there): "
            f"download it again from the Refugee Data Finder with ISO codes"
        )
    missing = {"year", "refugees"} - set(names)
    if missing or not {"asylum_iso3", "origin_iso3"} & set(names):
        lacking = sorted(missing) or ["origin_iso3 and asylum_iso3"]
        raise FeedError(f"{path}:{place + 1}: the heading lacks {', '.join(lacking)}")
    # Not pandas.read_csv, which fills up a row that is cut short and only warns of one that is too long.
    rows, numbers = [], []
    reader = csv.reader(lines[place + 1 :], strict=True)
    try:
        for cells in reader:
            if len(cells) == len(names):
                rows.append(cells)
                numbers.append(place + 1 + reader.line_num)
            elif cells:
                raise FeedError(
                    f"{path}:{place + 1 + reader.line_num}: has {len(cells)} fields, expected {len(names)}; "
                    f"the download may be cut off"
                )
    except csv.Error as error:
        raise FeedError(f"{path}:{place + 1 + reader.line_num}: is no CSV: {error}") from error
    return pd.DataFrame(rows, columns=names, dtype="str"), numbers


def _heading(path: Path, lines: list[str], notes: list[str]) -> tuple[int, list[str]]:
    for place, cells in enumerate(_rows(path, lines[:_PREAMBLE_LINES])):
        if cells and _plain(cells[0]) == "year" and len(cells) > 1:
            return place, cells
        if len(cells) >= 2 and cells[0].strip().rstrip(":").lower() in {"last updated", "date extracted"}:
            notes.append(f"{cells[0].strip().rstrip(':').lower()}: {cells[1].strip()}")
    raise FeedError(
        f"{path}: no heading that begins with Year and the countries in its first {_PREAMBLE_LINES} lines; expected a "
        f"download of population figures from the Refugee Data Finder"
    )


def _rows(path: Path, lines: list[str]) -> Iterator[list[str]]:
    # A row a line: no cell of these downloads holds a line break, and the number of the line is wanted.
    for line in lines:
        try:
            yield next(csv.reader([line]), [])
        except csv.Error as error:
            raise FeedError(f"{path}: is no CSV: {error}") from error


def _plain(title: str) -> str:
    return re.sub(r"\s+", " ", title.replace("’", "'")).strip().lower()


# -- values --------------------------------------------------------------------------------------------------------


def _typed(path: Path, raw: pd.DataFrame, numbers: list[int]) -> pd.DataFrame:
    def where(bad: pd.Series) -> str:
        place = int(np.flatnonzero(bad.to_numpy())[0])
        return f"{path}:{numbers[place]}" if numbers else f"{path}: item {place + 1}"

    years = raw["year"].str.strip()
    bad = ~years.str.fullmatch(r"(?:19|20)\d\d")
    if bad.any():
        raise FeedError(f"{where(bad)}: {raw.loc[bad, 'year'].iloc[0]!r} is no year")
    typed = {"year": years.astype("int64").astype("Int64")}
    for column, name in (("origin_iso3", "origin"), ("asylum_iso3", "asylum")):
        typed[column] = _countries(raw, column, name, where)
    for column in PEOPLE:
        cells = raw[column].str.strip() if column in raw else pd.Series("", index=raw.index, dtype="str")
        missing = cells.isin(["", "-"])
        bad = ~missing & ~cells.str.fullmatch(r"\d{1,10}")
        if bad.any():
            raise FeedError(
                f"{where(bad)}: {column} is {cells[bad].iloc[0]!r}, expected a whole number, '-' or nothing"
            )
        typed[column] = cells.mask(missing, "0").astype("int64").astype("Int64").mask(missing)
    return pd.DataFrame(typed)


def _countries(raw: pd.DataFrame, column: str, name: str, where: Callable[[pd.Series], str]) -> pd.Series:
    if column not in raw:
        return pd.Series(None, index=raw.index, dtype="str")
    codes = raw[column].str.strip()
    names = raw[name].str.strip() if name in raw else pd.Series("", index=raw.index, dtype="str")
    codes = codes.mask(codes.isin(["", "-"]) & names.str.lower().isin(["unknown", "various / unknown"]), "UNK")
    together = codes.isin(["", "-"])
    lost = together & ~names.isin(["", "-"])
    if lost.any():
        raise FeedError(f"{where(lost)}: {names[lost].iloc[0]!r} has no ISO code")
    bad = ~together & ~codes.str.fullmatch(r"[A-Z]{3}")
    if bad.any():
        raise FeedError(f"{where(bad)}: {codes[bad].iloc[0]!r} is no ISO code of three letters")
    return codes.mask(together)


def _consistent(population: pd.DataFrame) -> None:
    keys = ["year", "origin_iso3", "asylum_iso3"]
    double = population.duplicated(keys)
    if double.any():
        row = population[double].iloc[0]
        shown = ", ".join("all" if pd.isna(row[key]) else str(row[key]) for key in keys)
        raise FeedError(f"two rows are of the same year, origin and asylum ({shown}): the same download twice?")
    for column in keys[1:]:
        together = population[column].isna()
        if together.any() and not together.all():
            raise FeedError(
                f"some rows have {column} and some add all countries together: to take both would count people twice"
            )
