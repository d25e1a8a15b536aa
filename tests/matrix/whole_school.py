"""Whole schools for the matrix: everybody in them, and one thing of every kind, all of which carry the school's mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from literacy.classroom.actions import begin_assignment
from literacy.classroom.models import (
    AssignedSitting,
    Assignment,
    AssignmentEvent,
    Classroom,
    Enrolment,
    Group,
    Membership,
    School,
)
from literacy.people.models import User
from literacy.rosters.actions.carrying_out import carry_out_list
from literacy.rosters.actions.taking_in import take_in_list
from literacy.rosters.snapshot import plan_of_import
from quizzes.attempts.models import Sitting
from quizzes.clips.models import Pair
from quizzes.items.actions import make_quiz
from quizzes.jobs.models import Job
from quizzes.reports.models import Report
from tests.authoring.made import make_manuscript
from tests.factories import CARDS, make_pair
from tests.matrix.deeper import deeper_fills
from tests.staff.made import make_invitation
from tests.studio_pages.made import make_draft

_OF_LESSONS = ("check", "lens", "poll", "where", "scenario", "step", "paper", "media")
LESSONS_OWN = tuple(f"lesson_{what}" for what in _OF_LESSONS)


@dataclass
class WholeSchool:
    """A school with its people, by role, and what fills the addresses about its things."""

    mark: str
    school: School
    people: dict[str, User]
    fills: dict[str, Any]

    def filled(self, name: str) -> dict[str, Any]:
        """The words of every pattern, as the address of this name means them."""
        own = {
            key.partition(".")[2]: value for key, value in self.fills.items() if key.startswith(f"{name}.")
        }
        return {key: value for key, value in self.fills.items() if "." not in key} | own


def _person(mark: str, role: str) -> User:
    return User.objects.create_user(f"{role}@{mark}.example", "long enough for all", name=f"{role} {mark}")


def _pupil(mark: str, name: str, room: Classroom) -> Enrolment:
    user = User.objects.create_user(name=f"{name} {mark}")
    return Enrolment.objects.create(classroom=room, user=user, code_digest=f"{name}-{mark}")


def _own_pair(school: School, mark: str, *, claim: bool = False) -> Pair:
    evidence: dict[str, Any] = {"evidence": CARDS} if claim else {}
    pair = make_pair(
        claim=claim, technique="miscaptioned" if claim else "copy-move", shelf=school.shelf, **evidence
    )
    for texts in pair.texts.values():
        texts |= {"title": f"Field {mark}", "reveal": f"Look at the box, {mark}."}
    pair.save()
    return pair


def _put_first(sitting: Sitting, pair: Pair) -> None:
    """Where somebody is, is the clip with cards of evidence."""
    first, wanted = sitting.showings.get(position=1), sitting.showings.get(item__pair=pair)
    if first != wanted:
        place = wanted.position
        for showing, position in ((first, 99), (wanted, 1), (first, place)):
            showing.position = position
            showing.save(update_fields=["position"])


def make_whole_school(mark: str, code: str) -> WholeSchool:
    """Make it: teacher and coteacher have a class with a pupil, lead and editor have none; other is a pupil of another class."""
    school = School.objects.create(name=f"School {mark}")
    people = {role: _person(mark, role) for role in ("teacher", "coteacher", "lead", "editor")}
    for role, user in people.items():
        held = Membership.Role.TEACHER if role == "coteacher" else Membership.Role(role)
        Membership.objects.create(school=school, user=user, role=held)
    room = Classroom.objects.create(school=school, name=f"2B {mark}", code=f"{code}2")
    room.teachers.add(people["teacher"], people["coteacher"])
    elsewhere = Classroom.objects.create(school=school, name=f"3C {mark}", code=f"{code}3")
    place, other = _pupil(mark, "pupil", room), _pupil(mark, "other", elsewhere)
    people |= {
        "pupil": place.user,
        "classmate": _pupil(mark, "classmate", room).user,
        "other pupil": other.user,
    }
    group = Group.objects.create(classroom=room, name=f"Owls {mark}")
    group.enrolments.add(place)

    pairs = [_own_pair(school, mark, claim=True), *[_own_pair(school, mark) for _ in range(3)]]
    quiz = make_quiz(shelf=school.shelf, title=f"Street {mark}", pairs=pairs)
    given = Assignment.objects.create(classroom=room, quiz=quiz, created_by=people["teacher"])
    sitting = begin_assignment(assignment=given, student=place.user)
    _put_first(sitting, pairs[0])
    event = AssignmentEvent.objects.create(
        assignment=given, kind=AssignmentEvent.Kind.EXCUSED, by=people["teacher"], enrolment=place
    )
    report = Report.objects.create(
        pair=pairs[1], user=place.user, shelf=school.shelf, reason="technical", words=f"It stops, {mark}."
    )
    by = people["teacher"]
    done = take_in_list(school=school, classroom=room, by=by, text=f"Kim {mark}\nBo {mark}")
    carry_out_list(roster=done, digest=plan_of_import(done).digest)
    waiting = take_in_list(school=school, classroom=room, by=by, text=f"Jip {mark}\nBo {mark}")
    token = f"the-link-of-an-invitation-to-{mark}"
    invitation = make_invitation(school, people["lead"], room=room, token=token, email=f"new@{mark}.example")
    draft = make_draft(school, people["teacher"], "made")
    manuscript = make_manuscript(school, by, title=f"Doors {mark}")
    job = Job.objects.create(kind="render_pair", target=f"pair {mark}", state=Job.State.FAILED)
    fills: dict[str, Any] = {
        "school_id": school.pk,
        "classroom_id": room.pk,
        "code": room.code,
        "elsewhere": elsewhere.pk,
        "place_id": place.pk,
        "enrolment_id": place.pk,
        "group_id": group.pk,
        "assignment_id": given.pk,
        "attempt_id": AssignedSitting.objects.get(sitting=sitting).pk,
        "event_id": event.pk,
        "item_id": quiz.placements.order_by("position")[1].item_id,
        "sitting_id": sitting.pk,
        "position": 1,
        "kind": "date",
        "list_id": waiting.pk,
        "roster_cards.list_id": done.pk,
        "user_id": people["coteacher"].pk,
        "invitation_id": invitation.pk,
        "draft_id": draft.pk,
        "manuscript_id": manuscript.pk,
        "choose_for_block.kind": "compare",
        **{
            f"{name}.language": "en"
            for name in (
                "write_lesson",
                "preview_text",
                "lesson_versions",
                "lesson_version",
                "put_back_version",
            )
        },
        "number": 1,
        "quiz_id": quiz.pk,
        "report_id": report.pk,
        "job_id": job.pk,
        "slug": pairs[1].slug,
        "half": "twin",
        "lens": "ela",
        "lens.slug": "ela",
        "check_id": "edge",
        "pair_slug": "field",
        **dict.fromkeys((f"{name}.slug" for name in ("lesson", *LESSONS_OWN, "report_lesson_clip")), "crop"),
        "poll_id": "would",
        "scenario": "message",
        "step": "point",
        "preview_quiz.slug": quiz.slug,
        "invitation.token": token,
        **deeper_fills(school, mark, people, place, pairs),
    }
    rows = {
        "clips_clip": pairs[1].clip_id,
        "clips_pair": pairs[1].pk,
        "reports_report": report.pk,
        "reports_pull": fills["pull_id"],
        "studio_draft": draft.pk,
        "studio_quota": fills["quota_id"],
    }
    for model, number in rows.items():
        for act in ("change", "delete", "history"):
            fills[f"admin:{model}_{act}.object_id"] = number
    return WholeSchool(mark, school, people, fills)
