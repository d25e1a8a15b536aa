"""A class made by lot: quizzes, attempts, answers, and everything a teacher may mend about them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from literacy.classroom.models import (
    AssignedSitting,
    Assignment,
    Classroom,
    Enrolment,
    Group,
    OwnTerms,
    PulledItem,
)
from literacy.people.models import User
from quizzes.attempts.models import Answer, Remark, Showing, Sitting
from quizzes.clips.models import Clip, Pair
from quizzes.items.models import Item, Placement, Quiz, Series
from quizzes.scoring.marking.judge import STOPS, JudgeResponse, mark_judge

FIRST = datetime(2026, 6, 25, 22, 30, tzinfo=UTC)  # by the clock of Amsterdam half past midnight, the 26th
SOME = {"copy-move": ["duplicated-region", "noise-mismatch"], "splicing": ["edge-halo"], "miscaptioned": []}


def make_items(number: int) -> list[Item]:
    """Items of three techniques in turn, every fifth a comparison and the last a story."""
    tag = uuid4().hex[:8]
    clip = Clip.objects.create(slug=f"clip-{tag}", medium="photo", texts={})
    items = []
    for n in range(number - 1):
        technique = list(SOME)[n % 3]
        pair = Pair.objects.create(
            slug=f"{tag}-{n}", clip=clip, medium="photo", technique=technique, cues=SOME[technique],
            state="published", question="claim" if technique == "miscaptioned" else "picture",
        )  # fmt: skip
        kind = "context" if technique == "miscaptioned" else "compare" if n % 5 == 4 else "judge"
        chain = [kind] if kind != "judge" else ["judge", "locate"]
        items.append(Item.objects.create(slug=f"{tag}-{n}", pair=pair, chain=chain))
    items.append(Item.objects.create(slug=f"{tag}-story", chain=["respond"], content={"texts": {}}))
    return items


def fill(classroom: Classroom, seed: int, *, learners: int = 6, quizzes: int = 4, items: int = 14) -> None:
    """Let a class do quizzes, some of it twice, some half-way; void, excuse, pull, mark anew and let leave by lot."""
    chance = random.Random(seed)
    places = [
        Enrolment.objects.create(
            classroom=classroom, user=User.objects.create_user(name=f"Pupil {n}"), code_digest=str(n),
            left_at=FIRST + timedelta(days=90) if chance.random() < 0.2 else None,
        )
        for n in range(learners)
    ]  # fmt: skip
    group = Group.objects.create(classroom=classroom, name="Some")
    group.enrolments.set(chance.sample(places, 2))
    series = Series.objects.create(slug=f"series-{uuid4().hex[:8]}", seed="s")
    made = make_items(items)
    for number in range(quizzes):
        quiz = Quiz.objects.create(
            slug=uuid4().hex,
            series=series if number < 2 else None,
            form=["pre", "post"][number] if number < 2 else "",
        )
        asked = chance.sample(made, items - 2)
        Placement.objects.bulk_create(
            Placement(quiz=quiz, item=item, position=n) for n, item in enumerate(asked)
        )
        given = Assignment.objects.create(
            classroom=classroom, quiz=quiz, attempts=None, grade_rule=chance.choice(["first", "best", "last"]),
            whom="chosen" if number == 3 else "class", opens_at=FIRST + timedelta(days=30 * number),
        )  # fmt: skip
        if number == 3:
            given.groups.set([group])
            given.learners.set(chance.sample(places, 1))
        for place in places:
            for attempt in range(1, chance.choice([0, 1, 1, 1, 2, 3]) + 1):
                begun = FIRST + timedelta(days=30 * number + attempt * chance.choice([0, 1, 9]))
                _sit(given, place, attempt, asked, begun, chance)
        if chance.random() < 0.5:
            PulledItem.objects.create(assignment=given, item=chance.choice(asked))
        if chance.random() < 0.5:
            OwnTerms.objects.create(assignment=given, enrolment=chance.choice(places), is_excused=True)
    if chance.random() < 0.3:
        classroom.assignments.filter(pk=given.pk).update(withdrawn_at=FIRST)
    for answer in Answer.objects.filter(item_type="locate").order_by("pk"):
        if chance.random() < 0.2:
            old, new = (
                Remark(answer=answer, response={}, points=chance.random(), superseded_at=when)
                for when in (FIRST, None)
            )
            Remark.objects.bulk_create(chance.choice([[old, new], [new], [old]]))


def _sit(
    given: Assignment,
    place: Enrolment,
    attempt: int,
    asked: list[Item],
    begun: datetime,
    chance: random.Random,
) -> None:
    is_done = chance.random() < 0.8
    assert given.quiz is not None
    sitting = Sitting.objects.create(
        quiz=given.quiz,
        user_id=place.user_id,
        finished_at=begun + timedelta(minutes=20) if is_done else None,
    )
    Sitting.objects.filter(pk=sitting.pk).update(started_at=begun)  # it is set by itself when it is made
    AssignedSitting.objects.create(
        assignment=given, enrolment=place, sitting=sitting, attempt=attempt,
        voided_at=begun if chance.random() < 0.15 else None,
    )  # fmt: skip
    showings = Showing.objects.bulk_create(
        Showing(sitting=sitting, item=item, position=n, half=chance.choice(["original", "twin"]))
        for n, item in enumerate(asked, start=1)
    )
    told = len(showings) if is_done else chance.randrange(len(showings))
    Answer.objects.bulk_create(
        answer for showing in showings[:told] for answer in _answers(showing, showing.item.chain, chance)
    )


def _answers(showing: Showing, chain: list[str], chance: random.Random) -> list[Answer]:
    found = []
    for kind in chain:
        took = chance.choice([None, chance.randrange(60_000)])
        answer = Answer(showing=showing, item_type=kind, key=uuid4(), response={}, milliseconds=took)
        if kind in ("judge", "context"):
            p = chance.choice(STOPS)
            mark = mark_judge(JudgeResponse(p), showing.half == "twin")
            answer.outcome, answer.p_manipulated, answer.points = mark.outcome.value, p, mark.points
        elif kind == "compare":
            answer.points = float(chance.random() < 0.6)
        else:
            answer.points = chance.choice([None, chance.random()])
        found.append(answer)
    return found
