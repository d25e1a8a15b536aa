"""Links to what is shown of drafts: signed, bound to the visitor's session, expiring, and opened for adults of the school."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from quizzes.clips.delivery import media_response
from quizzes.clips.links import PairLinks, media_for, scope_of
from quizzes.clips.models import Clip, Pair
from quizzes.http.links import opened_or_refused, sign_link
from quizzes.http.ranges import ranged_response
from quizzes.studio.models import Draft

_PAGE = "studio"
ORIGINAL, SECOND = "clip", "second"


def link_to(request: HttpRequest, draft: Draft) -> Callable[[Clip], str]:
    """What makes links of the clips of a draft: its own, and the one it takes a part from."""
    scope = scope_of(request, _PAGE, make=True)

    def link(clip: Clip) -> str:
        name = f"{draft.pk.hex}-{ORIGINAL if clip.pk == draft.clip_id else SECOND}"
        return reverse("studio_media", args=[draft.pk, sign_link(name, scope=scope)])

    return link


def pair_links(request: HttpRequest, draft: Draft) -> PairLinks:
    """The links to the files of the pair that was made of a draft. Raises ValueError where none was made."""
    if draft.pair is None:
        raise ValueError("nothing was made of this draft")
    return links_of(draft.pk, draft.pair.slug, scope_of(request, _PAGE, make=True))


def links_of(draft_id: UUID, slug: str, scope: str) -> PairLinks:
    """The links to the files of a draft's pair, where its short name and the scope are known."""
    return PairLinks(slug, scope, lambda token: reverse("studio_media", args=[draft_id, token]))


def draft_media(request: HttpRequest, draft: Draft, token: str) -> HttpResponseBase:
    """Answer with what is behind a link of this draft. Raises Http404, or Refusal (410) for an expired one."""
    scope = scope_of(request, _PAGE)
    name = opened_or_refused(token, scope=scope)
    for which, clip in ((ORIGINAL, draft.clip), (SECOND, draft.second_clip)):
        if name == f"{draft.pk.hex}-{which}":
            return _clip_response(request, clip)
    return media_response(request, media_for(Pair.objects.filter(draft=draft), token, scope=scope))


def _clip_response(request: HttpRequest, clip: Clip | None) -> HttpResponseBase:
    if clip is None:
        raise Http404
    path = Path(settings.MEDIA_ROOT) / clip.file
    mime = clip.ingest["facts"]["mime"]
    return ranged_response(request, path, mime=mime, seconds=settings.MEDIA_LINK_SECONDS)
