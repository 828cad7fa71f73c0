"""How often what `analysis scan` guesses of a figure is right, for each document without its own rows.

    python tests/ledger/guessed.py DOCUMENTS   measures the texts of a folder

For each document the guesses rest on the figures and statements of the others. The measures and programmes themselves
were named by people who had read it, so that a document to come, whose measures may be new, is guessed less well.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd

from analysis.dataset import schema
from analysis.ledger import add, documents, guessing, scan
from analysis.ledger.documents import Document
from analysis.ledger.layout import GUESS, MARK, MOST_PLACES

DATA = schema.home() / "data"
PLACES = [f"place_{number + 1}" for number in range(MOST_PLACES)]
COLUMNS = ("measure_id", "programme_id", "funding", "credit")


def measure(document: Document) -> Counter[str]:
    """Count the figures of a document that the scan finds, and of each column what was guessed and what of it is right.

    ``first`` counts the figures whose measure is among those that are offered first, ``places`` those with places that
    a sentence says.
    """
    present = add.by_hand(DATA)[1]
    figures = {(row["line"], row["as_printed"]): row for row in present["figures"] if row["source_id"] == document.name}
    others = present | {
        name: [row for row in present[name] if row["source_id"] != document.name] for name in ("figures", "statements")
    }
    places: dict[str, set[str]] = defaultdict(set)
    for row in present["figure_places"]:
        places[row["figure_id"]].add(row["place_id"])
    rows, likely = guessing.guess(document, scan.propose(document, scan.columns_of(DATA), data=DATA), others)
    counts: Counter[str] = Counter()
    for row in rows[rows["keep"] == scan.YES].to_dict("records"):
        true = figures.get((row["line"], row["as_printed"]))
        if true:
            counts["figures"] += 1
            counts["first"] += true["measure_id"] in likely[row["figure_id"]]
            for column in COLUMNS:
                guess = row[column].removeprefix(GUESS).partition(MARK)[0]
                counts[f"{column} guessed"] += row[column].startswith(GUESS)
                counts[f"{column} right"] += row[column].startswith(GUESS) and guess == true[column]
            said = {row[name].removeprefix(GUESS) for name in PLACES if row[name].startswith(GUESS)}
            counts["places guessed"] += bool(said)
            counts["places right"] += bool(said) and said <= places[true["figure_id"]]
    return counts


def main(folder: str) -> None:
    """Print a row for each document of the dataset whose text is in a folder, and their sum."""
    known = {row["source_id"] for row in add.by_hand(DATA)[1]["figures"]}
    texts = [path for path in sorted(Path(folder).glob("*.txt")) if path.stem in known]
    counts = {path.stem: measure(documents.read_any(path)) for path in texts}
    table = pd.DataFrame(counts).T.fillna(0).astype(int)
    table.loc["all"] = table.sum()
    sys.stdout.write(f"{table.to_string()}\n")


if __name__ == "__main__":
    main(sys.argv[1])
