"""The teachers of a class: any of them may do everything in it, so they look after the list together."""

from django.db import transaction
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, Membership
from literacy.people.models import User
from literacy.staff.actions.record import hold, record
from literacy.staff.models import Event
from quizzes.http.refusal import Refusal


@transaction.atomic
def add_teacher(*, classroom: Classroom, teacher: User, by: User) -> None:
    """Give a class another teacher. Raises Refusal for somebody who is no teacher of its school."""
    hold(classroom.school)
    is_teacher = Membership.objects.filter(
        school=classroom.school, user=teacher, role=Membership.Role.TEACHER
    ).exists()
    if not is_teacher:
        raise Refusal(_("Only a teacher of this school can teach the class."), status=422)
    if classroom.teachers.filter(pk=teacher.pk).exists():
        return
    classroom.teachers.add(teacher)
    record(school=classroom.school, kind=Event.Kind.ADDED, by=by, about=classroom, more=str(teacher))


@transaction.atomic
def remove_teacher(*, classroom: Classroom, teacher: User, by: User) -> None:
    """Take a teacher out of a class. Raises Refusal for its last one."""
    hold(classroom.school)
    if not classroom.teachers.exclude(pk=teacher.pk).exists():
        raise Refusal(_("A class has at least one teacher. Add a colleague first."))
    classroom.teachers.remove(teacher)
    record(school=classroom.school, kind=Event.Kind.TAKEN, by=by, about=classroom, more=str(teacher))


@transaction.atomic
def become_teacher(*, classroom: Classroom, lead: User) -> None:
    """A lead begins to teach a class, which is written down: from now on they see its pupils' names and answers."""
    hold(classroom.school)
    if classroom.teachers.filter(pk=lead.pk).exists():
        return
    Membership.objects.get_or_create(school=classroom.school, user=lead, role=Membership.Role.TEACHER)
    classroom.teachers.add(lead)
    record(school=classroom.school, kind=Event.Kind.TEACHES, by=lead, about=classroom)
