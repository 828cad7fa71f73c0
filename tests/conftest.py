"""Folders beside the repository that some tests need: without one they skip, or fail if ANALYSIS_REQUIRE says so."""

import os
from pathlib import Path

import pytest

from analysis.dataset import labels, schema

ROOT = Path(__file__).parents[1]

# fixture: its marker, the variable that names the folder, and where it is looked for else
OUTSIDE = {
    "documents": ("documents", "DOCUMENTS", "sources"),
    "real": ("real", "REAL_DATA", "real"),
    "facts": ("real", "FACTS_DATA", "facts"),
}


def pytest_collection_modifyitems(items):
    for item in items:
        for fixture, (marker, _, _) in OUTSIDE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)


def outside(fixture: str) -> Path:
    marker, variable, name = OUTSIDE[fixture]
    folder = Path(os.environ.get(variable) or ROOT.parent / "shared" / name)
    if folder.is_dir():
        return folder
    reason = f"no folder {folder}: set {variable} to one"
    if marker in os.environ.get("ANALYSIS_REQUIRE", "").split(","):
        pytest.fail(f"ANALYSIS_REQUIRE names {marker}, but there is {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def documents() -> Path:
    """The text editions of the documents."""
    return outside("documents")


@pytest.fixture(scope="session")
def real() -> Path:
    """Real files of UNHCR and IATI."""
    return outside("real")


@pytest.fixture(scope="session")
def facts() -> Path:
    """The published figures that data/reference was transcribed from."""
    return outside("facts")


@pytest.fixture(scope="module", autouse=True)
def names():
    """Names of codes and documents are those of the project's dataset, whatever the tests before have loaded."""
    labels.use(schema.find())
