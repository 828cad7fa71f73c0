"""The controls of 05-refugees: a country, a list of countries, whom to count, and whose numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dataset import countries
from analysis.language import N_, remembered
from analysis.questions import refugee_stocks
from analysis.questions.cited import sources
from analysis.questions.country.answers import refugee_figures
from analysis.questions.country.panel import every_country
from analysis.questions.refugees import answers as question
from analysis.questions.refugees import exhibits
from analysis.show.controls import LANGUAGE, Pick, Yes, named, offered
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

#: The statistics and what they rest on, by where their numbers are from and whether they count other people too.
Numbers = Callable[[str, bool], tuple[refugee_stocks.Statistics, pd.DataFrame]]
#: An answer, and what it rests on.
Answer = tuple[pd.DataFrame, pd.DataFrame]


def panel(data: Dataset, country: str, role: str, include_oip: bool, focus_list: str, refugee_data: str) -> Panel:
    """Return the controls of the notebook, set to its parameters; the country may be named in any way it allows."""
    controls = [
        Pick(
            "country",
            "str",
            N_("country"),
            every_country(data),
            comment="a country: ISO 3166 code, or its name in English or Dutch",
        ),
        Pick(
            "role",
            "str",
            N_("refugees"),
            offered({N_("in the country"): refugee_stocks.HOST, N_("from the country"): refugee_stocks.ORIGIN}),
            comment="host for refugees in the country, origin for refugees from it",
        ),
        Yes(
            "include_oip",
            "bool",
            N_("count other people in need of protection too"),
            comment="count other people in need of international protection too, as UNHCR's own lists do",
        ),
        Pick(
            "focus_list",
            "str",
            N_("list of countries"),
            named(question.focus_lists(data), "list_id"),
            comment="a list_id of the table lists, of kind focus or activities",
        ),
        Pick(
            "refugee_data",
            "str",
            N_("numbers from"),
            offered(
                {
                    N_("the tables of the dataset"): refugee_stocks.REFERENCE,
                    N_("an imported table of UNHCR"): refugee_stocks.FEED,
                }
            ),
            comment="reference for the tables of the dataset, unhcr for an imported table of UNHCR",
        ),
        LANGUAGE,
    ]
    values = {
        "country": countries.code(data, country),
        "role": role,
        "include_oip": include_oip,
        "focus_list": focus_list,
        "refugee_data": refugee_data,
    }
    numbers = remembered(partial(_numbers, remembered(partial(refugee_stocks.statistics, data))))
    decade, shares = (remembered(partial(answer, data, numbers), 1) for answer in (_one_country, _lists))
    parts = [partial(_decade, decade), partial(_focus, shares), partial(_sources, data)]
    return Panel("05-refugees", parts, controls, values)


def view(
    data: Dataset, country: str, role: str, include_oip: bool, focus_list: str, refugee_data: str
) -> Sequence[Shown]:
    """Return the decade of a country, the share of the world's refugees on each list, and what is printed of it."""
    numbers = partial(_numbers, partial(refugee_stocks.statistics, data))
    return [
        *_decade(partial(_one_country, data, numbers), country, role, include_oip, refugee_data),
        *_focus(partial(_lists, data, numbers), include_oip, focus_list, refugee_data),
        *_sources(data, country),
    ]


def _numbers(
    statistics: Callable[[str], refugee_stocks.Statistics], refugee_data: str, include_oip: bool
) -> tuple[refugee_stocks.Statistics, pd.DataFrame]:
    found = statistics(refugee_data)
    return found, question.basis(found, with_oip=include_oip)


def _one_country(
    data: Dataset, numbers: Numbers, country: str, role: str, include_oip: bool, refugee_data: str
) -> Answer:
    statistics, basis = numbers(refugee_data, include_oip)
    return question.decade(data, statistics, country, role, with_oip=include_oip), basis


def _lists(data: Dataset, numbers: Numbers, focus_list: str, include_oip: bool, refugee_data: str) -> Answer:
    statistics, basis = numbers(refugee_data, include_oip)
    return question.focus_shares(data, statistics, focus_list, with_oip=include_oip), basis


def _decade(
    found: Callable[[str, str, bool, str], Answer],
    country: str,
    role: str,
    include_oip: bool,
    refugee_data: str,
) -> Sequence[Shown]:
    decade, basis = found(country, role, include_oip, refugee_data)
    shown = exhibits.decade(decade, basis)
    return [shown.text, shown.chart]


def _focus(
    found: Callable[[str, bool, str], Answer],
    include_oip: bool,
    focus_list: str,
    refugee_data: str,
) -> Sequence[Shown]:
    shares, basis = found(focus_list, include_oip, refugee_data)
    return [exhibits.focus(shares, basis), exhibits.source(basis)]


def _sources(data: Dataset, country: str) -> Sequence[Shown]:
    """Return the figures that the documents print of refugees in or from the country: the rest is UNHCR's."""
    printed = refugee_figures(data, countries.code(data, country))
    return [sources(data, printed)]
