"""Pasting names makes pupils, once; their words are shown once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.actions import Knock, add_pupils, make_classroom, open_place, reset_code
from literacy.classroom.actions.rosters import names_in
from literacy.classroom.models import Classroom, Enrolment, School
from literacy.people.models import User
from quizzes.http.refusal import Refusal
from tests.pages import parse

HERE = Knock("192.0.2.7")


def test_blank_lines_numbering_and_invisible_signs_are_no_part_of_a_name() -> None:
    pasted = "\n 1. Noor \r\n\r\n2) Zoë  van Dijk\n\u200b\n- Amin,\n\u202eSem\u202c\n"
    assert names_in(pasted) == ["Noor", "Zoë van Dijk", "Amin", "Sem"]


def test_every_new_pupil_gets_words_that_open_their_place_and_no_other(classroom: Classroom) -> None:
    added = add_pupils(classroom=classroom, names=["Noor", "Amin", "Bo"])
    for new in added.new:
        assert open_place(classroom=classroom, code=new.code, knock=HERE).user.name == new.name


def test_words_are_kept_nowhere(classroom: Classroom) -> None:
    code = add_pupils(classroom=classroom, names=["Noor"]).new[0].code
    kept = repr(list(Enrolment.objects.values())) + repr(list(User.objects.values()))
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_pupils_have_neither_e_mail_nor_password(classroom: Classroom) -> None:
    add_pupils(classroom=classroom, names=["Noor", "Amin"])
    assert all(
        user.email is None and not user.has_usable_password()
        for user in User.objects.filter(name__in=["Noor", "Amin"])
    )


def test_a_list_sent_twice_changes_nothing(classroom: Classroom) -> None:
    add_pupils(classroom=classroom, names=["Noor", "Amin"])
    again = add_pupils(classroom=classroom, names=["Noor", "Amin", "Bo"])
    assert [new.name for new in again.new] == ["Bo"]
    assert again.known == ["Noor", "Amin"]
    assert classroom.enrolments.count() == 3


def test_one_name_in_two_spellings_is_one_pupil(classroom: Classroom) -> None:
    added = add_pupils(classroom=classroom, names=["Zoë", "zoe", "ZOË "])
    assert [new.name for new in added.new] == ["Zoë"]
    assert len(added.known) == 2


def test_the_same_name_in_two_classes_is_two_pupils(classroom: Classroom, school: School, tess: User) -> None:
    other = make_classroom(school=school, name="2C", teacher=tess)
    first = add_pupils(classroom=classroom, names=["Noor"]).new[0]
    second = add_pupils(classroom=other, names=["Noor"]).new[0]
    with pytest.raises(Refusal):
        open_place(classroom=other, code=first.code, knock=HERE)
    assert open_place(classroom=other, code=second.code, knock=HERE).classroom == other


@pytest.mark.parametrize("names", [[], ["x" * 81], [f"Pupil {n}" for n in range(201)]])
def test_a_list_that_cannot_be_is_refused_whole(classroom: Classroom, names: list[str]) -> None:
    with pytest.raises(Refusal):
        add_pupils(classroom=classroom, names=["Noor", *names] if names else names)
    assert not classroom.enrolments.exists()


def test_new_words_replace_the_old_ones_at_once(classroom: Classroom) -> None:
    old = add_pupils(classroom=classroom, names=["Noor"]).new[0]
    new = reset_code(enrolment=classroom.enrolments.get())
    with pytest.raises(Refusal):
        open_place(classroom=classroom, code=old.code, knock=HERE)
    assert open_place(classroom=classroom, code=new.code, knock=HERE).user.name == "Noor"


def test_the_words_are_in_the_schools_language(classroom: Classroom) -> None:
    from literacy.people.words import ENGLISH

    School.objects.update(language="en")
    room = Classroom.objects.select_related("school").get()
    code = add_pupils(classroom=room, names=["Noor"]).new[0].code
    assert set(code.split("-")) <= set(ENGLISH)


def test_thirty_pupils_take_as_many_queries_as_one(
    classroom: Classroom, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(6):
        add_pupils(classroom=classroom, names=[f"Pupil {n}" for n in range(30)])


def test_the_cards_are_shown_once_and_never_cached(client: Client, tess: User, classroom: Classroom) -> None:
    client.force_login(tess, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post(reverse("new_pupils", args=[classroom.pk]), {"names": "Noor\nAmin"})
    assert page.content.decode().count('class="card"') == 2
    assert "no-store" in page.headers["Cache-Control"]
    assert parse(page.content.decode())[1] == []
    again = client.post(reverse("new_pupils", args=[classroom.pk]), {"names": "Noor\nAmin"})
    assert 'class="card"' not in again.content.decode()


def test_a_refused_list_comes_back_with_what_was_typed(
    client: Client, tess: User, classroom: Classroom
) -> None:
    client.force_login(tess, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post(reverse("new_pupils", args=[classroom.pk]), {"names": "Noor <b>\n" + "x" * 90})
    assert page.status_code == 422
    assert "Noor &lt;b&gt;" in page.content.decode()
