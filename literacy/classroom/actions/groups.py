"""Groups of pupils within a class: made, filled, renamed and deleted."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, Enrolment, Group
from quizzes.http.refusal import Refusal

MOST_GROUPS = 30


@transaction.atomic
def make_group(*, classroom: Classroom, name: str, places: Iterable[Enrolment] = ()) -> Group:
    """Make a group of a class, with these pupils of it. Raises Refusal for no name or one that another group has."""
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    if classroom.groups.count() >= MOST_GROUPS:
        raise Refusal(_("A class has at most %(most)s groups.") % {"most": MOST_GROUPS})
    group = Group(classroom=classroom, name=_free_name(classroom, name))
    group.full_clean()
    group.save()
    fill_group(group=group, places=places)
    return group


@transaction.atomic
def rename_group(*, group: Group, name: str) -> None:
    """Give a group another name. Raises Refusal for none or one that another group of the class has."""
    Classroom.objects.select_for_update().get(pk=group.classroom_id)
    group.name = _free_name(group.classroom, name, group)
    group.full_clean()
    group.save(update_fields=["name"])


def fill_group(*, group: Group, places: Iterable[Enrolment]) -> None:
    """Let these pupils be in the group, and nobody else; who is not in its class is left out."""
    group.enrolments.set([place for place in places if place.classroom_id == group.classroom_id])


def delete_group(*, group: Group) -> None:
    """Delete a group; its pupils stay in the class."""
    group.delete()


def _free_name(classroom: Classroom, name: str, group: Group | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refusal(_("Give the group a name."), status=422)
    others = classroom.groups.exclude(pk=group.pk) if group else classroom.groups.all()
    if others.filter(name__iexact=name).exists():
        raise Refusal(_("There is a group named %(name)s in this class already.") % {"name": name})
    return name
