"""The site's addresses, and the bare view that answering is measured against; the site itself never has it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from quizzes.attempts.models import Answer, Showing


@require_POST
def bare(request: HttpRequest, showing_id: int) -> HttpResponse:
    """One indexed read and one insert into the table of answers, for somebody who is signed in; no marking, no rules."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    showing = Showing.objects.get(pk=showing_id)
    Answer.objects.create(
        showing=showing,
        item_type=request.POST["item_type"],
        key=UUID(request.POST["key"]),
        response={"p_manipulated": 0.5},
        outcome=Answer.Outcome.CHECKED,
        p_manipulated=0.5,
        points=0.725,
        milliseconds=1000,
    )
    return HttpResponse(status=204)


def ready(request: HttpRequest) -> HttpResponse:
    """Says that the server is up, without touching the database."""
    return HttpResponse(status=204)


urlpatterns = [
    path("bench/ready/", ready),
    path("bench/<int:showing_id>/", bare),
    path("", include("literacy.urls")),
]
