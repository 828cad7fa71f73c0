"""The picture on the README's first screen, made from the data: ``python -m analysis.rendering.cover``."""

from __future__ import annotations

import sys

from analysis.dataset import tables
from analysis.questions.targets import answers as targets
from analysis.questions.targets import charts as targets_charts
from analysis.rendering import inputs
from analysis.show import theme


def cover() -> str:
    """Draw the cover as SVG text: every printing of the result of the headline's target, against what was aimed at."""
    theme.enable()
    data = tables.load()
    chart = targets_charts.attainment(targets.readings(data), targets.attainment(data))
    return theme.picture(chart.to_dict())


def main() -> int:
    """Write ``reports/cover.svg``."""
    path = inputs.find().root / "reports" / "cover.svg"
    path.write_text(cover() + "\n", encoding="utf-8")
    sys.stdout.write(f"{path.name}: written\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
