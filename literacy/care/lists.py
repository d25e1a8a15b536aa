"""The lists of a lead who looks after data: who looked at what, and which pupils there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy, Q

from literacy.care.forms import LooksForm
from literacy.care.models import Look
from literacy.classroom.models import Enrolment, School

ON_A_PAGE = 50
FEWEST_LETTERS = 2


def wishes_in(query: Mapping[str, str]) -> dict[str, Any]:
    """What is searched for; what cannot be read is left out."""
    form = LooksForm(query)
    form.is_valid()
    return {
        "q": (form.cleaned_data.get("q") or "").strip(),
        "kind": form.cleaned_data.get("kind") or "",
        "since": form.cleaned_data.get("since"),
        "until": form.cleaned_data.get("until"),
        "sort": form.cleaned_data.get("sort") or "new",
    }


def looks_of(school: School, wishes: Mapping[str, Any], number: str | None) -> Page[Look]:
    """A page of looks, the newest first, with class and pupil. Two queries."""
    found = Look.objects.filter(school=school).select_related("classroom", "learner")
    for word in wishes["q"].split():
        about = Q(classroom__name__icontains=word) | Q(learner__name__icontains=word)
        found = found.filter(Q(by_name__icontains=word) | about)
    if wishes["kind"]:
        found = found.filter(kind=wishes["kind"])
    if wishes["since"]:
        found = found.filter(at__date__gte=wishes["since"])
    if wishes["until"]:
        found = found.filter(at__date__lte=wishes["until"])
    order = {"new": ("-at", "-pk"), "old": ("at", "pk"), "who": ("by_name", "-at")}[wishes["sort"]]
    return Paginator(found.order_by(*order), ON_A_PAGE).get_page(number)


def pupils_named(school: School, q: str, number: str | None, sort: str = "name") -> Page[Enrolment] | None:
    """A page of the places of pupils with these words in their name; None for too few letters. Two queries."""
    words = q.split()
    if len("".join(words)) < FEWEST_LETTERS:
        return None
    found = Enrolment.objects.filter(classroom__school=school).select_related("user", "classroom")
    for word in words:
        found = found.filter(user__name__icontains=word)
    by: list[str | OrderBy] = ["user__name", "classroom__name"]
    if sort == "class":
        by = ["classroom__name", "user__name"]
    elif sort == "left":
        by = [F("left_at").desc(nulls_last=True), "user__name"]
    return Paginator(found.order_by(*by, "pk"), ON_A_PAGE).get_page(number)
