"""What a text says of itself, for the row of a document: title, day, kind and years, for a person to compare."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analysis.dataset.languages import DOCUMENTS, in_all
from analysis.figures import REPORTED
from analysis.ledger import windows
from analysis.ledger.documents import Document
from analysis.ledger.layout import GUESS
from analysis.ledger.passages import ADDRESSED
from analysis.ledger.scan import YES

#: A publisher as Dutch documents print it.
_PUBLISHER = f"publisher_{DOCUMENTS}"
_HEAD = 40  # lines that the head of a letter may take
_DATE = re.compile(r"^[ \t]*(?:Datum|Date)[ \t]*:?[ \t]+(\S.*)$", re.MULTILINE | re.IGNORECASE)
_SUBJECT = re.compile(r"^[ \t]*(?:Betreft|Onderwerp|Subject)[ \t]*:?[ \t]+(\S.*)$", re.MULTILINE | re.IGNORECASE)
#: What says that results are reported.
_RESULTS = frozenset({"actual"})


def cells(
    document: Document, proposals: pd.DataFrame, known: Sequence[Mapping[str, str]], codes: Iterable[Mapping[str, str]]
) -> dict[str, str]:
    """Return what is proposed for the row of a document, by column; nothing for what the text does not say.

    ``proposals`` is what ``scan.propose`` returns; ``known`` are the rows of the documents that are there, ``codes``
    those of ``codes.csv``. A text that addresses somebody is a letter, which reports some of the results at most.
    """
    head = "\n".join(document.text.split("\n")[:_HEAD])
    found = {"language": document.language, "abbreviation": _abbreviation(document.name, known)}
    if subject := _SUBJECT.search(head):
        found["title"] = " ".join(subject[1].split())
    if dated := _DATE.search(head):
        days = [window for window in windows.find(dated[1]) if window.first and window.first == window.last]
        found |= {"published": str(days[0].first)} if days else {}
    kept = proposals[proposals["keep"] == YES]
    if ADDRESSED.search(head):
        partial = bool(kept["kind"].isin(_RESULTS).any())
        found |= {"document_kind": "letter", "reports_results": "partial" if partial else "false"}
        named = next((row for row in codes if (row["code_list"], row["code"]) == ("document_kind", "letter")), {})
        for column, label in named.items():
            if column.startswith("label_"):
                found[column.replace("label", "short")] = label[:1].upper() + label[1:]
    found |= _publisher(head, [row for row in known if row.get("reports_results") != "false"])
    return found | _years(kept[kept["kind"].isin(REPORTED)], found.get("published", ""))


def _publisher(head: str, known: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return what is guessed of the publisher that a head names, and of the terms of most of its documents."""
    named = [row for row in known if row.get(_PUBLISHER) and re.search(rf"\b{re.escape(row[_PUBLISHER])}\b", head)]
    columns = [*in_all("publisher"), *in_all("licence")]
    usual = Counter(tuple(row.get(column, "") for column in columns) for row in named)
    if not usual:
        return {}
    ((cells, _),) = usual.most_common(1)
    return {column: f"{GUESS}{cell}" for column, cell in zip(columns, cells, strict=True) if cell}


def _years(reported: pd.DataFrame, published: str) -> dict[str, str]:
    """Return the years that results are reported of, none of them after the day of publication; nothing without any.

    A window that is inferred may be that of a plan beside a result, and counts only where none is printed.
    """
    printed = reported[reported["period_basis"] == "printed"]
    reported = reported if printed.empty else printed
    ends = pd.concat([reported["period_start"], reported["period_end"]])
    years = sorted({text[:4] for text in ends if text and not (published and text > published)})
    if not years:
        return {}
    span = years[0] if years[0] == years[-1] else f"{years[0]}-{years[-1]}"
    return {"first_year": years[0], "last_year": years[-1], "covers_en": span, "covers_nl": span}


def _abbreviation(name: str, known: Iterable[Mapping[str, str]]) -> str:
    """Return what identifiers may begin with, ``lo24`` of ``letter-opening-2024``; nothing where that is taken."""
    words = [word for word in re.split(r"[^a-z0-9]+", name.lower()) if word]
    letters = "".join(word[0] for word in words if word.isalpha())
    first = next((word for word in words if word.isalpha()), "")
    year = next((word[-2:] for word in reversed(words) if re.fullmatch(r"(?:19|20)\d\d", word)), "")
    short = f"{letters if len(letters) > 1 else first[:2]}{year}"
    taken = {row.get("abbreviation") for row in known if row.get("source_id") != name}
    return short if year and len(short) > len(year) and short not in taken else ""
