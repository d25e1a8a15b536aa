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
from quizzes.attempts.models import Answer, Sitting
from quizzes.clips.models import Half, Pair
from quizzes.items.models import Item, Placement, Quiz
from quizzes.items.types import ITEM_TYPES
from quizzes.provenance.keyring import Keyring
from tests.attempts.playing import form_of, page, place_url, sample_of, say, text_of
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
    ("photo", ["provenance"]),
    ("film", ["provenance"]),
    ("sound", ["provenance"]),
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
def make_clip(db: None, keys: Keyring, settings: Any, tmp_path: Path) -> Any:
    settings.LIBRARY_CACHE = tmp_path
    makers = {
        "photo": make_pair,
        "film": make_film_pair,
        "sound": lambda: make_recording(tmp_path),
        "claim": make_claim_with_cards,
    }
    return lambda name: makers[name]()


@every_case
@pytest.mark.parametrize("twin", [True, False])
def test_chain_is_played_to_its_reveal_without_script(
    sams: Client, sam: User, make_clip: Any, clip: str, chain: list[str], twin: bool
) -> None:
    sitting = make_sitting(make_quiz([make_clip(clip)], asks=chain), sam, twins=twin)
    for number, slug in enumerate(chain):
        _, hidden = form_of(page(sams, sitting, 1))
        assert hidden["item_type"] == slug
        if number == 0 and ITEM_TYPES[slug].judges:
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


def test_credentials_cost_no_query_that_another_question_does_not(
    sams: Client, sam: User, make_clip: Any, django_assert_num_queries: Any
) -> None:
    sitting = make_sitting(make_quiz([make_pair(), make_pair()], asks=["provenance"]), sam)
    page(sams, sitting, 1)
    with django_assert_num_queries(4):  # user, course, pair with its clip, renditions
        action, hidden = form_of(page(sams, sitting, 1))
    given = sample_of(sitting, "right")
    with django_assert_num_queries(6):  # user, course, pair, insert, and a savepoint around it
        sams.post(action, hidden | given)


def test_credentials_are_told_of_after_the_answer_with_what_was_read(
    sams: Client, sam: User, make_clip: Any
) -> None:
    sitting = make_sitting(make_quiz([make_pair()], asks=["provenance"]), sam)
    asked_page = text_of(page(sams, sitting, 1))
    assert "What can be found in the file" in asked_page
    assert "Signed, and by somebody we trust" not in asked_page
    revealed = text_of(say(sams, sitting, "wrong"))
    assert "That is not what these credentials prove." in revealed
    assert "What does follow" in revealed
    assert "The Content Credentials you read" in revealed
    answer = Answer.objects.get()
    assert (answer.outcome, answer.p_manipulated, answer.points) == ("", None, 0)
    end = text_of(sams.get(reverse("sitting", args=[sitting.pk])))
    assert "You read the credentials of 0 of 1 files for what they are." in end
    assert "A story" not in end


def test_in_a_test_the_statement_is_said_back_and_not_whether_it_is_right(
    sams: Client, sam: User, make_clip: Any
) -> None:
    quiz = make_quiz([make_pair(), make_pair()], asks=["provenance"], mode=Quiz.Mode.ASSESSMENT)
    sitting = make_sitting(quiz, sam)
    saved = text_of(say(sams, sitting, "wrong"))
    looked_back = text_of(sams.get(reverse("hand_in", args=[sitting.pk])))
    assert "You picked “" in looked_back
    for page_before in (saved, looked_back):
        assert "What does follow" not in page_before
        assert "credentials prove" not in page_before


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
    for told in ("at the very place", "close to the place", "at another place", "nothing was changed"):
        assert told not in text_of(reply)
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
