"""Parallel forms: nothing in common, alike in make-up to within one, and a sentence when there is too little."""

from collections import Counter
from itertools import combinations

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from literacy.people.models import User
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.models import Clip, Pair
from quizzes.http.refusal import Refusal
from quizzes.items.actions import draw_forms, unseen
from quizzes.items.models import Quiz, Series
from quizzes.items.parallel import Candidate, TooFew, draw_parallel
from tests.factories import make_pair, make_quiz

MEDIA, TECHNIQUES, LEVELS = (
    ("photo", "sound"),
    ("copy-move", "retouch", "reorder"),
    ("easy", "medium", "hard"),
)

candidates = st.lists(
    st.builds(
        Candidate,
        key=st.uuids().map(str),
        originals=st.frozensets(st.integers(0, 40).map(str), min_size=1, max_size=2),
        medium=st.sampled_from(MEDIA),
        technique=st.sampled_from(TECHNIQUES),
        difficulty=st.sampled_from(LEVELS),
    ),
    max_size=60,
    unique_by=lambda each: each.key,
)
forms_of = st.integers(2, 3)
counts = st.integers(1, 8)
seeds = st.text(max_size=5)


def many(each: int, *, techniques: tuple[str, ...] = TECHNIQUES) -> list[Candidate]:
    """So many photos of each technique and difficulty, each with an original of its own."""
    return [
        Candidate(f"{t}-{d}-{n}", frozenset([f"{t}-{d}-{n}"]), "photo", t, d)
        for t in techniques
        for d in LEVELS
        for n in range(each)
    ]


@given(candidates, forms_of, counts, seeds)
def test_forms_share_no_pair_and_no_original_and_are_alike_to_within_one(
    candidates: list[Candidate], forms: int, count: int, seed: str
) -> None:
    try:
        drawn = draw_parallel(candidates, forms=forms, count=count, seed=seed)
    except TooFew as few:
        assert few.needed == forms * count
        assert few.unlike in {"", "technique", "difficulty"}
        assert (few.there < few.needed) == (few.unlike == "")
        return
    assert [len(form) for form in drawn] == [count] * forms
    everything = [each for form in drawn for each in form]
    assert set(everything) <= set(candidates)
    for one, other in combinations(everything, 2):
        assert not one.originals & other.originals
    for attribute in ("medium", "technique", "difficulty"):
        often = [Counter(getattr(each, attribute) for each in form) for form in drawn]
        for value in set().union(*often):
            numbers_of = [found[value] for found in often]
            assert max(numbers_of) - min(numbers_of) <= 1


@given(candidates, forms_of, counts, seeds)
def test_a_seed_repeats_the_draw_whatever_order_the_pairs_come_in(
    candidates: list[Candidate], forms: int, count: int, seed: str
) -> None:
    try:
        drawn = draw_parallel(candidates, forms=forms, count=count, seed=seed)
    except TooFew:
        return
    assert drawn == draw_parallel(candidates[::-1], forms=forms, count=count, seed=seed)


@given(st.integers(1, 9), st.text(max_size=5))
def test_where_there_is_enough_of_everything_the_draw_succeeds_and_spreads_over_techniques(
    count: int, seed: str
) -> None:
    drawn = draw_parallel(many(9), forms=3, count=count, seed=seed)
    for form in drawn:
        often = Counter(each.technique for each in form)
        assert max(often.values()) - min(often.get(technique, 0) for technique in TECHNIQUES) <= 1


def test_another_seed_draws_others() -> None:
    assert draw_parallel(many(9), forms=3, count=6, seed="a") != draw_parallel(
        many(9), forms=3, count=6, seed="b"
    )


def test_too_few_originals_are_counted_not_pairs() -> None:
    same = [Candidate(f"p{n}", frozenset(["one"]), "photo", "retouch", "easy") for n in range(9)]
    with pytest.raises(TooFew) as few:
        draw_parallel(same, forms=3, count=2, seed="")
    assert (few.value.needed, few.value.there, few.value.unlike) == (6, 0, "")


def test_forms_that_could_not_be_alike_are_refused_and_the_reason_is_named() -> None:
    hard = [Candidate(f"h{n}", frozenset([f"h{n}"]), "photo", "retouch", "hard") for n in range(2)]
    odd = [Candidate(f"e{n}", frozenset([f"e{n}"]), "photo", "retouch", "easy") for n in range(4)]
    drawn = draw_parallel([*hard, *odd], forms=3, count=2, seed="")
    assert sorted(sum(each.difficulty == "hard" for each in form) for form in drawn) == [0, 1, 1]
    with pytest.raises(ValueError, match="two or more"):
        draw_parallel(odd, forms=1, count=1, seed="")


@pytest.fixture
def shelf(db: None, own_folders: None) -> list[Pair]:
    """Nine pairs of two techniques, two of which are made of one photograph."""
    made = [make_pair(technique="copy-move" if n % 2 else "retouch") for n in range(9)]
    made[1].clip = made[3].clip
    made[1].save()
    return made


def drawn(count: int, slug: str = "spring") -> Series:
    with translation.override("en"):
        return draw_forms(
            slug=slug,
            titles={"en": "Spring", "nl": "Lente"},
            pairs=Pair.objects.published(),
            count=count,
            seed="a",
        )


def test_a_series_has_three_assessments_without_a_common_original(shelf: list[Pair]) -> None:
    series = drawn(2)
    quizzes = list(series.quizzes.order_by("pk"))
    assert [(quiz.form, quiz.mode) for quiz in quizzes] == [
        ("pre", "assessment"), ("post", "assessment"), ("delayed", "assessment"),
    ]  # fmt: skip
    clips = [pair.clip_id for quiz in quizzes for pair in Pair.objects.filter(items__quizzes=quiz)]
    assert len(clips) == len(set(clips)) == 6
    assert {quiz.texts["nl"]["title"] for quiz in quizzes} >= {"Lente: voormeting"}
    assert quizzes[0].texts["en"]["title"] == "Spring: first test"


def test_a_photograph_that_was_spliced_in_counts_as_shared(shelf: list[Pair]) -> None:
    for pair in shelf[4:]:
        pair.sources.add(shelf[0].clip)
    with pytest.raises(Refusal, match="need 6 pairs that share no original, of which there are 3"):
        drawn(2)


def test_too_few_pairs_are_refused_in_a_sentence_and_nothing_is_made(shelf: list[Pair]) -> None:
    with pytest.raises(Refusal, match="Three tests of 5 clips need 15 pairs"):
        drawn(5)
    assert not Series.objects.exists()
    assert not Quiz.objects.exists()


def test_a_series_is_drawn_once(shelf: list[Pair]) -> None:
    drawn(1)
    with pytest.raises(Refusal, match="named spring already"):
        drawn(1)


def test_generated_clips_are_left_out(shelf: list[Pair]) -> None:
    Pair.objects.filter(pk__in=[pair.pk for pair in shelf[3:]]).update(has_original=False)
    with pytest.raises(Refusal, match="of which there are 3"):
        drawn(2)


def test_what_shares_an_original_with_another_quiz_is_not_unseen(shelf: list[Pair]) -> None:
    make_quiz([shelf[3]])
    shelf[5].sources.add(shelf[3].clip)
    assert set(unseen(Pair.objects.published())) == set(shelf) - {shelf[1], shelf[3], shelf[5]}
    assert Clip.objects.count() == 9


def test_each_sitting_of_a_form_has_an_order_and_halves_of_its_own(
    shelf: list[Pair], sam: User, tess: User
) -> None:
    quiz = drawn(2).quizzes.get(form="pre")
    sittings = [start_sitting(quiz=quiz, taker=Taker.of(user), cohort="a") for user in (sam, tess)]
    halves = [dict(sitting.showings.values_list("item_id", "half")) for sitting in sittings]
    assert all(halves[0][item] != halves[1][item] for item in halves[0])


def test_the_command_draws_and_says_in_a_sentence_when_it_cannot(
    shelf: list[Pair], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("quizzes", "draw", series="autumn", clips=2, seed="x")
    said = capsys.readouterr().out
    assert "autumn-delayed: " in said
    assert "seed x" in said
    with pytest.raises(CommandError):
        call_command("quizzes", "draw", series="winter", clips=2)
