"""What plays the parts that notebooks ask for: ``roles.csv`` names it, so that no code has to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.dataset.tables import Dataset
from analysis.errors import DataError


@dataclass(frozen=True)
class Role:
    """A part: the table and column that hold what can play it, and whether several can."""

    table: str
    column: str
    many: bool = False


_MEASURE = Role("measures", "measure_id")
_BUDGET_LINE = Role("budget_article_4", "budget_line")
_SERIES = Role("series_definitions", "series_id")
#: Every part, by its name; ``analysis check`` holds the table against it.
ROLES: Mapping[str, Role] = {
    "budget_by_field": Role("measures", "measure_id", many=True),
    "budget_line_by_field": _BUDGET_LINE,
    "budget_line_unhcr": _BUDGET_LINE,
    "budget_share_used": _MEASURE,
    "budget_total": _MEASURE,
    "contributions_unhcr": _SERIES,
    "contributions_unhcr_unearmarked": _SERIES,
    "headline_target": Role("targets", "target_id"),
    "origins_listed": Role("lists", "list_id"),
    "origins_share": _MEASURE,
    "reserve_return": _MEASURE,
    "return_target_group": _MEASURE,
    "returnees_in_kind": _MEASURE,
    "returnees_money": _MEASURE,
    "returnees_supported": _MEASURE,
    "spending_return": _MEASURE,
    "spending_total": _MEASURE,
}


def players(data: Dataset, role: str) -> list[str]:
    """Return what plays a part, in its order, as identifiers. Raises :class:`DataError` where nothing does."""
    rows = data["roles"]
    found = rows[rows["role"] == role].sort_values("rank")
    if found.empty:
        raise DataError([f"{data.folder / 'roles.csv'}: role: nothing plays {role}; add a row"])
    return [str(value) for value in found["value"]]


def player(data: Dataset, role: str) -> str:
    """Return the one that plays a part, see :func:`players`."""
    return players(data, role)[0]


def words(data: Dataset, role: str, language: str) -> str:
    """Return how a sentence calls what plays a part; empty where only its label is known."""
    rows = data["roles"]
    found = rows.loc[rows["role"] == role, f"words_{language}"].dropna()
    return str(found.iloc[0]) if len(found) else ""
