"""A small made-up dataset and its document, on the schema of the real one."""

import csv
import functools
import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.dataset import roles, schema

TEXT = """\
1 Resultaten

In de periode 2021 zijn ruim 2.800 mensen geholpen, waarvan vier
kinderen per dag.1 De steun bedroeg EUR 6,4
miljoen.

Hoofdstuk 2 noemt drie landen.
"""


DATA = Path(__file__).parents[2] / "data"
described = functools.cache(lambda: schema.read(DATA))


class Dataset:
    """A folder with every table of the schema, empty but for the units and what a test writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        shutil.copy(DATA / schema.DESCRIPTOR, folder)
        self.tables = {
            name: replace(table, path=folder / table.path.relative_to(DATA)) for name, table in described().items()
        }
        for name in self.tables:
            self.write(name, [])
        for name in ("units", "unit_words"):
            shutil.copy(described()[name].path, self.tables[name].path)

    def write(self, name: str, rows: list[dict[str, object]]) -> None:
        table = self.tables[name]
        table.path.parent.mkdir(exist_ok=True)
        with table.path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, table.names, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def read(self, name: str) -> list[dict[str, str]]:
        with self.tables[name].path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))


def figure(line: int, nth: int, printed: str, value: str, **more: object) -> dict[str, object]:
    identifier = f"made-up-{line:04d}-{nth}"
    common = {
        "figure_id": identifier,
        "fact_id": identifier,
        "preferred": "true",
        "source_id": "made-up",
        "line": line,
        "as_printed": printed,
        "value": value,
        "unit": "person",
        "multiplicity": 1,
        "qualifier": "exact",
        "measure_id": "people-helped",
        "kind": "actual",
        "period_kind": "unknown",
        "period_basis": "unknown",
    }
    return common | more


def source(text: str) -> dict[str, object]:
    return {
        "source_id": "made-up",
        "title": "Made up",
        "short_en": "Report",
        "short_nl": "Verslag",
        "document_kind": "results_report",
        "reports_results": "true",
        "url_status": "unknown",
        "publisher_en": "Nobody",
        "covers_en": "2021",
        "language": "nl",
        "licence_en": "None",
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "text_lines": text.count("\n"),
    }


def measure(measure_id: str = "people-helped", unit: str = "person") -> dict[str, object]:
    return {
        "measure_id": measure_id,
        "label_en": "People helped",
        "label_nl": "Geholpen mensen",
        "unit": unit,
        "theme": "reception",
        "concept": "flow",
        "definition_en": "Made up",
    }


FIGURES = [
    figure(
        3,
        1,
        "ruim 2.800",
        "2800",
        qualifier="just_over",
        period_start="2021-01-01",
        period_end="2021-12-31",
        period_kind="calendar_year",
        period_basis="printed",
        period_as_printed="2021",
        period_line=3,
    ),
    figure(3, 2, "vier", "4"),
    figure(4, 1, "EUR 6,4 miljoen", "6400000", unit="EUR", measure_id="support"),
    figure(7, 1, "drie", "3", unit="country", measure_id="countries"),
]
RULES = [
    {"rule_id": "chapter", "pattern": r"^\d(?= [A-Z])|Hoofdstuk \d", "reason_en": "Number of a chapter", "hits": 2},
    {"rule_id": "footnote", "pattern": r"(?<=dag\.)\d", "reason_en": "Marker of a footnote", "hits": 1},
]


@pytest.fixture
def empty(tmp_path):
    """A dataset without rows."""
    return Dataset(tmp_path / "data")


@pytest.fixture(scope="module")
def empty_once(tmp_path_factory):
    """A dataset without rows, for all tests of a module."""
    return Dataset(tmp_path_factory.mktemp("once") / "data")


@pytest.fixture
def made_up(empty, tmp_path):
    """A dataset whose figures and rules account for every number of its one document, in ``documents``."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "made-up.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    empty.documents = folder
    empty.write("sources", [source(TEXT)])
    empty.write("measures", [measure("countries", "country"), measure(), measure("support", "EUR")])
    empty.write("figures", FIGURES)
    empty.write("not-figures", RULES)
    return empty


@pytest.fixture(scope="module", autouse=True)
def no_notebooks():
    """The made-up dataset serves no notebook, so that nothing in it has to play a part that one asks for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roles, "ROLES", {})
        yield
