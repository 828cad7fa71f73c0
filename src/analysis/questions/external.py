"""Which printed figures on refugees check out against UNHCR's own?

``external_checks.csv`` says which number of the reference a printed figure is held against; the verdict is computed.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.provenance import located
from analysis.dataset.tables import Dataset
from analysis.errors import DataError
from analysis.figures import Interval, bounds
from analysis.questions import refugees

#: Columns of :func:`examine`.
COLUMNS = [
    "figure_id", "as_printed", "measure", "role", "iso3", "year", "reading", "unit", "lower", "upper",
    "reference_lower", "reference_upper", "verdict", "source_id", "preferred", "where", "note_en", "note_nl",
]  # fmt: skip
AGREES, DIFFERS, UNDECIDED = "agrees", "differs", "undecided"
OTHER_COUNT = "other_count"
#: What comes of a figure over all its checks, the worst first.
OUTCOMES = (DIFFERS, UNDECIDED, OTHER_COUNT, AGREES)
#: How many countries of origin the report names.
NAMED = 5
_LIST = "top-origins-2023-infographic"


def examine(data: Dataset) -> pd.DataFrame:
    """Hold every figure of ``external_checks`` against its reference: a row each, columns :data:`COLUMNS`.

    ``verdict`` is ``agrees`` when the printed form allows every value that the reference can have, ``differs`` when it
    allows none, else ``undecided``. Ends are in people or percent, as ``unit`` says; a missing end is no limit.
    """
    book = _Book(data)
    checks = data.external_checks.rename(
        columns={"note_en": "about_en", "note_nl": "about_nl", "source_id": "reference_id"}
    )
    rows = checks.merge(located(data.figures), on="figure_id", how="left", validate="many_to_one")
    found = []
    for row in rows.to_dict("records"):
        reference = _reference(data, book, row)
        figure = Interval(*(None if pd.isna(row[end]) else float(row[end]) for end in ("lower", "upper")))
        found.append(
            {
                **{name: row[name] for name in ("figure_id", "as_printed", "measure", "role", "iso3", "year")},
                **{name: row[name] for name in ("reading", "unit", "lower", "upper", "preferred", "where")},
                "reference_lower": reference.lower, "reference_upper": reference.upper,
                "verdict": _verdict(figure, reference), "source_id": row["reference_id"], "note_en": row["about_en"],
                "note_nl": row["about_nl"],
            }
        )  # fmt: skip
    return pd.DataFrame(found, columns=COLUMNS)


def outcomes(examined: pd.DataFrame) -> pd.Series:
    """Return what comes of each figure over its checks, by ``figure_id``: one of :data:`OUTCOMES`.

    ``agrees`` is as the document labels it, ``other_count`` only with what UNHCR counts under that name. An undated
    figure agrees when one of its years does.
    """
    found = {figure: _outcome(group) for figure, group in examined.groupby("figure_id")}
    return pd.Series(found, dtype="str", name="outcome")


def overview(data: Dataset) -> pd.DataFrame:
    """Return every printed figure on refugees beside UNHCR's own, in the order of the text: one row a figure.

    Columns of :func:`analysis.questions.refugees.printed`, ``place_en, place_nl`` (of the country), ``outcome``, and
    what UNHCR has: ``refugees`` and ``with_oip`` of the country at the end of ``year``, else ``reference_lower`` and
    ``reference_upper`` of the world, as the document labels it. An undated figure has the year in which it agrees, or
    else the last that it could mean.
    """
    examined = examine(data)
    rows = refugees.printed(data)
    labelled = examined[examined["reading"] == "as_labelled"]
    labelled = labelled.assign(fits=labelled["verdict"] == AGREES).sort_values(["fits", "year"], kind="stable")
    known = labelled.groupby("figure_id")[["year", "reference_lower", "reference_upper"]].last()
    rows = rows.merge(known, left_on="figure_id", right_index=True, how="left")
    people = refugees.from_reference(data).countries
    people = people.assign(with_oip=people["refugees"].add(people["oip"], fill_value=0))
    rows = rows.merge(people[["role", "iso3", "year", "refugees", "with_oip"]], on=["role", "iso3", "year"], how="left")
    names = data.places.set_index("place_id")
    places = {f"place_{language}": rows["iso3"].map(names[f"label_{language}"]) for language in ("en", "nl")}
    return rows.assign(outcome=rows["figure_id"].map(outcomes(examined)), **places)


def origins(data: Dataset, year: int | None = None, *, with_oip: bool = True) -> pd.DataFrame:
    """Return the largest countries of origin beside those that the report names, largest first.

    Columns ``rank, iso3, people, share_lower, share_upper, named`` (by the report), ``largest`` (among as many as the
    report names), ``figure_id`` (that names it), ``label_en, label_nl``; only rows that are one or the other.
    """
    statistics = refugees.from_reference(data)
    ranked = refugees.ranking(statistics, refugees.ORIGIN, year or statistics.last, with_oip=with_oip)
    figures = data.presence[data.presence["list_id"] == _LIST].set_index("place_id")["figure_id"]
    ranked["figure_id"] = ranked["iso3"].map(figures)
    ranked["named"] = ranked["iso3"].isin(_named(data))
    ranked["largest"] = ranked["rank"] <= NAMED
    return refugees.labelled(data, ranked[ranked["named"] | ranked["largest"]].reset_index(drop=True))


def five_origins(data: Dataset, year: int | None = None, *, with_oip: bool = True) -> pd.DataFrame:
    """Return the share of five countries of origin, as percent: those that the report names, and the five largest.

    Columns ``choice`` (named, largest), ``iso3`` (the countries, separated by a space), ``people, lower, upper``.
    """
    table = origins(data, year, with_oip=with_oip)
    statistics = refugees.from_reference(data)
    rows = []
    for choice in ("named", "largest"):
        chosen = table[table[choice]]
        share = refugees.share_of(
            statistics, list(chosen["iso3"]), refugees.ORIGIN, year or statistics.last, with_oip=with_oip
        )
        rows.append(
            {"choice": choice, "iso3": " ".join(chosen["iso3"]), "people": int(chosen["people"].sum()),
             "lower": share.low * 100, "upper": share.high * 100}
        )  # fmt: skip
    return pd.DataFrame(rows)


def shares(data: Dataset, year: int | None = None) -> pd.DataFrame:
    """Return the printed share of five origins beside what it comes to, by choice of countries and by base.

    Columns of :func:`five_origins`, ``with_oip`` (whether the base counts other people in need of protection),
    ``place_en, place_nl`` (the countries), ``verdict`` of the printed share against it, and the printing whose base
    that is: ``figure_id, as_printed, base_as_printed``.
    """
    printed = data.figures[data.figures["measure_id"] == "refugees-five-origins-share"]
    bases = data.figure_relations[data.figure_relations["relation"] == "share_of"]
    printed = printed.merge(bases[["figure_id", "base_as_printed"]], on="figure_id", how="left")
    rows = []
    for row in printed.to_dict("records"):
        # One printing counts refugees alone, the other says that it counts other people in need as well.
        with_oip = row["population"] != "refugees"
        figure = Interval(float(row["lower"]), float(row["upper"]))
        found = five_origins(data, year, with_oip=with_oip)
        ends = zip(found["lower"], found["upper"], strict=True)
        found = found.assign(
            with_oip=with_oip, verdict=[_verdict(figure, Interval(low, high)) for low, high in ends],
            figure_id=row["figure_id"], as_printed=row["as_printed"], base_as_printed=row["base_as_printed"],
        )  # fmt: skip
        rows.append(found)
    table = pd.concat(rows, ignore_index=True)
    names = data.places.set_index("place_id")
    for language in ("en", "nl"):
        label = names[f"label_{language}"]
        table[f"place_{language}"] = [", ".join(label[code] for code in cell.split()) for cell in table["iso3"]]
    return table


class _Book:
    """What the checks are held against, read once for all of them."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        self._statistics = refugees.from_reference(data)
        rows = self._statistics.countries
        keys = list(zip(rows["role"], rows["iso3"], rows["year"], strict=True))
        self._people = {
            with_oip: dict(zip(keys, refugees.stock(rows, with_oip=with_oip), strict=True))
            for with_oip in (False, True)
        }
        self._shares: dict[int, pd.DataFrame] = {}

    def people(self, role: str, iso3: str, year: int, *, with_oip: bool) -> Any:
        """Return the stock of a country at the end of a year; raise like ``refugees.series`` for one without any."""
        key = (role, iso3, year)
        if key not in self._people[with_oip]:
            found = refugees.series(self._statistics, iso3, role, with_oip=with_oip, first=year, last=year)
            return found["people"].iloc[0]
        return self._people[with_oip][key]

    def shares(self, year: int) -> pd.DataFrame:
        """Return :func:`five_origins` of a year."""
        if year not in self._shares:
            self._shares[year] = five_origins(self._data, year)
        return self._shares[year]


def _reference(data: Dataset, book: _Book, row: dict[Any, Any]) -> Interval:
    measure, year = row["measure"], int(row["year"])
    if measure in {"refugees", "refugees_and_oip"} and row["role"] in refugees.ROLES:
        people = book.people(row["role"], row["iso3"], year, with_oip=measure == "refugees_and_oip")
        if pd.isna(people):
            raise DataError([f"external_checks.csv: {row['figure_id']}: no number of {row['iso3']} in {year}"])
        return Interval.point(float(people))
    if measure in {"five_named_origins_share", "five_largest_origins_share"}:
        shares = book.shares(year)
        choice = shares[shares["choice"] == ("named" if measure == "five_named_origins_share" else "largest")]
        return Interval(choice["lower"].item(), choice["upper"].item())
    if measure == "internally_displaced_share":
        part, whole = (_total(data, name, year, row["reference_id"]) for name in ("internally_displaced", "displaced"))
        share = bounds.share(part, whole)
        return Interval(share.low * 100, share.high * 100)
    return _total(data, measure, year, row["reference_id"])


def _total(data: Dataset, population: str, year: int, source_id: str) -> Interval:
    totals = data.unhcr_totals
    found = totals[(totals["population"] == population) & (totals["year"] == year) & (totals["source_id"] == source_id)]
    if found.empty:
        raise DataError(
            [f"unhcr-totals.csv: no {population} in {year} of {source_id}, which external_checks.csv names"]
        )
    # Global Trends prints a tenth of a million, the database (as we have it) a thousandth.
    half = 500.0 if source_id == refugees.release(data) else 50_000.0
    people = round(float(found["people_million"].iloc[0]) * 1e6)
    return Interval(people - half, people + half)


def _named(data: Dataset) -> list[str]:
    return sorted(data.presence.loc[data.presence["list_id"] == _LIST, "place_id"])


def _outcome(checks: pd.DataFrame) -> str:
    labelled = set(checks.loc[checks["reading"] == "as_labelled", "verdict"])
    if AGREES in labelled:
        return AGREES
    if AGREES in set(checks["verdict"]):
        return OTHER_COUNT
    return UNDECIDED if UNDECIDED in set(checks["verdict"]) else DIFFERS


def _verdict(figure: Interval, reference: Interval) -> str:
    if reference.high < figure.low or reference.low > figure.high:
        return DIFFERS
    if figure.low <= reference.low and reference.high <= figure.high:
        return AGREES
    return UNDECIDED
