"""The tables of whatever figures were chosen, and of all that is known of one."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, _, numbers, pgettext
from analysis.questions.audit import tables as audit
from analysis.show import fields, wording
from analysis.show.fields import Field, cell, code, days, in_unit, present, prose, quoted
from analysis.show.table import Table

#: How a figure relates to another.
_RELATED = {
    "part_of": N_("part of"),
    "share_of": N_("share of"),
    "numerator_of": N_("counted in the share"),
    "sum_of": N_("sum that holds"),
    "additional_to": N_("on top of"),
    "overlap_unknown": N_("may overlap with"),
    "pays_for": N_("pays for this alone"),
}
#: How the other relates to it.
_RELATED_BACK = {
    "part_of": N_("holds"),
    "share_of": N_("base of the share"),
    "numerator_of": N_("counts"),
    "sum_of": N_("counted in the sum"),
    "additional_to": N_("comes before"),
    "overlap_unknown": N_("may overlap with"),
    "pays_for": N_("paid with this amount"),
}
_SEXES = {"female": N_("women"), "male": N_("men")}


def explore(rows: pd.DataFrame, most: int | None = None) -> Table:
    """Show every chosen printing with what it is read as, see ``answers.select``; the first ``most`` if given.

    The caption says how many are not shown.
    """
    caption = _("The figures chosen")
    shown = rows.head(most) if most else rows
    return Table(shown, [*_CHOSEN, fields.FIGURE], caption + _cut(len(rows), most))


def basket(rows: pd.DataFrame) -> Table:
    """Show the figures of a basket, rows of ``answers.register``, and where each stands."""
    return Table(rows, [*_CHOSEN, fields.WHERE, fields.FIGURE], _("The figures in the basket"))


def figure(row: Any) -> Table:
    """Show all that is known of one figure, a fact a line; ``row`` is one of ``answers.register``."""
    facts = [(field.title, text) for field in _FACTS if (text := field.cell(row))]
    columns = [fields.WHAT.printed(cell("name")), Field("text", N_("this figure"), cell("text"))]
    return Table(pd.DataFrame(facts, columns=["name", "text"]), columns, _("This figure"))


def figure_printings(rows: pd.DataFrame) -> Table:
    """Show the other printings of a fact: what each is read as, and to whom each gives the credit."""
    columns = [
        fields.AS_PRINTED,
        fields.READ_AS.printed(in_unit()),
        fields.WINDOW,
        fields.CREDIT,
        fields.WHERE,
        fields.FIGURE,
    ]
    return Table(rows, columns, _("Other printings of this fact"))


def figure_relations(rows: pd.DataFrame) -> Table:
    """Show how a figure relates to others, see ``answers.relations``."""
    columns = [
        Field("relation", N_("this figure is"), _related),
        fields.WHAT.printed(_other),
        fields.AS_PRINTED,
        Field("basis", lambda: pgettext("heading", "known"), lambda row: wording.bases()[row.basis]),
        fields.WHERE,
        _OTHER,
    ]
    return Table(rows, columns, _("What it belongs to"))


def figure_discrepancies(rows: pd.DataFrame) -> Table:
    """Show where a fact disagrees with others, rows of ``discrepancies.csv``."""
    columns = [
        fields.RELATION,
        fields.DISAGREES,
        fields.RESOLUTION,
        fields.SEVERITY,
    ]
    return Table(rows, columns, _("Where it is contested"))


def figure_comparisons(rows: pd.DataFrame) -> Table:
    """Show the figures of other reports that a figure was held beside, see ``answers.comparisons``."""
    columns = [fields.WHAT, fields.AS_PRINTED, fields.VERDICT, fields.WHY, fields.WHERE, _OTHER]
    return Table(rows, columns, _("Beside figures of other reports"))


def figure_claims(rows: pd.DataFrame) -> Table:
    """Show what documents claim of the targets that a fact belongs to, see ``questions.explore.dossier``."""
    columns = [
        fields.TARGET,
        fields.CLAIMS.printed(quoted("claim_as_printed")),
        fields.WHERE,
    ]
    return Table(rows, columns, _("What is claimed of the target"))


def figure_evidence(rows: pd.DataFrame) -> Table:
    """Show what of the theory of change rests on a figure, see ``questions.explore.dossier``."""
    columns = [
        Field("on", N_("on which outcome or assumption"), prose("label")),
        fields.POINTS,
        fields.SAYS,
        fields.WHERE,
    ]
    return Table(rows, columns, _("What rests on it in the theory of change"))


def figure_references(rows: pd.DataFrame) -> Table:
    """Show what others publish of the same, rows of ``questions.external.examine``."""
    columns = [
        fields.AS_OF,
        fields.OUTSIDE,
        Field("source", N_("publication"), cell("source_id")),
        audit.CHECKED,
        fields.NOTE,
    ]
    return Table(rows, columns, _("Beside what others publish"))


def figure_alike(rows: pd.DataFrame) -> Table:
    """Show the other figures of a measure, through the years, rows of ``answers.register``."""
    columns = [
        fields.AS_PRINTED,
        fields.READ_AS.printed(lambda row: wording.side(row) + numbers.allowed(row, row.unit)),
        fields.KIND,
        fields.WINDOW,
        fields.PLACE,
        fields.WHERE,
        fields.FIGURE,
    ]
    return Table(rows, columns, _("Other figures of the same measure"))


def _cut(count: int, most: int | None) -> str:
    if most is None or count <= most:
        return ""
    return _(": the first {most}; {value} more are not shown", most=most, value=count - most)


def _document(row: Any) -> str:
    return row.title + (f", “{row.section}”" if present(row.section) else "")


def _people(row: Any) -> str:
    sex = "" if pd.isna(row.sex) else _(_SEXES[row.sex])
    return ", ".join(word for word in dict.fromkeys([wording.population(row.population), sex]) if word)


def _window_from(row: Any) -> str:
    start = _rests_on(row.period_basis, row.period_as_printed, row.period_line)
    if pd.isna(row.period_end_basis):
        return start
    end = _rests_on(row.period_end_basis, row.period_end_as_printed, row.period_end_line)
    return _("start {start}; end {end}", start=start, end=end)


def _rests_on(code: str, as_printed: Any, at: Any) -> str:
    printed = "" if pd.isna(as_printed) else f": “{as_printed}”"
    line = "" if pd.isna(at) else _(", line {line}", line=at)
    return f"{wording.bases()[code]}{printed}{line}"


def _preferred(row: Any) -> str:
    return _("yes") if row.preferred else _("no, another printing is")


def _related(row: Any) -> str:
    return _((_RELATED_BACK if row.inverse else _RELATED)[row.relation])


def _other(row: Any) -> str:
    return f"“{row.base}”" if pd.isna(row.other_figure_id) else wording.prose(row, "label")


#: What is shown of figures that were chosen.
_CHOSEN = [
    fields.WHAT,
    fields.AS_PRINTED,
    fields.READ_AS.printed(lambda row: wording.side(row) + numbers.allowed(row, row.unit)),
    Field("unit", N_("unit"), code("unit", wording.unit)),
    fields.KIND,
    fields.WINDOW,
    fields.PLACE,
]
_OTHER = fields.FIGURE.printed(cell("other_figure_id"))
#: All that is known of one figure, in the order in which it is told.
_FACTS = [
    fields.AS_PRINTED,
    Field("mended", N_("with the scan mended"), cell("read_as")),
    fields.READ_AS.printed(wording.reading),
    fields.HEDGE,
    fields.KIND,
    Field("definition", lambda: pgettext("it counts", "counts"), prose("definition")),
    fields.PEOPLE.printed(_people),
    fields.PLACE,
    fields.PROGRAMME,
    fields.WINDOW.printed(days),
    Field("basis", N_("where the window is from"), _window_from),
    fields.PAYER,
    fields.CREDIT,
    fields.DOCUMENT.printed(_document),
    Field("line", lambda: pgettext("of a text", "line"), cell("line")),
    Field("preferred", N_("used in sums and charts"), _preferred),
    fields.NOTE,
    fields.FIGURE,
]
