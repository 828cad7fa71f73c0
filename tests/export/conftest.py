"""One export of the project's dataset, made once for all that is asked of it."""

from __future__ import annotations

import importlib.util

import pytest

from analysis.dataset import labels, schema
from analysis.export import content, taking
from analysis.language import speaking


@pytest.fixture(scope="session")
def found(data):
    """What there is to take away of the project's dataset."""
    labels.use(schema.find())
    with speaking("en"):
        return content.gather(data.folder)


@pytest.fixture(scope="session")
def taken(found, tmp_path_factory):
    """A folder with everything that can be exported here."""
    folder = tmp_path_factory.mktemp("taken") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "gather", lambda _data: found)
        taking.export(folder)
    return folder


@pytest.fixture
def quick(found, monkeypatch):
    """An export needs no second reading of the dataset."""
    monkeypatch.setattr(content, "gather", lambda _data: found)


@pytest.fixture
def duckdb():
    """DuckDB, where the extra `export` is installed, as `make` does."""
    if not importlib.util.find_spec("duckdb"):
        pytest.skip("the extra `export` is not installed")
    import duckdb

    return duckdb
