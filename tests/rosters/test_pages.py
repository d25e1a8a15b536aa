"""The pages of a list: who may, what is shown, and that nothing happens before somebody says so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from literacy.classroom.actions import add_pupils, open_place
from literacy.classroom.actions.knocking import Knock
from literacy.classroom.models import Classroom, Enrolment, Membership, School
from literacy.people.models import User
from literacy.rosters.models import RosterIdentity, RosterImport
from literacy.rosters.reading.rows import MOST_BYTES
from tests.pages import parse, sign_in
from tests.rosters import made

Read = Callable[..., str]


@pytest.fixture
def as_tess(client: Client, tess: User, classroom: Classroom) -> Client:
    sign_in(client, tess)
    return client


def read_in(client: Client, about: Classroom | School, text: str = "", data: bytes = b"", **more: str) -> str:
    """Read a list in; returns the address of its page."""
    is_class = isinstance(about, Classroom)
    at = reverse("class_roster" if is_class else "school_roster", args=[about.pk])
    fields: dict[str, Any] = {"text": text, **more}
    if data:
        fields["file"] = SimpleUploadedFile("list.csv", data)
    response = client.post(at, fields)
    assert response.status_code == 302, response.content.decode()[:3000]
    return str(response["Location"])


def carry_out(client: Client, page: str) -> Any:
    digest = client.get(page).context["plan"].digest
    return client.post(f"{page}apply/", {"digest": digest})


def test_a_list_is_looked_at_before_anything_happens(as_tess: Client, classroom: Classroom) -> None:
    page = read_in(as_tess, classroom, "Noor\nAmin\nnoor")
    shown = as_tess.get(page)
    assert [row.word for row in shown.context["shown"]] == ["new", "new", "clashes"]
    assert not Enrolment.objects.exists()
    assert carry_out(as_tess, page).status_code == 302
    assert set(Enrolment.objects.values_list("user__name", flat=True)) == {"Noor", "Amin"}
    assert "The list is carried out" in as_tess.get(page).content.decode()
    assert RosterImport.objects.get().rows == []


def test_cards_hold_words_that_open_the_new_places_alone(as_tess: Client, classroom: Classroom) -> None:
    old = add_pupils(classroom=classroom, names=["Sam"]).new[0]
    page = read_in(as_tess, classroom, "Sam\nNoor\nAmin")
    carry_out(as_tess, page)
    shown = as_tess.post(f"{page}cards/{classroom.pk}/")
    codes = {new.name: new.code for new in shown.context["cards"]}
    assert codes.keys() == {"Noor", "Amin"}
    for name, code in [*codes.items(), ("Sam", old.code)]:
        assert open_place(classroom=classroom, code=code, knock=Knock("192.0.2.7")).user.name == name


def test_a_plan_is_not_carried_out_once_the_school_has_changed(as_tess: Client, classroom: Classroom) -> None:
    page = read_in(as_tess, classroom, "Noor\nAmin")
    digest = as_tess.get(page).context["plan"].digest
    add_pupils(classroom=classroom, names=["Noor"])
    answer = as_tess.post(f"{page}apply/", {"digest": digest})
    assert answer.status_code == 409
    assert "The school changed" in answer.content.decode()
    assert classroom.enrolments.count() == 1
    assert carry_out(as_tess, page).status_code == 302
    assert classroom.enrolments.count() == 2


def test_whoever_is_not_on_the_whole_list_leaves_and_comes_back_with_it(
    as_tess: Client, classroom: Classroom, sam: User
) -> None:
    page = read_in(as_tess, classroom, "Noor", complete="1")
    carry_out(as_tess, page)
    place = Enrolment.objects.get(user=sam)
    assert place.left_at is not None
    carry_out(as_tess, read_in(as_tess, classroom, "sam"))
    place.refresh_from_db()
    assert place.left_at is None
    assert User.objects.filter(name="Sam").count() == 1


def test_the_list_may_be_said_to_be_whole_while_it_is_looked_at(
    as_tess: Client, classroom: Classroom, sam: User
) -> None:
    page = read_in(as_tess, classroom, "Noor")
    assert as_tess.get(page).context["leaves"] == 0
    as_tess.post(f"{page}complete/", {"complete": "1"})
    assert as_tess.get(page).context["leaves"] == 1
    assert [row.step.name for row in as_tess.get(page + "?fate=leaves").context["shown"]] == ["Sam"]


def test_the_lead_reads_in_a_school_with_its_classes(
    client: Client, ada: User, school: School, classroom: Classroom, sam: User
) -> None:
    sign_in(client, ada)
    page = read_in(client, school, data=made.oneroster(), complete="1")
    assert "0611" not in client.get(page).content.decode()
    carry_out(client, page)
    there = Enrolment.objects.filter(left_at=None).values_list("classroom__name", "user__name")
    assert set(there) == {("2B", "Noor de Vries"), ("2B", "Amin Idrissi")}
    assert set(RosterIdentity.objects.values_list("sourced_id", flat=True)) == {"u1", "u2"}
    page = read_in(client, school, "name,class,id\nNoor Vries,3A,u1")
    carry_out(client, page)
    noor = User.objects.get(name="Noor Vries")
    assert noor.enrolments.get(left_at=None).classroom.name == "3A"
    assert noor.enrolments.count() == 2
    assert list(Classroom.objects.get(name="3A").teachers.all()) == [ada]


def test_a_long_list_is_carried_out_in_the_background(
    as_tess: Client,
    classroom: Classroom,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr("literacy.rosters.actions.carrying_out.AT_ONCE", 1)
    page = read_in(as_tess, classroom, "Noor\nAmin")
    carry_out(as_tess, page)
    assert "being carried out" in as_tess.get(page).content.decode()
    assert as_tess.get(page, headers={"HX-Request": "true"}).content.decode().lstrip().startswith("<div")
    assert as_tess.post(f"{page}drop/").status_code == 409
    run_jobs()
    assert classroom.enrolments.count() == 2
    assert "The list is carried out" in as_tess.get(page).content.decode()


def test_a_background_job_does_nothing_where_the_school_changed_meanwhile(
    as_tess: Client, classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("literacy.rosters.actions.carrying_out.AT_ONCE", 1)
    page = read_in(as_tess, classroom, "Noor\nAmin")
    carry_out(as_tess, page)
    add_pupils(classroom=classroom, names=["Noor"])
    run_jobs()
    assert classroom.enrolments.count() == 1
    assert "so nothing was done" in as_tess.get(page).content.decode()


def test_an_error_half_way_leaves_nothing_done(
    as_tess: Client, classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise OSError("the disk is full")

    page = read_in(as_tess, classroom, "naam;leerlingnummer\nNoor;1\nAmin;2")
    monkeypatch.setattr(RosterIdentity.objects, "bulk_create", broken)
    with pytest.raises(OSError, match="disk"):
        carry_out(as_tess, page)
    assert not Enrolment.objects.exists()
    assert not User.objects.filter(email=None).exists()
    assert RosterImport.objects.get().state == "ready"


def run_jobs() -> None:
    from quizzes.jobs.claim import claim_next
    from quizzes.jobs.runner import run_claimed

    job = claim_next(["apply-roster"])
    assert job is not None
    run_claimed(job)


def test_unknown_columns_are_named_by_the_teacher(as_tess: Client, classroom: Classroom) -> None:
    page = read_in(as_tess, classroom, "Vries\tNoor\tn@x.nl\nIdrissi\tAmin\ta@x.nl")
    assert "n@x.nl" not in repr(RosterImport.objects.values())
    assert as_tess.post(f"{page}columns/", {"column-1": "class"}).status_code == 422
    as_tess.post(f"{page}columns/", {"column-1": "last", "column-2": "first"})
    assert [row.step.name for row in as_tess.get(page).context["shown"]] == ["Noor Vries", "Amin Idrissi"]
    assert as_tess.post(f"{page}columns/", {"column-1": "name"}).status_code == 409


def test_a_first_line_of_headings_nobody_knows_is_no_pupil(as_tess: Client, classroom: Classroom) -> None:
    page = read_in(as_tess, classroom, "wie\twat\nNoor\tx\nAmin\ty")
    as_tess.post(f"{page}columns/", {"column-1": "name", "head": "1"})
    assert [row.step.name for row in as_tess.get(page).context["shown"]] == ["Noor", "Amin"]


@pytest.mark.parametrize(
    ("text", "data", "status"),
    [
        ("", b"", 422),
        ("", b"\x89PNG\r\n", 422),
        ("", b"PK\x03\x04 not a zip", 422),
        ("", b"x" * (MOST_BYTES + 1), 413),
        ("", b"mail\nx@y.nl\n", 302),
        ("", b"geboortedatum;e-mail\n2014-01-01;x@y.nl\n", 422),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(
    as_tess: Client, classroom: Classroom, text: str, data: bytes, status: int
) -> None:
    fields: dict[str, Any] = {"text": text}
    if data:
        fields["file"] = SimpleUploadedFile("x.csv", data)
    answer = as_tess.post(reverse("class_roster", args=[classroom.pk]), fields)
    assert answer.status_code == status
    if status != 302:
        assert 'role="alert"' in answer.content.decode()
        assert not RosterImport.objects.exists()


@pytest.mark.parametrize("who", ["nora", "otto", "sam", "ada"])
def test_strangers_find_no_list_of_a_class(
    client: Client, who: str, tess: User, classroom: Classroom, request: pytest.FixtureRequest
) -> None:
    sign_in(client, tess)
    page = read_in(client, classroom, "Noor")
    sign_in(client, request.getfixturevalue(who))
    for address in (
        reverse("class_roster", args=[classroom.pk]),
        reverse("class_roster_csv", args=[classroom.pk]),
        page,
    ):
        assert client.get(address).status_code == 404
    for doing in ("apply", "drop", "complete", "columns", f"cards/{classroom.pk}"):
        assert client.post(f"{page}{doing}/").status_code == 404
    assert client.post(reverse("class_roster", args=[classroom.pk]), {"text": "Noor"}).status_code == 404


@pytest.mark.parametrize("who", ["tess", "nora", "otto", "sam"])
def test_only_its_lead_reads_in_a_school(
    client: Client, who: str, ada: User, school: School, request: pytest.FixtureRequest
) -> None:
    sign_in(client, request.getfixturevalue(who))
    assert client.get(reverse("school_roster", args=[school.pk])).status_code == 404
    assert client.get(reverse("school_roster_csv", args=[school.pk])).status_code == 404
    assert client.post(reverse("school_roster", args=[school.pk]), {"text": "Noor"}).status_code == 404


def test_a_list_is_gone_for_whoever_no_longer_teaches_the_class(
    as_tess: Client, classroom: Classroom, tess: User
) -> None:
    page = read_in(as_tess, classroom, "Noor")
    classroom.teachers.remove(tess)
    assert as_tess.get(page).status_code == 404


def test_a_lead_of_one_school_moves_nobody_of_another(
    client: Client, ada: User, nora: User, school: School
) -> None:
    other = Membership.objects.get(user=nora).school
    theirs = Classroom.objects.create(school=other, name="2B", code="ZZZZ99")
    pupil = User.objects.create_user(name="Noor")
    Enrolment.objects.create(classroom=theirs, user=pupil, code_digest="x")
    RosterIdentity.objects.create(school=other, user=pupil, sourced_id="7")
    sign_in(client, ada)
    page = read_in(client, school, f"name,class,id\nNoor,2B,7\nNoor,2B,sl:{pupil.pk}")
    assert [row.word for row in client.get(page).context["shown"]] == ["new", "cannot be read in"]
    carry_out(client, page)
    assert pupil.enrolments.count() == 1
    assert theirs.enrolments.count() == 1


def test_names_in_any_script_are_shown_with_their_own_direction(
    as_tess: Client, classroom: Classroom
) -> None:
    page = read_in(as_tess, classroom, "عمر\n🦊 Fox\n<b>Bo</b>")
    html = as_tess.get(page).content.decode()
    assert "<bdi>عمر</bdi>" in html
    assert "&lt;b&gt;Bo" in html
    assert parse(html)[1] == []


def test_the_page_of_a_list_takes_as_many_queries_for_many_rows(
    as_tess: Client, classroom: Classroom, django_assert_num_queries: Any
) -> None:
    counts = []
    for number in (3, 190):
        page = read_in(as_tess, classroom, "\n".join(f"Pupil {n}" for n in range(number)))
        with django_assert_num_queries(11, exact=False) as queries:
            as_tess.get(page)
        counts.append(len(queries))
    assert counts[0] == counts[1]
