"""How long a scan takes: tables of more and more lines, and a report of 200 pages. `make bench` prints it."""

import sys
import time

from analysis.dataset import schema
from analysis.ledger import scan
from analysis.ledger.documents import Document

ROW = "Programma {0} in de regio van herkomst      {1}.{0:03d}      12.{0:03d}     – 1.{0:03d}   {1},5%\n"
PAGE = """\
4 Opvang in de regio

In de eerste helft van 2019 kregen ruim 2.800 vluchtelingen in drie landen hulp, een jaar eerder 2.300. Het budget was
EUR 6,4 miljoen, waarvan 57% voor onderwijs. Van de 41 indicatoren liggen er vier achter op schema (Kamerstuk 30 573,
nr. 11, artikel 9).
"""


def took(text):
    before = time.process_time()
    rows = scan.propose(Document("made-up", text, ""), schema.read(schema.find())["figures"].names)
    return time.process_time() - before, len(rows)


def test_scans():
    for lines in (250, 500, 1000):
        text = "Tabel 3 Uitgaven (x € 1.000)\n\n      2019   2020   2021   2022\n"
        text += "".join(ROW.format(number % 1000, number % 50 + 1) for number in range(lines))
        sys.stdout.write("a table of {} lines: {:.1f} s for {} numbers\n".format(lines, *took(text)))
    pages = "\f".join(PAGE * 8 for _ in range(200))
    sys.stdout.write("a report of 200 pages: {:.1f} s for {} numbers\n".format(*took(pages)))
