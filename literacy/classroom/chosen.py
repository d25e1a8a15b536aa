"""Which pupils a teacher ticked in a list."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, Enrolment
from quizzes.http.refusal import Refusal


def chosen_places(classroom: Classroom, sent: QueryDict, *, all_when: str = "") -> list[Enrolment]:
    """The places named by `place` that are of this class and present, by name; all where `all_when` was sent.

    Raises Refusal (422) when there are none.
    """
    present = classroom.enrolments.present().select_related("user", "classroom").order_by("user__name", "pk")
    if not (all_when and all_when in sent):
        keys = [int(key) for key in sent.getlist("place") if key.isdecimal() and len(key) < 19]
        present = present.filter(pk__in=keys)
    places = list(present)
    if not places:
        raise Refusal(_("Tick the pupils that you mean, and choose again."), status=422)
    return places
