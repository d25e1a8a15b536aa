"""The fixed cast: tess teaches sam; otto is a stranger; ada leads the school; nora teaches at another one; steff keeps the site."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

from literacy.classroom.models import Assignment, Classroom, Enrolment, Membership, School
from literacy.lessons.loader import load_lessons
from literacy.lessons.models import Lesson
from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.items.models import Quiz
from quizzes.jobs.models import Job
from tests import factories, play
from tests.lessons.sample import write_lesson

# What a busy machine takes for an example is no claim about the code.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Every test has media of its own and an empty cache; static files need no manifest."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # the real one is slow on purpose
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cache.clear()
    yield
    cache.clear()


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
def lesson(field: Pair, tmp_path: Path) -> Lesson:
    """The sample lesson of `tests.lessons.sample`, loaded from its files."""
    fixtures = tmp_path / "fixtures"
    write_lesson(fixtures)
    load_lessons(fixtures, fixtures)
    return Lesson.objects.get(slug="crop")
