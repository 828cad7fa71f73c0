"""What new rows make of what is recorded: what has fallen, is judged otherwise, or gets its first figure.

The rows are those that a person would enter; the dataset is a copy of the real one.
"""

import csv
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.dataset import check, schema, tables
from analysis.ledger import rereading
from analysis.questions import discrepancies, silence, upkeep

DATA = Path(__file__).parents[2] / "data"
#: An aim printed for what was said to be on schedule without one.
AIM = {
    "keep": "yes",
    "line": "1050",
    "as_printed": "7.500",
    "kind": "target",
    "unit": "person",
    "measure_id": "people-reconsidering-migration",
    "period_start": "2018-01-01",
    "period_end": "2018-12-31",
    "period_kind": "calendar_year",
    "period_basis": "inferred",
}


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def rows_of(folder, name):
    with schema.read(folder)[name].path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def copy(tmp_path):
    """A copy of the dataset; the names of the real one are used again afterwards."""
    yield Path(shutil.copytree(DATA, tmp_path / "data"))
    tables.load(DATA)


def changed(copy, name, change):
    """What is said of a copy in which a table has other rows; ``change`` makes them of those that are there."""
    rows = rows_of(DATA, name)
    write(schema.read(copy)[name].path, change(rows))
    return upkeep.changed(DATA, copy)


def aim(measure_id):
    """A change of the figures: the first target of a measure."""
    return lambda rows: [
        *rows,
        rows[-1]
        | {"figure_id": "zz-1", "fact_id": "zz-1", "kind": "target", "measure_id": measure_id, "programme_id": ""},
    ]


def test_nothing_is_said_while_nothing_changes(copy):
    assert upkeep.changed(DATA, copy) == []
    assert upkeep.fallen(DATA) == []


def test_a_discrepancy_that_rested_on_silence_is_named_by_the_preview(copy, tmp_path):
    template = tmp_path / "migration-report-2023.csv"
    write(template, [AIM])
    shown = run("add", template, "--data", copy, "--preview")
    assert shown.exit_code == 0, shown.output
    (line,) = [line for line in shown.output.splitlines() if line.startswith("discrepancy ")]
    said = (
        "discrepancy reconsidering-above-target no longer holds "
        "(“5.880” (People who want to reconsider migrating); said of it: "
    )
    assert line.startswith(said)
    assert line.endswith("; settle it: take the row out, or change what it says and names")


def test_an_aim_for_another_time_lets_a_status_stand_without_one(copy, tmp_path):
    template = tmp_path / "migration-report-2023.csv"
    write(template, [AIM | {"period_start": "2023-01-01", "period_end": "2023-12-31"}])
    shown = run("add", template, "--data", copy, "--preview")
    assert shown.exit_code == 0, shown.output
    assert "discrepancy " not in shown.output


def test_the_check_warns_of_a_discrepancy_that_has_fallen(copy, monkeypatch):
    changed(copy, "figures", aim("people-reconsidering-migration"))
    place = 2 + [row["discrepancy_id"] for row in rows_of(copy, "discrepancies")].index("reconsidering-above-target")
    monkeypatch.setattr(check, "examine", lambda _: check.Examination([], []))  # what it finds is not meant here
    checked = run("check", "--data", copy)
    assert checked.exit_code == 0
    assert f"discrepancies.csv:{place}: warning: relation: does not hold (“5.880” " in checked.output


def test_a_new_discrepancy_that_its_figures_do_not_bear_out_is_named(copy):
    held = discrepancies.examine(tables.load(DATA), ["reconsidering-above-target"]).iloc[0]
    members = [row for row in rows_of(DATA, "discrepancy_figures") if row["discrepancy_id"] == held["discrepancy_id"]]
    new = rows_of(DATA, "discrepancies")
    (twin,) = [row for row in new if row["discrepancy_id"] == held["discrepancy_id"]]
    write(schema.read(copy)["discrepancies"].path, [*new, twin | {"discrepancy_id": "zz"}])
    write(
        schema.read(copy)["discrepancy_figures"].path,
        [*rows_of(DATA, "discrepancy_figures"), *(row | {"discrepancy_id": "zz"} for row in members)],
    )
    said = changed(copy, "figures", aim("people-reconsidering-migration"))
    assert [line.split(" (")[0] for line in said if not line.startswith("read again: ")] == [
        "discrepancy reconsidering-above-target no longer holds",
        "discrepancy zz does not hold",
    ]


def test_a_trend_that_the_figures_answer_otherwise_is_named(copy):
    def fewer(rows):
        """Let the last year of support in kind be the lowest."""
        return [
            row | {"value": "1", "as_printed": "1", "qualifier": "exact"}
            if row["measure_id"] == "returnees-in-kind" and row["period_end"] == "2013-12-31"
            else row
            for row in rows
        ]

    said = [line for line in changed(copy, "figures", fewer) if line.startswith("trend ")]
    assert said[0].startswith("trend pr13-1237-s1 was confirmed, then confirmed by the figures, and now is ")
    assert "contradicted" in said[0]


def figure_of(like, **cells):
    """A change of the figures: one more, like another but for some cells."""

    def further(rows):
        (first,) = (row for row in rows if row["figure_id"] == like)
        return [*rows, first | {"figure_id": "zz-1", "fact_id": "zz-1"} | cells]

    return further


def read_again(said):
    return [line.removeprefix("read again: ") for line in said if line.startswith("read again: ")]


def test_a_note_on_an_absence_is_to_be_read_again_where_a_row_brings_what_it_misses(copy):
    def held(kind):
        row = {"event_id": "zz-e1", "event_kind": kind, "programme_id": "prospects-1"}
        return lambda rows: [*rows, rows[-1] | row | {"source_id": "migration-report-2023"}]

    assert not read_again(changed(copy, "events", held("conference")))  # nothing begins with it
    said = read_again(changed(copy, "events", held("agreement")))
    assert said[0] == "programmes prospects-1: note: “Start not printed in these documents” (now zz-e1)"
    assert not [line for line in said if "compass" in line or line.startswith("figures ")]


def test_a_note_is_left_alone_by_rows_that_bring_something_else(copy):
    reached = read_again(changed(copy, "figures", figure_of("mr23-0968-1", programme_id="prospects-1")))
    # A result says nothing of when the programme began, nor of what was aimed at.
    assert not [line for line in reached if line.startswith(("programmes prospects-1", "targets prospects"))]
    amount = read_again(changed(copy, "figures", figure_of("mr23-0687-1", programme_id="prospects-1")))
    assert [line.split(":")[0] for line in amount if "no amount of the first phase is printed" in line] == [
        "statements mr23-0620-s1"
    ]


def test_targets_are_read_again_for_what_is_in_their_unit_and_discrepancies_for_their_years(copy):
    paid = {"kind": "paid", "programme_id": "compass-2"}
    said = read_again(changed(copy, "figures", figure_of("mr23-0687-1", **paid)))
    assert said[0].startswith("targets compass-2-contribution: note: “No result: announced in 2023 ")
    people = read_again(changed(copy, "figures", figure_of("mr23-0968-1", programme_id="compass-2")))
    assert not [line for line in people if line.startswith("targets compass-2-contribution")]
    aim = {"kind": "target", "programme_id": ""}
    named = "discrepancies education-on-schedule: what: "
    in_2018 = read_again(changed(copy, "figures", figure_of("rs18-0091-1", **aim)))
    assert [line for line in in_2018 if line.startswith(named)]
    later = aim | {"period_start": "2030-01-01", "period_end": "2030-12-31"}
    assert not [
        line for line in read_again(changed(copy, "figures", figure_of("rs18-0091-1", **later))) if named in line
    ]


def touched(copy, like, **cells):
    """The notes, by table and key, that one more figure touches, which is like another but for some cells."""
    write(schema.read(copy)["figures"].path, figure_of(like, **cells)(rows_of(DATA, "figures")))
    return [line.split(":")[0] for line in read_again(map(str, silence.asked(DATA, copy, {})))]


def test_what_was_before_is_brought_by_an_earlier_phase_of_the_programme(copy):
    earlier = {"figures mr23-0687-1", "statements mr23-0686-s1"}  # both are of the second phase
    paid = {"kind": "paid", "programme_id": "prospects-1"}
    of_2021 = {"period_start": "2021-01-01", "period_end": "2021-12-31"}
    assert earlier <= {*touched(copy, "mr23-0687-1", **paid, **of_2021)}
    of_2030 = {"period_start": "2030-01-01", "period_end": "2030-12-31"}
    assert "figures mr23-0687-1" not in touched(copy, "mr23-0687-1", **paid, **of_2030)
    assert not earlier & {*touched(copy, "mr23-0687-1", **paid | {"programme_id": "compass-1"}, **of_2021)}


def test_a_break_is_read_again_once_for_each_new_result_of_its_measure(copy):
    breaks = [row for row in rows_of(DATA, "breaks") if row["measure_id"] == "people-education-access"]
    expected = [f"breaks {row['break_id']}" for row in breaks]
    result = {"measure_id": "people-education-access", "programme_id": ""}
    named = touched(copy, "mr23-0968-1", **result)
    assert len(expected) > 1
    assert [line for line in named if line.startswith("breaks ")] == expected
    assert not [line for line in touched(copy, "mr23-0968-1", **result | {"kind": "target"}) if "breaks" in line]


def test_why_a_measure_fits_an_outcome_is_read_again_where_it_says_what_its_results_lack(copy):
    fitting = {row["measure_id"]: row for row in rows_of(DATA, "outcome_measures")}
    assert "not named" in fitting["people-registered"]["reason_en"]
    named = f"outcome_measures {fitting['people-registered']['outcome_id']} people-registered"
    result = {"measure_id": "people-registered", "programme_id": "unhcr-north-africa"}
    assert touched(copy, "mr23-0968-1", **result).count(named) == 1
    assert named not in touched(copy, "mr23-0968-1", **result | {"kind": "target"})
    reached = touched(copy, "mr23-0968-1", **result | {"measure_id": "people-reached-eu-funds"})
    assert not [line for line in reached if line.startswith("outcome_measures")]  # says nothing of what they lack


def test_what_a_note_says_of_its_own_document_stays(copy):
    aim = {"kind": "target", "programme_id": "prospects-1"}
    own = "targets prospects-education-2023"
    assert own in touched(copy, "mr23-0670-1", **aim)
    assert own not in touched(copy, "mr23-0670-1", **aim, period_start="2024-12-31", period_end="2024-12-31")
    write(schema.read(copy)["figures"].path, rows_of(DATA, "figures"))
    places = [*rows_of(DATA, "figure_places"), {"figure_id": "mr23-0670-1", "place_id": "KEN", "role": "in"}]
    write(schema.read(copy)["figure_places"].path, places)
    said = read_again(map(str, silence.asked(DATA, copy, {"figure_places": {"mr23-0670-1 KEN in"}})))
    assert not [line for line in said if line.startswith(("lists ", "statements "))]


def test_a_note_that_names_the_document_of_the_rows_was_read_with_them(copy):
    def asked(also):
        rows = [
            row | {"says_en": row["says_en"] + also} if row["statement_id"] == "mr23-0620-s1" else row
            for row in rows_of(DATA, "statements")
        ]
        write(schema.read(copy)["statements"].path, rows)
        return read_again(map(str, silence.asked(copy, copy, {"figures": {"zz-1"}})))

    touched(copy, "mr23-0687-1", kind="paid", programme_id="prospects-1")
    assert [line for line in asked("") if "mr23-0620-s1" in line]
    assert not [line for line in asked(" One is, in the migration report of 2023.") if "mr23-0620-s1" in line]
    assert [line for line in asked(" One is, in the migration report of 2019.") if "mr23-0620-s1" in line]


def test_a_note_that_is_changed_with_the_rows_is_settled(copy):
    def settled(rows):
        return [row | {"note_en": "Since 2019."} if row["programme_id"] == "prospects-1" else row for row in rows]

    write(schema.read(copy)["programmes"].path, settled(rows_of(copy, "programmes")))
    said = changed(
        copy,
        "events",
        lambda rows: [
            *rows,
            rows[-1] | {"event_id": "zz-e1", "event_kind": "agreement", "programme_id": "prospects-1"},
        ],
    )
    assert not [line for line in said if "programmes prospects-1" in line]


def test_the_preview_asks_the_same_before_and_after_the_rows_went_in(copy, tmp_path):
    template = tmp_path / "migration-report-2023.csv"
    row = AIM | {"kind": "paid", "unit": "EUR", "measure_id": "programme-contribution", "programme_id": "compass-2"}
    write(template, [row | {"as_printed": "EUR 7.500", "funding": "netherlands"}])
    first = run("add", template, "--data", copy, "--preview")
    asked = [line for line in first.output.splitlines() if line.startswith("read again: ")]
    assert "targets compass-2-contribution" in " ".join(asked)
    assert run("add", template, "--data", copy).exit_code == 0
    second = run("add", template, "--data", copy, "--preview")
    assert "nothing to add" in second.output
    asked_again = [line for line in second.output.splitlines() if line.startswith("read again: ")]
    assert asked_again == asked


@pytest.fixture
def notes(copy, tmp_path):
    """A workbook of the notes that an amount for a programme asks to be read again."""
    template, path = tmp_path / "migration-report-2023.csv", tmp_path / "notes.xlsx"
    row = AIM | {"kind": "paid", "unit": "EUR", "measure_id": "programme-contribution", "programme_id": "compass-2"}
    write(template, [row | {"as_printed": "EUR 7.500", "funding": "netherlands"}])
    result = run("add", template, "--data", copy, "--preview", "--notes", path)
    assert result.exit_code == 0, result.output
    asked = {line.split(": ")[1] for line in result.output.splitlines() if line.startswith("read again: ")}
    page = openpyxl.load_workbook(path)[rereading.SHEET]
    assert {f"{row[0].value} {row[1].value}" for row in page.iter_rows(min_row=2)} == asked
    return path


def settled(path, **cells):
    """Change cells of the note on a target, by the heads of their columns."""
    book = openpyxl.load_workbook(path)
    page = book[rereading.SHEET]
    heads = [cell.value for cell in page[1]]
    (row,) = (row for row in page.iter_rows(min_row=2) if row[1].value == "compass-2-contribution")
    for head, text in cells.items():
        row[heads.index(head)].value = text
    book.save(path)
    return {head: cell.value for head, cell in zip(heads, row, strict=True)}


def test_notes_to_read_again_are_changed_in_a_workbook_in_both_languages(copy, notes):
    name = "compass-2-contribution"
    before = {row["target_id"]: row for row in rows_of(copy, "targets")}
    was = settled(notes)
    assert [was["en"], was["nl"]] == [before[name]["note_en"], before[name]["note_nl"]]
    files = {path: path.read_bytes() for path in copy.rglob("*.csv")}
    settled(notes, en="An amount was paid.")
    shown = run("add", notes, "--data", copy, "--preview")
    assert shown.output.startswith("1 note would be otherwise")
    assert "warning: note_nl: is as it was, and its other language is not; is it right?" in shown.output
    settled(notes, nl="Er is een bedrag betaald.")
    assert files == {path: path.read_bytes() for path in copy.rglob("*.csv")}
    assert run("add", notes, "--data", copy).exit_code == 0
    after = {row["target_id"]: row for row in rows_of(copy, "targets")}
    assert after == before | {
        name: before[name] | {"note_en": "An amount was paid.", "note_nl": "Er is een bedrag betaald."}
    }
    assert {path.name for path, was in files.items() if path.read_bytes() != was} == {"targets.csv"}
    again = run("add", notes, "--data", copy)
    assert (again.exit_code, again.output[:8]) == (0, "0 notes ")


def test_a_note_that_has_changed_meanwhile_is_refused_and_no_file_is_written_over(copy, notes, tmp_path):
    rows = rows_of(copy, "targets")
    elsewhere = {"note_en": "Another note.", "note_nl": "Een andere noot."}
    write(copy / "targets.csv", [row | (elsewhere if "compass-2-c" in row["target_id"] else {}) for row in rows])
    before = (copy / "targets.csv").read_bytes()
    settled(notes, en="An amount was paid.", nl="Er is een bedrag betaald.")
    result = run("add", notes, "--data", copy)
    assert result.exit_code == 1
    assert "targets compass-2-contribution has changed meanwhile; write the notes anew" in result.output
    assert (copy / "targets.csv").read_bytes() == before
    workbook, template = notes.read_bytes(), tmp_path / "migration-report-2023.csv"
    result = run("add", template, "--data", copy, "--preview", "--notes", notes)
    assert (result.exit_code, notes.read_bytes()) == (1, workbook)
    assert "notes.xlsx: is there already; name another file, so that nothing in it is lost" in result.output
    other = run("add", template, "--data", copy, "--preview", "--notes", tmp_path / "notes.csv")
    assert "notes.csv: notes are written into a workbook; name one that ends in .xlsx" in other.output


def test_what_was_said_without_a_number_is_named_when_the_number_comes(copy):
    said = changed(copy, "figures", aim("returns-by-country"))
    (line,) = [line for line in said if line.startswith("trend ")]
    assert line.startswith("trend mr23-1094-s1 is about returns-by-country, which has its first figures (zz-1): see ")
