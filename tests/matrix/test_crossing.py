"""Nothing of one school is reached through another: not by half an address, nor by what a form sends along."""

from __future__ import annotations

from typing import Any

import pytest

from literacy.classroom.models import Assignment, Enrolment, Group, Membership
from literacy.rosters.models import RosterImport
from literacy.staff.models import Invitation
from quizzes.items.models import Placement
from quizzes.reports.models import Report
from quizzes.studio.models import Draft
from tests.house.test_addresses import ADDRESSES, Address
from tests.matrix.declared import TAKER, rule_of
from tests.matrix.reading import EVERY, keys_read
from tests.matrix.whole_school import WholeSchool
from tests.matrix.world import World, own_words, url_of

pytestmark = pytest.mark.once

# How an address says things that are nobody's: which clip of a quiz, which half, which lens.
NOBODYS = {"position", "half", "lens", "kind", "check_id", "pair_slug", "language", "number"}
CHANGES = ("PUT", "DELETE", "PATCH")


def _who_may(may: frozenset[str]) -> str:
    return next(who for who in ("teacher", "lead", "pupil", "coteacher", "keeper") if who in may)


def test_no_address_joins_things_of_two_schools(world: World) -> None:
    faults, asked = [], 0
    for address in ADDRESSES:
        rule = rule_of(address.name)
        here, there = world.here.filled(address.name), world.there.filled(address.name)
        own = [word for word in own_words(address, world.here) if word not in NOBODYS]
        words = [word for word in own if here[word] != there.get(word)]
        if rule is None or rule.is_open or not rule.may or len(own) < 2 or address.name == "lens":
            continue
        for word in words:
            url = url_of(address, world.here, **{word: there.get(word, "nothing")})
            for method in rule.methods:
                answer, asked = world.ask(_who_may(rule.may), method, url), asked + 1
                if answer.status != 404 or answer.writes:
                    faults.append(f"{method} {address.name} with {word} of another school: {answer.status}")
    assert not faults, "\n".join(faults)
    assert asked > 20


def test_what_is_not_asked_for_so_is_refused(world: World) -> None:
    """An address takes GET, POST and HEAD where it says so, and nothing else at all."""
    faults = []
    for address in ADDRESSES:
        rule = rule_of(address.name)
        if (
            rule is None
            or not rule.may
            or rule.is_open
            or rule.needs_more
            or not own_words(address, world.here)
            or address.name.startswith(
                ("admin:", "mfa_", "catalogue")
            )  # not this site's views, or the keeper's
        ):
            continue
        url, who = url_of(address, world.here), _who_may(rule.may)
        for method in (*CHANGES, *({"GET", "POST"} - set(rule.methods))):
            status = world.ask(who, method, url).status
            if status != 405:
                faults.append(f"{method} {address.name}: {status}")
        head = world.ask(who, "HEAD", url)
        changed = [sql for sql in head.writes if "care_look" not in sql]  # who looked is written down
        if head.status != 405 and (changed or "GET" not in rule.methods):
            faults.append(f"HEAD {address.name}: {head.status} {head.writes}")
    assert not faults, "\n".join(faults)


def _body_of(school: WholeSchool) -> dict[str, Any]:
    """Everything that any form of the site asks for, filled with things of this school."""
    fills = school.filled("")
    pairs = list(Placement.objects.filter(quiz=fills["quiz_id"]).values_list("item__pair", flat=True))
    return {
        "to": fills["elsewhere"], "classroom": fills["classroom_id"], "classrooms": [fills["elsewhere"]],
        "place": [fills["place_id"]], "learners": [fills["place_id"]],
        "group": fills["group_id"], "groups": [fills["group_id"]], "quiz": fills["quiz_id"], "what": "quiz",
        "pairs": pairs, "report": fills["report_id"], "teacher": fills["user_id"],
        "manuscript": fills["manuscript_id"], "card": [f"{fills['place_id']}:zon-fiets-uil:"], "name": "Kim", "title": "Ours",
        "minutes": 10, "roles": ["teacher"], "email": "somebody@site.example", "why": "Because.", "late": "",
        "attempts": 1, "wait_minutes": 0, "grade_rule": "first", "reveal": "", "score": "",
    }  # fmt: skip


def _crossed(one: WholeSchool, other: WholeSchool) -> list[str]:
    """What of one school now points at something of the other."""
    a, b = one.school, other.school
    ties = {
        "a class got a quiz": Assignment.objects.filter(classroom__school=a, quiz__shelf=b.shelf),
        "a group got a pupil": Group.objects.filter(classroom__school=a, enrolments__classroom__school=b),
        "a group got something": Assignment.objects.filter(classroom__school=a, groups__classroom__school=b),
        "a pupil got something": Assignment.objects.filter(
            classroom__school=a, learners__classroom__school=b
        ),
        "a pupil moved": Enrolment.objects.filter(classroom__school=a, user__enrolments__classroom__school=b),
        "a quiz shows a pair": Placement.objects.filter(quiz__shelf=a.shelf, item__pair__shelf=b.shelf),
        "an invitation is to a class": Invitation.objects.filter(school=a, classroom__school=b),
        "a list is of a class": RosterImport.objects.filter(school=a, classroom__school=b),
        "a teacher came": Membership.objects.filter(school=a, user__memberships__school=b),
    }
    return [told for told, found in ties.items() if found.exists()]


def _state_of(school: WholeSchool) -> list[Any]:
    """All that is the school's own, row by row."""
    own = school.school
    rows = [
        Enrolment.objects.filter(classroom__school=own),
        Assignment.objects.filter(classroom__school=own),
        Group.objects.filter(classroom__school=own),
        Membership.objects.filter(school=own),
        Invitation.objects.filter(school=own),
        Draft.objects.filter(shelf=own.shelf),
        Report.objects.filter(shelf=own.shelf),
        own.classrooms.order_by("pk"),
    ]
    return [list(found.order_by("pk").values()) for found in rows]


class Forms:
    """Sends every form of the site as it is, and then with one field after the other about the other school's things.

    Only fields that the address reads are tried: what a view never asks for cannot lead it anywhere.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.own, self.other = _body_of(world.here), _body_of(world.there)
        self._before = _state_of(world.there)

    def faults_of(self, address: Address) -> list[str]:
        rule = rule_of(address.name)
        assert rule is not None
        who, url = _who_may(rule.may), url_of(address, self.world.here)
        with keys_read() as read:
            found = self._send(who, url, self.own) + self._send(who, url, self.other)
        differing = {key for key in self.other if self.own[key] != self.other[key]}
        for key in sorted(differing if EVERY in read else differing & read):
            own, other = self.own[key], self.other[key]
            mixed = [*own, *other] if isinstance(other, list) else other
            found += self._send(who, url, self.own | {key: mixed})
        return [f"{address.name}: {told}" for told in found]

    def _send(self, who: str, url: str, body: dict[str, Any]) -> list[str]:
        answer = self.world.ask(who, "POST", url, body, then=self._harm)
        named = ["names the other school"] if self.world.there.mark in answer.body else []
        return [*answer.seen, *named, *([f"breaks ({answer.status})"] if answer.status >= 500 else [])]

    def _harm(self) -> list[str]:
        here, there = self.world.here, self.world.there
        changed = ["it changed"] if _state_of(there) != self._before else []
        return [*_crossed(here, there), *_crossed(there, here), *changed]


FORMS = [
    address
    for address in ADDRESSES
    if (rule := rule_of(address.name)) is not None
    and "POST" in rule.methods
    and rule.may
    and rule.may != TAKER
    and not rule.is_open
    and not address.name.startswith("admin:")
]


def test_no_form_reaches_into_another_school(world: World) -> None:
    """Whoever may send a form sends along, in one field after the other, the numbers of the other school's things."""
    forms = Forms(world)
    sent = [address for address in FORMS if own_words(address, world.here)]
    faults = [fault for address in sent for fault in forms.faults_of(address)]
    assert not faults, "\n".join(faults)
    assert len(sent) > 60
