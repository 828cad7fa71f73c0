"""Reports in a real browser that can reach nothing but files; without Chromium these skip, or fail if required."""

import os
import shutil
from pathlib import Path

import pytest

_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def _executable() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    reason = "no chromium: install it, or set CHROMIUM to one"
    if "browser" in os.environ.get("ANALYSIS_REQUIRE", "").split(","):
        pytest.fail(f"ANALYSIS_REQUIRE names browser, but there is {reason}", pytrace=False)
    pytest.skip(reason)


class Seen:
    """What a page did that it should not."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.requests: list[str] = []


class Browser:
    """Chromium, with the network cut."""

    def __init__(self, chromium) -> None:
        self.chromium = chromium

    def open(self, path: Path, width: int = 1280, **options):
        """Open a file in a context of its own; return the page and what it does wrong."""
        context = self.chromium.new_context(viewport={"width": width, "height": 1000}, **options)
        seen = Seen()

        def only_files(route):
            if route.request.url.startswith("file:"):
                route.continue_()
            else:
                seen.requests.append(route.request.url)
                route.abort()

        context.route("**/*", only_files)
        page = context.new_page()
        page.on("console", lambda message: seen.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: seen.problems.append(str(error)))
        page.on("dialog", lambda dialog: (seen.problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(path.as_uri())
        if options.get("java_script_enabled", True) and page.locator("#page").count():
            page.wait_for_selector("html[data-charts=done]", state="attached")
        return page, seen


@pytest.fixture(scope="session")
def browser():
    executable = _executable()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=_OPTIONS)
        yield Browser(chromium)
        chromium.close()


@pytest.fixture(scope="session")
def artefacts(tmp_path_factory) -> Path:
    """Where screenshots go: ANALYSIS_ARTEFACTS, else a temporary folder."""
    chosen = os.environ.get("ANALYSIS_ARTEFACTS")
    folder = Path(chosen).absolute() if chosen else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
