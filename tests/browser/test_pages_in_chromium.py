"""Every notebook's report, and the index, opened in Chromium without a network: whole, usable, safe."""

import csv
import io
import re
import struct
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import nbformat
import pandas as pd
import pytest
from lxml import etree

from analysis.questions.programme import answers, charts
from analysis.questions.targets import answers as targets
from analysis.questions.targets import charts as target_charts
from analysis.rendering import briefing, inputs
from analysis.rendering.pages import exporter
from analysis.rendering.pages.content import About
from analysis.rendering.plan import planfile
from analysis.show import theme
from analysis.show.forms.bars import bars

pytestmark = pytest.mark.browser

PROJECT = inputs.find(Path(__file__).parents[2])
NOTEBOOKS = PROJECT.notebook_names()
#: How much smaller than drawn the picture of a chart is.
SCALE = """canvas => {
    const picture = canvas.querySelector("svg");
    return picture.getBoundingClientRect().width / Number(picture.getAttribute("width"));
}"""
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


@pytest.mark.forms
def test_what_a_table_names_leads_to_its_page_or_publication_and_its_row_to_a_citation(report, rendered):
    publications = report.page.eval_on_selector_all(
        ".output a[href^='#source-']", "links => links.map(link => link.hash)"
    )
    figures = report.page.eval_on_selector_all(
        ".output a[href^='figures/']", "links => links.map(link => link.textContent.trim())"
    )
    assert publications or "trends" not in report.name
    if not (publications or figures):
        pytest.skip("no table of this report names a figure")
    pages = {file.name.removesuffix(".html").removesuffix("-nl") for file in (rendered.folder / "figures").iterdir()}
    assert set(figures) <= pages
    named = {
        "publication": [unquote(link.removeprefix("#")) for link in publications],
        "figure": [f"source-{figure}" for figure in figures],
    }
    for kind, links in named.items():
        rows = set(_rows(report.page, kind))
        if targets := [row for row in links if row in rows]:
            _cites(report.page, kind, targets[0])


def _rows(page, kind: str) -> list[str]:
    return page.eval_on_selector_all(KINDS[kind], "rows => rows.map(row => row.id)")


def _cites(page, kind: str, target: str) -> None:
    page.evaluate("target => { location.hash = target; }", target)
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


def test_a_figure_of_a_table_leads_to_its_page_and_that_to_the_document_and_back(rendered, browser):
    record = next(record for record in rendered.records if record.notebook == "02-indicators")
    page, seen = browser.open(rendered.folder / record.page)
    link = page.locator(".output a[href^='figures/rs18-']").first
    name = link.get_attribute("href")
    link.evaluate("link => link.click()")
    page.wait_for_url(f"**/{name}")
    assert page.locator("h1 q").inner_text().strip("“”")
    published = page.locator("a.published").get_attribute("href")
    assert published.startswith("https://www.osresultaten.nl/2018/")
    assert "#:~:text=" in published
    page.locator(f".uses a[href^='../{record.page}']").click()
    page.wait_for_url(f"**/{record.page}#source-*")
    assert page.locator("tr:target").count() == 1
    assert seen.problems == []
    page.context.close()


def test_a_row_of_the_sources_puts_its_figure_in_the_basket_to_which_a_link_leads(rendered, browser):
    record = next(record for record in rendered.records if record.notebook == "02-indicators")
    page, seen = browser.open(rendered.folder / record.page)
    named = _rows(page, "figure")[0].removeprefix("source-")
    assert page.locator("[data-basket]").count() == len(_rows(page, "figure"))
    page.evaluate("target => { location.hash = target; }", f"source-{named}")  # which unfolds the table
    page.locator(f"[data-basket='{named}']").click()
    page.locator("a.basket").click()
    page.wait_for_url(re.compile(rf"/basket(-nl)?\.html#{named}$"))
    page.wait_for_selector(".chosen tbody td")
    assert page.locator(".chosen tbody td.f a").all_inner_texts() == [named]
    assert seen.problems == []
    page.context.close()


def test_a_mark_of_a_chart_leads_to_the_page_of_its_figure(rendered, browser):
    record = next(record for record in rendered.records if record.notebook == "03-targets")
    page, _ = browser.open(rendered.folder / record.page)
    figure = page.locator("figure.chart").first
    figure.scroll_into_view_if_needed()
    figure.locator(".canvas div .role-mark path").first.click()
    page.wait_for_url(re.compile(r"/figures/rs18-\d+-\d+(-nl)?\.html$"))
    page.context.close()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_briefing_prints_on_two_pages_for_each_report(rendered, browser, tmp_path, language):
    file = tmp_path / "briefing.html"
    mine = [record.name for record in rendered.records if record.parameters.get("language", "en") == language]
    number = briefing.write(PROJECT, mine, language, file, rendered.folder)
    page, seen = browser.open(file)
    assert browser.violations(page) == []
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2 * number
    assert page.locator("figure svg").count() == number
    assert seen.problems == seen.requests == []
    page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_of_a_figure_is_whole_and_accessible(rendered, browser, width):
    page, seen = browser.open(rendered.folder / "figures" / "rs18-0211-1-nl.html", width)
    assert seen.problems == seen.requests == []
    assert page.evaluate(OVERFLOW) <= 0
    assert browser.violations(page) == []
    page.locator(".copyable button").first.click()
    page.wait_for_selector(".announcement:not(:empty)", state="attached")
    page.context.close()


def test_a_point_of_a_series_leads_to_its_publication(rendered, browser):
    record = next(record for record in rendered.records if record.notebook == "11-trends")
    page, _ = browser.open(rendered.folder / record.page)
    shown = page.locator("figure.chart").first
    shown.scroll_into_view_if_needed()
    bar = shown.locator(".canvas div .mark-rect.role-mark path").first
    bar.click()
    page.wait_for_url(re.compile("#source-"))
    assert page.locator("tr:target td.address").count() == 1
    page.context.close()


#: What only a drawing needs: where a mark ends, how its row is shaded, which of its ends has an arrow.
INTERNAL = set(
    "apart bold break_at dark end fate full head heavy hollow last mark middle open opens panel reach roof row row_id"
    " run shade shape short state text text_x text_y top until wide x x2 y y2 zero".split()
)


#: So many downloads of one page Chromium gives; before the next it asks, and nobody answers a browser without a window.
UNASKED = 10


def _afresh(page) -> None:
    """Load a page once more, after which its downloads are counted from nought."""
    page.reload()
    page.wait_for_selector("html[data-charts=done]", state="attached")


def _saved(page, button) -> Path:
    with page.expect_download() as caught:
        button.click()
    return Path(caught.value.path())


def _data_of(page, chart) -> list[dict[str, str]]:
    """The rows that a chart is saved as, behind the mark by which a spreadsheet knows how letters are written."""
    text = _saved(page, chart.locator("[data-get=csv]")).read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.forms
def test_the_data_of_a_chart_are_what_its_marks_stand_for_and_nothing_of_how_they_are_drawn(report):
    charts = report.page.locator("figure.chart").all()
    if not charts:
        pytest.skip("no chart")
    known = set(report.page.eval_on_selector_all("tr[id^='source-']", "rows => rows.map(row => row.id.slice(7))"))
    last = ["source", "chart"] if report.name.endswith("-en") else ["bron", "grafiek"]
    for number, chart in enumerate(charts):
        if number % UNASKED == 0:
            _afresh(report.page)
        rows = _data_of(report.page, chart)
        columns = list(rows[0])
        assert set(columns) & INTERNAL == set(), columns
        assert columns[-1] == last[1]
        assert {row[last[1]] for row in rows} == {chart.locator(".canvas").get_attribute("aria-label")}
        assert ("upper" in columns) <= ("lower" in columns), columns
        for row in rows:
            assert any(row[column] for column in columns if column not in last)
            for figure in row.get("figure_id", "").split():
                if figure in known:
                    assert f"[{figure}]" in row[last[0]]


def test_the_rescues_are_saved_with_their_bounds_and_their_source(rendered, browser):
    record = next(record for record in rendered.records if record.notebook == "03-targets")
    page, _ = browser.open(rendered.folder / record.page)
    chart = page.locator("figure.chart").first
    rows = _data_of(page, chart)
    bounds = [(row["figure_id"], row["lower"], row["upper"]) for row in rows]
    assert ("rs18-0211-1", "2800", "2900") in bounds
    assert ("rs18-0005-1", "2800", "") in bounds  # "meer dan" sets no upper end, and its arrow is none
    assert "3360" not in {cell for row in rows for cell in row.values()}  # the edge of the plot
    source = next(row.get("source") or row["bron"] for row in rows if row["figure_id"] == "rs18-0211-1")
    assert source.startswith("“ruim 2.800”, Resultaten 2018")
    assert re.search(r"(line|regel) 211 \[rs18-0211-1\]$", source)
    page.context.close()


def test_a_series_is_saved_with_what_each_number_counts_and_in_what(rendered, browser):
    record = next(record for record in rendered.records if record.notebook == "11-trends")
    page, _ = browser.open(rendered.folder / record.page)
    chart = page.locator("figure.chart").nth(1)
    rows = _data_of(page, chart)
    heads = {row.get("series") or row["reeks"] for row in rows}
    assert len(heads) > 20
    assert not any(re.fullmatch(r"\d*", head) for head in heads)  # a name and no number of a panel
    assert all(row["lower"] and row["value"] for row in rows)
    page.context.close()


@pytest.mark.forms
def test_the_picture_of_a_chart_has_its_title_and_its_source(report, photographs):
    buttons = report.page.locator("figure.chart [data-get=svg]")
    if not buttons.count():
        pytest.skip("no chart")
    _afresh(report.page)
    title = report.page.locator("figure.chart .canvas").first.get_attribute("aria-label")
    picture = _saved(report.page, buttons.first).read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    root = etree.fromstring(picture.encode())
    words = "".join("".join(text.itertext()) for text in root.iter("{*}text")).replace(" ", "")
    assert title.replace(" ", "") in words
    assert re.search(r"(Source|Bron):.*" + re.escape(report.name), words)
    painted = _saved(report.page, report.page.locator("figure.chart [data-get=png]").first).read_bytes()
    assert painted.startswith(b"\x89PNG")
    size = tuple(float(root.get(side)) for side in ("width", "height"))
    scale = min(2, 16000 / max(size))
    assert struct.unpack(">II", painted[16:24]) == tuple(round(side * scale) for side in size)
    photographs.keep(f"{report.name}-chart.png", painted)


def test_it_has_no_accessibility_problem(report, browser):
    assert browser.violations(report.page) == []


def test_it_fits_every_width_and_the_page_never_scrolls_sideways(report, photographs):
    for width in (360, 800, 1280, 1600):
        report.page.set_viewport_size({"width": width, "height": 1000})
        assert report.page.evaluate(OVERFLOW) <= 0, width
        report.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        photographs.take(report.page, f"{report.name}-{width}")
    report.page.set_viewport_size({"width": 1280, "height": 1000})
    tall = {"x": 0, "y": 0, "width": 1280, "height": min(9000, report.page.evaluate("document.body.scrollHeight"))}
    photographs.take(report.page, report.name, full_page=True, clip=tall)
    report.page.emulate_media(color_scheme="dark")
    photographs.take(report.page, f"{report.name}-dark")
    report.page.emulate_media(color_scheme="light")


def test_on_a_phone_the_answer_is_on_the_first_screens_and_its_chart_fits(report, browser, photographs):
    page, seen = browser.open(report.path, width=390)
    photographs.take(page, f"{report.name}-390")
    answer = page.locator(".answer")
    assert answer.locator("p").first.bounding_box()["y"] < 300
    for canvas in answer.locator(".canvas").all():
        assert canvas.evaluate("canvas => canvas.scrollWidth - canvas.clientWidth") <= 12  # a tick's label at most
        assert canvas.bounding_box()["height"] < 800
    fitted = page.locator(".canvas:has(.narrow)").all()
    assert all(canvas.evaluate("canvas => canvas.scrollWidth <= canvas.clientWidth + 12") for canvas in fitted)
    assert all(canvas.evaluate(SCALE) > 0.95 for canvas in fitted)
    shortened = page.locator(".narrow svg text", has_text=re.compile(r"\S\N{HORIZONTAL ELLIPSIS}$"))
    assert shortened.all_text_contents() == []
    # Not those of the answer alone: whatever can be drawn narrower is.
    assert report.name[:2] not in {"01", "05"} or page.locator("figure.chart:not(.answer *) .narrow").count() >= 3
    for more in answer.locator("button.more").all():
        before = answer.bounding_box()["height"]
        more.click()
        assert answer.bounding_box()["height"] > before
    assert seen.problems == []
    page.context.close()


def test_a_long_text_beside_a_narrow_plot_stands_in_lines_and_is_not_made_smaller(data, browser, tmp_path):
    page = _on_a_phone(
        charts.programme_timeline(answers.profile(data, "gcff"), answers.facts(data, "gcff")), browser, tmp_path
    )
    lines = page.locator(".narrow text:has(tspan)").all_text_contents()
    assert "more than EUR 800 million and less than" in " ".join(lines).replace("\N{NO-BREAK SPACE}", " ")
    assert page.locator(".canvas:has(.narrow)").evaluate(SCALE) == pytest.approx(1, abs=0.05)
    page.context.close()


def test_the_name_of_a_line_over_a_narrow_plot_covers_no_number_of_the_scale(data, browser, tmp_path):
    """A chart of more than a screen has its scale above, but not where words stand there."""
    many = pd.concat([targets.definitions(data, "rescues-niger-2018", 2500)] * 4, ignore_index=True)
    page = _on_a_phone(target_charts.target_definitions(many), browser, tmp_path)
    assert page.locator("button.more").count() == 1
    name = page.locator(".narrow .role-mark text", has_text="2,500").first.bounding_box()
    numbers = [text.bounding_box() for text in page.locator(".narrow [aria-label^='X-axis'] text").all()]
    assert numbers
    assert not any(_overlap(name, number) for number in numbers)
    page.context.close()


def _overlap(one, other):
    return all(
        one[side] < other[side] + other[size] and other[side] < one[side] + one[size]
        for side, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.parametrize("lines", [1, 2])
def test_a_name_that_is_longer_than_a_phone_stands_whole_in_lines(lines, browser, tmp_path):
    name = " ".join(["People who received psychosocial support"] * lines)
    told = pd.DataFrame({"label": [name, "Others"], "value": [3.0, 2.0], "text": ["3", "2"]})
    page = _on_a_phone(bars(told, "Help", []), browser, tmp_path)
    names = page.locator(".narrow .role-axis:has-text('Others') .role-axis-label text")
    written = names.evaluate_all(
        "names => names.map(name => (name.querySelector('tspan') ? [...name.children].map("
        "line => line.textContent) : [name.textContent]).filter(Boolean))"
    )
    assert [" ".join(parts) for parts in written] == [name, "Others"]
    assert len(written[0]) == lines
    ends = [box["y"] + box["height"] for box in (found.bounding_box() for found in names.all())]
    tops = [bar.bounding_box()["y"] for bar in page.locator(".narrow .mark-rect.role-mark path").all()]
    assert all(0 <= top - end < 12 for top, end in zip(tops, ends, strict=True))
    page.context.close()


def _on_a_phone(chart, browser, folder):
    theme.enable("en")
    output = nbformat.v4.new_output("display_data", data=chart._repr_mimebundle_())
    cells = [nbformat.v4.new_code_cell("", outputs=[output], metadata={"tags": ["answer"]})]
    path = folder / "chart.html"
    about = About("chart", "Chart", "en", "07-programme", "")
    path.write_text(exporter.page(nbformat.v4.new_notebook(cells=cells), about), encoding="utf-8")
    return browser.open(path, width=390)[0]


@pytest.mark.forms
def test_it_prints(report, photographs):
    printed = report.page.pdf()
    photographs.keep(f"{report.name}.pdf", printed)
    assert printed.startswith(b"%PDF")
    report.page.emulate_media(media="print")
    assert not report.page.locator(".contents").is_visible()
    assert not report.page.locator("[data-get]").first.is_visible()
    report.page.emulate_media(media="screen")


def test_axe_sees_what_is_wrong_with_one_of_many_rows_and_with_all_of_them(browser, tmp_path):
    rows = [f"<tr><th scope=row>{number}</th><td><img alt=x src=x.svg></td></tr>" for number in range(30)]
    rows[20] = rows[20].replace("alt=x", "")
    table = f"<div style='height: 9em; overflow: auto'><table><tbody>{''.join(rows)}</tbody></table></div>"
    path = tmp_path / "rows.html"
    head = "<!DOCTYPE html><html lang=en><title>t</title><meta charset=utf-8><style>th { color: #ccc }</style>"
    path.write_text(f"{head}<main><h1>h</h1>{table}</main>", encoding="utf-8")
    page, _ = browser.open(path)
    before = page.content()
    found = {problem.partition(":")[0] for problem in browser.violations(page)}
    assert found == {"color-contrast", "image-alt", "scrollable-region-focusable"}
    assert page.content() == before
    page.context.close()


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
    from playwright.sync_api import expect

    page = index.page
    assert page.locator(".group .card:visible").count() == len(NOTEBOOKS)
    found = page.locator(".found[data-kind=reports] .card:visible")
    page.fill("[name=text]", "TARGETS")
    expect(found.first).to_contain_text("Targets")
    assert found.count() < len(NOTEBOOKS)
    page.fill("[name=text]", "")
    page.select_option("[name=country]", "NER")
    expect(page.locator(".count")).to_have_text(re.compile(rf"^\d+ of {len(NOTEBOOKS)} reports$"))
    assert 0 < found.count() < len(NOTEBOOKS)
    assert found.locator("img").first.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    page.click("[type=reset]")
    expect(page.locator(".group .card:visible")).to_have_count(len(NOTEBOOKS))


def test_the_index_leads_to_every_report_and_states_findings(index, photographs):
    page = index.page
    for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))"):
        assert link.startswith("#") or (index.folder / unquote(link)).is_file(), link
    assert "93 to 97" in page.locator(".findings").inner_text()
    assert page.locator(".findings .state-failed").count() == 0
    assert index.seen.problems == []
    assert index.seen.requests == []
    photographs.take(page, "index", full_page=True)


def test_the_index_is_accessible_and_fits_a_phone(index, browser, photographs):
    assert browser.violations(index.page) == []
    index.page.set_viewport_size({"width": 360, "height": 1000})
    assert index.page.evaluate(OVERFLOW) <= 0
    photographs.take(index.page, "index-360")
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


def test_what_is_looked_for_among_the_programmes_stands_in_the_address(programmes, browser):
    from playwright.sync_api import expect

    page, seen = browser.open(programmes.path)
    shown = page.locator(".card:visible")
    page.goto(f"{programmes.path.as_uri()}#text=MIRAA&status=running")
    assert page.input_value("[name=text]") == "MIRAA"
    assert page.input_value("[name=status]") == "running"
    assert shown.evaluate_all("cards => cards.map(card => card.dataset.status)") == ["running"] * shown.count()
    page.click("[type=reset]")
    expect(page).to_have_url(programmes.path.as_uri())
    page.go_back()
    expect(page.locator("[name=text]")).to_have_value("MIRAA")
    assert (seen.problems, seen.requests) == ([], [])
    page.context.close()


def test_a_link_to_a_programme_without_a_report_opens_what_is_known_of_it(programmes, browser):
    from playwright.sync_api import expect

    page, seen = browser.open(programmes.path)
    page.evaluate("location.hash = 'seva-remittances-home-care'")
    card = page.locator("#seva-remittances-home-care")
    assert card.evaluate("card => card.matches(':target')")
    expect(card.locator("details li").first).to_be_visible()
    assert (seen.problems, seen.requests) == ([], [])
    page.context.close()


def test_the_list_of_programmes_is_accessible_and_fits_a_phone(programmes, browser, photographs):
    assert browser.violations(programmes.page) == []
    programmes.page.set_viewport_size({"width": 360, "height": 1000})
    assert programmes.page.evaluate(OVERFLOW) <= 0
    photographs.take(programmes.page, f"{programmes.path.stem}-360")
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
