"""Which notebooks new rows appear in is said by rules; held here to what the notebooks' own answers show."""

import csv
from pathlib import Path

import pytest

from analysis.dataset import schema, tables
from analysis.ledger import layout, uptake
from analysis.questions.country import answers as country
from analysis.questions.indicators import answers as indicators
from analysis.questions.returns import answers as returns
from analysis.questions.targets import answers as targets

DATA = Path(__file__).parents[2] / "data"
DOCUMENTS = ["results-2018", "migration-report-2023", "progress-report-2013"]


def whole():
    rows = {}
    for name, table in layout.by_hand(schema.read(DATA)).items():
        with table.path.open(encoding="utf-8", newline="") as lines:
            rows[name] = list(csv.DictReader(lines))
    return rows


WHOLE = whole()


def taken(document):
    """What is said of the rows of a document, as if they were new."""
    figures = {row["figure_id"] for row in WHOLE["figures"] if row["source_id"] == document}
    lists = {row["list_id"] for row in WHOLE["lists"] if row["source_id"] == document}
    new = {name: [row for row in rows if row.get("source_id") == document] for name, rows in WHOLE.items()}
    new["figure_places"] = [row for row in WHOLE["figure_places"] if row["figure_id"] in figures]
    new["presence"] = [row for row in WHOLE["presence"] if row["list_id"] in lists]
    return dict(uptake.uptake(new, WHOLE))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_as_many_results_are_announced_as_the_notebook_shows(document):
    shown = indicators.results(tables.load(DATA))
    number = int((shown["source_id"] == document).sum())
    assert taken(document)["02-indicators"].startswith(f"{number} results (")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_as_many_targets_are_announced_as_the_notebook_shows(document):
    data = tables.load(DATA)
    number, claims = (
        int((rows["source_id"] == document).sum()) for rows in (targets.overview(data), data.target_claims)
    )
    assert taken(document)["03-targets"] == f"{number} targets, {claims} claims"


def test_a_country_that_is_announced_has_its_figures_or_lists_on_its_page():
    data = tables.load(DATA)
    announced = taken("results-2018")["06-country"].split(", ")
    assert len(announced) > 10
    for place in announced:
        on = country.lists(data, place)
        listed = on.loc[on["source_id"] == "results-2018"] if "source_id" in on else on
        assert len(listed) or len(country.figures(data, place)) or len(country.programmes(data, place)), place


def test_the_leaflet_reports_no_results():
    said = taken("return-support-leaflet")
    assert "02-indicators" not in said
    assert said["09-audit"] == "2 figures, 1 promise"


def test_a_new_measure_of_results_that_no_outcome_names_is_named():
    new = {"measures": [{"measure_id": name, "result_level": level} for name, level in (("a", "output"), ("b", ""))]}
    assert uptake.without_outcome(new, {"outcome_measures": []}) == ["a"]
    assert uptake.without_outcome(new, {"outcome_measures": [{"measure_id": "a"}]}) == []


def test_a_result_whose_measure_has_no_level_is_named():
    figure = {"figure_id": "x", "measure_id": "odd", "kind": "actual", "preferred": "true", "unit": "person"}
    rows = {"figures": [figure]}
    data = WHOLE | {"measures": [{"measure_id": "odd", "theme": "return", "result_level": ""}]}
    assert uptake.without_level(rows, data) == ["odd"]
    assert uptake.uptake(rows, data) == [("00-explore", "1 figure"), ("09-audit", "1 figure")]


def test_a_statement_of_a_measure_alone_is_shown_where_the_notebook_on_returns_asks_for_it():
    data = tables.load(DATA)
    claimed = returns.claims(data, returns.by_year(data)), returns.claims_elsewhere(data)
    asked = (*claimed, returns.unnumbered(data), returns.target_group(data))
    shown = {name for rows in asked for name in rows["statement_id"]}
    alone = [row for row in WHOLE["statements"] if not row["programme_id"] and row["statement_kind"] != "promise"]
    assert {row["statement_id"] for row in alone if uptake.shows(row, WHOLE)} == shown & {
        row["statement_id"] for row in alone
    }
