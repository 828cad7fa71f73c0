"""What counts as a rescue, as it is shown: and nothing shows the share of the target without what was counted."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import tables as dataset
from analysis.language import speaking
from analysis.questions.targets import answers as targets
from analysis.questions.targets import charts as targets_charts
from analysis.questions.targets import sentences as targets_sentences
from analysis.questions.targets import tables as targets_tables
from analysis.rendering import cover
from analysis.rendering.pages import findings
from analysis.show import marks

ROOT = Path(__file__).parents[3]
DATA = dataset.load(ROOT / "data")
RESCUES = "rescues-niger-2018"
LANGUAGES = ["en", "nl"]
#: The share, and what was counted, as it stands in the data.
SHARE = re.compile(r"93 (?:to|tot) 97%")
COUNTED = {
    language: DATA.target_definitions.set_index("gives").loc["result", f"counts_{language}"] for language in LANGUAGES
}
#: In README it stands in the words of its sentence.
IN_README = "the Dutch results page reports as rescued by IOM, with Dutch support, in the desert of northern Niger"


def definitions(goal: float | None = None, target_id: str = RESCUES):
    return targets.definitions(DATA, target_id, goal)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


# -- the sentence --------------------------------------------------------------------------------------------------


def test_the_sentence_says_what_would_be_and_never_that_another_count_reached_the_target():
    english, dutch = (
        plain(speaking(language)(targets_sentences.target_definitions)(definitions())) for language in LANGUAGES
    )
    assert english.startswith("**What counts moves the answer further than the hedge does.** The document's own result")
    assert "comes to 93 to 97% of 3,000, the printed target; counted are migrants whom the Dutch" in english
    assert (
        "credited to the EU: at least 116% (15 December 2016 to 31 December 2017 (inferred), “over 3,500”)" in english
    )
    assert "at least 266% (1 January to 27 July 2018, “plus de 8.000”) and 533 to 667%" in english
    assert "**What none of them can give:** rescues in the desert alone" in english
    assert "Wie anders telt, zou uitkomen op:" in dutch
    assert "toegerekend aan IOM: 90 tot 110% (januari t/m april 2018, “about 3,000”)" in dutch
    assert "**Wat geen van deze tellingen kan geven:** reddingen in alleen de woestijn" in dutch
    for text in (english, dutch):
        assert not re.search(r"\breached\b|\bbehaald\b|\bgehaald\b", text)


def test_a_target_without_other_definitions_says_so_and_draws_nothing():
    empty = definitions(target_id="gcff-leverage")
    assert targets_sentences.target_definitions(empty).startswith("No other count")
    assert speaking("nl")(targets_sentences.target_definitions)(empty).endswith("geen andere telling.")
    assert isinstance(targets_charts.target_definitions(empty), marks.Nothing)
    assert targets_tables.target_definitions(empty).cells == []


def test_where_the_definitions_do_not_move_the_answer_the_sentence_does_not_say_that_they_do():
    rows = definitions()
    near = rows[rows["against_target"] | (rows["as_printed"] == "More than 2,800")]
    assert "further than the hedge" in targets_sentences.target_definitions(rows)
    assert "further than the hedge" not in targets_sentences.target_definitions(near)


# -- the chart and the table ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_draws_each_number_with_its_source_and_the_target_with_its_figure(language, rows_of):
    spec = speaking(language)(targets_charts.target_definitions)(definitions()).to_dict()
    rows = [row for row in rows_of(spec) if "counts" in row]
    assert len(rows) == 9
    assert [row["figure_id"] for row in rows if row["bold"]] == ["rs18-0211-1"]
    for row in rows:
        assert bool(row.get("figure_id")) != bool(row.get("observation_id"))
        assert "http" in row["where"] or row["bold"]
        assert row["reason"]
        would = row["beside"].startswith({"en": "would be ", "nl": "zou "}[language])
        assert would != row["bold"]
    assert {row["figure_id"] for row in rows_of(spec) if "line" in row} == {"rs18-0211-2"}
    assert "266%" in spec["description"]


@pytest.mark.parametrize(
    ("goal", "ticks"),
    [(3000, [375, 750, 1500, 3000, 6000, 12000, 24000]), (10000, [312.5, 625, 1250, 2500, 5000, 10000, 20000])],
)
def test_each_step_of_the_axis_doubles_and_all_that_is_drawn_lies_on_it(goal, ticks, rows_of):
    spec = targets_charts.target_definitions(definitions(goal)).to_dict()
    axis = next(found for layer in spec["layer"] if (found := layer["encoding"].get("x", {}).get("axis")))
    assert axis["values"] == ticks
    rows = [row for row in rows_of(spec) if "counts" in row]
    assert all(ticks[0] <= row["begins"] <= row["until"] <= ticks[-1] for row in rows)


def test_the_table_shows_what_is_no_total_and_what_is_not_known_with_the_reason():
    cells = targets_tables.target_definitions(definitions()).cells
    shares = [plain(row[5]) for row in cells]
    assert shares[:2] == ["93 to 97%", "at least 93%"]
    assert (shares.count("no total"), shares.count("not known")) == (4, 4)
    verdicts = [row[6].partition(":")[0] for row in cells]
    assert verdicts.count("yes") == 1
    assert all(row[6] for row in cells)


# -- nothing lets the share stand alone ----------------------------------------------------------------------------


def assert_said(text: str, counted: str) -> None:
    """Whatever gives the share says in the same passage what was counted."""
    assert SHARE.search(text)
    assert counted in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_charts_and_tables_that_give_the_share_say_what_was_counted(language, rows_of):
    result, printings, overview = (
        targets.attainment(DATA, RESCUES),
        targets.readings(DATA, RESCUES),
        targets.overview(DATA),
    )
    counted = COUNTED[language]
    first = plain(speaking(language)(targets_sentences.attainment)(result, printings)).partition(".**")[0]
    assert_said(first, counted)
    spec = speaking(language)(targets_charts.attainment)(printings, result).to_dict()
    assert counted in spec["description"]
    assert counted in f"{' '.join(spec['title']['subtitle'])}"
    every = speaking(language)(targets_charts.targets)(overview).to_dict()
    drawn = [row for row in rows_of(every) if SHARE.search(plain(str(row.get("beside", ""))))]
    assert [row["counted"] for row in drawn] == [counted]
    assert all(counted in part for part in every["description"].split("; ") if "93 to" in part) or language == "nl"
    assert counted in speaking(language)(targets_tables.readings)(printings).caption
    (row,) = [
        row
        for row in speaking(language)(targets_tables.targets)(overview).cells
        if any(SHARE.search(plain(cell)) for cell in row)
    ]
    assert counted in row


@pytest.mark.parametrize(("deadline", "title"), [(None, "2017 to 2018"), ("2031-12-31", "2017 to 2031")])
def test_the_title_of_the_chart_of_targets_names_the_years_of_those_that_it_shows(deadline, title):
    overview = targets.overview(DATA)
    shown = overview[overview["target_id"] == RESCUES]
    shown = shown.assign(deadline=pd.to_datetime([deadline]))
    spec = speaking("en")(targets_charts.targets)(shown).to_dict()
    assert f"Targets of {title} with a printed result" in json.dumps(spec["title"])


def test_the_headline_of_the_index_says_what_was_counted():
    (headline,) = [found for found in findings.compute(ROOT / "data") if SHARE.fullmatch(plain(found.number))]
    assert COUNTED["en"] in headline.sentence


def test_the_cover_says_what_was_counted():
    words = " ".join(re.findall(r">([^<>]+)<", cover.cover()))
    assert COUNTED["en"].removeprefix("migrants ") in re.sub(r"\s+", " ", words)


def test_readme_says_what_was_counted_wherever_it_gives_the_share():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    given = [line for line in lines if SHARE.search(line)]
    assert given
    assert all(IN_README in line or "what was counted as a rescue" in line for line in given)
    (picture,) = [line for line in lines if "](reports/cover.svg)" in line]
    assert "the Dutch results page reports as rescued by IOM" in picture


def test_no_output_of_the_notebook_gives_the_share_without_what_was_counted():
    cells = json.loads((ROOT / "notebooks" / "03-targets.ipynb").read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    given = 0
    for output in outputs:
        for kind, content in output.get("data", {}).items():
            # A picture has no tooltips; what it draws is in the specification beside it.
            if kind == "image/svg+xml":
                continue
            text = content if isinstance(content, str) else "".join(content) if isinstance(content, list) else None
            text = json.dumps(content, ensure_ascii=False) if text is None else text
            if SHARE.search(plain(text)):
                given += 1
                assert COUNTED["en"] in plain(text), kind
    assert given
