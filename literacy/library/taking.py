"""Files to take along: what their credentials say, the download, and the page on which a film is waited for."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from literacy.library.access import pair_for_adult
from quizzes.clips.credential_cards import can_be_signed, credential_cards
from quizzes.clips.disclosed import disclosed_half
from quizzes.clips.lens_shown import halves_under_lens
from quizzes.clips.links import scope_of
from quizzes.clips.models import Pair
from quizzes.clips.prepared import Stage, must_be_prepared, preparation_of, prepare_film
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.http.links import opened_or_refused, sign_link

_PAGE = "library-taken"


@never_cache
@require_safe
def credentials(request: HttpRequest, slug: str) -> HttpResponse:
    """What the Content Credentials of both halves say, and the files with them in it."""
    found = _pair_to_take(request, slug)
    cards = credential_cards(found, lambda half: reverse("library_download", args=[slug, half]))
    waits = any(must_be_prepared(found, card.half) for card in cards)
    context = {"may_browse": True, "pair": found, "cards": cards, "waits": waits}
    return render(request, "library/credentials.html", context)


@never_cache
@require_safe
def download(request: HttpRequest, slug: str, half: str) -> HttpResponse:
    """One half with its Content Credentials, for an adult to take along; what is false says so.

    A film that needs a strip first is asked for, and waited for on a page of its own.
    """
    found = _pair_to_take(request, slug, half)
    if not must_be_prepared(found, half):
        return _given(found, half)
    stage = preparation_of(found, half).stage
    if stage == Stage.READY:
        return redirect(_link(request, slug, half))
    if stage == Stage.ABSENT:
        prepare_film(pair=found, half=half)
    return redirect("library_prepared", slug, half)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prepared(request: HttpRequest, slug: str, half: str) -> HttpResponse:
    """How far a film to take along is, and its link when it is ready; a POST has it made, also once more."""
    found = _pair_to_take(request, slug, half)
    if not must_be_prepared(found, half):
        raise Http404
    if request.method == "POST":
        if preparation_of(found, half).stage != Stage.READY:
            prepare_film(pair=found, half=half)
        return redirect("library_prepared", slug, half)
    preparation = preparation_of(found, half)
    context = {
        "may_browse": True,
        "pair": found,
        "half": half,
        "preparation": preparation,
        "link": _link(request, slug, half) if preparation.stage == Stage.READY else "",
        "is_fragment": wants_fragment(request),
    }
    template = "library/_prepared.html" if context["is_fragment"] else "library/prepared.html"
    return vary_on_fragment(render(request, template, context))


@never_cache
@require_safe
def taken(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """A prepared film, by a link that is signed, bound to the session, and expires."""
    name = opened_or_refused(token, scope=scope_of(request, _PAGE))
    named, _dash, half = name.rpartition("-")
    if named != slug:
        raise Http404
    found = _pair_to_take(request, slug, half)
    if preparation_of(found, half).stage != Stage.READY:
        return redirect("library_prepared", slug, half)
    return _given(found, half)


def _pair_to_take(request: HttpRequest, slug: str, half: str = "") -> Pair:
    """A pair of which files may be taken along; with `half`, one that is worth taking. Raises Http404."""
    found = pair_for_adult(request.user, slug)
    if found.is_pulled or not can_be_signed() or (half and half not in halves_under_lens(found)):
        raise Http404
    return found


def _link(request: HttpRequest, slug: str, half: str) -> str:
    token = sign_link(f"{slug}-{half}", scope=scope_of(request, _PAGE, make=True))
    return reverse("library_taken", args=[slug, token])


def _given(pair: Pair, half: str) -> HttpResponse:
    given = disclosed_half(pair, half)
    return HttpResponse(
        given.data,
        content_type=given.mime,
        headers={"Content-Disposition": f'attachment; filename="{given.name}"', "X-Robots-Tag": "noindex"},
    )
