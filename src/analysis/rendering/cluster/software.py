"""What reports are made by: Python, this code, the packages that it needs. The same of these make the same bytes."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from analysis.rendering.inputs import Fingerprints, Project

_NAME = "migration-analysis"
#: Packages that pandas computes with where they happen to be installed.
_TAKEN_UP = ("bottleneck", "numexpr", "pyarrow")
_NAMED = 3
_code = Fingerprints(Project(Path(), Path()))


@dataclass(frozen=True)
class Software:
    """The version of Python, the fingerprint of the code, and the versions of packages by name."""

    python: str
    code: str
    packages: Mapping[str, str]

    def remedies(self, wanted: Software) -> list[str]:
        """Return in what this differs from what is wanted, each with what to do about it; nothing where it does not."""
        found = []
        if self.python != wanted.python:
            found.append(f"it runs Python {self.python}: start it with {wanted.python}")
        if self.code != wanted.code:
            found.append("its code is another: bring its checkout or package to the version of the command, restart it")
        if others := self._other_packages(wanted):
            found.append(f"{others}: install what requirements.lock says, restart it")
        return found

    def _other_packages(self, wanted: Software) -> str:
        names = sorted({*self.packages, *wanted.packages})
        found = [
            f"{name} {self.packages.get(name, 'missing')} (not {wanted.packages.get(name, 'wanted')})"
            for name in names
            if self.packages.get(name) != wanted.packages.get(name)
        ]
        more = [f"{len(found) - _NAMED} more"] if len(found) > _NAMED else []
        return f"it has {', '.join([*found[:_NAMED], *more])}" if found else ""


def here() -> Software:
    """Return what there is on the disk of this machine, which need not be what a process has imported."""
    return Software(platform.python_version(), code(), _packages())


def code() -> str:
    """Return the fingerprint of this package as it is on the disk."""
    return _code.code()


def _packages() -> dict[str, str]:
    """Return the versions of what this package needs, directly or not; what is not installed is not among them."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: dict[str, str] = {}
    looked_at, pending = {_NAME}, [*_TAKEN_UP, _NAME]
    while pending:
        try:
            package = metadata.distribution(name := pending.pop())
        except metadata.PackageNotFoundError:  # taken up where it is there, or missing: then the other side has it
            continue
        found[name] = package.version
        required = [Requirement(text) for text in package.requires or ()]
        here = [one for one in required if one.marker is None or one.marker.evaluate({"extra": ""})]
        needed = {canonicalize_name(one.name) for one in here} - looked_at
        looked_at |= needed
        pending += needed
    found.pop(_NAME, None)  # the code itself says more than its version
    return found
