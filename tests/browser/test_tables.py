"""Tables of a report in Chromium: sorted by what their cells mean, searched, taken away; plain without scripts."""

import csv
import io
from html import escape
from pathlib import Path

import nbformat
import pytest

from analysis.rendering.pages import exporter
from analysis.rendering.pages.content import About

pytestmark = pytest.mark.browser

ENGLISH = {
    "amount": ["EUR 2 million", "EUR 800,000", "USD 5", "40.3%", "at most 13", "none", "9", "EUR 180 to 220 million"],
    "change": ["−570", "+135 to +141", "+13", "", "-2", "1,028", "−2.5", "62 (56.4%)"],
    "quoted": ["“ruim 2.800”", "“6,4”", "“2,149”", "“twaalf”", "“3 miljoen”", "“8658”", "“1.521”", "“57%”"],
    "interval": ["2,800 to under 2,900", "2,800", "more than 600", "less than 5", "2,900", "at least 100", "6.5", "7"],
    "window": ["July 2017 to June 2018", "2017", "since May 2013", "3 October 2013", "not known", "2013", "2024-11",
               "31 December 2012 (inferred)"],
    "words": ["Émigrés", "Zambia", "eggs", "“Africa”", "Egypt 10", "Egypt 9", "", "Niger"],
}  # fmt: skip
UP = {
    "amount": "at most 13|9|40.3%|EUR 800,000|EUR 2 million|EUR 180 to 220 million|USD 5|none",
    "change": "−570|−2.5|-2|+13|62 (56.4%)|+135 to +141|1,028|",
    "quoted": "“6,4”|“1.521”|“2,149”|“ruim 2.800”|“8658”|“3 miljoen”|“57%”|“twaalf”",
    "interval": "less than 5|6.5|7|at least 100|more than 600|2,800|2,800 to under 2,900|2,900",
    "window": "31 December 2012 (inferred)|2013|since May 2013|3 October 2013|2017|July 2017 to June 2018|2024-11|"
    "not known",
    "words": "“Africa”|eggs|Egypt 9|Egypt 10|Émigrés|Niger|Zambia|",
}
DUTCH = {
    "amount": ["EUR 2 miljoen", "EUR 800.000", "40,3%", "ten hoogste 13", "geen"],
    "interval": ["2.800 tot 2.900", "6,5", "minder dan 5", "meer dan 600", "1.028"],
    "window": ["juli 2017 tot juni 2018", "sinds mei 2013", "3 oktober 2013", "2012", "niet bekend"],
}
OP = {
    "amount": "ten hoogste 13|40,3%|EUR 800.000|EUR 2 miljoen|geen",
    "interval": "minder dan 5|6,5|meer dan 600|1.028|2.800 tot 2.900",
    "window": "2012|sinds mei 2013|3 oktober 2013|juli 2017 tot juni 2018|niet bekend",
}
NUMERIC = {"amount", "change", "quoted", "interval", "people"}


def made(columns: dict[str, list[str]], caption: str) -> str:
    head = "".join(f"<th{' class=n' if name in NUMERIC else ''}>{name}</th>" for name in columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in zip(*columns.values(), strict=True)
    )
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


LONG = {
    "name": [f"row {number}" for number in range(27)] + ["=1+1", "+12.5%", "Côte d’Ivoire"],
    "kind": ["target", "result", "plan"] * 10,
    "people": ["8,658"] + ["20"] * 28 + ["@SUM(A1)"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A page in English with a table of eight rows, one of thirty and one of two, and one in Dutch."""
    folder = tmp_path_factory.mktemp("tables")
    new = nbformat.v4
    tables = {
        "en": [(ENGLISH, "Eight"), (LONG, "Thirty"), ({"a": ["1", "2"]}, "Two")],
        "nl": [(DUTCH, "Vijf")],
    }
    for language, them in tables.items():
        shown = [new.new_output("display_data", data={"text/html": made(*table)}) for table in them]
        notebook = new.new_notebook(cells=[new.new_markdown_cell("# Q"), new.new_code_cell("1", outputs=shown)])
        page = exporter.page(notebook, About("made-up", "Made up", language))
        (folder / f"{language}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def page(folder, browser):
    page, seen = browser.open(folder / "en.html")
    yield page
    assert (seen.problems, seen.requests) == ([], [])
    page.context.close()


def column(table, number: int) -> list[str]:
    rows = table.locator("tbody tr:visible").all()
    return [row.locator("th, td").nth(number).inner_text() for row in rows]


@pytest.mark.parametrize("name", ENGLISH)
def test_a_column_sorts_by_what_its_cells_mean_and_what_means_nothing_stands_last(page, name):
    table, number = page.locator("table").first, list(ENGLISH).index(name)
    head = table.locator("thead th").nth(number)
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert "|".join(column(table, number)) == UP[name]
    assert head.get_attribute("aria-sort") == "ascending"
    assert page.locator(".announcement").inner_text() == f"Sorted by “{name}”, lowest first"
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    meant = [cell for cell in UP[name].split("|") if cell not in {"", "none", "“twaalf”", "not known"}]
    assert column(table, number)[: len(meant)] == meant[::-1]
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert column(table, number) == ENGLISH[name]


def test_numbers_and_months_are_read_in_the_language_of_the_page(folder, browser):
    page, seen = browser.open(folder / "nl.html")
    table = page.locator("table").first
    for number, name in enumerate(DUTCH):
        table.locator("thead button").nth(number).click()
        assert "|".join(column(table, number)) == OP[name]
    assert seen.problems == []
    page.context.close()


def test_a_long_table_is_searched_and_filtered_and_the_count_is_told(page):
    table, bar = page.locator("table").nth(1), page.locator(".find")
    assert bar.count() == 1
    count = bar.locator("output")
    assert count.inner_text() == "30 of 30 rows"
    search = bar.locator("input")
    search.focus()
    for words, found in {"cote ivoire": 1, "8658": 1, "8.658": 1, "RESULT row": 9, "nowhere": 0}.items():
        search.fill(words)
        assert count.inner_text() == f"{found} of 30 rows"
        assert table.locator("tbody tr:visible").count() == found
    search.press("Escape")
    assert count.inner_text() == "30 of 30 rows"
    bar.locator("select").select_option("plan")
    assert column(table, 1) == ["plan"] * 10
    assert bar.locator("select option").all_inner_texts() == ["all", "plan", "result", "target"]


def test_what_is_shown_is_copied_and_saved_and_no_cell_is_a_formula(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".find select").select_option("plan")
    take = page.locator(".take").nth(1)
    with page.expect_download() as caught:
        take.get_by_text("Data (CSV)").click()
    assert caught.value.suggested_filename == "made-up-table-2.csv"
    text = Path(caught.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["name", "kind", "people"]
    assert [row[1] for row in rows[1:]] == ["plan"] * 10
    assert rows[-1] == ["Côte d’Ivoire", "plan", "'@SUM(A1)"]
    page.locator(".find select").select_option("")
    take.get_by_text("Copy the table").click()
    page.wait_for_selector(".announcement:not(:empty)", state="attached")
    copied = [line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").splitlines()]
    assert copied[28:30] == [["'=1+1", "target", "20"], ["+12.5%", "result", "20"]]


def test_small_tables_have_no_more_than_they_need(page):
    assert page.locator("table").nth(2).locator("button").count() == 0
    assert page.locator(".take").count() == 2


def test_the_heading_of_a_long_table_stays_in_sight(page):
    box = page.locator(".scroll").nth(1)
    box.evaluate("box => { box.scrollTop = 400; }")
    head = box.locator("thead th").first
    assert abs(head.bounding_box()["y"] - box.bounding_box()["y"]) < 2


def test_without_scripts_they_are_plain_tables(folder, browser):
    page, _ = browser.open(folder / "en.html", java_script_enabled=False)
    assert page.locator("table tbody tr:visible").count() == 40
    assert page.locator("table button, .find, .take").count() == 0
    page.context.close()
