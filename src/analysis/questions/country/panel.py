"""The controls of 06-country: a country."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from analysis.dataset import countries
from analysis.language import N_, _, current
from analysis.questions.cited import sources
from analysis.questions.country import answers as question
from analysis.questions.country import exhibits
from analysis.show.controls import LANGUAGE, Options, Pick, folded, in_each_language
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset


def panel(data: Dataset, country: str) -> Panel:
    """Return the controls of the notebook, set to its parameters; the country may be named in any way it allows."""
    controls = [
        Pick(
            "country",
            "str",
            N_("country"),
            every_country(data),
            comment="a country: ISO 3166 code of two or three letters, or its name in English or Dutch",
        ),
        LANGUAGE,
    ]
    values = {"country": countries.code(data, country)}
    return Panel("06-country", partial(view, data), controls, values)


def view(data: Dataset, country: str) -> Sequence[Shown]:
    """Return what is said of a country: lists, programmes, events, its own figures, refugees, and the sources."""
    profile = question.profile(data, country)
    place = profile["place_id"].item()
    lists = question.lists(data, place)
    activities = question.activities(data, place, lists)
    programmes, figures = question.programmes(data, place), question.figures(data, place)
    printed, events = question.refugee_figures(data, place), question.events(data, place)
    named = exhibits.programmes(profile, programmes)
    return [
        exhibits.presence(profile, lists, activities, programmes, figures, printed),
        named.text,
        named.table,
        exhibits.events(profile, events),
        exhibits.figures(profile, figures),
        sources(data, lists, activities, figures, printed),
    ]


def every_country(data: Dataset) -> Options:
    """Return the countries of the world by name: those that the documents name, then the others, marked as such."""
    ours = set(data.places["place_id"])

    def named() -> list[tuple[str, str]]:
        names = sorted(countries.names(data, current()).items(), key=lambda item: folded(item[1]))
        other = _("not named")
        return [
            *((name, code) for code, name in names if code in ours),
            *((f"{name} ({other})", code) for code, name in names if code not in ours),
        ]

    return in_each_language(named)
