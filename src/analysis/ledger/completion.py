"""What a person leaves out of a template, derived: identifiers, readings, windows, references, rows of other tables.

Only what can be meant in one way is derived; everything else stays empty, and the check of the dataset names it. A
cell that refers to another row may hold its identifier, its label in either language, or, for a figure or a statement
of the document, its line.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from analysis.dataset import check, countries, labels
from analysis.dataset.languages import LANGUAGES, in_all
from analysis.dataset.schema import Table
from analysis.errors import AnalysisError
from analysis.figures import reading_of
from analysis.figures.currencies import CURRENCIES
from analysis.ledger import layout, naming, redating, spelling, uptake, windows
from analysis.ledger.layout import FIGURES, RELATIONS, SOURCES
from analysis.ledger.sheets import Entry, Problems
from analysis.ledger.units import WHERE

STATEMENTS, PROGRAMMES = "statements", "programmes"
LISTS, PRESENCE = "lists", "presence"
Row = dict[str, str]
#: By line: the figures or statements of the document, each with its printed form.
_Lines = dict[str, list[tuple[str, str]]]
_LABELS = (*in_all("label"), "name", *in_all("single"))
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")  # of a sentence
#: What an identifier is made from: a label, or the first words of prose.
_PROSE = ("reason_en", "what_en")
_WORDS = 6
#: References that are left empty where the template has one row that they can mean.
_ONLY = {"presence": "list_id", "discrepancy_figures": "discrepancy_id"}
#: Tables of codes, all of which are named where one is refused.
_CODES = {"units"}


@dataclass(frozen=True)
class _Numbering:
    """Identifiers that are numbered: what stands before the number, its digits, what tells a row that is there."""

    key: str
    start: str
    needed: str
    same: tuple[str, ...]
    digits: int = 1

    def begin(self, entry: Entry, document: str) -> str:
        """Return what the identifier of a row begins with; nothing while what it rests on is missing."""
        text = entry[self.needed]
        if not text or (self.needed == "line" and not text.isdigit()):
            return ""
        return self.start.format(document=document, text=text)


_NEW_POPULATION = "describe it on the sheet codes: population in code_list, its names in label_en and label_nl"
#: Kinds of places that are no country, which has the code of ISO 3166 for its identifier.
_WIDER = {"region", "area"}
#: Columns of a document that say which text edition it is.
_OF_THE_TEXT = frozenset({"text_sha256", "text_lines"})
_PRINTED = ("source_id", "line", "as_printed")
#: Sheets whose rows go with one of another that is refused: that sheet, what it calls its row, and what refers to it.
_PARTS = {
    PRESENCE: (LISTS, "line", "list_id"),
    "target_claims": ("targets", "target_figure_id", "target_id"),
}
#: Tables whose rows others refer to, by document and line.
_NUMBERED = {
    FIGURES: _Numbering("figure_id", "{document}-{text:0>4}-", "line", _PRINTED),
    STATEMENTS: _Numbering("statement_id", "{document}-{text:0>4}-s", "line", _PRINTED),
    "events": _Numbering("event_id", "{document}-{text:0>4}-e", "line", ("source_id", "line", "what_en")),
}
#: Tables that are numbered once what they refer to is known; nothing refers to them.
_NUMBERED_LAST = {
    "target_claims": _Numbering(
        "claim_id", "{text}-c", "target_id", ("target_id", "source_id", "line", "claim_as_printed")
    ),
    "target_definitions": _Numbering("definition_id", "{text}-d", "target_id", ("target_id", "gives", "counts_en"), 2),
    "evidence": _Numbering(
        "evidence_id",
        "e-",
        "line",
        ("source_id", "line", "outcome_id", "assumption_id", "figure_id", "statement_id"),
        3,
    ),
}


@dataclass
class Completion:
    """The new rows of each table, and what is to be looked at.

    ``left_out`` proposals say ``keep`` = no; ``there`` rows are in the dataset already, as they are.
    """

    rows: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    #: The keys of all rows by table, of those that the dataset has already too.
    keys: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    left_out: int = 0
    there: int = 0
    #: Rows of the dataset that those of the template take the place of, by table.
    superseded: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    warnings: list[str] = field(default_factory=list)
    #: Each row that goes in and holds guesses, where it stands and what was guessed.
    guesses: list[str] = field(default_factory=list)


def complete(
    entries: Iterable[Entry],
    document: str,
    tables: Mapping[str, Table],
    present: Mapping[str, list[Row]],
    problems: Problems,
    *,
    replacing: bool = False,
) -> Completion:
    """Complete the rows of a template; ``document`` is the source_id where nothing else says it.

    ``present`` holds the rows of the dataset. Rows that the dataset has already, as they are, are left out; one that it
    has otherwise is a problem, or with ``replacing`` takes over what the template says of it, unless another document
    brought it. What is wrong with a row goes to ``problems``.
    """
    work = _Work(tables, present, Completion(), problems)
    work.replacing = replacing
    work.take(entries, document)
    work.identify()
    work.refer()
    work.derive()
    work.settle()
    return work.result


def document_of(entries: Iterable[Entry], otherwise: str) -> str:
    """Return the source_id that a template names, on its sheet ``document`` or else on ``figures``."""
    named: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry["source_id"]:
            named[entry.table].add(entry["source_id"])
    found = named[SOURCES] or named[FIGURES]
    return found.pop() if len(found) == 1 else otherwise


class _Work:
    """The steps of a completion, in their order."""

    def __init__(
        self, tables: Mapping[str, Table], present: Mapping[str, list[Row]], result: Completion, problems: Problems
    ) -> None:
        self.tables = tables
        self.present = present
        self.result = result
        self.rows = result.rows
        self.problems = problems
        self.document = ""
        self.replacing = False
        self.prefixes: dict[str, str] = {}
        #: Documents that nothing describes.
        self.strangers: set[str] = set()
        #: Identifiers of rows that say keep = no.
        self.refused: set[str] = set()

    def say(self, entry: Entry, column: str, problem: str) -> None:
        self.problems.say(entry, column, problem)

    # -- which rows ----------------------------------------------------------------------------------------------

    def take(self, entries: Iterable[Entry], document: str) -> None:
        """Sort out what is kept, and which document it is about."""
        left_out = []
        entries = list(entries)
        dropped = {
            (name, entry[called])
            for name, (whole, called, _) in _PARTS.items()
            for entry in entries
            if entry.table == whole and entry[called] and _is_refused(entry)
        }
        for entry in entries:
            keep = spelling.truth(entry["keep"])
            _, _, refers = _PARTS.get(entry.table, ("", "", ""))
            if refers and (entry.table, entry[refers]) in dropped:
                continue
            if keep == "true" or (entry.table != FIGURES and not keep):
                self.rows[entry.table].append(entry)
            elif keep == "false":
                left_out.append(entry)
            else:
                said = f"is {entry['keep']!r}" if entry["keep"] else "is empty"
                remedy = "say yes for a figure that goes in, no for a number that is no data"
                self.problems.only(entry, "keep", f"{said}; {remedy}")
                self.rows[entry.table].append(entry)  # so that what refers to it is not blamed
        guessing = (entry for rows in self.rows.values() for entry in rows if entry.guessed)
        self.result.guesses = [_guessed(entry) for entry in sorted(guessing, key=lambda entry: entry.order)]
        self.document = document_of((entry for entries in self.rows.values() for entry in entries), document)
        for entry in self.rows[SOURCES]:
            entry.cells["source_id"] = entry["source_id"] or self.document
        self.result.left_out = sum(entry.table == FIGURES for entry in left_out)
        described: dict[str, Row] = {row["source_id"]: row for row in self.present[SOURCES]}
        for entry in self.rows[SOURCES]:
            described[entry["source_id"]] = described.get(entry["source_id"], {}) | entry.cells
        self.prefixes = {source_id: check.prefix_of(row) for source_id, row in described.items()}
        self.refused = {self.own(entry["figure_id"]) for entry in left_out if entry.table == FIGURES}

    def own(self, identifier: str) -> str:
        """Return an identifier of a scan, which knows no abbreviation, with that of the document."""
        start = f"{self.document}-"
        if identifier.startswith(start) and re.fullmatch(r"\d{4,}-[se]?\d+", identifier[len(start) :]):
            return f"{self.prefixes.get(self.document, self.document)}-{identifier[len(start) :]}"
        return identifier

    # -- identifiers ---------------------------------------------------------------------------------------------

    def identify(self) -> None:
        """Give each row its document and its identifier, so that others can refer to it."""
        for name, entries in self.rows.items():
            table = self.tables[name]
            required = {column.name for column in table.columns if column.required}
            for entry in entries:
                if "source_id" in required and not entry["source_id"]:
                    entry.cells["source_id"] = self.document
        for entry in self.rows.get("not-figures", []):
            said = entry["source_id"] or self.document  # a rule for every document is asked for
            entry.cells["source_id"] = "" if said == layout.EVERYWHERE else said
        for name, numbering in _NUMBERED.items():
            self._number(name, numbering)
        self._call_targets()
        for name in self.tables.keys() - _NUMBERED.keys() - _NUMBERED_LAST.keys() - {"codes"}:
            self._name(name)
        self._codes()

    def _call_targets(self) -> None:
        """Name each target that has no name after what its figure measures, its programme, and when it is due."""
        figures = {entry["figure_id"]: entry for entry in self.rows.get(FIGURES, [])}
        for entry in self.rows.get("targets", []):
            aimed = figures.get(self.own(spelling.chosen(entry["target_figure_id"])))
            measure = aimed and self._row_called("measures", aimed["measure_id"])
            if not (aimed and measure):
                continue
            programme = self._row_called(PROGRAMMES, aimed["programme_id"]) or {}
            year = (entry["deadline"] or aimed["period_end"])[:4]
            for column in in_all("label"):
                named = ": ".join(filter(None, (programme.get(column, ""), measure.get(column, ""))))
                _fill(entry, {column: ", ".join(filter(None, (named, year)))})

    def _row_called(self, table: str, text: str) -> Mapping[str, str] | None:
        """Return the row of a table that a cell refers to by its identifier or by a label."""
        key, called = self.tables[table].key[0], spelling.chosen(text).lower()
        rows: list[Mapping[str, str]] = [*self.present[table], *(entry.cells for entry in self.rows.get(table, []))]
        names = (key, *_LABELS)
        return next((row for row in rows if called and called in {row.get(name, "").lower() for name in names}), None)

    def _name(self, name: str) -> None:
        """Name the rows of a table after their labels, countries by their codes, or after the first words of prose."""
        table = self.tables[name]
        key = table.key[0]
        if key in table.references:
            return  # the identifier of another row
        taken = {row[key]: row for row in self.present[name]}
        for entry in self.rows.get(name, []):
            label = entry["label_en"] or entry["name"]
            if entry[key]:
                continue
            if name == "places" and spelling.chosen(entry["place_kind"]).lower() not in _WIDER:
                entry.cells[key] = countries.iso(label) or countries.iso(entry["label_nl"])
            elif label:
                entry.cells[key] = spelling.slug(label)
            else:
                prose = next((entry[column] for column in _PROSE if entry[column]), "")
                start = spelling.slug(" ".join(re.findall(r"[\w'-]+", prose)[:_WORDS]))
                if not start:
                    continue
                several = (start, *(f"{start}-{number}" for number in range(2, len(taken) + 3)))
                chosen = next(text for text in several if text not in taken or self._is(entry, taken[text]))
                entry.cells[key] = chosen
                taken.setdefault(chosen, entry.cells)

    def _is(self, entry: Entry, row: Row) -> bool:
        """Whether a row of the dataset is one of the template, by all that stands there and refers to no other row."""
        table = self.tables[entry.table]
        apart = {*table.references, *layout.derived(table.name)}
        own = {name: spelling.chosen(entry[name]).lower() for name in table.names if name not in apart}
        return all(not text or text == row.get(name, "").lower() for name, text in own.items())

    def _codes(self) -> None:
        """Name the codes that the sheet ``codes`` only labels, and put each new one at the end of its list."""
        ranks: dict[str, dict[str, int]] = defaultdict(dict)
        for row in [*self.present["codes"], *(entry.cells for entry in self.rows.get("codes", []))]:
            if row.get("rank", "").isdigit():
                ranks[row.get("code_list", "")][row.get("code", "")] = int(row["rank"])
        for entry in self.rows.get("codes", []):
            code = entry["code"] or spelling.slug(entry["label_en"])
            listed = ranks[entry["code_list"]]
            if not entry["rank"] and code not in listed:
                listed[code] = max(listed.values(), default=0) + 1
                entry.cells["rank"] = str(listed[code])
            entry.cells["code"] = code

    def _number(self, name: str, numbering: _Numbering) -> None:
        """Number the rows of a table that have no identifier, each after those that begin alike."""
        key, entries = numbering.key, self.rows.get(name, [])
        for entry in entries:
            entry.cells[key] = self.own(entry[key])
        named = {entry[key] for entry in entries}
        # A template that is added again, with more rows, numbers its figures as it did before.
        before: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for row in self.present[name]:
            if row[key] not in named:
                before[_cells(row, numbering.same)].append(row[key])
        taken = {row[key] for row in self.present[name]} | {entry[key] for entry in entries} | self.refused
        for entry in entries:
            start = numbering.begin(entry, self.prefixes.get(entry["source_id"], entry["source_id"]))
            if entry[key] or not start:
                continue
            known = before[_cells(entry, numbering.same)]
            numbers = (f"{start}{number:0{numbering.digits}d}" for number in range(1, len(taken) + 2))
            entry.cells[key] = known.pop(0) if known else next(text for text in numbers if text not in taken)
            taken.add(entry[key])

    # -- references ----------------------------------------------------------------------------------------------

    def refer(self) -> None:
        """Replace what a cell says of another row by the identifier of that row."""
        for name, column in _ONLY.items():
            others = self.rows.get(self.tables[name].references[column], [])
            for entry in self.rows.get(name, []):
                if not entry[column] and len(others) == 1:
                    entry.cells[column] = others[0][column]
        self._code_lists()
        self._populations()
        names = {name: self._names(name) for name in self.tables}
        for entry in self.rows.get("targets", []):
            names["targets"][self.own(spelling.chosen(entry["target_figure_id"])).lower()] = {entry["target_id"]}
        keys = {FIGURES: "figure_id", STATEMENTS: "statement_id", LISTS: "list_id"}
        lines = {name: self._lines(name, key) for name, key in keys.items()}
        for name, entries in self.rows.items():
            for entry in entries:
                references = dict(self.tables[name].references)
                references |= dict.fromkeys(layout.OTHER_FIGURES, FIGURES) if name == FIGURES else {}
                references |= {column: "places" for column in entry.cells if _is_place(column)}
                references |= {column: "organisations" for column in entry.cells if layout.organisation_of(column)}
                for column, other in references.items():
                    if entry[column]:
                        entry.cells[column] = self._referred(entry, column, other, names[other], lines.get(other, {}))
                for column in entry.cells:
                    entry.cells[column] = self._coded(name, column, entry[column])
        for name, numbering in _NUMBERED_LAST.items():
            self._number(name, numbering)

    def _code_lists(self) -> None:
        """Refuse codes of a list that the dataset does not have: nothing would show them."""
        known = {row["code_list"] for row in self.present["codes"]} | {"population"}
        for entry in self.rows.get("codes", []):
            text = entry["code_list"]
            if text and text not in known:
                self.say(entry, "code_list", f"{text!r} is no list of codes{_hint(text, known)}; {_one_of(known)}")

    def _populations(self) -> None:
        """Replace the label of a population by its code; a population is a code of ``codes.csv``, not of the schema."""
        rows: list[Mapping[str, str]] = [*self.present["codes"], *(entry.cells for entry in self.rows.get("codes", []))]
        known = {row["code"]: row for row in rows if row.get("code_list") == "population" and row.get("code")}
        names = {row[label].lower(): code for code, row in known.items() for label in _LABELS if row.get(label)}
        for entry in self.rows.get(FIGURES, []):
            text = spelling.chosen(entry["population"])
            code = text if text in known else names.get(text.lower(), text)
            entry.cells["population"] = code
            if code and code not in known:
                choose = f"{_one_of(known)}, or " if known else ""
                said = f"{text!r} has no name in codes.csv{_hint(code, [*known, *names])}; {choose}{_NEW_POPULATION}"
                self.say(entry, "population", said)

    def _coded(self, name: str, column: str, text: str) -> str:
        """Return the code of an entry of a drop-down list, whatever its case, or of its label in either language."""
        is_role = column.startswith("role_") and layout.place_of(column)
        of, title = (self.tables[layout.PLACES[name]], "role") if is_role else (self.tables[name], column)
        allowed = next((described.enum for described in of.columns if described.name == title), ())
        code = spelling.chosen(text)
        if not allowed or not text:
            return text
        meant = {
            row.get(label, "").lower(): found for found, row in self._labelled(title, allowed) for label in _LABELS
        }
        meant |= {other.lower(): other for other in allowed}
        return meant.get(code.lower()) or meant.get(code.lower().replace(" ", "_"), code)

    def _labelled(self, title: str, allowed: tuple[str, ...]) -> Iterable[tuple[str, Mapping[str, str]]]:
        return labels.rows_of(title, allowed, self.present["codes"]).items()

    def _names(self, name: str) -> dict[str, set[str]]:
        """Return the identifiers of a table by themselves and by their labels, in lower case."""
        key = self.tables[name].key[0]
        rows: list[Mapping[str, str]] = [*self.present[name], *(entry.cells for entry in self.rows.get(name, []))]
        names: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for column in _LABELS:
                if row.get(column):
                    names[row[column].lower()].add(row.get(key, ""))
        return names | {row.get(key, "").lower(): {row.get(key, "")} for row in rows}

    def _lines(self, name: str, key: str) -> _Lines:
        lines: _Lines = defaultdict(list)
        rows: list[Mapping[str, str]] = [*self.present[name], *(entry.cells for entry in self.rows.get(name, []))]
        # A row that the dataset has, and that the template holds again, is one.
        for row in {row.get(key, ""): row for row in rows}.values():
            if row.get("source_id") == self.document:
                lines[row.get("line", "")].append((row.get(key, ""), row.get("as_printed", "")))
        return lines

    def _referred(self, entry: Entry, column: str, other: str, names: Mapping[str, set[str]], lines: _Lines) -> str:
        text = self.own(spelling.chosen(entry[column]))
        called = sorted(names.get(text.lower(), ()))
        if len(called) == 1:
            return called[0]
        if other in {FIGURES, STATEMENTS, LISTS} and text.isdigit():
            found = lines.get(text, [])
            if column in {"share_of", "pays_for"}:  # what is meant often stands on the same line, and is never itself
                found = [figure for figure in found if figure[0] != entry["figure_id"]]
            if len(found) == 1:
                return found[0][0]
            listed = ", ".join(f"{identifier} ({printed})" for identifier, printed in found)
            several = f"is {text}, a line with {len(found)} of the {other}; name one: {listed}" if found else ""
            self.say(entry, column, several or f"is {text}, and no row of the sheet {other} has that line")
        elif called:
            self.say(entry, column, f"{text!r} is what each of {', '.join(called)} is called; name one")
        elif text in self.refused:
            self.say(entry, column, f"{text} says keep = no on the sheet {FIGURES}; keep it, or refer to another")
        elif other == SOURCES:
            if text in self.strangers:  # said once for all of its rows
                self.problems.excuse(entry)
            else:
                self.strangers.add(text)
                remedy = f"fill in the sheet {layout.DOCUMENT}, or say --source COLUMN=VALUE for each column"
                self.say(entry, column, f"{text!r} is not in {other}.csv; {remedy}")
        else:
            begun = _begun(text, names) if other == PROGRAMMES else []
            nearest = spelling.nearest(text, names)
            meant = " or ".join(begun) or (min(names[nearest]) if nearest else "")
            hint = f" (did you mean {meant}?)" if meant else ""
            known = {identifier for called in names.values() for identifier in called} if other in _CODES else set()
            choose = f"{_one_of(known)}, or " if known else ""
            self.say(entry, column, f"{text!r} is not in {other}.csv{hint}; {choose}describe it on the sheet {other}")
        return text

    # -- what follows ----------------------------------------------------------------------------------------------

    def derive(self) -> None:
        """Fill in what follows from other cells, and the rows of other tables that the sheet ``figures`` holds."""
        figures = {row["figure_id"]: row for row in self.present[FIGURES]}
        figures |= {entry["figure_id"]: entry.cells for entry in self.rows.get(FIGURES, [])}
        measures = {row["measure_id"]: row for row in self.present["measures"]}
        measures |= {entry["measure_id"]: entry.cells for entry in self.rows.get("measures", [])}
        for name, places in layout.PLACES.items():
            for entry in self.rows.get(name, []):
                self.rows[places].extend(self._places(entry, places))
        for name, others in layout.ORGANISATIONS.items():
            for entry in self.rows.get(name, []):
                self.rows[others].extend(self._organisations(entry, others))
        for entry in self.rows.get("measures", []):
            self._measured(entry)
        for entry in self.rows.get(FIGURES, []):
            self._fact(entry, figures)
            _fill(entry, {"multiplicity": "1", "unit": measures.get(entry["measure_id"], {}).get("unit", "")})
            _fill(entry, _reading(entry))
            entry.cells |= redating.outdated(entry.cells, _window(entry)["period_kind"])
            _fill(entry, _window(entry))
            self._base(entry)
            self._paid_for(entry)
        for entry in self.rows.get(SOURCES, []):
            self._said_once(entry)
            _fill(entry, {"url_status": "" if entry["url"] else "unknown"})
        for entry in self.rows.get("events", []):
            _fill(entry, _days(entry))
            known = entry["start"] or entry["end"]
            _fill(entry, {"basis": "printed" if entry["date_as_printed"] else "inferred" if known else "unknown"})
        for entry in self.rows.get("targets", []):
            self._aimed(entry, figures, measures)
        counted = {row["rule_id"]: row["hits"] for row in self.present["not-figures"]}
        for entry in self.rows.get("not-figures", []):
            _fill(entry, {"hits": counted.get(entry["rule_id"], "1")})  # the audit counts them
        lists = {row["list_id"]: row for row in self.present["lists"]}
        lists |= {entry["list_id"]: entry.cells for entry in self.rows.get("lists", [])}
        for entry in self.rows.get("presence", []):
            illegible = figures.get(entry["figure_id"], {}).get("qualifier") == "illegible"
            line = lists.get(entry["list_id"], {}).get("line", "")
            _fill(entry, {"legibility": "illegible" if illegible else "legible", "line": line})

    def _fact(self, entry: Entry, figures: Mapping[str, Row]) -> None:
        """Join the printings of one fact: the one that is referred to stands for it."""
        other, passed = entry["same_as"], {entry["figure_id"]}
        while other in figures and figures[other].get("same_as") and other not in passed:
            passed.add(other)
            other = figures[other]["same_as"]
        if other in passed:
            self.say(entry, "same_as", "comes back to this figure; leave it empty for the printing that stands for all")
        elif other in figures:
            first = figures[other]
            entry.cells |= {"fact_id": first.get("fact_id") or other, "preferred": "false"}
            _fill(entry, {column: first.get(column, "") for column in ("measure_id", "programme_id")})
        _fill(entry, {"fact_id": entry["figure_id"], "preferred": "true"})

    def _aimed(self, entry: Entry, figures: Mapping[str, Row], measures: Collection[str]) -> None:
        """Fill in what follows for a target; a result of another measure is named, and whether it is only a guess."""
        target, actual = (figures.get(entry[name]) for name in ("target_figure_id", "actual_figure_id"))
        _fill(entry, _target(target, actual))
        if entry["unit_match"] or not (target and actual):
            return
        if not {target.get("measure_id"), actual.get("measure_id")} <= {*measures}:  # said of the figure
            return
        guessed = ", a guess of the scan," if "actual_figure_id" in entry.guessed else ""
        named = f"{actual['figure_id']} ({actual['as_printed']}){guessed}"
        counts = f"counts {actual['measure_id']}, and the target {target['measure_id']}"
        remedy = "name another figure, or none; where it stands in for one, unfold unit_match and say proxy there"
        self.say(entry, "actual_figure_id", f"{named} {counts}; {remedy}")

    def _measured(self, entry: Entry) -> None:
        """Fill in what its figures say of a measure: the unit, money as the theme of amounts, stock or flow."""
        figures = [row for row in self.rows.get(FIGURES, []) if row["measure_id"] == entry["measure_id"]]
        units = {row["unit"] for row in figures if row["unit"]}
        if len(units) == 1:
            _fill(entry, {"unit": units.pop()})
        if entry["unit"] in CURRENCIES:
            _fill(entry, {"theme": "money"})
        ends = {row["period_start"] == row["period_end"] for row in figures if row["period_start"]}
        if len(ends) == 1:
            _fill(entry, {"concept": "stock" if ends.pop() else "flow"})

    def _base(self, entry: Entry) -> None:
        """Say what a percentage is a share of: another figure, or what is printed of it without a number."""
        printed, other = entry["base_as_printed"], entry["share_of"]
        if printed and other:
            self.say(entry, "share_of", f"names {other}, and base_as_printed says {printed!r}; leave one of them empty")
        elif printed or other:
            base = {
                "figure_id": entry["figure_id"],
                "relation": "share_of",
                "basis": "printed",
                "other_figure_id": other,
                "base_as_printed": printed,
            }
            called = {"other_figure_id": "share_of"}
            self.rows[RELATIONS].append(Entry(RELATIONS, entry.where, base, order=entry.order, called=called))

    def _paid_for(self, entry: Entry) -> None:
        """Tie an amount to the one result that it is for, as the document says."""
        if entry["pays_for"]:
            cells = {
                "figure_id": entry["figure_id"],
                "relation": "pays_for",
                "basis": "printed",
                "other_figure_id": entry["pays_for"],
            }
            called = {"other_figure_id": "pays_for", "relation": "pays_for"}
            self.rows[RELATIONS].append(Entry(RELATIONS, entry.where, cells, order=entry.order, called=called))

    def _said_once(self, entry: Entry) -> None:
        """Say in each language what is said in one, where the documents that are there say that in one way only."""
        for column in [name for name in self.tables[entry.table].names if name.rpartition("_")[2] in LANGUAGES]:
            for other in in_all(column.rpartition("_")[0]):
                text = entry[column]
                said = {row[other] for row in self.present[entry.table] if text and row[column] == text and row[other]}
                said |= {text} if text and not re.search(r"[^\W\d_]", text) else set()
                if len(said) == 1:
                    _fill(entry, {other: said.pop()})

    def _organisations(self, entry: Entry, table: str) -> Iterator[Entry]:
        """Yield a row for each organisation that a programme or event names, by what it is to a programme."""
        own = {name: entry[name] for name in self.tables[table].names}
        for column in sorted(entry.cells):
            role = layout.organisation_of(column)
            if role and entry[column]:
                cells = own | {"organisation_id": entry[column], "role": role}
                yield Entry(table, entry.where, cells, order=entry.order, called={"organisation_id": column})

    def _places(self, entry: Entry, table: str) -> Iterator[Entry]:
        for column in sorted(entry.cells):
            found = layout.place_of(column)
            if found is None or not entry[column]:
                continue
            what, number = found
            if what == "role":
                if not entry[f"place_{number}"]:
                    self.say(entry, column, f"is {entry[column]}, without a place in place_{number}")
                continue
            own = {name: entry[name] for name in self.tables[table].names}
            place = {"place_id": entry[column], "role": entry[f"role_{number}"] or "in"}
            called = {"place_id": column, "role": f"role_{number}"}
            yield Entry(table, entry.where, own | place, order=entry.order, called=called)

    # -- what is there already -------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Leave out rows that the dataset has as they are; refuse those that it has otherwise, or that are double."""
        for name, entries in self.rows.items():
            key = self.tables[name].key
            there = {tuple(row[column] for column in key): row for row in self.present[name]}
            seen: dict[tuple[str, ...], Entry] = {}
            new = []
            for entry in entries:
                identity = tuple(entry[column] for column in key)
                shown = " ".join(filter(None, identity))
                self.result.keys[name].add(" ".join(identity))
                if identity in seen and any(identity):
                    self.say(entry, key[0], f"{shown} stands twice; also at {seen[identity].where}")
                    continue
                seen[identity] = entry
                if identity not in there or self._takes_over(entry, there[identity]):
                    new.append(entry)
                else:
                    self.result.there += 1
                    self._same(entry, there[identity], shown)
            self.rows[name] = new
            self._halves(name)
        self._second_programmes()
        self._alike()
        self._other_amounts()
        self._unshown()
        self._unplaced()
        self._elsewhere()

    def _elsewhere(self) -> None:
        """Ask about a country of new figures of a programme that other countries are named of, and this one is not."""
        rows = [*self.present["programme_places"], *(entry.cells for entry in self.rows["programme_places"])]
        named = {(row["programme_id"], row["place_id"]) for row in rows}
        abroad = {row["place_id"]: row for row in self.present["places"] if row["place_kind"] == "country"}
        known = {programme for programme, place in named if place in abroad}
        programmes = {entry["figure_id"]: entry["programme_id"] for entry in self.rows[FIGURES]}
        for entry in self.rows["figure_places"]:
            programme, place = programmes.get(entry["figure_id"], ""), entry["place_id"]
            if programme in known and place in abroad and (programme, place) not in named:
                named.add((programme, place))
                said = (
                    f"{programme} has figures in {place}, which is not among its countries: a row on programme_places?"
                )
                self.result.warnings.append(f"{entry.where}: warning: programme_id: {said}")

    def _unplaced(self) -> None:
        """Ask about a figure without a place whose sentence, as far as the scan shows it, names countries."""
        places = [*self.present["places"], *(entry.cells for entry in self.rows["places"])]
        home = countries.HOME
        abroad = [row for row in places if row.get("place_kind") == "country" and row.get("place_id", home) != home]
        named = naming.Names(abroad, "place_id")
        placed = {entry["figure_id"] for entry in self.rows["figure_places"]}
        for entry in self.rows[FIGURES]:
            if entry["figure_id"] in placed or entry["same_as"] or entry["unit"] in WHERE:
                continue
            sentence = _sentence(entry["context"])
            found = dict.fromkeys(sentence[name.start : name.end] for name in named.of(sentence))
            if found:
                said = f"is empty, and beside the figure stands {', '.join(found)}: is it of there?"
                self.result.warnings.append(f"{entry.where}: warning: place_1: {said}")

    def _unshown(self) -> None:
        """Warn of a statement that no page would show, neither by itself nor because a row names it."""
        named = {entry["statement_id"] for name in ("evidence", "discrepancy_figures") for entry in self.rows[name]}
        tables = ("measures", "roles", FIGURES)
        whole = {name: [*self.present[name], *(entry.cells for entry in self.rows[name])] for name in tables}
        for entry in self.rows[STATEMENTS]:
            if entry["statement_id"] in named or uptake.shows(entry.cells, whole):
                continue
            said = (
                "is empty, and no page shows a statement for its measure alone, or for none: of which programme is it, "
                "or is it evidence of an outcome?"
            )
            self.result.warnings.append(f"{entry.where}: warning: programme_id: {said}")

    def _alike(self) -> None:
        """Warn of a new fact that has the measure, the kind, the window and the places of one of another document."""
        places: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in [*self.present["figure_places"], *(entry.cells for entry in self.rows["figure_places"])]:
            places[row["figure_id"]].add((row["place_id"], row["role"]))
        known: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in self.present[FIGURES]:
            if row["preferred"] == "true":
                known[_counted(row)].append(row)
        disputed = {entry["figure_id"] for entry in self.rows["discrepancy_figures"]}
        for entry in self.rows[FIGURES]:
            dated = entry["period_start"] or entry["period_end"]
            if entry["preferred"] != "true" or not dated or entry["figure_id"] in disputed:
                continue
            alike = [
                row
                for row in known[_counted(entry)]
                if row["source_id"] != entry["source_id"]
                and places[row["figure_id"]] == places[entry["figure_id"]]
                and all(row[name] in {"", entry[name]} or not entry[name] for name in ("programme_id", "population"))
            ]
            if alike:
                listed = ", ".join(f"{row['figure_id']} ({row['as_printed']})" for row in alike)
                said = f"same measure and window as {listed}: same_as, or a discrepancy?"
                self.result.warnings.append(f"{entry.where}: warning: same_as: {said}")

    def _other_amounts(self) -> None:
        """Warn of the first amount spent or paid of a measure of amounts that were decided, and the other way round."""
        known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in self.present[FIGURES]:
            known[row["measure_id"]][_stage(row["kind"])].add(row["kind"])
        asked = set()
        for entry in self.rows[FIGURES]:
            measure, stage = entry["measure_id"], _stage(entry["kind"])
            so_far = known[measure]
            if stage and so_far and stage not in so_far and (measure, stage) not in asked:
                asked.add((measure, stage))
                kinds = ", ".join(sorted(set().union(*so_far.values())))
                said = f"{measure} has no amount {stage} so far, only of kind {kinds}: another measure?"
                self.result.warnings.append(f"{entry.where}: warning: measure_id: {said}")

    def _second_programmes(self) -> None:
        """Warn of a new programme that known ones, such as its phases, have a longer name of."""
        names: dict[str, set[str]] = defaultdict(set)
        for row in self.present[PROGRAMMES]:
            for column in ("programme_id", *_LABELS):
                if row.get(column):
                    names[row[column].lower()].add(row["programme_id"])
        for entry in self.rows[PROGRAMMES]:
            for column in in_all("label"):
                begun = _begun(entry[column], names)
                if begun:
                    alike = f"{entry[column]!r} looks like {' or '.join(begun)}, which the dataset knows"
                    remedy = "if it is one of them, refer to that and leave this row out"
                    self.result.warnings.append(f"{entry.where}: warning: {column}: {alike}; {remedy}")
                    break

    def _halves(self, name: str) -> None:
        """Warn of prose that is not there in every language of the dataset."""
        columns = self.tables[name].names
        for entry in self.rows[name]:
            for column in columns:
                stem, _, language = column.rpartition("_")
                for other in in_all(stem) if language in LANGUAGES and entry[column] else ():
                    if other in columns and not entry[other]:
                        lacking = f"is empty, and {column} is not; pages in that language will lack it"
                        self.result.warnings.append(f"{entry.where}: warning: {other}: {lacking}")

    def _takes_over(self, entry: Entry, row: Row) -> bool:
        """Whether a row takes the place of that of the dataset, whose other cells it then keeps."""
        said = {column: text for column, text in entry.cells.items() if text and column in row}
        shared = entry.table == SOURCES or "source_id" not in row
        if not (self.replacing and shared) or all(row[column] == text for column, text in said.items()):
            return False
        if any(column in _OF_THE_TEXT and row[column] != text for column, text in said.items()):
            return False
        _fill(entry, row)
        self.result.superseded[entry.table].append(row)
        return True

    def _same(self, entry: Entry, row: Row, shown: str) -> None:
        file = self.tables[entry.table].path.name
        line = self.present[entry.table].index(row) + 2
        for column, text in entry.cells.items():
            if text and column in row and text != row[column]:
                remedy = (
                    "scan the text edition that the dataset knows"
                    if column in _OF_THE_TEXT
                    else f"to change that, edit {file}:{line}, column {column}"
                )
                if column not in _OF_THE_TEXT and not self.replacing:
                    remedy = f"{remedy}, or say --replace for all rows of this document"
                there = f"{row[column]!r} for it" if row[column] else "nothing for it"
                self.say(entry, column, f"is {text!r}, but {shown} is in {entry.table}.csv, with {there}; {remedy}")


def _guessed(entry: Entry) -> str:
    """Say what is guessed of a row, with its words that tell it from others."""
    words = entry["as_printed"] or textwrap.shorten(entry["context"], 60, placeholder=" …")
    cells = "; ".join(f"{column} {entry[column]}" for column in entry.guessed)
    return f"{entry.where}: {f'{words}: ' if words else ''}{cells}"


def _sentence(context: str) -> str:
    """Return the sentence of the figure in brackets, as far as it stands in what the scan shows around it."""
    before, bracket, after = context.partition("[")
    return _END.split(before)[-1] + bracket + _END.split(after, maxsplit=1)[0]


def _is_refused(entry: Entry) -> bool:
    return spelling.truth(entry["keep"]) == "false"


def _cells(row: Row | Entry, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row[column] for column in columns)


def _one_of(names: Iterable[str]) -> str:
    return f"one of {', '.join(sorted(names))}"


def _hint(text: str, names: Iterable[str]) -> str:
    nearest = spelling.nearest(text, names)
    return f" (did you mean {nearest}?)" if nearest else ""


def _counted(row: Row | Entry) -> tuple[str, ...]:
    return row["measure_id"], row["kind"], row["period_start"], row["period_end"]


def _stage(kind: str) -> str:
    """Return whether money of a kind was decided on or has gone out; nothing for a kind that is no amount of money."""
    if kind in uptake.OF_MONEY:
        return "spent or paid" if kind in uptake.GONE_OUT else "decided on"
    return ""


def _begun(text: str, names: Mapping[str, set[str]]) -> list[str]:
    """Return the identifiers that have a name, of ``names``, whose first words are those of a text."""
    words = re.findall(r"\w+", text.lower())
    begun = [found for name, found in names.items() if words and re.findall(r"\w+", name)[: len(words)] == words]
    return sorted(set().union(*begun) - {""})


def _is_place(column: str) -> bool:
    place = layout.place_of(column)
    return place is not None and place[0] == "place"


def _fill(entry: Entry, cells: Mapping[str, str]) -> None:
    """Fill empty cells."""
    for column, text in cells.items():
        entry.cells[column] = entry[column] or text


def _reading(entry: Entry) -> Row:
    """Return what the printed form says; nothing where it cannot be read, which the check of the dataset names."""
    step = entry["step"]
    try:
        reading = reading_of(entry["read_as"] or entry["as_printed"], entry["kind"], float(step) if step else None)
    except (AnalysisError, ValueError):
        return {}
    if entry["qualifier"] not in {"", reading.qualifier}:
        return {}  # an illegible figure has no value
    high = "" if reading.value_high is None else f"{reading.value_high:.12g}"
    return {"value": f"{reading.value:.12g}", "value_high": high, "qualifier": reading.qualifier}


def _window(entry: Entry) -> Row:
    """Return the kind and the basis of a window, from its days and its printed form."""
    start, end = entry["period_start"], entry["period_end"]
    known = bool(start or end)
    basis = "printed" if entry["period_as_printed"] else "inferred" if known else "unknown"
    kind = "unknown"
    if start and end:
        kind = "span"
        if start == end:
            kind = "instant"
        elif (start[4:], end[4:]) == ("-01-01", "-12-31"):
            kind = "calendar_year" if start[:4] == end[:4] else "multi_year"
        elif (start[4:], end[4:]) == ("-07-01", "-06-30") and int(end[:4]) == int(start[:4]) + 1:
            kind = "mid_year"
    return {"period_kind": kind, "period_basis": basis}


def _days(event: Entry) -> Row:
    """Return the days of an event that is over, where its printed date is nothing but one window: "12 april 2021"."""
    printed = re.sub(r"^(?:op|in|on)\s+", "", event["date_as_printed"].strip(), flags=re.IGNORECASE)
    found = list(windows.find(printed))
    if event["end"] or event["event_kind"] in check.LASTING or len(found) != 1:
        return {}
    (window,) = found
    whole = (window.start, window.end) == (0, len(printed)) and window.first and window.last
    if not whole or event["start"] not in {"", str(window.first)}:
        return {}
    return {"start": str(window.first), "end": str(window.last)}


def _target(target: Row | None, actual: Row | None) -> Row:
    """Return what follows for a target from its two figures; ``unit_match`` only where both count one measure.

    From when on it counts follows from neither: the window of a result may begin later, and a target may print none.
    By when is the end of the printed window of the target, where the result is of a day before it.
    """
    either = actual or target or {}
    cells = {"line": either.get("line", "")}
    if actual:
        cells["as_of"] = actual.get("period_end", "")
    end = target.get("period_end", "") if target and target.get("period_as_printed") and not target.get("per") else ""
    if cells.get("as_of") and end > cells["as_of"]:
        cells["deadline"] = end  # so that a result of the time before counts as one so far
    programmes = Counter(row.get("programme_id", "") for row in (target, actual) if row)
    if len(programmes) == 1:
        cells["programme_id"] = next(iter(programmes))
    if not (target and actual):
        cells["unit_match"] = "none"
    elif target.get("measure_id") == actual.get("measure_id"):
        cells["unit_match"] = "same"
    return cells
