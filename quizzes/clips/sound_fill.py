"""Filling coded sounds so that their files hold every byte equally often, in room that players skip."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizzes.clips.sound_parts import SIDE, Frame, level, part_bits

FRAME = 288
"""Bytes of each frame that comes in: 96 kbit/s at 48 kHz, without padding."""

_HEADER = 4
_HEAD = _HEADER + SIDE
_MOST_BACK = 511
_ROOMS = {0x90: 384, 0xA0: 480, 0xB0: 576, 0xC0: 672, 0xD0: 768, 0xE0: 960}
"""Sizes of larger frames by the four bits that name their bit rate (MPEG 1 layer 3 at 48 kHz; ISO 11172-3, 2.4.2.3)."""

_PIECE = 1 << 14
_SEED = 1991
_SYNC, _NO_HEADER = 0xFF, 0xE0
_TOO_DIFFERENT = "The sounds differ too much to be filled to one measure."

Counts = NDArray[np.int64]


def fill_sounds(files: Iterable[bytes]) -> tuple[bytes, ...]:
    """Bring MP3 files to larger frames, and fill what is free in them.

    The files have as many frames each, all of `FRAME` bytes, in one channel; none is kept once it is taken apart.
    Between the coded sound of two
    frames there may be anything (ancillary data, ISO 11172-3, 2.4.1.8); an encoder puts zeros and its name
    there, and how much of that there is tells how quiet a half is. Here go just those bytes that the other
    files have more of, and some more that are the same for all. The sound stays as it is, bit for bit.
    """
    known = [_read(file) for file in files]
    if len({len(frames) for frames in known}) != 1:
        raise ValueError("Sounds that are filled together must have as many frames each.")
    level(known)
    for rate, size in _ROOMS.items():
        placed = [each for frames in known if (each := _placed(frames, rate, size)) is not None]
        if len(placed) < len(known):
            continue
        counts = np.array([_counted(b"".join(each.heads + each.sounds)) for each in placed])
        wanted = counts.max(axis=0)
        free = size * len(known[0]) - int(wanted.sum())
        if free >= 0:
            rng = np.random.default_rng(_SEED)
            for at in range(0, free, _PIECE):
                more = rng.integers(0, _SYNC, min(_PIECE, free - at))
                wanted = wanted + np.bincount(more, minlength=256)
            ordered = int((wanted - counts)[:, :_SYNC].sum(axis=1).min()) // 2
            return tuple(
                _laid(each, wanted - count, size, ordered) for each, count in zip(placed, counts, strict=True)
            )
    raise ValueError(_TOO_DIFFERENT)


class _Placed(NamedTuple):
    """Frames in larger room: their heads, their sounds, and how many bytes are free before each and at the end."""

    heads: list[bytes]
    sounds: list[bytes]
    gaps: list[int]


def _read(file: bytes) -> list[Frame]:
    """Take a file apart; the sound of a frame may begin in those before it (the bit reservoir)."""
    stream = bytearray()
    for at in range(0, len(file), FRAME):
        stream += file[at + _HEAD : at + FRAME]
    frames = []
    for number, at in enumerate(range(0, len(file), FRAME)):
        side = file[at + _HEADER : at + _HEAD]
        start = number * (FRAME - _HEAD) - (int.from_bytes(side, "big") >> (SIDE * 8 - 9))
        data = bytes(stream[start : start + -(-sum(part_bits(side)) // 8)])
        frames.append(Frame(file[at : at + _HEADER], side, data))
    return frames


def _placed(frames: Sequence[Frame], rate: int, size: int) -> _Placed | None:
    """Lay each frame's sound as early as it may begin; where there was room before, there is more now.

    None where a frame has more sound than fits.
    """
    heads, gaps, end = [], [], 0
    for number, frame in enumerate(frames):
        own = number * (size - _HEAD)
        start = max(end, own - _MOST_BACK)
        gaps.append(start - end)
        side = int.from_bytes(frame.side, "big") & ((1 << (SIDE * 8 - 9)) - 1)
        if start > own:
            return None
        side |= (own - start) << (SIDE * 8 - 9)
        named = frame.header[:2] + bytes([frame.header[2] & 0x0F | rate]) + frame.header[3:]
        heads.append(named + side.to_bytes(SIDE, "big"))
        end = start + len(frame.sound)
        if end > own + size - _HEAD:
            return None
    gaps.append(len(frames) * (size - _HEAD) - end)
    return _Placed(heads, [frame.sound for frame in frames], gaps)


def _counted(data: bytes) -> Counts:
    counts: Counts = np.zeros(256, np.int64)
    # In pieces: while bytes are counted, each takes eight.
    for at in range(0, len(data), _PIECE):
        counts += np.bincount(np.frombuffer(data[at : at + _PIECE], np.uint8), minlength=256)
    return counts


def _laid(placed: _Placed, lacking: Counts, size: int, ordered: int) -> bytes:
    """Put heads, sounds and fill together; the fill holds each byte as often as it is lacking."""
    fill = _fill(lacking, placed.gaps, ordered)
    # One growing row of bytes each: thousands of short ones to be joined take as much room again.
    stream, whole = bytearray(), bytearray()
    for sound in placed.sounds:
        stream += next(fill) + sound
    stream += next(fill)
    room = size - _HEAD
    for at, head in enumerate(placed.heads):
        whole += head + stream[at * room : (at + 1) * room]
    del stream
    return bytes(whole)


def _fill(lacking: Counts, rooms: Sequence[int], ordered: int) -> Iterator[bytes]:
    """Give the fill for each room, in a random order in which nothing looks like the beginning of a frame.

    Some of it, at most `ordered` bytes, stands in order of size, and how much is as good as random: how far a file packs would tell a
    little else, because fill packs otherwise than sound does.
    """
    # By its own content, not by its place: the same numbers for all originals would mark them.
    rng = np.random.default_rng([_SEED, *lacking.tolist()])
    others = rng.permutation(np.repeat(np.arange(_SYNC, dtype=np.uint8), lacking[:_SYNC]))
    at = len(others) - int(rng.integers(ordered + 1))
    # From the largest down, so that at the end there are bytes before which 0xFF may stand.
    others[at:] = np.sort(others[at:])[::-1]
    syncs, left, start = int(lacking[_SYNC]), sum(rooms), 0
    for room in rooms:
        share = -(-syncs * room // left) if left else 0
        # A byte 0xFF may stand only before one that no header goes on with, so never at the end of a room.
        share = min(share, int((others[start : start + room - share] < _NO_HEADER).sum()))
        piece = others[start : start + room - share]
        yield (_with_syncs(piece, share, rng) if share else piece).tobytes()
        start, syncs, left = start + room - share, syncs - share, left - room
    if syncs:
        raise ValueError(_TOO_DIFFERENT)


def _with_syncs(piece: NDArray[np.uint8], count: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return these bytes with `count` times 0xFF among them, each before one that no header goes on with."""
    before = np.sort(rng.choice(np.flatnonzero(piece < _NO_HEADER), count, replace=False))
    others = np.ones(len(piece) + count, np.bool_)
    others[before + np.arange(count)] = False
    whole = np.full(len(others), _SYNC, np.uint8)
    whole[others] = piece
    return whole
