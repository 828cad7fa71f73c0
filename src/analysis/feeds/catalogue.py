"""The feeds by name: how each is fetched, read and kept; what the commands ``fetch`` and ``import`` do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from analysis.errors import FeedError, UnknownNameError
from analysis.feeds import cache, fetching, iati, unhcr, worldbank
from analysis.feeds.cache import Provenance, Taken

Progress = fetching.Progress


@dataclass(frozen=True)
class Publication:
    """A feed: who publishes it on which terms, how its files are read, and how they are fetched, if that is known."""

    publisher: str
    licence: str
    read: Callable[[Sequence[Path]], Taken]
    fetch: Callable[[Path, Progress | None], list[tuple[Path, str]]] | None


#: By name. IATI has no one address: each organisation publishes its own files.
FEEDS: dict[str, Publication] = {
    "iati": Publication(iati.PUBLISHER, iati.LICENCE, iati.read, None),
    "unhcr": Publication(
        unhcr.PUBLISHER, unhcr.LICENCE, unhcr.read, lambda folder, progress: unhcr.fetch(folder, progress=progress)
    ),
    "worldbank": Publication(
        worldbank.PUBLISHER,
        worldbank.LICENCE,
        worldbank.read,
        lambda folder, progress: worldbank.fetch(folder, progress=progress),
    ),
}


def take(name: str, paths: Sequence[Path], folder: str | Path | None = None) -> Provenance:
    """Read files that a person downloaded into the cache. Raises :class:`FeedError` and leaves the cache as it was."""
    feed = _feed(name)
    taken = feed.read(paths)
    return cache.save(name, taken, [cache.origin(path) for path in paths], feed.publisher, feed.licence, folder)


def fetch(
    name: str,
    addresses: Sequence[str] = (),
    folder: str | Path | None = None,
    *,
    progress: Progress | None = None,
    limits: fetching.Limits | None = None,
) -> Provenance:
    """Download a feed into the cache: from its publisher, or from the addresses of files.

    The downloads are kept until they were read, so that a fetch that stopped goes on where it was. Raises
    :class:`FeedError` and leaves the cache as it was.
    """
    feed = _feed(name)
    waiting = cache.downloads(name, folder)
    if addresses:
        got = []
        for number, address in enumerate(addresses, 1):
            last = Path(urlsplit(address).path).name or "download"
            path = waiting / f"{number:02}-{last}"
            fetching.fetch(address, path, limits=limits, progress=progress)
            got.append((path, address))
    elif feed.fetch:
        got = feed.fetch(waiting, progress)
    else:
        raise FeedError(f"{name} has no address of its own: name that of a file with --url, or use `analysis import`")
    try:
        taken = feed.read([path for path, _ in got])
    except FeedError:
        _drop(got)  # what cannot be read now cannot be read next time either
        raise
    origins = [cache.origin(path, address) for path, address in got]
    provenance = cache.save(name, taken, origins, feed.publisher, feed.licence, folder)
    _drop(got)
    return provenance


def _drop(got: Sequence[tuple[Path, str]]) -> None:
    for path, _ in got:
        path.unlink(missing_ok=True)


def _feed(name: str) -> Publication:
    if name not in FEEDS:
        raise UnknownNameError("feed", name, FEEDS)
    return FEEDS[name]
