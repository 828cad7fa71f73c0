"""How soon JupyterLab shows the controls of a notebook: `make bench ARGS="-k lab"`. Prints what it measured.

From the address to a kernel that is ready, and from *Run All Cells* to the first control on the screen: the time on the
clock, and beside it the seconds of the processor that server, kernel and browser took, which what else the machine does
counts less in. Then the same once more, as somebody who comes back. The aim is a control within five seconds.
"""

import os
import runpy
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
PARTS = runpy.run_path(str(FOLDER.parent / "browser" / "conftest.py"))
descendants = runpy.run_path(str(FOLDER / "meter.py"))["descendants"]
#: Seconds from the address to the first control.
AIM = 5.0
_TICK = os.sysconf("SC_CLK_TCK")
_CONTROL = ".analysis-panel select, .analysis-panel input"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    from playwright.sync_api import sync_playwright

    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not executable:
        pytest.skip("no chromium: install it, or set CHROMIUM to one")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=PARTS["_OPTIONS"])
        lab = PARTS["Lab"](tmp_path_factory.mktemp("lab"), PARTS["Browser"](chromium))
        yield lab
        lab.end()
        chromium.close()


def spent() -> float:
    """The seconds of the processor that all processes of the tests have taken so far."""
    ticks = 0
    for pid in descendants(os.getpid()):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / _TICK


def timed(step: Callable[[], object]) -> tuple[float, float, object]:
    """What a step took, on the clock and of the processor, and what it returned."""
    cost, began = spent(), time.perf_counter()
    done = step()
    return time.perf_counter() - began, spent() - cost, done


def shown(notebook) -> None:
    notebook.choose("Run", "Run All Cells")
    notebook.body.locator(_CONTROL).first.wait_for()


@pytest.mark.parametrize("name", ["00-explore", "03-targets"])
def test_lab_shows_the_first_control(lab, name):
    head = f"{name:<14}{'opened':>8}{'processor':>11}{'control':>9}{'processor':>11}{'both':>7}   s"
    sys.stdout.write(f"\n{head}\n")
    for visit in ("first", "once more"):
        opened, opening, notebook = timed(lambda: lab.open(name))
        control, showing, _ = timed(lambda page=notebook: shown(page))
        both = opened + control
        late = "" if both < AIM else "  above the aim"
        sys.stdout.write(
            f"{visit:<14}{opened:>8.1f}{opening:>11.1f}{control:>9.1f}{showing:>11.1f}{both:>7.1f}{late}\n"
        )
        assert notebook.errors() == []
        notebook.close()
        lab.end_kernels()
