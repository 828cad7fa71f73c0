"""The processes that compute pages: each has the dataset, answers one address at a time, and replaced if it fails."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from analysis.app.pages import Answer, Site
from analysis.errors import AppError
from analysis.rendering.kernels.forks import no_main_module
from analysis.rendering.system import die_with_parent

#: A question of a worker: the kind of page, its language, its name, and the query.
Question = tuple[str, str, str, Mapping[str, str]]
#: So many answers, and a worker makes room for a fresh one: what it remembers does not grow for ever.
_ANSWERS = 5000
_log = logging.getLogger(__name__)
_site: list[Site] = []


class BusyError(Exception):
    """More is asked for than can be answered soon."""


class FailedError(Exception):
    """A page that took too long or too much memory, or could not be computed."""


@dataclass(frozen=True)
class Limits:
    """How many processes, how many seconds for a page, how many megabytes for a process, how many may wait.

    Of these, ``each`` visitor may wait for so many pages at once, so that nobody keeps the others out.
    A ``warm`` process has answered each question once before it is asked by anybody.
    """

    workers: int
    seconds: float = 20.0
    megabytes: int = 1024
    waiting: int = 100
    each: int = 16
    warm: bool = True


class Workers:
    """A pool of processes of which each can be ended by itself."""

    def __init__(self, data: Path | None, limits: Limits) -> None:
        self._data, self._limits = data, limits
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self.waiting = 0

    @property
    def ready(self) -> int:
        """How many processes can answer, or are answering."""
        return len(self._all)

    async def start(self) -> None:
        """Start all processes, and wait until the first can answer. Raises :class:`AppError` if none ever can."""
        for _ in range(self._limits.workers):
            self._begin()
        await asyncio.wait(self._starting, return_when=asyncio.FIRST_COMPLETED)
        if not self.ready and not any(not task.done() for task in self._starting):
            raise AppError("no worker of the app could be started; the reason stands above. Try more --memory")

    async def answer(self, question: Question) -> Answer:
        """Return the answer to a question, packed. Raises :class:`BusyError` and :class:`FailedError`."""
        if self.waiting >= self._limits.waiting:
            raise BusyError
        self.waiting += 1
        try:
            worker = await asyncio.wait_for(self._idle.get(), self._limits.seconds)
        except TimeoutError:
            raise BusyError from None
        finally:
            self.waiting -= 1
        try:
            answer = await asyncio.wait_for(asyncio.wrap_future(worker.ask(question)), self._limits.seconds)
        except (TimeoutError, BrokenProcessPool, MemoryError) as error:
            _log.warning("a page was given up (%s): %s", type(error).__name__, question)
            self._replace(worker)
            raise FailedError from error
        except BaseException as error:
            self._release(worker)
            if not isinstance(error, Exception):
                raise
            _log.exception("a page failed: %s", question)
            raise FailedError from error
        self._release(worker)
        return answer

    def end(self) -> None:
        """End all processes at once."""
        for task in self._starting:
            task.cancel()
        for worker in self._all:
            worker.end()
        self._all.clear()

    def _release(self, worker: _Worker) -> None:
        if worker.answered < _ANSWERS:
            self._idle.put_nowait(worker)
        else:
            self._replace(worker)

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        self._all.discard(worker)
        self._begin()

    def _begin(self) -> None:
        task = asyncio.ensure_future(self._started())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _started(self) -> None:
        worker = _Worker(self._data, self._limits)
        try:
            await worker.start()
        except Exception:
            worker.end()
            _log.exception("a process of the app could not be started")
            raise
        self._all.add(worker)
        self._idle.put_nowait(worker)


class _Worker:
    """One process."""

    def __init__(self, data: Path | None, limits: Limits) -> None:
        # A fresh interpreter: nothing of the server, its sockets and its threads is in it.
        fresh = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, fresh, _prepare, (os.getpid(), data, limits))
        self._pid = 0
        self.answered = 0

    async def start(self) -> None:
        """Wait until the process has the dataset and has answered everything once."""
        with no_main_module():
            started = self._pool.submit(os.getpid)
        self._pid = await asyncio.wrap_future(started)

    def ask(self, question: Question) -> asyncio.Future[Answer]:
        """Have a question answered."""
        self.answered += 1
        return self._pool.submit(_answer, question)  # type: ignore[return-value]

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        self._pool.shutdown(wait=False, cancel_futures=True)


# -- in the process ---------------------------------------------------------------------------------------------------


def _prepare(parent: int, data: Path | None, limits: Limits) -> None:
    """Limit what the process may take, load the dataset, and warm up."""
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends it
    if sys.platform != "win32":
        import resource

        most = limits.megabytes << 20
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    _site[:] = [Site(data)]
    _site[0].warm(_site[0].questions if limits.warm else [])


def _answer(question: Question) -> Answer:
    kind, language, name, query = question
    site = _site[0]
    if kind == "home":
        answer = site.home(language)
    elif kind == "download":
        answer = site.download(language, query)
    else:
        answer = site.page(language, name, query)
    packed = gzip.compress(answer.body, 5, mtime=0)
    return Answer(packed, answer.kind, answer.status, answer.file)
