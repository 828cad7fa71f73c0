"""The template that a person completes for a document: a workbook with drop-down lists, or a folder of CSV files.

It holds what a scan proposes and what the dataset knows of the document; the sheets are those of ``layout``.
"""

from __future__ import annotations

import csv
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.dataset import labels
from analysis.dataset.cells import bold, wrapped, write_text
from analysis.dataset.languages import DOCUMENTS, LANGUAGES, in_all
from analysis.dataset.schema import Column, Table
from analysis.errors import AnalysisError
from analysis.ledger import describing, gleaning, guessing, layout
from analysis.ledger.account import RULES
from analysis.ledger.documents import Document
from analysis.ledger.layout import DEFINITION, DOCUMENT, FIGURES, GUESS, MARK, SOURCES
from analysis.ledger.sheets import CHOICES, READ_ME

Rows = Mapping[str, list[dict[str, str]]]

_UPRIGHT = ("column", "value", "needed", "what it is")
_INTRODUCTION = """
How to complete this workbook

What begins with a question mark, in slanted letters, is only a guess. Let it stand where it is right, and mend it where
it is wrong; the preview lists what is left, and --guesses takes that for right.

On the sheets that have a column “keep”, a row says there whether it goes in (yes, no). Beside it stands what the row is
of, as the document has it.

document: one row for each thing to say of the document; fill in the column “value”, and compare what stands there.
Of what is to be said in two languages, one is enough where the dataset knows the other.

figures: one row for each number that the scan found, probable figures first. Compare each with the document, mend
what is wrong, and choose its measure where none is guessed: the likeliest come first in its list, and what a measure
counts and does not count shows itself beside it, under “definition”. One whose definition does not fit is the wrong
one, however like its name is: describe a new one on “measures”. Add a row for what
the scan missed: keep, line, as_printed, kind and measure_id are enough to begin with.

measures: only what none of the known measures counts. On “figures”, name it by the label that you give it here. Its
unit, the theme of money, and whether it is a stock or a flow follow from its figures. Budget and spending are two
measures; the same amount for several countries is one, with the country in place_1. A new measure of results is shown
with the framework once it has a row on “outcome_measures”.

targets: what was aimed at and what came of it, each by the figure_id or the line of its row on “figures”; the name
follows from measure, programme and deadline. The deadline is the day by which it is due. What the document says of how
it stands (op schema) goes into status_as_printed, once. target_claims: what else the document claims of a target, a row
for each claim; target_id names the target by its label, or by the figure_id of what was aimed at.

statements: what the document says without a number, in your own words beside those that are printed. The last rows,
where keep is no, are other sentences with a day or a year: say yes where one tells something, or add it to events.

lists: a list of countries in the document. presence: a row for each country on it, with the line or the label of the
list. A table that prints how many
activities there are in each country is of the kind activities: each of its numbers is a row on “figures”, and its line
goes into figure_id on “presence” (unfold it there).

programmes: only those that the dataset does not know, with who pays (payer_1) and who carries out (executor_1). For a
second payer, unfold payer_2. organisations and places: only those that the dataset does not know.

programme_organisations: who pays for, carries out or takes part in a programme that the dataset knows, by what this
document says; programme_places: where such a programme works.

events: what happened on a day, in a month or in a year. codes: a new population, with its names.

not-figures: the words around a number that is no data, as a pattern. What the scan proposes stands there: remove the
row of a number that is one. Where `analysis audit` finds another unexplained, add a row. A pattern is a regular
expression, and plain words are one: drie niveaus explains the number in these words. A rule is for this document; write
all as its source_id where it is for every document.

A coloured heading must be filled in for every row, a pale one for some, as its note says. Any other column may stay
empty: where the document says nothing of it, or where it follows from the others. Of a statement that is a promise,
“kept” says what came of it.

What may wait: a sheet without a row that you need stays as it is. outcome_measures, target_claims,
programme_organisations and programme_places, the notes and the reasons why something ended can be added later, with
this workbook or another: nothing is wrong without them, and the preview says what does not appear meanwhile.

Whatever is chosen from a drop-down list may also be typed: its identifier, or its label in English or Dutch.

value may stay empty: it is read from as_printed. A year or a month alone in period_start is its first day, in
period_end its last. Each place has its role (unfold it), and an empty role means “in”. For a fourth place, add place_4.

A percentage needs its base: share_of names the row of the figure that it is a share of; where no number of it is
printed, base_as_printed says it in words. An amount that the document calls one for a single result and for nothing
else names that figure in pays_for (unfold it).

The plus sign above the columns unfolds those that are seldom needed. Any other column of a table can be added, and a
sheet for any other table, by its name in the data dictionary (data/README.md).

An identifier that is left empty is made from the label, or from the line. The order of the rows does not matter.

Then: analysis add THIS-FILE --preview shows what would change, or what is wrong with which cell.
"""
#: References to rows that are new with the document: the list offers what stands on the other sheet.
_ON_SHEETS = {("presence", "lists"), ("target_claims", "targets")}
_SPARE = 500  # rows below those of the scan that the lists reach to
_WIDTHS = {"context": 60, DEFINITION: 60, "as_printed": 24, "why": 18, "measure_id": 38, "line": 7, "keep": 7}
#: How the columns of words end.
_WORDS = tuple(f"_{language}" for language in LANGUAGES)
_LONGEST_PROMPT = 250
_CELL = "CELL"  # of a formula: where the measure stands
_OPTIONAL = "May stay empty. "


@dataclass(frozen=True)
class Sheet:
    """A sheet of a template: the columns to complete, those folded away, and the rows that are known.

    ``likely`` are the measures that are offered first for a figure, by its ``figure_id``.
    """

    name: str
    first: list[str]
    folded: list[str]
    rows: list[dict[str, str]]
    likely: Mapping[str, list[str]] = field(default_factory=dict)


def sheets(
    proposals: pd.DataFrame, rules: pd.DataFrame, document: Document, tables: Mapping[str, Table], present: Rows
) -> tuple[Sheet, list[Sheet]]:
    """Return the upright sheet of the document, and the others, with what the text lets guess.

    ``proposals`` is what ``scan.propose`` returns, ``rules`` what ``rules.propose`` does.
    """
    known: dict[str, str] = {
        "source_id": document.name,
        "text_sha256": document.sha256,
        "text_lines": str(document.lines),
    }
    there = next((row for row in present[SOURCES] if row["source_id"] == document.name), None)
    known = (there or describing.cells(document, proposals, present[SOURCES], present["codes"])) | known
    about = []
    for column in tables[SOURCES].columns:
        needed = "yes" if layout.required(tables[SOURCES], column) else ""
        cells = (column.name, known.get(column.name, ""), needed, column.description)
        about.append(dict(zip(_UPRIGHT, cells, strict=True)))
    gleaned = gleaning.glean(document, proposals, present)
    figures, likely = guessing.guess(document, proposals, present, gleaned.programmes, gleaned.payers())
    others = []
    proposed = {name: frame.to_dict("records") for name, frame in ((FIGURES, figures), (RULES, rules))}
    for name in layout.SHEETS:
        first, folded = layout.columns(tables[name])
        rows = [{str(column): str(cell) for column, cell in row.items()} for row in proposed.get(name, ())]
        others.append(Sheet(name, first, folded, rows or gleaned.rows.get(name, []), likely if name == FIGURES else {}))
    return Sheet(DOCUMENT, list(_UPRIGHT), [], about), others


class TemplateError(AnalysisError):
    """A template that cannot be written where it was asked for."""


def keep(output: Path) -> None:
    """Raise :class:`TemplateError` where a template would be written over one that a person may have completed."""
    if output.exists() and not (output.is_dir() and not any(output.iterdir())):
        raise TemplateError(f"{output}: is there already; name another file, or say --force to lose what is in it")


def write(
    output: Path,
    proposals: pd.DataFrame,
    rules: pd.DataFrame,
    document: Document,
    tables: Mapping[str, Table],
    present: Rows,
) -> None:
    """Write a template: a workbook if the name ends in ``.xlsx``, else a folder of CSV files.

    Raises :class:`TemplateError` for another ending, or when it cannot be written.
    """
    if output.suffix.lower() not in {".xlsx", ""} and not output.is_dir():
        raise TemplateError(f"{output}: a template is a workbook (.xlsx) or a folder; {output.suffix} is neither")
    upright, others = sheets(proposals, rules, document, tables, present)
    try:
        if output.suffix.lower() == ".xlsx":
            write_workbook(output, upright, others, tables, present)
        else:
            write_folder(output, upright, others)
    except OSError as error:
        raise TemplateError(f"{output}: cannot be written ({error.strerror}); close it where it is open") from error


def write_folder(folder: Path, upright: Sheet, others: Iterable[Sheet]) -> None:
    """Write a template as CSV files, one for each sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in (upright, *others):
        with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as lines:
            columns = [name for name in (*sheet.first, *sheet.folded) if name != DEFINITION]  # a lookup
            writer = csv.DictWriter(lines, columns, restval="", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(sheet.rows)


def write_workbook(
    path: Path, upright: Sheet, others: Iterable[Sheet], tables: Mapping[str, Table], present: Rows
) -> None:
    """Write a template as a workbook with a drop-down list wherever only some values are allowed."""
    from openpyxl import Workbook  # slow to import, and only workbooks need it

    book = Workbook()
    book.remove(book.active)
    choices = _Choices(present, tables)
    introduction = book.create_sheet(READ_ME)
    introduction.column_dimensions["A"].width = 110
    for paragraph in _INTRODUCTION.strip().split("\n\n"):
        introduction.append([" ".join(paragraph.split())])
    for row in introduction.iter_rows():
        row[0].alignment = wrapped()
    _write_upright(book.create_sheet(upright.name), upright, tables[SOURCES], choices)
    for sheet in others:
        _write_sheet(book.create_sheet(sheet.name), sheet, tables, choices)
    choices.write(book.create_sheet(CHOICES))
    book.active = 1
    book.save(path)


# -- sheets --------------------------------------------------------------------------------------------------------


def _write_upright(page: Any, sheet: Sheet, table: Table, choices: _Choices) -> None:
    columns = {column.name: column for column in table.columns}
    page.append(list(sheet.first))
    for row in sheet.rows:
        page.append(["" for _ in sheet.first])
        cells = page[page.max_row]
        column = columns[row["column"]]
        for cell, name in zip(cells, sheet.first, strict=True):
            _put(cell, row[name], column if name == "value" else None)
        if column.type not in {"number", "integer"}:
            cells[1].number_format = "@"  # so that what is typed stays as it is
        cells[0].font = bold()
        cells[3].alignment = wrapped()
        if row["needed"]:
            cells[0].fill = _colour()
        _validate(page, f"B{page.max_row}", column, choices.of(SOURCES, column.name))
    for letter, width in (("A", 22), ("B", 60), ("C", 9), ("D", 80)):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A2"


def _write_sheet(page: Any, sheet: Sheet, tables: Mapping[str, Table], choices: _Choices) -> None:
    from openpyxl.utils import get_column_letter

    table = tables[sheet.name]
    names = [*sheet.first, *sheet.folded]
    last = len(sheet.rows) + 1 + _SPARE
    page.append(names)
    for position, name in enumerate(names, 1):
        letter = get_column_letter(position)
        column = _column(table, name, tables)
        heading = page.cell(1, position)
        heading.font = bold()
        if layout.required(table, column):
            heading.fill = _colour()
        elif name in layout.AT_TIMES.get(sheet.name, ()):
            heading.fill = _colour(pale=True)
        shape = page.column_dimensions[letter]
        shape.width = _WIDTHS.get(name, 30 if name.endswith(_WORDS) else max(11, len(name) + 2))
        if column.type not in {"number", "integer"}:
            shape.number_format = "@"  # so that what is typed stays as it is; a spreadsheet makes 1905 of a year
        for number, row in enumerate(sheet.rows, 2):
            _put(page.cell(number, position), row.get(name, ""), column)
        if name == DEFINITION:
            _define(page, letter, get_column_letter(names.index("measure_id") + 1), last, choices)
        if name == "measure_id" and sheet.likely:
            _offer_first(page, sheet, (letter, last), column, choices)
        else:
            needed = layout.required(table, column) or name in layout.AT_TIMES.get(sheet.name, ())
            _validate(page, f"{letter}2:{letter}{last}", column, choices.of(table.name, name), optional=not needed)
    if sheet.folded:
        ends = (get_column_letter(len(sheet.first) + 1), get_column_letter(len(names)))
        page.column_dimensions.group(*ends, hidden=True)
    page.freeze_panes = page.cell(2, names.index("as_printed") + 2 if sheet.name == FIGURES else 2)
    page.auto_filter.ref = f"A1:{get_column_letter(len(names))}{max(2, len(sheet.rows) + 1)}"


def _define(page: Any, letter: str, measure: str, last: int, choices: _Choices) -> None:
    """Let each cell of a column show the definition of the measure in its row, also of one that is new."""
    formula, alignment = choices.definition(), wrapped()
    for number in range(2, last + 1):
        cell = page[f"{letter}{number}"]
        cell.value = formula.replace(_CELL, f"{measure}{number}")
        cell.alignment = alignment


def _offer_first(page: Any, sheet: Sheet, cells: tuple[str, int], column: Column, choices: _Choices) -> None:
    """Offer the likeliest measures of each figure before all others."""
    letter, last = cells
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for number, row in enumerate(sheet.rows, 2):
        alike[tuple(sheet.likely.get(row["figure_id"], ()))].append(f"{letter}{number}")
    alike[()].append(f"{letter}{len(sheet.rows) + 2}:{letter}{last}")
    for first, places in alike.items():
        _validate(page, " ".join(places), column, choices.of(sheet.name, column.name, first))


def _column(table: Table, name: str, tables: Mapping[str, Table]) -> Column:
    """Return the description of a column, also of one that stands beside those of the table."""
    found = next((column for column in table.columns if column.name == name), None)
    if found:
        return replace(found, description=layout.OTHERWISE.get((table.name, name), found.description))
    place = layout.place_of(name)
    if place and place[0] == "role":
        role = next(column for column in tables[layout.PLACES[table.name]].columns if column.name == "role")
        return Column(name, "string", layout.beside(table, name) or "", False, role.enum)
    return Column(name, "string", layout.beside(table, name) or "", False, ("yes", "no") if name == "keep" else ())


def _put(cell: Any, text: str, column: Column | None) -> None:
    """Write a cell as a number where the spreadsheet should know that it is one, else as a text, never as a formula."""
    if text == "":
        return
    if column and column.type in {"number", "integer"} and re.fullmatch(r"-?\d{1,15}(\.\d+)?", text):
        cell.value = float(text) if "." in text else int(text)
        return
    write_text(cell, text)
    if text.startswith(GUESS):
        cell.font = _slanted()


def _validate(
    page: Any, cells: str, column: Column, listed: tuple[str, bool] | None, *, optional: bool = False
) -> None:
    """Say beside the cells of a column what belongs there, and offer the list of what is allowed."""
    from openpyxl.worksheet.datavalidation import DataValidation

    may_wait = _OPTIONAL if optional and not re.search(r"\b[Ee]mpty\b", column.description) else ""
    prompt = _prompt(f"{may_wait}{column.description}")
    formula, strict = listed or (None, False)
    rule = DataValidation(
        type="list" if formula else None,
        formula1=formula,
        allow_blank=True,
        showErrorMessage=strict,
        showInputMessage=True,
        promptTitle=column.name[:32],
        prompt=prompt,
        errorTitle=column.name[:32],
        error="Choose one of the list." if strict else None,
    )
    for some in cells.split():
        rule.add(some)
    page.add_data_validation(rule)


def _prompt(description: str) -> str:
    """Return a description as long as a spreadsheet shows it, with what it says of an empty cell."""
    empty = re.search(r"Empty [^.]*\.", description)
    kept = f" {empty[0]}" if empty and empty.end() > _LONGEST_PROMPT else ""
    if len(description) <= _LONGEST_PROMPT or len(kept) > _LONGEST_PROMPT // 2:
        return description[:_LONGEST_PROMPT]
    return textwrap.shorten(description, _LONGEST_PROMPT - len(kept), placeholder=" …") + kept


# -- what may be chosen --------------------------------------------------------------------------------------------


class _Choices:
    """The drop-down lists, each a column of one sheet, written once for all columns that offer it."""

    def __init__(self, present: Rows, tables: Mapping[str, Table]) -> None:
        self._present = present
        self._tables = tables
        self._lists: dict[str, list[str]] = {}

    def of(self, table: str, name: str, likely: tuple[str, ...] = ()) -> tuple[str, bool] | None:
        """Return the formula of the list of a column, and whether nothing else is allowed; nothing without a list.

        Of the rows of another table those that are ``likely`` come first.
        """
        column = _column(self._tables[table], name, self._tables)
        if column.enum:
            title = name.rstrip("_0123456789")
            named = labels.rows_of(title, column.enum, self._present["codes"])
            entries = [_entry(named[code], "code") if code in named else code for code in column.enum]
            return self._listed(title, entries), True
        if column.type == "boolean":
            return self._listed("true or false", ["true", "false"]), True
        other = self._tables[table].references.get(name, "")
        other = "places" if layout.place_of(name) else "organisations" if layout.organisation_of(name) else other
        if name in layout.OTHER_FIGURES or other == FIGURES:
            first, folded = layout.columns(self._tables[FIGURES])
            letter = _letter([*first, *folded].index("figure_id"))
            return f"{FIGURES}!${letter}$2:${letter}${_SPARE + 1}", False
        if (table, other) in _ON_SHEETS:
            first, _ = layout.columns(self._tables[other])
            letter = _letter(first.index("label_en"))
            return f"{other}!${letter}$2:${letter}$50", False
        if other and other not in {SOURCES, table} and other in self._present:
            key = self._tables[other].key[0]
            order = {identifier: place for place, identifier in enumerate(likely)}
            ordered = sorted(self._present[other], key=lambda row: order.get(row[key], len(order)))
            title = f"{other}: {', '.join(likely)}" if likely else other
            return (self._listed(title, [_entry(row, key) for row in ordered]), False) if ordered else None
        if (table, name) == (FIGURES, "population"):
            rows = labels.rows_of(name, (), self._present["codes"]).values()
            return self._listed(name, [_entry(row, "code") for row in rows]), False
        if (table, name) == ("codes", "code_list"):
            lists = sorted({row[name] for row in self._present[table]})
            return (self._listed(name, lists), True) if lists else None
        if table == SOURCES and name.endswith(_WORDS):
            counts = Counter(row[name] for row in self._present[table] if row[name])
            usual = sorted(text for text, number in counts.items() if number > 1)
            return (self._listed(f"usual {name}", usual), False) if usual else None
        return None

    def definition(self) -> str:
        """Return the formula of the definition of the measure in ``_CELL``, which may hold a name, a label or both."""
        found = {
            name: row.get(f"definition_{DOCUMENTS}") or row["definition_en"]
            for row in self._present["measures"]
            for name in (*map(row.get, in_all("label")), row["measure_id"], _entry(row, "measure_id"))
            if name
        }
        known, said = (
            self._listed(title, list(listed)) for title, listed in (("measure", found), ("definition", found.values()))
        )
        columns, _ = layout.columns(self._tables["measures"])
        new, *labels_of = (
            f"measures!${_letter(columns.index(name))}$2:${_letter(columns.index(name))}${_SPARE}"
            for name in (f"definition_{DOCUMENTS}", *in_all("label"))
        )
        chosen = f'IF(LEFT({_CELL},{len(GUESS)})="{GUESS}",MID({_CELL},{len(GUESS) + 1},400),{_CELL})'
        formula = '""'
        for texts, names in [*((new, names) for names in labels_of), *([(said, known)] if found else [])]:
            formula = f"IFERROR(INDEX({texts},MATCH({chosen},{names},0)),{formula})"
        return f'=IF({_CELL}="","",{formula}&"")'

    def _listed(self, title: str, entries: list[str]) -> str:
        if self._lists.setdefault(title, entries) != entries:  # two columns of one name allow different values
            title = f"{title}: {entries[0]}"
            self._lists[title] = entries
        letter = _letter(list(self._lists).index(title))
        return f"{CHOICES}!${letter}$2:${letter}${len(entries) + 1}"

    def write(self, page: Any) -> None:
        """Write the lists that were asked for."""
        for position, (title, entries) in enumerate(self._lists.items(), 1):
            page.cell(1, position, title).font = bold()
            page.column_dimensions[_letter(position - 1)].width = min(60, max(map(len, entries), default=10) + 2)
            for number, entry in enumerate(entries, 2):
                _put(page.cell(number, position), entry, None)
        page.freeze_panes = "A2"


def _entry(row: Mapping[str, str], key: str) -> str:
    label = row.get(f"label_{DOCUMENTS}") or row.get("name") or row.get("label_en")
    return f"{row[key]}{MARK}{label}" if label and label != row[key] else row[key]


def _letter(position: int) -> str:
    from openpyxl.utils import get_column_letter

    letter: str = get_column_letter(position + 1)
    return letter


def _slanted() -> Any:
    from openpyxl.styles import Font

    return Font(italic=True, color="1F4E9E")


def _colour(*, pale: bool = False) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor="FFF6DC" if pale else "FFE699")
