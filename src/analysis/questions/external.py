"""Which printed figures check out against numbers from outside: of UNHCR, or of the budget?

``external_checks.csv`` names the checks, the tables beside it which figures are held against which numbers of
``reference/``; the verdict is computed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd

from analysis.dataset import roles, schema
from analysis.dataset.languages import LANGUAGES, in_all, taken
from analysis.dataset.once import once
from analysis.dataset.provenance import located
from analysis.dataset.rows import interval
from analysis.dataset.tables import Dataset
from analysis.errors import DataError
from analysis.figures import Interval, bounds
from analysis.questions import refugee_stocks

#: Columns of :func:`examine`.
COLUMNS = [
    "check_id",
    "figure_id",
    "as_printed",
    "reference",
    "role",
    "iso3",
    "as_of",
    "reading",
    "unit",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "reference_lower",
    "reference_upper",
    "verdict",
    "source_id",
    "preferred",
    "where",
    *in_all("note"),
]
AGREES, DIFFERS, UNDECIDED = "agrees", "differs", "undecided"
OTHER_COUNT = "other_count"
#: What comes of a figure over all its checks, the worst first.
OUTCOMES = (DIFFERS, UNDECIDED, OTHER_COUNT, AGREES)
#: How many countries of origin the report names.
NAMED = 5
#: The parts in ``roles.csv`` of the list of the largest origins and of their printed share.
LISTED, SHARE = "origins_listed", "origins_share"
#: Units that the name of a reference column says.
_SCALES = {"_million": 1_000_000, "_thousand": 1_000}
#: Of more numbers than this, the reference says only how many they are.
_MOST = 3


@once
def examine(data: Dataset) -> pd.DataFrame:
    """Hold the figures of ``external_checks`` against their references: a row a check, columns :data:`COLUMNS`.

    The figures of one check are added together; ``figure_id`` names them all, separated by a space. ``verdict`` is
    ``agrees`` when the printed form allows every value that the reference can have, ``differs`` when it allows none,
    else ``undecided``. Ends are in ``unit``; a missing end is no limit. ``role`` and ``iso3`` are those of the
    reference, missing where it is of no single country.
    """
    book = _Book(data)
    figures = located(data.figures).set_index("figure_id", drop=False)
    printed = data.external_check_figures.groupby("check_id")["figure_id"].agg(list)
    found = []
    for check in data.external_checks.to_dict("records"):
        rows: list[Any] = figures.loc[printed[check["check_id"]]].to_dict("records")
        units = {row["unit"] for row in rows}
        if len(units) > 1:
            raise DataError([f"external_check_figures.csv: {check['check_id']}: adds figures in {', '.join(units)}"])
        figure = bounds.total(interval(row).scaled(row["multiplicity"]) for row in rows)
        reference = book.reference(check["check_id"])
        found.append(
            {
                "check_id": check["check_id"],
                "figure_id": " ".join(row["figure_id"] for row in rows),
                "as_printed": " + ".join(row["as_printed"] for row in rows),
                **reference.cells,
                "as_of": check["as_of"],
                "reading": check["reading"],
                "unit": rows[0]["unit"],
                "lower": figure.lower,
                "upper": figure.upper,
                "lower_open": figure.lower_open,
                "upper_open": figure.upper_open,
                "reference_lower": reference.interval.lower,
                "reference_upper": reference.interval.upper,
                "verdict": _verdict(figure, reference.interval),
                "preferred": all(row["preferred"] for row in rows),
                "where": " ".join(row["where"] for row in rows),
                **taken(check, "note"),
            }
        )
    ends = dict.fromkeys(("lower", "upper", "reference_lower", "reference_upper"), "float64")
    return pd.DataFrame(found, columns=COLUMNS).astype(ends)


def outcomes(examined: pd.DataFrame) -> pd.Series:
    """Return what comes of each figure over its checks, by ``figure_id``: one of :data:`OUTCOMES`.

    ``agrees`` is as the document labels it, or with what its source counts where the document has no label;
    ``other_count`` is only with what the source counts, against the label. An undated figure agrees when it does at
    one of its dates.
    """
    found = {figure: _outcome(group) for figure, group in examined.groupby("figure_id")}
    return pd.Series(found, dtype="str", name="outcome")


@once
def overview(data: Dataset) -> pd.DataFrame:
    """Return every printed figure on refugees beside UNHCR's own, in the order of the text: one row a figure.

    Columns of :func:`analysis.questions.refugee_stocks.printed`, ``place_*`` (of the country), ``outcome``, and
    what UNHCR has at ``as_of``, read as the document labels it where it has a label: ``reference_lower`` and
    ``reference_upper``, and for a country at the end of ``year`` its ``refugees`` and ``with_oip``. An undated figure
    has the last date at which it agrees, or else the last that it could mean.
    """
    examined = examine(data)
    rows = refugee_stocks.printed(data)
    labelled = examined.assign(
        fits=examined["verdict"] == AGREES, label=examined["reading"].map({"as_source_counts": 0, "as_labelled": 1})
    ).sort_values(["label", "fits", "as_of"], kind="stable")
    known = labelled.groupby("figure_id")[["as_of", "reference_lower", "reference_upper"]].last()
    rows = rows.merge(known, left_on="figure_id", right_index=True, how="left")
    # The table of countries is of the ends of years; other dates have only what was published of them.
    ends = (rows["as_of"].dt.month == 12) & (rows["as_of"].dt.day == 31)
    rows["year"] = rows["as_of"].dt.year.where(ends).astype("Int64")
    people = refugee_stocks.reference(data).countries
    people = people.assign(with_oip=people["refugees"].add(people["oip"], fill_value=0))
    rows = rows.merge(people[["role", "iso3", "year", "refugees", "with_oip"]], on=["role", "iso3", "year"], how="left")
    names = data.places.set_index("place_id")
    places = {f"place_{language}": rows["iso3"].map(names[f"label_{language}"]) for language in LANGUAGES}
    return rows.assign(outcome=rows["figure_id"].map(outcomes(examined)), **places)


@once
def origins(data: Dataset, year: int | None = None, *, with_oip: bool = True) -> pd.DataFrame:
    """Return the largest countries of origin beside those that the report names, largest first.

    Columns ``rank, iso3, people, share_lower, share_upper, named`` (by the report), ``largest`` (among as many as the
    report names), ``figure_id`` (that names it), ``label_*``; only rows that are one or the other.
    """
    statistics = refugee_stocks.reference(data)
    ranked = refugee_stocks.ranking(statistics, refugee_stocks.ORIGIN, year or statistics.last, with_oip=with_oip)
    figures = data.presence[data.presence["list_id"] == roles.player(data, LISTED)].set_index("place_id")["figure_id"]
    ranked["figure_id"] = ranked["iso3"].map(figures)
    ranked["named"] = ranked["iso3"].isin(_named(data))
    ranked["largest"] = ranked["rank"] <= NAMED
    return refugee_stocks.labelled(data, ranked[ranked["named"] | ranked["largest"]].reset_index(drop=True))


@once
def five_origins(data: Dataset, year: int | None = None, *, with_oip: bool = True) -> pd.DataFrame:
    """Return the share of five countries of origin, as percent: those that the report names, and the five largest.

    Columns ``choice`` (named, largest), ``iso3`` (the countries, separated by a space), ``people, lower, upper``.
    """
    table = origins(data, year, with_oip=with_oip)
    statistics = refugee_stocks.reference(data)
    rows = []
    for choice in ("named", "largest"):
        chosen = table[table[choice]]
        share = refugee_stocks.share_of(
            statistics, list(chosen["iso3"]), refugee_stocks.ORIGIN, year or statistics.last, with_oip=with_oip
        )
        rows.append(
            {
                "choice": choice,
                "iso3": " ".join(chosen["iso3"]),
                "people": int(chosen["people"].sum()),
                "lower": share.low * 100,
                "upper": share.high * 100,
            }
        )
    return pd.DataFrame(rows)


@once
def shares(data: Dataset, year: int | None = None) -> pd.DataFrame:
    """Return the printed share of five origins beside what it comes to, by choice of countries and by base.

    Columns of :func:`five_origins`, ``with_oip`` (whether the base counts other people in need of protection),
    ``place_*`` (the countries), ``verdict`` of the printed share against it, and the printing whose base
    that is: ``figure_id, as_printed, base_as_printed``.
    """
    listed = data.lists.set_index("list_id").loc[roles.player(data, LISTED)]
    printed = data.figures[data.figures["measure_id"] == roles.player(data, SHARE)]
    # Another document's share is of other countries at another date.
    printed = printed[printed["source_id"] == listed["source_id"]]
    bases = data.figure_relations[data.figure_relations["relation"] == "share_of"]
    printed = printed.merge(bases[["figure_id", "base_as_printed"]], on="figure_id", how="left")
    rows = []
    for row in printed.to_dict("records"):
        # One printing counts refugees alone, the other says that it counts other people in need as well.
        with_oip = row["population"] != "refugees"
        figure = interval(row)
        found = five_origins(data, year, with_oip=with_oip)
        ends = zip(found["lower"], found["upper"], strict=True)
        found = found.assign(
            with_oip=with_oip,
            verdict=[_verdict(figure, Interval(low, high)) for low, high in ends],
            figure_id=row["figure_id"],
            as_printed=row["as_printed"],
            base_as_printed=row["base_as_printed"],
        )
        rows.append(found)
    table = pd.concat(rows, ignore_index=True)
    names = data.places.set_index("place_id")
    for language in LANGUAGES:
        label = names[f"label_{language}"]
        table[f"place_{language}"] = [", ".join(label[code] for code in cell.split()) for cell in table["iso3"]]
    return table


class _Reference:
    """What a check holds figures against: what the numbers come to, and what is said of them."""

    def __init__(self, numbers: dict[str, list[Interval]], rows: list[dict[str, Any]]) -> None:
        if numbers.keys() == {"part", "whole"}:
            self.interval = bounds.share(*(bounds.total(numbers[name]) for name in ("part", "whole"))).scaled(100)
        else:
            self.interval = bounds.total(numbers["term"])
        told: dict[str, list[str]] = {}
        for row in rows:
            told.setdefault(row["part"], []).append(f"{row['column']} of {row['key']}")
        sums = (" + ".join(names) if len(names) <= _MOST else f"{len(names)} numbers" for names in told.values())
        self.cells: dict[str, str | None] = {
            "reference": " / ".join(sums),
            "source_id": " ".join(sorted({row["source_id"] for row in rows})),
        }
        for name in ("role", "iso3"):
            found = {row[name] for row in rows}
            self.cells[name] = found.pop() if len(found) == 1 else None


class _Book:
    """The numbers from outside that checks name, each table of them read once."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        self._keys = {name: list(table.key) for name, table in schema.read(data.folder).items()}
        self._named = data.external_check_references.groupby("check_id")
        self._tables: dict[str, pd.DataFrame] = {}

    def reference(self, check_id: str) -> _Reference:
        """Return what a check holds figures against."""
        numbers: dict[str, list[Interval]] = {}
        rows = []
        for row in self._named.get_group(check_id).to_dict("records"):
            found = self._row(row["reference_table"], row["reference_key"])
            column = row["reference_column"]
            number = found[column]
            if pd.isna(number):
                where = f"{row['reference_table']} {row['reference_key']}"
                raise DataError([f"external_check_references.csv: {check_id}: no {column} in {where}"])
            numbers.setdefault(row["part"], []).append(_number(number, column))
            rows.append(
                {
                    "part": row["part"],
                    "column": column,
                    "key": row["reference_key"],
                    "source_id": found["source_id"],
                    "role": found.get("role"),
                    "iso3": found.get("iso3"),
                }
            )
        return _Reference(numbers, rows)

    def _row(self, table: str, key: str) -> Any:
        if table not in self._tables:
            frame: pd.DataFrame = self._data[table]
            self._tables[table] = frame.set_index(frame[self._keys[table]].astype("str").agg(" ".join, axis=1))
        found = self._tables[table]
        if key not in found.index:
            raise DataError([f"external_check_references.csv: {table} has no row {key!r}"])
        return found.loc[key]


def _number(value: Any, column: str) -> Interval:
    """Return what a number of a reference table can be: with decimals it is rounded to the last of them."""
    scale = next((unit for ending, unit in _SCALES.items() if column.endswith(ending)), 1)
    number = Decimal(str(value))
    exponent = number.as_tuple().exponent
    half = Decimal(1).scaleb(exponent) / 2 if isinstance(exponent, int) and exponent < 0 else Decimal(0)
    return Interval(float((number - half) * scale), float((number + half) * scale))


def _named(data: Dataset) -> list[str]:
    return sorted(data.presence.loc[data.presence["list_id"] == roles.player(data, LISTED), "place_id"])


def _outcome(checks: pd.DataFrame) -> str:
    labelled = checks.loc[checks["reading"] == "as_labelled", "verdict"]
    if AGREES in set(labelled):
        return AGREES
    if AGREES in set(checks["verdict"]):
        return OTHER_COUNT if len(labelled) else AGREES
    return UNDECIDED if UNDECIDED in set(checks["verdict"]) else DIFFERS


def _verdict(figure: Interval, reference: Interval) -> str:
    if bounds.overlap(figure, reference) is None:
        return DIFFERS
    return AGREES if figure.holds(reference) else UNDECIDED
