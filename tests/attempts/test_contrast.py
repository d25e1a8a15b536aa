"""After a miss in practice a clip of the same technique comes next; halves, clips and their number stay as dealt."""

from collections import Counter
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from literacy.people.models import User
from quizzes.attempts import contrast
from quizzes.attempts.actions import record_answer
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Showing, Sitting
from quizzes.attempts.terms import Reveal
from quizzes.items.models import Quiz
from tests.factories import make_pair, make_quiz, make_sitting

TECHNIQUES = ("retouch", "text-edit", "copy-move", "retouch", "tts", "retouch")


def sitting_of(sam: User, *, twins: list[bool] | bool = True, mode: str = Quiz.Mode.PRACTICE) -> Sitting:
    pairs = [make_pair(technique=technique) for technique in TECHNIQUES]
    return make_sitting(make_quiz(pairs, asks=["judge"], mode=mode), sam, twins=twins)


def order(sitting: Sitting) -> list[tuple[str, str]]:
    rows = sitting.showings.order_by("position").values_list("item__pair__technique", "half")
    return [(technique or "", half) for technique, half in rows]


def say(sitting: Sitting, position: int, p: float) -> None:
    record_answer(
        course=course_of(sitting), position=position, item_type="judge", key=uuid4(),
        cleaned={"p_manipulated": p}, milliseconds=None,
    )  # fmt: skip


def test_after_a_miss_a_clip_of_the_same_technique_comes_next(sam: User, db: None, own_folders: None) -> None:
    sitting = sitting_of(sam)
    before = order(sitting)
    say(sitting, 1, 0.05)
    after = order(sitting)
    assert after[1][0] == "retouch"
    assert Counter(after) == Counter(before), "nothing was added, and no half was changed"
    assert sorted(sitting.showings.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("p", [0.95, 0.5])
def test_after_anything_else_the_order_stays(sam: User, db: None, own_folders: None, p: float) -> None:
    sitting = sitting_of(sam)
    before = order(sitting)
    say(sitting, 1, p)
    assert order(sitting) == before


def test_a_real_clip_that_was_trusted_and_a_test_change_nothing(
    sam: User, db: None, own_folders: None
) -> None:
    for sitting in (sitting_of(sam, twins=False), sitting_of(sam, mode=Quiz.Mode.ASSESSMENT)):
        before = order(sitting)
        say(sitting, 1, 0.05)
        assert order(sitting) == before


def test_a_sister_of_the_technique_will_do(sam: User, db: None, own_folders: None) -> None:
    pairs = [make_pair(technique=each) for each in ("splicing", "text-edit", "retouch", "copy-move")]
    sitting = make_sitting(make_quiz(pairs, asks=["judge"]), sam)
    say(sitting, 1, 0.05)
    assert [technique for technique, _ in order(sitting)] == ["splicing", "copy-move", "retouch", "text-edit"]


def test_which_half_comes_next_is_drawn_by_lot(
    sam: User, db: None, own_folders: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two candidates, one of each half, each is brought forward about as often: the rule tells no half."""
    sitting = sitting_of(sam, twins=[True, True, True, True, True, False])
    course = course_of(sitting)
    course.places[0].answered["judge"] = "miss"
    brought = []
    for seed in range(200):
        monkeypatch.setattr(contrast, "seed_of", lambda showing_id, seed=seed: str(seed))
        found = contrast.contrast_after(course, course.places[0])
        assert found is not None
        brought.append(found[0].is_manipulated)
    assert 70 < sum(brought) < 130


def test_what_was_opened_already_stays_where_it_is(sam: User, db: None, own_folders: None) -> None:
    sitting = sitting_of(sam)
    Showing.objects.filter(sitting=sitting, position=2).update(lenses=["noise"])
    before = order(sitting)
    say(sitting, 1, 0.05)
    assert order(sitting) == before


def test_a_clip_that_was_taken_away_moves_nowhere(sam: User, db: None, own_folders: None) -> None:
    sitting = sitting_of(sam)
    Showing.objects.filter(sitting=sitting, position__in=(2, 4)).update(left_out=True)
    before = order(sitting)
    say(sitting, 1, 0.05)
    after = order(sitting)
    assert after[2][0] == "retouch", "it comes next among those that are still asked"
    assert [after[at] for at in (1, 3)] == [before[at] for at in (1, 3)]
    assert course_of(sitting).current == 3


def test_where_the_truth_waits_nothing_is_brought_forward(sam: User, db: None, own_folders: None) -> None:
    """A contrast right after a miss would tell that it was one."""
    sitting = sitting_of(sam)
    sitting.reveal = Reveal.HANDED_IN
    sitting.save()
    before = order(sitting)
    say(sitting, 1, 0.05)
    assert order(sitting) == before


def test_bringing_a_contrast_keeps_an_answer_within_its_queries(
    sam: User, db: None, own_folders: None
) -> None:
    sitting = sitting_of(sam)
    course = course_of(sitting)
    with CaptureQueriesContext(connection) as made:
        record_answer(
            course=course, position=1, item_type="judge", key=uuid4(), cleaned={"p_manipulated": 0.05},
            milliseconds=None,
        )  # fmt: skip
    assert len(made) <= 5, "begin, insert, two updates, commit; user and course come before"
