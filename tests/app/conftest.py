"""The app, served as by the command, once for a module."""

import http.client
import os
import re
import signal
import subprocess
import sys

import pytest

#: Seconds that the app may take to start, or to answer, on a busy machine.
PATIENCE = 120


class Served:
    """The app in a process of its own; each request is one connection."""

    def __init__(self, log, *options: str) -> None:
        words = [sys.executable, "-m", "analysis.cli", "app", "--port", "0", *options]
        kept = {name: value for name, value in os.environ.items() if name != "ANALYSIS_DATA"}
        with log.open("wb") as errors:
            self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=errors, text=True, env=kept)
        self.log = log
        line = self.process.stdout.readline()
        found = re.match(r"http://127\.0\.0\.1:(\d+)/", line)
        assert found, log.read_text(encoding="utf-8")
        self.port = int(found[1])
        self.address = f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
        """Return the answer to a request, whose `body` is what was sent."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    def workers(self) -> list[int]:
        """The processes that compute pages: of the server's children those that were started by `multiprocessing`."""
        children = subprocess.run(
            ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return [int(line.split()[0]) for line in children.stdout.splitlines() if "spawn_main" in line]

    def end(self, sent: int = signal.SIGTERM) -> int:
        """End it; return its exit code."""
        self.process.send_signal(sent)
        code = self.process.wait(PATIENCE)
        self.process.stdout.close()
        return code


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    app = Served(tmp_path_factory.mktemp("app") / "log", "--workers", "1", "--cold")
    yield app
    if app.process.poll() is None:
        app.end()
