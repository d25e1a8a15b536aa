"""The front page, and how pupils come in and go out."""

from urllib.parse import urlencode

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from literacy.classroom.actions import Knock, find_classroom, open_place
from literacy.classroom.device import known_place, remember
from literacy.classroom.way_back import way_back
from literacy.people.codes import normalised_class_code
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
        return _refused(request, refusal, typed=typed)
    response = redirect("join_class", code=classroom.code)
    if back := request.POST.get("next"):
        response["Location"] += f"?{urlencode({'next': back})}"
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def join_class(request: HttpRequest, code: str) -> HttpResponse:
    """The second step in: who are you? Whoever was signed in on this device is signed out by it."""
    address = visitor_address(request)
    try:
        classroom = find_classroom(code=code, knock=Knock(address))
    except Refusal as refusal:
        return _refused(request, refusal, typed=normalised_class_code(code))
    if request.method == "GET":
        return render(request, "join.html", {"classroom": classroom, "next": request.GET.get("next", "")})
    knock = Knock(address, known_place(request, classroom.pk))
    typed = request.POST.get("words", "")
    try:
        place = open_place(classroom=classroom, code=typed, knock=knock)
    except Refusal as refusal:
        return _refused(request, refusal, classroom=classroom, typed=typed)
    request.session.flush()
    login(request, place.user, backend=CODE_BACKEND)
    request.session.set_expiry(SCHOOL_DAY_SECONDS)
    request.session["class_code"] = classroom.code
    response = redirect(way_back(request.POST.get("next", ""), place.user) or "home")
    remember(request, response, place)
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """ "Not you?": out, and back to where the next pupil types their words."""
    code = request.session.get("class_code")
    logout(request)
    return redirect("join_class", code=code) if code else redirect("join")


def _refused(request: HttpRequest, refusal: Refusal, **context: object) -> HttpResponse:
    if refusal.status == 429:
        context["kicker"] = _("One moment")
    context |= {"sentence": refusal.sentence, "next": request.POST.get("next", "")}
    return render(request, "join.html", context, status=refusal.status)
