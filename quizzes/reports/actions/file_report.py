"""Report a clip; on a school's own shelf, saying that it shows oneself takes it away at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quizzes.clips.models import LIBRARY, Pair
from quizzes.http.refusal import Refusal
from quizzes.http.throttle import Limit
from quizzes.reports.actions.pull_pair import set_pulled
from quizzes.reports.models import Pull, Report
from quizzes.reports.reporter import Reporter

LONGEST = 1000
# A class shares one address: thirty pupils may report something each, and a script gets no further than they do.
_PERSON = Limit("report-person", failures=10, seconds=3600)
_ADDRESS = Limit("report-address", failures=60, seconds=3600)


@dataclass(frozen=True)
class Filed:
    """What became of a report. paused: whether the clip was taken away by it, until an editor has looked."""

    report: Report
    paused: bool


def file_report(*, pair: Pair, reason: str, words: str, reporter: Reporter) -> Filed:
    """Keep what somebody says about a pair; the same person with the same reason again adds only new words.

    Raises Refusal after too many reports of one person or address (429), or when it cannot be read (422).
    """
    words = words.strip()
    if reason not in Report.Reason.values:
        raise Refusal(_("Choose what is wrong with the clip."), status=422)
    if len(words) > LONGEST:
        raise Refusal(_("Say it in at most %(most)s characters.") % {"most": LONGEST}, status=422)
    if not reporter.taker.is_known:
        raise ValueError("a guest who reports needs a key, or they cannot be counted once")
    if _PERSON.reached(reporter.key) or _ADDRESS.reached(reporter.address):
        raise Refusal(
            _("Many clips were reported from here just now. What was sent is kept; try again in an hour."),
            status=429,
        )
    _PERSON.count_failure(reporter.key)
    _ADDRESS.count_failure(reporter.address)
    with transaction.atomic():
        # The pair's row is held, so that two who report at once see each other.
        fresh = Pair.objects.select_for_update().defer("truth", "recipe", "evidence").get(pk=pair.pk)
        who: dict[str, Any] = {"user_id": reporter.taker.user_id, "guest": reporter.taker.guest}
        own = fresh.shelf if fresh.shelf in reporter.shelves else ""
        report, is_new = Report.objects.open().get_or_create(
            pair=fresh, reason=reason, **who, defaults={"words": words, "shelf": own}
        )
        if not is_new and words and words not in report.words:
            report.words = f"{report.words}\n{words}".strip()[:LONGEST]
            report.save(update_fields=["words"])
        paused = not fresh.is_pulled and must_pause(fresh)
        if paused:
            Pull.objects.create(pair=fresh, is_pause=True)
            set_pulled(fresh, to=True)
    return Filed(report, paused)


def must_pause(pair: Pair) -> bool:
    """Whether reports alone take a pair away: only on a school's shelf, and only those who say that it shows them.

    One person of that school is enough, or two people of elsewhere, where all visitors without an account are one
    person. Whoever was heard before (an editor looked, and kept the clip) does not count a second time, so nobody
    can hide a clip again and again.
    """
    if pair.shelf == LIBRARY:
        return False
    about = Report.objects.filter(pair=pair, reason=Report.Reason.SHOWS_ME)
    heard = set(about.filter(state=Report.State.HANDLED).values_list("user_id", flat=True))
    people = [
        (user_id, shelf)
        for user_id, shelf in about.open().values_list("user_id", "shelf")
        if user_id not in heard
    ]
    from_school = any(user_id is not None and shelf == pair.shelf for user_id, shelf in people)
    return from_school or len({user_id for user_id, _shelf in people}) >= 2
