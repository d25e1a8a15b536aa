"""A pair of recordings on its whole way: made from a WAV file, judged by ear, revealed with its spans."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from literacy.people.models import User
from quizzes.attempts.media import ClipLinks
from quizzes.clips.made import RenderError
from quizzes.clips.models import Clip, Pair
from quizzes.clips.pipeline import render_pair
from quizzes.items.loader import item_for_pair
from tests.attempts.playing import page, place_url, text_of
from tests.factories import make_quiz, make_sitting
from tests.recordings import TEXTS, make_recording


@pytest.fixture
def recording(db: None, settings: Any, tmp_path: Path) -> Pair:
    settings.LIBRARY_CACHE = tmp_path
    return make_recording(tmp_path)


def test_a_sound_pair_is_published_with_two_files_of_one_size_and_its_spans(recording: Pair) -> None:
    assert recording.state == Pair.State.PUBLISHED
    files = {each.kind: each for each in recording.renditions.all()}
    assert set(files) == {"original", "twin"}
    assert files["original"].size == files["twin"].size
    assert files["original"].sha256 != files["twin"].sha256
    assert {each.mime for each in files.values()} == {"audio/mpeg"}
    ((start, end),) = recording.truth["spans"]
    assert 0 < start < end < recording.truth["seconds"]


def test_a_recording_is_judged_and_never_asked_for_a_place_in_a_picture(recording: Pair) -> None:
    assert item_for_pair(recording).chain == ["judge", "when", "technique"]


@pytest.mark.parametrize("twin", [False, True])
def test_before_the_answer_only_what_is_heard_is_told(
    client: Client, sam: User, recording: Pair, twin: bool
) -> None:
    sitting = make_sitting(make_quiz([recording]), sam, twins=twin)
    client.force_login(sam)
    asked = text_of(page(client, sitting, 1, accept_language="en"))
    heard, other = ("He was late.", "He was not late.") if twin else ("He was not late.", "He was late.")
    assert "Is this recording real or manipulated?" in asked
    assert heard in asked
    assert other not in asked
    assert "altered" not in asked
    assert "a word is missing" not in asked
    assert "<audio" in asked


def test_the_reveal_lets_both_be_heard_and_names_the_altered_seconds(
    client: Client, sam: User, recording: Pair
) -> None:
    sitting = make_sitting(make_quiz([recording]), sam, twins=True)
    client.force_login(sam)
    address = place_url(sitting, 1) + "answer/"
    form = {"key": "7a1b0f9e-2f0a-4a30-9c3a-2f6f5d0c8f11", "item_type": "judge", "p_manipulated": "0.8"}
    client.post(address, form)
    revealed = text_of(page(client, sitting, 1, accept_language="en"))
    assert "You heard it: this recording was manipulated." in revealed
    assert revealed.count("<audio") == 2
    assert "between the second and the fourth word" in revealed
    assert 'class="altered"' in revealed


def test_a_recording_plays_from_any_second(client: Client, sam: User, recording: Pair) -> None:
    sitting = make_sitting(make_quiz([recording]), sam, twins=True)
    client.force_login(sam)
    html = text_of(page(client, sitting, 1))
    address = html.split("<audio controls")[1].split(' src="')[1].split('"')[0]
    part = client.get(address, headers={"range": "bytes=2000-2999"})
    assert (part.status_code, len(part.getvalue())) == (206, 1000)


def _captions(client: Client, html: str) -> list[Any]:
    return [client.get(address) for address in re.findall(r'<track kind="captions" src="([^"]+)"', html)]


def test_captions_of_both_halves_are_one_file_to_all_but_those_who_read_them(
    client: Client, sam: User, recording: Pair
) -> None:
    client.force_login(sam)
    replies = []
    for twin in (False, True):
        sitting = make_sitting(make_quiz([recording]), sam, twins=twin)
        (reply,) = _captions(client, text_of(page(client, sitting, 1)))
        replies.append(reply)
    real, fake = replies
    assert (real.status_code, dict(real.items())) == (fake.status_code, dict(fake.items()))
    assert real["Content-Type"] == "text/vtt; charset=utf-8"
    assert len(real.content) == len(fake.content)
    shapes = [re.sub(r"[\d:.]+ --> .*\n.*\n", "cue\n", each.content.decode()) for each in replies]
    assert re.sub(r"NOTE\n[^$]*", "", shapes[0]) == re.sub(r"NOTE\n[^$]*", "", shapes[1])
    assert (b"He was not late." in real.content, b"He was late." in fake.content) == (True, True)
    assert b"not" not in fake.content.split(b"NOTE")[0]


def test_captions_follow_the_words_of_their_own_half(recording: Pair) -> None:
    captions = recording.truth["captions"]
    ((real_start, real_end, real_line),) = captions["original"]
    ((start, end, line),) = captions["twin"]
    assert (real_line, line) == ("He was not late.", "He was late.")
    assert (real_end - real_start) - (end - start) == pytest.approx(0.35, abs=0.05)
    assert 0 <= start < end <= recording.truth["seconds"]


@pytest.mark.parametrize("twin", [False, True])
def test_captions_of_the_other_half_cannot_be_had_before_the_answer(
    client: Client, sam: User, recording: Pair, twin: bool
) -> None:
    sitting = make_sitting(make_quiz([recording]), sam, twins=twin)
    client.force_login(sam)
    links = ClipLinks(sitting.pk, 1)
    assert client.get(links.captions).status_code == 200
    for address in (links.captions_original, links.captions_twin):
        assert client.get(address).status_code == 404
    form = {"key": "7a1b0f9e-2f0a-4a30-9c3a-2f6f5d0c8f12", "item_type": "judge", "p_manipulated": "0.8"}
    client.post(place_url(sitting, 1) + "answer/", form)
    real, fake = (client.get(each) for each in (links.captions_original, links.captions_twin))
    assert b"He was not late." in real.content
    assert b"He was late." in fake.content
    assert len(_captions(client, text_of(page(client, sitting, 1)))) == 2


def test_a_stranger_gets_no_captions(client: Client, sam: User, otto: User, recording: Pair) -> None:
    sitting = make_sitting(make_quiz([recording]), sam, twins=True)
    client.force_login(otto)
    assert client.get(ClipLinks(sitting.pk, 1).captions).status_code == 404


def test_the_words_are_read_as_spoken_with_what_they_mean(client: Client, sam: User, recording: Pair) -> None:
    sitting = make_sitting(make_quiz([recording]), sam, twins=True)
    client.force_login(sam)
    dutch = text_of(page(client, sitting, 1, accept_language="nl"))
    assert '<p lang="en">He was late.</p>' in dutch
    assert "Hij was te laat." in dutch
    assert "Hij was niet te laat." not in dutch
    assert 'srclang="en" label="Engels"' in dutch
    english = text_of(page(client, sitting, 1, accept_language="en"))
    assert "Hij was" not in english


def test_without_known_times_the_words_are_laid_evenly_over_the_recording(recording: Pair) -> None:
    Clip.objects.update(speech={})
    Pair.objects.update(render_digest="")
    render_pair(recording.slug)
    recording.refresh_from_db()
    assert recording.truth["captions"]["twin"] == [[0.0, recording.truth["seconds"], "He was late."]]


def test_where_nobody_speaks_there_are_no_captions(client: Client, sam: User, recording: Pair) -> None:
    texts = {key: text for key, text in TEXTS.items() if "transcript" not in key}
    Pair.objects.update(render_digest="", texts={"en": texts, "nl": texts})
    render_pair(recording.slug)
    recording.refresh_from_db()
    assert "captions" not in recording.truth
    sitting = make_sitting(make_quiz([recording]), sam, twins=True)
    client.force_login(sam)
    html = text_of(page(client, sitting, 1))
    assert "<track" not in html
    assert "data-said" not in html
    assert client.get(ClipLinks(sitting.pk, 1).captions).status_code == 404


def test_a_transcript_that_says_other_words_than_are_heard_is_refused(recording: Pair) -> None:
    wrong = TEXTS | {"transcript_twin": "He was never late."}
    Pair.objects.update(render_digest="", texts={"en": wrong, "nl": wrong})
    with pytest.raises(RenderError, match="transcript_twin"):
        render_pair(recording.slug)
    recording.refresh_from_db()
    assert recording.state == Pair.State.FAILED
