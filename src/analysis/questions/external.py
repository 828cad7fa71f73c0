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
    "reference_lower", "reference_upper", "verdict", "source_id", "preferred", "where", "note",
]  # fmt: skip
AGREES, DIFFERS, UNDECIDED = "agrees", "differs", "undecided"
#: How many countries of origin the report names.
NAMED = 5
_LIST = "top-origins-2023-infographic"


def examine(data: Dataset) -> pd.DataFrame:
    """Hold every figure of ``external_checks`` against its reference: a row each, columns :data:`COLUMNS`.

    ``verdict`` is ``agrees`` when the printed form allows every value that the reference can have, ``differs`` when it
    allows none, else ``undecided``. Ends are in people or percent, as ``unit`` says; a missing end is no limit.
    """
    statistics = refugees.from_reference(data)
    checks = data.external_checks.rename(columns={"note": "about", "source_id": "reference_id"})
    rows = checks.merge(located(data.figures), on="figure_id", how="left", validate="many_to_one")
    found = []
    for row in rows.to_dict("records"):
        reference = _reference(data, statistics, row)
        figure = Interval(*(None if pd.isna(row[end]) else float(row[end]) for end in ("lower", "upper")))
        found.append(
            {
                **{name: row[name] for name in ("figure_id", "as_printed", "measure", "role", "iso3", "year")},
                **{name: row[name] for name in ("reading", "unit", "lower", "upper", "preferred", "where")},
                "reference_lower": reference.lower, "reference_upper": reference.upper,
                "verdict": _verdict(figure, reference), "source_id": row["reference_id"], "note": row["about"],
            }
        )  # fmt: skip
    return pd.DataFrame(found, columns=COLUMNS)


def origins(data: Dataset, year: int = refugees.LAST_YEAR) -> pd.DataFrame:
    """Return the largest countries of origin beside those that the report names, largest first.

    Columns ``rank, iso3, people, share_lower, share_upper, named`` (by the report), ``largest`` (among as many as the
    report names), ``label_en, label_nl``; only rows that are one or the other.
    """
    ranked = refugees.ranking(refugees.from_reference(data), refugees.ORIGIN, year)
    ranked["named"] = ranked["iso3"].isin(_named(data))
    ranked["largest"] = ranked["rank"] <= NAMED
    return refugees.labelled(data, ranked[ranked["named"] | ranked["largest"]].reset_index(drop=True))


def five_origins(data: Dataset, year: int = refugees.LAST_YEAR) -> pd.DataFrame:
    """Return the share of five countries of origin, as percent: those that the report names, and the five largest.

    Columns ``choice`` (named, largest), ``iso3`` (the countries, separated by a space), ``people, lower, upper``.
    """
    table = origins(data, year)
    rows = []
    for choice in ("named", "largest"):
        chosen = table[table[choice]]
        share = refugees.share_of(refugees.from_reference(data), list(chosen["iso3"]), refugees.ORIGIN, year)
        rows.append(
            {"choice": choice, "iso3": " ".join(chosen["iso3"]), "people": int(chosen["people"].sum()),
             "lower": share.low * 100, "upper": share.high * 100}
        )  # fmt: skip
    return pd.DataFrame(rows)


def _reference(data: Dataset, statistics: refugees.Statistics, row: dict[Any, Any]) -> Interval:
    measure, year = row["measure"], int(row["year"])
    if measure in {"refugees", "refugees_and_oip"} and row["role"] in refugees.ROLES:
        series = refugees.series(
            statistics, row["iso3"], row["role"], with_oip=measure == "refugees_and_oip", first=year, last=year
        )
        people = series["people"].iloc[0]
        if pd.isna(people):
            raise DataError([f"external_checks.csv: {row['figure_id']}: no number of {row['iso3']} in {year}"])
        return Interval.point(float(people))
    if measure in {"five_named_origins_share", "five_largest_origins_share"}:
        shares = five_origins(data, year)
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
    half = 500.0 if source_id == refugees.RELEASE else 50_000.0
    people = round(float(found["people_million"].iloc[0]) * 1e6)
    return Interval(people - half, people + half)


def _named(data: Dataset) -> list[str]:
    return sorted(data.presence.loc[data.presence["list_id"] == _LIST, "place_id"])


def _verdict(figure: Interval, reference: Interval) -> str:
    if reference.high < figure.low or reference.low > figure.high:
        return DIFFERS
    if figure.low <= reference.low and reference.high <= figure.high:
        return AGREES
    return UNDECIDED
