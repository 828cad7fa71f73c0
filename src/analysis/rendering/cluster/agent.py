"""What a Dask worker does for a render: it keeps the inputs that come, and has processes of its own render reports.

All that is asked of it is a function of this module. It is called in a thread of the worker, among other people's.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.rendering.cluster import software
from analysis.rendering.cluster.software import Software
from analysis.rendering.inputs import digest_of
from analysis.rendering.kernels import workplace
from analysis.rendering.limits import too_long
from analysis.rendering.report import WRITTEN, Job, Outcome
from analysis.rendering.shelf import Failure

#: How long a process has to begin; to end past the limit of its report; to have no work until its render is forgotten.
_START_S = 120.0
_GRACE_S = 15.0
_IDLE_S = 60.0
#: Inputs that no render asked for are kept so long.
_KEPT_S = 30 * 86400.0
#: The code that this process has imported; the disk may hold something newer.
_IMPORTED = software.code()


@dataclass(frozen=True)
class Session:
    """A render, as workers know it: its name, what it wants to be made by, its inputs' digests by their place."""

    name: str
    software: Software
    files: Mapping[str, str]


@dataclass(frozen=True)
class Readiness:
    """Whether a worker can render: what it differs in, and the digests of the inputs that it has not got."""

    remedies: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """A report: what became of it, and the files that it wrote, packed, by the attribute of the job that names them."""

    outcome: Outcome
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Lost:
    """A report that nothing became of, through no fault of its own as far as can be known: it is due again."""

    reason: str


# -- what a command asks of a worker --------------------------------------------------------------------------------


def remedies(wanted: Software) -> tuple[str, ...]:
    """Return what this worker differs in, each with its remedy; the code is that on its disk and that it imported."""
    here = software.here()
    return tuple(here.remedies(wanted) or replace(here, code=_IMPORTED).remedies(wanted))


def prepare(session: Session) -> Readiness:
    """Make ready to render for a session, or say what is in the way."""
    if differs := remedies(session.software):
        return Readiness(differs)
    store = _store()
    if lacking := store.lacking(session.files.values()):
        return Readiness(lacking=lacking)
    with _lock:
        if session.name not in _rooms:
            _rooms[session.name] = _Room(session, store)
    return Readiness()


def keep(contents: Iterable[bytes]) -> None:
    """Keep inputs, by their digests."""
    _store().keep(contents)


def render(session: str, attempt: str, job: Job, previous: bytes | None) -> Made | Lost:
    """Render a report whose paths are those of the command; ``previous`` is the content of its file of that name."""
    from distributed import get_worker

    with _lock:
        room = _rooms.get(session)
    if room is None:
        return Lost("its worker knows nothing of this render any more")
    worker = get_worker()
    return room.render(job, previous, lambda: worker.log_event(session, attempt))


def close(session: str) -> None:
    """Forget a session: end what it has at work, and remove what it has written."""
    with _lock:
        room = _rooms.pop(session, None)
    if room:
        room.close()


# -- inputs ---------------------------------------------------------------------------------------------------------


class _Store:
    """Inputs by their digests, in the worker's own folder, which Dask removes when the worker ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        return self.folder / digest

    def lacking(self, digests: Iterable[str]) -> tuple[str, ...]:
        """Return the digests of what is not here, whole; what is here is remembered as asked for."""
        wanted = dict.fromkeys(digests)
        lacking = tuple(digest for digest in wanted if digest_of(self.path(digest)) != digest)
        for digest in wanted.keys() - set(lacking):
            os.utime(self.path(digest))
        return lacking

    def keep(self, contents: Iterable[bytes]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for content in contents:
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as new:
                new.write(content)
            Path(new.name).replace(self.path(hashlib.sha256(content).hexdigest()))
        for path in self.folder.iterdir():
            with contextlib.suppress(FileNotFoundError):  # another thread was first
                if path.stat().st_mtime < time.time() - _KEPT_S:
                    path.unlink()


def _store() -> _Store:
    from distributed import get_worker

    return _Store(Path(get_worker().local_directory).absolute() / "analysis")


# -- rendering ------------------------------------------------------------------------------------------------------


class _Room:
    """What a session has on this worker: a workplace with its inputs in it, and processes that render.

    The guardian of the workplace ends these with the worker, however that ends.
    """

    def __init__(self, session: Session, store: _Store) -> None:
        self.session = session
        self._cache = store.folder.with_name("analysis-cache")
        self._opened = contextlib.ExitStack()
        self._place = self._opened.enter_context(workplace.opened())
        self._free: list[_Host] = []
        self._at_work = 0
        self._data.mkdir()
        for name, digest in session.files.items():
            path = self._place.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(store.path(digest), path)
        self._rest()

    @property
    def _data(self) -> Path:
        return self._place.folder / "data"

    def render(self, job: Job, previous: bytes | None, begun: Callable[[], None]) -> Made | Lost:
        """Render a report; ``begun`` is called when its time begins to count."""
        with tempfile.TemporaryDirectory(dir=self._place.folder, ignore_cleanup_errors=True) as made:
            here = self._here(job, Path(made))
            if previous is not None:
                here = replace(here, previous=Path(made, "previous"))
                Path(made, "previous").write_bytes(previous)
            with self._host(here) as host:
                outcome = host.lost_at_start() or host.render(here, begun)
            if isinstance(outcome, Lost):
                return outcome
            if software.code() != self.session.software.code:
                return Lost("the code of its worker changed")
            files = {name: path for name in WRITTEN if (path := getattr(here, name)).is_file()}
            return Made(outcome, {name: zlib.compress(path.read_bytes(), 1) for name, path in files.items()})

    def _here(self, job: Job, made: Path) -> Job:
        """Return a job with the paths that its inputs and its files have on this worker."""
        folder = self._place.folder
        return replace(
            job,
            workplace=folder,
            notebook=folder / "notebooks" / job.notebook.name,
            data=self._data,
            variables={**job.variables, "ANALYSIS_DATA": str(self._data), "ANALYSIS_CACHE": str(folder / "feeds")},
            previous=None,
            **{name: made / getattr(job, name).name for name in WRITTEN},
        )

    @contextlib.contextmanager
    def _host(self, job: Job) -> Iterator[_Host]:
        """Take a process that has nothing to do, or start one; it is free again afterwards, if it is still there."""
        with _lock:
            self._at_work += 1
            self._idle.cancel()
            host = self._free.pop() if self._free else _Host(self._place, self._cache, job)
        try:
            yield host
        finally:
            with _lock:
                if not host.ended:
                    self._free.append(host)
                self._at_work -= 1
                if not self._at_work:
                    self._rest()

    def _rest(self) -> None:
        """Close after a while without work: the command may be gone without a word."""
        self._idle = threading.Timer(_IDLE_S, close, [self.session.name])
        self._idle.daemon = True
        self._idle.start()

    def close(self) -> None:
        self._idle.cancel()
        self._opened.close()  # its guardian ends the processes
        for host in self._free:
            host.end()


class _Host:
    """A process that renders, see :mod:`analysis.rendering.cluster.host`."""

    def __init__(self, place: workplace.Workplace, cache: Path, job: Job) -> None:
        self.ended = False
        self._begun = False
        self._place = place
        self._connection, theirs = multiprocessing.Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "analysis.rendering.cluster.host", str(theirs.fileno())],
                env={**os.environ, workplace.SAFE_PATH: "1"},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        place.enter(self._process.pid, group=True)
        self._beginning = place.folder, cache, job.kernels, job.variables

    def lost_at_start(self) -> Lost | None:
        """Wait until the process can render; return why it cannot, if so."""
        if self._begun:
            return None
        try:
            self._connection.send(self._beginning)
            if not self._connection.poll(_START_S):
                self.end()
                return Lost(f"its process did not begin within {_START_S:g} s")
            self._connection.recv()
        except (EOFError, OSError):
            self.end()
            return Lost("its process died as it began")
        self._begun = True
        return None

    def render(self, job: Job, begun: Callable[[], None]) -> Outcome | Lost:
        """Have a job rendered. Whatever the process does, this comes to an end soon after the limit of the report."""
        begun()
        try:
            self._connection.send(job)
            if not self._connection.poll(job.report_limit_s + _GRACE_S):
                self.end()
                return Outcome(job.name, job.report_limit_s + _GRACE_S, Failure(too_long(job.report_limit_s)))
            outcome: Outcome = self._connection.recv()
        except (EOFError, OSError):
            self.end()
            return Lost("its process died")
        return outcome

    def end(self) -> None:
        """Kill the process; what it started dies with it."""
        self.ended = True
        self._connection.close()
        self._process.kill()
        self._process.wait()
        self._place.leave(self._process.pid, group=True)


_rooms: dict[str, _Room] = {}
_lock = threading.Lock()
