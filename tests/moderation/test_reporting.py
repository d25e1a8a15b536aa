"""The page on which anybody reports a clip: from a quiz, a lesson, the library, without telling anything."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import School
from literacy.lessons.models import Lesson
from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.clips.models import Pair
from quizzes.items.models import Quiz
from quizzes.reports.models import Report
from tests.attempts.playing import judge, page, question_of, text_of
from tests.factories import make_quiz, make_sitting
from tests.pages import sign_in

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def sitting(quiz: Quiz, sam: User) -> Sitting:
    return make_sitting(quiz, sam)


@pytest.fixture
def sams(sam: User) -> Client:
    client = Client(headers=ENGLISH)
    sign_in(client, sam)
    return client


def place_report(sitting: Sitting, position: int = 1) -> str:
    return reverse("report_place", args=[sitting.pk, position])


def test_a_pupil_reports_a_clip_in_mid_quiz_and_goes_on_where_they_were(
    sams: Client, sitting: Sitting
) -> None:
    judge(sams, sitting, 1, 0.05)
    assert place_report(sitting, 2) in text_of(page(sams, sitting, 2))
    assert place_report(sitting, 1) in text_of(page(sams, sitting, 1)), "at the reveal, too"
    reply = sams.post(place_report(sitting, 2), {"reason": "technical", "words": "It is black."}, follow=True)
    assert "Your report has arrived" in text_of(reply)
    assert reverse("place", args=[sitting.pk, 2]) in text_of(reply)
    assert (Report.objects.get().words, Answer.objects.count()) == ("It is black.", 1)
    question_of(page(sams, sitting, 2))


def test_a_guest_reports_too_and_nothing_but_a_digest_is_kept(quiz: Quiz) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(open_to_guests=True)
    guest = Client(headers=ENGLISH)
    guest.post(reverse("open_quiz", args=[quiz.slug]))
    sitting = Sitting.objects.get()
    guest.post(place_report(sitting), {"reason": "other"})
    kept = Report.objects.get()
    assert (kept.user, kept.guest) == (None, sitting.guest)


def test_the_page_is_the_same_for_both_halves_and_names_no_clip(
    sams: Client, quiz: Quiz, sam: User, make_pair: object
) -> None:
    pages = []
    for twins in (True, False):
        sitting = make_sitting(quiz, sam, twins=twins)
        html = text_of(sams.get(place_report(sitting)))
        for pair in Pair.objects.all():
            assert pair.slug not in html
            assert str(pair.text["title"]) not in html
        html = html.replace(str(sitting.pk), "")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html))
    assert pages[0] == pages[1]


def test_a_clip_that_was_not_shown_yet_cannot_be_reported(sams: Client, sitting: Sitting) -> None:
    assert sams.get(place_report(sitting, 2)).status_code == 404
    assert sams.get(place_report(sitting, 99)).status_code == 404


@pytest.mark.parametrize("who", ["", "otto", "tess"])
def test_the_clip_of_another_ones_sitting_cannot_be_reported(
    who: str, sitting: Sitting, client: Client, request: pytest.FixtureRequest
) -> None:
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert client.get(place_report(sitting)).status_code == 404
    assert client.post(place_report(sitting), {"reason": "other"}).status_code == 404
    assert not Report.objects.exists()


def test_without_a_reason_the_form_comes_back_with_the_words(sams: Client, sitting: Sitting) -> None:
    reply = sams.post(place_report(sitting), {"words": "It flickers."})
    assert reply.status_code == 422
    assert "Choose what is wrong with the clip." in text_of(reply)
    assert "It flickers." in text_of(reply)


def test_whom_it_shows_hears_what_help_there_is_and_that_it_is_hidden(
    sams: Client, own: Pair, sam: User
) -> None:
    sitting = make_sitting(make_quiz([own]), sam)
    reply = text_of(sams.post(place_report(sitting), {"reason": "shows-me"}, follow=True))
    assert "The clip is hidden now" in reply
    assert "It is not your fault." in reply
    own.refresh_from_db()
    assert own.is_pulled
    assert "This clip was taken away." in text_of(page(sams, sitting, 1))


def test_of_a_library_clip_nobody_is_promised_that_it_is_hidden(sams: Client, sitting: Sitting) -> None:
    reply = text_of(sams.post(place_report(sitting), {"reason": "shows-me"}, follow=True))
    assert "It is not your fault." in reply
    assert "The clip is hidden now" not in reply


def test_help_names_no_number_that_ages(sams: Client, sitting: Sitting) -> None:
    reply = text_of(sams.post(place_report(sitting), {"reason": "shows-me"}, follow=True))
    said = re.sub(r"<[^>]+>", "", reply.split('class="sheet help"')[1].split("</section>")[0])
    assert not re.search(r"\d", said)


def test_a_teacher_who_reports_as_shown_counts_as_of_the_school(
    own: Pair, client: Client, tess: User
) -> None:
    sign_in(client, tess)
    client.post(reverse("report_pair", args=[own.slug]), {"reason": "shows-me"})
    own.refresh_from_db()
    assert (own.is_pulled, Report.objects.get().shelf) == (True, own.shelf)


def test_a_reader_of_a_lesson_reports_its_clip(lesson: Lesson, field: Pair, client: Client) -> None:
    url = reverse("report_lesson_clip", args=[lesson.slug, field.slug])
    assert url in client.get(reverse("lesson", args=[lesson.slug])).content.decode()
    reply = client.post(url, {"reason": "copyright"}, follow=True, headers=ENGLISH)
    assert reverse("lesson", args=[lesson.slug]) in reply.content.decode()
    assert Report.objects.get().pair == field


def test_a_clip_that_the_lesson_does_not_show_is_not_there(lesson: Lesson, own: Pair, client: Client) -> None:
    assert client.get(reverse("report_lesson_clip", args=[lesson.slug, own.slug])).status_code == 404


def test_a_pair_of_another_school_cannot_be_reported(own: Pair, client: Client, nora: User) -> None:
    sign_in(client, nora)
    assert client.get(reverse("report_pair", args=[own.slug])).status_code == 404


def test_too_many_reports_are_answered_with_a_sentence(sams: Client, sitting: Sitting) -> None:
    replies = [sams.post(place_report(sitting), {"reason": "technical"}) for _ in range(11)]
    assert [reply.status_code for reply in replies[9:]] == [302, 429]
    assert "try again in an hour" in text_of(replies[-1])


def test_a_pupil_of_two_schools_is_of_both(school: School, own: Pair, sams: Client, sam: User) -> None:
    from literacy.classroom.access import shelves_of

    other = School.objects.create(name="Het Baken")
    room = other.classrooms.create(name="1A", code="ZZZZ22")
    room.enrolments.create(user=sam, code_digest="sam-too")
    assert shelves_of(sam) == {school.shelf, other.shelf}
