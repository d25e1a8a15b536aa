"""Which place comes next after a miss: one of the same technique, where the sitting has any (docs/algorithms/contrast.md)."""

from __future__ import annotations

import random

from quizzes.attempts.asked import seed_of
from quizzes.attempts.course import Course, Place
from quizzes.attempts.terms import Reveal
from quizzes.clips.families import FAMILIES
from quizzes.items.models import Quiz

MISS = "miss"


def contrast_after(course: Course, place: Place) -> tuple[Place, Place] | None:
    """The place to be brought forward after the answers at `place`, and the next one, which makes room for it.

    None where the truth waits, when there is no such place, or it comes next anyway. What was taken away moves nowhere.
    By lot among the later places, whichever half they show: a rule that asked for the other half would tell it.
    """
    if course.mode != Quiz.Mode.PRACTICE or course.reveal != Reveal.EACH:
        return None
    if place.outcome != MISS or not place.is_done:
        return None
    later = [each for each in course.places[place.position :] if not each.is_skipped]
    following = next(iter(later), None)
    if following is None or not following.is_untouched:
        return None
    later = [each for each in later if each.technique and each.is_untouched]
    alike = [each for each in later if each.technique == place.technique]
    family = FAMILIES.get(place.technique or "")
    alike = alike or [each for each in later if family and FAMILIES.get(each.technique or "") == family]
    if not alike or alike[0] is following:
        return None
    return random.Random(f"contrast:{seed_of(place.showing_id)}").choice(alike), following
