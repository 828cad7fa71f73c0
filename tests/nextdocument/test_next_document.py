"""A further document is rows only: everything takes it up, and nothing that is said of the others becomes false."""

import re
import shutil
from pathlib import Path

import pytest

from analysis.dataset import check, tables
from analysis.ledger import audit
from analysis.rendering import inputs, plan, run

ROOT = Path(__file__).parents[2]
SOURCE, COUNTRY, PROGRAMME = "yearbook-2024", "06-country-PER", "07-programme-new-dawn"
#: A country, and a programme, of which the made-up document says nothing.
OTHERS = ("06-country-SUR", "07-programme-hrt")
NOTEBOOKS = ("00-explore", "01-spending", "02-indicators", "03-targets", "04-returns", "05-refugees", "08-framework",
             "09-audit", "10-aid")  # fmt: skip


@pytest.fixture(scope="module")
def project(next_data, tmp_path_factory) -> inputs.Project:
    """The project, with the copy of the dataset in the place of its own."""
    return inputs.Project(ROOT, next_data, ROOT / "src" / "analysis")


@pytest.fixture(scope="module")
def pages(project, next_data, tmp_path_factory):
    """The text of every notebook's reports and of some countries' and programmes', by name."""
    names = [f"{stem}-{language}" for stem in (*NOTEBOOKS, COUNTRY, PROGRAMME, "06-country-NER", *OTHERS)
             for language in ("en", "nl")]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_DATA", str(next_data))
        result = run.run(project, run.Order(names=names, output=tmp_path_factory.mktemp("rendered"), workers=2))
    assert [failure.name for failure in result.failed] == []
    return {name: text_of(result.folder / f"{name}.html") for name in names}


def text_of(page: Path) -> str:
    """What a page says, without its scripts and tags."""
    body = re.sub(r"(?s)<(script|style|svg).*?</\1>", " ", page.read_text(encoding="utf-8"))
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_the_rows_are_a_valid_dataset(next_data):
    assert [str(problem) for problem in check.check(next_data)] == []


def test_every_number_of_the_document_is_accounted_for(next_data, next_documents, tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(next_data, copy)
    result = audit.audit(next_documents, copy)
    assert [str(finding) for finding in result.findings if finding.source_id == SOURCE] == []


def test_a_country_and_a_programme_that_only_the_new_document_names_get_their_reports(project):
    names = {report.name for report in plan.load(project).reports}
    assert {f"{COUNTRY}-en", f"{COUNTRY}-nl", f"{PROGRAMME}-en", f"{PROGRAMME}-nl"} <= names


@pytest.mark.parametrize(
    ("notebook", "english", "dutch"),
    [
        ("00-explore", "Yearbook 2024", "Jaarbericht 2024"),
        ("01-spending", "310", "310"),
        ("02-indicators", "People with legal aid", "Mensen met rechtshulp"),
        ("03-targets", "Legal aid in Niger, 2024", "Rechtshulp in Niger, 2024"),
        ("04-returns", "2,310", "2.310"),
        (COUNTRY, "Focus countries, 2024", "Focuslanden, 2024"),
        ("06-country-NER", "New Dawn", "Nieuwe Dageraad"),
        (PROGRAMME, "1,250,000", "1.250.000"),
        ("09-audit", "Jaarbericht migratie 2024", "Jaarbericht migratie 2024"),
    ],
)
def test_the_new_document_appears_where_it_belongs(pages, notebook, english, dutch):
    assert english in pages[f"{notebook}-en"]
    assert dutch in pages[f"{notebook}-nl"]


def test_no_title_says_that_the_documents_end_before_the_new_one(pages):
    for name, text in pages.items():
        assert not re.search(r"documents (of|,) 2013(-| to )2023|documenten van 2013 (tot|t/m) 2023", text), name


def test_what_is_not_printed_again_is_measured_by_the_new_document(next_data):
    from analysis.questions import indicators

    table = indicators.continuity(tables.load(next_data)).set_index("measure_id")
    assert table.loc["people-education-access", "reports"].split()[-1] == "2024"
    assert table.loc["people-legal-aid", "fate"] == "new"
    assert table.loc["rescues-niger", "fate"] != "new" if "rescues-niger" in table.index else True


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_page_that_the_new_document_does_not_concern_rests_on_the_figures_it_did(pages, name, language, tmp_path):
    before = run.run(inputs.find(ROOT), run.Order(names=[f"{name}-{language}"], output=tmp_path, workers=1))
    figures = set(re.findall(r"\b[a-z]+[0-9]+-[0-9]{4}-[0-9]+\b", text_of(before.folder / f"{name}-{language}.html")))
    assert set(re.findall(r"\b[a-z]+[0-9]+-[0-9]{4}-[0-9]+\b", pages[f"{name}-{language}"])) == figures
