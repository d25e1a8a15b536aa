"""The background work of this room."""

from django.utils.translation import gettext_lazy as _

from quizzes.clips.catalogue_reading import CatalogueError
from quizzes.clips.fetch_errors import DiskFullError, DownloadStoppedError, FetchError, NoNetworkError
from quizzes.growth import pipeline
from quizzes.growth.plan import plan_here
from quizzes.jobs.registry import JobFailure, Progress, TryLater, job

FETCH_PACKAGE = "fetch-package"


@job(FETCH_PACKAGE, title=_("Fetching originals"), gives_way=True)
def fetch_package(target: str, progress: Progress) -> None:
    try:
        pipeline.fetch_package(plan_here(), target, lambda: progress(0))
    except (NoNetworkError, DownloadStoppedError, DiskFullError) as error:
        # An address on the web may be gone for good, and what stands behind it must not wait for it.
        raise (JobFailure if target.startswith("web ") else TryLater)(str(error)) from error
    except (FetchError, CatalogueError) as error:
        raise JobFailure(str(error)) from error
