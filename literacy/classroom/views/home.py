"""Where everybody begins once they are in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from literacy.classroom.access import (
    assignment_for_student,
    classrooms_of_teacher,
    school_for_teacher,
)
from literacy.classroom.actions import begin_assignment, begin_school, make_classroom
from literacy.classroom.class_list import class_list
from literacy.classroom.forms import BeginForm, NameForm
from literacy.classroom.models import Membership, School
from literacy.classroom.overview import with_counts
from literacy.classroom.tasklist import tasks_of
from literacy.people.requests import SignedInRequest
from quizzes.attempts.taker import Taker
from quizzes.http.refusal import Refusal
from quizzes.practice.look import look_and_skills


@login_required
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    if request.user.is_pupil:
        look, _skills = look_and_skills(Taker.of(request.user), now=timezone.now())
        return render(request, "home_pupil.html", {"tasks": tasks_of(request.user), "look": look})
    return _teacher_home(request)


@login_required
@require_POST
def new_school(request: SignedInRequest) -> HttpResponse:
    """A school and its first class, from one page; on to the class."""
    form = BeginForm(request.POST)
    try:
        if not form.is_valid():
            raise Refusal(str(next(iter(form.errors.values()))[0]), status=422)
        room = begin_school(
            name=form.cleaned_data["name"],
            class_name=form.cleaned_data["class_name"],
            teacher=request.user,
        )
    except Refusal as refusal:
        return _teacher_home(request, refusal)
    return redirect("home") if room is None else redirect("classroom", classroom_id=room.pk)


@login_required
@require_POST
def new_classroom(request: SignedInRequest, school_id: int) -> HttpResponse:
    school = school_for_teacher(request.user, school_id)
    form = NameForm(request.POST)
    try:
        classroom = make_classroom(school=school, name=_name(form), teacher=request.user)
    except Refusal as refusal:
        return _teacher_home(request, refusal)
    return redirect("classroom", classroom_id=classroom.pk)


@login_required
@require_POST
def begin(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Into the player: at the beginning, or where the pupil was."""
    assignment = assignment_for_student(request.user, assignment_id)
    if assignment.lesson is not None:
        return redirect("lesson", slug=assignment.lesson.key)
    said = request.POST.get("attempt", "")
    attempt = int(said) if said.isdecimal() and len(said) < 5 else None
    sitting = begin_assignment(assignment=assignment, student=request.user, attempt=attempt)
    return redirect("sitting", sitting_id=sitting.pk)


def _name(form: NameForm) -> str:
    if not form.is_valid():
        raise Refusal(str(form.errors["name"][0]), status=422)
    return str(form.cleaned_data["name"])


def _teacher_home(request: SignedInRequest, refusal: Refusal | None = None) -> HttpResponse:
    """The classes of somebody's schools, or of the one that `?school=` names."""
    held = Membership.objects.filter(user=request.user).select_related("school")
    roles = list(held.order_by("school__name", "school_id", "pk"))
    schools = list(dict.fromkeys(role.school for role in roles))
    chosen = next((school for school in schools if str(school.pk) == request.GET.get("school")), None)
    shown = [chosen] if chosen else schools
    listed = class_list(classrooms_of_teacher(request.user).filter(school__in=shown), request.GET)
    taught = list(listed.page)
    leads = _with_role(roles, shown, Membership.Role.LEAD)
    led = list(with_counts(School.objects.filter(pk__in=[school.pk for school in leads])))
    context = {
        "schools": schools,
        "chosen": chosen,
        "makers": _with_role(roles, shown, Membership.Role.TEACHER, Membership.Role.LEAD),
        "listed": listed,
        "classrooms": taught,
        "led": led,
        "leads_classes": any(school.running for school in led),  # type: ignore[attr-defined]
        "sentence": refusal.sentence if refusal else "",
        "typed": request.POST,
    }
    return render(request, "home_teacher.html", context, status=refusal.status if refusal else 200)


def _with_role(roles: list[Membership], shown: list[School], *wanted: str) -> list[School]:
    """Those of the schools in which somebody is one of these."""
    found = dict.fromkeys(role.school for role in roles if role.role in wanted)
    return [school for school in found if school in shown]
