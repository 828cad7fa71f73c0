"""Parameters are read without running the notebook, and refused before a kernel starts."""

import json

import pytest

from analysis.errors import ParameterError, PlanError, UnknownNameError
from analysis.rendering.plan import parameters


def declare(tmp_path, source, heading="# A question?"):
    path = tmp_path / "05-test.ipynb"
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": [heading + "\n", "More."]},
        {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source.splitlines(keepends=True)},
        {"cell_type": "code", "metadata": {}, "source": "ignored: int = 1"},
    ]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return parameters.read(path)


def test_names_types_defaults_and_comments_are_read_from_the_tagged_cell(tmp_path):
    declaration = declare(
        tmp_path,
        "country: str | None = None  # ISO code\nyear: Literal[2013, 2023] = 2013  # of the report\nplain = 0.5",
    )
    assert list(declaration.parameters) == ["country", "year", "plain"]
    assert declaration.title == "A question?"
    assert declaration["year"].choices == (2013, 2023)
    assert (declaration["country"].comment, declaration["country"].default) == ("ISO code", None)
    assert declaration["plain"].type is float


@pytest.mark.parametrize("code", ["NO", "01", "1e3", "on", "null", "~", "2013-01-01", " padded"])
def test_a_text_stays_the_text_it_is(tmp_path, code):
    assert declare(tmp_path, 'country: str = "NL"')["country"].parse(code) == code
    assert declare(tmp_path, "country: str | None = None")["country"].parse(code) == code
    assert declare(tmp_path, "codes: list[str] = []")["codes"].parse([code, "NO"]) == [code, "NO"]


@pytest.mark.parametrize(
    ("hint", "text", "value"),
    [
        ("int = 1", "12", 12),
        ("float = 1.0", "3000", 3000.0),
        ("float | None = None", "2.5", 2.5),
        ("int | None = 1", "", None),
        ('"int or None" = 1', "", None),
        ('"float or None" = None', "2.5", 2.5),
        ("str | None = None", "None", None),
        ("bool = True", "false", False),
        ('Literal["en", "nl"] = "en"', "nl", "nl"),
        ("Literal[2013, 2023] | None = None", "2023", 2023),
        ("list[int] = []", "1, 2", [1, 2]),
        ("list[str] = []", "NO,01", ["NO", "01"]),
        ("Optional[str] = None", "x", "x"),
    ],
)
def test_a_text_is_parsed_by_the_declared_type(tmp_path, hint, text, value):
    parsed = declare(tmp_path, f"p: {hint}")["p"].parse(text)
    assert (parsed, type(parsed)) == (value, type(value))


@pytest.mark.parametrize(
    ("hint", "text", "message"),
    [
        ("int = 1", "many", "parameter 'p' takes a whole number, not 'many'"),
        ("int = 1", "2.5", "parameter 'p' takes a whole number, not '2.5'"),
        ("float | None = None", "much", "parameter 'p' takes a number, not 'much'"),
        ("bool = True", "perhaps", "parameter 'p' takes true or false, not 'perhaps'"),
        ('Literal["reached", "missed"] = "missed"', "reachd", "(did you mean 'reached'?); allowed: reached, missed"),
        ("int = 1", None, "parameter 'p' has no value; it takes a whole number"),
    ],
)
def test_a_value_of_another_type_is_refused_by_name(tmp_path, hint, text, message):
    with pytest.raises(ParameterError) as caught:
        declare(tmp_path, f"p: {hint}")["p"].parse(text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("nl", "3.000", 3000.0),
        ("nl", "0,5", 0.5),
        ("nl", "0.5", 0.5),
        ("nl", "1.234.567,5", 1_234_567.5),
        ("en", "3,000", 3000.0),
        ("en", "2.5", 2.5),
        ("en", "3000.0", 3000.0),
        ("en", "1e3", 1000.0),
        ("nl", "3,1250", 3.125),
    ],
)
def test_a_number_is_read_in_the_language_of_the_report(tmp_path, language, text, value):
    declaration = declare(tmp_path, 'goal: float | None = None\nlanguage: str = "en"')
    assert declaration.parse({"goal": text, "language": language})["goal"] == value
    assert declaration.parse({"goal": text}, language)["goal"] == value, "that of the report which is changed"


@pytest.mark.parametrize(
    ("language", "text", "readings"),
    [
        ("en", "3.000", "3 or as 3000"),
        ("nl", "3,000", "3 or as 3000"),
        ("en", "3.125", "3.1250 or as 3125"),
        ("en", "3.500", "3.5 or as 3500"),
    ],
)
def test_a_number_that_a_language_leaves_open_is_refused_with_both_readings(tmp_path, language, text, readings):
    declaration = declare(tmp_path, 'goal: float | None = None\nlanguage: str = "en"')
    with pytest.raises(ParameterError, match=f"'goal': '{text}' can be read as {readings}: write"):
        declaration.parse({"goal": text, "language": language})


def test_a_number_of_the_plan_is_written_as_programs_write_it(tmp_path):
    assert declare(tmp_path, "goal: float = 1.0")["goal"].parse("3.000") == 3.0


def test_a_value_from_python_is_not_converted(tmp_path):
    declaration = declare(tmp_path, 'year: int = 2013\nlanguage: Literal["en", "nl"] = "en"')
    assert declaration.check({"year": 2023}) == {"year": 2023}
    for wrong in ({"year": "2023"}, {"year": True}, {"language": "de"}):
        with pytest.raises(ParameterError):
            declaration.check(wrong)


def test_an_unknown_parameter_is_named_with_the_nearest(tmp_path):
    with pytest.raises(UnknownNameError, match=r"unknown parameter of 05-test: 'yaer' .did you mean 'year'"):
        declare(tmp_path, "year: int = 2013").parse({"yaer": "2013"})
    with pytest.raises(ParameterError, match="05-test declares no parameters"):
        declare(tmp_path, "").parse({"year": "2013"})


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("year: int = 2013\nprint(year)", "line 2: expected `name: type = literal`, found `print(year)`"),
        ("year: int = now()", "line 1: the default of 'year' is not a literal"),
        ("year: datetime = 1", "line 1: the type `datetime` is not supported"),
        ("year: int = 'x'", "line 1: the default breaks its own type"),
        ("year: int =", "line 1: invalid syntax"),
    ],
)
def test_a_cell_of_anything_but_literals_is_refused_with_its_line(tmp_path, source, message):
    with pytest.raises(ParameterError) as caught:
        declare(tmp_path, source)
    assert f"05-test.ipynb, parameters cell, {message}" in str(caught.value)


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    (tmp_path / "x.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(PlanError, match=r"x.ipynb is not a notebook that can be read"):
        parameters.read(tmp_path / "x.ipynb")
