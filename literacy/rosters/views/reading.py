"""Where a list comes in: pasted or as a file, for one class or for the school; and where it goes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from literacy.classroom.models import Classroom, School
from literacy.people.requests import SignedInRequest
from literacy.rosters.access import classroom_for_list, school_for_lead
from literacy.rosters.actions.taking_in import take_in_list
from literacy.rosters.exporting import as_csv, example_lines, roster_lines
from literacy.rosters.forms import ListForm
from literacy.rosters.intake import BoundedMemoryHandler, bound_upload
from literacy.rosters.reading.rows import MOST_BYTES, ReadingError
from literacy.rosters.words import sentence_for
from quizzes.http.refusal import Refusal

Found = tuple[School, Classroom | None]


def _at_own(find: Callable[[SignedInRequest, int], Found]) -> Callable[..., Callable[..., HttpResponse]]:
    """Find what the list is about, and bound what comes, before any of the body is read: also the token in it."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def found(request: SignedInRequest, **kwargs: int) -> HttpResponse:
            school, classroom = find(request, next(iter(kwargs.values())))
            try:
                return view(request, school, classroom, bound_upload(request, _too_big()))
            except Refusal as refusal:
                return _page(request, school, classroom, refusal)

        return found

    return decorate


def _of_class(request: SignedInRequest, classroom_id: int) -> Found:
    classroom = classroom_for_list(request.user, classroom_id)
    return classroom.school, classroom


def _of_school(request: SignedInRequest, school_id: int) -> Found:
    return school_for_lead(request.user, school_id), None


@csrf_exempt  # the token is read inside, once the handler that bounds the upload is in its place
@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_at_own(_of_class)
@csrf_protect
def class_list(
    request: SignedInRequest, school: School, classroom: Classroom, handler: BoundedMemoryHandler
) -> HttpResponse:
    """A list for one class, read in by one of its teachers."""
    return _read(request, school, classroom, handler)


@csrf_exempt  # as above
@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_at_own(_of_school)
@csrf_protect
def school_list(
    request: SignedInRequest, school: School, classroom: None, handler: BoundedMemoryHandler
) -> HttpResponse:
    """A list for the whole school, read in by its lead."""
    return _read(request, school, classroom, handler)


@login_required
@never_cache
@require_safe
def class_export(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """The pupils of a class as CSV."""
    classroom = classroom_for_list(request.user, classroom_id)
    return _csv(roster_lines(classroom.school, classroom), classroom.name)


@login_required
@never_cache
@require_safe
def school_export(request: SignedInRequest, school_id: int) -> HttpResponse:
    """The pupils of a school as CSV."""
    school = school_for_lead(request.user, school_id)
    return _csv(roster_lines(school), school.name)


@login_required
@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """A made-up list, to fill in."""
    return _csv(example_lines(), _("example"))


def _read(
    request: SignedInRequest, school: School, classroom: Classroom | None, handler: BoundedMemoryHandler
) -> HttpResponse:
    if request.method != "POST":
        return _page(request, school, classroom)
    form = ListForm(request.POST, request.FILES)
    if handler.is_too_big:
        raise Refusal(_too_big(), status=413)
    if not form.is_valid():
        raise Refusal(str(next(iter(form.errors.values()))[0]), status=422)
    file = form.cleaned_data["file"]
    roster = take_in_list(
        school=school,
        classroom=classroom,
        by=request.user,
        text=form.cleaned_data["text"],
        data=file.read() if file else None,
        is_complete=form.cleaned_data["complete"],
    )
    return redirect("roster", list_id=roster.pk)


def _page(
    request: SignedInRequest, school: School, classroom: Classroom | None, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "school": school,
        "classroom": classroom,
        "sentence": refusal.sentence if refusal else "",
        "text": request.POST.get("text", "") if refusal and refusal.status != 413 else "",
        "complete": bool(refusal and refusal.status != 413 and request.POST.get("complete")),
    }
    return render(request, "rosters/read.html", context, status=refusal.status if refusal else 200)


def _too_big() -> str:
    return sentence_for(ReadingError("too-big", most=MOST_BYTES // 1_000_000))


def _csv(lines: list[tuple[str, str, str]], name: str) -> HttpResponse:
    file = f"{slugify(_('pupils'))}-{slugify(name) or 'list'}.csv"
    return HttpResponse(
        as_csv(lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}"', "X-Robots-Tag": "noindex"},
    )
