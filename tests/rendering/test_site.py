"""The static site: whole, with relative links, for any host; or left as it was."""

import json
import re
import sqlite3
import struct
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from analysis.errors import AnalysisError
from analysis.rendering import inputs, run, site
from analysis.show import collection

DATA = Path(__file__).parents[2] / "data"
ADDRESS = "https://example.org/migration/"
TABLE = """from IPython.display import HTML, SVG, display
box = "viewBox='0 0 300 100' width='300' height='100'"
display(SVG(f"<svg xmlns='http://www.w3.org/2000/svg' {box}><path d='M0,0h9'/></svg>"))
HTML("<table><tbody><tr id='source-rs18-0211-1'><th>rs18-0211-1</th><td>ruim 2.800</td></tr></tbody></table>")"""
PLAN = """
reports:
  - {name: one, notebook: one, title: The first}
  - {name: two, notebook: one, title: De tweede, parameters: {language: nl}}
"""


@pytest.fixture(scope="module")
def project(lasting_folder):
    folder = lasting_folder
    folder.project = inputs.Project(folder.root, DATA, folder.root / "code")
    folder.write("one", TABLE)
    folder.plan(PLAN)
    # A cell that names a figure, so that the figure's page leads to the report, as it does to one that is not planned.
    folder.render("one", parameters={"number": "2"})
    return folder


@pytest.fixture(scope="module")
def made(project, tmp_path_factory):
    place = tmp_path_factory.mktemp("web") / "site"
    result = site.build(project.project, project.render, place, ADDRESS)
    return place, result


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in {"a", "img"} or (tag == "link" and given.get("rel") == "alternate"):
            self.found += [given[name] for name in ("href", "src") if given.get(name)]


def test_every_link_is_relative_and_leads_to_a_file_of_the_site(made):
    place, _ = made
    for file in place.rglob("*.html"):
        links = _Links()
        links.feed(file.read_text(encoding="utf-8"))
        for link in links.found:
            parts = urlsplit(link)
            if parts.scheme in {"http", "https", "data"} or not parts.path:
                continue
            assert not parts.path.startswith("/"), link
            assert (file.parent / unquote(parts.path)).resolve().is_file(), (file.name, link)


def test_it_has_the_reports_a_page_for_each_figure_and_the_data(made):
    place, result = made
    names = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    assert {"index.html", "index-nl.html", "one.html", "two.html", "one.ipynb", "data.html", "data-nl.html"} <= names
    assert {"figures/rs18-0211-1.html", "figures/rs18-0211-1-nl.html", "figures/rs18-0211-1.json"} <= names
    assert {".nojekyll", "cover.png", "sitemap.xml", "robots.txt", "manifest.json", "data/csv.zip"} <= names
    assert not any(name.startswith(".records") for name in names)
    assert result.files == len(names)
    with sqlite3.connect(next((place / "data").glob("*.sqlite"))) as database:
        assert database.execute("select count(*) from figures").fetchone()[0] > 300


def test_the_index_offers_the_data_and_their_page_says_what_each_file_holds(made):
    place, _ = made
    assert '<a href="data-nl.html">' in (place / "index-nl.html").read_text(encoding="utf-8")
    offer = (place / "data-nl.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'<th scope="row"><a href="(data/[^"]+)"', offer))
    assert {"data/csv.zip", "data/codebook.nl.html"} <= linked
    assert re.search(r"\d+(,\d)? [kM]B", offer)


def test_the_map_names_every_page_once_and_pages_say_where_they_are(made):
    place, result = made
    root = ET.parse(place / "sitemap.xml").getroot()
    named = [element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(named) == len(set(named)) == result.pages
    assert all((place / address.removeprefix(ADDRESS)).is_file() for address in named)
    cards = {"one.html": "pictures/one.png"}
    for page in ("index.html", "index-nl.html", "one.html", "figures/rs18-0211-1.html", "data.html"):
        text = (place / page).read_text(encoding="utf-8")
        assert text.count(f'<link rel="canonical" href="{ADDRESS}{page}">') == 1, page
        assert text.count(f'<meta property="og:image" content="{ADDRESS}{cards.get(page, "cover.png")}">') == 1, page
        assert text.count('property="og:image"') == text.count('rel="canonical"') == 1, page


@pytest.mark.parametrize("picture", ["cover.png", "pictures/one.png"])
def test_the_picture_that_a_link_is_shown_with_is_as_wide_as_it_is_shown(made, picture):
    head = (made[0] / picture).read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert abs(struct.unpack(">I", head[16:20])[0] - 1200) <= 1


@pytest.mark.parametrize("index", ["index.html", "index-nl.html"])
def test_the_dataset_is_described_with_each_file_of_it_and_where_that_is(made, index):
    page = (made[0] / index).read_text(encoding="utf-8")
    described = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    files = {part["contentUrl"].removeprefix(ADDRESS): part.get("encodingFormat") for part in described["distribution"]}
    assert {"data/csv.zip", "data/codebook.en.html", "data/codebook.nl.html"} <= files.keys()
    assert all((made[0] / file).is_file() for file in files)
    assert files["data/csv.zip"] == "application/zip"


def test_without_an_address_nothing_is_absolute(project, tmp_path):
    site.build(project.project, project.render, tmp_path / "site")
    assert not (tmp_path / "site" / "sitemap.xml").exists()
    assert "canonical" not in (tmp_path / "site" / "one.html").read_text(encoding="utf-8")


def test_a_foreign_folder_a_false_address_and_a_failed_report_leave_everything_as_it_was(project, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(AnalysisError, match="mine: is not empty, and not made by analysis site"):
        site.build(project.project, project.render, tmp_path / "mine")
    with pytest.raises(AnalysisError, match="is no address of a site"):
        site.build(project.project, project.render, tmp_path / "new", "example.org")
    failure = run.Failure("no such column")
    failed = run.Result(project.output, (run.Record("one", "T", "one", {}, "weekly", failure=failure),))
    with pytest.raises(AnalysisError, match="one failed, so there is no site"):
        site.build(project.project, lambda: failed, tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine"]
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_the_title_of_the_collection_stands_on_every_page(made):
    for page in ("index.html", "data.html", "figures/rs18-0211-1.html", "one.html"):
        assert collection.TITLE in (made[0] / page).read_text(encoding="utf-8"), page


def test_a_figure_leads_to_the_reports_of_the_site_and_to_no_other_that_lies_beside_them(project, made):
    assert (project.output / "one-2.html").is_file()
    page = (made[0] / "figures" / "rs18-0211-1.html").read_text(encoding="utf-8")
    assert '"../one.html#source-rs18-0211-1"' in page
    assert "one-2" not in page


def test_a_foreign_folder_is_refused_before_anything_is_rendered(tmp_path, project):
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")

    def render():
        raise AssertionError("nothing is rendered for a folder that cannot be filled")

    with pytest.raises(AnalysisError, match="is not empty, and not made by analysis site"):
        site.build(project.project, render, tmp_path)
