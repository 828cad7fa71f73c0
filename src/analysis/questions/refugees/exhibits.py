"""What 05-refugees shows, section by section."""

from __future__ import annotations

import pandas as pd

from analysis.dataset.tables import Dataset
from analysis.questions.refugees import charts, sentences, tables
from analysis.questions.trends import exhibits as trends
from analysis.questions.trends import tables as trends_tables
from analysis.show.exhibit import Exhibit


def checks(printed: pd.DataFrame) -> Exhibit:
    """Show printed figures beside those of UNHCR, see ``external.overview``."""
    return Exhibit.of(printed, text=sentences.refugee_checks, chart=charts.refugee_checks, table=tables.refugee_figures)


def origins(origins: pd.DataFrame, shares: pd.DataFrame, year: int) -> Exhibit:
    """Show the largest origins and their shares, see ``external.origins`` and ``external.shares``."""
    return Exhibit(
        shares,
        text=lambda: sentences.refugee_origins(origins, shares),
        chart=lambda: charts.refugee_origins(origins, year),
        table=lambda: tables.refugee_shares(shares),
    )


def displacement(data: Dataset, rows: pd.DataFrame) -> Exhibit:
    """Show displacement through the years, see ``trends.answers.taken_up``."""
    return trends.taken_up(data, rows, charts.displacement, trends_tables.trend_years)


def asylum_inflow(data: Dataset, rows: pd.DataFrame) -> Exhibit:
    """Show asylum in the Netherlands through the years, see ``trends.answers.taken_up``."""
    return trends.taken_up(data, rows, charts.asylum_inflow, trends_tables.trend_years)


def decade(decade: pd.DataFrame, basis: pd.DataFrame) -> Exhibit:
    """Show one country over the decade, see ``answers.decade`` and ``answers.basis``."""
    return Exhibit(
        decade,
        text=lambda: sentences.refugee_decade(decade, basis),
        chart=lambda: charts.refugee_decade(decade, basis),
        table=lambda: tables.refugee_decade(decade),
    )


def programme_countries(places: pd.DataFrame, basis: pd.DataFrame) -> Exhibit:
    """Show the countries of one programme, see ``answers.programme_countries``."""
    return Exhibit(
        places,
        text=lambda: sentences.programme_countries(places, basis),
        chart=lambda: charts.programme_countries(places, basis),
        table=lambda: tables.programme_countries(places, basis),
    )


def focus(shares: pd.DataFrame, basis: pd.DataFrame) -> Exhibit:
    """Show the share of the world's refugees on each list, see ``answers.focus_shares``."""
    return Exhibit(
        shares,
        text=lambda: sentences.refugee_focus(shares, basis),
        chart=lambda: charts.refugee_focus(shares, basis),
        table=lambda: tables.refugee_focus(shares),
    )


def hosts(hosts: pd.DataFrame, basis: pd.DataFrame, shares: pd.DataFrame, money: pd.DataFrame) -> Exhibit:
    """Show hosts beside programmes, see ``answers.hosts``, ``answers.focus_shares``, ``answers.amounts``."""
    return Exhibit(
        hosts,
        text=lambda: sentences.refugee_hosts(hosts, basis, shares, money),
        chart=lambda: charts.refugee_hosts(hosts, basis),
        table=lambda: tables.refugee_hosts(hosts, basis),
    )


def source(basis: pd.DataFrame) -> Exhibit:
    """Say whose numbers these are, see ``answers.basis``."""
    return Exhibit.of(basis, text=sentences.refugee_source)
