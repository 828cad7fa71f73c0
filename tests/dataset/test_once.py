"""What was answered of a dataset once is not computed again, and is the answer to that question alone."""

import importlib
import inspect
import pkgutil
import shutil

import pandas as pd
import pytest

import analysis.questions
from analysis.dataset import once as remembering
from analysis.dataset import tables
from analysis.dataset.once import Answers, once
from analysis.language import messages

#: What the functions that answer once are asked here, by the names of their parameters.
ASKED = {
    "country": "LBN",
    "name": "LBN",
    "programme_id": "trqn-3",
    "target_id": "rescues-niger-2018",
    "role": "payer",
    "language": "nl",
    "section": "departures",
    "first_year": 2014,
    "last_year": 2022,
}


@pytest.fixture
def counted():
    asked = []

    @once
    def doubled(data, number=1, *, of=0):
        asked.append(number)
        return pd.DataFrame({"number": [2 * number, of]})

    return asked, doubled


def answered(module):
    own = {name: found for name, found in vars(module).items() if getattr(found, "__module__", "") == module.__name__}
    return [found for found in own.values() if getattr(found, "__code__", None) is once(len).__code__]


def every():
    names = [module.name for module in pkgutil.walk_packages(analysis.questions.__path__, "analysis.questions.")]
    for name in ["analysis.dataset.provenance", "analysis.dataset.countries", *names]:
        yield from answered(importlib.import_module(name))


def test_a_question_is_answered_once_and_another_one_anew(counted):
    asked, doubled = counted
    data, other = tables.Dataset({}, None), tables.Dataset({}, None)
    for one in (data, data, other):
        assert doubled(one)["number"].to_list() == [2, 0]
    assert doubled(data, 3, of=1)["number"].to_list() == [6, 1]
    assert doubled(data, 3, of="1")["number"].to_list() == [6, "1"]
    assert doubled(data, True)["number"].to_list() == [2, 0]
    assert asked == [1, 1, 3, 3, True]


def test_what_somebody_makes_of_an_answer_is_no_answer(counted):
    _, doubled = counted
    data = tables.Dataset({}, None)
    mine = doubled(data)
    mine.loc[0, "number"] = 17
    assert doubled(data)["number"].iloc[0] == 2
    listed = once(lambda _data: [1, 2])
    listed(data).append(3)
    assert listed(data) == [1, 2]


def test_frames_are_not_taken_for_one_another(counted):
    asked, doubled = counted
    data = tables.Dataset({}, None)
    for number in (1, 2):
        doubled(data, of=pd.DataFrame({"x": [number]}))
    assert len(asked) == 2


def test_only_the_last_answers_are_known(counted, monkeypatch):
    asked, doubled = counted
    monkeypatch.setattr(remembering, "_MOST", 2)
    data = tables.Dataset({}, None)
    for number in (1, 2, 1, 3, 1, 2):
        doubled(data, number)
    assert asked == [1, 2, 3, 2]


def test_kernels_of_a_render_share_answers_of_the_same_data_alone(counted, monkeypatch, tmp_path):
    asked, doubled = counted
    monkeypatch.setenv(remembering.VARIABLE, str(tmp_path))
    for state in ("a", "a", "b", None, None):
        assert doubled(tables.Dataset({}, None, Answers(state)), 4)["number"].to_list() == [8, 0]
    assert asked == [4, 4, 4, 4]
    assert len(list(tmp_path.iterdir())) == 2
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:-9])  # cut off by a full disk
    assert doubled(tables.Dataset({}, None, Answers("a")), 4)["number"].to_list() == [8, 0]
    assert len(asked) == 5


def test_an_answer_that_cannot_be_kept_is_an_answer(monkeypatch, tmp_path):
    monkeypatch.setenv(remembering.VARIABLE, str(tmp_path))
    later = once(lambda _data: lambda: 5)
    assert later(tables.Dataset({}, None, Answers("a")))() == 5
    monkeypatch.setenv(remembering.VARIABLE, str(tmp_path / "gone"))
    assert once(lambda _data: 6)(tables.Dataset({}, None, Answers("a"))) == 6


def test_data_that_change_on_the_disk_are_asked_anew(data, tmp_path):
    rows = once(lambda asked: len(asked.units))
    copy = shutil.copytree(data.folder, tmp_path / "data")
    before = tables.load(copy)
    number = rows(before)
    file = copy / "units.csv"
    file.write_text("".join(file.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    assert rows(tables.load(copy)) == number - 1
    assert rows(before) == number


@pytest.fixture(scope="module")
def unasked(data):
    """The dataset, of which nothing was answered in a language before."""
    return tables.Dataset(data, data.folder)


@pytest.mark.parametrize("function", list(every()), ids=lambda found: f"{found.__module__}.{found.__name__}")
def test_answers_that_are_shared_are_in_no_language(function, unasked, monkeypatch):
    monkeypatch.setattr(messages, "_spoken", "in no language")  # whoever speaks fails
    wanted = [
        parameter
        for parameter in list(inspect.signature(function).parameters.values())[1:]
        if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_POSITIONAL
    ]
    function(unasked, *(ASKED[parameter.name] for parameter in wanted))
