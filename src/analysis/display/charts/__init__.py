"""The charts: each takes a result frame and a language, and cites its figures in the tooltips."""

from analysis.display.charts.aid import aid_contributions, aid_places, aid_programmes, aid_years
from analysis.display.charts.audit import (
    audit_certainty,
    audit_discrepancies,
    audit_money,
    audit_numbers,
    audit_promises,
    audit_windows,
)
from analysis.display.charts.country import country_presence, country_programmes, country_refugees
from analysis.display.charts.explore import explore, explore_overview, explore_windows
from analysis.display.charts.framework import evidence, framework_coverage, theory_of_change
from analysis.display.charts.indicators import changes, continuity, highlights, result_windows, results
from analysis.display.charts.programme import executors, pace, programme_money, programme_timeline
from analysis.display.charts.refugees import (
    asylum_inflow,
    displacement,
    programme_countries,
    refugee_checks,
    refugee_decade,
    refugee_focus,
    refugee_hosts,
    refugee_origins,
)
from analysis.display.charts.returns import departures, returnees, returns_elsewhere, share_in_kind, support_providers
from analysis.display.charts.spending import (
    against_available,
    asylum_budget,
    budget_lines,
    commitments,
    field_budgets,
    fund,
    in_donor_costs,
    real,
    spending_priorities,
)
from analysis.display.charts.targets import attainment, target_definitions, targets
from analysis.display.charts.trends import trend_years, trends, unfollowed

__all__ = [
    "against_available",
    "aid_contributions",
    "aid_places",
    "aid_programmes",
    "aid_years",
    "asylum_budget",
    "asylum_inflow",
    "attainment",
    "audit_certainty",
    "audit_discrepancies",
    "audit_money",
    "audit_numbers",
    "audit_promises",
    "audit_windows",
    "budget_lines",
    "changes",
    "commitments",
    "continuity",
    "country_presence",
    "country_programmes",
    "country_refugees",
    "departures",
    "displacement",
    "evidence",
    "executors",
    "explore",
    "explore_overview",
    "explore_windows",
    "field_budgets",
    "framework_coverage",
    "fund",
    "highlights",
    "in_donor_costs",
    "pace",
    "programme_countries",
    "programme_money",
    "programme_timeline",
    "real",
    "refugee_checks",
    "refugee_decade",
    "refugee_focus",
    "refugee_hosts",
    "refugee_origins",
    "result_windows",
    "results",
    "returnees",
    "returns_elsewhere",
    "share_in_kind",
    "spending_priorities",
    "support_providers",
    "target_definitions",
    "targets",
    "theory_of_change",
    "trend_years",
    "trends",
    "unfollowed",
]
