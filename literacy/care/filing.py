"""The files of exports: making them go, with the person or when their time is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from literacy.care.models import Export
from quizzes.jobs.models import Job

EXPORT_DATA = "export-data"
_REMEMBERED = timedelta(days=30)


def drop_exports(*, exports: QuerySet[Export]) -> int:
    """Remove exports with their files, once it is saved; a job at work on one finds its row gone. Returns how many files."""
    found: Sequence[Export] = list(exports)
    paths = [export.path for export in found if export.file]
    targets = [str(export.pk) for export in found]
    Job.objects.filter(kind=EXPORT_DATA, target__in=targets).exclude(state=Job.State.RUNNING).delete()
    Export.objects.filter(pk__in=[export.pk for export in found]).delete()
    transaction.on_commit(partial(_unlink, paths))
    return len(paths)


def forget_exports(*, now: datetime | None = None) -> int:
    """Remove the files whose time is over, and after some weeks that they were asked for. Returns how many rows."""
    now = now or timezone.now()
    over = Export.objects.filter(~Q(file=""), expires_at__lte=now)
    for export in over:
        _unlink([export.path])
    ended = Export.objects.filter(pk__in=[export.pk for export in over]).update(file="", size=0)
    old, _each = Export.objects.filter(file="", asked_at__lte=now - _REMEMBERED).delete()
    return ended + old


def _unlink(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
