"""Pictures are drawn in fonts of our own, whatever fonts the machine has."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SPEC = {
    "data": {"values": [{"label": "illimitable", "value": 1}]},
    "mark": "bar",
    "encoding": {"y": {"field": "label"}, "x": {"field": "value", "type": "quantitative"}},
    "config": {"font": "Liberation Sans"},
}
DRAWN = f"""
import os, sys
from analysis.show import drawing
sys.stdout.write(drawing.svg({SPEC!r}))
sys.stderr.write(os.environ.get("FONTCONFIG_FILE", "none"))
"""


def drawn(**variables):
    done = subprocess.run(
        [sys.executable, "-c", DRAWN], env={**os.environ, **variables}, capture_output=True, text=True, check=True
    )
    return done.stdout, done.stderr


def test_fonts_of_the_machine_change_no_picture_and_programs_that_are_started_later_find_them(tmp_path):
    wide = Path("/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf")
    if not wide.is_file():
        pytest.skip("no font at hand that can be passed off as another")
    font = wide.read_bytes()
    for encoding in ("utf-16-be", "ascii"):
        font = font.replace("Liberation Mono".encode(encoding), "Liberation Sans".encode(encoding))
    (tmp_path / "sans.ttf").write_bytes(font)
    listed = tmp_path / "fonts.conf"
    listed.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>", encoding="utf-8")
    mine, after = drawn(FONTCONFIG_FILE=str(listed))
    assert after == str(listed)
    os.environ.pop("FONTCONFIG_FILE", None)
    assert (mine, "none") == drawn()


def test_words_for_screen_readers_are_not_drawn_for_they_stand_beside_a_picture():
    import vl_convert

    from analysis.show import drawing, pictures

    spoken = vl_convert.vegalite_to_svg(SPEC)
    said = 'aria-roledescription="bar"'
    assert said in spoken
    assert said not in drawing.svg(SPEC)
    assert pictures.slim(drawing.svg(SPEC)) == pictures.slim(spoken)
