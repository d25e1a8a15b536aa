"""What a teacher is told of one pair, and what the sheet for the class does not tell."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from literacy.lessons.models import Lesson
from literacy.library.page import halves_in_turn
from literacy.people.models import User
from quizzes.clips.models import Half, Pair
from tests.factories import make_quiz
from tests.pages import sign_in


@pytest.fixture
def tesss(client: Client, tess: User) -> Client:
    sign_in(client, tess)
    return client


def html_of(client: Client, name: str, pair: Pair) -> str:
    response = client.get(reverse(name, args=[pair.slug]), headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def test_everything_known_of_a_pair_is_told(tesss: Client, field: Pair) -> None:
    html = html_of(tesss, "library_pair", field)
    for words in (
        "Look at the red box: it has no shadow.", "the red box", "Copied within the picture",
        "A piece of the picture was copied", "the same detail twice", "medium",
        "The test", "CC0 1.0", "made for a test", "Nobody is in the picture.",
    ):  # fmt: skip
        assert words in html
    assert "data-compare" in html and "data-marks-toggle checked" not in html
    assert re.search(r"<input[^>]* checked[^>]*data-marks-toggle", html), "what was changed shows at once"
    assert f"{reverse('library')}?cue=duplicated-region" in html


def test_each_source_has_its_own_provenance(
    tesss: Client, field: Pair, make_pair: Callable[..., Pair]
) -> None:
    source = make_pair().clip
    source.attribution, source.licence, source.source = "Somebody Else", "MIT", "pack 1.2: a.jpg"
    source.people, source.consent = "recognisable", "Said yes."
    source.save()
    field.sources.add(source)
    html = html_of(tesss, "library_pair", field)
    for words in ("Somebody Else", "MIT", "pack 1.2: a.jpg", "can be recognised", "Said yes.", "The test"):
        assert words in html


def test_the_quizzes_and_lessons_that_use_it_are_named(
    tesss: Client, field: Pair, lesson: Lesson, make_pair: Callable[..., Pair]
) -> None:
    open_quiz = make_quiz([field], open_to_guests=True)
    closed = make_quiz([field, make_pair()])
    other = make_quiz([make_pair()])
    html = html_of(tesss, "library_pair", field)
    assert f'href="{reverse("open_quiz", args=[open_quiz.slug])}"' in html
    assert str(closed.text["title"]) in html and str(other.text["title"]) not in html
    assert reverse("open_quiz", args=[closed.slug]) not in html
    assert f'href="{reverse("lesson", args=[lesson.slug])}"' in html
    assert "none yet" not in html


def test_more_of_the_same_technique_is_offered_where_there_is_more(
    tesss: Client, field: Pair, make_pair: Callable[..., Pair]
) -> None:
    assert "more like this" not in html_of(tesss, "library_pair", field)
    make_pair(), make_pair(), make_pair(technique="retouch")
    assert "2 more like this" in html_of(tesss, "library_pair", field)


def test_the_pupils_page_of_the_sheet_does_not_tell(tesss: Client, make_pair: Callable[..., Pair]) -> None:
    for pair in [make_pair() for _ in range(4)]:
        question, answer = html_of(tesss, "library_sheet", pair).split('class="leaf answer"')
        question = question.split('class="leaf"')[1]
        for telling in ("original", "manipulated", "red box", "Real", "Copied", pair.text["title"]):
            assert telling not in question
        twin = "AB"[halves_in_turn(pair).index(Half.TWIN)]
        assert f"{twin} was manipulated." in answer and "red box" in answer


def test_captions_stand_beside_letters_on_the_sheet(tesss: Client, make_pair: Callable[..., Pair]) -> None:
    pair = make_pair(technique="miscaptioned", claim=True)
    question, answer = html_of(tesss, "library_sheet", pair).split('class="leaf answer"')
    assert pair.claim("original") in question and pair.claim("twin") in question
    twin = "AB"[halves_in_turn(pair).index(Half.TWIN)]
    assert f"{twin} misleads." in answer


def test_cards_of_evidence_are_shown_and_printed_for_the_pupils(
    tesss: Client, make_pair: Callable[..., Pair]
) -> None:
    words = {"title": "Two cities", "text": "They lie far apart, as this sketch of the two shows."}
    places = [{"at": [52.09, 5.12], "en": "Utrecht"}, {"at": [48.86, 2.34], "en": "Paris"}]
    cards = [
        {"kind": "map", "made": False, "en": words, "map": {"places": places, "coast": []}},
        {"kind": "reverse", "made": True, "en": {"title": "Three pages", "text": "The search finds them."}},
    ]
    pair = make_pair(technique="miscaptioned", claim=True)
    assert 'class="evidence-cards"' not in html_of(tesss, "library_pair", pair)
    Pair.objects.filter(pk=pair.pk).update(evidence=cards)
    page = html_of(tesss, "library_pair", pair)
    question, _answer = html_of(tesss, "library_sheet", pair).split('class="leaf answer"')
    for html in (page, question):
        assert html.count("made for this exercise") == 1
        for said in (
            "Two cities",
            "as this sketch",
            ">Utrecht</text>",
            ">Paris</text>",
            " km</text>",
            "Three pages",
        ):
            assert said in html


def test_letters_are_dealt_both_ways_and_stay(make_pair: Callable[..., Pair]) -> None:
    pairs = [make_pair() for _ in range(24)]
    first = [halves_in_turn(pair)[0] for pair in pairs]
    assert set(first) == {Half.ORIGINAL, Half.TWIN}
    assert first == [halves_in_turn(pair)[0] for pair in Pair.objects.order_by("pk")]


def test_both_versions_lie_side_by_side_under_every_lens(tesss: Client, field: Pair) -> None:
    html = html_of(tesss, "library_pair", field)
    for lens in ("clone-map", "ela", "levels", "local-contrast", "metadata", "noise", "twin-difference"):
        address = reverse("library_lens", args=[field.slug, lens])
        assert f'href="{address}"' in html
        page = tesss.get(address, headers={"accept-language": "en"}).content.decode()
        assert "How it fools you" in page
        links = re.findall(r'src="(/library/[^"]+/media/[^"]+)"', page)
        assert len(links) == {"metadata": 0, "twin-difference": 1}.get(lens, 2)
        for link in links:
            assert tesss.get(link).headers["Content-Type"] == "image/jpeg"


def test_a_lens_of_the_library_is_for_adults_of_a_school(
    client: Client, field: Pair, sam: User, tess: User
) -> None:
    sign_in(client, tess)
    address = reverse("library_lens", args=[field.slug, "ela"])
    (link, _other) = re.findall(r'src="(/library/[^"]+/media/[^"]+)"', client.get(address).content.decode())
    assert client.get(reverse("library_lens", args=[field.slug, "spectrogram"])).status_code == 404
    sign_in(client, sam)
    assert client.get(address).status_code == 404
    assert client.get(link).status_code == 404
