"""Mails to adults about their own account, and whether mail leaves this site at all."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from literacy.people.models import User

log = logging.getLogger(__name__)

# What is told, by the name that allauth has for it. A person reads one sentence; the rest of the mail is the same for all.
NOTICES = {
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "account/email/password_set": gettext_lazy("Your account has a password now."),
    "account/email/password_reset": gettext_lazy("Your password was changed by a link from a mail."),
    "mfa/email/totp_activated": gettext_lazy("An app with codes was added as your second step."),
    "mfa/email/totp_deactivated": gettext_lazy("The app with codes was taken away from your account."),
    "mfa/email/recovery_codes_generated": gettext_lazy(
        "New spare codes were made for your account; those from before no longer work."
    ),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your account."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was taken away from your account."),
    "socialaccount/email/account_connected": gettext_lazy(
        "Another way in was added to your account: %(provider)s."
    ),
    "socialaccount/email/account_disconnected": gettext_lazy(
        "A way in was taken away from your account: %(provider)s."
    ),
    "people/email_asked": gettext_lazy(
        "Somebody who is signed in as you asked to change your e-mail address to %(email)s. "
        "It changes only when the link that went there is opened."
    ),
    "people/email_changed": gettext_lazy(
        "Your e-mail address is now %(email)s. You no longer sign in with %(before)s."
    ),
}


def can_mail() -> bool:
    """Whether mail leaves this site at all."""
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


def notice_of(name: str, facts: dict[str, Any]) -> str:
    """The sentence of a notice, in the language of the moment."""
    told = NOTICES.get(name)
    if told is None:
        return _("Something about the way you sign in was changed.")
    return str(told) % facts if facts else str(told)


def send_gently(name: str, email: str, facts: dict[str, Any]) -> bool:
    """Send one of allauth's mails by its name; False where no mail server takes it. What was done stays done."""
    try:
        get_adapter().send_mail(name, email, facts)
    except (OSError, SMTPException) as error:
        log.warning("A mail about an account could not be sent: %s", type(error).__name__)
        return False
    return True


def tell(user: User, name: str, facts: dict[str, Any] | None = None, *, email: str = "") -> None:
    """Tell somebody what was changed about their account, at their address or at the one they had."""
    get_adapter().send_notification_mail(name, user, facts or {}, email or user.email)
