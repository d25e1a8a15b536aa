"""The drawings of the pictures that codes are made of, by name."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from literacy.people.pictures import PICTURES

register = template.Library()


@register.simple_tag
def picture(slug: str) -> SafeString:
    """The drawing as an SVG in the page. Raises ValueError for a name that none has."""
    if slug not in PICTURES:
        raise ValueError(f"There is no picture {slug!r}.")
    return render_to_string(f"icons/picture/{slug}.svg")
