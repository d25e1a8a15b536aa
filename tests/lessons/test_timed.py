"""Films and recordings with points in time: the half that was asked for, and no script that nothing needs."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from literacy.lessons.loader import load_lessons
from literacy.lessons.models import Lesson
from literacy.lessons.timed import clock_of
from quizzes.clips.models import Pair
from tests.film_pairs import make_film_pair
from tests.lessons.sample import write_lesson
from tests.lessons.sample_blocks import ALL_BLOCKS, SCENARIO, TERM, clip_block
from tests.recordings import make_recording

pytestmark = pytest.mark.django_db


def page(client: Client, fixtures: Path, *blocks: str) -> str:
    text = ALL_BLOCKS.replace(SCENARIO, "").replace(TERM, "\n".join(blocks))
    write_lesson(fixtures, en=text, nl=text)
    assert load_lessons(fixtures, fixtures).problems == []
    lesson = Lesson.objects.get(slug="crop")
    return client.get(
        reverse("lesson", args=[lesson.slug]), headers={"accept-language": "en"}
    ).content.decode()


@pytest.mark.parametrize(
    ("half", "videos", "switch"), [("authentic", 1, False), ("manipulated", 1, False), ("both", 2, True)]
)
def test_a_film_shows_the_half_that_was_asked_for(
    client: Client, fixtures: Path, field: Pair, own_folders: None, half: str, videos: int, switch: bool
) -> None:
    pair = make_film_pair()
    html = page(client, fixtures, clip_block("- 0:00.5 Look here.", pair=pair.slug, half=half))
    assert html.count("<video") == videos
    assert ('value="twin" data-view' in html) is switch
    assert 'data-moment="0.5"' in html and "Look here." in html and "#t=0.5" in html
    exhibit = html.split("data-timed")[1].split('class="exhibit"')[0]
    assert ("Manipulated" in exhibit) == (half != "authentic")


def test_the_authentic_half_of_a_film_tells_nothing_of_what_was_changed(
    client: Client, fixtures: Path, field: Pair, own_folders: None
) -> None:
    pair = make_film_pair()
    html = page(client, fixtures, clip_block("- 0:00.5 Look.", pair=pair.slug, half="authentic"))
    timed = html.split("data-timed")[1].split("</ol>")[0]
    assert "data-outlines" not in timed and 'class="spans"' not in timed


@pytest.mark.parametrize(("half", "recordings"), [("authentic", 1), ("manipulated", 1), ("both", 2)])
def test_a_recording_plays_the_half_that_was_asked_for(
    client: Client,
    fixtures: Path,
    field: Pair,
    settings: Any,
    tmp_path: Path,
    own_folders: None,
    half: str,
    recordings: int,
) -> None:
    settings.LIBRARY_CACHE = tmp_path
    pair = make_recording(tmp_path)
    html = page(client, fixtures, clip_block("- 0:00.5 Listen.", pair=pair.slug, half=half))
    assert html.count("<audio") == recordings
    assert html.count("js/sound.js") >= 1 and "js/film.js" not in html


def test_only_the_scripts_that_are_needed_are_named(client: Client, fixtures: Path, field: Pair) -> None:
    html = page(client, fixtures)
    assert "js/where.js" in html and "js/compare.js" in html
    assert not [name for name in ("film", "sound", "timed", "eye") if f"js/{name}.js" in html]


def test_a_clip_that_is_not_there_yet_leaves_a_sentence(client: Client, fixtures: Path, field: Pair) -> None:
    (fixtures / "recipes").mkdir()
    (fixtures / "recipes" / "x.toml").write_text('[[recipe]]\nslug = "later"\n')
    html = page(client, fixtures, clip_block("- 0:00.5 Look.", pair="later"))
    assert "A pair belongs here." in html


@pytest.mark.parametrize(
    ("seconds", "clock"), [(0, "0:00"), (3.5, "0:03.5"), (59.96, "1:00"), (62, "1:02"), (600.25, "10:00.2")]
)
def test_a_moment_is_read_as_minutes_and_seconds(seconds: float, clock: str) -> None:
    with translation.override("en"):
        assert clock_of(seconds) == clock
    with translation.override("nl"):
        assert clock_of(seconds) == clock.replace(".", ",")
