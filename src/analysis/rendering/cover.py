"""The picture on the README's first screen, made from the data: ``python -m analysis.rendering.cover``."""

from __future__ import annotations

import sys

from analysis.dataset import tables
from analysis.display import charts, theme
from analysis.questions import targets
from analysis.rendering import inputs

TARGET = "rescues-niger-2018"


def cover() -> str:
    """Draw the cover as SVG text: every printing of the rescues, against the 3,000 that were aimed at."""
    theme.enable("en")
    data = tables.load()
    chart = charts.attainment(targets.readings(data, TARGET), targets.attainment(data, TARGET), "en")
    return theme.picture(chart.to_dict())


def main() -> int:
    """Write ``reports/cover.svg``."""
    path = inputs.find().root / "reports" / "cover.svg"
    path.write_text(cover() + "\n", encoding="utf-8")
    sys.stdout.write(f"{path.name}: written\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
