"""The views of the database, and its computed tables, say what the questions answer."""

import sqlite3
from contextlib import closing

import pandas as pd
import pytest

from analysis.export.views import VIEWS
from analysis.questions import discrepancies
from analysis.questions.aid import answers as aid
from analysis.questions.country import answers as country
from analysis.questions.framework import answers as framework
from analysis.questions.indicators import answers as indicators
from analysis.questions.programme import answers as programme
from analysis.questions.returns import answers as returns
from analysis.questions.spending import answers as spending
from analysis.questions.targets import answers as targets
from analysis.questions.trends import answers as trends


@pytest.fixture(scope="module")
def view(taken, found):
    with closing(sqlite3.connect(taken / f"{found.name}.sqlite")) as connection:
        yield lambda name: pd.read_sql(f"SELECT * FROM {name}", connection)


def equal(one: pd.DataFrame, other: pd.DataFrame, key: str, columns: list[str]) -> None:
    one, other = (rows.set_index(key)[columns].sort_index() for rows in (one, other))
    other = other.apply(lambda column: column.dt.strftime("%Y-%m-%d") if column.dtype.kind == "M" else column)
    pd.testing.assert_frame_equal(
        one.astype(object).where(one.notna(), None), other.astype(object).where(other.notna(), None)
    )


def test_every_view_has_rows_and_no_name_twice(view):
    for each in VIEWS:
        rows = view(each.name)
        assert len(rows), each.name
        assert rows.columns.is_unique, each.name


def test_every_figure_stands_in_its_view_once_with_its_bounds_document_and_line(view, data):
    rows = view("figures_sourced")
    whole = data.figures.merge(data.sources[["source_id", "title", "url"]], on="source_id").rename(
        columns={"title": "document"}
    )
    equal(rows, whole, "figure_id", ["as_printed", "lower", "upper", "document", "line", "url", "period_start", "kind"])


def test_amounts_are_those_of_the_question_on_spending(view, data):
    rows = view("amounts").set_index("figure_id")
    for answer in (spending.commitments(data), spending.fund(data), spending.field_budgets(data)):
        found = rows.loc[answer["figure_id"]]
        assert found["lower"].tolist() == answer["lower"].tolist()
        assert found["upper"].fillna(-1).tolist() == answer["upper"].fillna(-1).tolist()
    shares = spending.priorities(data)
    assert rows.loc[shares["figure_id"], "lower"].tolist() == shares["value"].tolist()


def test_results_are_those_of_the_question_on_indicators(view, data):
    equal(view("results"), indicators.results(data), "figure_id", ["lower", "upper", "result_level", "period_end"])


def test_targets_have_the_status_and_share_of_the_question_on_targets(view, data):
    columns = [
        "goal",
        "actual_lower",
        "actual_upper",
        "share_lower",
        "share_upper",
        "status_computed",
        "status_text_only",
    ]
    rows = view("targets_with_status")
    equal(rows, targets.overview(data), "target_id", [*columns, "status_as_printed", "target_figure_id", "deadline"])
    rescues = rows.set_index("target_id").loc["rescues-niger-2018"]
    assert (round(rescues["share_lower"], 3), round(rescues["share_upper"], 3)) == (0.933, 0.967)
    assert rescues["share_upper_open"] == 1


def test_returns_by_year_are_those_of_the_question_on_returns(view, data):
    columns = ["money_lower", "in_kind_upper", "total_lower", "people_lower", "people_upper", "figure_id"]
    answer = returns.by_year(data).assign(period_start=lambda rows: rows["period_start"].dt.strftime("%Y-%m-%d"))
    equal(view("returns_by_year"), answer, "period_start", columns)


def test_discrepancies_stand_with_the_figures_and_the_arithmetic_of_their_question(view, data):
    rows, answer = view("discrepancies_with_figures"), discrepancies.examine(data)
    assert set(rows["discrepancy_id"]) == set(answer["discrepancy_id"])
    for one in answer.itertuples():
        mine = rows[rows["discrepancy_id"] == one.discrepancy_id]
        assert set(mine["figure_id"].dropna()) == set(one.figure_id.split())
        assert set(mine["statement_id"].dropna()) == set(one.statement_id.split())
        assert set(mine["holds"]) == {int(one.holds)}
        assert set(mine["arithmetic"]) == {one.arithmetic}
    known = data.figures.set_index("figure_id")
    named = rows.dropna(subset="figure_id")
    assert named["lower"].fillna(-1).tolist() == known.loc[named["figure_id"], "lower"].fillna(-1).tolist()


def test_numbers_from_outside_allow_what_a_line_through_the_years_draws(view, data):
    rows = view("series_sourced").set_index("observation_id")
    dated = trends.points(data)
    drawn = dated[dated["observation_id"].isin(rows.index)]
    assert len(drawn) > 100
    found = rows.loc[drawn["observation_id"]]
    for end in ("lower", "upper"):
        assert found[end].fillna(-1).tolist() == drawn[end].fillna(-1).tolist()
    assert set(found["vintage"]) <= set(trends.IN_LINE)


def test_refugees_are_those_of_the_reference(view, data):
    rows = view("refugees_by_country")
    key = ["role", "iso3", "year"]
    both = rows.merge(data.unhcr_population, on=key, suffixes=("", "_stored"))
    assert len(both) == len(rows) == len(data.unhcr_population)
    assert (both["refugees"] == both["refugees_stored"]).all()
    assert set(rows.loc[rows["iso3"] == "NER", "label_nl"]) == {"Niger"}


def test_programmes_of_a_country_are_those_of_its_question(view, data):
    rows = view("country_programmes")
    nested = set(data.places["parent_id"].dropna())  # the question counts the places within a country too
    countries = set(data.places.loc[data.places["place_kind"] == "country", "place_id"]) - nested
    most = rows.loc[rows["place_id"].isin(countries), "place_id"].value_counts().index[:8]
    for place in most:
        answer = country.programmes(data, place)
        own = set(answer.loc[answer["via_en"].isna(), "programme_id"])
        assert set(rows.loc[rows["place_id"] == place, "programme_id"]) == own, place


def test_figures_of_a_programme_are_those_of_its_question(view, data):
    rows = view("programme_figures")
    rows = rows[rows["preferred"] == 1]
    compared = 0
    for name in data.programmes["programme_id"]:
        answer = programme.facts(data, name)
        mine = rows[(rows["programme_id"] == name) & (rows["link"] == "own")]
        own = set(answer.loc[answer["link"].isna(), "figure_id"]) if len(answer) else set()
        assert set(mine["figure_id"]) == own, name
        compared += bool(own)
    assert compared > 20


def test_evidence_is_that_of_the_question_on_the_framework(view, data):
    answer = framework.evidence(data, "outcome_id", data.outcomes["outcome_id"])
    rows = view("outcome_evidence")
    assert len(rows) == len(answer)
    rows = rows.assign(where=rows["source_id"] + ":" + rows["line"].astype(str))
    equal(rows, answer, "evidence_id", ["outcome_id", "kind", "direction", "as_printed", "where"])


def test_aid_by_year_is_that_of_its_question(view, data):
    answer = aid.totals(aid.from_reference(data).transactions, ["use_year"])
    rows = view("aid_by_year")
    assert rows["lower"].tolist() == answer["lower"].tolist()
    assert rows["upper"].tolist() == answer["upper"].tolist()
    assert rows["use_year"].tolist() == answer["use_year"].tolist()
