"""The background work of this room."""

from django.utils.translation import gettext_lazy as _

from quizzes.jobs.registry import Progress, job
from quizzes.studio import pipeline

CHECK_UPLOAD = "check-upload"


@job(CHECK_UPLOAD, title=_("Looking at an upload"))
def check_upload(target: str, progress: Progress) -> None:
    pipeline.check_upload(target, progress)
