"""How well the scan does on excerpts that were marked by hand before it saw them."""

import importlib.util
import sys
from pathlib import Path

import pytest

PATH = Path(__file__).with_name("excerpts.py")


def load():
    spec = importlib.util.spec_from_file_location("excerpts", PATH)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["developed", "unseen"])
def test_the_excerpts_are_read_as_well_as_the_aim_says(name):
    module = load()
    shares, _ = module.measure(module.FOLDER / name)
    aims = {
        "recall_digits": 0.98,
        "recall_words": 0.95,
        "value_and_hedge_right": 0.95,
        "precision": 0.92,
        "unit_right": 0.95,
        "window_right": 0.9,
        "kind_right": 0.9,
        "rate_right": 0.95,
    }
    measured = {part: shares[part] for part in aims if shares[part]}  # empty where no excerpt has a mark of it
    assert {part: share for part, share in measured.items() if float(share) < aims[part]} == {}
    assert len(measured) >= 6


@pytest.mark.parametrize(
    ("window", "days"),
    [
        ("2018", ("2018-01-01", "2018-12-31")),
        ("2018H2", ("2018-07-01", "2018-12-31")),
        ("2018Q3", ("2018-07-01", "2018-09-30")),
        ("2018-02", ("2018-02-01", "2018-02-28")),
        ("2018-02-03", ("2018-02-03", "2018-02-03")),
        ("2016/2018", ("2016-01-01", "2018-12-31")),
        ("2016/", ("2016-01-01", "")),
        ("/2018", ("", "2018-12-31")),
        ("-", ("", "")),
    ],
)
def test_marks_of_windows_mean_these_days(window, days):
    assert load().days(window) == days
