"""What differs between runs, folders and datasets is named, wherever it is published; what cannot be compared, too."""

import csv
import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from analysis.errors import AnalysisError
from analysis.rendering import difference, inputs, run

ROOT = Path(__file__).parents[2]
RESCUES = "rs18-0211-1"


def told(found: difference.Difference) -> list[tuple[str, str, str, str, str]]:
    return [
        (each.report, each.kind, ": ".join(filter(None, (each.place, each.where))), each.old, each.new)
        for each in found.changes
    ]


def between(folder, old: str = "last-1", new: str = "last") -> list[tuple[str, str, str, str, str]]:
    return told(difference.compare(*(difference.side(name, folder.output) for name in (old, new))))


@pytest.fixture
def changed(two):
    """Two runs of which one sentence differs."""
    two.render()
    shutil.copytree(two.output, two.root / "before")
    two.write("good", "print('better', number)")
    two.render()
    return two


CHANGE = ("good", "sentence", "What is it?", "good 1", "better 1")


def test_two_runs_differ_in_what_they_show(changed):
    assert between(changed) == between(changed, "1", "2") == [CHANGE]
    assert between(changed, "2", "1") == [(*CHANGE[:3], "better 1", "good 1")]
    assert between(changed, "1", "1") == []


def test_a_run_and_a_folder_and_two_folders_are_compared_too(changed):
    before, after = str(changed.root / "before"), str(changed.output)
    assert between(changed, before, after) == between(changed, before, "last") == [CHANGE]


def test_reports_that_came_went_failed_or_were_mended_are_named(two):
    two.render()
    two.plan("reports:\n  - notebook: good\n  - {name: more, notebook: other}\n")
    two.write("good", "raise ValueError('no data')")
    two.render()
    assert between(two) == [
        ("good", "report", "failed", "", "ValueError: no data"),
        ("more", "report", "shown", "", "yes"),
        ("other", "report", "shown", "yes", ""),
    ]
    assert between(two, "1", str(two.output)) == between(two)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["7", "last"], "unknown run or folder '7'; allowed: last, last-1, 2, 1"),
        (["nowhere", "last"], "unknown run or folder 'nowhere'"),
        (["{root}/notebooks/nothing", "last"], "nothing: has no report; name a folder that analysis render filled"),
        (["{root}/broken", "last"], "good.ipynb: cannot be compared: no notebook: KeyError: 'cells'"),
        (["--data", "nowhere", "data"], "'nowhere' is no folder of a dataset, and no commit of"),
        (["--data", "{root}/notebooks", "{root}/notebooks"], "no dataset in {root}/notebooks (from the argument)"),
        (["--page", "{root}/no/page.html"], "page.html: cannot be written: No such file or directory"),
        (["--output", "{root}/empty"], "no run that ended is kept there; analysis render keeps each"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_message(changed, command, arguments, message):
    (changed.root / "notebooks" / "nothing").mkdir()
    (changed.root / "broken").mkdir()
    (changed.root / "broken" / "good.ipynb").write_text("{}", encoding="utf-8")
    words = [word.format(root=changed.root) for word in arguments]
    code, out, error = command("diff", *words).wait()
    assert (code, out) == (1, "")
    assert message.format(root=changed.root) in error
    assert "Traceback" not in error


def test_the_command_tells_it_as_text_as_json_and_as_a_page_and_fails_only_when_asked_to(changed, command):
    page = changed.root / "page.html"
    code, out, error = command("diff", "--page", str(page)).wait()
    assert (code, error) == (0, "")
    heading, *lines = out.splitlines()
    assert heading.startswith("1 change in 1 report, from run 1 (")
    assert lines == [
        "",
        "good: 1 change",
        "  sentence: What is it?",
        "    - good 1",
        "    + better 1",
    ]
    code, out, _ = command("diff", "last-1", "last", "--json", "--check").wait()
    assert code == 1
    (change,) = json.loads(out)["changes"]
    assert change == {
        **dict(zip(("report", "kind", "place", "old", "new"), CHANGE, strict=True)),
        "language": "en",
        "where": "",
        "what": "changed",
    }
    assert command("diff", "last", "last", "--check").wait()[:2] == (0, _same(changed))
    text = page.read_text(encoding="utf-8")
    parsed = html.fromstring(text)
    assert parsed.get("lang") == "en"
    assert (parsed.xpath("string(//del)"), parsed.xpath("string(//ins)")) == ("good 1", "better 1")
    assert not parsed.xpath("//script | //link[not(@href='data:,')] | //img")


def _same(folder) -> str:
    name = difference.side("last", folder.output).name
    return f"{name} and {name} show the same\n"


def test_a_page_writes_values_as_text_and_in_their_language():
    values = difference.Change("a-nl", "nl", "table", "<b>", "a, EUR", "<script>1</script>", "2")
    found = difference.Difference("x", "y", [values, replace(values, old="", where="long", new="3" * 99)])
    lines = ["  table: <b>", "    a, EUR: <script>1</script> → 2", "    long", f"    + {'3' * 99}"]
    assert found.text().splitlines()[-4:] == lines
    text = found.page()
    parsed = html.fromstring(text)
    assert (parsed.xpath("string(//del)"), parsed.xpath("//td[del]/@lang")) == ("<script>1</script>", ["nl"])
    assert parsed.xpath("//tbody/tr/th/text()") == ["<b>: a, EUR", "<b>: long"]
    assert not parsed.xpath("//script")


# -- real data --------------------------------------------------------------------------------------------------------


def _edit(data: Path, figure_id: str, **cells: str) -> None:
    path = data / "figures.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    (row,) = [row for row in rows if row["figure_id"] == figure_id]
    row.update(cells)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def rescues(tmp_path_factory, executor):
    """Real reports before and after the rescues are 2,700, and their folder of data before."""
    root = tmp_path_factory.mktemp("rescues")
    for name in ("data", "notebooks"):
        shutil.copytree(ROOT / name, root / name)
    (root / "reports").mkdir()
    plan = "".join(
        f"  - {{notebook: {notebook}, name: {name}, parameters: {{{parameters}}}}}\n"
        for name, notebook, parameters in (
            ("targets", "03-targets", "language: en"),
            ("doelen", "03-targets", "language: nl"),
            ("aid", "10-aid", "language: en"),
        )
    )
    (root / "reports" / "plan.yaml").write_text(f"reports:\n{plan}", encoding="utf-8")
    (root / "requirements.lock").write_text("a==1\n", encoding="utf-8")
    project = inputs.Project(root, root / "data")
    shutil.copytree(root / "data", root / "before")
    assert run.run(project, run.Order(workers=1), executor=executor).failed == ()
    _edit(root / "data", RESCUES, as_printed="ruim 2.700", value="2700")
    assert run.run(project, run.Order(workers=1), executor=executor).failed == ()
    return project


def test_a_changed_figure_is_named_wherever_it_is_published(rescues):
    found = difference.compare(*(difference.side(name, rescues.rendered) for name in ("last-1", "last")))
    changes = [
        change for change in found.changes if "2.700" in change.new or "2,700" in change.new or "90" in change.new
    ]
    places = {(change.report, change.kind) for change in changes}
    for report in ("targets", "doelen"):
        assert {(report, "sentence"), (report, "table"), (report, "chart")} <= places
    assert {("index", "sentence"), ("index-nl", "sentence"), ("figures/", "figure"), ("programmes", "table")} <= places
    assert "aid" not in {change.report for change in found.changes}
    assert ("figures/", "figure", f"figures: {RESCUES}, as_printed", "ruim 2.800", "ruim 2.700") in told(found)
    assert ("figures/", "figure", f"figures: {RESCUES}, upper", "2900", "2800") in told(found)
    (finding,) = [change for change in found.changes if change.report == "index"]
    assert "93 to 97%" in finding.old
    assert "90 to 94%" in finding.new


def test_no_place_where_it_is_published_is_left_out(rescues):
    """Every value that is shown on one side only is a change that is named, and no other value is."""
    old, new = (difference.side(name, rescues.rendered) for name in ("last-1", "last"))
    for report in ("targets", "doelen", "index", "programmes", "figures/"):
        before, after = (Counter(_values(side.read(report))) for side in (old, new))
        named = [change for change in difference.compare(old, new).changes if change.report == report]
        assert set(after - before) <= {change.new for change in named} <= set(after)
        assert set(before - after) <= {change.old for change in named} <= set(before)


def _values(shown) -> list[str]:
    """Every text that is shown: sentences, names of rows, cells."""
    tables = [table for part in ("tables", "charts", "figures") for table in shown.get(part, {}).values()]
    rows = [[name, *cells.values()] for table in tables for name, cells in table]
    return [text for texts in (*shown.get("sentences", {}).values(), *rows) for text in texts]


def test_datasets_are_compared_by_table_and_key(rescues):
    found = difference.datasets(str(rescues.root / "before"), str(rescues.data), rescues.root)
    assert told(found) == [
        ("figures", "figure", f"figures: {RESCUES}, as_printed", "ruim 2.800", "ruim 2.700"),
        ("figures", "figure", f"figures: {RESCUES}, value", "2800", "2700"),
    ]


def test_the_data_of_a_commit_are_compared_with_those_that_lie_there(tmp_path, git):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    git("init", "-q")
    git("add", "data")
    git("commit", "-qm", "one")
    _edit(tmp_path / "data", RESCUES, value="2700")
    found = difference.datasets("HEAD", str(tmp_path / "data"), tmp_path)
    assert told(found) == [("figures", "figure", f"figures: {RESCUES}, value", "2800", "2700")]
    with pytest.raises(AnalysisError, match="'elsewhere' is no folder of a dataset, and no commit of"):
        difference.datasets("elsewhere", "HEAD", tmp_path)
