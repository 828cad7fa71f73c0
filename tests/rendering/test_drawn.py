"""A picture is drawn once for its specification, by whatever render, and never taken for another."""

import json
import os
import time

import pytest

from analysis.rendering.kernels import drawn

TEXT = json.dumps({"data": {"values": [{"a": 1}]}, "mark": "point"})


@pytest.fixture
def pen(monkeypatch, tmp_path):
    """A folder of pictures, and the specifications that were drawn."""
    asked = []
    monkeypatch.setattr(drawn, "_drawn", lambda text: asked.append(text) or f"<svg>{len(asked)}</svg>")
    drawn.keep_in(tmp_path / "pictures")
    yield tmp_path / "pictures", asked
    drawn.keep_in(None)
    drawn.picture.cache_clear()


def again(text):
    """What another process is given."""
    drawn.picture.cache_clear()
    return drawn.picture(text)


def test_a_picture_is_drawn_again_only_where_its_specification_or_the_pen_changed(pen, monkeypatch):
    _, asked = pen
    assert [again(TEXT), again(TEXT), again(f"{TEXT} ")] == ["<svg>1</svg>", "<svg>1</svg>", "<svg>2</svg>"]
    monkeypatch.setattr(drawn, "_pen", lambda: "another version")
    assert again(TEXT) == "<svg>3</svg>"
    assert asked == [TEXT, f"{TEXT} ", TEXT]


def test_a_picture_that_was_cut_off_is_drawn_again(pen):
    folder, _ = pen
    again(TEXT)
    (file,) = folder.iterdir()
    file.write_text("<svg>1</s", encoding="utf-8")
    assert again(TEXT) == "<svg>2</svg>"
    assert file.read_text(encoding="utf-8") == "<svg>2</svg>"


def test_without_a_folder_or_with_a_full_disk_there_is_a_picture_all_the_same(pen):
    folder, asked = pen
    folder.rmdir()
    assert again(TEXT) == "<svg>1</svg>"
    drawn.keep_in(None)
    assert [again(TEXT), again(TEXT)] == ["<svg>2</svg>", "<svg>3</svg>"]
    assert len(asked) == 3


def test_what_no_report_has_wanted_for_a_month_is_forgotten(pen):
    folder, _ = pen
    again(TEXT)
    again(f"{TEXT} ")
    for file in folder.iterdir():
        os.utime(file, (0, time.time() - 31 * 24 * 3600))
    again(TEXT)
    drawn.forget(folder)
    assert len(list(folder.iterdir())) == 1
    assert again(TEXT) == "<svg>1</svg>"
    drawn.forget(folder / "nowhere")


def test_code_that_draws_is_part_of_the_pen(monkeypatch, tmp_path):
    before = drawn._pen.__wrapped__()
    from analysis.show import pictures

    changed = tmp_path / "pictures.py"
    changed.write_text("another", encoding="utf-8")
    monkeypatch.setattr(pictures, "__file__", str(changed))
    assert drawn._pen.__wrapped__() != before
