"""Pupils who have each begun a quiz of judgements, with sessions to sign in by: for a site that is to be tried."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import transaction
from django.test import override_settings

from literacy.people.models import User
from quizzes.attempts.actions import record_answer
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Answer, Sitting
from quizzes.clips.models import Medium, Pair
from quizzes.items.models import Quiz
from tests.factories import make_pair, make_quiz, make_sitting
from tests.film_pairs import make_film_pair
from tests.hostile.ledger import Given, Pupil
from tests.recordings import make_recording

SESSIONS = 6  # how often a pupil may sign in again


@transaction.atomic
def seed(pupils: int, places: int) -> list[Pupil]:
    """A quiz of so many captions to judge, and pupils who have all been given it."""
    quiz = make_quiz([make_pair(claim=True) for _ in range(places)])
    return [_pupil(f"Pupil {number}", quiz) for number in range(pupils)]


def _pupil(name: str, quiz: Quiz) -> Pupil:
    user = User.objects.create_user(name=name)
    sitting = make_sitting(quiz, user)
    return Pupil(str(sitting.pk), [_session(user) for _ in range(SESSIONS)])


def _session(user: User) -> str:
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "literacy.people.backends.PersonalCodeBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def stored() -> list[Given]:
    """Every answer there is."""
    rows = Answer.objects.values_list("showing__sitting", "showing__position", "key", "p_manipulated")
    return [Given(str(UUID(str(s))), position, str(key), p or 0.0) for s, position, key, p in rows]


def seed_player() -> dict[str, str]:
    """One pupil's session, and the addresses of a photo to judge, one to point at, a film, a part of it to mark, two
    films beside each other, and a recording."""
    user = User.objects.create_user(name="Pupil")
    found = {"session": _session(user)}
    for name, pair in (("judge", make_pair()), ("locate", make_pair()), ("film", make_film_pair())):
        sitting = make_sitting(make_quiz([pair]), user)
        found[name] = f"/sittings/{sitting.pk}/1/"
        if name == "locate":
            _doubt(sitting)
    return found | _seed_moving(user)


def _seed_moving(user: User) -> dict[str, str]:
    film = Pair.objects.get(medium=Medium.VIDEO)
    with TemporaryDirectory() as folder, override_settings(LIBRARY_CACHE=Path(folder)):
        recording = make_recording(Path(folder))
    found = {}
    for name, pair, chain in (
        ("when", film, ["judge", "when"]),
        ("compare", film, ["compare"]),
        ("sound", recording, ["judge", "when"]),
    ):
        sitting = make_sitting(make_quiz([pair], asks=chain), user, twins=True)
        found[name] = f"/sittings/{sitting.pk}/1/"
        if "judge" in chain:
            _doubt(sitting)
    return found


def _doubt(sitting: Sitting) -> None:
    """Judge the first clip, so that what follows is asked."""
    course, cleaned = course_of(sitting), {"p_manipulated": 0.95}
    record_answer(
        course=course, position=1, item_type="judge", key=uuid4(), cleaned=cleaned, milliseconds=900
    )
