"""Showing a pair to the school, taking it away, and throwing a draft away: each asks once more before it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from literacy.studio.access import school_and_draft
from literacy.studio.desk import title_of
from literacy.studio.page import later_languages
from quizzes.http.refusal import Refusal
from quizzes.studio.actions.delete_draft import delete_draft, why_kept
from quizzes.studio.actions.publish_draft import publish_draft, retire_draft
from quizzes.studio.models import Draft


@dataclass(frozen=True)
class Question:
    """What is asked before it is done: kicker, question, what it brings about, and the button."""

    address: str
    kicker: str | Promise
    asked: str | Promise
    told: str | Promise
    button: str | Promise


_PUBLISH = Question(
    "studio_publish",
    gettext_lazy("Publish"),
    gettext_lazy("Show this pair to your school?"),
    gettext_lazy(
        "Every teacher of the school finds it in the library, and it can be put into quizzes. It stays as it is from "
        "then on; you can retire it at any time."
    ),
    gettext_lazy("Publish it"),
)
_RETIRE = Question(
    "studio_retire",
    gettext_lazy("Retire"),
    gettext_lazy("Take this pair away again?"),
    gettext_lazy(
        "It leaves the library and is not dealt any more. Answers that were given stay, with their marks."
    ),
    gettext_lazy("Retire it"),
)
_DELETE = Question(
    "studio_delete",
    gettext_lazy("Delete"),
    gettext_lazy("Delete this for good?"),
    gettext_lazy(
        "The clip, what was made of it and every word you wrote are removed. Nobody can bring them back."
    ),
    gettext_lazy("Delete it"),
)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def studio_publish(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    def act(draft: Draft) -> HttpResponse:
        publish_draft(draft=draft)
        messages.success(
            request,
            _("It is published. Every teacher of your school finds it in the library."),
            extra_tags="good",
        )
        return redirect("studio_draft", draft_id=draft.pk)

    return _asked(request, draft_id, _PUBLISH, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def studio_retire(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    def act(draft: Draft) -> HttpResponse:
        retire_draft(draft=draft)
        messages.success(request, _("It is retired. Answers that were given stay."), extra_tags="good")
        return redirect("studio_draft", draft_id=draft.pk)

    return _asked(request, draft_id, _RETIRE, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def studio_delete(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    def act(draft: Draft) -> HttpResponse:
        title = title_of(draft)
        delete_draft(draft=draft)
        messages.success(request, _("“%(title)s” is deleted.") % {"title": title}, extra_tags="good")
        return redirect("studio")

    return _asked(request, draft_id, _DELETE, act)


def _asked(
    request: HttpRequest, draft_id: UUID, question: Question, act: Callable[[Draft], HttpResponse]
) -> HttpResponse:
    school, draft = school_and_draft(request.user, draft_id)
    context: dict[str, Any] = {
        "may_browse": True,
        "school": school,
        "draft": draft,
        "title": title_of(draft),
        "question": question,
        "action": reverse(question.address, args=[draft.pk]),
        "later": later_languages(draft) if question is _PUBLISH else [],
    }
    if request.method == "GET":
        # Who is asked for a decision that then is refused has been asked for nothing.
        context["kept"] = why_kept(draft) if question is _DELETE else ""
        return render(request, "studio/confirm.html", context)
    try:
        return act(draft)
    except Refusal as refusal:
        context["sentence"] = refusal.sentence
        return render(request, "studio/confirm.html", context, status=refusal.status)
