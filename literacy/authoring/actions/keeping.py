"""Putting a lesson away, bringing it back, and deleting for good what nobody did anything in."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.authoring.models import Manuscript
from literacy.classroom.models import Assignment, Classroom
from literacy.lessons.models import PollAnswer, StepProgress
from quizzes.http.refusal import Refusal


@transaction.atomic
def retire_manuscript(*, manuscript: Manuscript) -> None:
    """Put it away: it is given to no class any more and stands in no list; those to whom it was given read it still."""
    if manuscript.retired_at is None:
        manuscript.retired_at = timezone.now()
        manuscript.save(update_fields=["retired_at"])
    _mark(manuscript, is_retired=True)


@transaction.atomic
def bring_back(*, manuscript: Manuscript) -> None:
    """Take back that it was put away."""
    manuscript.retired_at = None
    manuscript.save(update_fields=["retired_at"])
    _mark(manuscript, is_retired=False)


@transaction.atomic
def delete_manuscript(*, manuscript: Manuscript) -> None:
    """Delete it with every version. Raises Refusal for one that is not put away, or on which pupils' work hangs."""
    if manuscript.retired_at is None:
        raise Refusal(_("Put this lesson away first. Then it can be deleted."))
    if sentence := why_kept(manuscript):
        raise Refusal(sentence)
    lesson = manuscript.lesson
    manuscript.delete()
    if lesson is not None:
        lesson.delete()


def why_kept(manuscript: Manuscript) -> str:
    """The sentence that says why it cannot be deleted; empty where it can."""
    lesson = manuscript.lesson
    if lesson is None:
        return ""
    given = Assignment.objects.filter(lesson=lesson).values("classroom")
    names = list(Classroom.objects.filter(pk__in=given).order_by("name").values_list("name", flat=True))
    if names:
        return _("This lesson was given to %(classes)s, so it stays: what pupils did in it hangs on it.") % {
            "classes": ", ".join(names)
        }
    pupils = {"lesson": lesson, "user__email": None}
    if StepProgress.objects.filter(**pupils).exists() or PollAnswer.objects.filter(**pupils).exists():
        return _("Pupils have begun this lesson, so it stays: what they did in it hangs on it.")
    return ""


def _mark(manuscript: Manuscript, *, is_retired: bool) -> None:
    if manuscript.lesson is not None:
        manuscript.lesson.is_retired = is_retired
        manuscript.lesson.save(update_fields=["is_retired"])
