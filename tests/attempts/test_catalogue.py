"""The catalogue of item types: every type in every state, for the people who look after the site alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.items.types import ITEM_TYPES
from quizzes.provenance.keyring import Keyring
from tests.attempts.playing import text_of
from tests.factories import make_claim_with_cards, make_pair, make_story
from tests.film_pairs import make_film_pair
from tests.pages import sign_in


@pytest.fixture
def keeper(steff: User) -> Client:
    """The browser of whoever looks after the site."""
    client = Client(headers={"Accept-Language": "en"})
    sign_in(client, steff)
    return client


@pytest.fixture
def library(db: None, keys: Keyring) -> None:
    for make in (make_pair, make_film_pair, make_claim_with_cards, make_story, make_story):
        made: Callable[[], Any] = make
        made()


def test_every_type_is_there_in_every_state(keeper: Client, library: None) -> None:
    page = text_of(keeper.get(reverse("catalogue")))
    links = re.findall(r'href="(/item-types/[^"]+)"', page)
    assert {link.split("/")[2] for link in links} == set(ITEM_TYPES)
    for link in links:
        response = keeper.get(link)
        assert response.status_code == 200, link
        html, state = text_of(response), link.split("/")[4]
        assert ("revealed" in html) is (state in {"right", "partly", "wrong"}), link
        assert ('class="error"' in html) is (state == "error"), link
        assert ("Your answer is saved" in html) is (state == "saved"), link
    again = Sitting.objects.count()
    keeper.get(links[0])
    assert Sitting.objects.count() == again, "a state is made once"


def test_the_catalogue_is_for_those_who_look_after_the_site(
    sams: Client, keeper: Client, library: None, settings: Any
) -> None:
    address = reverse("catalogue_state", args=["judge", "photo", "asked"])
    assert sams.get(reverse("catalogue")).status_code == sams.get(address).status_code == 404
    settings.DEBUG = True
    assert sams.get(address).status_code == 200
    assert keeper.get(reverse("catalogue_state", args=["judge", "photo", "eaten"])).status_code == 404
    assert keeper.get(reverse("catalogue_state", args=["when", "photo", "asked"])).status_code == 404
