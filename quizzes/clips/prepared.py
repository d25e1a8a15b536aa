"""Films to take along: their strip takes as long as the film, so it is made in the background, once, and kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from django.utils import translation

from quizzes.clips import store
from quizzes.clips.claims import disclosure_for
from quizzes.clips.models import Half, Medium, Pair, Rendition
from quizzes.clips.signed import folder_of, forget_signed
from quizzes.clips.strip import film_with_strip
from quizzes.jobs.actions import enqueue
from quizzes.jobs.models import Job
from quizzes.jobs.registry import JobFailure, Progress

STRIP_FILM = "strip-film"


class Stage(StrEnum):
    """How far a file to take along is."""

    READY = "ready"
    WORKING = "working"
    FAILED = "failed"
    ABSENT = "absent"
    """Nobody has asked for it yet, or it was cleared away."""


@dataclass(frozen=True)
class Preparation:
    """How far it is; `percent` (0 to 100) while it is being made."""

    stage: Stage
    percent: int = 0


def must_be_prepared(pair: Pair, half: str) -> bool:
    """Whether a half can be taken along only when it was prepared; all else is made when it is asked for."""
    return pair.medium == Medium.VIDEO and half == Half.TWIN


def preparation_of(pair: Pair, half: str) -> Preparation:
    """Return how far the film of a half is, in the language that is spoken. At most two queries."""
    rendition = pair.renditions.get(kind=half)
    if store.path_of(strip_key(rendition, disclosure_for(pair, half))).exists():
        return Preparation(Stage.READY)
    job = Job.objects.about(kind=STRIP_FILM, target=_target(rendition)).first()
    if job is None or job.state == Job.State.DONE:
        return Preparation(Stage.ABSENT)
    if job.state == Job.State.FAILED:
        return Preparation(Stage.FAILED)
    return Preparation(Stage.WORKING, job.progress)


def prepare_film(*, pair: Pair, half: str) -> Job:
    """Have the film of a half made with its strip, in the language that is spoken; also anew after it failed.

    Asked for twice while it waits or is made, it is made once.
    """
    target = _target(pair.renditions.get(kind=half))
    running = Job.objects.about(kind=STRIP_FILM, target=target).open().first()
    return running or enqueue(kind=STRIP_FILM, target=target)


def make_prepared(target: str, progress: Progress) -> None:
    """Make the film that a job names and keep it; nothing is done for one that nobody may take along any more.

    Raises `JobFailure`.
    """
    number, _space, language = target.partition(" ")
    rendition = _given_out(number)
    if rendition is None:
        return
    with translation.override(language):
        sentence = disclosure_for(rendition.pair, rendition.kind)
        key = strip_key(rendition, sentence)
        if store.path_of(key).exists():
            return
        try:
            shown = store.path_of(rendition.file).read_bytes()
            store.keep(key, film_with_strip(shown, sentence, progress=progress))
        except (ValueError, OSError, store.StoreError) as error:
            raise JobFailure(str(error)) from error
    # Deleted or taken away while it was made: then what goes with it has gone already, and this came too late.
    if _given_out(number) is None:
        forget_signed(rendition)


def strip_key(rendition: Rendition, sentence: str) -> str:
    """Return the name under which a film with a strip that says this sentence is kept."""
    return f"{folder_of(rendition)}/strip-{hashlib.sha256(sentence.encode()).hexdigest()[:32]}"


def _given_out(number: str) -> Rendition | None:
    found = Rendition.objects.select_related("pair__clip").filter(pk=number, pair__is_pulled=False).first()
    return found if found is not None and found.kind == Half.TWIN else None


def _target(rendition: Rendition) -> str:
    return f"{rendition.pk} {translation.get_language() or 'en'}"
