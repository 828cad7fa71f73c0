"""What 07-programme shows, section by section."""

from __future__ import annotations

import pandas as pd

from analysis.questions.programme import answers, charts, sentences, tables
from analysis.questions.targets import sentences as targets_sentences
from analysis.show.exhibit import Exhibit


def profile(profile: pd.DataFrame, organisations: pd.DataFrame, places: pd.DataFrame, facts: pd.DataFrame) -> Exhibit:
    """Show what a programme is, and all that is printed of it, see ``answers.profile`` and ``answers.facts``."""
    return Exhibit(
        facts,
        text=lambda: sentences.programme(profile, organisations, places),
        chart=lambda: charts.programme_timeline(profile, facts),
        table=lambda: tables.programme_facts(facts),
    )


def organisations(organisations: pd.DataFrame) -> Exhibit:
    """Show who pays for a programme and carries it out, see ``answers.organisations``."""
    return Exhibit.of(organisations, table=tables.programme_organisations)


def places(places: pd.DataFrame) -> Exhibit:
    """Show where a programme is, see ``answers.places``."""
    return Exhibit.of(places, table=tables.programme_places)


def money(money: pd.DataFrame) -> Exhibit:
    """Show the amounts of a programme, see ``answers.money``."""
    return Exhibit.of(money, text=sentences.programme_money, chart=charts.programme_money)


def promises(promises: pd.DataFrame) -> Exhibit:
    """Show what was promised and what came of it, see ``answers.promises``."""
    return Exhibit(
        promises,
        text=lambda: sentences.programme_promises(promises, answers.never_reported(promises)),
        chart=lambda: charts.programme_promises(promises),
        table=lambda: tables.programme_promises(promises),
    )


def pace(pace: pd.DataFrame) -> Exhibit:
    """Show the pace of a programme against its deadline, see ``answers.pace``."""
    return Exhibit.of(pace, text=targets_sentences.pace, chart=charts.pace)


def statements(statements: pd.DataFrame, events: pd.DataFrame) -> Exhibit:
    """Show what is said of a programme without a number, see ``answers.statements``, and what happened with it."""
    happened = [] if events.empty else [Exhibit.of(events, table=tables.programme_events)]
    return Exhibit(statements, table=lambda: tables.programme_statements(statements), more=happened)


def executors(dependence: pd.DataFrame, executors: pd.DataFrame, partners: pd.DataFrame) -> Exhibit:
    """Show who carries programmes out, see ``answers.dependence``, ``answers.executors``, ``answers.partners``."""
    return Exhibit(
        executors,
        text=lambda: sentences.dependence(dependence, executors, partners),
        chart=lambda: charts.executors(executors),
        table=lambda: tables.executors(executors),
    )
