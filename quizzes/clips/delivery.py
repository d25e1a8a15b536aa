"""Giving out what is behind a signed link: a file of a pair in ranges, or captions."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from quizzes.clips.captions import captions_response
from quizzes.clips.models import Pair, Rendition
from quizzes.http.ranges import ranged_response


def media_response(request: HttpRequest, found: Rendition | tuple[Pair, str]) -> HttpResponseBase:
    """Return the file, or the captions of a half of the pair. Raises Http404 where nobody speaks."""
    if isinstance(found, Rendition):
        path = Path(settings.MEDIA_ROOT) / found.file
        return ranged_response(request, path, mime=found.mime, seconds=settings.MEDIA_LINK_SECONDS)
    captions = captions_response(*found)
    if captions is None:
        raise Http404
    return captions
