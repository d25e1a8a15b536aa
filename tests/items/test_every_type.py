"""What holds for every item type: its samples are taken, refused and marked, and both halves are offered the same."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from quizzes.clips.models import Half, Pair
from quizzes.items.types import ITEM_TYPES, JUDGEMENTS, How, Shown, Shows
from quizzes.items.types.cue import right_cues
from quizzes.provenance.keyring import Keyring
from tests.factories import make_claim_with_cards, make_pair, make_story
from tests.film_pairs import make_film_pair
from tests.recordings import make_recording


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


KINDS = pytest.mark.parametrize("slug", sorted(ITEM_TYPES))


@pytest.fixture
def clips(db: None, keys: Keyring, settings: Any, tmp_path: Path) -> list[Pair]:
    """A photo, a film, a recording, and a caption with evidence."""
    settings.LIBRARY_CACHE = tmp_path
    return [make_pair(), make_film_pair(), make_recording(tmp_path), make_claim_with_cards()]


def shown(pair: Pair, half: str = Half.TWIN, *, manipulated: bool | None = None, **more: Any) -> Shown:
    is_manipulated = half == Half.TWIN if manipulated is None else manipulated
    return Shown(is_manipulated, truth=pair.truth, pair=pair, half=half, **{"seed": "seed", **more})


def everything(slug: str, clips: list[Pair]) -> list[Shown]:
    """Every clip that a type suits, as its twin."""
    kind = ITEM_TYPES[slug]
    if kind.shows is Shows.NOTHING:
        return [Shown(is_manipulated=False, content=make_story().content)]
    return [shown(pair) for pair in clips if kind.suits(pair)]


@KINDS
def test_type_suits_some_clip_and_takes_its_samples(slug: str, clips: list[Pair]) -> None:
    kind, found = ITEM_TYPES[slug], everything(slug, clips)
    assert found
    for each in found:
        for how, sample in kind.samples(each).items():
            form = kind.form(sample, each)
            assert form.is_valid() is (how != "none"), (how, form.errors)


@KINDS
def test_nothing_chosen_gets_one_sentence_for_a_person(slug: str, clips: list[Pair]) -> None:
    kind = ITEM_TYPES[slug]
    for each in everything(slug, clips):
        form = kind.form(kind.samples(each)["none"], each)
        assert not form.is_valid()
        (sentence,) = form.mistakes()
        assert len(sentence) > 15
        assert sentence.endswith((".", "?"))


@KINDS
def test_right_samples_earn_more_than_partly_right_and_wrong_ones(slug: str, clips: list[Pair]) -> None:
    kind = ITEM_TYPES[slug]
    for each in everything(slug, clips):
        points: dict[str, float] = {}
        for how, sample in kind.samples(each).items():
            form = kind.form(sample, each)
            if form.is_valid():
                points[how] = kind.mark(form.cleaned_data, each).points or 0.0
        if slug in ("context", "respond"):
            continue  # their points hang on the way, too
        assert points["right"] == pytest.approx(1, abs=0.01), (slug, points)
        if "partly" in points:
            assert 0 < points["partly"] < 1
        assert points.get("wrong", 0) < points["right"]


@KINDS
def test_what_the_reveal_says_agrees_with_the_points(slug: str, clips: list[Pair]) -> None:
    kind = ITEM_TYPES[slug]
    for each in everything(slug, clips):
        for how, sample in kind.samples(each).items():
            form = kind.form(sample, each)
            if how == "none" or not form.is_valid():
                continue
            told = kind.told(kind.mark(form.cleaned_data, each), each)
            if told is not None and slug not in ("context", "respond"):
                assert told.how == how, (slug, told)
                assert told.sentence


@KINDS
def test_kept_answer_is_told_from_every_other_one(slug: str, clips: list[Pair]) -> None:
    kind = ITEM_TYPES[slug]
    for each in everything(slug, clips):
        forms = [kind.form(sample, each) for sample in kind.samples(each).values()]
        said = [form.cleaned_data for form in forms if form.is_valid()]
        for one in said:
            kept = kind.mark(one, each).response
            assert [kind.says_the_same(kept, other) for other in said] == [other == one for other in said]


@KINDS
def test_only_judgements_have_an_outcome(slug: str, clips: list[Pair]) -> None:
    kind = ITEM_TYPES[slug]
    for each in everything(slug, clips):
        form = kind.form(kind.samples(each)["right"], each)
        assert form.is_valid()
        marked = kind.mark(form.cleaned_data, each)
        assert bool(marked.outcome) is (slug in JUDGEMENTS)
        assert (marked.p_manipulated is not None) is (slug in JUDGEMENTS)


@pytest.mark.parametrize("slug", ["locate", "when", "technique", "cue"])
def test_what_was_said_of_a_real_clip_is_neither_right_nor_wrong(slug: str, clips: list[Pair]) -> None:
    kind = ITEM_TYPES[slug]
    for each in everything(slug, clips):
        real = replace(each, is_manipulated=False, half=Half.ORIGINAL)
        form = kind.form(kind.samples(real)["wrong"], real)
        assert form.is_valid()
        marked = kind.mark(form.cleaned_data, real)
        told = kind.told(marked, real)
        assert marked.points is None
        assert told is not None
        assert told.how is How.UNMARKED


@pytest.mark.parametrize("slug", ["technique", "cue"])
def test_both_halves_and_every_clip_are_offered_as_many_and_the_same_each_time(
    slug: str, clips: list[Pair]
) -> None:
    kind, counts = ITEM_TYPES[slug], set()
    lone = make_pair(technique="authentic-odd-looking", has_twin=False)
    for pair in [*clips, lone]:
        for seed in map(str, range(30)):
            twin, original = (
                [option.slug for option in kind.offer(shown(pair, half, seed=seed))["options"]]
                for half in (Half.TWIN, Half.ORIGINAL)
            )
            assert twin == original
            assert len(set(twin)) == len(twin)
            counts.add((slug, len(twin)))
    assert len(counts) == 1


def test_the_right_technique_is_offered_at_every_place_of_the_list_equally_often(clips: list[Pair]) -> None:
    offer = ITEM_TYPES["technique"].offer
    places = [
        [option.slug for option in offer(shown(clips[0], seed=str(seed)))["options"]].index("copy-move")
        for seed in range(400)
    ]
    assert all(70 < places.count(place) < 130 for place in range(4))


def test_a_sister_of_the_technique_is_always_offered_and_counts_for_half(clips: list[Pair]) -> None:
    kind = ITEM_TYPES["technique"]
    for seed in range(20):
        each = shown(clips[0], seed=str(seed))
        form = kind.form(kind.samples(each)["partly"], each)
        assert form.is_valid()
        assert kind.mark(form.cleaned_data, each).points == 0.5


@pytest.mark.parametrize("sent", ["miscaptioned", "copy_move", "<b>"])
def test_a_technique_that_was_not_offered_is_refused(clips: list[Pair], sent: str) -> None:
    assert not ITEM_TYPES["technique"].form({"technique": sent}, shown(clips[0])).is_valid()


def test_ticking_every_cue_earns_nothing_and_the_right_ones_everything(clips: list[Pair]) -> None:
    kind, each = ITEM_TYPES["cue"], shown(clips[0])
    offered = [option.slug for option in kind.offer(each)["options"]]
    points = [kind.mark({"cue": ticked}, each).points for ticked in (offered, right_cues(clips[0]))]
    assert points == [0, 1]


@pytest.mark.parametrize(
    ("begin", "end", "says"),
    [
        ("", "", "at least"),
        ("9", "", "“From”"),
        ("-1", "", "“From”"),
        ("nan", "", "“From”"),
        ("1", "nine", "“Until”"),
        ("1", "99", "“Until”"),
        ("2", "1", "Exchange"),
    ],
)
def test_a_time_outside_the_clip_gets_a_sentence_with_its_length(
    clips: list[Pair], begin: str, end: str, says: str
) -> None:
    form = ITEM_TYPES["when"].form({"from": begin, "until": end}, shown(clips[1]))
    assert not form.is_valid()
    assert says in form.mistakes()[0]


def test_seconds_may_be_written_with_a_comma_and_from_alone_is_a_moment(clips: list[Pair]) -> None:
    kind, film = ITEM_TYPES["when"], shown(clips[1])
    form = kind.form({"from": "1,5", "until": ""}, film)
    assert form.is_valid()
    marked = kind.mark(form.cleaned_data, film)
    assert (marked.response["from"], marked.points) == (1.5, 1)
    assert "until" not in marked.response


def test_the_reveal_names_both_times(clips: list[Pair]) -> None:
    kind, film = ITEM_TYPES["when"], shown(clips[1])
    form = kind.form({"from": "3.1", "until": "3.6"}, film)
    assert form.is_valid()
    told = kind.told(kind.mark(form.cleaned_data, film), film)
    assert told is not None
    assert told.sentence == "You marked 3.1–3.6 s; the change is 1.2–2.4 s."


def test_a_place_in_a_film_is_marked_against_what_was_changed_then(clips: list[Pair]) -> None:
    kind, film = ITEM_TYPES["locate"], shown(clips[1])
    points: dict[str, float] = {}
    for at in ("1.8", "0.2", "1.0"):
        form = kind.form({"cell": "E3", "at": at}, film)
        assert form.is_valid(), form.errors
        points[at] = kind.mark(form.cleaned_data, film).points or 0.0
    assert points["1.8"] == points["1.0"] > 0, "a hand is a little late"
    assert points["0.2"] == 0


def test_a_place_in_a_film_needs_a_moment_of_the_film(clips: list[Pair]) -> None:
    for at in ("", "99", "now"):
        assert not ITEM_TYPES["locate"].form({"cell": "E3", "at": at}, shown(clips[1])).is_valid()


def test_cards_opened_before_judging_earn_three_tenths_and_never_more(clips: list[Pair]) -> None:
    kind, claim = ITEM_TYPES["context"], clips[3]
    kinds = [card["kind"] for card in claim.evidence]
    points = [
        kind.mark({"p_manipulated": 0.95}, shown(claim, steps=tuple(kinds[:count]))).points
        for count in range(5)
    ]
    assert points == [0.7, 0.85, 1, 1, 1]


def test_a_comparison_knows_the_side_of_the_twin(clips: list[Pair]) -> None:
    kind = ITEM_TYPES["compare"]
    right = {
        half: kind.samples(shown(clips[0], half, manipulated=True))["right"]["side"]
        for half in (Half.TWIN, Half.ORIGINAL)
    }
    assert right == {Half.TWIN: "A", Half.ORIGINAL: "B"}


def test_a_story_goes_on_until_a_choice_ends_it(db: None) -> None:
    kind, told = ITEM_TYPES["respond"], Shown(is_manipulated=False, content=make_story().content)
    assert kind.next_step({"choice": "wait"}, told) == "wait"
    assert kind.next_step({"choice": "help"}, told) is None
    later = replace(told, steps=("wait",))
    assert not kind.form({"choice": "help", "at": 1}, later).is_valid(), (
        "that choice belongs to the first step"
    )
    assert kind.mark({"choice": "shout"}, later).points == 0.25
