"""The other side: a server on this machine that behaves as a test says."""

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from analysis.feeds.fetching import Limits

# Fast enough for a test, in the proportions of the real ones.
QUICK = Limits(
    bytes=1 << 20,
    connect_s=1,
    read_s=0.3,
    total_s=5,
    attempts=3,
    backoff_s=0.01,
    backoff_most_s=0.05,
    rate_b_s=1000,
    window_s=0.2,
)


class Other:
    """What the other side answers, and what it was asked: one function from the request to the answer."""

    def __init__(self, address):
        self.address = address
        self.limits = QUICK
        self.asked = []
        self.answer = lambda handler: None

    def send(self, handler, body=b"", status=200, headers=None, announce=None):
        handler.send_response(status)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body) if announce is None else announce))
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture
def other():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            side.asked.append((self.path, dict(self.headers)))
            self.close_connection = True
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client had enough
                side.answer(self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    side = Other(f"http://127.0.0.1:{server.server_port}/file")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield side
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)
