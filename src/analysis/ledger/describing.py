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
from analysis.ledger.passages import ADDRESSED, is_heading
from analysis.ledger.scan import YES

#: A publisher as Dutch documents print it.
_PUBLISHER = f"publisher_{DOCUMENTS}"
_HEAD = 40  # lines that the head of a letter may take
_DATE = re.compile(r"^[ \t]*(?:Datum|Date)\b[ \t]*:?\s*(\S.*)$", re.MULTILINE | re.IGNORECASE)
#: The day of a letter behind the place it is from: "Den Haag, 14 oktober 2022".
_FROM = re.compile(
    r"^[ \t]*[A-Z][^\W\d_]*(?:[ -][^\W\d_]+){0,2},?\s+(\d{1,2}\s+[^\W\d_]+\s+\d{4})[ \t]*$", re.MULTILINE
)
_SUBJECT = re.compile(r"^[ \t]*(?:Betreft|Onderwerp|Subject)\b[ \t]*:?\s*(\S.*)$", re.MULTILINE | re.IGNORECASE)
#: Who signs a letter, on a line of its own near its end, and of which ministry.
_SIGNED = re.compile(
    r"^[ \t]*(?:De\s+(?:minister|staatssecretaris)|The\s+(?:minister|state\s+secretary))"
    r"\s+(?:van|voor|for|of)\s+(\S[^.\n]*)$",
    re.MULTILINE | re.IGNORECASE,
)
_FOOT = 20  # lines that the end of a letter may take
_MINISTRY = re.compile(r"(?:Ministerie|Ministry)\b")
#: What says that results are reported.
_RESULTS = frozenset({"actual"})


def cells(
    document: Document, proposals: pd.DataFrame, known: Sequence[Mapping[str, str]], codes: Iterable[Mapping[str, str]]
) -> dict[str, str]:
    """Return what is proposed for the row of a document, by column; nothing for what the text does not say.

    ``proposals`` is what ``scan.propose`` returns; ``known`` are the rows of the documents that are there, ``codes``
    those of ``codes.csv``. A text that addresses somebody is a letter, which reports some of the results at most.
    """
    lines = document.text.split("\n")
    head, foot = "\n".join(lines[:_HEAD]), "\n".join(lines[-_FOOT:])
    found = {"language": document.language, "abbreviation": _abbreviation(document.name, known)}
    addressed = ADDRESSED.search(head)
    before = head[: addressed.start()] if addressed else ""
    found |= _title(head, before) | _day(head, before)
    kept = proposals[proposals["keep"] == YES]
    reports = [row for row in known if row.get("reports_results") != "false"]
    if addressed:
        partial = bool(kept["kind"].isin(_RESULTS).any())
        found |= {"document_kind": "letter", "reports_results": "partial" if partial else "false"}
        named = next((row for row in codes if (row["code_list"], row["code"]) == ("document_kind", "letter")), {})
        for column, label in named.items():
            if column.startswith("label_"):
                found[column.replace("label", "short")] = label[:1].upper() + label[1:]
        found |= _signed(foot, reports)
    found |= _publisher(head, reports)
    return found | _years(kept[kept["kind"].isin(REPORTED)], found.get("published", ""))


def _title(head: str, before: str) -> dict[str, str]:
    """Return the title that a head calls its subject, else, as a guess, the first heading before whom it addresses."""
    if subject := _SUBJECT.search(head):
        return {"title": " ".join(subject[1].split())}
    paragraphs = (" ".join(text.split()) for text in re.split(r"\n\s*\n", before))
    first = next((text for text in paragraphs if is_heading(text) and not _is_furniture(text)), "")
    return {"title": f"{GUESS}{first}"} if first else {}


def _is_furniture(paragraph: str) -> bool:
    return _FROM.search(paragraph) is not None or _MINISTRY.match(paragraph) is not None


def _day(head: str, before: str) -> dict[str, str]:
    """Return the day that a head calls its date, or that stands behind a place before whom it addresses."""
    dated = _DATE.search(head) or _FROM.search(before)
    days = [
        window for window in windows.find(dated[1] if dated else "") if window.first and window.first == window.last
    ]
    return {"published": str(days[0].first)} if days else {}


def _signed(foot: str, known: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return what is guessed of the publisher of a letter that a minister signs.

    The ministry that is called as the minister is; where none is, as of a minister for a part of one, the usual one.
    """
    signed = _SIGNED.search(foot)
    ministries = [row for row in known if _MINISTRY.match(row.get(_PUBLISHER, ""))] if signed else []
    called = [row for row in ministries if signed and signed[1].strip(" ,") in row[_PUBLISHER]]
    return _usual(called or ministries)


def _publisher(head: str, known: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return what is guessed of the publisher that a head names, and of the terms of most of its documents."""
    return _usual(row for row in known if row.get(_PUBLISHER) and re.search(rf"\b{re.escape(row[_PUBLISHER])}\b", head))


def _usual(named: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the publisher and the terms of most of some documents, as guesses; nothing of none."""
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
