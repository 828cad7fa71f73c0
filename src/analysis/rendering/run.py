"""A render: which reports are due, who renders them, and what is recorded of it.

Nothing is imported here that costs time before it is known that there is something to do.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shlex
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.dataset.languages import SOURCE
from analysis.errors import RenderError
from analysis.rendering.inputs import Fingerprints, Project
from analysis.rendering.limits import too_long
from analysis.rendering.progress import Progress, timestamp
from analysis.rendering.report import Job, Outcome, render
from analysis.rendering.shelf import PICTURES, Failure, Record, Shelf
from analysis.rendering.system import cores

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from analysis.rendering.cluster.connection import Cluster
    from analysis.rendering.cluster.pool import Pool
    from analysis.rendering.history import Run
    from analysis.rendering.kernels.workplace import Workplace
    from analysis.rendering.plan.selection import Plan, Report

#: A worker that is still busy this long after its report's time limit is stuck or stopped, and is killed.
_GRACE_S = 30.0
#: How long workers have to end by themselves when all is done.
_END_S = 10.0
_TICK_S = 1.0
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True)
class Order:
    """What a render is asked for; times are in seconds, ``workers=None`` means one for each core.

    ``cluster`` is the address of a Dask scheduler whose workers are to render, one report in each thread unless
    ``workers`` says fewer. ``keep`` is how many runs the folder remembers;
    without ``sharing`` each report computes and draws all of its own.
    """

    names: Sequence[str] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    group: str | None = None
    output: Path | None = None
    workers: int | None = None
    cluster: str = ""
    force: bool = False
    kernels: str = "forked"
    cell_limit_s: float = 300.0
    report_limit_s: float = 900.0
    limit_s: float = 7200.0
    wait_s: float = 7200.0
    keep: int = 20
    sharing: bool = True

    @property
    def command(self) -> str:
        """What is asked for, as the command line takes it."""
        words = ["render", *self.names]
        for name, value in self.parameters.items():
            words += ["-p", f"{name}={value}"]
        words += ["--group", self.group] if self.group else []
        return shlex.join([*words, "--force"] if self.force else words)

    @property
    def selection(self) -> str:
        """The key under which it is remembered that all this is done."""
        return json.dumps([sorted(set(self.names)), dict(self.parameters), self.group], sort_keys=True)


@dataclass(frozen=True)
class Result:
    """What a render did: the records of the reports asked for, and how many of them were made now.

    Where it is remembered that all of them are done, no record is read: ``records`` is empty, ``unchanged`` how many.
    ``run`` is the number under which it is kept, ``None`` where it is not.
    """

    folder: Path
    records: tuple[Record, ...] = ()
    rendered: int = 0
    unchanged: int = 0
    inputs_changed: bool = False
    run: int | None = None

    @property
    def failed(self) -> tuple[Record, ...]:
        """The reports that could not be rendered."""
        return tuple(record for record in self.records if record.failure)

    @property
    def counts(self) -> str:
        """How many reports were rendered, failed and stayed as they were, in a line."""
        numbers = {"rendered": self.rendered, "failed": len(self.failed), "unchanged": self.unchanged}
        return ", ".join(f"{number} {what}" for what, number in numbers.items() if number) or "nothing to render"


def run(
    project: Project,
    order: Order,
    progress: Progress | None = None,
    executor: Callable[[], Executor] | None = None,
    shelf: Shelf | None = None,
) -> Result:
    """Render what is due of an order, and return what became of it.

    ``shelf`` is where the reports go, in place of the folder of the order. ``executor`` makes another pool than
    processes of this machine; its workers must share the file system.
    Raises :class:`analysis.errors.AnalysisError` where plan, names or parameters cannot be used, before anything is
    written; a report that fails is in the result instead.
    """
    progress = progress or Progress()
    shelf = shelf or Shelf(order.output.absolute() if order.output else project.rendered)
    prints = Fingerprints(project)
    before = prints.everything()
    if not order.force and (done := shelf.finished(order.selection, before)) is not None:
        return Result(shelf.folder, unchanged=done)
    if project.documents:
        _readable(project, project.documents)
    try:
        with contextlib.ExitStack() as opened:
            cluster = opened.enter_context(_connected(order.cluster)) if order.cluster else None
            return _Render(project, order, progress, shelf, prints, executor, cluster).run(before)
    except OSError as error:
        if error.errno not in _NO_ROOM and not isinstance(error, shutil.Error):
            raise
        raise RenderError(
            f"{shelf.folder} or {tempfile.gettempdir()}: cannot be written: {error.strerror or error}. Free some "
            f"space, or choose other folders: --output, TMPDIR; each report is as it was, or whole and new"
        ) from error


def _connected(address: str) -> AbstractContextManager[Cluster]:
    from analysis.rendering.cluster.connection import connected

    return connected(address)


def _readable(project: Project, documents: Path) -> None:
    """Raise what is wrong with the text editions before anything is written."""
    from analysis.ledger import quotations
    from analysis.rendering.pages.lookup import Lookup

    quotations.texts(Lookup(project.data).table("sources"), documents)


class _Render:
    """One render of one folder."""

    def __init__(
        self,
        project: Project,
        order: Order,
        progress: Progress,
        shelf: Shelf,
        prints: Fingerprints,
        executor: Callable[[], Executor] | None,
        cluster: Cluster | None,
    ) -> None:
        from analysis.rendering.history import History

        self.history = History(shelf.folder)
        self.project = project
        self.order = order
        self.progress = progress
        self.shelf = shelf
        self.prints = prints
        self.executor = executor
        self.cluster = cluster
        self.made: dict[str, Record] = {}
        self.tried: dict[str, dict[str, Any]] = {}
        self.remarks: set[str] = set()

    def run(self, before: str) -> Result:
        plan, chosen = self._plan()
        with self.shelf.locked(self.order.wait_s, self.progress.note):
            now = self.prints.everything()
            if now != before:
                plan, chosen = self._plan()
            if not self.order.force and (done := self.shelf.finished(self.order.selection, now)) is not None:
                return Result(self.shelf.folder, unchanged=done)
            return self._render(plan, chosen, now)

    def _plan(self) -> tuple[Plan, list[Report]]:
        from analysis.rendering.plan import planfile

        plan = planfile.load(self.project)
        return plan, plan.select(self.order.names, self.order.parameters, self.order.group)

    def _render(self, plan: Plan, chosen: list[Report], before: str) -> Result:
        shelf, shared = self.shelf, self.prints.shared()
        still_finished = shelf.finished_selections(before)
        records = shelf.records()
        expected = {report.name: self._fingerprint(shared, report) for report in chosen}
        due = [report for report in chosen if not self._fresh(records.get(report.name), expected[report.name])]
        shelf.prepare()
        run, started = self._begun(), time.monotonic()
        try:
            if due:
                self.history.write(run)
            self._make(plan, due, records)
            after = self.prints.everything()
            changed = after != before
            if changed:
                self._distrust()
            records = self._settle(plan, {**records, **self.made})
            asked = tuple({**self.made, **records}[report.name] for report in chosen)
            if all(record.state == "fresh" for record in asked):
                still_finished[self.order.selection] = before, [record.name for record in asked]
            run = replace(run, unchanged=len(chosen) - len(due), inputs_changed=changed)
            kept = self._conclude(records, {} if changed else still_finished, run, started)
        finally:
            shelf.clear()
        made = len([record for record in self.made.values() if not record.failure])
        return Result(shelf.folder, asked, made, len(chosen) - len(due), changed, run.number if kept else None)

    # -- what is due -----------------------------------------------------------------------------------------------

    def _fingerprint(self, shared: str, report: Report | Record) -> str:
        return _fingerprint(self.prints, shared, report)

    def _fresh(self, record: Record | None, fingerprint: str) -> bool:
        if record is None or self.order.force or record.failure:
            return False
        return record.fingerprint == fingerprint and self.shelf.intact(record)

    # -- making ----------------------------------------------------------------------------------------------------

    def _make(self, plan: Plan, due: list[Report], records: Mapping[str, Record]) -> None:
        """Make what is due of a copy of the data: what is edited meanwhile, and put back, is in no report."""
        if not due:
            return
        from analysis.rendering.kernels.workplace import guarded
        from analysis.rendering.pages.related import addresses

        def turn(report: Report) -> tuple[bool, str, float]:
            """One language after the other, the longest first: twins at work together would both compute the same."""
            record = records.get(report.name)
            return report.language != SOURCE, report.language, -record.duration_s if record else 0.0

        self.progress.started(len(due))
        reports = {report.name: report for report in sorted(due, key=turn)}
        try:
            with _terminable(), guarded(sharing=self.order.sharing) as place:
                project = replace(self.project, data=place.copy_of(self.project.data))
                prints = Fingerprints(project)
                shared = prints.shared()
                expected = {name: _fingerprint(prints, shared, report) for name, report in reports.items()}
                pages = {
                    language: addresses(plan.reports, language)
                    for language in {report.language for report in reports.values()}
                }
                jobs = [
                    replace(
                        self._job(project, report, place, records.get(report.name), expected[report.name]),
                        twins=plan.twins(report),
                        reports=pages[report.language],
                    )
                    for report in reports.values()
                ]
                with self._meanwhile(project):
                    for outcome in self._pool(project, place, len(jobs)).render(jobs, self.progress):
                        report = reports[outcome.name]
                        self._publish(report, outcome, records.get(report.name), expected[report.name])
        finally:
            self.progress.ended()

    def _meanwhile(self, project: Project) -> AbstractContextManager[None]:
        """Put together what stands beside the reports while they are made, where processes are ours to start."""
        if self.executor is not None:
            return contextlib.nullcontext()
        from analysis.rendering import beside

        return beside.meanwhile(project, self.shelf.cache)

    def _pool(self, project: Project, place: Workplace, jobs: int) -> _Pool | Pool:
        if self.cluster is None:
            return _Pool(self.order, place, self.shelf.cache, _variables(project), self.executor, jobs)
        from analysis.rendering.cluster.pool import Pool

        return Pool(self.cluster, self.order.limit_s, self.order.workers)

    def _job(self, project: Project, report: Report, place: Workplace, last: Record | None, fingerprint: str) -> Job:
        staging = self.shelf.staging
        return Job(
            name=report.name,
            title=report.title,
            language=report.language,
            notebook=project.notebook(report.notebook),
            parameters=dict(report.parameters),
            page=staging / f"{report.name}.html",
            executed=staging / f"{report.name}.ipynb",
            picture=staging / PICTURES / f"{report.name}.svg",
            values=staging / f"{report.name}.json.gz",
            failed=staging / f"{report.name}.failed.ipynb",
            workplace=place.folder,
            variables=_variables(project),
            kernels=self.order.kernels,
            edition=fingerprint,
            data=project.data,
            previous=self.history.path(last.shown) if last else None,
            cell_limit_s=self.order.cell_limit_s,
            report_limit_s=self.order.report_limit_s,
        )

    def _publish(self, report: Report, outcome: Outcome, last: Record | None, fingerprint: str) -> None:
        current = Record(
            name=report.name,
            title=report.title,
            notebook=report.notebook,
            parameters=dict(report.parameters),
            group=report.group,
            planned=report.planned,
            rendered=timestamp(),
            duration_s=round(outcome.duration_s, 3),
        )
        if outcome.failure is None:
            unchanged = self._fingerprint(self.prints.shared(), report) == fingerprint
            from analysis.rendering.pages.summary import carried

            before = last or current
            summary = carried(outcome.summary, before.summary, current.rendered, before.rendered)
            shown = self.history.take(self.shelf.staging / f"{report.name}.json.gz")
            current = replace(current, fingerprint=fingerprint if unchanged else None, summary=summary, shown=shown)
            record = self.shelf.publish(current)
        else:
            good = last or replace(current, rendered="", duration_s=0.0)
            kept = replace(current, fingerprint=good.fingerprint, files=good.files, rendered=good.rendered)
            kept = replace(kept, summary=good.summary, shown=good.shown)
            kept = replace(kept, duration_s=good.duration_s, failure=outcome.failure)
            record = kept if self._forgotten(kept) else self.shelf.publish_failure(kept, outcome.failure)
        self.made[report.name] = record
        self.tried[report.name] = _tried(record, outcome)
        for remark in set(outcome.remarks) - self.remarks:
            self.remarks.add(remark)
            self.progress.note(remark)
        problem = f"failed: {outcome.failure.line}" if outcome.failure else ""
        self.progress.finished(report.name, outcome.duration_s, problem)

    # -- records ---------------------------------------------------------------------------------------------------

    def _distrust(self) -> None:
        """Inputs changed meanwhile: nothing that was made now may count as fresh."""
        for name, record in self.made.items():
            if not record.failure:
                self.made[name] = self.shelf.write(replace(record, fingerprint=None))

    def _settle(self, plan: Plan, records: Mapping[str, Record]) -> dict[str, Record]:
        """Remove what the plan no longer has, mark what is out of date, and put all in the plan's order."""
        planned = {report.name: report for report in plan.reports}
        shared = self.prints.shared()
        kept = {}
        for name in [*planned, *sorted(set(records) - set(planned))]:
            record = records.get(name)
            if record is None or self._forgotten(record):
                continue
            if record.planned and name not in planned:
                if not self.order.names:
                    self.shelf.remove(record)
                    continue
                outdated = True
            else:
                outdated = self._fingerprint(shared, planned.get(name, record)) != record.fingerprint
            kept[name] = replace(record, outdated=outdated)
        return kept

    @staticmethod
    def _forgotten(record: Record) -> bool:
        """Tell whether a report leaves no trace: one that was asked for on the command line and never succeeded."""
        return not record.planned and record.failure is not None and not record.files

    def _conclude(
        self, records: Mapping[str, Record], finished: Mapping[str, tuple[str, list[str]]], run: Run, started: float
    ) -> bool:
        """Write what stands beside the reports; return whether the run is kept."""
        if not records:
            self.history.forget(run)
            return False
        from analysis.rendering import front
        from analysis.rendering.pages import figures

        data, cache, prints = self.project.data, self.shelf.cache, self.prints
        found = figures.pages(data, cache, prints.figures(), records.values(), self.project.documents)
        self.shelf.fill(figures.FOLDER, found)
        pages = front.pages(data, cache, prints.shared(), records.values())
        kept = self._remember(records, front.shown(pages, found), run, started)
        self.shelf.conclude(records, pages, finished)
        return kept

    # -- history ---------------------------------------------------------------------------------------------------

    def _begun(self) -> Run:
        from analysis.rendering.history import Run, commit

        number, now = self.history.next_number(), timestamp()
        return Run(number, now, self.order.command, self.prints.parts(), commit(self.project.root))

    def _remember(self, records: Mapping[str, Record], beside: Mapping[str, Any], run: Run, started: float) -> bool:
        """Keep a run that made something, or left the folder showing something else than the last one did.

        ``beside`` is what is shown beside the reports. Return whether it is kept.
        """
        from analysis.rendering.history import State

        shown = {record.name: self._shown(record) for record in records.values() if record.files}
        shown |= {name: self.history.keep(values) for name, values in beside.items()}
        failed = {record.name: record.failure.message for record in records.values() if record.failure}
        state = self.history.keep(asdict(State(dict(sorted(shown.items())), failed)))
        if not self.tried and state == next((old.state for old in reversed(self.history.runs()) if old.ended), ""):
            return False
        lasted = round(time.monotonic() - started, 3)
        self.history.write(replace(run, ended=timestamp(), duration_s=lasted, reports=self.tried, state=state))
        self.history.prune(self.order.keep, shown.values())
        return True

    def _shown(self, record: Record) -> str:
        """Return the digest of what a report shows, which is kept anew where it is not there."""
        if self.history.path(record.shown):
            return record.shown
        from analysis.rendering.pages import shown

        return self.history.keep(shown.read(self.shelf.file(record.executed)))


def _tried(record: Record, outcome: Outcome) -> dict[str, Any]:
    """Return what a run keeps of its attempt to make a report."""
    said = {"duration_s": round(outcome.duration_s, 3)}
    if outcome.failure is None:
        return {"result": "rendered", **said}
    return {"result": "failed", **said, **asdict(outcome.failure), "notebook": record.failed}


def _fingerprint(prints: Fingerprints, shared: str, report: Report | Record) -> str:
    return prints.report(shared, report.name, report.title, report.notebook, report.parameters)


def _variables(project: Project) -> dict[str, str]:
    return {"ANALYSIS_DATA": str(project.data)}


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """Let a polite request to end (SIGTERM) unwind the render as an interrupt does."""

    def end(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    try:
        former = signal.signal(signal.SIGTERM, end)
    except ValueError:  # not the main thread: whoever started it answers for signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


# -- the pool -----------------------------------------------------------------------------------------------------


class _Pool:
    """Workers, kept busy with one job each, and replaced when one of them dies."""

    def __init__(
        self,
        order: Order,
        place: Workplace,
        cache: Path,
        variables: Mapping[str, str],
        executor: Callable[[], Executor] | None,
        jobs: int,
    ) -> None:
        self.order = order
        self.variables = variables
        self.place = place
        self.cache = cache
        self.width = max(1, min(order.workers or cores(), jobs))
        self.deadline = time.monotonic() + order.limit_s
        self._make = executor or self._processes
        self._own = executor is None
        self._others: set[BaseProcess] = set()

    def render(self, jobs: Sequence[Job], progress: Progress) -> Iterator[Outcome]:
        """Yield an outcome for each job, as they come."""
        waiting = list(jobs)
        suspects: list[Job] = []
        while waiting or suspects:
            # When a worker dies, each job that was at work is tried again on its own, to find out which one it was.
            alone = not waiting
            batch, waiting, suspects = (suspects[:1], [], suspects[1:]) if alone else (waiting, [], suspects)
            with self._executor() as executor:
                left = yield from self._round(executor, batch, progress, alone=alone)
            if left is None:
                continue
            self._end_workers()
            in_flight, queued = left
            if time.monotonic() >= self.deadline:
                reason = f"the time limit of the whole render ({self.order.limit_s:g} s) was reached"
                for job in [*in_flight, *queued, *waiting, *suspects]:
                    yield Outcome(job.name, 0.0, Failure(reason))
                return
            suspects += in_flight
            waiting = queued

    def _round(
        self, executor: Executor, jobs: Sequence[Job], progress: Progress, *, alone: bool
    ) -> Generator[Outcome, None, tuple[list[Job], list[Job]] | None]:
        """Render jobs until they are done or the pool breaks; return what was at work and what had not begun."""
        queue = list(jobs)
        working: dict[Future[Outcome], tuple[Job, float]] = {}
        first = True
        while queue or working:
            broken = False
            while queue and len(working) < self.width and not broken:
                try:
                    working[self._submit(executor, queue[0])] = queue[0], time.monotonic()
                    queue.pop(0)
                except (RuntimeError, OSError):
                    broken = True
            if first and self._own:
                first = False
                self._prepare()
            progress.running(job.name for job, _ in working.values())
            done, _ = wait(working, timeout=_TICK_S, return_when=FIRST_COMPLETED)
            now = time.monotonic()
            late = now >= self.deadline
            stuck = [
                future
                for future, (job, since) in working.items()
                if future not in done and now - since > job.report_limit_s + _GRACE_S
            ]
            if late or stuck:
                self._end_workers()
            for future in stuck:
                job, since = working.pop(future)
                yield Outcome(job.name, now - since, Failure(too_long(job.report_limit_s)))
            for future in done:
                job, since = working[future]
                outcome = self._outcome(future, job, time.monotonic() - since, alone=alone)
                if outcome is None:
                    broken = True
                    continue
                del working[future]
                yield outcome
            if broken or late or stuck:
                return [job for job, _ in working.values()], queue
        return None

    @staticmethod
    def _outcome(future: Future[Outcome], job: Job, elapsed_s: float, *, alone: bool) -> Outcome | None:
        """Return the outcome of a finished job; ``None`` if its worker, or another one of the pool, died."""
        try:
            return future.result()
        except Exception as error:  # noqa: BLE001 - the pool's own failures come in many types
            from concurrent.futures.process import BrokenProcessPool

            if isinstance(error, BrokenProcessPool):
                if not alone:
                    return None
                return Outcome(job.name, elapsed_s, Failure("its worker died"))
            return Outcome(job.name, elapsed_s, Failure(f"{type(error).__name__}: {error}"))

    def _submit(self, executor: Executor, job: Job) -> Future[Outcome]:
        if not self._own:
            return executor.submit(render, job)
        from analysis.rendering.kernels.forks import no_main_module

        with no_main_module():
            return executor.submit(render, job)

    @contextlib.contextmanager
    def _executor(self) -> Iterator[Executor]:
        import multiprocessing

        self._others = set(multiprocessing.active_children())
        executor = self._make()
        try:
            yield executor
        except BaseException:
            self._end_workers()
            executor.shutdown(wait=False, cancel_futures=True)
            raise
        executor.shutdown(wait=False, cancel_futures=True)
        self._end_workers(_END_S)

    def _processes(self) -> Executor:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        from analysis.rendering.worker import start

        return ProcessPoolExecutor(
            self.width,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=start,
            initargs=(self.place.folder, self.cache, self.order.kernels, self.variables, os.getpid(), self._pictures()),
        )

    def _pictures(self) -> Path | None:
        from analysis.rendering.kernels import drawn

        return self.cache / drawn.FOLDER if self.order.sharing else None

    def _prepare(self) -> None:
        """Make what all workers will want, while they start."""
        from analysis.rendering.kernels import drawn
        from analysis.rendering.pages import vega

        vega.keep_in(self.cache)
        vega.script()
        drawn.forget(self.cache / drawn.FOLDER)

    def _end_workers(self, patience_s: float = 0.0) -> None:
        """Kill the workers that do not end by themselves in time, and what workers started; none can refuse."""
        import multiprocessing

        from analysis.rendering.kernels.guardian import end_registered

        deadline = time.monotonic() + patience_s
        workers = set(multiprocessing.active_children()) - self._others if self._own else ()
        for worker in workers:
            worker.join(max(0.0, deadline - time.monotonic()))
            worker.kill()
        end_registered(self.place.register)
