"""The page on which a film to take along is waited for, in each of its states."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import translation

from quizzes.clips.claims import disclosure_for
from quizzes.clips.prepared import prepare_film, strip_key
from quizzes.clips.store import keep
from quizzes.jobs.models import Job
from tests.film_pairs import make_film_pair


def page_of_film(state: Job.State, get: Callable[[str], Any]) -> str:
    """Make a film whose job is in this state, in either language, and return the address of its page."""
    get("keys")
    film = make_film_pair()
    for language in ("nl", "en"):
        with translation.override(language):
            job = prepare_film(pair=film, half="twin")
            if state == Job.State.DONE:
                keep(strip_key(film.renditions.get(kind="twin"), disclosure_for(film, "twin")), b"a film")
        Job.objects.filter(pk=job.pk).update(state=state, progress=40)
    return reverse("library_prepared", args=[film.slug, "twin"])
