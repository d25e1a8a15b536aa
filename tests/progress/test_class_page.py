"""The class's page says who needs help and why, never more than the answers allow, and names nobody on the projector."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.classroom.actions import begin_assignment, let_leave
from literacy.classroom.models import Assignment, Classroom, Enrolment
from literacy.people.models import User
from literacy.progress.cells import Level, cell_of
from literacy.progress.class_page import class_view, usual_period
from literacy.progress.findings import Flag
from literacy.progress.learner_page import learner_view
from quizzes.attempts.models import Answer, Showing
from quizzes.clips.models import Pair
from quizzes.items.models import Quiz
from quizzes.scoring.marking.judge import JudgeResponse, mark_judge
from tests.play import pupil
from tests.progress.made_class import make_items

ADULT = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.parametrize(
    ("right", "judged", "level"),
    [
        (0, 0, Level.NONE),
        (3, 3, Level.FEW),
        (0, 3, Level.FEW),
        (4, 4, Level.SEES),
        (0, 4, Level.MISSES),
        (3, 4, Level.OPEN),
    ],
)
def test_three_answers_never_get_a_colour_and_four_alike_do(right: int, judged: int, level: Level) -> None:
    assert cell_of("x", [right, judged - right, 0, 0, 9, 0, 0]).level is level


def test_calling_everything_manipulated_brings_a_half() -> None:
    cell = cell_of("x", [10, 0, 10, 0, 0, 0, 0])
    assert (cell.percent, cell.level) == (50, Level.OPEN)


def judge_all(assignment: Assignment, user: User, p_real: float, p_fake: float, *, of: int = 20) -> None:
    """Answer `of` clips with one stop for real ones and one for manipulated ones, half of each, and end the sitting."""
    sitting = begin_assignment(assignment=assignment, student=user)
    showings = list(sitting.showings.order_by("position"))[:of]
    answers = []
    for number, showing in enumerate(showings):
        showing.half = "twin" if number % 2 else "original"
        p = p_fake if number % 2 else p_real
        mark = mark_judge(JudgeResponse(p), bool(number % 2))
        answers.append(
            Answer(
                showing=showing, item_type="judge", key=uuid4(), response={}, outcome=mark.outcome.value,
                p_manipulated=p, points=mark.points,
            )
        )  # fmt: skip
    Showing.objects.bulk_update(showings, ["half"])
    Answer.objects.bulk_create(answers)
    if of >= 20:
        sitting.finished_at = timezone.now()
        sitting.save()


@pytest.fixture
def twenty(classroom: Classroom, own_folders: None) -> Assignment:
    """A quiz of twenty judgements, of pairs without files."""
    quiz = Quiz.objects.create(slug="twenty", texts={"en": {"title": "Twenty", "intro": ""}})
    for place, item in enumerate(make_items(26)):
        if item.chain[0] == "judge":
            quiz.placements.create(item=item, position=place)
    for place, item in enumerate(make_items(30)):
        if item.chain[0] == "judge" and quiz.placements.count() < 20:
            quiz.placements.create(item=item, position=50 + place)
    return Assignment.objects.create(classroom=classroom, quiz=quiz)


@pytest.fixture
def cast(classroom: Classroom, twenty: Assignment) -> Classroom:
    """Dora doubts, Bob believes, Sue is sure and wrong, Olga does well, Stan stopped three days ago, Nick never began."""
    for name, real, fake in (("Dora", 0.6, 0.8), ("Bob", 0.2, 0.4), ("Sue", 0.95, 0.05), ("Olga", 0.2, 0.8)):
        judge_all(twenty, pupil(classroom, name), real, fake)
    judge_all(twenty, pupil(classroom, "Stan"), 0.2, 0.8, of=2)
    Answer.objects.filter(showing__sitting__user__name="Stan").update(
        created_at=timezone.now() - timedelta(days=3)
    )
    pupil(classroom, "Nick")
    return classroom


def flags(room: Classroom) -> dict[str, list[Flag]]:
    view = class_view(room, period=usual_period(room))
    return {row.name: [each.flag for each in row.findings] for row in view.rows}


def test_everybody_gets_the_flag_that_fits_and_nobody_another(cast: Classroom) -> None:
    assert flags(cast) == {
        "Bob": [Flag.BELIEVES], "Dora": [Flag.DOUBTS], "Nick": [Flag.NOT_STARTED], "Olga": [],
        "Stan": [Flag.STUCK], "Sue": [Flag.SURE_WRONG],
    }  # fmt: skip


def test_who_left_or_is_excused_is_nobody_to_worry_about(cast: Classroom, twenty: Assignment) -> None:
    let_leave(places=Enrolment.objects.filter(user__name="Dora"))
    twenty.own_terms.create(enrolment=Enrolment.objects.get(user__name="Nick"), is_excused=True)
    found = flags(cast)
    assert "Dora" not in found
    assert found["Nick"] == []


def opened(client: Client, user: User, address: str, language: str = "en") -> str:
    client.force_login(user, backend=ADULT)
    page = client.get(address, headers={"accept-language": language})
    assert page.status_code == 200
    return page.content.decode()


def test_the_page_leads_from_a_finding_to_what_fits_next(client: Client, tess: User, cast: Classroom) -> None:
    page = opened(client, tess, reverse("class_progress", args=[cast.pk]))
    dora = Enrolment.objects.get(user__name="Dora")
    assert "10 of 10 real clips doubted" in page
    builder = (
        f"{reverse('new_assignment', args=[cast.pk])}?what=drawn&real_share=75&count=10&learners={dora.pk}"
    )
    assert builder.replace("&", "&amp;") in page
    filled = opened(client, tess, builder)
    assert f'name="learners" value="{dora.pk}" checked' in filled
    assert '<option value="75" selected>' in filled


def test_a_clip_to_talk_about_is_one_that_was_doubted(client: Client, tess: User, cast: Classroom) -> None:
    client.force_login(tess, backend=ADULT)
    reply = client.get(reverse("discuss_pair", args=[cast.pk]) + "?about=doubts")
    slug = reply.headers["Location"].rstrip("/").rpartition("/")[2]
    doubted = Answer.objects.filter(outcome="false_alarm").values("showing__item__pair")
    assert Pair.objects.filter(slug=slug, pk__in=doubted).exists()


def test_the_projector_names_nobody(client: Client, tess: User, cast: Classroom) -> None:
    page = opened(client, tess, reverse("class_board", args=[cast.pk]))
    for name in ("Dora", "Bob", "Sue", "Olga", "Stan", "Nick"):
        assert name not in page


def test_rows_are_found_and_ordered_without_a_script(client: Client, tess: User, cast: Classroom) -> None:
    address = reverse("class_progress", args=[cast.pk])
    found = opened(client, tess, f"{address}?q=ol").partition("<tbody>")[2]
    assert "Olga" in found
    assert "Dora" not in found
    ordered = opened(client, tess, f"{address}?sort=copy-move").partition("<tbody>")[2]
    assert ordered.index("Sue") < ordered.index("Dora") < ordered.index("Olga") < ordered.index("Nick")


def test_the_page_takes_twelve_queries_however_many_pupils(
    client: Client, tess: User, cast: Classroom, twenty: Assignment, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        judge_all(twenty, pupil(cast, f"More {number}"), 0.2, 0.8)
    Answer.objects.filter(showing__sitting__finished_at=None).delete()
    twenty.assigned_sittings.filter(sitting__finished_at=None).delete()
    opened(client, tess, reverse("class_progress", args=[cast.pk]))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("class_progress", args=[cast.pk])).status_code == 200


def test_a_learners_page_says_what_the_answers_say(cast: Classroom) -> None:
    view = learner_view(Enrolment.objects.select_related("classroom__school", "user").get(user__name="Sue"))
    assert (view.counts.hits, view.counts.misses) == (0, 10)
    assert (view.sure, view.sure_right) == (20, 0)
    assert {skill.name for skill in view.misses} & {"Copied within the picture", "Gekopieerd binnen de foto"}


@pytest.mark.parametrize("name", ["class_progress", "class_board", "discuss_pair"])
def test_a_stranger_finds_nothing(client: Client, nora: User, cast: Classroom, name: str) -> None:
    client.force_login(nora, backend=ADULT)
    assert client.get(reverse(name, args=[cast.pk])).status_code == 404
