"""The app over HTTP: what it answers, what it refuses, and what becomes of a worker that fails."""

import asyncio
import gzip
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tornado.httpclient import AsyncHTTPClient
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from analysis.app import assets, deployment
from analysis.app.pages import Answer, Site
from analysis.app.server import ManyError, Memory, Service, application, listener, visitor
from analysis.app.workers import BusyError, FailedError, Limits, Workers


def until(holds, patience: float = 120):
    """Wait until something holds, and return it."""
    deadline = time.monotonic() + patience
    while not (found := holds()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found


def test_the_first_address_leads_to_the_language_that_the_browser_asks_for(served):
    for wanted, language in [("nl-NL,nl;q=0.9,en;q=0.5", "nl"), ("de,en;q=0.7", "en"), ("", "en")]:
        answer = served.ask("/", Accept_Language=wanted)
        assert answer.status == 302
        assert answer.headers["Location"] == f"/{language}/"


def test_health_says_that_it_can_answer(served):
    answer = served.ask("/health")
    assert answer.status == 200
    assert json.loads(answer.body)["status"] == "ok"
    assert answer.headers["Cache-Control"] == "no-store"


def test_pages_downloads_and_what_they_load_are_answered(served):
    page = served.ask("/en/03-targets?goal=2500")
    assert page.status == 200
    assert b"2,500" in page.body
    assert served.ask("/nl/").status == 200
    table = served.ask("/en/figures.csv?search=rescue")
    assert table.headers["Content-Disposition"] == 'attachment; filename="figures-rescue.csv"'
    assert table.body.startswith(b"figure_id,")
    for name in ("style", "page", "vega"):
        (address,) = {
            part.split(b'"')[0].decode() for part in page.body.split(b'="')[1:] if f"/{name}-".encode() in part
        }
        loaded = served.ask(address)
        assert loaded.status == 200
        assert "immutable" in loaded.headers["Cache-Control"]


def test_an_answer_is_packed_for_whoever_takes_it_and_not_sent_twice(served):
    plain, packed = served.ask("/en/"), served.ask("/en/", Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    again = served.ask("/en/", If_None_Match=plain.headers["Etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_head_is_answered_without_a_body(served):
    head = served.ask("/en/", "HEAD")
    assert (head.status, head.body) == (200, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
@pytest.mark.parametrize("path", ["/", "/en/03-targets", "/health", "/api/kernels", "/static/x"])
def test_nothing_can_be_sent_to_it(served, method, path):
    assert served.ask(path, method, b"code=1").status in {404, 405}


def test_it_speaks_no_web_socket(served):
    for path in ("/", "/en/03-targets", "/api/kernels/0/channels"):
        answer = served.ask(
            path,
            Connection="Upgrade",
            Upgrade="websocket",
            Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
            Sec_WebSocket_Version="13",
        )
        assert answer.status in {200, 302, 404}
        assert "Upgrade" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/fr/03-targets",
        "/en/../03-targets",
        "/en/03-targets.ipynb",
        "/static/../../../../etc/passwd",
        "/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/static/app.js",
        "/en/..%2f..%2fdata%2ffigures.csv",
        "//etc/passwd",
        "/api/kernels",
        "/api/contents",
        "/voila/render/00-explore.ipynb",
        "/en/questions",
    ],
)
def test_whatever_is_no_page_is_not_there(served, path):
    answer = served.ask(path)
    assert answer.status == 404
    assert b"root:" not in answer.body


def test_every_answer_keeps_other_pages_and_scripts_out(served):
    for path in ("/", "/en/03-targets", "/nothing", "/health", "/en/03-targets?goal=x"):
        headers = served.ask(path, Origin="https://elsewhere.example").headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert not [
            name for name in headers if name.lower().startswith("access-control") or name in {"Set-Cookie", "Server"}
        ]


def test_an_address_that_says_too_much_is_refused(served):
    assert served.ask("/en/03-targets?" + "&".join(f"p{number}=1" for number in range(40))).status == 400
    assert served.ask("/en/00-explore?search=" + "a" * 5000).status == 400
    with pytest.raises(http.client.RemoteDisconnected):  # more than a request may be: it is not even read
        served.ask("/en/00-explore?search=" + "a" * 30_000)


@pytest.mark.parametrize(
    "query",
    [
        "search=%00%ff%fe",
        "search=%E2%80%AE",
        "goal=1e999",
        "period=9999999999",
        "period=0000-0000",
        "period=0001",
        "period=-9999",
        "search=" + "a%20" * 90,
    ],
)
def test_strange_values_cost_no_worker(served, query):
    before = served.workers()
    for name in ("00-explore", "03-targets"):
        assert served.ask(f"/en/{name}?{query}").status in {200, 400}
    assert served.workers() == before


def test_a_request_that_is_never_finished_holds_up_nobody(served):
    with socket.create_connection(("127.0.0.1", served.port)) as slow:
        slow.sendall(b"GET /en/ HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        assert served.ask("/health").status == 200


def test_what_visitors_look_for_is_not_logged(served):
    served.ask("/en/00-explore?search=secretword")
    assert "secretword" not in served.log.read_text(encoding="utf-8")


def test_a_worker_that_is_killed_is_replaced_and_ends_with_the_app(served):
    (worker,) = served.workers()
    os.kill(worker, signal.SIGKILL)
    assert served.ask("/en/06-country?country=MLI").status in {200, 500}
    assert until(lambda: served.ask("/en/06-country?country=SDN").status == 200)
    (fresh,) = served.workers()
    assert fresh != worker
    assert served.end() == 0
    until(lambda: not Path(f"/proc/{fresh}").exists())


# -- the parts ------------------------------------------------------------------------------------------------------


def test_the_memory_forgets_what_nobody_asked_for_lately():
    memory = Memory(10)
    memory.keep("a", Answer(b"12345"))
    memory.keep("b", Answer(b"12345"))
    assert memory.get("a")
    memory.keep("c", Answer(b"1"))
    assert memory.get("b") is None
    assert memory.get("a")
    assert memory.get("c")


def test_a_page_that_takes_too_long_is_given_up_and_its_worker_replaced():
    async def asked() -> None:
        workers = Workers(None, Limits(1, seconds=60, waiting=1, warm=False))
        await workers.start()
        workers._limits = Limits(1, seconds=0.001, waiting=1, warm=False)
        with pytest.raises(FailedError):
            await workers.answer(("page", "en", "11-trends", {}))
        assert workers.ready == 0
        with pytest.raises(BusyError):  # nobody is there, and nobody waits for longer than a page may take
            await workers.answer(("page", "en", "11-trends", {}))
        workers._limits = Limits(1, seconds=60, waiting=0, warm=False)
        with pytest.raises(BusyError):  # nobody may wait
            await workers.answer(("page", "en", "11-trends", {}))
        workers._limits = Limits(1, seconds=60, waiting=1, warm=False)
        assert (await workers.answer(("home", "en", "", {}))).status == 200
        workers.end()

    with ThreadPoolExecutor(1) as apart:  # this thread may have a loop already: that of a browser
        apart.submit(asyncio.run, asked()).result()


class Closed:
    """Workers that answer nothing until they are opened."""

    def __init__(self) -> None:
        self.open = asyncio.Event()

    async def answer(self, question) -> Answer:
        await self.open.wait()
        return Answer(question[2].encode())


def test_one_visitor_waits_for_so_many_pages_and_keeps_nobody_else_out(monkeypatch):
    monkeypatch.setattr(assets, "served", dict)

    async def asked() -> None:
        workers = Closed()
        service = Service(None, workers, each=2)

        def ask(name: str, asking: str):
            return asyncio.ensure_future(service.answer("page", "en", name, {}, asking))

        waiting = [ask("a", "greedy"), ask("b", "greedy")]
        await asyncio.sleep(0)
        with pytest.raises(ManyError):
            await ask("c", "greedy")
        waiting += [ask("a", "greedy"), ask("b", "other"), ask("c", "other")]  # a page that is on its way costs nothing
        await asyncio.sleep(0)
        workers.open.set()
        assert [answer.body for answer in await asyncio.gather(*waiting)] == [b"a", b"b", b"a", b"b", b"c"]
        assert (await ask("d", "greedy")).body == b"d"
        assert len(service.turns) == 0  # nothing is kept of who asked

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, asked()).result()


@pytest.mark.parametrize(
    ("address", "house"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("", "")],
)
def test_a_visitor_is_an_address_and_of_the_many_addresses_of_a_house_one(address, house):
    assert visitor(address) == house


class Asking(RequestHandler):
    """Says who asks."""

    def get(self) -> None:
        self.write(visitor(self.request.remote_ip))


@pytest.mark.parametrize(("behind_proxy", "who"), [(False, b"127.0.0.1"), (True, b"192.0.2.7")])
def test_who_asks_is_who_connects_and_whom_a_proxy_names_only_where_that_was_told(behind_proxy, who):
    async def asked() -> bytes:
        server = listener(Application([("/", Asking)]), behind_proxy=behind_proxy)
        socket, *_ = bind_sockets(0, "127.0.0.1")
        server.add_sockets([socket])
        names = {"X-Forwarded-For": "203.0.113.1, 192.0.2.7"}  # the first is what the visitor said
        answer = await AsyncHTTPClient().fetch(f"http://127.0.0.1:{socket.getsockname()[1]}/", headers=names)
        server.stop()
        return answer.body

    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(asyncio.run, asked()).result() == who


@pytest.mark.parametrize(("limits", "status", "seconds"), [({"each": 0}, 429, "5"), ({"waiting": 0}, 503, "60")])
def test_who_has_to_wait_too_long_is_told_when_to_come_again(monkeypatch, limits, status, seconds):
    monkeypatch.setattr(assets, "served", dict)

    async def asked():
        limited = Limits(1, **limits)
        service = Service(Site(), Workers(None, limited), limited.each)
        server = listener(application(service), behind_proxy=False)
        socket, *_ = bind_sockets(0, "127.0.0.1")
        server.add_sockets([socket])
        address = f"http://127.0.0.1:{socket.getsockname()[1]}/nl/03-targets"
        answer = await AsyncHTTPClient().fetch(address, raise_error=False)
        server.stop()
        return answer

    with ThreadPoolExecutor(1) as apart:
        answer = apart.submit(asyncio.run, asked()).result()
    assert (answer.code, answer.headers["Retry-After"]) == (status, seconds)
    assert "probeer het" in answer.body.decode()


def command(*options: str):
    words = [sys.executable, "-m", "analysis.cli", "app", *options]
    return subprocess.run(words, capture_output=True, text=True, timeout=120)


def test_an_app_that_cannot_be_served_says_why(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        busy = command("--port", port)
    nothing = command("--port", "0", "--data", str(tmp_path))
    assert (busy.returncode, nothing.returncode) == (1, 1)
    assert f"127.0.0.1:{port} cannot be answered at" in busy.stderr
    assert "no dataset in" in nothing.stderr


def test_the_files_for_a_service_are_copied_and_start_the_app(tmp_path):
    names = {file.name: file.read_text(encoding="utf-8") for file in deployment.write(tmp_path / "new")}
    assert set(names) == {"Containerfile", "analysis-app.service"}
    assert all("analysis" in text and "app" in text for text in names.values())
