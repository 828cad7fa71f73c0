"""The render of one report: a function of a job that any executor can run, in this process or in another."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.rendering.limits import TooLongError, too_long, within
from analysis.rendering.shelf import Failure

#: The files that a render of a report may write, by the attribute of the job that names each.
WRITTEN = ("page", "executed", "picture", "values", "failed")


@dataclass(frozen=True)
class Job:
    """What a worker needs to know to render one report.

    ``page``, ``executed``, ``picture``, ``values`` and ``failed`` are the files to write: the last on failure, the
    others on success, a picture where the notebook has one; ``values`` is what the report shows, packed.
    ``workplace`` is a folder as :mod:`analysis.rendering.kernels.workplace` makes it, ``kernels`` is ``forked`` or
    ``plain``, and ``variables`` are added to the kernel's environment. ``edition`` identifies the inputs, ``data`` is
    the dataset,
    ``previous`` what the report showed in the last render, to tell what changed, ``twins`` names the same report in
    other languages, by language, and ``reports`` are the pages of its language by what they are about.
    """

    name: str
    title: str
    language: str
    notebook: Path
    parameters: Mapping[str, Any]
    page: Path
    executed: Path
    picture: Path
    values: Path
    failed: Path
    workplace: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    kernels: str = "forked"
    edition: str = ""
    data: Path | None = None
    previous: Path | None = None
    twins: Mapping[str, str] = field(default_factory=dict)
    reports: Mapping[str, str] = field(default_factory=dict)
    start_limit_s: float = 60.0
    cell_limit_s: float = 300.0
    report_limit_s: float = 900.0


@dataclass(frozen=True)
class Outcome:
    """What became of a job: how long it took, why it failed, if it did, and what the index says of it, if not."""

    name: str
    duration_s: float
    failure: Failure | None = None
    remarks: tuple[str, ...] = field(default=())
    summary: Mapping[str, Any] = field(default_factory=dict)


def render(job: Job) -> Outcome:
    """Render one report: execute its notebook, write it and its page. What goes wrong is in the outcome, not raised."""
    from analysis.rendering import history
    from analysis.rendering.kernels import execution
    from analysis.rendering.kernels.engine import Limits
    from analysis.rendering.kernels.forks import usable_kind
    from analysis.rendering.kernels.workplace import Workplace
    from analysis.rendering.pages import content, exporter, shown, summary

    started = time.monotonic()
    place = Workplace(job.workplace)
    kind, remark = usable_kind("plain" if job.kernels == "plain" else "forked", place)
    limits = Limits(job.start_limit_s, job.cell_limit_s, job.report_limit_s)
    failure = None
    said: Mapping[str, Any] = {}
    try:
        notebook = execution.execute(
            job.notebook,
            job.parameters,
            kind=kind,
            place=place,
            limits=limits,
            variables=job.variables,
            language=job.language,
        )
        execution.write(notebook, job.executed)
        made_from = job.notebook.stem, job.edition, job.data
        about = content.About(job.name, job.title, job.language, *made_from, job.twins, job.reports)
        with within(job.report_limit_s - (time.monotonic() - started)):
            page = content.page(notebook, about)
            job.page.write_text(exporter.page(notebook, about, page), encoding="utf-8")
            summary.write_thumbnail(notebook, job.picture)
            values = shown.of(notebook)
            job.values.write_bytes(history.packed(values))
            said = summary.of(page, values, history.unpacked(job.previous))
    except execution.ExecutionError as error:
        failure = error.failure
        execution.write(error.notebook, job.failed)
    except TooLongError:
        failure = Failure(f"the page {too_long(job.report_limit_s)}")
        job.executed.replace(job.failed)
    except Exception as error:  # noqa: BLE001 - whatever it is costs this report only, and stands on the index
        failure = Failure(f"{type(error).__name__}: {error}")
    return Outcome(job.name, time.monotonic() - started, failure, (remark,) if remark else (), said)
