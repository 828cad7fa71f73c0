"""What a researcher imports is at hand: a few names that lead to all the rest, each loaded when it is asked for."""

import pydoc
import subprocess
import sys

import pandas as pd
import pytest

import analysis
from analysis.errors import UnknownNameError


def test_the_package_offers_what_one_begins_with():
    assert dir(analysis) == ["basket", "load", "questions", "recipes", "sources"]
    assert {"targets", "spending", "context"} <= set(dir(analysis.questions))
    assert {"answers", "exhibits", "panel"} <= set(dir(analysis.questions.targets))
    with pytest.raises(AttributeError, match=r"module 'analysis\.questions' has no attribute 'weather'"):
        _ = analysis.questions.weather


def test_nothing_is_imported_before_it_is_asked_for():
    code = (
        "import sys, analysis.questions.targets\n"
        "print([name for name in ('pandas', 'altair', 'analysis.questions.targets.answers') if name in sys.modules])\n"
        "analysis.questions.targets.answers\n"
        "print('analysis.questions.targets.answers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\nTrue\n"


def test_help_shows_the_way_and_the_rooms():
    text = pydoc.render_doc(analysis, renderer=pydoc.plaintext)
    for piece in ("exhibits.attainment(rescues, printings)", "load(path:", "sources(data:", "questions (package)"):
        assert piece in text
    assert "targets (package)" in pydoc.render_doc(analysis.questions, renderer=pydoc.plaintext)


def test_sources_are_those_of_figures_and_under_them_the_publications_of_series(data):
    answers = analysis.questions.targets.answers
    rescues = answers.attainment(data, "rescues-niger-2018")
    assert [part.caption for part in analysis.sources(data, rescues)] == ["Sources: every figure used above"]
    both = analysis.sources(data, rescues, answers.definitions(data, "rescues-niger-2018"))
    assert [part.caption.partition(":")[0] for part in both] == ["Sources", "Publications"]
    assert set(both.frame["figure_id"]) >= set(rescues["actual_figure_id"])


def test_the_publications_of_a_series_beside_figures_are_those_of_the_series(data):
    later = analysis.questions.indicators.answers.highlights(data)
    (published,) = analysis.sources(data, later).more
    assert set(published.frame["source_id"]) == set(later["other_source_id"].dropna())


def test_a_figure_that_the_dataset_does_not_have_is_named(data):
    with pytest.raises(UnknownNameError, match="xx99-0001-1"):
        analysis.sources(data, pd.DataFrame({"figure_id": ["xx99-0001-1"]}))


def test_the_module_of_the_command_runs_it():
    done = subprocess.run([sys.executable, "-m", "analysis.cli", "--help"], capture_output=True, text=True, check=True)
    assert "scan" in done.stdout
