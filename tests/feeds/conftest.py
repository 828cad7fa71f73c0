"""Limits that are fast enough for a test, in the proportions of the real ones."""

import pytest

from analysis.feeds.fetching import Limits


@pytest.fixture
def other(other):
    other.limits = Limits(
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
    return other
