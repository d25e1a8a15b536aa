"""Signed links: bound to their scope, gone after a while, silent about what they open."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings

from quizzes.http.links import LinkError, open_link, sign_link

NOON = dt.datetime(2026, 3, 29, 0, 50, tzinfo=dt.UTC)  # ten minutes before the clocks go forward in Amsterdam


def test_a_link_opens_with_its_own_scope_only() -> None:
    token = sign_link("3s", scope="one")
    assert open_link(token, scope="one") == "3s"
    with pytest.raises(LinkError) as caught:
        open_link(token, scope="two")
    assert not caught.value.expired


@pytest.mark.parametrize("token", ["", "3s", "3s.0~x", "~", "3s.zz~AAAA", "é~ü", "3s.6a~" + "A" * 5000])
def test_a_made_up_link_does_not_open(token: str) -> None:
    with pytest.raises(LinkError) as caught:
        open_link(token, scope="one")
    assert not caught.value.expired


def test_changing_any_part_of_a_link_makes_it_false() -> None:
    token = sign_link("3s", scope="one")
    for place in range(len(token)):
        other = "x" if token[place] != "x" else "y"
        with pytest.raises(LinkError):
            open_link(token[:place] + other + token[place + 1 :], scope="one")


def test_a_link_lives_at_least_three_quarters_of_its_time_and_then_expires() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        token = sign_link("3s", scope="one")
        clock.shift(settings.MEDIA_LINK_SECONDS * 0.75)
        assert open_link(token, scope="one") == "3s"
        clock.shift(settings.MEDIA_LINK_SECONDS * 0.25 + 1)
        with pytest.raises(LinkError) as caught:
            open_link(token, scope="one")
        assert caught.value.expired


def test_a_page_loaded_again_asks_for_the_same_address() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        token = sign_link("3s", scope="one")
        clock.shift(30)
        assert sign_link("3s", scope="one") == token
