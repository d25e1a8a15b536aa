"""The front page, and how pupils come in and go out."""

import time
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from literacy.classroom.actions import (
    Knock,
    find_classroom,
    names_at_door,
    open_place,
    open_place_by_pictures,
)
from literacy.classroom.device import known_place, remember
from literacy.classroom.idle import out_sentence
from literacy.classroom.models import Classroom, Enrolment
from literacy.classroom.way_back import way_back
from literacy.people.codes import PICTURES_PER_CODE, normalised_class_code
from literacy.people.pictures import PICTURE_ROWS
from quizzes.http.address import visitor_address
from quizzes.http.refusal import Refusal

CODE_BACKEND = "literacy.people.backends.PersonalCodeBackend"
SCHOOL_DAY_SECONDS = 8 * 60 * 60


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "front.html")


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The first step in: which class?"""
    if request.method == "GET":
        return render(request, "join.html", {"next": request.GET.get("next", "")})
    typed = request.POST.get("code", "")
    try:
        classroom = find_classroom(code=typed, knock=Knock(visitor_address(request)))
    except Refusal as refusal:
        return _no_class(request, refusal, typed)
    response = redirect("join_class", code=classroom.code)
    if back := request.POST.get("next"):
        response["Location"] += f"?{urlencode({'next': back})}"
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def join_class(request: HttpRequest, code: str, place_id: int | None = None) -> HttpResponse:
    """The next steps in: who are you, and which words or pictures are yours?

    Names are picked where they are shown (`place_id` is then the one that was picked), and typed where they are not.
    Whoever was signed in on this device is signed out by coming in.
    """
    address = visitor_address(request)
    try:
        classroom = find_classroom(code=code, knock=Knock(address))
    except Refusal as refusal:
        return _no_class(request, refusal, normalised_class_code(code))
    knock = Knock(address, known_place(request, classroom.pk))
    if request.method == "GET":
        return _door(request, classroom, knock, place_id)
    try:
        place = _opened(request, classroom, knock, place_id)
    except Refusal as refusal:
        typed = {name: request.POST.get(name, "") for name in ("words", "name")}
        context = {"sentence": refusal.sentence, "typed": typed["words"], "typed_name": typed["name"]}
        if refusal.status == 429:
            context["kicker"] = _("One moment")
        return _door(request, classroom, knock, place_id, status=refusal.status, **context)
    return _in(request, classroom, place)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """ "Not you?": out, and back to where the next pupil comes in."""
    code = request.session.get("class_code")
    logout(request)
    if "idle" in request.POST:
        messages.info(request, out_sentence())
    return redirect("join_class", code=code) if code else redirect("join")


def _opened(request: HttpRequest, classroom: Classroom, knock: Knock, place_id: int | None) -> Enrolment:
    """The place that was opened by what was sent: words if there are any, pictures otherwise."""
    if "words" in request.POST or not classroom.by_pictures:
        return open_place(
            classroom=classroom, code=request.POST.get("words", ""), knock=knock, place_id=place_id
        )
    pictures = tuple(request.POST.get(f"picture-{number}", "") for number in _NUMBERS)
    who: int | str = request.POST.get("name", "") if place_id is None else place_id
    return open_place_by_pictures(classroom=classroom, who=who, pictures=pictures, knock=knock)


def _in(request: HttpRequest, classroom: Classroom, place: Enrolment) -> HttpResponse:
    request.session.flush()
    login(request, place.user, backend=CODE_BACKEND)
    request.session.set_expiry(SCHOOL_DAY_SECONDS)
    request.session["class_code"] = classroom.code
    request.session["seen_at"] = int(time.time())
    response = redirect(way_back(request.POST.get("next", ""), place.user) or "home")
    remember(request, response, place)
    return response


_NUMBERS = range(1, PICTURES_PER_CODE + 1)


def _door(
    request: HttpRequest,
    classroom: Classroom,
    knock: Knock,
    place_id: int | None,
    *,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """The page on which somebody says who they are: names, then words or pictures; `?by=words` always gives words."""
    names = names_at_door(classroom=classroom, knock=knock)
    picked = next((place for place in names if place.pk == place_id), None)
    by_words = request.GET.get("by") == "words" or "words" in request.POST
    # A refusal about pictures is answered with pictures; who came without a name may pick one.
    step = "words" if by_words or not classroom.by_pictures else "pictures"
    if names and picked is None and not by_words and status == 200:
        step = "names"
    context |= {
        "classroom": classroom,
        "step": step,
        "names": names,
        "picked": picked,
        "picture_rows": PICTURE_ROWS,
        "chosen": [(number, request.POST.get(f"picture-{number}", "")) for number in _NUMBERS],
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "join.html", context, status=status)


def _no_class(request: HttpRequest, refusal: Refusal, typed: str) -> HttpResponse:
    context = {"sentence": refusal.sentence, "typed": typed, "next": request.POST.get("next", "")}
    if refusal.status == 429:
        context["kicker"] = _("One moment")
    return render(request, "join.html", context, status=refusal.status)
