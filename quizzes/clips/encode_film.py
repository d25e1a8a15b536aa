"""The last encode of films: the one way any film becomes files, so that they tell nothing but the film."""

import tempfile
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from quizzes.clips import encode
from quizzes.clips.film_crew import Crew
from quizzes.clips.film_fill import fill_films
from quizzes.clips.film_frames import sizes_of, small_size
from quizzes.clips.film_groups import GROUP, Setting, Shape, Sizes
from quizzes.clips.film_reel import Reel, Tracks
from quizzes.clips.film_track import code_sound
from quizzes.forgery.film.film import FilmTwin
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.picture import Picture
from quizzes.forgery.sound.sound import Sound

MIME = "video/mp4"
PRESET, CRF = "veryfast", 23
SMALL_PRESET, SMALL_CRF = "ultrafast", 30
# What this preset leaves out, and what shows most at few bits: smooth edges of blocks, and calm places kept calm.
# The other coder of its numbers spares a fifth of the bytes. A fifth cheaper than the next preset.
_SMALL_MORE = (("coder", "1"), ("aq-mode", "1"), ("x264-params", "no-deblock=0"))
TILES, TILE_WIDTH = 12, 160
SOUND_BITS, SMALL_SOUND_BITS = 96_000, 64_000

# Frames that may wait for an encoder: enough that none waits for frames, and no more, since they are what a long film
# holds in memory beyond a short one.
_AHEAD = GROUP // 2
# Threads that encode, and others that make frames ready: so that no encoder waits for what another one is busy with.
_ENCODERS, _MAKERS = 2, 2


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
    rows = ((each.whole, each.forged) for each in twin.pairs())
    sounds = None
    if twin.original_sound is not None and twin.twin_sound is not None:
        sounds = (twin.original_sound, twin.twin_sound)
    original, altered = encode_films(rows, twin.fps, twin.count, folder, sounds)
    return original, altered


def encode_films(
    rows: Iterable[Sequence[Frame | Picture]],
    fps: Fraction,
    count: int,
    folder: Path,
    sounds: Sequence[Sound] | None = None,
) -> tuple[FilmFiles, ...]:
    """Turn films that belong together into files alike but for their pictures and sounds.

    `rows` gives one frame of each film at a time (even sides), `count` times; a frame that several films show is one
    and the same thing.
    Every film is written alone and anew by x264 at one setting, with no metadata at all; then all are filled
    to one size, frame by frame (see `fill_films`). A film without twin goes through here alone. `sounds` are
    one for each film, equally long and at one rate; they become AAC in one channel. Raises `ValueError` where
    more or fewer frames come, or sounds do not go together.
    """
    if sounds is not None and len({(each.stored.shape, each.rate) for each in sounds}) != 1:
        raise ValueError("The sounds of films that belong together must be equally long.")
    told = _Told(fps, count, sounds)
    with tempfile.TemporaryDirectory(dir=folder) as bare, ExitStack() as stack:
        films: _Films | None = None
        busy: deque[tuple[int, list[Future[None]]]] = deque()
        number, waiting = -1, 0
        for number, pictures in enumerate(rows):
            row = _frames(pictures)
            if films is None:
                crew = stack.enter_context(Crew(_ENCODERS))
                makers = stack.enter_context(ThreadPoolExecutor(_MAKERS))
                films = _Films(Path(bare), crew, makers, row, told)
            # While these frames are encoded the next ones are made; no more than that is ever kept.
            while waiting > _AHEAD:
                frames, row_of_them = busy.popleft()
                _finish(row_of_them)
                waiting -= frames
            busy.append((len({id(frame) for frame in row}), films.take(number, row)))
            waiting += busy[-1][0]
        if films is None or number + 1 != count:
            raise ValueError(f"A film of {count} frames was promised, and {number + 1} came.")
        stills = films.stills()
        for _, left in busy:
            _finish(left)
        return films.end(folder, *stills)


def _frames(row: Sequence[Frame | Picture]) -> list[Frame]:
    """Return a row as frames; what is one and the same thing stays so."""
    known = {id(each): each if isinstance(each, Frame) else Frame.of_picture(each) for each in row}
    return [known[id(each)] for each in row]


def _finish(busy: Iterable[Future[None]]) -> None:
    for each in busy:
        each.result()


class _Told(NamedTuple):
    """What is known of films before their first frame."""

    fps: Fraction
    frames: int
    sounds: Sequence[Sound] | None


class _Films:
    """Films that belong together on their way: in both sizes, with their posters and strips."""

    def __init__(self, bare: Path, crew: Crew, makers: Executor, first: Sequence[Frame], told: _Told) -> None:
        height, width = first[0].height, first[0].width
        self._fps, self._makers = told.fps, makers
        sizes = [(width, height), small_size(width, height)]
        settings = [Setting(PRESET, CRF), Setting(SMALL_PRESET, SMALL_CRF, _SMALL_MORE)]
        self._reels = []
        for at, bits in enumerate((SOUND_BITS, SMALL_SOUND_BITS)):
            paths = [bare / f"{at}-{film}.mp4" for film in range(len(first))]
            tracks = None if told.sounds is None else _coded(told.sounds, bits, crew)
            self._reels.append(Reel(paths, crew, Shape(*sizes[at], told.fps, at), settings[at], tracks))
        self._stills = [_Stills(frame, told.frames) for frame in first]
        self._taken: list[Future[None]] = []

    def take(self, number: int, row: Sequence[Frame]) -> list[Future[None]]:
        """Take a frame of each film; one that several show is made ready once."""
        ready: dict[int, Future[Sizes]] = {}
        for frame in row:
            if id(frame) not in ready:
                ready[id(frame)] = self._makers.submit(sizes_of, frame, number, self._fps)
        frames = [ready[id(frame)] for frame in row]
        busy = [each for reel in self._reels for each in reel.take(frames)]
        for stills, frame in zip(self._stills, row, strict=True):
            if stills.wants(number):
                self._taken.append(self._makers.submit(stills.take, number, frame))
        if number % GROUP == GROUP - 1:
            for reel in self._reels:
                reel.end_group()
        return busy

    def stills(self) -> tuple[Sequence[bytes], Sequence[bytes]]:
        """Return the posters and the strips, made while the encoders are busy with the last frames."""
        _finish(self._taken)
        posters = encode.encode_even([each.poster for each in self._stills])
        return posters, encode.encode_even([each.strip for each in self._stills])

    def end(self, folder: Path, posters: Sequence[bytes], strips: Sequence[bytes]) -> tuple[FilmFiles, ...]:
        """Bring the films to one measure; their files lie below `folder`."""
        films = range(len(self._stills))
        videos, smalls = ([folder / f"{name}-{film}.mp4" for film in films] for name in ("video", "small"))
        for reel in self._reels:
            reel.end_group()
        for reel in self._reels:
            reel.end()
        done = [
            self._makers.submit(fill_films, reel.paths, paths)
            for reel, paths in zip(self._reels, (videos, smalls), strict=True)
        ]
        _finish(done)
        return tuple(
            FilmFiles(videos[at], smalls[at], posters[at], strips[at], stills.width, stills.height)
            for at, stills in enumerate(self._stills)
        )


def _coded(sounds: Sequence[Sound], bits: int, crew: Crew) -> Tracks:
    """Have sounds coded; one that several films have is coded once."""
    coded = {id(sound): sound for sound in sounds}
    # Not wanted before the first pictures are written.
    tracks = {name: crew.line().add(GROUP, partial(code_sound, sound, bits)) for name, sound in coded.items()}
    return Tracks([tracks[id(sound)] for sound in sounds], bits)


class _Stills:
    """The poster and the strip of one film."""

    def __init__(self, frame: Frame, count: int) -> None:
        self.height, self.width = frame.height, frame.width
        self._tile = (TILE_WIDTH, round(TILE_WIDTH * self.height / self.width))
        self.strip: Picture = np.zeros((self._tile[1], self._tile[0] * TILES, 3), np.uint8)
        self.poster: Picture = np.zeros((self.height, self.width, 3), np.uint8)
        self._poster_at = count // 3
        self._tiles = {min(count - 1, int((at + 0.5) * count / TILES)): at for at in range(TILES)}

    def wants(self, number: int) -> bool:
        """Tell whether a frame will be seen here."""
        return number == self._poster_at or number in self._tiles

    def take(self, number: int, frame: Frame) -> None:
        """Take a frame."""
        picture = frame.picture
        if number == self._poster_at:
            self.poster = picture
        if number in self._tiles:
            left = self._tiles[number] * self._tile[0]
            tile = cv2.resize(picture, self._tile, interpolation=cv2.INTER_AREA)
            self.strip[:, left : left + self._tile[0]] = tile
