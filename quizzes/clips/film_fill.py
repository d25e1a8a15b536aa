"""Filling coded films so that their files are alike in every size and in every count of bytes."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from av.container import InputContainer, OutputContainer
from av.stream import Stream
from numpy.typing import NDArray

from quizzes.clips.film_margin import margins_of
from quizzes.clips.film_packet import put

BUCKET = 64 * 1024
MUXER = {"fflags": "+bitexact", "movflags": "+faststart"}

_SEED = 1991
_SEI, _USER_DATA, _STOP = 6, 5, 0x80
_MARK = bytes.fromhex("b5d1c0a36f8e4e27917ac24b6d3358f1")
_LEAST = 16 + 8
# So long at least is the box at the end that holds nothing.
_TAIL = 1032

Counts = NDArray[np.int64]


class _Sample(NamedTuple):
    """One coded frame, or one coded piece of sound, of each half."""

    stream: int
    data: tuple[bytes, ...]
    packets: "tuple[av.Packet[Stream], ...]"


class _Known(NamedTuple):
    """What is known of films: of each sample its stream, and its size in each half; how often each byte stands there."""

    streams: list[int]
    sizes: list[tuple[int, ...]]
    counts: Counts


def fill_films(bare: Sequence[Path], filled: Sequence[Path]) -> None:
    """Write coded films (mp4, alike in structure) anew so that their files cannot be told apart by sizes.

    A table in every mp4 tells how many bytes each frame takes, and that tells the halves apart: a repeated
    frame takes almost none, a pasted thing some more. So each frame is brought to one size in all files, beyond the largest at
    its place (see `margins_of`), by a message that players skip (SEI, user data; H.264 Annex D), and the messages are written
    with just those bytes that make all bytes occur equally often in each file. Then all boxes but the coded
    pictures are equal to the byte. Only reading the pictures' own lengths inside the coded data still tells,
    which takes a script that reads H.264. A `free` box brings every file to a multiple of `BUCKET`.
    """
    known = _known(bare)
    margins = margins_of(
        np.array(
            [sizes for stream, sizes in zip(known.streams, known.sizes, strict=True) if not stream], np.int64
        )
    )
    whole = _brought_to(known, margins)
    counts, rooms = _measured(known, whole)
    missing = counts.max(axis=0) - counts
    # When the bytes to make up for are more than there is room for, every frame gets a little more. No two zeros
    # may stand together (see `_pools`), so each that is missing needs another byte beside it.
    short = int(np.maximum(missing.sum(axis=1), 2 * missing[:, 0]).max() - rooms.min())
    if short > 0:
        # One byte of 256 goes into telling how long a message is.
        margins = margins + -(-short * 256 // (255 * len(margins))) + 2
        whole = _brought_to(known, margins)
        counts, rooms = _measured(known, whole)
        missing = counts.max(axis=0) - counts
    pools = _pools(counts, missing, rooms)
    _write(bare, filled, pools, whole)
    size = max(path.stat().st_size for path in filled)
    total = -(-(size + _TAIL) // BUCKET) * BUCKET
    for path in filled:
        with path.open("ab") as file:
            rest = total - path.stat().st_size
            file.write(rest.to_bytes(4, "big") + b"free" + bytes(rest - 8))


def _known(bare: Sequence[Path]) -> _Known:
    """Read films once; what is told of them is told without messages."""
    streams, sizes, counts = [], [], np.zeros((len(bare), 256), np.int64)
    with ExitStack() as stack:
        for sample in _samples(_opened(bare, stack)):
            streams.append(sample.stream)
            sizes.append(tuple(map(len, sample.data)))
            for half, data in enumerate(sample.data):
                counts[half] += _counted(data)
    return _Known(streams, sizes, counts)


def _brought_to(known: _Known, margins: Counts) -> list[int]:
    """Return what size each sample is brought to in all halves."""
    more, found = iter(margins.tolist()), []
    for stream, sizes in zip(known.streams, known.sizes, strict=True):
        size = max(sizes)
        if not stream:
            size += next(more)
            while any(_payload(size - each) is None for each in sizes):
                size += 1
        found.append(size)
    return found


def _measured(known: _Known, whole: Sequence[int]) -> tuple[Counts, Counts]:
    """Return how often each byte stands in each half when nothing is filled yet, and how much room there is."""
    rooms = np.zeros(len(known.counts), np.int64)
    around = [bytearray() for _ in known.counts]
    for stream, sizes, size in zip(known.streams, known.sizes, whole, strict=True):
        for half, own in enumerate(sizes):
            around[half] += _laid(b"", size - own, stream, None)
            rooms[half] += _room(size - own, stream)
    return known.counts + np.array([_counted(each) for each in around]), rooms


def _pools(counts: Counts, missing: Counts, rooms: Counts) -> "list[_Pool]":
    """Return for each half the bytes of its messages, in an order by which nothing needs escaping."""
    usual = counts.max(axis=0).astype(np.float64)
    usual[0] = 0
    rest = rooms - missing.sum(axis=1)
    if len(set(rest.tolist())) > 1 or rest.min() < 0:
        raise ValueError("Films that are filled together must have as many frames each.")
    rng = np.random.default_rng(_SEED)
    more = rng.choice(256, int(rest[0]), p=usual / usual.sum())
    least = int(min(rest[0] + (missing.sum(axis=1) - missing[:, 0]).min(), rooms.min() // 2))
    pools = []
    for lacking in missing:
        wanted = np.concatenate([np.repeat(np.arange(256), lacking), more]).astype(np.uint8)
        others = rng.permutation(wanted[wanted != 0])
        # How far a file packs tells a little of how much of it is fill. So some of that stands in order, and how
        # much is as good as random: by its own content, because the same for all originals would mark them.
        own = np.random.default_rng([_SEED, *lacking.tolist()])
        ordered = len(others) - int(own.integers(least + 1))
        others[ordered:] = np.sort(others[ordered:])
        zeros = int((wanted == 0).sum())
        # Two zeros in a row would have to be escaped; so no two stand together.
        at = np.sort(rng.choice(len(others) + 1, zeros, replace=False)) if zeros else np.zeros(0, int)
        pools.append(_Pool(np.insert(others, at, 0).tobytes()))
    return pools


class _Pool:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        taken = self._data[self._at : self._at + count]
        self._at += count
        return taken


def _opened(bare: Sequence[Path], stack: ExitStack) -> list[InputContainer]:
    return [stack.enter_context(av.open(str(path), format="mov")) for path in bare]


def _samples(files: Sequence[InputContainer]) -> Iterator[_Sample]:
    for packets in zip(*(_packets(file) for file in files), strict=True):
        stream = packets[0].stream.index
        if any(each.stream.index != stream for each in packets):
            raise ValueError("Films that are filled together must have their parts in one order.")
        data = tuple(bytes(each) if stream else _without_messages(bytes(each)) for each in packets)
        yield _Sample(stream, data, packets)


def _packets(file: InputContainer) -> "Iterator[av.Packet[Stream]]":
    return (packet for packet in file.demux() if packet.size)


def _without_messages(sample: bytes) -> bytes:
    """Drop what the encoder says of itself; only the picture stays (NAL units, each behind its length)."""
    kept, at = [], 0
    while at < len(sample):
        end = at + 4 + int.from_bytes(sample[at : at + 4], "big")
        if sample[at + 4] & 31 != _SEI:
            kept.append(sample[at:end])
        at = end
    return b"".join(kept)


def _payload(length: int) -> int | None:
    """Return how many bytes a message of `length` bytes in all can carry; None where none has that length."""
    for payload in (length - 8 - (length - 8) // 256, length - 8 - (length - 8) // 256 - 1):
        if payload >= len(_MARK) and payload + payload // 255 + 8 == length:
            return payload
    return None


def _room(length: int, stream: int) -> int:
    if stream:
        return 0
    payload = _payload(length)
    return 0 if payload is None else payload - len(_MARK)


def _laid(data: bytes, size: int, stream: int, pool: _Pool | None) -> bytes:
    """Return a sample of `size` bytes; without a pool, without the bytes that would come from it."""
    if stream:
        # Decoders of AAC stop at the end mark and skip zeros behind it.
        return data + bytes(size - len(data))
    payload = _payload(size - len(data))
    if payload is None:
        raise ValueError("A coded frame has no message of the length that is needed.")
    message = bytes([_SEI, _USER_DATA]) + b"\xff" * (payload // 255) + bytes([payload % 255]) + _MARK
    length = 4 + len(message) + payload - len(_MARK) + 1
    fill = b"" if pool is None else pool.take(payload - len(_MARK))
    return (length - 4).to_bytes(4, "big") + message + fill + bytes([_STOP]) + data


def _counted(data: bytes | bytearray) -> Counts:
    return np.bincount(np.frombuffer(data, np.uint8), minlength=256)


def _write(
    bare: Sequence[Path], filled: Sequence[Path], pools: Sequence[_Pool], whole: Sequence[int]
) -> None:
    with ExitStack() as stack:
        files = _opened(bare, stack)
        outs: list[OutputContainer] = [
            stack.enter_context(av.open(str(target), "w", format="mp4", options=MUXER)) for target in filled
        ]
        streams = [
            [out.add_stream_from_template(each) for each in file.streams]
            for out, file in zip(outs, files, strict=True)
        ]
        for sample, size in zip(_samples(files), whole, strict=True):
            for half, (data, packet) in enumerate(zip(sample.data, sample.packets, strict=True)):
                laid = _laid(data, size, sample.stream, pools[half])
                outs[half].mux(put(packet, streams[half][sample.stream], laid))
