"""Writing down what was done, and holding a school still while it is."""

from django.utils.translation import gettext as _

from literacy.classroom.models import School
from literacy.people.models import User
from literacy.staff.models import Event
from quizzes.http.refusal import Refusal


def record(*, school: School, kind: Event.Kind, by: User, about: object = "", more: str = "") -> None:
    """Write down who did what; in the transaction of what was done."""
    Event.objects.create(
        school=school, kind=kind, by=by, by_name=str(by)[:254], about=str(about)[:254], more=more[:254]
    )


def hold(school: School) -> School:
    """The school's row, locked, so that two who change its adults at once do so one after the other.

    Raises Refusal for the demo school: it is everybody's.
    """
    held = School.objects.select_for_update().get(pk=school.pk)
    if held.is_demo:
        raise Refusal(
            _("This is the demo school, which everybody shares: its people stay as they are."), status=403
        )
    return held
