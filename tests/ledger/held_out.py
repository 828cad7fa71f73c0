"""How well `analysis scan` does on a document that it was not developed on, for each of the documents.

    python tests/ledger/held_out.py DOCUMENTS   writes held_out.csv anew

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


def measure(document: Document, figures: pd.DataFrame, vocabulary: Vocabulary) -> dict[str, object]:
    """Compare the proposals for a document with its rows in the ledger."""
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
        measure(
            document, figures[figures["source_id"] == document.name], taught_by([o for o in read if o is not document])
        )
        for document in read
    )


if __name__ == "__main__":
    table(Path(sys.argv[1])).to_csv(TABLE, index=False, lineterminator="\n")
