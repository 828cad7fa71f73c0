"""The index in Chromium, from a disk and from a host: it finds, it can be linked to, and it reaches nothing else."""

import functools
import http.server
import re
import threading
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis.rendering.pages import index, programmes
from analysis.rendering.pages.findings import Finding
from analysis.rendering.pages.lookup import Lookup
from analysis.rendering.shelf import Record, Shelf

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[2] / "data"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="9"/></svg>'
FINDINGS = [Finding("03-targets", "93 to 97%", "of the 3,000 rescues in the desert.")]
FOUND = ".found[data-kind={}] li"


def _records(names):
    def record(name, notebook, title, figures=(), **parameters):
        said = {"question": f"Question of {notebook}?", "lead": "The lead.", "figures": list(figures)}
        changed = {"changes": [["Where", "1", "2"]], "changed": 1, "changed_on": "2026-11-21", "changed_since": "2026"}
        return Record(
            name,
            title,
            notebook,
            parameters,
            "weekly",
            fingerprint="x",
            rendered="2026-11-21T10:00:00Z",
            files=dict.fromkeys((f"{name}.html", f"{name}.ipynb", f"pictures/{name}.svg"), (1, "d")),
            outdated=name == "06-country-MLI-en",
            summary={**said, **(changed if name == "06-country-NER-en" else {})},
        )

    titles = {"en": "{}: what the Netherlands is doing there", "nl": "{}: wat Nederland er doet"}
    for language, title in titles.items():
        for code, label in names.all_countries(language).items():
            name = f"06-country-{code}-{language}"
            yield record(name, "06-country", title.format(label), country=code, language=language)
    yield record("03-targets-en", "03-targets", "Targets and what came of them", list(names.figures)[:2], language="en")
    yield record("04-returns-en", "04-returns", "Returns", ["rs18-0283-1"], language="en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An output folder in another: many countries in two languages, and two reports in English alone."""
    names = Lookup(DATA)
    folder = tmp_path_factory.mktemp("host") / "sub" / "reports"
    (folder / "pictures").mkdir(parents=True)
    records = {record.name: record for record in _records(names)}
    found = {}
    for language in ("en", "nl"):
        found |= index.pages(records.values(), FINDINGS, names, language)
        found[programmes.address(language)] = programmes.page([], records.values(), language)
    Shelf(folder).conclude(records, found, {})
    for record in records.values():
        (folder / record.picture).write_text(PICTURE, encoding="utf-8")
        (folder / record.page).write_text("<!DOCTYPE html><title>a report</title>", encoding="utf-8")
    return folder


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        pass

    def copyfile(self, source, outputfile) -> None:
        with suppress(ConnectionError):  # of a page that was closed meanwhile
            super().copyfile(source, outputfile)


@pytest.fixture(scope="module")
def host(folder):
    """The address of the folder on a host, below another."""
    handler = functools.partial(_Silent, directory=folder.parents[1])
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub/reports/"
        server.shutdown()


@pytest.fixture(scope="module", params=["disk", "host"])
def place(request, folder, browser):
    """Where the index is opened from: its address, and how a page is opened that reaches nothing but that."""
    address = f"{folder.as_uri()}/" if request.param == "disk" else request.getfixturevalue("host")

    def opened(page="index.html", **options):
        tab, seen = browser.page(address, **options)
        tab.goto(address + page)
        return SimpleNamespace(tab=tab, seen=seen, found=functools.partial(_found, tab))

    return SimpleNamespace(address=address, opened=opened)


@pytest.fixture(scope="module")
def searched(place):
    """Look for a text in an index, as the first thing that is looked for; return what finds the entries."""
    known = {}

    def search(text, page="index.html"):
        opened = known.get(page) or known.setdefault(page, place.opened(page))
        opened.tab.fill("[name=text]", "")
        opened.tab.wait_for_selector(".results", state="hidden")
        opened.tab.fill("[name=text]", text)
        return opened

    yield search
    for opened in known.values():
        assert (opened.seen.problems, opened.seen.requests) == ([], [])
        opened.tab.context.close()


def _found(tab, kind="reports"):
    """The entries that are found of a kind, once there are any."""
    tab.wait_for_selector(".results:not([hidden])")
    return tab.locator(FOUND.format(kind))


def _links(entries) -> list[str]:
    return entries.evaluate_all("found => found.map(entry => entry.querySelector('a').getAttribute('href'))")


# -- what is found --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Libie", "06-country-LBY-en.html"),
        ("LIBIË", "06-country-LBY-en.html"),
        ("libya", "06-country-LBY-en.html"),
        ("Ethiopie", "06-country-ETH-en.html"),
        ("ivoorkust", "06-country-CIV-en.html"),
        ("Cote d'Ivoire", "06-country-CIV-en.html"),
        ("DR Congo", "06-country-COD-en.html"),
        ("niger", "06-country-NER-en.html"),  # before Nigeria
        ("netherlands libie", "06-country-LBY-en.html"),
    ],
)
def test_a_country_is_found_in_any_spelling(searched, text, page):
    assert _links(searched(text).found())[0] == page


@pytest.mark.parametrize("text", ["8658", "8.658", "8,658", "8 658"])
@pytest.mark.parametrize(
    ("language", "address"), [("", "figures/rs18-0283-1.html"), ("-nl", "figures/rs18-0283-1-nl.html")]
)
def test_a_figure_is_found_however_its_number_is_written(searched, text, language, address):
    opened = searched(text, f"index{language}.html")
    assert _links(opened.found("figures")) == [address]
    assert _links(opened.found()) == ["04-returns-en.html"]  # the report in which it stands
    first = opened.tab.locator(".found:visible").evaluate_all(
        "parts => parts.sort((one, other) => one.offsetTop - other.offsetTop)[0].dataset.kind"
    )
    assert first == "figures"


def test_programmes_findings_and_words_are_found(place):
    opened = place.opened()
    opened.tab.fill("[name=text]", "prospects")
    assert "programmes.html#prospects-2" in _links(opened.found("programmes"))
    opened.tab.fill("[name=text]", "desert rescues 97")
    assert _links(opened.found("findings")) == ["03-targets-en.html"]
    opened.tab.fill("[name=text]", "there is no such word")
    opened.tab.wait_for_selector(".count:has-text('Nothing is found')")
    assert opened.tab.locator(".found:visible").count() == 0
    opened.tab.context.close()


# -- the address ----------------------------------------------------------------------------------------------------


def test_what_is_looked_for_stands_in_the_address_and_a_step_back_undoes_it(place):
    from playwright.sync_api import expect

    opened = place.opened()
    tab = opened.tab
    tab.locator("[name=text]").press_sequentially("niger")
    expect(tab).to_have_url(place.address + "index.html#text=niger")
    tab.select_option("[name=notebook]", "06-country")
    expect(tab).to_have_url(place.address + "index.html#text=niger&notebook=06-country")
    assert tab.locator(".masthead a[hreflang]").get_attribute("href") == "index-nl.html#text=niger&notebook=06-country"
    tab.go_back()
    expect(tab.locator("[name=notebook]")).to_have_value("")
    expect(tab.locator("[name=text]")).to_have_value("niger")
    tab.go_back()  # the whole word, not its last letter
    expect(tab.locator("[name=text]")).to_have_value("")
    expect(tab.locator(".results")).to_be_hidden()
    tab.go_forward()
    expect(tab.locator("[name=text]")).to_have_value("niger")
    assert _links(opened.found())[0] == "06-country-NER-en.html"
    assert opened.seen.problems == []
    tab.context.close()


def test_an_address_opens_what_it_names(place):
    from playwright.sync_api import expect

    opened = place.opened("index.html#text=libie&country=LBY")
    tab = opened.tab
    assert _links(opened.found()) == ["06-country-LBY-en.html"]
    assert (tab.input_value("[name=text]"), tab.input_value("[name=country]")) == ("libie", "LBY")
    tab.goto(place.address + "index.html#country=NER")
    expect(opened.found().first).to_contain_text("Niger:")
    tab.goto(place.address + "index.html#06-country-NER-en")  # as reports lead to their card
    expect(opened.found()).to_have_count(1)
    assert _links(opened.found()) == ["06-country-NER-en.html"]
    assert tab.locator(".found .changes a").get_attribute("href") == "reports-06-country.html#06-country-NER-en-changes"
    tab.goto(place.address + "index.html#state=stale")
    expect(opened.found().first).to_contain_text("Mali:")
    for nothing in ("#country=nowhere", "#no-such-report", "#%", "#04-returns-en"):
        tab.goto(place.address + "index.html" + nothing)
        expect(tab.locator(".group:visible")).to_have_count(3)
        assert tab.locator(".results").is_hidden()
    assert opened.seen.problems == []
    tab.context.close()


def test_the_list_opens_what_changed_in_the_report_that_an_address_names(place):
    opened = place.opened("reports-06-country.html#06-country-NER-en-changes")
    assert opened.tab.locator("[id='06-country-NER-en-changes'] li").is_visible()
    assert opened.seen.problems == []
    opened.tab.context.close()


# -- what it reaches ------------------------------------------------------------------------------------------------


def test_pictures_load_when_they_are_seen(place):
    opened = place.opened("reports-06-country.html", width=390)
    pictures = opened.tab.locator("img")
    assert pictures.first.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    assert pictures.last.evaluate("picture => picture.complete") is False
    assert (opened.seen.problems, opened.seen.requests) == ([], [])
    opened.tab.context.close()


def test_a_host_cannot_give_another_script_for_what_is_searched(host, folder, browser):
    whole = (folder / "reports.js").read_text(encoding="utf-8")
    tab, seen = browser.page(host)
    tab.route(re.compile(r"/reports\.js"), lambda route: route.fulfill(body=f"{whole}window.other = true;", status=200))
    tab.goto(host + "index.html")
    tab.fill("[name=text]", "libie")
    tab.wait_for_selector(".count:has-text('reports.js')")
    assert tab.evaluate("window.other") is None
    assert any("integrity" in problem for problem in seen.problems)
    assert tab.locator(".group:visible").count() == 3
    tab.context.close()


def test_without_scripts_every_report_can_be_reached(place):
    opened = place.opened(java_script_enabled=False)
    assert opened.tab.locator(".filters").is_hidden()
    assert opened.tab.locator(".names a").count() == index.NAMED
    opened.tab.click("a[href='reports-06-country.html']")
    assert opened.tab.locator("li.card").count() == len(Lookup(DATA).all_countries("en"))
    opened.tab.context.close()


# -- for everybody --------------------------------------------------------------------------------------------------


def test_it_can_be_searched_by_keyboard_alone_and_the_focus_is_seen(place):
    opened = place.opened()
    tab = opened.tab
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.name") == "text":
            break
    tab.keyboard.type("netherlands")
    opened.found().first.wait_for()
    seen = []
    while not seen or "more" not in seen[-1]:
        tab.keyboard.press("Tab")
        seen.append(tab.evaluate("document.activeElement.className || document.activeElement.href || ''"))
        outline = tab.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px", seen[-1]
        assert len(seen) < 100
    shown = opened.found().count()
    tab.keyboard.press("Enter")
    assert opened.found().count() > shown
    focused = tab.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.found li')[24]")
    assert (shown, focused) == (24, True)
    assert tab.locator(".count").get_attribute("role") == "status"
    tab.context.close()


@pytest.mark.parametrize("page", ["index.html", "index-nl.html", "index.html#text=niger", "reports-06-country.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_fits_every_width(folder, browser, page, scheme, photographs):
    tab, seen = browser.page("file:", color_scheme=scheme)
    tab.goto(f"{folder.as_uri()}/{page}")
    if "#" in page:
        tab.wait_for_selector(".found li")
    assert browser.violations(tab) == []
    for width, height in ((1280, 800), (390, 844), (360, 800)):
        tab.set_viewport_size({"width": width, "height": height})
        assert tab.evaluate(OVERFLOW) <= 0
        photographs.take(tab, f"{re.sub(r'[^a-z-]+', '-', page)}-{scheme}-{width}")
    assert (seen.problems, seen.requests) == ([], [])
    tab.context.close()
