"""A look is made of what fades, at a difficulty that teaches, and shows no recording twice."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quizzes.practice.choosing import FEWEST, MOST, ODD, Candidate, choose
from quizzes.practice.skills import Judged, Skills, replay
from quizzes.scoring.elo import Elo, expected_success

NOW = datetime(2026, 10, 1, tzinfo=UTC)
TECHNIQUES = ("splicing", "retouch", "mirror", "omission")


def candidate(number: int, technique: str, *, twin: float = 0.0, seen: int | None = None) -> Candidate:
    return Candidate(number, technique, frozenset({"edge-halo"}), frozenset({number}), twin, 0.0, seen)


def library(each: int = 6) -> list[Candidate]:
    return [candidate(10 * i + n, slug) for i, slug in enumerate(TECHNIQUES) for n in range(each)]


def after(technique: str, *, right: bool, days_ago: float) -> Skills:
    at = NOW - timedelta(days=days_ago)
    return replay([Judged(999, technique, (), True, right, 0.8, at)], {}, zone=UTC)


def test_what_fades_comes_first_and_twice() -> None:
    for seed in map(str, range(20)):
        chosen = choose(library(), after("mirror", right=False, days_ago=20), now=NOW, seed=seed)
        assert len(chosen) == MOST
        assert [each.technique for each in chosen][:2] == ["mirror", "mirror"]


def test_what_was_never_tried_comes_before_what_is_known_well() -> None:
    skills = after("mirror", right=True, days_ago=0)
    chosen = [choose(library(), skills, now=NOW, seed=str(seed)) for seed in range(20)]
    assert all("mirror" not in [each.technique for each in look] for look in chosen)
    assert len({look[0].technique for look in chosen}) == 3, "by lot, not always the same one"


def test_clips_come_at_a_success_of_seventy_to_eighty_five_in_a_hundred_where_there_are_any() -> None:
    chance = Random(1)
    offered = [candidate(n, "splicing", twin=chance.uniform(-3, 3)) for n in range(200)]
    skills = Skills(general=Elo(1.0, 40), trust=Elo(1.0, 40))
    for seed in map(str, range(20)):
        for each in choose(offered, skills, now=NOW, seed=seed):
            success = (
                expected_success(skills.ability("splicing"), each.twin) + expected_success(1.0, 0.0)
            ) / 2
            assert 0.70 <= success <= 0.85


def test_somebody_who_gets_better_is_given_harder_clips() -> None:
    offered = [candidate(n, "splicing", twin=n / 10 - 3) for n in range(60)]
    means = []
    for ability in (-1.0, 0.5, 2.0):
        skills = Skills(general=Elo(ability, 40), trust=Elo(1.0, 40))
        looks = [choose(offered, skills, now=NOW, seed=str(seed)) for seed in range(10)]
        means.append(sum(each.twin for look in looks for each in look))
    assert means == sorted(means) and means[0] < means[-1]


def test_what_was_not_seen_comes_before_what_was_and_then_what_was_seen_longest_ago() -> None:
    offered = [candidate(1, "splicing", seen=3), candidate(2, "splicing", seen=30), candidate(3, "splicing")]
    chosen = choose(offered, Skills(), now=NOW, seed="a")
    assert [each.pair for each in chosen] == [3, 2, 1]


def test_whoever_doubts_real_clips_gets_a_real_one_that_looks_odd() -> None:
    odd = [candidate(500 + n, ODD) for n in range(3)]
    doubting = Skills(general=Elo(0.5, 10), trust=Elo(-1.0, 10))
    trusting = Skills(general=Elo(-1.0, 10), trust=Elo(0.5, 10))
    assert [each.technique for each in choose(library() + odd, doubting, now=NOW, seed="a")].count(ODD) == 1
    assert [each.technique for each in choose(library() + odd, trusting, now=NOW, seed="a")].count(ODD) == 0


def test_too_small_a_library_gives_no_look() -> None:
    assert choose(library()[: FEWEST - 1], Skills(), now=NOW, seed="a") == []


def test_everybody_gets_clips_of_their_own() -> None:
    often = Counter(
        each.pair for seed in range(60) for each in choose(library(), Skills(), now=NOW, seed=str(seed))
    )
    assert len(often) > len(library()) / 2


@given(
    st.lists(
        st.builds(
            Candidate, st.integers(1, 40), st.sampled_from((*TECHNIQUES, ODD)), st.just(frozenset()),
            st.frozensets(st.integers(1, 12), min_size=1, max_size=3), st.floats(-3, 3), st.floats(-3, 3),
            st.none() | st.integers(0, 90),
        ),
        max_size=30, unique_by=lambda each: each.pair,
    ),
    st.integers(),
)  # fmt: skip
def test_no_look_shows_a_recording_twice_and_every_look_can_be_drawn_again(
    offered: list[Candidate], seed: int
) -> None:
    chosen = choose(offered, Skills(), now=NOW, seed=str(seed))
    recordings = [each for one in chosen for each in one.recordings]
    assert len(recordings) == len(set(recordings))
    assert len(chosen) == 0 or FEWEST <= len(chosen) <= MOST
    assert chosen == choose(offered, Skills(), now=NOW, seed=str(seed))
