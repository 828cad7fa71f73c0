"""A connection to a Dask cluster, and how a function is asked of one of its workers.

Question and answer travel as bytes, and so does, whole, the little that reads them on a worker: a scheduler, which
unpacks what it passes on, needs nothing of this package, and a worker that lacks it can say so.
"""

from __future__ import annotations

import contextlib
import gc
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future, as_completed
from threading import Thread
from typing import TYPE_CHECKING, Any

from analysis.errors import RenderError
from analysis.rendering.cluster import agent, software

if TYPE_CHECKING:
    from distributed import Client

#: How long things may take: to connect, to see a first worker, to hear from one, to say goodbye.
_CONNECT_S = 15.0
_FIRST_S = 30.0
_ANSWER_S = 60.0
_END_S = 5.0


class UnansweredError(Exception):
    """A question that a worker did not answer, and why."""


class Cluster:
    """A Dask cluster whose workers render with the software of this process, or not at all."""

    def __init__(self, client: Client, address: str) -> None:
        self.client = client
        self.address = address
        self.software = software.here()

    def threads(self) -> dict[str, int]:
        """Return the number of threads of each worker that there is now, by its address.

        Raises RenderError where the scheduler does not say.
        """
        try:
            found: dict[str, int] = self.client.nthreads(callback_timeout=_CONNECT_S)
        except Exception as error:  # the network's failures come in many types
            raise RenderError(f"the scheduler at {self.address} is gone ({_said(error)})") from error
        return found

    def ask(self, worker: str, function: Callable[..., Any], *arguments: Any) -> Future[bytes]:
        """Ask one worker for what a function of :mod:`analysis.rendering.cluster.agent` returns."""
        executor = self.client.get_executor(workers=[worker], allow_other_workers=False, pure=False)
        answer: Future[bytes] = executor.submit(_carried(), pickle.dumps((function, arguments)))
        return answer

    def tell(self, workers: list[str], function: Callable[..., Any], *arguments: Any) -> None:
        """Have workers call a function at once, whatever they are at; one that does not answer is not waited for."""

        def tell() -> None:
            question = pickle.dumps((function, arguments))
            with contextlib.suppress(Exception):
                self.client.run(_carried(), question, workers=workers, on_error="ignore")

        teller = Thread(target=tell, daemon=True)
        teller.start()
        teller.join(_END_S)

    def check(self) -> None:
        """Raise RenderError where there is no worker, or none that may render, with what to do about each."""
        try:
            self.client.wait_for_workers(1, timeout=_FIRST_S)
        except TimeoutError:
            raise RenderError(
                f"the cluster at {self.address} has no workers; start some: dask worker {self.address}"
            ) from None
        asked = {self.ask(worker, agent.remedies, self.software): worker for worker in self.threads()}
        refused = []
        try:
            for future in as_completed(asked, timeout=_ANSWER_S):
                if not (reason := self._refusal(future)):
                    return
                refused.append(refusal(asked[future], reason))
        except TimeoutError:  # busy with something else
            return
        raise RenderError("\n".join([f"no worker of the cluster at {self.address} can render:", *refused]))

    @staticmethod
    def _refusal(future: Future[bytes]) -> str:
        try:
            return "; ".join(answer_of(future))
        except UnansweredError as error:
            return str(error)


@contextlib.contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """Connect to the Dask cluster whose scheduler has this address.

    Raises RenderError where there is none, or none of its workers may render.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise RenderError(
            f"a render on a cluster needs Dask ({error}): pip install 'migration-analysis[cluster]'"
        ) from error
    client, problem = None, ""
    try:
        client = Client(address, timeout=_CONNECT_S, set_as_default=False)
    except Exception as error:  # noqa: BLE001 - the network's failures come in many types, those of addresses in others
        problem = _said(error)
    if client is None:
        gc.collect()  # what is left of it ends when it is collected, which hangs if another one begins meanwhile
        raise RenderError(
            f"{address}: no Dask scheduler answers there ({problem}); give the address that `dask scheduler` prints, "
            f"such as tcp://10.0.0.1:8786"
        )
    try:
        cluster = Cluster(client, address)
        cluster.check()
        yield cluster
    finally:
        with contextlib.suppress(Exception):  # a scheduler that is gone needs no goodbye
            client.close(timeout=_END_S)


def answer_of(future: Future[bytes]) -> Any:
    """Return the answer to a question that was asked. Raises :class:`UnansweredError` where there is none."""
    try:
        answer, problem = pickle.loads(future.result())  # noqa: S301 - from a cluster that runs what it is sent
    except BaseException as error:  # a future that was cancelled is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise UnansweredError(_said(error)) from error
    if problem:
        raise UnansweredError(problem)
    return answer


def refusal(worker: str, reason: str) -> str:
    """Say that a worker is not used, and what to do about it."""
    return f"worker {worker} is not used: {reason}"


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}".strip(": ")


def _carried() -> Callable[[bytes], bytes]:
    """Return what answers questions on a worker; a function inside a function is sent as it is, not by its name."""

    def answered(question: bytes) -> bytes:
        import pickle

        try:
            function, arguments = pickle.loads(question)  # noqa: S301 - from whoever may run anything here
            return pickle.dumps((function(*arguments), ""))
        except ModuleNotFoundError as error:
            return pickle.dumps((None, f"{error}: install the project there as it is installed here"))
        except Exception as error:  # noqa: BLE001 - in words: who asked may not have its type
            return pickle.dumps((None, f"{type(error).__name__}: {error}"))

    return answered
