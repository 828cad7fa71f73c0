"""The basket in Chromium, from a disk: filled on the page of a figure, shown, compared, sent, saved, and emptied."""

import re
from pathlib import Path

import pytest

import analysis
from analysis.rendering.pages import basket, figures

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[2] / "data"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
RESCUES, RETURNS = "rs18-0211-1", ("pr13-1250-3", "pr13-1252-3")
ALL = f"{RESCUES},{RETURNS[0]},{RETURNS[1]}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The pages of a basket, and those of three figures beside them."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "figures").mkdir()
    cited = {"text": "A document, line 1.", "bibtex": "@misc{x,\n}", "csl": {}}
    for language in ("en", "nl"):
        for name, text in basket.pages(DATA, folder / ".cache", "x", language).items():
            (folder / name).write_text(text, encoding="utf-8")
        for name in (RESCUES, *RETURNS):
            figure = figures.Figure(name, "What", "1", "1", "A document", "nl", "", cited, [])
            page = figures.Page(language, figure, [])
            file = folder / "figures" / page.address(language)
            file.write_text(figures._template().render(page=page), encoding="utf-8")
    return folder


@pytest.fixture
def opened(folder, browser):
    """Open pages of the folder in one browser, which keeps a basket from one to the next."""
    page, seen = browser.page("file:")

    def go(address: str):
        page.goto("about:blank")  # so that another address of the same page is loaded anew
        page.goto(f"{folder.as_uri()}/{address}")
        if address.startswith("basket"):
            page.wait_for_selector(".chosen thead th", state="attached")
        return page

    yield go
    assert (seen.problems, seen.requests) == ([], [])
    page.context.close()


def names(page) -> list[str]:
    return page.locator(".chosen tbody td.f a").all_inner_texts()


def test_figures_are_put_in_on_their_pages_and_the_link_leads_to_them_compared(opened):
    for name in (RESCUES, *RETURNS):
        page = opened(f"figures/{name}-nl.html")
        page.get_by_role("button", name=f"In mandje leggen: {name}").press("Enter")
    assert page.get_by_role("button", name=f"Uit mandje halen: {name}").count() == 1
    page.get_by_role("link", name="Mandje (3)").press("Enter")
    page.wait_for_url(f"**/basket-nl.html#{ALL}")
    page.wait_for_selector(".chosen tbody td")
    assert names(page) == [RESCUES, *RETURNS]
    assert "2.800 tot onder de 2.900" in page.locator(".chosen tbody tr").first.inner_text()
    assert page.locator(".pairs tbody tr").count() == 1
    assert "+252" in page.locator(".pairs tbody").inner_text()
    assert page.locator(".unjudged summary").inner_text().endswith(": 2")
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"**/basket.html#{ALL}")
    page.wait_for_selector(".chosen tbody td")
    page.get_by_role("link", name=RESCUES, exact=True).click()
    page.wait_for_url(f"**/figures/{RESCUES}.html")
    assert page.get_by_role("button", name=f"Take out of the basket: {RESCUES}").count() == 1


def test_an_address_shows_what_was_sent_and_leaves_the_readers_own_basket_alone(opened):
    opened(f"figures/{RESCUES}.html").locator("button[data-basket]").click()
    page = opened(f"basket.html#{RETURNS[0]},xx99-0001-1,{RETURNS[1]}")
    assert names(page) == list(RETURNS)
    assert page.locator(".lost").inner_text().endswith(": xx99-0001-1.")
    page.get_by_role("button", name=f"Take out: {RETURNS[1]}").press("Enter")
    assert page.evaluate("document.activeElement.dataset.out") == RETURNS[0]
    assert page.get_by_role("link", name="Basket (1)").get_attribute("href") == f"basket.html#{RESCUES}"
    page.get_by_role("button", name="Add them to your own basket").click()
    assert names(page) == [RESCUES, RETURNS[0]]
    assert page.url.endswith(f"#{RESCUES},{RETURNS[0]}")
    assert page.locator(".sent").is_hidden()
    page.get_by_role("button", name="Take all out").click()
    assert page.locator(".count").inner_text() == "The basket is empty."
    assert "#" not in page.url
    assert page.locator(".filled").is_hidden()


def test_what_is_put_in_on_another_page_is_seen_at_once_where_the_own_basket_is_shown(opened, folder):
    opened(f"figures/{RESCUES}.html").locator("button[data-basket]").click()
    page = opened("basket.html")
    other = page.context.new_page()
    other.goto(f"{folder.as_uri()}/figures/{RETURNS[0]}.html")
    other.locator("button[data-basket]").click()
    page.wait_for_url(f"**/basket.html#{RESCUES},{RETURNS[0]}")
    assert names(page) == [RESCUES, RETURNS[0]]


def test_what_it_saves_is_read_by_the_library(opened, data, tmp_path):
    page = opened(f"basket.html#{ALL}")
    for button, form in (("Data (CSV)", "csv"), ("BibTeX", "bib")):
        with page.expect_download() as saved:
            page.get_by_role("button", name=button).click()
        file = tmp_path / saved.value.suggested_filename
        saved.value.save_as(file)
        mine = analysis.basket(data).read(file)
        assert mine.figures == (RESCUES, *RETURNS)
        assert file.read_bytes().decode("utf-8-sig") == mine.file(form).decode()
    assert analysis.basket(data).of(page.locator(".citation").inner_text()) == mine


def test_the_keyboard_can_skip_to_the_content_and_the_basket_stays(opened):
    page = opened(f"basket.html#{RESCUES}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/basket.html#{RESCUES}")
    assert names(page) == [RESCUES]
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize(("language", "address"), [("en", "basket.html"), ("nl", "basket-nl.html")])
def test_it_is_accessible_fits_a_phone_and_prints(opened, browser, language, address):
    page = opened(f"{address}#{ALL}")
    assert browser.violations(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate(OVERFLOW) <= 0
    page.emulate_media(media="print")
    assert page.locator(".chosen tbody tr").count() == 3
    assert page.get_by_role("button").count() == 0


def test_without_a_place_to_keep_anything_the_address_still_carries_it(folder, browser):
    page, seen = browser.page("file:")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });")
    page.goto(f"{folder.as_uri()}/figures/{RESCUES}.html")
    page.locator("button[data-basket]").click()
    page.get_by_role("link", name="Basket (1)").click()
    page.wait_for_selector(".chosen tbody td")
    assert names(page) == [RESCUES]
    assert seen.problems == []
    page.context.close()


def test_without_scripts_it_says_what_it_needs(folder, browser):
    page, _ = browser.open(folder / "basket.html", java_script_enabled=False)
    assert "This page needs scripts" in page.locator("main").inner_text()
    assert page.locator(".count, .filled, a.basket").locator("visible=true").count() == 0
    assert not re.search(r"basket", (page.locator(".masthead").inner_text()), re.IGNORECASE)
    page.context.close()
