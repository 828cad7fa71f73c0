"""A panel: what it shows follows its controls, and what goes wrong is seen."""

import altair as alt
import ipywidgets as ipw
import pandas as pd
import pytest

from analysis.errors import ParameterError, UnknownNameError
from analysis.language import current, speaking
from analysis.show import frontend, theme
from analysis.show.controls import LANGUAGE, Amount, Pick, Words, Yes, first, named, worded
from analysis.show.exhibit import Exhibit
from analysis.show.fields import Field
from analysis.show.marks import Nothing
from analysis.show.panel import Panel, Screen, bundle
from analysis.show.table import Table

FRUIT = Pick(
    "fruit",
    "str or None",
    "kind",
    {"en": [("all", None), ("apple", "a"), ("quince", "q")], "nl": [("alle", None), ("appel", "a"), ("kweepeer", "q")]},
)
MANY = Amount(
    "many",
    "float or None",
    "target",
    0,
    None,
    "not known",
    above=True,
    of="fruit",
    note=lambda values: f"of {values['fruit']}",
)
RIPE = Yes("ripe", "bool", "level")
SAID = Words("said", "str", "words")
START = {"fruit": None, "many": None, "ripe": False, "said": "", "language": "en"}


def view(fruit, many, ripe, said):
    if said == "bad":
        raise ParameterError("said is 'bad'; write <something> else")
    if said == "worse":
        raise KeyError("nothing & nobody")
    return [f"{fruit} {many} {ripe} {said} {current()}"]


def made(**changed) -> Panel:
    panel = Panel("99-fruit", view, [FRUIT, MANY, RIPE, SAID, LANGUAGE], START | changed)
    assert panel.widget
    return panel


def shown(panel: Panel) -> str:
    return panel.screen.bundles[0]["text/markdown"]


def line(panel: Panel) -> ipw.Text:
    return panel.fields["many"].holder


def test_it_starts_from_the_values_that_it_is_given():
    assert shown(made(fruit="q", many=2.5, ripe=True, said="hm")) == "q 2.5 True hm en"


def test_the_view_follows_each_control():
    panel = made()
    panel.fields["fruit"].holder.value = 1
    assert shown(panel) == "a None False  en"
    panel.fields["ripe"].holder.value = True
    panel.fields["said"].holder.value = "yes"
    line(panel).value = "12"
    assert shown(panel) == "a 12.0 True yes en"


def test_a_number_counts_while_it_is_typed_and_stays_as_it_was_typed():
    panel = made()
    assert line(panel).continuous_update
    for typed, number in [("2", 2.0), ("25", 25.0), ("25.", 25.0), ("25.0", 25.0), ("", None)]:
        line(panel).value = typed
        assert (line(panel).value, panel.values["many"]) == (typed, number)
        assert ('role="alert"' in panel.fields["many"].note.value) is (typed == "25.")
        assert ("of " in panel.fields["many"].note.value) is (typed != "25.")


def test_a_list_can_be_set_back_to_none():
    panel = made(fruit="a")
    panel.fields["fruit"].holder.value = 0
    assert panel.values["fruit"] is None
    assert panel.fields["fruit"].holder.label == "all"


def test_a_value_that_is_not_in_the_list_is_named():
    with pytest.raises(UnknownNameError, match="unknown fruit 'pear'; allowed: None, a, q"):
        made(fruit="pear")


def test_several_controls_move_at_once_and_the_view_is_computed_once():
    calls = []
    panel = Panel("99-fruit", lambda **chosen: calls.append(chosen) or [], [FRUIT, RIPE, LANGUAGE], START)
    assert panel.widget
    panel.set(fruit="a", ripe=True, language="nl")
    assert calls[1:] == [{"fruit": "a", "ripe": True}]
    assert panel.values["language"] == "nl"


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [("2,500", "en", 2500), ("2.500", "nl", 2500), ("0,5", "nl", 0.5), ("0.5", "en", 0.5), (" 3 ", "en", 3)],
)
def test_a_number_is_read_as_the_language_writes_it(text, language, number):
    panel = made(language=language)
    line(panel).value = text
    assert panel.values["many"] == number


@pytest.mark.parametrize("text", ["abc", "-3", "0", "nan", "inf", "0,5", "1 000 000"])
def test_nonsense_for_a_number_is_refused_in_sight_and_the_value_stays(text):
    panel = made(many=7.0)
    line(panel).value = text
    assert panel.values["many"] == 7.0
    assert 'role="alert"' in panel.fields["many"].note.value
    assert f"“{text}” is not taken. Write a number above 0, as in 1,234.5; empty: not known." in (
        panel.fields["many"].note.value
    )
    line(panel).value = "8"
    assert panel.values["many"] == 8.0
    assert panel.fields["many"].note.value == "of None"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "3.000", "“3.000” is not taken: it can be read in two ways. Write 3 or 3000."),
        ("nl", "3,000", "“3,000” is niet overgenomen: het is op twee manieren te lezen. Vul 3 of 3000 in."),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_refused_in_sight(language, text, said):
    panel = made(language=language, many=7.0)
    line(panel).value = text
    assert panel.values["many"] == 7.0
    assert said in panel.fields["many"].note.value


def test_a_refusal_names_both_limits_and_speaks_dutch():
    share = Amount("share", "float or None", "share", 0, 1, "not known")
    assert speaking("nl")(share.read)("1") == 1
    with pytest.raises(ValueError, match="1,1"):
        speaking("nl")(share.read)("1,1")
    assert speaking("nl")(share.refusal)("1,1") == (
        "“1,1” is niet overgenomen. Vul een getal van 0 tot en met 1 in, zoals 0,5; leeg: onbekend."
    )


def test_what_is_written_for_a_number_is_escaped():
    panel = made()
    line(panel).value = "<img src=x>"
    assert "&lt;img src=x&gt;" in panel.fields["many"].note.value


def test_an_empty_line_is_no_number():
    panel = made(many=7.0)
    line(panel).value = ""
    assert panel.values["many"] is None


def test_a_number_is_forgotten_when_what_it_belongs_to_moves():
    panel = made(fruit="a", many=7.0)
    panel.set(fruit="q")
    assert (panel.values["many"], line(panel).value) == (None, "")
    panel.set(fruit="a", many=3.0)
    assert panel.values["many"] == 3.0


def test_the_language_changes_labels_words_and_numbers_and_the_same_controls_stay():
    panel = made(fruit="q", many=2500.5)
    before = [field.widget for field in panel.fields.values()]
    panel.set(language="nl")
    assert [field.widget for field in panel.fields.values()] == before
    assert [field.holder.description for field in panel.fields.values()] == [
        "soort",
        "doel",
        "niveau",
        "woorden",
        "taal",
    ]
    assert panel.fields["fruit"].holder.label == "kweepeer"
    assert (line(panel).value, line(panel).placeholder) == ("2.500,5", "onbekend")
    assert panel.values == START | {"fruit": "q", "many": 2500.5, "language": "nl"}
    assert shown(panel) == "q 2500.5 False  nl"


def test_what_goes_wrong_is_seen_and_the_next_move_recovers():
    panel = made()
    assert panel.problem == ""
    panel.set(said="bad")
    assert panel.problem == (
        '<p role="alert"><strong>This cannot be shown:</strong> '
        "said is &#x27;bad&#x27;; write &lt;something&gt; else</p>"
    )
    assert panel.screen.bundles == []
    panel.set(said="good")
    assert panel.problem == ""
    assert shown(panel) == "None None False good en"


def test_an_error_that_nobody_meant_shows_its_trace():
    panel = made(language="nl")
    panel.set(said="worse")
    assert "<strong>Dit kan niet worden getoond:</strong> KeyError: &#x27;nothing &amp; nobody&#x27;" in panel.problem
    assert "<details><pre>" in panel.problem
    assert "in view" in panel.problem


def test_the_settings_follow_the_controls():
    panel = made()
    panel.set(fruit="q", many=4.0)
    assert "fruit: &quot;str or None&quot; = &quot;q&quot;  # kind" in panel.settings
    assert "-p many 4.0" in panel.settings
    panel.set(language="nl")
    assert "De parametercel van 99-fruit" in panel.settings


# -- parts -----------------------------------------------------------------------------------------------------------


def test_a_part_of_a_view_is_computed_only_when_its_own_parameters_move():
    calls = []

    def of_fruit(fruit):
        calls.append(("fruit", fruit))
        return [f"{fruit} {current()}"]

    def of_ripe(ripe):
        calls.append(("ripe", ripe))
        if ripe:
            raise ParameterError("not ripe")
        return [f"{ripe} {current()}"]

    panel = Panel("99-fruit", [of_fruit, of_ripe], [FRUIT, RIPE, LANGUAGE], START)
    assert panel.widget
    del calls[:]
    panel.set(fruit="a")
    assert calls == [("fruit", "a")]
    panel.set(ripe=True)
    assert "not ripe" in panel.problem
    panel.set(ripe=False)
    assert calls == [("fruit", "a"), ("ripe", True), ("ripe", False)]
    assert [data["text/plain"] for data in panel.screen.bundles] == ["a en", "False en"]


def test_a_view_may_show_exhibits_whole_or_in_parts_and_leaves_out_what_is_missing():
    frame = pd.DataFrame({"n": [1]})
    whole = Exhibit(frame, text=lambda: f"in {current()}", more=[Exhibit(frame, text=lambda: "under it")])
    panel = Panel("99-fruit", lambda fruit: [whole, whole.chart, "and that"], [FRUIT, LANGUAGE], START)
    assert panel.widget
    assert [data["text/markdown"] for data in panel.screen.bundles] == ["in en", "under it", "and that"]


# -- the screen ------------------------------------------------------------------------------------------------------


def test_a_part_that_stays_the_same_is_not_drawn_again():
    screen, drawn = Screen(), []
    screen.show([{"text/plain": "one"}, {"text/plain": "two"}])
    kept, changed = screen.widget.children
    for output in (kept, changed):
        output.observe(drawn.append, names="outputs")
    screen.show([{"text/plain": "one"}, {"text/plain": "three"}])
    assert [change["owner"] for change in drawn] == [changed]
    screen.show([{"text/plain": "one"}])
    assert screen.widget.children == (kept,)


def test_charts_tables_sentences_and_what_stands_for_a_chart_have_their_own_form():
    table = Table(pd.DataFrame({"n": [1]}), [Field("n", "n", lambda row: row.n)], "numbers")
    assert bundle("**yes**")["text/markdown"] == "**yes**"
    assert "<caption>numbers</caption>" in bundle(table)["text/html"]
    assert bundle(Nothing("*none*")) == {"text/markdown": "*none*", "text/plain": "*none*"}


# -- without a kernel ------------------------------------------------------------------------------------------------


@pytest.fixture
def no_widgets(monkeypatch):
    """Fail when a widget is made."""

    def refuse(*_args, **_options):
        pytest.fail("a widget was made")

    monkeypatch.setattr(ipw.Widget, "open", refuse)


@pytest.mark.parametrize(
    ("language", "text", "hint"),
    [
        (
            "en",
            "Set to kind: all; target: not known; level: no; words: none; language: English.",
            "In JupyterLab, once",
        ),
        (
            "nl",
            "Ingesteld op soort: alle; doel: onbekend; niveau: nee; woorden: geen; taal: Nederlands.",
            "knoppen",
        ),
    ],
)
def test_without_a_kernel_the_words_remain_and_no_widget_is_made(language, text, hint, no_widgets):
    static = Panel("99-fruit", view, [FRUIT, MANY, RIPE, SAID, LANGUAGE], START | {"language": language})
    found = static._repr_mimebundle_()
    assert sorted(found) == ["text/html", "text/plain"]
    assert found["text/plain"] == text
    assert hint in found["text/html"]


class _Shell:
    """What a kernel knows of the cell that it runs."""

    def __init__(self, **content) -> None:
        self.content = content

    def get_parent(self) -> dict:
        return {"content": self.content}


@pytest.mark.parametrize(
    ("shell", "static", "expected"),
    [
        (_Shell(allow_stdin=True), "1", True),
        (_Shell(), "1", True),  # a widget's own message says nothing
        (_Shell(allow_stdin=False), "1", False),  # Papermill, nbval, nbconvert
        (_Shell(allow_stdin=True), "0", False),  # a render
        (None, "1", False),
        (object(), "1", False),  # IPython in a terminal
    ],
)
def test_widgets_are_for_kernels_that_somebody_looks_at(shell, static, expected, monkeypatch):
    monkeypatch.setattr(frontend, "get_ipython", lambda: shell)
    monkeypatch.setenv("ANALYSIS_STATIC", static)
    assert frontend.attended() is expected
    panel = Panel("99-fruit", view, [FRUIT, MANY, RIPE, SAID, LANGUAGE], START)
    assert ("application/vnd.jupyter.widget-view+json" in panel._repr_mimebundle_()) is expected


# -- options ---------------------------------------------------------------------------------------------------------


def test_options_are_sorted_by_their_words_without_case_and_accents():
    table = pd.DataFrame(
        {"key": ["e", "z", "a"], "label_en": ["Éire", "Zaire", "austria"], "label_nl": ["I", "Z", "O"]}
    )
    assert [words for words, _ in named(table, "key")["en"]] == ["austria", "Éire", "Zaire"]
    assert named(table, "key")["nl"] == [("I", "e"), ("O", "a"), ("Z", "z")]


def test_another_option_can_stand_before_the_others():
    options = first(worded([1, 2], lambda value: f"{current()}{value}"), None, "all")
    assert options == {"en": [("all", None), ("en1", 1), ("en2", 2)], "nl": [("alle", None), ("nl1", 1), ("nl2", 2)]}


def test_what_stands_for_all_is_said_in_words():
    period = Words("period", "str", "period", every="all")
    assert [speaking("nl")(period.shown)(value) for value in ("all", "2013", "")] == ["alle", "“2013”", "geen"]
    assert Words("said", "str", "words").shown("all") == "“all”"


@pytest.mark.parametrize("program", ["JupyterLab", "VS Code"])
def test_a_chart_has_a_picture_beside_it_where_nobody_would_draw_it(program, monkeypatch):
    monkeypatch.delenv("VSCODE_PID", raising=False)
    if program == "VS Code":
        monkeypatch.setenv("VSCODE_PID", "1")
    chart = alt.Chart(pd.DataFrame({"a": [1]}), title="T").mark_point().encode(x="a:Q")
    shown = bundle(chart)
    assert (shown.get("image/svg+xml") == theme.picture(shown[theme.VEGA_LITE])) is (program == "VS Code")
    assert ("image/svg+xml" in shown) is (program == "VS Code")
