"""How long renders take, beside what people do without us. `make bench`; not part of `make test`.

Side by side and interleaved, with the same notebook and parameters, on two cores: a loop of the commands `papermill`
and `jupyter nbconvert`; the Papermill API in one process; `analysis render` with one and two workers. Medians of
rounds; the two loops render few reports and are quoted by the report, for they cost the same for each.

The environment sets the size (defaults in brackets, about ten minutes): BENCH_SIZES (10,50,200), numbers of reports
for ours, of which 1 says what any render costs before its reports count: imports, and what stands beside them;
BENCH_LOOP (5) and BENCH_API (5), for the loops; BENCH_ROUNDS (3); BENCH_NOTEBOOKS (small), any of `small`
(one chart, one table) and the names of real notebooks, which are rendered with the parameters of the plan's reports.

    BENCH_SIZES=10,50 BENCH_ROUNDS=2 BENCH_NOTEBOOKS=06-country make bench ARGS="-k side_by_side"

Then, for the same notebooks, where the time of one report goes; and what it costs to look after many small ones that
are copies of one: BENCH_MANY (200,2000,10000), ARGS="-k many".
"""

import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from analysis.rendering import inputs
from analysis.rendering.kernels import drawn, execution, forks, workplace
from analysis.rendering.pages import content, exporter, vega
from analysis.rendering.plan import planfile
from analysis.rendering.shelf import Shelf

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
SIZES = [int(text) for text in os.environ.get("BENCH_SIZES", "10,50,200").split(",")]
LOOP = int(os.environ.get("BENCH_LOOP", "5"))
API = int(os.environ.get("BENCH_API", "5"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
MANY = [int(text) for text in os.environ.get("BENCH_MANY", "200,2000,10000").split(",")]
NOTEBOOKS = os.environ.get("BENCH_NOTEBOOKS", "small").split(",")
SMALL = [
    ("markdown", "# A small report\n\nOne chart, one table."),
    ("parameters", 'number: int = 0  # which report\nlanguage: str = "en"  # language'),
    ("code", "import altair as alt\nimport pandas as pd\n\nfrom analysis.show import theme"),
    ("code", "theme.enable(language)\nsquares = [number + step**2 for step in range(11)]"),
    ("code", 'frame = pd.DataFrame({"year": range(2013, 2024), "people": squares})'),
    ("code", 'alt.Chart(frame, title=f"Report {number}").mark_line(point=True).encode(x="year:O", y="people:Q")'),
    ("code", 'frame.style.set_uuid("t").hide(axis="index")'),
    ("code", 'print(number, frame["people"].sum())'),
]


class Workload:
    """Reports of one notebook, as a project for `analysis render` and as a list of jobs for the loops."""

    def __init__(self, notebook: str, size: int, folder: Path) -> None:
        self.folder = folder
        for name in ("notebooks", "reports"):
            (folder / name).mkdir(parents=True)
        shutil.copy(ROOT / "requirements.lock", folder)
        path = folder / "notebooks" / f"{notebook}.ipynb"
        if notebook == "small":
            path.write_text(nbformat.writes(small()), encoding="utf-8")
            sets = [{"number": number} for number in range(size)]
        else:
            shutil.copy(ROOT / "notebooks" / path.name, path)
            sets = parameter_sets(notebook, size)
        self.jobs = [
            {"name": f"r{index:03}", "notebook": str(path), "parameters": values} for index, values in enumerate(sets)
        ]
        entries = [{"notebook": notebook, "name": job["name"], "parameters": job["parameters"]} for job in self.jobs]
        (folder / "reports" / "plan.yaml").write_text(json.dumps({"reports": entries}), encoding="utf-8")

    def environment(self) -> dict[str, str]:
        return {**os.environ, "ANALYSIS_PROJECT": str(self.folder), "ANALYSIS_DATA": str(ROOT / "data")}

    def measure(self, *command: object) -> dict[str, float]:
        run = [sys.executable, HERE / "meter.py", *command]
        done = subprocess.run([str(part) for part in run], env=self.environment(), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def fresh(self) -> Path:
        output = self.folder / "output"
        shutil.rmtree(output, ignore_errors=True)
        output.mkdir()
        return output

    def commands(self, count: int) -> dict[str, float]:
        output = self.fresh()
        lines = ["set -e"]
        for job in self.jobs[:count]:
            executed = output / f"{job['name']}.ipynb"
            values = " ".join(itertools.starmap(option, job["parameters"].items()))
            lines.append(f"'{BIN}/papermill' --no-progress-bar '{job['notebook']}' '{executed}' {values}")
            lines.append(f"'{BIN}/jupyter' nbconvert --to html '{executed}'")
        return per_report(self.measure("bash", "-c", "\n".join(lines)), count)

    def api(self, count: int) -> dict[str, float]:
        jobs = self.folder / "jobs.json"
        jobs.write_text(json.dumps(self.jobs[:count]), encoding="utf-8")
        return per_report(self.measure(sys.executable, HERE / "papermill_api.py", jobs, self.fresh()), count)

    def ours(self, workers: int) -> dict[str, dict[str, float]]:
        """Cold, with one report changed, with nothing changed."""
        output = self.fresh()
        render = [BIN / "analysis", "render", "--workers", workers, "--output", output]
        cold = self.measure(*render)
        assert len(list(output.glob("r[0-9]*.html"))) == len(self.jobs)
        file = self.folder / "reports" / "plan.yaml"
        text = file.read_text(encoding="utf-8")
        changed = json.loads(text)
        changed["reports"][0]["title"] = "Changed"
        file.write_text(json.dumps(changed), encoding="utf-8")
        one = self.measure(*render)
        nothing = self.measure(*render)
        file.write_text(text, encoding="utf-8")
        return {"cold": cold, "one changed": one, "nothing": nothing}


def small() -> nbformat.NotebookNode:
    new = nbformat.v4
    cells = []
    for index, (kind, source) in enumerate(SMALL):
        cell = new.new_markdown_cell(source) if kind == "markdown" else new.new_code_cell(source)
        cell["id"] = f"cell-{index}"
        if kind == "parameters":
            cell.metadata["tags"] = ["parameters"]
        cells.append(cell)
    spec = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return new.new_notebook(cells=cells, metadata={"kernelspec": spec, "language_info": {"name": "python"}})


def parameter_sets(notebook: str, size: int) -> list[dict]:
    """The parameters of the plan's reports of a notebook, as many as wanted, over and over if need be."""
    reports = planfile.load(inputs.find(ROOT)).reports
    sets = [dict(report.parameters) for report in reports if report.notebook == notebook]
    return list(itertools.islice(itertools.cycle(sets), size))


def option(name: str, value: object) -> str:
    """A parameter of Papermill's command; -r keeps a text from being read as YAML, to which NO is false."""
    return f"{'-r' if isinstance(value, str) else '-p'} {name} '{value}'"


def per_report(measured: dict[str, float], count: int) -> dict[str, float]:
    return {"seconds": measured["seconds"] / count, "cpu_s": measured["cpu_s"] / count, "peak_mb": measured["peak_mb"]}


def medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}


def line(name: str, case: str, cost: dict[str, float], count: int, ratio: str = "") -> str:
    seconds, cpu = cost["seconds"], cost["cpu_s"]
    each = f"{seconds / count:8.3f} {cpu / count:8.3f}"
    return f"{name:<24}{case:<12}{count:>4} {seconds:9.2f} {cpu:9.2f} {each} {cost['peak_mb']:8.0f} {ratio:>9}"


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_where_the_time_of_a_report_goes(notebook, tmp_path, monkeypatch):
    """Medians over the parts of one report, one after the other in one worker, after the first has warmed it up."""
    job = Workload(notebook, 1, tmp_path).jobs[0]
    empty = tmp_path / "empty.ipynb"
    cells = [cell for cell in small().cells if "parameters" in cell.metadata.get("tags", [])]
    empty.write_text(
        nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=small().metadata)), encoding="utf-8"
    )
    monkeypatch.setenv("ANALYSIS_DATA", str(ROOT / "data"))
    draw = drawn._drawn
    spent: list[float] = []

    def timed(text: str) -> str:
        begun = time.perf_counter()
        picture = draw(text)
        spent.append(time.perf_counter() - begun)
        return picture

    monkeypatch.setattr(drawn, "_drawn", timed)
    vega.keep_in(tmp_path / "cache")
    rounds: list[dict[str, float]] = []
    with workplace.guarded() as place:
        kind, remark = forks.usable_kind("forked", place)
        assert kind == "forked", remark
        for _ in range(max(ROUNDS, 3) + 1):
            spent.clear()
            drawn.picture.cache_clear()  # each one anew
            moments = [time.perf_counter()]
            execution.execute(empty, {}, kind=kind, place=place)
            moments.append(time.perf_counter())
            book = execution.execute(Path(job["notebook"]), job["parameters"], kind=kind, place=place)
            moments.append(time.perf_counter())
            about = content.About(job["name"], job["name"], "en", notebook, "", ROOT / "data")
            exporter.page(book, about, content.page(book, about))
            execution.write(book, tmp_path / "executed.ipynb")
            moments.append(time.perf_counter())
            kernel, executed, page = (after - before for before, after in itertools.pairwise(moments))
            cells_s = executed - kernel - sum(spent)
            rounds.append({"kernel": kernel, "cells": cells_s, "pictures": sum(spent), "page and files": page})
    parts = medians(rounds[1:])
    whole = sum(parts.values())
    lines = [f"\n{notebook}: where {1000 * whole:.0f} ms of one report go, medians of {len(rounds) - 1}"]
    lines += [f"  {name:<16}{1000 * cost:6.0f} ms {cost / whole:5.0%}" for name, cost in parts.items()]
    sys.stdout.write("\n".join(lines) + "\n")


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_renders_side_by_side(notebook, tmp_path):
    workloads = {size: Workload(notebook, size, tmp_path / str(size)) for size in SIZES}
    largest = workloads[max(SIZES)]
    loops: dict[str, list] = {"papermill + nbconvert": [], "Papermill API": []}
    ours: dict[tuple, list] = {}
    for _ in range(ROUNDS):
        loops["papermill + nbconvert"].append(largest.commands(min(LOOP, max(SIZES))))
        loops["Papermill API"].append(largest.api(min(API, max(SIZES))))
        for size, workload in workloads.items():
            for workers in (1, 2):
                for case, cost in workload.ours(workers).items():
                    ours.setdefault((size, workers, case), []).append(cost)
    report = [f"\n{notebook}: medians of {ROUNDS} rounds, two cores; seconds, CPU and both by the report; MB at peak"]
    report.append(
        f"{'':<24}{'':<12}{'n':>4} {'s':>9} {'CPU s':>9} {'s/each':>8} {'CPU/each':>8} {'MB':>8} {'times':>9}"
    )
    reference = medians(loops["papermill + nbconvert"])
    for name, rounds in loops.items():
        cost = medians(rounds)
        report.append(line(name, "", cost, 1, f"{reference['seconds'] / cost['seconds']:.1f}x"))
    for (size, workers, case), rounds in ours.items():
        cost = medians(rounds)
        ratio = f"{reference['seconds'] * size / cost['seconds']:.1f}x"
        report.append(line(f"ours, {workers} worker{'s' * (workers > 1)}", case, cost, size, ratio))
    sys.stdout.write("\n".join(report) + "\n")


def test_many_reports(tmp_path, monkeypatch):
    """Medians of what `list` costs, a render with nothing to do, and one that looks at each file."""
    monkeypatch.setenv("ANALYSIS_DATA", str(ROOT / "data"))
    lines = [f"\nmany reports: medians of {ROUNDS} rounds; s, CPU s, MB at peak"]
    for size in MANY:
        workload = Workload("small", size, tmp_path / str(size))
        output = workload.fresh()
        render = [BIN / "analysis", "render", "--output", output]
        workload.measure(*render, workload.jobs[0]["name"])
        _copied(workload, output)
        cases = {"all": [*render], "nothing": [*render], "list": [BIN / "analysis", "list", "--output", output]}
        for case, command in cases.items():
            cost = medians([workload.measure(*command) for _ in range(1 if case == "all" else ROUNDS)])
            told = f"{cost['seconds']:8.2f} {cost['cpu_s']:8.2f} {cost['peak_mb']:8.0f}"
            lines.append(f"  {case:<12}{size:>6} {told}")
        assert len(json.loads((output / "manifest.json").read_text(encoding="utf-8"))["reports"]) == size
        shutil.rmtree(workload.folder)
    sys.stdout.write("\n".join(lines) + "\n")


def _copied(workload: Workload, output: Path) -> None:
    """Make every report of a project a copy of its first, with a record that says so."""
    project = inputs.find(workload.folder)
    prints, shelf = inputs.Fingerprints(project), Shelf(output)
    shared = prints.shared()
    first = shelf.records()[workload.jobs[0]["name"]]
    for report in planfile.load(project).reports[1:]:
        files = {name.replace(first.name, report.name): digest for name, digest in first.files.items()}
        for old, new in zip(first.files, files, strict=True):
            os.link(output / old, output / new)
        fingerprint = prints.report(shared, report.name, report.title, report.notebook, report.parameters)
        told = {"name": report.name, "title": report.title, "parameters": report.parameters, "files": files}
        shelf.write(replace(first, fingerprint=fingerprint, **told))
