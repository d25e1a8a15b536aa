"""A generated clip has no original: it is always the fake, and its reveal shows and says just that."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from literacy.people.models import User
from quizzes.attempts.actions import record_answer, start_sitting
from quizzes.attempts.course import course_of
from quizzes.attempts.media import ClipLinks
from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.models import Half, Pair
from quizzes.items.loader import item_for_pair
from tests.attempts.playing import page, question_of, text_of
from tests.factories import make_quiz, make_sitting

MakePair = Callable[..., Pair]


@pytest.fixture
def face(make_pair: MakePair) -> Pair:
    return make_pair(technique="full-synthesis-face", has_original=False)


@pytest.fixture
def sitting(face: Pair, sam: User) -> Sitting:
    return make_sitting(make_quiz([face]), sam, twins=False)


def _answer(sitting: Sitting, p: float) -> None:
    record_answer(
        course=course_of(sitting),
        position=1,
        item_type="judge",
        key=uuid4(),
        cleaned={"p_manipulated": p},
        milliseconds=900,
    )


def test_generated_clip_is_dealt_as_the_fake_to_everybody(
    make_pair: MakePair, face: Pair, sam: User, tess: User
) -> None:
    quiz = make_quiz([face, make_pair(has_twin=False, technique="authentic-odd-looking")])
    for user in (sam, tess):
        showings = start_sitting(quiz=quiz, taker=Taker.of(user), cohort="2B").showings
        assert showings.get(item__pair=face).half == Half.TWIN
        assert showings.exclude(item__pair=face).get().half == Half.ORIGINAL


def test_generated_clip_is_asked_of_like_any_other(sams: Client, sitting: Sitting) -> None:
    response = page(sams, sitting, 1)
    assert sams.get(question_of(response).clip).status_code == 200
    assert not any(word in text_of(response).lower() for word in ("generated", "computer made", "synthesis"))


@pytest.mark.parametrize(
    ("p", "outcome", "headline"),
    [
        (0.95, Answer.Outcome.HIT, "You saw it: a computer made this picture."),
        (0.05, Answer.Outcome.MISS, "A computer made this picture. It fooled you this time."),
        (0.5, Answer.Outcome.CHECKED, "Good to check: a computer made this picture."),
    ],
)
def test_reveal_says_that_a_computer_made_it_and_shows_one_picture(
    sams: Client, sitting: Sitting, p: float, outcome: str, headline: str
) -> None:
    _answer(sitting, p)
    assert Answer.objects.get().outcome == outcome
    html = text_of(page(sams, sitting, 1))
    assert headline in html and "Generated" in html and "does not exist" in html
    assert "data-compare" not in html and "Manipulated by this site" not in html
    assert 'width="240" height="160"' in html


def test_there_is_no_original_to_ask_for(sams: Client, sitting: Sitting) -> None:
    _answer(sitting, 0.95)
    assert sams.get(ClipLinks(sitting.pk, 1).original).status_code == 404


def test_nobody_is_asked_where_a_generated_clip_or_a_real_one_beside_it_was_changed(
    make_pair: MakePair, face: Pair
) -> None:
    beside = make_pair(has_twin=False, recipe={"params": {"canvas": [384, 384]}})
    assert item_for_pair(face).chain == item_for_pair(beside).chain == ["judge"]
