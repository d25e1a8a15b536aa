"""The background work of care: files, and what is due by itself."""

from collections.abc import Callable

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from literacy.care.filing import EXPORT_DATA, forget_exports
from literacy.care.forgetting import forget_looks
from literacy.care.keeping import announce_due, erase_due
from literacy.care.parting import erase_parted
from literacy.care.pipeline import make_export
from literacy.care.wiping import wipe_log
from quizzes.jobs.registry import job, swept

_HOUR = 3600


@job(EXPORT_DATA, title=_("Collecting data"))
def export_data(target: str, progress: Callable[[int], None]) -> None:
    make_export(export_id=target, progress=progress)


@swept
def keep_the_clock() -> int:
    """Erase who is due, end files and schools whose time is over; once an hour, announce who will be due."""
    done = erase_due() + erase_parted() + forget_exports() + forget_looks()
    if cache.add("care:clock", 1, _HOUR):
        done += announce_due()
        wipe_log()
    return done
