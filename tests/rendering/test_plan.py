"""The plan is valid before anything runs, and every problem of it has a line."""

import pytest

from analysis.errors import ParameterError, PlanError, UnknownNameError
from analysis.rendering.plan import planfile

ONE = "reports:\n  - notebook: 06-country"
COUNTRY = 'country: str = "NL"  # a code\nlanguage: Literal["en", "nl"] = "en"  # language'


@pytest.fixture
def project(folder):
    folder.write("06-country", "print(country)", parameters=COUNTRY, heading="# One country?")
    folder.write("01-spending", "print(language)")
    folder.table(
        "places",
        "place_id,kind,label_en,label_nl\nNO,country,Norway,Noorwegen\n01,country,One,Een\nsahel,region,Sahel,Sahel\nNO,country,Norway,Noorwegen\n",
    )
    return folder


def load(project, text):
    project.plan(text)
    return planfile.load(project.project)


def problems(project, text):
    with pytest.raises(PlanError) as caught:
        load(project, text)
    return str(caught.value).splitlines()


def test_for_each_takes_the_distinct_values_of_a_column_and_labels_them(project):
    reports = load(
        project,
        """
reports:
  - notebook: 06-country
    title: "{country}: what the Netherlands is doing there"
    group: on_demand
    for_each:
      country: {table: places, column: place_id, where: {kind: country}, label: label}
      language: all
""",
    ).reports
    assert [report.name for report in reports] == [
        "06-country-NO-en",
        "06-country-NO-nl",
        "06-country-01-en",
        "06-country-01-nl",
    ]
    assert reports[1].title == "Noorwegen: wat Nederland er doet"
    assert reports[2].parameters == {"country": "01", "language": "en"}
    assert {report.group for report in reports} == {"on_demand"}


def test_only_keeps_the_values_named_in_their_order_with_their_labels(project):
    text = "reports:\n  - notebook: 06-country\n    title: 'In {country}'\n    for_each:\n      country: "
    values = "{table: places, column: place_id, label: label_en, only: [01, NO]}"
    assert [report.title for report in load(project, text + values).reports] == ["In One", "In Norway"]
    assert "'N0' (did you mean 'NO'?)" in problems(project, text + values.replace("NO]", "N0]"))[0]


def test_all_values_are_those_of_the_languages_alone(project):
    text = "reports:\n  - notebook: 06-country\n    for_each:\n      country: all"
    assert problems(project, text)[0] == (
        "reports/plan.yaml:4: 'all' is for the parameter 'language' alone; list the values of 'country'"
    )


def test_country_codes_that_yaml_would_change_survive(project):
    reports = load(
        project,
        "reports:\n  - {notebook: 06-country, name: a, parameters: {country: NO}}\n"
        "  - {notebook: 06-country, name: b, parameters: {country: 01}}\n",
    ).reports
    assert [report.parameters["country"] for report in reports] == ["NO", "01"]


def test_a_title_is_the_notebooks_heading_unless_given(project):
    assert load(project, "reports: [{notebook: 06-country}]").reports[0].title == "One country?"


def test_every_problem_is_named_with_its_line_and_the_nearest_name(project):
    found = problems(
        project,
        """reports:
  - notebook: 06-contry
  - notebook: 06-country
    name: one
    parameters:
      countri: NO
      language: nk
  - notebook: 06-country
    name: two
    for_each:
      country: {table: place, column: place_id}
  - notebook: 06-country
    name: three
    for_each:
      country: {table: places, column: place}
""",
    )
    expected = """\
reports/plan.yaml:2: unknown notebook '06-contry' (did you mean '06-country'?); allowed: 01-spending, 06-country
reports/plan.yaml:6: unknown parameter of 06-country: 'countri' (did you mean 'country'?); allowed: country, language
reports/plan.yaml:7: unknown value for parameter 'language': 'nk' (did you mean 'nl'?); allowed: en, nl
reports/plan.yaml:11: unknown table 'place' (did you mean 'places'?); allowed: places
reports/plan.yaml:15: unknown column of the table places: 'place' (did you mean 'place_id'?); \
allowed: place_id, kind, label_en, label_nl"""
    assert found == expected.splitlines()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "plan.yaml:1: is empty"),
        ("reports:\n  - [", "plan.yaml:3: did not find expected node content"),
        ("reports:\n  - name: x", "plan.yaml:2: 'notebook' is missing"),
        ("reports: []\nvalue: {}", "plan.yaml:2: unknown key 'value' (did you mean 'values'?)"),
        (f"{ONE}\n    years: spendng", "plan.yaml:3: unknown question with years 'spendng' (did you mean 'spending'?)"),
        (f"{ONE}\n    grup: weekly", "plan.yaml:3: unknown key 'grup' (did you mean 'group'?)"),
        (f"{ONE}\n    group: wekly", "plan.yaml:3: unknown group 'wekly' (did you mean 'weekly'?)"),
        (f"{ONE}\n    name: a\n    name: b", "plan.yaml:4: 'name' is given twice"),
        (f"{ONE}\n  - notebook: 06-country", "plan.yaml:3: a second report '06-country' (the first: line 2)"),
        (f"{ONE}\n    name: index", "plan.yaml:2: a report cannot be called 'index'"),
        (f"{ONE}\n    name: Reports-nl", "plan.yaml:2: a report cannot be called 'Reports-nl'"),
        (f"{ONE}\n    name: reports-06-country", "plan.yaml:2: a report cannot be called 'reports-06-country'"),
        (f"{ONE}\n    title: '{{contry}}'", "plan.yaml:3: unknown placeholder in '{contry}': 'contry'"),
    ],
)
def test_a_plan_that_cannot_be_used_says_where(project, text, message):
    assert message in "\n".join(problems(project, text))


@pytest.mark.parametrize("name", ["../escape", "a/b", "/absolute", "..", ".hidden", "-flag", "a b", " "])
def test_a_name_that_is_no_plain_file_name_is_refused(project, name):
    found = problems(project, f"{ONE}\n    name: '{name}'\n")
    assert "cannot be a report's name" in found[0]


@pytest.mark.parametrize("value", ["../../escape", "/etc/passwd", "..", "a/b", "x\0y", "é", "~", "."])
def test_a_name_made_from_a_value_stays_in_the_folder(project, value):
    chosen = load(project, "reports: [{notebook: 06-country}]").select(["06-country"], {"country": value})
    name = chosen[0].name
    assert chosen[0].parameters["country"] == value
    assert name.startswith("06-country-")
    assert not set(name) & set("/\\\0 ~")
    assert (project.output / f"{name}.html").parent == project.output


def test_two_values_never_share_a_name(project):
    values = ["a/b", "a-b", "a b", "A/B", "../a-b", "é", "e"]
    chosen = load(project, "reports: [{notebook: 06-country}]")
    names = [chosen.select(["06-country"], {"country": value})[0].name for value in values]
    assert len(set(names)) == len(values)


def test_values_that_a_column_allows_are_refused_otherwise(project):
    text = f"{ONE}\n    parameters:\n      country: NO\nvalues:\n  country: {{table: places, column: place_id}}\n"
    with pytest.raises(UnknownNameError, match=r"unknown value for parameter 'country': 'sahl' .did you mean 'sahel'"):
        load(project, text).select(["06-country"], {"country": "sahl"})
    assert "plan.yaml:4: unknown value" in problems(project, text.replace("country: NO", "country: NL"))[0]


class TestSelect:
    @pytest.fixture
    def chosen(self, project):
        return load(
            project,
            "reports:\n  - {notebook: 01-spending, for_each: {language: [en, nl]}}\n"
            "  - {notebook: 06-country, group: on_demand, parameters: {country: NO}, name: norway}\n",
        )

    def names(self, reports):
        return [report.name for report in reports]

    def test_without_names_it_is_the_weekly_group(self, chosen):
        assert self.names(chosen.select()) == ["01-spending-en", "01-spending-nl"]
        assert self.names(chosen.select(group="on_demand")) == ["norway"]
        assert len(chosen.select(group="all")) == 3

    def test_a_name_is_a_report_or_all_reports_of_a_notebook(self, chosen):
        assert self.names(chosen.select(["norway", "01-spending"])) == ["norway", "01-spending-en", "01-spending-nl"]

    def test_a_name_is_found_in_letters_of_any_case_and_without_its_language_means_all(self, project):
        text = "  for_each: {country: {table: places, column: place_id}, language: all}\n"
        plan = load(project, f"{ONE}\n  {text}")
        assert self.names(plan.select(["06-country-no-en"])) == ["06-country-NO-en"]
        assert self.names(plan.select(["06-country-no"])) == ["06-country-NO-en", "06-country-NO-nl"]
        (report,) = plan.select(["06-country-sahel-en"], {"country": "NO"})
        assert report.name == "06-country-NO-en"

    def test_an_unknown_name_is_refused_with_the_nearest(self, chosen):
        with pytest.raises(UnknownNameError, match="did you mean 'norway'"):
            chosen.select(["norwy"])

    def test_parameters_that_a_report_of_the_plan_has_mean_that_report(self, chosen):
        assert self.names(chosen.select(["01-spending"], {"language": "nl"})) == ["01-spending-nl"]

    def test_other_parameters_make_a_report_of_their_own(self, chosen):
        (report,) = chosen.select(["norway"], {"language": "nl"})
        assert (report.name, report.planned) == ("06-country-NO-nl", False)
        assert report.parameters == {"country": "NO", "language": "nl"}
        assert report.title == "One country? (language nl)"

    def test_parameters_without_a_name_are_refused(self, chosen):
        with pytest.raises(ParameterError, match="need the name of a report"):
            chosen.select([], {"language": "nl"})
