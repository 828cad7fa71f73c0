"""Whom a figure counts, where the noun right after it is the name of a population: "800 vluchtelingen".

Of "800 vluchtelingen en asielzoekers" it is nobody, unless both together are a population.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from analysis.dataset import schema

#: Populations that are of one sex.
SEXES = {"women": "female", "men": "male"}
_REACH = 120  # characters that the longest name of a population may take
#: What may stand before the noun: "800 Syrische vluchtelingen", "54% van de vrouwen".
_BEFORE = re.compile(r"\s+(?:(?:van\s+de|of\s+the)\s+)?(?:[A-Z][^\W\d_]+\s+)?")
#: What makes the noun one of several that are counted together.
_WITH_OTHERS = re.compile(r"\s+(?:en|of|and|or)\s+")


@cache
def names(folder: Path, language: str) -> Mapping[str, str]:
    """Return the code of each population of a dataset by its label in a language, the longest label first."""
    with schema.read(folder)["codes"].path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["code_list"] == "population"]
    found = {row[f"label_{language}"].lower(): row["code"] for row in rows}
    return {label: found[label] for label in sorted(found, key=len, reverse=True) if label}


def of(text: str, end: int, known: Mapping[str, str]) -> str:
    """Return the population that is named right after a figure; empty where none is, or where several are."""
    before = _BEFORE.match(text, end)
    if before is None:
        return ""
    words = " ".join(text[before.end() : before.end() + _REACH].lower().split())
    label = next((label for label in known if re.match(rf"{re.escape(label)}\b", words)), "")
    further = _WITH_OTHERS.match(words, len(label)) if label else None
    several = further and any(words.startswith(other, further.end()) for other in known)
    return known[label] if label and not several else ""
