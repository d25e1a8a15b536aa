"""A quiz of a school's own pairs: made in the studio, given by its teachers, played by its pupils, seen by no other school."""

import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from literacy.classroom.actions import assign_quiz, delete_school
from literacy.classroom.forms import AssignForm
from literacy.classroom.models import Classroom, School
from literacy.people.models import User
from literacy.studio.meter import quota_of
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.disclosed import disclosed_half
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.items.actions import change_quiz, delete_quiz, make_quiz
from quizzes.items.models import Quiz
from quizzes.studio.actions.publish_draft import retire_draft
from quizzes.studio.models import Draft
from tests.factories import make_sitting
from tests.pages import sign_in

Make = Callable[..., Draft]


def order(client: Client, school: School, title: str, *drafts: Draft) -> Any:
    given = {"title": title, "pairs": [draft.pair_id for draft in drafts]}
    return client.post(reverse("studio_quiz", args=[school.pk]), given)


def choices(classroom: Classroom) -> list[Quiz]:
    return list(AssignForm(classroom).fields["quiz"].queryset)  # type: ignore[attr-defined]


def test_own_pairs_become_a_quiz_that_a_class_can_be_given(
    tesss: Client, school: School, classroom: Classroom, draft: Make, sam: User, client: Client
) -> None:
    drafts = [draft("published") for _each in range(3)]
    assert order(tesss, school, "Our street", *drafts).status_code == 302
    quiz = Quiz.objects.get()
    assert (quiz.shelf, quiz.text["title"], quiz.items.count()) == (school.shelf, "Our street", 3)
    assert choices(classroom) == [quiz]
    given = {"quiz": quiz.pk}
    assert tesss.post(reverse("new_assignment", args=[classroom.pk]), given).status_code == 302
    sign_in(client, sam)
    begun = client.post(reverse("begin", args=[classroom.assignments.get().pk]), follow=True)
    assert begun.status_code == 200
    assert quiz.sittings.get().showings.count() == 3


def test_another_school_is_offered_nothing_of_it(school: School, nora: User, draft: Make) -> None:
    quiz = make_quiz(
        shelf=school.shelf,
        title="Ours",
        pairs=[draft("published").pair, draft("published").pair],  # type: ignore[list-item]
    )
    theirs = Classroom.objects.create(school=nora.memberships.get().school, name="1A", code="ZZZZ99")
    assert choices(theirs) == []
    with pytest.raises(Refusal, match="cannot be given"):
        assign_quiz(classroom=theirs, quiz=quiz, teacher=nora)


@pytest.mark.parametrize(
    ("title", "number", "sentence"), [("", 2, "Give the quiz a title"), ("Ours", 1, "Choose 2 to 40 clips")]
)
def test_quiz_that_is_none_is_refused_on_its_page(
    title: str, number: int, sentence: str, tesss: Client, school: School, draft: Make
) -> None:
    drafts = [draft("published") for _each in range(2)]
    response = order(tesss, school, title, *drafts[:number])
    assert response.status_code == 400 and sentence in response.content.decode()
    assert not Quiz.objects.exists()


def test_only_published_pairs_of_the_school_can_be_chosen(
    tesss: Client, school: School, draft: Make, make_pair: Any, nora: User
) -> None:
    own, made = draft("published"), draft("made")
    elsewhere = make_pair(shelf=nora.memberships.get().school.shelf)
    assert own.pair is not None and made.pair is not None
    for other in (made.pair, elsewhere, make_pair()):
        given = {"title": "Ours", "pairs": [own.pair.pk, other.pk]}
        response = tesss.post(reverse("studio_quiz", args=[school.pk]), given)
        assert response.status_code == 422
        with pytest.raises(Refusal, match="not published"):
            make_quiz(shelf=school.shelf, title="Ours", pairs=[own.pair, other])


def test_too_few_clips_leads_back_to_the_studio(tesss: Client, school: School, draft: Make) -> None:
    draft("published")
    html = tesss.get(reverse("studio_quiz", args=[school.pk])).content.decode()
    assert "at least 2 published clips" in html


def test_library_names_no_quiz_of_another_school(
    tesss: Client, school: School, nora: User, make_pair: Any
) -> None:
    pair = make_pair()
    item = pair.items.create(slug="one", chain=["judge"])
    for shelf, title in (("", "Everybody's"), (nora.memberships.get().school.shelf, "Theirs")):
        quiz = Quiz.objects.create(slug=title[0], shelf=shelf, texts={"en": {"title": title}})
        quiz.placements.create(item=item, position=1)
    html = tesss.get(reverse("library_pair", args=[pair.slug])).content.decode()
    assert "Everybody" in html and "Theirs" not in html


def test_quizzes_of_a_deleted_school_go_with_it(
    school: School, classroom: Classroom, draft: Make, tess: User, sam: User
) -> None:
    pairs = [draft("published").pair, draft("published").pair]
    quiz = make_quiz(shelf=school.shelf, title="Ours", pairs=pairs)  # type: ignore[arg-type]
    assign_quiz(classroom=classroom, quiz=quiz, teacher=tess)
    make_sitting(quiz, sam)
    delete_school(school=school)
    assert not Quiz.objects.exists()
    assert not Pair.objects.filter(pk__in=[pair.pk for pair in pairs if pair]).exists()


def test_a_retired_pair_is_dealt_no_more(school: School, draft: Make, sam: User) -> None:
    held = [draft("published") for _each in range(3)]
    quiz = make_quiz(shelf=school.shelf, title="Ours", pairs=[each.pair for each in held])  # type: ignore[misc]
    retire_draft(draft=held[0])
    sitting = start_sitting(quiz=quiz, taker=Taker.of(sam))
    assert sitting.showings.count() == 2


@pytest.fixture
def own(school: School, draft: Make) -> tuple[Quiz, list[Pair]]:
    """A quiz of the first three of four published pairs."""
    pairs = [pair for pair in (draft("published").pair for _each in range(4)) if pair is not None]
    return make_quiz(shelf=school.shelf, title="Ours", pairs=pairs[:3]), pairs


def change(client: Client, quiz: Quiz, title: str, places: dict[int, str]) -> Any:
    """Send the page of a quiz: its title, and each chosen pair with the place that was typed for it."""
    school = int(quiz.shelf.rpartition("-")[2])
    given: dict[str, Any] = {"title": title, "pairs": list(places)}
    given |= {f"place-{number}": place for number, place in places.items() if place}
    return client.post(reverse("studio_quiz_change", args=[school, quiz.pk]), given)


def order_of(quiz: Quiz) -> list[int | None]:
    return [placement.item.pair_id for placement in quiz.placements.select_related("item")]


def test_a_quiz_is_renamed_reordered_and_given_other_clips(
    tesss: Client, own: tuple[Quiz, list[Pair]]
) -> None:
    quiz, (one, two, three, four) = own
    assert order_of(quiz) == [one.pk, two.pk, three.pk]
    places = {three.pk: "1", one.pk: "2", four.pk: ""}
    assert change(tesss, quiz, "  Our   street ", places).status_code == 302
    quiz.refresh_from_db()
    assert {words["title"] for words in quiz.texts.values()} == {"Our street"}
    assert order_of(quiz) == [three.pk, one.pk, four.pk]


def test_clips_with_the_same_number_keep_their_order(tesss: Client, own: tuple[Quiz, list[Pair]]) -> None:
    quiz, (one, two, three, _four) = own
    change(tesss, quiz, "Ours", {three.pk: "1", two.pk: "1", one.pk: "½"})
    assert order_of(quiz) == [two.pk, three.pk, one.pk]


def test_too_few_clips_are_refused_and_nothing_is_changed(
    tesss: Client, own: tuple[Quiz, list[Pair]]
) -> None:
    quiz, (one, two, three, _four) = own
    refused = change(tesss, quiz, "Other", {one.pk: "1"})
    assert refused.status_code == 400 and "Choose 2 to 40 clips" in refused.content.decode()
    quiz.refresh_from_db()
    assert quiz.text["title"] == "Ours" and order_of(quiz) == [one.pk, two.pk, three.pk]


def test_clips_of_elsewhere_cannot_be_put_in(
    tesss: Client, own: tuple[Quiz, list[Pair]], make_pair: Any
) -> None:
    quiz, (one, two, *_rest) = own
    assert change(tesss, quiz, "Ours", {one.pk: "1", two.pk: "2", make_pair().pk: "3"}).status_code == 422
    with pytest.raises(Refusal, match="not published"):
        change_quiz(quiz=quiz, title="Ours", pairs=[one, make_pair()])


def test_a_quiz_that_is_begun_keeps_its_clips_but_may_be_renamed(
    tesss: Client, own: tuple[Quiz, list[Pair]], sam: User
) -> None:
    quiz, (one, two, three, four) = own
    make_sitting(quiz, sam)
    assert change(tesss, quiz, "New name", {}).status_code == 302
    quiz.refresh_from_db()
    assert quiz.text["title"] == "New name" and order_of(quiz) == [one.pk, two.pk, three.pk]
    with pytest.raises(Refusal, match="begun this quiz"):
        change_quiz(quiz=quiz, title="New name", pairs=[one, four])


def test_a_retired_clip_stays_in_its_quiz_until_it_is_taken_out(
    tesss: Client, own: tuple[Quiz, list[Pair]]
) -> None:
    quiz, (one, two, three, _four) = own
    retire_draft(draft=one.draft)
    change(tesss, quiz, "Ours", {two.pk: "1", one.pk: "2", three.pk: "3"})
    assert order_of(quiz) == [two.pk, one.pk, three.pk]
    change(tesss, quiz, "Ours", {two.pk: "1", three.pk: "3"})
    assert order_of(quiz) == [two.pk, three.pk]


def test_a_quiz_nobody_was_given_is_deleted_and_its_clips_stay(
    tesss: Client, school: School, own: tuple[Quiz, list[Pair]]
) -> None:
    quiz, pairs = own
    address = reverse("studio_quiz_delete", args=[school.pk, quiz.pk])
    assert "for good?" in tesss.get(address).content.decode()
    assert tesss.post(address).status_code == 302
    assert not Quiz.objects.exists()
    assert Pair.objects.filter(pk__in=[pair.pk for pair in pairs]).count() == 4


def test_a_quiz_that_a_class_was_given_says_so_instead_of_asking(
    tesss: Client, school: School, own: tuple[Quiz, list[Pair]], classroom: Classroom, tess: User
) -> None:
    quiz, _pairs = own
    assign_quiz(classroom=classroom, quiz=quiz, teacher=tess)
    address = reverse("studio_quiz_delete", args=[school.pk, quiz.pk])
    html = tesss.get(address).content.decode()
    assert "given to 2B" in html and 'class="row" method="post"' not in html
    assert tesss.post(address).status_code == 409
    with pytest.raises(Refusal, match="given to a class"):
        delete_quiz(quiz=quiz)


@pytest.mark.parametrize("name", ["studio_quiz_change", "studio_quiz_delete"])
def test_a_quiz_of_another_school_or_of_the_library_is_not_there(
    name: str, tesss: Client, school: School, own: tuple[Quiz, list[Pair]], nora: User, client: Client
) -> None:
    theirs = Quiz.objects.create(slug="theirs", shelf=nora.memberships.get().school.shelf, texts={})
    everybodys = Quiz.objects.create(slug="everybodys", texts={})
    for quiz in (theirs, everybodys):
        assert tesss.post(reverse(name, args=[school.pk, quiz.pk])).status_code == 404
    sign_in(client, nora)
    assert client.post(reverse(name, args=[school.pk, own[0].pk])).status_code == 404
    assert Quiz.objects.count() == 3


def test_a_pair_with_answers_says_why_it_stays_before_it_asks(
    tesss: Client, own: tuple[Quiz, list[Pair]], sam: User
) -> None:
    quiz, (one, *_rest) = own
    make_sitting(quiz, sam)
    held = retire_draft(draft=one.draft)
    html = tesss.get(reverse("studio_delete", args=[held.pk])).content.decode()
    assert "This cannot be deleted" in html and "Somebody was asked about it" in html
    assert "Delete this for good?" not in html


def test_a_school_may_have_room_of_its_own(school: School, settings: Any) -> None:
    settings.STUDIO_QUOTA_BYTES = 7_000_000
    said = StringIO()
    call_command("schools", "quota", str(school.pk), "--mb", "12", stdout=said)
    call_command("schools", "list", stdout=said)
    assert quota_of(school) == 12_000_000 and "12 MB in the studio)" in said.getvalue()
    call_command("schools", "quota", str(school.pk), stdout=said)
    assert quota_of(school) == 7_000_000
    with pytest.raises(CommandError, match="--mb must be"):
        call_command("schools", "quota", str(school.pk), "--mb", "-1")


def test_the_maker_in_the_file_is_proposed_for_the_rights(tesss: Client, draft: Make) -> None:
    facts = {
        "width": 240,
        "height": 160,
        "mime": "image/png",
        "provenance": {"data": {"maker": "Noor de Vries"}},
    }
    html = tesss.get(reverse("studio_draft", args=[draft("ready", facts=facts).pk])).content.decode()
    assert 'value="Noor de Vries"' in html and "This name stands in the file" in html
    without = tesss.get(reverse("studio_draft", args=[draft("ready").pk])).content.decode()
    assert 'value="Tess"' in without and "This name stands in the file" not in without


@pytest.mark.parametrize(
    ("title", "begins"),
    [("Een markt, in de regen: “écht”!", "een-markt-in-de-regen-echt"), ("市场", "pair-")],
)
def test_a_file_of_ones_own_pair_has_a_name_that_says_what_it_is(
    title: str, begins: str, make_pair: Any, school: School, keys: Any
) -> None:
    pair = make_pair(shelf=school.shelf)
    pair.texts = {"en": {"title": title}}
    name = disclosed_half(pair, "twin").name
    assert re.fullmatch(r"[a-z0-9-]+\.jpg", name) and name.startswith(begins)
    assert name.endswith("--manipulated-for-teaching.jpg") and name.count("--") == 2
    assert disclosed_half(pair, "original").name.endswith("--original.jpg")
