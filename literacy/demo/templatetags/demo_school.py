"""The demo's sign-ins, for the front page of a demo site."""

from django import template
from django.conf import settings

from literacy.classroom.models import Classroom
from literacy.demo.sign_ins import CLASSES, LEAD, TEACHER, TRIALS

register = template.Library()


@register.inclusion_tag("demo/_sign_ins.html", takes_context=True)
def demo_sign_ins(context: template.Context) -> dict[str, object]:
    """Nothing at all unless this is a demo site whose school has been made."""
    classroom = None
    if settings.DEMO:
        classroom = Classroom.objects.filter(school__is_demo=True, name=CLASSES[0].name).first()
    return {
        "classroom": classroom,
        "trials": TRIALS,
        "adults": [
            {"role": "teacher", "email": TEACHER[0], "password": TEACHER[2]},
            {"role": "lead", "email": LEAD[0], "password": LEAD[2]},
        ],
        "csrf_token": context.get("csrf_token"),
    }
