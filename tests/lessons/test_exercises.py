"""Pointing, polls, scenarios and steps in a lesson: with and without JavaScript, for guests, pupils and teachers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.circles import classmates_of
from literacy.classroom.models import Classroom, Enrolment
from literacy.lessons.actions import answer_poll
from literacy.lessons.models import Lesson, PollAnswer, StepProgress
from literacy.people.models import User
from quizzes.clips.models import Pair
from tests.play import pupil

HTMX = {"HX-Request": "true", "accept-language": "en"}
Do = Callable[..., str]


@pytest.fixture
def do(client: Client, lesson_with_blocks: Lesson) -> Do:
    """Send something to an exercise of the lesson, as htmx does, and get the fragment."""

    def send(name: str, what: str, **data: str) -> str:
        url = reverse(name, args=[lesson_with_blocks.slug, what])
        return client.post(url, data, headers=HTMX).content.decode()

    return send


def page(client: Client, lesson: Lesson, **query: str) -> str:
    url = reverse("lesson", args=[lesson.slug])
    return client.get(url, query, headers={"accept-language": "en"}).content.decode()


def test_the_place_is_told_only_after_pointing(client: Client, lesson_with_blocks: Lesson, do: Do) -> None:
    html = page(client, lesson_with_blocks)
    assert "Look at the corner." not in html and "data-grid" in html
    assert "Look at the corner." in do("lesson_where", "field", cell="A1")


def test_the_changed_place_is_found_by_point_and_by_cell(do: Do, field: Pair) -> None:
    left, top, right, bottom = field.truth["regions"][0]["box"]
    html = do("lesson_where", "field", x=str((left + right) / 2), y=str((top + bottom) / 2))
    assert "You pointed at the very place." in html
    far = "F4" if left < 0.5 else "A1"
    assert "You pointed at another place." in do("lesson_where", "field", cell=far)


@pytest.mark.parametrize("given", [{}, {"cell": "Z9"}, {"x": "2", "y": "0.5"}, {"x": "nan", "y": "nan"}])
def test_no_place_and_a_made_up_one_are_asked_again(do: Do, given: dict[str, str]) -> None:
    html = do("lesson_where", "field", **given)
    assert 'class="error"' in html and "Look at the corner." not in html


def test_pointing_without_javascript_comes_back_at_its_place(
    client: Client, lesson_with_blocks: Lesson
) -> None:
    url = reverse("lesson_where", args=[lesson_with_blocks.slug, "field"])
    response = client.post(url, {"cell": "B2"})
    assert response["Location"].endswith("#where-field")
    assert "Look at the corner." in client.get(response["Location"]).content.decode()


def test_a_pulled_pair_is_not_pointed_at(client: Client, lesson_with_blocks: Lesson, field: Pair) -> None:
    field.is_pulled = True
    field.save()
    url = reverse("lesson_where", args=[lesson_with_blocks.slug, "field"])
    assert client.post(url, {"cell": "B2"}).status_code == 410
    assert "It was taken away" in page(client, lesson_with_blocks)


def test_guests_answer_a_poll_and_nothing_is_kept(client: Client, lesson_with_blocks: Lesson, do: Do) -> None:
    assert "Asking costs ten seconds." not in page(client, lesson_with_blocks)
    html = do("lesson_poll", "would", choice="b")
    assert "Asking costs ten seconds." in html and "Your answer is not kept." in html
    assert not PollAnswer.objects.exists() and not StepProgress.objects.exists()


def test_a_poll_without_javascript_comes_back_at_its_place(
    client: Client, lesson_with_blocks: Lesson
) -> None:
    url = reverse("lesson_poll", args=[lesson_with_blocks.slug, "would"])
    response = client.post(url, {"choice": "b"})
    assert response["Location"].endswith("#poll-would")
    assert "Asking costs ten seconds." in client.get(response["Location"]).content.decode()


def test_pupils_first_answer_stays_and_their_step_is_done(client: Client, sam: User, do: Do) -> None:
    client.force_login(sam)
    do("lesson_poll", "would", choice="a")
    assert "<strong>I send it on.</strong>" in do("lesson_poll", "would", choice="b")
    assert PollAnswer.objects.get().choice == "a"
    assert StepProgress.objects.get().step == "case"


@pytest.mark.parametrize("choice", ["", "z", "<script>"])
def test_a_made_up_answer_is_asked_again(client: Client, sam: User, do: Do, choice: str) -> None:
    client.force_login(sam)
    html = do("lesson_poll", "would", choice=choice)
    assert 'class="error"' in html and "<script>" not in html
    assert not PollAnswer.objects.exists()


def _answers(lesson: Lesson, classroom: Classroom, count: int, choice: str = "a") -> None:
    for number in range(count):
        user = pupil(classroom, f"Pupil {choice} {number}")
        answer_poll(lesson=lesson, user_id=user.pk, step="case", poll="would", choice=choice)


def test_the_classs_spread_is_shown_from_five_answers_on(
    client: Client, lesson_with_blocks: Lesson, classroom: Classroom, sam: User, do: Do
) -> None:
    client.force_login(sam)
    _answers(lesson_with_blocks, classroom, 3)
    html = do("lesson_poll", "would", choice="b")
    assert "is shown when 5 of you have" in html and "%" not in html.split("</form>")[0].split("chose")[1]
    _answers(lesson_with_blocks, classroom, 1, "b")
    html = page(client, lesson_with_blocks)
    assert "5 people of your class answered" in html and "60 %" in html and "40 %" in html


def test_another_class_is_not_counted(
    client: Client, lesson_with_blocks: Lesson, classroom: Classroom, sam: User, do: Do
) -> None:
    other = Classroom.objects.create(school=classroom.school, name="Other", code="OTHER1")
    _answers(lesson_with_blocks, other, 7)
    client.force_login(sam)
    assert "people of your class" not in do("lesson_poll", "would", choice="b")


def test_whoever_left_the_class_is_not_counted(classroom: Classroom, sam: User, tess: User) -> None:
    place = Enrolment.objects.get(user=pupil(classroom, "Leaver"))
    assert place.user_id in classmates_of(sam.pk) and place.user_id in classmates_of(tess.pk)
    Enrolment.objects.filter(pk=place.pk).update(left_at=place.created_at)
    assert place.user_id not in classmates_of(sam.pk)
    assert classmates_of(place.user_id) == frozenset()


def test_a_poll_that_was_edited_leaves_out_answers_it_has_no_more(
    client: Client, lesson_with_blocks: Lesson, classroom: Classroom, sam: User, do: Do
) -> None:
    _answers(lesson_with_blocks, classroom, 5)
    _answers(lesson_with_blocks, classroom, 4, "f")
    client.force_login(sam)
    assert "6 people of your class answered" in do("lesson_poll", "would", choice="b")


def test_a_story_goes_on_as_one_chooses_and_tells_its_end(
    client: Client, lesson_with_blocks: Lesson, do: Do
) -> None:
    content = lesson_content()
    path: list[str] = []
    step = content["steps"][content["start"]]
    while True:
        name = next(iter(step["choices"]))
        html = do("lesson_scenario", "message", path=".".join(path), choice=name)
        path.append(name)
        assert step["choices"][name]["texts"]["en"]["feedback"] in html.replace("&#x27;", "'")
        following = step["choices"][name].get("next")
        if following is None:
            break
        step = content["steps"][following]
    assert content["texts"]["en"]["closing"] in html.replace("&#x27;", "'") and "Begin again" in html
    response = page(client, lesson_with_blocks, scenario="message", path=".".join(path))
    assert "Begin again" in response


def lesson_content() -> Any:
    from quizzes.items.models import Item

    return Item.objects.get(slug="scenario-message").content


@pytest.mark.parametrize("path", ["nothing", "a.b.c", "." * 50, "x" * 3000])
def test_a_made_up_way_through_a_story_ends_before_it(do: Do, path: str) -> None:
    html = do("lesson_scenario", "message", path=path, choice="nothing")
    assert 'name="choice"' in html


def test_no_choice_in_a_story_is_asked_again(do: Do) -> None:
    assert "Choose what you would do." in do("lesson_scenario", "message")


def test_a_story_that_is_not_on_the_site_leaves_a_sentence(
    client: Client, lesson_with_blocks: Lesson
) -> None:
    from quizzes.items.models import Item

    Item.objects.filter(slug="scenario-message").delete()
    assert "you can read on without it" in page(client, lesson_with_blocks)


def test_a_step_without_a_question_is_done_by_saying_so(
    client: Client, lesson_with_blocks: Lesson, sam: User, do: Do
) -> None:
    client.force_login(sam)
    assert "You are done with this step." in do("lesson_step", "point")
    do("lesson_step", "point")
    assert [each.step for each in StepProgress.objects.all()] == ["point"]


def test_a_step_with_a_question_is_done_by_answering_alone(client: Client, sam: User, do: Do) -> None:
    client.force_login(sam)
    do("lesson_step", "case")
    assert not StepProgress.objects.exists()


def test_done_without_javascript_leads_to_the_next_step(
    client: Client, lesson_with_blocks: Lesson, sam: User
) -> None:
    client.force_login(sam)
    response = client.post(reverse("lesson_step", args=[lesson_with_blocks.slug, "point"]))
    assert response["Location"].endswith("#step-case")


def test_of_guests_no_step_is_kept(client: Client, lesson_with_blocks: Lesson, do: Do) -> None:
    do("lesson_step", "point")
    assert not StepProgress.objects.exists()
    assert "Done with this step" not in page(client, lesson_with_blocks)


@pytest.mark.parametrize(
    "name", ["lesson_where", "lesson_poll", "lesson_scenario", "lesson_step", "lesson_check"]
)
def test_what_is_not_there_is_not_found(client: Client, lesson_with_blocks: Lesson, name: str) -> None:
    assert client.post(reverse(name, args=[lesson_with_blocks.slug, "nothing"])).status_code == 404
    assert client.post(reverse(name, args=["nothing", "nothing"])).status_code == 404
    assert client.get(reverse(name, args=[lesson_with_blocks.slug, "nothing"])).status_code == 405


def test_the_page_asks_the_database_as_often_for_many_blocks_as_for_few(
    client: Client, lesson_with_blocks: Lesson, sam: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(sam)
    page(client, lesson_with_blocks)
    with django_assert_max_num_queries(16):
        page(client, lesson_with_blocks)
