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
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from analysis.dataset import tables
from analysis.rendering.kernels import execution, forks, workplace

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]

DOCUMENTS = tables.load().figures["source_id"].nunique()

#: What plain Papermill renders, with a number, a flag, a fraction and a figure; the rest our kernels do, ten times as
#: fast: the code is the same, and nbval runs every notebook in an ordinary kernel.
PLAIN = [("01-spending", 1), ("02-indicators", 1), ("04-returns", 1), ("10-aid", 2)]
#: At least two sets of parameters for each notebook, and texts that its outputs then hold.
SETS = {
    "00-explore": [
        ({}, ["Figures by theme", f"in {DOCUMENTS} documents"]),
        ({"subject": "return", "place": "Niger", "language": "nl"}, ["De gekozen cijfers"]),
        ({"search": "nothing has these words"}, ["No figure fits this choice", "There is no figure to draw"]),
    ],
    "01-spending": [
        (
            {},
            [
                "EUR\N{NO-BREAK SPACE}8,159,166",
                "90.7%",
                "EUR\N{NO-BREAK SPACE}195 to 205",
                "EUR\N{NO-BREAK SPACE}39 to 49",
            ],
        ),
        (
            {"language": "nl", "price_year": 2015, "deflator": "gdp_oecd"},
            ["EUR\N{NO-BREAK SPACE}8.159.166", "90,7%", "Terugkeer", "in prijzen van 2015"],
        ),
    ],
    "02-indicators": [
        (
            {},
            [
                "2 are printed again later, 2 have only something like them later and 1 is not printed again",
                "to “696.651” (2022-10 to 2023-09) no change can be computed: not comparable",
            ],
        ),
        (
            {"theme": "return", "language": "nl", "figure": "rs18-0267-1", "other_figure": "mr23-1302-1"},
            ["een daling van 290 (13,5%)", "Met de nodige voorzichtigheid te lezen"],
        ),
        (
            {"theme": "diaspora"},
            ["print no result for this choice", "3 are not printed again", "No pair of figures asks to be compared"],
        ),
    ],
    "03-targets": [
        (
            {},
            [
                "93 to 97% of 3,000",
                "not reached",
                "Op schema",
                "would be at least 266%",
                "What none of them can give",
            ],
        ),
        (
            {"goal": 2500, "language": "nl"},
            ["112 tot onder de 116% van 2.500", "gehaald", "zou meer dan 320% zijn", "Wat geen ervan kan geven"],
        ),
        ({"target_id": "gcff-leverage"}, ["No other count of what this target is about is in the dataset."]),
    ],
    "04-returns": [
        (
            {},
            [
                "In 2013, 898 to 1,606 former asylum seekers",
                "43 to 79%",
                "the figures cannot tell",
                "13 countries",
            ],
        ),
        (
            {"both": 1.0, "language": "nl", "first_year": 2012},
            ["In 2013 keerden 898 ex-asielzoekers", "Hier aangenomen"],
        ),
        ({"first_year": 2014, "last_year": 2016}, ["print no returns of former asylum seekers", "no dated return"]),
    ],
    "05-refugees": [
        (
            {},
            [
                "it names Sudan (no. 6, 1,496,923), and not South Sudan (no. 5, 2,292,482)",
                "only the latter rounds to the printed",
                "the definition breaks, and no change is computed across it",
                "the 10 countries of",
                "Iran, Germany and Bangladesh",
            ],
        ),
        (
            {"country": "Venezuela", "role": "origin", "include_oip": False, "language": "nl"},
            ["telde UNHCR 347.695 vluchtelingen uit Venezuela", "Niet meegeteld zijn hier 5.755.363 anderen"],
        ),
        (
            {"country": "NO", "focus_list": "prospects-countries-2023"},
            ["has no number of refugees in Norway", "nothing to draw", "8 countries of"],
        ),
    ],
    "06-country": [
        (
            {},
            [
                "Niger stands on 3 lists, is named by 4 programmes, and has 1 result of its own",
                "that says nothing about whether there were activities",
                "ruim 2.800",
                "refugees in Niger",
            ],
        ),
        (
            {"country": "Marokko", "language": "nl"},
            ["waar een cijfer stond, staat “q”", "Het is zelf ook donor", "0 mensen", "vluchtelingen uit Marokko"],
        ),
        ({"country": "NO"}, ["these documents say nothing", "only as a donor, on 1 list", "no time line to draw"]),
        (
            {"country": "Bhutan", "language": "nl"},
            ["Over Bhutan staat niets in deze documenten", "geen aantallen voor Bhutan", "Programma's: geen"],
        ),
    ],
    "07-programme": [
        (
            {},
            [
                "aimed at 405 people in 36 months",
                "7.3 placements a month",
                "this is a proxy",
                "carry out",
                "**No amount is printed of it:**",
            ],
        ),
        (
            {"programme_id": "prospects-2", "language": "nl"},
            [
                (
                    "EUR\N{NO-BREAK SPACE}800\N{NO-BREAK SPACE}miljoen "
                    "(plafond, Nederland, 2024 tot en met 2027 (afgeleid))"
                ),
                "geen tempo te tekenen",
            ],
        ),
        (
            {"programme_id": "rdpp"},
            [
                "Nothing more is said of it",
                "no target, plan or promise",
                "no chart of its money",
                "no time line to draw",
            ],
        ),
    ],
    "08-framework": [
        ({}, ["findings both for and against in the reports", "It is older than the framework"]),
        (
            {"outcome_id": "toc-1-2c", "language": "nl"},
            ["er is geen resultaat, er zijn alleen woorden", "geen aanname genoemd", "Geen bevinding"],
        ),
        ({"outcome_id": "toc-3"}, ["Of 3 outcomes, 2 are measured", "8658", "2,087"]),
    ],
    "09-audit": [
        (
            {},
            ["and each of them is accounted for", "none of them allows the one to be divided", "each is still there"],
        ),
        (
            {"relation": "values_differ", "document": "results-2018", "language": "nl"},
            ["en elk daarvan is verantwoord", "1 tegenstrijdigheid", "1 binnen één document", "only 5,880 fits both"],
        ),
        (
            {"relation": "external_differs", "document": "return-support-leaflet"},
            ["prints 2 numbers", "No discrepancy is recorded", "no amount stands beside a result"],
        ),
    ],
    "10-aid": [
        (
            {},
            [
                "EUR\N{NO-BREAK SPACE}52,038,562",
                "USD\N{NO-BREAK SPACE}42,539,757 to 42,806,583",
                "In 13 of them the giver has a name but no identifier",
                "38 of the 54 transactions",
                "78.1% is likely of a programme",
                "The documents print no amount of Prospects, first phase",
            ],
        ),
        (
            {"first_year": 2024, "last_year": 2025, "language": "nl"},
            [
                "Voor besteding in 2024-2025: EUR\N{NO-BREAK SPACE}70\N{NO-BREAK SPACE}miljoen",
                "niets daarvan is te koppelen",
            ],
        ),
        (
            {"first_year": 2010, "last_year": 2012, "include_possible": False},
            ["the files hold nothing", "nothing to draw", "There is nothing to match"],
        ),
    ],
    "11-trends": [
        (
            {},
            [
                "can be followed for three years or more",
                "Break 2014-04: Until the end of March 2014 family members",
                "Forced departure (DT&V), people, 2014-2023",
                "fewer than 3 years without a break between them",
                "https://",
            ],
        ),
        (
            {"theme": "money", "prices": "gdp_oecd 2015", "index_year": 2019, "language": "nl"},
            ["in prijzen van 2015 (bbp-deflator, OESO)", "2019 = 100", "geen prijs voor dit jaar", "procentpunt"],
        ),
        (
            {"theme": "awareness", "first_year": 2018, "last_year": 2019},
            ["No series of this theme and period can be followed", "2019 those who would reconsider it"],
        ),
    ],
}


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
    assert sorted(SETS) == NAMES
    assert min(map(len, SETS.values())) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_the_notebook_is_valid_and_executed_in_order(path):
    book = read(path)
    nbformat.validate(book)
    counts = [cell.execution_count for cell in code_cells(book)]
    assert counts == list(range(1, len(counts) + 1))
    assert not [output for cell in code_cells(book) for output in cell.outputs if output.output_type == "error"]


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
    assert [cell.source.startswith("widgets.") for cell in tagged] == [False] * (len(tagged) - 1) + [True]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_a_report_opens_with_a_sentence_a_chart_and_what_may_not_be_said(path):
    tagged = [cell for cell in read(path).cells if "answer" in cell.metadata.get("tags", [])]
    said = [cell.source.splitlines()[-1].split("(")[0] for cell in tagged]
    assert sum(name == "Markdown" for name in said) == sum(name.startswith("charts.") for name in said) == 1
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
    target = ["-p", "target_id", "rescues-niger-2018", "-p", "goal", "2500"]
    command = [sys.executable, "-m", "papermill", str(ROOT / "notebooks" / "03-targets.ipynb"), "out.ipynb", *target]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    assert "112 to under 116" in output_text(read(tmp_path / "out.ipynb"))


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
