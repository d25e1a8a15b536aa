"""The lists of a school's lead: its people and its classes, searched and sorted in the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import Assignment, Classroom, Membership, School
from literacy.people.models import User
from literacy.staff.forms import SearchForm
from literacy.staff.models import Event, Invitation

ON_A_PAGE = 25
PEOPLE_ORDERS = {"name": _("name"), "email": _("e-mail"), "classes": _("number of classes")}
RECORD_ORDERS = {"new": _("newest first"), "old": _("oldest first"), "who": _("by who did it")}
WAITING_ORDERS = {"new": _("newest first"), "email": _("e-mail"), "ends": _("what expires first")}
CLASS_ORDERS = {"name": _("name"), "pupils": _("number of pupils"), "teachers": _("without a teacher first")}


def wishes_in(query: Mapping[str, str], orders: Mapping[str, object]) -> dict[str, str]:
    """What is searched for and how it is sorted; what cannot be read is left out."""
    form = SearchForm(query)
    form.is_valid()
    sort = form.cleaned_data.get("sort") or ""
    role = form.cleaned_data.get("role") or ""
    return {
        "q": (form.cleaned_data.get("q") or "").strip(),
        "sort": sort if sort in orders else next(iter(orders)),
        "role": role if role in Membership.Role.values else "",
    }


def people_of(school: School, wishes: Mapping[str, str], number: str | None) -> Page[Any]:
    """A page of the school's adults, each with `roles` there and `taught`, how many classes. Four queries."""
    found: QuerySet[User] = User.objects.filter(memberships__school=school)
    if wishes["role"]:
        found = User.objects.filter(memberships__school=school, memberships__role=wishes["role"])
    for word in wishes["q"].split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    found = found.distinct().annotate(
        taught=Count(
            "classrooms", filter=Q(classrooms__school=school, classrooms__archived_at=None), distinct=True
        )
    )
    order = {"name": ("name", "email"), "email": ("email",), "classes": ("-taught", "name")}[wishes["sort"]]
    here = Membership.objects.filter(school=school).order_by("pk")
    people = found.order_by(*order, "pk").prefetch_related(
        Prefetch("memberships", queryset=here, to_attr="roles")
    )
    return Paginator(people, ON_A_PAGE).get_page(number)


def classes_of(
    school: School, wishes: Mapping[str, str], number: str | None, *, is_over: bool = False
) -> Page[Any]:
    """A page of the school's classes, those that run or those that are over, each with its teachers and `pupils`,
    what it was given and `handed_in`, how often that was; never a pupil's name. Four queries.
    """
    found = Classroom.objects.filter(school=school, archived_at__isnull=not is_over)
    for word in wishes["q"].split():
        found = found.filter(Q(name__icontains=word) | Q(teachers__name__icontains=word))
    found = found.distinct().annotate(
        pupils=Count("enrolments", filter=Q(enrolments__left_at=None), distinct=True),
        staffed=Count("teachers", distinct=True),
    )
    order = {"name": ("name",), "pupils": ("-pupils", "name"), "teachers": ("staffed", "name")}[
        wishes["sort"]
    ]
    page = Paginator(found.order_by(*order, "pk").prefetch_related("teachers"), ON_A_PAGE).get_page(number)
    _add_work(page.object_list)
    return page


def _add_work(rooms: Any) -> None:
    """What each of these classes was given, and how many attempts at it were handed in: apart, for the joins would multiply."""
    standing = Assignment.objects.standing().filter(classroom__in=[room.pk for room in rooms])
    counts = Q(assigned_sittings__voided_at=None, assigned_sittings__sitting__finished_at__isnull=False)
    rows = (
        standing.order_by()
        .values_list("classroom")
        .annotate(
            given=Count("pk", distinct=True),
            handed_in=Count("assigned_sittings", filter=counts, distinct=True),
        )
    )
    found = {room: (given, handed_in) for room, given, handed_in in rows}
    for room in rooms:
        room.given, room.handed_in = found.get(room.pk, (0, 0))


def events_of(school: School, wishes: Mapping[str, str], number: str | None) -> Page[Event]:
    """A page of the record, with the words wished for in somebody's name or in what it is about. Two queries."""
    found = Event.objects.filter(school=school)
    for word in wishes["q"].split():
        found = found.filter(Q(by_name__icontains=word) | Q(about__icontains=word) | Q(more__icontains=word))
    order = {"new": ("-at", "-pk"), "old": ("at", "pk"), "who": ("by_name", "-at", "-pk")}[wishes["sort"]]
    return Paginator(found.order_by(*order), ON_A_PAGE).get_page(number)


def invitations_of(school: School, wishes: Mapping[str, str], number: str | None) -> Page[Invitation]:
    """A page of the invitations that wait. Two queries."""
    found = Invitation.objects.open().filter(school=school).select_related("classroom", "invited_by")
    for word in wishes["q"].split():
        found = found.filter(Q(email__icontains=word) | Q(classroom__name__icontains=word))
    order = {"new": ("-sent_at", "-pk"), "email": ("email",), "ends": ("expires_at", "pk")}[wishes["sort"]]
    return Paginator(found.order_by(*order), ON_A_PAGE).get_page(number)
