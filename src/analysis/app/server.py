"""The server of the app: addresses in, pages out. It only reads: whatever else is sent to it is refused.

It computes nothing itself and reads no file: pages come from the processes of :mod:`analysis.app.workers`, one for all
who ask for the same at once, and are remembered; style and scripts stand in memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import ipaddress
import json
import logging
import os
import signal
import socket
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import negotiate_locale
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from analysis.app import assets
from analysis.app.asked import LONGEST, MOST
from analysis.app.pages import DOWNLOAD, HTML, Answer, Site
from analysis.app.questions import EXPLORER
from analysis.app.workers import BusyError, FailedError, Limits, Question, Workers
from analysis.dataset.languages import LANGUAGES, SOURCE
from analysis.errors import AppError
from analysis.language import N_
from analysis.show import collection

#: What is answered where a page is not; the messages stand on the page.
_MISSING = {
    400: N_("This address says too much"),
    404: N_("There is no such page"),
    429: N_("You are waiting for as many pages as one visitor may: try again when they are there"),
    500: N_("This page could not be computed"),
    503: N_("Too much is asked for at this moment: try again in a minute"),
}
#: After so many seconds it may be there.
_AGAIN = {429: "5", 503: "60"}
#: Nothing is loaded from elsewhere, nothing that stands in a page is run, and no other page may show this one.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_FOR_EVER = "public, max-age=31536000, immutable"
#: What is remembered at most, and what a request may be, in bytes; how long a connection may be silent, in seconds.
_REMEMBERED, _HEADER, _BODY, _SILENT = 64 << 20, 16 << 10, 1 << 10, 30
_log = logging.getLogger(__name__)


class Memory:
    """Answers by what was asked, the last ones up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._known: OrderedDict[Question, Answer] = OrderedDict()

    def get(self, question: Any) -> Answer | None:
        """Return the answer to a question, where it is known."""
        if question in self._known:
            self._known.move_to_end(question)
        return self._known.get(question)

    def keep(self, question: Any, answer: Answer) -> None:
        """Remember an answer, and forget those that nobody has asked for lately."""
        self._known[question] = answer
        self._size += len(answer.body)
        while self._size > self._most:
            self._size -= len(self._known.popitem(last=False)[1].body)


class ManyError(Exception):
    """More than one visitor may wait for."""


class Turns:
    """How many pages each visitor is waiting for; nothing is kept of one who waits for none."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: Counter[str] = Counter()

    def take(self, visitor: str) -> None:
        """Let a visitor wait for one more. Raises :class:`ManyError`."""
        if self._waiting[visitor] >= self._most:
            raise ManyError
        self._waiting[visitor] += 1

    def give(self, visitor: str) -> None:
        """Note that a visitor waits for one less."""
        self._waiting[visitor] -= 1
        self._waiting += Counter()  # which forgets who waits for none

    def __len__(self) -> int:
        return len(self._waiting)


def visitor(address: str) -> str:
    """Return whom an address belongs to: one house has 2 to the power of 64 addresses of IPv6."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:  # a socket that has none
        return address
    return str(known if known.version == 4 else ipaddress.ip_network((known, 64), strict=False))


class Service:
    """What all requests share."""

    def __init__(self, site: Site, workers: Workers, each: int) -> None:
        self.site, self.workers = site, workers
        self.turns = Turns(each)
        #: Style and scripts by their address, packed.
        self.packed = {
            path: Answer(gzip.compress(text, mtime=0), kind) for path, (text, kind) in assets.served().items()
        }
        self._memory = Memory(_REMEMBERED)
        self._asked: dict[Any, asyncio.Task[Answer]] = {}

    async def answer(self, kind: str, language: str, name: str, query: Mapping[str, str], asking: str = "") -> Answer:
        """Return an answer: one that is known, one that somebody else is waiting for, or a new one.

        Raises :class:`ManyError` where it is new and the visitor who is ``asking`` waits for too many already.
        """
        key = kind, language, name, tuple(sorted(query.items()))
        known = self._memory.get(key)
        if known is not None:
            return known
        if key not in self._asked:
            self.turns.take(asking)
            task = asyncio.ensure_future(self.workers.answer((kind, language, name, dict(query))))
            self._asked[key] = task
            task.add_done_callback(lambda _done: self._asked.pop(key))
            task.add_done_callback(lambda _done: self.turns.give(asking))
        answer = await asyncio.shield(self._asked[key])
        if answer.status == 200:
            self._memory.keep(key, answer)
        return answer

    async def fill(self) -> None:
        """Remember the pages that everybody comes to first."""
        for language in LANGUAGES:
            for name in self.site.questions:
                with contextlib.suppress(BusyError, FailedError):  # who asks for it is told
                    await self.answer("page", language, name, {})


class Handler(RequestHandler):
    """Answers requests that read; all methods but GET and HEAD are refused."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, service: Service) -> None:
        """Take what all requests share."""
        self.service = service

    def set_default_headers(self) -> None:
        """Send the same precautions with every answer."""
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    async def head(self, *path: str) -> None:
        """Answer as to GET; the body is left out."""
        await self.get(*path)

    async def get(self, *path: str) -> None:
        """Answer a request."""
        raise NotImplementedError

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say why there is no page, in the language of the address; nothing of what went wrong inside."""
        said = _MISSING.get(status_code, _MISSING[404] if status_code < 500 else _MISSING[500])
        language = self.request.path.split("/")[1]
        page = self.service.site.missing(language if language in LANGUAGES else SOURCE, status_code, said)
        self.set_header("Content-Type", HTML)
        if status_code in _AGAIN:
            self.set_header("Retry-After", _AGAIN[status_code])
        self.finish(page.body)

    def send(self, answer: Answer) -> None:
        """Send a packed answer, unpacked to whoever does not take it so."""
        self.set_status(answer.status)
        self.set_header("Content-Type", answer.kind)
        self.set_header("Cache-Control", "no-cache")
        self.set_header("Vary", "Accept-Encoding")
        if answer.file:
            self.set_header("Content-Disposition", f'attachment; filename="{answer.file}"')
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.write(answer.body)
        else:
            self.write(gzip.decompress(answer.body))

    def asked(self, name: str) -> dict[str, str]:
        """Return what the query says of the parameters of a question; whatever else it says is passed over."""
        known = self.service.site.parameters[name]
        given = self.request.query_arguments
        if len(given) > MOST:
            raise HTTPError(400)
        query = {}
        for parameter in known.intersection(given):
            text = given[parameter][-1].decode("utf-8", errors="replace")
            query[parameter] = "".join(sign for sign in text if sign.isprintable())[: LONGEST + 1]
        return query

    async def computed(self, kind: str, language: str, name: str, query: Mapping[str, str]) -> None:
        """Send what a process answers."""
        try:
            self.send(await self.service.answer(kind, language, name, query, visitor(self.request.remote_ip or "")))
        except ManyError:
            self.send_error(429)
        except BusyError:
            self.send_error(503)
        except FailedError:
            self.send_error(500)


class Start(Handler):
    """Leads to the questions in the language that the browser asks for."""

    async def get(self, *_: str) -> None:
        """Answer a request."""
        wanted = [part.split(";")[0].strip() for part in self.request.headers.get("Accept-Language", "").split(",")]
        self.set_header("Vary", "Accept-Language")
        self.redirect(f"/{negotiate_locale(wanted, list(LANGUAGES), sep='-') or SOURCE}/")


class Home(Handler):
    """The list of the questions."""

    async def get(self, *path: str) -> None:
        """Answer a request."""
        await self.computed("home", path[0], "", {})


class Ask(Handler):
    """The page of a question."""

    async def get(self, *path: str) -> None:
        """Answer a request."""
        language, name = path
        if name not in self.service.site.questions:
            raise HTTPError(404)
        await self.computed("page", language, name, self.asked(name))


class Download(Handler):
    """The figures that the explorer finds, as CSV."""

    async def get(self, *path: str) -> None:
        """Answer a request."""
        await self.computed("download", path[0], "", self.asked(EXPLORER))


class Static(Handler):
    """Style and scripts: by their whole address, in memory. No path is looked up anywhere."""

    async def get(self, *_: str) -> None:
        """Answer a request."""
        if self.request.path not in self.service.packed:
            raise HTTPError(404)
        self.send(self.service.packed[self.request.path])
        self.set_header("Cache-Control", _FOR_EVER)


class Health(Handler):
    """Whether the app can answer: for whoever starts it again when it cannot."""

    async def get(self, *_: str) -> None:
        """Answer a request."""
        workers = self.service.workers
        state = {"ready": workers.ready, "waiting": workers.waiting, "version": collection.version()}
        self.set_status(200 if workers.ready else 503)
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"status": "ok" if workers.ready else "starting", **state}))


class Missing(Handler):
    """Everything else."""

    async def get(self, *_: str) -> None:
        """Answer a request."""
        raise HTTPError(404)


def application(service: Service) -> Application:
    """Return the addresses of the app."""
    language = f"({'|'.join(LANGUAGES)})"
    routes = [
        (r"/", Start),
        (rf"/{language}/", Home),
        (rf"/{language}/{DOWNLOAD}", Download),
        (rf"/{language}/([\w-]{{1,40}})", Ask),
        (rf"/{assets.FOLDER}/[\w.-]+", Static),
        (r"/health", Health),
    ]
    shared = {"service": service}
    return Application(
        [(path, handler, shared) for path, handler in routes],
        default_handler_class=Missing,
        default_handler_args=shared,
        log_function=_logged,
    )


def _logged(handler: RequestHandler) -> None:
    """Log what failed, without the query: what a visitor looks for is nobody else's business."""
    if handler.get_status() >= 500:
        _log.warning("%d %s", handler.get_status(), handler.request.path)


@dataclass(frozen=True)
class Place:
    """Where it answers; ``behind_proxy`` believes the header in which a proxy names the visitor."""

    address: str
    port: int
    behind_proxy: bool = False


def run(place: Place, data: Path | None, limits: Limits, started: Callable[[str], None]) -> None:
    """Serve until a signal ends it. Raises :class:`AppError` where it cannot be started."""
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    try:
        asyncio.run(serve(place, data, limits, started))
    except OSError as error:
        raise AppError(
            f"{place.address}:{place.port} cannot be answered at ({error.strerror}): name another --port"
        ) from None


async def serve(place: Place, data: Path | None, limits: Limits, started: Callable[[str], None]) -> None:
    """Serve until a signal ends it; ``started`` is told where. Raises :class:`AppError` and ``OSError``."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    site, listening = Site(data), _listening(place.address, place.port)
    workers = Workers(data, limits)
    service = Service(site, workers, limits.each)
    server = listener(application(service), behind_proxy=place.behind_proxy)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await workers.start()
        server.add_socket(listening)
        host = f"[{place.address}]" if ":" in place.address else place.address
        started(f"http://{host}:{listening.getsockname()[1]}/")
        filling = asyncio.ensure_future(service.fill()) if limits.warm else None
        await stop.wait()
        if filling:
            filling.cancel()
    finally:
        server.stop()
        listening.close()
        workers.end()


def listener(pages: Application, *, behind_proxy: bool) -> HTTPServer:
    """Return what reads requests; who asks is who connects, or whom a proxy names in ``X-Forwarded-For``."""
    return HTTPServer(
        pages,
        xheaders=behind_proxy,
        max_header_size=_HEADER,
        max_body_size=_BODY,
        idle_connection_timeout=_SILENT,
        body_timeout=_SILENT,
    )


def _listening(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    opened = socket.create_server((address, port), family=family, backlog=128)
    opened.setblocking(False)
    return opened
