"""Asking adults into a school: by mail, and by a link that can be handed over where mail does not arrive."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, Membership, School
from literacy.people.models import User
from literacy.staff.actions.record import hold, record
from literacy.staff.mail import mail_invitations
from literacy.staff.models import Event, Invitation, when_it_expires
from literacy.staff.tokens import new_token, token_digest
from quizzes.http.refusal import Refusal
from quizzes.http.throttle import Limit

MOST_AT_ONCE = 30
_MAILS_A_DAY = Limit("invitations-a-day", failures=200, seconds=86_400)

LinkOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation with its link, which is in plain words here and nowhere else. was_mailed: the mail server took it."""

    invitation: Invitation
    link: str
    was_mailed: bool


def invite_colleagues(
    *,
    school: School,
    emails: Sequence[str],
    roles: Collection[str],
    classroom: Classroom | None,
    by: User,
    link_of: LinkOf,
) -> list[Sent]:
    """Ask these addresses into a school; one that was asked before gets a new link, and the old one stops working.

    classroom: a class they then teach, or None. link_of: makes the whole address of a token. Raises Refusal, and asks
    nobody, for no address or too many, a wrong one, one of an adult of the school, no role, or too many mails a day.
    """
    asked = list(dict.fromkeys(" ".join(email.split()).lower() for email in emails if email.strip()))
    wanted = [role for role in Membership.Role.values if role in roles]
    _refuse_wrong(school, asked, wanted, classroom)
    _refuse_too_many(by, len(asked))
    made: list[tuple[Invitation, str]] = []
    with transaction.atomic():
        hold(school)
        Invitation.objects.open().filter(school=school, email__in=asked).delete()
        for email in asked:
            token = new_token()
            invitation = Invitation(
                school=school,
                email=email,
                roles=wanted,
                classroom=classroom,
                digest=token_digest(token),
                invited_by=by,
            )
            invitation.full_clean()
            invitation.save()
            record(school=school, kind=Event.Kind.INVITED, by=by, about=email)
            made.append((invitation, link_of(token)))
    return _mailed(made, by)


def send_again(*, invitation: Invitation, by: User, link_of: LinkOf) -> Sent:
    """Give an open invitation a new link and a new date; the old link stops working."""
    _refuse_too_many(by, 1)
    token = new_token()
    with transaction.atomic():
        hold(invitation.school)
        fresh = Invitation.objects.open().filter(pk=invitation.pk)
        changed = fresh.update(
            digest=token_digest(token), sent_at=timezone.now(), expires_at=when_it_expires(), invited_by=by
        )
        if not changed:
            raise Refusal(_("This invitation was accepted or withdrawn in the meantime."))
        record(school=invitation.school, kind=Event.Kind.INVITED, by=by, about=invitation.email)
    invitation.refresh_from_db()
    return _mailed([(invitation, link_of(token))], by)[0]


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """The link stops working. Raises Refusal when it was accepted in the meantime."""
    hold(invitation.school)
    changed = Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    if not changed:
        raise Refusal(_("This invitation was accepted or withdrawn in the meantime."))
    record(school=invitation.school, kind=Event.Kind.WITHDRAWN, by=by, about=invitation.email)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> School:
    """Make somebody what the invitation says, once. Raises Refusal when it was used, withdrawn or has expired."""
    if user.is_pupil or user.is_demo:
        raise Refusal(_("Only an adult with an account of their own can accept this invitation."), status=403)
    school = hold(invitation.school)
    taken = Invitation.objects.open().filter(pk=invitation.pk, expires_at__gt=timezone.now())
    if not taken.update(accepted_at=timezone.now(), accepted_by=user):
        raise Refusal(why_closed(invitation), status=410)
    for role in invitation.roles:
        Membership.objects.get_or_create(school=school, user=user, role=role)
    room = invitation.classroom
    if room is not None and Membership.Role.TEACHER in invitation.roles and room.archived_at is None:
        room.teachers.add(user)
    record(
        school=school,
        kind=Event.Kind.JOINED,
        by=user,
        more="" if user.email == invitation.email else f"{invitation.email} → {user.email}",
    )
    return school


def why_closed(invitation: Invitation) -> str:
    """What to tell somebody who comes with a link that opens nothing any more; empty while it does."""
    if invitation.accepted_at is not None:
        return _("This invitation was accepted already; it works once.")
    if invitation.withdrawn_at is not None:
        return _("This invitation was withdrawn. Ask at the school whether that was meant.")
    if invitation.has_expired:
        return _("This invitation has expired. Ask the person who sent it to send it again.")
    return ""


def _refuse_wrong(school: School, asked: list[str], roles: list[str], classroom: Classroom | None) -> None:
    if not asked:
        raise Refusal(_("Write at least one e-mail address."), status=422)
    if len(asked) > MOST_AT_ONCE:
        raise Refusal(_("Invite at most %(most)s people at once.") % {"most": MOST_AT_ONCE}, status=422)
    if not roles:
        raise Refusal(_("Choose what they are to be: teacher, school lead or editor."), status=422)
    if classroom is not None and Membership.Role.TEACHER not in roles:
        raise Refusal(_("Whoever is to teach a class has to be a teacher, too."), status=422)
    for email in asked:
        try:
            validate_email(email)
        except ValidationError:
            raise Refusal(
                _("“%(email)s” is not an e-mail address. Put each on a line of its own.")
                % {"email": email[:60]},
                status=422,
            ) from None
    known = User.objects.filter(memberships__school=school, email__in=asked).values_list("email", flat=True)
    first = known.first()
    if first:
        raise Refusal(_("%(email)s belongs to the school already.") % {"email": first})


def _refuse_too_many(by: User, mails: int) -> None:
    if _MAILS_A_DAY.reached(str(by.pk)):
        raise Refusal(_("That is enough invitations for today. Go on tomorrow."), status=429)
    for _mail in range(mails):
        _MAILS_A_DAY.count_failure(str(by.pk))


def _mailed(made: list[tuple[Invitation, str]], by: User) -> list[Sent]:
    """Mail goes once everything is kept; where it cannot go, the link is there all the same."""
    gone = mail_invitations(made, by)
    return [Sent(invitation, link, invitation.pk in gone) for invitation, link in made]
