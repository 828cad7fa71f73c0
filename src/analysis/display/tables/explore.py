"""The tables of whatever figures were chosen, and of all that is known of one."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.tables.grid import Column, Table, bounds, present
from analysis.display.theme import Language
from analysis.display.wording import say

#: How a figure relates to another, and how the other relates to it.
_RELATED = {
    "part_of": (("part of", "deel van"), ("holds", "omvat")),
    "share_of": (("share of", "aandeel van"), ("base of the share", "basis van het aandeel")),
    "numerator_of": (("counted in the share", "geteld in het aandeel"), ("counts", "telt")),
    "sum_of": (("sum that holds", "som waarin"), ("counted in the sum", "meegeteld in de som")),
    "additional_to": (("on top of", "boven op"), ("comes before", "komt vóór")),
    "overlap_unknown": (("may overlap with", "overlapt mogelijk met"), ("may overlap with", "overlapt mogelijk met")),
}
_SEXES = {"female": ("women", "vrouwen"), "male": ("men", "mannen")}


def explore(rows: pd.DataFrame, language: Language, most: int | None = None) -> Table:
    """Show every chosen printing with what it allows, see ``questions.explore.select``; the first ``most`` if given.

    The caption says how many are not shown.
    """
    columns = [
        Column(say(language, "what", "wat"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: row.as_printed),
        Column(
            say(language, "allows", "laat toe"),
            lambda row: wording.side(row, language) + numbers.allowed(row, language, row.unit),
            numeric=True,
        ),
        Column(say(language, "unit", "eenheid"), lambda row: wording.unit(row.unit, language)),
        Column(say(language, "kind", "soort"), lambda row: wording.kind(row.kind, language)),
        _window(language),
        Column(say(language, "where", "waar"), lambda row: getattr(row, f"place_{language}")),
        _figure(language),
    ]
    caption = say(language, "The figures chosen", "De gekozen cijfers")
    return Table(rows.head(most) if most else rows, columns, caption + _cut(len(rows), most, language))


def figure(row: Any, language: Language) -> Table:
    """Show all that is known of one figure, a fact a line; ``row`` is one of ``questions.explore.register``."""
    section = f", “{row.section}”" if present(row.section) else ""
    facts = {
        say(language, "as printed", "zoals gedrukt"): f"“{row.as_printed}”",
        say(language, "read as", "gelezen als"): present(row.read_as),
        say(language, "allows", "laat toe"): wording.reading(row, language),
        say(language, "hedge", "voorbehoud"): wording.hedge(row.qualifier, language),
        say(language, "kind", "soort"): wording.kind(row.kind, language),
        say(language, "counts", "telt"): wording.prose(row, "definition", language),
        say(language, "people", "mensen"): _people(row, language),
        say(language, "place", "plaats"): getattr(row, f"place_{language}"),
        say(language, "programme", "programma"): present(getattr(row, f"programme_{language}")),
        say(language, "window", "periode"): wording.window(row.period_start, row.period_end, language),
        say(language, "where the window is from", "waar de periode vandaan komt"): _window_from(row, language),
        say(language, "who pays", "wie betaalt"): wording.payer(row.funding, language),
        say(language, "whose result", "wiens resultaat"): wording.payer(row.credit, language),
        say(language, "document", "document"): f"{row.title}{section}",
        say(language, "line", "regel"): str(row.line),
        say(language, "used in sums and charts", "gebruikt in sommen en grafieken"): _preferred(row, language),
        say(language, "note", "toelichting"): wording.prose(row, "note", language),
        say(language, "figure", "cijfer"): row.figure_id,
    }
    frame = pd.DataFrame([(name, text) for name, text in facts.items() if text], columns=["name", "text"])
    columns = [
        Column(say(language, "what", "wat"), lambda fact: fact.name),
        Column(say(language, "this figure", "dit cijfer"), lambda fact: fact.text),
    ]
    return Table(frame, columns, say(language, "This figure", "Dit cijfer"))


def figure_printings(rows: pd.DataFrame, language: Language) -> Table:
    """Show the other printings of a fact: what each allows, and to whom each gives the credit."""
    columns = [
        _quoted(language),
        Column(
            say(language, "allows", "laat toe"),
            lambda row: bounds(row.lower, row.upper, language, row.unit, numbers.opened(row)),
        ),
        _window(language),
        Column(say(language, "whose result", "wiens resultaat"), lambda row: wording.payer(row.credit, language)),
        _where(language),
        _figure(language),
    ]
    return Table(rows, columns, say(language, "Other printings of this fact", "Andere vermeldingen van dit feit"))


def figure_relations(rows: pd.DataFrame, language: Language) -> Table:
    """Show how a figure relates to others, see ``questions.explore.relations``."""
    columns = [
        Column(say(language, "this figure is", "dit cijfer is"), lambda row: _related(row, language)),
        Column(
            say(language, "what", "wat"),
            lambda row: f"“{row.base}”" if pd.isna(row.other_figure_id) else present(getattr(row, f"label_{language}")),
        ),
        _quoted(language),
        Column(say(language, "known", "hoe bekend"), lambda row: wording.bases(language)[row.basis]),
        _where(language),
        Column(say(language, "figure", "cijfer"), lambda row: present(row.other_figure_id), figures=True),
    ]
    return Table(rows, columns, say(language, "What it belongs to", "Waar het bij hoort"))


def figure_discrepancies(rows: pd.DataFrame, language: Language) -> Table:
    """Show where a fact disagrees with others, rows of ``discrepancies.csv``."""
    columns = [
        Column(say(language, "how", "hoe"), lambda row: wording.relation(row.relation, language)),
        Column(say(language, "what", "wat"), lambda row: wording.prose(row, "what", language)),
        Column(say(language, "and so", "en dus"), lambda row: wording.prose(row, "resolution", language)),
        Column(say(language, "discrepancy", "verschil"), lambda row: row.discrepancy_id),
        Column(say(language, "how grave", "hoe ernstig"), lambda row: wording.severity(row.severity, language)),
    ]
    return Table(rows, columns, say(language, "Where it is contested", "Waar het wordt betwist"))


def figure_comparisons(rows: pd.DataFrame, language: Language) -> Table:
    """Show the figures of other reports that a figure was held beside, see ``questions.explore.comparisons``."""
    columns = [
        Column(say(language, "what", "wat"), lambda row: getattr(row, f"label_{language}")),
        _quoted(language),
        Column(say(language, "verdict", "oordeel"), lambda row: wording.verdict(row.verdict, language)),
        Column(say(language, "why", "waarom"), lambda row: wording.prose(row, "reason", language)),
        _where(language),
        Column(say(language, "figure", "cijfer"), lambda row: row.other_figure_id, figures=True),
    ]
    return Table(rows, columns, say(language, "Beside figures of other reports", "Naast cijfers uit andere rapporten"))


def _cut(count: int, most: int | None, language: Language) -> str:
    if most is None or count <= most:
        return ""
    return say(language, f": the first {most}; {count - most} more are not shown",
               f": de eerste {most}; {count - most} andere staan er niet bij")  # fmt: skip


def _window(language: Language) -> Column:
    return Column(
        say(language, "window", "periode"),
        lambda row: wording.window(row.period_start, row.period_end, language, row.period_basis),
    )


def _quoted(language: Language) -> Column:
    return Column(
        say(language, "as printed", "zoals gedrukt"),
        lambda row: "" if pd.isna(row.as_printed) else f"“{row.as_printed}”",
    )


def _where(language: Language) -> Column:
    return Column(say(language, "where", "waar"), lambda row: wording.where(row.where, language))


def _figure(language: Language) -> Column:
    return Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True)


def _people(row: Any, language: Language) -> str:
    sex = "" if pd.isna(row.sex) else say(language, *_SEXES[row.sex])
    return ", ".join(word for word in (wording.population(row.population, language), sex) if word)


def _window_from(row: Any, language: Language) -> str:
    start = _rests_on(row.period_basis, row.period_as_printed, row.period_line, language)
    if pd.isna(row.period_end_basis):
        return start
    end = _rests_on(row.period_end_basis, row.period_end_as_printed, row.period_end_line, language)
    return say(language, f"start {start}; end {end}", f"begin {start}; eind {end}")


def _rests_on(code: str, as_printed: Any, at: Any, language: Language) -> str:
    printed = "" if pd.isna(as_printed) else f": “{as_printed}”"
    line = "" if pd.isna(at) else f", {say(language, 'line', 'regel')} {at}"
    return f"{wording.bases(language)[code]}{printed}{line}"


def _preferred(row: Any, language: Language) -> str:
    if row.preferred:
        return say(language, "yes", "ja")
    return say(language, "no, another printing is", "nee, een andere vermelding wel")


def _related(row: Any, language: Language) -> str:
    own, other = _RELATED[row.relation]
    return say(language, *(other if row.inverse else own))
