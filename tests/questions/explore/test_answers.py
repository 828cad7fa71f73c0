"""Choosing figures: what fits, what would fit but for its window, and all that is known of one."""

import pytest

from analysis.dataset import tables
from analysis.errors import ParameterError, UnknownNameError
from analysis.questions.explore import answers as explore

DATA = tables.load()
ROWS = explore.register(DATA)
# results-2018, by hand: the five printings of the rescues, in the order of their lines.
RESCUES = ["rs18-0005-1", "rs18-0037-1", "rs18-0157-1", "rs18-0175-1", "rs18-0211-1"]


def found(**wanted):
    return explore.select(ROWS, explore.choice(DATA, **wanted))["figure_id"].tolist()


def test_everything_is_in_the_register_once():
    assert sorted(ROWS["figure_id"]) == sorted(DATA.figures["figure_id"])


def test_a_measure_finds_all_its_printings_in_order():
    assert found(subject="rescues-desert", kind="actual") == RESCUES


@pytest.mark.parametrize("place", ["NER", "Niger", "niger"])
def test_a_place_is_found_by_its_code_and_its_name(place):
    assert set(RESCUES) <= set(found(place=place))


@pytest.mark.parametrize("words", ["reddingen woestijn", "rescued desert", "RESCUES Desert"])
def test_words_are_found_in_dutch_and_english_whatever_their_ending(words):
    assert "rs18-0211-1" in found(search=words)


def test_a_figure_is_found_by_its_identifier_alone():
    assert found(search="rs18-0211-1") == ["rs18-0211-1"]


def test_years_keep_windows_that_touch_them_and_name_the_undated_apart():
    chosen = explore.choice(DATA, period="2009-2010", subject="return")
    years = explore.select(ROWS, chosen)["period_start"].dt.year
    assert set(years) == {2009, 2010}
    undated = explore.undated(ROWS, chosen)
    assert undated["period_start"].isna().all()
    assert explore.undated(ROWS, explore.choice(DATA, subject="return")).empty


def test_a_window_without_a_first_day_does_not_reach_back_before_what_its_document_speaks_of():
    ceiling = ROWS["figure_id"] == "rs16-0056-1"  # "until 31 December 2016", in a decision on 2015 and 2016
    assert ROWS.loc[ceiling, "period_start"].isna().all()
    assert ROWS.loc[ceiling, "begins"].dt.strftime("%Y-%m-%d").tolist() == ["2015-01-01"]
    touched = {
        period
        for period in ("2014", "2015", "2016", "2017")
        if "rs16-0056-1" in set(explore.select(ROWS, explore.choice(DATA, period=period))["figure_id"])
    }
    assert touched == {"2015", "2016"}


def test_a_choice_survives_the_way_through_the_parameters():
    wanted = {
        "subject": "return",
        "kind": "actual",
        "period": "2013-2018",
        "place": "NLD",
        "search": "source:results-2018",
    }
    chosen = explore.choice(DATA, **wanted)
    assert explore.choice(DATA, **explore.parameters(chosen)) == chosen


@pytest.mark.parametrize(
    ("wanted", "error", "named"),
    [
        ({"subject": "retrun"}, UnknownNameError, "return"),
        ({"kind": "goal"}, UnknownNameError, "target"),
        ({"place": "Atlantis"}, UnknownNameError, "Atlantis"),
        ({"period": "last year"}, ParameterError, "last year"),
        ({"period": "0000-2018"}, ParameterError, "0000-2018"),
    ],
)
def test_a_choice_that_is_none_is_refused_with_what_there_is(wanted, error, named):
    with pytest.raises(error, match=named):
        explore.choice(DATA, **wanted)


def test_the_card_of_the_rescues_holds_printings_targets_and_disputes():
    card = explore.card(DATA, ROWS, "rs18-0211-1")
    assert card.printings["figure_id"].tolist() == RESCUES[:-1]
    assert card.targets["target_id"].tolist() == ["rescues-niger-2018"]
    assert "rescues-on-schedule" in set(card.discrepancies["discrepancy_id"])
    assert "line 211" in card.citation


def test_a_share_names_its_base_on_the_card():
    # results-2018, line 129: 57 % of the 1,521 jobs.
    related = explore.relations(DATA, ROWS, "rs18-0129-2").set_index("relation")
    assert related.loc["share_of", "other_figure_id"] == "rs18-0129-1"


def test_an_unknown_figure_is_named():
    with pytest.raises(UnknownNameError, match="rs18-9999-1"):
        explore.card(DATA, ROWS, "rs18-9999-1")


def test_counts_of_a_facet_hold_with_the_rest_of_the_choice():
    chosen = explore.choice(DATA, subject="return")
    counts = explore.facets(ROWS, chosen)["source"]
    assert (
        counts["all"] == sum(count for name, count in counts.items() if name != "all") == len(found(subject="return"))
    )


def test_a_misspelt_word_finds_the_nearest_that_is_known():
    assert explore.nearest(ROWS, "woestijnn") == "woestijn"
    assert explore.nearest(ROWS, "woestijn") is None
