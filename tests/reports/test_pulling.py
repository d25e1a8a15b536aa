"""A pulled clip is gone from everywhere at once; what was answered stays, and nobody in a quiz loses anything."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import AssignedSitting, Assignment, Enrolment
from literacy.classroom.tasklist import tasks_of
from literacy.lessons.models import Lesson
from literacy.people.models import User
from literacy.progress.results import class_results
from quizzes.attempts.actions import record_answer, start_sitting
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.signals import sitting_finished
from quizzes.attempts.taker import Taker
from quizzes.clips.library_audit import audit_library
from quizzes.clips.models import Pair
from quizzes.clips.pack_export import ExportError, export_pack
from quizzes.http.refusal import Refusal
from quizzes.items.loader import item_for_pair, load_quizzes
from quizzes.items.models import Item, Quiz
from quizzes.reports.actions import file_report, pull_pair, restore_pair
from quizzes.reports.models import Pull, Report
from quizzes.reports.reporter import Reporter
from tests.attempts.playing import judge, locate, media_links, page, question_of, text_of
from tests.attempts.test_parallel import at_once, posting
from tests.factories import make_quiz, make_sitting

GONE = "This clip was taken away."


@pytest.fixture
def finished() -> Iterator[list[Any]]:
    """The sittings that were told to be finished, in order."""
    told: list[Any] = []

    def listen(sender: object, sitting_id: object, **kwargs: object) -> None:
        told.append(sitting_id)

    sitting_finished.connect(listen)
    yield told
    sitting_finished.disconnect(listen)


def pair_at(sitting: Sitting, position: int) -> Pair:
    return Pair.objects.get(items__showings__sitting=sitting, items__showings__position=position)


def pull(pair: Pair, by: User) -> None:
    pull_pair(pair=pair, by=by, why="It shows a pupil.")


def test_pulled_in_mid_question_an_answer_is_told_so_and_nothing_is_lost(
    sams: Client, sitting: Sitting, tess: User
) -> None:
    judge(sams, sitting, 1, 0.05)
    question = question_of(page(sams, sitting, 2))
    pull(pair_at(sitting, 2), tess)
    reply = sams.post(question.action, question.filled(p_manipulated=0.95), follow=True)
    assert reply.status_code == 200
    assert GONE in text_of(reply)
    assert "nothing you did is lost" in text_of(reply)
    assert Answer.objects.filter(showing__position=1).count() == 1
    assert not Answer.objects.filter(showing__position=2).exists()
    judge(sams, sitting, 3, 0.95)
    assert Answer.objects.filter(showing__position=3).count() == 1


def test_with_htmx_the_player_shows_it_too(sams: Client, sitting: Sitting, tess: User) -> None:
    question = question_of(page(sams, sitting, 1))
    pull(pair_at(sitting, 1), tess)
    reply = sams.post(
        question.action, question.filled(p_manipulated=0.95), follow=True, headers={"HX-Request": "true"}
    )
    assert GONE in text_of(reply)
    assert 'id="player"' in text_of(reply)


def test_recording_an_answer_to_a_pulled_place_is_refused_in_a_sentence(sitting: Sitting, tess: User) -> None:
    pull(pair_at(sitting, 1), tess)
    with pytest.raises(Refusal, match="taken away") as refused:
        record_answer(
            course=course_of(sitting), position=1, item_type="judge", key=uuid4(),
            cleaned={"p_manipulated": 0.05}, milliseconds=None,
        )  # fmt: skip
    assert refused.value.status == 410


def test_a_running_sitting_skips_it(sams: Client, sitting: Sitting, tess: User) -> None:
    pull(pair_at(sitting, 1), tess)
    course = course_of(sitting)
    assert course.current == 2
    assert (course.places[0].is_absent, course.asked) == (True, 5)
    assert sams.get(reverse("sitting", args=[sitting.pk])).status_code == 200
    judge(sams, sitting, 2, 0.95)
    strip = text_of(page(sams, sitting, 2))
    assert '<li class="gone">' in strip
    assert "Clip 1, taken away" in strip


def test_the_last_answer_finishes_a_sitting_that_has_a_pulled_place(
    sams: Client, make_pair: Callable[..., Pair], sam: User, tess: User, finished: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    pairs = [make_pair(claim=True) for _ in range(3)]
    sitting = make_sitting(make_quiz(pairs), sam)
    pull(pairs[1], tess)
    judge(sams, sitting, 1, 0.95)
    assert finished == []
    with django_capture_on_commit_callbacks(execute=True):
        judge(sams, sitting, 3, 0.95)
    assert finished == [sitting.pk]
    assert "Taken away, does not count" in text_of(sams.get(reverse("sitting", args=[sitting.pk])))


def test_pulling_the_one_clip_that_was_left_finishes_the_sitting(
    sams: Client, make_pair: Callable[..., Pair], sam: User, tess: User, finished: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    pairs = [make_pair(claim=True) for _ in range(2)]
    quiz = make_quiz(pairs)
    sitting, untouched = make_sitting(quiz, sam), make_sitting(quiz, tess)
    judge(sams, sitting, 1, 0.95)
    with django_capture_on_commit_callbacks(execute=True):
        pull(pairs[1], tess)
    assert finished == [sitting.pk]
    sitting.refresh_from_db()
    untouched.refresh_from_db()
    assert (sitting.finished_at is None, untouched.finished_at is None) == (False, True)


def test_a_chain_that_is_half_way_keeps_the_sitting_open(
    sams: Client, make_pair: Callable[..., Pair], sam: User, tess: User
) -> None:
    pairs = [make_pair(), make_pair(claim=True)]
    sitting = make_sitting(make_quiz(pairs), sam)
    judge(sams, sitting, 1, 0.95)
    pull(pairs[1], tess)
    sitting.refresh_from_db()
    assert sitting.finished_at is None
    locate(sams, sitting, 1, cell="D2")
    sitting.refresh_from_db()
    assert sitting.finished_at is not None


def test_a_sitting_of_which_everything_was_pulled_ends_with_a_sentence(
    sams: Client, make_pair: Callable[..., Pair], sam: User, tess: User
) -> None:
    pair = make_pair()
    sitting = make_sitting(make_quiz([pair]), sam)
    pull(pair, tess)
    assert "There was nothing left to judge." in text_of(sams.get(reverse("sitting", args=[sitting.pk])))


def test_clips_stop_opening_before_the_answer(sams: Client, sitting: Sitting, tess: User) -> None:
    clip = question_of(page(sams, sitting, 1)).clip
    lens = reverse("lens", args=[sitting.pk, 1, "ela"])
    pull(pair_at(sitting, 1), tess)
    reply = sams.get(clip)
    assert reply.status_code == 410
    assert "taken away" in text_of(reply)
    assert sams.get(lens, follow=True).redirect_chain[0][0] == reverse("place", args=[sitting.pk, 1])


def test_clips_stop_opening_after_the_answer_and_the_truth_is_not_told(
    sams: Client, sitting: Sitting, tess: User
) -> None:
    judge(sams, sitting, 1, 0.05)
    links = media_links(page(sams, sitting, 1))
    assert links
    pull(pair_at(sitting, 1), tess)
    assert {sams.get(link).status_code for link in links} == {410}
    after = text_of(page(sams, sitting, 1))
    assert GONE in after
    assert "Your answer is kept." in after
    assert "red box" not in after
    assert media_links(page(sams, sitting, 1)) == []


def test_answers_to_it_are_kept_and_still_counted(sams: Client, sitting: Sitting, tess: User) -> None:
    judge(sams, sitting, 1, 0.95)
    before = list(Answer.objects.values())
    pull(pair_at(sitting, 1), tess)
    assert list(Answer.objects.values()) == before


def test_an_answer_costs_what_it_cost(
    sams: Client, sitting: Sitting, tess: User, django_assert_num_queries: Any
) -> None:
    pull(pair_at(sitting, 1), tess)
    question = question_of(page(sams, sitting, 2))
    with django_assert_num_queries(
        5
    ):  # user, course, insert, and the savepoint that a test's transaction needs
        sams.post(question.action, question.filled(p_manipulated=0.05))


def test_nobody_is_dealt_it_any_more(quiz: Quiz, sam: User, tess: User) -> None:
    pair = Pair.objects.filter(items__quizzes=quiz)[0]
    pull(pair, tess)
    sitting = start_sitting(quiz=quiz, taker=Taker.of(sam))
    assert sitting.showings.count() == 5
    assert not sitting.showings.filter(item__pair=pair).exists()


def test_a_pupils_list_counts_without_it(
    assignment: Assignment, sitting: Sitting, sams: Client, sam: User, tess: User
) -> None:
    enrolment = Enrolment.objects.get(user=sam)
    judge(sams, sitting, 1, 0.05)
    AssignedSitting.objects.create(assignment=assignment, enrolment=enrolment, sitting=sitting)
    pull(pair_at(sitting, 3), tess)
    (task,) = tasks_of(sam)
    assert (task.answered, task.total) == (1, 5)
    results = class_results(assignment)
    assert (results.clips, results.learners[0].answered) == (5, 1)


def test_a_list_of_what_was_not_begun_counts_without_it(
    assignment: Assignment, sam: User, tess: User
) -> None:
    pull(Pair.objects.filter(items__quizzes=assignment.quiz)[0], tess)
    assert tasks_of(sam)[0].total == 5


def test_a_lesson_has_a_sentence_in_its_place_and_its_links_close(
    lesson: Lesson, field: Pair, client: Client, tess: User
) -> None:
    url = reverse("lesson", args=[lesson.slug])
    html = client.get(url, headers={"accept-language": "en"}).content.decode()
    links = [part.split('"')[0] for part in html.split('src="') if part.startswith("/lessons/")]
    assert links
    pull(field, tess)
    html = client.get(url, headers={"accept-language": "en"}).content.decode()
    assert "A pair stood here. It was taken away" in html
    assert 'src="/lessons/' not in html
    assert {client.get(link).status_code for link in links} == {410}


def test_an_export_and_the_audit_leave_it_out(field: Pair, tess: User, tmp_path: Any) -> None:
    pull(field, tess)
    assert audit_library() == {}
    with pytest.raises(ExportError):
        export_pack(tmp_path / "pack")


def test_loading_quizzes_keeps_its_place_for_when_it_is_back(
    make_pair: Callable[..., Pair], tess: User, tmp_path: Any
) -> None:
    pairs = [make_pair(), make_pair()]
    pull(pairs[0], tess)
    path = tmp_path / "quizzes.toml"
    text = "".join(f'[quiz.texts.{language}]\ntitle = "A"\nintro = "B"\n' for language in ("en", "nl"))
    slugs = ", ".join(f'"{pair.slug}"' for pair in pairs)
    path.write_text(f'[[quiz]]\nslug = "all"\npairs = [{slugs}]\n{text}', encoding="utf-8")
    assert load_quizzes(path).missing == {"all": []}
    quiz = Quiz.objects.get(slug="all")
    assert (quiz.placements.count(), quiz.dealt().count()) == (2, 1)
    restore_pair(pair=pairs[0], by=tess, note="It was a mistake.")
    assert quiz.dealt().count() == 2


def test_an_item_made_of_a_pulled_pair_is_not_asked(field: Pair, tess: User) -> None:
    pull(field, tess)
    field.refresh_from_db()
    Item.objects.all().delete()
    assert item_for_pair(field).is_pulled


def test_making_its_files_anew_does_not_bring_it_back(field: Pair, tess: User) -> None:
    pull(field, tess)
    Pair.objects.filter(pk=field.pk).update(state=Pair.State.RENDERING)
    Pair.objects.filter(pk=field.pk).update(state=Pair.State.PUBLISHED)
    assert not Pair.objects.published().filter(pk=field.pk).exists()


def test_pulling_twice_is_pulling_once(field: Pair, tess: User, ada: User) -> None:
    pull(field, tess)
    pull(field, ada)
    assert Pull.objects.get().by == tess


def test_an_editor_confirms_what_reports_had_paused(
    make_pair: Callable[..., Pair], school: Any, sam: User, tess: User
) -> None:
    own = make_pair(shelf=school.shelf)
    reporter = Reporter(Taker.of(sam), "192.0.2.1", frozenset({school.shelf}))
    file_report(pair=own, reason="shows-me", words="", reporter=reporter)
    pull(own, tess)
    made = Pull.objects.get()
    assert (made.is_pause, made.by, made.why) == (False, tess, "It shows a pupil.")
    report = Report.objects.get()
    assert (report.state, report.decision) == (Report.State.HANDLED, Report.Decision.PULLED)


@pytest.mark.parametrize("act", [pull_pair, restore_pair])
def test_an_editor_says_why(act: Any, field: Pair, tess: User) -> None:
    words = {"why": "  "} if act is pull_pair else {"note": "  "}
    with pytest.raises(Refusal):
        act(pair=field, by=tess, **words)


def test_a_sitting_whose_last_clip_was_pulled_unnoticed_ends_when_it_is_opened(
    sams: Client, make_pair: Callable[..., Pair], sam: User, finished: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    pairs = [make_pair(claim=True) for _ in range(2)]
    sitting = make_sitting(make_quiz(pairs), sam)
    judge(sams, sitting, 1, 0.95)
    # As if the clip had been pulled between the reading of the course and the keeping of the last answer.
    Item.objects.filter(pair=pairs[1]).update(is_pulled=True)
    with django_capture_on_commit_callbacks(execute=True):
        reply = sams.get(reverse("sitting", args=[sitting.pk]))
    assert "How you did" in text_of(reply)
    assert finished == [sitting.pk]


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_pull_at_once_finish_the_sitting_once(
    make_pair: Callable[..., Pair], sam: User, tess: User, finished: list[Any]
) -> None:
    pairs = [make_pair(claim=True) for _ in range(2)]
    sitting = make_sitting(make_quiz(pairs), sam)
    answer = posting(sam, sitting, 1, uuid4(), 0.95)
    at_once(answer, lambda: pull(pairs[1], tess))
    client = Client()
    client.force_login(sam)
    client.get(reverse("sitting", args=[sitting.pk]))
    assert finished == [sitting.pk]
    assert Answer.objects.count() == 1
