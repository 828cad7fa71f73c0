"""Downloads end well or not at all, whatever the other side does."""

import hashlib
import json
import time
from dataclasses import replace
from email.utils import formatdate

import pytest
import urllib3

from analysis.errors import FetchError
from analysis.feeds import fetching

BODY = bytes(range(256)) * 400


def get(other, target, **options):
    return fetching.fetch(
        other.address, target, limits=options.pop("limits", other.limits), pause=lambda _: None, **options
    )


def ranged(other, tag='"v1"', body=BODY, stop=None):
    """Answer as a server that knows ranges; the first answer stops after ``stop`` bytes."""

    def answer(handler):
        start, wanted = 0, handler.headers.get("Range")
        if wanted and handler.headers.get("If-Range") == tag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        part = body[start:]
        headers = {"ETag": tag}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        sent = part[:stop] if stop and len(other.asked) == 1 else part
        other.send(handler, sent, 206 if start else 200, headers, announce=len(part))

    other.answer = answer


def test_a_file_arrives_whole_with_its_checksum_and_progress(other, tmp_path):
    other.answer = lambda handler: other.send(handler, BODY)
    steps = []
    digest = get(other, tmp_path / "a.csv", progress=lambda done, total: steps.append((done, total)))
    assert digest == hashlib.sha256(BODY).hexdigest()
    assert (tmp_path / "a.csv").read_bytes() == BODY
    assert steps[-1] == (len(BODY), len(BODY))
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
    assert other.asked[0][1]["Accept-Encoding"] == "identity"


def test_a_download_that_breaks_off_goes_on_where_it_was(other, tmp_path):
    ranged(other, stop=1000)
    get(other, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == BODY
    assert [headers.get("Range") for _, headers in other.asked] == [None, "bytes=1000-"]


def test_a_later_call_goes_on_too(other, tmp_path):
    ranged(other, stop=1000)
    with pytest.raises(FetchError, match=r"1,000 of 102,400 bytes|cut off"):
        get(other, tmp_path / "a.csv", limits=replace(other.limits, attempts=1))
    assert not (tmp_path / "a.csv").exists()
    get(other, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == BODY
    assert other.asked[1][1]["Range"] == "bytes=1000-"


def test_a_file_that_changed_meanwhile_is_fetched_anew(other, tmp_path):
    ranged(other, stop=1000)
    with pytest.raises(FetchError):
        get(other, tmp_path / "a.csv", limits=replace(other.limits, attempts=1))
    new = b"new" * 50_000
    ranged(other, tag='"v2"', body=new)
    get(other, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == new


def test_a_server_without_marks_is_never_asked_for_the_rest(other, tmp_path):
    def answer(handler):
        other.send(handler, BODY[:500] if len(other.asked) == 1 else BODY, announce=len(BODY))

    other.answer = answer
    get(other, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == BODY
    assert "Range" not in other.asked[1][1]


def test_a_reply_at_another_place_starts_anew(other, tmp_path):
    def answer(handler):
        if len(other.asked) == 1:
            other.send(handler, BODY[:500], headers={"ETag": '"v1"'}, announce=len(BODY))
        elif len(other.asked) == 2:
            other.send(handler, BODY[7:], 206, {"Content-Range": f"bytes 7-{len(BODY) - 1}/{len(BODY)}"})
        else:
            other.send(handler, BODY)

    other.answer = answer
    get(other, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == BODY


def test_a_passing_error_is_tried_again_after_a_pause(other, tmp_path):
    other.answer = lambda handler: (
        other.send(handler, b"", 503, {"Retry-After": "7"}) if len(other.asked) < 3 else other.send(handler, BODY)
    )
    pauses = []
    limits = replace(other.limits, backoff_most_s=60, total_s=600)
    fetching.fetch(other.address, tmp_path / "a", limits=limits, pause=pauses.append)
    assert pauses == [7.0, 7.0]


def test_pauses_grow_and_end(other, tmp_path):
    other.answer = lambda handler: other.send(handler, b"", 500)
    pauses = []
    limits = replace(other.limits, attempts=5, backoff_s=1, backoff_most_s=4, total_s=600)
    with pytest.raises(FetchError, match=r"answers 500 .*after 5 attempts"):
        fetching.fetch(other.address, tmp_path / "a", limits=limits, pause=pauses.append)
    assert [0.5 * most <= pause <= most for pause, most in zip(pauses, [1, 2, 4, 4], strict=True)] == [True] * 4


@pytest.mark.parametrize(
    ("status", "message"), [(404, "no such page"), (403, "refuses programs"), (401, "a key is needed")]
)
def test_an_error_that_will_not_pass_is_told_at_once(other, tmp_path, status, message):
    other.answer = lambda handler: other.send(handler, b"", status)
    with pytest.raises(FetchError, match=message):
        get(other, tmp_path / "a")
    assert len(other.asked) == 1


def test_a_silent_server_is_given_up(other, tmp_path):
    other.answer = lambda handler: time.sleep(0.6)
    before = time.monotonic()
    with pytest.raises(FetchError, match="does not answer in time"):
        get(other, tmp_path / "a", limits=replace(other.limits, attempts=2))
    assert time.monotonic() - before < 3


def test_a_server_that_drips_is_given_up(other, tmp_path):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    other.answer = answer
    with pytest.raises(FetchError, match="fewer than 1000 bytes a second"):
        get(other, tmp_path / "a", limits=replace(other.limits, attempts=1))


def test_the_whole_download_has_a_time_limit(other, tmp_path):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x" * 500)
            time.sleep(0.02)

    other.answer = answer
    with pytest.raises(FetchError, match=r"not whole within 0\.3 s"):
        get(other, tmp_path / "a", limits=replace(other.limits, total_s=0.3))


def dripped(text, handler):
    """Send a text a byte at a time, each soon enough for the time-out of a socket."""
    for byte in text:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.05)


HEADING = b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1000
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("kind", ["heading", "chunk"])
def test_a_server_that_drips_what_is_no_content_is_given_up(other, tmp_path, kind):
    def answer(handler):
        if kind == "chunk":
            handler.wfile.write(CHUNKED)
        dripped(HEADING if kind == "heading" else b"1;" + b"x" * 1000, handler)

    other.answer = answer
    before = time.monotonic()
    with pytest.raises(FetchError, match="does not answer in time, after 2 attempts"):
        get(other, tmp_path / "a", limits=replace(other.limits, attempts=2, total_s=20, window_s=0.5))
    assert time.monotonic() - before < 15
    with pytest.raises(FetchError, match=r"not whole within 0\.5 s"):
        get(other, tmp_path / "a", limits=replace(other.limits, total_s=0.5, window_s=60))
    assert time.monotonic() - before < 15


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_over_the_limit_is_refused(other, tmp_path, announced):
    def answer(handler):
        handler.send_response(200)
        if announced:
            handler.send_header("Content-Length", str(len(BODY)))
        handler.end_headers()
        handler.wfile.write(BODY)

    other.answer = answer
    with pytest.raises(FetchError, match="limit of 50,000"):
        get(other, tmp_path / "a", limits=replace(other.limits, bytes=50_000))
    assert list(tmp_path.iterdir()) == []


def test_another_checksum_than_expected_is_refused_and_the_old_file_stays(other, tmp_path):
    (tmp_path / "a").write_bytes(b"good")
    other.answer = lambda handler: other.send(handler, BODY)
    with pytest.raises(FetchError, match=r"the checksum is .* expected 0000"):
        get(other, tmp_path / "a", sha256="0000")
    assert (tmp_path / "a").read_bytes() == b"good"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_a_redirect_within_the_host_is_followed(other, tmp_path):
    other.answer = lambda handler: (
        other.send(handler, BODY) if handler.path == "/there" else other.send(handler, b"", 302, {"Location": "/there"})
    )
    get(other, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == BODY


def test_a_redirect_to_another_host_is_refused(other, tmp_path):
    elsewhere = other.address.replace("127.0.0.1", "localhost")
    other.answer = lambda handler: other.send(handler, b"", 302, {"Location": elsewhere})
    with pytest.raises(FetchError, match="sends to another host, localhost"):
        get(other, tmp_path / "a")
    assert len(other.asked) == 1


def test_a_redirect_from_https_to_http_is_refused(tmp_path, monkeypatch):
    asked = []

    class Pool:
        def __init__(self, address):
            self.address = address

        def request(self, _, address, **__):
            asked.append(address)
            headers = {"Location": "http://example.org/there"}
            return urllib3.HTTPResponse(b"", headers, 302, preload_content=False)

    monkeypatch.setattr(fetching, "pool", Pool)
    with pytest.raises(FetchError, match=r"sends from https to http://example\.org/there, which is not safe"):
        fetching.fetch("https://example.org/here", tmp_path / "a")
    assert asked == ["https://example.org/here"]
    assert list(tmp_path.iterdir()) == []


def test_redirects_without_end_are_refused(other, tmp_path):
    other.answer = lambda handler: other.send(handler, b"", 302, {"Location": "/again"})
    with pytest.raises(FetchError, match="more than 5 times"):
        get(other, tmp_path / "a")


@pytest.mark.parametrize("address", ["http://example.org/x", "file:///etc/passwd", "ftp://example.org/x", "x"])
def test_only_https_is_fetched(address, tmp_path):
    with pytest.raises(FetchError, match="no https address"):
        fetching.fetch(address, tmp_path / "a")


def test_a_damaged_note_of_an_earlier_try_is_no_obstacle(other, tmp_path):
    (tmp_path / "a.part").write_bytes(b"junk")
    (tmp_path / "a.part.json").write_text(json.dumps({"address": other.address, "mark": 3}))
    other.answer = lambda handler: other.send(handler, BODY)
    get(other, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == BODY


def cut(other, headers, then):
    """Break off the first answer after 500 bytes; ``then`` answers what is asked next."""
    other.answer = lambda handler: (
        other.send(handler, BODY[:500], headers=headers, announce=len(BODY)) if len(other.asked) == 1 else then(handler)
    )


def test_a_mark_that_promises_no_bytes_is_not_gone_on_by(other, tmp_path):
    cut(other, {"ETag": 'W/"v1"'}, lambda handler: other.send(handler, BODY))
    get(other, tmp_path / "a")
    assert "Range" not in other.asked[1][1]


def test_a_server_that_has_not_the_rest_is_asked_for_the_whole(other, tmp_path):
    def then(handler):
        other.send(handler, b"", 416) if handler.headers.get("Range") else other.send(handler, BODY)

    cut(other, {"ETag": '"v1"'}, then)
    get(other, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == BODY
    assert [headers.get("Range") for _, headers in other.asked] == [None, "bytes=500-", None]


def test_the_rest_of_a_file_of_another_size_is_not_taken(other, tmp_path):
    def then(handler):
        if handler.headers.get("Range"):
            other.send(handler, BODY[500:] + b"x", 206, {"Content-Range": f"bytes 500-{len(BODY)}/{len(BODY) + 1}"})
        else:
            other.send(handler, BODY)

    cut(other, {"ETag": '"v1"'}, then)
    get(other, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == BODY
    assert len(other.asked) == 3


def test_what_came_from_another_address_is_not_gone_on_with(other, tmp_path):
    ranged(other, stop=1000)
    with pytest.raises(FetchError):
        get(other, tmp_path / "a", limits=replace(other.limits, attempts=1))
    fetching.fetch(f"{other.address}?page=2", tmp_path / "a", limits=other.limits)
    assert other.asked[1][0].endswith("?page=2")
    assert "Range" not in other.asked[1][1]


def test_a_pause_until_a_moment_is_kept(other, tmp_path):
    moment = formatdate(time.time() + 30, usegmt=True)
    other.answer = lambda handler: (
        other.send(handler, b"", 503, {"Retry-After": moment}) if len(other.asked) == 1 else other.send(handler, BODY)
    )
    pauses = []
    limits = replace(other.limits, backoff_most_s=60, total_s=600)
    fetching.fetch(other.address, tmp_path / "a", limits=limits, pause=pauses.append)
    assert len(pauses) == 1
    assert 10 < pauses[0] <= 30


def test_a_pause_that_ends_after_the_limit_is_not_begun(other, tmp_path):
    other.answer = lambda handler: other.send(handler, b"", 503, {"Retry-After": "7"})
    pauses = []
    limits = replace(other.limits, backoff_most_s=60, total_s=5)
    with pytest.raises(FetchError, match=r"answers 503 .*and no time is left of 5 s"):
        fetching.fetch(other.address, tmp_path / "a", limits=limits, pause=pauses.append)
    assert pauses == []
