"""Charts name measure, unit and period, are described for those who cannot see them, and cite what they show."""

from functools import cache
from pathlib import Path

import pytest

from analysis.dataset import tables
from analysis.language import speaking
from analysis.questions.spending import answers as spending
from analysis.questions.spending import charts as spending_charts
from analysis.questions.targets import answers as targets
from analysis.questions.targets import charts as targets_charts
from analysis.show import theme

DATA = tables.load(Path(__file__).parents[2] / "data")
OVERVIEW = targets.overview(DATA)
RESCUES = "rescues-niger-2018"
LANGUAGES = ["en", "nl"]

DAYS = OVERVIEW[OVERVIEW["share_lower"].notna()][
    ["start", "as_of", "deadline"]
].stack()  # of the targets that are drawn
FIRST, LAST = DAYS.min().year, DAYS.max().year
CHARTS = {
    "priorities": lambda language: speaking(language)(spending_charts.spending_priorities)(spending.priorities(DATA)),
    "against available": lambda language: speaking(language)(spending_charts.against_available)(
        spending.against_available(DATA)
    ),
    "budgets 2023": lambda language: speaking(language)(spending_charts.field_budgets)(spending.field_budgets(DATA)),
    "attainment": lambda language: attainment(RESCUES, language),
    "targets": lambda language: speaking(language)(targets_charts.targets)(OVERVIEW),
}


def attainment(target_id: str, language: str = "en", goal: float | None = None):
    return speaking(language)(targets_charts.attainment)(
        targets.readings(DATA, target_id, goal), targets.attainment(DATA, target_id, goal)
    )


@cache
def drawn(name: str, language: str = "en") -> dict:
    return CHARTS[name](language).to_dict()


def title(spec: dict) -> str:
    text = spec["title"]["text"] if isinstance(spec["title"], dict) else spec["title"]
    return " ".join(text) if isinstance(text, list) else text


def tooltips(spec: dict) -> list[dict]:
    return [tip for layer in spec["layer"] for tip in layer["encoding"].get("tooltip", [])]


def values(spec: dict) -> list[dict]:
    """The rows of the first layer."""
    data = spec.get("data") or spec["layer"][0]["data"]
    return data.get("values") or spec["datasets"][data["name"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "english", "dutch"),
    [
        (
            "priorities",
            ["Spending", "policy priority", "2013", "EUR"],
            ["Uitgaven", "beleidsprioriteit", "2013", "EUR"],
        ),
        ("against available", ["Used beside", "2013", "EUR"], ["Uitgegeven naast", "2013", "EUR"]),
        ("budgets 2023", ["Budgets", "2023", "EUR"], ["Budgetten", "2023", "EUR"]),
        ("attainment", ["Rescues", "mid-2017 to mid-2018"], ["Reddingen", "medio 2017 tot medio 2018"]),
        ("targets", ["Targets", f"{FIRST} to {LAST}", "% attained"], ["Doelen", f"{FIRST} t/m {LAST}", "% behaald"]),
    ],
)
def test_a_title_names_measure_unit_and_period(name, english, dutch, language):
    found = title(drawn(name, language))
    assert [part for part in (english if language == "en" else dutch) if part not in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_description_says_what_is_to_be_seen(name, language):
    spec = drawn(name, language)
    # Every label of the first layer, with its number.
    assert all(" ".join(row["label"].split()) in spec["description"] for row in values(spec))
    assert any(character.isdigit() for character in spec["description"].removeprefix(title(spec)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_every_mark_that_answers_to_the_mouse_cites_its_source(name, language):
    spec = drawn(name, language)
    cited = "figure_id" if name == "against available" else "where"
    assert cited in {tip["field"] for tip in tooltips(spec)}
    rows = [
        row for row in values(spec) if row.get("role") not in {"what the text alone says", "wat de tekst zelf zegt"}
    ]
    assert all(row[cited] for row in rows)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn(name):
    picture = theme.picture(drawn(name))
    assert picture.startswith("<svg")
    assert "NaN" not in picture


@pytest.mark.parametrize("name", ["priorities", "against available", "budgets 2023"])
def test_bars_begin_at_zero(name):
    x = drawn(name)["layer"][0]["encoding"]["x"]
    scale = x.get("scale", {})
    assert scale.get("zero", True)
    assert scale.get("domain", [0])[0] == scale.get("domainMin", 0) == 0


def test_priorities_show_all_six_with_amount_and_share():
    description = drawn("priorities")["description"].replace("\N{NO-BREAK SPACE}", " ")
    assert "EUR 3,285,906 · 40.3%" in description
    assert len(values(drawn("priorities", "nl"))) == 6


def test_an_interval_without_an_end_is_an_arrow_and_not_a_number():
    rows = values(drawn("attainment"))
    assert [row["open"] for row in rows] == [True, False, True, False, False, False]
    assert [row.get("upper") is None for row in rows] == [True, False, True, False, False, False]


def test_the_line_of_the_goal_says_whether_it_is_printed_or_tried():
    assert "printed target: 3,000" in attainment(RESCUES).to_dict()["description"]
    assert "goal tried: 2,500.5" in attainment(RESCUES, goal=2500.5).to_dict()["description"]
    assert "geprobeerde streefwaarde: 2.500,5" in attainment(RESCUES, "nl", goal=2500.5).to_dict()["description"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("goal", [None, 100])
@pytest.mark.parametrize("status", targets.NO_ANSWER)
def test_a_target_without_an_answer_has_a_chart_all_the_same(status, goal, language):
    everything = OVERVIEW.set_index("status_computed")["target_id"]
    target_id = everything[[status]].iloc[0]
    spec = attainment(target_id, language, goal).to_dict()
    assert title(spec) or spec["description"]
    assert "nan" not in spec["description"]
    if language == "en":
        assert theme.picture(spec).startswith("<svg")


def test_a_goal_in_another_unit_is_not_drawn():
    other = OVERVIEW.set_index("status_computed").loc[["other_unit"], "target_id"].iloc[0]
    spec = attainment(other).to_dict()
    assert "target and result count different things" in spec["description"]
    assert "printed target" not in spec["description"]


def test_only_targets_with_an_answer_are_drawn_among_all_targets():
    answered = OVERVIEW[OVERVIEW["share_lower"].notna()]
    rows = values(targets_charts.targets(OVERVIEW).to_dict())
    assert sorted(" ".join(row["label"].split()) for row in rows) == sorted(answered["label_en"])


def test_no_answer_at_all_is_an_empty_chart():
    nothing = OVERVIEW[OVERVIEW["share_lower"].isna()].head(3)
    spec = targets_charts.targets(nothing).to_dict()
    assert title(spec)


def test_what_was_spent_of_an_earmark_is_drawn_without_a_share_attained():
    for language, return_ in (("en", "Return, beside"), ("nl", "Terugkeer, naast")):
        description = speaking(language)(spending_charts.against_available)(spending.against_available(DATA)).to_dict()[
            "description"
        ]
        whole, on_return = description.replace("\N{NO-BREAK SPACE}", " ").split("; ")
        assert "%" in whole
        assert on_return.startswith(return_)
        assert "%" not in on_return
