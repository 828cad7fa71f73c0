"""A series that breaks its own rules is found, with the line to blame."""

from types import SimpleNamespace

import pytest

from analysis.dataset import series_rules

OBSERVED = {
    "period_start": "2016-01-01",
    "period_end": "2016-12-31",
    "part": "",
    "qualifier": "exact",
    "rounded_to": "",
    "basis": "printed",
    "vintage": "as_published",
    "source_id": "dutch",
}


class Row(SimpleNamespace):
    def __getitem__(self, name):
        return getattr(self, name, "")


def observed(line, series_id, value, **cells):
    printed = f"{int(value):,}".replace(",", ".")
    return Row(line=line, **(OBSERVED | {"series_id": series_id, "value": value, "as_printed": printed} | cells))


def tables(*series, relations=()):
    sources = [Row(line=2, source_id="dutch", language="nl"), Row(line=3, source_id="english", language="en")]
    return {
        "series": list(series),
        "sources": sources,
        "series_relations": list(relations),
        "series_missing": [],
        "series_sections": [],
    }


def related(series_id, relation, other, tolerance=""):
    return Row(line=2, series_id=series_id, relation=relation, other_series_id=other, tolerance=tolerance)


def found(rule, rows):
    return [(line, column, message) for _, line, column, message in rule(rows, {})]


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"value": "17800"}, "value", "other digits"),
        ({"as_printed": "ruim 17.080"}, "qualifier", "reads as just_over"),
        ({"as_printed": ""}, "as_printed", "does not go with"),
        ({"basis": "summed"}, "as_printed", "does not go with"),
    ],
)
def test_a_number_that_its_print_does_not_say_is_blamed(cells, column, message):
    row = observed(2, "total", "17080", as_printed="17.080")
    assert found(series_rules.printed, tables(row)) == []
    ((line, blamed, said),) = found(series_rules.printed, tables(Row(**(vars(row) | cells))))
    assert (line, blamed) == (2, column)
    assert message in said


def test_a_scale_word_of_another_language_has_the_same_digits():
    row = observed(2, "fund", "4200000000", as_printed="EUR 4.2 billion", source_id="english")
    assert found(series_rules.printed, tables(row)) == []


def test_two_numbers_of_one_year_cannot_both_stand_in_a_line():
    one, other = observed(2, "total", "30020"), observed(3, "total", "29891")
    assert [line for line, *_ in found(series_rules.vintages, tables(one, other))] == [3]
    first = observed(2, "total", "30020", vintage="first")
    assert "not called revised" in found(series_rules.vintages, tables(first, other))[0][2]
    revised = observed(3, "total", "29891", vintage="revised")
    assert found(series_rules.vintages, tables(first, revised)) == []
    assert "no other number" in found(series_rules.vintages, tables(first))[0][2]


def test_parts_that_do_not_add_up_to_their_total_are_found_only_where_all_are_there():
    relations = [related("forced", "part_of", "total"), related("independent", "part_of", "total")]
    whole, part = observed(2, "total", "9000"), observed(3, "forced", "2220")
    assert found(series_rules.sums, tables(whole, part, relations=relations)) == []
    right, wrong = observed(4, "independent", "6780"), observed(4, "independent", "6790")
    assert found(series_rules.sums, tables(whole, part, right, relations=relations)) == []
    ((line, column, _),) = found(series_rules.sums, tables(whole, part, wrong, relations=relations))
    assert (line, column) == (2, "value")
    loose = [Row(**(vars(row) | {"rounded_to": "10"})) for row in (whole, part, wrong)]
    assert found(series_rules.sums, tables(*loose, relations=relations)) == []


def test_half_years_check_a_year_within_the_tolerance_and_half_of_them_check_nothing():
    halves = [
        observed(2, "halves", "600", period_end="2016-06-30"),
        observed(3, "halves", "500", period_start="2016-07-01"),
    ]
    year = observed(4, "year", "1090")
    assert (
        found(series_rules.checks, tables(*halves, year, relations=[related("halves", "checks", "year", "10")])) == []
    )
    close = [related("halves", "checks", "year", "9")]
    assert [line for line, *_ in found(series_rules.checks, tables(*halves, year, relations=close))] == [4]
    assert found(series_rules.checks, tables(halves[0], year, relations=close)) == []


def test_a_relation_names_a_series_or_a_measure_and_only_a_check_has_a_tolerance():
    both = related("total", "differs", "other")
    both.measure_id = "returns"
    loose = related("total", "checks", "other")
    rows = tables(relations=[both, loose, related("total", "differs", "total")])
    columns = [column for _, column, _ in found(series_rules.relations, rows)]
    assert columns == ["other_series_id", "tolerance", "other_series_id"]
