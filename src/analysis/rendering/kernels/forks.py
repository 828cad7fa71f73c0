"""Kernels that are forks of a process that has the slow imports behind it.

The standard library's fork server is a process of its own, started afresh by each worker, so that a picture drawn in
the worker cannot harm a fork and no stale code is served. Where forks are not possible (not Linux, a daemonic process,
a preload that fails or leaves threads), ordinary kernels do the same work, slower.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from analysis.rendering.kernels.workplace import PARENT, Workplace
from analysis.rendering.system import die_with_parent

Kind = Literal["forked", "plain"]
KINDS: tuple[Kind, ...] = ("forked", "plain")

_PRELOAD = "analysis.rendering.kernels.preload"
_PROBE_S = 60.0
_END_S = 10.0


@contextlib.contextmanager
def no_main_module() -> Iterator[None]:
    """Hide the main module, which every child of ``multiprocessing`` would otherwise import anew."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@cache
def usable_kind(wanted: Kind, place: Workplace) -> tuple[Kind, str]:
    """Return the kind of kernel that this process can start, and in one line why it is not the wanted one.

    Starts the fork server for ``forked``, if need be; call it before this process draws its first picture.
    """
    reason = "" if wanted == "plain" else cannot_fork() or _first_fork(place)
    return ("plain", f"ordinary kernels: {reason}") if reason else (wanted, "")


def cannot_fork() -> str:
    """Return why this process cannot have a fork server, nothing where it can."""
    if sys.platform != "linux":
        return f"forked kernels need Linux, this is {sys.platform}"
    if multiprocessing.current_process().daemon:
        return "a daemonic process cannot start kernels of its own"
    return ""


def start_server(place: Workplace) -> None:
    """Start this process's fork server, which then imports on its own; harmless where none can be."""
    if cannot_fork():
        return
    _context().set_forkserver_preload([_PRELOAD])
    before = dict(os.environ)
    os.environ.update(place.environment(), **{PARENT: str(os.getpid())})
    try:
        forkserver.ensure_running()
    finally:
        os.environ.clear()
        os.environ.update(before)


def _first_fork(place: Workplace) -> str:
    """Ask a first fork what it found; return what speaks against forked kernels, if anything."""
    try:
        start_server(place)
    except OSError as error:
        return f"the fork server could not be started ({error})"
    answers: queue.SimpleQueue[str] = queue.SimpleQueue()
    # A server that hangs in its imports would let the start of the fork wait for ever: another thread waits instead.
    threading.Thread(target=lambda: answers.put(_answer()), daemon=True).start()
    try:
        return answers.get(timeout=_PROBE_S)
    except queue.Empty:
        return f"the fork server gave no answer in {_PROBE_S:g} s"


def _answer() -> str:
    receiver, sender = _context().Pipe(duplex=False)
    try:
        probe = start(_probe, sender, _PRELOAD)
        sender.close()
        answer = str(receiver.recv())
        probe.join(_END_S)
    except (OSError, EOFError) as error:
        return f"the fork server or its first fork ended ({type(error).__name__})"
    finally:
        receiver.close()
    return answer


def start(target: Callable[..., None], *arguments: Any) -> Any:
    """Start a fork of the server that runs a function of this package; return its process."""
    process = _context().Process(target=target, args=arguments)
    with no_main_module():
        process.start()
    return process


@cache
def _context() -> Any:
    return multiprocessing.get_context("forkserver")


def _probe(sender: Connection, name: str) -> None:
    """Run in a first fork: report what speaks against forked kernels."""
    preload = sys.modules.get(name)
    if preload is None:
        sender.send("the preload could not be imported")
    elif preload.FAILED:
        name, reason = next(iter(preload.FAILED.items()))
        sender.send(f"{name} could not be preloaded ({reason})")
    elif preload.THREADS is None:
        sender.send("the system does not say how many threads there are after the preload")
    elif preload.THREADS != 1:
        sender.send(f"{preload.THREADS} threads after the preload")
    else:
        sender.send("")


def kernel(arguments: list[str], folder: str, variables: Mapping[str, str]) -> None:
    """Run in a fork: become a kernel."""
    os.setsid()
    die_with_parent(sys.modules[_PRELOAD].SERVER)
    os.environ.clear()
    os.environ.update(variables)
    time.tzset()
    os.chdir(folder)
    with (Path(folder).parent / "log").open("wb") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = ["ipykernel_launcher", *arguments]
    app = IPKernelApp.instance()
    app.initialize(arguments)
    app.start()
