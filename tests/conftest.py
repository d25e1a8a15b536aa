"""The fixed cast: tess teaches sam, and cor with her; otto is a stranger; ada leads the school; edda is its editor; nora teaches
at another one; steff keeps the site."""

from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.cache import cache
from django.test import client as test_client
from django.utils import timezone, translation
from hypothesis import settings as hypothesis_settings

from literacy.classroom.models import Assignment, Classroom, Enrolment, Membership, School
from literacy.lessons.loader import load_lessons
from literacy.lessons.models import Lesson
from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.credentials import keyring
from quizzes.clips.models import Pair
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.items.models import Quiz
from quizzes.jobs.models import Job
from quizzes.meter.keeping import hit_buffer
from quizzes.meter.models import LensHits, LensRun
from quizzes.practice.actions import begin_look
from quizzes.provenance.keyring import Keyring
from quizzes.reports.actions import file_report
from quizzes.reports.models import Report
from quizzes.reports.reporter import Reporter
from tests import factories, play
from tests.lessons.sample import LESSON, write_lesson
from tests.lessons.sample_blocks import ALL_BLOCKS

# What a busy machine takes for an example is no claim about the code.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Every test has media of its own and an empty cache; static files need no manifest."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EXPORTS_DIR = tmp_path / "exports"
    settings.CREDENTIALS_DIR, settings.CREDENTIALS_ROOT = tmp_path / "credentials", None
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # the real one is slow on purpose
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cache.clear()
    hit_buffer.take()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def own_language() -> None:
    """Every test begins in the site's language: a request of the one before may have left another one with this thread."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def streams_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test began to read and left is closed with the test, not whenever the collector comes by.

    Closing a reply sends `request_finished`, which sets a context variable. When Python 3.11 collects in the middle of setting another
    one, the first is left pointing at freed memory, and every later request of that process fails.
    """
    begun: list[Generator[bytes]] = []
    wrapper = cast(Callable[..., Generator[bytes]], test_client.closing_iterator_wrapper)

    def remembered(parts: Any, close: Callable[[], None]) -> Generator[bytes]:
        stream = wrapper(parts, close)
        begun.append(stream)
        return stream

    monkeypatch.setattr(test_client, "closing_iterator_wrapper", remembered)
    yield
    for stream in begun:
        stream.close()


@pytest.fixture
def keys(own_folders: None) -> Keyring:
    """The keys of a site that was set up: a root, from which identities are issued when they are needed."""
    keys = keyring()
    keys.make_root("Second Look", now=datetime.now(UTC))
    return keys


@pytest.fixture
def school(db: None) -> School:
    return School.objects.create(name="De Linde")


@pytest.fixture
def tess(school: School) -> User:
    user = User.objects.create_user("tess@delinde.example", "long enough for tess", name="Tess")
    Membership.objects.create(school=school, user=user, role=Membership.Role.TEACHER)
    return user


@pytest.fixture
def ada(school: School) -> User:
    user = User.objects.create_user("ada@delinde.example", "long enough for ada", name="Ada")
    Membership.objects.create(school=school, user=user, role=Membership.Role.LEAD)
    return user


@pytest.fixture
def edda(school: School) -> User:
    """Decides about the school's clips, and has no class."""
    user = User.objects.create_user("edda@delinde.example", "long enough for edda", name="Edda")
    Membership.objects.create(school=school, user=user, role=Membership.Role.EDITOR)
    return user


@pytest.fixture
def cor(school: School, classroom: Classroom) -> User:
    """Teaches tess's class together with her."""
    user = User.objects.create_user("cor@delinde.example", "long enough for cor", name="Cor")
    Membership.objects.create(school=school, user=user, role=Membership.Role.TEACHER)
    classroom.teachers.add(user)
    return user


@pytest.fixture
def otto(db: None) -> User:
    return User.objects.create_user("otto@elsewhere.example", "long enough for otto", name="Otto")


@pytest.fixture
def nora(db: None) -> User:
    other = School.objects.create(name="Het Baken")
    user = User.objects.create_user("nora@hetbaken.example", "long enough for nora", name="Nora")
    Membership.objects.create(school=other, user=user, role=Membership.Role.TEACHER)
    return user


@pytest.fixture
def steff(db: None) -> User:
    """Looks after the site."""
    return User.objects.create_superuser("steff@site.example", "long enough for steff", name="Steff")


@pytest.fixture
def classroom(school: School, tess: User) -> Classroom:
    room = Classroom.objects.create(school=school, name="2B", code="ABCD23")
    room.teachers.add(tess)
    return room


@pytest.fixture
def sam(classroom: Classroom) -> User:
    user = User.objects.create_user(name="Sam")
    Enrolment.objects.create(classroom=classroom, user=user, code_digest="sam")
    return user


@pytest.fixture
def lens_costs_of_a_week(school: School) -> list[LensRun]:
    """What lenses cost: two visitors of the school and a guest, today and three days ago."""
    today = datetime.now(UTC)
    rows = [
        ("ela", "one", school.shelf, 140, 0),
        ("ela", "one", school.shelf, 160, 0),
        ("ela", "two", school.shelf, 900, 3),
        ("optical-flow", "two", school.shelf, 4200, 3),
        ("first-picture", "guest", "", 30, 0),
    ]
    LensHits.objects.create(day=today.date(), lens="ela", count=12)
    return LensRun.objects.bulk_create(
        LensRun(
            lens=lens, visitor=visitor, shelf=shelf, milliseconds=cost, made_at=today - timedelta(days=ago)
        )
        for lens, visitor, shelf, cost, ago in rows
    )


@pytest.fixture
def make_pair(db: None, own_folders: None) -> Callable[..., Pair]:
    return factories.make_pair


@pytest.fixture
def quiz(db: None, own_folders: None) -> Quiz:
    """Six judgements: four pairs that can be located, one with a claim, one authentic clip that looks odd."""
    return factories.make_quiz()


@pytest.fixture
def assignment(classroom: Classroom, quiz: Quiz, tess: User) -> Assignment:
    """The quiz of six judgements, given to tess's class; nobody has begun."""
    return Assignment.objects.create(classroom=classroom, quiz=quiz, created_by=tess)


@pytest.fixture
def played(own_folders: None, classroom: Classroom, tess: User) -> Assignment:
    """Twenty judgements given to tess's class: eight pupils are done, one is half-way, one has not begun."""
    quiz = factories.make_quiz([factories.make_pair() for _ in range(20)])
    given = Assignment.objects.create(classroom=classroom, quiz=quiz, created_by=tess)
    for number in range(8):
        play.let_answer(given, play.pupil(classroom, f"Pupil {number}"), clips=20, seed=number)
    play.let_answer(given, play.pupil(classroom, "Half-way Hugo"), clips=5, seed=99)
    play.pupil(classroom, "Absent Anna")
    return given


@pytest.fixture
def practised(sam: User) -> User:
    """Sam, who has taken today's look, and one thirty days ago."""
    for technique in ("copy-move", "splicing", "retouch"):
        for _ in range(4):
            factories.make_pair(technique=technique)
    for days in (30, 0):
        sitting = begin_look(taker=Taker.of(sam), now=timezone.now())
        play.let_play(sitting)
        Sitting.objects.filter(pk=sitting.pk).update(finished_at=timezone.now() - timedelta(days=days))
        Answer.objects.filter(showing__sitting=sitting).update(
            created_at=timezone.now() - timedelta(days=days)
        )
    return sam


@pytest.fixture
def growing(quiz: Quiz) -> Job:
    """A library with pairs in it, and a job that will make one more."""
    return Job.objects.create(kind=RENDER_PAIR, target="one-more")


@pytest.fixture
def field(make_pair: Callable[..., Pair]) -> Pair:
    """The pair that the sample lesson shows."""
    pair = make_pair()
    pair.slug = "field"
    pair.save()
    return pair


@pytest.fixture
def reported(make_pair: Callable[..., Pair], school: School, sam: User) -> Report:
    """Sam's report about a pair of the school De Linde's own, and two more that editors have to read."""
    pair = make_pair(shelf=school.shelf)
    Report.objects.create(pair=pair, guest="a-digest", reason="technical", words="It does not load.")
    Report.objects.create(pair=make_pair(shelf=school.shelf), guest="a-digest", reason="answer")
    words = "The girl on the left is my sister. Nobody asked her."
    return Report.objects.create(pair=pair, user=sam, shelf=school.shelf, reason="upsetting", words=words)


@pytest.fixture
def paused(make_pair: Callable[..., Pair], school: School, sam: User) -> Pair:
    """A pair of the school's own that is away because sam reported that it shows somebody."""
    pair = make_pair(shelf=school.shelf)
    reporter = Reporter(Taker.of(sam), "192.0.2.1", frozenset({school.shelf}))
    file_report(pair=pair, reason="shows-me", words="", reporter=reporter)
    return pair


@pytest.fixture
def lesson_with_lenses(field: Pair, tmp_path: Path) -> Lesson:
    """The sample lesson, in which its pair lies under lenses as well."""
    fixtures = tmp_path / "fixtures"
    block = ':::lenses pair=field lens=ela caption="Look through."\n:::\n\n## Remember'
    text = LESSON.replace("## Remember", block)
    write_lesson(fixtures, en=text, nl=text)
    load_lessons(fixtures, fixtures)
    return Lesson.objects.get(slug="crop")


@pytest.fixture
def lesson_with_blocks(field: Pair, tmp_path: Path) -> Lesson:
    """A lesson with one of every block that asks, tells and explains, with its story."""
    item = factories.make_story()
    item.slug = "scenario-message"
    item.save()
    fixtures = tmp_path / "fixtures"
    write_lesson(fixtures, en=ALL_BLOCKS, nl=ALL_BLOCKS)
    report = load_lessons(fixtures, fixtures)
    assert report.problems == []
    return Lesson.objects.get(slug="crop")


@pytest.fixture
def lesson(field: Pair, tmp_path: Path) -> Lesson:
    """The sample lesson of `tests.lessons.sample`, loaded from its files."""
    fixtures = tmp_path / "fixtures"
    write_lesson(fixtures)
    load_lessons(fixtures, fixtures)
    return Lesson.objects.get(slug="crop")
