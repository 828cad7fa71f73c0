"""Figures, targets and results of Dutch migration and refugee-reception policy.

Load the dataset, ask a question of it, show the answer, and see where it is from::

    import analysis
    from analysis.questions.targets import answers, exhibits

    data = analysis.load()                                   # typed pandas frames, one for each table
    rescues = answers.attainment(data, "rescues-niger-2018")  # an answer is a frame, with its bounds and figures
    printings = answers.readings(data, "rescues-niger-2018")
    exhibits.attainment(rescues, printings)                  # sentence, chart and table; .frame, .chart, .table, .text
    analysis.sources(data, rescues, printings)               # document, line, and as printed
    analysis.basket(data, "rs18-0211-1", "pr13-0053-1")      # figures of your own choice, compared, to save or send

``data`` shows what it holds, ``data.describe("figures")`` what the columns of a table mean, and
``help(analysis.recipes)`` what others have asked: amounts with bounds, charts, comparisons, files for Excel and Stata.
``analysis.questions`` has a room for each notebook; ``analysis.dataset``, ``analysis.figures`` and ``analysis.show``
are what they are made of.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis import lazy

if TYPE_CHECKING:
    import pandas as pd

    from analysis.dataset.tables import Dataset
    from analysis.questions.explore.basket import Basket
    from analysis.show.exhibit import Exhibit

__getattr__, __dir__, __all__ = lazy.modules(__name__, ["questions", "recipes"], others=["basket", "load", "sources"])


def load(path: str | Path | None = None) -> Dataset:
    """Load the dataset as typed frames, see :func:`analysis.dataset.tables.load`."""
    from analysis.dataset import tables  # so that a command that needs no frames starts without pandas

    return tables.load(path)


def sources(data: Dataset, *results: pd.DataFrame) -> Exhibit:
    """Show where the numbers in results are from, see :func:`analysis.questions.cited.sources`."""
    from analysis.questions import cited

    return cited.sources(data, *results)


def basket(data: Dataset, *figures: str) -> Basket:
    """Collect figures by their identifiers, see :class:`analysis.questions.explore.basket.Basket`."""
    from analysis.questions.explore.basket import Basket

    return Basket(data).add(*figures)
