"""The lists of countries that documents print: where policy and programmes are, and who pays.

A list is of its own date and document; its countries are the rows of ``presence`` that are countries.
"""

from __future__ import annotations

import pandas as pd

from analysis.dataset.once import once
from analysis.dataset.provenance import documents
from analysis.dataset.tables import Dataset
from analysis.errors import UnknownNameError

#: Kinds of lists, as in ``lists.list_kind``.
FOCUS, ACTIVITIES, POLICY, DONORS, OTHER = KINDS = ("focus", "activities", "policy", "donors", "other")


@once
def of_kinds(data: Dataset, *kinds: str) -> list[str]:
    """Return the lists of some kinds, of the last document first, in the order of the text.

    Raises :class:`UnknownNameError` for a kind that is not among :data:`KINDS`.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise UnknownNameError("kind of list", kind, KINDS)
    lists = data.lists[data.lists["list_kind"].isin(kinds)]
    order = {source: rank for rank, source in enumerate(documents(data)["source_id"])}
    rank = -lists["source_id"].map(order)
    return lists.assign(rank=rank).sort_values(["rank", "line", "list_id"])["list_id"].to_list()


def focus_ids(data: Dataset) -> list[str]:
    """Return the lists of kind ``focus`` or ``activities``: those that say where policy or programmes are."""
    return of_kinds(data, FOCUS, ACTIVITIES)


def known_list(data: Dataset, list_id: str) -> str:
    """Return the list. Raises :class:`UnknownNameError` for another than :func:`focus_ids`."""
    if list_id not in (allowed := focus_ids(data)):
        raise UnknownNameError("list", list_id, allowed)
    return list_id


def listed(data: Dataset, list_id: str) -> list[str]:
    """Return the countries of a list. Raises :class:`UnknownNameError` for another list than :func:`focus_ids`."""
    return by_list(data)[known_list(data, list_id)]


def by_list(data: Dataset) -> dict[str, list[str]]:
    """Return the countries of each of :func:`focus_ids`, sorted."""
    found: dict[str, list[str]] = {name: [] for name in focus_ids(data)}
    rows = countries(data)
    for name, iso3 in sorted(zip(rows["list_id"], rows["place_id"], strict=True)):
        found[name].append(iso3)
    return found


@once
def countries(data: Dataset) -> pd.DataFrame:
    """Return the countries on :func:`focus_ids`, the rows of ``presence`` that are no region."""
    rows = data.presence[data.presence["list_id"].isin(focus_ids(data))]
    nations = data.places.loc[data.places["place_kind"] == "country", "place_id"]
    return rows[rows["place_id"].isin(nations)]


def on_any_list(data: Dataset) -> set[str]:
    """Return the countries of all lists of :func:`focus_ids` together."""
    return set(countries(data)["place_id"])


def last_lists(data: Dataset) -> list[str]:
    """Return the lists of the last document that has any: those on focus, and the tables of activities."""
    lists = data.lists.set_index("list_id")
    shown: list[str] = []
    for kind in (FOCUS, ACTIVITIES):
        ids = [name for name in focus_ids(data) if lists.loc[name, "list_kind"] == kind]
        shown += [name for name in ids if str(lists.loc[name, "source_id"]) == str(lists.loc[ids[0], "source_id"])]
    return shown
