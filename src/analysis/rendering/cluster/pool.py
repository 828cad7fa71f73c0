"""The workers of a Dask cluster as a pool: each is kept busy with as many reports as it has threads.

Which worker renders what is decided here and not by the scheduler. So it is known which report a death costs a retry,
and a worker that differs gets none. A worker is first made ready: it says what it differs in and which inputs it lacks,
and gets these, once.
"""

from __future__ import annotations

import hashlib
import time
import uuid
import zlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.errors import RenderError
from analysis.feeds import place
from analysis.rendering import inputs
from analysis.rendering.cluster import agent
from analysis.rendering.cluster.agent import Lost, Made, Readiness, Session
from analysis.rendering.cluster.connection import Cluster, UnansweredError, answer_of, refusal
from analysis.rendering.limits import too_long
from analysis.rendering.progress import Progress
from analysis.rendering.report import Job, Outcome
from analysis.rendering.shelf import Failure

_TICK_S = 0.5
#: How often a report is begun whose workers die.
_ATTEMPTS = 3
#: A worker that says nothing this long after its report's limit, which it is to enforce itself, is stuck or stopped.
_GRACE_S = 30.0
#: How long a cluster may be without a worker that can render.
_PATIENCE_S = 60.0


@dataclass(eq=False)
class _Worker:
    """A worker: its threads, and whether it is ``asked`` whether it can render, ``ready``, or out of use."""

    address: str
    threads: int
    state: str = "asked"


@dataclass(eq=False)
class _Task:
    """What a worker was asked for: a report, or without a job, to make ready."""

    worker: _Worker
    job: Job | None = None
    attempt: str = field(default_factory=lambda: uuid.uuid4().hex)


class Pool:
    """The pool of one render: ``most`` reports may be at work at once, and ``limit_s`` is the limit of the whole."""

    def __init__(self, cluster: Cluster, limit_s: float, most: int | None) -> None:
        self.cluster = cluster
        self.limit_s = limit_s
        self.most = most
        self._workers: dict[str, _Worker] = {}
        self._working: dict[Future[bytes], _Task] = {}
        self._waiting: deque[Job] = deque()
        self._lost: Counter[str] = Counter()
        self._begun: dict[str, float] = {}
        self._done: list[Outcome] = []

    def render(self, jobs: Sequence[Job], progress: Progress) -> Iterator[Outcome]:
        """Yield an outcome for each job, as they come; its files are written by then."""
        self._progress = progress
        self._deadline = time.monotonic() + self.limit_s
        self._able = time.monotonic()
        self._waiting.extend(jobs)
        contents = _inputs(jobs)
        files = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
        self._contents = {files[name]: content for name, content in contents.items()}
        self._session = Session(uuid.uuid4().hex, self.cluster.software, files)
        self.cluster.client.subscribe_topic(self._session.name, self._hear)
        try:
            while self._waiting or self._at_work():
                reason = self._step()
                yield from self._drained()
                if reason:
                    yield from (Outcome(job.name, 0.0, Failure(reason)) for job in [*self._at_work(), *self._waiting])
                    return
        finally:
            self.cluster.tell(list(self._workers), agent.close, self._session.name)

    def _step(self) -> str:
        """Give out work and take in what is done; return why no more can come of it, nothing while it can."""
        try:
            self._look()
        except RenderError as error:
            return str(error)
        self._hand_out()
        self._progress.running(job.name for job in self._at_work())
        if self._working:
            wait(self._working, timeout=_TICK_S, return_when=FIRST_COMPLETED)
        else:
            time.sleep(_TICK_S)
        for future in [future for future in self._working if future.done()]:
            self._take(self._working.pop(future), future)
        self._give_up_on_stuck()
        now = time.monotonic()
        if any(worker.state in {"asked", "ready"} for worker in self._workers.values()):
            self._able = now
        if now > self._able + _PATIENCE_S:
            return f"no worker of the cluster at {self.cluster.address} can render any more"
        if now > self._deadline:
            return f"the time limit of the whole render ({self.limit_s:g} s) was reached"
        return ""

    def _at_work(self) -> list[Job]:
        return [task.job for task in self._working.values() if task.job]

    def _drained(self) -> list[Outcome]:
        done, self._done = self._done, []
        return done

    # -- workers ---------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Take up workers that are new, and take from those that are gone what they were at."""
        threads = self.cluster.threads()
        for address in self._workers.keys() - threads.keys():
            self._drop(self._workers.pop(address), f"worker {address} died")
        for address in threads.keys() - self._workers.keys():
            self._workers[address] = _Worker(address, threads[address])
            self._make_ready(self._workers[address])

    def _drop(self, worker: _Worker, reason: str) -> None:
        for future, task in list(self._working.items()):
            if task.worker is worker:
                del self._working[future]
                future.cancel()
                self._again(task, reason)

    def _make_ready(self, worker: _Worker) -> None:
        worker.state = "asked"
        self._ask(_Task(worker), agent.prepare, self._session)

    def _ask(self, task: _Task, function: Any, *arguments: Any) -> None:
        self._working[self.cluster.ask(task.worker.address, function, *arguments)] = task

    # -- work ------------------------------------------------------------------------------------------------------

    def _hand_out(self) -> None:
        while self._waiting and (not self.most or len(self._at_work()) < self.most):
            busy = Counter(task.worker for task in self._working.values())
            free = [one for one in self._workers.values() if one.state == "ready" and busy[one] < one.threads]
            if not free:
                return
            job = self._waiting.popleft()
            task = _Task(min(free, key=lambda one: busy[one]), job)
            previous = job.previous.read_bytes() if job.previous and job.previous.is_file() else None
            self._ask(task, agent.render, self._session.name, task.attempt, job, previous)

    def _take(self, task: _Task, future: Future[bytes]) -> None:
        try:
            answer = answer_of(future)
        except UnansweredError as error:
            answer = error
        match answer:
            case Made(outcome, files):
                for name, content in files.items():
                    _write(getattr(task.job, name), zlib.decompress(content))
                self._done.append(outcome)
            case Lost(reason):
                self._again(task, reason)
                if task.worker.state == "ready":
                    self._make_ready(task.worker)
            case Readiness((), ()):
                task.worker.state = "ready"
            case Readiness((), lacking):
                self._ask(_Task(task.worker), agent.keep, [self._contents[digest] for digest in lacking])
            case None:
                self._make_ready(task.worker)
            case UnansweredError() if task.job:
                self._again(task, str(answer))
            case _:
                reason = "; ".join(answer.remedies) if isinstance(answer, Readiness) else str(answer)
                task.worker.state = "refused"
                self._progress.note(refusal(task.worker.address, reason))

    def _again(self, task: _Task, reason: str) -> None:
        """Put a report that was lost first in the queue, unless it was lost too often."""
        if not task.job:
            return
        name = task.job.name
        self._lost[name] += 1
        if self._lost[name] < _ATTEMPTS:
            self._progress.note(f"{name}: {reason}; rendered again")
            self._waiting.appendleft(task.job)
        else:
            self._done.append(Outcome(name, 0.0, Failure(f"{reason}, at attempt {_ATTEMPTS}")))

    # -- limits ----------------------------------------------------------------------------------------------------

    def _hear(self, event: tuple[float, str]) -> None:
        """Note that an attempt has begun: until then it may wait behind the work of others."""
        self._begun[event[1]] = time.monotonic()

    def _give_up_on_stuck(self) -> None:
        now = time.monotonic()
        for future, task in list(self._working.items()):
            begun = self._begun.get(task.attempt, now)
            if task.job and now - begun > task.job.report_limit_s + _GRACE_S:
                del self._working[future]
                future.cancel()
                task.worker.state = "stuck"
                self._progress.note(f"worker {task.worker.address} does not answer, and gets no more to do")
                self._done.append(Outcome(task.job.name, now - begun, Failure(too_long(task.job.report_limit_s))))


def _inputs(jobs: Iterable[Job]) -> Mapping[str, bytes]:
    """Return what workers need to read, as it is now, by its place in their folder; what is missing they will miss."""
    paths: dict[str, Path] = {}
    for job in jobs:
        paths[f"notebooks/{job.notebook.name}"] = job.notebook
        paths |= {f"feeds/{path.name}": path for feed in inputs.feeds_of(job.parameters) for path in place.files(feed)}
    for data in {job.data for job in jobs if job.data}:
        paths |= {f"data/{name}": Path(path) for name, path, _ in inputs.files(data)}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
