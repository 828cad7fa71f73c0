"""Words of refugees: who is counted, from or in which countries, and what comes of a comparison."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset import labels
from analysis.language import N_, _, ngettext, translated
from analysis.show import wording

_HELD = {
    "agrees": N_("agrees"),
    "other_count": N_("only as its source counts it"),
    "undecided": N_("cannot be decided"),
    "differs": N_("does not agree"),
}


def lists(hosts: pd.DataFrame) -> list[str]:
    """Return the lists of countries that ``answers.hosts`` has a column for, in their order."""
    known = labels.country_lists()
    return [name for name in hosts.columns if name in known]


def counterparts(row: Any) -> str:
    """Say from, or in, which countries of an imported selection people are counted; nothing where all are there.

    ``row`` is one of ``answers.decade``.
    """
    if pd.isna(row["counterparts"]):
        return ""
    many, names = int(row["counterparts"]), row[translated("counterparts")]
    number = _("one") if many == 1 else str(many)
    if row["role"] == "host":
        said = ngettext(
            "from the {number} country of origin",
            "from the {number} countries of origin",
            many,
            number=number,
        )
    else:
        said = ngettext("in the {number} country of asylum", "in the {number} countries of asylum", many, number=number)
    table = _("in the imported table")
    return f"{said} {table}{f' ({names})' if names else ''}"


def counted_people(with_oip: bool) -> str:
    """Name whom UNHCR counts: refugees, with or without other people in need of international protection."""
    return wording.population("refugees-and-others-in-need-of-protection" if with_oip else "refugees")


def printed_people(code: Any) -> str:
    """Name whom a document says that it counts; people, where it does not say."""
    return _("people") if pd.isna(code) else wording.population(code)


def held(outcome: str) -> str:
    """Say what comes of a figure that is held against numbers from outside."""
    return _(_HELD[outcome])
