"""The last encode of films: the one way any film becomes files, so that they tell nothing but the film."""

import tempfile
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.container import OutputContainer

from quizzes.clips import encode
from quizzes.clips.film_fill import MUXER, fill_films
from quizzes.clips.film_frames import sizes_of, small_size
from quizzes.forgery.film.film import FilmTwin
from quizzes.forgery.picture import Picture
from quizzes.forgery.sound.sound import Sound

MIME = "video/mp4"
PRESET, CRF = "veryfast", 23
SMALL_PRESET, SMALL_CRF = "superfast", 30
TILES, TILE_WIDTH = 12, 160
SOUND_RATE, SOUND_BITS, SMALL_SOUND_BITS = 48_000, 96_000, 64_000

_BLOCK = 1024

# Fixed groups of pictures and a fixed pattern of B-frames: where an encoder may choose, its choices tell.
# One thread each: both halves are encoded at once, and that is two already.
X264 = {
    "g": "50",
    "keyint_min": "50",
    "sc_threshold": "0",
    "bf": "2",
    "b_strategy": "0",
    "threads": "1",
    # With its tree of macroblocks x264 gave other bytes for the same film now and then, also on one thread.
    "mbtree": "0",
    "flags": "+bitexact",
}

# Frames that may wait for an encoder: some take it long, and nobody should wait for those meanwhile.
_AHEAD = 4

_Sizes = tuple[av.VideoFrame, av.VideoFrame]


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
    to one size, frame by frame (see `fill_films`). A film without twin goes through here alone. `sounds` are
    one for each film, equally long and at one rate; they become AAC in one channel. Raises `ValueError` where
    more or fewer frames come, or sounds do not go together.
    """
    if sounds is not None and len({(each.samples.shape, each.rate) for each in sounds}) != 1:
        raise ValueError("The sounds of films that belong together must be equally long.")
    with tempfile.TemporaryDirectory(dir=folder) as bare, ExitStack() as stack:
        halves: list[_Half] = []
        lanes: list[ThreadPoolExecutor] = []
        busy: deque[list[Future[None]]] = deque()
        number = -1
        for number, row in enumerate(rows):
            if not halves:
                tracks = [None] * len(row) if sounds is None else sounds
                halves = [
                    _Half(Path(bare) / str(at), picture, fps, count, track)
                    for at, (picture, track) in enumerate(zip(row, tracks, strict=True))
                ]
                lanes = [stack.enter_context(ThreadPoolExecutor(1)) for _ in row]
            # While these frames are encoded the next ones are made; no more than that is ever kept.
            while len(busy) >= _AHEAD:
                _finish(busy.popleft())
            busy.append(_given(halves, lanes, number, row, fps))
        while busy:
            _finish(busy.popleft())
        if number + 1 != count:
            raise ValueError(f"A film of {count} frames was promised, and {number + 1} came.")
        for half in halves:
            half.end()
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


def _given(
    halves: "list[_Half]", lanes: list[ThreadPoolExecutor], number: int, row: Sequence[Picture], fps: Fraction
) -> list[Future[None]]:
    """Give every half its next frame, each in its own lane; a picture that several show is converted once."""
    ready: dict[int, Future[_Sizes]] = {}
    busy = []
    for half, lane, picture in zip(halves, lanes, row, strict=True):
        if id(picture) not in ready:
            ready[id(picture)] = lane.submit(sizes_of, picture, number, fps)
        busy.append(lane.submit(half.take, number, picture, ready[id(picture)]))
    return busy


def _finish(busy: list[Future[None]]) -> None:
    for each in busy:
        each.result()


class _Half:
    """One film on its way: two encoders, the poster and the strip."""

    def __init__(self, stem: Path, picture: Picture, fps: Fraction, count: int, sound: Sound | None) -> None:
        self.height, self.width = picture.shape[:2]
        stem.mkdir()
        self.large = _Writer(stem / "large.mp4", (self.width, self.height), fps, PRESET, CRF)
        small = small_size(self.width, self.height)
        self.small = _Writer(stem / "small.mp4", small, fps, SMALL_PRESET, SMALL_CRF)
        if sound is not None:
            self.large.add(sound, SOUND_BITS)
            self.small.add(sound, SMALL_SOUND_BITS)
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

    def end(self) -> None:
        """Write what the encoders still hold."""
        self.large.end()
        self.small.end()


class _Writer:
    """The encoders of one file: of its pictures, and of its sound where it has one."""

    def __init__(self, path: Path, size: tuple[int, int], fps: Fraction, preset: str, crf: int) -> None:
        self.path = path
        self._out = av.open(str(path), "w", format="mp4", options=MUXER)
        options = X264 | {"preset": preset, "crf": str(crf)}
        self._stream = self._out.add_stream("libx264", rate=fps, options=options)
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        context = self._stream.codec_context
        context.colorspace, context.color_range = 1, 1
        context.color_primaries, context.color_trc = 1, 1
        self._track: _Track | None = None

    def add(self, sound: Sound, bits: int) -> None:
        """Have a sound written along with the frames, at `bits` a second; before the first frame."""
        self._track = _Track(self._out, sound, bits)

    def write(self, frame: av.VideoFrame) -> None:
        """Encode one frame, and the sound as far as it goes."""
        if self._track is not None:
            self._track.write(float((frame.pts or 0) * (frame.time_base or 0)))
        self._out.mux(self._stream.encode(frame))

    def end(self) -> None:
        """Encode what is left and close the file."""
        if self._track is not None:
            self._track.end()
        self._out.mux(self._stream.encode(None))
        self._out.close()


class _Track:
    """The encoder of one sound, which keeps step with the frames so that both lie mingled in the file."""

    def __init__(self, out: OutputContainer, sound: Sound, bits: int) -> None:
        self._out, self._sound, self._at = out, sound, 0
        self._stream = out.add_stream("aac", rate=SOUND_RATE, layout="mono", options={"flags": "+bitexact"})
        self._stream.bit_rate = bits

    def write(self, until: float) -> None:
        """Encode what sounds up to a moment in seconds, in whole blocks."""
        while self._at < min(until * self._sound.rate, len(self._sound.samples)):
            samples = self._sound.samples[self._at : self._at + _BLOCK]
            block = np.ascontiguousarray(samples.mean(axis=1)[np.newaxis])
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="mono")
            frame.sample_rate = self._sound.rate
            frame.pts, frame.time_base = self._at, Fraction(1, self._sound.rate)
            self._out.mux(self._stream.encode(frame))
            self._at += len(samples)

    def end(self) -> None:
        """Encode what is left."""
        self.write(self._sound.duration)
        self._out.mux(self._stream.encode(None))
