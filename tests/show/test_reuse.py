"""The settings of a panel can be pasted and run: what comes back is what went in."""

import shlex

import click
import pytest
from papermill import cli

from analysis.language import speaking
from analysis.rendering.plan import parameters
from analysis.show import reuse as settings
from analysis.show.controls import LANGUAGE, Amount, Words, Yes

CONTROLS = [
    Words("country", "str", "country", comment="a country: code or name"),
    Words("other", "str or None", "another"),
    Amount("goal", "float or None", "goal", 0, None, "none"),
    Yes("all_of_it", "bool", "all"),
    LANGUAGE,
]
SETS = [
    {"country": "NO", "other": None, "goal": None, "all_of_it": True, "language": "en"},
    {"country": "01", "other": "None", "goal": 2500.0, "all_of_it": False, "language": "nl"},
    {"country": 'it\'s "quoted" \\ and $HOME', "other": "é; rm -rf", "goal": 0.5, "all_of_it": True, "language": "en"},
    {"country": "", "other": "-x", "goal": 1e12, "all_of_it": True, "language": "en"},
]


@pytest.mark.parametrize("values", SETS)
def test_the_cell_declares_the_same_values_types_and_comments(values):
    declared = parameters.declared(settings.cell(CONTROLS, values), "pasted")
    assert {name: parameter.default for name, parameter in declared.items()} == values
    assert [parameter.annotation for parameter in declared.values()] == [control.annotation for control in CONTROLS]
    assert declared["country"].comment == "a country: code or name"
    assert declared["other"].comment == "another"


@pytest.mark.parametrize("values", SETS)
def test_the_papermill_command_hands_over_the_same_values(values):
    program, *arguments = shlex.split(settings.papermill("99-fruit", CONTROLS, values))
    assert program == "papermill"
    context: click.Context = cli.papermill.make_context("papermill", arguments)
    assert context.params["notebook_path"] == "notebooks/99-fruit.ipynb"
    # As papermill's own command puts them together.
    given = {name: cli._resolve_type(text) for name, text in context.params["parameters"]}
    given |= dict(context.params["parameters_raw"])
    assert given == values
    assert {name: type(value) for name, value in given.items() if name != "goal"} == {
        name: type(value) for name, value in values.items() if name != "goal"
    }


@pytest.mark.parametrize("values", SETS[:1] + SETS[2:3])
def test_the_render_command_hands_over_the_same_values(values):
    program, command, notebook, *arguments = shlex.split(settings.render("99-fruit", CONTROLS, values))
    assert (program, command, notebook) == ("analysis", "render", "99-fruit")
    assert arguments[::2] == ["-p"] * len(CONTROLS)
    texts = dict(argument.split("=", 1) for argument in arguments[1::2])
    declared = parameters.declared(settings.cell(CONTROLS, values), "pasted")
    assert {name: declared[name].parse(text) for name, text in texts.items()} == values


def test_what_is_shown_to_copy_is_escaped_and_labelled_in_both_languages():
    shown = settings.html("99-fruit", CONTROLS, SETS[2])
    assert "&quot;quoted" in shown
    assert "<dt>The notebook, executed by Papermill</dt>" in shown
    shown = speaking("nl")(settings.html)("99-fruit", CONTROLS, SETS[1])
    assert "<dt>Het rapport, als pagina</dt>" in shown
    assert shown.count("<pre") == 3
