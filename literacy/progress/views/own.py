"""What somebody sees of their own answers, and the certificate of the course."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from literacy.lessons.course import course_for
from literacy.lessons.models import Lesson
from literacy.people.requests import SignedInRequest
from literacy.progress.certificate import certificate_as_pdf
from literacy.progress.own_page import own_view
from literacy.progress.words import OWN_CHANGE, OWN_LEANING, OWN_TELLING


@never_cache
@login_required
@require_GET
def own_progress(request: SignedInRequest) -> HttpResponse:
    """How somebody is doing, for nobody but themselves."""
    view = own_view(request.user.pk, now=timezone.now())
    context = {
        "view": view,
        "telling": OWN_TELLING[view.telling],
        "leaning": OWN_LEANING[view.leaning],
        "change": OWN_CHANGE[view.change],
    }
    return render(request, "progress/own.html", context)


@never_cache
@login_required
@require_GET
def certificate(request: SignedInRequest) -> HttpResponse:
    """The certificate, for whoever is done with every lesson; 404 before that."""
    course = course_for(list(Lesson.objects.on_site()), request.user.pk)
    if not course.ways or course.done < len(course.ways):
        raise Http404
    last = max(way.last_at for way in course.ways if way.last_at is not None)
    made = certificate_as_pdf(
        name=request.user.name,
        lessons=[str(way.lesson.body["title"]) for way in course.ways],
        on=timezone.localdate(last),
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="second-look.pdf"'
    return response
