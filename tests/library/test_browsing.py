"""Finding pairs: choices with honest counts, words of a title, pages, and what it costs the database."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.people.models import User
from quizzes.clips.models import Clip, Pair, Rendition
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.items.models import Quiz
from quizzes.jobs.models import Job
from tests.pages import sign_in

Make = Callable[..., Pair]


@pytest.fixture
def tesss(client: Client, tess: User) -> Client:
    sign_in(client, tess)
    return client


def browse(client: Client, language: str = "en", **wishes: Any) -> Any:
    response = client.get(reverse("library"), wishes, headers={"accept-language": language})
    assert response.status_code == 200
    return response


def shown(response: Any) -> list[str]:
    return [card.entry.slug for card in response.context["cards"]]


def counts(response: Any, facet: str) -> dict[str, int]:
    (found,) = [each for each in response.context["facets"] if each.name == facet]
    return {option.word: option.count for option in found.options}


def titled(pair: Pair, en: str, nl: str | None = None, **fields: Any) -> Pair:
    pair.texts["en"]["title"] = en
    if nl is None:
        pair.texts.pop("nl")
    else:
        pair.texts["nl"] = pair.texts["nl"] | {"title": nl}
    for name, value in fields.items():
        setattr(pair, name, value)
    pair.save()
    return pair


@pytest.fixture
def four(make_pair: Make) -> list[Pair]:
    return [
        titled(make_pair(), "A boat", "Een boot", difficulty="easy", cues=["edge-halo", "skin"]),
        titled(make_pair(), "A café", "Een café", difficulty="hard", cues=["skin"]),
        titled(make_pair(technique="retouch"), "A cliff", difficulty="hard", cues=["skin"]),
        titled(make_pair(technique="authentic-odd-looking", has_twin=False), "A moon", "Een maan", cues=[]),
    ]


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({}, [0, 1, 2, 3]),
        ({"technique": "copy-move"}, [0, 1]),
        ({"technique": "authentic-odd-looking"}, [3]),
        ({"difficulty": "hard"}, [1, 2]),
        ({"cue": "skin"}, [0, 1, 2]),
        ({"cue": "edge-halo"}, [0]),
        ({"medium": "photo"}, [0, 1, 2, 3]),
        ({"medium": "video"}, []),
        ({"licence": "CC0-1.0"}, [0, 1, 2, 3]),
        ({"technique": "copy-move", "difficulty": "hard"}, [1]),
        ({"technique": "retouch", "difficulty": "easy"}, []),
        ({"q": "CAFE"}, [1]),
        ({"q": "c a"}, [1, 2]),
        ({"q": "boot"}, []),
        ({"q": "boat", "cue": "skin"}, [0]),
        ({"technique": "no-such-thing"}, []),
        ({"q": "x" * 81, "technique": "retouch"}, [2]),
        ({"technique": "bad\x00one"}, [0, 1, 2, 3]),
    ],
)
def test_choices_leave_the_pairs_that_are_all_of_them(
    wishes: dict[str, str], expected: list[int], tesss: Client, four: list[Pair]
) -> None:
    assert shown(browse(tesss, **wishes)) == [four[number].slug for number in expected]


def test_titles_are_searched_in_the_readers_language_and_in_english_where_it_lacks(
    tesss: Client, four: list[Pair]
) -> None:
    assert shown(browse(tesss, "nl", q="boot")) == [four[0].slug]
    assert shown(browse(tesss, "nl", q="boat")) == []
    assert shown(browse(tesss, "nl", q="cliff")) == [four[2].slug]


def test_a_count_says_what_its_link_leads_to(tesss: Client, four: list[Pair]) -> None:
    for wishes in ({}, {"difficulty": "hard"}, {"cue": "skin", "technique": "copy-move"}, {"q": "a c"}):
        response = browse(tesss, **wishes)
        for facet in response.context["facets"]:
            for option in facet.options:
                if not option.is_chosen:
                    there = tesss.get(reverse("library") + option.query)
                    assert len(shown(there)) == option.count > 0, (wishes, facet.name, option.word)


def test_counts_follow_the_other_choices_and_not_their_own(tesss: Client, four: list[Pair]) -> None:
    response = browse(tesss, difficulty="hard")
    assert counts(response, "technique") == {"Copied within the picture": 1, "Retouched": 1}
    assert counts(response, "difficulty") == {"easy": 1, "medium": 1, "hard": 2}


def test_a_chosen_value_leads_back(tesss: Client, four: list[Pair]) -> None:
    response = browse(tesss, difficulty="hard", technique="retouch")
    chosen = [facet.chosen for facet in response.context["facets"] if facet.chosen]
    assert [option.query for option in chosen] == ["?difficulty=hard", "?technique=retouch"]


def test_a_pasted_in_picture_is_found_by_its_own_licence_too(tesss: Client, make_pair: Make) -> None:
    pair, _ = make_pair(technique="splicing"), make_pair()
    other = Clip.objects.create(slug="other", medium="photo", licence="MIT", sha256="1" * 64, people="none")
    pair.sources.add(other)
    assert shown(browse(tesss, licence="MIT")) == [pair.slug]
    assert counts(browse(tesss), "licence") == {"CC0 1.0": 2, "MIT": 1}


def test_an_impossible_choice_offers_a_way_out(tesss: Client, four: list[Pair]) -> None:
    html = browse(tesss, technique="no-such-<b>").content.decode()
    assert "No pair is all of this at once." in html and "no-such-&lt;b&gt;" in html
    assert "<b>" not in html


def test_an_empty_library_says_who_can_fill_it(tesss: Client) -> None:
    assert "manage.py library build" in browse(tesss).content.decode()


def test_a_long_list_comes_in_pages_that_keep_the_choice(tesss: Client, make_pair: Make) -> None:
    for _ in range(26):
        make_pair()
    make_pair(technique="retouch")
    first = browse(tesss, technique="copy-move")
    assert len(shown(first)) == 24
    (link,) = re.findall(r'rel="next" href="([^"]+)"', first.content.decode())
    second = tesss.get(reverse("library") + link.replace("&amp;", "&"))
    assert len(shown(second)) == 2 and not set(shown(first)) & set(shown(second))
    assert len(shown(browse(tesss, page="99"))) == 3, "beyond the end comes the last page"
    assert len(shown(browse(tesss, page="x"))) == 24


def test_a_list_shows_small_pictures_alone_and_loads_them_late(tesss: Client, four: list[Pair]) -> None:
    html = browse(tesss).content.decode()
    images = re.findall(r"<img [^>]+>", html)
    assert len(images) == 4 and all('loading="lazy"' in image for image in images)
    links = [link for link in re.findall(r'src="([^"]+)"', html) if link.startswith("/library/")]
    assert len(links) == 4
    thumb = four[0].renditions.get(kind=Rendition.Kind.THUMB)
    small = next(link for link in links if f"/{four[0].slug}/" in link)
    Rendition.objects.filter(pair=four[0]).exclude(pk=thumb.pk).delete()
    assert tesss.get(small).status_code == 200


def test_a_pair_without_a_small_picture_yet_is_listed_all_the_same(tesss: Client, four: list[Pair]) -> None:
    Rendition.objects.filter(kind=Rendition.Kind.THUMB).delete()
    response = browse(tesss)
    assert len(shown(response)) == 4 and "<img" not in response.content.decode()


def test_before_and_after_follow_the_choice(tesss: Client, four: list[Pair]) -> None:
    def around(slug: str, **wishes: str) -> list[str | None]:
        context = tesss.get(
            reverse("library_pair", args=[slug]), wishes, headers={"accept-language": "en"}
        ).context
        return [each and each.slug for each in (context["before"], context["after"])]

    boat, cafe, cliff, moon = [pair.slug for pair in four]
    assert around(boat) == [None, cafe]
    assert around(moon) == [cliff, None]
    assert around(boat, technique="copy-move") == [None, cafe]
    assert around(cafe, technique="copy-move") == [boat, None]
    assert around(moon, technique="copy-move") == [cliff, None], "outside the choice, among all"


def test_a_growing_library_says_how_far_it_is(tesss: Client, growing: Job) -> None:
    html = browse(tesss).content.decode()
    assert "6 of 7 pairs are ready" in html and 'hx-trigger="every 4s"' in html
    assert '<progress max="7" value="6">' in html


def test_the_fragment_stops_asking_when_all_is_done(tesss: Client, growing: Job) -> None:
    def fragment() -> str:
        answer = tesss.get(reverse("library"), headers={"HX-Request": "true", "accept-language": "en"})
        assert "HX-Request" in answer["Vary"] and "<html" not in answer.content.decode()
        return answer.content.decode()

    assert "6 of 7 pairs are ready" in fragment()
    growing.state = Job.State.DONE
    growing.save()
    assert "All pairs are ready." in fragment() and "hx-get" not in fragment()
    assert "growth" not in re.findall(r'id="(\w+)"', browse(tesss).content.decode())


def test_other_work_does_not_make_the_library_grow(tesss: Client, quiz: Quiz) -> None:
    Job.objects.create(kind="something-else", target="one")
    Job.objects.create(kind=RENDER_PAIR, target="two", state=Job.State.FAILED)
    assert "hx-trigger" not in browse(tesss).content.decode()


@pytest.mark.parametrize("number", [1, 23])
def test_the_list_takes_the_same_queries_however_many_pairs(
    number: int, tesss: Client, make_pair: Make, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        make_pair()
    browse(tesss)
    # user, member of a school, licences pasted in, pairs, small pictures, jobs, reports waiting
    with django_assert_num_queries(7):
        browse(tesss)


@pytest.mark.parametrize("number", [1, 12])
def test_a_pair_takes_the_same_queries_however_much_there_is(
    number: int, tesss: Client, make_pair: Make, lesson: Any, django_assert_num_queries: Any
) -> None:
    from tests.factories import make_quiz

    pair = make_pair(technique="splicing")
    for each in range(number):
        make_quiz([pair, make_pair()])
        pair.sources.add(
            Clip.objects.create(slug=f"source-{each}", medium="photo", sha256="1" * 64, people="none")
        )
    address = reverse("library_pair", args=[pair.slug])
    tesss.get(address)
    # user, member of a school, pair with its clip, files, sources, licences pasted in, pairs, lessons, quizzes,
    # reports waiting
    with django_assert_num_queries(12):
        tesss.get(address)


def test_a_small_picture_costs_three_queries(
    tesss: Client, four: list[Pair], django_assert_num_queries: Any
) -> None:
    link = re.findall(r'src="(/library/[^"]+)"', browse(tesss).content.decode())[0]
    # user, member of a school, the file's row
    with django_assert_num_queries(3):
        tesss.get(link)
