"""Films that are filmed in the encoder's colours stay in their planes; others become pictures, and both halves alike."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from quizzes.clips.encode_film import encode_twin
from quizzes.clips.films import open_film
from quizzes.forgery.film.planes import planes_of
from quizzes.forgery.film.render import render_film
from quizzes.forgery.recipe import Recipe
from tests.forgery.films import made_film


def written(
    path: Path, width: int = 96, height: int = 64, *, colours: int = 1, kind: str = "yuv420p"
) -> Path:
    with av.open(str(path), "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=25, options={"crf": "12"})
        stream.width, stream.height, stream.pix_fmt = width, height, kind
        stream.codec_context.colorspace = colours
        for number, frame in enumerate(made_film(20, width, height).frames()):
            new = av.VideoFrame.from_ndarray(frame, format="rgb24")
            new.pts, new.time_base = number, Fraction(1, 25)
            out.mux(stream.encode(new))
        out.mux(stream.encode(None))
    return path


def decoded(path: Path) -> list[list[bytes]]:
    with av.open(str(path)) as film:
        return [
            [bytes(part) for part in np.split(each.to_ndarray(), [each.height])]
            for each in film.decode(video=0)
        ]


def test_film_in_the_colours_of_hd_is_given_in_the_very_planes_of_its_file(tmp_path: Path) -> None:
    path = written(tmp_path / "film.mp4")
    for frame, (light, colours) in zip(open_film(path).recorded(), decoded(path), strict=True):
        assert frame.filmed and frame.planes[0].tobytes() == light
        assert frame.planes[1].tobytes() + frame.planes[2].tobytes() == colours


@pytest.mark.parametrize(
    ("box", "long_side"),
    [(None, 1280), (None, 80), ((10, 0, 91, 64), 1280), ((2, 4, 130, 100), 1280), ((2, 4, 130, 100), 80)],
)
def test_cut_and_scaled_planes_show_what_the_picture_shows(
    tmp_path: Path, box: tuple[int, int, int, int] | None, long_side: int
) -> None:
    film = open_film(written(tmp_path / "film.mp4", 160, 128), crop=box, long_side=long_side)
    pictures = replace(film, in_planes=False).frames()
    for frame, picture in zip(film.recorded(), pictures, strict=True):
        assert frame.filmed
        assert picture.shape == (film.height, film.width, 3) == (frame.height, frame.width, 3)
        assert np.abs(planes_of(picture)[0].astype(int) - frame.planes[0]).mean() < 3


@pytest.mark.parametrize(
    ("colours", "kind", "box"),
    [(5, "yuv420p", None), (1, "yuv444p", None), (1, "yuvj420p", None), (1, "yuv420p", (3, 0, 91, 64))],
)
def test_film_of_other_colours_or_cut_through_them_is_given_by_its_pictures(
    tmp_path: Path, colours: int, kind: str, box: tuple[int, int, int, int] | None
) -> None:
    film = open_film(written(tmp_path / "film.mp4", colours=colours, kind=kind), crop=box)
    assert not any(frame.filmed for frame in film.recorded())


@pytest.mark.parametrize("colours", [1, 5])
def test_halves_of_a_read_film_are_coded_alike_outside_the_altered_stretch(
    tmp_path: Path, colours: int
) -> None:
    film = open_film(written(tmp_path / "film.mp4", colours=colours))
    twin = render_film(film, Recipe("test", "mirror", {"during": [0.4, 0.8]}))
    for triple in twin.pairs():
        assert triple.whole.filmed is (colours == 1)
        same = triple.forged is triple.whole
        assert same is np.array_equal(triple.original, triple.twin)
    first, second = encode_twin(twin, tmp_path)
    assert first.video.stat().st_size == second.video.stat().st_size
