"""The tables beside the charts."""

from analysis.display.tables.audit import (
    audit_certainty,
    audit_discrepancies,
    audit_documents,
    audit_external,
    audit_money,
    audit_promises,
    audit_rules,
    audit_texts,
    audit_windows,
)
from analysis.display.tables.country import (
    country_activities,
    country_lists,
    country_own,
    country_programmes,
    country_refugees,
    country_statements,
    country_stocks,
    country_wider,
)
from analysis.display.tables.explore import explore
from analysis.display.tables.framework import assumptions, evidence, framework_aims, framework_gaps, framework_results
from analysis.display.tables.grid import Column, Table
from analysis.display.tables.indicators import comparisons, continuity, results
from analysis.display.tables.programme import (
    executors,
    programme_facts,
    programme_organisations,
    programme_places,
    programme_promises,
    programme_statements,
)
from analysis.display.tables.refugees import (
    refugee_decade,
    refugee_figures,
    refugee_focus,
    refugee_hosts,
    refugee_shares,
)
from analysis.display.tables.returns import return_trends, returnees, returns_elsewhere, support
from analysis.display.tables.sources import sources
from analysis.display.tables.spending import (
    against_available,
    beside_report,
    budgets_2023,
    commitments,
    crosswalk,
    priorities,
    real,
)
from analysis.display.tables.targets import readings, targets

__all__ = [
    "Column",
    "Table",
    "against_available",
    "assumptions",
    "audit_certainty",
    "audit_discrepancies",
    "audit_documents",
    "audit_external",
    "audit_money",
    "audit_promises",
    "audit_rules",
    "audit_texts",
    "audit_windows",
    "beside_report",
    "budgets_2023",
    "commitments",
    "comparisons",
    "continuity",
    "country_activities",
    "country_lists",
    "country_own",
    "country_programmes",
    "country_refugees",
    "country_statements",
    "country_stocks",
    "country_wider",
    "crosswalk",
    "evidence",
    "executors",
    "explore",
    "framework_aims",
    "framework_gaps",
    "framework_results",
    "priorities",
    "programme_facts",
    "programme_organisations",
    "programme_places",
    "programme_promises",
    "programme_statements",
    "readings",
    "real",
    "refugee_decade",
    "refugee_figures",
    "refugee_focus",
    "refugee_hosts",
    "refugee_shares",
    "results",
    "return_trends",
    "returnees",
    "returns_elsewhere",
    "sources",
    "support",
    "targets",
]
