"""Nobody's likeness is changed without their word, a child's never, and each refusal says why."""

from collections.abc import Callable

import pytest

from quizzes.http.refusal import Refusal
from quizzes.studio.actions.shape_draft import choose_technique, place_change, render_draft
from quizzes.studio.actions.state_rights import state_rights
from quizzes.studio.models import Draft
from tests.studio.made import jpeg
from tests.studio.test_way_of_a_draft import PHOTO_PLACES, SQUARE, made, published

Ready = Callable[..., Draft]
AGREED = {"people": "recognisable", "consent": True, "consent_note": "Anna, 3 May, for this lesson"}


def test_face_is_not_reshaped_without_consent(ready: Ready) -> None:
    with pytest.raises(Refusal, match="only when that person agreed"):
        choose_technique(draft=ready(jpeg(), people="recognisable"), technique="face-morph")


def test_face_of_a_public_figure_is_not_reshaped_without_consent(ready: Ready) -> None:
    with pytest.raises(Refusal, match="only when that person agreed"):
        choose_technique(draft=ready(jpeg(), people="public-figure"), technique="face-morph")


def test_face_of_a_child_is_never_reshaped_even_with_consent(ready: Ready) -> None:
    with pytest.raises(Refusal, match="under 18"):
        choose_technique(draft=ready(jpeg(), **AGREED, minors=True), technique="face-morph")


def test_face_is_reshaped_with_consent(ready: Ready) -> None:
    draft = choose_technique(draft=ready(jpeg(), **AGREED), technique="face-morph")
    assert place_change(draft=draft, place=PHOTO_PLACES["face-morph"]).place == PHOTO_PLACES["face-morph"]


def test_any_technique_counts_where_it_is_laid_on_a_person(ready: Ready) -> None:
    draft = choose_technique(draft=ready(jpeg(), people="recognisable"), technique="retouch")
    with pytest.raises(Refusal, match="only when that person agreed"):
        place_change(draft=draft, place={"regions": [SQUARE], "strength": 2, "touches_person": True})


def test_consent_that_is_withdrawn_stops_the_making(ready: Ready) -> None:
    draft = choose_technique(draft=ready(jpeg(), **AGREED), technique="face-morph")
    place_change(draft=draft, place=PHOTO_PLACES["face-morph"])
    state_rights(draft=draft, creator="Tess", licence="CC0-1.0", people="recognisable")
    with pytest.raises(Refusal, match="only when that person agreed"):
        render_draft(draft=draft)


def test_the_other_photos_people_are_asked_too(ready: Ready) -> None:
    second = ready(jpeg(seed=2), people="recognisable")
    draft = choose_technique(draft=ready(jpeg()), technique="splicing", second=second)
    place = {"thing": SQUARE, "to": [0.6, 0.6], "touches_person": True}
    with pytest.raises(Refusal, match="only when that person agreed"):
        place_change(draft=draft, place=place)


def test_nobody_who_did_not_agree_is_shown_to_a_class(ready: Ready, work: Callable[[], None]) -> None:
    draft = made(ready(jpeg(), people="recognisable"), "mirror", {}, work)
    with pytest.raises(Refusal, match="did not agree to be shown"):
        published(draft)


def test_nothing_is_chosen_before_rights_are_stated(
    upload: Callable[..., Draft], work: Callable[[], None]
) -> None:
    draft = upload(jpeg())
    work()
    with pytest.raises(Refusal, match="Say first who made this"):
        choose_technique(draft=draft, technique="mirror")


def test_consent_needs_a_note_of_who_agreed(ready: Ready) -> None:
    with pytest.raises(Refusal, match="Note who agreed"):
        ready(jpeg(), people="recognisable", consent=True)


@pytest.mark.parametrize(
    "wrong", [{"creator": " "}, {"licence": "all mine"}, {"people": "lots"}, {"creator": "x" * 300}]
)
def test_rights_that_say_nothing_are_refused(ready: Ready, wrong: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        ready(jpeg(), **wrong)
