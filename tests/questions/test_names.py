"""A name that the dataset does not have is refused, with the nearest one, by every public function that takes a name.

The functions are found by their signatures: one that is new, or a new parameter of one, is asked too.
"""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import analysis
from analysis import questions
from analysis.dataset.tables import Dataset
from analysis.errors import ParameterError, UnknownNameError
from analysis.questions import refugee_stocks
from analysis.questions.audit import answers as audit
from analysis.questions.country import answers as country
from analysis.questions.framework import answers as framework
from analysis.questions.indicators import answers as indicators
from analysis.questions.programme import answers as programme
from analysis.questions.trends import answers as trends
from analysis.rendering.plan import parameters

ROOT = Path(__file__).parents[2]

#: Texts that are no names: anything may be looked for, and a heading is what it is.
FREE = {"search", "text", "title"}
#: Names of columns of a frame, which pandas refuses, and an order of codes, in which any may be missing.
OF_FRAMES = {"by", "column", "columns", "key", "keys", "order", "then"}
#: A good value for each parameter: what is asked for with one letter more has to be refused.
GOOD = {
    "aid_data": "reference",
    "refugee_stocks.share_of.chosen": "TUR",
    "discrepancies.examine.chosen": "activities-cooperation-total",
    "country": "Niger",
    "deflator": "gdp_oecd",
    "document": "results-2018",
    "figure_id": "rs18-0091-1",
    "iso3": "TUR",
    "kind": "actual",
    "kinds": "focus",
    "level": "outcome",
    "line": "4.2",
    "list_id": "embassy-focus-reception",
    "other_figure_id": "mr23-0968-1",
    "outcome_id": "toc-impact",
    "pairs": "rs18-0091-1",
    "period": "2018",
    "place": "Niger",
    "price_data": "reference",
    "prices": "nominal",
    "programme_id": "trqn-3",
    "refugee_data": "reference",
    "relation": "values_differ",
    "role": "host",
    "section": "departures",
    "stage": "adopted",
    "subject": "return",
    "target_id": "rescues-niger-2018",
    "theme": "return",
}


def functions() -> Iterator[tuple[str, Callable]]:
    """Every public function that answers, by the name it is called by."""
    for module in pkgutil.iter_modules(questions.__path__):
        name = f"{module.name}.answers" if module.ispkg else module.name
        answers = import_module(f"analysis.questions.{name}")
        for function, value in vars(answers).items():
            if inspect.isfunction(value) and value.__module__ == answers.__name__ and not function.startswith("_"):
                yield f"{name}.{function}", value


FUNCTIONS = dict(functions())
NAMED = [
    (function, parameter.name)
    for function, value in FUNCTIONS.items()
    for parameter in inspect.signature(value).parameters.values()
    if ("str" in str(parameter.annotation) or parameter.annotation == "object")
    and parameter.name not in FREE | OF_FRAMES
]


@cache
def data() -> Dataset:
    return analysis.load()


#: What else a function needs, by its parameter, or by function and parameter where they differ.
FRAMES: dict[str, Callable[[], Any]] = {
    "data": data,
    "statistics": lambda: refugee_stocks.statistics(data()),
    "year": lambda: refugee_stocks.statistics(data()).last,
    "base_year": lambda: 2023,
    "price_year": lambda: 2023,
    "amounts": lambda: data().figures.assign(year=2023),
    "whole": lambda: framework.outcomes(data()),
    "audit.answers.among.rows": lambda: audit.disagreements(data()),
    "indicators.answers.chosen.rows": lambda: indicators.results(data()),
    "trends.answers.within.rows": lambda: trends.followed(data()),
    "rows": lambda: FUNCTIONS["explore.answers.register"](data()),
}


def call(function: str, asked: str, name: str) -> Any:
    """Call a function with a name for one parameter, and good values for whatever else it needs."""
    given: dict[str, Any] = {}
    for parameter in inspect.signature(FUNCTIONS[function]).parameters.values():
        if parameter.name == asked:
            given[asked] = name
            if "tuple[str" in str(parameter.annotation):
                given[asked] = [(name, GOOD["other_figure_id"])]
            elif "[str]" in str(parameter.annotation):
                given[asked] = [name]
            if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
                del given[asked]
                return FUNCTIONS[function](*given.values(), name)
        elif parameter.default is inspect.Parameter.empty:
            found = FRAMES.get(f"{function}.{parameter.name}") or FRAMES.get(parameter.name)
            value = found() if found else good(function, parameter.name)
            given[parameter.name] = [value] if "[str]" in str(parameter.annotation) else value
    return FUNCTIONS[function](**given)


def good(function: str, parameter: str) -> Any:
    """A good value for a parameter; a new one gets its own in :data:`GOOD`."""
    return GOOD.get(f"{function}.{parameter}") or GOOD[parameter]


def test_functions_that_take_names_are_found():
    assert {("country.answers.lists", "country"), ("programme.answers.money", "programme_id")} <= set(NAMED)
    assert len(NAMED) > 80


@pytest.mark.parametrize(("function", "parameter"), NAMED, ids=[".".join(pair) for pair in NAMED])
def test_a_wrong_name_is_refused_with_the_nearest(function, parameter):
    right = good(function, parameter)
    with pytest.raises(ParameterError, match=f"{right}x'") as caught:
        call(function, parameter, f"{right}x")
    assert right in str(caught.value).replace(f"{right}x", ""), "the nearest is not named"


@pytest.mark.parametrize("name", ["Niger", "ner", "NE", "the Niger"])
def test_a_country_goes_by_its_code_or_its_name(name):
    assert (country.lists(data(), name)["says"] == "named").sum() > 1
    for answer in (country.lists, country.programmes, country.figures, country.events, country.refugee_stocks):
        pd.testing.assert_frame_equal(answer(data(), name), answer(data(), "NER"))


def test_a_country_goes_by_its_dutch_name_where_unhcr_is_asked():
    statistics = refugee_stocks.statistics(data())
    pd.testing.assert_frame_equal(
        refugee_stocks.series(statistics, "Turkije"), refugee_stocks.series(statistics, "TUR", "host")
    )
    last = statistics.last
    assert refugee_stocks.share_of(statistics, ["Turkije"], "host", last) == refugee_stocks.share_of(
        statistics, ["TUR"], "host", last
    )


def test_a_programme_that_is_half_remembered_is_suggested():
    with pytest.raises(UnknownNameError, match=r"unknown programme 'prospects' \(did you mean 'prospects-[12]'\?\)"):
        programme.money(data(), "prospects")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_arguments_stand_in_one_order(function):
    names = list(inspect.signature(FUNCTIONS[function]).parameters)
    first = [name for name in ("data", "statistics") if name in names]
    assert names[: len(first)] == first


def defaults() -> Iterator[tuple[str, str, Any]]:
    """The parameters of notebooks that leave something open, with the room of the notebook and their default."""
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        for parameter in parameters.read(path).parameters.values():
            if parameter.default in (None, "all", "reference", "nominal", "host", "cpi"):
                yield path.stem.partition("-")[2], parameter.name, parameter.default


DEFAULTS = list(defaults())


def test_what_a_notebook_leaves_open_its_answers_leave_open():
    assert {name for _, name, _ in DEFAULTS} >= {"goal", "theme", "document", "role", "deflator", "refugee_data"}
    differing = [
        f"{function}({name})"
        for room, name, default in DEFAULTS
        for function, value in FUNCTIONS.items()
        if function.startswith(f"{room}.") and (taken := inspect.signature(value).parameters.get(name))
        if taken.default != default and "DataFrame" not in str(taken.annotation)
    ]
    assert differing == []
