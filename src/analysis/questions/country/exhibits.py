"""What 06-country shows, section by section."""

from __future__ import annotations

import pandas as pd

from analysis.questions.country import answers, charts, sentences, tables
from analysis.show.exhibit import Exhibit


def presence(
    profile: pd.DataFrame,
    lists: pd.DataFrame,
    activities: pd.DataFrame,
    programmes: pd.DataFrame,
    figures: pd.DataFrame,
    printed: pd.DataFrame,
) -> Exhibit:
    """Show what is said of a country and when, see ``answers.profile`` and the other answers by their names."""
    return Exhibit(
        lists,
        text=lambda: sentences.country(profile, lists, programmes, figures, printed),
        chart=lambda: charts.country_presence(profile, lists, activities),
    )


def lists(lists: pd.DataFrame) -> Exhibit:
    """Show on which lists a country stands and on which not, see ``answers.lists``."""
    return Exhibit.of(lists, text=sentences.country_absence, table=tables.country_lists)


def activities(activities: pd.DataFrame, programmes: pd.DataFrame) -> Exhibit:
    """Show the activities in a country, see ``answers.activities`` and ``answers.programmes``."""
    return Exhibit(
        activities,
        text=lambda: sentences.country_activities(activities, programmes),
        table=lambda: tables.country_activities(activities),
    )


def programmes(profile: pd.DataFrame, programmes: pd.DataFrame) -> Exhibit:
    """Show the programmes that name a country, see ``answers.programmes``."""
    return Exhibit(
        programmes,
        text=lambda: sentences.country_programmes(profile, programmes),
        chart=lambda: charts.country_programmes(profile, programmes),
        table=lambda: tables.country_programmes(programmes),
    )


def events(profile: pd.DataFrame, events: pd.DataFrame) -> Exhibit:
    """Show what happened in a country, see ``answers.events``."""
    return Exhibit(
        events,
        text=lambda: sentences.country_events(profile, events),
        table=lambda: tables.country_events(events),
    )


def figures(profile: pd.DataFrame, figures: pd.DataFrame) -> Exhibit:
    """Show a country's own figures, see ``answers.figures``."""
    return Exhibit(
        figures,
        text=lambda: sentences.country_figures(profile, figures),
        table=lambda: tables.country_own(answers.own(figures)),
    )


def statements(statements: pd.DataFrame) -> Exhibit:
    """Show what is said without a number, see ``answers.statements``."""
    return Exhibit.of(statements, table=tables.country_statements)


def wider(figures: pd.DataFrame) -> Exhibit:
    """Show the figures of several countries together, see ``answers.figures``."""
    return Exhibit(figures, table=lambda: tables.country_wider(answers.wider(figures)))


def refugees(profile: pd.DataFrame, stocks: pd.DataFrame, change: pd.DataFrame, printed: pd.DataFrame) -> Exhibit:
    """Show refugees in and from a country, see ``answers.refugee_stocks``, ``…_change`` and ``…_figures``."""
    return Exhibit(
        printed,
        text=lambda: sentences.country_refugees(profile, stocks, change, printed),
        chart=lambda: charts.country_refugees(profile, stocks, printed),
        table=lambda: tables.country_refugees(printed),
        more=[Exhibit(stocks, table=lambda: tables.country_stocks(stocks))],
    )
