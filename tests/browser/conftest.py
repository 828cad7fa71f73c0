"""Reports and JupyterLab in a browser that reaches nothing else; without Chromium these skip, or fail if required."""

import fcntl
import html
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from analysis.rendering import inputs, run
from analysis.rendering.plan import planfile
from analysis.rendering.shelf import Shelf
from analysis.rendering.system import die_with_parent

ROOT = Path(__file__).parents[2]
PROJECT = inputs.find(ROOT)
#: Seconds that JupyterLab, a kernel or a page may take on a busy machine.
PATIENCE = 90

_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


#: A report of each form: the explorer, pairs of intervals, a result against its target, one of many, series.
FORMS = ("00-explore", "02-indicators", "03-targets", "06-country", "11-trends")


def pytest_collection_modifyitems(items) -> None:
    """Of a test marked ``forms``, leave to a sweep what is no report of :data:`FORMS`, and the other language."""
    for item in items:
        given = item.callspec.params if hasattr(item, "callspec") else {}
        if item.get_closest_marker("forms") and "report" in given:
            name, turn = (given["report"], "rendered") if isinstance(given["report"], str) else given["report"]
            if turn == "turned" or (turn == "rendered" and name not in FORMS):
                item.add_marker(pytest.mark.sweep)


def _executable() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    reason = "no chromium: install it, or set CHROMIUM to one"
    if "browser" in os.environ.get("ANALYSIS_REQUIRE", "").split(","):
        pytest.fail(f"ANALYSIS_REQUIRE names browser, but there is {reason}", pytrace=False)
    pytest.skip(reason)


#: Take out all but two of what is made alike: of the same elements with the same attributes and classes, empty or not.
_APART = """() => {
    const form = part => [part, ...part.querySelectorAll("*")].map(each => [each.tagName, each.getAttribute("class"),
        each.textContent.trim() === "", ...each.getAttributeNames().sort()].join(" "));
    const known = new Map();
    window.alike = [];
    const alike = "tbody > tr, :is(ul, ol) > li:not([role]), .role-mark > *, .role-axis-label > *";
    for (const part of document.querySelectorAll(alike)) {
        if (!known.has(part.parentElement)) known.set(part.parentElement, {});
        const forms = known.get(part.parentElement), mine = [...new Set(form(part))].sort().join("\\n");
        forms[mine] = (forms[mine] ?? 0) + 1;
        if (forms[mine] > 2) window.alike.push([part, document.createComment("")]);
    }
    for (const [part, place] of window.alike) part.replaceWith(place);
}"""
_TOGETHER = "() => window.alike.forEach(([part, place]) => place.replaceWith(part))"


class Seen:
    """What a page did that it should not."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.to_kernel = 0  # messages


class Browser:
    """Chromium, with the network cut."""

    def __init__(self, chromium) -> None:
        self.chromium = chromium

    def page(self, allowed: str, width: int = 1280, **options):
        """A page in a context of its own that reaches only what begins with `allowed`, and what it does wrong."""
        context = self.chromium.new_context(viewport={"width": width, "height": 1000}, **options)
        seen = Seen()

        def only_allowed(route):
            if route.request.url.startswith(allowed):
                route.continue_()
            else:
                seen.requests.append(route.request.url)
                route.abort()

        context.route("**/*", only_allowed)
        page = context.new_page()
        page.on("console", lambda message: seen.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: seen.problems.append(str(error)))
        page.on("dialog", lambda dialog: (seen.problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        return page, seen

    def open(self, path: Path, width: int = 1280, **options):
        """Open a file in a context of its own; return the page and what it does wrong."""
        page, seen = self.page("file:", width, **options)
        page.goto(path.as_uri())
        if options.get("java_script_enabled", True) and page.locator("#page").count():
            page.wait_for_selector("html[data-charts=done]", state="attached")
        return page, seen

    @staticmethod
    def violations(page, within: str | None = None) -> list[str]:
        """What axe finds wrong with a page whose folded parts are open, or with what a selector names in it.

        Of rows, entries and marks that are made alike it looks at two of each form: a page has hundreds of them.
        """
        from axe_playwright_python.sync_playwright import Axe

        page.evaluate(
            "document.querySelectorAll('details:not([open])').forEach(part => "
            "{ part.open = part.dataset.opened = true; })"
        )
        scrolls = {"runOnly": {"type": "rule", "values": ["scrollable-region-focusable"]}}
        found = Axe().run(page, context=within, options=scrolls).response["violations"]
        page.evaluate(_APART)
        found += Axe().run(page, context=within, options={"resultTypes": ["violations"]}).response["violations"]
        page.evaluate(_TOGETHER)
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open &&= !part.dataset.opened; })")
        return [f"{problem['id']}: {problem['nodes'][0]['html'][:200]}" for problem in found]


@pytest.fixture(scope="session")
def browser():
    executable = _executable()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=_OPTIONS)
        yield Browser(chromium)
        chromium.close()


class Photographs:
    """Screenshots for whoever asks for them by naming a folder, ANALYSIS_ARTEFACTS: each takes a browser some time."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def take(self, page, name: str, **options) -> None:
        """Take a screenshot of a page."""
        if self.folder:
            page.screenshot(path=self.folder / f"{name}.png", **options)

    def keep(self, name: str, content: bytes) -> None:
        """Keep what a page gave."""
        if self.folder:
            (self.folder / name).write_bytes(content)


@pytest.fixture(scope="session")
def photographs() -> Photographs:
    """Where screenshots go."""
    chosen = os.environ.get("ANALYSIS_ARTEFACTS")
    return Photographs(Path(chosen).absolute() if chosen else None)


# -- reports --------------------------------------------------------------------------------------------------------


def _chosen(turn: int) -> list[str]:
    """One report of each notebook: in Dutch for every other one, if the plan has it; the next turn in the other."""
    reports = planfile.load(PROJECT).reports
    found = []
    for number, notebook in enumerate(PROJECT.notebook_names()):
        mine = [report for report in reports if report.notebook == notebook]
        wanted = [report for report in mine if report.language == ("nl" if (number + turn) % 2 else "en")]
        found.append((wanted or mine)[0].name if mine else notebook)
    return found


@pytest.fixture(scope="session")
def reports(tmp_path_factory, browser) -> run.Result:
    """A report of every notebook in each language; rendered by the first process of the tests that asks for them."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    order = run.Order(names=[*_chosen(0), *_chosen(1)], output=shared / "reports", workers=2)
    with (shared / "reports.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        result = run.run(PROJECT, order)
    # Of what another process has rendered the result has no records; the folder has.
    result = replace(result, records=tuple(Shelf(result.folder).records().values()))
    assert [record.failure for record in result.records if record.failure] == []
    return result


@pytest.fixture(scope="session")
def rendered(reports) -> run.Result:
    """A report of every notebook, rendered."""
    return _of(reports, _chosen(0))


@pytest.fixture(scope="session")
def turned(reports) -> run.Result:
    """A report of every notebook, rendered in the other language."""
    return _of(reports, _chosen(1))


def _of(reports: run.Result, names: list[str]) -> run.Result:
    return replace(reports, records=tuple(record for record in reports.records if record.name in names))


# -- JupyterLab -----------------------------------------------------------------------------------------------------

#: What the server and its kernels begin with: each ends with what started it, on Linux, so that nothing stays when the
#: tests are killed; and each is kept from the network, where an attempt is written down.
_BEGIN = """
import ctypes, os, sys

if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG, SIGKILL

_LOCAL = {None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"}

def _cut(event, args):
    if event in ("socket.connect", "socket.sendto"):
        host = args[1][0] if isinstance(args[1], tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in _LOCAL:
        with open(os.environ["ANALYSIS_TEST_CALLS"], "a") as calls:
            calls.write(f"{event} {host}\\n")
        raise OSError("the network is cut")

sys.addaudithook(_cut)
"""

#: JupyterLab asks once whether it may fetch news; that question is no part of the tests. Every cell is on the page.
_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}
#: Elsewhere than on Linux, the server and its kernels end by themselves some time after the tests were killed.
_SERVER = {
    "ServerApp": {"ip": "127.0.0.1", "port": 0, "allow_root": True, "shutdown_no_activity_timeout": 900},
    "MappingKernelManager": {"cull_idle_timeout": 600, "cull_interval": 60, "cull_connected": True},
}


class Lab:
    """JupyterLab, started by `make lab` on a copy of the notebooks, without a network or a user's settings."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        self.browser = browser
        self.notebooks = folder / "checkout" / "notebooks"
        shutil.copytree(ROOT / "notebooks", self.notebooks, ignore=shutil.ignore_patterns(".*", "*.failed.ipynb"))
        self._home = folder / "home"
        self._log = folder / "jupyter.log"
        self._calls = folder / "calls"
        self._opened = folder / "opened"
        self._prepare()
        self.environment = self._environment()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [
                    "make",
                    "--directory",
                    self.notebooks.parent,
                    "--file",
                    ROOT / "Makefile",
                    "--old-file",
                    ".venv/ready",
                    "lab",
                    f"BIN={Path(sys.executable).parent}",
                ],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509 - nothing in it that a thread could hold up
            )
        #: The address that a person's browser is given.
        self.address = self._address()

    def open(self, address: str, width: int = 1280):
        """Open an address of this JupyterLab, or a notebook by its name."""
        return self.in_front(*self.page(address if "://" in address else f"/tree/notebooks/{address}.ipynb", width))

    def page(self, address: str = "", width: int = 1280):
        """Open an address of this JupyterLab, or a path below it: its page, and what that does wrong."""
        parts = urlsplit(self.address)
        page, seen = self.browser.page(f"{parts.scheme}://{parts.netloc}/", width)
        page.set_default_timeout(PATIENCE * 1000)
        page.on("websocket", lambda socket: _watch(socket, parts.netloc, seen))
        page.on("popup", lambda popup: seen.problems.append(f"popup: {popup.url}"))
        page.goto(address if "://" in address else f"{parts.scheme}://{parts.netloc}/lab{address}?{parts.query}&reset")
        return page, seen

    def in_front(self, page, seen: Seen):
        """Wait for the notebook that is in front on a page."""
        return Notebook(page, seen)

    def calls(self) -> list[str]:
        """What the server or a kernel tried to reach outside of this machine."""
        return self._calls.read_text(encoding="utf-8").splitlines() if self._calls.exists() else []

    def start_kernel(self) -> None:
        """Start a kernel that belongs to no notebook."""
        self._api("POST", "kernels")

    def end_kernels(self) -> None:
        """End every kernel."""
        for kernel in self._api("GET", "kernels"):
            self._api("DELETE", f"kernels/{kernel['id']}")

    def end(self) -> None:
        """End the kernels and the server, at last by force."""
        with suppress(OSError):
            self.end_kernels()
        for sent in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, sent)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(20)
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def processes(self) -> list[int]:
        """The server and its kernels, by the folder for what runs that their environment names."""
        mine = f"JUPYTER_RUNTIME_DIR={self._home / 'runtime'}".encode()
        found = []
        for environ in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                if mine in environ.read_bytes().split(b"\0"):
                    found.append(int(environ.parent.name))
        return found

    def _prepare(self) -> None:
        settings = self._home / "config" / "labconfig" / "default_setting_overrides.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(_SETTINGS), encoding="utf-8")
        (self._home / "config" / "jupyter_server_config.json").write_text(json.dumps(_SERVER), encoding="utf-8")
        (self._home / "begin").mkdir()
        (self._home / "begin" / "sitecustomize.py").write_text(_BEGIN, encoding="utf-8")
        opener = self._home / "open"
        opener.write_text(
            f'#!/bin/sh\nprintf %s "$1" > "{self._opened}.part" && mv "{self._opened}.part" "{self._opened}"\n'
        )
        opener.chmod(0o755)

    def _environment(self) -> dict[str, str]:
        strange = ("JUPYTER", "IPYTHON", "MAKE", "MFLAGS", "PYTEST", "ANALYSIS_CACHE", "ANALYSIS_STATIC", "LANGUAGE")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
        folders = {f"JUPYTER_{name.upper()}_DIR": self._home / name for name in ("config", "data", "runtime")}
        kept["PYTHONPATH"] = os.pathsep.join(filter(None, [str(self._home / "begin"), kept.get("PYTHONPATH")]))
        mine = {
            **folders,
            "IPYTHONDIR": self._home / "ipython",
            "XDG_CACHE_HOME": self._home / "cache",
            "BROWSER": self._home / "open",
            "ANALYSIS_TEST_CALLS": self._calls,
        }
        return {**kept, **{name: str(value) for name, value in mine.items()}}

    def _address(self) -> str:
        deadline = time.monotonic() + PATIENCE
        while not self._opened.exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.end()
                raise RuntimeError(
                    f"JupyterLab did not open a browser:\n{self._log.read_text(encoding='utf-8')[-3000:]}"
                )
            time.sleep(0.1)
        page = Path(urlsplit(self._opened.read_text(encoding="utf-8")).path).read_text(encoding="utf-8")
        return html.unescape(re.search(r'href="(http[^"]+)"', page)[1])

    def _api(self, method: str, path: str):
        parts = urlsplit(self.address)
        request = urllib.request.Request(f"{parts.scheme}://{parts.netloc}/api/{path}?{parts.query}", method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read() or b"null")


def _watch(socket, host: str, seen: Seen) -> None:
    """Note a socket to elsewhere, and count what is sent to a kernel."""

    def count(_message) -> None:
        seen.to_kernel += 1

    if urlsplit(socket.url).netloc != host:
        seen.requests.append(socket.url)
    if urlsplit(socket.url).path.endswith("/channels"):
        socket.on("framesent", count)


@pytest.fixture(scope="session")
def lab(browser, tmp_path_factory):
    lab = Lab(tmp_path_factory.mktemp("lab"), browser)
    yield lab
    lab.end()
    deadline = time.monotonic() + 10
    while lab.processes() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert lab.processes() == []


#: The view of a panel, part by part: its words, or its chart as a short sign of its picture.
_SHOWN = """panel => [...panel.querySelectorAll(".widget-output")].map(part => {
    if (!part.querySelector(".jp-RenderedVegaLite")) return part.innerText;
    const canvas = part.querySelector("canvas.marks");
    if (!canvas || !canvas.width || !canvas.height) return "chart, not drawn";
    let sign = 0;
    for (const letter of canvas.toDataURL()) sign = (sign * 31 + letter.charCodeAt(0)) | 0;
    return `chart ${sign}`;
})"""
_CHANGED = f"""([before, only]) => {{
    const panel = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden) .analysis-panel");
    const now = ({_SHOWN})(panel);
    const isOf = part => part.startsWith("chart ") ? "chart" : "words";
    const after = now.filter(part => isOf(part) === only), earlier = before.filter(part => isOf(part) === only);
    return !now.includes("chart, not drawn") && JSON.stringify(after) !== JSON.stringify(earlier);
}}"""
_IS = f"""wanted => JSON.stringify(({_SHOWN})(
    document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden) .analysis-panel"))) === JSON.stringify(wanted)"""
_RAN = """() => {
    const panel = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden)");
    const prompts = [...panel.querySelectorAll(".jp-CodeCell .jp-InputPrompt")].map(prompt => prompt.textContent);
    const shown = prompts.filter(text => text);  // a folded cell shows none
    return shown.length && shown.every(text => /^\\[\\d+\\]:$/.test(text)) ||
        panel.querySelector("[data-mime-type*=error], [data-mime-type*=stderr]");
}"""
_DRAWN = """() => [...document.querySelectorAll(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-RenderedVegaLite")]
    .every(chart => chart.querySelector("canvas.marks")?.getBoundingClientRect().height > 20)"""
_CUT_OFF = """body => {
    const scroller = body.querySelector(".jp-WindowedPanel-outer"), room = scroller.getBoundingClientRect();
    const all = selector => [...body.querySelectorAll(selector)].filter(part => part.checkVisibility());
    const beyond = part => part.getBoundingClientRect().right > room.right + 1;
    const scrolls = part => part !== scroller && (scrolls(part.parentElement) ||
        part.scrollWidth > part.clientWidth && ["auto", "scroll"].includes(getComputedStyle(part).overflowX));
    const wide = all(".analysis-controls select, .analysis-controls input, .analysis-panel button").filter(beyond);
    const short = all(".analysis-panel label, .analysis-panel .lm-TabBar-tabLabel")
        .filter(label => label.scrollWidth > label.clientWidth + 1);
    const lost = all("canvas.marks, table.analysis-table")
        .filter(part => beyond(part) && !(part.matches("table") && scrolls(part)));
    return [...(scroller.scrollWidth > scroller.clientWidth ? ["the notebook"] : []),
        ...[...wide, ...short, ...lost].map(part => part.outerHTML.slice(0, 200))];
}"""
_CHARTS = """body => [...body.querySelectorAll(".jp-CodeCell")].map(cell =>
    [...cell.querySelectorAll("canvas.marks")].filter(canvas => !canvas.closest(".analysis-panel")).length)"""


class Notebook:
    """A notebook that is open in JupyterLab, used as a person does."""

    def __init__(self, page, seen: Seen) -> None:
        self.page = page
        self.seen = seen
        self.body = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        self.panel = self.body.locator(".analysis-panel").first  # a panel may hold another
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait until a kernel is there and has nothing to do."""
        self.page.locator("#jp-main-statusbar").get_by_text(re.compile(r"^Python 3 .*\| Idle$")).wait_for()

    def choose(self, menu: str, item: str) -> None:
        """Choose an item of a menu."""
        self.page.locator(".lm-MenuBar-itemLabel").get_by_text(menu, exact=True).click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).click()

    def run_all(self) -> None:
        """Run all cells from a clean start, and wait until all have run and every chart is drawn, or one has failed."""
        self.choose("Edit", "Clear Outputs of All Cells")
        self.choose("Run", "Run All Cells")
        self.wait_until_run()

    def wait_until_run(self) -> None:
        """Wait until all cells have run and every chart is drawn, or one cell has failed."""
        self.page.wait_for_function(_RAN, polling=100)
        assert self.errors() == []
        self.wait_until_idle()
        self.page.wait_for_function(_DRAWN, polling=100)

    @property
    def changed(self) -> bool:
        """Whether JupyterLab marks the notebook as one with changes that are not saved."""
        return self.page.locator(".jp-mod-dirty").count() > 0

    def save(self) -> None:
        """Save the notebook, and wait until it is saved."""
        self.choose("File", "Save Notebook")
        self.page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')", polling=100)

    def errors(self) -> list[str]:
        """What went wrong, as the notebook shows it."""
        wrong = "[data-mime-type*=error], [data-mime-type*=stderr], .jupyter-widgets-error-widget, [role=alert]"
        return [text for text in self.body.locator(wrong).all_inner_texts() if text.strip()]

    def charts(self) -> list[int]:
        """How many charts JupyterLab itself has drawn in the outputs of each code cell, those of panels aside."""
        return self.body.evaluate(_CHARTS)

    def shown(self) -> list[str]:
        """The view of the panel, part by part: its words, or its chart as a short sign of its picture."""
        return self.panel.evaluate(_SHOWN)

    def wait_for_change(self, before: list[str], of: str = "words") -> None:
        """Wait until the view of the panel is another than it was: its words, or its charts."""
        self.page.wait_for_function(_CHANGED, arg=[before, of], polling=100)

    def wait_for(self, wanted: list[str]) -> None:
        """Wait until the view of the panel is this."""
        self.page.wait_for_function(_IS, arg=wanted, polling=100)

    def picture(self, chart: str) -> str:
        """What a chart of the panel, named by a selector, looks like."""
        return self.panel.evaluate("(panel, chart) => panel.querySelector(chart).toDataURL()", chart)

    def wait_for_another_picture(self, chart: str, before: str) -> None:
        """Wait until a chart of the panel looks different."""
        self.page.wait_for_function(
            "([panel, chart, before]) => (panel.querySelector(chart)?.toDataURL() ?? before) !== before",
            arg=[self.panel.element_handle(), chart, before],
            polling=100,
        )

    def controls(self) -> list[str]:
        """The labels of the panel's controls; of a box to tick, the words beside it."""
        return [self._label(field) for field in self._fields().all()]

    def set(self, number: int, value: str | bool | int) -> str | bool | int:
        """Set a control of the panel as a person does; return what it was set to: of a list, the place in it."""
        field = self._fields().nth(number)
        if field.evaluate("field => field.tagName") == "SELECT":
            before = field.evaluate("field => field.selectedIndex")
            field.select_option(**{"label" if isinstance(value, str) else "index": value})
        elif field.get_attribute("type") == "checkbox":
            before = field.is_checked()
            field.set_checked(value)
        else:
            before = field.input_value()
            field.fill(value)
            field.press("Enter")
        return before

    @contextmanager
    def in_the_dark(self):
        """Use JupyterLab's dark theme for a while."""
        self._use("JupyterLab Dark")
        yield
        self._use("JupyterLab Light")

    def _use(self, theme: str) -> None:
        self.page.keyboard.press("ControlOrMeta+Shift+KeyC")
        self.page.keyboard.type(f"Use Theme: {theme}")
        self.page.locator(".lm-CommandPalette-itemLabel").get_by_text(f"Use Theme: {theme}", exact=True).click()
        self.page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=theme, polling=100)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, and wait until JupyterLab has taken it over."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function("() => document.querySelector('#main').clientWidth === innerWidth", polling=100)

    def cut_off(self) -> list[str]:
        """What does not fit: the notebook, controls, labels, charts; tables only where they cannot be scrolled."""
        return self.body.evaluate(_CUT_OFF)

    def photograph(self, photographs: Photographs, name: str) -> None:
        """Take the whole notebook, in several screenshots."""
        if not photographs.folder:
            return
        scroller = self.body.locator(".jp-WindowedPanel-outer")
        scroller.evaluate(
            "scroller => [scroller, ...scroller.querySelectorAll('*')].forEach(box => box.scrollTo(0, 0))"
        )
        size = self.page.viewport_size
        self.resize(size["width"], 3000)
        step, end = scroller.evaluate("scroller => [scroller.clientHeight, scroller.scrollHeight]")
        for number, top in enumerate(range(0, end, step), 1):
            scroller.evaluate("(scroller, top) => scroller.scrollTo(0, top)", top)
            photographs.take(self.page, f"{name}-{number}")
        self.resize(size["width"], size["height"])

    def close(self) -> None:
        """Close the page."""
        self.page.context.close()

    def _fields(self):
        return self.panel.locator(".analysis-controls").locator("select, input")

    def _label(self, field) -> str:
        return field.evaluate(
            """field => [...field.closest(".analysis-control").querySelectorAll("label")]
               .map(label => label.innerText.trim()).filter(text => text && text !== "\\u200b").join(" ")"""
        )
