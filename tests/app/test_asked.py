"""What an address asks for is read by the controls of the question, in the language of the page."""

import pytest

from analysis.app.asked import LONGEST, address, read, written
from analysis.app.fields import fields
from analysis.language import N_, speaking
from analysis.show.controls import Amount, Pick, Words, Yes

PLACES = {"en": [("all", None), ("Niger", "NER")], "nl": [("alle", None), ("Niger", "NER")]}
CONTROLS = [
    Pick("place", "str | None", N_("place"), PLACES),
    Amount("goal", "float | None", N_("another goal to try"), 0, None, N_("the printed goal"), above=True, of="place"),
    Yes("possible", "bool", N_("words")),
    Words("search", "str", N_("words")),
]
DEFAULTS = {"place": None, "goal": None, "possible": True, "search": ""}


def test_an_empty_query_asks_for_what_the_notebook_starts_from():
    assert read(CONTROLS, {}, DEFAULTS).values == DEFAULTS


def test_each_control_reads_its_own_text():
    query = {"place": "NER", "goal": "2500", "possible": "false", "search": "rescue"}
    asked = read(CONTROLS, query, DEFAULTS)
    assert asked.values == {"place": "NER", "goal": 2500.0, "possible": False, "search": "rescue"}
    assert not asked.refused


@pytest.mark.parametrize(("text", "value"), [("niger", "NER"), ("Alle", None), ("", None)])
def test_an_option_is_known_by_its_code_or_by_its_name_in_any_language(text, value):
    asked = read(CONTROLS, {"place": text}, DEFAULTS)
    assert asked.values["place"] == value
    assert not asked.refused


def test_a_number_is_read_in_the_language_of_the_page_and_one_with_two_readings_is_refused():
    with speaking("nl"):
        assert read(CONTROLS, {"goal": "3.000"}, DEFAULTS).values["goal"] == 3000
    asked = read(CONTROLS, {"goal": "3.000"}, DEFAULTS)
    assert asked.values["goal"] is None
    assert asked.refused == {"goal": "“3.000” is not taken: it can be read in two ways. Write 3 or 3000."}


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("place", "Atlantis", "“Atlantis” is not taken: it is none of the choices."),
        ("place", "__import__('os')", "“__import__('os')” is not taken: it is none of the choices."),
        ("possible", "1", "“1” is not taken: it is none of the choices."),
        ("search", "x" * (LONGEST + 1), f"“{'x' * 20}…” is not taken: it is too long."),
        ("goal", "nan", "“nan” is not taken. Write a number above 0, as in 1,234.5; empty: the printed goal."),
    ],
)
def test_what_a_control_does_not_know_is_refused_with_a_reason(name, text, why):
    asked = read(CONTROLS, {name: text}, DEFAULTS)
    assert asked.refused == {name: why}
    assert asked.values == DEFAULTS


def test_what_no_control_is_for_is_passed_over():
    assert read(CONTROLS, {"other": "x"}, DEFAULTS).values == DEFAULTS


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("goal", [2500.0, 0.5, 1234.5, 1e9, None])
def test_an_address_is_read_back_as_what_it_was_made_of(language, goal):
    values = {"place": "NER", "goal": goal, "possible": False, "search": "a&b=ç"}
    with speaking(language):
        query = {control.name: written(control, values[control.name]) for control in CONTROLS}
        assert read(CONTROLS, query, DEFAULTS).values == values


def test_an_address_says_only_what_is_not_as_at_first():
    assert address("03", CONTROLS, DEFAULTS, DEFAULTS) == "03"
    assert address("03", CONTROLS, {**DEFAULTS, "place": "NER", "search": "a b"}, DEFAULTS) == "03?place=NER&search=a+b"


def test_a_field_keeps_the_line_that_was_refused_and_a_list_stays_at_its_value():
    asked = read(CONTROLS, {"goal": "many", "place": "Atlantis"}, DEFAULTS)
    place, goal, possible, _ = fields(CONTROLS, asked, DEFAULTS)
    assert (goal.value, goal.refused) == ("many", asked.refused["goal"])
    assert place.value == ""
    assert place.clears == "goal"
    assert [code for _, code in possible.options] == ["true", "false"]
