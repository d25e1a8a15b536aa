"""Whatever is sent: no page breaks, and a school is changed as a whole plan says or not at all."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from literacy.classroom.actions.rosters import MOST_PUPILS
from literacy.classroom.models import Classroom, Enrolment, School
from literacy.people.models import User
from literacy.rosters.models import RosterIdentity, RosterImport
from literacy.rosters.plan import Fate
from literacy.rosters.reading.rows import MOST_ROWS
from literacy.rosters.snapshot import plan_of_import
from literacy.rosters.tasks import forget_lists
from tests.pages import sign_in
from tests.rosters import made
from tests.rosters.test_pages import carry_out, read_in, run_jobs

_HEADS = st.lists(
    st.sampled_from(
        ["naam", "Name", "voornaam", "achternaam", "klas", "class", "id", "e-mail", "?", "", "naam"]
    )
    | st.text(max_size=8),
    max_size=6,
)
_CELLS = st.text(max_size=12) | st.sampled_from(
    [
        "Noor",
        "noor",
        "=1+1",
        "-1",
        "عمر",
        "\u202eNoor",
        "🦊👨‍👩‍👧",
        "2B",
        "2b",
        "3A",
        "7",
        "sl:1",
        "x@y.nl",
        "\0",
        '"',
        "\r",
        "x" * 90,
    ]
)
_TABLES = st.builds(
    lambda head, rows, sign: sign.join(head) + "\n" + "\n".join(sign.join(row) for row in rows),
    _HEADS,
    st.lists(st.lists(_CELLS, max_size=6), max_size=12),
    st.sampled_from(",;\t|"),
)
_FILES = (
    st.binary(max_size=300)
    | _TABLES.map(lambda table: table.encode("utf-8", "replace"))
    | _TABLES.map(lambda table: table.encode("utf-16", "replace"))
    | st.binary(max_size=60).map(lambda data: made.oneroster()[:-60] + data)
    | _TABLES.map(lambda table: made.oneroster(users=table, enrollments=made.ENROLLMENTS))
)


def _state() -> tuple[Any, ...]:
    return (
        list(Enrolment.objects.order_by("pk").values_list("pk", "user_id", "classroom_id", "left_at")),
        list(User.objects.order_by("pk").values_list("pk", "name")),
        list(Classroom.objects.order_by("pk").values_list("pk", "name")),
        list(RosterIdentity.objects.order_by("pk").values_list("user_id", "sourced_id")),
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=_FILES, pasted=st.booleans(), is_complete=st.booleans(), for_school=st.booleans(), roles=_HEADS)
def test_any_file_is_read_or_refused_and_done_whole_or_not_at_all(
    client: Client,
    tess: User,
    ada: User,
    school: School,
    classroom: Classroom,
    sam: User,
    data: bytes,
    pasted: bool,
    is_complete: bool,
    for_school: bool,
    roles: list[str],
) -> None:
    sign_in(client, ada if for_school else tess)
    at = (
        reverse("school_roster", args=[school.pk])
        if for_school
        else reverse("class_roster", args=[classroom.pk])
    )
    fields: dict[str, Any] = {"complete": "1"} if is_complete else {}
    if pasted:
        fields["text"] = data.decode("utf-8", "replace")
    else:
        fields["file"] = SimpleUploadedFile("list.csv", data)
    before = _state()
    answer = client.post(at, fields)
    assert _state() == before
    if answer.status_code != 302:
        assert answer.status_code == 422
        return
    page = answer["Location"]
    shown = client.get(page)
    assert shown.status_code == 200
    if "columns" in shown.context:
        named = {f"column-{number}": role for number, role in enumerate(roles, start=1)}
        assert client.post(f"{page}columns/", named | {"column-1": "name"}).status_code in (302, 422)
        shown = client.get(page)
    assert _state() == before
    if "plan" not in shown.context:
        return
    plan = shown.context["plan"]
    done = client.post(f"{page}apply/", {"digest": plan.digest})
    assert done.status_code == (302 if plan.changes else 409)
    if not plan.changes:
        assert _state() == before
        return
    assert client.get(page).status_code == 200
    new = sum(plan.counts[fate] for fate in (Fate.NEW,))
    assert User.objects.count() == len(before[1]) + new
    assert Classroom.objects.count() == len(before[2]) + len(plan.new_classes)


def _there(school: School, numbers: range) -> None:
    """So many pupils with their numbers, in classes as large as can be."""
    titles = sorted({n // MOST_PUPILS for n in numbers})
    rooms = Classroom.objects.bulk_create(
        Classroom(school=school, name=f"K{n}", code=f"X{n}") for n in titles
    )
    users = User.objects.bulk_create(User(name=f"=Pupil {n}", password="!") for n in numbers)
    Enrolment.objects.bulk_create(
        Enrolment(classroom=rooms[n // MOST_PUPILS], user=user, code_digest=f"d{n}")
        for n, user in zip(numbers, users, strict=True)
    )
    RosterIdentity.objects.bulk_create(
        RosterIdentity(school=school, user=user, sourced_id=str(n))
        for n, user in zip(numbers, users, strict=True)
    )


# A job of some seconds renews its lease through a connection of its own.
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_rows_are_done_in_the_background_in_one_go(
    client: Client, ada: User, school: School, django_assert_max_num_queries: Any
) -> None:
    """Some seconds: it is the promised size, from the file to the places; two thirds are there already, as every summer."""
    sign_in(client, ada)
    _there(school, range(0, 6_600))
    lines = [f"{n};=Pupil {n};K{n // MOST_PUPILS}" for n in range(9_900)]
    lines += [
        "7;Pupil 7;K0",
        "8;Other;K0",
        "9901;;K1",
        "9902;عمر 🦊;",
        *[f"{n};Again {n};K0" for n in range(96)],
    ]
    with django_assert_max_num_queries(30):
        page = read_in(client, school, data=("nr;naam;klas\n" + "\n".join(lines)).encode())
        plan = client.get(page).context["plan"]
    assert len(plan.steps) == 10_000
    assert client.post(f"{page}apply/", {"digest": plan.digest}).status_code == 302
    assert Enrolment.objects.count() == 6_600
    run_jobs()
    assert plan.counts[Fate.SAME] > 6_400
    assert Enrolment.objects.count() - 6_600 == plan.counts[Fate.NEW] > 3_200
    assert "The list is carried out" in client.get(page).content.decode()


def test_more_rows_than_anybody_has_are_refused(client: Client, ada: User, school: School) -> None:
    sign_in(client, ada)
    data = "naam;klas\n" + "Noor;2B\n" * (MOST_ROWS + 1)
    file = SimpleUploadedFile("x.csv", data.encode())
    assert client.post(reverse("school_roster", args=[school.pk]), {"file": file}).status_code == 422


@pytest.mark.parametrize(("minutes", "left"), [(59, 1), (61, 0)])
def test_a_list_nobody_carries_out_is_forgotten_within_the_hour(
    client: Client, tess: User, classroom: Classroom, minutes: int, left: int, time_machine: Any
) -> None:
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)
    sign_in(client, tess)
    read_in(client, classroom, "Noor")
    time_machine.move_to(f"2026-11-22T{12 + minutes // 60}:{minutes % 60:02}:00Z", tick=False)
    forget_lists()
    assert RosterImport.objects.count() == left


def test_lists_go_with_their_school(client: Client, tess: User, classroom: Classroom, school: School) -> None:
    sign_in(client, tess)
    read_in(client, classroom, "Noor")
    RosterIdentity.objects.create(school=school, user=tess, sourced_id="1")
    school.delete()
    assert not RosterImport.objects.exists()
    assert not RosterIdentity.objects.exists()


def test_nothing_of_a_list_is_in_the_logs(
    client: Client, tess: User, classroom: Classroom, caplog: pytest.LogCaptureFixture
) -> None:
    sign_in(client, tess)
    with caplog.at_level("DEBUG", logger="literacy"), caplog.at_level("DEBUG", logger="quizzes"):
        page = read_in(client, classroom, "Unmistakable Name\nOther")
        carry_out(client, page)
        assert plan_of_import(RosterImport.objects.get()).steps == ()
    assert "Unmistakable" not in caplog.text
