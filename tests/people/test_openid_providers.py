"""The configurations of docs/sign-in.md against what Google, Microsoft and SURFconext document of themselves: their discovery
documents, and what they say of a person. Shortened to what a sign-in reads; the real ones were not reached."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse

from literacy.openid import read_providers
from literacy.people.models import User
from literacy.people.openid import OpenIdAdapter
from tests.people.test_openid import FROM_HERE, signed_in_as

pytestmark = pytest.mark.django_db
TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47"
MICROSOFT = "https://login.microsoftonline.com"
DOCUMENTS: dict[str, dict[str, Any]] = {
    "google": {
        "issuer": "https://accounts.google.com",
        "authorization_endpoint": "https://accounts.google.com/o/oauth2/v2/auth",
        "token_endpoint": "https://oauth2.googleapis.com/token",
        "userinfo_endpoint": "https://openidconnect.googleapis.com/v1/userinfo",
        "jwks_uri": "https://www.googleapis.com/oauth2/v3/certs",
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "code_challenge_methods_supported": ["plain", "S256"],
    },
    # Entra names no methods for PKCE, though it takes S256, and has people's data at another host.
    "microsoft": {
        "issuer": f"{MICROSOFT}/{TENANT}/v2.0",
        "authorization_endpoint": f"{MICROSOFT}/{TENANT}/oauth2/v2.0/authorize",
        "token_endpoint": f"{MICROSOFT}/{TENANT}/oauth2/v2.0/token",
        "userinfo_endpoint": "https://graph.microsoft.com/oidc/userinfo",
        "jwks_uri": f"{MICROSOFT}/{TENANT}/discovery/v2.0/keys",
        "token_endpoint_auth_methods_supported": [
            "client_secret_post",
            "private_key_jwt",
            "client_secret_basic",
        ],
    },
    "surfconext": {
        "issuer": "https://connect.surfconext.nl",
        "authorization_endpoint": "https://connect.surfconext.nl/oidc/authorize",
        "token_endpoint": "https://connect.surfconext.nl/oidc/token",
        "userinfo_endpoint": "https://connect.surfconext.nl/oidc/userinfo",
        "jwks_uri": "https://connect.surfconext.nl/oidc/certs",
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["plain", "S256"],
    },
}
PEOPLE: dict[str, dict[str, Any]] = {
    "google": {
        "sub": "110169484474386276334",
        "name": "Iris van Dijk",
        "given_name": "Iris",
        "family_name": "van Dijk",
        "email": "iris@school.example",
        "email_verified": True,
        "hd": "school.example",
    },
    "microsoft": {
        "sub": "OLu859SGc2Sr9ZsqbkG-QbeLgJlb41KcdiPoLYNpSFA",
        "name": "Iris van Dijk",
        "given_name": "Iris",
        "family_name": "van Dijk",
        "picture": "https://graph.microsoft.com/v1.0/me/photo/$value",
        "email": "iris@school.example",
    },
    "surfconext": {
        "sub": "e1ea5ed8-4b3d-5e0b-9e3e-5c1f1a2b3c4d",
        "name": "Iris van Dijk",
        "email": "iris@school.example",
        "eduperson_affiliation": ["employee"],
        "eduperson_principal_name": "iris@school.example",
        "schac_home_organization": "school.example",
        "uids": ["iris"],
    },
}


class Reply:
    """What one of their addresses answers."""

    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, said: dict[str, Any]) -> None:
        self._said = said

    def json(self) -> dict[str, Any]:
        return self._said

    def raise_for_status(self) -> None:
        """It is well."""


class Theirs:
    """All of their addresses, asked by this site."""

    def __init__(self, document: dict[str, Any], person: dict[str, Any], issuer: str) -> None:
        self.document, self.person, self.issuer = document, person, issuer
        self.nonce = ""
        self.sent: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        """Nothing was opened."""

    def get(self, url: str, headers: dict[str, str] | None = None) -> Reply:
        if url == self.document["userinfo_endpoint"]:
            assert headers == {"Authorization": "Bearer an-access-token"}
            return Reply(self.person)
        assert url.endswith("/.well-known/openid-configuration"), url
        return Reply(self.document)

    def request(self, method: str, url: str, *, data: dict[str, Any], **more: Any) -> Reply:
        assert (method, url) == ("POST", self.document["token_endpoint"])
        self.sent = data
        claims = self.person | {"iss": self.issuer, "aud": "here", "iat": 1, "exp": 9_999_999_999}
        token = jwt.encode(claims, "k" * 32, algorithm="HS256")
        return Reply({"access_token": "an-access-token", "token_type": "Bearer", "id_token": token})


def _documented(name: str) -> dict[str, Any]:
    """The entry of docs/sign-in.md, with what is the school's own filled in."""
    text = (Path(site.BASE_DIR) / "docs/sign-in.md").read_text(encoding="utf-8")
    found = re.search(rf'^OIDC_PROVIDERS=(\[\{{"id": "{name}".*\])$', text, re.MULTILINE)
    assert found is not None
    (entry,) = json.loads(found[1].replace("<tenant>", TENANT))
    return dict(entry | {"client_id": "here", "secret": "known to both"})


def _come_in(
    client: Client,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    *,
    person: dict[str, Any] | None = None,
    issuer: str = "",
    **entry: Any,
) -> tuple[Any, Theirs]:
    """From the button to the provider and back; the last answer, and what the provider was sent."""
    providers = read_providers(json.dumps([_documented(name) | entry]))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers}}
    document = DOCUMENTS[name]
    theirs = Theirs(document, PEOPLE[name] | (person or {}), issuer or document["issuer"])
    monkeypatch.setattr(OpenIdAdapter, "get_requests_session", lambda self: theirs)
    begin = client.get(reverse("openid_connect_login", args=[name]), headers=FROM_HERE)
    asked = urlsplit(begin.headers["Location"])
    assert asked._replace(query="").geturl() == document["authorization_endpoint"]
    words = {word: value for word, (value,) in parse_qs(asked.query).items()}
    assert words["code_challenge_method"] == "S256"
    assert words["response_type"] == "code"
    assert set(words["scope"].split()) == {"openid", "profile", "email"}
    back = reverse("openid_connect_callback", args=[name])
    assert words["redirect_uri"] == f"http://testserver{back}"
    return client.get(back, {"code": "a-code", "state": words["state"]}), theirs


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_documented_configuration_lets_a_teacher_in(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _answer, theirs = _come_in(client, settings, monkeypatch, name)
    assert signed_in_as(client) == "iris@school.example"
    assert User.objects.get(email="iris@school.example").name == "Iris van Dijk"
    assert theirs.sent["code_verifier"]
    assert theirs.sent["client_secret"] == "known to both"


@pytest.mark.parametrize("name", ["microsoft", "surfconext"])
def test_an_address_of_another_domain_is_asked_for_and_not_believed(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    answer, _theirs = _come_in(
        client, settings, monkeypatch, name, person={"email": "iris@elsewhere.example"}
    )
    assert answer.headers["Location"] == reverse("socialaccount_signup")
    assert not User.objects.filter(email="iris@elsewhere.example").exists()


@pytest.mark.parametrize("said", ["false", "", None, 0, "no"])
def test_only_true_means_verified(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, said: Any
) -> None:
    answer, _theirs = _come_in(client, settings, monkeypatch, "google", person={"email_verified": said})
    assert answer.headers["Location"] == reverse("socialaccount_signup")
    assert not User.objects.exists()


def test_a_token_of_another_tenant_opens_nothing(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, _theirs = _come_in(
        client, settings, monkeypatch, "microsoft", issuer=f"{MICROSOFT}/{'0' * 8}-elsewhere/v2.0"
    )
    assert answer.status_code == 401
    assert not User.objects.exists()


@pytest.mark.parametrize("tenant", ["common", "organizations", "consumers", "Common"])
def test_microsofts_doors_for_everybody_are_refused_when_the_site_starts(tenant: str) -> None:
    with pytest.raises(ValueError, match="tenant"):
        read_providers(json.dumps([_documented("microsoft") | {"issuer": f"{MICROSOFT}/{tenant}/v2.0"}]))
