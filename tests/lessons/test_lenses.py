"""A pair under lenses in a lesson: as its file says it, without script, with htmx, and when it is gone."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.lessons.loader import load_lessons
from literacy.lessons.models import Lesson
from literacy.lessons.parity import compare_languages
from literacy.lessons.parser import parse_lesson
from literacy.lessons.problems import LessonFileError
from quizzes.clips.models import Pair
from tests.factories import make_pair
from tests.lessons.sample import LESSON, line_of, write_lesson
from tests.recordings import make_recording

BLOCK = ':::lenses pair=meadow lens=ela caption="Look *through*."\n:::\n'
WITH_LENSES = LESSON.replace("## Remember", f"{BLOCK}\n## Remember")
ENGLISH = {"accept-language": "en"}
HTMX = {"HX-Request": "true", **ENGLISH}


@pytest.fixture
def meadow(field: Pair) -> Pair:
    pair = make_pair()
    Pair.objects.filter(pk=pair.pk).update(slug="meadow")
    pair.refresh_from_db()
    return pair


@pytest.fixture
def playground(meadow: Pair, fixtures: Path) -> Lesson:
    """The sample lesson with the pair `meadow` under lenses."""
    write_lesson(fixtures, en=WITH_LENSES, nl=WITH_LENSES)
    report = load_lessons(fixtures, fixtures)
    assert report.problems == []
    return Lesson.objects.get(slug="crop")


def page(client: Client, lesson: Lesson, **query: str) -> str:
    return client.get(reverse("lesson", args=[lesson.slug]), query, headers=ENGLISH).content.decode()


def lens_pictures(html: str) -> list[str]:
    block = html.split('class="playground"')[1].split("Look <em>through", maxsplit=1)[0]
    return [part.split('"')[0] for part in block.split('src="') if part.startswith("/lessons/")]


def test_a_block_of_lenses_is_read(fixtures: Path) -> None:
    block = next(parse_lesson(WITH_LENSES, file="x").blocks("lenses"))
    assert (block["pair"], block["lens"], block["caption"]) == ("meadow", "ela", "Look <em>through</em>.")


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        (" caption=", " claim=", ":::lenses", "needs `caption=…`"),
        ("pair=meadow", "", ":::lenses", "needs `pair=…`"),
        ("pair=meadow", "pair=Meadow!", ":::lenses", "`pair` may hold small letters"),
        ("lens=ela", "lens=xray", ":::lenses", "There is no lens called xray"),
        ("lens=ela", "zoom=2", ":::lenses", "does not know `zoom`"),
        (BLOCK, BLOCK + "\n" + BLOCK.replace("Look", "Again"), "Again", "stand on line"),
    ],
)
def test_a_mistake_in_it_has_its_line_and_a_sentence(old: str, new: str, at: str, says: str) -> None:
    text = WITH_LENSES.replace(old, new)
    with pytest.raises(LessonFileError) as caught:
        parse_lesson(text, file="x")
    assert any(
        problem.line
        == line_of(text, ":::lenses") + text[text.index(":::lenses") : text.index(at)].count("\n")
        and says in problem.sentence
        for problem in caught.value.problems
    ), caught.value.problems


def test_both_languages_lay_the_same_pair_under_the_same_lens() -> None:
    one = parse_lesson(WITH_LENSES, file="en/x")
    other = parse_lesson(WITH_LENSES.replace("lens=ela", "lens=noise"), file="nl/x")
    (problem,) = compare_languages(one, other)
    assert "lenses meadow noise" in problem.sentence
    assert "lenses meadow ela" in problem.sentence


def test_a_pair_that_nobody_knows_is_named_with_its_line(field: Pair, fixtures: Path) -> None:
    write_lesson(fixtures, en=WITH_LENSES, nl=WITH_LENSES)
    problems = load_lessons(fixtures, fixtures).problems
    assert {(p.line, "There is no pair called meadow." in p.sentence) for p in problems} == {
        (line_of(WITH_LENSES, ":::lenses"), True)
    }


def test_the_lesson_opens_with_the_lens_its_file_names(client: Client, playground: Lesson) -> None:
    html = page(client, playground)
    assert "How it fools you" in html and "Look <em>through</em>." in html
    links = lens_pictures(html)
    assert len(links) == 2, "both halves"
    for link in links:
        reply = client.get(link)
        assert (reply.status_code, reply.headers["Content-Type"]) == (200, "image/jpeg")


def test_a_lens_is_explained_once_and_kept_closed_below(
    client: Client, playground: Lesson, fixtures: Path
) -> None:
    again = BLOCK.replace("meadow", "field")
    text = WITH_LENSES.replace(BLOCK, f"{BLOCK}\n{again}")
    write_lesson(fixtures, en=text, nl=text)
    assert load_lessons(fixtures, fixtures).problems == []
    first, second = page(client, playground).split('class="playground"')[1:]
    closed = "<summary>Error level: what it can show, and how it fools you</summary>"
    assert closed not in first and "How it fools you" in first
    assert second.index(closed) < second.index("How it fools you")
    asked = client.get(reverse("lesson_lens", args=["crop", "field", "ela"]), headers=HTMX)
    assert closed not in asked.content.decode(), "who asks for a lens is told about it"


def test_without_script_a_link_loads_the_lesson_with_another_lens(client: Client, playground: Lesson) -> None:
    url = reverse("lesson", args=[playground.slug])
    assert f'href="{url}?lenses=meadow&amp;lens=noise#lenses-meadow"' in page(client, playground)
    html = page(client, playground, lenses="meadow", lens="noise")
    assert "<h3>Noise</h3>" in html and "<h3>Error level</h3>" not in html


def test_htmx_gets_the_playground_alone(client: Client, playground: Lesson) -> None:
    url = reverse("lesson_lens", args=[playground.slug, "meadow", "twin-difference"])
    html = client.get(url, headers=HTMX).content.decode()
    assert html.strip().startswith('<div class="playground"')
    assert "<h3>The difference</h3>" in html
    plain = client.get(url)
    assert plain.headers["Location"].endswith("?lenses=meadow&lens=twin-difference#lenses-meadow")


@pytest.mark.parametrize(
    ("pair", "lens"), [("meadow", "xray"), ("meadow", "spectrogram"), ("field", "ela"), ("none", "ela")]
)
def test_what_the_lesson_does_not_offer_is_not_there(
    pair: str, lens: str, client: Client, playground: Lesson
) -> None:
    url = reverse("lesson_lens", args=[playground.slug, pair, lens])
    assert client.get(url, headers=HTMX).status_code == 404


def test_an_unknown_lens_in_the_address_shows_the_pair_and_asks_to_choose(
    client: Client, playground: Lesson
) -> None:
    html = page(client, playground, lenses="meadow", lens="<b>")
    assert "Choose a lens." in html
    assert len(lens_pictures(html)) == 2, "the pair itself"


def test_a_recording_gets_the_lenses_of_recordings(
    client: Client, fixtures: Path, field: Pair, tmp_path: Path, settings: Any
) -> None:
    settings.LIBRARY_CACHE = tmp_path
    Pair.objects.filter(pk=make_recording(tmp_path).pk).update(slug="meadow")
    text = WITH_LENSES.replace("lens=ela", "lens=level-profile")
    write_lesson(fixtures, en=text, nl=text)
    load_lessons(fixtures, fixtures)
    html = page(client, Lesson.objects.get(slug="crop"))
    assert "<h3>Loudness</h3>" in html and "Spectrogram" in html and "Noise" not in html


def test_when_the_pair_was_pulled_the_block_says_so(client: Client, playground: Lesson, meadow: Pair) -> None:
    Pair.objects.filter(pk=meadow.pk).update(is_pulled=True)
    assert "A pair stood here. It was taken away" in page(client, playground)
    url = reverse("lesson_lens", args=[playground.slug, "meadow", "ela"])
    assert client.get(url).status_code == 410


def test_when_the_pair_is_not_made_yet_the_block_says_so(
    client: Client, playground: Lesson, meadow: Pair
) -> None:
    Pair.objects.filter(pk=meadow.pk).update(state=Pair.State.RENDERING)
    assert "It is not in this site’s library yet" in page(client, playground)
