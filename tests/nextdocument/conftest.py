"""A copy of the dataset with a made-up document of 2024 in it: rows only, as a person would enter them."""

import ast
import csv
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from analysis.dataset import schema
from analysis.ledger import account as audit
from analysis.show.marks import Nothing
from analysis.show.panel import in_parts
from analysis.show.table import Table

ROOT = Path(__file__).parents[2]
SOURCE = "yearbook-2024"
SHORT = "yb24"
#: The whole document; a row names its line, from 1.
TEXT = """Jaarbericht migratie 2024
Rechtshulp
In 2024 kregen ruim 1.700 vluchtelingen in Niger rechtshulp, het doel was 2.000. Dat ligt achter op schema.
In 2024 kregen 91.350 mensen toegang tot onderwijs.
Terugkeer
In 2024 keerden 2.310 mensen vrijwillig terug vanuit Nederland, een verdere daling.
Geld
Voor opvang in de regio was in 2024 EUR 310 miljoen begroot.
Aan Nieuwe Dageraad is in 2024 EUR 1.250.000 uitgegeven.
Focuslanden
De focuslanden zijn Niger, Libanon en Peru.
Over de resultaten per land wordt volgend jaar bericht.
Opvang per land
In 2024 was voor opvang in Niger EUR 30 miljoen begroot en in Libanon EUR 35 miljoen.
In 2024 is aan terugkeer naar Niger EUR 2 miljoen uitgegeven, naar Libanon EUR 3 miljoen en naar Peru EUR 4 miljoen.
"""
YEAR = {
    "period_start": "2024-01-01",
    "period_end": "2024-12-31",
    "period_kind": "calendar_year",
    "period_basis": "printed",
    "period_as_printed": "In 2024",
}


def figure(line: int, as_printed: str, value: float, unit: str, measure_id: str, kind: str = "actual", **more) -> dict:
    """A row of ``figures``: exact, of 2024, and its own fact."""
    number = more.pop("number", 1)
    name = f"{SHORT}-{line:04d}-{number}"
    return (
        {
            "figure_id": name,
            "fact_id": name,
            "preferred": "true",
            "source_id": SOURCE,
            "line": line,
            "section": "Jaarbericht",
            "as_printed": as_printed,
            "value": f"{value:g}" if value < 1e6 else f"{value:.0f}",
            "unit": unit,
            "multiplicity": 1,
            "qualifier": "exact",
            "measure_id": measure_id,
            "kind": kind,
            "period_line": line,
            "funding": "netherlands",
        }
        | YEAR
        | more
    )


FIGURES = [
    figure(
        3,
        "ruim 1.700",
        1700,
        "person",
        "people-legal-aid",
        qualifier="just_over",
        population="refugees",
        programme_id="new-dawn",
        credit="netherlands",
    ),
    figure(
        3,
        "2.000",
        2000,
        "person",
        "people-legal-aid",
        "target",
        number=2,
        population="refugees",
        programme_id="new-dawn",
    ),
    figure(
        4,
        "91.350",
        91350,
        "person",
        "people-education-access",
        population="refugees-and-host-communities",
        credit="netherlands",
    ),
    figure(
        6,
        "2.310",
        2310,
        "person",
        "return-from-netherlands",
        population="returnees-from-netherlands",
        credit="netherlands",
    ),
    figure(8, "EUR 310 miljoen", 310_000_000, "EUR", "budget-reception-region", "budget", period_as_printed="in 2024"),
    figure(
        9,
        "EUR 1.250.000",
        1_250_000,
        "EUR",
        "new-dawn-spending",
        "spent",
        programme_id="new-dawn",
        period_as_printed="in 2024",
    ),
]
#: Amounts by country: rows of one measure, kind and window each.
BY_COUNTRY = {
    f"{SHORT}-{line:04d}-{number}": (place, millions, measure_id, kind)
    for line, measure_id, kind, amounts in (
        (14, "budget-reception-region", "budget", {"NER": 30, "LBN": 35}),
        (15, "spending-return", "spent", {"NER": 2, "LBN": 3, "PER": 4}),
    )
    for number, (place, millions) in enumerate(amounts.items(), 1)
}
FIGURES += [
    figure(
        int(name.split("-")[1]),
        f"EUR {millions} miljoen",
        millions * 1e6,
        "EUR",
        measure_id,
        kind,
        number=int(name.split("-")[2]),
        section="Opvang per land",
    )
    for name, (_, millions, measure_id, kind) in BY_COUNTRY.items()
]
WORDS = {"en": "Made up.", "nl": "Verzonnen."}


def both(column: str) -> dict[str, str]:
    """A column of prose, in both languages."""
    return {f"{column}_{language}": words for language, words in WORDS.items()}


ROWS = {
    "sources": [
        {
            "source_id": SOURCE,
            "title": "Jaarbericht migratie 2024",
            "short_en": "Yearbook",
            "short_nl": "Jaarbericht",
            "first_year": 2024,
            "last_year": 2024,
            "abbreviation": SHORT,
            "document_kind": "results_report",
            "reports_results": "true",
            "published": "2025-05",
            "language": "nl",
            "url_status": "unknown",
            "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
            "text_lines": TEXT.count("\n"),
            **both("publisher"),
            **both("covers"),
            **both("licence"),
        },
    ],
    "measures": [
        {
            "measure_id": "people-legal-aid",
            "label_en": "People with legal aid",
            "label_nl": "Mensen met rechtshulp",
            "unit": "person",
            "theme": "protection",
            "concept": "flow",
            "result_level": "output",
            **both("definition"),
        },
        {
            "measure_id": "new-dawn-spending",
            "label_en": "Spending on New Dawn",
            "unit": "EUR",
            "theme": "money",
            "label_nl": "Uitgaven aan Nieuwe Dageraad",
            "concept": "flow",
            **both("definition"),
        },
    ],
    "programmes": [
        {
            "programme_id": "new-dawn",
            "label_en": "New Dawn",
            "label_nl": "Nieuwe Dageraad",
            "theme": "protection",
            "start": "2024-01-01",
            "status": "running",
            "source_id": SOURCE,
            "line": 9,
            **both("note"),
        },
    ],
    "programme_places": [
        {"programme_id": "new-dawn", "place_id": "NER", "role": "in", "source_id": SOURCE, "line": 3},
    ],
    "programme_organisations": [
        {
            "programme_id": "new-dawn",
            "organisation_id": "government-netherlands",
            "role": "payer",
            "source_id": SOURCE,
            "line": 9,
        },
    ],
    "figures": FIGURES,
    "figure_places": [
        {"figure_id": f"{SHORT}-0003-1", "place_id": "NER", "role": "in"},
        {"figure_id": f"{SHORT}-0003-2", "place_id": "NER", "role": "in"},
        {"figure_id": f"{SHORT}-0006-1", "place_id": "NLD", "role": "from"},
        *({"figure_id": name, "place_id": place, "role": "in"} for name, (place, *_) in BY_COUNTRY.items()),
    ],
    "statements": [
        {
            "statement_id": f"{SHORT}-0003-s1",
            "source_id": SOURCE,
            "line": 3,
            "section": "Rechtshulp",
            "as_printed": "ligt achter op schema",
            "statement_kind": "status",
            "means": "below",
            "measure_id": "people-legal-aid",
            "programme_id": "new-dawn",
            **both("says"),
        },
        {
            "statement_id": f"{SHORT}-0006-s1",
            "source_id": SOURCE,
            "line": 6,
            "section": "Terugkeer",
            "as_printed": "een verdere daling",
            "statement_kind": "trend",
            "means": "below",
            "measure_id": "return-from-netherlands",
            **both("says"),
        },
        {
            "statement_id": f"{SHORT}-0012-s1",
            "source_id": SOURCE,
            "line": 12,
            "section": "Focuslanden",
            "as_printed": "wordt volgend jaar bericht",
            "statement_kind": "promise",
            "kept": "not_in_documents",
            **both("says"),
            **both("kept_note"),
        },
    ],
    "targets": [
        {
            "target_id": "legal-aid-2024",
            "label_en": "Legal aid in Niger, 2024",
            "label_nl": "Rechtshulp in Niger, 2024",
            "target_figure_id": f"{SHORT}-0003-2",
            "actual_figure_id": f"{SHORT}-0003-1",
            "unit_match": "same",
            "start": "2024-01-01",
            "as_of": "2024-12-31",
            "deadline": "2024-12-31",
            "status_as_printed": "ligt achter op schema",
            "programme_id": "new-dawn",
            "source_id": SOURCE,
            "line": 3,
            **both("note"),
        },
    ],
    "places": [{"place_id": "PER", "place_kind": "country", "label_en": "Peru", "label_nl": "Peru"}],
    "lists": [
        {
            "list_id": "focus-countries-2024",
            "label_en": "Focus countries, 2024",
            "label_nl": "Focuslanden, 2024",
            "list_kind": "focus",
            "as_of": "2024-12-31",
            "exhaustive": "true",
            "source_id": SOURCE,
            "line": 11,
            **both("criterion"),
            **both("note"),
        },
    ],
    "presence": [
        {"list_id": "focus-countries-2024", "place_id": place, "legibility": "legible", "line": 11}
        for place in ("NER", "LBN", "PER")
    ],
    "not-figures": [
        {"rule_id": "yearbook-title", "source_id": SOURCE, "line": 1, "pattern": "2024", "hits": 1, **both("reason")},
    ],
}


def entered(folder: Path, rows: dict[str, list[dict]]) -> None:
    """Put rows into the tables of a dataset, each in its place."""
    tables = schema.read(folder)
    for name, added in rows.items():
        table = tables[name]
        with table.path.open(encoding="utf-8", newline="") as lines:
            known = list(csv.DictReader(lines))
        known += [{column: str(row.get(column, "")) for column in table.names} for row in added]
        known.sort(key=lambda row: tuple(row[column] for column in table.key))
        with table.path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, table.names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(known)


@pytest.fixture(scope="session")
def audited(tmp_path_factory) -> tuple[Path, audit.Audit]:
    """The folder of the copy, with every row of the made-up document in its place, and what its audit found."""
    root = tmp_path_factory.mktemp("next")
    (texts := root / "texts").mkdir()
    (texts / f"{SOURCE}.txt").write_text(TEXT, encoding="utf-8")
    folder = Path(shutil.copytree(ROOT / "data", root / "data"))
    entered(folder, ROWS)
    # The others' texts are not at hand, and their numbers stand in the copy already.
    result = audit.audit(texts, folder)
    entered(folder, {"audit": result.table().to_dict("records"), "audit_numbers": result.numbers().to_dict("records")})
    return folder, result


@pytest.fixture(scope="session")
def next_data(audited) -> Path:
    """The folder of the copy."""
    return audited[0]


@pytest.fixture(scope="session", autouse=True)
def no_cache(tmp_path_factory) -> Iterator[None]:
    """No feed, whatever the machine has imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@cache
def cells(notebook: str) -> list[tuple[CodeType, CodeType | None, bool]]:
    """The cells of a notebook: statements, the expression that is shown, whether they are its parameters."""
    found = []
    for cell in json.loads((ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        code = ast.parse("".join(cell["source"]))
        # Panels have a test of their own.
        code.body = [line for line in code.body if not ast.unparse(line).startswith("panel(")]
        last = code.body.pop() if code.body and isinstance(code.body[-1], ast.Expr) else None
        shown = compile(ast.Expression(last.value), notebook, "eval") if isinstance(last, ast.Expr) else None
        found.append((compile(code, notebook, "exec"), shown, "parameters" in cell["metadata"].get("tags", [])))
    return found


def words(shown: Any) -> str:
    """What an output says: of a chart its title and description."""
    if isinstance(shown, Table):
        return str(shown)
    if isinstance(shown, Nothing):
        return shown.sentence
    return str(getattr(shown, "description", shown))


@pytest.fixture(scope="session")
def said(next_data) -> Callable[..., list[str]]:
    """What each output of a notebook says on given parameters, without a kernel: of the copy, or of the dataset."""
    known: dict[str, list[str]] = {}

    def run(notebook: str, *, before: bool = False, **given: Any) -> list[str]:
        key = repr((notebook, before, given))
        if key not in known:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("ANALYSIS_DATA", str(ROOT / "data" if before else next_data))
                names: dict[str, Any] = {}
                outputs = []
                for code, shown, parameters in cells(notebook):
                    exec(code, names)
                    if parameters:
                        names |= given
                    if shown is not None and (output := eval(shown, names)) is not None:
                        outputs += [words(part) for part in in_parts([output])]
                known[key] = outputs
        return known[key]

    return run
