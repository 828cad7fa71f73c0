"""How the kernel of a report is started and ended: Jupyter finds these by name, as entry points of the package."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from analysis.rendering.kernels import forks, undocumented

if TYPE_CHECKING:
    from analysis.rendering.kernels.manager import ReportKernel

_END_S = 10.0


class SessionProvisioner(LocalProvisioner):
    """A kernel in a session of its own, which stands on the register as long as it lives."""

    parent: ReportKernel

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Start the kernel."""
        self.process = self.started(cmd, options["cwd"], options["env"])
        self.pid = self.pgid = self.process.pid
        self.parent.place.enter(self.process.pid, group=True)
        return self.connection_info

    async def post_launch(self, **_: Any) -> None:
        """Wait until the kernel has opened its sockets, so that no client has to try twice."""
        last = undocumented.last_socket(self.parent)
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

    def started(self, command: list[str], folder: str, variables: dict[str, str]) -> Any:
        """Start the process of the kernel in a folder, with these variables alone, and return it."""
        raise NotImplementedError


class PlainProvisioner(SessionProvisioner):
    """An ordinary kernel: a new interpreter that imports everything itself."""

    def started(self, command: list[str], folder: str, variables: dict[str, str]) -> subprocess.Popen[bytes]:
        """Start an interpreter."""
        with (Path(folder).parent / "log").open("wb") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder,
                env={**variables, "JPY_PARENT_PID": str(os.getpid())},  # the kernel itself looks after it, too
                start_new_session=True,
            )


class ForkedProvisioner(SessionProvisioner):
    """A kernel that is a fork of this worker's server."""

    def started(self, command: list[str], folder: str, variables: dict[str, str]) -> _Forked:
        """Fork the server; it is started again in case a notebook has killed it."""
        forks.start_server(self.parent.place)
        arguments = command[command.index("ipykernel_launcher") + 1 :]
        return _Forked(forks.start(forks.kernel, arguments, folder, variables))


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
