"""Pupils come in by class code and three words; guessers do not, and shut nobody out."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from literacy.classroom.actions import Knock, NewCode, add_pupils, find_classroom, open_place
from literacy.classroom.models import Classroom, School
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz
from tests.factories import make_sitting

SCHOOL_ADDRESS, ELSEWHERE = "192.0.2.1", "198.51.100.9"


@pytest.fixture
def cards(classroom: Classroom) -> list[NewCode]:
    return add_pupils(classroom=classroom, names=[f"Pupil {n}" for n in range(30)]).new


@pytest.fixture
def come_in(classroom: Classroom) -> Callable[..., Any]:
    def post(client: Client, words: str, address: str = SCHOOL_ADDRESS) -> Any:
        return client.post(
            reverse("join_class", args=[classroom.code]), {"words": words}, REMOTE_ADDR=address
        )

    return post


def guess(classroom: Classroom, times: int, knock: Knock) -> list[int]:
    """Wrong guesses; the status of each refusal."""
    statuses = []
    for n in range(times):
        with pytest.raises(Refusal) as refused:
            open_place(classroom=classroom, code=f"wrong words {'x' * (n % 50)}", knock=knock)
        statuses.append(refused.value.status)
    return statuses


def test_a_pupil_is_in_after_two_steps(client: Client, cards: list[NewCode], classroom: Classroom) -> None:
    to_class = client.post(reverse("join"), {"code": " abcd-23 "})
    assert to_class.headers["Location"] == reverse("join_class", args=["ABCD23"])
    assert client.get(to_class.headers["Location"]).status_code == 200
    inside = client.post(
        to_class.headers["Location"], {"words": cards[0].code.upper().replace("-", " ")}, follow=True
    )
    assert inside.redirect_chain == [(reverse("home"), 302)]
    assert "Pupil 0" in inside.content.decode()


def test_a_wrong_class_code_says_what_to_do(client: Client, db: None) -> None:
    page = client.post(reverse("join"), {"code": "wrong1"})
    assert page.status_code == 422
    assert "WRONG1" in page.content.decode()
    assert client.get(reverse("join_class", args=["WRONG1"])).status_code == 422


@pytest.mark.parametrize("code", ["", "   ", "<script>", "'; drop", "é" * 400, "\x00"])
def test_no_class_code_breaks_the_page(client: Client, db: None, code: str) -> None:
    page = client.post(reverse("join"), {"code": code})
    assert page.status_code == 422
    assert "<script>" not in page.content.decode()


def test_wrong_words_say_what_to_do_and_sign_nobody_in(
    client: Client, cards: list[NewCode], come_in: Any
) -> None:
    page = come_in(client, "not my words")
    assert page.status_code == 422
    assert escape("not my words") in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_words_of_another_class_open_nothing(client: Client, cards: list[NewCode], school: School) -> None:
    other = Classroom.objects.create(school=school, name="3D", code="EFGH34")
    page = client.post(reverse("join_class", args=[other.code]), {"words": cards[0].code})
    assert page.status_code == 422


def test_two_pupils_on_one_laptop_never_share_a_session(
    client: Client, cards: list[NewCode], come_in: Any
) -> None:
    come_in(client, cards[0].code)
    session = client.session
    session["a draft of the first"] = "mine"
    session.save()
    first_key = str(session.session_key)
    come_in(client, cards[1].code)
    assert client.session.session_key != first_key
    assert "a draft of the first" not in client.session
    assert not type(session)().exists(first_key)
    assert "Pupil 1" in client.get(reverse("home")).content.decode()


def test_not_you_leads_to_where_the_next_pupil_types(
    client: Client, cards: list[NewCode], come_in: Any, classroom: Classroom
) -> None:
    come_in(client, cards[0].code)
    assert reverse("leave") in client.get(reverse("home")).content.decode()
    out = client.post(reverse("leave"))
    assert out.headers["Location"] == reverse("join_class", args=[classroom.code])
    assert "_auth_user_id" not in client.session


@pytest.fixture
def place(quiz: Quiz, cards: list[NewCode], classroom: Classroom) -> str:
    """The second clip of the first pupil's quiz."""
    pupil = open_place(classroom=classroom, code=cards[0].code, knock=Knock(SCHOOL_ADDRESS)).user
    return reverse("place", args=[make_sitting(quiz, pupil).pk, 2])


def test_pupil_who_was_signed_out_comes_in_again_at_the_same_clip(
    client: Client, place: str, cards: list[NewCode], classroom: Classroom
) -> None:
    asked = client.get(reverse("join"), {"next": place})
    assert f'name="next" value="{place}"' in asked.content.decode()
    to_class = client.post(reverse("join"), {"code": classroom.code, "next": place}).headers["Location"]
    wrong = client.post(to_class, {"words": "not my words", "next": place})
    for page in (client.get(to_class), wrong):
        assert f'name="next" value="{place}"' in page.content.decode()
    inside = client.post(to_class, {"words": cards[0].code, "next": place})
    assert inside.headers["Location"] == place


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example", "/admin/", "/no/where/", "x"]
)
def test_coming_in_leads_nowhere_but_to_ones_own_quiz(
    client: Client, cards: list[NewCode], classroom: Classroom, away: str
) -> None:
    to_class = reverse("join_class", args=[classroom.code])
    inside = client.post(to_class, {"words": cards[0].code, "next": away})
    assert inside.headers["Location"] == reverse("home")


def test_another_pupil_who_comes_in_is_not_led_to_the_quiz_of_the_one_before(
    client: Client, place: str, cards: list[NewCode], classroom: Classroom
) -> None:
    to_class = reverse("join_class", args=[classroom.code])
    inside = client.post(to_class, {"words": cards[1].code, "next": place})
    assert inside.headers["Location"] == reverse("home")


def test_leaving_needs_a_post(client: Client, cards: list[NewCode], come_in: Any) -> None:
    come_in(client, cards[0].code)
    assert client.get(reverse("leave")).status_code == 405
    assert "_auth_user_id" in client.session


def test_a_whole_school_comes_in_through_one_address(classroom: Classroom, cards: list[NewCode]) -> None:
    for _round in range(20):
        for card in cards:
            assert open_place(classroom=classroom, code=card.code, knock=Knock(SCHOOL_ADDRESS))


def test_a_class_where_everybody_errs_three_times_still_comes_in(
    classroom: Classroom, cards: list[NewCode]
) -> None:
    for card in cards:
        assert guess(classroom, 3, Knock(SCHOOL_ADDRESS)) == [422] * 3
        assert (
            open_place(classroom=classroom, code=card.code, knock=Knock(SCHOOL_ADDRESS)).user.name
            == card.name
        )


def test_guessing_words_from_one_address_is_stopped(classroom: Classroom, cards: list[NewCode]) -> None:
    statuses = guess(classroom, 1000, Knock(ELSEWHERE))
    assert statuses.count(422) <= 120
    with pytest.raises(Refusal) as refused:
        open_place(classroom=classroom, code=cards[0].code, knock=Knock(ELSEWHERE))
    assert refused.value.status == 429


def test_a_guesser_elsewhere_does_not_lock_the_class_out(classroom: Classroom, cards: list[NewCode]) -> None:
    open_place(classroom=classroom, code=cards[0].code, knock=Knock(SCHOOL_ADDRESS))
    for host in range(40):
        guess(classroom, 50, Knock(f"203.0.113.{host}"))
    for card in cards:
        assert open_place(classroom=classroom, code=card.code, knock=Knock(SCHOOL_ADDRESS))


def test_many_addresses_together_are_stopped_too(classroom: Classroom, cards: list[NewCode]) -> None:
    statuses = [status for host in range(40) for status in guess(classroom, 50, Knock(f"203.0.113.{host}"))]
    assert statuses.count(422) <= 300


def test_a_guesser_at_school_does_not_lock_out_who_was_here_before(
    client: Client, classroom: Classroom, cards: list[NewCode], come_in: Any
) -> None:
    assert come_in(client, cards[0].code).status_code == 302
    client.post(reverse("leave"))
    guess(classroom, 1000, Knock(SCHOOL_ADDRESS))
    assert come_in(Client(), cards[1].code).status_code == 429
    assert come_in(client, cards[0].code).status_code == 302
    client.post(reverse("leave"))
    assert come_in(client, cards[1].code).status_code == 302


def test_having_been_here_is_no_licence_to_guess(classroom: Classroom, cards: list[NewCode]) -> None:
    place = open_place(classroom=classroom, code=cards[0].code, knock=Knock(SCHOOL_ADDRESS))
    statuses = guess(classroom, 100, Knock(SCHOOL_ADDRESS, known_place=place.pk))
    assert statuses.count(422) == 20


def test_a_forged_note_on_the_device_counts_for_nothing(
    client: Client, classroom: Classroom, cards: list[NewCode], come_in: Any
) -> None:
    guess(classroom, 200, Knock(SCHOOL_ADDRESS))
    client.cookies["been-here"] = f'{{"{classroom.pk}": 1}}:forged'
    assert come_in(client, cards[0].code).status_code == 429


def test_the_wait_ends(classroom: Classroom, cards: list[NewCode]) -> None:
    with time_machine.travel("2026-03-02 09:00", tick=False) as clock:
        guess(classroom, 200, Knock(ELSEWHERE))
        with pytest.raises(Refusal):
            open_place(classroom=classroom, code=cards[0].code, knock=Knock(ELSEWHERE))
        clock.shift(301)
        assert open_place(classroom=classroom, code=cards[0].code, knock=Knock(ELSEWHERE))


def test_guessing_class_codes_is_stopped_without_stopping_the_class(
    settings: Any, classroom: Classroom, cards: list[NewCode]
) -> None:
    settings.JOINS_PER_MINUTE = 50
    open_place(classroom=classroom, code=cards[0].code, knock=Knock(SCHOOL_ADDRESS))
    statuses = []
    for n in range(120):
        with pytest.raises(Refusal) as refused:
            find_classroom(code=f"WRONG{n}", knock=Knock(SCHOOL_ADDRESS))
        statuses.append(refused.value.status)
    assert statuses.count(422) == 50
    assert find_classroom(code=classroom.code, knock=Knock(SCHOOL_ADDRESS)) == classroom
    other = Classroom.objects.create(school=classroom.school, name="9Z", code="PQRT99")
    with pytest.raises(Refusal):
        find_classroom(code=other.code, knock=Knock(SCHOOL_ADDRESS))


def test_too_many_tries_say_what_to_do(
    client: Client, classroom: Classroom, cards: list[NewCode], come_in: Any
) -> None:
    guess(classroom, 200, Knock(SCHOOL_ADDRESS))
    page = come_in(client, cards[0].code)
    assert page.status_code == 429
    assert 'name="words"' in page.content.decode() or 'name="code"' in page.content.decode()


def test_a_class_of_the_demo_cannot_be_found_once_the_demo_is_over(
    settings: Any, classroom: Classroom, cards: list[NewCode]
) -> None:
    School.objects.update(is_demo=True)
    settings.DEMO = False
    with pytest.raises(Refusal):
        find_classroom(code=classroom.code, knock=Knock(SCHOOL_ADDRESS))


def test_coming_in_takes_few_queries(
    client: Client, cards: list[NewCode], come_in: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        assert come_in(client, cards[0].code).status_code == 302
