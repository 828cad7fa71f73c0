"""UNHCR's population statistics: tables in all their layouts, the API, and what part of the world a table holds.

Source: UNHCR Refugee Population Statistics Database, CC BY 4.0. Small numbers are rounded by UNHCR, so that totals are
approximate, and every release revises earlier years.
"""

from __future__ import annotations

import itertools
import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from analysis.errors import FeedError, FetchError, counted
from analysis.feeds import fetching, files, unhcr_countries, unhcr_layouts
from analysis.feeds.cache import Taken

ADDRESS = "https://api.unhcr.org/population/v1/population/"
PUBLISHER = "UNHCR, Refugee Population Statistics Database"
LICENCE = "CC BY 4.0"
TABLE = "population"

#: Columns of people, in the order of the table.
PEOPLE = (
    "refugees",
    "oip",
    "asylum_seekers",
    "idps",
    "stateless",
    "others_of_concern",
    "host_community",
    "returned_refugees",
    "returned_idps",
)
#: Codes in the ISO columns that are no countries.
NO_COUNTRIES = unhcr_countries.NO_COUNTRIES

FIRST_YEAR = 1951
#: Rows on a page of the API, and how many pages can be true: the whole table had 139,000 rows in 2026.
PAGE_ROWS = 10_000
MOST_PAGES = 200
_FRESH_S = 6 * 3600.0
_PAGE_LIMITS = fetching.Limits(bytes=1 << 26)

_KEYS = {
    "year": "year",
    "coo_iso": "origin_iso3",
    "coa_iso": "asylum_iso3",
    "coo_name": "origin",
    "coa_name": "asylum",
} | unhcr_layouts.KEYS
#: UNHCR's own table has had 174 to 179 countries of asylum and 194 to 205 of origin in each year since 2015: one with
#: fewer than this in a year is a selection.
WHOLE_COUNTRIES = 150
_ENDS = {"hosts": "asylum_iso3", "origins": "origin_iso3"}
_NAMED = 5


def read(paths: Sequence[Path]) -> Taken:
    """Read downloads: CSV in the layouts of :mod:`unhcr_layouts`, pages of the API as JSON, or zip archives of either.

    The table ``population`` has ``year``, ``origin_iso3`` and ``asylum_iso3`` (categories; missing where it adds all
    countries together) and the columns of :data:`PEOPLE`, missing where UNHCR prints a dash, an asterisk, nothing, or
    no such column. The notes say which hosts, origins and years it holds, and the facts of the release are those that
    the files state. Raises :class:`FeedError`, which names file and line, for anything that is not such a table, and
    for one that says that it counts in the middle of the year.
    """
    notes: list[str] = []
    pages: dict[str, tuple[int, int]] = {}
    frames = []
    stated: dict[str, dict[str, None]] = {}
    for path in paths:
        content = files.text(path, (".csv", ".json"), ("footnote", "__macosx"))
        if content.lstrip().startswith(("{", "[")):
            layout = unhcr_layouts.Layout(_read_page(path, content, pages), [])
        else:
            layout = unhcr_layouts.read(path, content)
        if re.search(r"\bmid[- ]?year", layout.facts.get("content", ""), re.IGNORECASE):
            raise FeedError(
                f"{path}: counts people in the middle of the year ({layout.facts['content']}), and the numbers here "
                f"are of the ends of years: download the end-year stock"
            )
        frames.append(_typed(path, layout, notes))
        notes += layout.notes
        for name, text in layout.facts.items():
            stated.setdefault(name, {})[text] = None
    _whole(pages)
    population = pd.concat(frames, ignore_index=True)
    if population.empty:
        raise FeedError(f"{', '.join(path.name for path in paths)}: there are no rows in it")
    _consistent(population)
    population = population.sort_values(["year", "asylum_iso3", "origin_iso3"], ignore_index=True)
    # Codes by number: the table is large, and every question of it groups or picks by country.
    population = population.astype({"origin_iso3": "category", "asylum_iso3": "category"})
    release = {name: ", ".join(texts) for name, texts in stated.items()}
    last = int(population["year"].max())
    sums = population.loc[population["year"] == last, ["refugees", "oip", "asylum_seekers"]].sum(min_count=1)
    return Taken(
        tables={TABLE: population},
        years=(int(population["year"].min()), last),
        totals={f"{name} at the end of {last}": int(value) for name, value in sums.dropna().items()},
        notes=[*_held(population), *_told(population, release), *dict.fromkeys(notes)],
        release=release,
    )


def coverage(population: pd.DataFrame) -> pd.DataFrame:
    """Say for each year which part of the world the table has.

    Columns ``year``; ``hosts``, ``origins`` (how many countries of asylum and of origin, 0 where they are added
    together); ``all_hosts``, ``all_origins``: whether those are all that UNHCR has, which is so from
    :data:`WHOLE_COUNTRIES` on, and where they are added together.
    """
    found = population.groupby("year").agg(**{name: (column, "nunique") for name, column in _ENDS.items()})
    for name in _ENDS:
        found[f"all_{name}"] = (found[name] >= WHOLE_COUNTRIES) | (found[name] == 0)
    return found.reset_index()


def own_country(population: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose country of origin is that of asylum: the displaced at home, and now and then refugees."""
    origins, hosts = population["origin_iso3"], population["asylum_iso3"]
    # Codes of the one column in those of the other: -2 is in no row, and stands for a code that is no host.
    twins = np.append(hosts.cat.categories.get_indexer(origins.cat.categories), -2)
    twins[twins == -1] = -2
    found: pd.DataFrame = population[twins[origins.cat.codes] == hosts.cat.codes.to_numpy()]
    return found


def spans(years: Iterable[int]) -> str:
    """Return years as text, runs of them as one: 2015, 2018-2020."""
    runs: list[list[int]] = []
    for year in sorted({int(year) for year in years}):
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)


def unfinished(years: Iterable[int], *dates: str) -> list[int]:
    """Return the years that had not ended on the earliest of some dates (YYYY-MM-DD; others are passed over).

    What such a year has is no number of its end.
    """
    known = [int(day[:4]) for day in dates if re.match(r"\d{4}-\d\d-\d\d", day)]
    return sorted({int(year) for year in years if known and int(year) >= min(known)})


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
            "limit": page_rows,
            "page": number,
            "yearFrom": first_year,
            "yearTo": date.today().year,  # noqa: DTZ011
            "coo_all": "true",
            "coa_all": "true",
        }
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


# -- values --------------------------------------------------------------------------------------------------------


def _typed(path: Path, layout: unhcr_layouts.Layout, notes: list[str]) -> pd.DataFrame:
    raw, numbers = layout.raw, layout.lines

    def where(bad: pd.Series) -> str:
        place = int(np.flatnonzero(bad.to_numpy())[0])
        return f"{path}:{numbers[place]}" if numbers else f"{path}: item {place + 1}"

    years = raw["year"].str.strip()
    bad = ~years.str.fullmatch(r"(?:19|20)\d\d")
    if bad.any():
        raise FeedError(f"{where(bad)}: {years[bad].iloc[0]!r} is no year")
    typed = {"year": years.astype("int64").astype("Int64")}
    for column, name in (("origin_iso3", "origin"), ("asylum_iso3", "asylum")):
        typed[column] = _countries(raw, column, name, where)
    # Counts are whole, so that a group of three digits is one of thousands: of the language that writes the separator.
    grouped = r"\d{1,3}(?:\.\d{3})+" if layout.separator == ";" else r"\d{1,3}(?:,\d{3})+"
    suppressed = thousands = 0
    for column in PEOPLE:
        cells = raw[column].str.strip() if column in raw else pd.Series("", index=raw.index, dtype="str")
        missing = cells.isin(unhcr_layouts.MISSING | {"*"})
        suppressed += int((cells == "*").sum())
        odd = ~missing & ~cells.str.fullmatch(r"\d{1,10}")
        if odd.any():
            thousands += int(cells[odd].str.fullmatch(grouped).sum())
            cells = cells.mask(odd, cells[odd].map(lambda cell: _whole_number(cell, grouped)))
        bad = ~missing & ~cells.str.fullmatch(r"\d{1,10}")
        if bad.any():
            raise FeedError(
                f"{where(bad)}: {column} is {raw.loc[bad, column].iloc[0].strip()!r}, expected a whole number, '-' or "
                f"nothing"
            )
        typed[column] = cells.mask(missing, "0").astype("int64").astype("Int64").mask(missing)
    if suppressed:
        many = counted(suppressed, "number is", "numbers are")
        notes.append(f"{many} suppressed (*, one to four people): missing here, so sums are low")
    if thousands:
        many = counted(thousands, "number is", "numbers are")
        notes.append(f"{many} written with separators of thousands")
    return pd.DataFrame(typed)


def _whole_number(cell: str, grouped: str) -> str:
    """Return a whole number that a program wrote in another way as plain digits; anything else as it is."""
    if re.fullmatch(grouped, cell):
        return re.sub(r"[.,]", "", cell)
    if re.fullmatch(r"\d(?:\.\d+)?e\+0\d", cell):  # R writes 100000 as 1e+05
        return f"{float(cell):.0f}"
    return cell.removesuffix(".0")  # pandas, where a column has gaps


def _countries(raw: pd.DataFrame, column: str, name: str, where: Callable[[pd.Series], str]) -> pd.Series:
    if column not in raw:
        return pd.Series(None, index=raw.index, dtype="str")
    codes = raw[column].str.strip()
    codes = codes.mask(codes.isin(unhcr_layouts.MISSING), "")
    names = raw[name].str.strip() if name in raw else pd.Series("", index=raw.index, dtype="str")
    names = names.mask(names.isin(unhcr_layouts.MISSING), "")
    codes = codes.mask((codes == "") & names.str.lower().isin(["unknown", "various / unknown"]), "UNK")
    together = codes == ""
    lost = together & (names != "")
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


# -- what a table holds --------------------------------------------------------------------------------------------


def _held(population: pd.DataFrame) -> list[str]:
    """Say which hosts, origins and years a table has, and what cannot be computed from it."""
    notes = []
    part = coverage(population)
    for (name, column), what in zip(_ENDS.items(), ("asylum", "origin"), strict=True):
        codes = sorted(set(population[column].dropna().astype("str")) - NO_COUNTRIES)
        many = f"{counted(len(codes), 'country', 'countries')} of {what}"
        if not codes:
            notes.append(f"holds no countries of {what}: all are added together")
        elif part[f"all_{name}"].all():
            notes.append(f"holds {many}: all of them, as far as their number tells")
        else:
            shown = [f"{unhcr_countries.label(iso3)} ({iso3})" for iso3 in codes[:_NAMED]]
            notes.append(f"holds {many}: {', '.join(shown)}{', …' if len(codes) > _NAMED else ''}")
    parts = part.loc[~(part["all_hosts"] & part["all_origins"]), "year"]
    if len(parts):
        notes.append(f"is a selection in {spans(parts)}: it gives no ranks, totals or shares of the world there")
    return notes


def _told(population: pd.DataFrame, release: dict[str, str]) -> list[str]:
    notes = [
        f"{name}: {release[fact]}"
        for fact, name in (("updated", "last updated"), ("extracted", "date extracted"))
        if fact in release
    ]
    dates = [release.get(name, "") for name in ("updated", "extracted")]
    early = unfinished(population["year"].unique(), *dates, date.today().isoformat())  # noqa: DTZ011
    if early:
        notes.append(f"{spans(early)} had not ended then: no numbers of the end of the year, and no page uses them")
    absent = [name for name in PEOPLE if population[name].isna().all()]
    if absent:
        notes.append(f"not in this table: {', '.join(absent)}")
    home = own_country(population)
    if len(home):
        refugees = home[home["refugees"].fillna(0) > 0]
        people = "none of them with refugees"
        if len(refugees):
            shown = [
                f"{unhcr_countries.label(str(row.asylum_iso3))} {row.year}: {row.refugees:,}"
                for row in refugees.head(_NAMED).itertuples()
            ]
            more = "; …" if len(refugees) > _NAMED else ""
            total = f"{refugees['refugees'].sum():,} in all"
            people = f"{len(refugees):,} of them with refugees, {total} ({'; '.join(shown)}{more})"
        many = counted(len(home), "row has", "rows have")
        notes.append(f"{many} the same country of origin and of asylum, {people}")
    return notes
