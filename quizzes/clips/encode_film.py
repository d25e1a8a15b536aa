"""The last encode of films: the one way any film becomes files, so that they tell nothing but the film."""

import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.reformatter import Colorspace, Interpolation

from quizzes.clips import encode
from quizzes.clips.film_fill import MUXER, fill_films
from quizzes.forgery.film.film import FilmTwin
from quizzes.forgery.picture import Picture
from quizzes.forgery.sound.sound import Sound

MIME = "video/mp4"
CRF, SMALL_CRF = 23, 30
SMALL_SIDE = 640
TILES, TILE_WIDTH = 12, 160
SOUND_RATE, SOUND_BITS = 48_000, 96_000

# Fixed groups of pictures and a fixed pattern of B-frames: where an encoder may choose, its choices tell.
_X264 = {
    "g": "50",
    "keyint_min": "50",
    "sc_threshold": "0",
    "bf": "2",
    "b_strategy": "0",
    "threads": "2",
    # With its tree of macroblocks x264 gave other bytes for the same film now and then, also on one thread.
    "mbtree": "0",
    "flags": "+bitexact",
}


@dataclass(frozen=True)
class FilmFiles:
    """One half as files: the film, the same with few bits, a poster and a strip of `TILES` small pictures.

    `video` and `small` are paths in the folder that was given; `poster` and `strip` are JPEG files.
    """

    video: Path
    small: Path
    poster: bytes
    strip: bytes
    width: int
    height: int


def encode_twin(twin: FilmTwin, folder: Path) -> tuple[FilmFiles, FilmFiles]:
    """Turn both halves of a twin into files below `folder`, in one pass over its frames.

    The same twin always gives the same bytes.
    """
    rows = ((each.original, each.twin) for each in twin.pairs())
    sounds = None
    if twin.original_sound is not None and twin.twin_sound is not None:
        sounds = (twin.original_sound, twin.twin_sound)
    original, altered = encode_films(rows, twin.fps, twin.count, folder, sounds)
    return original, altered


def encode_films(
    rows: Iterable[Sequence[Picture]],
    fps: Fraction,
    count: int,
    folder: Path,
    sounds: Sequence[Sound] | None = None,
) -> tuple[FilmFiles, ...]:
    """Turn films that belong together into files alike but for their pictures and sounds.

    `rows` gives one frame of each film at a time (height, width, 3; RGB, uint8; even sides), `count` times.
    Every film is written alone and anew by x264 at one setting, with no metadata at all; then all are filled
    to one size, frame by frame (see `fill_films`). A film without twin goes through here alone.
    """
    with tempfile.TemporaryDirectory(dir=folder) as bare, ThreadPoolExecutor(3) as pool:
        halves: list[_Half] = []
        shared: dict[int, Future[_Sizes]] = {}
        busy: list[Future[None]] = []
        number = -1
        for number, row in enumerate(rows):
            if not halves:
                halves = [_Half(Path(bare) / str(at), row[0], fps, count) for at in range(len(row))]
            # While these frames are encoded the next ones are made; no more than that is ever kept.
            _finish(busy)
            alike = {id(picture): picture for picture in row}
            shared = {key: pool.submit(_sizes, picture, number, fps) for key, picture in alike.items()}
            busy = [
                pool.submit(half.take, number, picture, shared[id(picture)])
                for half, picture in zip(halves, row, strict=True)
            ]
        _finish(busy)
        if number + 1 != count:
            raise ValueError(f"A film of {count} frames was promised, and {number + 1} came.")
        for at, half in enumerate(halves):
            half.end(None if sounds is None else sounds[at])
        videos = [folder / f"video-{at}.mp4" for at in range(len(halves))]
        smalls = [folder / f"small-{at}.mp4" for at in range(len(halves))]
        fill_films([half.large.path for half in halves], videos)
        fill_films([half.small.path for half in halves], smalls)
    posters = encode.encode_even([half.poster for half in halves])
    strips = encode.encode_even([half.strip for half in halves])
    return tuple(
        FilmFiles(videos[at], smalls[at], posters[at], strips[at], half.width, half.height)
        for at, half in enumerate(halves)
    )


_Sizes = tuple[av.VideoFrame, av.VideoFrame]


def _finish(busy: list[Future[None]]) -> None:
    for each in busy:
        each.result()


def _sizes(picture: Picture, number: int, fps: Fraction) -> _Sizes:
    """Return a frame in both sizes as encoders want it: YUV 4:2:0 in the colours of HD television."""
    whole = av.VideoFrame.from_ndarray(picture, format="rgb24")
    large = whole.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709)
    width, height = small_size(large.width, large.height)
    small = large.reformat(
        width=width,
        height=height,
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        interpolation=Interpolation.BILINEAR,
    )
    for frame in (large, small):
        frame.pts, frame.time_base = number, 1 / fps
    return large, small


def small_size(width: int, height: int) -> tuple[int, int]:
    """Return the size of the rendition with few bits; sides are even."""
    scale = min(1.0, SMALL_SIDE / max(width, height))
    return round(width * scale / 2) * 2, round(height * scale / 2) * 2


class _Half:
    """One film on its way: two encoders, the poster and the strip."""

    def __init__(self, stem: Path, picture: Picture, fps: Fraction, count: int) -> None:
        self.height, self.width = picture.shape[:2]
        stem.mkdir()
        self.large = _Writer(stem / "large.mp4", (self.width, self.height), fps, "veryfast", CRF)
        small = small_size(self.width, self.height)
        self.small = _Writer(stem / "small.mp4", small, fps, "superfast", SMALL_CRF)
        tile = (TILE_WIDTH, round(TILE_WIDTH * self.height / self.width))
        self.strip: Picture = np.zeros((tile[1], tile[0] * TILES, 3), np.uint8)
        self.poster, self._tile = picture, tile
        self._poster_at = count // 3
        self._tiles = {min(count - 1, int((at + 0.5) * count / TILES)): at for at in range(TILES)}

    def take(self, number: int, picture: Picture, sizes: "Future[_Sizes]") -> None:
        """Take the next frame."""
        large, small = sizes.result()
        self.large.write(large)
        self.small.write(small)
        if number == self._poster_at:
            self.poster = picture.copy()
        if number in self._tiles:
            left = self._tiles[number] * self._tile[0]
            tile = cv2.resize(picture, self._tile, interpolation=cv2.INTER_AREA)
            self.strip[:, left : left + self._tile[0]] = tile

    def end(self, sound: Sound | None) -> None:
        """Write what the encoders still hold, and the sound."""
        self.large.end(sound)
        self.small.end(sound)


class _Writer:
    """One encoder and its file."""

    def __init__(self, path: Path, size: tuple[int, int], fps: Fraction, preset: str, crf: int) -> None:
        self.path = path
        self._out = av.open(str(path), "w", format="mp4", options=MUXER)
        options = _X264 | {"preset": preset, "crf": str(crf)}
        self._stream = self._out.add_stream("libx264", rate=fps, options=options)
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        context = self._stream.codec_context
        context.colorspace, context.color_range = 1, 1
        context.color_primaries, context.color_trc = 1, 1

    def write(self, frame: av.VideoFrame) -> None:
        """Encode one frame."""
        self._out.mux(self._stream.encode(frame))

    def end(self, sound: Sound | None) -> None:
        """Encode what is left and close the file."""
        self._out.mux(self._stream.encode(None))
        self._out.close()
