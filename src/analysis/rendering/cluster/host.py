"""A process in which a Dask worker renders: ``python -m analysis.rendering.cluster.host FD``.

It is no child of ``multiprocessing``, so that it may have a fork server whatever the worker may; it renders in its main
thread, where limits hold; and it imports this code when a render begins, however long the worker has been there.
"""

from __future__ import annotations

import contextlib
import sys
from multiprocessing.connection import Connection

from analysis.rendering.report import render
from analysis.rendering.worker import start


def main() -> None:
    """Become a worker by the arguments that come first, say so, then render one job after the other to the last."""
    with Connection(int(sys.argv[1])) as connection, contextlib.suppress(EOFError, ConnectionError):
        start(*connection.recv())
        connection.send(None)
        while True:
            connection.send(render(connection.recv()))


if __name__ == "__main__":
    main()
