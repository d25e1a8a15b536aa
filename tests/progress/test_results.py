"""The results page says what the answers say, no more, and to nobody but the class's teachers."""

from collections import Counter
from statistics import NormalDist
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from literacy.classroom.models import Assignment, Classroom
from literacy.classroom.tasklist import State
from literacy.people.models import User
from literacy.progress.results import class_results
from quizzes.attempts.models import Answer
from tests.factories import make_pair, make_quiz
from tests.play import let_answer, pupil

ADULT = "allauth.account.auth_backends.AuthenticationBackend"
Z = NormalDist().inv_cdf


def by_hand(assignment: Assignment, name: str, added: float = 1 / 2) -> tuple[Counter[str], float, float]:
    """Outcomes, d' and c of a pupil from the answers one by one, without the site's own scoring; `added` on each side of a rate."""
    seen: Counter[str] = Counter()
    for answer in Answer.objects.all():
        sitting = answer.showing.sitting
        if answer.item_type != "judge" or sitting.user is None or sitting.user.name != name:
            continue
        p = answer.response["p_manipulated"]
        truth = "fake" if answer.showing.half == "twin" else "real"
        said = "check" if p == 0.5 else "fake" if p > 0.5 else "real"
        seen[f"{truth} {said}"] += 1
    fakes, reals = seen["fake fake"] + seen["fake real"], seen["real fake"] + seen["real real"]
    hit, alarm = (
        Z((found + added) / (shown + 2 * added))
        for found, shown in ((seen["fake fake"], fakes), (seen["real fake"], reals))
    )
    return seen, hit - alarm, -(hit + alarm) / 2


def test_every_figure_equals_one_worked_out_by_hand(played: Assignment) -> None:
    results = class_results(played)
    figures = []
    for learner in results.learners:
        seen, d_prime, criterion = by_hand(played, learner.name)
        counts = learner.counts
        assert (counts.hits, counts.misses) == (seen["fake fake"], seen["fake real"])
        assert (counts.false_alarms, counts.correct_rejections) == (seen["real fake"], seen["real real"])
        assert counts.checked == seen["fake check"] + seen["real check"]
        if learner.discernment is not None:
            assert learner.discernment.d_prime.value == pytest.approx(d_prime)
            assert learner.discernment.criterion.value == pytest.approx(criterion)
            figures.append(by_hand(played, learner.name, added=1 / 3)[1])
    assert len(figures) >= 5
    assert results.group.d_prime is not None
    assert results.group.d_prime.value == pytest.approx(sum(figures) / len(figures))
    assert results.counts.hits == sum(learner.counts.hits for learner in results.learners)


def test_not_begun_half_way_and_done_are_told_apart(played: Assignment) -> None:
    results = class_results(played)
    assert (results.done, results.busy, results.not_started) == (8, 1, 1)
    states = {learner.name: (learner.state, learner.answered) for learner in results.learners}
    assert states["Half-way Hugo"] == (State.BUSY, 5)
    assert states["Absent Anna"] == (State.OPEN, 0)


def test_learners_are_in_the_order_of_their_names_and_never_ranked(played: Assignment) -> None:
    names = [learner.name for learner in class_results(played).learners]
    assert names == sorted(names)


def test_answers_outside_the_assignment_do_not_count(played: Assignment, classroom: Classroom) -> None:
    before = class_results(played)
    other = Assignment.objects.create(classroom=classroom, quiz=make_quiz([make_pair() for _ in range(8)]))
    let_answer(other, User.objects.get(name="Pupil 0"), clips=8, seed=5)
    assert class_results(played) == before


@pytest.mark.parametrize("extra", [0, 15])
def test_results_take_five_queries_however_many_pupils(
    played: Assignment, classroom: Classroom, extra: int, django_assert_num_queries: Any
) -> None:
    for n in range(extra):
        pupil(classroom, f"Extra {n}")
    given = Assignment.objects.select_related("quiz").get(pk=played.pk)
    with django_assert_num_queries(5):
        class_results(given)


def page_for(client: Client, user: User, assignment: Assignment, language: str = "en") -> str:
    client.force_login(user, backend=ADULT)
    page = client.get(reverse("results", args=[assignment.pk]), headers={"accept-language": language})
    assert page.status_code == 200
    return page.content.decode()


def test_the_page_shows_an_interval_with_every_figure(client: Client, tess: User, played: Assignment) -> None:
    page = page_for(client, tess, played)
    counted = sum(learner.discernment is not None for learner in class_results(played).learners)
    assert page.count('class="stretch"') == 2 * counted
    assert "Half-way Hugo" in page
    assert "Absent Anna" in page


def test_drawings_have_points_and_not_commas_in_dutch(client: Client, tess: User, played: Assignment) -> None:
    with override("nl"):
        page = page_for(client, tess, played, "nl")
    for part in page.split("<circle")[1:]:
        assert "," not in part.split(">")[0]


def test_the_page_has_neither_script_nor_style_of_its_own(
    client: Client, tess: User, played: Assignment
) -> None:
    page = page_for(client, tess, played)
    assert "<style" not in page
    assert "style=" not in page
    assert "<script" not in page


def test_too_few_answers_are_said_in_words_and_get_no_figure(
    client: Client, tess: User, assignment: Assignment, classroom: Classroom
) -> None:
    let_answer(assignment, pupil(classroom, "Bo"), clips=3, seed=1)
    results = class_results(assignment)
    assert results.group.d_prime is None
    assert results.learners[0].discernment is None
    page = page_for(client, tess, assignment)
    assert 'class="stretch"' not in page
    assert 'class="band"' not in page


def test_an_empty_class_has_a_page_too(client: Client, tess: User, assignment: Assignment) -> None:
    assert "<table" not in page_for(client, tess, assignment)


def test_a_name_cannot_write_on_the_page(
    client: Client, tess: User, assignment: Assignment, classroom: Classroom
) -> None:
    pupil(classroom, "<b>Bobby</b>")
    assert "<b>Bobby" not in page_for(client, tess, assignment)
