"""Reading credentials: states by lot and alike for both halves, really signed bytes made once, and four statements each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from quizzes.clips.credentials import trusted_roots
from quizzes.clips.models import Half, Pair
from quizzes.clips.signed import FOLDER
from quizzes.clips.specimen_cards import VARIANTS, SpecimenCard, specimen_card
from quizzes.clips.specimens import READS_AS, SpecimenState
from quizzes.http.refusal import Refusal
from quizzes.items.loader import load_quizzes
from quizzes.items.models import Quiz
from quizzes.items.types import How, Shown
from quizzes.items.types.provenance import PROVENANCE, state_of, statements
from quizzes.items.types.statements import BY_SLUG, STATEMENTS
from quizzes.provenance.keyring import Keyring
from quizzes.provenance.reading import State, read
from tests.factories import make_pair

STATES = list(SpecimenState)
TEXTS = "".join(f'[quiz.texts.{each}]\ntitle = "Read"\nintro = "Look."\n' for each in ("en", "nl"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def pair(db: None, keys: Keyring) -> Pair:
    return make_pair()


def shown(pair: Pair, seed: str = "seed", half: str = Half.TWIN) -> Shown:
    return Shown(half == Half.TWIN, truth=pair.truth, pair=pair, half=half, seed=seed)


def in_state(pair: Pair, state: SpecimenState) -> Shown:
    """A showing whose seed draws this state."""
    return next(each for n in range(500) if state_of(each := shown(pair, str(n))) == state)


def specimens_in(settings: Any) -> list[Path]:
    return sorted((Path(settings.MEDIA_ROOT) / FOLDER).glob("*/*/specimen-*"))


def test_every_state_is_drawn_about_as_often_and_never_from_the_half(pair: Pair) -> None:
    drawn = [state_of(shown(pair, str(n))) for n in range(1000)]
    assert drawn == [state_of(shown(pair, str(n), Half.ORIGINAL)) for n in range(1000)]
    counts = Counter(drawn)
    assert set(counts) == set(STATES)
    assert all(150 < each < 250 for each in counts.values()), counts


@pytest.mark.parametrize("state", STATES)
def test_both_halves_say_the_same_of_themselves(pair: Pair, state: SpecimenState) -> None:
    cards = [specimen_card(pair, half, state, 3) for half in Half.values]
    assert cards[0] == cards[1]


@pytest.mark.parametrize("state", STATES)
def test_the_card_says_what_stands_in_the_signed_bytes(
    pair: Pair, state: SpecimenState, settings: Any
) -> None:
    card = specimen_card(pair, Half.TWIN, state, 1)
    readings = [read(each.read_bytes(), "image/jpeg", trusted_roots()) for each in specimens_in(settings)]
    assert [each.state for each in readings] == [READS_AS[state]] * 2
    is_signed = state != SpecimenState.ABSENT
    assert card.has_credentials is is_signed
    assert card.signer == readings[0].signer == readings[1].signer
    assert card.is_unchanged is (is_signed and state != SpecimenState.ALTERED)
    assert card.is_listed is (is_signed and state != SpecimenState.UNTRUSTED)
    assert ("made by AI" in [str(each.origin) for each in card.steps]) is (state == SpecimenState.AI)


@pytest.mark.parametrize("state", STATES)
def test_a_card_says_nothing_of_the_pair_or_of_what_was_done_to_it(pair: Pair, state: SpecimenState) -> None:
    said = repr(specimen_card(pair, Half.TWIN, state, 1))
    for secret in (pair.slug, pair.clip.attribution, "anipulated", "original", "twin", "red box"):
        assert secret not in said


def test_specimens_are_made_once_and_for_both_halves_at_the_same_time(pair: Pair, settings: Any) -> None:
    assert specimens_in(settings) == []
    first = specimen_card(pair, Half.TWIN, SpecimenState.TRUSTED, 1)
    made = {each: each.stat().st_mtime_ns for each in specimens_in(settings)}
    assert len(made) == 2
    assert specimen_card(pair, Half.ORIGINAL, SpecimenState.TRUSTED, 1 + VARIANTS) == first
    assert {each: each.stat().st_mtime_ns for each in specimens_in(settings)} == made


def test_a_specimen_that_does_not_read_as_it_should_is_made_anew(pair: Pair, settings: Any) -> None:
    specimen_card(pair, Half.TWIN, SpecimenState.TRUSTED, 1)
    for each in specimens_in(settings):
        each.write_bytes(b"\xff\xd8\xff\xd9")
    assert specimen_card(pair, Half.TWIN, SpecimenState.TRUSTED, 1).is_unchanged
    assert specimen_card(pair, Half.ORIGINAL, SpecimenState.TRUSTED, 1).is_unchanged
    found = {read(each.read_bytes(), "image/jpeg", trusted_roots()).state for each in specimens_in(settings)}
    assert found == {State.TRUSTED}


@pytest.mark.django_db(transaction=True)
def test_specimens_go_with_their_renditions(keys: Keyring, settings: Any) -> None:
    pair = make_pair()
    specimen_card(pair, Half.TWIN, SpecimenState.ABSENT, 0)
    pair.renditions.all().delete()
    assert specimens_in(settings) == []


def test_without_keys_it_is_no_fair_question_and_says_so_in_a_sentence(db: None, own_folders: None) -> None:
    pair = make_pair()
    assert not PROVENANCE.suits(pair)
    with pytest.raises(Refusal, match="could not be made"):
        specimen_card(pair, Half.TWIN, SpecimenState.TRUSTED, 0)


def test_it_suits_pairs_of_which_both_halves_are_there(keys: Keyring, db: None) -> None:
    assert PROVENANCE.suits(make_pair())
    assert not PROVENANCE.suits(make_pair(has_twin=False, technique="authentic-odd-looking"))
    assert not PROVENANCE.suits(make_pair(claim=True, technique="miscaptioned"))


@pytest.mark.parametrize("state", STATES)
def test_of_the_four_statements_one_is_right_and_each_is_answered(pair: Pair, state: SpecimenState) -> None:
    each = in_state(pair, state)
    offered = statements(each)
    assert sorted(one.slug for one in offered) == sorted(one.slug for one in STATEMENTS[state])
    points: list[float] = []
    for one in offered:
        form = PROVENANCE.form({"statement": one.slug}, each)
        assert form.is_valid()
        marked = PROVENANCE.mark(form.cleaned_data, each)
        told = PROVENANCE.told(marked, each)
        assert told is not None
        assert str(one.feedback) in told.why
        assert (told.how == How.RIGHT) is (marked.points == 1)
        points.append(marked.points or 0.0)
    assert sorted(points) == [0, 0, 0, 1]


def test_statements_of_another_state_are_refused_and_the_order_is_by_lot(pair: Pair) -> None:
    each = in_state(pair, SpecimenState.ABSENT)
    assert not PROVENANCE.form({"statement": "ai-word"}, each).is_valid()
    firsts = {statements(replace(each, seed=str(n)))[0].slug for n in range(200)}
    assert firsts == set(BY_SLUG), "any statement may stand first"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_statements_of_a_state_are_alike_in_length(language: str) -> None:
    """The right one must not be known by being the longest or the shortest."""
    with translation.override(language):
        ranks = Counter(
            sorted(four, key=lambda one: len(str(one.text))).index(four[0]) for four in STATEMENTS.values()
        )
    assert max(ranks.values()) < len(STATEMENTS), ranks


def test_an_absent_card_is_empty(pair: Pair) -> None:
    assert specimen_card(pair, Half.TWIN, SpecimenState.ABSENT, 2) == SpecimenCard(has_credentials=False)


def test_a_quiz_reads_the_credentials_of_its_pairs_once_the_site_can_sign(
    db: None, own_folders: None, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    pair, path = make_pair(), tmp_path / "quizzes.toml"
    named = f'pairs = ["{pair.slug}"]\nprovenance = ["{pair.slug}"]\n'
    path.write_text(f'[[quiz]]\nslug = "read"\n{named}{TEXTS}', encoding="utf-8")
    report = load_quizzes(path)
    assert (report.unsigned, report.loaded) == (["read"], {})
    request.getfixturevalue("keys")
    assert load_quizzes(path).loaded == {"read": 1}
    assert Quiz.objects.get().items.get().chain == ["provenance"]
