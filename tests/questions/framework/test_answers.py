"""The theory of change: against its results framework (lines 659-730) and what the reports print behind it."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import provenance, tables
from analysis.dataset.tables import Dataset
from analysis.errors import UnknownNameError
from analysis.questions.framework import answers as framework

DATA = tables.load(Path(__file__).parents[3] / "data")
ALL = framework.outcomes(DATA)

# Transcribed from theory-of-change-2018, lines 663-730.
CODES = {
    "long_term": ["1", "2", "3"],
    "medium_term": ["1.1a", "1.1b", "1.2a", "1.2b", "1.2c", "1.3a", "1.3b", "2.1a", "2.1b", "2.2", "3.1", "3.2"],
    "cross_cutting": ["(i)", "(ii)", "(iii)", "(iv)"],
}


def with_tables(**frames: pd.DataFrame) -> Dataset:
    return Dataset({name: DATA[name] for name in DATA} | frames, DATA.folder)


@pytest.mark.parametrize("level", CODES)
def test_the_framework_has_the_outcomes_that_it_prints(level):
    codes = ALL.loc[ALL["level"] == level, "code"].sort_values(key=lambda texts: texts.map(CODES[level].index))
    assert list(codes) == CODES[level]


def test_an_unknown_outcome_is_refused_with_what_is_allowed():
    with pytest.raises(UnknownNameError, match="toc-1-2b"):
        framework.outcomes(DATA, "toc-1-2")


def test_an_outcome_brings_those_under_it_and_the_top_brings_all():
    assert list(framework.outcomes(DATA, "toc-3")["code"]) == ["3", "3.1", "3.2"]
    assert list(framework.outcomes(DATA, "toc-2-2")["code"]) == ["2.2"]
    assert len(ALL) == len(DATA.outcomes)


def test_what_stands_under_an_outcome_can_be_taken_from_the_whole():
    for outcome in ("toc-impact", "toc-1", "toc-1-2c"):
        pd.testing.assert_frame_equal(framework.under(ALL, outcome), framework.outcomes(DATA, outcome))
    with pytest.raises(UnknownNameError, match="unknown outcome 'toc-9'"):
        framework.under(ALL, "toc-9")


@pytest.mark.parametrize("outcome_id", ["toc-3", "toc-1-2b"])
def test_results_and_evidence_of_an_outcome_are_rows_of_the_whole(outcome_id):
    chosen = framework.under(ALL, outcome_id)
    for whole, alone in (
        (framework.results(DATA, ALL), framework.results(DATA, chosen)),
        (
            framework.evidence(DATA, "outcome_id", ALL["outcome_id"]),
            framework.evidence(DATA, "outcome_id", chosen["outcome_id"]),
        ),
    ):
        taken = whole[whole["outcome_id"].isin(chosen["outcome_id"])].reset_index(drop=True)
        pd.testing.assert_frame_equal(taken, alone)


def test_the_report_of_2013_is_older_than_the_framework_and_the_others_are_not(transcribed):
    reports = framework.reports(transcribed).set_index("report")
    assert reports["older"].to_dict() == {"2013": True, "2018": False, "2023": False}


# results-2018 line 283 prints 8658 returns from North Africa, migration-report-2023 line 1305 prints 2,087.
def test_returns_from_transit_countries_are_measured_in_both_reports():
    rows = framework.results(DATA, framework.outcomes(DATA, "toc-3-2"))
    direct = rows[rows["fit"] == "direct"].set_index("report")
    assert (direct.loc["2018", "lower"], direct.loc["2023", "lower"]) == (8658, 2087)


# migration-report-2023, line 828: seven countries borrowed; the 14 countries of COMPASS (line 1266) show no outcome.
def test_countries_that_borrowed_stand_behind_the_plans_of_host_countries_and_no_others():
    shown = framework.results(DATA, ALL)
    assert set(shown.loc[shown["outcome_id"] == "toc-1-3b", "figure_id"]) == {"mr23-0828-1"}
    assert "mr23-1266-1" not in set(shown["figure_id"])


def test_a_target_is_no_result_and_stands_among_the_aims():
    assert "rs18-0211-2" not in set(framework.results(DATA, ALL)["figure_id"])
    aims = framework.aims(DATA, ALL)
    assert list(aims["target_id"]) == ["rescues-niger-2018"]
    assert aims.iloc[0]["goal"] == 3000
    assert framework.aims(DATA, framework.outcomes(DATA, "toc-3")).empty


def test_the_best_fit_is_that_of_a_measure_with_a_result():
    best = ALL.set_index("outcome_id")["best"]
    assert (best["toc-3-1"], best["toc-1-2b"], best["toc-3"], best["toc-1-2c"]) == (
        "direct",
        "partial",
        "output_only",
        "words",
    )
    bare = with_tables(outcome_measures=DATA.outcome_measures.iloc[:0], evidence=DATA.evidence.iloc[:0])
    assert set(framework.outcomes(bare)["best"]) == {"none"}
    assert framework.results(bare, framework.outcomes(bare)).empty
    assert (framework.coverage(bare, framework.outcomes(bare))["results"] == 0).all()


def test_gaps_name_the_missing_measure_the_missing_target_and_the_silent_reports(transcribed):
    gaps = framework.gaps(transcribed, ALL).set_index("outcome_id")["missing"]
    assert gaps["toc-1-2c"] == "no_measure no_target report_2018 report_2023"
    assert gaps["toc-2-1a"] == "no_direct no_target report_2018"  # PROMIS counts its work only in 2023
    assert gaps["toc-3-1"] == "no_target"
    assert not gaps.str.contains("2013").any()


def test_assumptions_stand_under_their_outcome_and_parents_before_children():
    rows = framework.assumptions(DATA, ALL)
    assert len(rows) == len(DATA.assumptions)
    order = list(rows["assumption_id"])
    for row in rows.dropna(subset="parent_id").itertuples():
        assert order.index(row.parent_id) < order.index(row.assumption_id)
    assert framework.assumptions(DATA, framework.outcomes(DATA, "toc-x-nexus")).empty


def test_evidence_says_what_it_rests_on_and_whether_it_is_older():
    ids = framework.assumptions(DATA, ALL)["assumption_id"]
    rows = framework.evidence(DATA, "assumption_id", ids).set_index("evidence_id")
    assert len(rows) == DATA.evidence["assumption_id"].notna().sum()
    support = rows[rows["figure_id"] == "pr13-1258-2"].iloc[0]  # progress-report-2013, line 1258: ca 705
    assert (support["as_printed"], support["rests_on"], support["older"]) == ("ca 705", "figure", True)
    assert rows["as_printed"].notna().all()
    assert not rows.loc[rows["report"] == "2018", "older"].any()


def test_only_findings_are_counted_as_evidence():
    found = framework.findings(DATA.evidence)
    assert set(found["kind"]) == {"finding"}
    assert "theory-of-change-2018" not in set(found["source_id"])
    whole = ALL.set_index("outcome_id")
    for way in ("for", "mixed", "against"):
        assert whole[f"evidence_{way}"].sum() == ((found["direction"] == way) & found["outcome_id"].notna()).sum()
    # Of what replaces the income from smuggling the documents say only how things stood (theory-of-change-2018, 284).
    bare = framework.assumptions(DATA, ALL).set_index("assumption_id").loc["a-alternative-income"]
    assert bare[["evidence_for", "evidence_mixed", "evidence_against", "by_figure"]].tolist() == [0, 0, 0, 0]


def test_a_baseline_or_one_stock_speaks_neither_for_nor_against():
    kinds = DATA.evidence.set_index("evidence_id")[["kind", "direction"]]
    assert kinds.loc["e-001"].tolist() == ["baseline", "neither"]  # 117 million displaced, and no earlier number
    assert kinds.loc["e-067"].tolist() == ["baseline", "neither"]  # more than 70 % exploited, before the framework
    own = DATA.evidence[DATA.evidence["source_id"] == "theory-of-change-2018"]
    assert len(own) == 44
    assert set(own["kind"]) == {"framework", "baseline"}


# theory-of-change-2018, lines 683-686 and 693-695.
def test_the_outcomes_are_worded_as_the_document_has_them():
    labels = ALL.set_index("outcome_id")["label_en"]
    assert (
        labels["toc-1-1b"] == "Refugees and vulnerable host communities are better protected against violence and abuse"
    )
    assert labels["toc-1-2b"] == "More good education and vocational training for refugees and host communities"
    fits = DATA.outcome_measures.set_index(["outcome_id", "measure_id"])["fit"]
    assert fits["toc-1-2b", "people-education-access"] == "partial"


def test_an_outcome_of_any_level_can_be_looked_at_alone():
    for outcome in ("toc-impact", "toc-2", "toc-1-2c", "toc-x-conflict"):
        chosen = framework.outcomes(DATA, outcome)
        grounds = framework.evidence(DATA, "outcome_id", chosen["outcome_id"])
        provenance.sources(DATA, framework.results(DATA, chosen), framework.aims(DATA, chosen), grounds)
        assert len(framework.gaps(DATA, chosen)) == len(chosen)
