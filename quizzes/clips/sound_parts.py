"""Bringing the coded sound of each frame to one length in all files, by bits that decoders pass over."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

SIDE = 17
"""Bytes of side information in a frame of one channel (MPEG 1 layer 3)."""
_SIDE_BITS = SIDE * 8
_FIRST, _GRANULE = 18, 59
_PAIRS = 288
_LONGEST = 4095
_SEED = 1991


class Frame(NamedTuple):
    """A frame: its header of 4 bytes, its side information, and the coded sound that belongs to it."""

    header: bytes
    side: bytes
    sound: bytes


def part_bits(side: bytes) -> tuple[int, int]:
    """Return how many bits each of the two granules of a frame takes (part2_3_length)."""
    first, second = (_field(int.from_bytes(side, "big"), granule, 0, 12) for granule in (0, 1))
    return first, second


def level(files: Sequence[list[Frame]]) -> None:
    """Bring each granule to one length in all files (frames of each), at least that of the longest at its place.

    In place, frame by frame: the frames of a long recording never stand in memory twice.

    How many bits a granule takes stands in front of it, and tells how much is heard in it. Behind the coded
    sound go ones, which decode to silence (Huffman tables A and B of ISO 11172-3, annex B), as many as the
    highest frequencies can take; after 576 values come bits that are stuffing, which decoders discard
    (2.4.3.4.6). The sound stays as it is, bit for bit.
    """
    rng = np.random.default_rng(_SEED)
    for number, row in enumerate(zip(*files, strict=True)):
        lengths = [_length(row, granule) for granule in (0, 1)]
        stuffing = [int.from_bytes(rng.bytes(length // 8 + 1), "big") for length in lengths]
        # Much of what halves hold is the same frame in both.
        levelled = {frame: _levelled(frame, lengths, stuffing) for frame in set(row)}
        for frames, frame in zip(files, row, strict=True):
            frames[number] = levelled[frame]


def _length(row: Sequence[Frame], granule: int) -> int:
    """Return the least length by which no group of four zeros in table B is cut off, where decoders would stumble."""
    known = [part_bits(frame.side)[granule] for frame in row]
    if len({frame.side for frame in row}) == 1:
        return known[0]
    ones = [_ones(int.from_bytes(frame.side, "big"), granule) for frame in row]
    longest = max(known)
    ends = [longest, *(bits + most for bits, (_each, most) in zip(known, ones, strict=True))]
    tried = {end + more for end in ends if longest <= end for more in range(4)}
    for length in sorted(each for each in tried if each <= _LONGEST):
        if all(
            each == 1 or (length - bits) % each == 0 or length - bits >= most
            for bits, (each, most) in zip(known, ones, strict=True)
        ):
            return length
    return longest


def _ones(side: int, granule: int) -> tuple[int, int]:
    """Return how many ones four zeros take, and how many ones may follow before all values are there.

    A value of `big_values` is a pair; groups of four follow, of one bit (table A) or four (B) where all are zero.
    """
    each = 4 if _field(side, granule, _GRANULE - 1, 1) else 1
    return each, (_PAIRS - _field(side, granule, 12, 9)) // 2 * each


def _levelled(frame: Frame, lengths: Sequence[int], stuffing: Sequence[int]) -> Frame:
    side = int.from_bytes(frame.side, "big")
    bits = int.from_bytes(frame.sound, "big")
    left, out, total = len(frame.sound) * 8, 0, 0
    for granule, (known, length) in enumerate(zip(part_bits(frame.side), lengths, strict=True)):
        left -= known
        out = out << known | (bits >> left) & ((1 << known) - 1)
        more = length - known
        ones = min(more, _ones(side, granule)[1])
        out = out << ones | ((1 << ones) - 1)
        rest = more - ones
        out = out << rest | stuffing[granule] & ((1 << rest) - 1)
        side += (length - known) << (_SIDE_BITS - _FIRST - _GRANULE * granule - 12)
        total += length
    out <<= -total % 8
    return Frame(frame.header, side.to_bytes(SIDE, "big"), out.to_bytes(-(-total // 8), "big"))


def _field(side: int, granule: int, start: int, bits: int) -> int:
    return side >> (_SIDE_BITS - _FIRST - _GRANULE * granule - start - bits) & ((1 << bits) - 1)
