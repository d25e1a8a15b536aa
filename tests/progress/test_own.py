"""A pupil reads about themselves: every figure is that of their answers, and nothing that was not told yet."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from literacy.classroom.actions import begin_assignment
from literacy.classroom.models import Assignment, Classroom
from literacy.lessons.models import Lesson, StepProgress
from literacy.people.models import User
from literacy.progress.own_page import Share, own_view
from quizzes.attempts.models import Answer, Sitting
from quizzes.clips.models import Half
from quizzes.items.models import Item
from quizzes.scoring.gain import Change
from tests import factories, play
from tests.pages import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked(classroom: Classroom, tess: User, sam: User) -> User:
    """Sam, who judged two quizzes of twenty clips: badly, then well."""
    for skill in (0.0, 1.0):
        quiz = factories.make_quiz([factories.make_pair() for _ in range(20)], asks=["judge"])
        given = Assignment.objects.create(classroom=classroom, quiz=quiz, created_by=tess)
        play.let_play(begin_assignment(assignment=given, student=sam), skill=skill, checks=False)
    return sam


def outcomes(user: User, half: str, *kinds: str) -> int:
    rows = Answer.objects.filter(showing__sitting__user=user, showing__half=half, item_type="judge")
    return rows.filter(outcome__in=kinds).count()


def test_every_count_is_that_of_the_answers(looked: User) -> None:
    view = own_view(looked.pk, now=timezone.now())
    hit, miss, alarm, trusted = "hit", "miss", "false_alarm", "correct_rejection"
    assert view.found == Share(outcomes(looked, Half.TWIN, hit), outcomes(looked, Half.TWIN, hit, miss))
    assert view.doubted == Share(
        outcomes(looked, Half.ORIGINAL, alarm), outcomes(looked, Half.ORIGINAL, alarm, trusted)
    )
    sure = Answer.objects.filter(item_type="judge", p_manipulated__in=[0.05, 0.95])
    assert view.sure == Share(sure.filter(outcome__in=[hit, trusted]).count(), sure.count())
    assert view.checked == Answer.objects.filter(outcome="checked").count()
    assert view.before.manipulated + view.after.manipulated == view.found.total


def test_somebody_who_got_better_is_told_so(looked: User) -> None:
    view = own_view(looked.pk, now=timezone.now())
    assert view.change is Change.BETTER
    assert view.before.hits / view.before.manipulated < view.after.hits / view.after.manipulated


def test_what_a_test_has_not_told_is_in_no_figure(looked: User) -> None:
    now = timezone.now()
    all_of_it = own_view(looked.pk, now=now).judged
    last = Sitting.objects.order_by("started_at").last()
    assert last is not None
    Sitting.objects.filter(pk=last.pk).update(reveal="at", reveal_at=now + timedelta(days=1))
    assert own_view(looked.pk, now=now).judged == all_of_it - 20
    assert own_view(looked.pk, now=now + timedelta(days=2)).judged == all_of_it


def test_a_clip_that_was_pulled_counts_no_more(looked: User) -> None:
    before = own_view(looked.pk, now=timezone.now()).judged
    Item.objects.filter(pk=Item.objects.values("pk")[:1]).update(is_pulled=True)
    assert own_view(looked.pk, now=timezone.now()).judged == before - 1


def test_the_page_takes_as_many_queries_for_two_quizzes_as_for_one(looked: User, client: Client) -> None:
    sign_in(client, looked)

    def asked() -> int:
        client.get("/progress/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/progress/").status_code == 200
        return len(queries)

    many = asked()
    Sitting.objects.exclude(pk=Sitting.objects.values("pk")[:1]).delete()
    assert asked() == many


def test_nobody_else_is_in_it(looked: User, client: Client, classroom: Classroom) -> None:
    sign_in(client, play.pupil(classroom, "Pim"))
    page = client.get("/progress/", headers={"accept-language": "en"}).content.decode()
    assert "Nothing to show yet" in page and "Sam" not in page


@pytest.mark.parametrize(
    ("share", "full", "between"),
    [
        (Share(2, 3), 2, None),
        (Share(3, 8), 3, (1, 7)),
        (Share(14, 20), 7, (5, 9)),
        (Share(0, 40), 0, (0, 1)),
    ],
)
def test_dots_are_clips_up_to_ten_and_shares_of_ten_beyond(
    share: Share, full: int, between: tuple[int, int] | None
) -> None:
    assert (share.full, share.between) == (full, between)
    assert share.dots == min(10, share.total) == len(share.places)


def test_there_is_a_certificate_when_every_lesson_is_done_and_not_before(
    lesson: Lesson, sam: User, client: Client
) -> None:
    sign_in(client, sam)
    assert client.get("/progress/certificate/").status_code == 404
    steps = [step["id"] for step in lesson.body["steps"]]
    StepProgress.objects.bulk_create(StepProgress(user=sam, lesson=lesson, step=step) for step in steps)
    assert "/progress/certificate/" in client.get("/progress/").content.decode()
    made = client.get("/progress/certificate/")
    assert made.status_code == 200 and made.content.startswith(b"%PDF-")
    assert client.get("/progress/certificate/", headers={"accept-language": "en"}).content != made.content


def test_a_name_cannot_command_the_typesetter(lesson: Lesson, sam: User, client: Client) -> None:
    User.objects.filter(pk=sam.pk).update(name='#panic("no") $x$ [*] 😀 علي')
    StepProgress.objects.bulk_create(
        StepProgress(user=sam, lesson=lesson, step=step["id"]) for step in lesson.body["steps"]
    )
    sign_in(client, sam)
    assert client.get("/progress/certificate/").content.startswith(b"%PDF-")
