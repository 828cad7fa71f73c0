"""The tables of whatever figures were chosen, and of all that is known of one."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, numbers, say, say_as
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, present
from analysis.show.theme import Language

#: How a figure relates to another.
_RELATED = {
    "part_of": N_("part of"),
    "share_of": N_("share of"),
    "numerator_of": N_("counted in the share"),
    "sum_of": N_("sum that holds"),
    "additional_to": N_("on top of"),
    "overlap_unknown": N_("may overlap with"),
}
#: How the other relates to it.
_RELATED_BACK = {
    "part_of": N_("holds"),
    "share_of": N_("base of the share"),
    "numerator_of": N_("counts"),
    "sum_of": N_("counted in the sum"),
    "additional_to": N_("comes before"),
    "overlap_unknown": N_("may overlap with"),
}
_SEXES = {"female": N_("women"), "male": N_("men")}


def explore(rows: pd.DataFrame, language: Language, most: int | None = None) -> Table:
    """Show every chosen printing with what it allows, see ``questions.explore.select``; the first ``most`` if given.

    The caption says how many are not shown.
    """
    columns = [
        Column(say(language, "what"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "as printed"), lambda row: row.as_printed),
        Column(
            say(language, "allows"),
            lambda row: wording.side(row, language) + numbers.allowed(row, language, row.unit),
            numeric=True,
        ),
        Column(say(language, "unit"), lambda row: wording.unit(row.unit, language)),
        Column(say(language, "kind"), lambda row: wording.kind(row.kind, language)),
        _window(language),
        Column(say(language, "where"), lambda row: getattr(row, f"place_{language}")),
        _figure(language),
    ]
    caption = say(language, "The figures chosen")
    return Table(rows.head(most) if most else rows, columns, caption + _cut(len(rows), most, language))


def figure(row: Any, language: Language) -> Table:
    """Show all that is known of one figure, a fact a line; ``row`` is one of ``questions.explore.register``."""
    section = f", “{row.section}”" if present(row.section) else ""
    facts = {
        say(language, "as printed"): f"“{row.as_printed}”",
        say(language, "read as"): present(row.read_as),
        say(language, "allows"): wording.reading(row, language),
        say(language, "hedge"): wording.hedge(row.qualifier, language),
        say(language, "kind"): wording.kind(row.kind, language),
        say_as(language, "it counts", "counts"): wording.prose(row, "definition", language),
        say(language, "people"): _people(row, language),
        say(language, "place"): getattr(row, f"place_{language}"),
        say(language, "programme"): present(getattr(row, f"programme_{language}")),
        say(language, "window"): wording.window(row.period_start, row.period_end, language),
        say(language, "where the window is from"): _window_from(row, language),
        say(language, "who pays"): wording.payer(row.funding, language),
        say(language, "whose result"): wording.payer(row.credit, language),
        say(language, "document"): f"{row.title}{section}",
        say_as(language, "of a text", "line"): str(row.line),
        say(language, "used in sums and charts"): _preferred(row, language),
        say(language, "note"): wording.prose(row, "note", language),
        say(language, "figure"): row.figure_id,
    }
    frame = pd.DataFrame([(name, text) for name, text in facts.items() if text], columns=["name", "text"])
    columns = [
        Column(say(language, "what"), lambda fact: fact.name),
        Column(say(language, "this figure"), lambda fact: fact.text),
    ]
    return Table(frame, columns, say(language, "This figure"))


def figure_printings(rows: pd.DataFrame, language: Language) -> Table:
    """Show the other printings of a fact: what each allows, and to whom each gives the credit."""
    columns = [
        _quoted(language),
        Column(
            say(language, "allows"),
            lambda row: bounds(row.lower, row.upper, language, row.unit, numbers.opened(row)),
        ),
        _window(language),
        Column(say(language, "whose result"), lambda row: wording.payer(row.credit, language)),
        _where(language),
        _figure(language),
    ]
    return Table(rows, columns, say(language, "Other printings of this fact"))


def figure_relations(rows: pd.DataFrame, language: Language) -> Table:
    """Show how a figure relates to others, see ``questions.explore.relations``."""
    columns = [
        Column(say(language, "this figure is"), lambda row: _related(row, language)),
        Column(
            say(language, "what"),
            lambda row: f"“{row.base}”" if pd.isna(row.other_figure_id) else present(getattr(row, f"label_{language}")),
        ),
        _quoted(language),
        Column(say_as(language, "heading", "known"), lambda row: wording.bases(language)[row.basis]),
        _where(language),
        Column(say(language, "figure"), lambda row: present(row.other_figure_id), figures=True),
    ]
    return Table(rows, columns, say(language, "What it belongs to"))


def figure_discrepancies(rows: pd.DataFrame, language: Language) -> Table:
    """Show where a fact disagrees with others, rows of ``discrepancies.csv``."""
    columns = [
        Column(say(language, "how"), lambda row: wording.relation(row.relation, language)),
        Column(say(language, "what"), lambda row: wording.prose(row, "what", language)),
        Column(say(language, "and so"), lambda row: wording.prose(row, "resolution", language)),
        Column(say(language, "discrepancy"), lambda row: row.discrepancy_id),
        Column(say(language, "how grave"), lambda row: wording.severity(row.severity, language)),
    ]
    return Table(rows, columns, say(language, "Where it is contested"))


def figure_comparisons(rows: pd.DataFrame, language: Language) -> Table:
    """Show the figures of other reports that a figure was held beside, see ``questions.explore.comparisons``."""
    columns = [
        Column(say(language, "what"), lambda row: getattr(row, f"label_{language}")),
        _quoted(language),
        Column(say(language, "verdict"), lambda row: wording.verdict(row.verdict, language)),
        Column(say(language, "why"), lambda row: wording.prose(row, "reason", language)),
        _where(language),
        Column(say(language, "figure"), lambda row: row.other_figure_id, figures=True),
    ]
    return Table(rows, columns, say(language, "Beside figures of other reports"))


def _cut(count: int, most: int | None, language: Language) -> str:
    if most is None or count <= most:
        return ""
    return say(language, ": the first {most}; {value} more are not shown", most=most, value=count - most)


def _window(language: Language) -> Column:
    return Column(
        say(language, "window"),
        lambda row: wording.window(row.period_start, row.period_end, language, row.period_basis),
    )


def _quoted(language: Language) -> Column:
    return Column(
        say(language, "as printed"),
        lambda row: "" if pd.isna(row.as_printed) else f"“{row.as_printed}”",
    )


def _where(language: Language) -> Column:
    return Column(say(language, "where"), lambda row: wording.where(row.where, language))


def _figure(language: Language) -> Column:
    return Column(say(language, "figure"), lambda row: row.figure_id, figures=True)


def _people(row: Any, language: Language) -> str:
    sex = "" if pd.isna(row.sex) else say(language, _SEXES[row.sex])
    return ", ".join(word for word in (wording.population(row.population, language), sex) if word)


def _window_from(row: Any, language: Language) -> str:
    start = _rests_on(row.period_basis, row.period_as_printed, row.period_line, language)
    if pd.isna(row.period_end_basis):
        return start
    end = _rests_on(row.period_end_basis, row.period_end_as_printed, row.period_end_line, language)
    return say(language, "start {start}; end {end}", start=start, end=end)


def _rests_on(code: str, as_printed: Any, at: Any, language: Language) -> str:
    printed = "" if pd.isna(as_printed) else f": “{as_printed}”"
    line = "" if pd.isna(at) else say(language, ", line {line}", line=at)
    return f"{wording.bases(language)[code]}{printed}{line}"


def _preferred(row: Any, language: Language) -> str:
    if row.preferred:
        return say(language, "yes")
    return say(language, "no, another printing is")


def _related(row: Any, language: Language) -> str:
    return say(language, (_RELATED_BACK if row.inverse else _RELATED)[row.relation])
