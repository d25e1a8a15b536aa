"""What the end of a sitting says, in counts that a learner can read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quizzes.attempts.course import Course, Place
from quizzes.attempts.marks import with_mark
from quizzes.attempts.models import Answer, Showing
from quizzes.clips.models import in_language
from quizzes.items.types import JUDGEMENTS, Shows


@dataclass(frozen=True)
class Tally:
    """How often something other than a judgement was asked about where it can be right, and how often it was."""

    right: int
    marked: int


@dataclass(frozen=True)
class Summary:
    """Counts of one sitting: fakes seen of fakes judged, real clips trusted of real clips judged, and checks.

    `tallies` are by item type, with those alone that were marked; a comparison is one of them and no judgement.
    """

    hits: int
    fakes: int
    trusted: int
    reals: int
    checked: int
    stories: int
    tallies: dict[str, Tally]

    @property
    def doubted(self) -> int:
        return self.reals - self.trusted

    @property
    def judged(self) -> int:
        return self.fakes + self.reals + self.checked

    @property
    def read(self) -> Tally | None:
        """Of how many files the Content Credentials were read, and read well."""
        return self.tallies.get("provenance")

    @property
    def compared(self) -> Tally | None:
        return self.tallies.get("compare")


def summary_of(course: Course) -> Summary:
    """Count what a finished sitting holds. "I would check first" is neither right nor wrong and counted apart."""
    outcomes = Counter(place.outcome for place in course.places)
    counted = Answer.objects.filter(showing__sitting=course.sitting, showing__is_discounted=False)
    others = counted.exclude(item_type__in=JUDGEMENTS)
    points: dict[str, list[float]] = {}
    rows = with_mark(others).values_list("item_type", "points", "given_anew", "new_points")  # type: ignore[misc]
    for slug, own, anew, new in rows:
        each = own if anew is None else new
        if each is not None:
            points.setdefault(slug, []).append(each)
    hits, misses = outcomes[Answer.Outcome.HIT], outcomes[Answer.Outcome.MISS]
    trusted, doubted = outcomes[Answer.Outcome.CORRECT_REJECTION], outcomes[Answer.Outcome.FALSE_ALARM]
    return Summary(
        hits=hits, fakes=hits + misses, trusted=trusted, reals=trusted + doubted,
        checked=outcomes[Answer.Outcome.CHECKED],
        stories=sum(place.shows is Shows.NOTHING and not place.is_discounted for place in course.places),
        tallies={slug: Tally(sum(p >= 0.5 for p in found), len(found)) for slug, found in points.items()},
    )  # fmt: skip


def named_places(course: Course) -> list[tuple[Place, str]]:
    """Every place, and where it is a story what the story is called: nothing else there says which one it was."""
    stories = [place.showing_id for place in course.places if place.shows is Shows.NOTHING]
    contents = Showing.objects.filter(pk__in=stories).values_list("pk", "item__content") if stories else []
    titles = {pk: in_language(content["texts"])["title"] for pk, content in contents}
    return [(place, titles.get(place.showing_id, "")) for place in course.places]
