"""The proof that the ledger is complete and true to the letter.

Every number in every document, in digits or in words, lies inside a printed figure or inside its printed window, or
is explained by a rule of ``not-figures.csv``; every printed form stands where its row says. Whatever is not so is a
:class:`Finding` that names the document, the line and the text.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.dataset import records, schema, tables
from analysis.errors import AnalysisError, UnknownNameError, counted
from analysis.ledger import documents
from analysis.ledger.documents import Document
from analysis.ledger.numbers import Number

FIGURE, WINDOW, RULE, NOTHING = "figure", "window", "rule", "nothing"
RULES = "not-figures"


class AuditError(AnalysisError):
    """An audit whose result cannot be kept."""


class RuleError(AnalysisError):
    """A rule of ``not-figures.csv`` that is no regular expression."""


@dataclass(frozen=True, order=True)
class Finding:
    """Something unaccounted for, missing or different: the document, the line (0 for all of it), what and the text."""

    source_id: str
    line: int
    message: str
    text: str = ""

    def __str__(self) -> str:
        """Print as ``document:line: message: text``."""
        place = f"{self.source_id}:{self.line}" if self.line else self.source_id
        return f"{place}: {self.message}" + (f": {self.text}" if self.text else "")


@dataclass(frozen=True)
class Claim:
    """Characters of a document that a printed figure or window takes."""

    start: int
    end: int
    figure_id: str


@dataclass(frozen=True)
class Rule:
    """A rule that says why numbers are no data: in one document or all of them, on one line or everywhere."""

    rule_id: str
    source_id: str
    line: int
    pattern: re.Pattern[str]
    hits: int

    def matches(self, document: Document) -> Iterator[tuple[int, int]]:
        """Yield what the rule matches in a document."""
        if self.source_id in {"", document.name}:
            for match in self.pattern.finditer(document.text):
                if not self.line or document.line_at(match.start()) == self.line:
                    yield match.span()


@dataclass(frozen=True)
class Entry:
    """A number of a document, and what accounts for it."""

    source_id: str
    line: int
    number: str
    accounted_by: str
    figure_id: str = ""
    rule_id: str = ""


@dataclass
class Audit:
    """The result: every number and what accounts for it, what is wrong, and what differs from the kept result."""

    entries: list[Entry] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    differences: list[Finding] = field(default_factory=list)
    #: What there is no kept result of yet: documents that are audited for the first time, and what rules explain there.
    news: list[Finding] = field(default_factory=list)
    #: Documents that were left out, or are not at hand: what is kept of them stands.
    absent: frozenset[str] = frozenset()
    #: The dataset that was named, where another than the usual one was.
    data: str | Path | None = None

    @property
    def remedy(self) -> str:
        """What to do about a difference; the command names the dataset, and what was audited where not all was."""
        only = "".join(f" --document {name}" for name in sorted(self.hashes)) if self.absent else ""
        data = f" --data {self.data}" if self.data else ""
        return f"see whether that is right, then keep it with `analysis audit --documents DIR{only}{data} --write`"

    @property
    def passed(self) -> bool:
        """Whether nothing is unaccounted for, missing or different; what is new has nothing to differ from."""
        return not self.findings and not self.differences

    def table(self) -> pd.DataFrame:
        """A row for each document: its hash, how many numbers it holds, and what accounts for them."""
        rows = []
        for name, sha256 in sorted(self.hashes.items()):
            counts = Counter(entry.accounted_by for entry in self.entries if entry.source_id == name)
            rows.append((name, sha256, counts.total(), *(counts[by] for by in (FIGURE, WINDOW, RULE, NOTHING))))
        columns = ["source_id", "text_sha256", "numbers", "in_figures", "in_windows", "by_rules", "unaccounted"]
        return pd.DataFrame(rows, columns=columns)

    def rules(self) -> pd.DataFrame:
        """A row for each rule and a column for each document: how many numbers it explains."""
        ruled = [(entry.rule_id, entry.source_id) for entry in self.entries if entry.accounted_by == RULE]
        frame = pd.DataFrame(ruled, columns=["rule_id", "source_id"])
        return pd.crosstab(frame["rule_id"], frame["source_id"]).reset_index().rename_axis(columns=None)

    def lines(self) -> pd.DataFrame:
        """A row for each rule and document: how many numbers it explains, and on which lines."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for entry in self.entries:
            if entry.accounted_by == RULE:
                found[entry.rule_id, entry.source_id].append(entry.line)
        rows = [(*key, len(lines), _listed(lines)) for key, lines in sorted(found.items())]
        return pd.DataFrame(rows, columns=["rule_id", "source_id", "numbers", "lines"])

    def numbers(self) -> pd.DataFrame:
        """A row for each number: its place, its printed form, and the figure or rule that accounts for it."""
        seen: Counter[tuple[str, int]] = Counter()
        rows = []
        for entry in self.entries:
            seen[entry.source_id, entry.line] += 1
            nth = seen[entry.source_id, entry.line]
            number_id = f"{self.short.get(entry.source_id, entry.source_id)}-{entry.line:04d}-n{nth:02d}"
            rows.append(
                (
                    number_id,
                    entry.source_id,
                    entry.line,
                    entry.number,
                    entry.accounted_by,
                    entry.figure_id,
                    entry.rule_id,
                )
            )
        columns = ["number_id", "source_id", "line", "number", "accounted_by", "figure_id", "rule_id"]
        return pd.DataFrame(rows, columns=columns).sort_values("number_id", ignore_index=True)


def audit(folder: Path, data: str | Path | None = None, only: Collection[str] = ()) -> Audit:
    """Audit the dataset against the text editions ``SOURCE_ID.txt`` in a folder.

    Every source with a ``text_sha256`` must be there, or those that ``only`` names: then what is kept of the others
    stands. Raises :class:`RuleError` for a rule that cannot be read, :class:`UnknownNameError` for a document that the
    dataset has no text of.
    """
    dataset = tables.load(data)
    rules = read_rules(_records(dataset[RULES]), dataset.folder)
    sources = {row["source_id"]: row for row in _records(dataset.sources) if row["text_sha256"]}
    for name in only:
        if name not in sources:
            raise UnknownNameError("document with a text", name, sources)
    result = Audit(short=schema.abbreviations(schema.find(data)), data=data)
    for name, source in sources.items():
        if only and name not in only:
            continue
        try:
            document = documents.read(folder / f"{name}.txt")
        except AnalysisError as error:
            alone = "; or name each that is at hand by --document, and what is kept of the others stands"
            result.findings.append(Finding(name, 0, f"{error}{alone}"))
            continue
        result.hashes[name] = document.sha256
        result.findings.extend(_edition(document, source))
        rows = [row for row in _records(dataset.figures) if row["source_id"] == name]
        figures = _figures(document, rows, result.findings)
        windows = _windows(document, rows, result.findings)
        result.entries.extend(_account(document, figures, windows, rules, result.findings))
    result.findings.sort()
    result.absent = frozenset(sources.keys() - result.hashes.keys())
    result.differences = sorted([*_pinned(rules, dataset, result), *_kept(dataset, result)])
    result.news = sorted(_new(rules, dataset, result))
    return result


def read_rules(rows: Iterable[Mapping[str, Any]], folder: Path) -> list[Rule]:
    """Read the rows of ``not-figures.csv`` in a folder; raises :class:`RuleError` with the rule and what is wrong."""
    rules = []
    for row in rows:
        try:
            pattern = re.compile(row["pattern"], re.MULTILINE)
        except re.error as error:
            where = folder / f"{RULES}.csv"
            raise RuleError(f"{where}: {row['rule_id']}: pattern {row['pattern']!r}: {error}; mend it") from error
        rules.append(Rule(row["rule_id"], row["source_id"], int(row["line"] or 0), pattern, int(row["hits"] or 0)))
    return rules


def write(result: Audit, data: str | Path | None = None) -> None:
    """Keep a result in the dataset: ``audit.csv``, ``audit_numbers.csv``, and the hits of ``not-figures.csv``.

    What is kept of documents that were left out stays, and so does every line that says what it said. Raises
    :class:`AuditError` while the audit has findings: a result that proves nothing is not kept.
    """
    if result.findings:
        found = counted(len(result.findings), "finding")
        raise AuditError(f"the audit has {found}, so its result is not kept: mend what is found first")
    described = schema.read(schema.find(data))
    before = {name: described[name].path.read_bytes() for name in ("audit", "audit_numbers", RULES)}
    rows = {name: records.parsed(described[name].path, described[name].names, raw) for name, raw in before.items()}
    for name, frame in (("audit", result.table()), ("audit_numbers", result.numbers())):
        kept = [row for row in rows[name] if row["source_id"] in result.absent]
        new = [{column: str(cell) for column, cell in row.items()} for row in _records(frame)]
        rows[name] = sorted(kept + new, key=itemgetter(described[name].key[0]))
    hits = Counter(row["rule_id"] for row in rows["audit_numbers"] if row["rule_id"])
    rows[RULES] = [row | {"hits": str(hits[row["rule_id"]])} for row in rows[RULES]]
    for name, texts in rows.items():
        text = records.written(described[name].names, texts, before[name].decode("utf-8"))
        described[name].path.write_text(text, encoding="utf-8", newline="\n")


# -- the printed forms ---------------------------------------------------------------------------------------------


def _figures(document: Document, rows: Iterable[dict[str, Any]], findings: list[Finding]) -> list[Claim]:
    """Find the printed form of each figure; those of one line stand there in the order of their identifiers."""
    claims: list[Claim] = []
    reached = 0
    for row in sorted(rows, key=lambda row: (row["line"], _order(row["figure_id"]))):
        line, printed, figure = int(row["line"]), row["as_printed"], row["figure_id"]
        start, _ = document.span_of(line)
        place = next(document.occurrences(printed, line, reached), None)
        if place:
            claims.append(Claim(*place, figure))
            reached = place[1]
        elif next(document.occurrences(printed, line), None):
            findings.append(Finding(document.name, line, f"{figure}: {printed!r} is claimed twice, or out of order"))
        else:
            found = _shown(document, line)
            findings.append(Finding(document.name, line, f"{figure}: {printed!r} does not begin on this line", found))
            reached = max(reached, start)
    return claims


def _windows(document: Document, rows: Iterable[dict[str, Any]], findings: list[Finding]) -> list[Claim]:
    """Find each printed window, and each end on other words; figures may share one, and share characters with it."""
    claims: dict[tuple[int, int], Claim] = {}
    for row in rows:
        for what in ("period", "period_end"):
            printed, figure = row[f"{what}_as_printed"], row["figure_id"]
            if not printed:
                continue
            line = int(row[f"{what}_line"])
            place = next(document.occurrences(printed, line), None)
            if place:
                claims.setdefault(place, Claim(*place, figure))
            else:
                name = "window" if what == "period" else "end of the window"
                message = f"{figure}: the {name} {printed!r} does not begin on this line"
                findings.append(Finding(document.name, line, message, _shown(document, line)))
    return [claims[place] for place in sorted(claims)]


def _order(figure_id: str) -> int:
    last = figure_id.rpartition("-")[2]
    return int(last) if last.isdigit() else 0


def _shown(document: Document, line: int) -> str:
    start, end = document.span_of(line)
    text = " ".join(document.text[start:end].split())
    return (text[:117] + "..." if len(text) > 120 else text) or "(nothing)"


# -- every number --------------------------------------------------------------------------------------------------


def _account(
    document: Document, figures: list[Claim], windows: list[Claim], rules: list[Rule], findings: list[Finding]
) -> Iterator[Entry]:
    explained = _explained(document, figures, rules, findings)
    for position, number in enumerate(document.numbers):
        line = document.line_at(number.start)
        entry = Entry(document.name, line, number.text, NOTHING)
        figure, window = _holder(figures, number), _holder(windows, number)
        if figure:
            entry = replace(entry, accounted_by=FIGURE, figure_id=figure.figure_id)
        elif window:
            entry = replace(entry, accounted_by=WINDOW, figure_id=window.figure_id)
        elif position in explained:
            entry = replace(entry, accounted_by=RULE, rule_id=explained[position])
        else:
            where = document.around(number.start, number.end)
            findings.append(Finding(document.name, line, f"the number {number.text!r} is unaccounted for", where))
        yield entry


def _holder(claims: list[Claim], number: Number) -> Claim | None:
    return next((claim for claim in claims if claim.start <= number.start and number.end <= claim.end), None)


def _explained(document: Document, figures: list[Claim], rules: list[Rule], findings: list[Finding]) -> dict[int, str]:
    """Say which rule explains which number (by position): the one that matches most characters around it."""
    best: dict[int, tuple[int, str]] = {}
    starts = [number.start for number in document.numbers]
    for rule in rules:
        for start, end in rule.matches(document):
            for claim in figures:
                if start < claim.end and claim.start < end:
                    line, where = document.line_at(claim.start), document.around(claim.start, claim.end)
                    message = f"the rule {rule.rule_id} matches inside the figure {claim.figure_id}; make it narrower"
                    findings.append(Finding(document.name, line, message, where))
            for position in range(bisect_left(starts, start), bisect_left(starts, end)):
                if document.numbers[position].end <= end:
                    best[position] = min(best.get(position, (0, "")), (start - end, rule.rule_id))
    return {position: rule_id for position, (_, rule_id) in best.items()}


# -- what must not change unseen -----------------------------------------------------------------------------------


def _edition(document: Document, source: dict[str, Any]) -> Iterator[Finding]:
    if document.sha256 != source["text_sha256"]:
        ends = "; its lines end in CR LF, not in LF alone" if "\r\n" in document.text else ""
        yield Finding(
            document.name, 0, f"is another edition: SHA-256 {document.sha256}, expected {source['text_sha256']}{ends}"
        )
    lines = document.lines
    if source["text_lines"] and lines != int(source["text_lines"]):
        yield Finding(document.name, 0, f"has {lines} lines, expected {int(source['text_lines'])}")


#: Of each rule, how many numbers it explains on which lines of which documents.
_Hits = dict[str, Counter[tuple[str, int]]]


def _hits(dataset: tables.Dataset, result: Audit) -> tuple[_Hits, _Hits]:
    """Return what rules explained when the result was kept, and what they explain now; of absent documents that."""
    kept = dataset["audit_numbers"]
    before: _Hits = defaultdict(Counter)
    now: _Hits = defaultdict(Counter)
    for row in _records(kept[kept["accounted_by"] == RULE]):
        place = row["source_id"], int(row["line"])
        before[row["rule_id"]][place] += 1
        now[row["rule_id"]][place] += row["source_id"] in result.absent
    for entry in result.entries:
        now[entry.rule_id][entry.source_id, entry.line] += 1
    return before, now


def _firsts(dataset: tables.Dataset, result: Audit) -> set[str]:
    """Return the documents that are audited for the first time."""
    return result.hashes.keys() - set(dataset["audit"]["source_id"])


def _pinned(rules: Iterable[Rule], dataset: tables.Dataset, result: Audit) -> Iterator[Finding]:
    """Hold the hits of each rule against those that are pinned, documents that are audited for the first time apart."""
    before, now = _hits(dataset, result)
    firsts = _firsts(dataset, result)
    unknown = result.absent - set(dataset["audit_numbers"]["source_id"])  # what rules explain there is not known
    for rule in rules:
        if rule.source_id in result.absent or (unknown and not rule.source_id):
            continue
        old, all_hits = before[rule.rule_id], now[rule.rule_id]
        held = Counter({place: number for place, number in all_hits.items() if place[0] not in firsts})
        where = rule.source_id or "all documents"
        if not all_hits.total():
            yield Finding(where, rule.line, f"the rule {rule.rule_id} explains nothing; remove it from {RULES}.csv")
        elif old and held.total() != rule.hits:
            message = f"the rule {rule.rule_id} explains {counted(held.total(), 'number')}, pinned are {rule.hits}"
            message += _places("new", held - old) + _places("gone", old - held)
            yield Finding(where, rule.line, f"{message}; {result.remedy}")


def _new(rules: Iterable[Rule], dataset: tables.Dataset, result: Audit) -> Iterator[Finding]:
    """Say which documents are audited for the first time, and what new rules, or old ones there, explain."""
    before, now = _hits(dataset, result)
    firsts = _firsts(dataset, result)
    for name in firsts:
        audited = "is audited for the first time, so that there is nothing to compare with"
        yield Finding(name, 0, f"{audited}; keep the result by --write")
    for rule in rules:
        old = before[rule.rule_id]
        fresh = Counter({place: n for place, n in now[rule.rule_id].items() if place[0] in firsts or not old})
        if fresh.total():
            hits = counted(fresh.total(), "new hit" if old else "hit")
            said = f"the rule {rule.rule_id} {'has' if old else 'is new:'} {hits}{_places('', fresh)}"
            yield Finding(rule.source_id or "all documents", rule.line, f"{said}; {result.remedy}")


def _places(what: str, places: Counter[tuple[str, int]]) -> str:
    """Say on which lines of which documents something is new or gone; nothing where it is nowhere."""
    lines: dict[str, list[int]] = defaultdict(list)
    for source_id, line in places.elements():
        lines[source_id].append(line)
    told = ", ".join(f"{name} {_listed(found)}" for name, found in sorted(lines.items()))
    return f" ({what}{': ' if what else ''}{told})" if told else ""


def _listed(lines: Iterable[int]) -> str:
    """Return lines in their order, each once: "3, 7, 9"."""
    return ", ".join(str(line) for line in sorted(set(lines)))


def _kept(dataset: tables.Dataset, result: Audit) -> Iterator[Finding]:
    """Compare with the result that ``data/`` keeps: which numbers are new, gone, or accounted for otherwise."""
    kept = dataset["audit_numbers"]
    kept_hashes = dict(zip(dataset["audit"]["source_id"], dataset["audit"]["text_sha256"], strict=True))
    for name in result.hashes:
        if kept_hashes.get(name, result.hashes[name]) != result.hashes[name]:
            yield Finding(name, 0, f"the kept result is of another edition; {result.remedy}")
        before = [
            (str(row["number"]), str(row["accounted_by"]), str(row["figure_id"] or row["rule_id"]), int(row["line"]))
            for row in _records(kept[kept["source_id"] == name])
        ]
        after = [
            (entry.number, entry.accounted_by, entry.figure_id or entry.rule_id, entry.line)
            for entry in result.entries
            if entry.source_id == name
        ]
        if not before:
            continue
        matcher = difflib.SequenceMatcher(None, [row[:3] for row in before], [row[:3] for row in after], autojunk=False)
        for action, first, last, start, end in matcher.get_opcodes():
            if action == "equal":
                continue
            for number, by, identifier, line in after[start:end]:
                yield Finding(
                    name, line, f"the number {number!r} is new: {by} {identifier}".strip() + f"; {result.remedy}"
                )
            for number, by, identifier, line in before[first:last]:
                yield Finding(
                    name, line, f"the number {number!r} is gone: {by} {identifier}".strip() + f"; {result.remedy}"
                )


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame, with an empty text for what is missing."""
    return [
        {str(name): "" if pd.isna(cell) else cell for name, cell in row.items()} for row in frame.to_dict("records")
    ]
