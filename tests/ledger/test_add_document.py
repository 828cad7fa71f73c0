"""A whole document in one go: figures, their places, targets, statements, lists; little to fill in, all or nothing."""

import csv
import functools
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.dataset import check
from analysis.errors import DataError
from analysis.ledger import add as adds
from analysis.ledger.add import AddError

DOCUMENT = {
    "source_id": "report-2021",
    "title": "Jaarverslag",
    "short_en": "Report",
    "short_nl": "Verslag",
    "abbreviation": "re21",
    "document_kind": "results_report",
    "reports_results": "ja",
    "publisher_en": "Nobody",
    "covers_en": "2021",
    "language": "nl",
    "url_status": "unknown",
    "licence_en": "None",
    "text_sha256": "a" * 64,
    "text_lines": "9",
}
FIGURES = [
    {
        "keep": "yes",
        "figure_id": "report-2021-0003-1",
        "line": "3",
        "as_printed": "ruim 2.800",
        "kind": "actual",
        "measure_id": "Geholpen",
        "period_start": "2021",
        "period_end": "2021",
        "place_1": "Libanon",
        "place_2": "jor",
        "role_2": "from",
    },
    {
        "keep": "yes",
        "figure_id": "report-2021-0003-2",
        "line": "3",
        "as_printed": "3.000",
        "kind": "target",
        "measure_id": "helped · Geholpen",
    },
    {"keep": "no", "figure_id": "report-2021-0005-1", "line": "5", "as_printed": "2020"},
    {
        "keep": "yes",
        "line": "5",
        "as_printed": "2.805",
        "kind": "actual",
        "measure_id": "helped",
        "same_as": "re21-0003-1",
    },
]
MEASURE = {
    "measure_id": "helped",
    "label_en": "People helped",
    "label_nl": "Geholpen",
    "unit": "person",
    "theme": "reception",
    "concept": "flow",
    "result_level": "output",
    "definition_en": "Made up",
}
PLACES = [
    {"place_id": "JOR", "place_kind": "country", "label_en": "Jordan", "label_nl": "Jordanië"},
    {"place_id": "LBN", "place_kind": "country", "label_en": "Lebanon", "label_nl": "Libanon"},
]
TARGET = {
    "label_en": "Help, 2021",
    "label_nl": "Hulp, 2021",
    "target_figure_id": "report-2021-0003-2",
    "actual_figure_id": "re21-0003-1",
}
STATEMENT = {
    "line": "7",
    "as_printed": "op schema",
    "statement_kind": "status",
    "says_en": "On schedule.",
    "measure_id": "people helped",
}
ORGANISATION = {"name": "Bakkers zonder Grenzen", "label_en": "Bakers without Borders", "organisation_kind": "ngo"}
LIST = {
    "label_en": "Focus countries",
    "label_nl": "Focuslanden",
    "list_kind": "focus",
    "criterion_en": "Named",
    "exhaustive": "waar",
    "line": "9",
}
RULES = [
    {"rule_id": "year", "source_id": "all", "pattern": r"\b20\d\d\b", "reason_en": "Year", "hits": "1"},
    {"pattern": r"artikel \d", "reason_en": "Article of a law", "line": "2"},
    {"pattern": r"hoofdstuk \d", "reason_en": "Chapter"},
]
FED = {
    "keep": "yes",
    "line": "8",
    "as_printed": "circa 50",
    "kind": "actual",
    "measure_id": "gevoed",
    "programme_id": "Brood",
}
FED_MEASURE = MEASURE | {"measure_id": "", "label_en": "People fed", "label_nl": "Gevoed"}
PROGRAMME = {
    "label_en": "Bread",
    "label_nl": "Brood",
    "theme": "reception",
    "status": "running",
    "line": "4",
    "place_1": "LBN",
    "payer_1": "Government of the Netherlands",
    "payer_2": "unhcr · UNHCR",
    "executor_1": "Bakkers zonder Grenzen",
}
ORGANISATIONS = [
    {
        "organisation_id": "government-netherlands",
        "name": "Nederland",
        "label_en": "Government of the Netherlands",
        "organisation_kind": "government",
    },
    {"organisation_id": "unhcr", "name": "UNHCR", "label_en": "UNHCR", "organisation_kind": "un"},
]
SHARE = {"keep": "yes", "line": "8", "as_printed": "57%", "kind": "actual", "measure_id": "share", "share_of": "8"}
SHARES = MEASURE | {"measure_id": "share", "label_en": "Share", "label_nl": "Deel", "unit": "percent"}
PRESENCE = [{"place_id": "Libanon"}, {"place_id": "Jordan"}]


def write(path, rows):
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_template(folder, **pages):
    """Write a template as a folder; a sheet that is given takes the place of the usual one."""
    folder.mkdir(exist_ok=True)
    document = [{"column": name, "value": value} for name, value in DOCUMENT.items()]
    for name, rows in ({"document": document, "figures": FIGURES[:3]} | pages).items():
        write(folder / f"{name}.csv", rows)
    return folder


@pytest.fixture
def data(empty):
    empty.write("measures", [MEASURE])
    empty.write("places", PLACES)
    empty.write("organisations", ORGANISATIONS)
    return empty


@pytest.fixture
def template(tmp_path):
    """What writes a template into a folder of this test."""
    return functools.partial(write_template, tmp_path / "report-2021")


@pytest.fixture(scope="module")
def added(empty_once, tmp_path_factory):
    """A dataset to which a document with a row on every sheet was added."""
    empty_once.write("measures", [MEASURE])
    empty_once.write("places", PLACES)
    empty_once.write("organisations", ORGANISATIONS)
    folder = write_template(
        tmp_path_factory.mktemp("template") / "report-2021",
        figures=[*FIGURES, FED],
        measures=[FED_MEASURE],
        targets=[TARGET],
        statements=[STATEMENT],
        lists=[LIST],
        presence=PRESENCE,
        programmes=[PROGRAMME],
        organisations=[ORGANISATION],
        **{"not-figures": RULES},
    )
    result = run("add", folder, "--data", empty_once.folder)
    assert result.exit_code == 0, result.output
    empty_once.output = result.output
    return empty_once


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(folder, path):
    before = contents(folder)
    with pytest.raises(DataError) as error:
        adds.add(path, folder)
    assert contents(folder) == before
    return error.value.problems


def test_a_figure_needs_no_more_than_its_line_its_words_its_kind_and_its_measure(added):
    first, second = added.read("figures")[:2]
    derived = {
        "figure_id": "re21-0003-1",
        "fact_id": "re21-0003-1",
        "preferred": "true",
        "source_id": "report-2021",
        "value": "2800",
        "qualifier": "just_over",
        "unit": "person",
        "multiplicity": "1",
        "measure_id": "helped",
        "period_start": "2021-01-01",
        "period_end": "2021-12-31",
        "period_kind": "calendar_year",
        "period_basis": "inferred",
    }
    assert {column: first[column] for column in derived} == derived
    assert (second["period_kind"], second["period_basis"], second["value"]) == ("unknown", "unknown", "3000")


def test_the_document_gets_its_row(added):
    (row,) = added.read("sources")
    assert (row["title"], row["reports_results"], row["text_lines"]) == ("Jaarverslag", "true", "9")


def test_places_become_rows_of_their_own_table(added):
    assert [tuple(row.values()) for row in added.read("figure_places")] == [
        ("re21-0003-1", "JOR", "from"),
        ("re21-0003-1", "LBN", "in"),
    ]


def test_another_printing_joins_the_fact_of_the_one_that_it_names(added):
    first, _, other, _ = added.read("figures")
    assert other["figure_id"] == "re21-0005-2"  # the first number of that line is no data
    assert (other["fact_id"], other["preferred"], first["preferred"]) == (first["fact_id"], "false", "true")


def test_a_target_takes_unit_line_and_how_far_it_was_followed_from_its_figures(added):
    (target,) = added.read("targets")
    named = ("target_id", "target_figure_id", "unit_match", "as_of", "line")
    assert [target[column] for column in named] == ["help-2021", "re21-0003-2", "same", "2021-12-31", "3"]


def test_a_target_begins_when_its_sheet_says_so_and_never_with_the_window_of_its_result(added):
    (target,) = added.read("targets")
    result = next(row for row in added.read("figures") if row["figure_id"] == target["actual_figure_id"])
    assert (result["period_start"], target["start"]) == ("2021-01-01", "")


def test_a_list_and_its_countries_find_each_other(added):
    assert [row["list_id"] for row in added.read("lists")] == ["focus-countries"]
    assert [tuple(row.values()) for row in added.read("presence")] == [
        ("focus-countries", "JOR", "", "", "", "legible", "9"),
        ("focus-countries", "LBN", "", "", "", "legible", "9"),
    ]


def test_a_statement_gets_its_identifier_and_the_measure_that_its_label_names(added):
    (row,) = added.read("statements")
    assert (row["statement_id"], row["measure_id"]) == ("re21-0007-s1", "helped")


def test_a_new_measure_is_named_by_its_label_and_a_programme_brings_its_places(added):
    assert [row["measure_id"] for row in added.read("measures")] == ["helped", "people-fed"]
    fed = added.read("figures")[-1]
    assert (fed["figure_id"], fed["measure_id"], fed["programme_id"]) == ("re21-0008-1", "people-fed", "bread")
    assert [tuple(row.values()) for row in added.read("programme_places")] == [
        ("bread", "LBN", "in", "report-2021", "4"),
    ]


def test_who_pays_for_a_programme_and_who_carries_it_out_become_rows_and_a_new_organisation_is_named_by_its_name(added):
    assert [tuple(row.values()) for row in added.read("programme_organisations")] == [
        ("bread", "bakers-without-borders", "executor", "report-2021", "4"),
        ("bread", "government-netherlands", "payer", "report-2021", "4"),
        ("bread", "unhcr", "payer", "report-2021", "4"),
    ]
    assert "bakers-without-borders" in {row["organisation_id"] for row in added.read("organisations")}


def test_a_percentage_names_the_figure_that_it_is_a_share_of_by_its_line(data, template):
    people = FIGURES[1] | {"figure_id": "", "line": "8"}
    adds.add(template(figures=[people, SHARE], measures=[SHARES]), data.folder)
    (base,) = data.read("figure_relations")
    assert base == {
        "figure_id": "re21-0008-2",
        "relation": "share_of",
        "other_figure_id": "re21-0008-1",
        "base_as_printed": "",
        "basis": "printed",
    }


def test_rows_of_any_other_table_are_taken_too_and_all_are_sorted(added):
    assert [(row["rule_id"], row["source_id"], row["hits"]) for row in added.read("not-figures")] == [
        ("article-of-a-law", "report-2021", "1"),
        ("chapter", "report-2021", "1"),  # a rule for every document is asked for
        ("year", "", "1"),
    ]
    assert check.check(added.folder) == []


def test_prose_that_is_there_in_one_language_only_is_a_warning(added):
    said = "statements.csv:2: warning: says_nl: is empty, and says_en is not; pages in that language will lack it"
    assert said in added.output


def test_the_document_can_be_described_beside_a_single_file(data, tmp_path):
    path = tmp_path / "report-2021.csv"
    write(path, FIGURES[:2])
    cells = [f"--source={column}={value.replace('ja', 'true')}" for column, value in DOCUMENT.items()]
    result = run("add", path, "--data", data.folder, *cells)
    assert result.exit_code == 0, result.output
    assert data.read("sources")[0]["title"] == "Jaarverslag"
    result = run("add", path, "--data", data.folder, "--source", "colour=red")
    assert "unknown column of sources.csv 'colour'" in result.output
    assert "--source takes COLUMN=VALUE, not 'red'" in run("add", path, "--source", "red").output


def test_a_document_that_nothing_describes_is_said_once(data, tmp_path):
    path = tmp_path / "report-2021.csv"
    write(path, FIGURES[:2])
    (problem,) = refused(data.folder, path)
    assert problem == (
        f"{path}:2: source_id: 'report-2021' is not in sources.csv; fill in the sheet document, or say "
        "--source COLUMN=VALUE for each column"
    )


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (
            {"figures": [FIGURES[0] | {"measure_id": "helpd"}]},
            (
                "figures.csv:2: measure_id: 'helpd' is not in measures.csv (did you mean "
                "helped?); describe it on the sheet "
            ),
        ),
        ({"figures": [FIGURES[0] | {"place_1": "Atlantis"}]}, "figures.csv:2: place_1: 'Atlantis' is not in "),
        (
            {"figures": [FIGURES[0] | {"place_1": ""}, FIGURES[1] | {"role_1": "in"}]},
            "figures.csv:3: role_1: is in, without a place in place_1",
        ),
        (
            {"figures": [FIGURES[0] | {"population": "martians"}]},
            ("figures.csv:2: population: 'martians' has no name in codes.csv; describe it on "),
        ),
        ({"figures": [FIGURES[0] | {"same_as": "3"}]}, "figures.csv:2: same_as: comes back to this figure; leave it "),
        ({"figures": [FIGURES[0], FIGURES[0]]}, "figures.csv:3: figure_id: re21-0003-1 stands twice; also at "),
        ({"figures": [FIGURES[0] | {"kind": ""}]}, "figures.csv:2: kind: is empty, and must not be"),
        (
            {
                "figures": [FIGURES[0] | {"as_printed": "57%", "measure_id": "share"}],
                "measures": [MEASURE | {"measure_id": "share", "unit": "percent"}],
            },
            (
                "figures.csv:2: base_as_printed: is empty; say what the percentage is of, or "
                "name the figure of it in share_"
            ),
        ),
        (
            {"figures": [FIGURES[0], SHARE | {"share_of": "3", "base_as_printed": "hen"}], "measures": [SHARES]},
            "figures.csv:3: share_of: names re21-0003-1, and base_as_printed says 'hen'; leave one of them empty",
        ),
        (
            {
                "figures": [FED | {"measure_id": "helped"}],
                "programmes": [PROGRAMME | {"executor_1": "Government of the Nederlands"}],
            },
            (
                "programmes.csv:2: executor_1: 'Government of the Nederlands' is not in organisations.csv (did you "
                "mean government-netherlands?); describe it on the sheet organisations"
            ),
        ),
        (
            {
                "figures": [FED | {"measure_id": "helped"}],
                "programmes": [PROGRAMME | {"executor_1": "Government of the Maldives"}],
            },
            (
                "programmes.csv:2: executor_1: 'Government of the Maldives' is not in "
                "organisations.csv; describe it on the "
            ),
        ),
        (
            {"targets": [TARGET | {"actual_figure_id": "3"}]},
            "targets.csv:2: actual_figure_id: is 3, a line with 2 of the figures; name one: re21-0003-1 (ruim 2.800), ",
        ),
        (
            {"measures": [FED_MEASURE | {"label_nl": "Geholpen"}]},
            "figures.csv:2: measure_id: 'Geholpen' is what each of helped, people-fed is called; name one",
        ),
        (
            {"targets": [TARGET | {"actual_figure_id": "4"}]},
            "targets.csv:2: actual_figure_id: is 4, and no row of the sheet figures has that line",
        ),
        (
            {"figures": FIGURES[:3], "targets": [TARGET | {"actual_figure_id": "report-2021-0005-1"}]},
            "targets.csv:2: actual_figure_id: re21-0005-1 says keep = no on the sheet figures; keep it, or refer to ",
        ),
        ({"targets": [TARGET | {"actual_figure_id": ""}]}, "targets.csv:2: note_en: say why there is no target or no "),
        (
            {"measures": [MEASURE | {"label_nl": "Gevoed"}]},
            (
                "measures.csv:2: label_nl: is 'Gevoed', but helped is in measures.csv, with "
                "'Geholpen' for it; to change th"
            ),
        ),
        (
            {"document": [{"column": c, "value": v} for c, v in (DOCUMENT | {"published": "banana"}).items()]},
            "document.csv:16: published: 'banana' is no year, month or day that exists, written as 2018, 2018-06 or ",
        ),
        ({"document": [{"column": "source_id", "value": "report-2021"}]}, "document.csv:1: title: is empty, and must "),
    ],
)
def test_what_is_wrong_is_said_at_the_cell_to_mend_and_nothing_changes(data, template, pages, said):
    path = template(**pages)
    problems = refused(data.folder, path)
    assert problems[0].startswith(f"{path}/{said}"), problems


def test_problems_come_in_the_order_of_the_template(data, template):
    figures = [FIGURES[0] | {"kind": "guess"}, FIGURES[1] | {"value": "1"}]
    path = template(figures=figures, measures=[FED_MEASURE | {"theme": "fun"}])
    places = [problem.removeprefix(f"{path}/").split(": ")[:2] for problem in refused(data.folder, path)]
    assert places == [["figures.csv:2", "kind"], ["figures.csv:3", "value"], ["measures.csv:2", "theme"]]


def test_a_template_can_be_added_again_with_more_rows(data, template):
    first = [FIGURES[0], FIGURES[1] | {"figure_id": ""}]
    adds.add(template(figures=first), data.folder)
    added = adds.add(template(figures=[*first, FIGURES[1] | {"figure_id": "", "line": "6"}]), data.folder)
    assert (added.rows, added.there) == ({"figures": 1}, 5)
    assert [row["figure_id"] for row in data.read("figures")] == ["re21-0003-1", "re21-0003-2", "re21-0006-1"]
    changed = [FIGURES[0] | {"kind": "estimate"}, *first[1:]]
    (problem,) = refused(data.folder, template(figures=changed))
    said = (
        "kind: is 'estimate', but re21-0003-1 is in figures.csv, with 'actual' for it; "
        "to change that, edit figures.csv:2, column kind, or say --replace for all rows of this document"
    )
    assert problem.endswith(f"figures.csv:2: {said}")


def test_a_template_that_refers_by_line_can_be_added_again(data, template):
    figures = [FIGURES[0] | {"figure_id": "", "line": "4"}, FIGURES[1] | {"figure_id": "", "line": "6"}]
    figures += [FIGURES[1] | {"figure_id": "", "line": "8"}, SHARE, FIGURES[3] | {"same_as": "4"}]
    target = TARGET | {"target_figure_id": "6", "actual_figure_id": "4"}
    pages = {"figures": figures, "measures": [SHARES], "targets": [target]}
    adds.add(template(**pages), data.folder)
    added = adds.add(template(**pages | {"statements": [STATEMENT]}), data.folder)
    assert added.rows == {"statements": 1}


def test_a_template_can_be_added_again_after_its_rules_were_counted(data, template):
    pages = {"figures": FIGURES[:2], "not-figures": [{"rule_id": "three", "pattern": "three", "reason_en": "Three"}]}
    adds.add(template(**pages), data.folder)
    data.write("not-figures", [row | {"hits": "2"} for row in data.read("not-figures")])
    assert adds.add(template(**pages | {"statements": [STATEMENT]}), data.folder).rows == {"statements": 1}


@pytest.fixture
def corrected(data, template):
    """A dataset with a document, and what writes its template anew: with figures 1 and 2, and rows of other sheets."""
    other = [{"statement_id": "zine-0001-s1", "source_id": "zine", "line": "1", "as_printed": "x", "says_en": "X"}]
    adds.add(template(figures=FIGURES, statements=[STATEMENT], measures=[FED_MEASURE]), data.folder)
    data.write("statements", [*data.read("statements"), {"statement_kind": "trend", "says_nl": "X"} | other[0]])
    data.write("sources", [*data.read("sources"), data.read("sources")[0] | {"source_id": "zine"} | ANOTHER])
    return data


ANOTHER = {"abbreviation": "zine", "short_en": "Other", "short_nl": "Ander"}


def test_a_corrected_template_takes_the_place_of_the_rows_of_its_document(corrected, template):
    figures = [
        FIGURES[0] | {"as_printed": "ruim 2.900", "place_2": "", "role_2": ""},
        FIGURES[1] | {"keep": "no"},
        *FIGURES[2:],
    ]
    measure = FED_MEASURE | {"label_nl": "Gevoede mensen"}
    path = template(figures=figures, statements=[STATEMENT | {"line": "8"}], measures=[measure])
    audited = {"source_id": "report-2021", "line": 3, "number": "3.000", "accounted_by": "figure"}
    corrected.write("audit_numbers", [audited | {"number_id": "re21-0003-n01", "figure_id": "re21-0003-2"}])
    before = contents(corrected.folder)
    preview = run("add", path, "--replace", "--preview", "--data", corrected.folder)
    assert contents(corrected.folder) == before
    told = run("add", path, "--replace", "--data", corrected.folder)
    assert told.exit_code == 0, told.output
    changes = [
        "removed: figure_places re21-0003-1 JOR from",
        "changed: figures re21-0003-1: as_printed ruim 2.800 → ruim 2.900; value 2800 → 2900",
        "removed: figures re21-0003-2",
        "changed: measures people-fed: label_nl Gevoed → Gevoede mensen",
        "removed: statements re21-0007-s1",
        "new: statements re21-0008-s1",
    ]
    lines = told.output.splitlines()
    assert "audit the document anew" in lines
    assert lines[0] == "6 rows otherwise than before; the dataset now has 2 figures"
    assert sorted(lines[1 : 1 + len(changes)]) == sorted(changes)
    assert preview.output.splitlines()[1 : 1 + len(changes)] == lines[1 : 1 + len(changes)]
    assert {row["statement_id"] for row in corrected.read("statements")} == {"re21-0008-s1", "zine-0001-s1"}
    assert corrected.read("audit_numbers") == []  # what was audited were other rows
    again = adds.add(path, corrected.folder, replace=True)
    assert again.replaced == []


def test_a_corrected_template_that_has_a_problem_changes_nothing(corrected, template):
    path = template(figures=[FIGURES[0] | {"kind": "guess"}], statements=[STATEMENT])
    before = contents(corrected.folder)
    with pytest.raises(DataError, match=r"figures\.csv:2: kind: "):
        adds.add(path, corrected.folder, replace=True)
    assert contents(corrected.folder) == before


def test_only_a_document_that_is_there_can_be_replaced(data, template):
    with pytest.raises(AddError, match="the dataset has no document report-2021 to replace; add it without --replace"):
        adds.add(template(), data.folder, replace=True)


def test_a_measure_takes_unit_and_concept_from_its_figures_and_a_target_its_name_from_its_measure(data, template):
    money = {name: FED_MEASURE[name] for name in ("label_en", "label_nl", "definition_en")}
    paid = FIGURES[0] | {"as_printed": "EUR 5.000", "kind": "paid", "measure_id": "Gevoed", "unit": "EUR"}
    target = {"target_figure_id": "report-2021-0003-2", "deadline": "2022-06-30", "note_en": "No result."}
    adds.add(template(figures=[paid, FIGURES[1]], measures=[money], targets=[target]), data.folder)
    (measure,) = (row for row in data.read("measures") if row["label_en"] == "People fed")
    assert (measure["unit"], measure["theme"], measure["concept"]) == ("EUR", "money", "flow")
    (row,) = data.read("targets")
    assert (row["target_id"], row["label_en"]) == ("people-helped-2022", "People helped, 2022")
    assert row["label_nl"] == "Geholpen, 2022"


def test_a_row_of_any_sheet_can_be_refused_and_a_list_takes_its_countries_along(data, template):
    kept = {"keep": "yes", "context": "De landen"}
    lists = [LIST | kept | {"line": "9"}, LIST | {"keep": "no", "line": "8", "label_en": ""}]
    presence = [row | kept | {"list_id": line} for line in ("9", "8") for row in PRESENCE]
    statements = [STATEMENT | kept, {"keep": "no", "line": "8"}]
    adds.add(template(lists=lists, presence=presence, statements=statements), data.folder)
    assert [row["list_id"] for row in data.read("lists")] == ["focus-countries"]
    members = [(row["list_id"], row["place_id"]) for row in data.read("presence")]
    assert members == [("focus-countries", "JOR"), ("focus-countries", "LBN")]
    assert len(data.read("statements")) == 1


BAKERS = {"code_list": "population", "label_en": "Master bakers", "label_nl": "Meesterbakkers"}


@pytest.mark.parametrize("more", [{}, {"code": "", "rank": ""}])
def test_a_new_population_is_named_by_its_label_and_comes_last(data, template, more):
    data.write(
        "codes", [{"code_list": "population", "code": "men", "rank": 4, "label_en": "men", "label_nl": "mannen"}]
    )
    pages = {"figures": [FIGURES[0] | {"population": "meesterbakkers"}], "codes": [BAKERS | more]}
    adds.add(template(**pages), data.folder)
    assert [(row["code"], row["rank"]) for row in data.read("codes")] == [("master-bakers", "5"), ("men", "4")]
    assert data.read("figures")[0]["population"] == "master-bakers"
    added = adds.add(template(**pages | {"statements": [STATEMENT]}), data.folder)
    assert added.rows == {"statements": 1}


def test_a_population_that_nothing_names_says_which_columns_do(data, template):
    (problem,) = refused(data.folder, template(figures=[FIGURES[0] | {"population": "martians"}]))
    said = "describe it on the sheet codes: population in code_list, its names in label_en and label_nl"
    assert problem.endswith(said)


@pytest.fixture
def phases(data):
    """The dataset with two phases of a programme, which the document names without a phase."""
    known = {"theme": "reception", "status": "running", "source_id": "report-2021", "line": "2"}
    labels = {"rusk-1": ("RUSK, first phase", "RUSK, eerste fase"), "rusk-2": ("Second RUSK", "Tweede RUSK")}
    rows = [known | {"programme_id": name, "label_en": en, "label_nl": nl} for name, (en, nl) in labels.items()]
    data.write("programmes", rows)
    return data


def test_a_programme_whose_name_begins_known_ones_is_refused_with_these(phases, template):
    (problem,) = refused(phases.folder, template(figures=[FED | {"measure_id": "helped", "programme_id": "RUSK"}]))
    said = "programme_id: 'RUSK' is not in programmes.csv (did you mean rusk-1 or rusk-2?); describe it on the sheet "
    assert f"figures.csv:2: {said}" in problem


@pytest.mark.parametrize(("label", "warned"), [("RUSK", True), ("RUSKS", False)])
def test_a_new_programme_whose_name_begins_known_ones_is_said_to_look_like_these(phases, template, label, warned):
    figure = FED | {"measure_id": "helped", "programme_id": label}
    row = {name: cell for name, cell in PROGRAMME.items() if "_1" not in name and "_2" not in name}
    path = template(figures=[figure], programmes=[row | {"label_en": label, "label_nl": label}])
    result = run("add", path, "--data", phases.folder, "--preview")
    assert result.exit_code == 0, result.output
    said = "programmes.csv:2: warning: label_en: 'RUSK' looks like rusk-1 or rusk-2, which the dataset knows; if it is"
    assert (said in result.output) is warned
    assert ("looks like" in result.output) is warned


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({}, True),
        ({"place_1": "JOR"}, False),
        ({"period_end": "2022"}, False),
        ({"kind": "target"}, False),
        ({"same_as": "re20-0004-1"}, False),
    ],
    ids=["as it is", "another place", "another window", "another kind", "joined"],
)
def test_a_figure_that_another_document_seems_to_print_too_is_asked_about(data, template, change, asked):
    other = DOCUMENT | {"source_id": "report-2020", "abbreviation": "re20"}
    known = FIGURES[0] | {"figure_id": "", "line": "4", "as_printed": "2.700", "place_2": "", "role_2": ""}
    document = [{"column": name, "value": value} for name, value in other.items()]
    adds.add(template(document=document, figures=[known]), data.folder)
    path = template(figures=[known | {"line": "3", "as_printed": "2.800"} | change])
    said = f"{path}/figures.csv:2: warning: same_as: same measure and window as re20-0004-1 (2.700): same_as, or a "
    assert any(text.startswith(said) for text in adds.add(path, data.folder).warnings) is asked


def test_another_text_edition_than_the_known_one_is_refused(data, template):
    adds.add(template(), data.folder)
    document = [{"column": "source_id", "value": "report-2021"}, {"column": "text_sha256", "value": "b" * 64}]
    (problem,) = refused(
        data.folder, template(document=document, figures=[FIGURES[1] | {"figure_id": "", "line": "6"}])
    )
    assert problem.endswith("; scan the text edition that the dataset knows")


def test_a_measure_that_nothing_uses_yet_is_a_warning_too(data, template):
    result = run("add", template(measures=[FED_MEASURE]), "--data", data.folder)
    said = "measures.csv:2: warning: measure_id: no figure or statement has the measure people-fed; right as long as"
    assert said in result.output
    assert result.exit_code == 0


def test_a_preview_says_what_would_change_and_changes_nothing(data, template):
    before = contents(data.folder)
    path = template(targets=[TARGET], lists=[LIST], presence=PRESENCE)
    result = run("add", path, "--data", data.folder, "--preview")
    assert result.exit_code == 0, result.output
    assert contents(data.folder) == before
    lines = result.output.splitlines()
    assert lines[0] == "2 figures would be added (1 actual, 1 target), 2 new facts; the dataset then would have 2"
    assert lines[2] == (
        "rows: figure_places.csv 2, figures.csv 2, lists.csv 1, presence.csv 2, sources.csv 1, targets.csv 1"
    )
    assert {"02-indicators: 1 result (1 reception)", "03-targets: 1 target", "06-country: JOR, LBN"} <= set(lines)
    assert lines[-1] == "nothing has changed; without --preview it will"
    assert run("add", path, "--data", data.folder).output.splitlines()[0] == (
        "2 figures added (1 actual, 1 target), 2 new facts; the dataset now has 2"
    )


def test_a_relative_folder_names_a_problem_in_another_table(data, template):
    data.write("places", [PLACES[0] | {"place_kind": "moon"}, PLACES[1]])
    path = template()
    with chdir(data.folder.parent):
        result = run("add", path, "--data", data.folder.name)
    assert result.exit_code == 1
    assert result.output.startswith("places.csv:2: place_kind: 'moon' is not allowed; one of ")


def test_a_dataset_that_cannot_be_read_is_to_be_mended_first(data, template):
    path = data.folder / "places.csv"
    path.write_text(path.read_text(encoding="utf-8") + '"XXX,country,,\n', encoding="utf-8")
    (problem,) = refused(data.folder, template())
    assert problem.startswith(f"{path}:4: a quote is opened and not closed")
    assert problem.endswith("; run `analysis check`, and mend the dataset first")


def test_a_file_that_cannot_be_replaced_takes_those_before_it_back(data, template, monkeypatch):
    before = contents(data.folder)
    replace = Path.replace

    def locked(self, target):
        if Path(target).name == "sources.csv":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(AddError, match=r"sources\.csv: cannot be replaced \(Permission denied; close it where it is "):
        adds.add(template(), data.folder)
    assert contents(data.folder) == before


def test_a_table_that_changed_meanwhile_is_not_written_over(data, template, monkeypatch):
    examine = check.examine

    def meanwhile(folder):
        data.write("measures", [MEASURE | {"definition_en": "Other words"}])
        return examine(folder)

    monkeypatch.setattr(check, "examine", meanwhile)
    with pytest.raises(AddError, match=r"measures\.csv: has changed meanwhile, so nothing was added; add it again"):
        adds.add(template(measures=[FED_MEASURE]), data.folder)
    assert data.read("figures") == []


def test_the_first_amount_spent_of_a_measure_of_budgets_is_asked_about(data, template):
    budget = MEASURE | {"measure_id": "budget", "label_en": "Budget", "label_nl": "Budget", "unit": "EUR"}
    amount = FIGURES[0] | {"measure_id": "budget", "as_printed": "EUR 100", "value": "100", "unit": "EUR"}
    rows = [
        amount | {"kind": kind, "figure_id": "", "line": line} for kind, line in (("budget", "3"), ("ceiling", "4"))
    ]
    first = adds.add(template(figures=rows, measures=[budget]), data.folder)
    assert not any("another measure" in warning for warning in first.warnings)
    more = [
        amount | {"kind": kind, "figure_id": "", "line": line} for kind, line in (("spent", "5"), ("reserved", "6"))
    ]
    path = template(figures=more)
    asked = [said for said in adds.add(path, data.folder).warnings if "another measure" in said]
    said = "budget has no amount spent or paid so far, only of kind budget, ceiling: another measure?"
    assert asked == [f"{path}/figures.csv:2: warning: measure_id: {said}"]


def test_a_statement_that_no_page_would_show_is_asked_about(data, template):
    about_nothing = STATEMENT | {"measure_id": ""}
    promise = about_nothing | {"line": "8", "statement_kind": "promise", "kept": "not_in_documents"}
    said = [about_nothing, STATEMENT | {"line": "9"}, promise]
    path = template(figures=FIGURES[:1], statements=said)
    asked = [warning for warning in adds.add(path, data.folder, only_preview=True).warnings if "no page" in warning]
    why = "is empty, and no page shows a statement for its measure alone, or for none: of which programme is it, "
    assert asked == [
        f"{path}/statements.csv:{line}: warning: programme_id: {why}or is it evidence of an outcome?" for line in (2, 3)
    ]


def test_an_amount_that_is_for_one_result_alone_names_it_on_its_own_row(data, template):
    paid = MEASURE | {"measure_id": "paid", "label_en": "Paid", "label_nl": "Betaald", "unit": "EUR"}
    data.write("measures", [MEASURE, paid])
    amount = {"keep": "yes", "line": "3", "as_printed": "€ 14.000", "kind": "paid", "measure_id": "paid"}
    folder = template(figures=[FIGURES[0], amount | {"pays_for": "3"}])
    result = run("add", folder, "--data", data.folder)
    assert result.exit_code == 0, result.output
    (relation,) = data.read("figure_relations")
    assert (relation["relation"], relation["basis"]) == ("pays_for", "printed")
    assert relation["other_figure_id"] == "re21-0003-1"


def test_what_a_result_is_paid_with_is_an_amount_and_the_problem_stands_at_its_cell(data, template):
    row = {"keep": "yes", "line": "8", "as_printed": "40", "kind": "actual", "measure_id": "helped", "pays_for": "3"}
    result = run("add", template(figures=[FIGURES[0], row]), "--data", data.folder)
    assert result.exit_code == 1
    assert "figures.csv:3: pays_for: pays_for is of an amount of money, and of a result" in result.output
    assert data.read("figures") == []


def test_what_is_said_in_two_languages_is_said_once_where_the_dataset_knows_the_other(data, template):
    twins = {"publisher_en": "Nobody", "publisher_nl": "Niemand", "licence_en": "None", "licence_nl": "Geen"}
    known = DOCUMENT | twins | {"source_id": "earlier", "abbreviation": "ea20", "reports_results": "false"}
    # One licence in English has two names in Dutch, so that neither is chosen.
    other = known | {"source_id": "other", "abbreviation": "ot20", "licence_nl": "Onbekend"}
    data.write("sources", [known, other])
    document = [{"column": name, "value": value} for name, value in DOCUMENT.items() if name != "url_status"]
    result = run("add", template(document=document), "--data", data.folder)
    assert result.exit_code == 0, result.output
    (row,) = (row for row in data.read("sources") if row["source_id"] == "report-2021")
    assert (row["publisher_nl"], row["licence_nl"], row["covers_nl"]) == ("Niemand", "", "2021")
    assert row["url_status"] == "unknown"


def test_the_preview_asks_about_a_programme_that_ended_before_its_target_was_due(data, template):
    ended = PROGRAMME | {"status": "completed", "end": "2021-06-30", "executor_1": "unhcr"}
    target = TARGET | {"programme_id": "Brood", "deadline": "2021-12-31"}
    folder = template(figures=FIGURES, programmes=[ended], targets=[target])
    shown = run("add", folder, "--data", data.folder, "--preview")
    assert shown.exit_code == 0, shown.output
    said = "targets.csv:2: warning: deadline: is 2021-12-31, and the programme bread ended on 2021-06-30; mend one of"
    assert said in shown.output
    told = template(
        programmes=[ended | {"end_reason_en": "No money.", "end_reason_nl": "Geen geld."}], targets=[target]
    )
    assert "ended on" not in run("add", told, "--data", data.folder, "--preview").output


@pytest.mark.parametrize(("mark", "guess"), [("", ""), ("? ", ", a guess of the scan,")])
def test_a_result_of_another_measure_than_its_target_is_named_and_so_is_that_it_was_guessed(
    data, template, mark, guess
):
    figures = [FIGURES[0] | {"measure_id": "Gevoed"}, FIGURES[1]]
    target = TARGET | {"actual_figure_id": f"{mark}re21-0003-1"}
    pages = {"figures": figures, "measures": [FED_MEASURE], "targets": [target]}
    told = run("add", template(**pages), "--data", data.folder, "--preview")
    said = f"actual_figure_id: re21-0003-1 (ruim 2.800){guess} counts people-fed, and the target helped; name another"
    (problem,) = told.output.splitlines()
    assert (told.exit_code, f"targets.csv:2: {said}" in problem) == (1, True)
    proxy = template(**pages | {"targets": [target | {"unit_match": "proxy"}]})
    assert run("add", proxy, "--data", data.folder, "--preview").exit_code == 0


def test_the_preview_asks_by_when_a_target_is_due_that_counts_until_after_its_result(data, template):
    later = FIGURES[1] | {"period_start": "2022-12-31", "period_end": "2022-12-31"}
    folder = template(figures=[FIGURES[0], later], targets=[TARGET])
    said = "warning: deadline: is empty, and the figure aimed at is of 2022-12-31, after 2021-12-31; say by when"
    assert said in run("add", folder, "--data", data.folder, "--preview").output
    dated = template(figures=[FIGURES[0], later], targets=[TARGET | {"deadline": "2022-12-31"}])
    assert "warning: deadline" not in run("add", dated, "--data", data.folder, "--preview").output


@pytest.mark.parametrize(
    ("context", "cells", "named"),
    [
        ("Dit is Jordanië. In Libanon zijn [ruim 2.800] mensen geholpen. En in Jordanië", {}, "Libanon"),
        ("Libanon en Jordanië hielpen [ruim 2.800] mensen", {}, "Libanon, Jordanië"),
        ("In Libanon zijn [ruim 2.800] mensen geholpen.", {"place_1": "JOR"}, ""),
        ("In Nederland zijn [ruim 2.800] mensen geholpen. In Libanon", {}, ""),
    ],
)
def test_the_preview_asks_for_the_place_of_a_figure_whose_sentence_names_a_country(
    data, template, context, cells, named
):
    home = {"place_id": "NLD", "place_kind": "country", "label_en": "Netherlands", "label_nl": "Nederland"}
    data.write("places", [*PLACES, home])
    figure = FIGURES[0] | {"place_1": "", "place_2": "", "role_2": "", "context": context} | cells
    shown = run("add", template(figures=[figure, FIGURES[1]]), "--data", data.folder, "--preview")
    assert shown.exit_code == 0, shown.output
    asked = [line.partition("place_1: ")[2] for line in shown.output.splitlines() if "warning: place_1" in line]
    assert asked == ([f"is empty, and beside the figure stands {named}: is it of there?"] if named else [])


@pytest.mark.parametrize(
    ("places", "asked"),
    [
        ([], False),  # of a programme without countries nothing is said that would be incomplete
        (["LBN"], True),
        (["LBN", "JOR"], False),
    ],
)
def test_the_preview_asks_whether_a_programme_works_where_its_new_figures_are(data, template, places, asked):
    bread = {"programme_id": "bread", "label_en": "Bread", "label_nl": "Brood", "theme": "reception", "line": "3"}
    of = [{"programme_id": "bread", "place_id": place, "role": "in", "line": "3"} for place in places]
    sheets = {"programmes": [bread | {"status": "running"}]} | ({"programme_places": of} if of else {})
    here = {"programme_id": "bread", "place_1": "JOR", "place_2": "", "role_2": ""}
    path = template(figures=[figure | here for figure in FIGURES[:2]], **sheets)
    shown = run("add", path, "--data", data.folder, "--preview")
    assert shown.exit_code == 0, shown.output
    said = "programme_id: bread has figures in JOR, which is not among its countries: a row on programme_places?"
    assert shown.output.count(said) == asked


def test_the_preview_does_not_ask_where_a_number_of_countries_is(data, template):
    countries = MEASURE | {"measure_id": "countries", "label_en": "Countries", "label_nl": "Landen", "unit": "country"}
    context = "Het werk is in [ruim 2.800] landen, zoals Libanon."
    here = {"place_1": "", "place_2": "", "role_2": "", "context": context}
    for unit, asked in (("country", 0), ("person", 1)):
        measure = countries | {"unit": unit}
        figure = FIGURES[0] | here | {"measure_id": "Landen", "unit": unit}
        path = template(figures=[figure, FIGURES[1]], measures=[measure])
        shown = run("add", path, "--data", data.folder, "--preview")
        assert shown.exit_code == 0, shown.output
        assert shown.output.count("is it of there?") == asked
