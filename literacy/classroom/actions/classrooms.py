"""What a class is called, how its pupils come in, and when it is over."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, School
from quizzes.http.refusal import Refusal


@transaction.atomic
def rename_classroom(*, classroom: Classroom, name: str) -> None:
    """Give a class another name. Raises Refusal for none, and for that of another class of the school."""
    name = " ".join(name.split())
    if not name:
        raise Refusal(_("Give the class a name, such as 2B."), status=422)
    School.objects.select_for_update().get(pk=classroom.school_id)
    if not classroom.is_over:
        _refuse_taken(classroom, name)
    classroom.name = name
    classroom.full_clean()
    classroom.save(update_fields=["name"])


def set_door(*, classroom: Classroom, shows_names: bool, code_kind: str) -> None:
    """Decide whether pupils pick their name, and whether they come in by words or pictures.

    Cards that are out keep working: words always open, and pictures begin with the next cards.
    """
    if code_kind not in Classroom.CodeKind.values:
        raise Refusal(_("Choose words or pictures."), status=422)
    classroom.shows_names, classroom.code_kind = shows_names, code_kind
    classroom.save(update_fields=["shows_names", "code_kind"])


def archive_classroom(*, classroom: Classroom) -> None:
    """End a class: nobody comes in, nothing new is given; results stay, and it can be put back."""
    Classroom.objects.running().filter(pk=classroom.pk).update(archived_at=timezone.now())


@transaction.atomic
def restore_classroom(*, classroom: Classroom) -> None:
    """Put back a class that is over. Raises Refusal where another one has its name by now."""
    School.objects.select_for_update().get(pk=classroom.school_id)
    _refuse_taken(classroom, classroom.name)
    Classroom.objects.filter(pk=classroom.pk).update(archived_at=None)


def _refuse_taken(classroom: Classroom, name: str) -> None:
    others = Classroom.objects.running().filter(school=classroom.school_id, name__iexact=name)
    if others.exclude(pk=classroom.pk).exists():
        raise Refusal(_("There is a class named %(name)s at this school already.") % {"name": name})
