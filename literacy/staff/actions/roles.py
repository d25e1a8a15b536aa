"""Roles in a school: giving them, taking them, going."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, Membership, School
from literacy.people.models import User
from literacy.staff.actions.record import hold, record
from literacy.staff.models import Event
from quizzes.http.refusal import Refusal


@transaction.atomic
def set_roles(*, school: School, colleague: User, roles: Collection[str], by: User) -> None:
    """Give an adult of a school exactly these roles. Raises Refusal for none, and where no lead would be left.

    Who is no teacher any more teaches none of its classes any more.
    """
    hold(school)
    wanted = {role for role in roles if role in Membership.Role.values}
    if not wanted:
        raise Refusal(_("Choose at least one role, or remove this person from the school."), status=422)
    if Membership.Role.LEAD not in wanted:
        _keep_a_lead(school, colleague)
    held = Membership.objects.filter(school=school, user=colleague)
    before = set(held.values_list("role", flat=True))
    if not before:
        raise Refusal(_("This person does not belong to the school any more."))
    if before == wanted:
        return
    held.exclude(role__in=wanted).delete()
    Membership.objects.bulk_create(
        Membership(school=school, user=colleague, role=role) for role in sorted(wanted - before)
    )
    if Membership.Role.TEACHER not in wanted:
        _leave_classes(school, colleague)
    names = [str(label) for value, label in Membership.Role.choices if value in wanted]
    record(school=school, kind=Event.Kind.ROLES, by=by, about=colleague, more=", ".join(names))


def remove_colleague(*, school: School, colleague: User, by: User) -> None:
    """Take an adult out of a school and its classes; the account stays. Raises Refusal for the last lead."""
    _end(school, colleague, Event.Kind.REMOVED, by)


def leave_school(*, school: School, user: User) -> None:
    """Go. Raises Refusal for the last lead."""
    _end(school, user, Event.Kind.LEFT, user)


@transaction.atomic
def _end(school: School, colleague: User, kind: Event.Kind, by: User) -> None:
    hold(school)
    _keep_a_lead(school, colleague)
    Membership.objects.filter(school=school, user=colleague).delete()
    _leave_classes(school, colleague)
    record(school=school, kind=kind, by=by, about="" if kind == Event.Kind.LEFT else colleague)


def _leave_classes(school: School, colleague: User) -> None:
    Classroom.teachers.through.objects.filter(classroom__school=school, user=colleague).delete()


def _keep_a_lead(school: School, colleague: User) -> None:
    leads = Membership.objects.filter(school=school, role=Membership.Role.LEAD)
    if leads.filter(user=colleague).exists() and not leads.exclude(user=colleague).exists():
        raise Refusal(
            _("A school always has a lead, and nobody else leads this one. Make a colleague lead first.")
        )
