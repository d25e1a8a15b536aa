"""The list of a class's pupils: found by name, and in an order."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import Classroom, Enrolment

ON_A_PAGE = 50

SORTS = {
    "name": _("by name"),
    "-name": _("by name, backwards"),
    "seen": _("who came in last first"),
    "new": _("who is new first"),
}


def roster_of(
    classroom: Classroom, *, has_left: bool = False, wanted: str = "", sort: str = "name"
) -> QuerySet[Enrolment]:
    """The pupils of a class, or those who left it, whose name contains what is wanted; by name for no known order."""
    places = classroom.enrolments.departed() if has_left else classroom.enrolments.present()
    if wanted:
        places = places.filter(user__name__icontains=wanted)
    order = {
        "-name": [F("user__name").desc()],
        "seen": [F("user__last_login").desc(nulls_last=True)],
        "new": [F("created_at").desc()],
    }.get(sort, [])
    return places.select_related("user").prefetch_related("groups").order_by(*order, "user__name", "pk")
