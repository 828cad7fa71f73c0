"""Every notebook is built alike, runs from anywhere with other parameters, and says what the data say."""

import ast
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import nbformat
import papermill
import pytest
import vl_convert
import yaml
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from analysis.dataset import tables
from analysis.rendering.kernels import execution, forks, workplace
from analysis.rendering.plan import parameters
from analysis.show import theme
from analysis.show.packing import packed, unpacked

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]

DOCUMENTS = tables.load().figures["source_id"].nunique()


def expected() -> dict[str, list]:
    """What reports of each notebook say, from the tests of its room."""
    files = {name: ROOT / "tests" / "questions" / name.partition("-")[2] / "notebook.yaml" for name in NAMES}
    words = {
        name: file.read_text(encoding="utf-8").replace("{documents}", str(DOCUMENTS)) for name, file in files.items()
    }
    return {name: yaml.safe_load(text)["reports"] for name, text in words.items()}


#: What plain Papermill renders, with numbers and a flag; its command renders one with a fraction. The rest our kernels
#: do, ten times as fast: the code is the same, and nbval runs every notebook in an ordinary kernel.
PLAIN = [("10-aid", 2)]
#: At least two sets of parameters for each notebook, and texts that its outputs then hold.
SETS = {name: [(given["parameters"], given["says"]) for given in reports] for name, reports in expected().items()}


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(book: nbformat.NotebookNode) -> list:
    return [cell for cell in book.cells if cell.cell_type == "code"]


def parameters_cell(book: nbformat.NotebookNode):
    tagged = [cell for cell in code_cells(book) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    return tagged[0]


def output_text(book: nbformat.NotebookNode) -> str:
    """All that a reader sees of the outputs, specifications included, pictures not."""
    texts = []
    for cell in code_cells(book):
        for output in cell.outputs:
            for kind, content in output.get("data", {}).items():
                if kind == "text/html":
                    texts.append(unescape(content))
                elif kind != "image/svg+xml":
                    texts.append(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False))
    return "\n".join(texts)


def test_every_notebook_has_parameter_sets_to_run():
    assert min(map(len, SETS.values())) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_the_notebook_is_valid_and_executed_in_order(path):
    book = read(path)
    nbformat.validate(book)
    counts = [cell.execution_count for cell in code_cells(book)]
    assert counts == list(range(1, len(counts) + 1))
    assert not [output for cell in code_cells(book) for output in cell.outputs if output.output_type == "error"]


def test_notebooks_are_small_enough_to_be_looked_at_where_they_are_kept():
    sizes = {path.stem: path.stat().st_size for path in NOTEBOOKS}
    assert {name: size for name, size in sizes.items() if size > 800_000} == {}
    assert sum(sizes.values()) <= 2_900_000


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_a_chart_is_drawn_from_few_bytes_as_from_all_of_its_rows(path):
    charts = [output.data.get(theme.VEGA_LITE) for cell in code_cells(read(path)) for output in cell.outputs]
    for kept in filter(None, charts):
        assert packed(unpacked(kept)) == kept
        assert drawn(unpacked(kept)) == drawn(kept)


def drawn(spec: dict) -> str:
    """A picture with all that it says of its marks, but for the names of groups and a word for what is missing."""
    named = re.sub(r' class="[^"]*"|clip\d+', "", vl_convert.vegalite_to_svg(spec))
    return named.replace("undefined", "null")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_papermill_lists_the_parameters_that_we_read(path):
    listed = {
        name: (found["inferred_type_name"], found["default"], found["help"].strip())
        for name, found in papermill.inspect_notebook(str(path)).items()
    }
    assert listed == {
        name: (read.annotation, ast.unparse(ast.Constant(read.default)).replace("'", '"'), read.comment)
        for name, read in parameters.read(path).parameters.items()
    }


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_the_notebook_follows_the_skeleton(path):
    book = read(path)
    headings = [
        line
        for cell in book.cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if re.match(r"#+ ", line)
    ]
    assert [line for line in headings if line.startswith("# ")] == headings[:1]
    assert headings[0].endswith("?") or path.stem == "00-explore"
    assert "## What this cannot show" in headings
    assert headings[-1] == "## Sources"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_parameters_are_at_most_six_commented_literals_with_type_hints(path):
    source = parameters_cell(read(path)).source
    statements = ast.parse(source).body
    assert 1 <= len(statements) <= 6
    for statement in statements:
        assert isinstance(statement, ast.AnnAssign)
        ast.literal_eval(statement.value)
        assert re.search(r"#\s*\S+", source.splitlines()[statement.end_lineno - 1])


@pytest.mark.parametrize("path", NOTEBOOKS[1:], ids=NAMES[1:])
def test_controls_and_what_introduces_them_are_tagged_so_that_a_report_can_leave_them_out(path):
    tagged = [cell for cell in read(path).cells if "controls" in cell.metadata.get("tags", [])]
    assert [cell.source.startswith("panel(") for cell in tagged] == [False] * (len(tagged) - 1) + [True]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_a_report_opens_with_a_sentence_a_chart_and_what_may_not_be_said(path):
    tagged = [cell for cell in read(path).cells if "answer" in cell.metadata.get("tags", [])]
    said = [cell.source.rpartition(".")[2] for cell in tagged if cell.cell_type == "code"]
    assert sorted(said) == ["chart", "text"]
    assert [cell.source for cell in tagged if cell.cell_type == "markdown" and cell.source.startswith("**Not:** ")]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_cells_hold_calls_and_no_functions_paths_or_long_code(path):
    for cell in code_cells(read(path)):
        assert len([line for line in cell.source.splitlines() if line.strip()]) <= 15
        tree = ast.parse(cell.source)
        assert not [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.Lambda | ast.ClassDef)]
        assert not re.search(r"\.csv|\.\./|open\(", cell.source)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_papermill_puts_other_parameters_after_the_cell_with_the_defaults(path):
    for given, _ in SETS[path.stem]:
        book = parameterize_notebook(load_notebook_node(str(path)), given, kernel_name="python3", language="python")
        (place,) = [n for n, cell in enumerate(book.cells) if "injected-parameters" in cell.metadata.get("tags", [])]
        assert "parameters" in book.cells[place - 1].metadata.get("tags", [])
        statements = ast.parse(book.cells[place].source).body
        assert {line.targets[0].id: ast.literal_eval(line.value) for line in statements} == given
        assert set(given) <= {line.target.id for line in ast.parse(parameters_cell(book).source).body}


@pytest.mark.parametrize(("name", "number"), PLAIN)
def test_papermill_renders_parameter_sets_from_any_folder(name, number, tmp_path, monkeypatch):
    given, expected = SETS[name][number]
    monkeypatch.chdir(tmp_path)
    path = next(path for path in NOTEBOOKS if path.stem == name)
    book = papermill.execute_notebook(path, tmp_path / "out.ipynb", given, progress_bar=False, execution_timeout=120)
    text = output_text(book)
    for piece in expected:
        assert piece in text


@pytest.fixture(scope="module")
def place():
    with workplace.guarded() as place:
        yield place


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, sets in SETS.items() for number in range(len(sets)) if (name, number) not in PLAIN],
)
def test_a_render_takes_parameter_sets_from_any_folder(name, number, place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    given, expected = SETS[name][number]
    kind, _ = forks.usable_kind("forked", place)
    path = next(path for path in NOTEBOOKS if path.stem == name)
    text = output_text(execution.execute(path, given, kind=kind, place=place))
    for piece in expected:
        assert piece in text


def test_the_papermill_command_works_from_any_folder(tmp_path):
    given, expected = SETS["04-returns"][1]
    words = [word for name, value in given.items() for word in ("-p", name, str(value))]
    command = [sys.executable, "-m", "papermill", str(ROOT / "notebooks" / "04-returns.ipynb"), "out.ipynb", *words]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    text = output_text(read(tmp_path / "out.ipynb"))
    assert [piece for piece in expected if piece not in text] == []


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"target_id": "rescue-niger-2018"}, "rescues-niger-2018"),
        ({"goal": -1}, "above zero"),
        ({"language": "de"}, "en, nl"),
    ],
)
def test_a_wrong_parameter_stops_the_notebook_with_what_is_allowed(given, named, place):
    kind, _ = forks.usable_kind("forked", place)
    with pytest.raises(execution.ExecutionError, match=named):
        execution.execute(ROOT / "notebooks" / "03-targets.ipynb", given, kind=kind, place=place)
