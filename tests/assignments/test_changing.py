"""What was given can be changed and taken back, and both can be undone; who has begun loses nothing by it."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from literacy.assignments.actions import change_assignment, undo_event, withdraw_assignment
from literacy.classroom.actions import begin_assignment
from literacy.classroom.models import Assignment, AssignmentEvent, Enrolment, Group
from literacy.classroom.tasklist import State, tasks_of
from literacy.lessons.models import Lesson
from literacy.people.models import User
from literacy.progress.facts import facts_of
from literacy.progress.results import class_results
from quizzes.attempts.actions import begin_clock
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Sitting
from quizzes.http.refusal import Refusal
from tests.assignments.conftest import hand_in
from tests.factories import make_quiz
from tests.play import let_answer

DAY = dt.timedelta(days=1)


def sent_by(page: str) -> dict[str, Any]:
    """What the form on a page would send as it stands."""
    form = page[page.index('<form class="assign"') :]
    sent: dict[str, Any] = dict(re.findall(r'<input id="\w+" name="(\w+)"[^>]* value="([^"]*)"', form))
    for name, options in re.findall(r'<select id="\w+" name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        found = re.search(r'value="([^"]*)" selected', options)
        sent[name] = found.group(1) if found else ""
    for name, value in re.findall(r'name="(\w+)" value="(\w+)" checked', form):
        sent[name] = value if name == "what" else [*sent.get(name, []), value]
    return sent


def changing(client: Client, given: Assignment, **other: Any) -> Any:
    """Open the form, change what is said, and send it."""
    address = reverse("change_assignment", args=[given.pk])
    return client.post(address, sent_by(client.get(address).content.decode()) | other)


def test_the_form_sent_back_as_it_stands_changes_nothing(
    teacher: Client, assignment: Assignment, group: Group
) -> None:
    odd = timezone.now() + DAY
    Assignment.objects.update(
        opens_at=odd, due_at=odd + DAY, late="until", late_until=odd + 2 * DAY, attempts=4, wait_minutes=7,
        grade_rule="best", time_limit_minutes=12, reveal="due", score="handed-in", named="Ours", whom="chosen",
    )  # fmt: skip
    assignment.groups.set([group])
    before = Assignment.objects.values().get()
    response = changing(teacher, assignment)
    assert response.status_code == 422
    assert "Everything is as it was" in response.content.decode()
    assert Assignment.objects.values().get() == before


def test_before_anybody_began_everything_changes_at_once_and_back(
    teacher: Client, assignment: Assignment, lesson: Lesson, group: Group, tess: User, sam: User, mia: User
) -> None:
    before = Assignment.objects.values().get()
    response = changing(
        teacher, assignment, what="lesson", lesson=lesson.pk, title="Read this", due_at="2099-03-08T17:00",
        groups=[group.pk],
    )  # fmt: skip
    assert response.status_code == 302
    (task,) = tasks_of(sam)
    assert (task.assignment.title, task.assignment.lesson) == ("Read this", lesson)
    assert tasks_of(mia) == []
    undo_event(event=AssignmentEvent.objects.get(), by=tess)
    assert Assignment.objects.values().get() == before
    assert len(tasks_of(mia)) == 1


def test_once_somebody_began_it_says_first_what_changes_for_whom(
    teacher: Client, assignment: Assignment, sam: User, mia: User
) -> None:
    let_answer(assignment, sam, clips=2, seed=1)
    asked = changing(teacher, assignment, due_at="2099-03-08T17:00", time_limit_minutes="5", title="Look!")
    page = asked.content.decode()
    assert asked.status_code == 200
    for words in ("The class has begun", "Time limit in minutes: none → 5", "At work: 1 pupil, who keep the time",
                  "still to do for 2 pupils", "All 2 pupils read the new title"):  # fmt: skip
        assert words in page
    assert not AssignmentEvent.objects.exists()
    assert changing(teacher, assignment, title="Look!", sure="1").status_code == 302
    page = teacher.get(reverse("assignment", args=[assignment.pk])).content.decode()
    assert "Tess changed title: as the quiz or lesson is called → “Look!”." in page


def test_a_pupil_reads_the_title_the_teacher_gave_it_from_the_first_page_to_the_last(
    pupil: Client, assignment: Assignment, sam: User, tess: User
) -> None:
    usual = assignment.what_title
    change_assignment(assignment=assignment, terms={"named": "Our <street>"}, by=tess)
    sitting = begin_assignment(assignment=assignment, student=sam)
    way_in = reverse("sitting", args=[sitting.pk])
    begun = [way_in, reverse("place", args=[sitting.pk, 1]), reverse("hand_in", args=[sitting.pk])]

    def read(address: str) -> str:
        return pupil.get(address, follow=True).content.decode()

    for address in begun:
        assert "Our &lt;street&gt;" in read(address), address
        assert usual not in read(address), address
    hand_in(sitting)
    assert "Our &lt;street&gt;" in read(way_in)
    change_assignment(assignment=assignment, terms={"named": "Theirs"}, by=tess)
    assert "Theirs" in read(way_in)
    undo_event(event=AssignmentEvent.objects.latest("pk"), by=tess)
    assert "Our &lt;street&gt;" in read(way_in)


def test_the_quiz_itself_stays_once_somebody_began(
    teacher: Client, assignment: Assignment, sam: User, tess: User
) -> None:
    begin_assignment(assignment=assignment, student=sam)
    other = make_quiz([], slug="another")
    page = teacher.get(reverse("change_assignment", args=[assignment.pk])).content.decode()
    assert 'name="quiz"' not in page
    assert changing(teacher, assignment, what="quiz", quiz=other.pk, sure="1").status_code == 422
    with translation.override("en"), pytest.raises(Refusal, match="the quiz stays"):
        change_assignment(assignment=assignment, terms={"quiz": other.pk}, by=tess)
    assert Assignment.objects.get().quiz == assignment.quiz


def test_nobody_at_work_gets_less_time_and_everybody_gets_more(
    assignment: Assignment, sam: User, tess: User
) -> None:
    Assignment.objects.update(time_limit_minutes=30)
    assignment.refresh_from_db()
    sitting = begin_assignment(assignment=assignment, student=sam)
    begin_clock(course=course_of(sitting))
    began = Sitting.objects.get().clock_began_at
    assert began is not None

    def minutes() -> float:
        ends = Sitting.objects.get().deadline_at
        assert ends is not None
        return (ends - began).total_seconds() / 60

    change_assignment(assignment=assignment, terms={"time_limit_minutes": 5}, by=tess)
    assert minutes() == 30
    change_assignment(assignment=assignment, terms={"time_limit_minutes": 45}, by=tess)
    assert minutes() == 45


def test_what_was_handed_in_shows_its_truth_by_the_new_rule(
    assignment: Assignment, sam: User, tess: User
) -> None:
    Assignment.objects.update(reveal="due", due_at=timezone.now() + DAY)
    assignment.refresh_from_db()
    let_answer(assignment, sam, clips=6, seed=1)
    hand_in(Sitting.objects.get())
    assert not course_of(Sitting.objects.get()).may_reveal_all
    change_assignment(assignment=assignment, terms={"reveal": "handed-in"}, by=tess)
    assert course_of(Sitting.objects.get()).may_reveal_all
    undo_event(event=AssignmentEvent.objects.get(), by=tess)
    assert not course_of(Sitting.objects.get()).may_reveal_all


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"due_at": "2020-01-01T10:00:00+00:00"}, "has passed"),
        ({"opens_at": "2099-01-02T10:00:00+00:00", "due_at": "2099-01-01T10:00:00+00:00"}, "before it opens"),
        ({"reveal": "due"}, "after which the truth is shown"),
        ({"whom": "chosen", "learners": []}, "Choose groups or pupils"),
        ({"whom": "chosen", "learners": ["mia"]}, "Sam began already"),
    ],
)
def test_a_change_that_makes_no_sense_or_leaves_out_who_began_is_refused_whole(
    assignment: Assignment, sam: User, mia: User, tess: User, terms: dict[str, Any], sentence: str
) -> None:
    begin_assignment(assignment=assignment, student=sam)
    if terms.get("learners"):
        terms = terms | {"learners": [Enrolment.objects.get(user=mia).pk]}
    before = Assignment.objects.values().get()
    with translation.override("en"), pytest.raises(Refusal, match=sentence):
        change_assignment(assignment=assignment, terms=terms, by=tess)
    assert Assignment.objects.values().get() == before
    assert not AssignmentEvent.objects.exists()


def test_no_change_ends_work_at_a_moment_that_has_passed(
    assignment: Assignment, sam: User, tess: User
) -> None:
    begin_assignment(assignment=assignment, student=sam)
    Assignment.objects.update(due_at=timezone.now() - DAY)
    assignment.refresh_from_db()
    with translation.override("en"), pytest.raises(Refusal, match="1 pupil is still at work"):
        change_assignment(assignment=assignment, terms={"late": "refused"}, by=tess)


def test_what_is_taken_back_is_gone_for_pupils_and_kept_for_teachers(
    teacher: Client, pupil: Client, assignment: Assignment, sam: User, mia: User
) -> None:
    let_answer(assignment, sam, clips=2, seed=1)
    sitting = reverse("sitting", args=[Sitting.objects.get().pk])
    asked = teacher.get(reverse("withdraw_assignment", args=[assignment.pk])).content.decode()
    assert "1 pupil is at work" in asked
    teacher.post(reverse("withdraw_assignment", args=[assignment.pk]))
    assert tasks_of(sam) == tasks_of(mia) == []
    shut = pupil.get(sitting)
    assert shut.status_code == 409
    assert "What you answered is kept" in shut.content.decode()
    assert "took this back" in pupil.post(reverse("begin", args=[assignment.pk])).content.decode()
    assert class_results(assignment).learners[1].answered == 2
    assert (
        assignment.title
        not in teacher.get(reverse("classroom", args=[assignment.classroom_id])).content.decode()
    )
    everything = teacher.get(reverse("assignments"), {"state": "withdrawn"}).content.decode()
    assert "taken back" in everything
    page = teacher.get(reverse("assignment", args=[assignment.pk])).content.decode()
    assert "Give it again" in page
    teacher.post(reverse("undo_event", args=[assignment.pk, AssignmentEvent.objects.get().pk]))
    assert tasks_of(sam)[0].state is State.BUSY
    assert pupil.get(sitting, follow=True).status_code == 200


def test_who_was_done_can_still_look_at_what_was_taken_back_and_it_counts_in_no_class_page(
    assignment: Assignment, sam: User, tess: User
) -> None:
    let_answer(assignment, sam, clips=6, seed=1)
    assert facts_of(assignment.classroom).given
    withdraw_assignment(assignment=assignment, by=tess)
    assert not facts_of(assignment.classroom).given
    (task,) = tasks_of(sam)
    assert (task.state, task.may_try_again) == (State.DONE, False)


def test_the_clock_stands_still_while_it_is_taken_back(assignment: Assignment, sam: User, tess: User) -> None:
    Assignment.objects.update(time_limit_minutes=10)
    assignment.refresh_from_db()
    sitting = begin_assignment(assignment=assignment, student=sam)
    begin_clock(course=course_of(sitting))
    event = withdraw_assignment(assignment=assignment, by=tess)
    hour = dt.timedelta(hours=1)
    held = Sitting.objects.get()
    assert held.held_at is not None
    assert held.deadline_at is not None
    assert held.clock_began_at is not None
    left = held.deadline_at - held.held_at
    Sitting.objects.update(
        held_at=held.held_at - hour,
        deadline_at=held.deadline_at - hour,
        clock_began_at=held.clock_began_at - hour,
    )
    undo_event(event=event, by=tess)
    again = Sitting.objects.get()
    assert again.held_at is None
    assert again.deadline_at is not None
    assert abs(again.deadline_at - timezone.now() - left) < dt.timedelta(seconds=10)


def test_nothing_is_changed_or_mended_while_it_is_taken_back(
    teacher: Client, assignment: Assignment, place: Enrolment, tess: User
) -> None:
    withdraw_assignment(assignment=assignment, by=tess)
    assert changing(teacher, assignment, title="Other").status_code == 409
    excused = teacher.post(reverse("excuse_learner", args=[assignment.pk, place.pk]))
    assert excused.status_code == 409
    assert AssignmentEvent.objects.count() == 1
