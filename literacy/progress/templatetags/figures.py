"""How figures are written on pages."""

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def figure(value: float) -> str:
    """One decimal, in the reader's way of writing, with a real minus sign."""
    rounded = round(value, 1) + 0.0  # no minus before a zero
    return str(number_format(rounded, decimal_pos=1)).replace("-", "−")


@register.filter
def share(part: int, whole: int) -> str:
    """A share in whole percents; a dash where there is nothing to share."""
    return f"{round(100 * part / whole)}\N{NO-BREAK SPACE}%" if whole else "–"
