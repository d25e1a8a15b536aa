"""Changing a quiz of a school's own clips, and throwing it away: by its teachers, as long as nobody's answers hang on it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.actions import assign_quiz
from literacy.classroom.models import Classroom, School
from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.items.actions import change_quiz, delete_quiz, make_quiz
from quizzes.items.models import Quiz
from quizzes.studio.actions.publish_draft import retire_draft
from quizzes.studio.models import Draft
from tests.factories import make_sitting
from tests.pages import sign_in

Make = Callable[..., Draft]


@pytest.fixture
def own(school: School, draft: Make) -> tuple[Quiz, list[Pair]]:
    """A quiz of the first three of four published pairs."""
    pairs = [pair for pair in (draft("published").pair for _each in range(4)) if pair is not None]
    return make_quiz(shelf=school.shelf, title="Ours", pairs=pairs[:3]), pairs


def change(client: Client, quiz: Quiz, title: str, places: dict[int, str]) -> Any:
    """Send the page of a quiz: its title, and each chosen pair with the place that was typed for it."""
    school = int(quiz.shelf.rpartition("-")[2])
    given: dict[str, Any] = {"title": title, "pairs": list(places)}
    given |= {f"place-{number}": place for number, place in places.items() if place}
    return client.post(reverse("studio_quiz_change", args=[school, quiz.pk]), given)


def order_of(quiz: Quiz) -> list[int | None]:
    return [placement.item.pair_id for placement in quiz.placements.select_related("item")]


def test_a_quiz_is_renamed_reordered_and_given_other_clips(
    tesss: Client, own: tuple[Quiz, list[Pair]]
) -> None:
    quiz, (one, two, three, four) = own
    assert order_of(quiz) == [one.pk, two.pk, three.pk]
    places = {three.pk: "1", one.pk: "2", four.pk: ""}
    assert change(tesss, quiz, "  Our   street ", places).status_code == 302
    quiz.refresh_from_db()
    assert {words["title"] for words in quiz.texts.values()} == {"Our street"}
    assert order_of(quiz) == [three.pk, one.pk, four.pk]


def test_clips_with_the_same_number_keep_their_order(tesss: Client, own: tuple[Quiz, list[Pair]]) -> None:
    quiz, (one, two, three, _four) = own
    change(tesss, quiz, "Ours", {three.pk: "1", two.pk: "1", one.pk: "½"})
    assert order_of(quiz) == [two.pk, three.pk, one.pk]


def test_too_few_clips_are_refused_and_nothing_is_changed(
    tesss: Client, own: tuple[Quiz, list[Pair]]
) -> None:
    quiz, (one, two, three, _four) = own
    refused = change(tesss, quiz, "Other", {one.pk: "1"})
    assert refused.status_code == 400 and "Choose 2 to 40 clips" in refused.content.decode()
    quiz.refresh_from_db()
    assert quiz.text["title"] == "Ours" and order_of(quiz) == [one.pk, two.pk, three.pk]


def test_clips_of_elsewhere_cannot_be_put_in(
    tesss: Client, own: tuple[Quiz, list[Pair]], make_pair: Any
) -> None:
    quiz, (one, two, *_rest) = own
    assert change(tesss, quiz, "Ours", {one.pk: "1", two.pk: "2", make_pair().pk: "3"}).status_code == 422
    with pytest.raises(Refusal, match="not published"):
        change_quiz(quiz=quiz, title="Ours", pairs=[one, make_pair()])


def test_a_quiz_that_is_begun_keeps_its_clips_but_may_be_renamed(
    tesss: Client, own: tuple[Quiz, list[Pair]], sam: User
) -> None:
    quiz, (one, two, three, four) = own
    make_sitting(quiz, sam)
    assert change(tesss, quiz, "New name", {}).status_code == 302
    quiz.refresh_from_db()
    assert quiz.text["title"] == "New name" and order_of(quiz) == [one.pk, two.pk, three.pk]
    with pytest.raises(Refusal, match="begun this quiz"):
        change_quiz(quiz=quiz, title="New name", pairs=[one, four])


def test_a_retired_clip_stays_in_its_quiz_until_it_is_taken_out(
    tesss: Client, own: tuple[Quiz, list[Pair]]
) -> None:
    quiz, (one, two, three, _four) = own
    retire_draft(draft=one.draft)
    change(tesss, quiz, "Ours", {two.pk: "1", one.pk: "2", three.pk: "3"})
    assert order_of(quiz) == [two.pk, one.pk, three.pk]
    change(tesss, quiz, "Ours", {two.pk: "1", three.pk: "3"})
    assert order_of(quiz) == [two.pk, three.pk]


def test_a_quiz_nobody_was_given_is_deleted_and_its_clips_stay(
    tesss: Client, school: School, own: tuple[Quiz, list[Pair]]
) -> None:
    quiz, pairs = own
    address = reverse("studio_quiz_delete", args=[school.pk, quiz.pk])
    assert "for good?" in tesss.get(address).content.decode()
    assert tesss.post(address).status_code == 302
    assert not Quiz.objects.exists()
    assert Pair.objects.filter(pk__in=[pair.pk for pair in pairs]).count() == 4


def test_a_quiz_that_a_class_was_given_says_so_instead_of_asking(
    tesss: Client, school: School, own: tuple[Quiz, list[Pair]], classroom: Classroom, tess: User
) -> None:
    quiz, _pairs = own
    assign_quiz(classroom=classroom, quiz=quiz, teacher=tess)
    address = reverse("studio_quiz_delete", args=[school.pk, quiz.pk])
    html = tesss.get(address).content.decode()
    assert "given to 2B" in html and 'class="row" method="post"' not in html
    assert tesss.post(address).status_code == 409
    with pytest.raises(Refusal, match="given to a class"):
        delete_quiz(quiz=quiz)


@pytest.mark.parametrize("name", ["studio_quiz_change", "studio_quiz_delete"])
def test_a_quiz_of_another_school_or_of_the_library_is_not_there(
    name: str, tesss: Client, school: School, own: tuple[Quiz, list[Pair]], nora: User, client: Client
) -> None:
    theirs = Quiz.objects.create(slug="theirs", shelf=nora.memberships.get().school.shelf, texts={})
    everybodys = Quiz.objects.create(slug="everybodys", texts={})
    for quiz in (theirs, everybodys):
        assert tesss.post(reverse(name, args=[school.pk, quiz.pk])).status_code == 404
    sign_in(client, nora)
    assert client.post(reverse(name, args=[school.pk, own[0].pk])).status_code == 404
    assert Quiz.objects.count() == 3


def test_a_pair_with_answers_says_why_it_stays_before_it_asks(
    tesss: Client, own: tuple[Quiz, list[Pair]], sam: User
) -> None:
    quiz, (one, *_rest) = own
    make_sitting(quiz, sam)
    held = retire_draft(draft=one.draft)
    html = tesss.get(reverse("studio_delete", args=[held.pk])).content.decode()
    assert "This cannot be deleted" in html and "Somebody was asked about it" in html
    assert "Delete this for good?" not in html
