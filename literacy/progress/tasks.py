"""What the workers' sweep does for this room: adding up the classes that changed."""

import time

from django.core.cache import cache

from literacy.classroom.models import Classroom
from literacy.progress.rollup import outdated, tally_class
from quizzes.jobs.registry import swept

_EVERY = 300
_LONGEST = 5.0  # seconds of one sweep; the rest is done with the next


@swept
def add_classes_up() -> int:
    """Add up the classes that look otherwise than when they were added up last; returns how many it did."""
    if not cache.add("progress:classes", 1, _EVERY):
        return 0
    changed = outdated()
    begun, done = time.monotonic(), 0
    rooms = Classroom.objects.select_related("school").filter(pk__in=changed)
    for room in rooms.order_by("archived_at", "pk").iterator():
        if time.monotonic() - begun > _LONGEST:
            cache.delete("progress:classes")
            break
        tally_class(room, changed[room.pk])
        done += 1
    return done
