"""Downloads that end well or not at all: time-outs, retries, a size limit, resumption, a checksum.

A file appears under its name only when it is whole. Until then it grows beside it as ``.part``, and a later call goes
on where the last one stopped if the server says that the file is still the same one.
"""

from __future__ import annotations

import hashlib
import json
import random
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, ProtocolError
from urllib3.exceptions import TimeoutError as TimedOut

from analysis.errors import FetchError
from analysis.feeds.waiting import NoAnswerError, answered

#: Called with the bytes so far and the bytes in all, 0 where the server does not say.
Progress = Callable[[int, int], None]
_Answer = TypeVar("_Answer")

_AGENT = "migration-analysis (research; reads published statistics)"
_BLOCK = 1 << 16
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_HOPS = 5
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Limits:
    """What a download may cost, all its attempts and pauses together: ``bytes`` and ``total_s``.

    ``rate_b_s`` over ``window_s`` is the slowest that still counts as moving; a heading has ``window_s`` to be whole.
    """

    bytes: int = 1 << 30
    connect_s: float = 10.0
    read_s: float = 30.0
    total_s: float = 3600.0
    attempts: int = 5
    backoff_s: float = 1.0
    backoff_most_s: float = 60.0
    rate_b_s: float = 100.0
    window_s: float = 60.0


@dataclass
class _Part:
    """What is known of a file that is not whole yet; written beside it."""

    file: Path
    address: str
    mark: str = ""
    size: int = 0
    done: int = field(default=0)

    @property
    def facts(self) -> Path:
        return self.file.with_suffix(self.file.suffix + ".json")

    def recall(self) -> None:
        try:
            facts = json.loads(self.facts.read_bytes())
            if facts["address"] == self.address and facts["mark"]:
                self.mark, self.size, self.done = facts["mark"], facts["size"], self.file.stat().st_size
        except (OSError, ValueError, KeyError, TypeError):
            self.restart()

    def restart(self) -> None:
        self.mark, self.size, self.done = "", 0, 0

    def note(self) -> None:
        self.facts.write_text(json.dumps({"address": self.address, "mark": self.mark, "size": self.size}))

    def drop(self) -> None:
        self.file.unlink(missing_ok=True)
        self.facts.unlink(missing_ok=True)


class _PassingError(Exception):
    """A failure that another attempt may not meet; ``wait_s`` is what the server asked for."""

    def __init__(self, message: str, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


def fetch(
    address: str,
    target: Path,
    *,
    limits: Limits | None = None,
    sha256: str = "",
    progress: Progress | None = None,
    headers: Mapping[str, str] | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> str:
    """Download an address to a file and return its SHA-256.

    The file is replaced only by a whole one. A redirect is followed within the host, never to another and never from
    https to http. Raises :class:`FetchError`, which names the address and says why, when it cannot be had.
    """
    limits = limits or Limits()
    _acceptable(address)
    deadline = time.monotonic() + limits.total_s
    part = _Part(target.with_suffix(target.suffix + ".part"), address)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.recall()
        for attempt in range(1, limits.attempts + 1):
            try:
                _attempt(part, limits, deadline, progress, dict(headers or {}))
                break
            except _PassingError as error:
                if attempt == limits.attempts:
                    raise FetchError(f"{address}: {error}, after {attempt} attempts; try again later") from error
                pausing = min(error.wait_s or limits.backoff_s * 2 ** (attempt - 1), limits.backoff_most_s)
                pausing *= 1 if error.wait_s else random.uniform(0.5, 1.0)  # noqa: S311 - no secret depends on it
                if time.monotonic() + pausing > deadline:
                    raise FetchError(f"{address}: {error}, and no time is left of {limits.total_s:g} s") from error
                pause(pausing)
        digest = _digest(part.file)
        if sha256 and digest != sha256:
            part.drop()
            raise FetchError(f"{address}: the checksum is {digest}, expected {sha256}; the file was not kept")
        part.file.replace(target)
        part.facts.unlink(missing_ok=True)
    except OSError as error:
        raise FetchError(f"{address}: cannot write {target.name}: {error}") from error
    return digest


def _attempt(part: _Part, limits: Limits, deadline: float, progress: Progress | None, headers: dict[str, str]) -> None:
    if time.monotonic() > deadline:
        raise _late(part.address, limits)
    if part.done and part.done == part.size:
        return
    # Sizes and ranges count the bytes of the file, so that it must come as it is, not compressed on the way.
    headers |= {"User-Agent": _AGENT, "Accept-Encoding": "identity"}
    if part.done and not part.mark:
        part.restart()
    if part.done:
        headers |= {"Range": f"bytes={part.done}-", "If-Range": part.mark}
    try:
        reply = _in_time(lambda: _open(part.address, headers, limits), part.address, limits, deadline)
    except (HTTPError, OSError) as error:
        raise _PassingError(plain(error)) from error
    try:
        _check_status(reply, part)
        _begin(reply, part, limits)
        _receive(reply, part, limits, deadline, progress)
    except (HTTPError, ConnectionError, TimeoutError) as error:
        raise _PassingError(plain(error)) from error
    finally:
        # What still reads cannot be closed, and ends with the process.
        closing = threading.Thread(target=reply.close, daemon=True)
        closing.start()
        closing.join(1.0)
    if part.size and part.done != part.size:
        raise _PassingError(f"the connection ended after {part.done:,} of {part.size:,} bytes")


def _in_time(call: Callable[[], _Answer], address: str, limits: Limits, deadline: float) -> _Answer:
    """Return what a call of the network returns, as long as there is time; a call that has none left is abandoned."""
    try:
        return answered(call, min(limits.window_s, deadline - time.monotonic()))
    except NoAnswerError as error:
        if time.monotonic() >= deadline:
            raise _late(address, limits) from error
        raise _PassingError("the server does not answer in time") from error


def _late(address: str, limits: Limits) -> FetchError:
    return FetchError(f"{address}: not whole within {limits.total_s:g} s; what there is stays for the next try")


def _open(address: str, headers: Mapping[str, str], limits: Limits) -> urllib3.BaseHTTPResponse:
    host = urlsplit(address).hostname
    timeout = urllib3.Timeout(connect=limits.connect_s, read=limits.read_s)
    for _ in range(_HOPS):
        reply = pool(address).request(
            "GET", address, headers=dict(headers), preload_content=False, redirect=False, retries=False, timeout=timeout
        )
        if reply.status not in _MOVED:
            return reply
        reply.close()
        onward = urljoin(address, reply.headers.get("Location", ""))
        if urlsplit(onward).hostname != host:
            raise FetchError(
                f"{address} sends to another host, {urlsplit(onward).hostname}; if that is right, "
                f"download it in a browser and use `analysis import`"
            )
        if urlsplit(address).scheme == "https" and urlsplit(onward).scheme != "https":
            raise FetchError(f"{address} sends from https to {onward}, which is not safe")
        address = onward
    raise FetchError(f"{address} sends on more than {_HOPS} times")


def pool(address: str) -> urllib3.PoolManager:
    """Return what reaches the host of an address, through its proxy where there is one."""
    parts = urlsplit(address)
    proxy = urllib.request.getproxies().get(parts.scheme)
    if proxy and not urllib.request.proxy_bypass(parts.hostname or ""):
        return urllib3.ProxyManager(proxy, num_pools=1)
    return urllib3.PoolManager(num_pools=1)


def _check_status(reply: urllib3.BaseHTTPResponse, part: _Part) -> None:
    if reply.status in {200, 206}:
        return
    if reply.status == 416:
        part.restart()
        raise _PassingError("the server has not the rest of the file; starting anew")
    if reply.status in _PASSING:
        raise _PassingError(f"the server answers {reply.status} {reply.reason or ''}".rstrip(), _asked(reply))
    hint = {
        401: "a key is needed",
        403: "the server refuses programs; download it in a browser and use `analysis import`",
        404: "there is no such page",
    }
    why = hint.get(reply.status, "this is not a passing error")
    raise FetchError(f"{part.address}: the server answers {reply.status} {reply.reason or ''}: {why}")


def _asked(reply: urllib3.BaseHTTPResponse) -> float | None:
    text = reply.headers.get("Retry-After", "")
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


def _begin(reply: urllib3.BaseHTTPResponse, part: _Part, limits: Limits) -> None:
    """Learn size and mark of what comes, and whether it goes on where the last attempt stopped."""
    length = reply.headers.get("Content-Length", "")
    coming = int(length) if length.isdigit() else 0
    if reply.status == 206:
        place, _, size = reply.headers.get("Content-Range", "").removeprefix("bytes ").partition("/")
        start = place.partition("-")[0]
        if start != str(part.done) or (part.size and size.isdigit() and int(size) != part.size):
            part.restart()
            raise _PassingError("the server goes on at another place, or with another file; starting anew")
        part.size = int(size) if size.isdigit() else part.done + coming
    else:
        part.restart()
        tag = reply.headers.get("ETag", "")
        # A weak tag ("the same in meaning") does not promise the same bytes.
        part.mark = tag if tag.startswith('"') else reply.headers.get("Last-Modified", "")
        part.size = coming
        part.file.write_bytes(b"")
        part.note()
    if part.size > limits.bytes:
        part.drop()
        raise FetchError(f"{part.address} has {part.size:,} bytes, more than the limit of {limits.bytes:,}")


def _receive(
    reply: urllib3.BaseHTTPResponse, part: _Part, limits: Limits, deadline: float, progress: Progress | None
) -> None:
    window, before = time.monotonic(), part.done
    with part.file.open("ab") as file:
        while block := _in_time(lambda: reply.read1(_BLOCK), part.address, limits, deadline):
            file.write(block)
            part.done += len(block)
            if progress:
                progress(part.done, part.size)
            if part.done > limits.bytes:
                part.drop()
                raise FetchError(f"{part.address} is longer than the limit of {limits.bytes:,} bytes")
            now = time.monotonic()
            if now > deadline:
                raise _late(part.address, limits)
            if now - window > limits.window_s:
                if (part.done - before) / (now - window) < limits.rate_b_s:
                    raise _PassingError(f"the server sends fewer than {limits.rate_b_s:g} bytes a second")
                window, before = now, part.done


def _acceptable(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL):
        return
    raise FetchError(f"{address!r} is no https address")


def plain(error: Exception) -> str:
    """Return in plain words why a host could not be reached, or what the error says of itself."""
    if isinstance(error, NewConnectionError):
        return "the server cannot be reached; is there a network?"
    if isinstance(error, TimedOut | TimeoutError):
        return "the server does not answer in time"
    if isinstance(error, ProtocolError):
        return "the connection was cut off"
    return str(error)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
