"""What an index of ten thousand reports costs: `make bench` prints its size, how long writing and searching it take.

The reports are made up of the dataset: one for each country, programme and goal, each with figures of its own and a
title that no other has. A search is timed in Chromium from the change of the field until the answer is drawn, the first
one with all that it loads, with the index opened from disk. Times are those of the processor, so that what else the
machine does counts less; those of a clock stand beside them.
"""

import shutil
import sys
import time
from itertools import cycle, islice, product
from pathlib import Path

import pytest

from analysis.rendering.pages import index
from analysis.rendering.pages.lookup import Lookup
from analysis.rendering.shelf import Record, Shelf

DATA = Path(__file__).parents[2] / "data"
NUMBERS = (200, 10_000)
SEARCHES = ("Libie", "8658", "return niger", "the", "no such word")
#: From the change of the field until the answer is drawn.
TIMED = """text => new Promise(resolve => {
    const field = document.querySelector("[name=text]"), count = document.querySelector(".count");
    const before = count.textContent, start = performance.now();
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const drawn = () => requestAnimationFrame(() => setTimeout(() => {
        if ([before, count.dataset.waiting].includes(count.textContent)) { drawn(); return; }
        resolve([performance.now() - start, count.textContent]);
    }));
    drawn();
})"""


def reports(names, number):
    figures, countries = list(names.figures), names.all_countries("en")
    subjects = product(range(1, number), countries, names.all_programmes("en"))
    for place, (goal, country, programme) in enumerate(islice(cycle(subjects), number)):
        name = f"06-country-{country}-{programme}-{goal}"
        said = {
            "question": "One country: what is the Netherlands doing there?",
            "lead": f"What the documents say of {countries[country]}, held against a goal of {place}.",
            "figures": figures[place % 97 :: 11],
        }
        parameters = {"country": country, "programme_id": programme, "goal": place}
        yield Record(
            name,
            f"{countries[country]} and {programme}: what came of a goal of {place}",
            f"{place % 12:02}-question",
            parameters,
            "weekly",
            fingerprint="x",
            rendered="2026-11-21T10:00:00Z",
            files=dict.fromkeys((f"{name}.html", f"{name}.ipynb", f"pictures/{name}.svg"), (1, "d")),
            summary=said,
        )


@pytest.fixture(scope="module")
def chromium():
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.skip("no chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


def _worked(session) -> float:
    """Seconds that the page has taken of the processor."""
    measured = session.send("Performance.getMetrics")["metrics"]
    return next(item["value"] for item in measured if item["name"] == "TaskDuration")


@pytest.mark.parametrize("number", NUMBERS)
def test_an_index(number, tmp_path, chromium):
    made = list(reports(Lookup(DATA), number))
    before = time.process_time()
    names, found = Lookup(DATA), {}
    for language in ("en", "nl"):
        found |= index.pages(made, (), names, language)
    Shelf(tmp_path).conclude({record.name: record for record in made}, found, {})
    took = time.process_time() - before
    sizes = [len(found[name].encode()) / 1000 for name in ("index.html", "reports.js")]
    sys.stdout.write(
        "\n{} reports: index {:.0f} kB, what is searched {:.0f} kB; both languages written in {:.1f} s\n".format(
            number, *sizes, took
        )
    )
    page = chromium.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for text in SEARCHES:
        before = _worked(session)
        by_clock, said = page.evaluate(TIMED, text)
        took = _worked(session) - before
        sys.stdout.write(f"  {text!r}: {took * 1000:.0f} ms, by the clock {by_clock:.0f} ms ({said})\n")
    page.close()
