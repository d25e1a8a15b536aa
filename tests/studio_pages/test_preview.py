"""What a maker is shown before publishing: both halves, what their files tell, and whether the change is one to learn from."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from literacy.people.models import User
from literacy.studio.preview import Preview, preview_of
from literacy.studio.preview_words import leak_sentence, size_sentence
from quizzes.clips.eye_place import Pointed
from quizzes.clips.links import PairLinks
from quizzes.clips.models import Pair
from quizzes.clips.truth import pack_mask
from quizzes.studio.models import Draft
from tests.eye_films import EYE, make_eye_pair
from tests.film_pairs import make_film_pair
from tests.pages import sign_in
from tests.studio_pages.pointing import RIGHTS

LINKS = PairLinks("pair", "scope", lambda token: f"/media/{token}")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def draft_of(pair: Pair, tess: User) -> Draft:
    return Draft(
        shelf="school-1",
        owner=tess,
        title="A field",
        medium=pair.medium,
        clip=pair.clip,
        pair=pair,
        technique=pair.technique,
        rights=RIGHTS,
        state=Draft.State.MADE,
    )


def seen(pair: Pair, tess: User, lens: str = "") -> Preview:
    preview = preview_of(draft_of(pair, tess), LINKS, lens)
    assert preview is not None
    return preview


def test_nothing_is_shown_before_something_is_made(tess: User) -> None:
    assert preview_of(Draft(medium="photo", technique="mirror"), None) is None


def test_both_halves_are_shown_with_truth_and_lenses(make_pair: Callable[..., Pair], tess: User) -> None:
    preview = seen(make_pair(), tess)
    assert preview.shown is not None
    assert {"original", "twin"} <= set(preview.shown.renditions)
    slugs = {each.slug for each in preview.lenses}
    assert {"ela", "twin-difference"} <= slugs
    assert preview.looked is None


def test_lens_that_is_asked_for_looks_at_both_halves(make_pair: Callable[..., Pair], tess: User) -> None:
    looked = seen(make_pair(), tess, "noise").looked
    assert looked is not None
    assert [view.half for view in looked.views] == ["original", "twin"]
    assert all(view.link.startswith("/media/") for view in looked.views)


def test_lens_that_does_not_exist_is_passed_over(make_pair: Callable[..., Pair], tess: User) -> None:
    assert seen(make_pair(), tess, "x-ray").looked is None


def test_pair_without_its_files_is_told_and_not_shown(make_pair: Callable[..., Pair], tess: User) -> None:
    pair = make_pair()
    pair.renditions.filter(kind="twin").delete()
    preview = seen(Pair.objects.get(pk=pair.pk), tess)
    assert preview.shown is None


def test_films_are_counted_in_seconds(own_folders: None, db: None, tess: User) -> None:
    pair = make_film_pair()
    pair.texts = {}  # words are written after it is made
    preview = seen(pair, tess)
    assert preview.shown is not None
    assert "The original." in render_to_string("studio/_preview.html", {"preview": preview})
    assert preview.size.startswith("1.2 of 4.4 seconds differ.")
    assert preview.teaches


def test_files_that_differ_are_named_in_a_sentence() -> None:
    assert leak_sentence([]).startswith("Nothing tells the two files apart")
    assert "in something that is not seen: size." in leak_sentence(["size"])
    many = leak_sentence([f"header.{letter}" for letter in "abcdefgh"])
    assert "in 8 things" in many
    assert "header.f …" in many
    assert "header.g" not in many


@pytest.mark.parametrize(
    ("share", "sentence", "teaches"),
    [(0.001, "a few dots on a phone", False), (0.8, "little is left to compare", False)],
)
def test_change_that_is_too_small_or_too_large_is_doubted(
    share: float, sentence: str, teaches: bool, make_pair: Callable[..., Pair]
) -> None:
    pair = make_pair(technique="retouch")
    mask = np.zeros((100, 100), np.bool_)
    mask.ravel()[: round(share * 10_000)] = True
    pair.truth = {**pair.truth, "mask": pack_mask(mask)}
    said, is_good = size_sentence(pair)
    assert sentence in said
    assert is_good is teaches


@pytest.mark.parametrize(
    ("technique", "params", "spans", "sentence", "teaches"),
    [
        ("omission", {"cut": [[1.0, 3.5]]}, [[1.0, 1.1]], "2.5 seconds are left out.", True),
        ("omission", {"cuts": [[1.0, 1.2]]}, [[1.0, 1.1]], "over before anybody", False),
        ("reorder", {}, [[0.0, 9.5]], "A shorter stretch teaches more.", False),
        ("reverse", {}, [[0.0, 10.0]], "10.0 of 10.0 seconds differ.", True),
    ],
)
def test_change_over_time_is_measured_by_what_the_maker_chose(
    technique: str, params: dict[str, Any], spans: list[list[float]], sentence: str, teaches: bool
) -> None:
    truth = {"seconds": 10.0, "spans": spans}
    pair = Pair(medium="sound", technique=technique, recipe={"params": params}, truth=truth)
    said, is_good = size_sentence(pair)
    assert sentence in said
    assert is_good is teaches


def test_faint_change_is_doubted(make_pair: Callable[..., Pair]) -> None:
    pair = make_pair(technique="retouch")
    files = {each.kind: each for each in pair.renditions.all()}
    twin = files["twin"]
    twin.file = files["original"].file
    twin.save()
    mask = np.zeros((100, 100), np.bool_)
    mask[:20] = True
    pair = Pair.objects.get(pk=pair.pk)
    pair.truth = {**pair.truth, "mask": pack_mask(mask)}
    assert "faint" in size_sentence(pair)[0]


def test_lens_on_the_page_of_a_draft_is_a_link_that_needs_no_script(
    make_pair: Callable[..., Pair], school: Any, tess: User, client: Client
) -> None:
    pair = make_pair()
    Pair.objects.filter(pk=pair.pk).update(shelf=school.shelf, is_draft=True)
    draft = draft_of(Pair.objects.get(pk=pair.pk), tess)
    draft.shelf, draft.facts = school.shelf, {"width": 320, "height": 240}
    draft.technique = "object-removal"
    draft.place = {"regions": [[[0.1, 0.1], [0.3, 0.1], [0.3, 0.3]]]}
    draft.save()
    sign_in(client, tess)
    page = client.get(f"/studio/{draft.pk}/?lens=noise").content.decode()
    assert 'href="?lens=ela#lens"' in page
    assert 'aria-current="true"' in page


def test_an_eye_is_pointed_at_in_both_halves_at_once(own_folders: None, tess: User) -> None:
    draft = draft_of(make_eye_pair(), tess)
    pointed = Pointed(EYE, hidden={"lens": "eye-openness"}, anchor="#lens")
    before, after = (preview_of(draft, LINKS, "eye-openness", each) for each in (None, pointed))
    assert before is not None and before.looked is not None
    assert after is not None and after.looked is not None
    assert [view.curve for view in before.looked.views] == [None, None]
    assert all(view.curve for view in after.looked.views)
