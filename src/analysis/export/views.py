"""The views of the database: the tables joined as the questions of the notebooks need them. Nothing is computed here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.dataset.languages import LANGUAGES
from analysis.language import N_

#: A column of words in a query: ``label_*``, or ``m.label_* AS measure_*``, is one column for each language.
_WORDS = re.compile(r"([\w.]+_)\*(?: AS (\w+_)\*)?")


@dataclass(frozen=True)
class View:
    """A view: its name, what it answers, and the SELECT of it, in which ``NAME_*`` are the words in every language."""

    name: str
    title: str
    select: str

    @property
    def query(self) -> str:
        """The query with a column for each language."""
        return _WORDS.sub(_in_all, self.select)


def _in_all(column: re.Match[str]) -> str:
    named = [f"{column[1]}{language}" for language in LANGUAGES]
    if column[2]:
        named = [f"{words} AS {column[2]}{language}" for words, language in zip(named, LANGUAGES, strict=True)]
    return ", ".join(named)


VIEWS = (
    View(
        "figures_sourced",
        N_("Every figure with what it measures, what its printed form allows, its document and line"),
        """
        SELECT f.figure_id, f.fact_id, f.preferred, m.label_* AS measure_*, m.theme,
          f.as_printed, b.lower, b.upper, b.lower_open, b.upper_open, b.conventional, f.unit, f.per, f.multiplicity,
          f.kind, f.population, f.period_start, f.period_end, f.period_basis, f.funding, f.credit,
          f.measure_id, f.programme_id, f.source_id, s.title AS document, f.section, f.line, s.url,
          b.reason_*, f.note_*
        FROM figures f
        JOIN figures_bounds b USING (figure_id)
        JOIN measures m USING (measure_id)
        JOIN sources s USING (source_id)
        """,
    ),
    View(
        "amounts",
        N_("Every amount of money, one printing of each: what was planned, decided and spent, in its own currency"),
        """
        SELECT figure_id, measure_*, p.label_* AS programme_*, kind, funding,
          as_printed, lower, upper, lower_open, upper_open, conventional, unit, per, multiplicity,
          period_start, period_end, period_basis, measure_id, programme_id, f.source_id, document, section, f.line, url
        FROM figures_sourced f
        LEFT JOIN programmes p USING (programme_id)
        WHERE preferred AND unit IN ('EUR', 'USD')
        """,
    ),
    View(
        "results",
        N_("Every result that a document prints, one printing of each"),
        """
        SELECT f.figure_id, f.measure_*, f.theme, m.result_level, m.concept, f.as_printed, f.lower, f.upper,
          f.lower_open, f.upper_open, f.conventional, f.unit, f.per, f.population, f.period_start, f.period_end,
          f.period_basis, f.funding, f.credit, f.measure_id, f.programme_id, f.source_id, f.document, f.section, f.line,
          f.url
        FROM figures_sourced f
        JOIN measures m USING (measure_id)
        JOIN sources s USING (source_id)
        WHERE f.preferred AND f.kind = 'actual' AND m.result_level IS NOT NULL
          AND s.text_lines IS NOT NULL AND s.reports_results <> 'false'
        """,
    ),
    View(
        "targets_with_status",
        N_("Every target with the figures aimed at and reached, and what became of it"),
        """
        SELECT t.target_id, t.label_*, g.as_printed AS goal_as_printed, a.as_printed AS actual_as_printed,
          c.unit, c.goal, c.actual_lower, c.actual_upper, c.share_lower, c.share_upper, c.share_lower_open,
          c.share_upper_open, c.status_computed, c.status_text_only, t.status_as_printed, t.start, t.as_of, t.deadline,
          t.target_figure_id, t.actual_figure_id, t.programme_id, t.source_id, s.title AS document, t.line, s.url,
          t.note_*
        FROM targets t
        JOIN targets_status c USING (target_id)
        JOIN sources s USING (source_id)
        LEFT JOIN figures g ON g.figure_id = t.target_figure_id
        LEFT JOIN figures a ON a.figure_id = t.actual_figure_id
        """,
    ),
    View(
        "refugees_by_country",
        N_("Refugees at the end of each year by host and by origin, with the names of the countries"),
        """
        SELECT u.role, u.iso3, p.label_*, u.year, u.refugees, u.oip, u.asylum_seekers, u.source_id,
          s.title AS document, s.url
        FROM unhcr_population u
        JOIN sources s USING (source_id)
        LEFT JOIN places p ON p.place_id = u.iso3
        """,
    ),
    View(
        "country_programmes",
        N_("Which programme works in, to or from which country or region"),
        """
        SELECT x.place_id, l.label_* AS place_*, x.role, x.programme_id,
          p.label_* AS programme_*, p.theme, p.start, p.end, p.status, x.source_id,
          s.title AS document, x.line, s.url
        FROM programme_places x
        JOIN places l USING (place_id)
        JOIN programmes p USING (programme_id)
        JOIN sources s ON s.source_id = x.source_id
        """,
    ),
    View(
        "programme_figures",
        N_("The figures of each programme, and those that concern it among others"),
        """
        SELECT l.programme_id, p.label_* AS programme_*, l.link, f.figure_id, f.preferred,
          f.measure_*, f.kind, f.as_printed, f.lower, f.upper, f.lower_open, f.upper_open, f.unit, f.per,
          f.period_start, f.period_end, f.funding, f.credit, f.source_id, f.document, f.line, f.url
        FROM (
          SELECT programme_id, figure_id, 'own' AS link FROM figures WHERE programme_id IS NOT NULL
          UNION ALL
          SELECT programme_id, figure_id, link FROM figure_programmes
        ) l
        JOIN programmes p USING (programme_id)
        JOIN figures_sourced f USING (figure_id)
        """,
    ),
    View(
        "outcome_evidence",
        N_("What the documents say for and against each outcome of the theory of change"),
        """
        SELECT o.outcome_id, o.code, o.label_*, e.evidence_id, e.kind, e.direction, e.says_*,
          coalesce(f.as_printed, w.as_printed) AS as_printed, e.figure_id, e.statement_id, e.source_id,
          s.title AS document, e.line, s.url
        FROM evidence e
        JOIN outcomes o USING (outcome_id)
        JOIN sources s ON s.source_id = e.source_id
        LEFT JOIN figures f USING (figure_id)
        LEFT JOIN statements w USING (statement_id)
        """,
    ),
    View(
        "discrepancies_with_figures",
        N_("Every disagreement with the figures and statements that disagree, and the arithmetic"),
        """
        SELECT d.discrepancy_id, d.relation, d.severity, d.what_*, c.holds, c.arithmetic, x.role,
          x.figure_id, x.statement_id, coalesce(f.as_printed, w.as_printed) AS as_printed, f.lower, f.upper, f.lower_open,
          f.upper_open, f.unit, f.period_start, f.period_end, s.source_id, s.title AS document,
          coalesce(f.line, w.line) AS line, s.url, d.resolution_*
        FROM discrepancies d
        JOIN discrepancies_examined c USING (discrepancy_id)
        LEFT JOIN discrepancy_figures x USING (discrepancy_id)
        LEFT JOIN figures_sourced f USING (figure_id)
        LEFT JOIN statements w USING (statement_id)
        LEFT JOIN sources s ON s.source_id = coalesce(f.source_id, w.source_id)
        """,
    ),
    View(
        "series_sourced",
        N_("Every number from outside with its series, what its printed form allows, and its publication"),
        """
        SELECT n.observation_id, n.series_id, d.label_*, d.theme, d.concept, n.period_start, n.period_end,
          n.period_kind, n.part, n.as_printed, n.value, b.lower, b.upper, b.lower_open, b.upper_open, b.conventional,
          d.unit, n.basis, n.vintage, n.provisional, n.read_by, n.source_id, s.title AS document, s.published, s.url,
          n.note_*
        FROM series n
        JOIN series_bounds b USING (observation_id)
        JOIN series_definitions d USING (series_id)
        JOIN sources s ON s.source_id = n.source_id
        """,
    ),
)
