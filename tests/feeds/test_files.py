"""What a person downloaded is read by what it is, and within limits."""

import gzip
import zipfile

import pytest

from analysis.errors import FeedError
from analysis.feeds import files

CONTENT = b"a,b\n" * 1000


@pytest.fixture(params=["gzip", "zip"])
def archive(request, tmp_path):
    path = tmp_path / "a.archive"
    if request.param == "gzip":
        path.write_bytes(gzip.compress(CONTENT, mtime=0))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("a.csv", CONTENT)
    return path


@pytest.mark.parametrize("size", [-1, 512])
def test_an_archive_that_unpacks_to_more_than_the_limit_is_refused(archive, monkeypatch, size):
    monkeypatch.setattr(files, "LIMIT", len(CONTENT) - 1)
    with pytest.raises(FeedError, match="unpacks to more than 3,999 bytes"), files.opened(archive, (".csv",)) as stream:
        list(iter(lambda: stream.read(size), b""))


def test_an_archive_within_the_limit_is_read_whole(archive, monkeypatch):
    monkeypatch.setattr(files, "LIMIT", len(CONTENT))
    assert files.text(archive, (".csv",)).encode() == CONTENT


def test_of_a_bomb_no_more_than_the_limit_is_unpacked(archive, monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 100)
    with files.opened(archive, (".csv",)) as stream, pytest.raises(FeedError):
        stream.read()
    assert stream._left == -1
