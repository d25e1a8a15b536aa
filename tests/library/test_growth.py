"""The library says in words and with a bar what is being fetched, made, and what failed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.growth.actions import ask_for_rest
from quizzes.growth.plan import plan_here
from quizzes.jobs.models import Job
from tests.clips.made_library import MadeLibrary
from tests.growth.conftest import library

__all__ = ["library"]


@pytest.fixture
def tesss(client: Client, tess: User) -> Client:
    client.force_login(tess)
    return client


def _fragment(client: Client) -> str:
    answer = client.get(reverse("library"), headers={"HX-Request": "true", "accept-language": "en"})
    return answer.content.decode()


def test_recordings_still_to_come_are_counted_and_the_page_goes_on_asking(
    tesss: Client, library: MadeLibrary
) -> None:
    ask_for_rest(plan=plan_here())
    shown = _fragment(tesss)
    assert "0 of 3 pairs are ready" in shown and '<progress max="3" value="0">' in shown
    assert "The recordings for 3 pairs are still to be fetched." in shown
    assert 'hx-trigger="every 4s"' in shown


def test_network_that_is_away_is_said_with_the_time_of_the_next_try(
    tesss: Client, library: MadeLibrary
) -> None:
    ask_for_rest(plan=plan_here())
    at = timezone.now() + timedelta(minutes=4)
    first = Job.objects.order_by("pk")[0]
    Job.objects.filter(pk=first.pk).update(state=Job.State.RUNNING, error="No network.", lease_until=at)
    shown = _fragment(tesss)
    assert f"tries again at {timezone.localtime(at):%H:%M}" in shown
    assert "No network." not in shown, "what the registry said is for those who look after the site"


def test_what_failed_is_counted_and_staff_are_led_to_the_reason(
    tesss: Client, library: MadeLibrary, make_pair: Any
) -> None:
    Pair.objects.filter(pk=make_pair().pk).update(state=Pair.State.FAILED, error="Too small.")
    ask_for_rest(plan=plan_here())
    assert "1 pair could not be made." in _fragment(tesss)
    assert reverse("jobs") not in _fragment(tesss)
    tesss.force_login(User.objects.create_superuser("steff@site.example", "long enough", name="Steff"))
    assert reverse("jobs") in _fragment(tesss)


def test_pause_is_told_on_the_page_of_jobs(client: Client, library: MadeLibrary) -> None:
    ask_for_rest(plan=plan_here())
    first = Job.objects.order_by("pk")[0]
    Job.objects.filter(pk=first.pk).update(
        state=Job.State.RUNNING, error="No network.", lease_until=timezone.now() + timedelta(minutes=4)
    )
    client.force_login(User.objects.create_superuser("steff@site.example", "long enough", name="Steff"))
    answer = client.get(reverse("jobs"), headers={"HX-Request": "true", "accept-language": "en"})
    shown = answer.content.decode()
    assert "paused, will be tried again" in shown and "No network. Tried again at" in shown
    assert "<progress" not in shown
