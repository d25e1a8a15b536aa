"""Every address of the site either is on the short public list or lets no visitor in without signing in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern

# Who may come here without signing in, and why that is right. A new address that is not named here must refuse a visitor.
PUBLIC = {
    "set_language": "the choice of a language",
    "account_login": "the way in for adults",
    "account_signup": "the way in for a new teacher",
    "account_inactive": "says that an account is closed",
    "account_email_verification_sent": "says that a mail is on its way",
    "account_confirm_email": "the key in the address is the permission",
    "email_link": "the token in the address is the permission",
    "account_reset_password": "the way back in",
    "account_reset_password_done": "says that a mail is on its way",
    "account_reset_password_from_key": "the key in the address is the permission",
    "account_reset_password_from_key_done": "says that the password is new",
    "account_logout": "ends a session and nothing else",
    "socialaccount_login_cancelled": "says that somebody turned back at their provider",
    "socialaccount_login_error": "says that a provider did not answer",
    "mfa_login_webauthn": "the way in by a passkey",
    "invitation": "the token in the address is the permission",
    "admin:logout": "ends a session and nothing else",
    "admin:login": "the way in for the site's keeper",
    # these are here so that whoever adds the page finds the decision made
    "front": "the front page",
    "join": "the way in for pupils",
    "join_class": "the way in for pupils of one class",
    "join_place": "the way in for a pupil whose name was picked",
    "leave": "ends a session and nothing else",
    "lessons": "lessons are open to everybody",
    "lesson": "lessons are open to everybody",
    "glossary": "the words that lessons explain are open as they are",
    "curriculum": "what lessons cover is open as they are",
    "try": "a guest tries five clips",
    "practice": "a guest practises, remembered by the session alone",
    "credentials": "what Content Credentials are, for everybody",
    "credentials_root": "a certificate is public, so that others can trust what it stands for",
    "outbox": "says to a browser whose answers it may send, which for a visitor is nobody's",
    "privacy": "what happens with data, for everybody",
    "privacy_at_door": "the signature in the address is the permission, for whoever stands at a class's door",
    "livez": "for the machine that watches the site",
    "readyz": "for the machine that watches the site",
}
SAMPLES = {
    "int": 987654321,
    "str": "nothing",
    "slug": "nothing",
    "path": "nothing",
    "uuid": "7f2b8a40-1111-4222-8333-0123456789ab",
}


@dataclass(frozen=True)
class Address:
    """A named address with what its pattern wants to be filled in."""

    name: str
    wants: tuple[tuple[str, str], ...]

    def url(self) -> str:
        return reverse(
            self.name, kwargs={word: SAMPLES.get(kind) or kind.removeprefix("=") for word, kind in self.wants}
        )


def _wants(pattern: RoutePattern | RegexPattern | LocalePrefixPattern) -> tuple[tuple[str, str], ...]:
    if isinstance(pattern, RoutePattern):
        named = re.findall(r"<(?:(\w+):)?(\w+)>", str(pattern))
        return tuple((word, kind if kind in SAMPLES else "str") for kind, word in named)
    if isinstance(pattern, LocalePrefixPattern):
        return ()
    found = []
    for word in pattern.regex.groupindex:
        one_of = re.search(
            rf"\(\?P<{word}>(\w+)\|", pattern.regex.pattern
        )  # such as the admin's list of apps
        found.append((word, f"={one_of.group(1)}" if one_of else "str"))
    return tuple(found)


def walk(
    resolver: URLResolver, namespace: str = "", wants: tuple[tuple[str, str], ...] = ()
) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        inside = (*wants, *_wants(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from walk(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace, inside)
        elif isinstance(entry, URLPattern) and entry.name:
            yield Address(namespace + entry.name, inside)


ADDRESSES = sorted(set(walk(get_resolver())), key=lambda address: (address.name, address.wants))


def _refused(client: Client, method: str, url: str) -> bool:
    """Whether a visitor is sent to sign in or told that there is nothing here."""
    response = getattr(client, method)(url)
    to = response.headers.get("Location", "")
    doors = (resolve_url(settings.LOGIN_URL), reverse("admin:login"))
    return bool(response.status_code == 404 or (response.status_code == 302 and to.startswith(doors)))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_address_is_public_by_decision_or_refuses_a_visitor(address: Address, client: Client) -> None:
    if address.name in PUBLIC:
        return
    url = address.url()
    answers = {method: client.generic(method.upper(), url).status_code for method in ("get", "post")}
    open_to = [m for m, code in answers.items() if code != 405 and not _refused(client, m, url)]
    assert open_to == [], f"{address.name} ({url}) answers a visitor: {answers}"
    assert set(answers.values()) != {405}, f"{address.name} takes neither GET nor POST"


@pytest.mark.django_db
def test_every_address_has_a_name() -> None:
    def nameless(resolver: URLResolver) -> Iterator[str]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                if entry.app_name != "admin":
                    yield from nameless(entry)
            elif not entry.name:
                yield str(entry.pattern)

    assert list(nameless(get_resolver())) == []


def test_the_walk_finds_addresses_of_every_kind() -> None:
    names = {address.name for address in ADDRESSES}
    assert {"account_login", "set_language", "admin:index", "admin:logout"} <= names
