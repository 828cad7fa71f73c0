"""What two notebooks claim to count alike is one number, in the sentences of both languages and in the headlines."""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import roles, tables
from analysis.language import numbers, speaking
from analysis.questions.audit import answers as audit
from analysis.questions.audit import sentences as audit_sentences
from analysis.questions.framework import answers as framework
from analysis.questions.framework import sentences as framework_sentences
from analysis.questions.indicators import answers as indicators
from analysis.questions.indicators import sentences as indicators_sentences
from analysis.questions.programme import answers as programme
from analysis.questions.programme import charts as programme_charts
from analysis.questions.returns import answers as returns
from analysis.questions.returns import sentences as returns_sentences
from analysis.questions.targets import answers as targets
from analysis.questions.targets import charts as targets_charts
from analysis.questions.targets import sentences as targets_sentences
from analysis.questions.targets import tables as targets_tables
from analysis.rendering.pages import findings

ROOT = Path(__file__).parents[2]
DATA = tables.load()
LANGUAGES = ["en", "nl"]
REPORTS = indicators.counts(DATA).set_index("report")["results"]


@pytest.fixture(scope="module")
def headlines() -> dict[str, list[findings.Finding]]:
    found: dict[str, list[findings.Finding]] = {}
    for finding in findings.compute(ROOT / "data"):
        found.setdefault(finding.notebook, []).append(finding)
    return found


def first(pattern: str, text: str) -> tuple[str, ...]:
    found = re.search(pattern, text)
    assert found, text
    return found.groups()


# -- results per report: 02, 03, 08 and 09 ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_results_of_each_report_are_as_many_in_every_notebook(language):
    word = {"en": "results", "nl": "resultaten"}[language]
    coverage = targets.coverage(DATA)
    in_03 = dict(re.findall(rf"\*(.+?)\*: (\d+) {word}", speaking(language)(targets_sentences.coverage)(coverage)))
    in_08 = dict(
        re.findall(
            rf"\*\*(\S+)\*\* \(.+?\): (\d+) {word}",
            speaking(language)(framework_sentences.framework_reports)(
                framework.reports(DATA), framework.coverage(DATA, framework.outcomes(DATA))
            ),
        )
    )
    titles = coverage.set_index("report")["title"]
    assert {report: int(in_03[titles[report]]) for report in REPORTS.index} == REPORTS.to_dict()
    assert {report: int(number) for report, number in in_08.items()} == REPORTS.to_dict()
    in_02 = speaking(language)(indicators_sentences.results)(indicators.printed(DATA))
    pattern = {"en": r"(\d+) in that of (\d+)", "nl": r"(\d+) in die over (\d+)"}[language]
    told = {report: int(number) for number, report in re.findall(pattern, in_02)}
    assert told == {report: REPORTS[report] for report in told}
    assert len(told) == len(indicators.result_reports(DATA))


def test_a_result_behind_an_outcome_or_a_programme_is_one_of_those_that_are_counted():
    known = set(indicators.results(DATA)["figure_id"])
    assert set(framework.results(DATA, framework.outcomes(DATA))["figure_id"]) <= known
    named = indicators.results(DATA)["programme_id"].dropna()
    assert audit.programmes_with_both(DATA).iloc[0]["with_result"] == named.nunique()


# -- pairs: 02, 09 and the index -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pairs_and_the_changes_are_as_many_in_02_in_09_and_on_the_index(language, headlines):
    pairs, changes = indicators.comparisons(DATA), indicators.changes(DATA)
    opening = speaking(language)(indicators_sentences.comparisons)(pairs, changes).partition("** ")[0]
    assert speaking(language)(audit_sentences.audit_refusals)(audit.comparable(DATA)).startswith(opening)
    total, allowed = first(r"(\d+)\D+(\d+)", opening)
    assert (int(total), int(allowed)) == (len(pairs), len(changes))
    assert headlines["02-indicators"][0].number == f"{allowed} of {total}"


# -- returnees: 02, 04 and the index ---------------------------------------------------------------------------------


def test_no_notebook_computes_how_many_fewer_people_returned_than_the_year_before():
    claim = returns.claims(DATA, returns.by_year(DATA)).iloc[-1]
    assert (claim["series"], claim["answer"]) == ("people", "undecided")
    for table in (indicators.comparisons(DATA), returns.trends(DATA)):
        totals = table[table["measure_id"] == roles.player(DATA, returns.TOTAL)]
        totals = totals[totals["other_period_end"] == claim["period_end"]]
        assert len(totals) == 1
        assert not totals["allowed"].iloc[0]
        assert totals["change_lower"].isna().all()
    money = indicators.changes(DATA).query("measure_id == 'returnees-hrt'")["relative_lower"]
    assert numbers.share(-money.iloc[-1], -money.iloc[-1]) == "38.8%"  # of the column of money, which can be told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_people_who_returned_and_the_printed_total_stand_together_in_04_and_on_the_index(language, headlines):
    (finding,) = headlines["04-returns"]
    years = returns.by_year(DATA, 2013, 2013)
    row = years.iloc[0]
    text = speaking(language)(returns_sentences.returnees)(years, None)
    assert speaking(language)(numbers.interval)(row["people_lower"], row["people_upper"]) in text
    assert speaking(language)(numbers.number)(row["total_lower"]) in text
    assert finding.number == numbers.interval(row["people_lower"], row["people_upper"])
    assert f"The total that is printed, {numbers.number(row['total_lower'])}," in finding.sentence


# -- pace: 03, 07 and 09 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pace_of_a_programme_is_that_of_its_target_in_03_and_in_its_chart(language):
    every = targets.pace(DATA)
    pace = every[every["missing"] == ""]
    assert len(pace)
    programmes = DATA.targets.set_index("target_id")["programme_id"]
    for target_id in pace["target_id"]:
        own = programme.pace(DATA, programmes[target_id])
        text = speaking(language)(targets_sentences.pace)(own)
        assert text in speaking(language)(targets_sentences.pace)(every)
        needed = speaking(language)(numbers.number)(own["needed"].iloc[0], 1)
        assert needed in text
        description = speaking(language)(programme_charts.pace)(own).to_dict()["description"]
        for cell in ("so_far_lower", "needed"):
            assert speaking(language)(numbers.number)(own[cell].iloc[0], 1) in text
        assert "11.2 " not in description + text
        assert "11,2 " not in description + text


def test_no_discrepancy_says_that_no_pace_is_computed():
    words = DATA.discrepancies["resolution_en"].str.cat(DATA.discrepancies["resolution_nl"], sep=" ")
    assert not words.str.contains("no pace|tempo wordt er niet", regex=True).any()


# -- the rescues: sentence, table and chart of 03, and the index -----------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_text_alone_allows_is_one_share_in_sentence_table_and_chart(language, headlines, rows_of):
    result, readings = targets.attainment(DATA, "rescues-niger-2018"), targets.readings(DATA, "rescues-niger-2018")
    only = {"en": "93 to under 100%", "nl": "93 tot onder de 100%"}[language]
    assert only in speaking(language)(targets_sentences.attainment)(result, readings)
    assert only in str(speaking(language)(targets_tables.readings)(readings))
    chart = speaking(language)(targets_charts.attainment)(readings, result)
    shares = [row["share"] for row in rows_of(chart) if "share" in row]
    assert only in shares
    whole = {"en": "93 to 97%", "nl": "93 tot 97%"}[language]
    assert whole in speaking(language)(targets_sentences.attainment)(result, readings)
    assert whole in shares
    assert headlines["03-targets"][0].number == "93 to 97%"


# -- targets and contradictions: 03, 09 and the index ----------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_targets_are_counted_alike_in_03_and_on_the_index(language, headlines):
    counts = targets.counts(targets.overview(DATA)).iloc[0]
    text = speaking(language)(targets_sentences.targets)(targets.overview(DATA))
    told = [int(number) for number in re.findall(r"\d+", text)][:4]
    assert told == [counts[name] for name in ("rows", "no_target", "with_number", "answered")]
    finding = headlines["03-targets"][1]
    assert finding.number == f"{counts['answered']} of {counts['with_number']}"
    assert f"name {counts['rows']} in all; {counts['no_target']} of these have no numeric target" in finding.sentence
    rest = re.search(r"The others with a number: (.+?)\.", finding.sentence)
    assert rest is not None
    left = sum(int(number) for number in re.findall(r"\d+", rest[1]))
    assert left + counts["answered"] == counts["with_number"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headline_counts_contradictions_alone_and_names_the_other_kinds(language, headlines):
    found = audit.disagreements(DATA)
    counts = audit.graveness(found).iloc[0]
    (finding,) = headlines["09-audit"]
    assert finding.number == f"{counts['contradiction']} contradictions"
    text = speaking(language)(audit_sentences.audit_discrepancies)(found)
    assert text.startswith(f"**{counts['contradiction']} ")
    for kind in audit.SEVERITIES[1:]:
        assert re.search(rf"\b{counts[kind]} ", text)
        assert re.search(rf"\b{counts[kind]} ", finding.sentence)


# -- spending: 01, 03 and the index ----------------------------------------------------------------------------------


def test_an_earmark_is_attained_nowhere(headlines):
    (finding,) = headlines["01-spending"]
    assert "61.5" not in finding.sentence
    overview = targets.overview(DATA).set_index("target_id").loc["reserve-return-2013"]
    assert overview["status_computed"] == "earmark"
    assert pd.isna(overview["share_lower"])
    assert "co-financing" in finding.sentence
    assert finding.sentence.index("co-financing") < finding.sentence.index("return is EUR")
