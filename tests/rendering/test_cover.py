"""The README's picture is the one that the data give."""

from pathlib import Path

from analysis.rendering.cover import cover

COVER = Path(__file__).parents[2] / "reports" / "cover.svg"


def test_the_cover_is_what_the_data_give():
    assert COVER.read_text(encoding="utf-8") == cover() + "\n", "run `make cover` and look at the picture"
