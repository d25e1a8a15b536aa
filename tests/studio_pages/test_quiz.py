"""A quiz of a school's own pairs: made in the studio, given by its teachers, played by its pupils, seen by no other school."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.assignments.forms import GiveForm
from literacy.classroom.actions import assign_quiz, delete_school
from literacy.classroom.models import Classroom, School
from literacy.people.models import User
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.items.actions import make_quiz
from quizzes.items.models import Quiz
from quizzes.studio.actions.publish_draft import retire_draft
from quizzes.studio.models import Draft
from tests.factories import make_sitting
from tests.pages import sign_in

Make = Callable[..., Draft]


def order(client: Client, school: School, title: str, *drafts: Draft) -> Any:
    given = {"title": title, "pairs": [draft.pair_id for draft in drafts]}
    return client.post(reverse("studio_quiz", args=[school.pk]), given)


def choices(classroom: Classroom) -> list[Quiz]:
    return list(GiveForm(classroom).fields["quiz"].queryset)  # type: ignore[attr-defined]


def test_own_pairs_become_a_quiz_that_a_class_can_be_given(
    tesss: Client, school: School, classroom: Classroom, draft: Make, sam: User, client: Client
) -> None:
    drafts = [draft("published") for _each in range(3)]
    assert order(tesss, school, "Our street", *drafts).status_code == 302
    quiz = Quiz.objects.get()
    assert (quiz.shelf, quiz.text["title"], quiz.items.count()) == (school.shelf, "Our street", 3)
    assert choices(classroom) == [quiz]
    given = {"quiz": quiz.pk}
    assert tesss.post(reverse("new_assignment", args=[classroom.pk]), given).status_code == 302
    sign_in(client, sam)
    begun = client.post(reverse("begin", args=[classroom.assignments.get().pk]), follow=True)
    assert begun.status_code == 200
    assert quiz.sittings.get().showings.count() == 3


def test_another_school_is_offered_nothing_of_it(school: School, nora: User, draft: Make) -> None:
    quiz = make_quiz(
        shelf=school.shelf,
        title="Ours",
        pairs=[draft("published").pair, draft("published").pair],  # type: ignore[list-item]
    )
    theirs = Classroom.objects.create(school=nora.memberships.get().school, name="1A", code="ZZZZ99")
    assert choices(theirs) == []
    with pytest.raises(Refusal, match="cannot be given"):
        assign_quiz(classroom=theirs, quiz=quiz, teacher=nora)


@pytest.mark.parametrize(
    ("title", "number", "sentence"), [("", 2, "Give the quiz a title"), ("Ours", 1, "Choose 2 to 40 clips")]
)
def test_quiz_that_is_none_is_refused_on_its_page(
    title: str, number: int, sentence: str, tesss: Client, school: School, draft: Make
) -> None:
    drafts = [draft("published") for _each in range(2)]
    response = order(tesss, school, title, *drafts[:number])
    assert response.status_code == 400 and sentence in response.content.decode()
    assert not Quiz.objects.exists()


def test_only_published_pairs_of_the_school_can_be_chosen(
    tesss: Client, school: School, draft: Make, make_pair: Any, nora: User
) -> None:
    own, made = draft("published"), draft("made")
    elsewhere = make_pair(shelf=nora.memberships.get().school.shelf)
    assert own.pair is not None and made.pair is not None
    for other in (made.pair, elsewhere, make_pair()):
        given = {"title": "Ours", "pairs": [own.pair.pk, other.pk]}
        response = tesss.post(reverse("studio_quiz", args=[school.pk]), given)
        assert response.status_code == 422
        with pytest.raises(Refusal, match="not published"):
            make_quiz(shelf=school.shelf, title="Ours", pairs=[own.pair, other])


def test_too_few_clips_leads_back_to_the_studio(tesss: Client, school: School, draft: Make) -> None:
    draft("published")
    html = tesss.get(reverse("studio_quiz", args=[school.pk])).content.decode()
    assert "at least 2 published clips" in html


def test_library_names_no_quiz_of_another_school(
    tesss: Client, school: School, nora: User, make_pair: Any
) -> None:
    pair = make_pair()
    item = pair.items.create(slug="one", chain=["judge"])
    for shelf, title in (("", "Everybody's"), (nora.memberships.get().school.shelf, "Theirs")):
        quiz = Quiz.objects.create(slug=title[0], shelf=shelf, texts={"en": {"title": title}})
        quiz.placements.create(item=item, position=1)
    html = tesss.get(reverse("library_pair", args=[pair.slug])).content.decode()
    assert "Everybody" in html and "Theirs" not in html


def test_quizzes_of_a_deleted_school_go_with_it(
    school: School, classroom: Classroom, draft: Make, tess: User, sam: User
) -> None:
    pairs = [draft("published").pair, draft("published").pair]
    quiz = make_quiz(shelf=school.shelf, title="Ours", pairs=pairs)  # type: ignore[arg-type]
    assign_quiz(classroom=classroom, quiz=quiz, teacher=tess)
    make_sitting(quiz, sam)
    delete_school(school=school)
    assert not Quiz.objects.exists()
    assert not Pair.objects.filter(pk__in=[pair.pk for pair in pairs if pair]).exists()


def test_a_retired_pair_is_dealt_no_more(school: School, draft: Make, sam: User) -> None:
    held = [draft("published") for _each in range(3)]
    quiz = make_quiz(shelf=school.shelf, title="Ours", pairs=[each.pair for each in held])  # type: ignore[misc]
    retire_draft(draft=held[0])
    sitting = start_sitting(quiz=quiz, taker=Taker.of(sam))
    assert sitting.showings.count() == 2
