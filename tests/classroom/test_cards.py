"""Cards are printed while the page with the words is open; the site keeps no words to print them from."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.actions import NewCode, add_pupils, reset_codes, set_door
from literacy.classroom.cards import card_link, deck_as_csv, deck_as_pdf, deck_of
from literacy.classroom.cards.paper import deck_as_pictures
from literacy.classroom.models import Classroom, Enrolment
from literacy.people.models import User

SITE = "https://school.example"


@pytest.fixture
def teaching(client: Client, tess: User) -> Client:
    client.force_login(tess, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def fields(page: Any) -> list[str]:
    return re.findall(r'name="card" value="([^"]+)"', page.content.decode())


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_eight_cards_go_on_a_sheet(classroom: Classroom) -> None:
    cards = add_pupils(classroom=classroom, names=[f"Pupil {n}" for n in range(9)]).new
    deck = deck_of(classroom, cards, site=SITE, language="nl")
    assert deck_as_pdf(deck).startswith(b"%PDF-")
    assert len(deck_as_pictures(deck)) == 2


@pytest.mark.parametrize("name", ['#panic("x")', '"; $ \\ ]', "محمد", "x" * 80, "\u202eEve", "Sem 🦊"])
def test_no_name_breaks_a_card(classroom: Classroom, name: str) -> None:
    deck = deck_of(
        classroom, [NewCode(name, "zon-fiets-uil", ("cat", "sun", "cat"))], site=SITE, language="en"
    )
    assert deck_as_pdf(deck).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "printed"), [("Noor \U0010fffd", "Noor"), ("\U0010fffd\u200d\U0010fffd", "")]
)
def test_a_sign_without_a_font_is_left_out_of_a_card_and_no_box_printed(
    classroom: Classroom, name: str, printed: str
) -> None:
    def sheet(name: str) -> list[bytes]:
        card = NewCode(name=name, code="sun-bike-owl", enrolment_id=1)
        return deck_as_pictures(deck_of(classroom, [card], site="https://school.example", language="en"))

    assert sheet(name) == sheet(printed) != sheet("Noo")


def test_the_words_stand_behind_the_hash_where_no_server_sees_them(classroom: Classroom) -> None:
    deck = deck_of(classroom, [], site=SITE, language="nl")
    assert (
        card_link(deck, NewCode("Noor", "zon-fiets-uil"))
        == f"{SITE}/join/{classroom.code}/#card=zon-fiets-uil"
    )


def test_no_name_is_a_formula_in_the_table(classroom: Classroom) -> None:
    names = ["=1+1", "+31", "-x", "@me", "\tx", "Noor, Zoë"]
    deck = deck_of(classroom, [NewCode(name, "a-b-c") for name in names], site=SITE, language="en")
    table = rows(deck_as_csv(deck))
    assert table[0] == ["Name", "Class", "Class code", "Words", "Pictures", "Link"]
    assert [row[0] for row in table[1:]] == ["'=1+1", "'+31", "'-x", "'@me", "'\tx", "Noor, Zoë"]


def test_the_page_after_adding_pupils_prints_their_cards(teaching: Client, classroom: Classroom) -> None:
    page = teaching.post(reverse("new_pupils", args=[classroom.pk]), {"names": "Noor\nAmin"})
    url = reverse("print_cards", args=[classroom.pk])
    pdf = teaching.post(url, {"card": fields(page), "as": "pdf", "language": "nl"})
    assert (pdf.headers["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert "no-store" in pdf.headers["Cache-Control"]
    table = rows(teaching.post(url, {"card": fields(page), "as": "csv", "language": "nl"}).content)
    assert table[0][0] == "Naam"
    assert [row[0] for row in table[1:]] == ["Noor", "Amin"]


def test_old_cards_are_not_printed_again(teaching: Client, classroom: Classroom) -> None:
    page = teaching.post(reverse("new_pupils", args=[classroom.pk]), {"names": "Noor\nAmin"})
    noor = Enrolment.objects.select_related("user").get(user__name="Noor")
    reset_codes(classroom=classroom, places=[noor])
    url = reverse("print_cards", args=[classroom.pk])
    table = rows(teaching.post(url, {"card": fields(page), "as": "csv"}).content)
    assert [row[0] for row in table[1:]] == ["Amin"]
    gone = teaching.post(url, {"card": [fields(page)[0]], "as": "pdf"})
    assert gone.status_code == 410


@pytest.mark.parametrize("card", ["", "x", "1", ":", "1:", f"{'9' * 30}:a-b-c:", "1:a-b-c:cat", "1:\x00:x,y"])
def test_nothing_is_printed_that_opens_nothing(teaching: Client, classroom: Classroom, card: str) -> None:
    assert teaching.post(reverse("print_cards", args=[classroom.pk]), {"card": card}).status_code == 410


def test_cards_of_another_class_are_not_printed_here(
    teaching: Client, classroom: Classroom, tess: User
) -> None:
    other = Classroom.objects.create(school=classroom.school, name="3C", code="EFGH34")
    other.teachers.add(tess)
    page = teaching.post(reverse("new_pupils", args=[classroom.pk]), {"names": "Noor"})
    assert teaching.post(reverse("print_cards", args=[other.pk]), {"card": fields(page)}).status_code == 410


def test_new_cards_for_some_or_for_all(teaching: Client, classroom: Classroom) -> None:
    add_pupils(classroom=classroom, names=["Noor", "Amin", "Bo"])
    before = dict(Enrolment.objects.values_list("user__name", "code_digest"))
    url = reverse("new_cards", args=[classroom.pk])
    amin = Enrolment.objects.get(user__name="Amin")
    assert len(fields(teaching.post(url, {"place": amin.pk}))) == 1
    after = dict(Enrolment.objects.values_list("user__name", "code_digest"))
    assert [name for name in before if before[name] != after[name]] == ["Amin"]
    set_door(classroom=classroom, shows_names=False, code_kind="pictures")
    page = teaching.post(url, {"all": "1"})
    assert len(fields(page)) == 3
    assert all(field.count(",") == 2 for field in fields(page))
    assert teaching.post(url).status_code == 422


def test_words_and_pictures_are_kept_nowhere(classroom: Classroom) -> None:
    set_door(classroom=classroom, shows_names=True, code_kind="pictures")
    card = add_pupils(classroom=classroom, names=["Noor"]).new[0]
    kept = repr(list(Enrolment.objects.values())) + repr(list(User.objects.values()))
    assert card.code not in kept
    assert all(picture not in kept for picture in card.pictures)


def test_resetting_a_class_takes_the_same_queries_however_many(
    classroom: Classroom, django_assert_num_queries: Any
) -> None:
    add_pupils(classroom=classroom, names=[f"Pupil {n}" for n in range(40)])
    places = list(classroom.enrolments.select_related("user"))
    with django_assert_num_queries(6):
        assert len({card.code for card in reset_codes(classroom=classroom, places=places)}) == 40
