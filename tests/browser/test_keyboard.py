"""A report of every notebook in both languages: read with the keyboard alone, checked by axe, laid out for paper.

One of each form is enough from day to day, and a sweep reads the rest. With ``ANALYSIS_REPORTS``, a folder that was
rendered, it is every report there instead.
"""

import os
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis.rendering import inputs
from analysis.rendering.shelf import Shelf

pytestmark = [pytest.mark.browser, pytest.mark.forms]

NOTEBOOKS = inputs.find().notebook_names()
#: Width of what is printed on an upright page and on one on its side, in CSS pixels: A4 without its margins.
UPRIGHT, ASIDE = 672, 1001
#: The width below which a column of prose is a column of single words, in CSS pixels.
NARROW = 100


FOLDER = os.environ.get("ANALYSIS_REPORTS")
EVERY = [(name, "every") for name in Shelf(Path(FOLDER)).records()] if FOLDER else []


@pytest.fixture(
    scope="module",
    params=EVERY or [(name, turn) for turn in ("rendered", "turned") for name in NOTEBOOKS],
    ids="-".join,
)
def report(request, browser):
    name, turn = request.param
    if turn == "every":
        path = Path(FOLDER, f"{name}.html").absolute()
    else:
        result = request.getfixturevalue(turn)
        path = result.folder / next(record for record in result.records if record.notebook == name).page
    page, seen = browser.open(path)
    yield SimpleNamespace(page=page, seen=seen, turn=turn, name=name)
    page.context.close()


def test_every_chart_is_read_mark_by_mark_or_names_its_table(report):
    page = report.page
    for chart in page.locator("figure.chart").all():
        marks = chart.locator("[role=listbox]")
        if marks.count():
            _read(page, chart, marks)
        else:
            _stands_in(page, chart)
    assert report.seen.problems == []


def _read(page, chart, marks) -> None:
    option = marks.locator("[role=option]")
    marks.focus()
    assert chart.locator(".canvas").evaluate("canvas => getComputedStyle(canvas).outlineStyle") == "solid"
    number = int(option.get_attribute("aria-setsize"))
    assert 0 < number <= 60
    said = [option.text_content()]
    for key in ["ArrowDown", "ArrowRight"][: number - 1]:
        page.keyboard.press(key)
        said.append(option.text_content())
        assert marks.get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert all(said)
    assert len(set(said)) == len(said)
    assert page.locator("#vg-tooltip-element.visible").count() == 1
    assert chart.locator(".frame").is_visible()
    page.keyboard.press("End")
    assert option.get_attribute("aria-posinset") == str(number)
    page.keyboard.press("Home")
    assert option.text_content() == said[0]
    page.keyboard.press("Tab")
    assert not marks.evaluate("marks => marks.matches(':focus')")
    assert chart.locator(".frame:visible").count() == chart.locator(".stops :focus").count()


def _stands_in(page, chart) -> None:
    described = chart.locator(".canvas").get_attribute("aria-describedby")
    link = page.locator(f"[id='{described}'] a")
    link.focus()
    page.keyboard.press("Enter")
    page.locator(".scroll:focus").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == link.text_content()


def test_names_in_a_legend_that_picks_answer_to_keys(report):
    for chart in report.page.locator("figure.chart:has(.stops button)").all():
        button = chart.locator(".stops button").first
        before = _opacities(chart)
        button.focus()
        assert chart.locator(".frame").is_visible()
        report.page.keyboard.press("Enter")
        assert button.get_attribute("aria-pressed") == "true"
        report.page.keyboard.press("Space")
        assert button.get_attribute("aria-pressed") == "false"
        assert _opacities(chart) == before


def _opacities(chart) -> list[str]:
    return chart.evaluate(
        "chart => [...chart.querySelectorAll('.role-mark *')].map(mark => mark.getAttribute('opacity'))"
    )


def test_a_name_in_a_legend_picks_its_marks_out_and_a_mark_leads_to_its_source(rendered, browser):
    record = next(record for record in rendered.records if record.notebook == "03-targets")
    page, seen = browser.open(rendered.folder / record.page)
    chart = page.locator("figure.chart:has(.stops button)").first
    chart.locator(".stops button").first.focus()
    page.keyboard.press("Enter")
    chart.locator(".role-mark [opacity='0.12']").first.wait_for(state="attached")
    chart.locator("[role=listbox]").focus()
    named = chart.locator("[role=option]").text_content()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/figures/[\w-]+\.html$"))
    assert re.search(r"/([\w-]+?)(-nl)?\.html$", page.url)[1] in named
    assert (seen.problems, seen.requests) == ([], [])
    page.context.close()


def test_it_is_accessible_in_the_other_language_too(report, browser):
    if report.turn == "rendered":
        pytest.skip("test_pages_in_chromium looks at this one")
    assert browser.violations(report.page) == []


_ON_PAPER = """narrow => [...document.querySelectorAll("main .scroll")].flatMap(box => {
    if (!box.checkVisibility()) return [];
    const name = box.getAttribute("aria-label"), room = document.querySelector("main").getBoundingClientRect();
    const cut = box.querySelector("table").getBoundingClientRect().right > room.right + 1;
    const prose = [...box.querySelectorAll("tbody :is(td, th)")].filter(cell => cell.textContent.length > 60);
    const thin = prose.find(cell => cell.getBoundingClientRect().width < narrow);
    return [...(cut ? [`${name} is cut`] : []), ...(thin ? [`${name}: ${thin.textContent}`] : [])];
})"""


def test_on_paper_no_table_is_cut_no_column_is_of_single_words_and_no_control_is_left(report):
    page = report.page
    page.emulate_media(media="print")
    for width, others in ((UPRIGHT, ".scroll:is(.wide, .sources)"), (ASIDE, ".scroll:not(.wide, .sources)")):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("others => document.querySelectorAll(others).forEach(box => { box.hidden = true; })", others)
        assert page.evaluate(_ON_PAPER, NARROW) == [], width
        page.evaluate("others => document.querySelectorAll(others).forEach(box => { box.hidden = false; })", others)
    assert page.locator("button:not(.sort):visible, input:visible, select:visible, .code:visible").count() == 0
    assert page.locator(".sources tbody tr:visible").count() == page.locator(".sources tbody tr").count()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 1000})
