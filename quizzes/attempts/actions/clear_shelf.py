"""Empty a tenant's shelf for good: everything that lies on it, with every file and every answer about it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.db import transaction

from quizzes.attempts.models import Sitting
from quizzes.clips import store
from quizzes.clips.lens_pictures import folder_of
from quizzes.clips.models import LIBRARY, Clip, Pair, Rendition
from quizzes.items.models import Item, Placement, Quiz, Series
from quizzes.jobs.models import Job
from quizzes.meter.models import LensRun
from quizzes.studio.models import Draft, Quota


@dataclass(frozen=True)
class Cleared:
    """What lay on a shelf: numbers of drafts, pairs and originals, and of files removed from the store."""

    drafts: int
    pairs: int
    clips: int
    files: int


def clear_shelf(*, shelf: str) -> Cleared:
    """Remove quizzes, drafts, pairs, originals and their files, and the sittings in which its pairs were shown.

    Files go once the rows are gone for good. A job that is at work on one of them finds its row gone and keeps
    nothing. Raises ValueError for the library, and ProtectedError (with nothing removed) where a pair of another
    shelf stands on an original of this one.
    """
    if shelf == LIBRARY:
        raise ValueError("the library is nobody's shelf, so nobody's leaving empties it")
    with transaction.atomic():
        drafts, pairs = Draft.objects.filter(shelf=shelf), Pair.objects.filter(shelf=shelf)
        clips = Clip.objects.filter(shelf=shelf)
        renditions = list(Rendition.objects.filter(pair__in=pairs).only("file", "sha256"))
        keys = [rendition.file for rendition in renditions]
        keys += [key for key in drafts.values_list("upload", flat=True) if key]
        keys += [key for key in clips.values_list("file", flat=True) if key]
        targets = [*pairs.values_list("slug", flat=True), *map(str, drafts.values_list("pk", flat=True))]
        cleared = Cleared(drafts.count(), pairs.count(), clips.count(), len(keys))
        items = list(Item.objects.filter(pair__in=pairs).values_list("pk", flat=True))
        Sitting.objects.filter(showings__item__in=items).delete()
        Sitting.objects.filter(quiz__shelf=shelf).delete()
        Placement.objects.filter(item__in=items).delete()
        series = list(Quiz.objects.filter(shelf=shelf, series__isnull=False).values_list("series", flat=True))
        Quiz.objects.filter(shelf=shelf).delete()
        Series.objects.filter(pk__in=series, quizzes=None).delete()
        Item.objects.filter(pk__in=items).delete()
        LensRun.objects.filter(shelf=shelf).delete()
        Quota.objects.filter(shelf=shelf).delete()
        drafts.delete()
        pairs.delete()
        clips.delete()
        Job.objects.filter(target__in=targets).exclude(state=Job.State.RUNNING).delete()
        store.discard_after_commit(keys)
        transaction.on_commit(partial(_remove_folders, [folder_of(each) for each in renditions]))
    return cleared


def _remove_folders(folders: list[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
