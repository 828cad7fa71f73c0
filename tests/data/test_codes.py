"""Every code that a reader can meet has its name in both languages, and no name is left over."""

import pytest

from analysis.dataset import schema, tables

DATA = tables.load()
TABLES = schema.read(schema.find())
#: Lists of codes whose codes are the allowed values of a column: table and column.
ENUMS = {
    "accounted_by": ("audit_numbers", "accounted_by"),
    "agreement": ("comparisons", "same_window"),
    "deflator": ("prices", "deflator"),
    "direction": ("evidence", "direction"),
    "discrepancy_relation": ("discrepancies", "relation"),
    "document_kind": ("sources", "document_kind"),
    "kind": ("figures", "kind"),
    "event_kind": ("events", "event_kind"),
    "figure_link": ("figure_programmes", "link"),
    "legibility": ("presence", "legibility"),
    "organisation_role": ("programme_organisations", "role"),
    "payer": ("figures", "funding"),
    "per": ("figures", "per"),
    "period_basis": ("figures", "period_basis"),
    "period_kind": ("figures", "period_kind"),
    "place_role": ("programme_places", "role"),
    "programme_status": ("programmes", "status"),
    "qualifier": ("figures", "qualifier"),
    "reports_results": ("sources", "reports_results"),
    "refugee_role": ("unhcr_population", "role"),
    "result_level": ("measures", "result_level"),
    "observation_basis": ("series", "basis"),
    "read_by": ("series", "read_by"),
    "series_concept": ("series_definitions", "concept"),
    "series_relation": ("series_relations", "relation"),
    "vintage": ("series", "vintage"),
    "severity": ("discrepancies", "severity"),
    "stage": ("budget_article_4", "stage"),
    "statement_kind": ("statements", "statement_kind"),
    "theme": ("measures", "theme"),
    "verdict": ("comparisons", "verdict"),
}


def codes(name: str) -> set[str]:
    return set(DATA.codes.loc[DATA.codes["code_list"] == name, "code"])


@pytest.mark.parametrize(("name", "column"), ENUMS.items())
def test_the_names_of_codes_are_those_that_the_column_allows(name, column):
    (allowed,) = (set(field.enum) for field in TABLES[column[0]].columns if field.name == column[1])
    assert codes(name) == allowed


def test_every_population_that_is_counted_has_a_name():
    assert set(DATA.figures["population"].dropna()) <= codes("population")


def test_the_kinds_of_support_are_those_of_programmes_and_support_in_kind():
    (allowed,) = (set(field.enum) for field in TABLES["programmes"].columns if field.name == "support_kind")
    assert codes("support_kind") == {*allowed, "in_kind"}


def test_the_order_of_a_list_is_given_without_doubt():
    assert not DATA.codes.duplicated(["code_list", "rank"]).any()


def test_who_publishes_and_under_what_licence_is_spelled_in_one_way(data):
    for column in ("publisher_en", "publisher_nl", "licence_en", "licence_nl"):
        spelled = set(data.sources[column].dropna())
        assert len(spelled) == len({text.lower() for text in spelled}), column


def test_an_opening_is_a_kind_of_event():
    assert "opening" in codes("event_kind")
