"""Making a quiz of a school's own pairs, to be given to its classes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from literacy.studio.access import school_for_maker
from literacy.studio.forms import QuizForm, cleaned
from literacy.studio.media import links_of
from quizzes.clips.links import scope_of
from quizzes.clips.models import Pair, Rendition
from quizzes.http.refusal import Refusal
from quizzes.items.actions import FEWEST, make_quiz


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def studio_quiz(request: HttpRequest, school_id: int) -> HttpResponse:
    """Choose from the school's published pairs and give the quiz a title; it is then in every class's list."""
    school = school_for_maker(request.user, school_id)
    own = Pair.objects.on_shelves(school.shelf).published().filter(draft__isnull=False)
    form = QuizForm(own, request.POST if request.method == "POST" else None)
    sentence, status = "", 200
    if request.method == "POST":
        try:
            given = cleaned(form)
            quiz = make_quiz(
                shelf=school.shelf, title=given["title"], pairs=list(given["pairs"].order_by("pk"))
            )
        except Refusal as refusal:
            sentence, status = refusal.sentence, refusal.status
        else:
            messages.success(
                request,
                _("The quiz “%(title)s” is ready. Open a class and choose it under “Give this quiz”.")
                % {"title": quiz.text["title"]},
                extra_tags="good",
            )
            return redirect("home")
    pairs = list(own.select_related("draft").order_by("-pk")[:200])
    scope = scope_of(request, "studio", make=True)
    thumbs = Rendition.objects.filter(pair__in=pairs, kind=Rendition.Kind.THUMB)
    there = set(thumbs.values_list("pair_id", flat=True))
    chosen = set(request.POST.getlist("pairs"))
    cards = [
        {
            "pair": pair,
            "thumb": links_of(pair.draft.pk, pair.slug, scope).thumb if pair.pk in there else "",
            "is_chosen": str(pair.pk) in chosen,
        }
        for pair in pairs
    ]
    context = {
        "may_browse": True,
        "school": school,
        "cards": cards,
        "fewest": FEWEST,
        "typed": request.POST.get("title", ""),
        "sentence": sentence,
    }
    return render(request, "studio/quiz.html", context, status=status)
