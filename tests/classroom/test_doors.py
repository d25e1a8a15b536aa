"""At the door of a class: names to pick, three pictures for the youngest, and what guessers get for their trouble."""

import random
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from literacy.classroom.actions import (
    Knock,
    NewCode,
    add_pupils,
    archive_classroom,
    find_classroom,
    names_at_door,
    open_door,
    open_place,
    open_place_by_pictures,
    set_door,
)
from literacy.classroom.actions.knocking import greet, is_shut
from literacy.classroom.models import Classroom, Enrolment
from literacy.people.models import User
from literacy.people.pictures import PICTURES
from quizzes.http.refusal import Refusal

SCHOOL, ELSEWHERE = Knock("192.0.2.1"), Knock("198.51.100.9")


@pytest.fixture
def youngest(classroom: Classroom) -> Classroom:
    set_door(classroom=classroom, shows_names=True, code_kind="pictures")
    return classroom


@pytest.fixture
def cards(youngest: Classroom) -> list[NewCode]:
    return add_pupils(classroom=youngest, names=[f"Pupil {n}" for n in range(30)]).new


def wrong(card: NewCode, number: int) -> tuple[str, ...]:
    """Three pictures that are not this pupil's, another three for each number."""
    chance = random.Random(number)
    while (found := tuple(chance.choices(PICTURES, k=3))) == card.pictures:
        pass
    return found


def guess(room: Classroom, cards: list[NewCode], times: int, knock: Knock) -> list[int]:
    """Guess wrong pictures of one pupil after another; the status of each refusal."""
    statuses = []
    for number in range(times):
        card = cards[number % len(cards)]
        with pytest.raises(Refusal) as refused:
            open_place_by_pictures(classroom=room, who=card.name, pictures=wrong(card, number), knock=knock)
        statuses.append(refused.value.status)
    return statuses


def come_in(
    client: Client, room: Classroom, card: NewCode, *, by_name: bool = True, address: str = "192.0.2.1"
) -> Any:
    named = {"name": card.name} if by_name else {}
    url = (
        reverse("join_class", args=[room.code])
        if by_name
        else reverse("join_place", args=[room.code, card.enrolment_id])
    )
    pictures = {f"picture-{n}": picture for n, picture in enumerate(card.pictures, start=1)}
    return client.post(url, named | pictures, REMOTE_ADDR=address)


def test_a_pupil_comes_in_by_name_and_three_pictures(
    client: Client, youngest: Classroom, cards: list[NewCode]
) -> None:
    assert come_in(client, youngest, cards[3]).headers["Location"] == reverse("home")
    assert "Pupil 3" in client.get(reverse("home")).content.decode()


def test_a_pupil_picks_the_name_and_then_the_pictures(
    client: Client, youngest: Classroom, cards: list[NewCode]
) -> None:
    greet(youngest, SCHOOL)
    page = client.get(
        reverse("join_class", args=[youngest.code]), REMOTE_ADDR=SCHOOL.address
    ).content.decode()
    to = reverse("join_place", args=[youngest.code, cards[4].enrolment_id])
    assert f'href="{to}"' in page
    assert client.get(to, REMOTE_ADDR=SCHOOL.address).content.decode().count('type="radio"') == 72
    assert come_in(client, youngest, cards[4], by_name=False).headers["Location"] == reverse("home")


def test_the_pictures_of_one_pupil_open_nobody_elses_place(youngest: Classroom, cards: list[NewCode]) -> None:
    with pytest.raises(Refusal):
        open_place_by_pictures(
            classroom=youngest, who=cards[0].enrolment_id, pictures=cards[1].pictures, knock=SCHOOL
        )


def test_the_order_of_the_pictures_matters(youngest: Classroom, cards: list[NewCode]) -> None:
    card = next(card for card in cards if card.pictures[0] != card.pictures[2])
    with pytest.raises(Refusal):
        open_place_by_pictures(classroom=youngest, who=card.name, pictures=card.pictures[::-1], knock=SCHOOL)


def test_words_open_the_place_of_a_card_with_pictures_too(youngest: Classroom, cards: list[NewCode]) -> None:
    assert open_place(classroom=youngest, code=cards[0].code, knock=SCHOOL).pk == cards[0].enrolment_id


def test_a_card_from_before_the_pictures_keeps_opening_by_its_words_alone(classroom: Classroom) -> None:
    card = add_pupils(classroom=classroom, names=["Noor"]).new[0]
    set_door(classroom=classroom, shows_names=False, code_kind="pictures")
    assert open_place(classroom=classroom, code=card.code, knock=SCHOOL)
    for pictures in [("", "", ""), ("cat", "cat", "cat")]:
        with pytest.raises(Refusal):
            open_place_by_pictures(classroom=classroom, who="Noor", pictures=pictures, knock=SCHOOL)


@pytest.mark.parametrize(
    "sent", [{}, {"name": ""}, {"name": "Pupil 0", "picture-1": "cat"}, {"name": "\x00", "words": ""}]
)
def test_a_form_half_filled_in_says_what_is_missing(
    client: Client, youngest: Classroom, cards: list[NewCode], sent: dict[str, str]
) -> None:
    assert client.post(reverse("join_class", args=[youngest.code]), sent).status_code == 422


def test_a_refusal_does_not_tell_whether_the_name_is_in_the_class(
    youngest: Classroom, cards: list[NewCode]
) -> None:
    said = set()
    for who in (cards[0].name, "Nobody of that name"):
        with pytest.raises(Refusal) as refused:
            open_place_by_pictures(classroom=youngest, who=who, pictures=wrong(cards[0], 1), knock=SCHOOL)
        said.add(refused.value.sentence)
    assert len(said) == 1


def test_strangers_who_have_the_class_code_read_no_names(
    client: Client, youngest: Classroom, cards: list[NewCode]
) -> None:
    page = client.get(reverse("join_class", args=[youngest.code]), REMOTE_ADDR=ELSEWHERE.address)
    assert "Pupil" not in page.content.decode()
    assert names_at_door(classroom=youngest, knock=ELSEWHERE) == []
    come_in(client, youngest, cards[0])
    assert len(names_at_door(classroom=youngest, knock=SCHOOL)) == 30


def test_names_are_shown_where_the_teacher_opened_the_class(
    client: Client, youngest: Classroom, cards: list[NewCode], tess: User
) -> None:
    client.force_login(tess, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(reverse("classroom", args=[youngest.pk]), REMOTE_ADDR=SCHOOL.address)
    assert names_at_door(classroom=youngest, knock=SCHOOL)
    set_door(classroom=youngest, shows_names=False, code_kind="pictures")
    assert names_at_door(classroom=youngest, knock=SCHOOL) == []


def test_picked_names_want_their_own_words(classroom: Classroom) -> None:
    one, two = add_pupils(classroom=classroom, names=["Noor", "Amin"]).new
    assert open_place(classroom=classroom, code=one.code, knock=SCHOOL, place_id=one.enrolment_id)
    with pytest.raises(Refusal):
        open_place(classroom=classroom, code=two.code, knock=SCHOOL, place_id=one.enrolment_id)


def test_guessed_pictures_get_nowhere_and_lock_nobody_out(youngest: Classroom, cards: list[NewCode]) -> None:
    home = open_place(classroom=youngest, code=cards[0].code, knock=SCHOOL)
    statuses = guess(youngest, cards, 1000, ELSEWHERE)
    assert statuses.count(422) <= 90  # of 13,824 each
    for card in cards:
        assert open_place(classroom=youngest, code=card.code, knock=SCHOOL)
        known = Knock(SCHOOL.address, home.pk)
        assert open_place_by_pictures(classroom=youngest, who=card.name, pictures=card.pictures, knock=known)


def test_guessing_one_pupil_stops_after_ten_and_the_words_still_open(
    youngest: Classroom, cards: list[NewCode]
) -> None:
    with time_machine.travel("2026-03-02 09:00", tick=False) as clock:
        assert guess(youngest, cards[:1], 40, SCHOOL).count(422) == 10
        with pytest.raises(Refusal):
            open_place_by_pictures(
                classroom=youngest, who=cards[0].name, pictures=cards[0].pictures, knock=SCHOOL
            )
        assert open_place(classroom=youngest, code=cards[0].code, knock=SCHOOL)
        clock.shift(3601)
        assert open_place_by_pictures(
            classroom=youngest, who=cards[0].name, pictures=cards[0].pictures, knock=SCHOOL
        )


def test_a_device_that_was_here_before_is_no_licence_to_guess_pictures(
    youngest: Classroom, cards: list[NewCode]
) -> None:
    known = Knock(SCHOOL.address, cards[0].enrolment_id)
    assert guess(youngest, cards, 100, known).count(422) == 20


def test_guessing_class_codes_at_leisure_gets_nowhere_and_locks_no_class_out(
    classroom: Classroom, settings: Any
) -> None:
    settings.JOINS_PER_MINUTE = 40
    card = add_pupils(classroom=classroom, names=["Noor"]).new[0]
    open_place(classroom=classroom, code=card.code, knock=SCHOOL)
    statuses = []
    with time_machine.travel("2026-03-02 09:00", tick=False) as clock:
        for number in range(600):
            with pytest.raises(Refusal) as refused:
                find_classroom(code=f"W{number:05}", knock=SCHOOL)
            statuses.append(refused.value.status)
            clock.shift(3)
    assert statuses.count(422) == 5 * 40
    assert find_classroom(code=classroom.code, knock=SCHOOL) == classroom


def test_a_teacher_lets_the_class_in_again(
    client: Client, youngest: Classroom, cards: list[NewCode], tess: User
) -> None:
    guess(youngest, cards, 95, SCHOOL)
    assert is_shut(youngest, SCHOOL)
    client.force_login(tess, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("classroom", args=[youngest.pk]), REMOTE_ADDR=SCHOOL.address)
    assert reverse("let_in", args=[youngest.pk]) in page.content.decode()
    client.post(reverse("let_in", args=[youngest.pk]), REMOTE_ADDR=SCHOOL.address)
    assert not is_shut(youngest, SCHOOL)
    assert come_in(Client(), youngest, cards[7]).status_code == 302


def test_opening_the_door_forgives_no_guesser_elsewhere(youngest: Classroom, cards: list[NewCode]) -> None:
    guess_words = [f"wrong words {n}" for n in range(200)]
    for words in guess_words:
        with pytest.raises(Refusal):
            open_place(classroom=youngest, code=words, knock=ELSEWHERE)
    open_door(classroom=youngest, knock=SCHOOL)
    with pytest.raises(Refusal) as refused:
        open_place(classroom=youngest, code=cards[0].code, knock=ELSEWHERE)
    assert refused.value.status == 429


def test_a_thousand_pupils_come_in_within_five_minutes_from_one_address(
    classroom: Classroom, tess: User
) -> None:
    """A fifth of them mistype their class code first, and a fifth their words."""
    rooms = [
        Classroom.objects.create(school=classroom.school, name=f"K{n}", code=f"KL{n:04}") for n in range(34)
    ]
    cards = [
        (room, card)
        for room in rooms
        for card in add_pupils(classroom=room, names=[f"P {n}" for n in range(30)]).new
    ]
    chance = random.Random(9)
    chance.shuffle(cards)
    inside = 0
    with time_machine.travel("2026-03-02 09:00", tick=False) as clock:
        for number, (room, card) in enumerate(cards[:1000]):
            clock.move_to(f"2026-03-02 09:{number * 300 // 1000 // 60:02}:{number * 300 // 1000 % 60:02}")
            if chance.random() < 0.2:
                with pytest.raises(Refusal):
                    find_classroom(code="QQQQQ1", knock=SCHOOL)
            found = find_classroom(code=room.code, knock=SCHOOL)
            if chance.random() < 0.2:
                with pytest.raises(Refusal):
                    open_place(classroom=found, code="zon-zon-zonn", knock=SCHOOL)
            inside += open_place(classroom=found, code=card.code, knock=SCHOOL).pk == card.enrolment_id
    assert inside == 1000


def test_nobody_comes_into_a_class_that_is_over_or_that_they_left(
    client: Client, classroom: Classroom
) -> None:
    one, two = add_pupils(classroom=classroom, names=["Noor", "Amin"]).new
    Enrolment.objects.filter(pk=one.enrolment_id).update(left_at="2026-01-01T00:00Z")
    with pytest.raises(Refusal):
        open_place(classroom=classroom, code=one.code, knock=SCHOOL)
    archive_classroom(classroom=classroom)
    with pytest.raises(Refusal) as refused:
        find_classroom(code=classroom.code, knock=SCHOOL)
    assert refused.value.status == 410
    page = client.post(reverse("join_class", args=[classroom.code]), {"words": two.code})
    assert page.status_code == 410
