"""A further document is rows only: everything takes it up, and nothing that is said of the others becomes false."""

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.dataset import check, tables
from analysis.language import speaking
from analysis.questions import context
from analysis.questions.country import answers as country
from analysis.questions.framework import answers as framework
from analysis.questions.indicators import answers as indicators
from analysis.questions.indicators import sentences as indicators_sentences
from analysis.questions.programme import answers as programme
from analysis.questions.returns import answers as returns
from analysis.questions.spending import answers as spending
from analysis.questions.spending import tables as spending_tables
from analysis.rendering import inputs, run
from analysis.rendering.plan import parameters, planfile
from analysis.show.panel import Panel

ROOT = Path(__file__).parents[2]
SOURCE, SHORT = "yearbook-2024", "yb24"
PLACE, PROGRAMME = "PER", "new-dawn"
LANGUAGES = ["en", "nl"]
#: Reports of a country or a programme that the document is about.
ABOUT = (
    ("06-country", {"country": PLACE}),
    ("06-country", {"country": "NER"}),
    ("06-country", {"country": "LBN"}),
    ("07-programme", {"programme_id": PROGRAMME}),
)
NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
#: Notebooks that are one report, in each language.
SINGLE = [name for name in NAMES if name not in {about for about, _ in ABOUT}]
CONCERNED = [(name, {}) for name in SINGLE] + list(ABOUT)
PANELS = [name.partition("-")[2] for name in NAMES]
#: What to choose in a panel that a list of new values does not show.
BESIDE: dict[str, list[dict[str, Any]]] = {
    "explore": [{"search": f"source:{SOURCE}"}, {"period": "2024"}, {"place": "NER"}],
    "spending": [{"price_year": 2024}],
    "country": [{"country": PLACE}, {"country": "LBN"}],
}
#: What the document brings to choose from, by panel.
CHOICES = {
    "explore": {"new-dawn-spending", "people-legal-aid", PLACE},
    "indicators": {f"{SHORT}-0003-1", f"{SHORT}-0004-1", f"{SHORT}-0006-1"},
    "targets": {"legal-aid-2024"},
    "returns": {2024},
    "refugees": {"focus-countries-2024"},
    "programme": {PROGRAMME},
    "audit": {SOURCE},
}


@pytest.fixture(scope="module")
def project(next_data) -> inputs.Project:
    """The project, with the copy of the dataset in the place of its own."""
    return inputs.Project(ROOT, next_data, ROOT / "src" / "analysis")


@pytest.fixture(scope="module")
def after(next_data) -> tables.Dataset:
    """The copy of the dataset."""
    return tables.load(next_data)


@pytest.fixture(scope="module")
def before() -> tables.Dataset:
    """The dataset."""
    return tables.load(ROOT / "data")


def test_the_rows_are_a_valid_dataset(next_data):
    assert [str(problem) for problem in check.check(next_data)] == []


def test_what_the_other_documents_say_can_be_asked_without_it(before, after, only):
    now, was = only(after), only(before)
    assert {name: len(now[name]) for name in now if name not in {"measures", "places", "audit_numbers"}} == {
        name: len(was[name]) for name in was if name not in {"measures", "places", "audit_numbers"}
    }
    same(now.figures, was.figures, "the others")


def test_every_number_of_the_document_is_accounted_for(audited):
    assert [str(finding) for finding in audited[1].findings if finding.source_id == SOURCE] == []
    assert len(audited[1].table()) == 1


# -- what appears ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("notebook", "given"), CONCERNED, ids=lambda part: part if isinstance(part, str) else "")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notebook_runs_and_no_title_says_that_the_documents_end_before_the_new_one(
    said, notebook, given, language
):
    text = "\n".join(said(notebook, language=language, **given))
    assert not re.search(r"documents (of|,) 2013(-| to )2023|documenten van 2013 (tot|t/m) 2023", text)
    assert not re.search(r"\bnan\b|<NA>|\bNaT\b", text)


@pytest.mark.parametrize(
    ("notebook", "given", "english", "dutch"),
    [
        ("00-explore", {}, f"{SHORT}-0003-1", f"{SHORT}-0003-1"),
        ("01-spending", {}, "Budgets, 2023-2024", "Budgetten, 2023-2024"),
        ("01-spending", {}, f"{SHORT}-0008-1", f"{SHORT}-0009-1"),
        ("02-indicators", {}, "People with legal aid", "Mensen met rechtshulp"),
        (
            "02-indicators",
            {},
            "reports of 2018 and 2024 give a status",
            "rapportages over 2018 en 2024 een status geven",
        ),
        ("03-targets", {}, "Legal aid in Niger, 2024", "Rechtshulp in Niger, 2024"),
        ("04-returns", {}, "2,310", "2.310"),
        ("04-returns", {}, "een verdere daling”: from 1,859 (2023) to 2,310", "een verdere daling”: van 1.859 (2023)"),
        ("04-returns", {}, "as printed, the later one is higher", "het latere cijfer is volgens de documenten hoger"),
        ("05-refugees", {}, "Focus countries, 2024", "Focuslanden, 2024"),
        ("06-country", {"country": PLACE}, "Focus countries, 2024", "Focuslanden, 2024"),
        ("06-country", {"country": "NER"}, "New Dawn", "Nieuwe Dageraad"),
        ("06-country", {"country": "LBN"}, "Focus countries, 2024", "Focuslanden, 2024"),
        ("07-programme", {"programme_id": PROGRAMME}, "1,250,000", "1.250.000"),
        ("09-audit", {}, "Jaarbericht migratie 2024", "Jaarbericht migratie 2024"),
        ("11-trends", {}, "2023, 2024", "2023, 2024"),
    ],
)
def test_the_new_document_appears_where_it_belongs(said, notebook, given, english, dutch):
    assert english in "\n".join(said(notebook, language="en", **given))
    assert dutch in "\n".join(said(notebook, language="nl", **given))


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_shows_whatever_of_the_document_is_chosen(before, after, name):
    panel = panel_of(name, after)
    assert panel.widget
    known = options(panel_of(name, before))
    brought = {(control, value) for control, values in options(panel).items() for value in values - known[control]}
    assert {value for _, value in brought} >= CHOICES.get(name, set())
    start = dict(panel.values)
    for language in LANGUAGES:
        for chosen in ({}, *({control: value} for control, value in sorted(brought, key=str)), *BESIDE.get(name, ())):
            panel.set(**start | chosen | {"language": language})
            assert panel.problem == "", (language, chosen)
            assert panel.screen.bundles, (language, chosen)


def panel_of(name: str, data: tables.Dataset) -> Panel:
    notebook = next(path for path in (ROOT / "notebooks").glob("*.ipynb") if path.stem.endswith(f"-{name}"))
    defaults = {key: item.default for key, item in parameters.read(notebook).parameters.items()}
    del defaults["language"]
    panel: Panel = import_module(f"analysis.questions.{name}.panel").panel(data, **defaults)
    return panel


def options(panel: Panel) -> dict[str, set[Any]]:
    lists = {control.name: getattr(control, "options", None) for control in panel.controls}
    return {name: {value for _, value in found["en"]} if found else set() for name, found in lists.items()}


# -- the reports of the plan -------------------------------------------------------------------------------------------


def test_the_plan_gets_the_reports_of_what_only_the_new_document_names(project):
    now = {report.name for report in planfile.load(project).reports}
    was = {report.name for report in planfile.load(inputs.Project(ROOT, ROOT / "data", project.code)).reports}
    new = {
        f"{stem}-{language}" for stem in (f"06-country-{PLACE}", f"07-programme-{PROGRAMME}") for language in LANGUAGES
    }
    assert now - was == new
    assert was <= now


def test_a_title_of_the_plan_names_the_years_that_the_amounts_are_of(project):
    titles = {report.name: report.title for report in planfile.load(project).reports}
    assert titles["01-spending-en"] == "Spending in 2013 and budgets for 2023-2024"
    was = planfile.load(inputs.Project(ROOT, ROOT / "data", project.code))
    assert {report.title for report in was.reports} >= {
        "Spending in 2013 and budgets for 2023",
        "Uitgaven in 2013 en budgetten voor 2023",
    }


def test_reports_and_index_are_rendered(project, next_data, tmp_path):
    names = [f"06-country-{PLACE}-en", f"07-programme-{PROGRAMME}-nl"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_DATA", str(next_data))
        result = run.run(project, run.Order(names=names, output=tmp_path, workers=1))
    assert [failure.name for failure in result.failed] == []
    pages = {name: (result.folder / f"{name}.html").read_text(encoding="utf-8") for name in names}
    assert "Focus countries, 2024" in pages[names[0]]
    assert "1.250.000" in pages[names[1]]
    index = (result.folder / "index.html").read_text(encoding="utf-8")
    assert "Could not be computed" not in index
    assert all(name in index for name in names)


# -- what is said of the others ----------------------------------------------------------------------------------------


def test_what_is_not_printed_again_is_measured_by_the_new_document(after):
    table = indicators.continuity(after).set_index("measure_id")
    assert table.loc["people-education-access", "reports"].split()[-1] == "2024"
    assert table.loc["people-legal-aid", "fate"] == "new"
    assert table.loc["rescues-desert", ["reports", "fate"]].to_list() == ["2018", "vanished"]


def test_a_likeness_to_an_earlier_indicator_does_not_depend_on_which_report_is_the_last(before, after):
    was, now = (indicators.continuity(data).set_index("measure_id") for data in (before, after))
    alike = was["counterpart_measure_id"].notna()
    assert now.loc[was.index[alike], "counterpart_measure_id"].equals(was.loc[alike, "counterpart_measure_id"])
    assert "resembl" in indicators_sentences.continuity(now[now["first"] == "2023"].reset_index())


@pytest.fixture(scope="module")
def partial(after) -> tables.Dataset:
    """The copy, with the new document one that reports only a part of the results."""
    chosen = after.sources["reports_results"].mask(after.sources["source_id"] == SOURCE, "partial")
    return tables.Dataset({**after, "sources": after.sources.assign(reports_results=chosen)}, after.folder)


def test_what_a_report_of_a_part_of_the_results_lacks_is_missing_nowhere(before, after, partial):
    chosen = framework.outcomes(after)
    missing = {
        name: framework.gaps(data, chosen)["missing"] for name, data in {"whole": after, "part": partial}.items()
    }
    assert missing["whole"].str.contains("report_2024").any()
    assert not missing["part"].str.contains("report_2024").any()
    assert missing["part"].str.contains("report_2023").any()
    for name in before.programmes["programme_id"]:
        was, now = (programme.promises(data, name).set_index("item")["outcome"] for data in (before, partial))
        assert now.loc[was.index].to_dict() == was.to_dict()


def test_as_a_report_of_a_part_of_the_results_it_makes_none_vanish_and_its_own_are_shown(before, partial):
    was, now = (indicators.continuity(data).set_index("measure_id") for data in (before, partial))
    assert now.loc[was.index, "fate"].compare(was["fate"])["self"].to_dict() == {}
    assert now.loc["people-education-access", "reports"] == "2018 2023 2024"
    assert now.loc["people-legal-aid", ["fate", "partial"]].to_list() == ["new", "2024"]
    assert f"{SHORT}-0003-1" in set(indicators.printed(partial)["figure_id"])
    assert f"{SHORT}-0006-1" in set(returns.elsewhere(partial)["figure_id"])
    for language, words in (("en", "does not count as gone"), ("nl", "telt niet als verdwenen")):
        assert words in speaking(language)(indicators_sentences.continuity)(now.reset_index())
        assert words not in speaking(language)(indicators_sentences.continuity)(was.reset_index())


def others(question: Any, data: tables.Dataset, apart: set[str]) -> list[str]:
    return [name for name in question.worth_a_report(data) if name not in apart]


def test_the_page_of_every_other_country_rests_on_what_it_did_but_for_the_new_list(before, after):
    for number, place in enumerate(others(country, before, {"NER", "LBN"})):
        # What is slow and has nothing to do with which country it is, is asked of every third.
        slow = (country.programmes, country.figures) if number % 3 == 0 else ()
        for ask in (country.profile, country.refugee_figures, country.events, *slow):
            same(ask(before, place), ask(after, place), place)
        lists = country.lists(after, place)
        new = lists["list_id"] == "focus-countries-2024"
        same(country.lists(before, place), lists[~new], place)
        assert new.sum() == 1


def test_the_page_of_every_other_programme_rests_on_what_it_did(before, after):
    for number, name in enumerate(others(programme, before, set())):
        for ask in (programme.facts, programme.places, programme.statements):
            same(ask(before, name), ask(after, name), name)
        if number % 3 == 0:
            same(programme.money(before, name), programme.money(after, name), name)
            was, now = programme.promises(before, name), programme.promises(after, name)
            # What was not due by 2023 is due by 2024, and nothing is said of it: no result, then.
            due = (was["outcome"] == "not_due") & now["outcome"].isin(["no_result", "unreported"])
            # Results are printed up to a later day, which a sentence on what is not due names.
            assert set(was["last_result"]) <= {pd.Timestamp("2023-12-31")}
            assert set(now["last_result"]) <= {pd.Timestamp("2024-12-31")}
            moved = was.assign(outcome=was["outcome"].mask(due, now["outcome"]), last_result=now["last_result"])
            same(moved, now, name)


def test_amounts_by_country_are_parts_of_no_whole_that_is_told(before, after):
    # A table by country has a row of the same measure, kind and window for each: three of spending, two of budgets.
    priorities = [column for column in programme.profile(before, "hrt") if column.startswith("priority_")]
    for name in before.programmes["programme_id"]:
        same(programme.profile(before, name)[priorities], programme.profile(after, name)[priorities], name)
    for ask in (spending.against_available, spending.priorities, spending.fund, spending.crosswalk):
        same(ask(before), ask(after), ask.__name__)
    assert set(spending.field_budgets(after)["figure_id"]) == {
        *spending.field_budgets(before)["figure_id"],
        f"{SHORT}-0008-1",
    }
    assert set(spending.real(after, 2023)["figure_id"]) == {
        *spending.real(before, 2023)["figure_id"],
        f"{SHORT}-0008-1",
    }


def test_an_amount_for_a_country_is_named_with_it(after):
    rows = spending.commitments(after).set_index("figure_id")
    assert rows.loc[f"{SHORT}-0014-1", "label_en"] == "Budget for reception in the region, Niger"
    assert rows.loc[f"{SHORT}-0014-2", "label_nl"] == "Budget voor opvang in de regio, Libanon"
    assert rows.loc[f"{SHORT}-0015-3", "label_en"] == "Return and reintegration, Peru"


def test_what_a_document_prints_of_another_year_moves_no_heading(after):
    moved = after.figures["figure_id"] == f"{SHORT}-0008-1"
    figures = after.figures.copy()
    for end, day in (("period_start", "2020-01-01"), ("period_end", "2020-12-31")):
        figures.loc[moved, end] = pd.Timestamp(day)
    earlier = tables.Dataset({**after, "figures": figures}, after.folder)
    assert spending.years(earlier)["budgeted"] == [2020, 2023]
    table = str(spending_tables.crosswalk(spending.crosswalk(earlier)))
    assert ("budget of 2023" in table, "budget of 2020" in table) == (True, False)


def test_a_budget_line_is_held_against_the_budgets_of_one_document(after):
    was = context.budget_beside_report(after)
    again = after.figures[after.figures["figure_id"].isin(["mr23-0375-1", "mr23-0375-2"])]
    again = again.assign(source_id=SOURCE, figure_id=again["figure_id"] + "-again")
    more = tables.Dataset({**after, "figures": pd.concat([after.figures, again], ignore_index=True)}, after.folder)
    same(was, context.budget_beside_report(more), "the budget line")


def same(one: pd.DataFrame, other: pd.DataFrame, name: str) -> None:
    pd.testing.assert_frame_equal(
        one.reset_index(drop=True), other.reset_index(drop=True), obj=f"what is known of {name}", check_dtype=False
    )


@cache
def sentences(text: str) -> set[str]:
    """What a text says: sentences, parts of enumerations and rows of tables, however they are laid out."""
    parts = re.split(r"(?<=[.!?]) |; |\n", text)
    return {" ".join(part.split()).rstrip(".") for part in parts} - {""}


#: Counts may have another number, a list of lists another member, a line of a chart another point; nothing else.
_MAY_CHANGE = r"\*\*Of the|of the \d+ with a number|\*\*The later reports|Not on \d+|[^:]+: \d{4}, [\d,.]+, \d{4}, "


@pytest.mark.parametrize(
    ("notebook", "given"),
    [("06-country", {"country": "SUR"}), ("07-programme", {"programme_id": "hrt"}), ("10-aid", {}), ("04-returns", {})],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_whatever_is_no_count_of_everything_is_said_in_the_same_words(said, notebook, given):
    was = sentences("\n".join(said(notebook, before=True, language="en", **given)))
    now = sentences("\n".join(said(notebook, language="en", **given)))
    numbers = re.compile(r"\d+")
    lost = [text for text in was - now if numbers.sub("#", text) not in {numbers.sub("#", new) for new in now}]
    assert [text for text in lost if not re.match(_MAY_CHANGE, text)] == []


def test_the_amounts_of_another_year_are_added_to_none(said):
    was = next(text for text in said("01-spending", before=True, language="en") if "adopted budget line" in text)
    assert was in said("01-spending", language="en")
