"""Making a quiz of a school's own pairs, to be given to its classes; changing it, and throwing it away."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from literacy.studio.access import school_for_maker
from literacy.studio.forms import QuizForm, cleaned
from literacy.studio.own_quizzes import MOST_SHOWN, cards_of, own_pairs_of, own_quiz, pairs_in, why_quiz_kept
from quizzes.clips.links import scope_of
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.items.actions import FEWEST, change_quiz, delete_quiz, is_begun, make_quiz

_PAGE = "studio"


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def studio_quiz(request: HttpRequest, school_id: int) -> HttpResponse:
    """Choose from the school's published pairs and give the quiz a title; it is then in every class's list."""
    school = school_for_maker(request.user, school_id)
    own = own_pairs_of(school)
    sentence, status = "", 200
    if request.method == "POST":
        try:
            given = cleaned(QuizForm(own, request.POST))
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
    chosen = _numbers(request.POST)
    context = {
        "may_browse": True,
        "school": school,
        "cards": cards_of(list(own[:MOST_SHOWN]), scope=scope_of(request, _PAGE, make=True), chosen=chosen),
        "fewest": FEWEST,
        "typed": request.POST.get("title", ""),
        "sentence": sentence,
    }
    return render(request, "studio/quiz.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def studio_quiz_change(request: HttpRequest, school_id: int, quiz_id: int) -> HttpResponse:
    """Give a quiz another title, put its clips in another order, take some out and others in."""
    school = school_for_maker(request.user, school_id)
    quiz = own_quiz(school, quiz_id)
    own, inside = own_pairs_of(school), pairs_in(quiz)
    sentence, status = "", 200
    if request.method == "POST":
        try:
            held = own | Pair.objects.filter(pk__in=[pair.pk for pair in inside]).select_related("draft")
            given = cleaned(QuizForm(held.distinct(), request.POST))
            pairs = inside if is_begun(quiz) else _in_order(list(given["pairs"]), inside, request.POST)
            change_quiz(quiz=quiz, title=given["title"], pairs=pairs)
        except Refusal as refusal:
            sentence, status = refusal.sentence, refusal.status
        else:
            messages.success(request, _("The quiz is changed."), extra_tags="good")
            return redirect("studio_quiz_change", school.pk, quiz.pk)
    scope = scope_of(request, _PAGE, make=True)
    numbers = {pair.pk for pair in inside}
    outside = list(own.exclude(pk__in=numbers)[:MOST_SHOWN])
    chosen = _numbers(request.POST) if sentence else numbers
    context = {
        "may_browse": True,
        "school": school,
        "quiz": quiz,
        "inside": cards_of(inside, scope=scope, chosen=chosen, begin=1),
        "outside": cards_of(outside, scope=scope, chosen=chosen),
        "is_begun": is_begun(quiz),
        "typed": request.POST.get("title", quiz.text.get("title", "")),
        "sentence": sentence,
    }
    return render(request, "studio/quiz_change.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def studio_quiz_delete(request: HttpRequest, school_id: int, quiz_id: int) -> HttpResponse:
    """Ask once more, or say why not; then throw the quiz away, and none of its clips."""
    school = school_for_maker(request.user, school_id)
    quiz = own_quiz(school, quiz_id)
    kept, title = why_quiz_kept(quiz), quiz.text.get("title", "")
    if request.method == "POST" and not kept:
        delete_quiz(quiz=quiz)
        messages.success(request, _("“%(title)s” is deleted.") % {"title": title}, extra_tags="good")
        return redirect("studio_school", school.pk)
    context = {"may_browse": True, "school": school, "quiz": quiz, "title": title, "kept": kept}
    return render(
        request, "studio/quiz_delete.html", context, status=409 if request.method == "POST" else 200
    )


def _in_order(chosen: list[Pair], before: list[Pair], typed: QueryDict) -> list[Pair]:
    """Order clips by the places that were typed; those without one come last, and equal ones keep their order."""
    stood = {pair.pk: number for number, pair in enumerate(before)}

    def key(pair: Pair) -> tuple[int, int, int]:
        word = typed.get(f"place-{pair.pk}", "")[:4]
        place = int(word) if word.isdecimal() and word != "0" else len(chosen) + 9999
        return place, stood.get(pair.pk, len(stood)), pair.pk

    return sorted(chosen, key=key)


def _numbers(typed: QueryDict) -> set[int]:
    return {int(word) for word in typed.getlist("pairs") if word.isdecimal()}
