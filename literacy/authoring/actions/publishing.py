"""Bringing what was written before pupils: all of it that is ready, or nothing."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.authoring.drafts import digest_of
from literacy.authoring.models import Manuscript
from literacy.authoring.standing import standing_of
from literacy.lessons.models import Lesson
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz


@transaction.atomic
def publish_manuscript(*, manuscript: Manuscript, seen: str) -> Lesson:
    """Let pupils read the newest version of each language that is ready; what they did stays with their lesson.

    seen: the versions that stood on the page, as `standing.seen` has them. Raises Refusal where somebody saved since,
    where the first language is not ready, and for a lesson that was put away. What pupils read before stays then.
    """
    Manuscript.objects.select_for_update().get(pk=manuscript.pk)
    if manuscript.retired_at is not None:
        raise Refusal(_("This lesson was put away. Bring it back first."))
    standing = standing_of(manuscript)
    if standing.seen != seen:
        raise Refusal(
            _("Somebody saved this lesson since you opened the page. Look at it again, then publish.")
        )
    ready = [each for each in standing.languages if each.is_ready]
    if not standing.first.is_ready:
        raise Refusal(
            _("This lesson cannot be published yet: %(sentence)s What pupils read has not changed.")
            % {"sentence": standing.first.why_not},
            status=422,
        )
    bodies = {each.language: each.reading.body for each in ready if each.reading is not None}
    lesson = manuscript.lesson or Lesson(shelf=manuscript.shelf, slug=manuscript.slug, number=0)
    lesson.bodies, lesson.digest = bodies, digest_of(bodies)
    lesson.quiz, lesson.open_to_school, lesson.is_retired = manuscript.quiz, manuscript.open_to_school, False
    lesson.save()
    manuscript.lesson, manuscript.published_at = lesson, timezone.now()
    manuscript.published = {each.language: each.version.number for each in ready if each.version is not None}
    manuscript.save(update_fields=["lesson", "published", "published_at"])
    return lesson


@transaction.atomic
def change_terms(*, manuscript: Manuscript, minutes: int, quiz: Quiz | None, open_to_school: bool) -> None:
    """Say how long it takes, which quiz is at its end, and who finds it. Who finds it holds at once, the rest when published."""
    manuscript.minutes, manuscript.quiz, manuscript.open_to_school = minutes, quiz, open_to_school
    manuscript.save(update_fields=["minutes", "quiz", "open_to_school", "changed_at"])
    if manuscript.lesson is not None:
        manuscript.lesson.open_to_school = open_to_school
        manuscript.lesson.save(update_fields=["open_to_school"])
