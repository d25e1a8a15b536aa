"""Captions of a recording on the page that shows both halves, and for nobody who may not see that page."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.people.models import User
from quizzes.clips.models import Pair
from tests.pages import sign_in
from tests.recordings import make_recording


@pytest.fixture
def recording(db: None, settings: Any, tmp_path: Path) -> Pair:
    settings.LIBRARY_CACHE = tmp_path
    return make_recording(tmp_path)


def captions_on(client: Client, recording: Pair) -> list[str]:
    html = client.get(reverse("library_pair", args=[recording.slug])).content.decode()
    return re.findall(r'<track kind="captions" src="([^"]+)" srclang="en"', html)


def test_both_halves_have_captions_of_their_own_words(client: Client, tess: User, recording: Pair) -> None:
    sign_in(client, tess)
    real, fake = (client.get(link) for link in captions_on(client, recording))
    assert re.match(rb"WEBVTT\n\n00:00:\d\d\.\d{3} --> 00:00:\d\d\.\d{3}\n", real.content)
    assert (b"He was not late." in real.content, b"He was late." in fake.content) == (True, True)
    assert dict(real.items()) == dict(fake.items())
    assert len(real.content) == len(fake.content) == int(real["Content-Length"])


def test_a_link_to_captions_opens_for_nobody_else(
    client: Client, tess: User, sam: User, recording: Pair
) -> None:
    sign_in(client, tess)
    links = captions_on(client, recording)
    assert len(links) == 2
    other = Client()
    sign_in(other, sam)
    assert {other.get(link).status_code for link in links} <= {302, 403, 404}
