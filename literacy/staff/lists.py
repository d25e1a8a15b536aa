"""The lists of a school's lead: its people and its classes, searched and sorted in the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import Classroom, Membership, School
from literacy.people.models import User
from literacy.staff.forms import SearchForm
from literacy.staff.models import Event

ON_A_PAGE = 25
PEOPLE_ORDERS = {"name": _("name"), "email": _("e-mail"), "classes": _("number of classes")}
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


def classes_of(school: School, wishes: Mapping[str, str], number: str | None) -> Page[Any]:
    """A page of the school's classes, each with `pupils` and its teachers; never a pupil's name. Three queries."""
    found = Classroom.objects.filter(school=school, archived_at=None)
    for word in wishes["q"].split():
        found = found.filter(Q(name__icontains=word) | Q(teachers__name__icontains=word))
    found = found.distinct().annotate(
        pupils=Count("enrolments", filter=Q(enrolments__left_at=None), distinct=True),
        staffed=Count("teachers", distinct=True),
    )
    order = {"name": ("name",), "pupils": ("-pupils", "name"), "teachers": ("staffed", "name")}[
        wishes["sort"]
    ]
    return Paginator(found.order_by(*order, "pk").prefetch_related("teachers"), ON_A_PAGE).get_page(number)


def events_of(school: School, number: str | None) -> Page[Event]:
    return Paginator(Event.objects.filter(school=school), ON_A_PAGE).get_page(number)
