"""Adults at the door, in a browser: from sign-up to a first class, a passkey, and the pages of a second step."""

from __future__ import annotations

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import expect

from literacy.classroom.models import Classroom, Membership
from literacy.people.models import User
from tests.browser.conftest import Visit
from tests.browser.dresses import LAPTOP, PHONE, barriers, cut_off, html_errors, put_on

COUNT_CLICKS = """window.addEventListener("click", (event) => {
  if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1;
}, true);"""


def _holds(visit: Visit) -> None:
    """What every page is held to, in both looks."""
    assert html_errors(visit) == []
    for dark, size in ((False, LAPTOP), (True, PHONE)):
        put_on(visit, dark=dark, size=size)
        assert barriers(visit) == []
        assert cut_off(visit) == []
    assert visit.elsewhere == []
    assert visit.complaints == []


def _let_in(visit: Visit, user: User, password: str) -> None:
    page = visit.open(reverse("account_login"))
    page.locator("[name=login]").fill(user.email or "")
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(reverse("home")))


def _prove(visit: Visit, name: str, password: str) -> None:
    """Open a page that asks for the password once more, and give it."""
    page = visit.open(reverse(name))
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(f"{reverse(name)}$"))


def test_from_sign_up_to_a_first_class_in_two_clicks(visit: Visit) -> None:
    visit.context.add_init_script(COUNT_CLICKS)
    page = visit.open(reverse("account_signup"))
    for name, value in (
        ("name", "Iris"),
        ("email", "iris@debrug.example"),
        ("password1", "kijk nog een keer"),
    ):
        page.locator(f"[name={name}]").fill(value)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(re.compile(reverse("home")))
    page.locator("[name=name]").fill("De Brug")
    page.locator("[name=class_name]").fill("1A")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(re.compile("/classes/"))
    expect(page.locator("h1")).to_have_text("1A")
    assert page.evaluate("Number(sessionStorage.clicks)") == 2
    room = Classroom.objects.get(name="1A")
    iris = User.objects.get(email="iris@debrug.example")
    assert list(room.teachers.all()) == [iris]
    assert set(Membership.objects.values_list("role", flat=True)) == {"lead", "teacher"}


def test_the_same_way_without_script(visit_without_script: Visit) -> None:
    page = visit_without_script.open(reverse("account_signup"))
    for name, value in (
        ("name", "Iris"),
        ("email", "iris@debrug.example"),
        ("password1", "kijk nog een keer"),
    ):
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=password1]").press("Enter")
    page.locator("[name=name]").fill("De Brug")
    page.locator("[name=class_name]").fill("1A")
    page.locator("[name=class_name]").press("Enter")
    expect(page.locator("h1")).to_have_text("1A")
    expect(visit_without_script.open(reverse("account_login")).locator("#passkey_login")).to_be_hidden()


def test_a_passkey_is_made_and_lets_in_without_a_password(visit: Visit, tess: User) -> None:
    """Chromium's own virtual authenticator stands for the fingerprint."""
    session = visit.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    _let_in(visit, tess, "long enough for tess")
    _prove(visit, "mfa_add_webauthn", "long enough for tess")
    page = visit.page
    expect(page.locator("#mfa_webauthn_add")).to_be_visible()
    _holds(visit)
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile(reverse("mfa_view_recovery_codes")))
    assert Authenticator.objects.filter(user=tess, type="webauthn").count() == 1
    _holds(visit)
    visit.open(reverse("mfa_list_webauthn"))
    _holds(visit)
    visit.context.clear_cookies()
    page = visit.open(reverse("account_login"))
    expect(page.locator("#passkey_login")).to_be_visible()
    _holds(visit)
    page.locator("#passkey_login").click()
    page.wait_for_url(re.compile(reverse("home")))
    visit.context.clear_cookies()
    page = visit.open(reverse("account_login"))
    page.locator("[name=login]").fill(tess.email or "")
    page.locator("[name=password]").fill("long enough for tess")
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(reverse("mfa_authenticate")))
    _holds(visit)
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url(re.compile(reverse("home")))


def test_a_browser_that_has_no_passkey_says_so_in_the_page(visit: Visit, tess: User) -> None:
    session = visit.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"isUserVerified": False}})
    page = visit.open(reverse("account_login"))
    expect(page.locator("[data-passkey-trouble]")).to_be_hidden()
    page.locator("#passkey_login").click()
    expect(page.locator("[data-passkey-trouble]")).to_be_visible()
    _holds(visit)


def test_an_app_is_set_up_from_the_square_or_its_letters(visit: Visit, tess: User) -> None:
    _let_in(visit, tess, "long enough for tess")
    _prove(visit, "mfa_activate_totp", "long enough for tess")
    page = visit.page
    expect(page.locator(".qr svg")).to_be_visible()
    _holds(visit)
    secret = page.locator(".secret").inner_text()
    page.locator("[name=code]").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.locator("[name=code]").press("Enter")
    page.wait_for_url(re.compile(reverse("mfa_view_recovery_codes")))
    for name in (
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "account",
        "mfa_reauthenticate",
    ):
        visit.open(reverse(name))
        _holds(visit)
