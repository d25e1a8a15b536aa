"""Groups of pictures stand alone: a film's bytes follow from its own frames, whatever the other half shows."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from quizzes.clips import film_groups
from quizzes.clips.encode_film import encode_films
from quizzes.clips.film_groups import GROUP
from quizzes.forgery.picture import Picture
from tests.film_pairs import COUNT, frame_of
from tests.forgery.films import made_film

FPS = Fraction(25)


def pictures(path: Path) -> list[bytes]:
    """Return what is coded of each frame, without the messages that fill it."""
    found = []
    with av.open(str(path), format="mov") as film:
        for packet in film.demux(video=0):
            sample, at, kept = bytes(packet), 0, b""
            while at < len(sample):
                end = at + 4 + int.from_bytes(sample[at : at + 4], "big")
                kept += b"" if sample[at + 4] & 31 == 6 else sample[at:end]
                at = end
            if sample:
                found.append(kept)
    return found


def marked(frame: Picture) -> Picture:
    twin = frame.copy()
    twin[8:24, 8:24] = 255 - twin[8:24, 8:24]
    return twin


def test_half_that_leaves_its_original_within_a_group_is_coded_as_if_it_stood_alone(tmp_path: Path) -> None:
    frames = list(made_film(2 * GROUP + 10).frames())
    twins = [marked(frame) if 70 <= at < 80 else frame for at, frame in enumerate(frames)]
    halves = encode_films(zip(frames, twins, strict=True), FPS, len(frames), tmp_path)
    for half, own in zip(halves, (frames, twins), strict=True):
        (tmp_path / "alone").mkdir(exist_ok=True)
        (alone,) = encode_films(([each] for each in own), FPS, len(own), tmp_path / "alone")
        assert pictures(half.video) == pictures(alone.video)
        assert pictures(half.small) == pictures(alone.small)
    original, twin = (pictures(half.video) for half in halves)
    assert original[:GROUP] == twin[:GROUP] and original[2 * GROUP :] == twin[2 * GROUP :]
    assert original[GROUP : 2 * GROUP] != twin[GROUP : 2 * GROUP]


def test_group_that_both_halves_show_is_coded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    group = film_groups.Group

    class Counted(group):  # type: ignore[misc, valid-type]
        def __init__(self, *given: object) -> None:
            begun.append(given[3])  # type: ignore[arg-type]
            super().__init__(*given)

    monkeypatch.setattr(film_groups, "Group", Counted)
    frames = list(made_film(3 * GROUP).frames())
    rows = [(each, marked(each) if 60 <= at < 65 else each) for at, each in enumerate(frames)]
    encode_films(iter(rows), FPS, len(frames), tmp_path)
    # In two sizes: each group once, and the second for the twin as well.
    assert sorted(begun) == [0, 0, 1, 1, 1, 1, 2, 2]


def test_stretch_that_is_shown_twice_is_not_coded_to_the_same_bytes_twice(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    once = [
        np.clip(each + rng.normal(0, 6, each.shape), 0, 255).astype(np.uint8)
        for each in made_film(GROUP).frames()
    ]
    (film,) = encode_films(([each] for each in once + once), FPS, 2 * GROUP, tmp_path)
    for path in (film.video, film.small):
        coded = pictures(path)
        assert len(coded) == 2 * GROUP
        assert not set(coded[:GROUP]) & set(coded[GROUP:])


def test_every_picture_of_every_group_can_be_seen(tmp_path: Path) -> None:
    """Groups are coded at rates of their own, and a film has one header: it must do for all of them."""
    frames = [frame_of(number, changed=False) for number in range(COUNT)]
    (film,) = encode_films(([each] for each in frames), FPS, COUNT, tmp_path)
    for path in (film.video, film.small):
        with av.open(str(path), format="mov") as file:
            assert sum(1 for _ in file.decode(video=0)) == COUNT
