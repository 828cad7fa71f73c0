"""How soon the app answers ten visitors at once: `make bench ARGS="-k app"`. Prints what it measured.

Ten visitors open ten pages at the same moment, each another question or other values, none of which the app has shown
before; several rounds. Beside the time until a visitor has the page stands what all ten cost the processor: where two
cores do nothing else, the last visitor has waited for half of that.
"""

import http.client
import random
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from analysis.app.asked import written
from analysis.app.pages import Site
from analysis.app.questions import EXPLORER
from analysis.show.controls import Pick, Yes

VISITORS, ROUNDS, WORKERS = 10, 8, 2
#: What a visitor may wait for, in seconds.
AIM = 1.0
#: Words to look for in the explorer.
WORDS = ["rescue", "school", "terugkeer", "Niger", "training", "water", "opvang", "jobs", "2018", "border"]
_TICK = 100


@pytest.fixture(scope="module")
def port():
    words = [sys.executable, "-m", "analysis.cli", "app", "--port", "0", "--workers", str(WORKERS)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        found = int(process.stdout.readline().split(":")[2].split("/")[0])
        while f'"ready": {WORKERS}' not in get(found, "/health"):
            time.sleep(0.2)
        yield found, process.pid
        process.terminate()


def get(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    assert answer.status == 200, path
    return text


def states() -> list[str]:
    """Addresses in an order that is the same each time: a question after another, with values drawn from its lists."""
    draw = random.Random(1)
    site = Site()
    found: dict[str, None] = {}
    while len(found) < VISITORS * ROUNDS:
        for name, question in site.questions.items():
            query = {}
            for control in question.controls:
                if name == EXPLORER:
                    query = {"search": draw.choice(WORDS), "period": f"{draw.randint(2010, 2018)}-"}
                elif isinstance(control, Pick) and "year" not in control.name:
                    query[control.name] = written(control, draw.choice(control.options["en"])[1])
                elif isinstance(control, Yes):
                    query[control.name] = draw.choice(["true", "false"])
            query = {key: value for key, value in query.items() if value not in {"unhcr", "worldbank", "iati"}}
            found[f"/{draw.choice(['en', 'nl'])}/{name}?{urlencode(query)}"] = None
    return list(found)[: VISITORS * ROUNDS]


def spent(process: int) -> tuple[float, float]:
    """The seconds of the processor that a process and its children have taken so far, and their memory in megabytes."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=True
    ).stdout.split()
    seconds = megabytes = 0.0
    for pid in [str(process), *listed]:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            megabytes += int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1]) * 4096 / 1e6
        except FileNotFoundError:  # `ps` itself
            continue
        seconds += (int(fields[11]) + int(fields[12])) / _TICK
    return seconds, megabytes


def visit(port: int, path: str) -> float:
    began = time.perf_counter()
    get(port, path)
    return time.perf_counter() - began


def told(name: str, waits: list[float], cost: float) -> None:
    ordered = sorted(waits)
    line = f"{name:<28}{statistics.median(ordered):>8.2f}{ordered[-1]:>9.2f}{cost:>10.2f}"
    sys.stdout.write(f"{line}{'' if ordered[-1] < AIM else '  above the aim'}\n")


def test_app_answers_ten_visitors_at_once(port):
    address, process = port
    every = states()
    sys.stdout.write(f"\n{'ten visitors at once':<28}{'median':>8}{'longest':>9}{'processor':>10}   s\n")
    with ThreadPoolExecutor(VISITORS) as visitors:
        for number in range(ROUNDS):
            paths = every[number * VISITORS : (number + 1) * VISITORS]
            before, _ = spent(process)
            waits = list(visitors.map(lambda path: visit(address, path), paths))
            told(f"pages never shown, round {number + 1}", waits, spent(process)[0] - before)
        before, _ = spent(process)
        waits = list(visitors.map(lambda path: visit(address, path), every[:VISITORS]))
        told("pages shown before", waits, spent(process)[0] - before)
        before, _ = spent(process)
        waits = list(visitors.map(lambda _: visit(address, "/en/03-targets?goal=1234"), range(VISITORS)))
        told("one page never shown", waits, spent(process)[0] - before)
    sys.stdout.write(f"server and {WORKERS} workers: {spent(process)[1]:.0f} MB\n")
