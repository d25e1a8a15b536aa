"""From an upload to a published pair: every step in order, and every step that may not be skipped."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from literacy.people.models import User
from quizzes.clips import store
from quizzes.clips.models import Clip, Half, Pair, Rendition
from quizzes.http.refusal import Refusal
from quizzes.items.models import Item
from quizzes.jobs.models import Job
from quizzes.studio.access import draft_on_shelf
from quizzes.studio.actions.delete_draft import delete_draft, why_kept
from quizzes.studio.actions.describe_draft import describe_draft
from quizzes.studio.actions.publish_draft import publish_draft, retire_draft
from quizzes.studio.actions.settle_drafts import settle_drafts
from quizzes.studio.actions.shape_draft import choose_technique, place_change, render_draft
from quizzes.studio.keeping import used_bytes
from quizzes.studio.leaks import leaks_of
from quizzes.studio.models import Draft
from tests.factories import make_quiz, make_sitting
from tests.studio.made import SHELF, jpeg, wav

Ready = Callable[..., Draft]
Work = Callable[[], None]

SQUARE = [[0.1, 0.1], [0.3, 0.1], [0.3, 0.35], [0.1, 0.35]]
WORDS = {"title": "A field", "alt": "A field", "reveal": "Look at the corner."}
CAPTIONS = {"claim_original": "A field in May.", "claim_twin": "A field on the moon."}
SAID = {"transcript_original": "One two three.", "transcript_twin": "One three."}

PHOTO_PLACES: dict[str, dict[str, Any]] = {
    "copy-move": {"regions": [SQUARE], "to": [0.7, 0.6]},
    "object-removal": {"regions": [SQUARE]},
    "retouch": {"regions": [SQUARE], "strength": 1.8},
    "crop-out": {"crop": [0.1, 0.1, 0.7, 0.6]},
    "mirror": {},
    "face-morph": {"regions": [SQUARE], "moves": [[0.2, 0.2, 0.03, 0.0]]},
    "miscaptioned": {},
}
FILM_PLACES: dict[str, dict[str, Any]] = {
    "speed-change": {"strength": 2, "span": [0.5, 1.5]},
    "omission": {"span": [0.5, 1.0]},
    "reverse": {"span": [0.2, 1.2]},
    "freeze-loop": {"span": [0.5, 1.5]},
    "mirror": {},
}
SOUND_PLACES: dict[str, dict[str, Any]] = {
    "omission": {"span": [0.8, 1.25]},
    "reorder": {"span": [0.4, 0.75], "other_span": [1.3, 1.6]},
    "speed-change": {"span": [0.8, 1.25], "strength": 0.75},
}


def made(
    draft: Draft, technique: str, place: dict[str, Any], work: Work, second: Draft | None = None
) -> Draft:
    """Take a ready draft through technique, place and rendering."""
    choose_technique(draft=draft, technique=technique, second=second)
    place_change(draft=draft, place=place)
    render_draft(draft=draft)
    work()
    settle_drafts(shelf=draft.shelf)
    draft.refresh_from_db()
    return draft


def published(draft: Draft, **more: str) -> Draft:
    words = WORDS | CAPTIONS | SAID | more
    describe_draft(draft=draft, texts={"nl": words}, cues=["edge-halo"], difficulty="easy")
    return publish_draft(draft=draft)


@pytest.mark.parametrize("technique", PHOTO_PLACES)
def test_photo_becomes_a_pair_by_every_technique_that_fits(technique: str, ready: Ready, work: Work) -> None:
    draft = made(ready(jpeg()), technique, PHOTO_PLACES[technique], work)
    assert (draft.state, draft.sentence) == (Draft.State.MADE, "")
    assert draft.pair is not None
    kinds = set(draft.pair.renditions.values_list("kind", flat=True))
    assert {Half.ORIGINAL.value, Half.TWIN.value} <= kinds


@pytest.mark.parametrize("technique", FILM_PLACES)
def test_film_becomes_a_pair_by_every_technique_that_fits(
    technique: str, ready: Ready, work: Work, mp4: bytes
) -> None:
    draft = made(ready(mp4), technique, FILM_PLACES[technique], work)
    assert (draft.state, draft.pair and draft.pair.error) == (Draft.State.MADE, "")


@pytest.mark.parametrize("technique", SOUND_PLACES)
def test_sound_becomes_a_pair_by_every_technique_that_fits(technique: str, ready: Ready, work: Work) -> None:
    draft = made(ready(wav(3.0)), technique, SOUND_PLACES[technique], work)
    assert (draft.state, draft.pair and draft.pair.error) == (Draft.State.MADE, "")


def test_part_of_another_photo_is_put_into_one(ready: Ready, work: Work) -> None:
    second = ready(jpeg(seed=2))
    place = {"thing": SQUARE, "to": [0.6, 0.6]}
    draft = made(ready(jpeg()), "splicing", place, work, second)
    assert draft.state == Draft.State.MADE
    assert draft.pair is not None and list(draft.pair.sources.all()) == [second.clip]
    with pytest.raises(Refusal, match="another draft"):
        delete_draft(draft=second)


def test_draft_is_seen_by_nobody_until_it_is_published(
    ready: Ready, work: Work, client: Client, tess: User, school: Any
) -> None:
    draft = made(ready(jpeg()), "mirror", {}, work)
    assert draft.pair is not None
    assert not Pair.objects.published().exists()
    assert published(draft).state == Draft.State.PUBLISHED
    pair = Pair.objects.on_shelves(SHELF).published().get()
    assert pair.text["title"] == "A field"
    assert not Pair.objects.in_library().exists()


def test_one_language_stands_in_for_the_other_until_it_is_written(ready: Ready, work: Work) -> None:
    draft = published(made(ready(jpeg()), "mirror", {}, work))
    assert draft.pair is not None
    assert draft.pair.texts["en"] == draft.pair.texts["nl"]


def test_nothing_is_published_before_it_is_made_and_described(ready: Ready, work: Work) -> None:
    draft = ready(jpeg())
    with pytest.raises(Refusal, match="made first"):
        publish_draft(draft=draft)
    made(draft, "crop-out", PHOTO_PLACES["crop-out"], work)
    with pytest.raises(Refusal, match="the false caption"):
        publish_draft(draft=draft)


def test_what_was_published_is_not_changed_any_more(ready: Ready, work: Work) -> None:
    draft = published(made(ready(jpeg()), "mirror", {}, work))
    with pytest.raises(Refusal, match="stays as it is"):
        choose_technique(draft=draft, technique="copy-move")
    with pytest.raises(Refusal, match="Retire it first"):
        delete_draft(draft=draft)


def test_what_nobody_was_asked_leaves_its_quiz_first_and_goes_then(ready: Ready, work: Work) -> None:
    draft = published(made(ready(jpeg()), "mirror", {}, work))
    assert draft.pair is not None
    quiz = make_quiz([draft.pair], texts={"en": {"title": "Our street"}})
    draft = retire_draft(draft=draft)
    assert "Our street" in why_kept(draft)
    with pytest.raises(Refusal, match="Take it out there first"):
        delete_draft(draft=draft)
    quiz.placements.all().delete()
    assert why_kept(draft) == ""
    delete_draft(draft=draft)
    assert not Pair.objects.exists() and not Item.objects.exists()


def test_retired_pair_is_dealt_no_more_and_its_answers_stay(ready: Ready, work: Work, sam: User) -> None:
    draft = published(made(ready(jpeg()), "mirror", {}, work))
    assert draft.pair is not None
    quiz = make_quiz([draft.pair])
    make_sitting(quiz, sam)
    retire_draft(draft=draft)
    assert not Pair.objects.published().exists()
    with pytest.raises(Refusal, match="stays retired"):
        delete_draft(draft=draft)
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_deleting_a_draft_leaves_no_row_and_no_file(
    ready: Ready, work: Work, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    draft = made(ready(jpeg()), "mirror", {}, work)
    assert used_bytes(SHELF) > 0
    with django_capture_on_commit_callbacks(execute=True):
        delete_draft(draft=draft)
    assert not Draft.objects.exists() and not Clip.objects.exists() and not Rendition.objects.exists()
    assert used_bytes(SHELF) == 0
    left = [path for folder in ("originals", "pairs") for path in (settings.MEDIA_ROOT / folder).rglob("*")]
    assert [path for path in left if path.is_file()] == []


def test_making_it_again_replaces_what_was_made(ready: Ready, work: Work) -> None:
    draft = made(ready(jpeg()), "mirror", {}, work)
    first = draft.pair
    again = made(draft, "retouch", PHOTO_PLACES["retouch"], work)
    assert again.pair == first
    assert again.pair is not None and again.pair.technique == "retouch"


def test_change_that_cannot_be_made_leaves_the_draft_with_a_sentence(
    ready: Ready, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = ready(jpeg())
    assert draft.clip is not None
    store.path_of(draft.clip.file).unlink()
    made(draft, "mirror", {}, work)
    assert draft.state == Draft.State.READY
    assert draft.sentence.startswith("This change could not be made")


def test_draft_whose_job_gave_up_says_so(upload: Callable[..., Draft]) -> None:
    draft = upload(jpeg())
    Job.objects.update(state=Job.State.FAILED)
    settle_drafts(shelf=SHELF)
    draft.refresh_from_db()
    assert draft.state == Draft.State.REFUSED
    assert "broken off" in draft.sentence


def test_draft_of_another_shelf_is_not_found(ready: Ready) -> None:
    draft = ready(jpeg())
    assert draft_on_shelf(SHELF, draft.pk) == draft
    with pytest.raises(Http404):
        draft_on_shelf("school-2", draft.pk)


def test_part_of_another_shelfs_photo_is_never_taken(ready: Ready) -> None:
    second = ready(jpeg(seed=2))
    Draft.objects.filter(pk=second.pk).update(shelf="school-2")
    second.refresh_from_db()
    with pytest.raises(Refusal, match="of your own"):
        choose_technique(draft=ready(jpeg()), technique="splicing", second=second)


def test_halves_are_made_of_the_cleaned_original(ready: Ready, work: Work, settings: Any) -> None:
    settings.LIBRARY_CACHE = Path("/nowhere")
    assert made(ready(jpeg()), "mirror", {}, work).state == Draft.State.MADE


@pytest.mark.parametrize("medium", ["photo", "video", "sound"])
def test_nothing_but_the_clip_tells_the_halves_apart(
    medium: str, ready: Ready, work: Work, mp4: bytes
) -> None:
    data, technique, place = {
        "photo": (jpeg(), "retouch", PHOTO_PLACES["retouch"]),
        "video": (mp4, "omission", FILM_PLACES["omission"]),
        "sound": (wav(3.0), "omission", SOUND_PLACES["omission"]),
    }[medium]
    pair = made(ready(data), technique, place, work).pair
    assert pair is not None
    assert leaks_of(pair) == []
    with store.path_of(pair.renditions.get(kind=Half.TWIN).file).open("ab") as file:
        file.write(b"one byte more")
    assert "file.size" in leaks_of(pair)
