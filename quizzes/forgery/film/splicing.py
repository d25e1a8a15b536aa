"""Splicing into a film: a thing from a photograph or another film is laid into every frame, and stays in place.

It deceives because both halves of it are real recordings, and because it moves with the camera. Its light, its
sharpness and its grain come from elsewhere, it throws no shadow, and what should pass in front of it does not.
Cost: about 15 ms a frame at 720p for a thing of 200 by 200 pixels.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import cv2
import numpy as np

from quizzes.forgery.film.apart import clean_ground, exposure, lit, stands_out
from quizzes.forgery.film.film import Film, FilmTwin
from quizzes.forgery.film.follow import Follow, Follower, Matrix, Place, middle_of, warped
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.seconds import during
from quizzes.forgery.film.settle import Patch, edited
from quizzes.forgery.grain import grain_of, with_grain
from quizzes.forgery.picture import Picture, SoftMask, blend, grow, rounded, soften
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select


@dataclass(frozen=True)
class Splicing:
    """The parameters. Pixels are those of the first frame of `during` ([from, to] in seconds).

    `thing` selects, in the first frame of `source`, what is laid in; `to` is where its middle lands, `scale`
    and `turn` (degrees clockwise) how. `mode` is `over` or `screen` (light added to light, for a dark ground).
    `opacity`, `feather` (pixels), `blur` (pixels), `contrast`, `chroma` (factors) and `exposure` (percent) fit
    it in, `grain` is a factor on the film's own. `behind` selects what stays in front of it. A source film
    runs along and holds its last frame. `follow`, `follow_on` and `path` keep it in place (see `Follow`).
    """

    first: int
    last: int
    source: str
    ground: str | None
    least: float
    thing: Any
    to: tuple[float, ...]
    scale: float
    turn: float
    mirror: bool
    mode: str
    opacity: float
    shrink: float
    feather: float
    blur: float
    contrast: float
    chroma: float
    exposure: float
    grain: float
    behind: Any
    follow: Follow

    @classmethod
    def read(cls, params: Mapping[str, Any], film: Film) -> Self:
        """Parse a recipe's parameters; raises `ParamError`."""
        reader = Reader(params)
        first, last = during(reader, film)
        wish = cls(
            first=first,
            last=last,
            source=reader.text("source"),
            ground=reader.text("ground") if reader.has("ground") else None,
            least=reader.number("least", 24, low=4, high=200),
            thing=reader.raw("thing"),
            to=reader.numbers("to", 2),
            scale=reader.number("scale", 1, low=0.02, high=10),
            turn=reader.number("turn", 0, low=-180, high=180),
            mirror=reader.yes("mirror", False),
            mode=reader.choice("mode", ("over", "screen"), "over"),
            opacity=reader.number("opacity", 1, low=0.05, high=1),
            shrink=reader.number("shrink", 1, low=0, high=20),
            feather=reader.number("feather", 0.8, low=0, high=60),
            blur=reader.number("blur", 0, low=0, high=20),
            contrast=reader.number("contrast", 1, low=0.1, high=3),
            chroma=reader.number("chroma", 1, low=0, high=3),
            exposure=reader.number("exposure", 0, low=-80, high=80),
            grain=reader.number("grain", 1, low=0, high=3),
            behind=reader.raw("behind", None),
            follow=Follow.read(reader),
        )
        reader.done()
        return wish


@technique("splicing", medium="video")
def splicing(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Lay a thing of another recording into the film; the seed makes its grain."""
    wish = Splicing.read(params, original)
    for name, slug in (("source", wish.source), ("ground", wish.ground)):
        if slug is not None and slug not in sources:
            raise ParamError(name, f"names {slug!r}, which is not among the recipe's sources")
    seed = int(rng.integers(2**31))
    source = sources[wish.source]
    ground = None if wish.ground is None else sources[wish.ground]
    return edited(
        original,
        (wish.first, wish.last),
        "splicing",
        lambda: _Splice(wish, original, source, ground, seed).edit,
    )


def held(source: Film) -> Iterator[Picture]:
    """Give the frames of a source film and then its last one for ever, which is kinder than a jump."""
    last: Picture | None = None
    for last in source.frames():
        yield last
    while last is not None:
        yield last


class _Splice:
    """Remembers the cut-out, where the camera is and the light of the thing."""

    def __init__(self, wish: Splicing, film: Film, source: Film, ground: Film | None, seed: int) -> None:
        self.wish, self.fps = wish, float(film.fps)
        self.ground = None if ground is None else clean_ground(ground, source, "ground")
        self.follower = Follower(wish.follow)
        self.pictures = held(source)
        self.moving = source.count > 1
        self.rng = np.random.default_rng(seed)
        self.begun = False

    def edit(self, frame: Frame, number: int) -> Patch | None:
        wish = self.wish
        if not self.begun:
            self._begin(frame.picture, next(self.pictures))
        elif self.moving:
            self._show(next(self.pictures))
        along = wish.follow.along(number / self.fps, (wish.to[0], wish.to[1]))
        camera = self.follower.step(frame)
        way = camera @ along @ self.placing
        window, alpha = self.cut_out.carried(way, (frame.height, frame.width))
        if self.behind is not None:
            window, alpha = self.behind.hidden(camera, window, alpha)
        if not alpha.size:
            return None
        over = warped(self._exposed(frame), way, window)
        under = frame.part(window)
        if wish.mode == "screen":
            over = 255 - (255 - over.astype(np.float32)) * (255 - under) / 255
        grainy = with_grain(over.astype(np.float32), self.grain, self.rng)
        return Patch(window, under, blend(under, rounded(grainy), np.ascontiguousarray(alpha)), [alpha])

    def _begin(self, frame: Picture, picture: Picture) -> None:
        wish = self.wish
        cut_out = select(picture, wish.thing, "thing")
        self.place = cut_out
        if self.ground is None:
            cut_out = grow(cut_out, -wish.shrink)
        if not (cut_out > 0.5).any():
            raise ParamError("shrink", "leaves nothing of the thing")
        self.begun = True
        self.cut_out = Place(self._soft(cut_out))
        x, y = middle_of(cut_out)
        angle = np.deg2rad(wish.turn)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        linear = wish.scale * turn @ np.diag([-1.0 if wish.mirror else 1.0, 1.0])
        offset = np.array(wish.to) - linear @ np.array([x, y])
        self.placing: Matrix = np.vstack([np.column_stack([linear, offset]), [0, 0, 1.0]])
        self.behind = None if wish.behind is None else Place(select(frame, wish.behind, "behind"))
        self.grain = wish.grain * grain_of(frame, np.ones(frame.shape[:2], np.float32))
        self._show(picture)

    def _show(self, picture: Picture) -> None:
        """Make `picture` the frame of the source that is laid in from now on."""
        self.thing = self._fitted(picture)
        if self.ground is not None:
            self.factor = exposure(self.ground, picture)
            found = stands_out(picture, lit(self.ground, self.factor), self.wish.least, self.place)
            self.cut_out = Place(self._soft(grow(found, -self.wish.shrink)))

    def _exposed(self, frame: Frame) -> Picture:
        """Return the thing at the exposure of the frame it is laid into, where a ground tells both."""
        if self.ground is None or self.ground.shape[:2] != (frame.height, frame.width):
            return self.thing
        return rounded(lit(self.thing, exposure(self.ground, frame.picture) / self.factor))

    def _soft(self, cut_out: SoftMask) -> SoftMask:
        softened = soften(cut_out, self.wish.feather / self.wish.scale)
        return cast(SoftMask, softened * np.float32(self.wish.opacity))

    def _fitted(self, picture: Picture) -> Picture:
        """Give the thing the contrast, colour, light and sharpness that the recipe asks for."""
        wish = self.wish
        lab = cv2.cvtColor(picture.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2Lab)
        middle = float(lab[..., 0].mean())
        lab[..., 0] = np.clip((lab[..., 0] - middle) * wish.contrast + middle + wish.exposure, 0, 100)
        lab[..., 1:] = lab[..., 1:] * wish.chroma
        fitted = rounded(np.clip(cv2.cvtColor(lab, cv2.COLOR_Lab2RGB), 0, 1) * 255)
        # What is made much smaller would be sharper than any camera could have made it.
        least = 0.4 / wish.scale if wish.scale < 2 / 3 else 0.0
        blur = max(wish.blur, least)
        return cast(Picture, cv2.GaussianBlur(fitted, (0, 0), blur)) if blur else fitted
