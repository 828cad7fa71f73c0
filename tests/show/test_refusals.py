"""A wrong parameter is told in a line, in the reader's language, and one that nobody knows is refused."""

import json
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from analysis.errors import PeriodError, UnknownNameError
from analysis.language import speaking
from analysis.show import refusals

ROOT = Path(__file__).parents[2]
COUNTRIES = ["Albania", "Niger", "Tunisia"]


@pytest.mark.parametrize(
    ("language", "given", "told"),
    [
        ("en", "Albanya", "There is no “Albanya” here. Did you mean “Albania”?"),
        ("nl", "Albanya", "“Albanya” bestaat hier niet. Bedoelde u “Albania”?"),
        ("en", "x", "There is no “x” here, but Albania, Niger, Tunisia."),
        ("nl", "x", "“x” bestaat hier niet; wel Albania, Niger, Tunisia."),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest_one_or_with_those_that_are(language, given, told):
    assert speaking(language)(refusals.told)(UnknownNameError("country", given, COUNTRIES)) == told


def test_of_many_names_the_first_are_told():
    many = UnknownNameError("year", "x", range(2000, 2024))
    assert refusals.told(many) == (
        "There is no “x” here, but 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011 and others."
    )


def test_another_error_says_itself_what_is_wrong():
    assert refusals.told(PeriodError("it ends before it begins")) == "it ends before it begins"


@pytest.fixture
def shell():
    """A shell in which errors are told as notebooks tell them, and what it showed."""
    shell = InteractiveShell()
    shell.shown = []
    shell._showtraceback = lambda kind, error, trace: shell.shown.append((kind, str(error), trace))
    refusals.install(shell)
    return shell


def test_a_cell_that_is_given_a_wrong_name_shows_a_line_and_no_trace_and_has_failed(shell):
    shell.user_ns["wrong"] = UnknownNameError("country", "Albanya", COUNTRIES)
    done = shell.run_cell("raise wrong")
    told = "There is no “Albanya” here. Did you mean “Albania”?"
    assert shell.shown == [(UnknownNameError, str(shell.user_ns["wrong"]), [told])]
    assert not done.success


def test_an_error_of_the_code_itself_keeps_its_trace(shell):
    shell.run_cell("1 / 0")
    [(kind, _, trace)] = shell.shown
    assert kind is ZeroDivisionError
    assert len(trace) > 1


def _parameters(name: str) -> str:
    cells = json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    return "".join(next(cell["source"] for cell in cells if "parameters" in cell["metadata"].get("tags", ())))


def test_what_papermill_sets_and_the_notebook_does_not_declare_is_refused():
    declared = _parameters("03-targets.ipynb")
    refusals.check_parameters(["", declared, "# Parameters\ngoal = 2500\nlanguage = 'nl'\n", "import analysis"])
    with pytest.raises(UnknownNameError, match=r"unknown parameter 'gaol' \(did you mean 'goal'\?\)"):
        refusals.check_parameters(["", declared, "# Parameters\ngaol = 2500\n", "import analysis"])


def test_cells_of_a_reader_are_none_of_its_business():
    refusals.check_parameters(["", _parameters("03-targets.ipynb"), "mine = 1", "# Parameters of mine\nother = 2"])
    refusals.check_parameters(["", "# Parameters\nmine = 1"])
