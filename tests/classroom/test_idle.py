"""Nobody finds the last pupil still signed in, and who is there is left alone."""

import time
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literacy.classroom.actions import add_pupils
from literacy.classroom.models import Classroom
from literacy.people.models import User

HTML = {"accept": "text/html"}


@pytest.fixture
def noor(client: Client, classroom: Classroom) -> Client:
    card = add_pupils(classroom=classroom, names=["Noor"]).new[0]
    client.post(reverse("join_class", args=[classroom.code]), {"words": card.code})
    return client


def test_a_pupil_who_was_away_is_signed_out_and_led_to_the_door(
    noor: Client, classroom: Classroom, settings: Any
) -> None:
    with time_machine.travel(time.time() + settings.PUPIL_IDLE_MINUTES * 60 + 125, tick=False):
        page = noor.get(reverse("home"), headers=HTML | {"accept-language": "en"})
        assert page.headers["Location"] == f"{reverse('join_class', args=[classroom.code])}?next=%2Fhome%2F"
        assert "_auth_user_id" not in noor.session
        said = noor.get(page.headers["Location"], headers=HTML | {"accept-language": "en"}).content.decode()
        assert "You were away for a while" in said


def test_a_pupil_who_is_there_stays_in(noor: Client, settings: Any) -> None:
    now = time.time()
    for minutes in range(0, 60, settings.PUPIL_IDLE_MINUTES):
        with time_machine.travel(now + minutes * 60, tick=False):
            assert noor.get(reverse("home"), headers=HTML).status_code == 200


def test_an_answer_that_comes_too_late_finds_nobody_signed_in(noor: Client, settings: Any) -> None:
    with time_machine.travel(time.time() + settings.PUPIL_IDLE_MINUTES * 60 + 125, tick=False):
        assert noor.get(reverse("outbox")).json()["owner"] == ""


def test_being_there_is_written_down_once_a_minute_at_most(noor: Client) -> None:
    noor.get(reverse("home"))
    with CaptureQueriesContext(connection) as asked:
        noor.get(reverse("home"))
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}


def test_teachers_are_not_signed_out_so(client: Client, tess: User, settings: Any) -> None:
    client.force_login(tess, backend="allauth.account.auth_backends.AuthenticationBackend")
    with time_machine.travel(time.time() + settings.PUPIL_IDLE_MINUTES * 60 + 125, tick=False):
        assert client.get(reverse("home"), headers=HTML).status_code == 200


def test_every_page_of_a_pupil_has_a_way_out(noor: Client) -> None:
    for url in (reverse("front"), reverse("home"), reverse("lessons"), "/there-is-nothing-here/"):
        page = noor.get(url).content.decode()
        assert f'action="{reverse("leave")}"' in page
        assert "data-idle=" in page


def test_the_door_says_why_one_is_out(noor: Client) -> None:
    page = noor.post(reverse("leave"), {"idle": "1"}, follow=True, headers={"accept-language": "en"})
    assert "You were away for a while" in page.content.decode()
