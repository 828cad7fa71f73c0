"""The layouts in which people have UNHCR's population table as CSV, read into one.

Known are downloads of the Refugee Data Finder with or without their preamble, the same saved again by a spreadsheet
(semicolons), the per-country files of the Humanitarian Data Exchange (a second row of tags), tables under the keys of
the API (R's package ``refugees`` and what is made of it), and exports of the former site popstats (names without codes,
wide or one population type a row).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pandas as pd

from analysis.errors import FeedError, counted
from analysis.feeds import unhcr_countries

#: The columns of people by the keys of the API, which are those of R's package too.
KEYS = {
    "refugees": "refugees",
    "oip": "oip",
    "asylum_seekers": "asylum_seekers",
    "idps": "idps",
    "stateless": "stateless",
    "ooc": "others_of_concern",
    "hst": "host_community",
    "returned_refugees": "returned_refugees",
    "returned_idps": "returned_idps",
}
#: And by their headings; hyphens count as spaces.
_PEOPLE = KEYS | {
    "refugees under unhcr's mandate": "refugees",
    "refugees (incl. refugee like situations)": "refugees",
    "other people in need of international protection": "oip",
    "asylum seekers": "asylum_seekers",
    "asylum seekers (pending cases)": "asylum_seekers",
    "idps of concern to unhcr": "idps",
    "internally displaced persons": "idps",
    "internally displaced persons (idps)": "idps",
    "stateless persons": "stateless",
    "others of concern": "others_of_concern",
    "others of concern to unhcr": "others_of_concern",
    "host community": "host_community",
    "returned refugees": "returned_refugees",
    "returned idps": "returned_idps",
    "returned idpss": "returned_idps",  # so it is spelled in downloads of the API
}
_COUNTRIES = {
    "country of origin (iso)": "origin_iso3",
    "coo_iso": "origin_iso3",
    "country of asylum (iso)": "asylum_iso3",
    "coa_iso": "asylum_iso3",
    "country of origin": "origin",
    "country of origin name": "origin",
    "coo_name": "origin",
    "origin": "origin",
    "origin / returned from": "origin",
    "country of asylum": "asylum",
    "country of asylum name": "asylum",
    "coa_name": "asylum",
    "country / territory of asylum/residence": "asylum",
    "country / territory of residence": "asylum",
    # ISO in some tables and UNHCR's own in others: see unhcr_countries.
    "country of origin code": "origin_code",
    "coo": "origin_code",
    "country of asylum code": "asylum_code",
    "coa": "asylum_code",
}
_ROLES = ("origin", "asylum")
#: Known columns that nothing is taken from: other codes, sums of the rest, and the numbers that R gives to rows.
_LEFT = frozenset({"", "coo_id", "coa_id", "total population", "population type"})
#: Cells that say that there is no number, or no country.
MISSING = frozenset({"", "-", "NA", "NaN", "nan"})
_FACTS = {
    "last updated": "updated",
    "date extracted": "extracted",
    "content type": "content",
    "origin": "origins",
    "country of asylum": "hosts",
    "years": "years",
}
_PREAMBLE_LINES = 60
_SEPARATORS = ",;\t"


@dataclass
class Layout:
    """A table as texts, where its rows stand, and what the file says of itself.

    ``raw`` has ``year``, ``origin_iso3``, ``asylum_iso3`` and columns of people, as far as the file has them, and
    ``origin``, ``asylum`` (names); ``lines`` are the lines of its rows. ``facts`` are those of the preamble:
    ``updated`` and ``extracted`` (as YYYY-MM-DD where that can be read), ``content``, ``origins``, ``hosts``.
    """

    raw: pd.DataFrame
    lines: list[int]
    separator: str = ","
    facts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read(path: Path, content: str) -> Layout:
    """Read a CSV of any of the layouts. Raises :class:`FeedError`, which names file and line, for anything else."""
    if not content.endswith("\n"):
        raise FeedError(
            f"{path}: the last line does not end, so that the file may be cut off; download it again, or end the line "
            f"if the file is whole"
        )
    lines = content.splitlines(keepends=True)
    layout = Layout(pd.DataFrame(), [])
    place, heading = _heading(path, lines, layout)
    names, tagged = _names(path, place, heading, layout.notes), False
    rows: list[list[str]] = []
    # Not pandas.read_csv, which fills up a row that is cut short and only warns of one that is too long.
    reader = csv.reader(lines[place + 1 :], delimiter=layout.separator, strict=True)
    try:
        for cells in reader:
            line = place + 1 + reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not rows and all(cell.strip()[:1] in {"", "#"} for cell in cells):
                tagged = True  # the tags of the Humanitarian Exchange Language
                continue
            if len(cells) != len(names):
                fields = counted(len(cells), "field")
                raise FeedError(f"{path}:{line}: has {fields}, expected {len(names)}; the download may be cut off")
            rows.append(cells)
            layout.lines.append(line)
    except csv.Error as error:
        raise FeedError(f"{path}:{place + 1 + reader.line_num}: is no CSV: {error}") from error
    layout.raw = pd.DataFrame(rows, columns=names, dtype="str")
    if {"population_type", "value"} <= set(names):
        _widen(path, layout)
    for role in _ROLES:
        _code(path, place + 1, layout, role, tagged=tagged)
    _complete(path, place + 1, layout.raw, heading)
    layout.raw = layout.raw.drop(columns=[name for name in names if name.startswith("?")], errors="ignore")
    return layout


def _heading(path: Path, lines: list[str], layout: Layout) -> tuple[int, list[str]]:
    for place, (separator, cells) in enumerate(_cells(path, lines[:_PREAMBLE_LINES])):
        if len(cells) > 1 and "year" in {_plain(cell) for cell in cells[:2]}:
            layout.separator = separator
            return place, cells
        fact = _FACTS.get(cells[0].strip().rstrip(":").lower()) if len(cells) > 1 else None
        if fact and cells[1].strip():
            layout.facts[fact] = _day(cells[1].strip()) if fact in {"updated", "extracted"} else cells[1].strip()
    raise FeedError(
        f"{path}: no heading that begins with Year and the countries in its first {_PREAMBLE_LINES} lines; expected a "
        f"download of population figures from the Refugee Data Finder"
    )


def _cells(path: Path, lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    # A row a line: no cell of a heading or preamble holds a line break, and the number of the line is wanted.
    for line in lines:
        try:
            found = [(separator, next(csv.reader([line], delimiter=separator), [])) for separator in _SEPARATORS]
        except csv.Error as error:
            raise FeedError(f"{path}: is no CSV: {error}") from error
        yield max(found, key=lambda pair: len(pair[1]))


def _names(path: Path, place: int, heading: list[str], notes: list[str]) -> list[str]:
    """Return our name of each column; ``?`` and its heading where nothing is taken from it."""
    plain = [_plain(title) for title in heading]
    long = {"population type", "value"} <= set(plain)
    names = []
    for number, (title, text) in enumerate(zip(heading, plain, strict=True)):
        name = "year" if text == "year" else _COUNTRIES.get(text) or _PEOPLE.get(text.replace("-", " "))
        if long and text in {"population type", "value"}:
            name = text.replace(" ", "_")
        names.append(name or f"?{number}{title}")
    unknown = [
        title
        for title, text, name in zip(heading, plain, names, strict=True)
        if name.startswith("?") and text not in _LEFT
    ]
    if unknown:
        notes.append(f"passed over, unknown columns: {', '.join(unknown)}")
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise FeedError(f"{path}:{place + 1}: the heading names {', '.join(sorted(twice))} twice")
    return names


def _widen(path: Path, layout: Layout) -> None:
    """Turn a table of one population type a row into one with a column for each."""
    raw = layout.raw
    kinds = raw["population_type"].map(lambda text: _PEOPLE.get(_plain(text).replace("-", " ")))
    unknown = sorted(set(raw.loc[kinds.isna(), "population_type"]))
    if unknown:
        layout.notes.append(f"passed over, unknown population types: {', '.join(unknown)}")
    keys = [
        name
        for name in ("year", "asylum_iso3", "asylum_code", "asylum", "origin_iso3", "origin_code", "origin")
        if name in raw
    ]
    raw = raw.assign(kind=kinds, line=layout.lines).dropna(subset="kind")
    double = raw.duplicated([*keys, "kind"])
    if double.any():
        row = raw[double].iloc[0]
        raise FeedError(
            f"{path}:{row['line']}: {row['population_type']!r} stands twice for the same year and countries"
        )
    wide = raw.pivot_table(index=keys, columns="kind", values="value", aggfunc="first", sort=False)
    layout.lines = raw.groupby(keys, sort=False)["line"].first().tolist()
    wide = wide.reset_index()
    layout.raw = wide.fillna("").astype("str").rename_axis(columns=None)


def _code(path: Path, line: int, layout: Layout, role: str, *, tagged: bool) -> None:
    """Give the table a column of ISO codes of a role, from what it has: codes of a kind to be found out, or names."""
    raw, iso3, doubtful = layout.raw, f"{role}_iso3", f"{role}_code"
    if iso3 not in raw and doubtful in raw:
        names = raw[role].str.strip() if role in raw else pd.Series("", index=raw.index, dtype="str")
        pairs = dict.fromkeys(zip(raw[doubtful].str.strip(), names, strict=True))
        why = unhcr_countries.contradiction(pairs)
        if not why and not tagged and role not in raw:
            why = "nothing in the table says which they are"
        if not why:
            raw[iso3] = raw[doubtful]
        elif role not in raw:
            raise FeedError(
                f"{path}:{line}: the codes of countries of {role} are UNHCR's own, or may be, and not those of "
                f"ISO 3166 ({why}); download it again with ISO codes or with names"
            )
        else:
            layout.notes.append(f"countries of {role} are read by their names: {why}")
    if iso3 not in raw and role in raw:
        codes = [_named(path, number, name.strip()) for number, name in zip(layout.lines, raw[role], strict=True)]
        raw[iso3] = pd.Series(codes, index=raw.index, dtype="str")
    layout.raw = raw.drop(columns=doubtful, errors="ignore")


def _named(path: Path, line: int, name: str) -> str:
    if name in MISSING:
        return name
    found = unhcr_countries.code(name)
    if not found:
        raise FeedError(f"{path}:{line}: {name!r} has no ISO code, and is no name of a country of ISO 3166 or of UNHCR")
    return found


def _complete(path: Path, line: int, raw: pd.DataFrame, heading: list[str]) -> None:
    lacking = [name for name in ("year", "refugees") if name not in raw]
    if not {"asylum_iso3", "origin_iso3"} & set(raw):
        lacking.append("countries of asylum or origin")
    if lacking:
        raise FeedError(
            f"{path}:{line}: no column is known here as that of {', or of '.join(lacking)}; the columns are "
            f"{', '.join(title.strip() for title in heading if title.strip())}"
        )


def _day(text: str) -> str:
    """Return a date of a preamble as YYYY-MM-DD; the text itself where it is none."""
    for form, pattern in (
        ("%d %B %Y", r"\d{1,2} [A-Za-z]+ \d{4}"),
        ("%d/%m/%Y", r"\d\d/\d\d/\d{4}"),
        ("%Y-%m-%d", r"\d{4}-\d\d-\d\d"),
    ):
        found = re.match(pattern, text)
        if found:
            try:
                return datetime.strptime(found[0], form).date().isoformat()  # noqa: DTZ007 - a day, not a moment
            except ValueError:
                continue
    return text


def _plain(title: str) -> str:
    return re.sub(r"\s+", " ", title.replace("’", "'")).strip().lower()
