"""Words of aid: kinds of transaction, matches, and what a sum is of."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import N_, _, translated

_FLOWS = {
    "incoming_commitment": N_("pledged, as the receiver publishes it"),
    "incoming_funds": N_("received, as the receiver publishes it"),
    "outgoing_commitment": N_("committed, as the giver publishes it"),
    "disbursement": N_("paid out, as the giver publishes it"),
    "expenditure": N_("spent, as the giver publishes it"),
}
_MATCHES = {
    "likely": N_("match is likely"),
    "possible": N_("match is possible"),
    "none": N_("looked at, no match"),
    "unknown": N_("no match known"),
}
#: By which columns the rows of the tables of aid are told apart.
_KEYS = {
    "years": ("date_year", "use_year", "type", "currency"),
    "contributions": ("year",),
    "places": ("iso3", "region", "type", "currency"),
    "programmes": ("programme_id", "certainty", "type", "currency"),
}


def flow(code: str) -> str:
    """Say what kind of transaction it is, and who publishes it."""
    return _(_FLOWS[code])


def certainty(code: str) -> str:
    """Say how sure it is that a published activity is a programme of the documents."""
    return _(_MATCHES[code])


def keys(frame: pd.DataFrame, table: str) -> list[str]:
    """Return the key of each row of a table of aid, by which a point of its chart leads to it.

    ``frame`` is what ``answers`` returns for ``table``: ``years, contributions, places, programmes``.
    """
    cells = rows_of(frame[list(_KEYS[table])].astype("object").fillna(""))
    return [re.sub(r"[^\w.:]+", "-", " ".join(map(str, (table, *row)))).strip("-") for row in cells]


def place(row: Any) -> str:
    """Name the country of a sum, or the region as published; ``row`` is one of ``answers.places``."""
    if row.iso3:
        return str(getattr(row, translated("label")))
    if not row.region:
        return _("no single country")
    return _("region “{region}”", region=row.region)


def programme(row: Any) -> str:
    """Name the programme of a sum; ``row`` is one of ``answers.programmes``."""
    return str(getattr(row, translated("label"))) or _("no programme")
