"""Every recorded discrepancy is still there, and the arithmetic sees when one is not."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import tables
from analysis.errors import DataError, UnknownNameError
from analysis.questions import discrepancies, external
from analysis.questions.discrepancies import COLUMNS, examine
from analysis.show import wording

DATA = tables.load()
FOUND = examine(DATA).set_index("discrepancy_id", drop=False)

FIGURE = {
    "fact_id": None,
    "source_id": "results-2018",
    "line": 1,
    "as_printed": "10",
    "value": 10.0,
    "value_high": None,
    "unit": "person",
    "per": None,
    "multiplicity": 1,
    "qualifier": "exact",
    "lower": None,
    "upper": None,
    "measure_id": "rescues",
    "kind": "actual",
    "population": "migrants",
    "programme_id": None,
    "period_start": "2018-01-01",
    "period_end": "2018-12-31",
    "period_kind": "calendar_year",
    "funding": "netherlands",
    "credit": "netherlands",
}
STATEMENT = {
    "statement_id": "s",
    "source_id": "results-2018",
    "line": 7,
    "as_printed": "Op schema",
    "statement_kind": "status",
    "programme_id": None,
    "kept": None,
    "means": "reached",
}
#: What the words of the cases claim.
MEANS = {
    "uit boven de doelstelling": "above",
    "minder goed dan gehoopt": "below",
    "pas aan het eind meetbaar": "unmeasured",
    "wordt uitgesplitst": None,
    "Het regent": None,
}


def figure(name: str, value: float | None = 10, **cells: object) -> dict[str, object]:
    """A row of `figures`: an exact figure of 2018 unless the cells say otherwise."""
    known = {
        "figure_id": name,
        "fact_id": name,
        "value": value,
        "as_printed": str(value),
        "lower": value,
        "upper": value,
    }
    return FIGURE | known | cells


def dataset(relation: str, figures: dict[str, list], statements: list | None = None, others: list | None = None):
    """A dataset of one discrepancy: figures by role, statements, and figures that do not belong to it."""
    every = [row for rows in figures.values() for row in rows] + (others or [])
    said = [
        STATEMENT | {"statement_id": f"s{number}", "means": MEANS.get(row.get("as_printed"), "reached")} | row
        for number, row in enumerate(statements or [], 1)
    ]
    members = [("case", role, row["figure_id"], None) for role, rows in figures.items() for row in rows]
    members += [("case", "status", None, row["statement_id"]) for row in said]
    columns = ["figure_id", *FIGURE]
    table = pd.DataFrame(every, columns=columns).astype({"value": float, "lower": float, "upper": float})
    frames = {
        "figures": table.assign(**{c: pd.to_datetime(table[c]) for c in ("period_start", "period_end")}),
        "statements": pd.DataFrame(said, columns=list(STATEMENT)),
        "discrepancies": pd.DataFrame(
            [("case", relation, "unexplained", "What differs.", "Wat verschilt.", "What we do.", "Wat we doen.")],
            columns=COLUMNS[:7],
        ),
        "discrepancy_figures": pd.DataFrame(
            members, columns=["discrepancy_id", "role", "figure_id", "statement_id"], dtype="str"
        ),
        **{name: DATA[name] for name in ("measures", "programmes", "sources")},
    }
    return tables.Dataset(frames, Path())


def outcome(*arguments: object, **named: object) -> pd.Series:
    return examine(dataset(*arguments, **named)).iloc[0]


# -- the recorded ones ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("discrepancy", FOUND.index)
def test_a_recorded_discrepancy_is_still_there(discrepancy):
    row = FOUND.loc[discrepancy]
    assert row["holds"], f"{discrepancy} has disappeared: {row['arithmetic']}"


def test_more_than_sixty_are_recorded_and_each_rests_on_something():
    assert len(FOUND) >= 60
    assert (FOUND["figure_id"] + FOUND["statement_id"]).str.len().all()
    assert FOUND["arithmetic"].str.len().all()


@pytest.mark.parametrize(
    ("discrepancy", "arithmetic"),
    [
        ("returnees-2012-columns", "1,468 + 567 = 2,035, printed 1468"),
        ("returnees-2013-columns", "898 + ca 705 = 1,603 (1,600.5 to 1,605.5), printed 898"),
        ("return-libya-exceeds-north-africa", "a part of at least 10,000, of a total printed 8658"),
        (
            "income-activities-more-or-almost",
            (
                "“meer dan 4.000” (more than 4,000) against “bijna 4.000” (more than 3,200 and less than 4,000); "
                "no value fits both"
            ),
        ),
        (
            "refugees-iran",
            "“3,8 miljoen” (3,750,000 to 3,850,000) against “3,4 miljoen” (3,350,000 to 3,450,000); no value fits both",
        ),
    ],
)
def test_the_arithmetic_of_the_headline_discrepancies_reads_as_a_person_would_write_it(discrepancy, arithmetic):
    assert FOUND.loc[discrepancy, "arithmetic"] == arithmetic


# -- each relation, on both sides ----------------------------------------------------------------------------------


def test_printings_of_the_same_value_and_hedge_do_not_differ():
    assert not outcome("values_differ", {"one": [figure("a")], "other": [figure("b")]})["holds"]


@pytest.mark.parametrize(
    "cells",
    [
        {"value": 11.0, "lower": 11.0, "upper": 11.0},
        {"qualifier": "more_than", "upper": None},
        {"upper": 12.0},
        {"unit": "job"},
        {"per": "year"},
    ],
)
def test_printings_differ_by_value_hedge_bounds_unit_or_rate(cells):
    assert outcome("values_differ", {"one": [figure("a")], "other": [figure("b", **cells)]})["holds"]


def test_one_printing_that_agrees_across_the_sides_ends_the_discrepancy():
    sides = {"one": [figure("a"), figure("b", 11)], "other": [figure("c"), figure("d", 12)]}
    assert not outcome("values_differ", sides)["holds"]


@pytest.mark.parametrize(
    ("bounds", "verdict"),
    [((11.0, 12.0), "no value fits both"), ((10.0, None), "only 10 fits both"), ((None, None), "only 10 fits both")],
)
def test_the_sentence_says_which_values_fit_both(bounds, verdict):
    other = figure("b", 11, lower=bounds[0], upper=bounds[1])
    assert outcome("values_differ", {"one": [figure("a")], "other": [other]})["arithmetic"].endswith(verdict)


@pytest.mark.parametrize(("total", "holds"), [(30, False), (29, True), (31, True)])
def test_a_total_differs_from_its_parts_or_equals_them(total, holds):
    found = outcome("sum_differs", {"total": [figure("t", total)], "part": [figure("a"), figure("b", 20)]})
    assert found["holds"] == holds
    assert found["arithmetic"] == f"10 + 20 = 30, printed {total}"


def test_a_total_within_the_interval_of_its_parts_does_not_differ():
    parts = [figure("a"), figure("b", 20, lower=19.0, upper=21.0, as_printed="ca. 20")]
    assert not outcome("sum_differs", {"total": [figure("t", 31)], "part": parts})["holds"]
    assert outcome("sum_differs", {"total": [figure("t", 32)], "part": parts})["holds"]


def test_a_part_counts_as_often_as_it_applies():
    assert not outcome("sum_differs", {"total": [figure("t", 20)], "part": [figure("a", multiplicity=2)]})["holds"]


def test_an_unreadable_part_is_nought_or_more():
    unreadable = figure("q", None, qualifier="illegible", as_printed="q")
    parts = {"part": [figure("a"), unreadable]}
    assert not outcome("sum_differs", {"total": [figure("t", 30)]} | parts)["holds"]
    found = outcome("sum_differs", {"total": [figure("t", 9)]} | parts)
    assert found["holds"]
    assert found["arithmetic"] == "10 + unreadable = at least 10, printed 9"


@pytest.mark.parametrize(("printed", "holds"), [("17 QPN", True), ("40 QPN", False), ("e", False)])
def test_of_a_damaged_total_only_a_number_that_it_begins_with_can_differ(printed, holds):
    total = figure("t", None, qualifier="illegible", as_printed=printed)
    floor = figure("a", 28, upper=None)
    assert outcome("sum_differs", {"total": [total], "part": [floor, figure("b", 0)]})["holds"] == holds


@pytest.mark.parametrize(("printed", "holds"), [((90.5, 91.5), False), ((91.5, 92.5), True)])
def test_a_printed_share_differs_from_the_computed_one_only_beyond_its_rounding(printed, holds):
    shown = figure("p", 91, unit="percent", lower=printed[0], upper=printed[1], as_printed="91%")
    parts = {"numerator": [figure("n", 8_159_166)], "denominator": [figure("d", 9_000_000)]}
    found = outcome("ratio_differs", {"printed": [shown]} | parts)
    assert found["holds"] == holds
    assert "= 90.6574%" in found["arithmetic"]


def test_a_ratio_that_is_no_share_is_not_multiplied():
    shown = figure("p", 3, unit="usd_per_usd", lower=3.0, upper=8.0)
    parts = {"numerator": [figure("n", 73)], "denominator": [figure("d", 10, upper=20.0)]}
    assert not outcome("ratio_differs", {"printed": [shown]} | parts)["holds"]


@pytest.mark.parametrize(
    ("words", "result", "holds"),
    [
        ("Op schema", 9, True),
        ("Op schema", 10, False),
        ("Op schema", 11, False),
        ("uit boven de doelstelling", 9, True),
        ("uit boven de doelstelling", 10, True),
        ("uit boven de doelstelling", 11, False),
        ("minder goed dan gehoopt", 9, False),
        ("minder goed dan gehoopt", 10, True),
        ("minder goed dan gehoopt", 11, True),
    ],
)
def test_a_status_differs_when_result_and_target_say_the_contrary(words, result, holds):
    roles = {"actual": [figure("a", result)], "target": [figure("t", kind="target")]}
    assert outcome("status_differs", roles, [{"as_printed": words}])["holds"] == holds


def test_a_status_does_not_differ_where_the_interval_leaves_it_open():
    roles = {"actual": [figure("a", 9, upper=12.0)], "target": [figure("t", kind="target")]}
    assert not outcome("status_differs", roles, [{"as_printed": "Op schema"}])["holds"]


def test_a_status_without_a_target_ends_when_a_target_is_entered():
    roles = {"actual": [figure("a")]}
    assert outcome("status_differs", roles, [{}])["holds"]
    found = outcome("status_differs", roles, [{}], others=[figure("t", kind="target")])
    assert not found["holds"]
    assert found["arithmetic"].endswith("aim printed: t")


#: Windows by what they are called, as cells of a figure.
WINDOWS = {
    "2013": {"period_start": "2013-01-01", "period_end": "2013-12-31"},
    "2018": {},
    "2017 to 2020": {"period_start": "2017-01-01", "period_end": "2020-12-31", "period_kind": "multi_year"},
    "2023": {"period_start": "2023-01-01", "period_end": "2023-12-31"},
    "by the end of 2020": {"period_start": None, "period_end": "2020-12-31", "period_kind": "span"},
    "at the end of 2020": {"period_start": "2020-12-31", "period_end": "2020-12-31", "period_kind": "instant"},
    "no time": {"period_start": None, "period_end": None, "period_kind": "unknown"},
}


@pytest.mark.parametrize(
    ("window", "source", "counts"),
    [
        ("2018", "results-2018", True),
        ("2018", "migration-report-2023", True),
        ("2017 to 2020", "migration-report-2023", True),
        ("2023", "results-2018", False),
        ("2023", "migration-report-2023", False),
        ("2013", "results-2018", False),
        ("by the end of 2020", "results-2018", True),
        ("by the end of 2020", "migration-report-2023", False),
        ("at the end of 2020", "theory-of-change-2018", True),
        ("at the end of 2020", "migration-report-2023", False),
        ("no time", "progress-report-2013", True),
        ("no time", "migration-report-2023", False),
    ],
)
def test_a_status_rests_on_an_aim_that_held_then(window, source, counts):
    aim = figure("t", kind="target", source_id=source, **WINDOWS[window])
    assert outcome("status_differs", {"actual": [figure("a")]}, [{}], others=[aim])["holds"] != counts


@pytest.mark.parametrize(
    ("window", "source", "counts"),
    [
        ("2018", "migration-report-2023", True),
        ("2013", "progress-report-2013", True),
        ("2023", "migration-report-2023", False),
        ("no time", "results-2018", True),
        ("no time", "migration-report-2023", False),
    ],
)
def test_words_of_success_are_about_no_result_of_a_later_time(window, source, counts):
    said = [{"as_printed": "een geslaagd project", "programme_id": "kaalo"}]
    result = figure("a", programme_id="kaalo", source_id=source, **WINDOWS[window])
    assert outcome("status_differs", {}, said, others=[result])["holds"] != counts


@pytest.mark.parametrize("window", WINDOWS)
def test_a_promise_is_kept_by_figures_of_its_time(window):
    said = [{"as_printed": "wordt uitgesplitst", "statement_kind": "promise", "kept": "no"}]
    there = window in {"2018", "2017 to 2020", "by the end of 2020", "no time"}
    parts = [figure("women", 6, **WINDOWS[window])]
    assert outcome("status_differs", {"actual": [figure("a")]}, said, others=parts)["holds"] != there
    later = [figure("b", source_id="migration-report-2023", **WINDOWS[window])]
    aimed = {"target": [figure("t", kind="target")]}
    assert outcome("status_differs", aimed, said, others=later)["holds"] != there


def test_a_target_of_another_programme_is_no_target():
    roles = {"actual": [figure("a", programme_id="miraa")]}
    assert outcome("status_differs", roles, [{}], others=[figure("t", kind="target", programme_id="trqn")])["holds"]


def test_a_success_without_a_result_ends_when_a_result_is_entered():
    said = [{"as_printed": "een geslaagd project", "programme_id": "kaalo"}]
    assert outcome("status_differs", {}, said)["holds"]
    assert not outcome("status_differs", {}, said, others=[figure("a", programme_id="kaalo")])["holds"]


@pytest.mark.parametrize(("other", "holds"), [("minder goed dan gehoopt", True), ("volgens verwachting", False)])
def test_two_statuses_differ_only_when_they_are_contrary(other, holds):
    said = [{"programme_id": "prospects"}, {"as_printed": other, "programme_id": "prospects"}]
    result = figure("a", programme_id="prospects")
    assert outcome("status_differs", {}, said, others=[result])["holds"] == holds


@pytest.mark.parametrize(("value", "holds"), [(10, True), (None, False)])
def test_what_cannot_be_measured_yet_differs_from_a_printed_number(value, holds):
    said = [{"as_printed": "pas aan het eind meetbaar"}]
    assert outcome("status_differs", {"actual": [figure("a", value)]}, said)["holds"] == holds


@pytest.mark.parametrize(
    ("kept", "holds"), [("no", True), ("not_in_documents", True), ("partly", True), ("yes", False)]
)
def test_a_promise_differs_until_it_is_kept(kept, holds):
    said = [{"as_printed": "wordt uitgesplitst", "statement_kind": "promise", "kept": kept}]
    assert outcome("status_differs", {}, said)["holds"] == holds


def test_a_promised_breakdown_is_there_once_a_part_is_printed():
    said = [{"as_printed": "wordt uitgesplitst", "statement_kind": "promise", "kept": "no"}]
    roles = {"actual": [figure("a")]}
    assert outcome("status_differs", roles, said)["holds"]
    assert outcome("status_differs", roles, said, others=[figure("b", fact_id="a")])["holds"]
    assert not outcome("status_differs", roles, said, others=[figure("women", 6)])["holds"]


@pytest.mark.parametrize(
    ("cells", "holds"),
    [
        ({}, False),
        ({"period_start": "2017-07-01"}, True),
        ({"period_end": "2018-06-30"}, True),
        ({"period_kind": "reporting_year"}, True),
        ({"period_start": None, "period_end": None, "period_kind": "unknown"}, True),
    ],
)
def test_windows_differ_by_start_end_or_kind_or_when_one_is_unknown(cells, holds):
    assert outcome("windows_differ", {"one": [figure("a")], "other": [figure("b", **cells)]})["holds"] == holds


def test_two_unknown_windows_are_not_taken_for_the_same():
    unknown = {"period_start": None, "period_end": None, "period_kind": "unknown"}
    sides = {"one": [figure("a", **unknown)], "other": [figure("b", **unknown)]}
    assert outcome("windows_differ", sides)["holds"]


@pytest.mark.parametrize(
    ("cells", "holds"),
    [
        ({}, False),
        ({"population": "refugees"}, True),
        ({"measure_id": "returns"}, True),
        ({"unit": "job"}, True),
        ({"value": 11.0}, False),
    ],
)
def test_definitions_differ_by_population_measure_or_unit_and_not_by_value(cells, holds):
    assert outcome("definitions_differ", {"one": [figure("a")], "other": [figure("b", **cells)]})["holds"] == holds


@pytest.mark.parametrize(
    ("cells", "holds"), [({}, False), ({"credit": "international"}, True), ({"funding": "eu"}, True)]
)
def test_credit_differs_by_credit_or_funding(cells, holds):
    found = outcome("credit_differs", {"one": [figure("a")], "other": [figure("b", **cells)]})
    assert found["holds"] == holds


def words(one: list, other: list) -> pd.Series:
    """The outcome for passages on both sides, each given as printed."""
    sides = {"one": one, "other": other}
    said = [(role, f"{role}{n}", text) for role, texts in sides.items() for n, text in enumerate(texts)]
    rows = [STATEMENT | {"statement_id": name, "as_printed": text} for _, name, text in said]
    members = [("case", role, None, name) for role, name, _ in said]
    data = dataset("words_differ", {})
    names = ["discrepancy_id", "role", "figure_id", "statement_id"]
    frames = {name: data[name] for name in data} | {
        "statements": pd.DataFrame(rows, columns=list(STATEMENT)),
        "discrepancy_figures": pd.DataFrame(members, columns=names, dtype="str"),
    }
    return examine(tables.Dataset(frames, Path())).iloc[0]


def test_passages_differ_as_long_as_both_are_printed_in_other_words():
    found = words(["twee doelen"], ["drie doelen", "Vier doelen"])
    assert found["holds"]
    assert found["arithmetic"] == (
        "“twee doelen” (Results 2018, line 7) against "
        "“drie doelen” (Results 2018, line 7) and “Vier doelen” (Results 2018, line 7)"
    )
    assert not words(["twee  doelen"], ["drie doelen", "Twee doelen"])["holds"]


def test_a_passage_with_nothing_on_the_other_side_is_refused():
    with pytest.raises(
        DataError, match=r"case \(words_differ\) has no figure or statement with the role other; add one"
    ):
        words(["twee doelen"], [])


@pytest.mark.parametrize(
    ("cells", "holds"),
    [
        ({}, True),
        ({"measure_id": "returns"}, True),
        ({"source_id": "book"}, True),
        ({"period_end": "2018-12-31"}, True),
        ({"period_end": "2017-12-31"}, False),
        ({"period_end": "2017-12-31", "kind": "context"}, False),
        ({"period_end": "2023-12-31", "kind": "target"}, True),
    ],
)
def test_a_rise_told_of_one_stock_ends_when_one_of_another_time_is_printed(cells, holds):
    said = [{"as_printed": "stijgt", "statement_kind": "trend", "means": "above"}]
    others = [figure("b", **cells)] if cells else []
    assert outcome("status_differs", {"actual": [figure("a")]}, said, others=others)["holds"] == holds


# -- what is recorded, against the documents -----------------------------------------------------------------------


# progress-report-2013, lines 25-53: 9 million a year, 4 million reserved for return, 8,159,166 and 2,459,052 spent.
def test_the_shortfall_on_return_is_larger_than_the_whole_underspending():
    spent = tables.load().figures.set_index("figure_id")["value"]
    assert 4_000_000 - spent["pr13-0051-1"] == 1_540_948
    assert 9_000_000 - spent["pr13-0053-1"] == 840_834
    row = FOUND.loc["return-shortfall-exceeds-underspend"]
    assert row["arithmetic"].endswith("= EUR 9,700,114, printed € 9 miljoen")
    assert "1.54 million" in row["what_en"]
    assert "0.84 million" in row["what_en"]


# migration-report-2023, line 61: circa 281 miljoen, ongeveer 3,6 procent.
def test_the_migrants_worldwide_imply_the_world_that_the_text_names():
    assert round(281 / 0.036 / 1000, 1) == 7.8
    assert "7.8 billion" in FOUND.loc["migrants-worldwide-of-which-year", "what_en"]


# theory-of-change-2018, lines 85, 330, 481 against 677-724.
def test_the_goals_of_the_text_are_fewer_than_the_outcomes_of_the_diagram():
    data = tables.load()
    goals = data.figures.set_index("figure_id").loc[["tc18-0085-1", "tc18-0330-1", "tc18-0481-1"], "value"]
    under = data.outcomes[data.outcomes["level"] == "medium_term"].groupby("parent_id").size()
    assert (list(goals), list(under)) == ([3, 2, 2], [7, 3, 2])
    assert FOUND.loc["goals-in-text-or-diagram", "holds"]


def test_a_rounding_or_a_hedge_is_no_contradiction():
    for name in (
        "return-netherlands-2018-rounded",
        "return-north-africa-rounded",
        "rescues-hedge",
        "reconsidering-rounded",
    ):
        assert FOUND.loc[name, "severity"] == "wording"
    windows = FOUND[FOUND["relation"].isin(["windows_differ", "definitions_differ", "credit_differs"])]
    assert "contradiction" not in set(windows["severity"])
    assert FOUND.loc["income-activities-more-or-almost", "severity"] == "contradiction"


# migration-report-2023 line 543 against lines 65-135; results-2018 lines 35-41 and 333-334.
def test_a_claim_without_its_number_is_unexplained_and_another_division_is_one_of_definition():
    assert FOUND.loc["displaced-rise-without-series", "severity"] == "unexplained"
    assert FOUND.loc["morocco-returns-highest", "severity"] == "unexplained"
    assert FOUND.loc["result-areas-two-or-three", "severity"] == "definition"
    assert FOUND.loc["cooperation-three-or-four-aims", "severity"] == "definition"


@pytest.mark.parametrize(
    "discrepancy",
    [
        "displaced-rise-without-series",
        "result-areas-two-or-three",
        "north-africa-return-two-areas",
        "goals-in-text-or-diagram",
        "sdgs-in-text-or-diagram",
        "access-to-work-two-years-or-less",
        "irregular-migrants-with-or-without-refugees",
        "ring-around-europe",
        "facts-of-2024-in-2023",
        "ssar-vice-chair",
        "education-follow-start-or-access",
        "reconsider-give-up-or-say",
        "migrants-worldwide-of-which-year",
        "return-shortfall-exceeds-underspend",
    ],
)
def test_what_no_table_recorded_is_recorded_in_both_languages(discrepancy):
    row = FOUND.loc[discrepancy]
    assert row[["what_en", "what_nl", "resolution_en", "resolution_nl"]].str.len().min() > 10


# -- what the tables may not say -----------------------------------------------------------------------------------


def test_the_result_names_what_it_rests_on():
    found = outcome("status_differs", {"actual": [figure("b"), figure("a")]}, [{}])
    assert (found["figure_id"], found["statement_id"]) == ("a b", "s1")


def test_a_side_without_a_figure_is_refused():
    with pytest.raises(DataError, match=r"case \(values_differ\) has no figure with the role other; add one"):
        outcome("values_differ", {"one": [figure("a")]})


def test_a_status_without_a_statement_is_refused():
    with pytest.raises(DataError, match="has no statement; a status is one"):
        outcome("status_differs", {"actual": [figure("a")]})


def test_words_that_claim_nothing_known_are_refused():
    with pytest.raises(DataError, match=r"s1: means: is empty; say what “Het regent” claims"):
        outcome("status_differs", {"actual": [figure("a")]}, [{"as_printed": "Het regent"}])


def test_a_claim_about_nothing_that_could_be_looked_for_is_refused():
    with pytest.raises(DataError, match="names nothing of which a result could be looked for"):
        outcome("status_differs", {}, [{"as_printed": "een succes"}])


def test_a_relation_without_arithmetic_is_refused():
    with pytest.raises(UnknownNameError, match="weather_differs"):
        outcome("weather_differs", {"one": [figure("a")], "other": [figure("b")]})


def test_a_printed_figure_that_a_reference_value_agrees_with_does_not_differ():
    data = tables.load()
    members = data.discrepancy_figures
    members.loc[members["discrepancy_id"] == "external-refugees-venezuela", "figure_id"] = "mr23-0097-1"
    found = discrepancies.examine(data).set_index("discrepancy_id")
    assert not found.loc["external-refugees-venezuela", "holds"]
    assert found.loc["external-five-origins", "holds"]


def test_each_number_from_outside_is_told_beside_the_line_that_it_is_held_against():
    checks = external.examine(DATA)
    differing = checks[checks["verdict"] == external.DIFFERS].set_index("figure_id")["where"]
    members = DATA.discrepancy_figures.set_index("discrepancy_id")["figure_id"]
    told = FOUND.loc[FOUND["relation"] == "external_differs", "arithmetic"]
    assert len(told)
    for discrepancy_id, sentence in told.items():
        places = differing.loc[members.loc[[discrepancy_id]]]
        assert [wording.where(place) in sentence for place in places] == [True] * len(places)
