"""A message reaches a web hook or a mailbox, or it is said why not; no secret of an address is ever said."""

import base64
import json
import signal
import sys
import time
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner

from analysis import cli
from analysis.errors import AnalysisError
from analysis.rendering import messengers, notice
from analysis.rendering.notice import Notice

SECRET = "geheim-4711"


@dataclass
class Word:
    subject: str = "Onderwerp"

    def text(self) -> str:
        return "één regel"

    def facts(self) -> dict:
        return {"subject": self.subject, "text": self.text()}


def tell(address: str) -> list[str]:
    return messengers.tell(messengers.of([address]), Word())


@pytest.fixture
def mailbox(free_ports):
    """A mail server on this machine, and what it received."""

    class Received(list):
        port = free_ports()

        async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the name that aiosmtpd calls
            self.append(message_from_bytes(envelope.content, policy=default))
            return "250 OK"

    received = Received()
    controller = Controller(received, hostname="127.0.0.1", port=received.port)
    controller.start()
    yield received
    controller.stop()


def mail_to(port: int, login: str = "") -> str:
    return f"mailto://{login}127.0.0.1:{port}/?from=a@example.org&to=b@example.org&mode=insecure"


class TestWebHook:
    def test_it_gets_json(self, other):
        other.answer = other.send
        assert tell(other.address) == []
        (asked,) = other.asked
        assert asked[1]["Content-Type"] == "application/json"
        assert json.loads(other.posted[0]) == {"subject": "Onderwerp", "text": "één regel"}

    def test_name_and_password_of_the_address_are_shown_to_it(self, other):
        other.answer = other.send
        assert tell(other.address.replace("://", f"://me:{SECRET}%21@")) == []
        kind, login = other.asked[0][1]["authorization"].split()
        assert (kind, base64.b64decode(login)) == ("Basic", f"me:{SECRET}!".encode())

    @pytest.mark.parametrize("status", [302, 404, 500])
    def test_an_answer_that_is_no_yes_is_said_once(self, other, status):
        other.answer = lambda handler: other.send(handler, status=status, headers={"Location": "/elsewhere"})
        (problem,) = tell(f"{other.address}/{SECRET}?key={SECRET}")
        host = other.address.removesuffix("/file")
        assert problem.startswith(f"the message to {host}/… was not sent: the server answers {status}")
        assert SECRET not in problem
        assert len(other.asked) == 1

    def test_a_server_that_sends_a_byte_now_and_then_is_left(self, other, monkeypatch):
        monkeypatch.setattr(messengers, "LIMIT_S", 0.3)

        def drip(handler):
            for byte in b"HTTP/1.1 200 OK\r\nA: " + b"a" * 400:
                handler.wfile.write(bytes([byte]))
                time.sleep(0.02)

        other.answer = drip
        started = time.monotonic()
        (problem,) = tell(other.address)
        assert problem.endswith("was not sent: no answer within 0.3 s")
        assert time.monotonic() - started < 2

    def test_one_that_is_not_there_costs_the_others_nothing(self, other, free_ports):
        other.answer = other.send
        port = free_ports()
        addresses = [f"http://127.0.0.1:{port}/{SECRET}", other.address]
        (problem,) = messengers.tell(messengers.of(addresses), Word())
        assert problem.startswith(f"the message to http://127.0.0.1:{port}/… was not sent: the server cannot be ")
        assert len(other.posted) == 1

    @pytest.mark.parametrize(
        "address",
        [f"https:///{SECRET}", f"https://h:port/{SECRET}", f"https://[{SECRET}", f"https://a b/{SECRET}", "https://"],
    )
    def test_what_is_no_address_is_refused(self, address):
        with pytest.raises(AnalysisError, match="https://… is no address of a web hook; write it whole") as caught:
            messengers.of([address])
        assert SECRET not in str(caught.value)

    @pytest.mark.parametrize("address", [f"{SECRET}@example.org", f"://{SECRET}", SECRET])
    def test_an_address_without_a_kind_is_refused(self, address):
        with pytest.raises(AnalysisError, match="takes an address with its kind") as caught:
            messengers.of([address])
        assert SECRET not in str(caught.value)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the libraries that Apprise tries
class TestApprise:
    def test_a_mail_arrives(self, mailbox):
        assert tell(mail_to(mailbox.port)) == []
        (mail,) = mailbox
        assert (mail["Subject"], mail["To"]) == ("Onderwerp", "b@example.org")
        assert mail.get_content().strip() == "één regel"

    def test_a_mail_server_that_refuses_is_said_without_the_password(self, mailbox, capfd):
        (problem,) = tell(mail_to(mailbox.port, f"me:{SECRET}@"))
        assert problem.startswith("the message to mailto://… was not sent: ")
        assert SECRET not in problem + "".join(capfd.readouterr())
        assert mailbox == []

    def test_what_the_library_says_of_a_token_is_veiled(self, monkeypatch):
        import logging

        (messenger,) = messengers.of([f"json://127.0.0.1:1/{SECRET}"])

        def refuse(*_, **__):
            logging.getLogger("apprise").warning("refused: /%s", SECRET)
            return False

        monkeypatch.setattr(messenger._service, "notify", refuse)
        (problem,) = messengers.tell([messenger], Word())
        assert problem == "the message to json://… was not sent: refused: /…"

    @pytest.mark.parametrize("address", [f"nonsense://{SECRET}", "mailto://", f"slack://{SECRET}"])
    def test_what_it_does_not_understand_is_refused(self, address, capfd):
        kind = address.partition("://")[0]
        with pytest.raises(AnalysisError, match=f"{kind}://… is no address that Apprise understands") as caught:
            messengers.of([address])
        assert SECRET not in str(caught.value) + "".join(capfd.readouterr())

    def test_without_it_the_remedy_is_named(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "apprise", None)
        with pytest.raises(AnalysisError, match=r"pip install 'migration-analysis\[notify\]'; a web hook, https://…"):
            messengers.of([mail_to(25)])


@pytest.fixture
def hook(other):
    other.answer = other.send
    return other


def attended(folder, address: str, occasion: str = "change", **order) -> list[str]:
    """Render, tell of it, and return what could not be told."""
    problems: list[str] = []
    with notice.Attendant([address], occasion, "there/index.html", problems.append) as attendant:
        attendant.ended(folder.render(**order))
    return problems


class TestRender:
    @staticmethod
    def told(hook) -> list[dict]:
        return [json.loads(body) for body in hook.posted]

    def test_each_run_tells_what_became_of_it(self, two, hook):
        assert attended(two, hook.address) == []
        two.write("other", "raise ValueError('no data')")
        two.write("good", "print('better')")
        assert attended(two, hook.address) == []
        first, second = self.told(hook)
        assert (first["state"], first["run"], first["rendered"], first["changes"]) == ("changed", 1, 2, [])
        assert (second["state"], second["run"], second["rendered"]) == ("failed", 2, 1)
        assert second["failed"] == {"other": "cell [2]: ValueError: no data"}
        assert {change["report"] for change in second["changes"]} >= {"other"}
        assert second["text"].startswith(
            "analysis render: 1 report failed\nrun 2: 1 rendered, 1 failed\nreports: there/index.html\n\nfailed:\n"
            "  other: cell [2]: ValueError: no data\n\n"
        )

    def test_each_occasion_is_told_as_asked(self, two, hook):
        two.render()
        assert attended(two, hook.address, force=True) == []  # all is made again and shows the same
        assert attended(two, hook.address, "always") == []
        (said,) = self.told(hook)
        assert (said["state"], said["run"], said["subject"]) == ("unchanged", None, "analysis render: nothing changed")
        assert said["text"].endswith("\n2 unchanged\nreports: there/index.html")
        two.write("good", "from IPython.display import Markdown\nMarkdown('another sentence')")
        assert attended(two, hook.address, "failure") == []
        assert len(hook.posted) == 1

    def test_what_changed_is_told_with_old_and_new(self, two, hook):
        two.write("good", "from IPython.display import Markdown\nMarkdown('2,800 were rescued.')")
        two.render()
        two.write("good", "from IPython.display import Markdown\nMarkdown('2,900 were rescued.')")
        assert attended(two, hook.address) == []
        (said,) = self.told(hook)
        assert "- 2,800 were rescued." in said["text"]
        assert "+ 2,900 were rescued." in said["text"]
        (change,) = [found for found in said["changes"] if found["report"] == "good"]
        assert (change["what"], change["old"], change["new"]) == (
            "changed",
            "2,800 were rescued.",
            "2,900 were rescued.",
        )

    def test_what_ends_a_render_is_told_and_ends_it(self, two, hook):
        two.plan("reports: nonsense\n")
        with pytest.raises(AnalysisError, match=r"plan\.yaml"):
            attended(two, hook.address, "failure")
        two.render = lambda **_: sys.exit(128 + signal.SIGTERM)
        with pytest.raises(SystemExit):
            attended(two, hook.address)
        first, second = self.told(hook)
        assert (first["state"], first["subject"]) == ("broken off", "analysis render: broken off")
        assert "plan.yaml" in first["why"]
        assert second["why"] == "it was told to end (SIGTERM)"

    def test_what_is_no_longer_kept_is_no_reason_to_be_silent(self, two, hook):
        two.render()
        for path in (two.output / ".history" / "shown").iterdir():
            path.write_bytes(b"")
        assert attended(two, hook.address, force=True) == []
        (said,) = self.told(hook)
        assert "what changed is not known" in said["text"]

    def test_a_message_that_fails_is_said_and_costs_nothing(self, two, command, hook):
        hook.answer = lambda handler: hook.send(handler, status=500)
        code, out, error = command("render", "--notify", f"{hook.address}/{SECRET}").wait()
        assert code == 0
        assert "2 rendered: reports/rendered/index.html" in out
        host = hook.address.removesuffix("/file")
        assert error == f"the message to {host}/… was not sent: the server answers 500 Internal Server Error\n"
        (said,) = self.told(hook)
        assert said["reports"] == str(two.output / "index.html")
        kept = [path.read_bytes() for path in two.output.rglob("*") if path.is_file()]
        assert not [content for content in [*kept, out.encode()] if SECRET.encode() in content]

    def test_a_wrong_address_is_refused_before_anything_is_made(self, two, monkeypatch):
        monkeypatch.setenv("ANALYSIS_PROJECT", str(two.root))
        monkeypatch.setenv("ANALYSIS_NOTIFY", f"https:///{SECRET}")
        done = CliRunner().invoke(cli.main, ["render"])
        assert (done.exit_code, done.stdout) == (1, "")
        assert "is no address of a web hook" in done.stderr
        assert SECRET not in done.stderr
        assert not two.output.exists()


def test_a_long_list_is_shown_by_its_beginning():
    failed = {f"report-{number:02}": "no data" for number in range(45)}
    lines = Notice("failed", "there", failed=failed).text().splitlines()
    assert lines[-1] == "… and 5 lines more: analysis runs, analysis diff"
    assert sum(line.endswith(": no data") for line in lines) == 40


def test_programs_get_so_many_changes_and_the_number_of_all():
    facts = Notice("changed", "there", changes=[{"report": str(number)} for number in range(205)]).facts()
    assert (len(facts["changes"]), facts["all_changes"]) == (200, 205)
