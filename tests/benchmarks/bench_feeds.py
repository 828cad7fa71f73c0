"""Feeds at full size against the obvious way: `make bench`. Prints what it measured; trust the ratios.

Times are those of the processor, so that what else the machine does counts less.
"""

import gc
import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import tables
from analysis.feeds import cache, unhcr
from analysis.questions import refugee_stocks

ROWS = 139_000
FIRST, LAST = 1951, 2025
TITLES = (
    'Year,"Country of origin","Country of origin (ISO)","Country of asylum","Country of asylum (ISO)",'
    '"Refugees under UNHCR\'s mandate",Asylum-seekers,"IDPs of concern to UNHCR",'
    '"Other people in need of international protection","Stateless persons","Host Community","Others of concern"\n'
)


def say(text):
    sys.stdout.write(text + "\n")


def fastest(function, times=7):
    best = float("inf")
    for _ in range(times):
        gc.collect()
        before = time.process_time()
        function()
        best = min(best, time.process_time() - before)
    return best


@pytest.fixture(scope="module")
def download(tmp_path_factory) -> Path:
    """A download of the size of the whole table of 2026."""
    chance = random.Random(1)
    codes = [f"{a}{b}{c}" for a in "ABCDEF" for b in "ABCDEF" for c in "ABCDEF"]
    path = tmp_path_factory.mktemp("unhcr") / "population.csv"
    with path.open("w", encoding="utf-8") as lines:
        lines.write(TITLES)
        left = ROWS
        for year in range(LAST, FIRST - 1, -1):
            for cell in chance.sample(range(len(codes) ** 2), min(left, ROWS // (LAST - FIRST + 1) + 1)):
                origin, asylum = codes[cell // len(codes)], codes[cell % len(codes)]
                people = int(chance.paretovariate(0.4)) % 4_000_000
                lines.write(f'{year},"Country {origin}",{origin},"Country {asylum}",{asylum},{people},7,0,-,0,0,0\n')
                left -= 1
    return path


def test_unhcr_from_the_cache(download, tmp_path, capsys):
    before = time.process_time()
    taken = unhcr.read([download])
    reading = time.process_time() - before
    assert len(taken.tables["population"]) == ROWS
    cache.save("unhcr", taken, [cache.origin(download)], unhcr.PUBLISHER, unhcr.LICENCE, tmp_path)
    load = fastest(lambda: cache.load("unhcr", tmp_path))
    plain = fastest(lambda: pd.read_csv(download))
    feed = cache.load("unhcr", tmp_path)
    country = taken.tables["population"]["asylum_iso3"].iloc[0]
    data = tables.load()

    def answer():
        statistics = refugee_stocks.from_feed(data, feed)
        for role in refugee_stocks.ROLES:
            refugee_stocks.series(statistics, country, role)
            refugee_stocks.ranking(statistics, role, LAST, top=10)
            refugee_stocks.change(statistics, role, start=2013, end=LAST)

    questions = fastest(answer)
    with capsys.disabled():
        say(
            f"\nUNHCR, {ROWS:,} rows: import {reading:.2f} s; load from cache {load * 1000:.0f} ms, pandas.read_csv of "
            f"the download {plain * 1000:.0f} ms: {plain / load:.1f} times as fast, checksum included; every question "
            f"of 05-refugees {questions * 1000:.0f} ms"
        )
    assert load < 0.3
    assert questions < 0.2


# -- IATI ----------------------------------------------------------------------------------------------------------

STREAM = "n = len(iati.read([Path(file)]).tables['transactions'])"
WHOLE = "n = sum(1 for _ in etree.parse(file).iter('transaction'))"
# Not getrusage: its peak is inherited from the process that starts this one.
MEASURE = """
import json, re, sys, time
from pathlib import Path
from lxml import etree
from analysis.feeds import iati

def memory(which):
    return int(re.search(which + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

file = sys.argv[1]
base = memory("VmRSS")
before = time.process_time()
{work}
seconds = time.process_time() - before
print(json.dumps([n, seconds, memory("VmHWM") - base]))
"""


def activities(path: Path, megabytes: int) -> Path:
    """Write an activity file of about so many megabytes, in the proportions of a real one of UNHCR."""
    chance = random.Random(2)
    story = "Protection and assistance for refugees, asylum-seekers and their hosts in the operation. " * 4
    with path.open("w", encoding="utf-8") as lines:
        lines.write('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n')
        number = 0
        while lines.tell() < megabytes * 1_000_000:
            number += 1
            lines.write(
                f'<iati-activity default-currency="USD" hierarchy="1" humanitarian="1" xml:lang="en">\n'
                f"  <iati-identifier>XM-DAC-41121-{number}</iati-identifier>\n"
                f'  <reporting-org ref="XM-DAC-41121" type="40"><narrative>UNHCR</narrative></reporting-org>\n'
                f"  <title><narrative>Operation {number}</narrative></title>\n"
            )
            lines.writelines(
                f'  <description type="1"><narrative xml:lang="{language}">{story}</narrative></description>\n'
                for language in ("en", "fr", "es", "ar", "ru", "zh", "de", "it", "ja") * 2
            )
            lines.writelines(
                f'  <participating-org ref="XM-DAC-{n}" role="1" type="10"><narrative>Donor {n}</narrative>'
                f"</participating-org>\n"
                for n in range(20)
            )
            lines.write('  <recipient-country code="KE" percentage="100"/>\n')
            lines.writelines(f'  <sector code="720{n:02}" percentage="5" vocabulary="1"/>\n' for n in range(20))
            lines.writelines(
                f'  <document-link format="text/html" url="https://example.org/{number}/{n}">\n'
                f'    <title><narrative>Report {n}</narrative></title><category code="A01"/><language code="en"/>\n'
                f"  </document-link>\n"
                for n in range(10)
            )
            lines.writelines(
                f'  <transaction ref="T{number}-{n}">\n    <transaction-type code="11"/>\n'
                f'    <transaction-date iso-date="2023-08-{n + 1:02}"/>\n'
                f'    <value currency="EUR" value-date="2023-08-{n + 1:02}">{chance.randrange(10**7)}</value>\n'
                f"    <description><narrative>Monthly contribution summary</narrative></description>\n"
                f'    <provider-org ref="XM-DAC-{n}" type="10"><narrative>Donor {n}</narrative></provider-org>\n'
                f'    <aid-type code="B03" vocabulary="1"/>\n  </transaction>\n'
                for n in range(20)
            )
            lines.write("</iati-activity>\n")
        lines.write("</iati-activities>\n")
    return path


def measured(work: str, file: Path):
    """Run in a process of its own, so that the peak of memory is that of the work alone."""
    script = MEASURE.replace("{work}", work)
    done = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_iati_as_a_stream(tmp_path, capsys):
    small, large = (activities(tmp_path / f"{size}.xml", size) for size in (50, 200))
    sizes = {file: file.stat().st_size / 1e6 for file in (small, large)}
    found = {}
    for file in (small, large):
        stream = min((measured(STREAM, file) for _ in range(3)), key=lambda run: run[1])
        whole = measured(WHOLE, file)
        assert stream[0] == whole[0]
        found[file] = stream, whole
        with capsys.disabled():
            say(
                f"\nIATI, {sizes[file]:.0f} MB, {stream[0]:,} transactions, on one core: as a stream "
                f"{sizes[file] / stream[1]:.0f} MB/s in {stream[2]:.0f} MB of memory; lxml.etree.parse, which only "
                f"counts them, {sizes[file] / whole[1]:.0f} MB/s in {whole[2]:.0f} MB: "
                f"{whole[2] / max(stream[2], 1):.0f} times the memory"
            )
    (one, _), (four, _) = found[small], found[large]
    assert sizes[large] / four[1] >= 20
    # Four times the file: the tables grow with the transactions, the reader does not.
    assert four[2] - one[2] < (sizes[large] - sizes[small]) / 4
