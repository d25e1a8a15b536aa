"""Filling coded sounds so that their files hold every byte equally often, in room that players skip."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

FRAME = 288
"""Bytes of each frame that comes in: 96 kbit/s at 48 kHz, without padding."""

_HEADER, _SIDE = 4, 17
_ROOMS = {0x80: 336, 0x90: 384, 0xA0: 480, 0xB0: 576, 0xC0: 672, 0xD0: 768, 0xE0: 960}
"""Sizes of larger frames by the four bits that name their bit rate (MPEG 1 layer 3 at 48 kHz; ISO 11172-3, 2.4.2.3)."""

_SEED = 1991
_SYNC, _NO_HEADER = 0xFF, 0xE0

Counts = NDArray[np.int64]


def fill_sounds(files: Sequence[bytes]) -> tuple[bytes, ...]:
    """Bring MP3 files to larger frames, and fill what is free in them.

    The files have as many frames each, all of `FRAME` bytes, in one channel, whose sound lies in the frame
    itself (no bit reservoir). Behind the coded sound of a frame there may be anything (ancillary data, ISO
    11172-3, 2.4.1.8); an encoder puts zeros and its name there, and how much of that there is tells how quiet
    a half is. Here go just those bytes that the other files have more of, and some more that are the same for
    all. The sound stays as it is, bit for bit.
    """
    used = [[_used(file[at : at + FRAME]) for at in range(0, len(file), FRAME)] for file in files]
    if len({len(frames) for frames in used}) != 1:
        raise ValueError("Sounds that are filled together must have as many frames each.")
    for rate, size in _ROOMS.items():
        renamed = [[_renamed(frame, rate) for frame in frames] for frames in used]
        counts = np.array([_counted(b"".join(frames)) for frames in renamed])
        wanted = counts.max(axis=0)
        free = size * len(used[0]) - int(wanted.sum())
        if free >= 0:
            more = np.random.default_rng(_SEED).integers(0, _SYNC, free)
            wanted = wanted + np.bincount(more, minlength=256)
            return tuple(
                _laid(frames, wanted - count, size) for frames, count in zip(renamed, counts, strict=True)
            )
    raise ValueError("The sounds differ too much to be filled to one measure.")


def _counted(data: bytes) -> Counts:
    return np.bincount(np.frombuffer(data, np.uint8), minlength=256)


def _used(frame: bytes) -> bytes:
    """Return a frame up to the end of its coded sound."""
    side = int.from_bytes(frame[_HEADER : _HEADER + _SIDE], "big")
    if side >> (_SIDE * 8 - 9):
        raise ValueError("A frame borrows room from those before it.")
    # Of the 136 bits come 9, 5 and 4 first; then 59 for each granule, which begin with its length in bits.
    bits = sum((side >> (_SIDE * 8 - 18 - 59 * granule - 12)) & 0xFFF for granule in (0, 1))
    return frame[: _HEADER + _SIDE + -(-bits // 8)]


def _renamed(frame: bytes, rate: int) -> bytes:
    return frame[:2] + bytes([frame[2] & 0x0F | rate]) + frame[3:]


def _laid(frames: Sequence[bytes], lacking: Counts, size: int) -> bytes:
    """Bring each frame to `size` bytes; the fill of all of them together holds each byte as often as it is lacking."""
    fill = _fill(lacking, [size - len(frame) for frame in frames])
    return b"".join(frame + next(fill) for frame in frames)


def _fill(lacking: Counts, rooms: Sequence[int]) -> Iterator[bytes]:
    """Give the fill for each room, in a random order in which nothing looks like the beginning of a frame.

    Some of it stands in order of size, and how much is as good as random: how far a file packs would tell a
    little else, because fill packs otherwise than sound does.
    """
    # By its own content, not by its place: the same numbers for all originals would mark them.
    rng = np.random.default_rng([_SEED, *lacking.tolist()])
    others = rng.permutation(np.repeat(np.arange(_SYNC), lacking[:_SYNC])).astype(np.uint8)
    at = len(others) - int(rng.integers(len(others) // 2 + 1))
    others[at:] = np.sort(others[at:])
    syncs, left, start = int(lacking[_SYNC]), sum(rooms), 0
    for room in rooms:
        share = -(-syncs * room // left) if left else 0
        piece = others[start : start + room - share]
        # A byte 0xFF may stand only before one that no header goes on with, so never at the end of a room.
        before = np.flatnonzero(piece < _NO_HEADER)
        if len(before) < share:
            raise ValueError("The sounds differ too much to be filled to one measure.")
        yield np.insert(piece, np.sort(rng.choice(before, share, replace=False)), _SYNC).tobytes()
        start, syncs, left = start + room - share, syncs - share, left - room
