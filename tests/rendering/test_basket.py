"""The page of a basket holds what is known of every figure, as the library has it, and every verdict there can be."""

import shutil
from itertools import combinations
from pathlib import Path

import pytest

import analysis
from analysis.language import speaking
from analysis.questions import comparability
from analysis.rendering.pages import basket
from analysis.rendering.pages.lookup import Lookup

DATA = Path(__file__).parents[2] / "data"
RESCUES = "rs18-0211-1"


@pytest.fixture(scope="module", params=["en", "nl"])
def known(request):
    return basket.of(DATA, request.param), request.param


def test_it_knows_every_figure_in_the_words_of_its_language(known):
    held, language = known
    assert set(held["figures"]) == set(Lookup(DATA).figures)
    cells = dict(zip(held["headings"], held["figures"][RESCUES]["cells"], strict=True))
    assert ("2,800 to under 2,900" if language == "en" else "2.800 tot onder de 2.900") in cells.values()
    assert held["figures"][RESCUES]["page"] == f"figures/{RESCUES}{'' if language == 'en' else '-nl'}.html"


def test_the_files_that_it_saves_are_those_of_the_library(known, data):
    held, language = known
    with speaking(language):
        mine = analysis.basket(data, RESCUES, "pr13-0053-1")
        parts = [held["figures"][name] for name in mine]
        assert held["head"] + "".join(part["csv"] for part in parts) == mine.file("csv").decode()
        assert "".join(part["bibtex"] + "\n\n" for part in parts) == mine.file("bib").decode()


def test_a_pair_of_which_it_has_no_verdict_is_one_that_none_can_allow(known, data):
    held, _ = known
    judged = {frozenset(pair[:2]) for pair in held["pairs"]}
    assert len(judged) == len(held["pairs"])
    measure = data.figures.set_index("figure_id")["measure_id"]
    every = [pair for pair in combinations(data.figures["figure_id"], 2) if frozenset(pair) not in judged]
    assert every
    assert all(measure[one] != measure[other] for one, other in every)
    sample = comparability.verdicts(data, every[:: len(every) // 200])
    assert not sample["allowed"].any()
    assert sample["comparison_id"].isna().all()


def test_every_printing_of_facts_that_were_compared_has_their_verdict(known, data):
    held, _ = known
    verdicts = {frozenset(pair[:2]): pair for pair in held["pairs"]}
    facts = data.figures.groupby("fact_id")["figure_id"].agg(list)
    fact = data.figures.set_index("figure_id")["fact_id"]
    place = [heading in {"verdict", "oordeel"} for heading in held["compared"]].index(True)
    for row in data.comparisons.itertuples():
        said = {
            verdicts[frozenset((one, other))][2][place]
            for one in facts[fact[row.figure_id]]
            for other in facts[fact[row.other_figure_id]]
        }
        assert len(said) == 1


def test_it_is_put_together_once_for_the_same_inputs(tmp_path, monkeypatch):
    calls = []
    empty = {"headings": [], "head": "", "figures": {}, "compared": [], "pairs": []}
    monkeypatch.setattr(basket, "of", lambda *given: calls.append(given) or empty)
    for fingerprint in ("a", "a", "b"):
        assert list(basket.pages(DATA, tmp_path, fingerprint, "nl")) == ["basket-nl.html"]
    assert calls == [(DATA, "nl")] * 2


def test_without_a_dataset_or_of_a_broken_one_there_is_none(tmp_path):
    assert basket.pages(tmp_path, tmp_path, "a", "en") == {}
    broken = shutil.copytree(DATA, tmp_path / "data")
    with (broken / "figures.csv").open("a", encoding="utf-8") as lines:
        lines.write("one,cell too few\n")
    assert basket.pages(broken, tmp_path, "a", "en") == {}


def test_a_line_of_a_file_may_run_over_several():
    assert basket._LINE.findall('a,b\n1,"x\ny ""z"""\n2,c\n') == ["a,b\n", '1,"x\ny ""z"""\n', "2,c\n"]
