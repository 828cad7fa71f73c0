"""Sentences computed from results, in English and Dutch, that stay true when parameters change; Markdown."""

from analysis.display.narrative.audit import (
    audit_certainty,
    audit_discrepancies,
    audit_external,
    audit_money,
    audit_numbers,
    audit_promises,
    audit_refusals,
    audit_windows,
)
from analysis.display.narrative.country import (
    country,
    country_absence,
    country_activities,
    country_events,
    country_figures,
    country_programmes,
    country_refugees,
)
from analysis.display.narrative.explore import explore, explore_remedy, figure
from analysis.display.narrative.framework import assumptions, evidence, framework, framework_reports
from analysis.display.narrative.indicators import change, comparisons, continuity, result_windows, results
from analysis.display.narrative.programme import dependence, programme, programme_money, programme_promises
from analysis.display.narrative.refugees import (
    refugee_checks,
    refugee_decade,
    refugee_focus,
    refugee_hosts,
    refugee_origins,
    refugee_source,
)
from analysis.display.narrative.returns import (
    return_claims,
    returnees,
    returns_elsewhere,
    returns_unnumbered,
    support,
)
from analysis.display.narrative.spending import beside_report, real, spending
from analysis.display.narrative.targets import attainment, coverage, pace, targets
from analysis.display.narrative.trends import trend_change, trend_citations, trend_heights, trends, unfollowed

__all__ = [
    "assumptions",
    "attainment",
    "audit_certainty",
    "audit_discrepancies",
    "audit_external",
    "audit_money",
    "audit_numbers",
    "audit_promises",
    "audit_refusals",
    "audit_windows",
    "beside_report",
    "change",
    "comparisons",
    "continuity",
    "country",
    "country_absence",
    "country_activities",
    "country_events",
    "country_figures",
    "country_programmes",
    "country_refugees",
    "coverage",
    "dependence",
    "evidence",
    "explore",
    "explore_remedy",
    "figure",
    "framework",
    "framework_reports",
    "pace",
    "programme",
    "programme_money",
    "programme_promises",
    "real",
    "refugee_checks",
    "refugee_decade",
    "refugee_focus",
    "refugee_hosts",
    "refugee_origins",
    "refugee_source",
    "result_windows",
    "results",
    "return_claims",
    "returnees",
    "returns_elsewhere",
    "returns_unnumbered",
    "spending",
    "support",
    "targets",
    "trend_change",
    "trend_citations",
    "trend_heights",
    "trends",
    "unfollowed",
]
