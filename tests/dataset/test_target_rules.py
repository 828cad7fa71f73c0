"""Definitions of a target that name no number, or the wrong one, are found, with the line to blame."""

from types import SimpleNamespace

import pytest

from analysis.dataset import target_rules


class Row(SimpleNamespace):
    def __getitem__(self, name):
        return getattr(self, name, "")


YEAR = {"period_start": "2022-01-01", "period_end": "2022-12-31", "period_kind": "calendar_year"}
HALF = {"period_start": "2022-01-01", "period_end": "2022-06-30", "period_kind": "span"}
SIXTEEN = {"period_start": "2020-09-01", "period_end": "2021-12-31", "period_kind": "multi_year"}
DAY = {"period_start": "2022-12-31", "period_end": "2022-12-31", "period_kind": "instant"}
OWN = {"target_id": "t", "gives": "result", "credited_en": "IOM"}
OTHER = {"target_id": "t", "gives": "series", "series_id": "border", "credit": "eu", "credited_en": "the EU"}
NONE = {"target_id": "t", "gives": "nothing"}


def found(*definitions: dict[str, str], match: str = "same") -> list[tuple[int, str, str]]:
    rows = {
        "target_definitions": [Row(line=line, **cells) for line, cells in enumerate(definitions, 2)],
        "targets": [Row(line=2, target_id="t", target_figure_id="aim", unit_match=match)],
        "figures": [Row(line=2, figure_id="aim", unit="person")],
        "series_definitions": [
            Row(line=2, series_id="border", unit="person"),
            Row(line=3, series_id="money", unit="EUR"),
            Row(line=4, series_id="empty", unit="person"),
        ],
        "series": [Row(line=2, series_id="border"), Row(line=3, series_id="money")],
    }
    rules = (target_rules.definitions, target_rules.results)
    return [(line, column, said) for rule in rules for _, line, column, said in rule(rows, {})]


def test_a_result_a_series_and_what_nothing_gives_are_right_together():
    assert found(OWN, OTHER, NONE) == []
    assert found() == []


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        (OTHER | {"series_id": ""}, "series_id", "goes with what a series gives, and series is given here"),
        (OTHER | {"credit": ""}, "credit", "goes with what a series gives"),
        (NONE | {"series_id": "border"}, "series_id", "goes with what a series gives, and nothing is given here"),
        (NONE | {"credited_en": "the EU"}, "credited_en", "goes with a number"),
        (OTHER | {"credited_en": ""}, "credited_en", "goes with a number"),
        (OTHER | {"series_id": "empty"}, "series_id", "empty has no number"),
        (OTHER | {"series_id": "money"}, "series_id", "money is in EUR, but the target in person"),
    ],
)
def test_a_definition_without_its_number_is_blamed(cells, column, message):
    ((line, blamed, said),) = found(OWN, cells)
    assert (line, blamed) == (3, column)
    assert message in said


def test_a_series_is_named_once_for_a_target():
    assert [(line, column) for line, column, _ in found(OWN, OTHER, OTHER)] == [(4, "series_id")]


def test_a_target_has_one_result_of_its_own_and_it_counts_what_the_target_does():
    assert [said for *_, said in found(OTHER)] == ["t needs the result that its document prints among its definitions"]
    assert "already, on line 2" in found(OWN, OWN)[0][2]
    assert "counts the same" in found(OWN, match="proxy")[0][2]


def held(aim: dict[str, str], result: dict[str, str], match: str = "same", deadline: str = "") -> list[tuple[str, str]]:
    row = Row(line=2, target_figure_id="aim", actual_figure_id="result", unit_match=match, deadline=deadline)
    figures = [Row(line=2, figure_id="aim", **aim), Row(line=3, figure_id="result", **result)]
    return [(column, said) for *_, column, said in target_rules.windows({"targets": [row], "figures": figures}, {})]


@pytest.mark.parametrize(
    ("aim", "result", "said"),
    [
        ({"per": "year"}, SIXTEEN, "the target is for 12 months and the result for 16 months"),
        (SIXTEEN | {"per": "year"}, SIXTEEN, "the target is for 12 months and the result for 16 months"),
        ({"per": "month"}, YEAR, "the target is for 1 month and the result for 12 months"),
        (YEAR, SIXTEEN, "the target is for 12 months and the result for 16 months"),
        (SIXTEEN, HALF, "the target is for 16 months and the result for 6 months"),
    ],
)
def test_a_result_over_another_time_than_its_target_is_refused_unless_it_is_a_proxy(aim, result, said):
    ((column, message),) = held(aim, result)
    assert (column, message) == ("unit_match", f"is same, but {said}; say proxy, or name a result over the same time")
    assert held(aim, result, "proxy") == []


@pytest.mark.parametrize(
    ("aim", "result"),
    [
        (YEAR, YEAR | {"period_start": "2021-07-01", "period_end": "2022-06-30"}),
        (SIXTEEN | {"per": "year"}, YEAR),
        (YEAR, DAY),
        ({}, SIXTEEN),
        (YEAR, {"period_start": "2022-01-01"}),
    ],
    ids=["both a year", "a rate a year", "an instant", "no window", "no end"],
)
def test_a_result_over_as_long_a_time_or_one_that_is_not_known_is_held_against_its_target(aim, result):
    assert held(aim, result) == []


def test_a_programme_that_ended_before_its_target_was_due_is_asked_about_until_something_says_why():
    def asked(deadline: str = "2025-12-31", basis: str = "printed", **programme: str) -> list[tuple[str, str]]:
        aimed = {"period_end": "2025-06-30", "period_basis": basis}
        rows = {
            "targets": [
                Row(line=2, target_id="t", programme_id="bread", deadline=deadline, target_figure_id="f-0001-1")
            ],
            "programmes": [Row(line=2, programme_id="bread", **programme)],
            "figures": [Row(line=2, figure_id="f-0001-1", **aimed)],
        }
        return [(column, said) for _, _, column, said in target_rules.ended_early(rows)]

    said = (
        "is 2025-12-31, and the programme bread ended on 2024-06-30; mend one of the days, "
        "or say in end_reason_en and end_reason_nl of the programme why it ended early"
    )
    assert asked(end="2024-06-30") == [("deadline", said)]
    assert asked(end="2024-06-30", end_reason_en="No money was left.") == []
    assert asked(end="2025-12-31") == asked(end="") == []
    ((_, without),) = asked(deadline="", end="2024-06-30")
    assert without == said.replace("is 2025-12-31", "is empty, and the figure aimed at is of 2025-06-30")
    assert asked(deadline="", end="2024-06-30", basis="inferred") == asked(deadline="", end="2025-06-30") == []


@pytest.mark.parametrize(
    ("cells", "until"),
    [
        ({"as_of": "2022-12-31"}, "2022-12-31"),
        ({}, "2023-10"),
        ({"as_of": "2024-12-31"}, ""),
        ({"deadline": "2024-12-31"}, ""),
        ({"per": "year"}, ""),
        ({"actual_figure_id": ""}, ""),
    ],
)
def test_a_target_that_is_not_due_is_asked_by_when_it_is(cells, until):
    aimed = {"period_end": "2024-12-31", "per": cells.get("per", "")}
    rows = {
        "targets": [
            Row(**{"line": 2, "source_id": "letter", "target_figure_id": "aim", "actual_figure_id": "f"} | cells)
        ],
        "figures": [Row(line=2, figure_id="aim", **aimed)],
        "sources": [Row(line=2, source_id="letter", published="2023-10")],
    }
    remedy = "say by when it was due, so that it counts as under way"
    said = f"is empty, and the figure aimed at is of 2024-12-31, after {until}; {remedy}"
    found = [(column, message) for _, _, column, message in target_rules.undated(rows)]
    assert found == ([("deadline", said)] if until else [])


def test_a_result_of_the_first_part_of_the_time_needs_the_day_by_which_the_rest_was_due():
    said = (
        "is empty, and the result is of 2022-06-30, before the end of the target (2022-12-31); say by when it was due"
    )
    assert held(YEAR, HALF) == [("deadline", said)]
    assert held(YEAR, HALF, deadline="2022-12-31") == []
