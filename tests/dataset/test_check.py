"""Every rule that the dataset must keep is checked, and every place where it does not is named."""

import csv
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.dataset import check, schema
from analysis.errors import DataNotFoundError

ROOT = Path(__file__).parents[2]


class Copy:
    """A copy of the dataset to break; methods return the physical line that they broke."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(shutil.copytree(ROOT / "data", folder))

    def rows(self, table: str) -> list[list[str]]:
        return list(csv.reader((self.folder / f"{table}.csv").read_text(encoding="utf-8").splitlines()))

    def write(self, table: str, rows: list[list[str]]) -> None:
        path = self.folder / f"{table}.csv"
        with path.open("w", encoding="utf-8", newline="", errors="surrogateescape") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    def cell(self, table: str, key: str, /, **cells: str) -> int:
        """Give cells of the row whose first cell is the key (or the row of that number) other texts."""
        rows = self.rows(table)
        number = int(key) - 1 if key.isdigit() else [row[0] for row in rows].index(key)
        for column, text in cells.items():
            rows[number][rows[0].index(column)] = text
        self.write(table, rows)
        return number + 1

    def change_rows(self, table: str, change) -> None:
        rows = self.rows(table)
        change(rows)
        self.write(table, rows)

    def change_bytes(self, table: str, change) -> None:
        path = self.folder / f"{table}.csv"
        path.write_bytes(change(path.read_bytes()))

    def problems(self) -> list[str]:
        with chdir(self.folder):
            return [str(problem) for problem in check.check(self.folder)]


# what is broken: the figure, its new cells, and what must be said of them
FIGURES: dict[str, tuple[str, dict[str, str], str]] = {
    "a period that ends before it begins": (
        "rs18-0211-1",
        {"period_end": "2016-06-30"},
        "period_end: the period ends (2016-06-30) before it begins (2017-07-01)",
    ),
    "a result of a time after its document": (
        "pr13-1258-1",
        {"period_start": "2015-01-01", "period_end": "2015-12-31", "period_kind": "calendar_year"},
        "period_start: is 2015-01-01, after progress-report-2013 was published (2014), and the figure is actual; give ",
    ),
    "a date that does not exist": (
        "rs18-0175-1",
        {"period_start": "2018-02-30"},
        "period_start: '2018-02-30' is no date that exists, written as 2018-06-30",
    ),
    "a date in another form": (
        "rs18-0157-1",
        {"period_start": "20170701"},
        "period_start: '20170701' is no date that exists, written as 2018-06-30",
    ),
    "a wrong enum value": (
        "rs18-0037-1",
        {"credit": "belgium"},
        "credit: 'belgium' is not allowed; one of netherlands, netherlands_with_others, eu, ",
    ),
    "a broken foreign key": (
        "rs18-0211-2",
        {"programme_id": "miraa-9"},
        "programme_id: 'miraa-9' is no programme_id of programmes",
    ),
    "a unit that its measure does not have": (
        "pr13-0041-1",
        {"unit": "USD"},
        "unit: is USD, but spending-migration-dialogues is counted in EUR",
    ),
    "no preferred printing": (
        "pr13-0043-1",
        {"preferred": "false"},
        "preferred: no printing of spending-2013-migration-management is preferred",
    ),
    "a value that differs": (
        "pr13-0045-1",
        {"value": "1413954"},
        "value: is 1413954, but '1.413.945' reads as 1413945",
    ),
    "a value that is missing": ("pr13-0047-1", {"value": ""}, "value: is empty, but '378.806' reads as 378806"),
    "a qualifier that differs": (
        "pr13-0049-1",
        {"qualifier": "about"},
        "qualifier: is about, but '516.457' reads as exact",
    ),
    "an empty required cell": ("pr13-0051-1", {"kind": ""}, "kind: is empty, and must not be"),
    "a printed form that cannot be read": (
        "pr13-0025-1",
        {"as_printed": "veel"},
        "as_printed: cannot read 'veel' as a figure: no Dutch number, hedge and unit in a form that is known",
    ),
    "a currency that is not the unit": (
        "pr13-0027-1",
        {"as_printed": "$ 4 miljoen"},
        "unit: is EUR, but '$ 4 miljoen' is in USD",
    ),
    "a cell of the wrong type": ("pr13-1265-1", {"preferred": "yes"}, "preferred: 'yes' is no boolean"),
    "a step without a reason": (
        "pr13-0031-1",
        {"step": "5"},
        "step_reason_en: a step needs its reason, and a reason its step",
    ),
    "a step below zero": (
        "mr23-0375-1",
        {"step": "-5", "step_reason_en": "why not"},
        "step: is -5; a step is a width, zero or more",
    ),
    "an illegible figure with a value": (
        "mr23-0602-2",
        {"value": "3"},
        "value: an illegible figure has no value, not 3",
    ),
    "a line beyond the document": ("mr23-0375-2", {"line": "99999"}, "line: 99999 is beyond the last line"),
    "an identifier that names another line": (
        "mr23-0375-2",
        {"line": "99999"},
        "figure_id: 'mr23-0375-2' does not say document and line; expected mr23-99999-…",
    ),
    "a printed window without its line": (
        "mr23-0668-1",
        {"period_line": ""},
        "period_line: a printed window has its line, and a line its printed window",
    ),
    "an end on other words without its line": (
        "mr23-0687-1",
        {"period_end_line": ""},
        "period_end_line: a printed end has its line, and a line its printed end",
    ),
    "an end that is inferred and has words": (
        "pr13-0824-1",
        {"period_end_basis": "inferred"},
        "period_end_as_printed: does not go with an end that is inferred",
    ),
    "an end on the words of the start": (
        "rs18-0255-1",
        {"period_end_basis": "printed", "period_end_as_printed": "2018", "period_end_line": "255"},
        "period_end_basis: rests on the words of the start; leave it empty",
    ),
    "an end beyond the document": (
        "pr13-0565-1",
        {"period_end_line": "99999"},
        "period_end_line: 99999 is beyond the last line",
    ),
    "white space around a cell": (
        "mr23-0066-1",
        {"section": " Statistieken"},
        "section: begins or ends with white space: ' Statistieken'",
    ),
    "a calendar year of other days": (
        "mr23-0593-1",
        {"period_kind": "calendar_year", "period_start": "2023-03-01", "period_end": "2023-12-31"},
        "period_kind: is calendar_year, but the window is from 2023-03-01 to 2023-12-31",
    ),
    "a year from July of two years": (
        "pr13-1250-1",
        {"period_kind": "mid_year", "period_start": "2012-07-01", "period_end": "2014-06-30"},
        "period_kind: is mid_year, but the window is from 2012-07-01 to 2014-06-30",
    ),
    "an inexistent number": ("mr23-0066-2", {"line": "0"}, "line: 0 is below 1"),
}


def two_preferred_printings(copy: Copy) -> str:
    one = copy.cell("figures", "rs18-0005-1", preferred="true")
    other = [row[0] for row in copy.rows("figures")].index("rs18-0211-1") + 1
    said = f"rescues-niger-2017-2018 has two preferred printings; the other is on line {one}"
    return f"figures.csv:{other}: preferred: {said}"


def a_sum_that_differs(copy: Copy) -> str:
    copy.cell("figures", "pr13-0053-1", as_printed="8.159.167", value="8159167")
    line = [row[:2] for row in copy.rows("figure_relations")].index(["pr13-0053-1", "sum_of"]) + 1
    said = "pr13-0053-1 is 8159167, but its parts add up to [8159166, 8159166]; correct it, or record a discrepancy"
    return f"figure_relations.csv:{line}: figure_id: {said}"


def a_percentage_without_a_base(copy: Copy) -> str:
    copy.change_rows("figure_relations", lambda rows: rows.remove(next(r for r in rows if r[0] == "mr23-0340-1")))
    line = [row[0] for row in copy.rows("figures")].index("mr23-0340-1") + 1
    return f"figures.csv:{line}: unit: a percentage needs its base: a share_of row in figure_relations.csv"


def people_as_a_part_of_a_percentage(copy: Copy) -> str:
    line = [row[:2] for row in copy.rows("figure_relations")].index(["rs18-0199-1", "numerator_of"]) + 1
    copy.cell("figure_relations", str(line), relation="part_of")
    return f"figure_relations.csv:{line}: relation: what is counted is no part of a percentage; see numerator_of"


def a_payment_for_what_is_no_result(copy: Copy) -> str:
    line = [row[:2] for row in copy.rows("figure_relations")].index(["mr23-0066-1", "overlap_unknown"]) + 1
    copy.cell("figure_relations", str(line), relation="pays_for", basis="printed")
    return f"figure_relations.csv:{line}: relation: pays_for is of an amount of money, and of a result"


def a_payment_that_is_our_reading(copy: Copy) -> str:
    rows = [["mr23-0836-1", "pays_for", "mr23-0828-1", "", "inferred"]]
    copy.change_rows("figure_relations", lambda known: known.__setitem__(slice(1, None), sorted(known[1:] + rows)))
    line = copy.rows("figure_relations").index(rows[0]) + 1
    return f"figure_relations.csv:{line}: basis: pays_for holds only where the document says it: printed"


def a_payment_for_two_results_alone(copy: Copy) -> str:
    rows = [["mr23-0836-1", "pays_for", f"mr23-{line}-1", "", "printed"] for line in ("0828", "0831")]
    copy.change_rows("figure_relations", lambda known: known.__setitem__(slice(1, None), sorted(known[1:] + rows)))
    line = copy.rows("figure_relations").index(rows[1]) + 1
    said = "the amount pays for another result too, so it is for neither alone; leave both rows out"
    return f"figure_relations.csv:{line}: relation: {said}"


def a_percentage_as_a_numerator(copy: Copy) -> str:
    line = [row[:2] for row in copy.rows("figure_relations")].index(["mr23-0065-2", "share_of"]) + 1
    copy.cell("figure_relations", str(line), relation="numerator_of")
    return f"figure_relations.csv:{line}: relation: numerator_of is of what is counted, and of a percentage"


def a_check_against_a_row_that_is_not_there(copy: Copy) -> str:
    line = [row[3] for row in copy.rows("external_check_references")].index("host IRN 2022") + 1
    copy.cell("external_check_references", str(line), reference_key="host IRN 1922")
    said = "'host IRN 1922' is no row of unhcr_population; its key is role iso3 year"
    return f"external_check_references.csv:{line}: reference_key: {said}"


def a_check_against_the_ledger_itself(copy: Copy) -> str:
    copy.cell("external_check_references", "2", reference_table="figures")
    return "external_check_references.csv:2: reference_table: 'figures' is no table under reference/"


def a_check_of_another_day(copy: Copy) -> str:
    line = [row[3] for row in copy.rows("external_check_references")].index("host TUR 2022") + 1
    check = copy.rows("external_check_references")[line - 1][0]
    at = [row[0] for row in copy.rows("external_checks")].index(check) + 1
    copy.cell("external_checks", str(at), as_of="2021-12-31")
    return f"external_check_references.csv:{line}: reference_key: is of 2022, and the check as of 2021-12-31"


def a_check_without_a_reference(copy: Copy) -> str:
    copy.change_rows(
        "external_check_references", lambda rows: rows.remove(next(r for r in rows if r[0] == "mr23-0709-1-a"))
    )
    line = [row[0] for row in copy.rows("external_checks")].index("mr23-0709-1-a") + 1
    return f"external_checks.csv:{line}: check_id: its reference is a sum of terms, or a part and a whole"


def too_few_fields(copy: Copy) -> str:
    full = len(copy.rows("statements")[0])
    copy.change_rows("statements", lambda rows: rows[4].pop())
    return f"statements.csv:5: has too few fields: {full - 1}, expected {full}"


def too_many_fields(copy: Copy) -> str:
    full = len(copy.rows("assumptions")[0])
    copy.change_rows("assumptions", lambda rows: rows[2].append("more"))
    return f"assumptions.csv:3: has too many fields: {full + 1}, expected {full}; put quotes around a text that holds a"


def a_missing_column(copy: Copy) -> str:
    copy.change_rows("outcomes", lambda rows: [row.pop(rows[0].index("sdg")) for row in reversed(rows)])
    return "outcomes.csv:1: sdg: missing column"


def an_unknown_column(copy: Copy) -> str:
    copy.change_rows("organisations", lambda rows: [row.append("colour") for row in rows])
    return "organisations.csv:1: colour: unknown column"


def columns_out_of_order(copy: Copy) -> str:
    names = copy.rows("lists")[0]
    copy.change_rows("lists", lambda rows: [row.reverse() for row in rows])
    return f"lists.csv:1: columns are out of order; expected {', '.join(names)}"


def a_duplicate_key(copy: Copy) -> str:
    copy.change_rows("places", lambda rows: rows.append(rows[-1]))
    last = len(copy.rows("places"))
    return f"places.csv:{last}: has the same key as line {last - 1}"


def a_wrong_sort_order(copy: Copy) -> str:
    copy.change_rows("programmes", lambda rows: rows.insert(1, rows.pop(2)))
    first, second = [row[0] for row in copy.rows("programmes")[1:3]]
    return f"programmes.csv:3: programme_id: rows are sorted by key, and {second!r} comes after {first!r}"


def a_byte_that_is_not_utf_8(copy: Copy) -> str:
    copy.cell("evidence", "3", says_en="caf\udce9")
    return "evidence.csv:3: is not UTF-8: byte 0xe9; save the file as UTF-8"


def lines_that_end_in_crlf(copy: Copy) -> str:
    copy.change_bytes("breaks", lambda text: text.replace(b"\n", b"\r\n"))
    return "breaks.csv:1: has a carriage return; lines end in LF alone"


def a_byte_order_mark(copy: Copy) -> str:
    copy.change_bytes("comparisons", lambda text: b"\xef\xbb\xbf" + text)
    return "comparisons.csv:1: begins with a byte order mark; save the file as UTF-8 without one"


def a_last_line_without_an_end(copy: Copy) -> str:
    copy.change_bytes("crosswalk", lambda text: text.removesuffix(b"\n"))
    return f"crosswalk.csv:{len(copy.rows('crosswalk'))}: the last line does not end in a line feed"


def a_cell_of_two_lines(copy: Copy) -> str:
    copy.cell("measures", "2", definition_en="one\ntwo")
    return "measures.csv:2: definition_en: holds a line break; a cell is one line"


def a_wrong_value_below_a_cell_of_two_lines(copy: Copy) -> str:
    copy.change_bytes("measures", lambda text: text.replace(b",flow,", b",flood,").replace(b",stock,", b",flow,"))
    lines = (copy.folder / "measures.csv").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if ",flood," in text and number > 3)
    return f"measures.csv:{line}: concept: 'flood' is not allowed; one of stock, flow, neither"


def a_quote_that_never_closes(copy: Copy) -> str:
    line = len(copy.rows("place_members")) + 1
    copy.change_bytes("place_members", lambda text: text + b'"never closed\n')
    return f"place_members.csv:{line}: place_id: a quote is opened and not closed; close it, "


def a_missing_file(copy: Copy) -> str:
    (copy.folder / "presence.csv").unlink()
    return "presence.csv:1: the file is missing"


def a_stray_file(copy: Copy) -> str:
    (copy.folder / "notes.csv").write_text("note\n", encoding="utf-8")
    return "notes.csv:1: is not in datapackage.yaml: describe it there or remove it"


# The order matters where two break one table: a row less, or a cell of two lines, moves all lines below it.
TABLES: list[Callable[[Copy], str]] = [
    a_percentage_without_a_base,
    a_payment_that_is_our_reading,
    a_payment_for_two_results_alone,
    people_as_a_part_of_a_percentage,
    a_percentage_as_a_numerator,
    a_payment_for_what_is_no_result,
    a_check_without_a_reference,
    a_check_against_a_row_that_is_not_there,
    a_check_against_the_ledger_itself,
    a_check_of_another_day,
    two_preferred_printings,
    a_sum_that_differs,
    too_few_fields,
    too_many_fields,
    a_missing_column,
    an_unknown_column,
    columns_out_of_order,
    a_duplicate_key,
    a_wrong_sort_order,
    a_byte_that_is_not_utf_8,
    lines_that_end_in_crlf,
    a_byte_order_mark,
    a_last_line_without_an_end,
    a_cell_of_two_lines,
    a_wrong_value_below_a_cell_of_two_lines,
    a_quote_that_never_closes,
    a_missing_file,
    a_stray_file,
]


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> tuple[dict[str, str], list[str]]:
    """What must be said of a copy in which everything is broken at once, and what is said."""
    copy = Copy(tmp_path_factory.mktemp("broken") / "data")
    expected = {breaker.__name__: breaker(copy) for breaker in TABLES}
    for what, (figure, cells, said) in FIGURES.items():
        expected[what] = f"figures.csv:{copy.cell('figures', figure, **cells)}: {said}"
    return expected, copy.problems()


@pytest.mark.parametrize("what", [*FIGURES, *(breaker.__name__ for breaker in TABLES)])
def test_a_broken_rule_is_named_with_file_line_and_column_among_many_others(broken, what):
    expected, problems = broken
    assert any(problem.startswith(expected[what]) for problem in problems), "\n".join([expected[what], "", *problems])


def test_problems_are_sorted_and_each_is_named_once(broken):
    _, problems = broken
    places = [(problem.split(":")[0], int(problem.split(":")[1])) for problem in problems]
    assert places == sorted(places)
    assert len(problems) == len(set(problems))


def test_the_committed_dataset_has_no_problem():
    assert [str(problem) for problem in check.check(ROOT / "data")] == []


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        # The row that cannot be read is not held against the many rows that refer to it.
        ("sources", lambda rows: rows[-1].append("more"), "sources.csv:{last}: has too many fields: "),
        # A missing column is not held against every row.
        ("measures", lambda rows: [row.pop(0) for row in rows], "measures.csv:1: measure_id: missing column"),
    ],
    ids=["a broken row", "a missing key"],
)
def test_one_break_that_concerns_many_rows_is_one_problem(tmp_path, table, change, said):
    copy = Copy(tmp_path / "data")
    copy.change_rows(table, change)
    problems = copy.problems()
    assert len(problems) == 1, "\n".join(problems)
    assert problems[0].startswith(said.format(last=len(copy.rows(table))))


@pytest.mark.parametrize("which", ["opening", "closing"])
@pytest.mark.parametrize("table", ["figures", "measures", "sources"])
def test_one_missing_quote_is_one_problem_at_its_line(tmp_path, table, which):
    copy = Copy(tmp_path / "data")
    path = copy.folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if text.count('"') == 2)
    before, quoted, after = lines[line - 1].split('"')
    lines[line - 1] = f'{before}{quoted}"{after}' if which == "opening" else f'{before}"{quoted}{after}'
    path.write_text("\n".join(lines), encoding="utf-8")
    (problem,) = copy.problems()
    column = copy.rows(table)[0][before.count(",")]
    said = {"closing": f"{column}: a quote is opened and not closed; close it, ", "opening": "has too many fields: "}
    assert problem.startswith(f"{table}.csv:{line}: {said[which]}")


def test_an_unused_measure_is_a_warning_until_every_document_is_accounted_for(tmp_path):
    copy = Copy(tmp_path / "data")
    copy.change_rows("measures", lambda rows: rows.append(["zebras", *rows[-1][1:]]))
    last = len(copy.rows("measures"))
    said = "measure_id: no figure or statement has the measure zebras"
    assert copy.problems() == [f"measures.csv:{last}: {said}"]
    copy.change_rows("audit", lambda rows: rows.pop(1))
    examination = check.examine(copy.folder)
    assert examination.problems == []
    (warning,) = map(str, examination.warnings)
    assert warning.endswith(
        f"measures.csv:{last}: warning: {said}; right as long as migration-report-2023 may still bring one"
    )


def test_an_event_that_is_over_has_an_end_and_one_that_lasts_needs_none(tmp_path):
    copy = Copy(tmp_path / "data")
    assert check.examine(copy.folder).warnings == []  # negotiations that began in 2013 have none
    header, *rows = copy.rows("events")
    line = 2 + [row[0] for row in rows].index("pr13-0298-e1")
    copy.change_rows("events", lambda rows: rows[line - 1].__setitem__(header.index("end"), ""))
    examination = check.examine(copy.folder)
    assert examination.problems == []
    (warning,) = map(str, examination.warnings)
    said = "end: is empty, so that the conference would go on since its start; give its last day, 2013-04-19 again"
    assert f"events.csv:{line}: warning: {said}" in warning


def test_the_command_shows_warnings_and_passes(tmp_path):
    copy = Copy(tmp_path / "data")
    copy.change_rows("measures", lambda rows: rows.append(["zebras", *rows[-1][1:]]))
    copy.change_rows("audit", lambda rows: rows.pop(1))
    result = CliRunner().invoke(main, ["check", "--data", str(copy.folder)])
    assert result.exit_code == 0
    assert "warning: measure_id: no figure or statement has the measure zebras" in result.output
    assert "no problems" in result.output


def test_a_form_feed_in_a_cell_does_not_break_its_line(tmp_path):
    copy = Copy(tmp_path / "data")
    copy.cell("evidence", "3", says_en="one\x0ctwo\u2028three")
    assert copy.problems() == []


def test_a_problem_prints_with_the_path_from_here_or_the_whole_one(tmp_path):
    inside, outside = (
        check.Problem(Path("figures.csv"), 7, "value", "is 3"),
        check.Problem(tmp_path, 1, "", "is missing"),
    )
    assert str(inside) == "figures.csv:7: value: is 3"
    assert str(outside) == f"{tmp_path}:1: is missing"


def test_a_folder_without_a_schema_is_no_dataset(tmp_path):
    with pytest.raises(DataNotFoundError, match=r"no dataset in .*\(from the argument\): it has no datapackage\.yaml"):
        check.check(tmp_path)


def test_the_summary_counts_tables_rows_and_figures():
    tables = schema.read(ROOT / "data")
    figures = len((ROOT / "data/figures.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert check.summary(ROOT / "data").startswith(f"{len(tables)} tables, ")
    assert check.summary(ROOT / "data").endswith(f" rows, {figures} figures: no problems")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows.pop(), "roles.csv:1: role: nothing plays spending_total, which a notebook asks for"),
        (
            lambda rows: rows[-1].__setitem__(2, "spending-tot"),
            "roles.csv:19: value: 'spending-tot' is no measure_id of measures.csv, which spending_total needs",
        ),
        (
            lambda rows: rows.append(["spending_total", "2", "spending-return", "", ""]),
            "roles.csv:19: role: spending_total is played by one alone, and here by 2",
        ),
    ],
)
def test_a_part_without_its_player_is_named_with_file_and_column(tmp_path, change, said):
    copy = Copy(tmp_path / "data")
    copy.change_rows("roles", change)
    assert any(problem.startswith(said) for problem in copy.problems())


@pytest.mark.parametrize("published", ["banana", "14-6-2019", "2019-13", "2019-02-30", "20190614"])
def test_a_document_is_published_in_a_year_a_month_or_on_a_day_that_exists(tmp_path, published):
    copy = Copy(tmp_path / "data")
    line = copy.cell("sources", "results-2018", published=published)
    (problem,) = (problem for problem in copy.problems() if problem.startswith("sources.csv"))
    said = f"sources.csv:{line}: published: {published!r} is no year, month or day that exists, written as 2018, "
    assert problem == f"{said}2018-06 or 2018-06-30"


@pytest.mark.parametrize(
    ("published", "start", "refused"),
    [
        ("2014-06-14", "2014-06-15", True),
        ("2014-06-14", "2014-06-14", False),
        ("2014-06", "2014-07-01", True),
        ("2014-06", "2014-06-30", False),
        ("2014", "2015-01-01", True),
        ("2014", "2014-12-31", False),
        ("", "2015-01-01", False),
    ],
)
def test_nothing_is_reported_of_a_time_after_its_document(published, start, refused):
    sources = [check.Row(2, {"source_id": "letter", "published": published})]
    kinds = ["actual", "paid", "spent", "budget", "target"]
    figures = [
        check.Row(line, {"source_id": "letter", "kind": kind, "period_start": start})
        for line, kind in enumerate(kinds, 2)
    ]
    found = list(check._foretold({"sources": sources, "figures": figures}, {}))
    assert [kinds[line - 2] for _, line, _, _ in found] == (["actual", "paid", "spent"] if refused else [])
