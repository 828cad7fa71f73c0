"""Every sheet and every column of a template is asked for, made, or empty for a reason; what has no sheet is named."""

import csv
import re
from pathlib import Path

import pytest

from analysis.dataset import check, schema
from analysis.errors import DataError
from analysis.ledger import add as adds
from analysis.ledger import layout

TABLES = schema.read(Path(__file__).parents[2] / "data")
COLUMNS = [(name, column.name) for name in (*layout.SHEETS, layout.SOURCES) for column in TABLES[name].columns]
#: The tables whose rows come from no document by themselves: the framework, checks against the world, the notebooks.
ELSEWHERE = {
    "assumptions",
    "comparisons",
    "crosswalk",
    "external_check_figures",
    "external_check_references",
    "external_checks",
    "iati_givers",
    "iati_matches",
    "iati_scope",
    "outcomes",
    "policy_lines",
    "roles",
    "unit_words",
    "units",
    "breaks",
    "target_definitions",
}
#: What a document brings more seldom: a sheet of that name is taken too.
SELDOM = {
    "definitions",
    "discrepancies",
    "discrepancy_figures",
    "evidence",
    "figure_programmes",
    "figure_relations",
    "indicators",
    "partners",
    "place_members",
}


def column(name, title):
    return next(column for column in TABLES[name].columns if column.name == title)


@pytest.mark.parametrize(("name", "title"), COLUMNS)
def test_a_column_of_a_sheet_is_asked_for_made_or_empty_for_a_reason_that_its_description_gives(name, title):
    described = column(name, title)
    made = title in layout.derived(name)
    asked = layout.required(TABLES[name], described)
    assert asked or made or re.search(r"\bempty\b|\bonly where\b|^for a ", described.description.lower())


def test_every_table_that_a_document_brings_has_a_sheet_or_is_named_here():
    beside = {*layout.PLACES.values(), *layout.ORGANISATIONS.values()}
    hand = set(layout.by_hand(TABLES))
    assert hand - {*layout.SHEETS, layout.SOURCES} - beside == ELSEWHERE | SELDOM


# -- a document on every sheet, with as little as possible ---------------------------------------------------------

KNOWN = {
    "measures": [
        {
            "measure_id": "helped",
            "label_en": "People helped",
            "label_nl": "Geholpen",
            "unit": "person",
            "theme": "reception",
            "concept": "flow",
            "definition_en": "Made up",
        }
    ],
    "places": [{"place_id": "LBN", "place_kind": "country", "label_en": "Lebanon", "label_nl": "Libanon"}],
    "organisations": [{"organisation_id": "unhcr", "name": "UNHCR", "label_en": "UNHCR", "organisation_kind": "un"}],
    "sources": [
        {
            "source_id": "earlier",
            "title": "Earlier",
            "short_en": "Earlier",
            "short_nl": "Eerder",
            "document_kind": "letter",
            "reports_results": "false",
            "publisher_en": "Nobody",
            "covers_en": "2020",
            "language": "nl",
            "url_status": "unknown",
            "licence_en": "None",
        }
    ],
    "programmes": [
        {
            "programme_id": "bread",
            "label_en": "Bread for all",
            "label_nl": "Brood voor allen",
            "theme": "reception",
            "status": "running",
            "source_id": "earlier",
            "line": "4",
        }
    ],
    "outcomes": [
        {
            "outcome_id": "fed",
            "code": "1",
            "level": "impact",
            "label_en": "Fed",
            "label_nl": "Gevoed",
            "source_id": "earlier",
            "line": "1",
        }
    ],
    "codes": [
        {"code_list": "place_role", "code": code, "rank": str(rank), "label_en": code, "label_nl": label}
        for rank, (code, label) in enumerate(
            [("from", "vanuit"), ("in", "binnen"), ("origin", "herkomst"), ("to", "naar")], 1
        )
    ],
}
DOCUMENT = KNOWN["sources"][0] | {"source_id": "letter", "abbreviation": "le22", "text_sha256": "a" * 64}
PAGES = {
    "document": [{"column": name, "value": value} for name, value in (DOCUMENT | {"text_lines": "30"}).items()],
    "figures": [
        {"keep": "yes", "line": "3", "as_printed": "900", "kind": "target", "measure_id": "helped"},
        {"keep": "yes", "line": "4", "as_printed": "640", "kind": "actual", "measure_id": "helped"},
    ],
    "targets": [{"label_en": "Help", "label_nl": "Hulp", "target_figure_id": "3", "actual_figure_id": "4"}],
    "target_claims": [
        {"target_id": "hulp", "claim_as_printed": "bijna", "claim_means": "below", "line": "5"},
        {"target_id": "Help", "claim_as_printed": "op koers", "claim_means": "as expected", "line": "6"},
    ],
    "statements": [
        {
            "line": "7",
            "as_printed": "volgens verwachting",
            "statement_kind": "assessment",
            "says_en": "As expected",
            "means": "as_expected",
        }
    ],
    "programme_organisations": [
        {"programme_id": "Brood voor allen", "organisation_id": "Bakers", "role": "executor", "line": "8"},
        {"programme_id": "bread", "organisation_id": "unhcr · UNHCR", "role": "payer", "line": "8"},
    ],
    "programme_places": [{"programme_id": "bread", "place_id": "Kenia", "role": "binnen", "line": "8"}],
    "organisations": [{"name": "Bakers", "label_en": "Bakers", "organisation_kind": "ngo"}],
    "places": [{"place_kind": "country", "label_en": "Kenya", "label_nl": "Kenia"}],
    "events": [
        {
            "event_kind": "visit",
            "start": "2022-07",
            "end": "2022-07",
            "date_as_printed": "juli 2022",
            "what_en": "A visit",
            "what_nl": "Een bezoek",
            "line": "9",
            "place_1": "Kenya",
            "organisation_1": "UNHCR",
        },
        *(
            {"event_kind": kind, "date_as_printed": day, "start": start, "what_en": "x", "what_nl": "x", "line": line}
            for line, kind, day, start in (
                ("10", "conference", "12 april 2021", "2021-04-12"),
                ("11", "conference", "Op 12 april 2021", ""),
                ("12", "agreement", "april 2021", "2021-04-01"),
                ("13", "conference", "3 en 4 oktober 2013", "2013-10-03"),
                ("14", "conference", "", "2013-10-03"),
                ("15", "negotiation", "april 2021", "2021-04-01"),
            )
        ),
    ],
    "not-figures": [
        {"pattern": "jaar 1", "reason_en": "Number of a year"},
        {"pattern": "jaar 2", "reason_en": "Number of a year"},
    ],
    "evidence": [
        {"outcome_id": "Gevoed", "kind": "finding", "direction": "mixed", "figure_id": "4", "says_en": "x", "line": "4"}
    ],
    "discrepancies": [
        {
            "relation": "values_differ",
            "severity": "wording",
            "what_en": "Two numbers of those who were helped",
            "resolution_en": "None",
        }
    ],
    "discrepancy_figures": [{"role": "one", "figure_id": "3"}, {"role": "other", "figure_id": "4"}],
    "definitions": [{"label_en": "bread", "label_nl": "brood", "as_printed": "brood", "says_en": "x", "line": "2"}],
}


def folder(tmp_path, pages):
    """Write a template as a folder."""
    where = tmp_path / "letter"
    where.mkdir(exist_ok=True)
    for name, rows in pages.items():
        with (where / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, dict.fromkeys(title for row in rows for title in row), restval="")
            writer.writeheader()
            writer.writerows(rows)
    return where


def fill(dataset):
    for name, rows in KNOWN.items():
        dataset.write(name, rows)
    return dataset


@pytest.fixture
def known(empty):
    return fill(empty)


@pytest.fixture(scope="module")
def added(empty_once, tmp_path_factory):
    """A dataset to which a document with rows of every kind was added, with the template."""
    fill(empty_once)
    empty_once.template = folder(tmp_path_factory.mktemp("sheets"), PAGES)
    adds.add(empty_once.template, empty_once.folder)
    return empty_once


@pytest.mark.parametrize(
    ("table", "key", "made"),
    [
        ("target_claims", "claim_id", ["help-c1", "help-c2"]),
        ("statements", "statement_id", ["le22-0007-s1"]),
        ("events", "event_id", [f"le22-{line:04}-e1" for line in range(9, 16)]),
        ("evidence", "evidence_id", ["e-001"]),
        ("not-figures", "rule_id", ["number-of-a-year", "number-of-a-year-2"]),
        ("discrepancies", "discrepancy_id", ["two-numbers-of-those-who-were"]),
        ("discrepancy_figures", "discrepancy_id", ["two-numbers-of-those-who-were"] * 2),
        ("definitions", "term_id", ["bread"]),
        ("places", "place_id", ["KEN", "LBN"]),
        ("organisations", "organisation_id", ["bakers", "unhcr"]),
    ],
)
def test_identifiers_are_made_wherever_they_can_be(added, table, key, made):
    assert [row[key] for row in added.read(table)] == made


def test_a_known_programme_gets_a_payer_an_executor_and_a_place_by_their_names(added):
    assert [tuple(row.values()) for row in added.read("programme_organisations")] == [
        ("bread", "bakers", "executor", "letter", "8"),
        ("bread", "unhcr", "payer", "letter", "8"),
    ]
    assert [tuple(row.values()) for row in added.read("programme_places")] == [("bread", "KEN", "in", "letter", "8")]
    assert [row["programme_id"] for row in added.read("programmes")] == ["bread"]


def test_an_event_has_its_days_its_place_and_its_organisation(added):
    event, *_ = added.read("events")
    assert (event["start"], event["end"], event["basis"]) == ("2022-07-01", "2022-07-31", "printed")
    assert [tuple(row.values()) for row in added.read("event_places")] == [("le22-0009-e1", "KEN", "in")]
    assert [tuple(row.values()) for row in added.read("event_organisations")] == [("le22-0009-e1", "unhcr")]


def test_what_is_over_ends_with_its_printed_date_where_that_is_one_window_and_nothing_else(added):
    days = {row["event_id"]: (row["start"], row["end"]) for row in added.read("events")[1:]}
    assert days == {
        "le22-0010-e1": ("2021-04-12", "2021-04-12"),
        "le22-0011-e1": ("2021-04-12", "2021-04-12"),
        "le22-0012-e1": ("2021-04-01", "2021-04-30"),
        "le22-0013-e1": ("2013-10-03", ""),
        "le22-0014-e1": ("2013-10-03", ""),
        "le22-0015-e1": ("2021-04-01", ""),
    }


def test_a_claim_and_a_statement_say_that_all_goes_as_expected(added):
    assert [row["claim_means"] for row in added.read("target_claims")] == ["below", "as_expected"]
    assert added.read("statements")[0]["means"] == "as_expected"


def test_the_same_template_brings_nothing_a_second_time(added):
    assert check.check(added.folder) == []
    with pytest.raises(adds.AddError, match=r"rows are in the dataset already, as they are: nothing to add"):
        adds.add(added.template, added.folder)


def test_a_row_that_goes_in_leaves_every_other_line_as_it_stood(known, tmp_path):
    path = known.tables["organisations"].path
    odd = path.read_text(encoding="utf-8").replace("unhcr,UNHCR,", 'unhcr,"UNHCR",')
    path.write_text(odd, encoding="utf-8", newline="\n")
    adds.add(folder(tmp_path, PAGES), known.folder)
    assert path.read_text(encoding="utf-8").splitlines() == [
        odd.splitlines()[0],
        "bakers,Bakers,Bakers,ngo,,",
        odd.splitlines()[1],
    ]


# -- what is refused -------------------------------------------------------------------------------------------------


def test_all_that_is_wrong_is_said_at_once_each_once_and_in_the_order_of_the_template(known, tmp_path):
    figures = [
        PAGES["figures"][0] | {"kind": "guess", "place_1": "Atlantis", "value": "2,800"},
        PAGES["figures"][1] | {"measure_id": "helpd", "credit": "netherland"},
    ]
    pages = PAGES | {
        "figures": figures,
        "targets": [PAGES["targets"][0] | {"deadline": "3/4/2022"}],
        "places": [PAGES["places"][0] | {"place_kind": "land"}],
        "organisations": [PAGES["organisations"][0] | {"organisation_kind": ""}],
    }
    path = folder(tmp_path, pages)
    with pytest.raises(DataError) as error:
        adds.add(path, known.folder)
    found = [problem.removeprefix(f"{path}/").split(": ")[:2] for problem in error.value.problems]
    assert sorted(found) == [
        ["figures.csv:2", "kind"],
        ["figures.csv:2", "place_1"],
        ["figures.csv:2", "value"],
        ["figures.csv:3", "credit"],
        ["figures.csv:3", "measure_id"],
        ["organisations.csv:2", "organisation_kind"],
        ["places.csv:2", "place_kind"],
        ["targets.csv:2", "deadline"],
    ]
    assert [place for place, _ in found] == sorted(place for place, _ in found)


ENUMS = [
    (name, column.name, column.enum)
    for name, table in layout.by_hand(TABLES).items()
    if name not in {"roles", "external_checks"}
    for column in table.columns
    if column.enum and column.type == "string"
]


def test_a_code_that_is_not_allowed_is_refused_with_those_that_are_and_the_nearest(known):
    for name, table in known.tables.items():
        columns = {title: allowed for of, title, allowed in ENUMS if of == name}
        if columns:
            known.write(
                name, [dict.fromkeys(table.key, "x") | {title: f"{allowed[0]}s" for title, allowed in columns.items()}]
            )
    said = "\n".join(str(problem) for problem in check.check(known.folder))
    for name, title, allowed in ENUMS:
        file = known.tables[name].path.name
        wanted = f"{title}: '{allowed[0]}s' is not allowed (did you mean {allowed[0]}?); one of {', '.join(allowed)}"
        assert re.search(rf"{re.escape(file)}:2: {re.escape(wanted)}", said), (name, title)


def test_codes_that_are_rows_are_named_where_one_is_refused(known, tmp_path):
    pages = PAGES | {
        "figures": [PAGES["figures"][0] | {"population": "womn"}, PAGES["figures"][1] | {"unit": "persn"}],
        "codes": [{"code_list": "populations", "label_en": "x", "label_nl": "x"}],
    }
    women = {"code_list": "population", "code": "women", "rank": "1", "label_en": "women", "label_nl": "vrouwen"}
    known.write("codes", [*KNOWN["codes"], women])
    path = folder(tmp_path, pages)
    with pytest.raises(DataError) as error:
        adds.add(path, known.folder)
    told = "\n".join(error.value.problems)
    said = "population: 'womn' has no name in codes.csv (did you mean women?); one of women, or describe it on the "
    assert said in told
    assert "unit: 'persn' is not in units.csv (did you mean person?); one of EUR, USD, activity, " in told
    assert "code_list: 'populations' is no list of codes (did you mean population?); one of place_role, pop" in told
