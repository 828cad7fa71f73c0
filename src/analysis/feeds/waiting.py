"""A wait that ends, whatever the other side does.

The time-out of a socket begins anew with each byte: a server that sends one now and then never reaches it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

_Answer = TypeVar("_Answer")


class NoAnswerError(Exception):
    """There was no answer in time."""


def answered(call: Callable[[], _Answer], limit_s: float) -> _Answer:
    """Return what a call returns, or raise what it raises, within so many seconds; after that it is abandoned.

    Raises :class:`NoAnswerError` then; what is still at work ends with the process.
    """
    answer: Future[_Answer] = Future()

    def work() -> None:
        try:
            answer.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            answer.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    wait([answer], timeout=max(0.0, limit_s))
    if not answer.done():
        raise NoAnswerError(f"no answer within {limit_s:g} s")
    return answer.result()
