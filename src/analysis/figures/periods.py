"""Reporting windows: when a figure holds, and whether two figures were measured over the same time."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.errors import N_, ParameterError, PeriodError

KINDS = (
    "instant",
    "calendar_year",
    "reporting_year",
    "mid_year",
    "multi_year",
    "cumulative",
    "span",
    "unknown",
)


@dataclass(frozen=True)
class Period:
    """A window from ``start`` to ``end``, both inclusive; either is ``None`` where it is not known."""

    start: date | None
    end: date | None
    kind: str = "unknown"

    def __post_init__(self) -> None:
        """Refuse a kind that does not exist and a window that ends before it begins."""
        if self.kind not in KINDS:
            raise PeriodError(f"unknown kind of period {self.kind!r}; allowed: {', '.join(KINDS)}")
        if self.start and self.end and self.end < self.start:
            raise PeriodError(f"the period ends ({self.end}) before it begins ({self.start})")
        if self.kind == "instant" and self.start != self.end:
            raise PeriodError(f"an instant begins and ends on one day, not {self.start} and {self.end}")

    @classmethod
    def parse(cls, start: str, end: str, kind: str = "unknown") -> Period:
        """Build a period from ISO dates; an empty text is an unknown end."""
        return cls(_day(start), _day(end), kind)

    @property
    def known(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.end is not None

    @property
    def days(self) -> int:
        """Length in days."""
        if self.start is None or self.end is None:
            raise PeriodError("a period without both ends has no length")
        return (self.end - self.start).days + 1

    @property
    def months(self) -> float:
        """Length in calendar months, both days included: December 2012 to March 2014 is 16."""
        if self.start is None or self.end is None:
            raise PeriodError("a period without both ends has no length")
        after = self.end + timedelta(days=1)
        whole = (after.year - self.start.year) * 12 + after.month - self.start.month
        return whole + (after.day - self.start.day) / monthrange(self.start.year, self.start.month)[1]

    def same_window(self, other: Period) -> bool:
        """Whether both are known and equal; an unknown window equals no other."""
        return self.known and (self.start, self.end) == (other.start, other.end)

    def overlaps(self, other: Period) -> bool:
        """Whether both are known and share a day."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return False
        return self.start <= other.end and other.start <= self.end


def in_order(first_year: int | None, last_year: int | None) -> None:
    """Refuse a period of years that ends before it begins; either end may be open. Raises :class:`ParameterError`."""
    if first_year is not None and last_year is not None and first_year > last_year:
        raise ParameterError(
            N_("first_year is {first} and last_year {last}; the first cannot be later"),
            first=first_year,
            last=last_year,
        )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise PeriodError(f"{text!r} is no date: {error}; write it as 2018-06-30") from error
    if day.isoformat() != text:  # "20180630" and "2018-W26" are ISO dates too
        raise PeriodError(f"{text!r} is no date as dates are written here; write it as {day}")
    return day
