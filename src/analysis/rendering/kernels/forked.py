"""Kernels for renders: ordinary ones, and forks of a process that has the slow imports behind it.

A forked kernel is started by a Jupyter kernel provisioner through the standard library's fork server. The server is
a process of its own, started afresh by each worker, so that a picture drawn in the worker cannot harm a fork and no
stale code is served. Where forks are not possible (not Linux, a daemonic process, a preload that fails or leaves
threads), ordinary kernels do the same work, slower.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import multiprocessing
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from nbclient.util import run_sync

from analysis.rendering.kernels.workplace import Workplace
from analysis.rendering.worker import no_main_module

Kind = Literal["forked", "plain"]
KINDS: tuple[Kind, ...] = ("forked", "plain")

_PRELOAD = "analysis.rendering.kernels.preload"
_PARENT = "ANALYSIS_PARENT"
_PR_SET_PDEATHSIG = 1
_PROBE_S = 60.0
_END_S = 10.0
_DROPPED = {
    "JPY_PARENT_PID",
    "PYTHONSTARTUP",
    "COLUMNS",
    "LINES",
    "IPYKERNEL_CELL_NAME",
    "LANGUAGE",
    _PARENT,
}


def environment(place: Workplace) -> dict[str, str]:
    """Return the environment of a render's kernels: this process's, with what makes results differ fixed."""
    return {
        **{name: value for name, value in os.environ.items() if name not in _DROPPED},
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "IPYTHONDIR": str(place.ipython),
        "JUPYTER_CONFIG_DIR": str(place.ipython),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "ANALYSIS_STATIC": "0",
    }


def die_with_parent(parent: int) -> None:
    """Have the system kill this process when its parent ends; at once, if that has happened already.

    Linux only. Elsewhere, and for what a notebook starts itself, the guardian does it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


# -- manager and client -------------------------------------------------------------------------------------------


class ReportClient(AsyncKernelClient):
    """A client of one report's kernel: only the channels it uses, and no pause before the first cell."""

    def start_channels(self, *_: Any, **__: Any) -> None:
        """Open the channels for requests and for outputs."""
        self.iopub_channel.start()
        self.shell_channel.start()

    def stop_channels(self) -> None:
        """Close them."""
        for channel in (self.shell_channel, self.iopub_channel):
            if channel.is_alive():
                channel.stop()

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers on both channels. Raises RuntimeError when it died, or after the timeout."""
        deadline = time.monotonic() + (timeout or 60.0)
        while True:
            self.kernel_info()
            with contextlib.suppress(queue.Empty):
                await self.shell_channel.get_msg(timeout=1.0)
                await self.iopub_channel.get_msg(timeout=1.0)
                return
            if not await self.is_alive():
                raise RuntimeError("the kernel died before it answered")
            if time.monotonic() > deadline:
                raise RuntimeError(f"the kernel did not answer within {timeout:g} s")


class ReportKernel(AsyncKernelManager):
    """The manager of one report's kernel, which talks over sockets in a folder of its own."""

    def __init__(
        self, kind: Kind, folder: Path, place: Workplace, variables: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(
            transport="ipc",
            connection_file=str(folder / "c.json"),
            context=_context(),
            client_factory=ReportClient,
            **options,
        )
        self.place = place
        self._log_file = folder / "log"
        self._kernel_spec = KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": _register(kind)}},
        )
        self.options = {"cwd": str(folder / "work"), "env": {**environment(place), **variables}}

    @property
    def printed(self) -> str:
        """The end of what the kernel wrote past its outputs, such as the reason why it could not start."""
        try:
            return self._log_file.read_text(encoding="utf-8", errors="replace")[-2000:].strip()
        except FileNotFoundError:
            return ""

    def kill(self) -> None:
        """Kill the kernel and all that it started in its session; may be called from another thread."""
        if isinstance(self.provisioner, _SessionProvisioner):
            self.provisioner.kill_session()

    def close(self) -> None:
        """End the kernel at once and take away what it leaves."""
        if isinstance(self.provisioner, _SessionProvisioner):
            self.provisioner.end()
        run_sync(self.cleanup_resources)()


@cache
def _context() -> zmq.asyncio.Context:
    """Return the one messaging context of this process; sockets retry fast, for a kernel is there in no time."""
    context = zmq.asyncio.Context()
    context.setsockopt(zmq.SocketOption.RECONNECT_IVL, 10)
    return context


@cache
def _register(kind: Kind) -> str:
    name = f"analysis-{kind}"
    provisioner = {"forked": ForkedProvisioner, "plain": PlainProvisioner}[kind]
    value = f"{__name__}:{provisioner.__name__}"
    entry = EntryPoint(name, value, KernelProvisionerFactory.GROUP_NAME)
    KernelProvisionerFactory.instance().provisioners[name] = entry
    return name


# -- provisioners -------------------------------------------------------------------------------------------------


class _SessionProvisioner(LocalProvisioner):
    """A kernel in a session of its own, which stands on the register as long as it lives."""

    parent: ReportKernel

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Start the kernel."""
        self.process = self._start(cmd, self._scrub_kwargs(options))
        self.pid = self.pgid = self.process.pid
        self.parent.place.enter(self.process.pid, group=True)
        return self.connection_info

    async def post_launch(self, **_: Any) -> None:
        """Wait until the kernel has opened its sockets, so that no client has to try twice."""
        last = Path(f"{self.parent.ip}-{self.parent.iopub_port}")
        for _attempt in range(500):
            if last.exists() or await self.poll() is not None:
                return
            await asyncio.sleep(0.01)

    def kill_session(self) -> None:
        """Kill the whole session, and the process in case it has not opened one yet."""
        process = self.process
        if process is not None:
            for kill in (os.killpg, os.kill):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    kill(process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Kill the session, wait for its end, and take it off the register."""
        self.kill_session()
        process, self.process = self.process, None
        if process is not None:
            process.wait(timeout=_END_S)
            self.parent.place.leave(process.pid, group=True)

    def _start(self, command: list[str], options: dict[str, Any]) -> Any:
        raise NotImplementedError


class PlainProvisioner(_SessionProvisioner):
    """An ordinary kernel: a new interpreter that imports everything itself."""

    def _start(self, command: list[str], options: dict[str, Any]) -> subprocess.Popen[bytes]:
        with (Path(options["cwd"]).parent / "log").open("wb") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=options["cwd"],
                env={**options["env"], "JPY_PARENT_PID": str(os.getpid())},  # the kernel itself looks after it, too
                start_new_session=True,
            )


class ForkedProvisioner(_SessionProvisioner):
    """A kernel that is a fork of this worker's server."""

    def _start(self, command: list[str], options: dict[str, Any]) -> _Forked:
        start_server(self.parent.place)  # again, in case a notebook has killed it
        arguments = command[command.index("ipykernel_launcher") + 1 :]
        process = _fork_context().Process(target=_kernel, args=(arguments, options["cwd"], options["env"]))
        with no_main_module():
            process.start()
        return _Forked(process)


class _Forked:
    """A forked kernel with the methods of ``subprocess.Popen`` that a provisioner calls."""

    stdin = stdout = stderr = None

    def __init__(self, process: Any) -> None:
        self._process = process
        self.pid: int = process.pid

    def poll(self) -> int | None:
        return self._process.exitcode  # type: ignore[no-any-return]

    def wait(self, timeout: float | None = None) -> int | None:
        self._process.join(timeout)
        code: int | None = self._process.exitcode
        if code is not None:
            self._process.close()
        return code

    def send_signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)


# -- the fork server ----------------------------------------------------------------------------------------------


@cache
def usable_kind(wanted: Kind, place: Workplace) -> tuple[Kind, str]:
    """Return the kind of kernel that this process can start, and in one line why it is not the wanted one.

    Starts the fork server for ``forked``, if need be; call it before this process draws its first picture.
    """
    reason = "" if wanted == "plain" else _cannot_fork() or _first_fork(place)
    return ("plain", f"ordinary kernels: {reason}") if reason else (wanted, "")


def _cannot_fork() -> str:
    if sys.platform != "linux":
        return f"forked kernels need Linux, this is {sys.platform}"
    if multiprocessing.current_process().daemon:
        return "a daemonic process cannot start kernels of its own"
    return ""


def start_server(place: Workplace) -> None:
    """Start this process's fork server, which then imports on its own; harmless where none can be."""
    if _cannot_fork():
        return
    _fork_context().set_forkserver_preload([_PRELOAD])
    before = dict(os.environ)
    os.environ.update(environment(place), **{_PARENT: str(os.getpid())})
    try:
        forkserver.ensure_running()
    finally:
        os.environ.clear()
        os.environ.update(before)


def _first_fork(place: Workplace) -> str:
    """Ask a first fork what it found; return what speaks against forked kernels, if anything."""
    start_server(place)
    answers: queue.SimpleQueue[str] = queue.SimpleQueue()
    # A server that hangs in its imports would let the start of the fork wait for ever: another thread waits instead.
    threading.Thread(target=lambda: answers.put(_answer()), daemon=True).start()
    try:
        return answers.get(timeout=_PROBE_S)
    except queue.Empty:
        return f"the fork server gave no answer in {_PROBE_S:g} s"


def _answer() -> str:
    context = _fork_context()
    receiver, sender = context.Pipe(duplex=False)
    probe = context.Process(target=_probe, args=(sender, _PRELOAD))
    try:
        with no_main_module():
            probe.start()
        sender.close()
        answer = str(receiver.recv())
        probe.join(_END_S)
    except (OSError, EOFError) as error:
        return f"the fork server or its first fork ended ({type(error).__name__})"
    finally:
        receiver.close()
    return answer


@cache
def _fork_context() -> Any:
    return multiprocessing.get_context("forkserver")


def _probe(sender: Connection, name: str) -> None:
    """Run in a first fork: report what speaks against forked kernels."""
    preload = sys.modules.get(name)
    if preload is None:
        sender.send("the preload could not be imported")
    elif preload.FAILED:
        name, reason = next(iter(preload.FAILED.items()))
        sender.send(f"{name} could not be preloaded ({reason})")
    elif preload.THREADS != 1:
        sender.send(f"{preload.THREADS} threads after the preload")
    else:
        sender.send("")


def _kernel(arguments: list[str], folder: str, variables: Mapping[str, str]) -> None:
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


def quiet_logs() -> None:
    """Keep the libraries' own messages off the terminal: what matters of them is in the failure of the report."""
    import logging

    for name in ("papermill", "traitlets", "asyncio"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
