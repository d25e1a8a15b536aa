"""The small limiter, and whose address it counts by."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import RequestFactory

from quizzes.http.address import visitor_address
from quizzes.http.throttle import Limit

LIMIT = Limit("codes", failures=3, seconds=60)


def test_the_limit_is_reached_at_its_number_of_failures_for_that_key_alone() -> None:
    for _ in range(2):
        LIMIT.count_failure("here")
    assert not LIMIT.reached("here")
    LIMIT.count_failure("here")
    assert LIMIT.reached("here")
    assert not LIMIT.reached("there")
    assert not Limit("other", failures=3, seconds=60).reached("here")


def test_the_limit_forgets_after_its_window() -> None:
    with time_machine.travel(dt.datetime(2026, 10, 25, 0, 59, tzinfo=dt.UTC), tick=False) as clock:
        for _ in range(3):
            LIMIT.count_failure("here")
        assert LIMIT.reached("here")
        clock.shift(61)
        assert not LIMIT.reached("here")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.9"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.9"),
        (1, "", "10.0.0.9"),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Any, proxies: int, forwarded: str, address: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", headers={"X-Forwarded-For": forwarded})
    assert visitor_address(request) == address
