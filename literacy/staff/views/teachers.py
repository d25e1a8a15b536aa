"""The teachers of a class, looked after by any of them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from literacy.classroom.access import classroom_for_teacher
from literacy.classroom.finding import Sorts, found_in
from literacy.classroom.models import Classroom, Membership
from literacy.people.models import User
from literacy.people.requests import SignedInRequest
from literacy.staff.access import teacher_for_teacher
from literacy.staff.actions import add_teacher, remove_teacher
from literacy.staff.lists import ON_A_PAGE
from quizzes.http.refusal import Refusal

FINDER_FROM = 6
"""From how many teachers on there is something to search among."""
TEACHER_ORDERS: Sorts = {
    "": (gettext_lazy("by name"), None),
    "email": (gettext_lazy("by e-mail address"), lambda each: each.email or ""),
}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def class_teachers(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Who teaches a class, and the form that adds a colleague."""
    room = classroom_for_teacher(request.user, classroom_id)
    if request.method == "POST":
        chosen = _others(room).filter(pk=_number(request.POST.get("teacher", ""))).first()
        if chosen is None:
            return _page(request, room, sentence=_("Choose a colleague from the list."), status=422)
        try:
            add_teacher(classroom=room, teacher=chosen, by=request.user)
        except Refusal as refusal:
            return _page(request, room, sentence=refusal.sentence, status=refusal.status)
        messages.success(
            request,
            _("%(name)s teaches %(classroom)s now, too.") % {"name": chosen, "classroom": room},
            extra_tags="good",
        )
        return redirect("class_teachers", classroom_id=room.pk)
    return _page(request, room)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, classroom_id: int, user_id: int) -> HttpResponse:
    """Asks whether a teacher is to leave the class, and does it; adding them again undoes it."""
    room, teacher = teacher_for_teacher(request.user, classroom_id, user_id)
    if request.method == "POST":
        remove_teacher(classroom=room, teacher=teacher, by=request.user)
        if teacher == request.user:
            messages.success(
                request,
                _("You do not teach %(classroom)s any more.") % {"classroom": room},
                extra_tags="good",
            )
            return redirect("home")
        return redirect("class_teachers", classroom_id=room.pk)
    return render(request, "staff/remove_teacher.html", {"classroom": room, "teacher": teacher})


def _others(room: Classroom) -> QuerySet[User]:
    """The teachers of the school who do not teach this class."""
    teaching = User.objects.filter(
        memberships__school=room.school_id, memberships__role=Membership.Role.TEACHER
    )
    return teaching.exclude(classrooms=room).distinct().order_by("name", "email")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _page(
    request: SignedInRequest, room: Classroom, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    teachers = list(room.teachers.order_by("name", "email"))
    context = {
        "classroom": room,
        "found": found_in(
            teachers,
            request.GET.dict(),
            says=lambda each: f"{each} {each.email}",
            sorts=TEACHER_ORDERS,
            on_a_page=ON_A_PAGE,
            finder_from=FINDER_FROM,
        ),
        "can_leave": len(teachers) > 1,
        "others": list(_others(room)),
        "leads": list(
            User.objects.filter(
                memberships__school=room.school_id, memberships__role=Membership.Role.LEAD
            ).order_by("name")
        ),
        "sentence": sentence,
    }
    return render(request, "staff/class_teachers.html", context, status=status)
