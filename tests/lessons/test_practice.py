"""The practice quiz of a lesson: by its techniques, with nothing of the lesson in it, kept once begun."""

from collections.abc import Callable
from pathlib import Path

import pytest

from literacy.lessons.loader import load_lessons
from literacy.lessons.models import Lesson
from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.items.models import Quiz
from tests.factories import make_sitting
from tests.lessons.sample import LESSON, write_lesson

pytestmark = pytest.mark.django_db
Make = Callable[..., Pair]


def load(
    fixtures: Path, practice: str = '{ techniques = ["copy-move", "retouch"], number = 4 }'
) -> Quiz | None:
    text = LESSON.replace('quiz = "crop"', f"practice = {practice}")
    write_lesson(fixtures, en=text, nl=text)
    assert load_lessons(fixtures, fixtures).problems == []
    return Lesson.objects.get(slug="crop").quiz


def slugs(quiz: Quiz | None) -> set[str]:
    return set(quiz.items.values_list("pair__slug", flat=True)) if quiz else set()


def test_it_is_drawn_on_the_techniques_and_open_to_guests(
    fixtures: Path, field: Pair, make_pair: Make
) -> None:
    fitting = {make_pair(technique=name).slug for name in ("copy-move", "copy-move", "retouch", "retouch")}
    make_pair(technique="splicing")
    quiz = load(fixtures)
    assert quiz is not None and quiz.open_to_guests and quiz.texts["nl"]["title"] == "Oefenen: Crop"
    assert slugs(quiz) == fitting


def test_no_technique_crowds_another_out(fixtures: Path, field: Pair, make_pair: Make) -> None:
    for _each in range(9):
        make_pair(technique="copy-move")
    two = {make_pair(technique="retouch").slug for _each in range(2)}
    assert two < slugs(load(fixtures)) and len(slugs(load(fixtures))) == 4


def test_neither_a_pair_nor_an_original_of_the_lesson_is_in_it(
    fixtures: Path, field: Pair, make_pair: Make
) -> None:
    alike = make_pair(technique="retouch")
    Pair.objects.filter(pk=alike.pk).update(clip=field.clip)
    others = {make_pair(technique="retouch").slug for _each in range(2)}
    assert slugs(load(fixtures)) == others


def test_two_pairs_of_one_original_are_not_both_drawn(fixtures: Path, field: Pair, make_pair: Make) -> None:
    pairs = [make_pair(technique="retouch") for _each in range(3)]
    Pair.objects.filter(pk=pairs[1].pk).update(clip=pairs[0].clip)
    assert len(slugs(load(fixtures))) == 2


def test_with_too_few_pairs_there_is_no_quiz_yet(fixtures: Path, field: Pair, make_pair: Make) -> None:
    make_pair(technique="retouch")
    assert load(fixtures) is None
    make_pair(technique="retouch")
    assert load(fixtures) is not None


def test_the_same_library_gives_the_same_draw(fixtures: Path, field: Pair, make_pair: Make) -> None:
    for _each in range(9):
        make_pair(technique="copy-move")
    first = slugs(load(fixtures))
    Quiz.objects.all().delete()
    assert slugs(load(fixtures)) == first


def test_a_quiz_that_was_begun_stays_as_it_is(
    fixtures: Path, field: Pair, make_pair: Make, sam: User
) -> None:
    for _each in range(3):
        make_pair(technique="copy-move")
    quiz = load(fixtures)
    assert quiz is not None
    before = slugs(quiz)
    make_sitting(quiz, sam)
    for _each in range(6):
        make_pair(technique="retouch")
    assert slugs(load(fixtures)) == before


def test_pairs_of_a_school_are_never_in_it(fixtures: Path, field: Pair, make_pair: Make) -> None:
    make_pair(technique="retouch", shelf="school-1")
    make_pair(technique="retouch", shelf="school-1")
    assert load(fixtures) is None


def test_cues_and_media_narrow_and_widen_the_draw(fixtures: Path, field: Pair, make_pair: Make) -> None:
    pair = make_pair(technique="splicing")
    Pair.objects.filter(pk=pair.pk).update(cues=["edge-halo"])
    make_pair(technique="retouch")
    drawn = slugs(load(fixtures, '{ techniques = ["retouch"], cues = ["edge-halo"] }'))
    assert pair.slug in drawn and len(drawn) == 2
