"""The manager and the client of one report's kernel: sockets in a folder of its own, and no pause before a cell."""

from __future__ import annotations

import contextlib
import queue
import sys
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.util import run_sync

from analysis.rendering.kernels.forks import Kind
from analysis.rendering.kernels.provisioners import SessionProvisioner
from analysis.rendering.kernels.workplace import Workplace

_NO_HISTORY = "--HistoryManager.enabled=False"


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


class _Interpreter(KernelSpecManager):
    """Knows one kernel, whatever its name: this interpreter, started by one of our provisioners."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return how to start it; no file on the disk is looked for."""
        return KernelSpec(
            # Its history would be one database for all kernels of a render, which each of them waits for.
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", _NO_HISTORY],
            display_name="Python 3",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": f"analysis-{self.kind}"}},
        )


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
            kernel_spec_manager=_Interpreter(kind),
            **options,
        )
        self.place = place
        self._log_file = folder / "log"
        self.options = {"cwd": str(folder / "work"), "env": {**place.environment(), **variables}}

    @property
    def printed(self) -> str:
        """The end of what the kernel wrote past its outputs, such as the reason why it could not start."""
        try:
            return self._log_file.read_text(encoding="utf-8", errors="replace")[-2000:].strip()
        except FileNotFoundError:
            return ""

    def kill(self) -> None:
        """Kill the kernel and all that it started in its session; may be called from another thread."""
        if isinstance(self.provisioner, SessionProvisioner):
            self.provisioner.kill_session()

    def close(self) -> None:
        """End the kernel at once and take away what it leaves."""
        if isinstance(self.provisioner, SessionProvisioner):
            self.provisioner.end()
        run_sync(self.cleanup_resources)()


@cache
def _context() -> zmq.asyncio.Context:
    """Return the one messaging context of this process; sockets retry fast, for a kernel is there in no time."""
    context = zmq.asyncio.Context()
    context.setsockopt(zmq.SocketOption.RECONNECT_IVL, 10)
    return context
