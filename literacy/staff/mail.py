"""The mail that asks somebody into a school."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation

from literacy.people.models import User
from literacy.staff.models import Invitation

log = logging.getLogger(__name__)


def mail_invitations(made: Sequence[tuple[Invitation, str]], by: User) -> set[int]:
    """Send each invitation its link, in the language of its school. Returns the keys of those the mail server took."""
    gone: set[int] = set()
    connection = get_connection()
    try:
        connection.open()
        for invitation, link in made:
            try:
                gone |= {invitation.pk} if _message(invitation, link, by, connection).send() else set()
            except SMTPException as error:  # this address alone
                log.warning("An invitation could not be mailed: %s", type(error).__name__)
    except (OSError, SMTPException) as error:
        log.warning("The mail server cannot be reached: %s", type(error).__name__)
    finally:
        connection.close()
    return gone


def _message(invitation: Invitation, link: str, by: User, connection: BaseEmailBackend) -> EmailMessage:
    with translation.override(invitation.school.language):
        context = {"invitation": invitation, "link": link, "by": by}
        subject = render_to_string("staff/mail/invitation_subject.txt", context)
        text = render_to_string("staff/mail/invitation.txt", context)
    return EmailMessage(" ".join(subject.split()), text, to=[invitation.email], connection=connection)
