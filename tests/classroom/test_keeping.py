"""Teachers rename, end and put back classes, make groups, and find their way in long lists."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.actions import (
    add_pupils,
    archive_classroom,
    fill_group,
    let_leave,
    make_classroom,
    make_group,
    rename_classroom,
    restore_classroom,
)
from literacy.classroom.models import Classroom, Group, School
from literacy.people.models import User
from quizzes.http.refusal import Refusal

ADULT = "allauth.account.auth_backends.AuthenticationBackend"
OF_CLASS = [
    "pupils", "leave_class", "move_pupils", "into_group", "new_cards", "print_cards",
    "keep_class", "archive_class", "board", "let_in", "groups",
]  # fmt: skip


@pytest.fixture
def teaching(client: Client, tess: User) -> Client:
    client.force_login(tess, backend=ADULT)
    return client


@pytest.mark.parametrize("stranger", ["nora", "otto", "ada", "sam"])
def test_strangers_find_nothing_of_a_class(
    client: Client, classroom: Classroom, request: pytest.FixtureRequest, stranger: str
) -> None:
    add_pupils(classroom=classroom, names=["Noor"])
    group = make_group(classroom=classroom, name="Plus")
    place = classroom.enrolments.get(user__name="Noor")
    client.force_login(request.getfixturevalue(stranger), backend=ADULT)
    # A lead may print cards that a list brought; what they cannot show is as gone as any old card.
    closed = [name for name in OF_CLASS if (stranger, name) != ("ada", "print_cards")]
    urls = [reverse(name, args=[classroom.pk]) for name in closed]
    urls += [reverse(name, args=[place.pk]) for name in ("pupil", "come_back", "new_code")]
    urls += [reverse(name, args=[group.pk]) for name in ("change_group", "remove_group")]
    for url in urls:
        assert {client.get(url).status_code, client.post(url).status_code} <= {404, 405}, url
    assert Group.objects.filter(name="Plus").exists()


def test_a_lead_prints_no_card_without_its_words(client: Client, classroom: Classroom, ada: User) -> None:
    add_pupils(classroom=classroom, names=["Noor"])
    place = classroom.enrolments.get(user__name="Noor")
    client.force_login(ada, backend=ADULT)
    guessed = {"as": "csv", "card": f"{place.pk}:one-two-three:"}
    assert client.post(reverse("print_cards", args=[classroom.pk]), guessed).status_code == 410


def test_a_class_that_is_over_is_put_back(teaching: Client, classroom: Classroom) -> None:
    teaching.post(reverse("archive_class", args=[classroom.pk]))
    assert not Classroom.objects.running().exists()
    assert teaching.get(reverse("classroom", args=[classroom.pk])).status_code == 200
    refused = teaching.post(reverse("new_pupils", args=[classroom.pk]), {"names": "Noor"})
    assert refused.status_code == 409
    teaching.post(reverse("archive_class", args=[classroom.pk]))
    assert list(Classroom.objects.running()) == [classroom]


def test_the_name_of_a_class_that_is_over_is_free_again(
    classroom: Classroom, school: School, tess: User
) -> None:
    archive_classroom(classroom=classroom)
    make_classroom(school=school, name="2b", teacher=tess)
    classroom.refresh_from_db()
    with pytest.raises(Refusal):
        restore_classroom(classroom=classroom)
    rename_classroom(classroom=classroom, name="2B of last year")
    restore_classroom(classroom=classroom)
    assert Classroom.objects.running().count() == 2


def test_two_running_classes_never_share_a_name(
    teaching: Client, classroom: Classroom, school: School, tess: User
) -> None:
    make_classroom(school=school, name="3C", teacher=tess)
    url = reverse("keep_class", args=[classroom.pk])
    page = teaching.post(url, {"name": "3c", "code_kind": "words"})
    assert page.status_code == 409
    classroom.refresh_from_db()
    assert classroom.name == "2B"
    kept = teaching.post(url, {"name": " 2  B ", "code_kind": "pictures", "shows_names": "1"})
    assert kept.status_code == 302
    classroom.refresh_from_db()
    assert (classroom.name, classroom.by_pictures, classroom.shows_names) == ("2 B", True, True)


def test_groups_are_made_filled_renamed_and_deleted(
    teaching: Client, classroom: Classroom, school: School, tess: User
) -> None:
    add_pupils(classroom=classroom, names=["Noor", "Amin"])
    other = make_classroom(school=school, name="3C", teacher=tess)
    add_pupils(classroom=other, names=["Stranger"])
    teaching.post(reverse("groups", args=[classroom.pk]), {"name": "Plus"})
    group = Group.objects.get()
    noor = classroom.enrolments.get(user__name="Noor")
    foreign = other.enrolments.get()
    teaching.post(
        reverse("change_group", args=[group.pk]), {"name": "Tuesdays", "place": [noor.pk, foreign.pk]}
    )
    group.refresh_from_db()
    assert (group.name, list(group.enrolments.all())) == ("Tuesdays", [noor])
    again = teaching.post(reverse("groups", args=[classroom.pk]), {"name": "tuesdays"})
    assert again.status_code == 409
    fill_group(group=group, places=[foreign])
    assert not group.enrolments.exists()
    amin = classroom.enrolments.get(user__name="Amin")
    teaching.post(reverse("into_group", args=[classroom.pk]), {"place": [amin.pk], "group": group.pk})
    assert list(group.enrolments.all()) == [amin]
    teaching.post(reverse("remove_group", args=[group.pk]))
    assert not Group.objects.exists()
    assert classroom.enrolments.count() == 2


def test_pupils_are_found_sorted_and_paged(teaching: Client, classroom: Classroom) -> None:
    add_pupils(classroom=classroom, names=[f"Pupil {n:02}" for n in range(60)])
    url = reverse("pupils", args=[classroom.pk])

    def names(query: str) -> list[str]:
        return [place.user.name for place in teaching.get(url + query).context["page"]]

    assert (len(names("")), len(names("?page=2"))) == (50, 10)
    assert names("?q=pupil 07") == ["Pupil 07"]
    assert names("?sort=-name")[0] == "Pupil 59"
    assert len(names("?sort=nonsense&page=nonsense")) == 50
    let_leave(places=classroom.enrolments.filter(user__name="Pupil 07"))
    assert names("?q=pupil 07") == []
    assert names("?left=1") == ["Pupil 07"]


@pytest.mark.parametrize("number", [1, 40])
def test_the_list_of_pupils_takes_the_same_queries_however_many(
    teaching: Client, classroom: Classroom, number: int, django_assert_num_queries: Any
) -> None:
    add_pupils(classroom=classroom, names=[f"Pupil {n:02}" for n in range(number)])
    make_group(classroom=classroom, name="Plus", places=list(classroom.enrolments.all()))
    teaching.get(reverse("pupils", args=[classroom.pk]))
    with django_assert_num_queries(12):  # one of them writes down who looked
        teaching.get(reverse("pupils", args=[classroom.pk]))


def test_classes_are_found_and_those_that_are_over_stand_apart(
    teaching: Client, school: School, tess: User
) -> None:
    rooms = [make_classroom(school=school, name=f"Class {n:02}", teacher=tess) for n in range(30)]
    archive_classroom(classroom=rooms[3])

    def names(query: str) -> list[str]:
        return [room.name for room in teaching.get(reverse("home") + query).context["classrooms"]]

    assert (len(names("")), len(names("?page=2"))) == (24, 5)
    assert names("?q=class 07") == ["Class 07"]
    assert names("?q=class 03") == []
    assert names("?over=1") == ["Class 03"]
    assert names("?sort=new")[0] == "Class 29"
