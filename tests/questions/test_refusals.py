"""What a question refuses is told in the language of the reader, whatever was asked of it."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from analysis.errors import AnalysisError
from analysis.feeds import cache
from analysis.language import speaking
from analysis.rendering.plan import parameters
from analysis.show.refusals import told

ROOT = Path(__file__).parents[2]
NOTEBOOKS = {path.stem.partition("-")[2]: path for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
#: What no parameter of a kind can be.
WRONG = {str: ["Atlantis"], int: [-1, 9999], float: [-1.0], type(None): [-1]}
#: What is refused besides: values that do not go together, and tables that nobody has imported.
BESIDES = {
    "explore": [{"period": "2018-2013"}, {"search": "source:atlantis"}],
    "spending": [{"price_data": "worldbank"}],
    "returns": [{"first_year": 2013, "last_year": 2012}],
    "refugees": [{"refugee_data": "unhcr"}],
    "aid": [{"aid_data": "iati"}, {"first_year": 2023, "last_year": 2016}],
    "trends": [{"first_year": 2023, "last_year": 2016}],
}
#: A year that nothing is known of shows nothing, words that are nowhere find nothing, and both are no refusal.
TAKEN = {"search", "first_year", "last_year", "index_year"}


@pytest.fixture(autouse=True)
def no_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path))


def defaults(name: str) -> dict:
    given = {key: parameter.default for key, parameter in parameters.read(NOTEBOOKS[name]).parameters.items()}
    del given["language"]
    return given


def refusal(data, name: str, language: str, changed: dict) -> str:
    """What the panel of a question says in a language, where a choice is refused; nothing where it is not."""
    with speaking(language):
        try:
            panel = import_module(f"analysis.questions.{name}.panel").panel(data, **defaults(name) | changed)
            assert panel.widget
        except AnalysisError as error:
            return told(error)
    return re.sub(r".*</strong>|<[^>]*>", "", panel.problem)


def wrong(name: str) -> list[dict]:
    """Every single parameter of a question, set to what it cannot be."""
    return [{key: value} for key, given in defaults(name).items() for value in WRONG.get(type(given), [])]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_whatever_a_question_refuses_is_told_in_dutch_on_dutch_pages(name, data):
    for changed in [*wrong(name), *BESIDES.get(name, [])]:
        english, dutch = (refusal(data, name, language, changed) for language in ("en", "nl"))
        assert english or set(changed) <= TAKEN, changed
        assert bool(dutch) == bool(english), changed
        if english:
            assert dutch != english, changed
            assert not re.search(r"\b(the|is no|there|not|or|cannot|which|write|import one)\b", dutch), dutch


#: Errors that a reader can meet. Faults of the dataset's own tables are told, in English, to who keeps it.
MET = {"ParameterError", "CacheError", "DataError", "FeedError"}
KEPT = re.compile(r"\.csv|discrepancy_figures|statements:")


def raised(file: Path) -> list[ast.Call]:
    """What a file raises of the errors that a reader can meet."""
    found = [node.exc for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Raise)]
    return [call for call in found if isinstance(call, ast.Call) and getattr(call.func, "id", "") in MET]


@pytest.mark.parametrize("name", [*NOTEBOOKS, ""])
def test_no_refusal_of_a_question_is_put_together_of_words_that_no_catalogue_has(name):
    folder = ROOT / "src" / "analysis" / "questions"
    files = (folder / name).glob("*.py") if name else [*folder.glob("*.py"), ROOT / "src/analysis/app/explorer.py"]
    for file in files:
        for call in raised(file):
            said = call.args[0].elts[0] if isinstance(call.args[0], ast.List) else call.args[0]
            marked = isinstance(said, ast.Name) or ast.unparse(said).startswith("N_(")
            text = ast.unparse(call)
            assert marked or KEPT.search(text), f"{file.name}: {text}"


def test_a_damaged_cache_is_told_in_both_languages(tmp_path):
    cache.record("unhcr", tmp_path).write_text("{}", encoding="utf-8")
    with pytest.raises(AnalysisError) as met:
        cache.load("unhcr", tmp_path)
    english, dutch = (speaking(language)(told)(met.value) for language in ("en", "nl"))
    assert str(met.value) == english
    assert english.endswith("; run `analysis fetch unhcr` or `analysis import unhcr FILE`")
    assert " is beschadigd: " in dutch
    assert dutch.endswith("; voer `analysis fetch unhcr` of `analysis import unhcr BESTAND` uit")
