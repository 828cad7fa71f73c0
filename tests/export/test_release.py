"""A release: its archive, what it says of changed figures, and the same metadata wherever they stand."""

import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

from analysis.errors import ExportError
from analysis.export import release, taking
from analysis.show import collection

ROOT = Path(__file__).parents[2]
CHANGELOG = """# Changelog

## [Unreleased]

more

## [1.2.0] - 2026-01-01

### Figures changed

- none

## [1.1.0]

old
"""


def test_the_notes_are_those_of_the_version_alone():
    assert release.notes(CHANGELOG, "1.2.0") == "### Figures changed\n\n- none\n"


@pytest.mark.parametrize(
    ("version", "why"), [("1.3.0", "has nothing of version 1.3.0"), ("1.1.0", "does not say which")]
)
def test_a_version_of_which_nothing_is_said_is_no_release(version, why):
    with pytest.raises(ExportError, match=why):
        release.notes(CHANGELOG, version)


def test_a_release_is_an_archive_of_all_formats_beside_its_notes(tmp_path, duckdb):
    version = yaml.safe_load((ROOT / "data" / "datapackage.yaml").read_text(encoding="utf-8"))["version"]
    archive = release.write(f"v{version}", tmp_path / "out", ROOT / "CHANGELOG.md")
    with zipfile.ZipFile(archive) as packed:
        names = set(packed.namelist())
        told = json.loads(packed.read("manifest.json"))
    assert told["formats"] == list(taking.FORMATS)
    assert {"README.md", "csv/figures.csv", "csv/datapackage.json", "parquet/figures.parquet"} <= names
    assert sorted(path.name for path in archive.parent.iterdir()) == sorted([archive.name, "notes.md"])
    assert "### Figures changed" in (archive.parent / "notes.md").read_text(encoding="utf-8")


def test_another_tag_than_the_version_is_refused_and_nothing_written(tmp_path):
    with pytest.raises(ExportError, match=r"the tag v9 is not v"):
        release.write("v9", tmp_path / "out", ROOT / "CHANGELOG.md")
    assert not (tmp_path / "out").exists()


def test_title_version_licence_and_keywords_are_the_same_wherever_they_stand():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    zenodo = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    package = yaml.safe_load((ROOT / "data" / "datapackage.yaml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["title"] == zenodo["title"] == collection.TITLE
    assert len({str(citation["version"]), zenodo["version"], str(package["version"]), project["version"]}) == 1
    assert (citation["license"], citation["keywords"]) == (zenodo["license"], zenodo["keywords"])
    assert " ".join(citation["abstract"].split()) == zenodo["description"]
    assert [author["name"] for author in citation["authors"]] == [creator["name"] for creator in zenodo["creators"]]


@pytest.mark.parametrize("file", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda file: file.stem)
def test_a_workflow_pins_what_it_uses_by_hash_and_asks_for_little(file):
    text = file.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name) for name in used), used
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    writes = {
        (name, what)
        for name, job in workflow["jobs"].items()
        for what, may in job.get("permissions", {}).items()
        if may == "write"
    }
    allowed = {"site": {("publish", "pages"), ("publish", "id-token")}, "release": {("release", "contents")}}
    assert writes == allowed.get(file.stem, set())
