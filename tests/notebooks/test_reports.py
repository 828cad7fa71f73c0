"""The reports of the real notebooks do not depend on how their kernels are started."""

import shutil
from pathlib import Path

import pytest

from analysis.rendering import inputs, run
from analysis.rendering.plan import planfile

PROJECT = inputs.find(Path(__file__).parents[2])
#: One report of some notebooks, in Dutch; nbval, which starts kernels of its own, compares the others' outputs.
REPORTS = {
    report.notebook: report.name
    for report in planfile.load(PROJECT).reports
    if report.notebook in {"00-explore", "06-country"}
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    made = {kernels: tmp_path_factory.mktemp("reports") / kernels for kernels in ("forked", "plain")}
    for kernels, folder in made.items():
        if made["forked"].exists():  # what stands beside the reports is kept there, and not made again
            shutil.copytree(made["forked"], folder)
        order = run.Order(names=list(REPORTS.values()), output=folder, kernels=kernels, workers=2, force=True)
        result = run.run(PROJECT, order)
        assert (result.failed, result.rendered) == ((), len(REPORTS))
    return made


@pytest.mark.parametrize("name", REPORTS.values())
@pytest.mark.parametrize("ending", ["html", "ipynb"])
def test_forked_and_ordinary_kernels_give_the_same_bytes(name, ending, folders):
    forked, plain = ((folder / f"{name}.{ending}").read_bytes() for folder in folders.values())
    assert forked == plain
