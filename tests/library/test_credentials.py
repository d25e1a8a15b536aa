"""Files to take along: for adults alone, signed, and telling everybody what they are."""

import io
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.clips.signed import signed_half
from quizzes.provenance.keyring import Keyring
from quizzes.provenance.reading import State, read
from tests.factories import HEIGHT, WIDTH, make_pair
from tests.film_pairs import make_film_pair
from tests.pages import sign_in

ENGLISH = {"accept-language": "en"}


def addresses(pair: Pair) -> list[str]:
    return [
        reverse("library_credentials", args=[pair.slug]),
        reverse("library_download", args=[pair.slug, "original"]),
        reverse("library_download", args=[pair.slug, "twin"]),
    ]


@pytest.mark.parametrize(
    ("who", "status"), [("tess", 200), ("nora", 200), ("sam", 404), ("otto", 404), ("", 404)]
)
def test_only_adults_of_a_school_see_the_cards_and_take_files_along(
    who: str, status: int, keys: Keyring, client: Client, field: Pair, request: pytest.FixtureRequest
) -> None:
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert {client.get(address).status_code for address in addresses(field)} == {status}


def test_the_pair_of_another_school_is_not_given(
    keys: Keyring, client: Client, nora: User, school: Any
) -> None:
    sign_in(client, nora)
    assert {client.get(each).status_code for each in addresses(make_pair(shelf=school.shelf))} == {404}


def test_a_picture_to_take_along_has_a_strip_below_it_and_credentials_in_it(
    keys: Keyring, client: Client, tess: User, field: Pair
) -> None:
    sign_in(client, tess)
    given = client.get(addresses(field)[2], headers=ENGLISH)
    assert (
        given.headers["Content-Disposition"] == 'attachment; filename="field--manipulated-for-teaching.jpg"'
    )
    found = read(given.content, "image/jpeg", keys.anchors())
    assert found.state == State.TRUSTED
    assert found.steps[-1].description.startswith("A strip was added below: “Manipulated for teaching.")
    assert b"Manipulated for teaching." in given.content and b"digitalsourcetype/humanEdits" in given.content
    with Image.open(io.BytesIO(given.content)) as picture:
        assert picture.width == WIDTH and picture.height > HEIGHT
        shown = np.asarray(Image.open(signed_half(field, "twin").path), float)
        assert np.abs(np.asarray(picture, float)[: HEIGHT - 16] - shown[: HEIGHT - 16]).mean() < 3


def test_an_original_is_given_as_it_is_shown(keys: Keyring, client: Client, tess: User, field: Pair) -> None:
    sign_in(client, tess)
    original = client.get(addresses(field)[1], headers=ENGLISH)
    with Image.open(io.BytesIO(original.content)) as picture:
        assert picture.size == (WIDTH, HEIGHT)
    assert read(original.content, "image/jpeg", keys.anchors()).state == State.TRUSTED
    given = client.get(addresses(make_film_pair())[1], headers=ENGLISH)
    assert given.headers["Content-Disposition"].endswith('--original.mp4"')
    assert read(given.content, "video/mp4", keys.anchors()).state == State.TRUSTED


def test_the_twin_of_a_false_caption_is_the_original_and_is_not_given_as_another(
    keys: Keyring, client: Client, tess: User
) -> None:
    sign_in(client, tess)
    pair = make_pair(technique="miscaptioned", claim=True)
    assert [client.get(each).status_code for each in addresses(pair)] == [200, 200, 404]


def test_a_pair_that_was_taken_away_is_not_given_even_to_who_may_still_see_it(
    keys: Keyring, client: Client, tess: User, school: Any
) -> None:
    sign_in(client, tess)
    pair = make_pair(shelf=school.shelf)
    assert {client.get(each).status_code for each in addresses(pair)} == {200}
    Pair.objects.filter(pk=pair.pk).update(is_pulled=True)
    assert {client.get(each).status_code for each in addresses(pair)} == {404}


def test_without_keys_the_library_offers_none(client: Client, tess: User, field: Pair) -> None:
    sign_in(client, tess)
    assert {client.get(address).status_code for address in addresses(field)} == {404}
    html = client.get(reverse("library_pair", args=[field.slug]), headers=ENGLISH).content.decode()
    assert "Content Credentials" not in html


def test_the_root_is_public_and_no_key_is_ever_served(
    keys: Keyring, client: Client, tess: User, field: Pair
) -> None:
    root = client.get(reverse("credentials_root"))
    assert root.content.decode() == keys.root().certificate
    keys.identity("", "Second Look", now=datetime.now(UTC))
    secrets = [
        line
        for path in keys.folder.rglob("*.pem")
        for line in path.read_text().split("PRIVATE KEY-----")[1].splitlines()[1:-1]
    ]
    assert len(secrets) >= 4
    sign_in(client, tess)
    served = b"".join(
        client.get(address).content
        for address in (
            *addresses(field),
            reverse("credentials"),
            reverse("credentials_root"),
            "/credentials/root.key",
            "/media/credentials/root.pem",
            "/static/../credentials/root.pem",
        )
    )
    assert not [line for line in secrets if line.encode() in served]
    assert b"PRIVATE KEY" not in served


def test_the_public_page_names_the_fingerprint_or_says_that_there_are_no_keys(
    client: Client, db: None, request: pytest.FixtureRequest
) -> None:
    assert client.get(reverse("credentials_root")).status_code == 404
    page = client.get(reverse("credentials"), headers=ENGLISH).content.decode()
    assert "This site has no keys yet" in page
    request.getfixturevalue("keys")
    page = client.get(reverse("credentials"), headers=ENGLISH).content.decode()
    assert page.count(":") > 31 and "Download the root certificate" in page
