"""Invitations and colleagues made for tests, and the pages of a school's staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from literacy.classroom.models import Classroom, Membership, School
from literacy.people.models import User
from literacy.staff.actions import set_roles
from literacy.staff.models import Invitation
from literacy.staff.tokens import token_digest

TOKEN = "a-token-that-was-sent-by-mail-and-is-long"
Get = Callable[[str], Any]


def make_invitation(
    school: School, by: User, *, token: str = TOKEN, room: Classroom | None = None, **more: Any
) -> Invitation:
    """An open invitation of new@delinde.example as a teacher, by the link of `token`."""
    wanted = {"email": "new@delinde.example", "roles": ["teacher"]} | more
    return Invitation.objects.create(
        school=school, invited_by=by, classroom=room, digest=token_digest(token), **wanted
    )


def make_colleagues(school: School, number: int) -> list[User]:
    """So many teachers of a school, named Colleague 0 and on."""
    users = User.objects.bulk_create(
        User(email=f"colleague{n}@delinde.example", name=f"Colleague {n}") for n in range(number)
    )
    Membership.objects.bulk_create(
        Membership(school=school, user=user, role=Membership.Role.TEACHER) for user in users
    )
    return users


def _of_school(name: str, query: str = "") -> Callable[[Get], str]:
    def address(get: Get) -> str:
        get("classroom"), get("edda"), get("cor")
        return reverse(name, args=[get("school").pk]) + query

    return address


def _full(name: str) -> Callable[[Get], str]:
    """A page of a school with many people and classes, an invitation, and things in its record."""

    def address(get: Get) -> str:
        school, ada = get("school"), get("ada")
        make_invitation(school, ada, room=get("classroom"))
        for colleague in make_colleagues(school, 30):
            Classroom.objects.create(school=school, name=f"Class {colleague.pk}", code=f"C{colleague.pk}")
        for roles in (["teacher", "editor"], ["teacher"]) * 14:
            set_roles(school=school, colleague=get("edda"), roles=roles, by=ada)
        return reverse(name, args=[school.pk])

    return address


def _invitation(get: Get) -> str:
    make_invitation(get("school"), get("ada"), room=get("classroom"))
    return reverse("invitation", args=[TOKEN])


def _withdrawn(get: Get) -> str:
    invitation = make_invitation(get("school"), get("ada"))
    Invitation.objects.update(withdrawn_at=invitation.sent_at)
    return reverse("invitation", args=[TOKEN])


def _of_colleague(name: str, who: str) -> Callable[[Get], str]:
    return lambda get: reverse(name, args=[get("school").pk, get(who).pk])


# label, address, who is signed in, status
STAFF_PAGES: tuple[tuple[str, Callable[[Get], str], str, int], ...] = (
    ("school", _full("school"), "ada", 200),
    ("school of a teacher", _of_school("school"), "tess", 200),
    ("school without a class like that", _of_school("school", "?q=nothing"), "ada", 200),
    ("school without classes", lambda get: reverse("school", args=[get("school").pk]), "ada", 200),
    ("school settings", _of_school("school_settings"), "ada", 200),
    ("record, nothing in it", _of_school("school_record"), "ada", 200),
    ("record", _full("school_record"), "ada", 200),
    ("leave the school", _of_school("leave_school"), "tess", 200),
    ("colleagues", _full("staff"), "ada", 200),
    ("no colleague like that", _of_school("staff", "?q=nothing&role=lead"), "ada", 200),
    ("colleague", _of_colleague("colleague", "cor"), "ada", 200),
    ("colleague without classes", _of_colleague("colleague", "edda"), "ada", 200),
    ("remove a colleague", _of_colleague("remove_colleague", "cor"), "ada", 200),
    ("invitations", _full("invitations"), "ada", 200),
    ("invitations, none", lambda get: reverse("invitations", args=[get("school").pk]), "ada", 200),
    ("invitation", _invitation, "", 200),
    ("invitation", _invitation, "otto", 200),
    ("invitation", _invitation, "sam", 200),
    ("invitation withdrawn", _withdrawn, "", 410),
    (
        "class teachers",
        lambda get: get("cor") and reverse("class_teachers", args=[get("classroom").pk]),
        "tess",
        200,
    ),
    (
        "class teachers, one",
        lambda get: reverse("class_teachers", args=[get("classroom").pk]),
        "tess",
        200,
    ),
    (
        "remove a teacher",
        lambda get: reverse("remove_teacher", args=[get("classroom").pk, get("cor").pk]),
        "tess",
        200,
    ),
    ("account", lambda get: reverse("account"), "tess", 200),
    ("second step", lambda get: reverse("mfa_index"), "tess", 200),
    ("passkeys, none", lambda get: reverse("mfa_list_webauthn"), "tess", 200),
    ("sessions", lambda get: reverse("usersessions_list"), "tess", 200),
    ("other ways in", lambda get: reverse("socialaccount_connections"), "tess", 200),
    ("is it still you", lambda get: reverse("account_reauthenticate"), "tess", 200),
    ("provider cancelled", lambda get: reverse("socialaccount_login_cancelled"), "", 200),
    ("provider failed", lambda get: reverse("socialaccount_login_error"), "", 401),
)
