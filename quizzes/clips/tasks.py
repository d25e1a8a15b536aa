"""The background work of this room."""

from django.utils.translation import gettext_lazy as _

from quizzes.clips import made, pipeline
from quizzes.clips.prepared import STRIP_FILM, make_prepared
from quizzes.jobs.registry import JobFailure, Progress, job

RENDER_PAIR = "render-pair"


@job(RENDER_PAIR, title=_("Making a pair"))
def render_pair(target: str, progress: Progress) -> None:
    try:
        pipeline.render_pair(target, progress)
    except made.RenderError as error:
        raise JobFailure(str(error)) from error


@job(STRIP_FILM, title=_("Preparing a film to take along"))
def strip_film(target: str, progress: Progress) -> None:
    make_prepared(target, progress)
