"""What the end of a sitting says, in counts that a learner can read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quizzes.attempts.course import Course
from quizzes.attempts.models import Answer


@dataclass(frozen=True)
class Summary:
    """Counts of one sitting: fakes seen of fakes judged, real clips trusted of real clips judged, and checks."""

    hits: int
    fakes: int
    trusted: int
    reals: int
    checked: int
    places_marked: int
    places_found: int

    @property
    def doubted(self) -> int:
        return self.reals - self.trusted


def summary_of(course: Course) -> Summary:
    """Count what a finished sitting holds. "I would check first" is neither right nor wrong and counted apart."""
    outcomes = Counter(place.outcome for place in course.places)
    points = list(
        Answer.objects.filter(
            showing__sitting=course.sitting, item_type="locate", points__isnull=False
        ).values_list("points", flat=True)
    )
    hits, misses = outcomes[Answer.Outcome.HIT], outcomes[Answer.Outcome.MISS]
    trusted, doubted = outcomes[Answer.Outcome.CORRECT_REJECTION], outcomes[Answer.Outcome.FALSE_ALARM]
    return Summary(
        hits=hits, fakes=hits + misses, trusted=trusted, reals=trusted + doubted,
        checked=outcomes[Answer.Outcome.CHECKED],
        places_marked=len(points), places_found=sum(1 for p in points if p is not None and p >= 0.5),
    )  # fmt: skip
