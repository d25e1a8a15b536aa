"""Export and import: reading one's own export in again changes nothing, and no cell is a formula."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from literacy.classroom.actions.rosters import same_name
from literacy.classroom.models import Classroom, Enrolment, School
from literacy.people.models import User
from literacy.rosters.actions.taking_in import take_in_list
from literacy.rosters.exporting import as_csv, roster_lines
from literacy.rosters.models import RosterIdentity, RosterImport
from literacy.rosters.plan import Fate
from literacy.rosters.reading.text import visible
from literacy.rosters.snapshot import plan_of_import
from tests.pages import sign_in

_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_NAMES = st.text(_LETTERS, min_size=1, max_size=20).filter(
    lambda name: same_name(visible(name))
) | st.sampled_from(
    [
        "=1+1",
        "'=1+1",
        "''-x",
        "-Bo",
        "@home",
        "+31",
        "'t Hart",
        '"Bo"',
        "Bo;2B",
        "Bo,2B",
        "عمر",
        "🦊",
        "Zoë",
        "zoe",
        "naam",
    ]
)
_PLACES = st.lists(
    st.tuples(_NAMES, st.sampled_from(["2B", "2C"]), st.sampled_from(["", "", "n"])), max_size=8
)


def fill(school: School, rooms: dict[str, Classroom], pupils: list[tuple[str, str, str]]) -> None:
    for number, (name, room, numbered) in enumerate(pupils):
        user = User.objects.create(name=name)
        Enrolment.objects.create(classroom=rooms[room], user=user, code_digest=str(number))
        if numbered:
            RosterIdentity.objects.create(school=school, user=user, sourced_id=f"={number}")


@pytest.fixture
def rooms(school: School, classroom: Classroom) -> dict[str, Classroom]:
    return {"2B": classroom, "2C": Classroom.objects.create(school=school, name="2C", code="HJKM34")}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(pupils=[("Zoë", "2B", ""), ("zoe", "2B", ""), ("Zoë", "2C", "n")], scope="")
@given(pupils=_PLACES, scope=st.sampled_from(["", "2B"]))
def test_reading_in_ones_own_export_changes_nothing(
    school: School,
    ada: User,
    tess: User,
    rooms: dict[str, Classroom],
    pupils: list[tuple[str, str, str]],
    scope: str,
) -> None:
    RosterImport.objects.all().delete()
    User.objects.filter(email=None).delete()
    fill(school, rooms, pupils)
    lines = roster_lines(school, rooms.get(scope))
    if not lines:
        return
    roster = take_in_list(
        school=school,
        classroom=rooms.get(scope),
        by=tess if scope else ada,
        data=as_csv(lines),
        is_complete=True,
    )
    plan = plan_of_import(roster)
    assert plan.counts == {Fate.SAME: len(lines)}
    assert len(lines) == sum(not scope or room == scope for _name, room, _number in pupils)


def test_a_spreadsheet_finds_no_formula_in_an_export(
    client: Client, ada: User, school: School, rooms: Any
) -> None:
    fill(school, rooms, [("=cmd|' /C calc'!A0", "2B", "n"), ("@SUM(A1)", "2C", "")])
    sign_in(client, ada)
    answer = client.get(reverse("school_roster_csv", args=[school.pk]), headers={"Accept-Language": "nl"})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer["Content-Disposition"]
    cells = [
        cell
        for line in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
        for cell in line
    ]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_an_export_of_a_class_holds_nobody_else_and_nobody_who_left(
    client: Client, tess: User, school: School, rooms: dict[str, Classroom]
) -> None:
    fill(school, rooms, [("Noor", "2B", ""), ("Amin", "2C", ""), ("Bo", "2B", "")])
    Enrolment.objects.filter(user__name="Bo").update(left_at="2026-01-01T00:00Z")
    sign_in(client, tess)
    text = client.get(reverse("class_roster_csv", args=[rooms["2B"].pk])).content.decode()
    assert "Noor" in text
    assert "Amin" not in text
    assert "Bo" not in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_example_can_be_read_in_as_it_is(
    client: Client, ada: User, school: School, language: str
) -> None:
    sign_in(client, ada)
    data = client.get(reverse("roster_example"), headers={"Accept-Language": language}).content
    roster = take_in_list(school=school, classroom=None, by=ada, data=data)
    assert plan_of_import(roster).counts == {Fate.NEW: 4}


@pytest.mark.parametrize("pupils", [3, 60])
def test_an_export_takes_two_queries(
    school: School, rooms: dict[str, Classroom], pupils: int, django_assert_num_queries: Any
) -> None:
    fill(school, rooms, [(f"Pupil {number}", "2B", "n") for number in range(pupils)])
    with django_assert_num_queries(2):
        assert len(roster_lines(school)) == pupils
