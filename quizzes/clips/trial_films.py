"""Machine-made films for the leak audit: short random originals, and twins by the techniques of the library."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

import cv2
import numpy as np

from quizzes.clips.trial_photos import Params, Random, made_picture, place_in, shift_of, splice
from quizzes.clips.trial_sounds import made_sound
from quizzes.forgery.film.film import FilmTwin, MemoryFilm
from quizzes.forgery.film.render import render_film
from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import Recipe
from quizzes.forgery.sound.sound import Sound

_RATES = (20, 24, 25, 30)
_SIZES = ((192, 112), (160, 128), (128, 160), (224, 128))
_MARGIN = 40


def made_film(
    rng: Random, films: Sequence[Sequence[Picture]], pictures: Sequence[Picture], sounds: Sequence[Sound]
) -> MemoryFilm:
    """Return a random film of 1 to 2.4 seconds: a stretch of one of `films`, or a camera that goes over a picture.

    Something crosses the picture in half of those, each frame has grain of its own, and two of three have sound.
    """
    fps = int(rng.choice(_RATES))
    count = int(rng.integers(fps, round(2.4 * fps)))
    if films and rng.random() < 0.5:
        frames = _stretch(rng, films[int(rng.integers(len(films)))], count)
    else:
        frames = _travel(rng, pictures, count)
    grain = rng.uniform(0, 3)
    frames = [
        np.clip(each + rng.normal(0, grain, (*each.shape[:2], 1)), 0, 255).astype(np.uint8) for each in frames
    ]
    sound = made_sound(rng, sounds, len(frames) / fps) if rng.random() < 0.67 else None
    return MemoryFilm(frames, Fraction(fps), sound)


def _stretch(rng: Random, frames: Sequence[Picture], count: int) -> list[Picture]:
    count = min(count, len(frames))
    first = int(rng.integers(len(frames) - count + 1))
    size = _SIZES[int(rng.integers(len(_SIZES)))]
    height, width = frames[0].shape[:2]
    share = min(width / size[0], height / size[1]) * rng.uniform(0.6, 1)
    across, down = int(size[0] * share), int(size[1] * share)
    left, top = int(rng.integers(width - across + 1)), int(rng.integers(height - down + 1))
    gain = rng.uniform(0.8, 1.2)
    return [
        np.clip(_fitted(each[top : top + down, left : left + across], size) * gain, 0, 255).astype(np.uint8)
        for each in frames[first : first + count]
    ]


def _fitted(part: Picture, size: tuple[int, int]) -> Picture:
    return cast(Picture, cv2.resize(part, size, interpolation=cv2.INTER_AREA))


def _travel(rng: Random, pictures: Sequence[Picture], count: int) -> list[Picture]:
    width, height = _SIZES[int(rng.integers(len(_SIZES)))]
    wide = made_picture(rng, pictures, (width + _MARGIN, height + _MARGIN))
    pace, start = rng.uniform(-0.8, 0.8, 2), np.full(2, _MARGIN / 2)
    crosses, colour = rng.random() < 0.5, tuple(int(each) for each in rng.integers(0, 256, 3))
    way, size = rng.uniform(0, [width, height], (2, 2)), int(rng.integers(4, 18))
    frames = []
    for number in range(count):
        x, y = np.clip(start + pace * (number - count / 2), 0, _MARGIN).round().astype(int)
        frame = wide[y : y + height, x : x + width].copy()
        if crosses:
            at = way[0] + (way[1] - way[0]) * number / count
            cv2.circle(frame, (int(at[0]), int(at[1])), size, colour, -1, cv2.LINE_AA)
        frames.append(frame)
    return frames


class _Wish:
    """Chooses stretches of a film on whole frames, in seconds."""

    def __init__(self, rng: Random, film: MemoryFilm) -> None:
        self.rng, self.film = rng, film
        self.size = (film.width, film.height)

    def seconds(self, *frames: int) -> list[float]:
        return [float(each / self.film.fps) for each in frames]

    def stretch(self, low: float = 0.25, high: float = 0.6) -> list[float]:
        length = int(self.rng.uniform(low, high) * self.film.count)
        first = int(self.rng.integers(1, self.film.count - length))
        return self.seconds(first, first + length)


def _speed(wish: _Wish) -> Params:
    pace = float(wish.rng.choice((0.5, 0.75, 1.5, 2)))
    between = "flow" if wish.rng.random() < 0.3 else "repeat"
    return {"during": wish.stretch(), "pace": pace, "between": between}


def _omission(wish: _Wish) -> Params:
    return {"cuts": [wish.stretch(0.15, 0.4)]}


def _reorder(wish: _Wish) -> Params:
    first, second = sorted(wish.rng.choice(np.arange(6, wish.film.count - 6), 2, replace=False).tolist())
    end = wish.film.count
    return {"pieces": [wish.seconds(second, end), wish.seconds(first, second), wish.seconds(0, first)]}


def _reverse(wish: _Wish) -> Params:
    return {"during": wish.stretch()}


def _freeze(wish: _Wish) -> Params:
    if wish.rng.random() < 0.5:
        return {"mode": "freeze", "repeat": wish.stretch()}
    first = int(wish.rng.integers(1, wish.film.count // 3))
    length = int(wish.rng.integers(4, wish.film.count // 3))
    until = wish.seconds(min(wish.film.count, first + length * 3))[0]
    mode = str(wish.rng.choice(("loop", "pendulum")))
    return {"mode": mode, "repeat": wish.seconds(first, first + length), "until": until}


def _mirror(wish: _Wish) -> Params:
    return {}


def _copies(wish: _Wish) -> Params:
    taken = {"from": place_in(wish.rng, wish.size), "move": shift_of(wish.rng, wish.size)}
    return taken | {"live": bool(wish.rng.random() < 0.5), "during": wish.stretch(0.4, 0.9)}


def _retouch(wish: _Wish) -> Params:
    colours = {"hues": [0, 179], "saturation": 20, "turn": float(wish.rng.uniform(40, 180))}
    return {"where": place_in(wish.rng, wish.size)} | colours


def _splice(wish: _Wish) -> Params:
    params = splice(wish.rng, wish.size)
    return {name: params[name] for name in ("source", "thing", "to", "feather", "grain")}


def _removal(wish: _Wish) -> Params:
    return {"remove": place_in(wish.rng, wish.size, (0.1, 0.25))}


TECHNIQUES: Mapping[str, Callable[[_Wish], Params]] = {
    "speed-change": _speed,
    "omission": _omission,
    "reorder": _reorder,
    "reverse": _reverse,
    "freeze-loop": _freeze,
    "mirror": _mirror,
    "copy-move": _copies,
    "retouch": _retouch,
    "splicing": _splice,
    "object-removal": _removal,
}


def made_films(
    rng: Random, films: Sequence[Sequence[Picture]], pictures: Sequence[Picture], sounds: Sequence[Sound]
) -> tuple[str, FilmTwin]:
    """Make a random film and a twin of it; returns the technique and the twin.

    Raises `RecipeError` where the random parameters do not fit the random film, also while it is read.
    """
    film = made_film(rng, films, pictures, sounds)
    slug = list(TECHNIQUES)[int(rng.integers(len(TECHNIQUES)))]
    params: Mapping[str, Any] = TECHNIQUES[slug](_Wish(rng, film))
    recipe = Recipe("machine-made", slug, params, int(rng.integers(1 << 30)))
    other = MemoryFilm([made_picture(rng, pictures, (film.width, film.height))], film.fps)
    return slug, render_film(film, recipe, {"other": other})
