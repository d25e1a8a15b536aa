"""Every item type played as a browser without JavaScript does, and what it must not tell on the way."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literacy.people.models import User
from quizzes.attempts import asked
from quizzes.attempts.asked import shown_at
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Answer, Showing, Sitting
from quizzes.clips.models import Half, Pair
from quizzes.items.models import Item, Placement, Quiz
from quizzes.items.types import ITEM_TYPES
from tests.attempts.playing import Reply, page, place_url, text_of
from tests.attempts.test_secrecy import headers_of, masked
from tests.factories import make_claim_with_cards, make_pair, make_quiz, make_sitting, make_story
from tests.film_pairs import make_film_pair
from tests.recordings import make_recording

# A chain that ends in the type, on a photo, a film, a recording and a caption.
CASES = [
    ("photo", ["judge", "locate", "cue"]),
    ("photo", ["compare", "technique"]),
    ("film", ["judge", "when", "locate"]),
    ("film", ["compare", "technique"]),
    ("sound", ["judge", "when", "technique"]),
    ("sound", ["compare"]),
    ("claim", ["context", "technique"]),
]
every_case = pytest.mark.parametrize(
    ("clip", "chain"), CASES, ids=[f"{clip}-{'-'.join(chain)}" for clip, chain in CASES]
)
ENVELOPE = ("key", "item_type", "csrfmiddlewaretoken")


@pytest.fixture
def one_moment() -> Iterator[None]:
    """Both halves are asked for in the same second, so that no date differs."""
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        yield


@pytest.fixture
def make_clip(db: None, own_folders: None, settings: Any, tmp_path: Path) -> Any:
    settings.LIBRARY_CACHE = tmp_path
    makers = {
        "photo": make_pair,
        "film": make_film_pair,
        "sound": lambda: make_recording(tmp_path),
        "claim": make_claim_with_cards,
    }
    return lambda name: makers[name]()


def form_of(response: Reply) -> tuple[str, dict[str, str]]:
    """Where the form of a page goes, and its hidden values."""
    html = text_of(response)
    form = re.search(r'<form class="light-table.*?</form>', html, re.DOTALL)
    assert form is not None, "this page asks nothing"
    action = re.search(r'action="([^"]+)"', form[0])
    assert action is not None
    return action[1], dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))


def sample_of(sitting: Sitting, how: str) -> dict[str, Any]:
    """An answer to the question that is open at the first place."""
    place = course_of(sitting).places[0]
    assert place.next_question is not None
    return ITEM_TYPES[place.next_question].samples(shown_at(place))[how]


def say(client: Client, sitting: Sitting, how: str = "right", **more: Any) -> Reply:
    action, hidden = form_of(page(client, sitting, 1))
    given = {name: value for name, value in sample_of(sitting, how).items() if value is not None}
    return client.post(action, hidden | given | more, follow=True)


@every_case
@pytest.mark.parametrize("twin", [True, False])
def test_chain_is_played_to_its_reveal_without_script(
    sams: Client, sam: User, make_clip: Any, clip: str, chain: list[str], twin: bool
) -> None:
    sitting = make_sitting(make_quiz([make_clip(clip)], asks=chain), sam, twins=twin)
    for number, slug in enumerate(chain):
        _, hidden = form_of(page(sams, sitting, 1))
        assert hidden["item_type"] == slug
        if number == 0 and slug != "compare":
            reply = say(sams, sitting, p_manipulated="0.95")
        else:
            reply = say(sams, sitting, "right" if "right" in _samples(sitting) else "wrong")
    assert list(Answer.objects.order_by("pk").values_list("item_type", flat=True)) == chain
    assert "revealed" in text_of(reply)
    sitting.refresh_from_db()
    assert sitting.finished_at is not None
    end = sams.get(reverse("sitting", args=[sitting.pk]))
    assert end.status_code == 200


def _samples(sitting: Sitting) -> dict[str, Any]:
    place = course_of(sitting).places[0]
    assert place.next_question is not None
    return ITEM_TYPES[place.next_question].samples(shown_at(place))


@every_case
def test_an_answer_that_is_none_says_so_and_keeps_nothing(
    sams: Client, sam: User, make_clip: Any, clip: str, chain: list[str]
) -> None:
    sitting = make_sitting(make_quiz([make_clip(clip)], asks=chain), sam)
    for number, _slug in enumerate(chain):
        reply = say(sams, sitting, "none")
        assert reply.status_code == 422
        assert text_of(reply).count('role="alert"') >= 1
        assert Answer.objects.count() == number
        say(sams, sitting)


@every_case
def test_no_answer_costs_more_than_eight_queries(
    sams: Client, sam: User, make_clip: Any, clip: str, chain: list[str]
) -> None:
    sitting = make_sitting(make_quiz([make_clip(clip), make_pair()], asks=chain), sam)
    for _slug in chain:
        action, hidden = form_of(page(sams, sitting, 1))
        given = sample_of(sitting, "right")
        with CaptureQueriesContext(connection) as made:
            sams.post(action, hidden | given)
        assert len(made) <= 6, "two are left for begin and commit"


@pytest.mark.usefixtures("one_moment")
@every_case
def test_until_the_end_every_page_is_the_same_for_both_halves(
    sams: Client, sam: User, make_clip: Any, monkeypatch: pytest.MonkeyPatch, clip: str, chain: list[str]
) -> None:
    """What is drawn by lot is drawn alike here, as it is for one sitting whichever half it shows."""
    monkeypatch.setattr(asked, "seed_of", lambda showing_id: "one seed for both")
    quiz = make_quiz([make_clip(clip)], asks=chain)
    seen: list[list[Any]] = []
    given = [
        {name: value for name, value in sample.items() if value is not None}
        for sample in _all_samples(make_sitting(quiz, sam), chain)
    ]
    for twin in (True, False):
        sitting = make_sitting(quiz, sam, twins=twin)
        pages = []
        for sample in given:
            asked_page = page(sams, sitting, 1)
            action, hidden = form_of(asked_page)
            refused = sams.post(action, {name: hidden[name] for name in ENVELOPE if name in hidden})
            for reply in (asked_page, refused):
                pages.append((reply.status_code, without_sound(masked(reply))))
                if clip not in {
                    "claim",
                    "sound",
                }:  # captions and words are there to be read, waves to be seen
                    pages.append((0, str(sorted(headers_of(reply).items()))))
            sams.post(action, hidden | sample)
        seen.append(pages)
    assert seen[0] == seen[1]


def _all_samples(sitting: Sitting, chain: list[str]) -> list[dict[str, Any]]:
    """One answer for each question of the chain, the same whatever is shown."""
    place = course_of(sitting).places[0]
    found = []
    for slug in chain:
        found.append(ITEM_TYPES[slug].samples(shown_at(place))["right"])
    return found


def without_sound(html: str) -> str:
    """A page without what a recording is: its wave, and the words that are said in it."""
    html = re.sub(r'<path d="[^"]*"/>', "<path>", html)
    return re.sub(r'<blockquote class="claim">.*?</blockquote>', "words", html, flags=re.DOTALL)


def test_a_comparison_gives_both_clips_under_names_that_do_not_tell(sams: Client, sam: User) -> None:
    pair = make_pair()
    quiz = make_quiz([pair], asks=["compare"])
    files = {}
    for twin in (True, False):
        sitting = make_sitting(quiz, sam, twins=twin)
        html = text_of(page(sams, sitting, 1))
        links = re.findall(r'<img class="clip" src="([^"]+)"', html)
        assert [re.search(r"/media/1([ab])\.", link)[1] for link in links] == ["a", "b"]  # type: ignore[index]
        files[twin] = [b"".join(sams.get(link).streaming_content) for link in links]  # type: ignore[attr-defined]
        for word in ("twin", "original"):
            assert word not in re.sub(r'href="/static/[^"]+"', "", html).lower()
    assert files[True] == files[False][::-1]
    assert files[True][0] != files[True][1]
    assert len(files[True][0]) == len(files[True][1])


def test_both_clips_are_for_a_comparison_alone(sams: Client, sam: User) -> None:
    from quizzes.attempts.media import ClipLinks

    sitting = make_sitting(make_quiz([make_pair()]), sam)
    assert [sams.get(ClipLinks(sitting.pk, 1).side(side)).status_code for side in "AB"] == [404, 404]


def test_a_comparison_is_offered_no_lens_before_its_answer(sams: Client, sam: User) -> None:
    sitting = make_sitting(make_quiz([make_pair()], asks=["compare"]), sam)
    assert "data-lenses" not in text_of(page(sams, sitting, 1))
    assert sams.get(reverse("lens", args=[sitting.pk, 1, "noise"])).status_code == 404


def test_a_comparison_counts_in_no_judgement(sams: Client, sam: User) -> None:
    sitting = make_sitting(make_quiz([make_pair()], asks=["compare"]), sam)
    say(sams, sitting, "right")
    answer = Answer.objects.get()
    assert (answer.outcome, answer.p_manipulated, answer.points) == ("", None, 1)
    end = text_of(sams.get(reverse("sitting", args=[sitting.pk])))
    assert "You told 1 of 1 apart." in end


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


def test_the_same_answer_sent_again_after_the_chain_went_on_counts_once(sams: Client, sam: User) -> None:
    sitting = make_sitting(make_quiz([make_film_pair()], asks=["judge", "when", "technique"]), sam)
    say(sams, sitting)
    action, hidden = form_of(page(sams, sitting, 1))
    given = hidden | sample_of(sitting, "right")
    first, second = sams.post(action, given), sams.post(action, given)
    assert first["Location"] == second["Location"] == place_url(sitting, 1)
    assert Answer.objects.filter(item_type="when").count() == 1


def test_an_assessment_tells_nothing_of_any_type_before_its_end(sams: Client, sam: User) -> None:
    quiz = make_quiz([make_pair(), make_pair()], asks=["judge", "locate", "cue"], mode=Quiz.Mode.ASSESSMENT)
    sitting = make_sitting(quiz, sam)
    for _ in range(3):
        reply = say(sams, sitting)
    assert "Your answer is saved" in text_of(reply)
    assert "You pointed" not in text_of(reply)
    assert "told-marks" not in text_of(reply)


def test_stories_and_comparisons_leave_the_halves_of_clips_balanced(sam: User, db: None) -> None:
    from quizzes.attempts.actions import start_sitting
    from quizzes.attempts.taker import Taker

    quiz = make_quiz([make_pair() for _ in range(4)])
    others: list[Pair] = [make_pair() for _ in range(4)]
    items = [Item.objects.create(slug=f"cmp-{p.pk}", pair=p, chain=["compare"]) for p in others]
    items.append(make_story())
    for number, item in enumerate(items, start=10):
        Placement.objects.create(quiz=quiz, item=item, position=number)
    for _ in range(6):
        sitting = start_sitting(quiz=quiz, taker=Taker.of(sam))
        shown = list(sitting.showings.values_list("item__chain", "half"))
        halves = [half for chain, half in shown if chain[0] == "judge"]
        sides = [half for chain, half in shown if chain[0] == "compare"]
        assert halves.count(Half.TWIN) == sides.count(Half.TWIN) == 2
        assert [half for chain, half in shown if chain[0] == "respond"] == [Half.ORIGINAL]
