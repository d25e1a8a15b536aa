"""Every kind of question under the terms of a sitting: handed in, timed, taken away, and sent by the outbox."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.people.models import User
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.intro import Contents
from quizzes.attempts.models import Answer, Showing, Sitting
from quizzes.attempts.outbox import owner_key
from quizzes.attempts.taker import Taker
from quizzes.attempts.terms import Reveal, Terms
from quizzes.items.models import Placement, Quiz
from tests.attempts.playing import Reply, form_of, page, say, text_of
from tests.factories import make_claim_with_cards, make_pair, make_quiz, make_sitting, make_story


@pytest.fixture
def story(sam: User) -> Sitting:
    """A story whose end waits until it is handed in."""
    quiz = Quiz.objects.create(slug="stories", texts={"en": {"title": "Stories", "intro": "Choose."}})
    Placement.objects.create(quiz=quiz, item=make_story(), position=0)
    return waiting(make_sitting(quiz, sam))


@pytest.fixture
def cards(sam: User, own_folders: None) -> Sitting:
    """A claim with cards of evidence, to be done within ten minutes."""
    sitting = make_sitting(make_quiz([make_claim_with_cards()], asks=["context"]), sam)
    sitting.time_limit = 600
    sitting.save()
    return sitting


def waiting(sitting: Sitting) -> Sitting:
    sitting.reveal = Reveal.HANDED_IN
    sitting.save()
    return sitting


def handing_in(sitting: Sitting) -> str:
    return reverse("hand_in", args=[sitting.pk])


def send(client: Client, user: User, to: str, data: dict[str, str]) -> Reply:
    """Send an answer as the browser's outbox does."""
    return client.post(to, data, headers={"X-Outbox": owner_key(Taker.of(user)), "HX-Request": "true"})


def test_handing_in_says_back_every_kind_of_answer_and_nothing_of_the_truth(
    sams: Client, sam: User, own_folders: None
) -> None:
    sitting = waiting(make_sitting(make_quiz([make_pair(), make_pair()], asks=["compare", "technique"]), sam))
    say(sams, sitting, "wrong")
    say(sams, sitting, "wrong")
    html = text_of(sams.get(handing_in(sitting)))
    chosen = {each.item_type: each.response for each in Answer.objects.all()}
    assert f"You picked {chosen['compare']['side']}." in html
    assert "You picked “" in html
    assert "1 clip" not in html
    assert "One is still open." in html
    assert "Pair 2. You can go on first" in html
    for telling in ("wrong", "verdict", "manipulated"):
        assert telling not in html.split("<main")[1].split("</ol>")[0]


def test_a_story_that_stayed_open_is_told_as_far_as_it_went(sams: Client, story: Sitting) -> None:
    action, hidden = form_of(page(sams, story, 1))
    sams.post(action, hidden | {"choice": "wait"})
    assert "One story is still open." in text_of(sams.get(handing_in(story)))
    sams.post(handing_in(story))
    told = text_of(page(sams, story, 1))
    assert "You did not finish this story." in told
    assert "What came of wait." in told
    end = text_of(sams.get(reverse("sitting", args=[story.pk])))
    assert "You did not finish any story." in end
    assert "Not answered" in end


def test_stories_are_dealt_among_clips_and_by_themselves_of_neither_half(
    sam: User, own_folders: None
) -> None:
    quiz = make_quiz([make_pair(), make_pair()])
    Placement.objects.create(quiz=quiz, item=make_story(), position=2)
    gone = quiz.placements.get(position=1).item
    gone.is_pulled = True
    gone.save()
    terms = Terms(reveal=Reveal.HANDED_IN, time_limit=600)
    sitting = start_sitting(quiz=quiz, taker=Taker.of(sam), terms=terms)
    dealt = {showing.item.chain[0] for showing in sitting.showings.all()}
    assert dealt == {"judge", "respond"}
    assert sitting.showings.count() == 2
    assert (sitting.reveal, sitting.time_limit) == (Reveal.HANDED_IN, 600)


def test_a_story_is_no_clip_that_could_be_reported(sams: Client, story: Sitting) -> None:
    address = reverse("report_place", args=[story.pk, 1])
    assert address not in text_of(page(sams, story, 1))
    assert sams.get(address).status_code == 404


def test_a_story_that_was_handed_in_goes_no_further(sams: Client, story: Sitting) -> None:
    action, hidden = form_of(page(sams, story, 1))
    sams.post(handing_in(story))
    assert sams.post(action, hidden | {"choice": "wait"}).status_code == 409
    assert Showing.objects.get().steps == []


def test_a_comparison_that_stayed_open_says_which_one_it_was(
    sams: Client, sam: User, own_folders: None
) -> None:
    sitting = waiting(make_sitting(make_quiz([make_pair()], asks=["compare"]), sam))
    sams.post(handing_in(sitting))
    html = text_of(page(sams, sitting, 1))
    assert "You did not answer this one." in html
    assert "A was manipulated" in html


def test_a_card_begins_the_clock_and_is_not_opened_when_the_time_is_over(
    sams: Client, cards: Sitting
) -> None:
    address = reverse("card", args=[cards.pk, 1, "date"])
    sams.get(address)
    cards.refresh_from_db()
    assert cards.clock_began_at is not None
    cards.deadline_at = timezone.now() - timedelta(minutes=5)
    cards.save()
    sams.get(reverse("card", args=[cards.pk, 1, "source"]))
    assert Showing.objects.get().steps == ["date"]


def test_cards_of_a_clip_that_was_taken_away_lead_to_its_place(sams: Client, cards: Sitting) -> None:
    Showing.objects.update(left_out=True)
    reply = sams.get(reverse("card", args=[cards.pk, 1, "date"]))
    assert (reply.status_code, reply.headers["Location"]) == (302, reverse("place", args=[cards.pk, 1]))


def test_sides_of_a_comparison_that_was_taken_away_do_not_open(
    sams: Client, sam: User, own_folders: None
) -> None:
    pair = make_pair()
    sitting = make_sitting(make_quiz([pair], asks=["compare"]), sam)
    html = text_of(page(sams, sitting, 1))
    links = {part.split('"')[0] for part in html.split('src="')[1:] if "/media/" in part.split('"')[0]}
    assert len(links) == 2
    pair.items.update(is_pulled=True)
    assert {sams.get(link).status_code for link in links} == {410}
    assert "This clip was taken away." in text_of(page(sams, sitting, 1))


def test_the_outbox_gets_the_next_turn_of_a_story_at_once(sams: Client, sam: User, story: Sitting) -> None:
    action, hidden = form_of(page(sams, story, 1))
    for _sending in range(2):  # the first reply was lost on its way
        reply = send(sams, sam, action, hidden | {"choice": "wait"})
        assert (reply.status_code, reply.headers["X-Answer"]) == (200, "kept")
        assert "They call again." in text_of(reply)
        assert "not one of the choices" not in text_of(reply)
    assert Showing.objects.get().steps == ["wait"]


def test_a_turn_sent_twice_never_ends_a_story(sams: Client, sam: User, story: Sitting) -> None:
    """Also where the next step has a choice of the same name, which would end it."""
    item = story.showings.get().item
    item.content["steps"]["second"]["choices"]["wait"] = item.content["steps"]["second"]["choices"]["listen"]
    item.save()
    action, hidden = form_of(page(sams, story, 1))
    for _sending in range(2):
        send(sams, sam, action, hidden | {"choice": "wait"})
    assert Answer.objects.count() == 0
    assert Showing.objects.get().steps == ["wait"]


def test_another_turn_taken_meanwhile_is_said_to_count(sams: Client, sam: User, story: Sitting) -> None:
    action, hidden = form_of(page(sams, story, 1))
    send(sams, sam, action, hidden | {"choice": "wait"})
    reply = send(sams, sam, action, hidden | {"choice": "help", "key": str(uuid4())})
    assert reply.headers["X-Answer"] == "already"
    assert "Your first answer counts." in text_of(reply)
    assert Answer.objects.count() == 0


def test_the_outbox_hears_that_a_clip_was_taken_away(sams: Client, sam: User, own_folders: None) -> None:
    sitting = make_sitting(make_quiz([make_pair(), make_pair()]), sam)
    action, hidden = form_of(page(sams, sitting, 1))
    Showing.objects.filter(position=1).update(left_out=True)
    reply = send(sams, sam, action, hidden | {"p_manipulated": "0.95"})
    assert (reply.status_code, reply.headers["X-Answer"]) == (410, "refused")
    assert Answer.objects.count() == 0


def test_page_before_a_quiz_counts_clips_pairs_and_stories_each_as_what_they_are(
    sams: Client, sam: User, own_folders: None
) -> None:
    quiz = make_quiz([make_pair(), make_pair()], asks=["compare"])
    sitting = make_sitting(quiz, sam)
    html = text_of(sams.get(f"/sittings/{sitting.pk}/"))
    assert '<p class="kicker">2 pairs of clips</p>' in html
    assert "You get two versions beside each other." in html
    assert "how sure you are" not in html
    mixed = Contents(
        [["judge", "locate"], ["context"], ["compare", "technique"], ["provenance"], ["respond"]]
    )
    assert mixed.parts == ["3 clips", "1 pair of clips", "1 story"]
    assert (mixed.asks_on, mixed.opens_cards, mixed.reads, mixed.is_stories) == (True, True, True, False)
    assert Contents([["respond"]]).is_stories
