"""Adults come in by OpenID Connect: played against a provider that runs here, and nothing is believed that it does not vouch for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from oidc_provider_mock import User as Known
from oidc_provider_mock import run_server_in_thread

from literacy.openid import read_providers
from literacy.people.models import User
from tests.pages import sign_in

FROM_HERE = {"sec-fetch-site": "same-origin"}
PEOPLE = (
    Known(
        sub="iris", claims={"email": "Iris@debrug.example", "email_verified": True, "name": "Iris van Dijk"}
    ),
    Known(
        sub="unsure", claims={"email": "tess@delinde.example", "email_verified": False, "name": "Not Tess"}
    ),
    Known(sub="silent", claims={"email": "tess@delinde.example", "name": "Says nothing of it"}),
    Known(sub="real-tess", claims={"email": "tess@delinde.example", "email_verified": True, "name": "Tess"}),
)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provider(issuer: str, settings: Any) -> None:
    entry = {
        "id": "lyceum",
        "name": "Lyceum",
        "issuer": issuer,
        "client_id": "here",
        "secret": "known to both",
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": read_providers(json.dumps([entry]))}}


def through(client: Client, who: str, **query: str) -> Any:
    """From the button here to the provider, sign in there as `who`, and back."""
    begin = client.get(
        f"{reverse('openid_connect_login', args=['lyceum'])}?{urlencode(query)}", headers=FROM_HERE
    )
    assert begin.status_code == 302, begin.content[:300]
    answered = requests.post(begin.headers["Location"], data={"sub": who}, allow_redirects=False, timeout=5)
    back = answered.headers["Location"]
    assert back.startswith("http://testserver/account/openid/lyceum/back/")
    return client.get(back.removeprefix("http://testserver"), follow=True)


def signed_in_as(client: Client) -> str | None:
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key).email if key else None


def test_a_verified_address_makes_an_account(client: Client, db: None, provider: None) -> None:
    through(client, "iris")
    assert signed_in_as(client) == "iris@debrug.example"
    iris = User.objects.get(email="iris@debrug.example")
    assert iris.name == "Iris van Dijk"
    assert not iris.has_usable_password()
    assert EmailAddress.objects.get(user=iris).verified


def test_who_came_before_comes_in_again(client: Client, db: None, provider: None) -> None:
    through(client, "iris")
    client.logout()
    through(client, "iris", next=reverse("account"))
    assert signed_in_as(client) == "iris@debrug.example"
    assert User.objects.count() == 1


@pytest.mark.parametrize("who", ["unsure", "silent"])
def test_an_address_nobody_vouches_for_opens_no_account_and_is_not_taken_over(
    client: Client, tess: User, provider: None, who: str
) -> None:
    page = through(client, who)
    assert signed_in_as(client) is None
    assert page.redirect_chain[-1][0] == reverse("socialaccount_signup")
    assert tess.email not in page.content.decode()
    assert not SocialAccount.objects.exists()


def test_who_names_an_address_of_somebody_else_gets_neither_it_nor_a_hint(
    client: Client, tess: User, provider: None
) -> None:
    through(client, "unsure")
    client.post(reverse("socialaccount_signup"), {"name": "Not Tess", "email": tess.email})
    assert signed_in_as(client) is None
    assert not SocialAccount.objects.filter(user=tess).exists()
    assert User.objects.filter(email=tess.email).get() == tess


def test_an_account_of_ones_own_address_is_joined_from_the_inside_only(
    client: Client, tess: User, provider: None
) -> None:
    page = through(client, "real-tess")
    assert page.redirect_chain[-1][0] == reverse("account_login")
    assert "Lyceum" in page.content.decode()
    assert signed_in_as(client) is None
    assert not SocialAccount.objects.exists()


def test_connected_from_the_inside_it_lets_in(client: Client, tess: User, provider: None) -> None:
    client.post(reverse("account_login"), {"login": tess.email, "password": "long enough for tess"})
    client.post(reverse("account_reauthenticate"), {"password": "long enough for tess"})
    through(client, "real-tess", process="connect")
    assert SocialAccount.objects.get(user=tess).uid == "real-tess"
    page = client.get(reverse("socialaccount_connections")).content.decode()
    assert "Lyceum" in page
    client.logout()
    through(client, "real-tess")
    assert signed_in_as(client) == tess.email


def test_what_is_connected_to_one_is_not_connected_to_another(
    client: Client, tess: User, otto: User, provider: None
) -> None:
    SocialAccount.objects.create(user=otto, provider="lyceum", uid="real-tess")
    client.post(reverse("account_login"), {"login": tess.email, "password": "long enough for tess"})
    client.post(reverse("account_reauthenticate"), {"password": "long enough for tess"})
    through(client, "real-tess", process="connect")
    assert not SocialAccount.objects.filter(user=tess).exists()


def test_another_site_sends_nobody_through_unasked(client: Client, db: None, provider: None) -> None:
    address = reverse("openid_connect_login", args=["lyceum"])
    for headers in ({"sec-fetch-site": "cross-site"}, {}, {"referer": "https://elsewhere.example/"}):
        page = client.get(address, headers=headers)
        assert page.status_code == 200
        assert "Lyceum" in page.content.decode()
    assert client.get(address, headers={"referer": "http://testserver/account/login/"}).status_code == 302


def test_who_turns_back_at_the_provider_is_told_that_nothing_happened(
    client: Client, db: None, provider: None
) -> None:
    begin = client.get(reverse("openid_connect_login", args=["lyceum"]), headers=FROM_HERE)
    denied = requests.post(
        begin.headers["Location"], data={"action": "deny"}, allow_redirects=False, timeout=5
    )
    state = parse_qs(urlsplit(begin.headers["Location"]).query)["state"][0]
    back = f"{denied.headers['Location']}&{urlencode({'state': state})}"  # as the standard has it; this provider forgets it
    page = client.get(back.removeprefix("http://testserver"), follow=True)
    assert page.redirect_chain[-1][0] == reverse("socialaccount_login_cancelled")


def test_an_answer_that_was_asked_for_by_nobody_opens_nothing(
    client: Client, db: None, provider: None
) -> None:
    page = client.get(reverse("openid_connect_callback", args=["lyceum"]) + "?code=x&state=y")
    assert page.status_code == 401
    assert "css/school.css" in page.content.decode()
    assert signed_in_as(client) is None


def test_the_sign_in_offers_what_is_set_and_asks_the_database_nothing_for_it(
    client: Client, db: None, provider: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        page = client.get(reverse("account_login"))
    assert reverse("openid_connect_login", args=["lyceum"]) in page.content.decode()


def test_a_provider_that_is_not_set_has_no_address(client: Client, db: None) -> None:
    for headers in (FROM_HERE, {}):
        assert (
            client.get(reverse("openid_connect_login", args=["google"]), headers=headers).status_code == 404
        )


def test_a_pupil_has_no_way_in_to_connect(client: Client, sam: User, provider: None) -> None:
    sign_in(client, sam)
    assert client.get(reverse("socialaccount_connections")).status_code == 404


GOOD = {"id": "a", "name": "A", "issuer": "https://a.example", "client_id": "c", "secret": "s"}


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("not json", "list in JSON"),
        ('{"id": "a"}', "list in JSON"),
        (json.dumps([GOOD, GOOD]), "same id"),
        (json.dumps([GOOD | {"issuer": "http://a.example"}]), "https:"),
        (json.dumps([GOOD | {"id": "A b"}]), "small letters"),
        (json.dumps([GOOD | {"secret": ""}]), "without secret"),
        (json.dumps([GOOD | {"scope": "x"}]), "unknown key scope"),
        (json.dumps([GOOD | {"verified_domains": "a.example"}]), "list of domains"),
    ],
)
def test_a_wrong_list_of_providers_is_refused_in_words(value: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_providers(value)


def test_addresses_of_a_domain_that_is_vouched_for_count_as_verified(
    client: Client, db: None, issuer: str, settings: Any
) -> None:
    entry = GOOD | {"id": "lyceum", "issuer": issuer, "verified_domains": ["delinde.example"]}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": read_providers(json.dumps([entry]))}}
    through(client, "silent")
    assert signed_in_as(client) == "tess@delinde.example"
