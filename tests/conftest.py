"""Folders beside the repository that some tests need: without one they skip, or fail if ANALYSIS_REQUIRE says so."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from analysis.dataset import labels, schema, tables
from analysis.language import speaking
from analysis.show.packing import unpacked

ROOT = Path(__file__).parents[1]

# fixture: its marker, the variable that names the folder, and where it is looked for else
OUTSIDE = {
    "documents": ("documents", "DOCUMENTS", "sources"),
    "real": ("real", "REAL_DATA", "real"),
    "facts": ("real", "FACTS_DATA", "facts"),
}


#: The files that are begun first, in this order: what drives a browser beside what mostly waits for processes that are
#: stopped, or past a limit, so that of two workers neither leaves a core idle.
FIRST = (
    "browser/test_pages_in_chromium.py",
    "rendering/test_cluster.py",
    "rendering/test_faults.py",
    "browser/test_lab_notebooks.py",
    "rendering/test_end.py",
    "browser/test_lab_explore.py",
    "rendering/test_store.py",
    "nextdocument/test_next_document.py",
)
#: Then what takes longest, by folder, so that no worker is left with a long file at the end.
LONGEST = ("browser", "notebooks", "rendering", "ledger")
TESTS = ROOT / "tests"
assert all((TESTS / name).is_file() for name in FIRST)


def _place(item: pytest.Item) -> tuple[int, int]:
    if not item.path.is_relative_to(TESTS):
        return 0, 0
    path = item.path.relative_to(TESTS)
    name, folder = path.as_posix(), path.parts[0]
    return (
        FIRST.index(name) if name in FIRST else len(FIRST),
        LONGEST.index(folder) if folder in LONGEST else len(LONGEST),
    )


def pytest_collection_modifyitems(items):
    items.sort(key=_place)
    for item in items:
        for fixture, (marker, _, _) in OUTSIDE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)


def outside(fixture: str) -> Path:
    marker, variable, name = OUTSIDE[fixture]
    folder = Path(os.environ.get(variable) or ROOT.parent / "shared" / name)
    if folder.is_dir():
        return folder
    return lacking(marker, f"no folder {folder}: set {variable} to one")


def lacking(marker: str, reason: str) -> Any:
    """Skip a test, or let it fail where what it lacks is required."""
    if marker in os.environ.get("ANALYSIS_REQUIRE", "").split(","):
        pytest.fail(f"ANALYSIS_REQUIRE names {marker}, but there is {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder of text editions; whoever enters a document may have no other than its own."""
    return outside("documents")


@pytest.fixture(scope="session")
def edition(documents) -> Callable[[str], Path]:
    """The text edition of a document that a test speaks of: it skips where that text is not at hand."""

    def found(name: str) -> Path:
        path = documents / f"{name}.txt"
        return path if path.is_file() else lacking("documents", f"no {path}")

    return found


@pytest.fixture(scope="session")
def editions(documents, edition, data) -> dict[str, Path]:
    """The text editions that are at hand, by document, for what holds of any; all of them where they are required."""
    names = data.sources.loc[data.sources["text_sha256"].notna(), "source_id"]
    at_hand = [name for name in names if (documents / f"{name}.txt").is_file()]
    required = "documents" in os.environ.get("ANALYSIS_REQUIRE", "").split(",")
    return {name: edition(name) for name in (names if required or not at_hand else at_hand)}


@pytest.fixture(scope="session")
def real() -> Path:
    """Real files of UNHCR and IATI."""
    return outside("real")


@pytest.fixture(scope="session")
def facts() -> Path:
    """The published figures that data/reference was transcribed from."""
    return outside("facts")


def every_row(part: Any) -> Iterator[dict]:
    """All rows of data in a chart's specification, wherever Altair puts them (a theme decides whether by name)."""
    if isinstance(part, list):
        for item in part:
            yield from every_row(item)
    elif isinstance(part, dict):
        for rows in part.get("datasets", {}).values():
            yield from rows
        yield from part.get("data", {}).get("values", [])
        for name, inner in part.items():
            if name not in {"datasets", "data"}:
                yield from every_row(inner)


@pytest.fixture(scope="session")
def rows_of() -> Callable[[Any], list[dict]]:
    """The rows that a chart, or its specification, draws."""
    return lambda chart: list(every_row(unpacked(chart if isinstance(chart, dict) else chart.to_dict())))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A test leaves the language that is spoken as it was."""
    with speaking("en"):
        yield


@pytest.fixture(scope="session")
def data() -> tables.Dataset:
    """The project's dataset, read once."""
    return tables.load(ROOT / "data")


#: The documents that the truths transcribed by hand in these tests speak of.
TRANSCRIBED = {
    "subsidy-programme-2011",
    "progress-report-2013",
    "subsidy-programme-2014",
    "subsidy-ceiling-2015",
    "return-subsidy-2015-2016",
    "theory-of-change-2018",
    "results-2018",
    "migration-report-2023",
    "return-support-leaflet",
}


@pytest.fixture(scope="session")
def only() -> Callable[[tables.Dataset], tables.Dataset]:
    """Leave out of a dataset whatever rests on documents other than those of :data:`TRANSCRIBED`."""
    return _only


@pytest.fixture(scope="session")
def transcribed(data, only) -> tables.Dataset:
    """What the dataset holds of the documents of :data:`TRANSCRIBED`: a further document leaves it as it is.

    For a truth that lists everything these documents say. What holds of any document is asked of ``data``.
    """
    return only(data)


def _only(data: tables.Dataset) -> tables.Dataset:
    described = schema.read(data.folder)
    frames = dict(data)
    known = frames["sources"]
    frames["sources"] = known[known["text_lines"].isna() | known["source_id"].isin(TRANSCRIBED)]
    # A row that refers to one that is left out is left out too, and so on.
    shrinking = True
    while shrinking:
        shrinking = False
        for name, table in described.items():
            for column, other in table.references.items():
                keys = frames[other][described[other].key[0]]
                kept = frames[name][column].isna() | frames[name][column].isin(keys)
                if not kept.all():
                    frames[name], shrinking = frames[name][kept], True
    return tables.Dataset({name: frame.reset_index(drop=True) for name, frame in frames.items()}, data.folder)


@pytest.fixture(scope="module", autouse=True)
def names():
    """Names of codes and documents are those of the project's dataset, whatever the tests before have loaded."""
    labels.use(schema.find())


class Other:
    """A server on this machine, what it was asked and what was posted there; ``answer`` takes a request."""

    def __init__(self, address):
        self.address = address
        self.asked = []
        self.posted = []
        self.answer = lambda handler: None

    def send(self, handler, body=b"", status=200, headers=None, announce=None):
        handler.send_response(status)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body) if announce is None else announce))
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture
def other():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            side.asked.append((self.path, dict(self.headers)))
            self.close_connection = True
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client had enough
                side.answer(self)

        def do_POST(self):
            side.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    side = Other(f"http://127.0.0.1:{server.server_port}/file")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield side
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)
