"""An index finds every report, and stays small however many there are."""

import base64
import gzip
import json
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape

import pytest

from analysis.rendering.pages import index
from analysis.rendering.pages.findings import Finding
from analysis.rendering.pages.lookup import Lookup
from analysis.rendering.pages.templating import digest
from analysis.rendering.shelf import Failure, Record, Shelf

#: Bytes that an index may have, with ten thousand reports as with ten.
LARGEST = 300_000


@pytest.fixture
def data(tmp_path):
    tables = {
        "figures": (
            "figure_id,source_id,line,programme_id,as_printed,value,measure_id,period_start,period_end\n"
            "rs18-0043-1,results,43,hrt,ruim 8.658,8658,returns,2017-07-01,2018-06-30\n"
            "rs18-0050-1,results,50,,3,3,,,\n"
        ),
        "sources": (
            "source_id,title,short_en,short_nl,last_year,url\nresults,R,Results,Resultaten,2018,https://a.example/r\n"
        ),
        "measures": "measure_id,label_en,label_nl\nreturns,People who returned,Teruggekeerde mensen\n",
        "places": (
            "place_id,place_kind,label_en,label_nl\nLBY,country,Libya,Libië\nNER,country,Niger,Niger\nx,region,X,X\n"
        ),
        "figure_places": "figure_id,place_id\nrs18-0043-1,LBY\nrs18-0043-1,x\n",
        "programmes": "programme_id,label_en,label_nl\nhrt,Return,Terugkeer\n",
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return Lookup(tmp_path)


def report(name, notebook="03-targets", **changes):
    files = {f"{name}.html": (1, "d"), f"{name}.ipynb": (1, "d"), f"pictures/{name}.svg": (1, "d")}
    made = Record(name, name.title(), notebook, {}, "weekly", fingerprint="x", rendered="2026-11-21T10", files=files)
    return replace(made, **changes)


def records():
    said = {
        "question": "What <was> spent?",
        "language": "en",
        "lead": "Of <money>.",
        "figures": ["rs18-0043-1"],
        "changes": [["Spending: Return", "1 <b>", "2"]],
        "changed": 3,
        "changed_on": "2026-11-21T10",
        "changed_since": "2026-11-14T1",
    }
    return [
        report("a", "01-spending", title="A & B", summary=said),
        report("b", files={}, rendered="", failure=Failure("ValueError: <x>", 3)),
        report("c", failure=Failure("the kernel died")),
        report("d", outdated=True),
    ]


def first(found):
    """The index itself."""
    return found["index.html"] if "index.html" in found else found["index-nl.html"]


def searched(found, name="reports.js"):
    """What the script beside an index gives to its search."""
    text = re.fullmatch(r'window\.searched = "([\w+/=]+)";\n', found[name])[1]
    return json.loads(gzip.decompress(base64.b64decode(text)))


def test_an_index_is_made_without_the_slow_imports():
    code = (
        "import sys\nfrom analysis.rendering.pages import index\nindex.pages([])\n"
        "print({'nbconvert', 'nbformat', 'pandas', 'altair'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"


def test_an_index_shows_state_error_and_links():
    page = first(index.pages(records()))
    assert '<a href="a.html">A &amp; B</a>' in page
    assert "ValueError: &lt;x&gt; (cell [3])" in page
    assert '<a href="b.failed.ipynb"' in page
    assert '<a href="c.html">' in page
    states = re.findall(r'class="state state-\w+">([^<]+)</span> rendered', page)
    assert states == ["fresh", "out of date", "out of date"]
    assert "3 of 4 reports have failed or are out of date" in page


def test_what_changed_stands_on_the_list_of_its_notebook_to_which_the_index_leads():
    found = index.pages(records())
    assert '<a href="reports-01-spending.html#a-changes">3 values changed on 21 November 2026</a>' in first(found)
    changed = found["reports-01-spending.html"]
    assert '<div id="a-changes">' in changed
    assert "Spending: Return: <del>1 &lt;b&gt;</del> → <ins>2</ins>" in changed
    assert "and 2 more" in changed
    assert "Compared with the render of 14 November 2026" in changed
    assert "reports-03-targets.html" not in found  # whose reports all have their card, and in which nothing changed


def test_an_index_can_be_filtered_by_country_and_programme_and_by_state_where_something_is_wrong(data):
    found = index.pages(records(), (), data)
    assert '<option value="LBY">Libya</option>' in first(found)
    assert '<option value="hrt">Return</option>' in first(found)
    assert '<option value="stale">out of date</option>' in first(found)
    assert '<select name="state">' not in first(index.pages(records()[:1]))
    spending = searched(found)["reports"][0]
    assert (spending["country"], spending["programme"], spending["notebook"]) == (["LBY"], ["hrt"], "01-spending")
    assert [entry["state"] for entry in searched(found)["reports"]] == ["fresh", "failed", "stale", "stale"]


def test_an_index_states_findings_and_where_they_come_from():
    findings = [Finding("01-spending", "93 to 97", "of <3,000>."), Finding("03-targets", "", "", "Could not: <why>")]
    found = index.pages(records(), findings)
    assert "<strong>93 to 97</strong> of &lt;3,000&gt;." in first(found)
    assert "Could not: &lt;why&gt;" in first(found)
    assert "What &lt;was&gt; spent?" in first(found)
    assert searched(found)["findings"] == [
        {"title": "93 to 97 of <3,000>.", "address": "a.html", "notebook": "01-spending"}
    ]


@pytest.mark.parametrize(
    ("language", "address", "note"),
    [
        ("en", "figures/rs18-0043-1.html", "People who returned (Results 2018, line 43)"),
        ("nl", "figures/rs18-0043-1-nl.html", "Teruggekeerde mensen (Resultaten 2018, regel 43)"),
    ],
)
def test_a_figure_is_found_by_its_printed_form_and_leads_to_its_page(data, language, address, note):
    found = index.pages(records(), (), data, language)
    table = searched(found, {"en": "reports.js", "nl": "reports-nl.js"}[language])
    figure = table["figures"][0]
    assert (figure["title"], figure["address"], figure["note"]) == ("“ruim 8.658”", address, note)
    assert (figure["country"], figure["programme"]) == (["LBY"], ["hrt"])
    assert "8658" in figure["words"].split()
    assert table["reports"][0]["figures"] == [0]


@pytest.mark.parametrize(("language", "name"), [("en", "reports.js"), ("nl", "reports-nl.js")])
def test_countries_and_programmes_are_found_by_every_name_in_every_language(data, language, name):
    names = searched(index.pages(records(), (), data, language), name)["names"]
    assert {"LBY", "Libya", "Libië"} <= set(names["LBY"].split())
    assert {"hrt", "Return", "Terugkeer"} == set(names["hrt"].split())
    assert "x" not in names


def test_a_report_of_a_country_is_about_it_and_says_so_once(data):
    niger = report("n", "06-country", title="Niger: what", parameters={"country": "NER"})
    other = report("o", "06-country", title="One country", parameters={"country": "NER"})
    entries = searched(index.pages([niger, other], (), data))["reports"]
    assert [(entry["about"], entry.get("note")) for entry in entries] == [(["NER"], None), (["NER"], "Niger")]


def test_each_language_has_an_index_of_its_own_reports_and_of_those_that_have_no_twin():
    english, dutch, alone = (
        report(name, "04-returns", title=title, parameters=parameters)
        for name, title, parameters in (
            ("r-en", "Returns", {"language": "en"}),
            ("r-nl", "Terugkeer", {"language": "nl"}),
            ("r-2015", "Returns in 2015", {"language": "en", "first_year": 2015}),
        )
    )
    pages = {code: index.pages([english, dutch, alone], language=code) for code in ("en", "nl")}
    links = {code: re.findall(r'<h4[^>]*><a href="([^"]+)"', first(found)) for code, found in pages.items()}
    assert links == {"en": ["r-en.html", "r-2015.html"], "nl": ["r-nl.html", "r-2015.html"]}
    assert '<h4 lang="en"><a href="r-2015.html">' in first(pages["nl"])
    assert [entry.get("language") for entry in searched(pages["nl"], "reports-nl.js")["reports"]] == [None, "en"]
    assert '<a href="index.html" lang="en" hreflang="en">English</a>' in first(pages["nl"])
    assert '<a href="index-nl.html" lang="nl" hreflang="nl">Nederlands</a>' in first(pages["en"])
    assert "Wat heeft Nederland uitgegeven" in first(pages["nl"])
    assert "2 rapporten" in first(pages["nl"])


# -- many reports ---------------------------------------------------------------------------------------------------


def many(number, **changes):
    return [report(f"r-{place:05}", "06-country", title=f"Title {place:05}", **changes) for place in range(number)]


def test_of_many_reports_the_index_names_some_and_the_lists_have_every_one():
    found = index.pages(many(1200))
    lists = [name for name in found if name.startswith("reports-")]
    assert lists == ["reports-06-country.html", "reports-06-country-2.html", "reports-06-country-3.html"]
    assert [len(re.findall('<li class="card"', found[name])) for name in lists] == [500, 500, 200]
    assert len(re.findall(r'<li><a href="r-\d+\.html">', first(found))) == index.NAMED
    assert '<a href="reports-06-country.html">All 1200 reports' in first(found)
    assert '<a href="reports-06-country-2.html" aria-current="page">Title 00500</a>' in found[lists[1]]


def test_many_reports_stand_in_the_order_of_their_subjects_whatever_their_accents(data):
    titles = ["Zambia", "Égypte", "albania", "Eritrea", "Chad", "Fiji", "Gabon"]
    group = index.of([report(str(n), "06-country", title=title) for n, title in enumerate(titles)], (), data).groups
    names = [card.record.title for card in group["06-country"].cards]
    assert names == ["albania", "Chad", "Égypte", "Eritrea", "Fiji", "Gabon", "Zambia"]


def test_failed_reports_of_many_stay_on_the_index_before_those_that_are_out_of_date():
    found = many(40, outdated=True)
    found[30] = replace(found[30], failure=Failure("it <broke>", 2), files={})
    found[35] = replace(found[35], failure=Failure("the kernel died"))  # with a good version of before
    page = first(index.pages(found))
    shown = re.findall(r'<li class="card" id="([^"]+)"', page)
    assert (len(shown), shown[:2]) == (index.TROUBLED, ["r-00030", "r-00035"])
    assert "it &lt;broke&gt; (cell [2])" in page
    assert "40 of 40 reports have failed or are out of date" in page


def test_an_index_of_ten_thousand_reports_is_no_larger_than_one_of_a_few(data):
    said = {**records()[0].summary, "changes": [["where", "old" * 100, "new" * 100]] * 30}
    reports = [
        replace(item, notebook=f"{place % 12:02}-x", summary=said, outdated=True)
        for place, item in enumerate(many(10_000))
    ]
    found = index.pages(reports, (), data)
    assert len(first(found).encode()) < LARGEST
    assert len(searched(found)["reports"]) == 10_000
    few = index.pages(reports[:1200], (), data)
    assert len(first(found)) - len(first(few)) < 1000


def test_a_list_that_is_not_needed_any_more_goes(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.conclude({}, index.pages(many(1200)), {})
    assert (tmp_path / "reports-06-country-3.html").is_file()
    shelf.conclude({}, index.pages(many(600)), {})
    left = {path.name for path in tmp_path.glob("reports*")}
    assert left == {"reports.js", "reports-06-country.html", "reports-06-country-2.html"}


# -- what the page says to machines ---------------------------------------------------------------------------------


def test_pictures_lie_beside_the_index_and_load_when_they_are_seen():
    page = first(index.pages(records()))
    assert '<img alt="" loading="lazy" decoding="async" src="pictures/a.svg">' in page
    assert 'src="pictures/b.svg"' not in page  # which failed and has none
    assert "data:image" not in page


def test_the_policy_allows_the_searched_script_by_its_digest_and_on_a_disk_what_is_there():
    found = index.pages(records())
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', first(found))[1])
    sources = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
    assert f"'{digest(found['reports.js'])}'" in sources["script-src"]
    assert {"data:", "'self'", "file:"} == set(sources["img-src"])
    assert sources["default-src"] == sources["base-uri"] == sources["form-action"] == ["'none'"]
    assert not {"'self'", "'unsafe-inline'", "http:", "https:", "*"} & set(sources["script-src"])
    listed = unescape(re.search(r'Policy" content="([^"]+)"', found["reports-01-spending.html"])[1])
    assert "script-src 'none'" in listed


def described(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page, re.DOTALL)[1])


def test_the_index_describes_the_dataset_for_what_looks_for_datasets(data):
    found = described(first(index.pages(records(), (), data, "nl")))
    assert (found["@context"], found["@type"], found["inLanguage"]) == ("https://schema.org", "Dataset", "nl")
    assert 50 <= len(found["description"]) <= 5000
    assert found["temporalCoverage"] == "2017-07-01/2018-06-30"
    assert found["dateModified"] == "2026-11-21"
    assert [work["url"] for work in found["isBasedOn"]] == ["https://a.example/r"]
    assert "url" not in found


def test_what_a_title_holds_cannot_end_the_description(data):
    (data.folder / "sources.csv").write_text("source_id,title\nresults,</script><b>\n", encoding="utf-8")
    page = first(index.pages(records(), (), Lookup(data.folder)))
    assert described(page)["isBasedOn"][0]["name"] == "</script><b>"


def test_the_addresses_of_a_site_stand_in_the_index_only_where_they_are_known(data):
    without = first(index.pages(records(), (), data))
    assert '<meta property="og:title" content="Dutch migration' in without
    assert '<meta property="og:description" content="Refugee reception' in without
    assert not re.search(r"og:(?:url|image)|canonical|rel=.alternate", without)
    page = first(index.pages(records(), (), data, "nl", "https://site.example/a/", "", ["data/csv.zip"]))
    assert '<link rel="alternate" hreflang="en" href="https://site.example/a/index.html">' in page
    assert '<link rel="alternate" hreflang="nl" href="https://site.example/a/index-nl.html">' in page
    assert '<meta property="og:locale" content="nl_NL">' in page
    assert described(page)["url"] == "https://site.example/a/index-nl.html"
    assert [part["contentUrl"] for part in described(page)["distribution"]] == ["https://site.example/a/data/csv.zip"]
