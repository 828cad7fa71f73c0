"""The whole way of README through JupyterLab with the keys alone: explore, keep a figure, try another goal."""

import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
#: What a reader is told has the focus: its label, else its words.
_HAS_FOCUS = """() => {
    const held = document.activeElement;
    return held.labels?.[0]?.innerText || held.innerText?.trim() || "";
}"""
_PICKED = "document.activeElement.selectedOptions[0].label"


class Keys:
    """Somebody with a keyboard and no mouse, before a page of JupyterLab."""

    def __init__(self, lab) -> None:
        self.page, self.seen = lab.page()
        self.page.locator(".jp-LauncherCard").first.wait_for()
        self._lab = lab
        self.press = self.page.keyboard.press
        self.type = self.page.keyboard.type

    def go_to(self, named: str, key: str = "Tab") -> None:
        """Go on with a key until something that is named so, or begins so, has the focus."""
        for _ in range(60):
            if self.page.evaluate(_HAS_FOCUS).startswith(named):
                return
            self.press(key)
        raise AssertionError(f"{key} does not lead to {named}")

    def command(self, words: str) -> None:
        """Give a command of JupyterLab by its name."""
        self.press("ControlOrMeta+Shift+KeyC")
        self.type(words)
        self.page.locator(".lm-CommandPalette-item.lm-mod-active").get_by_text(words, exact=True).wait_for()
        self.press("Enter")

    def run_all(self):
        """Run all cells of the notebook in front, and wait until they have run; return it."""
        notebook = self._lab.in_front(self.page, self.seen)
        self.command("Run All Cells")
        notebook.wait_until_run()
        return notebook

    def save(self) -> None:
        """Save the notebook, and wait until it is saved."""
        self.press("ControlOrMeta+KeyS")
        self.page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')", polling=100)


@pytest.fixture
def keys(lab):
    """JupyterLab with nothing open, and the notebooks as they were committed."""
    for name in ("00-explore.ipynb", "03-targets.ipynb"):
        shutil.copyfile(ROOT / "notebooks" / name, lab.notebooks / name)
    keys = Keys(lab)
    yield keys
    keys.page.context.close()
    lab.end_kernels()


def test_a_figure_is_found_and_kept_and_another_goal_is_tried_with_the_keys_alone(lab, keys):
    explorer = _opened_from_the_list(keys)
    _pick_mali(keys, explorer)
    _keep_a_figure(keys, explorer)
    keys.save()
    name = "00-explore.ipynb"
    assert (lab.notebooks / name).read_bytes() == (ROOT / "notebooks" / name).read_bytes()
    _try_a_goal(keys)
    assert keys.seen.problems == []


def _opened_from_the_list(keys: Keys):
    for name in ("notebooks", "00-explore.ipynb"):
        keys.page.locator(".jp-DirListing-item", has_text=name).wait_for()
        keys.go_to(name)
        keys.press("ArrowDown")  # which marks it
        keys.press("Enter")
    return keys.run_all()


def _pick_mali(keys: Keys, explorer) -> None:
    keys.go_to("place")  # not far: a run leaves the keys at the controls
    keys.type("mal")
    mali, found = keys.page.evaluate(_PICKED).split()
    assert mali == "Mali"  # not Malawi, which comes before it
    explorer.panel.get_by_text(f"{found.strip('()')} printings of").first.wait_for()
    explorer.wait_until_idle()
    assert keys.page.evaluate(_PICKED).split() == [mali, found]


def _keep_a_figure(keys: Keys, explorer) -> None:
    keys.go_to("figures: pick one")
    keys.press("ArrowDown")
    picked = keys.page.evaluate(_PICKED)
    explorer.panel.get_by_role("button", name="Add to basket").wait_for()  # the card of that figure
    keys.go_to("Add to basket")
    keys.press("Enter")
    explorer.panel.get_by_role("button", name="Take out of the basket").wait_for()
    keys.go_to("Chart", "Shift+Tab")  # the first of the tabs
    keys.press("End")
    keys.press("Enter")
    keys.go_to("CSV")
    with keys.page.expect_download() as caught:
        keys.press("Enter")
    assert caught.value.suggested_filename == "basket.csv"
    head, kept = Path(caught.value.path()).read_text(encoding="utf-8").splitlines()
    assert head.startswith("figure_id,")
    assert picked.partition("“")[2].partition("”")[0] in kept


def _try_a_goal(keys: Keys) -> None:
    keys.command("Open from Path…")
    keys.page.locator(".jp-Dialog input").wait_for()
    keys.type("notebooks/03-targets.ipynb")
    keys.press("Enter")
    keys.page.get_by_role("heading", name="Which targets were met").wait_for()
    targets = keys.run_all()
    keys.go_to("another goal to try")
    keys.type("2500")
    targets.panel.get_by_text("112 to under 116% of 2,500").first.wait_for()
    assert targets.errors() == []
