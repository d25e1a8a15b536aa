"""The studio's front: which school, its drafts, and taking in an upload."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from literacy.classroom.models import School
from literacy.studio.access import school_for_maker, schools_of_maker
from literacy.studio.desk import SORTS, desk_of
from literacy.studio.forms import ListForm
from literacy.studio.intake import BoundedUploadHandler, bound_upload
from literacy.studio.meter import meter_of, quota_of, size_in_words
from literacy.studio.own_quizzes import own_quizzes_page
from quizzes.clips.links import scope_of
from quizzes.http.refusal import Refusal
from quizzes.studio.actions.keep_upload import keep_upload
from quizzes.studio.actions.settle_drafts import settle_drafts
from quizzes.studio.words import sentence_for

_PAGE = "studio"


@login_required
@never_cache
@require_safe
def studio(request: HttpRequest) -> HttpResponse:
    """The one school's studio at once; whoever belongs to several chooses first."""
    schools = list(schools_of_maker(request.user))
    if not schools and not request.user.is_staff:  # whoever looks after the site may belong to no school
        raise Http404
    if len(schools) == 1:
        return redirect("studio_school", school_id=schools[0].pk)
    return render(request, "studio/schools.html", {"schools": schools, "may_browse": True})


@login_required
@never_cache
@require_safe
def studio_school(request: HttpRequest, school_id: int) -> HttpResponse:
    """A school's drafts, how much room there is, and where the next file goes."""
    return _desk(request, school_for_maker(request.user, school_id))


def _at_own_school(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the school, and bound what comes, before any of the body is read: also before the token in it is."""

    @wraps(view)
    def found(request: HttpRequest, school_id: int) -> HttpResponse:
        school = school_for_maker(request.user, school_id)
        try:
            return view(request, school, bound_upload(request))
        except Refusal as refusal:
            return _refused(request, school, refusal)

    return found


@csrf_exempt  # the token is read inside, once the handler that bounds the upload is in its place
@login_required
@never_cache
@require_POST
@_at_own_school
@csrf_protect
def studio_upload(request: HttpRequest, school: School, handler: BoundedUploadHandler) -> HttpResponse:
    """Keep a file and go to its draft; a script that asks for JSON is told where that is, or why not."""
    file = request.FILES.get("file")
    if handler.is_too_big:
        raise Refusal(sentence_for("too-big"), status=413)
    if file is None:
        raise Refusal(_("Choose a photo, video or recording first."), status=422)
    draft = keep_upload(
        shelf=school.shelf,
        owner=request.user,
        name=file.name or "",
        chunks=file.chunks(),
        quota=quota_of(school),
    )
    to = reverse("studio_draft", args=[draft.pk])
    return JsonResponse({"to": to}, status=201) if _wants_json(request) else redirect(to)


def _refused(request: HttpRequest, school: School, refusal: Refusal) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"sentence": refusal.sentence}, status=refusal.status)
    return _desk(request, school, sentence=refusal.sentence, status=refusal.status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _desk(request: HttpRequest, school: School, *, sentence: str = "", status: int = 200) -> HttpResponse:
    settle_drafts(shelf=school.shelf)
    form = ListForm(request.GET)
    wishes: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    context = {
        "may_browse": True,
        "school": school,
        "desk": desk_of(
            school.shelf,
            scope=scope_of(request, _PAGE, make=True),
            state=wishes.get("state", ""),
            words=wishes.get("q", ""),
            sort=wishes.get("sort", ""),
            number=request.GET.get("page", ""),
        ),
        "state": wishes.get("state", ""),
        "meter": meter_of(school),
        "most": settings.UPLOAD_MAX_BYTES,
        "most_words": size_in_words(settings.UPLOAD_MAX_BYTES),
        "sentence": sentence,
        "sorts": SORTS,
        "quizzes": own_quizzes_page(school, request.GET.dict()),
    }
    return render(request, "studio/studio.html", context, status=status)
