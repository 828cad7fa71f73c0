"""How well `analysis scan` does on made-up excerpts whose every figure was marked by hand before the scan saw them.

    python tests/ledger/excerpts.py [FOLDER …]   prints the table; with --all also each figure that it got wrong

A figure is marked ⟦printed|value|hedge|unit|window|kind|rate⟧; numbers outside marks are no data. `value` is `3..6` for
a range; the hedge is a letter of HEDGES; the window is a year, `2018H1`, `2018Q3`, `2018-06`, a day, `FIRST/LAST`,
`FIRST/` for one without an end, `/LAST` for one without a beginning, or `-` where the text gives none; the rate is what
the figure is per, `year`, then `*2` where it holds for each of two, or `-` for neither. `a~b` allows either; an empty
part is not judged, and the last ones may be left out; a mark that begins with `?` may be proposed or not.

`developed` holds what the patterns were written with; `unseen` was measured only when they were finished.
"""

from __future__ import annotations

import re
import sys
from calendar import monthrange
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.dataset import schema
from analysis.ledger import scan
from analysis.ledger.documents import Document

FOLDER = Path(__file__).with_name("excerpts")
MARK = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)\|([^|⟧]*)" + 4 * r"(?:\|([^|⟧]*))?" + "⟧")
HEDGES = {
    "e": "exact",
    "j": "just_over",
    "m": "more_than",
    "u": "less_than",
    "a": "almost",
    "b": "about",
    "l": "at_least",
    "h": "at_most",
    "r": "range",
    "g": "magnitude",
}


@dataclass(frozen=True)
class Mark:
    """A figure as a person read it: its characters, and what is right for each part; an empty part is not judged."""

    start: int
    end: int
    values: tuple[str, ...]
    hedges: tuple[str, ...]
    units: tuple[str, ...]
    windows: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    rates: tuple[str, ...]
    optional: bool


def read(path: Path) -> tuple[Document, list[Mark]]:
    """Return the plain text of an excerpt and its marks."""
    text, marks, reached = "", [], 0
    raw = path.read_text(encoding="utf-8")
    for found in MARK.finditer(raw):
        text += raw[reached : found.start()]
        printed, values, hedges, units, windows, kinds, rates = found.groups(default="")
        start = len(text)
        text += printed.removeprefix("?")
        reached = found.end()
        marks.append(
            Mark(
                start,
                len(text),
                parts(values),
                tuple(HEDGES[letter] for letter in parts(hedges)),
                parts(units),
                tuple(days(window) for window in parts(windows)),
                parts(kinds),
                parts(rates),
                printed.startswith("?"),
            )
        )
    return Document(path.stem, text + raw[reached:], ""), marks


def parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("~") if part)


def days(window: str) -> tuple[str, str]:
    """Return the first and the last day of a window as ISO dates; empty where there is none."""
    if window == "-":
        return "", ""
    if "/" in window:
        first, last = window.split("/")
        return days(first)[0] if first else "", days(last)[1] if last else ""
    year, part, nth = re.fullmatch(r"(\d{4})(?:([HQ-])(.+))?", window).groups()
    first, last = {"H": (6, 6), "Q": (3, 3), "-": (1, 1), None: (12, 12)}[part]
    if part == "-" and "-" in nth:
        return window, window
    number = int(nth or 1)
    begin, end = (number - 1) * first + 1, number * last
    return f"{year}-{begin:02d}-01", f"{year}-{end:02d}-{monthrange(int(year), end)[1]}"


def spans(document: Document, rows: pd.DataFrame) -> list[tuple[int, int]]:
    """Where each proposal stands."""
    found, reached = {}, 0
    order = rows["figure_id"].str.rpartition("-")[2].astype("int64")
    for index in rows.assign(line=rows["line"].astype("int64"), order=order).sort_values(["line", "order"]).index:
        place = next(document.occurrences(rows.loc[index, "as_printed"], int(rows.loc[index, "line"]), reached))
        found[index], reached = place, place[1]
    return [found[index] for index in rows.index]


def compare(path: Path) -> list[dict[str, object]]:
    """Return a row for each mark and for each wrong proposal: what is right of it."""
    document, marks = read(path)
    proposals = scan.propose(document, schema.read(schema.find())["figures"].names)
    rows = proposals[proposals["keep"] == scan.YES].reset_index(drop=True)
    places = spans(document, rows)
    taken: set[int] = set()
    judged = []
    for mark in marks:
        hits = [n for n, (start, end) in enumerate(places) if start < mark.end and mark.start < end and n not in taken]
        right = [n for n in hits if reading(rows.loc[n], mark)]
        chosen = (right or hits)[:1]
        taken.update(chosen)
        if mark.optional:
            continue
        row = rows.loc[chosen[0]] if chosen else None
        printed = document.text[mark.start : mark.end]
        judged.append(
            {
                "excerpt": path.stem,
                "printed": printed,
                "digits": any(c.isdigit() for c in printed),
                "proposed": row is not None,
                "found": bool(right),
                "unit": bool(right) and (not mark.units or row["unit"] in mark.units),
                "window": bool(right) and (not mark.windows or window(row) in mark.windows),
                "kind": (bool(right) and row["kind"] in mark.kinds) if mark.kinds else None,
                "rate": (bool(right) and rate(row) in mark.rates) if mark.rates else None,
                "got": ""
                if row is None
                else " ".join(
                    [*row[["as_printed", "value", "qualifier", "unit"]], *window(row), row["kind"], rate(row)]
                ),
            }
        )
    for n, row in rows.iterrows():
        if n not in taken:
            judged.append({"excerpt": path.stem, "printed": "", "proposed": True, "got": row["context"]})
    return judged


def reading(row: pd.Series, mark: Mark) -> bool:
    value = row["value"] + (f"..{row['value_high']}" if row["value_high"] else "")
    return value in mark.values and row["qualifier"] in mark.hedges


def window(row: pd.Series) -> tuple[str, str]:
    return row["period_start"], row["period_end"]


def rate(row: pd.Series) -> str:
    return (row["per"] or "-") + (f"*{row['multiplicity']}" if row["multiplicity"] != "1" else "")


def measure(folder: Path) -> tuple[dict[str, object], pd.DataFrame]:
    """Return the shares for the excerpts of a folder, and the rows behind them."""
    rows = pd.DataFrame([row for path in sorted(folder.glob("*.txt")) for row in compare(path)])
    marks = rows[rows["printed"] != ""]
    found = marks[marks["found"].astype("bool")]
    digits = marks[marks["digits"].astype("bool")]
    words = marks[~marks["digits"].astype("bool")]
    return {
        "excerpts": folder.name,
        "figures": len(marks),
        "recall_digits": share(digits["proposed"]),
        "recall_words": share(words["proposed"]),
        "value_and_hedge_right": share(marks["found"]),
        "proposed": int(rows["proposed"].sum()),
        "precision": f"{marks['proposed'].sum() / rows['proposed'].sum():.3f}",
        "unit_right": share(found["unit"]),
        "window_right": share(found["window"]),
        "kind_right": share(found["kind"].dropna()),
        "rate_right": share(found["rate"].dropna()),
    }, rows


def share(right: pd.Series) -> str:
    return f"{right.astype('bool').mean():.3f}" if len(right) else ""


if __name__ == "__main__":
    folders = [Path(name) for name in sys.argv[1:] if name != "--all"] or [FOLDER / "developed", FOLDER / "unseen"]
    for folder in folders:
        shares, rows = measure(folder)
        print(*(f"{name} {value}" for name, value in shares.items()))  # noqa: T201
        if "--all" in sys.argv:
            judged = ["found", "unit", "window", "kind", "rate"]
            for row in rows[(rows["printed"] == "") | rows[judged].eq(other=False).any(axis=1)].itertuples():
                faults = [name for name in judged if row.printed and getattr(row, name) is False]
                print(f"  {row.excerpt}: {row.printed or 'NO DATA'} [{', '.join(faults)}] got {row.got}")  # noqa: T201
