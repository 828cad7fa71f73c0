"""Nothing that a reader sees escapes translation: in a made-up language, every word of a report is a made-up one."""

import ast
import importlib.util
from pathlib import Path

import nbformat
import pytest
from babel import Locale

from analysis.dataset import labels
from analysis.dataset.languages import LANGUAGES, LOCALE
from analysis.language import messages, speaking
from analysis.language.notebook import opened

_file = Path(__file__).with_name("made_up.py")
_spec = importlib.util.spec_from_file_location("made_up", _file)
made_up = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made_up)

ROOT = Path(__file__).parents[2]
LANGUAGE = "nl"
#: Each with the parameters that show most of it.
NOTEBOOKS = ["01-spending", "03-targets", "06-country", "10-aid"]
DUTCH = Locale("nl")
#: What is in Latin letters by right: words that Babel knows in Dutch, and the names of notebooks.
SAME: set[str] = {
    *(name for width in ("wide", "abbreviated") for name in DUTCH.months["format"][width].values()),
    *(str(DUTCH.languages[code]) for code in LANGUAGES),
    *map(str, DUTCH.territories.values()),
    *(path.stem for path in (ROOT / "notebooks").glob("*.ipynb")),
}


@pytest.fixture(scope="module", autouse=True)
def language(tmp_path_factory):
    """Speak the made-up language of a made-up dataset."""
    folder = tmp_path_factory.mktemp("made-up")
    made_up.catalogue(LOCALE / f"{LANGUAGE}.po", folder / "locale")
    made_up.dataset(ROOT / "data", folder / "data", LANGUAGE)
    with pytest.MonkeyPatch.context() as patch, messages.kept_in(folder / "locale"):
        patch.setenv("ANALYSIS_DATA", str(folder / "data"))
        labels.use(folder / "data")
        yield
    labels.use(ROOT / "data")


@pytest.fixture(scope="module")
def same():
    return made_up.names(ROOT / "data") | SAME


def shown(name: str) -> set[str]:
    """Every text that a notebook shows, its own among them."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    opened(notebook, LANGUAGE)
    found, values = set(), {}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            found.add(cell.source)
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), values)
        if last is not None:
            found |= set(made_up.seen(eval(compile(ast.Expression(last.value), name, "eval"), values)))
    return found


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_word_of_a_notebook_is_in_the_language_that_is_spoken(name, same):
    with speaking("en"):
        assert made_up.left(shown(name), same) == {}


def test_a_word_that_is_not_translated_is_found(same):
    assert set(made_up.left({f"{made_up.said('Amounts')} of EUR 5", "`code` december"}, same)) == {"of"}


def test_the_catalogues_are_the_languages_own_again_afterwards(tmp_path):
    before = LOCALE
    with messages.kept_in(tmp_path):
        assert LANGUAGES == ("en",)
    assert before == LOCALE
