"""The editor: writing one language of a lesson, looking at it, and choosing what goes into a block."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from literacy.authoring.access import language_or_404, manuscript_for_author, pairs_for_lesson
from literacy.authoring.actions import Overtaken, save_version
from literacy.authoring.choosing import choices_for
from literacy.authoring.differences import Row, differences
from literacy.authoring.drafts import look_at
from literacy.authoring.editor import editor_of
from literacy.authoring.forms import TextForm
from literacy.authoring.models import Manuscript, Version
from literacy.authoring.reading import Reading, read_words
from literacy.authoring.words import Words
from literacy.lessons.page import Reader, steps_for_reader
from literacy.people.requests import SignedInRequest
from quizzes.clips.delivery import media_response
from quizzes.clips.links import PairLinks, media_for, scope_of
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.http.refusal import Refusal


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_lesson(request: SignedInRequest, manuscript_id: int, language: str) -> HttpResponse:
    """The text of a lesson with what is wrong in it; a POST saves it. Nothing that was typed is lost by a refusal."""
    found = manuscript_for_author(request.user, manuscript_id)
    language_or_404(language)
    newest = found.latest(language)
    if request.method != "POST":
        if newest is None:  # a translation begins on its own page
            return redirect("manuscript_translation", found.pk)
        return _editor(request, found, language, Words.of(newest), base=newest.number)
    form = TextForm(request.POST)
    words, base = form.words(), form.number("base") or 0
    try:
        version = save_version(
            manuscript=found, language=language, words=words, user=request.user, base=base,
            follows=form.number("follows"),
        )  # fmt: skip
    except Overtaken as overtaken:
        return _editor(
            request,
            found,
            language,
            words,
            base=overtaken.newest.number,
            newest=overtaken.newest,
            overtaken_rows=_against(overtaken.newest, words),
            status=409,
        )
    except Refusal as refusal:
        return _editor(
            request, found, language, words, base=base, sentence=refusal.sentence, status=refusal.status
        )
    messages.success(
        request, _("Saved as version %(number)s.") % {"number": version.number}, extra_tags="good"
    )
    return redirect("write_lesson", found.pk, language)


@login_required
@never_cache
@require_POST
def preview_text(request: SignedInRequest, manuscript_id: int, language: str) -> HttpResponse:
    """The text as pupils would see it, and what is wrong in it; it is not saved. A fragment, or the editor with it."""
    found = manuscript_for_author(request.user, manuscript_id)
    language_or_404(language)
    form = TextForm(request.POST)
    words = form.words()
    reading = read_words(found, language, words)
    context = _preview(request, found, language, reading)
    if wants_fragment(request):
        return vary_on_fragment(render(request, "authoring/_preview.html", context))
    return vary_on_fragment(
        _editor(request, found, language, words, base=form.number("base") or 0, **context)
    )


@login_required
@never_cache
@require_safe
def choose_for_block(request: SignedInRequest, manuscript_id: int, kind: str) -> HttpResponse:
    """What can be put into a block, found by words: a fragment, or a page from which its text is copied."""
    found = manuscript_for_author(request.user, manuscript_id)
    written_in = request.GET.get("in", found.language)
    choices = choices_for(found, kind, request.GET.get("q", ""), language_or_404(written_in))
    scope = scope_of(request, _page_of(found), make=True)
    links = {
        each.pair.slug: _links(found, each.pair.slug, scope).thumb
        for each in choices.found
        if each.pair and each.has_thumb
    }
    context = {"manuscript": found, "choices": choices, "thumbs": links, "written_in": written_in}
    name = "_choices" if wants_fragment(request) else "choices"
    return vary_on_fragment(render(request, f"authoring/{name}.html", context))


@login_required
@require_safe
def manuscript_media(request: SignedInRequest, manuscript_id: int, token: str) -> HttpResponseBase:
    """A small picture of a clip that may be chosen, by a link that is signed, bound to the session, and expires."""
    found = manuscript_for_author(request.user, manuscript_id)
    scope = scope_of(request, _page_of(found))
    return media_response(request, media_for(pairs_for_lesson(found), token, scope=scope))


def _editor(
    request: SignedInRequest,
    found: Manuscript,
    language: str,
    words: Words,
    *,
    base: int,
    status: int = 200,
    reading: Reading | None = None,
    **more: Any,
) -> HttpResponse:
    reading = reading or read_words(found, language, words)
    context = editor_of(found, language, words, reading, base=base) | {"is_adult": True} | more
    if "steps" not in context:
        context |= _preview(request, found, language, reading)
    return render(request, "authoring/editor.html", context, status=status)


def _against(newest: Version, words: Words) -> list[Row]:
    mine = Version(title=words.title, summary=words.summary, goals=list(words.goals), text=words.text)
    return differences(newest.lines, mine.lines)


def _preview(request: SignedInRequest, found: Manuscript, language: str, reading: Reading) -> dict[str, Any]:
    lesson = look_at(request.user, found, language, reading)
    scope = scope_of(request, f"lesson:{lesson.key}", make=True)
    steps = steps_for_reader(lesson, Reader(scope), {})
    return {
        "lesson": lesson,
        "body": lesson.body,
        "steps": steps,
        "kinds": {block["kind"] for step in steps for block in step["blocks"]},
        "scripts": any(block.get("shown") for step in steps for block in step["blocks"]),
        "is_adult": True,
        "reading": reading,
    }


def _links(found: Manuscript, slug: str, scope: str) -> PairLinks:
    return PairLinks(slug, scope, lambda token: reverse("manuscript_media", args=[found.pk, token]))


def _page_of(found: Manuscript) -> str:
    return f"manuscript:{found.pk}"
