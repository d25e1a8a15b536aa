"""Giving out what is behind a signed link: a file of a pair in ranges, or captions."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from quizzes.clips.captions import captions_response
from quizzes.clips.lens_pictures import MIME as LENS_MIME
from quizzes.clips.lens_pictures import LensFile
from quizzes.clips.models import Pair, Rendition
from quizzes.http.ranges import ranged_response


def media_response(request: HttpRequest, found: Rendition | tuple[Pair, str] | LensFile) -> HttpResponseBase:
    """Return the file, the captions of a half of the pair, or what a lens shows. Raises Http404 where nobody speaks."""
    if isinstance(found, Rendition):
        path = Path(settings.MEDIA_ROOT) / found.file
        return ranged_response(request, path, mime=found.mime, seconds=settings.MEDIA_LINK_SECONDS)
    if isinstance(found, LensFile):
        return ranged_response(request, found.path, mime=LENS_MIME, seconds=settings.MEDIA_LINK_SECONDS)
    captions = captions_response(*found)
    if captions is None:
        raise Http404
    return captions
