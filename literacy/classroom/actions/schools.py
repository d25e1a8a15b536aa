"""Making a school and the classrooms in it, and deleting it with everything that is its own."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, Enrolment, Membership, School
from literacy.people.codes import new_class_code
from literacy.people.models import User
from quizzes.clips.credentials import keyring
from quizzes.http.refusal import Refusal


@transaction.atomic
def make_school(*, name: str, teacher: User) -> School:
    """Begin a school with its first adult, who leads it and teaches. Its pupils' codes get the language that is read now."""
    name = " ".join(name.split())
    if not name:
        raise Refusal(_("Give the school a name."), status=422)
    if teacher.is_pupil:
        raise Refusal(_("Only a teacher can begin a school."), status=403)
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    school = School(name=name, time_zone=settings.TIME_ZONE, language=language)
    school.full_clean()
    school.save()
    for role in (Membership.Role.LEAD, Membership.Role.TEACHER):
        Membership.objects.create(school=school, user=teacher, role=role)
    return school


@transaction.atomic
def begin_school(*, name: str, class_name: str, teacher: User) -> Classroom | None:
    """Begin a school with its first class, or with none where that has no name yet: both, or neither."""
    school = make_school(name=name, teacher=teacher)
    if not class_name.strip():
        return None
    return make_classroom(school=school, name=class_name, teacher=teacher)


@transaction.atomic
def make_classroom(*, school: School, name: str, teacher: User) -> Classroom:
    """Make a classroom with a class code nobody else has. Two classes of a school never share a name."""
    name = " ".join(name.split())
    if not name:
        raise Refusal(_("Give the class a name, such as 2B."), status=422)
    School.objects.select_for_update().get(pk=school.pk)
    if Classroom.objects.running().filter(school=school, name__iexact=name).exists():
        raise Refusal(_("There is a class named %(name)s at this school already.") % {"name": name})
    code = new_class_code()
    while Classroom.objects.filter(code=code).exists():
        code = new_class_code()
    classroom = Classroom(school=school, name=name, code=code)
    classroom.full_clean()
    classroom.save()
    classroom.teachers.add(teacher)
    return classroom


@transaction.atomic
def delete_school(*, school: School) -> int:
    """Delete a school with its classes, its pupils and their answers, and all that lies on its shelf.

    Adults stay, without their place in it; so do pupils who have a place in another school. Returns how many pupils
    were deleted. Files go once all of it is saved; an error leaves everything as it was.
    """
    pupils = User.objects.filter(email=None, enrolments__classroom__school=school).distinct()
    elsewhere = Enrolment.objects.exclude(classroom__school=school).values("user")
    keys = list(pupils.exclude(pk__in=elsewhere).values_list("pk", flat=True))
    shelf = school.shelf
    school.delete()
    transaction.on_commit(partial(keyring().forget, shelf))
    User.objects.filter(pk__in=keys).delete()
    return len(keys)
