"""The second factor of adults: how its secrets are kept, and whether somebody has one."""

from __future__ import annotations

import logging
import secrets
from base64 import b32encode
from io import BytesIO

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken, MultiFernet
from django.utils.translation import gettext

from literacy.people.models import User
from quizzes.http.sealing import cipher_for

log = logging.getLogger(__name__)


def has_second_factor(user: User) -> bool:
    """Whether somebody has an app or a passkey beside the password. One query."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's own way, with secrets that a copy of the database does not give away, and a QR code without style."""

    def get_totp_issuer(self) -> str:
        return gettext("Second Look")

    def build_totp_svg(self, url: str) -> str:
        """An SVG to stand in the page: classes and attributes, which the site's policy lets through."""
        out = BytesIO()
        segno.make(url, error="m").save(
            out, kind="svg", border=4, omitsize=True, xmldecl=False, svgns=True, dark="#000", light="#fff"
        )
        return out.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; where another site secret encrypted it, a random one, so that no code fits and nothing breaks."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.error(
                "A second factor was encrypted with another SECRET_KEY; its owner has to set it up anew."
            )
            return b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("My passkey") if number == 1 else gettext("Passkey %(number)s") % {"number": number}


def _cipher() -> MultiFernet:
    return cipher_for(b"second-look second factor")
