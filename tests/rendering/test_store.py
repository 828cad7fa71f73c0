"""Reports at an address: each whole or not at all, what vouches for them last, nothing twice, nothing left behind."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from contextlib import contextmanager

import fsspec
import pytest
from click.testing import CliRunner

from analysis import cli
from analysis.errors import AnalysisError
from analysis.rendering import run, store
from analysis.rendering.history import History
from analysis.rendering.store import LIST

SECRET = "geheim-4711"
SFTP = """
import asyncio, asyncssh, sys

class Server(asyncssh.SSHServer):
    def begin_auth(self, name):
        return True

    def password_auth_supported(self):
        return True

    def validate_password(self, name, password):
        return password == sys.argv[1]

async def serve():
    key = asyncssh.generate_private_key("ssh-ed25519")
    def files(channel):
        return asyncssh.SFTPServer(channel, chroot=sys.argv[2].encode())
    server = await asyncssh.create_server(Server, "127.0.0.1", 0, server_host_keys=[key], sftp_factory=files)
    print(server.get_port(), flush=True)
    await server.wait_closed()

asyncio.run(serve())
"""


@contextmanager
def moto(port: int):
    """A server that speaks S3, as a process of its own."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
                break
            except OSError:
                assert process.poll() is None, "the server ended"
                assert time.monotonic() < deadline, "the server did not start"
                time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def s3(free_ports):
    """Let S3 be a server on this machine with a bucket."""
    port = free_ports()
    settings = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with moto(port), pytest.MonkeyPatch.context() as environment:
        for name, value in settings.items():
            environment.setenv(name, value)
        fsspec.filesystem("s3", skip_instance_cache=True).mkdir("bucket")
        yield f"s3://bucket/{uuid.uuid4()}"


@pytest.fixture(scope="module")
def sftp(tmp_path_factory):
    """A server that speaks SFTP, as a process of its own with a folder of its own."""
    command = [sys.executable, "-c", SFTP, SECRET, str(tmp_path_factory.mktemp("sftp"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield f"sftp://me:{SECRET}@127.0.0.1:{int(process.stdout.readline())}"
        process.kill()


@pytest.fixture
def memory():
    return f"memory://{uuid.uuid4()}/reports"


@pytest.fixture(params=["memory", "file", "s3", "sftp"])
def address(request, tmp_path):
    if request.param == "file":
        return f"file://{tmp_path}/store/reports"
    return f"{request.getfixturevalue(request.param)}/{uuid.uuid4()}"


class At:
    """A project whose reports go to an address, each time from a machine that has none of them."""

    def __init__(self, folder, address):
        self.folder = folder
        self.address = address
        self.files, self.root = fsspec.url_to_fs(address, skip_instance_cache=True)

    def render(self, *names, **order) -> run.Result:
        with store.opened(self.address, self.folder.output) as shelf:
            wanted = run.Order(names=names, workers=1, **order)
            return run.run(self.folder.project, wanted, executor=self.folder.executor, shelf=shelf)

    def there(self) -> dict[str, bytes]:
        """All files, by name."""
        self.files.invalidate_cache()
        found = self.files.find(self.root)
        return {path[len(self.root.rstrip("/")) + 1 :]: self.files.cat_file(path) for path in found}

    def seen(self) -> dict[str, bytes]:
        """What a reader sees."""
        return {name: content for name, content in self.there().items() if not name.startswith(".")}

    def put(self, name: str, content: bytes) -> None:
        self.files.pipe_file(f"{self.root}/{name}", content)

    def remove(self, name: str) -> None:
        self.files.rm_file(f"{self.root}/{name}")


@pytest.fixture
def at(two, memory):
    return At(two, memory)


class TestEverywhere:
    def test_a_store_holds_what_a_folder_holds_and_nothing_is_made_twice(self, two, address):
        at = At(two, address)
        two.render()
        at.render()
        there = at.seen()
        assert there.keys() == two.files().keys()
        assert {name: there[name] for name in two.reports()} == two.reports()
        assert not [name for name in at.there() if name.startswith((".staging", ".cache", ".lock"))]
        before = at.there()
        assert at.render().unchanged == 2
        assert at.there() == before
        two.write("good", "print('better')")
        assert (at.render().rendered, at.render().unchanged) == (1, 2)
        after = at.there()
        assert after["good.html"] != before["good.html"]
        assert after["other.html"] == before["other.html"]

    def test_what_no_longer_belongs_is_removed_and_what_is_of_others_stays(self, two, address):
        at = At(two, address)
        two.write("other", "raise ValueError('no data')")
        at.render()
        at.put("CNAME", b"example.org")
        assert "other.failed.ipynb" in at.there()
        two.plan("reports:\n  - notebook: good\n")
        at.render()
        assert set(at.seen()) == {"good.html", "good.ipynb", "CNAME", *two.INDEXES}
        assert not [name for name in at.there() if "other" in name]


class TestS3:
    def test_pages_are_served_as_pages(self, two, s3):
        at = At(two, f"{s3}/served")
        at.render()
        assert at.files.info(f"{at.root}/good.html")["ContentType"] == "text/html"

    def test_a_bucket_that_is_not_there_is_said_before_anything_is_made(self, two, s3, monkeypatch):
        monkeypatch.setattr(run._Render, "_make", lambda *_: pytest.fail("a render began"))
        with pytest.raises(AnalysisError, match=r"s3://nowhere/reports: cannot be .*bucket does not exist.*--output"):
            At(two, "s3://nowhere/reports").render()

    def test_a_server_that_is_not_there_is_said_by_the_command(self, two, free_ports, monkeypatch):
        for name, value in (("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", SECRET)):
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_ports()}")
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
        monkeypatch.setenv("ANALYSIS_PROJECT", str(two.root))
        done = CliRunner().invoke(cli.main, ["render", "--output", "s3://gone/reports"])
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith("s3://gone/reports: cannot be listed: Could not connect to the endpoint URL")
        assert "or name a folder: --output" in done.stderr
        assert SECRET not in done.stderr


class TestNeverHalf:
    def test_a_store_that_cannot_be_written_is_said_before_anything_is_made(self, at, monkeypatch):
        def deny(*_, **__):
            raise PermissionError(13, "Access denied")

        monkeypatch.setattr(type(at.files), "put_file", deny)
        monkeypatch.setattr(run._Render, "_make", lambda *_: pytest.fail("a render began"))
        with pytest.raises(AnalysisError, match=r"memory://.*: cannot be written: .*Access denied; see whether"):
            at.render()
        assert at.there() == {}

    def test_what_vouches_comes_last(self, at, monkeypatch):
        order = []
        kept = store.Store.put
        monkeypatch.setattr(
            store.Store, "put", lambda self, folder, names: order.extend(names) or kept(self, folder, names)
        )
        at.render()
        place = {name: number for number, name in enumerate(order)}
        assert max(place["good.html"], place["good.ipynb"]) < place[".records/good.json"] < place["index.html"]
        assert place["index.html"] < place["manifest.json"] == len(order) - 1
        assert LIST not in place

    @pytest.mark.parametrize("step", [1, 2, 3, 4])
    def test_after_a_cut_at_any_step_the_next_render_makes_whole_what_may_be_half(self, at, two, monkeypatch, step):
        at.render()
        two.write("good", "print('better')")
        done = []
        kept = store.Store.put

        def cut(self, folder, names):
            done.append(names)
            if len(done) == step:
                kept(self, folder, names[: len(names) // 2])
                raise AnalysisError("the line went dead")
            kept(self, folder, names)

        with monkeypatch.context() as patched:
            patched.setattr(store.Store, "put", cut)
            with pytest.raises(AnalysisError, match="went dead"):
                at.render()
        assert at.render().rendered == 1
        assert at.render().unchanged == 2
        two.render()
        assert at.seen()["good.html"] == two.files()["good.html"]
        assert at.seen().keys() == two.files().keys()

    def test_what_was_cut_off_and_then_taken_back_is_made_again(self, at, two, monkeypatch):
        at.render()
        before = at.seen()["good.html"]
        two.write("good", "print('food', number)")
        kept = store.Store.put

        def cut(self, folder, names):
            kept(self, folder, names)
            raise AnalysisError("the line went dead")

        with monkeypatch.context() as patched:
            patched.setattr(store.Store, "put", cut)
            with pytest.raises(AnalysisError, match="went dead"):
                at.render()
        assert len(at.seen()["good.html"]) == len(before)  # so that its size tells nothing
        assert at.seen()["good.html"] != before
        two.write("good", "print('good', number)")
        assert at.render().rendered == 1
        assert at.seen()["good.html"] == before

    @pytest.mark.parametrize("name", ["good.html", "good.ipynb", "index.html"])
    def test_what_is_lost_there_is_made_again(self, at, name):
        at.render()
        before = at.seen()
        at.remove(name)
        assert at.render().rendered == (name != "index.html")
        assert at.seen().keys() == before.keys()

    def test_what_a_report_shows_and_was_lost_is_kept_again(self, at, two):
        at.render()
        for name in at.there():
            if name.startswith(".history/shown/"):
                at.remove(name)
        two.write("good", "print('better')")
        assert at.render().rendered == 1

    def test_a_list_that_cannot_be_read_vouches_for_nothing(self, at):
        at.render()
        at.put(LIST, b"{")
        assert at.render().rendered == 2
        assert at.render().unchanged == 2

    def test_in_a_store_without_whole_files_each_is_moved_into_its_place(self, two, tmp_path, monkeypatch):
        at = At(two, f"file://{tmp_path}/store")
        at.render()
        before = at.there()
        two.write("good", "print('better')")
        copied = type(at.files).put_file

        def half(self, source, target, **options):
            if "/.staging/" in target and source.endswith("good.html"):
                (tmp_path / "cut").write_bytes(b"half")
                copied(self, str(tmp_path / "cut"), target, **options)
                raise OSError(28, "No space left on device")
            copied(self, source, target, **options)

        monkeypatch.setattr(type(at.files), "put_file", half)
        with pytest.raises(AnalysisError, match=r"cannot be written: .*No space left on device"):
            at.render()
        assert at.there()["good.html"] == before["good.html"]


class TestHistory:
    def test_runs_are_kept_there(self, at, two, monkeypatch):
        at.render()
        two.write("good", "print('better')")
        at.render()
        with store.opened(at.address, two.output) as shelf:
            shelf.complete()
            assert [(kept.number, kept.rendered) for kept in History(shelf.folder).runs()] == [(1, 2), (2, 1)]
        monkeypatch.setenv("ANALYSIS_PROJECT", str(two.root))
        listed = CliRunner().invoke(cli.main, ["runs", "--output", at.address])
        assert [line.split()[0] for line in listed.stdout.splitlines()] == ["run", "2", "1"]
        differs = CliRunner().invoke(cli.main, ["diff", "--output", at.address])
        assert "+ better" in differs.stdout
        stands = CliRunner().invoke(cli.main, ["list", "--output", at.address])
        # The command has other code than the project of the test: what it finds there is out of date.
        assert [line.split()[2] for line in stands.stdout.splitlines()] == ["stale", "stale"]

    def test_where_none_is_kept_it_is_the_address_that_is_said(self, at, two, monkeypatch):
        monkeypatch.setenv("ANALYSIS_PROJECT", str(two.root))
        told = [CliRunner().invoke(cli.main, [command, "--output", at.address]) for command in ("runs", "diff")]
        assert [done.exit_code for done in told] == [0, 1]
        assert told[0].stdout == f"{at.address}: no run is kept there; analysis render keeps each\n"
        assert told[1].stderr == f"{at.address}: no run that ended is kept there; analysis render keeps each\n"

    def test_old_runs_go_there_too(self, at):
        for _ in range(3):
            at.render(force=True, keep=2)
        assert {name for name in at.there() if name.startswith(".history/runs/")} == {
            ".history/runs/2.json",
            ".history/runs/3.json",
        }


class TestCommand:
    def test_it_says_where_the_reports_are(self, two, command, tmp_path):
        address = f"file://{tmp_path}/store"
        code, out, error = command("render", "--output", address).wait()
        assert (code, error) == (0, "")
        assert f"2 rendered: {address}/index.html\n" in out
        assert (tmp_path / "store" / "index.html").is_file()
        assert not two.output.exists()
        code, out, _ = command("render", "--output", address).wait()
        assert (code, out) == (0, f"2 unchanged: {address}/index.html\n")

    def test_a_server_of_another_kind_is_said_in_one_line(self, two, command, other):
        address = f"sftp://me:{SECRET}@{other.address.removeprefix('http://')}"
        code, out, error = command("render", "--output", address).wait()
        assert (code, out) == (1, "")
        assert error.startswith(f"{store.called(address)}: cannot be reached: Error reading SSH protocol banner; see ")
        assert error.count("\n") == 1
        assert not two.output.exists()


class TestAddresses:
    def test_a_password_is_never_said(self):
        address = f"sftp://me:{SECRET}@127.0.0.1:1/reports/"
        assert store.called(address) == "sftp://me:…@127.0.0.1:1/reports"
        with pytest.raises(AnalysisError, match=r"^sftp://me:…@127\.0\.0\.1:1/reports: cannot be reached: ") as caught:
            store.Store(address)
        assert SECRET not in str(caught.value)

    def test_a_server_that_says_nothing_is_left(self, monkeypatch):
        monkeypatch.setattr(store, "LIMIT_S", 0.3)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = f"sftp://me:{SECRET}@127.0.0.1:{silent.getsockname()[1]}/reports"
            with pytest.raises(AnalysisError, match=r"cannot be reached: no answer within 0\.3 s; see whether"):
                store.Store(address)

    def test_an_address_of_no_known_kind_is_refused(self):
        with pytest.raises(AnalysisError, match="nonsense://there: cannot be reached: Protocol not known: nonsense"):
            store.Store("nonsense://there")

    def test_without_the_library_the_remedy_is_named(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "fsspec", None)
        with pytest.raises(AnalysisError, match=r"pip install 'migration-analysis\[store\]'"):
            store.Store("s3://bucket/reports")

    def test_names_that_lead_out_of_the_folder_are_not_taken(self, at, tmp_path):
        at.render()
        content = json.loads(at.there()[LIST])
        content["files"]["../out.failed.ipynb"] = [1, "x"]
        at.put(LIST, json.dumps(content).encode())
        at.put("../out.failed.ipynb", b"x")
        with store.opened(at.address, tmp_path) as shelf:
            assert not [name for name in shelf.elsewhere if ".." in name]

    @pytest.mark.parametrize("command", [["site", "there"], ["briefing", "--to", "there.html"]])
    def test_other_commands_take_no_address(self, command, memory):
        done = CliRunner().invoke(cli.main, [*command, "--output", memory])
        assert done.exit_code == 2
        assert "takes a folder here, and no address" in done.stderr
