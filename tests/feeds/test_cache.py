"""The cache gives back what was saved, and nothing broken replaces it."""

import json
import time
from dataclasses import replace
from datetime import datetime

import numpy as np
import pandas as pd
import pytest

from analysis.errors import CacheError, FeedError
from analysis.feeds import cache, catalogue, place, store


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "text": pd.array(["ä\nb", None, "", "ä\nb"], dtype="str"),
            "code": pd.Categorical(["B", None, "A", "B"]).set_categories(pd.Index(["A", "B", "C"], dtype="str")),
            "count": pd.array([1, None, 3_000_000_000, -1], dtype="Int64"),
            "whole": np.array([1, 2, 3, 4]),
            "amount": [0.1, np.nan, -1e300, 2.0],
            "day": pd.array([datetime(2023, 12, 31), None, None, datetime(1951, 1, 1)], dtype="datetime64[s]"),  # noqa: DTZ001
            "sure": [True, False, True, True],
        }
    )


def taken(number: int = 1) -> cache.Taken:
    return cache.Taken({"table": pd.DataFrame({"n": pd.array([number], dtype="Int64")})}, (2020, 2020), {"sum": number})


def save(folder, number: int = 1) -> cache.Provenance:
    return cache.save("unhcr", taken(number), [cache.Origin("a.csv", 3, "0" * 64)], "UNHCR", "CC BY 4.0", folder)


def test_frames_come_back_as_they_were():
    frames = {"one": frame(), "none": frame().head(0)}
    back = store.unpack(store.pack(frames))
    for name, before in frames.items():
        pd.testing.assert_frame_equal(back[name], before)


def test_the_same_frames_give_the_same_bytes():
    first = store.pack({"one": frame()})
    time.sleep(0.01)
    assert store.pack({"one": frame()}) == first


def test_a_column_of_objects_is_refused():
    with pytest.raises(CacheError, match="cannot be object: x"):
        store.pack({"one": pd.DataFrame({"x": pd.Series([{}, []], dtype="object")})})


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"not a cache"])
def test_bytes_that_are_no_cache_are_refused(raw):
    with pytest.raises(CacheError, match="cannot be read"):
        store.unpack(raw)


def test_what_was_saved_is_loaded_with_its_provenance(tmp_path):
    saved = save(tmp_path)
    feed = cache.load("unhcr", tmp_path)
    assert feed.provenance == saved
    assert feed.tables["table"]["n"].tolist() == [1]
    assert sorted(file.name for file in tmp_path.iterdir()) == [saved.data, "unhcr.json"]
    assert json.loads((tmp_path / "unhcr.json").read_text())["origins"][0]["file"] == "a.csv"


def test_the_fingerprint_tells_the_data_and_not_the_time(tmp_path):
    first = save(tmp_path).sha256
    assert cache.fingerprint("unhcr", tmp_path) == first
    assert save(tmp_path).sha256 == first
    assert save(tmp_path, 2).sha256 != first


def test_the_old_data_go_when_the_new_are_there(tmp_path):
    old, new = save(tmp_path, 1), save(tmp_path, 2)
    assert not (tmp_path / old.data).exists()
    assert (tmp_path / new.data).exists()


def test_a_save_that_fails_half_way_leaves_the_old(tmp_path, monkeypatch):
    save(tmp_path, 1)
    replace = cache._replace

    def failing(file, raw):
        if file.suffix == ".json":
            raise OSError("disk full")
        replace(file, raw)

    monkeypatch.setattr(cache, "_replace", failing)
    with pytest.raises(CacheError, match="disk full"):
        save(tmp_path, 2)
    assert cache.load("unhcr", tmp_path).tables["table"]["n"].tolist() == [1]


def test_a_write_that_fails_leaves_no_temporary_file(tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError("no space left")

    monkeypatch.setattr(cache.os, "fsync", full)
    with pytest.raises(CacheError, match="cannot be written: no space left"):
        save(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_or_damaged_cache_says_what_to_do(tmp_path):
    with pytest.raises(CacheError, match=r"no unhcr in the cache .*run `analysis fetch unhcr`"):
        cache.load("unhcr", tmp_path)
    saved = save(tmp_path)
    (tmp_path / saved.data).write_bytes(b"cut")
    with pytest.raises(CacheError, match="checksum differs"):
        cache.load("unhcr", tmp_path)
    (tmp_path / "unhcr.json").write_text("{")
    with pytest.raises(CacheError, match="is damaged"):
        cache.load("unhcr", tmp_path)


def test_the_folder_is_the_argument_then_the_variable_then_the_users_own(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path))
    assert cache.find() == tmp_path
    assert cache.find(tmp_path / "b") == tmp_path / "b"
    monkeypatch.delenv("ANALYSIS_CACHE")
    assert cache.find().name == "migration-analysis"


def test_a_file_that_cannot_be_read_leaves_the_cache_as_it_was(tmp_path):
    save(tmp_path)
    broken = tmp_path / "broken.csv"
    broken.write_text("<html>no</html>")
    with pytest.raises(FeedError, match="is a web page"):
        catalogue.take("unhcr", [broken], tmp_path)
    assert cache.load("unhcr", tmp_path).tables["table"]["n"].tolist() == [1]


def test_an_edition_tells_the_release_and_the_file_that_a_report_names(tmp_path):
    origin = cache.Origin("a.csv", 3, "0" * 64)

    def edition(release, file=origin):
        cache.save("unhcr", replace(taken(), release=release), [file], "UNHCR", "CC BY 4.0", tmp_path)
        return place.edition("unhcr", tmp_path)

    first = edition({"updated": "2024-06-13"})
    assert edition({"updated": "2024-06-13"}) == first, "the time of the import is no other edition"
    assert edition({"updated": "2024-11-01"}) != first
    assert edition({"updated": "2024-06-13"}, replace(origin, file="b.csv")) != first


def test_a_cache_of_before_releases_were_kept_is_read(tmp_path):
    save(tmp_path)
    known = json.loads((tmp_path / "unhcr.json").read_text())
    del known["release"]
    (tmp_path / "unhcr.json").write_text(json.dumps(known))
    assert cache.load("unhcr", tmp_path).provenance.release == {}
