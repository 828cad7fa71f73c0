"""The kernels of the JupyterLab that ``make lab`` opens: as any, but ready a second sooner."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

#: An extension of IPython, see :func:`analysis.rendering.kernels.deferred.load_ipython_extension`.
SOONER = "--IPKernelApp.extra_extensions=analysis.rendering.kernels.deferred"
_PYTHON = "python"


class Kernels(AsyncMappingKernelManager):
    """Starts kernels of Python with imports deferred that hardly anything uses."""

    async def start_kernel(self, **options: Any) -> Any:  # type: ignore[override] # it waits, as Jupyter Server's own
        """Start a kernel."""
        if str(options.get("kernel_name") or self.default_kernel_name).startswith(_PYTHON):
            options["extra_arguments"] = [*options.get("extra_arguments", []), SOONER]
        return await super().start_kernel(**options)
