"""What a template for a document holds: which tables a person fills in, and what stands on the sheet of each.

The columns are those of the schema, but for what can be derived from the others. A sheet has the name of its table;
only that of ``sources`` is called ``document``, and stands upright: a row for each column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.dataset.languages import LANGUAGES, SOURCE, in_all
from analysis.dataset.schema import Column, Table

FIGURES, SOURCES, RELATIONS = "figures", "sources", "figure_relations"
DOCUMENT = "document"
#: Between an identifier and its label in a drop-down list.
MARK = " · "
#: Before what the scan only guesses.
GUESS = "? "
#: The sheets of a template, in their order; whatever else is entered by hand is taken too.
SHEETS = (
    FIGURES,
    "measures",
    "outcome_measures",
    "targets",
    "target_claims",
    "statements",
    "lists",
    "presence",
    "programmes",
    "programme_organisations",
    "programme_places",
    "organisations",
    "places",
    "events",
    "codes",
    "not-figures",
)
#: What a rule that holds for every document has for a document.
EVERYWHERE = "all"
#: The column of the sheet ``document`` that holds a day, or as much of one as is known.
PUBLISHED = "published"
#: What a workbook shows beside a measure: what it counts, and what it does not.
DEFINITION = "definition"
#: Columns of the sheet ``figures`` that a person looks at, as far as the table has them; all others are folded away.
FIRST = (
    "keep",
    "line",
    "as_printed",
    "context",
    "value",
    "unit",
    "kind",
    "measure_id",
    DEFINITION,
    "programme_id",
    "funding",
    "credit",
    "place_1",
    "place_2",
    "place_3",
    "population",
    "sex",
    "period_start",
    "period_end",
    "base_as_printed",
    "share_of",
    "same_as",
    "why",
)
MOST_PLACES = 3  # places of a figure that have a column from the beginning
#: Columns beside those of a table that are seldom needed: they stand to the right, folded away.
MORE = {
    FIGURES: ("role_1", "role_2", "role_3", "pays_for"),
    "programmes": ("payer_2", "executor_2", "partner_1", "place_1", "role_1", "place_2", "role_2"),
    "events": ("organisation_2", "place_2", "role_2"),
}
#: Columns beside those of a table that are often needed, before those that are folded away.
OFTEN = {"programmes": ("payer_1", "executor_1"), "events": ("organisation_1", "place_1", "role_1")}
#: The tables whose sheets have places beside their own columns, and the tables that these places become rows of.
PLACES = {FIGURES: "figure_places", "programmes": "programme_places", "events": "event_places"}
#: The tables whose sheets have organisations beside their own columns, and the tables that these become rows of.
ORGANISATIONS = {"programmes": "programme_organisations", "events": "event_organisations"}
#: What is derived where a cell is empty, and stands in no template.
DERIVED = {
    FIGURES: ("fact_id", "preferred", "source_id", "value_high", "qualifier", "period_basis"),
    "targets": ("source_id",),
    "target_claims": ("source_id",),
    "statements": ("source_id",),
    "lists": ("source_id",),
    "programmes": ("source_id",),
    "programme_organisations": ("source_id",),
    "programme_places": ("source_id",),
    "events": ("source_id",),
}
#: What is derived where a cell is empty, as a rule; it is folded away, but for the unit of a figure.
USUAL = {
    SOURCES: ("url_status",),
    FIGURES: ("figure_id", "unit", "multiplicity", "period_kind"),
    "measures": ("measure_id",),
    "targets": ("target_id", "unit_match", "as_of", "programme_id", "line"),
    "target_claims": ("claim_id",),
    "statements": ("statement_id",),
    "lists": ("list_id",),
    "presence": ("rank", "figure_id", "legibility", "line"),
    "programmes": ("programme_id",),
    "organisations": ("organisation_id",),
    "places": ("place_id",),
    "events": ("event_id", "basis"),
    "codes": ("code", "rank"),
    "not-figures": ("rule_id", "hits"),
}
#: What mostly follows where a cell is empty and yet is shown, because others refer to it or a person may know better.
FOLLOWING = {"targets": in_all("label"), "measures": ("unit", "theme", "concept")}
#: What a person must fill in for some rows of a sheet; the description of the column says for which.
AT_TIMES = {"statements": ("kept",), "measures": ("theme",)}
#: The sheets, beside that of the figures, that the scan proposes rows of from the sentences of a document.
GLEANED = ("targets", "target_claims", "statements", "lists", "presence", "programmes", "events")
#: Columns of these that are none of their tables.
PROPOSED = ("keep", "context")
#: Columns of the sheet ``figures`` that are none of the table: they become rows of other tables, or of none.
BESIDE = {
    "keep": "yes for a row that goes into the dataset, no for what is no data.",
    "why": "Why the number is probably no data; not taken over.",
    DEFINITION: "What the measure beside it counts and does not count; it shows itself, and is not taken over.",
    "context": "The text that the row is of; not taken over.",
    "base_as_printed": "Of a percentage whose base is printed without a number: what it is a share of, as printed.",
    "share_of": "Of a percentage whose base is a figure: the figure_id of that figure, or its line.",
    "pays_for": "Of an amount that is for one result and nothing else, as the document says: that figure, or its line.",
    "same_as": "Another printing of the same fact: its figure_id, or its line. That one stands for the fact.",
}
#: Columns that mean something else on a sheet than in the table, and what they hold there.
OTHERWISE = {
    (
        "not-figures",
        "source_id",
    ): "The document that the rule is for: this one where it is empty; all for every document."
}
#: Columns that show something, and are not read.
SHOWN = frozenset({"why", "context", DEFINITION})
#: Columns of the sheet ``figures`` that name another figure.
OTHER_FIGURES = frozenset({"same_as", "share_of", "pays_for"})
_PLACE_AND_ROLE = {
    "place": "A place of the figure, programme or event.",
    "role": "What that place is to it; in, where this is empty.",
}
_PLACE = re.compile(r"(place|role)_([1-9]\d*)")
_ORGANISATION = {
    "programmes": {
        "payer": "An organisation that pays for the programme.",
        "executor": "An organisation that carries it out.",
        "partner": "An organisation that takes part in it otherwise.",
    },
    "events": {"organisation": "An organisation of the event, governments other than the Dutch apart."},
}
_ROLE = re.compile(rf"({'|'.join(role for roles in _ORGANISATION.values() for role in roles)})_[1-9]\d*")


def by_hand(tables: Mapping[str, Table]) -> dict[str, Table]:
    """Return the tables that people fill in: all but the references from outside and the audit's own."""
    return {
        name: table
        for name, table in tables.items()
        if table.path.parent.name != "reference" and not name.startswith("audit")
    }


def columns(table: Table) -> tuple[list[str], list[str]]:
    """Return the columns of the sheet of a table: those to complete, and those folded away."""
    names = [name for name in table.names if name not in DERIVED.get(table.name, ())]
    if table.name == FIGURES:
        first = [name for name in FIRST if name in names or beside(table, name)]
        return first, [*MORE[FIGURES], *(name for name in names if name not in first)]
    folded = [name for name in names if name in USUAL.get(table.name, ())]
    first = [*(PROPOSED if table.name in GLEANED else ()), *(name for name in names if name not in folded)]
    if beside(table, DEFINITION):
        first.insert(first.index("measure_id") + 1, DEFINITION)
    return [*first, *OFTEN.get(table.name, ())], [*MORE.get(table.name, ()), *folded]


def beside(table: Table, column: str) -> str | None:
    """Return what a column of a sheet that is none of its table holds; nothing where the sheet has no such column."""
    place = place_of(column)
    if place:
        return _PLACE_AND_ROLE[place[0]] if table.name in PLACES else None
    role = organisation_of(column)
    if role:
        return _ORGANISATION.get(table.name, {}).get(role)
    proposed = table.name in GLEANED and column in PROPOSED
    defined = column == DEFINITION and table.references.get("measure_id") == "measures"
    return BESIDE.get(column) if table.name == FIGURES or proposed or defined else None


def known(table: Table) -> list[str]:
    """Return the names that a column of the sheet of a table may have."""
    first, folded = columns(table)
    return list(dict.fromkeys([*first, *folded, *table.names]))


def derived(name: str) -> set[str]:
    """Return the columns of a table that follow from others where a person leaves them empty."""
    return {"source_id", *DERIVED.get(name, ()), *USUAL.get(name, ()), *FOLLOWING.get(name, ())}


def place_of(column: str) -> tuple[str, int] | None:
    """Return which place or role a column such as ``place_2`` holds: what, and its number."""
    match = _PLACE.fullmatch(column)
    return (match[1], int(match[2])) if match else None


def organisation_of(column: str) -> str | None:
    """Return what the organisation of a column such as ``payer_1`` is to a row; nothing for another column."""
    match = _ROLE.fullmatch(column)
    return match[1] if match else None


def required(table: Table, column: Column) -> bool:
    """Whether a person must fill in a column of a template: it may not be empty, and nothing derives it.

    Prose that must be there in English must be there in each language, or the pages in it would lack it.
    """
    if table.name == FIGURES and column.name == "keep":
        return True
    stem, _, language = column.name.rpartition("_")
    english = f"{stem}_{SOURCE}" if language in LANGUAGES else ""
    twin = any(other.required for other in table.columns if other.name == english)
    follows = {*USUAL.get(table.name, ()), *FOLLOWING.get(table.name, ())}
    return (column.required or twin) and column.name not in follows
