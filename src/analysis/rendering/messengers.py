"""Who carries a message about a render: a web hook that takes JSON, or Apprise for mail, Matrix, Slack and others.

An address may hold a password or a token. Of none is more said than its kind, and of a web hook its host.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import urllib3

from analysis.errors import RenderError
from analysis.feeds import fetching
from analysis.feeds.waiting import NoAnswerError, answered

#: How long one message may take, whatever the other side does.
LIMIT_S = 30.0
_AGENT = "migration-analysis (analysis render --notify)"
_HOOKS = ("http", "https")
#: Shorter pieces of an address identify nobody, and stand in ordinary words.
_SECRET = 4


class _NotSentError(Exception):
    """A message that the other side did not take, and why."""


class Message(Protocol):
    """What there is to carry."""

    @property
    def subject(self) -> str:
        """What it is about, in a line."""

    def text(self) -> str:
        """Return all of it in words."""

    def facts(self) -> Mapping[str, Any]:
        """Return all of it for programs, as JSON takes it."""


class Messenger(Protocol):
    """Who carries messages to one address."""

    @property
    def called(self) -> str:
        """The address without what is secret in it."""

    def send(self, message: Message) -> None:
        """Carry a message. Raises whatever goes wrong."""


def of(addresses: Iterable[str]) -> list[Messenger]:
    """Return who carries messages to these addresses.

    Raises :class:`RenderError` for what is no address, and where a library is missing; nothing is sent yet.
    """
    return [_Hook(address) if _kind(address) in _HOOKS else _Post(address) for address in addresses]


def tell(messengers: Iterable[Messenger], message: Message) -> list[str]:
    """Send a message to all, and return a line for each that could not be reached."""
    problems = []
    for messenger in messengers:
        try:
            answered(lambda carrier=messenger: carrier.send(message), LIMIT_S)  # type: ignore[misc]
        except Exception as error:  # noqa: BLE001 - whatever it is, the reports are there
            problems.append(f"the message to {messenger.called} was not sent: {_why(error)}")
    return problems


def _why(error: Exception) -> str:
    if isinstance(error, _NotSentError | NoAnswerError):
        return str(error)
    # What other errors say of themselves may hold the address.
    known = fetching.plain(error)
    return known if known != str(error) else type(error).__name__


def _kind(address: str) -> str:
    kind, separator, _ = address.strip().partition("://")
    if not separator or not kind:
        raise RenderError(
            "--notify takes an address with its kind, as in https://example.org/hook or "
            "mailto://user:password@example.org; the one given has none"
        )
    return kind.lower()


class _Hook:
    """An address that takes JSON."""

    def __init__(self, address: str) -> None:
        self._address = address.strip()
        try:
            parts = urlsplit(self._address)
            host, port = parts.hostname, parts.port
        except ValueError:
            host = port = None
        if not host or re.search(r"\s", self._address):
            raise RenderError(
                f"--notify: {_kind(address)}://… is no address of a web hook; write it whole, as in "
                f"https://example.org/hook"
            )
        self.called = f"{parts.scheme}://{host}{f':{port}' if port else ''}/…"
        login = unquote(parts.netloc.rpartition("@")[0])
        self._login = urllib3.make_headers(basic_auth=login) if login else {}

    def send(self, message: Message) -> None:
        body = json.dumps(message.facts(), ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "User-Agent": _AGENT, **self._login}
        timeout = urllib3.Timeout(connect=LIMIT_S, read=LIMIT_S)
        reply = fetching.pool(self._address).request(
            "POST", self._address, body=body, headers=headers, redirect=False, retries=False, timeout=timeout
        )
        if not 200 <= reply.status < 300:
            raise _NotSentError(f"the server answers {reply.status} {reply.reason or ''}".rstrip())


class _Post:
    """An address that Apprise knows."""

    def __init__(self, address: str) -> None:
        self.called = f"{_kind(address)}://…"
        self._secrets = sorted(re.findall(rf"[^/:@?&=#,]{{{_SECRET},}}", address.partition("://")[2]), key=len)[::-1]
        try:
            import apprise
        except ImportError as error:
            raise RenderError(
                f"--notify: {self.called} needs Apprise, which is not installed: pip install "
                f"'migration-analysis[notify]'; a web hook, https://…, needs nothing more"
            ) from error
        with apprise.LogCapture():
            service = apprise.Apprise.instantiate(address.strip())
        if service is None:
            raise RenderError(
                f"--notify: {self.called} is no address that Apprise understands; how one is written for each "
                f"service stands in its documentation"
            )
        self._service = service

    def send(self, message: Message) -> None:
        import logging

        import apprise

        with apprise.LogCapture(level=logging.WARNING, fmt="%(message)s") as said:
            if self._service.notify(title=message.subject, body=message.text(), body_format="text"):
                return
            why = " ".join(said.getvalue().split())
        for secret in self._secrets:
            why = why.replace(secret, "…")
        raise _NotSentError(why or "the service did not take it, and said nothing")
