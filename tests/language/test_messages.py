"""Each language is whole: every message of code, pages and notebooks has its words, and none has words left over."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages import frontend, pofile

from analysis.dataset import tables
from analysis.dataset.languages import LANGUAGES, LOCALE
from analysis.errors import UnknownNameError
from analysis.language import _, messages, ngettext, pgettext, prose, speaking

#: What says a message, with the place of the message among its arguments.
SAID = {"N_": 0, "_": 0, "ngettext": 0, "pgettext": 1}
ROOT = Path(__file__).parents[2]
OTHERS = LANGUAGES[1:]
PLACE = re.compile(r"\{[^}]*\}|%\(\w+\)s")
MARKUP = re.compile(r"\*\*|(?<!\*)\*(?!\*)|`")


def read(path, language):
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language)


def forms(text):
    """A message, or its singular and plural."""
    return [text] if isinstance(text, str) else list(text)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Every message that stands in the checkout now."""
    path = tmp_path_factory.mktemp("words") / "messages.pot"
    options = ["--quiet", "extract", "--mapping", str(ROOT / "pyproject.toml"), "--output", str(path), str(ROOT)]
    frontend.CommandLineInterface().run(["pybabel", *options])
    return {message.id for message in read(path, None) if message.id}


@pytest.fixture(scope="module", params=OTHERS)
def known(request):
    return read(LOCALE / f"{request.param}.po", request.param)


def test_there_is_dutch():
    assert LANGUAGES == ("en", "nl")


def test_a_language_has_every_message_and_no_other(known, found):
    assert found - {message.id for message in known} == set(), "make words writes them into the catalogue"
    assert {message.id for message in known if message.id} - found == set(), "make words takes them out"
    assert not known.obsolete


def test_nothing_is_left_untranslated_or_guessed(known):
    said = [message for message in known if message.id]
    assert [message.id for message in said if message.fuzzy] == []
    assert [message.id for message in said if not all(forms(message.string))] == []


def test_a_translation_fills_the_same_places_and_keeps_the_same_marks(known):
    for message in known:
        if message.id:
            ids, strings = forms(message.id), forms(message.string)
            places = set(PLACE.findall(ids[-1]))
            assert all(set(PLACE.findall(string)) <= places for string in strings), message.id
            assert set(PLACE.findall(strings[-1])) == places, message.id
            assert all(len(MARKUP.findall(string)) % 2 == len(MARKUP.findall(ids[0])) % 2 for string in strings)


#: What another word of the house takes the place of, what is English in Dutch words, and signs that are set otherwise.
UNWANTED = re.compile(
    r"\bgedrukt(?!e origineel)|\bbetalers?\b|tegenspra|voorbehoud|\bheet niet\b|streefget|tijdvak"
    r"|gastland|transitland|\binkom\w*\s?genererend|\bperioden\b|\bmaten\b|medio jaar|\bmid-\d|\bvan vermeld\b"
    r"|\bco-?voorzitter|naar weerszijden|gremium|kostenintensief|geïdentificeerd|committer|civil society"
    r"|Sub-Sahara Afrika|[‘’]",
    re.IGNORECASE,
)
QUOTED = re.compile("“[^”]*”")


def dutch_of_the_dataset():
    """Every Dutch cell of the dataset, by its column."""
    data = tables.load()
    return {
        f"{name}.{column}": data[name][column].dropna()
        for name in data
        for column in data[name]
        if column.endswith("_nl")
    }


def test_dutch_keeps_to_the_words_of_the_house():
    known = read(LOCALE / "nl.po", "nl")
    said = [text for message in known if message.id for text in forms(message.string)]
    assert [text for text in said if UNWANTED.search(QUOTED.sub("", text))] == []


def test_so_does_the_dutch_of_the_dataset_but_for_what_it_quotes():
    columns = dutch_of_the_dataset()
    assert "statements.says_nl" in columns
    found = {
        column: [text for text in cells if UNWANTED.search(QUOTED.sub("", text))] for column, cells in columns.items()
    }
    assert {column: texts for column, texts in found.items() if texts} == {}


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(UnknownNameError, match=r"de.*en, nl"):
        messages.text("Sources", "de")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("## Sources", "## Bronnen"),
        ("- Sources\n- Contents", "- Bronnen\n- Inhoud"),
        ("Sources\n\nContents\nunknown", "Bronnen\n\nContents\nunknown"),
        ("", ""),
    ],
)
def test_the_signs_of_markdown_stay_and_each_passage_is_a_message(source, expected):
    assert messages.markdown(source, "nl") == expected
    assert messages.markdown(source, "en") == source
    assert "".join(part.text for part in prose.parts(source)) == source


def test_only_the_comments_of_parameters_are_translated():
    source = 'place: str = "all"  # last such year\n# a remark\ntext = "# no comment"'
    assert messages.code(source, "nl") == source.replace(
        "last such year", "laatste jaar waarin het geld te gebruiken is"
    )


def test_every_notebook_in_dutch_differs_from_the_english_in_each_of_its_passages():
    import nbformat

    from analysis.language.notebook import spoken

    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        english, dutch = (nbformat.read(path, as_version=4) for _ in range(2))
        spoken(dutch, "nl")
        for one, other in zip(english.cells, dutch.cells, strict=True):
            assert (one.source != other.source) == (
                one.cell_type == "markdown" or "parameters" in one.metadata.get("tags", ())
            ), f"{path.name}: {one.source[:60]}"


@pytest.fixture(scope="module")
def singulars(found):
    """Each message, of those that have a plural the singular."""
    return {forms(message)[0] for message in found}


@pytest.mark.parametrize("path", sorted((ROOT / "src" / "analysis").rglob("*.py")), ids=lambda path: path.stem)
def test_every_message_of_the_code_is_found(path, singulars):
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    said = [
        call.args[SAID[call.func.id]]
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in SAID and len(call.args) > SAID[call.func.id]
    ]
    written = {node.value for node in said if isinstance(node, ast.Constant)}
    assert written - singulars == set(), "put it in a variable of its own: Babel does not look that deep"


@pytest.mark.parametrize("path", sorted((ROOT / "src" / "analysis").rglob("*.py")), ids=lambda path: path.stem)
def test_no_message_hides_in_an_f_string_where_it_would_not_be_found(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    calls = [node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)]
    assert [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id in SAID] == []


def rebound(tree):
    """The lines of functions on which what says a message becomes something else, all through the function."""
    within = {name for part in ast.walk(tree) if isinstance(part, ast.comprehension) for name in ast.walk(part.target)}
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    names = {node for function in functions for node in ast.walk(function) if isinstance(node, ast.Name)}
    return sorted({name.lineno for name in names - within if name.id in SAID and isinstance(name.ctx, ast.Store)})


def test_what_says_a_message_is_nothing_else_in_a_function():
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "src" / "analysis").rglob("*.py")}
    speak = {
        path: tree
        for path, tree in trees.items()
        if any(
            isinstance(node, ast.ImportFrom) and "_" in {name.name for name in node.names} for node in ast.walk(tree)
        )
    }
    assert {str(path.relative_to(ROOT)): lines for path, tree in speak.items() if (lines := rebound(tree))} == {}
    assert rebound(ast.parse("def f():\n    a, _ = g()\n    return [_ for _ in a]")) == [2]


def test_a_message_is_said_with_its_values_and_in_the_form_that_its_number_asks_for():
    assert speaking("nl")(_)("{status} (undated document)", status="x") == "x (ongedateerd document)"
    assert [speaking("nl")(ngettext)("line {lines}", "lines {lines}", n, lines=n) for n in (1, 2)] == [
        "regel 1",
        "regels 2",
    ]
    assert _("{status} (undated document)", status="x") == "x (undated document)"
    assert speaking("nl")(pgettext)("of a text", "line") == "regel"
    assert speaking("nl")(_)("line") == "lijn"


def test_what_is_computed_once_is_computed_once_for_each_language():
    calls = []
    answer = messages.remembered(lambda number: calls.append(number) or f"{messages.current()} {number}")
    said = []
    for language in ("en", "nl", "en"):
        with messages.speaking(language):
            said.append(answer(1))
    assert said == ["en 1", "nl 1", "en 1"]
    assert calls == [1, 1]
