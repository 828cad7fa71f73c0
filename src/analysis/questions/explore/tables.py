"""The tables of whatever figures were chosen, and of all that is known of one."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, _, numbers, pgettext, translated
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, present

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


def explore(rows: pd.DataFrame, most: int | None = None) -> Table:
    """Show every chosen printing with what it allows, see ``questions.explore.select``; the first ``most`` if given.

    The caption says how many are not shown.
    """
    columns = [
        Column(_("what"), lambda row: getattr(row, translated("label"))),
        Column(_("as printed"), lambda row: row.as_printed),
        Column(
            _("allows"),
            lambda row: wording.side(row) + numbers.allowed(row, row.unit),
            numeric=True,
        ),
        Column(_("unit"), lambda row: wording.unit(row.unit)),
        Column(_("kind"), lambda row: wording.kind(row.kind)),
        _window(),
        Column(_("where"), lambda row: getattr(row, translated("place"))),
        _figure(),
    ]
    caption = _("The figures chosen")
    return Table(rows.head(most) if most else rows, columns, caption + _cut(len(rows), most))


def figure(row: Any) -> Table:
    """Show all that is known of one figure, a fact a line; ``row`` is one of ``questions.explore.register``."""
    section = f", “{row.section}”" if present(row.section) else ""
    facts = {
        _("as printed"): f"“{row.as_printed}”",
        _("read as"): present(row.read_as),
        _("allows"): wording.reading(row),
        _("hedge"): wording.hedge(row.qualifier),
        _("kind"): wording.kind(row.kind),
        pgettext("it counts", "counts"): wording.prose(row, "definition"),
        _("people"): _people(row),
        _("place"): getattr(row, translated("place")),
        _("programme"): present(getattr(row, translated("programme"))),
        _("window"): wording.window(row.period_start, row.period_end),
        _("where the window is from"): _window_from(row),
        _("who pays"): wording.payer(row.funding),
        _("whose result"): wording.payer(row.credit),
        _("document"): f"{row.title}{section}",
        pgettext("of a text", "line"): str(row.line),
        _("used in sums and charts"): _preferred(row),
        _("note"): wording.prose(row, "note"),
        _("figure"): row.figure_id,
    }
    frame = pd.DataFrame([(name, text) for name, text in facts.items() if text], columns=["name", "text"])
    columns = [
        Column(_("what"), lambda fact: fact.name),
        Column(_("this figure"), lambda fact: fact.text),
    ]
    return Table(frame, columns, _("This figure"))


def figure_printings(rows: pd.DataFrame) -> Table:
    """Show the other printings of a fact: what each allows, and to whom each gives the credit."""
    columns = [
        _quoted(),
        Column(
            _("allows"),
            lambda row: bounds(row.lower, row.upper, row.unit, numbers.opened(row)),
        ),
        _window(),
        Column(_("whose result"), lambda row: wording.payer(row.credit)),
        _where(),
        _figure(),
    ]
    return Table(rows, columns, _("Other printings of this fact"))


def figure_relations(rows: pd.DataFrame) -> Table:
    """Show how a figure relates to others, see ``questions.explore.relations``."""
    columns = [
        Column(_("this figure is"), _related),
        Column(
            _("what"),
            lambda row: f"“{row.base}”" if pd.isna(row.other_figure_id) else present(getattr(row, translated("label"))),
        ),
        _quoted(),
        Column(pgettext("heading", "known"), lambda row: wording.bases()[row.basis]),
        _where(),
        Column(_("figure"), lambda row: present(row.other_figure_id), figures=True),
    ]
    return Table(rows, columns, _("What it belongs to"))


def figure_discrepancies(rows: pd.DataFrame) -> Table:
    """Show where a fact disagrees with others, rows of ``discrepancies.csv``."""
    columns = [
        Column(_("how"), lambda row: wording.relation(row.relation)),
        Column(_("what"), lambda row: wording.prose(row, "what")),
        Column(_("and so"), lambda row: wording.prose(row, "resolution")),
        Column(_("discrepancy"), lambda row: row.discrepancy_id),
        Column(_("how grave"), lambda row: wording.severity(row.severity)),
    ]
    return Table(rows, columns, _("Where it is contested"))


def figure_comparisons(rows: pd.DataFrame) -> Table:
    """Show the figures of other reports that a figure was held beside, see ``questions.explore.comparisons``."""
    columns = [
        Column(_("what"), lambda row: getattr(row, translated("label"))),
        _quoted(),
        Column(_("verdict"), lambda row: wording.verdict(row.verdict)),
        Column(_("why"), lambda row: wording.prose(row, "reason")),
        _where(),
        Column(_("figure"), lambda row: row.other_figure_id, figures=True),
    ]
    return Table(rows, columns, _("Beside figures of other reports"))


def _cut(count: int, most: int | None) -> str:
    if most is None or count <= most:
        return ""
    return _(": the first {most}; {value} more are not shown", most=most, value=count - most)


def _window() -> Column:
    return Column(
        _("window"),
        lambda row: wording.window(row.period_start, row.period_end, row.period_basis),
    )


def _quoted() -> Column:
    return Column(
        _("as printed"),
        lambda row: "" if pd.isna(row.as_printed) else f"“{row.as_printed}”",
    )


def _where() -> Column:
    return Column(_("where"), lambda row: wording.where(row.where))


def _figure() -> Column:
    return Column(_("figure"), lambda row: row.figure_id, figures=True)


def _people(row: Any) -> str:
    sex = "" if pd.isna(row.sex) else _(_SEXES[row.sex])
    return ", ".join(word for word in (wording.population(row.population), sex) if word)


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
    if row.preferred:
        return _("yes")
    return _("no, another printing is")


def _related(row: Any) -> str:
    return _((_RELATED_BACK if row.inverse else _RELATED)[row.relation])
