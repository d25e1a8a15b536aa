"""What templates of other rooms ask of care."""

from collections.abc import Iterable

from django import template

from literacy.care.access import address_of_school
from literacy.care.models import Export
from literacy.classroom.models import School
from literacy.people.models import User

register = template.Library()


@register.filter
def door(school_id: int) -> str:
    """The name under which a school's texts are found by whoever stands at its door."""
    return address_of_school(school_id)


@register.simple_tag
def figures_of(school: School, user: User) -> Iterable[Export]:
    """The files with figures of a school that somebody asked for and may still fetch, or that are being made. One query."""
    asked = Export.objects.filter(school=school, by=user, kind__in=Export.FIGURES)
    return [export for export in asked[:12] if not export.is_gone][:6]
