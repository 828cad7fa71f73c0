"""The app in a browser: used by keyboard and by mouse, its state in the address, its charts drawn, on any screen."""

import re
import subprocess
import sys

import pytest

#: Milliseconds in which something has to be on the page.
PATIENCE = 90_000


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    log = tmp_path_factory.mktemp("app") / "log"
    words = [sys.executable, "-m", "analysis.cli", "app", "--port", "0", "--workers", "1", "--cold"]
    with log.open("wb") as errors:
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=errors, text=True)
    line = process.stdout.readline()
    assert line.startswith("http"), log.read_text(encoding="utf-8")
    yield line.split("/  ")[0]
    process.terminate()
    assert process.wait(60) == 0
    process.stdout.close()


@pytest.fixture
def opened(browser, app):
    """Open pages of the app, which are closed after the test."""
    pages = []

    def go(path, width=1280, **options):
        page, seen = browser.page(f"{app}/", width, **options)
        pages.append(page)
        page.set_default_timeout(PATIENCE)
        page.goto(f"{app}{path}")
        return page, seen

    yield go
    for page in pages:
        page.context.close()


def drawn(page) -> int:
    page.wait_for_selector("html[data-charts=done]", state="attached")
    charts = page.locator("figure.chart")
    assert page.locator("figure.chart.drawn .picture svg").count() == charts.count()
    return charts.count()


def test_a_question_is_set_by_keyboard_alone_and_its_address_shows_the_same_to_others(opened, app):
    page, seen = opened("/en/")
    page.get_by_role("link", name="Which targets were met").click()
    assert drawn(page) == 2
    page.get_by_label("another goal to try").focus()
    page.keyboard.type("2500")
    page.keyboard.press("Enter")
    page.get_by_text("of 2,500").first.wait_for()
    assert page.url.endswith("/en/03-targets?goal=2500")
    page.locator("[name=goal]:focus").wait_for()
    assert drawn(page) == 2
    other, _ = opened(page.url.removeprefix(app))
    drawn(other)
    assert other.locator(".told").inner_text() == page.locator(".told").inner_text()
    page.get_by_role("link", name="Nederlands").click()
    page.get_by_text("van 2.500").first.wait_for()
    page.go_back()
    page.go_back()
    page.wait_for_url(re.compile("/en/03-targets$"))
    assert seen.problems == seen.requests == []


def test_arrow_keys_go_through_a_list_and_a_number_goes_with_what_it_belonged_to(opened):
    page, seen = opened("/en/03-targets?goal=2500")
    drawn(page)
    before = page.get_by_label("target", exact=True).input_value()
    page.get_by_label("target", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url(re.compile(r"/en/03-targets\?target_id=[\w-]+$"))
    drawn(page)
    assert page.get_by_label("target", exact=True).input_value() != before
    assert page.evaluate("document.activeElement.name") == "target_id"
    assert seen.problems == seen.requests == []


def test_the_explorer_finds_a_figure_and_all_that_is_known_of_it(opened):
    page, seen = opened("/nl/00-explore")
    page.get_by_label("woorden").fill("redding")
    page.get_by_label("woorden").press("Enter")
    page.wait_for_url(re.compile(r"search=redding"))
    drawn(page)
    page.locator("select[name=figure]").select_option("rs18-0211-1")
    page.wait_for_url(re.compile(r"figure=rs18-0211-1"))
    assert "93 tot 97%" in page.locator(".told").inner_text()
    assert drawn(page) == 2
    with page.expect_download() as download:
        page.locator("figure.chart [data-get=svg]").first.click()
    assert download.value.suggested_filename.endswith(".svg")
    assert download.value.path().read_text(encoding="utf-8").startswith("<svg")
    assert seen.problems == seen.requests == []


def test_what_is_refused_stands_at_its_field(opened):
    page, _ = opened("/en/03-targets")
    drawn(page)
    page.get_by_label("another goal to try").fill("3.000")
    page.get_by_label("another goal to try").press("Enter")
    page.get_by_role("alert").wait_for()
    assert "two ways" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("another goal to try").input_value() == "3.000"


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("path", ["/en/", "/nl/00-explore?search=redding&figure=rs18-0211-1", "/en/02-indicators"])
def test_pages_fit_any_screen_and_axe_finds_nothing(browser, opened, path, width):
    page, seen = opened(path, width)
    if not path.endswith("/"):
        drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('main').clientWidth > innerWidth / 2")
    assert browser.violations(page) == []
    assert seen.problems == seen.requests == []


def test_without_scripts_the_form_works_and_the_tables_are_there(opened):
    page, _ = opened("/en/06-country", java_script_enabled=False)
    page.get_by_label("country", exact=True).select_option("MLI")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("country=MLI"))
    assert "Mali" in page.locator(".told").inner_text()
    assert page.locator(".told table").count() >= 1
    assert (
        page.locator("noscript").inner_text()
        == "Scripting is off: no chart is drawn, and the tables hold what it shows."
    )
