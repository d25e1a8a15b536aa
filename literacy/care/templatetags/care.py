"""What templates of other rooms ask of care."""

from django import template

from literacy.care.access import address_of_school

register = template.Library()


@register.filter
def door(school_id: int) -> str:
    """The name under which a school's texts are found by whoever stands at its door."""
    return address_of_school(school_id)
