"""What lies deeper in a whole school: files with data, a film to take along, an answered clip, ways in, the keeper's rows."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.utils import translation
from fido2.cose import CoseKey
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from literacy.care.access import address_of_school, link_of_export
from literacy.care.actions import ask_for_export
from literacy.care.models import Export
from literacy.care.pipeline import make_export
from literacy.classroom.models import Assignment, Classroom, Enrolment, School
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.clips.claims import disclosure_for
from quizzes.clips.models import Pair
from quizzes.clips.prepared import prepare_film, strip_key
from quizzes.clips.store import keep, path_of
from quizzes.items.actions import make_quiz
from quizzes.jobs.models import Job
from quizzes.reports.models import Pull
from quizzes.studio.models import Quota
from tests import play
from tests.film_pairs import make_film_pair


def _made(by: User, school: School, learner: User | None = None) -> Export:
    export = ask_for_export(by=by, school=school, learner=learner)
    make_export(export_id=str(export.pk), progress=lambda percent: None)
    export.refresh_from_db()
    return export


def make_exports(school: School, people: dict[str, User], place: Enrolment) -> dict[str, Export]:
    """A file of every kind, by whose it is: the school's lead's, a teacher's about a pupil, and the pupil's own."""
    return {
        "lead": _made(people["lead"], school),
        "teacher": _made(people["teacher"], school, place.user),
        "pupil": _made(place.user, school, place.user),
    }


def make_answered(room: Classroom, place: Enrolment, pairs: list[Pair]) -> Sitting:
    """A second sitting of the pupil's, in which the truth about the first clip has been told."""
    quiz = make_quiz(shelf=room.school.shelf, title="Answered", pairs=pairs)
    given = Assignment.objects.create(classroom=room, quiz=quiz)
    play.let_answer(given, place.user, clips=1, seed=1)
    return Sitting.objects.get(user=place.user, quiz=quiz)


def make_prepared(school: School, mark: str) -> Pair:
    """A film of the school's own that may be taken along, in every language."""
    film = make_film_pair()
    film.shelf = school.shelf
    for texts in film.texts.values():
        texts |= {"title": f"Film {mark}", "reveal": f"Look at the box, {mark}."}
    film.save()
    for language in ("nl", "en"):
        with translation.override(language):
            job = prepare_film(pair=film, half="twin")
            twin = film.renditions.get(kind="twin")
            keep(strip_key(twin, disclosure_for(film, "twin")), path_of(twin.file).read_bytes())
        Job.objects.filter(pk=job.pk).update(state=Job.State.DONE)
    return film


def make_passkey(user: User) -> Authenticator:
    """A passkey as a browser would have registered it; nobody holds its private half."""
    public = CoseKey.for_alg(-7)({1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32})
    number = user.pk.to_bytes(16, "big")
    credential = AttestedCredentialData.create(Aaguid(bytes(16)), number, public)
    seen = AuthenticatorData.create(
        sha256(b"testserver").digest(), AuthenticatorData.FLAG(0x45), 0, bytes(credential)
    )
    said = CollectedClientData.create("webauthn.create", b"challenge", "https://testserver")
    made = RegistrationResponse(
        raw_id=number,
        response=AuthenticatorAttestationResponse(
            client_data=said, attestation_object=AttestationObject.create("none", seen, {})
        ),
    )
    extras = {"clientExtensionResults": {"credProps": {"rk": True}}}
    data = {"name": "Key", "credential": json.loads(json.dumps(dict(made))) | extras}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def deeper_fills(
    school: School, mark: str, people: dict[str, User], place: Enrolment, pairs: list[Pair]
) -> dict[str, Any]:
    """Make all of it; answers with what fills the addresses about it."""
    exports = make_exports(school, people, place)
    answered = make_answered(place.classroom, place, pairs[1:])
    keys = {role: make_passkey(user) for role, user in people.items() if user.email}
    TOTP.activate(people["coteacher"], "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(people["coteacher"])
    signed_in = UserSession.objects.create(
        user=people["coteacher"], ip="192.0.2.7", session_key=f"session-of-{mark}", user_agent="a browser"
    )
    pull = Pull.objects.create(pair=pairs[3], by=people["teacher"], why=f"For {mark}.")
    return {
        "export_id": exports["teacher"].pk,
        "exports": exports,
        "export_file.signature": link_of_export(exports["teacher"]),
        "privacy_at_door.door": address_of_school(school.pk),
        "care_text.kind": "statement",
        "care_text.language": "nl",
        "place_credentials.sitting_id": answered.pk,
        "library_prepared.slug": make_prepared(school, mark).slug,
        "session_id": signed_in.pk,
        "mfa_remove_webauthn.pk": keys["coteacher"].pk,
        "mfa_edit_webauthn.pk": keys["coteacher"].pk,
        "pull_id": pull.pk,
        "quota_id": Quota.objects.create(shelf=school.shelf, megabytes=10).pk,
    }
