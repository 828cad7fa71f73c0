"""How well `analysis scan` does on a document that it was not developed on, for each of the documents.

    python tests/ledger/held_out.py DOCUMENTS   measures the texts of a folder, and mends their rows in held_out.csv

The row of a document whose text is not there stays as it is, and so does one that was measured beside more texts than
are there now: with fewer to learn from it would only look worse. `others` counts the texts that a document could learn
from; only the rows measured beside the most of them are held against an aim.

What "held out" means here. Whoever wrote the patterns had seen all the documents. So nobody's memory is held out, but
the vocabulary is, mechanically: for each document the scan may use only those patterns, nouns and forms of windows that
match something in the other documents. Whatever only the held-out document could have taught is switched off, and so is
what none of them taught (the column `switched_off` counts both). Thresholds are the same for all, and the reading of a
figure itself (`read_figure`) follows the conventions of the project, which were settled on five of them. Excerpts that
were marked before the scan saw them are measured by `excerpts.py`.

A row of the ledger counts as found when a proposal that is not ranked as "probably no data" shares characters with its
printed form, and agrees in value, upper value and qualifier. Illegible figures are left out. Precision is the share of
such proposals among all that are not ranked as "probably no data". `unit_right` and `window_right` (both days, or
rightly none) are shares of the rows found; where a person inferred a window that the document does not print, none is
right as well.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd

from analysis.dataset import tables
from analysis.ledger import documents, scan, windows
from analysis.ledger.documents import Document
from analysis.ledger.scan import Vocabulary
from analysis.ledger.vocabulary import NOT_DATA

TABLE = Path(__file__).with_name("held_out.csv")
EVERYTHING = Vocabulary.of("nl")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def taught_by(others: list[Document]) -> Vocabulary:
    """What the other documents could have taught: all that matches something in one of them."""
    words = {word.lower().replace("'", "’") for document in others for word in WORD.findall(document.text)}
    endings = {word[start:] for word in words for start in range(len(word))}
    return Vocabulary(
        frozenset(name for name, pattern in NOT_DATA.items() if any(pattern.search(other.text) for other in others)),
        frozenset(window.pattern for other in others for window in windows.find(other.text)),
        {word: unit for word, unit in EVERYTHING.units.items() if word in endings},
    )


def measure(document: Document, figures: pd.DataFrame, others: list[Document]) -> dict[str, object]:
    """Compare the proposals for a document with its rows in the ledger."""
    vocabulary = taught_by(others)
    proposals = scan.propose(
        document, [c for c in figures.columns if c not in {"lower", "upper", "conventional"}], vocabulary
    )
    likely = proposals[proposals["keep"] == scan.YES].reset_index(drop=True)
    likely_spans = spans(document, likely)
    rows = figures[figures["qualifier"] != "illegible"].reset_index(drop=True)
    pairs = {}
    for truth, span in spans(document, rows).items():
        for guess, other in likely_spans.items():
            if (
                guess not in pairs.values()
                and span[0] < other[1]
                and other[0] < span[1]
                and same(rows.loc[truth], likely.loc[guess])
            ):
                pairs[truth] = guess
                break
    digits = rows["as_printed"].str.contains(r"\d")
    found = pd.Series(rows.index.isin(list(pairs)), index=rows.index)
    unit = [rows.loc[t, "unit"] == likely.loc[g, "unit"] for t, g in pairs.items()]
    window = [window_right(rows.loc[t], likely.loc[g]) for t, g in pairs.items()]
    everything = len(EVERYTHING.not_data) + len(EVERYTHING.units) + len(EVERYTHING.windows)
    used = len(vocabulary.not_data) + len(vocabulary.units) + len(vocabulary.windows)
    return {
        "held_out": document.name,
        "others": len(others),
        "switched_off": everything - used,
        "in_digits": int(digits.sum()),
        "recall_digits": share(int(found[digits].sum()), int(digits.sum())),
        "in_words": int((~digits).sum()),
        "recall_words": share(int(found[~digits].sum()), int((~digits).sum())),
        "proposed": len(likely),
        "precision": share(len(pairs), len(likely)) if len(rows) else "",
        "unit_right": share(sum(unit), len(unit)),
        "window_right": share(sum(window), len(window)),
    }


def spans(document: Document, rows: pd.DataFrame) -> dict[int, tuple[int, int]]:
    """Where each row stands in the document; rows of a line stand there in their order."""
    found: dict[int, tuple[int, int]] = {}
    if rows.empty:
        return found
    reached = 0
    order = rows["figure_id"].str.rpartition("-")[2].astype("int64")
    for index in rows.assign(line=rows["line"].astype("int64"), order=order).sort_values(["line", "order"]).index:
        place = next(document.occurrences(rows.loc[index, "as_printed"], int(rows.loc[index, "line"]), reached), None)
        if place:
            found[index], reached = place, place[1]
    return found


def same(row: pd.Series, proposal: pd.Series) -> bool:
    value = "" if pd.isna(row["value_high"]) else f"{row['value_high']:.12g}"
    return (f"{row['value']:.12g}", value, row["qualifier"]) == tuple(proposal[["value", "value_high", "qualifier"]])


def days(row: pd.Series) -> tuple[str, str]:
    first, last = (row[column] for column in ("period_start", "period_end"))
    return tuple("" if pd.isna(day) else str(day)[:10] for day in (first, last))


def window_right(row: pd.Series, proposal: pd.Series) -> bool:
    return days(proposal) in {days(row), *({("", "")} if row["period_basis"] == "inferred" else ())}


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else ""


def table(folder: Path) -> pd.DataFrame:
    """Measure each document of a folder, held out from the others; one without rows in the ledger is only counted."""
    figures = tables.load().figures
    read = [documents.read(path) for path in sorted(folder.glob("*.txt"))]
    return pd.DataFrame(
        measure(document, figures[figures["source_id"] == document.name], [o for o in read if o is not document])
        for document in read
    ).astype("str")


def kept() -> pd.DataFrame:
    """The rows that are recorded."""
    return pd.read_csv(TABLE, dtype="str", keep_default_na=False)


def comparable(measured: pd.DataFrame, before: pd.DataFrame) -> pd.Series:
    """Which measurements were made beside no fewer texts than the row that is recorded of the same document."""
    fewest = measured["held_out"].map(before.set_index("held_out")["others"].astype("int64")).fillna(0)
    return measured["others"].astype("int64") >= fewest


def mended(measured: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Return what is recorded, with the measurements that are :func:`comparable` in the place of their rows."""
    taken = measured[comparable(measured, before)]
    rest = before[~before["held_out"].isin(taken["held_out"])]
    return pd.concat([rest, taken]).sort_values("held_out", ignore_index=True)


def told(measured: pd.DataFrame, before: pd.DataFrame) -> list[str]:
    """Say in a line for each document what becomes of its row."""
    known, fresh = (frame.set_index("held_out") for frame in (before, measured))
    taken = {*measured.loc[comparable(measured, before), "held_out"]}
    lines = []
    for name in sorted({*known.index, *fresh.index}):
        if name not in fresh.index:
            lines.append(f"{name}: no text of it here; its row stays")
        elif name not in taken:
            there, then = fresh.loc[name, "others"], known.loc[name, "others"]
            lines.append(f"{name}: beside {there} other texts here, {then} when its row was made; its row stays")
        elif name not in known.index:
            lines.append(f"{name}: new; beside {fresh.loc[name, 'others']} other texts")
        else:
            parts = [
                f"{column} {known.loc[name, column] or '-'} -> {fresh.loc[name, column] or '-'}"
                for column in fresh.columns
                if known.loc[name, column] != fresh.loc[name, column]
            ]
            lines.append(f"{name}: {', '.join(parts) or 'as it was'}")
    return lines


def main(arguments: list[str]) -> None:
    """Measure the texts of a folder, mend their rows and say what changed; a message and exit code 1 without texts."""
    if len(arguments) != 1:
        sys.exit("usage: python tests/ledger/held_out.py DOCUMENTS, the folder of the text editions, SOURCE_ID.txt")
    folder = Path(arguments[0])
    if not any(folder.glob("*.txt")):
        sys.exit(f"{folder}: holds no text edition, SOURCE_ID.txt; {TABLE.name} is as it was")
    measured, before = table(folder), kept()
    mended(measured, before).to_csv(TABLE, index=False, lineterminator="\n")
    print("\n".join(told(measured, before)))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
