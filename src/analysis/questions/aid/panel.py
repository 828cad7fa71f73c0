"""The controls of 10-aid: whose transactions, the years of use, and whether matches that are only possible count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from analysis.language import N_, remembered
from analysis.questions.aid import answers as question
from analysis.questions.aid import exhibits
from analysis.questions.cited import sources
from analysis.show.controls import LANGUAGE, Pick, Yes, offered, worded
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.dataset.tables import Dataset


def panel(data: Dataset, aid_data: str, first_year: int, last_year: int, include_possible: bool) -> Panel:
    """Return the controls of the notebook, set to its parameters."""
    known = question.years_of_use(data)
    span = range(min(known[0], first_year), max(known[1], last_year) + 1)
    years = worded(span, str)
    controls = [
        Pick(
            "aid_data",
            "str",
            N_("transactions from"),
            offered({N_("the table of the dataset"): question.REFERENCE, N_("imported IATI files"): question.FEED}),
            comment="reference for the table of the dataset, iati for imported IATI files",
        ),
        Pick("first_year", "int", N_("for use from"), years, comment="first year in which the money can be used"),
        Pick("last_year", "int", N_("up to"), years, comment="last such year"),
        Yes(
            "include_possible",
            "bool",
            N_("count matches that are only possible"),
            comment="count matches with a programme that are only possible too",
        ),
        LANGUAGE,
    ]
    values = {
        "aid_data": aid_data,
        "first_year": first_year,
        "last_year": last_year,
        "include_possible": include_possible,
    }
    return Panel("10-aid", partial(_shown, data, remembered(partial(question.published, data))), controls, values)


def view(data: Dataset, aid_data: str, first_year: int, last_year: int, include_possible: bool) -> Sequence[Shown]:
    """Return how much was published, where it goes, for which programme, and the sources of the printed amounts."""
    found = partial(question.published, data)
    return _shown(data, found, aid_data, first_year, last_year, include_possible)


def _shown(
    data: Dataset,
    published: Callable[[str], question.Published],
    aid_data: str,
    first_year: int,
    last_year: int,
    include_possible: bool,
) -> Sequence[Shown]:
    found = published(aid_data)
    rows = question.between(found, first_year, last_year)
    basis = question.basis(data, found, first_year, last_year)
    places = exhibits.places(question.places(data, rows))
    beside = question.beside(data, rows, include_possible=include_possible)
    return [
        exhibits.published(basis, rows).text,
        places.text,
        places.chart,
        exhibits.programmes(question.programmes(data, rows, include_possible=include_possible)),
        exhibits.beside(beside).table,
        exhibits.source(basis),
        sources(data, beside),
    ]
