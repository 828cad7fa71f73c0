"""How soon a panel has answered a control: `make bench`. Prints what it measured; trust the ratios.

For each control of each panel, on the whole dataset: the time from its move until all outputs are set, median and
longest over its values. Beside it the usual way, `ipywidgets.interactive_output` that displays the same view, with a
picture of each chart as any notebook shows it, over a few of the same values. Times are those of the processor, so that
what else the machine does counts less.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import ipywidgets as ipw
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import Markdown, display
from IPython.utils.capture import capture_output

from analysis.dataset import tables
from analysis.rendering.plan import parameters
from analysis.show import theme
from analysis.show.controls import Amount, Control, Pick, Words, Yes
from analysis.show.panel import Panel, in_parts

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = {path.stem.partition("-")[2]: path for path in sorted(FOLDER.glob("*.ipynb"))}
#: What is written where words are asked for.
WORDS = {"period": ["2013", "2018", "2013-2018", "2023-", "all"], "search": ["rescue", "terugkeer", "school", ""]}
#: Of a longer list so many values are tried, spread over it; of the usual way, which is slower, so many.
MOST, FEW = 24, 4
#: What a move may take, in milliseconds.
AIM = 150
#: The mark of a control that takes longer.
LATE = "  above the aim"
REPORT: list[str] = []


@pytest.fixture(scope="module")
def data():
    return tables.load()


@pytest.fixture(scope="module", autouse=True)
def report():
    InteractiveShell.instance()  # which makes the rich forms of what is displayed
    head = f"{'panel':<12}{'control':<15}{'moves':>6}{'median':>9}{'longest':>9}{'usual':>9}{'ratio':>7}   ms"
    REPORT[:] = ["", head, "-" * len(head)]
    yield
    moved = REPORT[3:]
    late = sum(line.endswith(LATE) for line in moved)
    REPORT.append(f"{len(moved)} controls; {late} with a median above the aim of {AIM} ms")
    sys.stdout.write("\n".join(REPORT) + "\n")


@pytest.fixture(autouse=True)
def no_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path))


def values_of(control: Control) -> list[Any]:
    if isinstance(control, Pick):
        values = [value for _, value in control.options["en"]]
        return values[:: max(1, len(values) // MOST)]
    if isinstance(control, Yes):
        return [True, False] * 4
    if isinstance(control, Words):
        return WORDS[control.name]
    assert isinstance(control, Amount)
    return [1.0, 0.75, 0.5, 0.25, None]


def timed(move: Callable[[], object]) -> float:
    started = time.process_time()
    move()
    return (time.process_time() - started) * 1000


def panel_of(data: tables.Dataset, name: str) -> Panel:
    defaults = {key: item.default for key, item in parameters.read(NOTEBOOKS[name]).parameters.items()}
    del defaults["language"]
    panel: Panel = import_module(f"analysis.questions.{name}.panel").panel(data, **defaults)
    assert panel.widget
    return panel


def moves(panel: Panel, control: Control) -> list[float]:
    """Move a control over its values, each time from another one, and back to where it was."""
    start = dict(panel.values)
    found = [
        timed(partial(panel.set, **{control.name: value}))
        for value in values_of(control)
        if value != panel.values[control.name]
    ]
    panel.set(**start)
    return found


def usual(data: tables.Dataset, name: str, start: dict[str, Any], control: Control) -> list[float]:
    """Do the same with `interactive_output`, which displays what the view returns."""
    view = import_module(f"analysis.questions.{name}.panel").view

    def shown(moved: Any) -> None:
        chosen = start | {control.name: moved}
        theme.enable(chosen.pop("language"))
        for part in in_parts(view(data, **chosen)):
            display(Markdown(part) if isinstance(part, str) else part)

    values = [value for value in values_of(control) if value != start[control.name]]
    values = values[:: max(1, len(values) // FEW)]
    field = ipw.Dropdown(options=[(str(value), number) for number, value in enumerate([start[control.name], *values])])
    with capture_output():
        ipw.interactive_output(lambda number: shown([start[control.name], *values][number]), {"number": field})
        return [timed(partial(setattr, field, "value", number)) for number in range(1, len(values) + 1)]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_control_is_moved_and_timed_beside_the_usual_way(name, data):
    panel = panel_of(data, name)
    for control in panel.controls:
        gc.collect()
        ours, theirs = moves(panel, control), usual(data, name, dict(panel.values), control)
        middle, other = statistics.median(ours), statistics.median(theirs)
        REPORT.append(
            f"{name:<12}{control.name:<15}{len(ours):>6}{middle:>9.0f}{max(ours):>9.0f}{other:>9.0f}"
            f"{other / middle:>6.1f}x{LATE if middle > AIM else ''}"
        )
        assert len(ours) >= len(theirs) > 0
