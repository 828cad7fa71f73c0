"""Every notebook's report, and the index, opened in Chromium without a network: whole, usable, safe."""

import re
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

from analysis.rendering import inputs
from analysis.rendering.pages import exporter
from analysis.rendering.pages.content import About
from analysis.rendering.plan import planfile

pytestmark = pytest.mark.browser

PROJECT = inputs.find(Path(__file__).parents[2])
NOTEBOOKS = PROJECT.notebook_names()
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HOSTILE = "</script><img src=x onerror=alert(1)><svg onload=alert(2)>\"'=1+1"


@pytest.fixture(scope="module", params=NOTEBOOKS)
def report(request, rendered, browser):
    """One notebook's report, opened."""
    record = next(record for record in rendered.records if record.notebook == request.param)
    path = rendered.folder / record.page
    page, seen = browser.open(path)
    yield SimpleNamespace(page=page, seen=seen, path=path, name=record.name)
    page.context.close()


def test_it_opens_without_an_error_or_a_request(report):
    assert report.seen.problems == []
    assert report.seen.requests == []
    assert report.path.stat().st_size < 1_200_000
    assert report.page.locator("h1").count() == 1


def test_every_chart_is_drawn_and_answers_to_the_mouse(report):
    page = report.page
    charts = page.locator("figure.chart").all()
    for chart in charts:
        assert "drawn" in chart.get_attribute("class")
        chart.scroll_into_view_if_needed()
        assert _tooltip(page, chart), chart.get_attribute("aria-label")
    page.mouse.move(0, 0)


def _tooltip(page, chart) -> str:
    boxes = chart.evaluate(
        """figure => Array.from(figure.querySelectorAll(".role-mark path, .role-mark text, .role-mark rect"))
           .map(mark => mark.getBoundingClientRect()).filter(box => box.width + box.height > 2)
           .filter(box => box.top > 0 && box.bottom < innerHeight)
           .flatMap(box => [.5, .1].map(part => [box.left + box.width * part, box.top + box.height / 2]))"""
    )
    for x, y in boxes[:120]:
        page.mouse.move(x, y)
        tooltip = page.locator("#vg-tooltip-element.visible")
        if tooltip.count():
            return tooltip.inner_text()
    return "" if boxes else "nothing to point at"


def test_every_link_leads_somewhere(report):
    # The same report in the other language is planned, though it was not rendered here, and so are related ones.
    planned = {f"{other.name}.html" for other in planfile.load(PROJECT).reports}
    links = report.page.eval_on_selector_all(
        "a[href]:not([rel=alternate])", "links => links.map(link => link.getAttribute('href'))"
    )
    names = report.page.eval_on_selector_all("[id]", "parts => parts.map(part => part.id)")
    for link in sorted(set(links)):
        parts = urlsplit(link)
        if parts.scheme in {"http", "https"}:
            continue
        if parts.path:
            assert (report.path.parent / unquote(parts.path)).is_file() or unquote(parts.path) in planned, link
        else:
            assert names.count(unquote(parts.fragment)) == 1, link


#: A row of a table of sources is a figure of a document, or a publication from outside, which has an address.
KINDS = {"figure": "tr[id^='source-']:not(:has(td.address))", "publication": "tr[id^='source-']:has(td.address a)"}


def test_what_a_table_names_leads_to_its_row_and_the_row_to_a_citation(report):
    links = report.page.eval_on_selector_all(".output a[href^='#source-']", "links => links.map(link => link.hash)")
    named = [unquote(link.removeprefix("#")) for link in links]
    found = {kind: [row for row in named if row in _rows(report.page, kind)] for kind in KINDS}
    assert found["publication"] or "trends" not in report.name
    if not any(found.values()):
        pytest.skip("no table of this report names a figure")
    for kind, targets in found.items():
        if targets:
            _leads(report.page, kind, targets[0])


def _rows(page, kind: str) -> list[str]:
    return page.eval_on_selector_all(KINDS[kind], "rows => rows.map(row => row.id)")


def _leads(page, kind: str, target: str) -> None:
    page.locator(f"a[href='#{target}']").first.evaluate("link => link.click()")
    row = page.locator(f'tr[id="{target}"]')
    assert row.evaluate("row => row.matches(':target')")
    row.locator("[data-row=cite]").click()
    citation = row.get_attribute("data-citation")
    assert f"[{target.removeprefix('source-')}]" in citation
    if kind == "figure":
        assert re.search(r"(line|regel) \d+", row.locator("td").nth(1).inner_text())[0] in citation
    else:
        assert f", {row.locator('td.address a').get_attribute('href')} [" in citation
    page.wait_for_selector(".announcement:not(:empty)", state="attached")


def test_a_point_of_a_series_leads_to_its_publication(rendered, browser):
    record = next(record for record in rendered.records if record.notebook == "11-trends")
    page, _ = browser.open(rendered.folder / record.page)
    shown = page.locator("figure.chart").first
    shown.scroll_into_view_if_needed()
    bar = shown.locator(".canvas div .mark-rect.role-mark path").first
    bar.click()
    page.wait_for_function("location.hash.startsWith('#source-')")
    assert page.locator("tr:target td.address").count() == 1
    page.context.close()


def test_the_data_and_the_picture_of_a_chart_can_be_saved(report, tmp_path):
    buttons = report.page.locator("figure.chart [data-get]")
    if not buttons.count():
        pytest.skip("no chart")
    for number, start in enumerate(["", "<svg"]):
        with report.page.expect_download() as caught:
            buttons.nth(number).click()
        text = Path(caught.value.path()).read_text(encoding="utf-8")
        assert text.startswith(start)
        assert caught.value.suggested_filename.startswith(report.name)
        assert len(text.splitlines()) > 1 or start


def test_it_has_no_accessibility_problem(report, browser):
    assert browser.violations(report.page) == []


def test_it_fits_every_width_and_the_page_never_scrolls_sideways(report, artefacts):
    for width in (360, 800, 1280, 1600):
        report.page.set_viewport_size({"width": width, "height": 1000})
        assert report.page.evaluate(OVERFLOW) <= 0, width
        report.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        report.page.screenshot(path=artefacts / f"{report.name}-{width}.png")
    report.page.set_viewport_size({"width": 1280, "height": 1000})
    tall = {"x": 0, "y": 0, "width": 1280, "height": min(9000, report.page.evaluate("document.body.scrollHeight"))}
    report.page.screenshot(path=artefacts / f"{report.name}.png", full_page=True, clip=tall)
    report.page.emulate_media(color_scheme="dark")
    report.page.screenshot(path=artefacts / f"{report.name}-dark.png")
    report.page.emulate_media(color_scheme="light")


def test_on_a_phone_the_answer_is_on_the_first_screens_and_its_chart_fits(report, browser, artefacts):
    page, seen = browser.open(report.path, width=390)
    page.screenshot(path=artefacts / f"{report.name}-390.png")
    answer = page.locator(".answer")
    assert answer.locator("p").first.bounding_box()["y"] < 300
    for canvas in answer.locator(".canvas").all():
        assert canvas.evaluate("canvas => canvas.scrollWidth - canvas.clientWidth") <= 12  # a tick's label at most
        assert canvas.bounding_box()["height"] < 800
    for more in answer.locator("button.more").all():
        before = answer.bounding_box()["height"]
        more.click()
        assert answer.bounding_box()["height"] > before
    assert seen.problems == []
    page.context.close()


def test_it_prints(report, artefacts):
    printed = report.page.pdf(path=artefacts / f"{report.name}.pdf")
    assert printed.startswith(b"%PDF")
    report.page.emulate_media(media="print")
    assert not report.page.locator(".contents").is_visible()
    assert not report.page.locator("[data-get]").first.is_visible()
    report.page.emulate_media(media="screen")


# -- without scripts ------------------------------------------------------------------------------------------------


def test_without_scripts_the_pictures_and_tables_are_there(rendered, browser):
    record = next(record for record in rendered.records if record.notebook == "03-targets")
    page, seen = browser.open(rendered.folder / record.page, java_script_enabled=False)
    assert page.locator("figure.chart svg").first.is_visible()
    assert page.locator(".output table").first.is_visible()
    assert not page.locator("[data-get]").first.is_visible()
    assert seen.requests == []
    page.context.close()


# -- the index ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def index(rendered, browser):
    page, seen = browser.open(rendered.folder / "index.html")
    yield SimpleNamespace(page=page, seen=seen, folder=rendered.folder)
    page.context.close()


def test_the_index_finds_reports_by_text_and_by_country(index):
    page = index.page
    shown = page.locator(".card:visible")
    everything = shown.count()
    assert everything == len(NOTEBOOKS)
    page.fill("[name=text]", "targets")
    assert 0 < shown.count() < everything
    page.fill("[name=text]", "")
    page.select_option("[name=country]", "NER")
    assert 0 < shown.count() < everything
    assert str(shown.count()) in page.locator(".count").inner_text()
    page.click("[type=reset]")
    page.wait_for_function(f"document.querySelectorAll('.card:not([hidden])').length === {everything}")


def test_the_index_leads_to_every_report_and_states_findings(index, artefacts):
    page = index.page
    for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))"):
        assert link.startswith("#") or (index.folder / unquote(link)).is_file(), link
    assert "93 to 97" in page.locator(".findings").inner_text()
    assert page.locator(".findings .state-failed").count() == 0
    assert index.seen.problems == []
    assert index.seen.requests == []
    page.screenshot(path=artefacts / "index.png", full_page=True)


def test_the_index_is_accessible_and_fits_a_phone(index, browser, artefacts):
    assert browser.violations(index.page) == []
    index.page.set_viewport_size({"width": 360, "height": 1000})
    assert index.page.evaluate(OVERFLOW) <= 0
    index.page.screenshot(path=artefacts / "index-360.png")
    index.page.set_viewport_size({"width": 1280, "height": 1000})


@pytest.fixture(scope="module", params=["programmes.html", "programmes-nl.html"])
def programmes(request, rendered, browser):
    page, seen = browser.open(rendered.folder / request.param)
    yield SimpleNamespace(page=page, seen=seen, path=rendered.folder / request.param)
    page.context.close()


def test_the_list_of_programmes_finds_them_by_what_is_known_of_them(programmes):
    from playwright.sync_api import expect

    page = programmes.page
    shown = page.locator(".card:visible")
    everything = shown.count()
    for name, value in (("status", "stopped"), ("country", "NER"), ("payer", "government-netherlands")):
        page.select_option(f"[name={name}]", value)
        assert 0 < shown.count() < everything
        page.click("[type=reset]")
        expect(shown).to_have_count(everything)
    page.select_option("[name=figures]", "none")
    assert "silk-routes" in shown.evaluate_all("cards => cards.map(card => card.id)")
    assert "miraa-2" not in shown.evaluate_all("cards => cards.map(card => card.id)")
    page.click("[type=reset]")


def test_a_link_to_a_programme_without_a_report_opens_what_is_known_of_it(programmes, browser):
    from playwright.sync_api import expect

    page, seen = browser.open(programmes.path)
    page.evaluate("location.hash = 'seva-remittances-home-care'")
    card = page.locator("#seva-remittances-home-care")
    assert card.evaluate("card => card.matches(':target')")
    expect(card.locator("details li").first).to_be_visible()
    assert (seen.problems, seen.requests) == ([], [])
    page.context.close()


def test_the_list_of_programmes_is_accessible_and_fits_a_phone(programmes, browser, artefacts):
    assert browser.violations(programmes.page) == []
    programmes.page.set_viewport_size({"width": 360, "height": 1000})
    assert programmes.page.evaluate(OVERFLOW) <= 0
    programmes.page.screenshot(path=artefacts / f"{programmes.path.stem}-360.png")
    programmes.page.set_viewport_size({"width": 1280, "height": 1000})


# -- hostile values -------------------------------------------------------------------------------------------------


def _hostile_notebook():
    new = nbformat.v4
    spec = {
        "description": HOSTILE,
        "title": HOSTILE,
        "width": 300,
        "data": {"values": [{"label": HOSTILE, "value": 3, "where": HOSTILE}]},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": {"field": "value", "type": "quantitative"},
            "y": {"field": "label", "type": "nominal"},
            "tooltip": [{"field": "label"}, {"field": "where"}],
        },
    }
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(3)"><script>alert(4)</script><text>{"a"}</text></svg>'
    )
    table = f"<table><tr onclick='alert(5)'><td>{HOSTILE}</td></tr></table>"
    outputs = [
        new.new_output("display_data", data={"application/vnd.vegalite.v5+json": spec, "image/svg+xml": drawn}),
        new.new_output("display_data", data={"text/html": table}),
        new.new_output("display_data", data={"text/markdown": f"{HOSTILE} [link](javascript:alert(6))"}),
        new.new_output("display_data", data={"text/plain": HOSTILE}),
        new.new_output("error", ename="E", evalue=HOSTILE, traceback=[HOSTILE]),
        new.new_output("stream", text=HOSTILE),
    ]
    cells = [
        new.new_markdown_cell(f"# {HOSTILE}"),
        new.new_code_cell(f"name: str = {HOSTILE!r}  # {HOSTILE}", metadata={"tags": ["parameters"]}),
        new.new_code_cell(f"# {HOSTILE}", outputs=outputs),
    ]
    return new.new_notebook(cells=cells)


def test_hostile_values_stay_text_everywhere(browser, tmp_path):
    path = tmp_path / "hostile.html"
    about = About("hostile", HOSTILE, "en", HOSTILE, HOSTILE)
    path.write_text(exporter.page(_hostile_notebook(), about), encoding="utf-8")
    page, seen = browser.open(path)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    chart = page.locator("figure.chart").first
    assert "onerror" in _tooltip(page, chart)
    for row in page.locator("main tr").all():
        row.click()
    page.wait_for_timeout(200)
    assert seen.problems == []
    assert seen.requests == []
    assert page.locator("img").count() == 0
    assert page.locator("[onclick], [onload], [onerror]").count() == 0
    assert page.title() == HOSTILE
    assert "onerror" in page.locator("pre.text").first.inner_text()
    page.context.close()
