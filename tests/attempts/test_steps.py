"""What is opened or chosen on the way to an answer: cards of evidence, and the turns of a story."""

from django.test import Client
from django.urls import reverse

from literacy.people.models import User
from quizzes.attempts.models import Answer, Showing, Sitting
from quizzes.items.models import Placement, Quiz
from tests.attempts.playing import form_of, page, say, text_of
from tests.factories import make_claim_with_cards, make_quiz, make_sitting, make_story


def test_cards_are_closed_until_they_are_opened_and_then_remembered(sams: Client, sam: User) -> None:
    pair = make_claim_with_cards()
    sitting = make_sitting(make_quiz([pair], asks=["context"]), sam)
    assert "A card about" not in text_of(page(sams, sitting, 1))
    opened = sams.get(reverse("card", args=[sitting.pk, 1, "date"]), follow=True)
    assert opened.redirect_chain[0][0].endswith("#card-date")
    assert text_of(opened).count("A card about") == 1
    sams.get(reverse("card", args=[sitting.pk, 1, "date"]))
    sams.head(reverse("card", args=[sitting.pk, 1, "source"]))
    assert Showing.objects.get().steps == ["date"]
    say(sams, sitting, "right")
    answer = Answer.objects.get()
    assert (answer.outcome, answer.response["opened"], answer.points) == ("hit", ["date"], 0.85)
    revealed = text_of(page(sams, sitting, 1))
    assert "You opened 1 card before you judged." in revealed
    assert revealed.count("A card about") == 4, "afterwards all can be read"
    sams.get(reverse("card", args=[sitting.pk, 1, "weather"]))
    assert Showing.objects.get().steps == ["date"], "what is opened afterwards does not count"


def test_a_card_comes_as_a_fragment_and_strangers_get_none(sams: Client, sam: User, stranger: Client) -> None:
    sitting = make_sitting(make_quiz([make_claim_with_cards()], asks=["context"]), sam)
    address = reverse("card", args=[sitting.pk, 1, "date"])
    part = sams.get(address, headers={"HX-Request": "true"})
    assert text_of(part).lstrip().startswith('<li class="card open" id="card-date"')
    assert stranger.get(address).status_code == 404
    assert sams.get(reverse("card", args=[sitting.pk, 1, "map"])).status_code == 404


def story_sitting(user: User) -> Sitting:
    quiz = Quiz.objects.create(slug="stories", texts={"en": {"title": "Stories", "intro": "Choose."}})
    Placement.objects.create(quiz=quiz, item=make_story(), position=0)
    return make_sitting(quiz, user)


def test_a_story_goes_on_without_script_and_tells_every_choice_at_the_end(sams: Client, sam: User) -> None:
    sitting = story_sitting(sam)
    action, first = form_of(page(sams, sitting, 1))
    second = sams.post(action, first | {"choice": "wait"}, follow=True)
    assert "What came of wait." in text_of(second)
    assert "What came of help." not in text_of(second)
    assert Answer.objects.count() == 0
    sams.post(action, first | {"choice": "wait"})  # the first page once more: Back, or a second click
    assert Showing.objects.get().steps == ["wait"]
    action, hidden = form_of(page(sams, sitting, 1))
    end = sams.post(action, hidden | {"choice": "listen"}, follow=True)
    answer = Answer.objects.get()
    assert (answer.response, answer.points, answer.outcome) == ({"path": ["wait", "listen"]}, 0.5, "")
    for words in (
        "Ask somebody you trust.",
        "What came of wait.",
        "What came of help.",
        "What came of shout.",
    ):
        assert words in text_of(end)


def test_a_choice_that_is_not_there_is_refused_in_a_sentence(sams: Client, sam: User) -> None:
    sitting = story_sitting(sam)
    action, hidden = form_of(page(sams, sitting, 1))
    reply = sams.post(action, hidden | {"choice": "fly"})
    assert reply.status_code == 422
    assert "not one of the choices" in text_of(reply)
    assert Showing.objects.get().steps == []


def test_a_story_has_no_lens_no_card_and_no_clip(sams: Client, sam: User) -> None:
    sitting = story_sitting(sam)
    assert sams.get(reverse("lens", args=[sitting.pk, 1, "noise"])).status_code == 404
    assert sams.get(reverse("card", args=[sitting.pk, 1, "date"])).status_code == 404
    intro = text_of(sams.get(reverse("sitting", args=[sitting.pk])))
    assert "1 story" in intro
    assert "This quiz contains" not in intro
